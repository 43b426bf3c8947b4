"""An item put together of its sections: whose decision counts, who was absent, what it refers to."""

from datetime import date

import pytest

from blocks import block_of, item_of
from referat.facts import attachments, item, mentions, ownership
from referat.facts.bodies import same_bodies
from referat.facts.item import Context, ItemReading
from referat.lexicon.idioms import rules
from referat.lexicon.rules import Rule
from referat.reader import parse
from test_decision import value


def read(
    text: str, context: Context = item.NO_CONTEXT, day: date | None = None, body: str | None = None
) -> ItemReading:
    source, blocks = item_of(text)
    (settled,) = ownership.settled(source, [blocks], day, body)
    return item.of(source, settled, context._replace(mentions=mentions.of(source)))


def absent(reading: ItemReading) -> list[str]:
    return [attendee.name.value for attendee in reading.item.attendance.absent]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Asta Birkholm\nBo Elm (V), Ib Dal (V) deltog i stedet", [("Asta Birkholm", None), ("Bo Elm", "Ib Dal")]),
        ("Asta Birkholm, Ida Holm\nBo Elm og Ib Dal deltog i stedet", [("Asta Birkholm", None), ("Ida Holm", None)]),
    ],
)
def test_a_comma_alone_parts_one_who_was_absent_from_who_came_instead(
    said: str, expected: list[tuple[str, str | None]]
) -> None:
    page = f"Byrådet - Referat\n\nDato: 3. marts 2021\n\n1. Sti\n\nBeslutning\n\nGodkendt.\n\nFraværende:\n{said}\n"
    attendance = parse(f"{page}\n2. Eventuelt\n\nBeslutning\n\nIntet.\n").meeting.items[0].attendance
    assert [(attendee.name, attendee.substitute) for attendee in attendance.absent] == expected


# --- Decisions


def test_the_last_of_several_own_decisions_that_says_anything_counts() -> None:
    reading = read("Beslutning:decision\nUdsat.\nBeslutning:decision\nGodkendt.\nBeslutning:decision\n")
    assert reading.item.decision is not None
    assert reading.item.decision.text.value == "Godkendt."
    assert [note.code for note in reading.notes] == ["section-repeated"]


@pytest.mark.parametrize(
    ("above", "kinds"),
    [
        ("Der søges om 25.000 kr.\nForvaltningen indstiller, at der ydes 15.000 kr.", ["case_presentation"]),
        ("Forvaltningen indstiller, at der ydes 15.000 kr.", None),  # all of the section: it keeps its kind
        ("Forvaltningen indstiller, at der ydes 15.000 kr.\nDer søges om 25.000 kr.", None),
    ],
)
def test_what_presents_the_case_may_end_with_the_recommendation(above: str, kinds: list[str] | None) -> None:
    node = read(f"Sagsfremstilling:case_presentation\n{above}\nBeslutning:decision\nGodkendt.\n").item
    if kinds is None:
        assert node.recommendation is None
        assert [section.kind.value for section in node.sections] == ["case_presentation", "decision"]
    else:
        assert [section.kind.value for section in node.sections] == [*kinds, "recommendation", "decision"]
        assert node.recommendation is not None
        assert [value(point) for point in node.recommendation.points] == ["at der ydes 15.000 kr"]


def test_an_items_own_text_presents_the_case_before_it_says_what_was_decided() -> None:
    text = "Direktøren fremlagde tre modeller. Bestyrelsen godkendte model 2."
    labelled = read(f"Beslutning:decision\n{text}\n").item.decision
    page = parse(f"Byrådet - Referat\n\nDato: 3. marts 2021\n\n1. Cykelsti\n\n{text}\n\n2. Eventuelt\n\nIntet.\n")
    unlabelled = page.meeting.items[0].decision
    assert labelled is not None
    assert unlabelled is not None
    assert [outcome.value for outcome in labelled.outcomes] == ["informed", "approved"]
    assert unlabelled.outcomes == ["approved"]


def test_what_is_recommended_without_points_decides_nothing() -> None:
    context = Context(decision_unlabelled=True)
    assert read("Indstilling:recommendation\nDagsordenen godkendes\n", context).item.decision is None
    below = read("Indstilling:recommendation\nDagsordenen godkendes\n\nUdsat.\n", context).item.decision
    assert below is not None
    assert below.text.value == "Udsat."


