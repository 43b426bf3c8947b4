"""`referat batch`, through real processes where it matters."""

import gzip
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import docx
import pytest

import hostile
import strange_workers
from archives import contents, fill, minutes, written
from conftest import ROOT, SAMPLES, Run
from referat.archive.batch.archives import Limits
from referat.archive.batch.engine import Engine
from referat.archive.batch.files import Failure
from referat.archive.batch.job import Job, Result, Task
from referat.archive.batch.outputs import own
from referat.archive.batch.plan import Entry, Plan
from referat.archive.batch.pools import LocalPool
from referat.archive.batch.reasons import Reasons
from referat.archive.batch.run import Options, Summary, Watch
from referat.archive.batch.run import batch as batch_in_processes
from referat.archive.batch.work import work
from referat.cli.batch import _Json, _Talk
from referat.errors import OutputError, SourceError
from referat.export.database import Database

TARGETS = ["out.ndjson", "out.ndjson.gz", "out.ndjson.zst", "out.db", "out.json", "out.csv", "out.parquet"]
BROKEN = sorted(path for path in (SAMPLES / "broken").iterdir() if path.suffix != ".json")


def needs(out: str) -> None:
    if out.endswith(".zst"):
        pytest.importorskip("zstandard", reason='it comes with the extra "zstd"')
    if out.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason='it comes with the extra "parquet"')


