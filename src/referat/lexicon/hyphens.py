"""Words that a hyphen at the end of a line parts."""

import re
from functools import cache

from referat.lexicon import values
from referat.lexicon.patterns import compile_pattern

_HYPHEN = "-"


def parts_word(above: str, below: str) -> bool:
    """Whether a hyphen ends the line `above` in the middle of a word, of which the rest begins the line `below`."""
    if above[-1:] != _HYPHEN or _pattern("parted_above").search(above, max(0, len(above) - 2)) is None:
        return False
    return _pattern("parted_below").match(below) is not None or keeps_hyphen(below)


def parts_plainly(above: str, below: str) -> bool:
    """The same for a word that has no hyphen where it is whole."""
    return parts_word(above, below) and not keeps_hyphen(below)


def keeps_hyphen(below: str) -> bool:
    """Whether the rest of a word that begins the line `below` has the hyphen before it wherever it stands."""
    return _pattern("hyphen_below").match(below) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()[name])
