"""Which of all shapes of the vocabulary (tests/growing.py) take work that grows faster than they do.

    nice python benchmarks/screening.py LOG [--together N] [--part N/M] [--only PATTERN]

Twenty thousand shapes at megabytes would take days, and time at kilobytes says little. So work is counted, for each
function of the package on its own: how often it is called, and how many letters of the text it looks through and
copies; and for each pattern how long it takes in long texts. What stands still in the sum shows in its own count: what
looks through all of a text for each of its lines takes nearly nothing in 12 KB, but four times as many letters a KB as
in 3 KB. Lists that are looked through are not counted; their time is measured with the rest (`growth.py`).

Each shape is read at two sizes, and again at larger ones for as long as something of it grows: what only begins with
size stands still there. The file LOG gets a line for each: its name, the size up to which something grew (0 for
nothing), and what, with how many times as much a KB as at a quarter of that size. With `--together` so many pieces of
several shapes stand in one text, in turn, and each shape is read alone only where something of all grew. What stands in
LOG is left out, so that it can be stopped, and goes on. What still grows at the largest size is for `growth.py
--vocabulary --only`: a logarithm, or what stands still farther on, grows too.
"""

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from math import ceil
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest import mock

_ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]

#: Kilobytes of the larger text of a pair; the smaller is a quarter. The first pair is for all shapes.
SIZES = (12, 48, 192)
_QUARTER = 4
# The pieces of a shape that are longer together are for `growth.py` alone.
_MOST_CYCLE = 12_000
# So many times as much a KB is growth, at each size: what stands still behind the first 10 KB grows by 1.2 from 48 on.
# Calls and letters are counted; seconds are not the same twice.
_MORE, _LONGER = (1.15, 1.15, 1.3), 1.6
# What is less is no growth of anything: calls, letters (of each letter of the text), seconds.
_FEWEST_CALLS, _FEWEST_LETTERS, _LEAST = 40, 2, 0.0004
# A shorter text is no long one for a pattern: two of the clock's ticks take as long.
_LONG = 500
_TIMES = 2
# What of a pattern looks through a text.
_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")

_seconds: defaultdict[str, float] = defaultdict(float)


class TimedPattern:
    """A compiled pattern that counts its time in long texts."""

    __slots__ = ("_plain", *_METHODS)

    def __init__(self, pattern: "re.Pattern[str]") -> None:
        self._plain = pattern
        for name in _METHODS:
            setattr(self, name, _timed(getattr(pattern, name), repr(pattern.pattern), name))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)


def _timed(method: Callable[..., Any], key: str, name: str) -> Callable[..., Any]:
    at = 1 if name in ("sub", "subn") else 0

    def timed(*args: Any, **named: Any) -> Any:
        if len(args) <= at or len(args[at]) < _LONG:
            return method(*args, **named)
        begun = time.thread_time()
        made = method(*args, **named)
        _seconds[key] += time.thread_time() - begun
        return _each(made, key) if name == "finditer" else made

    return timed


def _each(matches: Iterator["re.Match[str]"], key: str) -> Iterator["re.Match[str]"]:
    while True:
        begun = time.thread_time()
        match = next(matches, None)
        _seconds[key] += time.thread_time() - begun
        if match is None:
            return
        yield match


@contextmanager
def watched() -> Iterator[None]:
    """Texts and patterns of the package count; to be entered before more of it is imported."""
    from referat.lexicon import patterns

    plain, known = re.compile, patterns.compile_pattern

    def compiled(pattern: Any, flags: int = 0) -> Any:
        made = plain(pattern, flags)
        return TimedPattern(made) if isinstance(made, re.Pattern) and isinstance(made.pattern, str) else made

    def of_vocabulary(pattern: str, flags: int = 0) -> TimedPattern:
        return TimedPattern(known(pattern, flags))

    with mock.patch.object(re, "compile", compiled), mock.patch.object(patterns, "compile_pattern", of_vocabulary):
        import counted

        with counted.counted():
            yield


class Work(NamedTuple):
    """What reading a text of some `size` takes: calls and letters by function, seconds by pattern."""

    calls: Mapping[str, float]
    letters: Mapping[str, float]
    patterns: Mapping[str, float]
    size: int


@cache
def _to_forget(_modules: int) -> tuple[Callable[[], None], ...]:
    """What forgets sentences, names and titles; what is made once for all stays."""
    modules = [sys.modules[name] for name in list(sys.modules) if name.startswith("referat")]
    held = [value for module in modules for value in vars(module).values()]
    return tuple(one.cache_clear for one in held if hasattr(one, "cache_clear") and one.cache_parameters()["maxsize"])


def work(read: Callable[[bytes], object], data: bytes) -> Work:
    """The work of `read` on `data`, nothing remembered of any other text."""
    import counted

    for clear in _to_forget(len(sys.modules)):
        clear()
    counted.letters.clear()
    _seconds.clear()
    calls = counted.calls(read, data)
    return Work(calls, Counter(counted.letters), dict(_seconds), len(data))


@cache
def _of_head(read: Callable[[bytes], object], head: bytes) -> Work:
    read(head)  # what is made once for all is made now
    return work(read, head)


