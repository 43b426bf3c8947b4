"""Lists of a web page: what stands before their items."""

import re
from collections.abc import Mapping
from string import ascii_lowercase

_BULLET = " • "
_NUMBER = re.compile(r"\s*([+-]?[0-9]{1,6})")
_STYLE = re.compile(r"(?:^|[;\s])list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_STYLES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "lower-roman": "i", "upper-alpha": "A", "upper-latin": "A",
    "upper-roman": "I", "none": "",
}  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999


class List:
    """A list that is open: how its items are marked, and the number of the next one."""

    def __init__(self, *, ordered: bool, style: str, number: int = 1, step: int = 1) -> None:
        self._ordered = ordered
        self._style = style
        self._number = number
        self._step = step

    def marker(self, item: Mapping[str, str], *, headed: bool) -> str:
        """What stands before the next item, whose attributes are `item`; an item with a heading has no bullet."""
        style = _style(item, self._style)
        if not self._ordered:
            return "" if headed or not style else _BULLET
        number = _number(item.get("value"), self._number)
        self._number = number + self._step
        return f" {_written(number, style)}. " if style else ""


def begun(tag: str, attributes: Mapping[str, str], items: int) -> List:
    """The list that an element `tag` with these attributes begins, which has so many items."""
    if tag != "ol":
        return List(ordered=False, style=_style({"style": attributes.get("style", "")}, "•"))
    style = _style(attributes, "1")
    if "reversed" in attributes:
        return List(ordered=True, style=style, number=_number(attributes.get("start"), items), step=-1)
    return List(ordered=True, style=style, number=_number(attributes.get("start"), 1))


def _style(attributes: Mapping[str, str], default: str) -> str:
    kind = attributes.get("type", "")
    style = _STYLE.search(attributes.get("style", ""))
    if style is not None:
        words = style[1].lower().split()
        return next((_STYLES[word] for word in words if word in _STYLES), default)
    return kind if kind in tuple("1aAiI") else default


def _number(written: str | None, default: int) -> int:
    number = _NUMBER.match(written or "")
    return int(number[1]) if number is not None else default


def _written(number: int, style: str) -> str:
    lower = style.lower()
    letters = str(number)
    if lower == "a" and number > 0:
        letters = _alphabetic(number)
    elif lower == "i" and 0 < number <= _MOST_ROMAN:
        letters = _roman(number)
    return letters.upper() if style.isupper() else letters


def _alphabetic(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[letter] + letters
    return letters


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters
