"""Numbers of items in a text that has lost its line ends, and where their titles end.

Numbers of one form that run on (12, 13, 14) are lines: of items, of a table of contents, of a list; which of them,
the chain of headings tells. A title ends where the next line begins; where text follows it, with the row of the
contents that says it too, or before a sentence. Where none of these tells, the title is not known.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter

from referat.lexicon import idioms
from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened import contents
from referat.outline.flattened.words import HARD, REACH, Beginning, breaks_off, compiled, dangles, here, occurrences
from referat.outline.numbers import roman_value
from referat.tuples import NamedTuple

_RUN = 3
_LEVEL = 1000
# So many numbers may be left out: closed items, say.
_GAP = 3
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SHORTEST_ROW, _LONGEST_TITLE, _MOST_ROWS = 4, 200, 3
_CASE = "case"
_STRICT = frozenset({"access", "case"})
_OF_HEAD = frozenset({"field", "line", "header", "noise", "rule"})
# What stands above headings, but above nothing else that has a number.
_ABOVE = frozenset({"access", "case", "noise", "group"})
_PAGE = compile_pattern(r"[ .…]+\d{1,3}$")
_CAPITAL_INSIDE = compile_pattern(r"(?<=[a-zæøå0-9,] )[A-ZÆØÅ][a-zæøå]")
_DASHES = " -–([|"
# Numbers with the day, or the meeting's own, before them.
_OF_DAY = frozenset({"d-d-d/d", "d-d-d-d", "d.d.d/d", "d.d.d-d", "d-d-d"})
_LETTERS = frozenset("ABCDEFGH")
# Numbers with their year and a letter for how the case is taken, which nothing but items has: "ØU-55/07-O".
_OF_YEAR = "d/d-"
_DIGITS = compile_pattern(r"\d+")
_LONGEST_NAME = 40


class Text(NamedTuple):
    """A line, what of it is looked at, where lines begin in it but for numbers, and how many of these its head has."""

    line: str
    start: int
    stop: int
    marks: Sequence[Beginning]
    head: int


def text_of(line: str, start: int, stop: int, marks: Sequence[Beginning]) -> Text:
    """The text with these `marks`; its head goes down to the first of them that only items have."""
    head = next((n for n, mark in enumerate(marks) if mark.role not in _OF_HEAD), len(marks))
    return Text(line, start, stop, marks, head)


class Numbered(NamedTuple):
    """A number before a capital: its text, where it and the title behind it begin, its form, its value."""

    text: int
    a: int
    title: int
    form: tuple[str, ...]
    value: int


class Headed(NamedTuple):
    """A number that begins a line, and where the title behind it ends: before it where nothing tells."""

    number: Numbered
    end: int


def numbered(texts: Sequence[Text], *, pages: bool, listed: str = "") -> list[tuple[Sequence[Beginning], list[Headed]]]:
    """The numbers that begin lines in each of `texts`, in order; `pages` tells that an item may begin with each.

    `listed` are the rows of the contents, some of which may have lost their numbers.
    """
    candidates = [one for n, text in enumerate(texts) for one in _candidates(n, text)]
    runs = _Runs(candidates)
    taken: list[list[Numbered]] = [[] for _ in texts]
    for k, one in enumerate(candidates):
        text = texts[one.text]
        if _counts(text, one, runs, k) or (pages and _opens_page(text, one)):
            taken[one.text].append(one)
    rows: dict[int, list[str]] = {}
    return [
        _headed(_with_cases(_with_titles(_below_columns(text, numbers), numbers), numbers), numbers, rows, listed)
        for text, numbers in zip(texts, taken, strict=True)
    ]


def _headed(
    text: Text, numbers: Sequence[Numbered], rows: dict[int, list[str]], listed: str
) -> tuple[Sequence[Beginning], list[Headed]]:
    """The marks of `text`, and its numbers with the ends of their titles."""
    stops = [*(one.a for one in numbers[1:]), text.stop]
    return text.marks, [
        Headed(one, _title_end(text, one, stop, (rows, listed)))
        for one, stop in zip(numbers, stops[: len(numbers)], strict=True)
    ]


def _below_columns(text: Text, numbers: Sequence[Numbered]) -> Text:
    """The same, but for a label that is the head of a column: it stands directly above the first item."""
    first = next((n for n, mark in enumerate(text.marks) if mark.role in HARD), -1)
    if not numbers or first < 0:
        return text
    mark = text.marks[first]
    rule = lexicon.lines().words.get(lexicon.key_of(text.line[mark.a : mark.b]))
    if rule is None or rule.kind != "decision" or rule.gives.get("weak") or mark.b > numbers[0].a:
        return text
    if text.line[mark.b : numbers[0].a].strip():
        return text
    return text._replace(marks=[*text.marks[:first], here(mark.a, "line"), *text.marks[first + 1 :]])


def _with_titles(text: Text, numbers: Sequence[Numbered]) -> Text:
    """The same, words behind a number that are labels elsewhere as the title that they begin there."""
    titles = {one.title for one in numbers}
    marks = []
    for mark in text.marks:
        if mark.a not in titles or not _is_title(text.line, mark):
            marks.append(mark)
        elif compiled("subject").match(text.line, mark.a):
            marks.append(here(mark.a, "subject"))
    return text._replace(marks=marks)


def _with_cases(text: Text, numbers: Sequence[Numbered]) -> Text:
    """The same, with the numbers of cases that stand behind a title without a label."""
    behind = [_case_behind(text, one.title) for one in numbers]
    top = text.marks[0] if text.marks else None
    if top is not None and (top.a, top.role) == (text.start, "noise"):  # a title whose number went with the day above
        behind.append(_case_behind(text, top.b))
    cases = [Beginning(*match.span(), _CASE) for match in behind if match is not None]
    return text._replace(marks=sorted((*text.marks, *cases))) if cases else text


def _case_behind(text: Text, title: int) -> re.Match[str] | None:
    """The number of a case, without a label, behind the title that begins at `title`."""
    n = bisect_right(text.marks, title, key=itemgetter(0))
    stop = min(title + REACH, text.marks[n].a if n < len(text.marks) else text.stop)
    match = compiled("case_alone").search(text.line, title, stop)
    return None if match is None or dangles(text.line[title : match.start()].rstrip()) else match


def _is_title(line: str, mark: Beginning) -> bool:
    """Whether what could begin a line of its own may be an item's title."""
    if mark.role != "label":
        return mark.role not in ("case", "decision", "dated", "sender")
    key = lexicon.key_of(line[mark.a : mark.b])
    rule = lexicon.lines().words.get(key)
    return rule is None or rule.kind not in lexicon.numbered_kinds() or key not in lexicon.strong()


