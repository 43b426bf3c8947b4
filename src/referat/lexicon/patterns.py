"""Patterns of the vocabulary, compiled: taken as the build has compiled them, or compiled when they are asked for.

`re` takes longer to compile what two documents need than to read ten of them, and does it anew in each process. What it
makes is a list of numbers, which its engine takes back in no time. The build writes these lists, for the patterns of
the vocabulary's tables and those that reading the samples asks for (`hatch_build.py`), by a digest of the pattern. They
hold for the Python that they were made by; for another one, or without the file, `re` compiles. The engine's own checks
are run in either case.

What is written finds the same, and finds it sooner: it tells the engine with which characters a match begins, as far as
`derive` knows them. `re` works that out of few patterns, and tries all others at each place of a text.
"""

import json
import re
import sys
from array import array
from functools import cache
from hashlib import blake2b
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

#: Where the build writes the patterns.
COMPILED = Path(__file__).with_name("patterns.bin")
_NUMBER = "I"
# So many numbers tell of a pattern before it begins; what they tell more stands behind them.
_INFO = 5
_FIGURES = frozenset("0123456789")
# What ends the index, in front of the numbers.
_END = b"\n"
# The patterns that have been asked for, with their flags.
_asked: dict[tuple[str, int], None] = {}


class _Written(NamedTuple):
    """The written patterns: by digest where the numbers are and what else the engine takes; the file; the engine."""

    entries: dict[str, list[Any]]
    file: mmap | bytes
    begin: int
    engine: Any


_NONE_WRITTEN = _Written({}, b"", 0, None)


def compile_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`pattern`, compiled with `flags`. Raises re.error where it is broken."""
    _asked[pattern, flags] = None
    written = _written()
    entry = written.entries.get(digest(pattern, flags)) if written.entries else None
    if entry is None:
        return re.compile(pattern, flags)
    begin, end, all_flags, groups, names = entry
    code = array(_NUMBER, written.file[written.begin + begin : written.begin + end]).tolist()
    by_number = [None, *(None for _ in range(groups))]
    for name, number in names.items():
        by_number[number] = name
    made: re.Pattern[str] = written.engine.compile(pattern, all_flags, code, groups, names, tuple(by_number))
    return made


def digest(pattern: str, flags: int) -> str:
    """What a pattern with its flags is known by in what the build writes."""
    return blake2b(f"{flags} {pattern}".encode(), digest_size=8).hexdigest()


@cache
def _written() -> _Written:
    """What the build has written; nothing where there is none, or another Python made it."""
    try:
        import _sre  # type: ignore[import-not-found]  # private, and without stubs: another Python may not have it

        with COMPILED.open("rb") as opened:  # mapped: of two megabytes few are looked at
            file = mmap(opened.fileno(), 0, access=ACCESS_READ)
        end = file.find(_END)
        index = json.loads(file[:end])
    except (ImportError, OSError, ValueError):
        return _NONE_WRITTEN
    if index["made_by"] != _maker(_sre):
        return _NONE_WRITTEN
    return _Written(index["patterns"], file, end + len(_END), _sre)


def _maker(engine: Any) -> list[Any]:
    """Whose lists these are: the engine that takes them, and the tables of letters that they were made by."""
    return [sys.implementation.name, *sys.version_info[:2], engine.MAGIC, engine.CODESIZE, sys.byteorder]


def asked_for() -> bytes:
    """What `patterns.bin` should hold: the patterns that this process has asked for."""
    import _sre
    from re import _compiler, _parser  # type: ignore[attr-defined]  # private: this runs in the build alone

    # Imported here: with everything compiled, nobody needs it.
    from referat.lexicon.derive import begins_with

    index: dict[str, list[Any]] = {}
    pieces = []
    length = 0
    for pattern, flags in sorted(_asked):
        tree = _parser.parse(pattern, flags)
        state = tree.state
        firsts = begins_with(list(tree), flags | state.flags)
        code = array(_NUMBER, _told(_compiler._code(tree, flags), firsts)).tobytes()
        index[digest(pattern, flags)] = [
            length,
            length + len(code),
            flags | state.flags,
            state.groups - 1,
            state.groupdict,
        ]
        pieces.append(code)
        length += len(code)
    written = {"made_by": _maker(_sre), "patterns": index}
    return json.dumps(written, separators=(",", ":")).encode() + _END + b"".join(pieces)


def _told(code: list[int], firsts: frozenset[str] | None) -> list[int]:
    """`code`, which tells the engine that a match begins with one of `firsts`, where it does not tell as much yet."""
    from re import _compiler  # type: ignore[attr-defined]  # private, see above
    from re import _constants as _sre  # type: ignore[attr-defined]  # as private

    info, size, told, least, most = code[:_INFO]
    if not firsts or info != _sre.INFO or not least or told & (_sre.SRE_INFO_PREFIX | _sre.SRE_INFO_CHARSET):
        return code
    items: list[Any] = [(_sre.LITERAL, ord(character)) for character in sorted(firsts)]
    if firsts >= _FIGURES:  # those of other scripts too
        items.append((_sre.CATEGORY, _sre.CATEGORY_UNI_DIGIT))
    characters: list[int] = []
    _compiler._compile_charset(_compiler._optimize_charset(items)[0], 0, characters)
    return [info, size + len(characters), told | _sre.SRE_INFO_CHARSET, least, most, *characters, *code[_INFO:]]
