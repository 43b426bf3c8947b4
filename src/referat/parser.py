"""The grammar: one function per production.

    file      = document { document } ;
    document  = header { item } ;
    item      = [ case number ] heading [ case number ] [ lead ] { section } [ footer ] ;
    section   = label { text line | furniture } ;

The header's own productions stand in `header`, the choice of headings in `headings`, what the words of a section say
in `facts`.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from referat import headings, values
from referat import layout as layouts
from referat.diagnostics import Diagnostic, diagnostic
from referat.facts import attendance, decision, people, recommendation
from referat.facts.sentences import paragraph_at
from referat.header import contents_titles, read_header
from referat.headings import Heading, title_span
from referat.layout import GENERIC, Layout, Verdict
from referat.model import SCHEMA_VERSION, Meeting
from referat.reading import Node, Reading
from referat.rules import Rule, fold
from referat.section import Part, read_attachments, read_sections
from referat.source import Source, Span
from referat.tokens import Token, ledger, scan
from referat.verdict import is_minutes

_ID_DIGITS = 16


class Parsed:
    """What one file gave: its meetings, and how each line of it was understood.

    `meetings` is empty where the text is no minutes; `diagnostics` are those of the whole file, `meetings[i].diagnostics`
    those of one meeting. `verdicts` tell how well each layout fitted, the one taken first.
    """

    def __init__(
        self,
        reading: Reading,
        drafts: Sequence[Node],
        verdicts: Sequence[Verdict],
        meetings: Sequence[Meeting],
        shared: Sequence[Diagnostic],
    ) -> None:
        self._reading = reading
        self._drafts = drafts
        self.source: Source = reading.source
        self.layout: Layout = reading.layout
        self.verdicts: tuple[Verdict, ...] = tuple(verdicts)
        self.meetings: tuple[Meeting, ...] = tuple(meetings)
        self.diagnostics: tuple[Diagnostic, ...] = tuple(shared)

    @property
    def meeting(self) -> Meeting:
        """The first meeting, in nearly every file the only one. Raises IndexError where the text is no minutes."""
        return self.meetings[0]

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """Those of the file and of its meetings, each once."""
        every = [*self.diagnostics, *(found for meeting in self.meetings for found in meeting.diagnostics)]
        return tuple(dict.fromkeys(every))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Every line with what it became; the tokens' texts joined are the source's text."""
        return tuple(ledger(self.source, self._reading.claims, self._pointers))

    @cached_property
    def places(self) -> tuple[dict[str, list[Span]], ...]:
        """For each meeting: JSON pointer -> where that field was read. A field may have been read in several places."""
        found: tuple[dict[str, list[Span]], ...] = tuple({} for _ in self._drafts)
        several = len(self._drafts) > 1
        for node, key, a, b in self._reading.places:
            pointer = self._pointers.get(id(node))
            if pointer is None:
                continue
            at = 0
            if several:
                _, head, *rest = pointer.split("/")
                at, pointer = int(head), "".join(f"/{step}" for step in rest)
            found[at].setdefault(f"{pointer}/{key}", []).append(self.source.span(a, b))
        return found

    @cached_property
    def _pointers(self) -> dict[int, str]:
        """The JSON pointer of every node, by its identity; in a file of several meetings it begins with their index."""
        several = len(self._drafts) > 1
        found: dict[int, str] = {}
        todo: list[tuple[Any, str]] = [(draft, f"/{i}" if several else "") for i, draft in enumerate(self._drafts)]
        while todo:
            value, pointer = todo.pop()
            if isinstance(value, dict):
                found[id(value)] = pointer
                todo += [(child, f"{pointer}/{key}") for key, child in value.items()]
            elif isinstance(value, list):
                todo += [(child, f"{pointer}/{i}") for i, child in enumerate(value)]
        return found


def parse(text: str | bytes | Source, *, name: str = "", layout: Layout | str | None = None) -> Parsed:
    """Read minutes or an agenda.

    `text` are the bytes of a file, or text that is decoded already; `name` is what its source is called in the result.
    `layout` is a layout, its id, or the path of a layout file; without it, the layout is recognised from the text.
    Raises SourceError where bytes are no text, LayoutError for a layout that is not there or broken; anything else that
    is odd about the text is a diagnostic.
    """
    if isinstance(text, bytes):
        source = Source.from_bytes(text, name=name)
    else:
        source = text if isinstance(text, Source) else Source(text, name=name)
    verdicts = layouts.identify(source) if layout is None else []
    chosen = verdicts[0].layout if verdicts else layouts.load(layout) if isinstance(layout, str) else layout
    assert chosen is not None  # noqa: S101  for the type checker: one of the branches gave a layout
    reading = Reading(source, chosen, scan(source, chosen))
    _report_source(reading, verdicts)
    bounds = _documents(reading)
    shared = tuple(reading.diagnostics)
    drafts = [_document(reading, first, stop) for first, stop in bounds]
    if not any(is_minutes(draft) for draft in drafts):
        return _not_minutes(reading, verdicts)
    meetings = [_finish(reading, draft, n, len(drafts), shared) for n, draft in enumerate(drafts)]
    return Parsed(reading, drafts, verdicts, meetings, shared)


