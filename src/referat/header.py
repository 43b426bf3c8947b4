"""The header: everything above the first item.

    header = { title line | date line | place line | contents | attendance sentence | furniture } ;
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import time as Time

from referat import values
from referat.facts import attendance
from referat.facts.sentences import paragraphs, sentences
from referat.reading import Node, Reading
from referat.rules import Groups, Rule, fold
from referat.tokens import Scan
from referat.values import Entry

# A header is short; a line longer than this is none of its fields.
_LONGEST = 400
_LONGEST_CONTENTS = 300
_LONGEST_NUMBER = 4
# A bare number of four digits at the end of a title is a year.
_FEWEST_YEARS = 1000
# Leaders are as long as the line leaves room, or always the same; then one dot more is the title's own ("mv.").
_MOST_FIXED_DOTS = 10


@dataclass(slots=True)
class _State:
    """How far the header has been read."""

    node: Node
    last: str = ""
    in_contents: bool = False
    left: list[int] = field(default_factory=list)
    entries: list[tuple[int, Entry, str | None, int]] = field(default_factory=list)
    clocks: dict[str, tuple[Time, int, int]] = field(default_factory=dict)
    dates: list[tuple[Date, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Lines:
    """One stripped line, or two adjacent ones joined by a space, with the view's offset of every character."""

    text: str
    first: int
    last: int
    start: int
    second: int = 0
    second_start: int = 0

    def at(self, groups: Groups, key: str) -> tuple[int, int]:
        """The view's offsets of the group `key`."""
        a, b = groups.span(key)
        return self._offset(a), self._offset(b - 1) + 1

    def _offset(self, i: int) -> int:
        return self.second_start + i - self.second if self.second and i >= self.second else self.start + i


def read_header(reading: Reading, node: Node, first: int, stop: int) -> None:
    """Fill the header's fields of `node`, a Meeting, from the lines `first` up to `stop`."""
    state = _State(node)
    node["attendance"] = attendance.empty()
    skip = -1
    for i in reading.source.filled(first, stop):
        if i <= skip:
            continue
        noise = reading.found.noise.get(i)
        if noise is not None:
            reading.claim(i, i, "noise", noise.name, node)
            continue
        lines, rule, groups = _match(reading, i, stop, state.last)
        if rule is not None:
            skip = _take(reading, state, lines, rule, groups)
        elif not (state.in_contents and _contents_line(reading, state, i)):
            state.left.append(i)
    _read_sentences(reading, state)
    _finish_contents(reading, state)
    _finish_dates(reading, state)
    for a, b in _runs(state.left):
        text = reading.source.lines[a].strip()
        lines_left = f"{b - a + 1} lines" if b > a else "a line"
        reading.report("unclaimed-line", f"{lines_left} of the header that no rule knows: {text[:60]!r}.", a)


def contents_titles(reading: Reading, first: int, stop: int) -> list[str]:
    """The titles of the table of contents, without looking at anything else: headings are chosen with their help."""
    rules = [rule for rule in reading.layout["header"] if rule.data["field"] == "contents"]
    found: Scan = reading.found
    titles: list[str] = []
    inside = False
    for i in reading.source.filled(first, stop):
        text = reading.source.lines[i].strip()
        if i in found.labels or (i in found.cases and inside):
            break
        hit = found.headings.get(i)
        if hit is not None and hit.rule.data.get("weight", 0) >= 0:
            break
        if not inside:
            inside = len(text) <= _LONGEST and any(rule.accepts(text) for rule in rules)
        elif len(titles) < _LONGEST_CONTENTS:
            entry, _, _ = _entry(reading, text)
            if entry.page is not None or entry.dots:
                titles.append(_open_title(reading, entry.title))
    return titles


def _open_title(reading: Reading, title: str) -> str:
    """A title of the contents as its item may print it: without a mark that it is closed."""
    return title[_mark_before(reading, title) :]


def _mark_before(reading: Reading, title: str) -> int:
    """How long the mark before `title` is that says it is closed; 0 where there is none."""
    ends = (rule.prefix(title) for rule in reading.layout["title_mark"] if rule.data.get("before"))
    return next((end for end in ends if end), 0)


