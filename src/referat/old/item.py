"""One item of the meeting: what its heading says, and what its sections say of it.

item = [ case number ] heading [ case number ] [ lead ] { section } [ footer ] ;
"""

from collections.abc import Sequence

from referat.lexicon.rules import fold
from referat.old.chain import Heading
from referat.old.facts import attendance, decision, recommendation, roll
from referat.old.facts.sentences import Paragraph, Piece, paragraphs
from referat.old.reading import Node, Reading
from referat.old.section import Part, read_attachments, read_sections
from referat.old.titles import read_title
from referat.old.tokens import Hit


def read_item(reading: Reading, meeting: Node, heading: Heading, position: int, stop: int) -> Node:
    """The item that begins with `heading`, down to line `stop`."""
    node: Node = {
        "position": position,
        "number": None,
        "title": None,
        "marks": [],
        "case_number": None,
        "access": None,
        "recommendation": None,
        "decision": None,
        "attendance": roll.empty(),
        "attachments": [],
    }
    _read_heading(reading, node, heading)
    first = heading.first
    for line in reading.found.within(reading.found.noise, first, heading.body):
        reading.claim(line, line, "noise", reading.found.noise[line].name, node)
    parts = read_sections(reading, node, meeting, heading.body, stop)
    last = next(iter(reading.found.filled_lines(first, stop)[-1:]), first)
    node["span"] = reading.source.span_node(reading.source.line_span(first, first)[0], reading.source.stripped(last)[1])
    _read_facts(reading, node, meeting, parts)
    for line in heading.files:
        _read_files(reading, node, line)
    for line in heading.names:
        reading.claim(line, line, "attendance", "", node, "attendance")
        attendance.read_list(reading, meeting, node["attendance"], line, line + 1)
    return node


def _read_heading(reading: Reading, node: Node, heading: Heading) -> None:
    found = reading.found
    if heading.hit is not None:
        reading.reasons[heading.line] = ("heading", heading)
        reading.claim(heading.line, heading.line, "item_heading", heading.hit.rule.name, node, "title")
        if heading.number:
            reading.put(node, "number", heading.number, *heading.hit.at("number"))
        for key in ("case_number", "access"):
            if heading.hit.get(key):
                _put_beside(reading, node, key, heading.hit)
    for line in heading.head:
        reading.claim(line, line, "item_heading", "", node, "title")
    if heading.title is not None:
        reading.claim(heading.title_line, heading.last, "item_heading", "", node, "title")
        _read_title(reading, node, *heading.title)
    if heading.case is not None:
        hit = found.cases[heading.case]
        reading.claim(heading.case, heading.case, "case_number", hit.rule.name, node, "case_number")
        for key in ("case_number", "bare", "access"):
            if hit.get(key):
                _put_beside(reading, node, key, hit)
    if heading.access is not None:
        reading.set_apart.add(heading.access)
        hit = found.access[heading.access]
        reading.claim(heading.access, heading.access, "access", hit.rule.name, node, "access")
        a, b = reading.source.stripped(heading.access)
        reading.put(node, "access", hit.rule.data["value"], a, b)


def _put_beside(reading: Reading, node: Node, key: str, hit: Hit) -> None:
    """Write a case number, or what is said of access, that stands on the heading's or on another line of it."""
    a, b = hit.at(key)
    if key == "access":
        value = reading.layout.access_words.get(fold(reading.source.view[a:b]))
        if value is not None:
            reading.put(node, "access", value, a, b)
    elif node["case_number"] is None:
        reading.put(node, "case_number", reading.source.phrase(a, b), a, b)


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


def _read_files(reading: Reading, node: Node, line: int) -> None:
    """The attachments on a line of the heading that lists their file names."""
    hit = reading.found.files[line]
    reading.claim(line, line, "attachment", hit.rule.name, node, "attachments")
    a, b = reading.source.stripped(line)
    for begin, stop in hit.rule.each(reading.source.view[a:b]):
        child: Node = {"url": None}
        reading.put(child, "title", reading.source.phrase(a + begin, a + stop), a + begin, a + stop)
        node["attachments"].append(child)


