"""Which lines are the labels of sections, and which only say their words."""

import pytest

from referat import parse
from referat.contract.model import AgendaItem

HEAD = "Referat\nByrådet\nDato: 28. februar 2018\nSted: Byrådssalen\n\n"


def items(text: str) -> list[AgendaItem]:
    """The items of minutes of a council's meeting on 28 February 2018."""
    return parse(HEAD + text).meeting.items


def outlined(item: AgendaItem) -> list[tuple[str, str]]:
    """The kinds and labels of its sections."""
    return [(section.kind, section.label) for section in item.sections]


@pytest.mark.parametrize(
    "label",
    [
        "Beslutning for Punkt 1: Cykelsti",
        "Beslutning til punkt 1",
        "Beslutning, punkt 1:",
        "Beslutning truffet af Byrådet den 28. februar 2018",
        "Beslutning truffet den 28. februar 2018",
        "BYRÅDET, DEN 28. FEBRUAR 2018:",
    ],
)
def test_labels_of_decisions(label: str) -> None:
    text = f"1. Cykelsti\n\nIndstilling\nDet indstilles, at stien anlægges.\n\n{label}\nGodkendt.\n"
    (item,) = items(text)
    assert outlined(item) == [("recommendation", "Indstilling"), ("decision", label)]
    assert item.decision is not None
    assert item.decision.outcomes == ["approved"]


def test_a_decision_that_was_taken_earlier_is_not_the_meetings() -> None:
    text = (
        "1. Cykelsti\n\nIndstilling\nDet indstilles, at stien anlægges.\n\n"
        "Beslutning truffet af Teknikudvalget den 6. februar 2018\nUdsat.\n\n"
        "Beslutning truffet af Byrådet den 28. februar 2018\nGodkendt.\n"
    )
    (item,) = items(text)
    assert [(s.kind, s.body) for s in item.sections[1:]] == [
        ("previous_decision", "Teknikudvalget"),
        ("decision", None),
    ]
    assert item.decision is not None
    assert item.decision.outcomes == ["approved"]


def test_a_body_and_a_day_over_what_was_decided_is_a_label() -> None:
    text = (
        "1. Cykelsti\nIndstilling\nForvaltningen indstiller,\nat stien anlægges.\nPlanudvalget 06.02.2018\nAnbefales.\n"
        "Økonomiudvalget 20.02.2018\nAnbefales.\nBeslutning\nGodkendt.\n"
    )
    (item,) = items(text)
    kinds = [section.kind for section in item.sections]
    assert kinds == ["recommendation", "previous_decision", "previous_decision", "decision"]
    assert item.recommendation is not None
    assert item.recommendation.points == ["at stien anlægges"]


def test_bodies_and_days_in_a_list_are_no_labels() -> None:
    text = (
        "1. Cykelsti\n\nSagsfremstilling\nStien er tegnet.\nSagen blev behandlet i\nPlanudvalget 06.02.2018\n"
        "og sendt videre.\n\nSagsforløb\nPlanudvalget 06.02.2018\nØkonomiudvalget 20.02.2018\n\nBeslutning\nGodkendt.\n"
    )
    (item,) = items(text)
    assert [section.kind for section in item.sections] == ["case_presentation", "case_route", "decision"]


@pytest.mark.parametrize("number", ["{item}.{n}", "{item}.{n}.", "{n})", "{n}.", "{letter}.", "{letter})"])
def test_labels_with_a_number_of_their_own(number: str) -> None:
    def label(item: int, n: int, words: str) -> str:
        return f"{number.format(item=item, n=n, letter='abcd'[n - 1])} {words}"

    labels = [
        label(1, 1, "Sagsfremstilling"),
        label(1, 2, "Økonomi"),
        label(1, 3, "Indstilling"),
        label(1, 4, "Beslutning"),
    ]
    texts = ["Stien er tegnet.", "Den koster lidt.", "Det indstilles, at stien anlægges.", "Godkendt."]
    body = "\n\n".join(f"{label}\n{text}" for label, text in zip(labels, texts, strict=True))
    first, second = items(f"1. Cykelsti\n\n{body}\n\n2. Økonomi\n\n{label(2, 1, 'Beslutning')}\nUdsat.\n")
    kinds = ["case_presentation", "economy", "recommendation", "decision"]
    assert outlined(first) == list(zip(kinds, labels, strict=True))
    assert (second.number, second.title) == ("2", "Økonomi")
    assert outlined(second) == [("decision", label(2, 1, "Beslutning"))]


