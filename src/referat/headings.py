"""Which of the lines that look like item headings are item headings.

No line shows it alone: "1. januar 2021 …", "1. Indledning" and "2. behandling af budget" all look like one. Each
candidate is weighed by what stands around it, and the candidates of a document by the run of numbers that they make:
of all chains the one with the highest sum wins. Numbers need not start at 1, run without gaps or be unique.
"""

from bisect import bisect_left
from collections import Counter
from itertools import pairwise

from referat.chain import Heading, best_chain
from referat.layout import Layout
from referat.titles import Index, Listed, plain
from referat.tokens import FULL_LINE, LONGEST, Scan

# Evidence that a numbered line in the middle of a section does not have.
_ANCHORS = frozenset(
    {
        "case number above",
        "case number below",
        "footer above",
        "in the contents",
        "first label follows",
        "marked closed",
    }
)
# PDF texts break a title that does not fit its line; it then has one or two lines more.
_MOST_TITLE_LINES = 3
_LONG_TITLE = 250
# Where at least one candidate in so many has a case number, a heading without one is odd.
_FEW = 3
# Sections that an item can end with; a heading below any other stands in the middle of one.
_LAST_KINDS = frozenset({"decision", "previous_decision", "attachments", "remarks", "attendance"})


def choose(
    found: Scan, layout: Layout, first: int, stop: int, contents: list[Listed]
) -> tuple[list[Heading], list[Heading]]:
    """The headings among the candidates from line `first` up to `stop`, and the candidates that are none.

    `contents` are the titles of the table of contents, [] where there is none.
    """
    lines = found.within(found.headings, first, stop)
    candidates = [_candidate(found, layout, i, first, stop) for i in lines]
    _weigh_together(found, candidates, contents, first, stop)
    chosen = best_chain(candidates)
    for above, heading in pairwise(chosen):
        if heading.case is not None and heading.case < above.body:  # it is the case number of the item above
            heading.case = None
    taken = set(map(id, chosen))
    return chosen, [candidate for candidate in candidates if id(candidate) not in taken]


def title_text(found: Scan, heading: Heading) -> str:
    """The heading's title as printed, its lines joined by one space; marks are still on."""
    start, end = title_span(found, heading)
    return " ".join(found.source.view[start:end].split())


def title_span(found: Scan, heading: Heading) -> tuple[int, int]:
    """The view's offsets of the title."""
    start = found.source.stripped(heading.line)[0]
    assert heading.hit.groups is not None  # noqa: S101  every heading rule has a pattern
    begin, end = heading.hit.groups.span("title")
    return start + begin, (start + end if heading.last == heading.line else found.source.stripped(heading.last)[1])


def _candidate(found: Scan, layout: Layout, i: int, first: int, stop: int) -> Heading:
    hit = found.headings[i]
    assert hit.groups is not None  # noqa: S101  every heading rule has a pattern
    number = str(hit.groups.groupdict()["number"])
    heading = Heading(i, i, hit, number, None, float(hit.rule.data.get("weight", 0)))
    if layout.case_number_stands != "after":
        above = found.above(i, first)
        if above is not None and above in found.cases:
            heading.case = above
            heading.weigh("case number above")
    if layout.case_number_stands != "before" and heading.case is None:
        heading.last, heading.case = _downwards(found, layout, i, stop)
        if heading.case is not None:
            heading.weigh("case number below")
    elif layout.titles_wrap:
        heading.last, _ = _downwards(found, layout, i, stop)
    _weigh_alone(found, layout, heading, first, stop)
    return heading


