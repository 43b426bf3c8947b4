"""What runs along a document's pages is no text of theirs."""

import pytest

from referat import parse
from referat.outline import document
from referat.text.source import Source

HEAD = "Nordby Kommune     Referat\nTeknikudvalget     3. marts 2020\n\nMødested: Salen\n\n"
RUNNING = "Nordby Kommune   Referat\nTeknikudvalget   3. marts 2020\n"


def decision_lines(text: str) -> list[list[str]]:
    """The lines of each item's sections."""
    source = Source(text)
    (one,) = document.of(source)
    return [
        [source.view[line.a : line.b] for section in item.sections for line in section.lines]
        for item in one.blocks.items
    ]


@pytest.mark.parametrize("number", ["Side {} af 3\n\n{}\n", "{1}Side {0}\n\n"], ids=["above", "below"])
def test_lines_of_the_head_that_come_again_beside_page_numbers_are_furniture(number: str) -> None:
    pages = [number.format(n, RUNNING) for n in (1, 2, 3)]
    text = (
        f"{HEAD}{pages[0]}1. Cykelsti\n\nBeslutning\nGodkendt.\n\n{pages[1]}2. Havnen\n\nBeslutning\nUdsat.\n\n"
        f"{pages[2]}3. Eventuelt\n\nBeslutning\nIntet.\n"
    )
    assert decision_lines(text) == [["Godkendt."], ["Udsat."], ["Intet."]]


@pytest.mark.parametrize("page", ["Side 1 af 2\nNordby Affald          Møde nr. 143", "Nordby Affald\nSide 1 af 2"])
def test_what_the_head_says_directly_beside_a_page_number_is_furniture_though_it_comes_once(page: str) -> None:
    head = "Nordby Affald\nBestyrelsen\n\nReferat af møde nr. 143\n3. marts 2020\n\n"
    text = (
        f"{head}1. Cykelsti\n\nBeslutning\nUdsat til næste møde.\n\n{page}\n\n2. Eventuelt\n\nBeslutning\nIntet.\n\n"
        "Side 2 af 2\n"
    )
    assert decision_lines(text) == [["Udsat til næste møde."], ["Intet."]]


def test_a_line_in_columns_beside_a_page_number_that_the_head_does_not_say_stays() -> None:
    page = "Side 1 af 2\nStien          Vejen"
    text = f"{HEAD}1. Cykelsti\n\nBeslutning\nGodkendt.\n\n{page}\n\n2. Eventuelt\n\nSide 2 af 2\n"
    assert decision_lines(text)[0] == ["Godkendt.", "Stien Vejen"]


def test_decisions_that_come_again_beside_page_numbers_stay() -> None:
    items = (f"{n}. Sag om {what}\n\nBeslutning\nGodkendt.\n\nSide {n}\n\n" for n, what in enumerate("ABC", 1))
    assert decision_lines(HEAD + "".join(items)) == [["Godkendt."]] * 3


def test_a_line_with_the_day_alone_above_each_heading_is_furniture() -> None:
    items = (
        f"Teknikudvalget  |  03-03-2020\n\n{n}. Sag om {what}\n\nBeslutning\nGodkendt.\n\n"
        for n, what in enumerate("ABC", 1)
    )
    assert decision_lines(HEAD + "".join(items)) == [["Godkendt."]] * 3


def test_the_same_line_inside_items_is_the_label_of_their_decision() -> None:
    items = (
        f"{n}. Sag om {what}\n\nIndstilling\nAt den godkendes.\n\nByrådet 03-03-2020\n\nGodkendt.\n\n"
        for n, what in enumerate("ABC", 1)
    )
    assert all("Godkendt." in lines for lines in decision_lines(HEAD + "".join(items)))


OWN = "Teknik- og Miljøudvalget, den 3. marts 2020"
OWN_HEAD = "Referat fra mødet i Teknik- og Miljøudvalget den 3. marts 2020 kl. 16\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"Løsning\nStien er smal.\n\n{OWN}\n- 1 -", [["Stien er smal."]]),
        (f"Resume\n{OWN}\nStien er smal.\n\nBeslutning\nDrøftet.", [["Stien er smal.", "Drøftet."]]),
        (f"Resume\nStien er smal.\n\nBeslutning\n{OWN}\nDrøftet.", [["Stien er smal.", "Drøftet."]]),
        (
            f"Resume\nStien er smal, og der er\n{OWN}\nmange skolebørn.",
            [["Stien er smal, og der er", "mange skolebørn."]],
        ),
    ],
    ids=["nothing below", "below a label", "below a decision's label", "in a sentence"],
)
def test_the_heads_own_body_and_day_are_of_the_page_where_nothing_is_decided(
    text: str, wanted: list[list[str]]
) -> None:
    assert decision_lines(f"{OWN_HEAD}Punkt 1: Cykelsti\n\n{text}\n") == wanted


