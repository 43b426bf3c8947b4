"""The grammar on small texts: each test is one rule of the reading, and what it must not be fooled by."""

import pytest

from conftest import SAMPLES
from referat import ReferatError, parse
from referat.contract.model import AgendaItem, Meeting
from referat.facts.spelling import is_variant
from referat.lexicon import lines as lexicon
from referat.outline.marks import Marker
from referat.text.places import Line

PDF = "REFERAT Byrådet d. 03-03-2021\n\nMødedato Onsdag d. 3. marts 2021 kl. 17:00\n\nMødested Byrådssalen\n\n"
WEB = "Abonnér\n\nReferat\ntil\nmødet i Byrådet\nden 3. marts 2021 kl. 17:00\ni Byrådssalen\n\n"


def pdf(body: str) -> Meeting:
    return parse(PDF + body).meeting


def web(body: str) -> Meeting:
    return parse(WEB + body).meeting


def titles(meeting: Meeting) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in meeting.items]


def kinds(item: AgendaItem) -> list[str]:
    return [section.kind for section in item.sections]


def codes(meeting: Meeting) -> list[str]:
    return [found.code for found in meeting.diagnostics]


# Headings


def test_a_heading_is_chosen_over_a_line_that_only_looks_like_one() -> None:
    meeting = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\nPunkt 2: herom senere\n\nPunkt 1: A\n\nmere tekst\n\n"
        "Beslutning\n\nGodkendt.\n\nPunkt 2: B\n\n1-00-1-21\n\nBeslutning\n\nGodkendt.\n"
    )
    assert titles(meeting) == [("1", "A"), ("2", "B")]


def test_numbers_need_not_begin_at_one_nor_run_without_gaps() -> None:
    meeting = pdf("Punkt 130: A\n\n1-00-1-21\n\nPunkt 131a: B\n\n1-00-1-21\n\nPunkt 140: C\n\n1-00-1-21\n")
    assert titles(meeting) == [("130", "A"), ("131a", "B"), ("140", "C")]


def test_a_run_that_starts_over_is_told() -> None:
    meeting = pdf(
        "".join(
            f"Punkt {n}: {t}\n\n1-00-1-21\n\nBeslutning\n\nGodkendt.\n\n"
            for n, t in ((5, "A"), (6, "B"), (2, "C"), (6, "D"))
        )
    )
    assert titles(meeting) == [("5", "A"), ("6", "B"), ("2", "C"), ("6", "D")]
    assert codes(meeting) == ["number-order", "number-repeated"]


@pytest.mark.parametrize(
    "line",
    [
        "1. januar 2021 trådte loven i kraft.",
        "2. behandling af budgettet",
        "2. at det sker",
        "3. Godkendt",
        "2021. Et år",
    ],
)
def test_numbered_lines_in_a_section_are_text(line: str) -> None:
    meeting = web(f"Sagnr.: 1-00-1-21\n\n1. A\n\nBeslutning\n\n{line}\n\nmere\n\nTilbage til toppen\n")
    assert titles(meeting) == [("1", "A")]
    assert meeting.items[0].sections[0].text == f"{line}\n\nmere"


def test_an_item_without_a_case_number_stands_below_a_footer() -> None:
    meeting = web(
        "Sagnr.: 1-00-1-21\n\n1. A\n\nBeslutning\n\nGodkendt.\n\nTilbage til toppen\n2. B\n\nBeslutning\n\nUdsat.\n"
    )
    assert [(item.title, item.case_number) for item in meeting.items] == [("A", "1-00-1-21"), ("B", None)]


def test_a_title_runs_on_down_to_its_case_number() -> None:
    long = "Forslag til samlet plan for alle bygninger og veje i hele den vestlige del"
    meeting = pdf(f"Punkt 1: {long}\naf byen, og\nBilag\n\n1-00-1-21\n\nBilag\n\nKort\n")
    assert titles(meeting) == [("1", f"{long} af byen, og Bilag")]
    assert [attachment.title for attachment in meeting.items[0].attachments] == ["Kort"]


def test_text_after_a_short_heading_is_no_title() -> None:
    meeting = pdf("Punkt 1: Eventuelt\nIntet at nævne.\n")
    assert titles(meeting) == [("1", "Eventuelt")]
    assert meeting.items[0].lead == "Intet at nævne."


@pytest.mark.parametrize(
    ("printed", "title", "marks", "access"),
    [
        ("Tema: Kultur (14.00-15.00) #", "Tema: Kultur", ["(14.00-15.00)", "#"], None),
        ("Godkendelse (2 min)", "Godkendelse", ["(2 min)"], None),
        ("Salg *", "Salg", ["*"], None),
        ("Salg (Lukket)", "Salg", ["(Lukket)"], "closed"),
        ("Salg (Åben)", "Salg", ["(Åben)"], "open"),
        ("Salg [Lukket]", "Salg", ["[Lukket]"], "closed"),
        ("Salg - ej offentlig", "Salg", ["- ej offentlig"], "closed"),
        ("Salg - behandles for lukkede døre", "Salg", ["- behandles for lukkede døre"], "closed"),
        ("Salg Åben", "Salg", ["Åben"], "open"),
        ("Salg (offentlig)", "Salg", ["(offentlig)"], "open"),
        ("Skolen åben", "Skolen åben", [], None),
        ("Ny sti - offentlig høring", "Ny sti - offentlig høring", [], None),
        ("Lukket punkt: Salg", "Salg", ["Lukket punkt:"], "closed"),
        ("Lukket punkt", "Lukket punkt", [], "closed"),
        ("Plan (2019-2022)", "Plan (2019-2022)", [], None),
        ("Lukkede veje", "Lukkede veje", [], None),
        ("*", "*", [], None),
    ],
)
def test_marks_come_off_the_title_and_are_noted(printed: str, title: str, marks: list[str], access: str | None) -> None:
    (item,) = pdf(f"Punkt 1: {printed}\n\n1-00-1-21\n").items
    assert (item.title, item.marks, item.access) == (title, marks, access)


# Sections


@pytest.mark.parametrize(
    "line",
    ["Beslutningen er udsat", "Bilag til budget 2021", "Beslutning: se nedenfor", "Resume af høringssvar", "Økonomisk"],
)
def test_label_words_in_text_are_text(line: str) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\nFør.\n\n{line}\n\nEfter.\n").items
    assert kinds(item) == ["case_presentation"]


def test_a_label_word_at_the_end_of_a_broken_paragraph_is_text() -> None:
    (item,) = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\nUdvalget har truffet en\nBeslutning\nog holdt den.\n"
    ).items
    assert kinds(item) == ["case_presentation"]


