"""What is to be read: every file of an archive once, in an order that is the same everywhere.

The plan is kept in a temporary database on disk, so that a million names need no memory, and is complete before
anything is read, so that its length is known.
"""

import os
import posixpath
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from typing import Self

from referat.archive.batch.archives import Archive, Limits, Listed, UnpackError
from referat.archive.batch.left_out import LeftOut
from referat.archive.batch.places import is_url, remote
from referat.archive.batch.unpacking import TAR_ENDINGS, ZIP_ENDINGS
from referat.archive.batch.walks import below, fitting
from referat.errors import SourceError, printable
from referat.tuples import NamedTuple

_ON_DISK = ""
_REPLACED = "\ufffd"


class Entry(NamedTuple):
    """A file to be read: at `place`, or its `data` where it comes from an `archive`, or the `problem` that forbids it.

    What the user has `named` may be a pipe; what is found may not. The name of what comes from an archive begins with
    that of the archive, and a slash.
    """

    name: str
    place: str = ""
    data: bytes | None = None
    problem: tuple[str, str] | None = None
    named: bool = False
    archive: str = ""


class Plan:
    """Files in order. `exclude` tells of a path whether it is what is being written, and may lie there.

    Archives are opened within `limits`. `left_out` counts what is no document, and what the user's own `.referatignore`
    names.
    """

    def __init__(self, exclude: Callable[[str], bool] = lambda _: False, limits: Limits = Limits()) -> None:  # noqa: B008
        self._exclude, self._limits = exclude, limits
        self.left_out = LeftOut()
        self._names = sqlite3.connect(_ON_DISK, isolation_level=None)
        # `inside` is what an archive itself calls a file: another one than `name` says.
        self._names.execute(
            "CREATE TABLE plan(name TEXT PRIMARY KEY, place BLOB, member INTEGER, inside BLOB, problem TEXT, "
            "named INTEGER) WITHOUT ROWID"
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
        self._add(given, named=True)

    def _add(self, given: str, *, named: bool = False) -> None:
        if is_url(given):
            self._add_url(given)
        elif os.path.isdir(given):  # noqa: PTH112  names may be bytes that no text is
            self._add_folder(given)
        elif os.path.lexists(given):
            if not self._exclude(given):
                self._add_file(os.path.normpath(given), named=named)
        elif any(mark in given for mark in "*?["):
            found = sorted(fitting(given), key=os.fsencode)
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
                    self._add(name)
                except SourceError as error:
                    self._note(name, name, problem=(error.code, error.advice))

    def _add_folder(self, folder: str) -> None:
        def refuse(error: OSError) -> None:
            where = os.fsdecode(error.filename)
            self._note(where, where, problem=("unreadable", f"the folder cannot be read: {error.strerror}."))

        def wanted(path: str, name: str) -> bool:
            return not name.startswith(".") and not self._exclude(path) and not self.left_out.folder(path)

        for above, files in below(os.path.normpath(folder), refuse, wanted):
            self.left_out.enter(above)
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

    def _add_file(self, path: str, *, named: bool = False) -> None:
        if self.left_out.file(path):
            return
        if path.lower().endswith((*ZIP_ENDINGS, *TAR_ENDINGS)):
            left_out = self.left_out.counts.copy()
            try:
                self._add_archive(path)
            except SourceError as error:
                if error.code != SourceError.code:  # where it is damaged, what stands before that is read
                    self._names.execute("DELETE FROM plan WHERE place = ?", (os.fsencode(path),))
                    self.left_out.counts = left_out
                self._note(path, path, problem=(error.code, error.advice))
            except OSError as error:
                self._note(path, path, problem=("unreadable", f"cannot be read: {error.strerror}."))
        else:
            self._note(path, path, named=named)

    def _add_archive(self, path: str) -> None:
        member = None
        for member in Archive(path, self._limits).members():
            # "./a/../b.txt" is called b.txt here; nothing is written to that place, so it may say what it likes.
            parts = [part for part in posixpath.normpath(member.name).split("/") if part not in ("", ".", "..")]
            hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
            if not hidden and not self.left_out.file(path, inside="/".join(parts)):
                self._note_member(path, "/".join((path, *parts)) if parts else f"{path}/~", member)
        if member is None:
            raise UnpackError("empty", "there is no file in it.")

    def _note_member(self, path: str, name: str, member: Listed) -> None:
        """Note a file in the archive `path`, which may come twice.

        The same name again is a later version, which counts, as where it is unpacked; other names that come to the same
        are other files.
        """
        inside = member.name.encode("utf-8", "surrogatepass")
        shown = self._shown(name)
        row = self._names.execute("SELECT member, inside FROM plan WHERE name = ?", (shown,)).fetchone()
        if row is not None and row[1] == inside and row[0] < member.number:
            self.left_out.replaced()
        elif row is not None and row[1] != inside:
            shown = f"{shown}~{sha256(inside).hexdigest()[:8]}"
        self._insert(shown, path, member=member.number, inside=inside, problem=member.problem)

    def _note(self, name: str, place: str, *, problem: tuple[str, str] | None = None, named: bool = False) -> None:
        self._insert(self._shown(name), place, problem=problem, named=named)

    def _shown(self, name: str) -> str:
        shown = printable(name).replace(os.sep, "/") if not is_url(name) else name
        if _REPLACED in shown:  # two names may look the same: what they are made of tells them apart
            shown += f"~{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
        return shown

    def _insert(
        self,
        shown: str,
        place: str,
        *,
        member: int | None = None,
        inside: bytes | None = None,
        problem: tuple[str, str] | None = None,
        named: bool = False,
    ) -> None:
        self._names.execute(
            "INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET "
            "member = excluded.member, problem = excluded.problem, named = max(named, excluded.named)",
            (shown, os.fsencode(place), member, inside, "\n".join(problem) if problem else None, named),
        )

    def __iter__(self) -> Iterator[Entry]:
        """Every file: by name, but those of an archive as they stand in it."""
        rows = self._names.execute(
            "SELECT name, place, member, problem, named FROM plan "
            "ORDER BY CASE WHEN member IS NULL THEN CAST(name AS BLOB) ELSE place END, member"
        )
        with _Opened(self._limits) as archives:
            for name, raw, number, problem, named in rows:
                place = os.fsdecode(raw)
                if problem:
                    code, _, message = problem.partition("\n")
                    yield Entry(name, problem=(code, message))
                elif number is None:
                    yield Entry(name, place, named=bool(named))
                else:
                    yield _entry(name, archives.at(place), number)._replace(archive=self._shown(place))


class _Opened:
    """The archive that is open: one at a time, let go of when another one is asked for, and in the end."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._place, self._archive = "", ExitStack()
        self._open: Archive | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def at(self, place: str) -> Archive:
        """The archive at `place`."""
        if self._open is None or place != self._place:
            self._archive.close()
            self._place, self._open = place, self._archive.enter_context(Archive(place, self._limits))
        return self._open


def _entry(name: str, archive: Archive, number: int) -> Entry:
    try:
        return Entry(name, data=archive.read(number))
    except SourceError as error:
        return Entry(name, problem=(error.code, error.advice))