def test_items_that_are_called_as_sections_are_stay_items() -> None:
    titles = ["Godkendelse af dagsorden", "Referat", "Økonomi", "Beslutninger", "Eventuelt"]
    text = "\n\n".join(f"{n}. {title}\nDrøftet." for n, title in enumerate(titles, 1))
    assert [item.title for item in items(text)] == titles


@pytest.mark.parametrize("frame", ["» {}", "[{}]", "- {} -", "– {} –", "*{}*", "**{}**", "### {}", "_{}_"])
def test_labels_with_signs_around_them(frame: str) -> None:
    labels = [frame.format("Indstilling"), frame.format("Beslutning")]
    text = f"{labels[0]}\nDet indstilles, at stien anlægges.\n\n{labels[1]}\nGodkendt.\n\n"
    for item in items(f"1. Cykelsti\n\n{text}2. Vejtræer\n\n{text}"):
        assert [section.kind for section in item.sections] == ["recommendation", "decision"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("B e s l u t n i n g", "decision"),
        ("Kommunikation/Høring", "communication"),
        ("Lovgrundlag og økonomi", "legal_basis"),
        ("Indledning/Baggrund", "background"),
    ],
)
def test_labels_of_two_words_and_of_letters_apart(label: str, kind: str) -> None:
    (item,) = items(f"1. Cykelsti\n\nSagsfremstilling\nStien er tegnet.\n\n{label}\nGodkendt.\n")
    assert outlined(item) == [("case_presentation", "Sagsfremstilling"), (kind, label)]


def test_bodies_by_their_initials_before_what_they_decided() -> None:
    decisions = "ØU 20.02.2018: Anbefales.\nBY 28.02.2018: Godkendt.\n"
    text = f"1. Cykelsti\n\nIndstilling\nDet indstilles, at stien anlægges.\n\n{decisions}"
    (item,) = items(text)
    assert [(s.kind, s.text) for s in item.sections[1:]] == [
        ("previous_decision", "Anbefales."),
        ("decision", "Godkendt."),
    ]


@pytest.mark.parametrize("label", ["Byrådets beslutning d. 28/2 2018", "Rådets beslutning den 28. februar 2018"])
def test_a_body_by_its_kind_alone_is_the_meetings(label: str) -> None:
    (item,) = items(f"1. Cykelsti\n\nIndstilling\nDet indstilles, at stien anlægges.\n\n{label}\nGodkendt.\n")
    assert item.sections[1].kind == "decision"


def test_papers_that_are_called_as_sections_are() -> None:
    text = (
        "1. Cykelsti\nBeslutning\nGodkendt.\nBilag\nØkonomi\nTidsplan\n\n"
        "2. Vejtræer\nBilag\nKort\n\nØkonomi\nDet koster lidt.\n\nBeslutning\nUdsat.\n"
    )
    first, second = items(text)
    assert [attachment.title for attachment in first.attachments] == ["Økonomi", "Tidsplan"]
    assert [section.kind for section in second.sections] == ["attachments", "economy", "decision"]


def test_headings_that_a_sentence_announces_are_text() -> None:
    text = (
        "1. Skoler\n\nSagsfremstilling\nDer kom svar. De vigtigste emner er:\n\nØkonomi\nSvarene er delte.\n\n"
        "Transport\nVejen er lang.\n\nPersonale\nDer er for få.\n\nBeslutning\nDrøftet.\n"
    )
    (item,) = items(text)
    assert [section.kind for section in item.sections] == ["case_presentation", "decision"]


