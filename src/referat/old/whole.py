"""What only shows when a whole document has been read: what its parts say of one another."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence

from referat.lexicon import values
from referat.lexicon.rules import fold
from referat.old.chain import Heading, number_value
from referat.old.facts import people, roster
from referat.old.facts.sentences import paragraph_at
from referat.old.reading import Node, Reading
from referat.old.titles import Index, plain

# With the letter before them: a spreadsheet takes sixteen digits, or digits and one e, for a number.
_ID_DIGITS = 15


def read_told(reading: Reading, node: Node, before: int) -> None:
    """What labels say of the whole document, where the header is silent; `before` labels had been read above it."""
    for hit in reading.told[before:]:
        said = hit.rule.data.get("document_type")
        if said and node["document_type"] in ("unknown", "agenda"):
            reading.put(node, "document_type", said, hit.start, hit.start + 1)
        if hit.rule.data.get("dates_meeting") and node["date"] is None:
            day = values.date(str(hit.get("date")))
            if day is not None:
                reading.put(node, "date", day, *hit.at("date"))
                if node["body"] is None:
                    reading.put(node, "body", reading.source.phrase(*hit.at("body")), *hit.at("body"))


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
    """Say where the table of contents and the items disagree; an item may be called closed in the contents alone."""
    if not node["contents"] or not node["items"]:
        return
    by_title: dict[str, list[Node]] = {}
    for item in reversed(node["items"]):
        if item["title"]:
            by_title.setdefault(plain(reading.layout, item["title"]).title, []).append(item)
    # Titles repeat; where both sides have numbers, an entry without its number is not among the items.
    numbers = {item["number"] for item in node["items"]}
    index = Index([title for title, items in by_title.items() for _ in items])
    missing = []
    for entry in node["contents"]:
        wanted, closed = plain(reading.layout, entry["title"])
        if entry["number"] is not None and entry["number"] not in numbers:
            missing.append(entry["title"])
            continue
        found = index.take_continuation_of(wanted)
        if found is None:
            missing.append(entry["title"])
            continue
        items = by_title[found]
        same = next((k for k, one in enumerate(items) if one["number"] == entry["number"]), len(items) - 1)
        item = items.pop(same)
        if closed and item["access"] is None:
            reading.put(item, "access", "closed", *reading.place(entry, "title"))
    if missing:
        reading.report("contents-mismatch", f"in the contents but not among the items: {_listing(missing)}.")
    left = [item["title"] for items in by_title.values() for item in items]
    if left:
        unlisted = set(left)
        in_order = [item["title"] for item in node["items"] if item["title"] in unlisted]
        reading.report("contents-mismatch", f"among the items but not in the contents: {_listing(in_order)}.")


def _listing(titles: Sequence[str], most: int = 3) -> str:
    more = f" and {len(titles) - most} more" if len(titles) > most else ""
    return ", ".join(repr(title) for title in titles[:most]) + more


def check_numbers(reading: Reading, chosen: Sequence[Heading]) -> None:
    """Say where numbers repeat or run backwards."""
    seen: dict[str, int] = {}
    highest = 0
    for heading in chosen:
        if not heading.number:
            continue
        value = number_value(heading.number)
        if heading.number in seen:
            first = reading.source.number(seen[heading.number]) + 1
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
    found: list[people.Named] = list(reading.listed.get(id(node), ()))
    done = -1
    for line in sorted(lines):
        if source.starts[line] > done and line not in reading.found.noise:
            paragraph = paragraph_at(reading, line, first, stop)
            for sentence in paragraph.sentences:
                found += people.named_in(sentence)
            done = paragraph.end
    roster.merge(reading, node, found)


def give_ids(reading: Reading, node: Node, first: int, stop: int) -> None:
    """See `Meeting.id` and `AgendaItem.id` for the rule."""
    if node["body"] and node["date"]:
        start = node["scheduled_start"].isoformat() if node["scheduled_start"] else ""
        what = "\x1f".join((fold(node["body"]), node["date"].isoformat(), start, node["document_type"]))
    else:
        what = reading.source.plain(*reading.source.line_span(first, stop - 1)) if first < stop else ""
    node["id"] = "m" + hashlib.sha256(what.encode()).hexdigest()[:_ID_DIGITS]
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
