"""The names that a meeting's own lists give, by how they begin."""

from collections import Counter
from functools import lru_cache


@lru_cache(16)
def single_words(known: frozenset[str]) -> frozenset[str]:
    """The known names of one word, and the first names that only one of those known has."""
    firsts = Counter(name.split(" ", 1)[0] for name in known)
    return frozenset(word for word, count in firsts.items() if count == 1)


@lru_cache(16)
def by_first_word(known: frozenset[str]) -> dict[str, list[str]]:
    """The known names, the longest first, by their first words."""
    index: dict[str, list[str]] = {}
    for name in sorted(known, key=lambda name: (-len(name), name)):
        index.setdefault(name.split(" ", 1)[0], []).append(name)
    return index
