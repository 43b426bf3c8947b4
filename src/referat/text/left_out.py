"""What a view leaves out though the text around it is read in one: a page's end inside a line."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from referat.text.line_index import LineIndex


class LeftOut:
    """Stretches of `text`, in order and apart: offsets in code points, end exclusive."""

    def __init__(self, text: str, stretches: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._begins, self._ends = zip(*stretches, strict=True)

    def around(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of `start:end` that are not left out; the whole where nothing of it is."""
        first, last = bisect_right(self._begins, start), bisect_left(self._ends, end)
        return list(zip([start, *self._ends[first:last]], [*self._begins[first:last], end], strict=True))

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The numbers, from 1, of the first and the last line on which `start:end` stands."""
        return self._index.position(start).line, self._index.position(max(start, end - 1)).line

    @cached_property
    def _index(self) -> LineIndex:
        return LineIndex(self._text)
