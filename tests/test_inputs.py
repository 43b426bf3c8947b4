"""Files that are no plain text: known by their content, read by a module a kind, with what they say beside letters."""

import io
import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from referat.archive.batch.run import Options, batch
from referat.cli.app import app
from referat.errors import SourceError
from referat.reader import parse
from referat.text.inputs import kinds
from referat.text.inputs.input import Box, Input, Link
from referat.text.inputs.kinds import Opening, kind_of
from referat.text.paper import PaperSpan, on_paper
from referat.text.source import Source, Span

runner = CliRunner()


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100
DOC = OLE + "WordDocument".encode("utf-16-le")
DOCX = zipped(**{"[Content_Types].xml": "", "word/document.xml": ""})
ODT = zipped(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""})
MHTML = b"From: <Saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=a\r\n\r\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\n%PDF-1.4", "pdf"),
        (b"{\\rtf1\\ansi x}", "rtf"),
        (b"<!DOCTYPE html>\n<p>x", "html"),
        (b"\xef\xbb\xbf\n <HTML lang=da>", "html"),
        (b'<?xml version="1.0"?>\n<!-- saved from url=(0026) -->\n<html>', "html"),
        (b"<title>Referat</title>", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
        ("\ufeff<html>".encode("utf-16-be"), "html"),
        (MHTML, "mhtml"),
        (DOCX, "docx"),
        (ODT, "odt"),
        (DOC, "doc"),
        (zipped(**{"a.txt": "x"}), None),
        (b"", None),
        (b"Referat\n\n<html> er et ord her\n", None),
        (b"<Punkt> 1\n", None),
        (b"Referat: MIME-Version:\nContent-Type: text/plain\n", None),
        ("\ufeffReferat".encode("utf-16-le"), None),
    ],
)
def test_a_kind_is_known_by_its_content(data: bytes, kind: str | None) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            zipped(**{"[Content_Types].xml": "", "xl/workbook.xml": ""}),
            "a b.x: is an office document without running text: a spreadsheet, say, or slides.",
        ),
        (
            zipped(**{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}),
            "a b.x: is an office document without running text: a spreadsheet, say, or slides.",
        ),
        (
            OLE,
            "a b.x: is an old office document without running text: a spreadsheet, slides, or mail.",
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "a b.x: is an office document encrypted with a password. Try: save it without the password.",
        ),
        (DOCX[:60], "a b.x: is a damaged zip archive or office document (File is not a zip file)."),
        (
            DOC,
            "a b.x: is an office document that has to be converted. "
            "Try: --convert, which runs LibreOffice; or soffice --headless --convert-to docx 'a b.x'",
        ),
        (zipped(**{"a.txt": "x"}), "a b.x: is a zip archive, not a document. Try: referat batch 'a b.x' OUT.db"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_try(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as error:
        Source.from_bytes(data, name="a b.x")
    assert str(error.value) == message


HEAD = "Byrådet, den 4. marts 2021, side 1"
LINES = (
    HEAD,
    "Referat",
    "Sted: Rådhuset",
    "",
    "1. Cykelsti ved skolen",
    "Indstilling",
    "Forvaltningen indstiller, at stien anlægges.",
    "Beslutning",
    "Godkendt.",
    "Bilag",
    "Kort over stien",
    "\fByrådet, den 4. marts 2021, side 2",
    "",
    "2. Budget",
    "Sagsfremstilling",
    "Se planen eller www.eksempel.dk/plan for mere.",
    "Beslutning",
    "Udsat.",
)
TEXT = "\n".join(LINES) + "\n"


def _link(words: str, url: str) -> Link:
    return Link(TEXT.index(words), TEXT.index(words) + len(words), url)


def _said(media_type: str = "application/pdf", *, boxes: bool = True) -> Input:
    second = next(i for i, line in enumerate(LINES) if line.startswith("\f"))
    places = tuple(
        Box(1 + (i >= second), 72.0, 10.0 * i, 300.0, 10.0 * i + 9) if line.strip() else None
        for i, line in enumerate(LINES)
    )
    links = (
        _link("Kort over stien", "https://eksempel.dk/kort.pdf"),
        _link("planen", "https://eksempel.dk/planen"),
        _link("www.eksempel.dk/plan", "https://eksempel.dk/andet"),
        _link("Udsat", "#top"),
    )
    return Input(TEXT, media_type, None, frozenset({0, second}), links, places if boxes else ())


@pytest.fixture
def reads_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[Input], None]:
    """Makes every PDF say what is given."""

    def say(said: Input) -> None:
        monkeypatch.setitem(sys.modules, "referat.text.inputs.pdf", SimpleNamespace(read=lambda _: said))

    return say


def test_a_files_furniture_links_and_pages_are_the_meetings(reads_as: Callable[[Input], None]) -> None:
    reads_as(_said())
    parsed = parse(b"%PDF-1.7 x", name="a.pdf")
    (record,) = parsed.records
    assert (record["source"]["media_type"], record["source"]["encoding"]) == ("application/pdf", None)
    assert record["source"]["sha256"] == sha256(b"%PDF-1.7 x").hexdigest()
    assert (record["body"], str(record["date"])) == ("Byrådet", "2021-03-04")
    assert [(item["title"], item["page"]) for item in record["items"]] == [("Cykelsti ved skolen", 1), ("Budget", 2)]
    first, second = record["items"]
    assert first["attachments"] == [{"title": "Kort over stien", "url": "https://eksempel.dk/kort.pdf"}]
    assert [link["url"] for link in second["sections"][0]["links"]] == [
        "https://eksempel.dk/planen",
        "www.eksempel.dk/plan",
    ]
    span = second["sections"][0]["links"][0]["span"]
    assert parsed.source.text[span["start"] : span["end"]] == "planen"
    assert [each["value"] for each in second["sections"][0]["mentions"]] == ["www.eksempel.dk/plan"]
    assert second["decision"]["text"] == "Udsat."
    told = [(token.span.first_line, token.rule) for token in parsed.tokens if token.kind == "noise"]
    assert told == [(1, "furniture of the file"), (12, "furniture of the file")]


def test_places_have_the_boxes_of_their_lines(reads_as: Callable[[Input], None]) -> None:
    reads_as(_said())
    (places,) = parse(b"%PDF-1.7 x").places
    (span,) = places["/items/0/title"]
    assert isinstance(span, PaperSpan)
    assert span.boxes == ({"page": 1, "left": 72.0, "top": 40.0, "right": 300.0, "bottom": 49.0},)
    source = Source.from_bytes(b"%PDF-1.7 x")
    over = on_paper(source, Span(0, len(TEXT), 9, 14))
    assert isinstance(over, PaperSpan)
    assert [(box["page"], box["top"], box["bottom"]) for box in over.boxes] == [(1, 80.0, 109.0), (2, 110.0, 139.0)]


def test_what_a_web_page_has_around_its_text_tells_nothing(reads_as: Callable[[Input], None]) -> None:
    reads_as(_said("text/html", boxes=False))
    (record,) = parse(b"%PDF-1.7 x").records
    assert (record["body"], record["date"]) == (None, None)
    assert [item["page"] for item in record["items"]] == [None, None]


def test_every_command_reads_them(reads_as: Callable[[Input], None], tmp_path: Path) -> None:
    reads_as(_said())
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 x")
    record = json.loads(runner.invoke(app, ["parse", "--places", str(path)]).output)
    assert record["places"]["/items/1/title"][0]["boxes"][0]["page"] == 2
    assert json.loads(runner.invoke(app, ["parse", "-"], input=b"%PDF-1.7 x").output)["body"] == "Byrådet"
    assert "furniture of the file" in runner.invoke(app, ["explain", "--why", "1", str(path)]).output
    assert runner.invoke(app, ["check", str(path)]).exit_code == 0
    assert runner.invoke(app, ["text", str(path)]).output == TEXT
    marked = runner.invoke(app, ["text", "--furniture", str(path)]).output
    assert marked.startswith("| Byrådet, den 4. marts 2021, side 1\n  Referat\n")
    assert "\n\f| Byrådet, den 4. marts 2021, side 2\n  \n  2. Budget\n" in marked


def test_archives_hold_them(reads_as: Callable[[Input], None], tmp_path: Path) -> None:
    reads_as(_said())
    (tmp_path / "in.zip").write_bytes(zipped(**{"a/b.pdf": "%PDF-1.7 x"}))
    out = tmp_path / "out.ndjson"
    # In this process: another one would read the file itself.
    with ThreadPoolExecutor(1) as executor:
        summary = batch([str(tmp_path / "in.zip")], str(out), Options(executor=executor, jobs=1))
    assert (summary.totals.meetings, summary.totals.failures) == (1, 0)
    (line,) = out.read_text("utf-8").splitlines()
    assert json.loads(line)["source"]["media_type"] == "application/pdf"


def test_an_encoding_that_is_given_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(
        "Referat fra Økonomiudvalget\nMøde den 4. marts 2021\n\n1. Sti\nBeslutning\nGodkendt.\n".encode("cp037")
    )
    record = json.loads(runner.invoke(app, ["parse", "--encoding", "cp037", str(path)]).output)
    assert (record["source"]["encoding"], record["body"]) == ("cp037", "Økonomiudvalget")
    result = runner.invoke(app, ["parse", "--encoding", "rot13", str(path)])
    assert (result.exit_code, result.output) == (
        2,
        "referat: no encoding is called 'rot13'; say --encoding cp850, for one.\n",
    )
    with pytest.raises(SourceError) as error:
        parse(b"x", opening=Opening("klingon"))
    assert str(error.value) == "no encoding is called 'klingon'. Try: --encoding cp850, for one."


def test_an_encoding_that_is_given_outweighs_a_web_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    page = SimpleNamespace(read=lambda data: Input(data.decode("utf-8-sig"), "text/html", "utf-8"))
    monkeypatch.setitem(sys.modules, "referat.text.inputs.html", page)
    said = kinds.read("<html>Ærø".encode("cp850"), Opening("cp850"))
    assert said is not None
    assert (said.text, said.encoding) == ("<html>Ærø", "cp850")


SOFFICE = """#!/bin/sh
for last; do :; done
case "$*" in *--convert-to\\ docx*) ;; *) exit 3;; esac
{what}
"""


def _soffice(folder: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    program = folder / "soffice"
    program.write_text(SOFFICE.format(what=what))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for LibreOffice")
def test_old_documents_are_converted_where_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        sys.modules, "referat.text.inputs.docx", SimpleNamespace(read=lambda data: Input(data.decode(), "x/docx"))
    )
    _soffice(tmp_path, monkeypatch, 'printf Referat > "$last.docx"')
    said = kinds.read(DOC, Opening(convert=True))
    assert said is not None
    assert (said.text, said.media_type) == ("Referat", "application/msword")
    _soffice(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(SourceError) as error:
        kinds.read(ODT, Opening(convert=True), name="b.odt")
    assert str(error.value) == (
        "b.odt: LibreOffice could not convert it. Try: soffice --headless --convert-to docx b.odt"
    )
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(SourceError) as error:
        kinds.read(ODT, Opening(convert=True), name="b.odt")
    assert str(error.value) == (
        "b.odt: LibreOffice converts it, and there is no soffice on the PATH. "
        "Try: where it is installed: soffice --headless --convert-to docx b.odt"
    )


_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_LINKING = (
    f'<office:document-content xmlns:office="{_OPEN}:office:1.0" xmlns:text="{_OPEN}:text:1.0" '
    f'xmlns:draw="{_OPEN}:drawing:1.0" xmlns:svg="{_OPEN}:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text><text:p>Referat'
    '<draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char">'
    '<draw:image xlink:href="http://127.0.0.1:{port}/a.png" xlink:type="simple"/></draw:frame></text:p>'
    '<text:section text:name="a"><text:section-source xlink:href="http://127.0.0.1:{port}/a.txt"/>'
    "<text:p>Godkendt</text:p></text:section></office:text></office:body></office:document-content>"
)
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice: apt install libreoffice-writer")
def test_libreoffice_fetches_nothing_that_a_document_links_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        parts = {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": _LINKING.replace("{port}", str(listening.getsockname()[1])),
            "META-INF/manifest.xml": _MANIFEST,
        }
        said = kinds.read(zipped(**parts), Opening(convert=True))
        listening.settimeout(0)
        with pytest.raises(BlockingIOError):  # nobody has knocked
            listening.accept()
    assert said is not None
    assert said.text.split() == ["Referat", "Godkendt"]


def test_text_starts_without_what_other_kinds_need() -> None:
    code = (
        "import sys; from referat.reader import parse; parse(b'Referat'); "
        "print([m for m in ('zipfile', 'subprocess', 'pypdfium2', 'selectolax', 'docx', 'lxml', 'striprtf') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
