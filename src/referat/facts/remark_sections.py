"""Sections of remarks in an item: minority statements, remarks for the protocol, who came for whom.

What stands there is this meeting's where no other section is between it and the item's heading or its decision, or
where its label says that it is for the protocol; of an earlier decision's nothing is.
"""

from collections.abc import Iterator

from referat.contract.nodes import Remark
from referat.contract.notes import Note
from referat.facts import attendance, elsewhere, passages, remarks
from referat.facts.attendance import AttendanceReading
from referat.facts.members import is_nobody
from referat.facts.passages import Passage
from referat.facts.people import Known
from referat.facts.section import PREVIOUS
from referat.outline.blocks import Block, ItemBlocks
from referat.text.places import Stretches
from referat.text.source import Source
from referat.tuples import NamedTuple

_REMARKS, _DECISION, _ATTENDANCE = "remarks", "decision", "attendance"
# Below these, and below the heading, remarks are the meeting's whatever their label.
_OURS = ("", _DECISION)
# Below these they are of an earlier decision.
_EARLIER = (PREVIOUS, "history")


class RemarksReading(NamedTuple):
    """The remarks on the item's decision, what the sections say of attendance, and what of them was not read."""

    remarks: tuple[Remark, ...] = ()
    attendance: tuple[AttendanceReading, ...] = ()
    notes: tuple[Note, ...] = ()


_NOTHING = RemarksReading()


def of(source: Source, item: ItemBlocks, known: Known) -> RemarksReading:
    """What the sections of remarks of `item` say; `known` are the meeting's people."""
    if not [kind for kind, _, _, _ in item.sections if kind == _REMARKS]:  # nearly always
        return _NOTHING
    readings = [_section(source, block, host, known) for block, host in _hosted(item)]
    return RemarksReading(
        tuple(remark for reading in readings for remark in reading.remarks),
        tuple(roll for reading in readings for roll in reading.attendance),
        tuple(note for reading in readings for note in reading.notes),
    )


def _hosted(item: ItemBlocks) -> Iterator[tuple[Block, str]]:
    """The sections of remarks, each with the kind of the section that it belongs to, "" for the item itself."""
    host = ""
    for block in item.sections:
        if block.kind == _REMARKS:
            yield block, host
        elif block.kind != _ATTENDANCE:
            host = block.kind


def _section(source: Source, block: Block, host: str, known: Known) -> RemarksReading:
    for_protocol = remarks.is_label(source.phrase(*block.label.at))
    if not block.lines or host in _EARLIER or not (for_protocol or host in _OURS):
        return RemarksReading()
    passage = passages.passage(source, block.lines)._replace(known=known)
    made = tuple(remarks.below_label(passage)) if for_protocol and host == _DECISION else ()
    spans = [remark.span for remark in made]
    of_made = Stretches(spans)
    beside = [one for one in passage.paragraphs if not of_made.meet(one.piece.start, one.piece.start + 1)]
    # Above all others they are on the agenda, and so on the whole meeting: who is called in for whom came to this one.
    roll = attendance.of_sentences(source, beside, of_item=bool(host), known=known)
    heard = [*spans, *elsewhere.heard(roll)]
    notes = tuple(elsewhere.unread(passage, Stretches(heard)))
    if for_protocol and not heard and not notes:
        notes = tuple(_unsaid(passage))
    return RemarksReading(made, (roll,), notes)


def _unsaid(passage: Passage) -> Iterator[Note]:
    """Tells of a remark of which nobody says whose it is."""
    for paragraph in passage.paragraphs[:1]:
        if not is_nobody(paragraph.text):
            yield passages.unread(paragraph.piece)
