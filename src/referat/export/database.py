"""SQLite: the tables of `relations`, a search index tuned for Danish, and rows that come and go with their file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain
from pathlib import Path

from referat.errors import ArchiveError, OutputError, printable
from referat.export.relations import DATABASE_VERSION, RELATIONS
from referat.export.rows import Rows
from referat.export.views import VIEWS

#: "refe" in ASCII: marks the file as one of ours.
APPLICATION_ID = 0x72656665
# What makes a database.
_MAKE_ONE = "referat batch ARCHIVE OUT.db"
# Files whose rows are inserted together, and rows that one statement inserts: what a statement takes beside its rows is
# more than most rows take.
_FILES_TOGETHER, _ROWS_TOGETHER = 32, 32
# What a commit brings, a few MB, fits into memory: else it is written, read back and written again. The log beside the
# database grows to some 16 MB before it goes into that: what comes again and again is written there once.
_MEMORY = ("cache_size = -8000", "wal_autocheckpoint = 4000")
#: The index over whole words. å is not a, and ø not o: `remove_diacritics 0`.
SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(title, decision, sections, content='item_texts', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0')"
)
#: The words of that index, and an index over every three letters of them: parts of compounds are found through it, at
#: a hundredth of what such an index over the texts would take.
WORDS = (
    "CREATE VIRTUAL TABLE search_words USING fts5vocab(search, 'row')",
    "CREATE VIRTUAL TABLE word_parts USING fts5(word, tokenize='trigram')",
)


class Database:
    """A database being written. Nothing is kept until `commit`; one process at a time may hold it.

    Whoever reads it meanwhile sees what was committed last: what comes goes into a log beside it first (SQLite's WAL),
    from the first change on, and into the database itself in the end. Where it is of another version, it is emptied
    first. Raises OutputError where it is no database of ours, or another program writes to it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, timeout=1, isolation_level=None)
        try:
            for pragma in ("synchronous = NORMAL", *_MEMORY):
                self.connection.execute(f"PRAGMA {pragma}")
            self.connection.execute("PRAGMA foreign_keys = ON")
            self._logs = False
            self.connection.execute("BEGIN IMMEDIATE")
            self._begin()
            self._version = _pragma(self.connection, "data_version")
        except BaseException:
            self.connection.close()
            raise
        # Rows that wait to be inserted, and of how many files.
        self._pending: Rows = {name: [[] for _ in ("id", *relation.fields)] for name, relation in RELATIONS.items()}
        self._files = 0
        self._complete = self._state("complete") == "yes"
        self._last = {table: self._highest(table) for table in RELATIONS}
        self._indexed = self._last["items"]

    def _hold(self) -> None:
        """Begin a transaction that nobody else may write in.

        Between two of them lies a moment in which another run could take hold; it would not go unseen.
        """
        self.connection.execute("BEGIN IMMEDIATE")
        if _pragma(self.connection, "data_version") != self._version:
            raise self._written_by_another()

    def _written_by_another(self) -> OutputError:
        hint = "the same command again, when it has ended."
        return OutputError("another program has written to it.", name=str(self.path), hint=hint)

    def _log_beside(self) -> None:
        """Write into a log beside the database from now on, where its disk allows that; a transaction goes on."""
        self.connection.execute("COMMIT")
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("BEGIN IMMEDIATE")
        self._version = _pragma(self.connection, "data_version")  # the change of mode is one of ours
        self._logs = True

    def _begin(self) -> None:
        tables = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and _pragma(self.connection, "application_id") != APPLICATION_ID:
            raise OutputError("is no database of referat.", name=str(self.path), hint="another name.")
        if tables and _pragma(self.connection, "user_version") != DATABASE_VERSION:
            self._empty()
        elif not tables:
            self._create()
            # Whoever looks at it now finds a database of ours with nothing in it.
            self._log_beside()

    def _create(self) -> None:
        for statement in statements():
            self.connection.execute(statement)
        self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.connection.execute(f"PRAGMA user_version = {DATABASE_VERSION}")

    def _empty(self) -> None:
        # In place, under the lock: a file that is replaced may be in another program's hands.
        self._log_beside()
        execute = self.connection.execute
        execute("COMMIT")
        execute("PRAGMA foreign_keys = OFF")  # not heeded inside a transaction
        execute("BEGIN IMMEDIATE")
        # An index for search has tables of its own, which go with it.
        for which in ("type = 'view'", "sql LIKE 'CREATE VIRTUAL%'", "type = 'table' AND name NOT LIKE 'sqlite_%'"):
            names = execute(f"SELECT type, name FROM sqlite_master WHERE {which}").fetchall()  # noqa: S608  ours
            for kind, name in names:
                execute(f'DROP {kind} "{name}"')
        # Whoever looks at it finds the old tables or new ones, at no moment none.
        self._create()
        execute("COMMIT")
        execute("VACUUM")
        execute("PRAGMA foreign_keys = ON")
        execute("BEGIN IMMEDIATE")

    def _state(self, key: str) -> str | None:
        found = self.connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return found[0] if found else None

    def _highest(self, table: str) -> int:
        found = self.connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0]  # noqa: S608  a table of ours
        return found or 0

    def add(self, rows: Rows) -> None:
        """Add the rows of one file, with the ids that come next."""
        self._change()
        base = dict(self._last)
        for table, columns in rows.items():
            ids, *others = self._pending[table]
            count = len(columns[0])
            ids += range(base[table] + 1, base[table] + count + 1)
            for pending, column, field in zip(others, columns, RELATIONS[table].fields, strict=True):
                pending.extend(_shifted(column, base[field.refers]) if field.refers else column)
            self._last[table] += count
        self._files += 1
        if self._files >= _FILES_TOGETHER:
            self._insert()

    def _insert(self) -> None:
        """Insert what waits."""
        for table, columns in self._pending.items():
            cells = list(chain.from_iterable(zip(*columns, strict=True)))
            at = 0
            for rows in (_ROWS_TOGETHER, 1):
                size = rows * len(columns)
                end = len(cells) - len(cells) % size
                if at < end:
                    parameters = (cells[n : n + size] for n in range(at, end, size))
                    self.connection.executemany(_insertion(table, rows), parameters)
                at = end
            for column in columns:
                column.clear()
        self._files = 0

    def remove(self, path: str) -> None:
        """Take away everything that was read from the file `path`."""
        self._change()
        self._index()
        self.connection.execute(
            "INSERT INTO search(search, rowid, title, decision, sections) "
            "SELECT 'delete', t.id, t.title, t.decision, t.sections FROM item_texts AS t JOIN items ON items.id = t.id "
            "JOIN meetings ON meetings.id = items.meeting_id JOIN sources ON sources.id = meetings.source_id "
            "WHERE sources.path = ?",
            (path,),
        )
        self.connection.execute("DELETE FROM sources WHERE path = ?", (path,))

    def commit(self) -> None:
        """Keep what was added and removed; another transaction begins."""
        self._index()
        self.connection.execute("COMMIT")
        self._hold()

    def _index(self) -> None:
        """Insert what waits, and index the items that were added since the last time."""
        self._insert()
        if self._indexed < self._last["items"]:
            self.connection.execute(
                "INSERT INTO search(rowid, title, decision, sections) "
                "SELECT id, title, decision, sections FROM item_texts WHERE id > ?",
                (self._indexed,),
            )
            self._indexed = self._last["items"]

    def _change(self) -> None:
        if not self._logs:
            self._log_beside()
            if any(self._highest(table) != last for table, last in self._last.items()):
                raise self._written_by_another()
        if self._complete:
            self._complete = False
            self.connection.execute("UPDATE state SET value = 'no' WHERE key = 'complete'")

    def finish(self) -> None:
        """Bring the index of parts of words up to date, and keep everything; without a change nothing is written."""
        if self._complete:
            return
        self._index()
        self.connection.execute("DELETE FROM word_parts")
        self.connection.execute("INSERT INTO word_parts(word) SELECT term FROM search_words WHERE length(term) > 2")
        self.connection.execute("PRAGMA analysis_limit = 1000")
        self.connection.execute("ANALYZE")
        self.connection.execute("UPDATE state SET value = 'yes' WHERE key = 'complete'")
        self._complete = True
        self.commit()

    def close(self) -> None:
        """Let go of the file; what was not committed is not kept. The log goes, unless somebody is reading it."""
        with suppress(sqlite3.Error):  # of a disk that is full, or since somebody reads
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if self.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.close()


