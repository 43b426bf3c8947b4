"""What lies among documents and is none, or is not wanted.

Files of the system, pictures, what referat itself has written; and what the user has named in a `.referatignore`.
Nobody wants to hear every night that `Thumbs.db` is no minutes. What is left out is counted, so that it is not unseen.
"""

import os
import posixpath
import re
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal

from referat.archive.batch.files import MARK
from referat.archive.batch.places import open_regular
from referat.errors import SourceError, printable
from referat.text.inputs.limits import bounded

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: A file of patterns as git's `.gitignore` has them, for what lies in its folder and below.
IGNORE_FILE = ".referatignore"

Kind = Literal[
    "system files",
    "pictures",
    "parts of web pages",
    "outputs of referat",
    "earlier versions in archives",
    "by .referatignore",
]

# Names and endings in small letters; what begins with a dot is hidden, and left out anyway.
_NAMES: dict[str, Kind] = dict.fromkeys(("thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"), "system files")
_ENDINGS: dict[str, Kind] = {
    **dict.fromkeys((".lnk", ".tmp", ".crdownload", ".part"), "system files"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".ico"), "pictures"),
    **dict.fromkeys((".heic", ".heif", ".avif", ".psd", ".emf", ".wmf"), "pictures"),
    **dict.fromkeys((".css", ".js", ".map", ".woff", ".woff2", ".ttf", ".eot"), "parts of web pages"),
}
# How Word and LibreOffice call the file that says who has a document open.
_OPEN_ELSEWHERE = ("~$", ".~lock.")

_SQLITE = b"SQLite format 3\0"
_APPLICATION_ID = slice(68, 72)
_HEAD, _PACKED = 4_000, 16_000
_AS_GZIP = 16 + zlib.MAX_WBITS
# No list of patterns has so many bytes.
_LONGEST = 1 << 20
_MEETING = re.compile(rb'(?:\xef\xbb\xbf)?\[?\s*\{\s*"schema_version"')
_FAILURE = re.compile(rb'\{"path"')
_BESIDE = re.compile(r"-(?:wal|shm|journal)\Z")


class LeftOut:
    """What is left out of a plan, and how much of each kind. A folder counts once, with all that is in it."""

    def __init__(self) -> None:
        self.counts: Counter[Kind] = Counter()
        # Folder: the patterns that hold in it, its own last; only folders with any.
        self._patterns: dict[str, tuple[tuple[str, GitIgnoreSpec], ...]] = {}

    def enter(self, folder: str) -> None:
        """Take up the patterns of `folder`, beside those of the folder above it, which was entered before.

        Raises SourceError where they cannot be read.
        """
        held = self._patterns.get(os.path.dirname(folder), ())  # noqa: PTH120  names may be bytes that no text is
        path = os.path.join(folder, IGNORE_FILE)  # noqa: PTH118
        own = ((folder, _spec(path)),) if os.path.isfile(path) else ()  # noqa: PTH113
        if held or own:
            self._patterns[folder] = (*held, *own)

    def folder(self, path: str) -> bool:
        """Whether the folder `path`, which lies in one that was entered, is left out with all that is in it."""
        kind = self._named(path, f"{path}/", os.path.dirname(path))  # noqa: PTH120
        if kind is None and os.path.exists(os.path.join(path, MARK)):  # noqa: PTH110, PTH118
            kind = "outputs of referat"
        return self._count(kind)

    def file(self, path: str, *, inside: str = "") -> bool:
        """Whether the file `path` is left out; `inside` is its name in the archive `path`, where it lies in one."""
        name = f"{path}/{inside}" if inside else path
        kind = self._named(name, name, os.path.dirname(path))  # noqa: PTH120
        if kind is None and not inside and _is_output(path):
            kind = "outputs of referat"
        return self._count(kind)

    def replaced(self) -> None:
        """Count a file of an archive of which a later version stands in it."""
        self._count("earlier versions in archives")

    def said(self) -> str:
        """What was left out, in words; "" where nothing was."""
        return said(self.counts)

    def _count(self, kind: Kind | None) -> bool:
        if kind is not None:
            self.counts[kind] += 1
        return kind is not None

    def _named(self, path: str, matched: str, folder: str) -> Kind | None:
        """The kind of `path` by its name: what the user says counts more than what is built in ("!scan.png")."""
        for above, spec in reversed(self._patterns.get(folder, ())):
            found = spec.check_file(os.path.relpath(matched, above) + ("/" if matched.endswith("/") else "")).include
            if found is not None:
                return "by .referatignore" if found else None
        return by_name(path)