def test_an_agenda_has_no_decision_without_a_label() -> None:
    text = "{}\nByrådet\n3. marts 2020\n\n1. Cykelsti\n\nIndstilling\n\nat stien anlægges.\n\nGodkendt.\n"
    decided = {kind: parse(text.format(kind)).meeting.items[0].decision for kind in ("Dagsorden", "Referat")}
    assert decided["Dagsorden"] is None
    assert decided["Referat"] is not None


TWO = """Beslutning i ØU 3. maj 2021:decision:body=ØU:date=3. maj 2021
Anbefales.
Beslutning i Byrådet 9. maj 2021:decision:body=Byrådet:date=9. maj 2021
Godkendt.
"""


@pytest.mark.parametrize(
    ("day", "body", "kinds"),
    [
        (date(2021, 5, 9), "Byrådet", ["previous_decision", "decision"]),
        (date(2021, 5, 3), "Økonomiudvalget", ["decision", "previous_decision"]),
        (date(2021, 5, 9), None, ["previous_decision", "decision"]),
        (None, None, ["previous_decision", "decision"]),
        (None, "Økonomiudvalget", ["decision", "previous_decision"]),
        (date(2020, 1, 1), "Byrådet", ["previous_decision", "previous_decision"]),
    ],
)
def test_whose_decision_it_is(day: date | None, body: str | None, kinds: list[str]) -> None:
    node = read(TWO, day=day, body=body).item
    assert [section.kind.value for section in node.sections] == kinds
    for section in node.sections:
        dated = section.kind.value == "previous_decision"
        assert (section.body is not None, section.date is not None) == (dated, dated)


def test_a_dated_decision_is_an_earlier_one_where_others_have_no_date() -> None:
    reading = read(f"{TWO}Beslutning:decision\nUdsat.")
    assert [section.kind.value for section in reading.item.sections] == ["previous_decision"] * 2 + ["decision"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Byrådet 2022-2025", "Byrådet", True),
        ("Nordby Byråd", "Byrådet", True),
        ("på byrådsmødet", "Byrådet", True),
        ("ØU", "Økonomiudvalget", True),
        ("Kultur og Fritid", "Kultur- og Fritidsudvalget", True),
        ("Økonomiudvalget", "Byrådet", False),
        ("ØK", "Byrådet", False),
        ("Børneudvalget", "Teknisk Udvalg", False),
    ],
)
def test_bodies(one: str, other: str, same: bool) -> None:
    assert same_bodies(one, other) == same == same_bodies(other, one)


def test_a_decision_without_a_label_stands_below_the_recommendation_or_the_heading() -> None:
    text = "Indstilling om:recommendation\n1. at planen vedtages.\n\nGodkendt.\n"
    assert read(text).item.decision is None
    for reading in (
        read(text, Context(decision_unlabelled=True)),
        read("Godkendt.", Context(decision_unlabelled=True)),
    ):
        assert reading.item.decision is not None
        assert reading.item.decision.text.value == "Godkendt."
    assert read("Planen omfatter to stier.", Context(decision_unlabelled=True)).item.decision is None


def test_a_label_may_say_that_the_decision_stands_below_the_points() -> None:
    node = read(
        "Indstilling og beslutning:recommendation\nBorgmesteren oplyste,\n· at havnen er lukket.\n\nGodkendt."
    ).item
    assert node.recommendation is None
    assert node.decision is not None
    assert [outcome.value for outcome in node.decision.outcomes] == ["approved"]


# --- Attendance


def test_who_was_absent_stands_inside_a_decision_or_beside_it() -> None:
    inside = read("Beslutning:decision\nFraværende:attendance\nBo Elm (V)\n\nGodkendt.")
    assert absent(inside) == ["Bo Elm"]
    assert inside.item.decision is not None
    assert inside.item.decision.text.value == "Godkendt."
    assert [section.kind.value for section in inside.item.sections] == ["decision", "attendance"]
    assert absent(read("Beslutning:decision\nGodkendt.\nFraværende:attendance\nBo Elm (V)")) == ["Bo Elm"]
    assert absent(read("Beslutning:decision\nGodkendt.\nBo Elm (V) var fraværende.")) == ["Bo Elm"]


