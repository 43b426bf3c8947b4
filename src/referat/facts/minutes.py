"""A document's minutes: its head, its items, and what only the whole of them shows.

minutes = header { item } [ tail ] ;
"""

from collections.abc import Iterator, Sequence
from datetime import time as Time
from itertools import count, repeat

from referat.contract.ledger import LineRole
from referat.contract.nodes import AgendaItem, ContentsEntry, Meeting, Text
from referat.contract.notes import Note
from referat.facts import (
    as_written,
    attendance,
    crosschecks,
    elsewhere,
    item,
    other_items,
    ownership,
    passages,
    roster,
    surnames,
)
from referat.facts.attendance import AttendanceReading
from referat.facts.crosschecks import Identity, Title
from referat.facts.header import elsewhere_listed, filled
from referat.facts.header.head import Header, held_against
from referat.facts.item import Called, Context, ItemReading
from referat.facts.mentions import NO_MENTIONS, Mentions
from referat.facts.other_items import Brought
from referat.facts.passages import Passage
from referat.facts.ruling_words import outcomes
from referat.facts.sentences import in_one, paragraphs
from referat.lexicon import authorities
from referat.outline.blocks import Block, DocumentBlocks, Entry, ItemBlocks
from referat.outline.titles import title_key
from referat.text.places import Line, Placed, Range, Stretches
from referat.text.source import Source
from referat.tuples import NamedTuple

_DECISION = "decision"
#: The rule of a document's type that no word for it states.
INFERRED = "inferred"
_UNKNOWN, _AGENDA, _MINUTES = "unknown", "agenda", "minutes"
# Of an item of a text without end no more sections are looked at.
_MOST_SECTIONS = 20
# So many of its first lines tell that a section decides.
_DECIDING_LINES = 4
_LONGEST_TOLD = 120
_AGENDAS = frozenset({_AGENDA, "supplementary_agenda"})


class MinutesReading(NamedTuple):
    """A meeting with what was told of it while it was read; `header` says what each line of the head became."""

    meeting: Meeting
    header: Header
    items: tuple[ItemBlocks, ...]
    notes: tuple[Note, ...]


class Given(NamedTuple):
    """What is known of the document beside its text: whose it is, and who says so ("given", "layout")."""

    authority: str | None = None
    authority_source: str | None = None


NOTHING_GIVEN = Given()


def of(
    source: Source, document: DocumentBlocks, said: Mentions = NO_MENTIONS, given: Given = NOTHING_GIVEN
) -> MinutesReading:
    """The minutes that `document` is; `said` are the mentions of the whole text, which may hold other documents."""
    head = filled.of(source, document)
    blocks = ownership.settled(
        source, document.items, head.date.value if head.date else None, head.body.value if head.body else None
    )
    context = _context(source, document, said, head, blocks)
    authority = _authority(source, head, document, given)
    kind = _kind(source, head, blocks)
    name = _name(source, document, head, kind, authority[0])
    readings = [item.of(source, each, context, called) for each, called in _with_names(source, blocks, name)]
    below = _below(source, document.tail)
    later = _first(below.closed, *[reading.closed for reading in readings], _ending(source, blocks).closed)
    head = held_against(head, later)
    hours, odd_hours = crosschecks.hours(
        head.date.value if head.date else None,
        head.scheduled_start,
        _first(head.opened, *[reading.opened for reading in readings], below.opened),
        _first(head.closed, later),
    )
    absences = [*head.absences, *(absence for reading in readings for absence in reading.absences)]
    roll = attendance.joined(AttendanceReading(head.attendance), below).attendance
    items, roll = crosschecks.bring_to_items([reading.item for reading in readings], roll, absences)
    told = other_items.brought(items, [ruling for reading in readings for ruling in reading.of_others])
    contents = tuple([_entry(source, entry) for entry in document.contents]) if document.contents else ()
    listed, mismatches = _held_against_contents(contents, document, told.items)
    everyone, variants = roster.of(source, document, head.members, items)
    meeting = Meeting(
        id=Placed(name),
        document_type=kind,
        title=head.title,
        body=head.body,
        authority=authority[0],
        authority_source=authority[1],
        date=head.date,
        scheduled_start=head.scheduled_start,
        scheduled_end=head.scheduled_end,
        opened=hours.opened,
        closed=hours.closed,
        place=head.place,
        contents=contents,
        attendance=roll,
        people=everyone,
        items=listed,
    )
    notes = (
        *head.notes,
        *_notes_on_items(readings, told, context),
        *(*below.notes, *crosschecks.absences_elsewhere(items, absences)),
        *(*odd_hours, *mismatches),
        *crosschecks.numbers(items, lambda at: source.number(source.line_at(at)) + 1),
        *(crosschecks.decisions(told.items) if meeting.document_type.value == _MINUTES else ()),
        *crosschecks.votes(told.items, roll),
        *variants,
        *crosschecks.unknown(meeting.document_type.value, head.body, head.date, items),
    )
    settled = tuple([reading.blocks or block for reading, block in zip(readings, blocks, strict=True)])
    return MinutesReading(as_written.of(source, meeting), head, settled, notes)


