"""People by their first names alone, as lists in heads have them, and what the notations of such lists share."""

import re
from collections.abc import Iterable
from functools import cache

from referat.contract.nodes import Person
from referat.facts import people
from referat.facts.members import Member
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.text.places import Placed

#: So many are a list by themselves; where a label says that they are people, fewer are.
FEWEST_FIRST_NAMES, _FEWEST_FRIENDS = 3, 2
# A name has so many words at its end.
_WORDS = 2


def friends(piece: Piece) -> tuple[Member, ...] | None:
    """First names alone where the label says that they are people's: two are a list, and a common one is."""
    alone = piece.text.rstrip(" .") in people.vocabulary_words("first_names")
    return first_names(piece, 1 if alone else _FEWEST_FRIENDS)


def first_names(piece: Piece, fewest: int) -> tuple[Member, ...] | None:
    """First names alone, so many of them at least, each with a word on it in brackets; None for anything else.

    Among many there may be one of two words: "Asta, Bo, Hans Erik, Ib og Lone"; and some without names: "elevrådet".
    """
    parts = between(piece, pattern("separator"))
    members = [_first_name(part) for part in parts]
    if None in members and any(members):
        nobody = pattern("nobodys_name").fullmatch
        parts = [part for part, member in zip(parts, members, strict=True) if member or not nobody(part.text)]
        members = [_first_name(part) for part in parts]
    lost = [n for n, member in enumerate(members) if member is None]
    if lost and len(parts) - len(lost) >= FEWEST_FIRST_NAMES * len(lost):
        members = [member or _double_name(part) for part, member in zip(parts, members, strict=True)]
    known = [member for member in members if member is not None]
    return tuple(known) if len(known) >= fewest and len(known) == len(parts) else None


def named_parts(piece: Piece) -> list[Piece] | None:
    """The parts of a list without those that name nobody: "elevrådet"; None where there are none, or nothing else."""
    parts = between(piece, pattern("separator"))
    named = [part for part in parts if not pattern("nobodys_name").fullmatch(part.text)]
    return named if 0 < len(named) < len(parts) else None


def _double_name(part: Piece) -> Member | None:
    """Somebody by two first names."""
    double = pattern("double_name").fullmatch(part.text) is not None and people.is_persons(part.text)
    return Member(Person(Placed(part.text, part.at(0, len(part.text)), "first_name"))) if double else None


def _first_name(part: Piece) -> Member | None:
    """Somebody by the first name alone: "Asta", "Asta K.", "Asta (leder)"; None for anything else."""
    name, note, role = part, None, None
    bracket = pattern("bracket").search(part.text)
    if bracket is not None and bracket.end() == len(part.text):
        if pattern("telling").search(bracket[0]):
            return None
        name = part.cut(0, bracket.start()).stripped()
        said = people.words_at(part, _inner(part.text, bracket))
        if pattern("role_bracket").fullmatch(bracket[0]):
            role = said._replace(value=people.role_name(said.value))
        else:
            note = said
    of_class = pattern("of_class").search(name.text)
    if of_class is not None:
        name = name.cut(0, of_class.start())
    if not pattern("first_name").fullmatch(name.text) or not people.is_persons(name.text):
        return None
    return Member(Person(Placed(name.text, name.at(0, len(name.text)), "first_name"), role=role), note=note)


def pupil(part: Piece) -> tuple[Member, ...] | None:
    """A pupil by the first name, with the class or a word for pupils behind it."""
    text = part.text
    of_class = pattern("of_class").search(text.partition(" (")[0])
    bracket = pattern("bracket").search(text)
    is_pupil = of_class or (bracket is not None and pattern("pupil").match(text, bracket.start() + 2))
    member = _first_name(part) if is_pupil else None
    return None if member is None else (member,)


def _inner(text: str, bracket: re.Match[str]) -> tuple[int, int]:
    """Where the words in a `bracket` stand."""
    return text.index("(", bracket.start()) + 1, bracket.end() - text.endswith(")")


def calls_by_first_names(piece: Piece) -> bool:
    """Whether most people on a list, several at least, stand there by their first names, whether it is read or not."""
    without = pattern("any_bracket").sub("", piece.text)
    parts = [part.strip() for part in pattern("separator").split(without.rstrip(" .;,"))]
    firsts = [part for part in parts if pattern("first_name").fullmatch(part) and people.is_persons(part)]
    return len(firsts) >= FEWEST_FIRST_NAMES and len(firsts) * 2 > len(parts)


def ends_in_names(piece: Piece) -> bool:
    """Whether each of several parts of the line ends with a name, behind words that nobody knows as what people are."""
    parts = pattern("separator").split(piece.text.rstrip(" .;,"))
    last = (part.split()[-_WORDS:] for part in parts)
    return len(parts) > 1 and all(people.read_one(" ".join(words)) is not None for words in last)


def between(piece: Piece, separator: re.Pattern[str]) -> list[Piece]:
    """What stands between the `separator`s of `piece` outside brackets, without the marks that close it."""
    matches = _outside_brackets(piece.text, separator.finditer(piece.text))
    bounds = [0, *(offset for match in matches for offset in match.span())]
    ends = [*bounds[1:], len(piece.text.rstrip(" .;,"))]
    if pattern("initial_at_end").search(piece.text):  # "Asta V."
        ends[-1] += 1
    return [piece.cut(a, b).stripped() for a, b in zip(bounds[::2], ends[::2], strict=True) if piece.text[a:b].strip()]


def _outside_brackets(text: str, matches: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Those of the `matches`, in their order, that begin outside all brackets."""
    outside = []
    depth = done = 0
    for match in matches:
        at = match.start()
        depth += text.count("(", done, at) - text.count(")", done, at)
        done = at
        if depth <= 0:
            outside.append(match)
    return outside


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern `name` of lines of people in heads."""
    return people.compile_with(idioms.table("header")["people"][name])
