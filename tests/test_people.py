"""People, lists of members and the roster, read by their readers alone; what parts of a document say of one another."""

from datetime import date, datetime, time
from typing import Any

import pytest

from referat import parse
from referat.contract.nodes import AgendaItem, Attendance, Attendee, Person
from referat.facts import crosschecks, item_numbers, members, people, people_in_text, roster
from referat.facts.crosschecks import Identity, Title
from referat.facts.roll import ItemAbsence
from referat.facts.sentences import Piece
from referat.facts.spelling import is_variant
from referat.lexicon import idioms, values
from referat.text.places import Placed, Range
from referat.text.source import Source

KNOWN = frozenset({"Asta Birkholm", "Bo Elm", "Ib Dal", "Oda"})
DAY = date(2021, 3, 3)


def piece(text: str) -> Piece:
    return Piece(text, ((0, 0),))


def said(person: Person | None) -> tuple[str | None, ...] | None:
    return person and tuple(part and part.value for part in person)


@pytest.mark.parametrize(
    ("text", "name", "party", "role"),
    [
        ("Asta Birkholm", "Asta Birkholm", None, None),
        ("Asta Birkholm (A), formand", "Asta Birkholm", "A", "formand"),
        ("Asta Birkholm (A) (Næstformand)", "Asta Birkholm", "A", "næstformand"),
        ("Asta Birkholm (A) - formand", "Asta Birkholm", "A", "formand"),
        ("Asta Birkholm, V", "Asta Birkholm", "V", None),
        ("Asta Birkholm V", "Asta Birkholm", "V", None),
        ("Asta Birkholm ((O))", "Asta Birkholm", "O", None),
        ("Asta Birkholm (C )", "Asta Birkholm", "C", None),
        ("Asta Birkholm(V)", "Asta Birkholm", "V", None),
        ("Asta Birkholm, løsgænger", "Asta Birkholm", None, None),
        ("Asta Birkholm (Uden for parti)", "Asta Birkholm", None, None),
        ("Asta Birkholm (Havnelisten)", "Asta Birkholm", "Havnelisten", None),
        ("Første næstformand Bo Elm (NL)", "Bo Elm", "NL", "1. næstformand"),
        ("Kontorchef Asta Birkholm", "Asta Birkholm", None, None),
        ("Jens P. N. Elkær", "Jens P. N. Elkær", None, None),
        ("J.P. Elkær", "J.P. Elkær", None, None),
        ("Niels-Ole O'Dwyer (C)", "Niels-Ole O'Dwyer", "C", None),
        ("Ib al-Haddad", "Ib al-Haddad", None, None),
        ("Bo d'Ascoli", "Bo d'Ascoli", None, None),
        ("Asta Nord (A)", "Asta Nord", "A", None),
        ("Politiinspektør Bo Elm", "Bo Elm", None, None),
        ("Repræsentant for de frivillige Asta Birkholm", "Asta Birkholm", None, None),
        ("Ida von der Ahe", "Ida von der Ahe", None, None),
        ("Ågot Łukasz Šimić (A)", "Ågot Łukasz Šimić", "A", None),
    ],
)
def test_a_person(text: str, name: str | None, party: str | None, role: str | None) -> None:
    found = people.person(piece(text))
    assert said(found) == (None if name is None else (name, party, role))
    if found is not None:
        assert text[found.name.at[0].a : found.name.at[0].b] == name


@pytest.mark.parametrize(
    "text",
    [
        "Asta", "asta birkholm", "Viborg Kommune", "Teknik og Miljø", "Asta Birkholm og Bo Elm", "ÅBNE SAGER",
        "Asta B", "Stedfortræder Asta Birkholm", "Asta Birkholm Bo Elm Ib Dal Oda Holm", "Godkendt Asta Birkholm",
        "Landbo Nord", "Sydby Roforening", "Dansk Roforbund",
    ],
)  # fmt: skip
def test_what_is_no_person(text: str) -> None:
    assert people.person(piece(text)) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Asta Birkholm, V, Bo Elm, A", ["Asta Birkholm", "Bo Elm"]),
        ("Asta Birkholm (Ø). Bo Elm (G)", ["Asta Birkholm", "Bo Elm"]),
        ("Asta Birkholm (A) Bo Elm (V)", ["Asta Birkholm", "Bo Elm"]),
        ("Asta Birkholm, Bo Elm og Ib Dal", ["Asta Birkholm", "Bo Elm", "Ib Dal"]),
        ("Asta Birkholm, J.P. Elkær og Bo Gade", ["Asta Birkholm", "J.P. Elkær", "Bo Gade"]),
        ("Asta Birkholm, Bo Elm samt Ib Dal.", ["Asta Birkholm", "Bo Elm", "Ib Dal"]),
        ("Asta Birkholm (A), Bo Elm (Nordby Lokalt)", ["Asta Birkholm", "Bo Elm"]),
        ("Asta Birkholm (A), stien og Bo Elm", None),
        ("Asta Birkholm Bo Elm Ib Dal", None),
    ],
)
def test_a_list_is_read_whole_or_not_at_all(text: str, names: list[str] | None) -> None:
    found = people.persons(piece(text))
    assert (found and [person.name.value for person in found]) == names


