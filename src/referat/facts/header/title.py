"""A document's title: the line or lines of its head that name its type and its body.

title = line with type and body | line with type { "til" | line with body | line that goes on } ;
"""

from collections.abc import Iterable, Sequence

from referat.contract.nodes import Text
from referat.facts.header import choice, fields, names
from referat.facts.header.entries import Entry
from referat.facts.header.fields import Reading
from referat.facts.header.names import goes_on
from referat.facts.header.typed_line import HeadLine
from referat.text.places import Placed

# No title is longer; what is, is a page that has lost its line ends.
_LONGEST = 200


def of(entries: Sequence[Entry], reading: Reading) -> Text | None:
    """The title, its lines joined by blanks; None where no line names the type, and none a body's meeting."""
    heads = {n: entry.head for n, entry in enumerate(entries) if entry.label is None and entry.head is not None}
    both = next((n for n, head in heads.items() if head.types and head.first("body")), None)
    if both is not None:
        return _joined(entries, [both])
    kind = next((n for n, head in heads.items() if head.types), None)
    body = _unlabelled_body(entries, reading)
    if kind is None:
        return _of_meeting(entries, heads, body) or _claimed_type(entries, reading)
    body = kind - 1 if _is_body_beside(heads, kind, reading) else body
    lines = {kind, *([body] if body is not None else [])}
    between = {n for n, head in heads.items() if min(lines) < n < max(lines) and head.is_empty}
    below = heads.get(kind + 1)
    if below is not None and not below.is_empty and goes_on(below.piece.text):
        between.add(kind + 1)
    return _joined(entries, sorted(lines | between))


def _is_body_beside(heads: dict[int, HeadLine], kind: int, reading: Reading) -> bool:
    """Whether the line directly above the type is the body's name and no more: it may run along above as well."""
    above, claim = heads.get(kind - 1), choice.best(reading, "body")
    if above is None or claim is None or not fields.is_only_body(above):
        return False
    text, (slot,) = above.piece.text, above.slots
    return bool(text[slot.a : slot.b] == claim.value.value)


def _unlabelled_body(entries: Sequence[Entry], reading: Reading) -> int | None:
    """The entry that the body was read from, where that is no label's value and no name of a page."""
    claim = choice.best(reading, "body")
    if claim is None or claim.rank == fields.PAGE or entries[claim.entry].label is not None:
        return None
    return claim.entry


def _of_meeting(entries: Sequence[Entry], heads: dict[int, HeadLine], body: int | None) -> Text | None:
    """The line that names the body's meeting or its day, where no line names the type."""
    head = heads.get(body) if body is not None else None
    if head is None or body is None or fields.is_only_body(head):
        return None
    return _joined(entries, [body])


def _claimed_type(entries: Sequence[Entry], reading: Reading) -> Text | None:
    """The type that stands behind a label; or the line that begins with it and goes on to the meeting.

    That names a body which nobody knows: "Referat fra årsmødet i laugets hus den 3. marts 2021".
    """
    places = [claim.entry for claim in reading.claims if claim.field == "document_type"]
    labelled = next((n for n in places if entries[n].label is not None), None)
    if labelled is not None:
        return _joined(entries, [labelled])
    return next((_joined(entries, [n]) for n in places if _tells_meeting(entries[n].piece.text)), None)


def _tells_meeting(text: str) -> bool:
    kind = names.type_pattern().match(text) if len(text) <= _LONGEST else None
    return kind is not None and names.pattern("of_meeting").match(text, kind.end()) is not None


def _joined(entries: Sequence[Entry], indices: Iterable[int]) -> Text:
    pieces = [entries[n].piece for n in indices]
    text = " ".join([" ".join(piece.text.split()) for piece in pieces])
    return Placed(text, tuple([place for piece in pieces for place in piece.at(0, len(piece.text))]), "title")
