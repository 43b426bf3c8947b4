"""The text of PDF files, by pdfium. Who reads a file of strangers asks `pdf`, which bounds what that may cost."""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from referat.errors import SourceError, TooLargeError
from referat.text.inputs.input import Box, Input, Link
from referat.text.inputs.paper_lines import Frame, PaperLine, lines_of
from referat.text.inputs.running import running
from referat.tuples import NamedTuple

_MEDIA_TYPE = "application/pdf"
# More pages has no meeting.
_MOST_PAGES = 5_000
_LONGEST_URL = 2_000
# In heights of a line: what parts paragraphs beyond the usual distance of two lines, and the widest usual distance.
_APART, _WIDEST_USUAL, _LEAST_USUAL = 0.35, 1.75, 0.7
# The usual distance where nothing tells; so much wider is a blank line where the usual distance is wide.
_USUAL, _WIDER = 1.2, 1.5
# The usual distance is the smallest that so much of the lines have.
_SHARE = 0.08
# In heights of a line: a blank. So much of the lines reach farther than the right margin.
_SPACE, _REACHING = 0.25, 0.01
# Where not so many lines go on below, all may end before the right margin, which is so far to the right at least.
_FEWEST_BROKEN, _LEAST_MARGIN = 3, 0.75
_CLOSES = (".", ":", ";", "?", "!")
_FAR_NUMBER = re.compile(r"(?<=[^\W\d_]) {4,}(?=\d{1,3}$)")


class _Target(NamedTuple):
    """A link on a page: its edges, and where it leads."""

    left: float
    top: float
    right: float
    bottom: float
    url: str


class _Page(NamedTuple):
    """One page: its width and height, its lines in the order of the file, and its links."""

    width: float
    height: float
    lines: list[PaperLine]
    links: list[_Target]


def read(data: bytes, counted: Callable[[int], None] = lambda _: None) -> Input:
    """The text of a PDF: its lines as they stand on paper, a blank line where they stand apart, its pages parted.

    `counted` is told how many pages there are before they are read. Raises SourceError where the file is encrypted or
    damaged, or has no pages, too many, or no text.
    """
    pages = _pages(data, counted)
    if not any(page.lines for page in pages):
        raise SourceError(
            f"is a PDF without text, {len(pages)} {'page' if len(pages) == 1 else 'pages'} that may be scanned.",
            hint="ocrmypdf -l dan FILE OUT.pdf, which reads text from pictures (OCRmyPDF).",
        )
    return _Text(pages).said()


def _pages(data: bytes, counted: Callable[[int], None]) -> list[_Page]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise SourceError(
                "is a PDF encrypted with a password.", hint="qpdf --decrypt --password=PASSWORD FILE OUT.pdf"
            ) from None
        raise SourceError("is a damaged PDF, or one without pages.", hint="another copy of it.") from None
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise TooLargeError(
                f"has {count} pages, more than any minutes ({_MOST_PAGES}).",
                hint=f"qpdf FILE --pages . 1-{_MOST_PAGES} -- OUT.pdf, which takes the first of them.",
            )
        counted(count)
        return [_page(document, n) for n in range(count)]
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, n: int) -> _Page:
    """Page `n`, 0-based; one that is damaged is empty."""
    try:
        page = document[n]
    except pdfium.PdfiumError:
        return _Page(0, 0, [], [])
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, page.get_rotation() // 90)
    try:
        textpage = page.get_textpage()
        lines = lines_of(textpage.raw, n + 1, frame)
        textpage.close()
    except pdfium.PdfiumError:
        lines = []
    links = list(_links(document, page, frame))
    page.close()
    return _Page(frame.width, frame.height, lines, links)


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage, frame: Frame) -> Iterator[_Target]:
    at, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(at), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        if 1 < length <= _LONGEST_URL and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            url = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(document.raw, action, url, length)
            edges = frame.placed(box.left, box.bottom, box.right, box.top)
            yield _Target(*edges, url.value.decode("utf-8", errors="replace"))


