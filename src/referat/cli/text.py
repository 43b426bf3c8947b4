"""`referat text`."""

from collections.abc import Iterator

import typer

from referat.archive.outcomes import read
from referat.cli.options import FAILED, usage_error
from referat.cli.streams import opened
from referat.errors import LayoutError, SourceError
from referat.reader import parse
from referat.text.inputs.kinds import Opening
from referat.text.source import Source

_MARKED, _UNMARKED = "| ", "  "


def run(file: str, layout: str | None, opening: Opening, *, furniture: bool) -> None:
    """Print the text of `file`, with `furniture` a gutter that marks it; exit 1 where it cannot be read."""
    try:
        source = read(file, opening)
        said = _with_gutter(source, layout) if furniture else source.text_lines()
        with opened(None) as stream:
            for line in said:
                stream.write(line.encode())
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    except LayoutError as error:
        usage_error(str(error))


def _with_gutter(source: Source, layout: str | None) -> Iterator[str]:
    """The lines of `source`, those marked that are furniture: as the file says, or as they are read."""
    read_as = [token.kind for token in parse(source, layout=layout).tokens]
    for i, line in enumerate(source.text_lines()):
        marked = i in source.furniture or read_as[i] == "noise"
        # A page's end stays at the beginning of its line.
        ends = "\f" * (len(line) - len(line.lstrip("\f")))
        yield f"{ends}{_MARKED if marked else _UNMARKED}{line[len(ends) :]}"
