"""Whether a text may have somebody's name in it: one look, before it is read."""

import re
from functools import cache

from referat.facts.known_names import single_words
from referat.facts.people import NOBODY_KNOWN, Known, compile_with
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
