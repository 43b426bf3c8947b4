"""Texts that have lost their line ends: a page is a paragraph, and is cut into the lines that it had."""

import re
from collections.abc import Iterator, Sequence

from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened import beginnings, contents, extent, fragments
from referat.outline.flattened.extent import Piece
from referat.outline.flattened.numbers import Headed, numbered, text_of
from referat.outline.flattened.rows import apart as apart_from_rows
from referat.outline.flattened.words import Beginning, compiled, here
from referat.text.source import Source
from referat.tuples import NamedTuple

_ONE_PAGE = compile_pattern(r"1 [^\W\d_].* 1")
# The page's number behind its head, before an item's.
_PAGE_OF_HEAD = compile_pattern(r"\d{1,3} (?=\d{1,3}\.? )")


class _Span(NamedTuple):
    """A page: what of it is read as lines, and its pieces before and behind."""

    start: int
    stop: int
    before: tuple[Piece, ...]
    behind: tuple[Piece, ...]


def cut(source: Source, flat: frozenset[int]) -> dict[int, tuple[Piece, ...]]:
    """The lines that each page of `source` had, in order."""
    if not flat:  # nearly always
        return {}
    lines = [source.lines[i] for i in sorted(flat)]
    counted = len(extent.counted(source)) > 0 or _is_page(lines[0])
    return dict(zip(sorted(flat), pieces(lines, counted=counted), strict=True))


def pieces(lines: Sequence[str], *, counted: bool) -> Iterator[tuple[Piece, ...]]:
    """The lines that each of the pages `lines` had; nothing but white space stands between them.

    `counted` tells that the pages have their numbers at their ends.
    """
    first = extent.first_of_pages(list(map(str.strip, lines))) if counted else range(len(lines))
    head = extent.running([lines[i] for i in first])
    foot = extent.foot([lines[i] for i in first]) if counted else ""
    behind = compiled("running_number") if head and not counted and extent.counts(lines, head) else None
    spans: list[_Span] = []
    for i, line in enumerate(lines):
        span = _headed(line, head, behind) if not counted else _span(line, head, foot) if i in first else _all_of(line)
        table = _is_rows(line, span, spans[-1] if spans else None) if counted else contents.is_table(line, *span[:2])
        spans.append(_all_rows(span) if table else span)
    texts = [(line, span.start, span.stop) for line, span in zip(lines, spans, strict=True)]
    found = [text_of(*text, each) for text, each in zip(texts, beginnings.of(texts), strict=True)]
    beside = [(line, at) for line, span in zip(lines, spans, strict=True) for at in (*span.before, *span.behind)]
    titles = " ".join([line[at.a : at.b] for line, at in beside if at.role == "contents"])
    headed, rows = apart_from_rows(found, numbered(found, pages=counted, listed=titles))
    for (line, start, stop), span, each, row in zip(texts, spans, headed, rows, strict=True):
        listed = (Piece(row, stop, "contents"),) if row >= 0 else ()
        yield (*span.before, *_pieces((line, start, row if listed else stop), *each), *listed, *span.behind)


def _is_rows(line: str, span: _Span, above: _Span | None) -> bool:
    """Whether a page is nothing but rows of the table of contents, with which the page `above` ends."""
    last = (*above.before, *above.behind) if above is not None and above.start == above.stop else ()
    ended = last or (above.behind if above is not None else ())
    return any(piece.role == "contents" for piece in ended) and contents.go_on(line, span.start, span.stop)


def _all_rows(span: _Span) -> _Span:
    """The same page, all that is read of it rows of the contents."""
    return _Span(span.stop, span.stop, (*span.before, Piece(span.start, span.stop, "contents")), span.behind)


def _is_page(line: str) -> bool:
    """Whether a line is the only page of a text: its number stands at both ends."""
    return _ONE_PAGE.fullmatch(line.strip()) is not None


def _all_of(line: str) -> _Span:
    return _Span(len(line) - len(line.lstrip()), len(line.rstrip()), (), ())


