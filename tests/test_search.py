"""`search`: what words find, in which order, and how it is shown."""

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLES, Run
from referat.archive.outcomes import parse_files
from referat.archive.query import search as module
from referat.archive.query.filters import Filters, QueryError
from referat.archive.query.search import query, search
from referat.export.database import Database, opened
from referat.export.rows import of_source

MINUTES = """Nordby Kommune

Referat af møde i {body}

Dato: {date}

"""
FIELDS = [
    "rank",
    "date",
    "body",
    "number",
    "title",
    "case_number",
    "outcomes",
    "snippet",
    "path",
    "first_line",
    "item",
    "meeting_id",
]

#: (body, day, items), an item being its title, the summary and the decision. All of it is invented.
MEETINGS = [
    (
        "Økonomiudvalget",
        "12. september 2019",
        [
            ("Lokalplanforslag for Havnen", "Der bygges boliger ved Åen.", "Godkendt."),
            ("Budget for skoler", "Skolebestyrelsen har svaret. En lokalplan er ikke nødvendig.", "Udsat."),
            ("Ål i åen", "En al, et ror og et rør.", "Afvist."),
        ],
    ),
    (
        "Byrådet",
        "27. november 2019",
        [
            ("Kommuneplan", "Se [bold]planen[/bold] for ny skole i Østby.", "Godkendt."),
            ("Eventuelt", "Der var intet til dette punkt NEAR AND nedrivning.", "Lokalplanen blev drøftet."),
            ("Skolens ØNSKER", "Æbler og ømhed.", "Taget til efterretning."),
        ],
    ),
    ("Teknikudvalget", "3. marts 2020", [("Kommuneplan", "Se planen for ny skole i Østby.", "Godkendt.")]),
]


def make(path: Path, texts: dict[str, str]) -> Path:
    """A database of files with these texts, under names that stand beside it."""
    database = Database(path)
    names = []
    for name, text in texts.items():
        (path.parent / name).write_text(text, "utf-8")
        names.append(str(path.parent / name))
    for outcome in parse_files(names):
        assert outcome.parsed is not None, outcome.error
        parsed = outcome.parsed
        database.add(of_source(Path(outcome.name).name, parsed.source.sha256, "test", parsed.records))
    database.finish()
    database.close()
    return path


def minutes(body: str, date: str, items: list[tuple[str, str, str]]) -> str:
    text = MINUTES.format(body=body, date=date)
    for number, (title, summary, decision) in enumerate(items, 1):
        text += f"{number}. {title}\n\nSagsfremstilling:\n{summary}\n\nBeslutning:\n{decision}\n\n"
    return text


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    return make(folder / "minutes.db", {f"{n}.txt": minutes(*one) for n, one in enumerate(MEETINGS)})


@pytest.fixture
def connection(archive: Path) -> Iterator[sqlite3.Connection]:
    with opened(str(archive)) as connection:
        yield connection


def titles(connection: sqlite3.Connection, *words: str, parts: bool = False, exact: bool = False) -> list[str | None]:
    wanted = query(connection, words, parts=parts, exact=exact)
    return [found.title for found in search(connection, wanted, Filters())]


@pytest.mark.parametrize(
    ("words", "options", "found"),
    [
        # A word begins longer ones; in titles it weighs most, in decisions more than in sections.
        (["lokalplan"], {}, ["Lokalplanforslag for Havnen", "Eventuelt", "Budget for skoler"]),
        (["lokalplan"], {"exact": True}, ["Budget for skoler"]),
        (["bestyrelse"], {}, []),
        (["bestyrelse"], {"parts": True}, ["Budget for skoler"]),
        # Letters and case: å is not a, ø not o; Ø is ø.
        (["al"], {"exact": True}, ["Ål i åen"]),
        (["ål"], {"exact": True}, ["Ål i åen"]),
        (["ror", "rør"], {"exact": True}, ["Ål i åen"]),
        (["ostby"], {}, []),
        (["ØSTBY", "NY"], {}, ["Kommuneplan", "Kommuneplan"]),
        (["ønsker"], {}, ["Skolens ØNSKER"]),
        (["ÆBLER"], {}, ["Skolens ØNSKER"]),
        (["ØMH"], {"parts": True}, ["Skolens ØNSKER"]),
        (["MHED"], {"parts": True}, ["Skolens ØNSKER"]),
        ([unicodedata.normalize("NFD", "åen")], {"exact": True}, ["Ål i åen", "Lokalplanforslag for Havnen"]),
        # Phrases.
        (["ny skole"], {}, ["Kommuneplan", "Kommuneplan"]),
        (["skole ny"], {}, []),
        (["skole", "ny"], {}, ["Kommuneplan", "Kommuneplan"]),
        # Shorter parts than three letters are beginnings.
        (["ro"], {"parts": True}, ["Ål i åen"]),
        # Nothing typed is an operator.
        (["NEAR("], {}, ["Eventuelt"]),
        (["AND"], {"exact": True}, ["Eventuelt"]),
        (["NEAR", "AND", "-nedrivning"], {}, ["Eventuelt"]),
        (['ne"drivning'], {}, []),
        (['"nedrivning', "*", '"', "title:", "^"], {}, []),
        (["OR", "ål"], {}, []),
        (["NOT"], {}, []),
    ],
)
def test_words_find_items(
    connection: sqlite3.Connection, words: list[str], options: dict[str, bool], found: list[str]
) -> None:
    assert titles(connection, *words, **options) == found


