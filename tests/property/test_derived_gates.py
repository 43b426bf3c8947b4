"""A gate is never stricter than the pattern that it is worked out of: texts are made from the patterns themselves."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from pattern_texts import texts
from referat.lexicon import values
from referat.lexicon.derive import needs_of
from referat.lexicon.derive_heads import heads_of
from referat.lexicon.derive_ways import ways_of
from referat.lexicon.gates import Gate, flags_of, holds_one

PACKAGE = ROOT / "src" / "referat"
_MUCH = "REFERAT_SEEDS" in os.environ
_TRIES = 2000 if _MUCH else 60
# What cannot be made by chance: most of what these take is kept out again by what they look for ahead.
_FEW = 0.06


def _entries(table: Any, way: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries with a pattern of a TOML table, by the way to them."""
    if isinstance(table, list):
        for n, entry in enumerate(table, 1):
            yield from _entries(entry, f"{way}.{n}")
    elif isinstance(table, dict):
        if isinstance(table.get("pattern"), str):
            yield way, table
        for key, value in table.items():
            yield from _entries(value, f"{way}.{key}")


@cache
def _patterns() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Every pattern of the vocabulary, by the way to it, and its examples; not those filled in where they are used."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for path in sorted(PACKAGE.rglob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8-sig"))
        for way, entry in _entries(table, path.relative_to(PACKAGE).with_suffix("").as_posix()):
            try:
                pattern = values.expand(entry["pattern"], table.get("patterns"))
            except KeyError:
                continue
            found[way] = pattern, tuple(entry.get("examples", ()))
    return found


def _written(text: str) -> set[str]:
    """`text`, and the cases in which people write it; the first word in capitals is a title's."""
    first, _, rest = text.partition(" ")
    return {text, text.lower(), text.upper(), text.capitalize(), text.title(), f"{first.upper()} {rest.lower()}"}


@lru_cache(maxsize=1)
def _made(pattern: str) -> tuple[re.Pattern[str], Gate]:
    return re.compile(pattern, flags_of(pattern)), Gate(*needs_of(pattern, flags_of(pattern)))


def _passes(pattern: str, text: str) -> bool:
    """Whether the gate admits every form of `text` that the pattern matches."""
    compiled, gate = _made(pattern)
    return all(
        gate.admits(form) and all(holds_one(form.lower(), words) for words in gate.shared)
        for form in _written(text)
        if compiled.fullmatch(form)
    )


@pytest.mark.parametrize("way", _patterns())
def test_what_a_pattern_matches_passes_its_gate(way: str) -> None:
    pattern, examples = _patterns()[way]
    made = texts(pattern, flags_of(pattern), _TRIES)
    assert [text for text in (*made, *examples) if not _passes(pattern, text)] == []


@lru_cache(maxsize=1)
def _headed(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    return re.compile(pattern, flags_of(pattern)), heads_of(pattern, flags_of(pattern)) or ("",)


def _begins_so(pattern: str, text: str) -> bool:
    """Whether every form of `text` that the pattern matches begins as it is said that matches begin."""
    compiled, heads = _headed(pattern)
    return all(form.lower().startswith(heads) for form in _written(text) if compiled.fullmatch(form))


@pytest.mark.parametrize("way", _patterns())
def test_what_a_pattern_matches_begins_as_it_is_said_to(way: str) -> None:
    pattern, examples = _patterns()[way]
    made = texts(pattern, flags_of(pattern), _TRIES)
    assert [text for text in (*made, *examples) if not _begins_so(pattern, text)] == []


@lru_cache(maxsize=1)
def _in_ways(pattern: str) -> tuple[re.Pattern[str], list[tuple[Gate, tuple[str, ...]]]]:
    ways = ways_of(pattern, flags_of(pattern))
    return re.compile(pattern, flags_of(pattern)), [(Gate(*needs), heads or ("",)) for needs, heads in ways]


def _goes_a_way(pattern: str, text: str) -> bool:
    """Whether one of the ways in which the pattern can begin is open to every form of `text` that it matches."""
    compiled, ways = _in_ways(pattern)
    matched = [form for form in _written(text) if compiled.fullmatch(form)]
    return all(any(gate.admits(form) and form.lower().startswith(heads) for gate, heads in ways) for form in matched)


@pytest.mark.parametrize("way", _patterns())
def test_what_a_pattern_matches_goes_one_of_its_ways(way: str) -> None:
    pattern, examples = _patterns()[way]
    made = texts(pattern, flags_of(pattern), _TRIES)
    assert [text for text in (*made, *examples) if not _goes_a_way(pattern, text)] == []


def test_nearly_every_pattern_has_been_tried() -> None:
    untried = [way for way, (pattern, _) in _patterns().items() if not any(texts(pattern, flags_of(pattern), _TRIES))]
    assert len(untried) <= _FEW * len(_patterns()), untried


# Patterns of the kinds of parts that there are, put together at random.
_ATOMS = st.sampled_from(
    [
        "a",
        "B",
        "å",
        "1",
        "-",
        "§",
        "[ab]",
        "[A-C]",
        "[Aa]",
        r"\d",
        r"\s",
        ".",
        "[^a]",
        r"\w",
        "punkt",
        "Sag ",
        "(?i:og)",
    ]
)
_FORMS = [
    "(?:{})?", "(?:{}){{1,2}}", "(?:{}){{0,2}}", "(?i:{})", "(?i:a(?-i:{}))", "(?={}).{{0,3}}", "(?!{}x).{{0,3}}",
    "(?>{})", "({}|)",
]  # fmt: skip


def _parts(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        *(inner.map(form.format) for form in _FORMS),
    )


@settings(max_examples=5 * _TRIES)
@given(st.recursive(_ATOMS, _parts, max_leaves=8), st.integers(0, 10**6))
def test_what_any_pattern_matches_passes_its_gate(pattern: str, seed: int) -> None:
    assert [text for text in texts(pattern, 0, 5, seed) if not _passes(pattern, text)] == []
