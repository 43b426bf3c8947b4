"""A page's characters and where they stand, put together to lines.

pdfium gives the characters in reading order, with blanks between words; where a line ends, and where a column does, is
told by their boxes alone.
"""

import ctypes
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from math import isfinite

from pypdfium2 import raw as pdfium

from referat.tuples import NamedTuple

# What pdfium gives for the hyphen of a word that is broken at a line's end.
_HYPHENS = {0x02: "-", 0xFFFE: "-"}
# Between two words: blanks, line ends, and what has no letter.
_WORD = re.compile(r"[^\t\n\r \0\uffff]+")
# In heights of a line: a gap that parts two columns, and one so far back that another line begins.
_COLUMN, _BACK = 1.6, 0.5
# In heights of a line: how wide a letter of a word is at most.
_WIDEST = 1.5
# In heights of a line: how wide a letter is on average, and how many blanks part two columns at least.
_LETTER, _FEWEST_BLANKS = 0.42, 3
# A broken font has letters of no height, and a broken page places anywhere: in points, and in letters.
_LOWEST, _MOST_COLUMNS = 1.0, 400


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


class Spot(NamedTuple):
    """A word: where it begins and ends in its line's text, at the left and at the right, and how far down it stands."""

    start: int
    end: int
    left: float
    right: float
    middle: float

    def between(self, left: float, right: float) -> range:
        """The offsets in the text of its letters whose middles lie between two places, all equally wide."""
        width = (self.right - self.left) / (self.end - self.start)
        middles = [self.left + (k + 0.5) * width for k in range(self.end - self.start)]
        return range(self.start + bisect_left(middles, left), self.start + bisect_right(middles, right))


@dataclass(slots=True)
class PaperLine:
    """A line of text on page `page` (1-based) with its edges, in points from the page's upper left corner.

    `spots` are those of its words. `base` is how far below the upper
    edge of the page its letters stand, `first_word` how wide its first word is.
    """

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    spots: list[Spot] = field(default_factory=list)
    first_word: float = 0.0

    @property
    def height(self) -> float:
        """How high the line is, in points."""
        return self.bottom - self.top


def lines_of(textpage: pdfium.FPDF_TEXTPAGE, page: int, frame: Frame) -> list[PaperLine]:
    """The lines of a page, in pdfium's order."""
    text = _text(textpage)
    writer = _Writer(textpage, page, frame)
    done = 0
    for word in _WORD.finditer(text):
        writer.write(word[0].translate(_HYPHENS), word.start(), " " if word.start() > done else "")
        done = word.end()
    return writer.lines


def _text(textpage: pdfium.FPDF_TEXTPAGE) -> str:
    """What pdfium reads, a character of it each."""
    count = pdfium.FPDFText_CountChars(textpage)
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    written = pdfium.FPDFText_GetText(textpage, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")
    if len(text) == count:  # nearly always: no letter takes two, and none is left out
        return text
    return "".join([chr(pdfium.FPDFText_GetUnicode(textpage, i)) for i in range(count)])


class _Writer:
    """Puts words on lines."""

    def __init__(self, textpage: pdfium.FPDF_TEXTPAGE, page: int, frame: Frame) -> None:
        self.lines: list[PaperLine] = []
        self._textpage, self._page, self._frame = textpage, page, frame
        self._box = pdfium.FS_RECTF()
        self._at = ctypes.byref(self._box)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def write(self, word: str, i: int, blank: str) -> None:
        """Add `word`, which begins with pdfium's character `i`; one that no line holds whole, letter by letter."""
        first, last = self._edges(i), self._edges(i + len(word) - 1)
        if first is None or last is None:
            return
        left, top, _, bottom = first
        middle = (last[1] + last[3]) / 2
        if top <= middle <= bottom and 0 <= last[2] - left <= len(word) * _WIDEST * (bottom - top):
            edges = left, min(top, last[1]), last[2], max(bottom, last[3])
            self._put(word, i, edges, blank)
            return
        for k, letter in enumerate(word, i):
            each = self._edges(k)
            if each is not None:
                self._put(letter, k, each, blank)
                blank = ""

    def _edges(self, i: int) -> Edges | None:
        if not pdfium.FPDFText_GetLooseCharBox(self._textpage, i, self._at):
            return None
        box = self._box
        left, top, right, bottom = self._frame.placed(box.left, box.bottom, box.right, box.top)
        if not isfinite(left + top + right + bottom):
            return None
        return left, min(top, bottom - _LOWEST), right, bottom

    def _put(self, word: str, i: int, edges: Edges, blank: str) -> None:
        """Add `word`, pdfium's characters from `i` on, to the line or to a new one; `blank` stands before it."""
        left, top, right, bottom = edges
        line = self.lines[-1] if self.lines else None
        if line is None or not _is_on(line, edges):
            spots = [Spot(0, len(word), left, right, (top + bottom) / 2)]
            self.lines.append(PaperLine(self._page, word, left, top, right, bottom, self._base(i), spots))
            return
        gap = left - line.right
        if gap > _COLUMN * line.height:
            column = min(_MOST_COLUMNS, round((left - line.left) / (_LETTER * line.height)))
            blank = " " * max(_FEWEST_BLANKS, column - len(line.text))
        if blank and not line.first_word:
            line.first_word = line.right - line.left
        start = len(line.text) + len(blank)
        line.text += blank + word
        line.spots.append(Spot(start, start + len(word), left, right, (top + bottom) / 2))
        line.right = max(line.right, right)
        if right > left and bottom - top > line.height:  # larger letters behind smaller ones
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
