"""A line of typed parts: what kind of document, whose meeting, when, where, in any order.

line = [ between ] { ( document type | when ) [ between ] } ;  between = links | body | authority | place ;

It is read whole or not at all: what stands between its parts is one of the forms of `header.toml`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from referat.facts import header_dates
from referat.facts.header_dates import When
from referat.facts.sentences import Piece
from referat.lexicon import idioms, values

# No head is longer; what is, is told in sentences.
_LONGEST = 320
# A shorter line may be one that only ties others together.
_SHORT = 24
_MARKS = " \t-–—,:;.•|()/\"!*'"
_WEIGHTS = ("strong", "small", "weak")
_SPLITS = (". ", " - ", " – ", " • ", "; ", ", ")


class Slot(NamedTuple):
    """A part of a line that was read: what it is, where in the line's text, by which rule.

    `weight` is "strong" where the words around say what it is, "small" where it begins with a small letter, "weak"
    where it names a page rather than a meeting.
    """

    field: str
    a: int
    b: int
    rule: str
    weight: str = ""


class HeadLine(NamedTuple):
    """What a line of typed parts says: the document's types, its bodies, authorities and places, and when."""

    piece: Piece
    types: tuple[Slot, ...] = ()
    slots: tuple[Slot, ...] = ()
    whens: tuple[When, ...] = ()

    def first(self, field: str) -> Slot | None:
        """The first part that is a `field`."""
        return next((slot for slot in self.slots if slot.field == field), None)

    @property
    def is_empty(self) -> bool:
        """Whether the line only ties others together ("til")."""
        return not (self.types or self.slots or self.whens)


class _Token(NamedTuple):
    kind: str
    a: int
    b: int


class Form(NamedTuple):
    """A form of `between`: see `header.toml`."""

    name: str
    pattern: re.Pattern[str]
    entry: Mapping[str, Any]

    def match(self, text: str) -> re.Match[str] | None:
        """How all of `text` is of this form."""
        match, kind = self.pattern.fullmatch(text), self.entry.get("body")
        if match is None or kind is None or is_body(match["body"]):
            return match
        return match if kind == "theme" and is_theme(match["body"]) else None

    def accepts(self, text: str) -> bool:
        """Whether all of `text` is of this form."""
        return self.match(text) is not None


class _Gap(NamedTuple):
    """A stretch between two tokens, and what these are."""

    text: str
    a: int
    b: int
    left: str
    right: str
    capitals: bool


def read(piece: Piece) -> HeadLine | None:
    """What the line `piece` says, where all of it is understood; None where it is no line of typed parts."""
    if not piece.text or len(piece.text) > _LONGEST:
        return None
    types, whens = _types(piece.text), header_dates.find(piece)
    if not types and not whens and len(piece.text) > _SHORT and _shared("telling").search(piece.text) is None:
        return None
    types = tuple(slot for slot in types if all(slot.b <= when.a or slot.a >= when.b for when in whens))
    slots: list[Slot] = []
    for gap in _gaps(piece.text, types, whens):
        parts = _explained(gap)
        if parts is None:
            return None
        slots += parts
    return HeadLine(piece, types, tuple(slots), whens)


def is_body(text: str) -> bool:
    """Whether `text` is a council's or committee's name by its own words."""
    return _council().fullmatch(text) is not None


def is_theme(text: str) -> bool:
    """Whether `text` has the form of a committee's name without any word for one: "Social og Sundhed"."""
    return _shared("theme").fullmatch(text) is not None


def body_at_start(text: str) -> int:
    """Where the shortest body's name that `text` begins with ends; 0 where it begins with none."""
    match = _shared("council").match(text)
    return match.end() if match is not None else 0


def is_place(text: str) -> bool:
    """Whether `text` is a place by its own words."""
    return _shared("known_place").fullmatch(text) is not None


def is_place_alone(text: str) -> bool:
    """Whether `text` is a place by words that only rooms for meetings have, so that nothing around need say so."""
    return is_place(text) and _shared("room").search(text) is not None


def is_no_place(text: str) -> bool:
    """Whether `text` begins like a word of the screen or the title of an item."""
    return _shared("no_place").match(text) is not None


def begins_with_link(text: str) -> bool:
    """Whether the line `text` goes on from the line above: "fra ordinært møde den …"."""
    return text[:1].islower() and _shared("goes_on").match(text) is not None


@cache
def _shared(name: str) -> re.Pattern[str]:
    return re.compile(_expanded(f"{{{name}}}"))


@cache
def _council() -> re.Pattern[str]:
    return re.compile(_expanded("(?:{council}|{council_small})"))


