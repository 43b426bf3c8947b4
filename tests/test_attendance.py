"""Sentences and lists on attendance, read by their reader alone: `tests/sentences/attendance.toml`, and the idioms."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from blocks import lines_of
from referat import parse
from referat.contract.nodes import Attendee
from referat.facts import attendance, triggers
from referat.facts.attendance import AttendanceReading
from referat.facts.members import one_with_occupation, read_listed, read_members
from referat.facts.presence import Clause, Sentence
from referat.facts.presence_forms import Listing, forms
from referat.facts.roll import CLOSED
from referat.facts.sentences import Paragraph, Piece, paragraphs
from referat.lexicon import idioms
from referat.text.source import Source

SENTENCES = Path(__file__).parent / "sentences" / "attendance.toml"
CASES = tomllib.loads(SENTENCES.read_text("utf-8"))["case"]


def read(text: str, *, of_item: bool) -> AttendanceReading:
    source = Source(text)
    pieces = paragraphs(source, lines_of(source, 0, len(source.lines)))
    return attendance.of_sentences(source, pieces, of_item=of_item)


def piece_of(text: str) -> Piece:
    return Piece(text, ((0, 0),))


def plain(people: Sequence[Attendee]) -> list[dict[str, Any]]:
    """What is said of people, without what is not."""
    keys = ("name", "party", "role", "excused", "substitute", "recused")
    return [{key: getattr(one, key).value for key in keys if getattr(one, key) is not None} for one in people]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:60]) for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    reading = read(case["text"], of_item=case["where"] == "item")
    assert plain(reading.attendance.absent) == case.get("absent", [])
    if "present" in case:
        assert plain(reading.attendance.present) == case["present"]
    moves = [
        {key: getattr(move, key).value for key in ("name", "kind", "time", "item") if getattr(move, key) is not None}
        for move in reading.attendance.movements
    ]
    assert moves == case.get("movements", [])
    items = [(one.attendee.name.value, [item for item in one.items if item != CLOSED]) for one in reading.absences]
    away = [{"name": name, "items": numbers} for name, numbers in items if numbers]
    assert away == case.get("absent_from_items", [])


def test_of_two_names_that_differ_in_the_middle_the_longer_is_kept() -> None:
    reading = read("Fraværende: Asta Birkholm og Bo Elm.\n\nAsta Lund Birkholm havde meldt afbud.", of_item=True)
    names = [{"name": "Asta Lund Birkholm", "excused": True}, {"name": "Bo Elm"}]
    assert plain(reading.attendance.absent) == names


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Afbud fra Asta Birkholm og Bo Elm, der var på ferie.", ["ferie", "ferie"]),
        ("Afbud fra Asta Birkholm, der var syg, og Bo Elm, der var på ferie.", [None, None]),
    ],
)
def test_a_reason_is_nobodys_whom_another_is_told_of(text: str, notes: list[str | None]) -> None:
    absent = read(text, of_item=False).attendance.absent
    assert [one.note and one.note.value for one in absent] == notes


def test_those_absent_stand_in_the_order_of_the_list() -> None:
    source = Source("Bo Elm\nAsta Birkholm")
    listed = attendance.of_list(source, lines_of(source, 0, 2))
    said = read("Asta Birkholm var fraværende. Ib Dal forlod mødet kl. 17.", of_item=True)
    assert [one["name"] for one in plain(attendance.joined(said, listed).attendance.absent)] == [
        "Bo Elm",
        "Asta Birkholm",
    ]


def entries(*tables: str) -> list[Any]:
    """The entries of tables of `attendance.toml`."""
    listed = [(table, entry) for table in tables for entry in idioms.table("attendance")[table]]
    return [pytest.param(entry, id=f"{table}.{entry['name']}") for table, entry in listed]


def clauses_of(text: str) -> tuple[Clause, ...] | None:
    """The clauses of a sentence, wherever they begin in it."""
    sentence = Sentence(text)
    return next((clauses for at in sentence.begins if (clauses := sentence.clauses(at))), None)


def test_what_is_said_of_a_substitute_is_not_said_of_whom_they_came_for() -> None:
    """Who came from some time on is the substitute, and when the other was there is not said."""
    late = "Asta Birkholm (suppleant Bo Elm deltog fra kl. 17)"
    assert read_listed(piece_of(late), Listing("absent")) is None
    assert read_listed(piece_of(late.replace(" fra kl. 17", "")), Listing("absent")) is not None


@pytest.mark.parametrize("entry", entries("form"))
def test_forms_are_read_from_their_examples(entry: dict[str, Any]) -> None:
    for text in entry["examples"]:
        assert entry["name"] in [clause.form.name for clause in clauses_of(text) or ()], text
    for text in entry.get("rejects", []):
        assert clauses_of(text) is None, text


@pytest.mark.parametrize("entry", entries("lead_in", "list_label"))
def test_labels_and_lead_ins_are_read(entry: dict[str, Any]) -> None:
    above = "Afbud: Kaj Holm (O).\n" if "may_be_chosen" in entry else ""
    for text in entry["examples"]:
        assert len(read(f"{above}{text}", of_item=True).read) > len(above.splitlines()), text


@pytest.mark.parametrize(
    "text",
    [
        "Suppleant: Bo Elm (V).",
        "Suppleant Bo Elm (V).",
        "Asta Birkholm (A) blev valgt.\nSuppleanter: Bo Elm (V) og Kaj Holm (O)",
    ],
)
def test_substitutes_in_a_decision_that_names_nobody_absent_were_not_there(text: str) -> None:
    reading = read(text, of_item=True)
    said = text.splitlines()[-1]
    assert (reading.attendance.present, reading.said) == ((), ())
    assert [note.message for note in reading.notes] == [f"not read as attendance: {said!r}."]


@pytest.mark.parametrize("entry", entries("member", "occupation"))
def test_lines_of_lists_are_read(entry: dict[str, Any]) -> None:
    for text in entry["examples"]:
        assert read_members(piece_of(text)) is not None, text
    assert entry["examples"]


@pytest.mark.parametrize("entry", entries("member_away"))
def test_lines_of_those_absent_tell_why(entry: dict[str, Any]) -> None:
    for text in entry["examples"]:
        members = read_listed(piece_of(text), Listing("absent"))
        assert members is not None, text
        assert members[0].note is not None, text
    for text in entry["rejects"]:
        members = read_listed(piece_of(text), Listing("absent"))
        assert members is None or members[0].note is None, text


@pytest.mark.parametrize("entry", entries("occupation_apart"))
def test_lines_of_one_with_an_occupation_are_read(entry: dict[str, Any]) -> None:
    for text in entry["examples"]:
        assert one_with_occupation(piece_of(text)) is not None, text


def test_every_sentence_that_is_read_holds_a_word_that_is_looked_for() -> None:
    texts = [text for entry in idioms.table("attendance")["form"] for text in entry["examples"]]
    assert [text for text in texts if not triggers.may_speak(Paragraph(piece_of(text)), frozenset())] == []


def test_every_form_has_words_that_a_text_must_hold() -> None:
    assert [form.name for form in forms() if not form.gate.words] == []


_CLOSED = (
    "Byrådet - Referat\n\nDato: 3. marts 2021\n\nMedlemmer:\nAsta Birkholm (A)\nBo Elm (V)\n\n{said}\n\n"
    "1. Cykelsti\n\nBeslutning\n\nGodkendt.{more}\n\n2. Havnen\n\nBeslutning\n\nGodkendt.\n\n{items}"
)
_CLOSED_ITEMS = "3. Grundsalg (Lukket)\n\n4. Personsag (Lukket)\n"


@pytest.mark.parametrize(
    ("said", "more", "numbers"),
    [
        ("Bo Elm deltog ikke i den lukkede del af mødet.", "", ["3", "4"]),
        ("Bo Elm (V) deltog ikke i pkt. 2 og den lukkede dagsorden.", "", ["2", "3", "4"]),
        ("Bo Elm var fraværende under den lukkede dagsorden.", "", ["3", "4"]),
        ("Fraværende: Bo Elm (V), den lukkede del", "", ["3", "4"]),
        ("Afbud: Bo Elm (V) (punkt 2 og lukket dagsorden)", "", ["2", "3", "4"]),
        ("", " Bo Elm deltog ikke i den lukkede dagsorden.", ["3", "4"]),
    ],
)
def test_who_was_away_from_the_closed_part_was_so_from_the_closed_items(
    said: str, more: str, numbers: list[str]
) -> None:
    meeting = parse(_CLOSED.format(said=said, more=more, items=_CLOSED_ITEMS)).meeting
    away = [item.number for item in meeting.items if [one.name for one in item.attendance.absent] == ["Bo Elm"]]
    assert away == numbers
    assert meeting.attendance.absent == []


def test_who_missed_an_item_for_being_disqualified_is_so_told_below_a_list_too() -> None:
    said = "Bo Elm deltog ikke i punkt 2 pga. inhabilitet."
    item = parse(_CLOSED.format(said=said, more="", items=_CLOSED_ITEMS)).meeting.items[1]
    assert [(one.name, one.recused) for one in item.attendance.absent] == [("Bo Elm", True)]


def test_an_absence_that_no_item_has_is_told() -> None:
    for said, part in (
        ("Bo Elm deltog ikke i den lukkede dagsorden.", "the closed part"),
        ("Bo Elm deltog ikke i behandlingen af sagen.", "a part"),
    ):
        meeting = parse(_CLOSED.format(said=said, more="", items="3. Eventuelt\n\nBeslutning\n\nIntet.\n")).meeting
        told = [note.message for note in meeting.diagnostics if note.code == "fact-unread"]
        assert told == [f"Bo Elm was away at {part}, no item here."]


@pytest.mark.parametrize("said", ["Der mødte ikke stedfortræder for Bo Elm.", "Der var ingen afbud til dagens møde."])
def test_a_sentence_on_nobody_is_a_statement_of_the_meeting(said: str) -> None:
    meeting = parse(f"Referat\nByrådet\n3. marts 2020\n\n{said}\n\nPunkt 1: Sti\n\nBeslutning\nGodkendt.\n").meeting
    assert [statement.text for statement in meeting.attendance.statements] == [said]
    assert (meeting.attendance.basis, meeting.attendance.absent) == ("none", [])


CLOSED_BY = """\
Havneudvalget
Referat fra ordinært møde den 3. maj 2017 kl. 8.00