class Inline(Executor):
    """Works at once, in this process: what a test is about otherwise need not wait for processes to start."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A future that is done."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def batch(inputs: list[str], out: str, options: Options = Options(), **more: Any) -> Summary:  # noqa: B008
    """A batch without processes."""
    return batch_in_processes(inputs, out, options._replace(executor=Inline()), **more)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return fill(tmp_path / "archive", 30)


def start(*args: str | Path, cwd: Path = ROOT, kept_every: float = 2) -> "subprocess.Popen[str]":
    code = f"from referat.archive.batch import sinks; sinks.KEPT_EVERY = {kept_every}; from referat.cli import main; main()"
    command = [sys.executable, "-c", code, "batch", *map(str, args)]
    env = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd, env=env)


# What comes out


@pytest.mark.parametrize("out", TARGETS)
def test_the_same_input_gives_the_same_bytes_whatever_the_number_of_processes(
    out: str, archive: Path, tmp_path: Path
) -> None:
    needs(out)
    found = []
    for jobs in (1, 2):
        path = tmp_path / str(jobs) / out
        path.parent.mkdir()
        batch_in_processes([str(archive)], str(path), Options(jobs=jobs))
        found.append(contents(path))
    assert found[0] == found[1]


def test_ndjson_is_what_parse_gives(run: Run, archive: Path, tmp_path: Path) -> None:
    batch([str(archive)], str(tmp_path / "out.ndjson"))
    files = sorted(archive.rglob("*.txt"))
    assert (tmp_path / "out.ndjson").read_text("utf-8") == run("parse", *files, "--format", "ndjson", check=0).stdout


def test_a_folder_of_json_has_a_file_a_file(run: Run, archive: Path, tmp_path: Path) -> None:
    batch([str(archive)], str(tmp_path / "out"), Options(target="json"))
    file = next(archive.rglob("*.txt"))
    written = tmp_path / "out" / f"{str(file).strip('/')}.json"
    assert written.read_text("utf-8") == run("parse", file, check=0).stdout


def test_the_database_holds_every_item_and_finds_words(archive: Path, tmp_path: Path) -> None:
    batch([str(archive)], str(tmp_path / "out.db"))
    with sqlite3.connect(tmp_path / "out.db") as connection:
        assert connection.execute("SELECT count(*), min(title) FROM items").fetchone() == (30, "Cykelsti langs åen")
        assert connection.execute("SELECT count(*) FROM search WHERE search MATCH 'åen'").fetchone() == (30,)
        assert connection.execute("SELECT count(*) FROM search WHERE search MATCH 'aen'").fetchone() == (0,)
        assert connection.execute("SELECT word FROM word_parts WHERE word_parts MATCH 'kelst'").fetchall() == [
            ("cykelsti",)
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_lines_go_to_standard_output(run: Run, archive: Path, tmp_path: Path) -> None:
    batch([str(archive)], str(tmp_path / "out.ndjson"))
    done = run("batch", archive, "-", check=0)
    assert done.stdout == (tmp_path / "out.ndjson").read_text("utf-8")
    assert list(tmp_path.glob("-*")) == []


def test_a_reader_that_has_enough_ends_the_run_quietly(archive: Path) -> None:
    with start(archive, "-", "--quiet") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(30) == 0


# What goes in


def names(plan: Plan) -> list[str]:
    return [entry.name for entry in plan]


def test_a_plan_names_every_file_once_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b/2.txt", "a/1.txt", "a/ø.txt", "a/.hidden/3.txt", "a/.4.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"x")
    plan = Plan()
    plan.add("./b/")
    plan.add("a")
    plan.add("**/*.txt")
    assert names(plan) == ["a/1.txt", "a/ø.txt", "b/2.txt"]
    assert len(plan) == 3


def test_files_inside_archives_are_read(tmp_path: Path) -> None:
    folder = fill(tmp_path / "plain", 3)
    files = sorted(folder.rglob("*.txt"))
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as zipped, tarfile.open(tmp_path / "new.tar.gz", "w:gz") as tape:
        for path in reversed(files):
            zipped.write(path, path.name)
            tape.add(path, path.name)
        zipped.writestr("__MACOSX/._x.txt", "x")
    plan = Plan()
    plan.add(str(tmp_path / "new.tar.gz"))
    plan.add(str(tmp_path / "old.zip"))
    found = [(entry.name.removeprefix(f"{tmp_path}/"), entry.data) for entry in plan]
    data = [(path.name, path.read_bytes()) for path in reversed(files)]
    assert found == [(f"{name}/{inside}", text) for name in ("new.tar.gz", "old.zip") for inside, text in data]


def test_a_damaged_archive_is_one_failure_and_what_is_before_the_damage_is_read(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w:gz") as tape:
        for n in range(50):
            data = os.urandom(2000)
            info = tarfile.TarInfo(f"{n:02}.txt")
            info.size = len(data)
            tape.addfile(info, io.BytesIO(data))
    path = tmp_path / "cut.tar.gz"
    path.write_bytes(whole.getvalue()[:60_000])
    plan = Plan()
    plan.add(str(path))
    entries = list(plan)
    assert entries[0].name == str(path)
    assert entries[0].problem is not None
    assert entries[0].problem[0] == "unreadable"
    assert [entry.name for entry in entries[1:4]] == [f"{path}/{n:02}.txt" for n in range(3)]
    assert [entry for entry in entries[1:20] if entry.data is None] == []


def test_names_come_from_a_list(tmp_path: Path, archive: Path) -> None:
    files = sorted(archive.rglob("*.txt"))[:3]
    listed = "".join(f"{path}\r\n" for path in [*files, tmp_path / "no.txt"]).encode()
    summary = batch(["-"], str(tmp_path / "out.db"), listed=listed)
    assert (summary.totals.meetings, summary.totals.failures) == (3, 1)
    with sqlite3.connect(tmp_path / "out.db") as connection:
        assert connection.execute("SELECT path, code, message FROM failures").fetchall() == [
            (f"{tmp_path}/no.txt", "unreadable", "there is no such file or folder. Try: its full path.")
        ]


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path / "archive")
    (tmp_path / "archive").mkdir()
    for name in (b"\xe6.txt", b"\xf8.txt"):
        Path(os.fsdecode(raw + b"/" + name)).write_text(minutes(1), "utf-8")
    summary = batch([str(tmp_path / "archive")], str(tmp_path / "out.db"))
    assert (summary.totals.files, summary.totals.meetings) == (2, 2)


def test_what_is_written_is_not_read(archive: Path) -> None:
    for out in ("out.ndjson", "out.db", "out.csv"):
        for _ in range(2):
            summary = batch([str(archive)], str(archive / out))
            assert (summary.totals.files, summary.totals.failures) == (30, 0)
        shutil.rmtree(archive / out) if (archive / out).is_dir() else (archive / out).unlink()
        (archive / f"{out}.state").unlink(missing_ok=True)


# Again


@pytest.mark.parametrize("out", TARGETS)
def test_a_second_run_reads_nothing_and_writes_nothing(out: str, archive: Path, tmp_path: Path) -> None:
    needs(out)
    path = tmp_path / out
    first = batch([str(archive)], str(path))
    before, time_before = contents(path), path.stat().st_mtime_ns
    second = batch([str(archive)], str(path))
    assert (first.read, first.unchanged) == (30, 0)
    assert (second.read, second.unchanged, second.totals) == (0, 30, first.totals)
    assert contents(path) == before
    assert path.stat().st_mtime_ns == time_before


@pytest.mark.parametrize("out", TARGETS)
def test_changed_new_and_removed_files_are_brought_up_to_date(out: str, archive: Path, tmp_path: Path) -> None:
    needs(out)
    path, anew = tmp_path / out, tmp_path / "anew" / out
    anew.parent.mkdir()
    batch([str(archive)], str(path))
    files = sorted(archive.rglob("*.txt"))
    files[3].write_text(minutes(3, "Noget ganske andet"), "utf-8")
    files[5].write_bytes(b"%PDF-1.4 x")
    files[7].unlink()
    fill(archive, 2, prefix="new")
    again = batch([str(archive)], str(path))
    assert (again.read, again.unchanged, again.removed) == (4, 27, 1)
    fresh = batch([str(archive)], str(anew))
    assert again.totals == fresh.totals
    if path.suffix == ".db":  # the rows are the same but for the numbers that the database gives them
        views = ("item_decisions", "failures", "sources")
        assert [tables(path, view) for view in views] == [tables(anew, view) for view in views]
        with sqlite3.connect(path) as connection:
            connection.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
            found = connection.execute("SELECT count(*) FROM search WHERE search MATCH 'ganske'").fetchone()
            assert found == (1,)
    else:
        assert contents(path) == contents(anew)


def tables(path: Path, table: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    unstable = {"id", "item", "source_id"}
    return sorted(tuple(str(row[key]) for key in row.keys() if key not in unstable) for row in rows)  # noqa: SIM118


def test_a_new_version_and_another_layout_read_all_again(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = str(tmp_path / "out.db")
    batch([str(archive)], out)
    assert batch([str(archive)], out, Options(layout="generic")).read == 30
    assert batch([str(archive)], out, Options(layout="generic")).read == 0
    monkeypatch.setattr("referat.__version__", "99")
    assert batch([str(archive)], out).read == 30
    assert batch([str(archive)], out).read == 0
    assert batch([str(archive)], out, Options(resume=False)).read == 30


def test_another_form_of_the_same_output_is_rendered(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    batch([str(archive)], str(out))
    plain = (out / "items.csv").read_bytes()
    batch([str(archive)], str(out), Options(excel=True))
    assert (out / "items.csv").read_bytes().startswith(b"\xef\xbb\xbfmeeting_id;")
    batch([str(archive)], str(out))
    assert (out / "items.csv").read_bytes() == plain


def test_a_deleted_output_is_rendered_without_reading(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ndjson"
    batch([str(archive)], str(out))
    before = out.read_bytes()
    out.unlink()
    assert batch([str(archive)], str(out)).read == 0
    assert out.read_bytes() == before


def children(pid: int) -> list[int]:
    """The processes that the process has started, and those that they have."""
    found = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return found + [deeper for one in found for deeper in children(one)]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts processes through /proc")
@pytest.mark.parametrize(("out", "begun"), [("out.ndjson", 50_000), ("out.db", 500_000)])
def test_killed_in_the_middle_and_run_again_is_as_if_it_had_not_been(out: str, begun: int, tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 900)
    whole, path = tmp_path / "whole" / out, tmp_path / out
    whole.parent.mkdir()
    batch([str(archive)], str(whole))
    kept = path if out.endswith(".db") else tmp_path / f"{out}.state"
    process = start(archive, path, "--jobs", "2", kept_every=0.1)
    while written(kept) < begun or is_committing(kept):  # the first results have been committed
        assert process.poll() is None
        time.sleep(0.01)
    workers = children(process.pid)
    process.kill()
    process.communicate()
    if out == "out.ndjson":
        assert not path.exists()
    for _ in range(100):
        if not any(Path(f"/proc/{pid}/cmdline").exists() and is_alive(pid) for pid in workers):
            break
        time.sleep(0.1)
    else:
        pytest.fail("workers outlive the process that started them")
    summary = batch([str(archive)], str(path))
    assert 0 < summary.unchanged < 900
    assert summary.read + summary.unchanged == 900
    assert contents(path) == contents(whole)
    assert [left.name for left in tmp_path.iterdir() if left.name.startswith(".")] == []


def is_committing(path: Path) -> bool:
    """Whether a transaction of the database is being written: its journal begins with something then."""
    try:
        with path.with_name(f"{path.name}-journal").open("rb") as journal:
            return any(journal.read(8))
    except FileNotFoundError:
        return False


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_ctrl_c_keeps_what_was_read(tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 900)
    process = start(archive, tmp_path / "out.db", "--jobs", "1", kept_every=0.1)
    while written(tmp_path / "out.db") < 500_000:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert stderr == "referat: interrupted. What was read is kept; the same command goes on from there.\n"
    assert batch([str(archive)], str(tmp_path / "out.db")).unchanged > 0


# Failures


def test_broken_files_are_named_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 300)
    for n in range(100):
        broken = BROKEN[n % len(BROKEN)]
        shutil.copy(broken, archive / "000" / f"x{n:03}{broken.suffix}")
    pictures = sum(BROKEN[n % len(BROKEN)].suffix == ".png" for n in range(100))
    done = run("batch", archive, tmp_path / "out.db", "--verbose")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 100 - pictures + 2
    assert lines[0].startswith(f"{archive}/000/x000.zip: unreadable cannot be read as an archive: ")
    files, failures = 400 - pictures, 100 - pictures
    assert f"{files} files ({files} read, 0 unchanged): 300 meetings, 300 items, {failures} failures " in lines[-2]
    assert lines[-1] == f"left out: pictures {pictures}"
    with sqlite3.connect(tmp_path / "out.db") as connection:
        counts = dict(connection.execute("SELECT code, count(*) FROM failures GROUP BY code"))
    assert counts.keys() == {"unreadable", "empty", "not-minutes"}
    assert sum(counts.values()) == failures
    again = run("batch", archive, tmp_path / "out.db", "--verbose")
    assert again.returncode == 1
    # What failed before is told again. What has no bytes of its own is read again: archives that cannot be opened.
    assert again.stderr.splitlines()[:-2] == lines[:-2]
    archives = len([n for n in range(100) if BROKEN[n % len(BROKEN)].suffix == ".zip"])
    assert f"{files} files ({archives} read, {files - archives} unchanged): " in again.stderr


def test_failures_are_grouped_by_their_reason(run: Run, tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 1)
    for n in range(5):
        (archive / f"s{n}.txt").write_bytes(b"%PDF-1.4 x")
    (archive / "blank.txt").write_bytes(b" ")
    grouped = (
        "5 files: unreadable is a damaged PDF, or one without pages. Try: another copy of it. "
        f"({archive}/s0.txt, {archive}/s1.txt, {archive}/s2.txt, and 2 more)\n"
        f"{archive}/blank.txt: empty there is no text in it.\n"
        "--verbose names each of them.\n"
    )
    for _ in range(2):  # what is unchanged and failed before has the same reason
        assert run("batch", archive, tmp_path / "out.db", "--quiet", check=1).stderr == grouped
    assert run("batch", archive, "-", "--quiet", check=1).stderr == grouped
    each = run("batch", archive, tmp_path / "out.ndjson", "--quiet", "--verbose", check=1).stderr
    advice = "unreadable is a damaged PDF, or one without pages. Try: another copy of it."
    assert each == f"{archive}/blank.txt: empty there is no text in it.\n" + "".join(
        f"{archive}/s{n}.txt: {advice}\n" for n in range(5)
    )


@pytest.mark.skipif(os.name != "posix", reason="LibreOffice is a shell script here")
@pytest.mark.parametrize("out", ["out.db", "out.ndjson"])
def test_what_had_to_be_converted_is_read_when_it_may_be(
    out: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = fill(tmp_path / "archive", 2)
    (archive / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    made = docx.Document()
    for line in minutes(7).split("\n"):
        made.add_paragraph(line)
    made.save(str(tmp_path / "made.docx"))
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nfor last; do :; done\ncp {tmp_path / "made.docx"} "$last.docx"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    first = run("batch", archive, tmp_path / out, check=1).stderr
    assert "unreadable is an office document that has to be converted. Try: --convert, which runs LibreOffice;" in first
    assert (
        "3 files (1 read, 2 unchanged): 3 meetings, 3 items, no failures"
        in run("batch", archive, tmp_path / out, "--convert", check=0).stderr
    )
    # What was read once need not be converted again.
    assert "3 files (0 read, 3 unchanged): 3 meetings" in run("batch", archive, tmp_path / out, check=0).stderr


def test_a_command_for_what_is_in_an_archive_is_for_when_it_is_unpacked(run: Run, tmp_path: Path) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    scanned = hostile.scanned()
    for name in ("a.zip", "b c.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as zipped:
            zipped.writestr("2019/old.doc", old)
            zipped.writestr("2019/a b.doc", old)
            zipped.writestr("scan.pdf", scanned)
    (tmp_path / "old.doc").write_bytes(old)
    doc = (
        "unreadable is an office document that has to be converted. Try: --convert, which runs LibreOffice; or soffice"
    )
    pdf = "unreadable is a PDF without text, 1 page that may be scanned. Try: ocrmypdf -l dan"
    why = "which reads text from pictures (OCRmyPDF)"
    each = run("batch", tmp_path, tmp_path / "o.db", "--quiet", "--verbose", check=1).stderr.replace(f"{tmp_path}/", "")
    assert each == (
        f"a.zip/2019/a b.doc: {doc} --headless --convert-to docx '2019/a b.doc' (unpack a.zip first)\n"
        f"a.zip/2019/old.doc: {doc} --headless --convert-to docx 2019/old.doc (unpack a.zip first)\n"
        f"a.zip/scan.pdf: {pdf} scan.pdf OUT.pdf, {why} (unpack a.zip first).\n"
        f"b c.zip/2019/a b.doc: {doc} --headless --convert-to docx '2019/a b.doc' (unpack 'b c.zip' first)\n"
        f"b c.zip/2019/old.doc: {doc} --headless --convert-to docx 2019/old.doc (unpack 'b c.zip' first)\n"
        f"b c.zip/scan.pdf: {pdf} scan.pdf OUT.pdf, {why} (unpack 'b c.zip' first).\n"
        f"old.doc: {doc} --headless --convert-to docx old.doc\n"
    )
    grouped = run("batch", tmp_path, tmp_path / "o.db", "--quiet", check=1).stderr.replace(f"{tmp_path}/", "")
    assert grouped == (
        f"4 files: {doc} --headless --convert-to docx FILE (unpack ARCHIVE first) "
        "(a.zip/2019/a b.doc, a.zip/2019/old.doc, b c.zip/2019/a b.doc, and 1 more)\n"
        f"2 files: {pdf} FILE OUT.pdf, {why} (unpack ARCHIVE first). (a.zip/scan.pdf, b c.zip/scan.pdf)\n"
        f"old.doc: {doc} --headless --convert-to docx old.doc\n--verbose names each of them.\n"
    )


def test_reasons_differ_in_more_than_names_and_numbers() -> None:
    reasons = Reasons()
    told = [
        ("a b.txt", "x", "holds 3 bytes. Try: file 'a b.txt'"),
        ("c.txt", "x", "holds 44 bytes. Try: file c.txt"),
        ("d.txt", "x", "holds 44 bytes."),
        ("e.txt", "y", "holds 44 bytes."),
        ("f.txt", "x", "holds 5 bytes. Try: file f.txt"),
    ]
    assert [reasons.add(Failure(*one)) for one in told] == [True, False, True, True, False]
    assert [reason.line() for reason in reasons] == [
        "3 files: x holds 3 bytes. Try: file FILE (a b.txt, c.txt, f.txt)",
        "d.txt: x holds 44 bytes.",
        "e.txt: y holds 44 bytes.",
    ]


def test_a_mistake_of_ours_is_told_once_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    talk = _Talk(quiet=True)
    for name in ("1.txt", "2.txt"):
        talk.done(Result(name, "failed", None, "internal-error", f"failed on {name!r}", trace="Traceback …\n"))
    assert capsys.readouterr().err == "Traceback …\n1.txt: internal-error failed on '1.txt'\n"
    talk.interrupted()
    assert capsys.readouterr().err == "2 files: internal-error failed on 'FILE' (1.txt, 2.txt)\n"


# What is left out


def test_what_is_no_document_is_left_out_and_counted(run: Run, tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 1)
    names = ["Thumbs.db", "desktop.ini", ".DS_Store", "~$REFERAT.docx", "kort.PNG", "sub/billede.jpeg", "sub/page.css"]
    for name in names:
        (archive / name).parent.mkdir(exist_ok=True)
        (archive / name).write_bytes(b"\x00\x01")
    with zipfile.ZipFile(archive / "old.zip", "w") as zipped:
        zipped.writestr("kort.tif", "x")
        zipped.writestr("a.txt", minutes(2))
    done = run("batch", archive, tmp_path / "out.db", check=0)
    first, second = done.stderr.splitlines()
    assert first.startswith("2 files (2 read, 0 unchanged): 2 meetings, 2 items, no failures; ")
    assert second == "left out: parts of web pages 1, pictures 3, system files 3"


def test_what_referat_has_written_is_left_out_whatever_it_is_called(run: Run, tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 2)
    file = next(archive.rglob("*.txt"))
    for out in ("o.db", "o.ndjson", "o.ndjson.gz", "o.csv", "o.json"):
        batch([str(archive)], str(tmp_path / out))
    for written_to in tmp_path.glob("o.*"):
        written_to.rename(archive / written_to.name)
    for out in ("p.json", "p.ndjson", "p.csv"):
        run("parse", file, "-o", archive / out, check=0)
    run("parse", file, "--format", "csv", "--table", "votes", "--excel", "-o", archive / "q.csv", check=0)
    (archive / "x.failures.ndjson").write_bytes(Failure("a", "b", "c").line())
    # These only look like it, and are read.
    (archive / "theirs.json").write_text('{"items": []}', "utf-8")
    (archive / "theirs.csv").write_text("name,party\n", "utf-8")
    (archive / "theirs.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    summary = batch([str(archive)], str(tmp_path / "new.db"))
    assert (summary.totals.files, summary.totals.meetings, summary.totals.failures) == (5, 2, 3)
    # 5 outputs, the 4 states of those that are no database, 5 files of `parse` and of failures.
    assert summary.left_out == {"outputs of referat": 14}


def test_a_referatignore_holds_for_its_folder_and_below(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    for name in ("a.txt", "a.bak", "kort.png", "drafts/b.txt", "2021/a.bak", "2021/c.txt", "2021/drafts/keep.bak"):
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_text(minutes(1), "utf-8")
    with zipfile.ZipFile(archive / "old.zip", "w") as zipped:
        zipped.writestr("x.bak", "x")
        zipped.writestr("x.txt", "x")
    (archive / ".referatignore").write_text("# ours\n*.bak\n/drafts/\n!kort.png\n", "utf-8")
    (archive / "2021" / ".referatignore").write_text("!keep.bak\nc.*\n", "utf-8")
    plan = Plan()
    plan.add(str(archive))
    found = [name.removeprefix(f"{archive}/") for name in names(plan)]
    assert found == ["2021/drafts/keep.bak", "a.txt", "kort.png", "old.zip/x.txt"]
    assert plan.left_out.said() == "left out: by .referatignore 5"


def test_a_pattern_that_is_none_is_wrong_usage(run: Run, archive: Path, tmp_path: Path) -> None:
    (archive / ".referatignore").write_text("*.bak\n!\n", "utf-8")
    done = run("batch", archive, tmp_path / "out.db", check=2)
    hint = "Try: a pattern as in .gitignore: *.tmp, drafts/, !keep.txt."
    assert done.stderr == f"referat: {archive}/.referatignore:2: '!' is no pattern. {hint}\n"


def test_where_all_is_left_out_that_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(b"x")
    done = run("batch", tmp_path / "scan.png", tmp_path / "out.db", check=2)
    assert done.stderr == f"referat: {tmp_path}/scan.png: there is no document in it; left out: pictures 1.\n"


def test_progress_is_kept_by_time(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(10_000))
    monkeypatch.setattr("referat.archive.batch.sinks.monotonic", lambda: next(clock))
    monkeypatch.setattr("referat.archive.batch.sinks.KEPT_EVERY", 7)
    seen = []

    class Watcher(Watch):
        def done(self, _: Result) -> None:
            with sqlite3.connect(f"file:{tmp_path}/out.db?mode=ro", uri=True) as reader:
                seen.append(reader.execute("SELECT count(*) FROM sources").fetchone()[0])
            reader.close()

    batch([str(archive)], str(tmp_path / "out.db"), watch=Watcher())
    # A look at the clock for each file, one more after each commit.
    assert seen[:16] == [0] * 6 + [7] * 7 + [14] * 3


def test_what_is_waited_for_is_told_and_what_came_before_is_kept(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("referat.archive.batch.engine.TICK", 0.05)
    out, told = tmp_path / "out.db", threading.Event()
    names: list[str] = []
    kept: list[int] = []

    def slow(job: Job, chunk: Sequence[Task]) -> list[Result]:
        assert not any(task.entry.name.endswith("029.txt") for task in chunk) or told.wait(60)
        return work(job, chunk)

    class Watcher(Watch):
        def done(self, result: Result) -> None:
            names.append(Path(result.name).name)
            if len(names) > 1:  # by the clock of what is kept, much time goes by from now on
                monkeypatch.setattr("referat.archive.batch.sinks.KEPT_EVERY", 0)

        def waiting(self, name: str, seconds: float) -> None:
            assert seconds >= 0.05
            with closing(sqlite3.connect(f"file:{out}?mode=ro", uri=True)) as reader:
                kept.append(reader.execute("SELECT count(*) FROM sources").fetchone()[0])
            if Path(name).name not in names and len(names) == kept[-1] > 1:
                told.set()

    with ThreadPoolExecutor(1) as executor:
        batch_in_processes([str(archive)], str(out), Options(executor=executor, work=slow), watch=Watcher())
    assert told.is_set()
    assert len(names) == 30


def test_an_event_tells_what_is_waited_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter((0.0, 1.9, 2.0, 2.0, 3.0))
    monkeypatch.setattr("referat.cli.batch.time.monotonic", lambda: next(clock))
    watch = _Json(quiet=False)
    watch.planned(7)
    watch.waiting("a.txt", 1.9)
    watch.waiting("a.txt", 2.0)
    watch.waiting("a.txt", 3.0)
    assert capsys.readouterr().err == (
        '{"event": "planned", "files": 7}\n'
        '{"event": "progress", "done": 0, "files": 7, "waiting_for": "a.txt", "seconds": 2}\n'
    )


def test_what_is_read_anew_stays_as_it_was_until_it_has_been_read(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("referat.archive.batch.sinks.KEPT_EVERY", 0)
    out = tmp_path / "out.db"
    first = batch([str(archive)], str(out))
    before = tables(out, "item_decisions")
    seen: set[int] = set()

    class Watcher(Watch):
        def done(self, _: Result) -> None:
            with closing(sqlite3.connect(f"file:{out}?mode=ro", uri=True)) as reader:
                seen.add(reader.execute("SELECT count(*) FROM items").fetchone()[0])

    again = batch([str(archive)], str(out), Options(resume=False), watch=Watcher())
    assert (again.read, again.unchanged, again.totals) == (first.read, 0, first.totals)
    assert seen == {first.totals.items}
    assert tables(out, "item_decisions") == before


def test_slow_files_go_to_a_worker_one_at_a_time() -> None:
    given: list[int] = []

    def slow(job: Job, chunk: Sequence[Task]) -> list[Result]:
        given.append(len(chunk))
        return strange_workers.echo(job, chunk)

    class Once(LocalPool):
        def executor(self) -> Executor:
            return Inline()

    engine = Engine(Once(1), Job("ndjson", "1"), slow, most_files=16)
    results = engine.run(tasks(*map(str, range(100))))
    next(results)
    engine._adapt(time.monotonic() - 60, 8, Future())
    engine._adapt(time.monotonic() - 60, 2, Future())
    before = len(given)
    assert [int(result.name) for result in results] == list(range(1, 100))
    assert given[:2] == [4, 8]
    assert given[before] == 1
    assert max(given) == 16


def test_failures_stand_in_every_output(tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 1)
    bad = archive / "bad.txt"
    bad.write_bytes(b"")
    expected = {"path": str(bad), "code": "empty", "message": "there is no text in it."}
    batch([str(archive)], str(tmp_path / "out.ndjson"))
    assert json.loads((tmp_path / "out.ndjson.failures.ndjson").read_bytes()) == expected
    batch([str(archive)], str(tmp_path / "out.json"))
    assert json.loads((tmp_path / "out.json" / "failures.ndjson").read_bytes()) == expected
    batch([str(archive)], str(tmp_path / "out.csv"))
    rows = (tmp_path / "out.csv" / "failures.csv").read_text("utf-8").splitlines()
    assert rows == ["path,code,message", f"{bad},empty,there is no text in it."]
    bad.unlink()
    batch([str(archive)], str(tmp_path / "out.ndjson"))
    assert not (tmp_path / "out.ndjson.failures.ndjson").exists()


def test_a_worker_that_dies_costs_one_file(tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 40)
    shutil.copy(archive / "000" / "00007.txt", archive / "000" / "deadly.txt")
    summary = batch_in_processes([str(archive)], str(tmp_path / "out.db"), Options(jobs=2, work=strange_workers.dies))
    assert (summary.totals.meetings, summary.totals.failures) == (40, 1)
    with sqlite3.connect(tmp_path / "out.db") as connection:
        found = connection.execute("SELECT path, code, message FROM failures").fetchall()
    assert found == [(f"{archive}/000/deadly.txt", "worker-died", "the worker died reading it.")]
    # It may not have been the file's fault, so it is tried again.
    again = batch([str(archive)], str(tmp_path / "out.db"))
    assert (again.read, again.totals.failures) == (1, 0)


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 40)
    shutil.copy(archive / "000" / "00007.txt", archive / "000" / "once.txt")
    summary = batch_in_processes(
        [str(archive)], str(tmp_path / "out.db"), Options(jobs=2, work=strange_workers.dies_once)
    )
    assert (summary.totals.meetings, summary.totals.failures) == (41, 0)
    assert len(tables(tmp_path / "out.db", "sources")) == 41


def test_a_file_that_takes_too_long_is_skipped(tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 10)
    (archive / "long.txt").write_text(minutes(1) + "Udvalget godkendte planen. " * 200_000, "utf-8")
    summary = batch([str(archive)], str(tmp_path / "out.db"), Options(timeout=0.3))
    assert (summary.totals.meetings, summary.totals.failures) == (10, 1)
    with sqlite3.connect(tmp_path / "out.db") as connection:
        found = connection.execute("SELECT path, code, message FROM failures").fetchall()
    assert found == [(f"{archive}/long.txt", "timeout", "took longer than 0.3 seconds.")]


def tasks(*names: str) -> list[Task]:
    return [Task(Entry(name)) for name in names]


def engine(workers: int, timeout: float = 60, grace: float = 20) -> Engine:
    return Engine(LocalPool(workers), Job("ndjson", "1", timeout=timeout), strange_workers.echo, grace=grace)


def outcome(results: Sequence[Result]) -> list[tuple[str, str]]:
    return [(result.name, result.code) for result in results]


def test_the_engine_keeps_the_order_and_names_the_deadly() -> None:
    given = [f"{n}{' dies' if n in (0, 50, 51, 199) else ''}" for n in range(200)]
    results = list(engine(2).run(tasks(*given)))
    assert outcome(results) == [(name, "worker-died" if "dies" in name else "") for name in given]


class Breaks(Inline):
    """Dies over the first work that it gets, and never says another word of what it gets then."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, _fn: Callable[..., Any], /, *_args: Any, **_kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.given += 1
        if self.given == 1:
            future.set_exception(BrokenExecutor())
        return future


