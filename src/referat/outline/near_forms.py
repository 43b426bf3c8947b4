"""Numbers in a form of their own that count in another's series: with a word for closed, or with a letter."""

from collections import Counter

from referat.outline.indexed import Indexed

#: The rules of such numbers.
WITH_ACCESS, SUBLETTERED = "number.with_access", "number.sublettered"


def closed(marks: Indexed) -> Indexed:
    """`marks`, numbers with a word for closed behind them in the form of the number before, where few have one."""
    marked = [k for k, mark in enumerate(marks) if mark.rule is not None and mark.rule.name == WITH_ACCESS]
    forms = Counter([mark.number.form for mark in marks if mark.number is not None])
    settled = list(marks)
    for k in marked:
        number = marks[k].number
        before = next((mark.number for mark in reversed(settled[:k]) if mark.number is not None), None)
        if number is None or before is None or before.value + 1 != number.value:
            continue
        if before.form[3] != "alone" and forms[before.form] > len(marked):
            settled[k] = marks[k].but(number=number._replace(form=before.form))
    return Indexed(settled)


def sublettered(marks: Indexed) -> Indexed:
    """`marks`, numbers with a letter of their own in the form of the number that they stand below: "3.", "3.A"."""
    settled = list(marks)
    forms: dict[int, tuple[str, str, str, str]] = {}
    for k, mark in enumerate(marks):
        number = mark.number
        if number is None:
            continue
        form = forms.get(number.value) if mark.rule is not None and mark.rule.name == SUBLETTERED else None
        if form is not None:
            settled[k] = mark.but(number=number._replace(form=form))
        else:
            forms[number.value] = number.form
    return Indexed(settled)
