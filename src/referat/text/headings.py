"""Headings of a page that a browser saved as text: indented by their level, and set off by two blank lines.

How far such a line is indented tells how high it stands in the page, not that it belongs to a list. A text is known for
one by all of its lines that stand below two blank ones: each is a heading.
"""

import re
from collections.abc import Sequence

from referat.text.wrapping import has_no_room

# Two blank lines above an indented one, and what ends a paragraph below one.
_SET_OFF, _USUAL = "\n\n\n ", r"[^\s]\n\n[^\s]"
# A heading has no more lines, broken at about so many characters, and is indented by so many blanks for each level; a
# text has so many headings.
_MOST, _WIDTH, _LEVEL, _FEWEST = 4, 78, 2, 2
_NONE: frozenset[int] = frozenset()


def saved(view: str, lines: Sequence[str]) -> frozenset[int]:
    """Those of the `lines` of `view` that are such headings, by their indices; none where the text has others too."""
    if _SET_OFF not in view or re.search(_USUAL, view) is None:
        return _NONE
    found: set[int] = set()
    starts = _below_two(lines)
    for i in starts:
        heading = _heading(lines, i) if lines[i][0] == " " else ()
        if not heading:
            return _NONE
        found.update(heading)
    return frozenset(found) if len(starts) >= _FEWEST else _NONE


def _below_two(lines: Sequence[str]) -> list[int]:
    """The first line, where it is indented, and those that stand below two blank lines or more."""
    found: list[int] = []
    blank = 0
    for i, line in enumerate(lines):
        if line and (blank > 1 or (blank == i and line[0] == " ")):
            found += (i,)
        blank = 0 if line else blank + 1
    return found


def _heading(lines: Sequence[str], first: int) -> range:
    """The lines of the heading that begins with line `first`, down to a blank one; none where it is no heading."""
    indent = _indent(lines[first])
    end = next((k for k in range(first + 1, first + _MOST + 1) if not "".join(lines[k : k + 1])), first)
    level = indent % _LEVEL == 0
    goes_on = all(
        _indent(lines[k]) == indent and lines[k].strip() and has_no_room(lines[k - 1], lines[k], _WIDTH)
        for k in range(first + 1, end)
    )
    return range(first, end if level and goes_on else first)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
