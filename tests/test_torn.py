"""Text that a program took from paper: marks apart from their points, and lines as wide as the paper."""

from pathlib import Path

import pytest

import golden
from referat import parse
from referat.outline.rejoined import rejoined
from referat.text import letters
from referat.text.source import Source

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        (
            "1.\n\nat planen godkendes,\n\n2.\n\nat den sendes ud.",
            ["1.  at planen godkendes,", "", "2.  at den sendes ud."],
        ),
        ("·\n\nElbiler\n\n·\n\nSkoler", ["·  Elbiler", "", "·  Skoler"]),
        ("-\n\nElbiler i plejen\n-\n\nSkoler", ["-  Elbiler i plejen", "-  Skoler"]),
    ],
)
def test_a_mark_stands_before_its_point(torn: str, whole: list[str]) -> None:
    assert rejoined(Source(torn)).lines == [" ".join(line.split()) for line in whole]


@pytest.mark.parametrize(
    "text",
    [
        "1.\n\nGodkendelse af dagsorden",  # an item's number and its title
        "•\n\nDagsorden",  # one sign alone is no list
        "1.\n\n2.",
        "1.\n\n\fat planen godkendes",  # over the end of a page
        "1.\nat planen godkendes",
    ],
)
def test_what_is_no_mark_of_a_point_stays_alone(text: str) -> None:
    assert rejoined(Source(text)).lines == text.split("\n")


def test_a_torn_recommendation_is_read() -> None:
    head = "Referat\nByrådet i Nordby Kommune\n4. marts 2021\n\n1. Ny skole\n\n"
    points = "at skolen bygges,\n\n2.\n\nat byggeriet begynder i maj."
    meeting = parse(f"{head}Indstilling\nDirektionen indstiller,\n1.\n\n{points}\n\nBeslutning\nGodkendt.\n").meeting
    (recommended,) = meeting.items[0].recommendations
    assert recommended.by == "Direktionen"
    assert list(recommended.points) == ["at skolen bygges", "at byggeriet begynder i maj"]


_PARAGRAPH = (
    "Regionen har siden 2017 kortlagt grundvandet under de gamle industrigrunde, og MILJØ- OG KLIMAUDVALGET I NORDBY"
    " KOMMUNE følger arbejdet, til det er slut. Der er taget prøver i fyrre boringer, hvoraf de fleste ligger tæt ved"
    " Engvejen i Nordby. I seks af dem er der fundet stoffer over grænsen, og i de øvrige er der ikke fundet noget, men"
    " de skal undersøges."
)


