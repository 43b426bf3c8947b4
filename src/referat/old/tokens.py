"""What each line may be.

`scan` looks at every line once and sets aside the few that could be more than text; deciding among them is the
parser's work.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from referat.lexicon.rules import Groups, Rule, fold
from referat.old.layout import Layout, Probe
from referat.text.source import Source

# A longer line is text: no heading, label or case number is as long, and no pattern has to look at it.
LONGEST = 400
# A line can only have been broken where it was about full.
FULL_LINE = 50
# So many pages at the front may have no number, or a cover may be left out of the count.
_UNNUMBERED = 2
_Value = TypeVar("_Value")
# Kinds of sections of which every text with labels has one.
_STRONG_KINDS = frozenset({"decision", "recommendation", "case_presentation"})
# What a header has sections of too.
_HEADER_KINDS = frozenset({"attendance", "remarks", "admin"})
# A title that may run on begins with so many capitals.
_CAPITALS = 5


class Hit(NamedTuple):
    """A rule that a line satisfies, and the match where it did so by its pattern.

    `last` is the line on which what the rule matched ends, `start` the view's offset at which it begins: behind the
    indentation, and behind a prefix (a bullet, a screen's word), of which `listed` tells whether it is a list's.
    """

    rule: Rule
    groups: Groups | None
    last: int
    start: int = 0
    listed: bool = False

    def get(self, key: str) -> str | None:
        """What the group `key` matched; None where there is no such group, or it matched nothing."""
        if self.groups is None or key not in self.rule.groups:
            return None
        text: str | None = self.groups[key]
        return text or None

    def at(self, key: str) -> tuple[int, int]:
        """The view's offsets of the group `key`, which has matched."""
        assert self.groups is not None  # noqa: S101  only patterns have groups
        a, b = self.groups.span(key)
        return self.start + a, self.start + b


class Lines(dict[int, _Value]):
    """What is known of some lines, by their numbers, in their order. Once it is asked for that, it is complete."""

    @cached_property
    def order(self) -> list[int]:
        """The numbers."""
        return list(self)


class Scan:
    """The lines (0-based) that could be more than text, by what they could be.

    `filled` are all that are not blank, `texts` those of them that are no furniture of the page.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.noise: Lines[Rule] = Lines()
        self.labels: Lines[Hit] = Lines()
        self.cases: Lines[Hit] = Lines()
        self.access: Lines[Hit] = Lines()
        self.files: Lines[Hit] = Lines()
        self.headings: Lines[Hit] = Lines()
        self.starts: Lines[Hit] = Lines()
        self.filled: MutableSequence[int] = array("q")
        self.texts: Sequence[int] = ()

    @staticmethod
    def within(table: "Lines[Any]", first: int, stop: int) -> Sequence[int]:
        """The lines of `table` from `first` up to `stop`, in order."""
        if not table:
            return ()
        order = table.order
        return order[bisect_left(order, first) : bisect_left(order, stop)]

    def above(self, i: int, first: int = 0) -> int | None:
        """The nearest line before `i`, not before `first`, that is neither blank nor furniture of the page."""
        filled, noise = self.filled, self.noise
        for at in range(bisect_left(filled, i) - 1, -1, -1):
            k = filled[at]
            if k < first:
                break
            if k not in noise or noise[k].data.get("closes"):
                return k
        return None

    def below(self, i: int, stop: int) -> int | None:
        """The nearest line after `i`, before `stop`, that is neither blank nor furniture of the page."""
        filled, noise = self.filled, self.noise
        for at in range(bisect_right(filled, i), len(filled)):
            k = filled[at]
            if k >= stop:
                break
            if k not in noise or noise[k].data.get("closes"):
                return k
        return None

    def add_noise(self, more: Mapping[int, Rule]) -> None:
        """Take the lines of `more` for furniture too."""
        if more:
            self.noise = Lines(sorted({**self.noise, **more}.items()))
        noise = self.noise
        self.texts = array("q", [i for i in self.filled if i not in noise]) if noise else self.filled

    def filled_lines(self, first: int, stop: int) -> Sequence[int]:
        """The lines from `first` up to `stop` that are not blank."""
        return self.filled[bisect_left(self.filled, first) : bisect_left(self.filled, stop)]

    def is_section(self, i: int) -> bool:
        """Whether line `i` has the label of a section that stands in items alone, and in no header."""
        hit = self.labels.get(i)
        return hit is not None and hit.rule.data["kind"] not in _HEADER_KINDS


def scan(source: Source, layout: Layout) -> Scan:
    """Look at every line of `source` once, in time proportional to its length."""
    found = Scan(source)
    tables = {
        "heading": found.headings,
        "section": found.labels,
        "case_number": found.cases,
        "access": found.access,
        "attachment": found.files,
        "header": found.starts,
    }
    words, longest_word, probes, prefixes = layout.words, layout.longest_word, layout.probes, layout.prefixes
    others = probes[""]
    filled = found.filled
    for i, line in enumerate(source.lines):
        text = line.strip()
        if not text:
            continue
        filled.append(i)
        if len(text) > LONGEST:
            continue
        prefix = None
        if text[0] in prefixes:
            prefix, text = without_prefix(text, layout)
        if len(text) <= longest_word:
            rule = words.get(fold(text))
            if rule is not None:
                if rule.table == "noise":
                    found.noise[i] = rule
                else:
                    tables[rule.table][i] = _hit(source, i, rule, text, prefix)
                continue
        for rule, groups in _matches(text, probes.get(text[0], others)):
            hit = _probe(source, i, rule, text, prefix, groups)
            if hit is None:
                continue
            if rule.table == "noise":
                found.noise[i] = rule
                break
            tables[rule.table].setdefault(i, hit)
    _listed_labels(found)
    found.add_noise(_page_numbers(found, layout))
    return found


def _matches(text: str, probes: Iterable[Probe]) -> list[tuple[Rule, Groups | None]]:
    """The rules that match the line `text`, in order; without a match those that the line below may complete."""
    found: list[tuple[Rule, Groups | None]] = []
    begins_in_capitals = text[:_CAPITALS].isupper()
    capitals = begins_in_capitals or text.isupper()  # then it may hold the words in capitals
    for words, rules in probes:
        if words and not capitals:
            for word in words:
                if word in text:
                    break
            else:  # nearly always
                continue
        for rule in rules:
            groups = rule.match(text)
            if groups is not None or (begins_in_capitals and rule.table == "header"):
                found.append((rule, groups))
    return found


def _probe(source: Source, i: int, rule: Rule, text: str, prefix: Rule | None, groups: Groups | None) -> Hit | None:
    """What `rule` makes of `text`, what line `i` holds behind its `prefix`, with which it matched as `groups` say."""
    last = i
    if groups is None:
        groups, last = _run_on(source, rule, i)
    indented = source.lines[i][0] == " " and prefix is None
    if groups is None or (rule.table == "heading" and indented and not rule.data.get("indented")):
        return None
    return _hit(source, i, rule, text, prefix, groups, last)


def _hit(
    source: Source, i: int, rule: Rule, text: str, prefix: Rule | None, groups: Groups | None = None, last: int = -1
) -> Hit:
    start = source.starts[i] + len(source.lines[i].rstrip()) - len(text)
    return Hit(rule, groups, last if last > i else i, start, bool(prefix and prefix.data.get("lists")))


def without_prefix(text: str, layout: Layout) -> tuple[Rule | None, str]:
    """`text` without what stands before it by a rule of `layout`, and that rule; as it is where that would be all."""
    for rule in layout.prefixes.get(text[:1], ()):
        stop = rule.prefix(text)
        if stop and text[stop:].strip():
            return rule, text[stop:].lstrip()
    return None, text


def _listed_labels(found: Scan) -> None:
    """Labels that stand in a list are labels only where the whole text prints them so, the strong ones too."""
    listed = [i for i, hit in found.labels.items() if hit.listed]
    if (
        listed
        and len(listed) < len(found.labels)
        and not any(found.labels[i].rule.data["kind"] in _STRONG_KINDS for i in listed)
    ):
        for i in listed:
            del found.labels[i]


def _page_numbers(found: Scan, layout: Layout) -> dict[int, Rule]:
    """Furniture that only its place shows: a page's number on the last line before a form feed."""
    numbers: dict[int, Rule] = {}
    rules = [rule for rule in layout["noise"] if rule.data.get("at_page_end")]
    if not rules or "\f" not in found.source.view:
        return numbers
    begun = (i for i, line in enumerate(found.source.lines) if line and line[0] == "\f")
    for page, i in enumerate(begun, 1):
        last = found.above(i)
        text = found.source.lines[last].strip() if last is not None else ""
        for rule in rules:
            groups = rule.match(text) if len(text) <= LONGEST else None
            if last is not None and groups and abs(int(groups.groupdict()["number"]) - page) <= _UNNUMBERED:
                numbers[last] = rule
    return numbers


def _run_on(source: Source, rule: Rule, i: int) -> tuple[Groups | None, int]:
    """The match of a title in capitals that runs on over the next line, and that line."""
    if not rule.data.get("wraps") or i + 1 >= len(source.lines) or len(source.lines[i + 1]) > LONGEST:
        return None, i
    return rule.match(f"{source.lines[i].strip()} {source.lines[i + 1].strip()}"), i + 1
