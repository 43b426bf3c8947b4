"""`referat diff`: what pairs with what, how it is told, and the exit status; databases and NDJSON alike."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLES, Run
from referat.archive.outcomes import parse_file
from referat.archive.query import nested
from referat.archive.query.diff import Totals, align, compare, differences
from referat.archive.query.pairs import File
from referat.contract.model import AgendaItem, Meeting
from referat.export.database import Database, opened
from referat.export.rows import of_failure
from test_stats import item, make_database, make_lines, meeting

Make = Callable[[Path, list[Meeting]], Path]
BOTH = pytest.mark.parametrize("make", [make_database, make_lines])
NUMBERS = ["1", "2", "3", "4"]
TITLES = ["Snow", "Ice", "Fog", "Hail"]


def items(*numbers: str, **fields: object) -> list[AgendaItem]:
    """Items with these of NUMBERS, their ids and positions as a parser gives them; `fields` go to the last."""
    made = []
    for position, number in enumerate(numbers, 1):
        about = {"number": number, "title": TITLES[NUMBERS.index(number)], "id": f"m-{position}-{number}"}
        made.append(item(position, **{**about, **(fields if number == numbers[-1] else {})}))
    return made


def one(**fields: object) -> Meeting:
    return meeting("a.txt", "sea", **{"items": items(*NUMBERS), **fields})


def told(make: Make, folder: Path, old: list[Meeting], new: list[Meeting]) -> list[tuple[str, str, object, object]]:
    """Where, field, old and new of every difference."""
    paths = [str(make(folder / name, meetings)) for name, meetings in (("old", old), ("new", new))]
    return [(found.where, found.field, found.old, found.new) for found in differences(paths[0], paths[1], Totals())]


@BOTH
def test_equal_outputs_do_not_differ(make: Make, run: Run, tmp_path: Path) -> None:
    old, new = make(tmp_path / "old", [one()]), make(tmp_path / "new", [one()])
    done = run("diff", old, new, check=0)
    assert (done.stdout, done.stderr) == ("", "")
    assert run("diff", old, new, "--summary", check=0).stdout == (
        "1 file compared, 0 differing, 0 only in the old one, 0 only in the new one\n"
    )


@BOTH
def test_fields_are_told_by_their_places_and_spans_last(make: Make, tmp_path: Path) -> None:
    span = {"start": 0, "end": 1, "first_line": 1, "last_line": 1}
    section = {"kind": "summary", "label": "Sum", "text": "a", "span": span}
    moved = {**section, "text": "b", "span": {**span, "end": 9}}
    old = one(items=items("1", "2", sections=[section]), people=[{"name": "Bo"}])
    new = one(items=items("1", "2", title="Icy", sections=[moved]), people=[{"name": "Bo", "party": "A"}], place="Hall")
    assert told(make, tmp_path, [old], [new]) == [
        ("meeting/place", "meeting.place", None, "Hall"),
        ('people/1 "Bo"/party', "people.party", None, "A"),
        ('items/2 "2"/title', "items.title", "Ice", "Icy"),
        ('items/2 "2"/sections/1 "Sum"/text', "items.sections.text", "a", "b"),
        ('items/2 "2"/sections/1 "Sum"/span', "items.sections.span", span, {**span, "end": 9}),
    ]


@BOTH
def test_a_lost_heading_is_one_difference(make: Make, tmp_path: Path) -> None:
    (found,) = told(make, tmp_path, [one()], [one(items=items("1", "3", "4"))])
    where, field, lost, new = found
    assert (where, field, new) == ('items/2 "2"', "items", None)
    assert isinstance(lost, dict)
    assert lost["title"] == "Ice"


@BOTH
def test_what_follows_from_another_difference_is_not_told(make: Make, tmp_path: Path) -> None:
    """Ids of items are made of the meeting's id, the position and the number."""
    changed = [one.model_copy(update={"id": f"n-{one.position}"}) for one in items(*NUMBERS)]
    assert told(make, tmp_path, [one()], [one(id="n", items=changed)]) == [("meeting/id", "meeting.id", "m", "n")]


def test_ids_are_told_where_nothing_else_explains_them(tmp_path: Path) -> None:
    assert told(make_lines, tmp_path, [one()], [one(items=items(*NUMBERS, id="x"))]) == [
        ('items/4 "4"/id', "items.id", "m-4-4", "x")
    ]


@BOTH
def test_several_meetings_of_a_file_pair_by_position(make: Make, tmp_path: Path) -> None:
    found = told(make, tmp_path, [one(), one(place="A")], [one(), one(place="B", items=items("1", "2", "3"))])
    assert [entry[:2] for entry in found] == [
        ("meetings/2/place", "meeting.place"),
        ('meetings/2/items/4 "4"', "items"),
    ]


