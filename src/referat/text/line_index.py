"""Where in a text an offset stands, as people say it: line and column, both from 1."""

from array import array
from bisect import bisect_right
from itertools import accumulate

from referat.tuples import NamedTuple


class Position(NamedTuple):
    """A line and a column of a text, both from 1; columns are code points."""

    line: int
    column: int


class LineIndex:
    """The lines of `text`, which end at line feeds, to be asked about many offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        lengths = accumulate(map((1).__add__, map(len, text.split("\n"))), initial=0)
        self._starts = array("q", lengths)

    def position(self, at: int) -> Position:
        """Where the offset `at` stands."""
        line = min(bisect_right(self._starts, at), len(self._starts) - 1)
        return Position(line, at - self._starts[line - 1] + 1)

    def stretch(self, line: int) -> tuple[int, int]:
        """The offsets of the line of this number, its end left out, carriage return included."""
        start, end = self._starts[line - 1], self._starts[line] - 1
        return start, end - (self.text[end - 1 : end] == "\r" and end > start)
