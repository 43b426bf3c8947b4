"""The lines that are in a field only where a block has them: which blocks have, is settled when facts are read.

By then the outline is gone. Of these lines stay their places, as numbers: a mark takes five times as much memory.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from referat.outline.blocks import ItemBlocks
from referat.outline.document import DocumentOutline
from referat.outline.marks import Mark
from referat.outline.page import Page
from referat.text.places import Range
from referat.tuples import NamedTuple

# The roles of lines that are outside of all items.
OUTSIDE = frozenset({"noise", "group"})
_CASE = "case_number"


class LooseLine(NamedTuple):
    """A line: where it begins and ends as written, where its text does, and where it begins but for indentation."""

    begin: int
    end: int
    a: int
    b: int
    start: int


# So many numbers are a line.
_NUMBERS = len(LooseLine._fields)
_NONE: "array[int]" = array("q")


class Loose(NamedTuple):
    """The loose lines of a document from its first item on, one behind the other as the numbers of a `LooseLine`.

    `others` are case numbers of an item beside the one that it has, which are in no field. `starts` are where all lines
    of the document begin but for indentation.
    """

    numbers: "array[int]" = _NONE
    others: "array[int]" = _NONE
    starts: "array[int]" = _NONE


def of(document: DocumentOutline) -> Loose:
    """The loose lines of `document`."""
    if not document.items:
        return Loose()
    marks, first = document.page.marks, document.blocks.items[0].range.a
    outside = [k for role in OUTSIDE for k in marks.by_role[role]]
    claimed = {marks[k].begin for k in (*outside, *document.contents.inside)}  # of a cut line, each piece by itself
    others: list[int] = []
    for blocks, opened, beside, _ in document.items:
        claimed.update([marks[k].begin for k in beside])
        case = blocks.case_number
        if case is not None:
            others += [k for k in beside if beside[k] == _CASE and _says_another(document.page, marks[k], case)]
        claimed.update([marks[k].begin for label in opened if label.more for k in label.more])
    loose = [mark for mark in marks if mark.begin >= first and mark.begin not in claimed]
    return Loose(
        _numbers(loose),
        _numbers([marks[k] for k in others]) if others else _NONE,
        array("q", [mark.begin + mark.indent for mark in marks]),
    )


def _numbers(marks: Iterable[Mark]) -> "array[int]":
    return array("q", [n for mark in marks for n in (mark.begin, mark.end, mark.a, mark.b, mark.begin + mark.indent)])


def _lines(numbers: "array[int]") -> list[LooseLine]:
    return [LooseLine(*numbers[n : n + _NUMBERS]) for n in range(0, len(numbers), _NUMBERS)]


def _says_another(page: Page, mark: Mark, case: Range) -> bool:
    """Whether `mark`, beside the case number at `case`, says another: any number, where it has none of its own."""
    place = mark.slots.get(_CASE)
    if place is None:
        return any(map(str.isdecimal, mark.text))
    return place.a != case.a and page.text(place) != page.text(case)


def unclaimed(lines: Loose, items: Sequence[ItemBlocks]) -> list[LooseLine]:
    """Those of `lines` that came into no field, though they are somebody's; facts were read of the blocks of `items`.

    Among them are case numbers of an item beside the one that it has.
    """
    places: set[int] = set()
    for blocks in items:
        parts = [part for block in blocks.sections for part in (block, *block.inner)]
        places.update([line.a for line in blocks.lead])
        places.update([part.label.at.a for part in parts])
        places.update([line.a for part in parts for line in part.lines])
    starts = lines.numbers[_NUMBERS - 1 :: _NUMBERS]
    if not lines.others and places.issuperset(starts):  # nearly always
        return []
    left = [line for line in _lines(lines.numbers) if line.start not in places]
    if lines.others:
        left = sorted([*left, *_lines(lines.others)], key=attrgetter("a"))
    # What facts moved, or a label inside a line, begins where no mark does.
    moved = sorted(places.difference(lines.starts))
    return [line for line in left if bisect_left(moved, line.begin) == bisect_left(moved, line.end)]