@pytest.mark.parametrize("label", ["Beslutning", "BESLUTNING", "Beslutning:", " Beslutning ", "Beslutning\u00a0"])
def test_labels_are_known_in_any_case_and_with_a_colon(label: str) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n1-00-1-21\n\n{label}\n\nGodkendt.\n").items
    assert [(s.kind, s.label, s.text) for s in item.sections] == [("decision", label.strip(), "Godkendt.")]


def test_an_empty_section_is_a_section() -> None:
    (item,) = web("Sagnr.: 1-00-1-21\n\n1. A\n\nSagsfremstilling\nBeslutning\n\nUdsat.\n").items
    assert [(s.kind, s.text) for s in item.sections] == [("case_presentation", ""), ("decision", "Udsat.")]


def test_another_bodys_decision_is_a_previous_one() -> None:
    (item,) = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nBeslutning Teknisk Udvalg 01.03.2021\n\nAnbefales.\n\n"
        "Beslutning Byrådet 01.02.2021\n\nUdsat.\n\nBeslutning i Byrådet den 03-03-2021\n\nGodkendt.\n"
    ).items
    assert [(s.kind, s.body, s.date and s.date.isoformat()) for s in item.sections] == [
        ("previous_decision", "Teknisk Udvalg", "2021-03-01"),
        ("previous_decision", "Byrådet", "2021-02-01"),
        ("decision", None, None),
    ]
    assert item.decision is not None
    assert item.decision.text == "Godkendt."


def test_an_impersonal_recommendation_needs_a_list_below() -> None:
    (item,) = web(
        "Sagnr.: 1-00-1-21\n\n1. A\n\nSagsfremstilling\n\nDet indstilles, at udvalget\n\ndrøfter sagen.\n"
    ).items
    assert kinds(item) == ["case_presentation"]
    (item,) = web("Sagnr.: 1-00-1-21\n\n1. A\n\nDet indstilles, at udvalget\n\n • drøfter sagen.\n").items
    assert item.recommendation is not None
    assert (item.recommendation.by, item.recommendation.points) == (None, ["drøfter sagen"])


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("at a sker,\n\nat b sker, og\n\nat c sker.", ["at a sker", "at b sker", "at c sker"]),
        ("at a sker. Og mere til,\n\nat b", ["at a sker. Og mere til", "at b"]),
        ("at a sker, herunder\n\n - x\n - y\n\nat b.", ["at a sker, herunder\n\n - x\n - y", "at b"]),
        ("1. at a, og\n1. at b.", ["at a", "at b"]),
        ("At 1) a sker.\nAt 2) b sker.", ["a sker", "b sker"]),
        ("at a,\n\nSagen har været i høring.\n\nat b.", ["at a", "at b"]),
        ('at forslag nr. 1 "X" godkendes', ['at forslag nr. 1 "X" godkendes']),
        ("Sagen drøftes.", []),
    ],
)
def test_points_of_a_recommendation(text: str, points: list[str]) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n1-00-1-21\n\nDirektionen indstiller,\n\n{text}\n").items
    assert item.recommendation is not None
    assert (item.recommendation.by, item.recommendation.points) == ("Direktionen", points)


def test_below_a_plain_label_the_sender_is_the_first_line() -> None:
    (item,) = pdf("Punkt 1: A\n\n1-00-1-21\n\nIndstilling\n\nCenter for Trafik indstiller,\n\nat det sker.\n").items
    assert kinds(item) == ["recommendation"]
    assert item.recommendation is not None
    assert (item.recommendation.by, item.recommendation.points) == ("Center for Trafik", ["at det sker"])


@pytest.mark.parametrize(
    ("text", "attachments"),
    [
        ("A\n\nB", [("A", None), ("B", None)]),
        ("A\nB", [("A", None), ("B", None)]),
        ("- A\n- B", [("A", None), ("B", None)]),
        ("2. udkast", [("2. udkast", None)]),
        ("Ingen bilag.", []),
        ("Plan <https://x.dk/plan.pdf>", [("Plan", "https://x.dk/plan.pdf")]),
        ("https://x.dk/plan.pdf", [("https://x.dk/plan.pdf", "https://x.dk/plan.pdf")]),
        ("En meget lang titel på et bilag, som ikke er til at\nhave på en linje", [("En meget lang titel på et bilag, som ikke er til at have på en linje", None)]),
    ],
)  # fmt: skip
def test_attachments(text: str, attachments: list[tuple[str, str | None]]) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n1-00-1-21\n\nBilag\n\n{text}\n").items
    assert [(attachment.title, attachment.url) for attachment in item.attachments] == attachments


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Se <https://x.dk/a>.", ["https://x.dk/a"]),
        ("Se https://x.dk/a. Og www.x.dk/b, tak.", ["https://x.dk/a", "www.x.dk/b"]),
        ('(https://x.dk/a_(b)) og "http://x.dk"', ["https://x.dk/a_(b)", "http://x.dk"]),
        ("Skriv til post@x.dk", []),
    ],
)
def test_links(text: str, urls: list[str]) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\n{text}\n").items
    assert [link.url for link in item.sections[0].links] == urls
    source = PDF + f"Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\n{text}\n"
    assert [source[link.span.start : link.span.end] for link in item.sections[0].links] == urls


# Facts


def test_sentences_about_absence_leave_the_decision_and_stay_in_the_section() -> None:
    (item,) = pdf("Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nGodkendt. Asta Birkholm (V) var fraværende. Se bilag.\n\nBo Nordlund deltog ikke i sagens behandling.\n").items  # fmt: skip
    assert item.decision is not None
    assert item.decision.text == "Godkendt. Se bilag."
    assert item.sections[0].text.endswith("Bo Nordlund deltog ikke i sagens behandling.")
    assert [(one.name, one.party) for one in item.attendance.absent] == [("Asta Birkholm", "V"), ("Bo Nordlund", None)]
    assert [statement.text for statement in item.attendance.statements] == [
        "Asta Birkholm (V) var fraværende.",
        "Bo Nordlund deltog ikke i sagens behandling.",
    ]


def test_substitutes_who_are_chosen_are_no_attendance_that_was_not_read() -> None:
    meeting = pdf("Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nSom stedfortræder valgtes Bo Elm.\n")
    chosen = [one.name for item in meeting.items if item.decision is not None for one in item.decision.elected]
    assert chosen == ["Bo Elm"]
    assert [one.message for one in meeting.diagnostics] == []
    absent = pdf("Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nSom stedfortræder valgtes Bo Elm, der var fraværende.\n")
    assert "not read as attendance" in "".join(one.message for one in absent.diagnostics)


