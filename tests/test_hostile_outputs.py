"""Outputs that others reach for while they are written: two runs at once, deleted, planted, damaged, killed."""

import gzip
import json
import marshal
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import kills
from archives import contents, fill
from conftest import ROOT, Run
from referat.archive.batch import beside
from referat.archive.batch.beside import alone
from referat.archive.batch.job import Result
from referat.archive.batch.run import Options, Summary, Watch
from referat.archive.batch.run import batch as batch_in_processes
from referat.cli import batch as command
from referat.errors import OutputError, OutputLostError
from referat.export.tables import TABLES
from test_batch import Inline, needs

TARGETS = ["out.db", "out.ndjson", "out.ndjson.gz", "out.json", "out.csv", "out.parquet"]
STORED = TARGETS[1:]
unix = pytest.mark.skipif(os.name == "nt", reason="links, modes and kills are Unix's")


def batch(archive: Path, out: Path, watch: Watch | None = None, **options: bool) -> Summary:
    """A batch without processes."""
    return batch_in_processes([str(archive)], str(out), Options(executor=Inline(), **options), watch=watch)  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return fill(tmp_path / "archive", 5)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "PATIENCE", 0.02)


# Two at once


@pytest.mark.parametrize("out", TARGETS)
def test_a_second_run_is_refused_and_changes_nothing(out: str, archive: Path, tmp_path: Path) -> None:
    needs(out)
    path = tmp_path / out
    batch(archive, path)
    before = contents(path)
    fill(archive, 6)
    with alone(path), pytest.raises(OutputError) as caught:
        batch(archive, path)
    assert str(caught.value) == f"{path}: another program is using it. Try: wait until it has ended."
    assert contents(path) == before
    assert batch(archive, path).totals.meetings == 6
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_second_process_is_refused(run: Run, archive: Path, tmp_path: Path) -> None:
    with alone(tmp_path / "out.parquet"):
        done = run("batch", archive, tmp_path / "out.parquet", check=2)
    told = "another program is using it. Try: wait until it has ended."
    assert done.stderr == f"referat: {tmp_path}/out.parquet: {told}\n"


@unix
def test_two_names_of_one_output_are_one(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "out.csv")
    with alone(tmp_path / "out.csv"), pytest.raises(OutputError, match="another program is using it"):
        batch(archive, tmp_path / "link.csv")


def test_never_two_hold_an_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "PATIENCE", 20)
    within: list[int] = []
    most = []

    def take(n: int) -> None:
        for _ in range(8):
            with alone(tmp_path / "out.db"):
                within.append(n)
                most.append(len(within))
                within.remove(n)

    threads = [threading.Thread(target=take, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 32
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["out.db", "out.csv"])
def test_the_lock_of_a_run_that_was_killed_holds_nobody(out: str, archive: Path, tmp_path: Path) -> None:
    (tmp_path / f".{out}.lock").write_bytes(b"")
    assert batch(archive, tmp_path / out).totals.meetings == 5
    assert not (tmp_path / f".{out}.lock").exists()


@unix
def test_a_lock_that_is_a_link_is_not_followed(archive: Path, tmp_path: Path) -> None:
    lock = tmp_path / ".out.db.lock"
    lock.symlink_to(tmp_path / "precious")
    with pytest.raises(OutputError) as caught:
        batch(archive, tmp_path / "out.db")
    assert str(caught.value).startswith(f"{lock}: cannot be locked: ")
    assert not (tmp_path / "precious").exists()


@pytest.mark.parametrize("out", ["out.db", "out.ndjson"])
def test_an_archive_that_fails_again_changes_nothing(out: str, archive: Path, tmp_path: Path) -> None:
    (archive / "bad.zip").write_bytes(b"x")
    batch(archive, tmp_path / out)
    outputs = [path for path in tmp_path.glob("out.*") if path.suffix != ".state"]
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in outputs}
    again = batch(archive, tmp_path / out)
    assert (again.read, again.totals.failures) == (1, 1)
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in before} == before


# Taken away


class Taking(Watch):
    """Takes a file or a folder away when the first result has come."""

    def __init__(self, above: Path, pattern: str, *, instead: bytes | None) -> None:
        self.above, self.pattern, self.instead = above, pattern, instead

    def done(self, _: Result) -> None:
        """Once."""
        for path in self.above.glob(self.pattern):
            beside.remove(path)
            if self.instead is not None:
                path.write_bytes(self.instead)
        self.pattern = "nothing"