def test_names_parted_by_blanks_alone_are_told_apart_where_they_are_known() -> None:
    found = people.persons(piece("Asta Birkholm Bo Elm Ib Dal Oda"), KNOWN)
    assert found is not None
    assert [person.name.value for person in found] == ["Asta Birkholm", "Bo Elm", "Ib Dal", "Oda"]


def test_a_first_name_alone_is_somebody_whom_the_meeting_knows() -> None:
    found = people.persons(piece("Asta og Bo"), KNOWN)
    assert found is not None
    assert [person.name.value for person in found] == ["Asta", "Bo"]
    assert people.persons(piece("Asta og Bo"), KNOWN | {"Asta Lund"}) is None
    assert people.persons(piece("Asta og Bo")) is None


def test_a_name_in_brackets_is_a_party_beside_others_that_have_one() -> None:
    found = people.persons(piece("Asta Birkholm (A), Bo Elm (Nordby Lokalt) og Ib Dal (Idrætsrådet)"))
    assert found is not None
    assert [person.party and person.party.value for person in found] == ["A", "Nordby Lokalt", None]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Formanden, Asta Birkholm, orienterede.", [("Asta Birkholm", None, "formand")]),
        ("Som formand blev valgt Asta Birkholm (A).", [("Asta Birkholm", "A", None)]),
        ("Asta Birkholm (A) som formand og Bo Elm (V).", [("Asta Birkholm", "A", "formand"), ("Bo Elm", "V", None)]),
        ("Borgmester Asta Birkholms indlæg blev drøftet.", []),
        ("Udvalget drøftede planen (A).", []),
        ("Asta Birkholm, A, ankom kl. 17.", [("Asta Birkholm", "A", None)]),
        ("Borgmester Asta Birkholm, F, (sygdom)", [("Asta Birkholm", "F", "borgmester")]),
        ("Imod stemte Asta Birkholm, A, og V.", []),
        (
            "For: Asta Birkholm (A), Bo Elm (Nordby Lokalt), Ib Dal (V)",
            [("Asta Birkholm", "A", None), ("Bo Elm", "Nordby Lokalt", None), ("Ib Dal", "V", None)],
        ),
    ],
)
def test_people_in_running_text(text: str, named: list[tuple[str, str | None, str | None]]) -> None:
    assert [said(person) for person in people_in_text.named_in(piece(text))] == named


@pytest.mark.parametrize("key", ["behind_name", "before_name", "role_before", "role_after"])
def test_rules_of_people_hold_for_their_examples(key: str) -> None:
    for entry in idioms.table("people")[key]:
        pattern = people.compile_with(entry["pattern"])
        assert entry["examples"]
        for text in entry["examples"]:
            assert pattern.search(text), (entry["name"], text)
        for text in entry.get("rejects", []):
            assert not pattern.search(text), (entry["name"], text)


