"""What `search`, `cases` and `report` share: which meetings count."""

import calendar
import datetime
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from referat.errors import ReferatError

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class QueryError(ReferatError):
    """A question that cannot be asked so."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which meetings count: bodies whose names hold `body`, from the day `since` to the day `until`, both included.

    The days are ISO 8601; None is no limit. A meeting without a date lies in no range. `authorities` are those whose
    names hold one of these texts; none of them is all, those that no text names among them.
    """

    body: str | None = None
    since: str | None = None
    until: str | None = None
    authorities: tuple[str, ...] = ()

    @classmethod
    def read(cls, body: str | None, since: str | None, until: str | None, authorities: Sequence[str] = ()) -> "Filters":
        """The filters as typed: dates are 2019, 2019-11 or 2019-11-27. Raises QueryError where one is none."""
        first = _days(since, "--from")[0] if since is not None else None
        last = _days(until, "--to")[1] if until is not None else None
        if first and last and first > last:
            raise QueryError(f"--from {since} lies after --to {until}.", hint="the other way round.")
        return cls(body or None, first, last, tuple(filter(None, (" ".join(name.split()) for name in authorities))))

    def sql(self, connection: sqlite3.Connection, meetings: str) -> tuple[str, dict[str, str]]:
        """A condition on the table `meetings`, under the name that it has in the query, and its parameters."""
        conditions, parameters = ["1"], {}
        if self.body is not None:
            names = connection.execute("SELECT DISTINCT body FROM meetings WHERE body NOT NULL")
            conditions.append(f"{meetings}.body IN (SELECT value FROM json_each(:bodies))")  # noqa: S608  a name of ours
            parameters["bodies"] = _holding(names, (self.body,))
        if self.authorities:
            names = connection.execute("SELECT DISTINCT authority FROM meetings WHERE authority NOT NULL")
            conditions.append(f"{meetings}.authority IN (SELECT value FROM json_each(:authorities))")  # noqa: S608  the same
            parameters["authorities"] = _holding(names, self.authorities)
        if self.since is not None:
            conditions.append(f"{meetings}.date >= :since")
            parameters["since"] = self.since
        if self.until is not None:
            conditions.append(f"{meetings}.date <= :until")
            parameters["until"] = self.until
        return " AND ".join(conditions), parameters


def _holding(names: Iterable[tuple[str]], wanted: Sequence[str]) -> str:
    """Those of `names` that hold one of the texts `wanted`, as JSON.

    SQLite's LIKE folds the case of ASCII alone. The names are few; the meetings are not.
    """
    return json.dumps([name for (name,) in names if any(holds(name, text) for text in wanted)])


def holds(name: str, text: str) -> bool:
    """Whether `name` holds `text`, whatever the case of both."""
    return _folded(text) in _folded(name)


def _folded(text: str) -> str:
    # Some texts write a letter and its ring or dots as two code points.
    return unicodedata.normalize("NFC", text).casefold()


def _days(text: str, option: str) -> tuple[str, str]:
    """The first and the last day of a year, a month or a day."""
    wrong = QueryError(f"{option} {text}: is no date.", hint="2019, 2019-11 or 2019-11-27.")
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise wrong
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
        last = first.replace(month=month or 12)
        last = last.replace(day=day or calendar.monthrange(last.year, last.month)[1])
    except ValueError:
        raise wrong from None
    return first.isoformat(), last.isoformat()
