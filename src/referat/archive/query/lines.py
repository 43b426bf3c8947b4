"""The outputs of `referat batch` that can be read back: which kind a file is, and the NDJSON, a meeting at a time.

What a file is, its first bytes say, not its name.
"""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from referat.errors import ArchiveError, printable
from referat.export.json import failures_beside

#: A meeting, or a part of one, as `referat parse --format ndjson` gives it.
Record = dict[str, Any]

_SQLITE, _GZIP, _ZSTD = b"SQLite format 3\0", b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_HINT = "an OUT.db or OUT.ndjson of referat batch."


def is_database(path: str) -> bool:
    """Whether the output `path` is a database; else it is taken for NDJSON. Raises ArchiveError where it is no file."""
    return _start(path).startswith(_SQLITE)


def _start(path: str) -> bytes:
    """The first bytes of the file `path`. Raises ArchiveError where there is none."""
    shown = printable(path)
    try:
        file = Path(path)
        if file.is_dir():
            raise ArchiveError("is a folder; databases and NDJSON can be read.", name=shown, hint=_HINT)
        if not file.exists():
            raise ArchiveError("there is no such file.", name=shown, hint=_HINT)
        if not file.is_file():
            # It is read twice: for its first bytes, and for the rest.
            raise ArchiveError("is no file but a pipe or a device.", name=shown, hint=_HINT)
        with file.open("rb") as stream:
            return stream.read(len(_SQLITE))
    except PermissionError:
        raise ArchiveError("may not be read.", name=shown, hint="the file's permissions.") from None
    except (OSError, ValueError) as error:
        raise ArchiveError(f"cannot be read: {error}.", name=shown) from None


def lines(path: str) -> Iterator[tuple[int, bytes]]:
    """The lines of the file `path`, unpacked, with their numbers from 1; empty ones too, each with its line end.

    Raises ArchiveError where the file cannot be read or unpacked, with the line that was reached.
    """
    start = _start(path)
    errors: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error)
    number = 0
    try:
        with Path(path).open("rb") as raw:
            stream: IO[bytes] = raw
            if start.startswith(_GZIP):
                stream = cast(IO[bytes], gzip.GzipFile(fileobj=raw))
            elif start.startswith(_ZSTD):
                stream, error_type = _zstd(path, raw)
                errors = (*errors, error_type)
            for line in stream:
                number += 1
                yield number, line
    except errors as error:
        name = f"{printable(path)}:{number + 1}"
        hint = "the file is perhaps not whole; make it anew."
        raise ArchiveError(f"cannot be read: {error}.", name=name, hint=hint) from None


def _zstd(path: str, raw: IO[bytes]) -> tuple[IO[bytes], type[Exception]]:
    """What unpacks `raw`, and the error that it raises. Raises ArchiveError where the package is not there."""
    # Imported here: an optional package.
    try:
        import zstandard
    except ModuleNotFoundError:
        raise ArchiveError(
            "is packed with Zstandard, which needs another package.",
            name=printable(path),
            hint="pip install 'referat[zstd]'",
        ) from None
    reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
    # zstandard's own class has all that BufferedReader asks for, but not its type.
    return io.BufferedReader(cast(io.RawIOBase, reader), 1 << 20), zstandard.ZstdError


def is_packed(path: str) -> bool:
    """Whether the NDJSON `path` is packed, so that its lines' places are not the file's."""
    return _start(path).startswith((_GZIP, _ZSTD))


def meetings(path: str) -> Iterator[Record]:
    """The meetings of the NDJSON `path`. Raises ArchiveError with the line that is none."""
    for number, line in lines(path):
        if not line.isspace():
            yield meeting(path, number, line)


def meeting(path: str, number: int, line: bytes) -> Record:
    """The meeting on line `number`. Raises ArchiveError where it is none."""
    record = _object(path, number, line)
    items = record.get("items")
    if (
        isinstance(record.get("layout"), str)
        and isinstance(record.get("source"), dict)
        and isinstance(record["source"].get("name"), str)
        and isinstance(items, list)
        and all(isinstance(item, dict) and isinstance(item.get("decision"), dict | None) for item in items)
    ):
        return record
    name = f"{printable(path)}:{number}"
    raise ArchiveError("is no meeting as referat batch writes it.", name=name, hint=_HINT)


def _object(path: str, number: int, line: bytes) -> Record:
    name = f"{printable(path)}:{number}"
    try:
        # As text: of bytes, json would guess other encodings too.
        record = json.loads(line.decode())
    except (ValueError, RecursionError) as error:
        told = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else error
        raise ArchiveError(f"is no line of JSON: {told}.", name=name, hint=_HINT) from None
    if not isinstance(record, dict):
        raise ArchiveError("is no meeting as referat batch writes it.", name=name, hint=_HINT)
    return record


def failures(path: str) -> Iterator[Record]:
    """The files that gave nothing in the run that wrote the NDJSON `path`: path, code, message.

    They stand beside it, in OUT.ndjson.failures.ndjson. Without that file there are none.
    """
    beside = str(failures_beside(Path(path)))
    if not Path(beside).is_file():
        return
    for number, line in lines(beside):
        if line.isspace():
            continue
        record = _object(beside, number, line)
        if not isinstance(record.get("code"), str):
            name = f"{printable(beside)}:{number}"
            raise ArchiveError("tells no failure: it has no code.", name=name, hint="run referat batch again.")
        yield record
