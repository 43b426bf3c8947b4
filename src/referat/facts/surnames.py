"""Surnames that stand alone in a document: of whom each is unmistakably said, and which several people have.

A surname is one member's where no other member has it, and wherever it stands in the document nobody else can be meant:
no other name stands before or behind it, no word for a place, and nowhere is the member's own name torn apart by it.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from referat.contract.diagnostics import UNREAD
from referat.contract.notes import Note
from referat.facts import people
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import occurrences
from referat.tuples import NamedTuple

# So many members must be listed by their whole names; shorter surnames are words and initials.
_FEWEST_MEMBERS, _SHORTEST = 3, 3
# So far before a name the word before it begins.
_LONGEST_WORD = 40
_BEFORE = compile_pattern(r"([^\W\d_][\w.'’-]*)(\s+|, ?\n?)\Z")
_BEHIND = compile_pattern(r"([\s,]+)([^\W\d_][\w'’-]*)")
_INITIALS = compile_pattern(r"(?:[^\W\d_]\.)+")


class Surnames(NamedTuple):
    """The surnames that are one member's alone, and the names of those who share one."""

    unmistakable: frozenset[str] = frozenset()
    shared: Mapping[str, tuple[str, ...]] = MappingProxyType({})


NO_SURNAMES = Surnames()


def of(view: str, names: AbstractSet[str]) -> Surnames:
    """What surnames alone say in `view`, the document's text; `names` are those of its people."""
    if len(names) < _FEWEST_MEMBERS:
        return NO_SURNAMES
    bearers: dict[str, tuple[str, ...]] = {}
    firsts = set()
    for name in sorted(names):
        if " " in name:
            surname = name[name.rindex(" ") + 1 :]
            bearers[surname] = (*bearers.get(surname, ()), name)
            firsts.add(name[: name.index(" ")])
    if len(bearers) < _FEWEST_MEMBERS:
        return NO_SURNAMES
    alone: list[str] = []
    shared: dict[str, tuple[str, ...]] = {}
    for surname, named in bearers.items():
        if view.count(surname) == (view.count(named[0]) if len(named) == 1 else sum(map(view.count, named))):
            continue  # nearly always
        if len(named) > 1:
            shared[surname] = named
        elif surname not in firsts and _is_one_members(view, surname, named[0]):
            alone.append(surname)
    return Surnames(frozenset(alone), shared)


def ambiguous(notes: Sequence[Note], surnames: Surnames) -> Iterator[Note]:
    """A note on each of `notes` on something unread in which a surname stands alone that several people have."""
    for surname, named in surnames.shared.items():
        for note in notes:
            told = note.message
            if note.code != UNREAD or surname not in told or any(name in told for name in named):
                continue
            if any(_is_whole(told, at, surname) for at in occurrences(surname, told)):
                yield Note("name-ambiguous", f"{surname!r} may be {_either(named)}.", note.at, end=note.end)


def _either(named: Sequence[str]) -> str:
    return f"{', '.join(map(repr, named[:-1]))} or {named[-1]!r}"


def _is_one_members(view: str, surname: str, name: str) -> bool:
    """Whether `surname` is said of the member called `name` wherever it stands."""
    if len(surname) < _SHORTEST or not people.is_persons(surname):
        return False
    others, before = frozenset(name.split(" ")[:-1]), name.removesuffix(surname)
    apart = [at for at in occurrences(surname, view) if view[max(0, at - len(before)) : at] != before]
    places = [at for at in apart if _is_whole(view, at, surname)]
    return all(
        _is_its_owners(view[max(0, at - _LONGEST_WORD) : at], others)
        and _ends_there(view[at + len(surname) : at + len(surname) + _LONGEST_WORD], others)
        for at in places
    )


def _is_whole(text: str, at: int, word: str) -> bool:
    """Whether no letter and no hyphen joins what stands at `at` to another word."""
    around = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
    return not any(char.isalnum() or char == "-" for char in around)


def _is_its_owners(before: str, others: frozenset[str]) -> bool:
    """Whether nobody else's name, and no word for a place, stands `before` a surname; `others` are its owner's names.

    Over a line's end, or parted by a comma, the owner's own first name makes two of one.
    """
    match = _BEFORE.search(before)
    if match is None:
        return True
    word, gap = match.groups()
    if word in others:
        return gap == " "
    if "," in gap:
        return True
    if word.endswith("."):  # another sentence's, or an initial
        return _INITIALS.fullmatch(word) is None or any(other.startswith(word[0]) for other in others)
    if word.lower() in people.vocabulary_words("before_places"):
        return False
    return not word[0].isupper() or "\n" in gap or word in people.vocabulary_words("openings") or people.is_title(word)


def _ends_there(behind: str, others: frozenset[str]) -> bool:
    """Whether a surname is not the first word of a longer name, nor its owner's first name stands `behind` it."""
    match = _BEHIND.match(behind)
    if match is None:
        return True
    gap, word = match.groups()
    return word not in others and not (gap == " " and word[0].isupper())
