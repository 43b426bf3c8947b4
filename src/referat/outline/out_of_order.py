"""Items that were taken out of their order: "Punkt 2", "Punkt 5", "Punkt 3", "Punkt 4", "Punkt 6".

A chain of headings rises. Where a word stands before every number, and each number is there once, those few that
break the row are headings all the same: they keep their numbers, and are no step in the row.
"""

from bisect import bisect_left
from collections.abc import Sequence

from referat.lexicon import lines as lexicon
from referat.outline.candidates import Candidate
from referat.outline.page import Page

# So many items change their places.
_MOST_MOVED = 2
# The evidence of a number that the page lost.
_LOST = "count_lost"
#: Of fewer numbers none is out of order.
FEWEST = 5
#: No mark is out of order.
NONE_MOVED: frozenset[int] = frozenset()


def out_of_order(page: Page, word: str, candidates: Sequence[Candidate]) -> frozenset[int]:
    """The marks of those of `candidates`, all of one form, whose numbers stand out of the row that the others make.

    Theirs are the numbers that the row lacks; `word` stands before all of them.
    """
    inside = page.contents.inside
    titled = [each for each in candidates if each.title and each.at not in inside]
    numbers = [each.value or 0 for each in titled]
    if numbers == sorted(numbers) or word in lexicon.setting("titles", "numbers_of_text"):  # nearly always
        return NONE_MOVED
    likely = [each for each in titled if each.score > 0]
    values = [each.value or 0 for each in likely]
    if len({*values}) < len(values):
        return NONE_MOVED
    row = _longest_row(values)
    moved = [each for each, value in zip(likely, values, strict=True) if value not in row]
    if len(moved) > _MOST_MOVED or len(likely) < FEWEST:
        return NONE_MOVED
    fit = all(_is_missed({*values}, each) for each in moved)
    return frozenset([each.at for each in moved]) if fit else NONE_MOVED


def uncounted(page: Page, candidates: Sequence[Candidate]) -> frozenset[int]:
    """The marks of the `candidates` with a title, where each has the number 1: a page's list that text interrupts.

    Where sections have labels, these are lists in the items.
    """
    if page.core or {each.value for each in candidates[:FEWEST] if each.title} != {1}:  # nearly always
        return NONE_MOVED
    titled = [each for each in candidates if each.title]
    alike = all(each.value == 1 and (page.marks[each.at].apart or each.evidence.has(_LOST)) for each in titled)
    return frozenset([each.at for each in titled]) if alike and len(titled) >= FEWEST else NONE_MOVED


def _is_missed(values: set[int], moved: Candidate) -> bool:
    """Whether the number of `moved` stands between two others, or is the last and something of an item beside it."""
    value = moved.value or 0
    return value - 1 in values and (value + 1 in values or moved.evidence.supported)


def _longest_row(values: Sequence[int]) -> set[int]:
    """The most of `values`, which are all different, that rise; of several rows the one that ends lowest."""
    ends: list[int] = []  # the lowest with which a row of so many ends
    rows: list[tuple[int, ...]] = []
    for value in values:
        n = bisect_left(ends, value)
        row = (*(rows[n - 1] if n else ()), value)
        ends[n:] = [value, *ends[n + 1 :]]
        rows[n:] = [row, *rows[n + 1 :]]
    return {*rows[-1]} if rows else set()
