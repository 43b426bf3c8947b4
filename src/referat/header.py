"""The header: everything above the first item.

header = { title line | date line | place line | contents | attendance sentence | furniture } ;
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time as Time

from referat import values
from referat.contents import Contents
from referat.facts import attendance
from referat.facts.sentences import Piece, paragraphs, sentences
from referat.reading import Node, Reading
from referat.rules import Groups, Rule, fold
from referat.tokens import LONGEST

# A heading has so many lines at most: type, "to", body, and one more.
_MOST_TITLE_LINES = 4


@dataclass(slots=True)
class _State:
    """How far the header has been read."""

    node: Node
    contents: Contents
    last: str = ""
    in_contents: bool = False
    titles: int = 0
    left: list[int] = field(default_factory=list)
    clocks: dict[str, tuple[Time, int, int]] = field(default_factory=dict)


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
    state = _State(node, Contents(reading))
    node["attendance"] = attendance.empty()
    skip = -1
    for i in reading.found.filled_lines(first, stop):
        if i <= skip:
            continue
        noise = reading.found.noise.get(i)
        if noise is not None:
            reading.claim(i, i, "noise", noise.name, node)
            continue
        lines, rule, groups = _match(reading, i, stop, state.last)
        if rule is not None:
            skip = _take(reading, state, lines, rule, groups)
        elif not (state.in_contents and state.contents.add(i)):
            state.left.append(i)
    _read_sentences(reading, state)
    state.contents.write(node)
    _finish_dates(reading, state)
    for a, b in _runs(state.left):
        text = reading.source.lines[a].strip()
        lines_left = f"{b - a + 1} lines" if b > a else "a line"
        reading.report("unclaimed-line", f"{lines_left} of the header that no rule knows: {text[:60]!r}.", a)


def _match(reading: Reading, i: int, stop: int, last: str) -> tuple[_Lines, Rule | None, Groups | None]:
    a, b = reading.source.stripped(i)
    lines = _Lines(reading.source.view[a:b], i, i, a)
    if b - a > LONGEST:
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
            groups = rule.match(joined.text) if d - c <= LONGEST else None
            if groups is not None:
                return joined, rule, groups
    return lines, None, None


def _take(reading: Reading, state: _State, lines: _Lines, rule: Rule, groups: Groups | None) -> int:
    """Read what `rule` found in `lines` into the fields it is about; the last line that was read."""
    node, kind, last = state.node, str(rule.data["field"]), lines.last
    repeated = kind == "title" and "title" in node and (state.last != "title" or state.titles >= _MOST_TITLE_LINES)
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
        state.titles += 1
        reading.put(node, "title", before + reading.source.phrase(a, b), a, b)
    found = groups.groupdict() if groups is not None else {}
    if groups is None:
        return last
    if found.get("document_type") and "document_type" not in node:
        a, b = lines.at(groups, "document_type")
        reading.put(
            node, "document_type", reading.layout.document_types.get(fold(found["document_type"]), "unknown"), a, b
        )
    if found.get("body") and "body" not in node:
        a, b = lines.at(groups, "body")
        reading.put(node, "body", reading.source.phrase(a, b), a, b)
    if found.get("place") and "place" not in node:
        last = _take_place(reading, state, lines, rule, groups)
    agrees = not found.get("date") or _take_date(reading, state, found["date"], *lines.at(groups, "date"))
    for name in ("start", "end"):
        if agrees and found.get(name) and name not in state.clocks:
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
        and len(source.lines[last + 1]) <= LONGEST
        and not _says_more(source.lines[last + 1])
    ):
        last += 1
        b = source.stripped(last)[1]
        reading.claim(last, last, "place", rule.name, state.node, "place")
    reading.put(state.node, "place", source.phrase(a, b), a, b)
    return last


def _says_more(line: str) -> bool:
    """Whether `line` is a sentence or has a label of its own, and so cannot be the rest of a place."""
    return line.rstrip().endswith((".", ":")) or ": " in line or attendance.is_about(line)


def _take_date(reading: Reading, state: _State, printed: str, a: int, b: int) -> bool:
    """Read a date; False where it is not the meeting's, so that no time beside it is the meeting's either."""
    day = values.date(printed)
    line = reading.source.span(a, b).first_line - 1
    if day is None:
        reading.report("date-unreadable", f"{printed!r} is no date in the calendar.", line)
        return False
    if "date" not in state.node:
        reading.put(state.node, "date", day, a, b)
    elif state.node["date"] == day:
        reading.at(state.node, "date", a, b)
    else:
        reading.report("date-conflict", f"{day.isoformat()} here, {state.node['date'].isoformat()} above.", line)
        return False
    return True


def _take_clock(reading: Reading, state: _State, name: str, printed: str, a: int, b: int) -> None:
    clock = values.time(printed)
    if clock is None:
        reading.report("time-unreadable", f"{printed!r} is no time of day.", reading.source.span(a, b).first_line - 1)
    else:
        state.clocks[name] = (clock, a, b)


def _read_sentences(reading: Reading, state: _State) -> None:
    """Read the lines that are left as sentences about attendance and hours; those that are none stay left.

    A line with one such sentence is taken; what else it says is told.
    """
    taken: set[int] = set()
    for a, b in _runs(state.left):
        facts = {fact.sentence.start: fact for fact in attendance.facts(reading, a, b + 1)}
        for paragraph in paragraphs(reading, a, b + 1):
            pieces = list(sentences(paragraph))
            unread = [s for s in pieces if not _read_sentence(reading, state, s, facts.get(s.start))]
            span = reading.source.span(paragraph.start, paragraph.end)
            if len(unread) < len(pieces):
                taken.update(range(span.first_line - 1, span.last_line))
                for sentence in unread:
                    line = reading.source.span(sentence.start, sentence.end).first_line - 1
                    reading.report("unclaimed-line", f"a sentence that no rule knows: {sentence.text[:60]!r}.", line)
    state.left = [i for i in state.left if i not in taken]


def _read_sentence(reading: Reading, state: _State, sentence: Piece, fact: attendance.Fact | None) -> bool:
    """Read one sentence of the header; False where it says nothing of attendance or hours, or nothing that was read."""
    span = reading.source.span(sentence.start, sentence.end)
    lines = (span.first_line - 1, span.last_line - 1)
    if fact is not None and fact.rule.table == "clock":
        attendance.hours(reading, state.node, fact)
        reading.claim(*lines, "time", fact.rule.name, state.node, "opened" if "opened" in state.node else "closed")
        return True
    if fact is None or not attendance.add(reading, state.node["attendance"], fact):
        fact = attendance.mention(sentence)
        if fact is None:
            return False
        attendance.add(reading, state.node["attendance"], fact)
    reading.claim(*lines, "attendance", fact.rule.name, state.node, "attendance")
    return True


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
