"""What is read over the end of a page, as programs take the text out of a PDF: running lines stand between."""

import textwrap

import pytest

from referat import parse
from referat.outline.rejoined import rejoined
from referat.text.source import Source

HEAD = "Referat af mødet i Nordby Byråd den 3. marts 2021"
TOP, FOOT = "Nordby Byråd, 03-03-2021", "Side {n} af {all}"


def pages(*bodies: str) -> str:
    """A text of so many pages, each with its running line above and its number below."""
    return "\n\n\f".join(f"{TOP}\n\n{body}\n\n{FOOT.format(n=n, all=len(bodies))}" for n, body in enumerate(bodies, 1))


def test_a_heading_cut_off_a_row_stands_at_the_margin_of_its_page() -> None:
    """What a browser prints beside the page is not indented as the page is."""
    rows = (
        "  PUNKTER\n\n  58. Vejbelysning i Nordby\n  59. Vandløb\n  60. Spildevand, tillæg 358. Vejbelysning i Nordby"
    )
    items = (
        f"{heading}  Indstilling\n\n  Teknisk Udvalg indstiller, at planen godkendes.\n\n  Beslutning\n\n  {decision}"
        for heading, decision in (
            ("", "Godkendt."),
            ("  59. Vandløb\n\n", "Udsat."),
            ("  60. Spildevand, tillæg 3\n\n", "Drøftet."),
        )
    )
    first, *more = [f"{rows if not n else ''}\n\n{item}" for n, item in enumerate(items)]
    text = "\n\n\f".join(
        f"11/29/26, 2:49 PM\n\n{body}\n\nfile:///home/asta/referat.html          {n}/3"
        for n, body in enumerate([f"  {HEAD}\n\n{first}", *more], 1)
    )
    read = [(each.number, each.title, each.decision and each.decision.text) for each in parse(text).meeting.items]
    assert read == [
        ("58", "Vejbelysning i Nordby", "Godkendt."),
        ("59", "Vandløb", "Udsat."),
        ("60", "Spildevand, tillæg 3", "Drøftet."),
    ]


def test_lines_that_begin_a_blank_farther_to_the_right_by_chance_are_not_indented() -> None:
    lines = [f" {n}. Punkt om vej {n}\n Beslutning\n Godkendt." for n in range(1, 5)]
    text = f"{HEAD}\n" + "\n".join(lines).replace(" 2. Punkt", "2. Punkt") + "\n\f Slut"
    assert Source(text).margin == 1
    assert [item.number for item in parse(text).meeting.items] == ["1", "2", "3", "4"]


def test_a_case_number_goes_on_with_whether_the_case_is_closed() -> None:
    """ "Lukket" begins lines of a document's head too."""
    line = "Sagsnr. 2745436 Udvalget for Skole og Fritid"
    text = f"Kommunen har de nye regler for fælles brug af\nlokaler og haller i byen.\n{line}\nLukket punkt\n\f"
    assert f"{line} Lukket punkt" in rejoined(Source(text)).lines


def test_headings_that_are_printed_twice_are_not_a_list_of_the_first() -> None:
    """The second heading is indented; the first has another's number, where the page ends."""
    items = [
        f"• Pkt. {n} {title}\nNotat.pdf\nKort.pdf\nPlan.pdf\n Pkt. {n}\n {title}\n"
        f" Sagsnr. 27454{n}6 Teknisk Udvalg Åbent punkt\n Resume\n Der er midler.\n"
        f" Nordby Byråd, 03-03-2021, pkt. {n}\n Godkendt."
        for n, title in enumerate(("Budget", "Haller", "Stier", "Veje", "Valg"), 1)
    ]
    long = "Stier i skoven ved Nordby og de nye stier langs havnen, som byrådet har bedt om i efteråret"
    lines = long.replace(" og de", "\nog de").replace(", som", ",\nsom")
    items[2] = items[2].replace("Stier", lines)
    meeting = parse("\n\f".join([f"{HEAD}\n{items[0]}", *items[1:]])).meeting
    assert [item.case_number for item in meeting.items] == [f"27454{n}6" for n in range(1, 6)]


def test_a_case_number_above_the_end_of_a_page_is_of_the_heading_below_it() -> None:
    items = [
        f"Sagsnr.: 1-51-71-1{n}-08\n{n}. {title}\n{text}\nTilbage til toppen"
        for n, (title, text) in enumerate(
            [
                ("Plan for havnen", "Resume\nDer er midler."),
                ("Navn på skolen", "Resume\nDer er to.\nDirektionen indstiller,\nat planen godkendes."),
                ("Jord ved Nordby", "Direktionen indstiller,\nat jorden sælges.\nBilag\nKort"),
                ("Veje i sognet", "Resume\nDer er flere."),
            ],
            1,
        )
    ]
    third = items[2].split("\n", 1)
    text = pages(f"{HEAD}\n{items[0]}\n{items[1]}\n{third[0]}", f"{third[1]}\n{items[3]}")
    assert [item.case_number for item in parse(text).meeting.items] == [f"1-51-71-1{n}-08" for n in range(1, 5)]


