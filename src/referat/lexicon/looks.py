"""Which of many patterns a line may match, found by a few looks at it.

Three characters at its beginning and two at its end leave few patterns; then words are looked for of which a line has
one that matches, those first that leave the fewest. Each look leads to the next one: what follows from it is worked out
when a line comes that way, and remembered.
"""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from referat.lexicon.gates import Way

T = TypeVar("T")

# So many ends of lines are remembered, and so many looks.
_MOST_KEPT = 5_000


class _Look(Generic[T]):
    """A look for `words`, and the next ones, where the line has one of them (`held`) and where it has none (`missing`).

    Where nothing is left to look for there are no words, and the line may match what is `found`. `bits` are the ways
    that are left, `needing` those of them that need one of the words, `known` the lists of which the line has a word.
    """

    __slots__ = ("bits", "found", "held", "known", "missing", "needing", "words")

    def __init__(self, bits: int, known: frozenset[tuple[str, ...]]) -> None:
        self.bits, self.known = bits, known
        self.words: tuple[str, ...] = ()
        self.needing = 0
        self.found: tuple[T, ...] = ()
        self.held: _Look[T] | None = None
        self.missing: _Look[T] | None = None


class Looks(Generic[T]):
    """Patterns by what a line must have. Each way in which one can begin has a bit."""

    def __init__(self, entries: Sequence[tuple[T, Way, bool]]) -> None:
        """Take `entries`, each for a way in which it can begin, in their order; some are for lines of any length."""
        ways = [way for _, way, _ in entries]
        self._entries = [entry for entry, _, _ in entries]
        self._lists = [way.gate.lists for way in ways]
        self._heads, self._ends = _Heads(ways), _Ends(ways)
        self._long = sum([1 << n for n, (_, _, long) in enumerate(entries) if long])
        self._first: dict[int, _Look[T]] = {}
        self._count = 0

    def among(self, text: str, lowered: str, *, long: bool = False) -> tuple[T, ...]:
        """The entries that the line `text`, stripped, may match; `lowered` is it in small letters."""
        bits = self._heads[text[:3]] & self._ends[text[-2:]]
        if long:
            bits &= self._long
        look = self._first.get(bits) or self._begun(bits)
        words = look.words
        while words:
            for word in words:
                if word in lowered:
                    look = look.held or self._next(look, held=True)
                    break
            else:
                look = look.missing or self._next(look, held=False)
            words = look.words
        return look.found

    def _begun(self, bits: int) -> _Look[T]:
        if self._count >= _MOST_KEPT:
            self._first.clear()
            self._count = 0
        look = self._first[bits] = self._look(bits, frozenset())
        return look

    def _next(self, look: _Look[T], *, held: bool) -> _Look[T]:
        """The look that follows, where the line has one of the words of `look` or has none."""
        if held:
            look.held = self._look(look.bits, look.known | {look.words})
            return look.held
        look.missing = self._look(look.bits & ~look.needing, look.known)
        return look.missing

    def _look(self, bits: int, known: frozenset[tuple[str, ...]]) -> _Look[T]:
        """The look that leaves the fewest of the ways with these bits for each of its words."""
        self._count += 1
        look: _Look[T] = _Look(bits, known)
        needing: dict[tuple[str, ...], int] = {}
        places = list(_places(bits))
        for n in places:
            for words in self._lists[n]:
                if words not in known:
                    needing[words] = needing.get(words, 0) | 1 << n
        if needing:
            look.words, look.needing = min(needing.items(), key=_cost)
        else:
            look.found = tuple(dict.fromkeys([self._entries[n] for n in places]))
        return look


def _cost(need: tuple[tuple[str, ...], int]) -> float:
    """How many words are looked for to settle one of the ways that need them."""
    words, bits = need
    return len(words) / bits.bit_count()


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
