"""Which of the lines that look like item headings are item headings.

No line shows it alone: "1. januar 2021 …", "1. Indledning" and "2. behandling af budget" all look like one. Each
candidate is weighed by what stands around it, and the candidates of a document by the run of numbers that they make:
of all chains the one with the highest sum wins. Numbers need not start at 1, run without gaps or be unique.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from referat.layout import Layout
from referat.titles import Index, Listed, plain
from referat.tokens import FULL_LINE, LONGEST, Hit, Scan

#: evidence: points. `explain` names them; their sum with the rule's own weight is what a candidate is worth alone.
EVIDENCE: dict[str, float] = {
    "case number above": 5,
    "case number below": 5,
    "footer above": 4,
    "in the contents": 4,
    "first label follows": 4,
    "label below": 3,
    "marked closed": 3,
    "nothing below": 2,
    "text below": -2,
    "blank line above": 1,
    "text directly above": -1,
    "ends like a sentence": -1,
    "in the middle of an item": -2,
    "no case number, others have one": -2,
    "not in the contents": -3,
    "not in the contents, no case number": -10,
    "nothing to hold it": -6,
    "far too long": -4,
    "indented": -3,
    "repeated below": -6,
}
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
#: What the step from one chosen heading to the next is worth.
NEXT_NUMBER, HIGHER_NUMBER, OTHER_NUMBER = 2.0, -1.0, -4.0
#: "1. … 2. …" directly one after the other belong together; without the first, the second is no next number.
TORN_APART = -4.0

# PDF texts break a title that does not fit its line; it then has one or two lines more.
_MOST_TITLE_LINES = 3
_LONG_TITLE = 250
# Where at least one candidate in so many has a case number, a heading without one is odd.
_FEW = 3
_DIGITS = re.compile(r"\d{1,9}")
# Sections that an item can end with; a heading below any other stands in the middle of one.
_LAST_KINDS = frozenset({"decision", "previous_decision", "attachments", "remarks", "attendance"})


@dataclass(slots=True)
class Heading:
    """A candidate: its lines, its number, its case number's line; what it is worth alone, and the evidence for that.

    `title` is folded and without marks, for comparison.
    """

    line: int
    last: int
    hit: Hit
    number: str
    case: int | None
    score: float
    evidence: list[str] = field(default_factory=list)
    title: str = ""

    @property
    def first(self) -> int:
        """The item's first line: the case number's, where that stands above."""
        return self.line if self.case is None else min(self.line, self.case)

    @property
    def body(self) -> int:
        """The first line after the heading and its case number."""
        return (self.last if self.case is None else max(self.last, self.case)) + 1

    def weigh(self, evidence: str) -> None:
        """Add what `evidence` is worth."""
        self.score += EVIDENCE[evidence]
        self.evidence.append(evidence)

    def __str__(self) -> str:
        """Every piece of evidence with its points, and the sum."""
        own = self.score - sum(EVIDENCE[evidence] for evidence in self.evidence)
        points = [f"{self.hit.rule.name} {own:+g}", *(f"{name} {EVIDENCE[name]:+g}" for name in self.evidence)]
        return f"{', '.join(points)} = {self.score:g}"


def choose(
    found: Scan, layout: Layout, first: int, stop: int, contents: list[Listed]
) -> tuple[list[Heading], list[Heading]]:
    """The headings among the candidates from line `first` up to `stop`, and the candidates that are none.

    `contents` are the titles of the table of contents, [] where there is none.
    """
    lines = found.within(found.headings, first, stop)
    candidates = [_candidate(found, layout, i, first, stop) for i in lines]
    _weigh_together(found, candidates, contents, first, stop)
    chosen = _best_chain(candidates)
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


def _best_chain(candidates: list[Heading]) -> list[Heading]:
    """The chain with the highest sum of scores and steps, in time proportional to the number of candidates.

    A candidate may follow the best chain that ends with the number before its own, or the best chain there is.
    """
    best: list[tuple[float, int]] = []  # sum of the chain that ends here, and the candidate before
    by_number: dict[int, int] = {}
    top = -1
    for i, candidate in enumerate(candidates):
        number = number_value(candidate.number)
        ways = [(candidate.score, -1)]
        follows = i > 0 and candidate.case is None and candidates[i - 1].number == str(number - 1)
        for before, step in _steps(candidates, candidate, by_number, top):
            if follows and before != i - 1:
                step = min(step, TORN_APART)  # noqa: PLW2901  the step, as it is here
            ways.append((candidate.score + step + best[before][0], before))
        # Of equal ways the one from further back: what adds nothing is left out.
        total, before = max(ways, key=lambda way: (way[0], -way[1]))
        best.append((total, before))
        rival = by_number.get(number)
        if rival is None or best[rival][0] < total:
            by_number[number] = i
        if top < 0 or best[top][0] < total:
            top = i
    chain: list[Heading] = []
    k = top if top >= 0 and best[top][0] > 0 else -1
    while k >= 0:
        chain.append(candidates[k])
        k = best[k][1]
    return chain[::-1]


def _steps(
    candidates: list[Heading], candidate: Heading, by_number: dict[int, int], top: int
) -> Iterator[tuple[int, float]]:
    """The chains that `candidate` may follow, by their last candidate, and what the step from there is worth."""
    number = number_value(candidate.number)
    previous = by_number.get(number - 1, by_number.get(number) if not candidate.number.isdigit() else None)
    if previous is not None:
        yield previous, NEXT_NUMBER
    if top >= 0:
        yield top, HIGHER_NUMBER if number_value(candidates[top].number) < number else OTHER_NUMBER


def number_value(number: str) -> int:
    """The number as an int, without what stands behind it; 0 where it begins with no digit."""
    digits = _DIGITS.match(number)
    return int(digits[0]) if digits else 0
