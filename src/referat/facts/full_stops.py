"""Whether a full stop ends a sentence, or an abbreviation, an initial, or the number of a point."""

import re
from functools import cache

from referat.lexicon import values
from referat.lexicon.patterns import compile_pattern

_LONGEST_ABBREVIATION = 12
_LONGEST_WORD = 40
# Behind which, or at the beginning, a sentence begins.
_CLOSED = ("", ".", ")", ":", "!", "?", ";", "-", "–", "•")


def is_abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `text[stop]` ends an abbreviation, an initial or a number, and no sentence."""
    if text[stop] != ".":
        return False
    before, _, word = text[max(0, stop - _LONGEST_ABBREVIATION) : stop].rpartition(" ")
    word = word.lstrip('("“»')
    begins = stop <= _LONGEST_ABBREVIATION and word == text[:stop].strip()
    if begins and (_list_mark().match(f"{word}. ") or (len(word) == 1 and word.isupper())):
        return True  # the number of a point, or its letter
    if word.isdecimal():  # "Ad 1. Godkendt": the number is what the sentence is about
        return _is_point(text, stop - len(word), before) or _opens_sentence(text, stop - len(word))
    if len(word) == 1 and word.isupper():
        return not _is_partys(text, stop)
    return word.lower() in _abbreviations() and not _is_amounts(text, stop, word)


def _is_point(text: str, number: int, before: str) -> bool:
    """Whether a number is that of the point that its sentence begins with: "Ad 1. Godkendt", behind words for it.

    At the end of a sentence the same is a reference: "Asta Birkholm deltog ikke under pkt. 3. Bo Elm …".
    """
    label = before.rpartition(" ")[2]
    return label.strip("(.").lower() in numbered() and (
        "(" in label or _letter_before(text, number - 1 - len(label)) in _CLOSED
    )


def _opens_sentence(text: str, number: int) -> bool:
    """Whether a number is the first word of its sentence, behind the end of another: "1. Godkendt. 2. Udsat"."""
    stop = _last_before(text, number)
    return stop > 0 and text[stop] == "." and text[stop - 1].isalpha() and not is_abbreviated(text, stop)


def _letter_before(text: str, stop: int) -> str:
    """The last letter before `stop` that is no blank; "" where there is none."""
    last = _last_before(text, stop)
    return text[last] if last >= 0 else ""


def _last_before(text: str, stop: int) -> int:
    """Where the last letter before `stop` stands that is no blank; -1 where there is none."""
    while stop > 0 and text[stop - 1].isspace():
        stop -= 1
    return stop - 1


def _is_amounts(text: str, stop: int, word: str) -> bool:
    """Whether the full stop at `stop` closes an amount that ends its sentence: what stands behind opens another.

    The currency stands behind its number, and what is no sentence does not go on with a capital.
    """
    if word.lower() not in values.words()["amounts"]:
        return False
    behind = _word_behind(text, stop)
    counted = _letter_before(text, stop - len(word)).isdigit()
    return behind in values.words()["after_amount"] or (
        counted and behind[:1].isupper() and behind.lower() != word.lower()
    )


def _word_behind(text: str, stop: int) -> str:
    return text[stop + 1 : stop + _LONGEST_WORD].lstrip().partition(" ")[0].rstrip(".,:")


def _is_partys(text: str, stop: int) -> bool:
    """Whether the letter before the full stop at `stop` is a party's, which a sentence may end with, and no initial.

    It closes a list of letters ("A, B og V."), or what stands behind it opens a sentence, and is nobody's name; or it
    is a side's, and somebody's whole name stands behind it ("For stemte: C. Bo Elm var ikke til stede").
    """
    if _word_behind(text, stop) in _after_letter() or _letters().search(text, max(0, stop - 8), stop) is not None:
        return True
    if text[stop + 2 : stop + 3].isdigit() and text[stop - 3 : stop - 1] == ", ":  # "A, V, C. 3 stemte imod"
        return True
    of_side = _letter_of_side().search(text, max(0, stop - _LONGEST_WORD), stop) is not None
    behind = _word_behind(text, stop)
    return of_side and len(behind) > 1 and _whole_name().match(text, stop + 2) is not None


@cache
def _list_mark() -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()["list_mark"])


@cache
def _letters() -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()["letters"] + "$")


@cache
def _letter_of_side() -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()["letter_of_side"])


@cache
def _whole_name() -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()["name"])


@cache
def _after_letter() -> frozenset[str]:
    return frozenset(values.words()["after_letter"])


@cache
def numbered() -> frozenset[str]:
    """Words before the number of a point, in small letters, without their full stop."""
    return frozenset(values.words()["numbered"])


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(values.words()["abbreviations"])
