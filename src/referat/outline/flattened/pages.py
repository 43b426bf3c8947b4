"""Texts that have lost their line ends: a page is a paragraph, and is cut into the lines that it had.

A text is known to be one by its form: paragraphs that count the pages 1, 2, 3 … and are long, with little else; or a
long line with several different marks of items in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from referat.lexicon import lines as lexicon
from referat.lexicon.gates import Gate, either, gate
from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened import beginnings, contents, fragments
from referat.outline.flattened.heads import has_fields
from referat.outline.flattened.numbers import Headed, numbered, text_of
from referat.outline.flattened.rows import apart as apart_from_rows
from referat.outline.flattened.words import Beginning, alternatives, apart, compiled, here, led, occurrences, setting
from referat.text.source import Source

# The kinds of marks of items, beside labels.
_KINDS = ("access", "case", "clerk", "decision")
_LONG_PAGE, _LONG_LINE, _SHORT_PAGE = 120, 250, 80
# So much of a text are its pages, and one that is its last line.
_NEARLY_ALL, _MOST_OF_ALL = 0.6, 0.8
_FEWEST_PAGES, _FEWEST_MARKS, _FEWEST_COUNTED = 2, 3, 3
# A day has so many words at most.
_DATE_WORDS = 3
_PAGE = compile_pattern(r"(\d{1,3})(?: \S.{30,})?", re.DOTALL)
_PAGE_OF_FEW_WORDS = compile_pattern(r"(\d{1,3}) \S.{,30}")
_ONE_PAGE = compile_pattern(r"1 [^\W\d_].* 1")
# What a row of a table of contents ends with, in so many characters.
_LONGEST_END = 20
_LED = compile_pattern(r"(?:\.{3,}|…) ?\d{1,3}$")
_SHORTEST_LABEL = 4
# So long are the lines of a text, taken together, that has lost most of their ends.
_USUAL = 350
_MOST, _MOST_PAGES, _FEWEST_NUMBERS = 0.4, 0.5, 3
_DIGITS = compile_pattern(r"\d+")
_FIRST_PAGE = "1 "
# Digits of other scripts come behind the letters of this one.
_BEYOND_LATIN = "\u0660"
# The page's number behind its head, before an item's.
_PAGE_OF_HEAD = compile_pattern(r"\d{1,3} (?=\d{1,3}\.? )")


class Piece(NamedTuple):
    """A line that a page had: its offsets in the page, and what it is ("" for text and headings)."""

    a: int
    b: int
    role: str


def flat_lines(source: Source) -> frozenset[int]:
    """The lines of `source` that are pages, or items, without line ends."""
    longest = max(map(len, source.lines), default=0)
    if longest <= _LONG_PAGE:
        return frozenset()
    pages = _counted(source) | _run_together(source, longest) | _few_and_long(source, longest)
    if longest <= _LONG_LINE:
        return pages
    long = [i for i, length in enumerate(map(len, source.lines)) if length > _LONG_LINE]
    pages |= {i for i in long if i not in pages and _has_marks(source.lines[i])}
    return _with_short(source, pages) if pages else pages


def first_of(source: Source, flat: Iterable[int]) -> int:
    """The line of the first page where the lines `flat` count the pages; 0 elsewhere.

    What stands above it is what a site says of the document: its name, say, which is no item.
    """
    first = min(flat, default=0)
    return first if first and source.lines[first].lstrip().startswith(_FIRST_PAGE) else 0


def _with_short(source: Source, flat: frozenset[int]) -> frozenset[int]:
    """The same, with the pages that are not full: no line of a text is one where nearly all are pages.

    Where their first lines count the pages, all of these are.
    """
    counted = _first_of_pages(list(map(str.strip, source.lines)))
    if len(counted) >= _FEWEST_COUNTED and not flat.isdisjoint(counted):
        flat |= frozenset(counted)
    if sum([len(source.lines[i]) for i in flat]) < _NEARLY_ALL * sum(map(len, source.lines)):
        return flat
    first, last = min(flat), max(flat)
    least = (_SHORT_PAGE if i > last else 0 for i in range(len(source.lines)))
    return flat | {
        i
        for i, (line, n) in enumerate(zip(source.lines, least, strict=True))
        if len(line) > n and (i > first or _is_short_item(line))
    }


def _is_short_item(line: str) -> bool:
    """Whether a line is all that stands below an item's title: its case number, and what was decided on which day."""
    case = compiled("case").match(line)
    return case is not None and next(occurrences("dated", line, case.end(), len(line)), None) is not None


