"""Archives for the tests: folders of invented minutes."""

import sqlite3
from pathlib import Path
from random import Random

from generator import RENDERERS, random_meeting, render

# How an index is kept, and what is counted of it, tells in how many steps it was written.
_SHADOWS = tuple(
    begun + name
    for name in ("search_", "word_parts_")
    for begun in ('INSERT INTO "', 'INSERT INTO "sqlite_stat1" VALUES(\'')
)


def dumped(path: Path) -> list[str]:
    """The rows of a database, whose index for search is found to be whole."""
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
        connection.rollback()
        return [line for line in connection.iterdump() if not line.startswith(_SHADOWS)]


def contents(out: Path) -> object:
    """An output's bytes; of a database its rows: its bytes tell when they were committed."""
    if out.suffix == ".db":
        return dumped(out)
    if out.is_dir():
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return out.read_bytes()


def written(path: Path) -> int:
    """The bytes of a database that is being written, and of the log beside it."""
    return sum(one.stat().st_size for one in (path, path.with_name(f"{path.name}-wal")) if one.exists())


def minutes(n: int, title: str = "Cykelsti langs åen") -> str:
    """Short minutes, a different meeting for each `n`."""
    return (
        f"REFERAT Byrådet d. {n % 28 + 1:02}-{n // 28 % 12 + 1:02}-20{n // 336 % 90 + 10}\n\n"
        f"Mødested Rådhuset\n\nPunkt 1: {title}\n\n1-00-{n}-20\n\nBeslutning\n\nGodkendt.\n\n"
    )


def fill(folder: Path, count: int, *, prefix: str = "") -> Path:
    """`count` short minutes in folders of a hundred."""
    for n in range(count):
        path = folder / f"{n // 100:03}" / f"{prefix}{n:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(minutes(n), "utf-8")
    return folder


def generated(folder: Path, count: int) -> Path:
    """`count` random meetings, in every layout in turn."""
    layouts = sorted(RENDERERS)
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        rng = Random(n)
        text = render(random_meeting(rng), layouts[n % len(layouts)], rng).text
        (folder / f"{n:05}.txt").write_text(text, "utf-8", newline="")
    return folder
