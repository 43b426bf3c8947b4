"""`referat explain`."""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence

import typer

from referat.archive.outcomes import parse_file
from referat.archive.privacy import Redaction, said
from referat.cli.options import FAILED, Lines, usage_error
from referat.cli.streams import opened
from referat.cli.terminal import plain, unguarded
from referat.contract.diagnostics import render
from referat.contract.ledger import Token
from referat.errors import LayoutError, SourceError
from referat.reader import Parsed
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


def run(file: str, format_: Lines, layout: str | None, opening: Opening, *, redact: bool) -> None:
    """Print the lines of `file` with what they became; exit 1 where it cannot be read."""
    try:
        parsed = parse_file(file, layout=layout, opening=opening)
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    except LayoutError as error:
        usage_error(str(error))
    redaction = Redaction(parsed) if redact else None
    tokens = parsed.tokens if redaction is None else tuple(redaction.tokens())
    with opened(None) as stream:
        if format_ is Lines.ndjson:
            for record in explained.records(parsed, tokens):
                told = record if redaction is None else redaction.record(record)
                stream.write(f"{json.dumps(told, ensure_ascii=False)}\n".encode())
        elif sys.stdout.isatty():
            _draw(_lines(parsed, tokens, redaction, narrow=True))
        else:
            for drawn in _lines(parsed, tokens, redaction, narrow=False):
                stream.write(f"{drawn.text}\n".encode())
    if redaction is not None:
        typer.echo(f"referat: {said(redaction.counts)}", err=True)
    for found in parsed.diagnostics:
        if found.severity == "error":
            typer.echo(render(found, file), err=True)
            raise typer.Exit(FAILED)


def _lines(
    parsed: Parsed, tokens: Sequence[Token], redaction: Redaction | None, *, narrow: bool
) -> Iterator[explained.Drawn]:
    """The drawing; `narrow`, so that the text gets a part of the terminal's width."""
    width = max(_NARROWEST, shutil.get_terminal_size().columns // 5) if narrow else None
    for drawn in explained.drawn(parsed, width, tokens):
        is_head = redaction is not None and drawn.kind == explained.HEAD
        yield drawn._replace(text=redaction.text(drawn.text)) if redaction is not None and is_head else drawn


def _draw(lines: Iterable[explained.Drawn]) -> None:
    """The table for a person: coloured, cut to the terminal's width, of which the text gets at least a third."""
    # Imported here: only a terminal needs it.
    from rich.console import Console
    from rich.text import Text

    console = Console(file=unguarded(sys.stdout), highlight=False)
    for drawn in lines:
        text = plain(drawn.text).rstrip()
        style = _COLOURS.get(drawn.kind, "yellow")
        console.print(Text(text, style=style), no_wrap=True, overflow="ellipsis", crop=True)
