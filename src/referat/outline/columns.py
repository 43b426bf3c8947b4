"""Labels, or titles, in a column of their own, their text in the next: known by the gap, at one place each time."""

import re
from collections import Counter
from functools import lru_cache

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import LineRule, key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark, Marker
from referat.text import spacing
from referat.text.places import Line, Range
from referat.text.source import Source
from referat.tuples import NamedTuple

_WIDE, _LEAST_WIDE = compile_pattern(r" (?<=\S ) {2,}(?=\S)"), "   "
# The same behind a label, where words are parted by one blank; or a tab, which stands wherever its label ends.
_GAP = compile_pattern(r" (?<=\S ) +(?=\S)")
_LEAST_GAP = "  "
_TAB, _BEHIND_TAB = "\t", -1
_LONGEST_LABEL = 40
_FEWEST = 3
# A title goes on over no more lines, and begins on them at most so far beside its first.
_MOST_MORE, _OFF = 4, 2
# Below these no title goes on.
_ENDS = frozenset({"case", "label", "access", "noise"})
# What a line may have been taken for whose label's gap was not seen.
_HOW = frozenset({"", "run", "glued", "pattern", "list"})


@lru_cache(8)
def _may_have_columns(spaced: str) -> bool:
    return _TAB in spaced or _LEAST_WIDE in spaced


class _Cell(NamedTuple):
    """A label's cell: its rule, the column in which its text begins, and where it ends in the view."""

    rule: LineRule
    column: int
    cut: int


def labelled(source: Source, marks: Indexed) -> Indexed:
    """`marks`, those that are a label with its text in the next column as such."""
    spaced = source.spaced
    if not _may_have_columns(spaced):  # nearly always
        return marks
    narrow = spacing.word_gap(spaced) == 1
    gap = None if _LEAST_GAP not in spaced else _GAP if narrow else _WIDE
    places = range(len(marks)) if gap is not None else [k for k, mark in enumerate(marks) if _TAB in mark.text]
    cells = {k: cell for k in places if (cell := _cell(source, marks[k], gap)) is not None}
    column, times = Counter(cell.column for cell in cells.values()).most_common(1)[0] if cells else (0, 0)
    if times < _FEWEST:
        return marks
    settled = list(marks)
    indents = {marks[k].indent for k, cell in cells.items() if cell.column == column}
    for k, mark in enumerate(marks):
        cell = cells.get(k) or (_full_cell(source, mark, column) if mark.indent in indents else None)
        if cell is not None and cell.column == column:
            key, labelled = key_of(source.view[mark.a : cell.cut]), mark.as_text()
            kind = cell.rule.kind
            settled[k] = labelled.but(role="label", rule=cell.rule, kind=kind, how="column", label=key, cut=cell.cut)
    return Indexed(settled)


def _cell(source: Source, mark: Mark, gap: re.Pattern[str] | None) -> _Cell | None:
    """The label's cell with which a line begins, and which a tab ends, or a `gap`, if any; None where it has none."""
    if mark.number is not None or mark.how not in _HOW or mark.role not in ("", "label"):
        return None
    spaced = source.spaced
    start, end = source.origin(mark.a, mark.b)
    stop = min(end, start + _LONGEST_LABEL)
    tab = spaced.find(_TAB, start, stop)
    if tab >= 0 and spaced.count(_TAB, start, end) == 1:
        cell = _cell_to(source, mark, start, tab, tab + 1)
        return cell._replace(column=_BEHIND_TAB) if cell is not None else None
    match = gap.search(spaced, start, stop) if gap is not None else None
    return _cell_to(source, mark, start, match.start(), match.end()) if match is not None else None


def _full_cell(source: Source, mark: Mark, column: int) -> _Cell | None:
    """The same of a label as wide as its column, which ends one blank before `column`; a sentence begins there."""
    if mark.number is not None or mark.how not in _HOW or mark.role not in ("", "label"):
        return None
    start, end = source.origin(mark.a, mark.b)
    gap = spacing.word_gap(source.spaced)
    at = start + column - spacing.column(source.spaced, start) + gap - 1
    if not start + gap < at < end or source.spaced[at - gap : at].strip() or not source.spaced[at].isupper():
        return None
    return _cell_to(source, mark, start, at - gap, at)


def _cell_to(source: Source, mark: Mark, start: int, stop: int, behind: int) -> _Cell | None:
    """The cell whose label ends at `stop`, and whose text begins at `behind`; None where it is no label's."""
    label = spacing.words(source.spaced, start, stop)
    rule = lexicon.lines().words.get(key_of(label))
    if rule is None or not rule.kind or not source.view.startswith(label, mark.a):
        return None
    return _Cell(rule, spacing.column(source.spaced, behind), mark.a + len(label))


