"""What a document leaves unsaid, for `check` alone: a label that no rule knows, where most items have another.

A line of a text is often short and stands alone: as a part's title, a name, a row. It is told only where something else
is silent: where its item lacks a label that most items have. So it may be that label, in words that nobody knows.
Records do not have this: it is a guess about the text, and no more than a place to look at.
"""

from collections import Counter
from collections.abc import Iterator

from referat.contract.diagnostics import Finding, finding
from referat.contract.notes import Note
from referat.outline.document import DocumentOutline
from referat.outline.items import ItemReading
from referat.outline.marks import Mark
from referat.reader import Parsed

#: The code of what is told here.
LABEL_ALONE = "label-alone"
# So many items, and so large a part of them, have the label that one lacks.
_FEWEST_ITEMS, _MOST = 3, 0.6
_SHORTEST, _LONGEST, _MOST_WORDS = 4, 40, 4
_STOPS = ".,;:!?-–~"
# Labels that say what is in an item, not how it is kept.
_BESIDE = frozenset({"attendance", "attachments", "admin", "other"})


def findings(parsed: Parsed) -> Iterator[Finding]:
    """The lines of `parsed` that look like its labels, and stand where one is missing."""
    for document in parsed.outlines:
        for note in _of_document(document):
            yield finding(note, parsed.source)


def _of_document(document: DocumentOutline) -> Iterator[Note]:
    usual = _usual_kinds(document.items)
    if not usual:
        return
    keys = Counter([mark.key for mark in document.page.marks])
    for n, item in enumerate(document.items):
        missing = sorted(usual - _kinds(item))
        access = item.blocks.access
        if not missing or (access is not None and access.value == "closed"):
            continue
        for mark in _in_style(document, n):
            if keys[mark.key] == 1:
                lacked = " or ".join(missing)
                told = f"stands as labels do, and no rule knows it; its item has no {lacked}: {mark.text!r}."
                yield Note(LABEL_ALONE, told, mark.a, end=mark.b)


def _usual_kinds(items: tuple[ItemReading, ...]) -> frozenset[str]:
    """The kinds of sections that most items have a label for."""
    counts = Counter([kind for item in items for kind in _kinds(item)])
    least = max(_FEWEST_ITEMS, _MOST * len(items))
    return frozenset(kind for kind, count in counts.items() if count >= least) - _BESIDE


def _kinds(item: ItemReading) -> frozenset[str]:
    return frozenset(block.kind for block in item.blocks.sections)


def _in_style(document: DocumentOutline, n: int) -> Iterator[Mark]:
    """The lines of text of an item that stand as the document's labels do: alone, in their letters and marks."""
    page, habits = document.page, document.page.habits
    a, b = document.items[n].blocks.range
    head = document.headings[n].lines
    for k, mark in enumerate(page.marks[:-1]):
        if mark.a < a or mark.b > b or mark.role or page.is_label[k] or k in head or (habits.apart and not mark.apart):
            continue
        below = page.marks[k + 1]
        if page.is_label[k + 1] or below.a > b or mark.bullet != habits.bullet[0] or not _is_short(mark.text):
            continue
        if (mark.text[-1] == ":") == habits.colons and mark.text.isupper() == habits.capitals:
            yield mark


def _is_short(text: str) -> bool:
    """Whether `text` is a few words that begin with a capital, without a figure and the end of a sentence."""
    words = text.removesuffix(":")
    is_bare = words[:1].isupper() and words[-1] not in _STOPS and not any(map(str.isdigit, words))
    return _SHORTEST <= len(words) <= _LONGEST and len(words.split()) <= _MOST_WORDS and is_bare
