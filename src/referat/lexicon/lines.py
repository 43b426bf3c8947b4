"""The vocabulary of lines: what a line is by its own words.

An entry's words are looked up, folded; of the patterns those are tried that can begin and end as the line does, and
whose words the line has.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

from referat.lexicon import idioms, values
from referat.lexicon.gates import Gate, gate, heads
from referat.lexicon.patterns import compile_pattern
from referat.text.slotted import dataclass

FILE = "outline"
#: The marks around a line that its key leaves out.
CLOSING = " :.,;|*"
# So many ends of lines are remembered, and so many lists of entries.
_MOST_KEPT = 5_000
# What a line that is longer than others may be, where an entry says nothing of it.
_LONG = frozenset({"number", "case"})
#: So many letters are in the shortest label.
SHORTEST = 3
# The fields of a document's head that are lists of people.
_PEOPLE = frozenset({"members", "present", "absent", "others"})


def key_of(text: str) -> str:
    """`text` as lines are compared: lower case, no accent on e, single spaces, without the marks around it."""
    return folded(text.lower())


def folded(lowered: str) -> str:
    """The same of a text that is given in small letters."""
    key = lowered.strip(CLOSING)
    if "é" in key:
        key = key.replace("é", "e")
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
        #: Whether a line of any length may be one.
        self.is_long: bool = self.is_ in _LONG or bool(self.gives.get("long"))
        #: The names of what it gives: most are only said or not.
        self.flags: frozenset[str] = frozenset(key for key, value in self.gives.items() if value)
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
    def heads(self) -> tuple[str, ...] | None:
        """With which of some texts the lines begin that the pattern matches, in small letters; None for any."""
        return heads(self.expanded)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The same, compiled."""
        return compile_pattern(self.expanded)

    def accepts(self, text: str) -> bool:
        """Whether the line `text`, stripped, is one of these."""
        return key_of(text) in set(map(key_of, self.says)) or self.compiled.fullmatch(text) is not None

    def complaints(self) -> Iterator[str]:
        """What is wrong with the entry by its own examples, and by how labels are looked up."""
        if self.kind and min(map(len, map(key_of, self.says)), default=SHORTEST) < SHORTEST:
            yield f"{self.name}: a label of fewer than {SHORTEST} letters is not found within a line"
        if (self.kind or self.is_ == "contents") and any(key_of(said)[-1:].isdigit() for said in self.says):
            yield f"{self.name}: a label that ends with a figure is not found before a number"
        for text in self.examples:
            if not self.accepts(text):
                yield f"{self.name}: does not accept its example {text!r}"
        for text in self.rejects:
            if self.accepts(text):
                yield f"{self.name}: accepts {text!r}, which it should reject"


@dataclass(frozen=True, eq=False, slots=True)
class Lines:
    """Every entry, by the words of a line; those with a pattern by what a line must have, in the order of the file.

    Entries with a pattern have a bit each: `by_heads` and `by_ends` tell which of them a line may match by its first
    three characters and its last two, `needs` which words these have to have, `by_bits` which they are; `long` are
    those of lines of any length.
    `beginnings` and `endings` are the words that are labels, or heads of a table of contents, by their first letters,
    and by their last: so many as the shortest label has.
    """

    words: Mapping[str, LineRule]
    by_heads: "_Heads"
    by_ends: "_Ends"
    needs: "_Needs"
    by_bits: "_ByBits"
    long: int
    beginnings: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]

    def patterns(self, text: str, lowered: str, *, long: bool = False) -> Sequence[LineRule]:
        """The entries with a pattern that the line `text`, stripped, may match; `lowered` is it in small letters.

        A `long` line may be a paragraph: few entries are so long.
        """
        bits = self.by_heads[text[:3]] & self.by_ends[text[-2:]]
        if long:
            bits &= self.long
        if not bits:
            return ()
        for words, needing, others in self.needs[bits]:
            if bits & needing:
                for word in words:
                    if word in lowered:
                        break
                else:
                    bits &= others
                    if not bits:  # mostly
                        return ()
        return self.by_bits[bits]


class _Letters(dict[str, int]):
    """For a character, "" for none, the entries that a line may match which has it at a place of its own, a bit each.

    `known` are the characters that a match of each entry may have there, None for any.
    """

    def __init__(self, known: Sequence[frozenset[str] | None]) -> None:
        super().__init__()
        self._any = sum([1 << n for n, characters in enumerate(known) if characters is None])
        for n, characters in enumerate(known):
            for character in characters or ():
                self[character] = self.get(character, self._any) | 1 << n

    def __missing__(self, character: str) -> int:
        return self._any