def growing_parts(
    read: Callable[[bytes], object], texts: tuple[bytes, bytes], head: bytes, most: float
) -> dict[str, float]:
    """What takes more a KB in the longer of two texts that begin with `head`, and how many times as much."""
    begun = _of_head(read, head)
    times = (len(texts[1]) - len(head)) / (len(texts[0]) - len(head))
    few, many = (work(read, text) for text in texts)
    grown = _grown(begun, few, many, times, most)
    for _ in range(
        _TIMES if grown and most == _MORE[-1] else 0
    ):  # patterns are compiled once; no time is twice the same
        few, many = (_least(one, work(read, text)) for one, text in zip((few, many), texts, strict=True))
        grown = _grown(begun, few, many, times, most)
    return grown


def _least(one: Work, other: Work) -> Work:
    calls, letters, patterns = (
        {name: min(count, again[name]) for name, count in counts.items() if name in again}
        for counts, again in zip(one[:3], other[:3], strict=True)
    )
    return Work(calls, letters, patterns, one.size)


def _grown(begun: Work, few: Work, many: Work, times: float, most: float) -> dict[str, float]:
    grown: dict[str, float] = {}
    limits = ((_FEWEST_CALLS, most), (_FEWEST_LETTERS * many.size, most), (_LEAST, _LONGER))
    for kind, before, less, more, (least, limit) in zip(
        Work._fields, begun[:3], few[:3], many[:3], limits, strict=False
    ):
        for name, count in more.items():
            added = count - before.get(name, 0)
            growth = added / max(less.get(name, 0) - before.get(name, 0), least / times**2) / times
            if added >= least and growth > limit:
                grown[f"{kind} {name}"] = growth
    return grown


def _cycle(made: "partial[str]") -> int:
    """After how many characters the pieces of a shape come again."""
    pieces, between = made.args
    return sum(len(piece) + len(between) for piece in pieces)


def screened(read: Callable[[bytes], object], made: "partial[str]") -> tuple[int, dict[str, float]]:
    """The size in KB up to which something of a shape grew, 0 where nothing did at last, and what.

    All pieces come as often as each other.
    """
    head, cycle = made.keywords["head"], _cycle(made)
    grown: dict[str, float] = {}
    for longest, more in zip(SIZES, _MORE, strict=True):
        few = ceil(longest * 1000 / _QUARTER / cycle) * cycle
        texts = [made(len(head) + length).encode() for length in (few, _QUARTER * few)]
        grown = growing_parts(read, (texts[0], texts[1]), head.encode(), more)
        if not grown:
            return 0, {}
    return SIZES[-1], grown


def together(shapes: dict[str, "partial[str]"], many: int) -> dict[str, dict[str, "partial[str]"]]:
    """The shapes in groups of so many pieces, by their names; what has more is alone.

    Those of a group have the same head, and the same between their pieces.
    """
    alike: dict[tuple[str, bool], list[list[str]]] = {}
    filled: dict[tuple[str, bool], int] = {}
    for name, made in shapes.items():
        pieces = len(made.args[0])
        kind = ", ".join(name.rsplit(", ", 2)[1:]), pieces == 1
        if filled.get(kind, many) + pieces > many:
            alike.setdefault(kind, []).append([])
            filled[kind] = 0
        alike[kind][-1].append(name)
        filled[kind] += pieces
    groups = [names for kind in alike.values() for names in kind]
    Random(0).shuffle(groups)  # what is done when it is stopped is a fair part
    return {" + ".join(names): {name: shapes[name] for name in names} for names in groups}


def in_turn(shapes: Iterable["partial[str]"]) -> "partial[str]":
    """One shape of the pieces of all of `shapes`."""
    first, *others = shapes
    (pieces, between), head = first.args, first.keywords["head"]
    return partial(first.func, (*pieces, *(piece for other in others for piece in other.args[0])), between, head=head)


def main() -> None:
    """Write a line into LOG for each shape, or group of them, that it has none of."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("log", type=Path, metavar="LOG")
    parser.add_argument("--part", default="1/1", help="the Nth of M parts of all")
    parser.add_argument("--only", default="", help="shapes in whose name this pattern is found")
    parser.add_argument("--together", type=int, default=1, metavar="N", help="so many shapes in one text, in turn")
    args = parser.parse_args()
    with watched():
        screen(args)


def screen(args: argparse.Namespace) -> None:
    """Write the lines."""
    from benchmarks.growth import of_vocabulary, read

    from referat.archive import garbage

    garbage.look_seldom()
    n, parts = map(int, args.part.split("/"))
    done = {line.split("\t")[0] for line in args.log.read_text("utf-8").splitlines()} if args.log.exists() else set()
    shapes = {
        repr(name)[1:-1]: made
        for name, made in of_vocabulary().items()
        if re.search(args.only, name) and _cycle(made) <= _MOST_CYCLE
    }
    for name, members in list(together(shapes, args.together).items())[n - 1 :: parts]:
        waiting = {} if name in done else {name: in_turn(members.values())}
        while waiting:
            called, made = waiting.popitem()
            begun = time.process_time()
            size, grown = screened(read, made)
            told = "; ".join(f"{part} {times:.2f}" for part, times in sorted(grown.items(), key=lambda one: -one[1]))
            with args.log.open("a", encoding="utf-8") as log:
                log.write(f"{called}\t{time.process_time() - begun:.3f}\t{size}\t{told}\n")
            if grown and called == name and len(members) > 1:
                waiting |= members


if __name__ == "__main__":
    main()
