"""Writes the gates and anchors of all patterns to a file: derived when the package is built, never when it runs."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from referat.lexicon import families, gates, idioms, lines, values
from referat.lexicon.derive import needs_of
from referat.lexicon.derive_anchors import anchor_of, words_of
from referat.lexicon.derive_ways import ways_of
from referat.lexicon.packing import packed
from referat.lexicon.patterns import digest
from referat.lexicon.phrases import plainly

COMPILED: Path = gates.COMPILED
# Tables whose strings are patterns, each by its name.
_OF_PATTERNS = frozenset({"flattened", "foot", "menu", "titles"})
# The files whose entries say phrases.
_OF_PHRASES = ("attendance", "people")


def compiled() -> bytes:
    """What `gates.bin` should hold: of the tables' patterns, and of those whose gates this process has worked out."""
    of_tables = dict.fromkeys((pattern, gates.flags_of(pattern)) for pattern in vocabulary())
    anchors = {each: anchor_of(*each) for each in of_tables}
    rules = [*lines.rules(), *[rule for family in families.every() for rule in family.lines]]
    arranged = [lines.rules(), *[(*family.lines, *lines.rules()) for family in families.every() if family.lines]]
    signs = [sign.expanded for family in families.every() for sign in family.sign]
    everything = {
        "made_by": gates.fingerprint(),
        "gates": _packed({each: needs_of(*each) for each in of_tables | gates.worked_out}),
        "anchors": _packed(
            {key: (anchor.points, anchor.width) for key, anchor in anchors.items() if anchor is not None}
        ),
        "ways": _packed({(rule.expanded, 0): ways_of(rule.expanded) for rule in rules if rule.pattern}),
        "arrangements": _packed({lines.said_by(each): lines.worked_out(each) for each in arranged}),
        "signs": _packed({families.said_by_signs(): families.words_of_signs()}),
        "exact_words": _packed({(pattern, 0): words_of(pattern) for pattern in signs}),
    }
    return packed(everything)


def _packed(known: Mapping[tuple[str, int], Any]) -> Mapping[int, bytes]:
    """What is known of patterns with their flags, by their digests."""
    return {digest(*each): packed(value) for each, value in known.items()}


def vocabulary() -> Iterator[str]:
    """The patterns of all tables, but for those that are filled in where they are used."""
    for name in _OF_PHRASES:
        for entries in idioms.table(name).values():
            yield from (plainly(name, form) for entry in _entries(entries) for form in _forms(entry))
    for name in idioms.names():
        beside = [each for each in idioms.table(name).values() if isinstance(each, str)]  # stand beside its tables
        for pattern in (*_patterns_in(idioms.table(name)), *beside):
            try:
                expanded = values.expand(pattern, idioms.patterns(name))
            except KeyError:
                continue
            yield expanded
    for family in families.every():
        yield from (sign.expanded for sign in family.sign)
        yield from (rule.expanded for rule in family.lines if rule.pattern)


def _entries(table: Any) -> list[dict[str, Any]]:
    return [entry for entry in table if isinstance(entry, dict)] if isinstance(table, list) else []


def _forms(entry: dict[str, Any]) -> list[str]:
    return [*entry.get("says", ()), *([entry["pattern"]] if "pattern" in entry else ())]


def _patterns_in(table: Any) -> Iterator[str]:
    if isinstance(table, list):
        for entry in table:
            yield from _patterns_in(entry)
    elif isinstance(table, dict):
        for key, value in table.items():
            if key == "pattern" and isinstance(value, str):
                yield value
            elif key in _OF_PATTERNS and isinstance(value, dict):
                yield from (pattern for pattern in value.values() if isinstance(pattern, str))
            else:
                yield from _patterns_in(value)
