"""What a DOCX gives: the text that one reads in Word, its links, its furniture; and what is refused."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import kinds_docx
from corpus import ROOT
from referat import parse
from referat.errors import SourceError
from referat.text.inputs import docx
from referat.text.inputs.docx_numbering import written
from referat.text.inputs.input import Link

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'


def part(name: str, inner: str) -> str:
    return f"<w:{name} {_NAMES}>{inner}</w:{name}>"


def packed(document: str | bytes, parts: dict[str, str] | None = None, links: dict[str, str] | None = None) -> bytes:
    """A DOCX of these parts, each related to the document by its name."""
    names = {name: name.rstrip("0123456789") for name in parts or {}}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/{kind}" Target="{name}.xml"/>' for name, kind in names.items()
    ) + "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/hyperlink" Target="{url}" TargetMode="External"/>'
        for name, url in (links or {}).items()
    )
    kinds = {"document": "document.main", **names}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_CONTENT}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    whole = f'<Relationship Id="a" Type="{_RELATED}/officeDocument" Target="word/document.xml"/>'
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{_RELATIONS}{types}</Types>')
        file.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships">{whole}</Relationships>')
        file.writestr("word/document.xml", document)
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        )
        for name, xml in (parts or {}).items():
            file.writestr(f"word/{name}.xml", xml)
    return data.getvalue()


def made(body: str, parts: dict[str, str] | None = None, links: dict[str, str] | None = None) -> bytes:
    return packed(part("document", f"<w:body>{body}</w:body>"), parts, links)


def text_of(body: str, parts: dict[str, str] | None = None) -> str:
    return docx.read(made(body, parts)).text


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if inner.startswith('<') else run(inner)}</w:p>"


def numbered(text: str, level: int, list_id: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(depth: int, form: str, text: str, more: str = "") -> str:
    said = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{said}</w:lvl>'


def pattern(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def of_pattern(list_id: int, number: int, more: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{number}"/>{more}</w:num>'


# Numbers.

LEVELS = pattern(
    0,
    level(0, "decimal", "%1."),
    level(1, "decimal", "%1.%2"),
    level(2, "lowerLetter", "%3)"),
    level(3, "decimal", "%4/", '<w:lvlRestart w:val="0"/>'),
)


def test_levels_are_counted_and_begin_anew_below_a_higher_one() -> None:
    body = "".join(numbered("x", depth) for depth in (0, 1, 1, 2, 2, 3, 0, 1, 2, 3))
    numbering = {"numbering": part("numbering", LEVELS + of_pattern(1, 0))}
    lines = "1. x\n1.1 x\n1.2 x\na) x\nb) x\n1/ x\n2. x\n2.1 x\na) x\n2/ x\n"
    assert text_of(body, numbering) == lines


def test_lists_of_one_pattern_count_on_unless_one_says_where_it_begins() -> None:
    seven = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "Del %1:")}</w:lvlOverride>'
    lists = LEVELS + of_pattern(1, 0) + of_pattern(2, 0) + of_pattern(3, 0, seven) + of_pattern(4, 0, other)
    body = "".join(numbered("x", 0, list_id) for list_id in (1, 2, 3, 3, 4))
    assert text_of(body, {"numbering": part("numbering", lists)}) == "1. x\n2. x\n7. x\n8. x\nDel IX: x\n"


def test_a_style_numbers_its_paragraphs_and_those_based_on_it() -> None:
    """By the level that names the style; a paragraph may leave the list, or stand in another."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Sag"><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Lukket"><w:basedOn w:val="Sag"/></w:style>'
    )
    lists = pattern(
        0, level(0, "decimal", "Punkt %1"), level(1, "decimal", "Sag %2", '<w:pStyle w:val="Sag"/>')
    ) + of_pattern(1, 0)
    sag, closed = '<w:pStyle w:val="Sag"/>', '<w:pStyle w:val="Lukket"/>'
    body = paragraph("Havnen", sag) + paragraph("Skolen", closed)
    body += paragraph("Uden", f'{sag}<w:numPr><w:numId w:val="0"/></w:numPr>') + paragraph("Vejen", sag)
    parts = {"styles": part("styles", styles), "numbering": part("numbering", lists)}
    assert text_of(body, parts) == "Sag 1 Havnen\n\nSag 2 Skolen\n\nUden\n\nSag 3 Vejen\n"


