"""Where items begin, what they are called and which case is theirs: headings as few print them."""

import pytest

from referat import Meeting, parse

_HEAD = "Nordby Kommune\nTeknikudvalget\nReferat af møde den 3. marts 2021\n\n"


def meeting(*items: str, head: str = _HEAD) -> Meeting:
    return parse(head + "".join(f"{item}\n\n" for item in items)).meeting


def decided(heading: str) -> str:
    return f"{heading}\n\nSagsfremstilling\nForvaltningen har gennemgået sagen.\n\nBeslutning\nGodkendt."


@pytest.mark.parametrize(
    ("word", "order", "told"),
    [
        ("Punkt {}: ", "125346", ["number 3 after 5.", "number 4 after 5."]),
        ("PUNKT {}. ", "134562", ["number 2 after 6."]),
        ("Sag nr. {} - ", "162534", [f"number {n} after 6." for n in "2534"]),
        ("Pkt. {} ", "612345", [f"number {n} after 6." for n in "12345"]),
    ],
)
def test_items_may_be_taken_out_of_their_order(word: str, order: str, told: list[str]) -> None:
    titles = dict(zip("123456", ("Dagsorden", "Cykelsti", "Havnen", "Takster", "Budget", "Eventuelt"), strict=True))
    headings = [word.format(number) + titles[number] for number in order]
    read = meeting(
        *(decided(one) if "Budget" in one or "Takster" in one else f"{one}\n\nIntet nyt." for one in headings)
    )
    assert [(item.number, item.title) for item in read.items] == [(number, titles[number]) for number in order]
    assert [one.message for one in read.diagnostics if one.code.startswith("number-")] == told


def test_a_number_of_a_list_is_no_item_out_of_its_order() -> None:
    read = meeting(*(decided(f"{n}. Cykelsti {n}") + ("\n\n9. Vejene" if n == 2 else "") for n in range(1, 7)))
    assert [item.number for item in read.items] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("behind", ["", "\n\n4. VALG Formand\nUdsat."])
def test_what_is_numbered_within_one_item_is_of_that_item(behind: str) -> None:
    first = "1. DEBAT: Oplæg om havnen (30 min.)\nBo Elm holdt oplæg.\n\n2. BESLUTNING: Dagsorden\nGodkendt."
    third = "3. ORIENTERING Økonomi\n3.1. Afgørelser om stier \n(bilag)\n3.2. Lånebevillinger (bilag)\n"
    third += "3.3. Udgifter til havnen \n(bilag)\n3.4. Kapitalen (bilag)\nDet blev taget til efterretning."
    items = meeting(f"{first}\n\n{third}{behind}").items
    assert [item.number for item in items] == ["1", "2", "3", *(["4"] if behind else [])]


def test_letters_within_one_item_are_of_that_item() -> None:
    letters = "a) Oversigt over stier\nBilag: Oversigt\n\nb) Invitation til konference\nBilag: Program\n\nc) Havnefest"
    items = meeting(
        f"1. Meddelelser\n\n{letters}\n\nBeslutning\nTil efterretning.", *map(decided, ("2. Budget", "3. Havn"))
    )
    assert [item.number for item in items.items] == ["1", "2", "3"]


def test_items_with_text_between_them_are_no_list_that_is_answered_below() -> None:
    plain = "Udvalget fik en orientering om det seneste møde."
    points = "Indstilling\nDet indstilles,\n1. at planen drøftes,\n2. at planen godkendes."
    answers = "Beslutning\nAd 1. Drøftet.\nAd 2. Godkendt."
    items = [f"Punkt {n}: Havnen {n}\n\n" + (f"{points}\n\n{answers}" if n == 4 else plain) for n in (1, 2, 4, 3, 5)]
    assert [item.number for item in meeting(*items).items] == ["1", "2", "4", "3", "5"]


_DECIDED = "Udvalgets beslutning:\nGodkendt."


@pytest.mark.parametrize("closed", ["L U K K E T", "Lukket", "- LUKKET", "(lukket sag)"])
def test_a_case_number_alone_behind_an_items_number_is_no_title(closed: str) -> None:
    read = meeting(
        f"Sag nr. 12                     J.nr. 05.01.08\n\nCykelsti langs Engvejen.\n\nStien er tegnet.\n\n{_DECIDED}",
        f"Sag nr. 13                     J.nr. 13.06.02   {closed}\n\nJord.\n\n{_DECIDED}",
        "Sag nr. 14\n\nEventuelt.\n\nDer var intet nyt fra formanden til dette møde.",
    )
    assert [(item.number, item.title, item.case_number, item.access) for item in read.items] == [
        ("12", "Cykelsti langs Engvejen.", "05.01.08", None),
        ("13", "Jord.", "13.06.02", "closed"),
        ("14", "Eventuelt.", None, None),
    ]


def test_a_title_that_ends_with_a_word_for_closed_is_one() -> None:
    read = meeting(decided("Punkt 1: Stien er lukket"), decided("Punkt 2: Afdeling 12 lukket"))
    assert [item.title for item in read.items] == ["Stien er lukket", "Afdeling 12 lukket"]


def test_a_number_of_the_plan_of_files_alone_behind_an_items_number_is_its_cases() -> None:
    titles = {"12": "Cykelsti langs Engvejen", "13": "Jord ved havnen", "14": "Gensidig orientering"}
    files = dict(zip(titles, ("05.01.08", "13.06.02", "00.01.00"), strict=True))
    read = meeting(*(f"{n}.     {files[n]}\n        {title}\n\nBESLUTNING\nGodkendt." for n, title in titles.items()))
    assert {item.number: item.title for item in read.items} == titles
    assert {item.number: item.case_number for item in read.items} == files


@pytest.mark.parametrize("lines", ["J.nr.: {file}\nSagsnr.: {own}", "Sagsnr.: {own}\nJ.nr.: {file}"])
@pytest.mark.parametrize("own", ["6628", "14/6628"])
def test_a_case_has_a_number_of_its_own_beside_its_files(lines: str, own: str) -> None:
    numbers = lines.format(file="05.01.08.A10-0001/2013", own=own)
    read = meeting(f"1. Cykelsti langs Engvejen\n\n{numbers}\n\nBeslutning:\nGodkendt.")
    assert [item.case_number for item in read.items] == [own]


@pytest.mark.parametrize("word", ["Punkt", "Sag nr."])
def test_titles_above_numbers_stay_above_them(word: str) -> None:
    titles = ["Cykelsti langs Engvejen", "Jord ved havnen", "Eventuelt"]
    read = meeting(*(f"{title}\n{word} {n}\n\nEn kort sag.\n\n{_DECIDED}" for n, title in enumerate(titles, 1)))
    assert [item.title for item in read.items] == titles


@pytest.mark.parametrize("field", ["Emne", "Overskrift", "Sagstitel", "Titel", "Vedr.", "Vedrørende"])
@pytest.mark.parametrize(
    "card",
    [
        "Sagstype: Beslutningssag\n{field}: {title}\nSagsnr. 2104117{n}\nÅben",
        "Åben\nJ.nr. 2104117{n}\n{field}: {title}",
        "Sagstype: Beslutning\nSagsgang: Byrådet\nSagsnr.: 2104117{n}\nÅben\n{field}: {title}",
    ],
)
def test_a_title_behind_the_name_of_its_field_stands_among_others(card: str, field: str) -> None:
    titles = ["Cykelsti langs Engvejen", "Havnens takster", "Valg af formand"]
    cards = [card.format(field=field, title=title, n=n) for n, title in enumerate(titles, 1)]
    text = "Beslutningstema\nDer skal tages stilling.\n\nBeslutning\nGodkendt. Havnen er lukket"
    read = meeting(*(f"Sag nr. {n}\n{one}\n\n{text}" for n, one in enumerate(cards, 1)))
    assert [item.title for item in read.items] == titles
    assert [item.case_number for item in read.items] == ["21041171", "21041172", "21041173"]
    assert {item.access for item in read.items} == {"open"}
    assert [[section.kind for section in item.sections] for item in read.items] == [["topic", "decision"]] * 3


@pytest.mark.parametrize("word", ["Acadre sagsnr.: ", "SBSYS sagsnr. ", "ESDH-sagsnummer: ", "Sagsnr.: ", "J.nr. "])
def test_a_case_number_below_who_decides_the_case_is_the_items(word: str) -> None:
    head = "Sagen afgøres i: Byrådet\nBehandles i: Økonomiudvalget\n"
    titles = ["Cykelsti langs Engvejen", "Havnens takster"]
    text = "Resume:\nEn kort sag.\n\nBeslutning:\nGodkendt."
    read = meeting(
        *(f"{n}. {one}\n{head}{word}09/778{n}     Sagsbeh.: TBO\n\n{text}" for n, one in enumerate(titles, 1))
    )
    assert [(item.title, item.case_number) for item in read.items] == list(
        zip(titles, ("09/7781", "09/7782"), strict=True)
    )
    assert [[section.text for section in item.sections[:2]] for item in read.items] == [
        ["Byrådet", "Økonomiudvalget"]
    ] * 2


