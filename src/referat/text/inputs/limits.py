"""How large a file may be, whoever reads it. What it may cost beside, each reader of a kind bounds for itself."""

import re
from typing import IO

from referat.errors import TooLargeError

#: In bytes. No minutes are this large, and what is costs the memory of every file that is under way.
LARGEST = 64 << 20
_SIZE = r"(\d{1,15})(?:[.,](\d{1,6}))?\s*([kmgt]?)(?:i?b)?"
_PIECE = 1 << 20
_UNITS = {"": 0, "k": 10, "m": 20, "g": 30, "t": 40}


def size_of(text: str) -> int | None:
    """The bytes that "500 kB", "64M", "1.5G" or "100000" say (a kilobyte has 1,024); None where they say nothing."""
    match = re.fullmatch(_SIZE, text.strip(), re.IGNORECASE)
    if match is None:
        return None
    whole, part, unit = match.groups()
    return int(float(f"{whole}.{part or 0}") * (1 << _UNITS[unit.lower()])) or None


def said(size: int) -> str:
    """`size` for people: "64 MB"."""
    for unit, name in ((30, "GB"), (20, "MB"), (10, "kB")):
        if size >= 1 << unit:
            return f"{size / (1 << unit):.4g} {name}"
    return f"{size} bytes"


def too_large(most: int) -> TooLargeError:
    """What is said of a file of more than `most` bytes."""
    return TooLargeError(f"holds more than {said(most)}.", hint="a larger --max-size, where it is minutes.")


def bounded(stream: IO[bytes], most: int) -> bytes:
    """All that `stream` holds. Raises TooLargeError where that is more than `most` bytes, of which no more is read."""
    pieces: list[bytes] = []
    left = most + 1
    while left > 0 and (piece := stream.read(min(left, _PIECE))):  # memory for what is there, not for what may be
        pieces.append(piece)
        left -= len(piece)
    if left <= 0:
        raise too_large(most)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
