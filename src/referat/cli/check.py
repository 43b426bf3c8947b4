"""`referat check`."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import IO

import typer

import referat
from referat.archive.checked import Checked, Counts, Told, checked
from referat.archive.outcomes import parse_files
from referat.cli import paint
from referat.cli.choices import Report
from referat.cli.options import FAILED, usage_error
from referat.cli.streams import opened
from referat.errors import LayoutError
from referat.lexicon.families import by_id
from referat.text.inputs.kinds import Opening
from referat.tuples import NamedTuple
from referat.views import checked as view

_STYLES = {
    "place": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "code": "bold",
    "dim": "dim",
}


class Asked(NamedTuple):
    """What the options say: the format, its width, and whether one line is enough for each diagnostic."""

    format: Report
    width: int | None = None
    strict: bool = False
    privacy: bool = False
    quiet: bool = False


def run(files: list[str], asked: Asked, layout: str | None, opening: Opening) -> None:
    """Print every diagnostic of `files`; exit 1 where one is an error, or a warning and `strict` is asked for."""
    try:
        if layout is not None:
            by_id(layout)
    except LayoutError as error:
        usage_error(str(error))
    counts = Counts()
    outcomes = parse_files(files, layout=layout, opening=opening)
    read = _counted((checked(outcome, privacy=asked.privacy) for outcome in outcomes), counts)
    with opened(None) as stream:
        _WRITERS[asked.format](stream, read, asked)
    if asked.format is Report.text and not asked.quiet and counts.read:
        paint.say(view.summed(counts), _STYLES)
    if counts.of("error") or (asked.strict and counts.of("warning")):
        raise typer.Exit(FAILED)


def _counted(files: Iterable[Checked], counts: Counts) -> Iterator[Checked]:
    """The files, counted; what stopped one is said on standard error, whatever the format."""
    for file in files:
        counts.add(file)
        if file.error:
            sys.stdout.flush()
            print(file.trace, end="", file=sys.stderr)
            _say_stopped(file)
        yield file


def _say_stopped(file: Checked) -> None:
    """Say what stopped a file: broken at words on a terminal, else in one line."""
    if sys.stderr.isatty():
        paint.say(view.stopped(file, paint.columns(None)), _STYLES)
    else:
        print(file.error, file=sys.stderr)


def _text(stream: IO[bytes], files: Iterable[Checked], asked: Asked) -> None:
    room = paint.columns(asked.width)
    wraps = sys.stdout.isatty() or asked.width is not None
    for file in files:
        if file.error:
            continue
        if asked.quiet:
            paint.write(stream, view.headlines(file, room, wraps=wraps), _STYLES)
        else:
            paint.write(stream, view.drawn(file, room, wraps=wraps), _STYLES)


def _json(stream: IO[bytes], files: Iterable[Checked], _: Asked) -> None:
    """A list, an object on each line."""
    before = "[\n"
    for told in (told for file in files for told in file.told):
        stream.write(f"{before}{json.dumps(_record(told), ensure_ascii=False)}".encode())
        before = ",\n"
    stream.write(b"[]\n" if before == "[\n" else b"\n]\n")


def _record(told: Told) -> dict[str, object]:
    at = told.stretch
    return {
        "file": told.name,
        "line": at and at.first.line,
        "column": at and at.first.column,
        "end_line": at and at.last.line,
        "end_column": at and at.last.column,
        "start": at and at.start,
        "end": at and at.end,
        "severity": told.severity,
        "code": told.code,
        "message": told.message,
        "advice": told.advice,
    }


def _github(stream: IO[bytes], files: Iterable[Checked], _: Asked) -> None:
    for told in (told for file in files for told in file.told):
        stream.write(f"{view.annotation(told)}\n".encode())


def _sarif(stream: IO[bytes], files: Iterable[Checked], _: Asked) -> None:
    # Imported here: few ask.
    from referat.views import sarif

    log = sarif.log([file._replace(text="") for file in files], referat.__version__)
    stream.write(f"{json.dumps(log, ensure_ascii=False, indent=2)}\n".encode())


_WRITERS = {Report.text: _text, Report.json: _json, Report.github: _github, Report.sarif: _sarif}
