"""Pages without line ends: what every page begins with, and titles that hold a label's word."""

import pytest

from referat import Meeting, parse
from referat.outline import document
from referat.outline.flattened.extent import Piece
from referat.outline.flattened.pages import pieces
from referat.text.source import Source

FIRST = (
    "1 Nordby Kommune Referat Socialudvalget Mødedato: 7. juni 2012 Mødested: Salen Fraværende: Asta Birkholm "
    "Indholdsfortegnelse Side 1. Godkendelse af dagsorden 2 2. Nye tilsyn 3\n\n"
)
TITLES = ["Godkendelse af dagsorden", "Nye tilsyn", "Eventuelt"]
TEXT = "Sagsfremstilling: Der er gennemført uanmeldte tilsyn på fire centre i foråret. Beslutning: Godkendt."

_SHELF = 'Størrelse: px\nStarte visningen fra side:\n\nDownload "Referat"\n\nTranskript\n\n'


def test_what_every_page_begins_with_is_furniture() -> None:
    pages = (
        f"{n} Nordby Kommune Socialudvalget Side {title} Sagsnr.: 12/77{n} {TEXT}\n\n"
        for n, title in enumerate(TITLES, 2)
    )
    meeting = parse(FIRST + "".join(pages)).meeting
    assert [item.title for item in meeting.items] == TITLES
    assert [one.name for one in meeting.attendance.absent] == ["Asta Birkholm"]


def test_titles_that_begin_alike_are_none() -> None:
    pages = (
        f"{n} Orientering om {title} Sagsnr.: 12/77{n} {TEXT}\n\n"
        for n, title in ((2, "tilsyn"), (3, "haller"), (4, "taxa"))
    )
    items = parse(FIRST + "".join(pages)).meeting.items
    assert [item.title for item in items] == ["Orientering om tilsyn", "Orientering om haller", "Orientering om taxa"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("8. TEMA: EGNENS KULTUR Sagsnr Dok.nr Sagsbeh. ÅBENT SAGSFREMSTILLING Der er", "SAGSFREMSTILLING"),
        ("8. Tema: Egnens kultur ÅBENT Sagsnr.: 12/77 Sagsfremstilling: Der er", "Sagsfremstilling:"),
        ("8. GODKENDELSE AF REFERAT Sagsnr.: 12/77 ÅBENT INDSTILLING At", "INDSTILLING"),
        ("8. CYKELSTI VED ENGVEJEN SAGSFREMSTILLING Der er afsat midler", "SAGSFREMSTILLING"),
    ],
)
def test_a_title_holds_a_labels_word(line: str, label: str) -> None:
    cut = [line[piece.a : piece.b] for piece in next(pieces([line], counted=True)) if piece.role == "label"]
    assert cut == [label]


def test_a_page_that_is_nothing_but_contents() -> None:
    line = "2 Indholdsfortegnelse Pkt. Tekst Side 1 Godkendelse"
    _, second = pieces(["1 Referat fra mødet i Nordby Byråd den 3. marts 2021", line], counted=True)
    assert second == (Piece(0, 2, "noise"), Piece(2, len(line), "contents"))


TOP = "1 Referat fra mødet i Nordby Byråd den 3. marts 2021"
BODY = "Sagsnr.: 12/77 Sagsfremstilling: Det er godt. Beslutning: Godkendt."


def _cut(*lines: str) -> list[list[tuple[str, str]]]:
    return [
        [(one.role, line[one.a : one.b].strip()) for one in page if one.role in {"contents", "noise", ""}]
        for line, page in zip(lines, pieces(lines, counted=True), strict=True)
    ]


def test_rows_of_contents_may_have_the_word_for_an_item_before_their_numbers() -> None:
    rows = ("2 Indhold Åben dagsorden Sag nr. 1 Nye tilsyn Sag nr. 2 Skoler, haller m.m.", "3 Sag nr. 3 Molen, Kl")
    _, first, second, item = _cut(TOP, *rows, f"4 Sag nr. 1 Nye tilsyn {BODY}")
    assert first == [("noise", "2"), ("contents", rows[0][2:])]
    assert second == [("noise", "3"), ("contents", rows[1][2:])]
    assert item[1] == ("", "Sag nr. 1 Nye tilsyn")


def test_a_page_may_begin_with_its_number_twice_and_the_word_for_it() -> None:
    _, numbered, plain = _cut(TOP, f"2 1 of 9 Side 1. Nye tilsyn {BODY}", f"3 2 of 9 Side Ny havn {BODY}")
    assert numbered[:2] == [("noise", "2 1 of 9 Side"), ("", "1. Nye tilsyn")]
    assert plain[:2] == [("noise", "3 2 of 9 Side"), ("", "Ny havn")]


def test_the_number_behind_a_kings_name_begins_no_item() -> None:
    _, page = _cut(TOP, f"2 1. Nye tilsyn på Chr. 8. Vej 7 {BODY}")
    assert page[:2] == [("noise", "2"), ("", "1. Nye tilsyn på Chr. 8. Vej 7")]


def test_a_long_line_of_nothing_but_spaces_is_no_page() -> None:
    (outline,) = document.of(Source("\n" + 200 * " " + "\n"))
    assert not outline.blocks.items


HEAD = (
    "Referat\n\nStørrelse: px\nStarte visningen fra side:\n\nTranskript\n\n"
    "1 Referat Byrådet Mødedato: Mandag den 3. juni 2013 Mødetidspunkt: Kl. 17:00 {rest}\n\n"
    "2 1. Cykelsti Sagsnr.: 13/1111 Sagsfremstilling: Der er afsat midler. Beslutning: Godkendt.\n"
)
MEMBERS = (
    "Medlemmer: Asta Birkholm (A) Bo Lund (A) Dagny K. Elkær (A) Egon Thorsø (B) Frida Lindebjerg (C) Gorm Haslev (C)"
)


def test_parties_letters_in_brackets_begin_no_lines() -> None:
    meeting = parse(HEAD.format(rest=f"Mødested: Salen {MEMBERS} Fraværende: Bo Lund")).meeting
    assert "".join(person.party or "-" for person in meeting.people) == "AAABCC"


@pytest.mark.parametrize(
    ("rest", "place", "absent"),
    [
        (f"Mødested: Bemærkninger: {MEMBERS} Fraværende: Bo Lund Rådhuset, Torvet", "Rådhuset, Torvet", ["Bo Lund"]),
        (
            f"Mødested: Bemærkninger: {MEMBERS} Deltagere: Hedvig Ravn Fraværende: Bo Lund Egon Thorsø Lokale 3, Mølle "
            "Hedvig Ravn deltog for Bo Lund.",
            "Lokale 3, Mølle",
            ["Bo Lund", "Egon Thorsø"],
        ),
        (
            f"Mødested: {MEMBERS} Fraværende: Bo Lund Byrådssalen Orientering kl : Nyt budget",
            "Byrådssalen",
            ["Bo Lund"],
        ),
        (f"Mødested: {MEMBERS.replace(': ', ': Rådssal ')} Fraværende: Bo Lund", "Rådssal", ["Bo Lund"]),
        (f"Mødested: {MEMBERS} Fraværende: Bo Lund", None, ["Bo Lund"]),
    ],
)
def test_a_place_stands_behind_a_lists_label(rest: str, place: str | None, absent: list[str]) -> None:
    meeting = parse(HEAD.format(rest=rest)).meeting
    assert (meeting.place, [one.name for one in meeting.attendance.absent]) == (place, absent)
    assert [person.name for person in meeting.people][:2] == ["Asta Birkholm", "Bo Lund"]