def _candidates(n: int, text: Text) -> Iterator[Numbered]:
    for match in occurrences("number", text.line, text.start, text.stop):
        groups = match.groupdict()
        style, value = _worth(groups["number"])
        mark, word = (groups["mark"] or "").strip(), (groups["word"] or "").lower().strip()
        if not word and style == "d" and _FIRST_YEAR <= value < _LAST_YEAR:
            continue
        if word and groups["open"] == "(":  # "(punkt 2)" refers to one
            continue
        if groups["open"] == "(" and style == "a" and _is_party(text, match.start("open")):
            continue
        form = (groups["open"] or "", word, style.rstrip("a") or style, _CASE if groups["case"] else mark)
        yield Numbered(n, match.start(), match.end("all"), form, value)


def _is_party(text: Text, a: int) -> bool:
    """Whether a letter in brackets at `a` stands behind somebody's name: "Asta Birkholm (A) Bo Elm (B)"."""
    before = text.line[max(text.start, a - _LONGEST_NAME) : a].rstrip().rpartition(" ")
    return before[2][:1].isupper() and before[2][-1:].isalpha() and before[0][-1:].isalpha()


def _worth(number: str) -> tuple[str, int]:
    """The form of a number, and what it counts: of several parts the one that rises from item to item."""
    style = re.sub("d+", "d", "".join("d" if c.isdigit() else "a" if c.isalpha() else c for c in number))
    parts = [int(part) for part in _DIGITS.findall(number)]
    if not parts:
        roman = roman_value(number) if number.isupper() and number not in _LETTERS else 0
        return ("r", roman) if roman else (style, ord(number[0].lower()) - ord("a") + 1)
    if style == "a.d":
        return style, ord(number[0].lower()) * _LEVEL + parts[0]
    if style in _OF_DAY:
        return style, parts[-1]
    if "." in style:
        return style, parts[0] * _LEVEL + parts[1]
    return style, parts[1] if len(parts) > 1 and parts[0] > _LEVEL else parts[0]