def _report_source(reading: Reading, verdicts: Sequence[Verdict]) -> None:
    source = reading.source
    if source.replaced:
        first = source.text.index("\ufffd")
        line = source.text.count("\n", 0, first)
        reading.report("bytes-replaced", f"{source.replaced} bytes fit no encoding and became U+FFFD.", line)
    elif not source.certain:
        reading.report("encoding-guessed", "the bytes are no UTF-8; read as Windows-1252.")
    if len(verdicts) > 1 and reading.layout.id != GENERIC:
        rivals = [v.layout.id for v in verdicts[1:] if v.fits and v.score == verdicts[0].score and v.layout.id != GENERIC]
        if rivals:
            reading.report(
                "layout-ambiguous",
                f"{', '.join([reading.layout.id, *rivals])} fit equally well (score {verdicts[0].score:g}); "
                f"{reading.layout.id} was taken.",
            )
    elif verdicts:
        nearest = max(verdicts[1:], key=lambda v: v.score, default=None)
        also = f"; nearest is {nearest.layout.id} (score {nearest.score:g} of {nearest.layout.minimum:g})" if nearest else ""
        reading.report("layout-unknown", f"no layout fits this text, the generic reader read it{also}.")


def _not_minutes(reading: Reading, verdicts: Sequence[Verdict]) -> Parsed:
    blank = not any(True for _ in reading.source.filled(0, len(reading.source.lines)))
    reading.diagnostics.clear()
    reading.claims.clear()
    if blank:
        reading.report("empty", "holds no text.")
    else:
        reading.report(
            "not-minutes",
            "shows too little of what minutes have (a document type, a body and a date, items, section labels). "
            "If it is minutes, name their layout with --layout.",
        )
    return Parsed(reading, [], verdicts, [], tuple(reading.diagnostics))


# file = document { document } ;


def _documents(reading: Reading) -> list[tuple[int, int]]:
    """The first and the stop line of each document: a new one starts at a title line that a header line confirms."""
    found, stop = reading.found, len(reading.source.lines)
    confirming = [rule for rule in reading.layout["header"] if not rule.data.get("starts")]
    titles = []
    for i in sorted(found.starts):
        below = found.below(found.starts[i].last, stop)
        if below is not None and any(rule.accepts(reading.source.lines[below].strip()) for rule in confirming):
            titles.append(i)
    firsts = [_before_title(reading, i) for i in titles[1:]]
    return list(zip([0, *firsts], [*firsts, stop], strict=True))


def _before_title(reading: Reading, i: int) -> int:
    """The first line of the furniture that stands directly before the title at `i`."""
    first = i
    for k in range(i - 1, -1, -1):
        rule = reading.found.noise.get(k)
        if rule is not None and not rule.data.get("closes"):
            first = k
        elif not reading.source.is_blank(k):
            break
    return first


# document = header { item } ;


def _document(reading: Reading, first: int, stop: int) -> Node:
    """One meeting as a plain dict. Its diagnostics are those reported while it was read."""
    before = len(reading.diagnostics)
    node: Node = {
        "schema_version": SCHEMA_VERSION,
        "layout": reading.layout.id,
        "authority": None,
    }
    titles = contents_titles(reading, first, stop)
    chosen, others = headings.choose(reading.found, reading.layout, first, stop, titles)
    for other in others:
        reading.claim(other.line, other.line, "text", other.hit.rule.name, node, reason=f"no heading: {other.reason}")
    top = chosen[0].first if chosen else min((i for i in reading.found.labels if first <= i < stop), default=stop)
    read_header(reading, node, first, top)
    for key, unknown in _UNKNOWN.items():
        node.setdefault(key, unknown)
    following = [heading.first for heading in chosen[1:]] + [stop]
    items = [_item(reading, node, heading, n, following[n - 1]) for n, heading in enumerate(chosen, 1)]
    if not chosen and top < stop:
        items = [_untitled_item(reading, node, top, stop)]
    node["items"] = items
    _finish_hours(reading, node)
    _compare_contents(reading, node)
    _check_numbers(reading, chosen)
    _read_people(reading, node, first, stop, chosen)
    _give_ids(reading, node, first, stop)
    _report_header(reading, node)
    node["diagnostics"] = reading.diagnostics[before:]
    return node


