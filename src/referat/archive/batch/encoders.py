"""What each target makes of a file's meetings, in the worker: bytes that the other side only has to put in place.

Those that are kept in a store are compressed.
"""

import io
import json
import zlib
from collections.abc import Callable, Sequence

import orjson

from referat.archive.batch.job import Job
from referat.contract.record import Record
from referat.export import CsvExporter, JsonExporter
from referat.export.json import dump
from referat.export.rows import of_source
from referat.export.tables import TABLES
from referat.text.inputs.memory import told_afterwards

# Level 1 takes a fifth of the time of the default, and a third more room.
_LEVEL = 1
#: (sha256 of the file, its name, its records) -> bytes.
Encoder = Callable[[str, str, Sequence[Record]], bytes]


def encoder(job: Job) -> Encoder:
    """What encodes for the job's target."""
    if job.target == "sqlite":
        # They go in at once, so they are not compressed.
        return lambda sha, name, meetings: told_afterwards(orjson.dumps, of_source(name, sha, job.parser, meetings))
    if job.target == "csv":
        return lambda _sha, _name, meetings: zlib.compress(_csv(meetings, excel=job.excel), _LEVEL)
    return lambda sha, name, meetings: zlib.compress(_ENCODERS[job.target](sha, name, meetings), _LEVEL)


def _ndjson(_sha: str, _name: str, meetings: Sequence[Record]) -> bytes:
    return b"".join(dump(meeting, None, indent=None) + b"\n" for meeting in meetings)


def _document(_sha: str, _name: str, meetings: Sequence[Record]) -> bytes:
    stream = io.BytesIO()
    exporter = JsonExporter(stream, single=len(meetings) == 1, many=True)
    exporter.open()
    for meeting in meetings:
        exporter.add(meeting)
    exporter.close()
    return stream.getvalue()


def _csv(meetings: Sequence[Record], *, excel: bool) -> bytes:
    tables: dict[str, str] = {}
    for name in TABLES:
        stream = io.BytesIO()
        exporter = CsvExporter(stream, table=name, excel=excel)
        for meeting in meetings:
            exporter.add(meeting)
        tables[name] = stream.getvalue().decode()
    return _json(tables)


def _columns(_sha: str, _name: str, meetings: Sequence[Record]) -> bytes:
    """The columns of each table that has rows."""
    rows = {name: [row for one in meetings for row in table.rows(one)] for name, table in TABLES.items()}
    return told_afterwards(orjson.dumps, {name: list(zip(*each, strict=True)) for name, each in rows.items() if each})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


_ENCODERS: dict[str, Encoder] = {"ndjson": _ndjson, "json": _document, "parquet": _columns}
