"""A line of typed parts: what kind of document, whose meeting, when, where, in any order.

line = [ gap ] { ( document type | when ) [ gap ] } ;

It is read whole or not at all: what stands between its parts is something that is known, or it is no such line.
"""

from collections.abc import Iterator
from functools import lru_cache

from referat.facts.header import dates, gaps, names
from referat.facts.header.dates import When
from referat.facts.header.gaps import MARKS, Gap, Slot
from referat.facts.sentences import Piece
from referat.tuples import NamedTuple

# No head is longer; what is, is told in sentences.
_LONGEST = 320
# What stands in capitals behind a day and its hours is a sign for where, or for whom.
_LONGEST_SIGN = 5
_LONGEST_TYPE, _TITLE_MARKS = 80, ("–", "-", "(", ":", ",")
# A line is read as the rest of the one above, and then by itself.
_MOST_KEPT = 100


class HeadLine(NamedTuple):
    """What a line of typed parts says: the document's types, its bodies, authorities and places, and when."""

    piece: Piece
    types: tuple[Slot, ...] = ()
    slots: tuple[Slot, ...] = ()
    whens: tuple[When, ...] = ()

    def first(self, field: str) -> Slot | None:
        """The first part that is a `field`."""
        for slot in self.slots:
            if slot.field == field:
                return slot
        return None

    @property
    def is_empty(self) -> bool:
        """Whether the line only ties others together ("til")."""
        return not (self.types or self.slots or self.whens)


class _Token(NamedTuple):
    kind: str
    a: int
    b: int


@lru_cache(_MOST_KEPT)
def read(piece: Piece) -> HeadLine | None:
    """What the line `piece` says, where all of it is understood; None where it is no line of typed parts."""
    text = piece.text
    if not text or len(text) > _LONGEST:
        return None
    types, whens = _types(text), dates.find(piece)
    if not types and not whens and not names.may_be_named(text):
        return None
    if types and whens:
        types = tuple(slot for slot in types if all(slot.b <= when.a or slot.a >= when.b for when in whens))
    slots: list[Slot] = []
    for gap in _gaps(text, types, whens):
        parts = gaps.explained(gap)
        if parts is None:
            return None
        slots += parts
    return HeadLine(piece, types, tuple(slots), whens)


class PartlyRead(NamedTuple):
    """A line of typed parts of which some stretches, `unread`, are not understood.

    `held` tells that it is a sentence that begins with when the meeting was held.
    """

    head: HeadLine
    unread: tuple[Piece, ...]
    held: bool


def read_partly(piece: Piece) -> PartlyRead | None:
    """What the line `piece` says where not all of it is understood; None where it says too little.

    It names a day, with the kind of document or a body, or with an hour and an aside behind both; or it begins with the
    kind of document and is short. Of sentences it is one that tells when the meeting was held.
    """
    text = piece.text
    if not text or len(text) > _LONGEST:
        return None
    whens = dates.find(piece)
    aside = _is_aside(text, whens)
    whens = whens[:1] if aside else whens
    held = bool(whens) and not whens[0].a and dates.is_of_meeting(text, whens[0])
    if text[-1] == "." and not (held or _is_headline(text)):  # a sentence
        return None
    types = _types(text)
    days = len({when.date.value for when in whens if when.date is not None})
    titled = any(slot.a == 0 for slot in types)
    if days > 1 or (not days and not (titled and _is_title(text, types[0].b))):
        return None
    slots: list[Slot] = []
    unread: list[Piece] = []
    for gap in _gaps(text, types, whens):
        parts = gaps.explained(gap)
        if parts is None:
            unread.append(piece.cut(gap.a, gap.b))
        else:
            slots += parts
    head = HeadLine(piece, types, tuple(slots), whens)
    named = titled or held or aside or head.first("body") is not None or names.tells_meeting(text)
    named = named or (days == 1 and any(names.goes_on(text[slot.b :].lstrip()) for slot in types))
    return PartlyRead(head, tuple(unread), held) if named else None


def _is_headline(text: str) -> bool:
    """Whether a full stop ends `text`, and it is no sentence: behind a number, or a short line on a meeting."""
    short = len(text) <= _LONGEST_TYPE and names.tells_meeting(text)
    return text[-2:-1].isdigit() or (short and names.pattern("sentence", "lines").search(text) is None)


def _is_aside(text: str, whens: tuple[When, ...]) -> bool:
    """Whether little stands behind the day and the hour of a line: "… kl. 15 (spisning fra kl. 12)", "… kl. 15 ØST"."""
    if not whens or whens[0].a or not whens[0].date or not whens[0].start:
        return False
    rest = text[whens[0].b :].strip()
    bracketed = rest[:1] == "(" and rest[-1] == ")" and "(" not in rest[1:]
    return bracketed or (len(rest) <= _LONGEST_SIGN and rest.isupper() and rest.isalpha())


def _is_title(text: str, a: int) -> bool:
    """Whether `text` goes on as a title does behind the kind of document, at `a`.

    It says of what meeting, behind a mark or without, or names one and its year or number: "Referat Sommermødet 2023".
    """
    rest = text[a:].lstrip()
    if len(text) > _LONGEST_TYPE:
        return False
    counted = rest[:1].isupper() and rest[-1:].isdigit() and names.pattern("sentence", "lines").search(text) is None
    return names.goes_on(rest) or rest[:1] in _TITLE_MARKS or counted


def _types(text: str) -> tuple[Slot, ...]:
    if not names.tells_type(text.lower()):
        return ()
    return tuple([Slot("document_type", *m.span(), names.type_of(m[0])) for m in names.type_pattern().finditer(text)])


def _gaps(text: str, types: tuple[Slot, ...], whens: tuple[When, ...]) -> Iterator[Gap]:
    tokens = [_Token("type", slot.a, slot.b) for slot in types]
    tokens += [_Token("clock" if when.start else "date", when.a, when.b) for when in whens]
    tokens.sort(key=lambda token: token.a)
    capitals = any(text[slot.a : slot.b].isupper() for slot in types)
    left, done = "start", 0
    for token in [*tokens, _Token("end", len(text), len(text))]:
        if text[done : token.a].strip(MARKS):
            yield Gap(text, done, token.a, left, token.kind, capitals)
        left, done = token.kind, token.b
