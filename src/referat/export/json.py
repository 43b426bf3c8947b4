"""JSON: an object, an array, or a line for each meeting."""

from pathlib import Path
from typing import IO

from pydantic_core import to_json

from referat.contract.record import Record
from referat.export.base import Exporter, Places


def dump(meeting: Record, places: Places | None, *, indent: int | None) -> bytes:
    """The meeting as UTF-8 JSON, every field present; `places` become a field of that name."""
    return to_json(meeting if places is None else {**meeting, "places": places}, indent=indent)


def failures_beside(out: Path) -> Path:
    """Where the files that gave nothing are told beside the NDJSON `out`."""
    return out.with_name(f"{out.name}.failures.ndjson")


class JsonExporter(Exporter):
    """One JSON document: an array of meetings, or, with `single`, the only meeting itself."""

    def __init__(self, stream: IO[bytes], *, single: bool = False, pretty: bool = True) -> None:
        super().__init__(stream)
        self.single = single
        self.indent = 2 if pretty else None

    def open(self) -> None:
        """The array's opening bracket."""
        if not self.single:
            self.stream.write(b"[")

    def write(self, meeting: Record, places: Places | None = None) -> None:
        """The meeting, after a comma where another one precedes it."""
        line = b"\n" if self.indent else b""
        text = dump(meeting, places, indent=self.indent)
        if not self.single:
            if self.indent:
                text = b"  " + text.replace(b"\n", b"\n  ")
            self.stream.write((b"," if self.meetings else b"") + line)
        self.stream.write(text)

    def close(self) -> None:
        """The array's closing bracket, and the line's end."""
        if not self.single:
            self.stream.write(b"\n]" if self.indent and self.meetings else b"]")
            self.stream.write(b"\n")
        elif self.meetings:
            self.stream.write(b"\n")


class NdjsonExporter(Exporter):
    """A line of JSON for each meeting."""

    def write(self, meeting: Record, places: Places | None = None) -> None:
        """The meeting on a line of its own."""
        self.stream.write(dump(meeting, places, indent=None) + b"\n")
