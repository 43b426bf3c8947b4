"""What two runs read differently, field by field.

Files are paired by path, their meetings by position, and what stands in lists by what names it (`_LISTS`), so that one
lost heading is one difference and not one of every item behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from referat.archive.query.lines import Record
from referat.archive.query.pairs import File, pairs

#: What a difference is told with.
COLUMNS = ("path", "where", "field", "old", "new")
SPAN = "span"

# Not compared: what the pairing rests on, what follows from it or from another field, and what says nothing about the
# text.
_LEFT_OUT = {"meeting.schema_version", "places", "source.name", "items.position", "items.recommendation"}
# name of a list: what its elements are called by in `where`, and what pairs them, the surest first.
_LISTS: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "items": ("number", (("number", "title"), ("title",), ("number",))),
    "sections": ("label", (("kind", "label"), ("label",), ("kind",))),
    "people": ("name", (("name",),)),
    "present": ("name", (("name",),)),
    "absent": ("name", (("name",),)),
    "movements": ("name", (("name", "kind"), ("name",))),
    "statements": ("", (("text",),)),
    "contents": ("title", (("number", "title"), ("title",), ("number",))),
    "attachments": ("title", (("title",), ("url",))),
    "diagnostics": ("code", (("code", "line", "message"), ("code", "line"), ("code",))),
    "mentions": ("value", (("kind", "value"), ("value",))),
    "links": ("url", (("url",),)),
    "recommendations": ("by", (("by", "points"), ("by",))),
    "elected": ("name", (("name", "to"), ("name",))),
    "votes": ("subject", (("text",), ("subject",))),
    "remarks": ("", (("text",),)),
    "points": ("ref", (("ref",),)),
}
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a file that was read differently.

    `where` is for people (`items/3 "12a"/title`), `field` the same for all files (`items.title`). `old` and `new` are
    JSON values, None where one of them has nothing. The field "source" is a file that only one of the outputs has.
    """

    path: str
    where: str
    field: str
    old: Any
    new: Any

    @property
    def is_span(self) -> bool:
        """Whether only places in the text differ."""
        return self.field.rpartition(".")[2] == SPAN


@dataclass(slots=True)
class Totals:
    """How many files are in both outputs, how many of those differ, and how many only one of them has."""

    compared: int = 0
    differing: int = 0
    only_old: int = 0
    only_new: int = 0


def differences(old: str, new: str, totals: Totals) -> Iterator[Difference]:
    """The differences between two outputs of the same kind, by path; `totals` counts on while they come.

    Raises ArchiveError where one cannot be read, or where the two are not of the same kind.
    """
    for path, one, other in pairs(old, new):
        if one is None:
            totals.only_new += 1
            yield Difference(path, "source", "source", None, path)
        elif other is None:
            totals.only_old += 1
            yield Difference(path, "source", "source", path, None)
        else:
            totals.compared += 1
            if one != other:
                found = compare(path, one, other)
                totals.differing += bool(found)
                yield from found


def compare(path: str, old: File, new: File) -> list[Difference]:
    """What was read differently from the file `path`; the places in the text last."""
    found = list(_files(path, old, new))
    return sorted(found, key=lambda one: one.is_span)


def _files(path: str, old: File, new: File) -> Iterator[Difference]:
    if old.failure != new.failure:
        yield Difference(path, "failure", "failure", old.failure, new.failure)
        if old.failure is None or new.failure is None:
            # That its meetings are gone, or there, goes without saying.
            return
    most = max(len(old.meetings), len(new.meetings))
    for n in range(most):
        where = f"meetings/{n + 1}/" if most > 1 else ""
        if n < len(old.meetings) and n < len(new.meetings):
            yield from _meetings(path, where, old.meetings[n], new.meetings[n], first=n == 0)
        else:
            gone, come = (file.meetings[n] if n < len(file.meetings) else None for file in (old, new))
            yield Difference(path, where.rstrip("/") or "meeting", "meetings", gone, come)