@pytest.mark.parametrize(
    ("said", "absent", "text"),
    [
        ("Fraværende: Asta Birkholm, Bo Elm Godkendt.", ["Asta Birkholm", "Bo Elm"], "Godkendt."),
        ("Afbud: Asta Birkholm (V) Dagsordenen blev godkendt.", ["Asta Birkholm"], "Dagsordenen blev godkendt."),
        ("Fraværende: Ingen Godkendt", [], "Godkendt"),
        ("Fraværende: Asta Birkholm, Bo Elm", ["Asta Birkholm", "Bo Elm"], ""),
    ],
)
def test_what_was_decided_stands_behind_those_absent(said: str, absent: list[str], text: str) -> None:
    pages = (
        f"{n} {n - 1}. {title} Sagsid.: 12/77{n} Åben sag Beslutning Socialudvalget den {said}\n\n"
        for n, title in enumerate(TITLES, 2)
    )
    for item in parse(FIRST + "".join(pages)).meeting.items:
        assert [one.name for one in item.attendance.absent] == absent
        assert (item.decision.text if item.decision else None) == text
        assert all(one.note is None for one in item.attendance.absent)


def test_a_short_item_above_long_ones_has_lost_its_line_ends_too() -> None:
    text = "Der er afsat midler til stien i budgettet, og den anlægges fra skolen til havnen. " * 5
    short = "00.01.04-A31-7-15 Beslutning Byrådet, 15.12.2015 Asta Birkholm var fraværende. Godkendt."
    long = f"00.15.12-S08-5-15 Resume {text}Beslutning Byrådet, 15.12.2015 Godkendt. Sagsfremstilling {text}"
    head = "Referat af Byrådets møde d. 15.12.2015\n\nByrådet 15-12-2015\n\n"
    first, second = parse(f"{head}Punkt 134: Dagsorden\n\n{short}\n\nPunkt 135: Cykelsti\n\n{long}\n").meeting.items
    assert (first.case_number, [one.name for one in first.attendance.absent]) == (
        "00.01.04-A31-7-15",
        ["Asta Birkholm"],
    )
    assert [section.kind for section in first.sections] == ["decision"]
    assert first.decision is not None
    assert first.decision.text == "Godkendt."
    assert second.case_number == "00.15.12-S08-5-15"


PLACE = "Salen, Nordby Rådhus"
TABLE = "Indholdsfortegnelse Side 1. Nye tilsyn 2"


def _behind(head: str) -> Meeting:
    item = f"2 1. Nye tilsyn Sagsnr.: 12/77 {TEXT}"
    return parse(f"1 Havneudvalget Referat {head} {TABLE}\n\n{item}\n").meeting


@pytest.mark.parametrize(
    ("head", "absent"),
    [
        (f"Mødedato: 7. juni 2012 Sted: Medlemmer: Afbud: {PLACE} Asta Birkholm, Bo Elm, Ib Dal Bo Elm", ["Bo Elm"]),
        (f"Dato 7. juni 2012 Sluttidspunkt 19:00 Sted Medlemmer Fraværende {PLACE} Asta Birkholm, Bo Elm Asta Birkholm",
         ["Asta Birkholm"]),
        (f"Mødedato: 7. juni 2012 Sted: Deltagere: Fraværende: Referent: {PLACE} Asta Birkholm, Bo Elm Ingen Ib Dal",
         []),
    ],
)  # fmt: skip
def test_the_values_of_several_labels_stand_behind_them_all(head: str, absent: list[str]) -> None:
    meeting = _behind(head)
    assert meeting.place == PLACE
    assert [one.name for one in meeting.attendance.absent] == absent
    assert {person.name for person in meeting.people} >= {"Asta Birkholm", "Bo Elm"}


LISTED = "Medlemmer: Fraværende:"


@pytest.mark.parametrize(
    ("values", "absent"),
    [
        (f"{LISTED} Asta Birkholm (A) Bo Elm (V) Ib Dal ((Ø)) Bo Elm (V) Struer Kommune", ["Bo Elm"]),
        (f"{LISTED} Asta Birkholm (A) Bo Elm (V) Asta Birkholm (A) Ib Dal (V)", ["Asta Birkholm"]),
        ("Deltagere: Fraværende: Referent: Asta Birkholm, Bo Elm, Ib Dal Hans Holm, Jens Ravn Lone Krog",
         ["Hans Holm", "Jens Ravn"]),
        ("Medlemmer: Asta Birkholm (A) Bo Elm (V) Ib Dal (Ø) Fraværende: Andre deltagere: Bo Elm og Ib Dal Lone Krog",
         ["Bo Elm", "Ib Dal"]),
        ("Fraværende: Bo Elm Bemærkninger", ["Bo Elm"]),
    ],
)  # fmt: skip
def test_two_lists_that_have_run_together_behind_their_labels(values: str, absent: list[str]) -> None:
    meeting = _behind(f"Sted: {PLACE} Dato: 7. juni 2012 Start kl.: 8:00 {values}")
    assert meeting.place == PLACE
    assert [one.name for one in meeting.attendance.absent] == absent
    assert not {one.name for one in meeting.attendance.present} & set(absent)


@pytest.mark.parametrize("town", ["Nordby kommune", "Nordby Kommune", "Region Fjorden"])
@pytest.mark.parametrize(
    "letter", ["6. maj 2015/AB Referat Bestyrelsesmøde hos NB", "Ref. KL Den 6. maj 2015 Referat af møde i NB"]
)
def test_whom_the_absent_come_from_stands_before_the_first_items_title(letter: str, town: str) -> None:
    there = f"Deltagere Asta Birkholm, {town} Ib Dal, {town} Kai Lund, NB"
    away = f"Afbud Bo Elm, {town} Lone Krog, {town} Godkendelse af referat Referatet blev godkendt."
    title = "Referat bestyrelsesmøde hos NB den 28. april 2015"
    meeting = parse(
        f'{title}\n\nStørrelse: px\n\nDownload "{title}"\n\nTranskript\n\n1 {letter} den 28. april 2015 {there} {away}'
    ).meeting
    assert (meeting.document_type, str(meeting.date)) == ("minutes", "2015-04-28")
    assert [one.name for one in meeting.attendance.absent] == ["Bo Elm", "Lone Krog"]
    assert [one.name for one in meeting.attendance.present] == ["Asta Birkholm", "Ib Dal", "Kai Lund"]


@pytest.mark.parametrize(
    "values",
    [
        f"{LISTED} Asta Birkholm (A) Bo Elm (V) Ib Dal (Ø)",
        f"{LISTED} Asta Birkholm (A) Bo Elm (V) Asta Birkholm (A) Ib Dal (V) Asta Birkholm (A)",
        "Deltagere: Fraværende: Asta Birkholm, Bo Elm Hans Holm, Jens Ravn Lone Krog, Ib Dal",
        "Deltagere: Fraværende: Asta Birkholm, Bo Elm Hans Holm, Bo Elm",
    ],
)
def test_where_one_of_two_lists_ends_that_have_run_together_cannot_be_told(values: str) -> None:
    meeting = _behind(f"Sted: {PLACE} Dato: 7. juni 2012 Start kl.: 8:00 {values}")
    assert not meeting.attendance.absent
    assert not meeting.attendance.present
    assert any("Asta Birkholm" in note.message for note in meeting.diagnostics)


