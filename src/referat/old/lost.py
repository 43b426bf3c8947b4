"""Where items begin whose headings the text has lost: at a case number, at a word for open or closed, at a label.

Accordions of web pages lose their titles when they are copied; one-item pages print a title without a number. Titles
that the text does not have are null, never guessed.
"""

from collections.abc import Callable, Iterator

from referat.lexicon.rules import fold
from referat.old.candidates import complete, is_plain, key_of
from referat.old.chain import Heading
from referat.old.reading import Reading
from referat.old.tokens import LONGEST

# With these an item begins, when another has come to an end with one of those, its decision taken.
_OPENING = frozenset({"summary", "case_presentation"})
_CLOSING = frozenset({"attachments", "topic", "case_route", "attendance"})
_MOST_TITLE_LINES = 3
# So many of the items must have a heading for the text to have kept them.
_MOST = 0.6
# The last line of these may be anything.
_APART = 2
_LISTS = frozenset({"attachments", "attendance", "case_route", "admin"})
_FEWEST = 2
_LONGEST_TITLE = 200


def lost_headings(reading: Reading, first: int, stop: int) -> list[Heading]:
    """Where items begin in the lines from `first` up to `stop`, in which no heading was chosen."""
    ways = (
        _WAYS
        if reading.layout.items_begin in ("heading", "lost")
        else {reading.layout.items_begin: _BY[reading.layout.items_begin]}
    )
    for find in ways.values():
        starts = list(find(reading, first, stop))
        if starts:
            return starts
    return []


def holds(reading: Reading, chosen: list[Heading], lost: list[Heading], stop: int) -> bool:
    """Whether most of the places where items have `lost` their headings have one of the `chosen` at them after all."""
    if not chosen:
        return False
    lines = {line for one in chosen for line in (*one.lines, reading.found.below(one.body - 1, stop))}
    return sum(one.line in lines for one in lost) >= _MOST * len(lost)


def lost_heading(reading: Reading, first: int, stop: int) -> Heading | None:
    """Where, below the footer of an item, another begins whose heading is not to be seen."""
    found = reading.found
    closed = next((i for i in found.within(found.noise, first, stop) if found.noise[i].data.get("closes")), stop)
    lines = [*found.within(found.labels, closed, stop)[:1], *found.within(found.cases, closed, stop)[:1]]
    if not lines:
        return None
    line = min(lines)
    return Heading(line, None, case=line if line in found.cases else None)


def _at_case_numbers(reading: Reading, first: int, stop: int) -> Iterator[Heading]:
    found = reading.found
    starts: list[Heading] = []
    for i in found.within(found.cases, first, stop):
        if found.cases[i].get("bare") is None:
            heading = Heading(i, None, case=i)
            complete(found, reading.layout, heading, first, stop)
            below = found.below(heading.body - 1, stop)
            if below is None or below in found.labels or reading.layout.items_begin == "case_number":
                starts.append(heading)
    _give_titles(reading, starts, first)
    yield from starts


def _give_titles(reading: Reading, starts: list[Heading], first: int) -> None:
    """Give each of `starts` the line above as its title, where all of them have one that can be nothing else."""
    titles: list[int] = []
    for one in starts:
        line = _title_above(reading, one, titles[-1] + 1 if titles else first)
        if line is None:
            return
        titles.append(line)
    keys = {fold(reading.source.lines[line].strip()) for line in titles}
    if len(titles) < _FEWEST or len(keys) < len(titles):
        return
    for one, line in zip(starts, titles, strict=True):
        one.title_line = one.last = line
        one.title = reading.source.stripped(line)
        one.key = key_of(reading.found, reading.layout, one)