@pytest.mark.parametrize("mark", ["- åben", "– Åbent punkt", "(åben)", "- Offentlig", "- Åben behandling"])
def test_a_word_for_open_behind_a_title_is_its_mark(mark: str) -> None:
    read = meeting(decided(f"1. Dagsorden {mark}"), decided("2. Jord - lukket"), decided("3. Biblioteket - åben skole"))
    assert [(item.title, item.access) for item in read.items] == [
        ("Dagsorden", "open"),
        ("Jord", "closed"),
        ("Biblioteket - åben skole", None),
    ]


@pytest.mark.parametrize("case", ["\nJ.nr. 05.01.08P20", "\n"])
def test_a_title_with_a_full_stop_stands_directly_below_its_number(case: str) -> None:
    titles = ["Cykelsti, 2. etape.", "Jord ved havnen.", "Spørgetid."]
    text = "Forvaltningen fremsender sagen til udvalget.\n\nBESLUTNING:\nGodkendt i henhold til indstillingen."
    read = meeting(*(f"Sag nr. {n}.\n{title}{case}\n\n{text}" for n, title in enumerate(titles, 41)))
    assert [(item.number, item.title) for item in read.items] == list(zip(("41", "42", "43"), titles, strict=True))


def test_a_case_number_at_the_right_end_of_a_heading_is_no_full_line() -> None:
    files = {"Takster for færgen": "13.05.12S29", "Støtte til høstfest": "20.15.04Q00", "Valg": "00.01.00G01"}
    text = """\
     RESUMÉ:
     Rederiet foreslår, at taksterne for biler hæves med 4 %, mens prisen for
     passagerer holdes i ro til og med næste sommer, når havnen er ombygget,
     og at cykler er gratis.

     BESLUTNING:
     Godkendt."""
    headings = [f"{f'{n}   {title}':<67}{file}" for n, (title, file) in enumerate(files.items(), 81)]
    read = meeting(*(f"{heading}\n     HAVNEN A/S\n\n{text}" for heading in headings))
    assert [item.case_number for item in read.items] == list(files.values())
    assert [item.title for item in read.items] == [f"{title} HAVNEN A/S" for title in files]


def test_an_older_number_in_a_column_beside_titles_is_neither_title_nor_case_number() -> None:
    titles = ["Havnens stier", "Kloaker i område 7", "Bump på Engvejen", "Mast ved kirken"]
    beside = ["Gl. sagsnr. 311", "Gl. sagsnr. 288", "Nyt punkt", "Gl. sagsnr. 301"]
    text = "INDSTILLING:\na. at sagen drøftes,\nb. at den udsættes,\nc. at den lukkes.\n\nBESLUTNING:\nUdsat."
    headings = (f"{f'{n}. {title}':<60}{old}" for n, (title, old) in enumerate(zip(titles, beside, strict=True), 1))
    read = meeting(*(f"{heading}\n   06/0118{n}\n\n{text}" for n, heading in enumerate(headings)))
    assert [(item.title, item.case_number) for item in read.items] == [
        (title, f"06/0118{n}") for n, title in enumerate(titles)
    ]


def test_a_label_behind_a_title_is_cut_off_where_others_begin_their_lines() -> None:
    whole = "Sagsfremstilling: Stien er tegnet.\nBeslutning: Godkendt."
    read = meeting(
        "Punkt 1: Godkendelse af dagsorden Beslutning: Godkendt.",
        f"Punkt 2: Cykelsti langs Engvejen\n{whole}",
        f"Punkt 3: Havnen: Takster\n{whole}",
        "Punkt 4: Eventuelt Beslutning: Taget til efterretning.",
    )
    titles = ["Godkendelse af dagsorden", "Cykelsti langs Engvejen", "Havnen: Takster", "Eventuelt"]
    assert [item.title for item in read.items] == titles
    texts = [item.decision.text for item in read.items if item.decision is not None]
    assert texts == ["Godkendt.", "Godkendt.", "Godkendt.", "Taget til efterretning."]


def test_a_word_before_a_colon_in_a_title_is_no_label_by_itself() -> None:
    read = meeting(decided("Punkt 1: Byrådets beslutning: Havnen"), decided("Punkt 2: Skolen Indstilling: Ny plan"))
    assert [item.title for item in read.items] == ["Byrådets beslutning: Havnen", "Skolen Indstilling: Ny plan"]


_RUNNING = {
    "Økonomiudvalg, 17-11-2020{:>50}": (1, 3, 6),
    "K O M M U N E R N E S   F O R U M{:>50}": (1, 2, 3),
}


@pytest.mark.parametrize("line", _RUNNING)
def test_what_runs_along_beside_numbers_of_pages_is_no_part_of_a_decision(line: str) -> None:
    items = [decided(f"{n}. {title}") for n, title in enumerate(("Cykelsti", "Havnen", "Takster"), 1)]
    read = meeting(*(f"{one}\n\n{line.format(page)}" for one, page in zip(items, _RUNNING[line], strict=True)))
    assert [item.decision.text for item in read.items if item.decision is not None] == ["Godkendt."] * 3


def test_a_line_below_a_pages_number_may_name_the_meeting_once() -> None:
    read = meeting(f"{decided('1. Cykelsti')}\n     -2-\nByrådets møde den 23. marts 1999", decided("2. Havnen"))
    assert [item.decision.text for item in read.items if item.decision is not None] == ["Godkendt."] * 2


def test_a_line_of_a_decision_that_names_a_day_below_a_pages_number_stays() -> None:
    read = meeting(
        decided("1. Cykelsti\n\nEt").removesuffix("Godkendt.") + "Godkendt fra\n\n     -2-\nden 3. marts 1999"
    )
    assert [item.decision.text for item in read.items if item.decision] == ["Godkendt fra\nden 3. marts 1999"]


def test_the_last_item_may_have_no_number_where_the_one_above_is_decided() -> None:
    text = "Sagsfremstilling:\nEn sag.\n\nBeslutning:\nGodkendt."
    items = [f"{n}. {title}\n\n{text}" for n, title in enumerate(("Cykelsti", "Havnen", "Takster"), 58)]
    read = meeting(*items, "Meddelelser.\n- Formanden orienterede om taksterne.")
    assert [(item.number, item.title) for item in read.items][2:] == [("60", "Takster"), (None, "Meddelelser.")]
    within = meeting(*items, "61. Orientering", "Meddelelser\n- Formanden orienterede om taksterne.")
    assert [item.number for item in within.items] == ["58", "59", "60", "61"]


@pytest.mark.parametrize("line", ["Underskrifter: ____________", "Underskriftsblad ........", "Underskrift:"])
def test_a_line_for_signatures_is_no_part_of_the_last_decision(line: str) -> None:
    read = meeting(decided("1. Cykelsti"), decided("2. Havnen"), line)
    assert [item.decision.text for item in read.items if item.decision is not None] == ["Godkendt."] * 2


def test_a_mark_for_what_is_to_be_done_may_have_two_letters() -> None:
    titles = ["Velkomst og dagsorden (O/B) 5 min", "Nyt fra rådet (O) 10 min", "Princip for samarbejde (B) 40 min"]
    read = meeting(*(decided(f"{n}) {title}") for n, title in enumerate(titles, 1)))
    assert [item.title for item in read.items] == [title.partition(" (")[0] for title in titles]


_FIELDS = ("Sag 306-2021-{}141", "Dok. 306-2021-{}3615", "Initialer: ABC", "Journal: 00.01.00-A00")


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("first_closed", [False, True])
@pytest.mark.parametrize("fields", range(len(_FIELDS) + 1))
@pytest.mark.parametrize("number", ["{}.\n\n", "{}\n\n", "{}. ", "Punkt {}: "])
def test_a_word_for_access_is_of_its_own_item(number: str, fields: int, *, first_closed: bool, above: bool) -> None:
    """A closed item is published without its text: its word may stand directly above the next item's number."""
    accesses = ["closed", "open", "open", "closed", "open", "open"]
    if not first_closed:
        accesses.reverse()
    titles = ["Salg af grund", "Cykelsti", "Havnen", "Ansættelse", "Budget", "Eventuelt"]
    items = []
    for n, (title, access) in enumerate(zip(titles, accesses, strict=True), 1):
        word = "Lukket" if access == "closed" else "Åbent"
        own = "".join(f"\n{one.format(n)}" for one in _FIELDS[:fields])
        heading = f"{number.format(n)}{title}\n{own}"
        text = "" if access == "closed" else "\n\nResumé\n\nIntet nyt.\n\nBeslutning\n\nGodkendt."
        items.append((f"{word}\n{heading}" if above else f"{heading}\n{word}") + text)
    assert [(item.title, item.access) for item in meeting(*items).items] == list(zip(titles, accesses, strict=True))


