"""`referat stats`: the same figures from a database and from NDJSON, in each format; what cannot be read is told."""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SAMPLES, Run
from referat.archive.outcomes import parse_file
from referat.archive.query.diff import Totals, differences
from referat.archive.query.stats import Stats, count
from referat.contract.model import AgendaItem, Decision, Meeting, PointRuling, Recommendation, SourceInfo
from referat.contract.record import as_record
from referat.errors import ArchiveError
from referat.export import NdjsonExporter
from referat.export.database import Database
from referat.export.rows import of_failure, of_source
from referat.text.source import Span

SPAN = Span(0, 1, 1, 1)
HINT = "Try: an OUT.db or OUT.ndjson of referat batch."


def item(position: int, **fields: object) -> AgendaItem:
    return AgendaItem.model_validate({"id": f"m-{position}", "position": position, "span": SPAN, **fields})


def meeting(path: str, layout: str, **fields: object) -> Meeting:
    source = SourceInfo(name=path, media_type="text/plain", encoding="utf-8", sha256="0", characters=1, lines=1)
    whole = {"id": "m", "source": source, "layout": layout, "document_type": "minutes", **fields}
    return Meeting.model_validate(whole)


def decision(*outcomes: str, **fields: object) -> Decision:
    return Decision.model_validate({"text": "x", "outcomes": outcomes, "span": SPAN, **fields})


def some() -> list[Meeting]:
    ruled = [PointRuling(ref="1", outcomes=["approved"]), PointRuling(ref="2", outcomes=["approved", "rejected"])]
    odd = {"code": "number-order", "severity": "warning", "message": "2 after 3."}
    absent, decided = (
        {"code": "fact-unread", "severity": "info", "message": message}
        for message in ("not read as attendance: 'Afbud: 47-b'.", "not fully read: 'For: ?'.")
    )
    first = [
        item(1, title="Snow", case_number="1-2", decision=decision("noted", "approved")),
        item(2, title="Ice", recommendation=Recommendation(by="Me", span=SPAN), decision=decision(points=ruled)),
        item(3, decision=decision()),
    ]
    return [
        meeting("a.txt", "sea", date="2021-03-04", body="Board", items=first, diagnostics=[odd, odd, absent, decided]),
        meeting("b.txt", "sea", date="2020-03-04", items=[item(1, title="Fog")], diagnostics=[odd]),
        meeting("c.txt", "sea", body="Board"),
        meeting("d.txt", "air", date="2020-01-01", body="Board", items=[item(1, title="Hail")], diagnostics=[absent]),
    ]


def make_database(path: Path, meetings: list[Meeting], failures: dict[str, str] | None = None) -> Path:
    made = Database(path)
    for name, sha256 in {one.source.name: one.source.sha256 for one in meetings}.items():
        made.add(of_source(name, sha256, "1", [as_record(one) for one in meetings if one.source.name == name]))
    for name, code in (failures or {}).items():
        made.add(of_failure(name, None, "1", code, "told"))
    made.finish()
    made.close()
    return path


def make_lines(path: Path, meetings: list[Meeting], failures: dict[str, str] | None = None) -> Path:
    with path.open("wb") as stream:
        exporter = NdjsonExporter(stream)
        for one in meetings:
            exporter.add(one)
    if failures:
        told = [json.dumps({"path": name, "code": code, "message": "told"}) for name, code in failures.items()]
        path.with_name(f"{path.name}.failures.ndjson").write_text("\n".join(told) + "\n", "utf-8")
    return path


