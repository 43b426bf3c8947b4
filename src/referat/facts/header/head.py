"""The head of a document: what kind it is, whose meeting it tells of, when and where it was, who was there.

head = { title | date | place | label { value } | list of people | sentence | contents } ;
"""

from collections.abc import Sequence
from datetime import date as Date
from datetime import datetime
from datetime import time as Time

from referat.contract.ledger import LineRole
from referat.contract.nodes import Attendance, Person, Text
from referat.contract.notes import Note
from referat.facts.attendance import ItemAbsence
from referat.facts.header import choice, entries, fields, hung, lists, parts, position, roles, title
from referat.facts.header.entries import Entry
from referat.facts.header.fields import Reading
from referat.facts.header.labels import LISTS
from referat.facts.header.names import type_of
from referat.facts.people import read_list
from referat.lexicon import values
from referat.outline.blocks import DocumentBlocks
from referat.text.places import Placed
from referat.text.source import Source
from referat.tuples import NamedTuple

__all__ = ["Header", "ItemAbsence", "LineRole", "of"]


# The rule of an hour that a label for the end gives.
_END = "label.end"
# So many parts an address may have that look like names.
_MOST_PARTS = 3


class Header(NamedTuple):
    """What the lines above the first item say. `opened` and `closed` are times of day, as the text gives them.

    `entries` are these lines, `reading` and `people` what was read in them: for who asks what each line became.
    """

    document_type: Text
    title: Text | None
    body: Text | None
    authority: Text | None
    date: Placed[Date] | None
    scheduled_start: Placed[datetime] | None
    scheduled_end: Placed[datetime] | None
    opened: Placed[Time] | None
    closed: Placed[Time] | None
    place: Text | None
    attendance: Attendance
    members: tuple[Person, ...]
    absences: tuple[ItemAbsence, ...]
    notes: tuple[Note, ...]
    entries: tuple[Entry, ...]
    reading: Reading
    people: lists.ListReading

    @property
    def roles(self) -> tuple[LineRole, ...]:
        """What each line became."""
        return roles.of(self.entries, self.reading, self.people)


class _Times(NamedTuple):
    """When the meeting was to be, and when it was in fact."""

    start: Placed[datetime] | None
    end: Placed[datetime] | None
    opened: Placed[Time] | None
    closed: Placed[Time] | None
    notes: tuple[Note, ...]


def of(source: Source, document: DocumentBlocks) -> Header:
    """Read the head of `document`."""
    head = entries.of(hung.settled(source, parts.of(source, document.header)))
    reading = _without_odd_places(source, document, head, position.read(head, fields.read(head)))
    place = choice.place(reading)
    people = lists.read(source, head, reading.left, place.value if place else None)
    kind = _kind(reading, head)
    day, conflicts = _day(reading)
    times = _times(reading, day, people, in_fact=kind.value == "minutes")
    return Header(
        kind,
        _printed(source, title.of(head, reading)),
        _printed(source, choice.value(reading, "body")),
        _printed(source, choice.value(reading, "authority")),
        day,
        times.start,
        times.end,
        times.opened,
        times.closed,
        _printed(source, place),
        people.attendance.attendance,
        people.people,
        people.attendance.absences,
        reading.notes + conflicts + times.notes + people.attendance.notes + roles.unread(source, head, reading, people),
        head,
        reading,
        people,
    )


def _without_odd_places(source: Source, document: DocumentBlocks, head: Sequence[Entry], reading: Reading) -> Reading:
    """`reading` without places that are an item's title, where no label names them, or a list of people.

    A page has a title above its item's text too, and a label that lost its own value stands above another's.
    """
    below = document.items[0].range.a if document.items else len(source.view)
    odd = [
        claim
        for claim in reading.claims
        if claim.field == "place"
        and (
            _is_list(claim.value.value)
            if head[claim.entry].label is not None
            else source.view.find(claim.value.value, below) >= 0 and _is_title(source, document, claim.value.value)
        )
    ]
    if not odd:  # nearly always
        return reading
    left = {*reading.left, *(claim.entry for claim in odd)}
    kept = tuple(claim for claim in reading.claims if claim not in odd)
    return reading._replace(claims=kept, left=tuple(sorted(left)))


def _is_title(source: Source, document: DocumentBlocks, text: str) -> bool:
    """Whether `text` is the title of an item."""
    return any(" ".join(source.phrase(*at) for at in item.title) == text for item in document.items)