class Closed(Inline):
    """Another worker's death closes what the worker needs that it starts for what it gets."""

    def submit(self, _fn: Callable[..., Any], /, *_args: Any, **_kwargs: Any) -> Future[Any]:
        raise OSError("handle is closed")


class BreaksOnce(LocalPool):
    """An executor that breaks, and then one that works."""

    def __init__(self, broken: Executor) -> None:
        super().__init__(2)
        self.now: Executor = broken

    def executor(self) -> Executor:
        return self.now

    def restart(self) -> bool:
        self.now = Inline()
        return super().restart()


@pytest.mark.parametrize("broken", [Breaks, Closed])
def test_what_is_given_to_an_executor_that_breaks_is_read_again_at_once(broken: type[Executor]) -> None:
    given = [str(n) for n in range(100)]
    results = Engine(BreaksOnce(broken()), Job("ndjson", "1"), strange_workers.echo).run(tasks(*given))
    assert outcome(list(results)) == [(name, "") for name in given]


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="needs signals that can be blocked")
def test_a_worker_that_hangs_in_spite_of_the_alarm_is_killed() -> None:
    given = [f"{n}{' hangs' if n == 5 else ''}" for n in range(10)]
    results = list(engine(2, timeout=0.2, grace=1.5).run(tasks(*given)))
    assert outcome(results) == [(name, "timeout" if "hangs" in name else "") for name in given]


