"""Where one document of a file ends and the next begins.

    file = document { document } ;

A document begins at its title, which the lines of a head below it confirm; the same title again is a page's.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from referat.lexicon import lines as lexicon
from referat.outline.furniture import furniture
from referat.outline.marks import Mark
from referat.text.source import Source

_CONTENT = frozenset({"number", "case"})


def documents(source: Source, marks: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    """The marks of each document, furniture of pages among them as such."""
    pages = furniture(source, marks)
    begins = tuple(_begins(marks, pages))
    begun = frozenset(begins)
    titles = {marks[k].text for k in begins}
    kept = [
        mark.as_text()._replace(role="noise")
        if k in pages or (mark.role == "document" and k not in begun and mark.text in titles)
        else mark
        for k, mark in enumerate(marks)
    ]
    first = next((k for k, mark in enumerate(marks) if mark.role in _CONTENT or mark.kind), len(marks))
    starts = [0, *(k for k in begins if k > first)]
    for n, start in enumerate(starts):
        start = _with_furniture(kept, start) if n else 0  # noqa: PLW2901  a screen's words above the title
        stop = _with_furniture(kept, starts[n + 1]) if n + 1 < len(starts) else len(kept)
        yield tuple(kept[start:stop])


def _begins(marks: Sequence[Mark], pages: frozenset[int]) -> Iterator[int]:
    """The marks with which a document begins."""
    header = lexicon.setting_pattern("titles", "header")
    word = lexicon.setting_pattern("documents", "word")
    til = lexicon.setting("documents", "below")
    top = next((mark for k, mark in enumerate(marks) if mark.role != "noise" and k not in pages), None)
    if top is None or not (_is_title(top) or word.fullmatch(top.text)):
        return  # what does not begin with a title holds one document
    begins = top.text.partition(" ")[0]
    for k, mark in enumerate(marks[:-1]):
        below = marks[k + 1]
        if mark.text[0] != begins[0] or mark.text.partition(" ")[0] != begins:
            continue
        alone = below.key == til and word.fullmatch(mark.text) is not None
        confirming = marks[k + 1 : k + 3] if _is_title(mark) else marks[k + 3 : k + 5] if alone else ()
        head = takewhile(lambda other: not _is_title(other), confirming)  # the next title's head is not this one's
        if any(not other.role and header.match(other.text) for other in head):
            yield k


def _is_title(mark: Mark) -> bool:
    return mark.role == "document"


def _with_furniture(marks: Sequence[Mark], k: int) -> int:
    """The first of the marks of furniture that stand directly before `k`."""
    while k and marks[k - 1].role == "noise" and not marks[k - 1].gives.get("closes"):
        k -= 1
    return k
