"""Lines that a program tore apart, wherever they were full: marks from their points, dates from labels.

    torn point = mark , blank line , text ;
    torn label = beginning of a label , rest of it with the date ;
    torn row   = case number , { another number } , [ whether it is open ] ;

So `pdftotext` writes a list whose marks hang in the margin: it takes marks and texts for two columns. A label that says
who decided, and when, wraps in a narrow text. The numbers of a case stand side by side on paper, in columns.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from referat.lexicon.hyphens import parts_plainly
from referat.lexicon.lines import Lines, key_of, setting
from referat.lexicon.lines import lines as general
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.values import named_patterns, never_last
from referat.outline.marks import Mark, Marker
from referat.text.source import Source

# Alone it may be a value that is not there, a line that is drawn or a button: it is a mark where it comes again.
_DASHES = frozenset("-–")
_BULLETS = _DASHES.union("•·▪■◦‣○●")
# A line that begins with a number and a title.
_HEADING = compile_pattern(r"(?:\d{1,4}[.):]? +)+[A-ZÆØÅ]")
_MARKS = "".join(sorted(_BULLETS)) + " "
# A number, or a letter: below it goes on in small letters what "at" or the sender's sentence began.
_COUNTED = compile_pattern(r"(?:\d{1,2}|[a-zæøå])[.)]")
_FEWEST = 2
_LONGEST = 3
_SHORT = frozenset(range(1, _LONGEST + 1))
# No line of a torn label is longer; its second ends with a year, or is an item's number.
_LONGEST_LABEL = 100
_DATED = compile_pattern(r"(?:.{0,95}\d{4}|[ \t]*\d{1,3}):?[ \t]*", re.DOTALL)
# What such a line ends with.
_DATED_ENDS = frozenset("0123456789: \t")
# A number of another kind, behind its name.
_NUMBERED = compile_pattern(r"(?m)^[ \t]*[^\d\W][^\d\n:]{1,20}: ?(?P<number>\d[\d/-]{3,20})[ \t]*$")
_CUT = compile_pattern(
    r"\d[-/]\n[ \t]*(?=\d)|\d,\n[ \t]*(?=[^\W\d_][^\d\n]{0,10}\d{1,4}:?[ \t]*\n)"
    r"|\d,? [^\W\d_]{2,6}\.\n[ \t]*(?=\d{1,4}:?[ \t]*\n)"
)
_ADDRESS = compile_pattern(r"<[^\s<>]{1,200}\.[^\s<>]{1,200}\n[ \t]*(?=[^\s<>]{1,200}>)")
# So many lines may be of a document's title, and what stands above it.
_LONGEST_HEAD = 12
# A word above a year, which may be a month's.
_YEAR_BELOW = compile_pattern(r"[^\W\d_](?=\n[ \t]*(?:19|20)\d\d(?![\w-]))")
# A long line, of so many letters before its last, that ends with the name of a number, which stands alone on the next;
# the name has so many words at most.
_LONG, _MOST_WORDS = 26, 3
_NUMBER_BELOW = compile_pattern(r"[^\W\d]\.?:(?=\n[ \t]*(?!\d{1,3}[.)][^\W\d_]{2})\d[\w./-]{4,30}\**[ \t]*(?:\n|$))")

# A day whose month and year, or year, stand on the next line.
_DAY = compile_pattern(r"(?<![\w-])(?:\d{1,2}-\n\d{1,2}-|\d{1,2}-\d{1,2}-\n)(?:19|20)\d\d(?![\w-])")
_LONGEST_DAY = 11
# Where a label stands that is nothing but a body and a day.
_AMONG = "among sections"
_LONGEST_HALF = 60
_SMALL = compile_pattern(r"(?m)(?<=[^\n.:,;]\n)[ \t]*(?=[a-zæøå][^\n.]{0,59}$)")
_FORM_FEED = "\f"
# A word with a capital directly behind the letters of another.
_GLUED = compile_pattern(r"(?<=[a-zæøå]{3})[A-ZÆØÅ][a-zæøå]+$")
# The kind of a label below which people are listed, or beside it.
_PEOPLE = "attendance"
# With what a line closes above it.
_CLOSES = (".", ":", ")", "!", "?")


def ends(source: Source, vocabulary: Lines | None) -> frozenset[int]:
    """The lines of the text, 0-based, that go on in the next because a mark stands on the first of them alone.

    Above a label of the `vocabulary`, or a heading, a dash is what stands where nothing is said.
    """
    if _SHORT.isdisjoint(map(len, source.lines)):
        return frozenset()
    short = [i for i, line in enumerate(source.lines) if line and not line[_LONGEST:]]
    marks = {i: mark for i in short if (mark := source.lines[i].strip()) in _BULLETS or _COUNTED.fullmatch(mark)}
    if not marks:  # nearly always
        return frozenset()
    times = Counter(marks.values())
    found = (i for i, mark in marks.items() if mark not in _BULLETS or times[mark] >= _FEWEST)
    marker = Marker(vocabulary or general())
    return frozenset(end for i in found for end in _to_text(source.lines, i, marks[i], marker))


def _to_text(lines: Sequence[str], i: int, mark: str, marker: Marker) -> Iterator[int]:
    """The lines from mark `i` to its text, without the last; none where what follows is another mark, or nothing."""
    at = next((k for k in range(i + 1, min(i + 3, len(lines))) if lines[k].strip()), i)
    below = lines[at].strip()
    if len(below) <= _LONGEST or _FORM_FEED in lines[at]:
        return
    if i and lines[i - 1].strip() == mark and mark in _BULLETS:  # the marks of a list stand in a column of their own
        return
    near = at == i + 1
    if (near or mark in _DASHES) and (_HEADING.match(below) is not None or _is_label(below, marker)):
        return
    if mark in _BULLETS or (below[0].islower() and not near):
        yield from range(i, at)


def addresses(source: Source) -> frozenset[int]:
    """The lines of the text, 0-based, that end inside the address of a page in angle brackets."""
    return frozenset([source.line_at(match.start()) for match in _ADDRESS.finditer(source.view)])


def _is_label(line: str, marker: Marker) -> bool:
    mark = marker.mark(line, (0, len(line), 0, True), 0)
    return mark.role == "label" and mark.cut < 0


def labels(source: Source, vocabulary: Lines | None) -> frozenset[int]:
    """The lines of the text, 0-based, with which a label of the `vocabulary` begins whose date stands on the next."""
    ending = [i for i, line in enumerate(source.lines) if line and line[-1] in _DATED_ENDS]
    dated = [i for i in ending if i and source.lines[i - 1] and _DATED.fullmatch(source.lines[i]) is not None]
    if not dated:  # nearly always
        return frozenset()
    marker = Marker(vocabulary or general())
    lines, printed = source.lines, _FORM_FEED in source.view
    found: set[int] = set()
    for i in dated:
        before = lines[i - 2].strip() if i > 1 else ""
        above, below = lines[i - 1].strip(), lines[i].strip()
        ended = not before or before.endswith(_CLOSES)
        if not ended and printed and i + 1 < len(lines):
            ended = _is_day_alone(before, above, below, lines[i + 1].strip())
        if _is_torn(above, below, marker, ended=ended):
            found.add(i - 1)
        elif before.endswith(",") and above.isalpha() and _is_torn(f"{before} {above}", below, marker, ended=True):
            found |= {i - 2, i - 1}  # a day of the week stands alone
    return frozenset(found)


def _is_day_alone(before: str, above: str, below: str, after: str) -> bool:
    """Whether the line `below` is a day that the line `above` waits for, and that no sentence around goes on over."""
    return below[:1].isdecimal() and after[:1].isupper() and _waits(above) and not _waits(before)


def _is_torn(above: str, below: str, marker: Marker, *, ended: bool) -> bool:
    """Whether the lines `above` and `below` are one label with a date, which neither is alone; a text has `ended`."""
    begins = above.lstrip(_MARKS)[:1].isupper() and ended
    if not 0 < len(above) <= _LONGEST_LABEL or not (begins or marker.mark(above, (0, len(above), 0, True), 0).prefix):
        return False
    whole = above[:-1] + below if parts_plainly(above, below) else f"{above} {below}"
    if below[:1].isdecimal() and not _waits(above) and _is_body_and_day(whole, marker):  # so a document's head begins
        return False
    if not _is_dated(whole, marker) or _is_dated(above, marker):
        return False
    # A body and a day are a label too, where the whole is none that says more.
    more = _is_body_and_day(below, marker) and not _is_body_and_day(whole, marker)
    return more or not _is_dated(below, marker)


def _waits(line: str) -> bool:
    """Whether a line ends with a word that others follow."""
    return line.rpartition(" ")[2].lower() in never_last()


def _is_body_and_day(text: str, marker: Marker) -> bool:
    rule = marker.mark(text, (0, len(text), 0, True), 0).rule
    return rule is not None and rule.where == _AMONG


def _is_dated(text: str, marker: Marker) -> bool:
    mark: Mark = marker.mark(text, (0, len(text), 0, True), 0)
    return mark.role == "label" and mark.cut < 0 and bool(mark.gives.get("dated")) and "date" in mark.slots


def in_print(source: Source, vocabulary: Lines | None) -> frozenset[int]:
    """The lines of a printed text, 0-based, that go on in the next: cells of a case's numbers, beginnings of labels.

    Its pages end with form feeds.
    """
    marker = Marker(vocabulary or general())
    numbered = [source.line_at(match.start("number")) for match in _NUMBERED.finditer(source.view)]
    cut = [source.line_at(match.start()) for match in _CUT.finditer(source.view)]
    cells = {end for i in numbered for end in _row(source.lines, i, marker)}
    torn = [i for i in cut if _is_cut(source.lines[i].strip(), source.lines[i + 1].strip(), marker)]
    named = (match.span() for match in _NUMBER_BELOW.finditer(source.view))
    ends = [source.line_at(end) for a, end in named if len(_before(source.view, a).lstrip()) >= _LONG]
    values = [i for i in ends if _is_number_of_case(source.lines[i].split(), source.lines[i + 1].strip(), marker)]
    years = [source.line_at(match.start()) for match in _YEAR_BELOW.finditer(source.view)]
    months = [i for i in years if _month_above().search(source.lines[i].rstrip()) is not None]
    return frozenset(cells.union(torn, months, _halves(source, marker), values, _head(source.lines)))


def _is_number_of_case(above: Sequence[str], below: str, marker: Marker) -> bool:
    """Whether the last words of the line `above` name what stands `below` as a case's number."""
    number = below.rstrip("*")
    return any(_is_case(f"{' '.join(above[-n:])} {number}", marker) for n in range(1, _MOST_WORDS + 1))


