"""Texts that have lost their line ends: a page is a paragraph, and is cut into the lines that it had.

A text is known to be one by its form: paragraphs that count the pages 1, 2, 3 … and are long, with little else; or a
long line with several different marks of items in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, takewhile
from typing import NamedTuple

from referat.lexicon import idioms, values
from referat.lexicon import lines as lexicon
from referat.lexicon.gates import either, gate
from referat.text.source import Source

_LONG_PAGE, _LONG_LINE = 120, 250
_FEWEST_PAGES, _FEWEST_MARKS = 2, 3
_REACH = 260
_PAGE = re.compile(r"(\d{1,3})(?: \S.{30,})?", re.DOTALL)
_CUT_OFF_PAGE = re.compile(r"(\d{1,3}) \S.{,30}")
_SHORTEST_LABEL = 4
_SENTENCE_ENDS = (".", "!", "?")
_MOST, _MOST_PAGES, _FEWEST_NUMBERS = 0.4, 0.5, 3
_DIGITS = re.compile(r"\d+")
# Digits of other scripts come behind the letters of this one.
_BEYOND_LATIN = "\u0660"
_NUMBER_ALONE = re.compile(r"\s*\d{1,3}\.? ")
# A title in capitals as far as it goes, and what goes on with it.
_LOUD_TITLE = re.compile(r"\s*\d{1,3}\.? (?:[^a-zæøå\s]+ )*")
_GOES_ON = re.compile(r":? (?:[-–] )?[A-ZÆØÅ]{2,}(?![a-zæøå])")
# The page's number behind its head, before an item's.
_PAGE_OF_HEAD = re.compile(r"\d{1,3} (?=\d{1,3}\.? )")


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
    pages = _counted(source) | _run_together(source, longest)
    if longest <= _LONG_LINE:
        return pages
    long = [i for i, length in enumerate(map(len, source.lines)) if length > _LONG_LINE]
    return pages | {i for i in long if i not in pages and _has_marks(source.lines[i])}


def _counted(source: Source) -> frozenset[int]:
    """The paragraphs that count the pages, where there is little else."""
    texts = list(map(str.strip, source.lines))
    numbered = [i for i, text in enumerate(texts) if text and (text[0] <= "9" or text[0] >= _BEYOND_LATIN)]
    last = numbered[-1] if numbered else -1
    pages: set[int] = set()
    longest = 0
    for i in numbered:
        match = _PAGE.fullmatch(texts[i]) or (_CUT_OFF_PAGE.fullmatch(texts[i]) if i == last else None)
        if match is not None and int(match[1]) == len(pages) + 1:
            pages.add(i)
            longest = max(longest, len(texts[i]))
    enough = len(pages) >= _FEWEST_PAGES and longest > _LONG_PAGE
    little_else = sum([len(texts[i]) for i in pages]) > _MOST_PAGES * sum(map(len, texts))
    return frozenset(pages) if enough and little_else else frozenset()


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
    for match in _compiled("heading").finditer(line):
        if match[0][0].isdigit() and int(_DIGITS.findall(match[0])[0]) == len(run) + 1:
            run.append(match.start())
    return run


def _has_marks(line: str) -> bool:
    kinds = {match[0] for match in _tokens().finditer(line)}
    return len(kinds) >= _FEWEST_MARKS


def running(source: Source, flat: frozenset[int]) -> str:
    """What every page but the first begins with, behind its number: words of the first that end with a day or the like.

    Pages may begin alike because their titles do: such words end otherwise, and are text.
    """
    pages = [_compiled("page_begins").sub("", source.lines[i].strip(), count=1).split() for i in sorted(flat)]
    if len(pages) < _FEWEST_PAGES + 1:
        return ""
    alike = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*pages[1:], strict=False))]
    ends = [n for n, word in enumerate(alike, 1) if _compiled("running_ends").fullmatch(word)]
    if not ends or not {word for word in alike[: ends[-1] - 1] if word.isalpha()} <= set(pages[0]):
        return ""
    return " ".join(alike[: ends[-1]])


@cache
def _setting(key: str) -> str:
    return values.expand(lexicon.setting("flattened", key), idioms.patterns(lexicon.FILE))


@cache
def _tokens() -> re.Pattern[str]:
    words = {said for rule in lexicon.rules() if rule.kind for said in rule.says if len(said) >= _SHORTEST_LABEL}
    ordered = sorted(words, key=len, reverse=True)
    plain = "|".join(re.escape(word) for word in ordered)
    loud = "|".join(re.escape(word.upper()) for word in ordered)
    joined = lexicon.setting("titles", "loud_and")
    # A first character is looked at before all else: nearly every word begins otherwise.
    firsts = {letter for word in words for letter in (word[0], word.upper()[0])}
    others = either(gate(_setting(key)) for key in ("access", "case", "clerk", "decision", "strong")).firsts
    begins = f"(?=[{''.join(map(re.escape, sorted(firsts | others)))}])" if others is not None else ""
    return re.compile(
        rf"(?<![\w-]){begins}(?:(?P<access>{_setting('access')})|(?P<case>{_setting('case')})|(?P<clerk>{_setting('clerk')})"
        rf"|(?P<decision>{_setting('decision')})"
        rf"|(?P<label>(?:{plain})(?= ?:)|(?:{loud})(?![A-ZÆØÅa-zæøå]){joined}"
        rf"|(?:{_setting('strong')})(?= [A-ZÆØÅ0-9])))"
    )


@cache
def _compiled(key: str) -> re.Pattern[str]:
    return re.compile(_setting(key))


def pieces(line: str, head: str = "") -> Iterator[Piece]:
    """The lines that the page `line` had, in order; nothing but white space stands between them.

    `head` is what pages begin with behind their number.
    """
    start = len(line) - len(line.lstrip())
    match = _compiled("page_begins").match(line, start)
    begins = match.end() if match is not None else start
    if head and line.startswith(f"{head} ", begins):
        begins += len(head) + 1
        number = _PAGE_OF_HEAD.match(line, begins)
        begins = number.end() if number is not None else begins
    if begins > start:
        yield Piece(start, begins, "noise")
        start = begins
    end = len(line.rstrip())
    foot = _compiled("page_ends").search(line, max(start, end - 20), end)
    stop = foot.start() if foot is not None else end
    rows = _contents_at(line, start, stop)
    yield from _cut(line, start, rows)
    if rows < stop:
        below = _compiled("contents_ends").search(line, rows, stop)
        end_of_rows = below.start() if below is not None else stop
        yield Piece(rows, end_of_rows, "contents")
        if below is not None:
            yield from _cut(line, end_of_rows, stop)
    if stop < end:
        yield Piece(stop, end, "noise")


def _contents_at(line: str, start: int, stop: int) -> int:
    """Where the table of contents begins: with the page, or behind the document's head; `stop` where there is none."""
    if _compiled("contents").match(line, start):
        return start
    match = _compiled("contents_within").search(line, start, stop)
    return match.start() if match is not None else stop