def test_a_meeting_that_is_gone_is_told_whole() -> None:
    whole = one().model_dump(mode="json")
    (found,) = compare("a.txt", File([whole, whole]), File([whole]))
    assert (found.where, found.field, found.old, found.new) == ("meetings/2", "meetings", whole, None)
    (found,) = compare("a.txt", File([whole]), File())
    assert (found.where, found.field, found.old, found.new) == ("meeting", "meetings", whole, None)


def test_a_field_that_one_version_does_not_know_is_one_with_nothing_in_it() -> None:
    whole = one().model_dump(mode="json")
    older = {name: value for name, value in whole.items() if name not in ("place", "contents")}
    assert compare("a.txt", File([older]), File([whole])) == []
    (found,) = compare("a.txt", File([older]), File([{**whole, "room": "7"}]))
    assert (found.where, found.field, found.old, found.new) == ("meeting/room", "meeting.room", None, "7")


def test_alignment() -> None:
    keys = (("number", "title"), ("title",), ("number",))

    def pairs(old: str, new: str) -> list[tuple[int | None, int | None]]:
        """Items as "1a": number 1, title a; "-" is null."""
        sides = [
            [{"number": pair[0].strip("-") or None, "title": pair[1].strip("-") or None} for pair in text.split()]
            for text in (old, new)
        ]
        return align(sides[0], sides[1], keys)

    assert pairs("1a 2b 3c", "1a 2b 3c") == [(0, 0), (1, 1), (2, 2)]
    assert pairs("1a 2b 3c", "1a 3c") == [(0, 0), (1, None), (2, 1)]
    assert pairs("1a 3c", "1a 2b 3c") == [(0, 0), (None, 1), (1, 2)]
    # Numbers changed: the titles tell; titles changed: the numbers; both: the place.
    assert pairs("1a 2b 3c", "4a 5c") == [(0, 0), (1, None), (2, 1)]
    assert pairs("1a 2b 3c", "1x 3z") == [(0, 0), (1, None), (2, 1)]
    assert pairs("1a 2b 3c", "1a 8y 3c") == [(0, 0), (1, 1), (2, 2)]
    assert pairs("-- -- --", "-- -- --") == [(0, 0), (1, 1), (2, 2)]
    assert pairs("1a 1a 2b", "1a 2b") == [(0, 0), (1, None), (2, 1)]
    assert pairs("", "1a") == [(None, 0)]


def test_a_hundred_thousand_equal_names_align_at_once() -> None:
    many = [{"name": "x"}] * 100_000
    assert len(align(many, many[1:], (("name",),))) == 100_000


@BOTH
def test_files_that_only_one_has(make: Make, run: Run, tmp_path: Path) -> None:
    def file(name: str, **fields: object) -> Meeting:
        return meeting(name, "sea", **fields)

    old = make(tmp_path / "old", [file("d.txt"), file("a.txt"), file("c.txt", place="A")])
    new = make(tmp_path / "new", [file("c.txt", place="B"), file("d.txt"), file("b.txt")])
    done = run("diff", old, new, check=1)
    assert done.stdout == (
        "a.txt\n  only in the old one\nb.txt\n  only in the new one\n" + 'c.txt\n  meeting/place: "A" → "B"\n'
    )
    assert run("diff", old, new, "-f", "csv", check=1).stdout == (
        "path,where,field,old,new\na.txt,source,source,a.txt,\nb.txt,source,source,,b.txt\n"
        "c.txt,meeting/place,meeting.place,A,B\n"
    )
    assert run("diff", old, new, "--summary", check=1).stdout == (
        "2  source\n1  meeting.place\n2 files compared, 1 differing, 1 only in the old one, 1 only in the new one\n"
    )
    assert json.loads(run("diff", old, new, "--summary", "-f", "json", check=1).stdout) == {
        "fields": [{"field": "source", "count": 2}, {"field": "meeting.place", "count": 1}],
        "files": {"compared": 2, "differing": 1, "only_old": 1, "only_new": 1},
    }