def said(counts: Mapping[Kind, int]) -> str:
    """`counts` in words; "" where there are none."""
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    return f"left out: {kinds}" if kinds else ""


def by_name(path: str) -> Kind | None:
    """What a file of this name is that is no document; None for all others."""
    name = posixpath.basename(path.replace(os.sep, "/")).lower()
    if name.startswith(_OPEN_ELSEWHERE):
        return "system files"
    return _NAMES.get(name) or _ENDINGS.get(posixpath.splitext(name)[1])


def _spec(path: str) -> "GitIgnoreSpec":
    # Imported here: few archives have such a file.
    from pathspec import GitIgnoreSpec

    try:
        with open_regular(path) as stream:
            lines = os.fsdecode(bounded(stream, _LONGEST).removeprefix(b"\xef\xbb\xbf")).splitlines()
    except SourceError as error:
        error.name = printable(path)
        raise
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}.", name=printable(path)) from None
    for n, line in enumerate(lines, 1):
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            hint = "a pattern as in .gitignore: *.tmp, drafts/, !keep.txt."
            raise SourceError(f"{line!r} is no pattern.", name=f"{printable(path)}:{n}", hint=hint) from None
    return GitIgnoreSpec.from_lines(lines)


def _is_output(path: str) -> bool:
    """Whether the file at `path` is something that referat has written: by its ending, and then by how it begins."""
    name = _BESIDE.sub("", path).lower()
    ending = posixpath.splitext(name.removesuffix(".gz").removesuffix(".zst"))[1]
    if ending not in _BEGINNINGS or not os.path.isfile(path):  # noqa: PTH113  a pipe would be waited for
        return False
    if name != path.lower():  # what SQLite keeps beside a database
        return _is_output(path[: len(name)])
    try:
        return _BEGINNINGS[ending](path, head(path))
    except (OSError, SourceError, zlib.error):
        return False


def head(path: str) -> bytes:
    """The beginning of the regular file at `path`, unpacked where it is called .gz.

    Raises OSError, SourceError or zlib.error where it cannot be read.
    """
    with open_regular(path) as stream:
        begun = stream.read(_PACKED)
    if not path.lower().endswith(".gz"):
        return begun[:_HEAD]
    # gzip would go on to what it finds, through any number of zeros.
    return zlib.decompressobj(_AS_GZIP).decompress(begun, _HEAD)


def _is_database(_path: str, head: bytes) -> bool:
    # Imported here: most archives have nothing of the kind.
    from referat.export.database import APPLICATION_ID

    return head.startswith(_SQLITE) and int.from_bytes(head[_APPLICATION_ID], "big") == APPLICATION_ID


def _is_state(_path: str, head: bytes) -> bool:
    return head.startswith(_SQLITE)


def _is_lines(path: str, head: bytes) -> bool:
    return bool(path.lower().endswith(".zst") or _MEETING.match(head) or _FAILURE.match(head) or not head)


def _is_json(_path: str, head: bytes) -> bool:
    return _MEETING.match(head) is not None


def _is_table(_path: str, head: bytes) -> bool:
    line = head.decode("utf-8-sig", "replace").partition("\n")[0].rstrip("\r").replace(";", ",")
    return line in _header_lines()


@cache
def _header_lines() -> frozenset[str]:
    # Imported here: see above.
    from referat.archive.batch.tables import every_table

    return frozenset(",".join(column.name for column in columns) for columns in every_table().values())


_BEGINNINGS: dict[str, Callable[[str, bytes], bool]] = {
    **dict.fromkeys((".db", ".sqlite", ".sqlite3"), _is_database),
    **dict.fromkeys((".ndjson", ".jsonl"), _is_lines),
    ".state": _is_state,
    ".json": _is_json,
    ".csv": _is_table,
}
