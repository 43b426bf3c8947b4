"""Values that are looked for in texts again: however many they are, a text is gone through once."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

# Where a value may begin: an address with "+" in it is one.
_START = re.compile(r"(?<![\w+])\S")
# Values are looked up by so many of the letters that they begin with, or all up to a blank.
_FIRST = 3


class KnownValues:
    """`values`, in which white space may be of any length where a text has them."""

    def __init__(self, values: Iterable[str]) -> None:
        self._values = frozenset(" ".join(value.split()) for value in values)
        lengths: dict[str, set[int]] = {}
        for value in self._values:
            lengths.setdefault(value.split(" ", 1)[0][:_FIRST], set()).add(len(value))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a value stands in `text`, the longest at each place and none over another, and which."""
        done = 0
        for start in _START.finditer(text) if self._values else ():
            a = start.start()
            found = self._at(text, a) if a >= done else None
            if found is not None:
                yield a, *found
                done = found[0]

    def _at(self, text: str, a: int) -> tuple[int, str] | None:
        for first in range(1, _FIRST + 1):
            for length in self._lengths.get(text[a : a + first], ()):
                match = _of_length(length).match(text, a)
                value = " ".join(match[0].split()) if match is not None else ""
                if match is not None and value in self._values and not _goes_on(text, match.end()):
                    return match.end(), value
        return None


@cache
def _of_length(length: int) -> re.Pattern[str]:
    """So many letters, in which white space is one."""
    return re.compile(rf"(?:\S|\s+(?=\S)){{{length}}}")


def _goes_on(text: str, at: int) -> bool:
    return text[at : at + 1].isalnum() or text[at : at + 1] == "_"
