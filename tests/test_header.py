"""The head of a document: every form of a field, in invented words."""

from collections.abc import Iterator
from datetime import date, time

import pytest

from blocks import lines_of
from referat import parse
from referat.facts.header import dates, head, roles
from referat.facts.header.head import Header
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.outline.blocks import DocumentBlocks
from referat.text.places import Range
from referat.text.source import Source


def read(text: str) -> Header:
    """The head that `text` is."""
    source = Source(text)
    lines = lines_of(source, 0, len(source.lines))
    return head.of(source, DocumentBlocks(Range(0, len(source.view)), lines, (), ()))


def plain(head: Header) -> dict[str, str]:
    """The fields that have a value, as text."""
    names = (
        "document_type",
        "title",
        "body",
        "authority",
        "date",
        "scheduled_start",
        "scheduled_end",
        "opened",
        "closed",
        "place",
    )
    values = {name: getattr(head, name) for name in names}
    return {
        name: _shown(placed.value)
        for name, placed in values.items()
        if placed is not None and placed.value != "unknown"
    }


def _shown(value: object) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value if isinstance(value, str) else value.isoformat()[:16]  # type: ignore[attr-defined]


def check(text: str, **fields: str) -> None:
    """The head `text` has these fields; a field that is "" it must not have, others do not matter."""
    found = plain(read(text))
    assert {name: found.get(name, "") for name in fields} == fields


# --- When -------------------------------------------------------------------------------------------------------------

DATES = [
    ("den 3. marts 2021 kl. 09:00", "2021-03-03", "09:00", ""),
    ("Tirsdag d. 3. marts 2021 kl. 09:00", "2021-03-03", "09:00", ""),
    ("d. 03-03-2021", "2021-03-03", "", ""),
    ("d. 03/03-98 kl. 19", "1998-03-03", "19:00", ""),
    ("d.03-03-2021", "2021-03-03", "", ""),
    ("3. marts, 2021 kl. 13:00", "2021-03-03", "13:00", ""),
    ("d. 3/3 - 21", "2021-03-03", "", ""),
    ("d. 3/3 - 21 kl. 13:00", "2021-03-03", "13:00", ""),
    ("03-03-2021 kl. 15:00 - 18:00", "2021-03-03", "15:00", "18:00"),
    ("03-03-2021 Kl. 15:00-16:10", "2021-03-03", "15:00", "16:10"),
    ("3. marts 2021 kl. 09:00 13:00", "2021-03-03", "09:00", "13:00"),
    ("03-03-2021 kl. 15:00 - 17.30", "2021-03-03", "15:00", "17:30"),
    ("03-03-2021 13:00", "2021-03-03", "13:00", ""),
    ("03-03-2021 10:00:00", "2021-03-03", "10:00", ""),
    ("onsdag den 3. marts 2021 kl. 13:00", "2021-03-03", "13:00", ""),
    ("03.03.2021, kl. 17:30", "2021-03-03", "17:30", ""),
    ("03.03.2021 kl. 16:30", "2021-03-03", "16:30", ""),
    ("Tirsdag den 03-03-2021 kl. 08:15", "2021-03-03", "08:15", ""),
    ("Mandag, 3 marts, 2021 - 19:00", "2021-03-03", "19:00", ""),
    ("Onsdag, March 3, 2021 - 18:00", "2021-03-03", "18:00", ""),
    ("Wednesday, March 3, 2021 - 18:00", "2021-03-03", "18:00", ""),
    ("Tirsdag d. 3 marts 2021", "2021-03-03", "", ""),
    ("3. marts 2021, kl. 15:00", "2021-03-03", "15:00", ""),
    ("3. marts 2021 16:00", "2021-03-03", "16:00", ""),
    ("15-maj-2002", "2002-05-15", "", ""),
    ("14. nov 2022", "2022-11-14", "", ""),
    ("Tirsdag 16. aug. 2022 kl. 08:15", "2022-08-16", "08:15", ""),
    ("8/29/2019 4:00:00 PM", "2019-08-29", "16:00", ""),
    ("9/6/2019 9:30 AM", "2019-09-06", "09:30", ""),
    ("9/26/2019", "2019-09-26", "", ""),
    ("6/9/2019", "2019-09-06", "", ""),
    ("3/3-2021 kl. 19", "2021-03-03", "19:00", ""),
    ("d. 3/3 2021 kl.21.33", "2021-03-03", "21:33", ""),
    ("2021-03-03 17:00", "2021-03-03", "17:00", ""),
    ("torsdag, den 3. marts 2021, klokken 13.00", "2021-03-03", "13:00", ""),
    ("ONSDAG DEN 3. MARTS 2021 KL. 17.00", "2021-03-03", "17:00", ""),
    ("3. marts 2021 fra kl. 17 til kl. 19", "2021-03-03", "17:00", "19:00"),
    ("3. marts 2021 kl. 17.00 – ca. 19.00", "2021-03-03", "17:00", "19:00"),
    ("3. marts 2021 kl. 17:00 -", "2021-03-03", "17:00", ""),
    ("3. marts 2021 kl.: 14.15 – 15.15", "2021-03-03", "14:15", "15:15"),
]


@pytest.mark.parametrize(("text", "day", "start", "end"), DATES)
def test_dates_and_times(text: str, day: str, start: str, end: str) -> None:
    said = dates.only(Piece(text, ((0, 0),)))
    assert said is not None
    assert said.date is not None
    assert said.date.value == date.fromisoformat(day)
    assert [f"{clock.value:%H:%M}" if clock else "" for clock in (said.start, said.end)] == [start, end]


@pytest.mark.parametrize(
    "text",
    [
        "26.-27. januar 2020",
        "26. - 27. januar 2020",
        "26. og 27. januar 2020",
        "3. marts",
        "3. marts 20017",
        "12-1-18-08",
        "99-99-20201",
        "marts 2021",
    ],
)
def test_no_date_of_one_day(text: str) -> None:
    assert not [when for when in dates.find(Piece(text, ((0, 0),))) if when.date]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mødedato: 32. marts 2020", "date-unreadable"),
        ("Tid: kl. 25.70", "time-unreadable"),
        ("Dato: 3. marts 2021 kl. 19.00 - 17.00", "time-order"),
    ],
)
def test_what_is_no_date_and_no_time_is_told(text: str, code: str) -> None:
    assert code in [note.code for note in read(text).notes]


def test_an_end_may_have_its_day_again() -> None:
    check("Mødetidspunkt: 3. marts 2021 kl. 08:00 til 3. marts 2021 kl. 10:00", scheduled_end="2021-03-03T10:00")


def test_two_figures_for_the_year_count_where_it_is_said_that_they_are_a_date() -> None:
    check("Dato: 3/3-21", date="2021-03-03")
    check("Referat af møde i Byrådet d. 03.03.21 kl. 15-17", date="2021-03-03", scheduled_end="2021-03-03T17:00")
    check("Byrådet 03.03.21", date="")


def test_a_time_in_brackets_is_of_something_else() -> None:
    check("Dato: 3. marts 2021\nTid: Kl. 12.30-15.00 (formøde kl. 11.00)", scheduled_start="2021-03-03T12:30")
    check("Dato: 3. marts 2021 (kl. 16.00)", scheduled_start="2021-03-03T16:00")
    check("Byrådet\nOnsdag den 3. marts 2021 kl. 15 (gruppemøder fra kl. 12)", scheduled_start="2021-03-03T15:00")
    aside = read("Byrådet\nDen 3. marts 2021 kl. 16.00-18.30 (spisning fra kl. 17.30)\nMødet blev hævet kl. 18.12.")
    assert [note.message for note in aside.notes] == ["in no field: '(spisning fra kl. 17.30)'."]
    assert (plain(aside)["scheduled_end"], plain(aside)["closed"]) == ("2021-03-03T18:30", "18:12")


def test_a_meeting_may_end_after_midnight() -> None:
    check("Dato: 3. marts 2021 kl. 19.00 - 00.30", scheduled_end="2021-03-04T00:30")


# --- One line, every order --------------------------------------------------------------------------------------------