def test_names_that_cannot_be_read_are_not_guessed() -> None:
    sentence = "Alle medlemmer var mødt undtagen formanden og to andre, der havde meldt afbud."
    meeting = pdf(f"{sentence}\n\nPunkt 1: A\n\n1-00-1-21\n")
    # "All but" without who they are would say that everybody was there.
    assert (meeting.attendance.basis, meeting.attendance.absent) == ("none", [])
    assert [(d.code, d.line, d.message) for d in meeting.diagnostics] == [
        ("fact-unread", 7, f"not read as attendance: {sentence!r}.")
    ]


@pytest.mark.parametrize(
    ("sentence", "opened", "closed", "code"),
    [
        ("Mødet startede kl. 13.05 og blev hævet kl. 15.20.", "13:05", "15:20", None),
        ("Udvalgsmødet begyndte kl. 12.30 og sluttede kl. 13.45.", "12:30", "13:45", None),
        ("Mødet i Børne- og Ungeudvalget begyndte kl. 14:30 og sluttede kl. 17:00.", "14:30", "17:00", None),
        ("Mødet blev hævet kl. 20.00.", None, "20:00", None),
        ("Mødet blev hævet kl. 0.15.", None, "00:15", None),
        ("Mødet blev hævet kl. 9.15.", None, None, "time-order"),
        ("Mødet blev hævet kl. 25.15.", None, None, "time-unreadable"),
        ("Mødet startede kl. 13.05.", "13:05", None, None),
    ],
)
def test_hours(sentence: str, opened: str | None, closed: str | None, code: str | None) -> None:
    meeting = pdf(f"{sentence}\n\nPunkt 1: A\n\n1-00-1-21\n")
    assert (meeting.opened and f"{meeting.opened:%H:%M}") == opened
    assert (meeting.closed and f"{meeting.closed:%H:%M}") == closed
    assert codes(meeting) == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Velkomst ved formanden for udvalget, Asta Birkholm (2 minutter)", [("Asta Birkholm", None, "formand")]),
        ("Rådet har udpeget Asta Birkholm (V) som formand og Bo Nordlund (A) som næstformand.", [("Asta Birkholm", "V", None), ("Bo Nordlund", "A", None)]),
        ("- Asta Birkholm (V) (formand)", [("Asta Birkholm", "V", "formand")]),
        ("Da Asta Birkholm (V) talte, talte borgmester Bo Nordlund også.", [("Asta Birkholm", "V", None), ("Bo Nordlund", None, "borgmester")]),
        ("Kontorchef Asta Birkholm talte.", []),
        ("Region Nordby (A) og Model A (B)", []),
        ("Første næstformand Bo Nordlund var mødeleder.", [("Bo Nordlund", None, "1. næstformand")]),
        ("Asta Birkholm (løsgænger) og Bo Nordlund", [("Asta Birkholm", None, None)]),
        ("Asta Birkholm (V). Senere Asta Birkholm (formand).", [("Asta Birkholm", "V", "formand")]),
        ("Anne-Marie la Cour (Ø) og Jens P. N. Elkær (Å)", [("Anne-Marie la Cour", "Ø", None), ("Jens P. N. Elkær", "Å", None)]),
        ("Formanden, Asta Birkholm, bød velkommen.", [("Asta Birkholm", None, "formand")]),
        ("Udvalgsformanden talte. Asta Birkholm lyttede.", []),
    ],
)  # fmt: skip
def test_people(text: str, people: list[tuple[str, str | None, str | None]]) -> None:
    meeting = pdf(f"Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\n{text}\n")
    assert [(one.name, one.party, one.role) for one in meeting.people] == people


def test_a_party_after_a_title_is_nobodys() -> None:
    assert pdf("Punkt 1: Godkendelse Af Plan (B)\n\n1-00-1-21\n").people == []


# The whole document


def test_a_title_in_the_attachments_starts_no_new_document() -> None:
    text = PDF + "Punkt 1: A\n\n1-00-1-21\n\nBilag\n\nREFERAT Byrådet d. 01-02-2021\n\nKort\n"
    assert len(parse(text).meetings) == 1


def test_a_running_title_at_the_top_of_a_page_starts_no_new_document() -> None:
    text = (
        PDF
        + "Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nGodkendt.\n\n\fREFERAT Byrådet d. 03-03-2021\n\nPunkt 2: B\n\n1-00-1-21\n"
    )
    assert [titles(meeting) for meeting in parse(text).meetings] == [[("1", "A"), ("2", "B")]]


def test_ids_name_the_meeting_and_not_the_file() -> None:
    one, other = (
        parse(PDF + "Punkt 1: A\n\n1-00-1-21\n").meeting,
        parse("\n\n" + PDF + "Punkt 1: B\n\n1-00-1-21\n").meeting,
    )
    assert one.id == other.id == one.items[0].id.partition("-")[0]
    assert one.items[0].id == f"{one.id}-1-1"
    agenda = parse(PDF.replace("REFERAT", "DAGSORDEN") + "Punkt 1: A\n\n1-00-1-21\n").meeting
    assert agenda.id != one.id


def test_contents_and_items_that_disagree_are_told() -> None:
    meeting = pdf("Indholdsfortegnelse\n\nA.....\t2\nC.....\t3\n\nPunkt 1: A\n\n1-00-1-21\n\nPunkt 2: B\n\n1-00-1-21\n")
    assert [(d.code, d.message) for d in meeting.diagnostics] == [
        ("contents-mismatch", "in the contents but not among the items: 'C'."),
        ("contents-mismatch", "among the items but not in the contents: 'B'."),
    ]


def test_a_full_stop_before_the_leaders_is_the_titles() -> None:
    meeting = pdf(
        "Indholdsfortegnelse\n\nPleje, skilte mv......\t2\nB.....\t3\n\nPunkt 1: Pleje, skilte mv.\n\n1-00-1-21\n\nPunkt 2: B\n\n1-00-1-21\n"
    )
    assert [entry.title for entry in meeting.contents] == ["Pleje, skilte mv.", "B"]
    assert codes(meeting) == []


def test_an_impossible_date_is_null_and_told() -> None:
    meeting = parse(
        PDF.replace("03-03-2021", "31-02-2021").replace("3. marts 2021", "31. februar 2021")
        + "Punkt 1: A\n\n1-00-1-21\n"
    ).meeting
    assert (meeting.date, meeting.scheduled_start) == (None, None)
    assert codes(meeting) == ["date-unreadable", "date-unreadable", "date-unknown"]


def test_nothing_but_a_header_is_a_meeting_without_items() -> None:
    meeting = parse(PDF).meeting
    assert (meeting.items, codes(meeting)) == ([], ["no-items"])


@pytest.mark.parametrize("text", ["", "\n\n", " \u00a0\n\t", "\ufeff"])
def test_a_text_without_text_is_empty(text: str) -> None:
    parsed = parse(text)
    assert parsed.meetings == ()
    assert [found.code for found in parsed.diagnostics] == ["empty"]


