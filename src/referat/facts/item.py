"""One item of the meeting: what its heading and its sections say, put together."""

import re
from collections.abc import Iterator, Sequence
from datetime import time as Time
from functools import cache
from itertools import pairwise

from referat.contract.nodes import AgendaItem, Attachment, Decision, Recommendation, Remark, Section, Text
from referat.contract.notes import Note
from referat.facts import (
    above_decision,
    attachments,
    attendance,
    closing,
    decision,
    elections,
    elsewhere,
    inner,
    other_items,
    passages,
    presence,
    recommendation,
    recommended_in_text,
    remark_sections,
    section,
    torn_names,
    triggers,
)
from referat.facts.attendance import AttendanceReading, ItemAbsence
from referat.facts.header import elsewhere_listed
from referat.facts.mentions import NO_MENTIONS, Mentions
from referat.facts.other_items import OtherRuling
from referat.facts.passages import Passage
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.section import PREVIOUS
from referat.facts.sentences import in_one, paragraphs
from referat.facts.surnames import NO_SURNAMES, Surnames
from referat.lexicon import idioms
from referat.lexicon.gates import holds_one
from referat.lexicon.patterns import compile_pattern
from referat.outline.blocks import Block, ItemBlocks
from referat.text.places import Line, Placed, Range, Stretches
from referat.text.source import Source
from referat.tuples import NamedTuple

# An item that is no longer, and has no label, may say what was decided in a document that has labels.
_LONGEST_MINUTE = 400
_DECISION, _ATTENDANCE, _ATTACHMENTS, _RECOMMENDATION = "decision", "attendance", "attachments", "recommendation"


class Context(NamedTuple):
    """What the rest of the document says that an item is read by.

    `mentions` are those of the whole text, `known` the meeting's people, also by those of their `surnames` that are
    unmistakable. `decides` tells that the document may tell of decisions; `decision_unlabelled` that it prints no
    labels for them: they stand below a recommendation, or below the heading.
    """

    mentions: Mentions = NO_MENTIONS
    known: Known = NOBODY_KNOWN
    decides: bool = True
    decision_unlabelled: bool = False
    surnames: Surnames = NO_SURNAMES


NO_CONTEXT = Context()


class Called(NamedTuple):
    """What an item is called among those of its meeting, which who numbers the items gives: id, position, and page."""

    id: Text = Placed("")
    position: Placed[int] = Placed(0)
    page: Placed[int] | None = None


_UNCALLED = Called()
# Sections that say nothing of the case: who is to see to it.
_BESIDE = frozenset({"admin"})
# With which a sentence ends.
_STOPS = ".!?:"


class ItemReading(NamedTuple):
    """An item, and what its text says beyond it: of other items, of absences from them, and the meeting's hours."""

    item: AgendaItem
    absences: tuple[ItemAbsence, ...] = ()
    opened: Placed[Time] | None = None
    closed: Placed[Time] | None = None
    notes: tuple[Note, ...] = ()
    blocks: ItemBlocks | None = None
    of_others: tuple[OtherRuling, ...] = ()


class _Own(NamedTuple):
    """A section of this meeting's decision: its block, and what was made of that."""

    block: Block
    section: Section


class _Beside(NamedTuple):
    """What the rest of an item says of its decision: its sections, what is recommended and stands below it, remarks."""

    own: Sequence[_Own]
    recommended: tuple[Recommendation, ...]
    rest: tuple[Line, ...]
    remarks: tuple[Remark, ...]


class _Decided(NamedTuple):
    """The item's decision, and what its sentences say of attendance and of other items."""

    decision: Decision | None = None
    attendance: tuple[AttendanceReading, ...] = ()
    notes: tuple[Note, ...] = ()
    of_others: tuple[OtherRuling, ...] = ()