def test_a_clause_about_a_proposal_is_no_label() -> None:
    text = (
        "1. Hallen\n\nSagsfremstilling\nMange har skrevet under, og sagen er derfor sat på igen efter ønske fra Asta\n"
        'Birkholm (O), som foreslår:\n"at hallen bliver."\n\nBeslutning\nForkastet.\n'
    )
    (item,) = items(text)
    assert [section.kind for section in item.sections] == ["case_presentation", "decision"]


def test_a_line_in_no_field_is_told() -> None:
    decided = "Beslutning\nGodkendt.\nTilbage til toppen\n"
    meeting = parse(f"{HEAD}1. Cykelsti\n\n{decided}kun en linje\n\n2. Vejtræer\n\n{decided}").meeting
    told = [(one.line, one.message) for one in meeting.diagnostics if one.code == "unclaimed-line"]
    assert told == [(11, "in no field: 'kun en linje'.")]


def test_beside_a_sentence_that_is_read_below_the_items_the_rest_is_told() -> None:
    decided = "Beslutning\nGodkendt.\nTilbage til toppen\n"
    below = "Mødet sluttede kl. 20.30. Næste møde er den 9. maj.\n"
    meeting = parse(f"{HEAD}1. Cykelsti\n\n{decided}\n2. Vejtræer\n\n{decided}{below}").meeting
    assert meeting.closed is not None
    told = [(one.line, one.message) for one in meeting.diagnostics if one.code == "unclaimed-line"]
    assert told == [(17, "in no field: 'Næste møde er den 9. maj.'.")]


def test_a_second_case_number_of_an_item_is_told() -> None:
    items = "1. Cykelsti\n\nSagsnr.: 22-019210\n\nSagsnr.: 22-019333\n\nBeslutning\nGodkendt.\n\n"
    again = "2. Vejtræer\n\nSagsnr.: 22-019444\n\nSagsnr.: 22-019444\n\nBeslutning\nGodkendt.\n"
    meeting = parse(f"{HEAD}{items}{again}").meeting
    assert [item.case_number for item in meeting.items] == ["22-019210", "22-019444"]
    told = [(one.line, one.message) for one in meeting.diagnostics if one.code == "unclaimed-line"]
    assert told == [(10, "in no field: 'Sagsnr.: 22-019333'.")]


@pytest.mark.parametrize("label", ["Politisk behandling", "Sagsgang"])
def test_the_way_of_a_case_holds_the_decision_where_nothing_else_does(label: str) -> None:
    """Where a document has no label for decisions, what its way through the bodies says at once is one."""
    item = "{n}. {title}\n\nSagsfremstilling\n\nStien er smal.\n\n{label}\n\n{said}\n"
    head = "Nordby Kommune\nTeknisk Udvalg\n\nReferat\n3. maj 2021 kl. 16.00\n\n"
    first, second = (item.format(n=n, title=t, label=label, said=said) for n, t, said in (
        (1, "Godkendelse af dagsorden", "Godkendt."),
        (2, "Sti langs havnen", "Anbefales byrådet godkendt."),
    ))  # fmt: skip
    decided = [each.decision for each in parse(f"{head}{first}\n{second}").meeting.items]
    assert [each.outcomes if each else None for each in decided] == [["approved"], ["recommended"]]
    routed = second.replace("Anbefales byrådet godkendt.", "Teknisk Udvalg, Økonomiudvalget, Byrådet")
    assert parse(f"{head}{routed}\n{routed.replace('2.', '3.')}").meeting.items[0].decision is None


def test_what_a_browser_prints_below_a_page_is_of_no_label() -> None:
    """The address is a word in small letters for which no line has room."""
    text = (
        "1. Budget\nSagsfremstilling\nBudgettet er i balance.\nBilag\nNotat om budgettet\n"
        "Beslutning\nfile:///home/asta/dokumenter/referater/byraadet/2018/referat.html\n\n1/2\n\n"
        "\f11/29/26, 2:50 PM\n\nGodkendt, idet Asta Birkholm (V) stemte imod.\n2. Vejene\nBeslutning\nUdsat.\n"
        "file:///home/asta/dokumenter/referater/byraadet/2018/referat.html\n\n2/2\n"
    )
    budget, roads = items(text)
    assert [section.text for section in budget.sections if section.kind == "decision"] == [
        "Godkendt, idet Asta Birkholm (V) stemte imod."
    ]
    assert [section.text for section in roads.sections] == ["Udsat."]


