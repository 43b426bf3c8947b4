"""The table of contents: rows below its head, until the body begins.

    contents = head { row } ;
    row      = [ number ] title [ leaders ] [ page ] | number | page ;

The body begins where a title of the list comes again; where none does, with the last row before the first label.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import takewhile

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.answered import close_together, is_answered, rows_answered, value
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark, form_of
from referat.outline.row_pages import (
    has_page,
    has_page_below,
    paged_rows,
    pages_rise,
    stands_among,
    with_tabs,
    with_torn,
)
from referat.outline.titles import SAME_BEGINNING, listed_key, title_key, without_page
from referat.text.source import Source
from referat.tuples import NamedTuple

_LONGEST_ROW = 260
# A row in capitals goes on below from so many characters on.
_LONG_ROW = 40
_SHORTEST_KEY = 6
_NEAR = 4
_FEWEST = 2
_SURE = 3
_ROW_LINES = 1.5
_PAGE = compile_pattern(r"[.… ]*(?:\d{1,3}|[ivxl]{1,6})")
# Where a label stands that is nothing but a body and a day.
_AMONG = "among sections"
# What rows without a number are, and what runs along between them.
_ROWS, _BETWEEN = frozenset({"", "leader", "group", "noise"}), frozenset({"noise", "access"})


class Contents(NamedTuple):
    """The table of contents: the marks that are its heads, and all marks inside it, the heads among them."""

    heads: tuple[int, ...] = ()
    inside: frozenset[int] = frozenset()


def find_contents(source: Source, marks: Indexed, is_label: Sequence[bool]) -> Contents:
    """The table of contents among `marks`."""
    heads: list[int] = []
    inside: set[int] = set()
    end = 0
    for k in marks.by_role["contents"]:
        # The word names the document, or is an item's title.
        if k < end or _is_title(marks, k) or _another_head(marks, _run(marks, is_label, k)):
            continue
        run = list(_run(marks, is_label, k))
        tabbed = with_torn(with_tabs(marks, run), run)
        plain = {n for n in run if marks[n].role == "label" and not is_label[n]}
        rows = _without_numbers(source, tabbed, k, run, plain) or _rows(source, tabbed, k, run)
        heads.append(k)
        inside.update((k, *rows))
        end = (run[-1] if run else k) + 1
    if heads:
        return Contents(tuple(heads), frozenset(inside))
    numbered = marks.numbered
    if not numbered[_SURE:]:
        return Contents()
    return Contents((), rows_answered(marks, numbered) or _begun_again(source, marks, is_label, numbered))


def _begun_again(
    source: Source, marks: Sequence[Mark], is_label: Sequence[bool], numbered: Sequence[int]
) -> frozenset[int]:
    """The rows of a list without a head or a label, where number 1 comes again with a title that begins the first's.

    A label of a section stands directly below the second one.
    """
    ones = [k for k in numbered if (number := marks[k].number) is not None and number.value == 1]
    if not ones[1:] or True not in is_label[ones[-1] + 1 : ones[-1] + _NEAR]:  # nearly always
        return frozenset()
    first, again = ones[0], ones[-1]
    if True in is_label[first:again]:
        return frozenset()
    title, row = (listed_key(row_title(source, marks[k])) for k in (again, first))
    if len(title) < _SHORTEST_KEY or not row.startswith(title):
        return frozenset()
    rows = [k for k in numbered if first <= k < again and form_of(marks[k]) == form_of(marks[again])]
    return frozenset(range(first, again)) if len(rows) > _FEWEST and rows[0] == first else frozenset()


def _is_title(marks: Sequence[Mark], k: int) -> bool:
    """Whether the word, which others use otherwise, stands directly below a number alone."""
    above = marks[k - 1].number if k and "weak" in marks[k].flags and not marks[k].apart else None
    return above is not None and above.form[1] != "" and above.form[3] == "alone"


def _another_head(marks: Sequence[Mark], run: Iterable[int]) -> bool:
    """Whether another head of a table of contents stands below before any row."""
    first = next((k for k in run if marks[k].number is not None or marks[k].role in ("contents", "leader")), None)
    return first is not None and marks[first].role == "contents"


def _run(marks: Sequence[Mark], is_label: Sequence[bool], head: int) -> Iterator[int]:
    """The marks below a head that may be rows: down to a label, a case number, a long text, a list of people.

    On a page without line ends the head is the whole table.
    """
    if marks[head].rule is None:
        return
    for k in range(head + 1, len(marks)):
        mark = marks[k]
        if is_label[k] and mark.how in ("own", "pattern", "colon"):
            return
        if mark.role == "case" and mark.slots.get("case_number"):
            return
        if len(mark.text) > _LONGEST_ROW and mark.number is None:
            return
        if k > head + _FEWEST and _heads_list(mark):
            return
        if mark.role == "contents" and mark.key == marks[head].key and k > head + _SURE:
            return
        yield k


def _heads_list(mark: Mark) -> bool:
    """Whether a list of people stands below."""
    return mark.apart and mark.key in lexicon.list_heads()


def row_title(source: Source, mark: Mark) -> str:
    """The title in a row: what stands behind its number, or all of it."""
    if mark.number is not None and mark.number.title.b > mark.number.title.a:
        return source.view[slice(*mark.place(mark.number.title))]
    return mark.text


def _rows(source: Source, marks: Sequence[Mark], head: int, run: list[int]) -> list[int]:
    """Those of the marks below a head that are in the table of contents."""
    numbered = [k for k in run if marks[k].number is not None or has_page(marks[k])]
    if numbered:  # what stands above the first row is the document's head
        above = run.index(numbered[0])
        goes_on = above == 1 and run[0] == head + 1 and _is_rest(marks[run[0]], marks[run[1]])
        run = run if goes_on else run[above:]
    only = run[:1] if run and run[0] == head + 1 else []
    begins = _where_titles_come_again(source, marks, run, len(numbered), only)
    if begins is not None:
        rows = [k for k in run if k < begins]
        alone = sum(marks[k].number is not None for k in rows) == 1 and not only
        return [] if alone and "weak" in marks[head].flags else paged_rows(marks, rows)
    rows = close_together(numbered)
    if len(rows) < _FEWEST:
        return _only_row(source, marks, run) if only else []
    first = marks[rows[0]].number
    listed = [k for k in rows if first and marks[k].number and form_of(marks[k]) == form_of(marks[rows[0]])]
    if is_answered(marks, listed):
        return [k for k in run if k <= _row_ends(marks, listed[-1])]
    follows = run[-1] + 1
    if follows >= len(marks):  # there is no body: rows close together are a list of titles all the same
        inside = [k for k in run if k <= rows[-1]]
        dense = len(inside) <= _ROW_LINES * len(rows) or pages_rise(marks, rows)
        items = not marks[head].flags.isdisjoint(("weak", "of_items"))  # an agenda of titles alone
        items = items or any(marks[k].number is None and _says_verdict(marks[k]) for k in inside)
        return inside if dense and not items else []
    ended = _heads_list(marks[follows]) or _begin_below(source, marks, rows, follows)
    pages = [k for k in rows if _PAGE.fullmatch(marks[k].text)]
    below = pages == rows[1::2] and 2 * len(pages) == len(rows)  # each page on a line of its own
    if below or ended or all(has_page(marks[k]) for k in rows):
        return [k for k in run if k <= _row_ends(marks, rows[-1])]
    said = any(_decides(marks[k]) for k in run if k < rows[-1])  # then the rows have bodies: they are the items
    return paged_rows(marks, [k for k in run if k < rows[-1]]) if len(rows) == len(numbered) and not said else []


def _only_row(source: Source, marks: Sequence[Mark], run: list[int]) -> list[int]:
    """The `run` directly below a head, where it is one row: the heading below says it again."""
    follows = run[-1] + 1
    if len(run) > _SURE or any(marks[k].apart for k in run) or follows >= len(marks):
        return []
    row = row_title(source, marks[run[0]])
    listed = [listed_key(row), listed_key(row.rstrip("0123456789 "))]  # nothing but a blank may part title and page
    below = (k for k in range(follows, min(len(marks), follows + _NEAR)) if marks[k].number is not None)
    return run if any(_says_again(source, marks, k, listed) for k in below) else []


def _is_rest(above: Mark, mark: Mark) -> bool:
    """Whether `mark` can be the rest of a row that begins in the line `above`: in small letters, or both are long."""
    loud = above.text.isupper() and mark.text.isupper() and len(above.text) > _LONG_ROW
    return not mark.apart and (mark.text[0].islower() or loud)


def _without_numbers(
    source: Source, marks: Sequence[Mark], head: int, run: Sequence[int], plain: Set[int]
) -> list[int]:
    """The titles directly below a head that have no numbers, where the heading below has one, and a title of theirs.

    The `plain` ones say a label's words; of a long one a mark in brackets may have wrapped.
    """
    rows = list(
        takewhile(
            lambda k: marks[k].number is None and (marks[k].role in _ROWS or k in plain or _is_mark(marks[k])), run
        )
    )
    dated = {k for k in plain if (rule := marks[k].rule) is not None and rule.where == _AMONG}  # it runs along
    rows = [k for k in rows if marks[k].role not in _BETWEEN and k not in dated]
    if not rows or rows[0] != head + 1 or any(has_page(marks[k]) for k in rows):
        return []
    below = range(rows[-1] + 1, min(len(marks), rows[-1] + _NEAR))
    heading = next((k for k in below if marks[k].number is not None), None)
    if heading is None:
        return []
    return rows if _says_again(source, marks, heading, [listed_key(marks[k].text) for k in rows]) else []


def _is_mark(mark: Mark) -> bool:
    """Whether a line says whether an item is open, in brackets, as titles end."""
    return mark.role == "access" and mark.text[0] == "("


def _says_again(source: Source, marks: Sequence[Mark], heading: int, listed: Sequence[str]) -> bool:
    """Whether the heading with a number says one of the `listed` titles, or begins one that is too long for a line."""
    number = marks[heading].number
    alone = number is not None and number.form[3] == "alone"
    key = title_key(row_title(source, marks[min(heading + 1, len(marks) - 1)] if alone else marks[heading]))
    long = [row for row in listed if len(row) >= SAME_BEGINNING] if len(key) >= SAME_BEGINNING else []
    cut_off = True in [row.startswith(key) or key.startswith(row) for row in long]
    return cut_off or (len(key) >= _SHORTEST_KEY and key in listed)


def _row_ends(marks: Sequence[Mark], k: int) -> int:
    """The last line of the row that begins with mark `k`: those go on in small letters, or are its page."""
    while k + 1 < len(marks) and not marks[k + 1].apart and marks[k + 1].role == "":
        text = marks[k + 1].text
        if not text[0].islower() and _PAGE.fullmatch(text) is None:
            break
        k += 1
    return k


def _decides(mark: Mark) -> bool:
    """Whether a line says what was decided, in a sentence of its own."""
    decides = lexicon.setting_pattern("titles", "decides")
    return mark.number is None and mark.text[-1] == "." and decides.match(mark.text) is not None


def _says_verdict(mark: Mark) -> bool:
    """Whether a line says what was decided, in a word: it comes again below other titles."""
    return lexicon.setting_pattern("titles", "decides").match(mark.text) is not None


def _begin_below(source: Source, marks: Sequence[Mark], rows: Sequence[int], follows: int) -> bool:
    """Whether the heading of a row stands directly below what ended the list: its case number, say."""
    listed = [listed_key(row_title(source, marks[k])) for k in rows]
    below = (k for k in range(follows, min(len(marks), follows + _NEAR)) if marks[k].number is not None)
    return any(_says_again(source, marks, k, listed) for k in below)


def unheaded(source: Source, marks: Sequence[Mark], headings: Sequence[tuple[int, str, int]]) -> Contents:
    """A table of contents without a head: numbered rows above the first heading that have headings further down.

    `headings` are the marks of the headings, their titles as they are compared, and their numbers.
    """
    if not headings:
        return Contents()
    known = {(title, number) for _, title, number in headings}
    first = headings[0][0]
    rows = [
        k
        for k, mark in enumerate(marks[:first])
        if mark.number is not None and (listed_key(row_title(source, mark)), mark.number.value) in known
    ]
    if not rows or (len(rows) < _FEWEST and not _is_only_row(marks, rows[0], headings)):
        return Contents()
    heads = (rows[0] - 1,) if rows[0] and _is_head(marks[rows[0] - 1]) else ()
    below = min(first, _last_row(marks, rows[-1], first) + 1)
    return Contents(heads, frozenset((*heads, *range(rows[0], below))))


def _is_only_row(marks: Sequence[Mark], row: int, headings: Sequence[tuple[int, str, int]]) -> bool:
    """Whether a row is all that the contents of one item have: a head above it, or the item's group below, says so."""
    if len(headings) != 1:
        return False
    if listed_key(headings[0][1]) == headings[0][1] and without_page(marks[row].text)[1] is not None:
        return True
    return (row > 0 and _is_head(marks[row - 1])) or any(
        mark.role == "group" for mark in marks[row + 1 : headings[0][0]]
    )


