"""What must be true of any bytes, whoever made them up."""

import io

from lossless import hold
from referat import Parsed, ReferatError, parse
from referat.archive.checked import checked
from referat.archive.outcomes import Outcome
from referat.archive.privacy import Redaction
from referat.contract.diagnostics import render
from referat.export import CsvExporter, JsonExporter, NdjsonExporter
from referat.export.tables import TABLES
from referat.text.source import Source
from referat.views import explained as view
from referat.views.cells import width
from referat.views.checked import drawn
from referat.views.explained_facts import facts
from referat.views.explained_lines import Explained
from referat.views.explained_records import records
from referat.views.explained_why import why
from referat.views.explained_words import Words
from referat.views.pieces import plainly


def check(data: bytes) -> bool:
    """Whether `data` was read; an AssertionError, or any other error, where something that must be true is not."""
    try:
        parsed = parse(Source.from_bytes(data, name="fuzzed"))
    except ReferatError as error:
        refusal = str(error)
    else:
        _holds(parsed, data)
        return True
    assert refusal.startswith("fuzzed: "), refusal
    return False


def _holds(parsed: Parsed, data: bytes) -> None:
    """All properties of what was read."""
    hold(parsed)
    _is_shown(parsed)
    first, second = _written(parsed), _written(parse(Source.from_bytes(data, name="fuzzed")))
    assert first == second, "the same bytes give another output"


def _written(parsed: Parsed) -> bytes:
    """The meetings as JSON, with the places of their fields."""
    stream = io.BytesIO()
    exporter = NdjsonExporter(stream)
    exporter.open()
    for record, places in zip(parsed.records, parsed.places, strict=True):
        exporter.add(record, places)
    exporter.close()
    return stream.getvalue()


def _is_shown(parsed: Parsed) -> None:
    """`explain`, `check --privacy`, `--redact`, JSON and every table of CSV have something to show."""
    explained = Explained(parsed)
    words = Words.of("da")
    for room in (40, None):
        assert len(list(view.drawn(explained, words, room, whole=True))) >= len(parsed.tokens)
    assert len(list(records(explained))) == len(parsed.tokens) + 1
    list(facts(explained, words))
    for line in (1, len(parsed.tokens) // 2, len(parsed.tokens)):
        list(why(explained, words, "fuzzed", line)) if 0 < line <= len(parsed.tokens) else ()
    assert all(render(found, "fuzzed").startswith("fuzzed") for found in parsed.all_diagnostics)
    file = checked(Outcome("fuzzed", parsed), privacy=True)
    assert {found.diagnostic for found in parsed.findings} == {*parsed.all_diagnostics}
    for room in (40, 100):
        assert all(width(plainly(row)) <= room for row in drawn(file, room, wraps=True))
    redaction = Redaction(parsed)
    assert len(list(redaction.records)) == len(parsed.records)
    list(redaction.tokens())
    for table in TABLES:
        for excel in (False, True):
            exporter = CsvExporter(io.BytesIO(), table=table, excel=excel)
            _export(exporter, parsed)
    _export(JsonExporter(io.BytesIO(), single=False, pretty=True), parsed)


def _export(exporter: CsvExporter | JsonExporter, parsed: Parsed) -> None:
    exporter.open()
    for record in parsed.records:
        exporter.add(record, None)
    exporter.close()