BYRAAD = {"document_type": "minutes", "body": "Byrådet", "date": "2021-03-03"}
HEADS = [
    ("Referat Nordby Byråd 03-03-2021", {"document_type": "minutes", "body": "Nordby Byråd", "date": "2021-03-03"}),
    ("Referat fra mødet i Byrådet den 3. marts 2021 kl. 19:00", {**BYRAAD, "scheduled_start": "2021-03-03T19:00"}),
    (
        "Referat til mødet i Byrådet den 3. marts 2021 kl. 16:00 i Byrådssalen",
        {**BYRAAD, "scheduled_start": "2021-03-03T16:00", "place": "Byrådssalen"},
    ),
    ("Referat fra Byrådets møde den 3. marts 2021", BYRAAD),
    (
        "Referat af Byrådets ordinære møde tirsdag den 3. marts 2021 kl. 17.00 i salen på Engvej",
        {**BYRAAD, "place": "salen på Engvej"},
    ),
    (
        "Referat til mødet i Kommunalbestyrelsen_2014-17 den 3. marts 2021 kl. 19:00 i salen",
        {**BYRAAD, "body": "Kommunalbestyrelsen_2014-17", "scheduled_start": "2021-03-03T19:00", "place": "salen"},
    ),
    ("Referat for Byrådet møde den 3. marts 2021", BYRAAD),
    ("Referat - Byrådet den 3. marts 2021", BYRAAD),
    ("Byrådet - Referat - 3. marts 2021", BYRAAD),
    ("Byrådet – Referat – 3. marts 2021", BYRAAD),
    ("Byrådet - Referat fra mødet den 03-03-2021", BYRAAD),
    ("Byrådet 3. marts 2021 (Referat)", BYRAAD),
    ("Byrådet 03-03-2021 16:00 Referat Samlet dokument", {**BYRAAD, "scheduled_start": "2021-03-03T16:00"}),
    ("03-03-2021 - Byrådet - Referat", BYRAAD),
    ("3. marts 2021: Referat fra Byrådet", BYRAAD),
    ("Nordby Kommune - Byrådet - Referat - 03-03-2021", {**BYRAAD, "authority": "Nordby Kommune"}),
    ("NORDBY KOMMUNE. REFERAT. Byrådet. 03-03-2021", {**BYRAAD, "authority": "NORDBY KOMMUNE"}),
    ("Region Nordby Referat Regionsrådet 03-03-2021", {"authority": "Region Nordby", "body": "Regionsrådet"}),
    (
        "BØRNE- OG FRITIDSUDVALGET FOR NORDBY KOMMUNE",
        {"body": "BØRNE- OG FRITIDSUDVALGET", "authority": "NORDBY KOMMUNE"},
    ),
    (
        "REFERAT FRA MØDE NR. 20 TORSDAG DEN 3. MARTS 2021, KL PÅ NORDBY RÅDHUS, LOKALE 5",
        {"document_type": "minutes", "date": "2021-03-03", "place": "NORDBY RÅDHUS, LOKALE 5"},
    ),
    (
        "Referat fra ekstraordinært møde i Byrådet, torsdag den 3. marts 2021, kl. 19.00",
        {**BYRAAD, "scheduled_start": "2021-03-03T19:00"},
    ),
    ("UDKAST til referat fra Byrådet 3. marts 2021", BYRAAD),
    ("Referat (ikke godkendt) - Byrådet - 3. marts 2021", BYRAAD),
    ("Foreløbigt referat Byrådet 3/3 2021", BYRAAD),
    (
        "R e f e r a t MØDE 6-2021. Nordby Seniorråd. Torsdag den 3. marts 2021 kl. 13.00. Mosen, Nordby Rådhus",
        {
            "document_type": "minutes",
            "body": "Nordby Seniorråd",
            "date": "2021-03-03",
            "scheduled_start": "2021-03-03T13:00",
            "place": "Mosen, Nordby Rådhus",
        },
    ),
    ("Åbent referat for Byrådet den 3. marts 2021", BYRAAD),
    (
        "År 2014-2017 Integrationsrådet - Referat",
        {"document_type": "minutes", "body": "Integrationsrådet", "title": "År 2014-2017 Integrationsrådet - Referat"},
    ),
    (
        "REFERAT stier og natur d. 14-09-2021",
        {"document_type": "minutes", "body": "stier og natur", "date": "2021-09-14"},
    ),
    ("DAGSORDEN Byrådet 2022-2025 d. 01-03-2022", {"document_type": "agenda", "body": "Byrådet 2022-2025"}),
    (
        "TILLÆGSDAGSORDEN Havneudvalget d. 01-03-2022",
        {"document_type": "supplementary_agenda", "body": "Havneudvalget"},
    ),
    ("Social og omsorgs møde den 3. marts 2021", {"body": "Social og omsorg", "date": "2021-03-03"}),
    ("Referat Udvalget for Havne og Broers møde tirsdag den 03-03-2021", {"body": "Udvalget for Havne og Broer"}),
    ("Referat Udvalget for Havn og Bro's møde Tirsdag den 03-03-2021", {"body": "Udvalget for Havn og Bro"}),
    ("Referat Havneudvalget 's møde Tirsdag den 03-03-2021", {"body": "Havneudvalget", "document_type": "minutes"}),
    ("Forebyggelse og Idræt - 11-01-2021", {"body": "Forebyggelse og Idræt", "date": "2021-01-11"}),
    ("Referat Social og Sundhed 3. marts 2021", {"body": "Social og Sundhed"}),
    ("Social og Sundhed - Referat", {"body": "Social og Sundhed", "document_type": "minutes"}),
    (
        "Mødet i Ældrerådet den 3. marts 2021 afholdt på Engbo",
        {"body": "Ældrerådet", "place": "Engbo", "document_type": ""},
    ),
    (
        "Referat fra Ældrerådets møde den 3. marts 2021 i Sognegården, Nordby kl. 10.00 – 12.00",
        {"body": "Ældrerådet", "place": "Sognegården, Nordby", "scheduled_end": "2021-03-03T12:00"},
    ),
    (
        "Bestyrelsesmøde 3. marts 2021 kl. 10.00, Slottet",
        {"date": "2021-03-03", "scheduled_start": "2021-03-03T10:00", "place": "Slottet", "body": ""},
    ),
    (
        "Referat af møde den 3. marts 2021 kl. 8.00,\nafsluttet med telefonmøde den 9. marts 2021 kl. 17",
        {"date": "2021-03-03", "place": ""},
    ),
    ("Referat. 3. marts 2021 kl. 8.00\n\nI det afsluttende telefonmøde deltog", {"date": "2021-03-03", "place": ""}),
    ("Referat - Byrådet\n\n03-03-2021 16:00\n\nVideo\n\nMedlemmer af udvalget:\n\nBo Elm", {**BYRAAD, "place": ""}),
    ("Referat - Byrådet\n\n03-03-2021 16:00\n\nKantinen\n\nMedlemmer af udvalget:\n\nBo Elm", {"place": "Kantinen"}),
    ("Møde 3. marts 2021 kl. 08:00 i Havnecenteret", {"date": "2021-03-03", "place": "Havnecenteret"}),
    ("Møde 3. marts 2021 kl. 08:00, Ved Fjorden 20", {"date": "2021-03-03", "place": "Ved Fjorden 20"}),
    ("Møde 3. marts 2021 kl. 08:00, Ved Åsen 7", {"date": "2021-03-03", "place": "Ved Åsen 7"}),
    ("Møde 3. marts 2021 kl. 8.00 Engvej 3, 8990 Nordby", {"place": "Engvej 3, 8990 Nordby"}),
    ("Møde 3. marts 2021 kl. 8.00 Bo Elm, Ib Dal", {"place": ""}),
    ("Møde 3. marts 2021 kl Nordby Kro, Engvej 3", {"date": "2021-03-03", "place": "Nordby Kro, Engvej 3"}),
    ("Møde 3. marts 2021 kl Afbud: Bo Elm", {"date": "2021-03-03", "place": ""}),
    ("Referat. Onsdag den 3. marts 2021 kl. 18 i Engbo, Engvej 17 kld.", {"place": "Engbo, Engvej 17 kld."}),
    ("Referat. Onsdag den 3. marts 2021 kl. 18 i Engbo, Engvej 3, 2. tv.", {"place": "Engbo, Engvej 3, 2. tv."}),
    ("Referat. Onsdag den 3. marts 2021 kl. 18 i Engbo, Engvej 3, Nordby.", {"place": "Engbo, Engvej 3, Nordby"}),
    ("Referat: 3. marts 2021 kl. 16:00", {"document_type": "minutes", "date": "2021-03-03", "body": ""}),
    ("Referat • 3. marts 2021 kl. 15.30", {"document_type": "minutes", "scheduled_start": "2021-03-03T15:30"}),
    ("Referat (29. august 2017)", {"document_type": "minutes", "date": "2017-08-29"}),
    ("Referat den 4. januar 2021", {"document_type": "minutes", "date": "2021-01-04", "body": ""}),
    ("Referat den 4. januar", {"document_type": "minutes", "date": "", "body": ""}),
    (
        "Referat fra møde i Ældrerådet Torsdag den kl i Kantinen",
        {"body": "Ældrerådet", "date": "", "place": "Kantinen"},
    ),
    ("Referat. Byrådet. Nordby Rådhus", {"body": "Byrådet", "place": "Nordby Rådhus"}),
    (
        "Beslutningsprotokol for Havneudvalget",
        {"document_type": "minutes", "body": "Havneudvalget", "title": "Beslutningsprotokol for Havneudvalget"},
    ),
    ("Åben dagsorden med vedtagelser - Byrådet - 3. marts 2021", BYRAAD),
    ("K O N K L U S I O N E R fra møde i Byrådet 3. marts 2021", BYRAAD),
    ("Dagsorden og referat fra Byrådets møde 3. marts 2021", BYRAAD),
    (
        "Kommunalbestyrelsen. Lukket møde kl. 16:30 Åbent møde kl. 17:30",
        {"body": "Kommunalbestyrelsen", "scheduled_start": ""},
    ),
    ("Udvalget for Miljø, Teknik og Plan 3. marts 2021", {"body": "Udvalget for Miljø, Teknik og Plan"}),
    ("Økonomi-, teknik- og miljøudvalget 3. marts 2021", {"body": "Økonomi-, teknik- og miljøudvalget"}),
    ("09-13 Udvalget for Børn 3. marts 2021", {"body": "09-13 Udvalget for Børn"}),
    ("Byrådet (18-21) - 01-10-2018", {"body": "Byrådet (18-21)", "date": "2018-10-01"}),
    (
        "Udskrift af forhandlingsprotokol for mødet mandag den 19. februar 2007 kl. 18.00 i mødesalen.",
        {"document_type": "minutes", "date": "2007-02-19", "place": "mødesalen"},
    ),
    (
        "REFERAT AF ÆLDRERÅDETS MØDE TIRSDAG DEN 25. FEBRUAR 2020 KL. 9.30 I LOKALE 3",
        {"body": "ÆLDRERÅDET", "date": "2020-02-25", "place": "LOKALE 3"},
    ),
    (
        "Børneudvalget · Referat · 3. marts 2020 kl. 16.00 · Mødelokale B",
        {"body": "Børneudvalget", "place": "Mødelokale B"},
    ),
    ("Referat 23.11.17 kl. 13-14.30", {"date": "2017-11-23", "scheduled_end": "2017-11-23T14:30"}),
    ("Referat, møde i Det Lokale Erhvervsråd nr. 2-2020", {"body": "Det Lokale Erhvervsråd"}),
    ("Referat\n§17, stk. 4-udvalget om bosætning\n3. marts 2020", {"body": "§17, stk. 4-udvalget om bosætning"}),
    (
        "Byrådet\nonsdag den 3. marts 2020 kl. 16.00\npå Havnekontoret, Sydmolen 3",
        {"place": "Havnekontoret, Sydmolen 3"},
    ),
    ("Det midlertidige udvalg for broer 3. marts 2021", {"body": "Det midlertidige udvalg for broer"}),
    ("Nordby Skole – Skolebestyrelsen", {"body": "Skolebestyrelsen", "place": ""}),
    ("Hovedudvalget (MED)", {"body": "Hovedudvalget (MED)"}),
    ("REFERAT AF GENERALFORSAMLING", {"document_type": "minutes"}),
    ("Dagsorden og beslutningsprotokol", {"document_type": "minutes"}),
]