@pytest.mark.parametrize("number", ["2 af 2", "2/2", "s. 1", f"{OWN}   2\n\n"])
def test_a_page_that_says_what_it_is_needs_no_other(number: str) -> None:
    text = f"Bilag\n- Kort over stien\n{number}\n\n- Budget\n\nBeslutning\nDrøftet.\n"
    wanted = [["- Kort over stien", "- Budget", "Drøftet."]]
    assert decision_lines(f"{OWN_HEAD}Punkt 1: Cykelsti\n\n{text}") == wanted


def test_a_title_that_names_the_document_is_above_its_head() -> None:
    head = "REFERAT\nTeknik- og Miljøudvalget\nDato\nden 3. marts 2020\n\n"
    text = f"Punkt 1: Cykelsti\n\nResume\n{OWN}\nStien er smal.\n\nBeslutning\nDrøftet.\n"
    assert decision_lines(head + text) == [["Stien er smal.", "Drøftet."]]


def test_the_heads_own_body_and_day_over_what_was_decided_are_a_label() -> None:
    (item,) = parse(
        f"{OWN_HEAD}Punkt 1: Cykelsti\n\nResume\nStien er smal.\n\n{OWN}\nUdvalget drøftede sagen.\n"
    ).meeting.items
    assert [(section.kind, section.text) for section in item.sections] == [
        ("summary", "Stien er smal."),
        ("decision", "Udvalget drøftede sagen."),
    ]


@pytest.mark.parametrize(
    "line",
    ["BYR 06-19 – 08/09/2019 BYRÅDET – ABI Side 2/53", "Kunne ikke indlæse data fra Nordby Kommunes hjemmeside."],
    ids=["a page's head, once", "what a page could not show"],
)
def test_what_is_of_the_page_by_its_own_words_is_no_text(line: str) -> None:
    text = f"{HEAD}1. Cykelsti\n\nBeslutning:\n\n{line}\n\nUdsat til maj.\n\n{line}\n"
    assert decision_lines(text) == [["Udsat til maj."]]


_COVER = "Udvalg\nHavneudvalget\nDato\n3. marts 2021\nTitel\n{}\n\nSagsfremstilling\n\nBeslutning\n\n"
_SECTIONS = "\n\nSagsfremstilling\n\nBeslutning\n\n"
_BELOW = f"Godkendelse af dagsorden{_SECTIONS}Godkendt.\n\nTakster på kajen{_SECTIONS}Udsat.\n"


def test_a_cover_that_is_kept_as_an_item_is_none_and_the_head_stands_below_it() -> None:
    meeting = parse(
        f"{_COVER.format('Forside')}Onsdag den 3. marts 2021 kl. 16.30\n\nAfbud\n\nBo Elm\n\n{_BELOW}"
    ).meeting
    assert [(item.title, len(item.sections)) for item in meeting.items] == [
        ("Godkendelse af dagsorden", 2),
        ("Takster på kajen", 2),
    ]
    assert str(meeting.scheduled_start) == "2021-03-03 16:30:00+01:00"
    assert [each.name for each in meeting.attendance.absent] == ["Bo Elm"]


def test_what_stands_behind_the_name_of_a_titles_field_is_a_cover_by_its_word_alone() -> None:
    titles = [item.title for item in parse(f"{_COVER.format('Havnens takster')}Vedtaget.\n\n{_BELOW}").meeting.items]
    assert titles == ["Havnens takster", "Godkendelse af dagsorden", "Takster på kajen"]


def test_a_sites_search_below_the_last_item_is_no_text() -> None:
    foot = "Tilbage til dagsorden\n\nSøg i dagsordener\n\nSådan søger du\n\nVælg et søgekriterie og klik på 'søg'.\n"
    text = f"{HEAD}1. Cykelsti\n\nBeslutning:\n\nUdsat til maj.\n\n\n{foot}"
    assert decision_lines(text) == [["Udsat til maj."]]


_TEXTS = "1. Cykelsti\n\nSagsfremstilling\nStien er smal.\n{}\nDen skal gøres bredere.\n\nBeslutning\nGodkendt.\n{}"