_UNKNOWN: Node = {
    "document_type": "unknown",
    "title": None,
    "body": None,
    "date": None,
    "scheduled_start": None,
    "scheduled_end": None,
    "place": None,
}


# item = [ case number ] heading [ case number ] [ lead ] { section } [ footer ] ;


def _item(reading: Reading, meeting: Node, heading: Heading, position: int, stop: int) -> Node:
    """The item under `heading`, down to line `stop`."""
    node = _new_item(position)
    a, b = title_span(reading.found, heading)
    number = reading.source.stripped(heading.line)[0]
    assert heading.hit.groups is not None  # noqa: S101  every heading rule has a pattern
    begin, end = heading.hit.groups.span("number")
    reading.put(node, "number", heading.number, number + begin, number + end)
    _read_title(reading, node, a, b)
    kind = f"heading: {heading.reason}"
    reading.claim(heading.line, heading.last, "item_heading", heading.hit.rule.name, node, "title", kind)
    if heading.case is not None:
        _read_case_number(reading, node, heading.case)
    _fill_item(reading, node, meeting, heading.first, heading.body, stop)
    return node


def _untitled_item(reading: Reading, meeting: Node, first: int, stop: int) -> Node:
    """The one item of a text that has labels but no heading."""
    node = _new_item(1)
    _fill_item(reading, node, meeting, first, first, stop)
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
    last = max((i for i in range(stop - 1, first - 1, -1) if not reading.source.is_blank(i)), default=first)
    node["span"] = reading.source.span(reading.source.line_span(first, first)[0], reading.source.stripped(last)[1])
    own = [part for part in parts if part.node["kind"] == "decision"]
    if len(own) > 1:
        reading.report("section-repeated", "a second section of this meeting's decision; it counts.", own[-1].line)
    for part in parts:
        kind = part.node["kind"]
        if kind == "recommendation" and node["recommendation"] is None:
            node["recommendation"] = recommendation.read_recommendation(
                reading, part.label, part.line, part.stop, part.extent(reading)
            )
        elif kind == "attachments":
            read_attachments(reading, node, part)
        elif kind == "decision":
            _read_decision(reading, node, meeting, part, counts=part is own[-1])


def _read_decision(reading: Reading, node: Node, meeting: Node, part: Part, *, counts: bool) -> None:
    absences = []
    for fact in attendance.facts(reading, part.first, part.stop):
        if fact.rule.table == "clock":
            attendance.hours(reading, meeting, fact)
        else:
            attendance.add(reading, node["attendance"], fact)
            absences.append(fact.sentence)
    if counts:
        node["decision"] = decision.read_decision(reading, part.first, part.stop, part.extent(reading), absences)


def _read_title(reading: Reading, node: Node, a: int, b: int) -> None:
    """The title between the view's `a` and `b`, its administrative marks taken off and noted."""
    source = reading.source
    marks: list[tuple[int, int]] = []
    rules = reading.layout["title_mark"]
    found = True
    while found:
        found = False
        text = source.view[a:b]
        for rule in rules:
            end = rule.prefix(text) if rule.data.get("before") else None
            start = None if rule.data.get("before") else rule.suffix(text)
            if end and end < len(text):
                marks.append((a, a + end))
                a += end
            elif start:
                marks.insert(0, (a + start, b))
                b = a + start
            elif not _is_all(rule, text):
                continue
            if rule.data.get("access"):
                reading.put(node, "access", rule.data["access"], *(marks[-1] if end else marks[0]) if marks else (a, b))
            if end or start:
                found = True
                break
    reading.put(node, "title", source.phrase(a, b), a, b)
    for n, mark in enumerate(sorted(marks)):
        node["marks"].append(source.phrase(*mark))
        reading.at(node, f"marks/{n}", *mark)


def _is_all(rule: Rule, text: str) -> bool:
    """Whether `text` is nothing but the mark: "Lukket punkt" as a title says that the item is closed."""
    return bool(rule.data.get("access")) and rule.accepts(text)


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


# What only shows when the whole document has been read.


def _finish_hours(reading: Reading, node: Node) -> None:
    """`opened` and `closed` become moments."""
    day = node["date"]
    opened, closed = node.get("opened"), node.get("closed")
    node["opened"] = values.moment(day, opened) if day and opened else None
    node["closed"] = None
    if day and closed:
        start = node["opened"] or node["scheduled_start"]
        node["closed"] = values.later(start, closed) if start else values.moment(day, closed)
        if node["closed"] is None:
            reading.report("time-order", f"the meeting is said to end at {closed:%H:%M}, before it began.")