def _notes_on_items(readings: Sequence[ItemReading], told: Brought, context: Context) -> tuple[Note, ...]:
    """What was told while the items were read, but for what was then read, and whom a surname in it may mean."""
    notes = told.settled([note for reading in readings for note in reading.notes])
    return (*notes, *surnames.ambiguous(notes, context.surnames)) if context.surnames.shared else notes


def _context(
    source: Source, document: DocumentBlocks, said: Mentions, head: Header, blocks: Sequence[ItemBlocks]
) -> Context:
    """What the rest of the document says that an item is read by."""
    # What is still to be decided stands in an agenda; only a label tells that somebody decided there.
    decides = head.document_type.value not in _AGENDAS
    known = _known(head)
    alone = surnames.of(source.view[document.range.a : document.range.b], known)
    return Context(said, known | alone.unmistakable, decides, decides and _unlabelled(blocks), alone)


def _known(head: Header) -> frozenset[str]:
    """The people whom the head names as the meeting's: its members, also by their initials, and who came for them."""
    substitutes = (one.substitute.value for one in head.attendance.absent if one.substitute is not None)
    return frozenset([*(person.name.value for person in head.members), *substitutes, *head.people.initials])


def _kind(source: Source, head: Header, items: Sequence[ItemBlocks]) -> Text:
    """What kind of document it is; a section called minutes is of minutes, whatever the head says.

    Where the head says nothing, what tells of decisions that were made, of a meeting that has ended, or of who was
    absent, is minutes.
    """
    stated = head.document_type
    if stated.value not in (_UNKNOWN, _AGENDA):
        return stated
    labels = (block.label for each in items for block in each.sections if block.label.gives.get("weak") and block.lines)
    label = next(labels, None)
    if label is not None:
        return Placed(_MINUTES, (label.at,), label.rule)
    told = _told(source, head, items) if items and stated.value != _AGENDA else ()
    return Placed(_MINUTES, told, INFERRED) if told else stated


def _told(source: Source, head: Header, items: Sequence[ItemBlocks]) -> tuple[Range, ...]:
    """Where the document tells what only minutes do; nowhere, where it does not."""
    if head.closed is not None:
        return head.closed.at
    if head.attendance.absent and head.attendance.statements:
        return (head.attendance.statements[0].span,)
    decided = [block for each in items for block in each.sections[:_MOST_SECTIONS] if _decides(source, block)]
    return (decided[0].label.at,) if decided and 2 * len(decided) >= len(items) else ()


def _decides(source: Source, block: Block) -> bool:
    """Whether a section is this meeting's decision, and one of its first lines says what was decided."""
    if block.kind != _DECISION or not block.lines:
        return False
    return any(outcomes(source.view[line.a : line.b]) for line in block.lines[:_DECIDING_LINES])


def _first(*times: Placed[Time] | None) -> Placed[Time] | None:
    return next((time for time in times if time is not None), None)


def _unlabelled(items: Sequence[ItemBlocks]) -> bool:
    """Whether decisions stand without a label: none of the sections of the document is one."""
    return bool(items) and not any(block.kind == _DECISION for each in items for block in each.sections)


def _tail(source: Source, lines: Sequence[Line]) -> AttendanceReading:
    """What stands below the last item: when the meeting ended, say, and lists of those who were there."""
    if not lines:  # nearly always
        return AttendanceReading()
    listed = elsewhere_listed.of(source, lines)
    parts = elsewhere.with_times(source, paragraphs(source, lines))
    return listed or attendance.of_sentences(source, parts, of_item=False)


def _below(source: Source, lines: Sequence[Line]) -> AttendanceReading:
    """The same, with notes on what would be an item's there, and on what stands beside what was read or told."""
    reading = _tail(source, lines)
    if not lines:  # nearly always
        return reading
    passage = passages.passage(source, lines)
    heard = Stretches(elsewhere.heard(reading))
    attended = elsewhere.of_attendance([paragraph.piece for paragraph in passage.paragraphs], heard)
    reading = reading._replace(notes=(*reading.notes, *elsewhere.unread(passage, heard), *attended))
    return reading._replace(notes=(*reading.notes, *_beside(passage, Stretches(elsewhere.heard(reading)))))


def _beside(passage: Passage, heard: Stretches) -> Iterator[Note]:
    """Notes on the sentences beside those that were `heard`: of a line without one, the outline tells."""
    for paragraph in passage.paragraphs:
        if heard.meet(*paragraph.piece.range):
            for sentence in paragraph.sentences:
                if not heard.meet(*sentence.range):
                    said = sentence.text[:_LONGEST_TOLD]
                    place = (sentence.start, sentence.runs[-1][1], sentence.end)
                    yield Note("unclaimed-line", f"in no field: {said!r}.", *place)


