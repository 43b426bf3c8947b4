"""How wide lines are in print, guessed from their letters: where a text lost the paper that it was broken on.

Text that a program takes out of a PDF keeps the lines of the paper, where letters differ in width. Fonts without serifs
differ little from one another; what counts is a line beside the widest.
"""

from collections.abc import Sequence
from itertools import pairwise

from referat.text.wrapping import is_ruler

# Thousandths of the size, as in Helvetica; a letter that is not here is as wide as most are.
_WIDTHS = {
    222: "ijl'`’‘", 260: "|", 278: " !,./:;I[\\]ftÍÎïíî", 333: "()-r“”„", 334: "{}", 350: "•", 355: '"', 389: "*",
    400: "°", 556: "abdeghnopquLå0ä1ø2ö3ü456789#$?_§–",
    500: "Jckxyzsçv", 584: "+<=>~±×", 611: "FTZß", 667: "ABEKPSVXYÄÅÁÀÉ&", 722: "CDHNRUwÜØ", 778: "GOQÖ",
    833: "Mm", 889: "%æ", 944: "W", 1000: "—Æ…@",
}  # fmt: skip
_MOST_ARE = 556
# What a line reaches at least that had no room, of the margin: letters differ so much from font to font.
_NEARLY = 0.985
# Lines that reach so far tell whether the text is broken in print; so few of all reach farther than the margin, by more
# than letters differ: words on both sides of a hyphen, which a program put together.
_LONG, _REACHING, _FARTHER = 0.7, 0.25, 1.04
# A line before a long word reaches so far at least.
_SHORTEST = 0.4
# So many lines go on in a small letter, and one at most in so many of them had room for its word.
_FEWEST, _LOOSE = 4, 8
# The margin is as far to the right as so many letters reach, and no farther than so many.
_NARROWEST, _WIDEST = 40 * 500, 130 * 500
# Lines of fewer letters are not full, nor those with what stands between two columns, or before a page of contents.
_SHORT = 25
_COLUMNS, _TAB, _LEADERS = "   ", "\t", "...."
# What stands behind a letter that marks a point of a list, which goes on from nothing.
_BEHIND_MARK = (".", ")")


class _Table(dict[str, int]):
    """The widths by letter; asked for in one call a line."""

    def __missing__(self, letter: str) -> int:
        return _MOST_ARE


_TABLE = _Table({letter: width for width, letters in _WIDTHS.items() for letter in letters})


def width(text: str) -> int:
    """How wide `text` is in print, in thousandths of the size of its letters."""
    return sum(map(_TABLE.__getitem__, text))


def full(lines: Sequence[str], *, printed: bool = False) -> list[int]:
    """Those of `lines` that had no room in print for the first word of the next; none where nothing shows a margin.

    Of a text that is known to have been `printed` one line shows it.
    """
    fewest = 1 if printed else _FEWEST
    bare = list(map(str.strip, lines))
    if sum(map(str.islower, [line[:1] for line in bare])) < fewest:  # nearly always, on pages of the web
        return []
    widths = [
        0 if length < _SHORT or _COLUMNS in line or _TAB in line or _LEADERS in line else width(line)
        for line, length in zip(bare, map(len, bare), strict=True)
    ]
    small = [
        i for i, below in enumerate(bare[1:]) if widths[i] and below[:1].islower() and below[1:2] not in _BEHIND_MARK
    ]
    broken = [(widths[i], _wider(widths[i], bare[i + 1])) for i in small if _COLUMNS not in bare[i + 1]]
    margin = _margin(widths, broken, fewest)
    if not _NARROWEST <= margin <= _WIDEST or not _is_kept(widths, margin, sum(map(bool, bare))):
        return []
    long = [i for i, reach in enumerate(widths[:-1]) if reach >= _SHORTEST * margin and bare[i + 1]]
    below = [i for i in long if not (_COLUMNS in bare[i + 1] or lines[i + 1].startswith("\f") or is_ruler(bare[i + 1]))]
    reaching = [i for i in below if _wider(widths[i], bare[i + 1]) > _NEARLY * margin]
    return [i for i in reaching if not is_ruler(bare[i])]


def _wider(reach: int, below: str) -> int:
    """How far a line that reaches so far would reach with the first word of the line `below`."""
    return reach + width(f" {below.split(None, 1)[0]}")


def _margin(widths: Sequence[int], broken: Sequence[tuple[int, int]], fewest: int) -> int:
    """How far lines may reach at most; 0 where fewer than so many tell.

    Each of the lines `broken` before a small letter reaches no farther than the margin, and would with the next word:
    the margin is where most of them agree. A few are not full: those of a list, or of a column.
    """
    best = count = least = most = 0
    edges = sorted([(reach, True) for reach, _ in broken] + [(wide, False) for _, wide in broken])
    for (at, opens), (behind, _) in pairwise(edges):
        count += 1 if opens else -1
        if count > best:
            best, least, most = count, at, behind
    margin = max([reach for reach in widths if reach < most], default=least)
    told = [wide for reach, wide in broken if reach > _LONG * margin]
    loose = sum([wide < _NEARLY * margin for wide in told])
    return margin if best >= fewest and _LOOSE * loose <= len(told) else 0


def _is_kept(widths: Sequence[int], margin: int, lines: int) -> bool:
    """Whether few of so many `lines` reach farther than the margin."""
    return sum(map((_FARTHER * margin).__lt__, widths)) <= _REACHING * lines
