"""What a terminal would obey, and shows instead: texts, names and options are somebody else's.

A terminal takes some characters for orders: to colour, to move, to rename its window, to answer as if somebody typed.
Others turn the direction of what stands behind them, so that a name reads as another. On standard output they are
escaped where that is a terminal, and verbatim in files and pipes; on standard error always, since what is said there
is for people, now or in a log. What we draw ourselves goes past this, to `unguarded`.
"""

import codecs
import io
import sys
from typing import IO, BinaryIO, TextIO, cast


class _Escaping(io.BufferedIOBase):
    """Bytes of UTF-8 on their way to `inner`, escaped."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
        self._held = ""

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: object) -> int:
        """Write bytes; a carriage return at their end waits for what comes behind it."""
        # Imported here: `--version` into a pipe needs none.
        from referat.views.cells import escaped

        held = memoryview(cast("bytes", data)).tobytes()
        text = self._held + self._decoder.decode(held)
        self._held = "\r" if text.endswith("\r") else ""
        self.inner.write(escaped(text.removesuffix("\r") if self._held else text).encode())
        return len(held)

    def flush(self) -> None:
        """Hand on what was written, but for a carriage return at its end."""
        self.inner.flush()

    def fileno(self) -> int:
        """That of the stream behind."""
        return self.inner.fileno()

    def isatty(self) -> bool:
        """Whether the stream behind is a terminal."""
        return self.inner.isatty()


class _Guarded(io.TextIOWrapper):
    """A stream of text that escapes; `plain` is the one behind it."""

    def __init__(self, plain: io.TextIOWrapper) -> None:
        self.plain = plain
        escaping = _Escaping(cast("BinaryIO", plain.buffer))
        super().__init__(cast("IO[bytes]", escaping), encoding="utf-8", errors="backslashreplace", line_buffering=True)


def guard() -> None:
    """Escape on standard error, and on standard output where that is a terminal, from now on."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.isatty():
        sys.stdout = _Guarded(sys.stdout)
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr = _Guarded(sys.stderr)


def unguarded(stream: TextIO) -> TextIO:
    """The stream behind `stream`, for what is drawn with colours; what is drawn there must be `plain` before."""
    return stream.plain if isinstance(stream, _Guarded) else stream


def unguarded_bytes(stream: IO[bytes]) -> IO[bytes]:
    """The same of a stream of bytes."""
    return stream.inner if isinstance(stream, _Escaping) else stream


def plain(text: str) -> str:
    """`text` of one line as it can be drawn anywhere: what is not seen, or would be obeyed, is a blank."""
    return "".join(c if c.isprintable() else " " for c in text)