class _Runs:
    """How far each number's run goes, forwards and back: one more each time, in its form."""

    def __init__(self, candidates: Sequence[Numbered]) -> None:
        self.before = self._lengths(candidates, -1)
        self.behind = self._lengths(candidates[::-1], 1)[::-1]
        self._spans: dict[tuple[str, ...], tuple[int, int]] = {}
        for k, one in enumerate(candidates):
            if self.length(k) >= _RUN:
                low, high = self._spans.get(one.form, (one.value, one.value))
                self._spans[one.form] = min(low, one.value), max(high, one.value)

    @property
    def any(self) -> bool:
        """Whether numbers of any form run on."""
        return bool(self._spans)

    def near(self, one: Numbered) -> bool:
        """Whether a number stands among, or soon behind, those of its form that run on; there may be none."""
        low, high = self._spans.get(one.form, (one.value, one.value))
        return low - _GAP <= one.value <= high + _GAP

    @staticmethod
    def _lengths(candidates: Sequence[Numbered], step: int) -> list[int]:
        longest: dict[tuple[tuple[str, ...], int], int] = {}
        groups: dict[tuple[tuple[str, ...], int], int] = {}
        lengths = []
        for one in candidates:
            length = 1 + longest.get((one.form, one.value + step), 0)
            group, item = divmod(one.value, _LEVEL)
            if group and (item == 1 or step > 0):
                length = max(length, 1 + groups.get((one.form, group + step), 0))
            if group and (item == 1 or step < 0):
                groups[one.form, group] = max(length, groups.get((one.form, group), 0))
            key = one.form, one.value
            longest[key] = max(length, longest.get(key, 0))
            lengths.append(length)
        return lengths

    def length(self, k: int) -> int:
        """How long the longest run through candidate `k` is."""
        return self.before[k] + self.behind[k] - 1


def _counts(text: Text, one: Numbered, runs: "_Runs", k: int) -> bool:
    """Whether a number begins a line: it runs on, or what stands behind a heading stands behind it."""
    _, word, style, mark = one.form
    n = bisect_right(text.marks, one.a, key=itemgetter(0))
    if n and one.a < text.marks[n - 1].b:  # inside a label or the like
        return False
    if mark == _CASE or (style == _OF_YEAR and runs.length(k) > 1):
        return True
    if word and breaks_off(text.line, text.start, one.a):
        return False
    if (style in ("a", "r") and runs.before[k] < one.value) or (
        runs.length(k) == 1 and not word and not runs.near(one)
    ):
        return False
    return _is_supported(text, one, n, runs) if runs.length(k) == 1 else _runs_on(text, one, n, (runs, k))


def _below(text: Text, one: Numbered, n: int) -> str:
    """What stands soon behind a number, before the `n`th mark of its text; "" where nothing does."""
    return text.marks[n].role if n < len(text.marks) and text.marks[n].a - one.title <= REACH else ""


def _runs_on(text: Text, one: Numbered, n: int, run: tuple["_Runs", int]) -> bool:
    """Whether a number of a run begins a line: the longer the run, the less must stand behind it."""
    runs, k = run
    opened, word, style, mark = one.form
    long, from_first = runs.length(k) >= _RUN, runs.before[k] >= one.value
    below = _below(text, one, n)
    if opened or word or mark or style != "d":
        return long or from_first or below in HARD
    return below in _STRICT or (long and (from_first or below in HARD))


