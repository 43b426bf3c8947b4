"""Patterns that stand in the middle of a text, compiled only when a text is met that can match them.

What a phrase needs is worked out from its words as the vocabulary gives them (`plainly`). Of a named part that stands
for a whole grammar (a name, a body) nothing can be said beforehand, and it costs the most to compile.
"""

import re
from collections.abc import Mapping
from functools import cache, cached_property

from referat.lexicon import idioms, values
from referat.lexicon.gates import Gate, gate, holds_one
from referat.lexicon.patterns import compile_pattern

_PLACEHOLDER = compile_pattern(r"\{([a-z_]+)\}")
# What stands in the place of a named part: anything, or at least a figure.
_ANYTHING, _FIGURE = ".", "[0-9]"
_WITH_FIGURES = frozenset(("date", "time"))


class Phrase:
    """A pattern with named parts, as an entry of the vocabulary says it."""

    def __init__(self, file: str, says: str, named: Mapping[str, str], frame: str = "{}") -> None:
        r"""Read what an entry of the file `file`.toml `says`; `named` are the patterns of the names in it.

        `frame` is what stands around it: "(?:{})(?!\w)".
        """
        self._file = file
        self._says = says
        self._named = named
        self._frame = frame

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words, in small letters, of which every text with a match holds one; none where nothing can be said."""
        return self.gate.words

    @cached_property
    def gate(self) -> Gate:
        """What a text must have for the pattern to be worth trying, or even compiling."""
        return gate_of(self._file, self._says)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern."""
        return compile_pattern(self._frame.replace("{}", values.expand(self._says, self._named)))

    def may_stand_in(self, lowered: str) -> bool:
        """Whether a text, given in small letters, can have a match."""
        return not self.words or holds_one(lowered, self.words)

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """The match that begins at `at`."""
        return self.compiled.match(text, at)


def filled(file: str, named: Mapping[str, str]) -> dict[str, str]:
    """`named` and the named patterns of the file `file`.toml, each with the names before it filled in."""
    result = dict(named)
    for name, pattern in idioms.patterns(file).items():
        result[name] = values.expand(pattern, result)
    return result


def gate_of(file: str, says: str) -> Gate:
    """What every text with a match of what an entry `says` has."""
    return gate(plainly(file, says))


def plainly(file: str, says: str) -> str:
    """What an entry of the file `file`.toml `says`, with the file's own named patterns and nothing of others."""
    return _PLACEHOLDER.sub(lambda match: _plain(file).get(match[1], _nothing(match[1])), says)


@cache
def _plain(file: str) -> Mapping[str, str]:
    plain: dict[str, str] = {}
    for name, pattern in idioms.patterns(file).items():
        plain[name] = _PLACEHOLDER.sub(lambda match: plain.get(match[1], _nothing(match[1])), pattern)
    return plain


def _nothing(name: str) -> str:
    return _FIGURE if name in _WITH_FIGURES else _ANYTHING
