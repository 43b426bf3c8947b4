"""The forms that headings and headers take, printed in one short text each: what the generic reader makes of them."""

import pytest

from referat import parse

TITLES = ("Godkendelse af dagsorden", "Cykelsti ved Engvejen", "Budgetopfølgning for havnen", "Eventuelt")
HEAD = "Referat\nByrådet\n3. marts 2020 kl. 17.00\n\n"
DECISION = "Beslutning\nGodkendt.\n"
BODIES = {
    "case number": "{h}\nSagsnr.: 20/12{n}\n\nIndstilling\nForvaltningen indstiller, at den godkendes.\n\n{d}\n",
    "case number apart": "{h}\n\nSagsnr.: 20/12{n}\n\nSagsfremstilling\n\nDer er tekst her.\n\n{d}\n",
    "labels": "{h}\n\nSagsfremstilling\n\nDer er tekst her om sagen.\n\nBeslutning\n\nGodkendt.\n\n",
    "labels inline": "{h}\nSagsfremstilling: Der er tekst her om sagen.\nBeslutning: Godkendt.\n\n",
}
FORMS = (
    "{n}. {t}", "{n}.{t}", "{n} {t}", "{n}: {t}", "{n} : {t}", "{n}) {t}", "{n} - {t}", "{n}.   {t}",
    "{n}{t}", "{n}.\n{t}",
    "Punkt {n}: {t}", "PUNKT {n}: {t}", "Punkt {n}. {t}", "Punkt {n} - {t}", "Punkt nr. {n}: {t}", "Punkt {n}\n{t}",
    "Pkt. {n} {t}", "Pkt. {n}: {t}", "Pkt.nr. {n} {t}", "Pkt. {n}\n{t}", "Nr. {n} {t}", "Nr.{n} - {t}", "Sag {n}: {t}",
    "Sag nr. {n}: {t}", "{t}\nSag nr. {n}", "Sag nr. {n}\n{t}", "Dagsordenspunkt {n}: {t}", "• {n}. {t}", "* {n} {t}",
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("form", FORMS)
def test_headings(form: str, body: str) -> None:
    text = HEAD + "".join(body.format(h=form.format(n=n, t=t), n=n, d=DECISION) for n, t in enumerate(TITLES, 1))
    (meeting,) = parse(text).meetings
    assert [(item.number, item.title) for item in meeting.items] == [(str(n), t) for n, t in enumerate(TITLES, 1)]
    assert [item.decision and item.decision.outcomes for item in meeting.items] == [["approved"]] * len(TITLES)


@pytest.mark.parametrize("numbers", [("A", "B", "C", "D"), ("I", "II", "III", "IV")])
@pytest.mark.parametrize("form", ["Punkt {n}: {t}", "Pkt. {n}: {t}", "Punkt {n}. {t}"])
def test_letters_and_roman_numerals_behind_a_word(form: str, numbers: tuple[str, ...]) -> None:
    body = BODIES["labels"]
    headings = [form.format(n=n, t=t) for n, t in zip(numbers, TITLES, strict=True)]
    (meeting,) = parse(HEAD + "".join(body.format(h=h, d=DECISION) for h in headings)).meetings
    assert [(item.number, item.title) for item in meeting.items] == list(zip(numbers, TITLES, strict=True))


SERIES = (
    ("{n} {t}", "{n} (Lukket) {t}", "{n} (Lukket) {t}", "{n} {t}"),
    ("{n} {t}", "{n} {t}", "{n} Lukket punkt: {t}", "{n} {t}"),
    ("{n}. {t}", "{n}. {t}", "Punkt {n} {t}", "Lukket punkt {n}. {t}"),
    ("Punkt {n}: {t}", "{n}. {t}", "Punkt {n}: {t}", "{n}. {t}"),
    ("{n} (Lukket) {t}", "{n} {t}", "{n}) {t}", "Pkt. {n} - {t}"),
)


@pytest.mark.parametrize("first", [1, 36])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("forms", SERIES)
def test_one_series_in_several_forms(forms: tuple[str, ...], body: str, first: int) -> None:
    headings = [form.format(n=n, t=t) for n, (form, t) in enumerate(zip(forms, TITLES, strict=True), first)]
    (meeting,) = parse(HEAD + "".join(body.format(h=h, n=n, d=DECISION) for n, h in enumerate(headings))).meetings
    assert [(item.number, item.title) for item in meeting.items] == [(str(n), t) for n, t in enumerate(TITLES, first)]


@pytest.mark.parametrize(
    "label",
    ["Beslutning den 3. marts 2020", "Beslutning, Byrådet, den 03-03-2020", "Beslutning i Byrådet den 03.03.2020 "],
)
def test_what_was_decided_runs_on_behind_the_day(label: str) -> None:
    items = (f"{n}. {t}\nSagsfremstillingDer er tekst her.\n{label}Udsat.\n\n" for n, t in enumerate(TITLES, 1))
    (meeting,) = parse(HEAD + "".join(items)).meetings
    assert [item.decision and item.decision.text for item in meeting.items] == ["Udsat."] * len(TITLES)


@pytest.mark.parametrize("number", ["2A.", "2.a", "2 B:", "Punkt 2A:", "Punkt 2.a -"])
def test_a_number_with_a_letter_counts_among_those_without(number: str) -> None:
    headings = [*(f"{n}. {t}" for n, t in enumerate(TITLES[:2], 1)), f"{number} {TITLES[2]}", f"3. {TITLES[3]}"]
    (meeting,) = parse(HEAD + "".join(f"{h}\n\n{DECISION}\n" for h in headings)).meetings
    printed = number.removeprefix("Punkt ").rstrip(".: -")
    assert [(item.number, item.title) for item in meeting.items] == list(
        zip(("1", "2", printed, "3"), TITLES, strict=True)
    )


@pytest.mark.parametrize("points", ["{n}) {t}", "Ad {n} {t}", "{n} {t}"])
def test_a_list_in_an_item_fills_no_gap(points: str) -> None:
    listed = "\n\n".join(points.format(n=n, t=f"Forslag fra gruppe {n}") for n in (1, 2, 3))
    text = HEAD + "".join(
        f"{n}. {t}\n\nSagsfremstilling\n\nDer er stillet forslag.\n\n{listed}\n\n{DECISION}\n"
        for n, t in zip((1, 2, 4, 5), TITLES, strict=True)
    )
    (meeting,) = parse(text).meetings
    assert [item.number for item in meeting.items] == ["1", "2", "4", "5"]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_titles_without_a_number(body: str) -> None:
    text = HEAD + "".join(body.format(h=t, n=n, d=DECISION) for n, t in enumerate(TITLES, 1))
    (meeting,) = parse(text).meetings
    assert [(item.number, item.title) for item in meeting.items] == [(None, t) for t in TITLES]


BYRAAD = ("Byrådet", "2020-03-03")
SYN = (None, "2020-03-03", "17:00", None)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Byrådet, tirsdag den 3. marts 2020 kl. 17.00 i Byrådssalen", (*BYRAAD, "17:00", "Byrådssalen")),
        ("Referat\n\nByrådets møde tirsdag den 3. marts 2020 kl. 17.00 i Salen", (*BYRAAD, "17:00", "Salen")),
        ("Byrådet\n\nReferat\n\nMøde den 3. marts 2020 kl. 17.00", (*BYRAAD, "17:00", None)),
        ("Referat fra Byrådets møde den 3. marts 2020", (*BYRAAD, None, None)),
        ("Referat af møde i Byrådet\n\nDato: 3. marts 2020", (*BYRAAD, None, None)),
        ("Referat fra ordinært møde i Byrådet den 3. marts 2020", (*BYRAAD, None, None)),
        ("Beslutninger fra mødet i Byrådet den 3. marts 2020", (*BYRAAD, None, None)),
        ("Byrådet den 3. marts 2020 - Referat", (*BYRAAD, None, None)),
        ("REFERAT\n\nBYRÅDET\n\nTIRSDAG DEN 3. MARTS 2020 KL. 17.00", ("BYRÅDET", "2020-03-03", "17:00", None)),
        ("Referat\nByrådet\nDato: 3. marts 2020\nKl. 17:00 til 19:30", (*BYRAAD, "17:00", None)),
        ("Referat\nByrådet\nd. 3/3 2020 kl. 17", (*BYRAAD, "17:00", None)),
        ("Referat\nByrådet\n3. marts 2020\nklokken 17.00", (*BYRAAD, "17:00", None)),
        ("Referat\nByrådet\nDato: 3. marts 2020\nSted Byrådssalen", (*BYRAAD, None, "Byrådssalen")),
        ("Referat\nMødeforum: Byrådet\nMødedato: 3. marts 2020\nMødested: Salen", (*BYRAAD, None, "Salen")),
        ("Referat\n\ntil\n\nmøde i Byrådet\n\nden 3. marts 2020\n\ni Byrådssalen", (*BYRAAD, None, "Byrådssalen")),
        ("Nordby Kommune - Byrådet - Referat - 03-03-2020", (*BYRAAD, None, None)),
        ("BYRÅDET\n\nTirsdag den 3. marts 2020 holdt byrådet møde i Salen.", ("BYRÅDET", "2020-03-03", None, "Salen")),
        ("Protokol\n\nÅr 2020, tirsdag den 3. marts kl. 17.00, holdt hegnsynet møde på ejendommen Bakkevej 2.", SYN),
        ("Protokol\n\nTirsdag den 3. marts 2020 kl. 17.00 afholdt hegnsynet forretning på Bakkevej 2.", SYN),
        ("Åbent referat for Byrådet\nMødedato: 03-03-2020\nMødetid: 17.00\nLokale: Salen", (*BYRAAD, "17:00", "Salen")),
    ],
)
def test_headers(head: str, expected: tuple[str | None, ...]) -> None:
    text = f"{head}\n\n1. Cykelsti ved Engvejen\n\nBeslutning\n\nGodkendt.\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n"
    meeting = parse(text).meeting
    start = f"{meeting.scheduled_start:%H:%M}" if meeting.scheduled_start else None
    assert (meeting.body, str(meeting.date), start, meeting.place) == expected
    assert len(meeting.items) == len(("Cykelsti", "Eventuelt"))