def _title_above(reading: Reading, heading: Heading, first: int) -> int | None:
    """The line above the `heading` that can be a title; None where it can be the end of the item before, or the header.

    `first` is the line below the title before. Directly above, apart from all that stands above it, it is a title.
    With a blank line on both sides it is one below a sentence of a section that holds no list.
    """
    found, source = reading.found, reading.source
    line = found.above(heading.line, first)
    if line is None or heading.first < heading.line or not is_plain(found, line):
        return None
    text = source.lines[line].strip()
    apart = line == first or source.is_blank(line - 1)
    if not apart or text.endswith((".", ":", ";", ",")) or text[:1].islower() or len(text) >= _LONGEST_TITLE:
        return None
    if line == heading.line - 1:
        return line
    labels = found.within(found.labels, first, line)
    if not labels:
        # What a header holds only above or below other lines is no header line by its form.
        forms = [rule for rule in reading.layout["header"] if not rule.data.get("above") and not rule.data.get("after")]
        return None if any(rule.accepts(text) for rule in forms) else line
    before = found.above(line, labels[-1] + 1)
    if before is None:
        return None
    # A list may end with anything; two blank lines end it.
    closed = found.labels[labels[-1]].rule.data["kind"] in _LISTS
    return line if not closed or (line - before > _APART and before - labels[-1] <= _APART) else None


def _at_access(reading: Reading, first: int, stop: int) -> Iterator[Heading]:
    found = reading.found
    for i in found.within(found.access, first, stop):
        heading = Heading(i, None, access=i)
        complete(found, reading.layout, heading, first, stop)
        below = found.below(heading.body - 1, stop)
        if below is None or below in found.labels or below in found.access:
            yield heading


def _at_labels(reading: Reading, first: int, stop: int) -> Iterator[Heading]:
    found = reading.found
    opening = previous = ""
    starts: list[Heading] = []
    decided = False
    seen: set[str] = set()
    for i in found.within(found.labels, first, stop):
        if not opening and not found.is_section(i):
            continue
        kind, label = str(found.labels[i].rule.data["kind"]), _label(reading, i)
        if (
            not opening
            or (label == opening and label in seen)
            or (decided and kind in _OPENING and previous in _CLOSING)
        ):
            opening = opening or label
            decided = False
            seen = set()
            starts.append(Heading(i, None))
        seen.add(label)
        decided = decided or kind == "decision"
        previous = kind
    if reading.layout.items_begin != "title":
        _give_titles(reading, starts, first)
    yield from starts


def _below_titles(reading: Reading, first: int, stop: int) -> Iterator[Heading]:
    """Each item's first label is the same; the paragraph above it is the title."""
    found, source = reading.found, reading.source
    for heading in _at_labels(reading, first, stop):
        line = found.above(heading.line, first)
        if line is not None and (is_plain(found, line) or line in found.headings) and heading.line - line > 1:
            begun = line
            while begun > first and is_plain(found, begun - 1) and not source.is_blank(begun - 1):
                begun -= 1
            if line - begun < _MOST_TITLE_LINES:
                heading.title_line, heading.last = begun, line
                heading.title = (source.stripped(begun)[0], source.stripped(line)[1])
                heading.key = key_of(found, reading.layout, heading)
        yield heading


def _below_header(reading: Reading, first: int, stop: int) -> Iterator[Heading]:
    """The one item of a page: its title is the first line that is no header line."""
    found, source = reading.found, reading.source
    for i in found.filled_lines(first, stop):
        text = source.lines[i].strip()
        if i in found.noise or (len(text) <= LONGEST and any(rule.accepts(text) for rule in reading.layout["header"])):
            continue
        if is_plain(found, i):
            heading = Heading(i, None, title=source.stripped(i))
            heading.key = key_of(found, reading.layout, heading)
            complete(found, reading.layout, heading, first, stop)
            yield heading
        return


def _label(reading: Reading, i: int) -> str:
    return fold(reading.source.lines[i].strip(" \t•\r"))


_BY: dict[str, Callable[[Reading, int, int], Iterator[Heading]]] = {
    "case_number": _at_case_numbers,
    "access": _at_access,
    "label": _at_labels,
    "title": _below_titles,
    "header": _below_header,
}
# Where a layout does not say.
_WAYS = {way: _BY[way] for way in ("case_number", "access", "label")}
