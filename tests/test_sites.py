"""Pages of sites and print-outs that say elsewhere than in a head what meeting they are of."""

from datetime import datetime

from conftest import SAMPLES
from referat import parse

_LINKS = "".join(f"Referat fra mødet d. {day}.{month}.2022\n\n" for day, month in ((8, 11), (7, 9), (8, 6), (6, 4)))
_ITEMS = (("Godkendelse af dagsorden", "Godkendt"), ("Nyt fra formanden", "Orienteringen blev taget til efterretning."))
_PAGE = (
    f"Referater\n\n{_LINKS}Der indkaldes hermed til møde i Fritidsrådet i Nordby Kommune\n\n"
    "Dato: Onsdag d. 6.4. 2022\n\nTid: kl. 16.00-18.00\n\nSted: Torvet 2\n\nDagsorden med referat:\n\n"
    + "".join(f"{title}\n\nIndhold:\n\n{title} drøftes.\n\nReferat\n\n{said}\n\n" for title, said in _ITEMS)
    + "Eventuelt\n\nIndhold:\n\nIntet.\n\nReferat\n\nIntet.\n"
)
_DECISION = (
    "Beslutning fra Miljøudvalget\n\nDato: 7. februar 2017\n\nSted: Byrådssalen\n\nFraværende: Bo Elm\n\nGodkendt.\n\n"
)


def test_links_to_other_meetings_are_none_of_this_ones_days() -> None:
    meeting = parse(_PAGE).meetings[0]
    assert (meeting.body, str(meeting.date), meeting.place) == ("Fritidsrådet", "2022-04-06", "Torvet 2")


def test_a_word_for_contents_above_each_items_text_is_a_label() -> None:
    items = parse(_PAGE).meetings[0].items
    assert [item.title for item in items] == ["Godkendelse af dagsorden", "Nyt fra formanden", "Eventuelt"]
    assert [[section.kind for section in item.sections] for item in items] == [["case_presentation", "decision"]] * 3
    assert [item.decision and item.decision.outcomes for item in items][:2] == [["approved"], ["noted"]]


def test_fields_below_the_label_of_a_decision_tell_day_and_place() -> None:
    items = "".join(
        f"{n}.    Sag om veje\n\nSag 306-2010-{n}\n\nSagsfremstilling\n\nVejen.\n\n{_DECISION}" for n in (21, 22)
    )
    meeting = parse(items).meetings[0]
    assert (meeting.body, str(meeting.date), meeting.place) == ("Miljøudvalget", "2017-02-07", "Byrådssalen")
    assert meeting.document_type == "minutes"


def test_hours_on_lines_of_their_own_below_the_last_item() -> None:
    text = (
        "Nordby Kommune\nBeredskabskommissionen\nReferat\nOnsdag den 09-12-2015 kl. 15:00\n\n1. Status\n\nBeslutning\n"
        "Taget til efterretning\n\nFraværende: Bo Elm\n\n\nMødet startet:\n03:00 PM\n\nMødet hævet:\n04:10 PM"
    )
    meeting = parse(text).meetings[0]
    assert isinstance(meeting.opened, datetime)
    assert isinstance(meeting.closed, datetime)
    assert (f"{meeting.opened:%H:%M}", f"{meeting.closed:%H:%M}") == ("15:00", "16:10")


def test_the_label_of_one_decision_is_one_wherever_it_stands() -> None:
    items = "".join(
        f"Sag nr. {n}\nVej {n}\n\nResume\n   Vejen er hullet.\nByrådet, 8. juli 2018\n   {said}\nØkonomi\n   Nej.\n\n"
        for n, said in enumerate(("Tiltrådt.", "Godkendt.", "Planen for året blev drøftet."), 1)
    )
    read = parse(f"Nordby Kommune\nByrådet\nReferat\n8. juli 2018\n\n{items}").meetings[0].items
    assert [item.decision and item.decision.outcomes for item in read] == [["approved"], ["approved"], ["discussed"]]


def test_links_of_a_menu_saved_as_text_are_no_titles() -> None:
    """A browser writes a link's address behind it, on its own site without the site's name."""
    text = (SAMPLES / "monrad" / "council.txt").read_text("utf-8").replace("•", "*")
    saved = f"  * Politik </politik>\n      o Møder </moeder>\n\n{text}\n\n  * Referat fra 2020 </2020>\n"
    assert [item.title for item in parse(saved).meeting.items] == ["Ny forretningsorden for byrådet"]
