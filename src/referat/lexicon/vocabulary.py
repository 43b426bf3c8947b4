"""The TOML files of the package, read: the Danish, as data.

A wheel and an editable install have them all in `compiled.json` too, in a form that loads ten times as fast; the build
writes it (`hatch_build.py`). Where that is missing, and where a file's bytes are not those that it was made from, the
file itself is read, so that who edits one needs to know nothing of this.
"""

import json
import os
import re
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent.parent
COMPILED = Path(__file__).with_name("compiled.json")


def read(path: Path) -> dict[str, Any]:
    """The TOML file `path`. Raises OSError, UnicodeDecodeError, or tomllib's TOMLDecodeError, a ValueError."""
    return read_known(path)[0]


def read_known(path: Path) -> tuple[dict[str, Any], bool]:
    """The TOML file `path`, and whether it is as it was when `compiled.json` was made, and so was checked then.

    Raises what `read` raises.
    """
    data = path.read_bytes()
    # Forty are read before the first line of a text is: to ask the path itself takes as long as to read the file.
    within = str(path).removeprefix(f"{_PACKAGE}{os.sep}")
    if within != str(path):
        known = _compiled().get(within.replace(os.sep, "/"))
        if known is not None and known[0] == zlib.crc32(data):
            return json.loads(known[1]), True
    return _loads(data.decode("utf-8-sig")), False


def compiled() -> str:
    """What `compiled.json` should hold: a line for the files' names and sums, and one for each of their tables."""
    files = {path.relative_to(_PACKAGE).as_posix(): path.read_bytes() for path in sorted(_PACKAGE.rglob("*.toml"))}
    lines = [_line({name: zlib.crc32(data) for name, data in files.items()})]
    lines += [_line(_loads(data.decode("utf-8-sig"))) for data in files.values()]
    return "".join(lines)


def _line(value: Any) -> str:
    """`value` as JSON; a character that would make all others of the line wider in memory is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    return re.sub("[^\x00-\xff]", lambda match: json.dumps(match[0])[1:-1], text)


def _loads(text: str) -> dict[str, Any]:
    # Imported here: with everything compiled, nobody needs it.
    import tomllib

    return tomllib.loads(text)


@cache
def _compiled() -> Mapping[str, tuple[int, bytes]]:
    """The sum of each file's bytes, and its table in JSON: few are read."""
    try:
        sums, *tables, end = COMPILED.read_bytes().split(b"\n")
        whole = zip(json.loads(sums).items(), tables, strict=True)
        return {} if end else {name: (crc, table) for (name, crc), table in whole}
    except (OSError, ValueError):
        return {}