def test_lists_in_a_decision_stand_in_the_order_of_the_text() -> None:
    below = "Indstilles til Byrådets Godkendelse Og Andet:\nFraværende: Bo Elm (C)\nIndstillingen blev vedtaget."
    text = f"Referat\n\nPunkt 1: Sti\n\nBeslutning\nFraværende: Asta Birkholm (V)\n{below}"
    node = parse(text).meetings[0].items[0]
    said = "Indstilles til Byrådets Godkendelse Og Andet:\n\nIndstillingen blev vedtaget."
    assert [section.text for section in node.sections] == [said, "Asta Birkholm (V)", "Bo Elm (C)"]


@pytest.mark.parametrize(
    ("below", "names", "lead"),
    [
        ("Asta Birkholm", ["Asta Birkholm"], None),
        ("Social Og Sundhed", [], "Social Og Sundhed"),
        ("AT DEN ÅBNES.", [], "AT DEN ÅBNES."),
        ("NYE CYKELSKURE", [], "NYE CYKELSKURE"),
    ],
)
def test_a_line_below_the_heading_is_of_names_where_somebody_reads_them(
    below: str, names: list[str], lead: str | None
) -> None:
    parsed = parse(f"Referat\n\nPunkt 1: Sti\n\n{below}\n\nBeslutning\nGodkendt.")
    node = parsed.meetings[0].items[0]
    assert ([one.name for one in node.attendance.absent], node.lead) == (names, lead)
    assert parsed.tokens[4].kind == ("attendance" if names else "text")


def test_who_was_absent_when_another_body_decided_was_not_absent_here() -> None:
    text = f"{TWO.split('Beslutning i Byrådet')[0]}Fraværende:attendance\nBo Elm (V)\nBeslutning:decision\nGodkendt."
    assert absent(read(text, day=date(2021, 5, 9))) == []


def test_absences_from_other_items_and_the_hours_are_handed_on() -> None:
    reading = read(
        "Beslutning:decision\nGodkendt.\nBo Elm (V) deltog ikke under punkterne 12-13.\nMødet sluttede kl. 20.15."
    )
    assert absent(reading) == []
    assert [(absence.attendee.name.value, absence.items) for absence in reading.absences] == [("Bo Elm", ("12", "13"))]
    assert reading.closed is not None
    assert reading.closed.value.isoformat() == "20:15:00"


# --- Sections, attachments, mentions


def test_a_sections_text_is_verbatim() -> None:
    source, blocks = item_of("Sagsfremstilling:case_presentation\n  Der er afsat 2 mio. kr.\n\n\n\n- til stier   \n")
    (section,) = item.of(source, blocks).item.sections
    assert section.text.value == "  Der er afsat 2 mio. kr.\n\n- til stier"
    assert section.label.value == "Sagsfremstilling"


def test_mentions_and_links_are_those_of_the_sections_lines() -> None:
    text = (
        "Resume:summary\nSe www.example.com/a og mødet den 3. maj 2020.\nØkonomi:case_presentation\nDet koster 40 kr.\n"
    )
    summary, presentation = read(text).item.sections
    assert [(one.kind.value, one.value.value) for one in summary.mentions] == [
        ("link", "www.example.com/a"),
        ("meeting_date", "2020-05-03"),
    ]
    assert [link.url.value for link in summary.links] == ["www.example.com/a"]
    assert [(one.kind.value, one.value.value) for one in presentation.mentions] == [("amount", "40 kr.")]


@pytest.mark.parametrize(
    "rule",
    [
        rule
        for key in ("mention", "attachment_mark", "attachment_row", "attachment_end")
        for rule in rules("mentions", key)
    ],
    ids=lambda rule: rule.name,
)
def test_mentions_hold_for_their_examples(rule: Rule) -> None:
    assert list(rule.check()) == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Plan for havnen.pdf\nKort", ["Plan for havnen.pdf", "Kort"]),
        ("- Plan for havnen\n  og for broen\n- Kort", ["Plan for havnen og for broen", "Kort"]),
        ("1. Plan\n2. Kort", ["Plan", "Kort"]),
        ("2. behandling af planen", ["2. behandling af planen"]),
        ("Ingen bilag.", []),
        ("Plan.pdf (1,4 MB)\n- Notat (dok. 9912/18)\n(2019)", ["Plan.pdf", "Notat"]),
        ("1 Notat om stien Notat om stien\n2 Kort over stien", ["Notat om stien", "Kort over stien"]),
        ("Kort Kort\nPlan for havnen Plan for broen", ["Kort Kort", "Plan for havnen Plan for broen"]),
    ],
)
def test_attachments(text: str, titles: list[str]) -> None:
    source, block = block_of(text, "Bilag", "attachments")
    assert [attachment.title.value for attachment in attachments.of(source, block)] == titles