def _meetings(path: str, where: str, old: Record, new: Record, *, first: bool) -> Iterator[Difference]:
    for name in {**old, **new}:
        one, other = old.get(name), new.get(name)
        if name == "source" and not first:
            # The file is the same for all meetings in it.
            continue
        if name == "items" and old.get("id") != new.get("id"):
            # An item's id begins with its meeting's.
            one, other = ([_without_id(item) for item in items or ()] for items in (one, other))
        nested = isinstance(one or other, (dict, list))
        place = f"{where}{name}" if nested or where else f"meeting/{name}"
        for found in _values(place, name if nested else f"meeting.{name}", one, other):
            yield Difference(path, *found)


# where, field, old, new
_Found = tuple[str, str, Any, Any]


def _values(where: str, field: str, old: Any, new: Any) -> Iterator[_Found]:
    """The differences in and below one field. A field that one side does not know is one with nothing in it."""
    old, new = (None if value in ([], {}) else value for value in (old, new))
    if old == new or field in _LEFT_OUT:
        return
    name = field.rpartition(".")[2]
    if isinstance(old, dict) and isinstance(new, dict) and name != SPAN:
        for key in {**old, **new}:
            yield from _values(f"{where}/{key}", f"{field}.{key}", old.get(key), new.get(key))
    elif name in _LISTS and _are_records(old) and _are_records(new):
        yield from _lists(where, field, old or [], new or [])
    else:
        yield where, field, old, new


def _are_records(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(one, dict) for one in value))


def _lists(where: str, field: str, old: list[Record], new: list[Record]) -> Iterator[_Found]:
    called, keys = _LISTS[field.rpartition(".")[2]]
    for m, n in align(old, new, keys):
        one, other = None if m is None else old[m], None if n is None else new[n]
        number = (n if m is None else m) or 0
        name = next((record[called] for record in (one, other) if record and record.get(called) is not None), None)
        place = f"{where}/{number + 1}" + ("" if name is None else f' "{_short(str(name))}"')
        if one is None or other is None:
            yield place, field, one, other
        elif field == "items" and any(one.get(key) != other.get(key) for key in ("position", "number")):
            # An item's id ends with its position and its number.
            yield from _values(place, field, _without_id(one), _without_id(other))
        else:
            yield from _values(place, field, one, other)


def _without_id(item: Record) -> Record:
    return {name: value for name, value in item.items() if name != "id"}


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"


def align(
    old: Sequence[Record], new: Sequence[Record], keys: Sequence[tuple[str, ...]]
) -> list[tuple[int | None, int | None]]:
    """Which elements of two lists belong together, by place; None beside one that is lost, or new.

    Those whose first key is equal, in an order that both lists share; between those, the ones whose next key is; what
    then remains belongs together where it is equally many.
    """
    if not keys:
        if len(old) == len(new):
            return [(n, n) for n in range(len(old))]
        return [*((n, None) for n in range(len(old))), *((None, n) for n in range(len(new)))]
    matcher = SequenceMatcher(None, _names(old, keys[0]), _names(new, keys[0]), autojunk=False)
    found: list[tuple[int | None, int | None]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            between = align(old[a:b], new[c:d], keys[1:] if tag == "replace" else ())
            found += [(None if m is None else a + m, None if n is None else c + n) for m, n in between]
    return found


def _names(records: Sequence[Record], key: tuple[str, ...]) -> list[tuple[object, int]]:
    """What each record is called by `key`, and how many before it are called the same.

    Without the number, a list of a hundred equal names would take SequenceMatcher a million steps.
    """
    seen: dict[object, int] = {}
    names: list[tuple[object, int]] = []
    for record in records:
        values = [record.get(part) for part in key]
        # What has no name is known by how its text begins.
        name = repr(values if any(value is not None for value in values) else _beginning(record))
        seen[name] = seen.get(name, 0) + 1
        names.append((name, seen[name]))
    return names


def _beginning(record: Record) -> object:
    sections = record.get("sections") or [{}]
    return record.get("lead") or sections[0].get("text")
