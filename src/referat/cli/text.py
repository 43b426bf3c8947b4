"""`referat text`."""

from collections.abc import Iterator

import typer

from referat.archive.outcomes import parse_file, read, within
from referat.cli.options import FAILED, usage_error
from referat.cli.streams import opened
from referat.errors import LayoutError, SourceError, printable
from referat.reader import Parsed
from referat.text.inputs.kinds import Opening

_MARKED, _UNMARKED = "| ", "  "


def run(file: str, layout: str | None, opening: Opening, *, furniture: bool, redact: bool) -> None:
    """Print the text of `file`, with `furniture` a gutter that marks it; exit 1 where it cannot be read."""
    try:
        told = ""
        if furniture or redact:
            parsed = parse_file(file, layout=layout, opening=opening)
            lines = [token.text for token in parsed.tokens]
            if redact:
                lines, told = _redacted(parsed)
            said = list(_with_gutter(parsed, lines)) if furniture else lines
        else:
            source = within(opening.seconds, lambda: read(file, opening), printable(file))
            said = source.text_lines()
        with opened(None) as stream:
            for line in said:
                stream.write(line.encode())
        if redact:
            typer.echo(f"referat: {told}", err=True)
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    except LayoutError as error:
        usage_error(str(error))


def _redacted(parsed: Parsed) -> tuple[list[str], str]:
    """The lines without what should not be published, and how often that is."""
    # Imported here: few ask.
    from referat.archive.privacy import Redaction, said

    redaction = Redaction(parsed)
    lines = [token.text for token in redaction.tokens()]
    return lines, said(redaction.counts)


def _with_gutter(parsed: Parsed, lines: list[str]) -> Iterator[str]:
    """The lines of the text, those marked that are furniture: as the file says, or as they are read."""
    for i, (token, line) in enumerate(zip(parsed.tokens, lines, strict=True)):
        marked = i in parsed.source.furniture or token.kind == "noise"
        # A page's end stays at the beginning of its line.
        ends = "\f" * (len(line) - len(line.lstrip("\f")))
        yield f"{ends}{_MARKED if marked else _UNMARKED}{line[len(ends) :]}"
