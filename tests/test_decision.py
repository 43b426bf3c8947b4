"""What a decision's sentences decide: `tests/sentences/decisions.toml`, the vocabulary's examples, and more forms."""

import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from blocks import block_of
from referat import parse
from referat.contract.kinds import Outcome
from referat.contract.nodes import Decision, Text
from referat.contract.notes import Note
from referat.facts import attendance, decision, passages, verbs
from referat.lexicon import idioms

SENTENCES = Path(__file__).parent / "sentences"


def decided(text: str, number: str | None = None, points: int | None = None) -> tuple[Decision, tuple[Note, ...]]:
    """The decision under "Beslutning" that is `text`."""
    source, block = block_of(text)
    passage = passages.passage(source, block.lines, block.range)
    said = attendance.of_sentences(source, passage.paragraphs, of_item=True).said
    return decision.of(passage._replace(absences={piece.start: piece for piece in said}, number=number, points=points))


def value(text: Text | None) -> str | None:
    return text.value if text is not None else None


def outcomes(text: str) -> list[str]:
    return [outcome.value for outcome in decided(text)[0].outcomes]


def tables(name: str) -> list[str]:
    """The tables of `name`.toml that hold rules."""
    found = idioms.table(name).items()
    return [key for key, entries in found if isinstance(entries, list) and isinstance(entries[0], dict)]


@pytest.mark.parametrize("case", tomllib.loads((SENTENCES / "decisions.toml").read_text("utf-8"))["case"])
def test_sentences(case: dict[str, Any]) -> None:
    node, _ = decided(case["text"])
    assert [outcome.value for outcome in node.outcomes] == case["outcomes"]
    assert node.amended.value == case.get("amended", False)
    assert value(node.follows_recommendation) == case.get("follows_recommendation")
    points = [{"ref": p.ref.value, "outcomes": [o.value for o in p.outcomes]} for p in node.points]
    assert points == case.get("points", [])
    assert (value(node.postponed_to), value(node.referred_to)) == (case.get("postponed_to"), case.get("referred_to"))


@pytest.mark.parametrize("key", [key for key in tables("decision") if key not in {"outcome", "frame"}])
def test_rules_hold_for_their_examples(key: str) -> None:
    assert [complaint for rule in verbs.rules(key) for complaint in rule.check()] == []
    assert [rule.name for rule in verbs.rules(key) if not rule.examples] == []


@pytest.mark.parametrize("entry", idioms.table("decision")["outcome"], ids=lambda entry: str(entry["value"]))
def test_outcomes_are_read_from_their_examples(entry: dict[str, Any]) -> None:
    stated = entry["value"]
    assert [text for text in entry["examples"] if stated not in decision.outcomes(text)] == []
    assert [text for text in entry.get("rejects", []) if stated in decision.outcomes(text)] == []


@pytest.mark.parametrize("entry", idioms.table("decision")["saying"], ids=lambda entry: str(entry["examples"][0]))
def test_sayings_give_their_outcome(entry: dict[str, Any]) -> None:
    got = {text: decision.outcomes(text) for text in entry["examples"]}
    assert got == {text: [entry["outcome"]] for text in entry["examples"]}


def test_outcomes_are_those_of_the_contract() -> None:
    vocabulary = idioms.table("decision")
    named = {entry["value"] for entry in vocabulary["outcome"]} | {entry["outcome"] for entry in vocabulary["saying"]}
    assert named == set(get_args(Outcome))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Indstillingen blev\nikke\ngodkendt.", ["rejected"]),
        ("Indstillingen blev ikke\n\ngodkendt.", []),
        ("Referatet er godkendt og underskrevet.", ["approved"]),
        ("Indstillingen blev godkend.", ["approved"]),
        ("Taget til efteretning.", ["noted"]),
        ("Planen drøfter de unges vilkår.", []),
        ("Vedtaget i overensstemmelse med Magistratens indstilling af 3. maj 2011.", ["approved"]),
        ("Enhedslisten kunne ikke tiltræde indstillingen.", []),
        ("Kan ikke anbefales af Bo Elm (O). Udvalgets øvrige medlemmer anbefaler indstillingen.", ["recommended"]),
        ("Ændringsforslag nr. 50 blev vedtaget.", ["approved"]),
        ("Anbefales ikke.", ["rejected"]),
        ("Udvalget godkender ikke ansøgningen.", ["rejected"]),
        ("Henvist til Økonomiudvalget. Behandlet sammen med sag 3.", ["returned"]),
        (
            "Der blev foreslået, at punkt 7 tages af. Forslaget faldt. Det blev besluttet, at punktet drøftes.",
            ["rejected"],
        ),
        ("A.Formanden orienterede om et borgermøde.", ["informed"]),
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert outcomes(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Sag 3 udgår.", "Punkt 7 blev udsat.", "Dagsordenens punkt 13 udgår af dagsordenen med henblik på mere viden."],
)
def test_what_is_said_of_another_item_decides_nothing_here(text: str) -> None:
    assert outcomes(f"{text}\nGodkendt.") == ["approved"]
    assert [outcome.value for outcome in decided("Punkt 7 blev udsat.", number="7")[0].outcomes] == []


