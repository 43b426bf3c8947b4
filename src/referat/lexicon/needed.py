"""The words that a text must hold for a pattern to match it, found out from the pattern itself.

The vocabulary says what a sentence is, never how fast it is found; what to look for first is derived here.
"""

from collections.abc import Iterable, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]  # the engine's own reading of a pattern
from typing import Any

Words = frozenset[str]
NONE: Words = frozenset()


def needed_words(pattern: str) -> Words:
    """Words, in small letters, of which every text that `pattern` matches holds one; none where nothing is sure.

    Of several such sets that is given whose shortest word is the longest.
    """
    return best(_sets(_parser.parse(pattern)))


def best(sets: Iterable[Words]) -> Words:
    """The set of words, of several that hold, that tells most."""
    return max(sets, key=_tells, default=NONE)


def _tells(words: Words) -> tuple[int, int]:
    return min((len(word.strip()) for word in words), default=0), -len(words)


def _sets(items: Sequence[tuple[Any, Any]]) -> list[Words]:
    """Sets of words that hold for a sequence of a pattern's parts."""
    sets: list[Words] = []
    run = ""
    for kind, value in items:
        if kind is _constants.LITERAL:
            run += chr(value).lower()
            continue
        if run.strip():
            sets.append(frozenset({run}))
        run = ""
        sets += _inner(kind, value)
    if run.strip():
        sets.append(frozenset({run}))
    return sets


def _inner(kind: Any, value: Any) -> list[Words]:
    """Sets of words that hold for one part that is no letter."""
    if kind is _constants.SUBPATTERN:
        return _sets(value[-1])
    if kind is _constants.BRANCH:
        branches = [best(_sets(branch)) for branch in value[1]]
        return [frozenset().union(*branches)] if all(branches) else []
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0] > 0:
        return _sets(value[2])
    return []
