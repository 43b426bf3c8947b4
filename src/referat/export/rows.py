"""A file's meetings as rows of the database's tables, numbered within the file."""

from collections.abc import Iterator, Sequence

from referat.contract.record import Record
from referat.export.base import recommendations_of
from referat.export.relations import RELATIONS, Field

Value = str | int | None
#: The columns of each table that has rows, without the ids: these count from 1, and so do those that are referred to,
#: until a database shifts them. What is null stands there as `Field.null`.
Rows = dict[str, list[list[str | int]]]


class Collector:
    """Rows by table."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Value, ...]]] = {name: [] for name in RELATIONS}

    def add(self, table: str, *values: Value) -> int:
        """Add a row, and give its id."""
        rows = self._rows[table]
        rows.append(values)
        return len(rows)

    def rows(self) -> Rows:
        """All of them."""
        return {table: list(_columns(RELATIONS[table].fields, rows)) for table, rows in self._rows.items() if rows}


def _columns(fields: Sequence[Field], rows: Sequence[tuple[Value, ...]]) -> Iterator[list[str | int]]:
    for field, column in zip(fields, zip(*rows, strict=True), strict=True):
        null = field.null
        yield [null if value is None else value for value in column]


def of_source(path: str, sha256: str | None, parser: str, meetings: Sequence[Record]) -> Rows:
    """The rows of one file with its meetings."""
    into = Collector()
    facts: tuple[Value, ...] = (None,) * 4
    if meetings:
        read = meetings[0]["source"]
        facts = (read["media_type"], read["encoding"], read["characters"], read["lines"])
    source = into.add("sources", path, sha256, parser, *facts)
    for position, meeting in enumerate(meetings, 1):
        _meeting(into, source, position, meeting)
    return into.rows()


def of_failure(path: str, sha256: str | None, parser: str, code: str, message: str) -> Rows:
    """The rows of a file that gave nothing."""
    into = Collector()
    into.add("failures", into.add("sources", path, sha256, parser, *(None,) * 4), path, code, message)
    return into.rows()


def _meeting(into: Collector, source: int, position: int, meeting: Record) -> None:
    moments = (meeting["scheduled_start"], meeting["scheduled_end"], meeting["opened"], meeting["closed"])
    key = into.add(
        "meetings",
        source,
        position,
        meeting["id"],
        meeting["layout"],
        meeting["document_type"],
        meeting["title"],
        meeting["body"],
        meeting["authority"],
        meeting["authority_source"],
        meeting["date"].isoformat() if meeting["date"] else None,
        *(moment.isoformat() if moment else None for moment in moments),
        meeting["place"],
    )
    for n, person in enumerate(meeting["people"], 1):
        into.add("people", key, n, person["name"], person["party"], person["role"])
    for n, entry in enumerate(meeting["contents"], 1):
        into.add("contents", key, n, entry["title"], entry["number"], entry["page"])
    _attendance(into, key, None, meeting["attendance"])
    for item in meeting["items"]:
        _item(into, key, item)
    for found in meeting["diagnostics"]:
        into.add("diagnostics", key, found["code"], found["severity"], found["message"], found["line"])


def _item(into: Collector, meeting: int, item: Record) -> None:
    heading = (item["id"], item["number"], item["title"], item["case_number"], item["access"])
    key = into.add("items", meeting, item["position"], *heading, item["lead"], item["page"], *_place(item))
    for n, section in enumerate(item["sections"], 1):
        day = section["date"].isoformat() if section["date"] else None
        said = (section["kind"], section["label"], section["text"], section["body"], day)
        where = into.add("sections", key, n, *said, *_place(section))
        for mention in section["mentions"]:
            into.add("mentions", where, mention["kind"], mention["value"])
    for n, recommended in enumerate(recommendations_of(item), 1):
        recommendation = into.add("recommendations", key, n, recommended["by"])
        for k, point in enumerate(recommended["points"], 1):
            into.add("recommendation_points", recommendation, k, point)
    if item["decision"] is not None:
        _decision(into, key, item["decision"])
    _attendance(into, meeting, key, item["attendance"])
    for n, attachment in enumerate(item["attachments"], 1):
        into.add("attachments", key, n, attachment["title"], attachment["url"])


def _decision(into: Collector, item: int, decided: Record) -> None:
    about = (decided["follows_recommendation"], decided["postponed_to"], decided["referred_to"])
    key = into.add("decisions", item, decided["text"], int(decided["amended"]), *about)
    of_whole = [(None, outcome) for outcome in decided["outcomes"]]
    of_points = [(point["ref"], outcome) for point in decided["points"] for outcome in point["outcomes"]]
    for n, (ref, outcome) in enumerate([*of_whole, *of_points], 1):
        into.add("outcomes", key, n, ref, outcome)
    for n, chosen in enumerate(decided["elected"], 1):
        into.add("elections", key, n, chosen["name"], chosen["party"], chosen["to"])
    for n, remark in enumerate(decided["remarks"], 1):
        into.add("remarks", key, n, "\n".join(remark["by"]) or None, remark["text"])
    for n, vote in enumerate(decided["votes"], 1):
        cast = into.add("votes", key, n, vote["subject"], vote["method"], vote["text"])
        for name in ("for", "against", "abstained"):
            side = vote[name]
            if side["count"] is None and not side["parties"] and not side["names"]:
                continue
            stood = into.add("vote_sides", cast, name, side["count"])
            for party in side["parties"]:
                into.add("voters", stood, "party", party)
            for person in side["names"]:
                into.add("voters", stood, "person", person)


def _attendance(into: Collector, meeting: int, item: int | None, attendance: Record) -> None:
    for status in ("present", "absent"):
        for one in attendance[status]:
            said = (_flag(one["excused"]), one["substitute"], _flag(one["recused"]), one["note"])
            into.add("attendance", meeting, item, status, one["name"], one["party"], one["role"], *said, None, None)
    for move in attendance["movements"]:
        into.add("attendance", meeting, item, move["kind"], move["name"], *(None,) * 6, move["time"], move["item"])


def _flag(value: bool | None) -> int | None:  # noqa: FBT001  a value, not a switch
    return None if value is None else int(value)


def _place(node: Record) -> tuple[int, int, int, int]:
    span = node["span"]
    return span["start"], span["end"], span["first_line"], span["last_line"]
