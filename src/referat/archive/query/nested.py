"""A file's rows of a database as the nested records that `referat parse --format ndjson` gives.

What a database does not hold (places within a section, statements about attendance …) is left out.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from referat.archive.query.lines import Record
from referat.export.relations import RELATIONS

#: table: the rows that refer to a row of the table above it, by that row's id.
_Children = dict[str, defaultdict[int, list[sqlite3.Row]]]


def meetings(connection: sqlite3.Connection, source: sqlite3.Row) -> list[Record]:
    """The meetings of the row `source` of `sources`, in order."""
    below = _below(connection, source["id"])
    about = ("media_type", "encoding", "sha256", "characters", "lines")
    read = {"name": source["path"], **_some(source, about)}
    ordered = sorted(below["meetings"][source["id"]], key=lambda row: int(row["position"]))
    return [_meeting(below, row, read) for row in ordered]


def failure(connection: sqlite3.Connection, source: sqlite3.Row) -> Record | None:
    """Why the file gave nothing; None where it gave something."""
    query = "SELECT code, message FROM failures WHERE source_id = ?"
    found = connection.execute(query, (source["id"],)).fetchone()
    return _some(found, ("code", "message")) if found else None


def _below(connection: sqlite3.Connection, source: int) -> _Children:
    """All rows that were read from a file, one query a table; in each the rows stand in the order of their ids."""
    below: _Children = {}
    ids = {"sources": [source]}
    for table, relation in RELATIONS.items():
        if not relation.references or table == "failures":
            continue
        # Attendance refers to an item too, but always to a meeting, the first.
        place, above = relation.references[0]
        column = relation.fields[place - 1].name
        children: defaultdict[int, list[sqlite3.Row]] = defaultdict(list)
        ids[table] = []
        if ids[above]:
            # Sorted here: ORDER BY could make SQLite walk the whole table in that order.
            query = f"SELECT * FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"  # noqa: S608
            for row in sorted(connection.execute(query, (json.dumps(ids[above]),)), key=lambda row: int(row["id"])):
                children[row[column]].append(row)
                ids[table].append(row["id"])
        below[table] = children
    return below


def _some(row: sqlite3.Row, names: Iterable[str]) -> Record:
    return {name: row[name] for name in names}


def _all(rows: Iterable[sqlite3.Row], *names: str) -> list[Record]:
    return [_some(row, names) for row in rows]


def _meeting(below: _Children, row: sqlite3.Row, source: Record) -> Record:
    key = row["id"]
    attendance = below["attendance"][key]
    about = (
        *("layout", "document_type", "title", "body", "authority", "authority_source", "date"),
        *("scheduled_start", "scheduled_end", "opened", "closed", "place"),
    )
    return {
        "id": row["meeting_id"],
        "source": source,
        **_some(row, about),
        "contents": _all(below["contents"][key], "title", "number", "page"),
        "attendance": _attendance(one for one in attendance if one["item_id"] is None),
        "people": _all(below["people"][key], "name", "party", "role"),
        "items": [
            _item(below, item, [one for one in attendance if one["item_id"] == item["id"]])
            for item in below["items"][key]
        ],
        "diagnostics": _all(below["diagnostics"][key], "code", "severity", "message", "line"),
    }


def _attendance(rows: Iterable[sqlite3.Row]) -> Record:
    whole: Record = {"present": [], "absent": [], "movements": []}
    for row in rows:
        if row["status"] in ("present", "absent"):
            one = _some(row, ("name", "party", "role", "excused", "substitute", "recused", "note"))
            for name in ("excused", "recused"):
                one[name] = None if one[name] is None else bool(one[name])
            whole[row["status"]].append(one)
        else:
            moved = {"name": row["name"], "kind": row["status"], "time": row["time"], "item": row["during"]}
            whole["movements"].append(moved)
    return whole


def _item(below: _Children, row: sqlite3.Row, attendance: list[sqlite3.Row]) -> Record:
    key = row["id"]
    recommendations = [_recommendation(below, recommendation) for recommendation in below["recommendations"][key]]
    decision = next(iter(below["decisions"][key]), None)
    return {
        "id": row["item_id"],
        **_some(row, ("position", "number", "title", "case_number", "access", "lead", "page")),
        "sections": [_section(below, section) for section in below["sections"][key]],
        "recommendation": next(iter(recommendations), None),
        "recommendations": recommendations,
        "decision": decision and _decision(below, decision),
        "attendance": _attendance(attendance),
        "attachments": _all(below["attachments"][key], "title", "url"),
        "span": _span(row),
    }


def _span(row: sqlite3.Row) -> Record:
    return _some(row, ("start", "end", "first_line", "last_line"))


def _section(below: _Children, row: sqlite3.Row) -> Record:
    return {
        **_some(row, ("kind", "label", "text", "body", "date")),
        "mentions": _all(below["mentions"][row["id"]], "kind", "value"),
        "span": _span(row),
    }


def _recommendation(below: _Children, row: sqlite3.Row) -> Record:
    points = below["recommendation_points"][row["id"]]
    return {"by": row["recommended_by"], "points": [point["text"] for point in points]}


def _decision(below: _Children, row: sqlite3.Row) -> Record:
    outcomes = below["outcomes"][row["id"]]
    points: list[Record] = []
    for one in outcomes:
        if one["point"] is None:
            continue
        if not points or points[-1]["ref"] != one["point"]:
            points.append({"ref": one["point"], "outcomes": []})
        points[-1]["outcomes"].append(one["outcome"])
    return {
        "text": row["text"],
        "outcomes": [one["outcome"] for one in outcomes if one["point"] is None],
        "amended": bool(row["amended"]),
        "points": points,
        **_some(row, ("follows_recommendation", "postponed_to", "referred_to")),
        "elected": [
            {"name": chosen["name"], "party": chosen["party"], "to": chosen["elected_to"]}
            for chosen in below["elections"][row["id"]]
        ],
        "votes": [_vote(below, vote) for vote in below["votes"][row["id"]]],
        "remarks": [
            {"by": remark["by"].split("\n") if remark["by"] else [], "text": remark["text"]}
            for remark in below["remarks"][row["id"]]
        ],
    }


def _vote(below: _Children, row: sqlite3.Row) -> Record:
    sides: Record = {name: {"count": None, "parties": [], "names": []} for name in ("for", "against", "abstained")}
    for side in below["vote_sides"][row["id"]]:
        voters = below["voters"][side["id"]]
        sides[side["side"]] = {
            "count": side["count"],
            "parties": [one["name"] for one in voters if one["kind"] == "party"],
            "names": [one["name"] for one in voters if one["kind"] == "person"],
        }
    return {"subject": row["subject"], "method": row["method"], **sides, "text": row["text"]}
