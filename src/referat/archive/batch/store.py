"""The store beside an output, `OUT.state`: what each file gave, as plain data in an SQLite file.

Nothing in it is ever run, and nothing is believed because it stands there: what does not look as it was written is said
to be damaged. It may be deleted; then all is read anew.
"""

import os
import sqlite3
import stat
import zlib
from contextlib import suppress
from pathlib import Path

from referat.errors import OutputError

#: "refs" in ASCII: marks the file as a store of ours. The version changes with the tables, or with what they hold.
APPLICATION_ID, VERSION = 0x72656673, 2
_TABLES = (
    "CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT)",
    # The payload last: what is asked of a row without it need not read it.
    "CREATE TABLE results(name TEXT PRIMARY KEY, sha256 TEXT, parser TEXT, code TEXT, message TEXT, "
    "meetings INTEGER, items INTEGER, warnings TEXT, payload BLOB)",
)
_NAMES = {"settings", "results"}
_PRAGMAS = ("locking_mode = EXCLUSIVE", "synchronous = NORMAL", "trusted_schema = OFF", "cell_size_check = ON")
# No file gives this much.
_LARGEST = 1 << 30
_DELETE = "delete it; then all is read anew."


def state_of(out: Path) -> Path:
    """The store that belongs to an output."""
    return out.with_name(f"{out.name}.state")


def opened(path: Path) -> sqlite3.Connection:
    """The store at `path`, in a transaction, made where there is none and emptied where it is of another version.

    Raises OutputError where something else lies there, sqlite3.DatabaseError and OSError where it cannot be opened.
    """
    identity = _regular(path)
    connection = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        for pragma in (
            "locking_mode = EXCLUSIVE",
            "synchronous = NORMAL",
            "trusted_schema = OFF",
            "cell_size_check = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN EXCLUSIVE")
        _begin(connection, path, same=file_at(path) == identity)
    except BaseException:
        connection.close()
        raise
    return connection


def _regular(path: Path) -> tuple[int, int] | None:
    """Which file lies at `path`, a new one where there was none. A link to another one is not followed."""
    with suppress(OSError):  # SQLite says what is wrong
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666))
    if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
        raise OutputError("is no file, but a link or something else.", name=str(path), hint="delete it.")
    return file_at(path)


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file lies at `path`, links not followed; None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _begin(connection: sqlite3.Connection, path: Path, *, same: bool) -> None:
    if not same:
        raise OutputError("was replaced by something else.", name=str(path), hint="another folder.")
    kind, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    ours = kind == APPLICATION_ID or (not kind and {name for _, name, _ in found} == _NAMES)
    if found and not ours:
        raise OutputError("is a database of another program.", name=str(path), hint="delete it, or another name.")
    if found and version == VERSION:
        if [sql for *_, sql in found] != list(_TABLES):
            raise damaged(path)
        return
    for kind, name, _ in found:
        connection.execute(f'DROP {kind} IF EXISTS "{name.replace(chr(34), chr(34) * 2)}"')
    for statement in _TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def damaged(path: Path) -> OutputError:
    """What is said of a store that does not look as it was written."""
    return OutputError("is damaged.", name=str(path), hint=_DELETE)


def unpacked(payload: object) -> bytes:
    """What was packed into the store. Raises ValueError where that is none."""
    if not isinstance(payload, bytes):
        raise ValueError("no payload")  # noqa: TRY004  damage is one error
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(payload, _LARGEST)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not unpacker.eof:
        raise ValueError("a payload without its end")
    return data