def test_a_pattern_may_stand_in_a_list_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Liste"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    lists = pattern(0, '<w:numStyleLink w:val="Liste"/>') + pattern(1, level(0, "decimal", "§ %1."))
    parts = {
        "styles": part("styles", styles),
        "numbering": part("numbering", lists + of_pattern(1, 0) + of_pattern(2, 1)),
    }
    assert text_of(numbered("x", 0), parts) == "§ 1. x\n"


def test_bullets_are_what_one_sees() -> None:
    font = '<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr>'
    lists = pattern(
        0,
        level(0, "bullet", "\uf0b7"),
        level(1, "bullet", "–"),
        level(2, "bullet", "o").replace("</w:lvl>", f"{font}</w:lvl>"),
    ) + of_pattern(1, 0)
    body = numbered("a", 0) + numbered("b", 1) + numbered("c", 2)
    assert text_of(body, {"numbering": part("numbering", lists)}) == "• a\n– b\n• c\n"


@pytest.mark.parametrize(
    ("form", "first", "later"),
    [
        ("decimal", "1", "28"), ("lowerLetter", "a", "bb"), ("upperLetter", "A", "BB"), ("lowerRoman", "i", "xxviii"),
        ("upperRoman", "I", "XXVIII"), ("ordinal", "1.", "28."), ("decimalZero", "01", "28"), ("none", "", ""),
        ("chicago", "1", "28"),
    ],
)  # fmt: skip
def test_forms_of_numbers(form: str, first: str, later: str) -> None:
    assert (written(1, form), written(28, form)) == (first, later)


# What is read and what is not.


def test_changes_are_accepted() -> None:
    body = paragraph(
        run("Godkendt")
        + f'<w:ins w:id="1">{run(" med ændringer")}</w:ins>'
        + '<w:del w:id="2"><w:r><w:delText> ikke</w:delText></w:r></w:del>'
        + f'<w:moveFrom w:id="3">{run(" flyttet")}</w:moveFrom>{run(".")}'
    )
    body += paragraph("Linjens ", '<w:rPr><w:del w:id="4"/></w:rPr>') + paragraph("slutning")
    body += f'<w:tbl><w:tr><w:trPr><w:del w:id="5"/></w:trPr><w:tc>{paragraph("slettet")}</w:tc></w:tr></w:tbl>'
    assert text_of(body) == "Godkendt med ændringer.\nLinjens slutning\n"


def test_hidden_text_codes_of_fields_and_what_to_fill_in_are_left_out() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>DATE</w:instrText></w:r>"
    date = f"{mark.format('begin')}{code}{mark.format('separate')}{run('3. marts')}{mark.format('end')}"
    body = paragraph(run("Skjult ", "<w:vanish/>") + date + run(" 2020"))
    body += f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Klik her')}</w:sdtContent></w:sdt>"
    body += f"<w:sdt><w:sdtContent>{paragraph('Udfyldt')}</w:sdtContent></w:sdt>"
    assert text_of(body) == "3. marts 2020\nUdfyldt\n"


def test_breaks_tabs_and_hyphens() -> None:
    inner = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r>"
    )
    assert text_of(paragraph(inner)) == "a\tb\nc-d\u00ad\n"


def test_pages_begin_with_a_form_feed() -> None:
    body = paragraph("en") + paragraph('<w:r><w:lastRenderedPageBreak/><w:br w:type="page"/></w:r>') + paragraph("to")
    body += paragraph("tre", "<w:pageBreakBefore/>") + paragraph("slut", "<w:sectPr/>") + paragraph("fire")
    body += paragraph("mere", '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>') + paragraph("fem")
    body += '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    assert text_of(body) == "en\n\fto\n\ftre\nslut\n\ffire\nmere\nfem\n"


def test_space_between_paragraphs_is_a_blank_line() -> None:
    wide, narrow = '<w:spacing w:before="240"/>', '<w:spacing w:after="40"/>'
    hugging = '<w:spacing w:before="240"/><w:contextualSpacing/>'
    body = paragraph("a") + paragraph("b", wide) + paragraph("c", narrow) + paragraph("d", hugging)
    assert text_of(body + paragraph("")) == "a\n\nb\nc\n\nd\n\n"