def _ending(source: Source, items: Sequence[ItemBlocks]) -> AttendanceReading:
    """What the last line of the last item says, whatever stands above it: when the meeting ended, say."""
    *_, lines = [(), *(lines for each in items[-1:] for lines in (each.lead, *_last_lines(each.sections)) if lines)]
    return _tail(source, lines[-1:])


def _last_lines(sections: Sequence[Block]) -> Iterator[Sequence[Line]]:
    for block in sections:
        yield block.lines
        yield from _last_lines(block.inner)


def roles_below(source: Source, reading: MinutesReading) -> Iterator[LineRole]:
    """What the lines below the last item are that tell when the meeting began and ended, and who was there."""
    end = reading.items[-1].range.b if reading.items else len(source.view)
    meeting = reading.meeting
    for field, placed in (("opened", meeting.opened), ("closed", meeting.closed)):
        for place in placed.at if placed is not None else ():
            if place.a > end:
                yield LineRole(source.line_at(place.a), "date", "sentence", f"/{field}")
    for statement in meeting.attendance.statements:
        if statement.span.a > end:
            for line in range(source.line_at(statement.span.a), source.line_at(statement.span.b - 1) + 1):
                yield LineRole(line, "attendance", "sentence", "/attendance")
    heads = elsewhere_listed.heads_of(source, meeting.attendance.statements, end)
    yield from (LineRole(source.line_at(at.a), "attendance", "label.list", "/attendance") for at in heads)


def _entry(source: Source, entry: Entry) -> ContentsEntry:
    title = Placed(in_one([source.phrase(*place) for place in entry.title]), entry.title)
    number = Placed(source.phrase(*entry.number), (entry.number,)) if entry.number is not None else None
    return ContentsEntry(title, number, entry.page)


def _held_against_contents(
    contents: Sequence[ContentsEntry], document: DocumentBlocks, items: Sequence[AgendaItem]
) -> tuple[tuple[AgendaItem, ...], tuple[Note, ...]]:
    if not contents:  # nearly always
        return tuple(items), ()
    entries = [
        Title(
            title_key(node.title.value), node.title.value, node.number and node.number.value, entry.closed, entry.title
        )
        for entry, node in zip(document.contents, contents, strict=True)
    ]
    titles = [
        Title(
            title_key(each.title.value) if each.title else "",
            each.title.value if each.title else "",
            each.number and each.number.value,
        )
        for each in items
    ]
    found, notes = crosschecks.compare_contents(entries, titles)
    return crosschecks.closed_in_contents(items, found), notes


def _authority(source: Source, head: Header, document: DocumentBlocks, given: Given) -> tuple[Text | None, Text | None]:
    """Whose document it is, and where that is known from."""
    if given.authority and given.authority_source == "given":
        return Placed(given.authority), Placed("given")
    stated = head.authority or _stated(source, document)
    if stated is not None and not (given.authority and _is_of_host(stated, head, given)):
        return stated, Placed("text")
    if given.authority:
        return Placed(given.authority), Placed("layout")
    return None, None


def _is_of_host(stated: Text, head: Header, given: Given) -> bool:
    """Whether the authority that is `stated` stands in the meeting's place alone, and the layout is another's."""
    if given.authority == stated.value or head.place is None:
        return False
    return any(place.a <= at.a and at.b <= place.b for at in stated.at for place in head.place.at)


def _stated(source: Source, document: DocumentBlocks) -> Text | None:
    """The authority that a line of the head names, or whose address it prints."""
    for line in document.header:
        text = source.view[line.a : line.b]
        for statement in authorities.find(text):
            place = (Range(line.a + statement.start, line.a + statement.end),)
            return Placed(statement.authority.name, place)
    return None


def _name(source: Source, document: DocumentBlocks, head: Header, kind: Text, authority: Text | None) -> str:
    """The meeting's id."""
    identity = Identity(
        authority and authority.value,
        head.body and head.body.value,
        head.date and head.date.value,
        head.scheduled_start and head.scheduled_start.value,
        kind.value,
    )
    return crosschecks.meeting_id(identity, lambda: source.plain(*document.range))


def _with_names(source: Source, blocks: Sequence[ItemBlocks], name: str) -> Iterator[tuple[ItemBlocks, Called]]:
    """The items of the meeting `name`, each with what it is called."""
    called = map(_called, repeat(name), count(1), blocks, _pages(source, blocks))
    return zip(blocks, called, strict=True)


def _pages(source: Source, blocks: Sequence[ItemBlocks]) -> Sequence[int | None]:
    """The page on which each item begins; None where the text has no pages."""
    if not source.boxes and not source.holds("\f"):
        return [None] * len(blocks)
    # Imported here: most texts stand on no paper.
    from referat.text import paper

    return paper.pages_at(source, [each.range.a for each in blocks])


def _called(meeting: str, position: int, block: ItemBlocks, page: int | None) -> Called:
    """What an item of `meeting` is called: its id and its position; and the page on which it begins."""
    item_id = crosschecks.item_id(meeting, position, block.number and block.number.value)
    return Called(Placed(item_id), Placed(position), Placed(page) if page is not None else None)