def _compare_contents(reading: Reading, node: Node) -> None:
    """Where the table of contents and the items disagree, and which items only the contents call closed."""
    if not node["contents"] or not node["items"]:
        return
    left = [(title, item) for item in node["items"] if (title := _plain(item["title"]))]
    missing = []
    for entry in node["contents"]:
        printed = entry["title"]
        at, access = _access_before(reading, printed)
        wanted = _plain(printed[at:])
        match = next((pair for pair in left if pair[0] == wanted or (len(wanted) > 11 and pair[0].startswith(wanted))), None)
        if match is None:
            missing.append(printed)
            continue
        left.remove(match)
        if access and match[1]["access"] is None:
            reading.put(match[1], "access", access, *_place(reading, entry, "title"))
    if missing:
        reading.report("contents-mismatch", f"in the contents but not among the items: {_listing(missing)}.")
    if left:
        titles = [item["title"] for _, item in left]
        reading.report("contents-mismatch", f"among the items but not in the contents: {_listing(titles)}.")


def _place(reading: Reading, node: Node, key: str) -> tuple[int, int]:
    """Where the field `key` of `node` was read."""
    return next((a, b) for owner, name, a, b in reversed(reading.places) if owner is node and name == key)


def _access_before(reading: Reading, title: str) -> tuple[int, str | None]:
    for rule in reading.layout["title_mark"]:
        if rule.data.get("before") and (end := rule.prefix(title)):
            return end, rule.data.get("access")
    return 0, None


def _plain(title: str | None) -> str:
    return fold(" ".join((title or "").split()))


def _listing(titles: Sequence[str], most: int = 3) -> str:
    more = f" and {len(titles) - most} more" if len(titles) > most else ""
    return ", ".join(repr(title) for title in titles[:most]) + more


def _check_numbers(reading: Reading, chosen: Sequence[Heading]) -> None:
    seen: dict[str, int] = {}
    highest = 0
    for heading in chosen:
        value = headings.value(heading.number)
        if heading.number in seen:
            first = seen[heading.number] + 1
            reading.report("number-repeated", f"number {heading.number} again; first on line {first}.", heading.line)
        elif value < highest:
            reading.report("number-order", f"number {heading.number} after {highest}.", heading.line)
        seen.setdefault(heading.number, heading.line)
        highest = max(highest, value)


def _read_people(reading: Reading, node: Node, first: int, stop: int, chosen: Sequence[Heading]) -> None:
    """Everyone whom a paragraph names with a party or a role; what stands in titles is no party."""
    source = reading.source
    titles = {line for heading in chosen for line in range(heading.first, heading.body)}
    start = source.line_span(first, first)[0] if first < stop else 0
    text = source.view[start : source.line_span(first, stop - 1)[1]] if first < stop else ""
    lines = {bisect_right(source.starts, start + at) - 1 for at in people.mentions(text)} - titles
    found: list[people.Named] = []
    done = -1
    for line in sorted(lines):
        if source.starts[line] > done and line not in reading.found.noise:
            paragraph = paragraph_at(reading, line, first, stop)
            found += people.named_in(paragraph)
            done = paragraph.end
    people.merge(reading, node, found)


def _give_ids(reading: Reading, node: Node, first: int, stop: int) -> None:
    """See `Meeting.id` and `AgendaItem.id` for the rule."""
    if node["body"] and node["date"]:
        start = node["scheduled_start"].isoformat() if node["scheduled_start"] else ""
        what = "\x1f".join((fold(node["body"]), node["date"].isoformat(), start, node["document_type"]))
    else:
        what = reading.source.plain(*reading.source.line_span(first, stop - 1)) if first < stop else ""
    node["id"] = hashlib.sha256(what.encode()).hexdigest()[:_ID_DIGITS]
    for item in node["items"]:
        number = f"-{item['number']}" if item["number"] else ""
        item["id"] = f"{node['id']}-{item['position']}{number}"


def _report_header(reading: Reading, node: Node) -> None:
    if node["document_type"] == "unknown":
        reading.report("document-type-unknown", "the header does not say whether this is minutes or an agenda.")
    if node["body"] is None:
        reading.report("body-unknown", "the header does not name the council or committee.")
    if node["date"] is None:
        reading.report("date-unknown", "the header does not give the meeting's date.")
    if not node["items"]:
        reading.report("no-items", "a header but no items.")


def _finish(reading: Reading, draft: Node, n: int, count: int, shared: Sequence[Diagnostic]) -> Meeting:
    """The draft as a model: the one validation of the whole tree."""
    source = reading.source
    draft["source"] = {
        "name": source.name,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "characters": len(source.text),
        "lines": len(source.lines),
    }
    several = [diagnostic("several-meetings", f"meeting {n + 1} of {count} in this file.")] if count > 1 else []
    draft["diagnostics"] = [*shared, *several, *draft["diagnostics"]]
    return Meeting.model_validate(draft)
