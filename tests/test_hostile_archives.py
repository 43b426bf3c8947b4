"""Archives and folders made to hurt: each is one failure with its reason, soon, and what stands beside it is read."""

import bz2
import gzip
import io
import lzma
import os
import re
import socket
import stat
import struct
import sys
import tarfile
import threading
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import hostile_folder
from archives import minutes
from conftest import Run
from hostile_folder import header, zip_of_blanks, zip_of_one_many_times
from referat.archive.batch import archives, unpacking
from referat.archive.batch.archives import Archive, Limits, UnpackError
from referat.archive.batch.job import Job, Task
from referat.archive.batch.plan import Entry, Plan
from referat.archive.batch.work import work
from referat.errors import TooLargeError
from referat.text.inputs.limits import said

MODES: dict[str, Any] = {".tar": "w", ".tar.gz": "w:gz", ".tgz": "w:gz", ".tar.bz2": "w:bz2", ".tar.xz": "w:xz"}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    ".tar.gz": gzip.compress,
    ".tar.bz2": bz2.compress,
    ".tar.xz": lzma.compress,
}
_BY_HAND = "Try: unpack it, and read the folder."
_CUT = "cannot be read as an archive: Compressed file ended before the end-of-stream marker was reached."

unix = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and names of any bytes are Unix's")


def plan_of(*paths: Path, limits: Limits = Limits()) -> list[Entry]:  # noqa: B008  it is immutable
    """What is planned for these paths."""
    with closing(Plan(limits=limits)) as plan:
        for path in paths:
            plan.add(str(path))
        return list(plan)


def problems(entries: list[Entry], above: Path) -> dict[str, tuple[str, str] | None]:
    """What is wrong with each, by its name below a folder."""
    return {entry.name.removeprefix(f"{above}/"): entry.problem for entry in entries}