def _is_supported(text: Text, one: Numbered, n: int, runs: "_Runs") -> bool:
    """Whether a number that stands alone begins a line, by what stands around it."""
    opened, word, style, mark = one.form
    below = _below(text, one, n)
    if not (opened or word or mark or style != "d") or below not in HARD:
        return False
    first = n <= text.head and not runs.any
    if below in _STRICT or bool(word) or first or (n > 0 and _begins_items(text, one, text.marks[n - 1])):
        return True
    return _case_behind(text, one.title) is not None


def _begins_items(text: Text, one: Numbered, above: Beginning) -> bool:
    """Whether what stands directly above is what only stands above headings."""
    return above.role in _ABOVE and not text.line[above.b : one.a].strip(" :*#")


def _opens_page(text: Text, one: Numbered) -> bool:
    """Whether the number stands at the beginning of a page, before an item's lines or the end of a text cut off."""
    if one.a != text.start:
        return False
    following = next(iter(text.marks[bisect_right(text.marks, one.a, key=itemgetter(0)) :]), None)
    return (following.a if following is not None else text.stop) - one.a <= REACH


# Titles.


@cache
def _first_names() -> frozenset[str]:
    return frozenset(idioms.table("people")["first_names"])


def _title_end(text: Text, one: Numbered, stop: int, known: tuple[dict[int, list[str]], str]) -> int:
    """Where the title behind a number ends, before the next one at `stop`; -1 where nothing tells.

    `known` are the titles known so far, by their number, and the rows of the contents.
    """
    rows, listed = known
    n = bisect_right(text.marks, one.title, key=itemgetter(0))
    stop = min(text.marks[n].a, stop) if n < len(text.marks) else stop
    segment = text.line[one.title : stop]
    half = (len(segment.strip()) - 1) // 2
    if half >= _SHORTEST_ROW and segment[:half] == segment[half + 1 : 2 * half + 1] and segment[half] == " ":
        segment = segment[:half]  # the title twice
    taken = compiled("taken_by").search(segment)
    segment = segment if taken is None else segment[: taken.end()]
    for row in rows.get(one.value, ()):
        if _goes_before(row, segment):
            return one.title + len(row)
    end = _end_in(segment)
    if end < 0 and listed:
        end = contents.title_end(segment, listed)
    if end < 0:
        return -1
    bare = _PAGE.sub("", segment[:end].rstrip())
    if len(bare) >= _SHORTEST_ROW:
        rows.setdefault(one.value, [])[_MOST_ROWS:] = [bare]
    return one.title + end


def _goes_before(row: str, segment: str) -> bool:
    behind = segment[len(row) : len(row) + 1]
    return segment[: len(row)].casefold() == row.casefold() and not behind.isalnum() and behind not in ("-", "/")


def _end_in(segment: str) -> int:
    """Where a title ends in what stands between its number and the next line; -1 where nothing tells."""
    column = compiled("column").search(segment)
    if column is not None and not compiled("tells").search(segment, 0, column.start()):
        return column.start()
    sentence = compiled("sentence_ends").search(segment)
    ends = sentence.start() + 1 if sentence is not None else len(segment.rstrip(_DASHES))
    for opener in compiled("opener").finditer(segment, 1, ends):
        before = segment[: opener.start()].rstrip()
        if (
            before and not dangles(before) and before.rpartition(" ")[2] not in _first_names()
        ):  # "Asta | Elm orienterede"
            whole = before.count("(") == before.count(")") and not before.endswith(":")
            return len(before) if whole and not compiled("tells").search(before) else -1
    title = segment[:ends]
    if title.count("(") != title.count(")"):
        return -1
    if sentence is None and not title.endswith("."):
        return ends if len(title) <= _LONGEST_TITLE else -1
    plain = not _CAPITAL_INSIDE.search(title) or ends == len(segment.rstrip())  # a label stands behind the full stop
    if len(title) <= _LONGEST_TITLE and plain and not compiled("tells").search(title):
        return ends
    return -1
