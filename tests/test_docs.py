"""What can go stale is generated, and what the README says is so."""

import os
import re
import shutil
import subprocess
import sys
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
        "docs/architecture.md",
        "docs/cli.md",
        "docs/csv.md",
        "docs/diagnostics.md",
        "docs/layouts.md",
        "docs/licences.md",
        "docs/quality.md",
        "docs/schema.json",
        "docs/schema.md",
        "docs/when.md",
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


def blocks(kind: str) -> list[str]:
    """The blocks of this kind on the page that walks through writing a layout."""
    page = (ROOT / "docs" / "writing-layouts.md").read_text("utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def test_the_walk_through_on_writing_a_layout_shows_the_sample_and_its_files() -> None:
    samples = ROOT / "samples"
    assert blocks("text")[0] == (samples / "nordby" / "minutes.txt").read_text("utf-8")
    assert blocks("toml")[0] == (samples / "nordby.toml").read_text("utf-8")
    assert blocks("json") == [(samples / "nordby" / "minutes.reading.json").read_text("utf-8")]
    assert blocks("toml")[0].count("\n") <= 25


def test_the_walk_through_on_writing_a_layout_works(run: Run) -> None:
    before, after = blocks("text")[1:]
    own = ("--layout", "samples/nordby.toml")
    assert run("explain", "--lang", "en", "samples/nordby/minutes.txt", check=0).stdout.startswith(before)
    assert run("explain", "--lang", "en", *own, "samples/nordby/minutes.txt", check=0).stdout.startswith(after)
    assert "outline-uncertain" in run("check", "samples/nordby/minutes.txt", check=0).stdout
    assert run("check", *own, "samples/nordby/minutes.txt", check=0).stdout == ""
    done = run("layouts", "test", "samples/nordby.toml", check=0)
    assert done.stdout == "nordby: ok: 1 examples, 1 rejects, 1 samples; 13 of 13 fields right, 0 wrong\n"
    assert done.stderr == ""


def test_an_idiom_is_one_entry(tmp_path: Path) -> None:
    outcomes = "import referat\nfor item in referat.parse_file(*SAMPLE).meeting.items: print(item.decision.outcomes)"
    sample = f"('{ROOT}/samples/nordby/minutes.txt',), layout='{ROOT}/samples/nordby.toml'"
    code = outcomes.replace("*SAMPLE", f"*{sample}")
    package = tmp_path / "referat"
    shutil.copytree(ROOT / "src" / "referat", package, ignore=shutil.ignore_patterns("__pycache__"))

    def read() -> str:
        env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
        return done.stdout

    assert read() == "['approved']\n[]\n"
    with (package / "lexicon" / "danish" / "decision.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{blocks('toml')[1]}")
    assert read() == "['approved']\n['postponed']\n"


def test_every_diagnostic_is_used() -> None:
    from referat.contract.diagnostics import CODES

    source = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "referat").rglob("*.py"))
    assert [code for code in CODES if f'"{code}"' not in source.replace(f'"{code}": (', "")] == []


def test_the_changelog_has_this_version() -> None:
    import referat

    assert f"## {referat.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