def test_links_have_their_places() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText>HYPERLINK "https://nordby.example/b"</w:instrText></w:r>'
    field = f"{mark.format('begin')}{code}{mark.format('separate')}{run('Kort')}{mark.format('end')}"
    body = paragraph(f'{run("Se ")}<w:hyperlink r:id="to">{run("Bilag")}{run(" 1")}</w:hyperlink>{run(" her")}')
    body += paragraph(f'<w:hyperlink w:anchor="top">{run("op")}</w:hyperlink>') + paragraph(field)
    read = docx.read(made(body, links={"to": "https://nordby.example/a"}))
    assert read.text == "Se Bilag 1 her\nop\nKort\n"
    assert read.links == (Link(3, 10, "https://nordby.example/a"), Link(18, 22, "https://nordby.example/b"))


def test_headers_notes_and_footers_are_furniture() -> None:
    note = '<w:footnote w:id="2">' + paragraph(" Se bilag.") + "</w:footnote>"
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>'
        '<w:footerReference w:type="first" r:id="footer2"/></w:sectPr>'
    )
    parts = {
        "header1": part("hdr", paragraph("Nordby Kommune")),
        "footer1": part("ftr", paragraph("Side 1")),
        "footer2": part("ftr", paragraph("Vises ikke")),
        "footnotes": part("footnotes", note),
    }
    read = docx.read(made(paragraph(f'{run("Godkendt")}<w:r><w:footnoteReference w:id="2"/></w:r>') + section, parts))
    assert read.text == "Nordby Kommune\n\nGodkendt[1]\n\n[1] Se bilag.\n\nSide 1\n"
    assert read.furniture == {0, 4, 6}
    assert read.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_text_boxes_are_read_once_below_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('Boks')}</w:txbxContent>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    drawn = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    assert text_of(paragraph(f"<w:r>{drawn}<w:t>Titel</w:t></w:r>") + paragraph("Efter")) == "Titel\nBoks\nEfter\n"


# Tables.


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(*lines: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, lines))}</w:tc>"


def test_a_row_is_a_line_its_cells_below_each_other() -> None:
    merged = cell("", properties="<w:vMerge/>")
    body = table(
        cell("Gruppe A", properties='<w:vMerge w:val="restart"/>') + cell("Asta Birkholm") + cell("x"),
        merged + cell("Bo Elkær") + cell("") + cell("x"),
        cell("Gæster", properties='<w:gridSpan w:val="3"/>') + cell("x"),
    )
    assert text_of(body).splitlines() == [
        "Gruppe A    Asta Birkholm    x",
        f"            Bo Elkær{' ' * 14}x",
        f"Gæster{' ' * 28}x",
    ]


def test_cells_of_many_lines_stand_below_each_other() -> None:
    beside = table(cell("Dato:", "Sted:") + cell("3. marts", "Salen"))
    label = table(cell("1") + cell("Havnen") + cell("Godkendt.", "Udsat til maj.", "Se bilag."))
    nested = table(f"<w:tc>{table(cell('a') + cell('b'))}</w:tc>")
    lines = "Dato:    3. marts\nSted:    Salen\n1    Havnen\nGodkendt.\nUdsat til maj.\nSe bilag.\na    b\n"
    assert text_of(beside + label + nested) == lines


# What is refused.

_AGAIN = "Try: open it in Word or LibreOffice and save it again."
_DAMAGED = "is a damaged Word document: "
_TOO_MUCH = (
    "holds more XML than is read of one file (over 32 MB, or 600,000 marks). "
    "Try: soffice --headless --convert-to txt:Text FILE"
)
_NOT_WORD = (
    "is a zip archive without a Word document in it (there is no word/document.xml). "
    "Try: unzip -l FILE, to see what it holds."
)
_DECLARED = f"holds a document type declaration, which no Word document has; it is not read. {_AGAIN}"
_BOMB = '<!DOCTYPE x [<!ENTITY a "bb"><!ENTITY c SYSTEM "file:///etc/passwd">]>' + part("document", "&a;&c;")
_NO_XML = f"{_DAMAGED}its part word/document.xml is no XML"
_OLE = b"\xd0\xcf\x11\xe0" + bytes(20)


def _other_archive() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("a.txt", "a")
    return data.getvalue()


