"""Marks in their order, and where those stand that many steps ask for.

Each step of the outline asks for few marks, those with a number, say, and nearly always changes none: where they stand
is looked up once, for as long as the marks stay the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Self

from referat.outline.marks import Mark


class Indexed(tuple[Mark, ...]):
    """The marks themselves; the places are their indices, rising."""

    def __new__(cls, marks: Iterable[Mark]) -> Self:
        """The same where they are indexed already."""
        return marks if isinstance(marks, cls) else super().__new__(cls, marks)

    @cached_property
    def numbered(self) -> Sequence[int]:
        """Where those with a number stand."""
        return [k for k, mark in enumerate(self) if mark.number is not None]

    @cached_property
    def by_role(self) -> Mapping[str, Sequence[int]]:
        """Where those of each role stand that there is."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for k, mark in enumerate(self):
            places[mark.role].append(k)
        return places

    def of_role(self, role: str) -> Sequence[int]:
        """Where those of a role stand; those of text have ""."""
        return self.by_role.get(role, ())

    @cached_property
    def labels(self) -> Sequence[int]:
        """Where those stand that may be a section's label, or begin or end with one."""
        return [k for k, mark in enumerate(self) if mark.kind]

    @cached_property
    def ruled(self) -> Sequence[int]:
        """Where those stand that are what an entry of the vocabulary says."""
        return [k for k, mark in enumerate(self) if mark.rule is not None]

    @cached_property
    def keys(self) -> Sequence[str]:
        """The keys of all, one each."""
        return [mark.key for mark in self]

    @cached_property
    def slotted(self) -> Sequence[int]:
        """Where those stand of which the vocabulary names parts."""
        return [k for k, mark in enumerate(self) if mark.slots]
