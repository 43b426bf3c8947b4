"""What running text refers to: links, e-mail addresses, other meetings, case numbers, amounts, sections of laws.

A value is the text as it stands, a meeting's date is ISO 8601; nothing is worked out of it. A whole text is searched at
once, when its first section is read; each section then takes what stands in it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from referat.lexicon import values
from referat.lexicon.rules import Rule
from referat.old.facts.idioms import rules
from referat.old.facts.links import find_links
from referat.old.reading import Mentioned, Node, Reading


def read_mentions(reading: Reading, section: Node, a: int, b: int) -> None:
    """Write the links and the mentions in the view's `a:b`, in the order of the text, into `section`."""
    if reading.mentions is None:
        reading.mentions = _find(reading)
    every = reading.mentions
    first = bisect_left(every, (a,))
    last = bisect_left(every, (b,), first)
    inside = [one for one in every[first:last] if one[1] <= b] if first < last else []
    section["links"] = [_link(reading, start, end, value) for start, end, kind, value in inside if kind == "link"]
    section["mentions"] = [_mention(reading, *one) for one in inside]


def _link(reading: Reading, start: int, end: int, value: str) -> Node:
    node: Node = {"span": reading.source.span_node(start, end)}
    reading.put(node, "url", value, start, end)
    return node


def _mention(reading: Reading, start: int, end: int, kind: str, value: str) -> Node:
    node: Node = {"kind": kind, "span": reading.source.span_node(start, end)}
    reading.at(node, "kind", start, end)
    reading.put(node, "value", value, start, end)
    return node


def _find(reading: Reading) -> list[Mentioned]:
    """The mentions of the whole text, in its order; of two that overlap, that of the earlier rule."""
    view = reading.source.view
    found: list[Mentioned] = [(a, b, "link", reading.source.plain(a, b)) for a, b in find_links(reading, 0, len(view))]
    for rule in rules("mentions", "mention"):
        starts = [one[0] for one in found]
        new = [one for one in _by_rule(view, rule) if _is_free(found, starts, one)]
        if new:
            found = sorted(found + new)
    return found


def _by_rule(view: str, rule: Rule) -> Iterator[Mentioned]:
    kind = str(rule.data["kind"])
    for match in rule.near(view):
        value: str | None = " ".join((match["value"] if "value" in rule.groups else match[0]).split())
        if kind == "meeting_date":
            day = values.date(str(value))
            value = day.isoformat() if day is not None else None
        if value is not None:
            yield match.start(), match.end(), kind, value


def _is_free(found: Sequence[Mentioned], starts: Sequence[int], one: Mentioned) -> bool:
    """Whether nothing that is `found` already, beginning at `starts`, overlaps `one`."""
    k = bisect_right(starts, one[0])
    return not (k and found[k - 1][1] > one[0]) and not (k < len(found) and starts[k] < one[1])