def _before(view: str, a: int) -> str:
    """What stands before offset `a` on its line."""
    return view[view.rfind("\n", 0, a) + 1 : a]


@cache
def _month_above() -> re.Pattern[str]:
    return compile_pattern(named_patterns()["month_above"])


def _head(lines: Sequence[str]) -> Iterator[int]:
    """The first lines of a text that end with a word that others follow: those of its title, above any item."""
    for i, (above, below) in enumerate(pairwise(map(str.strip, lines[:_LONGEST_HEAD]))):
        if above[:1].isdecimal() or above[:1] in _BULLETS:  # the head ends
            return
        first, _, last = above.rpartition(" ")
        if not below or (last.lower() not in never_last() and last not in setting("titles", "unfinished")):
            continue
        if first or (below[0].isdecimal() and last in setting("titles", "before_numbers")):
            yield i


def _halves(source: Source, marker: Marker) -> Iterator[int]:
    """The lines with which a label begins that no words follow, and which goes on in a small letter."""
    for i in [source.line_at(match.end()) for match in _SMALL.finditer(source.view)]:
        above, below = source.lines[i - 1].strip(), source.lines[i].strip()
        if len(above) <= _LONGEST_HALF and above[:1].isupper():
            rule = marker.lines.words.get(key_of(f"{above} {below}"))
            if rule is not None and rule.kind and key_of(above) not in marker.lines.words:
                yield i - 1


