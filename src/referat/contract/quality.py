"""How well texts are read: a meeting against the reading that somebody made of the same text by hand.

A reading is a JSON object with the fields of a meeting that the text decides; a field that is left out is not compared.
Its own keys: `absent` (names), `items[].heading_line` (by which an item is found), `items[].absent`,
`items[].attachments` (names alone), and `noise_lines` (line numbers that may stand in no section's text).
`docs/writing-layouts.md` shows one.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

#: What a reading beside `NAME.txt` is called.
SUFFIX = ".reading.json"
_HEADER = (
    "document_type", "title", "body", "date", "scheduled_start", "scheduled_end", "opened", "closed", "place",
)  # fmt: skip
_CLOSING = " ,.;"


class Compared(NamedTuple):
    """One field: what the reading says, and what was read."""

    field: str
    want: Any
    got: Any
    right: bool

    @property
    def wrong(self) -> bool:
        """Whether something else was read, rather than nothing."""
        return not self.right and self.got not in (None, [], "", "unknown")


@dataclass
class Figures:
    """Counts by field, and the differences with the text they are of."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    differences: list[tuple[str, Compared]] = field(default_factory=list)

    def add(self, name: str, compared: Compared) -> None:
        """Count one field of the text `name`."""
        self.total[compared.field] += 1
        self.right[compared.field] += compared.right
        self.wrong[compared.field] += compared.wrong
        if not compared.right:
            self.differences.append((name, compared))


def reading_of(sample: Path) -> dict[str, Any] | None:
    """The reading beside `sample`; None where there is none."""
    path = sample.with_name(f"{sample.stem}{SUFFIX}")
    if not path.exists():
        return None
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def compare(want: Mapping[str, Any], got: Mapping[str, Any] | None, lines: Sequence[str]) -> Iterator[Compared]:
    """Every field of the reading `want` with what the meeting `got` (None where none was read) has for it.

    `lines` are the text's.
    """
    yield Compared("parsed", want=True, got=got is not None, right=got is not None)
    meeting = got or {"items": [], "people": [], "contents": [], "attendance": {"absent": []}}
    for key in _HEADER:
        if key in want:
            yield _equal(key, want[key], meeting.get(key))
    if "absent" in want:
        yield _equal("absent", want["absent"], _names(meeting["attendance"]))
    if "contents" in want:
        entries = [[entry["title"], entry["page"]] for entry in meeting["contents"]]
        yield _equal("contents", [[entry["title"], entry.get("page")] for entry in want["contents"]], entries)
    people = {person["name"]: [person["party"], person["role"]] for person in meeting["people"]}
    for person in want.get("people", ()):
        yield _equal("people", [person.get("party"), person.get("role")], people.get(person["name"]))
    if "items" in want:
        yield from _items(want["items"], meeting["items"])
    inside = {
        _flat(line) for item in meeting["items"] for section in item["sections"] for line in section["text"].split("\n")
    }
    for number in want.get("noise_lines", ()):
        line = _flat(lines[number - 1])
        yield Compared("noise kept out", line, line, line not in inside)


def _items(want: Sequence[Mapping[str, Any]], got: Sequence[Mapping[str, Any]]) -> Iterator[Compared]:
    left = list(got)
    pairs = []
    for item in want:
        line = item["heading_line"]
        match = next((one for one in left if one["span"]["first_line"] <= line <= one["span"]["last_line"]), None)
        if match is not None:
            left.remove(match)
        pairs.append((item, match))
    found = not left and all(match is not None for _, match in pairs)
    yield Compared("items", [item.get("title") for item in want], [item["title"] for item in got], found)
    for item, match in pairs:
        yield from _item(item, match or {})


def _item(want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[Compared]:
    for key in ("number", "title", "case_number", "access"):
        if key in want:
            yield _equal(f"item {key}", want[key], got.get(key), known=bool(got))
    sections = [[section["kind"], section["span"]["first_line"]] for section in got.get("sections", ())]
    if "sections" in want:
        wanted = [[section["kind"], section["first_line"]] for section in want["sections"]]
        for section in wanted:
            yield Compared("section", section, None, section in sections)
        for section in sections:
            if section not in wanted:
                yield Compared("section invented", None, section, right=False)
    yield from _facts(want, got)


def _facts(want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[Compared]:
    known = bool(got)
    if "recommendation" in want:
        wanted, found = want["recommendation"], got.get("recommendation")
        if wanted is None or found is None:
            yield _equal("recommendation", wanted and wanted["points"], found and found["points"], known=known)
        else:
            yield _equal("recommended by", wanted.get("by"), found["by"])
            yield _equal("recommended points", _points(wanted["points"]), _points(found["points"]))
    if "decision" in want:
        wanted, found = want["decision"], got.get("decision")
        if wanted is None or "outcomes" in wanted:
            yield _equal("outcomes", wanted and wanted["outcomes"], found and found["outcomes"], known=known)
    if "votes" in want:
        votes = (got.get("decision") or {}).get("votes", [])
        keys = ("count", "parties", "names")
        sides = [[_side(vote.get(side), keys) for side in ("for", "against", "abstained")] for vote in want["votes"]]
        cast = [[_side(vote[side], keys) for side in ("for", "against", "abstained")] for vote in votes]
        yield _equal("votes", sides, cast, known=known)
    if "attachments" in want:
        titles = [attachment["title"] for attachment in got.get("attachments", ())]
        yield _equal("attachments", want["attachments"], titles, known=known)
    if "absent" in want:
        yield _equal("item absent", want["absent"], _names(got.get("attendance") or {"absent": []}), known=known)


def _side(side: Mapping[str, Any] | None, keys: Sequence[str]) -> list[Any]:
    side = side or {}
    return [sorted(side.get(key) or []) if key != "count" else side.get(key) for key in keys]


def _equal(name: str, want: Any, got: Any, *, known: bool = True) -> Compared:
    return Compared(name, want, got, known and _flat(want) == _flat(got))


def _flat(value: Any) -> Any:
    """White space made one space, everywhere in `value`."""
    if isinstance(value, str):
        return " ".join(value.split())
    return [_flat(part) for part in value] if isinstance(value, list) else value


def _points(points: Sequence[str]) -> list[str]:
    return [point.rstrip(_CLOSING) for point in points]


def _names(attendance: Mapping[str, Any]) -> list[str]:
    return [one["name"] for one in attendance["absent"]]
