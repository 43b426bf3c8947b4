"""What is recommended, and by whom: the sentences of `tests/sentences/`, and the vocabulary's examples."""

import tomllib
from typing import Any

import pytest

from blocks import block_of
from referat import parse
from referat.facts import recommendation
from referat.lexicon import idioms
from test_decision import SENTENCES, tables, value

Told = tuple[str | None, list[str]]


def recommended(text: str, label: str = "Indstilling") -> list[Told]:
    source, block = block_of(text, label, "recommendation")
    nodes = recommendation.of(source, block).recommendations
    return [(value(node.by), [" ".join(point.value.split()) for point in node.points]) for node in nodes]


@pytest.mark.parametrize("case", tomllib.loads((SENTENCES / "recommendations.toml").read_text("utf-8"))["case"])
def test_sentences(case: dict[str, Any]) -> None:
    first: Told = next(iter(recommended(case["text"], case["label"])), (None, []))
    assert first == (case.get("by"), [" ".join(point.split()) for point in case["points"]])


@pytest.mark.parametrize("key", tables("recommendation"))
def test_rules_hold_for_their_examples(key: str) -> None:
    assert [complaint for rule in idioms.rules("recommendation", key) for complaint in rule.check()] == []


@pytest.mark.parametrize("case", tomllib.loads((SENTENCES / "recommendation_forms.toml").read_text("utf-8"))["case"])
def test_forms(case: dict[str, Any]) -> None:
    assert recommended(case["text"]) == [(sender.get("by"), sender["points"]) for sender in case["senders"]]


@pytest.mark.parametrize(
    "above",
    [
        "at udvalget anbefaler byrådet",
        "At udvalget:",
        "At udvalget over for byrådet anbefaler:",
        "at udvalget anbefaler Økonomiudvalget at anbefale Kommunalbestyrelsen",
    ],
)
def test_who_is_to_do_what_the_list_below_says_is_no_point(above: str) -> None:
    text = f"Forvaltningen indstiller,\n{above}\n1. at planen godkendes\n2. at stien anlægges"
    assert recommended(text) == [("Forvaltningen", ["at planen godkendes", "at stien anlægges"])]


def test_a_point_with_a_list_of_its_own_stays_one() -> None:
    text = "Forvaltningen indstiller,\nat stien anlægges\n1. fra skolen\n2. til havnen"
    ((by, points),) = recommended(text)
    assert (by, points) == ("Forvaltningen", ["at stien anlægges 1. fra skolen 2. til havnen"])


def test_a_second_recommendation_may_be_from_whom_it_says() -> None:
    text = "Indstilling fra Teknisk Udvalg:\nat stien anlægges.\nIndstilling fra Økonomiudvalget:\nat den udskydes."
    assert recommended(text) == [("Teknisk Udvalg", ["at stien anlægges"]), ("Økonomiudvalget", ["at den udskydes"])]


def test_a_label_can_be_the_sentence() -> None:
    source, block = block_of("1. planen vedtages", "Direktionen indstiller, at", "recommendation", by="Direktionen")
    (node,) = recommendation.recommendations(source, [block])
    assert (value(node.by), [point.value for point in node.points]) == ("Direktionen", ["planen vedtages"])
    assert node.span == block.range


@pytest.mark.parametrize(
    "label",
    [
        "Økonomiudvalgets indstilling:",
        "Økonomiudvalgets anbefaling den 3. marts 2021:",
        "Indstilling fra Økonomiudvalget:",
    ],
)
@pytest.mark.parametrize("between", [" ", "\n"])
def test_whose_recommendation_it_is_stands_before_it(label: str, between: str) -> None:
    item = f"{label}{between}At stien anlægges.\n\nBeslutning: Godkendt.\n\n"
    text = f"Nordby Kommune\nByrådet\nReferat\n4. maj 2021\n\n1. Sti\n{item}2. Veje\n{item}3. Havn\n{item}"
    for each in parse(text).meeting.items:
        (said,) = each.recommendations
        assert (said.by, said.points) == ("Økonomiudvalget", ["At stien anlægges"])


def test_what_stands_below_the_points_is_handed_on() -> None:
    source, block = block_of(
        "Indstilling om,\n1. at planen vedtages.\n(Økonomiudvalget)\n\nGodkendt.", "Indstilling", "recommendation"
    )
    reading = recommendation.of(source, block)
    assert value(reading.recommendations[0].by) == "Økonomiudvalget"
    assert [source.view[line.a : line.b] for line in reading.rest] == ["Godkendt."]


_PAGE = (
    "Referat\nByrådet\n3. marts 2020\n\n1. Cykelsti\n\nStien er smal.\n\n{}\n\nBeslutning:\nGodkendt.\n\n"
    "2. Vej\n\nBeslutning:\nUdsat.\n"
)


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        ("Forvaltningen indstiller, at stien anlægges.", ("Forvaltningen", ["at stien anlægges"])),
        ("   Det indstilles, at stien\n   anlægges i juni.", (None, ["at stien anlægges i juni"])),
        ("Forvaltningen oplyser, at stien anlægges.", None),
    ],
)
def test_a_sentence_above_the_decision_recommends(paragraph: str, told: Told | None) -> None:
    first = parse(_PAGE.format(paragraph)).meeting.items[0]
    node = first.recommendation
    assert (node and (node.by, [" ".join(point.split()) for point in node.points])) == told
    assert first.lead == ("Stien er smal." if told else f"Stien er smal.\n\n{paragraph}")


@pytest.mark.parametrize("below", ["", "Bilag\nKort over stien.pdf\n\n"])
def test_a_sentence_that_ends_an_agendas_text_recommends(below: str) -> None:
    """There is no decision yet."""
    text = "Dagsorden\nByrådet\n3. marts 2020\n\n1. Cykelsti\n\nSagsfremstilling\nStien er smal.\n\n"
    node = parse(f"{text}Direktøren indstiller, at stien anlægges.\n\n{below}2. Vej\n").meeting.items[0].recommendation
    assert node is not None
    assert (node.by, list(node.points)) == ("Direktøren", ["at stien anlægges"])


def test_a_point_that_a_label_begins_ends_on_the_next_line() -> None:
    text = (
        "Nordby Kommune\nByrådet\nReferat\n3. maj 2004\n\nNr. 7 Budget\n\nIndstilling om, at regnskabet for den 3. "
        "kvartalsperiode\ngodkendes.\n\nÆndringsforslaget blev forkastet med 9 stemmer imod 2.\n\nIndstillingen blev "
        "herefter godkendt.\n"
    )
    (item,) = parse(text).meetings[0].items
    assert item.recommendation is not None
    assert item.decision is not None
    assert [point.replace("\n", " ") for point in item.recommendation.points] == [
        "at regnskabet for den 3. kvartalsperiode godkendes"
    ]
    assert item.decision.outcomes == ["rejected", "approved"]
