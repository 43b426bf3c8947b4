"""`cases`: the steps of a case over time, and which items are no step."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run
from referat.archive.query import cases
from referat.archive.query.filters import Filters
from referat.export.database import opened
from test_search import make

FIELDS = [
    "case_number", "step", "date", "body", "document_type", "number", "title", "recommended_by", "outcomes",
    "postponed_to", "referred_to", "path", "first_line",
]  # fmt: skip
HARBOUR, SCHOOL, OWN, ALONE, PAIR = "19/1111", "19/2222", "1-00-2-19", "19/3333", "19/4444"

Items = list[tuple[str, str, str]]


def document(body: str, date: str, items: Items, kind: str = "Referat") -> str:
    """A meeting of the council or a committee; an item is its case number, title and decision."""
    text = f"Nordby Kommune\n\n{kind} af møde i {body}\n\nDato: {date}\n\n"
    for number, (case, title, decision) in enumerate(items, 1):
        text += f"{number}. {title}\nJ.nr.: {case}\n\n" if case else f"{number}. {title}\n\n"
        text += f"Indstilling:\nHavnechefen indstiller, at {title.lower()} godkendes.\n\n"
        text += f"Beslutning:\n{decision}\n\n" if decision else ""
    return text


COMMITTEE: Items = [
    ("", "Dagsorden", "Godkendt."),
    (HARBOUR, "Ny havn", "Udsat til næste møde."),
    (SCHOOL, "Ny skole", "Godkendt."),
    (SCHOOL, "Skolens navn", "Afvist."),
]
TEXTS = {
    "a-committee.txt": document("Havneudvalget", "12. september 2019", COMMITTEE),
    # The same meeting from another file, and the agenda of it.
    "b-copy.txt": document("Havneudvalget", "12. september 2019", COMMITTEE),
    "c-agenda.txt": document(
        "Havneudvalget", "12. september 2019", [(case, title, "") for case, title, _ in COMMITTEE], "Dagsorden"
    ),
    "d-council.txt": document(
        "Byrådet",
        "27. november 2019",
        [("", "Dagsorden", "Godkendt."), (HARBOUR, "Ny havn", "Godkendt."), (ALONE, "Nyt torv", "Godkendt.")],
    ),
    # A meeting whose items have its own number, all or most of them.
    "e-own.txt": document("Byrådet", "3. marts 2020", [(OWN, f"Punkt {n}", "Godkendt.") for n in range(2)]),
    "f-own.txt": document(
        "Byrådet",
        "5. maj 2020",
        [(OWN, "Et", "Godkendt."), (OWN, "To", "Godkendt."), ("", "Tre", "Godkendt.")],
    ),
    # An only item's number is no meeting's; nor is that of one item of two.
    "g-single.txt": document("Havneudvalget", "4. juni 2020", [(HARBOUR, "Havnens åbning", "Taget til efterretning.")]),
    "h-pair.txt": document("Havneudvalget", "5. juni 2020", [(PAIR, "Kran", "Godkendt."), ("", "Bøje", "Godkendt.")]),
    # Only the agenda of this one is there.
    "i-agenda.txt": document("Byrådet", "6. juni 2021", [(PAIR, "Kran", ""), ("", "Bøje", "")], "Dagsorden"),
}


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("cases") / "minutes.db", TEXTS)


def steps(archive: Path, number: str, filters: Filters = Filters()) -> list[tuple[str | None, ...]]:  # noqa: B008  it is frozen
    with opened(str(archive)) as connection:
        found = cases.case(connection, number, filters)
    return [(step.date, step.title, step.path) for step in found.steps] if found else []


def test_a_case_is_followed_through_committee_and_council(archive: Path) -> None:
    assert steps(archive, HARBOUR) == [
        ("2019-09-12", "Ny havn", "a-committee.txt"),
        ("2019-11-27", "Ny havn", "d-council.txt"),
        ("2020-06-04", "Havnens åbning", "g-single.txt"),
    ]


def test_two_items_of_a_meeting_are_two_steps(archive: Path) -> None:
    assert [title for _, title, _ in steps(archive, SCHOOL)] == ["Ny skole", "Skolens navn"]


def test_an_agenda_counts_where_there_are_no_minutes(archive: Path) -> None:
    assert [path for _, _, path in steps(archive, PAIR)] == ["h-pair.txt", "i-agenda.txt"]


def test_the_number_of_a_meeting_is_no_case(archive: Path) -> None:
    assert steps(archive, OWN) == []


def test_spaces_do_not_tell_cases_apart(archive: Path) -> None:
    assert steps(archive, " 19 / 1111 ") == steps(archive, HARBOUR)


def test_filters_take_steps_away(archive: Path) -> None:
    assert [path for _, _, path in steps(archive, HARBOUR, Filters.read("HAVNE", None, None))] == [
        "a-committee.txt",
        "g-single.txt",
    ]
    assert [path for _, _, path in steps(archive, HARBOUR, Filters.read(None, "2019-11", "2019"))] == ["d-council.txt"]


@pytest.fixture
def listed(archive: Path) -> Iterator[list[cases.Case]]:
    with opened(str(archive)) as connection:
        yield cases.several(connection, Filters())


def test_cases_of_several_meetings_are_listed_most_steps_first(archive: Path, listed: list[cases.Case]) -> None:
    assert [(one.case_number, len(one.steps)) for one in listed] == [(HARBOUR, 3), (PAIR, 2)]
    with opened(str(archive)) as connection:
        assert [one.case_number for one in cases.several(connection, Filters(), 1)] == [HARBOUR]
        assert [one.case_number for one in cases.several(connection, Filters.read(None, "2020-06", None))] == [PAIR]


def test_a_few_at_a_time_give_the_same(
    archive: Path, listed: list[cases.Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases, "_MANY", 1)
    with opened(str(archive)) as connection:
        assert cases.several(connection, Filters()) == listed
        assert [cases.several(connection, Filters(), n) for n in (1, 2)] == [listed[:1], listed]


def test_a_meeting_spread_over_files_is_one(tmp_path: Path) -> None:
    pages = [
        document("Byrådet", "3. marts 2020", [(OWN, title, "Godkendt.")]).replace("1. ", f"{n}. ")
        for n, title in enumerate(("Alfa", "Beta", "Gamma"), 4)
    ]
    database = make(tmp_path / "m.db", {f"{n}.txt": text for n, text in enumerate(pages)})
    with opened(str(database)) as connection:
        found = cases.case(connection, OWN, Filters())
    assert found is not None
    assert (found.steps, found.left_out) == ((), 3)


# The command


def test_text_is_for_people(run: Run, archive: Path) -> None:
    done = run("cases", archive, check=0)
    assert (done.stdout, done.stderr) == (
        "19/1111\n"
        "  1. 2019-09-12 Havneudvalget · 2 Ny havn\n"
        "     postponed, recommended by Havnechefen, postponed to næste møde\n"
        "     a-committee.txt:15\n"
        "  2. 2019-11-27 Byrådet · 2 Ny havn\n"
        "     approved, recommended by Havnechefen\n"
        "     d-council.txt:15\n"
        "  3. 2020-06-04 Havneudvalget · 1 Havnens åbning\n"
        "     noted, recommended by Havnechefen\n"
        "     g-single.txt:7\n"
        "\n"
        "19/4444\n"
        "  1. 2020-06-05 Havneudvalget · 1 Kran\n"
        "     approved, recommended by Havnechefen\n"
        "     h-pair.txt:7\n"
        "  2. 2021-06-06 Byrådet (agenda) · 1 Kran\n"
        "     recommended by Havnechefen\n"
        "     i-agenda.txt:7\n",
        "",
    )


def test_json_and_csv_have_every_field(run: Run, archive: Path) -> None:
    records = json.loads(run("cases", archive, HARBOUR, "-f", "json", check=0).stdout)
    assert [list(record) for record in records] == [FIELDS] * 3
    assert records[0] == {
        "case_number": HARBOUR,
        "step": 1,
        "date": "2019-09-12",
        "body": "Havneudvalget",
        "document_type": "minutes",
        "number": "2",
        "title": "Ny havn",
        "recommended_by": "Havnechefen",
        "outcomes": "postponed",
        "postponed_to": "næste møde",
        "referred_to": None,
        "path": "a-committee.txt",
        "first_line": 15,
    }
    rows = list(csv.DictReader(io.StringIO(run("cases", archive, HARBOUR, "-f", "csv", check=0).stdout)))
    assert rows == [{key: "" if value is None else str(value) for key, value in one.items()} for one in records]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([OWN], "4 items are left out: '1-00-2-19' is the number of their whole meeting there, not of a case."),
        (["19/11"], "nothing found: no case is called '19/11'. Try: '19/1111'."),
        (["19/1112"], "nothing found: no case is called '19/1112'. Try: '19/1111'."),
        (["zebra"], "nothing found: no case is called 'zebra'."),
        ([HARBOUR, "--from", "2022"], "nothing found. Try: no --body, --from, --to."),
        (["--body", "zebra"], "nothing found. Try: no --body, --from, --to."),
    ],
)
def test_what_is_not_found_is_told_and_no_failure(run: Run, archive: Path, args: list[str], message: str) -> None:
    done = run("cases", archive, *args, "-f", "csv", check=0)
    assert (done.stdout, done.stderr) == (f"{','.join(FIELDS)}\n", f"referat: {message}\n")


def test_wrong_usage_is_told(run: Run, archive: Path) -> None:
    for args, message in (
        ([archive, " "], "the case number is empty. Try: none, for all cases with several steps."),
        ([archive, "--to", "x"], "--to x: is no date. Try: 2019, 2019-11 or 2019-11-27."),
        (["nowhere.db"], "nowhere.db: there is no such file. Try: referat batch ARCHIVE OUT.db"),
    ):
        done = run("cases", *args, check=2)
        assert (done.stdout, done.stderr) == ("", f"referat: {message}\n")
