"""The ways in which a pattern can begin, each with what a match has that begins so: see `gates`, and `derive` on how.

A pattern with other words before its own, which may be missing, and one of several patterns in one, begins in one of
some ways. What a match has of all of them is little; what it has that begins in one of them is more.
"""

from collections.abc import Sequence
from re import _constants as _sre  # type: ignore[attr-defined]  # private, see `derive`
from re import _parser  # type: ignore[attr-defined]  # private, see `derive`

from referat.lexicon.derive import Needs, Node, needs_of_nodes
from referat.lexicon.derive_heads import heads_of_nodes
from referat.tuples import NamedTuple

# More ways than these are looked at longer than the pattern.
_MOST_WAYS = 6
_NOTHING_TAKEN = (_sre.AT, _sre.ASSERT, _sre.ASSERT_NOT)


class Way(NamedTuple):
    """What a match has that begins in one way, and with which of some texts, in small letters (None: any)."""

    needs: Needs
    heads: tuple[str, ...] | None


def ways_of(pattern: str, flags: int = 0) -> tuple[Way, ...]:
    """The ways in which a match of `pattern` can begin. Raises re.error where it is broken."""
    tree = _parser.parse(pattern, flags)
    flags |= tree.state.flags
    parted = [tuple(tree)]
    done: list[tuple[Node, ...]] = []
    while parted:
        way = parted.pop(0)
        more = _parted(way)
        if len(more) > 1 and len(done) + len(parted) + len(more) <= _MOST_WAYS:
            parted = [*more, *parted]
        else:
            done.append(way)
    return tuple([Way(needs_of_nodes(way, flags), heads_of_nodes(way, flags)) for way in done])


def _parted(nodes: Sequence[Node]) -> list[tuple[Node, ...]]:
    """The ways in which a sequence goes on from its first part that takes characters; itself where it has but one."""
    at = next((n for n, (op, _) in enumerate(nodes) if op not in _NOTHING_TAKEN), len(nodes))
    if at == len(nodes):
        return [tuple(nodes)]
    before, (op, argument), behind = tuple(nodes[:at]), nodes[at], tuple(nodes[at + 1 :])
    if op is _sre.SUBPATTERN and not (argument[1] or argument[2]):
        return _parted((*before, *argument[3], *behind))
    if op is _sre.BRANCH:
        return [(*before, *branch, *behind) for branch in argument[1]]
    if op is _sre.MAX_REPEAT and argument[:2] == (0, 1):
        return [(*before, *behind), (*before, *argument[2], *behind)]
    return [tuple(nodes)]
