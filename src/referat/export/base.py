"""What every format has in common: meetings come one at a time, and go out as bytes at once."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING

from referat.contract.record import Record, as_record
from referat.text.source import Span

if TYPE_CHECKING:
    from referat.contract.model import Meeting

Places = Mapping[str, Sequence[Span]]


class Exporter(ABC):
    """Writes meetings to a binary stream. `open`, then `write` for each, then `close`; the stream stays open."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.meetings = 0

    def open(self) -> None:  # noqa: B027  most formats have nothing to begin with
        """Write what stands before the first meeting."""

    def add(self, meeting: "Meeting | Record", places: Places | None = None) -> None:
        """Write one meeting, and count it."""
        self.write(as_record(meeting), places)
        self.meetings += 1

    @abstractmethod
    def write(self, meeting: Record, places: Places | None = None) -> None:
        """Write one meeting, with the places of its fields where they are given."""

    def close(self) -> None:  # noqa: B027  most formats have nothing to end with
        """Write what stands after the last meeting."""


def recommendations_of(item: Record) -> Sequence[Record]:
    """Every sender's own recommendation; a record that somebody else made may have the first alone."""
    every: Sequence[Record] = item["recommendations"]
    return every or [first for first in (item["recommendation"],) if first is not None]