def _counted(source: Source) -> frozenset[int]:
    """The paragraphs that count the pages, one of them long, where there is little else."""
    long = [line for line in source.lines if len(line) > _LONG_PAGE and _PAGE.fullmatch(line.strip())]
    texts = list(map(str.strip, source.lines)) if long else []
    pages = _first_of_pages(texts)
    if len(pages) < _FEWEST_PAGES or max(len(texts[i]) for i in pages) <= _LONG_PAGE:
        return frozenset()
    if 2 * sum([_LED.search(texts[i][-_LONGEST_END:]) is not None for i in pages]) > len(pages):
        return frozenset()
    if _running([texts[i] for i in pages]):
        return _of_paragraphs(texts, pages)
    little_else = sum([len(texts[i]) for i in pages]) > _MOST_PAGES * sum(map(len, texts))
    return frozenset(pages) if little_else else frozenset()


def _first_of_pages(texts: Sequence[str]) -> list[int]:
    """Which of the paragraphs `texts` count the pages: 1, 2, 3 …; each may be the first of several of its page."""
    numbered = [i for i, text in enumerate(texts) if text and ("0" <= text[0] <= "9" or text[0] >= _BEYOND_LATIN)]
    pages: list[int] = []
    for i, below in pairwise([*numbered, -1]):
        match = _PAGE.fullmatch(texts[i]) or _PAGE_OF_FEW_WORDS.fullmatch(texts[i])
        number = len(pages) + 1
        if match is None or int(match[1]) != number:
            continue
        # A page that ends early is one where the next one follows, or none.
        if match.re is _PAGE or below < 0 or texts[below].startswith(f"{number + 1} "):
            pages.append(i)
    return pages


def _of_paragraphs(texts: Sequence[str], pages: Sequence[int]) -> frozenset[int]:
    """All paragraphs of pages that have one head; those of the last page as far as there are items."""
    last = pages[-1]
    for i in range(last + 1, len(texts)):
        if compiled("heading").match(texts[i]):
            last = i
        elif texts[i]:
            break
    return frozenset(i for i in range(pages[0], last + 1) if texts[i])


def _few_and_long(source: Source, longest: int) -> frozenset[int]:
    """The long lines of a text that has hardly any others."""
    if longest <= _LONG_LINE:
        return frozenset()
    lengths = list(map(len, filter(str.strip, source.lines)))
    whole = sum(lengths)
    lone = lengths[-1] > _MOST_OF_ALL * whole and bool(_first_of_pages(list(map(str.strip, source.lines))))
    lone = lone or (longest > _NEARLY_ALL * whole and has_fields(max(source.lines, key=len)))
    if longest < _MOST * whole or (whole < _USUAL * len(lengths) and not lone):
        return frozenset()
    return frozenset(i for i, line in enumerate(source.lines) if len(line) > _LONG_LINE)


def _run_together(source: Source, longest: int) -> frozenset[int]:
    """The lines that make up most of the text, and in which numbers run 1, 2, 3; `longest` is as long as one is."""
    least = _MOST * sum(map(len, source.lines))
    if longest <= least:
        return frozenset()
    return frozenset(
        i for i, line in enumerate(source.lines) if least < len(line) and len(_run(line)) >= _FEWEST_NUMBERS
    )


def _run(line: str) -> list[int]:
    """Where the numbers stand in `line` that run on from 1, each before a title."""
    run: list[int] = []
    for match in occurrences("heading", line, 0, len(line)):
        if match["all"][0].isdigit() and int(_DIGITS.findall(match["all"])[0]) == len(run) + 1:
            run.append(match.start())
    return run


def _has_marks(line: str) -> bool:
    lowered = line.lower()
    if sum([each.admits_words(lowered) for each in _beside_labels()]) < _FEWEST_MARKS - 1:  # nearly always
        return False
    kinds = {match[str(match.lastgroup)] for match in apart(_signs(), line, 0, len(line))}
    return len(kinds) >= _FEWEST_MARKS