def member(text: str) -> dict[str, Any]:
    """What the line of one member says beside their name."""
    found = members.read_members(piece(text))
    assert found is not None
    assert len(found) == 1
    fields = found[0]._replace(person=None, movement=None)._asdict()  # type: ignore[arg-type]
    plain = {key: value.name.value if isinstance(value, Person) else value for key, value in fields.items() if value}
    return {key: value.value if isinstance(value, Placed) else value for key, value in plain.items()}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("• Asta Birkholm (A) - Deltog", {"attended": True}),
        ("Asta Birkholm (A) (borgmester) - Deltog", {"attended": True}),
        ("Asta Birkholm (A), Næstformand- afbud", {"absent": True, "excused": True}),
        ("Asta Birkholm: Afbud (Stedfortræder Ib Dal, fraværende ved sag 1-2. )",
         {"absent": True, "excused": True, "substitute": "Ib Dal", "note": "fraværende ved sag 1-2."}),
        ("Asta Birkholm (A), arbejde.", {"note": "arbejde"}),
        ("Asta Birkholm, A, (ferie)", {"note": "ferie"}),
        ("Asta Birkholm pga. arbejde", {"note": "arbejde"}),
        ("Asta Birkholm grundet sygdom, suppleant Bo Elm deltager",
             {"note": "sygdom", "substitute": "Bo Elm", "replaced": True}),
        ("- Asta Birkholm (suppleant Bo Elm deltager i stedet)", {"substitute": "Bo Elm", "replaced": True}),
        ("Asta Birkholm (A) Stedfortræder for Bo Elm (A)",
         {"instead_of": "Bo Elm", "note": "Stedfortræder for Bo Elm (A)"}),
        ("Asta Birkholm (A), sag 129-131", {"items": ("129", "130", "131"), "note": "sag 129-131"}),
        ("Asta Birkholm, etnisk repræsentant", {"note": "etnisk repræsentant"}),
        ("Asta Birkholm (Idrætsrådet)", {"note": "Idrætsrådet"}),
    ],
)  # fmt: skip
def test_a_line_of_a_list_of_members(text: str, fields: dict[str, Any]) -> None:
    assert member(text) == fields


def test_names_on_two_lines_without_a_comma_are_two() -> None:
    lines = Piece("Asta Birkholm, Bo Elm Ib Dal Holm, Oda Lund", ((0, 0), (22, 30)))
    found = members.read_members(lines)
    assert found is not None
    assert [one.person.name.value for one in found] == ["Asta Birkholm", "Bo Elm", "Ib Dal Holm", "Oda Lund"]


def test_nobody_and_no_list() -> None:
    assert members.read_members(piece("Ingen.")) == ()
    assert members.read_members(piece("Asta Birkholm og resten af udvalget")) is None


def test_numbers_of_items_are_written_out() -> None:
    assert item_numbers.of("2 – 4, 7 og 04A") == ("2", "3", "4", "7", "4a")
    assert item_numbers.of("01 – pkt. 03") == ("1", "2", "3")


def test_spellings_that_differ_by_a_letter() -> None:
    assert is_variant("Asta Birkholm", "Asta Birkholn")
    assert not is_variant("Asta Birkholm", "Esta Birkholm")
    assert not is_variant("Bo Elm", "Bo Els")


def test_each_name_once_with_what_any_place_gives() -> None:
    text = "Asta Birkholm (A) og Asta Birkholn. Formand Asta Birkholm."
    source = Source(text)
    named = [
        Person(Placed("Asta Birkholm", (Range(0, 13),)), Placed("A")),
        Person(Placed("Asta Birkholn", (Range(21, 34),))),
        Person(Placed("Asta Birkholm", (Range(44, 57),)), None, Placed("formand")),
    ]
    found, notes = roster.merged(source, named)
    assert [said(person) for person in found] == [("Asta Birkholm", "A", "formand")]
    assert [note.code for note in notes] == ["name-variant"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Byrådet valgte Asta Birkholm (A) som næstformand.", [("Asta Birkholm", "A", None)]),
        (
            "Udpeget blev:\nAsta Birkholm (A) (formand)\nBo Elm (V)",
            [("Asta Birkholm", "A", None), ("Bo Elm", "V", None)],
        ),
        ("Som formand Asta Birkholm (A) genvalgtes.", [("Asta Birkholm", "A", None)]),
        ("Borgmester Asta Birkholm (A) foreslog udsættelse.", [("Asta Birkholm", "A", "borgmester")]),
        ("Mødet blev ledet af Asta Birkholm (A)(formand).", [("Asta Birkholm", "A", "formand")]),
    ],
)
def test_a_role_that_somebody_is_elected_to_is_none_that_they_have(
    text: str, people: list[tuple[str, str | None, str | None]]
) -> None:
    page = f"Byrådet - Referat\n\nDato: 3. marts 2021\n\n1. Cykelsti\n\nBeslutning\n\n{text}\n"
    assert [(one.name, one.party, one.role) for one in parse(page).meeting.people] == people


