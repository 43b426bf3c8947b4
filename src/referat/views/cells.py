"""How text stands in the cells of a terminal: what of it can be shown, how wide it is, where it may be broken.

A terminal takes some characters for orders, and others turn the direction of what stands behind them: `visible` shows
these as JSON writes them, so that a drawing has the width that was counted for it.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

#: What a terminal obeys. Left alone: tabs, line ends and the ends of pages, which only move on; soft hyphens and other
#: marks that are not seen and turn nothing.
ORDERS = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|\r(?!\n)"
)
_LAST_OF_PLANE = 0xFFFF
_TAB = 8
_WIDE = frozenset("WF")
# Categories of characters that take no cell of their own.
_NO_CELL = frozenset({"Mn", "Me", "Cf"})


def escaped(text: str) -> str:
    r"""`text` with what a terminal would obey as JSON writes it (`\u001b`), so that JSON stays the same JSON."""
    return ORDERS.sub(lambda match: _written(match[0]), text)


def _written(character: str) -> str:
    if ord(character) <= _LAST_OF_PLANE:
        return f"\\u{ord(character):04x}"
    pair = character.encode("utf-16-be")
    return f"\\u{pair[:2].hex()}\\u{pair[2:].hex()}"


def width(text: str) -> int:
    """How many cells `text`, of one line and without tabs, takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_CELL:
        return 0
    return 1 + (unicodedata.east_asian_width(character) in _WIDE)


def visible(text: str) -> list[str]:
    """What is drawn for each character of `text`, a line: a tab up to the next stop, of what is not seen nothing."""
    if text.isprintable():
        return list(text)
    drawn: list[str] = []
    at = 0
    for character in text:
        shown = " " * (_TAB - at % _TAB) if character == "\t" else _shown(character)
        at += width(shown)
        drawn.append(shown)
    return drawn


def _shown(character: str) -> str:
    if ORDERS.match(character):
        return _written(character)
    if character.isprintable():
        return character
    # A no-break space is one; what is not seen is left out, and so is the end of a page.
    return " " if unicodedata.category(character) == "Zs" else ""


def broken(text: str, room: int) -> Iterator[tuple[int, int]]:
    """Where in `text`, drawn as `visible` says, the rows begin and end that have at most `room` cells each.

    A row ends behind a blank, which is not in it; inside a word only where that alone is wider.
    """
    cells = list(map(width, visible(text)))
    sums = list(accumulate(cells, initial=0))
    start, length = 0, len(text)
    while start < length:
        if sums[length] - sums[start] <= room:
            yield start, length
            return
        end = start + 1
        while end < length and sums[end + 1] - sums[start] <= room:
            end += 1
        blank = end if text[end].isspace() else text.rfind(" ", start + 1, end)
        lead = start + len(text[start:end]) - len(text[start:end].lstrip())
        stop = blank if blank > lead else end
        yield start, stop
        start = stop
        while start < length and text[start].isspace():
            start += 1
