"""Numbers of the document's own: "Ekstrapunkt 3: …", "=== 4. … ===", "Punkt" above "5"; case numbers of no known form.

The vocabulary cannot know what every publisher writes before an item's number. What shows it is the row: the same
words before numbers that rise by one, all over the document, with text between; lists inside an item stand close.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark
from referat.outline.numbers import Number
from referat.text.places import Range
from referat.tuples import NamedTuple

_OWN = "number.own"
# What stands before the number, the number with its year ("ØU-55/07-O"), the mark behind it, the title.
_LEAD = compile_pattern(
    r"(?P<lead>[^\d\n]{0,34}?)(?P<number>(?P<count>\d{1,4})(?:/(?:\d\d){1,2}(?:-[A-ZÆØÅ]{1,2})?(?=[ :]|$))?)"
    r"(?P<mark>(?: ?[^\w\s\"“”»(§[]{1,3}| [a-zæøå]+ [a-zæøå]+:)?)(?P<gap>[ \t]*)(?P<title>\D.*|\d{1,3}\.? ?[a-zæøå].*|)"
)
# Its number begins in so many characters.
_DIGIT, _LONGEST_LEAD = compile_pattern("[0-9]"), 35
# What closes signs that stand before a number and behind its title.
_CLOSE = compile_pattern(r"[ \t]*(?:(?:[^\w\s.,;:!?)\"”«%]|_){1,3}|</\w{1,6}>)$")
_TAG = compile_pattern(r"<\w{1,6}>")
# A number of a case, whatever its form.
_CASE = compile_pattern(r"[A-ZÆØÅ]{0,5}[-. ]?\d[\w./-]{3,25}(?<=\d)")
_MOST_CASES = 0.6
_LETTER = compile_pattern(r"[^\W\d_]")
_LONGEST, _LONGEST_TITLE = 200, 160
# So many numbers make a row, where nothing else is between them than text.
_FEWEST, _FEWEST_WORDS, _LONGEST_STEP = 3, 2, 3
_BETWEEN = 1
_ROWS = 2
_MOST, _APART = 0.8, 0.6
# Numbers begin anew where groups of items do.
_FALLING = 0.3
# A row of items goes over so much of a document.
_SPREAD = 0.5


class _Line(NamedTuple):
    """A mark that has a number behind something: its index, the number, where the parts stand in its text."""

    at: int
    value: int
    number: tuple[int, int]
    title: tuple[int, int]
    word: str
    mark: str


def numbered(marks: Indexed) -> Indexed:
    """`marks`, those as numbered that are in such a row, in a document whose items have no number that is known."""
    marks = _between(_words_above(marks))
    core = lexicon.core_kinds()
    cores = marks.above([k for k in marks.labels if marks[k].kind in core])
    known = _most_known(marks, cores)
    if known >= _FEWEST:  # nearly always
        return marks
    best = max([lines for lines in _by_lead(marks).values() if _is_row(marks, lines, cores)], key=len, default=[])
    if not best or known >= max(_FEWEST - 1, len(best) - _ROWS):
        return marks
    settled = list(marks)
    filed = False not in [_is_file(marks[line.at].text[slice(*line.title)]) for line in best]
    for line in best:
        each = _as_number(marks[line.at], line)
        settled[line.at] = _before_file(each) if filed else each
    return Indexed(settled)


def _is_file(title: str) -> bool:
    """Whether nothing but a number of a file stands where a title does, and no day: "00.30.14"."""
    return _CASE.fullmatch(title) is not None and not lexicon.holds_setting("titles", "date", title)


def _before_file(mark: Mark) -> Mark:
    """A numbered mark without a title: what stands behind the number is the case number."""
    number = mark.number
    assert number is not None  # noqa: S101  for the type checker: it has one
    b = number.title.b
    a = b - len(mark.text[number.title.a : b].lstrip())
    bare = number._replace(title=Range(a, a), form=(*number.form[:3], "alone"), case_number=Range(a, b))
    return mark.but(number=bare)


def cases(marks: Indexed) -> Indexed:
    """`marks`, numbers of no known form as case numbers that stand alone below most numbered titles, each another."""
    if marks.by_role["case"]:
        return marks
    last = len(marks) - 1
    before = [k for k in marks.numbered if k < last]
    titled = [k for k in before if (number := marks[k].number) is not None and number.form[3] != "alone"]
    below: dict[tuple[str, ...], list[int]] = defaultdict(list)
    among = Counter([marks[k].number.form for k in titled])  # type: ignore[union-attr]  # they have numbers
    for k in titled:
        if _is_case(marks[k + 1]):
            below[marks[k].number.form].append(k + 1)  # type: ignore[union-attr]  # the same
    for form, places in below.items():
        said = {marks[k].text for k in places}
        if len(said) == len(places) >= max(_FEWEST, _MOST_CASES * among[form]):
            settled = list(marks)
            for k in places:
                mark = marks[k].as_text()
                settled[k] = mark.becoming("case", slots={"case_number": Range(mark.a, mark.b)})
            return Indexed(settled)
    return marks


def _is_case(mark: Mark) -> bool:
    """Whether a line is nothing but a number that is no day and no hour."""
    number = mark.role in ("", "number") and _CASE.fullmatch(mark.text) is not None
    return number and not lexicon.holds_setting("titles", "date", mark.text)


def _words_above(marks: Indexed) -> Indexed:
    """`marks`, words alone above numbers that rise as part of these: "Punkt" over "3" over the title."""
    words = _above_numbers()
    above = [k - 1 for k in marks.numbered if k and marks[k - 1].key in words and _begins_with_number(marks[k])]
    values = [marks[k + 1].number.value for k in above]  # type: ignore[union-attr]  # they have numbers
    falling = sum(a > b for a, b in pairwise(values))
    if len(above) < _FEWEST_WORDS or falling > _FALLING * len(values):
        return marks
    settled = list(marks)
    for k in above:
        settled[k] = marks[k].as_text().becoming("numbering")
        number = marks[k + 1].number
        assert number is not None  # noqa: S101  for the type checker: it begins with one
        rule, _, mark, gap = number.form
        settled[k + 1] = marks[k + 1].but(number=number._replace(form=(rule, marks[k].key, mark, gap)))
    return Indexed(settled)


def _between(marks: Indexed) -> Indexed:
    """`marks`, as numbered those whose title begins with a number: "172 100 dage" below 171 and above 173."""
    inside = [a + 1 for a, b in pairwise(marks.numbered) if b == a + 2]
    places = [
        k
        for k in inside
        if marks[k].role == "" and marks[k].text[0].isdecimal() and _lacks_one(marks[k - 1].number, marks[k + 1].number)
    ]
    if not places:  # nearly always
        return marks
    settled = list(marks)
    for k in places:
        above = marks[k - 1].number
        assert above is not None  # noqa: S101  for the type checker: it lacks one
        line = _numbered_as(k, marks[k].text, f"{above.value + 1}", above.form[2])
        if line is not None:
            number = _as_number(marks[k], line).number
            assert number is not None  # noqa: S101  the same
            settled[k] = marks[k].becoming("number", number=number._replace(form=(*above.form[:3], number.form[3])))
    return Indexed(settled)


def _lacks_one(above: Number | None, below: Number | None) -> bool:
    """Whether one number is missing between two of the same form without a word."""
    if above is None or below is None or above.form[1]:
        return False
    return below.value == above.value + 2 and above.form[:3] == below.form[:3]


def _numbered_as(k: int, text: str, number: str, mark: str) -> _Line | None:
    """The line at `k` with this number and mark, and a title that begins with digits; None where it has none."""
    rest = text.removeprefix(number + mark)
    title = rest.lstrip()
    if rest == text or not title[:1].isdecimal() or (not mark and rest == title):
        return None
    return _Line(k, int(number), (0, len(number)), (len(text) - len(title), len(text)), "", mark)


@cache
def _above_numbers() -> frozenset[str]:
    return frozenset(lexicon.setting("titles", "above_numbers"))


def _begins_with_number(mark: Mark) -> bool:
    return mark.number is not None and not mark.number.form[1] and mark.number.at.a == 0


def _by_lead(marks: Indexed) -> dict[tuple[str, str], list[_Line]]:
    """The lines with a number behind the same words or signs."""
    groups: dict[tuple[str, str], list[_Line]] = defaultdict(list)
    for k in marks.by_role[""]:
        mark = marks[k]
        if mark.b - mark.a <= _LONGEST and _DIGIT.search(mark.text, 0, _LONGEST_LEAD):
            match = _LEAD.fullmatch(mark.text)
            if match is not None and (match["lead"] or match["mark"]):
                word = key_of(match["lead"])
                line = _Line(k, int(match["count"]), match.span("number"), match.span("title"), word, match["mark"])
                groups[word, match["mark"].strip()].append(line)
    return groups


def _is_row(marks: Sequence[Mark], lines: Sequence[_Line], cores: Sequence[int]) -> bool:
    """Whether the numbers of `lines` rise, stand apart from one another, and head items.

    `cores` are how many labels of an item's body stand above each mark.
    """
    if len(lines) < _FEWEST or lines[0].word in lexicon.setting("titles", "never_items"):
        return False
    rising = _without_stray(lines)
    steps = [b.value - a.value for a, b in pairwise(rising)]
    gaps = [(a.at + 1, b.at) for a, b in pairwise(rising) if 0 < b.value - a.value <= _LONGEST_STEP]
    if len(steps) - len(gaps) >= _ROWS or 2 * steps.count(1) < len(steps):
        return False
    titles = [marks[line.at].text[slice(*line.title)] for line in lines]
    if len(set(titles)) < _MOST * len(titles) and any(titles):  # a line that runs along on every page
        return False
    named = [title[0].isupper() or not title[0].isalpha() for title in titles if title]
    if sum(named) < _MOST * len(named) or any(len(title) > _LONGEST_TITLE for title in titles):
        return False
    if sum(cores[a] < cores[b] for a, b in gaps) >= _MOST * len(gaps):
        return True
    first, last = lines[0].at, lines[-1].at
    begin = first if any(titles) else 0  # what a site says above titles is none of the document's
    everywhere = last - first >= _SPREAD * (len(marks) - begin) and cores[first] <= 1
    return everywhere and sum(b - a >= _BETWEEN for a, b in gaps) >= _APART * len(gaps)


def _without_stray(lines: Sequence[_Line]) -> Sequence[_Line]:
    """`lines` without the first one that stands out of its row, between a number and the next: 3, 17, 4."""
    for k in range(1, len(lines) - 1):
        above, value, below = (line.value for line in lines[k - 1 : k + 2])
        if below == above + 1 and value != above:
            return [*lines[:k], *lines[k + 1 :]]
    return lines


def _most_known(marks: Indexed, cores: Sequence[int]) -> int:
    """Between how many numbers of a form that is known, and the next, labels stand: of the form that has the most."""
    forms: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k in marks.numbered:
        number = marks[k].number
        if number is not None and not marks[k].text.isdecimal():
            forms[number.form].append(k)
    return max([_rises(marks, places, cores) for places in forms.values()], default=0)


def _rises(marks: Sequence[Mark], places: Sequence[int], cores: Sequence[int]) -> int:
    """Between how many of the numbers at `places` and the next, one more, a label stands."""
    return sum(
        cores[a + 1] < cores[b]
        for a, b in pairwise(places)
        if marks[b].number.value == marks[a].number.value + 1  # type: ignore[union-attr]  # they have numbers
    )


def _as_number(mark: Mark, line: _Line) -> Mark:
    title = mark.text[slice(*line.title)]
    end = line.title[1]
    if title and (not _LETTER.search(line.word) or _TAG.fullmatch(line.word)):
        closing = _CLOSE.search(title)
        end -= len(title) - closing.start() if closing is not None else 0
    gap = "alone" if not title else " " if line.title[0] > line.number[1] + len(line.mark) else "glued"
    form = (_OWN, line.word, line.mark.strip(), gap)
    number = Number(
        line.value,
        Range(*line.number),
        Range(line.title[0], end),
        form,
    )
    return mark.becoming("number", number=number)