def _expanded(pattern: str) -> str:
    """`pattern` with all names in it replaced; those of the head may name others."""
    shared = idioms.patterns("header")
    while "{" in (rest := re.sub(r"\{[\d,]*\}", "", pattern)) and re.search(r"\{[a-z_]+\}", rest):
        pattern = values.expand(pattern, shared)
    return pattern


# --- The document's type


@cache
def document_types() -> dict[str, str]:
    """What each word for a kind of document means, by the word in lower case."""
    return {word.lower(): entry["value"] for entry in idioms.table("header")["document_type"] for word in entry["says"]}


@cache
def _type_pattern() -> re.Pattern[str]:
    words = sorted(document_types(), key=len, reverse=True)
    spaced = [r"[ ]".join(word.replace(" ", "")) for word in words if " " not in word]
    listed = [re.escape(word).replace(r"\ ", "[ ]") for word in words]
    return re.compile(rf"(?<![\w-])(?i:{'|'.join([*listed, *spaced])})(?![\w-])")


@cache
def _type_stems() -> tuple[str, ...]:
    """What a line with a document's type must hold, in lower case."""
    return tuple({word.split()[0][:4] for word in document_types()}) + tuple(" ".join(w[:3]) for w in document_types())


def _types(text: str) -> tuple[Slot, ...]:
    folded = text.lower()
    if not any(stem in folded for stem in _type_stems()):
        return ()
    return tuple(Slot("document_type", *m.span(), type_of(m[0])) for m in _type_pattern().finditer(text))


def type_of(printed: str) -> str:
    """What kind of document the word `printed` means; letters may stand apart ("R e f e r a t")."""
    known = document_types()
    folded = " ".join(printed.lower().split())
    return known.get(folded) or known.get(folded.replace(" ", ""), "unknown")


# --- What stands between


def _gaps(text: str, types: tuple[Slot, ...], whens: tuple[When, ...]) -> Iterator[_Gap]:
    tokens = [_Token("type", slot.a, slot.b) for slot in types]
    tokens += [_Token("clock" if when.start else "date", when.a, when.b) for when in whens]
    capitals = any(text[slot.a : slot.b].isupper() for slot in types)
    left, done = "start", 0
    for token in [*sorted(tokens, key=lambda one: one.a), _Token("end", len(text), len(text))]:
        if text[done : token.a].strip(_MARKS):
            yield _Gap(text, done, token.a, left, token.kind, capitals)
        left, done = token.kind, token.b


def _explained(gap: _Gap) -> list[Slot] | None:
    """What stands in `gap`; None where it cannot be said. It may be of several parts with marks between."""
    whole = _match(gap)
    if whole is not None:
        return whole
    stretch = gap.text[gap.a : gap.b]
    for mark in _SPLITS:
        if mark in stretch.strip(_MARKS):
            cuts = [gap.a, *(gap.a + m.end() for m in re.finditer(re.escape(mark), stretch)), gap.b]
            parts = [_match(gap._replace(a=a, b=b)) for a, b in pairwise(cuts) if gap.text[a:b].strip(_MARKS)]
            if all(part is not None for part in parts):
                return [slot for part in parts if part for slot in part]
    return None


def _match(gap: _Gap) -> list[Slot] | None:
    a, b = _trimmed(gap)
    stretch = gap.text[a:b]
    for form in forms():
        if not _may_stand(form.entry, gap, gap.text[gap.a : a], gap.text[b : gap.b]):
            continue
        match = form.match(stretch)
        if match is None:
            continue
        weight = next((key for key in _WEIGHTS if form.entry.get(key)), "")
        return [
            Slot(field.rstrip("2"), a + match.start(field), a + match.end(field), form.name, weight)
            for field in match.re.groupindex
            if match[field]
        ]
    return None


def _trimmed(gap: _Gap) -> tuple[int, int]:
    stretch = gap.text[gap.a : gap.b]
    a = gap.a + len(stretch) - len(stretch.lstrip(_MARKS))
    kept = stretch.strip(_MARKS)
    closed = stretch[a - gap.a + len(kept) :][:1] == ")" and "(" in kept
    return a, a + len(kept) + closed


def _may_stand(entry: Mapping[str, Any], gap: _Gap, before: str, behind: str) -> bool:
    """Whether the neighbours are those that the form needs."""
    if "left" in entry and gap.left not in entry["left"]:
        return False
    if "right" in entry and gap.right not in entry["right"]:
        return False
    if entry.get("capitals") and not gap.capitals:
        return False
    if entry.get("brackets") and not (before.endswith("(") and behind.startswith(")")):
        return False
    return not entry.get("parted") or bool(before.strip())


@cache
def forms() -> tuple[Form, ...]:
    """The forms of what may stand between, in the order of the file."""
    return tuple(
        Form(entry["name"], re.compile(_expanded(entry["pattern"])), entry)
        for entry in idioms.table("header")["between"]
    )