def _cut_inside() -> bytes:
    data = bytearray(made(paragraph("x" * 50)))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 20] = bytes(20)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", f"{_DAMAGED}it does not begin as a zip archive does. {_AGAIN}"),
        (b"PK\x03\x04", f"{_DAMAGED}its zip archive cannot be opened (File is not a zip file). {_AGAIN}"),
        (made("")[:-30], f"{_DAMAGED}its zip archive cannot be opened (File is not a zip file). {_AGAIN}"),
        (_other_archive(), _NOT_WORD),
        (packed(part("styles", "")), _NOT_WORD),
        (made("<w:p>"), f"{_NO_XML} (mismatched tag: line 1, column 287). {_AGAIN}"),
        (packed(_BOMB), _DECLARED),
        (packed(('<?xml version="1.0" encoding="utf-16"?>' + _BOMB).encode("utf-16")), _DECLARED),
        (made("<w:p/>" * 700_000), _TOO_MUCH),
        (made(" " * (33 << 20)), _TOO_MUCH),
        (
            made("<w:ins>" * 130 + "</w:ins>" * 130),
            "holds parts inside each other more than 120 deep; it is not read. "
            "Try: open it in Word or LibreOffice and save it as plain text.",
        ),
        (
            _OLE + "EncryptedPackage".encode("utf-16-le"),
            "is encrypted: it opens with a password alone. Try: open it in Word and save it without a password.",
        ),
        (_OLE, "is an old Word document (.doc), no DOCX. Try: soffice --headless --convert-to docx FILE"),
    ],
    ids=[
        "empty", "begun", "cut", "archive", "other part", "xml", "entities", "utf-16", "elements", "bytes", "deep",
        "encrypted", "doc",
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as error:
        docx.read(data)
    assert str(error.value) == message


def test_a_damaged_part_says_which() -> None:
    with pytest.raises(SourceError, match=r"is a damaged Word document: its part word/document.xml cannot be unpacked"):
        docx.read(_cut_inside())


def test_rings_of_styles_and_lists_end() -> None:
    ring = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    styles = ring.format("a", "b") + ring.format("b", "a")
    loop = '<w:style w:type="numbering" w:styleId="l"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    lists = pattern(0, '<w:numStyleLink w:val="l"/>') + of_pattern(1, 0)
    parts = {"styles": part("styles", styles + loop), "numbering": part("numbering", lists)}
    assert text_of(paragraph("x", '<w:pStyle w:val="a"/>') + numbered("y", 0), parts) == "x\ny\n"


# Minutes.


@pytest.mark.parametrize("way", kinds_docx.WAYS)
@pytest.mark.parametrize("sample", ["sbsys/committee", "slagelse/council"])
def test_minutes_read_the_same_from_word(way: str, sample: str) -> None:
    text = (ROOT / "samples" / f"{sample}.txt").read_text("utf-8")
    read = parse(docx.read(kinds_docx.WAYS[way](text)).text).meeting
    wanted = parse(text).meeting
    assert [(item.number, item.title, item.case_number) for item in read.items] == [
        (item.number, item.title, item.case_number) for item in wanted.items
    ]
    assert (read.date, read.body, read.people) == (wanted.date, wanted.body, wanted.people)


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: apt install libreoffice-writer"
)
def test_the_words_and_numbers_are_those_that_libreoffice_reads(tmp_path: Path) -> None:
    """Numbers of paragraphs and of styles, of several levels, and tables' cells: all that its own text has."""
    in_list = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    parts = {
        "numbering": part("numbering", LEVELS + of_pattern(1, 0)),
        "styles": part(
            "styles",
            f'<w:style w:type="paragraph" w:styleId="sag"><w:name w:val="Sag"/><w:pPr>{in_list}</w:pPr></w:style>',
        ),
    }
    depths = (0, 1, 1, 2, 3, 0, 1, 2)
    body = "".join(numbered(f"punkt {n}", depth) for n, depth in enumerate(depths))
    files = {"levels": made(body + paragraph("Havnen", '<w:pStyle w:val="sag"/>'), parts)}
    for sample in ("sbsys/committee", "slagelse/council"):
        text = (ROOT / "samples" / f"{sample}.txt").read_text("utf-8")
        files |= {f"{sample[:2]} {name}": way(text) for name, way in kinds_docx.WAYS.items()}
    for name, data in files.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    how = ("--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path))
    paths = map(str, sorted(tmp_path.glob("*.docx")))
    subprocess.run(["soffice", profile, *how, *paths], check=True, capture_output=True, timeout=300)
    for name, data in files.items():
        wanted = (tmp_path / f"{name}.txt").read_text("utf-8-sig")
        assert docx.read(data).text.split() == wanted.split(), name