def _headed(line: str, head: str, behind: re.Pattern[str] | None) -> _Span:
    """What is read of a page that has no number at its ends: all but what runs along at its top, with its number."""
    start, end, _, _ = _all_of(line)
    if behind is None or not line.startswith(head, start):
        return _Span(start, end, (), ())
    number = behind.match(line, start + len(head))
    begins = number.end() if number is not None else start + len(head)
    return _Span(begins, end, (Piece(start, begins, "noise"),), ())


def _span(line: str, head: str, foot: str) -> _Span:
    """What of a page is read: its number at both ends, what runs along at its ends, and the contents are not."""
    start, end, _, _ = _all_of(line)
    match = compiled("page_begins").match(line, start)
    begins = match.end() if match is not None else start
    if head and line.startswith(f"{head} ", begins):
        begins += len(head) + 1
        number = _PAGE_OF_HEAD.match(line, begins)
        begins = number.end() if number is not None else begins
    before = (Piece(start, begins, "noise"),) if begins > start else ()
    number = compiled("page_ends").search(line, max(begins, end - 20), end)
    stop = number.start() if number is not None else end
    if foot and line.endswith(f" {foot}", begins, stop):
        stop -= len(foot) + 1
    behind = (Piece(stop, end, "noise"),) if stop < end else ()
    rows = contents.begins_at(line, begins, stop)
    if rows == stop:
        return _Span(begins, stop, before, behind)
    below = compiled("contents_ends").search(line, rows, stop)
    if rows == begins and below is not None:
        return _Span(below.start(), stop, (*before, Piece(rows, below.start(), "contents")), behind)
    return _Span(begins, rows, before, (Piece(rows, stop, "contents"), *behind))


def _pieces(text: tuple[str, int, int], marks: Sequence[Beginning], numbers: Sequence[Headed]) -> Iterator[Piece]:
    line, start, stop = text
    done = start
    for begin, b, role in _ordered(line, marks, numbers):
        if begin < done:
            continue
        a = _with_signs(line, done, begin)
        yield from _text(line, done, a)
        done = a
        if a < begin and role in _HEADINGS:  # the signs before it
            yield Piece(a, begin, "noise")
            a = done = begin
        if b > a:
            end = line.index(":", b) + 1 if role in _WITH_COLON and line[b : b + 2].strip()[:1] == ":" else b
            while end < stop and line[end] in _EMPHASIS:
                end += 1
            yield Piece(a, end, role)
            done = end
    if line[done:stop].strip():
        yield Piece(done, stop, "")


def _text(line: str, a: int, b: int) -> Iterator[Piece]:
    """A line of text; the numbers of two pages at its end, one more than the other, are none of it."""
    text = line[a:b].rstrip()
    if not text:
        return
    end = a + len(text)
    turn = compiled("turn").search(line, max(a, end - _LONGEST_TURN), end) if text[-1].isdigit() else None
    if turn is not None and int(turn["top"]) == int(turn["foot"]) + 1:
        yield Piece(a, turn.start(), "")
        yield Piece(turn.start(), b, "noise")
    else:
        yield Piece(a, b, "")


_LONGEST_TURN = 8


def _with_signs(line: str, low: int, a: int) -> int:
    """Where a line begins that has signs before its words: of emphasis, or of a heading."""
    while a > low and (line[a - 1] in _SIGNS or (line[a - 1] == " " and line[a - 2 : a - 1] in _HEADING)):
        a -= 1
    return a


_HEADINGS = frozenset({"heading", "untitled"})
_EMPHASIS, _SIGNS, _HEADING = "*_]", "*_#[", ("#",)
_WITH_COLON = frozenset({"label", "decision", "dated", "contents", "group"})


def _ordered(line: str, marks: Sequence[Beginning], numbers: Sequence[Headed]) -> list[Beginning]:
    """All beginnings in order, with the ends of titles among them."""
    headings = []
    for number, end in numbers:
        if end < 0:
            headings.append(Beginning(number.a, number.title, "untitled"))
            continue
        headings += [here(number.a, "heading"), here(end, "text")]
        again = end + 1 + end - number.title
        if line[end:again].strip() == line[number.title : end]:  # the title again
            headings.append(here(again, "text"))
    ordered = sorted((*marks, *headings))
    return sorted((*ordered, *fragments.of(line, ordered)))
