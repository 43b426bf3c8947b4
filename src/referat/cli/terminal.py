"""What a terminal would obey, and shows instead: texts, names and options are somebody else's.

A terminal takes some characters for orders: to colour, to move, to rename its window, to answer as if somebody typed.
Others turn the direction of what stands behind them, so that a name reads as another. On standard output they are
escaped where that is a terminal, and verbatim in files and pipes; on standard error always, since what is said there
is for people, now or in a log. What we draw ourselves goes past this, to `unguarded`.
"""

import codecs
import io
import re
import sys
from typing import IO, BinaryIO, TextIO, cast

# Left alone: tabs, line ends, and the ends of pages, which only move on; soft hyphens and other marks that are not seen
# and turn nothing.
_ORDERS = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|\r(?!\n)"
)
_LAST_OF_PLANE = 0xFFFF


def escaped(text: str) -> str:
    r"""`text` with what a terminal would obey as JSON writes it (`\u001b`), so that JSON stays the same JSON."""
    return _ORDERS.sub(lambda match: _written(match[0]), text)


def _written(character: str) -> str:
    if ord(character) <= _LAST_OF_PLANE:
        return f"\\u{ord(character):04x}"
    pair = character.encode("utf-16-be")
    return f"\\u{pair[:2].hex()}\\u{pair[2:].hex()}"


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
