"""Two walks of the one tree of nodes: the record that is written, and the places where its values were read.

A record is a plain dict that has what the models of `model.py` have, under the names that stand in JSON: the same
fields in the same order, every one present, of the same types (a date is a `date`, a span a dict).

One literal a shape, since every document comes this way. Most lists are empty, and are asked before they are walked: a
comprehension over nothing takes as long as six fields. What may be many is an iterator: validation makes a list of it,
and nothing is there twice.
"""

from collections.abc import Iterator
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from referat.contract import nodes
from referat.contract.diagnostics import Diagnostic
from referat.text.places import Placed, Range
from referat.text.source import Source, Span, SpanNode
from referat.tuples import NamedTuple

if TYPE_CHECKING:
    from referat.contract.model import Meeting

#: A meeting as `Meeting.model_dump()` gives it.
Record: TypeAlias = dict[str, Any]
T = TypeVar("T")
# Leaves that stand beside the tree of nodes; no place in the text says them.
_DERIVED = ("/schema_version", "/layout")


class Envelope(NamedTuple):
    """What a record has beside its nodes and what the source knows: the layout's id, and the diagnostics."""

    layout: str
    diagnostics: tuple[Diagnostic, ...] = ()


def as_record(meeting: "Meeting | Record") -> Record:
    """The record of a model; a record stays itself."""
    return meeting if isinstance(meeting, dict) else meeting.model_dump()


def record(meeting: nodes.Meeting, source: Source, envelope: Envelope) -> Record:
    """The draft of `meeting`, which was read in `source`; what may be many in it is made one at a time, when asked for.

    `validation.validated` makes the record of it.
    """
    span = source.span_nodes()
    return {
        "schema_version": "1",
        "id": meeting.id.value,
        "source": _source(source),
        "layout": envelope.layout,
        "document_type": meeting.document_type.value,
        "title": meeting.title and meeting.title.value,
        "body": meeting.body and meeting.body.value,
        "authority": meeting.authority and meeting.authority.value,
        "authority_source": meeting.authority_source and meeting.authority_source.value,
        "date": meeting.date and meeting.date.value,
        "scheduled_start": meeting.scheduled_start and meeting.scheduled_start.value,
        "scheduled_end": meeting.scheduled_end and meeting.scheduled_end.value,
        "opened": meeting.opened and meeting.opened.value,
        "closed": meeting.closed and meeting.closed.value,
        "place": meeting.place and meeting.place.value,
        "contents": [
            {
                "title": entry.title.value,
                "number": entry.number and entry.number.value,
                "page": entry.page and entry.page.value,
            }
            for entry in meeting.contents
        ],
        "attendance": _attendance(meeting.attendance, span),
        "people": [
            {
                "name": person.name.value,
                "party": person.party and person.party.value,
                "role": person.role and person.role.value,
            }
            for person in meeting.people
        ],
        "items": (_item(item, span) for item in meeting.items),
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in envelope.diagnostics],
    }


def _values(placed: tuple[Placed[T], ...]) -> list[T]:
    return [each.value for each in placed] if placed else []


def _source(source: Source) -> Record:
    return {
        "name": source.name,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "characters": len(source.text),
        "lines": source.line_count,
    }


def _diagnostic(diagnostic: Diagnostic) -> Record:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "line": diagnostic.line,
    }


def _attendance(attendance: nodes.Attendance, span: SpanNode) -> Record:
    return {
        "basis": attendance.basis.value,
        "present": map(_attendee, attendance.present) if attendance.present else [],
        "absent": map(_attendee, attendance.absent) if attendance.absent else [],
        "movements": map(_movement, attendance.movements, repeat(span)) if attendance.movements else [],
        "statements": map(_statement, attendance.statements, repeat(span)) if attendance.statements else [],
    }


def _statement(statement: nodes.Statement, span: SpanNode) -> Record:
    return {"text": statement.text.value, "span": span(*statement.span)}


def _movement(movement: nodes.Movement, span: SpanNode) -> Record:
    return {
        "name": movement.name.value,
        "kind": movement.kind.value,
        "time": movement.time and movement.time.value,
        "item": movement.item and movement.item.value,
        "span": span(*movement.span),
    }


def _attendee(attendee: nodes.Attendee) -> Record:
    return {
        "name": attendee.name.value,
        "party": attendee.party and attendee.party.value,
        "role": attendee.role and attendee.role.value,
        "excused": attendee.excused and attendee.excused.value,
        "substitute": attendee.substitute and attendee.substitute.value,
        "recused": attendee.recused and attendee.recused.value,
        "note": attendee.note and attendee.note.value,
    }


def _item(item: nodes.AgendaItem, span: SpanNode) -> Record:
    return {
        "id": item.id.value,
        "position": item.position.value,
        "number": item.number and item.number.value,
        "title": item.title and item.title.value,
        "marks": _values(item.marks),
        "case_number": item.case_number and item.case_number.value,
        "access": item.access and item.access.value,
        "lead": item.lead and item.lead.value,
        "page": item.page and item.page.value,
        "sections": map(_section, item.sections, repeat(span)),
        "recommendation": None if item.recommendation is None else _recommendation(item.recommendation, span),
        "recommendations": map(_recommendation, item.recommendations, repeat(span)),
        "decision": None if item.decision is None else _decision(item.decision, span),
        "attendance": _attendance(item.attendance, span),
        "attachments": [
            {"title": attachment.title.value, "url": attachment.url and attachment.url.value}
            for attachment in item.attachments
        ]
        if item.attachments
        else [],
        "span": span(*item.span),
    }