def test_an_attachments_address_is_no_part_of_its_title() -> None:
    source, block = block_of("Plan <https://example.com/plan.pdf>", "Bilag", "attachments")
    (attachment,) = attachments.of(source, block)
    assert (attachment.title.value, value(attachment.url)) == ("Plan", "https://example.com/plan.pdf")


def test_brackets_of_markdown_are_no_part_of_an_attachments_title() -> None:
    source, block = block_of("[Plan](https://example.com/plan.pdf)", "Bilag", "attachments")
    (attachment,) = attachments.of(source, block)
    assert (attachment.title.value, value(attachment.url)) == ("Plan", "https://example.com/plan.pdf")


@pytest.mark.parametrize(
    ("below", "want"),
    [
        ('Mindretalsudtalelse\nKarla Vang: "Huset er for fugtigt."', [(["Karla Vang"], "Huset er for fugtigt.")]),
        (
            'Mindretalsudtalelser\nKarla Vang (A): Planen er dyr.\n\nGorm Haslev og Ida Mørk: "Stien er smal."',
            [(["Karla Vang"], "Planen er dyr."), (["Gorm Haslev", "Ida Mørk"], "Stien er smal.")],
        ),
        (
            "Protokolbemærkning\nVenstre kan ikke støtte planen. Den er for dyr.",
            [(["Venstre"], "Venstre kan ikke støtte planen. Den er for dyr.")],
        ),
        ("Protokolbemærkning\nPlanen blev omdelt.", []),
        ("Bemærkninger\nKarla Vang: Husk kaffe.", []),
    ],
)
def test_remarks_below_a_label_are_the_decision_s(below: str, want: list[tuple[list[str], str]]) -> None:
    head = "Byrådet - Referat\n\nDato: 3. marts 2021\n\n1. Cykelsti\n\nBeslutning\n\nGodkendt.\n\n"
    page = f"{head}{below}\n\n2. Havn\n\nBeslutning\n\nIntet.\n"
    decision = parse(page).meeting.items[0].decision
    assert decision is not None
    assert [(remark.by, remark.text) for remark in decision.remarks] == want


def test_the_decision_of_an_item_on_those_absent_names_them() -> None:
    page = (
        "Byrådet - Referat\n\nDato: 3. marts 2021\n\n"
        "1. Fraværende\n\nBeslutning\n\nAsta Birkholm, Bo Elm og Ida Mørk.\n\n"
        "2. Fravær i folkeskolen\n\nBeslutning\n\nAsta Birkholm og Bo Elm.\n"
    )
    first, second = parse(page).meeting.items
    assert [one.name for one in first.attendance.absent] == ["Asta Birkholm", "Bo Elm", "Ida Mørk"]
    assert second.attendance.absent == []


@pytest.mark.parametrize(
    "lead",
    [
        "Karla Vang er medlem af foreningen. Hun erklærede sig inhabil og deltog ikke i behandlingen.",
        "Karla Vang var inhabil og deltog ikke i sagens behandling.",
        "Karla Vang er ansat på biblioteket. Hun var inhabil og gik uden for døren.",
    ],
)
def test_who_was_disqualified_stands_above_the_decision(lead: str) -> None:
    page = f"Byrådet - Referat\n\nDato: 3. marts 2021\n\n1. Cykelsti\n\n{lead}\n\nBeslutning\n\nGodkendt.\n"
    [item] = parse(f"{page}\n2. Eventuelt\n\nBeslutning\n\nIntet.\n").meeting.items[:1]
    assert [(one.name, one.recused) for one in item.attendance.absent] == [("Karla Vang", True)]


_TABLE = "Nordby Havn\nReferat\n3. marts 2021\n\n{}\n9 - Eventuelt\nIntet.\n"