def _downwards(found: Scan, layout: Layout, i: int, stop: int) -> tuple[int, int | None]:
    """The title's last line and the case number's line below it.

    A title runs on over the lines directly below it down to its case number, and over a blank line only where the line
    before was full. Without a case number, a line that follows a full line at once goes on with it.
    """
    last = i
    for _ in range(_MOST_TITLE_LINES):
        below = found.below(last, stop)
        if below is None or below in found.headings or below in found.noise:
            break
        if below in found.cases:
            return last, below
        apart = below > last + 1
        if not layout.titles_wrap or len(found.source.lines[below]) > LONGEST:
            break
        if apart and (below in found.labels or not _is_full(found.source.lines[last])):
            break
        last = below
    return (_run_on(found, i, stop) if layout.titles_wrap else i), None


def _is_full(line: str) -> bool:
    """Whether `line` was broken off: it is long, and no sentence ends with it."""
    text = line.strip()
    return len(text) >= FULL_LINE and not text.endswith((".", ":", "!", "?"))


def _run_on(found: Scan, i: int, stop: int) -> int:
    last = i
    while (
        last + 1 < min(stop, i + _MOST_TITLE_LINES)
        and len(found.source.lines[last].strip()) >= FULL_LINE
        and not found.source.is_blank(last + 1)
        and not any(last + 1 in table for table in (found.labels, found.headings, found.cases, found.noise))
    ):
        last += 1
    return last


def _weigh_alone(found: Scan, layout: Layout, heading: Heading, first: int, stop: int) -> None:
    above = found.above(heading.first, first)
    footer = found.noise.get(above) if above is not None else None
    if footer is not None and footer.data.get("closes"):
        heading.weigh("footer above")
    below = found.below(heading.body - 1, stop)
    if below is None or below in found.headings or below in found.noise or (below in found.cases):
        heading.weigh("nothing below")
    elif below in found.labels:
        heading.weigh("label below")
    else:
        heading.weigh("text below")
    if heading.first == first or found.source.is_blank(heading.first - 1):
        heading.weigh("blank line above")
    elif above == heading.first - 1 and footer is None:
        heading.weigh("text directly above")
    title = title_text(found, heading)
    if title.endswith((".", ";", ",")):
        heading.weigh("ends like a sentence")
    if found.source.lines[heading.line][0] == " ":
        heading.weigh("indented")
    if len(title) > _LONG_TITLE:
        heading.weigh("far too long")
    heading.title, closed = plain(layout, title)
    if closed:
        heading.weigh("marked closed")


def _weigh_together(found: Scan, candidates: list[Heading], contents: list[Listed], first: int, stop: int) -> None:
    """What only shows when all candidates are seen: the contents, the first label, who has a case number."""
    listed = Index([title for title, _ in contents])
    printed = Index([candidate.title for candidate in candidates])
    # The contents name a closed item by a title that its heading does not print.
    hidden = any(closed and not printed.has_continuation_of(title) for title, closed in contents)
    repeats = Counter(candidate.title for candidate in candidates)
    with_case = sum(candidate.case is not None for candidate in candidates)
    labels = found.within(found.labels, first, stop)
    first_label = labels[0] if labels else stop
    for candidate in candidates:
        above = bisect_left(labels, candidate.first) - 1
        if candidate.case is None and above >= 0 and found.labels[labels[above]].rule.data["kind"] not in _LAST_KINDS:
            candidate.weigh("in the middle of an item")
        if listed and listed.has_beginning_of(candidate.title):
            candidate.weigh("in the contents")
        elif listed and not (hidden and "nothing below" in candidate.evidence):
            known = candidate.case is not None or "marked closed" in candidate.evidence
            candidate.weigh("not in the contents" if known else "not in the contents, no case number")
        if candidate.case is None and _FEW * with_case >= len(candidates) > with_case > 0:
            candidate.weigh("no case number, others have one")
        if candidate.line < first_label and found.below(candidate.body - 1, stop) == first_label:
            candidate.weigh("first label follows")
        repeats[candidate.title] -= 1
        if repeats[candidate.title] and candidate.case is None and candidate.line < first_label:
            candidate.weigh("repeated below")
        if candidate.hit.rule.data.get("anchored") and _ANCHORS.isdisjoint(candidate.evidence):
            candidate.weigh("nothing to hold it")
