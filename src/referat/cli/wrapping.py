"""Words fitted into a number of columns of a terminal: none is torn that fits, and one that does not breaks at a seam.

A letter takes one column, one of East Asia two, an accent that stands on another none.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# What a line of a list begins with; what goes on below stands behind it.
_BULLET = re.compile(r"(?:[-–—•*]|\(?(?:\d{1,2}[.)]|[a-z]\)))\s+(?=\S)")
# Blanks between the columns of a table.
_TABLE = re.compile(r"\S {2,}\S")
# A word that is too long breaks behind one of these: the seams of addresses and of numbers.
_SEAM = re.compile(r"(?<=[-/?&=_.,;:@#+%])(?=\w)")
# A bullet takes at most so much of a line, in parts of it.
_MOST_INDENTED = 3


def cells(text: str) -> int:
    """How many columns `text` takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(letter: str) -> int:
    if unicodedata.east_asian_width(letter) in "WF":
        return 2
    return 0 if unicodedata.category(letter) in ("Mn", "Me") else 1


def padded(text: str, width: int) -> str:
    """`text` with blanks behind it, up to `width` columns."""
    return text + " " * (width - cells(text))


def longest(texts: Iterable[str]) -> int:
    """The columns that the longest word of `texts` takes; 0 where there is none."""
    return max((cells(word) for text in texts for word in text.split()), default=0)


def fitted(text: str, width: int) -> list[str]:
    """The lines of `text` in `width` columns, at least one."""
    return _filled(_pieces(text, width), width)


def listed(text: str, width: int) -> list[str]:
    """The same of a line of a text: where it begins with a bullet, what goes on stands behind that.

    A line with the columns of a table stays as it is, where it fits.
    """
    if _TABLE.search(text) and cells(text.strip()) <= width:
        return [text.strip()]
    bullet = _BULLET.match(text)
    if not bullet or len(bullet[0]) * _MOST_INDENTED > width:
        return fitted(text, width)
    indent = len(bullet[0])
    lines = fitted(text[indent:], width - indent)
    return [bullet[0] + lines[0], *(" " * indent + line for line in lines[1:])]


def _pieces(text: str, width: int) -> Iterator[tuple[str, bool]]:
    """The words of `text`, in pieces where they are too long, and whether a blank stands before each."""
    for word in text.split():
        pieces = [word] if cells(word) <= width else list(_broken(word, width))
        yield from ((piece, n == 0) for n, piece in enumerate(pieces))


def _broken(word: str, width: int) -> Iterator[str]:
    """A long word in pieces of at most `width` columns: at its seams, and where one is missing, anywhere."""
    held = ""
    for part in _SEAM.split(word):
        if held and cells(held + part) > width:
            yield held
            held = ""
        for letter in part if cells(held + part) > width else (part,):
            if held and cells(held + letter) > width:
                yield held
                held = ""
            held += letter
    yield held


def _filled(pieces: Iterable[tuple[str, bool]], width: int) -> list[str]:
    lines = [""]
    for piece, is_apart in pieces:
        joined = f"{lines[-1]} {piece}" if lines[-1] and is_apart else lines[-1] + piece
        if lines[-1] and cells(joined) > width:
            lines.append(piece)
        else:
            lines[-1] = joined
    return lines
