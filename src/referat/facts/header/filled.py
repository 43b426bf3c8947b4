"""The head of a meeting's document, filled from what stands elsewhere where it says nothing.

Labels of decisions may be all that tells whose they are and of which day, and so may lines that run along.
"""

from datetime import date as Date

from referat.facts import bodies, ownership
from referat.facts.header import labels
from referat.facts.header.head import Header
from referat.facts.header.head import of as head_of
from referat.lexicon import values
from referat.outline.blocks import Block, DocumentBlocks
from referat.text.places import Placed, Range
from referat.text.source import Source

# So many fields of a head stand below a decision's label.
_FIELDS = 3


def of(source: Source, document: DocumentBlocks) -> Header:
    """The head, its body and day filled from the labels of decisions where only they tell them.

    The latest day of a label is the meeting's: other bodies, and earlier meetings, decided before it.
    """
    head = head_of(source, document)
    if head.body is None or head.date is None:
        head = _with_labels(source, head, document)
    return _with_running(source, head, document) if document.running else head


def _with_labels(source: Source, head: Header, document: DocumentBlocks) -> Header:
    """The head, its body and day filled from the labels of decisions: the latest day of a label is the meeting's."""
    blocks = [block for each in document.items for block in ownership.deciding(source, each)]
    days = [_day(source, block) for block in blocks]
    dated = [(day, block) for day, block in zip(days, blocks, strict=True) if day is not None]
    if not dated or (head.date is None and None in days):
        return head
    latest = head.date.value if head.date is not None else max(day.value for day, _ in dated)
    own = [(day, block) for day, block in dated if day.value == latest]
    if not own:
        return head
    day, block = own[0]
    label, where = block.label, _field(source, block, "place")
    body = label.slots.get("body")
    named = body is not None and not bodies.names_nobody(source.phrase(*body))
    return head._replace(
        date=head.date or day,
        body=head.body or (Placed(source.phrase(*body), (body,), label.rule) if body is not None and named else None),
        place=head.place or (Placed(source.phrase(*where), (where,), label.rule) if where is not None else None),
    )


def _with_running(source: Source, head: Header, document: DocumentBlocks) -> Header:
    """The head, its body, day and authority filled from the lines that run along where nothing else tells them."""
    if head.body is not None and head.date is not None and head.authority is not None:
        return head
    running = head_of(source, document._replace(header=document.running))
    return head._replace(
        body=head.body or running.body,
        date=head.date or running.date,
        authority=head.authority or running.authority,
    )


def _day(source: Source, block: Block) -> Placed[Date] | None:
    """The day of a decision: its label's, or that of a field below a label that says whose it is."""
    label = block.label
    place = label.slots.get("date") or _field(source, block, "when")
    value = values.date(source.phrase(*place).strip()) if place is not None else None
    return Placed(value, (place,), label.rule) if value is not None and place is not None else None


def _field(source: Source, block: Block, name: str) -> Range | None:
    """Where a field of a meeting's head has its value that stands directly below a decision's label, body and all."""
    for line in block.lines[:_FIELDS] if "body" in block.label.slots else ():
        field, colon, value = source.view[line.a : line.b].partition(":")
        label = labels.named(field) if colon else None
        if label is not None and label.field == name:
            return Range(line.b - len(value.lstrip()), line.b)
    return None