def _is_list(text: str) -> bool:
    """Whether `text` begins with a list of people that is longer than an address has parts."""
    return text.count(",") >= _MOST_PARTS and len(read_list(text, 0)[0]) > _MOST_PARTS


def _printed(source: Source, text: Text | None) -> Text | None:
    """`text` as the source prints it: a letter made of two code points stays as it is there."""
    return text and Placed(" ".join([source.phrase(*place) for place in text.at]), text.at, text.rule)


def _kind(reading: Reading, head: Sequence[Entry]) -> Text:
    """What kind of document it is. Minutes are printed under an agenda's name too, and then say so further down.

    The word for an agenda below a list of people, below a title that names the minutes, or with a colon, is the head
    of the list of items.
    """
    every = [claim for claim in reading.claims if claim.field == "document_type"]
    claims = [claim for claim in every if claim.rank != fields.PARTLY] or every
    minutes: Text | None = next((claim.value for claim in claims if claim.value.value == "minutes"), None)
    partly = next((claim for claim in every if claim.value.value == "minutes"), None)
    listing = (n for n, entry in enumerate(head) if entry.field in LISTS and entry.parts)
    below = min(next(listing, len(head)), len(head) if partly is None else partly.entry)
    heads = (claim for claim in claims if claim.entry < below and not _heads_items(head[claim.entry]))
    first: Text | None = next((claim.value for claim in heads), None)
    return minutes or first or (partly.value if partly is not None else Placed("unknown"))


def _heads_items(entry: Entry) -> bool:
    """Whether the word for an agenda stands alone with a colon."""
    text = entry.piece.text
    return text.endswith(":") and type_of(text.rstrip(" :")) != "unknown"


def _day(reading: Reading) -> tuple[Placed[Date] | None, tuple[Note, ...]]:
    """The meeting's day, and a note on every other that the head gives."""
    claims = choice.claims(reading, "date")
    if not claims:
        return None, ()
    day: Placed[Date] = choice.value(reading, "date")
    notes = tuple(
        Note(
            "date-conflict",
            f"{claim.value.value} here, {day.value} elsewhere.",
            claim.value.at[0].a,
            end=claim.value.at[-1].b,
        )
        for claim in claims
        if claim.value.value != day.value
    )
    at = tuple(sorted({place for claim in claims if claim.value.value == day.value for place in claim.value.at}))
    return day._replace(at=at), notes


def _times(reading: Reading, day: Placed[Date] | None, people: lists.ListReading, *, in_fact: bool) -> _Times:
    """When the meeting began and ended; minutes give under a label for the end when it did so `in_fact`."""
    fitting = [clock for clock in reading.clocks if clock.day is None or (day is not None and clock.day == day.value)]
    start = next((clock.start for clock in fitting), None)
    end = next((clock.end for clock in fitting if clock.end is not None), None)
    last: Placed[Time] | None = choice.value(reading, "end")
    closed = choice.value(reading, "closed") or people.attendance.closed or (_as_end(last) if in_fact else None)
    opened = choice.value(reading, "opened") or people.attendance.opened
    begin = None if day is None or start is None else _moment(day, start, values.moment(day.value, start.value))
    scheduled = end or (None if in_fact else last)
    if day is None or scheduled is None:
        return _Times(begin, None, opened, closed, ())
    clock = scheduled.value
    moment = values.moment(day.value, clock) if begin is None else values.later(begin.value, clock)
    if moment is not None:
        return _Times(begin, _moment(day, scheduled, moment), opened, closed, ())
    told = f"the meeting is to end at {clock:%H:%M}, before it begins."
    note = Note("time-order", told, scheduled.at[0].a, end=scheduled.at[-1].b)
    return _Times(begin, None, opened, closed, (note,))


def _as_end(last: Placed[Time] | None) -> Placed[Time] | None:
    return last and last._replace(rule=_END)


def held_against(header: Header, later: Placed[Time] | None) -> Header:
    """`header`, its label for the end read as when the meeting was to end, where `later` tells when it did."""
    day, last, begin = header.date, header.closed, header.scheduled_start
    if later is None or day is None or last is None or last.rule != _END or header.scheduled_end is not None:
        return header
    moment = values.moment(day.value, last.value) if begin is None else values.later(begin.value, last.value)
    end = None if moment is None else _moment(day, last, moment)
    return header._replace(scheduled_end=end, closed=None)


def _moment(day: Placed[Date], clock: Placed[Time], value: datetime) -> Placed[datetime]:
    return Placed(value, tuple(sorted({*day.at[:1], *clock.at})), clock.rule)
