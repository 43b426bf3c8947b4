"""`referat review`."""

from collections.abc import Iterator
from functools import partial

import typer

from referat.archive.outcomes import Outcome, contents, outcome, parse_contents
from referat.cli.options import FAILED, usage_error
from referat.cli.streams import Nothing, opened
from referat.contract.diagnostics import render
from referat.errors import LayoutError, OutputError, SourceError, printable
from referat.lexicon.families import by_id
from referat.text.inputs import pdf_pictures
from referat.text.inputs.kinds import Opening
from referat.views import review_page
from referat.views.review_page import Reviewed

_PDF = "application/pdf"
_PILLOW = "the pages of a PDF are drawn with Pillow, which is not installed."
_INSTALL = "pip install 'referat[review]', or --no-pictures."


def run(files: list[str], output: str, language: str, *, pictures: bool, layout: str | None, opening: Opening) -> None:
    """Write the page about `files` to `output`; exit 1 where one of them could not be read, or is no minutes."""
    if files.count("-") > 1:
        usage_error('standard input ("-") can be read only once.')
    failed = False
    try:
        if layout is not None:
            by_id(layout)
        with opened(output, files) as stream:
            reviewed: list[Reviewed] = []
            for one, drawn in _read(files, layout, opening, pictures=pictures):
                failed |= _tell(one)
                if one.parsed is not None:
                    reviewed.append(Reviewed(one.name, one.parsed, drawn))
            if not reviewed:
                raise Nothing
            stream.write(review_page.page(reviewed, language))
    except (LayoutError, OutputError) as error:
        usage_error(str(error))
    if failed:
        raise typer.Exit(FAILED)


def _read(
    files: list[str], layout: str | None, opening: Opening, *, pictures: bool
) -> Iterator[tuple[Outcome, list[pdf_pictures.Picture]]]:
    """Each file with the pictures of its pages, where it has any and they are wanted."""
    for name in files:
        shown = printable(name)
        try:
            data = contents(name, opening)
        except SourceError as error:
            yield Outcome(shown, error=error), []
            continue
        one = outcome(shown, partial(parse_contents, data, name, layout=layout, opening=opening))
        is_drawn = pictures and one.parsed is not None and one.parsed.source.media_type == _PDF
        yield one, _drawn(shown, data) if is_drawn else []


def _drawn(name: str, data: bytes) -> list[pdf_pictures.Picture]:
    """The pictures of the file's pages; none, and a line on standard error, where they cannot be drawn."""
    if not pdf_pictures.can_draw():
        usage_error(f"{name}: {_PILLOW} Try: {_INSTALL}")
    try:
        return pdf_pictures.pictures(data)
    except SourceError as error:
        error.name = name
        typer.echo(f"{error} The page shows its text alone.", err=True)
        return []


def _tell(one: Outcome) -> bool:
    """Say on standard error why a file gave nothing; whether it did."""
    if one.parsed is None:
        typer.echo(f"{one.trace}{one.error}", err=True)
        return True
    errors = [found for found in one.parsed.diagnostics if found.severity == "error"]
    for found in errors:
        typer.echo(render(found, one.name), err=True)
    return bool(errors)
