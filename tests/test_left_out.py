"""Publishers whom nobody has described: the grammar that all texts share reads every sample without its family."""

from pathlib import Path

import pytest

from conftest import SAMPLES
from referat import parse
from referat.contract.quality import SUFFIX, Figures, compare, reading_of

# The share of the fields that must be read of each folder's samples where no family is told, and that may be wrong.
ENOUGH, WRONG = 0.95, 0.01
# Only a user's own file says what the lines of the one are; on the other's pages stands what a machine was asked, and
# its answers ("Relevans", "Nej") are a text's words like any other where nobody says so.
OWN = ("nordby", "monrad")


def _samples(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.txt")) if path.with_name(f"{path.stem}{SUFFIX}").exists()]


def _figures(folder: Path) -> Figures:
    """What is read of the samples in `folder` without families."""
    figures = Figures()
    for sample in _samples(folder):
        meetings = parse(sample.read_bytes(), families=False).meetings
        got = meetings[0].model_dump(mode="json") if meetings else None
        want = reading_of(sample)
        assert want is not None
        for compared in compare(want, got, sample.read_text("utf-8").split("\n")):
            figures.add(sample.name, compared)
    return figures


FOLDERS = [path for path in sorted(SAMPLES.iterdir()) if path.is_dir() and path.name not in OWN and _samples(path)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_without_families_little_is_missing_and_next_to_nothing_wrong(folder: Path) -> None:
    figures = _figures(folder)
    assert figures.right.total() >= ENOUGH * figures.total.total(), figures.differences[:20]
    assert figures.wrong.total() <= WRONG * figures.total.total(), figures.differences[:20]
