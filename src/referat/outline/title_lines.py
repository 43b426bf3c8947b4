"""Over which lines a title goes on below its first, and where it ends."""

from itertools import takewhile

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import key_of
from referat.lexicon.values import never_last
from referat.outline.marks import Mark
from referat.outline.page import Page
from referat.outline.titles import proper, taken_apart, title_key
from referat.text.places import Range
from referat.text.spacing import column

_BESIDE = frozenset({"case", "access", "clock", "numbering"})
# Titles wrap from so many characters on: in columns, before a small letter, sooner.
_FULL_TITLE, _FULL_LINE, _SHORTEST_LINE = 45, 40, 10
_LONGEST_MORE = 140
# A line that hangs below the title's first is no paragraph.
_LONGEST_HUNG = 60
_MOST_MORE = 3
_MOST_IN_COLUMN = 4
# One less lines of a page's furniture may stand in a title.
_FURNITURE = 4
_REACH = 4
_SHORTEST_KEY = 6
# A label that stands so often is one that items have.
_FEWEST_LABELS = 3
_ANY_TITLE = "x x"


def more(page: Page, k: int, stop: int) -> list[int]:
    """The lines below mark `k` with which its title goes on, down to a blank line, a label, what stands beside it.

    Where a page ends in it, its furniture stands between.
    """
    lines: list[int] = []
    sure = 0
    above, length = page.title[k] or page.marks[k].text, len(page.marks[k].text)
    below = _next(page, k, stop)
    if below is not None and page.marks[below].line == page.marks[k].line:  # beside it, in another column
        return lines
    while below is not None and len(lines) < _MOST_MORE:
        mark = page.marks[below]
        if mark.role == "case" and _waits_for_case(above):
            return [*lines, below]
        turned = below - (lines[-1] if lines else k) > 1
        apart = not _turns(above, mark) if turned else mark.apart
        role = "" if mark.number is not None and _is_unfinished(above, mark) else mark.role
        label = page.is_label[below] and not _ends_title(page, above, below, stop)
        role = "" if role == "label" and not label else role
        hangs = not (apart or role or label) and _hangs(page, k, below)
        if apart or role or mark.bullet or label or not (hangs or _goes_on(page, above, length, mark)):
            return lines[:sure]
        lines.append(below)
        sure += len(lines) == sure + 1 and (hangs or _is_unfinished(above, mark))
        above, length, last = mark.text, len(mark.text), below
        below = _next(page, last, stop)
        waits = below is not None and (
            _ends_title(page, above, below, stop) or (page.marks[below].role == "case" and _waits_for_case(above))
        )
        if not waits and _ends(page, last, below):
            return lines
    return lines if below is None and above[-1] != "." else lines[:sure]  # a paragraph


def in_column(page: Page, at: int, stop: int) -> list[int]:
    """The lines below heading `at` in which its title goes on in a column of its own, beside the item's text."""
    lines: list[int] = []
    for k in range(at + 1, min(stop, at + 1 + 2 * _MOST_IN_COLUMN)):
        if page.marks[k].role == "title":
            lines.append(k)
        elif page.marks[k].apart or page.marks[k].number is not None:
            break
    return lines


def _hangs(page: Page, k: int, below: int) -> bool:
    """Whether mark `below` stands in the column of mark `k`'s title, behind a number, and all to a case number."""
    number = page.marks[k].number
    if number is None or number.title.a >= number.title.b:
        return False
    hung = page.marks[below : below + _MOST_MORE + 1]
    above = list(takewhile(lambda mark: mark.role != "case", hung))
    if len(above) == len(hung) or max(len(mark.text) for mark in above) > _LONGEST_HUNG:
        return False
    beside = hung[: len(above) + 1]
    if any(mark.apart or mark.line != beside[0].line + i for i, mark in enumerate(beside)):
        return False
    starts = [page.marks[k].place(number.title).a, *(mark.a for mark in above)]
    columns = {column(page.source.spaced, page.source.origin(a, a + 1)[0]) for a in starts}
    return len(columns) == 1 and 0 not in columns


def _ends_title(page: Page, above: str, k: int, stop: int) -> bool:
    """Whether label `k` is the last word of a title that what is `above` cannot end, and a case number stands below."""
    if not page.is_label[k] or page.marks[k].apart:
        return False
    below = _next(page, k, stop)
    return below is not None and page.marks[below].role == "case" and _is_unfinished(above, page.marks[k])


def _waits_for_case(text: str) -> bool:
    """Whether a line ends with the word before a case number, which has wrapped."""
    return lexicon.holds_setting("titles", "case_behind", text)


def _next(page: Page, k: int, stop: int) -> int | None:
    """The mark below `k` and above `stop` that is no furniture; None where none is near."""
    return next((i for i in range(k + 1, min(stop, k + _FURNITURE)) if page.marks[i].role != "noise"), None)


