"""The figures of `referat report`: each table of the page against what the same run says as NDJSON, counted here."""

import json
import re
import shutil
import statistics
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from councils import agenda, council
from reports import Page, read

pytest.importorskip("vl_convert", reason='vl-convert comes with the extra "report"')

MONTHS = 13
NORDBY, SYDBY = "Nordby Kommune", "Sydby Kommune"
Record = dict[str, Any]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two councils; one file stands there twice, one meeting has its agenda too, one only an agenda."""
    folder = tmp_path_factory.mktemp("report")
    files = council(folder / "files" / "nordby", NORDBY, MONTHS)
    council(folder / "files" / "sydby", SYDBY, 2, seed=2)
    shutil.copy(files / "2019-02-24.txt", files / "copy.txt")
    (files / "beside.txt").write_text(agenda(NORDBY, "Byrådet", date(2019, 2, 24)), "utf-8")
    (files / "alone.txt").write_text(agenda(NORDBY, "Byrådet", date(2020, 9, 24)), "utf-8")
    return folder


@pytest.fixture(scope="module")
def records(archive: Path) -> list[Record]:
    """The meetings of Nordby's minutes, the copy of one left out."""
    lines = (archive / "out.ndjson").read_text("utf-8").splitlines()
    found = {record["id"]: record for record in map(json.loads, lines) if record["authority"] == NORDBY}
    return [record for record in found.values() if record["document_type"] == "minutes"]


@pytest.fixture(scope="module", autouse=True)
def _batch(archive: Path) -> None:
    from typer.testing import CliRunner

    from referat.cli.app import app

    for out in ("out.db", "out.ndjson"):
        done = CliRunner().invoke(app, ["batch", str(archive / "files"), str(archive / out), "--quiet", "--jobs", "1"])
        assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def report(archive: Path, _batch: None) -> Callable[..., Page]:
    """Runs `referat report` on the archive and reads the page."""
    from typer.testing import CliRunner

    from referat.cli.app import app

    def call(*options: str) -> Page:
        out = archive / "report.html"
        done = CliRunner().invoke(app, ["report", str(archive / "out.db"), "-o", str(out), *options])
        assert (done.exit_code, done.output) == (0, "")
        return read(out.read_text("utf-8"))

    return call


@pytest.fixture(scope="module")
def page(report: Callable[..., Page]) -> Page:
    """The report of Nordby alone, in English."""
    return report("--authority", "nordby", "--lang", "en")


def decisions(records: Iterable[Record]) -> Iterable[tuple[Record, Record, Record]]:
    for meeting in records:
        for item in meeting["items"]:
            if item["decision"]:
                yield meeting, item, item["decision"]


def test_meetings_are_counted_once_by_month(page: Page, records: list[Record]) -> None:
    months = Counter(record["date"][:7] for record in records)
    rows = page.table("meetings")
    assert rows[0] == ["Period", "minutes", "agenda alone", "unknown kind", "Total"]
    assert sum(int(row[1]) for row in rows[1:]) == len(records) == MONTHS * 3
    assert {row[0]: int(row[1]) for row in rows[1:]}["Feb 2019"] == months["2019-02"] == 3
    # Months in which nothing was held stand there too, and the agenda beside its minutes is no meeting of its own.
    assert [row[0] for row in rows[1:]] == [
        f"{name} {year}"
        for year in (2019, 2020)
        for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    ][: 12 + 9]
    assert rows[-1] == ["Sep 2020", "0", "1", "0", "1"]
    assert sum(int(row[2]) for row in rows[1:]) == 1
    assert page.says("meetings") == (
        "From January 2019 to September 2020 there are 40 meetings, "
        "most in January 2019 (3); in 7 periods there are none."
    )


def test_outcomes_are_counted_by_body_and_year(page: Page, records: list[Record]) -> None:
    expected: dict[tuple[str, str], Counter[str]] = {}
    for meeting, _, decision in decisions(records):
        counts = expected.setdefault((meeting["body"], meeting["date"][:4]), Counter())
        counts["decisions"] += 1
        counts.update(set(decision["outcomes"]) or {"unclear"})
    rows = page.table("outcomes")
    heads = [name.replace("\u00ad", "") for name in rows[0]]
    found = {(row[0], row[1]): dict(zip(heads[2:], map(int, row[2:]), strict=True)) for row in rows[1:]}
    names = {"put off": "postponed", "Decisions": "decisions", "not read": "unclear", "no decision": "none"}
    assert {
        key: Counter({names.get(name, name): count for name, count in row.items() if count})
        for key, row in found.items()
    } == expected
    total = sum(counts["decisions"] for counts in expected.values())
    assert page.basis("outcomes")[0].startswith(f"Behind the picture: {total} decisions in ")


