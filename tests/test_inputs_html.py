"""Web pages become lines as a browser shows them."""

import base64
import quopri
from random import Random

import pytest

import kinds_compared
import kinds_html
from conftest import SAMPLES
from referat import parse
from referat.errors import SourceError
from referat.text.inputs import html
from referat.text.inputs.input import Input


def page(body: str) -> Input:
    return html.read(f"<!doctype html><html><head><title>Nordby</title></head><body>{body}</body></html>".encode())


def shown(body: str) -> list[str]:
    """The lines of a page."""
    return page(body).text.split("\n")[:-1]


def furniture(body: str) -> list[str]:
    read = page(body)
    return [line for number, line in enumerate(read.text.split("\n")) if number in read.furniture]


def links(read: Input) -> list[tuple[str, str]]:
    return [(read.text[link.start : link.end], link.url) for link in read.links]


# Lines.


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>Et\n   <b>stort</b>\tpunkt </p>", ["Et stort punkt"]),
        ("a<i> b </i> c", ["a b c"]),
        ("<p>En</p>\n<p>To</p>", ["En", "", "To"]),
        ("<h1>Referat</h1>Tekst<h2>1. Titel</h2>", ["Referat", "", "Tekst", "", "1. Titel"]),
        ("<div>En</div><div><div>To</div></div>Tre", ["En", "To", "Tre"]),
        ("<section><header>En</header></section><article>To</article>", ["En", "To"]),
        ("En<br>To<br><br>Tre<br>", ["En", "To", "", "Tre"]),
        ("<p>En</p><p>&nbsp;</p><p>To</p>", ["En", "", "\u00a0", "", "To"]),
        ("<p></p><p>En</p><p> </p>", ["En"]),
        ("En<hr>To", ["En", "", "To"]),
        ("<pre>\n  Et\n\n To  &amp; tre\n</pre>", ["  Et", "", " To  & tre"]),
        ('<p>Navn<span style="white-space: pre">\t</span>Parti</p>', ["Navn\tParti"]),
        ("<dl><dt>Sted<dd>Rådhuset<dt>Tid<dd>kl. 17</dl>", ["Sted", "Rådhuset", "Tid", "kl. 17"]),
        ("<details><summary>1. Titel</summary><p>Godkendt.</p></details>", ["1. Titel", "", "Godkendt."]),
        ("<p>Han sagde <q>nej</q>.</p>", ['Han sagde "nej".']),
        ('<img alt="Logo">Tekst<svg><text>Pil</text></svg>', ["Tekst"]),
        ("Ved<script>var a = '<p>Nej</p>';</script>taget<style>p {}</style>", ["Vedtaget"]),
        ("<noscript><p>Slå til</p></noscript><template><p>Nej</p></template>Ja", ["Ja"]),
        ("<select><option>Dansk</select><textarea>Skriv</textarea>Ja", ["Ja"]),
        ("Ja<!-- Nej --><![if !supportLists]> og<![endif]> nej", ["Ja og nej"]),
        ('<span style="display:block">En</span><div style="display:inline">To</div> tre', ["En", "To tre"]),
        # What tags part does not become markup without them, and a span that says nothing ends where it did.
        ("3 <<b>p>a &l<i></i>t;b", ["3 <p>a &lt;b"]),
        ("<b><i>En</b> to<a href=x></i>", ["En to"]),
        ('<font color=red>En<span style="display:none">Nej</font> to</span> tre', ["En to tre"]),
        ("<svg><text>Nej<b>Ja", ["Ja"]),
        ("side\x0c to\x1e.", ["side to ."]),
        ("<pre>En\rTo\r\nTre</pre>", ["En", "To", "Tre"]),
    ],
)
def test_blocks_become_lines(body: str, lines: list[str]) -> None:
    assert shown(body) == lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<ul><li>En<li>To</ul>", [" • En", " • To"]),
        ("<ol><li>En<li>To</ol>", [" 1. En", " 2. To"]),
        ("<ol start=4><li>En<li value=9>To<li>Tre</ol>", [" 4. En", " 9. To", " 10. Tre"]),
        ("<ol reversed><li>En<li>To</ol>", [" 2. En", " 1. To"]),
        ("<ol type=a start=26><li>En<li>To</ol>", [" z. En", " aa. To"]),
        ("<ol type=I start=4><li>En<li>To</ol>", [" IV. En", " V. To"]),
        ("<ol type=A><li>En</ol><ol type=i><li>To</ol>", [" A. En", "", " i. To"]),
        ('<ol style="list-style: upper-roman outside"><li>En</ol>', [" I. En"]),
        ('<ul style="list-style-type:none"><li>En</ul>', ["En"]),
        (
            "<p>at</p><ul><li>En<ul><li>Under</ul><li>To</ul>Slut",
            ["at", "", " • En", "    • Under", " • To", "", "Slut"],
        ),
        ("<ol><li><p>En</p><p>Mere</p><li>To<br>linjer</ol>", [" 1. En", "", "    Mere", "", " 2. To", "    linjer"]),
        ("<ul><li></li><li><ul><li>En</ul></ul>", ["    • En"]),
        ("<ul><li><h2>Titel</h2><p>Tekst</p></ul>", ["Titel", "", "Tekst"]),
        ("<ol start=3><li><h2>Titel</h2></ol>", [" 3. Titel"]),
    ],
)
def test_lists_are_marked_and_indented(body: str, lines: list[str]) -> None:
    assert shown(body) == lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<tr><th>Navn<th>Parti<tr><td>Asta<td><p>V</p>", ["Navn\tParti", "Asta\tV"]),
        # An empty cell keeps its place before others.
        ("<tr><td>Bo<td><td>x<td>", ["Bo\t\tx"]),
        ("<tr><td colspan=2>Bo<td>x", ["Bo\t\tx"]),
        ("<tr><td colspan=2>Mødet<tr><td>Sted<td>Rådhuset", ["Mødet", "Sted\tRådhuset"]),
        # Cells of several lines stand one below another, a number before the first of them.
        ("<tr><td>Bilag<td>En<br>To", ["Bilag", "En", "To"]),
        ("<tr><td>1.<td><h2>Titel</h2><p>Tekst</p>", ["1. Titel", "", "Tekst"]),
        ("<tr><td><p>En</p><tr><td><p>To</p>", ["En", "", "To"]),
        ("<tr><td><table><tr><td>Sted<td>Rådhuset</table>", ["Sted\tRådhuset"]),
        ("<tr><td><ul><li>En</ul><td>To", [" • En\tTo"]),
        ("<caption>Medlemmer</caption><tr><td>Asta", ["Medlemmer", "Asta"]),
    ],
)
def test_a_row_of_a_table_is_a_line(body: str, lines: list[str]) -> None:
    assert shown(f"<table>{body}</table>") == lines


