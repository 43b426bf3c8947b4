"""Which of many patterns a line may match, found by a few looks at it.

Three characters at its beginning and two at its end leave few patterns; then words are looked for of which a line has
one that matches, those first that leave the fewest.
"""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from referat.lexicon.gates import Way

T = TypeVar("T")

# So many ends of lines are remembered, and so many lists.
_MOST_KEPT = 5_000


class Looks(Generic[T]):
    """Patterns by what a line must have. Each way in which one can begin has a bit."""

    def __init__(self, entries: Sequence[tuple[T, Way, bool]]) -> None:
        """Take `entries`, each for a way in which it can begin, in their order; some are for lines of any length."""
        ways = [way for _, way, _ in entries]
        self._heads, self._ends, self._needs = _Heads(ways), _Ends(ways), _Needs(ways)
        self._found = _Found([entry for entry, _, _ in entries])
        self._long = sum([1 << n for n, (_, _, long) in enumerate(entries) if long])

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

    def __init__(self, every: Sequence[Way]) -> None:
        super().__init__()
        self._lists = [way.gate.lists for way in every]

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


class _Letters(dict[str, int]):
    """For a character, "" for none, the ways in which a line may match that has it at a place of its own, a bit each.

    `known` are the characters that a match may have there in each way, None for any.
    """

    def __init__(self, known: Sequence[frozenset[str] | None]) -> None:
        super().__init__()
        alike: dict[frozenset[str] | None, int] = {}  # of many the characters are the same
        for n, characters in enumerate(known):
            alike[characters] = alike.get(characters, 0) | 1 << n
        self._any = alike.pop(None, 0)
        for characters, bits in alike.items():
            for character in characters or ():
                self[character] = self.get(character, self._any) | bits

    def __missing__(self, character: str) -> int:
        return self._any


class _Heads(dict[str, int]):
    """For the first three characters of a line the ways in which it may match, a bit each."""

    def __init__(self, every: Sequence[Way]) -> None:
        super().__init__()
        self._firsts = _Letters([way.gate.firsts for way in every])
        self._seconds = _Letters([way.gate.seconds for way in every])
        self._any = sum([1 << n for n, way in enumerate(every) if way.heads is None])
        self._begun: dict[str, int] = {}
        for n, way in enumerate(every):
            for head in way.heads or ():
                self._begun[head] = self._begun.get(head, 0) | 1 << n

    def __missing__(self, begin: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        bits = self._firsts[begin[:1]] & self._seconds[begin[1:2]]
        lowered = begin.lower()
        if len(lowered) == len(begin):
            begun = self._begun.get
            bits &= self._any | begun(lowered[:1], 0) | begun(lowered[:2], 0) | begun(lowered, 0)
        self[begin] = bits
        return bits


class _Ends(dict[str, int]):
    """For the last two characters of a line the ways in which it may match, a bit each."""

    def __init__(self, every: Sequence[Way]) -> None:
        super().__init__()
        self._lasts = _Letters([way.gate.lasts for way in every])
        self._befores = _Letters([way.gate.befores for way in every])

    def __missing__(self, end: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[end] = self._lasts[end[-1:]] & self._befores[end[-2:-1]]
        return self[end]
