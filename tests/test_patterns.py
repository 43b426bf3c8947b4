"""Patterns as the build has compiled them, and as `re` does where it has not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from referat.lexicon import patterns

PATTERNS = [
    r"(?P<day>\d{1,2})\. (?P<month>[a-zæøå]+)(?: (?P<year>\d{4}))?",
    "(?i:punkt|sag) [ÅÆØ]",
    "(a)(?:b)(c)",
    r"\bstemte\b|(?<=\w) imod|\b\d af",  # the engine itself does not know with what it begins
    r"(?<!ikke )(?i:å|k)\w+",
]
TEXTS = ["3. marts 2021", "12. maj", "PUNKT Å", "sag Æ", "abc", "3. 2021", "", "X stemte imod", "er imod", "er 3 af 9"]
# Letters and figures of other scripts, which match as well.
TEXTS += ["\u0663. marts", "er \u0663 af 9", "\u212bben", "\u212aort", "ikke åbent", "er åbent"]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the patterns are looked for; what was asked for and read before is forgotten."""
    path = tmp_path / "patterns.bin"
    monkeypatch.setattr(patterns, "COMPILED", path)
    monkeypatch.setattr(patterns, "_asked", {})
    patterns._written.cache_clear()
    yield path
    patterns._written.cache_clear()


def write(path: Path) -> None:
    for pattern in PATTERNS:
        patterns.compile_pattern(pattern)
    path.write_bytes(patterns.asked_for())
    patterns._written.cache_clear()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_written_pattern_is_what_re_makes_of_it(pattern: str, written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(written)
    own = re.compile(pattern)
    monkeypatch.setattr(re, "compile", None)  # nobody asks for it
    taken = patterns.compile_pattern(pattern)
    assert (taken.pattern, taken.flags, taken.groups, taken.groupindex) == (
        own.pattern,
        own.flags,
        own.groups,
        own.groupindex,
    )
    for text in TEXTS:
        mine, theirs = taken.search(text), own.search(text)
        assert (mine and (mine.regs, mine.groupdict(), mine.lastgroup)) == (
            theirs and (theirs.regs, theirs.groupdict(), theirs.lastgroup)
        )


@pytest.mark.parametrize("content", [None, b"", b"\n", b"{", b'{"made_by":["another"],"patterns":0}\n'])
def test_without_a_file_of_this_python_re_compiles(content: bytes | None, written: Path) -> None:
    if content is not None:
        written.write_bytes(content)
    assert patterns.compile_pattern(PATTERNS[0]).fullmatch("3. marts 2021") is not None


def test_flags_are_written_too(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compile_pattern(PATTERNS[2], re.IGNORECASE | re.VERBOSE)
    write(written)
    monkeypatch.setattr(re, "compile", None)
    taken = patterns.compile_pattern(PATTERNS[2], re.IGNORECASE | re.VERBOSE)
    assert taken.flags == re.IGNORECASE | re.VERBOSE | re.UNICODE
    assert taken.fullmatch("ABC") is not None


def test_another_flag_is_another_pattern(written: Path) -> None:
    write(written)
    assert patterns.compile_pattern(PATTERNS[2], re.IGNORECASE).fullmatch("ABC") is not None
    assert patterns.compile_pattern(PATTERNS[2]).fullmatch("ABC") is None


def test_a_broken_pattern_is_told(written: Path) -> None:
    write(written)
    with pytest.raises(re.error, match="missing"):
        patterns.compile_pattern("(")
