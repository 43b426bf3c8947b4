"""PDFs: their lines, columns, pages, running lines, links, and what cannot be read."""

import io
from contextlib import suppress
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from fpdf import XPos, YPos

import kinds_compared
import papers
from referat.errors import SourceError
from referat.reader import parse
from referat.text.inputs import pdf
from referat.text.source import Source

SAMPLES = Path(__file__).parent.parent / "samples"


def lines_of(data: bytes) -> list[str]:
    return pdf.read(data).text.split("\n")[:-1]


def test_lines_paragraphs_and_pages_are_those_of_the_paper() -> None:
    said = pdf.read(papers.pdf_of("Referat\n\nÆrø Byråd\nden 4. marts 2021\n\fSide to\n\n\n\nslut"))
    assert said.text == "Referat\n\nÆrø Byråd\nden 4. marts 2021\n\n\fSide to\n\nslut\n"
    assert [box and box.page for box in said.boxes] == [1, None, 1, 1, None, 2, None, 2]
    first, below = said.boxes[0], said.boxes[2]
    assert first is not None
    assert below is not None
    assert 55 < first.left < 62
    assert 40 < first.top < first.bottom < below.top
    assert first.left < first.right < 110


def test_a_sentence_that_goes_on_over_a_page_is_not_parted() -> None:
    long = "Udvalget drøftede sagen og bad forvaltningen om at undersøge, hvordan stien kan anlægges uden at fælde "
    said = pdf.read(papers.pdf_of(f"{long * 60}træer.", above=("Byrådet, side {n}",)))
    second = said.text.index("\f")
    assert "\n\n" not in said.text[second - 200 : second + 200]
    assert said.full is not None
    assert len(said.full) > 20
    assert len(said.furniture) == said.text.count("\f") + 1


def test_pages_of_plain_text_are_those_that_form_feeds_end() -> None:
    item = "{n}. {title}\n\nBeslutning\n\nGodkendt."
    one, two, three = (item.format(n=n, title=title) for n, title in enumerate(("Budget", "Haller", "Stier"), 1))
    head = "Referat af mødet i Nordby Byråd den 3. marts 2021\n\n"
    apart = parse(f"{head}{one}\n\n\f{two}\n\n\f\f{three}\n\f").meeting.items
    assert [(item.number, item.page) for item in apart] == [("1", 1), ("2", 2), ("3", 4)]
    together = parse(f"{head}{one}\f{two}\f{three}").meeting.items
    assert [(item.number, item.page) for item in together] == [("1", 1), ("2", 2), ("3", 3)]
    assert [item.decision and item.decision.text for item in together] == ["Godkendt."] * 3
    assert [item.page for item in parse(f"{head}{one}\n\n{two}").meeting.items] == [None, None]


def test_an_empty_page_counts() -> None:
    said = pdf.read(papers.pdf_of("Referat\n\fSlut\n\f\n"))
    assert said.text == "Referat\n\n\fSlut\n"
    paper = papers.Paper()
    for text in ("Et", "", "Tre"):
        paper.add_page()
        paper.write_lines(text)
    said = pdf.read(paper.made())
    assert said.text == "Et\n\n\f\fTre\n"
    assert said.boxes[-1] is not None
    assert said.boxes[-1].page == 3


