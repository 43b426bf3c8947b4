"""Words that many rules ask a text for, looked for all at once.

A rule needs one of a few words; there are hundreds of rules, and nearly every text has nothing for nearly all of them.
To look for each word in turn takes longer than to read what is there. A text is taken apart into its tokens instead,
and of each token it is remembered which words it has, and so which rules may have something to read.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from referat.lexicon.patterns import compile_pattern
from referat.tuples import NamedTuple

T = TypeVar("T")

# So many tokens are remembered; an archive has more, and the frequent ones are soon learned again.
_MOST_KEPT = 50_000
# Words are looked up by so many letters.
_BEGINNING = 3
_WORD = compile_pattern(r"[^\W\d]+")
# What parts tokens, and what stands in its place where a text begins and ends.
_BLANK, _EDGE = " ", "\0"


Characters = frozenset[str] | None
# The same of a rule, with the bits of its lists in the place of their words.
Needed = tuple[int, Characters, Characters]


class Needs(NamedTuple):
    """What a text must have for a rule: a word of each list, and its first two characters (None: any)."""

    words: Sequence[Iterable[str]] = ()
    firsts: Characters = None
    seconds: Characters = None


class Needles:
    """Lists of words in small letters; of each the mask of a text has a bit, set where the text holds one of them.

    Words, and what a rule needs, are given as functions: who knows the bits need not ask (see `needles_file`).
    """

    def __init__(self) -> None:
        self._size = 0
        self._needles: dict[str, int] = {}
        self._lists: dict[frozenset[str], int] = {}
        self._whole: dict[str, int] = {}
        self._tests: list[Test] = []
        self._tokens: _Tokens | None = None

    def add(self, words: Callable[[], Iterable[str]]) -> int:
        """The bit of a list, which may have been added before; its words may be parts of a text's own."""
        return self._listed(words())

    def add_whole(self, words: Callable[[], Iterable[str]]) -> int:
        """The bit of words that are a text's own, without what stands around them."""
        bit = self._bit()
        for word in words():
            self._whole[word] = self._whole.get(word, 0) | bit
        return bit

    def add_test(self, test: Callable[[str], bool], begins: Callable[[], tuple[str, ...]]) -> int:
        """The same for words that nobody can list, but that `test` holds of; they begin with one of `begins`."""
        bit = self._bit()
        self._tests.append(Test(test, begins(), bit))
        return bit

    def add_needs(self, needs: Callable[[], Iterable[Needs]]) -> Sequence[Needed]:
        """What some rules need, with the bits of the lists in their place."""
        return [(union(map(self._listed, words)), firsts, seconds) for words, firsts, seconds in needs()]

    def _listed(self, words: Iterable[str]) -> int:
        listed = frozenset(words)
        bit = self._lists.get(listed)
        if bit is None:
            bit = self._lists[listed] = self._bit()
            for word in listed:
                self._needles[word] = self._needles.get(word, 0) | bit
        return bit

    def _bit(self) -> int:
        self._size += 1
        self._tokens = None
        return 1 << self._size - 1

    def mask(self, lowered: str) -> int:
        """The bits of the lists of which `lowered`, a text in small letters, holds a word."""
        tokens = self._tokens or self._learned()
        words = lowered.split(_BLANK)
        words[0] = _EDGE + words[0]
        words[-1] += _EDGE
        mask = 0
        for bits in filter(None, map(tokens.__getitem__, words)):  # few tokens tell anything
            mask |= bits
        doubtful = mask & tokens.doubtful
        return mask if not doubtful else (mask ^ doubtful) | tokens.settled(doubtful, lowered)

    def told(self) -> "Told":
        """What a token tells, of all that has been added."""
        return Told.of(self._needles, self._whole, self._size)

    def _learned(self) -> "_Tokens":
        self._tokens = _Tokens(self.told(), self._tests)
        return self._tokens

    def forget(self) -> None:
        """Forget the tokens that have been met."""
        self._tokens = None


def union(masks: Iterable[int]) -> int:
    """The bits of all `masks`."""
    every = 0
    for mask in masks:
        every |= mask
    return every


class Test(NamedTuple):
    """A test of words that begin with one of `begins`, and its bit."""

    holds: Callable[[str], bool]
    begins: tuple[str, ...]
    bit: int


class Told(NamedTuple):
    """What a token tells by the words that stand in it: by their first letters, and those that have too few of these.

    A token has blanks around it, but where the text begins or ends. A word with a blank between its parts stands in no
    token. Its longest part does, with the blanks beside it ("forlod " of "forlod mødet"), and tells no more than that
    the word may be there: such a word, one of `doubts`, has a bit of its own, above those of the lists, which are so
    many as `size` says. `whole` are words that are the token's own.
    """

    beginnings: Collection[str]
    by_beginning: Mapping[str, Sequence[tuple[str, int]]]
    short: Sequence[tuple[str, int]]
    size: int
    doubts: Sequence[tuple[str, int]]
    whole: Mapping[str, int]

    @classmethod
    def of(cls, needles: Mapping[str, int], whole: Mapping[str, int], size: int) -> "Told":
        """What words tell whose bits, so many in all, are these."""
        by_beginning: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        short: list[tuple[str, int]] = []
        doubts: list[tuple[str, int]] = []
        for word, bits in needles.items():
            part, tells = word, bits
            if _BLANK in word and _BLANK in word.strip(_BLANK):
                part, tells = _longest_part(word), 1 << size + len(doubts)
                doubts.append((word, bits))
            listed = short if len(part) < _BEGINNING else by_beginning[part[:_BEGINNING]]
            listed.append((part, tells))
        return cls(tuple(by_beginning), by_beginning, short, size, doubts, whole)


