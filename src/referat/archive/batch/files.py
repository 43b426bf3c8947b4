"""Files and folders from encoded results: what stands beside `sqlite` among the targets.

Each is written beside its place and renamed when it is whole.
"""

import gzip
import json
import os
import re
from abc import ABC, abstractmethod
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO

from referat.archive.batch.beside import file_beside, folder_beside, put_in_place, remove
from referat.errors import OutputError
from referat.export.json import failures_beside
from referat.tuples import NamedTuple

#: A folder with this file in it was written by `batch`, and may be replaced by it.
MARK = ".referat"
_SEPARATORS = re.compile(r"[/\\]")
# A byte less than most file systems allow, and ".json"; and for all of the path, and how deep it goes, much less.
_LONGEST_PART, _LONGEST_PATH, _DEEPEST = 249, 1_500, 100


class Failure(NamedTuple):
    """A file that gave nothing."""

    path: str
    code: str
    message: str

    def line(self) -> bytes:
        """It as a line of JSON."""
        return json.dumps(self._asdict(), ensure_ascii=False).encode() + b"\n"

    def said(self) -> str:
        """`PATH: CODE MESSAGE`."""
        return f"{self.path}: {self.code} {self.message}"


class Target(ABC):
    """Something that is written whole: `open`, `add` for every file's result, `fail` for every failure, `close`."""

    def __init__(self, out: Path) -> None:
        self.out = out

    @property
    def made_beside(self) -> tuple[Path, ...]:
        """What is made beside its place, and then put there."""
        return (self.out,)

    @property
    @abstractmethod
    def failures(self) -> Path:
        """Where the files that gave nothing are told."""

    @abstractmethod
    def stamp(self) -> str:
        """What tells, together with the name, that the output is as it was left; "" where it is not there."""

    @abstractmethod
    def abandon(self) -> None:
        """Take away what is half-written, where anything is."""

    @abstractmethod
    def open(self) -> None:
        """Begin, beside its place."""

    @abstractmethod
    def add(self, name: str, payload: bytes) -> None:
        """Put in place what was encoded of one file."""

    @abstractmethod
    def fail(self, failure: Failure) -> None:
        """Put in place a file that gave nothing."""

    @abstractmethod
    def close(self) -> None:
        """End, and let it appear."""


class NdjsonFile(Target):
    """A line of JSON per meeting, compressed by the ending of its name; failures in a file of their own beside it."""

    def __init__(self, out: Path) -> None:
        super().__init__(out)
        if out.suffix == ".zst":
            _zstandard(out)  # said now, not when everything has been read
        # What is written: the file itself, and the failures.
        self._stream: IO[bytes] | None = None
        self._failed: IO[bytes] | None = None
        self._parts: list[Path] = []

    @property
    def made_beside(self) -> tuple[Path, ...]:
        """The lines, and the failures."""
        return (self.out, self.failures)

    @property
    def failures(self) -> Path:
        """A file beside it."""
        return failures_beside(self.out)

    def stamp(self) -> str:
        """Its size and time."""
        if not self.out.is_file():
            return ""
        found = self.out.stat()
        return f"{found.st_size} {found.st_mtime_ns}"

    def abandon(self) -> None:
        """Both files."""
        for stream in (self._stream, self._failed):
            if stream is not None:
                with suppress(OSError):  # of a disk that is full
                    stream.close()
        for part in self._parts:
            remove(part)

    def open(self) -> None:
        """Open the file, by its ending."""
        self._stream = compressed(self._part(self.out), self.out.suffix)

    def _part(self, out: Path) -> IO[bytes]:
        handle, path = file_beside(out)
        self._parts.append(path)
        return os.fdopen(handle, "wb")

    def add(self, name: str, payload: bytes) -> None:  # noqa: ARG002  each line names its source
        """The file's lines."""
        assert self._stream is not None  # noqa: S101  for the type checker: open comes first
        self._stream.write(payload)

    def fail(self, failure: Failure) -> None:
        """A line for the file of failures."""
        self._failed = self._failed or self._part(self.failures)
        self._failed.write(failure.line())

    def close(self) -> None:
        """Let both appear; without a failure there is no file of them."""
        assert self._stream is not None  # noqa: S101  for the type checker
        self._stream.close()
        if self._failed is not None:
            self._failed.close()
            put_in_place(self._parts[1], self.failures)
        else:
            self.failures.unlink(missing_ok=True)
        put_in_place(self._parts[0], self.out)
        self._parts.clear()


