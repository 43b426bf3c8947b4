"""A file takes no more memory than is stated: what would is refused, and the next one is read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import growing
from conftest import ROOT
from referat.errors import TooLargeError
from referat.text.inputs import memory
from referat.text.inputs.limits import LARGEST

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds what Python asks for")

# In a process of its own: what pytest has let go of would be had without asking.
_LITTLE = "from referat.text.inputs import memory; memory.MEMORY = 48 << 20; "
_PARSE = f"{_LITTLE}from referat.cli import main; main()"
_WORK = f"""{_LITTLE}
import sys
from referat.archive.batch.job import Job, Task
from referat.archive.batch.plan import Entry
from referat.archive.batch.work import work
for result in work(Job("ndjson", "1"), [Task(Entry(name, name)) for name in sys.argv[1:]]):
    print(result.state, result.code, result.message)
"""
_TOLD = (
    "takes more than 48 MB of memory to read, as no minutes do. "
    "Try: its meetings in files of their own, or a larger --max-size."
)


def python(code: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-X", "utf8", "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Short lines, which take fifty times as much memory as they are long."""
    path = tmp_path / "large.txt"
    path.write_text(growing.run(("Udvalget ser på det.",), "\n", 1_500_000), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.txt"
    path.write_text(f"{growing.ITEM}Godkendt.\n", encoding="utf-8")
    return path


@linux
def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read(large: Path, small: Path) -> None:
    done = python(_PARSE, "parse", "--format", "ndjson", large, small)
    assert (done.returncode, done.stderr) == (1, f"{large}: {_TOLD}\n")
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["source"]["name"] == str(small)


@linux
def test_so_it_is_in_a_worker(large: Path, small: Path) -> None:
    done = python(_WORK, large, small)
    assert (done.stderr, done.stdout) == ("", f"failed too-large {_TOLD}\nparsed  \n")


@linux
@pytest.mark.parametrize("target", ["ndjson", "sqlite"])
def test_the_process_lives_wherever_memory_ends(target: str, tmp_path: Path) -> None:
    """Nothing but labels become many times as much; what validates and writes them ended the process."""
    for size in range(14, 32, 2):
        text = growing.run(("Beslutning",), "\n\n", 1_000 * size)
        (tmp_path / f"{size}.txt").write_text(text, encoding="utf-8")
    code = _WORK.replace("48 << 20", "16 << 20").replace("ndjson", target)
    done = python(code, *sorted(tmp_path.glob("*.txt")))
    assert (done.returncode, done.stderr) == (0, "")
    states = [" ".join(line.split()[:2]) for line in done.stdout.splitlines()]
    assert len(states) == 9
    assert set(states) <= {"parsed", "failed too-large"}


@linux
def test_what_must_not_be_refused_is_told_afterwards() -> None:
    def more(size: int) -> bytearray:
        return memory.told_afterwards(bytearray, size)

    with pytest.raises(TooLargeError, match=r"^FILE: takes more than 64 MB"):
        memory.within(64 << 20, lambda: more(256 << 20), "FILE")
    assert len(memory.within(64 << 20, lambda: more(1 << 20))) == len(more(1 << 20)) == 1 << 20


@linux
def test_a_larger_size_allows_more(large: Path) -> None:
    done = python(_PARSE, "parse", "--format", "ndjson", "--max-size", "512M", large)
    assert (done.returncode, done.stderr, done.stdout[:17]) == (0, "", '{"schema_version"')
    assert memory.most(2 * LARGEST) == 2 * memory.most(LARGEST) == 2 * memory.most(1)


@linux
def test_the_bound_is_gone_afterwards() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(TooLargeError, match=r"^FILE: takes more than 1 GB of memory to read, as no minutes do\."):
        memory.within(1 << 30, lambda: bytearray(4 << 30), "FILE")
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert len(memory.within(1 << 30, lambda: bytearray(1 << 20))) == 1 << 20


@linux
def test_programs_that_are_not_ours_have_no_bound() -> None:
    import resource

    def bound() -> tuple[int, int]:
        with memory.unbounded():
            return resource.getrlimit(resource.RLIMIT_DATA)

    _, highest = resource.getrlimit(resource.RLIMIT_DATA)
    assert memory.within(1 << 30, bound) == (highest, highest)
    assert memory.within(1 << 30, lambda: resource.getrlimit(resource.RLIMIT_DATA)) != (highest, highest)
