"""Bytes become text with places: encodings, lines, the view, and what is refused."""

import pytest

from referat import parse
from referat.errors import SourceError
from referat.text.source import Source, Span
from referat.text.spacing import tidy
from referat.text.viewed import gaps


@pytest.mark.parametrize(
    ("data", "encoding", "certain", "text"),
    [
        (b"", "utf-8", True, ""),
        ("Ålborg".encode(), "utf-8", True, "Ålborg"),
        (b"\xef\xbb\xbf" + "Ålborg".encode(), "utf-8", True, "Ålborg"),
        (b"\xff\xfe" + "Ålborg".encode("utf-16-le"), "utf-16-le", True, "Ålborg"),
        (b"\xfe\xff" + "Ålborg".encode("utf-16-be"), "utf-16-be", True, "Ålborg"),
        ("Ålborg – ’Æ’".encode("cp1252"), "cp1252", False, "Ålborg – ’Æ’"),
        (b"\xef\xbb\xbf", "utf-8", True, ""),
        ("Referat, Ålborg – ét".encode("utf-16-le"), "utf-16-le", True, "Referat, Ålborg – ét"),
        ("Referat, Ålborg – ét".encode("utf-16-be"), "utf-16-be", True, "Referat, Ålborg – ét"),
        ("Ålborg på Ærø".encode("cp850"), "cp850", False, "Ålborg på Ærø"),
        ("på Ærø, § 4 »nu«".encode("cp850"), "cp850", False, "på Ærø, § 4 »nu«"),
        ("på Ærø ≥ 4".encode("cp865"), "cp865", False, "på Ærø ≥ 4"),
        ("på ╔══╗ Ø".encode("cp850"), "cp850", False, "på ╔══╗ Ø"),
        ("Ålborg – »Ærø«".encode("mac-roman"), "mac-roman", False, "Ålborg – »Ærø«"),
        ("Nu ”i dag” – §".encode("cp1252"), "cp1252", False, "Nu ”i dag” – §"),
    ],
)
def test_bytes_are_decoded_by_mark_then_utf8_then_windows(data: bytes, encoding: str, certain: bool, text: str) -> None:
    source = Source.from_bytes(data)
    assert (source.encoding, source.certain, source.text) == (encoding, certain, text)
    assert source.encode() == data


def test_utf8_with_a_damaged_place_stays_utf8() -> None:
    source = Source.from_bytes("Rådet på Ærø mødtes på rådhuset i går. Øvrige: å".encode()[:-1])
    assert source.encoding == "utf-8"
    assert source.replaced == 1
    assert source.text.endswith("Øvrige: \ufffd")


def test_a_replacement_character_that_the_bytes_hold_is_no_damage() -> None:
    assert Source.from_bytes("a\ufffdb".encode()).replaced == 0


def test_lines_end_at_line_feeds_only() -> None:
    source = Source("a\vb\x85c\u2028d\r\ne\n")
    assert source.lines == ["a\vb\x85c\u2028d\r", "e"]
    assert source.text_lines() == ["a\vb\x85c\u2028d\r\n", "e\n"]


def test_a_page_begins_a_line_of_the_view_where_the_text_has_no_end_above_it() -> None:
    source = Source("a \fb\n\fc\f\n")
    assert source.lines == ["a", "\fb", "\fc\f"]
    assert source.text_lines() == ["a \fb\n", "\fc\f\n"]
    assert [source.number(i) for i in range(3)] == [0, 0, 1]
    a = source.view.index("b")
    assert source.span_node(a, a + 1) == {"start": 3, "end": 4, "first_line": 1, "last_line": 1}


def test_a_hyphen_as_pdfium_writes_it_at_a_lines_end_ends_the_line() -> None:
    source = Source("Natur\ufffeog\nsag 12\ufffe05, \ufffe\nb")
    assert source.lines == ["Natur-", "og", "sag 12-", "05, -", "b"]
    assert source.parted(source.text) == ["Natur\ufffe", "og", "sag 12\ufffe", "05, \ufffe", "b"]
    assert source.phrase(0, len("Natur-\nog")) == "Natur- og"
    joined = source.joined({0, 2})
    assert joined.lines == ["Natur- og", "sag 12-05, -", "b"]
    assert [joined.number(i) for i in range(3)] == [0, 1, 2]
    a = joined.view.index("05")
    assert joined.span_node(a, a + 2) == {"start": 16, "end": 18, "first_line": 2, "last_line": 2}


def test_the_last_line_may_have_no_end() -> None:
    assert Source("a\n\nb").lines == ["a", "", "b"]
    assert Source("").lines == []
    assert Source("\n").lines == [""]
    assert Source("a\n\ufeff").text_lines() == ["a\n", "\ufeff"]


def test_spans_are_offsets_in_the_text_whatever_the_view_drops() -> None:
    text = "\u00adMø\u00adde\u00a0på\n A\u030agade\r\n"
    source = Source(text)
    assert source.view == "Møde på\n Ågade\r\n"
    a = source.view.index("Ågade")
    span = source.span(a, a + len("Ågade"))
    assert text[span.start : span.end] == "A\u030agade"
    assert (span.first_line, span.last_line) == (2, 2)
    assert source.verbatim(0, 7) == "Møde på"
    span = source.span(0, 7)
    assert text[span.start : span.end] == "Mø\u00adde\u00a0på"


