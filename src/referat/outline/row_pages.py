"""Rows of a table of contents whose page, or number, is known from the rows beside them.

A long title leaves no room for leaders, and a program that takes text out of a PDF makes a blank of a tab.
"""

from collections.abc import Sequence
from itertools import pairwise

from referat.lexicon.patterns import compile_pattern
from referat.outline.marks import Mark, form_of
from referat.outline.titles import without_page
from referat.text.places import Range

_BEHIND_GROUP = compile_pattern(r"[A-ZÆØÅ][^\d:]{3,60}: (?P<number>\d{1,4})\.? (?=[A-ZÆØÅ])")
_FEWEST_PAGES = 3
# The first row of all is one of so many.
_FIRST = 5
# So many lines below a row that lost its page another has one.
_NEXT = 5
_FEWEST_TORN, _ANY_PAGE = 2, 0
_LED = ("...", "…")
_LONGEST_PAGE = 3
_ALONE = compile_pattern(r"\d{1,3}")
# What a page ends with.
_DIGITS = frozenset("0123456789")
#: What stands before a page, and the page.
LEADER = compile_pattern(r"(?:\.{3,}|…|\t)\s*\d+$")


def with_tabs(marks: Sequence[Mark], run: Sequence[int]) -> Sequence[Mark]:
    """`marks`, those of the `run` with a tab before their last number that end with a page so.

    Its page lies between those of the rows above and below that have leaders; above the first of these stands only the
    first row of all.
    """
    numbered = [k for k in run if "0" <= marks[k].text[-1] <= "9"]
    pages = [(k, page) for k in numbered if (page := without_page(marks[k].text)[1]) is not None]
    led = {k for k, _ in pages if LEADER.search(marks[k].text) is not None}
    if len(led) in (0, len(pages)):  # nearly always
        return marks
    sure = [page for k, page in pages if k in led]
    told = list(marks)
    above = 0
    for k, page in pages:
        above += k in led
        if k in led or above == len(sure) or not (above or _ends_first(marks, run, k)):
            continue
        if (sure[above - 1] if above else 0) <= page <= sure[above]:
            title = marks[k].text.removesuffix(str(page))
            told[k] = marks[k].but(text=f"{title.removesuffix(' ')}\t{page}")
    return told


def torn_pages(marks: Sequence[Mark], run: Sequence[int]) -> frozenset[int]:
    """The marks of a `run` that are nothing but pages, which a program put below their rows or in a column.

    Several rows end with leaders, and their pages stand elsewhere: below one another, or each on a line of its own.
    """
    alone = [k for k in run if not marks[k].text[_LONGEST_PAGE:] and _ALONE.fullmatch(marks[k].text) is not None]
    if not alone:  # nearly always
        return frozenset()
    ended = sum(marks[k].text.endswith(_LED) for k in run)
    led = ended + sum(has_page(marks[k]) for k in run)
    column = sum(below == above + 1 for above, below in pairwise(alone))
    lone = len(alone) == 1 and marks[alone[0]].apart and not marks[alone[0] - 1].apart
    torn = led >= _FEWEST_TORN and (lone or max(ended, column) >= _FEWEST_TORN)
    return frozenset(alone) if torn else frozenset()


def with_torn(marks: Sequence[Mark], run: Sequence[int]) -> Sequence[Mark]:
    """`marks`, of the `run` the rows whose pages stand elsewhere with one, and the pages as plain lines."""
    pages = torn_pages(marks, run)
    if not pages:  # nearly always
        return marks
    told = list(marks)
    for k in run:
        if k in pages:
            told[k] = marks[k].as_text()
        elif marks[k].text.endswith(_LED):
            told[k] = marks[k].but(text=f"{marks[k].text} {_ANY_PAGE}")
    return told


def stands_among(marks: Sequence[Mark], k: int) -> bool:
    """Whether mark `k`, which has no number, stands above a row with a page or ends them: it is one, no heading."""
    if marks[k].number is not None:
        return False
    return any(has_page(mark) for mark in marks[k + 1 : k + _NEXT]) or (k > 0 and _goes_on(marks, k - 1, k))


