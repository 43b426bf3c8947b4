"""What the numbers before items are worth: levels, years, letters, Roman numerals."""

import re
from itertools import pairwise

#: A number of two levels: so much for one of the first.
LEVEL = 10_000
_PARTS, _YEAR = re.compile("[/-]"), 4
_ROMAN = {"I": 1, "V": 5, "X": 10}
#: The letters that Roman numerals are made of.
ROMANS = frozenset(_ROMAN)


def value_of(number: str, *, roman: bool) -> int:
    """What `number` is worth among others of its form."""
    if number[0].isalpha():
        return _of_letters(number, roman=roman)
    first, _, second = number.partition(".")
    value = int(_of_year(first.rstrip("abcdefghijklmnopqrstuvwxyz")))
    return value * LEVEL + int(second) if second else value


def _of_letters(number: str, *, roman: bool = False) -> int:
    """What a letter's place in the alphabet, or a Roman numeral, is worth."""
    return roman_value(number) if roman else ord(number.upper()) - ord("A") + 1


def roman_value(number: str) -> int:
    """What a Roman numeral is worth."""
    digits = [_ROMAN[letter] for letter in number]
    return sum(-a if a < b else a for a, b in pairwise([*digits, 0]))


def _of_year(number: str) -> str:
    """The part of a number that counts within a year: "44/09", "2019-14"."""
    parts = _PARTS.split(number)
    return parts[-1] if len(parts) > 1 and len(parts[0]) == _YEAR else parts[0]