def packed(path: Path, files: dict[str, str]) -> Path:
    """An archive by its ending."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, text in files.items():
                zipped.writestr(name, text)
        return path
    with tarfile.open(path, MODES["".join(path.suffixes)]) as tape:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            tape.addfile(info, io.BytesIO(text.encode()))
    return path


# What is no regular file


@unix
@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.txt", "x.db", "x.ndjson", "x.ndjson.gz", "x.state"])
@pytest.mark.parametrize(
    ("kind", "told"), [("pipe", "a pipe"), ("device", "a device"), ("socket", "a socket"), ("folder", "")]
)
def test_what_is_no_file_is_not_waited_for(
    name: str, kind: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    folder = Path("in")
    folder.mkdir()
    if kind == "pipe":
        os.mkfifo(folder / name)
    elif kind == "device":
        (folder / name).symlink_to("/dev/zero")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(folder / name))
    else:
        (folder / name).mkdir()
    (folder / "a.txt").write_text(minutes(1), "utf-8")
    # Archives are opened while the plan is made, all else by a worker.
    results = work(Job("ndjson", "1"), [Task(entry) for entry in plan_of(folder)])
    expected = [("in/a.txt", "", "")]
    expected += [(f"in/{name}", "unreadable", f"is {told}, no file; it is not read.")] if told else []
    assert [(result.name, result.code, result.message) for result in results] == expected


@unix
def test_a_pipe_that_the_user_names_is_read(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writing = threading.Thread(target=pipe.write_text, args=(minutes(1), "utf-8"))
    writing.start()
    done = run("batch", pipe, tmp_path / "out.ndjson", "--jobs", "1", check=0)
    writing.join()
    assert done.stderr.startswith("1 files (1 read, 0 unchanged): 1 meetings, ")


@unix
def test_a_pipe_that_the_user_names_is_not_waited_for_without_end(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = run("batch", tmp_path / "pipe", tmp_path / "out.db", "--jobs", "1", "--timeout", "0.2", "--quiet", check=1)
    assert done.stderr == f"{tmp_path}/pipe: timeout took longer than 0.2 seconds.\n"


@unix
def test_a_list_of_patterns_that_is_a_pipe_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".referatignore")
    (tmp_path / "a.txt").write_text(minutes(1), "utf-8")
    assert problems(plan_of(tmp_path), tmp_path) == {"a.txt": None}


def test_an_output_of_ours_that_goes_on_for_ever_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson.gz"
    path.write_bytes(gzip.compress(b""))
    with path.open("r+b") as stream:
        stream.truncate(10**12)  # zeros, which gzip skips one by one
    (tmp_path / "a.txt").write_text(minutes(1), "utf-8")
    assert problems(plan_of(tmp_path), tmp_path) == {"a.txt": None}


@unix
@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{t}/**/*.txt", ["a.txt", "b/c.txt", "b/d/e.txt"]),
        ("{t}/**", ["a.txt", "b/c.txt", "b/d/e.txt"]),
        ("{t}/b/**/*.txt", ["b/c.txt", "b/d/e.txt"]),
        ("{t}/**/d/*", ["b/d/e.txt"]),
        ("{t}/**/?/**/[ce].txt", ["b/c.txt", "b/d/e.txt"]),
        ("{t}/*.txt", ["a.txt"]),
        ("{t}/b/*/*.txt", ["b/around/a.txt", "b/d/e.txt"]),
        ("{t}/.h*/**/*.txt", [".hidden/f.txt"]),
        ("{t}/**/.h*/*.txt", [".hidden/f.txt"]),
    ],
)
def test_patterns_do_not_go_round_in_circles(pattern: str, expected: list[str], tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.txt", "b/d/e.txt", ".hidden/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    for link in ("b/around", "b/round"):
        (tmp_path / link).symlink_to(tmp_path)
    (tmp_path / "b" / "round").unlink()
    (tmp_path / "b" / "d" / "round").symlink_to(tmp_path)
    found = problems(plan_of(Path(pattern.format(t=tmp_path))), tmp_path)
    assert sorted(found) == expected


def test_folders_may_be_deeper_than_pythons_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    depth = 400
    for _ in range(depth):
        os.mkdir("d")  # noqa: PTH102
        os.chdir("d")
    Path("a.txt").write_text(minutes(1), "utf-8")
    os.chdir(tmp_path)
    before = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(300)  # of usually 1000
        found = problems(plan_of(Path("d")), Path())
    finally:
        sys.setrecursionlimit(before)
    for _ in range(depth):
        os.chdir("d")
    Path("a.txt").unlink()
    for _ in range(depth):  # pytest would go down as os.walk does
        os.chdir("..")
        os.rmdir("d")  # noqa: PTH106
    assert found == {"d/" * depth + "a.txt": None}


# Sizes


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("says.tar", lambda: header("a.txt", 2**62),
         "cannot be read as an archive: damaged at byte 0: a file of 4611686018427387904 bytes, which do not fit."),
        ("says.tar.gz", lambda: gzip.compress(header("a.txt", 2**62)), None),
        ("says.tar.xz", lambda: lzma.compress(header("a.txt", 2**40)), None),
        ("unknown.tar.gz", lambda: gzip.compress(header("a.txt", 2**62, b"Z")), None),
        ("unknown.tar", lambda: header("a.txt", 2**62, b"Z"),
         "cannot be read as an archive: damaged at byte 0: a file of 4611686018427387904 bytes, which do not fit."),
        ("holes.tar.gz", lambda: gzip.compress(header("a.txt", 2**62, tarfile.GNUTYPE_SPARSE)), None),
        ("less.tar", lambda: header("a.txt", 0)[:124] + b"\xff" * 12 + header("a.txt", 0)[136:],
         "cannot be read as an archive: damaged at byte 0: bad checksum."),
        ("zeros.tar.bz2", lambda: bz2.compress(header("a.txt", 30_000_000) + bytes(30_000_000)), None),
        ("zeros.tar.xz", lambda: lzma.compress(header("a.txt", 30_000_000) + bytes(30_000_000), preset=1), None),
        ("name.tar.gz", lambda: gzip.compress(header("p", 30_000_000, tarfile.GNUTYPE_LONGNAME) + b"a" * 512),
         "cannot be read as an archive: damaged at byte 0: a header of 30000000 bytes."),
        ("pax.tar.gz", lambda: gzip.compress(header("p", 30_000_000, tarfile.XHDTYPE) + bytes(512)),
         "cannot be read as an archive: damaged at byte 0: a header of 30000000 bytes."),
        ("chain.tar.gz", lambda: gzip.compress(header("p", 0, tarfile.GNUTYPE_LONGNAME) * 5000),
         "cannot be read as an archive: maximum recursion depth exceeded"),
        ("paxes.tar.gz", lambda: gzip.compress(header("p", 0, tarfile.XHDTYPE) * 5000),
         "cannot be read as an archive: maximum recursion depth exceeded"),
    ],
)  # fmt: skip
def test_what_an_archive_says_is_held_against_its_size(
    name: str, data: Callable[[], bytes], told: str | None, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data())
    (tmp_path / "z.txt").write_text(minutes(1), "utf-8")
    found = problems(plan_of(tmp_path, limits=Limits(largest=1 << 20, timeout=10)), tmp_path)
    assert found.pop("z.txt", "") is None
    problem = found.pop(name)
    assert found == {}
    assert problem is not None
    if told is not None:
        assert problem[0] == "unreadable"
        assert problem[1].startswith(told.removesuffix("."))
    else:
        size = (tmp_path / name).stat().st_size
        assert problem[0] == "too-large"
        assert problem[1].startswith("would become more than 1.")
        assert problem[1].endswith(f"{'' if size > 1023 else f' from {size} bytes'}; it is not read. {_BY_HAND}")


def test_so_many_files_an_archive_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_MEMBERS", 10)
    data = gzip.compress(header("a.txt", 0) * 100)
    with pytest.raises(TooLargeError) as caught:
        list(unpacking.members("x.tar.gz", io.BytesIO(data), 1 << 20))
    assert str(caught.value) == f"holds more than {10 + len(data) // 20} files; it is not read. {_BY_HAND}"


def zip_of_nothing() -> bytes:
    data = io.BytesIO()
    zipfile.ZipFile(data, "w").close()
    return data.getvalue()


def _zip_that_says_more() -> bytes:
    data = bytearray(zip_of_blanks(1, 1_000_000))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<L", 60_000_000)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name", "code", "told"),
    [
        (lambda: zip_of_blanks(20, 1_000_000), "x.zip", "too-large", "would become more than {most} from {size}; it is not read. Try: unpack it, and read the folder."),
        (zip_of_one_many_times, "x.zip", "unreadable", "cannot be read as an archive: its files say that they take more room than there is."),
        (_zip_that_says_more, "x.zip/0.txt", "unreadable", "cannot be read from the archive: it says that it holds 57.22 MB, which do not fit into {packed}."),
        (zip_of_nothing, "x.zip", "empty", "there is no file in it."),
    ],
    ids=["blanks", "overlapping", "says more", "nothing"],
)  # fmt: skip
def test_a_zip_is_held_against_its_size(
    data: Callable[[], bytes], name: str, code: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "x.zip").write_bytes(data())
    largest = 1 << 20 if code == "too-large" else 64 << 20
    size = (tmp_path / "x.zip").stat().st_size
    with zipfile.ZipFile(tmp_path / "x.zip") as zipped:
        packed_size = max((info.compress_size for info in zipped.infolist()), default=0)
    # How well zlib packs is its own affair.
    told = told.format(most=said(largest + 200 * size), size=said(size), packed=said(packed_size))
    assert problems(plan_of(tmp_path, limits=Limits(largest)), tmp_path) == {name: (code, told)}


# Damage


@pytest.mark.parametrize("ending", [".zip", *MODES])
def test_an_archive_that_is_cut_anywhere_is_one_failure(ending: str, tmp_path: Path) -> None:
    whole = packed(tmp_path / f"whole{ending}", {f"{n}.txt": minutes(n) for n in range(3)}).read_bytes()
    with Archive(str(tmp_path / f"whole{ending}")) as archive:
        assert [one.name for one in archive.members()] == ["0.txt", "1.txt", "2.txt"]
    path = tmp_path / f"x{ending}"
    lengths = {*range(12), *range(12, len(whole) - 1, max(1, len(whole) // 12))}
    for length in sorted(lengths):
        path.write_bytes(whole[:length])
        entries = plan_of(path)
        damaged = [entry.problem for entry in entries if entry.name == str(path)]
        # What is cut behind the mark of its end has lost nothing.
        if length < len(whole.rstrip(b"\0")) - (20 if ending in PACKED or ending == ".tgz" else 0):
            assert len(damaged) == 1, length
        for code, message in (one for one in damaged if one is not None):
            assert (code, message.startswith("cannot be read as an archive: ")) == ("unreadable", True), message
        assert all(entry.data for entry in entries if entry.problem is None)


def test_a_download_that_was_cut_at_once_is_told(tmp_path: Path) -> None:
    for ending, pack in PACKED.items():
        (tmp_path / f"x{ending}").write_bytes(pack(header("a.txt", 3))[:10])
    found = problems(plan_of(tmp_path), tmp_path)
    assert found == {f"x{ending}": ("unreadable", _CUT) for ending in PACKED}


@pytest.mark.parametrize("ending", [".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz"])
@unix
def test_an_archive_whose_path_is_no_utf8_is_read(ending: str, tmp_path: Path) -> None:
    packed(tmp_path / f"x{ending}", {"a.txt": "one", "b.txt": "two"})
    folder = os.fsencode(tmp_path / "in")
    os.makedirs(folder + b"/\xf8")  # noqa: PTH103
    os.rename(tmp_path / f"x{ending}", folder + b"/\xf8/\xe6" + ending.encode())  # noqa: PTH104
    (tmp_path / "in" / "z.txt").write_text("three", "utf-8")
    entries = plan_of(tmp_path / "in")
    assert [(entry.problem, entry.data) for entry in entries] == [(None, None), (None, b"one"), (None, b"two")]
    assert len({entry.name for entry in entries}) == 3


# What stands in them


@pytest.mark.parametrize("ending", list(MODES))
def test_what_is_no_file_in_a_tar_is_told(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{ending}"
    kinds = {
        "hard.txt": (tarfile.LNKTYPE, "a.txt"),
        "soft.txt": (tarfile.SYMTYPE, "/etc/passwd"),
        "char.txt": (tarfile.CHRTYPE, ""),
        "block.txt": (tarfile.BLKTYPE, ""),
        "pipe.txt": (tarfile.FIFOTYPE, ""),
        "odd.txt": (b"Z", ""),
        "folder": (tarfile.DIRTYPE, ""),
    }
    with tarfile.open(path, MODES[ending]) as tape:
        for name, (kind, link) in kinds.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, link
            tape.addfile(info)
        info = tarfile.TarInfo("a.txt")
        info.size = 1
        tape.addfile(info, io.BytesIO(b"x"))
    link = "it is a link to {!r}, which is not followed. Try: unpack it, and read the folder"
    why = {
        "hard.txt": link.format("a.txt"),
        "soft.txt": link.format("/etc/passwd"),
        "char.txt": "it is a device, no file",
        "block.txt": "it is a device, no file",
        "pipe.txt": "it is a pipe, no file",
        "odd.txt": "it is of a kind that is not known (b'Z')",
    }
    told: dict[str, tuple[str, str] | None] = {
        name: ("unreadable", f"cannot be read from the archive: {one}.") for name, one in why.items()
    }
    assert problems(plan_of(path), path) == {**told, "a.txt": None}


def test_a_file_with_holes_is_told(tmp_path: Path) -> None:
    info = tarfile.TarInfo("s.txt")
    info.type = tarfile.GNUTYPE_SPARSE
    data = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    data[386:398], data[398:410], data[483:495] = b"00000000000\0", b"00000000000\0", b"77777777777\0"
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data)
    (tmp_path / "x.tar").write_bytes(bytes(data) + bytes(1024))
    told = "cannot be read from the archive: it is a file with holes."
    assert problems(plan_of(tmp_path), tmp_path) == {"x.tar/s.txt": ("unreadable", told)}


def test_odd_names_in_a_zip_are_read_or_told(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    names = ["m.txt", "../../m.txt", "/etc/m.txt", "C:\\m.txt", "a\0b.txt", "new\nline.txt", ".", "..", "folder/"]
    names += ["\x1b[31m.txt", "\u202egpj.txt", "e/" * 3000 + "x.txt", "y" * 60_000, "full/"]
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as zipped:
        warnings.simplefilter("ignore")
        for n, name in enumerate(names):
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = name
            zipped.writestr(info, "" if name == "folder/" else str(n))
        zipped.writestr(link, "/etc/passwd")
    entries = plan_of(path)
    assert len({entry.name for entry in entries}) == len(entries)
    shown = [re.sub("~[0-9a-f]{8}$", "~#", entry.name.removeprefix(f"{path}/")) for entry in entries]
    found = [(name, entry.data, entry.problem) for name, entry in zip(shown, entries, strict=True)]
    odd = "cannot be read from the archive: "
    assert [(name, data) for name, data, problem in found if problem is None and len(name) < 100] == [
        ("m.txt", b"0"),
        ("m.txt~#", b"1"),
        ("etc/m.txt", b"2"),
        ("C:\\m.txt", b"3"),
        ("a\ufffdb.txt~#", b"4"),
        ("new\ufffdline.txt~#", b"5"),
        ("~", b"6"),
        ("~~#", b"7"),
        ("\ufffd[31m.txt~#", b"9"),
        ("\ufffdgpj.txt~#", b"10"),
    ]
    assert [data for name, data, problem in found if problem is None and len(name) > 100] == [b"11", b"12"]
    assert [(name, problem) for name, _, problem in found if problem is not None] == [
        ("full", ("unreadable", f"{odd}it is called like a folder, and holds 2 bytes.")),
        ("link.txt", ("unreadable", f"{odd}it is a link, which is not followed. {_BY_HAND}")),
    ]


def test_a_later_version_in_an_archive_counts_and_that_is_told(tmp_path: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "x.zip", "w") as zipped:
        warnings.simplefilter("ignore")
        for text in ("first", "second"):
            zipped.writestr("a.txt", text)
    plan = Plan()
    for _ in range(2):  # named twice, it is read once
        plan.add(str(tmp_path / "x.zip"))
    assert [entry.data for entry in plan] == [b"second"]
    assert plan.left_out.counts["earlier versions in archives"] == 2
    plan.close()


@unix
def test_names_of_any_length_and_kind_go_into_a_folder_of_json(run: Run, tmp_path: Path) -> None:
    names = ["e/" * 1000 + "x.txt", "y" * 60_000, "../../up.txt", "/etc/abs.txt", "con.txt"]
    packed(tmp_path / "x.zip", {name: minutes(n) for n, name in enumerate(names)})
    done = run("batch", tmp_path / "x.zip", tmp_path / "out.json", "--jobs", "1", check=0)
    assert "5 meetings" in done.stderr
    inside = [path for path in (tmp_path / "out.json").rglob("*.json") if path.is_file()]
    assert len(inside) == 5


# The process that opens them


@pytest.fixture
def helper_code(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have the process do something before it serves."""
    archives._end()

    def change(code: str) -> None:
        begin, _, serve = archives._CODE.rpartition("; ")
        monkeypatch.setattr(archives, "_CODE", f"{begin}; {code}; {serve}")

    return change