def test_a_head_in_capitals_ends_the_list_behind_a_place() -> None:
    meeting = _behind(f"Mødedato: 7. juni 2012 Mødested: Fraværende: {PLACE} Asta Birkholm, Bo Elm NYE SAGER: Ingen.")
    assert meeting.place == PLACE
    assert [one.name for one in meeting.attendance.absent] == ["Asta Birkholm", "Bo Elm"]


@pytest.mark.parametrize(
    "title",
    [
        "Referat fra mødet i Havneudvalget. (Indeholder åbne dagsordenspunkter)",
        "Indholdsfortegnelse Havneudvalget 07-06-2012",
    ],
)
def test_what_else_a_papers_title_says_is_no_part_of_the_bodys_name(title: str) -> None:
    page = f"1 Referat Mødedato: 7. juni 2012 Mødested: {PLACE} {TABLE}\n\n2 1. Nye tilsyn Sagsnr.: 12/77 {TEXT}\n"
    assert parse(f'{title}\n\nStørrelse: px\n\nDownload "{title}"\n\n{page}').meeting.body == "Havneudvalget"


def test_rows_behind_words_for_access_are_a_table_of_contents() -> None:
    rows = "Åben sag: 8. Efterretning Åben sag: 9. Regnskab Åben sag: 10. Høring Lukket sag: 11. Køb"
    top, _ = _cut(f"1 Side 1 af 9 Havneudvalget Mødetidspunkt: 9. november 2004 {rows}", f"2 {BODY}")
    assert (top[0], top[-1]) == (("noise", "1 Side 1 af 9"), ("contents", rows))


def test_members_with_letters_before_the_place_are_no_place() -> None:
    """A bracket ends a place before a list only where a place stands before it."""
    listed = "Asta Birkholm (C) Bo Elm (A) Ib Dal (V) Kai Lund (V) Fraværende: Asta Birkholm Kai Lund Rød 3, Mødesalen"
    meeting = _behind(f"Mødedato: 7. juni 2012 Mødested: Bemærkninger: Medlemmer: {listed}")
    assert meeting.place == "Rød 3, Mødesalen"
    assert [one.name for one in meeting.attendance.absent] == ["Asta Birkholm", "Kai Lund"]
    assert {person.name for person in meeting.people} >= {"Asta Birkholm", "Bo Elm", "Ib Dal", "Kai Lund"}


@pytest.mark.parametrize(
    "values",
    [f"{PLACE} Asta Birkholm, Bo Elm, Ib Dal", "Asta Birkholm, Bo Elm, Ib Dal Kai Lund, Bo Elm"],
)
def test_whose_names_stand_behind_two_labels_cannot_be_told(values: str) -> None:
    meeting = _behind(f"Mødedato: 7. juni 2012 Mødested: Medlemmer: Afbud: {values}")
    assert not meeting.attendance.absent
    assert not meeting.attendance.present
    assert any("Asta Birkholm" in note.message for note in meeting.diagnostics)


def test_a_place_and_a_day_stand_behind_both_labels() -> None:
    head = "MØDESTED: MØDEDATO: Gl. byrådssal 07-06-2012 REFERAT MØDETIDSPUNKT: MØDET HÆVET: Havneudvalget"
    page = f"1 {head} Deltagere: Asta Birkholm, Bo Elm {TABLE}\n\n2 1. Nye tilsyn Sagsnr.: 12/77 {TEXT}\n"
    meeting = parse(f'{head}\n\nDownload "{head}"\n\n{page}').meeting
    assert (meeting.place, str(meeting.date), meeting.body) == ("Gl. byrådssal", "2012-06-07", "Havneudvalget")


@pytest.mark.parametrize("lost", ["d", "s møde den", "Mødedato Side"])
def test_what_runs_along_at_the_top_is_known_though_its_day_is_lost(lost: str) -> None:
    pages = (
        f"{n} Socialudvalget {lost} {title} Åben sag Sagsnr.: 12/77{n} {TEXT}\n\n" for n, title in enumerate(TITLES, 2)
    )
    meeting = parse(FIRST + "".join(pages)).meeting
    told = [(item.title, item.access, item.case_number) for item in meeting.items]
    assert told == [(title, "open", f"12/77{n}") for n, title in enumerate(TITLES, 2)]
    assert not [section for item in meeting.items for section in item.sections if "Socialudvalget" in section.text]


def test_a_number_before_a_title_and_a_case_number_begins_an_item() -> None:
    page = (
        "2 Socialudvalget s møde den Asta Birkholm (V) forlod mødet kl og deltog ikke i behandlingen af pkt Godkendt. "
    )
    meeting = parse(f"{FIRST}{page}7. Nye haller 12/4567 {TEXT}\n").meeting
    assert [(item.number, item.title, item.case_number) for item in meeting.items] == [("7", "Nye haller", "12/4567")]


@pytest.mark.parametrize("letter", ["A", "P", "Ø"])
def test_what_is_left_of_a_case_number_above_a_title_is_none_of_it(letter: str) -> None:
    pages = (f"{n} Side {letter} {title} Resumé Kort. Beslutning Godkendt.\n\n" for n, title in enumerate(TITLES, 2))
    meeting = parse(FIRST + "".join(pages)).meeting
    assert [item.title for item in meeting.items] == list(TITLES)


def test_a_list_of_those_absent_ends_before_the_letterhead() -> None:
    meeting = _behind("3. marts 2021 Salen Afbud: Asta Birkholm, Bo Elm Nordby Kommune Søvej 1, 8600 Nordby Tlf.:")
    assert [one.name for one in meeting.attendance.absent] == ["Asta Birkholm", "Bo Elm"]


def test_a_page_may_be_empty_among_those_that_begin_alike() -> None:
    """The first page has the labels' words with their colons."""
    first = (
        "1 Referat Socialudvalget Mødedato: Mandag den 7. juni 2012 Mødetidspunkt: Kl. 8:00 Mødested: Salen "
        "Fraværende: Asta Birkholm Sagsoversigt Side 01. Godkendelse af dagsorden Nye tilsyn...16\n\n2\n\n"
    )
    pages = (
        f"{n} Socialudvalget Mødedato Side {title} Åben sag Sagsnr.: {TEXT}\n\n" for n, title in enumerate(TITLES, 3)
    )
    assert [item.title for item in parse(first + "".join(pages)).meeting.items] == TITLES


@pytest.mark.parametrize(
    ("said", "decided", "outcome"),
    [
        ("Fraværende: Bo Elm (V), Ib Dal", "Godkendt.", "approved"),
        ("Ikke til stede: Bo Elm, Ib Dal", "Sagen blev udsat.", "postponed"),
        ("Afbud: Bo Elm og Ib Dal", "Taget til efterretning.", "noted"),
    ],
)
def test_what_was_decided_stands_behind_a_list_of_those_absent(said: str, decided: str, outcome: str) -> None:
    text = f"Sagsfremstilling: Der er gennemført tilsyn på fire centre i foråret. Beslutning: {said} {decided}"
    pages = (f"{n} Socialudvalget Side {title} Sagsnr.: 12/77{n} {text}\n\n" for n, title in enumerate(TITLES, 2))
    for item in parse(FIRST + "".join(pages)).meeting.items:
        assert [one.name for one in item.attendance.absent] == ["Bo Elm", "Ib Dal"]
        assert item.decision is not None
        assert (item.decision.text, item.decision.outcomes) == (decided, [outcome])


