"""What the entries of a head say of each field: claims, of which the best one counts.

A claim is better the more the text says that it is one: a label or words around it, its own form, its place alone.
"""

from collections.abc import Iterator, Sequence
from datetime import date as Date
from datetime import time as Time
from functools import cache
from typing import Any

from referat.contract.notes import Note
from referat.facts.header import dates, labels, names, typed_line
from referat.facts.header.dates import When
from referat.facts.header.entries import Entry
from referat.facts.header.gaps import Slot
from referat.facts.header.typed_line import HeadLine
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.lexicon import lines as lexicon
from referat.outline.menus import menu_words
from referat.text.places import Placed
from referat.tuples import NamedTuple

_SHORTEST_TIME = 4
# A page's path has so many signs between its steps; the meeting is among the last.
_FEWEST_STEPS, _LAST_STEPS = 2, 3
_LONGEST_TOLD = 120
# A place is longer than a label that is a sign.
_LONGEST_SIGN = 5
# So long it may have several sentences, and be no place.
_LONGEST_PLACE = 150
_DASHES = ("–", "-")
# What labels say that stand behind when a meeting began.
_ENDS = ("closed", "end")
# From the best: what a label or the words around say; what its own form says; what only its place says; a line that is
# not understood whole.
SAID, SMALL, FORM, PLACE, PAGE, PARTLY = range(6)


class Claim(NamedTuple):
    """A value that an entry gives for a field; `rank` tells how sure it is (lower is better)."""

    field: str
    value: Placed[Any]
    rank: int
    entry: int


class Clock(NamedTuple):
    """Times of day that an entry gives, and the day that it gives them for, where it names one."""

    start: Placed[Time] | None
    end: Placed[Time] | None
    day: Date | None
    entry: int


class Reading(NamedTuple):
    """All that the entries claim; `left` are the indices of entries that nothing explains."""

    claims: tuple[Claim, ...]
    clocks: tuple[Clock, ...]
    notes: tuple[Note, ...]
    left: tuple[int, ...]


def read(entries: Sequence[Entry]) -> Reading:
    """What `entries` claim."""
    readings = [_entry(entries, n) for n in range(len(entries))]
    return Reading(
        tuple([claim for each in readings for claim in each.claims]),
        tuple([clock for each in readings for clock in each.clocks]),
        tuple([note for each in readings for note in each.notes]),
        tuple([n for each in readings for n in each.left]),
    )


def _entry(entries: Sequence[Entry], n: int) -> Reading:
    entry = entries[n]
    if entry.label is not None:
        return _labelled(entry, n) if entry.parts else Reading((), (), (), ())
    if entry.head is not None:
        reading = _lined(entry.head, n)
        if reading is not None:
            return reading
    if is_cancelled(entry.piece.text):
        return Reading((), (), (), ())
    reading = _of_path(entry.piece, n) or _partly(entry.piece, n)
    if reading is not None or names.type_pattern().match(entry.piece.text) is None:
        return reading or Reading((), (), (), (n,))
    return _titled(entry.piece, n)


def _of_path(piece: Piece, n: int) -> Reading | None:
    """What the path of a page says where the rest of its head is silent: "Politik > Byrådet > Referat 3. maj 2021"."""
    signs = [match.span() for match in names.pattern("path_sign", "lines").finditer(piece.text)]
    if len(signs) < _FEWEST_STEPS:
        return None
    begins, stops = [0, *(b for _, b in signs)], [*(a for a, _ in signs), len(piece.text)]
    steps = [piece.cut(a, b).stripped() for a, b in zip(begins, stops, strict=True)][-_LAST_STEPS:]
    heads = [head for step in steps if (head := typed_line.read(step)) is not None]
    claims = [claim for head in heads if (reading := _lined(head, n)) is not None for claim in reading.claims]
    return Reading(tuple([claim._replace(rank=PARTLY) for claim in claims]), (), (), ()) if claims else None