@pytest.mark.parametrize(
    "text",
    [
        "Godkendt, dog udsættes punkt 2.",
        "Godkendt med undtagelse af punkt 2, som blev udsat.",
        "Udvalget godkendte indstillingens 1. punkt, mens 2. punkt blev udsat.",
        "Punkt 1 blev godkendt, mens punkt 2 ikke blev godkendt.",
    ],
)
def test_what_became_of_another_point_in_the_same_sentence_is_told(text: str) -> None:
    assert [note.message for note in decided(text)[1] if note.code == "fact-unread"] == [f"not fully read: {text!r}."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Punkt 7 blev udsat.\nGodkendt.", ["not fully read: 'Punkt 7 blev udsat.'."]),
        ("Byrådet besluttede at udsætte punkt 7.", ["not fully read: 'Byrådet besluttede at udsætte punkt 7.'."]),
        ("Punkt 10 blev behandlet efter punkt 4.\nGodkendt.", []),
    ],
)
def test_what_is_decided_of_another_item_is_told(text: str, told: list[str]) -> None:
    assert [note.message for note in decided(text)[1] if note.code == "fact-unread"] == told


def test_what_is_put_off_may_be_a_point_of_the_recommendation() -> None:
    node, _ = decided("Udvalget besluttede at udsætte punkt 3.", points=3)
    assert [outcome.value for outcome in node.outcomes] == ["postponed"]


def test_a_number_beyond_the_recommendations_points_is_another_items() -> None:
    node, _ = decided("Punkt 1: Godkendt.\nPunkt 7: Udgår.", points=2)
    assert [point.ref.value for point in node.points] == ["1"]
    assert [outcome.value for outcome in node.outcomes] == ["approved"]


def test_letters_are_no_number_beyond_the_recommendations_points() -> None:
    node, notes = decided("Udvalget godkendte pkt. a og c.", points=3)
    assert [outcome.value for outcome in node.outcomes] == ["approved"]
    assert not notes


def test_a_point_of_several_needs_no_word_before_its_number() -> None:
    node, _ = decided("Punkt 1 og 2 blev godkendt.\nPunkt 3 udsættes til næste møde.", points=3)
    assert [(point.ref.value, [outcome.value for outcome in point.outcomes]) for point in node.points] == [
        ("1 og 2", ["approved"]),
        ("3", ["postponed"]),
    ]
    assert outcomes("Punkt 1 og 2 blev godkendt.") == []  # other items, for all that is known


def test_letters_number_points_where_the_recommendation_has_several() -> None:
    node, _ = decided("a) Udsat til næste møde. b) Godkendt.", points=2)
    assert [(point.ref.value, [outcome.value for outcome in point.outcomes]) for point in node.points] == [
        ("a", ["postponed"]),
        ("b", ["approved"]),
    ]
    assert decided("a) Formanden orienterede.\nb) Præsten orienterede.")[0].points == ()


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Punkt 1 blev godkendt, mens punkt 2 ikke blev godkendt.", [("1", ["approved"]), ("2", ["rejected"])]),
        (
            "Indstillingens første punkt godkendt. Andet punkt udgår.",
            [("første", ["approved"]), ("Andet", ["withdrawn"])],
        ),
        ("i. Godkendt\nii. Afvist", [("i", ["approved"]), ("ii", ["rejected"])]),
        ("I. Godkendt\nII. Afvist", [("I", ["approved"]), ("II", ["rejected"])]),
        ("Første at godkendt. Andet at afvist.", [("Første", ["approved"]), ("Andet", ["rejected"])]),
        ("Nr. 1 godkendt. Nr. 2 forkastet.", [("1", ["approved"]), ("2", ["rejected"])]),
        ("Indstillingspunkt 1 godkendt.", [("1", ["approved"])]),
        ("Indstillingspunktet er godkendt.", []),
    ],
)
def test_points_have_many_marks(text: str, points: list[tuple[str, list[str]]]) -> None:
    node, _ = decided(text, points=2)
    found = [(point.ref.value, [outcome.value for outcome in point.outcomes]) for point in node.points]
    assert found == points