@pytest.mark.parametrize(
    ("opened", "closed"), [("Åben - ", "Lukket - "), ("Åbent: ", "Lukket: "), ("Offentlig - ", "Ikke-offentlig - ")]
)
def test_a_closed_item_is_one_where_its_word_and_a_dash_stand_before_its_number(opened: str, closed: str) -> None:
    """It has neither label nor text: it must not become the text of the item above."""
    items = [decided(f"{opened}1. Dagsorden"), decided(f"{opened}2. Regnskab"), f"{closed}3. Jord", f"{closed}4. Sag"]
    read = meeting(*items, decided(f"{opened}5. Eventuelt"))
    assert [(item.title, item.access) for item in read.items] == [
        ("Dagsorden", "open"),
        ("Regnskab", "open"),
        ("Jord", "closed"),
        ("Sag", "closed"),
        ("Eventuelt", "open"),
    ]


_ROUTE = "DIR\nSKU\nHFU\nØKU\nBYR\n\u00a0\n\u00a0 x\n\u00a0\n(x)"


def test_a_table_of_committees_stands_between_a_title_and_its_text() -> None:
    titles = ["Ny legeplads ved skolen", "Takster for vand og varme"]
    cases = ["17.01.04-A00-2-15", "13.02.01-P16-4-15"]
    read = meeting(
        *(
            f"Sagsnr.: {case} Sagsbehandler: Asta Birkholm\n\n{title}\n\n{_ROUTE}\n\nØvrige sagsbehandlere: -\n\n"
            f"Sagsresume\n\nDer er afsat midler til formålet.\n\nBeslutning\n\nGodkendt."
            for title, case in zip(titles, cases, strict=True)
        )
    )
    assert [(item.title, item.case_number) for item in read.items] == list(zip(titles, cases, strict=True))
    assert [[section.kind for section in item.sections] for item in read.items] == [["summary", "decision"]] * 2


def test_abbreviations_in_an_items_text_are_no_table_of_committees() -> None:
    (item,) = meeting(
        decided("1. Nye forkortelser").replace(
            "sagen.", f"sagen.\n\nDe er nye alle sammen.\n\nSe her.\n\nOg disse.\n\n{_ROUTE}"
        )
    ).items
    assert "HFU" in item.sections[0].text


def test_years_alone_on_their_lines_are_no_numbers_of_items() -> None:
    """A table that has lost its columns has them one below the other, each above its figures."""
    table = "\n".join(f"Budget\n{year}\n{year - 2000},7% {year - 1990},1%" for year in range(2016, 2022))
    text = f"Sagsfremstilling\nFordelingen er denne.\n{table}\n\nBeslutning\nGodkendt."
    read = meeting(f"1. Budget for havnen\n\n{text}")
    assert [(item.number, item.title) for item in read.items] == [("1", "Budget for havnen")]


def test_numbers_before_a_dash_are_items_with_nothing_beside_them_too() -> None:
    """No list has them: where they run on without a gap, the last ones are headings without a blank line above."""
    decided = "Indstilling:\nGodkendes.\nGodkendt."
    said = ["Der kom et brev.", "Godkendt.", decided, decided, "eller få tegnet en plan for havnen.", "Molen er skæv."]
    long = "Havnen - ansøgning om ændringer på den gamle mole Det blev besluttet, at ejerne skal tegne"
    titles = ["Meddelelser", "Regnskab", "Havnen - Molen", "Havnen - Broen", long, "Havnen - Bolværket"]
    lines = [f"{n} - {title}\n{text}" for n, (title, text) in enumerate(zip(titles, said, strict=True), 2)]
    assert [item.number for item in meeting("\n".join(lines[:2]), "\n".join(lines[2:])).items] == [*"234567"]


@pytest.mark.parametrize("number", ["{} - 09.{}-09.{} ", "{}. Kl. 9.{}-9.{} ", "{}. 09.{} – 09.{}: "])
def test_when_an_item_was_to_be_taken_is_no_part_of_its_title(number: str) -> None:
    titles = ["Godkendelse af dagsordenen", "Opfølgning", "Høring af planen v/Asta Birkholm"]
    heads = [f"{number.format(n, f'{n}0', f'{n}5')}{title}" for n, title in enumerate(titles, 1)]
    read = meeting(*(f"{head}\n\nGodkendt" for head in heads))
    assert [(item.number, item.title) for item in read.items] == [(str(n), t) for n, t in enumerate(titles, 1)]
    assert [item.decision.outcomes for item in read.items if item.decision] == [["approved"]] * 3


def test_the_text_of_a_label_on_its_line_is_no_title() -> None:
    text = "Ny legeplads\n\nSagsfremstilling\n\nDen er tegnet.\n\nBeslutning\n\nGodkendt.\n\n\nAfbud: Asta Birkholm"
    text += "\n\nSagsfremstilling\n\nDen bygges i år."
    second = "Takster\n\nSagsfremstilling\n\nDe er beregnet.\n\nBeslutning\n\nGodkendt."
    read = meeting(text, second)
    assert [item.title for item in read.items] == ["Ny legeplads", "Takster"]
    assert [one.name for one in read.items[0].attendance.absent] == ["Asta Birkholm"]


DECIDED = "Beslutning i Havneudvalget den 03-03-2021"
CASE = "Beslutningstema\nNye broer.\nSagsfremstilling\nDer skal bygges to broer."


def test_items_of_which_only_the_decision_is_left_have_one_each() -> None:
    cases = (CASE, DECIDED, "Drøftet.", CASE, DECIDED, "Godkendt.", DECIDED, "Intet.", CASE, DECIDED, "Udsat.")
    head = "Havneudvalget\nReferat • 3. marts 2021 kl. 17.00\nIndhold"
    items = parse("\n".join((head, DECIDED, "Dagsorden godkendt.", *cases))).meeting.items
    told = ["Dagsorden godkendt.", "Drøftet.", "Godkendt.", "Intet.", "Udsat."]
    assert [item.decision.text if item.decision else "" for item in items] == told
    assert [len(item.sections) for item in items] == [1, 3, 3, 1, 3]


@pytest.mark.parametrize("case", [CASE, "Resume\nTo broer bygges.\nSagsfremstilling\nDe er tegnet."])
def test_what_a_case_is_about_stands_in_an_item_of_its_own_below_the_agendas_decision(case: str) -> None:
    head = "Havneudvalget\nReferat • 3. marts 2021 kl. 17.00\nIndhold"
    items = parse("\n".join((head, DECIDED, "Dagsorden godkendt.", case))).meeting.items
    assert [len(item.sections) for item in items] == [1, 2]
    assert [item.decision.text if item.decision else "" for item in items] == ["Dagsorden godkendt.", ""]


def test_a_recommendation_is_decided_below_it_and_begins_no_other_item() -> None:
    case = "Resume\n\nTo broer.\n\nIndstilling\n\nForvaltningen indstiller, at de bygges.\n\nBeslutning\n\nUdsat."
    case += "\n\nSagsfremstilling\n\nBroerne er tegnet.\n\nØkonomi\n\nDe er dyre."
    items = parse(f"Havneudvalgets møde den 3. marts 2021\n\nReferat\n\nBeslutning\n\nGodkendt.\n\n{case}\n\n{case}")
    kinds = ["summary", "recommendation", "decision", "case_presentation", "economy"]
    assert [[section.kind for section in item.sections] for item in items.meeting.items] == [["decision"], kinds, kinds]


@pytest.mark.parametrize("label", ["", "Beslutning: ", "Beslutning "])
def test_whose_decision_it_is_and_of_which_day_stands_before_who_was_not_there(label: str) -> None:
    first = "Havneudvalget, 20.04.2020 Bo Elm blev erklæret inhabil i sagen, og forlod mødet."
    second = "Byrådet, 28.04.2020 Asta Birkholm var fraværende. Godkendt."
    point = "Ad 2: Ib Dal kan ikke stemme for forslaget om at beholde vejen, idet han mener, at havnen er først."
    read = parse(f"Et flertal anbefaler planen.\n\n{label}{first}\n\n{point}\n\n{label}{second}").meeting
    assert (read.body, str(read.date)) == ("Byrådet", "2020-04-28")
    [item] = read.items
    assert [section.kind for section in item.sections] == ["previous_decision", "decision"]
    assert (item.sections[0].body, str(item.sections[0].date)) == ("Havneudvalget", "2020-04-20")
    assert [one.name for one in item.attendance.absent] == ["Asta Birkholm"]
    assert item.decision is not None
    assert item.decision.outcomes == ["approved"]


def test_a_number_that_a_closed_items_words_are_glued_to_counts_with_the_others() -> None:
    told = "\nSagsnr: 22-02342{n}\nBeslutning\nUdvalget gav signaler."
    titles = ["1: Dagsorden", "2LUKKET PUNKT: Center Fjorden", "3: Klynger"]
    items = meeting(*(title + told.format(n=n) for n, title in enumerate(titles))).items
    assert [(item.number, item.title, item.access) for item in items] == [
        ("1", "Dagsorden", None),
        ("2", "Center Fjorden", "closed"),
        ("3", "Klynger", None),
    ]


