"""`referat diff`."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import IO

import typer

from referat.archive.query.diff import COLUMNS, SPAN, Difference, Totals, differences
from referat.cli import tables
from referat.cli.choices import View
from referat.cli.options import FAILED, usage_error
from referat.cli.streams import opened, warn_incomplete
from referat.errors import ArchiveError, printable

# Characters of a value that a line for people shows, and how many of them come before the first that differs.
_SHOWN, _BEFORE = 60, 20
# What tells best which record was lost or is new.
_TELLING = ("title", "text", "name", "message", "value", "url")


def run(old: str, new: str, format_: View, *, summary: bool) -> None:
    """Print what differs between `old` and `new`; exit 1 where something does."""
    for archive in (old, new):
        warn_incomplete(archive)
    totals = Totals()
    fields: Counter[str] = Counter()
    try:
        with opened(None) as stream:
            found = _counted(differences(old, new, totals), fields)
            if summary:
                for _ in found:
                    pass
                _summary(stream, fields, totals, format_)
            elif format_ is View.csv:
                tables.write(stream, map(_flat, found), COLUMNS, format_, str)
            else:
                tables.write(stream, map(asdict, found), COLUMNS, format_, _text())
    except ArchiveError as error:
        usage_error(str(error))
    if fields:
        raise typer.Exit(FAILED)


def _counted(found: Iterable[Difference], fields: Counter[str]) -> Iterator[Difference]:
    for one in found:
        fields[one.field] += 1
        yield one


def _flat(one: Difference) -> dict[str, object]:
    """For CSV: text as it is, all else as JSON."""
    record = asdict(one)
    for side in ("old", "new"):
        value = record[side]
        record[side] = value if value is None or isinstance(value, str) else _json(value)
    return record


def _summary(stream: IO[bytes], fields: Counter[str], totals: Totals, format_: View) -> None:
    """How many differ per field, the most first, places in the text last; and how many files were compared."""
    ordered = sorted(fields.items(), key=lambda pair: (pair[0].rpartition(".")[2] == SPAN, -pair[1], pair[0]))
    records: list[dict[str, object]] = [{"field": name, "count": number} for name, number in ordered]
    if format_ is View.json:
        stream.write(f"{json.dumps({'fields': records, 'files': asdict(totals)}, indent=2)}\n".encode())
    elif format_ is View.csv:
        tables.write(stream, records, ("field", "count"), format_, str)
    else:
        width = max((len(str(number)) for number in fields.values()), default=0)
        for name, number in ordered:
            stream.write(f"{number:>{width}}  {tables.plain(name)}\n".encode())
        several = "" if totals.compared == 1 else "s"
        stream.write(
            f"{totals.compared} file{several} compared, {totals.differing} differing, "
            f"{totals.only_old} only in the old one, {totals.only_new} only in the new one\n".encode()
        )


def _text() -> Callable[[Mapping[str, object]], str]:
    """What gives a difference's lines: its file's name where that is another one than before, and what differs."""
    before: list[object] = []

    def lines(one: Mapping[str, object]) -> str:
        head = "" if before == [one["path"]] else f"{printable(str(one['path']))}\n"
        before[:] = [one["path"]]
        if one["field"] == "source":
            return f"{head}  only in the {'new' if one['old'] is None else 'old'} one"
        old, new = _values(one["old"], one["new"])
        return f"{head}  {tables.plain(str(one['where']))}: {old} → {new}"

    return lines


def _values(old: object, new: object) -> tuple[str, str]:
    """Both values on one line, cut around the first character that differs."""
    one, other = (_json(_brief(value, against)) for value, against in ((old, new), (new, old)))
    same = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    start = max(same - _BEFORE, 0) if max(len(one), len(other)) > _SHOWN else 0
    return _cut(one, start), _cut(other, start)


def _brief(value: object, against: object) -> object:
    """What a line shows of `value`: of a record that is lost or new, what tells which one it was."""
    if not isinstance(value, dict):
        return value
    if {"start", "end", "first_line", "last_line"} == value.keys():
        return f"{value['start']}-{value['end']}"
    if against is None:
        return next((value[name] for name in _TELLING if value.get(name) is not None), value)
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cut(text: str, start: int) -> str:
    # Escaped, not replaced: two characters that nobody can see may be what differs.
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[start : start + _SHOWN])
    return f"{'…' if start else ''}{shown}{'…' if len(text) > start + _SHOWN else ''}"
