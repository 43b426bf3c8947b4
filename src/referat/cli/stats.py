"""`referat stats`."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from referat.archive.query.stats import COLUMNS, FIGURES, Stats, count, layout_records, ordered, record
from referat.cli import tables
from referat.cli.choices import View
from referat.cli.options import usage_error
from referat.cli.streams import opened, warn_incomplete
from referat.cli.terminal import plain, unguarded
from referat.errors import ArchiveError

# What a figure is a share of; the others stand as they are. Together the columns fit into 60 characters.
_WHOLE = {"bodies": "meetings", "dates": "meetings", **dict.fromkeys(FIGURES[FIGURES.index("items") + 1 :], "items")}
_LEGEND = (
    "body, date: how many of the meetings have them;",
    "title, case number, recommendation, decision, known",
    "outcome: how many of the items",
)
_HEADINGS = {
    "meetings": "meetings",
    "bodies": "body",
    "dates": "date",
    "items": "items",
    "titles": "title",
    "case_numbers": "case",
    "recommendations": "rec.",
    "decisions": "dec.",
    "outcomes": "outc.",
}

# A line, and how a terminal shows it.
_Line = tuple[str, str]


def run(archive: str, format_: View) -> None:
    """Print the figures of `archive`."""
    warn_incomplete(archive)
    try:
        stats = count(archive)
    except ArchiveError as error:
        usage_error(str(error))
    with opened(None) as stream:
        if format_ is View.json:
            stream.write(f"{json.dumps(record(stats), ensure_ascii=False, indent=2)}\n".encode())
        elif format_ is View.csv:
            tables.write(stream, layout_records(stats), COLUMNS, format_, str)
        elif sys.stdout.isatty():
            _draw(_lines(stats))
        else:
            for text, _ in _lines(stats):
                stream.write(f"{text}\n".encode())


def _lines(stats: Stats) -> Iterator[_Line]:
    total = stats.total
    yield _sentence(total, stats.failures.total()), "bold"
    if total["meetings"]:
        yield from ((text, "dim") for text in _LEGEND)
        yield "", ""
        yield from _layouts(stats)
    decided = [(name, f"{number}", _share(number, total["decisions"])) for name, number in ordered(stats.outcomes)]
    yield from _list("Outcomes, and in how many of the decisions", decided)
    found = [
        (f"{code} ({severity})", f"{number}", _share(stats.reported[code, severity], total["meetings"]))
        for (code, severity), number in ordered(stats.diagnostics)
    ]
    yield from _unread(stats, total["meetings"])
    yield from _list("Diagnostics, and in how many of the meetings", found)
    yield from _list("Failures", [(code, f"{number}", "") for code, number in ordered(stats.failures)])


def _unread(stats: Stats, meetings: int) -> Iterator[_Line]:
    """How many sentences and lines hold a fact's word and were not read, by the kind of fact."""
    if meetings:
        number, among = stats.unread.total(), stats.unread_meetings
        title = f"Facts unread: {number} in {among} of {meetings} meeting{'' if meetings == 1 else 's'}"
        yield "", ""
        yield f"{title}, {_share(among, meetings)}", "bold"
        yield from _rows([(kind, f"{count}", _share(count, number)) for kind, count in ordered(stats.unread)])


def _sentence(total: Counter[str], failed: int) -> str:
    meetings, items = total["meetings"], total["items"]
    return (
        f"{meetings} meeting{'' if meetings == 1 else 's'}, {items} item{'' if items == 1 else 's'}, "
        f"{failed} file{'' if failed == 1 else 's'} failed"
    )


def _layouts(stats: Stats) -> Iterator[_Line]:
    """A block for each layout with a row for each year, and one for all years where there are several."""
    blocks: dict[str, list[list[str]]] = {}
    sums: dict[str, Counter[str]] = {}
    for one in layout_records(stats):
        layout, year = str(one["layout"]), one["year"]
        figures = stats.layouts[layout, None if year is None else str(year)]
        blocks.setdefault(layout, []).append(_row("-" if year is None else str(year), figures))
        sums.setdefault(layout, Counter()).update(figures)
    for layout, rows in blocks.items():
        if len(rows) > 1:
            rows.append(_row("all", sums[layout]))
    if len(blocks) > 1:
        blocks["all layouts"] = [_row("all", stats.total)]
    head = ["year", *(_HEADINGS[name] for name in FIGURES)]
    every = [head, *(row for rows in blocks.values() for row in rows)]
    widths = [max(len(row[n]) for row in every) for n in range(len(head))]
    yield _joined(head, widths), "dim"
    for layout, rows in blocks.items():
        yield tables.plain(layout), "bold cyan"
        for row in rows:
            yield _joined(row, widths), ""


def _row(year: str, figures: Counter[str]) -> list[str]:
    shares = (
        _share(figures[name], figures[_WHOLE[name]]) if name in _WHOLE else f"{figures[name]}" for name in FIGURES
    )
    return [tables.plain(year), *shares]


def _share(part: int, whole: int) -> str:
    """A percentage; 100% is all, and 0% none at all."""
    if not whole:
        return "-"
    rounded = round(100 * part / whole)
    return f"{rounded if part in (0, whole) else min(max(rounded, 1), 99)}%"


def _list(title: str, rows: Sequence[tuple[str, str, str]]) -> Iterator[_Line]:
    """Names with their counts and shares, under `title`; nothing where there are none."""
    if rows:
        yield "", ""
        yield title, "bold"
        yield from _rows(rows)


def _rows(rows: Sequence[tuple[str, str, str]]) -> Iterator[_Line]:
    rows = [(tables.plain(name), number, share) for name, number, share in rows]
    name, number, share = (max([len(row[n]) for row in rows], default=0) for n in range(3))
    for row in rows:
        yield f"  {row[0]:{name}}  {row[1]:>{number}}  {row[2]:>{share}}".rstrip(), ""


def _joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"  {cells[0]:{widths[0]}}" + "".join(
        f" {cell:>{width}}" for cell, width in zip(cells[1:], widths[1:], strict=True)
    )


def _draw(lines: Iterator[_Line]) -> None:
    """The lines for a person, coloured."""
    # Imported here: only a terminal needs it.
    from rich.console import Console
    from rich.text import Text

    console = Console(file=unguarded(sys.stdout), highlight=False)
    for text, style in lines:
        console.print(Text(plain(text), style=style), no_wrap=True, overflow="ellipsis", crop=True)
