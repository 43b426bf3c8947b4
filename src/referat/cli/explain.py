"""`referat explain`."""

import json
import sys

import typer

from referat.archive.outcomes import read
from referat.cli.options import FAILED, Lines, usage_error
from referat.cli.streams import opened
from referat.contract.diagnostics import render
from referat.errors import LayoutError, SourceError
from referat.reader import Parsed, parse
from referat.text.inputs.kinds import Opening
from referat.views import explained

# Characters that the columns for rule and owner keep in the narrowest terminal.
_NARROWEST = 8
_COLOURS = {
    explained.HEAD: "dim",
    explained.REASON: "dim",
    "blank": "dim",
    "noise": "dim",
    "text": "",
    "unclaimed": "bold red",
    "item_heading": "bold cyan",
    "label": "bold green",
    "case_number": "cyan",
}


def run(file: str, format_: Lines, layout: str | None, opening: Opening) -> None:
    """Print the lines of `file` with what they became; exit 1 where it cannot be read."""
    try:
        parsed = parse(read(file, opening), layout=layout)
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    except LayoutError as error:
        usage_error(str(error))
    with opened(None) as stream:
        if format_ is Lines.ndjson:
            for record in explained.records(parsed):
                stream.write(f"{json.dumps(record, ensure_ascii=False)}\n".encode())
        elif sys.stdout.isatty():
            _draw(parsed)
        else:
            for drawn in explained.drawn(parsed):
                stream.write(f"{drawn.text}\n".encode())
    for found in parsed.diagnostics:
        if found.severity == "error":
            typer.echo(render(found, file), err=True)
            raise typer.Exit(FAILED)


def _draw(parsed: Parsed) -> None:
    """The table for a person: coloured, cut to the terminal's width, of which the text gets at least a third."""
    # Imported here: only a terminal needs it.
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for drawn in explained.drawn(parsed, max(_NARROWEST, console.width // 5)):
        # A terminal would obey the control characters that a text may hold.
        text = "".join(c if c.isprintable() else " " for c in drawn.text).rstrip()
        style = _COLOURS.get(drawn.kind, "yellow")
        console.print(Text(text, style=style), no_wrap=True, overflow="ellipsis", crop=True)
