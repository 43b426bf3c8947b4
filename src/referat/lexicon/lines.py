"""The vocabulary of lines: what a line is by its own words.

An entry's words are looked up, folded; of its patterns those are tried that can begin with the line's first character.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from referat.lexicon import idioms, values
from referat.lexicon.gates import Gate, gate

FILE = "outline"
_CLOSING = " :.,;|*"


def key_of(text: str) -> str:
    """`text` as lines are compared: lower case, no accent on e, single spaces, without the marks around it."""
    key = text.lower().strip(_CLOSING).replace("é", "e")
    return " ".join(key.split()) if "  " in key or "\t" in key else key


class LineRule:
    """One entry: what a line `is_` that says `words`, or that its `pattern` matches, what it `gives`, `where`."""

    def __init__(self, entry: Mapping[str, Any], patterns: Mapping[str, str]) -> None:
        """Read `entry`; `patterns` are named patterns that its own may use."""
        self.is_: str = entry["is"]
        self.name: str = f"{self.is_}.{entry['name']}" if "name" in entry else self.is_
        self.says: tuple[str, ...] = tuple(entry.get("says", ()))
        self.pattern: str | None = entry.get("pattern")
        self.gives: Mapping[str, Any] = MappingProxyType(dict(entry.get("gives", {})))
        self.where: str = entry.get("where", "")
        self.examples: tuple[str, ...] = tuple(entry.get("examples", ()))
        self.rejects: tuple[str, ...] = tuple(entry.get("rejects", ()))
        self._patterns = patterns

    @cached_property
    def kind(self) -> str:
        """The kind of section that a label opens; "" for anything else."""
        room, _, kind = self.is_.partition(".")
        return kind if room == "section" else ""

    @cached_property
    def expanded(self) -> str:
        """The pattern with its named parts filled in; one that matches nothing where there is none."""
        return values.expand(self.pattern, self._patterns) if self.pattern else "(?!)"

    @cached_property
    def gate(self) -> Gate:
        """What a line must have for the pattern to be worth trying."""
        return gate(self.expanded)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The same, compiled."""
        return re.compile(self.expanded)

    def accepts(self, text: str) -> bool:
        """Whether the line `text`, stripped, is one of these."""
        return key_of(text) in set(map(key_of, self.says)) or self.compiled.fullmatch(text) is not None

    def complaints(self) -> Iterator[str]:
        """What is wrong with the entry by its own examples."""
        for text in self.examples:
            if not self.accepts(text):
                yield f"{self.name}: does not accept its example {text!r}"
        for text in self.rejects:
            if self.accepts(text):
                yield f"{self.name}: accepts {text!r}, which it should reject"


class Lines(NamedTuple):
    """Every entry, by the words of a line and by its first character, in the order of the file."""

    words: Mapping[str, LineRule]
    by_first: Mapping[str, tuple[LineRule, ...]]
    anywhere: tuple[LineRule, ...]

    def patterns(self, first: str) -> tuple[LineRule, ...]:
        """The entries with a pattern that a line can match which begins with the character `first`."""
        return self.by_first.get(first, self.anywhere)


@cache
def rules() -> tuple[LineRule, ...]:
    """All entries of the vocabulary, in its order."""
    shared = idioms.patterns(FILE)
    return tuple(LineRule(entry, shared) for entry in idioms.table(FILE)["line"])


@cache
def lines() -> Lines:
    """The entries arranged to be looked up."""
    return arranged(rules())


def arranged(entries: Iterable[LineRule]) -> Lines:
    """`entries` arranged to be looked up."""
    words: dict[str, LineRule] = {}
    with_pattern = []
    for rule in entries:
        for said in rule.says:
            words.setdefault(key_of(said), rule)
        if rule.pattern is not None:
            with_pattern.append(rule)
    firsts = frozenset[str]().union(*(rule.gate.firsts or () for rule in with_pattern))
    by_first = {
        first: tuple(rule for rule in with_pattern if rule.gate.firsts is None or first in rule.gate.firsts)
        for first in firsts
    }
    return Lines(words, by_first, tuple(rule for rule in with_pattern if rule.gate.firsts is None))


@cache
def setting(table: str, key: str) -> Any:
    """A value of a table of the vocabulary that is no list of entries."""
    return idioms.table(FILE)[table][key]


def table(name: str) -> Mapping[str, Any]:
    """Such a table, as it stands there."""
    known: Mapping[str, Any] = idioms.table(FILE)[name]
    return known


@cache
def setting_pattern(table: str, key: str) -> re.Pattern[str]:
    """A pattern of such a table, compiled."""
    return re.compile(values.expand(setting(table, key), idioms.patterns(FILE)))


@cache
def strong() -> frozenset[str]:
    """The labels of which one is enough where others must come more than once."""
    return frozenset(map(key_of, setting("strong", "says")))


@cache
def runs() -> frozenset[str]:
    """The labels whose text may stand behind them with nothing between."""
    return frozenset(map(key_of, setting("strong", "runs")))


@cache
def core_kinds() -> frozenset[str]:
    """The kinds of sections that tell of an item's body."""
    return frozenset(setting("strong", "core"))


@cache
def numbered_kinds() -> frozenset[str]:
    """The kinds of sections whose labels, behind a number, are no titles of items."""
    return frozenset(setting("strong", "numbered"))


@cache
def _headwords() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["kind"], re.compile(entry["pattern"])) for entry in idioms.table(FILE)["headword"])


@cache
def headword_kind(key: str) -> str:
    """The kind of section that a label with this key tells by its first or last word; "" where it tells none."""
    return next((kind for kind, pattern in _headwords() if pattern.fullmatch(key)), "")


def checks() -> Iterator[str]:
    """What is wrong with the vocabulary by its own examples: a sentence each."""
    return (complaint for rule in rules() for complaint in rule.complaints())