def test_a_text_that_is_no_minutes_gives_no_meeting() -> None:
    parsed = parse("Ny cykelsti\n\n3. marts 2021\n\nDen åbner i dag.\n")
    assert parsed.meetings == ()
    assert [found.code for found in parsed.diagnostics] == ["not-minutes"]
    assert "".join(token.text for token in parsed.tokens) == parsed.source.text


@pytest.mark.parametrize(
    ("head", "kind", "present"),
    [
        (
            "Referat – Bestyrelsesmøde, den 12. maj 2015\n\nFjordby\n\nDeltagere: Asta Birkholm AB, Bo Elm BE, Ida Lund IL",
            "minutes",
            3,
        ),
        ("Referat med åbne punkter\nMødested: Salen\nDeltagere:, Asta Birkholm, Bo Elm, Ida Lund", "minutes", 3),
        ("Dagsorden (åbne punkter)\nMødested: Salen\nDeltagere: Asta Birkholm, Bo Elm, Ida Lund", "agenda", 3),
    ],
    ids=["day", "place", "agenda"],
)
def test_a_head_that_lists_who_was_there_is_a_meetings(head: str, kind: str, present: int) -> None:
    (meeting,) = parse(f"{head}\n\nDer blev talt om stien, som er smal.\n").meetings
    assert (meeting.document_type, len(meeting.attendance.present)) == (kind, present)


@pytest.mark.parametrize(
    "text",
    [
        "Deltagere:\n\nAsta Birkholm (AB)\nBo Elm (BE)\n\nAfbud:\n\nIda Lund (IL)\n\nHunde i klubben\n\n"
        + "Der blev talt om stien.\n\n" * 14,
        "Klubmøde\nDato: 02.11 2016\nSted: Lokale 1\nReferent: Asta\n\nDeltager: Asta, Bo, Ida og Per\n\nAfbud: Eva\n\n"
        + "Der blev talt om stien.\n\n" * 14,
        "Referat – Ekstraordinært årsmøde i Nordby\n\nDato: 9. maj 2017\nTidspunkt: kl. 19.00\nSted: Salen, Torvet 3\n\n"
        + "Der blev talt om stien, som er smal.\n\n" * 5,
    ],
    ids=["lists", "first-names", "labels"],
)
def test_a_head_of_a_meeting_is_enough_above_prose(text: str) -> None:
    assert len(parse(text).meetings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Sommerfest\n\nDato: 9. maj 2017\nTidspunkt: kl. 19.00\nSted: Salen, Torvet 3\n\n" + "Der er musik.\n\n" * 14,
        "Nordby Løb\n\nDeltagere: Asta Birkholm, Bo Elm, Ida Lund, Per Dal\n\n" + "Der var kaffe i målet.\n\n" * 14,
    ],
    ids=["event", "race"],
)
def test_an_event_is_no_minutes(text: str) -> None:
    assert [found.code for found in parse(text).diagnostics] == ["not-minutes"]


def test_a_text_that_names_two_guests_is_no_minutes() -> None:
    parsed = parse("Åbent hus\n\n3. marts 2021\n\nDeltagere: Asta Birkholm, Bo Elm\n\nDer var kaffe.\n")
    assert [found.code for found in parsed.diagnostics] == ["not-minutes"]


def test_paragraphs_below_the_title_of_a_meeting_of_a_day_are_minutes() -> None:
    """The day stands in two forms, and a third is another meeting's: no calendar."""
    said = (
        "Ordstyrer: Asta Birkholm\n\nÅrets regnskab gav et pænt overskud.\n\nDet nye lysanlæg tændes den 9. maj 2021.\n"
    )
    site, title = "Årsmøde 03.03.2021\n\n", "Referat fra årsmøde i lysklubben den 3. Marts 2021\n\n"
    (meeting,) = parse(site + title + said).meetings
    assert (str(meeting.document_type), str(meeting.date)) == ("minutes", "2021-03-03")
    (found,) = parse("Årsmøde 03.03.2021\n\nNyt fra lysklubben den 3. marts 2021\n\n" + said).all_diagnostics
    assert found.code == "not-minutes"


def test_a_title_with_a_day_without_its_year_is_a_title() -> None:
    text = "Referat af lokalrådsmøde onsdag den 3-10 kl. 18.30\n\n 1. Havnen. Broen er malet.\n\n"
    text += " 1. Kassen. Der er penge nok.\n\n 1. Festen. Musikken er bestilt.\n\n 1. Eventuelt\n"
    (meeting,) = parse(text).meetings
    assert (meeting.title, meeting.date) == ("Referat af lokalrådsmøde onsdag den 3-10 kl. 18.30", None)
    assert [item.number for item in meeting.items] == ["1", "1", "1", "1"]


def test_minutes_of_a_meeting_that_went_on_on_other_days_are_no_calendar() -> None:
    head = "Beslutninger\n\nKulturudvalget\n\nOnsdag den 3. maj 2006 kl. 8.15\n\n"
    days = "Den 3. maj 2006: {}\n\nDen 17. maj 2006: {}\n\nDen 30. maj 2006: {}\n\n"
    (meeting,) = parse(
        head + days.format("Behandlet.", "Behandlet.", "Resten.") + days.format(*["Alle mødte."] * 3)
    ).meetings
    assert (meeting.body, str(meeting.date)) == ("Kulturudvalget", "2006-05-03")
    (found,) = parse(head + days.format("Kl. 9.", "Kl. 10.", "Kl. 8.")).all_diagnostics
    assert found.code == "not-minutes"


def test_a_page_that_tells_of_many_decisions_is_minutes_whatever_its_layout() -> None:
    head = "Kulturudvalget\n\nOnsdag den 3. maj 2006 kl. 8.15\n\n"
    prose = "Om {} er der kommet breve, som alle har set på tavlen i salen.\n\n"
    matters = (
        "havnen",
        "broen",
        "skolen",
        "torvet",
        "kirken",
        "stien",
        "parken",
        "møllen",
        "gården",
        "banen",
        "søen",
        "åen",
    )
    about = [prose.format(matter) for matter in matters]
    (refused,) = parse(head + "".join(about)).all_diagnostics
    assert refused.code == "not-minutes"
    decided = [paragraph + "Udvalget godkendte planen.\n\n" for paragraph in about]
    parsed = parse(head + "".join(decided))
    assert [meeting.body for meeting in parsed.meetings] == ["Kulturudvalget"]
    assert [found.code for found in parsed.all_diagnostics].count("fact-unread") == len(matters)


# What readers of minutes have tripped over


