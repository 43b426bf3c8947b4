"""The way of cases through bodies: from which body to which, by the case numbers that items of meetings share."""

import datetime
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from referat.archive.query.aggregates.meetings import Body, body_order
from referat.archive.query.cases import is_own
from referat.tuples import NamedTuple

# The cases of each authority, a row for each meeting; with how many of its items bear the number, and how many it has.
_STEPS = """
SELECT authority, case_number, body, date, meeting, sharing, items FROM (
    SELECT DISTINCT authority, case_number, body, date, meeting,
        count(*) OVER (PARTITION BY meeting, case_number) AS sharing,
        count(*) OVER (PARTITION BY meeting) AS items
    FROM counted_items)
WHERE case_number NOT NULL ORDER BY authority, case_number, date, body, meeting
"""
_NUMBERED = "SELECT count(*), count(case_number) FROM counted_items"


class Way(NamedTuple):
    """How often a case went from one body to another next, how many cases did, and the middle of the days between."""

    source: Body
    target: Body
    times: int
    cases: int
    days: float


class Routes(NamedTuple):
    """The ways of cases, the most frequent first.

    Of all `items`, `numbered` have a case number; `cases` are those in two meetings or more with a body and a day.
    `unordered` steps are to another body of the same day: nobody knows which of the two was first.
    """

    items: int
    numbered: int
    cases: int
    unordered: int
    ways: Sequence[Way]


class _Step(NamedTuple):
    body: Body
    day: datetime.date


def routes(connection: sqlite3.Connection) -> Routes:
    """The ways of cases."""
    passed: dict[tuple[Body, Body], list[tuple[int, int]]] = {}
    cases = unordered = 0
    rows = (row for row in connection.execute(_STEPS) if row["body"] and row["date"])
    kept = (row for row in rows if not is_own(row["sharing"], row["items"]))
    for number, (_, steps) in enumerate(groupby(kept, key=lambda row: (row["authority"], row["case_number"]))):
        days = [(day, list(some)) for day, some in groupby(_steps(steps), key=lambda step: step.day)]
        cases += sum(len(some) for _, some in days) > 1
        unordered += sum(len(some) - 1 for _, some in days)
        for (before, first), (after, second) in pairwise(days):
            if len(first) == len(second) == 1:
                key = first[0].body, second[0].body
                passed.setdefault(key, []).append((number, (after - before).days))
    items, numbered = connection.execute(_NUMBERED).fetchone()
    ways = [
        Way(source, target, len(some), len({number for number, _ in some}), median(days for _, days in some))
        for (source, target), some in passed.items()
    ]
    ways.sort(key=lambda way: (-way.times, body_order(way.source), body_order(way.target)))
    return Routes(items, numbered, cases, unordered, ways)


def _steps(rows: Iterator[sqlite3.Row]) -> Iterator[_Step]:
    """The meetings of one case, each once: two of a body on one day are one, begun twice or printed in two forms."""
    seen = set()
    for row in rows:
        step = _Step((row["authority"], row["body"]), datetime.date.fromisoformat(row["date"]))
        if step not in seen:
            seen.add(step)
            yield step