def test_a_word_for_decisions_below_a_pages_menu_names_the_document() -> None:
    """However long the menu is: below it stands the day, and no label above."""
    menu = "\n\n".join(f"Her står noget om politik nummer {n} på siden." for n in "abcdefgh")
    head = "Referat\n\nTirsdag d. 3 marts 2020, kl. 10:00\nMødestedLokale 1\nUdvalgTeknisk Udvalg\nBemærkninger\n"
    item = "Resume\n\nStien er smal.\n\nBeslutning\n\n{said}\n\n"
    page = f"{menu}\n\nFind et møde\n\n{head}\n" + item.format(said="Godkendt") + item.format(said="Udsat.")
    meeting = parse(page).meeting
    assert (meeting.document_type, meeting.body, meeting.place) == ("minutes", "Teknisk Udvalg", "Lokale 1")
    assert str(meeting.date) == "2020-03-03"
    assert [outlined(each) for each in meeting.items] == [[("summary", "Resume"), ("decision", "Beslutning")]] * 2
    assert [each.decision and each.decision.outcomes for each in meeting.items] == [["approved"], ["postponed"]]


@pytest.mark.parametrize("behind", ["", " 2014-2017", ", Nordby Kommune"])
def test_a_document_named_with_its_body_is_no_decision(behind: str) -> None:
    """ "Referat" before a body is no label with its text, however often it comes again."""
    name = f"Referat Teknisk Udvalg{behind}"
    parsed = parse(f"{name}\n\n{name}\n\nOrdinært møde\n\nMødetidspunkt: 03-03-2020 14:00\n\nAfbud: Bo Elm (A)\n")
    assert parsed.meeting.items == []
    assert [person.name for person in parsed.meeting.attendance.absent] == ["Bo Elm"]
    said = "Sagsfremstilling Stien er smal.\n\nReferat Udvalget drøftede sagen.\n\n"
    items = parse(f"{HEAD}1. Sti\n\n{said}2. Vej\n\n{said}").meeting.items
    assert [section.label for each in items for section in each.sections] == ["Sagsfremstilling", "Referat"] * 2


@pytest.mark.parametrize(
    ("below", "told"),
    [
        ("Økonomiudvalget tiltrådte indstillingen.", [("Økonomiudvalget", "2018-02-15")]),
        ("Anbefales.", [("Økonomiudvalget", "2018-02-15")]),
        ("Byrådet den 28. februar 2018", []),
        ("Se også notatet.", []),
    ],
)
def test_what_another_body_decided_stands_below_the_head_of_a_history(below: str, told: list[tuple[str, str]]) -> None:
    text = "1. Budget\n\nSagsfremstilling\n\nDer er balance.\n\nBeslutning\n\nGodkendt.\n\nHistorik\n\n"
    (budget,) = items(f"{text}Økonomiudvalget, 15. februar 2018.\n\n{below}\n\nBilag\n\nNotat")
    earlier = [section for section in budget.sections if section.kind == "previous_decision"]
    assert [(section.body, str(section.date)) for section in earlier] == told


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Beslutning\n\n", "Vedtaget. Liste T undlod at stemme."),
        ("Beslutning\n\n", "Vedtaget: Liste T undlod at stemme."),
        ("Beslutning\n\n", "Vedtaget Liste T undlod at stemme."),
        ("", "Vedtaget. Liste T undlod at stemme."),
    ],
)
def test_a_verdict_that_comes_again_is_no_label(label: str, said: str) -> None:
    for item in items("".join(f"{n}. Cykelsti {n}\n\n{label}{said}\n\n" for n in (1, 2, 3))):
        assert item.decision is not None
        assert (item.decision.text, item.decision.outcomes) == (said, ["approved"])


