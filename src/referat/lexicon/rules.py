"""One rule of a TOML table: plain labels or a pattern, with the examples that prove it.

Labels are plain words; spaces, letter case and a closing colon, comma or semicolon do not matter. A pattern must
match a whole stripped line (or, in the tables under `facts/`, a whole sentence); `{date}` and the like stand for the
shared patterns of `words.toml`. A pattern of more than one line is read as a verbose one. With which characters its
matches can begin, and which words they hold, is worked out of the pattern (`gates`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, lru_cache, partial
from types import MappingProxyType
from typing import Any, Protocol

from referat.errors import LayoutError
from referat.lexicon import values
from referat.lexicon.anchors import Anchor
from referat.lexicon.gates import Gate, anchor, flags_of, gate
from referat.lexicon.gates import holds_one as holds_one
from referat.lexicon.patterns import compile_pattern

# Seconds that one pattern of a user's own file may work on one line.
TIME_LIMIT = 0.2
_CLOSING = ":;, "


class Groups(Protocol):
    """What a rule needs of a match of `re` or `regex`."""

    @property
    def re(self) -> Any:
        """The pattern that matched."""

    def groupdict(self) -> dict[str, Any]:
        """What each group matched."""

    def __getitem__(self, group: str, /) -> Any:
        """What one group matched."""

    def span(self, group: str | int = 0, /) -> tuple[int, int]:
        """Where it matched."""


def held(groups: Groups, group: str) -> str | None:
    """What `group` matched; None where it matched nothing, and where the pattern has no such group."""
    return groups[group] if group in groups.re.groupindex else None


#: A text's match, or None.
Match = Callable[[str], Groups | None]


def occurrences(word: str, text: str) -> list[int]:
    """The offsets at which `word` stands in `text`."""
    places: list[int] = []
    at = text.find(word)
    while at >= 0:
        places.append(at)
        at = text.find(word, at + 1)
    return places


@lru_cache(maxsize=1)
def _lowered(text: str) -> str:
    """`text` in small letters: of a long one, each rule asks in turn."""
    return text.lower()


def _never(_text: str) -> None:
    return None


def fold(label: str) -> str:
    """`label` as labels are compared: lower case, single spaces, without the mark that closes it."""
    label = label.rstrip(_CLOSING)
    if "  " in label or "\t" in label:
        label = " ".join(label.split())
    return label.lower()


class Rule:
    """One entry of a table: `table` and `name` say which; `data` holds the keys that are the table's own."""

    def __init__(
        self,
        table: str,
        name: str,
        entry: Mapping[str, Any],
        *,
        origin: str,
        trusted: bool = True,
        patterns: Mapping[str, str] | None = None,
    ) -> None:
        """Read `entry`. `origin` names the file for messages; a pattern that is not `trusted` runs under a time limit.

        `patterns` are named patterns that its own may use beside those of `words.toml`.
        """
        self._patterns = patterns or {}
        self.table = table
        self.name = name
        self.origin = origin
        self.trusted = trusted
        self.labels: tuple[str, ...] = tuple(entry.get("labels", ()))
        self.pattern: str | None = entry.get("pattern")
        self.examples: tuple[str, ...] = tuple(entry.get("examples", ()))
        self.rejects: tuple[str, ...] = tuple(entry.get("rejects", ()))
        self.data: Mapping[str, Any] = MappingProxyType(dict(entry))

    def __repr__(self) -> str:
        return f"<Rule {self.name}>"

    @cached_property
    def groups(self) -> frozenset[str]:
        """The named groups of the pattern. Raises LayoutError where it is broken."""
        return frozenset(self._compiled.groupindex) if self.pattern is not None else frozenset()

    @cached_property
    def folded(self) -> frozenset[str]:
        """The labels as they are compared."""
        return frozenset(map(fold, self.labels))

    @cached_property
    def gate(self) -> Gate:
        """What a text must have for the pattern to be worth trying; a user's own stands open."""
        if self.pattern is None or not self.trusted:
            return Gate()
        try:
            return gate(self._expanded, flags_of(self._expanded))
        except re.error as error:
            raise LayoutError(f"{self.name}: broken pattern: {error}.", name=self.origin) from None

    @cached_property
    def _compiled(self) -> Any:
        # No type that fits both engines: `regex` has no stubs of its own.
        return self._compile(self._expanded)

    @cached_property
    def _expanded(self) -> str:
        try:
            return values.expand(self.pattern or "", self._patterns)
        except KeyError as error:
            raise LayoutError(
                f"{self.name}: no pattern is called {{{error.args[0]}}}.",
                name=self.origin,
                hint=f"one of {', '.join(sorted({**values.named_patterns(), **self._patterns}))}.",
            ) from None

    def _compile(self, pattern: str) -> Any:
        try:
            if self.trusted:
                return compile_pattern(pattern, flags_of(pattern))
            # Imported here: 15 ms that only a user's own patterns need, for the one engine with a time limit.
            import regex  # type: ignore[import-untyped]  # it ships none

            return regex.compile(pattern, flags_of(pattern))
        except Exception as error:
            # Both engines' errors, which share no class, say what is wrong with the pattern and where.
            raise LayoutError(f"{self.name}: broken pattern: {error}.", name=self.origin) from None

    @cached_property
    def firsts(self) -> frozenset[str] | None:
        """The characters that a matching line can begin with; None for any."""
        return self.gate.firsts

    @cached_property
    def match(self) -> Match:
        """Gives the match of the pattern with the whole of a text; None for a rule that has labels alone.

        It is asked thousands of times a document, so it is no method but a function that holds all it needs.
        """
        if self.pattern is None:
            return _never
        firsts, words, *_ = self.gate  # more words than these take longer to look for than they save

        def match(text: str) -> Groups | None:
            if firsts is not None and text[:1] not in firsts:
                return None
            return self.fullmatch(text) if not words or holds_one(_lowered(text), words) else None

        return match

    @cached_property
    def fullmatch(self) -> Match:
        """The same without a look at what a match must have, for a text that passed a sieve of it."""
        method: Callable[..., Any] = self._compiled.fullmatch
        return method if self.trusted else partial(self._timed, method)

    def _timed(self, method: Callable[..., Any], text: str) -> Any:
        """What `method` of a pattern gives for `text`, within the time limit where the pattern is a user's own."""
        if self.trusted:
            return method(text)
        try:
            return method(text, timeout=TIME_LIMIT)
        except TimeoutError:
            raise LayoutError(
                f"{self.name}: the pattern worked for more than {TIME_LIMIT} s on one line of {len(text)} characters.",
                name=self.origin,
                hint="a pattern without nested repetition.",
            ) from None

    def may_match(self, text: str) -> bool:
        """Whether the pattern is worth trying, or even compiling: most never meet a text that could satisfy them."""
        return self.pattern is not None and self.gate.admits_words(_lowered(text))

    def prefix(self, text: str) -> int | None:
        """Where the pattern's match at the beginning of `text` ends."""
        found = self._timed(self._part("{}").match, text) if self.may_match(text) else None
        return None if found is None else int(found.end())

    def at(self, text: str, at: int) -> Any | None:
        """The pattern's match that begins at `at` in `text`, or None; for built-in rules, which need no time limit."""
        return self._compiled.match(text, at)

    def suffix(self, text: str) -> int | None:
        """Where the pattern's match at the end of `text` begins, the white space before it included."""
        found = self._timed(self._part(r"\s*(?:{})$").search, text) if self.may_match(text) else None
        return None if found is None else int(found.start())

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in `text` the pattern matches."""
        if not self.may_match(text):
            return []
        found: Iterable[Any] = self._timed(self._compiled.finditer, text)
        return [match.span() for match in found]

    def near(self, text: str) -> Iterable[Any]:
        """The matches in a long `text`, in order, looked for only around the words that a match holds."""
        anchored = self._anchor
        if anchored is None:
            return self._compiled.finditer(text)  # type: ignore[no-any-return]  # see `_compiled`
        places = anchored.places(text, self.gate.firsts)
        return anchored.matches(self._compiled, text, places) if places else ()  # few are ever compiled

    @cached_property
    def _anchor(self) -> Anchor | None:
        return anchor(self._expanded, flags_of(self._expanded)) if self.trusted else None

    def each(self, text: str) -> list[tuple[int, int]]:
        """Where in `text` the pattern `each` of the rule finds the things that a line lists."""
        found: Iterable[Any] = self._timed(self._compile(self.data["each"]).finditer, text)
        return [match.span() for match in found]

    @cache  # noqa: B019  rules live as long as the process
    def _part(self, frame: str) -> Any:
        return self._compile(frame.replace("{}", values.expand(self.pattern or "", self._patterns)))

    def accepts(self, text: str) -> bool:
        """Whether the rule holds for `text` (a line, stripped), by its labels or by its pattern."""
        if fold(text) in self.folded:
            return True
        if self.table == "split":  # it finds places inside a line
            return bool(self.spans(text))
        if self.firsts is not None and text[:1] not in self.firsts:
            return False
        return self.match(text) is not None

    def check(self) -> Iterable[str]:
        """What is wrong with the rule by its own examples: one sentence each; nothing where all is well."""
        for example in self.examples:
            if not self.accepts(example):
                yield f"{self.name}: does not accept its example {example!r}"
        for reject in self.rejects:
            if self.accepts(reject):
                yield f"{self.name}: accepts {reject!r}, which it should reject"
