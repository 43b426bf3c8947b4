"""Whether a text is minutes, by what was read of it.

Little is enough, where it is of the right kind: the head of a meeting without items is minutes, and so are an item with
its sections, a list of decided titles, and a page of which nothing is read but that it tells of many decisions. Rules,
calendars and news have numbered paragraphs, dates and the word for a decision too, but not together what a meeting's
document has.
"""

from collections.abc import Iterator, Sequence

from referat.contract.nodes import Attendance, Meeting
from referat.facts import above_decision
from referat.facts.header.names import pattern
from referat.facts.minutes import INFERRED, MinutesReading
from referat.lexicon import lines as lexicon
from referat.lexicon import values
from referat.text.places import Range
from referat.text.source import Source

_STRONG = frozenset({"decision", "previous_decision", "case_presentation", "summary"})
_ALSO = frozenset({"recommendation", "topic"})
_TELLING = _STRONG | _ALSO
_FEWEST_TITLES, _MANY_TITLES = 3, 6
_UNKNOWN = "unknown"
_ENOUGH = 3
# So many people on lists of those who were there, or were not, are a meeting's.
_FEWEST_LISTED = 3
# So many lines above the first item that nothing reads, or days of other meetings, count one against it.
_UNREAD_LINES, _DAYS = 4, 3
_MOST_AGAINST = 3
# So many sentences with a meeting's facts count one for it: news and rules have a few.
_FACTS, _MOST_FOR_FACTS = 5, 3
# Each of these explains its own line, and every second one what it was decided on.
_EXPLAINS = 3
_UNREAD_FACT, _ATTENDANCE, _UNCLAIMED = "fact-unread", "attendance", "unclaimed"


