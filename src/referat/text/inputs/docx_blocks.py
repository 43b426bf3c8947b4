"""A DOCX's paragraphs, tables and text boxes, one below the other, each with its number and the space around it."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from referat.text.inputs.composing import Block, Cell, Line, joined, labelled, lines_of, table_lines
from referat.text.inputs.docx_numbering import Numbering
from referat.text.inputs.docx_package import W, number, value
from referat.text.inputs.docx_runs import MC, TRANSPARENT, Runs, chosen, shown_content
from referat.text.inputs.docx_styles import Spacing, Styles
from referat.tuples import NamedTuple

# Word has no more.
_MOST_COLUMNS = 63


class Around(NamedTuple):
    """What is around a paragraph: the space that it has where nothing says it; whether it stands in a table."""

    spacing: Spacing
    in_table: bool = False


class Blocks:
    """Reads the blocks of one part of the document: its body, a header, a note.

    `page_ends` are the paragraphs with which a section ends whose next one begins a page.
    """

    def __init__(
        self, styles: Styles, numbering: Numbering, runs: Runs, page_ends: frozenset[Element] = frozenset()
    ) -> None:
        self._styles, self._numbering, self._runs, self._page_ends = styles, numbering, runs, page_ends
        # Of paragraphs whose end is deleted: the next one goes on in their line.
        self._held: list[tuple[str, str | None]] = []

    def lines(self, elements: Iterable[Element]) -> tuple[Line, ...]:
        """The lines of what `elements` show."""
        return joined(self._blocks(elements, Around(self._styles.default_spacing)))

    def _blocks(self, elements: Iterable[Element], around: Around) -> Iterator[Block]:
        for element in elements:
            tag = element.tag
            if tag == f"{W}p":
                yield from self._paragraph(element, around)
            elif tag == f"{W}tbl":
                yield from self._table(element)
            else:
                yield from self._blocks(inside(element), around)

    def _paragraph(self, paragraph: Element, around: Around) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.of_paragraph(properties)
        runs = self._runs
        runs.begin(style)
        runs.read(paragraph)
        self._held += runs.pieces
        pieces, boxes = self._held, runs.boxes
        mark = None if properties is None else properties.find(f"{W}rPr")
        is_deleted = mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))
        if not is_deleted:
            self._held = []
        if not is_deleted and (pieces or not self._styles.is_hidden(style, mark)):
            yield self._shown(pieces, properties, around, ends_page=paragraph in self._page_ends)
        for box in boxes:
            yield from self._blocks(box, around)

    def _shown(
        self, pieces: list[tuple[str, str | None]], properties: Element | None, around: Around, *, ends_page: bool
    ) -> Block:
        styles = self._styles
        if around.in_table:  # Word breaks no page there
            pieces = [(text.replace("\f", "\n"), url) for text, url in pieces]
        elif styles.is_on(properties, "pageBreakBefore"):
            pieces = [("\f", None), *pieces]
        lines = lines_of([*pieces, ("\f", None)] if ends_page else pieces)
        if not lines[0].text and len(lines) > 1 and lines[1].text.startswith("\f"):
            lines = lines[1:]  # nothing stands before the page's end
        place = styles.list_place(properties)
        if place is not None:
            lines = labelled(self._numbering.label(place), lines)
        above, below = styles.spacing(properties, around.spacing)
        hugs = styles.of_paragraph(properties) if styles.is_on(properties, "contextualSpacing") else None
        return Block(lines, above or 0, below or 0, hugs, is_apart_above=styles.is_heading(properties))

    def _table(self, table: Element) -> Iterator[Block]:
        around = Around(self._styles.table_spacing(table), in_table=True)
        rows = [list(self._cells(row, around)) for row in _found(table, f"{W}tr") if not _is_deleted(row)]
        lines = table_lines(rows)
        if any(line.text for line in lines):
            yield Block(lines)

    def _cells(self, row: Element, around: Around) -> Iterator[Cell]:
        column = number(value(row.find(f"{W}trPr/{W}gridBefore")))
        for cell in _found(row, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            columns = _columns(properties)
            lines = () if _is_merged(properties) else joined(self._blocks(cell, around))
            yield Cell(lines, column, columns)
            column += columns


def inside(element: Element) -> Iterable[Element]:
    """What an element among blocks holds that is shown."""
    if element.tag == f"{W}sdt":
        return shown_content(element)
    if element.tag == f"{MC}AlternateContent":
        return chosen(element)
    return element if element.tag in TRANSPARENT else ()


def _found(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, those in content controls among them."""
    for child in element:
        if child.tag == name:
            yield child
        else:
            yield from _found_in(inside(child), name)


def _found_in(elements: Iterable[Element], name: str) -> Iterator[Element]:
    for element in elements:
        yield from [element] if element.tag == name else _found_in(inside(element), name)


def _is_deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _columns(properties: Element | None) -> int:
    span = None if properties is None else properties.find(f"{W}gridSpan")
    return min(max(number(value(span), 1), 1), _MOST_COLUMNS)


def _is_merged(properties: Element | None) -> bool:
    """Whether the cell goes on from one above or before it, or is deleted: it shows nothing of its own."""
    if properties is None:
        return False
    if properties.find(f"{W}cellDel") is not None:
        return True
    marks = (properties.find(f"{W}{name}") for name in ("vMerge", "hMerge"))
    return any(mark is not None and value(mark) in (None, "continue") for mark in marks)
