"""What is to be read: every file of an archive once, in an order that is the same everywhere.

The plan is kept in a temporary database on disk, so that a million names need no memory, and is complete before
anything is read, so that its length is known.
"""

import lzma
import os
import posixpath
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from glob import iglob
from hashlib import sha256
from typing import IO, Any, NamedTuple, Self

from referat.archive.batch.left_out import LeftOut
from referat.errors import SourceError, printable
from referat.text.inputs.limits import LARGEST, too_large

#: The endings of archives that are looked into.
ZIP_ENDINGS = (".zip",)
TAR_ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_ON_DISK = ""
_REPLACED = "\ufffd"
# What the libraries raise over a damaged archive, as far as is known: more than they say.
_BROKEN = (
    *(OSError, EOFError, ValueError, RuntimeError, IndexError, KeyError, MemoryError, OverflowError, struct.error),
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError),
)
_ENCRYPTED = 0x1


class Entry(NamedTuple):
    """A file to be read: at `place`, or its `data` where it comes from an archive, or the `problem` that forbids it."""

    name: str
    place: str = ""
    data: bytes | None = None
    problem: tuple[str, str] | None = None


def is_url(name: str) -> bool:
    """Whether `name` is an address for fsspec."""
    return "://" in name


def open_binary(place: str) -> IO[bytes]:
    """The file at a path or an address. Raises OSError, or SourceError where fsspec is not installed."""
    if is_url(place):
        opened: IO[bytes] = remote(place).open(place, "rb")
        return opened
    return open(place, "rb")  # noqa: PTH123  names may be bytes that no text is; the caller closes it


def remote(url: str) -> Any:
    """The file system that serves `url`. Raises SourceError where it cannot be reached at all."""
    try:
        import fsspec
    except ImportError:
        raise SourceError(
            "an address is read with fsspec, which is not installed.", name=url, hint="pip install 'referat[remote]'"
        ) from None
    try:
        return fsspec.core.url_to_fs(url)[0]
    except (ImportError, ValueError) as error:
        raise SourceError(f"cannot be opened: {error}.", name=url) from None


class Plan:
    """Files in order. `exclude` tells of a path whether it is what is being written, and may lie there.

    Of an archive's files, those of more than `largest` bytes are not unpacked.
    `left_out` counts what is no document, and what the user's own `.referatignore` names.
    """

    def __init__(self, exclude: Callable[[str], bool] = lambda _: False, largest: int = LARGEST) -> None:
        self._exclude, self._largest = exclude, largest
        self.left_out = LeftOut()
        self._names = sqlite3.connect(_ON_DISK, isolation_level=None)
        self._names.execute(
            "CREATE TABLE plan(name TEXT PRIMARY KEY, place BLOB, member INTEGER, problem TEXT) WITHOUT ROWID"
        )
        self._names.execute("BEGIN")

    def __len__(self) -> int:
        return int(self._names.execute("SELECT count(*) FROM plan").fetchone()[0])

    def close(self) -> None:
        """Forget the names."""
        self._names.close()

    def add(self, given: str) -> None:
        """Add a file, everything below a folder, what a glob or an address stands for.

        Raises SourceError where there is nothing of that name, or where a `.referatignore` below cannot be read.
        """
        if is_url(given):
            self._add_url(given)
        elif os.path.isdir(given):  # noqa: PTH112  names may be bytes that no text is
            self._add_folder(given)
        elif os.path.lexists(given):
            if not self._exclude(given):
                self._add_file(os.path.normpath(given))
        elif any(mark in given for mark in "*?["):
            found = sorted(iglob(given, recursive=True), key=os.fsencode)  # noqa: PTH207  Path.glob takes no absolute pattern
            if not found:
                raise SourceError("no file fits this pattern.", name=printable(given))
            for path in found:
                if not os.path.isdir(path) and not self._exclude(path):  # noqa: PTH112
                    self._add_file(os.path.normpath(path))
        else:
            raise SourceError("there is no such file or folder.", name=printable(given), hint="its full path.")

    def add_list(self, data: bytes) -> None:
        """Add the names in `data`, one a line, or ended by NUL bytes. A name that is nothing becomes a failure."""
        mark = b"\0" if b"\0" in data else b"\n"
        for line in data.split(mark):
            name = os.fsdecode(line.rstrip(b"\r") if mark == b"\n" else line)
            if name.strip():
                try:
                    self.add(name)
                except SourceError as error:
                    self._note(name, name, problem=(error.code, error.advice))

    def _add_folder(self, folder: str) -> None:
        def refuse(error: OSError) -> None:
            where = os.fsdecode(error.filename)
            self._note(where, where, problem=("unreadable", f"the folder cannot be read: {error.strerror}."))

        for above, folders, files in os.walk(os.path.normpath(folder), onerror=refuse):
            self.left_out.enter(above)
            folders[:] = [name for name in folders if not name.startswith(".")]
            paths = {name: os.path.join(above, name) for name in folders}  # noqa: PTH118
            folders[:] = [
                name for name, path in paths.items() if not self._exclude(path) and not self.left_out.folder(path)
            ]
            for name in files:
                path = os.path.normpath(os.path.join(above, name))  # noqa: PTH118
                if not name.startswith(".") and not self._exclude(path):
                    self._add_file(path)

    def _add_url(self, url: str) -> None:
        served = remote(url)
        try:
            found = served.glob(url) if any(mark in url for mark in "*?[") else served.find(url)
        except OSError as error:
            raise SourceError(f"cannot be read: {error}.", name=url) from None
        if not found:
            raise SourceError("there is nothing there.", name=url)
        for path in found:
            self._add_file(served.unstrip_protocol(path))

    def _add_file(self, path: str) -> None:
        if self.left_out.file(path):
            return
        if path.lower().endswith((*ZIP_ENDINGS, *TAR_ENDINGS)):
            try:
                self._add_archive(path)
            except _BROKEN as error:
                self._note(path, path, problem=("unreadable", f"cannot be read as an archive: {error}."))
        else:
            self._note(path, path)

    def _add_archive(self, path: str) -> None:
        for member in _members(path):
            # "./a/../b.txt" is called b.txt here; nothing is written to that place, so it may say what it likes.
            parts = [part for part in posixpath.normpath(member.name).split("/") if part not in ("", "..")]
            hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
            if not hidden and not self.left_out.file(path, inside="/".join(parts)):
                self._note("/".join((path, *parts)), path, member=member.number)

    def _note(
        self, name: str, place: str, *, member: int | None = None, problem: tuple[str, str] | None = None
    ) -> None:
        shown = printable(name).replace(os.sep, "/") if not is_url(name) else name
        if _REPLACED in shown:  # two names may look the same: what they are made of tells them apart
            shown += f"~{sha256(os.fsencode(name)).hexdigest()[:8]}"
        # Where an archive holds a name twice, the last one counts, as where it is unpacked.
        self._names.execute(
            "INSERT INTO plan VALUES (?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET member = excluded.member",
            (shown, os.fsencode(place), member, "\n".join(problem) if problem else None),
        )

    def __iter__(self) -> Iterator[Entry]:
        """Every file: by name, but those of an archive as they stand in it."""
        rows = self._names.execute(
            "SELECT CASE WHEN member IS NULL THEN name ELSE CAST(place AS TEXT) END AS first, "
            "name, place, member, problem FROM plan ORDER BY first, member"
        )
        archive = ""
        members: Iterator[Member] = iter(())
        for _, name, raw, number, problem in rows:
            place = os.fsdecode(raw)
            if problem:
                code, _, message = problem.partition("\n")
                yield Entry(name, problem=(code, message))
            elif number is None:
                yield Entry(name, place)
            else:
                if place != archive:
                    archive, members = place, _members(place)
                yield _entry(name, number, members, self._largest)


