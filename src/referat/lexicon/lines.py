"""The vocabulary of lines: what a line is by its own words.

An entry's words are looked up, folded; of the patterns those are tried that can begin and end as the line does, and
whose words the line has.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

from referat.lexicon import idioms, values
from referat.lexicon.gates import FIGURES, Gate, Way, gate, sum_of, ways, written
from referat.lexicon.looks import Bits, Looks
from referat.lexicon.patterns import compile_pattern

FILE = "outline"
# The modules by which lines are arranged.
_MAKERS = ("lines.py", "looks.py")
#: The marks around a line that its key leaves out.
CLOSING = " :.,;|*"
# What a line that is longer than others may be, where an entry says nothing of it.
_LONG = frozenset({"number", "case"})
# The small form of each letter of Latin-1.
_SMALL = "".join(map(chr, range(256))).lower().encode("latin-1")
#: So many letters are in the shortest label.
SHORTEST = 3
# The fields of a document's head that are lists of people.
_PEOPLE = frozenset({"members", "present", "absent", "others"})


def small(text: str) -> str:
    """`text` in small letters: of a long one all letters of Latin-1 at once, where there are no others."""
    if text.isascii():
        return text.lower()
    try:
        return text.encode("latin-1").translate(_SMALL).decode("latin-1")
    except UnicodeEncodeError:
        return text.lower()


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
        #: Whether its ways are worked out from its pattern.
        self.is_derived: bool = True
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
    def ways(self) -> tuple[Way, ...]:
        """The ways in which a line can begin that the pattern matches, each with what such a line must have."""
        return ways(self.expanded)

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

    `beginnings` and `endings` are the words that are labels, or heads of a table of contents, by their first letters,
    and by their last: so many as the shortest label has.
    """

    words: Mapping[str, LineRule]
    looks: Looks[LineRule]
    beginnings: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]

    def patterns(self, text: str, lowered: str, *, long: bool = False) -> Sequence[LineRule]:
        """The entries with a pattern that the line `text`, stripped, may match; `lowered` is it in small letters.

        A `long` line may be a paragraph: few entries are so long.
        """
        return self.looks.among(text, lowered, long=long)


# The places of rules by the keys of what they say, what tells which of them a line may match, and the labels by their
# first letters, and by their last.
Arrangement = tuple[Mapping[str, int], Bits, Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]


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
    """`entries` arranged to be looked up, as the build has written it where it knows them."""
    rules = tuple(entries)
    known = all(rule.is_derived for rule in rules) and written("arrangements", *said_by(rules))
    words, bits, beginnings, endings = known or worked_out(rules)
    return Lines({key: rules[n] for key, n in words.items()}, Looks(rules, Bits(*bits)), beginnings, endings)


def said_by(rules: Iterable[LineRule]) -> tuple[str, int]:
    """All that counts for how `rules` are arranged: what they say, and the code that does it."""
    parts = [part for rule in rules for part in (rule.is_, str(rule.is_long), rule.expanded, *rule.says)]
    return "\0".join(parts), sum_of(_MAKERS)


def worked_out(rules: Sequence[LineRule]) -> Arrangement:
    """How `rules` are arranged; the build writes it of the vocabulary's, and of the families'."""
    words: dict[str, int] = {}
    for n, rule in enumerate(rules):
        for said in rule.says:
            words.setdefault(key_of(said), n)
    labels = [key for key, n in words.items() if rules[n].kind or rules[n].is_ == "contents"]
    long = {n for n, rule in enumerate(rules) if rule.is_long}
    bits = Bits.of([rule.ways if rule.pattern is not None else () for rule in rules], long)
    return words, bits, _by_part(labels, slice(SHORTEST)), _by_part(labels, slice(-SHORTEST, None))


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
    sign = _sign(table, key)
    return (sign is None or sign.search(text) is not None) and setting_pattern(table, key).search(text) is not None


@cache
def _sign(table: str, key: str) -> re.Pattern[str] | None:
    """What finds a character without which such a pattern matches nowhere: a figure, or a first one; None for any."""
    known = setting_gate(table, key)
    characters = FIGURES if FIGURES in known.lists else known.firsts
    return compile_pattern(f"[{''.join(map(re.escape, sorted(characters)))}]") if characters else None


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