@pytest.mark.parametrize(
    ("turn", "end"),
    [("\f2\n", ""), ("\n1\n\f", "\n2\n")],
    ids=["above the second page", "below both pages"],
)
def test_a_number_alone_beside_a_form_feed_is_the_pages(turn: str, end: str) -> None:
    assert decision_lines(HEAD + _TEXTS.format(turn, end)) == [
        ["Stien er smal.", "Den skal gøres bredere.", "Godkendt."]
    ]


def test_numbers_alone_that_count_on_after_as_many_lines_each_are_pages() -> None:
    lines = [f"Forvaltningen har gennemgået vej nummer {n}." for n in range(90)]
    text = f"{HEAD}1. Cykelsti\n\nSagsfremstilling\n" + "\n".join(lines) + "\n\nBeslutning\nGodkendt.\n"
    rows = text.split("\n")
    for page in (3, 2, 1):
        rows[30 * page : 30 * page] = [str(page), ""]
    assert decision_lines("\n".join(rows)) == [[*lines, "Godkendt."]]


def test_a_number_alone_below_the_end_of_the_meeting_is_the_pages() -> None:
    text = HEAD + "1. Cykelsti\n\nBeslutning\nGodkendt.\n\nMødet hævet kl. 18.15.\n\n\n1\n"
    assert decision_lines(text) == [["Godkendt."]]


@pytest.mark.parametrize("number", [" [1]", "     - 1 -", " s. 1", "\n[1]", "\ns. 1", "   SIDE 1/2"])
def test_the_meetings_body_and_day_beside_a_number_are_a_pages_whatever_sign_the_number_has(number: str) -> None:
    page = f"\nTeknikudvalget, 3. marts 2020{number}\n"
    text = HEAD + _TEXTS.format(page, page.replace("1", "2", 1))
    assert decision_lines(text) == [["Stien er smal.", "Den skal gøres bredere.", "Godkendt."]]


@pytest.mark.parametrize(
    ("turn", "end"),
    [
        ("Teknikudvalget, 3. marts 2020\n", ""),
        ("", "\nMødet hævet kl. 18.15.\n\nTeknikudvalget, 3. marts 2020\n\nUnderskrifter:\nBo Elm\n"),
    ],
    ids=["a blank line below it alone", "below the end of the meeting"],
)
def test_the_meetings_body_and_day_are_a_pages_where_decisions_have_a_label(turn: str, end: str) -> None:
    text = HEAD + _TEXTS.format(turn, end)
    assert decision_lines(text) == [["Stien er smal.", "Den skal gøres bredere.", "Godkendt."]]


def test_the_meetings_body_and_day_above_what_was_decided_are_a_label_all_the_same() -> None:
    second = "\n2. Havnen\n\nSagsfremstilling\nKajen er lav.\nTeknikudvalget, 3. marts 2020\n\nUdsat.\n"
    text = HEAD + _TEXTS.format("", second)
    decisions = [item.decision for item in parse(text).meeting.items]
    assert [decision and decision.text for decision in decisions] == ["Godkendt.", "Udsat."]


def test_the_body_and_the_day_of_a_head_at_the_foot_run_along_within_it() -> None:
    head = "Udvalg: Teknikudvalget\nDato: 3. marts 2020\nTid: kl. 17.00\nSted: Salen\n"
    running = "\nTeknikudvalget, 3. marts 2020\n"
    text = f"Referat\n\n1. Cykelsti\n\nBeslutning\nGodkendt.\n\n{head}{running}\nTil stede:\nBo Elm (A)\n\n{running}"
    meeting = parse(text).meeting
    assert (meeting.place, str(meeting.scheduled_start)) == ("Salen", "2020-03-03 17:00:00+01:00")
    assert decision_lines(text) == [["Godkendt."]]


def test_a_point_goes_on_over_a_page_with_a_name_where_its_last_word_ends_no_sentence() -> None:
    said = "at der gives lov til et skur på grunden ved\n2 af 3\n\nEngvejen, og\nat planen drøftes."
    text = f"{HEAD}1. Et skur\n\nIndstilling\nDet indstilles,\n{said}\n\nBeslutning\nGodkendt.\n\n3 af 3\n"
    (item,) = parse(text).meeting.items
    assert item.recommendation is not None
    points = [" ".join(point.split()) for point in item.recommendation.points]
    assert points == ["at der gives lov til et skur på grunden ved Engvejen", "at planen drøftes"]


