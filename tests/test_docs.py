"""What can go stale is generated, and what the README says is so."""

import re
from pathlib import Path

import pytest

import generate
from conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def _in_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize(
    "name", ["docs/cli.md", "docs/csv.md", "docs/diagnostics.md", "docs/layouts.md", "docs/schema.json", "README.md"]
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


def test_the_walk_through_on_writing_a_layout_works(tmp_path: Path) -> None:
    from referat import parse

    page = (ROOT / "docs" / "layouts.md").read_text("utf-8")
    text, toml = re.search(r"```text\n(.*?)```", page, re.DOTALL), re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert text is not None
    assert toml is not None
    path = tmp_path / "nordby.toml"
    path.write_text(toml[1], "utf-8")
    meeting = parse(text[1], layout=str(path)).meeting
    assert [(item.number, item.title, [s.kind for s in item.sections]) for item in meeting.items] == [
        ("1", "broen", ["history", "decision"])
    ]


def test_every_diagnostic_is_used() -> None:
    from referat.diagnostics import CODES

    source = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "referat").rglob("*.py"))
    assert [code for code in CODES if f'"{code}"' not in source.replace(f'"{code}": (', "")] == []


def test_the_changelog_has_this_version() -> None:
    import referat

    assert f"## {referat.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
