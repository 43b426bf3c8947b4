"""The contract: what comes out, as pydantic models.

The core builds plain dicts and validates the finished tree once; nothing here has behaviour. Names, order and meaning
of the fields are fixed: a field may be added, none is renamed or dropped without a new `schema_version`. Every field
is always present; unknown is None, nothing found is [].
"""

from datetime import date as Date
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from referat.contract.diagnostics import Diagnostic
from referat.contract.kinds import DocumentType, Outcome, SectionKind
from referat.text.source import Span


class _Node(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


class SourceInfo(_Node):
    """Where the text came from."""

    name: str
    """The file's path as it was given; "-" for standard input."""
    media_type: str
    encoding: str | None
    """The encoding that the bytes were decoded with; None for a text that was given as such."""
    sha256: str
    """Of the bytes, in hexadecimal."""
    characters: int
    """Unicode code points in the decoded text, any byte order mark left off."""
    lines: int


class ContentsEntry(_Node):
    """A line of the table of contents. A title that was too long for its line is cut off there, and here."""

    title: str
    number: str | None = None
    page: int | None = None


class Person(_Node):
    """Someone whom the header lists, or whom the text names with a party or a political role."""

    name: str
    party: str | None = None
    role: str | None = None
    """In lower case and indefinite: "formand", "næstformand"."""


class Attendee(_Node):
    """Someone of whom the text says that they were there, or that they were not."""

    name: str
    party: str | None = None
    role: str | None = None
    excused: bool | None = None
    """True where the text says that they had sent apologies."""
    substitute: str | None = None
    recused: bool | None = None
    note: str | None = None


class Movement(_Node):
    """Someone came late or left early."""

    name: str
    kind: Literal["arrived", "left"]
    time: str | None = None
    item: str | None = None
    span: Span


class Statement(_Node):
    """A sentence that says who was there, verbatim."""

    text: str
    span: Span


class Attendance(_Node):
    """Who was there. Nobody is inferred to be present.

    `basis` is "list" where everyone present is named, "exceptions" where the text says "all but …", else "none".
    """

    basis: Literal["list", "exceptions", "none"] = "none"
    present: list[Attendee] = Field(default_factory=list)
    absent: list[Attendee] = Field(default_factory=list)
    movements: list[Movement] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)


class Link(_Node):
    """A URL that stands in a section's text, or to which the file leads from some of its words."""

    url: str
    span: Span


class Mention(_Node):
    """What a section's text refers to. `value` is as printed, a meeting's date in ISO 8601."""

    kind: Literal["link", "email", "meeting_date", "case_number", "amount", "legal_reference"]
    value: str
    span: Span


class Section(_Node):
    """A labelled part of an item. The label's own line is inside the span and outside the text."""

    kind: SectionKind
    label: str
    text: str
    body: str | None = None
    """The body that took an earlier decision, where the label names it."""
    date: Date | None = None
    """The day of that decision."""
    links: list[Link] = Field(default_factory=list)
    mentions: list[Mention] = Field(default_factory=list)
    span: Span


class Recommendation(_Node):
    """Who recommends what. `points` are verbatim, without their numbers and without what closes them."""

    by: str | None = None
    points: list[str] = Field(default_factory=list)
    span: Span


class PointRuling(_Node):
    """What was decided about one point of the recommendation ("Ad 1 …")."""

    ref: str
    outcomes: list[Outcome]


class Elected(_Node):
    """Who was chosen, and for what, as the text names it."""

    name: str
    party: str | None = None
    to: str | None = None
    """The office or the body, verbatim: "formand for udvalget"."""


class VoteSide(_Node):
    """One side of a vote, as far as the text gives it."""

    count: int | None = None
    parties: list[str] = Field(default_factory=list)
    names: list[str] = Field(default_factory=list)


class Vote(_Node):
    """A vote. Nobody's vote is inferred."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    subject: str | None = None
    method: str | None = None
    """How it was voted, verbatim: "ved håndsoprækning"."""
    for_: VoteSide = Field(default_factory=VoteSide, alias="for")
    against: VoteSide = Field(default_factory=VoteSide)
    abstained: VoteSide = Field(default_factory=VoteSide)
    text: str
    span: Span


class Remark(_Node):
    """A minority's statement, or a remark for the protocol."""

    by: list[str] = Field(default_factory=list)
    text: str
    span: Span


class Decision(_Node):
    """What this body decided in this meeting."""

    text: str
    """The section's text without the sentences that only say who was absent; of an item without one, the sentence
    under another item that tells what was decided."""
    outcomes: list[Outcome] = Field(default_factory=list)
    """In the order of their first mention; [] where no idiom is known."""
    amended: bool = False
    points: list[PointRuling] = Field(default_factory=list)
    follows_recommendation: Literal["as_recommended", "with_changes", "not"] | None = None
    """Derived, and only from the text's own words."""
    elected: list[Elected] = Field(default_factory=list)
    votes: list[Vote] = Field(default_factory=list)
    remarks: list[Remark] = Field(default_factory=list)
    postponed_to: str | None = None
    """Verbatim: "mødet den 3. marts 2021"."""
    referred_to: str | None = None
    """Verbatim: "økonomiudvalget"."""
    span: Span
    """Of an item without a decision of its own, about which another's says "Sag 3 udgår.": of that sentence, there."""


class Attachment(_Node):
    """A document that goes with the item."""

    title: str
    url: str | None = None


class AgendaItem(_Node):
    """One item of the meeting."""

    id: str
    """The meeting's id, the position and, where there is one, the number, joined by "-"."""
    position: int
    """1, 2, 3 … in the document."""
    number: str | None = None
    title: str | None = None
    marks: list[str] = Field(default_factory=list)
    """The administrative marks that stood after the title, in order: "*", "(2 min)"."""
    case_number: str | None = None
    access: Literal["open", "closed"] | None = None
    lead: str | None = None
    """Text between the heading and the first label; None where there is none."""
    page: int | None = None
    """The page on which it begins, where the source has pages."""
    sections: list[Section] = Field(default_factory=list)
    recommendation: Recommendation | None = None
    """The first of `recommendations`."""
    recommendations: list[Recommendation] = Field(default_factory=list)
    """Every sender's own, in order."""
    decision: Decision | None = None
    attendance: Attendance = Field(default_factory=Attendance)
    attachments: list[Attachment] = Field(default_factory=list)
    span: Span


class Meeting(_Node):
    """The minutes or the agenda of one meeting."""

    schema_version: Literal["1"] = "1"
    id: str
    """"m" and 15 hexadecimal digits of a SHA-256: of body, date, start and document type where body and date are known,
    else of the document's text."""
    source: SourceInfo
    layout: str
    document_type: DocumentType
    title: str | None = None
    body: str | None = None
    authority: str | None = None
    """The region or municipality whose document it is."""
    authority_source: Literal["text", "layout", "given"] | None = None
    """Whether the text says so, a layout that one publisher alone has, or the user."""
    date: Date | None = None
    scheduled_start: AwareDatetime | None = None
    scheduled_end: AwareDatetime | None = None
    opened: AwareDatetime | None = None
    closed: AwareDatetime | None = None
    place: str | None = None
    contents: list[ContentsEntry] = Field(default_factory=list)
    attendance: Attendance = Field(default_factory=Attendance)
    people: list[Person] = Field(default_factory=list)
    items: list[AgendaItem] = Field(default_factory=list)
    diagnostics: list[Diagnostic] = Field(default_factory=list)
