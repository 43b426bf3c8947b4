"""How much was found in an archive: per layout and year, with the outcomes, the diagnostics and the failures.

What was not read is counted beside: sentences and lines that hold a fact's word, by the kind of fact.

A database counts for itself; NDJSON is counted a line at a time. Both give the same figures.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from referat.archive.query.lines import Record, failures, is_database, meetings
from referat.contract.diagnostics import UNREAD, unread_kind
from referat.export.database import opened

#: What is counted for a layout and a year, in the order of the output.
FIGURES = (
    "meetings",
    "bodies",
    "dates",
    "items",
    "titles",
    "case_numbers",
    "recommendations",
    "decisions",
    "outcomes",
)
UNREAD_FACTS = "facts_unread"
COLUMNS = ("layout", "year", *FIGURES, UNREAD_FACTS)

# A layout and a year; None where the meetings have no date.
_Key = tuple[str, str | None]
_Name = TypeVar("_Name", str, tuple[str, str])

_MEETINGS = (
    "SELECT layout, substr(date, 1, 4) AS year, count(*) AS meetings, count(body) AS bodies, count(date) AS dates "
    "FROM meetings GROUP BY 1, 2"
)
_ITEMS = (
    "SELECT meetings.layout, substr(meetings.date, 1, 4) AS year, count(*) AS items, count(items.title) AS titles, "
    "count(items.case_number) AS case_numbers, count(recommendations.id) AS recommendations, "
    "count(decisions.id) AS decisions, "
    "sum(EXISTS (SELECT 1 FROM outcomes WHERE decision_id = decisions.id)) AS outcomes "
    "FROM items JOIN meetings ON meetings.id = items.meeting_id "
    "LEFT JOIN recommendations ON recommendations.item_id = items.id AND recommendations.position = 1 "
    "LEFT JOIN decisions ON decisions.item_id = items.id GROUP BY 1, 2"
)
_OUTCOMES = "SELECT outcome, count(DISTINCT decision_id) FROM outcomes GROUP BY 1"
_DIAGNOSTICS = "SELECT code, severity, count(*), count(DISTINCT meeting_id) FROM diagnostics GROUP BY 1, 2"
_UNREAD = (
    "SELECT meetings.layout, substr(meetings.date, 1, 4), diagnostics.message FROM diagnostics "
    "JOIN meetings ON meetings.id = diagnostics.meeting_id WHERE diagnostics.code = ?"
)
_FAILURES = "SELECT code, count(*) FROM failures GROUP BY 1"


@dataclass(slots=True)
class Stats:
    """The figures.

    `layouts` counts, for a layout and a year, what `FIGURES` names, and the facts unread; `outcomes` the decisions that
    come to each, as a whole or in a point; `diagnostics` and `reported` the diagnostics, and the meetings that have
    them, by code and severity; `unread` the facts that were not read, by kind; `failures` the files that gave nothing,
    by code.
    """

    layouts: dict[_Key, Counter[str]] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    diagnostics: Counter[tuple[str, str]] = field(default_factory=Counter)
    reported: Counter[tuple[str, str]] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)

    @property
    def unread_meetings(self) -> int:
        """How many of the meetings have a fact that was not read."""
        return sum(number for (code, _), number in self.reported.items() if code == UNREAD)

    @property
    def total(self) -> Counter[str]:
        """All layouts and years together."""
        return sum(self.layouts.values(), Counter())

    def add_unread(self, key: _Key, message: str) -> None:
        """Count a fact that was not read, in a meeting of that layout and year; `message` is what was told of it."""
        self.of(key)[UNREAD_FACTS] += 1
        self.unread[unread_kind(message)] += 1

    def of(self, key: _Key) -> Counter[str]:
        """The figures of a layout and a year, to be added to."""
        return self.layouts.setdefault(key, Counter())


def count(path: str) -> Stats:
    """The figures of the archive `path`. Raises ArchiveError where it cannot be read."""
    if is_database(path):
        with opened(path) as connection:
            return _of_database(connection)
    stats = Stats()
    for meeting in meetings(path):
        _add(stats, meeting)
    stats.failures.update(record["code"] for record in failures(path))
    return stats


def _of_database(connection: sqlite3.Connection) -> Stats:
    stats = Stats()
    for query in (_MEETINGS, _ITEMS):
        for row in connection.execute(query):
            figures = stats.of((row["layout"], row["year"]))
            figures.update({name: row[name] for name in row.keys() if name in FIGURES})  # noqa: SIM118  a Row has no `in`
    stats.outcomes.update(dict(map(tuple, connection.execute(_OUTCOMES))))
    for code, severity, number, reported in connection.execute(_DIAGNOSTICS):
        stats.diagnostics[code, severity] += number
        stats.reported[code, severity] += reported
    for layout, year, message in connection.execute(_UNREAD, (UNREAD,)):
        stats.add_unread((layout, year), message)
    stats.failures.update(dict(map(tuple, connection.execute(_FAILURES))))
    return stats


def _add(stats: Stats, meeting: Record) -> None:
    day = meeting.get("date")
    key = (meeting["layout"], day[:4] if day else None)
    figures = stats.of(key)
    items = meeting["items"]
    figures["meetings"] += 1
    figures["bodies"] += meeting.get("body") is not None
    figures["dates"] += day is not None
    figures["items"] += len(items)
    figures["titles"] += _having(items, "title")
    figures["case_numbers"] += _having(items, "case_number")
    figures["recommendations"] += _having(items, "recommendation")
    figures["decisions"] += _having(items, "decision")
    for item in items:
        outcomes = _outcomes(item.get("decision") or {})
        figures["outcomes"] += bool(outcomes)
        stats.outcomes.update(outcomes)
    found = [(one["code"], one["severity"]) for one in meeting.get("diagnostics") or ()]
    stats.diagnostics.update(found)
    stats.reported.update(set(found))
    for one in meeting.get("diagnostics") or ():
        if one["code"] == UNREAD:
            stats.add_unread(key, one["message"])


def _having(items: Iterable[Record], name: str) -> int:
    return sum(item.get(name) is not None for item in items)


def _outcomes(decision: Record) -> set[str]:
    """What a decision comes to, as a whole and in its points."""
    points = decision.get("points") or ()
    return {*(decision.get("outcomes") or ()), *(outcome for point in points for outcome in point["outcomes"])}


def layout_records(stats: Stats) -> list[dict[str, object]]:
    """A record for each layout and year, by name; meetings without a date last, their year None."""
    keys = sorted(stats.layouts, key=lambda key: (key[0], key[1] is None, key[1] or ""))
    return [{"layout": key[0], "year": key[1], **_figures(stats.layouts[key])} for key in keys]


def _figures(counted: Counter[str]) -> dict[str, int]:
    return {name: counted[name] for name in COLUMNS[2:]}


def record(stats: Stats) -> dict[str, object]:
    """All of it, as it is written as JSON; what there is most of comes first."""
    return {
        "layouts": layout_records(stats),
        "outcomes": dict(ordered(stats.outcomes)),
        "diagnostics": [
            {"code": code, "severity": severity, "count": number, "meetings": stats.reported[code, severity]}
            for (code, severity), number in ordered(stats.diagnostics)
        ],
        "facts_unread": {
            "count": stats.unread.total(),
            "meetings": stats.unread_meetings,
            "kinds": dict(ordered(stats.unread)),
        },
        "failures": [{"code": code, "count": number} for code, number in ordered(stats.failures)],
    }


def ordered(counter: Counter[_Name]) -> list[tuple[_Name, int]]:
    """The counts, the largest first, then by name."""
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
