"""What a reviewer judges of a meeting: rows of values, each with its places, and where it stands in a reading.

A reading is what `contract.quality` compares with a meeting. Every value of the record that was read somewhere is in a
row; rows without a value ask for what the text may state and nobody read.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Date
from typing import Any, TypeAlias

from referat.contract.record import Record
from referat.text.source import Span
from referat.tuples import NamedTuple

#: A place in the page's text, in UTF-16 units, as the browser counts; the end is exclusive.
Place: TypeAlias = tuple[int, int]
#: Keys and indices from the top of a reading.
Path: TypeAlias = tuple[str | int, ...]
#: Fields that a comparison knows by no name of their own stand below this key of a reading, by their pointers.
OTHERS = "x_fields"
_DATETIME = "datetime"
_HEADER = (
    ("document_type", "choice:document_type"), ("title", "text"), ("body", "text"), ("date", "date"),
    ("scheduled_start", _DATETIME), ("scheduled_end", _DATETIME), ("opened", _DATETIME), ("closed", _DATETIME),
    ("place", "text"),
)  # fmt: skip
_OUTCOMES = "choices:outcome"
_ITEM = (("number", "text"), ("title", "text"), ("case_number", "text"), ("access", "choice:access"))
_PERSON = (("name", "text"), ("party", "text"), ("role", "text"))
_ENTRY = (("title", "text"), ("page", "number"))
_ATTENDEE = (
    ("party", "text"), ("role", "text"), ("excused", "flag"), ("substitute", "text"), ("recused", "flag"),
    ("note", "text"),
)  # fmt: skip
_MOVEMENT = (("name", "text"), ("kind", "choice:movement"), ("time", "text"), ("item", "text"))
_RECOMMENDATION = (("by", "text"), ("points", "list"))
_RULING = (("ref", "text"), ("outcomes", _OUTCOMES))
_ELECTED = (("name", "text"), ("party", "text"), ("to", "text"))
_REMARK = (("by", "list"), ("text", "long"))
_MENTION = (("kind", "choice:mention"), ("value", "text"))
_SIDES = ("for", "against", "abstained")
_SIDE = (("count", "number"), ("parties", "list"), ("names", "list"))
_VOTE = (
    ("subject", "text"), ("method", "text"),
    *((f"{side}.{key}", kind) for side in _SIDES for key, kind in _SIDE),
)  # fmt: skip
_FURTHER = (
    ("amended", "flag"), ("follows_recommendation", "choice:follows"), ("postponed_to", "text"),
    ("referred_to", "text"),
)  # fmt: skip
# What is asked for of a decision that says nothing of it.
_ASKED = ("postponed_to", "referred_to")


class Element(NamedTuple):
    """A leaf of the record: its JSON pointer, its value as JSON has it, and where it was read."""

    pointer: str
    value: object
    at: tuple[Place, ...] = ()


class Part(NamedTuple):
    """A value of a row, under `key` where the row has several ("for.count": below another); a list has many elements.

    `kind` tells how it is shown and corrected: "text", "long", "date", "datetime", "number", "flag", "list",
    "choice:NAME", "choices:NAME" (of the texts' table of this name).
    """

    key: str
    kind: str
    elements: tuple[Element, ...]

    @property
    def is_list(self) -> bool:
        """Whether it may have several elements."""
        return self.kind == "list" or self.kind.startswith("choices:")


class Row(NamedTuple):
    """What is judged at once. `label` names it in the page's texts, `about` is what tells it from others of its name.

    `to` is where it stands in a reading; () where no reading has it. `is_object` tells that the parts go there under
    their keys; `none`, that nothing is there at all and that saying so is right. `gone` is where the reading says null
    if there is no such thing; elsewhere the element is left out of its list. `fixed` are what the reading says at `to`
    if the row is right and if it is wrong, whatever its value: None is nothing. Where one node has all of the row's
    leaves, `at` is its pointer; `also` is that of a node that says the same.
    """

    label: str
    to: Path
    parts: tuple[Part, ...]
    about: str = ""
    is_object: bool = False
    none: bool = False
    gone: Path = ()
    fixed: tuple[object, object] | None = None
    at: str = ""
    also: str = ""


class Group(NamedTuple):
    """Rows below one heading: of the meeting, its contents, its people, or an item with its number and title.

    All their pointers begin with `at`, and what they go to with `to`.
    """

    kind: str
    rows: tuple[Row, ...]
    number: str = ""
    title: str = ""
    at: str = ""
    to: Path = ()


class Offsets:
    """Code points of a text, in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._wide = [] if text.isascii() else [at for at, letter in enumerate(text) if letter > "\uffff"]

    def __call__(self, at: int) -> int:
        """The offset in UTF-16 units of the code point `at`."""
        return at + bisect_left(self._wide, at) if self._wide else at


def plain(value: object) -> object:
    """`value` as JSON has it."""
    return value.isoformat() if isinstance(value, Date) else value


def refused() -> Group:
    """The one question about a text of which nothing came out."""
    return Group("meeting", (_whether(is_minutes=False),))


def _whether(*, is_minutes: bool) -> Row:
    part = Part("", "flag", (Element("/refused", is_minutes),))
    return Row("is_minutes", ("refused",), (part,), fixed=(None, True) if is_minutes else (True, None))


class Rows:
    """The groups of rows of one meeting. `root` stands before every pointer where the file holds several."""

    def __init__(self, record: Record, places: Mapping[str, Sequence[Span]], offsets: Offsets, root: str = "") -> None:
        self._record, self._places, self._offsets, self._root = record, places, offsets, root

    def groups(self) -> Iterator[Group]:
        """All of them, in the order of the record."""
        yield Group("meeting", tuple(self._meeting()))
        yield Group("attendance", tuple(self._attendance("", ())))
        people = self._several("people", _PERSON, "person", ("people",), gone=True)
        yield Group("people", (*people, self._spare("people", _PERSON, "new_person", ("people",))))
        entries = tuple(self._several("contents", _ENTRY, "entry", ("contents",)))
        numbers = self._others([(f"/contents/{k}/number", "text") for k in range(len(entries))], ())
        if entries:
            yield Group("contents", (*entries, *numbers))
        for k, item in enumerate(self._record["items"]):
            at, to = f"{self._root}/items/{k}", ("items", k)
            yield Group("item", tuple(self._item(k, item)), item["number"] or "", item["title"] or "", at, to)

    # The meeting.

    def _meeting(self) -> Iterator[Row]:
        yield _whether(is_minutes=True)
        yield from (self._one(key, f"/{key}", kind, (key,)) for key, kind in _HEADER)
        yield from self._others([("/authority", "text")], ())

    def _attendance(self, at: str, to: Path) -> Iterator[Row]:
        """The rows of the attendance of the meeting (at "") or of an item."""
        attendance = self._value(f"{at}/attendance")
        yield self._names("absent", [f"{at}/attendance/absent"], (*to, "absent"))
        if not at:
            everywhere = [f"/items/{k}/attendance/present" for k in range(len(self._record["items"]))]
            yield self._names("present", ["/attendance/present", *everywhere], ("x_present",))
        if self._places.get(f"{at}/attendance/basis"):
            yield from self._others([(f"{at}/attendance/basis", "choice:basis")], to, at)
        for whose in ("absent", "present"):
            for k, attendee in enumerate(attendance[whose]):
                pointer = f"{at}/attendance/{whose}/{k}"
                if whose == "absent" or any(attendee[key] is not None for key, _ in _ATTENDEE):
                    row = self._object(f"{whose}_details", pointer, _ATTENDEE, self._other(pointer, to, at))
                    yield row._replace(about=attendee["name"])
        for k, _ in enumerate(attendance["movements"]):
            pointer = f"{at}/attendance/movements/{k}"
            yield self._object("movement", pointer, _MOVEMENT, self._other(pointer, to, at))
        said = [(f"{at}/attendance/statements/{k}/text", "long") for k in range(len(attendance["statements"]))]
        yield from self._others(said, to, at, "statement")

    # Items.

    def _item(self, k: int, item: Record) -> Iterator[Row]:
        at, to = f"/items/{k}", ("items", k)
        heading = Part("heading_line", "number", (self._first_line(at, item["span"]),))
        yield Row("heading", to, (heading,), is_object=True, at=f"{self._root}{at}")
        yield from (self._one(key, f"{at}/{key}", kind, (*to, key)) for key, kind in _ITEM)
        rare = [(f"{at}/{key}", kind) for key, kind in (("marks", "list"), ("lead", "long"), ("page", "number"))]
        yield from (row for row in self._others(rare, to, at) if any(part.elements for part in row.parts))
        lines = [section["span"]["first_line"] for section in item["sections"]]
        for n, section in enumerate(item["sections"]):
            yield from self._section(n, section, at, to)
            text = f"{at}/sections/{n}/text"
            # A reading finds a section by its line, the first where several begin on one.
            path = self._other(text, to, at) if lines[n] in lines[:n] else (*to, "sections", n, "text")
            yield self._one("section_text", text, "long", path)
        new = (("kind", "choice:section"), ("label", "text"), ("first_line", "number"))
        yield self._object("new_section", "", new, (*to, "sections", len(item["sections"])))
        yield from self._recommendations(item, at, to)
        yield from self._decision(item["decision"], at, to)
        yield from self._attendance(at, to)
        yield self._names("attachments", [f"{at}/attachments"], (*to, "attachments"), "title")
        urls = [f"{at}/attachments/{n}/url" for n, one in enumerate(item["attachments"]) if one["url"]]
        yield from self._others([(url, "text") for url in urls], to, at)

    def _section(self, n: int, section: Record, at: str, to: Path) -> Iterator[Row]:
        own = f"{at}/sections/{n}"
        kind = self._part(f"{own}/kind", "choice:section", "kind")
        line = Part("first_line", "number", (self._first_line(own, section["span"]),))
        about = section["label"] or ""
        yield Row("section", (*to, "sections", n), (kind, line), about, is_object=True, at=f"{self._root}{own}")
        yield from self._others([(f"{own}/label", "text")], to, at)
        told = [(f"{own}/{key}", key_kind) for key, key_kind in (("body", "text"), ("date", "date")) if section[key]]
        told += [(f"{own}/links/{k}/url", "text") for k in range(len(section["links"]))]
        yield from self._others(told, to, at)
        for k, _ in enumerate(section["mentions"]):
            pointer = f"{own}/mentions/{k}"
            yield self._object("mention", pointer, _MENTION, self._other(pointer, to, at))

    def _recommendations(self, item: Record, at: str, to: Path) -> Iterator[Row]:
        first, own = item["recommendation"], f"{at}/recommendation"
        row = self._object("recommendation", own, _RECOMMENDATION, (*to, "recommendation"))
        for n, other in enumerate(item["recommendations"]):
            pointer = f"{at}/recommendations/{n}"
            if n == 0 and first is not None and all(first[key] == other[key] for key, _ in _RECOMMENDATION):
                row = row._replace(also=f"{self._root}{pointer}")
            else:
                yield self._object("recommendation_of_several", pointer, _RECOMMENDATION, self._other(pointer, to, at))
        yield row._replace(none=first is None)

    def _decision(self, decision: Record | None, at: str, to: Path) -> Iterator[Row]:
        own, path = f"{at}/decision", (*to, "decision")
        if decision is None:
            asked = self._object("outcomes", own, (("outcomes", _OUTCOMES),), path)
            yield asked._replace(none=True)
        else:
            yield self._one("outcomes", f"{own}/outcomes", _OUTCOMES, (*path, "outcomes"))
            yield self._one("decision_text", f"{own}/text", "long", (*path, "text"))
            told = [(f"{own}/{key}", kind) for key, kind in _FURTHER if decision[key] or key in _ASKED]
            yield from self._others(told, to, at)
            for key, fields in (("points", _RULING), ("elected", _ELECTED), ("remarks", _REMARK)):
                for k, _ in enumerate(decision[key]):
                    pointer = f"{own}/{key}/{k}"
                    yield self._object(f"decision_{key}", pointer, fields, self._other(pointer, to, at))
        votes = self._several(f"items/{at.split('/')[2]}/decision/votes", _VOTE, "vote", (*to, "votes"))
        for n, row in enumerate(votes):
            yield row
            yield from self._others([(f"{own}/votes/{n}/text", "long")], to, at, "vote_text")
        yield self._spare(f"items/{at.split('/')[2]}/decision/votes", _VOTE, "new_vote", (*to, "votes"))

    # Kinds of rows.

    def _one(self, label: str, pointer: str, kind: str, to: Path) -> Row:
        """One value, or a list of them."""
        return Row(label, to, (self._part(pointer, kind),), at=f"{self._root}{pointer}")

    def _object(self, label: str, pointer: str, fields: Sequence[tuple[str, str]], to: Path) -> Row:
        """Several values that are judged together."""
        parts = [self._part(f"{pointer}/{key.replace('.', '/')}" if pointer else "", kind, key) for key, kind in fields]
        return Row(label, to, tuple(parts), is_object=True, at=f"{self._root}{pointer}" if pointer else "")

    def _several(
        self, at: str, fields: Sequence[tuple[str, str]], label: str, to: Path, *, gone: bool = False
    ) -> Iterator[Row]:
        """The objects of the list `at`, each a row."""
        for k in range(len(self._value(f"/{at}") or ())):
            row = self._object(label, f"/{at}/{k}", fields, (*to, k))
            yield row._replace(gone=(OTHERS, f"{at}/{k}") if gone else ())

    def _spare(self, at: str, fields: Sequence[tuple[str, str]], label: str, to: Path) -> Row:
        """A row for one more of the list `at`, which nobody read."""
        return self._object(label, "", fields, (*to, len(self._value(f"/{at}") or ())))

    def _names(self, label: str, lists: Sequence[str], to: Path, key: str = "name") -> Row:
        """The names in several lists of objects."""
        elements = [
            self._element(f"{pointer}/{k}/{key}", one[key])
            for pointer in lists
            for k, one in enumerate(self._value(pointer))
        ]
        return Row(label, to, (Part("", "list", tuple(elements)),))

    def _others(self, fields: Sequence[tuple[str, str]], to: Path, at: str = "", label: str = "") -> Iterator[Row]:
        """Values that a reading has by their pointers."""
        for pointer, kind in fields:
            named = label or pointer.rsplit("/", 1)[1]
            yield self._one(named, pointer, kind, self._other(pointer, to, at))

    @staticmethod
    def _other(pointer: str, to: Path, at: str) -> Path:
        return (*to, OTHERS, pointer.removeprefix(at)[1:])

    # Values.

    def _value(self, pointer: str) -> Any:
        node: Any = self._record
        for key in pointer.split("/")[1:]:
            node = None if node is None else node[int(key)] if isinstance(node, list) else node[key]
        return node

    def _part(self, pointer: str, kind: str, key: str = "") -> Part:
        value = self._value(pointer) if pointer else None
        if isinstance(value, list):
            return Part(key, kind, tuple(self._element(f"{pointer}/{k}", one) for k, one in enumerate(value)))
        return Part(key, kind, () if value is None else (self._element(pointer, value),))

    def _element(self, pointer: str, value: object) -> Element:
        at = tuple((self._offsets(span.start), self._offsets(span.end)) for span in self._places.get(pointer, ()))
        return Element(f"{self._root}{pointer}", plain(value), at)

    def _first_line(self, pointer: str, span: Mapping[str, int]) -> Element:
        """The line on which what stands at `span` begins."""
        end = self._offsets.text.find("\n", span["start"], span["end"])
        at = (self._offsets(span["start"]), self._offsets(span["end"] if end < 0 else end))
        return Element(f"{self._root}{pointer}/span/first_line", span["first_line"], (at,))
