"""What the readers of a text without line ends share: places where lines can have begun, and the patterns for them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from referat.lexicon import idioms, values
from referat.lexicon import lines as lexicon
from referat.lexicon.gates import gate
from referat.lexicon.patterns import compile_pattern
from referat.tuples import NamedTuple

#: So far behind a number the title's end is looked for.
REACH = 260
_REACH_BACK = 30
#: What a line is of which something is known: of a section, of what stands beside a heading, of the screen.
HARD = frozenset({"label", "decision", "dated", "clerk", "access", "case", "noise", "contents", "group", "foot"})
#: A number that ends where it stands, with its marks.
NUMBER = compile_pattern(r"(?:^|[\s\[(#§])[\d/.-]{1,8}[a-z]?[.):\]]{0,2}(?: [-–])?$")
#: A word with a capital.
CAPITAL = compile_pattern(r"(?<![\w.&-])[A-ZÆØÅ]")
_JOINTS = (",", "&", "/", "-", "–")


class Beginning(NamedTuple):
    """A place where a line can have begun: where, where what is known of it ends, and what it is."""

    a: int
    b: int
    role: str


def here(a: int, role: str) -> Beginning:
    """A line that begins at `a`, of which nothing more is known than its `role`."""
    return Beginning(a, a, role)


@cache
def setting(key: str) -> str:
    """A pattern of the vocabulary for such texts, its named parts filled in."""
    return values.expand(lexicon.setting("flattened", key), idioms.patterns(lexicon.FILE))


@cache
def compiled(key: str) -> re.Pattern[str]:
    """The same, compiled."""
    return compile_pattern(setting(key))


@cache
def _sought(key: str) -> re.Pattern[str]:
    known = gate(setting(key))
    return compile_pattern(led(f"(?P<all>{setting(key)})", known.firsts, known.seconds))


def occurrences(key: str, line: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Where such a pattern matches in a stretch of a long line: the group "all" is what it matches."""
    if gate(setting(key)).admits_words(_lowered(line)):
        yield from apart(_sought(key), line, start, stop)


@lru_cache(1)
def _lowered(line: str) -> str:
    """A long line in small letters: several patterns are looked for in it, one after the other."""
    return lexicon.small(line)


def apart(pattern: re.Pattern[str], line: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern that is `led`, but for those that begin inside the one before."""
    done = 0
    for match in pattern.finditer(line, start, stop):
        start, end = match.span(match.lastgroup or 0)
        if start >= done:
            done = end
            yield match


def led(pattern: str, firsts: frozenset[str] | None, seconds: frozenset[str] | None = None) -> str:
    """What finds `pattern`, which is a group, in a long line: a match is its first character, the group is the whole.

    `firsts` and `seconds` are the characters that stand first and second in it, None for any. The engine passes fast
    over what a pattern cannot begin with only where that begins with a class of characters.
    """
    first = "(?s:.)" if firsts is None else _class(firsts)
    second = "" if seconds is None or "" in seconds else f"(?={_class(seconds)})"
    return f"{first}{second}(?<=(?={pattern})(?s:.))"


def _class(characters: frozenset[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(characters)))}]"


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest that fits; those that begin alike are looked at together."""
    return _branches(sorted(set(words), reverse=True))  # the longer of two that begin alike comes first


def _branches(words: Sequence[str]) -> str:
    """A pattern for any of `words`, of which those that begin alike stand together."""
    if len(words) == 1:
        return re.escape(words[0])
    first, last = words[0], words[-1]
    shared = next((k for k, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(last))
    rests = groupby([word[shared:] for word in words], key=itemgetter(slice(1)))
    branches = [_branches(tuple(alike)) for _, alike in rests]
    return f"{re.escape(first[:shared])}(?:{'|'.join(branches)})"


@cache
def _never_last() -> frozenset[str]:
    return frozenset(lexicon.setting("flattened", "dangling"))


def dangles(text: str) -> bool:
    """Whether `text` would break off if a line ended with it."""
    return text.rpartition(" ")[2].lower() in _never_last() or (text.endswith(_JOINTS) and not text.endswith("---"))


def breaks_off(line: str, low: int, a: int) -> bool:
    """Whether what stands in `line` before `a`, from `low` on, would break off if a line began there."""
    return dangles(line[max(low, a - _REACH_BACK) : a].rstrip())


def goes_on(line: str, a: int, stop: int) -> bool:
    """Whether a word in capitals stands in `line` behind `a` that goes on with a title's first word."""
    word = line[a : min(a + _REACH_BACK, stop)].lstrip().partition(" ")[0]
    return word.isupper() and word.lower() in lexicon.setting("flattened", "goes_on")
