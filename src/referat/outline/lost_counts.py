"""Lists whose numbers a page lost when it was made: "1." stands before each of their lines."""

from collections.abc import Sequence

from referat.lexicon import lines as lexicon
from referat.outline.marks import Mark

_FEWEST = 4
_DOT = "."


def is_lost(marks: Sequence[Mark], places: Sequence[int]) -> bool:
    """Whether each of the numbers at `places`, all of one form, is a "1." between blank lines, in no item's section.

    Such a list is that of the items: a point's list stands below a label or a line with a colon. So is one without
    blank lines, where the text of each stands below it, deeper than its number.
    """
    if len(places) < _FEWEST or any(map(_counts, (marks[k] for k in places))):  # nearly always
        return False
    kinds = lexicon.numbered_kinds()
    return (
        (all(_stands_alone(marks, k) for k in places) or all(_is_over_text(marks, k) for k in places))
        and not _is_announced(marks, places[0])
        and True not in [mark.kind in kinds for mark in marks]
    )


def _counts(mark: Mark) -> bool:
    """Whether a number is another than the first, or is written in another form."""
    number = mark.number
    return number is None or number.value != 1 or number.form[1] != "" or number.form[2] != _DOT


def _stands_alone(marks: Sequence[Mark], k: int) -> bool:
    """Whether blank lines stand around mark `k`, and around what was cut off behind it."""
    if not marks[k].apart or k + 1 == len(marks):
        return marks[k].apart
    return marks[k + 1].apart or marks[k + 1].line == marks[k].line


def _is_over_text(marks: Sequence[Mark], k: int) -> bool:
    """Whether a line without a number stands directly below mark `k`, and deeper."""
    below = marks[k + 1] if k + 1 < len(marks) else None
    return below is not None and below.number is None and not below.apart and below.indent > marks[k].indent


def _is_announced(marks: Sequence[Mark], k: int) -> bool:
    """Whether the line above mark `k` ends with a colon."""
    return k > 0 and marks[k - 1].text[-1] == ":"
