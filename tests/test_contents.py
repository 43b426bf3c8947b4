"""Tables of contents of one row, and rows that end or begin with what is no title's or no page's."""

import textwrap

import pytest

from referat import parse

HEAD = "Referat\ntil\nmødet i Byrådet\nden 3. marts 2021 kl. 17:00\ni Byrådssalen\n\n"
BODY = "1. Mødeplan for næste år\n\nBeslutning\n\nGodkendt.\n"


@pytest.mark.parametrize(
    ("rows", "titles"),
    [
        ("Indholdsfortegnelse\n1. Mødeplan for næste år\nSagsnr. 11/9915\n", ["Mødeplan for næste år"]),
        ("Åbne sager\n1 Mødeplan for næste år\n\nÅbne sager\n\n", ["Mødeplan for næste år"]),
        ("1 Mødeplan for næste år\n\n", []),
    ],
    ids=["below a head", "in a group that comes again", "a heading that is printed twice"],
)
def test_contents_of_one_row(rows: str, titles: list[str]) -> None:
    meeting = parse(HEAD + rows + BODY).meeting
    assert [entry.title for entry in meeting.contents] == titles
    assert [(item.number, item.title) for item in meeting.items] == [("1", "Mødeplan for næste år")]


def test_the_number_that_a_row_ends_with_may_be_the_titles() -> None:
    titles = ["Godkendelse af dagsorden", "Salg af Kajgade 12", "Mødeplan for næste år"]
    rows = "".join(f"{n}. {title}\n" for n, title in enumerate(titles, 1))
    items = "".join(f"{n}. {title}\n\nBeslutning\n\nGodkendt.\n\n" for n, title in enumerate(titles, 1))
    assert [item.title for item in parse(f"{HEAD}Dagsorden:\n{rows}\n{items}").meeting.items] == titles


def test_the_access_may_stand_in_a_column_before_the_title() -> None:
    rows = [("Åben", "Rundgang på kajen"), ("Lukket", "Køb af jord"), ("Åben", "§ 18-midler"), ("Åben", "Eventuelt")]
    said = (
        f"Sag nr. {n}   {access}   {title}\n\nBeslutning\n\nGodkendt.\n\n" for n, (access, title) in enumerate(rows, 1)
    )
    items = parse(HEAD + "".join(said)).meeting.items
    assert [(item.title, item.access) for item in items] == [
        ("Rundgang på kajen", "open"),
        ("Køb af jord", "closed"),
        ("§ 18-midler", "open"),
        ("Eventuelt", "open"),
    ]


def test_a_line_between_rows_that_is_none_is_told() -> None:
    rows = "Indholdsfortegnelse\n1. Cykelsti ved søen\n\nfra forvaltningen\n2. Mødeplan for næste år\n\n"
    decided = "\n\nBeslutning\n\nGodkendt.\n\n"
    parsed = parse(f"{HEAD}{rows}1. Cykelsti ved søen{decided}2. Mødeplan for næste år{decided}")
    (meeting,) = parsed.meetings
    assert [entry.title for entry in meeting.contents] == ["Cykelsti ved søen", "Mødeplan for næste år"]
    assert [(one.line, one.message) for one in meeting.diagnostics] == [(10, "in no field: 'fra forvaltningen'.")]
    assert [token.kind for token in parsed.tokens[6:11]] == ["contents", "contents", "blank", "unclaimed", "contents"]


def test_rows_with_pages_are_no_items_where_the_text_ends_below_them() -> None:
    """However many there are, also where they could be the first lines of pages without line ends."""
    titles = ("Ny sti langs engen", "Regnskab 2020 for Teknisk Udvalg", "Lokalplan 12", "Budget", "Orientering", "Vej")
    rows = (f"{n} (Åben) {title} {'.' * (130 - len(title))} {2 * n + 1}" for n, title in enumerate(titles, 1))
    head = "Referat\nTeknisk Udvalg\n3. maj 2021 kl. 16.00\n\nIndholdsfortegnelse\n\n"
    meeting = parse(head + "\n\n".join(rows) + "\n").meeting
    assert meeting.items == []
    assert [(row.number, row.title, row.page) for row in meeting.contents] == [
        (str(n), title, 2 * n + 1) for n, title in enumerate(titles, 1)
    ]


def test_rows_apart_go_on_down_to_their_page_and_the_first_stands_behind_its_group() -> None:
    rows = (
        "Punkter på åben dagsorden: 12. Budget for næste år ............ 2",
        "13. Nye haller ................. 5",
        "14. Havnens varmeværk - garanti i forbindelse med",
        "lån til ny kedel................................ 9",
        "15. Takster for vand ........... 12",
    )
    head = "Referat af Byrådets møde d. 11.05.2015\n\nByrådet\n\nMødedato 11.05.2015\n\nIndholdsfortegnelse:\n\n"
    contents = parse(head + "\n\n".join(rows)).meeting.contents
    assert [(row.number, row.title, row.page) for row in contents] == [
        ("12", "Budget for næste år", 2),
        ("13", "Nye haller", 5),
        ("14", "Havnens varmeværk - garanti i forbindelse med lån til ny kedel", 9),
        ("15", "Takster for vand", 12),
    ]


