"""`referat report`."""

import difflib
from collections.abc import Sequence

import typer

from referat.archive.query.aggregates import aggregates
from referat.archive.query.aggregates.selection import authority_names
from referat.archive.query.filters import Filters, QueryError, holds
from referat.cli.choices import Language
from referat.cli.options import named, usage_error
from referat.cli.streams import opened, warn_incomplete
from referat.errors import ArchiveError, OutputError, printable
from referat.export.database import is_complete
from referat.export.database import opened as archive_opened
from referat.views.report.page import page
from referat.views.report.words import Words

# So many authorities are named to somebody who has asked for one that is not there.
_NAMED, _NEAR_ENOUGH = 5, 0.4


def run(
    database: str,
    output: str | None,
    authorities: Sequence[str],
    *,
    body: str | None,
    since: str | None,
    until: str | None,
    lang: Language,
    interactive: bool,
) -> None:
    """Write the report of `database` as a web page; exit 2 where it is none, or vl-convert is not to be had."""
    warn_incomplete(database)
    try:
        filters = Filters.read(body, since, until, [name for one in authorities if (name := named(one))])
        with archive_opened(database) as connection:
            if complaint := _unknown(authority_names(connection), filters.authorities, database):
                usage_error(complaint)
            complete = is_complete(connection)
            found = aggregates(connection, filters)
        written = page(found, filters, Words(lang.value), complete=complete, interactive=interactive)
        with opened(output, [database], "report.html") as stream:
            stream.write(written.encode())
    except ImportError:
        usage_error("report needs vl-convert, which is not installed. Try: pip install 'referat[report]'")
    except (ArchiveError, QueryError, OutputError) as error:
        usage_error(str(error))
    if not found.selection.meetings and filters != Filters():
        typer.echo("referat: nothing found. Try: no --authority, --body, --from, --to.", err=True)


def _unknown(names: Sequence[str], wanted: Sequence[str], database: str) -> str:
    """What there is to say about the first of `wanted` that no authority's name holds; "" where there is none."""
    missing = next((text for text in wanted if not any(holds(name, text) for name in names)), None)
    if missing is None:
        return ""
    near = difflib.get_close_matches(missing, names, _NAMED, _NEAR_ENOUGH) or names[:_NAMED]
    hint = (
        " or ".join(repr(printable(name)) for name in near)
        or "referat batch --authority NAME, which says whose they are"
    )
    return f"{printable(database)}: no authority's name holds {missing!r}. Try: {hint}."
