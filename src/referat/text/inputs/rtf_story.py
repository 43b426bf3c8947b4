"""The paragraphs and tables of an RTF document's body, header or note, in the order in which they are written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from referat.errors import TooLargeError
from referat.text.inputs.composing import Block, Cell, Line, joined, lines_of, table_lines
from referat.tuples import NamedTuple

# No writer nests tables deeper, and nobody reads a text of more tables.
_DEEPEST, _MOST_TABLES = 8, 10_000


class Paragraph(NamedTuple):
    """What a paragraph's control words say: space in points, the depth of the table that it stands in (0: none)."""

    above: float = 0
    below: float = 0
    depth: int = 0
    begins_page: bool = False
    hugs: str | None = None
    is_heading: bool = False


class Edge(NamedTuple):
    """A cell as its row defines it: where it ends, from the margin, and whether it goes on from the one before."""

    right: int
    is_merged: bool


@dataclass
class _Table:
    """A table that is being read: the blocks of the open cell, the cells of the open row, the rows."""

    blocks: list[Block] = field(default_factory=list)
    cells: list[tuple[Line, ...]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)


class Story:
    """A text that runs on by itself: the body, a header, a note, a text box."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str | None]] = []
        self._boxes: list[Story] = []
        # What is open: the body's blocks, then the tables inside each other.
        self._levels = [_Table()]
        self._tables = 0

    def add(self, text: str, url: str | None) -> None:
        """Text of the open paragraph, and where it leads."""
        self._pieces.append((text, url))

    def add_box(self, box: "Story") -> None:
        """A text box that is bound to the open paragraph: it stands below it."""
        self._boxes.append(box)

    def end_paragraph(self, said: Paragraph) -> None:
        """The open paragraph ends."""
        depth = min(said.depth, _DEEPEST)
        self._close(depth)
        while len(self._levels) <= depth:
            self._levels.append(_Table())
            self._tables += 1
        if self._tables > _MOST_TABLES:
            raise TooLargeError(
                f"holds more than {_MOST_TABLES:,} tables; it is not read.",
                hint="soffice --headless --convert-to txt:Text FILE",
            )
        pieces = [("\f", None), *self._pieces] if said.begins_page and not depth else self._pieces
        if depth:
            pieces = [(text.replace("\f", "\n"), url) for text, url in pieces]
        lines = lines_of(pieces)
        if not lines[0].text and len(lines) > 1 and lines[1].text.startswith("\f"):
            lines = lines[1:]
        self._pieces = []
        blocks = self._levels[depth].blocks
        blocks.append(Block(lines, said.above, said.below, said.hugs, is_apart_above=said.is_heading))
        for box in self._boxes:
            blocks += box.blocks()
        self._boxes = []

    def end_cell(self, said: Paragraph) -> None:
        """The open cell ends, and with it its last paragraph."""
        said = said._replace(depth=max(said.depth, 1))
        self.end_paragraph(said)
        table = self._levels[-1]
        table.cells.append(joined(table.blocks))
        table.blocks = []

    def end_row(self, edges: Iterable[Edge], depth: int) -> None:
        """The open row of the table at `depth` ends; `edges` are its cells as it defines them, maybe none."""
        self._close(max(depth, 1))
        table = self._levels[-1]
        defined = list(edges)
        left, row = 0, []
        for n, lines in enumerate(table.cells):
            right = defined[n].right if n < len(defined) else left + 1
            is_merged = n < len(defined) and defined[n].is_merged
            row.append(Cell(() if is_merged else lines, left, max(right - left, 1)))
            left = max(right, left + 1)
        table.cells = []
        table.rows.append(row)

    def blocks(self) -> list[Block]:
        """The whole story's blocks; a paragraph that is open ends."""
        if self._pieces or self._boxes:
            self.end_paragraph(Paragraph())
        self._close(0)
        return self._levels[0].blocks

    def lines(self) -> tuple[Line, ...]:
        """The whole story's lines."""
        return joined(self.blocks())

    def _close(self, depth: int) -> None:
        """End the tables that lie deeper than `depth`."""
        while len(self._levels) > depth + 1:
            table = self._levels.pop()
            rows = table.rows
            if table.cells or table.blocks:  # a row that nothing ends
                rest = [*table.cells, joined(table.blocks)] if table.blocks else table.cells
                rows.append([Cell(lines, n) for n, lines in enumerate(rest)])
            lines = table_lines(rows)
            if any(line.text for line in lines):
                self._levels[-1].blocks.append(Block(lines))
