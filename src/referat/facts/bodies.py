"""Whether two names mean the same council or committee."""

import unicodedata
from functools import cache

from referat.lexicon import values
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import fold

# What a name may carry and another lack: a term, an abbreviation in brackets.
_TERM = compile_pattern(r"\(?\b\d{2,4} ?[-–/] ?\d{2,4}\b\)?|\([^)]*\)")
_WORD = compile_pattern(r"\w+")
# So many letters stand for a whole name.
_LONGEST_ABBREVIATION = 4


def same_bodies(one: str, other: str) -> bool:
    """Whether two names mean the same body.

    One may carry a term ("Byrådet 2022-2025"), an abbreviation in brackets, or its place ("Nordby Byråd", "Byrådet"),
    say what it is alone ("Udvalget"), or be nothing but initials ("ØU"), which stand for what begins with them.
    """
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) == 1 and short[0] in values.words()["plain_bodies"] and long[-1].endswith(short[0]):
        return True
    if long[: len(short)] == short or long[-len(short) :] == short or _roots(a) == _roots(b):
        return True
    return _abbreviates(one, other) or _abbreviates(other, one)


def names_nobody(name: str) -> bool:
    """Whether `name` says of which meeting it is, and no more: "mødet"."""
    return not _words(name)


def _roots(words: tuple[str, ...]) -> tuple[str, ...]:
    """`words` without what kind of body each names: "Kultur- og Fritidsudvalget", "Kultur og Fritid"."""
    kinds: list[str] = values.words()["kinds_of_bodies"]
    return tuple(next((w.removesuffix(k) for k in kinds if w.endswith(k) and len(w) > len(k) + 2), w) for w in words)


def _abbreviates(one: str, other: str) -> bool:
    """Whether `one` are initials that stand in `other` in their order, the first of them at its beginning."""
    initials = one.strip(" ().")
    if not (1 < len(initials) <= _LONGEST_ABBREVIATION and initials.isupper() and initials.isalpha()):
        return False
    rest = iter(unicodedata.normalize("NFC", other).upper())
    return other[:1].upper() == initials[0] and all(letter in rest for letter in initials)


@cache
def _words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without term and brackets, the article at the end of each left off.

    "på byrådsmødet" is the council.
    """
    text = fold(unicodedata.normalize("NFC", _TERM.sub(" ", name)))
    words = (_stem(word) for word in _WORD.findall(text) if word not in values.words()["before_bodies"])
    return tuple(filter(None, words))


def _stem(word: str) -> str:
    """`word` without its article, and without the meeting that a body's name is glued to."""
    meeting = next((m for m in values.words()["meetings"] if word.endswith(m)), None)
    if meeting is not None:
        word = word.removesuffix(meeting)
    article = next((a for a in values.words()["articles"] if word.endswith(a) and len(word) > len(a) + 2), "")
    return word.removesuffix(article)
