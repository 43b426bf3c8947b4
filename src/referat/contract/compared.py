"""One field of a reading made by hand beside what was read for it, and counts of such."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from referat.tuples import NamedTuple

# What a field holds where the text said nothing about it, or nothing was read.
_NOTHING: tuple[object, ...] = (None, [], {}, "", "unknown")


class Compared(NamedTuple):
    """One field: what the reading says, and what was read.

    What is not right is `wrong` where something was read that the text does not say, and missing otherwise.
    """

    field: str
    want: Any
    got: Any
    right: bool
    wrong: bool


@dataclass
class Figures:
    """Counts by field, and the differences with the text they are of."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    differences: list[tuple[str, Compared]] = field(default_factory=list)

    def add(self, name: str, compared: Compared) -> None:
        """Count one field of the text `name`."""
        self.total[compared.field] += 1
        self.right[compared.field] += compared.right
        self.wrong[compared.field] += compared.wrong
        if not compared.right:
            self.differences.append((name, compared))


def equal(name: str, want: Any, got: Any, *, wrong: bool | None = None) -> Compared:
    """Right where the two are equal but for white space."""
    return judged(name, want, got, right=flat(want) == flat(got), wrong=wrong)


def one_of(name: str, want: Any, read: Sequence[Any], nearest: Sequence[Any]) -> Compared:
    """`want` is one of `read`; where it is not, the first of `nearest` was read in its place."""
    return judged(name, want, want if want in read else next(iter(nearest), None))


def judged(name: str, want: Any, got: Any, *, right: bool | None = None, wrong: bool | None = None) -> Compared:
    """Right where the two are equal, and wrong where something else was read, unless `right` and `wrong` say so."""
    right = want == got if right is None else right
    wrong = got not in _NOTHING if wrong is None else wrong
    return Compared(name, want, got, right, wrong and not right)


def missing(compared: Compared) -> Compared:
    """The field of something that was not read at all."""
    return compared._replace(right=False, wrong=False)


def flat(value: Any) -> Any:
    """White space made one space, everywhere in `value`."""
    if isinstance(value, str):
        return " ".join(value.split())
    return [flat(part) for part in value] if isinstance(value, list) else value
