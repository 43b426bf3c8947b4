"""`referat explain`."""

import json
import sys
from collections.abc import Iterator

import typer

from referat.archive.outcomes import parse_file
from referat.archive.privacy import Redaction, said
from referat.cli import paint
from referat.cli.choices import Lines
from referat.cli.options import FAILED, usage_error
from referat.cli.streams import opened
from referat.contract.diagnostics import render
from referat.errors import LayoutError, SourceError, printable
from referat.text.inputs.kinds import Opening
from referat.tuples import NamedTuple
from referat.views import explained as view
from referat.views.explained_facts import facts
from referat.views.explained_lines import Explained
from referat.views.explained_records import records
from referat.views.explained_why import why
from referat.views.explained_words import Words
from referat.views.pieces import Row

_OF_LINES = {
    "blank": "dim",
    "noise": "dim",
    "text": "",
    "unclaimed": "bold red",
    "item_heading": "bold cyan",
    "heading": "bold",
    "label": "bold green",
    "case_number": "cyan",
    "title": "yellow",
    "date": "yellow",
    "place": "yellow",
    "attendance": "magenta",
    "contents": "blue",
    "access": "cyan",
    "attachment": "blue",
}
_STYLES = {
    **_OF_LINES,
    **{f"{name}{view.VALUE}": f"{style} underline".strip() for name, style in _OF_LINES.items()},
    "head": "bold",
    "number": "dim",
    "bar": "dim",
    "hint": "dim",
    "field": "",
}


class Asked(NamedTuple):
    """What the options say: the format, which line is asked about, whether for facts, for all of it, how wide."""

    format: Lines
    language: str
    why: int | None = None
    facts: bool = False
    whole: bool = False
    width: int | None = None
    redact: bool = False


def run(file: str, asked: Asked, layout: str | None, opening: Opening) -> None:
    """Print what the lines of `file` became; exit 1 where it cannot be read."""
    if asked.why is not None and asked.facts:
        usage_error("--why and --facts are two questions; ask one at a time.")
    if asked.format is Lines.ndjson and (asked.why is not None or asked.facts):
        usage_error("--format ndjson has all of it; leave out --why and --facts.")
    try:
        parsed = parse_file(file, layout=layout, opening=opening)
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    except LayoutError as error:
        usage_error(str(error))
    redaction = Redaction(parsed) if asked.redact else None
    tokens = None if redaction is None else tuple(redaction.tokens())
    explained = Explained(parsed, tokens, () if redaction is None else redaction.records)
    if asked.why is not None and not 0 < asked.why <= len(explained.tokens):
        usage_error(f"the text has {len(explained.tokens)} lines; --why {asked.why} is none of them.")
    with opened(None) as stream:
        if asked.format is Lines.ndjson:
            for record in records(explained):
                told = record if redaction is None else redaction.record(record)
                stream.write(f"{json.dumps(told, ensure_ascii=False)}\n".encode())
        else:
            paint.write(stream, _rows(explained, asked, printable(file)), _STYLES)
    if redaction is not None:
        typer.echo(f"referat: {said(redaction.counts)}", err=True)
    for found in parsed.diagnostics:
        if found.severity == "error":
            typer.echo(render(found, file), err=True)
            raise typer.Exit(FAILED)


def _rows(explained: Explained, asked: Asked, name: str) -> Iterator[Row]:
    """The drawing that is asked for; in a pipe without `--width`, a line of the text is a row."""
    words = Words.of(asked.language)
    room = paint.columns(asked.width) if sys.stdout.isatty() or asked.width is not None else None
    if asked.why is not None:
        return view.paragraphs(why(explained, words, name, asked.why), room)
    if asked.facts:
        return view.paragraphs(facts(explained, words), room)
    return view.drawn(explained, words, room, whole=asked.whole)