FAILURES = {"x.pdf": "unreadable", "y.txt": "not-minutes", "z.txt": "not-minutes"}
TEXT = """\
4 meetings, 5 items, 3 files failed
body, date: how many of the meetings have them;
title, case number, recommendation, decision, known
outcome: how many of the items

  year meetings body date items title case rec. dec. outc.
air
  2020        1 100% 100%     1  100%   0%   0%   0%    0%
sea
  2020        1   0% 100%     1  100%   0%   0%   0%    0%
  2021        1 100% 100%     3   67%  33%  33% 100%   67%
  -           1 100%   0%     0     -    -    -    -     -
  all         3  67%  67%     4   75%  25%  25%  75%   50%
all layouts
  all         4  75%  75%     5   80%  20%  20%  60%   40%

Outcomes, and in how many of the decisions
  approved  2  67%
  noted     1  33%
  rejected  1  33%

Facts unread: 3 in 2 of 4 meetings, 50%
  attendance  2  67%
  decisions   1  33%

Diagnostics, and in how many of the meetings
  fact-unread (info)      3  50%
  number-order (warning)  3  50%

Failures
  not-minutes  2
  unreadable   1
"""
CSV = """\
layout,year,meetings,bodies,dates,items,titles,case_numbers,recommendations,decisions,outcomes,facts_unread
air,2020,1,1,1,1,1,0,0,0,0,1
sea,2020,1,0,1,1,1,0,0,0,0,0
sea,2021,1,1,1,3,2,1,1,3,2,2
sea,,1,1,0,0,0,0,0,0,0,0
"""


def test_text_reads_well_in_60_columns(run: Run, tmp_path: Path) -> None:
    assert run("stats", make_database(tmp_path / "a.db", some(), FAILURES), check=0).stdout == TEXT
    assert run("stats", make_lines(tmp_path / "a.ndjson", some(), FAILURES), check=0).stdout == TEXT
    assert max(map(len, TEXT.splitlines())) <= 60


def test_csv_is_the_table_of_layouts(run: Run, tmp_path: Path) -> None:
    assert run("stats", make_lines(tmp_path / "a.ndjson", some()), "-f", "csv", check=0).stdout == CSV


def test_json_has_all_of_it(run: Run, tmp_path: Path) -> None:
    done = run("stats", make_database(tmp_path / "a.db", some(), FAILURES), "-f", "json", check=0)
    whole = json.loads(done.stdout)
    assert list(whole) == ["layouts", "outcomes", "diagnostics", "facts_unread", "failures"]
    assert [(one["layout"], one["year"]) for one in whole["layouts"]] == [
        ("air", "2020"),
        ("sea", "2020"),
        ("sea", "2021"),
        ("sea", None),
    ]
    assert whole["layouts"][0]["outcomes"] == 0
    assert whole["outcomes"] == {"approved": 2, "noted": 1, "rejected": 1}
    assert whole["diagnostics"] == [
        {"code": "fact-unread", "severity": "info", "count": 3, "meetings": 2},
        {"code": "number-order", "severity": "warning", "count": 3, "meetings": 2},
    ]
    assert whole["facts_unread"] == {"count": 3, "meetings": 2, "kinds": {"attendance": 2, "decisions": 1}}
    assert [one["facts_unread"] for one in whole["layouts"]] == [1, 0, 2, 0]
    assert whole["failures"] == [{"code": "not-minutes", "count": 2}, {"code": "unreadable", "count": 1}]


def test_a_database_and_ndjson_of_the_same_files_give_the_same_figures(tmp_path: Path) -> None:
    names = sorted(SAMPLES.glob("[f-o]*/*.txt"))
    meetings = [one for name in names for one in parse_file(name).meetings]
    assert len(meetings) > 30
    made = count(str(make_database(tmp_path / "a.db", meetings, FAILURES)))
    assert made == count(str(make_lines(tmp_path / "a.ndjson", meetings, FAILURES)))
    assert made.total["meetings"] == len(meetings)


def test_an_archive_that_was_read_whole_says_so(run: Run, tmp_path: Path) -> None:
    path = make_database(tmp_path / "a.db", [meeting("a.txt", "sea", items=[item(1)])])
    assert run("stats", path, check=0).stdout.splitlines()[-1] == "Facts unread: 0 in 0 of 1 meeting, 0%"


def test_an_empty_archive_has_nothing_to_count(run: Run, tmp_path: Path) -> None:
    path = make_lines(tmp_path / "a.ndjson", [])
    assert run("stats", path, check=0).stdout == "0 meetings, 0 items, 0 files failed\n"
    assert json.loads(run("stats", path, "-f", "json", check=0).stdout) == {
        "layouts": [],
        "outcomes": {},
        "diagnostics": [],
        "facts_unread": {"count": 0, "meetings": 0, "kinds": {}},
        "failures": [],
    }
    assert count(str(make_database(tmp_path / "a.db", []))) == Stats()


