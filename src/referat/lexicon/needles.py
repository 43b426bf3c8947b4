"""Words that many rules ask a text for, looked for all at once.

A rule needs one of a few words; there are hundreds of rules, and nearly every text has nothing for nearly all of them.
To look for each word in turn takes longer than to read what is there. A text is taken apart into its tokens instead,
and of each token it is remembered which words it has, and so which rules may have something to read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from referat.lexicon.patterns import compile_pattern

T = TypeVar("T")

# So many tokens are remembered; an archive has more, and the frequent ones are soon learned again.
_MOST_KEPT = 50_000
# Words are looked up by so many letters.
_BEGINNING = 3
_WORD = compile_pattern(r"[^\W\d]+")
# What parts tokens, and what stands in its place where a text begins and ends.
_BLANK, _EDGE = " ", "\0"


class Needles:
    """Lists of words in small letters; of each the mask of a text has a bit, set where the text holds one of them."""

    def __init__(self) -> None:
        self._size = 0
        self._needles: dict[str, int] = {}
        self._lists: dict[frozenset[str], int] = {}
        self._whole: dict[str, int] = {}
        self._tests: list[_Test] = []
        self._tokens: _Tokens | None = None

    def add(self, words: Iterable[str]) -> int:
        """The bit of a list, which may have been added before; its words may be parts of a text's own."""
        listed = frozenset(words)
        bit = self._lists.get(listed)
        if bit is None:
            bit = self._lists[listed] = self._bit()
            for word in listed:
                self._needles[word] = self._needles.get(word, 0) | bit
        return bit

    def add_whole(self, words: Iterable[str]) -> int:
        """The bit of words that are a text's own, without what stands around them."""
        bit = self._bit()
        for word in words:
            self._whole[word] = self._whole.get(word, 0) | bit
        return bit

    def add_test(self, test: Callable[[str], bool], begins: tuple[str, ...] = ("",)) -> int:
        """The same for words that nobody can list, but that `test` holds of; they begin with one of `begins`."""
        bit = self._bit()
        self._tests.append(_Test(test, begins, bit))
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
        for bits in {*map(tokens.__getitem__, words)}:  # few tokens tell anything
            mask |= bits
        doubtful = mask & tokens.doubtful
        return mask if not doubtful else (mask ^ doubtful) | tokens.settled(doubtful, lowered)

    def _learned(self) -> "_Tokens":
        self._tokens = _Tokens(self._needles, _Whole(self._whole, self._tests), self._size)
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


class _Test(NamedTuple):
    """A test of words that begin with one of `begins`, and its bit."""

    holds: Callable[[str], bool]
    begins: tuple[str, ...]
    bit: int


class _Whole(NamedTuple):
    """What a whole word tells: the bits of those that are listed, and tests with theirs."""

    listed: dict[str, int]
    tests: Sequence[_Test]


class _Tokens(dict[str, int]):
    """Tokens that have been met, each with the bits that it tells.

    A token has blanks around it, but where the text begins or ends. A word with a blank between its parts stands in no
    token. Its longest part does, with the blanks beside it ("forlod " of "forlod mødet"), and tells no more than that
    the word may be there: such a word has a bit of its own, above those of the lists. `doubtful` are all of these.
    """

    def __init__(self, needles: dict[str, int], whole: _Whole, size: int) -> None:
        super().__init__()
        self._listed, self._tests = whole
        # The parts of words that stand in one token, each with the bits that it tells.
        self._by_beginning: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._short: list[tuple[str, int]] = []
        self._doubts: list[tuple[int, str, int]] = []
        for word, bits in needles.items():
            part, tells = word, bits
            if _BLANK in word and _BLANK in word.strip(_BLANK):
                part, tells = _longest_part(word), 1 << size + len(self._doubts)
                self._doubts.append((tells, word, bits))
            listed = self._short if len(part) < _BEGINNING else self._by_beginning[part[:_BEGINNING]]
            listed.append((part, tells))
        self._beginnings = frozenset(self._by_beginning)
        self.doubtful = sum(doubt for doubt, _, _ in self._doubts)
        self._in_doubt: dict[int, tuple[tuple[str, int], ...]] = {}

    def __missing__(self, token: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        text = f"{_BLANK}{token}{_BLANK}"
        if _EDGE in token:
            text = text.replace(_BLANK + _EDGE, "").replace(_EDGE + _BLANK, "")
        bits = 0
        for part, tells in self._short:
            if part in text:
                bits |= tells
        every_three = map("".join, zip(text, text[1:], text[2:], strict=False))
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


class Needed(NamedTuple, Generic[T]):
    """A rule with what a text must have: a word of each list, and its first two characters (None: any)."""

    rule: T
    words: Sequence[Iterable[str]] = ()
    firsts: frozenset[str] | None = None
    seconds: frozenset[str] | None = None


class Sieve(Generic[T]):
    """Rules in their order, of which those are kept that a text may have something for."""

    def __init__(self, needles: Needles, rules: Iterable[Needed[T]]) -> None:
        """Take `rules`; their words are looked for with all others of `needles`."""
        self._rules = tuple([(each, union([needles.add(words) for words in each.words])) for each in rules])
        #: The bits of all words that they need.
        self.bits = union(bits for _, bits in self._rules)
        self._kept = _Kept(self._rules)

    def among(self, mask: int, begin: str = "") -> tuple[T, ...]:
        """The rules that a text with this `mask`, or that of a longer text, may have something for.

        `begin` is the text, or its first two characters, where they count.
        """
        return self._kept[mask & self.bits, begin[:2]]


class _Kept(dict[tuple[int, str], tuple[T, ...]]):
    """What was kept of `rules`, each with its bits, for a mask and what a text begins with ("" for anything)."""

    def __init__(self, rules: Sequence[tuple[Needed[T], int]]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, key: tuple[int, str]) -> tuple[T, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        mask, begin = key
        kept = [each for each, bits in self._rules if bits & mask == bits]
        if begin:
            first, second = begin[:1], begin[1:]
            kept = [each for each in kept if each.firsts is None or first in each.firsts]
            kept = [each for each in kept if each.seconds is None or second in each.seconds]
        chosen = self[key] = tuple([each.rule for each in kept])
        return chosen
