"""A sentence on a vote whose statements could not all be read as it was cut, read again clause by clause.

sentence = [ lead ] clause { joint clause } ;

Each clause says who voted how, or that nobody did; what leads in says what was decided, or of what is told. Where one
of them cannot be read none is, nor where two ways to part them are as good: no side stands without those that its
sentence tells beside it, and nobody on a side that may be another's.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

from referat.facts.sentences import Piece
from referat.facts.sides import pattern
from referat.tuples import NamedTuple

# A sentence that is joined in more places tells more than a vote.
_MOST_JOINTS = 24


class _Said(Protocol):
    """What a clause says: `sides` of a vote, or none."""

    @property
    def sides(self) -> Sequence[Any]: ...


_Read = TypeVar("_Read", bound=_Said)
#: What a clause says, `first` in its sentence or behind others; None where it cannot be read.
Reader = Callable[[Piece, bool], _Read | None]


class _Joint(NamedTuple):
    """Where clauses may be joined: the ends of what joins them; a `weak` one may join the members of a list as well."""

    a: int
    b: int
    weak: bool


class _Way(NamedTuple, Generic[_Read]):
    """A way to part a sentence: how many weak joints it takes, and whether there is `another` as good."""

    weak: int
    said: tuple[_Read, ...]
    another: bool = False

    @property
    def cost(self) -> tuple[int, int]:
        """What is least in the best way: weak joints, then clauses."""
        return self.weak, len(self.said)


def of(sentence: Piece, read: Reader[_Read]) -> tuple[_Read, ...]:
    """What the clauses of `sentence` say; () where it has none, or they can be parted in several ways."""
    joints = list(_joints(sentence.text))
    if not joints or len(joints) > _MOST_JOINTS:
        return ()
    way = _best(sentence, joints, read)
    return () if way is None or way.another else way.said


def _best(sentence: Piece, joints: list[_Joint], read: Reader[_Read]) -> _Way[_Read] | None:
    """The way to part `sentence` at some of `joints` that takes the fewest weak ones."""
    # For each place where a clause may begin, from the last to the first, the best way to part what begins there.
    best: list[_Way[_Read] | None] = [*(None for _ in joints), None, _Way(0, ())]
    begins = [0, *(joint.b for joint in joints)]
    for first in reversed(range(len(begins))):
        for last in range(first, len(begins)):
            rest, joint = best[last + 1], joints[last] if last < len(joints) else None
            if rest is None:
                continue
            said = _clause(sentence.cut(begins[first], joint.a if joint else len(sentence.text)), first == 0, read)
            if said is None or (first == 0 and not said.sides and not _leads_in(joints, last)):
                continue
            way = _Way(rest.weak + (joint is not None and joint.weak), (said, *rest.said), rest.another)
            before = best[first]
            if before is None or way.cost < before.cost:
                best[first] = way
            elif way.cost == before.cost:
                best[first] = before._replace(another=True)
    return best[0]


def _leads_in(joints: list[_Joint], last: int) -> bool:
    """Whether what stands before the joint `last` is one part, before a clause: members of a list are no lead."""
    return last == len(joints) or (not joints[last].weak and all(joint.weak for joint in joints[:last]))


def _clause(piece: Piece, first: bool, read: Reader[_Read]) -> _Read | None:  # noqa: FBT001  as readers have it
    clause = piece.stripped()
    if not clause.text or (not first and pattern("side_word").search(clause.text) is None):
        return None
    return read(clause, first)


def _joints(text: str) -> Iterator[_Joint]:
    """Where clauses may be joined: outside brackets."""
    depth, done = 0, 0
    for match in pattern("clause_joint").finditer(text):
        a, b = match.span()
        for char in text[done:a]:
            depth = max(depth + (char == "(") - (char == ")"), 0)  # "3)" closes none
        done = a
        if not depth:
            yield _Joint(a, b, weak=pattern("weak_joint").fullmatch(match[0]) is not None)