def test_the_engine_takes_no_more_than_it_works_on() -> None:
    taken = 0

    def endless() -> Iterator[Task]:
        nonlocal taken
        while True:
            taken += 1
            yield Task(Entry(str(taken)))

    pool = LocalPool(1)
    results = Engine(pool, Job("ndjson", "1"), strange_workers.echo, most_files=4).run(endless())
    for _ in range(100):
        next(results)
    pool.close()
    assert taken <= 100 + 4 * 4


def test_a_large_file_is_under_way_alone() -> None:
    under_way: list[int] = []
    most: list[tuple[int, int]] = []

    class Late(Executor):
        """Does its work when somebody asks what came of it."""

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            size = sum(len(task.entry.data or b"") for task in args[1])
            under_way.append(size)
            most.append((len(under_way), size))

            class Asked(Future[Any]):
                def result(self, timeout: float | None = None) -> Any:  # noqa: ARG002
                    under_way.remove(size)
                    return fn(*args, **kwargs)

            return Asked()

    class Waits(LocalPool):
        def executor(self) -> Executor:
            return Late()

    sizes = [10, 2_000_000, 9_000_000, 10, 9_000_000, 9_000_000, 2_000_000, 10]
    given = [Task(Entry(str(n), data=bytes(size))) for n, size in enumerate(sizes)]
    results = list(Engine(Waits(2), Job("ndjson", "1"), strange_workers.echo, most_files=1).run(given))
    assert [result.name for result in results] == [str(n) for n in range(len(sizes))]
    assert max(count for count, _ in most) > 1
    assert {count for count, size in most if size > 8_000_000} == {1}