def test_a_body_alone_with_a_colon_above_what_it_recommended_is_a_label() -> None:
    parts = "Sagens kerne\n\nDer kom et brev.\n\nForvaltningen indstiller,\n\nat {0} anlægges.\n\nØkonomiudvalget:\n\n"
    item = "{0}\nSag nr. {1} (ØU 13{1}/07)\n\n" + parts + "Indstilles godkendt.\n\nBeslutning\n\nGodkendt.\n\n"
    titles = ("Stien ved havnen", "Broen ved åen", "Pladsen ved skolen")
    items = "".join(item.format(title, n) for n, title in enumerate(titles, 3))
    meeting = parse(f"Kommunalbestyrelsen\n\n28-08-2007\n\n{items}").meeting
    told = [[(each.kind, each.body) for each in item.sections[-2:]] for item in meeting.items]
    assert told == 3 * [[("previous_decision", "Økonomiudvalget"), ("decision", None)]]


@pytest.mark.parametrize(
    "label", ["Byrådets afgørelse:", "Byrådets vedtagelse:", "Byrådets beslutning:", "Beslutning truffet af Byrådet:"]
)
def test_whose_decision_it_is_stands_before_it(label: str) -> None:
    (item,) = items(f"1. Cykelsti\n\nIndstilling: At stien anlægges.\n{label} Godkendt.\n")
    assert outlined(item) == [("recommendation", "Indstilling:"), ("decision", label)]
    assert item.decision is not None
    assert item.decision.outcomes == ["approved"]


def test_labels_before_their_text_are_labels_where_several_kinds_stand_so_and_none_alone() -> None:
    text = (
        "Punkt 1: Cykelsti\n\nVEDTAGELSE: Indstillingen anbefales.\n\nBESKRIVELSE AF SAGEN: Stien er smal.\n\n"
        "RETLIGT GRUNDLAG: Vejloven.\n\nBILAG:\n- Kort over stien\n"
    )
    assert [(section.kind, section.text) for section in items(text)[0].sections] == [
        ("decision", "Indstillingen anbefales."),
        ("case_presentation", "Stien er smal."),
        ("legal_basis", "Vejloven."),
        ("attachments", "- Kort over stien"),
    ]


def test_a_word_before_a_colon_is_text_where_labels_stand_alone() -> None:
    text = "Punkt 1: Cykelsti\n\nSagsfremstilling\nStien er smal.\nØkonomi: Ingen.\n\nBeslutning\nGodkendt.\n"
    assert outlined(items(text)[0]) == [("case_presentation", "Sagsfremstilling"), ("decision", "Beslutning")]


_LONG = "Orientering om høringssvar vedrørende forslag til ny struktur for de midlertidige udvalg og deres virke"


@pytest.mark.parametrize(
    "heading",
    [
        "1. Cykelsti langs engen og ned til havnen:",
        "Punkt 1\nCykelsti langs engen og ned til havnen:",
        "Sag nr. 1: Cykelsti langs engen,\nog ned til havnen:",
    ],
)
def test_a_title_with_a_colon_announces_no_labels(heading: str) -> None:
    """Words that are a label but once in the document."""
    first = f"{heading}\nØkonomiske konsekvenser\nStien er dyr.\nBeslutning\nGodkendt.\n\n"
    (item, _) = items(f"{first}{heading.replace('1', '2').replace('Cykelsti', 'Kørebane')}\nBeslutning\nUdsat.\n")
    assert [kind for kind, _ in outlined(item)] == ["economy", "decision"]


def test_a_colon_within_a_text_announces_words_all_the_same() -> None:
    (item,) = items(
        "1. Cykelsti\nSagsfremstilling\nSagen har disse emner, som udvalget ser på:\nVurdering\nVejens bredde\n"
    )
    assert [kind for kind, _ in outlined(item)] == ["case_presentation"]


def test_who_recommends_may_stand_directly_below_a_long_title() -> None:
    text = f"Punkt 1\n{_LONG}\nAdministrationen indstiller,\nat planen drøftes.\nBeslutning\nDrøftet.\n"
    (item,) = items(text)
    assert item.title == _LONG
    assert item.recommendation is not None
    assert (item.recommendation.by, item.recommendation.points) == ("Administrationen", ["at planen drøftes"])


