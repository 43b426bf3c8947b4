"""`--help` and what is made from the same declarations: examples, completion, near names, man pages."""

import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import manual
from conftest import ROOT, Run
from referat.cli import completion
from referat.cli.commands import DOCS
from referat.cli.examples import EXAMPLES
from referat.lexicon import families

WIDTH = 80
COMMANDS = dict(manual.commands())


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The page of help of each command in a terminal of 80 columns, "" being that of referat itself."""
    code = (
        "import sys, io, contextlib\n"
        "from referat.cli.app import app\n"
        "for name in sys.argv[1:]:\n"
        "    out = io.StringIO()\n"
        "    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):\n"
        "        app([*name.split(), '--help'], prog_name='referat')\n"
        "    print(out.getvalue(), end='\\0')\n"
    )
    names = ["", *COMMANDS]
    env = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": str(WIDTH)}
    command = [sys.executable, "-c", code, *names]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, env=env)
    return dict(zip(names, done.stdout.split("\0")[:-1], strict=True))


def test_every_commands_summary_stands_whole_on_its_line(pages: dict[str, str]) -> None:
    listed = pages[""].partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    summaries = {line.split()[0]: line.split(None, 1)[1] for line in listed}
    assert summaries == {
        name: " ".join(inspect.cleandoc(command.help).partition("\n\n")[0].partition(". ")[0].split())
        for name, command in COMMANDS.items()
        if " " not in name
    }
    assert all(summary.endswith(".") for summary in summaries.values())


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_a_page_of_help_fits_and_says_where_to_read_on(pages: dict[str, str], name: str) -> None:
    page = pages[name]
    usage = page.partition("\n\n")[0]
    assert usage.startswith(f"Usage: referat {name}".rstrip())
    assert not set(usage) & set("{}")
    assert page.rstrip().endswith(f"Read on:\n  {DOCS}")
    # The choices of an option stand on one line, however many they are.
    assert [line for line in page.splitlines() if len(line) > WIDTH and "<" not in line] == []


def test_the_docs_that_are_named_are_there() -> None:
    assert [name for name in re.findall(r"[\w/]+\.md", DOCS) if not (ROOT / name).is_file()] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "urls" not in project, "the project has an address now: name it at the end of the help"


def test_every_command_has_an_example_and_no_other() -> None:
    assert set(EXAMPLES) == set(COMMANDS)


@pytest.mark.parametrize("example", [line for lines in EXAMPLES.values() for line in lines])
def test_examples_are_what_the_command_understands(pages: dict[str, str], example: str) -> None:
    name = next(name for name in sorted(COMMANDS, key=len, reverse=True) if example.startswith(f"referat {name}"))
    assert f"\n  {example}\n" in pages[name]
    typed = shlex.split(example.removeprefix(f"referat {name}"))
    # Complains about an option, a value or an argument that is not the command's.
    with COMMANDS[name].make_context(name, typed) as context:
        assert set(context.params) == {parameter.name for parameter in COMMANDS[name].params}


# Completion, and names that are nearly right.


def completed(*typed: str, cwd: Path = ROOT) -> list[str]:
    """What bash is offered for the last of the words."""
    env = {
        **os.environ,
        "PYTHONUTF8": "1",
        "_REFERAT_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(("referat", *typed)),
        "COMP_CWORD": str(len(typed)),
    }
    command = [sys.executable, "-m", "referat"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd, env=env)
    return done.stdout.splitlines()


def test_the_shell_offers_layouts() -> None:
    assert completed("parse", "--layout", "sj") == ["sjaelland-2020", "sjaelland-2022"]


def test_the_shell_offers_questions() -> None:
    assert completed("browse", "x.db", "list_") == ["list_decisions", "list_cases", "list_votes", "list_failures"]


def test_layouts_are_offered_beside_layout_files_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own").mkdir()
    for name in ("own.toml", "own.txt", "own/nordby.toml", "own/notes.md"):
        (tmp_path / name).touch()
    assert sorted(completion.layout_ids("own")) == ["own.toml", "own/"]
    assert completion.layout_ids("own/") == ["own/nordby.toml"]
    assert completion.layout_ids(f"{tmp_path}/own/n") == [f"{tmp_path}/own/nordby.toml"]
    assert completion.layout_ids("nowhere/") == []
    assert completion.layout_ids("odense") == ["odense-lotus"]
    assert set(completion.layout_ids("")) == {*families.names(), "own.toml", "own/"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["parse", "--layout", "sjaeland-2022", "x.txt"],
            "no layout is called 'sjaeland-2022'. Try: sjaelland-2022; referat layouts names all of them.",
        ),
        (
            ["layouts", "test", "Viborgg"],
            "no layout is called 'Viborgg'. Try: viborg; referat layouts names all of them.",
        ),
        (["browse", "x.db", "list_decision"], "no question is called 'list_decision'. Try: list_decisions."),
        (
            ["browse", "x.db", "whole_item"],
            "no question is called 'whole_item'. Try: one of find_items, find_words, list_decisions, list_cases, "
            "follow_case, count_votes, list_votes, count_absences, list_failures.",
        ),
    ],
)
def test_of_a_name_that_is_nearly_right_the_right_one_is_named(run: Run, arguments: list[str], message: str) -> None:
    assert run(*arguments, check=2).stderr == f"referat: {message}\n"


# Man pages.

MAN = manual.pages()


def test_every_command_has_a_man_page() -> None:
    assert set(MAN) == {"referat.1", *(f"referat-{name.replace(' ', '-')}.1" for name in COMMANDS)}
    assert all(f"\n.B {manual.roff(name)}\n" in MAN["referat.1"] for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_man_page_names_every_option_and_example(name: str) -> None:
    page = MAN[f"{manual.page_name(name)}.1"]
    text = page.replace("\\-", "-")
    parameters = COMMANDS[name].params
    options = [option for one in parameters for option in (*one.opts, *one.secondary_opts) if option.startswith("-")]
    assert [option for option in options if not re.search(rf"^\.B .*{option}\b", text, re.MULTILINE)] == []
    assert [one.metavar for one in parameters if one.param_type_name == "argument" and one.metavar not in text] == []
    assert [example for example in EXAMPLES[name] if f"\n{example}\n" not in text] == []


def test_a_page_is_ascii_and_no_line_of_it_an_order_by_chance() -> None:
    assert manual.roff(".a-b\\c … ø") == "\\&.a\\-b\\ec \\[u2026] \\[u00F8]"
    assert all(page.isascii() for page in MAN.values())
    orders = {line.split()[0] for page in MAN.values() for line in page.splitlines() if line.startswith((".", "'"))}
    assert orders == {".TH", ".SH", ".TP", ".B", ".BR", ".nf", ".fi"}


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_groff_has_nothing_to_say_against_them(tmp_path: Path) -> None:
    for name, page in MAN.items():
        (tmp_path / name).write_text(page, "utf-8")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", *sorted(MAN)], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stderr == ""