def test_a_head_without_its_day_names_the_body_and_numbers_of_files_are_no_titles() -> None:
    pages = (
        "1 Økonomiudvalget Referat fra ordinært møde L7 Onsdag kl. 9:30 Følgende sager behandles på mødet Side "
        "Meddelelser 2 Ny havn på nordsiden 3 Bemærkninger til dagsorden",
        "2 Økonomiudvalget Punkt: 1 Acadre sagsnr.: 15/70412 Journalnr.: P12 Sagsforløb: ØU - Åben sag Mødedato: "
        "Sagsansvarlig enhed: Politik Sagsbehandler: Asta Birkholm Meddelelser Baggrund Der er holdt et møde om den.",
        "3 Økonomiudvalget Punkt: 2 Acadre sagsnr.: 15/81305 Journalnr.: G05 Sagsforløb: ØU-KB - Åben sag Mødedato: "
        "Sagsansvarlig enhed: Politik Sagsbehandler: Asta Birkholm Ny havn Baggrund Der er regnet på en ny havn.",
    )
    meeting = parse("Størrelse: px\n\nTranskript\n\n" + "\n\n".join(pages) + "\n").meeting
    assert (meeting.document_type, meeting.body, meeting.date) == ("minutes", "Økonomiudvalget", None)
    assert [(item.number, item.case_number) for item in meeting.items] == [("1", "15/70412"), ("2", "15/81305")]
    assert not {item.title for item in meeting.items} & {"P12", "G05"}


def test_words_that_rows_of_the_contents_begin_with_are_no_labels() -> None:
    rows = "Sagsoversigt Side 01. Beslutningssag: Budget Beslutningssag: Havnen Beslutningssag: Nye haller...21"
    head = f"1 Referat Byrådet Mødedato: 3. juni 2013 Mødetidspunkt: Kl. 17:00 {MEMBERS} {rows}"
    below = (
        "2 06. Beslutningssag: Fritagelse for fællesantenner Beslutningssag: Pulje til jul Beslutningssag: Taksterne"
    )
    meeting = parse(f"Størrelse: px\n\nTranskript\n\n{head}\n\n{below}\n").meeting
    assert not meeting.items
    assert not meeting.contents  # where a title ends is not known


def test_a_page_that_begins_with_an_item_whose_number_is_lost() -> None:
    head = "1 Referat Socialudvalget's møde Tirsdag den Kl. 13:30 Salen Indholdsfortegnelse Sag Side 1. Nye tilsyn 2"
    decided = "Beslutning i Socialudvalget den : Godkendt."
    page = f"2 Socialudvalget s møde den Nye tilsyn 12/4566 {decided} 2. Nye haller 12/4567 Beslutningstema: Haller."
    items = parse(f"{head}\n\n{page}\n").meeting.items
    told = [(item.number, item.title, item.case_number) for item in items]
    assert told == [(None, "Nye tilsyn", "12/4566"), ("2", "Nye haller", "12/4567")]
    assert [item.decision.text if item.decision else None for item in items] == ["Godkendt.", None]


@pytest.mark.parametrize(
    ("absent", "read"),
    [
        ("Asta Birkholm ved afbud Bo F. Elm ved afbud 7. juni 2012", ["Asta Birkholm", "Bo F. Elm"]),
        ("Asta Birkholm, Bo F. Elm 7. juni 2012", ["Asta Birkholm", "Bo F. Elm"]),
        ("Asta Birkholm Bo F. Elm 7. juni 2012", ["Asta Birkholm", "Bo F. Elm"]),
    ],
)
def test_a_list_of_those_absent_is_read_whole_before_a_day(absent: str, read: list[str]) -> None:
    meeting = parse(
        f"Nordby Kommune Socialudvalget Referat Mødedato: 7. juni 2012 Mødelokale: Salen Fraværende: {absent}\n\n"
        "2 Indholdsfortegnelse Side 1. Godkendelse af dagsorden 2 2. Nye tilsyn 3"
    ).meeting
    assert [one.name for one in meeting.attendance.absent] == read
    assert [note.code for note in meeting.diagnostics if "Asta" in note.message] == ["fact-unread"][: not read]


def test_a_list_of_what_was_decided_below_each_row_is_no_table_of_contents() -> None:
    head = "1 14 sep 12 J. nr. 7 Emne Laugsmøde Dato 3. september 2012 Deltagere Asta Birkholm, Bo Elm, Ida Lund"
    rows = "1. Godkendelse af dagsorden Dagsorden godkendt 2. Nyt fra fanevagten Fanen er til rensning. 3. Den nye ovn"
    text = f"Lauget\n\nStørrelse: px\n\nTranskript\n\n{head} Afbud Per Dal Dagsorden {rows} Ovnen står klar til maj.\n"
    meeting = parse(text).meeting
    assert [(item.number, item.decision and item.decision.outcomes) for item in meeting.items] == [
        ("1", ["approved"]),
        ("2", None),
        ("3", None),
    ]
    assert (str(meeting.date), meeting.place) == ("2012-09-03", None)
    assert [one.name for one in meeting.attendance.present] == ["Asta Birkholm", "Bo Elm", "Ida Lund"]
    assert [one.name for one in meeting.attendance.absent] == ["Per Dal"]


def test_those_present_stand_behind_the_day_in_a_text_without_line_ends() -> None:
    head = "1 Referat af 3. rådsmøde i Ørredrådet Afholdt fredag den 9. maj 2014 Tilstedeværende medlemmer af Rådet"
    rows = "Asta Birkholm Erik Holm Inger Lund Dagsorden 1. Godkendelse af dagsorden 2. Nye bestande 3. Eventuelt"
    text = f"Ørredrådet\n\nStørrelse: px\n\nTranskript\n\n{head} {rows}\n\n2 Bestanden i Nordåen er fin.\n"
    meeting = parse(text).meeting
    assert (str(meeting.date), meeting.place) == ("2014-05-09", None)
    assert [one.name for one in meeting.attendance.present] == ["Asta Birkholm", "Erik Holm", "Inger Lund"]


SHELF = "Størrelse: px\n\nTranskript\n\n"
ROWS = "1. Godkendelse af referat 2. Nye haller 3. Stier ved havnen"


def _items(*pages: str) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in parse(SHELF + "\n\n".join(pages) + "\n").meeting.items]


def test_rows_that_are_answered_below_a_group_are_no_items() -> None:
    head = f"1 3. april 2012 Referat fra Nordby Skoles bestyrelse Afbud: Bo Elm Dagsorden: Åbne punkter: {ROWS}"
    last = "4. Budget for havnen 5. Valg af formand 6. Eventuelt"
    said = f"2 {last} Ad 1. Godkendelse af referat Referatet blev godkendt. Ad 2. Nye haller Der bygges to."
    assert [number for number, _ in _items(head, said)] == ["1", "2"]


