"""The table of contents: titles, sometimes with numbers, mostly with pages.

contents = contents label { entry | other line } ;
entry    = [ number ] title [ dot leaders ] [ tab | space ] [ page ] ;

Where its label is lost, a run of numbered lines is one whose titles come again below.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from referat.lexicon import values
from referat.lexicon.rules import Rule
from referat.lexicon.values import Entry
from referat.old.reading import Node, Reading
from referat.old.titles import Listed, plain
from referat.old.tokens import LONGEST

_MOST_ENTRIES = 300
_LONGEST_NUMBER = 4
# A bare number of four digits at the end of a title is a year.
_FEWEST_YEARS = 1000
# Leaders are as long as the line leaves room, or always the same; then one dot more is the title's own ("mv.").
_MOST_FIXED_DOTS = 10
# A table of contents without a label has so many entries at least; one of them may be cut off, or closed.
_FEWEST_UNLABELLED = 2

Place = tuple[int, int]


class Listing(NamedTuple):
    """An entry: its line, the view's offsets of title and number, its page, and how its title is compared."""

    line: int
    title: Place
    number: Place | None
    entry: Entry
    listed: Listed


class Contents(NamedTuple):
    """A table of contents: the line of its label (None where that is lost), its rule, and its entries."""

    label: int | None
    rule: Rule | None
    entries: list[Listing]

    @property
    def titles(self) -> list[Listed]:
        """The titles as they are compared, without the entries that nothing but their number shows to be any."""
        return [one.listed for one in self.entries]

    @property
    def lines(self) -> frozenset[int]:
        """The lines of the entries."""
        return frozenset(one.line for one in self.entries)


def find_contents(reading: Reading, first: int, stop: int) -> Contents:
    """The table of contents in the lines from `first` up to `stop`; it helps to choose the headings."""
    rules = [rule for rule in reading.layout["header"] if rule.data["field"] == "contents"]
    found, source = reading.found, reading.source
    for i in found.filled_lines(first, stop):
        if found.is_section(i) or _is_heading(reading, i, stop):
            break
        text = source.lines[i].strip().lstrip("•·▪ ")
        rule = next((rule for rule in rules if len(text) <= LONGEST and rule.accepts(text)), None)
        if rule is not None:
            entries = list(_entries(reading, i + 1, stop))
            if entries and (rule.data.get("closed") or _come_again(reading, entries, stop)):
                return Contents(i, rule, entries)
            break
    lost = reading.layout.items_begin == "lost" or reading.layout.one_item
    return Contents(None, None, [] if lost else _unlabelled(reading, first, stop))


def _come_again(reading: Reading, entries: list[Listing], stop: int) -> bool:
    """Whether numbered titles without pages are a table of contents: where headings follow, they are among them."""
    if any(one.entry.page is not None or one.entry.dots for one in entries):
        return True
    found = reading.found
    below = [i for i in found.within(found.headings, entries[-1].line + 1, stop) if _is_heading(reading, i, stop)]
    later = {key for i in found.within(found.headings, entries[-1].line + 1, stop) for key in _heading_keys(reading, i)}
    if below and _fits(reading, entries, below[0]):
        return sum(_key(reading, one) in later for one in entries) > 0
    again = sum(_key(reading, one) in later or one.listed.closed for one in entries)
    return not below or 2 * again >= len(entries)


def _fits(reading: Reading, entries: list[Listing], heading: int) -> bool:
    """Whether the numbers of `entries` run on to that of `heading`: closed items, perhaps, that have no text."""
    numbers = [reading.source.view[slice(*one.number)] for one in entries if one.number is not None]
    numbers.append(reading.found.headings[heading].get("number") or "")
    run = [int(number) for number in numbers if number.isdecimal()]
    return run == sorted(set(run)) and len(run) == len(entries) + 1


def _heading_keys(reading: Reading, i: int) -> Iterator[str]:
    """Number and title of the heading that line `i` may be; cut off like an entry, the title alone."""
    hit = reading.found.headings[i]
    if hit.get("title"):
        title = plain(reading.layout, reading.source.view[slice(*hit.at("title"))]).title
        yield f"{hit.get('number') or ''} {title}"


def _is_heading(reading: Reading, i: int, stop: int) -> bool:
    """Whether the line is a heading for sure: no table of contents stands below one."""
    found = reading.found
    hit = found.headings.get(i)
    if hit is None:
        return False
    below = found.below(i, stop)
    beside = below in found.cases or below in found.access
    if beside and reading.layout.case_number_stands != "after":  # they may stand above the first heading
        after = found.below(below or i, stop)
        return after not in found.headings
    return hit.rule.data.get("weight", 0) > 0 or beside or below in found.labels


