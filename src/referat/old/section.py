"""What stands below an item's heading.

    body    = [ lead ] { section } [ footer { line } ] ;
    section = label { text line | furniture } ;

Label words also occur as titles and in running text. A label stands alone on its line; in layouts that print labels as
paragraphs of their own it also stands apart from the text above it.
"""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from referat.lexicon import values
from referat.lexicon.rules import fold
from referat.old.facts import attendance
from referat.old.facts.bodies import same_bodies
from referat.old.facts.links import find_links
from referat.old.facts.mentions import read_mentions
from referat.old.facts.sentences import LIST_MARK
from referat.old.reading import Node, Reading
from referat.old.tokens import FULL_LINE, Hit

_FEWEST_NUMBERED = 2
# Sections that go on behind what stands in the middle of them.
_DECISIONS = frozenset({"decision", "previous_decision"})


class Part(NamedTuple):
    """A section as it was read: its node, its label, the label's line, and the first and the stop line of its text.

    `extent` are the view's offsets from the label to the end of the text.
    """

    node: Node
    label: Hit
    line: int
    first: int
    stop: int
    extent: tuple[int, int]


def read_sections(reading: Reading, item: Node, meeting: Node, first: int, stop: int) -> list[Part]:
    """The sections in the lines from `first` up to `stop`, also written into `item` with the lead before them."""
    labels: list[int] = []
    for i in reading.found.within(reading.found.labels, first, stop):
        above = labels[-1] if labels else first - 1
        inside = labels and (_is_sender(reading, labels[-1], i) or _is_attachment(reading, labels[-1], i, stop))
        if _is_label(reading, i, above, stop) and not inside:
            labels.append(i)
    lead_stop = _closed_at(reading, first, labels[0] if labels else stop)
    _read_lead(reading, item, first, lead_stop)
    _report_left(reading, lead_stop, labels[0] if labels else stop)
    parts = [_section(reading, meeting, i, end) for i, end in _extents(reading, labels, stop)]
    item["sections"] = [part.node for part in parts]
    for line in reading.found.within(reading.found.noise, first, stop):
        reading.claim(line, line, "noise", reading.found.noise[line].name, item)
    return parts


def _extents(reading: Reading, labels: list[int], stop: int) -> list[tuple[int, int]]:
    """Each label's line and where its section stops.

    What a decision says of attendance under a label of its own may stand in the middle of it: it becomes a section
    inside the decision, which goes on behind it.
    """
    found: list[tuple[int, int]] = []
    host: int | None = None
    for i, following in pairwise([*labels, stop]):
        closed = _closed_at(reading, i + 1, following)
        kind = reading.found.labels[i].rule.data["kind"]
        told = reading.found.labels[i].rule.data.get("sentences")
        if host is not None and kind == "attendance" and not told:
            end = attendance.list_stop(reading, i, closed)
            if reading.text_lines(end, closed):
                found[host] = (found[host][0], closed)
                found.append((i, end))
                reading.set_apart.update(range(i, end))
                continue
        host = len(found) if kind in _DECISIONS else None
        found.append((i, closed))
        _report_left(reading, closed, following)
    return found


def read_attachments(reading: Reading, item: Node, part: Part) -> None:
    """The attachments that a section of them lists.

    One a line, or one a paragraph where the layout breaks long titles.
    """
    source = reading.source
    titles: list[tuple[int, int]] = []
    previous = -2
    for i in reading.text_lines(part.first, part.stop):
        a, b = source.stripped(i)
        text = source.view[a:b]
        mark = LIST_MARK.match(text)
        full = previous == i - 1 and b - a >= 0 and len(source.lines[previous].strip()) >= FULL_LINE
        goes_on = (
            titles
            and previous == i - 1
            and not mark
            and (text[:1].islower() or (full and reading.layout.attachments_wrap))
        )
        previous = i
        if goes_on:
            titles[-1] = (titles[-1][0], b)
            continue
        if mark and not text[:1].isdigit():
            a += mark.end() + len(text[mark.end() :]) - len(text[mark.end() :].lstrip())
        if a < b:
            titles.append((a, b))
    for a, b in _unnumbered(reading, titles):
        child = _attachment(reading, a, b)
        if child is not None:
            item["attachments"].append(child)


