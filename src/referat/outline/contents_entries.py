"""What stands in a table of contents: an entry a row, with its number, its title and its page.

row = [ number ] title { rest of it } [ leaders ] [ page ] ;
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from referat.lexicon.lines import setting
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.values import never_last
from referat.outline.blocks import Entry
from referat.outline.contents import Contents, row_title
from referat.outline.marks import Mark
from referat.outline.row_pages import LEADER, behind_group, has_page, torn_pages
from referat.outline.titles import taken_apart, title_key, without_page
from referat.text.places import Placed, Range
from referat.text.source import Source
from referat.text.wrapping import NARROWEST

_FEWEST = 2
_PAGE = compile_pattern(r"[.… ]*(?P<page>\d{1,3}|[ivxl]{1,6})")
_LEADERS = ("...", "…")


def _abbreviated() -> tuple[str, ...]:
    return tuple(setting("titles", "abbreviated"))


def entries(source: Source, marks: Sequence[Mark], contents: Contents) -> list[Entry]:
    """The rows of the table of contents, in order.

    Of a list without a head in a text without line ends there are none: where a title ends is not known.
    """
    inside = sorted(contents.inside.difference(contents.heads))
    if inside[1:] and not contents.heads and marks[inside[0]].line == marks[inside[1]].line:
        return []
    if not inside:
        return []
    rows = list(_rows(source, marks, inside))
    lower = [
        n
        for n, (above, row) in enumerate(pairwise(rows), 1)
        if above.title and row.title and above.page and row.page and row.page.value < above.page.value
    ]
    for n in lower:  # mostly none
        if _has_leaders(source, rows[n - 1]) and not _has_leaders(source, rows[n]):
            rows[n] = _with_number(rows[n])
    return rows


def _has_leaders(source: Source, row: Entry) -> bool:
    """Whether leaders, or a tab, part a row's title from its page."""
    return row.page is not None and LEADER.search(source.view, row.title[-1].b, row.page.at[-1].b) is not None


def _with_number(row: Entry) -> Entry:
    """A row whose last number is its title's, as it is lower than the page above."""
    *lines, last = row.title
    end = row.page.at[-1].b if row.page is not None else last.b
    return row._replace(title=(*lines, last._replace(b=end)), page=None)


def _rows(source: Source, marks: Sequence[Mark], inside: Sequence[int]) -> Iterator[Entry]:
    torn = torn_pages(marks, inside)
    left = [k for k in inside if k not in torn] if torn else inside
    rows = [k for k in left if marks[k].role in ("", "number", "leader") or has_page(marks[k])]
    paged = _have_pages(marks, rows)
    said = [marks[k] for k in rows]
    small = [mark.number is not None and row_title(source, mark)[:1].islower() for mark in said]
    counted = sum(mark.number is not None for mark in said) - sum(small)
    if 2 * counted < len(rows):  # "2. behandling" is a title among others
        said = [mark.as_text() if ordinal else mark for mark, ordinal in zip(said, small, strict=True)]
    numbered, bulleted = (
        any(signs) for signs in ([mark.number is not None for mark in said], [mark.bullet for mark in said])
    )
    pending: Entry | None = None
    for above, mark in pairwise([None, *said]):
        if mark is None:  # for the type checker: only the first of all is
            continue
        begun = numbered or (bulleted and not mark.bullet) or _is_unfinished(above, mark)
        if mark.number is not None and mark.number.form[3] != "alone":
            yield from _finished(pending)
            pending = _entry(source, mark.place(mark.number.title), mark.place(mark.number.at), paged=paged)
        elif pending is not None and pending.page is None and (page := _PAGE.fullmatch(mark.text)) is not None:
            at = Range(mark.a + page.start("page"), mark.b)
            yield pending._replace(page=Placed(int(page["page"]), (at,)) if page["page"].isdecimal() else None)
            pending = None
        elif mark.number is not None:
            yield from _finished(pending)
            pending = Entry((), mark.place(mark.number.at))
        elif pending is not None and (
            not pending.title or (pending.page is None and _goes_on(mark, begun=begun, paged=numbered and paged))
        ):
            more = _entry(source, Range(mark.a, mark.b), None, paged=paged)
            pending = pending._replace(
                title=(*pending.title, *more.title), page=more.page, closed=pending.closed or more.closed
            )
        elif not numbered or mark.role == "leader":
            yield from _finished(pending)
            number, title = behind_group(mark, said) or (None, Range(mark.a, mark.b))
            pending = _entry(source, title, number, paged=paged)
    yield from _finished(pending)


