"""Where the matches of a pattern are looked for: around words that each of them holds, and nowhere else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.lexicon.anchors import Anchor, Point
from referat.lexicon.derive_anchors import anchor_of


@pytest.mark.parametrize(
    ("pattern", "points"),
    [
        ("møde", [Point("møde", 0, "")]),
        ("[Mm]øde", [Point("øde", 1, "")]),
        (r"møde \d", [Point("møde ", 0, "0123456789")]),
        (r"(?<!\w)§ ?\d", [Point("§", 0, " 0123456789")]),
        (r"\d{1,9} kr", [Point(" kr", -1, "")]),
        (r"\d-\d\d", [Point("-", 1, "0123456789")]),
        ("sags?nr", [Point("sagnr", 0, ""), Point("sagsnr", 0, "")]),
        ("(?:nr|nummer) 3", [Point("nr 3", 0, ""), Point("nummer 3", 0, "")]),
        ("(?:[Nn]ummer|[Ss]ag) 3", [Point("ag", 1, ""), Point("ummer", 1, "")]),
    ],
)
def test_a_pattern_has_words_that_tell_where_it_matches(pattern: str, points: list[Point]) -> None:
    found = anchor_of(pattern)
    assert found is not None
    assert list(found.points) == points


@pytest.mark.parametrize("pattern", ["", r"\d+", "[Ss]ag|x", "(?i:møde)", "(?:møde)?", "a.*xyz", r"\d+ kr"])
def test_where_no_word_tells_it_there_is_no_anchor(pattern: str) -> None:
    assert anchor_of(pattern) is None


PATTERNS = [
    "[ab]xy",
    r"\d-\d\d",
    r"(?<!\w)\d{1,2} ?xy(?!\w)",
    "(?:xy|[ab]y-)1?",
    "a{1,3}xy",
    r"(?:\d-)?xyz?",
    "xyx",
    "(?:a|ax)yx-",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=200)
@given(text=st.text(st.sampled_from("abxy12- "), max_size=40))
def test_what_is_found_at_the_anchors_is_what_the_engine_finds(pattern: str, text: str) -> None:
    compiled, anchor = re.compile(pattern), anchor_of(pattern)
    assert isinstance(anchor, Anchor)
    found = anchor.matches(compiled, text, anchor.places(text))
    assert [match.span() for match in found] == [match.span() for match in compiled.finditer(text)]