Punkt: 1
Meddelelser

Baggrund
Havnechefen oplyste, at fristen er rykket.{closed}

Punkt: 2
Kajplads

Baggrund
Kajen er slidt.

Beslutning
Godkendt.
"""


@pytest.mark.parametrize(
    ("closed", "absent", "told"),
    [
        ("\n\nBo Elm (C) deltog ikke i sagens behandling.", ["Bo Elm"], 0),
        (
            "\n\nBo Elm (C) deltog ikke i sagens behandling.\n\nIda Holm (V) og Karl Vang (T) deltog ikke i mødet.",
            ["Bo Elm", "Ida Holm", "Karl Vang"],
            0,
        ),
        (" Bo Elm (C) deltog ikke i mødet. Havneudvalget Side 2", ["Bo Elm"], 0),
        (" Fristen er den 21. maj Bo Elm (C) deltog ikke i sagen. Ida Holm (V) deltog ikke i mødet.", ["Ida Holm"], 1),
        ("\n\nBo Elm fra rederiet deltog ikke i mødet.", [], 0),  # whom nobody knows
        (" Bo Elm (C) deltog ikke i mødet i havnerådet. Der er siden rykket.", [], 0),
    ],
)
def test_text_without_a_decision_may_close_with_who_was_away(closed: str, absent: list[str], told: int) -> None:
    meeting = parse(CLOSED_BY.format(closed=closed)).meeting
    assert [one.name for one in meeting.items[0].attendance.absent] == absent
    assert [one.code for one in meeting.diagnostics].count("fact-unread") == told


def test_an_initial_before_a_sentence_is_no_letter_of_a_group_of_items() -> None:
    """Each stands directly above a heading, as "B. Sager til orientering" would."""
    first, second = (
        "J. Elm (V) forlod mødet kl. 17.20.",
        "H. C. Elm deltog ikke i sagens behandling på grund\naf inhabilitet.",
    )
    text = "Referat\n\nByrådet\n\nDato: 3. marts 2021\n\n"
    for number, said in enumerate((first, second, "Godkendt."), 1):
        text += f"{number}. Cykelsti ad vej {number}\n\nBeslutning\n\nGodkendt.\n\n{said}\n\n"
    left, recused, _ = (item.attendance for item in parse(text).meeting.items)
    assert [(move.name, move.time) for move in left.movements] == [("J. Elm", "17.20")]
    assert [one.name for one in recused.absent if one.recused] == ["H. C. Elm"]


@pytest.mark.parametrize(
    "said",
    [
        "Kl. 18.10 forlod Mia Skrydstrup, F mødet.",
        "Mia Skrydstrup, Venstre forlod mødet kl. 18.10.",
        "Mia Skrydstrup, F måtte forlade mødet kl. 18.10.",
        "Mia Skrydstrup, Det Konservative Folkeparti var gået kl. 18.10.",
        "Kl. 18.10 forlod Mia Skrydstrup, Dansk Folkeparti mødet.",
        "Mia Skrydstrup, Alternativet indtrådte i mødet kl. 18.10.",
    ],
)
def test_a_party_behind_a_comma_parts_nobody_from_what_they_did(said: str) -> None:
    movements = read(said, of_item=False).attendance.movements
    assert [(move.name.value, move.time and move.time.value) for move in movements] == [("Mia Skrydstrup", "18.10")]


def test_a_substitute_for_somebody_with_an_initial_is_read() -> None:
    """A letter behind "for" is a party's in a vote alone: the sentence does not end with it."""
    (one,) = plain(read("Mia Skrydstrup deltog som suppleant for J. Ny Vestgård.", of_item=True).attendance.absent)
    assert one == {"name": "J. Ny Vestgård", "substitute": "Mia Skrydstrup"}


