"""Lines of a text that were one, joined: the text has as many letters as before, those that are dropped in the view."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from referat.text.viewed import HYPHEN_WITHIN, LINE_HYPHEN, SOFT_HYPHEN
from referat.text.wrapping import parts_number
from referat.tuples import NamedTuple

# Behind these signs numbers are broken.
_PARTS = frozenset("-–/")


class Joints(NamedTuple):
    """Which lines of a text go on in the next.

    `places` are the offsets in the text of its lines, which the view has as `lines`, and of its end. Of those that go
    on, the `ends`, `words` end with a hyphen that parts a word; those `over` a page's end go on in the line named.
    """

    places: Sequence[tuple[int, int]]
    lines: Sequence[str]
    ends: Collection[int]
    words: Collection[int]
    over: Mapping[int, int]


def joined(text: str, joints: Joints) -> str:
    """The `text` with blanks in place of the ends of lines that go on, and nothing that shows where a page ends."""
    places, lines, ends, words, over = joints
    ends, words = frozenset(ends), frozenset(words)
    between = {k for last, first in over.items() for k in range(last + 1, first)}
    pieces: list[str] = []
    for i, ((a, b), (begin, _)) in enumerate(pairwise(places)):
        line, end = text[a:b], text[b:begin]
        if i in between:
            # What stands below the page stands where a program dropped the hyphen at the end of the line above.
            dropped = i - 1 in over and lines[i - 1][-1:] == "-" != text[places[i - 1][1] - 1]
            pieces += "-" * dropped + SOFT_HYPHEN * (begin - a - dropped)
            continue
        if pieces and pieces[-1] == SOFT_HYPHEN:  # nor does the view show how far the rest is indented
            line = SOFT_HYPHEN * (len(line) - len(line.lstrip(" "))) + line.lstrip(" ")
        if i in words:
            pieces += _whole(line, end)
        elif i in ends or i in over:
            below = text[slice(*places[over.get(i, i + 1)])].lstrip(" \f")
            pieces += _going_on(line, end, below)
        else:
            pieces += (line, end)
    return "".join(pieces)


def _whole(line: str, end: str) -> tuple[str, str]:
    """A line that ends with a hyphen, and its end, as they are where it parts a word, of as many letters."""
    bare = line.rstrip()  # blanks may stand behind the hyphen
    return bare[:-1] + SOFT_HYPHEN * (1 + len(line) - len(bare)), SOFT_HYPHEN if end == "\n" else end


def _going_on(line: str, end: str, below: str) -> tuple[str, str]:
    """A line and its end as they are where it goes on `below`, of as many letters."""
    if line.endswith(LINE_HYPHEN):
        return line[:-1] + ("-" if parts_number(f"{line[:-1]}-", below) else HYPHEN_WITHIN), end
    if end != "\n":  # a page ends
        return line, end
    bare = line.removesuffix("\r")
    # A number that was broken behind its hyphen is one again: the view drops a soft hyphen.
    whole = (bare[-1:] in _PARTS and parts_number(bare, below)) or _is_in_address(bare, below)
    between = SOFT_HYPHEN if whole else " "
    return bare + between * line.endswith("\r"), between


def _is_in_address(line: str, below: str) -> bool:
    """Whether a line ends inside the address of a page, in angle brackets, that ends in the first word `below`."""
    last = line[line.rfind(" ") + 1 :]
    return last[:1] == "<" and ">" not in last and "." in last and ">" in below.partition(" ")[0]