def test_decisions_of_two_bodies_are_of_one_item() -> None:
    earlier = "Beslutning i Økonomiudvalget den 01-03-2021"
    text = "\n".join(
        ("Havneudvalget\nReferat • 3. marts 2021", *(2 * (CASE, earlier, "Anbefales.", DECIDED, "Godkendt.")))
    )
    assert len(parse(text).meeting.items) == 2


_SAID = "Der kom et brev om det, og formanden svarer.\n\nDet var alt."


def _uncounted(titles: list[str], said: str = _SAID) -> Meeting:
    head = "Referat fra menighedsrådsmødet den 4. juni 2014 kl. 18.30\n\nAfbud: Bo Elm og Ib Dal.\n\n"
    days = "Næste møde er den 1. maj 2019, og så er der møder den 12. juni 2019 og den 9. november 2019."
    return meeting(*(f" 1. {title}\n\n{said}" for title in titles), days, head=head)


def test_headings_that_text_parts_may_all_have_the_number_one() -> None:
    """So pages print a list that begins anew below each text."""
    titles = ["Dagsorden", "Meddelelser", "Klage over støj", "Økonomi", "Præstegårdens have", "Eventuelt"]
    assert [(item.number, item.title) for item in _uncounted(titles).items] == [("1", title) for title in titles]


@pytest.mark.parametrize("last", ["Eventuelt", "Hvad det koster at leje salen."])
def test_titles_in_a_list_that_lost_its_count_may_look_like_text(last: str) -> None:
    titles = ["Dagsorden", "Graveren gennemgår haven.", "godkendelse af regnskabet", "Ib: nyt tag på laden.", last]
    assert [item.title for item in _uncounted(titles).items] == titles


@pytest.mark.parametrize("colon", ["", ": "])
def test_what_was_said_may_stand_behind_the_titles_of_a_list_that_lost_its_count(colon: str) -> None:
    said = {
        "godkendelse af dagsorden": "Dagsordenen blev godkendt.",
        "Orgelet": "Det stemmes i maj. Ib Dal ringer til Bo Elm.",
        "Hegnet ved laden": "Hegnet males, når det er tørt.",
        "Taget": "Taget lappes til sommer.",
    }
    head = "Referat / beslutnings protokollat\n\nVedr. Menighedsrådsmøde d. 25. januar, 2017\n\n"
    items = (f" 1. {colon if n else ''}{title}: {text}\n\n\u00a0" for n, (title, text) in enumerate(said.items()))
    read = meeting(*items, head=head)
    assert (read.document_type, str(read.date)) == ("minutes", "2017-01-25")
    assert [(item.title, item.lead) for item in read.items] == list(said.items())
    assert read.items[0].decision is not None


def test_three_points_with_the_number_one_are_no_list_of_items() -> None:
    read = meeting(
        "1. Dagsorden\n\nGodkendt.", "2. Haven\n\n 1. Hegnet males.\n\n 1. Græsset slås.\n\n 1. Taget lappes."
    )
    assert [item.title for item in read.items] == ["Dagsorden", "Haven"]


def test_points_that_all_have_the_number_one_are_no_headings_below_labels() -> None:
    titles = ["Orgelet stemmes", "Taget lappes", "Hegnet males", "Døren smøres", "Lyset slukkes"]
    said = "Indstilling\n\n 1. Det godkendes.\n\nBeslutning\n\nGodkendt."
    read = meeting(*(f"{title}\n\n{said}" for title in titles))
    assert not [item for item in read.items if item.title == "Det godkendes"]
    assert len([item for item in read.items if item.decision is not None]) == len(titles)


@pytest.mark.parametrize("between", ["", "Indstilling\n\n"])
def test_a_label_that_a_template_says_again_recommends_nothing(between: str) -> None:
    """Where it has a point below it, it is somebody's recommendation."""
    sender = "Formanden for rådet indstiller,"
    text = f"{between}{sender}\n\nat planen godkendes."
    once = meeting(f"25. Mødeplan\n\nResume\nEn plan.\n\n{text}\n{sender}\n\nBeslutning\nGodkendt.").items[0]
    assert [(each.by, each.points) for each in once.recommendations] == [
        ("Formanden for rådet", ["at planen godkendes"])
    ]
    assert [section.kind for section in once.sections] == ["summary", "recommendation", "decision"]
    twice = meeting(f"25. Plan\n\nResume\nEn plan.\n\n{text}\n{sender}\nat den vises.\n\nBeslutning\nGodkendt.").items[
        0
    ]
    assert [point for each in twice.recommendations for point in each.points] == [
        "at planen godkendes",
        "at den vises",
    ]


@pytest.mark.parametrize("title", ["Protokol og dagsorden", "Beslutningsprotokol og dagsorden", "Dagsorden og referat"])
def test_papers_that_are_approved_first_are_a_title_above_what_is_recommended(title: str) -> None:
    points = "Det indstilles;\n1. at protokollen godkendes.\n2. at dagsordenen godkendes.\n"
    (item,) = parse(f"{title}\n{points}Beslutning\nAd 1. Indstillingen blev godkendt.\n").meeting.items
    assert item.title == title
    assert item.recommendation is not None
    assert item.recommendation.points == ["at protokollen godkendes", "at dagsordenen godkendes"]


@pytest.mark.parametrize("name", ["Beslutningsprotokol", "Referat"])
def test_a_documents_name_above_what_is_recommended_is_no_title(name: str) -> None:
    read = parse(f"{name}\nDet indstilles;\n1. at planen godkendes.\nBeslutning\nGodkendt.\n").meeting
    assert [item.title for item in read.items] == [None]


def test_a_title_stands_behind_the_name_of_its_field_without_a_colon_too() -> None:
    said = "Forvaltningens bemærkninger til punktet: Ingen\n\nBeslutning:\n\nGodkendt."
    titles = ["Godkendelse af dagsorden", "Takster for kajen", "Salg af gamle både"]
    read = meeting(*(f"Emne {title}\n\n{said}" for title in titles))
    assert [item.title for item in read.items] == titles


def test_the_heads_of_a_tables_columns_are_no_title() -> None:
    read = meeting("Emne Beslutning Ansvarlig\n\nBeslutning:\n\nGodkendt.")
    assert [item.title for item in read.items] != ["Beslutning Ansvarlig"]


LOST_HEADINGS = """Byrådets beslutning den 3. marts 2020:
Dagsordenen blev godkendt.
Asta Birkholm (A) ankom kl. 17:25.
Mødet sluttede kl. 19:43.
{leads}
Byrådets beslutning den 3. marts 2020:
Godkendt.
Bo Elm (V) deltog ikke i sagens behandling.
{earlier}:
Sagen blev udsat.
Der er afsat midler til en ny bro over havnen.
"""


@pytest.mark.parametrize("leads", ["Venstre foreslår:", "Administrationen indstiller, at broen bygges:"])
def test_a_body_decides_an_item_once_where_the_headings_are_lost(leads: str) -> None:
    text = LOST_HEADINGS.format(leads=leads, earlier="Økonomiudvalgets beslutning den 24. februar 2020")
    (meeting,) = parse(text).meetings
    assert [(item.span.first_line, item.decision and item.decision.outcomes) for item in meeting.items] == [
        (1, ["approved"]),
        (5, ["approved"]),
    ]
    assert [one.name for one in meeting.items[1].attendance.absent] == ["Bo Elm"]


def test_a_bodys_decisions_on_two_days_are_of_one_item() -> None:
    text = LOST_HEADINGS.format(leads="Venstre foreslår:", earlier="Byrådets beslutning den 24. februar 2020")
    once = text.replace("2020:\nDagsordenen", "2019:\nDagsordenen")
    assert len(parse(once).meeting.items) == 1


def test_a_sentence_that_has_run_in_behind_a_title_is_no_part_of_it() -> None:
    text = (
        "Referat af bestyrelsesmøde i Nordby Vandværk den 3. marts 2020.\n\nDeltagere: Asta Birkholm og Bo Elm.\n\n"
        " 1. Formanden bød velkommen\n\n 2. Målere.. Der er få tilbage.\n  Bo Elm køber flere.\n\n"
        " 3. Kassen.Asta Birkholm fortalte,\n  at den er fuld.\n\n 4. Engvej 5. Endelig vedtagelse\n\n 5. Eventuelt\n"
    )
    titles = [item.title for item in parse(text).meeting.items]
    assert titles == ["Formanden bød velkommen", "Målere", "Kassen", "Engvej 5. Endelig vedtagelse", "Eventuelt"]


def test_the_points_of_a_recommendation_keep_their_sentences() -> None:
    points = "1. Broen bygges. Der afsættes midler.\n2. Stien anlægges. Det sker i år.\n3. Havnen uddybes."
    text = f"1. Havnen\n\nIndstilling\n\nForvaltningen indstiller:\n\n{points}\n\nBeslutning\n\nGodkendt.\n"
    item = parse(f"Referat\nByrådet\n3. marts 2020\n\n{text}").meeting.items[0]
    assert item.recommendation
    assert item.recommendation.points[:2] == ["Broen bygges. Der afsættes midler", "Stien anlægges. Det sker i år"]