def _entries(reading: Reading, first: int, stop: int) -> Iterator[Listing]:
    found = reading.found
    seen: set[str] = set()
    page, bare = 1, False
    for n, i in enumerate(found.filled_lines(first, stop)):
        if n > _MOST_ENTRIES or found.is_section(i) or i in found.cases or _is_heading(reading, i, stop):
            return
        if i in found.noise or i in found.access:
            continue
        one = _read(reading, i, page)
        if one is None:
            if bare:  # numbered titles without pages end with the first line that is none
                return
            continue
        key = _key(reading, one)
        if one.number is not None and key in seen:
            return
        seen.add(key)
        bare = bare or (one.entry.page is None and not one.entry.dots)
        page = one.entry.page or page
        yield one


def _read(reading: Reading, i: int, page: int) -> Listing | None:
    """Line `i` as an entry, the last one being on `page`; None where it shows nothing of one."""
    layout, source = reading.layout, reading.source
    start, end = source.stripped(i)
    if end - start > LONGEST:
        return None
    hit = reading.found.headings.get(i)
    number: Place | None = None
    if hit is not None and hit.get("title") and layout.contents_numbers:
        start, number = hit.at("title")[0], hit.at("number") if hit.get("number") else None
    text = source.view[start:end]
    if number is None and layout.contents_numbers:
        head, _, rest = text.partition(" ")
        digits = head.rstrip(".:")
        if digits.isdecimal() and rest and len(digits) <= _LONGEST_NUMBER:
            number = (start, start + len(digits))
            start = end - len(rest.lstrip())
            text = source.view[start:end]
    entry = values.contents_entry(text) if layout.contents_pages else Entry(text, None, 0, tab=False)
    if entry.page is not None and not entry.dots and not entry.tab and not page <= entry.page < _FEWEST_YEARS:
        entry = Entry(text, None, 0, tab=False)  # the number is the title's own: a year, a count
    listed = plain(layout, entry.title)
    if hit is not None and layout.access_words.get((hit.get("access") or "").lower()) == "closed":
        listed = listed._replace(closed=True)
    if entry.page is None and not entry.dots and number is None and not listed.closed:
        return None
    return Listing(i, (start, start + len(entry.title)), number, entry, listed)


def _other_form(reading: Reading, line: int, candidates: Sequence[int]) -> bool:
    """Whether the line has another form than the heading below it: no heading printed twice, but an entry for it."""
    headings = reading.found.headings
    return any(headings[i].rule is not headings[line].rule for i in candidates if i > line)


def _key(reading: Reading, one: Listing) -> str:
    """Number and title: titles alone repeat."""
    return f"{reading.source.view[slice(*(one.number or (0, 0)))]} {one.listed.title}"


def _unlabelled(reading: Reading, first: int, stop: int) -> list[Listing]:
    """A run of numbered lines above the first heading, most of whose titles come again below."""
    found = reading.found
    run: list[Listing] = []
    keys: list[str] = []
    candidates = found.within(found.headings, first, stop)
    label = next((i for i in found.within(found.labels, first, stop) if found.is_section(i)), stop)
    for i in candidates:
        below = found.below(i, stop)
        if below is None or i > label or _is_heading(reading, i, stop):
            break
        if below in found.headings and found.headings[below].rule.data.get("title_stands") == "above":
            break
        one = _read(reading, i, 1)
        if one is None or _key(reading, one) in keys:
            break
        keys.append(_key(reading, one))
        run.append(one)
        if below not in found.headings:
            break
    later = {key for i in candidates[len(run) :] for key in _heading_keys(reading, i)}
    again = sum(key in later for key in keys[: len(run)])
    single = run and (run[0].entry.page is not None or _other_form(reading, run[0].line, candidates))
    return run if (len(run) >= _FEWEST_UNLABELLED or single) and 2 * again >= len(run) > 0 else []


def write_contents(reading: Reading, node: Node, contents: Contents) -> None:
    """Write the entries into `node`, a Meeting."""
    node["contents"] = []
    dots = Counter(one.entry.dots for one in contents.entries if one.entry.dots)
    usual = min(dots, default=0)
    fixed = usual <= _MOST_FIXED_DOTS and set(dots) <= {usual, usual + 1} and dots[usual] >= dots[usual + 1]
    for one in contents.entries:
        a, b = one.title
        b += fixed and one.entry.dots == usual + 1
        end = reading.source.stripped(one.line)[1]
        child: Node = {"number": None}
        reading.put(child, "title", reading.source.phrase(a, b), a, b)
        if one.number is not None:
            reading.put(child, "number", reading.source.phrase(*one.number), *one.number)
        reading.put(child, "page", one.entry.page, end - len(str(one.entry.page or "")), end)
        node["contents"].append(child)
        reading.claim(one.line, one.line, "contents", f"{reading.layout.id}:contents", child)