class _Gap(NamedTuple):
    """The gap between two columns of a line: where the first begins and the second, and where the first ends."""

    first: int
    second: int
    cut: int


def titled(source: Source, marks: Indexed, marker: Marker) -> Indexed:
    """`marks`, what stands beside titles in a column of its own apart from them, and from the lines they go on in."""
    spaced = source.spaced
    if not _may_have_columns(spaced):  # nearly always
        return marks
    numbered = [(k, marks[k]) for k in marks.numbered]
    gaps = {k: gap for k, each in numbered if (gap := _title_gap(source, each)) is not None}
    column, times = Counter(gap.second for gap in gaps.values()).most_common(1)[0] if gaps else (0, 0)
    if times < _FEWEST or 2 * times < len(numbered):
        forms = {marks[k].number.form for k, gap in gaps.items() if gap.second == column}  # type: ignore[union-attr]
        others = sum([each.number.form in forms for _, each in numbered])  # type: ignore[union-attr]  # they have one
        if times < _FEWEST or 2 * times < others:
            return marks
    pieces: list[Mark] = []
    title: _Gap | None = None
    more = 0
    for k, each in enumerate(marks):
        number, gap = each.number, gaps.get(k)
        if number is not None:
            title, more = (gap, 0) if gap is not None and gap.second == column else (None, 0)
            if title is None:
                pieces.append(each)
                continue
            pieces.append(
                _first(source, each, title.cut).but(
                    number=number._replace(title=Range(number.title.a, title.cut - each.a))
                )
            )
            pieces.append(_second(source, each, title.cut, marker))
            continue
        more += 1
        title = title if not each.apart and more <= _MOST_MORE and each.role not in _ENDS else None
        gap = _more_gap(source, each, title) if title is not None and each.role == "" else None
        if gap is None or ":" in source.view[each.a : gap.cut]:  # a field, or a list of files
            pieces.append(each)
            continue
        pieces.append(_first(source, each, gap.cut).as_text().but(role="title"))
        if gap.cut < each.b:
            pieces.append(_second(source, each, gap.cut, marker))
    return Indexed(pieces)


def _first(source: Source, each: Mark, cut: int) -> Mark:
    text = source.view[each.a : cut]
    return each.but(b=cut, end=cut, text=text, key=key_of(text), cut=-1)


def _second(source: Source, each: Mark, cut: int, marker: Marker) -> Mark:
    return marker.mark(source.view[cut + 1 : each.b], Line(cut + 1, each.b, cut + 1, apart=False), each.line)


def _title_gap(source: Source, each: Mark) -> _Gap | None:
    """The gap behind the title of a numbered line; None where a colon says that what follows is no column.

    Whether the item is open or closed may stand in a column before the title.
    """
    assert each.number is not None  # noqa: S101  for the type checker: only numbered marks are asked
    begin = each.place(each.number.title).a
    gap = _gap(source, begin, each.b)
    if gap is not None and _is_access(source.view[begin : gap.cut]):
        gap = _gap(source, gap.cut + 1, each.b)
    return None if gap is None or source.view[gap.cut - 1] == ":" else gap


def _is_access(text: str) -> bool:
    """Whether `text` says no more than that an item is open or closed."""
    rule = lexicon.lines().words.get(key_of(text))
    return rule is not None and rule.is_ == "access"


def _more_gap(source: Source, each: Mark, title: _Gap) -> _Gap | None:
    """Where a title goes on in a line below: in its own column, before the second or alone; None for other lines."""
    gap = _gap(source, each.a, each.b)
    if gap is not None:
        return gap if abs(gap.first - title.first) <= _OFF and gap.second == title.second else None
    start, end = source.origin(each.a, each.b)
    first, last = spacing.column(source.spaced, start), spacing.column(source.spaced, end)
    alone = abs(first - title.first) <= _OFF and last < title.second - 1
    return _Gap(title.first, title.second, each.b) if alone else None


def _gap(source: Source, a: int, b: int) -> _Gap | None:
    """The first gap in the view's `a:b`, which stand on one line."""
    start, end = source.origin(a, b)
    tab = source.spaced.find(_TAB, start, end)
    if tab >= 0 and source.spaced.find(_TAB, tab + 1, end) < 0 and not source.spaced[tab:end].strip().isdecimal():
        text = spacing.words(source.spaced, start, tab)
        return _Gap(0, _BEHIND_TAB, a + len(text)) if text and source.view.startswith(text, a) else None
    match = _WIDE.search(source.spaced, start, end)
    if match is None:
        return None
    text = spacing.words(source.spaced, start, match.start())
    first, second = spacing.column(source.spaced, start), spacing.column(source.spaced, match.end())
    return _Gap(first, second, a + len(text)) if source.view.startswith(text, a) else None
