"""What only shows when a whole document has been read: what its parts say of one another.

Pure functions on finished nodes. Nothing here reads text, but for names; what is odd is told.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as Date
from datetime import datetime
from datetime import time as Time
from operator import itemgetter

from referat.contract.nodes import AgendaItem, Attendance, Attendee, Text
from referat.contract.notes import Note
from referat.facts.roll import CLOSED, ItemAbsence, with_absent
from referat.lexicon import values
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import fold
from referat.text.places import Placed, Range
from referat.tuples import NamedTuple

# With the letter before them: a spreadsheet takes sixteen digits, or digits and one e, for a number.
_ID_DIGITS = 15
# A table of contents cuts a title at the line's end; so much of it must agree.
_SHORTEST_CUT = 12
# A longer gap is another run of numbers: closed items from 101.
_LONGEST_GAP = 20
# So many items must have a decision, and so large a part of all, before one without is odd.
_FEWEST_DECIDED, _MOST = 3, 0.6
_LISTED = 3

_NUMBER = compile_pattern(r"0*(\d+)([^\W\d_]?)")


# --- Absences from some items alone


def bring_to_items(
    items: Sequence[AgendaItem], meeting: Attendance, absences: Sequence[ItemAbsence]
) -> tuple[tuple[AgendaItem, ...], Attendance]:
    """The items, and the meeting's attendance, with those added who were absent for items that are named by number.

    Who was absent for all items was absent from the meeting. Absences without a number are of no item.
    """
    if not absences:  # nearly always
        return tuple(items), meeting
    numbers = {number_key(item.number.value) for item in items if item.number is not None}
    throughout: list[Attendee] = []
    away: dict[str, list[Attendee]] = {}
    for absence in absences:
        if numbers and numbers <= set(absence.items):
            throughout.append(absence.attendee)
            continue
        for key in dict.fromkeys(absence.items):
            away.setdefault(key, []).append(absence.attendee)
    if throughout:
        # In the order of the list that says so: others may name them before it.
        meeting = with_absent(meeting._replace(absent=()), [*throughout, *meeting.absent])
    return tuple([_with_absences(item, away) for item in items]), meeting


def absences_elsewhere(items: Sequence[AgendaItem], absences: Sequence[ItemAbsence]) -> tuple[Note, ...]:
    """A note on each absence from items that are named by number and not among the items, or not by number."""
    if not absences:  # nearly always
        return ()
    numbers = {number_key(item.number.value) for item in items if item.number is not None}
    numbers |= {CLOSED} if any(map(_is_closed, items)) else set()
    return tuple(
        Note(
            "fact-unread",
            f"{absence.attendee.name.value} was away at {_named(absence.items)}, no item here.",
            absence.attendee.name.at[0].a,
            end=absence.attendee.name.at[0].b,
        )
        for absence in absences
        if absence.attendee.name.at and not numbers & set(absence.items)
    )


def _named(items: Sequence[str]) -> str:
    """What is said of absences from `items`."""
    return " and ".join("the closed part" if number == CLOSED else number for number in items) or "a part"


def _is_closed(item: AgendaItem) -> bool:
    return item.access is not None and item.access.value == CLOSED


def _with_absences(item: AgendaItem, away: Mapping[str, Sequence[Attendee]]) -> AgendaItem:
    keys = [number_key(item.number.value)] if item.number is not None else []
    keys += [CLOSED] if CLOSED in away and _is_closed(item) else []
    attendees = [attendee for key in keys for attendee in away.get(key, ())]
    return item._replace(attendance=with_absent(item.attendance, attendees)) if attendees else item


def number_key(number: str) -> str:
    """An item's number as numbers are compared: no leading zeros, its letter small."""
    match = _NUMBER.match(number)
    return match[1] + match[2].lower() if match is not None else number


# --- The meeting's hours


class Hours(NamedTuple):
    """When a meeting in fact began and ended."""

    opened: Placed[datetime] | None
    closed: Placed[datetime] | None


