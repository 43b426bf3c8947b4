"""Menus of web pages among a text's lines: runs of their words."""

from collections.abc import Iterator, Sequence
from functools import cache

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.marks import Mark

_DIGITS = compile_pattern(r"\d+")
# A menu has so many known words, each at most so far behind the one before; no line of it is longer.
_FEWEST_MENU, _GAP = 3, 2
LONGEST_MENU = 40


def has_digits(mark: Mark) -> bool:
    """Whether a digit stands in the line."""
    return _DIGITS.search(mark.text) is not None


@cache
def menu_words() -> frozenset[str]:
    """The words of web pages' menus, folded."""
    return frozenset(map(lexicon.key_of, lexicon.setting("menu", "says")))


def menus(marks: Sequence[Mark]) -> frozenset[int]:
    """The lines of a web page's menus: runs of its words and the screen's, and what stands between two of them."""
    words = menu_words()
    known = [k for k, mark in enumerate(marks) if mark.role == "noise" or mark.key in words]
    found: set[int] = set()
    for run in _runs(marks, known) if known else ():
        said = [k for k in run if marks[k].key in words]
        if said and len(run) >= _FEWEST_MENU:
            found.update(said)
            found.update(k for k in range(run[0], run[-1]) if marks[k].role == "" and not _tells(marks[k]))
    return frozenset(found)


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
    """Whether a line between a menu's words may tell of the meeting: it has digits, or is a body."""
    return has_digits(mark) or lexicon.setting_pattern("titles", "body").fullmatch(mark.text) is not None