def test_a_ruling_on_a_point_does_not_hide_the_next_item() -> None:
    text = HEAD + "1. Cykelsti ved Engvejen\n\nBeslutning\n\n1. Godkendt\n\n2. Eventuelt\n\nBeslutning\n\nIntet.\n"
    assert [item.title for item in parse(text).meeting.items] == ["Cykelsti ved Engvejen", "Eventuelt"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Beslutning i Byrådet den 3. marts 2020", "decision"),
        ("Beslutning fra Byrådet, 3. marts 2020, pkt. 1:", "decision"),
        ("Beslutning tirsdag den 3. marts 2020", "decision"),
        ("BESLUTNING I BYRÅDET DEN 3. MARTS 2020", "decision"),
        ("Byrådets beslutning", "decision"),
        ("BYRÅDETS BESLUTNING", "decision"),
        ("Byrådet den 3. marts 2020, pkt. 1", "decision"),
        ("Behandling i Byrådet tirsdag den 3. marts 2020, pkt. 1", "decision"),
        ("Økonomiudvalgets beslutning den 17. februar 2020", "previous_decision"),
        ("Beslutning i Økonomiudvalget den 17-02-2020", "previous_decision"),
        ("Beslutning i Byrådet den 4. februar 2020", "previous_decision"),
    ],
)
def test_whose_decision(label: str, kind: str) -> None:
    text = f"{HEAD}1. Cykelsti ved Engvejen\n\nSagsbeskrivelse\n\nTekst.\n\n{label}\n\nGodkendt.\n"
    assert [section.kind for section in parse(text).meeting.items[0].sections] == ["case_presentation", kind]
