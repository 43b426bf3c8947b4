"""`referat check`."""

import sys

import typer

from referat.archive.outcomes import parse_files
from referat.cli.options import FAILED, usage_error
from referat.cli.streams import opened
from referat.contract.diagnostics import Diagnostic, render
from referat.contract.diagnostics import context as shown
from referat.errors import LayoutError
from referat.lexicon.families import by_id
from referat.reader import Parsed
from referat.text.inputs.kinds import Opening


def run(files: list[str], *, context: bool, strict: bool, privacy: bool, layout: str | None, opening: Opening) -> None:
    """Print every diagnostic of `files`, with `privacy` what should not be published too.

    Exit 1 where one is an error, with `strict` a warning too.
    """
    bad = False
    try:
        if layout is not None:
            by_id(layout)
    except LayoutError as error:
        usage_error(str(error))
    with opened(None) as stream:
        for outcome in parse_files(files, layout=layout, opening=opening):
            if outcome.parsed is None:
                bad = True
                print(f"{outcome.trace}{outcome.error}", file=sys.stderr)
                continue
            for found in _told(outcome.parsed, privacy=privacy):
                bad |= found.severity == "error" or (strict and found.severity == "warning")
                stream.write(f"{render(found, outcome.name)}\n".encode())
                lines = shown(found, outcome.parsed.source) if context else ""
                if lines:
                    stream.write(f"{lines}\n".encode())
    if bad:
        raise typer.Exit(FAILED)


def _told(parsed: Parsed, *, privacy: bool) -> tuple[Diagnostic, ...]:
    if not privacy:
        return parsed.all_diagnostics
    # Imported here: few ask.
    from referat.archive.privacy import diagnostics

    return (*parsed.all_diagnostics, *diagnostics(parsed))
