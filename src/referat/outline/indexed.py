"""Marks in their order, and where those stand that many steps ask for.

Each step of the outline asks for few marks, those with a number, say, and nearly always changes none: where they stand
is looked up once, for as long as the marks stay the same.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from referat.outline.marks import Mark


class Indexed(tuple[Mark, ...]):
    """The marks themselves; the places are their indices, rising.

    `numbered` are the places of those with a number, `by_role` those of each role ("" for text), `labels` those that
    may be a section's label, or begin or end with one, `slotted` those of which the vocabulary names parts, and
    `flagged` those of whose entry in it more is said, with the names of that. `keys` are the keys of all, one each.
    `top` is the first that is no furniture: the menu of a page may stand above a document's head.
    """

    numbered: Sequence[int]
    by_role: Mapping[str, Sequence[int]]
    labels: Sequence[int]
    slotted: Sequence[int]
    flagged: Sequence[tuple[int, frozenset[str]]]
    keys: Sequence[str]
    top: int

    def __new__(cls, marks: Iterable[Mark]) -> Self:
        """Look the places up."""
        self = super().__new__(cls, marks)
        by_role: dict[str, list[int]] = defaultdict(list)
        plain = by_role[""]
        numbered: list[int] = []
        labels: list[int] = []
        slotted: list[int] = []
        flagged: list[tuple[int, frozenset[str]]] = []
        for k, mark in enumerate(self):  # without a call: there are many marks
            role, rule = mark.role, mark.rule
            if role:
                by_role[role] += (k,)
            else:  # mostly
                plain += (k,)
            if mark.number is not None:
                numbered += (k,)
            if mark.kind:
                labels += (k,)
            if mark.slots:
                slotted += (k,)
            if rule is not None and rule.flags:
                flagged += ((k, rule.flags),)
        self.numbered, self.by_role, self.labels, self.slotted = numbered, by_role, labels, slotted
        self.flagged = flagged
        self.keys = [mark.key for mark in self]
        self.top = 0
        for k in by_role["noise"]:
            if k > self.top:
                break
            self.top += 1
        return self

    def above(self, places: Sequence[int]) -> Sequence[int]:
        """How many of `places`, which rise, stand above each mark, and in all."""
        counts: list[int] = []
        for n, k in enumerate(places):
            counts += [n] * (k + 1 - len(counts))
        counts += [len(places)] * (len(self) + 1 - len(counts))
        return array("l", counts) if places else counts  # nearly always none

    def but(self, others: Mapping[int, Mark]) -> "Indexed":
        """The same, with `others` at these places."""
        settled = list(self)
        for k, mark in others.items():
            settled[k] = mark
        return Indexed(settled)