def _is_head(mark: Mark) -> bool:
    """Whether `mark` is the head of a table of contents, and names nothing else."""
    return mark.role == "contents" and "weak" not in mark.flags


def _last_row(marks: Sequence[Mark], k: int, stop: int) -> int:
    """The last of the rows around mark `k`: a closed item's has no heading further down, and may have a group above."""
    while True:
        below = next((n for n in range(k + 1, stop) if marks[n].role != "group"), stop)
        number, above = (marks[below].number if below < stop else None), marks[k].number
        if number is None:
            return k
        counts_on = above is not None and number.value == above.value + 1 and form_of(marks[below]) == form_of(marks[k])
        if not counts_on and (marks[below].apart or below > k + 1):
            return k
        k = below


def _where_titles_come_again(
    source: Source, marks: Sequence[Mark], run: list[int], rows: int, only: Sequence[int]
) -> int | None:
    """The first mark whose title stood above in the run: there the body begins.

    `only` is the row directly below a head: where its title comes again at once, it is all that the contents have.
    """
    seen: dict[str, int] = {}
    begun: dict[str, str] = {}
    for k in run:
        mark = marks[k]
        if mark.number is None and mark.text[0].islower() and not mark.apart:  # the rest of a row
            continue
        key = listed_key(row_title(source, mark))
        before = seen.get(key)
        if before is None and mark.number is not None and len(key) >= SAME_BEGINNING:  # either may be cut off
            other = begun.get(key[:SAME_BEGINNING], "")
            before = seen[other] if other and (other.startswith(key) or key.startswith(other)) else None
        if before is not None and len(key) >= _SHORTEST_KEY and mark.role in ("", "number", "leader"):
            # Titles come again in a list too, under other numbers, and a line with a page is no heading.
            numbered = mark.number is not None and marks[before].number is not None
            paged = has_page_below(marks, k) or stands_among(marks, k)
            counts_on = (numbered and value(mark) != value(marks[before])) or paged
            # The same title directly below is a heading that is printed twice, unless the first had a page.
            apart = k - before > _FEWEST or rows > _SURE or before in only
            if mark.number is None and marks[before].number is None and rows and _says_verdict(mark):
                continue
            if not counts_on and (apart or has_page(marks[before])):
                above = marks[k - 1].number
                return k - 1 if above is not None and above.form[3] == "alone" else k
        seen.setdefault(key, k)
        begun.setdefault(key[:SAME_BEGINNING], key)
    return None
