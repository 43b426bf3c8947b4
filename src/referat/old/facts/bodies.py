"""Whether two names mean the same council or committee."""

import re
import unicodedata
from functools import cache

from referat.lexicon import values
from referat.lexicon.rules import fold

# What a name may carry and another lack: a term, an abbreviation in brackets.
_TERM = re.compile(r"\(?\b\d{2,4} ?[-–/] ?\d{2,4}\b\)?|\([^)]*\)")


def same_bodies(one: str, other: str) -> bool:
    """Whether two names mean the same body.

    One may carry a term ("Byrådet 2022-2025"), an abbreviation in brackets, or its place ("Nordby Byråd", "Byrådet"),
    or say what it is alone ("Udvalget").
    """
    a, b = _words(one), _words(other)
    short, long = sorted((a, b), key=len)
    if len(short) == 1 and short[0] in values.words()["plain_bodies"] and long[-1].endswith(short[0]):
        return True
    return bool(short) and (long[: len(short)] == short or long[-len(short) :] == short)


@cache
def _words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without term and brackets, the article at the end of each left off."""
    text = fold(unicodedata.normalize("NFC", _TERM.sub(" ", name)))
    endings: tuple[str, ...] = tuple(values.words()["articles"])
    found = []
    for word in re.findall(r"\w+", text):
        ending = next((ending for ending in endings if word.endswith(ending) and len(word) > len(ending) + 2), "")
        found.append(word.removesuffix(ending))
    return tuple(found)
