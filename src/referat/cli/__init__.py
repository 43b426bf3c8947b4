"""The command line. A command is options, one call, one print: data to standard output, talk to standard error.

typer and rich live here and nowhere else. Commands import what they need when they run, so that `--version` and
`--help` start without pydantic, a piped `parse` without rich, and `parse FILE`, which has no options to read, without
typer.
"""

import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

from referat.archive import garbage
from referat.cli.terminal import guard

_INTERRUPTED = 130
# What a shell sets that asks typer how a word may end.
_COMPLETION = "_REFERAT_COMPLETE"


def main() -> None:
    """Run the command line; what `referat` and `python -m referat` call."""
    garbage.look_seldom()
    # A stream that the caller has closed is None, and everything that writes would trip over it.
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  it lives as long as the program
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    # Windows gives a console's code page to pipes; what we write is UTF-8 everywhere.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    guard()
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _stop)
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt:
        raise SystemExit(_INTERRUPTED) from None
    except OSError as error:
        # --help and --version write without any of our streams.
        with suppress(OSError):  # standard error may be what has gone
            print(f"referat: cannot write to standard output: {error.strerror}.", file=sys.stderr)
        os._exit(1)
    finally:
        garbage.leave()


def _run(words: Sequence[str]) -> None:
    # Imported here: what they import is made under that threshold too.
    if _is_plain_parse(words):
        from referat.cli.options import opening
        from referat.cli.parse import run

        run([*words[1:]], opening=opening())
    else:
        from referat.cli.app import app

        app(prog_name="referat")


def _is_plain_parse(words: Sequence[str]) -> bool:
    """Whether it is `parse` with files and nothing else, in which typer would find no option.

    To import typer takes as long as to read a file. On Windows it also reads patterns of names, and it answers a shell
    that asks how a word may end.
    """
    first, *files = words or ("",)
    plain = first == "parse" and bool(files) and all(file == "-" or not file.startswith("-") for file in files)
    return plain and os.name != "nt" and _COMPLETION not in os.environ


def _stop(number: int, _frame: FrameType | None) -> None:
    """End in good order, so that no half-written file stays behind."""
    raise SystemExit(128 + number)
