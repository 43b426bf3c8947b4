"""`referat search`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

import typer

from referat.archive.query.filters import Filters, QueryError
from referat.archive.query.search import MOST_TERMS, Found, query, search
from referat.cli import tables
from referat.cli.choices import View
from referat.cli.options import usage_error
from referat.cli.streams import opened, warn_incomplete
from referat.errors import ArchiveError
from referat.export.database import opened as archive_opened

# `heading` is the title once more, with what was found in it.
_FIELDS = [field.name for field in fields(Found) if field.name != "heading"]
_INDENT = 4


def run(
    database: str,
    words: list[str],
    *,
    parts: bool,
    exact: bool,
    body: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    format_: View,
) -> None:
    """Print the items of `database` that `words` find."""
    warn_incomplete(database)
    try:
        filters = Filters.read(body, since, until)
        with archive_opened(database) as connection:
            wanted = query(connection, words, parts=parts, exact=exact)
            for word, total in wanted.capped:
                typer.echo(
                    f"referat: {word!r} is a part of {total} words; only the {MOST_TERMS} most frequent are looked "
                    "for. Try: a longer part.",
                    err=True,
                )
            count = _Count(search(connection, wanted, filters, limit))
            with opened(None) as stream:
                tables.write(stream, map(_record, count), _FIELDS, format_, _text)
    except (ArchiveError, QueryError) as error:
        usage_error(str(error))
    if not count.seen:
        looser = "without --exact" if exact else "fewer words, or other parts" if parts else "fewer words, or --parts"
        narrowed = body or since or until
        typer.echo(
            f"referat: nothing found. Try: {looser}{', or no --body, --from, --to' if narrowed else ''}.", err=True
        )


class _Count:
    """Passes results on, and counts them."""

    def __init__(self, results: Iterable[Found]) -> None:
        self.results = results
        self.seen = 0

    def __iter__(self) -> Iterator[Found]:
        for found in self.results:
            self.seen += 1
            yield found


def _record(found: Found) -> Mapping[str, object]:
    whole = {field.name: getattr(found, field.name) for field in fields(found)}
    return {**whole, "snippet": "".join(text for text, _ in found.snippet), "found": found}


def _text(record: Mapping[str, object]) -> str:
    """A result for people: when, who and what; the outcome; a snippet; where it stands. A blank line between two."""
    found = record["found"]
    assert isinstance(found, Found)  # noqa: S101  for the type checker
    meeting = " ".join(filter(None, (found.date, found.body)))
    before = [(f"{meeting} · " if meeting else "", False), (f"{found.number} " if found.number else "", False)]
    lines = [tables.line([*before, *found.heading])]
    if found.outcomes or found.case_number:
        said = ", ".join(filter(None, (found.outcomes, found.case_number and f"case {found.case_number}")))
        lines.append(tables.line([(said, False)], _INDENT))
    # Where the title alone was found, the snippet says it again.
    if found.snippet and found.snippet != found.heading:
        lines.append(tables.line(found.snippet, _INDENT))
    # The place is never cut: it is made to be copied.
    lines.append(" " * _INDENT + tables.plain(f"{found.path}:{found.first_line}"))
    return ("\n" if found.rank > 1 else "") + "\n".join(lines)
