"""A meeting as it was read against what was expected: the differences, one line each.

A key that is left out of what is expected is not certain from the text, and is not compared.
"""

from collections.abc import Iterator
from typing import Any

from referat.contract.model import AgendaItem, Decision, Meeting, Vote, VoteSide

_HEADER = ("document_type", "title", "body", "place")
_MOMENTS = ("date", "scheduled_start", "scheduled_end", "opened", "closed")


def differences(want: dict[str, Any], got: Meeting) -> Iterator[str]:
    """What `got` has otherwise than `want`."""
    for key in (*_HEADER, *_MOMENTS):
        value = getattr(got, key)
        if key in want:
            yield from _differ(key, want[key], value.isoformat() if key in _MOMENTS and value else value)
    if "contents" in want:
        yield from _differ("contents", want["contents"], [{"title": c.title, "page": c.page} for c in got.contents])
    if "absent" in want:
        yield from _differ("absent", want["absent"], [one.name for one in got.attendance.absent])
    yield from _people(want, got)
    if "items" in want:
        yield from _differ("number of items", len(want["items"]), len(got.items))
        for n, (item, read) in enumerate(zip(want["items"], got.items, strict=False), 1):
            for difference in _item(item, read):
                yield f"item {n}: {difference}"


def squeezed(value: Any) -> Any:
    """`value` with one space for all white space in its texts."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [squeezed(child) for child in value]
    return {key: squeezed(child) for key, child in value.items()} if isinstance(value, dict) else value


def _people(want: dict[str, Any], got: Meeting) -> Iterator[str]:
    people = {person.name: person for person in got.people}
    for key, field in (("people", "party"), ("roles", "role")):
        for name, value in want.get(key, ()):
            found = getattr(people[name], field) if name in people else "nobody of that name"
            yield from _differ(f"{field} of {name}", value, found)
    for name in want.get("members", ()):
        yield from _differ(f"member {name}", True, name in people)


def _item(want: dict[str, Any], got: AgendaItem) -> Iterator[str]:
    for key in ("number", "title", "marks", "case_number", "access"):
        if key in want:
            yield from _differ(key, want[key], getattr(got, key))
    if "first_line" in want:
        yield from _differ("first line", want["first_line"], got.span.first_line)
    if "heading_line" in want and not got.span.first_line <= want["heading_line"] <= got.span.last_line:
        yield from _differ("heading", want["heading_line"], got.span.first_line)
    if "sections" in want:
        yield from _sections(want["sections"], got)
    recommended = got.recommendation
    if "recommendation" in want:
        read = recommended and {"by": recommended.by, "points": recommended.points}
        yield from _differ("recommendation", want["recommendation"], read)
    if "decision" in want:
        yield from _decision(want["decision"], got.decision)
    if "attachments" in want:
        yield from _differ("attachments", want["attachments"], [attachment.title for attachment in got.attachments])
    if "absent" in want:
        yield from _differ("absent", want["absent"], [one.name for one in got.attendance.absent])
    if "links" in want:
        yield from _differ("links", want["links"], [link.url for s in got.sections for link in s.links])


def _sides(vote: Vote) -> tuple[tuple[str, VoteSide], ...]:
    return ("for", vote.for_), ("against", vote.against), ("abstained", vote.abstained)


def _decision(want: dict[str, Any] | None, got: Decision | None) -> Iterator[str]:
    keys = ("text", "outcomes") if want is None else want.keys()
    read = {
        "text": got.text,
        "outcomes": list(got.outcomes),
        "points": {point.ref: list(point.outcomes) for point in got.points},
        "votes": [{name: [*side.parties, *side.names] for name, side in _sides(vote)} for vote in got.votes],
    } if got else None  # fmt: skip
    yield from _differ("decision", want, read and {key: read[key] for key in keys})


def _sections(want: list[dict[str, Any]], got: AgendaItem) -> Iterator[str]:
    kinds = [section["kind"] for section in want]
    yield from _differ("section kinds", kinds, [section.kind for section in got.sections])
    for expected, read in zip(want, got.sections, strict=False):
        seen = {
            "label": read.label, "first_line": read.span.first_line, "text": read.text, "body": read.body,
            "date": read.date and read.date.isoformat(),
        }  # fmt: skip
        for key, value in seen.items():
            if key in expected:
                yield from _differ(f"{key} of {expected['kind']}", expected[key], value)


def _differ(field: str, want: Any, got: Any) -> Iterator[str]:
    if want != got:
        yield f"{field}: expected {want!r}, got {got!r}"
