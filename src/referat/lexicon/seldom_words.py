"""Which of the words that matches of a pattern hold are worth looking for: those that few texts have."""

from collections.abc import Iterable

# A gate of more words costs as much as the pattern; one that nearly every text passes tells nothing.
_MOST_WORDS = 16
#: What nearly every text has.
COMMON = " .,"
#: Of more lists beside the best: how many, how long, and of words of so many letters.
_MOST_LISTS, MOST_OF_MANY, SHORTEST_OF_MANY = 3, 60, 2
# A mark is as seldom as a word of so many letters; and more letters than so many make a word no rarer.
_SELDOM, _LESS_SELDOM, _MOST_LETTERS = 4, 1, 8
_LESS_SELDOM_MARKS = frozenset("-:;()/")


def best(needs: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """The set of words that the fewest texts will hold one of: long ones, and few; none where all tell nothing."""
    points, chosen = max([(score(words), sorted(words)) for words in needs], default=(0.0, []))
    return tuple(chosen) if points > 0 else ()


def beside(needs: Iterable[frozenset[str]], chosen: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The next best sets of words beside the `chosen`; these may be long, since they are looked for all at once."""
    weakest = {words: min(map(weight_of, words), default=0) for words in needs if tuple(sorted(words)) != chosen}
    telling = [words for words, weight in weakest.items() if weight >= SHORTEST_OF_MANY and len(words) <= MOST_OF_MANY]
    telling.sort(key=lambda words: (len(words) - weakest[words], sorted(words)))
    return [tuple(sorted(words)) for words in telling[:_MOST_LISTS]]


def score(words: frozenset[str]) -> float:
    """How well the `words` tell texts apart that hold one of them; 0 where they do not."""
    weakest = min(map(weight_of, words), default=0)
    if not weakest or len(words) > _MOST_WORDS:
        return 0.0
    # Of two that are as good by their letters, what has more signs beside these is the rarer: ", at " before "at ".
    return weakest + 1 - len(words) / 4 + min(map(len, words)) / 100


def weight_of(word: str) -> int:
    """How seldom a word is, by its letters; 0 for a letter alone and for marks that nearly every text has."""
    letters = word.strip(COMMON)
    if len(letters) != 1:
        return min(len(letters), _MOST_LETTERS)
    return 0 if letters.isalnum() else _LESS_SELDOM if letters in _LESS_SELDOM_MARKS else _SELDOM
