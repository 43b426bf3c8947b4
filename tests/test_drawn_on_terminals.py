"""What `explain` and `check` draw on a real terminal: as wide as it is, in colours where it has some."""

import json
import os
import re
import subprocess
import sys

import pytest

import drawn_files
from conftest import ROOT
from referat.views.cells import width

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no pty")

STYLES = re.compile(r"\x1b\[[0-9;]*m")
COMMANDS = [
    ["explain", drawn_files.WEB],
    ["explain", "--why", "20", drawn_files.WEB],
    ["check", drawn_files.DIFFER, *drawn_files.BROKEN],
    ["check", "--quiet", drawn_files.DIFFER],
]


def on_terminal(columns: int, **environment: str) -> list[str]:
    """What a terminal of so many columns gets of each of `COMMANDS`."""
    settings = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "terminal_runner.py"), str(ROOT)],
        input=json.dumps(COMMANDS),
        capture_output=True,
        text=True,
        check=True,
        env={**settings, "PYTHONUTF8": "1", "COLUMNS": str(columns), "TERM": "xterm-256color", **environment},
    )
    return [json.loads(line)["written"].replace("\r\n", "\n") for line in done.stdout.splitlines()]


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_rows_fit_the_terminal_and_tear_no_word(columns: int) -> None:
    explained, why, checked, quiet = (STYLES.sub("", text) for text in on_terminal(columns))
    for text in (explained, why, checked, quiet):
        assert max(map(width, text.splitlines())) <= columns
    assert explained == (drawn_files.FOLDER / f"explain-{columns}.txt").read_text("utf-8")
    assert "  1. Godkendelse af referat\n" in why
    words = re.findall(r"\S+", checked)
    assert " ".join(words).count("is a damaged PDF, or one without pages. Try: another copy of it.") == 1
    assert " ".join(words).count("a document type, a body and a date, items, section labels") == 1
    assert quiet.count("number-gap") == 1, "one line each, and no counts"
    assert checked.count("number-gap") == 2


def test_places_are_underlined_and_roles_coloured() -> None:
    explained, _, checked, _ = on_terminal(80)
    assert re.search(r"\x1b\[(?:\d+;)*4(?:;\d+)*m14\. september 2021\x1b\[0m", explained)
    assert re.search(r"\x1b\[1;36moverskrift", explained)
    assert re.search(r"\x1b\[1;33m\^+\x1b\[0m", checked)
    assert re.search(r"\x1b\[1;31merror\x1b\[0m", checked)


def test_without_colours_places_are_underlined_all_the_same() -> None:
    explained, *_ = on_terminal(80, NO_COLOR="1")
    assert re.search(r"\x1b\[(?:\d+;)*4m14\. september 2021", explained)
    assert "36m" not in explained
