"""Which words find the matches of a pattern, worked out from the pattern: see `anchors`, and `derive` on how."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from re import _constants as _sre  # type: ignore[attr-defined]  # private, see `derive`
from re import _parser  # type: ignore[attr-defined]  # private, see `derive`
from typing import Any, TypeAlias

from referat.lexicon.anchors import Anchor, Point
from referat.lexicon.derive import Node, begins_with, opened
from referat.lexicon.seldom_words import weight_of

# Each word is looked for in the whole text: so many at most, and none whose match is so wide.
_MOST_WORDS, _WIDEST = 4, 400
# A word is rare by its letters; one that is not is rare enough where few characters can stand behind it.
_RARE, _RARE_WITH_NEIGHBOUR, _MOST_NEIGHBOURS = 2, 1, 45
_ZERO_WIDTH = (_sre.AT, _sre.ASSERT_NOT)

_Points: TypeAlias = frozenset[Point]


def anchor_of(pattern: str, flags: int = 0) -> Anchor | None:
    """The anchor of `pattern`; None where no words tell where its matches are. Raises re.error where it is broken."""
    tree = _parser.parse(pattern, flags)
    points = _best(_anchors(list(tree), flags | tree.state.flags, tree.state, 0))
    width = int(tree.getwidth()[1])
    if points is None or (width > _WIDEST and any(point.before < 0 for point in points)):
        return None
    return Anchor(tuple(sorted(_fewest(points))), min(width, _WIDEST))


def words_of(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """Words, letter for letter, of which each text with a match of `pattern` has one; none where that is not known."""
    tree = _parser.parse(pattern, flags)
    points = _best(_anchors(list(tree), flags | tree.state.flags, tree.state, 0))
    return tuple(sorted({point.word for point in points or ()}))


def _fewest(points: _Points) -> _Points:
    """`points` without those whose word another finds as well, where it need not tell how much stands before."""
    if any(point.before >= 0 for point in points):
        return points
    anywhere = [point.word for point in points if not point.follows]
    return frozenset(p for p in points if not any(word in p.word for word in anywhere if word != p.word))


def _anchors(nodes: Sequence[Node], flags: int, state: Any, before: int) -> Iterator[_Points]:
    """The points in a sequence of parts, before which a match has so many characters (-1: that differs)."""
    parts = list(opened(nodes, flags))
    words, begun = [""], before
    for n, (op, argument, inner_flags) in enumerate(parts):
        more = _texts(op, argument, inner_flags)
        if more is None or len(more) > 1:  # it ends the word here, or splits it
            yield _points(words, begun, begins_with([(later, its) for later, its, _ in parts[n:]], inner_flags))
        fits = more is not None and len(words) * len(more) <= _MOST_WORDS
        words = ["".join(pair) for pair in product(words, more or ())] if fits else [""]
        if op is _sre.BRANCH:
            yield from _of_branches(argument[1], inner_flags, state, before)
        least, most = _parser.SubPattern(state, [(op, argument)]).getwidth()
        before = before + least if before >= 0 and least == most else -1
        begun = before if words == [""] else begun
    yield _points(words, begun, None)


def _points(words: Iterable[str], before: int, follows: frozenset[str] | None) -> _Points:
    return frozenset(Point(word, before, "".join(sorted(follows or ()))) for word in words)


def _of_branches(branches: Sequence[Sequence[Node]], flags: int, state: Any, before: int) -> Iterator[_Points]:
    """The points of several branches: of each its best, where each has some."""
    every = [_best(_anchors(list(branch), flags, state, before)) for branch in branches]
    found = [points for points in every if points is not None]
    if len(found) == len(every):
        yield frozenset[Point]().union(*found)


def _texts(op: Any, argument: Any, flags: int) -> list[str] | None:
    """The texts that a part can be, letter for letter; None where that cannot be said."""
    if op in _ZERO_WIDTH or (op is _sre.ASSERT and argument[0] < 0):
        return [""]
    if op is _sre.LITERAL:
        letter = chr(argument)
        return None if flags & re.IGNORECASE and letter.lower() != letter.upper() else [letter]
    if op is _sre.MAX_REPEAT and argument[:2] == (0, 1):
        once = _sequence_texts(argument[2], flags)
        return None if once is None else ["", *once]
    if op is _sre.BRANCH:
        every = [_sequence_texts(branch, flags) for branch in argument[1]]
        return None if any(texts is None for texts in every) else [text for texts in every for text in texts or ()]
    return None


def _sequence_texts(nodes: Sequence[Node], flags: int) -> list[str] | None:
    texts = [""]
    for op, argument, inner_flags in opened(nodes, flags):
        more = _texts(op, argument, inner_flags)
        if more is None or len(texts) * len(more) > _MOST_WORDS:
            return None
        texts = ["".join(pair) for pair in product(texts, more)]
    return texts


def _best(every: Iterable[_Points]) -> _Points | None:
    """The points whose words the fewest texts hold."""
    return max((points for points in every if _are_rare(points)), key=_rarity, default=None)


def _are_rare(points: _Points) -> bool:
    return 0 < len(points) <= _MOST_WORDS and all(
        weight_of(point.word) >= (_RARE_WITH_NEIGHBOUR if 0 < len(point.follows) <= _MOST_NEIGHBOURS else _RARE)
        for point in points
    )


def _rarity(points: _Points) -> tuple[float, list[Point]]:
    """How rare the words are; a place that tells where the match begins is worth more."""
    weakest = min(weight_of(point.word) for point in points)
    return weakest - len(points) + all(point.before >= 0 for point in points), sorted(points)
