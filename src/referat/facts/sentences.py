"""Paragraphs and sentences, as places in the view.

A paragraph is a run of lines with nothing blank and no furniture between them. In its text line ends are spaces, so that
a sentence may run over several lines and every offset still holds.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from referat import values
from referat.reading import Reading
from referat.tokens import FULL_LINE

# Where a sentence can end: a full stop, white space, and a capital, a figure or a quotation after it.
_END = re.compile(r"[.!?][\"”»)]?[ \t]+(?=[\"“”»(]?[A-ZÆØÅÀ-ÖØ-Þ0-9])")
#: How a point of a list begins.
LIST_MARK = re.compile(r"(?:[-•·–▪]|\d{1,2}[.)])(?=\s)")
_LONGEST_ABBREVIATION = 8
_LINE_ENDS = str.maketrans("\n\r\f", "   ")


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
    source, noise = reading.source, reading.found.noise
    begun: int | None = None
    for i in range(first, stop + 1):
        inside = i < stop and i not in noise and not source.is_blank(i)
        if begun is not None and not (inside and _goes_on(source.lines[i - 1], source.lines[i])):
            start, end = source.line_span(begun, i - 1)
            yield Piece(source.view[start:end].translate(_LINE_ENDS), start)
            begun = None
        if inside and begun is None:
            begun = i


def _goes_on(line: str, following: str) -> bool:
    """Whether `following` is the rest of `line`: no point of a list, and the line was full, or it begins in lower case."""
    text = following.lstrip()
    return not LIST_MARK.match(text) and (len(line.strip()) >= FULL_LINE or text[:1].islower())


def sentences(paragraph: Piece) -> Iterator[Piece]:
    """The sentences of `paragraph`, stripped, each with the mark that closes it."""
    text, start = paragraph
    begun = 0
    for match in _END.finditer(text):
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
    word = text[max(0, stop - _LONGEST_ABBREVIATION) : stop].rpartition(" ")[2].lstrip("(\"“»")
    return (len(word) == 1 and word.isupper()) or word.lower() in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(values.words()["abbreviations"])
