"""Lines on their way to a text, as a browser sets them: white space, margins, links."""

import re
from collections.abc import Iterable, Sequence

from referat.text.inputs.input import Link
from referat.tuples import NamedTuple

SPACES = re.compile(r"[ \t\n\r\f]+")
_TWO_BLANKS = "  "
# What ends lines and pages elsewhere, and here is a blank.
_NO_ENDS = str.maketrans(dict.fromkeys("\f\v\x1c\x1d\x1e\x85\u2028\u2029", " "))
# A list deeper than this is not indented further.
_MOST_INDENT = 40
# More blank lines in a row say no more.
_MOST_BLANK = 3


class Line(NamedTuple):
    """A line without its end; the links' places are those in the line."""

    text: str
    furniture: bool = False
    links: tuple[Link, ...] = ()


class Anchor(NamedTuple):
    """The link that text on its way belongs to: which element, and where it leads."""

    element: int
    url: str


class Column:
    """Lines one below another: a page's, or those of a cell or a button, which stand beside others.

    Text comes in pieces and is set in lines; white space at a line's edges is dropped, and all other is one space.
    `above` and `below` tell whether the first line and the last have a margin on that side.
    """

    def __init__(self, *, furniture: bool) -> None:
        self.lines: list[Line] = []
        self.furniture = furniture
        self.indent = ""
        self.above = False
        self._blank = 0
        self._marker = ""
        self._pieces: list[str] = []
        self._length = 0
        self._after_space = True
        self._anchors: list[tuple[int, int, Anchor]] = []
        self._beside: list[Line] = []

    @property
    def below(self) -> bool:
        """Whether the last line has a margin below it."""
        return self._blank > 0

    def text(self, text: str, anchor: Anchor | None) -> None:
        """Set `text` behind what stands in the line."""
        # Letters and single blanks are set as they are: nearly always.
        is_plain = text.isprintable() and _TWO_BLANKS not in text
        piece = text if is_plain else SPACES.sub(" ", text)
        if self._after_space and piece.startswith(" "):
            piece = piece[1:]
        if piece:
            self._add(piece if is_plain else piece.translate(_NO_ENDS), anchor)
            self._after_space = piece.endswith(" ")

    def preformatted(self, text: str, anchor: Anchor | None) -> None:
        """Set `text` with its own white space and line ends."""
        for number, piece in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self.new_line()
            if piece:
                self._add(piece.translate(_NO_ENDS), anchor)
                self._after_space = False

    def _add(self, piece: str, anchor: Anchor | None) -> None:
        start, self._length = self._length, self._length + len(piece)
        self._pieces.append(piece)
        if anchor is None or not piece.strip():
            return
        if self._anchors and self._anchors[-1][2] is anchor:
            start = self._anchors.pop()[0]
        self._anchors.append((start, self._length, anchor))

    def new_line(self) -> None:
        """End the line, also where nothing stands in it: it is blank then."""
        if not self.end_line():
            self._blank += 1

    def end_line(self, *, margin: bool = False) -> bool:
        """End the line where something stands in it, and leave a margin; whether something did."""
        text = "".join(self._pieces).rstrip(" \t") if self._pieces else ""
        if text:
            prefix = self._marker or self.indent
            links = tuple(_links(self._anchors, text, len(prefix))) if self._anchors else ()
            self._put(Line(prefix + text, self.furniture, links))
            self._marker = ""
        if self._pieces:
            self._pieces, self._length, self._after_space, self._anchors = [], 0, True, []
        if self._beside:
            beside, self._beside = self._beside, []
            self.add(beside)
        if margin:
            self.margin()
        return bool(text)

    def margin(self) -> None:
        """Set off what comes from what stands above."""
        self._blank = max(self._blank, 1)

    def _put(self, line: Line) -> None:
        if self.lines:
            self.lines += [Line("")] * min(self._blank, _MOST_BLANK)
        else:
            self.above = self._blank > 0
        self._blank = 0
        self.lines.append(line)

    def add(self, lines: Sequence[Line]) -> None:
        """Set whole lines, as another column has them."""
        if lines:
            self._put(lines[0])
            self.lines += lines[1:]

    def add_beside(self, lines: Sequence[Line]) -> None:
        """Set whole lines below the line that is on its way."""
        self._beside += lines
        if not self._pieces:
            self.end_line()

    def begin_item(self, marker: str) -> None:
        """Put `marker` before the next line, and indent those below it as far."""
        self._marker = self.indent + marker
        self.indent = (self.indent + " " * len(marker))[:_MOST_INDENT]

    def end_item(self, indent: str) -> None:
        """Go back to `indent`; an item in which nothing stands has no marker either."""
        self.indent, self._marker = indent, ""


def _links(anchors: Iterable[tuple[int, int, Anchor]], text: str, shift: int) -> Iterable[Link]:
    for start, end, anchor in anchors:
        label = text[start:end]
        begin = start + len(label) - len(label.lstrip())
        stop = begin + len(label.strip())
        if begin < stop:
            yield Link(begin + shift, stop + shift, anchor.url)