def behind_group(mark: Mark, rows: Sequence[Mark]) -> tuple[Range, Range] | None:
    """The number and the title of the first of `rows` behind the name of its group: "Åbne punkter: 12. Budget .... 3".

    The number is one less than the next row's.
    """
    match = _BEHIND_GROUP.match(mark.text) if mark.number is None else None
    following = (
        next((row.number.value for row in rows[:_FIRST] if row.number is not None), 0) if match is not None else 0
    )
    if match is None or int(match["number"]) + 1 != following:
        return None
    a, b = match.span("number")
    return Range(mark.a + a, mark.a + b), Range(mark.a + match.end(), mark.b)


def _ends_first(marks: Sequence[Mark], run: Sequence[int], k: int) -> bool:
    """Whether mark `k` is the first of the `run`, or goes on from it."""
    return k == run[0] or (k == run[0] + 1 and marks[k].text[0].islower())


def has_page(mark: Mark) -> bool:
    """Whether leaders or a tab stand before a page at the line's end."""
    return mark.text[-1].isdigit() and LEADER.search(mark.text) is not None


def has_page_below(marks: Sequence[Mark], k: int) -> bool:
    """Whether the row that begins with mark `k` has a page: on its line, or on the next, with which it goes on."""
    if has_page(marks[k]) or k + 1 == len(marks):
        return has_page(marks[k])
    below = marks[k + 1]
    return below.text[0].islower() and not below.apart and has_page(below)


def paged_rows(marks: Sequence[Mark], rows: list[int]) -> list[int]:
    """The same rows down to the last with a page, where most have one: what stands below it is no row.

    One directly below it that counts on is, though its page was lost.
    """
    paged = [k for k in rows if marks[k].text[-1] in _DIGITS and has_page(marks[k])]
    if not paged:
        return rows
    below = [k for k in rows if k > paged[-1]]
    torn = _torn_end(marks, paged[-1], below)
    if torn > paged[-1]:
        return [k for k in rows if k <= torn]
    only = bool(below) and paged[0] == rows[0] and all(marks[k].apart for k in below)
    if not only and 2 * len(paged) <= len(rows):
        return rows
    last = max([k for k in rows if k <= paged[-1] and marks[k].number is not None], default=-1)
    goes_on = bool(below) and below[0] == paged[-1] + 1 and last >= 0 and _counts_on(marks[last], marks[below[0]])
    end = below[0] if goes_on else paged[-1]
    return [k for k in rows if k <= end]


def _torn_end(marks: Sequence[Mark], last: int, below: Sequence[int]) -> int:
    """The last mark of the table that the `last` row with leaders is in: `below` a long row, pages that were torn."""
    end = below[0] if below and below[0] == last + 1 and _goes_on(marks, last, below[0]) else last
    for k in [k for k in below if k > end]:
        if not _is_page(marks, k):
            break
        end = k
    return end


def _goes_on(marks: Sequence[Mark], last: int, k: int) -> bool:
    """Whether mark `k` is a row too long for leaders directly below one that has them: its page is, or was torn off."""
    if marks[k].number is not None or marks[k].apart or not has_page(marks[last]):
        return False
    page, found = (without_page(marks[n].text)[1] for n in (last, k))
    return (found is not None and page is not None and page <= found) or _is_page(marks, k + 1)


def _is_page(marks: Sequence[Mark], k: int) -> bool:
    """Whether mark `k` is a page and nothing else."""
    return k < len(marks) and _ALONE.fullmatch(marks[k].text) is not None


def pages_rise(marks: Sequence[Mark], rows: Sequence[int]) -> bool:
    """Whether each of `rows` but the last, which may be cut off, ends with a page, and the pages rise."""
    if not rows[1:] or marks[rows[1] - 1].text[-1] not in _DIGITS:  # nearly always
        return False
    pages = [without_page(marks[below - 1].text)[1] for below in rows[1:]]
    known = [page for page in pages if page is not None]
    return len(known) == len(pages) >= _FEWEST_PAGES and known == sorted(known)


def _counts_on(above: Mark, mark: Mark) -> bool:
    """Whether `mark` stands directly below and has the next number, written so, and a title."""
    if above.number is None or mark.number is None or mark.apart or mark.number.form[3] == "alone":
        return False
    return mark.number.value == above.number.value + 1 and form_of(mark) == form_of(above)