def test_a_body_and_a_day_may_be_underlined_directly_below_a_heading() -> None:
    label = "Byrådet, 28. februar 2018"
    decided = f"{label}\n{'-' * 25}\n   Drøftet og taget til efterretning.\n"
    (item,) = items(f"239   Status for tilsyn\n{decided}Høring\n------\n   Ingen.\n")
    assert [kind for kind, _ in outlined(item)] == ["decision", "consultation"]
    assert item.decision is not None
    assert item.decision.outcomes == ["discussed", "noted"]


@pytest.mark.parametrize(
    ("label", "kind"), [("SAGENS FORMÅL", "summary"), ("BESKRIVELSE AF SAGEN", "case_presentation")]
)
def test_a_label_in_capitals_before_a_sentence_is_one_though_it_stands_alone_in_the_document(
    label: str, kind: str
) -> None:
    (item,) = items(f"Sag nr. 9: Ny sti\n\n{label}: Stien fra havnen til skolen er for smal.\n")
    assert [(section.kind, section.text) for section in item.sections] == [
        (kind, "Stien fra havnen til skolen er for smal.")
    ]


def test_what_somebody_proposes_in_capitals_is_no_label() -> None:
    (item,) = items("1. Ny sti\n\nSagsfremstilling\nEn borger skriver.\nFORSLAG: Stien skal være bred.\n")
    assert [kind for kind, _ in outlined(item)] == ["case_presentation"]


def test_labels_run_in_though_the_body_and_the_day_run_along_on_pages() -> None:
    page = "Byrådet, 28. februar 2018\ns. {}\n"
    text = (
        "PUNKT 246: Ny sti\n\nUdvalgets beslutning: Anbefales.\n\nResumé: Stien er for smal.\n\n"
        f"{page.format(1)}\nØkonomi: Stien koster en del.\n\n{page.format(2)}"
    )
    (item,) = items(text)
    assert [kind for kind, _ in outlined(item)] == ["decision", "summary", "economy"]


def test_an_introduction_with_the_sign_of_the_labels_is_a_section() -> None:
    kinds = ("Sagsfremstilling", "Indledning", "Baggrund", "Resume")
    text = "".join(f"• {label}\nStien er smal.\n\n" for label in kinds)
    (item,) = items(f"1. Cykelsti\n\n{text}")
    assert [label for _, label in outlined(item)] == [*kinds]


_HEAD_BELOW = "Udvalg: Byrådet\nDato: 28. februar 2018\nTid: kl. 14.30\nSted: Byrådssalen\n"


def test_a_head_below_does_not_begin_with_what_underlines_the_last_label() -> None:
    text = (
        f"Referat\n\n1. Cykelsti\n\nBeslutning\n----------\nGodkendt.\nBilag\n-----\n- Kort over stien\n\n{_HEAD_BELOW}"
    )
    meeting = parse(text).meeting
    (item,) = meeting.items
    assert [attachment.title for attachment in item.attachments] == ["Kort over stien"]
    assert item.decision is not None
    assert item.decision.text == "Godkendt."
    assert (meeting.body, meeting.place) == ("Byrådet", "Byrådssalen")


@pytest.mark.parametrize("between", ["", "_" * 40 + "\n\n"])
def test_a_head_below_does_not_begin_with_the_body_that_a_label_says(between: str) -> None:
    text = f"Referat\n\n1. Cykelsti\n\nBeslutning\nGodkendt.\n\nSagsgang\n\nByrådet\n\n{between}{_HEAD_BELOW}"
    meeting = parse(text).meeting
    assert [(section.kind, section.text) for section in meeting.items[0].sections] == [
        ("decision", "Godkendt."),
        ("case_route", "Byrådet"),
    ]
    assert (meeting.body, meeting.place) == ("Byrådet", "Byrådssalen")


