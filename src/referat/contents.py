"""The table of contents: titles, sometimes with numbers, mostly with pages.

contents = contents label { entry | other line } ;
entry    = [ number ] title [ dot leaders ] [ tab | space ] [ page ] ;
"""

from collections import Counter
from typing import NamedTuple

from referat import values
from referat.reading import Node, Reading
from referat.titles import Listed, plain
from referat.tokens import LONGEST
from referat.values import Entry

_MOST_ENTRIES = 300
_LONGEST_NUMBER = 4
# A bare number of four digits at the end of a title is a year.
_FEWEST_YEARS = 1000
# Leaders are as long as the line leaves room, or always the same; then one dot more is the title's own ("mv.").
_MOST_FIXED_DOTS = 10


class Numbered(NamedTuple):
    """An entry with its number, and how far in the line its title begins."""

    entry: Entry
    number: str | None
    indent: int


class Contents:
    """The entries of a table of contents, collected line by line."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._entries: list[tuple[int, Numbered]] = []
        self._last_page = 1

    def add(self, i: int) -> bool:
        """Read line `i` as an entry; False where it shows nothing of one."""
        text = self.reading.source.lines[i].strip()
        if len(text) > LONGEST or len(self._entries) >= _MOST_ENTRIES:
            return False
        found = read_entry(self.reading, text)
        entry = found.entry
        bare = not entry.dots and not entry.tab
        if entry.page is not None and bare and not self._last_page <= entry.page < _FEWEST_YEARS:
            entry = Entry(text, None, 0, tab=False)  # the number is the title's own: a year, a count
        if (
            entry.page is None
            and not entry.dots
            and found.number is None
            and not plain(self.reading.layout, text).closed
        ):
            return False
        self._last_page = entry.page or self._last_page
        self._entries.append((i, found._replace(entry=entry)))
        return True

    def write(self, node: Node) -> None:
        """Write the entries into `node`, a Meeting."""
        reading = self.reading
        node["contents"] = []
        dots = Counter(found.entry.dots for _, found in self._entries if found.entry.dots)
        usual = min(dots, default=0)
        fixed = usual <= _MOST_FIXED_DOTS and set(dots) <= {usual, usual + 1} and dots[usual] >= dots[usual + 1]
        for i, (entry, number, indent) in self._entries:
            start, end = reading.source.stripped(i)
            a = start + indent
            b = a + len(entry.title) + (fixed and entry.dots == usual + 1)
            child: Node = {}
            reading.put(child, "title", reading.source.phrase(a, b), a, b)
            reading.put(child, "number", number, start, start + len(number or ""))
            reading.put(child, "page", entry.page, end - len(str(entry.page or "")), end)
            node["contents"].append(child)
            reading.claim(i, i, "contents", f"{reading.layout.id}:contents", child)


def contents_titles(reading: Reading, first: int, stop: int) -> list[Listed]:
    """The titles of the table of contents, without looking at anything else: headings are chosen with their help."""
    rules = [rule for rule in reading.layout["header"] if rule.data["field"] == "contents"]
    found = reading.found
    titles: list[Listed] = []
    inside = False
    for i in reading.found.filled_lines(first, stop):
        text = reading.source.lines[i].strip()
        if i in found.labels or (i in found.cases and inside):
            break
        hit = found.headings.get(i)
        if hit is not None and hit.rule.data.get("weight", 0) >= 0:
            break
        if not inside:
            inside = len(text) <= LONGEST and any(rule.accepts(text) for rule in rules)
        elif len(titles) < _MOST_ENTRIES:
            entry = read_entry(reading, text).entry
            if entry.page is not None or entry.dots:
                titles.append(plain(reading.layout, entry.title))
    return titles


def read_entry(reading: Reading, text: str) -> Numbered:
    """A line of the contents, with its number where the layout prints one, and how far in its title begins."""
    layout = reading.layout
    entry = values.contents_entry(text) if layout.contents_pages else Entry(text, None, 0, tab=False)
    if layout.contents_numbers:
        head, _, rest = entry.title.partition(" ")
        number = head.rstrip(".:")
        if number.isdecimal() and rest and len(number) <= _LONGEST_NUMBER:
            title = rest.lstrip()
            return Numbered(entry._replace(title=title), number, len(entry.title) - len(title))
    return Numbered(entry, None, 0)
