"""Tables, one row per item, meeting, section …; `docs/csv.md` lists the columns, from the tables below."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from referat.contract.record import Record
from referat.export.base import recommendations_of

Cell = str | int | bool | None
_JOIN = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, and its type in the words of Frictionless Data."""

    name: str
    about: str
    type: Literal["string", "integer", "boolean", "date", "datetime"] = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and the rows that a meeting gives."""

    columns: tuple[Column, ...]
    rows: Callable[[Record], Iterable[tuple[Cell, ...]]]


_MEETING = (
    Column("meeting_id", "the meeting's id"),
    Column("body", "the council or committee, as written"),
    Column("date", "ISO 8601", "date"),
    Column("document_type", "minutes, agenda, supplementary_agenda or unknown"),
)
_ITEM = (
    Column("position", "the item's place in the document: 1, 2, 3 …", "integer"),
    Column("number", "the item's number as printed"),
    Column("title", "the item's title"),
)


def _meeting(meeting: Record) -> tuple[Cell, ...]:
    day = meeting["date"].isoformat() if meeting["date"] else None
    return meeting["id"], meeting["body"], day, meeting["document_type"]


def _item(item: Record) -> tuple[Cell, ...]:
    return item["position"], item["number"], item["title"]


def _joined(values: Iterable[str]) -> str | None:
    return _JOIN.join(values) or None


def _meetings(meeting: Record) -> Iterator[tuple[Cell, ...]]:
    moments = (meeting["scheduled_start"], meeting["scheduled_end"], meeting["opened"], meeting["closed"])
    yield (
        *_meeting(meeting),
        meeting["title"],
        meeting["authority"],
        meeting["authority_source"],
        *(moment.isoformat() if moment else None for moment in moments),
        meeting["place"],
        len(meeting["items"]),
        _joined(attendee["name"] for attendee in meeting["attendance"]["absent"]),
        meeting["layout"],
        meeting["source"]["name"],
        meeting["source"]["sha256"],
        _joined(sorted({found["code"] for found in meeting["diagnostics"]})),
    )


def _items(meeting: Record) -> Iterator[tuple[Cell, ...]]:
    for item in meeting["items"]:
        recommended, decided = item["recommendation"], item["decision"]
        yield (
            *_meeting(meeting),
            *_item(item),
            item["case_number"],
            item["access"],
            recommended["by"] if recommended else None,
            "\n".join(recommended["points"]) or None if recommended else None,
            _joined(decided["outcomes"]) if decided else None,
            decided["amended"] if decided else None,
            decided["follows_recommendation"] if decided else None,
            decided["text"] if decided else None,
            _joined(attendee["name"] for attendee in item["attendance"]["absent"]),
            _joined(attachment["title"] for attachment in item["attachments"]),
            item["page"],
            item["id"],
            meeting["source"]["name"],
            item["span"]["first_line"],
            item["span"]["last_line"],
        )


def _sections(meeting: Record) -> Iterator[tuple[Cell, ...]]:
    for item in meeting["items"]:
        for n, section in enumerate(item["sections"], 1):
            yield (
                *_meeting(meeting),
                *_item(item),
                n,
                section["kind"],
                section["label"],
                section["text"],
                section["body"],
                section["date"].isoformat() if section["date"] else None,
                section["span"]["first_line"],
                section["span"]["last_line"],
            )


def _attachments(meeting: Record) -> Iterator[tuple[Cell, ...]]:
    for item in meeting["items"]:
        for attachment in item["attachments"]:
            yield *_meeting(meeting), *_item(item), attachment["title"], attachment["url"]


def _attendance(meeting: Record) -> Iterator[tuple[Cell, ...]]:
    nowhere: tuple[Cell, ...] = (None, None, None)
    places: list[tuple[tuple[Cell, ...], Record]] = [(nowhere, meeting["attendance"])]
    for where, attendance in places + [(_item(item), item["attendance"]) for item in meeting["items"]]:
        for status in ("present", "absent"):
            for one in attendance[status]:
                person = (one["name"], one["party"], one["role"], status)
                said = (one["excused"], one["substitute"], one["recused"], one["note"])
                yield *_meeting(meeting), *where, *person, *said, None, None
        for move in attendance["movements"]:
            person = (move["name"], None, None, move["kind"])
            yield *_meeting(meeting), *where, *person, *(None,) * 4, move["time"], move["item"]


def _votes(meeting: Record) -> Iterator[tuple[Cell, ...]]:
    for item in meeting["items"]:
        for n, vote in enumerate(item["decision"]["votes"] if item["decision"] else [], 1):
            for name in ("for", "against", "abstained"):
                side = vote[name]
                if side["count"] is not None or side["parties"] or side["names"]:
                    sides = (side["count"], _joined(side["parties"]), _joined(side["names"]))
                    about = (n, vote["subject"], vote["method"], name)
                    yield *_meeting(meeting), *_item(item), *about, *sides, vote["text"]


def _recommendations(meeting: Record) -> Iterator[tuple[Cell, ...]]:
    for item in meeting["items"]:
        for n, recommended in enumerate(recommendations_of(item), 1):
            for k, point in enumerate(recommended["points"], 1):
                yield *_meeting(meeting), *_item(item), n, recommended["by"], k, point


def _decisions(meeting: Record) -> Iterator[tuple[Cell, ...]]:
    for item in meeting["items"]:
        if (decided := item["decision"]) is None:
            continue
        where = (decided["postponed_to"], decided["referred_to"])
        facts = (decided["amended"], decided["follows_recommendation"], *where, decided["text"])
        yield *_meeting(meeting), *_item(item), None, _joined(decided["outcomes"]), *facts
        for point in decided["points"]:
            yield *_meeting(meeting), *_item(item), point["ref"], _joined(point["outcomes"]), *(None,) * len(facts)


def _elections(meeting: Record) -> Iterator[tuple[Cell, ...]]:
    for item in meeting["items"]:
        for chosen in item["decision"]["elected"] if item["decision"] else []:
            yield *_meeting(meeting), *_item(item), chosen["name"], chosen["party"], chosen["to"]


TABLES: dict[str, Table] = {
    "items": Table(
        (
            *_MEETING,
            *_ITEM,
            Column("case_number", "as printed"),
            Column("access", "open or closed, where the text says so"),
            Column("recommended_by", "who recommends"),
            Column("recommendation", "the points, one a line"),
            Column("outcomes", "what was decided, in order, joined by `; `"),
            Column("amended", "true where it was decided with changes; empty where there is no decision", "boolean"),
            Column("follows_recommendation", "as_recommended, with_changes or not, by the text's own words"),
            Column("decision", "the decision's text"),
            Column("absent", "who was absent from this item, joined by `; `"),
            Column("attachments", "the attachments' titles, joined by `; `"),
            Column("page", "the page on which it begins, where the source has pages", "integer"),
            Column("item_id", "the item's id"),
            Column("source", "the file's name as given"),
            Column("first_line", "the item's first line in that file", "integer"),
            Column("last_line", "its last line", "integer"),
        ),
        _items,
    ),
    "meetings": Table(
        (
            *_MEETING,
            Column("title", "the document's heading as written"),
            Column("authority", "the region or municipality whose document it is"),
            Column("authority_source", "text, layout or given: who says so"),
            Column("scheduled_start", "ISO 8601 with offset", "datetime"),
            Column("scheduled_end", "ISO 8601 with offset", "datetime"),
            Column("opened", "when it in fact began", "datetime"),
            Column("closed", "when it in fact ended", "datetime"),
            Column("place", "verbatim"),
            Column("items", "how many", "integer"),
            Column("absent", "who was absent from the meeting, joined by `; `"),
            Column("layout", "the layout that was recognised"),
            Column("source", "the file's name as given"),
            Column("sha256", "of the file's bytes"),
            Column("diagnostics", "codes, joined by `; `"),
        ),
        _meetings,
    ),
    "sections": Table(
        (
            *_MEETING,
            *_ITEM,
            Column("section", "the section's place in the item: 1, 2, 3 …", "integer"),
            Column("kind", "see `schema.json`"),
            Column("label", "verbatim"),
            Column("text", "the section's text"),
            Column("decided_by", "the body that took an earlier decision"),
            Column("decided_on", "the day of that decision", "date"),
            Column("first_line", "the section's first line in the file", "integer"),
            Column("last_line", "its last line", "integer"),
        ),
        _sections,
    ),
    "attachments": Table(
        (*_MEETING, *_ITEM, Column("attachment", "the attachment's title"), Column("url", "where the text gives one")),
        _attachments,
    ),
    "attendance": Table(
        (
            *_MEETING,
            *(Column(column.name, f"{column.about}; empty for the whole meeting", column.type) for column in _ITEM),
            Column("name", "the person"),
            Column("party", "as printed"),
            Column("role", "in lower case"),
            Column("status", "present, absent, arrived or left"),
            Column("excused", "true where apologies had been sent", "boolean"),
            Column("substitute", "who came instead"),
            Column("recused", "true where the person was disqualified", "boolean"),
            Column("note", "anything else that is said of it"),
            Column("time", "of an arrival or departure"),
            Column("during", "the item during which it happened"),
        ),
        _attendance,
    ),
    "votes": Table(
        (
            *_MEETING,
            *_ITEM,
            Column("vote", "the vote's place in the decision: 1, 2, 3 …", "integer"),
            Column("subject", "what was voted on"),
            Column("method", "how it was voted, as printed"),
            Column("side", "for, against or abstained"),
            Column("count", "how many", "integer"),
            Column("parties", "joined by `; `"),
            Column("names", "joined by `; `"),
            Column("text", "the sentence, verbatim"),
        ),
        _votes,
    ),
    "recommendations": Table(
        (
            *_MEETING,
            *_ITEM,
            Column("recommendation", "the sender's place in the item: 1, 2, 3 …", "integer"),
            Column("by", "who recommends"),
            Column("point", "the point's place in the recommendation: 1, 2, 3 …", "integer"),
            Column("text", "the point, without its number or bullet"),
        ),
        _recommendations,
    ),
    "decisions": Table(
        (
            *_MEETING,
            *_ITEM,
            Column("point", "the point of the recommendation that is ruled on; empty for the decision as a whole"),
            Column("outcomes", "what was decided, in order, joined by `; `"),
            Column("amended", "true where it was decided with changes", "boolean"),
            Column("follows_recommendation", "as_recommended, with_changes or not, by the text's own words"),
            Column("postponed_to", "until when, as printed"),
            Column("referred_to", "to whom, as printed"),
            Column("text", "the decision's text"),
        ),
        _decisions,
    ),
    "elections": Table(
        (
            *_MEETING,
            *_ITEM,
            Column("name", "who was chosen"),
            Column("party", "as printed"),
            Column("elected_to", "the office or the body, as printed"),
        ),
        _elections,
    ),
}
