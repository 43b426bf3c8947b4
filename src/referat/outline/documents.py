"""Where one document of a file ends and the next begins, and which lines are the furniture of its pages.

    file = document { document } ;

A document begins at its title, which the lines of a head below it confirm; the same title again is a page's.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from referat.lexicon import lines as lexicon
from referat.outline.marks import Mark
from referat.text.source import Source

_CONTENT = frozenset({"number", "case"})
_PAGE_NUMBER = re.compile(r"(?:[-–] ?)?(\d{1,4})(?: ?[-–])?")
_DIGITS = re.compile(r"\d+")
# A page may be numbered so many off from its place in the file.
_OFF = 3
_LONGEST_RUNNING = 120
_FEWEST_RUNNING = 3


def documents(source: Source, marks: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    """The marks of each document, furniture of pages among them as such."""
    begins = list(_begins(marks))
    titles = {marks[k].text for k in begins}
    pages = _pages(source, marks)
    kept = [
        mark.as_text()._replace(role="noise")
        if k in pages or (_is_title(mark) and k not in begins and mark.text in titles)
        else mark
        for k, mark in enumerate(marks)
    ]
    starts = [0, *(k for k in begins if _has_content(marks[:k]))]
    for n, start in enumerate(starts):
        start = _with_furniture(kept, start) if n else 0  # noqa: PLW2901  a screen's words above the title
        stop = _with_furniture(kept, starts[n + 1]) if n + 1 < len(starts) else len(kept)
        yield tuple(kept[start:stop])


def _begins(marks: Sequence[Mark]) -> Iterator[int]:
    """The marks with which a document begins."""
    header = lexicon.setting_pattern("titles", "header")
    word = lexicon.setting_pattern("documents", "word")
    til = lexicon.setting("documents", "below")
    top = next((mark for mark in marks if mark.role != "noise"), None)
    if top is None or not (_is_title(top) or word.fullmatch(top.text)):
        return  # what does not begin with a title holds one document
    for k, mark in enumerate(marks[:-1]):
        below = marks[k + 1]
        if mark.text.partition(" ")[0] != top.text.partition(" ")[0]:
            continue
        alone = below.key == til and word.fullmatch(mark.text) is not None
        confirming = marks[k + 1 : k + 3] if _is_title(mark) else marks[k + 3 : k + 5] if alone else ()
        head = takewhile(lambda other: not _is_title(other), confirming)  # the next title's head is not this one's
        if any(not other.role and header.match(other.text) for other in head):
            yield k


def _is_title(mark: Mark) -> bool:
    return mark.role == "document"


def _has_content(marks: Sequence[Mark]) -> bool:
    return any(mark.role in _CONTENT or mark.kind for mark in marks)


def _with_furniture(marks: Sequence[Mark], k: int) -> int:
    """The first of the marks of furniture that stand directly before `k`."""
    while k and marks[k - 1].role == "noise" and not marks[k - 1].gives.get("closes"):
        k -= 1
    return k


# Furniture of pages.


def _pages(source: Source, marks: Sequence[Mark]) -> frozenset[int]:
    """The marks that are page numbers and running lines at the breaks of pages; none where no form feed shows them."""
    if "\f" not in source.view:
        return frozenset()
    tops = [k for k, mark in enumerate(marks) if _begins_page(source, mark)]
    ends = [k - 1 for k in tops if k]
    numbers = {
        k
        for page, k in enumerate(ends, 1)
        if (match := _PAGE_NUMBER.fullmatch(marks[k].text)) and abs(int(match[1]) - page) <= _OFF
    }
    beside = [k for k in tops if k < len(marks)] + [k - (k in numbers) for k in ends]
    counts = Counter(_shape(marks[k]) for k in beside if k >= 0)
    running = {
        k
        for k in beside
        if k >= 0
        and counts[_shape(marks[k])] >= _FEWEST_RUNNING
        and len(marks[k].text) <= _LONGEST_RUNNING
        and not marks[k].kind
    }
    return frozenset(numbers | running)


def _begins_page(source: Source, mark: Mark) -> bool:
    """Whether a form feed stands between `mark` and what is above it."""
    return "\f" in source.view[max(0, source.view.rfind("\n", 0, max(0, mark.begin - 1))) : mark.a]


def _shape(mark: Mark) -> str:
    return _DIGITS.sub("0", mark.text)
