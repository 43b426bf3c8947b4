"""One frozen class a node of the contract, in the order of its fields; every value is placed.

A reader returns nodes; nothing is written into one afterwards (`_replace` makes another). `record.py` walks them.
Names are those of the JSON, but for a final underscore (`for_`, `count_`). A `Range` is a place in the view; it
becomes a Span.
"""

from datetime import date as Date
from datetime import datetime

from referat.text.places import Placed, Range
from referat.tuples import NamedTuple

Text = Placed[str]


class Attendee(NamedTuple):
    """Someone of whom the text says that they were there, or that they were not."""

    name: Text
    party: Text | None = None
    role: Text | None = None
    excused: Placed[bool] | None = None
    substitute: Text | None = None
    recused: Placed[bool] | None = None
    note: Text | None = None


class Movement(NamedTuple):
    """Someone came late or left early; `kind` is "arrived" or "left"."""

    name: Text
    kind: Text
    time: Text | None
    item: Text | None
    span: Range


class Statement(NamedTuple):
    """A sentence that says who was there, verbatim."""

    text: Text
    span: Range


class Attendance(NamedTuple):
    """Who was there. `basis` is "list", "exceptions" or "none"."""

    basis: Text = Placed("none")
    present: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    movements: tuple[Movement, ...] = ()
    statements: tuple[Statement, ...] = ()


class Person(NamedTuple):
    """Someone whom the header lists, or whom the text names with a party or a political role."""

    name: Text
    party: Text | None = None
    role: Text | None = None


class ContentsEntry(NamedTuple):
    """A line of the table of contents."""

    title: Text
    number: Text | None = None
    page: Placed[int] | None = None


class Link(NamedTuple):
    """A URL in a section's text, or behind some of its words."""

    url: Text
    span: Range


class Mention(NamedTuple):
    """What a section's text refers to."""

    kind: Text
    value: Text
    span: Range


class Section(NamedTuple):
    """A labelled part of an item."""

    kind: Text
    label: Text
    text: Text
    body: Text | None
    date: Placed[Date] | None
    links: tuple[Link, ...]
    mentions: tuple[Mention, ...]
    span: Range


class Recommendation(NamedTuple):
    """Who recommends what."""

    by: Text | None
    points: tuple[Text, ...]
    span: Range


class PointRuling(NamedTuple):
    """What was decided about one point of the recommendation."""

    ref: Text
    outcomes: tuple[Text, ...]


class Elected(NamedTuple):
    """Who was chosen, and for what."""

    name: Text
    party: Text | None = None
    to: Text | None = None


class VoteSide(NamedTuple):
    """One side of a vote, as far as the text gives it."""

    count_: Placed[int] | None = None
    parties: tuple[Text, ...] = ()
    names: tuple[Text, ...] = ()


class Vote(NamedTuple):
    """A vote. Nobody's vote is inferred."""

    subject: Text | None
    method: Text | None
    for_: VoteSide
    against: VoteSide
    abstained: VoteSide
    text: Text
    span: Range


class Remark(NamedTuple):
    """A minority's statement, or a remark for the protocol."""

    by: tuple[Text, ...]
    text: Text
    span: Range


class Decision(NamedTuple):
    """What this body decided in this meeting."""

    text: Text
    outcomes: tuple[Text, ...]
    amended: Placed[bool]
    points: tuple[PointRuling, ...]
    follows_recommendation: Text | None
    elected: tuple[Elected, ...]
    votes: tuple[Vote, ...]
    remarks: tuple[Remark, ...]
    postponed_to: Text | None
    referred_to: Text | None
    span: Range


class Attachment(NamedTuple):
    """A document that goes with the item."""

    title: Text
    url: Text | None = None


class AgendaItem(NamedTuple):
    """One item of the meeting."""

    id: Text
    position: Placed[int]
    number: Text | None
    title: Text | None
    marks: tuple[Text, ...]
    case_number: Text | None
    access: Text | None
    lead: Text | None
    page: Placed[int] | None
    sections: tuple[Section, ...]
    recommendation: Recommendation | None
    recommendations: tuple[Recommendation, ...]
    decision: Decision | None
    attendance: Attendance
    attachments: tuple[Attachment, ...]
    span: Range


class Meeting(NamedTuple):
    """The minutes or the agenda of one meeting; its source, layout and diagnostics are added with the record."""

    id: Text
    document_type: Text
    title: Text | None
    body: Text | None
    authority: Text | None
    authority_source: Text | None
    date: Placed[Date] | None
    scheduled_start: Placed[datetime] | None
    scheduled_end: Placed[datetime] | None
    opened: Placed[datetime] | None
    closed: Placed[datetime] | None
    place: Text | None
    contents: tuple[ContentsEntry, ...]
    attendance: Attendance
    people: tuple[Person, ...]
    items: tuple[AgendaItem, ...]
