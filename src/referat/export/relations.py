"""The database's tables, as data: what is created from it, filled by it, and described in `docs/schema.md`.

Every table begins with `id`, an integer that this database alone gives: it says nothing outside it. What identifies a
meeting or an item across databases are `meetings.meeting_id` and `items.item_id`, and a file its `sources.path`.
"""

from dataclasses import dataclass
from typing import Literal

#: Raised by one whenever a table, a column or a view changes its meaning; a database of another number is made anew.
DATABASE_VERSION = 2


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `refers` names the table whose `id` it holds; rows go with the row that they refer to."""

    name: str
    about: str
    type: Literal["TEXT", "INTEGER"] = "TEXT"
    refers: str = ""
    required: bool = False
    indexed: bool = False

    @property
    def null(self) -> Literal["", 0]:
        """What stands for a null on the way into the column, and is nothing that it holds.

        Python 3.11 takes four times as long over a null of its own as over a number.
        """
        return 0 if self.type == "TEXT" else ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table; `id` stands before its `fields`."""

    about: str
    fields: tuple[Field, ...]

    @property
    def references(self) -> tuple[tuple[int, str], ...]:
        """The place of each reference in a row, `id` being 0, and the table that it refers to."""
        return tuple((n, field.refers) for n, field in enumerate(self.fields, 1) if field.refers)


def _refers(name: str, table: str, about: str, *, required: bool = True) -> Field:
    return Field(name, about, "INTEGER", refers=table, required=required, indexed=True)


def _number(name: str, about: str, *, required: bool = False) -> Field:
    return Field(name, about, "INTEGER", required=required)


_POSITION = _number("position", "1, 2, 3 … in the order of the text", required=True)
_PLACE = (
    _number("start", "where it begins in the decoded text, in code points", required=True),
    _number("end", "where it ends there, exclusive", required=True),
    _number("first_line", "its first line, from 1", required=True),
    _number("last_line", "its last line", required=True),
)
_ITEM = _refers("item_id", "items", "the item")