def test_a_span_over_lines_names_the_first_and_the_last() -> None:
    source = Source("a\nbb\nccc\n")
    assert source.span(0, 5) == Span(0, 5, 1, 3 - 1)
    assert source.span(2, 8) == Span(2, 8, 2, 3)
    assert source.span(5, 5) == Span(5, 5, 3, 3)


def test_lines_that_are_joined_keep_their_places_in_the_text() -> None:
    text = "Åse  og\r\n   Bo\u00ad  \nElm\n\nEnde"
    source = Source(text).joined({0, 1})
    assert source.lines == ["Åse og Bo Elm", "", "Ende"]
    assert [source.number(i) for i in range(3)] == [0, 3, 4]
    assert [source.first_of(i) for i in range(5)] == [0, 0, 0, 3, 4]
    for word, line in (("Åse", 1), ("og", 1), ("Bo", 2), ("Elm", 3), ("Ende", 5)):
        a = source.view.index(word)
        span = source.span(a, a + len(word))
        assert text[span.start : span.end] == word
        assert (span.first_line, span.last_line) == (line, line)
    assert source.phrase(0, source.view.index("\n")) == "Åse og Bo Elm"
    assert source.verbatim(source.view.index("Bo"), source.view.index("\n")) == "Bo\nElm"
    assert source.line_count == 5
    assert Source(text).joined(()).lines == Source(text).lines


def test_decomposed_letters_stay_decomposed_in_what_comes_out() -> None:
    source = Source("A\u030agade")
    assert source.view == "Ågade"
    assert source.verbatim(0, 5) == "A\u030agade"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("  a  ", "  a"),
        ("\n\n a\t\n \n\n\nb \n\n", " a\n\nb"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_tidy_strips_right_and_joins_blank_lines(text: str, wanted: str) -> None:
    assert tidy(text) == wanted


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"\x89PNG\r\n",
            "x.bin: is a picture, not text. "
            "Try: ocrmypdf --image-dpi 300 -l dan x.bin OUT.pdf, which reads text from pictures.",
        ),
        (b"R\0\0\0\0\0", "x.bin: holds NUL bytes, so it is no text. Try: file x.bin, to see what it is."),
        (
            b"\x01\x02\x03 Referat",
            "x.bin: holds 3 control characters in 11 bytes, so it is no text. Try: file x.bin, to see what it is.",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_try(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as error:
        Source.from_bytes(data, name="x.bin")
    assert str(error.value) == message


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(SourceError) as error:
        Source("a\ud800", name="x")
    assert str(error.value) == (
        "x: holds a lone surrogate at character 1, so it is no valid text. "
        'Try: decode the bytes without errors="surrogateescape".'
    )


MARKED_UP = "<strong>Møde</strong> <em>nr.</em> 7<br />\n\nSalen<br />\n\nkl. 17 <br/>\n\n\nSlut<br />\n"


def test_marks_of_a_pages_source_are_not_in_the_view() -> None:
    source = Source(MARKED_UP)
    assert [line for line in source.lines if line] == ["Møde nr. 7", "Salen", "kl. 17", "Slut"]
    a = source.view.index("Salen")
    span = source.span(a, a + len("Salen"))
    assert (MARKED_UP[span.start : span.end], span.first_line, span.last_line) == ("Salen", 3, 3)
    assert "".join(source.text_lines()) == MARKED_UP


@pytest.mark.parametrize("end", ["<br />", "<br>", " <br/>"])
def test_no_value_has_such_marks(end: str) -> None:
    head = (
        f"REFERAT{end}\n\nfor møde den <strong>26</strong>.<strong>04</strong>.<strong>2012</strong> i Byrådet{end}\n\n"
    )
    first = f"1. Godkendelse af plan <strong>2012</strong>-13{end}\n\nGodkendt i <em>marts</em>.{end}\n\n"
    meeting = parse(f"{head}{first}2. Orientering{end}\n\nIntet nyt.{end}\n").meeting
    assert (str(meeting.date), meeting.title) == ("2012-04-26", "REFERAT for møde den 26.04.2012 i Byrådet")
    assert [(item.title, item.lead) for item in meeting.items] == [
        ("Godkendelse af plan 2012-13", "Godkendt i marts."),
        ("Orientering", "Intet nyt."),
    ]


def test_words_between_such_marks_are_marked_though_no_line_ends_with_one() -> None:
    text = "<b>Møde</b> nr. <b>7</b>\n<strong>Salen</strong>\nkl. 17\n"
    source = Source(text)
    assert source.lines == ["Møde nr. 7", "Salen", "kl. 17"]
    assert source.phrase(0, len("Møde nr. 7")) == "Møde nr. 7"
    assert Source(text.replace("strong", "td")).view != source.view


def test_blank_lines_behind_such_marks_part_no_paragraphs() -> None:
    assert gaps(MARKED_UP) == {1, 3}
    assert gaps("Møde<br />\n\nSalen\n\nkl. 17\n") == frozenset()


def test_a_sentence_on_such_marks_stays_whole() -> None:
    text = "Skriv <strong> og <br /> i teksten, og <br /> igen, og <br /> til sidst.\n"
    assert Source(text).view == text
