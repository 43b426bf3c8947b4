"""What running text refers to: links, e-mail addresses, other meetings, case numbers, amounts, sections of laws.

A value is the text as it stands, a meeting's date is ISO 8601; nothing is worked out of it.
"""

from referat import values
from referat.facts.idioms import rules
from referat.facts.links import find_links
from referat.reading import Node, Reading
from referat.rules import Groups


def read_mentions(reading: Reading, a: int, b: int) -> list[Node]:
    """The mentions in the view's `a:b`, in the order of the text."""
    found = [(start, end, "link", reading.source.plain(start, end)) for start, end in find_links(reading, a, b)]
    text = reading.source.view[a:b]
    for rule in rules("mentions", "mention"):
        for start, end in rule.spans(text):
            value = _value(str(rule.data["kind"]), text[start:end], rule.match(text[start:end]))
            if value is not None and not any(x < a + end and a + start < y for x, y, _, _ in found):
                found.append((a + start, a + end, str(rule.data["kind"]), value))
    return [_node(reading, *one) for one in sorted(found)]


def _value(kind: str, text: str, groups: Groups | None) -> str | None:
    named = groups.groupdict().get("value") if groups is not None else None
    if kind == "meeting_date":
        day = values.date(str(named))
        return day.isoformat() if day is not None else None
    return " ".join(str(named or text).split())


def _node(reading: Reading, start: int, end: int, kind: str, value: str) -> Node:
    node: Node = {"kind": kind, "span": reading.source.span(start, end)}
    reading.at(node, "kind", start, end)
    reading.put(node, "value", value, start, end)
    return node