# Furniture.


@pytest.mark.parametrize(
    ("body", "menus"),
    [
        ("<header>Nordby<nav>Menu</nav></header><p>Tekst</p><footer>Tlf.</footer>", ["Nordby", "Menu", "Tlf."]),
        ("<article><header><h1>Referat</h1></header><p>Tekst</p><footer>Slut</footer></article>", []),
        ("<header><h1>Referat</h1><nav>Menu</nav></header><p>Tekst</p>", ["Menu"]),
        ("<div role=navigation>Menu</div><div role=main><header>Referat</header></div>", ["Menu"]),
        ("<form><p>Hele mødet.</p><button>Søg</button></form>Ja", ["Søg"]),
        ("<form><label>Søg</label></form><p>Hele mødet.</p>", ["Søg"]),
        ("<aside>Se også</aside><p>Tekst</p>", ["Se også"]),
        ("<div class='site-nav nav'>Menu</div><p>En længere tekst, som er sidens.</p>", ["Menu"]),
        ("<div class=nav><p>En længere tekst, som er sidens.</p></div>", []),
        ("<nav><a href='#a'>1</a><a href='#b'>2</a><a href='#c'>3</a></nav><p id=a><p id=b><p id=c>", []),
        ("<p>Tekst, som er lang.</p><div hidden>En</div><p aria-hidden=true>To", ["En", "To"]),
        ("<p>Tekst, som er lang.</p><div style='display: none'>En</div><p style='visibility:hidden'>To", ["En", "To"]),
        ("<button aria-controls=p>1. Titel</button><div id=p hidden>Godkendt.</div>Tekst, som er lang.", []),
        ("<a role=button href='#p'>1. Titel</a><p id=p>Godkendt.</p><a role=button href=/>Skriv</a>", ["Skriv"]),
        ("<div aria-hidden=true>Hele siden bag en dialog.</div><div role=dialog>Ja", []),
    ],
)  # fmt: skip
def test_what_runs_along_is_furniture(body: str, menus: list[str]) -> None:
    assert furniture(body) == menus


def test_what_is_hidden_in_a_line_is_no_text() -> None:
    assert shown("<p>1. <i aria-hidden=true>expand_more</i>Titel<span hidden> (skjult)</span></p>") == ["1. Titel"]


