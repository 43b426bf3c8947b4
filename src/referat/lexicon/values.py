"""Pure readers: a string in, a value or None out.

Nothing here looks at places or at context, and nothing guesses: a date that no calendar has is None. The words that the
readers know stand in `words.toml`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date as Date
from datetime import datetime, timedelta
from datetime import time as Time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from referat.lexicon import vocabulary
from referat.lexicon.patterns import compile_pattern

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_OPENING = "{"
_PLACEHOLDER = compile_pattern(r"\{([a-z_]+)\}")
# No minutes are older than the offsets from Greenwich, and none from the far future.
_TWO_FIGURES, _LAST_CENTURY = 99, 70
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LETTERS_OF_MONTH = 3
# A meeting that began in the late afternoon or later, and is said to have ended before four, ran past midnight.
_AFTERNOON, _NIGHT = 15, 4


@cache
def words() -> dict[str, Any]:
    """The shared vocabulary of `words.toml`."""
    return vocabulary.read(Path(__file__).with_name("words.toml"))


@cache
def never_last() -> frozenset[str]:
    """Words that neither a sentence nor a title ends with, in small letters: a line that does goes on below."""
    return frozenset(words()["never_last"])


@cache
def named_patterns() -> dict[str, str]:
    """The patterns that a rule may name as `{date}`, `{time}`, `{case_number}` …, already expanded."""
    table = words()
    patterns = {
        "month": f"(?i:{'|'.join(table['months'])})",
        "english_month": f"(?i:{'|'.join(table['english_months'])})",
        "month_word": f"(?:{'|'.join(table['months'])})",
        "weekday": f"(?i:{'|'.join(table['weekdays'])})",
    }
    for name, pattern in table["patterns"].items():
        patterns[name] = _fill(pattern, patterns)
    return patterns


def expand(pattern: str, more: Mapping[str, str] | None = None) -> str:
    """`pattern` with each `{name}` replaced, `more` being names beside the shared ones; these may name others.

    Raises KeyError with the name that nobody knows.
    """
    if _OPENING not in pattern:
        return pattern
    shared, own = named_patterns(), more or {}
    return _PLACEHOLDER.sub(lambda match: expand(own[match[1]], own) if match[1] in own else shared[match[1]], pattern)


def _fill(pattern: str, names: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: names[match[1]], pattern)


@cache
def _whole(name: str) -> re.Pattern[str]:
    return compile_pattern(named_patterns()[name])


def date(text: str) -> Date | None:
    """The date that `text` is: "3. marts 2021", "3. mar. 2021", "03-03-2021", "03/03/98", "2021-03-03".

    Numeric dates are day first, everywhere, where the year does not stand first.
    """
    text = text.strip()
    if _whole("short_date").fullmatch(text):
        year, rest = full_year(int(text[-2:])), text[:-2]
    elif _whole("date").fullmatch(text):
        first = text[:4].isdecimal()
        year, rest = (int(text[:4]), f"{text[8:]}-{text[5:7]}") if first else (int(text[-4:]), text[:-4])
    else:
        return None
    try:
        day, month = (int(part) for part in re.findall(r"\d+", rest)[:2]) if _numeric(rest) else _named_month(rest)
        return Date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:  # no such day, or a month's name in letters that only look like it
        return None


_LETTER = compile_pattern(r"[^\W\d_]")


def full_year(year: int) -> int:
    """The year that two figures stand for: of the last century where they are `_LAST_CENTURY` or more."""
    if year > _TWO_FIGURES:
        return year
    return year + (1900 if year >= _LAST_CENTURY else 2000)


def dates_in(text: str) -> Iterator[re.Match[str]]:
    """The dates that stand in `text`."""
    return re.finditer(named_patterns()["date"], text)


def _numeric(text: str) -> bool:
    return _LETTER.search(text) is None


def _named_month(text: str) -> tuple[int, int]:
    day, name = re.findall(r"\d+|[^\W\d_]+", text)[:2]
    return (int(name), month(day)) if name.isdecimal() else (int(day), month(name))  # an English one: the month first


def month(name: str) -> int:
    """The number of the month whose name, or its first three letters, `name` begins with, in Danish or English.

    Raises ValueError where there is none, as of one in letters that only look like it.
    """
    number = _months().get(name[:_LETTERS_OF_MONTH].lower())
    if number is None:
        raise ValueError(name)
    return number


@cache
def _months() -> dict[str, int]:
    names = (*enumerate(words()["english_months"], 1), *enumerate(words()["months"], 1))
    return {name[:_LETTERS_OF_MONTH]: number for number, name in names}


# What typewriters and scans have in a nought's place.
_NOUGHTS = str.maketrans("oO", "00")
# The hours before each half of the day.
_NOON = 12
_HALVES = {"AM": 0, "PM": _NOON}


def time(text: str) -> Time | None:
    """The time of day that `text` is: "16:00", "16.00", "9", "16:00:00", "9,30", "13.oo", "05:15 PM"."""
    text = text.strip()
    if not _whole("time").fullmatch(text):
        return None
    half = _HALVES.get(text[-2:])
    try:
        hour, minute, second = [*map(int, re.split("[.:,]", text.rstrip("APM ").translate(_NOUGHTS))), 0, 0][:3]
        return Time(hour if half is None else hour % _NOON + half, minute, second)
    except ValueError:
        return None


@cache
def _copenhagen() -> "ZoneInfo":
    # Imported here: not every text has a time.
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Copenhagen")


def moment(day: Date, clock: Time) -> datetime:
    """`clock` on `day` in Denmark, with the offset that was in force."""
    return datetime.combine(day, clock, _copenhagen())


def later(start: datetime, clock: Time) -> datetime | None:
    """The first moment after `start` that a clock shows `clock`, where a meeting can have lasted until then.

    A meeting that began in the late afternoon or the evening may end after midnight. Any other time before `start`
    contradicts it: None.
    """
    end = moment(start.date(), clock)
    if end >= start:
        return end
    if clock.hour < _NIGHT and start.hour >= _AFTERNOON:
        return moment(start.date() + timedelta(days=1), clock)
    return None
