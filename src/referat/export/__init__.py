"""Meetings become bytes: one module per format, and the table of them."""

from typing import TYPE_CHECKING, Any

from referat.export.base import Exporter
from referat.export.json import JsonExporter, NdjsonExporter

if TYPE_CHECKING:
    from referat.export.csv import CsvExporter as CsvExporter

    EXPORTERS: dict[str, type[Exporter]]

__all__ = ["EXPORTERS", "CsvExporter", "Exporter", "JsonExporter", "NdjsonExporter"]


def __getattr__(name: str) -> Any:
    """`EXPORTERS` (name of the format: what writes it) and `CsvExporter`, whose tables JSON does not wait for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from referat.export.csv import CsvExporter

    every = {"json": JsonExporter, "ndjson": NdjsonExporter, "csv": CsvExporter}
    return CsvExporter if name == "CsvExporter" else every