def is_minutes(source: Source, reading: MinutesReading, at: Range, *, signed: bool = False) -> bool:
    """Whether what was read of a text at `at` is the minutes or the agenda of a meeting.

    `signed` says that it shows a family's sign, which only a meeting's documents have.
    """
    told = [note.code for note in reading.notes].count(_UNREAD_FACT)
    roles = [role.kind for role in reading.header.roles]
    signs = _signs(reading, told, roles) + _is_headed_list(source, reading, signed=signed) + signed
    # What speaks against it can outweigh no more than this, and is dear to look for.
    return (
        signs >= _ENOUGH + 2 * _MOST_AGAINST
        or signs - sum(_against(source, reading, at, roles.count(_UNCLAIMED) - _EXPLAINS * told // 2)) >= _ENOUGH
    )


def _signs(reading: MinutesReading, told: int, roles: Sequence[str]) -> int:
    """What a meeting's document has: each thing once, what little else has twice.

    So many sentences are `told` that have a meeting's facts and are not read: it is one, whatever its layout. `roles`
    are what the lines of its head are; some may tell who attended, be they read or not.
    """
    meeting, roll = reading.meeting, reading.meeting.attendance
    named, many = _is_named(meeting), _lists_many(roll)
    where = (meeting.place is not None) + (meeting.scheduled_start is not None)
    head = (
        named
        + (meeting.body is not None)
        + (meeting.date is not None)
        + (where if named or not where else 1)  # an event has a place and an hour too
        + bool(roll.absent or roll.present or roll.statements or _ATTENDANCE in roles)
        + many * (1 + bool(roll.present and roll.absent))  # no news names so many, nor a calendar
    )
    # Words for decisions alone, however many, are no meeting's.
    return head + min(told // _FACTS, _MOST_FOR_FACTS, head) + _of_sections(reading) + _of_items(reading.meeting)


def _lists_both(roll: Attendance) -> bool:
    """Whether those who were there are listed, and those who were not: nothing but a meeting has both."""
    return bool(roll.present and roll.absent) and _lists_many(roll)


def _lists_many(roll: Attendance) -> bool:
    return len(roll.present) + len(roll.absent) >= _FEWEST_LISTED


def _is_named(meeting: Meeting) -> bool:
    """Whether a word of the text says what document it is."""
    return meeting.document_type.value != _UNKNOWN and meeting.document_type.rule != INFERRED


def _is_headed_list(source: Source, reading: MinutesReading, *, signed: bool) -> bool:
    """Whether one line of the head says what document it is and of which day, and numbered items follow.

    Where a family's sign says whose list it is, the day may be misprinted. Paragraphs without numbers, which are no
    items, follow as well where the line names a meeting: "Referat fra generalforsamlingen den 3. marts 2021".
    """
    kind, day = reading.meeting.document_type, reading.meeting.date
    if not _is_named(reading.meeting) or not kind.at:
        return False
    items = reading.meeting.items
    dated = day is not None and bool(day.at) and source.line_at(kind.at[0].a) == source.line_at(day.at[0].a)
    headed = dated or (signed and day is None)
    if items:
        return headed and items[0].number is not None and kind.at[0].a < items[0].span.a
    b = kind.at[0].b
    if day is None or pattern("of_meeting").match(source.view, b) is None:
        return False
    said = source.view[b:].partition("\n")[0]
    return any(values.date(match[0]) == day.value for match in values.dates_in(said))


def _of_sections(reading: MinutesReading) -> int:
    """What the sections of the items tell: their kinds, and that several stand in one item."""
    sections = [
        {
            kind
            for kind, (_, rule, _, gives), _, _ in item.sections
            # Its own label tells it: a paragraph may stand in the news, a weak word names documents.
            if rule != above_decision.RULE and not gives.get("weak")
        }
        for item in reading.items
    ]
    kinds = set[str]().union(*sections)
    strong = kinds & _STRONG
    decided = _decided(reading.meeting)
    return (
        min(2 * len(strong) + len(kinds & _ALSO), 3)
        + (len([one for one in sections if one & _STRONG]) > 1)
        + (bool(kinds) and max([len(one & _TELLING) for one in sections]) > 1)
        + (len(decided) > (0 if strong or sections else 1))
    )


def _decided(meeting: Meeting) -> Sequence[object]:
    """The items of which the text says what was decided."""
    return [item for item in meeting.items if item.decision is not None and item.decision.outcomes]


def _of_items(meeting: Meeting) -> int:
    """What the headings of the items tell: that many have numbers, begin as titles do, or have case numbers."""
    numbered = len([item for item in meeting.items if item.number is not None])
    first = min([item.span.a for item in meeting.items], default=0)
    kind = meeting.document_type
    named = _is_named(meeting) and (not kind.at or kind.at[0].a < first)  # in its head, not in an item's text
    cases = numbered and [item for item in meeting.items if item.case_number]
    opening = lexicon.setting_pattern("titles", "opening")
    usual = len([item for item in meeting.items if item.title is not None and opening.match(item.title.value)])
    return (1 + named) * (numbered >= _FEWEST_TITLES) + bool(cases) + (usual >= _FEWEST_TITLES)


def _against(source: Source, reading: MinutesReading, at: Range, unread: int) -> Iterator[int]:
    """What speaks against it: prose above the first item, as news have it, or the days of many meetings."""
    if _lists_both(reading.meeting.attendance):
        return
    named = _is_named(reading.meeting)
    listed = sum([item.number is not None for item in reading.meeting.items]) >= _MANY_TITLES
    most = _MOST_AGAINST if not named else 0 if listed else 1 if reading.meeting.date is not None else _MOST_AGAINST
    yield min(most, max(unread, 0) // _UNREAD_LINES)
    if reading.meeting.contents or _lists_many(reading.meeting.attendance):
        return
    first = min((item.span.a for item in reading.meeting.items), default=at.b)
    above = source.view[at.a : first]
    if len(_decided(reading.meeting)) > 1:  # a site may list other meetings' documents above one
        names = lexicon.setting_pattern("titles", "names_document")
        above = "\n".join([line for line in above.split("\n") if names.match(line.strip()) is None])
    dates = [match[0] for match in values.dates_in(above)]
    days = len(set(dates))
    if days >= _DAYS:  # hardly ever; one day in two forms is one
        days = len({values.date(said) or said for said in dates})
    # A calendar names each of its days once; minutes of a meeting that went on another day name both again and again.
    yield _MOST_AGAINST * (days >= _DAYS and len(dates) < 2 * days)
