"""CSV: the tables as rows of text; quoting, and the form that Danish Excel opens."""

import csv
import io
from collections.abc import Iterable
from typing import IO

from referat.contract.record import Record
from referat.export.base import Exporter, Places
from referat.export.tables import TABLES, Cell, Table

# What a spreadsheet takes for a formula when a cell begins with it. A number may begin with a sign.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_QUOTE = "'"


class CsvExporter(Exporter):
    r"""One table as CSV: UTF-8, a header line, RFC 4180 quoting.

    Plain CSV is verbatim, with "," and "\n". For Danish Excel it has a byte order mark, ";", "\r\n", and an
    apostrophe before cells that a spreadsheet would take for a formula.
    """

    def __init__(self, stream: IO[bytes], *, table: str | Table = "items", excel: bool = False) -> None:
        super().__init__(stream)
        self.table = table if isinstance(table, Table) else TABLES[table]
        self.excel = excel
        self._line = io.StringIO(newline="")
        ends = {"delimiter": ";", "lineterminator": "\r\n"} if excel else {"delimiter": ",", "lineterminator": "\n"}
        self._writer = csv.writer(self._line, delimiter=ends["delimiter"], lineterminator=ends["lineterminator"])

    def open(self) -> None:
        """The header line, after the byte order mark for Excel."""
        if self.excel:
            self.stream.write(b"\xef\xbb\xbf")
        self._line_of([column.name for column in self.table.columns])

    def write(self, meeting: Record, places: Places | None = None) -> None:  # noqa: ARG002  a table has no room for places
        """The meeting's rows."""
        for row in self.table.rows(meeting):
            self.row(row)

    def row(self, cells: Iterable[Cell]) -> None:
        """One row."""
        self._line_of([self._cell(cell) for cell in cells])

    def _cell(self, cell: Cell) -> str | int | None:
        if isinstance(cell, bool):
            return "true" if cell else "false"
        if self.excel and isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
            return _QUOTE + cell
        return cell

    def _line_of(self, cells: Iterable[str | int | None]) -> None:
        self._writer.writerow(cells)
        self.stream.write(self._line.getvalue().encode())
        self._line.seek(0)
        self._line.truncate()
