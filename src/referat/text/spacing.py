"""How many blanks part the words of a text, and in which column something stands in it."""

import re
from functools import lru_cache

# So many words are parted by two blanks, and one in so many by one, where a program has doubled all blanks.
_FEWEST, _SELDOM = 20, 50
_SINGLE, _DOUBLED = re.compile(r"(?<=\S) (?=\S)"), re.compile(r"(?<=\S)  (?=\S)")


@lru_cache(8)
def word_gap(text: str) -> int:
    """How many blanks part the words of `text`: two where a program has doubled them."""
    if 3 * text.count("  ") < text.count(" "):  # nearly always
        return 1
    doubled = len(_DOUBLED.findall(text))
    return 2 if doubled >= _FEWEST and _SELDOM * len(_SINGLE.findall(text)) <= doubled else 1


def column(text: str, at: int) -> int:
    """The column of its line in which offset `at` of `text` stands, from 0, were its words parted by one blank."""
    begin = text.rfind("\n", 0, at) + 1
    return at - begin - (len(_DOUBLED.findall(text, begin, at + 1)) if word_gap(text) > 1 else 0)
