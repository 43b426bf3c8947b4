"""A pattern of a user's own, which may work only so long on one text: the one engine with a time limit runs it."""

import re
from functools import partial
from typing import Any

from referat.errors import LayoutError
from referat.lexicon.patterns import compile_pattern

#: Seconds that a pattern may work on one text.
TIME_LIMIT = 0.2
#: Characters of a pattern, so many with what its `{name}`s stand for; parts when each is written out as often as it may
#: come ("(?:ab){3}" are six): to compile more takes seconds, and all memory.
LONGEST, LONGEST_EXPANDED, _MOST_PARTS, _DEEPEST = 4_000, 40_000, 40_000, 40
_COUNT = compile_pattern(r"\{(\d*)(?:,(\d*))?\}")
_CLASS = compile_pattern(r"\[\^?\]?(?:[^\]\\]|\\.)*+\]", re.DOTALL)


class LimitedPattern:
    """A compiled pattern with the methods of `re.Pattern` that rules use."""

    def __init__(self, pattern: str, *, rule: str, origin: str) -> None:
        """Compile `pattern`. `rule` and `origin`, a rule and its file, are named in what goes wrong: LayoutError."""
        refuse_large(pattern, rule=rule, origin=origin)
        # Imported here: 15 ms that only a user's own patterns need.
        import regex  # type: ignore[import-untyped]  # it ships none

        try:
            self._compiled = regex.compile(pattern, regex.MULTILINE)
        except (regex.error, RecursionError, OverflowError, ValueError, KeyError, TypeError) as error:
            raise LayoutError(f"{rule}: broken pattern: {error}.", name=origin) from None
        self.rule, self.origin = rule, origin
        self.groups: frozenset[str] = frozenset(self._compiled.groupindex)

    def fullmatch(self, text: str) -> Any:
        """The match with the whole of `text`, or None."""
        return self._timed(self._compiled.fullmatch, text)

    def search(self, text: str) -> Any:
        """The first match in `text`, or None."""
        return self._timed(self._compiled.search, text)

    def _timed(self, method: partial[Any], text: str) -> Any:
        try:
            return method(text, timeout=TIME_LIMIT)
        except TimeoutError:
            raise LayoutError(
                f"{self.rule}: the pattern worked for more than {TIME_LIMIT} s on a text of {len(text)} characters.",
                name=self.origin,
                hint="a pattern without nested repetition.",
            ) from None


def refuse_large(pattern: str, *, rule: str, origin: str) -> None:
    """Raise LayoutError where `pattern`, its `{name}`s filled in, is too large, or nested too deep, to be compiled."""
    hint = "several lines with a pattern each."
    if len(pattern) > LONGEST_EXPANDED:
        message = (
            f"{rule}: the pattern has {len(pattern)} characters with what it names; {LONGEST_EXPANDED} are allowed."
        )
        raise LayoutError(message, name=origin, hint=hint)
    parts, depth = _measured(pattern)
    if parts > _MOST_PARTS:
        message = f"{rule}: the pattern has more than {_MOST_PARTS} parts when its repetitions are written out."
        raise LayoutError(message, name=origin, hint="fewer repetitions inside each other, or + for a large number.")
    if depth > _DEEPEST:
        raise LayoutError(f"{rule}: the pattern nests its groups {depth} deep; {_DEEPEST} are allowed.", name=origin)


def _measured(pattern: str) -> tuple[int, int]:
    """How many parts `pattern` has, each as often as it may come, and how deep its groups are nested."""
    # Of each group that is open its parts until now, the last of them apart: what is repeated stands behind it.
    groups = [[0, 0]]
    deepest = at = 0
    while at < len(pattern):
        character, group = pattern[at], groups[-1]
        count = _COUNT.match(pattern, at) if character == "{" else None
        inside = _CLASS.match(pattern, at) if character == "[" else None
        if character == "(":
            groups.append([0, 0])
            deepest = max(deepest, len(groups) - 1)
        elif character == ")" and len(groups) > 1:
            closed = sum(groups.pop())
            groups[-1] = [sum(groups[-1]), closed]
        elif count is not None:
            group[1] *= max(int(most or 0) for most in (count[1], count[2], "1"))
        else:
            groups[-1] = [sum(group), 1]
        whole = count or inside
        at = whole.end() if whole is not None else at + (2 if character == "\\" else 1)
    return sum(map(sum, groups)), deepest
