"""Which of the older encodings bytes are in that are no UTF-8, by the letters that stand in their words.

Each byte beyond ASCII is looked at with its two neighbours: read in the right encoding it is a letter of Danish inside
a word, or a sign beside one; read in another, a sign inside a word, a capital behind a small letter, or nothing at all.
"""

import re
import unicodedata
from collections import Counter
from itertools import islice

#: The encodings, each by the name that people know; of two that read the bytes alike the first counts.
NAMES = {
    "cp1252": "Windows-1252",
    "cp850": "CP850",
    "cp865": "CP865",
    "mac-roman": "Mac Roman",
    "latin-1": "Latin-1",
}
_HIGH = re.compile(rb"[\x80-\xff]")
# So many places tell.
_MOST = 20_000
_LETTERS = frozenset({"æ", "ø", "å"})
_OTHERS = frozenset("éèêëüöäáàóíçñßÉÜÖÄ")
# What stands beside words: quotation marks, dashes, paragraphs, degrees, fractions, and the blank that does not break.
_SIGNS = frozenset("–—‘’“”„«»§•·…°²³½¼¾±´£€®©×≤≥≈√\u00a0\u00ad")
# What tables are drawn with.
_LINES = frozenset(map(chr, range(0x2500, 0x25A0)))
_JOINING = frozenset("’–—\u00ad·")
_OWN, _CAPITAL, _OTHER, _SIGN, _STRANGE, _DRAWN, _NO_LETTER = 3, 2, 1, 1, -3, 0, -6


def guessed(data: bytes) -> str:
    """The likeliest of `NAMES` for `data`; the first where nothing tells."""
    places = (match.start() for match in islice(_HIGH.finditer(data), _MOST))
    contexts = Counter([(data[at - 1 : at] or b" ", data[at : at + 1], data[at + 1 : at + 2] or b" ") for at in places])
    points = {
        name: sum(
            count * _points(*(part.decode(name, errors="replace") for part in context))
            for context, count in contexts.items()
        )
        for name in NAMES
    }
    return max(points, key=points.__getitem__)


def _points(before: str, letter: str, after: str) -> int:
    """What speaks for `letter` between its neighbours."""
    inside = before.isalpha() and after.isalpha()
    if letter.lower() in _LETTERS:
        if letter.islower():
            return _OWN if not before.isupper() or not after.isupper() else _STRANGE
        return _STRANGE if before.islower() else _CAPITAL
    if letter in _OTHERS:
        return _STRANGE if letter.isupper() and before.islower() else _OTHER
    if letter in _SIGNS:
        return _SIGN if not inside or letter in _JOINING else _STRANGE
    if letter == "\ufffd" or unicodedata.category(letter) == "Cc":
        return _NO_LETTER
    return _DRAWN if letter in _LINES and not inside else _STRANGE
