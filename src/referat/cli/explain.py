"""`referat explain`."""

import json
import sys
from collections.abc import Iterator

import typer

from referat.archive.outcomes import read
from referat.cli.options import FAILED, Lines, usage_error
from referat.cli.streams import opened
from referat.contract.diagnostics import render
from referat.errors import LayoutError, SourceError
from referat.old.layout import load
from referat.old.ledger import Token
from referat.old.parser import Parsed, parse

# Characters that the columns for rule and owner keep in the narrowest terminal.
_NARROWEST = 8
_COLOURS = {
    "blank": "dim",
    "noise": "dim",
    "text": "",
    "unclaimed": "bold red",
    "item_heading": "bold cyan",
    "label": "bold green",
    "case_number": "cyan",
}


def run(file: str, format_: Lines, layout: str | None) -> None:
    """Print the lines of `file` with what they became; exit 1 where it cannot be read."""
    try:
        if layout is not None:
            load(layout)
        parsed = parse(read(file), layout=layout)
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    except LayoutError as error:
        usage_error(str(error))
    with opened(None) as stream:
        if format_ is Lines.ndjson:
            for line, token in enumerate(parsed.tokens, 1):
                stream.write(f"{json.dumps(_record(line, token), ensure_ascii=False)}\n".encode())
        elif sys.stdout.isatty():
            _draw(parsed)
        else:
            for row in _rows(parsed):
                stream.write(f"{'  '.join(row).rstrip()}\n".encode())
    for found in parsed.diagnostics:
        if found.severity == "error":
            typer.echo(render(found, file), err=True)
            raise typer.Exit(FAILED)


def _record(line: int, token: Token) -> dict[str, object]:
    return {
        "line": line,
        "kind": token.kind,
        "rule": token.rule,
        "owner": token.owner,
        "text": token.text.rstrip("\r\n"),
        "reason": token.reason,
        "start": token.span.start,
        "end": token.span.end,
    }


def _verdicts(parsed: Parsed) -> Iterator[str]:
    """The choice of the layout, a line for each that was weighed."""
    if not parsed.verdicts:
        yield f"# layout {parsed.layout.id}, as asked for"
    for n, verdict in enumerate(parsed.verdicts):
        taken = "taken" if n == 0 else "fits" if verdict.fits else "no"
        reasons = [
            f"{name} {weight:+g}" + (f" (line {line})" if line else "") for name, weight, line in verdict.reasons
        ]
        wanted = f" of {verdict.layout.minimum:g} wanted" if verdict.layout.minimum else ""
        yield f"# layout {verdict.layout.id}: {taken}, score {verdict.score:g}{wanted}" + "".join(
            f"; {reason}" for reason in reasons
        )


def _rows(parsed: Parsed, most: int | None = None) -> Iterator[tuple[str, ...]]:
    """The table as text: columns as wide as their widest cell; the reason for a heading on a line below it.

    `most` cuts the columns for rule and owner, at their left, where what they share stands.
    """
    for line in _verdicts(parsed):
        yield (line,)
    tokens = parsed.tokens
    digits = len(str(len(tokens)))
    kind, rule, owner = (max((len(getattr(t, key)) for t in tokens), default=0) for key in ("kind", "rule", "owner"))
    rule, owner = (width if most is None else min(width, most) for width in (rule, owner))
    for number, token in enumerate(tokens, 1):
        text = token.text.rstrip("\r\n")
        yield (
            f"{number:>{digits}}",
            f"{token.kind:{kind}}",
            f"{_right(token.rule, rule):{rule}}",
            f"{_right(token.owner, owner):{owner}}",
            text,
        )
        if token.reason:
            yield " " * digits, f"# {token.reason}"


def _right(text: str, width: int) -> str:
    """`text`, or its right end where it is too long."""
    return text if len(text) <= width else f"…{text[1 - width :]}" if width > 1 else "…"


def _draw(parsed: Parsed) -> None:
    """The table for a person: coloured, cut to the terminal's width, of which the text gets at least a third."""
    # Imported here: only a terminal needs it.
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for row in _rows(parsed, max(_NARROWEST, console.width // 5)):
        kind = row[1].strip() if len(row) > 1 else "blank"
        # A terminal would obey the control characters that a text may hold.
        text = "".join(c if c.isprintable() else " " for c in "  ".join(row)).rstrip()
        style = "dim" if kind.startswith("#") else _COLOURS.get(kind, "yellow")
        console.print(Text(text, style=style), no_wrap=True, overflow="ellipsis", crop=True)
