"""Where results go, and what the last run left there.

A database holds its own results. Other outputs are rendered from a store beside them, `OUT.state`, which holds what
each file gave: what is killed half-way, or run again after one file has changed, goes on from there. It may be deleted;
then all is read anew.
"""

import json
import os
import sqlite3
import zlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import IO

import orjson

from referat.archive.batch.beside import clear
from referat.archive.batch.files import Failure, Target
from referat.archive.batch.job import Job, Result
from referat.archive.batch.store import damaged, file_at, opened, state_of, unpacked
from referat.errors import OutputError, OutputLostError
from referat.export.database import Database
from referat.export.rows import of_failure
from referat.tuples import NamedTuple

# Failures that say nothing about the file's bytes; it is tried again in the next run. Where LibreOffice may help, so is
# what nobody could read without.
_PASSING, _MAY_BE_CONVERTED = ("timeout", "worker-died"), "unreadable"
#: Seconds after which what came is kept. Files take from a millisecond to a minute: a count of them would say nothing
#: of how much work is lost when the program is killed.
KEPT_EVERY = 2.0
# Files that are gone, taken away at a time.
_REMOVED_TOGETHER = 256


def _is_passing(code: str | None, job: Job) -> bool:
    return code in _PASSING or (job.opening.convert and code == _MAY_BE_CONVERTED)


class Totals(NamedTuple):
    """What an output holds after a run."""

    files: int
    meetings: int
    items: int
    failures: int
    warnings: dict[str, int]


class Sink(ABC):
    """Takes one result per file, in order; `finish` when all have come, `close` in any case."""

    failures = ""
    """Where the failures of files are told."""
    removed = 0
    """Files that the last run read, and that are no longer there."""

    @abstractmethod
    def known(self, name: str) -> str | None:
        """The hash of the bytes that `name` had when this parser last read it; None where it is to be read."""

    @abstractmethod
    def put(self, result: Result) -> None:
        """Take what one file gave; of one that is unchanged, that it is still there."""

    def keep(self) -> None:  # noqa: B027  what goes into a stream is kept
        """Keep what came, now and then while nothing more comes."""

    @abstractmethod
    def finish(self) -> Totals:
        """Leave out what no longer came, and let the output appear."""

    def failed(self) -> Iterator[Failure]:
        """All failures that the output holds, those of earlier runs among them, by name; after `finish`."""
        return iter(())

    @abstractmethod
    def close(self) -> None:
        """Let go. What came before the last commit is kept for the next run."""


class StreamSink(Sink):
    """Lines of JSON to an open stream; nothing is kept for another run."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._files = self._meetings = self._items = 0
        self._failures: list[Failure] = []
        self._warnings: Counter[str] = Counter()

    def known(self, name: str) -> str | None:  # noqa: ARG002  nothing is known
        """Nothing."""
        return None

    def put(self, result: Result) -> None:
        """Write the file's lines."""
        self._files += 1
        self._meetings += result.meetings
        self._items += result.items
        if result.state == "failed":
            self._failures.append(Failure(result.name, result.code, result.message))
        self._warnings.update(result.warnings)
        if result.payload:
            self._stream.write(zlib.decompress(result.payload))

    def finish(self) -> Totals:
        """Flush the stream, which stays open."""
        self._stream.flush()
        warnings = dict(sorted(self._warnings.items()))
        return Totals(self._files, self._meetings, self._items, len(self._failures), warnings)

    def failed(self) -> Iterator[Failure]:
        """Those of this run."""
        return iter(self._failures)

    def close(self) -> None:
        """Nothing is held."""


