"""What comes from files, names and options orders a terminal nothing, whichever command shows it."""

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Run
from referat.cli import terminal
from referat.views.cells import escaped

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no pty")

#: Orders to a terminal: a window's title, a blinking red, the same as one character (C1), a bell, a line that is
#: overwritten, a question that the terminal answers as if somebody typed, letters that run the other way.
ORDERS = (
    "\x1b]0;PWNED\x07",
    "\x1b[5;41m",
    "\x9b5;41m",
    "\x07",
    "\rOVER",
    "\x1b[6n",
    "\u202e",
    "\u2066",
    "\u200f",
    "\x85",
)
EVIL = "".join(f"{order}EVIL{n}" for n, order in enumerate(ORDERS))
#: What no output to a terminal holds but what we draw: colours, a bar that is drawn again and again, the cursor.
_OURS = re.compile(r"\x1b\[(?:[0-9;]*m|\?25[lh]|2K|1A)|\r\n|\r")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_OF_FILES = re.compile(r"\x1b\[5;41m|\rOVER|\x1b\[6n")

TEXT = f"""Referat
Byrådet{ORDERS[6]}
den 4. marts 2021 kl. 10.00

Fraværende: Asta Birkholm{ORDERS[7]}

Punkt 1: Sti {EVIL}

Sagsnr.: 01.02.03-P16-4-19

Sagsfremstilling
{"Sagen handler om en sti ved åen, som udvalget har drøftet flere gange. " * 40}
Beslutning
Godkendt {EVIL}. Bo Elm {EVIL} var fraværende under punktet og måske {EVIL} også andre. Udvalget stemte {EVIL}.
"""


def hostile(folder: Path) -> list[list[str]]:
    """The commands that see something hostile in `folder`, which is made."""
    name = f"sti{EVIL}.txt".replace("/", "")
    (folder / name).write_text(TEXT, "utf-8")
    (folder / f"other{EVIL}.txt").write_text("Intet.", "utf-8")
    archive = folder / "archive"
    archive.mkdir()
    (archive / name).write_text(TEXT, "utf-8")
    (archive / f"bad{EVIL}.txt").write_text("Intet.", "utf-8")
    (folder / "evil.toml").write_text(
        f'family = "evil"\n[[line]]\nis = "noise"\nsays = ["{ORDERS[6]}"]\n"{ORDERS[7]}" = 1\n', "utf-8"
    )
    (folder / "sign.toml").write_text('family = "a\\u001b[5;41m"\nsign = ["(\\u001b[6n"]\n', "utf-8")
    commands = [
        ["parse", name], ["parse", name, "--format", "ndjson", "--places"], ["parse", name, "--format", "csv"],
        ["parse", name, "--format", "csv", "--table", "sections", "--excel"], ["parse", f"other{EVIL}.txt"],
        ["parse", f"gone{EVIL}"], ["parse", name, "--layout", f"l{EVIL}"], ["parse", name, "--layout", f"{EVIL}.toml"],
        ["parse", name, "--layout", "evil.toml"], ["parse", name, "--layout", "sign.toml"],
        ["parse", name, "--encoding", EVIL], ["parse", name, "--max-size", EVIL], ["parse", name, "--format", EVIL],
        ["parse", name, "-o", f"no{EVIL}/out.json"], ["parse", name, f"--{EVIL}"], ["parse", name, "--authority", EVIL],
        ["explain", name], ["explain", name, "--format", "ndjson"], ["explain", name, "--redact"],
        ["show", name, "--no-pager"], ["show", name, "--item", "1", "--no-pager"], ["show", name, "--item", EVIL],
        ["show", name, EVIL], ["show", "evil.db", "--no-pager"], ["show", "evil.db", EVIL], ["show", f"gone{EVIL}"],
        ["show", f"other{EVIL}.txt"], ["show", name, "--redact", "--no-pager"],
        ["review", name, "-o", "-"], ["review", f"gone{EVIL}", "-o", "-"], ["review", name, "-o", f"no{EVIL}/out.html"],
        ["explain", name, "--all"], ["explain", name, "--facts", "--lang", "en"], ["explain", name, "--why", "7"],
        ["check", name], ["check", name, "--quiet"], ["check", name, "--width", "60", "--privacy", "--strict"],
        *(["check", name, f"other{EVIL}.txt", f"gone{EVIL}", "-f", to] for to in ("text", "json", "github", "sarif")),
        ["text", name], ["text", name, "--furniture"], ["text", name, "--redact"], ["text", f"gone{EVIL}"],
        ["layouts", "test", "evil.toml"], ["layouts", "test", EVIL], ["layouts", "test", "sign.toml"],
        ["batch", "archive", "-", "--to", "ndjson", "--verbose"], ["batch", "archive", "log.ndjson", "--log", "json"],
        ["batch", f"gone{EVIL}", "gone.db"], ["batch", "archive", "x.db", "--to", EVIL],
        ["search", "evil.db", "sti"], ["search", "evil.db", EVIL], ["search", "evil.db", "sti", "--format", "json"],
        ["search", "evil.db", "sti", "--format", "csv"], ["search", "evil.db", "sti", "--body", EVIL],
        ["search", f"gone{EVIL}.db", "sti"],
        ["cases", "evil.db"], ["cases", "evil.db", "01.02.03-P16-4-19"], ["cases", "evil.db", EVIL],
        ["stats", "evil.db"], ["stats", "evil.db", "--format", "json"], ["stats", "evil.db", "--format", "csv"],
        ["diff", "evil.db", "other.db"], ["diff", "evil.db", f"gone{EVIL}"], ["browse", f"gone{EVIL}.db"],
        [EVIL], ["--" + EVIL.replace("\r", "")], ["schema"], ["layouts"],
    ]  # fmt: skip
    assert all("\0" not in argument for command in commands for argument in command)
    _databases(folder)
    return commands