def test_columns_stay_apart() -> None:
    paper = papers.Paper()
    paper.add_page()
    for cells in (("Navn", "Parti", "Fremmøde"), ("Asta Birkholm", "V", "Til stede"), ("Bo Elm", "A", "Afbud")):
        for cell in cells[:-1]:
            paper.cell(60, 5, cell)
        paper.cell(60, 5, cells[-1], new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    header, first, second = lines_of(paper.made())
    assert header.split("   ")[0] == "Navn"
    assert [cell.strip() for cell in second.split("   ") if cell.strip()] == ["Bo Elm", "A", "Afbud"]
    assert header.index("Parti") == first.index("V  ") == second.index("A  ")


def test_a_page_far_behind_its_title_is_one() -> None:
    """As a table of contents has it; behind another column of numbers it is none."""
    paper = papers.Paper()
    paper.add_page()
    head = ["Byrådet - Referat", "Dato: 4. marts 2021", "Indholdsfortegnelse"]
    rows = [("1. Cykelsti ved Engvejen", "3"), ("2. Budget 2022", "4"), ("3. Eventuelt", "6")]
    paper.write_lines("\n".join(head))
    for title, page in rows:
        paper.cell(150, 5, title)
        paper.cell(20, 5, page, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.write_lines("\n\n".join(f"{title}\n\nBeslutning\n\nGodkendt." for title, _ in rows))
    (record,) = parse(paper.made()).records
    assert [(entry["title"], entry["page"]) for entry in record["contents"]] == [
        ("Cykelsti ved Engvejen", 3),
        ("Budget 2022", 4),
        ("Eventuelt", 6),
    ]
    assert [item["title"] for item in record["items"]] == ["Cykelsti ved Engvejen", "Budget 2022", "Eventuelt"]


def test_lines_that_run_along_are_furniture() -> None:
    body = "\n\n".join(f"{n}. Sag nummer {n}\nBeslutning\nGodkendt." for n in range(1, 41))
    data = papers.pdf_of(f"Referat\n\n{body}", above=("Teknisk Udvalg", "4. marts 2021"), below=("Side {n}",))
    source = Source.from_bytes(data)
    pages = source.text.count("\f") + 1
    assert pages > 2
    told = [source.text.split("\n")[i].strip("\f") for i in sorted(source.furniture)]
    wanted = [line for n in range(1, pages + 1) for line in ("Teknisk Udvalg", "4. marts 2021", f"Side {n}")]
    assert told == wanted
    (record,) = parse(data).records
    assert (record["body"], str(record["date"])) == ("Teknisk Udvalg", "2021-03-04")
    assert [item["number"] for item in record["items"]] == [str(n) for n in range(1, 41)]
    assert {item["decision"]["text"] for item in record["items"]} == {"Godkendt."}
    assert {item["page"] for item in record["items"]} == set(range(1, pages + 1))


@pytest.mark.parametrize("apart", ["\n", "\n\n", "\n\n\n"])
def test_a_label_at_the_same_height_of_two_pages_is_no_running_line(apart: str) -> None:
    """It is set off from what stands below it by no more than other lines are."""
    pages = [
        apart.join(["Beslutning", "Godkendt, sag et.", "Bilag", "Ingen.", ""]),
        apart.join(["Beslutning", "Udsat."]),
    ]
    assert pdf.read(papers.pdf_of("\n\f".join(pages))).furniture == frozenset()


def test_a_label_at_the_height_of_other_pages_bodies_is_no_running_line() -> None:
    tops = ["Beslutning", "Beslutning", "Nu", "Beslutning", "Da"]
    pages = "\n\f".join(f"{top}\n\nSag nummer et.\n\nAndet.\n" for top in tops)
    assert pdf.read(papers.pdf_of(pages)).furniture == frozenset()


def test_a_first_page_may_have_a_head_of_its_own() -> None:
    paper = papers.Paper(("Byrådet, side {n}",))
    paper.add_page()
    paper.write_lines("\n\f".join(f"Sag {word}\n\nAndet." for word in ("et", "to", "tre", "fire")))
    document = pypdfium2.PdfDocument(paper.made())
    page = document[0]
    page.remove_obj(next(page.get_objects()))
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    document.close()
    said = pdf.read(out.getvalue())
    told = [said.text.split("\n")[i].strip("\f") for i in sorted(said.furniture)]
    assert told == [f"Byrådet, side {n}" for n in (2, 3, 4)]


def test_lines_printed_far_apart_are_no_paragraphs_each() -> None:
    paper = papers.Paper()
    paper.add_page()
    for line in ("Beslutning", "Udvalget godkendte", "sagen.", "", "Bilag", "Kort", "Notat", "", "Sag to", "Udsat."):
        paper.cell(0, 11, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    assert lines_of(paper.made())[:5] == ["Beslutning", "Udvalget godkendte", "sagen.", "", "Bilag"]


def test_what_a_browser_prints_around_a_page_is_furniture() -> None:
    data = papers.pdf_of(
        "Referat\n\nGodkendt.",
        above=("11/29/26, 12:01 PM        Referat af mødet",),
        below=("https://eksempel.dk/referat/12                   1/1",),
    )
    said = pdf.read(data)
    assert [said.text.split("\n")[i].split()[0] for i in sorted(said.furniture)] == [
        "11/29/26,",
        "https://eksempel.dk/referat/12",
    ]


def test_links_are_those_of_their_words() -> None:
    text = "Bilag\nKort over stien\nNotat\n"
    said = pdf.read(papers.pdf_of(text, links={"Kort over stien": "https://eksempel.dk/kort.pdf"}))
    assert [(said.text[link.start : link.end], link.url) for link in said.links] == [
        ("Kort over stien", "https://eksempel.dk/kort.pdf")
    ]


def test_a_link_may_be_on_some_letters_of_a_word_and_on_two_lines() -> None:
    paper = papers.Paper()
    paper.add_page()
    paper.write(5, "Se ")
    paper.write(5, "kortet", "https://eksempel.dk/kort")
    paper.write(5, ", og: " + "ord " * 20)
    paper.write(5, "den lange plan for byens stier", "https://eksempel.dk/plan")
    said = pdf.read(paper.made())
    assert [(" ".join(said.text[link.start : link.end].split()), link.url[-4:]) for link in said.links] == [
        ("kortet", "kort"),
        ("den", "plan"),
        ("lange plan for byens stier", "plan"),
    ]


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_that_is_turned_is_read_as_it_is_shown(quarters: int) -> None:
    """What is written aslant on a page that is turned stands upright."""
    paper = papers.Paper()
    paper.add_page()
    x, y = ((20, 30), (20, 250), (180, 250), (180, 30))[quarters]
    with paper.rotation(90 * quarters, x, y):
        paper.text(x, y, "Referat af mødet")
        paper.text(x, y + 20, "Godkendt.")
    document = pypdfium2.PdfDocument(paper.made())
    document[0].set_rotation(90 * quarters)
    out = io.BytesIO()
    document.save(out)
    document.close()
    said = pdf.read(out.getvalue())
    assert said.text == "Referat af mødet\n\nGodkendt.\n"
    first, _, last = said.boxes
    assert first is not None
    assert last is not None
    assert 0 < first.top < first.bottom < last.top < last.bottom < 800
    assert 0 < first.left < first.right < 800


def _encrypted() -> bytes:
    paper = papers.Paper()
    paper.set_encryption("ejer", "bruger")
    paper.add_page()
    paper.write_lines("Referat")
    return paper.made()


def _blank_pages() -> bytes:
    paper = papers.Paper()
    paper.add_page()
    paper.add_page()
    paper.rect(20, 20, 100, 100, style="F")
    return paper.made()


_NO_PAGES = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\n"
    b"endobj\ntrailer\n<< /Root 1 0 R /Size 3 >>\n%%EOF\n"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            _encrypted(),
            "a b.pdf: is a PDF encrypted with a password. Try: qpdf --decrypt --password=PASSWORD 'a b.pdf' OUT.pdf",
        ),
        (
            _blank_pages(),
            "a b.pdf: is a PDF without text, 2 pages that may be scanned. "
            "Try: ocrmypdf -l dan 'a b.pdf' OUT.pdf, which reads text from pictures (OCRmyPDF).",
        ),
        (_NO_PAGES, "a b.pdf: is a damaged PDF, or one without pages. Try: another copy of it."),
        (b"%PDF-1.7\nno more of it", "a b.pdf: is a damaged PDF, or one without pages. Try: another copy of it."),
        (papers.pdf_of("Referat")[:400], "a b.pdf: is a damaged PDF, or one without pages. Try: another copy of it."),
    ],
    ids=["encrypted", "scanned", "no pages", "damaged", "cut"],
)
def test_what_cannot_be_read_says_why(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as error:
        Source.from_bytes(data, name="a b.pdf")
    assert str(error.value) == message


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    paper = papers.Paper()
    paper.set_encryption("ejer")
    paper.add_page()
    paper.write_lines("Referat")
    assert pdf.read(paper.made()).text == "Referat\n"


def test_a_damaged_file_is_read_or_refused() -> None:
    whole = papers.pdf_of(
        "Referat\n\n1. Sag\nGodkendt.\n\f2. Sag", ("Udvalg",), ("Side {n}",), {"1. Sag": "https://a.dk"}
    )
    rng = Random(14)
    read = 0
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 10, 100))):
            data[rng.randrange(len(b"%PDF-1.4"), len(data))] = rng.randrange(256)
        with suppress(SourceError):
            said = pdf.read(bytes(data))
            read += 1
            assert len(said.boxes) == said.text.count("\n")
            assert all(0 <= link.start < link.end <= len(said.text) for link in said.links)
    assert 100 < read < 300


@pytest.mark.parametrize(
    "name",
    [
        "aarhus/committees",
        "bornholm/council",
        "edoc-meeting/minutes",
        "firstagenda-pdf/minutes",
        "fredensborg/council",
        "midtjylland-web/minutes",
    ],
)
def test_a_sample_on_paper_reads_as_its_text(name: str) -> None:
    text = papers.latin((SAMPLES / f"{name}.txt").read_text("utf-8")).replace("\f", "")
    wanted = kinds_compared.meaning(parse(text).records)
    data = papers.pdf_of(text, above=("Udskrift",), below=("Side {n} af 9",))
    assert kinds_compared.meaning(parse(data).records) == wanted