class _Kept(Sink):
    """What the two that remember have in common: a connection in a transaction, and the names that came this time."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self._path = path
        self._file = file_at(path)
        connection.execute("CREATE TEMP TABLE seen(name TEXT PRIMARY KEY) WITHOUT ROWID")
        self._kept_at = monotonic()
        # False while a result is half put in: then what came since the last commit must not be kept.
        self._whole = True

    def put(self, result: Result) -> None:
        """Take the result; what came within some seconds is committed together."""
        self._whole = False
        self.connection.execute("INSERT INTO seen VALUES (?)", (result.name,))
        if result.state != "unchanged" and not self.fails_again(result):
            self.replace(result)
        self._whole = True
        self.keep()

    def keep(self) -> None:
        """Commit what came, where the last time was some seconds ago."""
        if monotonic() - self._kept_at >= KEPT_EVERY:
            self.commit()
            self._kept_at = monotonic()

    def close(self) -> None:
        """Keep what came, also where the run was stopped, and let go."""
        with suppress(sqlite3.Error):  # what went wrong has been said already
            if self._whole and self.connection.in_transaction:
                self.commit()
        self.let_go()

    def check(self) -> None:
        """Raise OutputLostError where what is written to lies there no more: it would be written to nothing."""
        if file_at(self._path) != self._file:
            raise lost(self._path)

    @abstractmethod
    def let_go(self) -> None:
        """Close what is open, whatever state it is in."""

    @abstractmethod
    def fails_again(self, result: Result) -> bool:
        """Whether the file fails as it did before: an archive that cannot be opened, which is tried each time."""

    @abstractmethod
    def replace(self, result: Result) -> None:
        """Put the result in the place of what the same file gave before."""

    @abstractmethod
    def commit(self) -> None:
        """Keep what came until now."""


class DatabaseSink(_Kept):
    """A database; where it is of another version, it is emptied first.

    With `anew`, what each file gave stays until the file has been read again: whoever looks at it meanwhile finds every
    file, as it was read last.
    """

    failures = "table failures"

    def __init__(self, out: Path, job: Job, *, anew: bool) -> None:
        with in_use(out):
            self._database = Database(out)
        self._job = job
        self._anew = anew
        super().__init__(self._database.connection, out)

    def known(self, name: str) -> str | None:
        """Its hash among the sources; nothing where all is to be read anew."""
        if self._anew:
            return None
        found = self.connection.execute(
            "SELECT sha256, code FROM sources LEFT JOIN failures ON failures.source_id = sources.id "
            "WHERE sources.path = ? AND parser = ?",
            (name, self._job.parser),
        ).fetchone()
        return None if found is None or _is_passing(found[1], self._job) else found[0]

    def fails_again(self, result: Result) -> bool:
        """By its row in `failures`."""
        query = (
            "SELECT parser, sha256, code, message FROM sources JOIN failures ON failures.source_id = sources.id "
            "WHERE sources.path = ?"
        )
        failed = (self._job.parser, result.sha256, result.code, result.message)
        return result.state == "failed" and self.connection.execute(query, (result.name,)).fetchone() == failed

    def replace(self, result: Result) -> None:
        """Rows out, rows in."""
        if self.connection.execute("SELECT 1 FROM sources WHERE path = ?", (result.name,)).fetchone():
            self._database.remove(result.name)
        if result.state == "failed":
            self._database.add(of_failure(result.name, result.sha256, self._job.parser, result.code, result.message))
        else:
            self._database.add(orjson.loads(result.payload))

    def commit(self) -> None:
        """Commit the database."""
        self._database.commit()
        self.check()

    def finish(self) -> Totals:
        """Remove what is gone, and count."""
        query = "SELECT path FROM sources WHERE path NOT IN (SELECT name FROM seen) LIMIT ?"
        while gone := self.connection.execute(query, (_REMOVED_TOGETHER,)).fetchall():
            for (path,) in gone:
                self._database.remove(path)
            self.removed += len(gone)
        self._database.finish()
        self.check()
        files, meetings, items, failures = (
            self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  tables of ours
            for table in ("sources", "meetings", "items", "failures")
        )
        warnings = dict(self.connection.execute("SELECT code, count(*) FROM diagnostics GROUP BY code ORDER BY code"))
        return Totals(files, meetings, items, failures, warnings)

    def failed(self) -> Iterator[Failure]:
        """The rows of the table `failures`."""
        query = "SELECT path, code, message FROM failures ORDER BY path"
        yield from map(Failure._make, self.connection.execute(query))

    def let_go(self) -> None:
        """Close the database."""
        self._database.close()


class StoredSink(_Kept):
    """Any other output, rendered by `target` from a store."""

    def __init__(self, target: Target, job: Job, *, anew: bool) -> None:
        self._target = target
        self._job = job
        self.failures = target.failures.name
        path = state_of(target.out)
        with in_use(path):
            connection = opened(path)
            for made in target.made_beside:
                clear(made)
        super().__init__(connection, path)
        # What the payloads were encoded for; another target cannot use them.
        self._form = f"{job.target}{' --excel' if job.excel else ''}"
        # Whether it has been said in this run that the output is out of date.
        self._outdated = False
        if anew or self._setting("form") != self._form:
            connection.execute("DELETE FROM results")
            self._set("form", self._form)
            self._set("rendered", "")
        self.commit()

    def known(self, name: str) -> str | None:
        """Its hash in the store."""
        found = self.connection.execute(
            "SELECT sha256, code FROM results WHERE name = ? AND parser = ?", (name, self._job.parser)
        ).fetchone()
        return None if found is None or _is_passing(found[1], self._job) else found[0]

    def fails_again(self, result: Result) -> bool:
        """By its result in the store."""
        query = "SELECT parser, sha256, code, message FROM results WHERE name = ?"
        failed = (self._job.parser, result.sha256, result.code, result.message)
        return result.state == "failed" and self.connection.execute(query, (result.name,)).fetchone() == failed

    def replace(self, result: Result) -> None:
        """Into the store; the output is out of date from now on."""
        if not self._outdated:
            self._set("rendered", "")
            self._outdated = True
        counts = (result.meetings, result.items, json.dumps(result.warnings))
        said = (result.name, result.sha256, self._job.parser, result.code, result.message)
        self.connection.execute(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*said, *counts, result.payload)
        )

    def commit(self) -> None:
        """Commit the store."""
        self.check()
        self.connection.execute("COMMIT")
        self.connection.execute("BEGIN EXCLUSIVE")

    def finish(self) -> Totals:
        """Render the output, unless nothing has changed since it was."""
        gone = self.connection.execute("DELETE FROM results WHERE name NOT IN (SELECT name FROM seen)").rowcount
        self.removed = gone
        if gone or not self._setting("rendered") or self._setting("rendered") != self._target.stamp():
            self._set("rendered", "")
            self.commit()
            self._render()
            self._set("rendered", self._target.stamp())
        self.commit()
        if not self._target.stamp() or self._setting("rendered") != self._target.stamp():
            raise lost(self._target.out)
        try:
            return self._totals()
        except (ValueError, TypeError, AttributeError):
            raise damaged(self._path) from None

    def _totals(self) -> Totals:
        sums = "SELECT count(*), coalesce(sum(meetings), 0), coalesce(sum(items), 0), sum(code <> '') FROM results"
        files, meetings, items, failures = self.connection.execute(sums).fetchone()
        warnings: Counter[str] = Counter()
        for counts, times in self.connection.execute("SELECT warnings, count(*) FROM results GROUP BY warnings"):
            for code, count in json.loads(counts).items():
                warnings[code] += count * times
        return Totals(files, meetings, items, failures or 0, dict(sorted(warnings.items())))

    def _render(self) -> None:
        rows = self.connection.execute("SELECT name, code, message, payload FROM results ORDER BY name")
        try:
            self._target.open()
            for name, code, message, payload in rows:
                if code:
                    self._target.fail(Failure(name, code, message))
                else:
                    self._target.add(name, unpacked(payload))
            self._target.close()
        except (ValueError, TypeError, AttributeError, LookupError) as error:  # what is kept there has another shape
            raise damaged(self._path) from error
        finally:
            rows.close()  # what is not read to its end keeps the store locked

    def _setting(self, key: str) -> str:
        found = self.connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    def _set(self, key: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))

    def failed(self) -> Iterator[Failure]:
        """What the store has no results of."""
        query = "SELECT name, code, message FROM results WHERE code <> '' ORDER BY name"
        yield from map(Failure._make, self.connection.execute(query))

    def let_go(self) -> None:
        """Close the store, and leave nothing half-written."""
        self.connection.close()
        self._target.abandon()


def lost(path: Path) -> OutputLostError:
    """What is said of an output, or of what belongs to it, that somebody has taken away."""
    return OutputLostError(
        "was deleted or replaced while it was written.", name=str(path), hint="the same command again."
    )


@contextmanager
def in_use(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a file that it cannot write to into an OutputError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        told = str(error)
        if "unable to open" not in told and not os.path.lexists(path):
            raise lost(path) from None
        if "locked" in told:
            raise OutputError("another program is using it.", name=str(path), hint="wait until it has ended.") from None
        damaged = "not a database" in told or "malformed" in told
        hint = "delete it, or another name." if damaged else "another folder, or its permissions and its room."
        raise OutputError(f"cannot be written: {told}.", name=str(path), hint=hint) from None
    except FileNotFoundError:
        raise lost(path) from None
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}.", name=str(path)) from None
