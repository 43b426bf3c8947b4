"""Files and folders from encoded results: what stands beside `sqlite` among the targets.

Each is written beside its place and renamed when it is whole.
"""

import gzip
import json
import re
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from referat.errors import OutputError
from referat.export import CsvExporter
from referat.export.tables import TABLES, Cell, Column, Table

#: A folder with this file in it was written by `batch`, and may be replaced by it.
MARK = ".referat"
#: The files that gave nothing, as a table beside the others.
FAILURES = (
    Column("path", "the file's name as given"),
    Column("code", "the kind of failure"),
    Column("message", "what was wrong, in words"),
)
_ABOVE = re.compile(r"(?:^|/)\.\.(?=/|$)")
_BATCH_OF_ROWS = 20_000


class Failure(NamedTuple):
    """A file that gave nothing."""

    path: str
    code: str
    message: str

    def line(self) -> bytes:
        """It as a line of JSON."""
        return json.dumps(self._asdict(), ensure_ascii=False).encode() + b"\n"


class Target(ABC):
    """Something that is written whole: `open`, `add` for every file's result, `fail` for every failure, `close`."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.part = out.with_name(f".{out.name}.part")

    @abstractmethod
    def open(self) -> None:
        """Begin, beside its place."""

    @abstractmethod
    def add(self, name: str, payload: bytes) -> None:
        """Put in place what was encoded of one file."""

    @abstractmethod
    def fail(self, failure: Failure) -> None:
        """Put in place a file that gave nothing."""

    @abstractmethod
    def close(self) -> None:
        """End, and let it appear."""


class NdjsonFile(Target):
    """A line of JSON per meeting, compressed by the ending of its name; failures in a file of their own beside it."""

    def __init__(self, out: Path) -> None:
        super().__init__(out)
        self.failures = out.with_name(f"{out.name.partition('.')[0]}.failures.ndjson")
        self._failures_part = out.with_name(f".{self.failures.name}.part")
        self._stream: IO[bytes] | None = None

    def open(self) -> None:
        """Open the file, by its ending."""
        self._failures_part.unlink(missing_ok=True)
        self._stream = compressed(self.part, self.out.suffix)

    def add(self, name: str, payload: bytes) -> None:  # noqa: ARG002  each line names its source
        """The file's lines."""
        assert self._stream is not None  # noqa: S101  for the type checker: open comes first
        self._stream.write(payload)

    def fail(self, failure: Failure) -> None:
        """A line for the file of failures."""
        with self._failures_part.open("ab") as stream:
            stream.write(failure.line())

    def close(self) -> None:
        """Rename both; without a failure there is no file of them."""
        assert self._stream is not None  # noqa: S101  for the type checker
        self._stream.close()
        if self._failures_part.exists():
            self._failures_part.replace(self.failures)
        else:
            self.failures.unlink(missing_ok=True)
        self.part.replace(self.out)


class _Gzip(gzip.GzipFile):
    """Without a name and a time inside: the same lines are the same bytes."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        super().__init__(filename="", fileobj=self._file, mode="wb", compresslevel=6, mtime=0)

    def close(self) -> None:
        """Close the file too."""
        super().close()
        self._file.close()


def compressed(path: Path, ending: str) -> IO[bytes]:
    """A file to write to, compressed by `ending`: ".gz", ".zst", or not at all.

    Raises OutputError where what compresses is not installed.
    """
    if ending == ".gz":
        return _Gzip(path)  # type: ignore[return-value]  # it is one in all but name
    if ending == ".zst":
        try:
            import zstandard
        except ImportError:
            hint = "pip install 'referat[zstd]', or an ending .gz."
            raise OutputError(
                "is to be compressed with zstandard, which is not installed.", name=str(path), hint=hint
            ) from None
        stream: IO[bytes] = zstandard.open(path, "wb")
        return stream
    return path.open("wb")


class Folder(Target):
    """A folder that replaces the one that stood in its place, where that was one of ours."""

    def open(self) -> None:
        """Make the folder."""
        shutil.rmtree(self.part, ignore_errors=True)
        self.part.mkdir()
        (self.part / MARK).write_bytes(b"written by referat batch, and replaced by it\n")

    def close(self) -> None:
        """Let it take its place. Where the program is killed between the two renames, the next run does it anew."""
        old = self.out.with_name(f".{self.out.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if self.out.exists():
            self.out.rename(old)
        self.part.rename(self.out)
        shutil.rmtree(old, ignore_errors=True)


class JsonFolder(Folder):
    """A file of JSON per file, in folders like theirs; `failures.ndjson` beside them."""

    def add(self, name: str, payload: bytes) -> None:
        """The file's meeting, or an array of them."""
        path = self.part / f"{_inside(name)}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), path.open("xb") as stream:
            stream.write(payload)
            return
        raise OutputError(f"two files would be written to {path.name!r} in it.", name=str(self.out), hint="--to ndjson")

    def fail(self, failure: Failure) -> None:
        """A line in `failures.ndjson`."""
        with (self.part / "failures.ndjson").open("ab") as stream:
            stream.write(failure.line())


