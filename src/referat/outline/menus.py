"""Menus of web pages among a text's lines: runs of their words."""

from collections.abc import Iterator, Sequence
from functools import cache

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark

_DIGITS = compile_pattern(r"\d+")
# A menu has so many known words, each at most so far behind the one before; no line of it is longer.
_FEWEST_MENU, _GAP = 3, 2
LONGEST_MENU = 40
# With its address it may be longer. What stands around its words: a list's mark before, the address behind.
_LONGEST_DRESSED = 120
_DRESSED = compile_pattern(r"(?:[•*o+#] |\d{1,3}\. )?(?P<words>.*?)(?: <[^<> ]*>)?")


def has_digits(mark: Mark) -> bool:
    """Whether a digit stands in the line."""
    return _DIGITS.search(mark.text) is not None


@cache
def menu_words() -> frozenset[str]:
    """The words of web pages' menus, folded."""
    return frozenset(map(lexicon.key_of, lexicon.setting("menu", "says")))


@cache
def _dressed_words() -> frozenset[str]:
    return menu_words() | frozenset(map(lexicon.key_of, lexicon.setting("menu", "dressed")))


def menus(marks: Indexed) -> frozenset[int]:
    """The lines of a web page's menus: runs of its words and the screen's, and what stands between two of them."""
    words = menu_words()
    if words.isdisjoint(marks.keys):  # nearly always
        return frozenset()
    known = [k for k, mark in enumerate(marks) if mark.role == "noise" or mark.key in words]
    near = [k for k in known if marks[k].role != "noise"]
    dressed = _dressed(marks, near) if near else set[int]()
    found: set[int] = set()
    for run in _runs(marks, sorted({*known, *dressed}) if dressed else known):
        said = [k for k in run if k in dressed or marks[k].key in words]
        if said and len(run) >= _FEWEST_MENU:
            found.update(said)
            found.update(k for k in range(run[0], run[-1]) if marks[k].role == "" and not _tells(marks[k]))
    return frozenset(found)


def _dressed(marks: Sequence[Mark], near: list[int]) -> set[int]:
    """The lines `near` known words of a menu that are such words too, as a browser copies or saves them.

    An entry of a list with its mark, a link with its address, a field with its button.
    """
    found: set[int] = set()
    while near:
        k = near.pop()
        beside = (i for i in range(max(k - _GAP, 0), min(k + _GAP + 1, len(marks))) if i not in found)
        more = [i for i in beside if len(marks[i].text) <= _LONGEST_DRESSED and _is_dressed(marks[i])]
        found.update(more)
        near += more
    return found


def _is_dressed(mark: Mark) -> bool:
    match = _DRESSED.fullmatch(mark.text)
    key = lexicon.key_of(match["words"]) if match is not None else ""
    half = key[: len(key) // 2]
    return (key != mark.key and key in _dressed_words()) or (key == f"{half} {half}" and half in _dressed_words())


def _runs(marks: Sequence[Mark], known: Sequence[int]) -> Iterator[list[int]]:
    """The runs of `known` marks, with at most one other short line between each two."""
    run: list[int] = []
    for k in known:
        if run and (k - run[-1] > _GAP or not all(len(mark.text) <= LONGEST_MENU for mark in marks[run[-1] : k])):
            yield run
            run = []
        run.append(k)
    yield run


def _tells(mark: Mark) -> bool:
    """Whether a line between a menu's words may tell of the meeting: it has digits, is a body, or names a document."""
    is_named = " fra " in mark.text and lexicon.setting_pattern("titles", "names_document").match(mark.text) is not None
    return has_digits(mark) or is_named or lexicon.setting_pattern("titles", "body").fullmatch(mark.text) is not None
