"""The one table of evidence: points and words for everything that is weighed."""

from collections.abc import Iterable
from functools import cache, lru_cache

from referat.lexicon import idioms
from referat.tuples import NamedTuple

FILE = "evidence"
# Headings of one document have the same beside them, and so much is remembered.
_MOST_KEPT = 500


class Term(NamedTuple):
    """A piece of evidence: its name, its points, the words that `explain` prints, and whether it is support.

    `danish` are the same words in Danish, where `explain` prints it at all.
    """

    name: str
    weight: float
    says: str
    support: bool = False
    danish: str = ""


@cache
def terms(table: str) -> dict[str, Term]:
    """The terms of a table of `evidence.toml` by their names."""
    return {name: Term(name, **entry) for name, entry in idioms.table(FILE)[table].items()}


@cache
def supporting(table: str) -> frozenset[str]:
    """The names of those of its terms that are support."""
    return frozenset(name for name, term in terms(table).items() if term.support)


def has(parts: Iterable[tuple[str, float]], names: frozenset[str]) -> bool:
    """Whether one of `names` is among `parts`: names of terms, each with its share."""
    for name, _ in parts:  # noqa: SIM110  a third of the calls of any() of a generator, and asked of every candidate
        if name in names:
            return True
    return False


@cache
def weight(table: str, name: str) -> float:
    """The points of one term. Raises KeyError for a name that is not in the table."""
    return terms(table)[name].weight


@cache
def limit(name: str) -> float:
    """A limit of the weighing."""
    value: float = idioms.table(FILE)["limits"][name]
    return value


class Evidence(NamedTuple):
    """Terms that hold for a candidate, each with the share of its points that counts."""

    parts: tuple[tuple[Term, float], ...] = ()

    @property
    def score(self) -> float:
        """The sum of their points."""
        score = 0.0
        for term, share in self.parts:
            score += term.weight * share
        return score

    @property
    def supported(self) -> bool:
        """Whether one of them is support."""
        for term, _ in self.parts:  # noqa: SIM110  see `has`
            if term.support:
                return True
        return False

    def has(self, name: str) -> bool:
        """Whether the term of this name holds."""
        return any(term.name == name for term, _ in self.parts)

    def __str__(self) -> str:
        """The terms, the heaviest first: "a section's label below +1.6, indented -0.35"."""
        ordered = sorted(self.parts, key=lambda part: -abs(part[0].weight * part[1]))
        return ", ".join(f"{term.says} {term.weight * share:+.2g}" for term, share in ordered)


@lru_cache(_MOST_KEPT)
def evidence(*parts: tuple[str, float]) -> Evidence:
    """The terms with these names, each with its share; one value for all that have the same."""
    known = terms("terms")
    return Evidence(tuple([(known[name], share) for name, share in parts]))