def test_a_title_above_its_number_begins_above_the_end_of_a_page() -> None:
    item = "{title}\nSag nr. {n}\nSagens kerne\nDer er midler.\nBeslutning\nGodkendt.\nBilag\nNotat\n"
    titles = ["Nye haller", "Budget for det kommende år", "Stier i skoven"]
    text = "".join(item.format(n=n, title=title) for n, title in enumerate(titles, 1))
    first, rest = f"{HEAD}\nSager 1 - 3\n{text}".split(" det kommende år")
    meeting = parse(pages(first, f"det kommende år{rest}".rstrip())).meeting
    assert [item.title for item in meeting.items] == titles
    assert [[each.title for each in item.attachments] for item in meeting.items] == [["Notat"]] * 3


def test_a_sentence_ends_above_a_title_that_has_several_full_lines() -> None:
    paragraph = "Udgifterne er på 12 mio. kr. om året, og de\nfordeles efter befolkningstal i hele egnen."
    title = (
        "Gennemgang af aftalerne med foreninger om\nhaller og baner i hele kommunen samt regler\nfor brug af lokaler"
    )
    text = f"{paragraph}\n{title}\nSag nr. 7\nGodkendt.\n\f"
    assert joined(text)[:2] == [paragraph.replace("\n", " "), title.replace("\n", " ")]


def joined(text: str) -> list[str]:
    return rejoined(Source(text)).lines


def outlined(text: str) -> list[list[str]]:
    return [[section.kind for section in item.sections] for item in parse(text).meeting.items]


def test_a_word_above_labels_does_not_announce_them() -> None:
    """The labels come again; the first of them has no text, the last one's stands on the next page."""
    whole = "{n}. Plan {n}\nSagsfremstilling\nDer er midler.\nØkonomiske konsekvenser\nIngen.\nBilag\nNotat\n"
    cut = "3. Plan 3\nSagsfremstilling\nDer er midler.\nProgram:\nØkonomiske konsekvenser\nBilag"
    text = pages(f"{HEAD}\n{whole.format(n=1)}{whole.format(n=2)}{cut}", "Notat")
    assert outlined(text) == [["case_presentation", "economy", "attachments"]] * 3
    said = text.replace("Økonomiske konsekvenser\nBilag\n\n", "Indledning\nSlut\n\n")
    assert outlined(said)[2] == ["case_presentation"]


def test_a_label_that_comes_again_stands_over_clauses_that_begin_small() -> None:
    """Above it stands a line without an end, and no blank line parts the three."""
    item = "{n}. Plan {n}\nForventet sagsgang\nØK - BY\nIndstilling\n{text}\nBeslutning\nGodkendt.\n"
    texts = ["Teknisk Udvalg indstiller, at planen godkendes.", "at planen godkendes."]
    text = f"{HEAD}\n" + "".join(item.format(n=n, text=each) for n, each in enumerate(texts, 1))
    assert outlined(text) == [["case_route", "recommendation", "decision"]] * 2


@pytest.mark.parametrize(
    ("cut", "below"), [("den 03-03-", "2021"), ("den 03-", "03-2021"), ("den", "03-03-2021"), ("den 03-03", "2021")]
)
def test_a_label_whose_day_goes_on_on_the_next_page_is_one(cut: str, below: str) -> None:
    """A program may take the hyphen at the end of a page for one that parts a word: "den 03-03Side 1 af 2"."""
    item = "{n}. Plan {n}\nBeslutning i Nordby Byråd den 03-03-2021\n{text}\n"
    first, last = item.format(n=1, text="Godkendt."), item.format(n=3, text="Udsat.")
    head = f"{HEAD}\n{first}2. Plan 2\nResume\nDer er midler.\nBeslutning i Nordby Byråd {cut}"
    text = pages(head, f"{below}\nPlanen udgår.\n{last}".rstrip()).replace(TOP, "Dagsordener og referater")
    text = text.replace(f"{cut}\n\nSide", f"{cut}Side") if cut[-1].isdigit() else text
    sections = [[(each.kind, each.text) for each in item.sections] for item in parse(text).meeting.items]
    second = [("summary", "Der er midler."), ("decision", "Planen udgår.")]
    assert sections == [[("decision", "Godkendt.")], second, [("decision", "Udsat.")]]


