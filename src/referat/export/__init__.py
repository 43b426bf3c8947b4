"""Meetings become bytes: one module per format, and the table of them."""

from referat.export.base import Exporter
from referat.export.csv import CsvExporter
from referat.export.json import JsonExporter, NdjsonExporter

#: name of the format: what writes it.
EXPORTERS: dict[str, type[Exporter]] = {
    "json": JsonExporter,
    "ndjson": NdjsonExporter,
    "csv": CsvExporter,
}
__all__ = ["EXPORTERS", "CsvExporter", "Exporter", "JsonExporter", "NdjsonExporter"]
