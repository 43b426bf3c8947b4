"""What taking a text from its pages does to it, and what is read all the same: no blank lines, broken labels, pages."""

from itertools import pairwise

import pytest

from referat import parse
from referat.outline.rejoined import rejoined
from referat.text.source import Source

HEAD = "Referat af mødet i Nordby Byråd den 3. marts 2021"


def joined(text: str) -> list[str]:
    return rejoined(Source(text)).lines


def test_a_group_begun_above_a_label_begins_no_numbers_anew_below_it() -> None:
    items = (
        f"{n}. {title}\n\nB. Sager til drøftelse\n\nSag 12/{n}77\n\nResumé\n\n{text}\n\nBeslutning\n\nGodkendt."
        for n, title, text in (
            (1, "Budget", "Der er afsat midler."),
            (2, "Haller", "Der bygges to."),
            (3, "Stier", "1. Indledning"),
        )
    )
    meeting = parse(f"{HEAD}\n\n" + "\n\n".join(items), layout="sbsys").meeting
    assert [item.number for item in meeting.items] == ["1", "2", "3"]


def test_a_page_without_leaders_lies_between_those_of_the_rows_beside() -> None:
    rows = (
        "Godkendelse af budget..... 3\nPlan for stier i hele byen 4\nNye haller..... 4\n"
        "Plan for stier i hele byen 5\nValg..... 6"
    )
    titles = ["Godkendelse af budget", "Plan for stier i hele byen", "Nye haller", "Plan for stier i hele byen", "Valg"]
    body = "\n\n".join(f"Punkt {n}: {title}\n\nBeslutning\n\nGodkendt." for n, title in enumerate(titles, 1))
    meeting = parse(f"{HEAD}\n\nIndholdsfortegnelse\n\n{rows}\n\n{body}").meeting
    assert [(row.title, row.page) for row in meeting.contents] == list(zip(titles, [3, 4, 4, 5, 6], strict=True))
    assert [item.title for item in meeting.items] == titles


def test_a_running_line_above_the_title_begins_no_document_of_its_own() -> None:
    item = "{n}. {title}\nRESUMÉ\nDer er afsat midler.\nBESLUTNING\nGodkendt.\n"
    pages = [item.format(n=n, title=title) for n, title in enumerate(("Budget", "Haller", "Stier"), 1)]
    head = "Dagsorden\ntil\nmødet i Byrådet\nden 23. august 2022 kl. 08:30\n"
    top = "Byrådet, 23-08-2022\nSide {n} af 3\n"
    text = "\f".join(top.format(n=n) + (head if n == 1 else "") + page for n, page in enumerate(pages, 1))
    (meeting,) = parse(text).meetings
    assert (meeting.title, meeting.body) == ("Dagsorden til mødet i Byrådet", "Byrådet")
    assert [item.title for item in meeting.items] == ["Budget", "Haller", "Stier"]


def test_titles_without_numbers_stand_over_their_label_in_a_text_without_blank_lines() -> None:
    titles = ["Budget for næste år", "Nye haller", "100 dage med ordningen", "Stier i skoven", "Valg til udvalg"]
    items = (f"{title}\nBeslutning\nGodkendt.\nBilag\nNotat om sagen" for title in titles)
    meeting = parse("\n".join([HEAD, *items])).meeting
    assert [item.title for item in meeting.items] == titles
    assert [item.attachments[0].title for item in meeting.items] == ["Notat om sagen"] * 5


def test_a_word_that_names_documents_too_is_a_label_in_a_text_without_blank_lines() -> None:
    head = "Regionsrådet\n17-06-2019 13:00\n22. Salg af den tidligere klinik\nResumé\nSalget er udbudt."
    (item,) = parse(f"{head}\nReferat\nGodkendt.").meeting.items
    assert [section.kind for section in item.sections] == ["summary", "decision"]
    assert item.decision is not None
    assert item.decision.text == "Godkendt."


PRINTED = (
    "Der er i budgettet afsat midler til opgaven, og arbejdet",
    "ventes afsluttet inden sommerferien. Forslaget har været",
    "i høring hos de berørte parter, som generelt bakker op om",
    "den valgte løsning. Et notat om arbejdet er sendt ud til",
    "alle, og der er ikke kommet bemærkninger til det i år ved",
    "fristens udløb.",
)


@pytest.mark.parametrize(
    ("above", "below", "together"),
    [
        # A line that is full by chance, with a title, a line that begins one elsewhere, and the rest of a label below.
        ("Udvalget besluttede, at planen nu sendes i høring igen.", "Status for tilsyn", False),
        ("Byrådet har besluttet, at planen igen sendes i høring", "Magistraten 03-05-2015", False),
        ("Beslutning i Udvalget for Skole, Kultur og Fritid den 12-", " 12-2014", True),
        ("Sagsnr. 193709 Udvalget for Skole og Kultur og Fritid", "Åbent punkt", True),
    ],
)
def test_a_full_line_goes_on_where_nothing_begins(above: str, below: str, *, together: bool) -> None:
    text = "\n".join([*PRINTED, "", "Bilag", "Magistraten 03-05-2015", "", above, below, "", "Godkendt."])
    apart = [(one.strip(), two.strip()) for one, two in pairwise(joined(text))]
    assert ((above, below) not in apart) is together


def test_the_margin_of_indented_lines_is_looked_for_further_in() -> None:
    wide = "Magistratsafdelingen for Kultur og Borgerservice og Miljø mm"
    lines = joined("\n".join([wide, "", *PRINTED, "", wide]))
    assert " ".join(PRINTED) in lines


def test_a_date_that_lost_a_hyphen_at_a_lines_end_is_one() -> None:
    item = "{n}. Budget\n\nBeslutning i Socialudvalget den {day}\n\nGodkendt."
    text = f"Referat fra mødet i Socialudvalget den 21-042021\n\n{item.format(n=1, day='21-042021')}\n\n\f"
    meeting = parse(text).meeting
    assert str(meeting.date) == "2021-04-21"
    assert meeting.items[0].decision is not None
    assert Source("sag 21-042021\n").view == "sag 21-042021\n"  # not from pages
    assert Source("\fsag 21-552021, 2012-2015\n").view == "\fsag 21-552021, 2012-2015\n"
