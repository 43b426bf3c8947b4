"""What can go stale is generated, and what the README says is so."""

import re
from pathlib import Path

import pytest

import generate
from conftest import ROOT, Run

README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def _in_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(
    "name",
    [
        "docs/cli.md",
        "docs/csv.md",
        "docs/diagnostics.md",
        "docs/layouts.md",
        "docs/quality.md",
        "docs/schema.json",
        "docs/schema.md",
        "README.md",
    ],
)
def test_generated_pages_are_fresh(name: str) -> None:
    assert (ROOT / name).read_text("utf-8") == generate.pages()[ROOT / name], "stale: `make docs`"


def test_ci_runs_the_readmes_test_command() -> None:
    match = re.search(r"<!-- command: test -->\n```sh\n(.+)\n```", README)
    assert match is not None
    assert match[1] in (ROOT / ".ci" / "run").read_text("utf-8")
    assert match[1].startswith("python3 -m venv .venv && ")


def test_the_readmes_first_command_names_a_sample() -> None:
    match = re.search(r"<!-- command: use -->\n```sh\n.* parse (\S+)\n```", README)
    assert match is not None
    assert (ROOT / match[1]).is_file()


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target


def test_files_that_are_named_exist() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for name in re.findall(r"`((?:src|tests|docs|samples|benchmarks)/[\w./-]+\.\w+)`", page.read_text("utf-8")):
            assert (ROOT / name).exists(), f"{page.name}: {name}"


def test_the_walk_through_on_writing_a_layout_works(tmp_path: Path, run: Run) -> None:
    page = (ROOT / "docs" / "writing-layouts.md").read_text("utf-8")
    (tmp_path / "nordby").mkdir()
    for kind, name in (
        ("text", "nordby/minutes.txt"),
        ("toml", "nordby.toml"),
        ("json", "nordby/minutes.reading.json"),
    ):
        block = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
        assert block is not None
        (tmp_path / name).write_text(block[1], "utf-8")
    done = run("layouts", "test", str(tmp_path / "nordby.toml"), check=0)
    assert re.fullmatch(
        r"nordby: ok: \d+ examples, \d+ rejects, 1 samples; 9 of 9 fields right, 0 wrong\n", done.stdout
    )
    assert done.stderr == ""


def test_every_diagnostic_is_used() -> None:
    from referat.contract.diagnostics import CODES

    source = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "referat").rglob("*.py"))
    assert [code for code in CODES if f'"{code}"' not in source.replace(f'"{code}": (', "")] == []


def test_the_changelog_has_this_version() -> None:
    import referat

    assert f"## {referat.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
