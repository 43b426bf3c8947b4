r"""What a match of a pattern begins with and what it holds, worked out from the pattern: see `gates`.

The patterns are walked as `re` itself has parsed them. That parser is private to `re`:
`tests/property/test_gates_of_tables.py` would tell of a change.

A figure is one of 0 to 9 here, though `\d` takes those of other scripts too; and three letters that `re` takes for
other ones where case does not matter (ı, İ, ſ) do not count within words. No Danish text has either.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from re import _constants as _sre  # type: ignore[attr-defined]  # private, see above
from re import _parser  # type: ignore[attr-defined]  # private, see above
from typing import Any, TypeAlias

from referat.lexicon import seldom_words
from referat.tuples import NamedTuple

#: One node of a parsed pattern: what it is, and what that has.
Node: TypeAlias = tuple[Any, Any]
_Characters: TypeAlias = frozenset[str]

_FIGURES = frozenset("0123456789")
_SPACES = frozenset(filter(str.isspace, map(chr, range(0x3001))))
# Characters that `re` takes for a letter beside its own two cases.
_MORE_CASES = {"i": "\u0130\u0131", "s": "\u017f", "k": "\u212a", "å": "\u212b", "ß": "\u1e9e"}
# A class of more characters than these could be any.
_LARGEST_CLASS = 400
_REPEATS = (_sre.MAX_REPEAT, _sre.MIN_REPEAT, _sre.POSSESSIVE_REPEAT)


class Needs(NamedTuple):
    """What a match of a pattern has: a first character, one of some words, one of more lists of words each.

    The words are in lower case, and none where nothing can be said; figures are a list where a match holds any. Then
    come the characters that stand second, last, and before the last, "" where a match can be one character. None stands
    for any character. `shared` are still more lists: words of which each branch of the pattern has some.
    """

    firsts: _Characters | None
    words: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    seconds: _Characters | None
    lasts: _Characters | None
    befores: _Characters | None
    shared: tuple[tuple[str, ...], ...]


def needs_of(pattern: str, flags: int = 0) -> Needs:
    """What a match of `pattern` has. Raises re.error where the pattern is broken."""
    tree = _parser.parse(pattern, flags)
    return needs_of_nodes(list(tree), flags | tree.state.flags)


def needs_of_nodes(nodes: Sequence[Node], flags: int) -> Needs:
    """The same of what is parsed already."""
    needs = list(_needs(nodes, flags))
    best = seldom_words.best(needs)
    also = seldom_words.beside(needs, best)
    more = seldom_words.beside(_needs(nodes, flags, more=True), best)
    shared = [words for words in more if words not in also]
    if _holds_figure(nodes, flags):
        also.append(tuple(sorted(_FIGURES)))
    turned = _turned(nodes)
    firsts, lasts = begins_with(nodes, flags), ends_with(turned, flags)
    befores = second_in(turned, flags)
    return Needs(firsts, best, tuple(also), second_in(nodes, flags), lasts, befores, tuple(shared))


# What a match begins with.


def begins_with(nodes: Sequence[Node], flags: int) -> frozenset[str] | None:
    """The characters that what matches `nodes` begins with; None where it can be any, or nothing."""
    begins = _begins(nodes, flags)
    return None if begins.empty else begins.characters


class _Begins(NamedTuple):
    """The characters that a match can begin with, None for any; `empty` where it can be empty."""

    characters: _Characters | None
    empty: bool


_NOTHING = _Begins(frozenset(), empty=True)
_ANYTHING = _Begins(None, empty=True)


def _begins(nodes: Sequence[Node], flags: int) -> _Begins:
    """Of a sequence: what its parts begin with, up to the first that cannot be empty."""
    found = _NOTHING
    ahead: _Characters | None = None  # what must follow where nothing has been taken yet
    for op, argument in nodes:
        if op is _sre.ASSERT and found is _NOTHING and argument[0] > 0:
            begins = _begins(argument[1], flags)
            ahead = ahead if begins.empty else _both(ahead, begins.characters)
        elif op not in (_sre.AT, _sre.ASSERT, _sre.ASSERT_NOT):
            part = _part_begins(op, argument, flags)
            found = _Begins(_either(found.characters, part.characters), part.empty)
            if not part.empty:
                break
    return found._replace(characters=_both(ahead, found.characters))


def _part_begins(op: Any, argument: Any, flags: int) -> _Begins:
    """Of one part."""
    begins = _ANYTHING  # what refers to another group
    if op is _sre.LITERAL:
        begins = _Begins(_cases(chr(argument), flags), empty=False)
    elif op is _sre.IN:
        begins = _Begins(_class(argument, flags), empty=False)
    elif op in (_sre.ANY, _sre.NOT_LITERAL):
        begins = _Begins(None, empty=False)
    elif op is _sre.SUBPATTERN:
        _, added, removed, inner = argument
        begins = _begins(inner, (flags | added) & ~removed)
    elif op is _sre.ATOMIC_GROUP:
        begins = _begins(argument, flags)
    elif op is _sre.BRANCH:
        begins = _branches_begin(_begins(branch, flags) for branch in argument[1])
    elif op in _REPEATS:
        least, _, inner = argument
        begins = _begins(inner, flags)
        begins = begins._replace(empty=begins.empty or least == 0)
    return begins


def characters_of(op: Any, argument: Any, flags: int) -> frozenset[str] | None:
    """The characters that a part stands for which takes one; None for any."""
    return _part_begins(op, argument, flags).characters


def _branches_begin(branches: Iterable[_Begins]) -> _Begins:
    begins = _Begins(frozenset(), empty=False)
    for branch in branches:
        begins = _Begins(_either(begins.characters, branch.characters), begins.empty or branch.empty)
    return begins


def _either(some: _Characters | None, others: _Characters | None) -> _Characters | None:
    return None if some is None or others is None else some | others


def _both(some: _Characters | None, others: _Characters | None) -> _Characters | None:
    return others if some is None else some if others is None else some & others


# What stands second in it, and last.


class _Heads(NamedTuple):
    """The characters that stand first and second in a match, None for any; the lengths below two that it can have."""

    first: _Characters | None = frozenset()
    second: _Characters | None = frozenset()
    empty: bool = False
    single: bool = False


_EMPTY = _Heads(empty=True)
_WHATEVER = _Heads(None, None, empty=True, single=True)


def ends_with(nodes: Iterable[Node], flags: int) -> frozenset[str] | None:
    """The characters that what matches the turned `nodes` ends with; None where it can be any, or nothing."""
    heads = _heads(nodes, flags)
    return None if heads.empty else heads.first


def _turned(nodes: Iterable[Node]) -> list[Node]:
    """What matches the same from behind, but for what it looks for around it."""
    return [(op, _turned_argument(op, argument)) for op, argument in reversed(list(nodes))]


def _turned_argument(op: Any, argument: Any) -> Any:
    if op is _sre.SUBPATTERN or op in _REPEATS:
        return (*argument[:-1], _turned(argument[-1]))
    if op is _sre.ATOMIC_GROUP:
        return _turned(argument)
    return (argument[0], list(map(_turned, argument[1]))) if op is _sre.BRANCH else argument


def second_in(nodes: Iterable[Node], flags: int) -> frozenset[str] | None:
    """The characters that stand second in what matches `nodes`, "" where nothing may; None for any."""
    heads = _heads(nodes, flags)
    if heads.second is None:
        return None
    return heads.second | {""} if heads.single or heads.empty else heads.second


def _heads(nodes: Iterable[Node], flags: int) -> _Heads:
    heads = _EMPTY
    for op, argument in nodes:
        if op not in (_sre.AT, _sre.ASSERT, _sre.ASSERT_NOT):
            heads = _joined(heads, _part_heads(op, argument, flags))
            if not heads.empty and not heads.single:
                break
    return heads


def _joined(some: _Heads, others: _Heads) -> _Heads:
    """Those of what has `some` with what has `others` behind it."""
    second = _either(some.second, others.first) if some.single else some.second
    return _Heads(
        _either(some.first, others.first) if some.empty else some.first,
        _either(second, others.second) if some.empty else second,
        some.empty and others.empty,
        (some.single and others.empty) or (some.empty and others.single),
    )


def _part_heads(op: Any, argument: Any, flags: int) -> _Heads:
    """Those of one part."""
    heads = _WHATEVER  # what refers to another group
    if op in (_sre.LITERAL, _sre.IN, _sre.ANY, _sre.NOT_LITERAL):
        heads = _Heads(_part_begins(op, argument, flags).characters, single=True)
    elif op is _sre.SUBPATTERN:
        _, added, removed, inner = argument
        heads = _heads(inner, (flags | added) & ~removed)
    elif op is _sre.ATOMIC_GROUP:
        heads = _heads(argument, flags)
    elif op is _sre.BRANCH:
        branches = [_heads(branch, flags) for branch in argument[1]]
        heads = _Heads(
            reduce(_either, [one.first for one in branches]),
            reduce(_either, [one.second for one in branches]),
            any(one.empty for one in branches),
            any(one.single for one in branches),
        )
    elif op in _REPEATS:
        least, most, inner = argument
        once = _heads(inner, flags)
        heads = _joined(once, once._replace(empty=True)) if most > 1 else once
        heads = heads._replace(
            empty=once.empty or least == 0,
            single=once.single and (least <= 1 or once.empty),
        )
    return heads


@cache
def _cases(letter: str, flags: int) -> _Characters:
    if not flags & re.IGNORECASE:
        return frozenset(letter)
    cases = {letter, letter.lower(), letter.upper(), *_MORE_CASES.get(letter.lower(), "")}
    return frozenset(case for case in cases if len(case) == 1)


def _class(items: Iterable[Node], flags: int) -> _Characters | None:
    """The characters of a class; None for one that is named by what it has not, or is large."""
    characters: set[str] = set()
    for op, argument in items:
        if op is _sre.LITERAL:
            characters |= _cases(chr(argument), flags)
        elif op is _sre.RANGE and argument[1] - argument[0] < _LARGEST_CLASS:
            for code in range(argument[0], argument[1] + 1):
                characters |= _cases(chr(code), flags)
        elif op is _sre.CATEGORY and argument is _sre.CATEGORY_DIGIT:
            characters |= _FIGURES
        elif op is _sre.CATEGORY and argument is _sre.CATEGORY_SPACE:
            characters |= _SPACES
        else:
            return None
    return frozenset(characters)


# What a match holds.


def _needs(nodes: Iterable[Node], flags: int, *, more: bool = False) -> Iterator[frozenset[str]]:
    """Of a sequence: sets of words of which a match holds one each. Letters that follow each other are one word.

    Of branches it is the best set of each, and where `more` are asked for what they have beside that too.
    """
    word = ""
    for op, argument, inner_flags in opened(nodes, flags):
        letter = _letter(op, argument)
        if letter is not None:
            word += letter
            continue
        if op in (_sre.AT, _sre.ASSERT_NOT) or (op is _sre.ASSERT and argument[0] < 0):
            continue  # they take nothing, and break no word
        yield from _word(word)
        word = ""
        yield from _part_needs(op, argument, inner_flags, more=more)
    yield from _word(word)


def opened(nodes: Iterable[Node], flags: int) -> Iterator[tuple[Any, Any, int]]:
    """The parts of a sequence, those of groups in their place, with the flags that hold there."""
    for op, argument in nodes:
        if op is _sre.SUBPATTERN:
            _, added, removed, inner = argument
            yield from opened(inner, (flags | added) & ~removed)
        elif op is _sre.ATOMIC_GROUP:
            yield from opened(argument, flags)
        else:
            yield op, argument, flags


def _part_needs(op: Any, argument: Any, flags: int, *, more: bool) -> Iterator[frozenset[str]]:
    """Of one part that is no letter."""
    if op is _sre.BRANCH:
        bests = [seldom_words.best(_needs(branch, flags)) for branch in argument[1]]
        if all(bests):
            yield frozenset(word for best in bests for word in best)
            yield from _shared([list(_needs(each, flags, more=True)) for each in argument[1]], bests) if more else ()
    elif op in _REPEATS and argument[0] > 0:
        yield from _needs(argument[2], flags, more=more)
    elif op is _sre.ASSERT:
        yield from _needs(argument[1], flags, more=more)


def _shared(branches: Sequence[Sequence[frozenset[str]]], bests: Sequence[tuple[str, ...]]) -> Iterator[frozenset[str]]:
    """Of branches, each of which needs words of some sets: a set of each beside its best, of words that many have."""
    rest = [[words for words in needs if _tells(words, best)] for needs, best in zip(branches, bests, strict=True)]
    often = Counter(word for needs in rest for word in frozenset(_bare(word) for words in needs for word in words))

    def order(words: frozenset[str]) -> tuple[int, float, list[str]]:
        return min(often[_bare(word)] for word in words), seldom_words.score(words), sorted(words)

    if any(rest):
        chosen = [max(needs, key=order) if needs else best for needs, best in zip(rest, bests, strict=True)]
        yield frozenset(_bare(word) for words in chosen for word in words)


def _tells(words: frozenset[str], best: tuple[str, ...]) -> bool:
    """Whether `words` say more of a branch than its `best`, and are few and long enough to be looked for."""
    more = tuple(sorted(words)) != best and len(words) <= seldom_words.MOST_OF_MANY
    return more and min(map(seldom_words.weight_of, map(_bare, words)), default=0) >= seldom_words.SHORTEST_OF_MANY


def _bare(word: str) -> str:
    """`word` without the blanks around it, with which branches have it or not."""
    return word.strip(seldom_words.COMMON)


def _letter(op: Any, argument: Any) -> str | None:
    """The one letter that a part is, in lower case: of a class, where it has no other one."""
    letters: set[str] = set()
    if op is _sre.LITERAL:
        letters = {chr(argument).lower()}
    elif op is _sre.IN and all(item is _sre.LITERAL for item, _ in argument):
        letters = {chr(code).lower() for _, code in argument}
    return letters.pop() if len(letters) == 1 and all(len(letter) == 1 for letter in letters) else None


def _word(word: str) -> Iterator[frozenset[str]]:
    if word:
        yield frozenset((word,))


def _holds_figure(nodes: Iterable[Node], flags: int) -> bool:
    """Whether whatever matches `nodes` holds a figure."""
    for op, argument, inner_flags in opened(nodes, flags):
        if op is _sre.BRANCH:
            holds = all(_holds_figure(branch, inner_flags) for branch in argument[1])
        elif op in _REPEATS:
            holds = argument[0] > 0 and _holds_figure(argument[2], inner_flags)
        else:
            characters = _part_begins(op, argument, inner_flags).characters
            holds = op in (_sre.LITERAL, _sre.IN) and characters is not None and characters <= _FIGURES
        if holds:
            return True
    return False