def test_equals_come_newest_first(connection: sqlite3.Connection) -> None:
    found = list(search(connection, query(connection, ["kommuneplan"]), Filters()))
    assert [(one.rank, one.date) for one in found] == [(1, "2020-03-03"), (2, "2019-11-27")]
    assert len(list(search(connection, query(connection, ["kommuneplan"]), Filters(), 1))) == 1


@pytest.mark.parametrize(
    ("filters", "bodies"),
    [
        ((None, None, None), ["Teknikudvalget", "Økonomiudvalget", "Byrådet", "Byrådet"]),
        (("økonomi", None, None), ["Økonomiudvalget"]),
        (("UDVALG", None, None), ["Teknikudvalget", "Økonomiudvalget"]),
        (("BYRÅD", None, None), ["Byrådet", "Byrådet"]),
        (("okonomi", None, None), []),
        (("%", None, None), []),
        ((None, "2020", None), ["Teknikudvalget"]),
        ((None, "2019-11-27", None), ["Teknikudvalget", "Byrådet", "Byrådet"]),
        ((None, "2019-11-28", None), ["Teknikudvalget"]),
        ((None, None, "2019-11"), ["Økonomiudvalget", "Byrådet", "Byrådet"]),
        ((None, "2019-10", "2019-11-27"), ["Byrådet", "Byrådet"]),
        ((None, "2019-09-12", "2019-09-12"), ["Økonomiudvalget"]),
    ],
)
def test_filters(
    connection: sqlite3.Connection, filters: tuple[str | None, str | None, str | None], bodies: list[str]
) -> None:
    found = search(connection, query(connection, ["skole"]), Filters.read(*filters))
    assert sorted(str(one.body) for one in found) == sorted(bodies)


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--from", "27.11.2019", "--from 27.11.2019: is no date. Try: 2019, 2019-11 or 2019-11-27."),
        ("--to", "2019-02-30", "--to 2019-02-30: is no date. Try: 2019, 2019-11 or 2019-11-27."),
        ("--from", "", "--from : is no date. Try: 2019, 2019-11 or 2019-11-27."),
        ("--to", "0000", "--to 0000: is no date. Try: 2019, 2019-11 or 2019-11-27."),
    ],
)
def test_a_date_that_is_none_is_told(option: str, value: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        Filters.read(None, *((value, None) if option == "--from" else (None, value)))
    assert str(caught.value) == message


def test_days_of_a_month_and_a_year() -> None:
    assert Filters.read("", "2020-02", "2020-02") == Filters(None, "2020-02-01", "2020-02-29")
    assert Filters.read(None, "1999", "2019") == Filters(None, "1999-01-01", "2019-12-31")


def test_many_words_with_a_part_are_capped_at_the_most_frequent(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_TERMS", 1)
    wanted = query(connection, ["lan"], parts=True)
    # kommuneplan, planen, lokalplan, lokalplanen, lokalplanforslag; the first two stand in two items each.
    assert wanted == module.Query('("lan"* OR "kommuneplan")', (("lan", 5),))


def test_five_hundred_terms_are_no_error(connection: sqlite3.Connection) -> None:
    wanted = module.Query("(" + " OR ".join(f'"t{n}"' for n in range(module.MOST_TERMS)) + ' OR "ål")')
    assert [found.title for found in search(connection, wanted, Filters())] == ["Ål i åen"]


# The command


def test_text_is_for_people(run: Run, archive: Path) -> None:
    done = run("search", archive, "lokalplan", check=0)
    assert (done.stdout, done.stderr) == (
        "2019-09-12 Økonomiudvalget · 1 Lokalplanforslag for Havnen\n"
        "    approved\n"
        "    0.txt:7\n"
        "\n"
        "2019-11-27 Byrådet · 2 Eventuelt\n"
        "    discussed\n"
        "    Lokalplanen blev drøftet.\n"
        "    1.txt:15\n"
        "\n"
        "2019-09-12 Økonomiudvalget · 2 Budget for skoler\n"
        "    postponed\n"
        "    Sagsfremstilling: Skolebestyrelsen har svaret. En lokalplan er ikke nødvendig. Beslutning: Udsat.\n"
        "    0.txt:15\n",
        "",
    )


def test_json_and_csv_have_every_field(run: Run, archive: Path) -> None:
    (one,) = json.loads(run("search", archive, "skolens", "-f", "json", check=0).stdout)
    assert list(one) == FIELDS
    assert {key: one[key] for key in FIELDS if key not in ("snippet", "item", "first_line", "meeting_id")} == {
        "rank": 1,
        "date": "2019-11-27",
        "body": "Byrådet",
        "number": "3",
        "title": "Skolens ØNSKER",
        "case_number": None,
        "outcomes": "noted",
        "path": "1.txt",
    }
    (row,) = csv.DictReader(io.StringIO(run("search", archive, "skolens", "-f", "csv", check=0).stdout))
    assert row == {key: "" if value is None else str(value) for key, value in one.items()}


def test_nothing_found_is_no_failure(run: Run, archive: Path) -> None:
    for format_, output in (("text", ""), ("json", "[]\n"), ("csv", f"{','.join(FIELDS)}\n")):
        done = run("search", archive, "zebra", "-f", format_, check=0)
        assert (done.stdout, done.stderr) == (output, "referat: nothing found. Try: fewer words, or --parts.\n")
    assert run("search", archive, "zebra", "--exact", "--from", "2019", check=0).stderr == (
        "referat: nothing found. Try: without --exact, or no --body, --from, --to.\n"
    )


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([""], "there is no word to look for. Try: letters or digits."),
        (["*", '"("'], "there is no word in '* \"(\"'. Try: letters or digits."),
        (["a", "--parts", "--exact"], "--parts and --exact exclude each other. Try: one of them."),
        (["a", "--from", "2020", "--to", "2019"], "--from 2020 lies after --to 2019. Try: the other way round."),
    ],
)
def test_wrong_usage_is_told(run: Run, archive: Path, args: list[str], message: str) -> None:
    done = run("search", archive, *args, check=2)
    assert (done.stdout, done.stderr) == ("", f"referat: {message}\n")


