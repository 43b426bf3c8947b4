"""A pattern of a user's own, which may work only so long on one text: the one engine with a time limit runs it."""

from functools import partial
from typing import Any

from referat.errors import LayoutError

#: Seconds that a pattern may work on one text.
TIME_LIMIT = 0.2


class LimitedPattern:
    """A compiled pattern with the methods of `re.Pattern` that rules use."""

    def __init__(self, pattern: str, *, rule: str, origin: str) -> None:
        """Compile `pattern`. `rule` and `origin`, a rule and its file, are named in what goes wrong: LayoutError."""
        # Imported here: 15 ms that only a user's own patterns need.
        import regex  # type: ignore[import-untyped]  # it ships none

        try:
            self._compiled = regex.compile(pattern, regex.MULTILINE)
        except regex.error as error:
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
