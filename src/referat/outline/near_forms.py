"""Numbers in a form of their own that count in another's series: with a word for closed, or with a letter."""

from collections import Counter

from referat.outline.indexed import Indexed

#: The rules of such numbers.
WITH_ACCESS, _SUBLETTERED, _ALONE = "number.with_access", "number.sublettered", "number.alone"
LETTERED = frozenset({_SUBLETTERED, _ALONE})
_NONE = ("", "", "", "")


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
    """`marks`, numbers with a letter of their own in the form of the number that they stand below: "3.", "3.A".

    A number alone with a letter may be the first one of its number: "5.", "6.a".
    """
    settled = list(marks)
    forms: dict[int, tuple[str, str, str, str]] = {}
    for k, mark in enumerate(marks):
        number = mark.number
        if number is None:
            continue
        rule = "" if mark.rule is None else mark.rule.name
        form = forms.get(number.value) if rule == _SUBLETTERED else None
        if rule == _ALONE and mark.text[-1].isalpha():
            form = next((other for n in (0, 1) if (other := forms.get(number.value - n, _NONE))[3] == "alone"), None)
        if form is not None:
            settled[k] = mark.but(number=number._replace(form=form))
        else:
            forms[number.value] = number.form
    return Indexed(settled)