@pytest.mark.parametrize(
    "text",
    [
        "Punkt 1 godkendt, punkt 2 afvist.",
        "Punkt 1 blev godkendt, mens punkt 2 blev afvist.",
        "Indstillingens punkt 1 blev godkendt, og punkt 2 blev ikke godkendt.",
        "Ad 1 godkendt, ad 2 afvist.",
        "At 1 blev godkendt og at 2 blev forkastet.",
        "1. dot blev godkendt, 2. dot blev afvist.",
    ],
)
def test_a_sentence_may_rule_on_several_points(text: str) -> None:
    node, notes = decided(text, points=2)
    found = [(point.ref.value, [outcome.value for outcome in point.outcomes]) for point in node.points]
    assert found == [("1", ["approved"]), ("2", ["rejected"])]
    assert not notes


def test_a_point_may_be_sent_on() -> None:
    node, _ = decided("Punkt 1 godkendt. Punkt 2 oversendes til budgetforhandlingerne.", points=2)
    assert [outcome.value for outcome in node.outcomes] == ["approved", "returned"]
    assert node.referred_to is not None
    assert node.referred_to.value == "budgetforhandlingerne"


@pytest.mark.parametrize("text", ["Model 2 blev valgt.", "Oversendt til Økonomiudvalget uden anbefaling."])
def test_what_is_neither_chosen_nor_recommended(text: str) -> None:
    """A model is nobody, and a case may go on without a recommendation."""
    assert outcomes(text) == []


def test_a_point_that_is_not_read_behind_one_that_is_is_told() -> None:
    node, notes = decided("Alle punkter blev godkendt, dog blev punkt 2 udsat.", points=2)
    assert [outcome.value for outcome in node.outcomes] == ["approved"]
    assert [note.code for note in notes] == ["fact-unread"]


