"""Those on one side of a vote: counts, parties and people, in the notations that minutes use.

side   = count | [ count [ ":" ] ] list | list "(" count ")" ;
list   = "(" list ")" | member { separator member } ;
member = party [ count ] | [ count ] "of" party "(" people ")" | party "but" people | person ;

A side is read whole or not at all.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from referat.contract.nodes import Text, VoteSide
from referat.facts import people
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.sentences import Piece
from referat.lexicon import idioms, values
from referat.lexicon.gates import either
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups, Rule, holds_one
from referat.text.places import Placed

_CLOSING = " .,;"
#: A side of which the text says nothing.
NOTHING = VoteSide()
_LONGEST_LETTERS = 3
# So many parts of lists are remembered with what they may be.
_MOST_KEPT = 2000


class _Member(NamedTuple):
    """A part of a list: parties or people; `own` is how many there were, `unknown` tells of a word in no table."""

    parties: tuple[Text, ...] = ()
    names: tuple[Text, ...] = ()
    own: Placed[int] | None = None
    unknown: bool = False


def members(piece: Piece, known: Known = NOBODY_KNOWN) -> VoteSide | None:
    """Those on a side: "A, B og 1 medlem af C (X)"; None where a part of it is nobody's name and no party's."""
    piece = _trimmed(piece)
    count, rest = _counted(piece)
    if not rest.text or (count is not None and pattern("others").fullmatch(rest.text)):
        return VoteSide(count) if count is not None else None
    listed = _listed(rest, known)
    if listed is None:
        return None
    own = [member.own for member in listed if member.own is not None]
    if count is None and len(listed) == 1 and own:
        count = own[0]
    return VoteSide(
        count,
        tuple(party for member in listed for party in member.parties),
        tuple(name for member in listed for name in member.names),
    )


def is_party(text: str) -> bool:
    """Whether `text` is a party's letter or its name."""
    data = idioms.table("votes")["parties"]
    lower = text.lower()
    return (
        (len(text) <= _LONGEST_LETTERS and text.isupper() and text.isalpha())
        or _begins_with_party(text)
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


def _begins_with_party(text: str) -> bool:
    """Whether `text` is a party's name that the table has, or one with more words in capitals behind it."""
    names = idioms.table("votes")["parties"]["names"]
    name = next((name for name in names if text == name or text.startswith((f"{name} ", f"{name}s "))), None)
    rest = text.removeprefix(name or "").split()
    return name is not None and all(not word[:1].islower() or word == "s" for word in rest)


def parts(piece: Piece) -> Iterator[Piece]:
    """The parts of a list, brackets kept whole."""
    text, begun = piece.text, 0
    inside = _depths(text) if "(" in text else []
    for match in _separator().finditer(text):
        if not inside or inside[match.start()] <= 0:
            yield piece.cut(begun, match.start()).stripped()
            begun = match.end()
    yield piece.cut(begun, len(text)).stripped()


def _depths(text: str) -> list[int]:
    """In how many brackets each character of `text` stands, one that closes them outside."""
    depth = 0
    return [depth := depth + (char == "(") - (char == ")") for char in text]


@cache
def rules(key: str) -> tuple[Rule, ...]:
    """The rules of the table `key` of votes, which know the patterns of people."""
    return tuple(
        Rule(rule.table, rule.name, rule.data, origin=rule.origin, patterns=named_patterns())
        for rule in idioms.rules("votes", key)
    )


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


def _trimmed(piece: Piece) -> Piece:
    text = piece.text.rstrip(_CLOSING)
    return piece.cut(0, len(text)).stripped()


def _counted(piece: Piece) -> tuple[Placed[int] | None, Piece]:
    """How many there were in all, and the list of them, brackets around it taken off."""
    for rule in rules("whole"):
        groups = rule.match(piece.text)
        if groups is None:
            continue
        slots = groups.groupdict()
        begin, stop = groups.span("inner") if slots.get("inner") else (0, 0)
        inner = piece.cut(begin, stop).stripped() if begin < stop else Piece("", piece.runs)
        if rule.data.get("alone") and any(map(_own_count, parts(inner))):
            continue  # the number is the last member's
        return _number(piece, groups, "count"), _unbracketed(inner)
    return None, _unbracketed(piece)


def _own_count(piece: Piece) -> bool:
    """Whether a member of a list has a number of its own."""
    return any(rule.match(piece.text) is not None for rule in rules("with_count"))


def _unbracketed(piece: Piece) -> Piece:
    """`piece` without the brackets around all of it."""
    text = piece.text
    if not (text.startswith("(") and text.endswith(")")):
        return piece
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0 and at < len(text) - 1:
            return piece
    return piece.cut(1, len(text) - 1).stripped()


def _listed(piece: Piece, known: Known) -> list[_Member] | None:
    listed: list[_Member] = []
    for part in parts(piece):
        member = _member(part, known)
        if member is None:
            return None
        listed.append(member)
    # A word that no table knows is a party's where parties stand beside it: people have more names than one.
    sure = any(member.parties and not member.unknown for member in listed)
    return listed if sure or not any(member.unknown for member in listed) else None


def _member(piece: Piece, known: Known) -> _Member | None:
    for match in _as_members(piece.text):
        member = _by_rule(piece, match, known)
        if member is not None:
            return member
    person = people.person(piece, known)
    if person is not None:
        return _Member(names=(person.name,))
    unknown = next((groups for rule in rules("unknown") if (groups := rule.match(piece.text)) is not None), None)
    return _Member(parties=(_text(piece, unknown, "party"),), unknown=True) if unknown is not None else None


@lru_cache(_MOST_KEPT)
def _as_members(text: str) -> tuple[Groups, ...]:
    """How the rules for a part of a list match `text`, in their order: the same parties are named time and again."""
    return tuple(groups for rule in rules("member") if (groups := rule.match(text)) is not None)


def _by_rule(piece: Piece, groups: Groups, known: Known) -> _Member | None:
    slots = groups.groupdict()
    if slots.get("names"):
        listed = people.persons(piece.cut(*groups.span("names")), known)
        return _Member(names=tuple(person.name for person in listed)) if listed else None
    if not is_party(str(slots["party"])):
        return None
    return _Member(parties=(_text(piece, groups, "party"),), own=_number(piece, groups, "own"))


def _text(piece: Piece, groups: Groups, group: str) -> Text:
    return Placed(str(groups.groupdict()[group]), piece.at(*groups.span(group)))


def _number(piece: Piece, groups: Groups, group: str) -> Placed[int] | None:
    digits = groups.groupdict().get(group)
    return Placed(int(digits), piece.at(*groups.span(group))) if digits else None


@cache
def _separator() -> re.Pattern[str]:
    return compile_pattern(idioms.table("votes")["separator"])