@pytest.mark.parametrize(
    ("recommended", "decided", "outcomes"),
    [
        ("Godkendes.", "Godkendt.", ["approved"]),
        ("Til godkendelse.", "Godkendt med den ændring, at\nmolen males.", ["approved"]),
        ("Tages til efterretning.", "Taget til efterretning.", ["noted"]),
        ("Molen males, som det\ner aftalt.", "Udsat.", ["postponed"]),
        ("Godkendes.", "Punktet blev udsat.", ["postponed"]),
        ("Godkendes.", "Sagen drøftet.", ["discussed"]),
    ],
)
def test_a_decision_stands_below_a_recommendation_of_a_few_words(
    recommended: str, decided: str, outcomes: list[str]
) -> None:
    """A table's columns are printed one below the other, and the decision's has no label."""
    item = parse(_TABLE.format(f"8 - Molen\nIndstilling:\n{recommended}\n{decided}")).meeting.items[0]
    assert item.decision is not None
    assert (item.decision.text, item.decision.outcomes) == (decided, outcomes)


def test_so_does_who_was_absent_for_it() -> None:
    said = "Bo Elm deltog ikke i afgørelsen af denne sag."
    item = parse(_TABLE.format(f"8 - Molen\nIndstilling:\nGodkendes.\n{said}\nGodkendt.")).meeting.items[0]
    assert item.decision is not None
    assert item.decision.text == "Godkendt."
    assert [one.name for one in item.attendance.absent] == ["Bo Elm"]


@pytest.mark.parametrize("recommended", ["Godkendes.", "Godkendt budget følges.", "Molen males.\nUdsat sag fra maj."])
def test_a_recommendation_alone_decides_nothing(recommended: str) -> None:
    assert parse(_TABLE.format(f"8 - Molen\nIndstilling:\n{recommended}")).meeting.items[0].decision is None


def test_a_decision_in_a_line_of_its_own_is_no_rest_of_a_long_line_above() -> None:
    news = "- Opdateret - Den nye lov om bogføring får betydning for havne og broer"
    item = parse(_TABLE.format(f"8 - Meddelelser\n{news}\nTaget til efterretning.")).meeting.items[0]
    assert item.decision is not None
    assert (item.decision.text, item.decision.outcomes) == ("Taget til efterretning.", ["noted"])


@pytest.mark.parametrize(
    ("said", "came"),
    [
        ("Afbud: Asta Birkholm (B)\n\nStedfortræder: Bo Elm (B)", ["Bo Elm"]),
        ("Afbud: Asta Birkholm (B) og Dagny Ravn (A)\n\nStedfortræder: Bo Elm (B)", [None, None]),
        ("Afbud: Asta Birkholm (B)\n\nStedfortrædere: Bo Elm (B) og Gorm Haslev (A)", [None]),
    ],
)
def test_who_came_stands_under_a_label_of_its_own_below_who_was_absent(said: str, came: list[str | None]) -> None:
    head = "Referat fra møde i Byrådet den 3. marts 2021\n\n"
    text = f"1. Budget\n\nBeslutning\n\nGodkendt.\n\n{said}\n\n2. Takster\n"
    (budget, _) = parse(head + text).meeting.items
    assert [one.substitute for one in budget.attendance.absent] == came
    assert budget.decision is not None
    assert budget.decision.text == "Godkendt."


def test_what_was_decided_stands_below_the_day_and_those_absent() -> None:
    """A page of one item has the meeting's head below its decision's label."""
    fields = "Dato: 10. december 2015\n\nSted: Salen, Engvej 25\n\nFraværende: Bo Elm, Ib Dal"
    heading = "66. Temadag\n\nSag 306-2014-5450\n\nDok. 306-2015-307627\n\nSagsfremstilling\n\nEn dag skal findes."
    parsed = parse(
        f"{heading}\n\nBeslutning fra Skolerådet\n\n{fields}\n\nVedtaget, at det er den 9. april.\n\nGodkendt.\n"
    )
    meeting = parsed.meeting
    assert (meeting.date, meeting.place) == (date(2015, 12, 10), "Salen, Engvej 25")
    assert [each.name for each in meeting.attendance.absent] == ["Bo Elm", "Ib Dal"]
    decided = meeting.items[0].decision
    assert decided is not None
    assert decided.text == "Vedtaget, at det er den 9. april.\n\nGodkendt."
    assert [one.code for one in parsed.all_diagnostics] == ["body-unknown"]