HEAD = (
    "Referat\n\nByrådet\n\nDato: 3. marts 2021 kl. 17.00\nSted: Salen\n\n{}\n\n1. Ny bro\n\nBeslutning\n\nGodkendt.\n"
)


@pytest.mark.parametrize(
    ("said", "absent", "moves"),
    [
        ("Afbud fra Bo Elm (V). Mia Skrydstrup ankom kl. 18:10.", ["Bo Elm"], ["Mia Skrydstrup"]),
        (
            "Bo Elm (V) havde meldt afbud. Mia el-\nSkrydstrup (A) forlod mødet kl. 18:10.",
            ["Bo Elm"],
            ["Mia el-Skrydstrup"],
        ),
        (
            "Fraværende: Bo Elm (V), Anne-\nMarie Elmtoft (A), og Ib Dal (A).",
            ["Bo Elm", "Anne-Marie Elmtoft", "Ib Dal"],
            [],
        ),
        ("Afbud fra Bo Hammerslev Elmtoft (V), i stedet deltog Mia\nElmtoft (V).", ["Bo Hammerslev Elmtoft"], []),
        ("Afbud fra Bo Elm (V) og Ib Dal (A). Karl-\nÅge Lund kom kl. 18.10.", ["Bo Elm", "Ib Dal"], ["Karl-Åge Lund"]),
    ],
)
def test_sentences_of_a_head_are_whole(said: str, absent: list[str], moves: list[str]) -> None:
    """No colon of an hour closes a label, and no hyphen at a line's end a sentence."""
    attendance = parse(HEAD.format(said)).meeting.attendance
    assert [one.name for one in attendance.absent] == absent
    assert [one.name for one in attendance.movements] == moves


@pytest.mark.parametrize(("word", "kind"), [("til", "left"), ("fra", "arrived")])
def test_who_took_part_for_some_time_stands_on_a_list_of_those_absent_with_that(word: str, kind: str) -> None:
    (move,) = read(f"Fraværende: Bo Elm (V). Ib Dal (A) deltog {word} kl. 20.05.", of_item=True).attendance.movements
    assert (move.name.value, move.kind.value, move.time and move.time.value) == ("Ib Dal", kind, "20.05")


def test_who_sent_apologies_below_the_disqualified_is_not_one_of_them() -> None:
    text = "Inhabil: Bo Elm (V). Ib Dal (A) og Mia Elm (F) har meldt afbud."
    bo, *others = plain(read(text, of_item=True).attendance.absent)
    assert bo == {"name": "Bo Elm", "party": "V", "recused": True}
    assert others == [
        {"name": "Ib Dal", "party": "A", "excused": True},
        {"name": "Mia Elm", "party": "F", "excused": True},
    ]