def _match(reading: Reading, i: int, stop: int, last: str) -> tuple[_Lines, Rule | None, Groups | None]:
    a, b = reading.source.stripped(i)
    lines = _Lines(reading.source.view[a:b], i, i, a)
    if b - a > _LONGEST:
        return lines, None, None
    for rule in reading.layout["header"]:
        if rule.data.get("after") and last not in rule.data["after"]:
            continue
        if fold(lines.text) in rule.folded:
            return lines, rule, None
        if rule.firsts is not None and lines.text[0] not in rule.firsts:
            continue
        groups = rule.match(lines.text)
        if groups is not None:
            return lines, rule, groups
        if rule.data.get("wraps") and rule.data.get("starts") and i + 1 < stop and not reading.source.is_blank(i + 1):
            c, d = reading.source.stripped(i + 1)
            joined = _Lines(f"{lines.text} {reading.source.view[c:d]}", i, i + 1, a, b - a + 1, c)
            groups = rule.match(joined.text) if d - c <= _LONGEST else None
            if groups is not None:
                return joined, rule, groups
    return lines, None, None


def _take(reading: Reading, state: _State, lines: _Lines, rule: Rule, groups: Groups | None) -> int:
    """Read what `rule` found in `lines` into the fields it is about; the last line that was read."""
    node, kind, last = state.node, str(rule.data["field"]), lines.last
    repeated = kind == "title" and "title" in node and state.last != "title"
    state.in_contents = kind == "contents"
    state.last = kind
    key = {"contents": "contents", "cancelled": "", "time": "", "date": "date"}.get(kind, kind)
    reading.claim(lines.first, lines.last, "noise" if repeated else kind, rule.name, node, "" if repeated else key)
    if kind == "cancelled":
        reading.report("meeting-cancelled", "the text says that the meeting was cancelled.", lines.first)
    if repeated:
        return last
    if kind == "title":
        a, b = reading.source.stripped(lines.first)[0], reading.source.stripped(lines.last)[1]
        before = f"{node['title']} " if "title" in node else ""
        reading.put(node, "title", before + reading.source.phrase(a, b), a, b)
    found = groups.groupdict() if groups is not None else {}
    if groups is None:
        return last
    if found.get("document_type") and "document_type" not in node:
        a, b = lines.at(groups, "document_type")
        reading.put(node, "document_type", reading.layout.document_types[fold(found["document_type"])], a, b)
    if found.get("body") and "body" not in node:
        a, b = lines.at(groups, "body")
        reading.put(node, "body", reading.source.phrase(a, b), a, b)
    if found.get("place") and "place" not in node:
        last = _take_place(reading, state, lines, rule, groups)
    if found.get("date"):
        _take_date(reading, state, found["date"], *lines.at(groups, "date"))
    for name in ("start", "end"):
        if found.get(name) and name not in state.clocks:
            _take_clock(reading, state, name, found[name], *lines.at(groups, name))
    return last


def _take_place(reading: Reading, state: _State, lines: _Lines, rule: Rule, groups: Groups) -> int:
    """Read the place, which may run on over the lines below; its last line."""
    a, b = lines.at(groups, "place")
    last = lines.last
    source = reading.source
    while (
        rule.data.get("wraps")
        and last + 1 < len(source.lines)
        and not source.is_blank(last + 1)
        and not any(last + 1 in table for table in (reading.found.noise, reading.found.labels, reading.found.headings))
        and _match(reading, last + 1, len(source.lines), "place")[1] is None
        and len(source.lines[last + 1]) <= _LONGEST
        and not _is_sentence(source.lines[last + 1])
    ):
        last += 1
        b = source.stripped(last)[1]
        reading.claim(last, last, "place", rule.name, state.node, "place")
    reading.put(state.node, "place", source.phrase(a, b), a, b)
    return last


def _is_sentence(line: str) -> bool:
    return line.rstrip().endswith(".")


def _take_date(reading: Reading, state: _State, printed: str, a: int, b: int) -> None:
    day = values.date(printed)
    line = reading.source.span(a, b).first_line - 1
    if day is None:
        reading.report("date-unreadable", f"{printed!r} is no date in the calendar.", line)
        return
    if "date" not in state.node:
        reading.put(state.node, "date", day, a, b)
    elif state.node["date"] == day:
        reading.at(state.node, "date", a, b)
    elif state.last in ("title", "date"):
        reading.report("date-conflict", f"{day.isoformat()} here, {state.node['date'].isoformat()} above.", line)


def _take_clock(reading: Reading, state: _State, name: str, printed: str, a: int, b: int) -> None:
    clock = values.time(printed)
    if clock is None:
        reading.report("time-unreadable", f"{printed!r} is no time of day.", reading.source.span(a, b).first_line - 1)
    else:
        state.clocks[name] = (clock, a, b)