def test_who_was_absent_goes_on_on_the_next_page() -> None:
    first = f"{HEAD}\n1. Budget\nBeslutning\nDrøftet.\nFraværende: Asta Birkholm (V) - Bo Elm (V)"
    second = "mødte som stedfortræder.\n2. Haller\nBeslutning\nGodkendt.\nFraværende: Dagny Lund (A)"
    budget, halls = parse(pages(first, second)).meeting.items
    assert budget.decision is not None
    assert budget.decision.text == "Drøftet."
    absent = [[(each.name, each.substitute) for each in item.attendance.absent] for item in (budget, halls)]
    assert absent == [[("Asta Birkholm", "Bo Elm")], [("Dagny Lund", None)]]


def test_an_address_that_is_broken_over_two_lines_is_one() -> None:
    text = (
        f"{HEAD}\n1. Budget\nResume\nPlanen kan læses her: <http://eksempel.dk/a_(b)?\nc=1&d=2>\nBeslutning\nGodkendt."
    )
    summary = parse(text).meeting.items[0].sections[0]
    assert [each.value for each in summary.mentions] == ["http://eksempel.dk/a_(b)?c=1&d=2"]


def test_a_body_alone_begins_anew_below_a_whole_title() -> None:
    title = "Hospitalsudvalget 4. juli 2017 (Dagsorden)"
    text = f"{title}\nHospitalsudvalget\nPlanen er sendt til alle de sygehuse i egnen, som\nregionen har.\n\f"
    assert joined(text)[:2] == [title, "Hospitalsudvalget"]


def test_a_word_for_access_that_lost_its_row_is_the_cases_above() -> None:
    """Columns are taken one after another: the last cell of a row stands below the text, or below the next heading."""
    item = "{n}. Plan {n}\n\nSagsnr.: 360-2014-{n}\nDok.nr.: 360-2015-{n}\n\n{access}Indstilling\n\n{text}\n\n"
    items = [
        item.format(n=7, access="Lukket\n\n", text="godkendes"),
        item.format(n=8, access="", text="drøftes\n\nÅbent"),
        item.format(n=9, access="", text="udsættes"),
        "10. Plan 10\n\nÅbent\n\nSagsnr.: 360-2014-10\nDok.nr.: 360-2015-10\n\nLukket\n\nBeslutning\n\nUdsat.\n\n",
    ]
    text = f"{HEAD}\n\n{''.join(items)}\f"
    read = [(each.number, each.access) for each in parse(text).meeting.items]
    assert read == [("7", "closed"), ("8", "open"), ("9", "open"), ("10", "closed")]
    assert "Åbent" not in "".join(section.text for each in parse(text).meeting.items for section in each.sections)
    one_more = parse(text.replace("Udsat.", "Udsat.\n\nÅbent")).meeting.items
    assert [each.access for each in one_more][2:] != ["open", "closed"]


def test_text_has_the_hyphens_again_that_were_taken_for_those_that_part_words() -> None:
    text = f"{HEAD}\n1. Budget\nSagsgang\nUdvalget for Skole (20182021) den 17-092013\nBeslutning\nGodkendt.\n\f"
    route = parse(text).meeting.items[0].sections[0]
    assert route.text == "Udvalget for Skole (2018-2021) den 17-09-2013"


def test_lines_with_a_blank_one_below_each_are_joined_where_they_had_no_room() -> None:
    paragraph = (
        "Roklubben har 84 medlemmer og søger om et tilskud til to nye både. Broen ved klubhuset er for smal til dem, og"
        " klubben vil selv lægge 200 timers arbejde i en ny, som skal være færdig inden sommerferien er begyndt."
    )
    title = "Ansøgning fra Sydby Roklub om tilskud til nye både og til en bredere bro ved klubhuset"
    texts = [HEAD, f"1. {title}", "Sagsfremstilling", paragraph, "Beslutning", "Godkendt.", "2. Valg", "Beslutning"]
    lines = [line for text in [*texts, paragraph, "Udsat.", *texts[6:8], paragraph] for line in textwrap.wrap(text, 60)]
    items = parse("\n\n".join(lines) + "\n\n\fSlut").meeting.items
    assert (items[0].title, items[1].title) == (title, "Valg")


