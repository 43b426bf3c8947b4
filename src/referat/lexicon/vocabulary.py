"""The TOML files of the package, read: the Danish, as data.

A wheel and an editable install have them all in `compiled.json` too, in a form that loads ten times as fast; the build
writes it (`hatch_build.py`). Where that is missing, and where a file's bytes are not those that it was made from, the
file itself is read, so that who edits one needs to know nothing of this.
"""

import json
import os
import zlib
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
        if known is not None and known["crc32"] == zlib.crc32(data):
            return known["table"], True
    return _loads(data.decode("utf-8-sig")), False


def compiled() -> str:
    """What `compiled.json` should hold."""
    whole = {
        path.relative_to(_PACKAGE).as_posix(): {"crc32": zlib.crc32(data), "table": _loads(data.decode("utf-8-sig"))}
        for path in sorted(_PACKAGE.rglob("*.toml"))
        for data in (path.read_bytes(),)
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


def _loads(text: str) -> dict[str, Any]:
    # Imported here: with everything compiled, nobody needs it.
    import tomllib

    return tomllib.loads(text)


@cache
def _compiled() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(COMPILED.read_bytes())
    except (OSError, ValueError):
        return {}
    return found
