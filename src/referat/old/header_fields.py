"""What one line of the header says: a title, a date, a place, a label with its value, a name on a list."""

from datetime import time as Time
from typing import NamedTuple

from referat.lexicon import values
from referat.lexicon.rules import Groups, Rule, fold
from referat.old.facts import attendance, roll
from referat.old.facts.members import Member
from referat.old.facts.people import Named
from referat.old.reading import Node, Reading
from referat.old.tokens import LONGEST

# A heading has so many lines at most: type, "to", body, and one more.
_MOST_TITLE_LINES = 4
_SHORTEST_TIME = 3
_BULLETS = "•·▪- \t"


class State:
    """How far the header has been read. `open` is the field of the label whose value may follow, "" for none."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.last: str = ""
        self.open: str = ""
        self.opened_by: Rule | None = None
        self.titles: int = 0
        self.has_end: bool = False
        self.body_too: tuple[int, int] | None = None
        self.left: list[int] = []
        self.clocks: dict[str, tuple[Time, int, int]] = {}
        self.present: list[Member] = []
        self.listed: list[Named] = []


class Lines(NamedTuple):
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


def match(reading: Reading, i: int, stop: int, last: str) -> tuple[Lines, Rule | None, Groups | None]:
    """The header rule that holds for line `i`, the field before being `last`."""
    a, b = reading.source.stripped(i)
    lines = Lines(reading.source.view[a:b], i, i, a)
    if b - a > LONGEST:
        return lines, None, None
    rule, groups = _rule(reading, lines, last, i, stop)
    if rule is None and lines.text[0] in _BULLETS and lines.text.strip(_BULLETS):
        start = b - len(lines.text.lstrip(_BULLETS))
        bare = Lines(reading.source.view[start:b], i, i, start)
        rule, groups = _rule(reading, bare, last, i, stop)
        if rule is not None:
            return bare, rule, groups
    if rule is None and i + 1 < stop and not reading.source.is_blank(i + 1):
        c, d = reading.source.stripped(i + 1)
        joined = Lines(f"{lines.text} {reading.source.view[c:d]}", i, i + 1, a, b - a + 1, c)
        for wrapping in reading.layout["header"]:
            if wrapping.data.get("wraps") and wrapping.data.get("starts") and d - c <= LONGEST:
                groups = wrapping.match(joined.text)
                if groups is not None:
                    return joined, wrapping, groups
    return lines, rule, groups


def _rule(reading: Reading, lines: Lines, last: str, i: int, stop: int) -> tuple[Rule | None, Groups | None]:
    folded = fold(lines.text)
    following: str | None = None
    for rule in rules_for(reading, lines.text):
        after, above = rule.data.get("after"), rule.data.get("above")
        if after and last not in after:
            continue
        if folded in rule.folded:
            groups = None
        elif rule.firsts is not None and lines.text[0] not in rule.firsts:
            continue
        else:
            groups = rule.match(lines.text)
            if groups is None:
                continue
        if above:
            following = _following(reading, i, stop) if following is None else following
            if following not in above:
                continue
        return rule, groups
    return None, None


def rules_for(reading: Reading, text: str) -> tuple[Rule, ...]:
    """The header's rules that can hold for the line `text`, by its first character."""
    by_first = reading.layout.header_lines
    return by_first.get(text[:1].lower(), by_first[""])


def _following(reading: Reading, i: int, stop: int) -> str:
    """The field that the line below `i` is about by itself; "" where no rule knows it."""
    below = reading.found.below(i, stop)
    if below is None:
        return ""
    text = reading.source.lines[below].strip()
    rules = (rule for rule in rules_for(reading, text) if not rule.data.get("after") and not rule.data.get("above"))
    return next((str(rule.data["field"]) for rule in rules if len(text) <= LONGEST and rule.accepts(text)), "")


def take(reading: Reading, state: State, lines: Lines, rule: Rule, groups: Groups | None) -> int:
    """Read what `rule` found in `lines` into the fields it is about; the last line that was read."""
    node, kind, last = state.node, str(rule.data["field"]), lines.last
    repeated = kind == "title" and "title" in node and (state.last != "title" or state.titles >= _MOST_TITLE_LINES)
    before = state.open
    state.open = kind if rule.data.get("value") == "below" else ""
    state.opened_by = rule if state.open else None
    key = KEYS.get(kind, kind)
    reading.claim(lines.first, lines.last, "noise" if repeated else kind, rule.name, node, "" if repeated else key)
    if kind == "cancelled":
        reading.report("meeting-cancelled", "the text says that the meeting was cancelled.", lines.first)
    if kind == "title" and not repeated:
        a, b = reading.source.stripped(lines.first)[0], reading.source.stripped(lines.last)[1]
        whole = groups is not None and groups.groupdict().get("body") and groups.groupdict().get("document_type")
        title = f"{node['title']} " if "title" in node and not whole else ""
        state.titles += 1
        reading.put(node, "title", title + reading.source.phrase(a, b), a, b)
    elif kind == "body" and state.last == "title" and "title" in node and "body" not in node:
        # The type alone on its line; the body's name goes on with it.
        reading.put(node, "title", f"{node['title']} {lines.text}", lines.start, lines.start + len(lines.text))
    state.last = kind
    if groups is None:
        return last
    found = groups.groupdict()
    if found.get("document_type"):
        _take_type(reading, node, found["document_type"], *lines.at(groups, "document_type"))
    for name in ("body", "authority"):
        if found.get(name) and name not in node:
            a, b = lines.at(groups, name)
            reading.put(node, name, reading.source.phrase(a, b), a, b)
    if found.get("body_too"):
        a, b = lines.at(groups, "body_too")
        state.body_too = state.body_too or (a, b)
    if found.get("place") and "place" not in node:
        last = _take_place(reading, state, lines, rule, groups)
    agrees = not found.get("date") or _take_date(reading, state, found["date"], *lines.at(groups, "date"))
    for name in ("start", "start2", "end"):
        clock = "end" if before == "end" else name.rstrip("2")
        if agrees and found.get(name) and clock not in state.clocks:
            _take_clock(reading, state, clock, found[name], *lines.at(groups, name))
    state.has_end = state.has_end or before == "end" or kind == "end"
    return last


