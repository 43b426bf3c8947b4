"""A line in the form of a heading, and the lines around it that belong to the same heading.

heading = { case number | access } form { title line } { case number | access | heading again | attachments } ;
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from referat.lexicon import values
from referat.old.chain import Heading
from referat.old.layout import Layout
from referat.old.titles import plain
from referat.old.tokens import FULL_LINE, LONGEST, Hit, Scan

# PDF texts break a title that does not fit its line; it then has one or two lines more.
_MOST_TITLE_LINES = 3
_MOST_HEAD_LINES = 8


class Sides(NamedTuple):
    """On which side of a heading its case number and its access stand: `before`, `after` or `either`."""

    case: str
    access: str


_EITHER = Sides("either", "either")


def sides(found: Scan, layout: Layout, lines: Sequence[int], first: int, stop: int) -> Sides:
    """The sides that the headings on `lines` show, where what stands between two of them could belong to both."""
    case, access = layout.case_number_stands, layout.access_stands
    return Sides(
        _side(found, found.cases, lines, first, stop) if case == "either" else case,
        _side(found, found.access, lines, first, stop) if access == "either" else access,
    )


def _side(found: Scan, table: Mapping[int, Hit], lines: Sequence[int], first: int, stop: int) -> str:
    before = after = 0
    for i in lines if table else ():
        above = any(k in table for k in _beside(found, i, lambda k: found.above(k, first)))
        below = any(k in table for k in _beside(found, i, lambda k: found.below(k, stop)))
        before += above and not below
        after += below and not above
    return "before" if before > after else "after" if after > before else "either"


def _beside(found: Scan, i: int, step: Callable[[int], int | None]) -> Iterator[int]:
    """The lines with case numbers or access next to line `i`, in the direction of `step`."""
    k = step(i)
    while k is not None and (k in found.cases or k in found.access):
        yield k
        k = step(k)


def candidate(found: Scan, layout: Layout, i: int, first: int, stop: int, stand: Sides = _EITHER) -> Heading:
    """The heading that line `i` has the form of, in a document from line `first` up to `stop`."""
    hit = found.headings[i]
    heading = Heading(i, hit)
    stands = hit.rule.data.get("title_stands")
    if stands is None and hit.get("title"):
        heading.title_line = heading.last = i
        case: int | None = None
        if layout.titles_wrap or layout.case_number_stands == "after":
            heading.last, case = _title_lines(found, layout, i, stop)
        a, b = hit.at("title")
        heading.title = (a, b if heading.last == i else found.source.stripped(heading.last)[1])
        if case is not None and layout.case_number_stands != "before":
            heading.case = case
    elif stands is not None:
        _title_elsewhere(found, heading, stands, first, stop)
    heading.key = key_of(found, layout, heading)
    complete(found, layout, heading, first, stop, stand)
    return heading


def complete(found: Scan, layout: Layout, heading: Heading, first: int, stop: int, stand: Sides = _EITHER) -> None:
    """Add the lines above and below that are part of the same heading."""
    _upwards(found, heading, first, stand)
    _downwards(found, layout, heading, stop, stand)


def key_of(found: Scan, layout: Layout, heading: Heading) -> str:
    """The heading's title as titles are compared."""
    return plain(layout, title_text(found, heading)).title if heading.title is not None else ""


def title_text(found: Scan, heading: Heading) -> str:
    """The heading's title as printed, its lines joined by one space; marks are still on."""
    a, b = heading.title or (0, 0)
    return " ".join(found.source.view[a:b].split())


def is_plain(found: Scan, i: int | None) -> bool:
    """Whether line `i` is nothing but text."""
    tables = (found.labels, found.headings, found.cases, found.access, found.noise, found.files)
    return i is not None and not any(i in table for table in tables) and len(found.source.lines[i]) <= LONGEST


def _title_elsewhere(found: Scan, heading: Heading, stands: str, first: int, stop: int) -> None:
    """The title of a heading whose own line has its number alone."""
    above, below = found.above(heading.line, first), found.below(heading.line, stop)
    line = above if stands == "above" else below
    if stands == "above" and above != heading.line - 1 and below == heading.line + 1 and is_plain(found, below):
        line = below  # apart from what stands above it, the number goes with the line below
    if line is not None and (is_plain(found, line) or line in found.headings):
        heading.title_line = heading.last = line
        heading.title = found.source.stripped(line)


def _title_lines(found: Scan, layout: Layout, i: int, stop: int) -> tuple[int, int | None]:
    """The title's last line and the case number's line below it.

    A title runs on over the lines directly below it down to its case number, and over a blank line only where the line
    before was full. Without a case number, a line that follows a full line at once goes on with it.
    """
    last = i
    for _ in range(_MOST_TITLE_LINES):
        below = found.below(last, stop)
        if below is None or below in found.headings or below in found.noise:
            break
        if below in found.cases:
            return last, below
        apart = below > last + 1
        if not layout.titles_wrap or len(found.source.lines[below]) > LONGEST:
            break
        if apart and (below in found.labels or not _is_full(found.source.lines[last])):
            break
        last = below
    return (_run_on(found, i, stop) if layout.titles_wrap else i), None


