"""A family that no layout describes: each in turn is taken out of the data, and its samples are read all the same."""

from pathlib import Path

import pytest

from conftest import SAMPLES
from referat import parse_file
from referat.contract.quality import SUFFIX, Figures, compare, reading_of
from referat.old import layout

ENOUGH = 0.75
# Families whose form nothing else has: what a page without numbers, labels or line ends means must be said by a layout.
ALONE = {
    "aarhus": "titles without numbers, and the decision first",
    "decisions-only": "decisions without labels",
    "edoc-item": "one item a page, without a heading",
    "edoc-meeting": "the label of the decision glued to the title",
    "flattened": "text without line ends",
    "koebenhavn-edoc": "short pages that have too little in them to be taken for minutes",
    "koebenhavn-item": "one item a page, without a number",
    "koebenhavn-protocol": "one item a page, the decision without a label",
    "midtjylland-titles": "a list of titles alone",
    "sbsys": "the headings of groups between a heading and its case number",
}


def _samples(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.txt")) if path.with_name(f"{path.stem}{SUFFIX}").exists()]


FAMILIES = [path for path in sorted(SAMPLES.iterdir()) if path.name != layout.GENERIC and _samples(path)]


@pytest.mark.parametrize(
    "family",
    [
        pytest.param(
            path,
            id=path.name,
            marks=[pytest.mark.xfail(strict=True, reason=ALONE[path.name])] if path.name in ALONE else [],
        )
        for path in FAMILIES
    ],
)
def test_a_family_left_out_still_reads_by_three_quarters(family: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(name for name in layout.names() if name != family.name)
    monkeypatch.setattr(layout, "names", lambda: others)
    figures = Figures()
    for sample in _samples(family):
        meetings = parse_file(sample).meetings
        got = meetings[0].model_dump(mode="json") if meetings else None
        want = reading_of(sample)
        assert want is not None
        for compared in compare(want, got, sample.read_text("utf-8").split("\n")):
            figures.add(sample.name, compared)
    assert sum(figures.right.values()) >= ENOUGH * sum(figures.total.values()), figures.differences[:20]