def test_parties_are_compared_two_by_two(page: Page, records: list[Record]) -> None:
    both: Counter[tuple[str, str]] = Counter()
    alike: Counter[tuple[str, str]] = Counter()
    sides: dict[str, Counter[str]] = {}
    votes = [vote for _, _, decision in decisions(records) for vote in decision["votes"]]
    for vote in votes:
        stood = {party: side for side in ("for", "against", "abstained") for party in vote[side]["parties"]}
        for party, side in stood.items():
            sides.setdefault(party, Counter())[side] += 1
        for one, other in combinations(sorted(stood), 2):
            both[one, other] += 1
            alike[one, other] += stood[one] == stood[other]
    pairs, parties = page.tables("votes")
    assert pairs[0] == ["Party", "Other party", "Both named", "Same side", "Share"]
    assert {(row[0], row[1]): (int(row[2]), int(row[3])) for row in pairs[1:]} == {
        pair: (both[pair], alike[pair]) for pair in both
    }
    assert len(both) == 10
    assert {row[0]: (int(row[1]), int(row[2]), int(row[5])) for row in parties[1:]} == {
        party: (counts["for"], counts["against"], counts.total()) for party, counts in sides.items()
    }
    one, other = ("A", "F")
    share = f"{round(100 * alike[one, other] / both[one, other])}%"
    assert next(row for row in pairs if row[:2] == [one, other])[4] == share
    assert share in page.drawn("votes")
    assert page.basis("votes")[0].startswith(f"Behind the picture: {len(votes)} votes with two parties named or more, ")


def test_absences_are_counted_by_body_and_by_name(page: Page, records: list[Record]) -> None:
    bodies, members = page.tables("attendance")
    heads = dict.fromkeys(bodies[0])
    assert list(heads)[:3] == ["Body", "Meetings", "Say something"]
    for row in bodies[1:]:
        some = [record["attendance"] for record in records if record["body"] == row[0]]
        telling = [one for one in some if one["present"] or one["absent"]]
        absent = Counter(min(len(one["absent"]), 3) for one in telling)
        lists = [one for one in telling if one["present"]]
        absences = sum(len(one["absent"]) for one in telling)
        missing, named = (sum(len(one[key]) for one in lists) for key in ("absent", "present"))
        assert [int(cell) for cell in row[1:8]] == [
            len(some),
            len(telling),
            *(absent[n] for n in range(4)),
            absences,
        ]
        assert row[8] == f"{absences / len(telling):.1f}".removesuffix(".0")
        assert row[9] == f"{round(100 * missing / (missing + named))}%"
    assert len(bodies) == 4
    people = [
        (one["name"], one["party"], key)
        for r in records
        for key in ("present", "absent")
        for one in r["attendance"][key]
    ]
    counts = Counter(people)
    assert members[1:] == [
        [name, party, str(counts[name, party, "present"]), str(counts[name, party, "absent"])]
        for name, party in sorted({(name, party) for name, party, _ in people})
    ]
    assert [row[0] for row in members[1:]] == sorted(row[0] for row in members[1:])


def test_names_are_left_out_where_two_authorities_would_mix_them(report: Callable[..., Page]) -> None:
    whole = report("--lang", "en")
    assert len(whole.tables("attendance")) == 1
    assert whole.basis("attendance")[1] == (
        "Names stand here only in a report on one authority: the same name may be two people."
    )
    assert "Asta Birkholm" not in whole.text


def test_lengths_are_those_of_the_meetings_that_tell(page: Page, records: list[Record]) -> None:
    for key, picture in (("year", "lengths"), ("body", "lengths_bodies")):
        expected: dict[str, list[float]] = {}
        for record in records:
            if record["opened"] and record["closed"]:
                took = datetime.fromisoformat(record["closed"]) - datetime.fromisoformat(record["opened"])
                expected.setdefault(record["date"][:4] if key == "year" else record["body"], []).append(
                    took.total_seconds() / 60
                )
        rows = page.table(picture)[1:]
        assert {row[0]: int(row[1]) for row in rows} == {name: len(some) for name, some in expected.items()}
        for row in rows:
            some = expected[row[0]]
            assert [_minutes(cell) for cell in (row[2], row[4], row[6])] == [
                round(min(some)),
                round(statistics.median(some)),
                round(max(some)),
            ]
            assert _minutes(row[2]) <= _minutes(row[3]) <= _minutes(row[4]) <= _minutes(row[5]) <= _minutes(row[6])


def _minutes(told: str) -> int:
    match = re.fullmatch(r"(?:(\d+)\sh\s)?(\d+)\smin", told)
    assert match is not None, told
    return int(match[1] or 0) * 60 + int(match[2])