#: In an order in which every table stands after those that it refers to.
RELATIONS: dict[str, Relation] = {
    "sources": Relation(
        "Every file that was read, those that failed among them.",
        (
            Field(
                "path", "the file's name as given; for one in an archive, the archive's name before it", required=True
            ),
            Field("sha256", "of the file's bytes, in hexadecimal; null where they could not be read"),
            Field(
                "parser",
                "the version of referat that read it, with the layout and the authority where they were given",
                required=True,
            ),
            Field("media_type", "of the file, by its content; XHTML is text/html, as browsers are sent it"),
            Field("encoding", "that the bytes were decoded with"),
            _number("characters", "code points in the text"),
            _number("lines", "lines in the text"),
        ),
    ),
    "failures": Relation(
        "The files that gave nothing, and why.",
        (
            _refers("source_id", "sources", "the file"),
            Field("path", "its name", required=True),
            Field("code", "the kind of failure; see `docs/diagnostics.md`", required=True, indexed=True),
            Field("message", "what was wrong, in words", required=True),
        ),
    ),
    "meetings": Relation(
        "A meeting's minutes or agenda; most files hold one.",
        (
            _refers("source_id", "sources", "the file it was read from"),
            _POSITION,
            Field(
                "meeting_id",
                "stable across databases: body, date, start and document type",
                required=True,
                indexed=True,
            ),
            Field("layout", "the layout that was recognised", required=True),
            Field("document_type", "minutes, agenda, supplementary_agenda or unknown", required=True),
            Field("title", "the document's heading as written"),
            Field("body", "the council or committee, as written", indexed=True),
            Field("authority", "the region or municipality whose document it is"),
            Field("authority_source", "text, layout or given: who says so"),
            Field("date", "ISO 8601", indexed=True),
            Field("scheduled_start", "ISO 8601 with offset"),
            Field("scheduled_end", "ISO 8601 with offset"),
            Field("opened", "when it in fact began"),
            Field("closed", "when it in fact ended"),
            Field("place", "verbatim"),
        ),
    ),
    "people": Relation(
        "Everyone whom a meeting's text names with a party or a role, or lists in its header.",
        (
            _refers("meeting_id", "meetings", "the meeting"),
            _POSITION,
            Field("name", "as written", required=True, indexed=True),
            Field("party", "as printed"),
            Field("role", "in lower case"),
        ),
    ),
    "contents": Relation(
        "The table of contents of a meeting's text.",
        (
            _refers("meeting_id", "meetings", "the meeting"),
            _POSITION,
            Field("title", "the entry's title", required=True),
            Field("number", "the entry's number"),
            _number("page", "the page that it gives"),
        ),
    ),
    "items": Relation(
        "The items of a meeting.",
        (
            _refers("meeting_id", "meetings", "the meeting"),
            _POSITION,
            Field("item_id", "the meeting's own id, the position and the number", required=True, indexed=True),
            Field("number", "as printed"),
            Field("title", "null where the text has lost it"),
            Field("case_number", "as printed", indexed=True),
            Field("access", "open or closed, where the text says so"),
            Field("lead", "text between the heading and the first label"),
            _number("page", "the page on which it begins, where the source has pages"),
            *_PLACE,
        ),
    ),
    "sections": Relation(
        "The labelled parts of an item.",
        (
            _ITEM,
            _POSITION,
            Field(
                "kind", "summary, case_presentation, decision …: see `docs/schema.json`", required=True, indexed=True
            ),
            Field("label", "verbatim", required=True),
            Field("text", "without the label", required=True),
            Field("body", "the body that took an earlier decision, where the label names it"),
            Field("date", "the day of that decision"),
            *_PLACE,
        ),
    ),
    "mentions": Relation(
        "What a section's text refers to.",
        (
            _refers("section_id", "sections", "the section"),
            Field("kind", "link, email, meeting_date, case_number, amount or legal_reference", required=True),
            Field("value", "as printed; a date in ISO 8601", required=True, indexed=True),
        ),
    ),
    "recommendations": Relation(
        "Who recommends, a row for every sender.",
        (_ITEM, _POSITION, Field("recommended_by", "as written; null where nobody is named")),
    ),
    "recommendation_points": Relation(
        "What is recommended, point by point.",
        (
            _refers("recommendation_id", "recommendations", "the recommendation"),
            _POSITION,
            Field("text", "without its number or bullet", required=True),
        ),
    ),
    "decisions": Relation(
        "What the body decided in this meeting, at most one for an item.",
        (
            _ITEM,
            Field("text", "without the sentences that only say who was absent", required=True),
            _number("amended", "1 where it was decided with changes, else 0", required=True),
            Field("follows_recommendation", "as_recommended, with_changes or not, by the text's own words"),
            Field("postponed_to", "until when, as printed"),
            Field("referred_to", "to whom, as printed"),
        ),
    ),
    "outcomes": Relation(
        "What a decision comes to, in the order of the text.",
        (
            _refers("decision_id", "decisions", "the decision"),
            _POSITION,
            Field("point", "the point of the recommendation that is ruled on; null for the decision as a whole"),
            Field("outcome", "approved, noted, postponed …: see `docs/schema.json`", required=True, indexed=True),
        ),
    ),
    "elections": Relation(
        "Who was chosen by a decision.",
        (
            _refers("decision_id", "decisions", "the decision"),
            _POSITION,
            Field("name", "the person", required=True, indexed=True),
            Field("party", "as printed"),
            Field("elected_to", "the office or the body, as printed"),
        ),
    ),
    "remarks": Relation(
        "Minority statements, and remarks for the protocol.",
        (
            _refers("decision_id", "decisions", "the decision"),
            _POSITION,
            Field("by", "people or parties, one a line; null where nobody is named"),
            Field("text", "verbatim", required=True),
        ),
    ),
    "votes": Relation(
        "The votes of a decision.",
        (
            _refers("decision_id", "decisions", "the decision"),
            _POSITION,
            Field("subject", "what was voted on"),
            Field("method", "how it was voted, as printed"),
            Field("text", "the sentences, verbatim", required=True),
        ),
    ),
    "vote_sides": Relation(
        "One side of a vote, as far as the text gives it.",
        (
            _refers("vote_id", "votes", "the vote"),
            Field("side", "for, against or abstained", required=True),
            _number("count", "how many; null where the text gives no number"),
        ),
    ),
    "voters": Relation(
        "The parties and the people that a side of a vote names.",
        (
            _refers("vote_side_id", "vote_sides", "the side"),
            Field("kind", "party or person", required=True),
            Field("name", "as printed", required=True, indexed=True),
        ),
    ),
    "attendance": Relation(
        "Who was there and who was not, of a whole meeting or of one item.",
        (
            _refers("meeting_id", "meetings", "the meeting"),
            _refers("item_id", "items", "the item; null for the whole meeting", required=False),
            Field("status", "present, absent, arrived or left", required=True),
            Field("name", "the person", required=True, indexed=True),
            Field("party", "as printed"),
            Field("role", "in lower case"),
            _number("excused", "1 where apologies had been sent"),
            Field("substitute", "who came instead"),
            _number("recused", "1 where the person was disqualified"),
            Field("note", "anything else that is said of it"),
            Field("time", "of an arrival or departure"),
            Field("during", "the item during which it happened"),
        ),
    ),
    "attachments": Relation(
        "The documents that go with an item.",
        (_ITEM, _POSITION, Field("title", "as written", required=True), Field("url", "where the text gives one")),
    ),
    "diagnostics": Relation(
        "What was odd about a meeting's text.",
        (
            _refers("meeting_id", "meetings", "the meeting"),
            Field("code", "see `docs/diagnostics.md`", required=True, indexed=True),
            Field("severity", "error, warning or info", required=True),
            Field("message", "in words", required=True),
            _number("line", "from 1; null where no one line is to blame"),
        ),
    ),
}
