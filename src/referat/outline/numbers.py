"""Numbers before items, and what they are worth: levels, years, letters, Roman numerals."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from referat.lexicon import idioms
from referat.lexicon import lines as lexicon
from referat.lexicon.lines import key_of
from referat.lexicon.patterns import compile_pattern
from referat.text.places import Range, made
from referat.tuples import NamedTuple

#: A number of two levels: so much for one of the first.
LEVEL = 10_000
_PARTS, _YEAR, _YEAR_AND_NUMBER = compile_pattern("[/-]"), 4, 2
# Behind a year of two digits the number has three, where it is no year itself.
_COUNTED = 3
# Those of `string`, whose import compiles a pattern.
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = {"I": 1, "V": 5, "X": 10}
#: The letters that Roman numerals are made of.
ROMANS = frozenset(_ROMAN)
_ROMAN_RULE = "number.roman"
# So many words for open and closed are remembered, and so many forms.
_MOST_KEPT, _MOST_FORMS = 100, 500
#: What tells one list's numbers from another's: rule, word before, mark after, gap, bullet, indentation.
Form = tuple[str, str, str, str, str, int]


class _Nothing(dict[str, Range]):
    """No parts."""

    __hash__ = object.__hash__  # type: ignore[assignment]  # the default of a field must have


#: What a line has that has no named parts.
NOTHING: Mapping[str, Any] = _Nothing()


class Number(NamedTuple):
    """The number that a line begins with: its `value`, its place, and the title behind it (an empty place: none).

    Its places, and the case number's, are offsets in the text of the line's mark, so that equal lines have
    one for all of them (see `Mark.place`). A number of two levels has both in its value, apart by `LEVEL`; a letter's
    is its place in the alphabet.

    `form` is what tells one list's numbers from another's: the rule, the word before, the mark after, and whether a
    space follows. `access` is the word for open or closed beside it.
    """

    value: int
    at: Range
    title: Range
    form: tuple[str, str, str, str]
    access: str | None = None
    case_number: Range | None = None


def number_in(match: re.Match[str], rule: str) -> Number:
    """The number of a line whose text the pattern of `rule` matches."""
    part = match.groupdict().get
    word = part("word")
    form = (
        rule,
        key_of(word) if word else "",
        f"{part('open') or ''}{part('mark') or ''}".replace(" ", ""),
        "alone" if not part("title") else " " if part("gap", " ") else "glued",
    )
    return Number(
        value_of(part("number") or "", roman=rule == _ROMAN_RULE),
        made(Range, match.span("number")),
        made(Range, match.span("title")),
        form,
        part("access"),
        made(Range, match.span("case_number")) if part("case_number") else None,
    )


@lru_cache(_MOST_FORMS)
def list_form(form: tuple[str, str, str, str], bullet: str, depth: int) -> Form:
    """What tells the numbers of a list with this `bullet`, so deep, whose own form is `form`: one for all of them."""
    return (*form, bullet, depth)


def slots_in(match: re.Match[str], a: int) -> Mapping[str, Range]:
    """Where the named parts of a line stand that have something; `a` is the view's offset at which its text begins."""
    return {name: _placed(match, a, name) for name, text in match.groupdict().items() if text}


def _placed(match: re.Match[str], a: int, part: str) -> Range:
    begin, end = match.span(part)
    return made(Range, (a + begin, a + end))


def value_of(number: str, *, roman: bool) -> int:
    """What `number` is worth among others of its form."""
    if number.isdecimal():
        return int(number)
    if number[0].isalpha():
        letter, _, second = number.partition(".")
        value = _of_letters(letter, roman=roman)
        return value * LEVEL + int(second) if second else value
    first, _, second = number.partition(".")
    value = int(_of_year(first.rstrip(_LETTERS)))
    return value * LEVEL + int(second) if second.isdecimal() else value


def _of_letters(number: str, *, roman: bool = False) -> int:
    """What a letter's place in the alphabet, or a Roman numeral, is worth."""
    return roman_value(number) if roman else ord(number.upper()) - ord("A") + 1


def roman_value(number: str) -> int:
    """What a Roman numeral is worth."""
    digits = [_ROMAN[letter] for letter in number]
    return sum(-a if a < b else a for a, b in pairwise([*digits, 0]))


def _of_year(number: str) -> str:
    """The part of a number that counts within a year: "44/09", "2019-14", "3-2019-1", "19/101"."""
    parts = _PARTS.split(number)
    of_year = len(parts) > 1 and (len(parts[0]) == _YEAR or len(parts[1]) == _COUNTED)
    return parts[-1] if of_year or len(parts) > _YEAR_AND_NUMBER else parts[0]


@cache
def case_number() -> re.Pattern[str]:
    """What a case number looks like, whoever gave it."""
    return compile_pattern(idioms.patterns(lexicon.FILE)["case"])


@cache
def access_word() -> re.Pattern[str]:
    """A word for open or closed."""
    return compile_pattern(rf"(?<![\w]){idioms.patterns(lexicon.FILE)['access_word']}(?![\w])")


@lru_cache(_MOST_KEPT)
def access_value(word: str) -> str | None:
    """What a word beside a number, its letters together or apart, says of access; None where that is nothing."""
    words, key = lexicon.lines().words, key_of(word)
    rule = words.get(key) or words.get(key.replace(" ", ""))
    return rule.gives.get("access") if rule is not None else None
