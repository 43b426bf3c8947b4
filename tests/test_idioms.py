"""Every idiom holds for its examples and not for its rejects."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from referat.contract.kinds import Outcome
from referat.old.facts import decision, idioms, people


def _rules() -> Iterator[tuple[str, str]]:
    for name in idioms.names():
        for key, entries in idioms.table(name).items():
            if (
                isinstance(entries, list)
                and entries
                and isinstance(entries[0], dict)
                and key not in {"outcome", "frame"}
            ):
                yield name, key


@pytest.mark.parametrize(("name", "key"), list(_rules()))
def test_rules_hold_for_their_examples(name: str, key: str) -> None:
    rules = people.rules_of(key) if name == "people" else idioms.rules(name, key)
    assert [complaint for rule in rules for complaint in rule.check()] == []
    assert [rule.name for rule in rules if not rule.examples] == []


@pytest.mark.parametrize("entry", idioms.table("decision")["outcome"], ids=lambda entry: str(entry["value"]))
def test_outcomes_are_read_from_their_examples(entry: dict[str, Any]) -> None:
    value = entry["value"]
    assert [text for text in entry["examples"] if value not in decision.outcomes(text)] == []
    assert [text for text in entry.get("rejects", []) if value in decision.outcomes(text)] == []


@pytest.mark.parametrize("entry", idioms.table("decision")["saying"], ids=lambda entry: str(entry["outcome"]))
def test_sayings_give_their_outcome(entry: dict[str, Any]) -> None:
    assert {text: decision.outcomes(text) for text in entry["examples"]} == {
        text: [entry["outcome"]] for text in entry["examples"]
    }


def test_outcomes_are_those_of_the_contract() -> None:
    tables = idioms.table("decision")
    named = {entry["value"] for entry in tables["outcome"]} | {entry["outcome"] for entry in tables["saying"]}
    assert named == set(get_args(Outcome))


@pytest.mark.parametrize(
    ("sentence", "outcomes"),
    [
        ("Drøftet og taget til efterretning.", ["discussed", "noted"]),
        ("Udvalget godkendte planen med nogle mindre justeringer.", ["approved"]),
        ("Dagen begyndte med en rundvisning på havnen.", []),
        ("Byrådet vedtog i 2014 en plan.", []),
        ("Byrådet vedtog den 3. marts 2014 en plan.", []),
        ("Sekretariatet kommer tilbage til emnet.", []),
        ("Det blev foreslået, at planen godkendes.", []),
        ("Planen kan ikke godkendes.", []),
        ("Planen blev ikke godkendt.", ["rejected"]),
        ("Rammen om besøget blev kort drøftet.", ["discussed"]),
        ("Administrationen arbejder videre.", []),
        ("", []),
        ("Sagen blev drøftet og taget til efterretning.", ["discussed", "noted"]),
        ("Udvalget drøftede sagen og tog orienteringen til efterretning.", ["discussed", "noted"]),
        ("Udvalget drøftede sagen og godkendte indstillingen.", ["discussed", "approved"]),
        ("Udvalget godkendte indstillingens punkt 1 og 2 og udsatte punkt 3.", ["approved", "postponed"]),
        ("Drøftet og udsat.", ["discussed", "postponed"]),
        ("Udvalget godkendte ikke forslaget.", ["rejected"]),
        ("Udvalget tog ikke orienteringen til efterretning.", []),
        ("Udvalget vedtog at udsætte punktet.", ["postponed"]),
        ("Det blev vedtaget at sende sagen tilbage.", ["returned"]),
        ("Mange unge er udsat for mobning.", []),
        ("Fristen blev udskudt.", []),
        ("Ventetiden faldt med 10 %.", []),
        ("Plancher oversendes til udvalget.", []),
        ("Afsnittet om parkering udgår af planen.", []),
        ("Udvalget valgte model B.", []),
        ("Loven er vedtaget af Folketinget.", []),
        ("Ministeriet har godkendt planen.", []),
        ("I 2019 godkendte regionsrådet planen.", []),
    ],
)
def test_sentences_give_what_they_say_and_no_more(sentence: str, outcomes: list[str]) -> None:
    assert decision.outcomes(sentence) == outcomes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Asta Birkholm", ["Asta Birkholm"]),
        ("Asta Birkholm og Bo Nordlund", ["Asta Birkholm", "Bo Nordlund"]),
        (
            "Asta Birkholm (V), Bo von der Ahe og Jens P. N. Elkær",
            ["Asta Birkholm", "Bo von der Ahe", "Jens P. N. Elkær"],
        ),
        ("Asta Birkholm og alle de andre", None),
        ("Regionsrådet", None),
        ("Region Nordby", None),
        ("og", None),
        ("", None),
    ],
)
def test_lists_are_read_whole_or_not_at_all(text: str, names: list[str] | None) -> None:
    found = people.persons(text, 0)
    assert (None if found is None else [one.name for one in found]) == names