def _is_full(line: str) -> bool:
    """Whether `line` was broken off: it is long, and no sentence ends with it."""
    text = line.strip()
    return len(text) >= FULL_LINE and not text.endswith((".", ":", "!", "?"))


def _run_on(found: Scan, i: int, stop: int) -> int:
    last = i
    while (
        last + 1 < min(stop, i + _MOST_TITLE_LINES)
        and len(found.source.lines[last].strip()) >= FULL_LINE
        and not found.source.is_blank(last + 1)
        and not any(last + 1 in table for table in (found.labels, found.headings, found.cases, found.noise))
    ):
        last += 1
    return last


def _upwards(found: Scan, heading: Heading, first: int, stand: Sides) -> None:
    """Case number and access that stand above the heading."""
    line = heading.first
    for _ in range(_MOST_HEAD_LINES):
        above = found.above(line, first)
        if above is None:
            return
        if above in found.cases and heading.case is None and stand.case != "after":
            heading.case = above
            heading.weigh("case number above")
        elif above in found.access and heading.access is None and stand.access != "after":
            heading.access = above
            heading.weigh("open or closed beside it")
        else:
            return
        line = above


def _downwards(found: Scan, layout: Layout, heading: Heading, stop: int, stand: Sides) -> None:
    """What stands below the heading and still is part of it."""
    if heading.case is not None and "case number above" not in heading.evidence:
        heading.weigh("case number below")
    line: int | None = heading.body - 1
    for _ in range(_MOST_HEAD_LINES):
        below = found.below(line, stop) if line is not None else None
        if below is None or not _goes_on(found, layout, heading, below, stop, stand):
            return
        line = below


def _goes_on(found: Scan, layout: Layout, heading: Heading, below: int, stop: int, stand: Sides) -> bool:
    """Take line `below` into the heading, where it is a part of it; False where it ends there."""
    if below in found.cases and stand.case != "before":
        return _take_case(found, heading, below)
    if below in found.access and (stand.access != "before" or heading.access is not None):
        return _take_access(heading, below)
    beside = heading.files if below in found.files else heading.names if _is_names(found, layout, below) else None
    if beside is not None:
        beside.append(below)
        return True
    if below in found.labels and found.labels[below].rule.data["kind"] == "admin" and heading.access is None:
        _access_below(found, heading, below, stop)
        return False
    if not _is_again(found, layout, heading, below):
        return False
    heading.head.append(below)
    if "printed twice" not in heading.evidence:
        heading.weigh("printed twice")
    return True


def _take_access(heading: Heading, line: int) -> bool:
    """Make `line` the one that tells the access; a second one goes with it."""
    if heading.access is None:
        heading.access = line
        heading.weigh("open or closed beside it")
        return True
    if heading.hit is not None:
        heading.head.append(line)
    return heading.hit is not None


def _access_below(found: Scan, heading: Heading, label: int, stop: int) -> None:
    """Take what gives the access below a clerk's label and its value, which stand between the lines of the heading."""
    line: int | None = label
    for _ in range(2):
        line = found.below(line, stop) if line is not None else None
        if line in found.access:
            heading.begins = heading.body if heading.begins is None else heading.begins
            heading.access = line
            heading.weigh("open or closed beside it")
            return


def _take_case(found: Scan, heading: Heading, line: int) -> bool:
    """Make `line` the case number's, where the heading has none yet, or the label of one without its value."""
    if heading.case is None:
        heading.weigh("case number below")
    elif not _has_value(found, heading.case) and _has_value(found, line):
        heading.head.append(heading.case)
    else:
        return False
    heading.case = line
    return True


def _is_names(found: Scan, layout: Layout, line: int) -> bool:
    """Whether `line` holds names alone, with or without parties, where the layout prints those absent so."""
    if not layout.names_below_heading or not is_plain(found, line):
        return False
    return _name_line().fullmatch(found.source.view[slice(*found.source.stripped(line))]) is not None


@cache
def _name_line() -> re.Pattern[str]:
    return re.compile(values.named_patterns()["name_line"])


def _has_value(found: Scan, case: int) -> bool:
    hit = found.cases[case]
    return bool(hit.get("case_number") or hit.get("bare"))


def _is_again(found: Scan, layout: Layout, heading: Heading, line: int) -> bool:
    """Whether `line` says the heading, its number or its title again."""
    text = found.source.view[slice(*found.source.stripped(line))]
    if heading.key and len(text) <= LONGEST and line not in found.labels:
        # Without its marks, and folded, it can only be the title where that stands in it.
        may_be = heading.key in text.lower() or "\t" in text
        if may_be and plain(layout, text).title == heading.key:
            return True
    hit = found.headings.get(line)
    if hit is not None:
        same = hit.get("number") == (heading.number or None)
        if same and hit.get("title"):
            return plain(layout, found.source.view[slice(*hit.at("title"))]).title == heading.key
        return same and hit.rule.data.get("title_stands") == "below"
    return False
