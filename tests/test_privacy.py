"""What should not be published: `check --privacy`, and `--redact`. All numbers and addresses are invented."""

import json
import sqlite3
import time
from itertools import islice
from pathlib import Path

import pytest

import growing
from conftest import Run
from referat.archive.privacy import Redaction, findings
from referat.facts.privacy import find, is_birthday
from referat.lexicon.idioms import rules
from referat.reader import parse

MINUTES = """REFERAT Byrådet d. 03-03-2021

Mødested Rådhuset, tlf. 87 65 43 21

Punkt 1: Ansøgning fra 010203-1234

1-00-2-20

Beslutning

Godkendt. Svar sendes til kaj.vang@gaarden.example og post@nordby-kommune.dk, mobil 2345 6789 / 34567890.
Beløbet er 12.345.678 kr. CVR-nr. 12 34 56 78, EAN 5790001234567, sagsnr. 34567890.

Punkt 2: Salg af grund (Lukket)

1-00-3-20

Sagsfremstilling

Køberen er en mand fra byen.

Beslutning

Godkendt.
"""


KEYS = ("personal", "next_phone", "before_cpr", "before_other", "public_domain")


@pytest.mark.parametrize("key", KEYS)
def test_rules_hold_for_their_examples(key: str) -> None:
    assert [wrong for rule in rules("privacy", key) for wrong in rule.check()] == []
    assert all(rule.rejects for rule in rules("privacy", key))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CPR-nr. 010203-1234 er oplyst", [("cpr", "010203-1234")]),
        ("Karl, født 0102031234.", [("cpr", "0102031234")]),
        ("010203 - 1234", [("cpr", "010203 - 1234")]),
        ("290200-4321", [("cpr", "290200-4321")]),  # a leap year, since the seventh figure says 2000
        ("290200-1321", []),  # and 1900 was none
        ("310403-1234, 321203-1234, 011303-1234", []),
        ("sag 010520-2013", []),
        ("010520-2013", []),
        ("cpr 010520-2013", [("cpr", "010520-2013")]),
        ("P-nummer 1003456789, konto 0102031234, sagsnr. 010203-1234", []),
        ("1-010203-1234, 010203-12345, 5790001234567", []),
        ("tlf. 12345678", [("phone", "12345678")]),
        ("Tlf. 12 34 56 78 / 87654321", [("phone", "12 34 56 78"), ("phone", "87654321")]),
        ("Tlf.: 1234 5678 eller mobil 2345 6789", [("phone", "1234 5678"), ("phone", "2345 6789")]),
        ("ring til +45 12345678", [("phone", "+45 12345678")]),
        ("skriv til 004512345678", [("phone", "004512345678")]),
        ("Kaj Vang 22 34 56 78", [("phone", "22 34 56 78")]),
        ("T: 12345678, (+45) 22345678", [("phone", "12345678"), ("phone", "(+45) 22345678")]),
        ("Telefon\n12345678", [("phone", "12345678")]),
        ("ring på nummer 22 34 56 78", [("phone", "22 34 56 78")]),
        ("Konto: 1234 0102031234, sagsid: 010203-1234, J.nr. 010203-1234, 010203 1234 kr.", []),
        ("12345678", []),
        ("Sag 12345678 og dok. 22 34 56 78", []),
        ("CVR 12345678, CVR-nr.: 22 34 56 78, EAN 22 34 56 78", []),
        ("22 34 56 78 kr. og 22 34 56 78 90 og 22.345.678", []),
        ("den 12-12-2021 kl. 12.34, 2019 2020", []),
        ("telefonmøde 12345678, hotel 12345678", []),
        ("kaj@gaarden.example", [("email", "kaj@gaarden.example")]),
        ("kaj@aarhus.dk, kv@mail.aarhus.dk, kv@nordby.kommune.dk, kv@regionnordby.dk", []),
        ("post@gaarden.example, moede.3@gaarden.example", []),
        ("kaj@aarhus.dk.example", [("email", "kaj@aarhus.dk.example")]),
    ],
)  # fmt: skip
def test_what_tells_of_persons_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(kind, text[a:b]) for kind, a, b in find(text)] == found


def test_an_authoritys_own_domain_is_not_private() -> None:
    text = "kv@aabenlund.dk"
    assert [one.kind for one in find(text)] == ["email"]
    assert find(text, ["Åbenlund Kommune"]) == []
    assert find("kv@nordby.dk", ["Nordby Kommune"]) == []


@pytest.mark.parametrize(
    ("figures", "there_was"),
    [("0102030000", True), ("2902004000", True), ("2902364000", True), ("2902374000", False), ("2902005000", True),
     ("2902585000", False), ("2902605000", True), ("0000001234", False)],
)  # fmt: skip
def test_the_seventh_figure_tells_the_century(figures: str, there_was: bool) -> None:
    assert is_birthday(figures) is there_was


