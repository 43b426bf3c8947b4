"""Whether a text may have somebody's name in it: one look, before it is read."""

import re
from functools import cache

from referat.facts.known_names import single_words
from referat.facts.people import NOBODY_KNOWN, Known, begins_as_persons, compile_with, vocabulary_words
from referat.lexicon.patterns import compile_pattern

_WORD = compile_pattern(r"[^\W\d_]+")


def shows_name(text: str, known: Known = NOBODY_KNOWN) -> bool:
    """Whether `text` may have somebody's name in it: two words with capitals, or one that is known to be a name."""
    if _two_capitals().search(text) is not None:
        return True
    return bool(known) and not single_words(known).isdisjoint(_WORD.findall(text))


@cache
def _two_capitals() -> re.Pattern[str]:
    return compile_with(r"{capital}[^\W\d_]*(?:[.'’´`-][^\W\d_]*)?[.]? ?(?:{particle} ){0,2}{glued}?{capital}")


def names_someone(text: str) -> bool:
    """Whether `text` goes on to somebody by a first name that the vocabulary has: "bookbinder Anders Petersen".

    Saints, after whom hospitals and streets are called, are none.
    """
    for word in _before_surname().finditer(text):
        above = text[: word.start()].rstrip(" .").rpartition(" ")[2]
        if begins_as_persons(text[word.start() :]) and above not in _saints():
            return True
    return False


@cache
def _before_surname() -> re.Pattern[str]:
    return compile_with(r"(?<![\w-]){capital}[\w-]+(?= (?:{particle} ){0,2}{glued}?{capital})")


@cache
def _saints() -> frozenset[str]:
    return vocabulary_words("saints")
