"""How a match of a pattern begins, letter by letter, worked out from the pattern: see `gates`, and `derive` on how."""

from collections.abc import Iterable, Sequence
from re import _constants as _sre  # type: ignore[attr-defined]  # private, see `derive`
from re import _parser  # type: ignore[attr-defined]  # private, see `derive`
from typing import Any

from referat.lexicon.derive import Node, characters_of
from referat.tuples import NamedTuple

#: A beginning has so many letters at most.
LONGEST_HEAD = 3
# More beginnings than these tell next to nothing.
_MOST_HEADS = 250
_REPEATS = (_sre.MAX_REPEAT, _sre.MIN_REPEAT, _sre.POSSESSIVE_REPEAT)


class _Begun(NamedTuple):
    """Beginnings in small letters: those that the next part goes on with, and those of which no more is known."""

    going_on: frozenset[str] = frozenset({""})
    closed: frozenset[str] = frozenset()

    def joined(self, *others: "_Begun") -> "_Begun":
        """Those of several ways to go on."""
        every = (self, *others)
        return _Begun(
            frozenset[str]().union(*[one.going_on for one in every]),
            frozenset[str]().union(*[one.closed for one in every]),
        )

    def ended(self) -> "_Begun":
        """The same, where nothing is known of what follows."""
        return _Begun(frozenset(), self.going_on | self.closed)

    def with_one_of(self, characters: frozenset[str] | None) -> "_Begun":
        """The same with one of `characters` behind them, None for any."""
        if characters is None or len(self.going_on) * len(characters) > _MOST_HEADS:
            return self.ended()
        # A letter whose small form is several does not come in lines of minutes, which are not asked then.
        small = {small for small in map(str.lower, characters) if len(small) == 1}
        longer = {text + letter for text in self.going_on for letter in small}
        full = {text for text in longer if len(text) == LONGEST_HEAD}
        return _Begun(frozenset(longer - full), self.closed | full)


def heads_of(pattern: str, flags: int = 0) -> tuple[str, ...] | None:
    """With which of some texts in small letters a match of `pattern` begins, in small letters; None for any.

    A match that can be shorter than the others is one of them. Raises re.error where the pattern is broken.
    """
    tree = _parser.parse(pattern, flags)
    return heads_of_nodes(list(tree), flags | tree.state.flags)


def heads_of_nodes(nodes: Sequence[Node], flags: int) -> tuple[str, ...] | None:
    """The same of what is parsed already."""
    heads = _after(nodes, flags, _Begun()).ended().closed
    longest = LONGEST_HEAD
    while len(heads) > _MOST_HEADS:
        longest -= 1
        heads = frozenset(head[:longest] for head in heads)
    shortest = [head for head in heads if not any(head[:n] in heads for n in range(1, len(head)))]
    return tuple(sorted(shortest)) if "" not in heads else None


def _after(nodes: Sequence[Node], flags: int, begun: _Begun) -> _Begun:
    """What has begun as `begun` with `nodes` behind it."""
    for op, argument in nodes:
        if not begun.going_on:
            break
        if op not in (_sre.AT, _sre.ASSERT, _sre.ASSERT_NOT):  # they take nothing
            begun = _after_part(op, argument, flags, begun)
    return begun


def _after_part(op: Any, argument: Any, flags: int, begun: _Begun) -> _Begun:
    if op in (_sre.LITERAL, _sre.IN):
        return begun.with_one_of(characters_of(op, argument, flags))
    if op is _sre.SUBPATTERN:
        _, added, removed, inner = argument
        return _after(inner, (flags | added) & ~removed, begun)
    if op is _sre.ATOMIC_GROUP:
        return _after(argument, flags, begun)
    if op is _sre.BRANCH:
        return _none_of(begun).joined(*_branches(argument[1], flags, begun))
    if op in _REPEATS:
        return _repeated(argument, flags, begun)
    return begun.ended()  # any character, or what refers to another group


def _none_of(begun: _Begun) -> _Begun:
    """What was known of `begun` before, of which nothing goes on."""
    return begun._replace(going_on=frozenset())


def _branches(branches: Iterable[Sequence[Node]], flags: int, begun: _Begun) -> Iterable[_Begun]:
    return [_after(branch, flags, begun) for branch in branches]


def _repeated(argument: Any, flags: int, begun: _Begun) -> _Begun:
    least, most, inner = argument
    every = begun if least == 0 else _none_of(begun)
    for n in range(1, min(most, LONGEST_HEAD) + 1):
        begun = _after(inner, flags, begun)
        every = every.joined(begun if n >= least else _none_of(begun))
    # What can be nothing may come again.
    return every.joined(begun.ended()) if begun.going_on and most > LONGEST_HEAD else every