def test_rows_without_a_body_are_contents_where_their_pages_rise() -> None:
    rows = "1 Meddelelser 5\n2 Forslag til lokalplan for et område ved kirken til\nsognegård samt forslag til\n"
    more = "ændringer 6\n3 Status for plejecentre, herunder finansiering\naf indskud 13\n4 Nye broer 18"
    text = f"Havneudvalget\nReferat\n3. marts 2021\nIndholdsfortegnelse\nPunkt nr. Side\n{rows}{more}"
    meeting = parse(text).meeting
    assert not meeting.items
    assert [entry.page for entry in meeting.contents] == [5, 6, 13, 18]


_ROWS = [
    "Godkendelse af dagsorden 4",
    "Plan for havnen 2021-2025 5",
    "Lån i 2020  9",
    "Køb af Kajgade 3 14",
    "Udpegning t",
]


@pytest.mark.parametrize("access", ["", "(Åben) "])
def test_rows_whose_pages_rise_are_no_items_where_the_page_is_cut_off_below(access: str) -> None:
    text = f"{HEAD}Indholdsfortegnelse\n\n" + "\n\n".join(f"{n} {access}{row}" for n, row in enumerate(_ROWS, 1))
    meeting = parse(text).meeting
    assert meeting.items == []
    assert [(entry.title, entry.page) for entry in meeting.contents] == [
        ("Godkendelse af dagsorden", 4),
        ("Plan for havnen 2021-2025", 5),
        ("Lån i 2020", 9),
        ("Køb af Kajgade 3", 14),
        ("Udpegning t", None),
    ]


def test_numbers_at_the_ends_of_titles_that_do_not_rise_are_no_pages() -> None:
    titles = ["Salg af Kajgade 12", "Køb af Engvejen 7", "Salg af Havnegade 30", "Køb af Torvet 2"]
    text = f"{HEAD}Punkter:\n\n" + "\n\n".join(f"{n} (Åben) {title}" for n, title in enumerate(titles, 1))
    assert [item.title for item in parse(text).meeting.items] == titles


TITLES = ("Drøftelse af planen", "Ny aftale om madservice", "Eventuelt")


def _listed(rows: str) -> str:
    items = "".join(f"Punkt {n}: {title}\nBeslutning\nGodkendt.\n" for n, title in enumerate(TITLES, 1))
    return f"{HEAD}Indholdsfortegnelse\n{rows}\n{items}\f"


@pytest.mark.parametrize(
    ("rows", "pages"),
    [
        ("{}.....\n3\n{}\n4\n{}.....\n5\n", [3, 4, 5]),
        ("{}.....\n3\n{}\n{}.....\n5\n\n4\n", [3, None, 5]),
        ("{}.....\n{}.....\n{}.....\n\n3\n\n4\n5\n", [None, None, None]),
    ],
    ids=["below each row", "one in a column of its own", "all in a column"],
)
def test_pages_that_were_torn_off_their_rows_are_no_numbers(rows: str, pages: list[int | None]) -> None:
    """A page that cannot be told to be one row's is no row's, and told."""
    meeting = parse(_listed(rows.format(*TITLES))).meeting
    assert [(entry.number, entry.title) for entry in meeting.contents] == [(None, title) for title in TITLES]
    assert [entry.page for entry in meeting.contents] == pages
    left = [page for page in (3, 4, 5) if page not in pages]
    assert [one.message for one in meeting.diagnostics if one.code == "header-unread"] == [
        f"in no field: '{page}'." for page in left
    ]
    assert [(item.number, item.title) for item in meeting.items] == [(str(n), t) for n, t in enumerate(TITLES, 1)]


def test_titles_that_come_again_among_rows_with_pages_are_rows() -> None:
    titles = ("Eventuelt", "Ny sti", "Eventuelt", "Budget", "Orientering fra formanden for udvalget")
    rows = "".join(f"{title}.....  {n}\n" for n, title in enumerate(titles[:-1], 3)) + f"{titles[-1]} 8\n"
    items = "".join(f"Punkt {n}: {title}\n\nBeslutning\n\nGodkendt.\n\n" for n, title in enumerate(titles, 1))
    meeting = parse(f"{HEAD}Indholdsfortegnelse\n{rows}\n{items}").meeting
    assert [(entry.title, entry.page) for entry in meeting.contents] == list(zip(titles, (3, 4, 5, 6, 8), strict=True))
    assert len(meeting.items) == len(titles)


