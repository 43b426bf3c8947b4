"""JSON: an object, an array, or a line for each meeting."""

import json
from collections.abc import Iterator
from datetime import date as Date
from functools import partial
from pathlib import Path
from typing import IO

from referat.contract.record import Record
from referat.export.base import Exporter, Places
from referat.text.inputs.memory import told_afterwards
from referat.text.source import Span

# So many letters are written at once.
_PIECE = 1 << 16


def dump(meeting: Record, places: Places | None, *, indent: int | None, many: bool = True) -> bytes:
    """The meeting as UTF-8 JSON, every field present; `places` become a field of that name.

    `indent` is None or 2. `many` are written by orjson, a single one by the standard library, which takes ten times as
    long, and less than orjson to be imported. Both write the same bytes.
    """
    value = meeting if places is None else {**meeting, "places": places}
    if many:
        # Imported here: see above.
        import orjson

        option = orjson.OPT_UTC_Z | (orjson.OPT_INDENT_2 if indent else 0)
        return told_afterwards(partial(orjson.dumps, option=option), value)
    return b"".join(_pieces(value, indent))


def _pieces(value: object, indent: int | None) -> Iterator[bytes]:
    """What `value` is as JSON, a little at a time: the whole of it would be in memory several times."""
    separators = (",", ": ") if indent else (",", ":")
    encoder = json.JSONEncoder(ensure_ascii=False, indent=indent, separators=separators, default=_plain)
    if not indent:
        yield encoder.encode(value).encode()  # in C, and only as a whole
        return
    parts, size = list[str](), 0
    for part in encoder.iterencode(value):
        parts.append(part)
        size += len(part)
        if size > _PIECE:
            yield "".join(parts).encode()
            parts, size = [], 0
    yield "".join(parts).encode()


def _plain(value: object) -> object:
    """What JSON has instead of a date, a datetime or a Span."""
    if isinstance(value, Date):
        text = value.isoformat()
        return f"{text.removesuffix('+00:00')}Z" if text.endswith("+00:00") else text
    assert isinstance(value, Span)  # noqa: S101  for the type checker: a record holds nothing else
    return {name: getattr(value, name) for name in value.__match_args__}


def failures_beside(out: Path) -> Path:
    """Where the files that gave nothing are told beside the NDJSON `out`."""
    return out.with_name(f"{out.name}.failures.ndjson")


class JsonExporter(Exporter):
    """One JSON document: an array of meetings, or, with `single`, the only meeting itself.

    `many` says that this is one document of many, for which orjson is worth its import (see `dump`).
    """

    def __init__(self, stream: IO[bytes], *, single: bool = False, pretty: bool = True, many: bool = False) -> None:
        super().__init__(stream)
        self.single = single
        self.many = many
        self.indent = 2 if pretty else None

    def open(self) -> None:
        """The array's opening bracket."""
        if not self.single:
            self.stream.write(b"[")

    def write(self, meeting: Record, places: Places | None = None) -> None:
        """The meeting, after a comma where another one precedes it."""
        if self.single and not self.many:
            value = meeting if places is None else {**meeting, "places": places}
            for piece in _pieces(value, self.indent):
                self.stream.write(piece)
            return
        line = b"\n" if self.indent else b""
        text = dump(meeting, places, indent=self.indent, many=self.many or self.meetings > 0)
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
        self.stream.write(dump(meeting, places, indent=None, many=self.meetings > 0) + b"\n")