def item(number: str | None, title: str = "Cykelsti", decided: Any = None) -> AgendaItem:
    """An item with little in it."""
    nothing: Any = None
    at = Range(0, 1)
    placed = Placed(number, (at,)) if number else None
    return AgendaItem(
        Placed(""), Placed(1), placed, Placed(title), (), nothing, nothing, nothing, nothing,
        (), nothing, (), decided, Attendance(), (), at,
    )  # fmt: skip


def absence(*items: str) -> ItemAbsence:
    return ItemAbsence(Attendee(Placed("Asta Birkholm")), items, Range(0, 1))


def absent(attendance: Attendance) -> list[str]:
    return [one.name.value for one in attendance.absent]


def test_absences_are_brought_to_the_items_they_name() -> None:
    items, meeting = crosschecks.bring_to_items([item("01"), item("2")], Attendance(), [absence("1")])
    assert [absent(one.attendance) for one in items] == [["Asta Birkholm"], []]
    assert absent(meeting) == []


def test_who_was_absent_for_every_item_was_absent_from_the_meeting() -> None:
    items, meeting = crosschecks.bring_to_items([item("1"), item("2")], Attendance(), [absence("1", "2", "3")])
    assert [absent(one.attendance) for one in items] == [[], []]
    assert absent(meeting) == ["Asta Birkholm"]


def test_hours() -> None:
    late = Placed(values.moment(DAY, time(17)))
    found, notes = crosschecks.hours(DAY, late, None, Placed(time(1, 30)))
    assert found.closed is not None
    assert (found.closed.value, notes) == (datetime.fromisoformat("2021-03-04T01:30:00+01:00"), ())
    found, notes = crosschecks.hours(DAY, late, Placed(time(17, 5)), Placed(time(16)))
    assert found.opened is not None
    assert (found.opened.value.isoformat(), found.closed) == ("2021-03-03T17:05:00+01:00", None)
    assert [note.code for note in notes] == ["time-order"]
    assert crosschecks.hours(None, None, Placed(time(17)), None) == (crosschecks.Hours(None, None), ())


def test_contents_and_items() -> None:
    contents = [Title("cykelsti ved engvej", "Cykelsti ved Engvej", "1"), Title("havnen", "Havnen", "2", closed=True)]
    items = [Title("cykelsti ved engvejen", "Cykelsti ved Engvejen", "1"), Title("eventuelt", "Eventuelt", "3")]
    entries, notes = crosschecks.compare_contents(contents, items)
    assert {position: entry.printed for position, entry in entries.items()} == {0: "Cykelsti ved Engvej"}
    assert [note.message for note in notes] == [
        "in the contents but not among the items: 'Havnen'.",
        "among the items but not in the contents: 'Eventuelt'.",
    ]


def test_an_item_that_the_contents_alone_call_closed() -> None:
    items = (item("1"), item("2"))
    closed = crosschecks.closed_in_contents(items, {1: Title("havnen", "Havnen", closed=True)})
    assert [one.access and one.access.value for one in closed] == [None, "closed"]


def test_numbers() -> None:
    notes = crosschecks.numbers([item(number) for number in ("1", "2", "4", "3", "4", "101")], lambda _: 7)
    assert [(note.code, note.message) for note in notes] == [
        ("number-order", "number 3 after 4."),
        ("number-repeated", "number 4 again; first on line 7."),
    ]


def test_an_item_without_a_decision_where_most_have_one() -> None:
    items = [item(str(number), decided=object()) for number in (1, 2, 3)] + [item("4")]
    assert [note.message for note in crosschecks.decisions(items)] == ["item 4 has no decision; 3 others have one."]
    assert crosschecks.decisions(items[2:]) == ()


def test_ids_are_of_what_identifies_a_meeting() -> None:
    identity = Identity("Nordby Kommune", "Byrådet", DAY, None, "minutes")
    assert crosschecks.meeting_id(identity, lambda: "one text") == crosschecks.meeting_id(identity, lambda: "another")
    assert crosschecks.meeting_id(identity, lambda: "") != crosschecks.meeting_id(
        identity._replace(authority=None), lambda: ""
    )
    unknown = identity._replace(date=None)
    assert crosschecks.meeting_id(unknown, lambda: "one text") != crosschecks.meeting_id(unknown, lambda: "another")
    assert crosschecks.item_id("m1", 2, "12a") == "m1-2-12a"


def test_what_the_header_leaves_unknown() -> None:
    codes = [note.code for note in crosschecks.unknown("unknown", None, None, ())]
    assert codes == ["document-type-unknown", "body-unknown", "date-unknown", "no-items"]
