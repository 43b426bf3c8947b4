"""`referat parse`."""

from collections import Counter
from pathlib import Path

from referat.archive.outcomes import Outcome, parse_files
from referat.cli.options import FAILED, Format, Table, named, usage_error
from referat.cli.streams import Nothing, opened
from referat.cli.talk import say
from referat.contract.diagnostics import Severity, render
from referat.errors import LayoutError, OutputError
from referat.export import Exporter, JsonExporter, NdjsonExporter
from referat.lexicon.families import by_id
from referat.text.inputs.kinds import Opening


def run(
    files: list[str],
    output: str | None = None,
    format_: Format | None = None,
    table: Table | None = None,
    *,
    excel: bool = False,
    pretty: bool | None = None,
    places: bool = False,
    strict: bool = False,
    redact: bool = False,
    layout: str | None = None,
    authority: str | None = None,
    opening: Opening,
) -> None:
    """Parse `files` and write them; exit 1 where one could not be parsed.

    The defaults are those of the options.
    """
    chosen = format_ or _by_ending(output)
    if chosen is not Format.csv and (table is not None or excel):
        usage_error(f"{'--table' if table is not None else '--excel'} goes with --format csv.")
    if chosen is not Format.json and pretty:
        usage_error(f"--pretty goes with --format json; {chosen.value} has one line a record.")
    if chosen is Format.csv and places:
        usage_error("--places goes with --format json or ndjson.")
    if files.count("-") > 1:
        usage_error('standard input ("-") can be read only once.')
    severities: tuple[Severity, ...] = ("error", "warning") if strict else ("error",)
    redacted = Counter[str]() if redact else None
    failed = False
    try:
        if layout is not None:
            by_id(layout)
        with opened(output, files) as stream:
            outcomes = parse_files(files, layout=layout, authority=named(authority), opening=opening)
            first = next(outcomes)
            single = len(files) == 1 and (first.parsed is None or len(first.parsed.records) < 2)  # noqa: PLR2004
            exporter: Exporter
            if chosen is Format.json:
                exporter = JsonExporter(stream, single=single, pretty=pretty is not False)
            elif chosen is Format.ndjson:
                exporter = NdjsonExporter(stream)
            else:
                # Imported here: JSON needs no tables.
                from referat.export.csv import CsvExporter

                exporter = CsvExporter(stream, table=(table or Table.items).value, excel=excel)
            exporter.open()
            failed = _write(exporter, first, places, severities, redacted)
            for outcome in outcomes:
                failed |= _write(exporter, outcome, places, severities, redacted)
            exporter.close()
            if failed and not exporter.meetings:
                raise Nothing
    except (LayoutError, OutputError) as error:
        usage_error(str(error))
    _tell(redacted)
    if failed:
        raise SystemExit(FAILED)


def _tell(redacted: Counter[str] | None) -> None:
    """Say what was replaced, where that was wanted."""
    if redacted is not None:
        # Imported here: few ask.
        from referat.archive.privacy import said

        say(f"referat: {said(redacted)}")


def _by_ending(output: str | None) -> Format:
    ending = Path(output).suffix.lstrip(".").lower() if output else ""
    if ending in list(Format):
        return Format(ending)
    if ending in ("jsonl", "ndjson"):
        return Format.ndjson
    if ending not in ("", "txt"):
        usage_error(f"no format is called {ending!r}; say --format json, ndjson or csv.")
    return Format.json


def _write(
    exporter: Exporter,
    outcome: Outcome,
    places: bool,
    severities: tuple[Severity, ...],
    redacted: Counter[str] | None,
) -> bool:
    """Write one file's meetings, and what is wrong with it to standard error; True where something is.

    What is replaced is counted in `redacted`, where that is wanted.
    """
    if outcome.parsed is None:
        say(f"{outcome.trace}{outcome.error}")
        return True
    bad = False
    parsed = outcome.parsed
    records, told = parsed.records, parsed.all_diagnostics
    if redacted is not None:
        # Imported here: see above.
        from referat.archive.privacy import Redaction

        redaction = Redaction(parsed)
        records, told = redaction.records, redaction.diagnostics
        redacted += redaction.counts
    for found in told:
        if found.severity in severities:
            bad = True
            say(render(found, outcome.name))
    for i, meeting in enumerate(records):
        exporter.add(meeting, parsed.places[i] if places else None)
    return bad
