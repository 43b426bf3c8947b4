"""Facts with their truth, and the parts of a decision that state them."""

from dataclasses import dataclass, field
from typing import NamedTuple

#: A fact's value, made of what can be compared and sorted.
Value = tuple[object, ...]

#: Where the meeting's own facts stand; an item's stand at its number.
HEAD = 0


class Fact(NamedTuple):
    """What a sentence says. `others` are values that a careful reader may give just as well; None among them: no value."""

    kind: str
    where: int
    value: Value
    sentence: str
    others: tuple[Value | None, ...] = ()

    @property
    def rights(self) -> tuple[Value, ...]:
        """All values that are right."""
        return (self.value, *(other for other in self.others if other is not None))


@dataclass
class Part:
    """A sentence or a few that belong together, as a paragraph's part; lines of their own where it has line ends."""

    text: str
    facts: list[Fact] = field(default_factory=list)
    apart: bool = False
    """Whether it can stand only in a paragraph of its own."""
    last: bool = False
    """Whether nothing can follow in the same paragraph."""


@dataclass
class Document:
    """A printed meeting, what it says, and whom it names."""

    text: str
    facts: list[Fact]
    parties: dict[str, set[str]]
    """Everybody that the text names, with what it may call their party."""
    present: dict[int, set[str]]
    """Who was there, as the text says, by item."""


def vote_side(count: int | None, parties: list[str], names: list[str]) -> Value:
    """One side of a vote as it is compared: in no order."""
    return count, tuple(sorted(parties)), tuple(sorted(names))