def test_votes_that_wrap_before_a_count_keep_it() -> None:
    text = (
        f"{HEAD}\n1. Budget\nSagsfremstilling\nDer er afsat midler til de nye veje i budgettet,\nsom alle har set.\n"
        "Beslutning\nForslaget blev forkastet med 30 stemmer imod\n9.\n2. Valg\nBeslutning\nUdsat.\n\f"
    )
    budget, _ = parse(text).meeting.items
    assert budget.decision is not None
    (vote,) = budget.decision.votes
    assert (vote.against.count, vote.for_.count) == (30, 9)


def test_the_page_below_what_a_browser_prints_is_no_text() -> None:
    text = f"11/29/26, 2:49 PM\n\n{HEAD}\n1. Budget\nBeslutning\nGodkendt.\nfile:///home/asta/referat.html\n\n1/1\n\n\f"
    decision = parse(text).meeting.items[0].decision
    assert decision is not None
    assert decision.text == "Godkendt."


def test_a_template_word_that_has_run_into_the_next_heading_is_no_text() -> None:
    """The heading is known by its row in the contents; no blank line stands above."""
    rows = "PUNKTER\n21. Budget for hallerne\n22. Biblioteket i Sydby"
    first = (
        "21. Budget for hallerne\nSagsgang\n\nByrådet\n\nHøring\nBeslutning i Nordby Byråd den 03-03-2021\nGodkendt."
    )
    text = f"{HEAD}\n\n{rows}\n\n{first}\nReferat22. Biblioteket i Sydby\nSagsgang\n\nByrådet\n\nHøring\n\nIngen.\n\f"
    budget, library = parse(text).meeting.items
    assert [section.text for section in budget.sections if section.kind == "decision"] == ["Godkendt."]
    assert library.title == "Biblioteket i Sydby"


def test_a_title_goes_on_behind_a_word_that_others_follow() -> None:
    head = "Referat fra mødet i Byrådet den 28. maj 2020 kl.\n18:00 i Hallen ved Sydby Skole"
    text = f"{head}\n\n1. Budget\nBeslutning\nGodkendt.\n\f"
    assert parse(text).meeting.title == head.replace("\n", " ")


def test_a_label_behind_a_bullet_has_its_day_on_the_next_line() -> None:
    label = "• Beslutning i Økonomi- og Erhvervsudvalget\nden 04-12-2013"
    lines = joined(f"• 12 Salg\nEjendommen sælges.\n{label}\nUdvalget anbefaler\nindstillingen.\n\f")
    assert lines[2] == label.replace("\n", " ")


def test_a_label_whose_second_line_could_be_one_too_is_one() -> None:
    """The first line waits for a body; the second, a body and a day, has no blank line above."""
    label = "fold dette punkt ind Beslutning i\nForretningsudvalget den 12-09-2018"
    assert label.replace("\n", " ") in joined(
        f"1. Budget\nDet indstilles:\n• at planen vedtages\n{label}\nAnbefales.\n\f"
    )


def test_what_runs_along_is_known_though_one_page_alone_has_a_body() -> None:
    text = f"{TOP}\n\n{HEAD}\n\n1. Budget\nBeslutning\nGodkendt.\n\nSide 1 af 2\n\n\f{TOP}\n\nSide 2 af 2\n\n\f"
    meeting = parse(text).meeting
    assert meeting.title == HEAD
    assert [section.text for section in meeting.items[0].sections] == ["Godkendt."]


def test_a_label_that_ends_two_pages_of_four_does_not_run_along() -> None:
    """It stands as often inside pages."""
    label = "Behandling i Social- og Psykiatriudvalget tirsdag den 8.\noktober 2019, pkt. {}\n"
    item = "{}. Sag {}\nSagsfremstilling\nForslaget har været i høring i otte uger hos alle de\nberørte.\n" + label
    said = [item.format(n, n, n) for n in range(1, 5)]
    bodies = (f"{HEAD}\n\n{said[0]}", f"Godkendt.\n{said[1]}", f"Udsat.\n{said[2]}Drøftet.\n{said[3]}Afvist.", "Slut")
    items = parse(pages(*bodies)).meeting.items
    assert [item.sections[-1].text for item in items] == ["Godkendt.", "Udsat.", "Drøftet.", "Afvist.\n\nSlut"]


def test_a_menu_over_two_lines_takes_no_title_for_its_value() -> None:
    menu = "Forsiden | Kontakt | Ledige job | For ansatte | Presse og\nnyheder | Web-TV |\n"
    title = "Byrådet - Dagsorden - 3. juni 2015"
    meeting = parse(
        f"{menu}{title}\nMødedato\n03-06-2015 kl. 09:00\n\n1. Budget\nSagsfremstilling\nEn sag.\n\f"
    ).meeting
    assert (meeting.title, meeting.document_type) == (title, "agenda")


