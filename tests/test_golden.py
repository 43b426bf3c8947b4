"""Every sample reads as its golden file says."""

from dataclasses import dataclass
from pathlib import Path

import pytest

import golden
from conftest import ROOT, SAMPLES
from referat import parse_file
from referat.contract.quality import SUFFIX, compare, reading_of
from referat.lexicon import families


@pytest.fixture(autouse=True)
def _in_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("sample", list(golden.samples()), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_sample_reads_as_its_golden_files(sample: Path) -> None:
    for path, read in golden.outputs(sample).items():
        assert path.exists(), "missing: accept the reading with `make golden`"
        assert read == path.read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    wanted = {golden.golden(sample) for sample in golden.samples()}
    assert {path for path in SAMPLES.glob("*/*.json") if not path.name.endswith(SUFFIX)} == wanted
    ledgers = {golden.golden(sample, golden.LEDGER) for sample in golden.samples()}
    assert set(SAMPLES.glob(f"*/*{golden.LEDGER}")) <= ledgers


@dataclass
class _Token:
    kind: str
    rule: str
    owner: str
    text: str


def test_a_ledger_has_a_line_for_each_line_of_the_text() -> None:
    tokens = [
        _Token("title", "header.type", "/title", "Referat af mødet \n"),
        _Token("blank", "", "", "\n"),
        _Token("text", "", "/items/0/sections/0/text", "Den\u00a0første linje, " + 60 * "x" + "\r\nden\fanden"),
    ]
    assert golden.ledger(tokens).split("\n") == [
        f"{'title':14} {'header.type':34} {'/title':30} Referat af mødet",
        "",
        f"{'text':14} {'-':34} {'/items/0/sections/0/text':30} Den␣første linje, {42 * 'x'}",
        f"{'text':14} {'-':34} {'/items/0/sections/0/text':30} den␣anden",
        "",
    ]


def test_the_ledger_of_a_sample_has_as_many_lines_as_its_text() -> None:
    sample = next(path for path in golden.samples() if path.parent.name != golden.BROKEN)
    lines = golden.outputs(sample)[golden.golden(sample, golden.LEDGER)].split("\n")
    assert len(lines) == len(sample.read_text("utf-8").split("\n"))


# Forms of minutes that show nobody's sign, and a user's own layout.
NOBODYS, OWN = ("decisions-only", "numbered", "untitled"), "nordby"
FOLDERS = [path for path in sorted(SAMPLES.iterdir()) if path.is_dir() and path.name != golden.BROKEN]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_samples_are_recognised_as_the_layout_whose_folder_they_stand_in(folder: Path) -> None:
    texts = sorted(folder.glob("*.txt"))
    layout = families.GENERIC.id if folder.name in NOBODYS else folder.name
    assert [parse_file(path, layout=golden.layout_of(path)).family.id for path in texts] == [layout] * len(texts)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob(f"*/*{SUFFIX}")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_sample_reads_as_somebody_read_it_by_hand(sample: Path) -> None:
    text = sample.with_name(sample.name.removesuffix(SUFFIX) + ".txt")
    want = reading_of(text)
    assert want is not None
    (meeting,) = parse_file(text, layout=golden.layout_of(text)).meetings
    compared = compare(want, meeting.model_dump(mode="json"), text.read_text("utf-8").split("\n"))
    assert [(c.field, c.want, c.got) for c in compared if not c.right] == []


def test_every_layout_has_samples() -> None:
    assert {path.name for path in FOLDERS} == {*families.names(), *NOBODYS, OWN}