@pytest.mark.parametrize(
    ("text", "elected"),
    [
        (
            "Til formand valgtes Asta Birkholm, og til næstformand valgtes Bo Elm.",
            [("Asta Birkholm", None, "formand"), ("Bo Elm", None, "næstformand")],
        ),
        (  # an office is printed so
            "Ib Dal, Første næstformand Bo Elm, blev valgt.",
            [("Ib Dal", None, None), ("Bo Elm", None, "Første næstformand")],
        ),
        (
            "Byrådet valgte Asta Birkholm (A) som formand og Bo Elm (V) som næstformand.",
            [("Asta Birkholm", "A", "formand"), ("Bo Elm", "V", "næstformand")],
        ),
        (
            "Byrådet valgte Asta Birkholm og Bo Elm som medlemmer.",
            [("Asta Birkholm", None, "medlemmer"), ("Bo Elm", None, "medlemmer")],
        ),
        ("Ved lodtrækning blev Bo Elm valgt som næstformand.", [("Bo Elm", None, "næstformand")]),
        ("Bo Elm blev valgt som kasserer efter lodtrækning.", [("Bo Elm", None, "kasserer")]),
        ("Asta Birkholm blev valgt som formand med 5 stemmer mod 3.", [("Asta Birkholm", None, "formand")]),
        ("Kurt Helge vælges.", []),  # a company may be meant
        ("Kurt Helge (F) vælges.", [("Kurt Helge", "F", None)]),
        ("Per Skovsende (A) udpeget.", [("Per Skovsende", "A", None)]),
        ("Formand: Helle Elm blev valgt.", [("Helle Elm", None, "Formand")]),
        ("Model C vælges.", []),
        ("Tilbuddet fra Nordby Entreprise vælges.", []),
        ("Karl Egeskov, V blev valgt.", [("Karl Egeskov", "V", None)]),
        ("Byrådet valgte Nina Holtskov og Ove Kærhave.", [("Nina Holtskov", None, None), ("Ove Kærhave", None, None)]),
        ("Som formand blev valgt Dagny Elkær (A).", [("Dagny Elkær", "A", "formand")]),
        ("Udvalget udpegede Gorm Haslev til styregruppen.", [("Gorm Haslev", None, "styregruppen")]),
        ("Asta Birkholm vælges som formand.", [("Asta Birkholm", None, "formand")]),
        (
            "Følgende blev udpeget:\nAsta Birkholm (A)\nBo Elm\n\nDer er møde i maj.",
            [("Asta Birkholm", "A", None), ("Bo Elm", None, None)],
        ),
        ("Udvalget valgte model C.", []),
        ("Karl Egeskov, V blev bragt i forslag.", []),
        (
            "Asta Birkholm er dermed valgt til hvervet som formand for rådet med virkning fra 1. maj 2020.",
            [("Asta Birkholm", None, "formand for rådet")],
        ),
        ("Herefter er Bo Elm valgt til næstformand for perioden 2022-2025.", [("Bo Elm", None, "næstformand")]),
        ("Formanden konstaterede, at Bo Elm var valgt som 1. viceborgmester.", [("Bo Elm", None, "1. viceborgmester")]),
        ("Bo Elm (A) blev med 15 stemmer valgt til borgmester.", [("Bo Elm", "A", "borgmester")]),
        ("Som formand blev Dagny Elkær enstemmigt valgt.", [("Dagny Elkær", None, "formand")]),
        (
            "Som medlemmer af nævnet udpeges Ib Dal (A) og Bo Elm (V), som suppleanter Liv Bak (A) og Bo Lund (V).",
            [
                ("Ib Dal", "A", "medlemmer af nævnet"),
                ("Bo Elm", "V", "medlemmer af nævnet"),
                ("Liv Bak", "A", "suppleanter"),
                ("Bo Lund", "V", "suppleanter"),
            ],
        ),
        (
            "Som repræsentant i havnens bestyrelse udpeges Ib Dal (A) med Bo Elm (V) som suppleant.",
            [("Ib Dal", "A", "repræsentant i havnens bestyrelse"), ("Bo Elm", "V", "suppleant")],
        ),
        (
            "Til hegnssynet udpegedes som formand Ib Dal, som medlem Bo Elm og som suppleant Liv Bak.",
            [("Ib Dal", None, "formand"), ("Bo Elm", None, "medlem"), ("Liv Bak", None, "suppleant")],
        ),
        ("Valggruppen A, F og Ø udpegede Ib Dal som medlem.", [("Ib Dal", None, "medlem")]),
        ("Byrådet udpegede følgende: Ib Dal (A), Bo Elm (V).", [("Ib Dal", "A", None), ("Bo Elm", "V", None)]),
        ("Der udpeges to medlemmer: Ib Dal og Bo Elm.", [("Ib Dal", None, None), ("Bo Elm", None, None)]),
        ("Byrådet valgte ved flertalsvalg Ib Dal til borgmester.", [("Ib Dal", None, "borgmester")]),
        ("Valgt som suppleant til Ældrerådet: Bo Elm, I.", [("Bo Elm", "I", "suppleant til Ældrerådet")]),
        (
            "Til medlemmer af bestyrelsen valgtes:\n- Ib Dal (A)\n- Bo Elm\n\nSom stedfortrædere valgtes:\n- Liv Bak",
            [
                ("Ib Dal", "A", "medlemmer af bestyrelsen"),
                ("Bo Elm", None, "medlemmer af bestyrelsen"),
                ("Liv Bak", None, "stedfortrædere"),
            ],
        ),
        (
            "Byrådet udpegede følgende til havnerådet:\nIb Dal\nBo Elm",
            [("Ib Dal", None, "havnerådet"), ("Bo Elm", None, "havnerådet")],
        ),
        ("Valgt blev:\nIb Dal   (Liv Bak)\nBo Elm (V)", [("Ib Dal", None, None), ("Bo Elm", "V", None)]),
        (
            "Udpeget er:\n1. Bo Elm (V), stedfortræder Liv Bak\n2. Ib Dal med personlig suppleant: Ida Holm (A)",
            [
                ("Bo Elm", "V", None),
                ("Liv Bak", None, "stedfortræder"),
                ("Ib Dal", None, None),
                ("Ida Holm", "A", "suppleant"),
            ],
        ),
        (
            "Ib Dal blev valgt til 1. næstformand og Bo Elm til 2. næstformand.",
            [("Ib Dal", None, "1. næstformand"), ("Bo Elm", None, "2. næstformand")],
        ),
        (
            "Ib Dal blev valgt som formand, og Bo Elm blev valgt som kasserer.",
            [("Ib Dal", None, "formand"), ("Bo Elm", None, "kasserer")],
        ),
        (
            "Asta Birkholm og Ib Dal blev genvalgt, og Bo Elm blev valgt.",
            [("Asta Birkholm", None, None), ("Ib Dal", None, None), ("Bo Elm", None, None)],
        ),
        (
            "Blandt det gamle råds kandidater blev Asta Birkholm og Bo Elm valgt til bestyrelsen.",
            [("Asta Birkholm", None, "bestyrelsen"), ("Bo Elm", None, "bestyrelsen")],
        ),
        ("Bo Elm valgt til dirigent", [("Bo Elm", None, "dirigent")]),
        ("Bo Elm blev valgt med 12 stemmer mod 5 til Ida Dal.", [("Bo Elm", None, None)]),  # who had the others
        ("Byrådet udpeger:\nIb Dal bad om ordet.", []),
        ("Udvalget udpegede ikke Ib Dal som medlem.", []),
        ("Ib Dal blev ikke valgt.", []),
        ("Ib Dal er valgt til bestyrelsen og har bedt om orlov.", []),
        ("Ib Dal blev foreslået som formand, men Bo Elm blev valgt.", []),
        ("Nordby Entreprise valgt til opgaven.", []),
    ],
)
def test_elections(text: str, elected: list[tuple[str, str | None, str | None]]) -> None:
    node, notes = decided(text)
    assert [(one.name.value, value(one.party), value(one.to)) for one in node.elected] == elected
    assert notes == () or not elected or "stemmer" in text  # of votes by whom nothing is said
    assert ("appointed" in [outcome.value for outcome in node.outcomes]) == bool(elected)