def _inside(name: str) -> str:
    """`name` as a path that stays inside a folder."""
    path = name.replace("://", "/").replace("\\", "/").replace(":", "_")
    return _ABOVE.sub("/_", path).strip("/")


class CsvFolder(Folder):
    """A CSV file per table, and `datapackage.json`, which says what is in them."""

    def __init__(self, out: Path, *, excel: bool) -> None:
        super().__init__(out)
        self.excel = excel
        self._streams: dict[str, IO[bytes]] = {}
        self._failed: CsvExporter | None = None

    def open(self) -> None:
        """Open the tables, and write their header lines."""
        super().open()
        for name in TABLES:
            self._streams[name] = (self.part / f"{name}.csv").open("wb")
            CsvExporter(self._streams[name], table=name, excel=self.excel).open()
        self._streams["failures"] = (self.part / "failures.csv").open("wb")
        self._failed = CsvExporter(self._streams["failures"], table=_FAILURES, excel=self.excel)
        self._failed.open()

    def add(self, name: str, payload: bytes) -> None:  # noqa: ARG002  the tables name their sources
        """The file's rows."""
        for table, text in json.loads(payload).items():
            self._streams[table].write(text.encode())

    def fail(self, failure: Failure) -> None:
        """A row of `failures.csv`."""
        assert self._failed is not None  # noqa: S101  for the type checker: open comes first
        self._failed.row(failure)

    def close(self) -> None:
        """Close the tables, describe them, and let the folder appear."""
        for stream in self._streams.values():
            stream.close()
        self._streams.clear()
        text = json.dumps(datapackage(excel=self.excel), ensure_ascii=False, indent=2)
        (self.part / "datapackage.json").write_text(text + "\n", "utf-8")
        super().close()


_FAILURES = Table(FAILURES, lambda _: ())


def datapackage(*, excel: bool) -> dict[str, Any]:
    """What describes the CSV tables to other programs: Frictionless Data's Tabular Data Package."""
    dialect = {"delimiter": ";" if excel else ",", "lineTerminator": "\r\n" if excel else "\n", "quoteChar": '"'}
    return {
        "profile": "tabular-data-package",
        "name": "minutes",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8-sig" if excel else "utf-8",
                "dialect": {**dialect, "doubleQuote": True, "header": True},
                "schema": {
                    "fields": [
                        {"name": column.name, "type": column.type, "description": column.about} for column in columns
                    ],
                    "missingValues": [""],
                },
            }
            for name, columns in every_table().items()
        ],
    }


def every_table() -> dict[str, Sequence[Column]]:
    """The columns of the tables of a folder: those of `parse`, and the failures."""
    return {**{name: table.columns for name, table in TABLES.items()}, "failures": FAILURES}


class ParquetFolder(Folder):
    """A Parquet file per table, typed."""

    def __init__(self, out: Path) -> None:
        super().__init__(out)
        try:
            import pyarrow.parquet
        except ImportError:
            hint = "pip install 'referat[parquet]'"
            raise OutputError(
                "Parquet is written with pyarrow, which is not installed.", name=str(out), hint=hint
            ) from None
        self._arrow = pyarrow
        self._writers: dict[str, Any] = {}
        self._waiting: dict[str, list[Sequence[Cell]]] = {}

    def open(self) -> None:
        """Open the tables."""
        super().open()
        arrow = self._arrow
        types = {
            "string": arrow.string(),
            "integer": arrow.int64(),
            "boolean": arrow.bool_(),
            "date": arrow.date32(),
            "datetime": arrow.timestamp("s", tz="UTC"),
        }
        for name, columns in every_table().items():
            schema = arrow.schema(
                [arrow.field(one.name, types[one.type], metadata={"description": one.about}) for one in columns]
            )
            self._writers[name] = arrow.parquet.ParquetWriter(self.part / f"{name}.parquet", schema, compression="zstd")
            self._waiting[name] = []

    def add(self, name: str, payload: bytes) -> None:  # noqa: ARG002  the tables name their sources
        """The file's rows."""
        for table, rows in json.loads(payload).items():
            self._add(table, rows)

    def fail(self, failure: Failure) -> None:
        """A row of `failures.parquet`."""
        self._add("failures", [failure])

    def _add(self, table: str, rows: Iterable[Sequence[Cell]]) -> None:
        self._waiting[table] += rows
        if len(self._waiting[table]) >= _BATCH_OF_ROWS:
            self._flush(table)

    def _flush(self, table: str) -> None:
        rows, self._waiting[table] = self._waiting[table], []
        schema = self._writers[table].schema
        if rows:
            arrays = [
                self._array(values, field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)
            ]
            self._writers[table].write_table(self._arrow.Table.from_arrays(arrays, schema=schema))

    def _array(self, values: Sequence[Cell], kind: Any) -> Any:
        arrow = self._arrow
        if arrow.types.is_date32(kind) or arrow.types.is_timestamp(kind):
            return arrow.array(values, arrow.string()).cast(kind)
        return arrow.array(values, kind)

    def close(self) -> None:
        """Write what waits, and let the folder appear."""
        for table, writer in self._writers.items():
            self._flush(table)
            writer.close()
        self._writers.clear()
        super().close()
