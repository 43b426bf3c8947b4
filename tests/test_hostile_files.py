"""Broken and hostile files: each its code and its message, none a traceback, none much time or memory."""

import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

import hostile
from conftest import ROOT, Run
from referat.archive.batch.run import Options, batch
from referat.archive.outcomes import FAILURES
from referat.contract.diagnostics import CODES

#: Of a busy core 1.7 s are needed at most, for a page of 25,000 lines; of a slower one more. No file needs 300 MB.
SECONDS, MEGABYTES = 6.0, 300


class Refused(NamedTuple):
    """Why a file is refused: the code of a failure, or of a diagnostic, and what is said; FILE is its name."""

    code: str
    message: str


_SCAN = "Try: ocrmypdf -l dan FILE OUT.pdf, which reads text from pictures (OCRmyPDF)."
_PDF_DAMAGED = Refused("unreadable", "is a damaged PDF, or one without pages. Try: another copy of it.")
_ONE_SCAN = Refused("unreadable", f"is a PDF without text, 1 page that may be scanned. {_SCAN}")
_MEMORY = Refused(
    "too-large", "is a PDF that takes more than 200 MB of memory to read. Try: pdftotext FILE OUT.txt, and read that."
)
_AGAIN = "Try: open it in Word or LibreOffice and save it again."
_MUCH_XML = Refused(
    "too-large",
    "holds more XML than is read of one file (over 32 MB, or 600,000 marks). "
    "Try: soffice --headless --convert-to txt:Text FILE",
)
_DECLARED = Refused(
    "unreadable", f"holds a document type declaration, which no Word document has; it is not read. {_AGAIN}"
)
_PLAIN = "Try: open it in Word or LibreOffice and save it as plain text."
_CONVERT = Refused(
    "unreadable",
    "is an office document that has to be converted. "
    "Try: --convert, which runs LibreOffice; or soffice --headless --convert-to docx FILE",
)
_BROWSER = "Try: open it in a browser, and save or copy its text."
_NUL = Refused("unreadable", "holds NUL bytes, so it is no text. Try: file FILE, to see what it is.")
_NO_MINUTES = Refused(
    "not-minutes",
    "too little in it of what minutes have (a document type, a body and a date, items, section labels).",
)
_EMPTY = Refused("empty", "there is no text in it.")

EXPECTED: dict[str, Refused | None] = {
    "scanned.pdf": _ONE_SCAN,
    "encrypted.pdf": Refused(
        "unreadable", "is a PDF encrypted with a password. Try: qpdf --decrypt --password=PASSWORD FILE OUT.pdf"
    ),
    "damaged.pdf": _PDF_DAMAGED,
    "truncated.pdf": _PDF_DAMAGED,
    "no-pages.pdf": _PDF_DAMAGED,
    "5001-pages.pdf": Refused(
        "too-large",
        "has 5001 pages, more than any minutes (5000). "
        "Try: qpdf FILE --pages . 1-5000 -- OUT.pdf, which takes the first of them.",
    ),
    "said-pages.pdf": _NO_MINUTES,
    "objects.pdf": _NO_MINUTES,
    "deep.pdf": _ONE_SCAN,
    "ring.pdf": Refused("unreadable", f"is a PDF without text, 9 pages that may be scanned. {_SCAN}"),
    "bomb.pdf": _MEMORY,
    "bomb-twice.pdf": _MEMORY,
    "letters.pdf": _MEMORY,
    "forms.pdf": _MEMORY,
    "empty-forms.pdf": _MEMORY,
    "bomb.docx": _MUCH_XML,
    "entities.docx": _DECLARED,
    "fetching.docx": _DECLARED,
    "no-document.docx": Refused(
        "unreadable", "is an office document without running text: a spreadsheet, say, or slides."
    ),
    "other-document.docx": Refused(
        "unreadable",
        "is a zip archive without a Word document in it (there is no word/document.xml). "
        "Try: unzip -l FILE, to see what it holds.",
    ),
    "no-parts.docx": None,
    "cells.docx": _MUCH_XML,
    "deep.docx": Refused("too-large", f"holds parts inside each other more than 120 deep; it is not read. {_PLAIN}"),
    "members.docx": Refused("too-large", f"holds 11002 parts, more than 10000; it is not read. {_AGAIN}"),
    "deep.html": Refused(
        "too-large",
        f"nests its elements too deep (20000 within each other), so it is not read. {_BROWSER}",
    ),
    "elements.html": _NO_MINUTES,
    "more-elements.html": Refused("too-large", f"holds more than 150,000 elements; it is not read. {_BROWSER}"),
    "comments.html": Refused("too-large", f"holds more than 2,000,000 tags; it is not read. {_BROWSER}"),
    "attributes-apart.html": _NO_MINUTES,
    "links.html": _NO_MINUTES,
    "attributes.html": _NO_MINUTES,
    "scripts.html": _NO_MINUTES,
    "base64.mhtml": _NO_MINUTES,
    "no-page.mhtml": Refused(
        "unreadable", "is a saved web page (MHTML) without a page in it. Try: save the page again."
    ),
    "parts.mhtml": _NO_MINUTES,
    "deep.rtf": Refused("too-large", f"holds groups inside each other more than 200 deep; it is not read. {_PLAIN}"),
    "words.rtf": Refused(
        "too-large",
        "holds more than 600,000 control words and braces; it is not read. "
        "Try: soffice --headless --convert-to txt:Text FILE",
    ),
    "huge.rtf": _NO_MINUTES,
    "picture.rtf": None,
    "old.doc": _CONVERT,
    "open.odt": _CONVERT,
    "odd-utf16.txt": None,
    "lone.txt": _NO_MINUTES,
    "nul.txt": _NUL,
    "nul-megabytes.txt": _NUL,
    "random.bin": _NUL,
    "random-letters.txt": _NO_MINUTES,
    "empty.txt": _EMPTY,
    "blanks.txt": _EMPTY,
    "one-blank-line.txt": _EMPTY,
    "one-line.txt": _NO_MINUTES,
}  # fmt: skip
# Where the process that reads PDFs cannot be bounded, these would take the machine's memory.
COSTLY = {name for name, expected in EXPECTED.items() if expected is _MEMORY}
UNBOUNDED = COSTLY if sys.platform != "linux" else set()
KINDS = {
    "pdf": (".pdf",),
    "office": (".docx", ".rtf", ".doc", ".odt"),
    "web": (".html", ".mhtml"),
    "text": (".txt", ".bin"),
}


