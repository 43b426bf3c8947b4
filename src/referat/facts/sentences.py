"""Paragraphs and sentences, as places in the view.

A paragraph is a run of lines with nothing blank and no furniture between them. In its text line ends are spaces, so
that a sentence may run over several lines and every offset still holds.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from referat import values
from referat.reading import Reading
from referat.tokens import FULL_LINE

#: How a point of a list begins.
LIST_MARK = re.compile(values.named_patterns()["list_mark"])
_LONGEST_ABBREVIATION = 12
_ENDS = (".", ")", ":", "!", "?")
_LINE_ENDS = "\n\r\f"


class Piece(NamedTuple):
    """Text with the view's offset of its first character. Line ends are spaces in it."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The view's offset of its end."""
        return self.start + len(self.text)


def paragraphs(reading: Reading, first: int, stop: int) -> Iterator[Piece]:
    """The paragraphs in the lines from `first` up to `stop`; each point of a list is a paragraph of its own."""
    begun: int | None = None
    for i in range(first, stop):
        if reading.is_text(i):
            if begun is not None and not _goes_on(reading, i):
                yield _piece(reading, begun, i - 1)
                begun = None
            if begun is None:
                begun = i
        elif begun is not None:
            yield _piece(reading, begun, i - 1)
            begun = None
    if begun is not None:
        yield _piece(reading, begun, stop - 1)


def paragraph_at(reading: Reading, i: int, first: int, stop: int) -> Piece:
    """The paragraph in the lines from `first` up to `stop` that line `i` is part of."""
    begun = last = i
    while begun > first and reading.is_text(begun - 1) and _goes_on(reading, begun):
        begun -= 1
    while last + 1 < stop and reading.is_text(last + 1) and _goes_on(reading, last + 1):
        last += 1
    return _piece(reading, begun, last)


def _piece(reading: Reading, first: int, last: int) -> Piece:
    start, end = reading.source.line_span(first, last)
    text = reading.source.view[start:end]
    for line_end in _LINE_ENDS:
        if line_end in text:
            text = text.replace(line_end, " ")
    return Piece(text, start)


def _goes_on(reading: Reading, i: int) -> bool:
    """Whether line `i` is the rest of the line above.

    No point of a list, and that line was full, or it is lower case.
    """
    above, text = reading.source.lines[i - 1], reading.source.lines[i].lstrip()
    full = len(above) >= FULL_LINE and len(above.strip()) >= FULL_LINE
    # Pages of the web break no lines: what ends like a sentence there is one.
    if text.rstrip(" .").lower() in _alone():
        return False
    ended = not reading.layout.titles_wrap and above.rstrip().endswith(_ENDS)
    return ((full and not ended) or text[:1].islower()) and not LIST_MARK.match(text)


def sentences(paragraph: Piece) -> Iterator[Piece]:
    """The sentences of `paragraph`, stripped, each with the mark that closes it."""
    text, start = paragraph
    begun = 0
    for match in _end().finditer(text):
        if _is_abbreviated(text, match.start()):
            continue
        yield from _stripped(text[begun : match.end()], start + begun)
        begun = match.end()
    yield from _stripped(text[begun:], start + begun)


def _stripped(text: str, start: int) -> Iterator[Piece]:
    kept = text.strip()
    if kept:
        yield Piece(kept, start + text.index(kept[0]))


def _is_abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` ends an abbreviation or an initial, and no sentence."""
    if text[stop] != ".":
        return False
    before, _, word = text[max(0, stop - _LONGEST_ABBREVIATION) : stop].rpartition(" ")
    word = word.lstrip('("“»')
    if word.isdecimal():  # "Ad 1. Godkendt": the number is what the sentence is about
        if word == text[:stop].strip():  # the number of a point
            return True
        return before.rpartition(" ")[2].strip("(.").lower() in _numbered()
    return (len(word) == 1 and word.isupper()) or word.lower() in _abbreviations()


@cache
def _end() -> re.Pattern[str]:
    return re.compile(values.named_patterns()["sentence_end"])


@cache
def _alone() -> frozenset[str]:
    return frozenset(values.words()["alone"])


@cache
def _numbered() -> frozenset[str]:
    return frozenset(values.words()["numbered"])


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(values.words()["abbreviations"])