def _is_cut(above: str, below: str, marker: Marker) -> bool:
    """Whether a line ends inside a date or a case number, or a label before its last number, and goes on below."""
    if _DAY.search(f"{above[-_LONGEST_DAY:]}\n{below[:_LONGEST_DAY]}") is not None:
        return True
    if above[-1] in ",.":
        return _is_dated(f"{above} {below}", marker) and not _is_dated(above, marker)
    return _is_case(above, marker) and _is_case(above + below, marker)


def _row(lines: Sequence[str], i: int, marker: Marker) -> Iterator[int]:
    """The lines above the last of the row whose second cell is on line `i`; a blank one may stand between cells."""
    above = next((k for k in (i - 1, i - 2) if k >= 0 and lines[k].strip()), -1)
    if above < 0 or not _is_case(lines[above], marker) or _is_case(lines[i], marker):
        return
    if not _is_case(f"{lines[above].strip()} {lines[i].strip()}", marker):
        return
    below = next((k for k in (i + 1, i + 2) if k < len(lines) and lines[k].strip()), i)
    said = lines[below].strip()
    stop = below if marker.mark(said, (0, len(said), 0, True), 0).role == "access" else i
    yield from range(above, stop)


def _is_case(line: str, marker: Marker) -> bool:
    text = line.strip()
    mark = marker.mark(text, (0, len(text), 0, True), 0)
    return mark.role == "case" and {"word", "case_number"} <= mark.slots.keys()


