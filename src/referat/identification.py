"""Which layout a text has: every layout's evidence is weighed against it, with the reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from referat import layout as layouts
from referat.layout import GENERIC, Evidence, Layout
from referat.rules import Rule, fold
from referat.source import Source

# Lines that are not blank which may show what layout a text has, and how long such a line can be.
_HEAD_LINES = 60
_LONGEST_EVIDENCE = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well a layout fits a text: its score, and the evidence found, each with its weight and 1-based line."""

    layout: Layout
    score: float
    reasons: tuple[tuple[str, float, int | None], ...]

    @property
    def fits(self) -> bool:
        """Whether the score reaches what the layout asks for."""
        return self.score >= self.layout.minimum


@cache
def _every(ids: tuple[str, ...]) -> tuple[Layout, ...]:
    """The built-in layouts of these names, in this order."""
    return tuple(layouts.load(name) for name in ids)


def identify(source: Source) -> list[Verdict]:
    """Every layout's verdict on `source`, the one to take first: those that fit, by score, then the generic one."""
    head = _Head(source)
    verdicts = [_judge(layout, head) for layout in _every(layouts.names())]
    # A stable sort: where two claim equally, the order of their names decides, always in the same way.
    return sorted(verdicts, key=lambda v: (not v.fits, v.layout.id == GENERIC, -v.score))


def judge(layout: Layout, source: Source) -> Verdict:
    """How well `layout` fits `source`."""
    return _judge(layout, _Head(source))


class _Head:
    """The lines near the top that evidence is looked for in, arranged so that most rules need to look at none.

    `lines` are they, stripped, with their numbers, `words` the first of them with certain words, `by_first` their
    places among `lines` by their first character, `text` all of them together.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        filled = ((i, line.strip()) for i, line in enumerate(source.lines) if line and not line.isspace())
        self.lines = [(i, line) for i, line in islice(filled, _HEAD_LINES) if len(line) <= _LONGEST_EVIDENCE]
        self.words: dict[str, int] = {}
        self.by_first: dict[str, list[int]] = {}
        for n, (i, line) in enumerate(self.lines):
            self.words.setdefault(fold(line), i)
            self.by_first.setdefault(line[0], []).append(n)
        self.text = "\n".join(line for _, line in self.lines)

    def places(self, rule: Rule) -> Iterable[int]:
        """Which of `lines` the pattern of `rule` could match, in order."""
        firsts = rule.firsts
        if (firsts is not None and firsts.isdisjoint(self.by_first)) or not rule.may_be_in(self.text):
            return ()
        if firsts is None:
            return range(len(self.lines))
        found = [self.by_first[first] for first in firsts & self.by_first.keys()]
        return found[0] if len(found) == 1 else sorted(n for places in found for n in places)


def _is_label_like(layout: Layout, line: str) -> bool:
    return fold(line) in layout.words or any(rule.accepts(line) for rule in layout["case_number"])


def _judge(layout: Layout, head: _Head) -> Verdict:
    """Weigh the evidence of `layout`."""
    reasons: list[tuple[str, float, int | None]] = []
    for one in layout.evidence:
        if one.text is not None:
            if one.text in head.source.view:
                reasons.append((f"{one.name} {one.text.strip()!r}", one.weight, None))
            continue
        lines = [] if one.words.isdisjoint(head.words) else [head.words[word] for word in one.words & head.words.keys()]
        if one.rule is not None:
            lines += islice(_matching(layout, one, one.rule, head), 1)
        if lines:
            reasons.append((one.name, one.weight, min(lines) + 1))
    return Verdict(layout, sum(weight for _, weight, _ in reasons), tuple(reasons))


def _matching(layout: Layout, one: Evidence, rule: Rule, head: _Head) -> Iterator[int]:
    """The numbers of the lines that the pattern matches where it may."""
    for n in head.places(rule):
        i, line = head.lines[n]
        if one.margin and head.source.lines[i][0] == " ":
            continue
        if rule.match(line) is None:
            continue
        if one.above and (n + 1 >= len(head.lines) or not _is_label_like(layout, head.lines[n + 1][1])):
            continue
        yield i
