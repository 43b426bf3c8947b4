"""Two outputs side by side: the files of both by path, one at a time, whatever the size of the archives."""

import hashlib
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import IO

from referat.archive.query import nested
from referat.archive.query.lines import Record, is_database, is_packed, lines, meeting
from referat.errors import ArchiveError, printable
from referat.export.database import opened


@dataclass(frozen=True, slots=True)
class File:
    """What was read from a file: its meetings, or why there are none."""

    meetings: list[Record] = field(default_factory=list)
    failure: Record | None = None


#: A path with what each output has of it; None where it has nothing.
Pair = tuple[str, File | None, File | None]

# How a line of ours begins. To decode all of it only for the name would take most of the time.
_NAME = re.compile(rb'\{"schema_version":"[^"\\]*","id":"[^"\\]*","source":\{"name":("(?:[^"\\]|\\.)*")')


def pairs(old: str, new: str) -> Iterator[Pair]:
    """The files of both outputs, in the order of their paths; those that are equal byte for byte may come empty.

    Raises ArchiveError where one cannot be read, or where they are not of the same kind.
    """
    kinds = [is_database(path) for path in (old, new)]
    if kinds[0] != kinds[1]:
        names = {True: "a database", False: "NDJSON"}
        raise ArchiveError(
            f"is {names[kinds[1]]}, and {printable(old)} is {names[kinds[0]]}.",
            name=printable(new),
            hint="two outputs of the same kind.",
        )
    return _merged(_of_database(old), _of_database(new)) if kinds[0] else _of_lines(old, new)


def _of_database(path: str) -> Iterator[tuple[str, File]]:
    with opened(path) as connection:
        for row in connection.execute("SELECT * FROM sources ORDER BY path"):
            yield row["path"], File(nested.meetings(connection, row), nested.failure(connection, row))


def _merged(old: Iterator[tuple[str, File]], new: Iterator[tuple[str, File]]) -> Iterator[Pair]:
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[0] < other[0]):
            assert one is not None  # noqa: S101  for the type checker
            yield *one, None
            one = next(old, None)
        elif one is None or other[0] < one[0]:
            yield other[0], None, other[1]
            other = next(new, None)
        else:
            yield *one, other[1]
            one, other = next(old, None), next(new, None)


def _of_lines(old: str, new: str) -> Iterator[Pair]:
    """The files of two NDJSON: first an index of their lines, on disk, then each file's lines once more."""
    try:
        with ExitStack() as stack:
            # A database without a name lives in a temporary file, and goes with its connection.
            index = stack.enter_context(closing(sqlite3.connect("", isolation_level=None)))
            index.execute("PRAGMA journal_mode = OFF")
            index.execute(
                "CREATE TABLE lines (path BLOB, side INTEGER, number INTEGER, start INTEGER, size INTEGER, digest BLOB)"
            )
            streams = [_indexed(stack, index, side, path) for side, path in enumerate((old, new))]
            rows = index.execute("SELECT * FROM lines ORDER BY path, side, number")
            for path, found in groupby(rows, key=lambda row: bytes(row[0])):
                sides: list[list[_Place]] = [[], []]
                for _, side, *place in found:
                    sides[side].append(_Place(*place))
                files = _files((old, new), streams, sides)
                yield path.decode("utf-8", "surrogatepass"), files[0], files[1]
    except (OSError, sqlite3.Error) as error:
        hint = "set TMPDIR to a folder on a disk with room."
        raise ArchiveError(f"a temporary file cannot be written: {error}.", hint=hint) from None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a meeting stands in NDJSON: the line's number, its first byte, its length in bytes, a digest of it."""

    number: int
    start: int
    size: int
    digest: bytes

    def read(self, path: str, stream: IO[bytes]) -> Record:
        stream.seek(self.start)
        return meeting(path, self.number, stream.read(self.size))


def _files(names: Sequence[str], streams: Sequence[IO[bytes]], sides: Sequence[Sequence[_Place]]) -> list[File | None]:
    """What both sides have of a file; nothing is read where that is equal."""
    old, new = ([one.digest for one in places] for places in sides)
    if old == new:
        return [File(), File()]
    return [
        File([one.read(name, stream) for one in places]) if places else None
        for name, stream, places in zip(names, streams, sides, strict=True)
    ]


def _indexed(stack: ExitStack, index: sqlite3.Connection, side: int, path: str) -> IO[bytes]:
    """Note where each meeting of the NDJSON `path` stands; give what to read it from: the file, or an unpacked copy."""
    packed = is_packed(path)
    again: IO[bytes] = tempfile.TemporaryFile() if packed else Path(path).open("rb")  # noqa: SIM115  the stack closes it
    stack.enter_context(again)

    def places() -> Iterator[tuple[bytes, int, int, int, int, bytes]]:
        start = 0
        for number, line in lines(path):
            if packed:
                again.write(line)
            if not line.isspace():
                name = _name(path, number, line).encode("utf-8", "surrogatepass")
                yield name, side, number, start, len(line), hashlib.blake2b(line.strip(), digest_size=16).digest()
            start += len(line)

    index.execute("BEGIN")
    index.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?)", places())
    index.execute("COMMIT")
    return again


def _name(path: str, number: int, line: bytes) -> str:
    """The name of the file that a line was read from."""
    found = _NAME.match(line)
    if found and line.rstrip().endswith(b"}"):
        try:
            return str(json.loads(found[1]))
        except ValueError:
            pass  # The whole line is no better; what is wrong with it is told below.
    return str(meeting(path, number, line)["source"]["name"])
