"""Values that keep their place: what a reader returns."""

from typing import Generic, NamedTuple, TypeVar

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