def test_an_item_without_case_number_among_others_is_an_item() -> None:
    meeting = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nGodkendt.\n\nPunkt 2: Meddelelser\n\n- Møde i KKR\n\n- Besøg\n\n"
        "Beslutning\n\nTaget til efterretning.\n\nPunkt 3: C\n\n1-00-1-21\n\nBeslutning\n\nUdsat.\n\n"
        "Punkt 4: Eventuelt\n\nDer var intet til eventuelt.\n"
    )
    assert titles(meeting) == [("1", "A"), ("2", "Meddelelser"), ("3", "C"), ("4", "Eventuelt")]
    assert [item.decision and item.decision.outcomes for item in meeting.items] == [
        ["approved"],
        ["noted"],
        ["postponed"],
        ["none"],
    ]
    assert meeting.items[3].lead == "Der var intet til eventuelt."


@pytest.mark.parametrize("number", ["21/123", "22-011111", "330-2018-1111", "85.02.02G00-0011", "1-51-71-1111-08"])
def test_case_numbers_of_other_systems(number: str) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n{number}\n\nBeslutning\n\nGodkendt.\n").items
    assert item.case_number == number


def test_points_of_a_decision_in_the_form_of_headings_are_text() -> None:
    meeting = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nPunkt 1: Godkendt.\n\nPunkt 2: Udsat.\n\n"
        "Punkt 2: B\n\n1-00-1-22\n\nBeslutning\n\nGodkendt.\n"
    )
    assert titles(meeting) == [("1", "A"), ("2", "B")]
    decided = meeting.items[0].decision
    assert decided is not None
    assert [(point.ref, point.outcomes) for point in decided.points] == [("1", ["approved"]), ("2", ["postponed"])]
    assert codes(meeting) == []


def test_a_programme_in_the_form_of_headings_is_text() -> None:
    meeting = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\nDagsorden for seminaret:\n\nPunkt 1: Velkomst\n\nPunkt 2: Frokost\n\n"
        "Beslutning\n\nGodkendt.\n"
    )
    assert titles(meeting) == [("1", "A")]


def test_what_the_contents_do_not_have_is_no_heading() -> None:
    said = "Indstilling\n\nAt sagen drøftes.\n\nSagsfremstilling\n\nStien er ny.\n\n"
    meeting = pdf(
        "Indholdsfortegnelse\n\n1. Ny sti ved åen\n2. Lys på skolevejen\n\n"
        f"1. Ny sti ved åen\n\n{said}1. Forslag til stier\n\nHøring\n\nIngen svar.\n\nBeslutning\n\nGodkendt.\n\n"
        f"2. Lys på skolevejen\n\n{said}3. Forslag til lamper\n\nHøring\n\nIngen svar.\n\nBeslutning\n\nUdsat.\n"
    )
    assert titles(meeting) == [("1", "Ny sti ved åen"), ("2", "Lys på skolevejen")]


def test_a_number_that_comes_again_above_labels_is_jumped_over() -> None:
    said = "Sagsfremstilling\n\nStien er ny.\n\n"
    items = [f"Punkt {n}: Sag {n}\n\n1-00-{n}-21\n\n{said}Beslutning\n\nGodkendt.\n\n" for n in range(1, 4)]
    items[1] = items[1].replace(said, said + "Punkt 2: Økonomi og drift\n\nDen er ny.\n\n")
    assert titles(pdf("".join(items))) == [("1", "Sag 1"), ("2", "Sag 2"), ("3", "Sag 3")]


def test_titles_stand_over_the_label_that_items_begin_with() -> None:
    sections = "\n\n\nBeslutning\nGodkendt.\n\nResume\nStien er ny.\n\nBaggrund for sagen\n\nIndstilling\nAt sagen drøftes.\n\n\n\n"
    expected = [
        "Ny sti ved åen",
        "Lys på skolevejen",
        "Mødeplan for året",
        "Referat fra mødet den 3. maj 2020",
        "2. behandling af budget 2021",
        "Økonomi",
    ]
    meeting = parse("Referat Byrådet 03-03-2021\n\n" + sections.join([*expected, ""])).meeting
    assert titles(meeting) == [(None, title) for title in expected]


def test_two_items_of_the_same_title_with_sections_are_two() -> None:
    said = "\n\n\nBeslutning\nGodkendt.\n\n\n\n"
    meeting = parse(
        "Referat Byrådet 03-03-2021\n\n" + said.join(["Mødeplan", "Mødeplan", "Lys på skolevejen", ""])
    ).meeting
    assert [item.title for item in meeting.items] == ["Mødeplan", "Mødeplan", "Lys på skolevejen"]


@pytest.mark.parametrize("title", ["Maj måneds økonomirapport", "December 2021: status", "Marts-møde"])
def test_titles_that_begin_with_a_month(title: str) -> None:
    meeting = web(
        f"Sagnr.: 1-00-1-21\n\n1. A\n\nTilbage til toppen\nSagnr.: 1-00-1-21\n\n2. {title}\n\nResume\n\nT\n\nTilbage til toppen\n"
    )
    assert titles(meeting) == [("1", "A"), ("2", title)]


@pytest.mark.parametrize("spaced", ["Punkt 1:  A", "Punkt  1: A", " Punkt 1: A", "    Punkt 1: A", "Punkt 1:\u00a0A"])
def test_extra_spaces_cost_no_item(spaced: str) -> None:
    text = PDF.replace(" ", "  ") + f"{spaced}\n\n1-00-1-21\n\nBeslutning\n\nGodkendt  i  dag.\n"
    meeting = parse(text).meeting
    assert (meeting.body, meeting.date and meeting.date.isoformat(), meeting.place) == (
        "Byrådet",
        "2021-03-03",
        "Byrådssalen",
    )
    (item,) = meeting.items
    assert (item.title, item.case_number) == ("A", "1-00-1-21")
    assert item.sections[0].text == "Godkendt  i  dag."


@pytest.mark.parametrize("margin", ["    ", "\t", "\u00a0\u00a0"])
@pytest.mark.parametrize("layout", ["firstagenda-pdf", "midtjylland-web"])
def test_a_margin_costs_no_item(margin: str, layout: str) -> None:
    text = (SAMPLES / layout / "minutes.txt").read_text("utf-8")
    plain, moved = parse(text).meeting, parse("".join(f"{margin}{line}\n" for line in text.split("\n"))).meeting
    assert titles(moved) == titles(plain)
    assert [kinds(item) for item in moved.items] == [kinds(item) for item in plain.items]


@pytest.mark.parametrize("layout", ["firstagenda-pdf", "midtjylland-web"])
def test_a_text_without_blank_lines_has_its_sections(layout: str) -> None:
    text = (SAMPLES / layout / "minutes.txt").read_text("utf-8")
    plain = parse(text).meeting
    dense = parse("\n".join(line for line in text.split("\n") if line.strip(" \u00a0"))).meeting
    assert titles(dense) == titles(plain)
    assert [kinds(item) for item in dense.items] == [kinds(item) for item in plain.items]


