"""What commands draw, whole: `tests/drawn/`. `python tests/drawn_files.py`, from the project's root, writes it anew.

Missing is failing; a new one is accepted by whoever has looked at it.
"""

from collections.abc import Mapping
from pathlib import Path

from typer.testing import CliRunner

import checks
from referat.cli.app import app

FOLDER = Path(__file__).parent / "drawn"
WEB, DIFFER = "samples/midtjylland-web/minutes.txt", "samples/firstagenda-pdf/contents-differ.txt"
TRAPS, VOTES = "samples/midtjylland-web/traps.txt", "samples/koebenhavn-edoc/vote.txt"
BROKEN = ("samples/broken/news.txt", "samples/broken/document.pdf")
#: The name of each file, and the command that draws it; "-" reads `checks.ODD`.
COMMANDS: Mapping[str, tuple[str, ...]] = {
    **{f"check-{n}.txt": ("check", "--width", str(n), "--privacy", DIFFER, "-") for n in (60, 80, 200)},
    **{
        f"check.{name}": ("check", "--format", name, DIFFER, *BROKEN, "-")
        for name in ("text", "json", "github", "sarif")
    },
    "check-quiet.txt": ("check", "--quiet", DIFFER, "-"),
    **{f"explain-{n}.txt": ("explain", "--width", str(n), WEB) for n in (60, 80, 200)},
    **{f"explain-odd-{n}.txt": ("explain", "--width", str(n), "--lang", "en", "-") for n in (60, 80, 200)},
    "explain-all.txt": ("explain", "--all", "--width", "80", "samples/nordby/minutes.txt"),
    "explain-several.txt": ("explain", "--width", "80", "samples/firstagenda-pdf/several-meetings.txt"),
    "explain-no-minutes.txt": ("explain", "--width", "60", BROKEN[0]),
    "explain-facts.txt": ("explain", "--facts", "--width", "80", WEB),
    "explain-facts-en.txt": ("explain", "--facts", "--width", "60", "--lang", "en", VOTES),
    "explain-why-heading.txt": ("explain", "--why", "20", "--width", "80", WEB),
    "explain-why-doubtful.txt": ("explain", "--why", "50", "--width", "80", TRAPS),
    "explain-why-label.txt": ("explain", "--why", "22", "--width", "80", WEB),
    "explain-why-no-label.txt": ("explain", "--why", "58", "--width", "60", "samples/generic/case-words.txt"),
    "explain-why-text.txt": ("explain", "--why", "8", "--width", "80", "--lang", "en", "-"),
}


def draw(command: tuple[str, ...]) -> str:
    """What a command prints where nothing is a terminal: on both streams, where it is for people."""
    data = checks.ODD if "-" in command else ""
    done = CliRunner(env={"COLUMNS": "100"}).invoke(app, command, input=data)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.stdout if "--format" in command and "text" not in command else done.output


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, command in COMMANDS.items():
        (FOLDER / name).write_text(draw(command), "utf-8", newline="\n")
