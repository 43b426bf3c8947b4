"""Marks of points that a program set on lines of their own, a blank one below, stand before their text again.

    torn point = mark , blank line , text ;

So `pdftotext` writes a list whose marks hang in the margin: it takes marks and texts for two columns.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from referat.lexicon.patterns import compile_pattern
from referat.text.source import Source

# Alone it may be a value that is not there, a line that is drawn or a button: it is a mark where it comes again.
_BULLETS = frozenset("•·▪■◦‣○●-–")
# A number, or a letter: below it goes on in small letters what "at" or the sender's sentence began.
_COUNTED = compile_pattern(r"(?:\d{1,2}|[a-zæøå])[.)]")
_FEWEST = 2
_LONGEST = 3


def ends(source: Source) -> frozenset[int]:
    """The lines of the text, 0-based, that go on in the next because a mark stands on the first of them alone."""
    short = [i for i, length in enumerate(map(len, source.lines)) if 0 < length <= _LONGEST]
    marks = {i: mark for i in short if (mark := source.lines[i].strip()) in _BULLETS or _COUNTED.fullmatch(mark)}
    if not marks:  # nearly always
        return frozenset()
    times = Counter(marks.values())
    found = (i for i, mark in marks.items() if mark not in _BULLETS or times[mark] >= _FEWEST)
    return frozenset(end for i in found for end in _to_text(source.lines, i, marks[i]))


def _to_text(lines: Sequence[str], i: int, mark: str) -> Iterator[int]:
    """The lines from mark `i` to its text, without the last; none where what follows is another mark, or nothing."""
    at = i + 2
    below = lines[at].strip() if at < len(lines) and not lines[i + 1].strip() else ""
    if len(below) <= _LONGEST or "\f" in lines[at]:
        return
    if mark in _BULLETS or below[0].islower():
        yield from range(i, at)