def of(source: Source, item: ItemBlocks, context: Context = NO_CONTEXT, called: Called = _UNCALLED) -> ItemReading:
    """The item that the outline found; the kinds of its sections are settled (see `ownership`)."""
    item = _of_names(source, item, context.known) if item.names else item  # hardly ever
    item = above_decision.regained(source, inner.settled(source, item, context.known))
    item = above_decision.settled(source, item)
    parts = [part for block in item.sections for part in (block, *block.inner)]
    sections = _sections(source, item.range, parts, context.mentions)
    own = [_Own(block, section) for block, section in zip(parts, sections, strict=True) if block.kind == _DECISION]
    recommended, rest = _recommended(source, item)
    remarked = remark_sections.of(source, item, context.known)
    decided = _decided(source, item, context, _Beside(own, recommended, rest, remarked.remarks))
    if not recommended and item.lead and (decided.decision is not None or not context.decides):
        stop = decided.decision.span.a if decided.decision is not None else item.lead[-1].b
        recommended = recommended_in_text.of(source, item.lead, stop)
    moves = () if _lead_decides(item, context) else _moves(source, item, context.known)
    undecided = item.sections and not own and context.decides
    last = closing.of(source, item.sections, context.known) if undecided else attendance.NOTHING_SAID
    lists = _rolls(source, item, context.known)
    roll = attendance.joined(*decided.attendance, *moves, *lists, *remarked.attendance, last)
    node = AgendaItem(
        id=called.id,
        position=called.position,
        number=item.number,
        title=_title(source, item),
        marks=tuple([_phrase(source, at) for at in item.marks]),
        case_number=_phrase(source, item.case_number) if item.case_number else None,
        access=item.access,
        lead=passages.written(source, item.lead) if item.lead else None,
        page=called.page,
        sections=sections,
        recommendation=recommended[0] if recommended else None,
        recommendations=recommended,
        decision=decided.decision,
        attendance=roll.attendance,
        attachments=tuple(_attachments(source, item)),
        span=item.range,
    )
    notes = (*decided.notes, *roll.notes, *remarked.notes, *_unread_attachments(source, item))
    return ItemReading(node, roll.absences, roll.opened, roll.closed, notes, item, decided.of_others)


def _phrase(source: Source, at: Range) -> Text:
    return Placed(source.phrase(*at), (at,))


def _title(source: Source, item: ItemBlocks) -> Text | None:
    words = [source.phrase(*at) for at in item.title]
    if not words:
        return None
    return Placed(words[0] if len(words) == 1 else in_one(words), item.title)


def _sections(source: Source, at: Range, parts: Sequence[Block], mentions: Mentions) -> tuple[Section, ...]:
    """The sections of an item that stands at `at`, each before those that stand in the middle of it."""
    said = mentions.within(*at)
    return tuple([section.of(source, part, said) for part in parts])


def _attachments(source: Source, item: ItemBlocks) -> Iterator[Attachment]:
    for block in item.sections:
        if block.kind == _ATTACHMENTS:
            yield from attachments.of(source, block)
    yield from attachments.on_heading(source, item.files)


def _unread_attachments(source: Source, item: ItemBlocks) -> Iterator[Note]:
    for block in item.sections:
        if block.kind == _ATTACHMENTS:
            yield from attachments.unread(source, block)


# --- What is recommended


def _recommended(source: Source, item: ItemBlocks) -> tuple[tuple[Recommendation, ...], tuple[Line, ...]]:
    """Every sender's recommendation, and the lines below the points of the first section, where more stands there."""
    nodes: list[Recommendation] = []
    rest: tuple[Line, ...] = ()
    for block in item.sections:
        if block.kind != _RECOMMENDATION:
            continue
        reading = recommendation.of(source, block)
        if not nodes and (reading.recommendations or _decides_too(source, block)):
            whole = _decides_too(source, block) or any(node.points for node in reading.recommendations)
            rest = reading.rest if whole else _below_first(source, block, reading.rest)
        nodes += reading.recommendations
    return tuple(nodes), rest


