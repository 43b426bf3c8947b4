"""What decisions came to, and who voted with whom."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, groupby

from referat.archive.query.aggregates.meetings import Body, body_order
from referat.tuples import NamedTuple

SIDES = ("for", "against", "abstained")
#: A decision that no idiom makes anything of.
UNCLEAR = "unclear"

_OUTCOMES = """
SELECT items.authority, items.body, substr(items.date, 1, 4) AS year, coalesce(outcome, 'unclear') AS outcome,
    count(DISTINCT decisions.id) AS decisions
FROM counted_items AS items JOIN decisions ON decisions.item_id = items.id
    LEFT JOIN outcomes ON outcomes.decision_id = decisions.id
GROUP BY 1, 2, 3, 4
"""
_DECIDED = """
SELECT items.authority, items.body, substr(items.date, 1, 4) AS year, count(*) AS decisions
FROM counted_items AS items JOIN decisions ON decisions.item_id = items.id GROUP BY 1, 2, 3
"""
_VOTERS = """
SELECT votes.id AS vote, voters.name AS party, vote_sides.side
FROM counted_items AS items JOIN decisions ON decisions.item_id = items.id
    JOIN votes ON votes.decision_id = decisions.id JOIN vote_sides ON vote_sides.vote_id = votes.id
    JOIN voters ON voters.vote_side_id = vote_sides.id
WHERE voters.kind = 'party' ORDER BY votes.id, voters.id
"""
_VOTES = """
SELECT count(*) FROM counted_items AS items JOIN decisions ON decisions.item_id = items.id
    JOIN votes ON votes.decision_id = decisions.id
"""


class Decided(NamedTuple):
    """The decisions of a body in a year (None: of no known year), and how many came to which outcome.

    One decision may come to several, as a whole and in its points; to `UNCLEAR` where no outcome was read.
    """

    body: Body
    year: str | None
    decisions: int
    outcomes: Counter[str]


class Pair(NamedTuple):
    """Two parties, in the order of their names, the votes in which both were named, and those on the same side."""

    one: str
    other: str
    votes: int
    alike: int


class Ballots(NamedTuple):
    """How parties voted: of all `votes`, `named` name a party and `shared` two or more.

    `parties` counts for each party the sides it stood on, "split" where one vote names it on two of them; such a
    vote is in no pair. The parties with the most votes come first.
    """

    votes: int
    named: int
    shared: int
    parties: Mapping[str, Counter[str]]
    pairs: Sequence[Pair]


def decided(connection: sqlite3.Connection) -> list[Decided]:
    """The decisions by body and year, the bodies with the most decisions first, meetings of no known body last."""
    outcomes: dict[tuple[Body, str | None], Counter[str]] = {}
    for row in connection.execute(_OUTCOMES):
        key = (row["authority"], row["body"]), row["year"]
        outcomes.setdefault(key, Counter())[row["outcome"]] += row["decisions"]
    rows = [
        Decided(body, row["year"], row["decisions"], outcomes[body, row["year"]])
        for row in connection.execute(_DECIDED)
        for body in [(row["authority"], row["body"])]
    ]
    totals: Counter[Body] = Counter()
    for one in rows:
        totals[one.body] += one.decisions
    return sorted(
        rows,
        key=lambda one: (one.body[1] is None, -totals[one.body], body_order(one.body), one.year or "~"),
    )


def ballots(connection: sqlite3.Connection) -> Ballots:
    """How parties voted, and who with whom."""
    parties: dict[str, Counter[str]] = {}
    together: Counter[tuple[str, str]] = Counter()
    alike: Counter[tuple[str, str]] = Counter()
    named = shared = 0
    for _, rows in groupby(connection.execute(_VOTERS), key=lambda row: row["vote"]):
        sides = _sides((row["party"], row["side"]) for row in rows)
        named += 1
        shared += len(sides) > 1
        for party, side in sides.items():
            parties.setdefault(party, Counter())[side] += 1
        whole = sorted((party, side) for party, side in sides.items() if side != "split")
        for (one, its), (other, others) in combinations(whole, 2):
            together[one, other] += 1
            alike[one, other] += its == others
    order = sorted(parties, key=lambda party: (-parties[party].total(), party))
    return Ballots(
        connection.execute(_VOTES).fetchone()[0],
        named,
        shared,
        {party: parties[party] for party in order},
        [Pair(one, other, votes, alike[one, other]) for (one, other), votes in sorted(together.items())],
    )


def _sides(voters: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The side of each party in one vote."""
    sides: dict[str, str] = {}
    for party, side in voters:
        sides[party] = side if sides.get(party, side) == side else "split"
    return sides
