"""Candidates for headings, the evidence that weighs them, and the chain of them that wins."""

import re
import sys
from collections.abc import Iterator

from referat.old.tokens import Hit

#: evidence: points. `explain` names them; their sum with the rule's own weight is what a candidate is worth alone.
EVIDENCE: dict[str, float] = {
    "case number above": 5,
    "case number below": 5,
    "footer above": 4,
    "footer below": 2,
    "open or closed beside it": 4,
    "printed twice": 4,
    "in the contents": 4,
    "first label follows": 4,
    "label below": 3,
    "labels below a run of numbers": 0.5,
    "listed like others": 2,
    "alone between blank lines": 0.5,
    "marked closed": 3,
    "nothing below": 2,
    "text below": -2,
    "blank line above": 1,
    "text directly above": -1,
    "ends like a sentence": -1,
    "begins in lower case": -4,
    "no title": -2,
    "in the middle of an item": -2,
    "no case number, others have one": -2,
    "no case number, nearly all have one": -2,
    "not in the contents": -3,
    "not in the contents, no case number": -10,
    "nothing to hold it": -6,
    "far too long": -4,
    "indented": -3,
    "repeated below": -6,
}
#: What the step from one chosen heading to the next is worth.
NEXT_NUMBER, HIGHER_NUMBER, OTHER_NUMBER = 2.0, -0.75, -4.0
# A case number shows a heading whatever its number is.
OTHER_NUMBER_WITH_CASE = -1.5
#: "1. … 2. …" directly one after the other belong together; without the first, the second is no next number.
TORN_APART = -4.0
_NOWHERE = sys.maxsize
_DIGITS = re.compile(r"\d{1,9}")


class Heading:
    """Where an item may begin: its lines, its number, and what it is worth with the evidence for that.

    `line` is the line in the form of a heading; `hit` is None where the item has lost it, and begins with a line of
    another kind. `title` are the view's offsets of the title as printed, on the lines `title_line` to `last`; `key` is
    the title folded and without marks. `case`, `access` are the lines that give case number and access; `head` are
    lines of the heading that say the same again, `files` those that name attachments, `names` those absent; `begins` is
    the line of a label between them. `adjacent` tells that it goes on with the list of the candidate before.
    """

    # No dataclass, nor is any other class that a first parse needs: each takes a millisecond to be made.
    def __init__(
        self,
        line: int,
        hit: Hit | None,
        *,
        case: int | None = None,
        access: int | None = None,
        title: tuple[int, int] | None = None,
    ) -> None:
        self.line = line
        self.hit = hit
        self.number = (hit.get("number") if hit is not None else None) or ""
        self.score = float(hit.rule.data.get("weight", 0)) if hit is not None else 0.0
        self.title = title
        self.title_line = self.last = line if title is not None else -1
        self.case = case
        self.access = access
        self.head: list[int] = []
        self.files: list[int] = []
        self.names: list[int] = []
        self.evidence: list[str] = []
        self.key = ""
        self.begins: int | None = None
        self.adjacent = False

    @property
    def lines(self) -> list[int]:
        """The lines that the heading consists of, a title's lines by its first and last."""
        others = (self.title_line, self.last, self.case, self.access, *self.head, *self.files, *self.names)
        own = [self.line] if self.hit is not None else []
        return own + [i for i in others if i is not None and i >= 0]

    @property
    def first(self) -> int:
        """The item's first line: the case number's, where that stands above."""
        first = self.line if self.hit is not None else _NOWHERE
        for i in (self.title_line, self.last, self.case, self.access):
            if i is not None and 0 <= i < first:
                first = i
        for table in (self.head, self.files, self.names):
            if table:
                first = min(first, *table)
        return first if first != _NOWHERE else self.line

    @property
    def body(self) -> int:
        """The first line after the heading and its case number."""
        if self.begins is not None:
            return self.begins
        last = self.line if self.hit is not None else -1
        for i in (self.title_line, self.last, self.case, self.access):
            if i is not None and i > last:
                last = i
        for table in (self.head, self.files, self.names):
            if table:
                last = max(last, *table)
        return last + 1 if last >= 0 else self.line

    def weigh(self, evidence: str) -> None:
        """Add what `evidence` is worth."""
        self.score += EVIDENCE[evidence]
        self.evidence.append(evidence)

    def __str__(self) -> str:
        """Every piece of evidence with its points, and the sum."""
        own = self.score - sum(EVIDENCE[evidence] for evidence in self.evidence)
        name = self.hit.rule.name if self.hit is not None else "no heading"
        points = [f"{name} {own:+g}", *(f"{name} {EVIDENCE[name]:+g}" for name in self.evidence)]
        return f"{', '.join(points)} = {self.score:g}"


def best_chain(candidates: list[Heading]) -> list[Heading]:
    """The chain with the highest sum of scores and steps, in time proportional to the number of candidates.

    A candidate may follow the best chain that ends with the number before its own, or the best chain there is.
    """
    best: list[tuple[float, int]] = []  # sum of the chain that ends here, and the candidate before
    by_number: dict[int, int] = {}
    top = -1
    for i, candidate in enumerate(candidates):
        number = number_value(candidate.number)
        ways = [(candidate.score, -1)]
        follows = candidate.adjacent and candidate.case is None and candidates[i - 1].number == str(number - 1)
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
        other = OTHER_NUMBER if candidate.case is None else OTHER_NUMBER_WITH_CASE
        yield top, HIGHER_NUMBER if number_value(candidates[top].number) < number else other


def number_value(number: str) -> int:
    """The number as an int, without what stands behind it; 0 where it begins with no digit."""
    digits = _DIGITS.match(number)
    return int(digits[0]) if digits else 0
