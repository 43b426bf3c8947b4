"""Numbers of pages that stand alone on a line, by what stands beside them."""

from collections.abc import Sequence
from itertools import pairwise

from referat.lexicon import lines as lexicon
from referat.outline.marks import Mark

_LONGEST_TITLE = 110
_FEWEST = 2


def outdented(marks: Sequence[Mark], short: Sequence[int]) -> list[int]:
    """Those of the `short` lines that alone stand out of the margin of all others, and count on.

    None of them has below it what can be the title of an item with that number.
    """
    bare = [k for k in short if not marks[k].indent and marks[k].text.isdecimal()]
    values = [int(marks[k].text) for k in bare]
    if len(bare) < _FEWEST or any(after - before != 1 for before, after in pairwise(values)):
        return []
    apart = frozenset(bare)
    if any(not mark.indent for k, mark in enumerate(marks) if k not in apart):
        return []
    return bare if all(k + 1 == len(marks) or is_no_title(marks[k + 1]) for k in bare) else []


def is_no_title(mark: Mark) -> bool:
    """Whether a line cannot be the title of the number above it: a label, a heading, a sentence, a day."""
    return bool(
        mark.kind
        or mark.role
        or mark.number is not None
        or len(mark.text) > _LONGEST_TITLE
        or mark.text[0].islower()
        or mark.text[-1] in ".:,"
        or names_meeting(squeezed(mark))
    )


def names_meeting(said: str) -> bool:
    """Whether words end with a day, or are a body: what else counts on is an item's number."""
    day, body = lexicon.setting_pattern("titles", "date"), lexicon.setting_pattern("titles", "body")
    return any(match.end() == len(said) for match in day.finditer(said)) or body.fullmatch(said) is not None


def squeezed(mark: Mark) -> str:
    """The text of `mark` with single blanks."""
    text = mark.text
    return text if text.isprintable() and "  " not in text and text[-1] != " " else " ".join(text.split())
