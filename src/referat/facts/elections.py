"""Who was chosen, and for what.

election = chosen | chooser verb ( people [ office ] | office people ) ;
chosen = { lead } ( people verb [ office ] | office verb people | office people verb | verb people [ office ]
         | verb office ":" people ) [ tail ] ;
office = ( "som" | "til" ) words | words ":" ;

Auxiliary verbs and adverbs may stand on both sides of each; where anything else is left, nobody is read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from referat.contract.nodes import Elected, Person, Text
from referat.facts import people, triggers
from referat.facts.members import is_cut_list
from referat.facts.name_signs import shows_name
from referat.facts.people import Known
from referat.facts.sentences import LIST_MARK, Paragraph, Piece
from referat.facts.verbs import named_patterns, rules
from referat.lexicon import idioms, values
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups, Rule
from referat.text.places import Placed, Stretches
from referat.tuples import NamedTuple

_CLOSING = " .:"
# What stands before the verb: `core` without what leads in, auxiliary verbs and adverbs on both sides.
_AROUND = (
    "(?:{lead})*(?:(?:(?P<first>{auxiliary})|(?P<was>{past}))(?: {adverb})*(?: |$)|{adverb} )?"
    r"(?P<core>.*?),?(?: ?(?<![\w-])(?:(?P<last>{auxiliary})|(?P<had>{past})|{adverb}))*"
)
# The office before those chosen, or behind them.
_ORDERS = (
    "{as} {office}: ?(?P<who>{capital}.*)",
    "{as} {small} (?P<who>{capital}.*)",
    "(?:{following} ?)?(?:{calling} )?(?P<who>{capital}.*?)(?:,? {as} {office})?",
)


class _Read(NamedTuple):
    """Whom a clause names, and to what they were chosen; `plain` tells that an auxiliary verb or an office shows it."""

    listed: tuple[Person, ...]
    office: Text | None
    plain: bool


def of_sentence(sentence: Piece, known: Known, telling: Sequence[Rule]) -> tuple[Elected, ...]:
    """Those whom `sentence` says to have been chosen; none where a part of the list is no person.

    `telling` are the rules of the table for it by which it may say so.
    """
    piece = sentence.cut(0, len(sentence.text.rstrip(_CLOSING)))
    own = _next_of_its_own().search(piece.text)
    cuts = [match.span() for match in _next().finditer(piece.text)] if own is None else [own.span()]
    if cuts:
        bounds = [0, *(offset for span in cuts for offset in span), len(piece.text)]
        parts = [piece.cut(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
        chosen = [_of_clause(part, known, telling, goes_on=n > 0) for n, part in enumerate(parts)]
        if all(elected and (own or elected[0].to) for elected in chosen):  # with an office, or a verb, of their own
            return tuple(elected for part in chosen for elected in part)
    return _of_clause(piece, known, telling)


def _of_clause(piece: Piece, known: Known, telling: Sequence[Rule], *, goes_on: bool = False) -> tuple[Elected, ...]:
    """Those whom one clause says to have been chosen; one that goes on with a sentence needs no verb of its own."""
    for rule in telling:
        groups = rule.match(piece.text)
        read = _by_rule(rule, groups, piece, known) if groups is not None else None
        if read is not None and (read.plain or all(_is_sure(one, known) for one in read.listed)):
            return tuple(_elected(piece, person, read.office) for person in read.listed)
    read = _named(_without_tail(piece), known) if goes_on else None
    return tuple(_elected(piece, person, read.office) for person in read.listed) if read is not None else ()


def _by_rule(rule: Rule, groups: Groups, piece: Piece, known: Known) -> _Read | None:
    if "who" in groups.groupdict():
        listed = people.persons(piece.cut(*groups.span("who")), known)
        return _Read(listed, _office(piece, groups), plain=True) if listed else None
    before, behind = piece.cut(*groups.span("before")), piece.cut(*groups.span("behind"))
    if not rule.data.get("active"):
        read = _passive(before, behind, known)
        finite = read is not None and bool(rule.data.get("plain") or (rule.data.get("finite") and read.office))
        return read and (read._replace(plain=True) if finite else read)
    chooser = _pattern("(?:{lead})?{chooser}(?: {adverb})*").fullmatch(before.text.strip())
    return _named(_without_tail(behind), known) if chooser is not None else None


def _passive(before: Piece, behind: Piece, known: Known) -> _Read | None:
    """What stands around "valgt": who and the office on either side of it."""
    around = _pattern(_AROUND).fullmatch(before.text.strip())
    if around is None or ((around["was"] or around["had"]) and not around["that"]):
        return None
    lead = len(before.text) - len(before.text.lstrip())
    core = before.cut(*(lead + offset for offset in around.span("core")))
    rest = _without_tail(behind)
    auxiliary = around["first"] is not None or around["last"] is not None or around["that"] is not None
    if not core.text:
        return _named(rest, known)
    office, who = _office_first(core)
    if not who.text:
        read = _named(rest, known)
        return read and (read._replace(office=office) if read.office is None else read)
    listed = people.persons(who, known)
    behind_it = _pattern("(?:,? ?{as} {office})?").fullmatch(rest.text)
    if not listed or behind_it is None or (office is not None and behind_it["to"]):
        return None
    sure = auxiliary or office is not None or _pattern(",? ?{as} {of_assembly}").fullmatch(rest.text) is not None
    return _Read(listed, office or _office(rest, behind_it), plain=sure)


def _office_first(core: Piece) -> tuple[Text | None, Piece]:
    """The office that what stands before the verb begins with, and the rest: "Som formand blev Asta Birkholm"."""
    begins = _pattern("{as} {office}(?:: ?| {auxiliary}(?: {adverb})*(?: |$)|$)(?P<rest>.*)").fullmatch(core.text)
    begins = begins or _pattern("{label}(?:: ?| )(?P<rest>.*)").fullmatch(core.text)
    if begins is None:
        return None, core
    return _office(core, begins), core.cut(*begins.span("rest"))


def _named(piece: Piece, known: Known) -> _Read | None:
    """Who is named in a piece without a verb, with the office before or behind them: "Bo Elm som formand"."""
    piece = piece.stripped()
    for order in _ORDERS:
        groups = _pattern(order).fullmatch(piece.text)
        listed = people.persons(piece.cut(*groups.span("who")), known) if groups is not None else None
        if groups is not None and listed:
            return _Read(listed, _office(piece, groups), plain=True)
    return None


def _without_tail(behind: Piece) -> Piece:
    """What stands behind the verb, without adverbs before it, and without what says when and how."""
    begins = _pattern("[ :,]*(?:(?:{auxiliary}|{adverb})(?:[ :]+|$))*").match(behind.text)
    text = behind.cut(begins.end(), len(behind.text)) if begins is not None else behind
    tail = _pattern("{tail}").search(text.text)
    return text.cut(0, tail.start()).stripped() if tail is not None else text.stripped()


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """`form` with the patterns of the vocabulary for what stands around an election's verb."""
    shared = {**named_patterns()}
    for name, pattern in idioms.table("decision")["chosen"].items():
        shared[name] = values.expand(pattern, shared)
    return compile_pattern(values.expand(form, shared))


