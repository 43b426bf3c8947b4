"""The database that `browse` serves, as Datasette sees it: what was committed last, also while `batch` writes.

Datasette knows two kinds of files. One that changes is counted and listed anew for every page; one that never changes
is opened `immutable`, so that SQLite looks neither for locks nor for a log beside it, and finds a file damaged that a
run writes to. This is one that changes seldom.
"""

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datasette.database import Database

# After counting the rows of a large database, they are not counted again for so many times as long as it took.
_TIMES_AS_LONG = 20
#: A file's size and time, and those of the log beside it.
_Stamp = tuple[tuple[int, int] | None, ...]


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
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, check_same_thread=False)
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


def _stat(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None
