"""Writes the gates and anchors of all patterns to a file: derived when the package is built, never when it runs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from referat.lexicon import families, gates, idioms, lines, values
from referat.lexicon.derive import needs_of
from referat.lexicon.derive_anchors import anchor_of, words_of
from referat.lexicon.derive_heads import heads_of
from referat.lexicon.patterns import digest
from referat.lexicon.phrases import plainly

COMPILED: Path = gates.COMPILED
# Tables whose strings are patterns, each by its name.
_OF_PATTERNS = frozenset({"flattened", "foot", "menu", "titles"})
# The files whose entries say phrases.
_OF_PHRASES = ("attendance", "people")


def compiled() -> str:
    """What `gates.json` should hold: of the tables' patterns, and of those whose gates this process has worked out."""
    written = {}
    of_tables = dict.fromkeys((pattern, gates.flags_of(pattern)) for pattern in vocabulary())
    for pattern, flags in of_tables | gates.worked_out:
        firsts, words, also, *ends, shared = needs_of(pattern, flags)
        written[digest(pattern, flags)] = (_written(firsts), words, also, shared, *map(_written, ends))
    anchors = {digest(*each): anchor_of(*each) for each in of_tables}
    anchored = {key: (anchor.points, anchor.width) for key, anchor in anchors.items() if anchor is not None}
    rules = [*lines.rules(), *[rule for family in families.every() for rule in family.lines]]
    begun = {digest(rule.expanded, 0): heads_of(rule.expanded) for rule in rules if rule.pattern}
    heads = {key: gates.BETWEEN.join(each) if each is not None else None for key, each in begun.items()}
    signs = [sign.expanded for family in families.every() for sign in family.sign]
    everything = {
        "made_by": gates.fingerprint(),
        "gates": written,
        "anchors": anchored,
        "heads": heads,
        "exact_words": {digest(pattern, 0): words_of(pattern) for pattern in signs},
    }
    return json.dumps(everything, ensure_ascii=False, separators=(",", ":")) + "\n"


def _written(characters: frozenset[str] | None) -> str | list[str] | None:
    """Characters as one string, which is read in no time; as a list where nothing at all is one of them."""
    if characters is None:
        return None
    return sorted(characters) if "" in characters else "".join(sorted(characters))


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
