"""Lists of records on standard output: an array of JSON, CSV, or text for people."""

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO

from referat.cli.choices import View
from referat.cli.terminal import plain as shown
from referat.cli.terminal import unguarded_bytes

#: A piece of a line, and whether it is what was looked for.
Piece = tuple[str, bool]


def write(
    stream: IO[bytes],
    records: Iterable[Mapping[str, object]],
    fields: Sequence[str],
    format_: View,
    text: Callable[[Mapping[str, object]], str],
) -> None:
    r"""Write `records`, one at a time, as they come.

    JSON is an array of objects with every one of `fields`, UTF-8, indented as `parse` does it. CSV is as plain CSV of
    `parse` is: verbatim, RFC 4180 quoting, "," and "\n", a header line of the `fields`, nothing for null. For people,
    `text` gives a record's lines, without the last line's end.
    """
    if format_ is View.json:
        _json(stream, records, fields)
    elif format_ is View.csv:
        _csv(stream, records, fields)
    else:
        # What is looked for is bold there.
        drawn = unguarded_bytes(stream)
        for record in records:
            drawn.write(f"{text(record)}\n".encode())


def _json(stream: IO[bytes], records: Iterable[Mapping[str, object]], fields: Sequence[str]) -> None:
    before = "["
    for record in records:
        whole = json.dumps({field: record.get(field) for field in fields}, ensure_ascii=False, indent=2)
        stream.write(f"{before}\n{whole}".replace("\n", "\n  ").encode())
        before = ","
    stream.write(b"[]\n" if before == "[" else b"\n]\n")


def _csv(stream: IO[bytes], records: Iterable[Mapping[str, object]], fields: Sequence[str]) -> None:
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\n")

    def row(cells: Iterable[object]) -> None:
        writer.writerow([str(cell).lower() if isinstance(cell, bool) else cell for cell in cells])
        stream.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()

    row(fields)
    for record in records:
        row(record.get(field) for field in fields)


def plain(text: str) -> str:
    """`text` on one line, without the characters that a terminal would obey."""
    return " ".join(shown(text).split())


def line(pieces: Iterable[Piece], indent: int = 0) -> str:
    """One line for people: on a terminal as many as its width asks for, and what was looked for bold.

    Elsewhere, and under NO_COLOR, nothing is marked; in a pipe nothing is wrapped, so that `grep` finds it whole.
    """
    margin = " " * indent
    # A piece's spaces at its ends stand between words; `plain` would take them.
    said = [(shown(text), found) for text, found in pieces]
    if not sys.stdout.isatty():
        return margin + "".join(text for text, _ in said)
    # Imported here: only a terminal needs it.
    from rich.console import Console
    from rich.text import Text

    styled = "bold" if not os.environ.get("NO_COLOR") else ""
    console = Console(file=io.StringIO(), force_terminal=True, highlight=False, legacy_windows=False)
    # Text, not markup: brackets in minutes are brackets.
    whole = Text.assemble(*((text, styled if found else "") for text, found in said))
    with console.capture() as written:
        for n, part in enumerate(whole.wrap(console, max(console.width - indent - 2, 1))):
            part.rstrip()
            console.print(Text(margin + ("  " if n else "")) + part, no_wrap=True, overflow="ignore", crop=False)
    return written.get().rstrip("\n")