def _ends(page: Page, k: int, below: int | None) -> bool:
    """Whether the title ends with mark `k`: what stands `below` is apart, a label, or beside the title."""
    if below is None:
        return k + 1 >= page.count
    mark = page.marks[below]
    if mark.role in _BESIDE or page.is_label[below]:
        return True
    return (mark.apart or below > k + 1) and not (below > k + 1 and _turns(page.marks[k].text, mark))


def to_full_stop(page: Page, k: int, stop: int) -> list[int]:
    """The lines below mark `k` with which its title goes on, to the one that ends with a full stop, as others do."""
    text = page.marks[k].text
    if text[-1] == ".":
        return []
    if len(text) < _FULL_LINE:
        return more(page, k, stop)
    lines: list[int] = []
    for i in range(k + 1, min(stop, k + 1 + _MOST_MORE)):
        mark = page.marks[i]
        if mark.apart or mark.role or mark.bullet or page.is_label[i]:
            break
        lines.append(i)
        if mark.text[-1] == ".":
            return lines
    return more(page, k, stop)


def _turns(above: str, mark: Mark) -> bool:
    """Whether what a line says, `above`, goes on in `mark` at the top of the next page."""
    return not mark.role and (mark.text[0].islower() or _are_loud(above, mark.text))


def _are_loud(above: str, text: str) -> bool:
    """Whether two lines are in capitals, but for what stands around a title."""
    return text[-1] != "." and (above.isupper() or proper(above).isupper()) and proper(text).isupper()


def _goes_on(page: Page, above: str, length: int, mark: Mark) -> bool:
    """Whether a title goes on from what a line of that `length` says, `above`, to `mark`."""
    small, loud = mark.text[0].islower() and mark.text[1:2] not in ".)", _are_loud(above, mark.text)
    if _is_unfinished(above, mark):
        return True
    if above.count("(") > above.count(")") and ")" in mark.text:
        return True
    if above[-1] == "," and len(mark.text) <= _LONGEST_MORE and not mark.text.endswith("."):
        return True
    if length < (_SHORTEST_LINE if small else _FULL_LINE if loud else _FULL_TITLE) or len(mark.text) > _LONGEST_MORE:
        return False
    stops = mark.text.endswith(".")
    said = mark.text if " " in mark.text else mark.text.capitalize()
    if lexicon.setting_pattern("titles", "decides" if stops else "verdict_begins").match(said):
        return False
    goes_on = small or loud or (page.source.width is not None and not stops)
    return (goes_on and lexicon.files_rule(mark.text) is None) or _is_mark(mark)


def _is_unfinished(above: str, mark: Mark) -> bool:
    """Whether what a line says, `above`, cannot be all of a title: it ends with a word that others follow."""
    last = above.rpartition(" ")[2].lower()
    if len(mark.text) > _LONGEST_MORE or mark.text.endswith("."):
        return False
    before_number = last in lexicon.setting("titles", "before_numbers") and mark.text[0].isdigit()
    return before_number or last in never_last() or last in lexicon.setting("titles", "unfinished")


def _is_mark(mark: Mark) -> bool:
    """Whether a line has nothing but an administrative mark in brackets, which has wrapped."""
    return mark.text[0] == "(" and bool(taken_apart(f"{_ANY_TITLE} {mark.text}").marks)


def is_own_label(page: Page, k: int) -> bool:
    """Whether a label that may say the title again is one that items have, and no other such one stands below."""
    mark = page.marks[k]
    if not page.is_label[k] or page.core_labels[mark.label, mark.how] < _FEWEST_LABELS:
        return False
    return all(below.key != mark.key for below in page.marks[k + 1 : k + 1 + _REACH])


def shortened(page: Page, titles: list[Range], k: int, stop: int) -> tuple[list[Range], set[int]]:
    """The title without what has run into it, where the line below says it again; and the lines that do."""
    whole = " ".join(page.text(place) for place in titles)
    again: set[int] = set()
    for i, mark in page.below(k, _REACH):
        if i >= stop or (page.is_label[i] and mark.how != "tail" and mark.key != key_of(whole)):
            break
        if page.opens_text(i) or is_own_label(page, i):
            break
        if mark.number is not None and title_key(whole) not in (title_key(page.title[i]), mark.key):
            continue
        text = mark.text if mark.key == title_key(whole) else page.title[i] or mark.text
        key = title_key(whole)
        if len(mark.key) >= _SHORTEST_KEY and key in mark.key and title_key(text) == key:
            again.add(i)
        elif (
            len(titles) == 1
            and len(mark.key) > _SHORTEST_KEY
            and len(text) < len(whole)
            and whole.startswith(text)
            and not whole[len(text) :].startswith((" ", ",", "."))
        ):
            titles = [Range(titles[0].a, titles[0].a + len(text))]
            whole = text
            again.add(i)
    return titles, again