def _databases(folder: Path) -> None:
    """Two databases in which whatever may be a text has been made hostile by somebody."""
    subprocess.run([sys.executable, "-m", "referat", "batch", "archive", "evil.db"], cwd=folder, check=False)
    shutil.copy(folder / "evil.db", folder / "other.db")
    for name, text in (("evil.db", EVIL), ("other.db", f"{EVIL} more")):
        with closing(sqlite3.connect(folder / name)) as connection, connection:
            connection.execute("UPDATE meetings SET authority = ?1, layout = layout || ?1", (text,))
            connection.execute("UPDATE items SET title = title || ?", (text,))
            connection.execute("UPDATE decisions SET text = text || ?", (text,))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[list[str], dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("terminal")
    commands = hostile(folder)
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "terminal_runner.py"), str(folder)],
        input=json.dumps(commands),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100", "TERM": "xterm-256color"},
    )
    return list(zip(commands, map(json.loads, done.stdout.splitlines()), strict=True))


def test_no_command_hands_orders_to_a_terminal(shown: list[tuple[list[str], dict[str, Any]]]) -> None:
    for command, done in shown:
        written = str(done["written"])
        assert _OF_FILES.search(written) is None, command
        found = _FORBIDDEN.search(_OURS.sub("", written))
        assert found is None, (command, written[max(0, (found.start() if found else 0) - 60) :][:120])
        assert "Traceback" not in written, (command, written)


def test_what_is_hostile_is_shown_all_the_same(shown: list[tuple[list[str], dict[str, Any]]]) -> None:
    for command, done in shown:
        if (
            command[0] in ("parse", "show", "text", "check", "explain")
            and f"sti{EVIL}.txt" in command
            and done["status"] != 2
        ):
            assert "EVIL" in done["written"], command
    assert {command[0] for command, _ in shown} >= {
        "parse", "show", "explain", "check", "review", "text", "schema", "layouts", "batch", "search", "cases",
        "stats", "diff", "browse",
    }  # fmt: skip


def test_in_a_pipe_the_text_is_verbatim(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sti.txt"
    path.write_text(TEXT, "utf-8", newline="")
    assert run("text", path, check=0).stdout == TEXT


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("æøå – “Sti”\tx\n\f", "æøå – “Sti”\tx\n\f"),
        ("\x1b[31m", "\\u001b[31m"),
        ("a\r\nb\rc", "a\r\nb\\u000dc"),
        ("\x9b\x85\x7f\0", "\\u009b\\u0085\\u007f\\u0000"),
        ("\u202e\u2066\u200f\u061c", "\\u202e\\u2066\\u200f\\u061c"),
        ("\U000e0041", "\\udb40\\udc41"),
        ("soft\u00adhyphen\ufeff\u200b", "soft\u00adhyphen\ufeff\u200b"),
    ],
)
def test_what_is_escaped(text: str, said: str) -> None:
    assert escaped(text) == said


def test_json_stays_the_same_json() -> None:
    value = {"a": EVIL + "\U000e0041"}
    assert json.loads(escaped(json.dumps(value, ensure_ascii=False))) == value


def test_characters_cut_between_two_writes_are_whole() -> None:
    inner = io.BytesIO()
    stream = terminal._Escaping(inner)
    for byte in "å\r\n\u202ex\ry".encode():
        stream.write(bytes([byte]))
    assert inner.getvalue().decode() == "å\r\n\\u202ex\\u000dy"
