"""The feet of pages in a text whose lines are not joined yet: a body and a day, before a page's number or without."""

from collections import Counter
from collections.abc import Collection
from functools import cached_property

from referat.lexicon.lines import setting_gate, setting_pattern
from referat.text.source import Source


class PageFeet:
    """The feet among the lines of `source`; below the lines `no_room` something may go on."""

    def __init__(self, source: Source, no_room: Collection[int]) -> None:
        self._source = source
        self._no_room = no_room

    def comes_again(self, i: int) -> bool:
        """Whether line `i` is a foot that begins a line elsewhere too, where nothing goes on."""
        said = _said(self._source.lines[i].strip())
        return said != "" and self._times[said] > (i - 1 not in self._no_room)

    def tears_sentence(self, i: int) -> bool:
        """Whether line `i` is a foot above a blank line, below which a sentence goes on in a small letter."""
        lines = self._source.lines
        if i + 2 >= len(lines) or not self._source.is_blank(i + 1) or not lines[i + 2].lstrip()[:1].islower():
            return False
        return _said(lines[i].strip()) != ""

    @cached_property
    def _times(self) -> Counter[str]:
        begun = (line.strip() for i, line in enumerate(self._source.lines) if i - 1 not in self._no_room)
        return Counter(map(_said, filter(None, begun)))


def _said(text: str) -> str:
    """The body and the day that all of `text` is, but for a page's number behind them; "" where it is none."""
    if not text[0].isupper() or not setting_gate("titles", "body_day_page").admits(text):
        return ""
    match = setting_pattern("titles", "body_day_page").fullmatch(text)
    return match["said"] if match is not None else ""
