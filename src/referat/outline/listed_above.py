"""A table of contents with neither head nor numbers: titles with bullets above the first heading, the headings below.

    list = bullet title , { bullet title } ;

What makes it one is that the headings say its titles again in its order, from the first on.
"""

from collections.abc import Iterator, Sequence

from referat.outline.contents import Contents
from referat.outline.marks import Mark
from referat.outline.titles import title_key


def bulleted(marks: Sequence[Mark], headings: Sequence[tuple[int, str, int]]) -> Contents:
    """The titles with bullets above the first of `headings`: the mark of each, its title as compared, its number.

    One heading alone says too little.
    """
    rows = list(_above(marks, headings[0][0]))
    if len(rows) < len(headings) or title_key(marks[rows[-1]].text) != headings[0][1]:
        return Contents()
    listed = iter([title_key(marks[k].text) for k in reversed(rows)])
    return Contents((), frozenset(rows)) if all(title in listed for _, title, _ in headings) else Contents()


def _above(marks: Sequence[Mark], first: int) -> Iterator[int]:
    """The lines with a bullet directly above mark `first`, furniture between left out; the lowest comes first."""
    for k in range(first - 1, -1, -1):
        if marks[k].bullet and marks[k].role in ("", "number"):
            yield k
        elif marks[k].role != "noise":
            return