def _below_first(source: Source, block: Block, rest: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of `rest` below the block's first paragraph: without points, that is what is recommended.

    In a block of one paragraph, those from where they say what was decided, and who was absent for it: "Godkendes."
    above "Bo Elm deltog ikke i sagens behandling." and "Godkendt."
    """
    stop = next((line.a for line in block.lines[1:] if line.apart), block.range.b)
    below = tuple([line for line in rest if line.a >= stop])
    if below or len(rest) <= 1:
        return below
    said = _says_decided()
    for k, (above, line) in enumerate(pairwise(rest), 1):
        if source.view[above.b - 1] in _STOPS and said.match(source.view, line.a, line.b):
            first = k
            while first > 1 and triggers.speaks(triggers.mask(source.view[rest[first - 1].a : rest[first - 1].b])):
                first -= 1
            return rest[first:]
    return ()


@cache
def _says_decided() -> re.Pattern[str]:
    return compile_pattern(idioms.patterns("recommendation")["decided"])


def _decides_too(source: Source, block: Block) -> bool:
    """Whether the label says that the decision stands in the section as well: "Indstilling og beslutning"."""
    label = source.view[slice(*block.label.at)].lower()
    return holds_one(label, idioms.table("recommendation")["decides_too"]["words"])


# --- What was decided


def _decided(source: Source, item: ItemBlocks, context: Context, beside: _Beside) -> _Decided:
    """The decision of the item, in a section of its own or without a label."""
    own, recommended, rest, _ = beside
    places = [passages.passage(source, block.lines, section.span) for block, section in own] or _unlabelled(
        source, item, context, rest
    )
    if not places:
        return _Decided()
    title = _title_of_absent(source, item)
    rolls = [_roll(place, context.known, title) for place in places]
    counts = max([k for k, place in enumerate(places) if _says_anything(place)], default=len(places) - 1)
    place = places[counts]._replace(
        absences={piece.start: piece for piece in rolls[counts].said},
        number=item.number.value if item.number else None,
        points=len(recommended[0].points) if recommended and recommended[0].points else None,
        known=context.known,
        presents=not own,
        text=own[counts].section.text if own else None,
    )
    node, notes = decision.of(place)
    if not own and not (node.outcomes or node.votes or node.elected):
        return _Decided(None, tuple(rolls))
    if node.elected and rolls[counts].notes:  # "Bo Elm (V) blev valgt som suppleant"
        chosen = elections.told_otherwise(place.paragraphs, node.elected)
        left = tuple([note for note in rolls[counts].notes if note.at not in chosen])
        rolls[counts] = rolls[counts]._replace(notes=left)
    node = node._replace(remarks=(*node.remarks, *beside.remarks))
    if len(own) > 1:
        label = own[counts].block.label.at
        told = f"of {len(own)} sections of this meeting's decision, this one counts."
        notes = (Note("section-repeated", told, label.a, end=label.b), *notes)
    others = other_items.of(place, item, node) if place.words & triggers.table().figures else ()  # nearly never
    return _Decided(node, tuple(rolls), _unanswered(notes, rolls[counts]), others)


def _title_of_absent(source: Source, item: ItemBlocks) -> str:
    """The item's title where it is nothing but the label of those absent, "" elsewhere: its decision is their list."""
    title = source.view[slice(*item.title[0])] if len(item.title) == 1 else ""
    return title if title.lower() in _titles_of_absent() else ""


@cache
def _titles_of_absent() -> frozenset[str]:
    return frozenset(idioms.table("attendance")["titles_of_absent"]["words"])


def _roll(passage: Passage, known: Known, title: str) -> AttendanceReading:
    """What a decision's sentences say of attendance, or its names below a `title` that is a label of those absent."""
    if title:
        reading = attendance.of_list(passage.source, passage.lines, presence.listed_by(title), known=known)
        if reading.attendance.absent and not reading.notes:
            return reading
    if not triggers.speaks(passage.words):  # nearly always
        return attendance.NOTHING_SAID
    pieces = torn_names.rejoined(passage.paragraphs, known)
    return attendance.of_sentences(passage.source, pieces, of_item=True, known=known)


def _says_anything(passage: Passage) -> bool:
    """Whether a decision has a text: an earlier one is quoted, an empty one a template's."""
    return bool(passage.lines)


def _unanswered(notes: Sequence[Note], roll: AttendanceReading) -> tuple[Note, ...]:
    """`notes` without those on sentences that were read as attendance."""
    if not notes:
        return ()
    read = {piece.start for piece in roll.read}
    return tuple([note for note in notes if note.at not in read])


def _unlabelled(source: Source, item: ItemBlocks, context: Context, rest: tuple[Line, ...]) -> list[Passage]:
    """The decision that stands below the points of a recommendation, or below the heading, without a label."""
    both = any(block.kind == _RECOMMENDATION and _decides_too(source, block) for block in item.sections)
    if rest and (context.decision_unlabelled or both):
        return [passages.passage(source, rest)]
    return [passages.passage(source, item.lead)] if _lead_decides(item, context) else []


def _lead_decides(item: ItemBlocks, context: Context) -> bool:
    """Whether the text below the heading of an item without sections on the case may be its decision."""
    if not context.decides or not item.lead or any(section.kind not in _BESIDE for section in item.sections):
        return False
    return context.decision_unlabelled or item.lead[-1].b - item.lead[0].a <= _LONGEST_MINUTE


# --- Who was there


def _rolls(source: Source, item: ItemBlocks, known: Known) -> Iterator[AttendanceReading]:
    """What lists of those absent say; below an earlier decision they say who was absent then."""
    host = ""
    for block in item.sections:
        kind, _, _, inside = block
        if kind != _ATTENDANCE:
            host = kind
        for within in inside if kind != _ATTENDANCE else (block,):
            if host != PREVIOUS and within.kind == _ATTENDANCE:
                yield _list(source, within, known)
    if item.names:
        yield attendance.of_list(source, item.names, known=known)
    if item.lead and not item.sections and len(item.title) == 1:
        title = source.phrase(*item.title[0])
        listed = elsewhere_listed.of(source, item.lead, title) if elsewhere_listed.heads(title) else None
        yield from () if listed is None else (listed,)
    if item.title and ":" in source.view[item.title[0].a : item.title[0].b]:
        yield from _in_title(source, item, known)


def _in_title(source: Source, item: ItemBlocks, known: Known) -> Iterator[AttendanceReading]:
    """Who was there, or was not, where the title is a label for them and their names: "Fraværende: Asta Birkholm"."""
    a, b = item.title[0]
    label = source.view[a : source.view.index(":", a, b)]
    lines = [Line(a, b, a, apart=False) for a, b in item.title]
    if label.lower() in _titles_of_absent() or elsewhere_listed.heads(label):
        yield attendance.of_sentences(source, paragraphs(source, lines), of_item=True, known=known)


def _of_names(source: Source, item: ItemBlocks, known: Known) -> ItemBlocks:
    """`item`, what only looks like names below its heading a part of its lead: nobody is read in it, nor told of."""
    reading = attendance.of_list(source, item.names, known=known)
    heard = Stretches(elsewhere.heard(reading))
    names = tuple([line for line in item.names if heard.meet(line.a, line.b)])
    if len(names) == len(item.names):
        return item
    lead = sorted({*item.names, *item.lead} - {*names})
    return item._replace(names=names, lead=(lead[0]._replace(apart=True), *lead[1:]))


def _moves(source: Source, item: ItemBlocks, known: Known) -> tuple[AttendanceReading, ...]:
    """Who came, left or was disqualified, as the text below the heading says it."""
    words = idioms.table("attendance")["moving"]["words"]
    if not item.lead or not holds_one(source.view[item.lead[0].a : item.lead[-1].b], words):
        return ()
    pieces = paragraphs(source, item.lead)
    return (attendance.of_sentences(source, pieces, of_item=True, known=known, moves_only=True),)


def _list(source: Source, block: Block, known: Known) -> AttendanceReading:
    excused = block.label.gives.get("excused")
    listing = presence.listed_by(source.phrase(*block.label.at))
    listing = listing if excused is None else listing._replace(excused=excused)
    told = bool(block.label.gives.get("sentences"))
    beside = bool(block.lines) and source.line_at(block.lines[0].a) == source.line_at(block.label.at.a)
    return attendance.of_list(source, block.lines, listing, sentences_only=told, beside=beside, known=known)