def test_a_last_number_lower_than_the_pages_above_is_the_titles() -> None:
    rows = "1. Vejbelysning .......... 3\n2. Orientering .......... 4\n3. Spildevandsplan tillæg 3\n"
    items = "".join(
        f"{n}. {title}\n\nBeslutning\n\nGodkendt.\n\n"
        for n, title in enumerate(("Vejbelysning", "Orientering", "Spildevandsplan tillæg 3"), 1)
    )
    entries = parse(f"{HEAD}Indholdsfortegnelse\n{rows}\n{items}").meeting.contents
    assert [(entry.title, entry.page) for entry in entries][-1] == ("Spildevandsplan tillæg 3", None)


DECIDED = "\n\nBeslutning\n\nGodkendt.\n\n"


def test_titles_with_bullets_above_the_first_item_are_contents_where_the_headings_say_them_again() -> None:
    """Without a head and without numbers, in the order of the headings; the last of these may be cut off."""
    titles = ["Cykelsti ved søen", "2. behandling af budget 2022", "Mødeplan for næste år"]
    rows = "".join(f"- {title}\n" for title in titles)
    items = "".join(f"{n} : {title}{DECIDED}" for n, title in enumerate(titles[:2], 1))
    head = "Referat: 3. marts 2021 kl. 17:00\nDeltagere\n- Asta Birkholm\n- Bo Elm\n\n"
    meeting = parse(f"{head}Referat\n{rows}{items}").meeting
    assert [entry.title for entry in meeting.contents] == titles
    assert [item.title for item in meeting.items] == titles[:2]
    assert [diagnostic.code for diagnostic in meeting.diagnostics if diagnostic.code == "header-unread"] == []


@pytest.mark.parametrize(
    "rows",
    ["- Cykelsti ved søen\n- Kaffe\n", "- Mødeplan for næste år\n- Cykelsti ved søen\n", "- Asta Birkholm\n- Bo Elm\n"],
    ids=["not all of them", "in another order", "people"],
)
def test_bullets_above_the_first_item_are_no_contents_where_the_headings_say_others(rows: str) -> None:
    items = f"1 : Cykelsti ved søen{DECIDED}2 : Mødeplan for næste år{DECIDED}"
    meeting = parse(f"{HEAD}{rows}\n{items}").meeting
    assert meeting.contents == []
    assert [item.number for item in meeting.items] == ["1", "2"]


def test_a_title_may_begin_with_the_paragraph_of_its_committee() -> None:
    titles = ["Cykelsti ved søen", "17.4 Midtbyen - Orientering", "17.4 Midtbyen - Meddelelser", "Eventuelt"]
    rows = "".join(f"{n}. {title}\n" for n, title in enumerate(titles, 1))
    items = "".join(f"{n}. {title}{DECIDED}" for n, title in enumerate(titles, 1))
    meeting = parse(f"{HEAD}Indholdsfortegnelse\n\n{rows}\n{items}").meeting
    assert [entry.title for entry in meeting.contents] == titles
    assert [(item.number, item.title) for item in meeting.items] == [(str(n), t) for n, t in enumerate(titles, 1)]


_FIRST, _REST = "Gennemgang af aftalerne med byens foreninger", "om haller og baner"
_WHOLE = f"{_FIRST} {_REST}"


@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize("paged", [False, True])
def test_a_title_of_several_rows_is_one_where_the_body_says_it(*, capitals: bool, paged: bool) -> None:
    rows = ["Status for tilsyn", _FIRST, _REST, "Mødeplan for næste år"]
    titles = ["Status for tilsyn", _WHOLE, "Mødeplan for næste år"]
    if capitals:
        rows, titles = ([line.upper() for line in lines] for lines in (rows, titles))
    pages = ["\t2", "", "\t2", "\t3"] if paged else [""] * 4
    listed = "".join(f"{row}{page}\n" for row, page in zip(rows, pages, strict=True))
    items = "".join(f"Punkt {n}\n{title}\n\nBeslutning\n\nGodkendt.\n\n" for n, title in enumerate(titles, 1))
    meeting = parse(f"{HEAD}Indhold\n{listed}\n\n{items}").meeting
    assert [entry.title for entry in meeting.contents] == titles
    assert [entry.page for entry in meeting.contents] == ([2, 2, 3] if paged else [None] * 3)
    assert [item.title for item in meeting.items] == titles