def _running(lines: Sequence[str]) -> str:
    """What every page but the first begins with, behind its number: words of the first that end with a day or the like.

    Pages may begin alike because their titles do: such words end otherwise, and are text.
    """
    begins = compiled("page_begins")
    bare = [line.strip() for line in lines]
    pages = [line[match.end() if (match := begins.match(line)) is not None else 0 :].split() for line in bare]
    more = [words for words in pages[1:] if not (len(words) == 1 and words[0].isdigit())]  # a page may be empty
    if len(more) < _FEWEST_PAGES:
        return ""
    alike = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*more, strict=False))]
    ends = [n for n in range(1, len(alike) + 1) if _ends_head(" ".join(alike[max(0, n - _DATE_WORDS) : n]))]
    head = alike[: ends[-1]] if ends else []
    if not head or not {word for word in head[:-1] if word.isalpha()} <= {word.rstrip(":") for word in pages[0]}:
        return ""
    if head[-1][-1] == "," and head[-1][:-1] not in pages[0]:
        return ""
    return " ".join(head)


def _ends_head(words: str) -> bool:
    """Whether the words that run along at a page's top may end with the last of `words`."""
    return any(match.end() == len(words) for match in compiled("running_ends").finditer(words))


def _counts(lines: Sequence[str], head: str) -> bool:
    """Whether the pages that begin with `head` have numbers behind it that count them."""
    behind = [
        compiled("running_number").match(line.lstrip(), len(head)) for line in lines if line.lstrip().startswith(head)
    ]
    numbers = [int(match[1]) for match in behind if match is not None]
    return len(numbers) == len(behind) >= _FEWEST_PAGES and all(b == a + 1 for a, b in pairwise(numbers))


@cache
def _beside_labels() -> tuple[Gate, ...]:
    """What a line must hold for each kind of mark that is no label."""
    return tuple(gate(setting(key)) for key in _KINDS)


@cache
def _signs() -> re.Pattern[str]:
    """The marks of items of which a page without line ends has several."""
    words = {said for rule in lexicon.rules() if rule.kind for said in rule.says if len(said) >= _SHORTEST_LABEL}
    plain, loud = alternatives(words), alternatives(map(str.upper, words))
    joined = lexicon.setting("titles", "loud_and")
    firsts = {letter for word in words for letter in (word[0], word.upper()[0])}
    others = either((*_beside_labels(), gate(setting("strong")))).firsts
    pattern = (
        rf"(?<![\w-])(?:(?P<access>{setting('access')})|(?P<case>{setting('case')})|(?P<clerk>{setting('clerk')})"
        rf"|(?P<decision>{setting('decision')})"
        rf"|(?P<label>(?:{plain})(?= ?:)|(?:{loud})(?![A-ZÆØÅa-zæøå]){joined}"
        rf"|(?:{setting('strong')})(?= [A-ZÆØÅ0-9])))"
    )
    return compile_pattern(led(pattern, None if others is None else others | firsts))


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
    counted = len(_counted(source)) > 0 or _is_page(lines[0])
    return dict(zip(sorted(flat), pieces(lines, counted=counted), strict=True))


def pieces(lines: Sequence[str], *, counted: bool) -> Iterator[tuple[Piece, ...]]:
    """The lines that each of the pages `lines` had; nothing but white space stands between them.

    `counted` tells that the pages have their numbers at their ends.
    """
    first = _first_of_pages(list(map(str.strip, lines))) if counted else range(len(lines))
    head = _running([lines[i] for i in first])
    behind = compiled("running_number") if head and not counted and _counts(lines, head) else None
    spans: list[_Span] = []
    for i, line in enumerate(lines):
        span = _headed(line, head, behind) if not counted else _span(line, head) if i in first else _all_of(line)
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


def _span(line: str, head: str) -> _Span:
    """What of a page is read: its number at both ends, what runs along at its top, and the contents are not."""
    start, end, _, _ = _all_of(line)
    match = compiled("page_begins").match(line, start)
    begins = match.end() if match is not None else start
    if head and line.startswith(f"{head} ", begins):
        begins += len(head) + 1
        number = _PAGE_OF_HEAD.match(line, begins)
        begins = number.end() if number is not None else begins
    before = (Piece(start, begins, "noise"),) if begins > start else ()
    foot = compiled("page_ends").search(line, max(begins, end - 20), end)
    stop = foot.start() if foot is not None else end
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