def _shifted(ids: list[str | int], by: int) -> list[str | int]:
    """Ids of one file as those of the database; not those that stand for a null."""
    return [number + by if isinstance(number, int) else number for number in ids]


@cache
def _insertion(table: str, rows: int) -> str:
    """The statement that inserts so many rows."""
    fields = RELATIONS[table].fields
    row = ", ".join(["?", *("?" if field.required else f"nullif(?, {field.null!r})" for field in fields)])
    return f"INSERT INTO {table} VALUES {', '.join([f'({row})'] * rows)}"  # noqa: S608  a table of ours


def statements() -> Iterator[str]:
    """The statements that make an empty database."""
    for name, relation in RELATIONS.items():
        columns = ["id INTEGER PRIMARY KEY"]
        for field in relation.fields:
            column = f'"{field.name}" {field.type}'
            column += " NOT NULL" if field.required else ""
            column += f" REFERENCES {field.refers}(id) ON DELETE CASCADE" if field.refers else ""
            columns.append(column)
        yield f"CREATE TABLE {name} ({', '.join(columns)})"
        for field in relation.fields:
            if field.indexed:
                yield f'CREATE INDEX {name}_{field.name} ON {name}("{field.name}")'
    yield "CREATE UNIQUE INDEX sources_path ON sources(path)"
    # Some print the same number with spaces and some without.
    yield "CREATE INDEX items_case ON items(replace(case_number, ' ', ''))"
    # "complete" is "yes" where the last run went to its end; else the next one makes it whole.
    yield "CREATE TABLE state(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
    yield "INSERT INTO state VALUES ('complete', 'no')"
    for name, view in VIEWS.items():
        yield f"CREATE VIEW {name} AS {view.query}"
    yield SEARCH
    yield from WORDS


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def opened(path: str) -> Iterator[sqlite3.Connection]:
    """A database of referat, to be read. Raises ArchiveError where the file is none, or turns out damaged."""
    shown = printable(path)
    file = Path(path)
    if not file.is_file():
        raise ArchiveError("there is no such file.", name=shown, hint=_MAKE_ONE)
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        if _pragma(connection, "application_id") != APPLICATION_ID:
            raise ArchiveError("is no database of referat.", name=shown, hint=_MAKE_ONE)
        if _pragma(connection, "user_version") != DATABASE_VERSION:
            raise ArchiveError("was made by another version of referat.", name=shown, hint="make it anew.")
        connection.row_factory = sqlite3.Row
        yield connection
    except sqlite3.DatabaseError as error:
        raise _unreadable(shown, str(error)) from None
    finally:
        connection.close()


def _unreadable(name: str, error: str) -> ArchiveError:
    if "locked" in error:
        return ArchiveError("a run is writing it.", name=name, hint="again when it has ended.")
    if "readonly" in error:  # what a run that was killed left behind can be put right only by one that may write
        return ArchiveError("the last run was stopped in the middle.", name=name, hint="the same referat batch again.")
    if "not a database" in error:
        return ArchiveError("is no database.", name=name, hint=_MAKE_ONE)
    return ArchiveError(f"cannot be read as a database: {error}.", name=name, hint="make it anew.")


def is_complete(connection: sqlite3.Connection) -> bool:
    """Whether the last run that wrote the database went to its end."""
    found = connection.execute("SELECT value FROM state WHERE key = 'complete'").fetchone()
    return found is not None and found[0] == "yes"