# Usage


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["{a}"], "say what to read and what to write: referat batch ARCHIVE OUT.db"),
        (["{a}", "{t}/out"], "{t}/out: its ending does not say what to write. Try: an ending .ndjson, .db …, or --to "
         "ndjson, json, csv, sqlite or parquet."),
        (["{t}/no", "{t}/out.db"], "{t}/no: there is no such file or folder. Try: its full path."),
        (["{t}/empty", "{t}/out.db"], "{t}/empty: there is no file in it."),
        (["{t}/*.xyz", "{t}/out.db"], "{t}/*.xyz: no file fits this pattern."),
        (["{a}", "{t}/no/out.db"], "{t}/no/out.db: its folder does not exist. Try: mkdir -p {t}/no"),
        (["{a}", "{a}", "--to", "csv"], "{a}: is a folder with other files in it, which would be lost. Try: another name."),
        (["{a}", "{a}", "--to", "sqlite"], "{a}: is a folder. Try: a file in it."),
        (["{a}", "{t}/text.db"], "{t}/text.db: cannot be written: file is not a database. Try: delete it, or another name."),
        (["{a}", "{t}/other.db"], "{t}/other.db: is no database of referat. Try: another name."),
        (["{a}", "{t}/out.db", "--excel"], "--excel goes with --to csv."),
        (["{a}", "{t}/out.db", "--layout", "no"], None),
    ],
)  # fmt: skip
def test_wrong_usage_says_what_to_try(
    run: Run, archive: Path, tmp_path: Path, args: list[str], message: str | None
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.db").write_text("no database at all, but text that is long enough to look at" * 20)
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE notes(text)")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = run("batch", *(arg.format(a=archive, t=tmp_path) for arg in args), check=2)
    if message is not None:
        assert done.stderr == f"referat: {message.format(a=archive, t=tmp_path)}\n"
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_is_not_installed_is_said_before_anything_is_read(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    out = tmp_path / "out.ndjson.zst"
    with pytest.raises(OutputError) as caught:
        batch([str(archive)], str(out))
    hint = "pip install 'referat[zstd]', or an ending .gz."
    assert str(caught.value) == f"{out}: is to be compressed with zstandard, which is not installed. Try: {hint}"
    assert list(tmp_path.iterdir()) == [archive]


@pytest.mark.parametrize("writes", ["INSERT INTO sources(path, parser) VALUES ('x', 'y')", "DELETE FROM sources"])
def test_a_run_that_another_has_written_into_stops(archive: Path, tmp_path: Path, writes: str) -> None:
    out = tmp_path / "out.db"
    batch([str(archive)], str(out))
    database = Database(out)
    database.remove(str(next(archive.rglob("*.txt"))))
    # What a run does in the moment between two transactions, with another one in it.
    database.connection.execute("COMMIT")
    with sqlite3.connect(out) as other:
        other.execute(writes)
    other.close()
    database.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(OutputError) as caught:
        database.commit()
    database.close()
    assert str(caught.value) == (
        f"{out}: another program has written to it. Try: the same command again, when it has ended."
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "out.db"]


def test_two_runs_cannot_write_into_one_another(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.db"
    batch([str(archive)], str(out))
    held = sqlite3.connect(out)
    held.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OutputError) as caught:
        batch([str(archive)], str(out))
    held.close()
    assert str(caught.value) == f"{out}: another program is using it. Try: wait until it has ended."


def test_the_log_is_json_for_machines(run: Run, archive: Path, tmp_path: Path) -> None:
    (archive / "bad.txt").write_bytes(b"")
    done = run("batch", archive, tmp_path / "out.db", "--log-format", "json", check=1)
    told = map(json.loads, done.stderr.splitlines())
    planned, failure, summary = (event for event in told if event["event"] != "progress")  # on a slow machine
    assert planned == {"event": "planned", "files": 31}
    assert failure == {
        "event": "failure",
        "path": f"{archive}/bad.txt",
        "code": "empty",
        "message": "there is no text in it.",
    }
    assert summary.pop("seconds") > 0
    assert summary == {
        "event": "summary",
        "files": 31,
        "meetings": 30,
        "items": 30,
        "failures": 1,
        "warnings": {},
        "read": 31,
        "unchanged": 0,
        "removed": 0,
        "left_out": 0,
    }


@pytest.mark.parametrize(
    ("given", "name"),
    [("./a.txt", "a.txt"), ("./d/../../b.txt", "b.txt"), ("/etc/c.txt", "etc/c.txt"), ("./.hidden/x.txt", None)],
)
def test_names_in_archives_may_be_written_in_any_way(tmp_path: Path, given: str, name: str | None) -> None:
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as tape:
        for one in (given, "z.txt"):
            info = tarfile.TarInfo(one)
            info.size = 1
            tape.addfile(info, io.BytesIO(b"x"))
    plan = Plan()
    plan.add(str(path))
    assert names(plan) == ([f"{path}/{name}"] if name else []) + [f"{path}/z.txt"]


@pytest.mark.parametrize("damage", ["header", "cut"])
def test_a_tar_whose_headers_are_damaged_is_a_failure(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as tape:
        for n in range(4):
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = 1
            tape.addfile(info, io.BytesIO(b"x"))
    data = path.read_bytes()
    path.write_bytes(data[: 2 * 1024] if damage == "cut" else data[: 2 * 1024 + 5] + b"!" + data[2 * 1024 + 6 :])
    plan = Plan()
    plan.add(str(path))
    broken, *rest = plan
    assert broken.problem is not None
    assert broken.problem[1].startswith("cannot be read as an archive: damaged at byte 2048: ")
    assert [entry.name for entry in rest] == [f"{path}/0.txt", f"{path}/1.txt"]


def test_an_encrypted_member_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("a.txt", "x")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # of the member's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and of the directory
    path.write_bytes(data)
    plan = Plan()
    plan.add(str(path))
    assert [entry.problem for entry in plan] == [("unreadable", "cannot be read from the archive: it is encrypted.")]


def test_a_member_that_is_too_large_is_a_failure(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as zipped:
        zipped.writestr("a.txt", "x" * 11)
    plan = Plan(limits=Limits(largest=10))
    plan.add(str(tmp_path / "x.zip"))
    assert [entry.problem for entry in plan] == [
        ("too-large", "holds more than 10 bytes. Try: a larger --max-size, where it is minutes.")
    ]


def test_a_file_that_is_too_large_is_a_failure(tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 1)
    with (archive / "huge.txt").open("wb") as stream:
        stream.truncate(10**12)  # a hole: it takes no room
    summary = batch([str(archive)], str(tmp_path / "out.db"))
    assert (summary.totals.meetings, summary.totals.failures) == (1, 1)
    assert tables(tmp_path / "out.db", "failures") == [
        (f"{archive}/huge.txt", "too-large", "holds more than 64 MB. Try: a larger --max-size, where it is minutes.")
    ]


def test_names_that_begin_like_the_output_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("minutes-2021.txt", "minutes-2022/a.txt", "minutes.state.txt", "z.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(minutes(1), "utf-8")
    for _ in range(2):
        assert batch(["."], "minutes", Options(target="csv")).totals == (4, 4, 4, 0, {})


@pytest.mark.parametrize("text", [minutes(1), '{"other": 1}\n'])
def test_a_file_that_batch_has_not_written_is_not_overwritten(tmp_path: Path, text: str) -> None:
    archive = fill(tmp_path / "archive", 2)
    precious = tmp_path / "precious.txt"
    precious.write_text(text, "utf-8")
    with pytest.raises(OutputError) as caught:
        batch([str(archive)], str(precious), Options(target="ndjson"))
    assert str(caught.value) == f"{precious}: is a file that referat batch has not written. Try: another name."
    assert precious.read_text("utf-8") == text
    assert not (tmp_path / "precious.txt.state").exists()


@pytest.mark.parametrize("out", ["out.ndjson", "out.ndjson.gz"])
def test_without_its_state_an_output_is_read_anew_and_replaced(tmp_path: Path, archive: Path, out: str) -> None:
    batch([str(archive)], str(tmp_path / out))
    (tmp_path / f"{out}.state").unlink()
    assert batch([str(archive)], str(tmp_path / out)).read == 30


@pytest.mark.parametrize("out", ["out.ndjson", "out.csv"])
def test_an_output_that_was_emptied_is_rendered_again(tmp_path: Path, archive: Path, out: str) -> None:
    path = tmp_path / out
    batch([str(archive)], str(path))
    before = contents(path)
    if path.is_dir():
        shutil.rmtree(path)
        path.mkdir()
    else:
        path.write_bytes(b"")
    assert batch([str(archive)], str(path)).read == 0
    assert contents(path) == before


def test_names_that_come_to_the_same_file_of_json_all_come_out(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    (archive / "x.txt.json").mkdir(parents=True)
    for name in ("a:b.txt", "a_b.txt", "x.txt", "x.txt.json/y.txt", f"{'n' * 251}.txt", f"{'ø' * 125}.txt"):
        (archive / name).write_text(minutes(1), "utf-8")
    assert batch([str(archive)], str(tmp_path / "out.json")).totals.failures == 0
    assert len([path for path in (tmp_path / "out.json").rglob("*.json") if path.is_file()]) == 6


def test_whatever_leads_to_the_output_is_not_read(tmp_path: Path) -> None:
    folder, link, other = tmp_path / "out.parquet", tmp_path / "minutes.txt", tmp_path / "others.txt"
    (folder / "in it").mkdir(parents=True)
    other.touch()
    link.symlink_to(folder)
    is_own = own(folder)
    names = (folder, link, f"{folder}/in it/..", f"{folder}/", tmp_path / "out.parquet.state")
    assert all(is_own(str(name)) for name in names)
    assert not is_own(str(other))


@pytest.mark.parametrize("out", ["out.db", "out.ndjson", "out.csv"])
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path, archive: Path, out: str) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / out
    link.symlink_to(tmp_path / "real" / out)
    for _ in range(2):
        batch([str(archive)], str(link), Options(resume=False))
    assert link.is_symlink()
    assert contents(tmp_path / "real" / out)


@pytest.mark.parametrize("resume", [True, False])
def test_a_database_of_another_version_is_made_anew(tmp_path: Path, archive: Path, resume: bool) -> None:
    out, anew = tmp_path / "out.db", tmp_path / "anew.db"
    batch([str(archive)], str(out))
    with sqlite3.connect(out) as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("ALTER TABLE items DROP COLUMN lead")
    assert batch([str(archive)], str(out), Options(resume=resume)).read == 30
    batch([str(archive)], str(anew))
    assert contents(out) == contents(anew)


def test_a_folder_that_cannot_be_written_is_wrong_usage(run: Run, archive: Path) -> None:
    for out, kept in (("/proc/out.ndjson", "/proc/out.ndjson.state"), ("/proc/out.db", "/proc/out.db")):
        done = run("batch", archive, out, check=2)
        hint = "another folder, or its permissions and its room."
        assert done.stderr == f"referat: {kept}: cannot be written: unable to open database file. Try: {hint}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_messages_that_nobody_can_read_do_not_stop_the_work(archive: Path, tmp_path: Path) -> None:
    (archive / "bad.txt").write_bytes(b"")
    command = [sys.executable, "-m", "referat", "batch", str(archive), str(tmp_path / "out.db")]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stderr=full, check=False)
    assert done.returncode == 1
    assert len(tables(tmp_path / "out.db", "sources")) == 31


def test_a_database_that_was_not_finished_says_so(run: Run, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.db"
    batch([str(archive)], str(out))
    with sqlite3.connect(out) as connection:
        connection.execute("UPDATE state SET value = 'no'")
    hint = "Try, where it runs no more: the same referat batch again."
    told = f"referat: {out}: the last run has not gone to its end. {hint}\n"
    assert run("search", out, "cykelsti", check=0).stderr == told
    assert run("stats", out, check=0).stderr == told
    batch([str(archive)], str(out))
    assert run("stats", out, check=0).stderr == ""


def test_quiet_says_nothing_but_failures(run: Run, archive: Path, tmp_path: Path) -> None:
    assert run("batch", archive, tmp_path / "out.db", "--quiet", check=0).stderr == ""
    (archive / "bad.txt").write_bytes(b"")
    done = run("batch", archive, tmp_path / "out.db", "--quiet", check=1)
    assert done.stderr == f"{archive}/bad.txt: empty there is no text in it.\n"


def test_a_library_call_raises_for_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file or folder"):
        batch([str(tmp_path / "no")], str(tmp_path / "out.db"))


def test_gzip_tells_neither_name_nor_time(archive: Path, tmp_path: Path) -> None:
    batch([str(archive)], str(tmp_path / "out.ndjson"))
    batch([str(archive)], str(tmp_path / "other.ndjson.gz"))
    data = (tmp_path / "other.ndjson.gz").read_bytes()
    assert data[3:8] == bytes(5)
    assert gzip.decompress(data) == (tmp_path / "out.ndjson").read_bytes()