def test_a_row_that_lost_its_dash_is_known_in_the_heading_that_ran_into_the_last_row() -> None:
    rows = "PUNKTER\n58. Vejbelysning i Sydby - valg af model\n59. Spildevandsplan tillæg 3"
    body = "Sagsgang\nBeslutning\nGodkendt.\n"
    text = f"{HEAD}\n{rows}58. Vejbelysning i Sydby valg af model\n{body}59. Spildevandsplan tillæg 3\n{body}\f"
    meeting = parse(text).meeting
    assert [(item.number, item.title) for item in meeting.items] == [
        ("58", "Vejbelysning i Sydby valg af model"),
        ("59", "Spildevandsplan tillæg 3"),
    ]


_PROSE = "Forslaget har været sendt i høring hos alle de berørte parter,\nsom bakker op om det."


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Udvalget for fælles kollektiv trafik den 7. november (Referat)", "Vælg møde i boksen."),
        ("Politik, Regionsrådet og dets udvalg, Regionsrådet - Referat 3. maj", "Regionsrådet - Referat - 3. maj"),
        ("Støtte til letbane mellem Nordby, Sydby og Vesterskov by", "Støtte til letbane mellem Nordby, Sydby"),
        ("Referat af mødet i kommunen tirsdag den 20. februar kl. 16:00", "Byrådssalen, Rådhuset, Havnevej 3"),
        ("2. behandling af takster for affald og for spildevand", "Borgerrepræsentationen"),
        ("Referat - Udvalget for klima, miljø og kollektiv trafik", "19-05-2022 16:30"),
        ("2. at provenuet fra salget føres til kommunens kasse i år.", "(Økonomiudvalget)"),
    ],
    ids=["its kind in brackets", "a title", "again", "an hour", "a body", "a day and an hour", "brackets"],
)
def test_a_full_line_of_a_head_is_whole(above: str, below: str) -> None:
    text = f"{above}\n{below}\n\n{_PROSE}\n\f"
    if below.startswith("Støtte"):
        text = f"{above}\n{text}"
    assert [above, below] == joined(text)[-5:-3]


@pytest.mark.parametrize(
    "torn",
    [
        "Referat til mødet i Udvalget for Sundhed den 6. februar\n2019 kl. 14:30",
        "Udvalget for Sundhed den 6. februar 2019 kl. 14:30 i\nMødelokale 2, Parkvej 1",
    ],
)
def test_a_month_and_a_heads_unfinished_line_go_on(torn: str) -> None:
    assert joined(f"{torn}\n\nGodkendt.\n\f")[0] == torn.replace("\n", " ")


def test_the_bodys_name_above_the_kind_is_the_titles_though_it_runs_along_as_well() -> None:
    head = "Nordby Byråd, 08-12-2005\n\nMødedato: 08.12.2005\n\nNordby Byråd\nBESLUTNINGSPROTOKOL"
    assert (
        parse(f"{head}\n\n1. Budget\n\nBeslutning\n\nGodkendt.\n").meeting.title == "Nordby Byråd BESLUTNINGSPROTOKOL"
    )


@pytest.mark.parametrize(
    "torn",
    [
        "Beslutning fra Plan- og Teknikudvalget, 7. april 2021, pkt.\n61:",
        "Beslutning i Kultur- og Fritidsudvalget i Nordby Kommune,\ntorsdag\nden 9. april 2015",
    ],
    ids=["the number", "the day of the week alone"],
)
def test_a_label_goes_on_to_its_number_and_over_three_lines(torn: str) -> None:
    assert torn.replace("\n", " ") in joined(f"1. Budget\nDet indstilles, at planen vedtages.\n{torn}\nAnbefales.\n\f")


def test_a_labels_number_and_a_titles_end_stand_on_the_next_page() -> None:
    label = "Behandling i Byrådet fredag den 13. september 2019,"
    titles = ("Beslutning - Endelig godkendelse af planen,", "herunder forslag til de sidste etaper i periodenReferat")
    other = "2. Orientering - Nyt journalsystemReferat\nTaget til efterretning.\n"
    first = f"{HEAD}\n\n1. Budget\nIndstilling\nAt planen vedtages.\n{label}"
    budget, _, plan = parse(
        pages(first, f"pkt. 1\nGodkendt.\n{other}3. {titles[0]}", f"{titles[1]}\nUdsat.")
    ).meeting.items
    assert [section.text for section in budget.sections] == ["At planen vedtages.", "Godkendt."]
    assert plan.title == " ".join(titles).removesuffix("Referat")
    assert plan.decision is not None
    assert plan.decision.text == "Udsat."