def _names(kind: str) -> list[str]:
    return [name for name in hostile.FILES if name.endswith(KINDS[kind]) and name not in UNBOUNDED]


def test_every_file_is_expected_to_give_something() -> None:
    assert list(EXPECTED) == list(hostile.FILES)
    assert sorted(name for kind in KINDS for name in _names(kind)) == sorted(set(EXPECTED) - UNBOUNDED)
    codes = {one.code for one in EXPECTED.values() if one is not None}
    assert codes <= FAILURES.keys() | CODES.keys()


@pytest.mark.skipif(os.name == "nt", reason="needs fork, and limits of processes")
@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_file_costs_one_line_and_little_else(kind: str, tmp_path: Path) -> None:
    names = _names(kind)
    for name in names:
        (tmp_path / name).write_bytes(hostile.FILES[name]())
    command = [sys.executable, str(Path(__file__).parent / "hostile_runner.py"), *names]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    found = dict(zip(names, map(json.loads, done.stdout.splitlines()), strict=True))
    assert {name: one["err"] for name, one in found.items()} == {name: _said(name) for name in names}
    assert {name for name, one in found.items() if one["status"] != (EXPECTED[name] is not None)} == set()
    assert {name for name, one in found.items() if (one["out"] == 0) != (EXPECTED[name] is not None)} == set()
    assert {name: one["seconds"] for name, one in found.items() if one["seconds"] > SECONDS} == {}
    assert {name: one["memory"] for name, one in found.items() if one["memory"] > MEGABYTES} == {}


def _said(name: str) -> str:
    expected = EXPECTED[name]
    if expected is None:
        return ""
    code = "" if expected.code in FAILURES else f"error {expected.code}: "
    return f"{name}: {code}{expected.message.replace('FILE', name)}\n"


# What costs little is read a second time, for the codes.
_SMALL = 50_000


def test_batch_tells_their_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for name in {name for kind in KINDS for name in _names(kind)} - COSTLY - {"bomb.docx"}:
        data = hostile.FILES[name]()
        if len(data) < _SMALL:
            Path("in", name).write_bytes(data)
    with ThreadPoolExecutor(1) as executor:
        batch(["in"], "out.db", Options(executor=executor, jobs=1))
    with closing(sqlite3.connect("out.db")) as connection:
        found = {Path(path).name: code for path, code in connection.execute("SELECT path, code FROM failures")}
    assert found == {
        path.name: expected.code for path in Path("in").iterdir() if (expected := EXPECTED[path.name]) is not None
    }
    assert set(found.values()) == {"unreadable", "too-large", "not-minutes", "empty"}


@pytest.mark.parametrize("command", ["parse", "explain", "check", "text"])
def test_what_is_too_large_or_too_slow_is_not_read(command: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((ROOT / "samples" / "midtjylland-web" / "minutes.txt").read_bytes() * 100)
    done = run(command, "--max-size", "1.5k", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{path}: holds more than 1.5 kB. Try: a larger --max-size, where it is minutes.\n"
    again = run(command, "--max-size", "1.5k", "-", stdin=path.read_bytes())
    assert again.stderr == "-: holds more than 1.5 kB. Try: a larger --max-size, where it is minutes.\n"
    if hasattr(os, "fork") and command != "text":  # reading alone takes no time
        slow = run(command, "--timeout", "0.01", path)
        assert (slow.returncode, slow.stdout) == (1, "")
        assert slow.stderr == f"{path}: took longer than 0.01 seconds. Try: a longer --timeout.\n"
