"""Numbers of groups of items.

Where items have numbers of two levels, a number of one heads a group ("1 Formalia" above "1.1 Dagsorden"), or, where
nothing of its group follows, an item. So letters and Roman numerals may stand above numbers that run on below them.
"""

from collections.abc import Sequence
from itertools import pairwise

from referat.outline.indexed import Indexed
from referat.outline.marks import Mark
from referat.outline.numbers import LEVEL, Number

# So many lines may stand between a group's head and its first item.
_NEAR, _FEWEST_GROUPS = 3, 2
_LONGEST = 70
_LETTERED = frozenset({"number.letter", "number.roman", "number.lettered"})


def groups_apart(marks: Indexed) -> Indexed:
    """`marks`, numbers above those of a lower level as heads of groups, or as items among those.

    The lower level has two numbers ("1.1"), or numbers that run on below letters and Roman numerals. A line that says
    how a meeting is held, alone above a number, heads a group as well.
    """
    numbered = [(k, number) for k in marks.numbered if (number := marks[k].number) is not None]
    called = {number.form[0] for _, number in numbered}
    if not called.isdisjoint(_LETTERED):
        marks = Indexed(_letters_apart(list(marks), numbered))
    return _access_apart(_levels_apart(marks, numbered))


def _access_apart(marks: Indexed) -> Indexed:
    heads = [k for k in marks.by_role["access"] if k + 1 < len(marks) and _heads_group(marks[k], marks[k + 1])]
    if not heads:  # nearly always
        return marks
    settled = list(marks)
    for k in heads:
        settled[k] = settled[k].but(role="group")
    return Indexed(settled)


def _heads_group(mark: Mark, below: Mark) -> bool:
    return mark.apart and below.apart and below.number is not None and bool(mark.gives.get("group"))


def _levels_apart(marks: Indexed, numbered: Sequence[tuple[int, Number]]) -> Indexed:
    levels = {number.value for k, number in numbered if _has_levels(marks[k])}
    if not levels:
        return marks
    settled = list(marks)
    heads = {
        k: number
        for (k, number), (below, lower) in pairwise(numbered)
        if lower.value == number.value * LEVEL + 1
        and below - k <= _NEAR
        and not _has_levels(settled[k])
        and _has_levels(settled[below])
    }
    loud = [k - 1 for k, number in numbered if k and number.value % LEVEL == 1 and _is_loud_head(settled, k)]
    for k in loud if len(loud) >= _FEWEST_GROUPS else ():
        settled[k] = settled[k].but(role="group")
    if len(heads) < _FEWEST_GROUPS:
        return Indexed(settled)
    forms = {number.form for number in heads.values()}
    form = next(number.form for k, number in numbered if _has_levels(settled[k]))
    groups = {value // LEVEL for value in levels}
    above = 0
    for k, number in numbered:
        if k in heads:
            settled[k] = settled[k].as_text().but(role="group")
            above = number.value
        elif _has_levels(settled[k]):
            above = number.value // LEVEL
        elif number.form in forms and number.value not in groups and number.value in (above + 1, 1):
            settled[k] = settled[k].but(number=number._replace(value=number.value * LEVEL, form=form))
            above = number.value
    return Indexed(settled)


def _letters_apart(settled: list[Mark], numbered: Sequence[tuple[int, Number]]) -> list[Mark]:
    """The same where letters head groups of items whose numbers run on from group to group."""
    lettered = [n for n, (k, _) in enumerate(numbered) if _is_lettered(settled[k]) and not _is_said(settled, k)]
    below = [n + 1 for n in lettered if n + 1 < len(numbered) and numbered[n + 1][0] - numbered[n][0] <= _NEAR]
    firsts = [numbered[n][1] for n in below if not _is_lettered(settled[numbered[n][0]])]
    runs_on = all(a.value < b.value and a.form == b.form for a, b in pairwise(firsts))
    if len(firsts) < _FEWEST_GROUPS or not runs_on or firsts[0].value != 1:
        return settled
    highest = 0
    for n, (k, number) in enumerate(numbered):
        if n not in lettered:
            highest = max(highest, number.value) if number.form == firsts[0].form else highest
        elif n + 1 in below and numbered[n + 1][1].form == firsts[0].form:
            settled[k] = settled[k].as_text().but(role="group")
        else:
            highest += 1
            settled[k] = settled[k].but(number=number._replace(value=highest, form=firsts[0].form))
    return settled


def _is_said(marks: Sequence[Mark], k: int) -> bool:
    """Whether a letter before line `k` is somebody's initial in a sentence: "J. Elm deltog ikke i behandlingen."."""
    goes_on = k + 1 < len(marks) and not marks[k + 1].apart and marks[k + 1].text[:1].islower()
    return goes_on or marks[k].text.endswith(".")


def _is_loud_head(marks: Sequence[Mark], k: int) -> bool:
    """Whether the line above number `k`, the first of its group, is the group's head: in capitals, apart from above."""
    above = marks[k - 1]
    head = above.role == "" and above.apart and above.text.isupper() and len(above.text) <= _LONGEST
    return head and _has_levels(marks[k]) and not marks[k].text.isupper()


def _has_levels(mark: Mark) -> bool:
    number: Number | None = mark.number
    return number is not None and "levels" in mark.flags


def _is_lettered(mark: Mark) -> bool:
    return mark.rule is not None and mark.rule.name in _LETTERED
