"""Needles as the build has written them: what each token tells, and the bits in the order in which they are asked for.

To work them out asks for the gate of every rule, which takes as long as to read ten texts. What is written holds for
the code and the vocabulary that it was made by; where one of these has changed since, or nothing is written, it is
worked out.
"""

import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from referat.lexicon.needles import Needed, Needles, Needs, Test, Told

#: Where the build writes them.
COMPILED = Path(__file__).with_name("needles.bin")


def written(makers: Iterable[Path]) -> Needles | None:
    """The needles that were made by the files `makers` as they are today; None where there are none."""
    try:
        found = marshal.loads(COMPILED.read_bytes())  # noqa: S302  the build's own
        return _Written(found) if found["made_by"] == _fingerprint(makers) else None
    except (OSError, ValueError, EOFError, TypeError, LookupError):
        return None


def compiled(makers: Iterable[Path], ask: Callable[[Needles], object]) -> bytes:
    """What `needles.bin` should hold for the questions that `ask` asks, made by the files `makers`."""
    # Imported here: the build alone writes.
    from referat.lexicon.packing import packed

    noted = _Noted()
    ask(noted)
    told = noted.told()
    everything = {
        "made_by": _fingerprint(makers),
        "bits": noted.bits,
        "begins": noted.begins,
        "needs": noted.needs,
        "told": (told.beginnings, {each: packed(words) for each, words in told.by_beginning.items()}, *told[2:]),
    }
    return packed(everything)


def _fingerprint(makers: Iterable[Path]) -> int:
    return zlib.crc32(b"".join(path.read_bytes() for path in makers))


class _Noted(Needles):
    """Needles that note what they answer."""

    def __init__(self) -> None:
        super().__init__()
        self.bits: list[int] = []
        self.begins: list[tuple[str, ...]] = []
        self.needs: list[Sequence[Needed]] = []

    def add(self, words: Callable[[], Iterable[str]]) -> int:
        self.bits.append(super().add(words))
        return self.bits[-1]

    def add_whole(self, words: Callable[[], Iterable[str]]) -> int:
        self.bits.append(super().add_whole(words))
        return self.bits[-1]

    def add_test(self, test: Callable[[str], bool], begins: Callable[[], tuple[str, ...]]) -> int:
        self.begins.append(begins())
        self.bits.append(super().add_test(test, begins))
        return self.bits[-1]

    def add_needs(self, needs: Callable[[], Iterable[Needs]]) -> Sequence[Needed]:
        self.needs.append(super().add_needs(needs))
        return self.needs[-1]


class _Written(Needles):
    """Needles that answer what was noted, whatever words they are given."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        super().__init__()
        self._told = found["told"]
        self._bits: Iterator[int] = iter(found["bits"])
        self._begins: Iterator[tuple[str, ...]] = iter(found["begins"])
        self._needs: Iterator[Sequence[Needed]] = iter(found["needs"])

    def add(self, words: Callable[[], Iterable[str]]) -> int:  # noqa: ARG002  they are known
        return next(self._bits)

    def add_whole(self, words: Callable[[], Iterable[str]]) -> int:  # noqa: ARG002  see above
        return next(self._bits)

    def add_test(self, test: Callable[[str], bool], begins: Callable[[], tuple[str, ...]]) -> int:  # noqa: ARG002  see above
        bit = next(self._bits)
        self._tests.append(Test(test, next(self._begins), bit))
        return bit

    def add_needs(self, needs: Callable[[], Iterable[Needs]]) -> Sequence[Needed]:  # noqa: ARG002  see above
        return next(self._needs)

    def told(self) -> Told:
        told = Told(*self._told)
        return told._replace(by_beginning=_Unpacked(told.by_beginning))


class _Unpacked(dict[str, Sequence[tuple[str, int]]]):
    """Words by their first letters, unpacked when they are asked for: a text has few of these."""

    def __init__(self, packed: Mapping[str, Any]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, letters: str) -> Sequence[tuple[str, int]]:
        words: Sequence[tuple[str, int]] = marshal.loads(self._packed[letters])  # noqa: S302  the build's own
        self[letters] = words
        return words