def test_what_is_published_of_a_closed_items_decision_is_all_of_the_item() -> None:
    """Titles and numbers are lost; another label below belongs to the next item."""
    public = "Offentlig beslutning der skal udfyldes, hvis punktet er lukket\nTiltrådt."
    read = meeting(
        f"{public}\nSærindstilling fra Bo Elm (M):\nBo Elm kan ikke tiltræde indstillingen.",
        public,
        "Beslutning\nIngen spørgsmål.",
    )
    sections = [[(section.kind, section.label) for section in item.sections] for item in read.items]
    label = public.partition("\n")[0]
    assert sections == [[("decision", label)], [("decision", label)], [("decision", "Beslutning")]]
    decisions = [item.decision for item in read.items if item.decision is not None]
    assert [decision.outcomes for decision in decisions] == [["approved"], ["approved"], ["none"]]
    assert [remark.by for decision in decisions for remark in decision.remarks] == [["Bo Elm"]]


@pytest.mark.parametrize("numbers", ["- {}", "{}.", "* {}.", "{})"])
@pytest.mark.parametrize("count", [1, 2])
def test_numbers_alone_above_few_titles_are_theirs(numbers: str, count: int) -> None:
    titles = ["Ny skole i Nordby", "Budget for havnen"][:count]
    body = "- Sagsfremstilling\n\nByrådet skal tage stilling til sagen.\n\n- Beslutning\n\nGodkendt.\n\n"
    items = "".join(f"{numbers.format(n)}\n\n{title}\n\n{body}" for n, title in enumerate(titles, 7))
    (meeting,) = parse(f"Referat\n\nByrådet\n\nOnsdag den 5. maj 2021 kl. 17.00\n\n{items}").meetings
    assert [(item.number, item.title) for item in meeting.items] == [
        (str(n), title) for n, title in enumerate(titles, 7)
    ]
    assert [item.decision and item.decision.outcomes for item in meeting.items] == [["approved"]] * count


def test_a_bare_number_above_a_lone_title_may_be_a_pages() -> None:
    body = "Sagsfremstilling\n\nByrådet skal tage stilling til sagen.\n\nBeslutning\n\nGodkendt.\n"
    (meeting,) = parse(f"Referat\n\nByrådet\n\nOnsdag den 5. maj 2021\n\n7\n\nNy skole i Nordby\n\n{body}").meetings
    assert [(item.number, item.title) for item in meeting.items] == [(None, "Ny skole i Nordby")]


@pytest.mark.parametrize("sentences", [1, 3, 10])
def test_a_case_number_behind_an_items_text_is_of_the_next_heading(sentences: int) -> None:
    """The first heading has none above it: how long the items are tells nothing."""
    text = "Der er afsat midler til stien i budgettet.\n" * sentences
    items = "".join(f"{f'12/10{n}' if n > 1 else ''}\n{n}. Ny sti nummer {n}\n{text}Godkendt.\n\n" for n in range(1, 6))
    meeting = parse(f"Referat\nByrådet\nDato: 28. februar 2018\n\n{items}").meeting
    assert [item.case_number for item in meeting.items] == [None, "12/102", "12/103", "12/104", "12/105"]


_MANY = " ".join(f"Godkendelse af lokalplan nummer {n} for Havnekvarteret" for n in range(1, 10))


def test_a_list_of_titles_that_lost_its_line_ends_is_no_item() -> None:
    parsed = parse(f"Referat\nByrådet\nDato: 28. februar 2018\nSted: Byrådssalen\n\n1. {_MANY}\n")
    assert parsed.meeting.items == []
    assert "no-items" in [note.code for note in parsed.all_diagnostics]


def test_where_a_title_ends_that_is_longer_than_any_cannot_be_told() -> None:
    items = f"1. {_MANY}\n\nBeslutning\nGodkendt.\n\n2. Ny sti\n\nBeslutning\nUdsat.\n"
    parsed = parse(f"Referat\nByrådet\nDato: 28. februar 2018\n\n{items}")
    assert [item.title for item in parsed.meeting.items] == [None, "Ny sti"]
    told = [note.message for note in parsed.all_diagnostics if note.code == "title-unknown"]
    assert told == ["item 1: nothing tells where its title ends."]


def test_titles_below_the_hours_of_items_in_lists() -> None:
    """A word for what is to be done stands behind the hours, a bullet before the title."""
    rows = [("17.00-17.05 - ORIENTERING", "Nyt fra skolen"), ("17.05-17.30 - DRØFTELSE", "Skoler i medierne pt.")]
    body = "".join(f"{hours}\n- {title}\nAnsvarlig: Bo\nReferat:\n- Drøftet.\n" for hours, title in rows)
    head = "Referat\nNordby Skolebestyrelse\nDen 4. april 2019, kl. 16.30-18.45\nAfbud: Asta Birkholm\nDagsorden\n"
    assert [item.title for item in parse(head + body).meeting.items] == ["Nyt fra skolen", "Skoler i medierne pt."]


def test_bullets_before_titles_alone_begin_the_items() -> None:
    items = (
        "- Godkendelse af dagsorden\nBeslutning\nGodkendt.\n"
        "- Ny havn\nFormanden viste planen frem.\na. Molen bygges i år.\nBeslutning\nGodkendt.\n"
        "- Cykelsti ved Engvejen\nBeslutning\nBlev taget til efterretning.\n"
        "- Orientering om regnskabet\nFormanden fortalte om det.\n"
    )
    found = parse(f"Referat\nSeniorrådet\nTirsdag den 3. maj 2022\n{items}").meeting.items
    titles = ["Godkendelse af dagsorden", "Ny havn", "Cykelsti ved Engvejen", "Orientering om regnskabet"]
    assert [item.title for item in found] == titles
    assert [item.decision and item.decision.outcomes for item in found] == [["approved"], ["approved"], ["noted"], None]


def test_bullets_within_an_item_begin_no_items() -> None:
    points = "Sagsfremstilling\n- Ny havn\n- Ny bro\n- Ny sti\nBeslutning\nGodkendt.\n"
    items = f"Plan for byen\n{points}\nPlan for landet\n{points}"
    found = parse(f"Referat\nSeniorrådet\nTirsdag den 3. maj 2022\n\n{items}").meeting.items
    assert [item.title for item in found] == ["Plan for byen", "Plan for landet"]


@pytest.mark.parametrize(
    "heading",
    [
        "{n}. {case} {title}",
        "{n}. {case} - {title}",
        "Punkt {n}: {case} {title}",
        "{n}. {case}: {title}",
        "{n} - {case} - {title}",
        "{n}. {title} - {case}",
        "{n}. {title} [{case}]",
        "{n}. {title} (kl. 16.0{n}) ({case})",
    ],
)
@pytest.mark.parametrize("case", ["19/123{n}", "2019-00123{n}", "19.00.00-G01-{n}-19"])
def test_a_case_number_on_either_side_of_a_title_is_none_of_it(heading: str, case: str) -> None:
    titles = {1: "Cykelsti langs Engvejen", 2: "Skoleåret 16/17", 3: "Køb af grund", 4: "Regnskab 2018-2019"}
    text = "Referat\nByrådet\n3. april 2019\n\n"
    for n, title in titles.items():
        text += heading.format(n=n, title=title, case=case.format(n=n))
        text += f"\n\nSagsfremstilling\nDer er afsat midler i {2018 + n}.\n\nBeslutning\nGodkendt.\n\n"
    found = [(item.number, item.title, item.case_number) for item in parse(text).meeting.items]
    assert found == [(str(n), title, case.format(n=n)) for n, title in titles.items()]


def test_years_and_hours_before_a_title_are_no_case_numbers() -> None:
    titles = ["16/17 Skoleår", "24/7 Hjemmepleje", "2019-2022 Plan for stier"]
    text = "Referat\nByrådet\n3. april 2019\n\n"
    text += "".join(f"Punkt {n}: {title}\n\nBeslutning\nGodkendt.\n\n" for n, title in enumerate(titles, 1))
    assert [(item.title, item.case_number) for item in parse(text).meeting.items] == [(one, None) for one in titles]


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("Tilbage til oversigt\n\nUdvalget for havn og kaj\n17-10-2013 11:15\n\nUdskriv\n\n", ""),
        ("", " ( )\n\nSagsfremstilling\n\nForvaltningen har gennemgået sagen."),
    ],
)
def test_a_lone_title_may_have_two_lines(head: str, tail: str) -> None:
    title = "Endelig godkendelse af den samlede plan for havnens bygninger, herunder{}forslag til betaling af etaperne"
    read = [parse(f"{head}12. {title.format(between)}{tail}").meeting for between in (" ", "\n")]
    assert [[(item.number, item.title) for item in meeting.items] for meeting in read] == [
        [("12", title.format(" "))]
    ] * 2