def test_rows_without_a_head_end_where_number_one_comes_again() -> None:
    rows = ROWS.replace("rat 2", "rat fra april 2")
    head = f"1 Referat af bestyrelsesmøde Mødedato: 3. april 2012 Afbud: Bo Elm Protokoller: {rows}"
    last = "2 4. Budget for havnen 5. Valg af formand 6. Eventuelt Nordby, den 6. maj 2012 Asta Birkholm Formand"
    again = "3 1. Godkendelse af referat Side 2 Sagsfremstilling Referatet skal godkendes. Beslutning Godkendt."
    assert _items(head, last, again) == [("1", "Godkendelse af referat")]


_LED = "Indholdsfortegnelse Sager: Fra sidst... 3 Nye haller...5", "7. Eventuelt Udkast... 6 Budget... 8 Bilag 7"
_COLUMNS = "Sag nr.: Emne: 1. Fra sidst Nye haller Stier ved havnen... 3", "18. Plan for havnen Lån til Parkeringsp"
_LOST = "Sagsoversigt Side 01. Godkendelse af dagsorden Nye haller Stier ved havnen...16 Bilagsliste...17", "2"


@pytest.mark.parametrize(("rows", "more"), [_LED, _COLUMNS, _LOST], ids=["leaders", "columns", "lost numbers"])
def test_a_page_may_go_on_with_rows_of_the_contents(rows: str, more: str) -> None:
    head = f"1 Referat Nordby Byråd Mødedato: 3. april 2012 Mødetidspunkt: Kl. 17:00 Fraværende: Bo Elm {rows}"
    assert not _items(head, f"2 {more}")


def test_a_page_of_titles_that_lost_their_numbers_has_no_items() -> None:
    titles = " ".join(
        f"Indstilling - {title}" for title in ("Haller", "Stier ved havnen", "Lån til broen over åen") * 8
    )
    head = f"1 Referat Nordby Byråd Mødedato: 3. april 2012 Tidspunkt: Kl. 17:00 Sted: Salen Fraværende: {'Bo Elm'}"
    assert not _items(head, f"2 Dagsorden 1. Godkendelse af dagsorden {titles}")


def test_a_line_of_rows_with_their_pages_is_the_contents() -> None:
    titles = (
        "Salg af grunde ved havnen",
        "Nye haller til de unge i byen",
        "Plan for stier",
        "Lån til broen over åen",
    ) * 3
    rows = " ".join(f"{n} {title} (Beslutning) {2 * n + 2}" for n, title in enumerate(titles, 1))
    text = f"Byrådet\n\nReferat\n\n3. april 2012 kl. 17:00\n\nIndholdsfortegnelse\n\nPkt. Tekst Side {rows}\n"
    assert not parse(text).meeting.items


@pytest.mark.parametrize(
    ("head", "place", "absent"),
    [
        (
            "Mødested: Rådhuset, Kajen 5 Fraværende: Asta Birkholm, Bo Elm og Ib Dal "
            "Følgende sager behandles: Pkt. Tekst",
            "Rådhuset, Kajen 5",
            ["Asta Birkholm", "Bo Elm", "Ib Dal"],
        ),
        (
            "Mødested: Fraværende: Mødelokale 122, Rådhuset Asta Birkholm og Bo Elm Bemærkninger "
            "Følgende sager behandles: Pkt. Tekst",
            "Mødelokale 122, Rådhuset",
            ["Asta Birkholm", "Bo Elm"],
        ),
    ],
    ids=["behind its label", "behind two labels, a third that has no value below"],
)
def test_a_list_ends_before_the_words_above_the_contents(head: str, place: str, absent: list[str]) -> None:
    """And the part of the administration that prints the paper is none of the body's name."""
    title = "Referat - Åben dagsorden Nordby Byråd Borgmesterkontoret"
    rows = "Side 1 Fleksibel arbejdstid 3 2 Herregården ved fjorden - fremtidig støtte 6 3 Årsregnskab og låneadgang 14"
    text = (
        f"{title}\n\nStørrelse: px\nStarte visningen fra side:\n\nTranskript\n\n"
        f"1 {title} Side 1. Mødedato: Mødet påbegyndt: kl. 17:10 Mødet afsluttet: kl. 19:25 {head} {rows}\n\n"
        f"2 1. Fleksibel arbejdstid Sagsnr.: 13/1111 {TEXT}\n\n3 2. Herregården Sagsnr.: 13/1112 {TEXT}\n"
    )
    meeting = parse(text).meeting
    assert (meeting.body, meeting.place) == ("Nordby Byråd", place)
    assert [one.name for one in meeting.attendance.absent] == absent


@pytest.mark.parametrize("group", ["TIL KOMMUNALBESTYRELSENS AFGØRELSE", "SAGER TIL ØKONOMIUDVALGETS AFGØRELSE"])
def test_a_group_of_what_a_body_has_to_decide_is_no_decision(group: str) -> None:
    text = (
        "Kommunalbestyrelsen for Nordby Kommune\n\nStørrelse: px\nStarte visningen fra side:\n\nTranskript\n\n"
        "1 KOMMUNALBESTYRELSEN FOR NORDBY KOMMUNE REFERAT FRA MØDE NR. 14 TIRSDAG DEN 8. MARTS 2011, KL PÅ RÅDHUSET"
        "\n\n"
        "2 Kommunalbestyrelsen 8. marts 2011 Side: 2 Fraværende: Asta Birkholm, Bo Elm. Til behandling forelå: "
        f"{group} Fjernvarme - Kommunegaranti Samarbejde om veje...21 SAGER TIL EFTERRETNING Orientering...23\n\n"
        f"3 Kommunalbestyrelsen 8. marts 2011 Side: 3 {group} 417. Fjernvarme - Kommunegaranti Sagsnr J.nr "
        "Nordby Fjernvarme A/S anmoder om en garanti for et lån.\n\n"
    )
    meeting = parse(text).meeting
    assert [(item.number, item.title, item.decision) for item in meeting.items] == [
        ("417", "Fjernvarme - Kommunegaranti", None)
    ]
    assert [one.name for one in meeting.attendance.absent] == ["Asta Birkholm", "Bo Elm"]


SITE = 'Størrelse: px\nStarte visningen fra side:\n\nDownload "{0}"\n\nTranskript\n\n'


def test_what_a_site_calls_the_document_holds_no_items() -> None:
    name = "1. Godkendelse af dagsordenen 2. Meddelelser fra formanden. Sager til beslutning"
    page = (
        "1 Dagsorden for bestyrelsesmødet den 6. november 2013 Sted: Salen Til stede: Asta Birkholm, Bo Elm, Ib Dal\n\n"
        "2 1. Godkendelse af dagsordenen Indstilling: Administrationen indstiller, At dagsordenen godkendes At "
        "referatet underskrives Beslutning: Tiltrådt.\n"
    )
    meeting = parse(f"{name}\n\n{SITE.format(name)}{page}").meeting
    assert [(item.number, item.title) for item in meeting.items] == [("1", "Godkendelse af dagsordenen")]
    assert meeting.items[0].recommendation is not None
    assert meeting.items[0].recommendation.points == ["At dagsordenen godkendes", "At referatet underskrives"]