CLASSES = {
    "9.412,50 kr.": "DKK 1,000 to 10,000",
    "750 kr.": "below DKK 1,000",
    "500.000 kr.": "DKK 100,000 to 1 million",
    "12,5 mio. kr.": "DKK 10 to 100 million",
    "2 mia. kr.": "DKK 1 billion or more",
}


def test_amounts_are_counted_by_size(page: Page, records: list[Record]) -> None:
    items = [item for record in records for item in record["items"]]
    mentioned = [
        {
            mention["value"]
            for section in item["sections"]
            for mention in section["mentions"]
            if mention["kind"] == "amount"
        }
        for item in items
    ]
    expected = Counter(CLASSES[value] for values in mentioned for value in values)
    rows = page.table("amounts")[1:]
    assert {row[0]: int(row[1]) for row in rows if row[1] != "0"} == expected
    assert [row[1:] for row in rows] == [[row[1], row[1]] for row in rows]  # one amount an item
    silent = sum(not values for values in mentioned)
    assert f"mentioning none: {silent} of {len(items)}" in page.basis("amounts")[0]
    assert page.says("amounts").endswith("the largest DKK\u00a02 billion.")


def test_cases_are_followed_from_body_to_body(page: Page, records: list[Record]) -> None:
    steps: dict[str, list[tuple[str, str]]] = {}
    for record in records:
        numbers = [item["case_number"] for item in record["items"]]
        for number in numbers:
            assert numbers.count(number) == 1
            steps.setdefault(number, []).append((record["date"], record["body"]))
    expected = Counter((before[1], after[1]) for some in steps.values() for before, after in pairwise(sorted(some)))
    rows = page.table("routes")[1:]
    assert {(row[0], row[1]): (int(row[2]), int(row[3]), row[4]) for row in rows} == {
        (source, target): (count, count, {"Teknikudvalget": "7", "Økonomiudvalget": "14"}[source])
        for (source, target), count in expected.items()
    }
    assert len(expected) == 2
    cases = sum(len(some) > 1 for some in steps.values())
    assert page.basis("routes")[0].startswith(f"Behind the picture: {cases} cases in two meetings or more; ")
    for count in expected.values():
        assert str(count) in page.drawn("routes")


def test_authorities_stand_beside_each_other(report: Callable[..., Page]) -> None:
    page = report()
    rows = page.table("authorities")
    assert rows[0] == ["Myndighed", "Møder", "Referater", "Punkter", "Beslutninger", "Første møde", "Sidste møde"]
    assert [row[:3] + row[5:] for row in rows[1:]] == [
        [NORDBY, "40", "39", "3. januar 2019", "24. september 2020"],
        [SYDBY, "6", "6", "3. januar 2019", "24. februar 2019"],
    ]
    assert page.title == "Arkivet i billeder"
    assert "2 myndigheder: Nordby Kommune og Sydby Kommune." in page.scope
    # Two councils of one name are not one.
    assert {row[0] for row in page.table("outcomes")[1:]} == {
        f"{body}, {whose}" for body in ("Byrådet", "Teknikudvalget", "Økonomiudvalget") for whose in (NORDBY, SYDBY)
    }


@pytest.mark.parametrize(
    ("options", "meetings", "said"),
    [
        (["--authority", "SYDBY"], 6, "Kun myndigheder, hvis navn rummer »SYDBY«."),
        (["--authority", "nordby", "--authority", "sydby"], 46, "Kun myndigheder, hvis navn rummer »nordby«."),
        (["--from", "2020"], 3 + 1, "Kun møder fra 1. januar 2020."),
        (["--body", "byråd", "--to", "2019-02"], 4, "Kun møder til og med 28. februar 2019."),
    ],
)
def test_filters_choose_the_meetings(report: Callable[..., Page], options: list[str], meetings: int, said: str) -> None:
    page = report(*options)
    assert said in page.scope
    assert any(sentence.startswith(f"{meetings} møder: ") for sentence in page.scope)
    assert sum(int(row[-1]) for row in page.table("meetings")[1:]) == meetings


def test_what_stands_behind_a_picture_is_told(page: Page) -> None:
    assert page.title == "The archive in pictures: Nordby Kommune"
    assert page.scope[1].startswith("40 meetings: 39 sets of minutes and 1 agenda without minutes, read from 42 texts.")
    for name in page.pictures:
        assert any(re.search(r"\d", sentence) for sentence in page.basis(name)), name


def test_the_same_archive_gives_the_same_bytes_wherever_it_lies(
    run: Run, report: Callable[..., Page], archive: Path, tmp_path: Path
) -> None:
    shutil.copy(archive / "out.db", tmp_path / "other.db")
    report("--lang", "en")
    done = run("report", tmp_path / "other.db", "--lang", "en", check=0)
    assert done.stdout == (archive / "report.html").read_text("utf-8")
    assert done.stderr == ""
    assert str(archive) not in done.stdout
