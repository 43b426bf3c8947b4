"""What `explain` says of a whole text, and its records."""

from pathlib import Path

import pytest

import golden
from conftest import SAMPLES
from referat import Parsed, parse, parse_file
from referat.lexicon import families
from referat.views import explained


def head(parsed: Parsed) -> list[str]:
    return list(explained.head(parsed))


def test_a_text_is_told_by_its_familys_sign_its_form_and_its_habits() -> None:
    assert head(parse_file(SAMPLES / "midtjylland-web" / "minutes.txt")) == [
        "family: midtjylland-web (Region Midtjylland, web pages), by its sign: Abonnér / Se alle dagsordener og "
        "referater fra dette mødeforum / Referat / til / mødet i natur og f…",
        'headings: "N. title", 32.7 points, 4 items',
        'second best: items that begin at "sagnr", 10.7 points, 22.0 less',
        "labels alone on a line: 12 (sagsfremstilling 4, beslutning 4, resume 3, referat 1)",
        "labels with a body, a day or a sender: 2 (section.recommendation.sender 2)",
        "labels stand below a blank line",
        "comes again: sagnr.: 1-00-11-21 4, sagsfremstilling 4, beslutning 4, tilbage til toppen 4, resume 3, …",
    ]


TEXTS = [path for path in golden.samples() if path.suffix == ".txt" and path.parent.name != golden.BROKEN]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_line_of_every_sample_is_explained(path: Path) -> None:
    parsed = parse_file(path)
    said = [drawn for drawn in explained.drawn(parsed) if drawn.kind not in (explained.HEAD, explained.REASON)]
    assert {int(drawn.text.split()[0]) for drawn in said} == set(range(1, parsed.source.line_count + 1))


ONE = "Referat fra Byrådet den 3. marts 2021\n\nBaggrund: Der er lavt.\n\n7. at den lukkes.\n\nBeslutning: Godkendt.\n"
LIST = "Byrådet den 3. marts 2021, referat\n\nDer var ingen punkter.\n"


def test_where_no_form_is_good_enough_the_best_is_named() -> None:
    (family, form, best, *_) = head(parse(ONE))
    assert family == "family: none; no family's sign stands in it"
    assert form == "headings: none; 1 item, from the first label on"
    assert best.startswith("best form: ")
    assert best.endswith(" points of 1.2 wanted")


@pytest.mark.parametrize(
    ("sample", "said"),
    [
        ("titles-in-fields", 'titles behind "overskrift"'),
        ("titles-in-bold", "short lines over paragraphs, in bold type"),
        ("titles-in-capitals", "short lines over paragraphs, in capitals"),
        ("titles-with-colon", "short lines over paragraphs, with a colon"),
    ],
)
def test_a_form_without_numbers_is_named(sample: str, said: str) -> None:
    text = (SAMPLES / "generic" / f"{sample}.txt").read_text("utf-8")
    assert head(parse(text))[1].startswith(f"headings: {said}, ")


def test_where_nothing_begins_an_item_it_is_said() -> None:
    parsed = parse(LIST)
    if parsed.outlines:
        assert head(parsed)[1] == "headings: none, and no label from which an item could begin"


def test_each_document_of_a_file_is_told_apart() -> None:
    text = (SAMPLES / "midtjylland-web" / "minutes.txt").read_text("utf-8")
    first, second = (line for line in head(parse(f"{text}{text}")) if line.startswith("document "))
    assert first == "document 1 of 2, from line 1"
    assert second.startswith("document 2 of 2, from line 14")


def test_a_family_that_was_asked_for_is_told_as_such() -> None:
    path = SAMPLES / "generic" / "numbered.txt"
    assert head(parse_file(path, layout="viborg"))[0] == "family: viborg (Viborg, pages), as asked for"


def test_signs_of_several_families_are_named() -> None:
    text = "Sbsys dagsorden preview\n\nKopier link til punktet - Print\n\n1: Budget\n\nBeslutning\n\nGodkendt.\n"
    assert head(parse(text))[0] == (
        "family: none; it shows the sign of ringkoebing-skjern, sbsys-preview, and not of one alone"
    )


def test_a_refused_text_has_its_lines_alone() -> None:
    parsed = parse_file(SAMPLES / "broken" / "news.txt")
    assert head(parsed) == ["family: none; no family's sign stands in it"]
    assert {drawn.kind for drawn in explained.drawn(parsed)} == {explained.HEAD, "blank", "unclaimed"}


@pytest.mark.parametrize("name", ["aarhus/committees", "numbered/council", "roskilde/council", "untitled/topic-first"])
def test_every_line_is_drawn_once_and_reasons_below_theirs(name: str) -> None:
    parsed = parse_file(SAMPLES / f"{name}.txt")
    drawn = list(explained.drawn(parsed))
    lines = [line for line in drawn if line.kind not in (explained.HEAD, explained.REASON)]
    assert [line.kind for line in lines] == [token.kind for token in parsed.tokens]
    reasons = [line.text.strip() for line in drawn if line.kind == explained.REASON]
    assert reasons == [f"# {token.reason}" for token in parsed.tokens if token.reason]


def test_narrow_columns_are_cut_at_their_left() -> None:
    parsed = parse_file(SAMPLES / "midtjylland-web" / "minutes.txt")
    line = next(line.text for line in explained.drawn(parsed, 12) if line.kind == "item_heading")
    assert line == " 20  item_heading  …r.separated  …ems/0/title  1. Godkendelse af referat"


def test_records_hold_every_form_with_its_evidence() -> None:
    parsed = parse_file(SAMPLES / "untitled" / "print-links.txt")
    whole, *lines = explained.records(parsed)
    assert (whole["family"], whole["signs"]) == (families.GENERIC.id, {})
    assert [line["line"] for line in lines] == list(range(1, len(lines) + 1))
    assert [line["end"] for line in lines][:-1] == [line["start"] for line in lines][1:]
    documents = whole["documents"]
    assert isinstance(documents, list)
    (document,) = documents
    assert document["form"] == 'items that begin at "sagsid"'
    assert document["forms"][0] == {"form": document["form"], "score": document["score"], "lines": [11, 18, 59, 76]}
    scores = [form["score"] for form in document["forms"]]
    assert scores == sorted(scores, reverse=True)
    assert [heading["line"] for heading in document["headings"]] == [11, 18, 59, 76]
    assert ("anchor_case", 0.9) in document["headings"][0]["evidence"]
    assert document["habits"]["labels"]["own"]["sagsfremstilling"] == 3
