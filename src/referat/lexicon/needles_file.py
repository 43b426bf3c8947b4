"""Needles as the build has written them: what each token tells, and the bits in the order in which they are asked for.

To work them out asks for the gate of every rule, which takes as long as to read ten texts. What is written holds for
the code and the vocabulary that it was made by; where one of these has changed since, or nothing is written, it is
worked out.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from referat.lexicon.needles import Characters, Needles, Needs, Test, Told, union

T = TypeVar("T")

#: Where the build writes them.
COMPILED = Path(__file__).with_name("needles.json")
_BIT = 1


def written(makers: Iterable[Path]) -> Needles | None:
    """The needles that were made by the files `makers` as they are today; None where there are none."""
    try:
        found = json.loads(COMPILED.read_bytes())
    except (OSError, ValueError):
        return None
    return _Written(found) if found["made_by"] == _fingerprint(makers) else None


def compiled(makers: Iterable[Path], ask: Callable[[Needles], object]) -> str:
    """What `needles.json` should hold for the questions that `ask` asks, made by the files `makers`."""
    noted = _Noted()
    ask(noted)
    told = noted.told()
    masks, characters = _Numbered[int](), _Numbered[Characters]()
    everything = {
        "made_by": _fingerprint(makers),
        "bits": [masks.number(bit) for bit in noted.bits],
        "needs": [(masks.number(bits), *map(characters.number, ends)) for bits, *ends in noted.needs],
        "by_beginning": {begin: _numbered(listed, masks) for begin, listed in told.by_beginning.items()},
        "short": _numbered(told.short, masks),
        "doubts": [(masks.number(tells), word, masks.number(bits)) for tells, word, bits in told.doubts],
        "whole": _numbered(told.whole.items(), masks),
        "masks": [[n for n in range(mask.bit_length()) if mask >> n & 1] for mask in masks],
        "characters": [None if each is None else sorted(each) for each in characters],
    }
    return json.dumps(everything, ensure_ascii=False, separators=(",", ":")) + "\n"


def _fingerprint(makers: Iterable[Path]) -> int:
    return zlib.crc32(b"".join(path.read_bytes() for path in makers))


class _Numbered(dict[T, int]):
    """Values that are written once, each with its number."""

    def number(self, value: T) -> int:
        """The number of `value`, which it has from now on."""
        return self.setdefault(value, len(self))


class _Noted(Needles):
    """Needles that note what they answer."""

    def __init__(self) -> None:
        super().__init__()
        self.bits: list[int] = []
        self.needs: list[tuple[int, Characters, Characters]] = []

    def add(self, words: Callable[[], Iterable[str]]) -> int:
        self.bits.append(super().add(words))
        return self.bits[-1]

    def add_whole(self, words: Callable[[], Iterable[str]]) -> int:
        self.bits.append(super().add_whole(words))
        return self.bits[-1]

    def add_test(self, test: Callable[[str], bool], begins: tuple[str, ...] = ("",)) -> int:
        self.bits.append(super().add_test(test, begins))
        return self.bits[-1]

    def add_needs(self, needs: Callable[[], Needs]) -> tuple[int, Characters, Characters]:
        self.needs.append(super().add_needs(needs))
        return self.needs[-1]


class _Written(Needles):
    """Needles that answer what was noted, whatever words they are given."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        super().__init__()
        self._found = found
        self._masks = masks = [union(map(_BIT.__lshift__, numbers)) for numbers in found["masks"]]
        characters = [None if each is None else frozenset(each) for each in found["characters"]]
        self._bits: Iterator[int] = iter([masks[bit] for bit in found["bits"]])
        self._needs = iter([(masks[bits], characters[a], characters[b]) for bits, a, b in found["needs"]])

    def add(self, words: Callable[[], Iterable[str]]) -> int:  # noqa: ARG002  they are known
        return next(self._bits)

    def add_whole(self, words: Callable[[], Iterable[str]]) -> int:  # noqa: ARG002  see above
        return next(self._bits)

    def add_test(self, test: Callable[[str], bool], begins: tuple[str, ...] = ("",)) -> int:
        bit = next(self._bits)
        self._tests.append(Test(test, begins, bit))
        return bit

    def add_needs(self, needs: Callable[[], Needs]) -> tuple[int, Characters, Characters]:  # noqa: ARG002  see above
        return next(self._needs)

    def told(self) -> Told:
        found, masks = self._found, self._masks
        return Told(
            {begin: _with_masks(listed, masks) for begin, listed in found["by_beginning"].items()},
            _with_masks(found["short"], masks),
            [(masks[tells], word, masks[bits]) for tells, word, bits in found["doubts"]],
            dict(_with_masks(found["whole"], masks)),
        )


def _numbered(listed: Iterable[tuple[str, int]], masks: _Numbered[int]) -> list[tuple[str, int]]:
    return [(word, masks.number(bits)) for word, bits in listed]


def _with_masks(listed: Iterable[tuple[str, int]], masks: Sequence[int]) -> list[tuple[str, int]]:
    return [(word, masks[number]) for word, number in listed]