@pytest.mark.parametrize(
    ("label", "kind", "body"),
    [
        ("Beslutning Byrådet 2018-2021 03.03.2021", "decision", None),
        ("Beslutning i Byrådet (2018-2021) den 03-03-2021", "decision", None),
        ("Beslutning den 3. marts 2021", "decision", None),
        ("Beslutning den 2. marts 2021", "previous_decision", None),
        ("Beslutning A\u030aråd 03.03.2021", "previous_decision", "A\u030aråd"),
    ],
)
def test_dated_decisions(label: str, kind: str, body: str | None) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n1-00-1-21\n\n{label}\n\nGodkendt.\n").items
    assert [(s.kind, s.body) for s in item.sections] == [(kind, body)]


def test_bodies_are_the_same_in_any_form_of_their_letters() -> None:
    text = (
        PDF.replace("Byrådet", "Byra\u030adet")
        + "Punkt 1: A\n\n1-00-1-21\n\nBeslutning Byra\u030adet 03.03.2021\n\nGodkendt.\n"
    )
    assert kinds(parse(text).meeting.items[0]) == ["decision"]


@pytest.mark.parametrize(
    ("sentence", "outcomes", "absent"),
    [
        ("Sagen blev udsat, da Asta Birkholm var fraværende.", ["postponed"], ["Asta Birkholm"]),
        ("Godkendt, idet Asta Birkholm og Bo Elm havde meldt afbud.", ["approved"], ["Asta Birkholm", "Bo Elm"]),
        ("Udvalget drøftede, hvor mange patienter der havde meldt afbud.", ["discussed"], []),
    ],
)
def test_a_decision_that_mentions_an_absence_is_a_decision(
    sentence: str, outcomes: list[str], absent: list[str]
) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\n{sentence}\n").items
    assert item.decision is not None
    assert (item.decision.text, item.decision.outcomes) == (sentence, outcomes)
    assert [one.name for one in item.attendance.absent] == absent


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Udvalget mødtes i Viborg. Asta Birkholm (A) bød velkommen.", ["Asta Birkholm"]),
        ("Mødet ledes af formanden, Ib Dal.", ["Ib Dal"]),
        ("Formand Asta Birkholm. Næstformand Bo Elm.", ["Asta Birkholm", "Bo Elm"]),
        ("formanden for udvalget, Else Holm. Else Holm (Ø) taler.", ["Else Holm"]),
        (
            "Dansk Folkeparti (O), Radikale Venstre (B) og Regionshospitalet Nord (G) stemte for Lov om Social Service (L).",
            [],
        ),
        ("Udvalgsmedlem Bo Elm (V) og Ifølge Asta Birkholm (A).", ["Bo Elm", "Asta Birkholm"]),
    ],
)
def test_people_end_with_their_sentence(text: str, people: list[str]) -> None:
    meeting = pdf(f"Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\n{text}\n")
    assert [one.name for one in meeting.people] == people


@pytest.mark.parametrize(
    ("label", "below", "by", "points"),
    [
        (
            "Direktionen indstiller, at regionsrådet over for Danske Regioner anbefaler,",
            "at A godkendes.",
            "Direktionen",
            ["at A godkendes"],
        ),
        ("Direktionen indstiller, at udvalget", " • drøfter A", "Direktionen", ["drøfter A"]),
        ("Centerchef Ib P. Dal indstiller,", "at A sker", "Centerchef Ib P. Dal", ["at A sker"]),
        ("Direktionen indstiller til udvalget;", "at A sker", "Direktionen", ["at A sker"]),
        ("Direktionen indstiller, at", "A godkendes, og\n\nB drøftes.", "Direktionen", ["A godkendes", "B drøftes"]),
        ("Direktionen indstiller,", "•\tat A godkendes", "Direktionen", ["at A godkendes"]),
    ],
)
def test_recommendation_labels(label: str, below: str, by: str, points: list[str]) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n1-00-1-21\n\n{label}\n\n{below}\n").items
    assert item.recommendation is not None
    assert (item.recommendation.by, item.recommendation.points) == (by, points)


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("Afbud: Asta Birkholm (A)", ["Asta Birkholm"]),
        ("Afbud fra: Asta Birkholm og Bo Elm", ["Asta Birkholm", "Bo Elm"]),
        ("Fraværende uden afbud: Bo Elm", ["Bo Elm"]),
        ("Fraværende: Ingen", []),
        ("Ingen var fraværende.", []),
        ("Fraværende:", []),
    ],
)
def test_absences_in_the_header(line: str, absent: list[str]) -> None:
    meeting = parse(PDF.rstrip() + f"\n{line}\n\nPunkt 1: A\n\n1-00-1-21\n").meeting
    assert (meeting.place, [one.name for one in meeting.attendance.absent]) == ("Byrådssalen", absent)
    assert codes(meeting) == []


def test_words_of_labels_in_a_list_are_text() -> None:
    (item,) = pdf("Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\nSkabelonen har disse overskrifter:\nResume\nBeslutning\nBilag\n\nI juni.\n").items  # fmt: skip
    assert kinds(item) == ["case_presentation"]


@pytest.mark.parametrize(
    ("kind", "title"), [("agenda", "ÅBEN DAGSORDEN"), ("minutes", "REFERAT"), ("minutes", "BESLUTNINGSPROTOKOL")]
)
@pytest.mark.parametrize("date", ["1-6-2020", "01.06.2020", "1. juni 2020"])
def test_document_types_and_dates_of_titles(kind: str, title: str, date: str) -> None:
    meeting = parse(
        f"{title} Byrådet d. {date}\n\nMødedato Mandag d. 1. juni 2020 kl. 18:00 til 20:00\n\nPunkt 1: A\n\n1-00-1-21\n"
    ).meeting
    assert (meeting.document_type, meeting.body) == (kind, "Byrådet")
    assert meeting.scheduled_end is not None
    assert f"{meeting.scheduled_end:%H:%M}" == "20:00"


@pytest.mark.parametrize(
    ("printed", "title", "marks"),
    [
        ("Mødeplan (B)", "Mødeplan", ["(B)"]),
        ("Orlov til Asta Birkholm (B)", "Orlov til Asta Birkholm (B)", []),
        ("Forslag fra Venstre (V)", "Forslag fra Venstre (V)", []),
        ("Stier i Nordby (B)", "Stier i Nordby", ["(B)"]),
        ("Nyt Center for Havne (O)", "Nyt Center for Havne", ["(O)"]),
    ],
)
def test_a_purpose_after_the_title_is_a_mark_but_a_party_is_not(printed: str, title: str, marks: list[str]) -> None:
    (item,) = pdf(f"Punkt 1: {printed}\n\n1-00-1-21\n").items
    assert (item.title, item.marks) == (title, marks)


