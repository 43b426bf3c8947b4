"""Those on one side of a vote: counts, parties and people, in the notations that minutes use.

side   = count | [ count [ ":" ] ] list | list "(" count ")" ;
list   = "(" list ")" | member { separator member } ;
member = party [ count ] | [ count ] "of" party "(" people ")" | party "but" people | person ;

A side is read whole or not at all.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from referat.contract.nodes import Text, VoteSide
from referat.facts import people
from referat.facts.people import NOBODY_KNOWN, Known, Stretch, read_all, read_one, words_at
from referat.facts.sentences import Piece
from referat.lexicon import idioms, values
from referat.lexicon.gates import either
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups, Rule, held, holds_one
from referat.text.places import Placed, made
from referat.tuples import NamedTuple

_CLOSING = " .,;"
#: With one of which a line of a list begins.
BULLETS = frozenset("-•·–▪◦*")
#: A side of which the text says nothing.
NOTHING = VoteSide()
_LONGEST_LETTERS = 3
# So many parts of lists are remembered with what they may be.
_MOST_KEPT = 2000


class _Member(NamedTuple):
    """A part of a list, in offsets of it: parties or people.

    `own` is how many there were, `unknown` tells of a word in no table.
    """

    parties: tuple[Stretch, ...] = ()
    names: tuple[Stretch, ...] = ()
    own: Stretch | None = None
    unknown: bool = False


def members(piece: Piece, known: Known = NOBODY_KNOWN) -> VoteSide | None:
    """Those on a side: "A, B og 1 medlem af C (X)"; None where a part of it is nobody's name and no party's."""
    text = piece.text
    begin, end = _stripped(text, 0, len(text.rstrip(_CLOSING)))
    counted, (a, b) = _counted(text[begin:end])
    count = _number(piece, counted, begin) if counted is not None else None
    a, b = begin + a, begin + b
    if a == b or (count is not None and pattern("others").fullmatch(text[a:b])):
        return VoteSide(count) if count is not None else None
    parties: list[Text] = []
    names: list[Text] = []
    listed = _listed(text[a:b], known)
    if listed is None:
        return None
    at = piece.at
    for begun, member in listed:
        begin = a + begun
        for c, d in member.parties:
            parties.append(made(Placed, (text[begin + c : begin + d], at(begin + c, begin + d), "")))
        if member.names:
            names += [words_at(piece, (begin + c, begin + d)) for c, d in member.names]
    if count is None and len(listed) == 1 and listed[0][1].own is not None:
        count = _number(piece, listed[0][1].own, a + listed[0][0])
    return VoteSide(count, tuple(parties), tuple(names))


def is_party(text: str) -> bool:
    """Whether `text` is a party's letter or its name."""
    if len(text) <= _LONGEST_LETTERS and text.isupper() and text.isalpha():  # nearly always
        return True
    data = idioms.table("votes")["parties"]
    lower = text.lower()
    return (
        _begins_with_party(text)
        or (lower.startswith(tuple(data["beginnings"])) and text[-1:] != "." and _is_name(text))
        or (text[:1].isupper() and lower.endswith(tuple(data["endings"])) and _is_name(text))
    )


def in_figures(text: str) -> str:
    """`text` with the counts of votes that it says in words as figures, behind noughts up to the word's length."""
    small = text.lower()
    if not holds_one(small, _beside_figures()) or len(small) != len(text):  # nearly always
        return text
    words: dict[str, int] = idioms.table("votes")["figures"]["words"]
    for match in _figures().finditer(small):
        a, b = match.span()
        text = text[:a] + str(words[match[0]]).zfill(b - a) + text[b:]
    return text


@cache
def _figures() -> re.Pattern[str]:
    figures = idioms.table("votes")["figures"]
    behind = "|".join(str(rule.pattern) for rule in rules("figure"))
    return compile_pattern(figures["where"].replace("{words}", "|".join(figures["words"])).replace("{behind}", behind))


@cache
def _beside_figures() -> tuple[str, ...]:
    """Words, in small letters, of which a text that has a count in words has one: see `Gate`."""
    return either(rule.gate for rule in rules("figure")).words


def heads_party(text: str) -> bool:
    """Whether the line `text` is a party's letter or name, and perhaps a colon."""
    return is_party(text.removesuffix(":").rstrip()) if text else False


def _is_name(text: str) -> bool:
    """Whether `text` may be a name: its words have capitals, but for a few behind the first, and no mark parts them."""
    small = idioms.table("votes")["parties"]["small_words"]
    return (
        ":" not in text
        and "," not in text
        and all(not word[:1].islower() or word in small for word in text.split()[1:])
    )


@cache
def _party_names() -> tuple[str, ...]:
    return tuple(idioms.table("votes")["parties"]["names"])


def _begins_with_party(text: str) -> bool:
    """Whether `text` is a party's name that the table has, or one with more words in capitals behind it."""
    names = _party_names()
    if not text.startswith(names):  # nearly always
        return False
    name = next((name for name in names if text == name or text.startswith((f"{name} ", f"{name}s "))), None)
    rest = text.removeprefix(name or "").split()
    return name is not None and all(not word[:1].islower() or word == "s" for word in rest)


def bullet_end(text: str) -> int:
    """Where what `text` says begins, behind the mark of a list's line, one of `BULLETS`."""
    bullet = pattern("bullet").match(text)
    return 0 if bullet is None else bullet.end()


