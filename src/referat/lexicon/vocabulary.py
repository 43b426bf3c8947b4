"""The TOML files of the package, read: the Danish, as data.

A wheel and an editable install have them all in `compiled.bin` too, packed one by one, in a form that loads in no time;
the build writes it (`hatch_build.py`). Where that is missing, and where a file's bytes are not those that it was made
from, the file itself is read, so that who edits one needs to know nothing of this.
"""

import marshal
import os
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent.parent
COMPILED = Path(__file__).with_name("compiled.bin")


def read(path: Path) -> dict[str, Any]:
    """The TOML file `path`. Raises OSError, UnicodeDecodeError, or tomllib's TOMLDecodeError, a ValueError."""
    return read_known(path)[0]


def read_known(path: Path) -> tuple[dict[str, Any], bool]:
    """The TOML file `path`, and whether it is as it was when `compiled.bin` was made, and so was checked then.

    Raises what `read` raises.
    """
    data = path.read_bytes()
    # Forty are read before the first line of a text is: to ask the path itself takes as long as to read the file.
    within = str(path).removeprefix(f"{_PACKAGE}{os.sep}")
    if within != str(path):
        known = _compiled().get(within.replace(os.sep, "/"))
        if known is not None and known[0] == zlib.crc32(data):
            table: dict[str, Any] = marshal.loads(known[1])  # noqa: S302  the build's own
            return table, True
    return _loads(data.decode("utf-8-sig")), False


def compiled() -> bytes:
    """What `compiled.bin` should hold: the sum of each file's bytes, and its table, packed for itself."""
    # Imported here: the build alone writes.
    from referat.lexicon.packing import packed

    files = {path.relative_to(_PACKAGE).as_posix(): path.read_bytes() for path in sorted(_PACKAGE.rglob("*.toml"))}
    tables = {name: packed(_loads(data.decode("utf-8-sig"))) for name, data in files.items()}
    return marshal.dumps({name: (zlib.crc32(data), tables[name]) for name, data in files.items()})


def _loads(text: str) -> dict[str, Any]:
    # Imported here: with everything compiled, nobody needs it.
    import tomllib

    return tomllib.loads(text)


@cache
def _compiled() -> Mapping[str, tuple[int, bytes]]:
    """The sum of each file's bytes, and its table as it is packed: few are read."""
    try:
        whole: Mapping[str, tuple[int, bytes]] = marshal.loads(COMPILED.read_bytes())  # noqa: S302  see above
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return whole if isinstance(whole, dict) else {}