def _entry(reading: Reading, text: str) -> tuple[Entry, str | None, int]:
    """A line of the contents, with its number where the layout prints one, and how far in its title begins."""
    layout = reading.layout
    entry = values.contents_entry(text) if layout.contents_pages else Entry(text, None, 0, tab=False)
    if layout.contents_numbers:
        head, _, rest = entry.title.partition(" ")
        number = head.rstrip(".:")
        if number.isdecimal() and rest and len(number) <= _LONGEST_NUMBER:
            title = rest.lstrip()
            return entry._replace(title=title), number, len(entry.title) - len(title)
    return entry, None, 0


def _contents_line(reading: Reading, state: _State, i: int) -> bool:
    """Read line `i` as an entry of the contents; False where it shows nothing of one."""
    text = reading.source.lines[i].strip()
    if len(text) > _LONGEST or len(state.entries) >= _LONGEST_CONTENTS:
        return False
    entry, number, indent = _entry(reading, text)
    pages = [other.page for _, other, _, _ in state.entries if other.page is not None]
    plain = not entry.dots and not entry.tab
    if entry.page is not None and plain and not (pages[-1] if pages else 1) <= entry.page < _FEWEST_YEARS:
        entry = values.Entry(text, None, 0, tab=False)  # the number is the title's own: a year, a count
    if entry.page is None and not entry.dots and number is None and not _mark_before(reading, text):
        return False
    state.entries.append((i, entry, number, indent))
    return True


def _finish_contents(reading: Reading, state: _State) -> None:
    node = state.node
    node["contents"] = []
    dots = Counter(entry.dots for _, entry, _, _ in state.entries if entry.dots)
    usual = min(dots, default=0)
    fixed = usual <= _MOST_FIXED_DOTS and set(dots) <= {usual, usual + 1} and dots[usual] >= dots[usual + 1]
    for i, entry, number, indent in state.entries:
        a, _ = reading.source.stripped(i)
        a += indent
        b = a + len(entry.title)
        if fixed and entry.dots == usual + 1:
            b += 1
        child: Node = {}
        reading.put(child, "title", reading.source.phrase(a, b), a, b)
        start, end = reading.source.stripped(i)
        reading.put(child, "number", number, start, start + len(number or ""))
        reading.put(child, "page", entry.page, end - len(str(entry.page or "")), end)
        node["contents"].append(child)
        reading.claim(i, i, "contents", f"{reading.layout.id}:contents", child)


def _read_sentences(reading: Reading, state: _State) -> None:
    """Read the lines that are left as sentences about attendance and hours; those that are none stay left."""
    if not state.left:
        return
    taken: set[int] = set()
    for a, b in _runs(state.left):
        facts = list(attendance.facts(reading, a, b + 1))
        read = {fact.sentence.start for fact in facts}
        for paragraph in paragraphs(reading, a, b + 1):
            for sentence in sentences(paragraph):
                if sentence.start not in read:
                    other = attendance.mention(sentence)
                    if other is not None:
                        facts.append(other)
        for fact in sorted(facts, key=lambda fact: fact.sentence.start):
            span = reading.source.span(fact.sentence.start, fact.sentence.end)
            lines = range(span.first_line - 1, span.last_line)
            taken.update(lines)
            if fact.rule.table == "clock":
                attendance.hours(reading, state.node, fact)
                key = "opened" if "opened" in state.node else "closed"
                reading.claim(lines[0], lines[-1], "time", fact.rule.name, state.node, key)
            else:
                attendance.add(reading, state.node["attendance"], fact)
                reading.claim(lines[0], lines[-1], "attendance", fact.rule.name, state.node, "attendance")
    state.left = [i for i in state.left if i not in taken]


def _finish_dates(reading: Reading, state: _State) -> None:
    """Clocks become moments, now that the day is known."""
    node = state.node
    day = node.get("date")
    for name, key in (("start", "scheduled_start"), ("end", "scheduled_end")):
        if day is not None and name in state.clocks:
            clock, a, b = state.clocks[name]
            start = node.get("scheduled_start")
            moment = values.moment(day, clock) if name == "start" or start is None else values.later(start, clock)
            if moment is None:
                line = reading.source.span(a, b).first_line - 1
                reading.report("time-order", f"the meeting is to end at {clock:%H:%M}, before it begins.", line)
            else:
                reading.put(node, key, moment, a, b)


def _runs(lines: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring lines together: the first and the last of each run."""
    begun = previous = -2
    for i in [*lines, -2]:
        if i != previous + 1:
            if begun >= 0:
                yield begun, previous
            begun = i
        previous = i
