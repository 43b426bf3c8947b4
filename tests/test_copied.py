"""Minutes that somebody copied out of a browser, or saved as text with one."""

from pathlib import Path
from typing import Any

import pytest

import kinds_html
import kinds_saved
from kinds_compared import BULLETS, compared, fields
from referat import parse
from referat.text import headings

_SAMPLES = Path(__file__).parents[1] / "samples"
_PAGE = """<!doctype html><html><head><title>Nordby</title><style>p { margin: 0 }</style></head><body>
<ul><li><a href="/politik">Politik</a><ul><li>Møder</ul></ul>
<h1>Referat</h1><div>Dato: <b>12. marts 2019</b></div><div>Sted:&nbsp;Rådhuset</div>
<h2>1. Godkendelse af en dagsorden, som er så lang, at den ikke kan stå på en eneste linje i filen</h2>
<p>Indstilling<br>Det indstilles,</p><ol><li value=3>at den godkendes<li>at den sendes ud</ol>
<table><tr><td>For</td><td>4</td></tr><tr><td>Imod</td><td></td></tr></table><p>Slut.</p></body></html>"""
_SAVED = """\
  * Politik </politik>
      o Møder


  Referat

Dato: *12. marts 2019*
Sted: Rådhuset


    1. Godkendelse af en dagsorden, som er så lang, at den ikke kan stå på en
    eneste linje i filen

Indstilling
Det indstilles,

 3. at den godkendes
 4. at den sendes ud

For\t4
Imod\t

Slut.
"""
_COPIED = """Gå til indhold
Nordby
Søg Søg
Politik
Møder
2. Udvalg

Referat
Børne- og Skoleudvalget
12-03-2019 16:00

1. Skolernes budget
Indstilling
Forvaltningen indstiller, at udvalget godkender:
budgettet for 2019.
fordelingen mellem skolerne.

Beslutning
Godkendt.

2. Orientering
Sagsfremstilling
Der er kommet et brev om udvidelsen af hallen ved Engvejen, som blev sendt til udvalget i går.

Beslutning
Intet.

Se også
Referat fra 2020
Nordby Kommune
Rådhuspladsen 1
Tlf. 00 00 00 00

1. Kontakt
"""
_TABBED = """Referat
Teknik- og Miljøudvalget
Dato\t12. marts 2019
Tid\t15.00 - 17.30
Sted\tRådhuset, mødelokale 2
Til stede\tAsta Birkholm, Bjarke Nordlund
Afbud\tGorm Haslev

1\tGodkendelse af dagsorden
Beslutning\tGodkendt.

2\tCykelsti ved Engvejen
Sagsnr.\t19/1234
Indstilling\tForvaltningen indstiller, at planen sendes i høring.
Beslutning\tGodkendt.

3\tEventuelt
Beslutning\tIntet.
"""


def record(text: str) -> dict[str, Any]:
    """The one record of `text`."""
    (only,) = parse(text).records
    return only


def test_a_page_is_saved_as_firefox_does_it() -> None:
    assert kinds_saved.saved(_PAGE) == _SAVED


@pytest.mark.parametrize(
    "sample", ["ringkoebing-skjern/committee", "koebenhavn-edoc/local-committee", "syddanmark-2011/council"]
)
def test_a_page_that_was_saved_as_text_is_read_as_its_text(sample: str) -> None:
    text = (_SAMPLES / f"{sample}.txt").read_text("utf-8")
    saved = kinds_saved.saved(kinds_html.headings(text).decode())
    assert list(compared(fields(record(text), BULLETS), fields(record(saved), BULLETS))) == []


def test_an_indented_line_below_two_blank_ones_is_no_heading_where_others_are_none() -> None:
    text = "Referat\n\nBørneudvalget\n\n\n    1. Budget\n\nBeslutning\n\nGodkendt.\n\n\n    2. Andet\n\nIntet.\n"
    other = text.replace("Beslutning", "\nBeslutning")
    assert headings.saved(text, text.split("\n")) == {5, 12}
    assert headings.saved(other, other.split("\n")) == frozenset()