def _partly(piece: Piece, n: int) -> Reading | None:
    """What a line of typed parts says that is not understood whole, and a note on each stretch that is not."""
    read = typed_line.read_partly(piece)
    reading = _lined(read.head, n) if read is not None else None
    if read is None or reading is None:
        return None
    # "Referat fra … d. 8. september 2011 kl. 16.00": the meeting's day, and no paper's
    titled = any(slot.a == 0 for slot in read.head.types) and any(when.start for when in read.head.whens)
    sure = {"date"} if titled or read.held else set()
    claims = tuple([claim if claim.field in sure else claim._replace(rank=PARTLY) for claim in reading.claims])
    return reading._replace(claims=claims, notes=(*reading.notes, *map(unread_note, read.unread)))


def _titled(piece: Piece, n: int) -> Reading:
    """The hour in a paper's title that is not understood, beside its day: on the page itself numbers may be lost."""
    whens = [when for when in dates.find(piece) if when.date is not None and when.start is not None]
    return Reading((), _said_when(whens[0], n).clocks if len(whens) == 1 else (), (), (n,))


def is_cancelled(text: str) -> bool:
    """Whether the line `text` says that the meeting was cancelled."""
    return lexicon.key_of(text) in _cancelled()


@cache
def _cancelled() -> frozenset[str]:
    return frozenset(map(lexicon.key_of, idioms.table("header")["cancelled"]["says"]))


def piece_at(piece: Piece, a: int, b: int, rule: str) -> Placed[str]:
    """The text `a:b` of `piece` as a value."""
    return Placed(" ".join(piece.text[a:b].split()), piece.at(a, b), rule)


# --- Behind a label


def _labelled(entry: Entry, n: int) -> Reading:
    field = entry.field
    if field in ("when", "end", "opened", "closed"):
        return _labelled_when(entry, n)
    if field == "place":
        return _labelled_place(entry, n)
    if field == "body":
        return _labelled_body(entry, n)
    if field == "meeting":
        return _labelled_meeting(entry, n)
    return Reading((), (), (), ())


def _labelled_when(entry: Entry, n: int) -> Reading:
    piece = entry.piece
    when = dates.labelled(piece)
    if when is None:
        unread = any(letter.isdigit() for letter in piece.text)
        note = Note("date-unreadable", f"{piece.text[:60]!r} is no date and no time.", piece.start, end=piece.end)
        return Reading((), (), (note,) if unread else (), () if unread else (n,))
    if entry.field != "when":
        clock = when.end or when.start
        if entry.parts[0].flat and when.b < _SHORTEST_TIME:  # a text that lost its line ends lost numbers too
            clock = None
        claims = () if clock is None else (Claim(entry.field, clock, SAID, n),)
        closed = _closed_behind(piece, when, n) if entry.field == "opened" else None
        return Reading((*claims, closed) if closed is not None else claims, (), when.notes, ())
    rest = piece.text[when.b :].strip(" .,;-–")
    head = typed_line.read(piece) if rest else None
    reading = _lined(head, n) if head is not None else None
    if reading is not None:
        return reading._replace(claims=tuple([_said(claim) for claim in reading.claims]))
    reading = _said_when(when, n)
    closed = _closed_behind(piece, when, n) if rest else None
    if closed is not None:
        return reading._replace(claims=(*reading.claims, closed))
    if entry.label is not None and entry.label.paper and not _is_for_meeting(piece.text, when):
        reading = reading._replace(claims=tuple([claim._replace(rank=SMALL) for claim in reading.claims]))
    if not rest:
        return reading
    return reading._replace(notes=(*reading.notes, unread_note(piece.cut(when.b, len(piece.text)))))


def _is_for_meeting(text: str, when: When) -> bool:
    """Whether a day has a weekday and an hour beside it: a paper's own has none."""
    return when.start is not None and names.pattern("weekday").match(text) is not None