def test_a_list_goes_on_to_those_absent_without_marks_and_brackets_refer_to_items() -> None:
    text = (
        "1 Referat Bestyrelsesmøde hos Fjordbus 3. december 2010 Kl i Mødelokale Nord\n\n"
        "2 Referat Bestyrelsesmøde hos Fjordbus den 3. december 2010 Deltagere Asta Birkholm, Bo Elm (punkt 2), "
        "Ib Dal (punkt 2) Afbud Dagny Elkær, Nordby Kommune\n\n3 Godkendelse af referat Sagsfremstilling Det er "
        "vedlagt.\n"
    )
    meeting = parse(SITE.format("Referat") + text).meeting
    assert (meeting.document_type, str(meeting.date), meeting.place) == ("minutes", "2010-12-03", "Mødelokale Nord")
    assert [one.name for one in meeting.attendance.absent] == ["Dagny Elkær"]
    assert [item.title for item in meeting.items] == ["Godkendelse af referat"]


def test_the_word_for_an_agenda_in_a_title_is_no_head_of_contents() -> None:
    line = "1 Referat af møde i Museets bestyrelse den 3. maj 2013 Pkt. 1 Godkendelse af Dagsorden 1. Velkomst"
    assert [piece.role for piece in next(pieces([line], counted=True))].count("contents") == 0


def test_rows_on_a_page_of_their_own_are_contents_where_items_have_lost_their_numbers() -> None:
    text = (
        "1 Dagsorden for møde i Affaldsudvalget tirsdag 25. oktober 2011 kl Sted: Salen Fraværende: Ingen DAGSORDEN "
        "1. Renovering af ovnlinie 2 2. Ansættelse af direktør 3. Orientering fra formanden 4. Eventuelt\n\n"
        "2 Renovering af ovnlinie 2 J.nr.: 81.02P27/ Resumé Ovnen er slidt. Sagsfremstilling Den blev bygget i 1990.\n"
    )
    (item,) = parse(SITE.format("Dagsorden") + text).meeting.items
    assert item.title == "Renovering af ovnlinie 2"
    assert [section.kind for section in item.sections] == ["summary", "case_presentation"]


def test_rows_are_items_where_no_title_comes_again() -> None:
    text = (
        "1 Dagsorden for møde i Affaldsudvalget tirsdag 25. oktober 2011 Sted: Salen 1. Renovering af ovnlinie "
        "2. Ansættelse af direktør 3. Orientering fra formanden\n\n2 4. Eventuelt\n"
    )
    items = parse(SITE.format("Dagsorden") + text).meeting.items
    assert [item.number for item in items] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2 Punkt 2. Mødeplan for 2031 MØDE DATO DAG TEMA 3 12. marts Onsdag", "Mødeplan for 2031"),
        ("2 PKT. 2. FORMANDSORIENTERING - Drøftelser med selskabet pågår, " + 8 * "og mere ", "FORMANDSORIENTERING"),
        ("2 Punkt 2. Høring fra KL FOA Indstilling: Det indstilles, at den drøftes.", "Høring fra KL FOA"),
    ],
)
def test_a_title_ends_before_a_tables_head_and_a_text(line: str, title: str) -> None:
    cut = [line[piece.a : piece.b] for piece in next(pieces([line], counted=True)) if title in line[piece.a : piece.b]]
    assert [one.strip().rpartition(". ")[2] for one in cut] == [title]


def test_labels_of_a_list_without_a_mark_may_have_capitals_and_name_who_sends_people() -> None:
    head = "1 Skolebestyrelsesmøde den 16. november 2010 Kulturhuset, Engvej 8, 4040 Nordby Til Stede Asta Birkholm"
    lists = "Bo Elm og Ib Dal Afbud fra Dagny Lund og Per Lind Fra NBV Egon Thorsø og Frida Holm"
    more = "2 7. Eventuelt Bilag 3: Udkast... 6 Bilag 4: Budget... 8 Bilag 7"
    text = f"{SHELF}{head}, {lists} Indholdsfortegnelse Referat 3\n\n{more}\n"
    attendance = parse(text).meeting.attendance
    assert [one.name for one in attendance.present] == ["Asta Birkholm", "Bo Elm", "Ib Dal"]
    assert [one.name for one in attendance.absent] == ["Dagny Lund", "Per Lind"]


def test_a_surname_begins_no_sentence_behind_a_first_name() -> None:
    head = "1 Referat Nordby Byråd Mødedato: 3. april 2012 Mødested: Salen Fraværende: ingen Mødepunkt"
    items = (
        "1 Protokol Godkendt 2 Asta Birkholm orienterer om taget Sag: Byrådet (855) Drøftet. 3 Regnskab Sag: PUK (814)"
    )
    titles = [title for _, title in _items(f"{head} {items} Godkendt", "2 Mødepunkt 4 Eventuelt Intet")]
    assert "Asta" not in titles


def test_a_name_with_two_initials_is_not_two() -> None:
    head = "1 Referat Nordby Byråd Mødedato: 3. april 2012 Sted: Salen Afbud: Bo Elm, Ib Lund, Asta H. K. Birkholm"
    items = "Dagsorden: 1. Regnskab Godkendt.\n\n2 2. Nye haller Drøftet. 3. Eventuelt Intet.\n"
    meeting = parse(f"{SHELF}{head} {items}").meeting
    assert [one.name for one in meeting.attendance.absent] == ["Bo Elm", "Ib Lund", "Asta H. K. Birkholm"]


def test_who_met_is_told_by_a_sentence_behind_the_head() -> None:
    (found,) = parse(
        _SHELF + "1 Referat af møde i bestyrelsen for Nordby Gymnasium den 7. maj 2009 I mødet deltog Asta "
        "Birkholm, Bo Elm, Ib Lind og Karen Dal (referent). Dagsorden: 1. Godkendelse af referat 2. Nyt fra formanden "
        "Ad 1. Godkendelse af referat Bestyrelsen godkendte referatet.\n\n2 Ad 2. Nyt fra formanden Intet nyt.\n"
    ).meetings
    assert [person.name for person in found.attendance.present] == ["Asta Birkholm", "Bo Elm", "Ib Lind", "Karen Dal"]


def test_a_place_ends_with_its_town_where_prose_follows() -> None:
    (found,) = parse(
        _SHELF + "1 REFERAT Kulturudvalget Dato: 3. maj 2016 Sted: Kulturhuset, Havnevej 7, 4870 Nordby Mission "
        "Foreningen vil gøre byen til et godt sted for alle. Den samler dem, der vil det samme. "
        "1. Godkendelse af dagsorden Beslutning Godkendt.\n\n2 2. Eventuelt Beslutning Intet.\n"
    ).meetings
    assert found.place == "Kulturhuset, Havnevej 7, 4870 Nordby"


def test_the_only_page_of_a_paper_is_one_and_a_list_ends_before_an_address() -> None:
    (found,) = parse(
        _SHELF + "1 REFERAT Møde i Nordby Naturråd den 24. april 2018 kl. 10.00 Deltagere: Asta Birkholm (Roklub), "
        "Bo Elm (Land & Sø) og Oda Lund (Danske Skove). Afbud: Ib Lind (Danske Byer), Karen Dal (Nordby Museum). "
        "Friluftsrådet, Søgade 13, 2450 Nordby 1. Velkomst Asta Birkholm bød velkommen, og dagsorden blev godkendt. "
        "2. Orientering Bo Elm orienterede om stier og om de penge, som er sat af til dem i næste års budget for natur "
        "og for friluftsliv. Der er sat penge af til stier ved søen og i skoven, og til skilte, kort og borde.\n"
    ).meetings
    assert [person.name for person in found.attendance.absent] == ["Ib Lind", "Karen Dal"]
    assert [item.number for item in found.items] == ["1", "2"]


