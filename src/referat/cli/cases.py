"""`referat cases`."""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, fields

import typer

from referat.archive.query.cases import Case, Step, case, near, several
from referat.archive.query.filters import Filters, QueryError
from referat.cli import tables
from referat.cli.choices import View
from referat.cli.options import usage_error
from referat.cli.streams import opened, warn_incomplete
from referat.errors import ArchiveError
from referat.export.database import opened as archive_opened

_FIELDS = [field.name for field in fields(Step)]
_INDENT = 4


def run(
    database: str,
    number: str | None,
    *,
    body: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    format_: View,
) -> None:
    """Print the steps of the case `number`, or of the `limit` cases with the most."""
    warn_incomplete(database)
    try:
        filters = Filters.read(body, since, until)
        with archive_opened(database) as connection:
            found = several(connection, filters, limit) if number is None else _one(connection, number, filters)
            complaint = _complaint(connection, number, found, filters)
    except (ArchiveError, QueryError) as error:
        usage_error(str(error))
    with opened(None) as stream:
        records = (
            {**asdict(step), "first": n == 0 and i == 0}
            for n, one in enumerate(found)
            for i, step in enumerate(one.steps)
        )
        tables.write(stream, records, _FIELDS, format_, _text)
    if complaint:
        typer.echo(f"referat: {complaint}", err=True)


def _one(connection: sqlite3.Connection, number: str, filters: Filters) -> list[Case]:
    if not number.strip():
        raise QueryError("the case number is empty.", hint="none, for all cases with several steps.")
    found = case(connection, number, filters)
    return [found] if found else []


def _complaint(connection: sqlite3.Connection, number: str | None, found: list[Case], filters: Filters) -> str:
    """What there is to say about what was found; "" where nothing."""
    left_out = sum(one.left_out for one in found)
    if number is not None and left_out:
        items = "1 item is" if left_out == 1 else f"{left_out} items are"
        return f"{items} left out: {number.strip()!r} is the number of their whole meeting there, not of a case."
    if found:
        return ""
    if filters != Filters():
        return "nothing found. Try: no --body, --from, --to."
    if number is None:
        return "nothing found: no case number stands in two meetings."
    names = " or ".join(repr(name) for name in near(connection, number))
    return f"nothing found: no case is called {number.strip()!r}." + (f" Try: {names}." if names else "")


def _text(record: Mapping[str, object]) -> str:
    """A step for people, below a heading where it is the first: when, who and what; what came of it and where it is."""
    value = {key: str(held) if held else "" for key, held in record.items()}
    lines = []
    if record["step"] == 1:
        lines += [] if record["first"] else [""]
        lines.append(tables.line([(value["case_number"], True)]))
    kind = f" ({value['document_type']})" if value["document_type"] not in ("minutes", "unknown") else ""
    meeting = " ".join(filter(None, (value["date"], value["body"]))) + kind
    what = " ".join(filter(None, (value["number"], value["title"])))
    lines.append(tables.line([(f"{value['step']}. {' · '.join(filter(None, (meeting, what)))}", False)], _INDENT - 2))
    came = [
        value["outcomes"],
        value["recommended_by"] and f"recommended by {value['recommended_by']}",
        value["postponed_to"] and f"postponed to {value['postponed_to']}",
        value["referred_to"] and f"referred to {value['referred_to']}",
    ]
    if any(came):
        lines.append(tables.line([(", ".join(filter(None, came)), False)], _INDENT + 1))
    lines.append(" " * (_INDENT + 1) + tables.plain(f"{value['path']}:{value['first_line']}"))
    return "\n".join(lines)