def test_a_button_stands_below_the_line_that_it_is_in() -> None:
    body = "<h2>1. Titel <button>Fold ud</button> og mere</h2>"
    assert shown(body) == ["1. Titel og mere", "Fold ud"]
    assert furniture(body) == ["Fold ud"]


def test_a_button_that_is_all_of_a_heading_is_the_heading() -> None:
    body = "<h2><button>1. Titel</button></h2><p>Tekst</p>"
    assert shown(body) == ["1. Titel", "", "Tekst"]
    assert furniture(body) == []


# Links.


def test_links_have_their_words_and_address() -> None:
    read = page('<p>Se <a href="/b.pdf"> Bilag <b>1</b></a>.</p><a href="javascript:x()">Nej</a> <a name=x>Nej</a>')
    assert links(read) == [("Bilag 1", "/b.pdf")]


def test_links_are_completed_by_the_pages_base() -> None:
    read = html.read(
        b"<!doctype html><base href='https://www.eksempel.dk/moede/'><a href=b.pdf>B</a><a href='http://[x/'>C</a>"
    )
    assert links(read) == [("B", "https://www.eksempel.dk/moede/b.pdf"), ("C", "http://[x/")]


def test_a_saved_page_says_where_it_is_from() -> None:
    saved = b"<!DOCTYPE html>\n<!-- saved from url=(0027)https://www.eksempel.dk/a/ -->\n<a href=b.pdf>B</a>"
    assert links(html.read(saved)) == [("B", "https://www.eksempel.dk/a/b.pdf")]


def test_a_link_over_lines_and_cells_is_one_each() -> None:
    read = page("<a href=u><p>En</p><p>To</p></a><table><tr><td>x<td><ul><li><a href=v>Tre</a></ul></table>")
    assert links(read) == [("En", "u"), ("To", "u"), ("Tre", "v")]