def _read_facts(reading: Reading, node: Node, meeting: Node, parts: list[Part]) -> None:
    own = [part for part in parts if part.node["kind"] == "decision"]
    counts = _that_counts(own) if own else None
    if counts is not None and len(own) > 1:
        reading.report(
            "section-repeated", f"of {len(own)} sections of this meeting's decision, this one counts.", counts.line
        )
    hosts: dict[int, str] = {}
    host = ""
    for part in parts:
        hosts[part.line] = host
        host = part.node["kind"] if part.node["kind"] != "attendance" else host
    for part in parts:
        kind = part.node["kind"]
        if kind == "recommendation" and node["recommendation"] is None:
            if not part.node["text"] and part.label.groups is None:  # a template's label, and nothing below it
                continue
            node["recommendation"], last = recommendation.read_recommendation(
                reading, part.label, part.line, part.stop, part.extent
            )
            if reading.layout.decision_unlabelled and counts is None and last + 1 < part.stop:
                _read_unlabelled(reading, node, meeting, last + 1, part)
        elif kind == "attachments":
            read_attachments(reading, node, part)
        elif kind == "decision":
            _read_decision(reading, node, meeting, part, counts=part is counts)
        elif kind == "attendance":
            inside = reading.set_apart & set(range(part.first, part.stop))
            reading.set_apart -= inside
            if hosts.get(part.line) != "previous_decision":
                told = bool(part.label.rule.data.get("sentences"))
                attendance.read_list(
                    reading,
                    meeting,
                    node["attendance"],
                    part.first,
                    part.stop,
                    lists=not told,
                    excused=part.label.rule.data.get("excused"),
                )
            reading.set_apart |= inside

    if reading.layout.decision_unlabelled and not parts and node["lead"] is not None:
        a, b = reading.place(node, "lead")
        first, stop = reading.source.line_at(a), reading.source.line_at(b - 1) + 1
        _decide(reading, node, meeting, first, stop, (a, b))


def _that_counts(own: list[Part]) -> Part:
    """The last of an item's own decisions that says anything: an earlier one is quoted, an empty one a template's."""
    return next((part for part in reversed(own) if part.node["text"]), own[-1])


def _read_decision(reading: Reading, node: Node, meeting: Node, part: Part, *, counts: bool) -> None:
    if counts:
        _decide(reading, node, meeting, part.first, part.stop, part.extent)
    else:
        _absences(reading, node, meeting, paragraphs(reading, part.first, part.stop))


def _decide(reading: Reading, node: Node, meeting: Node, first: int, stop: int, extent: tuple[int, int]) -> None:
    """Read the lines from `first` up to `stop`, whose view offsets are `extent`, as the item's decision."""
    pieces = paragraphs(reading, first, stop)
    absences = _absences(reading, node, meeting, pieces)
    node["decision"] = decision.read_decision(reading, first, stop, extent, pieces, absences)


def _absences(reading: Reading, node: Node, meeting: Node, pieces: Sequence[Paragraph]) -> list[Piece]:
    """Read what a decision's paragraphs say of attendance and hours; the sentences that say nothing else."""
    found = []
    for fact in attendance.facts(pieces):
        if fact.rule.table == "clock":
            attendance.hours(reading, meeting, fact)
        elif attendance.add(reading, node["attendance"], fact, item=True):
            found.append(fact.sentence)
    return found


def _read_unlabelled(reading: Reading, node: Node, meeting: Node, first: int, part: Part) -> None:
    """The decision that stands below the points of a recommendation without a label of its own."""
    lines = reading.text_lines(first, part.stop)
    if lines:
        extent = (reading.source.stripped(lines[0])[0], reading.source.stripped(lines[-1])[1])
        _decide(reading, node, meeting, first, part.stop, extent)