@unix
@pytest.mark.parametrize("instead", [None, b""], ids=["deleted", "replaced"])
@pytest.mark.parametrize(("out", "what"), [("out.db", "out.db"), *((out, f"{out}.state") for out in STORED)])
def test_what_is_taken_away_while_it_is_written_is_an_error(
    out: str, what: str, instead: bytes | None, archive: Path, tmp_path: Path
) -> None:
    needs(out)
    path = tmp_path / out
    with pytest.raises(OutputLostError) as caught:
        batch(archive, path, Taking(tmp_path, what, instead=instead))
    told = "was deleted or replaced while it was written. Try: the same command again."
    assert str(caught.value) == f"{tmp_path / what}: {told}"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
    beside.remove(tmp_path / what)
    assert batch(archive, path).totals.meetings == 5
    assert contents(path)


@unix
@pytest.mark.parametrize("out", STORED)
def test_a_part_or_an_output_that_goes_while_it_is_rendered_is_an_error(
    out: str, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs(out)
    path = tmp_path / out
    put = beside.put_in_place

    def taken_before(part: Path, place: Path) -> None:
        beside.remove(part)
        put(part, place)

    def taken_after(part: Path, place: Path) -> None:
        put(part, place)
        beside.remove(place)

    for taken in (taken_before, taken_after):
        monkeypatch.setattr("referat.archive.batch.files.put_in_place", taken)
        with pytest.raises(OutputLostError, match="was deleted or replaced while it was written"):
            batch(archive, path)
        assert not path.exists()
    monkeypatch.setattr("referat.archive.batch.files.put_in_place", put)
    assert batch(archive, path).read == 0
    assert contents(path)


def test_that_is_told_with_exit_status_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OutputLostError("was deleted.", name="out.db")

    monkeypatch.setattr(command, "batch", gone)
    monkeypatch.setattr(sys, "argv", ["referat", "batch", "in", "out.db"])
    from referat.cli import main

    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 1
    assert capsys.readouterr().err == "referat: out.db: was deleted.\n"


# Planted


@unix
@pytest.mark.parametrize("out", TARGETS)
def test_what_lies_under_old_temporary_names_is_not_followed(out: str, archive: Path, tmp_path: Path) -> None:
    needs(out)
    (archive / "bad.txt").write_bytes(b"")
    precious = tmp_path / "precious"
    precious.write_text("precious")
    planted = [f".{out}.part", f".{out}.old", f".{out}.failures.ndjson.part", f".{out}.abcdefgh.part"]
    for name in planted:
        (tmp_path / name).symlink_to(precious)
    for n in (5, 6):
        assert batch(fill(archive, n), tmp_path / out).totals.meetings == n
    assert precious.read_text() == "precious"


def test_temporary_names_cannot_be_guessed_and_are_made_anew(tmp_path: Path) -> None:
    names = set()
    for _ in range(20):
        handle, path = beside.file_beside(tmp_path / "out.ndjson")
        os.close(handle)
        names |= {path.name, beside.folder_beside(tmp_path / "out.csv").name}
    assert len(names) == 40
    assert all(re.fullmatch(r"\.out\.(ndjson|csv)\.[a-z0-9_]{8}\.part", name) for name in names)
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600, 0o700}


@unix
@pytest.mark.parametrize("out", ["out.ndjson", "out.ndjson.gz", "out.json", "out.csv"])
def test_an_output_is_as_readable_as_any_new_file_or_as_it_was(out: str, archive: Path, tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        batch(archive, tmp_path / out)
        made = stat.S_IMODE((tmp_path / out).stat().st_mode)
        (tmp_path / out).chmod(made | 0o005)
        batch(fill(archive, 6), tmp_path / out)
    finally:
        os.umask(before)
    assert made == (0o750 if (tmp_path / out).is_dir() else 0o640)
    assert stat.S_IMODE((tmp_path / out).stat().st_mode) == made | 0o005


def test_what_a_killed_run_has_left_is_taken_away_and_nothing_else(archive: Path, tmp_path: Path) -> None:
    theirs = [
        ".out.csv.abcdefgh.part.txt",
        ".out.csv.b.abcdefgh.part",
        ".out.csvx.abcdefgh.part",
        ".out.csv.short.part",
    ]
    for name in theirs:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".out.csv.abcdefgh.part" / "deep").mkdir(parents=True)
    (tmp_path / ".out.csv.abcdefg_.old").mkdir()
    batch(archive, tmp_path / "out.csv")
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == sorted(theirs)