def test_packed_lines_are_told_by_their_bytes_not_by_their_name(tmp_path: Path) -> None:
    plain = make_lines(tmp_path / "a.ndjson", some())
    packed = tmp_path / "any.name"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert count(str(packed)) == count(str(plain))
    zstandard = pytest.importorskip("zstandard")
    packed.write_bytes(zstandard.compress(plain.read_bytes()))
    assert count(str(packed)) == count(str(plain))


def test_failures_stand_beside_packed_lines_too(tmp_path: Path) -> None:
    plain = make_lines(tmp_path / "a.ndjson", some(), FAILURES)
    packed = tmp_path / "a.ndjson.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    (tmp_path / "a.ndjson.failures.ndjson").rename(tmp_path / "a.ndjson.gz.failures.ndjson")
    assert count(str(packed)).failures == {"not-minutes": 2, "unreadable": 1}


def test_zstandard_is_asked_for_where_it_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    packed = tmp_path / "a.ndjson.zst"
    packed.write_bytes(b"\x28\xb5\x2f\xfd")
    with pytest.raises(ArchiveError) as error:
        count(str(packed))
    told = f"{packed}: is packed with Zstandard, which needs another package. Try: pip install 'referat[zstd]'"
    assert str(error.value) == told


@pytest.mark.parametrize("command", [count, lambda path: list(differences(path, path, Totals()))])
def test_what_is_no_output_of_batch_is_told(tmp_path: Path, command: Callable[[str], object]) -> None:
    path = tmp_path / "a.ndjson"

    def told(data: bytes) -> str:
        path.write_bytes(data)
        with pytest.raises(ArchiveError) as error:
            command(str(path))
        return str(error.value)

    good = make_lines(tmp_path / "good.ndjson", some()[:1]).read_bytes()
    assert told(good + b'{"a":\n') == f"{path}:2: is no line of JSON: Expecting value, column 1. {HINT}"
    assert told(good + b"\n\n[1]\n") == f"{path}:4: is no meeting as referat batch writes it. {HINT}"
    assert told(b'{"items": [1]}') == f"{path}:1: is no meeting as referat batch writes it. {HINT}"
    assert told(b"\xff") == (
        f"{path}:1: is no line of JSON: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte. {HINT}"
    )
    assert told(gzip.compress(good)[:-9]) == (
        f"{path}:2: cannot be read: Compressed file ended before the end-of-stream marker was reached. "
        "Try: the file is perhaps not whole; make it anew."
    )
    made = make_database(tmp_path / "a.db", some()).read_bytes()
    assert (
        told(made[:9000])
        == f"{path}: cannot be read as a database: database disk image is malformed. Try: make it anew."
    )
    assert told(b"SQLite format 3\0") == f"{path}: is no database. Try: referat batch ARCHIVE OUT.db"


@pytest.mark.parametrize("command", [["stats"], ["diff", "README.md"]])
def test_wrong_files_are_wrong_usage(run: Run, tmp_path: Path, command: list[str]) -> None:
    folder = f"referat: {tmp_path}: is a folder; databases and NDJSON can be read. {HINT}\n"
    assert run(*command, tmp_path, check=2).stderr == folder
    missing = tmp_path / "a.db"
    assert run(*command, missing, check=2).stderr == f"referat: {missing}: there is no such file. {HINT}\n"


def test_damaged_failures_are_told(run: Run, tmp_path: Path) -> None:
    path = make_lines(tmp_path / "a.ndjson", some())
    beside = tmp_path / "a.ndjson.failures.ndjson"
    beside.write_text('{"path": "x"}\n', "utf-8")
    told = f"referat: {beside}:1: tells no failure: it has no code. Try: run referat batch again.\n"
    assert run("stats", path, check=2).stderr == told


def test_a_terminals_commands_in_names_are_not_obeyed(run: Run, tmp_path: Path) -> None:
    path = make_lines(tmp_path / "a.ndjson", [meeting("a.txt", "sea\x1b[2J")])
    assert "\x1b" not in run("stats", path, check=0).stdout
