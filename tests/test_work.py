"""A watch on speed that no busy machine can disturb: it counts calls of functions, and measures no time.

The bounds are wide (a third above what was counted). A change that passes them makes everything slower, and should say
why; one that stays far below them may lower them.
"""

import sys
from random import Random
from types import FrameType

import pytest

from generator import RENDERERS, random_meeting, render
from referat import parse
from referat.lexicon.families import recognised
from referat.text.source import Source
from remembered import forget

# Calls for each kilobyte of a meeting of twenty items. What is told apart by words alone, with little text between
# them, takes more. Two in a hundred of it are for what is told: facts are read whole, or their sentences are named.
_MOST = 5_100
_MORE = {
    "decisions-only": 9_700,
    "edoc-item": 21_900,
    "edoc-meeting": 8_200,
    "flattened": 7_000,
    "koebenhavn-edoc": 13_500,
    "koebenhavn-item": 8_000,
    "koebenhavn-protocol": 11_500,
    "midtjylland-archive": 12_000,
    "midtjylland-titles": 8_000,
}
# Calls to recognise the family of any text.
_MOST_TO_RECOGNISE = 40


def calls(function: object, argument: object) -> int:
    """How many functions `function(argument)` calls, those written in C among them."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    assert callable(function)
    function(argument)  # what is made once for all is made now
    forget()
    sys.setprofile(note)
    try:
        function(argument)
    finally:
        sys.setprofile(None)
    return count


def printed(layout: str, items: int) -> str:
    rng = Random(f"{layout} {items}")
    return render(random_meeting(rng, items), layout, rng).text


@pytest.mark.parametrize("layout", sorted(RENDERERS))
def test_the_work_for_a_kilobyte_stays_what_it_is(layout: str) -> None:
    text = printed(layout, 20)
    assert calls(parse, text) / (len(text) / 1000) < _MORE.get(layout, _MOST)


@pytest.mark.parametrize("layout", sorted(RENDERERS))
def test_the_work_to_recognise_a_family_stays_what_it_is(layout: str) -> None:
    assert calls(recognised, Source(printed(layout, 20))) < _MOST_TO_RECOGNISE


@pytest.mark.parametrize("layout", ["firstagenda-pdf", "midtjylland-web", "numbered", "sbsys"])
def test_the_work_grows_with_the_text(layout: str) -> None:
    few, many = printed(layout, 25), printed(layout, 200)
    growth = calls(parse, many) / calls(parse, few)
    assert growth < 1.2 * len(many) / len(few)