@pytest.mark.parametrize(("text", "fields"), HEADS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_line_of_typed_parts(text: str, fields: dict[str, str]) -> None:
    check(text, **fields)


def test_what_stands_behind_the_hours_may_be_a_sign() -> None:
    check("Referat klubmøde nr. 1\n\nTirsdag d. 03.03.20, kl. 18.00-21.00 ØST", date="2020-03-03", place="")
    check("Bestyrelsesmøde afholdt den 9 juni 2011 , Sandby.", date="2011-06-09")
    check("Bestyrelsesmødet den 9. juni 2011 er flyttet.", date="")


NO_HEADS = [
    "Referat fra mødet i Byrådet den 28. oktober 2014 er vedlagt.",
    "Godkendelse af referat",
    "Byrådet behandlede sagen den 3. marts 2021.",
    "Referat godkendes kl. 11.46.",
    "Tirsdag den 29. september 2020 kl. 18.00 holder Kommunalbestyrelsen for Nordby Kommune møde.",
    "Se referatet fra Byrådets møde den 3. marts 2021",
    "Hjem Politiske udvalg Seneste fra byrådet",
    "Byråd og udvalg",
    "Udvalg, råd og nævn",
    "Dagsordener og referater",
    "Dagsorden eller referat",
    "Velkommen til Nordby Kommune",
    "Nordby Kommune på Facebook",
    "Vælg møde i boksen.",
    "Udvalg",
    "Nyhedsbrev fra Socialområdet",
]


@pytest.mark.parametrize("text", NO_HEADS)
def test_no_line_of_typed_parts(text: str) -> None:
    assert plain(read(text)) == {}


# --- Labels in every rendering ----------------------------------------------------------------------------------------

WANTED = {"body": "Byrådet", "date": "2021-03-03", "scheduled_start": "2021-03-03T17:00", "place": "Engsalen"}
RENDERINGS = {
    "colons": "Udvalg: Byrådet\nMødedato: 3. marts 2021\nTidspunkt: Kl. 17:00\nMødested: Engsalen",
    "no colons": "Udvalg Byrådet\nMødedato 3. marts 2021\nTidspunkt kl. 17.00\nMødested Engsalen",
    "habit": "Mødedato 3. marts 2021\nMødetidspunkt 17.00\nUdvalg Byrådet\nMødelokale Engsalen",
    "glued": "UdvalgByrådet\nMødedato3. marts 2021\nTidspunkt17.00\nMødestedEngsalen",
    "glued with kl": "UdvalgByrådet\nDato03-03-2021 kl. 17:00\nStedEngsalen",
    "below": "UDVALG\n\nByrådet\n\nSTED\n\nEngsalen\n\nSTARTTIDSPUNKT\n\n03-03-2021 17:00:00",
    "below with colons": "Udvalg:\nByrådet\nDato:\nOnsdag, 3 marts, 2021 - 17:00\nLokation:\nEngsalen",
    "one column": "Dato: |\n03-03-2021 17:00:00 |\n---|---|\nUdvalg: |\nByrådet |\nSted: |\nEngsalen |\nPDF: |\n|",
    "two columns": "Mødested: | Engsalen |\nUdvalg: | Byrådet |\nDato: | 3. marts 2021 kl. 17 |",
    "columns with bars": "| Mødested | Engsalen |\n| Udvalg | Byrådet |\n| Dato | 3. marts 2021 kl. 17.00 |",
    "a row of heads": "| Udvalg | Dato | Sted |\n| Byrådet | 03-03-2021 17:00 | Engsalen |",
    "labels first": "Udvalg\nDato\nTid\nSted\nByrådet\n3. marts 2021\n17.00\nEngsalen",
    "bullets": "- Udvalg: Byrådet\n- Mødedato: 3. marts, 2021 kl. 17:00\n- Mødested: Engsalen",
    "one line": "Udvalg: Byrådet Mødedato: 3. marts 2021 Mødetidspunkt: 17.00 Mødested: Engsalen",
    "one line without colons": (
        "Referat Byrådet Mødedato 3. marts 2021 Mødetidspunkt 17:00 Mødeafholdelse Engsalen Fraværende Ingen"
    ),
    "icons": "Udvalg Ikon\nByrådet\nTidspunkt Ikon\nDato: 03-03-2021\nTid: 17:00\nSted\n\nEngsalen",
    "empty ones": (
        "Udvalg: Byrådet\nDato:\nOnsdag, 3 marts, 2021 - 17:00\n"
        "Hent som fil:\nDagsorden publiceret:\nLokation: Engsalen"
    ),
    "time in the place": "Udvalg: Byrådet\nDato: 3. marts 2021\nSted: Engsalen kl. 17.00",
    "together": "Udvalg: Byrådet\nTid og sted: Onsdag den 3. marts 2021 kl. 17.00 i Engsalen",
    "dashes": "Udvalg - Byrådet\nDato - 3. marts 2021 kl. 17\nMødested - Engsalen",
    "meeting": "Møde:\nByrådet\nMødetid:\n3. marts 2021 kl. 17:00\nMødested:\nEngsalen",
    "american": "Udvalg: Byrådet\nMødedato: 3/3/2021 5:00:00 PM\nMødested: Engsalen",
    "sentence": "mødet i Byrådet\nden 3. marts 2021 kl. 17:00\ni Engsalen",
    "bare lines": "Byrådet\n\n03-03-2021 kl. 17:00\nEngsalen",
}


@pytest.mark.parametrize("text", RENDERINGS.values(), ids=RENDERINGS)
def test_labels_in_every_rendering(text: str) -> None:
    check(text, **WANTED)


PLACES = [
    ("Mødested: Regionshuset, mødelokale 4.", "Regionshuset, mødelokale 4."),
    ("Lokale: Mødelokale 336, Nordby Rådhus", "Mødelokale 336, Nordby Rådhus"),
    (
        "Mødested Mødelokale C2 parterre (77001122), Regionshuset (video moede.77@eksempel.dk)",
        "Mødelokale C2 parterre (77001122), Regionshuset (video moede.77@eksempel.dk)",
    ),
    (
        "Mødested Regionshuset, mødelokale F8, indgang fra gården mod\nSkolegade 26",
        "Regionshuset, mødelokale F8, indgang fra gården mod Skolegade 26",
    ),
    (
        "Mødested\n\n14:00 - 15:00 - Museet\n\n16:00 – 17:00 - Hospitalet, Bakken 8",
        "14:00 - 15:00 - Museet 16:00 – 17:00 - Hospitalet, Bakken 8",
    ),
    ("26-01-2015 kl. 18:00\nEngstuen", "Engstuen"),
    ("26-01-2015 18:00\n\nReferat\n\nJobhuset, 2. sal", "Jobhuset, 2. sal"),
    ("Mødet afholdtes tirsdag den 28. april 1998 kl. 13.00 i amtsrådssalen, Amtsgården.", "amtsrådssalen, Amtsgården"),
    ("Møde nr. 9, onsdag den 10. juni 2015 kl. 17.00, Frivilligcentret, Engvej 4", "Frivilligcentret, Engvej 4"),
    ("Byrådet tirsdag den 26. april 2022 kl. 10:00\n\nNordby Rådhus 2. sal - Havet", "Nordby Rådhus 2. sal - Havet"),
    ("Byrådets møde den 3. marts 2021\n\nOrdinært møde - Lokale 11 kl. 12.00", "Lokale 11"),
    ("14. april 2020\n\nKommunalbestyrelsessalen kl. 11:30", "Kommunalbestyrelsessalen"),
    ("den 3. marts 2021 kl. 09:00\ni Teams", "Teams"),
    ("Møde lokation\n\nDet gamle Tinghus", "Det gamle Tinghus"),
    ("Mødested: Virtuelt møde via Teams", "Virtuelt møde via Teams"),
    ("Mødested:", ""),
    ("Lokation:\n\nHent som fil:", ""),
    ("22-12-2020 13:00\n\nUdskriv", ""),
    ("3. marts 2021 kl. 16:00\nAsta Birkholm\nBo Elm", ""),
    ("3. marts 2021 kl. 16:00\n\nGodkendelse af dagsorden", ""),
    ("3/3-2021\nkl. 17\nUngdomsklubben", "Ungdomsklubben"),
    ("Bestyrelsesmøde den 3. marts 2021 kl. 19.00 hos Bo", "hos Bo"),
    ("Referat den 3. marts 2021 kl. 18.00 i Salen, Engvej 15, Nordby Asta Birkholm (A) Bo Elm (V)", ""),
    ("Nordby Skole - Referat - 3. marts 2021", ""),
    ("Referat fra Byrådets møde den 3. marts 2021 på Nordby Rådhus SAGER TIL AFGØRELSE", "Nordby Rådhus"),
    ("30-04-2018 kl. 16:30\n\nTilbage", ""),
    ("Referat for møde i Nordby Byråd, 26. januar 2011\n\nMødereferat", ""),
    ("Møde den 3. marts 2021 Bådhuset 18.30-20.15 (20.45)", "Bådhuset"),
    ("Mødested: Nordhallen, Caféen Der vil blive serveret sild", "Nordhallen, Caféen"),
    ("Referat Byrådet 3. marts 2021\n\nEn sætning om sagen. Og en til.", ""),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_places(text: str, place: str) -> None:
    check(text, place=place)


BODIES = [
    ("Nordby Fonds Udvalg for Teater Møde nr. 5 3. marts 2021", "Nordby Fonds Udvalg for Teater"),
    ("Forebyggelse og Idræt\n\nMandag den 30-04-2018 kl. 16:30", "Forebyggelse og Idræt"),
    ("Dagsorden\n\nTirsdag 16. aug 2022 kl. 08:15\n\nKlima og Kyst\n\nMødelokale Strandskaden", "Klima og Kyst"),
    ("Dagsordener og referater\n\nMandag den 30-04-2018 kl. 16:30", ""),
    ("Byråd og udvalg\n\n03-03-2021 kl. 16:00", ""),
    (
        "Kommunalbestyrelsen - Dagsordener og referater\nUdvalg: Kommunalbestyrelsen 2022-2025",
        "Kommunalbestyrelsen 2022-2025",
    ),
    ("Det fælles broråd - Dagsordener og referater\nMødedato: 7. september 2023", "Det fælles broråd"),
    (
        "Dagsordener og referater fra midlertidigt udvalg vedrørende stier\ntil\nmødet i\nden 3. marts 2021",
        "midlertidigt udvalg vedrørende stier",
    ),
    ("Regionsrådet\n\nReferat\ntil\nmødet i regionsrådet\nden 3. marts 2021 kl. 16:00", "regionsrådet"),
    ("3. marts 2021 - referat fra byrådet\n\nByrådet 3. marts 2021", "Byrådet"),
    ("Dagsorden til\n\nmøde i\n\nØkonomiudvalget\n\nMødedato 3. marts 2021", "Økonomiudvalget"),
    ("Titel Udvalg Funktioner\nByrådet Byrådet Vis medlemmer Udskriv", "Byrådet"),
    ("Udvalg Dato Type Hent\n\nByrådet 20-06-2018 16:00 Referat Samlet dokument", "Byrådet"),
    ("mødet i inddragelse og samskabelse\nden 3. marts 2021", "inddragelse og samskabelse"),
    ("mødet i HMU - SIS\nden 3. marts 2021", "HMU - SIS"),
    ("Udvalg: LMU Nordbyområdet", "LMU Nordbyområdet"),
    ("Udvalg:\nDato:\nMandag, 11 januar, 2021 - 19:00", ""),
    ("Referat\nByråd og udvalg\n3. marts 2021", ""),
    ("Udvalget for kultur\n\n3. marts 2021", "Udvalget for kultur"),
    ("Fra Undervisningsudvalget\n\n3. marts 2021", ""),
    ("MILJØ- OG TEKNIKUDVALGETS SAGER", ""),
    (
        "Byrådet\nØkonomiudvalget\nSocialudvalget\nDagsordener og referater\nReferat\nSocialudvalget\n3. marts 2021",
        "Socialudvalget",
    ),
    ("Byrådet\nØkonomiudvalget\nSocialudvalget\n\n3. marts 2021", ""),
    ("Havneudvalgets beslutning i mødet den 3. marts 2021:", "Havneudvalget"),
    ("REFERAT\nfra\nByrådets møde\nden 3. marts 2021", "Byrådet"),
    ("Integrationsrådet i Nordby Kommune\nReferat af møde den 3. marts 2021", "Integrationsrådet"),
    ("Integrationsrådet i Nordby\nReferat nr. 3 - tirsdag d. 3. marts 2021", "Integrationsrådet i Nordby"),
    ("Havne- og Kajudvalget i Sankt Elsborg d. 03-03-2021 kl. 17:00", "Havne- og Kajudvalget i Sankt Elsborg"),
    ("Havneudvalget i Mødelokale 2\n3. marts 2021", ""),
    (
        "Beslutningsprotokol\ntil 03. møde i Havnerådet i Nordby Stift\nonsdag den 3. marts 2021",
        "Havnerådet i Nordby Stift",
    ),
    ("Beslutningsprotokol\nfra 1. møde (konstituerende møde) Havnerådet\nonsdag den 3. marts 2021", "Havnerådet"),
    ("REFERAT AF EKSTRAORDINÆRT MØDE\nI BYRÅDET\n3. marts 2021", "BYRÅDET"),
    ("I Havneudvalget\n\n3. marts 2021", ""),
    ("Referat fra bestyrelsesmøde i NORDBY FORSYNING den 3. marts 2021", ""),
    ("Referat\nForening: Nordby Fjernvarme a.m.b.a.\nDato: 3. marts 2021", "Nordby Fjernvarme a.m.b.a."),
]


@pytest.mark.parametrize(("text", "body"), BODIES)
def test_bodies(text: str, body: str) -> None:
    check(text, body=body)


TYPES = [
    ("Referat", "minutes"),
    ("Beslutningsprotokol:", "minutes"),
    ("Dagsorden\n\nByrådet\n\nReferat", "minutes"),
    ("Dagsorden\nByrådet\n3. marts 2021", "agenda"),
    ("Tillægsdagsorden II", "supplementary_agenda"),
    ("MØDE\n\nReferat", "minutes"),
    ("MØDE\n\nORDINÆRT BYRÅDSMØDE", ""),
    ("Byrådet 3. marts 2021\nDeltagere: Asta Birkholm, Bo Elm\nDagsorden", ""),
    ("Mødet i Ældrerådet den 3. marts 2021\nDagsorden:", ""),
    ("Byrådet\n3. marts 2021", ""),
    ("Ikke offentligt referat", "minutes"),
    ("Protokol", "minutes"),
    ("Udskrift af beslutningsprotokollen for Byrådets møde den 3. marts 2021", "minutes"),
    ("Dagsorden for møde i:\nByrådet", "agenda"),
    ("Referat Sommermødet 2023\n\nNordby Menighed", "minutes"),
    ("Referat fra dialog- og borgermøde nr. 4/2021.\n\nDato: 3. marts 2021", "minutes"),
    ("Referat af åbent borgermøde og ordinært rådsmøde den 3. marts 2021\n\nDagsorden\n\nBorgermøde", "minutes"),
    ("Dagsorden for Byrådet den 3. marts 2021\n\nReferat fra sidste møde", "agenda"),
    ("3. marts Referat fra klubmøde afholdt på Elm Kro, Torvet 1, 9990 Nordby onsdag den 3. marts 2021", "minutes"),
    ("Referat Bo Elm var referent i 2021", ""),
]


@pytest.mark.parametrize(("text", "kind"), TYPES)
def test_document_types(text: str, kind: str) -> None:
    check(text, document_type=kind)


TITLES = [
    ("Byrådet - Referat\n\nDato: 3. marts 2021", "Byrådet - Referat"),
    ("Abonnér\n\nReferat\ntil\nmødet i Byrådet\nden 3. marts 2021 kl. 16:00\ni Salen", "Referat til mødet i Byrådet"),
    ("Referat\nByrådet\n03-03-2021", "Referat Byrådet"),
    (
        "REFERAT det midlertidige udvalg for venskab med nabobyer\ni hele landsdelen d. 20-01-2021",
        "REFERAT det midlertidige udvalg for venskab med nabobyer i hele landsdelen d. 20-01-2021",
    ),
    ("Referat\nUdvalg: Byrådet", "Referat"),
    ("Byrådet - 04-12-2017\n\nReferat\nDato: 4. december 2017", "Byrådet - 04-12-2017 Referat"),
    ("Byrådets møde den 3. marts 2021", "Byrådets møde den 3. marts 2021"),
    (
        "BESLUTNINGSPROTOKOL\n\nfra ordinært møde torsdag den 17. januar 2002",
        "BESLUTNINGSPROTOKOL fra ordinært møde torsdag den 17. januar 2002",
    ),
    ("Udvalg: Byrådet\nDato: 3. marts 2021", ""),
    ("Byrådet\n\n03-03-2021", ""),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_titles(text: str, title: str) -> None:
    check(text, title=title)


HOURS = [
    ("Mødet hævet kl.: 12:41", "", "12:41"),
    ("Mødet slut kl. 18.19", "", "18:19"),
    ("Møde slut: 14:00", "", "14:00"),
    ("Mødet blev hævet kl. 16.10.", "", "16:10"),
    ("Mødet startede kl. 17.10 og blev hævet kl. 17.40.", "17:10", "17:40"),
    ("Mødet sluttede 16.45", "", "16:45"),
    ("Protokollen blev læst og mødet hævet kl.: 20.35", "", "20:35"),
    ("SLUTTIDSPUNKT\n\n03-03-2021 18:00:00", "", "18:00"),
    ("SLUTTIDSPUNKT\n\nPUNKTER", "", ""),
    ("Mødet hævet:", "", ""),
    ("Mødet startede kl. 08:00 Mødet sluttede kl. 10:15 Mødested Rådhuset, lokale 2", "08:00", "10:15"),
    ("Mødet blev hævet kl. 14.10 og genoptaget kl. 15.00.", "", ""),
    ("Start kl. 19.00, slut kl. 21.10", "", "21:10"),
    ("Mødestart kl. 17.00. Mødeslut kl. 19.30.", "", "19:30"),
    ("Start kl. 19.00, pause kl. 20.10", "", ""),
]


@pytest.mark.parametrize(("text", "opened", "closed"), HOURS)
def test_hours(text: str, opened: str, closed: str) -> None:
    check(f"Referat Byrådet 3. marts 2021\n\n{text}", opened=opened, closed=closed)


def test_the_end_of_an_agenda_is_planned() -> None:
    check(
        "Dagsorden Byrådet 3. marts 2021 kl. 16\nSluttidspunkt: Kl. 19:25", closed="", scheduled_end="2021-03-03T19:25"
    )


def test_the_meetings_number_is_no_part_of_the_place() -> None:
    check(
        "Byrådet. Mandag den 7. april 2014. Kl. 16.30. Gården i Nordby, salen. Møde nr. 1",
        place="Gården i Nordby, salen",
    )


def test_a_named_month_and_two_figures_for_the_year_where_the_hour_follows() -> None:
    check("Referat\nDato og klokkeslæt: tirsdag, den 14. maj 24 kl. 9.30-11.45", date="2024-05-14")


def test_of_several_bodies_with_full_stops_the_last_meets() -> None:
    check("NORDBY BYRÅD. Nordby Byråd. Havneudvalget. Mødet den 3. marts 2021, kl. 15:00. Salen", body="Havneudvalget")
    check("Referat fra mødet i Teknik- og Havneudvalget. (Indeholder åbne sager)", body="Teknik- og Havneudvalget")


def test_a_sentence_on_an_agenda_is_no_kind_of_document() -> None:
    assert read("Byrådet 3. marts 2021\n\nDagsorden blev godkendt.").document_type.value == "unknown"


# --- Several dates ----------------------------------------------------------------------------------------------------


def test_the_date_beside_the_title_counts() -> None:
    head = read("Mandag, 09 december 2019\n14. august 2012 (ekstraordinært)\n\nREFERAT")
    assert plain(head)["date"] == "2012-08-14"
    assert [note.code for note in head.notes] == ["date-conflict"]


def test_a_day_with_weekday_and_hour_behind_its_label_is_the_meetings() -> None:
    published = "7. maj, 2021 9:56\n\nReferat fra havnemøde nr. 6\n\nDato: {}"
    check(published.format("onsdag den 3. marts 2021 kl. 19."), date="2021-03-03", scheduled_start="2021-03-03T19:00")
    check("Byrådet 3. marts 2021\n\nDato: 7. maj 2021 9:56", date="2021-03-03")


def test_a_published_date_is_not_the_meetings() -> None:
    check("Byrådet\n\nPubliceret 18-09-2017\n\nMandag den 11-09-2017 kl. 17:00", date="2017-09-11")
    check("Sidst opdateret: 18-09-2017", date="")


def test_of_two_dates_the_first_counts_and_its_times_alone() -> None:
    head = read("REFERAT Byrådet d. 03-03-2021\n\nMødedato Onsdag d. 4. marts 2021 kl. 13:00")
    assert plain(head)["date"] == "2021-03-03"
    assert head.scheduled_start is None


# --- People -----------------------------------------------------------------------------------------------------------

A, B, C = "Asta Birkholm", "Bo Elm", "Dagny Lund Elkær"
LISTS = {
    "lines": "Medlemmer\n\nAsta Birkholm (A)\n\nBo Elm (V)\n\nDagny Lund Elkær (Ø)",
    "bullets": "Deltagere\n • Asta Birkholm, A\n • Bo Elm, V\n • Dagny Lund Elkær, Ø",
    "one line": "Medlemmer: Asta Birkholm (A), Bo Elm (V), Dagny Lund Elkær (Ø)",
    "body": "Bestyrelsen:\nAsta Birkholm (A)\nBo Elm (V)\nDagny Lund Elkær (Ø)",
    "comma before brackets": "Deltagere:\n\nAsta Birkholm, (A)\nBo Elm, (V)\nDagny Lund Elkær, (Ø)",
    "commas at the end": "Deltagere\n\nAsta Birkholm (A),\nBo Elm (V),\nDagny Lund Elkær (Ø),",
    "details below": (
        "Medlemmer af udvalget:\n\nAsta Birkholm\nFormand\n(A)\n\nBo Elm\nMedlem\n(V)\n\nDagny Lund Elkær\nMedlem\n(Ø)"
    ),
    "roles": "Medlemmer:\nAsta Birkholm (A), Formand\nBo Elm (V), Næstformand\nDagny Lund Elkær (Ø)",
    "roles before": "Medlemmer\nFormand Asta Birkholm (A)\nNæstformand Bo Elm (V)\nDagny Lund Elkær (Ø)",
    "glued": "Medlemmer: Asta Birkholm (A), FormandBo Elm (V)Dagny Lund Elkær (Ø)",
    "two a line": "Indkaldelse\nAsta Birkholm (A) Bo Elm (V)\nDagny Lund Elkær (Ø)",
    "attended": "Medlemmer\n • Asta Birkholm (A): Deltog\n • Bo Elm (V): Deltog\n • Dagny Lund Elkær (Ø): Deltog",
    "cells": "Deltagere: |\nAsta Birkholm (A), Bo Elm (V), Dagny Lund Elkær (Ø) |",
    "user names": "Medlemmer: Asta Birkholm (asbi) A Bo Elm (boel) V Dagny Lund Elkær (dael) Ø (Orlov)",
    "behind what they are": (
        "I mødet deltog:\nLandsformand, kørelærer Asta Birkholm (A)\nDirektør Bo Elm (V)\nDagny Lund Elkær (Ø)"
    ),
    "wrapped": "Deltagere:\nAsta Birkholm (A), Bo Elm (V), Dagny\nLund Elkær (Ø)",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_lists_of_members(text: str) -> None:
    head = read(text)
    assert [(person.name.value, person.party and person.party.value) for person in head.members] == [
        (A, "A"),
        (B, "V"),
        (C, "Ø"),
    ]


@pytest.mark.parametrize(
    ("row", "names"),
    [
        (
            "Borgmester Asta Birkholm (formand) Bo Elm Direktør Lone Krog Økonomichef Ib Dal",
            "Asta Birkholm, Bo Elm, Lone Krog, Ib Dal",
        ),
        ("Asta Birkholm Anne-Ida Holm Krog pkt. 1-3 Bo Elm pkt. 6-8", "Asta Birkholm, Anne-Ida Holm Krog, Bo Elm"),
        ("Direktør Asta Birkholm Bo Elm Ib Dal direktør", ""),
    ],
)
def test_a_row_of_names_behind_their_titles_or_before_their_items(row: str, names: str) -> None:
    head = read(f"Referat af møde den 3. marts 2021\n\nMedlemmer: {row}")
    assert ", ".join(person.name.value for person in head.members) == names


def test_a_label_that_a_line_ends_with_is_no_part_of_the_place_it_is_glued_to() -> None:
    day = "onsdag den 3. marts 2021 kl. 16.00 i rådssalenFraværende udvalgsmedlemmer:"
    head = read(f"Referat af Havneudvalgets møde\n{day}\nProvst Bo Elm")
    assert plain(head)["place"] == "rådssalen"
    assert [one.name.value for one in head.attendance.absent] == [B]


ABSENT = [
    ("Afbud: Asta Birkholm", [A]),
    ("Afbud fra: Asta Birkholm (A)", [A]),
    ("Fraværende: Asta Birkholm og Bo Elm", [A, B]),
    ("Fraværende med afbud\n\n • Asta Birkholm (A)\n • Bo Elm (Ø)", [A, B]),
    ("Fravær: Asta Birkholm (V)", [A]),
    ("Afbud\n\nIngen", []),
    ("Afbud:", []),
    ("Fraværende med afbud: Ingen", []),
    ("Afbud fra/fraværende: -", []),
    ("Fraværende:\nAfbud:\n\nAsta Birkholm, Ø", [A]),
    ("Deltagere\n • Bo Elm\n\n • Afbud\n\n • Asta Birkholm, F - Dagny Lund Elkær stedfortræder\n •  ", [A]),
    ("Deltagere:\n\nAsta Birkholm (C), Næstformand- afbud\n\nBo Elm (A)", [A]),
    ("Medlemmer\n • Bo Elm: Deltog\n • Asta Birkholm: Afbud (Stedfortræder Dagny Lund Elkær)", [A]),
    ("Deltagere\n  • Asta Birkholm (direktør)\n  • Deltog ikke\n  • Bo Elm (V) - Deltog", [A]),
    ("Alle medlemmer var mødt undtagen Asta Birkholm og Bo Elm, der havde meldt afbud.", [A, B]),
    ("Medlemmerne var mødt, bortset fra Asta Birkholm, Bo Elm og Dagny Lund Elkær, der havde meldt afbud.", [A, B, C]),
    ("Alle var mødt.", []),
    ("Til stede: Alle undtagen Asta Birkholm, der havde meldt afbud. Bo Elm forlod mødet kl. 11.30.", [A]),
    ("Deltagere: Alle medlemmer undtagen Asta Birkholm og Bo Elm", [A, B]),
    ("Fraværende: Asta Birkholm med afbud. Bo Elm uden afbud.", [A, B]),
    ("Fraværende: Asta Birkholm (afbud) og Bo Elm (uden afbud)", [A, B]),
    ("Deltagere\nAsta Birkholm (A), formand – Afbud\nBo Elm (V) – Afbud (Ib Dal (V) deltog som stedfortræder)", [A, B]),
    ("Asta Birkholm og Bo Elm havde meldt forfald. I stedet mødte Dagny Lund Elkær og Ib Dal.", [A, B]),
    ("Bemærkninger: | Der er afbud fra Asta Birkholm. |", [A]),
    ("Fraværende:\nAsta Birkholm\n\nÅBNE SAGER", [A]),
    ("Fraværende:\nForældrevalgte: Asta Birkholm.\nElevrepræsentanter: Bo Elm.", [A, B]),
    ("Fraværende: Asta Birkholm. Bo Elm forlod mødet kl. 16.35 efter behandling af punkt 4.", [A]),
    ("Afbud\n\nAsta Birkholm (Idrætsrådet)\nBo Elm (Spejdernes Samråd", [A, B]),
    (
        "Sted: Salen Medlemmer Asta Birkholm Bo Elm Dagny Elkær Fraværende Dagny Elkær Asta Birkholm Bemærkninger -",
        ["Dagny Elkær", A],
    ),
]


@pytest.mark.parametrize(("text", "names"), ABSENT)
def test_those_absent(text: str, names: list[str]) -> None:
    assert [attendee.name.value for attendee in read(text).attendance.absent] == names


def test_names_whose_list_cannot_be_told_are_nobodys() -> None:
    head = read("Sted\nMedlemmer\nFraværende\nLokale 8\nAsta Birkholm\nBo Elm\nDagny Lund Elkær")
    assert plain(head)["place"] == "Lokale 8"
    assert head.members == ()
    assert head.attendance.absent == ()


def test_a_list_of_those_present() -> None:
    head = read("Til stede:\nForældrevalgte: Asta Birkholm, Bo Elm.\nElevrepræsentanter:  - -")
    assert [attendee.name.value for attendee in head.attendance.present] == [A, B]
    assert head.attendance.basis.value == "list"


def test_first_names_are_a_list_where_there_are_several() -> None:
    head = read("Tilstede: Asta, Bo, Ib og Lone\nAfbud: Gerda")
    assert [attendee.name.value for attendee in head.attendance.present] == ["Asta", "Bo", "Ib", "Lone"]
    assert [attendee.name.value for attendee in head.attendance.absent] == ["Gerda"]
    assert [attendee.name.value for attendee in read("Afbud: Gerda").attendance.absent] == ["Gerda"]
    assert read("Afbud: Vildana").attendance.absent == ()  # a name that no table has may be any word


def test_first_names_with_what_they_are() -> None:
    head = read(
        "Deltagere: Asta (leder), Bo (kan ikke få hentet før kl. 17), Ib K., Lone og Gerda (souschef)\nAfbud: Oda, Jens"
    )
    assert head.attendance.present == ()  # no list is read in part
    assert [attendee.name.value for attendee in head.attendance.absent] == ["Oda", "Jens"]
    head = read("Deltagere: Asta (leder), Ib K., Lone og Gerda (souschef)")
    assert [attendee.name.value for attendee in head.attendance.present] == ["Asta", "Ib K.", "Lone", "Gerda"]


def test_substitutes_on_a_list() -> None:
    head = read("Til stede: Ib Dal, Oda Lund samt suppleant Asta Birkholm for Bo Elm\nAfbud: Gerda Holm, Bo Elm")
    assert [attendee.name.value for attendee in head.attendance.present] == ["Ib Dal", "Oda Lund", A]
    assert [(one.name.value, one.substitute and one.substitute.value) for one in head.attendance.absent] == [
        ("Gerda Holm", None),
        (B, A),
    ]


def test_sentences_below_a_list_of_those_absent() -> None:
    head = read(
        "Fraværende: Asta Birkholm og Bo Elm.\nFor Asta Birkholm var indkaldt stedfortræderen, Ib Dal.\n"
        "Som stedfortræder for Bo Elm deltog Oda Lund."
    )
    assert [(one.name.value, one.substitute and one.substitute.value) for one in head.attendance.absent] == [
        (A, "Ib Dal"),
        (B, "Oda Lund"),
    ]


def test_an_office_that_is_a_role() -> None:
    head = read("Formand: Asta Birkholm\nReferent: Bo Elm")
    assert [(person.name.value, person.role and person.role.value) for person in head.members] == [
        (A, "formand"),
        (B, None),
    ]


ONE_A_LINE = """Deltagere:
Asta Birkholm, DH (formand)
Bo Elm, Dansk Roforbund
Dagny Elkær, Sund
Ib Dal (C), byrådsmedlem – forlod mødet kl. 16.40
Oda Lund, Dansk Sejlunion (suppleant for Gerda Holm)
Afbud:
Gerda Holm, Dansk Sejlunion
"""


def test_one_person_a_line_with_whom_they_come_from() -> None:
    head = read(ONE_A_LINE)
    present = [(attendee.name.value, attendee.note and attendee.note.value) for attendee in head.attendance.present]
    assert present[:3] == [(A, "DH"), (B, "Dansk Roforbund"), ("Dagny Elkær", "Sund")]
    assert [attendee.name.value for attendee in head.attendance.present[3:]] == ["Ib Dal", "Oda Lund"]
    assert [(one.name.value, one.substitute and one.substitute.value) for one in head.attendance.absent] == [
        ("Gerda Holm", "Oda Lund")
    ]
    assert [(move.name.value, move.kind.value) for move in head.attendance.movements] == [("Ib Dal", "left")]
    assert head.members[0].role is not None
    assert "fact-unread" not in [note.code for note in head.notes]


def test_two_names_a_line_are_two_people() -> None:
    head = read("Deltagere:\nAsta Birkholm, Bo Elm\nIb Dal, Sund\nDagny Elkær, Oda Lund")
    assert [attendee.name.value for attendee in head.attendance.present] == [A, B, "Ib Dal", "Dagny Elkær", "Oda Lund"]


def test_dashes_part_several_people() -> None:
    head = read(
        "Til stede: Asta Birkholm - Bo Elm - Ib Dal\nAfbud: Oda Lund (A) - Gerda Holm (A) deltog som stedfortræder"
    )
    assert [attendee.name.value for attendee in head.attendance.present] == [A, B, "Ib Dal"]
    assert [attendee.name.value for attendee in head.attendance.absent] == ["Oda Lund"]


def test_roles_beside_other_brackets() -> None:
    head = read("Til stede: Asta Birkholm (formand), Bo Elm, Ib Dal (kontaktperson)")
    assert [person.role and person.role.value for person in head.members] == ["formand", None, None]


def test_from_and_until_are_of_the_list_they_stand_on() -> None:
    present = read("Deltagere: Asta Birkholm, Bo Elm (til kl. 18.30), Ib Dal (fra pkt. 3)").attendance
    assert [attendee.name.value for attendee in present.present] == [A, B, "Ib Dal"]
    assert [(move.name.value, move.kind.value) for move in present.movements] == [(B, "left"), ("Ib Dal", "arrived")]
    absent = read("Fraværende: Bo Elm fra kl. 18.30").attendance
    assert [(move.name.value, move.kind.value) for move in absent.movements] == [(B, "left")]


def test_initials_are_no_party() -> None:
    head = read("Deltagere: Asta Birkholm (AB), Bo Elm (BE), Ib Dal (NL)")
    assert [person.party and person.party.value for person in head.members] == [None, None, "NL"]
    head = read("Deltagere: Asta Lund Birkholm (AL), Bo Ib Elm-Dal (IE), Ib Lund Dal (NI)")
    assert [person.party and person.party.value for person in head.members] == [None, None, "NI"]


def test_a_surname_that_a_lines_end_parted_is_one() -> None:
    head = read("Til stede: Asta Birkholm (AB), Bo Elm- Dal (BE) og Ib Dal (ID). Asta Birkholm forlod mødet kl. 10.")
    assert [attendee.name.value for attendee in head.attendance.present] == [A, "Bo Elm- Dal", "Ib Dal"]
    assert read("Til stede: Asta Birkholm- Bo Elm og Ib Dal").attendance.present == ()


def test_who_came_for_somebody_of_an_organisation() -> None:
    others = "Asta Birkholm (Land & Sø), Oda Lund (Nordby, KU)"
    head = read(f"Deltagere: {others}, Bo Elm (suppleant for Ib Dal, Skovstyrelsen)")
    assert [attendee.name.value for attendee in head.attendance.present] == [A, "Oda Lund", B]
    assert [(one.name.value, one.substitute and one.substitute.value) for one in head.attendance.absent] == [
        ("Ib Dal", B)
    ]
    head = read(f"Deltagere: {others}, Bo Elm (suppleant for Ib Dal, Per Lind)")
    assert head.attendance == read("").attendance  # two may have been absent


def test_a_part_of_an_item_has_a_letter() -> None:
    head = read("Til stede: Asta Birkholm, Bo Elm\nBo Elm forlod mødet efter behandling af punkt 6 c.")
    assert [(move.name.value, move.kind.value) for move in head.attendance.movements] == [(B, "left")]


def test_stronger_marks_than_commas_part_people() -> None:
    head = read("Afbud: Asta Birkholm, borgmester · Bo Elm, borger · Ib Dal, Danske Roere")
    assert [attendee.name.value for attendee in head.attendance.absent] == [A, B, "Ib Dal"]


TABLES = {
    "labels beside": (
        "Sted            Engsalen\nDeltagere       Borgmester Asta Birkholm, Nordby (formand)\n"
        "                Bo Elm, Danske Roere\nAfbud           Dagny Elkær, Sydby\n"
    ),
    "side by side": "Til stede          Fraværende\nAsta Birkholm      Dagny Elkær\nBo Elm\n",
    "ticks": "Deltagere             Til stede    Afbud\nAsta Birkholm, formand    x\nBo Elm                    x\n"
    "Dagny Elkær                             x\n",
    "boxes": (
        "Medlemmer        Organisation     Deltog\nAsta Birkholm    Danske Roere     ☒\n"
        "Bo Elm           Nordby Sund      ☒\nDagny Elkær      Danske Roere     ☐\n"
    ),
    "bars": (
        "| Navn | Mødt | Afbud |\n| --- | --- | --- |\n| Asta Birkholm | x | |\n| Bo Elm | x | |\n"
        "| Dagny Elkær | | x |\n"
    ),
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_tables_of_who_was_there(text: str) -> None:
    head = read(text)
    assert [attendee.name.value for attendee in head.attendance.present] == [A, B]
    assert [attendee.name.value for attendee in head.attendance.absent] == ["Dagny Elkær"]
    assert plain(head).get("place", "Engsalen") == "Engsalen"


def _absent(text: str) -> list[tuple[str, str | None]]:
    """Who was absent, and who came instead, by the head `text`."""
    absent = read(text).attendance.absent
    return [(one.name.value, one.substitute.value if one.substitute else None) for one in absent]


INSTEAD: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("Fraværende:\nAsta Birkholm (V)\nI stedet deltog Bo Elm (V).", [("Asta Birkholm", "Bo Elm")]),
    ("Fraværende med afbud: Asta Birkholm. Stedfortræder Bo Elm deltog.", [("Asta Birkholm", "Bo Elm")]),
    ("Fraværende: Asta Birkholm, Ib Dal\nSuppleanter: Bo Elm (for Ib Dal)", [(A, None), ("Ib Dal", "Bo Elm")]),
    ("Fraværende: Asta Birkholm og Ib Dal\nFor Asta mødte suppleant Bo Elm.", [(A, "Bo Elm"), ("Ib Dal", None)]),
    ("TIL STEDE: SAMTLIGE MEDLEMMER UNDTAGEN ASTA BIRKHOLM", [("ASTA BIRKHOLM", None)]),
]


@pytest.mark.parametrize(("text", "absent"), INSTEAD)
def test_who_was_absent_and_who_came_instead(text: str, absent: list[tuple[str, str | None]]) -> None:
    assert _absent(text) == absent
    assert [one.name.value for one in read(text).attendance.present] == [name for _, name in absent if name]


def test_first_names_behind_the_name_of_a_group() -> None:
    present = read("Til stede\n• Forældre: Asta Birkholm, Bo Elm\n• Elever: Ida og Noah fra 9.a").attendance.present
    assert [one.name.value for one in present] == [A, B, "Ida", "Noah"]


def test_a_line_without_a_label_says_itself_that_somebody_was_absent() -> None:
    assert _absent("Nordby Råd\n3. marts 2021 kl. 16\nAsta Birkholm (V)\nBo Elm (A) - afbud") == [("Bo Elm", None)]


def test_nobody_was_absent_and_somebody_came_late() -> None:
    attendance = read("Afbud: Ingen. Asta Birkholm mødte kl. 19.25 (punkt 61).").attendance
    assert [(one.name.value, one.kind.value) for one in attendance.movements] == [(A, "arrived")]
    assert attendance.absent == ()


def test_a_place_before_the_day_and_the_time() -> None:
    check("Dato: 3. marts 2021\nSted og tid: Engsalen, mandag klokken 19.00", place="Engsalen")


def test_columns_below_the_names_of_groups() -> None:
    head = read(
        "Ledelsesrepræsentanter    Medarbejderrepræsentanter\n----------------------    -------------------------\n"
        "Asta Birkholm (fmd.)      Bo Elm\nDagny Elkær - afbud       Ib Dal\n"
    )
    assert [one.name.value for one in head.attendance.absent] == ["Dagny Elkær"]
    assert [one.name.value for one in head.members] == [A, B, "Dagny Elkær", "Ib Dal"]
    assert head.attendance.present == ()


def test_short_forms_of_offices_and_titles_that_are_surnames() -> None:
    present = read("Deltagere: Asta Birkholm (fmd.), Bo Skipper, Ib Dal (næstfmd.)").attendance.present
    assert [(one.name.value, one.role.value if one.role else None) for one in present] == [
        ("Asta Birkholm", "formand"),
        ("Bo Skipper", None),
        ("Ib Dal", "næstformand"),
    ]


def test_a_column_of_whom_they_come_from() -> None:
    head = read(
        "Deltagere            Organisation\nAsta Birkholm        Sydby Roere\nBo Elm (A)           Danske Roere\n"
        "Ib Dal (V)           Byrådet, suppleant for Oda Nord (V)\n\nAfbud\nOda Nord (V)\n"
    )
    assert [(one.name.value, one.note and one.note.value) for one in head.attendance.present] == [
        (A, "Sydby Roere"),
        (B, "Danske Roere"),
        ("Ib Dal", "suppleant for Oda Nord (V)"),
    ]
    assert [(one.name.value, one.substitute and one.substitute.value) for one in head.attendance.absent] == [
        ("Oda Nord", "Ib Dal")
    ]


def test_a_tick_in_no_column_is_nobodys() -> None:
    head = read("Navn             Mødt     Afbud\nAsta Birkholm    x\nBo Elm\n")
    assert [attendee.name.value for attendee in head.attendance.present] == [A]
    assert head.attendance.absent == ()


def test_no_list_is_read_in_part() -> None:
    head = read("Til stede:\nForældrevalgte: Asta Birkholm, Bo Elm.\nSkolen: Ib Dal, Gerda Holm, mødte 4 elever\n")
    assert head.attendance.present == ()
    assert "fact-unread" in [note.code for note in head.notes]


def test_absences_for_some_items() -> None:
    head = read("Fraværende\n\nAsta Birkholm (A), sag 3-4")
    assert [(absence.attendee.name.value, absence.items) for absence in head.absences] == [(A, ("3", "4"))]
    assert head.attendance.absent == ()


def test_an_unread_list_is_told() -> None:
    head = read("Afbud: 068 noget andet end navne")
    assert head.attendance.absent == ()
    assert "fact-unread" in [note.code for note in head.notes]


# --- Nothing is lost --------------------------------------------------------------------------------------------------

WHOLE = """Nordby Kommune

Vi bruger cookies til statistik.

Beslutningsprotokol for Havneudvalget

Dato: Torsdag den 12. september 2024
Tidspunkt: Kl. 14.00-16.30
Sted: Havnekontoret, Kajen 1

Medlemmer:
Asta Birkholm (A), formand
Bo Elm (V)

Afbud: Dagny Elkær (O)

Mødet blev hævet kl. 16.10.

Indholdsfortegnelse
"""


def test_every_line_has_a_role() -> None:
    head = read(WHOLE)
    roles = {role.line: role.kind for role in head.roles}
    filled = [n for n, line in enumerate(WHOLE.split("\n")) if line.strip()]
    assert sorted(roles) == filled
    assert [roles[n] for n in filled] == [
        "title", "unclaimed", "title", "date", "date", "place", "attendance", "attendance", "attendance", "attendance",
        "date", "contents",
    ]  # fmt: skip


def test_what_is_in_no_field_is_told() -> None:
    assert [(note.code, note.message) for note in read(WHOLE).notes] == [
        ("header-unread", "in no field: 'Vi bruger cookies til statistik.'.")
    ]


def test_lines_in_no_field_are_told_with_the_last_of_them() -> None:
    head = "REFERAT Byrådet d. 01-02-2020\n\nVi bruger cookies.\nSend os en mail.\n\nSkriv til os.\n\n"
    meeting = parse(f"{head}Mødested: Salen\n\nEt ord.\n\nPunkt 1: Hallen\n\nBeslutning\nGodkendt.\n").meeting
    assert [(one.line, one.message) for one in meeting.diagnostics] == [
        (3, "in no field: 'Vi bruger cookies. Send os en mail. Skriv til os.'. Lines 3 to 6."),
        (10, "in no field: 'Et ord.'."),
    ]


def test_beside_a_sentence_that_is_told_the_rest_below_a_label_is_told_too() -> None:
    head = "REFERAT Byrådet d. 01-02-2020\n\nMedlemmer: Asta Birkholm, Bo Elm\nBemærkninger:\n"
    unread = "Godkendt, idet Asta Birkholm ikke deltog i behandlingen pga"
    meeting = parse(
        f"{head}Sagen er omtalt i avisen.\n\nDet blev sent.\n\n{unread}\n\nPunkt 1: Hallen\n\nBeslutning\nGodkendt.\n"
    ).meeting
    assert [(one.line, one.code, one.message) for one in meeting.diagnostics] == [
        (9, "fact-unread", f"not read as attendance: '{unread}'."),
        (5, "header-unread", "in no field: 'Sagen er omtalt i avisen. Det blev sent.'. Lines 5 to 7."),
    ]


def test_who_has_an_office_and_is_nobody_that_is_known_is_told() -> None:
    head = read("Referat\nByrådet\n3. marts 2020\n\nReferent: Lone\nOrdstyrer: Bo Elm")
    assert [(note.code, note.message) for note in head.notes] == [("header-unread", "in no field: 'Lone'.")]


def test_a_cancelled_meeting_is_told() -> None:
    assert [note.code for note in read("REFERAT Byrådet d. 15-06-2020\n\nMødet er aflyst").notes] == [
        "meeting-cancelled"
    ]


def test_a_line_that_is_not_read_whole_tells_of_no_cancelled_meeting() -> None:
    codes = [note.code for note in read("REFERAT Byrådet d. 15-06-2020 (godkendt pr. mail 8. april)").notes]
    assert "meeting-cancelled" not in codes


def test_rows_of_a_table_may_have_labels_that_need_a_mark_elsewhere() -> None:
    check("| Dato | 3. marts 2021 |\n| Sted | Engsalen |\n| Formand | Bo Elm (V) |", place="Engsalen")
    check("Dato      : 3. marts 2021\nMødested  : Engsalen\nFormand   : Bo Elm", place="Engsalen", date="2021-03-03")


def test_every_value_is_found_at_its_place() -> None:
    source = Source(WHOLE)
    head = read(WHOLE)
    for placed in (head.title, head.body, head.authority, head.place):
        assert placed is not None
        assert " ".join(source.view[a:b] for a, b in placed.at) == placed.value
        assert placed.rule
    assert head.date is not None
    assert source.view[slice(*head.date.at[0])] == "12. september 2024"


def test_no_head_at_all() -> None:
    head = read("")
    assert plain(head) == {}
    assert head.document_type.at == ()
    assert (head.roles, head.notes) == ((), ())


def test_other_renderings_change_no_field() -> None:
    changed = WHOLE.replace("\n", "\r\n").replace("Torsdag den", "Torsdag\u00a0den").replace(": ", ":  ")
    assert plain(read(changed)) == plain(read(WHOLE))


# --- The vocabulary ---------------------------------------------------------------------------------------------------


def _examples(key: str) -> Iterator[tuple[str, str, str]]:
    for entry in idioms.table("header")[key]:
        yield from ((entry["name"], text, "example") for text in entry.get("examples", ()))
        yield from ((entry["name"], text, "reject") for text in entry.get("rejects", ()))


@pytest.mark.parametrize(("name", "text", "what"), list(_examples("date")))
def test_dates_hold_for_their_examples(name: str, text: str, what: str) -> None:
    said = [when for when in dates.find(Piece(text, ((0, 0),))) if when.date and when.date.rule.endswith(f".{name}")]
    assert bool(said) == (what == "example")


def test_names_side_by_side_stand_below_their_label_and_a_bar_alone() -> None:
    head = read("Referat\nByrådet\n3. marts 2020\n\nTil stede:\n|\nAsta Birkholm     Bo Elm")
    assert [person.name.value for person in head.attendance.present] == ["Asta Birkholm", "Bo Elm"]


def test_labels_are_said_once() -> None:
    words = [word.lower() for entry in idioms.table("header")["label"] for word in entry["says"]]
    assert sorted(words) == sorted(set(words))


def test_fields_of_labels_are_known() -> None:
    fields = {entry["field"] for entry in idioms.table("header")["label"]}
    assert fields <= set(roles.OF_FIELDS)


def test_what_a_sentence_read_leaves_is_told() -> None:
    head = read("Referat\nByrådet\n3. marts 2020\n\nMødet startede kl. 17.10. Noget helt andet.")
    assert [note.message for note in head.notes] == ["in no field: 'Noget helt andet.'."]


def test_nobody_absent_is_read_whole() -> None:
    head = read("Referat\nByrådet\n3. marts 2020\n\nIngen var fraværende.")
    assert (head.attendance.absent, head.notes) == ((), ())


@pytest.mark.parametrize("said", ["Sag nr. 12 udgik.", "Sag nr. 3, 4 og 12 er taget af dagsordenen."])
def test_items_that_remarks_name_by_number_are_no_table_of_contents(said: str) -> None:
    text = f"Bemærkninger: Der var afbud fra Bo Elm. {said} Asta Birkholm gik efter sag nr. 21."
    head = read(f"Referat\nByrådet\n3. marts 2020\n{text}")
    assert [person.name.value for person in head.attendance.absent] == ["Bo Elm"]
    assert [(move.name.value, move.kind.value) for move in head.attendance.movements] == [("Asta Birkholm", "left")]


@pytest.mark.parametrize("kind", ["Ordinært møde", ", ekstraordinært møde", ". Konstituerende møde."])
def test_a_body_with_the_kind_of_its_meeting_behind_it_is_one(kind: str) -> None:
    assert (
        plain(read(f"Referat\nNordby Byråd{' ' if kind[0].isalpha() else ''}{kind}\n3. marts 2020"))["body"]
        == "Nordby Byråd"
    )


def test_the_label_of_notes_ends_a_place_in_a_text_without_line_ends() -> None:
    text = "1 Referat Nordby Byråd Ordinært møde Dato 2. marts 2011 Tid 18:30 Sted Musikhuset (Sal 2) NB. "
    page = text + "Fraværende Asta Birkholm Stedfortræder Medlemmer Asta Birkholm (V) Bo Elm (A) Ib Dal (F)"
    meeting = parse(f"Størrelse: px\n\nTranskript\n\n{page}\n\n2 Indholdsfortegnelse Side Budget Regnskab\n").meeting
    assert (meeting.body, meeting.place) == ("Nordby Byråd", "Musikhuset (Sal 2)")


COLUMN = """{top}

Referat
Socialudvalget
Mødedato:
Mødetidspunkt:
Mødested:
Bemærkninger:
Mandag den 4. marts 2013
Kl. 17:00
Lokale 2, Rådhuset
Medlemmer:
Asta Birkholm (A)
Bo Lund (V)
Dagny Elkær (Ø)
Fraværende:
Bo Lund
Sagsoversigt
01.
Godkendelse af dagsorden ........................ 4
02.
Nye tilsyn på centrene .......................... 5
"""


@pytest.mark.parametrize("top", ["00 Referat uden bilag - Nordby Kommune", "Nordby Kommune"])
def test_a_number_before_the_documents_name_begins_no_item(top: str) -> None:
    meeting = parse(COLUMN.format(top=top)).meeting
    assert (meeting.body, str(meeting.date), meeting.place) == ("Socialudvalget", "2013-03-04", "Lokale 2, Rådhuset")
    assert [person.party for person in meeting.people] == ["A", "V", "Ø"]
    assert [one.name for one in meeting.attendance.absent] == ["Bo Lund"]
    assert not meeting.items
    assert not [one for one in meeting.diagnostics if one.line == 12]  # the list is no remark


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("Konstituerende møde i byrådet", "byrådet"),
        ("Teknisk Udvalgs ekstraordinære møde", "Teknisk Udvalg"),
        ("Nordby Udsatteråd", "Nordby Udsatteråd"),
        ("Fællesmøde mellem Byrådet og Ældrerådet", "Fællesmøde mellem Byrådet og Ældrerådet"),
    ],
)
def test_what_meeting_of_a_body_it_is_is_no_part_of_its_name(said: str, body: str) -> None:
    assert plain(read(f"Referat\n3. marts 2020\nUdvalg: {said}\nSted: Rådhuset"))["body"] == body


def test_a_label_alone_behind_that_of_the_place_is_no_place() -> None:
    """In a text without line ends all labels may come before all values."""
    text = "1 Referat Nordby Byråd Ordinært møde Dato 2. marts 2011 Tid 18:30 Sted NB. Fraværende Stedfortræder Salen "
    page = text + "Bo Elm Ib Dal Medlemmer Asta Birkholm (V) Bo Elm (A) Ida Holm (F)"
    parsed = parse(f"Størrelse: px\n\nTranskript\n\n{page}\n\n2 Indholdsfortegnelse Side Budget Regnskab\n")
    assert parsed.meeting.place is None
    assert parsed.meeting.attendance.absent == []
    assert any(note.code == "fact-unread" for note in parsed.all_diagnostics)


@pytest.mark.parametrize("place", ["Mødelokale KB 3. Nordby", "Mødelokale 2. Nordby Rådhus"])
def test_a_town_may_stand_behind_the_number_of_a_room(place: str) -> None:
    head = read(f"Teknisk Udvalgs møde den 3. marts 2020\n{place} kl. 15.00")
    assert (plain(head)["place"], plain(head)["scheduled_start"]) == (place, "2020-03-03T15:00")


@pytest.mark.parametrize(
    "text",
    [
        "Referat bestyrelsesmøde tirsdag den 9. maj 2017 kl. 19.00\n\nTil stede Bo, Ida, Per, Lone.",
        "Referat af møde onsdag den 3. marts 2021 Kl Tilstedeværende medlemmer af rådet Asta Birkholm Bo Elm",
    ],
)
def test_those_who_were_there_are_no_place(text: str) -> None:
    check(text, place="")


@pytest.mark.parametrize(
    "text",
    [
        "Referat fra ordinær generalforsamling i broklubben torsdag d. 9. maj 2017",
        "Referat af repræsentantskabsmøde lørdag den 6.-7. maj 2017",
    ],
)
def test_a_title_may_name_a_meeting_of_a_body_that_nobody_knows(text: str) -> None:
    check(text, document_type="minutes", title=text, body="")


def test_a_meeting_by_its_number_is_its_bodys() -> None:
    check("Referat af 2. rådsmøde i Vandrådet den 9. maj 2017", body="Vandrådet", date="2017-05-09")


def test_a_day_that_can_be_read_in_two_ways_is_none_and_hides_no_title() -> None:
    text = "21.03.04 - Referat af bestyrelsesmøde"
    check(text, document_type="minutes", title=text, date="")


def test_an_items_title_in_the_head_is_no_place() -> None:
    title = "Cykelparkering ved Rådhuset"
    head = f"Mødedato: 03.03.2020, kl. 17:30\n{title}\nByrådet\nBESLUTNINGSPROTOKOL\n"
    item = f"1. {title}\n\nIndstilling\n\nTeknikudvalget indstiller, at det godkendes.\n\nBeslutning\n\nGodkendt.\n"
    assert parse(head + item).meeting.place is None
    assert plain(read(head))["place"] == title  # where no item says what it is


def test_a_first_name_is_no_furniture() -> None:
    text = "Referat\nNordby Menighedsråd\n3. marts 2020\n\n1. Regnskab\nGodkendt.\n\n2. Kaffen brygges af\nKnud\n"
    assert "Knud" in parse(text).meeting.model_dump_json()


def test_a_line_may_name_its_day_twice() -> None:
    line = "Udvalgsmøde den 9. maj 2019 Nordby Provsti - d. 09-05-2019 kl. 8:30 til 11:15"
    check(f"Referat\n\n{line}", date="2019-05-09", scheduled_start="2019-05-09T08:30", scheduled_end="2019-05-09T11:15")
    check(f"Referat\n\n{line.replace('d. 09-', 'd. 10-')}", scheduled_start="")


def test_what_is_about_something_in_a_room_is_no_place() -> None:
    text = "Referat\nByrådet\nDato: 28. februar 2018\n\nMedlemsforslag om åbenhed på Rådhuset\n\n"
    items = "1. Ny sti\n\nBeslutning\nGodkendt.\n\n2. Ny bro\n\nBeslutning\nUdsat.\n"
    parsed = parse(text + items)
    assert parsed.meeting.place is None
    assert "in no field: 'Medlemsforslag om åbenhed på Rådhuset'." in [note.message for note in parsed.all_diagnostics]


@pytest.mark.parametrize(
    "line",
    [
        "Referat Møde 07/2009 Mødet afholdt i {} kl",
        "Referat Mødet blev afholdt i {}",
        "Nordby d Referat Mødet afholdtes i {}.",
    ],
)
def test_where_a_meeting_was_held(line: str) -> None:
    """Behind a number, and where the hour or the day is lost."""
    place = "museets hus, Havnegade 12, mødelokalet 1. sal"
    assert plain(read(line.format(place)))["place"] == place


@pytest.mark.parametrize("end", ["", "."])
def test_a_line_alone_tells_where_the_meeting_was_held(end: str) -> None:
    text = "Referat af møde i Seniorrådet den 3. marts 2020\n\n{}\n\nTil stede: Asta Birkholm, Bo Elm"
    assert plain(read(text.format(f"Mødet afholdt på Solbakken, Engvej 4{end}")))["place"] == "Solbakken, Engvej 4"
    assert "place" not in plain(read(text.format("Bogen om mødet på Solbakken")))


@pytest.mark.parametrize("place", ["Nordby Bispegård", "Nordby Sejlklub"])
def test_a_place_goes_on_from_the_day_in_the_line_above(place: str) -> None:
    head = plain(
        read(f"Beslutningsprotokol\ntil 03. møde i Havnerådet\nonsdag, den 3. marts 2021\ni {place}\n\nAfbud: Bo Elm")
    )
    assert (head["place"], head["date"], head["body"]) == (place, "2021-03-03", "Havnerådet")


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Beslutningsreferat af Havnekommissionens 75. møde", "Havnekommissionen"),
        ("Referat af Seniorrådets 4. ordinære møde", "Seniorrådet"),
        ("Referat fra Seniorrådets 4. møde den 3. marts 2020", "Seniorrådet"),
        ("Referat fra 4. møde i Seniorrådet", "Seniorrådet"),
    ],
)
def test_which_of_a_bodys_meetings_it_is(title: str, body: str) -> None:
    """The document's kind stands in its title, and not in the head of its contents."""
    head = plain(read(f"{title}\n\n3. marts 2020\n\nDAGSORDEN"))
    assert (head["title"], head["body"], head["document_type"]) == (title, body, "minutes")