def test_the_only_label_of_decisions_stays_one_where_a_page_ends_below_it() -> None:
    head = "Udvalg: Teknikudvalget\nDato: 3. marts 2020\nTid: kl. 17.00\nSted: Salen\n"
    said = "Sagsfremstilling\nStien er smal.\n\nTeknikudvalget, 3. marts 2020\n\n{}Drøftet.\n\n"
    text = f"Referat\n\n1. Cykelsti\n\n{said.format('')}2. Havnen\n\n{said.format('2/3' + chr(10))}{head}\n3/3\n"
    decisions = [item.decision for item in parse(text).meeting.items]
    assert [decision and decision.text for decision in decisions] == ["Drøftet.", "Drøftet."]


def test_two_numbers_that_count_on_are_pages_where_one_tears_a_sentence() -> None:
    said = "Stien er smal.\n\n2\n\nDen skal gøres\n3\n\nbredere."
    text = f"{HEAD}1. Cykelsti\n\nSagsfremstilling\n{said}\n\nBeslutning\nGodkendt.\n"
    assert decision_lines(text) == [["Stien er smal.", "Den skal gøres", "bredere.", "Godkendt."]]


def test_two_numbers_that_tear_no_sentence_stay() -> None:
    said = "Stierne er:\n\n2\n\nFra havnen\n\n3\n\nFra skoven"
    text = f"{HEAD}1. Cykelsti\n\nSagsfremstilling\n{said}\n\nBeslutning\nGodkendt.\n"
    assert decision_lines(text) == [["Stierne er:", "2", "Fra havnen", "3", "Fra skoven", "Godkendt."]]


def test_a_body_and_a_day_that_is_underlined_is_a_label() -> None:
    label = "Teknikudvalget, 3. marts 2020"
    said = "{}. Cykelsti\n\nIndstilling\n-----------\nat planen vedtages.\n{}\n{}\nPlanen blev drøftet.\n\n"
    text = HEAD + "".join(said.format(n, label, "-" * len(label)) for n in (1, 2))
    assert decision_lines(text) == [["at planen vedtages.", "Planen blev drøftet."]] * 2
    assert [len(item.sections) for item in parse(text).meeting.items] == [2, 2]


def test_the_meetings_body_and_day_are_a_pages_inside_a_decision_that_has_a_label() -> None:
    page = "\nTeknikudvalget, 24/3 2010\n"
    votes = "   For stemte: A og C.\n\n   Imod stemte: V."
    first = f"## Punkt 1 - Cykelsti\n\nBeslutning:\n\n{votes}\n{page}\n   Indstillingen blev godkendt.\n\n"
    second = f"## Punkt 2 - Havnen\n\nBeslutning:\n\n   Udsat.\n\nSagens gang:\n\n   Byrådet\n{page}"
    text = f"Referat\nTeknikudvalget\n\nDato\n24/3 2010\nSted\nSalen\n\n{first}{second}"
    said = ["For stemte: A og C.", "Imod stemte: V.", "Indstillingen blev godkendt."]
    assert decision_lines(text) == [said, ["Udsat.", "Byrådet"]]


def test_signatures_that_run_on_below_the_last_item_are_of_the_foot() -> None:
    signed = "\n".join(f"{'_' * 80}  {name} Birkholm" for name in ("Asta", "Bo", "Ib"))
    text = f"{HEAD}1. Cykelsti\n\nBilag\n- Kort\nUdskriv\n\n{signed}\n"
    (item,) = parse(text).meeting.items
    assert [attachment.title for attachment in item.attachments] == ["Kort"]


def test_a_head_at_the_foot_may_begin_below_a_pages_line() -> None:
    head = "Udvalg: Teknikudvalget\nDato: 3. marts 2020\nTid: kl. 17.00\nSted: Salen\n"
    running = "\nTeknikudvalget, 3. marts 2020\n"
    text = f"Referat\n\n1. Cykelsti\n\nBeslutning\nGodkendt.\n\n{running}{head}\nTil stede:\nBo Elm (A)\n\n{running}"
    meeting = parse(text).meeting
    assert (meeting.body, meeting.place) == ("Teknikudvalget", "Salen")
    assert decision_lines(text) == [["Godkendt."]]


def test_an_attachment_that_is_called_as_the_document_is_begins_no_other() -> None:
    text = (
        f"{HEAD}1. Cykelsti\n\nBilag\n- Budget\n- Referat fra mødet den 3. maj 2019\n- Kort\n\nMødet hævet kl. 15.00.\n"
    )
    (meeting,) = parse(text).meetings
    assert [attachment.title for attachment in meeting.items[0].attachments] == [
        "Budget",
        "Referat fra mødet den 3. maj 2019",
        "Kort",
    ]
