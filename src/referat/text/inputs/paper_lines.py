"""A page's characters and where they stand, put together to lines.

pdfium gives the characters in reading order, with blanks between words; where a line ends, and where a column does, is
told by their boxes alone.
"""

import ctypes
from dataclasses import dataclass, field
from typing import NamedTuple

from pypdfium2 import raw as pdfium

# What pdfium gives for the hyphen of a word that is broken at a line's end, and for what has no letter.
_HYPHENS, _NOTHING = frozenset({0x02, 0xFFFE}), frozenset({0, 0xFFFF})
_LINE_ENDS, _BLANKS = frozenset({0x0A, 0x0D}), frozenset({0x09, 0x20})
# In heights of a line: a gap that parts two columns, and one so far back that another line begins.
_COLUMN, _BACK = 1.6, 0.5
# In heights of a line: how wide a letter is on average, and how many blanks part two columns at least.
_LETTER, _FEWEST_BLANKS = 0.42, 3


#: The left, top, right and bottom edge of something, in points from the page's upper left corner.
Edges = tuple[float, float, float, float]


class Frame(NamedTuple):
    """What turns pdfium's coordinates into points from the page's upper left corner as it is shown.

    `rotation` is in quarters of a turn clockwise; the edges are those of the page as it was before it.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    def placed(self, left: float, bottom: float, right: float, top: float) -> Edges:
        """The left, top, right and bottom edge of a box with these edges in pdfium's coordinates."""
        if self.rotation == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 2:  # noqa: PLR2004
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.rotation == 3:  # noqa: PLR2004
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom

    @property
    def width(self) -> float:
        """The width, in points, of the page as it is shown."""
        return self.top - self.bottom if self.rotation % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The height, in points, of the page as it is shown."""
        return self.right - self.left if self.rotation % 2 else self.top - self.bottom


@dataclass(slots=True)
class PaperLine:
    """A line of text on page `page` (1-based) with its edges, in points from the page's upper left corner.

    `spots` are, for each character, its offset in the text and the middle of its box. `base` is how far below the upper
    edge of the page its letters stand, `first_word` how wide its first word is.
    """

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    spots: list[tuple[int, float, float]] = field(default_factory=list)
    first_word: float = 0.0

    @property
    def height(self) -> float:
        """How high the line is, in points."""
        return self.bottom - self.top


def lines_of(textpage: pdfium.FPDF_TEXTPAGE, page: int, frame: Frame) -> list[PaperLine]:
    """The lines of a page, in pdfium's order."""
    box = pdfium.FS_RECTF()
    at = ctypes.byref(box)
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    writer = _Writer(textpage, page, frame)
    blank = ""
    for i in range(pdfium.FPDFText_CountChars(textpage)):
        code = unicode_of(textpage, i)
        if code in _BLANKS or code in _LINE_ENDS:
            blank = " "
        elif code not in _NOTHING and box_of(textpage, i, at):
            edges = frame.placed(box.left, box.bottom, box.right, box.top)
            writer.put(i, "-" if code in _HYPHENS else chr(code), edges, blank)
            blank = ""
    return [line for line in writer.lines if line.text.strip()]


class _Writer:
    """Puts characters on lines."""

    def __init__(self, textpage: pdfium.FPDF_TEXTPAGE, page: int, frame: Frame) -> None:
        self.lines: list[PaperLine] = []
        self._textpage, self._page, self._frame = textpage, page, frame
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def put(self, i: int, letter: str, edges: Edges, blank: str) -> None:
        """Add `letter`, pdfium's character `i`, to the line or to a new one; `blank` is what stands before it."""
        left, top, right, bottom = edges
        line = self.lines[-1] if self.lines else None
        if line is None or not _is_on(line, edges):
            spots = [(0, (left + right) / 2, (top + bottom) / 2)]
            self.lines.append(PaperLine(self._page, letter, left, top, right, bottom, self._base(i), spots))
            return
        gap = left - line.right
        if gap > _COLUMN * line.height:
            column = round((left - line.left) / (_LETTER * line.height))
            blank = " " * max(_FEWEST_BLANKS, column - len(line.text))
        if blank and not line.first_word:
            line.first_word = line.right - line.left
        line.text += blank + letter
        line.spots.append((len(line.text) - 1, (left + right) / 2, (top + bottom) / 2))
        line.right = max(line.right, right)
        if right > left and bottom - top > line.height:  # a larger letter behind a smaller one
            line.top, line.bottom = min(line.top, top), max(line.bottom, bottom)

    def _base(self, i: int) -> float:
        """How far down the page character `i` stands: boxes may hug the letters, this line does not."""
        pdfium.FPDFText_GetCharOrigin(self._textpage, i, ctypes.byref(self._x), ctypes.byref(self._y))
        x, y = self._x.value, self._y.value
        return self._frame.placed(x, y, x, y)[1]


def _is_on(line: PaperLine, edges: Edges) -> bool:
    """Whether a letter with these edges stands on `line`: in the middle of its height, and not before its end."""
    left, top, _, bottom = edges
    middle = (top + bottom) / 2
    if left < line.right - _BACK * line.height and left < line.right - (line.right - line.left) / 2:
        return False
    return line.top <= middle <= line.bottom or top <= (line.top + line.bottom) / 2 <= bottom