_MEMBERS = "import referat.archive.batch.archives as a; a.members = lambda *_: "


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os; os._exit(9)", ("worker-died", "the process that unpacks it died.")),
        (f"{_MEMBERS}exec('import time; time.sleep(60)')", ("timeout", "took longer than 1 seconds to unpack.")),
        (f"{_MEMBERS}exec('while True: pass')", ("timeout", "took longer than 1 seconds to unpack.")),
        (f"{_MEMBERS}exec('raise MemoryError')", ("too-large", "takes more than 640 MB of memory to unpack.")),
        (f"{_MEMBERS}exec('raise TypeError')", ("unreadable", "cannot be read as an archive: TypeError.")),
        (f"{_MEMBERS}exec('raise SystemExit')", ("worker-died", "the process that unpacks it died.")),
    ],
)
def test_an_archive_that_breaks_the_process_is_one_failure(
    code: str, told: tuple[str, str], tmp_path: Path, helper_code: Callable[[str], None]
) -> None:
    helper_code(code)
    packed(tmp_path / "x.zip", {"a.txt": "x"})
    (tmp_path / "z.txt").write_bytes(b"x")
    assert problems(plan_of(tmp_path, limits=Limits(timeout=1)), tmp_path) == {"x.zip": told, "z.txt": None}
    archives._end()


