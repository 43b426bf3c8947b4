"""When meetings were held, and how long they took."""

import datetime
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import median, quantiles

from referat.tuples import NamedTuple

#: A council's or a committee's name as written, with its authority; None where no text says which.
Body = tuple[str | None, str | None]

# More months than these are counted by the year.
_MOST_MONTHS = 36
_MONTHS_OF_YEAR = 12
_SECONDS = 60
_LONGEST = 24 * 60


class Held(NamedTuple):
    """Meetings by period ("2019", or "2019-11" where `monthly`) and kind, periods without a meeting among them."""

    monthly: bool
    periods: Mapping[str, Counter[str]]


class Length(NamedTuple):
    """How long `meetings` took, in minutes: the shortest, the longest, and what parts them into quarters."""

    meetings: int
    shortest: float
    lower: float
    middle: float
    upper: float
    longest: float


class Lengths(NamedTuple):
    """The lengths by year and by body.

    Of all `minutes`, `known` say when the meeting began and when it ended; in `odd` ones it ended before it began.
    """

    minutes: int
    known: int
    odd: int
    whole: Length | None
    years: Mapping[str | None, Length]
    bodies: Mapping[Body, Length]


def held(connection: sqlite3.Connection) -> Held:
    """The meetings that have a day, by period."""
    rows = connection.execute(
        "SELECT substr(date, 1, 7), kind, count(*) FROM counted_meetings WHERE date NOT NULL GROUP BY 1, 2 ORDER BY 1"
    ).fetchall()
    if not rows:
        return Held(monthly=False, periods={})
    first, last = _months(rows[0][0]), _months(rows[-1][0])
    monthly = last - first < _MOST_MONTHS
    if monthly:
        names = [f"{n // _MONTHS_OF_YEAR:04}-{n % _MONTHS_OF_YEAR + 1:02}" for n in range(first, last + 1)]
    else:
        names = [f"{year:04}" for year in range(first // _MONTHS_OF_YEAR, last // _MONTHS_OF_YEAR + 1)]
    periods: dict[str, Counter[str]] = {name: Counter() for name in names}
    for month, kind, count in rows:
        periods[month if monthly else month[:4]][kind] += count
    return Held(monthly, periods)


def _months(month: str) -> int:
    """The months from the year 0 to `month`, such as "2019-11"."""
    return int(month[:4]) * _MONTHS_OF_YEAR + int(month[5:]) - 1


def lengths(connection: sqlite3.Connection) -> Lengths:
    """How long the meetings took whose minutes say when they began and ended."""
    rows = connection.execute(
        "SELECT authority, body, substr(date, 1, 4) AS year, opened, closed FROM counted_meetings "
        "WHERE kind = 'minutes' ORDER BY meeting"
    ).fetchall()
    years: dict[str | None, list[float]] = {}
    bodies: dict[Body, list[float]] = {}
    known = odd = 0
    for row in rows:
        if row["opened"] is None or row["closed"] is None:
            continue
        known += 1
        minutes = _between(row["opened"], row["closed"])
        if not 0 < minutes <= _LONGEST:
            odd += 1
            continue
        years.setdefault(row["year"], []).append(minutes)
        bodies.setdefault((row["authority"], row["body"]), []).append(minutes)
    whole = [minutes for some in years.values() for minutes in some]
    return Lengths(
        len(rows),
        known,
        odd,
        _length(whole) if whole else None,
        {year: _length(years[year]) for year in sorted(years, key=lambda year: year or "~")},
        {body: _length(some) for body, some in _largest(bodies)},
    )


def _between(opened: str, closed: str) -> float:
    """Minutes from one moment to another, both ISO 8601 with offset."""
    passed = datetime.datetime.fromisoformat(closed) - datetime.datetime.fromisoformat(opened)
    return passed.total_seconds() / _SECONDS


def _length(minutes: Sequence[float]) -> Length:
    quarters = quantiles(minutes, n=4, method="inclusive") if len(minutes) > 1 else [minutes[0]] * 3
    return Length(len(minutes), min(minutes), quarters[0], median(minutes), quarters[2], max(minutes))


def _largest(bodies: Mapping[Body, list[float]]) -> Iterator[tuple[Body, list[float]]]:
    yield from sorted(bodies.items(), key=lambda pair: (pair[0][1] is None, -len(pair[1]), body_order(pair[0])))


def body_order(body: Body) -> tuple[str, str]:
    """An order of bodies by their names, those without one last."""
    authority, name = body
    return name or "\U0010ffff", authority or ""