def _closed_behind(piece: Piece, when: When, n: int) -> Claim | None:
    """When the meeting was closed, or ends, told behind when it began: "kl. 8.00, mødet hævet kl. 10.40"."""
    last = next(reversed(dates.find(piece)), when)
    label = labels.named(piece.text[when.b : last.a].strip(" .,;-–")) if last.a > when.b else None
    if label is None or label.field not in _ENDS or last.start is None or piece.text[last.b :].strip(" ."):
        return None
    return Claim(label.field, last.start, SAID, n)


def _said(claim: Claim) -> Claim:
    """A day behind a label is said to be the meeting's."""
    return claim._replace(rank=SAID) if claim.field == "date" else claim


def unread_note(piece: Piece) -> Note:
    """Tells of what a head holds and no field has."""
    said = " ".join(piece.text.split())[:_LONGEST_TOLD]
    return Note("header-unread", f"in no field: {said!r}.", piece.start, piece.runs[-1][1], piece.end)


def _said_when(when: When, n: int) -> Reading:
    claims = () if when.date is None else (Claim("date", when.date, SAID, n),)
    day = when.date.value if when.date else None
    clocks = (Clock(when.start, when.end, day, n),) if when.start else ()
    return Reading(claims, clocks, when.notes, ())


def _labelled_place(entry: Entry, n: int) -> Reading:
    piece = entry.piece
    end, clock = clock_at_end(piece)
    clocks = () if clock is None else (Clock(clock.start, clock.end, None, n),)
    value = piece_at(piece, 0, min(end, names.place_ends(piece.text)), "place.label")
    is_label = not value.value[_LONGEST_SIGN:] and labels.named(value.value) is not None  # "NB."
    prose = value.value[_LONGEST_PLACE:] and names.pattern("sentence_ends").search(value.value) is not None
    if dates.only(piece) is not None or not value.value or is_label or prose:
        return Reading((), (), (), (n,))
    return Reading((Claim("place", value, SAID, n),), clocks, (), ())


def clock_at_end(piece: Piece) -> tuple[int, When | None]:
    """Where a place ends before the time that its line ends with ("Mødelokale 2 kl. 16.00"), and that time."""
    whens = dates.find(piece)
    last = whens[-1] if whens else None
    if last is None or last.date is not None or last.a == 0 or piece.text[last.b :].strip(" ."):
        return len(piece.text), None
    place = piece.text[: last.a].rstrip(" ,-–")
    day = names.pattern("weekday_at_end").search(place)
    return len(place if day is None else place[: day.start()].rstrip(" ,-–")), last


def _labelled_body(entry: Entry, n: int) -> Reading:
    piece = entry.piece
    head = typed_line.read(piece)
    slot = head.first("body") if head is not None else None
    if head is not None and slot is not None and (head.whens or head.types):
        return _lined(head, n) or Reading((), (), (), (n,))
    if not piece.text.strip(" .,;-–") or lexicon.key_of(piece.text) in menu_words():
        return Reading((), (), (), (n,))
    a, b = (slot.a, slot.b) if slot is not None and _is_of_meeting(piece.text, slot) else (0, len(piece.text))
    end = len(piece.text[:b].rstrip(" .,;-–"))
    if piece.text[end : end + 1] == "." in piece.text[piece.text.rfind(" ", 0, end) + 1 : end]:  # "a.m.b.a."
        end += 1
    value = piece_at(piece, a, end, "body.label")
    return Reading((Claim("body", value, SAID, n),), (), (), ())


def _is_of_meeting(text: str, slot: Slot) -> bool:
    """Whether `text` says beside the body what meeting of it this is: "Konstituerende møde i byrådet"."""
    beside = f"{text[: slot.a]}{text[slot.b :]}".lower()
    return any(word in beside for word in idioms.table("header")["links"]["endings"])


def _labelled_meeting(entry: Entry, n: int) -> Reading:
    head = typed_line.read(entry.piece)
    reading = _lined(head, n) if head is not None else None
    if reading is None:
        return Reading((), (), (unread_note(entry.piece),), ())
    return reading._replace(claims=tuple([claim._replace(rank=SAID) for claim in reading.claims]))