# Encodings and kinds of files.


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<!doctype html><p>Ærø".encode(), "utf-8"),
        ("\ufeff<!doctype html><p>Ærø".encode(), "utf-8"),
        ("\ufeff<!doctype html><p>Ærø".encode("utf-16-le"), "utf-16-le"),
        ("<html><p>Ærø".encode("utf-16-be"), "utf-16-be"),
        ("<html><meta charset=iso-8859-1><p>Ærø".encode("cp1252"), "cp1252"),
        ("<html><meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>Ærø".encode(), "utf-8"),
        ("<html><meta charset=macintosh><p>Ærø".encode("mac-roman"), "mac-roman"),
        # Nothing else looks like UTF-8, and no page whose bytes can be read so far is UTF-16.
        ("<html><meta charset=windows-1252><p>Ærø".encode(), "utf-8"),
        ("<html><meta charset=utf-16><p>Ærø".encode(), "utf-8"),
        ("<html><meta charset=utf-8><p>Ærø".encode("cp1252"), "cp1252"),
        ("<html><meta charset=rot13><p>Ærø".encode(), "utf-8"),
        ("<html><p>Ærø".encode("cp1252"), "cp1252"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><html><p>Ærø".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_the_pages(data: bytes, encoding: str) -> None:
    read = html.read(data)
    assert (read.text, read.encoding, read.media_type) == ("Ærø\n", encoding, "text/html")


def test_xhtml_closes_its_elements_itself() -> None:
    data = (
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/><title/></head>'
        b"<body><p>En</p><div/><p><![CDATA[a < b]]></p></body></html>"
    )
    assert html.read(data).text == "En\n\na < b\n"


def mhtml(head: str, *parts: str) -> bytes:
    body = "".join(f"--x\n{part}\n" for part in parts)
    return f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x{head}\n\n{body}--x--\n".encode()


def test_mhtml_is_the_page_in_it() -> None:
    text = quopri.encodestring("<p>Ærø</p><a href=b>B</a>".encode("cp1252")).decode()
    part = "Content-Type: text/html; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n"
    read = html.read(
        mhtml("", "Content-Type: image/png\n\nx", f"{part}Content-Location: https://eksempel.dk/a/\n\n{text}")
    )
    assert (read.text, read.media_type, read.encoding) == ("Ærø\n\nB\n", "multipart/related", "cp1252")
    assert links(read) == [("B", "https://eksempel.dk/a/b")]


def test_mhtml_begins_with_the_part_that_it_names() -> None:
    first = "Content-Type: text/html\n\n<p>Reklame"
    data = base64.b64encode(b"<p>Referat").decode()
    second = f"Content-Type: text/html\nContent-ID: <a@b>\nContent-Transfer-Encoding: base64\n\n{data}"
    assert html.read(mhtml('; start="<a@b>"', first, second)).text == "Referat\n"
    assert html.read(mhtml("", first, second)).text == "Reklame\n"


def test_mhtml_without_a_page_is_an_error() -> None:
    with pytest.raises(SourceError) as error:
        html.read(mhtml("", "Content-Type: image/png\n\nx"))
    assert str(error.value) == "is a saved web page (MHTML) without a page in it. Try: save the page again."


# Hostile pages.

COUNT = 20_000


@pytest.mark.parametrize(
    "markup",
    ["<div>", "<span>", "<ul><li>", "<table><tr><td>", "<b>", "<a href=x><div>", "<blockquote>x", "<div hidden>x"],
)
def test_elements_within_elements_are_refused_before_they_cost(markup: str) -> None:
    with pytest.raises(
        SourceError,
        match=r"^nests its elements too deep \(\d+ within each other\), so it is not read\. Try: open it in a browser,",
    ):
        page(markup * 2 * COUNT + "x")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>x", "x"),
        ("<option>x", "x"),
        ("<b>x</i>", "x"),
        ("</div>", ""),
        ("<a href='", ""),
        ('<a "', ""),
        ("<!--", ""),
        ("<", "<"),
        ("<script>", ""),
        ("<p><font>x", "x"),
        ("<li><a name=x>x", "x"),
        ("&#x110000;", "\ufffd"),
        ("<br>", ""),
    ],
)
def test_much_of_anything_takes_no_more_than_its_length(markup: str, text: str) -> None:
    read = page(markup * (COUNT // 4))
    assert set(read.text.replace("•", "").split()) <= {text, text * (COUNT // 4)}


def test_attributes_are_read_where_they_are_many() -> None:
    many = " ".join(f"a{n}=1" for n in range(COUNT))
    assert links(page(f"<a {many} href='b'>B</a>")) == [("B", "b")]


def test_a_deep_page_is_read() -> None:
    assert shown("<div><ul><li>" * 1000 + "x" + "</ul></div>" * 1000 + "<p>y")[-1] == "y"


def test_a_cell_over_many_columns_is_over_some() -> None:
    assert shown(f"<table><tr><td colspan=99999>a<td>{'<td colspan=999>b' * 3}") == ["a" + "\t" * 20 + "\tb\tb\tb"]


# Minutes.


@pytest.mark.parametrize("way", kinds_html.WAYS)
@pytest.mark.parametrize("name", ["sbsys/council-groups", "polweb/committee", "slagelse/council"])
def test_a_page_is_read_as_its_text(name: str, way: str) -> None:
    text = parse((SAMPLES / f"{name}.txt").read_bytes()).source.text
    read = parse(kinds_html.WAYS[way](text)).records
    assert kinds_compared.meaning(read) == kinds_compared.meaning(parse(text).records)


_TAGS = (
    "a", "article", "aside", "b", "blockquote", "br", "button", "dd", "details", "dl", "dt", "font", "footer", "form",
    "h1", "h2", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "q", "script", "section", "select", "option",
    "span", "style", "summary", "svg", "table", "tbody", "td", "textarea", "th", "tr", "ul",
)  # fmt: skip
_ATTRIBUTES = (
    "", "", "", "hidden", "href=x", "href='http://[x'", "style='display:none'", "style='white-space:pre'", "colspan=3",
    "start=5", "value=7", "reversed", "class=nav", "aria-hidden=true", "role=main", "style='display:block'",
)  # fmt: skip
_WORDS = ("x ", "  y\n", "&nbsp;", "1. Titel", "<!-- c -->", "<", "&#133;", "&#13;", "\u2028", " ")


def test_whatever_comes_gives_lines_with_links_in_order() -> None:
    rng = Random(14)
    for _ in range(400):
        pieces = [
            f"<{rng.choice(_TAGS)} {rng.choice(_ATTRIBUTES)}>{rng.choice(_WORDS)}</{rng.choice(_TAGS)}>"[
                : rng.randrange(60)
            ]
            for _ in range(rng.randrange(40))
        ]
        read = html.read("".join(pieces).encode())
        lines = read.text.splitlines(keepends=True)
        assert all(line.endswith("\n") and not line.endswith((" \n", "\r\n")) for line in lines)
        assert "\n" not in (*lines[:1], *lines[-1:])
        assert max(read.furniture, default=0) <= len(lines)
        offsets = [offset for link in read.links for offset in (link.start, link.end)]
        assert offsets == sorted(offsets)
        assert all(words and words == words.strip() and "\n" not in words for words, _ in links(read))
