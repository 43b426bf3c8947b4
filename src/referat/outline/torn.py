"""Lines that a program tore apart, wherever they were full: marks from their points, dates from labels.

    torn point = mark , blank line , text ;
    torn label = beginning of a label , rest of it with the date ;

So `pdftotext` writes a list whose marks hang in the margin: it takes marks and texts for two columns. A label that says
who decided, and when, wraps in a narrow text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from referat.lexicon.hyphens import parts_plainly
from referat.lexicon.lines import Lines
from referat.lexicon.lines import lines as general
from referat.lexicon.patterns import compile_pattern
from referat.outline.marks import Mark, Marker
from referat.text.source import Source

# Alone it may be a value that is not there, a line that is drawn or a button: it is a mark where it comes again.
_BULLETS = frozenset("•·▪■◦‣○●-–")
# A number, or a letter: below it goes on in small letters what "at" or the sender's sentence began.
_COUNTED = compile_pattern(r"(?:\d{1,2}|[a-zæøå])[.)]")
_FEWEST = 2
_LONGEST = 3
# No line of a torn label is longer; its second ends with a year.
_LONGEST_LABEL = 100
_DATED = compile_pattern(r"(?m)(?<=[^\n]\n)[^\n]{0,95}\d{4}:?[ \t]*$")
# With what a line closes above it.
_CLOSES = (".", ":", ")", "!", "?")


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


def labels(source: Source, vocabulary: Lines | None) -> frozenset[int]:
    """The lines of the text, 0-based, with which a label of the `vocabulary` begins whose date stands on the next."""
    dated = [source.line_at(match.start()) for match in _DATED.finditer(source.view)]
    if not dated:  # nearly always
        return frozenset()
    marker = Marker(vocabulary or general())
    lines = {k: source.lines[k].strip() for i in dated for k in (i - 2, i - 1, i) if k >= 0}
    return frozenset([i - 1 for i in dated if _is_torn(lines.get(i - 2, ""), lines[i - 1], lines[i], marker)])


def _is_torn(before: str, above: str, below: str, marker: Marker) -> bool:
    """Whether the lines `above` and `below` are one label with a date, which neither is alone; a text ends `before`."""
    if (before and not before.endswith(_CLOSES)) or not above[:1].isupper() or len(above) > _LONGEST_LABEL:
        return False
    whole = above[:-1] + below if parts_plainly(above, below) else f"{above} {below}"
    return _is_dated(whole, marker) and not _is_dated(above, marker) and not _is_dated(below, marker)


def _is_dated(text: str, marker: Marker) -> bool:
    mark: Mark = marker.mark(text, (0, len(text), 0, True), 0)
    return mark.role == "label" and mark.cut < 0 and bool(mark.gives.get("dated")) and "date" in mark.slots
