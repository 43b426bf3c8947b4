"""A meeting as it was read against what was expected: the differences, one line each."""

from collections.abc import Iterator
from typing import Any

from referat.model import AgendaItem, Meeting

_HEADER = ("document_type", "title", "body", "place")
_MOMENTS = ("date", "scheduled_start", "scheduled_end", "opened", "closed")


def differences(want: dict[str, Any], got: Meeting) -> Iterator[str]:
    """What `got` has otherwise than `want`."""
    for key in _HEADER:
        yield from _differ(key, want[key], getattr(got, key))
    for key in _MOMENTS:
        value = getattr(got, key)
        yield from _differ(key, want[key], value.isoformat() if value else None)
    yield from _differ("contents", want["contents"], [{"title": c.title, "page": c.page} for c in got.contents])
    yield from _differ("absent", want["absent"], [one.name for one in got.attendance.absent])
    people = {person.name: person.party for person in got.people}
    for name, party in want["people"]:
        yield from _differ(f"party of {name}", party, people.get(name, "nobody of that name"))
    yield from _differ("number of items", len(want["items"]), len(got.items))
    for n, (item, read) in enumerate(zip(want["items"], got.items, strict=False), 1):
        for difference in _item(item, read):
            yield f"item {n}: {difference}"


def _item(want: dict[str, Any], got: AgendaItem) -> Iterator[str]:
    for key in ("number", "title", "marks", "case_number"):
        yield from _differ(key, want[key], getattr(got, key))
    yield from _differ("first line", want["first_line"], got.span.first_line)
    sections = [
        {"kind": s.kind, "label": s.label, "first_line": s.span.first_line, "text": s.text} for s in got.sections
    ]
    yield from _differ("section heads", [_head(s) for s in want["sections"]], [_head(s) for s in sections])
    for expected, read in zip(want["sections"], sections, strict=False):
        yield from _differ(f"text of {expected['label']}", expected["text"], read["text"])
    recommended = got.recommendation
    yield from _differ(
        "recommendation", want["recommendation"], recommended and {"by": recommended.by, "points": recommended.points}
    )
    decided = got.decision
    yield from _differ("decision", want["decision"], decided and {"text": decided.text, "outcomes": decided.outcomes})
    yield from _differ("attachments", want["attachments"], [attachment.title for attachment in got.attachments])
    yield from _differ("absent", want["absent"], [one.name for one in got.attendance.absent])
    yield from _differ("links", want["links"], [link.url for s in got.sections for link in s.links])


def _head(section: dict[str, Any]) -> tuple[Any, ...]:
    return section["kind"], section["label"], section["first_line"]


def _differ(field: str, want: Any, got: Any) -> Iterator[str]:
    if want != got:
        yield f"{field}: expected {want!r}, got {got!r}"
