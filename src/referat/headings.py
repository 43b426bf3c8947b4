"""Which of the lines that look like item headings are item headings.

No line shows it alone: "1. januar 2021 …", "1. Indledning" and "2. behandling af budget" all look like one. Each
candidate is weighed by what stands around it, and the candidates of a document by the run of numbers that they make:
of all chains the one with the highest sum wins. Numbers need not start at 1, run without gaps or be unique.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from referat.layout import Layout
from referat.rules import Rule, fold
from referat.tokens import FULL_LINE, Hit, Scan

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
    "no case number, others have one": -3,
    "not in the contents": -4,
    "nothing to hold it": -6,
    "far too long": -4,
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

# PDF texts break a title that does not fit its line; it then has one or two lines more.
_MOST_TITLE_LINES = 3
_LONG_TITLE = 250
# A table of contents cuts a title at the line's end; so much of it must agree.
SHORTEST_CUT = 12
_NEIGHBOURS = 5
# Where at least one candidate in so many has a case number, a heading without one is odd.
_FEW = 3


@dataclass(slots=True)
class Heading:
    """A candidate: its lines, number, and where its title and case number stand; `score` alone, `reason` in words."""

    line: int
    last: int
    hit: Hit
    number: str
    case: int | None
    score: float
    evidence: list[str] = field(default_factory=list)

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
    found: Scan, layout: Layout, first: int, stop: int, titles: list[str]
) -> tuple[list[Heading], list[Heading]]:
    """The headings among the candidates from line `first` up to `stop`, and the candidates that are none.

    `titles` are the titles of the table of contents, [] where there is none.
    """
    lines = [i for i in found.headings if first <= i < stop]
    candidates = [_candidate(found, layout, i, first, stop) for i in lines]
    _weigh_together(found, candidates, _folded(titles), first, stop)
    chosen = _best_chain(candidates)
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

    A case number belongs to the heading above it, so all that stands between is title. Without one, a line that follows
    a full line at once goes on with it.
    """
    last, k = i, i
    for _ in range(_MOST_TITLE_LINES):
        below = found.below(k, stop)
        if below is None or below in found.headings or found.noise.get(below):
            break
        if below in found.cases:
            return (k if layout.titles_wrap else last), below
        if not layout.titles_wrap or (below in found.labels and below > k + 1):
            break
        k = below
    if layout.titles_wrap:
        last = _run_on(found, i, stop)
    return last, None


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
    if len(title) > _LONG_TITLE:
        heading.weigh("far too long")
    if any(rule.data.get("access") == "closed" and _marks(rule, title) for rule in layout["title_mark"]):
        heading.weigh("marked closed")


def _marks(rule: Rule, title: str) -> bool:
    """Whether the mark of `rule` stands before or after `title`, or is all of it."""
    if rule.data.get("before"):
        return bool(rule.prefix(title))
    return fold(title) in rule.folded or rule.suffix(title) is not None


def _weigh_together(found: Scan, candidates: list[Heading], titles: list[str], first: int, stop: int) -> None:
    """What only shows when all candidates are seen: the contents, the first label, who has a case number."""
    known = set(titles)
    repeats = Counter(fold(title_text(found, candidate)) for candidate in candidates)
    with_case = sum(candidate.case is not None for candidate in candidates)
    first_label = min((i for i in found.labels if first <= i < stop), default=stop)
    for candidate in candidates:
        title = fold(title_text(found, candidate))
        if titles:
            candidate.weigh("in the contents" if _listed(title, known, titles) else "not in the contents")
        if candidate.case is None and _FEW * with_case >= len(candidates) > with_case > 0:
            candidate.weigh("no case number, others have one")
        if candidate.line < first_label and found.below(candidate.body - 1, stop) == first_label:
            candidate.weigh("first label follows")
        repeats[title] -= 1
        if repeats[title] and candidate.case is None and candidate.line < first_label:
            candidate.weigh("repeated below")
        if candidate.hit.rule.data.get("anchored") and _ANCHORS.isdisjoint(candidate.evidence):
            candidate.weigh("nothing to hold it")


def _folded(titles: list[str]) -> list[str]:
    """The titles of the contents as they are compared, in alphabetic order."""
    return sorted(fold(" ".join(title.split())) for title in titles)


def _listed(title: str, known: set[str], titles: list[str]) -> bool:
    """Whether the contents hold `title`, or the beginning of it that fitted on their line."""
    if title in known:
        return True
    # A title that begins this one sorts just before it; only titles that begin alike can stand between.
    k = bisect_right(titles, title)
    return any(len(cut) >= SHORTEST_CUT and title.startswith(cut) for cut in titles[max(0, k - _NEIGHBOURS) : k])


def _best_chain(candidates: list[Heading]) -> list[Heading]:
    """The chain with the highest sum of scores and steps, in time proportional to the number of candidates.

    A candidate may follow the best chain that ends with the number before its own, or the best chain there is.
    """
    best: list[tuple[float, int]] = []  # sum of the chain that ends here, and the candidate before
    by_number: dict[int, int] = {}
    top = -1
    for i, candidate in enumerate(candidates):
        number = number_value(candidate.number)
        total, before = candidate.score, -1
        previous = by_number.get(number - 1, by_number.get(number) if not candidate.number.isdigit() else None)
        if previous is not None:
            total, before = max((total, before), (candidate.score + NEXT_NUMBER + best[previous][0], previous))
        if top >= 0:
            step = HIGHER_NUMBER if number_value(candidates[top].number) < number else OTHER_NUMBER
            total, before = max((total, before), (candidate.score + step + best[top][0], top))
        best.append((total, before))
        rival = by_number.get(number)
        if rival is None or best[rival][0] <= total:
            by_number[number] = i
        if top < 0 or best[top][0] < total:
            top = i
    chain: list[Heading] = []
    k = top if top >= 0 and best[top][0] > 0 else -1
    while k >= 0:
        chain.append(candidates[k])
        k = best[k][1]
    return chain[::-1]


def number_value(number: str) -> int:
    """The number as an int, without the letter behind it."""
    return int(number.rstrip("abcdefghijklmnopqrstuvwxyz"))
