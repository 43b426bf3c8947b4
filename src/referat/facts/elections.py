"""Who was chosen, and for what.

election = [ body ] chose people [ "som" office ] | people "blev valgt" [ office ] | office "blev valgt" people ;
"""

import re
from collections.abc import Sequence
from functools import cache

from referat.contract.nodes import Elected, Person, Text
from referat.facts import people
from referat.facts.may_name import may_name
from referat.facts.members import is_cut_list
from referat.facts.people import Known
from referat.facts.sentences import Paragraph, Piece
from referat.facts.verbs import rules
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups
from referat.text.places import Placed

_CLOSING = " .:"


def of_sentence(sentence: Piece, known: Known) -> tuple[Elected, ...]:
    """Those whom `sentence` says to have been chosen; none where a part of the list is no person."""
    piece = sentence.cut(0, len(sentence.text.rstrip(_CLOSING)))
    cuts = [match.span() for match in _next().finditer(piece.text)]
    bounds = [0, *(offset for span in cuts for offset in span), len(piece.text)]
    parts = [piece.cut(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    chosen = [_of_clause(part, known, goes_on=n > 0) for n, part in enumerate(parts)]
    if len(parts) > 1 and all(elected and elected[0].to for elected in chosen):  # each with an office of their own
        return tuple(elected for part in chosen for elected in part)
    return _of_clause(piece, known)


def _of_clause(piece: Piece, known: Known, *, goes_on: bool = False) -> tuple[Elected, ...]:
    """Those whom one clause says to have been chosen; one that goes on with a sentence needs no verb of its own."""
    for rule in (*rules("election"), *(rules("elected_too") if goes_on else ())):
        groups = rule.match(piece.text)
        listed = people.persons(piece.cut(*groups.span("who")), known) if groups is not None else None
        if groups is not None and listed and (not rule.data.get("sure") or all(_is_sure(one, known) for one in listed)):
            office = _office(piece, groups)
            return tuple(_elected(piece, person, office) for person in listed)
    return ()


def _is_sure(person: Person, known: Known) -> bool:
    """Whether `person` is one for sure: the meeting knows the name, or a party stands behind it."""
    return person.party is not None or person.name.value in known


@cache
def _next() -> re.Pattern[str]:
    """What stands before the next office, where one sentence tells who was chosen for several."""
    return compile_pattern(idioms.table("decision")["next_office"])


def begins_list(text: str) -> bool:
    """Whether `text` says that those were chosen who stand below it, one a line."""
    return any(rule.match(text) is not None for rule in rules("elects_below"))


def names_somebody(text: str, known: Known) -> bool:
    """Whether `text`, which says that somebody was chosen, may say who, or that they stand below it."""
    return may_name(text, known) or begins_list(text)


def of_list(below: Sequence[Paragraph], known: Known) -> tuple[Elected, ...]:
    """Those on the lines `below`, down to the first that is none of the list; none where one of it cannot be read."""
    elected: list[Elected] = []
    for k, paragraph in enumerate(below):
        listed = people.persons(paragraph.piece, known)
        if not listed:
            return () if elected and _stands_among(below, k, known) else tuple(elected)
        elected += [_elected(paragraph.piece, person, None) for person in listed]
    return tuple(elected)


def _stands_among(lines: Sequence[Paragraph], k: int, known: Known) -> bool:
    """Whether the line `k`, no sentence, is one of a list though it cannot be read: names begin it, or the next."""
    text = lines[k].text
    if text.endswith("."):
        return False
    return is_cut_list(text, known) or bool(lines[k + 1 : k + 2] and people.persons(lines[k + 1].piece, known))


def _office(piece: Piece, groups: Groups) -> Text | None:
    slots = groups.groupdict()
    name = next((name for name in ("to", "to2") if slots.get(name)), None)
    return Placed(" ".join(slots[name].split()), piece.at(*groups.span(name))) if name else None


def _elected(piece: Piece, person: Person, office: Text | None) -> Elected:
    """Somebody named in `piece`; a role beside the name is the office, as it is printed there."""
    role = person.role
    if office is not None or role is None:
        return Elected(person.name, person.party, office)
    printed = piece.text[piece.offset(role.at[0].a) : piece.offset(role.at[-1].b)]
    return Elected(person.name, person.party, role._replace(value=" ".join(printed.split())))
