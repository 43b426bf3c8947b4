"""The lines of a head's tables taken apart into cells.

Where columns stand is told by the text itself: the view has one blank where that has many.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from referat.facts.header.labels import Label
from referat.facts.sentences import Piece
from referat.text import spacing
from referat.text.places import Line, Range
from referat.text.source import Source
from referat.tuples import NamedTuple

#: So many blanks part what stands at a line's two ends.
WIDE = 4
# So many stand between two columns.
_GAP = 2
# So many lines with one tab show that it parts columns.
_FEWEST = 2
_BAR = "|"


class Cell(NamedTuple):
    """What stands in a table: a value, the label that it is told under (None where it goes on from the one above)."""

    piece: Piece
    label: Label | None
    printed: str = ""


class Column(NamedTuple):
    """A cell of a line: where it begins, and what stands in it."""

    begin: int
    piece: Piece


#: The cells of a line, from left to right.
Columns = tuple[Column, ...]


def rows_printed(source: Source, lines: Sequence[Line]) -> list[list[int]]:
    """The indices of `lines`, those together that stand on one line of the text: labels were cut apart."""
    printed: list[list[int]] = []
    for n, line in enumerate(lines):
        same = n > 0 and source.line_at(line.a) == source.line_at(lines[n - 1].a)
        if same and " " * WIDE in source.spaced[slice(*source.origin(lines[n - 1].b - 1, line.a + 1))]:
            printed[-1].append(n)
        else:
            printed.append([n])
    return printed


def may_be_parted(source: Source, lines: Sequence[Line]) -> bool:
    """Whether anything stands in `lines` that parts cells, be it before a line or in it."""
    a, b = source.origin(lines[0].a, lines[-1].b) if lines else (0, 0)
    text = source.spaced[a:b]
    return _BAR in text or "\t" in text or "  " in text


def is_parted_by_tabs(source: Source, lines: Sequence[Line]) -> bool:
    """Whether one tab each parts the cells of the first line with three or more: an empty cell has its own tab.

    One of two cells shows that only where all have one tab: a tab elsewhere reaches to a column.
    """
    texts = (source.spaced[slice(*source.origin(line.a, line.b))] for line in lines)
    tabbed = [text for text in texts if "\t" in text]
    several = next((text for text in tabbed if text.count("\t") > 1), None)
    if several is not None:
        return "\t\t" not in several and "  " not in several
    return len(tabbed) >= _FEWEST and all("  " not in text for text in tabbed)


def cells_of(source: Source, line: Line, *, by_tabs: bool = False) -> Columns:
    """The cells of a line, between bars or where several blanks part them.

    `by_tabs` tells that each tab begins a column, wherever it stands.
    """
    piece = Piece(source.view[line.a : line.b], ((0, line.a),))
    if _BAR in piece.text:
        inner = piece.cut(piece.text.startswith(_BAR), len(piece.text))
        cells = (inner.cut(*match.span()) for match in re.finditer(r"[^|]*", inner.text) if match[0])
        return tuple(Column(n, cell.stripped()) for n, cell in enumerate(cells))
    first, last = source.origin(line.a, line.b)
    if "  " not in source.spaced[first:last] and "\t" not in source.spaced[first:last]:
        return (Column(spacing.column(source.spaced, first), piece),)
    row = tuple(parted(source, piece))
    return tuple(_by_tabs(source, first, row)) if by_tabs else row


def _by_tabs(source: Source, first: int, row: Columns) -> Iterator[Column]:
    """The cells of the line that stands at offset `first` of the text, their columns counted in tabs."""
    at = source.spaced.rfind("\n", 0, first) + 1
    begin, tabs = at, 0
    for cell in row:
        tabs += source.spaced.count("\t", at, begin + cell.begin)
        at = begin + cell.begin
        yield cell._replace(begin=tabs)


def aligned(source: Source, rows: Sequence[Columns]) -> Sequence[Columns]:
    """`rows` with those in two that reach to the column where others have their second cell, by two blanks.

    Where a program has doubled all blanks, two part no cells; in a column of the table they do.
    """
    if spacing.word_gap(source.spaced) == 1:  # nearly always
        return rows
    begins = Counter(row[1].begin for row in rows if len(row) == _FEWEST)
    known = [begin for begin, count in begins.items() if count >= _FEWEST]
    return [next(_in_two(source, row, known), row) if len(row) == 1 else row for row in rows]


def _in_two(source: Source, row: Columns, begins: Sequence[int]) -> Iterator[Columns]:
    """The two cells of a row of one, where a word of it stands in one of the columns `begins`."""
    ((begin, piece),) = row
    for blank in re.finditer(" ", piece.text):
        # The blank more before the word is one that parts words, for `spacing`.
        column = 1 + spacing.column(source.spaced, source.origin(piece.start, piece.start + blank.end() + 1)[1] - 1)
        if column > max(begins, default=0):
            return
        if column in begins and begin < column:
            first, second = piece.cut(0, blank.start()), piece.cut(blank.end(), len(piece.text))
            yield Column(begin, first), Column(column, second)


def ends(source: Source, piece: Piece, gap: int = WIDE) -> tuple[Piece, ...]:
    """What stands at a line's two ends, or in three places of it, `gap` blanks or more between; all of it elsewhere."""
    a, b = source.origin(piece.start, piece.end)
    if " " * gap not in source.spaced[a:b]:  # nearly always
        return (piece,)
    return tuple([column.piece for column in parted(source, piece, gap)])


def parted(source: Source, piece: Piece, gap: int = _GAP) -> Iterator[Column]:
    """The cells of a line that several blanks part, each with the column in which it begins."""
    cells = list(_cells(source, piece, max(gap, 1 + spacing.word_gap(source.spaced))))
    places = (source.origin(cell.start, cell.end)[0] for cell in cells)
    yield from map(Column, spacing.columns(source.spaced, places), cells)


def _cells(source: Source, piece: Piece, gap: int) -> Iterator[Piece]:
    """What `gap` blanks or more part, or a tab."""
    done = 0
    for blank in re.finditer(r"\s", piece.text):
        at = piece.start + blank.start()
        a, b = source.origin(at - 1, at)[1], source.origin(at + 1, at + 2)[0]
        if b - a >= gap or "\t" in source.spaced[a:b]:
            yield piece.cut(done, blank.start())
            done = blank.end()
    yield piece.cut(done, len(piece.text))


def is_parted(source: Source, at: Iterable[Range]) -> bool:
    """Whether a tab or many blanks stand in one of the ranges `at`: its words are of two columns."""
    for a, b in at:
        words = source.spaced[slice(*source.origin(a, b))]
        if "\t" not in words and " " * WIDE not in words:  # nearly always
            continue
        if "\n" in words:  # a line that goes on in the next, which may be set in
            words = "\n".join(map(str.strip, words.split("\n")))
        if "\t" in words or (" " * WIDE in words and " " * (WIDE + spacing.word_gap(source.spaced) - 1) in words):
            return True
    return False


def glued(someone: Piece, mark: str, other: Piece, close: str = "") -> Piece:
    """Two cells as one text, a mark between them and one behind, as lists without columns have it."""
    text = someone.text + mark
    later = ((len(text) + offset, at) for offset, at in other.runs)
    return Piece(text + other.text + close, (*someone.runs, *later))
