"""Pages of rows of a table of contents that stand behind a blank alone, known from the rows beside them.

A long title leaves no room for leaders, and a program that takes text out of a PDF makes a blank of a tab.
"""

from collections.abc import Sequence

from referat.lexicon.patterns import compile_pattern
from referat.outline.marks import Mark
from referat.outline.titles import without_page

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
