"""The command line. A command is options, one call, one print: data to standard output, talk to standard error.

typer and rich live here and nowhere else. Commands import what they need when they run, so that `--version` and
`--help` start without pydantic, and a piped `parse` without rich.
"""

import sys

from referat.cli.app import app


def main() -> None:
    """Run the command line; what `referat` and `python -m referat` call."""
    # Windows gives a console's code page to pipes; what we write is UTF-8 everywhere.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
