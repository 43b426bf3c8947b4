"""What runs along above and below the pages of a document on paper.

    page = { running line } gap body gap { running line } ;

A line runs along that comes again on most pages at the same height, but for its digits, or that a browser prints around
a page of the web. It stands in the outer tenth of the page, and is set off from the body.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from referat.text.inputs.paper_lines import PaperLine

#: The lines of one page.
Page = Sequence[PaperLine]

_OUTER = 0.1
# On so much of the pages it comes again, on two at least: those of a book differ left and right.
_SHARE, _FEWEST = 0.4, 2
# Points: how far off it may stand.
_OFF = 3.0
# In heights of the line: what sets it off.
_SET_OFF = 0.35
_DIGITS = re.compile(r"\d+")
# What browsers print: an address with the page behind it, or the page before the hour; the hour, and the title.
_ADDRESS = re.compile(r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d+ \w{2} \d+\s+\d{1,2}[./]\d{1,2}[./]\d{2,4},? .*")
_PRINTED = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? (?:\w+ )?\d{1,2}[:.]\d{2}(?:\s[AP]M)?(?:\s.*)?|.*\s(?:https?|file)://\S+"
)


def running(pages: Sequence[Page], heights: Sequence[float]) -> list[tuple[list[PaperLine], list[PaperLine]]]:
    """For each page the lines that run along above its body, and below it, from above; `heights` are the pages'."""
    tops = [sorted(_outer(page, height, above=True), key=_base) for page, height in zip(pages, heights, strict=True)]
    feet = [
        sorted(_outer(page, height, above=False), key=_base, reverse=True)
        for page, height in zip(pages, heights, strict=True)
    ]
    again = _coming_again(tops), _coming_again(feet)
    found: list[tuple[list[PaperLine], list[PaperLine]]] = []
    for page, top, foot in zip(pages, tops, feet, strict=True):
        printed = any(_ADDRESS.fullmatch(line.text) for line in foot)
        below = list(_run(page, foot, again[1], _ADDRESS if printed else None))
        above = list(_run(page, top, again[0], _PRINTED if printed else None))
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


def _coming_again(outer: Sequence[Page]) -> Mapping[str, float]:
    """What lines say that come again on many pages, without digits, and at which height."""
    places: dict[str, dict[int, float]] = {}
    for n, page in enumerate(outer):
        for line in page:
            places.setdefault(_said(line), {}).setdefault(n, line.base)
    heights = {said: median(on.values()) for said, on in places.items()}
    return {
        said: heights[said]
        for said, on in places.items()
        if (count := sum(abs(base - heights[said]) <= _OFF for base in on.values())) >= _FEWEST
        and count >= _SHARE * len(outer)
    }


def _run(page: Page, outer: Page, again: Mapping[str, float], printed: re.Pattern[str] | None) -> Iterator[PaperLine]:
    """Those of the `outer` lines, from the edge inwards, that run along, as far as they are set off from the rest."""
    found: list[PaperLine] = []
    for line in outer:
        at = again.get(_said(line))
        runs = at is not None and abs(line.base - at) <= _OFF
        if not runs and (printed is None or not printed.fullmatch(line.text)):
            break
        found.append(line)
    while found and not _is_set_off(found, page):
        found.pop()
    return iter(found)


def _is_set_off(found: Sequence[PaperLine], page: Page) -> bool:
    """Whether the rest of the `page` stands apart from the lines `found`."""
    rest = [line for line in page if not any(line is one for one in found)]
    edge = _SET_OFF * found[-1].height
    return all(line.top - one.bottom >= edge or one.top - line.bottom >= edge for one in found for line in rest)
