"""Whether what a vote says of a side adds up: its count, the parties' own numbers, the people who are named.

own number = party [ "(" ] number [ ")" ] ;

What does not add up is told; the values stay as the text has them.
"""

import re
from collections.abc import Iterator
from functools import cache

from referat.contract.nodes import Text, Vote, VoteSide
from referat.contract.notes import Note
from referat.facts.sides import pattern
from referat.text.places import Range
from referat.tuples import NamedTuple


class _Own(NamedTuple):
    """A party, and how many of it the text says that they were."""

    party: str
    number: int


def differences(view: str, vote: Vote) -> Iterator[Note]:
    """A note on each side of `vote`, which was read in `view`, whose count and parties or names disagree."""
    sides = (vote.for_, vote.against, vote.abstained)
    counted = [place for side in sides if side.count_ is not None for place in side.count_.at]
    for side in sides:
        if side.count_ is None or not (side.parties or side.names):
            continue
        own = [one for party in side.parties if (one := _own(view, party, vote.span, counted)) is not None]
        told = _by_parties(side.count_.value, side, own) if own else _by_names(side.count_.value, side)
        if told:
            yield Note("votes-differ", f"{side.count_.value} votes, and {told}.", vote.span.a, end=vote.span.b)


def _by_names(count: int, side: VoteSide) -> str:
    """What there is to tell of the names on a side; beside parties there may be fewer of them than votes."""
    names = [name.value for name in side.names]
    differ = len(names) > count if side.parties else len(names) != count
    return f"{len(names)} name{'s' * (len(names) > 1)}: {names}" if differ else ""


def _by_parties(count: int, side: VoteSide, own: list[_Own]) -> str:
    """What there is to tell of the parties' own numbers.

    Those who are named may be of these parties, or stand beside them; a party without a number has one vote at least.
    """
    total, others = sum(one.number for one in own), len(side.parties) - len(own)
    possible = (total, total + len(side.names))
    if count in possible or (others and total + others <= count):
        return ""
    parties = ", ".join(f"{one.party} {one.number}" for one in own)
    return f"the parties' own numbers make {total}: {parties}" + (f", {others} without one" if others else "")


def _own(view: str, party: Text, within: Range, counted: list[Range]) -> _Own | None:
    """The number that stands behind `party` as its own; None where none does, or it is a side's count."""
    match = _own_number().match(view, party.at[-1].b, within.b) if party.at else None
    if match is None:
        return None
    a, b = match.span("own")
    if any(place.a < b and a < place.b for place in counted):
        return None
    return _Own(party.value, int(match["own"]))


@cache
def _own_number() -> re.Pattern[str]:
    return pattern("own_number")