def test_a_papers_title_has_what_its_page_lost() -> None:
    """Its hour; but the place as the page has it, without the title's full stop."""
    title = (
        "Referat. Nordby Havn A/S Bestyrelsesmøde nr. 31 Den 9. okt 2011 kl.14.30 Mødested: Havnegade 1, 3700 Nordby."
    )
    page = "Nordby Havn A/S Referat Bestyrelsesmøde nr. 31 Den 9. okt 2011 kl Mødested: Havnegade 1, 3700 Nordby"
    page += " Medlemmer: Bo Elm Ib Dal Fraværende: Ib Dal Bemærkninger: Indholdsfortegnelse: 1. Budget 2. Eventuelt"
    site = f'{title}\n\nStørrelse: px\n\nDownload "{title}"\n\nTranskript\n\n'
    meeting = parse(
        f"{site}1 {page}\n\n2 Nordby Havn Budget Sagsbeskrivelse Den er god. Beslutning Godkendt.\n"
    ).meeting
    assert (str(meeting.scheduled_start), meeting.place) == ("2011-10-09 14:30:00+02:00", "Havnegade 1, 3700 Nordby")


def test_an_hour_whose_figures_stand_apart_is_none() -> None:
    text = (
        "Referat\n\nKulturudvalget\n\n21. januar 2002 kl. 16.00\n\nMødet slut: Kl. {}\n\n1. Havn\n\nBeslutning\n\nJa.\n"
    )
    apart, whole = (parse(text.format(hour)).meeting for hour in ("1 9.0 0", "19.00"))
    assert (apart.closed, [found.code for found in apart.diagnostics]) == (None, ["date-unreadable"])
    assert whole.closed is not None
    assert whole.closed.hour == 19


