"""Titles: the administrative marks around them, and how a title in the contents is found among those of the items."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from referat.lexicon import values
from referat.lexicon.rules import Rule, fold
from referat.old.layout import Layout

# A table of contents cuts a title at the line's end; so much of it must agree.
_SHORTEST_CUT = 12
_NEIGHBOURS = 5
_MOST_MARKS = 8
_LONGEST_MARK = 60
# A title comes again and again: in the contents, as a heading, as a candidate that is compared with others.
_MOST_KEPT = 1000

Place = tuple[int, int]


class Title(NamedTuple):
    """A printed title taken apart: offsets of the title proper, of its marks in order, and of what tells the access."""

    start: int
    end: int
    marks: tuple[Place, ...]
    access: str | None
    access_at: Place


class Listed(NamedTuple):
    """A title as the table of contents gives it, folded, and whether it is called closed there."""

    title: str
    closed: bool


@lru_cache(_MOST_KEPT)
def read_title(layout: Layout, text: str) -> Title:
    """Take the marks off `text`, a title as printed: one by one, from either end, while something is left."""
    start, end = 0, len(text)
    if not layout.may_mark(text):
        return Title(start, end, (), None, (0, 0))
    marks: list[Place] = []
    access: str | None = None
    access_at = (0, 0)
    rules = layout["title_mark"]
    while len(marks) < _MOST_MARKS:
        found = next((mark for rule in rules if (mark := _mark(rule, text, start, end)) is not None), None)
        if found is None:
            break
        rule, place = found
        if access is None and rule.data.get("access"):
            access, access_at = rule.data["access"], place
        if place == (start, end):  # the title is nothing but the mark, and stays a title
            break
        marks.append(place)
        start, end = (place[1], end) if rule.data.get("before") else (start, place[0])
    return Title(start, end, tuple(sorted(marks)), access, access_at)


def _mark(rule: Rule, text: str, start: int, end: int) -> tuple[Rule, Place] | None:
    part = text[start:end]
    if rule.labels:
        return (rule, (start, end)) if fold(part) in rule.folded else None
    if rule.data.get("before"):
        stop = rule.prefix(part)
        return (rule, (start, start + stop)) if stop and stop < len(part) else None
    part = part.rstrip()
    cut = max(0, len(part) - _LONGEST_MARK)
    found = rule.suffix(part[cut:])
    begin = found and cut + found
    if not begin or (rule.data.get("after_name") is False and values.ends_with_name(part[:begin])):
        return None
    return rule, (start + begin, end)


@lru_cache(_MOST_KEPT)
def plain(layout: Layout, text: str) -> Listed:
    """`text` as titles are compared: without marks, white space made one space, folded."""
    title = read_title(layout, text)
    return Listed(fold(" ".join(text[title.start : title.end].split())), title.access == "closed")


class Index:
    """Titles in which others are looked up: equal ones, or ones that go on where a title was cut off."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = sorted(titles)

    def __bool__(self) -> bool:
        return bool(self._titles)

    def has_beginning_of(self, title: str) -> bool:
        """Whether one of them is `title`, or the beginning of it that fitted on a line."""
        k = bisect_right(self._titles, title)
        # A title that begins this one sorts just before it; only titles that begin alike can stand between.
        return any(_begins(cut, title) for cut in self._titles[max(0, k - _NEIGHBOURS) : k])

    def has_continuation_of(self, cut: str) -> bool:
        """Whether one of them is `cut`, or, where that is long enough, begins with it."""
        k = bisect_left(self._titles, cut)
        return k < len(self._titles) and _begins(cut, self._titles[k])

    def take_continuation_of(self, cut: str) -> str | None:
        """Take out the first that is `cut`, or, where that is long enough, begins with it; None where none does."""
        return self._titles.pop(bisect_left(self._titles, cut)) if self.has_continuation_of(cut) else None


def _begins(cut: str, title: str) -> bool:
    return cut == title or (len(cut) >= _SHORTEST_CUT and title.startswith(cut))
