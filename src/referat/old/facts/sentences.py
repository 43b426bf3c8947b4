"""Paragraphs and sentences, as places in the view.

A paragraph is a run of lines with nothing blank and no furniture between them. In its text line ends are spaces, so
that a sentence may run over several lines and every offset still holds.
"""

import re
from functools import cache
from typing import NamedTuple

from referat.lexicon import values
from referat.old.reading import Reading
from referat.old.tokens import FULL_LINE

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


class Paragraph:
    """A paragraph: its text, the view's offsets of it, and its sentences once somebody asks for them."""

    __slots__ = ("_sentences", "end", "start", "text")

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self._sentences: list[Piece] | None = None

    @property
    def piece(self) -> Piece:
        """All of it."""
        return Piece(self.text, self.start)

    @property
    def sentences(self) -> list[Piece]:
        """Its sentences, stripped, each with the mark that closes it."""
        if self._sentences is None:
            self._sentences = sentences(self.text, self.start)
        return self._sentences


def paragraphs(reading: Reading, first: int, stop: int) -> list[Paragraph]:
    """The paragraphs in the lines from `first` up to `stop`; each point of a list is a paragraph of its own."""
    found: list[Paragraph] = []
    begun = last = -2
    for i in reading.text_lines(first, stop):
        if i != last + 1 or not _goes_on(reading, i):
            if begun >= 0:
                found.append(_paragraph(reading, begun, last))
            begun = i
        last = i
    if begun >= 0:
        found.append(_paragraph(reading, begun, last))
    return found


def paragraph_at(reading: Reading, i: int, first: int, stop: int) -> Paragraph:
    """The paragraph in the lines from `first` up to `stop` that line `i` is part of."""
    begun = last = i
    while begun > first and reading.is_text(begun - 1) and _goes_on(reading, begun):
        begun -= 1
    while last + 1 < stop and reading.is_text(last + 1) and _goes_on(reading, last + 1):
        last += 1
    return _paragraph(reading, begun, last)


def _paragraph(reading: Reading, first: int, last: int) -> Paragraph:
    start, end = reading.source.line_span(first, last)
    text = reading.source.view[start:end]
    for line_end in _LINE_ENDS:
        if line_end in text:
            text = text.replace(line_end, " ")
    return Paragraph(text, start)


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


def sentences(text: str, start: int) -> list[Piece]:
    """The sentences of `text`, stripped, each with the mark that closes it; `start` is the view's offset of `text`."""
    found: list[Piece] = []
    begun = 0
    for match in _end().finditer(text):
        if not _is_abbreviated(text, match.start()):
            _add_stripped(found, text[begun : match.end()], start + begun)
            begun = match.end()
    _add_stripped(found, text[begun:] if begun else text, start + begun)
    return found


def _add_stripped(found: list[Piece], text: str, start: int) -> None:
    kept = text.strip()
    if kept:
        found.append(Piece(kept, start + (len(text) - len(text.lstrip()))))


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
