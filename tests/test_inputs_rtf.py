"""What an RTF document gives: the text that one reads in Word, its links, its furniture; and what is refused."""

import pytest

from referat.errors import SourceError
from referat.text.inputs import rtf
from referat.text.inputs.input import Link


def made(body: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset2 Symbol;}{\f2\fcharset77 Geneva;}}"
            + body + "}").encode("latin-1")  # fmt: skip


def text_of(body: str) -> str:
    return rtf.read(made(body)).text


def test_letters_come_in_many_ways() -> None:
    body = r"\'e6\u248\'f8{\uc2\u229 ??}å {\upr{?}{\*\ud\u8364 ?}} \u-10179?\u-8704? {\f2\'be}{\f1\'b7}"
    body += r" a\~b\_c\-d\endash\{\}\\"
    assert text_of(body) == "æøåå € 😀 æ• a\u00a0b-c\u00add–{}\\\n"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [(r"\ansi\ansicpg1252", "cp1252"), (r"\mac", "mac_roman"), (r"\pca", "cp850"), (r"\ansi\ansicpg850", "cp850")],
)
def test_the_head_says_the_encoding(head: str, encoding: str) -> None:
    data = rb"{\rtf1" + head.encode() + b" " + "Æblehaven på Søvej".encode(encoding) + b"}"
    read = rtf.read(data)
    assert (read.text, read.encoding, read.media_type) == ("Æblehaven på Søvej\n", encoding, "application/rtf")


def test_paragraphs_lines_and_space_between_them() -> None:
    body = "\\pard a\\line b\\par\n\\pard\\sb240 c\\par\\pard d\\\ne\\par"
    assert text_of(body) == "a\nb\n\nc\nd\ne\n"


def test_what_is_not_shown_is_left_out() -> None:
    body = (
        r"{\info{\title T}}{\*\generator G}{\stylesheet{\s1 S;}}a{\v skjult}{\deleted slettet} b"
        r"{\pict\wmetafile8 0102}{\*\unknown u}{\pict\bin5 }}{{}} c"
    )
    assert text_of(body) == "a b c\n"


def test_numbers_of_lists_are_those_the_writer_counted() -> None:
    body = r"\pard{\listtext\pard\plain 1.\tab}\ls1 Havnen\par{\pntext\f1\'b7\tab}Skolen\par"
    assert text_of(body) == "1. Havnen\n• Skolen\n"


def test_pages_begin_with_a_form_feed() -> None:
    body = r"en\par\page to\par\pard\pagebb tre\par\pard slut\sect\sectd fire\sect\sectd\sbknone fem\par"
    assert text_of(body) == "en\n\fto\n\ftre\nslut\n\ffire\nfem\n"


def test_headers_notes_and_footers_are_furniture() -> None:
    body = (
        r"{\headerf Nordby Kommune\par}{\header Nordby Kommune\par}"
        r"{\footer Side {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
        r"Godkendt{\super\chftn}{\footnote\chftn  Se bilag.} nu\par"
    )
    read = rtf.read(made(body))
    assert read.text == "Nordby Kommune\n\nGodkendt[1] nu\n\n[1] Se bilag.\n\nSide 1\n"
    assert read.furniture == {0, 4, 6}


def test_links_have_their_places() -> None:
    body = r'Se {\field{\*\fldinst{HYPERLINK "https://nordby.example/a"}}{\fldrslt{\ul Bilag 1}}}'
    body += r" og {\field{\fldinst PAGE}{\fldrslt 2}}\par"
    read = rtf.read(made(body))
    assert (read.text, read.links) == ("Se Bilag 1 og 2\n", (Link(3, 10, "https://nordby.example/a"),))


def test_text_boxes_stand_below_their_paragraph() -> None:
    body = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt Boks\par}}{\shprslt{\*\do Boks}}}Titel\par Efter\par"
    assert text_of(body.replace(r"{\sp{\sn a}{\sv 1}}", "")) == "Titel\nBoks\nEfter\n"


def test_tables() -> None:
    row = r"\trowd\cellx1000\cellx5000\cellx6000\pard\intbl Asta Birkholm\cell {}\cell x\cell\row"
    merged = r"\trowd\cellx1000\clvmrg\cellx5000\cellx6000\pard\intbl Bo\cell skjult\cell\cell\row"
    nested = (
        r"\trowd\cellx6000\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}"
        r"\pard\intbl\itap1\cell\row"
    )
    body = f"Til stede:\\par{row.format('A')}{merged}{nested}\\pard Efter\\par"
    assert text_of(body) == "Til stede:\nAsta Birkholm    A    x\nBo\na    b\nEfter\n"


_DEEP = (
    "holds groups inside each other more than 200 deep; it is not read. "
    "Try: open it in Word or LibreOffice and save it as plain text."
)
_CUT = (
    "is a damaged RTF document: it ends before its last brace, so the end of the text is lost. "
    "Try: get the whole file, or open it in Word or LibreOffice and save it again."
)
_MANY = (
    "holds more than 600,000 control words and braces; it is not read. "
    "Try: soffice --headless --convert-to txt:Text FILE"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "does not begin as an RTF document does. Try: file FILE, to see what it is."),
        (made("a")[:-1], _CUT),
        (made(r"\bin999999999 a"), _CUT),
        (made("{" * 300 + "}" * 300), _DEEP),
        (made(r"\b" * 600_001), _MANY),
        (
            made(r"\pard\itap8 a\par\pard b\par" * 1_500),
            "holds more than 10,000 tables; it is not read. Try: soffice --headless --convert-to txt:Text FILE",
        ),
    ],
    ids=["empty", "cut", "bin", "deep", "words", "tables"],
)
def test_what_cannot_be_read_says_why(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as error:
        rtf.read(data)
    assert str(error.value) == message


def test_closing_braces_too_many_and_what_follows_them_are_no_text() -> None:
    assert rtf.read(made(r"a\par") + b"}} b\0\0").text == "a\n"