def hours(
    day: Date | None,
    scheduled: Placed[datetime] | None,
    opened: Placed[Time] | None,
    closed: Placed[Time] | None,
) -> tuple[Hours, tuple[Note, ...]]:
    """The moments of the times of day `opened` and `closed`; a time before the beginning is no end, and that is told.

    `scheduled` is when the meeting should have begun.
    """
    if day is None:
        return Hours(None, None), ()
    began = Placed(values.moment(day, opened.value), opened.at, opened.rule) if opened else None
    if closed is None:
        return Hours(began, None), ()
    start = began or scheduled
    end = values.later(start.value, closed.value) if start else values.moment(day, closed.value)
    if end is None:
        message = f"the meeting is said to end at {closed.value:%H:%M}, before it began."
        return Hours(began, None), (
            Note("time-order", message, _place(closed.at), end=closed.at[0].b if closed.at else None),
        )
    return Hours(began, Placed(end, closed.at, closed.rule)), ()


# --- The table of contents


class Title(NamedTuple):
    """A title as the contents or the items have it: as it is compared, as printed, and what stands beside it."""

    key: str
    printed: str
    number: str | None = None
    closed: bool = False
    at: tuple[Range, ...] = ()


def compare_contents(contents: Sequence[Title], items: Sequence[Title]) -> tuple[Mapping[int, Title], tuple[Note, ...]]:
    """Where the contents and the items disagree, as notes; and for positions of items, which entry is theirs.

    Titles repeat; where both sides have numbers, an entry without its number is not among the items.
    """
    if not contents or not items:
        return {}, ()
    left = _Titles(items)
    numbers = {item.number for item in items}
    numbered = numbers != {None}
    found: dict[int, Title] = {}
    missing: list[str] = []
    for entry in contents:
        listed = entry.number is None or entry.number in numbers or not numbered
        position = left.take(entry) if listed else None
        if position is None:
            missing.append(entry.printed)
        else:
            found[position] = entry
    unlisted = [item.printed for position, item in enumerate(items) if item.key and position not in found]
    return found, tuple(_mismatches(missing, unlisted))


def _mismatches(missing: Sequence[str], unlisted: Sequence[str]) -> Iterator[Note]:
    if missing:
        yield Note("contents-mismatch", f"in the contents but not among the items: {_listing(missing)}.")
    if unlisted:
        yield Note("contents-mismatch", f"among the items but not in the contents: {_listing(unlisted)}.")


class _Titles:
    """The titles of items, of which each answers for one entry of the contents."""

    def __init__(self, items: Sequence[Title]) -> None:
        self._left = sorted((item.key, position, item.number) for position, item in enumerate(items) if item.key)

    def take(self, entry: Title) -> int | None:
        """The position of the item whose title `entry` is, or begins; of several the one with its number."""
        first = bisect_left(self._left, (entry.key,))
        if first == len(self._left) or not _begins(entry.key, self._left[first][0]):
            return None
        stop = bisect_right(self._left, self._left[first][0], first, key=itemgetter(0))
        same = next((k for k in range(first, stop) if self._left[k][2] == entry.number), first)
        return self._left.pop(same)[1]


def _begins(cut: str, title: str) -> bool:
    return cut == title or (len(cut) >= _SHORTEST_CUT and title.startswith(cut))


def closed_in_contents(items: Sequence[AgendaItem], entries: Mapping[int, Title]) -> tuple[AgendaItem, ...]:
    """`items`, of which those are closed that the contents alone call so; `entries` are theirs, by position."""
    return tuple(
        item._replace(access=Placed("closed", entries[position].at))
        if item.access is None and position in entries and entries[position].closed
        else item
        for position, item in enumerate(items)
    )


def _listing(titles: Sequence[str]) -> str:
    more = f" and {len(titles) - _LISTED} more" if len(titles) > _LISTED else ""
    return ", ".join(repr(title) for title in titles[:_LISTED]) + more


# --- Numbers and decisions of the items


def numbers(items: Sequence[AgendaItem], line_of: Callable[[int], int]) -> tuple[Note, ...]:
    """Where numbers repeat, run backwards or leave some out; `line_of` gives the line (1-based) of a place."""
    return tuple(_number_notes([item.number for item in items if item.number is not None], line_of))