def test_where_the_process_dies_over_a_file_the_rest_of_the_archive_is_told(
    tmp_path: Path, helper_code: Callable[[str], None]
) -> None:
    for name in ("x.zip", "y.zip"):
        packed(tmp_path / name, {f"{n}.txt": f"{n}" for n in range(4)})
    helper_code(
        "import referat.archive.batch.archives as a; give = a._give; import os; "
        "a._give = lambda one: os._exit(9) if one.name == '2.txt' else give(one)"
    )
    died = ("worker-died", "the process that unpacks it died.")
    expected = {f"{name}/{n}.txt": None if n < 2 else died for name in ("x.zip", "y.zip") for n in range(4)}
    assert problems(plan_of(tmp_path), tmp_path) == expected
    archives._end()


def test_one_process_serves_many_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archives._end()
    begun = []
    begin = archives._Helper.__init__

    def counted(helper: archives._Helper) -> None:
        begun.append(helper)
        begin(helper)

    monkeypatch.setattr(archives._Helper, "__init__", counted)
    for n in range(5):
        packed(tmp_path / f"{n}.zip", {"a.txt": "x"})
        (tmp_path / f"{n}.tar.gz").write_bytes(b"\x1f\x8b\x08")
    assert len(plan_of(tmp_path)) == 10
    assert len(begun) == 1