def test_check_tells_the_place_and_not_the_value(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(MINUTES, "utf-8")
    assert "privacy" not in run("check", path, check=0).stdout
    done = run("check", "--privacy", path, check=0)
    rows = [line.removeprefix(f"{path}:") for line in done.stdout.splitlines()]
    assert [row for row in rows if "privacy-" in row or "xx" in row] == [
        "3:25: info privacy-phone: a telephone number.",
        " 3 | Mødested Rådhuset, tlf. xxxxxxxxxxx",
        "5:24: warning privacy-cpr: a CPR number.",
        " 5 | Punkt 1: Ansøgning fra xxxxxxxxxxx",
        "11:27: warning privacy-email: a private e-mail address.",
        " 11 | …Svar sendes til xxxxxxxxxxxxxxxxxxxxxxxx og post@nordby-kommune.dk, mobil xxxxxxxxx /…",
        "11:85: info privacy-phone: a telephone number.",
        " 11 | …sendes til xxxxxxxxxxxxxxxxxxxxxxxx og post@nordby-kommune.dk, mobil xxxxxxxxx / xxxxxxxx.",
        "11:97: info privacy-phone: a telephone number.",
        " 11 | …sendes til xxxxxxxxxxxxxxxxxxxxxxxx og post@nordby-kommune.dk, mobil xxxxxxxxx / xxxxxxxx.",
        "18:1: warning privacy-closed: item 2 is closed, and 37 characters of text stand under it.",
    ]
    assert run("check", "--privacy", "--strict", path).returncode == 1


def test_what_is_redacted_is_marked_and_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(MINUTES, "utf-8")
    before = json.loads(run("parse", path, check=0).stdout)
    done = run("parse", "--redact", path, check=0)
    after = json.loads(done.stdout)
    assert (
        done.stderr == f"referat: redacted: closed {done.stdout.count('[redacted: closed]')}, cpr 1, email 3, phone 5\n"
    )
    for value in ("010203-1234", "2345 6789", "87 65", "kaj.vang", "Køberen"):
        assert value in json.dumps(before, ensure_ascii=False)
        assert value not in json.dumps(after, ensure_ascii=False)
    first, second = after["items"]
    assert first["title"] == "Ansøgning fra [redacted: cpr]"
    assert first["decision"]["text"] == (
        "Godkendt. Svar sendes til [redacted: email] og post@nordby-kommune.dk, mobil [redacted: phone] / "
        "[redacted: phone].\nBeløbet er 12.345.678 kr. CVR-nr. 12 34 56 78, EAN 5790001234567, sagsnr. 34567890."
    )
    assert (second["title"], second["case_number"], second["decision"]["outcomes"]) == (
        "Salg af grund", "1-00-3-20", ["approved"],
    )  # fmt: skip
    assert [section["text"] for section in second["sections"]] == ["[redacted: closed]"] * 2
    # Places and names of things are those of the text as it was.
    assert shape(after) == shape(before)


def shape(value: object) -> object:
    """All but the strings of a record."""
    if isinstance(value, dict):
        return {key: shape(child) for key, child in value.items()}
    if isinstance(value, list):
        return [shape(child) for child in value]
    return "" if isinstance(value, str) else value


def test_a_case_that_is_called_by_a_persons_number_is_that_person() -> None:
    text = "Referat\nByrådet, den 4. marts 2021\n\n1. Klage\nSagsnr. 010203-1234\nResume\nBo har CPR 010203-1234.\n"
    parsed = parse(text + "Se sag 010203-1234.\nBeslutning\nGodkendt.\n")
    assert parsed.records[0]["items"][0]["case_number"] == "010203-1234"
    assert [found.diagnostic.line for found in findings(parsed)] == [5, 7, 8]
    redaction = Redaction(parsed)
    assert "010203" not in str(redaction.records)
    assert redaction.records[0]["items"][0]["case_number"] == "[redacted: cpr]"
    assert "010203" not in "".join(token.text + token.reason for token in redaction.tokens())


def test_what_is_redacted_holds_nothing_more_to_redact() -> None:
    redaction = Redaction(parse(MINUTES))
    assert redaction.counts == {"closed": 3, "cpr": 1, "email": 3, "phone": 5}
    text = json.dumps(redaction.records, ensure_ascii=False, default=str)
    assert [one for one in find(text) if one.kind != "phone"] == []
    assert Redaction(parse("REFERAT Byrådet d. 03-03-2021\n\nPunkt 1: A\n\nBeslutning\n\nGodkendt.\n")).counts == {}


def test_messages_that_quote_the_text_are_redacted_too(run: Run) -> None:
    text = MINUTES.replace("Mødested", "Kontakt Kaj 010203-1234 hvis\nMødested")
    told = run("check", "-", stdin=text, check=0).stdout
    assert "010203-1234" in told
    done = run("parse", "-", "--redact", "--strict", "--format", "ndjson", stdin=text)
    assert "010203-1234" not in done.stdout + done.stderr
    assert "header-unread" in done.stdout


def test_an_archive_is_redacted_and_read_anew_for_it(run: Run, tmp_path: Path) -> None:
    archive, out = tmp_path / "archive", tmp_path / "out.db"
    archive.mkdir()
    (archive / "a.txt").write_text(MINUTES, "utf-8")
    run("batch", archive, out, check=0)
    done = run("batch", archive, out, "--redact", check=0)
    first, second = done.stderr.splitlines()[:2]
    assert first.startswith("1 files (1 read, 0 unchanged): 1 meetings, 2 items, no failures; ")
    assert second == "redacted: closed 3, cpr 1, email 3, phone 5 in the 1 files read"
    assert "1 files (0 read, 1 unchanged)" in run("batch", archive, out, "--redact", check=0).stderr
    with sqlite3.connect(out) as connection:
        dump = "\n".join(connection.iterdump())
        assert connection.execute("SELECT count(*) FROM search WHERE search MATCH 'køberen'").fetchone() == (0,)
    assert "Ansøgning fra [redacted: cpr]" in dump
    assert "010203-1234" not in dump


_SECRETS = ("87 65 43 21", "010203-1234", "kaj.vang", "2345 6789", "/ 34567890", "Køberen")
_KEPT = ("Punkt 1: Ansøgning fra [redacted: cpr]", "Punkt 2: Salg af grund (Lukket)", "1-00-3-20", "sagsnr. 34567890")


@pytest.mark.parametrize("options", [("text",), ("text", "--furniture"), ("explain",), ("explain", "-f", "ndjson")])
def test_the_lines_of_a_text_are_redacted_too(run: Run, options: tuple[str, ...]) -> None:
    done = run(*options, "--redact", "-", stdin=MINUTES, check=0)
    assert done.stderr == "referat: redacted: closed 2, cpr 1, email 1, phone 3\n"
    told = done.stdout
    whole = run(*options, "-", stdin=MINUTES, check=0).stdout
    assert [secret for secret in _SECRETS if secret in told or secret not in whole] == []
    assert [kept for kept in (*_KEPT, "Sagsfremstilling", "post@nordby-kommune.dk") if kept not in told] == []
    assert told.count("\n") == whole.count("\n")


def test_a_closed_items_text_beside_its_label_is_redacted(run: Run) -> None:
    text = MINUTES.replace("Beslutning\n\nGodkendt.\n", "Beslutning: Godkendt med købesummen.\n")
    told = run("text", "--redact", "-", stdin=text, check=0).stdout
    assert told.endswith("Sagsfremstilling\n\n[redacted: closed]\n\n[redacted: closed]\n")


_FLAT = (
    "REFERAT Byrådet den 1. februar 2020 Punkt 1: Hallen Sagsnr.: 1-00-11-20 Resume Hallen er slidt. "
    "Beslutning Godkendt. Punkt 2: Salg af jord (Lukket) Sagsfremstilling Køber er Ib Dal. "
    "Beslutning Solgt til Ib Dal. Asta Birkholm stemte imod, og noget. Punkt 3: Eventuelt Beslutning Intet.\n"
)


def test_a_line_of_several_items_is_redacted_where_one_is_closed() -> None:
    parsed = parse(_FLAT)
    (record,) = parsed.records
    assert [item["access"] for item in record["items"]] == [None, "closed", None]
    redaction = Redaction(parsed)
    assert [token.text for token in redaction.tokens()] == ["[redacted: closed]\n"]
    quoted = [one.message for one in redaction.diagnostics if one.code == "fact-unread"]
    assert quoted == ["[redacted: closed]"]


@pytest.mark.parametrize("between", ["\n", " "])
def test_many_different_numbers_are_looked_for_together(between: str) -> None:
    """For each place in a text each of them was tried: 16,000 took 4 seconds to find, and 16 to replace."""
    days = (f"{day:02}{month:02}{year}" for day in range(1, 29) for month in range(1, 13) for year in range(50, 74))
    numbers = [f"{day}-{1000 + n}" for n, day in enumerate(islice(days, 5_000))]
    parsed = parse(growing.ITEM + between.join(f"CPR-nr. {number} har søgt." for number in numbers) + "\n")
    begun = time.process_time()
    assert len([one for one in findings(parsed) if one.diagnostic.code == "privacy-cpr"]) == 5_000
    redaction = Redaction(parsed)
    assert "".join(token.text for token in redaction.tokens()).count("[redacted: cpr]") == 5_000
    assert time.process_time() - begun < 1.5
