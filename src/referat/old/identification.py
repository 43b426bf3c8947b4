"""Which layout a text has: every layout's evidence is weighed against it, with the reasons."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from referat.lexicon.rules import Rule, fold
from referat.old import layout as layouts
from referat.old.layout import GENERIC, Evidence, Layout
from referat.text.source import Source

# Lines that are not blank which may show what layout a text has, and how long such a line can be.
_HEAD_LINES = 60
_LONGEST_EVIDENCE = 200


class Verdict(NamedTuple):
    """How well a layout fits a text: its score, and the evidence found, each with its weight and 1-based line."""

    layout: Layout
    score: float
    reasons: tuple[tuple[str, float, int | None], ...]

    @property
    def fits(self) -> bool:
        """Whether the score reaches what the layout asks for."""
        return self.score >= self.layout.minimum


@cache
def _every(ids: tuple[str, ...]) -> "_Index":
    """The evidence for the built-in layouts of these names, in this order."""
    return _Index([layouts.load(name) for name in ids])


def identify(source: Source) -> list[Verdict]:
    """Every layout's verdict on `source`, the one to take first: those that fit, by score, then the generic one."""
    verdicts = _every(layouts.names()).weigh(_Head(source))
    # A stable sort: where two claim equally, the order of their names decides, always in the same way.
    return sorted(verdicts, key=lambda v: (not v.fits, v.layout.id == GENERIC, -v.score))


def judge(layout: Layout, source: Source) -> Verdict:
    """How well `layout` fits `source`."""
    return _Index([layout]).weigh(_Head(source))[0]


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


class _Index:
    """The evidence for some layouts, by the words and the first characters of the lines that can be it.

    A piece of evidence goes by the place of its layout among them and its own among that layout's. `silent` are the
    verdicts of layouts for which nothing speaks.
    """

    def __init__(self, every: Sequence[Layout]) -> None:
        self.every = every
        self.silent = [Verdict(layout, 0, ()) for layout in every]
        self.texts: list[tuple[int, int, str]] = []
        self.by_word: dict[str, list[tuple[int, int]]] = {}
        self.by_first: dict[str, list[tuple[int, int, Rule]]] = {}
        self.anywhere: list[tuple[int, int, Rule]] = []
        for n, layout in enumerate(every):
            for k, one in enumerate(layout.evidence):
                if one.text is not None:
                    self.texts.append((n, k, one.text))
                for word in one.words:
                    self.by_word.setdefault(word, []).append((n, k))
                if one.rule is not None and one.rule.firsts is None:
                    self.anywhere.append((n, k, one.rule))
                elif one.rule is not None:
                    for first in one.rule.firsts or ():
                        self.by_first.setdefault(first, []).append((n, k, one.rule))

    def weigh(self, head: _Head) -> list[Verdict]:
        """The verdict of each layout on the text that begins with `head`."""
        found: dict[tuple[int, int], int | None] = {
            (n, k): None for n, k, text in self.texts if text in head.source.view
        }
        for word, line in head.words.items():
            for place in self.by_word.get(word, ()):
                if place not in found:
                    found[place] = line
        for n, k, at in self._matches(head):
            known = found.get((n, k))
            found[n, k] = at if known is None else min(known, at)
        reasons: list[list[tuple[str, float, int | None]]] = [[] for _ in self.every]
        for n, k in sorted(found):
            one = self.every[n].evidence[k]
            if one.text is not None:
                reasons[n].append((f"{one.name} {one.text.strip()!r}", one.weight, None))
            else:
                reasons[n].append((one.name, one.weight, (found[n, k] or 0) + 1))
        return [
            Verdict(silent.layout, sum(weight for _, weight, _ in why), tuple(why)) if why else silent  # most are
            for silent, why in zip(self.silent, reasons, strict=True)
        ]

    def _matches(self, head: _Head) -> Iterator[tuple[int, int, int]]:
        """Which evidence a pattern finds, and on which line, for each first character that it can begin with."""
        ways = [(rules, head.by_first[first]) for first, rules in self.by_first.items() if first in head.by_first]
        for rules, places in [*ways, (self.anywhere, list(range(len(head.lines))))]:
            for n, k, rule in rules:
                if not rule.may_be_in(head.text):
                    continue
                layout = self.every[n]
                line = _first_match(layout, layout.evidence[k], rule, head, places)
                if line is not None:
                    yield n, k, line


def _first_match(layout: Layout, one: Evidence, rule: Rule, head: _Head, places: Iterable[int]) -> int | None:
    """The number of the first line that the pattern of `one` matches where it may, of those in `places`."""
    for n in places:
        i, line = head.lines[n]
        if rule.match(line) is None or (one.margin and head.source.lines[i][0] == " "):
            continue
        if one.above and (n + 1 >= len(head.lines) or not _is_label_like(layout, head.lines[n + 1][1])):
            continue
        return i
    return None


def _is_label_like(layout: Layout, line: str) -> bool:
    return fold(line) in layout.words or any(rule.accepts(line) for rule in layout["case_number"])