def _goes_on(mark: Mark, *, begun: bool, paged: bool = False) -> bool:
    """Whether a line without a number is the rest of the row above, which is `begun` as rows are and goes on so.

    Where rows are `paged` and have numbers, a line that begins small and ends with a page is, though it stands apart.
    """
    if mark.apart:
        return paged and mark.text[0].islower() and without_page(mark.text)[1] is not None
    return begun or mark.text[0].islower()


def _is_unfinished(above: Mark | None, mark: Mark) -> bool:
    """Whether the line `above` ends with a word that no title ends with, in capitals as the next."""
    last = above.text.rpartition(" ")[2].lower() if above is not None else ""
    return above is not None and above.text.isupper() and mark.text.isupper() and last in never_last()


def _finished(entry: Entry | None) -> Iterator[Entry]:
    if entry is not None and entry.title:
        yield entry


def _have_pages(marks: Sequence[Mark], rows: Sequence[int]) -> bool:
    """Whether rows end with a page: most do, or one has leaders before it; else a last number is the title's own."""
    begins = [marks[k].number is not None or marks[k].bullet != "" for k in rows]
    if sum(begins) >= _FEWEST:  # a row may have several lines
        rows = [k for k, below in zip(rows, [*begins[1:], True], strict=True) if below]
    ends = [without_page(marks[k].text) for k in rows]
    paged = [k for k, (_, page) in zip(rows, ends, strict=True) if page is not None]
    return 2 * len(paged) > len(rows) or any(LEADER.search(marks[k].text) for k in paged)


def _entry(source: Source, place: Range, number: Range | None, *, paged: bool) -> Entry:
    text = source.view[place.a : place.b]
    bare, page = without_page(text) if paged or text.endswith(_LEADERS) else (text, None)
    if text[len(bare) :].startswith(".") and f"{bare}.".endswith(_abbreviated()):
        bare += "."  # the first dot is the title's, the leaders begin behind it
    title = taken_apart(bare)
    end = place.b
    placed = Placed(page, (Range(end - len(str(page)), end),)) if page is not None else None
    at = Range(place.a, place.a + len(bare))
    return Entry((at,), number, placed, closed=title.access == "closed")


def of_titles(source: Source, rows: Sequence[Entry], titles: Sequence[str]) -> list[Entry]:
    """`rows` as the body says the `titles`, as they are compared: those together that are one, those of two apart.

    A title may be too long for a line; its last line may be as long, and be taken for one with the next title.
    """
    titles = sorted(set(titles))
    said = frozenset(titles)
    parts = [part for each in rows for part in (_apart(source, each, said) if _is_long(each) else (each,))]
    whole: list[Entry] = []
    for row in parts:
        above = whole[-1] if whole else None
        if above is not None and above.page is None and row.number is None and _are_one(source, above, row, titles):
            whole[-1] = above._replace(
                title=(*above.title, *row.title), page=row.page, closed=above.closed or row.closed
            )
        else:
            whole.append(row)
    return whole


def _are_one(source: Source, above: Entry, row: Entry, titles: Sequence[str]) -> bool:
    """Whether one of the sorted `titles` begins with what both rows say, and none is what the second says alone."""
    key = title_key(f"{_said(source, above)} {_said(source, row)}")
    alone = title_key(_said(source, row))
    begins, own = (titles[k : k + 1] for k in (bisect_left(titles, key), bisect_left(titles, alone)))
    return own != [alone] and begins != [] and begins[0].startswith(key)


def _is_long(row: Entry) -> bool:
    """Whether a row may be two: the first had no room for the second."""
    return row.title[-1].b - row.title[0].a > NARROWEST


def _apart(source: Source, row: Entry, titles: Set[str]) -> list[Entry]:
    """A row, or the two that it is: where it says two of the `titles`, one behind the other."""
    said = _said(source, row)
    if row.title[1:] or title_key(said) in titles:
        return [row]
    place = row.title[0]
    for space in (k for k, letter in enumerate(said) if letter == " "):
        if title_key(said[:space]) in titles and title_key(said[space + 1 :]) in titles:
            first = row._replace(title=(Range(place.a, place.a + space),), page=None)
            return [first, Entry((Range(place.a + space + 1, place.b),), None, row.page, row.closed)]
    return [row]


def _said(source: Source, row: Entry) -> str:
    return " ".join([source.view[place.a : place.b] for place in row.title])