# --- A line of typed parts


def _lined(head: HeadLine, n: int) -> Reading | None:
    """What a line of typed parts says; None where it is none that says anything by itself."""
    if head.is_empty:
        return Reading((), (), (), ())
    if is_only_body(head):
        slot = head.slots[0]
        before, behind = head.piece.text[: slot.a].strip(), head.piece.text[slot.b :].strip(" .,:")
        leads = not before or before[-1] in _DASHES or names.leads_to_body(before, head.piece.text)
        alone = leads and (
            not behind
            or behind[0] in _DASHES
            or names.is_genitive(head.piece.text.rstrip(" .,:"))
            or names.pattern("kind", "links").fullmatch(behind) is not None
        )
        return Reading((_claim(head, slot, FORM, n),), (), (), ()) if alone else None
    if is_only_place(head) and not (head.slots[0].rule == _HELD or names.is_place_alone(head.piece.text)):
        return None
    claims = [*_types(head, n), *_slots(head, n), *_dates(head, n)]
    notes = tuple([note for when in head.whens for note in when.notes])
    return Reading(tuple(claims), tuple(_clocks(head, n)), notes, ())


def is_only_body(head: HeadLine) -> bool:
    """Whether a line is a body's name and no more."""
    plain = len(head.slots) == 1 and head.slots[0].field == "body" and head.slots[0].weight in ("", "small")
    return plain and not head.types and not head.whens


def is_only_place(head: HeadLine) -> bool:
    """Whether a line is a place and no more."""
    return not head.types and not head.whens and all(slot.field == "place" for slot in head.slots)


def _types(head: HeadLine, n: int) -> Iterator[Claim]:
    for slot in head.types:
        place = head.piece.at(slot.a, slot.b)
        yield Claim("document_type", Placed(slot.rule, place, "document_type"), SAID, n)


# The rule of a place behind words that tell that the meeting was there.
_HELD = "held_at"
_RANKS = {"strong": SAID, "small": SMALL, "weak": PAGE}
_PLACE_RANKS = {"in_place": SMALL, "place_behind_clock": SMALL}


def _slots(head: HeadLine, n: int) -> Iterator[Claim]:
    for slot in head.slots:
        if slot.field == "place":
            yield _claim(head, slot, _PLACE_RANKS.get(slot.rule, FORM), n)
        elif slot.field == "authority":
            yield _claim(head, slot, SAID, n)
        else:
            yield _claim(head, slot, _RANKS.get(slot.weight, SAID), n)


def _claim(head: HeadLine, slot: Slot, rank: int, n: int) -> Claim:
    return Claim(slot.field, piece_at(head.piece, slot.a, slot.b, f"{slot.field}.{slot.rule}"), rank, n)


def _dates(head: HeadLine, n: int) -> Iterator[Claim]:
    named = bool(head.types or head.first("body"))
    for when in head.whens:
        if when.date is not None:
            yield Claim("date", when.date, SAID if named else SMALL if when.start else FORM, n)


def _is_aside(text: str, when: When) -> bool:
    """Whether a time stands in brackets with words of its own: "(formøde kl. 11)"."""
    opened = text.rfind("(", 0, when.a)
    return opened >= 0 and ")" not in text[opened : when.a] and bool(text[opened + 1 : when.a].strip())


def _clocks(head: HeadLine, n: int) -> Iterator[Clock]:
    """The times of the line; two that begin differently tell of two meetings, and count for none."""
    every = [when for when in head.whens if when.start is not None]
    timed = [when for when in every if not _is_aside(head.piece.text, when)] or every
    if len({when.start.value for when in timed if when.start}) != 1:
        return
    day = next((when.date.value for when in head.whens if when.date), None)
    yield Clock(timed[0].start, timed[0].end, day, n)
