"""Paragraphs and tables of an office document become the lines of a text, as they stand on its pages."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import groupby

from referat.text.inputs.input import Link
from referat.tuples import NamedTuple

# More space than this between two paragraphs, in points, shows as a blank line: a third of a line of twelve points.
_SEEN_SPACE = 4.5
_CELL_GAP = 4
# A wider cell moves nothing that stands beside it in other rows; a wider row is told cell by cell.
_WIDEST_CELL, _WIDEST_ROW = 48, 240
# Cells of several lines stand line beside line where they have equally many, none of them longer than this.
_LONGEST_BESIDE = 60
_PAGE = "\f"


class Line(NamedTuple):
    """One line; the places of `links` are offsets in `text` (code points, end exclusive)."""

    text: str
    links: tuple[Link, ...] = ()


class Block(NamedTuple):
    """A paragraph's lines, or a table's, with the space above and below, in points.

    `hugs` is the style between whose paragraphs there is no space; a heading stands apart from what is above whatever
    its space, a table also from what is below.
    """

    lines: tuple[Line, ...]
    above: float = 0
    below: float = 0
    hugs: str | None = None
    is_apart_above: bool = False
    is_apart_below: bool = False


class Cell(NamedTuple):
    """A table's cell: its lines, the column in which it begins (from 0), and how many columns it takes."""

    lines: tuple[Line, ...]
    column: int
    columns: int = 1


class Composed(NamedTuple):
    r"""A whole text, its lines ended by "\n"; `furniture` are numbers of lines, from 0."""

    text: str
    furniture: frozenset[int]
    links: tuple[Link, ...]


def lines_of(pieces: Iterable[tuple[str, str | None]]) -> tuple[Line, ...]:
    r"""The lines of a paragraph's pieces: texts, in which "\n" ends lines and "\f" begins pages, with their URLs."""
    pieces = list(pieces)
    whole = "".join(text for text, _ in pieces)
    if "\n" not in whole and _PAGE not in whole and all(url is None for _, url in pieces):  # nearly always
        return (Line(whole.rstrip(" ")),)
    texts, links = [""], [list[Link]()]
    for url, same in groupby(pieces, key=lambda piece: piece[1]):
        joined = "".join(text for text, _ in same).replace(_PAGE, f"\n{_PAGE}")
        for n, part in enumerate(joined.split("\n")):
            if n:
                texts.append("")
                links.append([])
            begin = len(texts[-1]) + len(part) - len(part.lstrip())
            texts[-1] += part
            if url and part.strip():
                links[-1].append(Link(begin, len(texts[-1].rstrip()), url))
    return tuple(Line(text.rstrip(" "), tuple(own)) for text, own in zip(texts, links, strict=True))


