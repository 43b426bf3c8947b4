"""Lines of a text that are several: pages that have lost their line ends, lines that stand glued, rows of tables."""

from collections.abc import Mapping

from referat.outline import glued, tables
from referat.outline.flattened import extent
from referat.outline.flattened.extent import Piece
from referat.text.source import Source


def of(source: Source) -> tuple[Mapping[int, tuple[Piece, ...]], int]:
    """The pieces of each such line of `source`, and behind which line its first page ends, where it was a page."""
    of_pages: Mapping[int, tuple[Piece, ...]] = {}
    flat = extent.flat_lines(source)
    if flat:
        # Imported here: few texts have lost their line ends.
        from referat.outline.flattened import pages

        of_pages = pages.cut(source, flat)
    first_page = extent.first_of(source, of_pages) if of_pages else 0
    return {**of_pages, **glued.lines(source), **tables.rows(source)}, first_page
