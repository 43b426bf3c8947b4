"""A meeting out of a database, as the record that it was made from, as far as the tables keep it.

Not kept are the sentences that tell who was there, places of votes and the like, the marks of titles, and the text's
own links.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from referat.contract.record import Record
from referat.tuples import NamedTuple

_MEETINGS = """
SELECT meetings.*, sources.path, sources.sha256, sources.media_type, sources.encoding, sources.characters, sources.lines
FROM meetings JOIN sources ON sources.id = meetings.source_id
WHERE meetings.meeting_id = ? ORDER BY sources.path, meetings.position
"""
_FLAGS = ("excused", "recused")
_MOVED = ("arrived", "left")


class Listed(NamedTuple):
    """A meeting in a list: its id, day and body."""

    id: str
    date: str | None
    body: str | None


def newest(connection: sqlite3.Connection, limit: int) -> tuple[int, list[Listed]]:
    """How many meetings there are by their ids, and the newest of them, at most `limit`."""
    (count,) = connection.execute("SELECT count(DISTINCT meeting_id) FROM meetings").fetchone()
    rows = connection.execute(
        "SELECT meeting_id, max(date), body FROM meetings GROUP BY meeting_id "
        "ORDER BY max(date) IS NULL, max(date) DESC, meeting_id LIMIT ?",
        (limit,),
    )
    return count, [Listed(*row) for row in rows]


def beginning(connection: sqlite3.Connection, start: str) -> list[str]:
    """The ids that begin with `start`, in order; the one that it is, where it is one."""
    rows = connection.execute(
        "SELECT DISTINCT meeting_id FROM meetings WHERE substr(meeting_id, 1, length(?1)) = ?1 ORDER BY meeting_id",
        (start,),
    )
    found = [name for (name,) in rows]
    return [start] if start in found else found


def records(connection: sqlite3.Connection, meeting_id: str) -> list[Record]:
    """The records of the meeting: several, where several files have it or each a part of it."""
    rows = connection.execute(_MEETINGS, (meeting_id,)).fetchall()
    return [_Reader(connection).meeting(row) for row in rows]


class _Reader:
    """Reads rows of the tables below a meeting."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def _below(self, table: str, column: str, key: int) -> list[sqlite3.Row]:
        """The rows of `table` that refer to row `key`, in the order in which they were written."""
        return self._connection.execute(
            f"SELECT * FROM {table} WHERE {column} = ? ORDER BY id",  # noqa: S608  names of our own
            (key,),
        ).fetchall()

    def meeting(self, row: sqlite3.Row) -> Record:
        key = row["id"]
        attendance: defaultdict[int | None, list[sqlite3.Row]] = defaultdict(list)
        for one in self._below("attendance", "meeting_id", key):
            attendance[one["item_id"]].append(one)
        moments = ("scheduled_start", "scheduled_end", "opened", "closed")
        same = ("layout", "document_type", "title", "body", "authority", "authority_source", "place")
        return {
            "id": row["meeting_id"],
            "source": {**_some(row, "sha256", "media_type", "encoding", "characters", "lines"), "name": row["path"]},
            **_some(row, *same),
            "date": date.fromisoformat(row["date"]) if row["date"] else None,
            **{name: datetime.fromisoformat(row[name]) if row[name] else None for name in moments},
            "contents": [_some(one, "title", "number", "page") for one in self._below("contents", "meeting_id", key)],
            "attendance": _attendance(attendance[None]),
            "people": [_some(one, "name", "party", "role") for one in self._below("people", "meeting_id", key)],
            "items": [self._item(one, attendance[one["id"]]) for one in self._below("items", "meeting_id", key)],
            "diagnostics": [
                _some(one, "code", "severity", "message", "line")
                for one in self._below("diagnostics", "meeting_id", key)
            ],
        }

    def _item(self, row: sqlite3.Row, attendance: list[sqlite3.Row]) -> Record:
        key = row["id"]
        recommendations = list(self._recommendations(key))
        decisions = self._below("decisions", "item_id", key)
        return {
            "id": row["item_id"],
            **_some(row, "position", "number", "title", "case_number", "access", "lead", "page"),
            "sections": [self._section(one) for one in self._below("sections", "item_id", key)],
            "recommendation": recommendations[0] if recommendations else None,
            "recommendations": recommendations,
            "decision": self._decision(decisions[0]) if decisions else None,
            "attendance": _attendance(attendance),
            "attachments": [_some(one, "title", "url") for one in self._below("attachments", "item_id", key)],
            "span": _span(row),
        }

    def _section(self, row: sqlite3.Row) -> Record:
        day = date.fromisoformat(row["date"]) if row["date"] else None
        return {**_some(row, "kind", "label", "text", "body"), "date": day, "span": _span(row)}

    def _recommendations(self, item: int) -> Iterator[Record]:
        for row in self._below("recommendations", "item_id", item):
            points = self._below("recommendation_points", "recommendation_id", row["id"])
            yield {"by": row["recommended_by"], "points": [point["text"] for point in points]}

    def _decision(self, row: sqlite3.Row) -> Record:
        key = row["id"]
        outcomes: defaultdict[str | None, list[str]] = defaultdict(list)
        for one in self._below("outcomes", "decision_id", key):
            outcomes[one["point"]].append(one["outcome"])
        return {
            **_some(row, "text", "follows_recommendation", "postponed_to", "referred_to"),
            "amended": bool(row["amended"]),
            "outcomes": outcomes.pop(None, []),
            "points": [{"ref": ref, "outcomes": ruled} for ref, ruled in outcomes.items()],
            "elected": [
                {**_some(one, "name", "party"), "to": one["elected_to"]}
                for one in self._below("elections", "decision_id", key)
            ],
            "votes": [self._vote(one) for one in self._below("votes", "decision_id", key)],
            "remarks": [
                {"by": one["by"].split("\n") if one["by"] else [], "text": one["text"]}
                for one in self._below("remarks", "decision_id", key)
            ],
        }

    def _vote(self, row: sqlite3.Row) -> Record:
        sides: dict[str, Record] = {
            side: {"count": None, "parties": [], "names": []} for side in ("for", "against", "abstained")
        }
        for one in self._below("vote_sides", "vote_id", row["id"]):
            side = sides[one["side"]]
            side["count"] = one["count"]
            for voter in self._below("voters", "vote_side_id", one["id"]):
                side["parties" if voter["kind"] == "party" else "names"].append(voter["name"])
        return {**_some(row, "subject", "method", "text"), **sides}


def _some(row: sqlite3.Row, *names: str) -> Record:
    return {name: row[name] for name in names}


def _span(row: sqlite3.Row) -> Mapping[str, int]:
    return _some(row, "start", "end", "first_line", "last_line")


def _attendance(rows: list[sqlite3.Row]) -> Record:
    return {
        "present": [_attendee(row) for row in rows if row["status"] == "present"],
        "absent": [_attendee(row) for row in rows if row["status"] == "absent"],
        "movements": [
            {"name": row["name"], "kind": row["status"], "time": row["time"], "item": row["during"]}
            for row in rows
            if row["status"] in _MOVED
        ],
    }


def _attendee(row: sqlite3.Row) -> Record:
    flags = {name: None if row[name] is None else bool(row[name]) for name in _FLAGS}
    return {**_some(row, "name", "party", "role", "substitute", "note"), **flags}