def labelled(label: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """`lines` with `label` before the first line's text, behind the page's mark where one stands."""
    (text, links), *others = lines
    page = _PAGE if text.startswith(_PAGE) else ""
    moved = tuple(Link(a + len(label), b + len(label), url) for a, b, url in links)
    return (Line(f"{page}{label}{text[len(page) :]}".rstrip(" "), moved), *others)


def joined(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """The lines of `blocks` one below the other, with blank lines where space shows; a page's mark begins a line."""
    lines: list[Line] = []
    above: Block | None = None
    for block in blocks:
        page = bool(lines) and lines[-1].text == _PAGE
        if page:
            lines.pop()
        if above is not None and not page and _has_space(above, block) and lines and lines[-1].text:
            lines.append(Line(""))
        first, *others = block.lines
        if page and not first.text.startswith(_PAGE):
            first = labelled(_PAGE, (first,))[0]
        # A page's mark in a paragraph of its own leaves no line behind.
        lines += others if not first.text and others and others[0].text == _PAGE else (first, *others)
        above = block
    return tuple(lines)


def _has_space(above: Block, below: Block) -> bool:
    if above.is_apart_below or below.is_apart_above:
        return True
    if above.hugs is not None and above.hugs == below.hugs:
        return False
    return above.below + below.above > _SEEN_SPACE


def table_lines(rows: Sequence[Sequence[Cell]]) -> tuple[Line, ...]:
    """A table's lines: a row on one line, its cells apart and below each other; what is too long for that in blocks."""
    rows = [beside for row in rows for beside in _beside(row)]
    offsets = _offsets([row for row in rows if _is_line(row)])
    lines: list[Line] = []
    for row in rows:
        lines += [_row_line(row, offsets)] if _is_line(row) else _stacked(row, offsets)
    return tuple(lines)


def _beside(row: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    """`row`, or the rows that its cells' lines are: cells with equally many short lines stand line beside line."""
    cells = [cell._replace(lines=_trimmed(cell.lines)) for cell in row]
    filled = [cell for cell in cells if cell.lines]
    counts = {len(cell.lines) for cell in filled}
    longest = max((len(line.text) for cell in filled for line in cell.lines), default=0)
    if len(filled) > 1 and len(counts) == 1 and longest <= _LONGEST_BESIDE:
        for n in range(counts.pop()):
            yield [cell._replace(lines=cell.lines[n : n + 1]) for cell in cells]
    else:
        yield cells


def _trimmed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines` without blank ones above and below."""
    filled = [n for n, line in enumerate(lines) if line.text.strip()]
    return tuple(lines[filled[0] : filled[-1] + 1]) if filled else ()


def _is_line(row: Sequence[Cell]) -> bool:
    """Whether the cells of `row` can stand on one line."""
    filled = [cell for cell in row if cell.lines]
    width = sum(_CELL_GAP + len(cell.lines[0].text) for cell in filled)
    return all(len(cell.lines) == 1 for cell in filled) and (len(filled) == 1 or width <= _WIDEST_ROW)


def _stacked(row: Sequence[Cell], offsets: dict[int, int]) -> Iterator[Line]:
    """The cells of `row` one below the other, but for short ones that follow each other: a number and its title."""
    for is_short, cells in groupby((cell for cell in row if cell.lines), key=_is_short):
        if is_short:
            yield _row_line(list(cells), offsets)
        else:
            yield from (line for cell in cells for line in cell.lines)


def _is_short(cell: Cell) -> bool:
    return len(cell.lines) == 1 and len(cell.lines[0].text) <= _LONGEST_BESIDE


def _offsets(rows: Sequence[Sequence[Cell]]) -> dict[int, int]:
    """Where each column begins on a line: right of the widest cell of those before."""
    cells = sorted((cell for row in rows for cell in row), key=lambda cell: cell.column)
    offsets: dict[int, int] = {}
    waiting: list[tuple[int, int]] = []  # the columns at which cells end, and where on the line
    at = 0
    for column, own in groupby(cells, key=lambda cell: cell.column):
        while waiting and waiting[0][0] <= column:
            at = max(at, heappop(waiting)[1])
        offsets[column] = at
        for cell in own:
            width = len(cell.lines[0].text) if cell.lines else 0
            if 0 < width <= _WIDEST_CELL:
                heappush(waiting, (cell.column + cell.columns, min(at + width + _CELL_GAP, _WIDEST_ROW)))
    return offsets


def _row_line(row: Sequence[Cell], offsets: dict[int, int]) -> Line:
    filled = [cell for cell in row if cell.lines]
    if len(filled) == 1:  # it stands alone, in whatever column
        return filled[0].lines[0]
    text, links = "", list[Link]()
    for cell in filled:
        (line,) = cell.lines
        gap = " " * _CELL_GAP if text else ""
        text = f"{text}{gap}".ljust(offsets.get(cell.column, 0))
        links += [Link(a + len(text), b + len(text), url) for a, b, url in line.links]
        text += line.text.replace("\t", " ")
    return Line(text, tuple(links))


def composed(above: Sequence[Line], body: Sequence[Line], notes: Sequence[Line], below: Sequence[Line]) -> Composed:
    """The text of `body`, with the furniture `above`, the `notes` and the furniture `below` it, blank lines between."""
    lines: list[Line] = []
    furniture: set[int] = set()
    for part, is_furniture in ((above, True), (body, False), (notes, True), (below, True)):
        if not part:
            continue
        if lines:
            lines.append(Line(""))
        if is_furniture:
            furniture.update(len(lines) + n for n, line in enumerate(part) if line.text.strip())
        lines += part
    starts, links = 0, list[Link]()
    for line in lines:
        links += [Link(starts + a, starts + b, url) for a, b, url in line.links]
        starts += len(line.text) + 1
    return Composed("".join(f"{line.text}\n" for line in lines), frozenset(furniture), tuple(links))
