"""Cases: the items that share a case number, as steps through committees and council over time.

A step is an item that belongs to the case by its own case number. Left out are copies (the same item of the same
meeting, read from another file), an agenda's items where the minutes of that meeting have the case too, and items whose
case number is the meeting's own: one that all its items share, or more than half of them.
"""

import difflib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from referat.archive.query.filters import Filters

_AGENDAS = ("agenda", "supplementary_agenda")
#: How many cases are looked into at a time.
_MANY = 500
#: A meeting of fewer items shows by nothing less than all of them which number is its own.
_FEW = 3
_NEAR, _NEAR_ENOUGH = 5, 0.75

# One row an item, in the order of the steps.
_ROWS = """
SELECT items.case_number, items.title, items.number, items.first_line,
    meetings.id AS meeting, meetings.meeting_id, meetings.date, meetings.body, meetings.document_type, sources.path,
    d.recommended_by, d.outcomes, d.postponed_to, d.referred_to
FROM items JOIN meetings ON meetings.id = items.meeting_id JOIN sources ON sources.id = meetings.source_id
    JOIN item_decisions AS d ON d.item = items.id
WHERE items.case_number IN (SELECT value FROM json_each(:cases)) AND {condition}
ORDER BY items.case_number, meetings.date IS NULL, meetings.date, meetings.body, sources.path, items.position, items.id
"""
# The case numbers of a meeting. It may be spread over files, an item in each, or stand in several files: its items are
# therefore counted over all of them, and copies once.
_NUMBERS = """
SELECT items.case_number, count(DISTINCT items.item_id || coalesce(items.title, ''))
FROM meetings JOIN items ON items.meeting_id = meetings.id WHERE meetings.meeting_id = ? GROUP BY items.case_number
"""
# Every case number with as many steps as it can have at most.
_CANDIDATES = """
SELECT items.case_number, count(*) AS most, max(meetings.date) AS newest
FROM items JOIN meetings ON meetings.id = items.meeting_id
WHERE items.case_number NOT NULL AND {condition}
GROUP BY items.case_number HAVING min(meetings.meeting_id) < max(meetings.meeting_id)
ORDER BY most DESC, newest DESC, items.case_number
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a case; `step` counts from 1, `outcomes` are joined by "; "."""

    case_number: str
    step: int
    date: str | None
    body: str | None
    document_type: str
    number: str | None
    title: str | None
    recommended_by: str | None
    outcomes: str | None
    postponed_to: str | None
    referred_to: str | None
    path: str
    first_line: int


@dataclass(frozen=True, slots=True)
class Case:
    """A case's steps in the order of their dates, and how many items bear its number as their meeting's own."""

    case_number: str
    steps: tuple[Step, ...]
    meetings: int
    left_out: int

    @property
    def newest(self) -> str:
        """The date of the last step that has one."""
        return max((step.date or "" for step in self.steps), default="")


def case(connection: sqlite3.Connection, number: str, filters: Filters) -> Case | None:
    """The case called `number`, spaces apart; None where no item bears it. It may have no steps."""
    printed = [
        name
        for (name,) in connection.execute(
            "SELECT DISTINCT case_number FROM items WHERE replace(case_number, ' ', '') = ?", (number.replace(" ", ""),)
        )
    ]
    rows = _rows(connection, printed, filters)
    return _case(printed[0], rows, _Own(connection)) if rows else None


def several(connection: sqlite3.Connection, filters: Filters, limit: int = 0) -> list[Case]:
    """The cases that were in two meetings or more, most steps first, then the newest; at most `limit`, 0 being all."""
    condition, parameters = filters.sql(connection, "meetings")
    # Read whole: another query runs on the same rows meanwhile.
    candidates = connection.execute(_CANDIDATES.format(condition=condition), parameters).fetchall()
    best: list[Case] = []
    own = _Own(connection)
    for at in range(0, len(candidates), _MANY):
        some = candidates[at : at + _MANY]
        # A case has at most as many steps as items, so the rest cannot be better than these.
        if limit and len(best) == limit and (some[0]["most"], some[0]["newest"] or "") < _weight(best[-1]):
            break
        rows = _rows(connection, [name for name, _, _ in some], filters)
        found = (
            _case(name, list(group), own) for name, group in groupby(rows, key=lambda row: str(row["case_number"]))
        )
        best += (one for one in found if one.meetings > 1)
        if limit:
            best = _first(best, limit)
    return _first(best, limit or len(best))


