"""The database that `browse` serves, as Datasette sees it: what was committed last, also while `batch` writes.

Datasette knows two kinds of files. One that changes is counted and listed anew for every page; one that never changes
is opened `immutable`, so that SQLite looks neither for locks nor for a log beside it, and finds a file damaged that a
run writes to. This is one that changes seldom.

Whoever may ask may ask for much: a value, an answer and the memory of SQLite have limits, and so has the time (of that
Datasette takes care).
"""

import os
import sqlite3
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from datasette.database import Database

# After counting the rows of a large database, they are not counted again for so many times as long as it took.
_TIMES_AS_LONG = 20
#: Bytes of one value, of the rows of one answer, and of all that SQLite holds in memory; Datasette holds an answer
#: several times, in other forms.
LARGEST_VALUE, LARGEST_ANSWER, _MEMORY = 16_000_000, 24_000_000, 256_000_000
#: What SQLite allows by itself is far more: nobody's question has a longer text, a longer pattern (one that is matched
#: cannot be interrupted), or other databases.
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LARGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
#: Functions that work for as long as their arguments say, and cannot be interrupted.
_ENDLESS = frozenset({"printf", "format"})
#: A file's size and time, and those of the log beside it.
_Stamp = tuple[tuple[int, int] | None, ...]


class _Cursor(sqlite3.Cursor):
    """A cursor whose rows are only so large, all together."""

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next `size` rows. Raises sqlite3.OperationalError where they are more than an answer may hold."""
        return self._bounded(self.arraysize if size is None else size)

    def fetchall(self) -> list[Any]:
        """All rows that are left. Raises what `fetchmany` raises."""
        return self._bounded(None)

    def _bounded(self, most: int | None) -> list[Any]:
        rows: list[Any] = []
        left = LARGEST_ANSWER
        for row in islice(self, most):
            rows.append(row)
            left -= sum(len(value) for value in tuple(row) if isinstance(value, (str, bytes)))
            if left < 0:
                raise sqlite3.OperationalError(
                    f"the answer is larger than {LARGEST_ANSWER // 1_000_000} MB. Try: fewer rows, with _size=10."
                )
        return rows


class _Limited(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        """A cursor, limited where no other is asked for."""
        return super().cursor(factory)


class Browsed(Database):  # type: ignore[misc]  # Datasette has no types
    """The database at `path`; `row_counts` tells how many rows each of its tables has."""

    def __init__(self, datasette: Any, path: Path, row_counts: Callable[[sqlite3.Connection], dict[str, int]]) -> None:
        # Datasette puts the path into a URI as it is, where "?", "#" and "%" would mean something.
        super().__init__(datasette, path=path.as_uri().removeprefix("file:"), is_mutable=False)
        self._files = (path, path.with_name(f"{path.name}-wal"))
        self._row_counts = row_counts
        self._stamp = self._stamped()
        self._next = 0.0

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection that reads, and heeds locks and the log."""
        assert not write  # noqa: S101  nothing of ours writes
        where = f"file:{self.path}?mode=ro"
        connection = sqlite3.connect(where, uri=True, check_same_thread=False, factory=_Limited)
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        connection.execute(f"PRAGMA hard_heap_limit = {_MEMORY}")
        connection.set_authorizer(_authorized)
        self._all_file_connections.append(connection)
        return connection

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """What `fn` gives in one of Datasette's threads, with the rows counted as they stand now."""

        def counted(connection: sqlite3.Connection) -> Any:
            self._count(connection)
            return fn(connection)

        return await super().execute_fn(counted)

    def _stamped(self) -> _Stamp:
        return tuple((at.st_size, at.st_mtime_ns) if (at := _stat(file)) else None for file in self._files)

    def _count(self, connection: sqlite3.Connection) -> None:
        """Count the rows again, where the file has changed and they were not counted a moment ago."""
        begun = time.monotonic()
        stamp = self._stamped()
        if stamp == self._stamp or begun < self._next:
            return
        self._stamp = stamp
        counts = self._row_counts(connection)
        self._cached_table_counts = counts
        self.ds.inspect_data[self.name]["tables"] = {table: {"count": count} for table, count in counts.items()}
        self._next = time.monotonic() + (time.monotonic() - begun) * _TIMES_AS_LONG


def _authorized(action: int, _what: str | None, function: str | None, *_more: str | None) -> int:
    """SQLite's hook for a query that is compiled."""
    is_endless = action == sqlite3.SQLITE_FUNCTION and (function or "").lower() in _ENDLESS
    return sqlite3.SQLITE_DENY if is_endless else sqlite3.SQLITE_OK


def _stat(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None
