"""Every entry of the vocabulary carries examples, and holds for them.

Here is what all files share; what a reader makes of its own file's examples stands with the reader's tests.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from referat.facts import people, ruling_words
from referat.facts.sentences import Piece
from referat.lexicon import idioms, lines
from referat.outline.titles import taken_apart

# Parts of sentences: they are proven by the examples of the outcomes whose verbs stand in them.
FRAMES = ("decision", "frame")


def _entries() -> Iterator[Any]:
    for name in idioms.names():
        for key, entries in idioms.table(name).items():
            if isinstance(entries, list) and isinstance(entries[0], dict) and (name, key) != FRAMES:
                yield pytest.param(entries, id=f"{name}.{key}")


@pytest.mark.parametrize("entries", list(_entries()))
def test_every_pattern_has_examples(entries: list[dict[str, Any]]) -> None:
    assert [entry["pattern"] for entry in entries if "pattern" in entry and not entry.get("examples")] == []


def test_lines_hold_for_their_examples() -> None:
    assert list(lines.checks()) == []


@pytest.mark.parametrize("entry", idioms.table(lines.FILE)["headword"], ids=lambda entry: str(entry["kind"]))
def test_headwords_tell_the_kind_of_their_examples(entry: dict[str, Any]) -> None:
    kinds = {text: lines.headword_kind(lines.key_of(text)) for text in entry.get("examples", ())}
    assert kinds == dict.fromkeys(kinds, entry["kind"])


def _around(mark: str, entry: dict[str, Any]) -> str:
    """A title with `mark` where marks of the kind stand; one that is a title by itself alone."""
    if "says" in entry:
        return mark
    return f"{mark}Salg af grund" if entry.get("before") else f"Salg af grund {mark}"


@pytest.mark.parametrize("entry", idioms.table(lines.FILE)["title_mark"], ids=lambda entry: str(entry["name"]))
def test_marks_of_titles_hold_for_their_examples(entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        text = _around(example, entry)
        title = taken_apart(text, purposes=True)
        assert title.access == entry.get("gives", {}).get("access"), text
        assert "says" in entry or text[title.proper.a : title.proper.b] == "Salg af grund", text
    for reject in entry.get("rejects", []):
        text = f"{reject} Salg af grund" if entry.get("before") else _around(reject, entry)
        title = taken_apart(text, purposes=True)
        assert (title.marks, title.access, text[title.proper.a : title.proper.b]) == ((), None, text)


_OUTCOMES: dict[str, list[str]] = {
    "Drøftet og taget til efterretning.": ["discussed", "noted"],
    "Udvalget godkendte planen med nogle mindre justeringer.": ["approved"],
    "Dagen begyndte med en rundvisning på havnen.": [],
    "Byrådet vedtog i 2014 en plan.": [],
    "Byrådet vedtog den 3. marts 2014 en plan.": [],
    "Sekretariatet kommer tilbage til emnet.": [],
    "Det blev foreslået, at planen godkendes.": [],
    "Planen kan ikke godkendes.": ["rejected"],
    "Planen kan ikke godkendes, før høringen er slut.": [],
    "Planen blev ikke godkendt.": ["rejected"],
    "Rammen om besøget blev kort drøftet.": ["discussed"],
    "Administrationen arbejder videre.": [],
    "": [],
    "Sagen blev drøftet og taget til efterretning.": ["discussed", "noted"],
    "Udvalget drøftede sagen og tog orienteringen til efterretning.": ["discussed", "noted"],
    "Udvalget drøftede sagen og godkendte indstillingen.": ["discussed", "approved"],
    "Udvalget godkendte indstillingens punkt 1 og 2 og udsatte punkt 3.": ["approved", "postponed"],
    "Drøftet og udsat.": ["discussed", "postponed"],
    "Udvalget godkendte ikke forslaget.": ["rejected"],
    "Udvalget tog ikke orienteringen til efterretning.": [],
    "Udvalget vedtog at udsætte punktet.": ["postponed"],
    "Det blev vedtaget at sende sagen tilbage.": ["returned"],
    "Mange unge er udsat for mobning.": [],
    "Fristen blev udskudt.": [],
    "Ventetiden faldt med 10 %.": [],
    "Plancher oversendes til udvalget.": [],
    "Afsnittet om parkering udgår af planen.": [],
    "Udvalget valgte model B.": [],
    "Loven er vedtaget af Folketinget.": [],
    "Ministeriet har godkendt planen.": [],
    "I 2019 godkendte regionsrådet planen.": [],
}


@pytest.mark.parametrize(("sentence", "outcomes"), list(_OUTCOMES.items()))
def test_sentences_give_what_they_say_and_no_more(sentence: str, outcomes: list[str]) -> None:
    assert ruling_words.outcomes(sentence) == outcomes


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
    listed = people.persons(Piece(text, ((0, 0),)))
    assert (None if listed is None else [person.name.value for person in listed]) == names
