"""The amounts of money that minutes mention, by how large they are. What an amount is for, nobody reads."""

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from statistics import median

from referat.lexicon.amounts import kroner
from referat.tuples import NamedTuple

#: Where a class begins and the one before ends, in kroner; the first begins at nothing, the last ends nowhere.
BOUNDS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000)

_MENTIONS = """
SELECT items.id AS item, mentions.value FROM counted_items AS items JOIN sections ON sections.item_id = items.id
    JOIN mentions ON mentions.section_id = sections.id
WHERE mentions.kind = 'amount' GROUP BY items.id, mentions.value
"""


class Class(NamedTuple):
    """How many amounts lie in a class, an amount counted once an item, and how many items mention such a one."""

    amounts: int
    items: int


class Amounts(NamedTuple):
    """The amounts of all items by class, one more than `BOUNDS`; the middle and the largest one, in kroner.

    `items` mention one, and `unread` are amounts that could not be turned into a number.
    """

    classes: Sequence[Class]
    amounts: int
    items: int
    unread: int
    middle: Decimal | None
    largest: Decimal | None


def amounts(connection: sqlite3.Connection) -> Amounts:
    """The amounts that the items of minutes mention."""
    read = cache(kroner)
    found: set[tuple[int, Decimal]] = set()
    unread = 0
    for item, value in connection.execute(_MENTIONS):
        amount = read(value)
        if amount is None:
            unread += 1
        else:
            found.add((item, amount))
    values = sorted(amount for _, amount in found)
    places = [(item, bisect_right(BOUNDS, amount)) for item, amount in found]
    classes = [
        Class(sum(at == n for _, at in places), len({item for item, at in places if at == n}))
        for n in range(len(BOUNDS) + 1)
    ]
    return Amounts(
        classes,
        len(values),
        len({item for item, _ in found}),
        unread,
        median(values) if values else None,
        values[-1] if values else None,
    )
