"""Whether a text's lines are broken at a page's width, which only the whole text shows.

A page of the web has a paragraph a line; a PDF or a print-out breaks a paragraph where the line is full. There a line
is full when the first word of the next would not have fitted on it.
"""

import itertools
from collections.abc import Sequence
from functools import lru_cache

# A wider line is a paragraph of its own, and the text has no width.
_WIDEST = 140
_NARROWEST = 40
# Letters differ in width on paper: a line that reaches so much of the widest one is full.
_NEARLY = 0.8
# Shorter lines tell nothing; of the longer ones that go on below, so many are full where the text is wrapped.
_LONG, _MOST = 0.6, 0.6
_FEWEST = 3


@lru_cache(8)
def _measured(lines: tuple[str, ...]) -> int | None:
    filled = [line.strip() for line in lines]
    widest = max(map(len, filled), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    full = long = 0
    for above, below in itertools.pairwise(filled):
        if below and len(above) >= _LONG * widest:
            long += 1
            full += is_full(above, below, widest)
    return widest if full >= _FEWEST and full >= _MOST * long else None


def wrap_width(lines: Sequence[str]) -> int | None:
    """The width, in characters, at which the paragraphs of `lines` are broken; None where they are not."""
    if any(map(_WIDEST.__lt__, map(len, lines))):  # nearly always, and without a copy
        return None
    return _measured(tuple(lines))


def is_full(above: str, below: str, width: int) -> bool:
    """Whether the line `above` had no room for the first word of the line `below`."""
    return len(above) + 1 + len(below.partition(" ")[0]) > _NEARLY * width
