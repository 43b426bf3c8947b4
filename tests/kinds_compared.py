"""What a file of one kind is read as, held to what the sample's own text is read as.

`meaning` is a record without places: what two files that say the same have in common. `fields` are those of its parts
that are counted, each under its path.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

# The header's fields that hold one value.
_HEADER = (
    "document_type",
    "title",
    "body",
    "authority",
    "date",
    "scheduled_start",
    "scheduled_end",
    "opened",
    "closed",
    "place",
)
_PLACES = frozenset({"id", "span", "spans", "page"})
_OF_THE_FILE = frozenset({"source", "diagnostics", "schema_version", "parser", "layout"})
# So many letters of an item's title name it where it has no number.
_KEY = 20
# Lines are broken behind these without a space: text has them as they are printed, also inside an address ("?c=1").
_BREAK = re.compile(r"(?<=[-–/]) |(?<=\?) (?=\w+=)")
#: What stands before the entries of a list: bullets, which each program has its own of, and numbers, which some lose.
BULLETS = re.compile(r"^[ \t]*[•*o+#][ \t]+", re.MULTILINE)
LIST_MARKS = re.compile(r"^[ \t]*(?:[•*o+#]|\d{1,3}\.)[ \t]+", re.MULTILINE)
# What the entries of lists stand in.
_LISTS = re.compile(r"(?:.*/)?(?:text|attachments|recommendations|remarks|contents)")


class Share(NamedTuple):
    """How many of a text's fields a file of another kind gives: rightly, with another value, not at all."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: object) -> "Share":
        if not isinstance(other, Share):
            return NotImplemented
        return Share(self.right + other.right, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def total(self) -> int:
        """How many fields there are."""
        return self.right + self.wrong + self.missing


def meaning(node: Any, lost: re.Pattern[str] | None = None) -> Any:
    """A record, or a part of one, without places and what the file itself is; where a line is broken says nothing.

    Nor does what `lost` matches.
    """
    if isinstance(node, Mapping):
        return {key: meaning(value, lost) for key, value in node.items() if key not in _PLACES | _OF_THE_FILE}
    if isinstance(node, (list, tuple)):
        return [meaning(value, lost) for value in node]
    if not isinstance(node, str):
        return node
    return _BREAK.sub("", " ".join((lost.sub("", node) if lost else node).split()))


def fields(record: Mapping[str, Any], lost: re.Pattern[str] | None = None) -> dict[str, Any]:
    """The fields of a meeting that are counted, each under its path; empty ones are left out.

    `lost` is what the program that made the file has before entries of lists in its own way, or not at all.
    """
    found: dict[str, Any] = {key: record[key] for key in _HEADER}
    found["people"] = [(one["name"], one["party"], one["role"]) for one in record["people"]]
    found["contents"] = [
        f"{entry['number']}. {entry['title']}" if entry["number"] else entry["title"] for entry in record["contents"]
    ]
    found |= {f"attendance/{key}": value for key, value in _attendance(record["attendance"]).items()}
    found["items"] = len(record["items"])
    before: Counter[str] = Counter()
    for item in record["items"]:
        # By its number, not by its place: an item that is lost takes along no fields but its own.
        name = item["number"] or meaning(item["title"] or "")[:_KEY]
        before[name] += 1
        found |= {f"items/{name}/{before[name]}/{key}": value for key, value in _item(item).items()}
    return {
        key: meaning(value, lost if _LISTS.fullmatch(key) else None)
        for key, value in found.items()
        if value not in (None, [], "", False)
    }


def _attendance(attendance: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "present": [one["name"] for one in attendance["present"]],
        "absent": [(one["name"], one["substitute"], one["recused"]) for one in attendance["absent"]],
        "movements": [(one["name"], one["kind"], one["time"], one["item"]) for one in attendance["movements"]],
    }


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: item[key] for key in ("number", "title", "case_number", "access", "marks")}
    found["sections"] = [(section["kind"], section["body"], section["date"]) for section in item["sections"]]
    before: Counter[str] = Counter()
    for section in item["sections"]:
        kind = section["kind"]
        before[kind] += 1
        found[f"{kind}/{before[kind]}/text"] = section["text"]
    found["recommendations"] = [(one["by"], one["points"]) for one in item["recommendations"]]
    found["attachments"] = [attachment["title"] for attachment in item["attachments"]]
    found |= _attendance(item["attendance"])
    decision = item["decision"] or {}
    found |= {key: decision.get(key) for key in ("text", "outcomes", "amended", "postponed_to", "referred_to")}
    found["points"] = [(point["ref"], point["outcomes"]) for point in decision.get("points", ())]
    found["elected"] = [(one["name"], one["to"]) for one in decision.get("elected", ())]
    found["votes"] = [
        (vote["subject"], vote["for"], vote["against"], vote["abstained"]) for vote in decision.get("votes", ())
    ]
    found["remarks"] = [(remark["by"], remark["text"]) for remark in decision.get("remarks", ())]
    return found


def compared(want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """The fields of `want` that `got` has otherwise or not at all, and those that it alone has: path, want, got."""
    for key in [*want, *(key for key in got if key not in want)]:
        if want.get(key) != got.get(key):
            yield key, want.get(key), got.get(key)


def share(want: Mapping[str, Any], got: Mapping[str, Any]) -> Share:
    """How many of the fields `want` are in `got`; a field that `got` alone has is wrong."""
    lost = list(compared(want, got))
    missing = sum(value is None for _, _, value in lost)
    return Share(len(want.keys() | got.keys()) - len(lost), len(lost) - missing, missing)