def _section(section: nodes.Section, span: SpanNode) -> Record:
    kind, label, text, body, date, links, mentions, at = section
    return {
        "kind": kind.value,
        "label": label.value,
        "text": text.value,
        "body": body and body.value,
        "date": date and date.value,
        "links": map(_link, links, repeat(span)) if links else [],
        "mentions": map(_mention, mentions, repeat(span)) if mentions else [],
        "span": span(*at),
    }


def _link(link: nodes.Link, span: SpanNode) -> Record:
    return {"url": link.url.value, "span": span(*link.span)}


def _mention(mention: nodes.Mention, span: SpanNode) -> Record:
    return {"kind": mention.kind.value, "value": mention.value.value, "span": span(*mention.span)}


def _recommendation(recommendation: nodes.Recommendation, span: SpanNode) -> Record:
    return {
        "by": recommendation.by and recommendation.by.value,
        "points": _values(recommendation.points),
        "span": span(*recommendation.span),
    }


def _decision(decision: nodes.Decision, span: SpanNode) -> Record:
    return {
        "text": decision.text.value,
        "outcomes": _values(decision.outcomes),
        "amended": decision.amended.value,
        "points": [{"ref": point.ref.value, "outcomes": _values(point.outcomes)} for point in decision.points]
        if decision.points
        else [],
        "follows_recommendation": decision.follows_recommendation and decision.follows_recommendation.value,
        "elected": [
            {
                "name": elected.name.value,
                "party": elected.party and elected.party.value,
                "to": elected.to and elected.to.value,
            }
            for elected in decision.elected
        ]
        if decision.elected
        else [],
        "votes": map(_vote, decision.votes, repeat(span)) if decision.votes else [],
        "remarks": [
            {"by": _values(remark.by), "text": remark.text.value, "span": span(*remark.span)}
            for remark in decision.remarks
        ]
        if decision.remarks
        else [],
        "postponed_to": decision.postponed_to and decision.postponed_to.value,
        "referred_to": decision.referred_to and decision.referred_to.value,
        "span": span(*decision.span),
    }


def _vote(vote: nodes.Vote, span: SpanNode) -> Record:
    return {
        "subject": vote.subject and vote.subject.value,
        "method": vote.method and vote.method.value,
        "for": _side(vote.for_),
        "against": _side(vote.against),
        "abstained": _side(vote.abstained),
        "text": vote.text.value,
        "span": span(*vote.span),
    }


def _side(side: nodes.VoteSide) -> Record:
    return {"count": side.count_ and side.count_.value, "parties": _values(side.parties), "names": _values(side.names)}


def places(meeting: nodes.Meeting, source: Source) -> dict[str, list[Span]]:
    """JSON pointer -> where the value was read, for every leaf of the record that is not null, in its order.

    A list's elements have pointers of their own ("/items/0/decision/outcomes/0"). A value may have been read in several
    places; one that is derived has none. A span is its own place, and `source` and `diagnostics` tell of the text
    what does not stand in it: these have no pointers. In a file with pages they are a `PaperSpan` each.
    """
    pointers: dict[str, list[Span]] = {pointer: [] for pointer in _DERIVED}
    for pointer, placed in _leaves(meeting, ""):
        pointers[pointer] = [span for a, b in placed.at for span in source.spans(a, b)]
    return _on_paper(source, pointers) if source.boxes else pointers


class Value(NamedTuple):
    """A leaf of a record that is not null: its JSON pointer, where it was read, and by which rule of the vocabulary.

    Nowhere, where it is derived; by no rule, where the place alone tells it.
    """

    pointer: str
    spans: tuple[Span, ...]
    rule: str


def values(meeting: nodes.Meeting, source: Source) -> Iterator[Value]:
    """Every leaf that is in `places`, with its rule."""
    for pointer, placed in _leaves(meeting, ""):
        yield Value(pointer, tuple(span for a, b in placed.at for span in source.spans(a, b)), placed.rule)


def _on_paper(source: Source, pointers: dict[str, list[Span]]) -> dict[str, list[Span]]:
    # Imported here: most texts stand on none.
    from referat.text.paper import on_paper

    return {pointer: [on_paper(source, span) for span in spans] for pointer, spans in pointers.items()}


def _leaves(value: Any, pointer: str) -> Iterator[tuple[str, Placed[Any]]]:
    """The placed values in and below `value`, which stands at `pointer`."""
    if isinstance(value, Placed):
        yield pointer, value
    elif isinstance(value, tuple) and not isinstance(value, Range):
        # A node knows its fields' names, a plain tuple is a list.
        names = map(_json_name, getattr(value, "_fields", None) or map(str, range(len(value))))
        for name, child in zip(names, value, strict=True):
            yield from _leaves(child, f"{pointer}/{name}")


def _json_name(field: str) -> str:
    return field.rstrip("_")
