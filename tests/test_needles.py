"""One look at a text's words tells as much as a look for each of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.facts import triggers
from referat.lexicon import needles_file
from referat.lexicon.needles import Needles, Needs, Sieve

LISTS: tuple[list[str], ...] = (
    ["mod", "temte"],
    [" mod ", "forlod mødet"],
    ["forl", "."],
    ["-"],
    [" gik"],
    ["ikke til stede", "punkt "],
    [],
)
TEXTS = st.text(st.sampled_from("mod gikforlødetnk.- \n"), max_size=40) | st.lists(
    st.sampled_from(["imod", "mod", "forlod", "mødet", "stemte.", "(gik", "ikke", "til", "stede,", "punkt", "-", "\n"])
).map(" ".join)


@given(TEXTS)
def test_a_mask_has_the_bits_of_the_lists_of_which_a_text_holds_a_word(text: str) -> None:
    needles = Needles()
    bits = [needles.add(partial(list, words)) for words in LISTS]
    mask = needles.mask(text)
    assert [bool(mask & bit) for bit in bits] == [any(word in text for word in words) for words in LISTS]
    assert needles.mask(text) == mask  # now that its tokens are known


@pytest.mark.parametrize(
    "add",
    [
        lambda needles: needles.add_whole(lambda: ["valgte"]),
        lambda needles: needles.add_test("valgte".__eq__, lambda: ("",)),
    ],
)
def test_whole_words_are_known_without_what_stands_around_them(add: Callable[[Needles], int]) -> None:
    needles = Needles()
    bit = add(needles)
    assert [
        text for text in ("valgte", "(valgte)", "valgte/udpegede", "genvalgte", "") if needles.mask(text) & bit
    ] == [
        "valgte",
        "(valgte)",
        "valgte/udpegede",
    ]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("", ["any"]),
        ("imod", ["any", "mod"]),
        ("Stemte imod", ["any", "mod", "both"]),
        ("De stemte imod", ["any", "mod"]),
    ],
)
def test_a_sieve_keeps_the_rules_that_have_all_that_they_need(text: str, rules: list[str]) -> None:
    needles = Needles()
    needs = {
        "any": Needs(),
        "never": Needs([[]]),
        "mod": Needs([["mod", "for"]]),
        "both": Needs([["mod"], ["temte"]], frozenset("S")),
    }
    sieve = Sieve(needles, lambda: needs, needs.__getitem__)
    assert list(sieve.among(needles.mask(text.lower()), text[:1])) == rules


def test_what_was_met_can_be_forgotten() -> None:
    needles = Needles()
    bit = needles.add(lambda: ["mod"])
    assert needles.mask("imod") == bit
    needles.forget()
    assert needles.mask("imod") == bit


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that needles are made by, where the build has written none yet."""
    monkeypatch.setattr(needles_file, "COMPILED", tmp_path / "needles.bin")
    path = tmp_path / "maker.py"
    path.write_text("1", "utf-8")
    return path


def test_what_the_build_writes_is_what_would_be_worked_out(maker: Path) -> None:
    worked_out = triggers.of(Needles())
    needles_file.COMPILED.write_bytes(needles_file.compiled([maker], triggers.of))
    written = needles_file.written([maker])
    assert written is not None
    found = triggers.of(written)
    told, expected = found.needles.told(), worked_out.needles.told()
    assert told._replace(by_beginning={}) == expected._replace(by_beginning={})
    assert {letters: told.by_beginning[letters] for letters in told.beginnings} == expected.by_beginning
    for one, other in zip(found[1:], worked_out[1:], strict=True):
        if isinstance(one, Sieve) and isinstance(other, Sieve):
            assert (one.rules, one.needed) == (other.rules, other.needed)
        else:
            assert one == other


def test_what_was_made_by_something_else_is_not_used(maker: Path) -> None:
    assert needles_file.written([maker]) is None
    needles_file.COMPILED.write_bytes(needles_file.compiled([maker], triggers.of))
    maker.write_text("2", "utf-8")
    assert needles_file.written([maker]) is None
    needles_file.COMPILED.write_text("{", "utf-8")
    assert needles_file.written([maker]) is None


def test_the_files_that_triggers_are_made_by_are_there() -> None:
    assert [path for path in triggers.MAKERS if not path.is_file()] == []