def test_a_number_with_its_year_is_no_part_of_the_title() -> None:
    titles = {"55/07-O": "Havnens drift", "56/07-D": "Kajplads ved Engvejen - 1. drøftelse", "57/07-B": "Støtte"}
    read = meeting(*(f"HU-{n} {title}\nKajen er slidt.\n\nBeslutning:\nGodkendt." for n, title in titles.items()))
    assert {item.number: item.title for item in read.items} == titles


def test_a_number_is_not_cut_where_its_last_digit_and_title_are_another_items() -> None:
    titles = {2: "Ny aftale om madservice i alle haller", 12: "Ny aftale om madservice i alle haller, fortsat"}
    read = meeting(*(decided(f"Nr. {n}. {titles.get(n, f'Havnens {n}. bassin')}") for n in range(1, 13)))
    assert [(item.number, item.title) for item in read.items][11] == ("12", titles[12])
    assert len(read.items) == 12


def test_a_form_feed_makes_no_heading_deeper_than_the_others() -> None:
    """All stand a margin away from the edge."""
    items = [f"Sag nr. {n}\nHavnens {n}. bassin\nBeslutning\nGodkendt." for n in range(7, 11)]
    text = "\n".join(f"    {line}" if line else "" for line in (_HEAD + "\n".join(items)).split("\n"))
    turned = text.replace("    Sag nr. 9", "\f    Sag nr. 9")
    assert [item.number for item in parse(f"{turned}\n").meeting.items] == ["7", "8", "9", "10"]


@pytest.mark.parametrize(
    ("form", "case"),
    [
        ("({n}) {title}", "Sagsnr.: 2019-00333{n}"),
        ("**{n}   {title}**", "J.nr.: 2017-00111{n}\nÅbent punkt"),
        ("Punkt {n}\n{title}:", "Sagnr.:\n2016-00229{n}\nÅbent"),
    ],
)
def test_items_below_the_head_of_the_closed_ones_are_titles_alone(form: str, case: str) -> None:
    long = "Orientering om høringssvar vedrørende forslag til ny struktur for de midlertidige udvalg og deres virke"
    opened = ["Havnens bassin", "Takster i hallen", "Ny plan for stien", "Broen", "Regnskab", "Status"]
    titles = [*opened, "Salg af jord", long, "Køb af en bus"]
    heads = [form.format(n=n, title=title) for n, title in enumerate(titles, 1)]
    items = [
        decided(f"{head}\n{case.format(n=n)}") if n < 7 else f"{head}\n\nTilbage til toppen"
        for n, head in enumerate(heads, 1)
    ]
    read = meeting(*items[:6], "Lukkede punkter", *items[6:])
    assert [(item.number, item.title) for item in read.items] == [(f"{n}", one) for n, one in enumerate(titles, 1)]
    assert [item.access for item in read.items[6:]] == ["closed"] * 3


def test_a_menu_closes_no_item_of_a_list() -> None:
    head = f"Lukkede punkter\n\n{_HEAD}"
    read = meeting(decided("1. Havnen") + "\n\n1. Kajen er lav.\n2. Broen er smal.", decided("2. Stien"), head=head)
    assert [item.title for item in read.items] == ["Havnen", "Stien"]


def test_a_number_alone_has_its_case_number_behind_it_and_its_title_below() -> None:
    titles = {156: "Gennemgang af aftalerne om haller", 157: "Godkendelse af referat"}
    items = [
        f"{n}.   Sagsnr. 835-2023-356{n}\n{title} (Åben)\nBeslutning\n   Udsat.\nSagens gang\n   Byrådet"
        for n, title in titles.items()
    ]
    read = parse(_HEAD + "\n".join(items) + "\n").meeting.items
    assert [(item.number, item.title, item.access) for item in read] == [
        (f"{n}", title, "open") for n, title in titles.items()
    ]


def test_a_title_that_a_page_parts_goes_on_below_what_runs_along() -> None:
    """Though that line, too, had no room for the first word below it."""
    running = "Teknikudvalget, onsdag den 3. marts 2021 Side"
    first, second = "Gennemgang af aftalerne med byens foreninger om", "haller og baner i hele kommunen"
    text = (
        "Forvaltningen har gennemgået sagen og de regler\nsom gælder for den. Der er afsat midler til den\n"
        "opgave i budgettet, og arbejdet ventes afsluttet\ninden sommerferien.\n"
    )
    titles = [f"{first}\n\n{running} 1\n{second} (Åben)", "Ny sti langs engen"]
    items = [f"Sag nr. {n} {title}\n\nSagsfremstilling\n{text}" for n, title in enumerate(titles, 1)]
    read = meeting(items[0], f"{running} 2", items[1], f"{running} 3")
    assert [item.title for item in read.items] == [f"{first} {second}", titles[1]]


def test_headings_that_lost_their_count_may_have_their_texts_directly_below_them() -> None:
    titles = ["Valg af dirigent", "Broen", "Sommerfest og musik", "Priser på bådpladser", "Vinterens arbejde"]
    items = "".join(f" 1. {title}\n  Bo Elm tager sig af det inden længe.\n" for title in titles)
    read = parse(f"Referat af bestyrelsesmøde den 3. marts 2021\n\nDagsorden\n\n{items}").meeting
    assert [item.title for item in read.items] == titles


def test_case_numbers_close_their_items_though_closed_ones_have_none() -> None:
    numbers = ["2011-001345", "2011-003945"]
    heads = [f"Sag nr. {n}: Havnen {n}:\nÅben sag" for n in (1, 2)]
    items = [f"{decided(head)}\nSagsnr.: {case}" for head, case in zip(heads, numbers, strict=True)]
    read = meeting(*items, "Lukkede punkter", "Sag nr. 3: Salg af jord:")
    assert [item.case_number for item in read.items] == [*numbers, None]


def test_a_case_number_below_a_closed_item_is_the_next_ones() -> None:
    read = meeting("1. Salg af jord:\nLukket punkt", "_" * 60, f"J.nr.: 273-2013-2334\n{decided('2. Havnen:')}")
    assert [(item.title, item.case_number) for item in read.items] == [
        ("Salg af jord", None),
        ("Havnen", "273-2013-2334"),
    ]


_BOARD = "Referat af bestyrelsesmøde den 7. maj 2019\n\n{}\n"


@pytest.mark.parametrize("said", ["Udsættes, da Bo er på rejse", "Godkendt efter afstemning", "drøftet"])
def test_what_was_decided_below_a_title_is_none_of_it_without_a_full_stop(said: str) -> None:
    titles = ["Godkendelse af dagsorden", "Lægge tider for efterårets ture - i land og til vands", "Havnefest"]
    text = (
        "Kassen har fået en ny bogholder, og fra nytår vil banken have det hele sendt som\n"
        "filer, men der bliver stadig plads til bilag på papir i skuret ved molen, og den\n"
        "gamle kasse bliver stående. Nøglen hænger hos Ida, så den er nem at finde for\n"
        "de nye\n"
    )
    items = "".join(f"{n}. (B) {title}\n {said}\n" for n, title in enumerate(titles, 1))
    read = parse(f"Referat af menighedsrådsmøde\n8. maj 2019 kl. 17-19\n{items}4. (O) Havnen\nBo: {text}").meeting
    assert [item.title for item in read.items] == [*titles, "Havnen"]


def test_what_was_decided_behind_a_title_is_none_of_it() -> None:
    items = [
        "1. Valg af ordstyrer: Godkendt",
        "2. Nyt fra kassereren: Der er penge til et nyt tag. Taget til efterretning.",
        "3. Tag på skuret: Udsat",
        "4. Næste møde den 4. juni",
    ]
    meeting = parse(_BOARD.format("\n\n".join(items))).meeting
    assert [(item.title, item.decision and item.decision.outcomes) for item in meeting.items] == [
        ("Valg af ordstyrer", ["approved"]),
        ("Nyt fra kassereren", ["noted"]),
        ("Tag på skuret", ["postponed"]),
        ("Næste møde den 4. juni", None),
    ]


def test_a_title_with_a_colon_is_whole_where_text_stands_below_it() -> None:
    items = [
        "1. Skuret: Udsat sag fra marts\nDer er hentet et tilbud.",
        "2. Taget: Godkendt pris\nTømreren kommer i juni.",
    ]
    meeting = parse(_BOARD.format("\n\n".join(items))).meeting
    assert [item.title for item in meeting.items] == ["Skuret: Udsat sag fra marts", "Taget: Godkendt pris"]


def test_a_number_typed_without_a_blank_counts_with_the_others() -> None:
    items = ["1.Valg af ordstyrer", "2. Taget på skuret", "3.Nyt fra kassereren", "4. Næste møde", "5. Eventuelt"]
    meeting = parse(_BOARD.format("\n\n".join(f"{item}\nDet blev drøftet." for item in items))).meeting
    assert [(item.number, item.title) for item in meeting.items] == [
        ("1", "Valg af ordstyrer"),
        ("2", "Taget på skuret"),
        ("3", "Nyt fra kassereren"),
        ("4", "Næste møde"),
        ("5", "Eventuelt"),
    ]


