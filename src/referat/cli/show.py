"""`referat show`."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import typer

from referat.archive.outcomes import parse_file
from referat.cli import paging
from referat.cli.drawing import Line, Piece, drawn, text
from referat.cli.options import FAILED, opening, usage_error
from referat.cli.streams import opened, warn_incomplete
from referat.cli.terminal import unguarded_bytes
from referat.contract.diagnostics import render
from referat.contract.record import Record
from referat.errors import ArchiveError, LayoutError, SourceError
from referat.text.inputs.kinds import Opening
from referat.tuples import NamedTuple
from referat.views.shown import Wanted, called, page

#: The columns of a picture in a pipe, and the fewest that one is drawn in.
PIPED, NARROWEST = 80, 40
_SQLITE = b"SQLite format 3\0"
_END = Piece("\n")
# So many meetings are named where one has to be chosen.
_NAMED = 10
_KINDS = {
    "title": "bold",
    "label": "bold cyan",
    "dim": "dim",
    "note": "yellow",
    "yes": "bold green",
    "no": "bold red",
    "later": "bold yellow",
}


class Reading(NamedTuple):
    """How a file is read."""

    opening: Opening
    layout: str | None = None
    redact: bool = False


def run(file: str, id_: str | None, wanted: Wanted, reading: Reading, *, width: int | None, pager: bool) -> None:
    """Draw the meetings of `file`, or of the database `file` the one called `id_`.

    Exit 1 where it cannot be read, 2 where it has no such meeting or item.
    """
    if wanted.outline and wanted.item is not None:
        usage_error("--item and --outline do not go together: --outline shows no items.")
    records = _of_database(file, id_, reading) if _is_database(file) else _of_file(file, id_, reading)
    if wanted.item is not None:
        records = _with_item(records, wanted.item)
    _write(records, wanted, width, pager=pager)


def _is_database(file: str) -> bool:
    path = Path(file)
    with suppress(OSError, ValueError):  # another says what is wrong with it
        if path.is_file():
            with path.open("rb") as stream:
                return stream.read(len(_SQLITE)) == _SQLITE
    return False


# Which meetings.


def _of_file(file: str, id_: str | None, reading: Reading) -> Sequence[Record]:
    """The meetings of a file of minutes; where `id_` is given, that one."""
    try:
        parsed = parse_file(file, layout=reading.layout, opening=reading.opening)
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from None
    except LayoutError as error:
        usage_error(str(error))
    for found in parsed.diagnostics:
        if found.severity == "error":
            typer.echo(render(found, file), err=True)
            raise typer.Exit(FAILED)
    records = parsed.records
    if reading.redact:
        # Imported here: few ask.
        from referat.archive.privacy import Redaction, said

        redaction = Redaction(parsed)
        records = redaction.records
        typer.echo(f"referat: {said(redaction.counts)}", err=True)
    if id_ is None:
        return records
    ids = [record["id"] for record in records]
    chosen = _chosen(file, id_, [one for one in dict.fromkeys(ids) if one.startswith(id_)], f"one of {', '.join(ids)}.")
    return [record for record in records if record["id"] == chosen]


def _of_database(database: str, id_: str | None, reading: Reading) -> Sequence[Record]:
    """The meeting called `id_`, by its beginning, or the only one."""
    # Imported here: a file of minutes needs no database.
    from referat.archive.query import meeting
    from referat.export.database import opened as archive_opened

    if reading != Reading(opening=opening(None, convert=False)):
        usage_error("--layout, --encoding, --convert, --max-size, --timeout and --redact go with a file of minutes.")
    warn_incomplete(database)
    try:
        with archive_opened(database) as connection:
            count, newest = meeting.newest(connection, _NAMED)
            if not count:
                usage_error(f"{database}: holds no meeting. Try: referat batch ARCHIVE {database}")
            if id_ is None and count > 1:
                usage_error(_which(database, count, newest))
            ids = [newest[0].id] if id_ is None else meeting.beginning(connection, id_)
            hint = f"referat show {database}, which names the newest and says how to find the others."
            return meeting.records(connection, _chosen(database, id_ or "", ids, hint))
    except ArchiveError as error:
        usage_error(str(error))


def _chosen(name: str, start: str, ids: Sequence[str], hint: str) -> str:
    """The one of `ids`, which begin with `start`; a complaint where there is none, or several."""
    if not ids:
        usage_error(f"{name}: no meeting has an id that begins with {start!r}. Try: {hint}")
    if len(ids) > 1 and start not in ids:
        named = ", ".join(ids[:_NAMED]) + (", …" if len(ids) > _NAMED else "")
        usage_error(f"{name}: {len(ids)} meetings have an id that begins with {start!r}: {named}. Try: more of it.")
    return start if start in ids else ids[0]


def _which(database: str, count: int, newest: Sequence[tuple[str, str | None, str | None]]) -> str:
    """What to say where an archive has many meetings and none was chosen."""
    lines = [f"{database}: holds {count} meetings. Try: referat show {database} ID, with an id of these:"]
    lines += [f"  {'  '.join(part or '–' for part in one)}" for one in newest]
    if count > len(newest):
        lines[0] = lines[0].removesuffix("these:") + f"these, the newest {len(newest)}:"
        lines.append(
            f"The others: referat browse {database}, table meetings, column meeting_id; or what an item says: "
            f"referat search {database} WORDS --format json, field meeting_id."
        )
    return "\n".join(lines)


def _with_item(records: Sequence[Record], item: str) -> Sequence[Record]:
    """Those that have an item called so; a complaint where none has."""
    having = [record for record in records if item in called(record)]
    if not having:
        names = list(dict.fromkeys(name for record in records for name in called(record)))
        hint = f"one of {', '.join(names)}." if names else "without --item; there are no items in it."
        usage_error(f"{records[0]['source']['name']}: no item is called {item!r}. Try: {hint}")
    return having


# On a terminal, and in a pipe.


def _write(records: Sequence[Record], wanted: Wanted, width: int | None, *, pager: bool) -> None:
    is_terminal = sys.stdout.isatty()
    columns = max(NARROWEST, width or (shutil.get_terminal_size().columns if is_terminal else PIPED))
    lines = _lines(records, wanted, columns)
    is_coloured = is_terminal and not os.environ.get("NO_COLOR")
    whole = _coloured(lines) if is_coloured else "".join(f"{text(line)}\n" for line in lines)
    if is_terminal and pager and paging.is_long(whole) and paging.paged(whole):
        return
    with opened(None) as stream:
        unguarded_bytes(stream).write(whole.encode())


def _lines(records: Sequence[Record], wanted: Wanted, columns: int) -> Iterator[Line]:
    for n, record in enumerate(records):
        if n:
            yield from ((), ())
        yield from drawn(page(record, wanted), columns)


def _coloured(lines: Iterator[Line]) -> str:
    """The lines with the colours that the terminal has."""
    # Imported here: only a terminal needs it.
    import io

    from rich.console import Console
    from rich.segment import Segment, Segments
    from rich.style import Style

    styles = {kind: Style.parse(style) for kind, style in _KINDS.items()}
    segments = [Segment(piece.text, styles.get(piece.kind)) for line in lines for piece in (*line, _END)]
    console = Console(file=io.StringIO(), force_terminal=True, highlight=False, legacy_windows=False)
    with console.capture() as written:
        console.print(Segments(segments), end="", crop=False)
    return written.get()
