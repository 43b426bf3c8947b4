"""Folders of tables from encoded results: CSV with its description, and Parquet."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import orjson

from referat.archive.batch.files import Failure, Folder
from referat.errors import OutputError
from referat.export import CsvExporter
from referat.export.tables import TABLES, Cell, Column, Table

#: The files that gave nothing, as a table beside the others.
FAILURES = (
    Column("path", "the file's name as given"),
    Column("code", "the kind of failure"),
    Column("message", "what was wrong, in words"),
)
_BATCH_OF_ROWS = 5_000


class CsvFolder(Folder):
    """A CSV file per table, and `datapackage.json`, which says what is in them."""

    def __init__(self, out: Path, *, excel: bool) -> None:
        super().__init__(out)
        self.excel = excel
        self._streams: dict[str, IO[bytes]] = {}
        self._failed: CsvExporter | None = None

    @property
    def failures(self) -> Path:
        """A table among the others."""
        return self.out / "failures.csv"

    def abandon(self) -> None:
        """Close what is open too."""
        for stream in self._streams.values():
            with suppress(OSError):  # of a disk that is full
                stream.close()
        super().abandon()

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
        # The columns of each table, until there are enough rows.
        self._waiting: dict[str, list[list[Cell]]] = {}

    @property
    def failures(self) -> Path:
        """A table among the others."""
        return self.out / "failures.parquet"

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
            self._waiting[name] = [[] for _ in columns]

    def add(self, name: str, payload: bytes) -> None:  # noqa: ARG002  the tables name their sources
        """The file's rows."""
        for table, columns in orjson.loads(payload).items():
            self._add(table, columns)

    def fail(self, failure: Failure) -> None:
        """A row of `failures.parquet`."""
        self._add("failures", [[cell] for cell in failure])

    def _add(self, table: str, columns: Sequence[Sequence[Cell]]) -> None:
        waiting = self._waiting[table]
        for column, cells in zip(waiting, columns, strict=True):
            column.extend(cells)
        if len(waiting[0]) >= _BATCH_OF_ROWS:
            self._flush(table)

    def _flush(self, table: str) -> None:
        columns, schema = self._waiting[table], self._writers[table].schema
        if columns[0]:
            arrays = [self._array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
            self._writers[table].write_table(self._arrow.Table.from_arrays(arrays, schema=schema))
            self._waiting[table] = [[] for _ in schema]

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