def _number_notes(printed: Sequence[Text], line_of: Callable[[int], int]) -> Iterator[Note]:
    seen: dict[str, int] = {}
    highest = 0
    for number in printed:
        at, value = _place(number.at) or 0, _value(number.value)
        end = number.at[0].b if number.at else None
        if number.value in seen:
            line = line_of(seen[number.value])
            yield Note("number-repeated", f"number {number.value} again; first on line {line}.", at, end=end)
        elif value < highest:
            yield Note("number-order", f"number {number.value} after {highest}.", at, end=end)
        elif highest and 1 < value - highest <= _LONGEST_GAP and not _are_there(printed, highest + 1, value):
            missing = f"{highest + 1}" if highest + 1 == value - 1 else f"{highest + 1} to {value - 1}"
            yield Note("number-gap", f"no item {missing}: {number.value} follows {highest}.", at, end=end)
        seen.setdefault(number.value, at)
        highest = max(highest, value)


def _are_there(printed: Sequence[Text], first: int, stop: int) -> bool:
    """Whether the numbers from `first` to before `stop` stand anywhere: some items were taken out of their order."""
    return {number.value for number in printed}.issuperset(map(str, range(first, stop)))


def _value(number: str) -> int:
    match = _NUMBER.match(number)
    return int(match[1]) if match is not None else 0


def decisions(items: Sequence[AgendaItem]) -> tuple[Note, ...]:
    """The open items without a decision where most have one."""
    open_items = [item for item in items if item.access is None or item.access.value != "closed"]
    decided = sum([item.decision is not None for item in open_items])
    if decided < _FEWEST_DECIDED or decided < _MOST * len(open_items):
        return ()
    return tuple(
        Note("decision-missing", f"{_called(item)} has no decision; {decided} others have one.", item.span.a)
        for item in open_items
        if item.decision is None
    )


def votes(items: Sequence[AgendaItem], meeting: Attendance) -> Iterator[Note]:
    """A note on each vote with more votes than the meeting's list of those present and absent has people."""
    listed = len(meeting.present) + sum(1 + (one.substitute is not None) for one in meeting.absent)
    if meeting.basis.value != "list" or listed < _LISTED:  # nobody says who all of them are
        return
    for vote in (vote for item in items if item.decision is not None for vote in item.decision.votes):
        counts = [side.count_.value for side in (vote.for_, vote.against, vote.abstained) if side.count_ is not None]
        if sum(counts) > listed:
            yield Note(
                "votes-differ",
                f"{sum(counts)} votes, and {listed} on the meeting's list.",
                vote.span.a,
                end=vote.span.b,
            )


def _called(item: AgendaItem) -> str:
    number, title = item.number, item.title
    return f"item {number.value}" if number else f"item {title.value[:60]!r}" if title else "an item"


# --- What identifies a meeting


class Identity(NamedTuple):
    """What tells a meeting from others."""

    authority: str | None
    body: str | None
    date: Date | None
    start: datetime | None
    document_type: str


def meeting_id(identity: Identity, text_of: Callable[[], str]) -> str:
    """A short hash of what identifies the meeting; of its text where body or date are unknown."""
    if identity.body and identity.date:
        start = identity.start.isoformat() if identity.start else ""
        parts = (
            identity.authority or "",
            fold(identity.body),
            identity.date.isoformat(),
            start,
            identity.document_type,
        )
        text = "\x1f".join(parts)
    else:
        text = text_of()
    return "m" + hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS]


def item_id(meeting: str, position: int, number: str | None) -> str:
    """The id of an item: the meeting's, its position, and its number where it has one."""
    return f"{meeting}-{position}" + (f"-{number}" if number else "")


def unknown(
    document_type: str, body: Text | None, date: Placed[Date] | None, items: Sequence[AgendaItem]
) -> tuple[Note, ...]:
    """What the header leaves unknown."""
    return tuple(_unknown(document_type, body, date, items))


def _unknown(
    document_type: str, body: Text | None, date: Placed[Date] | None, items: Sequence[AgendaItem]
) -> Iterator[Note]:
    if document_type == "unknown":
        yield Note("document-type-unknown", "the header does not say whether this is minutes or an agenda.")
    if body is None:
        yield Note("body-unknown", "the header does not name the council or committee.")
    if date is None:
        yield Note("date-unknown", "the header does not give the meeting's date.")
    if not items:
        yield Note("no-items", "a header but no items.")


def _place(at: Sequence[Range]) -> int | None:
    return at[0].a if at else None
