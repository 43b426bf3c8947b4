"""What only shows when a whole document has been read: what its parts say of one another."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence

from referat import values
from referat.facts import people
from referat.facts.sentences import paragraph_at
from referat.headings import SHORTEST_CUT, Heading, number_value
from referat.reading import Node, Reading
from referat.rules import fold

_ID_DIGITS = 16


def finish_hours(reading: Reading, node: Node) -> None:
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


def compare_contents(reading: Reading, node: Node) -> None:
    """Where the table of contents and the items disagree, and which items only the contents call closed."""
    if not node["contents"] or not node["items"]:
        return
    left = [(title, item) for item in node["items"] if (title := _plain(item["title"]))]
    missing = []
    for entry in node["contents"]:
        printed = entry["title"]
        at, access = _access_before(reading, printed)
        wanted = _plain(printed[at:])
        match = next(
            (
                pair
                for pair in left
                if pair[0] == wanted or (len(wanted) >= SHORTEST_CUT and pair[0].startswith(wanted))
            ),
            None,
        )
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


def check_numbers(reading: Reading, chosen: Sequence[Heading]) -> None:
    """Say where numbers repeat or run backwards."""
    seen: dict[str, int] = {}
    highest = 0
    for heading in chosen:
        value = number_value(heading.number)
        if heading.number in seen:
            first = seen[heading.number] + 1
            reading.report("number-repeated", f"number {heading.number} again; first on line {first}.", heading.line)
        elif value < highest:
            reading.report("number-order", f"number {heading.number} after {highest}.", heading.line)
        seen.setdefault(heading.number, heading.line)
        highest = max(highest, value)


def read_people(reading: Reading, node: Node, first: int, stop: int, chosen: Sequence[Heading]) -> None:
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


def give_ids(reading: Reading, node: Node, first: int, stop: int) -> None:
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


def report_header(reading: Reading, node: Node) -> None:
    """Say what the header leaves unknown."""
    if node["document_type"] == "unknown":
        reading.report("document-type-unknown", "the header does not say whether this is minutes or an agenda.")
    if node["body"] is None:
        reading.report("body-unknown", "the header does not name the council or committee.")
    if node["date"] is None:
        reading.report("date-unknown", "the header does not give the meeting's date.")
    if not node["items"]:
        reading.report("no-items", "a header but no items.")
