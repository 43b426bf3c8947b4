"""Publishers that no family describes: all samples are read by the general grammar alone."""

from pathlib import Path

import pytest

from conftest import SAMPLES
from referat import parse
from referat.contract.quality import SUFFIX, Figures, compare, reading_of

# The share of the fields that the general grammar must read of each family's samples.
ENOUGH = 0.9
# Only a user's own file says what the lines of this one are.
OWN = "nordby"


def _samples(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.txt")) if path.with_name(f"{path.stem}{SUFFIX}").exists()]


def _figures(folder: Path, *, families: bool) -> Figures:
    figures = Figures()
    for sample in _samples(folder):
        meetings = parse(sample.read_bytes(), families=families).meetings
        got = meetings[0].model_dump(mode="json") if meetings else None
        want = reading_of(sample)
        assert want is not None
        for compared in compare(want, got, sample.read_text("utf-8").split("\n")):
            figures.add(sample.name, compared)
    return figures


FOLDERS = [path for path in sorted(SAMPLES.iterdir()) if path.is_dir() and path.name != OWN and _samples(path)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_without_families_little_is_missing_and_nothing_more_is_wrong(folder: Path) -> None:
    alone, beside = (_figures(folder, families=families) for families in (False, True))
    assert alone.right.total() >= ENOUGH * alone.total.total(), alone.differences[:20]
    assert alone.wrong.total() <= beside.wrong.total()
