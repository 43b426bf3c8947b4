"""Messages between two processes, each behind its length."""

from typing import IO

_LENGTH = 8


def put(to: IO[bytes], data: bytes) -> None:
    """Write `data` to `to`, behind its length. Raises OSError where nobody reads any more."""
    to.write(len(data).to_bytes(_LENGTH, "big"))
    to.write(data)
    to.flush()


def got(source: IO[bytes]) -> bytes | None:
    """The next message that `put` has written to `source`; None where nothing more comes, or not all of it."""
    length = source.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    data = source.read(int.from_bytes(length, "big"))
    return data if len(data) == int.from_bytes(length, "big") else None