@pytest.mark.parametrize(("said", "outcome"), [("Godkendt.", "approved"), ("Intet", "none")])
def test_what_was_decided_has_run_into_a_title(said: str, outcome: str) -> None:
    items = ["1. Valg af ordstyrer\nLise blev valgt.", f"2. Taget på skuret{said}", "3. Næste møde\nDen 4. juni."]
    item = parse(_BOARD.format("\n\n".join(items))).meeting.items[1]
    assert item.decision is not None
    assert (item.title, item.decision.outcomes) == ("Taget på skuret", [outcome])


def test_a_heading_that_has_run_into_a_full_stop_is_one_where_a_case_number_stands_below() -> None:
    first = (
        "12. Dagsorden\n\nSagsnr: 02.34.04-P19-7-21\n\nBeslutning\nBo Elm deltog i stedet for Ib Dal.13. Spørgetid\n"
    )
    text = f"{_HEAD}{first}\nSagsnr: 02.34.04-P19-8-21\n\nSagsfremstilling\nForretningsorden for spørgetid.\n"
    assert [(item.number, item.title) for item in parse(text).meeting.items] == [
        ("12", "Dagsorden"),
        ("13", "Spørgetid"),
    ]


def test_a_label_that_has_run_into_a_points_full_stop_is_a_label() -> None:
    item = (
        "{}. Status\n\nSagsfremstilling\nEt.\n\nIndstilling\nForvaltningen indstiller:\n\n  1. {}.Beslutning\nUdsat\n\n"
    )
    text = (
        "Referat\nByrådet\n3. marts 2020\n\n"
        + item.format(1, "At planen vedtages")
        + item.format(2, "At planen sendes ud")
    )
    items = parse(text).meeting.items
    assert [item.recommendation and item.recommendation.points for item in items] == [
        ["At planen vedtages"],
        ["At planen sendes ud"],
    ]
    assert [item.decision and item.decision.outcomes for item in items] == [["postponed"]] * 2


def test_a_line_of_the_head_that_begins_with_a_fields_name_is_no_title() -> None:
    fields = "Mødested L2\nUdvalg Havneudvalget\nFraværende Ingen\nBemærkninger Der er frokost\n"
    head = f"Referat\n\n3. marts 2021 kl. 12.15\n\n{fields}"
    item = "\nSagsid.: 21/4410\nResume\nHavnen er dyb.\n\nBeslutning i Havneudvalget den 03-03-2021\n\nGodkendt.\n"
    (only,) = parse(head + item).meeting.items
    assert (only.title, only.case_number, only.span.first_line) == (None, "21/4410", 10)


def test_a_title_in_capitals_goes_on_below_with_a_word_that_labels_have() -> None:
    text = (
        "Referat\nByrådet\n3. marts 2020\n\n(1) ENDELIG PLAN FOR MOLENS BYGNINGER OG BOLVÆRKER, HERUNDER\n"
        "FORSLAG TIL BETALING AF STENENE\n\n"
        "BESLUTNING\nGodkendt.\n\n(2) FYRET VED NORDSTRAND\n\nBESLUTNING\nUdsat.\n"
    )
    items = parse(text).meeting.items
    assert [item.title for item in items] == [
        "ENDELIG PLAN FOR MOLENS BYGNINGER OG BOLVÆRKER, HERUNDER FORSLAG TIL BETALING AF STENENE",
        "FYRET VED NORDSTRAND",
    ]
    assert [item.decision and item.decision.outcomes for item in items] == [["approved"], ["postponed"]]


_CLUB = "Referat af bestyrelsesmøde den 3. marts 2021\n\nTil stede: Asta Birkholm, Bo Elm, Ida Lund\n\n"


def _numbered(read: Meeting) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in read.items]


def test_titles_that_all_end_with_a_full_stop_are_titles() -> None:
    titles = [
        "Indlæg fra havnens folk om broen.",
        "Lodtrækning om de enkelte medlemmers tid.",
        "Stien langs den lange mole.",
    ]
    items = [f"{n}. {title}\nDer blev talt om det, og alle fik ordet." for n, title in enumerate(titles, 1)]
    assert _numbered(meeting(*items, "4. Eventuelt", head=_CLUB)) == [
        *((str(n), title) for n, title in enumerate(titles, 1)),
        ("4", "Eventuelt"),
    ]


def test_points_of_a_list_that_end_with_a_full_stop_are_no_titles() -> None:
    points = (
        "1. Stien skal asfalteres i hele sin længde.\n2. Broen skal males hvert år i maj.\n3. Molen skal ses efter."
    )
    read = meeting(decided("4. Havnen"), decided("5. Stien") + f"\n\n{points}", decided("6. Eventuelt"))
    assert [item.number for item in read.items] == ["4", "5", "6"]


def test_full_stops_behind_numbers_may_be_missing_here_and_there() -> None:
    items = ["1 Klubbens penge.", "2. Kampe og ture", "3. Pokaler.", "4 Hjemmeside", "5. Diverse"]
    read = meeting(*(f"{item}\nDer blev talt om det, og alle fik ordet." for item in items), head=_CLUB)
    assert [item.number for item in read.items] == ["1", "2", "3", "4", "5"]


def test_a_list_without_a_head_is_the_contents_of_what_follows_in_another_form() -> None:
    rows = [
        " 1. Velkommen til nye",
        " 2. Stien langs molen",
        " 3. Sommerens havnefest",
        " 4. Kasse og penge",
        " 5. Diverse",
    ]
    below = [
        "1) Velkommen til nye",
        "2) Stien langs molen",
        "3) Sommerens havnefest\n 1. Boden: Asta og Bo\n 2. Musik: Ida",
    ]
    read = meeting("\n".join(rows), *(f"{row}\n\nDer blev talt om det." for row in below), head=_CLUB)
    assert [item.number for item in read.items] == ["1", "2", "3"]
    assert read.items[2].title == "Sommerens havnefest"


def test_a_title_may_be_worded_otherwise_in_the_contents_behind_a_word() -> None:
    rows = "Dagsorden:\n\n  1. Valg af dirigent\n  2. Valg af tællere og referent\n  3. Valg af formand\n  4. Evt."
    items = ["ad 1 .Valg af dirigent", "ad 2. Valg af referent", "ad 3. Valg af formand", "ad 4 Evt."]
    read = meeting(rows, *(f"{item}\nDer blev talt om det." for item in items), head=_CLUB)
    assert [item.number for item in read.items] == ["1", "2", "3", "4"]


def test_a_dash_of_any_length_stands_behind_a_word_and_its_number() -> None:
    items = ["Pkt. 1 — Dagsorden", "Pkt. 2 — Nyt fra", "Pkt. 3 — Havnen"]
    lists = "  1. Formand\n\nIntet.\n\n  1. Kasserer\n\nIntet.\n\n  1. Værge\n\nIntet."
    read = meeting(items[0], f"{items[1]}\n\n{lists}", f"{items[2]}\n\nDer blev talt om det.", head=_CLUB)
    assert _numbered(read) == [("1", "Dagsorden"), ("2", "Nyt fra"), ("3", "Havnen")]


def test_a_part_of_an_item_has_its_number_and_a_letter() -> None:
    text = "{}\n\nValg til {}.\n\nDer blev talt om det, og alle fik ordet.\n\n\n"
    numbers = [("4.", "formand"), ("5.", "kasserer"), ("6.a", "råd"), ("6.b", "udvalg"), ("7.", "revisor")]
    read = meeting(*(text.format(*each) for each in numbers), head=_CLUB)
    assert [item.number for item in read.items] == ["4", "5", "6.a", "6.b", "7"]
    both = meeting(
        "1. Valg af tællere\n\nIngen.", "2. Beretning, herunder om stien\n\nIngen.", "2.a Stien\n\nIngen.", head=_CLUB
    )
    assert [item.number for item in both.items] == ["1", "2", "2.a"]


def test_who_takes_an_item_up_is_no_number() -> None:
    read = meeting("1 - 5 min. om havnen\nv. Asta Birkholm\nHun talte om den.", "2 - Stien\nDen er smal.", head=_CLUB)
    assert [item.number for item in read.items] == ["1", "2"]


def test_a_title_that_a_page_prints_twice_belongs_to_the_number_above() -> None:
    item = "  • {}.\n\n    {}\n\n    {}\n\n\n"
    item += (
        "    INDSTILLING\n\n    Direktionen indstiller:\n\n    1. at {} godkendes.\n\n    BESLUTNING\n\n    Godkendt."
    )
    items = [item.format(n, title, title, title) for n, title in ((50, "Havnens plan"), (51, "Stiens plan"))]
    assert _numbered(meeting(*items)) == [("50", "Havnens plan"), ("51", "Stiens plan")]