def test_a_room_within_a_sentence_is_no_label_of_its_own() -> None:
    """And when the meeting ended stands behind when it began."""
    said = "Mødet blev holdt på Søgården i Mødelokale F. Mødet begyndte kl. 16:10 og sluttede kl. 17:40."
    check(
        f"Referat\nNordby Byråd\n3. marts 2021\n\n{said}",
        place="Søgården i Mødelokale F",
        opened="16:10",
        closed="17:40",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Asta Birkholm havde meldt afbud, og der var ikke indkaldt suppleant.",
        "Bo Elm kom kl. 17.10",
        "Asta Birkholm, Bo Elm, Ib Dal",
        "Formanden var syg",
    ],
)
def test_below_the_date_sentences_and_lists_of_names_are_no_place(line: str) -> None:
    text = f"Referat\nByrådet\n3. marts 2020 kl. 17.00\n{line}\n\n1. Budget\nBeslutning\nGodkendt.\n"
    assert parse(text.encode()).meetings[0].place is None


@pytest.mark.parametrize("hours", ["Kl. 16.00-18.30", "kl. 16.00 - 18.30", "Kl. 16.00-18.30\n"])
def test_the_hours_directly_above_the_first_item_are_the_meetings(hours: str) -> None:
    head = f"Referat\nHavneudvalget\nOnsdag den 3. marts 2021\n{hours}\n\n"
    items = "".join(f"{n}. Sag {n}\n\nBeslutning\n\nGodkendt.\n\n" for n in (1, 2, 3))
    meeting = parse(head + items).meeting
    assert (str(meeting.scheduled_start), str(meeting.scheduled_end), len(meeting.items)) == (
        "2021-03-03 16:00:00+01:00",
        "2021-03-03 18:30:00+01:00",
        3,
    )