def test_the_day_and_the_place_under_each_decision_part_it_from_nothing() -> None:
    """Each item tells who was absent from it, the last one too, below which no head stands; guests were not absent."""
    case = "Sag 306-2014-54\n\nDok. 306-2015-30\n\nSagsfremstilling\n\nEn dag skal findes.\n\nBeslutning fra Skolerådet"
    where = "Dato: 10. december 2015\n\nSted: Den gamle Toldkammersal, Administrationsbygningen på Engvej"
    decided = [
        "Fraværende:\n\n\n\nGodkendt.\n\n\n\nGæster tilstede:\n\nGorm Lund\n\nTea Holm\n\nEva Sten",
        "Fraværende: Bo Elm, Ib Dal\n\n\n\nUdsat til næste møde.",
        "Fraværende: Bo Elm\n\n\n\nTaget til efterretning.",
    ]
    items = [f"{66 + n}. Temadag {n}\n\n{case}\n\n{where}\n\n{text}" for n, text in enumerate(decided, 1)]
    meeting = parse("\n\n".join(items)).meeting
    assert (meeting.date, meeting.place) == (
        date(2015, 12, 10),
        "Den gamle Toldkammersal, Administrationsbygningen på Engvej",
    )
    assert meeting.attendance.absent == []
    absent = [[one.name for one in item.attendance.absent] for item in meeting.items]
    assert absent == [[], ["Bo Elm", "Ib Dal"], ["Bo Elm"]]
    outcomes = [item.decision.outcomes if item.decision is not None else None for item in meeting.items]
    assert outcomes == [["approved"], ["postponed"], ["noted"]]


@pytest.mark.parametrize(
    ("title", "absent", "present"),
    [
        ("Fraværende: Asta Birkholm", ["Asta Birkholm"], []),
        ("Afbud: Asta Birkholm og Bo Elm (V)", ["Asta Birkholm", "Bo Elm"], []),
        ("Tilstede: Asta Birkholm, Bo Elm", [], ["Asta Birkholm", "Bo Elm"]),
        ("Fraværende: Ingen", [], []),
        ("Politik for fravær: Asta Birkholm", [], []),
    ],
)
def test_an_items_title_tells_who_was_there(title: str, absent: list[str], present: list[str]) -> None:
    head = "Nordby Sogns Menighedsråd\nReferat\nDato: 3. marts 2021"
    first, *_ = parse(f"{head}\n\n1. {title}\n\n2. Sti\n\nBeslutning\nGodkendt.\n\n3. Eventuelt\n").meeting.items
    assert first.title == title
    assert [one.name for one in first.attendance.absent] == absent
    assert [one.name for one in first.attendance.present] == present


@pytest.mark.parametrize(
    ("day", "decided"), [("21. marts 2018", ("Havnekommissionen", ["postponed"], ["Bo Elm"])), ("2. maj 2017", None)]
)
def test_a_page_that_names_no_body_has_it_from_the_days_own_decision(
    day: str, decided: tuple[str, list[str], list[str]] | None
) -> None:
    meeting = parse(
        "Møde i udvalget d. 21. marts 2018\n\n6.     Stier i Nordby (O)\n\n"
        "Sagsnr.: 330-2018-17332\nBaggrund\nNye stier.\n"
        f"Beslutning i Havnekommissionen den {day}:\nFraværende:  Bo Elm (V)\nSagen udskudt.\n"
    ).meeting
    (only,) = meeting.items
    assert (only.title, only.marks) == ("Stier i Nordby", ["(O)"])
    absent = [one.name for one in only.attendance.absent]
    assert (decided is None) == (only.decision is None)
    if only.decision is not None:
        assert (meeting.body, only.decision.outcomes, absent) == decided
    else:
        assert (meeting.body, absent) == (None, [])


def test_who_is_to_see_to_it_stands_below_what_was_decided() -> None:
    decided = "1. Sommer\nDet blev besluttet at holde lukket i juli.\nAnsvarlig: DE\n\n2. Evt.\nIntet.\n"
    text = f"Referat\nByrådet\n3. marts 2021\n\n{decided}"
    first, _ = parse(text).meeting.items
    assert first.decision is not None
    assert first.decision.outcomes == ["approved"]
