"""Where a text stands on paper, in a file with pages."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from referat.text.inputs.input import Box
from referat.text.source import Source, Span

_PLAIN, _FORM_FEED = "text/plain", "\f"


@dataclass(frozen=True, slots=True)
class PaperSpan(Span):
    """A place in a file with pages: `boxes` are the edges of its lines, one box a page (see `Box`)."""

    boxes: tuple[dict[str, float], ...] = ()


def pages_at(source: Source, places: Sequence[int]) -> list[int | None]:
    """The pages, 1-based, on which the lines of the view's offsets `places` stand; None where the file has no pages.

    A form feed in plain text ends a page; in a document of a word processor, only one that somebody ended by hand.
    """
    if source.boxes:
        pages: list[int | None] = [None]  # that of the first box from each line on, from the last line up
        for box in reversed(source.boxes):
            pages.append(box.page if box is not None else pages[-1])
        lines = (source.number(source.line_at(a)) for a in places)
        return [pages[max(0, len(source.boxes) - n)] for n in lines]
    if source.media_type != _PLAIN or _FORM_FEED not in source.text:  # nearly always
        return [None] * len(places)
    ends = _page_ends(source.view)
    return [1 + bisect_left(ends, max(a, _text_begins(source, a))) for a in places]


@lru_cache(maxsize=1)
def _page_ends(view: str) -> Sequence[int]:
    """Where pages end in `view`, of which each document asks that is in it."""
    return [match.start() for match in re.finditer(_FORM_FEED, view)]


def _text_begins(source: Source, a: int) -> int:
    """Where the text of the line at the view's offset `a` begins."""
    line = source.line_at(a)
    return source.starts[line] + len(source.lines[line]) - len(source.lines[line].lstrip())


def on_paper(source: Source, span: Span) -> Span:
    """`span` with the boxes of its lines, one a page; itself where the file has no pages."""
    if not source.boxes:
        return span
    pages: dict[int, list[Box]] = {}
    for box in source.boxes[span.first_line - 1 : span.last_line]:
        if box is not None:
            pages.setdefault(box.page, []).append(box)
    boxes = tuple([_around(page, on) for page, on in pages.items()])
    return PaperSpan(span.start, span.end, span.first_line, span.last_line, boxes)


def _around(page: int, boxes: list[Box]) -> dict[str, float]:
    """The edges around all `boxes`, which stand on one page."""
    return {
        "page": page,
        "left": min(box.left for box in boxes),
        "top": min(box.top for box in boxes),
        "right": max(box.right for box in boxes),
        "bottom": max(box.bottom for box in boxes),
    }