@pytest.mark.parametrize("absent", ["Afbud: Bo Elm (A)", "Fraværende med afbud:\nBo Elm (A)"])
def test_those_absent_above_a_head_below_were_absent_from_the_last_item(absent: str) -> None:
    text = f"Referat\n\n1. Cykelsti\n\nBeslutning:\nGodkendt.\n\n{absent}\n\n{_HEAD_BELOW}\nTil stede: Asta Lund (B)\n"
    meeting = parse(text).meeting
    assert meeting.attendance.absent == []
    assert [one.name for one in meeting.items[0].attendance.absent] == ["Bo Elm"]


def test_a_word_in_capitals_begins_a_title_and_no_label() -> None:
    first = "ENDELIG GODKENDELSE AF DEN SAMLEDE PLAN FOR SYGEHUSENE, HERUNDER"
    titles = [f"{first} FORSLAG TIL FINANSIERING", f"{first} FORSLAG TIL NAVNE"]
    text = "".join(
        f"{n}. {first}\n{title.removeprefix(first).strip()}\nÅben sag\n\nBeslutning\nUdsat.\n\n"
        for n, title in enumerate(titles, 1)
    )
    assert [item.title for item in items(text)] == titles


def test_labels_with_a_day_alone_do_not_tell_how_others_stand() -> None:
    earlier = "".join(
        f"Beslutning fra {body}, {day}. februar 2018, pkt. {n}:\nAnbefales.\n"
        for n, (body, day) in enumerate([("Skoleudvalget", 6), ("Havneudvalget", 7), ("Økonomiudvalget", 12)], 40)
    )
    text = (
        "58. Cykelsti\nSagsfremstilling: Stien er tegnet.\nIndstilling: Direktøren indstiller, at:\n"
        f"- Stien anlægges.\n- Broen males.\nBeslutning: Godkendt.\n{earlier}"
    )
    (item,) = items(text)
    assert [kind for kind, _ in outlined(item)][:3] == ["case_presentation", "recommendation", "decision"]
    assert item.decision is not None
    assert item.decision.text == "Godkendt."


def test_bodies_with_their_day_over_what_they_decided() -> None:
    day = "BYRÅDET 28-02-2018"
    text = (
        "71  Godkendelse af dagsorden                                   Åben sag\n"
        f"    Sagsid: 18/1234\n    {day}\n    Godkendt.\n\n"
        "72  Regnskab 2017 - overførsler                                Åben sag\n"
        "    Sagsid: 18/2345\n    Resumé: Der overføres 14,2 mio. kr. til 2018.\n"
        "    Direktionen indstiller, at overførslerne godkendes.\n"
        f"    ØKONOMIUDVALGET 19-02-2018\n    Indstilles godkendt.\n    {day}\n    Godkendt.\n\n"
        "73  Lokalplan 412                                              Åben sag\n"
        "    Sagsid: 17/9876\n    Resumé: Lokalplanen giver mulighed for 40 boliger.\n    Direktionen indstiller,\n"
        "    1. at lokalplanen vedtages endeligt\n    2. at indsigelserne besvares som foreslået.\n"
        f"    TEKNIKUDVALGET 05-02-2018\n    Anbefales.\n    {day}\n    Ad 1: Godkendt.\n    Ad 2: Udsat.\n"
    )
    first, second, third = items(text)
    titles = ["Godkendelse af dagsorden", "Regnskab 2017 - overførsler", "Lokalplan 412"]
    assert [item.title for item in (first, second, third)] == titles
    assert outlined(first) == [("decision", day)]
    sections = ["summary", "recommendation", "previous_decision", "decision"]
    assert [kind for kind, _ in outlined(second)] == [kind for kind, _ in outlined(third)] == sections
    assert third.decision is not None
    assert [(point.ref, point.outcomes) for point in third.decision.points] == [
        ("1", ["approved"]),
        ("2", ["postponed"]),
    ]


def test_minutes_with_a_colon_stand_for_what_was_decided() -> None:
    answered = "Indstilling:\nRådet bedes afgive svar.\nReferat:\nTaget til efterretning.\n\n"
    text = f"1.\nKvalitetsstandard\n{answered}2.\nEventuelt\nIntet.\n"
    first, _ = items(text)
    assert outlined(first) == [("recommendation", "Indstilling:"), ("decision", "Referat:")]
