"""Labels in a column of their own, their text in the next: known by the gap, which stands at one place each time."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import LineRule, key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.marks import Mark
from referat.text.source import Source

_WIDE, _LEAST_WIDE = compile_pattern(r"(?<=\S) {3,}(?=\S)"), "   "
_LONGEST_LABEL = 40
_FEWEST = 3
# What a line may have been taken for whose label's gap was not seen.
_HOW = frozenset({"", "run", "glued", "pattern"})


class _Cell(NamedTuple):
    """A label's cell: its rule, the column in which its text begins, and where it ends in the view."""

    rule: LineRule
    column: int
    cut: int


def labelled(source: Source, marks: Sequence[Mark]) -> Sequence[Mark]:
    """`marks`, those that are a label with its text in the next column as such."""
    if _LEAST_WIDE not in source.spaced:  # nearly always
        return marks
    cells = {k: cell for k, mark in enumerate(marks) if (cell := _cell(source, mark)) is not None}
    column, times = Counter(cell.column for cell in cells.values()).most_common(1)[0] if cells else (0, 0)
    if times < _FEWEST:
        return marks
    settled = list(marks)
    for k, (rule, begins, cut) in cells.items():
        if begins == column:
            key = key_of(source.view[marks[k].a : cut])
            labelled = marks[k].as_text()
            settled[k] = labelled.but(role="label", rule=rule, kind=rule.kind, how="column", label=key, cut=cut)
    return settled


def _cell(source: Source, mark: Mark) -> _Cell | None:
    """The label's cell with which a line begins; None where it has none."""
    if mark.number is not None or mark.how not in _HOW or mark.role not in ("", "label"):
        return None
    start, end = source.origin(mark.a, mark.b)
    match = _WIDE.search(source.spaced, start, min(end, start + _LONGEST_LABEL))
    if match is None:
        return None
    label = " ".join(source.spaced[start : match.start()].split())
    rule = lexicon.lines().words.get(key_of(label))
    if rule is None or not rule.kind or not source.view.startswith(label, mark.a):
        return None
    begin, _ = source.origin(source.starts[mark.line], mark.a)
    return _Cell(rule, match.end() - begin, mark.a + len(label))