def test_text_cuts_long_values_around_what_differs_and_json_does_not(run: Run, tmp_path: Path) -> None:
    long = "In the long winter the harbour lay still and the boats waited, "
    last = {"span": {"start": 0, "end": 7, "first_line": 1, "last_line": 2}}
    old = make_lines(tmp_path / "old", [one(items=items(*NUMBERS, lead=long + "all of them."))])
    changed = [*items("1", "3"), *items(*NUMBERS, lead=long + "some\u00a0of them.", **last)[3:]]
    changed[1:] = [made.model_copy(update={"position": n}) for n, made in enumerate(changed[1:], 2)]
    new = make_lines(tmp_path / "new", [one(items=changed)])
    assert run("diff", old, new, check=1).stdout == (
        "a.txt\n"
        '  items/2 "2": "Ice" → null\n'
        '  items/4 "4"/lead: …d the boats waited, all of them." → …d the boats waited, some\\u00a0of them."\n'
        '  items/4 "4"/span: "0-1" → "0-7"\n'
    )
    records = json.loads(run("diff", old, new, "-f", "json", check=1).stdout)
    assert [list(record) for record in records] == [["path", "where", "field", "old", "new"]] * 3
    assert (records[0]["old"]["title"], records[0]["new"]) == ("Ice", None)
    assert records[1]["new"] == long + "some\u00a0of them."
    assert run("diff", old, new, "--summary", "-f", "csv", check=1).stdout == (
        "field,count\nitems,1\nitems.lead,1\nitems.span,1\n"
    )


def test_a_file_that_fails_now_is_one_difference(tmp_path: Path) -> None:
    old, new = make_database(tmp_path / "old", [one()]), tmp_path / "new"
    database = Database(new)
    database.add(of_failure("a.txt", None, "2", "not-minutes", "too little"))
    database.finish()
    database.close()
    (found,) = differences(str(old), str(new), Totals())
    assert (found.where, found.field, found.old) == ("failure", "failure", None)
    assert found.new == {"code": "not-minutes", "message": "too little"}


def test_packed_and_plain_lines_compare(tmp_path: Path) -> None:
    plain, other = make_lines(tmp_path / "a.ndjson", [one()]), make_lines(tmp_path / "b.ndjson", [one(place="Hall")])
    packed = tmp_path / "b.ndjson.gz"
    packed.write_bytes(gzip.compress(other.read_bytes()))
    assert [found.where for found in differences(str(plain), str(packed), Totals())] == ["meeting/place"]
    assert list(differences(str(packed), str(other), Totals())) == []


def test_lines_in_another_order_and_another_spelling_of_json_are_equal(tmp_path: Path) -> None:
    lines = make_lines(tmp_path / "a.ndjson", [one(), meeting("å.txt", "sea")]).read_text("utf-8").splitlines()
    other = tmp_path / "b.ndjson"
    other.write_text("\n\n".join(json.dumps(json.loads(line)) for line in reversed(lines)), "utf-8")
    assert list(differences(str(tmp_path / "a.ndjson"), str(other), Totals())) == []


def test_two_kinds_cannot_be_compared(run: Run, tmp_path: Path) -> None:
    old, new = make_database(tmp_path / "a.db", [one()]), make_lines(tmp_path / "a.ndjson", [one()])
    told = f"referat: {new}: is NDJSON, and {old} is a database. Try: two outputs of the same kind.\n"
    assert run("diff", old, new, check=2).stderr == told
    told = f"referat: {old}: is a database, and {new} is NDJSON. Try: two outputs of the same kind.\n"
    assert run("diff", new, old, check=2).stderr == told


def test_a_database_gives_the_records_of_ndjson(tmp_path: Path) -> None:
    """But for what it does not hold."""

    def shared(whole: object, held: object) -> object:
        if isinstance(whole, dict) and isinstance(held, dict):
            return {name: shared(whole[name], value) for name, value in held.items()}
        if isinstance(whole, list) and isinstance(held, list) and len(whole) == len(held):
            return [shared(*pair) for pair in zip(whole, held, strict=True)]
        return whole

    names = sorted(SAMPLES.glob("[f-m]*/*.txt"))
    wanted = {str(name): parse_file(name).meetings for name in names}
    made = make_database(tmp_path / "a.db", [one for meetings in wanted.values() for one in meetings])
    with opened(str(made)) as connection:
        for source in connection.execute("SELECT * FROM sources").fetchall():
            held = nested.meetings(connection, source)
            whole = [one.model_dump(mode="json", by_alias=True) for one in wanted[source["path"]]]
            assert held == shared(whole, held)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
def test_a_reader_that_leaves_ends_it_quietly(tmp_path: Path) -> None:
    old = make_lines(tmp_path / "old", [meeting(f"{n}.txt", "sea", place="A" * 99) for n in range(2000)])
    new = make_lines(tmp_path / "new", [meeting(f"{n}.txt", "sea", place="B" * 99) for n in range(2000)])
    command = [sys.executable, "-m", "referat", "diff", str(old), str(new)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=os.environ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"0.txt\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
