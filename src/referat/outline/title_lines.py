"""Over which lines a title goes on below its first, and where it ends."""

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import key_of
from referat.lexicon.values import never_last
from referat.outline.marks import Mark
from referat.outline.page import Page
from referat.outline.titles import taken_apart, title_key
from referat.text.places import Range

_BESIDE = frozenset({"case", "access", "clock"})
_FULL_TITLE, _FULL_LINE = 45, 40
_LONGEST_MORE = 140
_MOST_MORE = 3
_REACH = 4
_SHORTEST_KEY = 6
_ANY_TITLE = "x x"


def more(page: Page, k: int, stop: int) -> list[int]:
    """The lines below mark `k` with which its title goes on, down to a blank line, a label, what stands beside it."""
    lines: list[int] = []
    for i in range(k + 1, min(stop, k + 1 + _MOST_MORE)):
        above, mark = page.marks[i - 1], page.marks[i]
        if mark.apart or mark.role or mark.bullet or page.is_label[i] or not _goes_on(page, above, mark):
            return []
        lines.append(i)
        below = page.marks[i + 1] if i + 1 < len(page.marks) else None
        if below is None or below.apart or page.is_label[i + 1] or below.role in _BESIDE or below.role == "noise":
            return lines
    return []  # a paragraph


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


def _goes_on(page: Page, above: Mark, mark: Mark) -> bool:
    """Whether a title goes on from the line `above` to `mark`."""
    small = mark.text[0].islower()
    loud = above.text.isupper() and mark.text.isupper()
    unfinished = above.text.rpartition(" ")[2].lower() in never_last()
    if len(mark.text) <= _LONGEST_MORE and unfinished and not mark.text.endswith("."):
        return True
    if len(above.text) < (_FULL_LINE if small or loud else _FULL_TITLE) or len(mark.text) > _LONGEST_MORE:
        return False
    stops = mark.text.endswith(".")
    if stops and lexicon.setting_pattern("titles", "decides").match(mark.text):
        return False
    return small or loud or (page.wrapped and not stops) or _is_mark(mark)


def _is_mark(mark: Mark) -> bool:
    """Whether a line has nothing but an administrative mark in brackets, which has wrapped."""
    return mark.text[0] == "(" and bool(taken_apart(f"{_ANY_TITLE} {mark.text}").marks)


def shortened(page: Page, titles: list[Range], k: int, stop: int) -> tuple[list[Range], set[int]]:
    """The title without what has run into it, where the line below says it again; and the lines that do."""
    whole = " ".join(page.text(place) for place in titles)
    again: set[int] = set()
    for i, mark in page.below(k, _REACH):
        if i >= stop or (page.is_label[i] and mark.how != "tail" and mark.key != key_of(whole)):
            break
        if page.opens_text(i):
            break
        if mark.number is not None and title_key(whole) not in (title_key(page.title[i]), mark.key):
            continue
        text = mark.text if mark.key == title_key(whole) else page.title[i] or mark.text
        if len(mark.key) >= _SHORTEST_KEY and title_key(text) == title_key(whole):
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
