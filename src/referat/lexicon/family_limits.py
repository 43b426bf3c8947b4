"""How much a user's own layout file may hold: what is more is no layout, and would cost time or memory to look at."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from referat.errors import LayoutError
from referat.lexicon.limited import LONGEST
from referat.lexicon.patterns import compile_pattern

#: Bytes of a file, tables in it, signs and other texts in all, parts of a dotted key, and values inside each other.
LARGEST, MOST_LINES, MOST_SIGNS, MOST_TEXTS, MOST_PARTS, DEEPEST = 1_000_000, 500, 50, 5_000, 20, 10
#: A key of too many parts, before the file is read: the time for one grows with the square of them.
_DOTTED = compile_pattern(rf"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{MOST_PARTS},}}[\w"'-]""")


def refuse_large(path: Path) -> None:
    """Raise LayoutError where `path` is no file that may be read; OSError or UnicodeDecodeError where it cannot be."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise LayoutError("is no file.", name=str(path), hint="a file with a layout in it.")
    if status.st_size > LARGEST:
        raise LayoutError(f"has {status.st_size} bytes; a layout has {LARGEST} at most.", name=str(path))
    for n, line in enumerate(path.read_bytes().decode("utf-8-sig").split("\n"), 1):
        if _DOTTED.search(line):
            raise LayoutError(f"holds a key of more than {MOST_PARTS} parts.", name=f"{path}:{n}")


def refuse_much(data: dict[str, Any], origin: str) -> None:
    """Raise LayoutError where the file `origin`, which holds `data`, says more than any layout."""
    texts = 0
    for depth, value in _values(data):
        if depth > DEEPEST:
            raise too_deep(origin)
        texts += isinstance(value, str)
        if isinstance(value, str) and len(value) > LONGEST:
            raise LayoutError(f"holds a text of {len(value)} characters; {LONGEST} are allowed.", name=origin)
    for key, most, called in (("line", MOST_LINES, "[[line]]"), ("sign", MOST_SIGNS, "signs")):
        found = data.get(key)
        if isinstance(found, list) and len(found) > most:
            raise LayoutError(f"holds {len(found)} {called}; {most} are allowed.", name=origin)
    if texts > MOST_TEXTS:
        raise LayoutError(f"holds {texts} texts; {MOST_TEXTS} are allowed.", name=origin)


def too_deep(origin: str) -> LayoutError:
    """The complaint about a file that nests its values too deep."""
    return LayoutError(f"holds values inside each other more than {DEEPEST} deep.", name=origin)


def _values(data: object) -> Iterator[tuple[int, object]]:
    """Every value, and how deep it lies."""
    left: list[tuple[int, object]] = [(0, data)]
    while left:
        depth, value = left.pop()
        yield depth, value
        if isinstance(value, dict):
            left += ((depth + 1, each) for each in value.values())
        elif isinstance(value, list):
            left += ((depth + 1, each) for each in value)