def test_what_surrounds_a_page_that_was_copied_is_none_of_its_minutes() -> None:
    read = record(_COPIED)
    assert (read["body"], str(read["date"])) == ("Børne- og Skoleudvalget", "2019-03-12")
    assert [item["title"] for item in read["items"]] == ["Skolernes budget", "Orientering"]
    assert [item["decision"]["text"] for item in read["items"]] == ["Godkendt.", "Intet."]


def test_lines_below_the_one_that_opens_a_list_are_its_points_without_their_marks() -> None:
    (recommendation,) = record(_COPIED)["items"][0]["recommendations"]
    assert recommendation["points"] == ["budgettet for 2019", "fordelingen mellem skolerne"]


def test_what_lost_its_mark_below_the_attachments_label_is_no_title_without_a_case_number() -> None:
    text = (_SAMPLES / "monrad" / "council.txt").read_text("utf-8")
    [item], [want] = record(text.replace("• ", ""))["items"], record(text)["items"]
    assert (item["title"], item["case_number"]) == (want["title"], want["case_number"])
    assert [one["title"] for one in item["attachments"]] == ["Udkast til forretningsorden"]


def test_a_sentence_that_is_broken_over_lines_is_no_list() -> None:
    text = _COPIED.replace(
        "indstiller, at udvalget godkender:\nbudgettet for 2019.\nfordelingen mellem skolerne.",
        "indstiller, at udvalget godkender budgettet for 2019 og den\nfordeling mellem skolerne, der er beskrevet.",
    )
    (recommendation,) = record(text)["items"][0]["recommendations"]
    assert [" ".join(point.split()) for point in recommendation["points"]] == [
        "at udvalget godkender budgettet for 2019 og den fordeling mellem skolerne, der er beskrevet"
    ]


def test_one_tab_parts_labels_from_their_values() -> None:
    read = record(_TABBED)
    attendance = read["attendance"]
    assert (str(read["scheduled_start"]), read["place"]) == ("2019-03-12 15:00:00+01:00", "Rådhuset, mødelokale 2")
    assert [one["name"] for one in attendance["present"]] == ["Asta Birkholm", "Bjarke Nordlund"]
    assert [one["name"] for one in attendance["absent"]] == ["Gorm Haslev"]
    assert [item["case_number"] for item in read["items"]] == [None, "19/1234", None]
    assert [item["decision"]["text"] for item in read["items"]] == ["Godkendt.", "Godkendt.", "Intet."]
    assert read["items"][1]["recommendations"][0]["points"] == ["at planen sendes i høring"]


def test_one_tab_parts_titles_from_what_was_decided() -> None:
    head = "Referat af møde i Teknik- og Miljøudvalget den 12. marts 2019\n\nPunkt\tBeslutning\n"
    rows = "1. Godkendelse af dagsorden\tGodkendt.\n2. Cykelsti ved Engvejen\tSagen blev udsat.\n3. Eventuelt\tIntet.\n"
    items = record(head + rows)["items"]
    assert [item["title"] for item in items] == ["Godkendelse af dagsorden", "Cykelsti ved Engvejen", "Eventuelt"]
    assert [item["decision"]["outcomes"] for item in items] == [["approved"], ["postponed"], ["none"]]


def test_an_introduction_is_a_part_of_the_section_in_which_its_number_was_lost() -> None:
    told = "\nResumé\nTo skoler.\n\nSagsfremstilling\nIndledning\nTo skoler får flere elever.\n\nIndstilling\n"
    text = _COPIED.replace("\nIndstilling\n", told)
    first, _ = record(text)["items"]
    kinds = [section["kind"] for section in first["sections"]]
    assert kinds[:3] == ["summary", "case_presentation", "recommendation"]
    assert first["sections"][1]["text"] == "Indledning\nTo skoler får flere elever."


def test_the_first_of_the_attachments_begins_no_document_though_it_is_called_as_one() -> None:
    text = _COPIED.replace(
        "Indstilling\n", "Bilag\nReferat fra mødet den 3. maj 2018\nAfbud og bemærkninger\n\nIndstilling\n"
    )
    assert len(parse(text).meetings) == 1
