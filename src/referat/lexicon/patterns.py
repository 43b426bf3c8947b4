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
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Final

from referat.tuples import NamedTuple

#: Where the build writes the patterns.
COMPILED = Path(__file__).with_name("patterns.bin")
_NUMBER: Final = "I"
_DIGEST: Final = "Q"
# So many numbers tell of a pattern before it begins; what they tell more stands behind them.
_INFO = 5
_FIGURES = frozenset("0123456789")
# What ends a line in front of numbers.
_END = b"\n"
# The patterns that have been asked for, with their flags.
_asked: dict[tuple[str, int], None] = {}


class _Written(NamedTuple):
    """The written patterns: their digests, in order; where each begins in the file, and the last ends; the engine.

    A pattern is a line of its flags, its number of groups and its groups' names, and the numbers behind that.
    """

    digests: Sequence[int]
    begins: Sequence[int]
    file: mmap | bytes
    engine: Any


_NONE_WRITTEN = _Written((), (), b"", None)


def compile_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`pattern`, compiled with `flags`. Raises re.error where it is broken."""
    _asked[pattern, flags] = None
    digests, begins, file, engine = _written()
    key = digest(pattern, flags) if digests else 0
    at = bisect_left(digests, key)
    if at == len(digests) or digests[at] != key:
        return re.compile(pattern, flags)
    told, _, numbers = file[begins[at] : begins[at + 1]].partition(_END)
    all_flags, count, *named = told.decode().split()
    names = {name: int(number) for name, number in zip(named[::2], named[1::2], strict=True)}
    groups = int(count)
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    code = array(_NUMBER, numbers).tolist()
    made: re.Pattern[str] = engine.compile(pattern, int(all_flags), code, groups, names, tuple(by_number))
    return made


def digest(pattern: str, flags: int) -> int:
    """What a pattern with its flags is known by in what the build writes."""
    return int.from_bytes(blake2b(f"{flags} {pattern}".encode(), digest_size=8).digest(), "big")


@cache
def _written() -> _Written:
    """What the build has written; nothing where there is none, or another Python made it."""
    try:
        import _sre  # type: ignore[import-not-found]  # private, and without stubs: another Python may not have it

        with COMPILED.open("rb") as opened:  # mapped: of two megabytes few are looked at
            file = mmap(opened.fileno(), 0, access=ACCESS_READ)
        end = file.find(_END)
        index = json.loads(file[:end])
        if index["made_by"] != _maker(_sre):
            return _NONE_WRITTEN
    except (ImportError, OSError, ValueError):
        return _NONE_WRITTEN
    rest, count = memoryview(file)[end + len(_END) :], index["patterns"]
    digests = rest[: count * array(_DIGEST).itemsize]
    begins = rest[len(digests) :][: (count + 1) * array(_NUMBER).itemsize]
    return _Written(digests.cast(_DIGEST), begins.cast(_NUMBER), file, _sre)


def _maker(engine: Any) -> list[Any]:
    """Whose lists these are, and how they are written: the engine that takes them, the tables of letters, numbers."""
    version = [sys.implementation.name, *sys.version_info[:2], engine.MAGIC, engine.CODESIZE]
    return [*version, sys.byteorder, _NUMBER, _DIGEST]


def asked_for() -> bytes:
    """What `patterns.bin` should hold: the patterns that this process has asked for."""
    import _sre
    from re import _compiler, _parser  # type: ignore[attr-defined]  # private: this runs in the build alone

    # Imported here: with everything compiled, nobody needs it.
    from referat.lexicon.derive import begins_with

    entries: dict[int, bytes] = {}
    for pattern, flags in _asked:
        tree = _parser.parse(pattern, flags)
        state = tree.state
        firsts = begins_with(list(tree), flags | state.flags)
        named = (f"{name} {number}" for name, number in state.groupdict.items())
        told = " ".join([f"{int(flags | state.flags)} {state.groups - 1}", *named])
        code = array(_NUMBER, _told(_compiler._code(tree, flags), firsts)).tobytes()
        entries[digest(pattern, flags)] = told.encode() + _END + code
    digests = array(_DIGEST, sorted(entries))
    index = json.dumps({"made_by": _maker(_sre), "patterns": len(digests)}).encode() + _END
    begin = len(index) + len(digests.tobytes()) + (len(digests) + 1) * array(_NUMBER).itemsize
    begins = array(_NUMBER, accumulate((len(entries[each]) for each in digests), initial=begin))
    return b"".join([index, digests.tobytes(), begins.tobytes(), *(entries[each] for each in digests)])


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