def ends_with_label(line: str, marker: Marker) -> bool:
    """Whether a section's label has run into the last word of a `line`: "... af referatReferat"."""
    if not line[-1].islower():
        return False
    match = _GLUED.search(line, line.rfind(" ") + 1)
    rule = marker.lines.words.get(key_of(match[0])) if match is not None else None
    return rule is not None and rule.kind != ""


def _runs_into_label(above: str, below: str, marker: Marker) -> bool:
    """Whether the line `above` begins with a number and a title, and a label has run into the line `below`."""
    number = marker.mark(above, (0, len(above), 0, True), 0).number
    return number is not None and number.form[3] != "alone" and ends_with_label(below, marker)


def _goes_on_dated(above: str, below: str, marker: Marker) -> bool:
    """Whether a label with a date begins on the line `above`, and goes on `below` with it, or with its number."""
    if not below[0].isdecimal() and above[-1] != ",":
        return False
    return _is_cut(above, below, marker) or _is_torn(above, below, marker, ended=True)


def over_pages(
    source: Source, places: Iterable[tuple[int, int]], vocabulary: Lines | None
) -> Iterator[tuple[int, int]]:
    """Those of the `places`, a page's last line and the next one's first, that are one line: a label, or its value.

    The label has a date, of which the end or all stands on the next page, or the number behind it; its value is a list
    of people. So is a title into which the label below it has run.
    """
    marker = Marker(vocabulary or general())
    for last, first in places:
        above, below = source.lines[last].strip(), source.lines[first].strip()
        small = below[0].islower()
        if _goes_on_dated(above, below, marker) or (small and _runs_into_label(above, below, marker)):
            yield last, first
        elif small and not above.endswith(_CLOSES[:2]):
            mark = marker.mark(above, (0, len(above), 0, True), 0)
            if mark.kind == _PEOPLE and mark.cut >= 0:
                yield last, first