def _unnumbered(reading: Reading, titles: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`titles` without their numbers, where they are numbered from 1; a number alone is the title's own."""
    marks = [LIST_MARK.match(reading.source.view[a:b]) for a, b in titles]
    numbers = [mark[0].rstrip(".)") if mark else "" for mark in marks]
    if len(titles) < _FEWEST_NUMBERED or numbers != [str(n) for n in range(1, len(titles) + 1)]:
        return titles
    found = []
    for (a, b), number in zip(titles, numbers, strict=True):
        rest = reading.source.view[a + len(number) + 1 : b]
        found.append((b - len(rest.lstrip()), b))
    return found


def _attachment(reading: Reading, a: int, b: int) -> Node | None:
    view = reading.source.view
    if fold(view[a:b].rstrip(".")) in _no_attachments():
        return None
    child: Node = {"url": None}
    end = b
    for start, stop in find_links(reading, a, b)[:1]:
        # The address follows the title, in angle brackets or bare, or is all there is.
        reading.put(child, "url", reading.source.plain(start, stop), start, stop)
        end = a + len(view[a:start].rstrip(" <(-–:")) or b
        end = end if end > a else b
    reading.put(child, "title", reading.source.phrase(a, end), a, end)
    return child


@cache
def _no_attachments() -> frozenset[str]:
    return frozenset(map(fold, values.words()["no_attachments"]))


def _is_label(reading: Reading, i: int, last: int, stop: int) -> bool:
    """Whether the line that has a label's words is one, by what stands around it.

    `last` is the line above that is known to be no text: the label before, or the end of the heading.
    """
    found = reading.found
    rule = found.labels[i].rule
    if rule.data.get("dates_meeting") and _repeats_label(reading, i, last):
        reading.told.append(found.labels[i])
        return False
    if rule.data.get("before_list"):
        below = found.below(i, stop)
        if below is None or not _begins_list(reading.source.lines[below].strip()):
            return False
    if rule.data.get("below_heading") and not (
        last >= 0 and found.above(i, last) in (None, last) and last not in found.labels
    ):
        return False
    return i == last + 1 or not reading.labels_stand_apart or reading.source.is_blank(i - 1) or i - 1 in found.noise


def _repeats_label(reading: Reading, i: int, label: int) -> bool:
    """Whether line `i` only says more of the label above: whose decision it is, and when it was taken."""
    found = reading.found
    above = found.above(i, max(label, 0))
    return label in found.labels and above is not None and (above == label or found.above(above, label) == label)


def _is_sender(reading: Reading, label: int, i: int) -> bool:
    """Whether line `i`, "X indstiller,", only says who recommends in the section that a plain label opened."""
    open_rule, rule = reading.found.labels[label].rule, reading.found.labels[i].rule
    if not rule.data["kind"] == open_rule.data["kind"] == "recommendation":
        return False
    directly = reading.found.above(i, label) == label
    return directly or (bool(open_rule.labels) and not rule.labels)


def _is_attachment(reading: Reading, label: int, i: int, stop: int) -> bool:
    """Whether line `i` is the last one of a list of attachments, one that is called what a label is ("Tidsplan")."""
    listed = reading.found.labels[label].rule.data["kind"] == "attachments" and i > label + 1 and reading.is_text(i - 1)
    return listed and reading.found.below(i, stop) is None


def _begins_list(text: str) -> bool:
    return LIST_MARK.match(text) is not None or text.split(" ", 1)[0].lower() in values.words()["point_openings"]


def _closed_at(reading: Reading, first: int, stop: int) -> int:
    """The line of the footer that closes an item, where one stands between `first` and `stop`."""
    noise = reading.found.noise
    for i in reading.found.within(noise, first, stop):
        if noise[i].data.get("closes"):
            return i
    return stop


def _report_left(reading: Reading, first: int, stop: int) -> None:
    """Say so where text stands below an item's footer: it belongs to no section."""
    for left in reading.text_lines(first, stop)[:1]:
        text = reading.source.lines[left].strip()
        reading.report("unclaimed-line", f"below the footer of an item, no part of it: {text[:60]!r}.", left)


def _read_lead(reading: Reading, item: Node, first: int, stop: int) -> None:
    lines = reading.text_lines(first, stop)
    item["lead"] = None
    if lines:
        a, b = reading.source.line_span(lines[0], lines[-1])
        reading.put(item, "lead", reading.text(lines[0], lines[-1] + 1), a, b)
        reading.claim(lines[0], lines[-1], "text", "", item, "lead")


def _section(reading: Reading, meeting: Node, i: int, stop: int) -> Part:
    source = reading.source
    hit = reading.found.labels[i]
    data = hit.rule.data
    node: Node = {"kind": data["kind"], "body": None, "date": None}
    inside = i in reading.set_apart
    if inside:
        reading.set_apart.difference_update(range(i, stop))
    start, end = source.stripped(i)
    a, b = hit.at("label") if hit.get("label") else (hit.start, end)
    reading.put(node, "label", source.plain(a, b), a, b)
    reading.at(node, "kind", a, b)
    lines = reading.text_lines(i + 1, stop)
    node["text"] = reading.text(lines[0], lines[-1] + 1) if lines else ""
    if hit.get("value"):
        a, b = hit.at("value")
        value = source.phrase(a, b)
        node["text"] = f"{value}\n{node['text']}" if node["text"] else value
        reading.at(node, "text", a, b)
    if lines:
        reading.at(node, "text", *source.line_span(i + 1, stop - 1))
        reading.claim(i + 1, lines[-1], "text", "", node, "text")
    if "document_type" in data or "dates_meeting" in data:
        reading.told.append(hit)
    if hit.groups is not None and (hit.get("date") or hit.get("body")):
        _whose(reading, node, meeting, hit)
    extent = (start, source.stripped(lines[-1])[1] if lines else end)
    node["span"] = source.span_node(*extent)
    read_mentions(reading, node, end, extent[1])
    reading.claim(i, i, "label", hit.rule.name, node, "label")
    if inside:
        reading.set_apart.update(range(i, stop))
    return Part(node, hit, i, i + 1, stop, extent)


def _whose(reading: Reading, node: Node, meeting: Node, hit: Hit) -> None:
    """A dated decision is this meeting's where body and date are the header's, else an earlier one's.

    What the header does not say cannot be compared; then the label's form decides, by its key `own`.
    """
    day = values.date(hit.get("date") or "")
    own_body, own_day, body = meeting.get("body"), meeting.get("date"), hit.get("body")
    known = own_day is not None or day is None or (hit.rule.data.get("own", True) and not reading.decisions_undated)
    same_day = known and (day is None or own_day is None or day == own_day)
    same_body = own_body is None or body is None or same_bodies(body, own_body)
    if same_day and same_body:
        return
    node["kind"] = "previous_decision"
    if body is not None:
        reading.put(node, "body", reading.source.phrase(*hit.at("body")), *hit.at("body"))
    if day is not None:
        reading.put(node, "date", day, *hit.at("date"))