def test_points_with_bullets_below_who_recommends_them_are_no_titles() -> None:
    item = "{}\n\nResume: Om {}.\n\nFormandskabet indstiller, at:\n\n  • Bestyrelsen godkender {}\n\nBeslutning:"
    matters = [("Valg af havnefoged", "en foged"), ("Drøftelse af stien", "en sti"), ("Salg af broen", "en bro")]
    read = meeting(*(item.format(title, about, about) for title, about in matters), head=_CLUB)
    assert [item.title for item in read.items] == [title for title, _ in matters]


def test_numbers_from_one_on_lead_bare_titles_that_are_hardly_better() -> None:
    proposed = "Forslag:\n\n"
    offices = f"Valg af råd til årets møde\n\n{proposed}  1. Ida Lund – valgt\n\nValg af tællere til årets møde\n\n"
    offices += f"{proposed}1. tæller: Bo Elm – valgt\n\nFormand for rådet\n\nForslag: Bo Elm – valgt"
    read = meeting(
        "1. Konstituering\n\n  1. Valg af skriver\n\nForslag: Bo Elm – valgt",
        "2. Årets tale\n\na. Havnen",
        "3. Penge\n\na. Kassen",
        f"4. Valg\n\n{offices}\n\nResten af rådet\n\nDer er tre, som vil.",
        head=_CLUB,
    )
    assert [item.number for item in read.items] == ["1", "2", "3", "4"]


def test_signs_of_a_heading_directly_before_its_words_are_none_of_it() -> None:
    rows = "Dagsorden\n\n  1. Stien\n  2. Forslag til nye ord i vedtægtens §7 stk. 2\n  3. Valg af råd"
    items = [f"####Ad punkt {n}:\nDer blev talt om det." for n in (1, 2, 3)]
    read = meeting(rows, *items, "####Mødet sluttede kl. 19:20", head=_CLUB)
    assert _numbered(read) == [
        ("1", "Stien"),
        ("2", "Forslag til nye ord i vedtægtens §7 stk. 2"),
        ("3", "Valg af råd"),
    ]
    assert read.closed is not None
    assert f"{read.closed:%H:%M}" == "19:20"


def test_a_documents_name_and_day_below_its_items_begin_its_head() -> None:
    items = "".join(
        f"Dagsordenpunkt {n}: {title}\n\nOplæg: Formanden\n\nKonklusion:\nDrøftet.\n\n"
        for n, title in enumerate(["Godkendelse af dagsorden", "Budget 2023", "Skolegården"], 1)
    )
    head = "Referat fra skolebestyrelsesmøde på Nordby Skole den 23. februar 2023"
    meeting = parse(f"{items}{head}\nTil stede: Asta Lund, Bo Elm\nAfbud: Ib Dal\n").meeting
    assert str(meeting.date) == "2023-02-23"
    assert [one.name for one in meeting.attendance.absent] == ["Ib Dal"]
    last = meeting.items[-1]
    assert last.decision is not None
    assert last.decision.text == "Drøftet."
    # Among an item's files it is one of them.
    meeting = parse(f"{items}Bilag\n\n{head}\n").meeting
    assert meeting.date is None


def test_a_title_with_a_full_stop_stands_below_its_number_and_case_number() -> None:
    head = "NORDBY KOMMUNE                  Side {}\nHAVNEUDVALGET\nMødet onsdag den 12. juni 1996, kl. 15.00.\n\n"
    text = (
        f"{head.format(1)}Samtlige medlemmer var til stede undtagen Bo Elm, der havde meldt afbud.\n\n"
        "Sag nr. 1.   J.nr. 05.01.12-P20-4-95\nRenovering af Engvejen.\nForvaltningen fremsender et projekt.\n"
        "INDSTILLING: At projektet godkendes.\nBESLUTNING:  Godkendt.\n\n"
        "Sag nr. 2.   J.nr. 09.02.00-P19-11-96\nKlage over støj.\nEjeren af Strandvejen 4 klager.\n"
        f"BESLUTNING:  Udsat.\n{head.format(2)}"
        "Sag nr. 3.   J.nr. 01.00.05-A26-1-96\nOrientering fra formanden.\nBESLUTNING:  Intet.\n"
    )
    meeting = parse(text).meeting
    titles = ["Renovering af Engvejen.", "Klage over støj.", "Orientering fra formanden."]
    assert [item.title for item in meeting.items] == titles
    assert [item.decision and item.decision.text for item in meeting.items] == ["Godkendt.", "Udsat.", "Intet."]
    assert [one.name for one in meeting.attendance.absent] == ["Bo Elm"]


def test_a_greeting_and_who_signs_it_are_of_the_foot() -> None:
    items = "Referat\nByrådet\n3. maj 2021\n\n1. Skoven\n\nDrøftet.\n\n2. Eventuelt\n\nIntet.\n\n"
    text = f"{items}Med venlig hilsen\nDagny Elkær\nSekretær\n"
    *_, last = parse(text).meeting.items
    assert last.decision is not None
    assert last.decision.text == "Intet."


def test_what_is_told_behind_a_title_that_the_list_has_alone_is_none_of_it() -> None:
    rows = "Dagsorden:\n\n1. Valg af ordstyrer\n\n2. Regnskab\n\n3. Nye koste\n\n"
    told = "Ad. 1. Valg af ordstyrer: Asta Birkholm blev valgt til ordstyrer.\n\nAd. 2. Regnskab: vinterens tal\n\n"
    text = f"Referat af årsmøde den 3. marts 2021\n\n{rows}{told}Ad. 3. Nye koste: Der købes to koste. Ib henter dem.\n"
    items = parse(text).meeting.items
    assert [item.title for item in items] == ["Valg af ordstyrer", "Regnskab: vinterens tal", "Nye koste"]
    assert items[0].decision is not None
    assert items[0].decision.outcomes == ["appointed"]
    assert items[2].lead == "Der købes to koste. Ib henter dem."


def test_a_full_stop_ends_a_title_that_the_list_has_alone() -> None:
    rows = "Dagsorden:\n\n1. Valg af ordstyrer\n\n2. Regnskab\n\n3. Nye koste\n\n"
    told = "1. Valg af ordstyrer. Asta Birkholm blev valgt.\n\n2. Regnskab. Alt stemmer.\n\n3. Nye koste. Der købes to."
    items = parse(f"Referat af årsmøde den 3. marts 2021\n\n{rows}{told}\n").meeting.items
    assert [(item.title, item.lead) for item in items] == [
        ("Valg af ordstyrer", "Asta Birkholm blev valgt."),
        ("Regnskab", "Alt stemmer."),
        ("Nye koste", "Der købes to."),
    ]


def test_the_titles_of_a_list_come_again_without_their_numbers() -> None:
    rows = "Dagsorden:\n1. Siden sidst\n2. Økonomi\n3. Den nye kano\n4. Evt.\n\n"
    told = "Siden sidst\n\nRoerne er malet.\n\nØkonomi\n\nAlt stemmer.\n\nDen nye kano\n\nDen blev godkendt.\n\n"
    meeting = parse(f"Referat af klubmøde den 3. marts 2021\n\n{rows}{told}Evt.\n\nIntet.\n").meeting
    assert [(item.title, item.number) for item in meeting.items] == [
        ("Siden sidst", None),
        ("Økonomi", None),
        ("Den nye kano", None),
        ("Evt.", None),
    ]
    assert [item.lead for item in meeting.items] == ["Roerne er malet.", "Alt stemmer.", "Den blev godkendt.", "Intet."]
    assert "contents-mismatch" not in [note.code for note in meeting.diagnostics]


def test_paragraphs_that_the_titles_of_a_list_begin_are_items() -> None:
    rows = "Dagsorden:\n1. Siden sidst\n2. Økonomi\n3. Den nye kano\n\n"
    told = "Siden sidst: Roerne er malet.\n\nØkonomi: Alt stemmer.\n\nDen nye kano: Den blev godkendt.\n"
    items = parse(f"Referat af klubmøde den 3. marts 2021\n\n{rows}{told}").meeting.items
    assert [(item.title, item.lead) for item in items] == [
        ("Siden sidst", "Roerne er malet."),
        ("Økonomi", "Alt stemmer."),
        ("Den nye kano", "Den blev godkendt."),
    ]
    assert items[2].decision is not None
    assert items[2].decision.outcomes == ["approved"]


def test_a_list_of_all_items_papers_at_the_end_has_no_items() -> None:
    items = "".join(
        f"{n}. {title}\nBeslutning i Havneudvalget den 4. juni 2008\nGodkendt.\n\n"
        for n, title in enumerate(["Godkendelse af dagsorden", "Busplan 2009", "Nedrivning af skuret"], 1)
    )
    papers = "Bilagsliste\n\n2. Busplan 2009\n1. Busplan 2009 (102030/08)\n\n3. Nedrivning af skuret\n"
    text = f"Referat\nHavneudvalget\n4. juni 2008\n\n{items}{papers}1. Foto af skuret (102044/08)\n"
    parsed = parse(text)
    assert [item.number for item in parsed.meeting.items] == ["1", "2", "3"]
    assert parsed.meeting.items[-1].attachments == []
    assert "unclaimed-line" in [found.code for found in parsed.all_diagnostics]
