"""The command line. A command is options, one call, one print: data to standard output, talk to standard error.

typer and rich live here and nowhere else. Commands import what they need when they run, so that `--version` and
`--help` start without pydantic, and a piped `parse` without rich.
"""

import io
import os
import signal
import sys
from types import FrameType

from referat.archive import garbage
from referat.cli.terminal import guard

_INTERRUPTED = 130


def main() -> None:
    """Run the command line; what `referat` and `python -m referat` call."""
    garbage.look_seldom()
    try:
        # Imported here: what it imports is made under that threshold too.
        from referat.cli.app import app
    except KeyboardInterrupt:  # nothing has begun
        raise SystemExit(_INTERRUPTED) from None
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
        app(prog_name="referat")
    except OSError as error:
        # --help and --version write without any of our streams.
        print(f"referat: cannot write to standard output: {error.strerror}.", file=sys.stderr)
        os._exit(1)
    finally:
        garbage.leave()


def _stop(number: int, _frame: FrameType | None) -> None:
    """End in good order, so that no half-written file stays behind."""
    raise SystemExit(128 + number)
