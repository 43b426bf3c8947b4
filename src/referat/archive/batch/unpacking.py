"""Archives from the inside, for the process that opens them: their members, one after the other, within bounds.

What is said here may be anything: sizes, names, the number of members. Each is held against the archive's own size.
"""

import bz2
import gzip
import io
import lzma
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Self

from referat.errors import SourceError, TooLargeError
from referat.text.inputs.limits import said, too_large
from referat.tuples import NamedTuple

#: The endings of archives that are looked into.
ZIP_ENDINGS = (".zip",)
TAR_ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
#: How many times its own size an archive may hold, beside one file of the largest size: texts become a tenth, and what
#: is nearly the same a hundredth.
MOST_TIMES = 200
#: How many files an archive may hold, and one more for so many of its bytes: a header that is packed takes as many.
MOST_MEMBERS, BYTES_A_MEMBER = 10_000, 20
#: What the libraries raise over a damaged archive, as far as is known: more than they say.
BROKEN = (
    *(OSError, EOFError, ValueError, TypeError, RuntimeError, AttributeError, LookupError, OverflowError, struct.error),
    *(AssertionError, zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError),
)
_ENCRYPTED = 0x1
# Deflate packs at most so many bytes into one.
_DEFLATE = 1032
_UNIX = 3
# Some write names as Windows does.
_FOLDER = ("/", "\\")
_LOCAL_HEADER = 30
# The headers beside a member's own that tell a long name and the like: no name is this long.
_LONGEST_HEADER = 1 << 20
_HEADERS = {
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
}
_BY_HAND = "unpack it, and read the folder."
_UNPACKERS: dict[bytes, Callable[[IO[bytes]], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream, mode="rb"),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": partial(lzma.LZMAFile, format=lzma.FORMAT_XZ),
}


class Member(NamedTuple):
    """A file in an archive: its number there, its name, its size in bytes, how it is read, or why it is not."""

    number: int
    name: str
    size: int
    read: Callable[[], bytes] = bytes
    problem: tuple[str, str] | None = None


def members(path: str, stream: IO[bytes], largest: int) -> Iterator[Member]:
    """The files in the archive that `stream` is, in the order in which they stand there; folders are none.

    A member of more than `largest` bytes is named, and not read. Raises TooLargeError where all of them are too much
    for an archive of this size, and what is in `BROKEN` where it is damaged.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    found = _zipped if path.lower().endswith(ZIP_ENDINGS) else _taped
    most = MOST_MEMBERS + size // BYTES_A_MEMBER
    for count, member in enumerate(found(stream, size, largest)):
        if count >= most:
            raise TooLargeError(f"holds more than {most:,} files; it is not read.", hint=_BY_HAND)
        if member.problem is None and member.size > largest:
            error = too_large(largest)
            member = member._replace(problem=(error.code, error.advice))  # noqa: PLW2901
        yield member


def _most(size: int, largest: int) -> int:
    return largest + MOST_TIMES * size


def _too_much(size: int, largest: int) -> TooLargeError:
    much = said(_most(size, largest))
    return TooLargeError(f"would become more than {much} from {said(size)}; it is not read.", hint=_BY_HAND)


def _unreadable(why: str | None) -> tuple[str, str] | None:
    return None if why is None else (SourceError.code, f"cannot be read from the archive: {why}.")


def _zipped(stream: IO[bytes], size: int, largest: int) -> Iterator[Member]:
    with zipfile.ZipFile(stream) as archive:
        infos = archive.infolist()
        if sum(info.compress_size + _LOCAL_HEADER for info in infos) > size:
            raise zipfile.BadZipFile("its files say that they take more room than there is")
        if sum(info.file_size for info in infos if info.file_size <= largest) > _most(size, largest):
            raise _too_much(size, largest)
        for n, info in enumerate(infos):
            problem = _zip_problem(info)
            if problem is not None or not info.orig_filename.endswith(_FOLDER):
                read = partial(archive.read, info)
                yield Member(n, info.orig_filename, info.file_size, read, _unreadable(problem))


def _zip_problem(info: zipfile.ZipInfo) -> str | None:
    """Why the member is not read; None for one that is, and for a folder."""
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if info.orig_filename.endswith(_FOLDER):
        return f"it is called like a folder, and holds {said(info.file_size)}" if info.file_size else None
    if info.create_system == _UNIX and stat.S_ISLNK(info.external_attr >> 16):
        return f"it is a link, which is not followed. Try: {_BY_HAND}"[:-1]
    most = {zipfile.ZIP_STORED: info.compress_size, zipfile.ZIP_DEFLATED: info.compress_size * _DEFLATE}
    if info.file_size > most.get(info.compress_type, info.file_size):
        return f"it says that it holds {said(info.file_size)}, which do not fit into {said(info.compress_size)}"
    return None


def _taped(stream: IO[bytes], size: int, largest: int) -> Iterator[Member]:
    begun = stream.read(6)
    stream.seek(0)
    unpack = next((unpack for mark, unpack in _UNPACKERS.items() if begun.startswith(mark)), None)
    bounded = stream if unpack is None else _Bounded(unpack(stream), _most(size, largest), _too_much(size, largest))
    with tarfile.open(fileobj=bounded, mode="r|", tarinfo=_Strict) as tape:
        n = 0
        while (one := tape.next()) is not None:
            tape.members = []  # type: ignore[attr-defined]  # it would keep all of them
            # tarfile would go to where the next one should be, also where nothing comes any more.
            if one.size < 0 or (unpack is None and tape.offset > size + tarfile.BLOCKSIZE):
                raise tarfile.ReadError(f"damaged at byte {one.offset}: a file of {one.size} bytes, which do not fit")
            if tape.offset > _most(size, largest) + tarfile.BLOCKSIZE:
                raise _too_much(size, largest)
            problem = _tar_problem(one)
            if problem is not None or not one.isdir():
                yield Member(n, one.name, one.size, partial(_extract, tape, one), _unreadable(problem))
            n += 1


def _tar_problem(one: tarfile.TarInfo) -> str | None:
    """Why the member is not read; None for one that is, and for a folder."""
    if one.isdir():
        return None
    if one.issparse():
        return "it is a file with holes"
    if one.isreg():
        return None
    if one.islnk() or one.issym():
        return f"it is a link to {one.linkname!r}, which is not followed. Try: {_BY_HAND}"[:-1]
    if one.isdev():
        return f"it is a {'pipe' if one.isfifo() else 'device'}, no file"
    return f"it is of a kind that is not known ({one.type!r})"


class _Bounded(io.RawIOBase):
    """What an archive is unpacked to, up to so many bytes."""

    def __init__(self, stream: io.BufferedIOBase, most: int, error: TooLargeError) -> None:
        self._stream, self._left, self._error = stream, most, error

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes. Raises TooLargeError where they are more than may come."""
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise self._error
        return data


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

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """The header that `buf` holds. Raises HeaderError where the one that tells more is longer than any."""
        one = super().frombuf(buf, encoding, errors)
        if one.size < 0 or (one.type in _HEADERS and one.size > _LONGEST_HEADER):
            raise tarfile.HeaderError(f"a header of {one.size} bytes")
        return one


def _extract(tape: tarfile.TarFile, one: tarfile.TarInfo) -> bytes:
    stream = tape.extractfile(one)
    return stream.read() if stream is not None else b""