def _first(cases: list[Case], limit: int) -> list[Case]:
    # Sorting keeps the order of what is equal: the numbers' own.
    by_number = sorted(cases, key=lambda one: one.case_number)
    return sorted(by_number, key=_weight, reverse=True)[:limit]


def near(connection: sqlite3.Connection, number: str) -> list[str]:
    """Case numbers that hold `number`, or else such as look like it; a few."""
    typed = number.replace(" ", "")
    holding = connection.execute(
        "SELECT DISTINCT case_number FROM items WHERE instr(lower(replace(case_number, ' ', '')), lower(?)) "
        "ORDER BY case_number LIMIT ?",
        (typed, _NEAR),
    ).fetchall()
    if holding and typed:
        return [name for (name,) in holding]
    # Those of another length or another beginning and end are not worth the comparison, which is slow.
    alike = connection.execute(
        "SELECT DISTINCT case_number FROM items WHERE abs(length(case_number) - ?) < 3 "
        "AND (substr(case_number, 1, 3) = ? OR substr(case_number, -3) = ?) ORDER BY case_number LIMIT 20000",
        (len(typed), typed[:3], typed[-3:]),
    )
    return difflib.get_close_matches(typed, [name for (name,) in alike], _NEAR, _NEAR_ENOUGH)


def _weight(one: Case) -> tuple[int, str]:
    return len(one.steps), one.newest


def _rows(connection: sqlite3.Connection, numbers: Sequence[str], filters: Filters) -> list[sqlite3.Row]:
    condition, parameters = filters.sql(connection, "meetings")
    return connection.execute(
        _ROWS.format(condition=condition), {**parameters, "cases": json.dumps(numbers)}
    ).fetchall()


def is_own(sharing: int, items: int) -> bool:
    """Whether a number that `sharing` of a meeting's `items` bear is the meeting's; an only item's is its own."""
    return sharing > 1 and (sharing == items or (items >= _FEW and sharing * 2 > items))


class _Own:
    """The numbers of whole meetings, looked up once a meeting."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, frozenset[str]] = {}

    def has(self, row: sqlite3.Row) -> bool:
        """Whether an item's number is its meeting's."""
        meeting = row["meeting_id"]
        if meeting not in self._numbers:
            counts = dict(self._connection.execute(_NUMBERS, (meeting,)).fetchall())
            items = sum(counts.values())
            self._numbers[meeting] = frozenset(
                number for number, sharing in counts.items() if number and is_own(sharing, items)
            )
        return row["case_number"] in self._numbers[meeting]


def _case(number: str, rows: Sequence[sqlite3.Row], own: _Own) -> Case:
    kept = [row for row in rows if not own.has(row)]
    steps = list(_once(kept))
    return Case(
        case_number=number,
        steps=tuple(_step(n, row) for n, row in enumerate(steps, 1)),
        meetings=len({_meeting(row) for row in steps}),
        left_out=len(rows) - len(kept),
    )


def _meeting(row: sqlite3.Row) -> tuple[str, ...]:
    """What an agenda and its minutes have in common."""
    return (row["body"], row["date"]) if row["body"] and row["date"] else (row["meeting_id"],)


def _once(rows: Sequence[sqlite3.Row]) -> Iterator[sqlite3.Row]:
    """The rows without copies in other files, and without agendas whose minutes are there."""
    minutes = {_meeting(row) for row in rows if row["document_type"] == "minutes"}
    first: dict[tuple[str | None, ...], int] = {}
    for row in rows:
        if row["document_type"] in _AGENDAS and _meeting(row) in minutes:
            continue
        if first.setdefault((row["meeting_id"], row["number"], row["title"]), row["meeting"]) == row["meeting"]:
            yield row


def _step(n: int, row: sqlite3.Row) -> Step:
    return Step(
        case_number=row["case_number"],
        step=n,
        date=row["date"],
        body=row["body"],
        document_type=row["document_type"],
        number=row["number"],
        title=row["title"],
        recommended_by=row["recommended_by"],
        outcomes=row["outcomes"],
        postponed_to=row["postponed_to"],
        referred_to=row["referred_to"],
        path=row["path"],
        first_line=row["first_line"],
    )
