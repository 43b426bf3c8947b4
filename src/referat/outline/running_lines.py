"""What runs along above and below the pages of a document, known where these end."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark
from referat.outline.menus import has_digits
from referat.outline.page_numbers import names_meeting, squeezed, without_words
from referat.tuples import NamedTuple

_DIGITS = compile_pattern(r"\d+")
# A label that is nothing but a body and a day may run along; one that says what it heads does not.
_BODY_AND_DAY = "body_date"
# Below these labels lists stand, whose first lines come again.
_LISTS = frozenset({"attendance", "attachments"})
#: A longer line does not run along.
LONGEST_RUNNING = 120
_FEWEST, _FEWEST_UNKNOWN = 2, 3
# So many lines run along beside a page's number.
_MOST_LINES = 3
_LONGEST_HEAD = 20


class PageBreak(NamedTuple):
    """Where a page ends: the marks of its last lines and the next page's first, from the break on, and its number."""

    above: tuple[int, ...]
    below: tuple[int, ...]
    number: int | None = None
    fed: bool = False

    @property
    def beside(self) -> tuple[int, ...]:
        """All of them."""
        return self.above + self.below


def page_break(marks: Sequence[Mark], last: int, first: int) -> PageBreak:
    """The break between mark `last` and mark `first`."""
    above = range(last, max(-1, last - _MOST_LINES), -1)
    return PageBreak(tuple(above), tuple(range(first, min(len(marks), first + _MOST_LINES))))


def running(marks: Indexed, breaks: Sequence[PageBreak]) -> frozenset[int]:
    """The lines above the breaks, or below, that come again at half of them, from the break on without a gap.

    They stand there more often than within the pages. Lines that differ in their digits alone count as the same next to
    form feeds only: "Bilag 1", "Bilag 2".
    """
    known = frozenset([squeezed(mark) for mark in head(marks)])
    fewest = max(_FEWEST, _turns(breaks) / 2)
    numbers = frozenset([one.number for one in breaks if one.number is not None]).union(pages(marks))
    within: Counter[str] | None = None
    found: set[int] = set()
    for sides in ([one.above for one in breaks], [one.below for one in breaks]):
        along = [list[int]() for _ in sides]
        for place in range(_MOST_LINES):  # beyond lines that run along
            here = [n for n, side in enumerate(sides) if len(side) > place == len(along[n])]
            counts = Counter(squeezed(marks[k]) for k in {sides[n][place] for n in here})
            near = {sides[n][place] for n in here if breaks[n].fed and not place}
            counts += Counter(shape(marks[k]) for k in near if has_digits(marks[k]) and not begins_item(marks[k]))
            often = {said: count for said, count in counts.items() if count >= fewest}
            if not often:  # nearly always
                break
            within = _within(marks, breaks) if within is None else within
            often = {said: count for said, count in often.items() if count > within[said]}
            for n in here:
                if _runs(marks, sides[n][place], often, known, numbers):
                    along[n].append(sides[n][place])
        found.update(k for lines in along for k in without_words(marks, lines))
    return frozenset(found)


def _within(marks: Sequence[Mark], breaks: Sequence[PageBreak]) -> Counter[str]:
    """How often something is said that stands beside none of the breaks."""
    inner = frozenset(range(len(marks))).difference(*[one.beside for one in breaks])
    return Counter(said for k in inner for said in {*_said(marks[k])})


def _runs(
    marks: Sequence[Mark], k: int, often: Mapping[str, int], known: frozenset[str], numbers: frozenset[int]
) -> bool:
    """Whether mark `k` comes `often`, itself or but for its digits; those absent may do so below their label."""
    mark = marks[k]
    if k and marks[k - 1].kind in _LISTS and not names_meeting(squeezed(mark)):
        return False
    alone = k + 1 == len(marks) or marks[k + 1].apart or k + 1 in numbers
    return any(said in often and _may_run(mark, known, often[said], alone=alone) for said in _said(mark))


def of_first_page(marks: Sequence[Mark], breaks: Sequence[PageBreak], along: frozenset[int]) -> frozenset[int]:
    """The first lines of all that run along above the pages below: two at least begin with them."""
    if not along or not breaks:  # nearly always
        return frozenset()
    tops = Counter([squeezed(marks[k]) for one in breaks for k in one.below if k in along])
    first = takewhile(lambda k: tops[squeezed(marks[k])] >= _FEWEST or marks[k].role == "noise", range(len(marks)))
    return frozenset(first) if tops else frozenset()


def _may_run(mark: Mark, known: frozenset[str], count: int, *, alone: bool) -> bool:
    """Whether it runs along: it is known from the head, names the meeting, or comes again often and decides nothing.

    `alone` tells that nothing stands directly below it.
    """
    if len(mark.text) > LONGEST_RUNNING or _is_said_again(mark):
        return False
    of_head = squeezed(mark) in known
    if mark.text[-1] == "." and not (of_head and has_digits(mark)):  # what comes again is said again
        return False
    if of_head:
        return True
    called = mark.rule is not None and mark.kind != "" and not mark.rule.name.endswith(_BODY_AND_DAY)
    if not called and names_meeting(squeezed(mark)):
        return count >= (_FEWEST if alone else _FEWEST_UNKNOWN)
    if count < _FEWEST_UNKNOWN or mark.kind:
        return False
    return lexicon.setting_pattern("titles", "decides").match(mark.text) is None


def head(marks: Indexed) -> Iterator[Mark]:
    """The lines of the document's head that may come again on its pages: no labels with nothing behind them."""
    top = marks[marks.top : marks.top + _LONGEST_HEAD]
    first = takewhile(lambda mark: mark.number is None and mark.role not in ("case", "contents"), top)
    return (mark for mark in first if mark.how != "own" and not _is_said_again(mark))


def _is_said_again(mark: Mark) -> bool:
    """Whether a line is said of each item anew, and runs along nowhere: whether the item is open."""
    return mark.role == "access"


def _said(mark: Mark) -> tuple[str, ...]:
    """What a mark says, and what it does but for its digits; the digits of a case number say which it is."""
    return (squeezed(mark),) if mark.role == "case" else (squeezed(mark), shape(mark))


def shape(mark: Mark) -> str:
    """What a line says but for its digits, and for how they stand."""
    return _DIGITS.sub("0", squeezed(mark))


def begins_item(mark: Mark) -> bool:
    """Whether a word says that the number is an item's: "Sag nr. 6"."""
    return mark.number is not None and mark.number.form[1] != ""


def _turns(breaks: Sequence[PageBreak]) -> int:
    """How many pages end: a form feed and a page's number beside it show the same."""
    places = sorted({one.below[0] if one.below else one.above[0] + 1 for one in breaks if one.beside})
    return 1 + sum(after - before > _MOST_LINES for before, after in pairwise(places)) if places else 0


def pages(marks: Indexed) -> list[int]:
    """The lines that say by themselves that they are a page's number."""
    return [k for k, flags in marks.flagged if "page" in flags]
