"""One item of the meeting: what its heading says, and what its sections say of it.

item = [ case number ] heading [ case number ] [ lead ] { section } [ footer ] ;
"""

from referat.chain import Heading
from referat.facts import attendance, decision, recommendation
from referat.headings import title_span
from referat.reading import Node, Reading
from referat.section import Part, read_attachments, read_sections
from referat.titles import read_title


def read_item(reading: Reading, meeting: Node, heading: Heading, position: int, stop: int) -> Node:
    """The item under `heading`, down to line `stop`."""
    node = _new_item(position)
    a, b = title_span(reading.found, heading)
    number = reading.source.stripped(heading.line)[0]
    assert heading.hit.groups is not None  # noqa: S101  every heading rule has a pattern
    begin, end = heading.hit.groups.span("number")
    reading.put(node, "number", heading.number, number + begin, number + end)
    _read_title(reading, node, a, b)
    reading.claim(heading.line, heading.last, "item_heading", heading.hit.rule.name, node, "title")
    reading.reasons[heading.line] = ("heading", heading)
    if heading.case is not None:
        _read_case_number(reading, node, heading.case)
    _fill_item(reading, node, meeting, heading.first, heading.body, stop)
    return node


def read_untitled_item(reading: Reading, meeting: Node, position: int, first: int, stop: int) -> Node:
    """An item whose heading the text has lost: what begins with its case number, or with its first label."""
    node = _new_item(position)
    body = first
    if first in reading.found.cases:
        _read_case_number(reading, node, first)
        body += 1
    _fill_item(reading, node, meeting, first, body, stop)
    return node


def _new_item(position: int) -> Node:
    return {
        "position": position,
        "number": None,
        "title": None,
        "marks": [],
        "case_number": None,
        "access": None,
        "recommendation": None,
        "decision": None,
        "attendance": attendance.empty(),
        "attachments": [],
    }


def _fill_item(reading: Reading, node: Node, meeting: Node, first: int, body: int, stop: int) -> None:
    parts = read_sections(reading, node, meeting, body, stop)
    last = next(iter(reading.found.filled_lines(first, stop)[-1:]), first)
    node["span"] = reading.source.span(reading.source.line_span(first, first)[0], reading.source.stripped(last)[1])
    own = [part for part in parts if part.node["kind"] == "decision"]
    counts = _that_counts(own) if own else None
    if counts is not None and len(own) > 1:
        reading.report(
            "section-repeated", f"of {len(own)} sections of this meeting's decision, this one counts.", counts.line
        )
    for part in parts:
        kind = part.node["kind"]
        if kind == "recommendation" and node["recommendation"] is None:
            node["recommendation"] = recommendation.read_recommendation(
                reading, part.label, part.line, part.stop, part.extent(reading)
            )
        elif kind == "attachments":
            read_attachments(reading, node, part)
        elif kind == "decision":
            _read_decision(reading, node, meeting, part, counts=part is counts)


def _that_counts(own: list[Part]) -> Part:
    """The last of an item's own decisions that says anything: an earlier one is quoted, an empty one a template's."""
    return next((part for part in reversed(own) if part.node["text"]), own[-1])


def _read_decision(reading: Reading, node: Node, meeting: Node, part: Part, *, counts: bool) -> None:
    absences = []
    for fact in attendance.facts(reading, part.first, part.stop):
        if fact.rule.table == "clock":
            attendance.hours(reading, meeting, fact)
        elif attendance.add(reading, node["attendance"], fact):
            absences.append(fact.sentence)
    if counts:
        node["decision"] = decision.read_decision(reading, part.first, part.stop, part.extent(reading), absences)


def _read_title(reading: Reading, node: Node, a: int, b: int) -> None:
    """The title between the view's `a` and `b`, its administrative marks taken off and noted."""
    source = reading.source
    title = read_title(reading.layout, source.view[a:b])
    start, end = a + title.start, a + title.end
    reading.put(node, "title", source.phrase(start, end), start, end)
    for n, (begin, stop) in enumerate(title.marks):
        node["marks"].append(source.phrase(a + begin, a + stop))
        reading.at(node, f"marks/{n}", a + begin, a + stop)
    if title.access is not None:
        begin, stop = title.access_at
        reading.put(node, "access", title.access, a + begin, a + stop)


def _read_case_number(reading: Reading, node: Node, line: int) -> None:
    hit = reading.found.cases[line]
    assert hit.groups is not None  # noqa: S101  every case number rule has a pattern
    groups = hit.groups.groupdict()
    reading.claim(line, line, "case_number", hit.rule.name, node, "case_number")
    for key in ("case_number", "bare"):
        if groups.get(key):
            start = reading.source.stripped(line)[0]
            a, b = (start + offset for offset in hit.groups.span(key))
            reading.put(node, "case_number", reading.source.phrase(a, b), a, b)
