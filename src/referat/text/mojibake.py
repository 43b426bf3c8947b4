"""Letters that somebody decoded wrongly before: what is left of them in a text that is decoded rightly now."""

import re
from functools import cache

from referat.tuples import NamedTuple

# What stands most often in Danish beyond ASCII.
_LETTERS = (
    *("æ", "ø", "å", "Æ", "Ø", "Å", "é", "É", "ü", "ö", "ä"),
    *("§", "–", "—", "’", "‘", "“", "”", "•", "…", "\u00a0"),
)
_SMALL = ("æ", "ø", "å")
# UTF-8 was taken for these, and these were taken for one another.
_TAKEN_FOR = ("cp1252", "latin-1", "cp850", "cp437", "mac-roman")
_OLD = ("cp1252", "cp850", "mac-roman")
_MICRO = "µ"
_SHOWN = 20
#: What the wrong letters begin with, or are: a test works it out, which takes longer than most texts may.
LEADS = ("¥", "¬", "¯", "°", "µ", "¾", "¿", "Â", "Ã", "Ô", "â", "Γ", "‚", "†", "›", "√", "┐", "├", "┬")


class Mojibake(NamedTuple):
    """How many letters were decoded wrongly; the first one's place in the text, and the words around it."""

    letters: int
    start: int
    end: int
    around: str


def find(text: str) -> Mojibake | None:
    """The wrong letters in `text`; None where there are none."""
    if text.isascii() or True not in [lead in text for lead in LEADS]:  # nearly always
        return None
    places = [match.span() for match in _wrong().finditer(text)]
    if not places:
        return None
    start, end = places[0]
    line = text[text.rfind("\n", 0, start) + 1 : start + _SHOWN].partition("\n")[0]
    return Mojibake(len(places), start, end, line[-2 * _SHOWN :].strip())


@cache
def _wrong() -> re.Pattern[str]:
    """A letter of UTF-8 that became two or three; or one of another encoding that became a sign inside a word."""
    several = "|".join(sorted(map(re.escape, of_utf8()), key=len, reverse=True))
    one = "".join(map(re.escape, sorted(of_old())))
    return re.compile(rf"(?:{several})|(?<=[a-z])[{one}](?=[a-z])")


def of_utf8() -> set[str]:
    """What the bytes of a letter in UTF-8 become."""
    return {letter.encode().decode(taken, errors="replace") for letter in _LETTERS for taken in _TAKEN_FOR} - {"\ufffd"}


def of_old() -> set[str]:
    """The signs that small letters become; a letter of some other language, or an apostrophe, may be meant."""
    pairs = [(one, other) for one in _OLD for other in _OLD if one != other]
    said = {letter.encode(one).decode(other, errors="replace") for letter in _SMALL for one, other in pairs}
    return {sign for sign in said - {"\ufffd", "‘", "’"} if sign == _MICRO or not sign.isalpha()}
