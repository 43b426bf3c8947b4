"""Values that keep their place: what a reader returns."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from referat.tuples import NamedTuple

T = TypeVar("T")

#: Makes a named tuple of its class and the tuple of its fields: where many are made, in half the time of a call.
made = tuple.__new__


class Range(NamedTuple):
    """A stretch of a source's view: offsets in code points of the view, end exclusive."""

    a: int
    b: int


class Placed(NamedTuple, Generic[T]):
    """A value, where it was read, and the rule that read it.

    `at` are the places that the value was made of, in the order of the text; none where it is derived. `rule` names the
    entry of the vocabulary, "" where the place alone tells it.
    """

    value: T
    at: tuple[Range, ...] = ()
    rule: str = ""


class Line(NamedTuple):
    """A line of text, or the part of one that a reader may look at.

    `a` and `b` are the view's offsets without the white space around the text; `begin` is where the line's text begins
    with its indentation. `apart` tells whether a blank line, or nothing of the same block, stands above it.
    """

    a: int
    b: int
    begin: int
    apart: bool


class Stretches:
    """Stretches of a text, to be asked again and again which of them meet another, however many there are."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        """Each is a beginning and an end, exclusive."""
        ordered = sorted(stretches)
        self._begins: list[int] = []
        self._ends: list[int] = []
        if ordered:
            self._begins = [a for a, _ in ordered]
            # The furthest end of each and of all that begin before it.
            self._ends = list(accumulate([b for _, b in ordered], max))

    @classmethod
    def of_points(cls, points: Iterable[int | None]) -> "Stretches":
        """Each of `points` as a stretch of one character; None is none."""
        known = [at for at in points if at is not None]
        return cls([(at, at + 1) for at in known]) if known else _NO_STRETCHES

    def meet(self, a: int, b: int) -> bool:
        """Whether one of them has a character from `a` to `b`, exclusive."""
        before = bisect_left(self._begins, b)
        return before > 0 and self._ends[before - 1] > a


_NO_STRETCHES = Stretches()