def test_no_point_runs_on_into_a_title_at_the_top_of_a_page() -> None:
    body = "Punkt 1: A\n\n1-00-1-21\n\nDirektionen indstiller,\n\nat det sker\nREFERAT Byrådet d. 03-03-2021\n\n"
    item = pdf(body + "Beslutning\n\nGodkendt.\n").items[0]
    assert item.recommendation is not None
    assert item.recommendation.points == ["at det sker"]


def test_the_title_again_at_the_top_of_a_page_is_furniture() -> None:
    text = PDF + "Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nGod-\n\n\fREFERAT Byrådet d. 03-03-2021\n\nkendt.\n"
    assert parse(text).meeting.items[0].sections[0].text == "God-\nkendt."


def test_the_word_that_begins_a_document_begins_none_in_a_text() -> None:
    text = (
        WEB
        + "Sagnr.: 1-00-1-21\n\n1. A\n\nSagsfremstilling\n\nReferat\n\ntil\n\norientering\n\nBeslutning\n\nGodkendt.\n"
    )
    assert len(parse(text).meetings) == 1


def test_a_text_that_is_no_minutes_has_no_meeting_and_says_so() -> None:
    with pytest.raises(ReferatError) as error:
        parse("hej", name="x.txt").meeting  # noqa: B018  the property raises
    assert str(error.value).startswith("x.txt: too little in it of what minutes have")


def test_furniture_in_any_number_keeps_the_text_in_order() -> None:
    text = PDF + (
        "Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\nA1\n\n\fREFERAT Byrådet d. 03-03-2021\n\nA2\n\nSide 2 af 9\n\nA3\n\n"
        "Side 3 af 9\n\nA4\n\nBeslutning\n\nGodkendt.\n"
    )
    assert parse(text).meeting.items[0].sections[0].text == "A1\n\nA2\n\nA3\n\nA4"


def test_the_word_for_minutes_can_be_an_attachment() -> None:
    (item,) = web("Sagnr.: 1-00-1-21\n\n1. A\n\nBilag\n\nReferat\n\nKort\n\nTilbage til toppen\n").items
    assert [attachment.title for attachment in item.attachments] == ["Referat", "Kort"]


def test_what_stands_below_a_footer_is_no_part_of_the_item_above() -> None:
    meeting = web(
        "Sagnr.: 1-00-1-21\n\n1. A\n\nBeslutning\n\nGodkendt.\n\nTilbage til toppen\n"
        "Sagnr.: 1-00-2-21\n\nBeslutning\n\nForkastet.\n\nTilbage til toppen\n"
    )
    assert [(item.number, item.title, item.case_number) for item in meeting.items] == [
        ("1", "A", "1-00-1-21"),
        (None, None, "1-00-2-21"),
    ]
    assert [item.decision and item.decision.outcomes for item in meeting.items] == [["approved"], ["rejected"]]


def test_a_document_whose_title_nothing_confirms_is_no_part_of_the_next() -> None:
    first = "REFERAT Byrådet d. 01-03-2021\n\nAlle medlemmer var mødt.\n\nPunkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nGodkendt.\n\n"
    parsed = parse(first + PDF + "Punkt 1: B\n\n1-00-1-21\n\nBeslutning\n\nUdsat.\n")
    assert [titles(meeting) for meeting in parsed.meetings] == [[("1", "A")], [("1", "B")]]


def test_lines_of_a_page_above_the_title_are_no_document() -> None:
    assert len(parse("Nordby Kommune\nHjem | Kontakt\n\n" + PDF + "Punkt 1: A\n\n1-00-1-21\n").meetings) == 1


def test_what_a_header_sentence_leaves_unread_is_told() -> None:
    meeting = pdf(
        "Asta Birkholm & Bo Elm havde meldt afbud.\n\nMødet startede kl. 17.10. Noget helt andet.\n\nPunkt 1: A\n\n1-00-1-21\n"
    )
    assert [statement.text for statement in meeting.attendance.statements] == [
        "Asta Birkholm & Bo Elm havde meldt afbud."
    ]
    assert codes(meeting) == ["header-unread"]
    assert "Noget helt andet." in meeting.diagnostics[0].message


def test_a_time_beside_another_date_is_not_this_meetings() -> None:
    meeting = parse(PDF.replace("3. marts", "4. marts") + "Punkt 1: A\n\n1-00-1-21\n").meeting
    assert (meeting.date and meeting.date.day, meeting.scheduled_start) == (3, None)
    assert codes(meeting) == ["date-conflict"]


def test_text_between_a_heading_and_a_case_number_is_no_title() -> None:
    (item,) = pdf("Punkt 1: Orientering\n\nUdvalget orienteres om status.\n\n1-00-1-20\n").items
    assert (item.title, item.case_number, item.lead) == ("Orientering", "1-00-1-20", "Udvalget orienteres om status.")


def test_a_line_in_the_form_of_a_heading_in_the_middle_of_an_item_is_text() -> None:
    meeting = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\nx\n\nPunkt 2: Økonomi i planen\n\ntekst\n\nBeslutning\n\nGodkendt.\n"
    )
    assert titles(meeting) == [("1", "A")]
    assert codes(meeting) == ["heading-doubtful"]


@pytest.mark.parametrize(
    ("text", "title", "url"),
    [
        ("Plan www.x.dk/a og https://y.dk/b", "Plan", "www.x.dk/a"),
        ("https-vejledning www.x.dk/a", "https-vejledning", "www.x.dk/a"),
    ],
)
def test_the_first_address_is_the_attachments(text: str, title: str, url: str) -> None:
    source = PDF + f"Punkt 1: A\n\n1-00-1-21\n\nBilag\n\n{text}\n"
    parsed = parse(source)
    (attachment,) = parsed.meeting.items[0].attachments
    assert (attachment.title, attachment.url) == (title, url)
    (place,) = parsed.places[0]["/items/0/attachments/0/url"]
    assert source[place.start : place.end] == url


@pytest.mark.parametrize(
    "text",
    [
        "Dagſorden\n\nPunkt 1: A\n\nBeslutning\n\nGodkendt.\n",
        PDF.replace("3. marts", "3. auguſt") + "Punkt 1: A\n\n1-00-1-21\n",
        PDF + "Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nregionſrådsformand Asta Birkholm og formand Bo Elm.\n",
        PDF.replace("03-03-2021", "31-12-9999").replace("3. marts 2021", "31. december 9999")
        + "Mødet blev hævet kl. 0.15.\n\nPunkt 1: A\n",
        PDF.replace("2021", "1700") + "Punkt 1: A\n\n1-00-1-21\n",
        "Punkt ²: A\n\nPunkt ٣: B\n\n1-00-1-21\n\nBeslutning\n\nGodkendt.\n",
    ],
)
@pytest.mark.parametrize("layout", [None, "firstagenda-pdf", "generic"])
def test_letters_and_days_that_only_look_like_ours_break_nothing(text: str, layout: str | None) -> None:
    for meeting in parse(text, layout=layout).meetings:
        assert Meeting.model_validate_json(meeting.model_dump_json()) == meeting