#: Where a line begins inside a page, where what is known of it ends, and what it is.
_Cut = tuple[int, int, str]


def _cut(line: str, start: int, stop: int) -> Iterator[Piece]:
    rows = [list(_marks(line, start, stop)), *(list(_begins(line, start, stop, key)) for key in ("header", "point"))]
    cuts = sorted([*chain.from_iterable(rows), *_headings(line, start, stop, rows)])
    done = start
    for a, b, role in cuts:
        if a < done:
            continue
        if line[done:a].strip():
            yield Piece(done, a, "")
        if role == "heading":
            done = a
            continue
        end = b
        if role in ("label", "decision") and line[b : b + 2].strip()[:1] == ":":
            end = line.index(":", b) + 1
        yield Piece(a, end, role)
        done = end
    if line[done:stop].strip():
        yield Piece(done, stop, "")


def _marks(line: str, start: int, stop: int) -> Iterator[_Cut]:
    first = True
    for match in _tokens().finditer(line, start, stop):
        role = str(match.lastgroup)
        if first and role == "label" and _in_title(line, start, match):
            continue
        first = False
        a, b = match.span()
        listed = role == "label" and a > start + 1 and line[a - 2] in ",;"
        if listed and not match[0].isupper() and line[b : b + 2].strip()[:1] != ":":
            continue
        yield a, b, role


def _begins(line: str, start: int, stop: int, key: str) -> Iterator[_Cut]:
    """Where lines of a head, or points of a recommendation, begin."""
    for match in _compiled(key).finditer(line, start, stop):
        yield match.start(), match.start(), "heading"


def _in_title(line: str, start: int, label: re.Match[str]) -> bool:
    """Whether a label is a word of the title that the page begins with: in a title in capitals, or its first."""
    if not _LOUD_TITLE.fullmatch(line, start, label.start()):
        return False
    if label[0].isupper() and _GOES_ON.match(line, label.end()) is not None:
        return True
    following = _tokens().search(line, label.end(), min(len(line), label.end() + _REACH))
    if following is None or following.lastgroup not in ("access", "case"):
        return False
    # Nothing stands between a title and what marks its item; behind a label text would.
    return following.start() <= label.end() + 1 or _NUMBER_ALONE.fullmatch(line, start, label.start()) is not None


def _headings(line: str, start: int, stop: int, rows: Sequence[Sequence[_Cut]]) -> Iterator[_Cut]:
    """A number at the page's beginning, or behind a text, with marks or labels soon behind its title.

    `rows` are marks and labels, and other beginnings of lines, of which the first row counts that has one behind.
    """
    run = _run(line[:stop])
    if len(run) >= _FEWEST_NUMBERS:
        yield from ((a, a, "heading") for a in run)
        return
    last = -1  # the number of the last heading
    titled = -1  # the last heading that says what it is: its title may hold a number
    for match in _compiled("heading").finditer(line, start, stop):
        a = match.start()
        if titled >= 0 and not any(titled < cut[0] < a for row in rows[:1] for cut in row) and a - titled <= _REACH:
            continue
        following = next((cut for row in rows if (cut := _behind(row, a)) is not None), None)
        if following is None and a == start and stop - a <= _REACH:  # a text that was cut off
            yield a, a, "heading"
        if following is None or following[0] - a > _REACH or _is_inside(rows[0], a):
            continue
        worded = not match[0][0].isdigit()
        value = int(_DIGITS.findall(match[0])[0])
        next_one = value == last + 1 and line[a - 2 : a - 1] in _SENTENCE_ENDS
        if a == start or following[2] in ("access", "case") or worded or next_one:
            titled, last = a if worded else -1, value
            yield a, a, "heading"


def _beginning(cut: _Cut) -> int:
    return cut[0]


def _behind(row: Sequence[_Cut], a: int) -> _Cut | None:
    n = bisect_right(row, a, key=_beginning)
    return row[n] if n < len(row) else None


def _is_inside(row: Sequence[_Cut], a: int) -> bool:
    """Whether one of a row, which do not overlap, stands around `a`."""
    n = bisect_right(row, a, key=_beginning)
    return n > 0 and a < row[n - 1][1]
