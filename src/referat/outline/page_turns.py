"""Where the pages of a text turn, between whose form feeds it stands, and what runs along there.

    turn = last line { blank line | running line } form feed { running line | blank line } first line ;

Programs that take text out of a PDF write a blank line around what runs along, also where a paragraph goes on.
"""

import copy
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile

from referat.lexicon.patterns import compile_pattern
from referat.text.source import Source
from referat.tuples import NamedTuple

_FORM_FEED = "\f"
# So many lines run along on either side of a turn; each comes again on so much of the pages, on two at least.
_MOST_LINES, _SHARE, _FEWEST = 3, 0.5, 2
# What on fewer pages comes again stands nowhere else as often, a label may end two pages of four by chance; and it is
# no sentence.
_NEARLY_ALL = 0.8
# What so many pages begin with, or end with, is no part of them.
_MOST = 0.6
_DIGITS = compile_pattern(r"\d+")
_CLOSES = (".", ":", ";", "?", "!")


class Turns(NamedTuple):
    """Where pages turn, in lines of the view.

    `places` are a page's last line and the next one's first; `outside` is what is of no page's body, and `beside` what
    of it is so surely: it runs along above the pages from the first on, or counts them below.
    """

    places: tuple[tuple[int, int], ...] = ()
    outside: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()


#: Where no page turns.
NONE = Turns()


def turns(source: Source) -> Turns:
    """The turns of the pages of `source`, which has form feeds."""
    lines = source.lines
    filled = [i for i, line in enumerate(map(str.strip, lines)) if line]
    tops = [0, *[i for i in filled if i and lines[i][0] == _FORM_FEED], len(lines)]
    pages = [filled[bisect_left(filled, a) : bisect_left(filled, b)] for a, b in pairwise(tops)]
    pages = [page for page in pages if page]
    running = _running(lines, pages) | _running(lines, [page[::-1] for page in pages])
    bodies = [body for page in pages if (body := [i for i in page if i not in running])]
    places = tuple((above[-1], below[0]) for above, below in pairwise(bodies))
    outside = running.union(*(range(last + 1, first) for last, first in places))
    return Turns(places, outside, _tops(lines, pages) | _feet(lines, pages))


def _running(lines: Sequence[str], pages: Sequence[Sequence[int]]) -> frozenset[int]:
    """The lines that come again in one place of the `pages`, but for their digits, from the edge inwards."""
    outer = [[(i, (place, _said(lines[i]))) for place, i in enumerate(page[:_MOST_LINES])] for page in pages]
    counts = Counter(said for page in outer for _, said in page)
    fewest = max(_FEWEST, _SHARE * len(pages))
    again = {place: count for place, count in counts.items() if count >= fewest}
    if any(count < _NEARLY_ALL * len(pages) for count in again.values()):
        everywhere = Counter(_said(lines[i]) for page in pages for i in page)
        again = {
            (place, said): count
            for (place, said), count in again.items()
            if count >= _NEARLY_ALL * len(pages) or (count > everywhere[said] - count and said[-1:] != ".")
        }
    return frozenset(i for page in outer for i, _ in takewhile(lambda one: one[1] in again, page))


def _tops(lines: Sequence[str], pages: Sequence[Sequence[int]]) -> frozenset[int]:
    """The lines above the pages that say what the first one begins with, but for the page's number: most do."""
    found: set[int] = set()
    for place in range(_MOST_LINES):
        there = [(n, page[place]) for n, page in enumerate(pages) if place < len(page)]
        if not there or there[0][0]:
            break
        first = lines[there[0][1]]
        same = [i for n, i in there if _is_same(first, lines[i], n)]
        if len(same) < max(_FEWEST, _MOST * len(pages)):
            break
        found.update(same)
    return frozenset(found)


def _is_same(first: str, line: str, page: int) -> bool:
    """Whether the `line` of a page, from 0, says what the first one's says: one number may count the pages."""
    if _said(first) != _said(line):
        return False
    steps = [int(after) - int(before) for before, after in zip(*map(_DIGITS.findall, (first, line)), strict=True)]
    moved = [step for step in steps if step]
    return not moved or moved == [page]


def _feet(lines: Sequence[str], pages: Sequence[Sequence[int]]) -> frozenset[int]:
    """The last lines of pages that say the same as the first one's, and in one number count the pages: most do."""
    first = lines[pages[0][-1]]
    same = [page[-1] for n, page in enumerate(pages) if _is_same(first, lines[page[-1]], n)]
    counted = any(lines[i].strip() != first.strip() for i in same)
    return frozenset(same) if counted and len(same) >= max(_FEWEST, _MOST * len(pages)) else frozenset()


def _said(line: str) -> str:
    """What a line says but for its digits."""
    return _DIGITS.sub("0", " ".join(line.split()))


def told(source: Source) -> Iterator[tuple[int, int]]:
    """The places where lines of which the file says that they are furniture part two others."""
    filled = [i for i, line in enumerate(source.lines) if line and not line.isspace()]
    numbers = [source.number(i) for i in filled]
    kept = [n for n, number in enumerate(numbers) if number not in source.furniture]
    yield from ((filled[n], filled[m]) for n, m in pairwise(kept) if m > n + 1)


def known(source: Source, turns: Turns) -> Source:
    """The same source, whose furniture is what runs along beside its pages."""
    numbers = {i: source.number(i) for k in turns.beside for i in (k - 1, k, k + 1) if 0 <= i < len(source.lines)}
    # Where the last line of a page has no end of its own, it is one line of the text with the next.
    shared = {number for i, number in numbers.items() if i not in turns.beside}
    told = {numbers[i] for i in turns.beside}
    other = copy.copy(source)
    other.furniture = source.furniture.union(told - shared)
    behind = [source.stripped(i) for i in turns.beside if numbers[i] in shared]
    other.beside = frozenset([source.origin(a, b)[0] for a, b in behind])
    return other


def bridged(source: Source, places: Sequence[tuple[int, int]], full: Collection[int]) -> Iterator[int]:
    """The lines above the blank ones at those turns where a paragraph goes on: they take these along.

    It does so where no sentence ends with a page's last line, and this one is `full`, or the next begins small.
    """
    for last, first in places:
        above, below = source.lines[last].strip(), source.lines[first].strip()
        if not above.endswith(_CLOSES) and (below[0].islower() or last in full):
            yield from (i - 1 for i in range(last + 1, first) if source.is_blank(i) and not source.lines[i])