def printed(text: str, margin: int) -> str:
    """`text` in lines that are no wider than `margin` in print."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if letters.width(longer) <= margin else [*lines, word]
    return "\n".join(lines)


def test_what_had_no_room_in_print_goes_on_whatever_its_letters() -> None:
    text = printed(_PARAGRAPH, 30_000)
    lengths = [len(line) for line in text.split("\n")[:-1]]
    assert max(lengths) - min(lengths) > 12  # no program broke them at a number of characters
    assert rejoined(Source(f"{text}\nGodkendt.\n")).lines == [_PARAGRAPH, "Godkendt."]


def test_lines_with_room_for_more_have_ends_of_their_own() -> None:
    lines = [f"{line} xx" for line in ("Beslutning", "Det er en kort linje", "at den er så kort", "og den her")]
    assert letters.full([*lines * 3, "en linje, der er meget længere end alle de andre linjer her i teksten"]) == []


@pytest.mark.parametrize(("text", "wide"), [("", 0), ("il", 444), ("MÆ", 1833), ("mø", 1389)])
def test_letters_differ_in_width(text: str, wide: int) -> None:
    assert letters.width(text) == wide


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("above", "below"),
    [("den 15-", "05-2018"), ("sag 00.22.00-", "P35-9-21"), ("i årene 2018-", "2021"), ("den 15-05-", "2018")],
)
def test_a_number_broken_behind_its_hyphen_is_one(above: str, below: str, end: str) -> None:
    source = Source(f"Udsat {above}{end}{below} igen").joined({0})
    assert source.view == f"Udsat {above}{below} igen"
    place = source.span(source.view.index(below), source.view.index(" igen"))
    assert source.text[place.start : place.end] == below
    assert place.first_line == 2


@pytest.mark.parametrize(("above", "below"), [("Teknik-", "og Miljø"), ("punkt 3 -", "4 sager"), ("de 30-", "årige")])
def test_other_hyphens_keep_their_blank(above: str, below: str) -> None:
    assert Source(f"{above}\n{below}").joined({0}).lines == [f"{above} {below}"]


def test_a_familys_sign_that_is_broken_at_a_margin_is_seen() -> None:
    text = (ROOT / "samples/frederikssund/extraordinary.txt").read_text("utf-8")
    source = Source(text.replace("møde den 4. ", "møde den 4.\n", 1))
    source.full = frozenset({0})
    assert parse(source).family.id == "frederikssund"


def _sections(below: str) -> list[tuple[str, str | None, str | None, str]]:
    head = "NORDBY KOMMUNE\n\nProtokol\n\nTeknisk Udvalg\n\n23. november 2006 kl. 16.00\n\n1. Plan for havnen\n\n"
    tail = "\n\nBeslutning:\nGodkendt.\n\n2. Eventuelt\n\nBeslutning:\nIntet.\n"
    [item, _] = parse(f"{head}Sagsfremstilling:\n{below}{tail}").meeting.items
    return [(section.kind, section.body, str(section.date or ""), section.text) for section in item.sections]


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("Beslutning i Udvalget for Børn\nog Unge den 14. september 2006:", "Udvalget for Børn og Unge"),
        ("Beslutning i Beredskabskommis-\nsionen den 14. september 2006:", "Beredskabskommissionen"),
        ("Økonomiudvalgets beslutning den\n14. september 2006:", "Økonomiudvalget"),
        ("Beslutning i Økonomiudvalget\nden 14. september 2006", "Økonomiudvalget"),
    ],
)
def test_a_label_goes_on_to_its_date_in_the_next_line(label: str, body: str) -> None:
    presented, earlier, own = _sections(f"Planen har været drøftet.\n\n{label}\nAnbefales.")
    assert presented == ("case_presentation", None, "", "Planen har været drøftet.")
    assert earlier == ("previous_decision", body, "2006-09-14", "Anbefales.")
    assert own == ("decision", None, "", "Godkendt.")


def test_the_end_of_a_sentence_is_no_label() -> None:
    text = "Planen blev ændret efter\nØkonomiudvalgets beslutning den\n14. september 2006\nom havnen."
    assert _sections(text)[0] == ("case_presentation", None, "", text)


def test_what_runs_along_parts_no_paragraph() -> None:
    pages = [
        f"Byrådet, 12-05-2020\n\n{body}\n\nSide {n} af 2\n\n\f"
        for n, body in ((1, "Planen for havnen er nu"), (2, "sendt i høring."))
    ]
    lines = rejoined(Source("".join(pages))).lines
    assert [line.strip() for line in lines][2:6] == [
        "Planen for havnen er nu",
        "Side 1 af 2",
        "Byrådet, 12-05-2020",
        "sendt i høring.",
    ]


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        (
            "Sagsnr.: 330-2018-1111\n\nDok.nr.: 330-2018-222222\n\nÅbent\n\f",
            "Sagsnr.: 330-2018-1111 Dok.nr.: 330-2018-222222 Åbent",
        ),
        (
            "Sagsnr.: 330-2018-1111 Dok.nr.: 330-2018-\n222222 Åbent\n\f",
            "Sagsnr.: 330-2018-1111 Dok.nr.: 330-2018-222222 Åbent",
        ),
        ("Økonomiske og personalemæssige\nkonsekvenser\n\f", "Økonomiske og personalemæssige konsekvenser"),
    ],
)
def test_a_row_and_a_label_are_whole_again_in_print(torn: str, whole: str) -> None:
    assert " ".join(rejoined(Source(torn)).lines[0].split()) == whole


def test_a_period_has_its_hyphen_again() -> None:
    assert "(2018-2021)" in Source("Udvalget (20182021) den 17. maj\n\f").view
    assert "(20182021)" in Source("Udvalget (20182021) den 17. maj\n").view


def test_a_day_has_its_first_hyphen_again() -> None:
    assert "den 15-04-2020" in Source("Beslutning i Byrådet den 1504-2020\n\f").view
    assert "den 1504-2020" in Source("Beslutning i Byrådet den 1504-2020\n").view


def test_two_years_are_a_day_only_where_the_text_has_that_day() -> None:
    assert "for 2010-2012" in Source("Budget for 2010-2012\n\f").view
    assert "den 20-10-2012" in Source("Møde 20-10-2012\nBeslutning den 2010-2012\n\f").view


def test_a_day_that_lost_its_hyphen_is_one_in_the_label_and_the_title() -> None:
    text = "Byrådet - Referat fra mødet den 21-042012\n\n1. Havnen\n\nBeslutning i Byrådet den 2104-2012\nGodkendt.\n\f"
    meeting = parse(text).meeting
    assert meeting.title == "Byrådet - Referat fra mødet den 21-04-2012"
    assert [(section.kind, section.text) for section in meeting.items[0].sections] == [("decision", "Godkendt.")]


@pytest.mark.parametrize("torn", ["den 12-06-\n2018", "den 12-\n06-2018"])
def test_a_day_goes_on_in_the_next_line_of_print(torn: str) -> None:
    assert rejoined(Source(f"Bilag\nEn oversigt\nBeslutning Byrådet {torn}\nGodkendt.\n\f")).lines[2:4] == [
        "Beslutning Byrådet den 12-06-2018",
        "Godkendt.",
    ]


def test_a_drawn_line_that_lost_its_last_hyphen_is_one_of_its_own() -> None:
    source = Source("Godkendt.\n-o-o-oJournal 21/22\n----Journal 21/23\n-oplæg\n\f")
    assert source.lines[1:6] == ["-o-o-o-", "Journal 21/22", "-----", "Journal 21/23", "-oplæg"]
    assert [source.number(i) for i in range(1, 6)] == [1, 1, 2, 2, 3]
    assert source.text == "Godkendt.\n-o-o-oJournal 21/22\n----Journal 21/23\n-oplæg\n\f"


@pytest.mark.parametrize("mark", ["", "\u00ad"])
def test_no_line_is_drawn_apart_in_a_text_without_pages(mark: str) -> None:
    """A soft hyphen anywhere put every line below one line too far down."""
    source = Source(f"Be{mark}slutning\n-----Journal 21/23\nGodkendt.\n")
    assert source.lines == ["Beslutning", "-----Journal 21/23", "Godkendt."]
    assert source.span(source.view.index("Godkendt"), len(source.view)).first_line == 3


def test_a_title_ends_above_a_case_number_with_its_body() -> None:
    title = ("Endelig godkendelse af den samlede plan for", "sygehusenes bygninger, herunder forslag til skoven")
    text = f"{title[0]}\n{title[1]}\nSagsnr. 4571958 Udvalget for Skole og Fritid\n\n\f"
    assert rejoined(Source(text)).lines[:2] == [" ".join(title), "Sagsnr. 4571958 Udvalget for Skole og Fritid"]


@pytest.mark.parametrize("name", ["committee", "council", "item"])
def test_a_sign_that_ran_up_behind_a_lost_dash_is_seen(name: str) -> None:
    text = (golden.SAMPLES / "monrad" / f"{name}.txt").read_text("utf-8")
    filled = "\n".join(line for line in text.splitlines() if line.strip())
    torn = filled.replace(" -\nPrompt resultater", " Prompt resultater")
    assert torn != filled
    wanted, found = parse(text), parse(torn)
    assert found.family.id == "monrad"
    [want], [item] = wanted.meeting.items, found.meeting.items
    assert (item.title, item.case_number) == (want.title, want.case_number)
    assert [section.kind for section in item.sections] == [section.kind for section in want.sections]


@pytest.mark.parametrize(
    ("above", "title", "whole"),
    [
        ("Nordby", "Cykelsti ved den gamle havn", "Cykelsti ved den gamle havn"),
        ("Godkendelse af den samlede plan", "for sygehusene", "Godkendelse af den samlede plan for sygehusene"),
    ],
)
def test_a_line_with_room_for_the_next_word_is_no_title_above_one_over_a_case_number(
    above: str, title: str, whole: str
) -> None:
    text = f"{above}\n{title}\n20-001234 -\nPrompt resultater\nBilag\nBeslutning\nGodkendt.\nAfbud: Bo Elm\n"
    [item] = parse(text).meeting.items
    assert item.title == whole


def test_a_title_ends_with_the_label_that_ran_into_it() -> None:
    text = (
        "Referat af Byrådets møde den 11. marts 2019\n"
        "1. Meddelelser fra formanden og fra forvaltningenReferat\n"
        "Orienteringen blev taget til efterretning af udvalget, som\n"
        "ønsker at høre mere om den til sommer, når de nye tal er\n"
        "kommet.\n"
        "2. Udpegning af et medlem til havnens bestyrelseReferat\n"
        "Forretningsudvalget udpegede Frida Lindebjerg.\n\f"
    )
    assert [item.title for item in parse(text).meeting.items] == [
        "Meddelelser fra formanden og fra forvaltningen",
        "Udpegning af et medlem til havnens bestyrelse",
    ]


def test_signed_numbers_from_one_on_are_items_though_no_line_is_blank() -> None:
    text = (golden.SAMPLES / "generic" / "paragraph-signs.txt").read_text("utf-8")
    filled = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    assert [item.number for item in parse(filled).meeting.items] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Regnskab for skolen i den gamle havn og for byens museum", "Byrådet godkendte regnskabet."),
        (
            "Administrationen indstiller, at udvalget drøfter planen.",
            "Beslutning fra Direktionen, den 16. november 2014,\npkt. 16:",
        ),
    ],
)
def test_a_full_line_does_not_go_on_where_a_decision_begins(above: str, below: str) -> None:
    text = f"{above}\n{below}\nArbejdet med planen ventes at være afsluttet inden den\nkommende sommer.\n\f"
    assert rejoined(Source(text)).lines[:2] == [above, below.replace("\n", " ")]


def test_a_label_waits_for_a_day_below_a_line_without_a_full_stop() -> None:
    label = "Beslutning Vækst- og Landdistriktsudvalget den"
    assert (
        rejoined(Source(f"Oversigt over ansøgninger\n{label}\n15-05-2018\nUdsat.\n\f")).lines[1]
        == f"{label} 15-05-2018"
    )
    head = "Sted: Rådhuset\nBørne- og Skoleudvalget\n07-03-2017\nMedlemmer\n\f"
    assert rejoined(Source(head)).lines[1:3] == ["Børne- og Skoleudvalget", "07-03-2017"]


def test_the_ends_of_pages_part_nothing_else_from_what_is_above() -> None:
    page = "Teknikudvalget, 26-02-2020\n\n{body}\n\nSide {n} af 3\n\n\f"
    bodies = (
        "Teknikudvalget\nReferat\n26-02-2020 08:00\n14. Lokalplan 112\nResume\nNyt.\nSagsfremstilling\nEn tekst.",
        "En tekst til.\nIndstilling\nForvaltningen indstiller,\n1. at den vedtages\n2. at den sendes\n3. at den ses",
        "Bilag\nLokalplan 112\n15. Eventuelt\nResume\nNyt.\nIndstilling\nAt sagen drøftes\nReferat\nDrøftet.",
    )
    text = "".join(page.format(n=n, body=body) for n, body in enumerate(bodies, 1))
    last = parse(text).meeting.items[-1]
    assert [(section.kind, section.text) for section in last.sections][-1] == ("decision", "Drøftet.")


def test_names_of_files_are_no_more_of_a_title() -> None:
    text = (
        "Referat af Byrådets møde den 11. marts 2019\n1. Forslag til budget 2023-2026\n"
        "application/pdf icon takster.pdf\nResume\nNyt.\n2. Eventuelt\nResume\nNyt.\n\f"
    )
    [first, _] = parse(text).meeting.items
    assert first.title == "Forslag til budget 2023-2026"
    assert [each.title for each in first.attachments] == ["takster.pdf"]


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_dash_above_a_label_or_a_heading_is_no_mark_of_it(dash: str) -> None:
    """It stands where nothing is said, again and again."""
    labels = (
        "Resumé",
        "Sagsfremstilling",
        "Økonomi",
        "Indstilling",
        "Beslutning i Teknisk Udvalg den 11-03-2019",
        "Bilag",
    )
    item = "\n\n".join(f"{label}\n\n{dash}" for label in labels)
    text = f"Referat af Teknisk Udvalgs møde den 11. marts 2019\n\n1. Stien\n\n{item}\n\n2. Vejen\n\n{item}\n"
    items = parse(text).meeting.items
    assert [(each.number, each.title) for each in items] == [("1", "Stien"), ("2", "Vejen")]
    assert [tuple(section.label for section in each.sections) for each in items] == [labels] * 2


def test_a_bullet_directly_above_its_point_stands_before_it() -> None:
    assert rejoined(Source("Planen peger på:\n·\nElbiler i plejen\n·\nSkoler.\n")).lines == [
        "Planen peger på:",
        "· Elbiler i plejen",
        "· Skoler.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "•\nBeslutning\nGodkendt.\n•\nBeslutning\nUdsat.",  # a label is no point
        "·\n·\n\nat planen godkendes.\nat den sendes ud.",  # marks in a column: whose each is cannot be told
    ],
)
def test_bullets_above_what_is_no_point_of_theirs_stay_alone(text: str) -> None:
    assert rejoined(Source(text)).lines == text.split("\n")


def test_a_number_below_a_title_with_a_colon_is_not_of_the_title() -> None:
    """Printed, with a page's end."""
    first = "1.\nLokalplan for havnen og torvet i byen:\n06.32.13-G16-32-22\nÅbent\n\nBeslutning\nGodkendt.\n\f"
    second = "2.\nEn cykelsti langs den gamle vej:\n05.01.00-G01-7-20\nÅbent\n\nBeslutning\nUdsat.\n"
    items = parse(f"Referat\nByrådet\n3. marts 2020\n\n{first}{second}").meeting.items
    assert [(item.title, item.case_number) for item in items] == [
        ("Lokalplan for havnen og torvet i byen", "06.32.13-G16-32-22"),
        ("En cykelsti langs den gamle vej", "05.01.00-G01-7-20"),
    ]
