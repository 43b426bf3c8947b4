"""How many blanks part the words of a text, in which column something stands in it, and what of them goes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from unicodedata import normalize

from referat.text.viewed import COMBINING

# So many words are parted by two blanks, and one in so many by one, where a program has doubled all blanks.
_FEWEST, _SELDOM = 20, 50
_SINGLE, _DOUBLED = re.compile(r"(?<=\S) (?=\S)"), re.compile(r"(?<=\S)  (?=\S)")
_BLANK_LINE, _BLANK_LINES = "\n\n", "\n\n\n"


@lru_cache(8)
def word_gap(text: str) -> int:
    """How many blanks part the words of `text`: two where a program has doubled them."""
    if 3 * text.count("  ") < text.count(" "):  # nearly always
        return 1
    doubled = len(_DOUBLED.findall(text))
    return 2 if doubled >= _FEWEST and _SELDOM * len(_SINGLE.findall(text)) <= doubled else 1


def as_printed(text: str, lines: Sequence[str]) -> Sequence[str]:
    """`lines` of `text`, each as long as it is printed: doubled blanks made one, letters of two code points too."""
    if word_gap(text) > 1:
        lines = [_DOUBLED.sub(" ", line) for line in lines]
    return [normalize("NFC", line) for line in lines] if _is_decomposed(text) else lines


def words(text: str, a: int, b: int) -> str:
    """What stands in `text` from `a` to `b` as the view has it: one blank between words, letters of one code point."""
    told = " ".join(text[a:b].split())
    return normalize("NFC", told) if _is_decomposed(text) else told


@lru_cache(8)
def _is_decomposed(text: str) -> bool:
    """Whether letters of two code points stand in `text`, whose second takes up no column."""
    return not text.isascii() and any(mark in text for mark in COMBINING)


def column(text: str, at: int) -> int:
    """The column of its line in which offset `at` of `text` stands, from 0, were its words parted by one blank."""
    begin = text.rfind("\n", 0, at) + 1
    return at - begin - _uncounted(text, begin, at)


def columns(text: str, places: Iterable[int]) -> Iterator[int]:
    """The column of each of `places`, rising offsets in `text`: of one line each is counted on from the one before."""
    last = at = -1
    for place in places:
        if last < 0 or "\n" in text[last:place]:
            at = column(text, place)
        else:
            at += place - last - _uncounted(text, last, place)
        last = place
        yield at


def _uncounted(text: str, a: int, b: int) -> int:
    """How many characters of `text` from `a` to `b` take up no column: blanks that a program doubled, and marks."""
    doubled = len(_DOUBLED.findall(text, a, b + 1)) if word_gap(text) > 1 else 0
    return doubled + (sum(map(text[a:b].count, COMBINING)) if _is_decomposed(text) else 0)


def margin(text: str, lines: Sequence[str]) -> int:
    """How many characters of white space stand before each filled one of `lines`, behind a form feed that may be there.

    What runs along beside the pages of a text, as a browser prints it, may begin farther to the left, and is none of
    `lines`. Where a program put letters on paper into columns, most lines of the `text`, whose pages end with form
    feeds, may begin a blank farther to the right than some: by chance.
    """
    least = len(text)
    for line in lines:
        bare = len(line.lstrip())
        lead = len(line.lstrip("\f")) - bare
        if bare and lead < least:
            least = lead
            if not least:
                break
    if "\f" not in text:
        return least
    farther = len(_beginning(least + 1).findall(text))
    return least + (2 * farther > sum(map(bool, map(str.strip, lines))))


@lru_cache(8)
def _beginning(blanks: int) -> re.Pattern[str]:
    """So many `blanks` before the first word of a line."""
    return re.compile(rf"(?m)^\f?[ \t]{{{blanks}}}(?=\S)")


def tidy(text: str) -> str:
    """Lines right-stripped, blank lines at both ends dropped, runs of blank lines made one."""
    if "\n" not in text:
        return text.rstrip()
    joined = "\n".join(map(str.rstrip, text.split("\n"))).strip("\n")
    while _BLANK_LINES in joined:  # a pattern for the whole run takes thirty times as long
        joined = joined.replace(_BLANK_LINES, _BLANK_LINE)
    return joined


def has_trailing_blanks(text: str) -> bool:
    """Whether a line of `text` that another follows ends with a blank of whatever kind."""
    lines = text.split("\n")[:-1]
    return list(map(str.rstrip, lines)) != lines
