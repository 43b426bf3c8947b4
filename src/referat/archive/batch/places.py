"""Where a file lies, a path or an address: what is there, and how it is opened without waiting for ever."""

import os
import stat
from typing import IO, Any

from referat.errors import SourceError

# What is opened must not be waited for, nor become this process's terminal.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def is_url(name: str) -> bool:
    """Whether `name` is an address for fsspec."""
    return "://" in name


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


def open_named(place: str) -> IO[bytes]:
    """What the user names, which may be a pipe that somebody writes to, or the file at an address.

    Raises OSError, or SourceError where fsspec is not installed.
    """
    if is_url(place):
        opened: IO[bytes] = remote(place).open(place, "rb")
        return opened
    return open(place, "rb")  # noqa: PTH123  names may be bytes that no text is; the caller closes it


def open_regular(place: str) -> IO[bytes]:
    """The regular file at a path, links followed, or the file at an address.

    Raises OSError, or SourceError where there is something else: a pipe would be waited for, a device has no end.
    """
    if is_url(place):
        return open_named(place)
    _refuse(os.stat(place))  # noqa: PTH116  names may be bytes; a device may do something when it is opened
    return open(place, "rb", opener=_opened_at_once)


def _opened_at_once(path: str, flags: int) -> int:
    handle = os.open(path, flags | _AT_ONCE)
    try:
        _refuse(os.fstat(handle))  # it may have become another one
    except SourceError:
        os.close(handle)
        raise
    return handle


def _refuse(found: os.stat_result) -> None:
    if stat.S_ISREG(found.st_mode):
        return
    kind = next((name for is_one, name in _KINDS if is_one(found.st_mode)), "no regular file")
    raise SourceError(f"is {kind}; it is not read.")


_KINDS = (
    (stat.S_ISFIFO, "a pipe, no file"),
    (stat.S_ISCHR, "a device, no file"),
    (stat.S_ISBLK, "a device, no file"),
    (stat.S_ISSOCK, "a socket, no file"),
    (stat.S_ISDIR, "a folder, no file"),
)
