"""Work that is counted for each function alone: its calls, and the letters that it looks through or copies.

What looks through all of a text for each of its lines takes nearly no time in a short one; in letters it shows at once.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from cProfile import Profile
from pathlib import Path
from typing import Any, SupportsIndex
from unittest import mock

from referat.text.source import Source

#: Shorter texts are not counted.
LONG = 500
#: The letters, by module and function.
letters: Counter[str] = Counter()


def _caller() -> str:
    code = sys._getframe(2).f_code
    return f"{Path(code.co_filename).stem}.{code.co_qualname}"


class CountedText(str):
    """A text that counts the letters that are looked through, or copied, by who does it."""

    __slots__ = ()

    def __getitem__(self, at: SupportsIndex | slice) -> str:
        part = super().__getitem__(at)
        if len(part) < LONG:
            return part
        letters[_caller()] += len(part)
        return CountedText(part)

    def __contains__(self, part: object) -> bool:
        letters[_caller()] += len(self)
        return isinstance(part, str) and super().__contains__(part)


def _looks(name: str) -> Callable[..., Any]:
    """The method `name` of a text, which looks through all between its second and its third argument."""
    plain = getattr(str, name)

    def counted(self: str, *args: Any) -> Any:
        found = plain(self, *args)
        length = len(self)
        start, stop, _ = slice(*(*args[1:3], None, None)[:2]).indices(length)
        if name in ("find", "index") and isinstance(found, int) and found >= 0:
            stop = found
        elif name in ("rfind", "rindex") and found >= 0:
            start = found
        letters[_caller()] += max(0, stop - start)
        return found

    return counted


def _copies(name: str) -> Callable[..., Any]:
    """The method `name` of a text, which goes through all of it."""
    plain = getattr(str, name)

    def counted(self: str, *args: Any) -> Any:
        letters[_caller()] += len(self)
        made = plain(self, *args)
        return CountedText(made) if isinstance(made, str) and len(made) >= LONG else made

    return counted


for _name in ("find", "rfind", "index", "rindex", "count"):
    setattr(CountedText, _name, _looks(_name))
for _name in ("split", "splitlines", "replace", "lower", "upper", "casefold", "strip", "rstrip", "lstrip", "translate",
              "isupper", "isspace", "rsplit", "partition", "rpartition", "encode"):  # fmt: skip
    setattr(CountedText, _name, _copies(_name))


@contextmanager
def counted() -> Iterator[None]:
    """Text, view and long lines of each source count their letters, beginning with none."""
    letters.clear()
    look = Source._look_at

    def look_at(self: Source, text: str) -> None:
        look(self, CountedText(text))
        self.text, self.view = CountedText(self.text), CountedText(self.view)
        self.lines = [CountedText(line) if len(line) >= LONG else line for line in self.lines]

    with mock.patch.object(Source, "_look_at", look_at):
        yield


def calls(function: Callable[[Any], object], argument: object) -> Counter[str]:
    """How often `function(argument)` calls each function of the package."""
    profile = Profile(builtins=False)
    profile.enable()
    try:
        function(argument)
    finally:
        profile.disable()
    found: Counter[str] = Counter()
    for entry in profile.getstats():
        if not isinstance(entry.code, str) and "/referat/" in entry.code.co_filename:
            found[f"{Path(entry.code.co_filename).stem}.{entry.code.co_qualname}"] += entry.callcount
    return found
