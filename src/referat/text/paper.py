"""Where a text stands on paper, in a file with pages."""

from dataclasses import dataclass

from referat.text.inputs.input import Box
from referat.text.source import Source, Span

_PLAIN, _FORM_FEED = "text/plain", "\f"


@dataclass(frozen=True, slots=True)
class PaperSpan(Span):
    """A place in a file with pages: `boxes` are the edges of its lines, one box a page (see `Box`)."""

    boxes: tuple[dict[str, float], ...] = ()


def page_at(source: Source, a: int) -> int | None:
    """The page, 1-based, on which the line of the view's offset `a` stands; None where the file has no pages.

    A form feed in plain text ends a page; in a document of a word processor, only one that somebody ended by hand.
    """
    if source.boxes:
        first = source.number(source.line_at(a))
        return next((box.page for box in source.boxes[first:] if box is not None), None)
    if source.media_type != _PLAIN or _FORM_FEED not in source.text:  # nearly always
        return None
    line = source.line_at(a)
    start = source.starts[line]
    stands = start + len(source.lines[line]) - len(source.lines[line].lstrip())
    return 1 + source.view.count(_FORM_FEED, 0, max(a, stands))


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
