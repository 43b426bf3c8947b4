"""Reads texts with whatever `referat` stands on its path, for `corpus.py`: paths in, a line of JSON for each out.

It is run once for each of the two commits, so it uses nothing but what every one of them has: `referat.parse`.
"""

import inspect
import json
import sys
import time
from pathlib import Path
from typing import Any

import referat


def _meetings(data: bytes, name: str, **options: bool) -> list[dict[str, Any]]:
    parsed = referat.parse(data, name=name, **options)  # type: ignore[arg-type]  # an older one knows no options
    return [meeting.model_dump(mode="json") for meeting in parsed.meetings]


def read(path: Path, *, general: bool) -> dict[str, Any]:
    """The meetings of `path`, those that the general grammar alone finds where `general`, and what broke."""
    line: dict[str, Any] = {"path": str(path), "meetings": [], "general": None, "error": None}
    data = path.read_bytes()
    begun = time.perf_counter()
    try:
        line["meetings"] = _meetings(data, path.name)
        line["seconds"] = time.perf_counter() - begun
        if general:
            line["general"] = _meetings(data, path.name, families=False)
    except Exception as error:  # whatever a commit breaks with, the other texts are still compared
        line["error"] = f"{type(error).__name__}: {error}"
    line.setdefault("seconds", time.perf_counter() - begun)
    return line


def main() -> None:
    """Read the paths on standard input; the first line out says which package it was that read."""
    general = "families" in inspect.signature(referat.parse).parameters
    print(json.dumps({"package": referat.__file__}))
    for path in sys.stdin.read().splitlines():
        print(json.dumps(read(Path(path), general=general)))


if __name__ == "__main__":
    main()