@unix
@pytest.mark.parametrize("out", ["out.db", "out.ndjson", "out.ndjson.gz"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_an_output_that_is_no_file_is_refused(out: str, kind: str, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / out
    os.mkfifo(path) if kind == "pipe" else path.symlink_to("/dev/null")
    with pytest.raises(OutputError) as caught:
        batch(archive, path)
    told = "is no regular file. Try: another name, or - for standard output."
    assert str(caught.value) == f"{'/dev/null' if kind == 'device' else path}: {told}"
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_what_begins_like_nothing_and_never_ends_is_not_taken_for_ours(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson.gz"
    path.write_bytes(gzip.compress(b"{") + bytes(100))
    with path.open("r+b") as stream:
        stream.truncate(10**12)
    with pytest.raises(OutputError, match="is a file that referat batch has not written"):
        batch(archive, path)


# The store


def test_nothing_that_could_be_run_is_read_from_a_file() -> None:
    """What the build has written beside the bytecode, as marshal too, is the only exception."""
    lexicon = ROOT / "src" / "referat" / "lexicon"
    built = {lexicon / name for name in ("gates.py", "needles_file.py", "packing.py", "vocabulary.py")}
    users = {
        path
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"^\s*(?:import|from) (?:marshal|pickle|shelve|dill|cloudpickle)\b", path.read_text("utf-8"), re.M)
    }
    assert users == built
    read = [line for path in built for line in path.read_text("utf-8").splitlines() if "read_bytes" in line]
    assert all("COMPILED.read_bytes()" in line for line in read if "marshal" in line)


def _change(state: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(state, isolation_level=None)) as connection:
        connection.execute(statement, values)


DAMAGE: dict[str, object] = {
    "nothing": None,
    "text": "text",
    "no zlib": b"\0\1\2",
    "cut": zlib.compress(b"[]" * 1000)[:-8],
    "number": 7,
}
# Of those that are taken apart once more.
SHAPES = {
    "list": [],
    "other table": {"no": [[1]]},
    "short row": {"items": [[1]]},
    "deep": {"items": [[[1]] * 30]},
    "deep columns": {"items": [[[1]]] * len(TABLES["items"].columns)},
    "uneven columns": {"items": [["1", "2"], *[["1"]] * (len(TABLES["items"].columns) - 1)]},
    "number": {"items": 7},
}


@pytest.mark.parametrize("out", STORED)
def test_a_damaged_store_is_told(out: str, archive: Path, tmp_path: Path) -> None:
    needs(out)
    path, state = tmp_path / out, tmp_path / f"{out}.state"
    batch(archive, path)
    damage = dict(DAMAGE)
    if out.endswith((".csv", ".parquet")):
        damage["marshal"] = zlib.compress(marshal.dumps({"items": [(1,)]}))
        damage |= {name: zlib.compress(json.dumps(shape).encode()) for name, shape in SHAPES.items()}
    for name, payload in damage.items():
        _change(state, "UPDATE results SET payload = ?", payload)
        _change(state, "UPDATE settings SET value = '' WHERE key = 'rendered'")
        with pytest.raises(OutputError) as caught:
            batch(archive, path)
        assert str(caught.value) == f"{state}: is damaged. Try: delete it; then all is read anew.", name
    state.unlink()
    assert batch(archive, path).read == 5


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE results SET warnings = '{'", "is damaged. Try: delete it; then all is read anew."),
        ("UPDATE results SET warnings = '[]'", "is damaged. Try: delete it; then all is read anew."),
        ("UPDATE results SET meetings = 'many'", None),
        ("UPDATE results SET sha256 = x'00', parser = 7", None),
        ("CREATE TRIGGER t AFTER INSERT ON settings BEGIN DELETE FROM results; END", "is damaged. Try: delete it; then all is read anew."),
        ("CREATE VIEW v AS SELECT 1", "is damaged. Try: delete it; then all is read anew."),
        ("PRAGMA application_id = 7", "is a database of another program. Try: delete it, or another name."),
        ("PRAGMA user_version = 99", None),
        ("PRAGMA application_id = 0", None),
    ],
)  # fmt: skip
def test_what_does_not_look_like_our_store_is_not_believed(
    statement: str, told: str | None, archive: Path, tmp_path: Path
) -> None:
    path, state = tmp_path / "out.csv", tmp_path / "out.csv.state"
    batch(archive, path)
    before = contents(path)
    _change(state, statement)
    if told is None:
        assert batch(archive, path).totals.files == 5
        assert contents(path) == before
    else:
        with pytest.raises(OutputError) as caught:
            batch(archive, path)
        assert str(caught.value) == f"{state}: {told}"


def test_a_store_of_another_version_is_read_anew(archive: Path, tmp_path: Path) -> None:
    path, state = tmp_path / "out.csv", tmp_path / "out.csv.state"
    for change in ("PRAGMA user_version = 0", "PRAGMA user_version = 99"):
        batch(archive, path)
        _change(state, change)
        assert batch(archive, path).read == 5
        assert batch(archive, path).read == 0


@unix
@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder"])
def test_a_store_that_is_no_file_is_not_opened(kind: str, archive: Path, tmp_path: Path) -> None:
    path, state = tmp_path / "out.ndjson", tmp_path / "out.ndjson.state"
    precious = tmp_path / "precious.db"
    if kind == "link":
        _change(precious, "CREATE TABLE results(name)")
    if kind == "pipe":
        os.mkfifo(state)
    elif kind == "folder":
        state.mkdir()
    else:
        state.symlink_to(precious)
    before = precious.read_bytes() if kind == "link" else None
    with pytest.raises(OutputError) as caught:
        batch(archive, path)
    assert str(caught.value) == f"{state}: is no file, but a link or something else. Try: delete it."
    assert (precious.read_bytes() if precious.exists() else None) == before


# Killed, at moments that are chosen; `kills.py` takes them by chance

_KILLED = """
import os, signal, sys
sys.path[:0] = {paths!r}
from referat.archive.batch import beside, files, sinks
from referat.archive.batch.run import Options, batch
from referat.export.database import Database
from test_batch import Inline
sinks.KEPT_EVERY = 0
calls = 0
def after(where, name, times, before):
    done = getattr(where, name)
    def counted(*args, **more):
        global calls
        calls += 1
        if before and calls == times:
            os.kill(os.getpid(), signal.SIGKILL)
        given = done(*args, **more)
        if calls == times:
            os.kill(os.getpid(), signal.SIGKILL)
        return given
    setattr(where, name, counted)
{kill}
batch([{archive!r}], {out!r}, Options(executor=Inline()))
"""
# When: what kills, and the outputs that come to that moment.
KILLS = {
    "when the plan is made": ("after(sinks._Kept, '__init__', 1, True)", ["out.db"]),
    "when half is kept": ("after(sinks.StoredSink, 'commit', 15, False)", ["out.ndjson", "out.parquet"]),
    "when half of a database is kept": ("after(Database, 'commit', 15, False)", ["out.db"]),
    "when the failures are begun": ("after(files, 'file_beside', 2, False)", ["out.ndjson"]),
    "when a folder is begun": ("after(files, 'folder_beside', 1, False)", ["out.json"]),
    "before it is put in place": ("after(files, 'put_in_place', 1, True)", ["out.ndjson", "out.csv"]),
    "when the failures are in place": ("after(files, 'put_in_place', 1, False)", ["out.ndjson"]),
    "when the old one is away": ("after(beside, 'remove', 1, True)", ["out.parquet", "out.json"]),
    "when all but the lock is done": ("after(sinks._Kept, 'close', 1, False)", ["out.db"]),
}


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, object]]:
    """An archive with other archives and PDFs in it, and what an undisturbed run makes of it."""
    folder = tmp_path_factory.mktemp("killing")
    filled = kills.filled(folder / "in", texts=6, packed=3, pdfs=1)
    whole: dict[str, object] = {}

    def expected(out: str) -> tuple[Path, object]:
        if out not in whole:
            batch(filled, folder / out)
            whole[out] = contents(folder / out)
        return filled, whole[out]

    return expected


@unix
@pytest.mark.parametrize(("when", "out"), [(when, out) for when, (_, outs) in KILLS.items() for out in outs])
def test_killed_at_any_moment_and_run_again_is_as_if_it_had_not_been(
    when: str, out: str, tmp_path: Path, killing: Callable[[str], tuple[Path, object]]
) -> None:
    needs(out)
    filled, whole = killing(out)
    path = tmp_path / out
    if "old" in when:
        batch(fill(tmp_path / "before", 2), path)
    code = _KILLED.format(paths=sys.path, kill=KILLS[when][0], archive=str(filled), out=str(path))
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    batch(filled, path)
    assert contents(path) == whole
    expected = {out} | ({f"{out}.state"} if out != "out.db" else set())
    expected |= {f"{out}.failures.ndjson"} if out == "out.ndjson" else set()
    assert {one.name for one in tmp_path.iterdir()} - {"before"} == expected