def _is_sure(person: Person, known: Known) -> bool:
    """Whether `person` is one for sure: the meeting knows the name, or a party stands behind it."""
    return person.party is not None or person.name.value in known


@cache
def _next() -> re.Pattern[str]:
    """What stands before the next office, where one sentence tells who was chosen for several."""
    return compile_pattern(idioms.table("decision")["next_office"])


@cache
def _next_of_its_own() -> re.Pattern[str]:
    """What stands before a clause with a verb of its own, which tells of another who was chosen."""
    return compile_pattern(idioms.table("decision")["next_chosen"])


def told_otherwise(paragraphs: Iterable[Paragraph], elected: Sequence[Elected]) -> frozenset[int]:
    """Where the sentences of `paragraphs` begin that tell of attendance in the offices of those `elected` alone.

    "Bo Elm (V) blev valgt som suppleant"
    """
    names = Stretches.of_points([one.name.at[0].a for one in elected])
    offices = [place for one in elected if one.to is not None for place in one.to.at]
    begins = set[int]()
    for sentence in (sentence for paragraph in paragraphs for sentence in paragraph.sentences):
        if names.meet(*sentence.range):
            text = sentence.text
            for a, b in offices:
                if sentence.start <= a < b <= sentence.end:
                    at, stop = sentence.offset(a), sentence.offset(b)
                    text = text[:at] + " " * (stop - at) + text[stop:]
            if not triggers.mask(text) & triggers.table().telling:
                begins.add(sentence.start)
    return frozenset(begins)


