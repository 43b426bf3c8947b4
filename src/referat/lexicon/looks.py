"""Which of many patterns a line may match, found by a few looks at it.

Three characters at its beginning and two at its end leave few patterns; then words are looked for of which a line has
one that matches, those first that leave the fewest.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from referat.lexicon.gates import Way
from referat.tuples import NamedTuple

T = TypeVar("T")
# Bits by what stands at a place of a line, behind those where it is anything else.
_Known = tuple[int, Mapping[str, int]]

# So many ends of lines are remembered, and so many lists.
_MOST_KEPT = 5_000


class Bits(NamedTuple):
    """What ways in which entries can begin tell of lines, a bit each way: plain data, which the build writes.

    `entries` are the places of the ways' entries, `long` the bits of those that are for lines of any length. The bits
    of ways that let a line be are known by its first, second, last and last but one character, and by how it begins in
    small letters, with up to three. `lists` are lists of words, a way's own, of each of which a line has one.
    """

    entries: Sequence[int]
    long: int
    firsts: _Known
    seconds: _Known
    lasts: _Known
    befores: _Known
    heads: _Known
    lists: Sequence[Sequence[tuple[str, ...]]]

    @classmethod
    def of(cls, entries: Sequence[Sequence[Way]], long: Collection[int]) -> "Bits":
        """Those of `entries`, the ways of each; `long` are the places of those for lines of any length."""
        every = [(n, way) for n, ways in enumerate(entries) for way in ways]
        ways = [way for _, way in every]
        return cls(
            [n for n, _ in every],
            sum([1 << place for place, (n, _) in enumerate(every) if n in long]),
            _known([way.gate.firsts for way in ways]),
            _known([way.gate.seconds for way in ways]),
            _known([way.gate.lasts for way in ways]),
            _known([way.gate.befores for way in ways]),
            _known([way.heads for way in ways]),
            [way.gate.lists for way in ways],
        )


def _known(allowed: Sequence[Collection[str] | None]) -> _Known:
    """The bits of ways that have one of what is `allowed` of each at a place of theirs, None for any."""
    anything = sum([1 << n for n, each in enumerate(allowed) if each is None])
    bits: dict[str, int] = {}
    for n, each in enumerate(allowed):
        for one in each or ():
            bits[one] = bits.get(one, anything) | 1 << n
    return anything, bits


class Looks(Generic[T]):
    """Entries by what a line must have."""

    def __init__(self, entries: Sequence[T], bits: Bits) -> None:
        """Take `entries`, of which `bits` tell."""
        self._heads, self._ends, self._needs = _Heads(bits), _Ends(bits), _Needs(bits.lists)
        self._found = _Found([entries[n] for n in bits.entries])
        self._long = bits.long

    def among(self, text: str, lowered: str, *, long: bool = False) -> tuple[T, ...]:
        """The entries that the line `text`, stripped, may match; `lowered` is it in small letters."""
        bits = self._heads[text[:3]] & self._ends[text[-2:]]
        if long:
            bits &= self._long
        if not bits:
            return ()
        for words, needing, others in self._needs[bits]:
            if bits & needing:
                for word in words:
                    if word in lowered:
                        break
                else:
                    bits &= others
                    if not bits:  # mostly
                        return ()
        return self._found[bits]


class _Needs(dict[int, tuple[tuple[tuple[str, ...], int, int], ...]]):
    """Lists of words, in small letters, of each of which a line has one that matches in a way with these bits.

    Each list stands with the bits of the ways that need it, as many need the same, and those of the others.
    """

    def __init__(self, lists: Sequence[Sequence[tuple[str, ...]]]) -> None:
        super().__init__()
        self._lists = lists

    def __missing__(self, bits: int) -> tuple[tuple[tuple[str, ...], int, int], ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        needing: dict[tuple[str, ...], int] = {}
        for n in _places(bits):
            for words in self._lists[n]:
                needing[words] = needing.get(words, 0) | 1 << n
        lists = [(words, need, bits & ~need) for words, need in needing.items()]
        # Those first that settle the most for each of their words.
        ordered = self[bits] = tuple(sorted(lists, key=lambda each: len(each[0]) / each[1].bit_count()))
        return ordered


class _Found(dict[int, tuple[T, ...]]):
    """The entries of the ways with these bits, in their order."""

    def __init__(self, entries: Sequence[T]) -> None:
        super().__init__()
        self._entries = entries

    def __missing__(self, bits: int) -> tuple[T, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        found = self[bits] = tuple(dict.fromkeys([self._entries[n] for n in _places(bits)]))
        return found


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, rising."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


class _Heads(dict[str, int]):
    """For the first three characters of a line the ways in which it may match, a bit each."""

    def __init__(self, bits: Bits) -> None:
        super().__init__()
        (self._first, self._firsts), (self._second, self._seconds) = bits.firsts, bits.seconds
        self._any, self._begun = bits.heads

    def __missing__(self, begin: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        bits = self._firsts.get(begin[:1], self._first) & self._seconds.get(begin[1:2], self._second)
        lowered = begin.lower()
        if len(lowered) == len(begin):
            begun, anything = self._begun.get, self._any
            bits &= begun(lowered[:1], anything) | begun(lowered[:2], anything) | begun(lowered, anything)
        self[begin] = bits
        return bits


class _Ends(dict[str, int]):
    """For the last two characters of a line the ways in which it may match, a bit each."""

    def __init__(self, bits: Bits) -> None:
        super().__init__()
        (self._last, self._lasts), (self._before, self._befores) = bits.lasts, bits.befores

    def __missing__(self, end: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        bits = self._lasts.get(end[-1:], self._last) & self._befores.get(end[-2:-1], self._before)
        self[end] = bits
        return bits