def test_an_archive_that_changes_between_the_plan_and_the_reading_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {f"{n}.txt": "x" for n in range(3)})
    plan = Plan()
    plan.add(str(path))
    packed(path, {"0.txt": "x"})
    ends = ("unreadable", "the archive ends before this file.")
    assert problems(list(plan), path) == {"0.txt": None, "1.txt": ends, "2.txt": ends}
    path.write_bytes(b"")
    assert {entry.problem for entry in plan} == {
        ("unreadable", "cannot be read as an archive: File is not a zip file.")
    }
    path.unlink()
    assert {entry.problem for entry in plan} == {
        ("unreadable", "cannot be read as an archive: No such file or directory.")
    }
    plan.close()


def test_a_plan_that_is_not_read_to_its_end_lets_go(tmp_path: Path) -> None:
    archives._end()
    packed(tmp_path / "x.zip", {f"{n}.txt": f"{n}" for n in range(4)})
    plan = Plan()
    plan.add(str(tmp_path / "x.zip"))
    for wanted in (1, 3):
        entries = iter(plan)
        assert [next(entries).data for _ in range(wanted)] == [b"0", b"1", b"2"][:wanted]
        entries.close()  # type: ignore[attr-defined]  # a generator
        assert len(archives._idle) == 1
    plan.close()