@pytest.mark.parametrize("marks", [" *" * 3000, "\t" * 5000 + "* y", "\u2003" * 5000 + "*", " (B)" * 2000])
def test_titles_with_thousands_of_marks_end_in_time(marks: str) -> None:
    (item,) = pdf(f"Punkt 1: {'x' * 60}\nA{marks}\n\n1-00-1-20\n\nBeslutning\n\nGodkendt.\n").items
    assert item.decision is not None


@pytest.mark.parametrize(
    ("text", "outcomes", "amended", "follows"),
    [
        ("Godkendt. Dog med den ændring, at fristen forlænges.", ["approved"], True, None),
        ("Indstillingen blev godkendt, dog ikke punkt 2.", ["approved"], True, "with_changes"),
        ("Ikke godkendt som indstillet.", ["rejected"], False, None),
        ("Godkendt som indstillet.", ["approved"], False, "as_recommended"),
        ("UDSAT.", ["postponed"], False, None),
        ("INDSTILLES GODKENDT.", ["recommended"], False, None),
        ("Udvalget godkendte hverken A eller B.", [], False, None),
        ("Et mindretal godkendte forslaget.", [], False, None),
    ],
)
def test_decisions(text: str, outcomes: list[str], amended: bool, follows: str | None) -> None:
    (item,) = pdf(f"Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\n{text}\n").items
    assert item.decision is not None
    assert (item.decision.outcomes, item.decision.amended, item.decision.follows_recommendation) == (
        outcomes,
        amended,
        follows,
    )


def test_rulings_point_by_point() -> None:
    (item,) = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nAd 1. Godkendt.\n\nAd. 2 Udsat til næste møde. Ad pkt. 3: Afvist.\n"
    ).items
    assert item.decision is not None
    assert [(point.ref, point.outcomes) for point in item.decision.points] == [
        ("1", ["approved"]),
        ("2", ["postponed"]),
        ("3", ["rejected"]),
    ]
    assert item.decision.postponed_to == "næste møde"


def test_a_label_is_verbatim() -> None:
    (item,) = pdf("Punkt 1: A\n\n1-00-1-21\n\nØkonomiske   konsekvenser\n\nIngen.\n").items
    assert [(section.kind, section.label) for section in item.sections] == [("economy", "Økonomiske   konsekvenser")]


def test_page_numbers_before_a_form_feed_are_furniture() -> None:
    meeting = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nSagsfremstilling\n\nEn lang\n\n1\n\n\fsag.\n\n7\n\nBilag\n\nKort\n\n- 2 -\n"
        "\fPunkt 2: B\n\n1-00-1-21\n\nBeslutning\n\nIntet.\n\n2021\n\n\f\n"
    )
    first, second = meeting.items
    assert first.sections[0].text == "En lang\nsag.\n\n7"
    assert [attachment.title for attachment in first.attachments] == ["Kort"]
    assert second.sections[0].text == "Intet.\n\n2021"


def test_a_slip_of_one_letter_makes_no_second_person() -> None:
    meeting = pdf(
        "Punkt 1: A\n\n1-00-1-21\n\nBeslutning\n\nDagny Elkjær (A) og Bo Elm (V) talte. Dagny Elkær (A) svarede.\n"
    )
    assert [(one.name, one.party) for one in meeting.people] == [("Dagny Elkjær", "A"), ("Bo Elm", "V")]
    assert [(d.code, d.message) for d in meeting.diagnostics if d.code == "name-variant"] == [
        ("name-variant", "'Dagny Elkær' was read as 'Dagny Elkjær', who is named above.")
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dagny Elkær", "Dagny Elkjær", True),
        ("Hanne Jensen", "Hanne Jenson", True),
        ("Hans P. Jensen", "Hans B. Jensen", False),
        ("Bo Elm", "Bo Eln", False),
        ("Karen Jensen", "Maren Jensen", False),
        ("Karen Jensen", "Karen Jensen Holm", False),
        ("Karin Hansen", "Karen Hanson", False),
    ],
)
def test_spelling_variants(one: str, other: str, same: bool) -> None:
    assert is_variant(one, other) is same
    assert is_variant(other, one) is same


def test_what_stands_below_a_screens_word_is_no_item_and_no_head() -> None:
    """Nothing above the items says of which day the document is, and its last lines stand below "Til toppen"."""
    text = "Referat\n\n1. Budget\n\nBeslutning\n\nGodkendt.\n\n2. Evt.\n\nBeslutning\n\nIntet.\n\nTil toppen\n\nMere om siden.\n"
    (record,) = parse(text).records
    assert [item["title"] for item in record["items"]] == ["Budget", "Evt."]
    assert record["date"] is None


def test_a_colon_alone_is_no_title() -> None:
    text = "Referat af generalforsamling den 3. marts 2021\n\nTil stede: Asta Birkholm\n\n:\nGodkendt.\n"
    (record,) = parse(text).records
    assert record["items"] == []


def test_a_bullet_with_nothing_but_blanks_behind_it_is_text() -> None:
    mark = Marker(lexicon.lines()).mark("* ", Line(0, 2, 0, apart=False), 0)
    assert (mark.text, mark.bullet) == ("* ", "")


def test_a_line_of_bullets_alone_is_a_line() -> None:
    text = "Referat\nByrådet den 3. maj 2021\n\n1. Cykelsti\n\n*• *\n\nBeslutning\nGodkendt.\n"
    parsed = parse(text)
    assert "".join(token.text for token in parsed.tokens) == text
    assert [item.title for item in parsed.meeting.items] == ["Cykelsti"]


def test_many_days_are_no_calendar_where_those_who_were_there_are_listed() -> None:
    days = "Frist den 21.5.2014.\n\nMøde den 22.5.2014, den 23.5.2014 og den 24.5.2014.\n"
    head = "Referat af lokalrådsmøde 12.5.2014 på Nordbygaard\n\n"
    people = "Tilstede: Bo, Egon, Ib, Dagny Lise og Asta. Afbud: Gorm Elm\n\n"
    assert [person.name for person in parse(head + people + days).meeting.attendance.absent] == ["Gorm Elm"]
    assert parse(head + days).meetings == ()