def test_a_list_of_those_absent_ends_before_a_number_in_brackets() -> None:
    meeting = _behind("3. marts 2021 Salen Afbud: Asta Birkholm og Bo Elm. 1) Valg af referent Ib Dal blev valgt")
    assert [one.name for one in meeting.attendance.absent] == ["Asta Birkholm", "Bo Elm"]


def test_who_stands_behind_the_one_with_an_office_is_a_member_too() -> None:
    members = "Formand: Asta Birkholm (A) Næstformand: Bo Elm (V) Ib Dal (A) Karen Holm (C)"
    head = f"3. marts 2021 Sted: Salen Medlemmer: {members}"
    assert [(one.name, one.party, one.role) for one in _behind(head).people] == [
        ("Asta Birkholm", "A", "formand"),
        ("Bo Elm", "V", "næstformand"),
        ("Ib Dal", "A", None),
        ("Karen Holm", "C", None),
    ]


def test_a_list_ends_before_the_word_for_access_and_a_label_in_capitals() -> None:
    items = (
        "Punkt 1. Nye tilsyn Sagsbeskrivelse Der er ført tilsyn med fire centre.\n\n2 Beslutning: Godkendt. Side 2\n"
    )
    head = "1 NORDBY BYRÅD Tid Mødet den , Sted Søgade 1 Fraværende Ib Lind Til stede Asta Birkholm, Bo Elm Åben"
    meeting = parse(f"{_SHELF}{head} {items}\n3 Punkt 2. Eventuelt Beslutning: Intet. Side 3\n").meeting
    assert [one.name for one in meeting.attendance.present] == ["Asta Birkholm", "Bo Elm"]
    assert meeting.items[0].access == "open"
    head = "3. marts 2021 Sluttidspunkt: 15:45 Mødelokale: Fraværende: 3.1 vest Asta Birkholm, Bo Elm GODKENDELSE AF"
    meeting = _behind(f"{head} FORSLAG TIL DAGSORDENEN: Godkendt")
    assert (meeting.place, [one.name for one in meeting.attendance.absent]) == ("3.1 vest", ["Asta Birkholm", "Bo Elm"])


def test_a_protocol_tells_who_held_a_meeting_and_who_were_there() -> None:
    head = "1 Havneudvalget den , s. 1 NORDBY KOMMUNE Havneudvalget Protokol Onsdag den 5. juni 2013 kl. 10:45 afholdt"
    there = "Medlemmerne var til stede, undtagen: Bo Elm (B) deltog som stedfortræder for Ib Lind (B) Endvidere deltog:"
    item = "2 Åbent punkt Havneudvalget den , s. 2 Havnegebyr 1. Sagsfremstilling Der er bedt om nye gebyrer."
    (found,) = parse(f"{_SHELF}{head} Havneudvalget møde i salen. {there} Direktør Karen Dal\n\n{item}\n").meetings
    assert (found.document_type, found.body, str(found.date)) == ("minutes", "Havneudvalget", "2013-06-05")
    assert found.place == "salen"
    assert [(one.name, one.substitute) for one in found.attendance.absent] == [("Ib Lind", "Bo Elm")]


def test_a_list_in_a_row_ends_where_another_begins() -> None:
    there = "Asta Birkholm (Formand) Bo Elm Hans M. Lund Kirsten Dal (stedfortræder) Jens Holm (stedfortræder)"
    away = "Følgende medlemmer deltog ikke: Per Lind Karen Krog Ib Rask"
    items = "1) Godkendelse af referat Godkendt. 2) Skovplan Drøftet. 3) Eventuelt Intet."
    head = "1 Natur J.nr. 77 Den Referat af Naturrådets 8. ordinære møde den 11. marts 2010 I mødet deltog:"
    meeting = parse(f"{_SHELF}{head} {there} {away} Fra sekretariatet deltog Oda Lund (referent) {items}\n").meeting
    assert [one.name for one in meeting.attendance.present][:3] == ["Asta Birkholm", "Bo Elm", "Hans M. Lund"]
    assert [one.name for one in meeting.attendance.absent] == ["Per Lind", "Karen Krog", "Ib Rask"]
    assert meeting.people[0].role == "formand"


def test_a_head_in_one_line_is_one_without_a_number_of_the_page() -> None:
    there = "Asta Birkholm (Nordby Kommune, formand) Bo Elm (Søby Kommune, medlem) Ib Lind (Nordby Beredskab, referent)"
    head = f"REFERAT Møde i bestyrelsen Mødedato: Mandag den 4. marts 2013 Mødetidspunkt: 09:15 Mødedeltagere: {there}"
    meeting = parse(f"31\n{head} Afbud: Karen Dal (Vestby Kommune, medlem)\n\nPage 1\n\nREFERAT\n").meeting
    assert [(one.name, one.role) for one in meeting.attendance.present] == [
        ("Asta Birkholm", "formand"),
        ("Bo Elm", None),
        ("Ib Lind", None),
    ]
    assert [one.name for one in meeting.attendance.absent] == ["Karen Dal"]


def test_a_title_ends_with_who_takes_the_item_where_what_they_did_begins() -> None:
    head = "1 Referat Nordby Naturråd den 3. maj 2021 kl. 10.00 Afbud: ingen"
    items = "1. Velkomst ved Asta Birkholm Asta Birkholm bød velkommen. 2. Nye stier v/Bo Elm Bo Elm viste et kort."
    assert _items(f"{head} {items} 3. Eventuelt Intet.", "2 4. Næste møde Det er den 3. juni.")[:2] == [
        ("1", "Velkomst ved Asta Birkholm"),
        ("2", "Nye stier v/Bo Elm"),
    ]


def test_sentences_on_those_absent_begin_where_they_name_somebody() -> None:
    head = "1 Udviklingsudvalget den , s. 1 NORDBY KOMMUNE Udviklingsudvalget Protokol Onsdag den 10. maj 2012 kl. 8"
    held = "afholdt Udviklingsudvalget møde i udvalgsværelse 4. Medlemmerne var til stede, undtagen:"
    away = "Asta Birkholm (B) deltog som stedfortræder for Bo Elm (B) Ib Dal (F) og Karen Holm (F) var fraværende"
    items = "INDHOLDSFORTEGNELSE Sag nr: Side: 01 Budget"
    more = "2 Udviklingsudvalget den , s. 2 1. Budget Beslutning Godkendt. 2. Stier Beslutning Godkendt."
    absent = parse(f"{_SHELF}{head} {held} {away} {items}\n\n{more}\n").meeting.attendance.absent
    assert [(each.name, each.substitute) for each in absent] == [
        ("Bo Elm", "Asta Birkholm"),
        ("Ib Dal", None),
        ("Karen Holm", None),
    ]