class _Heads(dict[str, int]):
    """For the first three characters of a line the entries that it may match, a bit each."""

    def __init__(self, entries: Sequence[LineRule]) -> None:
        super().__init__()
        self._firsts = _Letters([rule.gate.firsts for rule in entries])
        self._seconds = _Letters([rule.gate.seconds for rule in entries])
        self._beginnings = [(1 << n, heads) for n, rule in enumerate(entries) if (heads := rule.heads) is not None]

    def __missing__(self, begin: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        bits = self._firsts[begin[:1]] & self._seconds[begin[1:2]]
        lowered = begin.lower()
        if len(lowered) == len(begin):
            bits &= ~sum([bit for bit, heads in self._beginnings if bits & bit and not lowered.startswith(heads)])
        self[begin] = bits
        return bits


class _Ends(dict[str, int]):
    """For the last two characters of a line the entries that it may match, a bit each."""

    def __init__(self, entries: Sequence[LineRule]) -> None:
        super().__init__()
        self._lasts = _Letters([rule.gate.lasts for rule in entries])
        self._befores = _Letters([rule.gate.befores for rule in entries])

    def __missing__(self, end: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[end] = self._lasts[end[-1:]] & self._befores[end[-2:-1]]
        return self[end]


class _Needs(dict[int, tuple[tuple[tuple[str, ...], int, int], ...]]):
    """Lists of words, in small letters, of each of which a line has one that matches an entry with these bits.

    Each list stands with the bits of the entries that need it, as many need the same, and those of the others.
    """

    def __init__(self, entries: Sequence[LineRule]) -> None:
        super().__init__()
        needing: dict[tuple[str, ...], int] = {}
        for n, rule in enumerate(entries):
            for words in rule.gate.lists:
                needing[words] = needing.get(words, 0) | 1 << n
        self._lists = tuple(needing.items())

    def __missing__(self, bits: int) -> tuple[tuple[tuple[str, ...], int, int], ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        lists = [(words, needing & bits, bits & ~needing) for words, needing in self._lists if needing & bits]
        # Those first that settle the most for each of their words.
        self[bits] = tuple(sorted(lists, key=lambda each: len(each[0]) / each[1].bit_count()))
        return self[bits]


class _ByBits(dict[int, tuple[LineRule, ...]]):
    """The entries with these bits."""

    def __init__(self, entries: Sequence[LineRule]) -> None:
        super().__init__()
        self._entries = entries

    def __missing__(self, bits: int) -> tuple[LineRule, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[bits] = tuple([rule for n, rule in enumerate(self._entries) if bits >> n & 1])
        return self[bits]


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
    labels = [key for key, rule in words.items() if rule.kind or rule.is_ == "contents"]
    return Lines(
        words,
        _Heads(with_pattern),
        _Ends(with_pattern),
        _Needs(with_pattern),
        _ByBits(with_pattern),
        sum([1 << n for n, rule in enumerate(with_pattern) if rule.is_long]),
        _by_part(labels, slice(SHORTEST)),
        _by_part(labels, slice(-SHORTEST, None)),
    )


def _by_part(labels: Iterable[str], part: slice) -> Mapping[str, tuple[str, ...]]:
    """`labels` by a part of each."""
    groups: dict[str, list[str]] = {}
    for label in labels:
        groups.setdefault(label[part], []).append(label)
    return {letters: tuple(alike) for letters, alike in groups.items()}


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
    return compile_pattern(_expanded(table, key))


@cache
def setting_gate(table: str, key: str) -> Gate:
    """What a text must have for such a pattern to match it."""
    return gate(_expanded(table, key))


def holds_setting(table: str, key: str, text: str) -> bool:
    """Whether such a pattern matches anywhere in `text`."""
    firsts = setting_gate(table, key).firsts
    return (firsts is None or not firsts.isdisjoint(text)) and setting_pattern(table, key).search(text) is not None


def _expanded(table: str, key: str) -> str:
    return values.expand(setting(table, key), idioms.patterns(FILE))


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
    return tuple((entry["kind"], compile_pattern(entry["pattern"])) for entry in idioms.table(FILE)["headword"])


@cache
def list_heads() -> frozenset[str]:
    """The keys of the words that stand above a list of people in a document's head."""
    labels = idioms.table("header")["label"]
    return frozenset(key_of(word) for label in labels if label["field"] in _PEOPLE for word in label["says"])


@cache
def headword_kind(key: str) -> str:
    """The kind of section that a label with this key tells by its first or last word; "" where it tells none."""
    return next((kind for kind, pattern in _headwords() if pattern.fullmatch(key)), "")


@cache
def _file_rules() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((compile_pattern(one["pattern"]), compile_pattern(one["each"])) for one in idioms.table(FILE)["files"])


@cache
def introducing() -> frozenset[str]:
    """The labels that introduce a text, and are a part of a section where they stand in one; keys."""
    return frozenset(map(key_of, setting("strong", "introduces")))


def files_rule(text: str) -> re.Pattern[str] | None:
    """What finds each of the files whose names are all of `text`; None where it is something else."""
    if "." not in text:
        return None
    return next((each for pattern, each in _file_rules() if pattern.fullmatch(text)), None)


def checks() -> Iterator[str]:
    """What is wrong with the vocabulary by its own examples: a sentence each."""
    return (complaint for rule in rules() for complaint in rule.complaints())
