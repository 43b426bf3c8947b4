"""Numbers, days, lengths of time and amounts as a language writes them, by the texts of `views/texts/report.toml`."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from referat.views.wording import wording

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\S)")
_HOUR = 60
_MILLION, _BILLION = 1_000_000, 1_000_000_000


class Words:
    """The texts of the report in one language, and what is written into them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.texts = wording("report", language)

    def say(self, key: str, **slots: str) -> str:
        """The text `key` ("meetings.says") with its slots filled. Raises KeyError where there is none."""
        text: Any = self.texts
        for part in key.split("."):
            text = text[part]
        # What is put in may end with the full stop of an abbreviation, which is the sentence's too.
        return _TWO_STOPS.sub(".", str(text).format(**slots)) if slots else str(text)

    def table(self, key: str) -> Mapping[str, str]:
        """The texts below `key`, by what they name."""
        found: Mapping[str, str] = self.texts[key]
        return found

    def number(self, number: float | Decimal, decimals: int = 0) -> str:
        """A number with the language's marks; at most so many decimals, without zeros at their end."""
        text = f"{number:,.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if decimals else text
        return self._marked(text)

    def _marked(self, text: str) -> str:
        """A number as Python writes it, with the language's marks."""
        marks = {",": self.say("numbers.thousands"), ".": self.say("numbers.decimal")}
        return "".join(marks.get(character, character) for character in text)

    def counted(self, noun: str, number: int) -> str:
        """So many of what `noun` names: "1 meeting", "1,200 meetings"."""
        return self.say(f"one.{noun}" if number == 1 else f"many.{noun}", n=self.number(number))

    def share(self, part: float, whole: float) -> str:
        """A percentage; 100 is all, and 0 none at all."""
        if not whole:
            return self.say("no_value")
        rounded = round(100 * part / whole)
        shown = rounded if part in (0, whole) else min(max(rounded, 1), 99)
        return self.say("numbers.percent", number=self.number(shown))

    def day(self, day: str) -> str:
        """A day in ISO 8601 in words: "27 November 2019"."""
        year, month, number = day.split("-")
        named = self.table("months")[month]
        return self.say("numbers.day", day=str(int(number)), month=named, year=year)

    def period(self, period: str) -> str:
        """A year, or a month such as "2019-11" with its short name."""
        year, _, month = period.partition("-")
        return self.say("numbers.month", month=self.table("short_months")[month], year=year) if month else year

    def whole_period(self, period: str) -> str:
        """The same with the month's whole name, for sentences."""
        year, _, month = period.partition("-")
        return self.say("numbers.month", month=self.table("months")[month], year=year) if month else year

    def length(self, minutes: float) -> str:
        """Minutes as hours and minutes."""
        hours, rest = divmod(round(minutes), _HOUR)
        if not hours:
            return self.say("numbers.minutes", minutes=str(rest))
        return self.say("numbers.hours", hours=self.number(hours), minutes=str(rest))

    def amount(self, kroner: Decimal) -> str:
        """An amount of kroner, from a million on in millions or billions."""
        for size, key in ((_BILLION, "numbers.billion"), (_MILLION, "numbers.million")):
            if kroner >= size:
                return self.say(key, number=self.number(kroner / size, 2))
        whole = kroner == int(kroner)
        return self.say("numbers.kroner", number=self.number(kroner) if whole else self._marked(f"{kroner:,.2f}"))

    def listed(self, texts: Sequence[str]) -> str:
        """`texts` as a list in a sentence."""
        if len(texts) < 2:  # noqa: PLR2004  a list begins with two
            return "".join(texts)
        return f"{', '.join(texts[:-1])}{self.say('list_last')}{texts[-1]}"
