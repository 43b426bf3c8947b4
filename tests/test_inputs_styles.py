"""The style sheets that a web page carries: what they hide, show and set in blocks."""

import pytest

from referat import parse
from referat.text.inputs import html, html_styles
from referat.text.inputs.input import Input

_TEXT = "<p>En længere tekst, som er sidens, og som fylder det meste af den.</p>"


def page(sheet: str, body: str, attributes: str = "") -> Input:
    return html.read(f"<!doctype html><html><head><style{attributes}>{sheet}</style></head><body>{body}".encode())


def hidden(sheet: str, body: str, attributes: str = "") -> list[str]:
    read = page(sheet, _TEXT + body, attributes)
    return [line for number, line in enumerate(read.text.split("\n")) if number in read.furniture]


@pytest.mark.parametrize(
    ("sheet", "body", "lines"),
    [
        (".a { display: none }", "<p class='b a'>En<p class=b>To", ["En"]),
        ("#a { visibility: hidden }", "<p id=a>En<p class=a>To", ["En"]),
        ("em, dd { color: red; DISPLAY:NONE !important }", "<dl><dt>En<dd>To</dl>", ["To"]),
        ("p.a.b { display: none }", "<p class='a b'>En<p class=a>To<div class='a b'>Tre</div>", ["En"]),
        # The last and the most precise rule count.
        (".a{display:none} .a{display:block}", "<p class=a>En", []),
        (".a.a{display:none} p{display:block}", "<p class=a>En", ["En"]),
        (".a{display:none!important} #b{display:block}", "<p class=a id=b>En", ["En"]),
        (".a{display:none}", "<p class=a style='display:block'>En", []),
        (".a{display:none!important}", "<p class=a style='display:block'>En", ["En"]),
        # What is shown when something happens is a part of the page.
        (".a{display:none} .a.open{display:block}", "<p class=a>En", []),
        (".a{display:none} .b:hover .a{display:block}", "<p class=a>En", []),
        (".a:not(.open){display:none}", "<p class=a>En", []),
        (".b .a{display:none}", "<div class=b><p class=a>En</div>", []),
        (".a{display:none}", "<p class=a>En noget længere tekst, som er en femtedel." * 2, []),
        # What holds on a wide screen.
        ("@media print{.a{display:none}}", "<p class=a>En", []),
        ("@media (max-width:40em){.a{display:none}}", "<p class=a>En", []),
        ("@media only screen and (min-width:768px){.a{display:none}}", "<p class=a>En", ["En"]),
        (".a{display:none!important} @media (min-width:62em){.b{display:block!important}}", "<p class='a b'>En", []),
        ("@supports (display:grid){.a{display:none}}", "<p class=a>En", ["En"]),
        # What is no rule, and what only looks like one.
        ("@keyframes a{from{display:none}} /* p{display:none} */ i{content:'}p{display:none}'}", "<p>En", []),
        ("}} @import 'b.css'; .a{display:none", "<p class=a>En", ["En"]),
        (".md\\:a{display:none}", "<p class=md:a>En<p class=a>To", ["En"]),
        (".æ{display:none}", "<p class=æ>En", ["En"]),
    ],
)
def test_what_a_sheet_hides_is_furniture(sheet: str, body: str, lines: list[str]) -> None:
    assert hidden(sheet, body) == lines


@pytest.mark.parametrize("attributes", [" media=print", " type='text/less'", " media='(max-width: 600px)'"])
def test_a_sheet_that_is_not_for_this_screen_is_not_read(attributes: str) -> None:
    assert hidden(".a{display:none}", "<p class=a>En", attributes) == []
    assert hidden(".a{display:none}", "<p class=a>En", " type=text/css media='print, screen'") == ["En"]


def test_what_a_sheet_hides_in_a_line_is_no_text() -> None:
    assert page(".a{display:none}", f"{_TEXT}<p>Ja<b class=a>Nej</b> tak").text.split("\n")[2] == "Ja tak"


@pytest.mark.parametrize(
    ("sheet", "body", "text"),
    [
        (".a{display:block}", "<span class=a>Sted</span><span class=a>Rådhuset</span>", "Sted\nRådhuset\n"),
        (".a{display:inline}", "<div class=a>Sted</div><div class=a>Rådhuset</div>", "Sted Rådhuset\n"),
        (".a{white-space:pre-line}", "<div class=a>Sted\nRådhuset</div>", "Sted\nRådhuset\n"),
        # Its edges part what a browser would only set apart; a row of a table stays one.
        (".a{display:inline-block}", "<div class=a>Sted</div><div class=a>Rådhuset</div>", "Sted\nRådhuset\n"),
        ("td{display:block}", "<table><tr><td>Sted<td>Rådhuset</table>", "Sted\tRådhuset\n"),
    ],
)
def test_what_a_sheet_sets_in_blocks_stands_on_lines(sheet: str, body: str, text: str) -> None:
    assert page(sheet, body).text == text


def test_the_sheets_of_a_saved_page_come_with_it() -> None:
    parts = [
        "Content-Type: text/html; charset=utf-8\n\n<link rel=stylesheet href='cid:a@b'>"
        "<link rel=stylesheet href='https://eksempel.dk/p.css' media=print>"
        f"<link rel=stylesheet href=c.css>{_TEXT}<p class=a>En<p class=b>To<p class=c>Tre",
        "Content-Type: text/css\nContent-ID: <a@b>\n\n.a{display:none}",
        "Content-Type: text/css\nContent-Location: https://eksempel.dk/p.css\n\n.b{display:none}",
        "Content-Type: text/css\nContent-Location: https://eksempel.dk/c.css\n\n.c{display:none}",
    ]
    body = "".join(f"--x\n{part}\n" for part in parts)
    read = html.read(f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n{body}--x--\n".encode())
    assert [line for n, line in enumerate(read.text.split("\n")) if n in read.furniture] == ["En"]


def test_a_template_that_is_hidden_by_its_class_is_no_item() -> None:
    body = "<h1>Referat</h1><p>Byrådet, den 4. marts 2021</p><h2>1. Sti</h2>"
    body += "<h3>Beslutning</h3><p>Udvalget godkendte forslaget.</p>"
    template = "<div class=skabelon><h2>2. Titel</h2><h3>Beslutning</h3></div>"
    assert [item["title"] for item in parse(page_of(body + template)).records[0]["items"]] == ["Sti"]


def page_of(body: str) -> bytes:
    return f"<!doctype html><style>.skabelon{{display:none}}</style>{body}".encode()


@pytest.mark.parametrize(
    "sheet",
    [
        "{" * 100_000,
        ".a{" * 50_000,
        ".a{display:none}" * 50_000,
        ".a{" + "display:none;" * 50_000,
        ",.a" * 50_000 + "{display:none}",
        "'" * 50_001,
        "/*" * 50_001,
        "a " * 50_001 + "{display:block}",
        "\\" * 50_001 + "{display:block}",
        "@media " + "(min-width:1px)" * 20_000 + "{p{display:none}}",
    ],
)
def test_much_of_anything_in_a_sheet_takes_no_more_than_its_length(sheet: str) -> None:
    assert page(sheet, _TEXT).text.startswith("En længere tekst")


def test_queries_of_the_screen() -> None:
    queries = ["", "screen and (min-width: 768px)", "print, (max-width:1400px)", "(min-width:1.2.3px)"]
    others = ["print", "screen and (max-width: 768px)", "(orientation: portrait)", "not all", "(min-width:99em)"]
    assert [query for query in (*queries, *others) if html_styles.is_for_screen(query)] == queries