def test_what_is_no_database_is_told(run: Run) -> None:
    for name in ("nowhere.db", "README.md"):
        done = run("search", name, "word", check=2)
        assert done.stderr.startswith(f"referat: {name}: ")
        assert done.stderr.count("\n") == 1


def test_a_reader_that_leaves_early_is_no_error(archive: Path) -> None:
    command = f"{sys.executable} -m referat search {archive} skole -f json | head -c 1"
    done = subprocess.run(command, shell=True, check=False, capture_output=True, cwd=ROOT)  # noqa: S602
    assert (done.stdout, done.stderr) == (b"[", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize("plain", [False, True])
def test_words_are_bold_on_a_terminal_alone(archive: Path, plain: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": "40", "TERM": "xterm", "NO_COLOR": "1" if plain else ""}
    command = [sys.executable, "-m", "referat", "search", str(archive), "planen", "--from", "2020-03"]
    subprocess.run([*command, "--exact"], stdout=theirs, check=True, cwd=ROOT, env=env)
    command[-1] = "2019-11"
    subprocess.run([*command, "--exact", "--to", "2019"], stdout=theirs, check=True, cwd=ROOT, env=env)
    os.close(theirs)
    text = os.read(ours, 10000).decode().replace("\r\n", "\n")
    os.close(ours)
    assert re.findall("\x1b\\[1m(.*?)\x1b\\[0m", text) == ([] if plain else ["planen"] * 2)
    # Brackets in minutes are no markup; a long line goes on below itself.
    assert re.sub("\x1b.*?m", "", text) == (
        "2020-03-03 Teknikudvalget · 1\n"
        "  Kommuneplan\n"
        "    approved\n"
        "    Sagsfremstilling: Se planen for ny\n"
        "      skole i Østby. Beslutning:\n"
        "      Godkendt.\n"
        "    2.txt:7\n"
        "2019-11-27 Byrådet · 1 Kommuneplan\n"
        "    approved\n"
        "    Sagsfremstilling: Se\n"
        "      [bold]planen[/bold] for ny skole i\n"
        "      Østby. Beslutning: Godkendt.\n"
        "    1.txt:7\n"
    )


def test_samples_are_found(tmp_path: Path, run: Run) -> None:
    database = Database(tmp_path / "samples.db")
    for outcome in parse_files([str(SAMPLES / "sbsys" / "council-groups.txt")]):
        assert outcome.parsed is not None
        database.add(of_source("council-groups.txt", None, "test", outcome.parsed.records))
    database.finish()
    database.close()
    (one,) = json.loads(run("search", tmp_path / "samples.db", "Havnegrunden", "lokalplan", "-f", "json").stdout)
    assert (one["case_number"], one["outcomes"], one["first_line"]) == ("01.02.05-P16-27-18", "postponed", 108)