def test_what_is_not_asked_to_the_end_is_not_heard_by_the_next(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {f"{n:04}.txt": "x" for n in range(2000)})
    begun = Archive(str(path)).members()
    assert next(begun).name == "0000.txt"
    begun.close()  # type: ignore[attr-defined]  # a generator
    with Archive(str(path)) as archive:
        assert len(list(archive.members())) == 2000
        assert archive.read(1999) == b"x"
        with pytest.raises(UnpackError, match="the archive ends before this file"):
            archive.read(0)


@unix
def test_a_folder_full_of_hostile_entries_costs_a_failure_each(tmp_path: Path) -> None:
    entries = {**hostile_folder.ARCHIVES, **_DOCUMENTS}
    folder = hostile_folder.filled(tmp_path / "in", 30, entries)
    found = hostile_folder.measured(folder, tmp_path / "out.json", 2, hostile_folder.SECONDS)
    assert found.meetings == 30
    names = [one.removeprefix(f"{folder}/000/").split(": ")[0].split("/")[0] for one in found.failures]
    assert sorted(names) == sorted(entries)
    assert found.memory < hostile_folder.MEMORY


# Those that are read soon.
_DOCUMENTS = {name: hostile_folder.DOCUMENTS[name] for name in ("damaged.pdf", "entities.docx", "old.doc", "nul.txt")}