def test_those_there_in_a_row_with_their_municipalities_behind_the_word_for_a_list() -> None:
    there = "Asta Birkholm, Nordby Kommune Bo Elm, Sydby Kommune supp. Per Lind deltog Karen Holm, Østby Kommune"
    head = (
        "1 REFERAT 2016 Kontaktrådet Dato: 3. marts 2016 Sted: Rådhuset Nordby Rådet varetager kommunernes interesser."
    )
    meeting = parse(f"{_SHELF}{head}\n\n2 Indhold\n\n3 Deltagerfortegnelse Deltagere {there}\n").meeting
    assert [one.name for one in meeting.attendance.present] == ["Asta Birkholm", "Karen Holm"]
    assert [(one.name, one.substitute) for one in meeting.attendance.absent] == [("Bo Elm", "Per Lind")]


def test_a_room_with_its_number_before_a_sentence_on_attendance_is_no_heading() -> None:
    head = "1 Udviklingsudvalget den , s. 1 NORDBY KOMMUNE Udviklingsudvalget Protokol Onsdag den 10. maj 2012 kl. 8"
    held = "afholdt Udviklingsudvalget møde i udvalgsværelse 4. Medlemmerne var til stede, undtagen: Asta Birkholm (B)"
    more = "2 Udviklingsudvalget den , s. 2 1. Budget Beslutning Godkendt. 2. Nye stier Beslutning Godkendt."
    meeting = parse(f"{_SHELF}{head} {held}\n\n{more}\n").meeting
    assert meeting.place == "udvalgsværelse 4"
    assert [each.title for each in meeting.items] == ["Budget", "Nye stier"]


def test_who_takes_the_minutes_ends_a_list_of_those_absent() -> None:
    head = "1 Referat Handicaprådet Dato 3. marts 2020 Tid 17.00 - 19.00 Sted Rådhuset, rum 3 Deltagere Ib Dal, Bo Elm"
    items = "1. Budget for næste år Beslutning Godkendt. 2. Nye stier i skoven Beslutning Godkendt."
    away = "Afbud Karen Holm, Per Lind Referent Oda Krog"
    meeting = parse(f"{_SHELF}{head} {away} {items}\n\n2 3. Eventuelt Intet. 4. Næste møde Det er den 3. juni.").meeting
    assert [each.name for each in meeting.attendance.absent] == ["Karen Holm", "Per Lind"]
    assert all(each.note is None for each in meeting.attendance.absent)


def test_a_number_with_its_year_begins_an_item() -> None:
    said = {"55/07-O": "Taget til efterretning.", "56/07-D": "Drøftet og anbefalet.", "57/07-B": "Godkendt."}
    titles = ["Havnens drift", "Kajplads ved Engvejen - 1. drøftelse", "Ansøgning fra roklubben"]
    told = "På baggrund af henvendelsen godkendte udvalget den 3. maj rammerne. Kajen er slidt og bør lægges om nu."
    page = " ".join(f"HU-{n} {title} {told} Beslutning: {said[n]}" for n, title in zip(said, titles, strict=True))
    read = parse(f"{_SHELF}1 Beslutninger fra mødet Havneudvalget\n\n2 Følgende sager blev behandlet {page}\n").meeting
    assert [(item.number, item.title) for item in read.items] == list(zip(said, titles, strict=True))
    assert [item.decision.outcomes for item in read.items if item.decision] == [
        ["noted"],
        ["discussed", "recommended"],
        ["approved"],
    ]


LOST = "Indholdsfortegnelse 1. Oplæg om havnens huse Budget for Havneudvalget 2008 Gelænder og lys på molen Eventuelt"


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        ("Oplæg om havnens huse Asta Birk fra Birk & Elm viser huse. Udvalget drøfter.", "Oplæg om havnens huse"),
        ("Gelænder og lys på molen Efter stormen mangler lys. Prisen er kendt.", "Gelænder og lys på molen"),
        ("Budget for havneudvalget 2008 I henhold til reglen vises det.", "Budget for havneudvalget 2008"),
        ("Oplæg om havnens huse 2009 Asta Birk viser huse. Udvalget drøfter.", None),  # the row may have lost a figure
    ],
)
def test_a_row_that_has_lost_its_number_tells_where_a_title_ends(rest: str, title: str | None) -> None:
    pages = f"2 {LOST}\n\n3 1. {rest}\n\n4 2. Cykelsti Sagsnr.: 12/77 {TEXT}\n"
    items = parse(f"{_SHELF}1 Referat fra mødet i Havneudvalget den 3. marts 2021\n\n{pages}").meeting.items
    assert items[0].title == title


def test_a_word_for_the_document_before_a_field_of_its_head_begins_no_item() -> None:
    first = "1 Havneudvalget BESLUTNINGSREFERAT Sted: Nordby Kro Dato: Tirsdag den 12. juni 2012 Start kl.: 19:30"
    title = "Boliger til nye lærere, Nordby Skole og Børnehave."
    second = f"2 1. {title} Sagsgang: HU Åben sag Sagsfremstilling Skolen vil vide, hvor de kan bo."
    meeting = parse(f"{_SHELF}{first}\n\n{second}\n").meeting
    assert (str(meeting.date), meeting.place) == ("2012-06-12", "Nordby Kro")
    assert [(item.number, item.title) for item in meeting.items] == [("1", title)]


@pytest.mark.parametrize("head", ["Sagsoversigt:", "Indholdsfortegnelse Side", "Til behandling forelå:"])
def test_rows_with_words_of_labels_are_contents_below_their_head(head: str) -> None:
    first = "1 Møde i Havneudvalget Åben Referat Dato: Torsdag den 5. marts 2020 Tidspunkt: 17:30 Sted: Salen"
    rows = "1. Orientering: Møde om færgen Beslutning: Budgetopfølgning III Beslutning: Salg af kajen 5 Eventuelt 7"
    item = "3 1. Orientering: Møde om færgen Sagsnr.: 20/4411 Beslutningstema Færgen er gammel. Sagsfremstilling Den er"
    meeting = parse(f"{_SHELF}{first}\n\n2 Møde i Havneudvalget / {head} {rows}\n\n{item} hel.\n").meeting
    assert [(item.number, item.title) for item in meeting.items] == [("1", "Orientering: Møde om færgen")]


def test_a_body_that_every_page_begins_with_and_an_authority_that_they_end_with_run_along() -> None:
    first = "1 Kultur- og fritidsudvalget REFERAT Sted: Salen Dato: Torsdag den 11. oktober 2012 Start kl.: 15:30"
    people = "Medlemmer: Asta Birkholm (A) Bo Elm (V) Dagny Lund (A) Fraværende: Bo Elm (V) Nordby Kommune"
    rows = (
        "2 Kultur- og fritidsudvalget Indholdsfortegnelse Side 1. Opfølgning på budgettet 3 2. Havnen 5 Nordby Kommune"
    )
    item = (
        "3 Kultur- og fritidsudvalget 1. Opfølgning på budgettet Åben sag Sagsfremstilling Der er penge. Nordby Kommune"
    )
    last = "4 Kultur- og fritidsudvalget 2. Havnen Åben sag Sagsfremstilling Den er dyb. Beslutning Godkendt."
    meeting = parse(f"{_SHELF}{first} {people}\n\n{rows}\n\n{item}\n\n{last}\n").meeting
    assert [person.name for person in meeting.attendance.absent] == ["Bo Elm"]
    assert [(each.title, [section.text for section in each.sections]) for each in meeting.items] == [
        ("Opfølgning på budgettet", ["Der er penge."]),
        ("Havnen", ["Den er dyb.", "Godkendt."]),
    ]