class _Text:
    """The text of the pages, written line by line."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self._pages = pages
        self._height = median(line.height for page in pages for line in page.lines) or 1.0
        self._usual = _usual(pages, self._height)
        self._beside = running([page.lines for page in pages], [page.height for page in pages])
        outside = {id(line) for above, below in self._beside for line in (*above, *below)}
        self._bodies = [[line for line in page.lines if id(line) not in outside] for page in pages]
        self._margin = _margin([line.right for body in self._bodies for line in body])
        if sum(self._goes_on_in_small(*pair) for body in self._bodies for pair in pairwise(body)) < _FEWEST_BROKEN:
            self._margin = max(self._margin, _LEAST_MARGIN * min(page.width for page in pages if page.lines))
        self._full: set[int] = set()
        self._lines: list[str] = []
        self._length = 0
        self._boxes: list[Box | None] = []
        self._furniture: set[int] = set()
        self._links: list[Link] = []

    def said(self) -> Input:
        """What the file says."""
        feeds = ""
        last: PaperLine | None = None
        for n, (page, (above, below), body) in enumerate(zip(self._pages, self._beside, self._bodies, strict=True)):
            feeds += "\f" if n else ""
            goes_on = last is not None and bool(body) and self._goes_on_over(last, body[0])
            if last is not None and body and not goes_on:
                self._blank()
            for line in above:
                self._put(line, feeds, page.links, furniture=True)
                feeds = ""
            if above and body and not goes_on:
                self._blank()
            for k, line in enumerate(body):
                if k:
                    self._part(body[k - 1], line)
                self._put(line, feeds, page.links)
                feeds = ""
            for line in below:
                self._put(line, feeds, page.links, furniture=True)
                feeds = ""
            last = body[-1] if body else last
        boxes, links = tuple(self._boxes), tuple(sorted(self._links))
        text = "".join([f"{line}\n" for line in self._lines])
        return Input(text, _MEDIA_TYPE, None, frozenset(self._furniture), links, boxes, frozenset(self._full))

    def _part(self, above: PaperLine, line: PaperLine) -> None:
        """Put a blank line between two lines that stand apart, and remember of others whether the first is full."""
        if self._is_apart(above, line):
            self._blank()
        elif self._is_full(above, line):
            self._full.add(len(self._lines) - 1)

    def _blank(self) -> None:
        if self._lines[-1]:
            self._lines.append("")
            self._boxes.append(None)
            self._length += 1

    def _put(self, line: PaperLine, feeds: str, links: Sequence[_Target], *, furniture: bool = False) -> None:
        if furniture:
            self._furniture.add(len(self._lines))
        start = self._length + len(feeds)
        for target in links:
            at_height = [spot for spot in line.spots if target.top <= spot.middle <= target.bottom]
            on = [at for spot in at_height for at in spot.between(target.left, target.right)]
            if on:
                self._links.append(Link(start + on[0], start + on[-1] + 1, target.url))
        # A number far behind the rest, as a page's in a table of contents, has a cell of its own.
        text = _FAR_NUMBER.sub(lambda blanks: f"{blanks[0][:-1]}\t", line.text)
        self._lines.append(feeds + text)
        self._boxes.append(Box(line.page, *(round(edge, 1) for edge in (line.left, line.top, line.right, line.bottom))))
        self._length = start + len(line.text) + 1

    def _is_apart(self, above: PaperLine, line: PaperLine) -> bool:
        """Whether more than the usual distance is between two lines, or the second stands in another column."""
        step = (line.base - above.base) / self._height
        larger = max(1.0, line.height / self._height)
        return not 0 <= step <= self._usual * larger + _APART

    def _is_full(self, above: PaperLine, line: PaperLine) -> bool:
        """Whether the line `above` had no room for the first word of the next one."""
        word = line.first_word or line.right - line.left
        return above.right + _SPACE * self._height + word > self._margin

    def _goes_on_in_small(self, above: PaperLine, line: PaperLine) -> bool:
        """Whether a full line goes on in a small letter: so lines show that are broken at the margin."""
        return line.text[0].islower() and not self._is_apart(above, line) and self._is_full(above, line)

    def _goes_on_over(self, last: PaperLine, line: PaperLine) -> bool:
        """Whether a page's `last` line goes on in the next one's first: it is full, and no sentence ends there."""
        return self._is_full(last, line) and (not last.text.endswith(_CLOSES) or line.text[0].islower())


def _margin(rights: Sequence[float]) -> float:
    """Where the lines of the body end at the right, but for the few that reach farther."""
    return sorted(rights, reverse=True)[int(_REACHING * len(rights))] if rights else 0.0


def _usual(pages: Sequence[_Page], height: float) -> float:
    """The usual distance of two lines of a paragraph, in heights of a line.

    It is the smallest that comes often; a wide one only where blank lines are wider yet.
    """
    steps = [round((below.base - above.base) / height, 1) for page in pages for above, below in pairwise(page.lines)]
    counts = Counter(step for step in steps if step >= _LEAST_USUAL)
    often = sorted(step for step, count in counts.items() if count >= _SHARE * len(steps))
    narrow = [step for step in often if step <= _WIDEST_USUAL] or [step for step in counts if step <= _WIDEST_USUAL]
    if narrow:
        return min(narrow)
    return often[0] if len(often) > 1 and often[-1] >= _WIDER * often[0] else _USUAL
