"""Rows of an agenda on a page of their own, in a text that has lost its line ends, and with them its items' numbers.

rows = { number title } page's end ;

They are known by a title that comes again on a page behind theirs, where no number of their form stands any more: else
the last of them would have all that follows.
"""

from collections.abc import Sequence
from itertools import pairwise

from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened.numbers import Headed, Text
from referat.outline.flattened.words import HARD, Beginning, here
from referat.tuples import NamedTuple

_FEWEST, _SHORTEST_TITLE = 3, 14
# So far behind a page's beginning a title comes again.
_REACH = 160
_NUMBER_BEFORE = compile_pattern(r"(?<!\S)\d{1,3}[.)]? $")
_ABOVE = frozenset({"contents", "group", "noise"})

#: The marks of a page, and its numbers.
Page = tuple[Sequence[Beginning], Sequence[Headed]]


class _Rows(NamedTuple):
    """Where the rows of a page begin, their form, and their titles."""

    begin: int
    form: tuple[str, ...]
    titles: tuple[str, ...]


def apart(texts: Sequence[Text], headed: Sequence[Page]) -> tuple[list[Page], list[int]]:
    """`headed`, the pages' marks and numbers, without rows; and for each page where its rows begin, -1 elsewhere."""
    pages, begins = list(headed), [-1] * len(headed)
    for n, (text, (marks, numbers)) in enumerate(zip(texts, headed, strict=True)):
        rows = _rows(text, marks, numbers) if len(numbers) >= _FEWEST else None
        behind = headed[n + 1 :]
        if rows is None or any(one.number.form == rows.form for _, more in behind for one in more):
            continue
        again = [(m, at) for m in range(n + 1, len(texts)) if (at := _again(texts[m], rows.titles)) >= 0]
        if not again:
            continue
        begins[n] = rows.begin
        pages[n] = (
            [mark for mark in marks if mark.a < rows.begin],
            [one for one in numbers if one.number.a < rows.begin],
        )
        for m, at in again:
            pages[m] = sorted((*pages[m][0], here(at, "line"))), pages[m][1]
    return pages, begins


def _rows(text: Text, marks: Sequence[Beginning], numbers: Sequence[Headed]) -> _Rows | None:
    """The rows that a page ends with: numbers of one form with nothing between; None where it does not."""
    last = numbers[-1].number
    begin = max((mark.b for mark in marks if mark.role in HARD and mark.role not in _ABOVE), default=text.start)
    if begin > last.a:
        return None
    first = numbers[0].number
    rising = all(above.number.value < below.number.value for above, below in pairwise(numbers))
    if first.a < begin or {one.number.form for one in numbers} != {last.form} or not rising:
        return None
    titles = [text.line[one.number.title : one.end].strip() for one in numbers if one.end > one.number.title]
    return _Rows(first.a, last.form, tuple(title for title in titles if len(title) >= _SHORTEST_TITLE))


def _again(text: Text, titles: Sequence[str]) -> int:
    """Where one of `titles` stands soon behind the beginning of a page; -1 where none does."""
    top = text.line[text.start : min(text.stop, text.start + _REACH)]
    at = next((at for title in titles if (at := top.find(title)) >= 0), -1)
    number = _NUMBER_BEFORE.search(top, 0, at) if at > 0 else None
    return -1 if at < 0 else text.start + (number.start() if number is not None else at)
