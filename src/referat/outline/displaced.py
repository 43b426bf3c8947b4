"""Words for open and closed that a program took out of a row of cells, and put where the column of such cells ends.

    row = case number , [ another number ] , "open" ;

`pdftotext` reads a page in columns: the last cell of a row may come below the item's text, or below the next heading.
"""

from itertools import pairwise

from referat.outline.indexed import Indexed
from referat.outline.marks import Mark
from referat.outline.numbers import access_word
from referat.text.places import Range
from referat.text.source import Source

_FORM_FEED, _FIELD = "\f", ":"
# So many rows tell that each has a word for access.
_FEWEST = 3


def settled(source: Source, marks: Indexed) -> Indexed:
    """The same marks of a printed text, each case number that lacks one with the word between it and the next.

    Only where all case numbers have one then, and no such word is left.
    """
    if _FORM_FEED not in source.view:
        return marks
    alone = marks.by_role["access"]
    if not alone or any(_FIELD in marks[k].text for k in alone):  # what has a label is in its place
        return marks
    rows = [k for k in marks.by_role["case"] if {"word", "case_number"} <= marks[k].slots.keys()]
    if len(rows) < _FEWEST or alone[0] < rows[0]:
        return marks
    settled = list(marks)
    for row, below in pairwise([*rows, len(marks)]):
        words = [k for k in alone if row < k < below]
        if len(words) != (not _has_word(source, marks[row])):
            return marks
        if words and words[0] > row + 1:
            k = words[0]
            settled[row] = marks[row].but(slots={**marks[row].slots, "access": Range(marks[k].a, marks[k].b)})
            settled[k] = marks[k].as_text().but(role="noise")
    return Indexed(settled)


def _has_word(source: Source, row: Mark) -> bool:
    """Whether a row with a case number says whether the case is open."""
    places = [place for name in ("access", "rest") if (place := row.slots.get(name)) is not None]
    return any(access_word().search(source.view[place.a : place.b]) for place in places)