class Member(NamedTuple):
    """A file in an archive: its number there, its name, its size in bytes, and how it is read."""

    number: int
    name: str
    size: int
    read: Callable[[], bytes]


def _entry(name: str, number: int, members: Iterator[Member], largest: int) -> Entry:
    """The member `number`; `members` go forward only."""
    try:
        member = next(one for one in members if one.number == number)
        if member.size > largest:
            error = too_large(largest)
            return Entry(name, problem=(error.code, error.advice))
        return Entry(name, data=member.read())
    except StopIteration:
        return Entry(name, problem=("unreadable", "the archive ends before this file."))
    except _BROKEN as error:
        return Entry(name, problem=("unreadable", f"cannot be read from the archive: {error}."))


def _members(path: str) -> Iterator[Member]:
    """The files in the archive at `path`, in the order in which they stand there."""
    with open_binary(path) as stream:
        if path.lower().endswith(ZIP_ENDINGS):
            with zipfile.ZipFile(stream) as zipped:
                for n, info in enumerate(zipped.infolist()):
                    if not info.is_dir() and info.flag_bits & _ENCRYPTED:
                        yield Member(n, info.filename, info.file_size, _refuse)
                    elif not info.is_dir():
                        yield Member(n, info.filename, info.file_size, partial(zipped.read, info))
        else:
            with tarfile.open(fileobj=stream, mode="r|*", tarinfo=_Strict) as tape:
                for n, one in enumerate(tape):
                    if one.isfile():
                        yield Member(n, one.name, one.size, partial(_extract, tape, one))


class _Strict(tarfile.TarInfo):
    """A header that must be right: tarfile itself takes a damaged one for the end, and says nothing."""

    @classmethod
    def fromtarfile(cls, tape: tarfile.TarFile) -> Self:
        """The next header. Raises ReadError where there is neither one nor the mark of the end."""
        try:
            return super().fromtarfile(tape)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]  # typeshed lacks it
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(f"damaged at byte {tape.offset}: {error}") from None


def _refuse() -> bytes:
    raise RuntimeError("it is encrypted")


def _extract(tape: tarfile.TarFile, one: tarfile.TarInfo) -> bytes:
    stream = tape.extractfile(one)
    return stream.read() if stream is not None else b""