def begins_list(text: str) -> bool:
    """Whether `text` says that those were chosen who stand below it, one a line."""
    return any(rule.match(text) is not None for rule in rules("elects_below"))


def names_somebody(text: str, known: Known) -> bool:
    """Whether `text`, which says that somebody was chosen, may say who, or that they stand below it."""
    return shows_name(text, known) or begins_list(text)


def of_list(sentence: Piece, lines: Sequence[Paragraph], first: int, known: Known) -> tuple[Elected, ...]:
    """Those on `lines` from the `first`, down to one that is none of the list; none where one of it cannot be read.

    `sentence` says of them that they were chosen, and perhaps for what.
    """
    found = next((groups for rule in rules("elects_below") if (groups := rule.match(sentence.text)) is not None), None)
    named = [name for name in ("to", "office") if found is not None and found.groupdict().get(name)]
    office = _words_at(sentence, *found.span(named[0])) if found is not None and named else None
    elected: list[Elected] = []
    for k in range(first, len(lines)):
        paragraph = lines[k]
        listed = list(_on_line(paragraph.piece, office, known))
        if not listed:
            return () if elected and _stands_among(lines, k, known) else tuple(elected)
        elected += listed
    return tuple(elected)


def _on_line(piece: Piece, office: Text | None, known: Known) -> Iterator[Elected]:
    """Those on one line of a list; who comes in somebody's place is chosen too, where a word says for that."""
    mark = LIST_MARK.match(piece.text)
    piece = piece if mark is None else piece.cut(mark.end(), len(piece.text)).stripped()
    listed = people.persons(piece, known)
    if listed:
        yield from (_elected(piece, person, office) for person in listed)
        return
    pair = _pattern("{with_substitute}").fullmatch(piece.text)
    both = [people.person(piece.cut(*pair.span(name)), known) for name in ("who", "instead")] if pair else []
    if pair is None or both[0] is None or both[1] is None:
        return
    yield _elected(piece, both[0], office)
    if pair["to"]:
        yield _elected(piece, both[1], _words_at(piece, *pair.span("to")))


def _stands_among(lines: Sequence[Paragraph], k: int, known: Known) -> bool:
    """Whether the line `k`, no sentence, is one of a list though it cannot be read: names begin it, or the next."""
    text = lines[k].text
    if text.endswith((".", ":")):
        return False
    return is_cut_list(text, known) or bool(lines[k + 1 : k + 2] and people.persons(lines[k + 1].piece, known))


def _office(piece: Piece, groups: Groups | re.Match[str]) -> Text | None:
    """The office in `groups`; a name is none: "Bo Elm blev valgt med 12 stemmer mod 5 til Ida Dal"."""
    said = groups.groupdict().get("to")
    if not said or (said[:1].isupper() and people.begins_as_persons(said)):
        return None
    return _words_at(piece, *groups.span("to"))


def _words_at(piece: Piece, a: int, b: int) -> Text:
    return Placed(" ".join(piece.text[a:b].split()), piece.at(a, b))


def _elected(piece: Piece, person: Person, office: Text | None) -> Elected:
    """Somebody named in `piece`; a role beside the name is the office, as it is printed there."""
    role = person.role
    if office is not None or role is None:
        return Elected(person.name, person.party, office)
    printed = piece.text[piece.offset(role.at[0].a) : piece.offset(role.at[-1].b)]
    return Elected(person.name, person.party, role._replace(value=" ".join(printed.split())))
