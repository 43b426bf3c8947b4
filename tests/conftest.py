"""What the tests share: where things are, and how the command line is run."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run; `make property` looks for others.
settings.register_profile("suite", derandomize=True)
settings.register_profile("random")
settings.load_profile("random" if "REFERAT_SEEDS" in os.environ else "suite")

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
# Real documents are not part of the project; they stand beside it where the project is developed.
CASES = ROOT.parent / "shared" / "cases"

#: Tests of what is known to be wrong, one a line; the lines that begin with "#" say what. A test that passes fails the
#: run until its line is gone.
KNOWN_FAILURES = Path(__file__).parent / "known_failures.txt"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect those of the tests to fail whose failures are known."""
    reason = ""
    known: dict[str, str] = {}
    for line in KNOWN_FAILURES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            reason = line.removeprefix("#").strip()
        elif line:
            known[line] = reason
    for item in items:
        if item.nodeid in known:
            item.add_marker(pytest.mark.xfail(reason=known[item.nodeid], strict=True))


@pytest.fixture
def run() -> Run:
    """Runs `referat` as a process of its own, from the project's root, with UTF-8 for input and output."""

    def call(
        *args: str | Path, stdin: str | bytes = b"", check: int | None = None
    ) -> "subprocess.CompletedProcess[str]":
        data = stdin.encode() if isinstance(stdin, str) else stdin
        command = [sys.executable, "-m", "referat", *map(str, args)]
        env = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "100"}
        done = subprocess.run(command, input=data, capture_output=True, cwd=ROOT, env=env, check=False)
        result = subprocess.CompletedProcess(
            command, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8").replace("\r\n", "\n")
        )
        if check is not None:
            assert result.returncode == check, result.stderr
        return result

    return call


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of real documents; tests that need it skip where it is absent."""
    if not CASES.is_dir():
        pytest.skip(f"the real documents are not here: {CASES}")
    return CASES


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by what they are for: those of an archive hold the hour at which it was made."""
    return argname if isinstance(val, bytes) else None