KEYS = {
    "cancelled": "", "time": "", "none": "", "members": "people", "others": "people", "remarks": "",
    "present": "attendance", "absent": "attendance", "end": "",
}  # fmt: skip


def _take_type(reading: Reading, node: Node, printed: str, a: int, b: int) -> None:
    """Read the document's type. Minutes are printed under an agenda's name too, and then say so further down."""
    value = reading.layout.document_types.get(fold(printed), "unknown")
    if "document_type" not in node or (node["document_type"] == "agenda" and value == "minutes"):
        reading.put(node, "document_type", value, a, b)


def take_value(reading: Reading, state: State, i: int) -> bool:
    """Read line `i` as the value of the label above; False where it is none."""
    node, kind = state.node, state.open
    a, b = reading.source.stripped(i)
    rule = state.opened_by.name if state.opened_by else ""
    if b - a > LONGEST:
        return False
    if kind in ("body", "authority"):
        state.open = ""
        if kind in node:
            return False
        reading.put(node, kind, reading.source.phrase(a, b), a, b)
    elif kind == "place":
        if "place" not in node:
            reading.put(node, "place", reading.source.phrase(a, b), a, b)
        elif not _begins_with_time(reading.source.view[a:b]) and (
            reading.source.is_blank(i - 1) or _says_more(reading, i)
        ):
            state.open = ""
            return False
        else:
            begun = reading.place(node, "place")[0]
            reading.put(node, "place", reading.source.phrase(begun, b), begun, b)
    elif kind != "none":
        return False
    else:
        state.open = ""
    reading.claim(i, i, kind, rule, node, KEYS.get(kind, kind))
    return True


def _take_place(reading: Reading, state: State, lines: Lines, rule: Rule, groups: Groups) -> int:
    """Read the place, which may run on over the lines below; its last line."""
    a, b = lines.at(groups, "place")
    last = lines.last
    source = reading.source
    while (
        rule.data.get("wraps")
        and last + 1 < len(source.lines)
        and not source.is_blank(last + 1)
        and not any(last + 1 in table for table in (reading.found.noise, reading.found.labels, reading.found.headings))
        and match(reading, last + 1, len(source.lines), "place")[1] is None
        and len(source.lines[last + 1]) <= LONGEST
        and not _says_more(reading, last + 1)
    ):
        last += 1
        b = source.stripped(last)[1]
        reading.claim(last, last, "place", rule.name, state.node, "place")
    reading.put(state.node, "place", source.phrase(a, b), a, b)
    return last


def _begins_with_time(text: str) -> bool:
    """Whether the line of a place says when the meeting is there: "14:00 - 15:00 - Museet"."""
    first = text.split(" ", 1)[0]
    return len(first) > _SHORTEST_TIME and values.time(first) is not None


def _says_more(reading: Reading, i: int) -> bool:
    """Whether line `i` is a sentence or has a label of its own, and so cannot be the rest of a place."""
    line = reading.source.lines[i]
    return line.rstrip().endswith((".", ":")) or ": " in line or attendance.is_about(line)


def _take_date(reading: Reading, state: State, printed: str, a: int, b: int) -> bool:
    """Read a date; False where it is not the meeting's, so that no time beside it is the meeting's either."""
    day = values.date(printed)
    line = reading.source.line_at(a)
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


def _take_clock(reading: Reading, state: State, name: str, printed: str, a: int, b: int) -> None:
    clock = values.time(printed)
    if clock is None:
        reading.report("time-unreadable", f"{printed!r} is no time of day.", reading.source.line_at(a))
    else:
        state.clocks[name] = (clock, a, b)


def finish(reading: Reading, state: State) -> None:
    """Lists and clocks become fields, now that all of the header is known."""
    node = state.node
    if "body" not in node and state.body_too is not None:
        reading.put(node, "body", reading.source.phrase(*state.body_too), *state.body_too)
    reading.listed[id(node)] = state.listed
    away = reading.absent.get(id(node["attendance"]), set())
    for member in state.present:
        if member.named.name not in away:
            roll.put_present(reading, node["attendance"], member.named, listed=True, note=member.note)
    if state.has_end and node.get("document_type") == "minutes" and "closed" not in node:
        # Minutes give the end of the meeting as it was.
        clock, a, b = state.clocks.pop("end", (None, 0, 0))
        if clock is not None:
            reading.put(node, "closed", clock, a, b)
    day = node.get("date")
    for name, key in (("start", "scheduled_start"), ("end", "scheduled_end")):
        if day is not None and name in state.clocks:
            clock, a, b = state.clocks[name]
            start = node.get("scheduled_start")
            moment = values.moment(day, clock) if name == "start" or start is None else values.later(start, clock)
            if moment is None:
                line = reading.source.line_at(a)
                reading.report("time-order", f"the meeting is to end at {clock:%H:%M}, before it begins.", line)
            else:
                reading.put(node, key, moment, a, b)
