"""Fuzzing, a little of it and always the same; `make fuzz` does more (tests/fuzz/)."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from conftest import ROOT
from fuzz import coverage_guided
from fuzz.mutations import mutated
from fuzz.properties import check
from fuzz.run import SEEDS, seeds

_FEW = 60


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.iterdir()))
def test_every_seed_keeps_the_properties(name: str) -> None:
    check((SEEDS / name).read_bytes())


@pytest.mark.parametrize("part", range(4))
def test_mutations_keep_the_properties(part: int) -> None:
    rng, corpus = Random(f"suite {part}"), seeds()
    done = [check(mutated(corpus, rng)) for _ in range(_FEW // 4)]
    # Most of what is done to a sample leaves something to read.
    assert sum(done) > len(done) // 3


def test_the_mutations_of_a_seed_are_the_same_in_every_run() -> None:
    corpus = seeds()
    first, second = (mutated(corpus, Random(7)) for _ in range(2))
    assert first == second


def test_the_harness_ends_in_good_order(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "tests/fuzz/run.py", "--seconds", "0", "--keep", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_without_atheris_the_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With it, `make fuzz` runs it: its instruments take longer than a test may."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert coverage_guided.main() == 0
    assert capsys.readouterr().out == "skipped: atheris is not installed. Try: pip install 'referat[fuzz]'\n"
