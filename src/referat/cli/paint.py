"""Drawings of `views` on standard output and standard error: in colours on a terminal, else as they are."""

import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import IO, TextIO

from referat.cli.terminal import unguarded
from referat.views.cells import escaped
from referat.views.pieces import Row, plainly

# A pipe has no width; COLUMNS may say one.
_OF_A_PIPE = 100
NARROWEST = 40


def columns(width: int | None) -> int:
    """How many cells a row has: `width` where it is given, else the terminal's."""
    return max(NARROWEST, width or shutil.get_terminal_size((_OF_A_PIPE, 24)).columns)


def write(stream: IO[bytes], rows: Iterable[Row], styles: Mapping[str, str]) -> None:
    """Write `rows` to `stream`, standard output's or a file's."""
    if sys.stdout.isatty():
        paint(sys.stdout, rows, styles)
        return
    for row in rows:
        stream.write(f"{plainly(row)}\n".encode())


def say(rows: Iterable[Row], styles: Mapping[str, str]) -> None:
    """Write `rows` to standard error."""
    if sys.stderr.isatty():
        paint(sys.stderr, rows, styles)
        return
    for row in rows:
        print(plainly(row), file=sys.stderr)


def paint(stream: TextIO, rows: Iterable[Row], styles: Mapping[str, str]) -> None:
    """Draw `rows` on the terminal `stream`; what it would obey is escaped."""
    # Imported here: only a terminal needs it.
    from rich.console import Console
    from rich.text import Text

    console = Console(file=unguarded(stream), highlight=False, soft_wrap=True)
    for row in rows:
        text = Text()
        for piece in row:
            text.append(escaped(piece.text), styles.get(piece.style, ""))
        text.rstrip()
        console.print(text, soft_wrap=True)
