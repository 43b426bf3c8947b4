"""Headings that a page prints twice, and which are taken once."""

from collections.abc import Iterator, Sequence

from referat.outline.candidates import Candidate
from referat.outline.page import Page
from referat.outline.titles import title_key

#: So near the one below stands the heading above that says the same.
WITHIN = 3


def printed_above(page: Page, candidate: Candidate, tops: dict[int, int]) -> Candidate:
    """The first of the lines that print the heading, where they stand directly above one another.

    `tops` are those found so far, by the lines that they were looked for from.
    """
    at = candidate.at
    while at and candidate.value is not None and candidate.title:
        above = at - 1 if page.marks[at - 1].role != "noise" else _above(page, at)
        number = page.marks[above].number
        if (
            number is None
            or number.value != candidate.value
            or above in page.contents.inside
            or title_key(page.title[above]) != title_key(candidate.title)
        ):
            break
        at = above
        if at in tops:
            at = tops[at]
            break
    tops[candidate.at] = at
    return candidate._replace(at=at)


def _above(page: Page, at: int) -> int:
    """The mark above `at`, what a page ends and begins with left out."""
    above = at - 1
    while above and at - above <= WITHIN and page.marks[above].role == "noise":
        above -= 1
    return above


def once(page: Page, anchors: Sequence[Candidate]) -> Iterator[Candidate]:
    """The same, a heading that is printed twice taken once."""
    last: Candidate | None = None
    for candidate in anchors:
        if last is not None and candidate.at - last.at <= WITHIN and _is_again(page, last, candidate):
            continue
        yield candidate
        last = candidate


def _is_again(page: Page, heading: Candidate, candidate: Candidate) -> bool:
    """Whether `candidate` says `heading` again, all of it or its title, which may begin with a number of its own.

    A section with its text is no part of a heading.
    """
    if any(map(page.opens_text, page.core_between(heading.at, candidate.at))):
        return False
    key = title_key(heading.title)
    same = candidate.value is not None and candidate.value == heading.value
    return bool(key) and (page.marks[candidate.at].key == key or (same and title_key(candidate.title)[:30] == key[:30]))
