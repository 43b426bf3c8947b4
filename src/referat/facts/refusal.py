"""Whether a text is minutes, by what was read of it.

Little is enough, where it is of the right kind: the head of a meeting without items is minutes, and so are an item with
its sections, and a list of decided titles. Rules, calendars and news have numbered paragraphs, dates and the word for a
decision too, but not together what a meeting's document has.
"""

from collections.abc import Iterator

from referat.facts import above_decision
from referat.facts.minutes import MinutesReading
from referat.lexicon import values
from referat.outline.blocks import Block
from referat.text.source import Source

_STRONG = frozenset({"decision", "previous_decision", "case_presentation", "summary"})
_ALSO = frozenset({"recommendation", "topic"})
_FEWEST_TITLES, _MANY_TITLES = 3, 6
_UNKNOWN = "unknown"
_ENOUGH = 3
# So many lines above the first item that nothing reads, or days of other meetings, count one against it.
_UNREAD_LINES, _DAYS = 4, 3
_MOST_AGAINST = 3


def is_minutes(source: Source, reading: MinutesReading) -> bool:
    """Whether what was read of a text is the minutes or the agenda of a meeting."""
    signs = sum(_signs(reading)) + _is_headed_list(source, reading)
    # What speaks against it can outweigh no more than this, and is dear to look for.
    return signs >= _ENOUGH + 2 * _MOST_AGAINST or signs - sum(_against(source, reading)) >= _ENOUGH


def _signs(reading: MinutesReading) -> Iterator[int]:
    """What a meeting's document has: each thing once, what little else has twice."""
    meeting = reading.meeting
    yield meeting.document_type.value != _UNKNOWN
    yield meeting.body is not None
    yield meeting.date is not None
    yield meeting.place is not None or meeting.scheduled_start is not None
    roll = meeting.attendance
    yield bool(roll.absent or roll.present or roll.statements)
    yield from _of_items(reading)


def _is_headed_list(source: Source, reading: MinutesReading) -> bool:
    """Whether one line of the head says what document it is and of which day, and numbered items follow."""
    kind, day = reading.meeting.document_type, reading.meeting.date
    if kind.value == _UNKNOWN or not kind.at or day is None or not day.at:
        return False
    items = reading.meeting.items
    one_line = source.line_at(kind.at[0].a) == source.line_at(day.at[0].a)
    return one_line and bool(items) and items[0].number is not None and kind.at[0].a < items[0].span.a


def _of_items(reading: MinutesReading) -> Iterator[int]:
    meeting = reading.meeting
    sections = [{block.kind for block in item.sections if _has_label(block)} for item in reading.items]
    strong = set[str]().union(*sections) & _STRONG
    yield min(2 * len(strong) + len(set[str]().union(*sections) & _ALSO), 3)
    yield sum(bool(kinds & _STRONG) for kinds in sections) > 1
    numbered = sum(item.number is not None for item in meeting.items)
    first = min((item.span.a for item in meeting.items), default=0)
    kind = meeting.document_type
    named = kind.value != _UNKNOWN and (not kind.at or kind.at[0].a < first)  # in its head, not in an item's text
    yield (1 + named) * (numbered >= _FEWEST_TITLES)
    yield bool(numbered and any(item.case_number for item in meeting.items))
    yield any(len(kinds & (_STRONG | _ALSO)) > 1 for kinds in sections)
    decided = sum(item.decision is not None and bool(item.decision.outcomes) for item in meeting.items)
    yield decided > (0 if strong or sections else 1)


def _has_label(block: Block) -> bool:
    """Whether a section's own label tells it: a paragraph may stand in the news, a weak word names documents."""
    return block.label.rule != above_decision.RULE and not block.label.gives.get("weak")


def _against(source: Source, reading: MinutesReading) -> Iterator[int]:
    """What speaks against it: prose above the first item, as news have it, or the days of many meetings."""
    unread = sum(role.kind == "unclaimed" for role in reading.header.roles)
    named = reading.meeting.document_type.value != _UNKNOWN
    listed = sum(item.number is not None for item in reading.meeting.items) >= _MANY_TITLES
    most = _MOST_AGAINST if not named else 0 if listed else 1 if reading.meeting.date is not None else _MOST_AGAINST
    yield min(most, unread // _UNREAD_LINES)
    if reading.meeting.contents:
        return
    first = min((item.span.a for item in reading.meeting.items), default=len(source.view))
    days = {match[0] for match in values.dates_in(source.view[:first])}
    yield _MOST_AGAINST * (len(days) >= _DAYS)
