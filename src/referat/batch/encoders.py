"""What each target makes of a file's meetings, in the worker: bytes that the other side only has to put in place."""

import io
import json
from collections.abc import Callable, Sequence

from referat.batch.job import Job
from referat.export import CsvExporter, JsonExporter
from referat.export.json import dump
from referat.export.rows import of_source
from referat.export.tables import TABLES
from referat.model import Meeting

#: (sha256 of the file, its name, its meetings) -> bytes.
Encoder = Callable[[str, str, Sequence[Meeting]], bytes]


def encoder(job: Job) -> Encoder:
    """What encodes for the job's target."""
    if job.target == "csv":
        return lambda _sha, _name, meetings: _csv(meetings, excel=job.excel)
    if job.target == "sqlite":
        return lambda sha, name, meetings: _json(of_source(name, sha, job.parser, meetings))
    return _ENCODERS[job.target]


def _ndjson(_sha: str, _name: str, meetings: Sequence[Meeting]) -> bytes:
    return b"".join(dump(meeting, None, indent=None) + b"\n" for meeting in meetings)


def _document(_sha: str, _name: str, meetings: Sequence[Meeting]) -> bytes:
    stream = io.BytesIO()
    exporter = JsonExporter(stream, single=len(meetings) == 1)
    exporter.open()
    for meeting in meetings:
        exporter.add(meeting)
    exporter.close()
    return stream.getvalue()


def _csv(meetings: Sequence[Meeting], *, excel: bool) -> bytes:
    tables: dict[str, str] = {}
    for name in TABLES:
        stream = io.BytesIO()
        exporter = CsvExporter(stream, table=name, excel=excel)
        for meeting in meetings:
            exporter.add(meeting)
        tables[name] = stream.getvalue().decode()
    return _json(tables)


def _rows(_sha: str, _name: str, meetings: Sequence[Meeting]) -> bytes:
    return _json({name: [row for one in meetings for row in table.rows(one)] for name, table in TABLES.items()})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


_ENCODERS: dict[str, Encoder] = {"ndjson": _ndjson, "json": _document, "parquet": _rows}