class _Tokens(dict[str, int]):
    """Tokens that have been met, each with the bits that it tells; `doubtful` are the bits of all words in doubt."""

    def __init__(self, told: Told, tests: Sequence[Test]) -> None:
        super().__init__()
        beginnings, self._by_beginning, short, size, doubts, self._listed = told
        self._tests = tests
        self._short: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for part, tells in short:
            self._short[part[:1]].append((part, tells))
        self._firsts = frozenset(self._short)
        # What every text holds: a list that nothing can be said of has no letters.
        self._always = union(tells for _, tells in self._short[""])
        self._beginnings = frozenset(beginnings)
        self._doubts = [(1 << place, word, bits) for place, (word, bits) in enumerate(doubts, size)]
        self.doubtful = union(doubt for doubt, _, _ in self._doubts)
        self._in_doubt: dict[int, tuple[tuple[str, int], ...]] = {}

    def __missing__(self, token: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        text = f"{_BLANK}{token}{_BLANK}"
        if _EDGE in token:
            text = text.replace(_BLANK + _EDGE, "").replace(_EDGE + _BLANK, "")
        bits = self._always
        for first in self._firsts.intersection(text):
            for part, tells in self._short[first]:
                if part in text:
                    bits |= tells
        every_three = [text[n : n + _BEGINNING] for n in range(len(text) - _BEGINNING + 1)]
        for beginning in self._beginnings.intersection(every_three):
            for part, tells in self._by_beginning[beginning]:
                if part in text:
                    bits |= tells
        for word in (token,) if token.isalpha() else _WORD.findall(token):
            bits |= self._listed.get(word, 0)
            for test in self._tests:
                if word.startswith(test.begins) and test.holds(word):
                    bits |= test.bit
        self[token] = bits
        return bits

    def settled(self, doubtful: int, lowered: str) -> int:
        """The bits of the lists of whose words in doubt `lowered` holds one."""
        if doubtful not in self._in_doubt:
            words = tuple((word, bits) for doubt, word, bits in self._doubts if doubt & doubtful)
            self._in_doubt[doubtful] = words
        mask = 0
        for word, bits in self._in_doubt[doubtful]:
            if word in lowered:
                mask |= bits
        return mask


def _longest_part(word: str) -> str:
    """The longest part of a word with blanks in it, with the blanks beside it."""
    parts = word.split(_BLANK)
    last = len(parts) - 1
    beside = [f"{_BLANK if n else ''}{part}{_BLANK if n < last else ''}" for n, part in enumerate(parts)]
    return max(beside, key=lambda part: len(part.strip()))


class Sieve(Generic[T]):
    """Rules in their order, of which those are kept that a text may have something for."""

    def __init__(self, needles: Needles, rules: Callable[[], Iterable[T]], needs: Callable[[T], Needs]) -> None:
        """Take `rules`; the words that each `needs` are looked for with all others of `needles`.

        The rules themselves are asked for when a text may have something for one of them.
        """
        self._made = rules
        #: What each of them needs.
        self.needed = needles.add_needs(lambda: map(needs, self.rules))
        #: The bits of all words that they need.
        self.bits = union(bits for bits, _, _ in self.needed)
        self._kept = _Kept(self)

    @cached_property
    def rules(self) -> tuple[T, ...]:
        """All of them."""
        return tuple(self._made())

    def among(self, mask: int, begin: str = "") -> tuple[T, ...]:
        """The rules that a text with this `mask`, or that of a longer text, may have something for.

        `begin` is the text, or its first two characters, where they count.
        """
        return self._kept[mask & self.bits, begin[:2]]


class _Kept(dict[tuple[int, str], tuple[T, ...]]):
    """What was kept of the rules of `sieve` for a mask and what a text begins with ("" for anything)."""

    def __init__(self, sieve: Sieve[T]) -> None:
        super().__init__()
        self._sieve = sieve

    def __missing__(self, key: tuple[int, str]) -> tuple[T, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        mask, begin = key
        kept = [(n, needed) for n, needed in enumerate(self._sieve.needed) if needed[0] & mask == needed[0]]
        if begin:
            first, second = begin[:1], begin[1:]
            kept = [(n, needed) for n, needed in kept if needed[1] is None or first in needed[1]]
            kept = [(n, needed) for n, needed in kept if needed[2] is None or second in needed[2]]
        chosen = self[key] = tuple([self._sieve.rules[n] for n, _ in kept])
        return chosen