def parts(piece: Piece) -> Iterator[Piece]:
    """The parts of a list, brackets kept whole."""
    for a, b in _parts(piece.text):
        yield piece.cut(a, b)


def _parts(text: str) -> list[Stretch]:
    """Where the parts of a list stand."""
    separators = [match.span() for match in _separator().finditer(text)]
    if not separators:
        return [_stripped(text, 0, len(text))]
    found: list[Stretch] = []
    begun, brackets = 0, "(" in text
    for a, b in separators:
        if not brackets or text.count("(", 0, a) <= text.count(")", 0, a):
            found.append(_stripped(text, begun, a))
            begun = b
    found.append(_stripped(text, begun, len(text)))
    return found


def _stripped(text: str, a: int, b: int) -> Stretch:
    """Where the words of `text[a:b]` stand, without the white space around them."""
    part = text[a:b]
    kept = part.strip()
    if len(kept) == len(part):  # nearly always
        return a, b
    begin = a + len(part) - len(part.lstrip())
    return begin, begin + len(kept)


@cache
def rules(key: str) -> tuple[Rule, ...]:
    """The rules of the table `key` of votes, which know the patterns of people."""
    return idioms.rules_with("votes", key, named_patterns())


@lru_cache(_MOST_KEPT)
def beginning(key: str, first: str) -> tuple[Rule, ...]:
    """Those of the table `key` whose matches can begin with the character `first`."""
    return tuple(rule for rule in rules(key) if rule.firsts is None or first in rule.firsts)


@cache
def named_patterns() -> dict[str, str]:
    """The named patterns of votes, on top of those of people."""
    named = dict(people.patterns())
    for name, pattern in idioms.patterns("votes").items():
        named[name] = values.expand(pattern, named)
    return named


@cache
def remark_words() -> tuple[str, ...]:
    """Words, in small letters, one of which is in each sentence that tells of a remark for the protocol.

    Those that announce one alone, and some that stand in other announcements.
    """
    alone = (rule.gate.words for rule in rules("remark") if rule.data.get("by_inside"))
    return (*sorted({word for words in alone for word in words}), *idioms.table("votes")["remark_words"]["words"])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern `name` of votes, which stands beside their tables."""
    return compile_pattern(values.expand(idioms.table("votes")[name], named_patterns()))


def _counted(text: str) -> tuple[Stretch | None, Stretch]:
    """How many there were in all, and the list of them, brackets around it taken off: where they stand."""
    for rule in beginning("whole", text[:1]):
        groups = rule.match(text)
        if groups is None:
            continue
        a, b = _stripped(text, *groups.span("inner")) if held(groups, "inner") else (0, 0)
        if rule.data.get("alone") and any(_has_own_count(text[a + c : a + d]) for c, d in _parts(text[a:b])):
            continue  # the number is the last member's
        return groups.span("count") if held(groups, "count") else None, _unbracketed(text, a, b)
    return None, _unbracketed(text, 0, len(text))


def _has_own_count(member: str) -> bool:
    """Whether a member of a list has a number of its own."""
    return any(rule.match(member) is not None for rule in rules("with_count"))


def _unbracketed(text: str, a: int, b: int) -> Stretch:
    """Where `text[a:b]` stands without the brackets around all of it."""
    if not (text.startswith("(", a, b) and text.endswith(")", a, b)):
        return a, b
    depth = 0
    for at in range(a, b):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0 and at < b - 1:
            return a, b
    return _stripped(text, a + 1, b - 1)


def _listed(text: str, known: Known) -> list[tuple[int, _Member]] | None:
    """The members of a list, each with where it begins; None where one of them is none."""
    listed: list[tuple[int, _Member]] = []
    sure = unknown = False
    for a, b in _parts(text):
        member = _member(text[a:b], known)
        if member is None:
            return None
        listed.append((a, member))
        sure = sure or bool(member.parties and not member.unknown)
        unknown = unknown or member.unknown
    # A word that no table knows is a party's where parties stand beside it: people have more names than one.
    return listed if sure or not unknown else None


@lru_cache(_MOST_KEPT)
def _member(text: str, known: Known) -> _Member | None:
    """What a part of a list is; None where it is nothing that is known. The same ones are named time and again."""
    for rule in beginning("member", text[:1]):
        groups = rule.match(text)
        member = _by_rule(groups, known) if groups is not None else None
        if member is not None:
            return member
    named = read_one(text, known)
    if named is not None:
        return _Member(names=(named.name,))
    unknown = next((groups for rule in rules("unknown") if (groups := rule.match(text)) is not None), None)
    return _Member(parties=(unknown.span("party"),), unknown=True) if unknown is not None else None


def _by_rule(groups: Groups, known: Known) -> _Member | None:
    if names := held(groups, "names"):
        at, _ = groups.span("names")
        listed = read_all(names, known)
        return _Member(names=tuple((at + a, at + b) for a, b in (named.name for named in listed))) if listed else None
    if not is_party(str(groups["party"])):
        return None
    own = groups.span("own") if held(groups, "own") else None
    return _Member(parties=(groups.span("party"),), own=own)


def _number(piece: Piece, at: Stretch, behind: int) -> Placed[int]:
    """The number that stands at `at`, so much further `behind` in `piece`."""
    a, b = behind + at[0], behind + at[1]
    return Placed(int(piece.text[a:b]), piece.at(a, b))


@cache
def _separator() -> re.Pattern[str]:
    return compile_pattern(idioms.table("votes")["separator"])
