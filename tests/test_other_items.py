"""What is decided under one item of others, by their numbers: `tests/sentences/other_items.toml`."""

import tomllib
from typing import Any

import pytest

from referat import Parsed, parse
from test_sentences import SENTENCES

CASES = tomllib.loads((SENTENCES / "other_items.toml").read_text("utf-8"))["case"]
# The sections of items 2 to 8.
_CASE = "Sagsfremstilling\n\nDer er en sag om cykelstier."
OTHERS = [_CASE, _CASE, *(f"Beslutning\n\n{text}" for text in ("", "Se ovenfor.", "Godkendt.", "Udsat.", "Intet."))]
OWN = {"6": ["approved"], "7": ["postponed"], "8": ["none"]}


def meeting(case: dict[str, Any]) -> Parsed:
    title, before = case.get("title", "Godkendelse af dagsorden"), case.get("before")
    first = f"{title}\n\n" + (f"{before}\n\n" if before else "") + f"Beslutning\n\n{case['text']}"
    items = [first, *(f"Cykelsti ved Engvejen {n}\n\n{section}" for n, section in enumerate(OTHERS, 2))]
    numbered = "\n\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
    return parse(f"Byrådet - Referat\n\nDato: 3. marts 2021\n\n{numbered}\n")


@pytest.mark.parametrize("case", CASES, ids=[f"{n}. {case['text'][:60]}" for n, case in enumerate(CASES, 1)])
def test_what_is_decided_of_other_items_is_theirs(case: dict[str, Any]) -> None:
    parsed = meeting(case)
    decisions = {item.number: item.decision for item in parsed.meeting.items}
    assert list(decisions) == list("12345678")
    stated = {number: list(decision.outcomes) for number, decision in decisions.items() if decision is not None}
    want = {"1": case.get("own", []), **OWN, **case.get("items", {})}
    assert {number: outcomes for number, outcomes in stated.items() if outcomes or number == "1"} == want
    until = {decisions[number].postponed_to for number in case.get("items", {})}  # type: ignore[union-attr]
    assert until <= {case.get("to")}
    told = [one.message for one in parsed.all_diagnostics if one.code == "fact-unread"]
    assert told == case.get("told", [])


def test_the_decision_of_an_item_without_one_stands_where_it_was_read() -> None:
    parsed = meeting({"text": "Dagsordenen blev godkendt. Sag 3 og 4 udgår."})
    _, _, third, fourth, *_ = parsed.meeting.items
    assert third.decision is not None
    assert fourth.decision is not None
    span, text = third.decision.span, parsed.source.text
    assert text[span.start : span.end] == third.decision.text == "Sag 3 og 4 udgår."
    # An empty decision stays where it is; its outcome was read elsewhere.
    assert fourth.decision.text == ""
    assert fourth.span.start <= fourth.decision.span.start
    places = parsed.places[0]["/items/3/decision/outcomes/0"]
    assert [text[place.start : place.end] for place in places] == ["Sag 3 og 4 udgår."]


def test_a_number_that_two_items_have_is_no_items() -> None:
    page = "Byrådet - Referat\n\nDato: 3. marts 2021\n\n1. Dagsorden\n\nBeslutning\n\nSag 3 udgår.\n\n"
    items = (f"{n}. Cykelsti {k}\n\nBeslutning\n\n" for k, n in enumerate((2, 3, 4, 3)))
    parsed = parse(page + "".join(items))
    assert [item.number for item in parsed.meeting.items] == ["1", "2", "3", "4", "3"]
    assert [item.decision.outcomes for item in parsed.meeting.items if item.decision] == [[]] * 5
    told = [one.message for one in parsed.all_diagnostics if one.code == "fact-unread"]
    assert told == ["not fully read: 'Sag 3 udgår.'."]