def _zstandard(out: Path) -> None:
    try:
        import zstandard  # noqa: F401  looked for
    except ImportError:
        raise OutputError(
            "is to be compressed with zstandard, which is not installed.",
            name=str(out),
            hint="pip install 'referat[zstd]', or an ending .gz.",
        ) from None


class _Gzip(gzip.GzipFile):
    """Without a name and a time inside: the same lines are the same bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        super().__init__(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0)

    def close(self) -> None:
        """Close the file too."""
        super().close()
        self._file.close()


def compressed(file: IO[bytes], ending: str) -> IO[bytes]:
    """What compresses into `file`, and closes it, by `ending`: ".gz", ".zst", or not at all.

    Whether what compresses is installed has been asked before.
    """
    if ending == ".gz":
        return _Gzip(file)  # type: ignore[return-value]  # it is one in all but name
    if ending == ".zst":
        import zstandard

        stream: IO[bytes] = zstandard.ZstdCompressor().stream_writer(file, closefd=True)
        return stream
    return file


class Folder(Target):
    """A folder that replaces the one that stood in its place, where that was one of ours."""

    def __init__(self, out: Path) -> None:
        super().__init__(out)
        self._made: Path | None = None

    def stamp(self) -> str:
        """Its time, and that of our mark in it."""
        mark = self.out / MARK
        return f"{self.out.stat().st_mtime_ns} {mark.stat().st_mtime_ns}" if mark.is_file() else ""

    def abandon(self) -> None:
        """All of it."""
        if self._made is not None:
            remove(self._made)

    @property
    def part(self) -> Path:
        """Where it is made."""
        assert self._made is not None  # noqa: S101  for the type checker: open comes first
        return self._made

    def open(self) -> None:
        """Make the folder."""
        self._made = folder_beside(self.out)
        (self.part / MARK).write_bytes(b"written by referat batch, and replaced by it\n")

    def close(self) -> None:
        """Let it take its place. Where the program is killed between the two renames, the next run does it anew."""
        put_in_place(self.part, self.out)
        self._made = None


class JsonFolder(Folder):
    """A file of JSON per file, in folders like theirs; `failures.ndjson` beside them."""

    @property
    def failures(self) -> Path:
        """Beside the folders."""
        return self.out / "failures.ndjson"

    def add(self, name: str, payload: bytes) -> None:
        """The file's meeting, or an array of them."""
        digest = sha256(name.encode()).hexdigest()[:12]
        # A second name that comes to the same path, or stands where another one has a folder, goes by its hash.
        for path in (self.part / _inside(name, digest), self.part / f"{digest}.json"):
            with suppress(FileExistsError, NotADirectoryError, IsADirectoryError):
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as stream:
                    stream.write(payload)
                return

    def fail(self, failure: Failure) -> None:
        """A line in `failures.ndjson`."""
        with (self.part / self.failures.name).open("ab") as stream:
            stream.write(failure.line())


def _inside(name: str, digest: str) -> str:
    """`name` as a path that stays inside a folder, its parts as long as file systems allow."""
    parts = [part for part in _SEPARATORS.split(name.replace(":", "_")) if part not in ("", ".")]
    kept = [_shortened("_" if part == ".." else part, digest) for part in parts]
    path = "/".join((*kept[:-1], f"{kept[-1]}.json"))
    return path if len(kept) <= _DEEPEST and len(path.encode()) <= _LONGEST_PATH else f"{digest}.json"


def _shortened(part: str, digest: str) -> str:
    return part if len(part.encode()) <= _LONGEST_PART else f"{part[: _LONGEST_PART // 4]}~{digest}"
