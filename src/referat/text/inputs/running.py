"""What runs along above and below the pages of a document on paper.

    page = { running line } gap body gap { running line } ;

A line runs along that comes again on most pages at the same height, but for its digits, or that a browser prints around
a page of the web. It stands in the outer tenth of the page, and is set off from the body.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from referat.text.inputs.paper_lines import PaperLine
from referat.tuples import NamedTuple

#: The lines of one page.
Page = Sequence[PaperLine]

_OUTER = 0.1
# On so much of the pages it comes again, on two at least: those of a book differ left and right.
_SHARE, _FEWEST = 0.4, 2
# Points: how far off it may stand.
_OFF = 3.0
# In heights of the line: what sets it off. Where it comes again but once, as a label may, it is set off by more than
# lines of the body are from one another: by so many times as much, and so many heights at least.
_SET_OFF, _MORE, _SET_OFF_ON_FEW = 0.35, 1.3, 1.6
_DIGITS = re.compile(r"\d+")
# What browsers print: an address with the page behind it, or the page before the hour; the hour, and the title.
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d+ \w{2} \d+\s+\d{1,2}[./]\d{1,2}[./]\d{2,4},? .*")
_PRINTED = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? (?:\w+ )?\d{1,2}[:.]\d{2}(?:\s[AP]M)?(?:\s.*)?|.*\s(?:https?|file)://\S+"
)


class _Place(NamedTuple):
    """Where a line that comes again stands: how far below the upper edge, and on which pages, from 0."""

    base: float
    pages: frozenset[int]


def running(pages: Sequence[Page], heights: Sequence[float]) -> list[tuple[list[PaperLine], list[PaperLine]]]:
    """For each page the lines that run along above its body, and below it, from above; `heights` are the pages'."""
    tops = [sorted(_outer(page, height, above=True), key=_base) for page, height in zip(pages, heights, strict=True)]
    feet = [
        sorted(_outer(page, height, above=False), key=_base, reverse=True)
        for page, height in zip(pages, heights, strict=True)
    ]
    again = _coming_again(tops), _coming_again(feet)
    # A document begins with no label: its first line, with its day, runs along wherever it comes again.
    first = [line.text for line in pages[0][:1] if any(map(str.isdigit, line.text))] if pages else []
    found: list[tuple[list[PaperLine], list[PaperLine]]] = []
    for page, top, foot in zip(pages, tops, feet, strict=True):
        printed = any(_ADDRESS.fullmatch(line.text) for line in foot)
        below = list(_run(page, foot, again[1], _ADDRESS if printed else None))
        above = list(_run(page, top, again[0], _PRINTED if printed else None, first))
        found.append((above, below[::-1]))
    return found


def _base(line: PaperLine) -> float:
    return line.base


def _outer(page: Page, height: float, *, above: bool) -> Iterator[PaperLine]:
    for line in page:
        if line.bottom <= _OUTER * height if above else line.top >= (1 - _OUTER) * height:
            yield line


def _said(line: PaperLine) -> str:
    return _DIGITS.sub("0", " ".join(line.text.split()))


def _coming_again(outer: Sequence[Page]) -> Mapping[str, _Place]:
    """What lines say that come again on many pages at one height, without digits; no body begins, or ends, there."""
    places: dict[str, dict[int, float]] = {}
    for n, page in enumerate(outer):
        for line in page:
            places.setdefault(_said(line), {}).setdefault(n, line.base)
    found: dict[str, _Place] = {}
    for said, on in places.items():
        base = median(on.values())
        pages = {n for n, at in on.items() if abs(at - base) <= _OFF}
        if len(pages) >= max(_FEWEST, _SHARE * len(outer)):
            found[said] = _Place(base, frozenset(pages))
    return {said: place for said, place in found.items() if not _is_of_bodies(place, outer, found)}


def _is_of_bodies(place: _Place, outer: Sequence[Page], found: Mapping[str, _Place]) -> bool:
    """Whether other lines stand at the height of `place` on the other pages, the first one's head apart."""
    first = 1 if len(place.pages) > _FEWEST else 0
    return any(
        abs(line.base - place.base) <= _OFF and _said(line) not in found
        for n in range(first, len(outer))
        if n not in place.pages
        for line in outer[n]
    )


def _run(
    page: Page,
    outer: Page,
    again: Mapping[str, _Place],
    printed: re.Pattern[str] | None,
    first: Collection[str] = (),
) -> Iterator[PaperLine]:
    """Those of the `outer` lines, from the edge inwards, that run along, as far as they are set off from the rest.

    Those that say what the `first` line of all does need not be set off farther on few pages than on many.
    """
    found: list[PaperLine] = []
    fewest = False
    for line in outer:
        at = again.get(_said(line))
        runs = at is not None and abs(line.base - at.base) <= _OFF
        if not runs and (printed is None or not printed.fullmatch(line.text)):
            break
        few = at is not None and len(at.pages) <= _FEWEST and line.text not in first
        fewest = fewest or (few and printed is None)
        found.append(line)
    edge = _usual(page) if fewest else 0.0
    while found and not _is_set_off(
        found, page, max(edge, (_SET_OFF_ON_FEW if fewest else _SET_OFF) * found[-1].height)
    ):
        found.pop()
    return iter(found)


def _usual(page: Page) -> float:
    """More than the lines of a page usually stand apart, in points."""
    gaps = [below.top - above.bottom for above, below in pairwise(page) if below.top >= above.bottom]
    return _MORE * median(gaps) if gaps else 0.0


def _is_set_off(found: Sequence[PaperLine], page: Page, edge: float) -> bool:
    """Whether the rest of the `page` stands apart from the lines `found`, by so many points at least."""
    rest = [line for line in page if not any(line is one for one in found)]
    return all(line.top - one.bottom >= edge or one.top - line.bottom >= edge for one in found for line in rest)