def test_sentences_on_absence_are_no_part_of_the_text() -> None:
    node, _ = decided(
        "Godkendt. Bo Elm (V) var fraværende.\n\nAsta Birkholm deltog ikke i sagens behandling.\n\nPlanen ændres."
    )
    assert node.text.value == "Godkendt.\n\nPlanen ændres."


def test_a_sentence_that_decides_and_is_not_read_is_told() -> None:
    _, notes = decided("Frida Lindebjerg spurgte, hvornår planen bliver vedtaget.\nGodkendt.")
    assert [note.code for note in notes] == ["fact-unread"]
    assert "Frida Lindebjerg spurgte" in notes[0].message


def test_values_stand_where_they_are_said_to_stand() -> None:
    source, block = block_of("Ad 1. Godkendt.\nAd 2. Sagen udsættes til næste møde.")
    node, _ = decision.of(passages.passage(source, block.lines, block.range))
    view = source.view
    assert [view[slice(*point.ref.at[0])] for point in node.points] == ["1", "2"]
    assert node.postponed_to is not None
    assert view[slice(*node.postponed_to.at[0])] == "næste møde"
    assert all(
        block.range.a <= place.a and place.b <= block.range.b for outcome in node.outcomes for place in outcome.at
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Administrationen indstiller, at taksterne sættes op.", None),
        ("Direktøren for Teknik og Miljø anbefaler, at taksterne sættes op.", None),
        ("Udvalget indstiller, at taksterne sættes op.", ["recommended"]),
        ("Administrationen indstiller, at taksterne sættes op. Godkendt.", ["approved"]),
    ],
)
def test_what_an_office_recommends_in_an_items_own_text_decides_nothing(said: str, expected: list[str] | None) -> None:
    head = "Referat af Byrådets møde den 3. marts 2021\n\n"
    items = f"Punkt 1: Godkendelse af dagsorden\n\nGodkendt.\n\nPunkt 2: Takster\n\nDer er regnet på dem. {said}\n"
    decision = parse(head + items).meeting.items[1].decision
    assert (decision and decision.outcomes) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bo Elm (V) blev valgt som suppleant til havnerådet.", []),
        ("Som suppleant for Asta Birkholm (A) valgtes Bo Elm (V).", []),
        (
            "Asta Birkholm (A) blev valgt. Suppleant: Bo Elm (V).",
            ["not read as attendance: 'Suppleant: Bo Elm (V).'."],
        ),
    ],
)
def test_who_was_chosen_as_a_substitute_is_not_told_as_attendance(text: str, told: list[str]) -> None:
    parsed = parse(f"Referat\nByrådet\nDato: 3. maj 2021\n\n1. Valg\n\nBeslutning\n{text}\n\n2. Eventuelt\n\nIntet.\n")
    (item, _) = parsed.meeting.items
    assert item.decision is not None
    assert item.decision.elected
    assert item.decision.text == text
    assert item.attendance.present == []
    assert [one.message for one in parsed.all_diagnostics if one.code == "fact-unread"] == told