def test_two_titles_are_two_rows_though_the_first_had_no_room_for_the_second() -> None:
    """A program that joins lines takes them for one; the body says that they are two."""
    titles = [
        f"{_WHOLE} og de regler for brug af dem, som er nye fra og med juni måned",
        "Status for tilsyn i hele kommunen",
        "Mødeplan",
    ]
    text = "Forvaltningen har gennemgået ordningen og beskriver her de vigtigste forskelle i forhold til sidste år."
    items = "".join(
        f"{n}: {title}\n\nSagsfremstilling\n{text} {text}\n\nBeslutning\nGodkendt.\n\n"
        for n, title in enumerate(titles, 14)
    )
    lines = f"{HEAD}Punkter på dagsordenen\n" + "\n".join(titles) + f"\n\n{items}"
    broken = "\n".join("\n".join(textwrap.wrap(line, 63)) for line in lines.split("\n"))
    assert [entry.title for entry in parse(broken).meeting.contents] == titles


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        ("9 Mødeplan for næste år ............ 2", "9.\nMødeplan for næste år:"),
        ("9 Mødeplan for næste år  2", "9.\nMødeplan for næste år:"),
        ("Mødeplan for næste år\t2", "Ad pkt. 9 Mødeplan for næste år"),
        ("Mødeplan for næste år\t2", "9.\nMødeplan for næste år"),
        (f"9. {_WHOLE} samt de nye regler for fælles brug 2", f"Punkt 9\n{_WHOLE} samt de nye regler for fælles brug"),
    ],
)
def test_one_row_below_a_head_is_the_contents_where_the_heading_below_says_it_again(row: str, heading: str) -> None:
    text = f"{HEAD}Indhold\n{row}\n\nSagsnr.: 2021-002041\n{heading}\n\nBeslutning\n\nGodkendt.\n"
    meeting = parse(text).meeting
    (item,) = meeting.items
    assert [(entry.title, entry.page) for entry in meeting.contents] == [(item.title, 2)]
    assert (item.number, item.title) == ("9", heading.partition("9")[2].strip(" .:\n"))


def test_a_row_above_a_number_alone_is_no_title_of_its() -> None:
    text = f"{HEAD}Indhold\nSTATUS FOR TILSYN\n\nSag nr. 41\nSTATUS FOR TILSYN (Åben)\nSags nr.: 25.37.20-A24-2390-14\n"
    (item,) = parse(f"{text}\nBeslutning\n\nGodkendt.\n").meeting.items
    assert (item.number, item.title, item.access) == ("41", "STATUS FOR TILSYN", "open")


def test_the_last_row_may_have_another_line_with_its_page() -> None:
    rows = f"Pkt. Tekst Side\n1 Status for tilsyn 2\n2 {_FIRST}\n{_REST} 3\n"
    titles = ("Status for tilsyn", _WHOLE)
    items = "".join(
        f"Sagsnr.: 77.21.12-A13-1084-1{n}\nAd {n}: {title}\n\nBeslutning\n\nGodkendt.\n\n"
        for n, title in enumerate(titles, 1)
    )
    contents = parse(f"{HEAD}{rows}\n\n{items}").meeting.contents
    assert [(entry.title, entry.page) for entry in contents] == [("Status for tilsyn", 2), (_WHOLE, 3)]


def test_a_pages_number_may_stand_between_rows() -> None:
    titles = ["Status for tilsyn", "Ny aftale om madservice", "Mødeplan for næste år"]
    listed = f"{titles[0]}\n{titles[1]}\n[1]\n\n{titles[2]}\n"
    items = "".join(f"Punkt {n}\n{title}\n\nBeslutning\n\nGodkendt.\n\n" for n, title in enumerate(titles, 7))
    meeting = parse(f"{HEAD}Indholdsfortegnelse:\n{listed}\n{items}[2]\n").meeting
    assert [entry.title for entry in meeting.contents] == titles


def test_a_row_may_say_the_words_of_a_label_and_a_line_may_run_along_below_it() -> None:
    titles = ["BESLUTNING OM NY SKOLE", "STATUS - HERUNDER ØKONOMI", "BESLUTNING OM NY SKOLE, FORTSAT", "BUDGET 2021"]
    listed = "\n".join([*titles[:3], "Byrådet, 3/3 2021", "", titles[3]])
    items = "".join(f"Sag nr. {n} {title}\n\nBeslutning\n\nGodkendt.\n\n" for n, title in enumerate(titles, 5))
    assert [entry.title for entry in parse(f"{HEAD}Indhold\n{listed}\n\n{items}").meeting.contents] == titles


def test_words_for_a_decision_that_come_again_are_no_title_of_a_row() -> None:
    titles = ["Valg af dirigent", "Godkendelse af referat", "Kajens nye lys", "Sommerfesten", "Vinterens arbejde"]
    said = ["Godkendt", "Godkendt", "Lyset er tændt.", "Bo Elm lejer et telt.", "Broen males."]
    items = "".join(f" 1. {title}\n  {line}\n" for title, line in zip(titles, said, strict=True))
    meeting = parse(f"Referat af bestyrelsesmøde den 3. marts 2021\n\nDagsorden\n\n{items}").meeting
    assert meeting.contents == []
    assert [item.title for item in meeting.items] == titles
