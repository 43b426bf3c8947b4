"""The numbers of items that a text names, one by one."""

from referat.lexicon import patterns

# A range of items is written out up to so many.
_MOST_ITEMS = 200
_TO = r"(?:\s?(?:[-–]|\btil\b)\s?(?:[^\W\d_]+\.?\s)?(\d{1,4}))?"
_ITEMS = patterns.compile_pattern(r"(\d{1,4})(?: (?=[a-h](?!\w)))?([^\W\d_]?)(?!\d)" + _TO)


def of(text: str) -> tuple[str, ...]:
    """The numbers in "12-15", "3, 5 og 9", "04A", "4 b": ranges written out, letters small, no leading zeros."""
    numbers: list[str] = []
    for first, letter, last in _ITEMS.findall(text):
        stop = min(int(last) if last else int(first), int(first) + _MOST_ITEMS)
        numbers += [f"{int(first)}{letter.lower()}", *map(str, range(int(first) + 1, stop + 1))]
    return tuple(numbers)