def test_hours_above_each_item_are_the_items() -> None:
    head = "Referat\nHavneudvalget\nOnsdag den 3. marts 2021 kl. 16.00\n\n"
    items = "".join(f"Kl. 16.{n}0-16.{n}5\n{n}. Sag {n}\n\nBeslutning\n\nGodkendt.\n\n" for n in (1, 2, 3))
    meeting = parse(head + items).meeting
    assert (str(meeting.scheduled_start), meeting.scheduled_end) == ("2021-03-03 16:00:00+01:00", None)
    assert [item.span.first_line for item in meeting.items] == [5, 12, 19]


def test_a_list_of_people_behind_a_places_label_is_no_place_and_is_told() -> None:
    names = "Asta Birkholm, Bo Elm, Dagny Lund, Ib Dal, Karen Holm Ingen"
    head = f"Åben dagsorden til Havneudvalget\nMødedato: 3. april 2014 Mødelokale: {names}\n"
    parsed = parse(f"{head}\n1. Lys\n\nSagsfremstilling\n\nEt.\n")
    assert parsed.meeting.place is None
    assert [each.code for each in parsed.meeting.diagnostics] == ["header-unread"]


@pytest.mark.parametrize(
    ("lines", "start", "place"),
    [
        ("Byrådet holdt møde den 3. marts 2020 kl.\n17.15 i Mødelokale 2.", "17:15", "Mødelokale 2"),
        (
            "Byrådet holdt møde den 3. marts 2020 kl. 17 i Rådhuset,\nTorvet 6, 8888 Nordby.",
            "17:00",
            "Rådhuset, Torvet 6, 8888 Nordby",
        ),
        (
            "Byrådet holdt møde den 3. marts 2020 kl. 17 i Rådhuset, Torvet 6, 8888\nNordby.",
            "17:00",
            "Rådhuset, Torvet 6, 8888 Nordby",
        ),
        ("Byrådet holdt møde den 3. marts 2020\n17:30 i Salen.", "17:30", "Salen"),
        ("Byrådets møde tirsdag d. 3. marts\n2020 kl. 17.15", "17:15", None),
    ],
)
def test_a_sentence_on_when_and_where_the_meeting_was_goes_on_in_the_next_line(
    lines: str, start: str, place: str | None
) -> None:
    meeting = parse(f"Referat\n{lines}\n\nTil stede:\nBo Elm (A)\n\n1. Budget\n\nBeslutning\nGodkendt.\n").meeting
    assert (meeting.body, str(meeting.scheduled_start)[:16], meeting.place) == ("Byrådet", f"2020-03-03 {start}", place)


def test_a_whole_sentence_on_when_the_meeting_was_takes_nothing_from_the_next_line() -> None:
    head = "Referat\nByrådet holdt møde den 3. marts 2020 kl. 17 i Salen.\nMødet var åbent.\n"
    assert parse(f"{head}\n1. Budget\n\nBeslutning\nGodkendt.\n").meeting.place == "Salen"
