"""One look at a text's words tells as much as a look for each of them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.lexicon.needles import Needed, Needles, Sieve

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
    bits = [needles.add(words) for words in LISTS]
    mask = needles.mask(text)
    assert [bool(mask & bit) for bit in bits] == [any(word in text for word in words) for words in LISTS]
    assert needles.mask(text) == mask  # now that its tokens are known


@pytest.mark.parametrize("add", [lambda needles: needles.add_whole(["valgte"]), lambda n: n.add_test("valgte".__eq__)])
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
    sieve = Sieve(
        needles,
        [
            Needed("any"),
            Needed("never", [[]]),
            Needed("mod", [["mod", "for"]]),
            Needed("both", [["mod"], ["temte"]], frozenset("S")),
        ],
    )
    assert list(sieve.among(needles.mask(text.lower()), text[:1])) == rules


def test_what_was_met_can_be_forgotten() -> None:
    needles = Needles()
    bit = needles.add(["mod"])
    assert needles.mask("imod") == bit
    needles.forget()
    assert needles.mask("imod") == bit
