"""Numbers that are more than they look: of labels.

A label may carry a number of its own: "2.1 Sagsfremstilling", "a. Indstilling", "1) Beslutning". Such a line may be an
item's heading as well ("3. Økonomi"). What tells is the document: words that no item is called by stand behind numbers
of the same style more than once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from referat.lexicon import idioms
from referat.lexicon import lines as lexicon
from referat.lexicon.lines import LineRule, key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark, Marker
from referat.outline.near_forms import LETTERED, WITH_ACCESS, closed, sublettered
from referat.outline.numbers import ROMANS, Number, case_number, number_in, roman_value
from referat.text.places import Line, Range
from referat.text.source import Source
from referat.tuples import NamedTuple

_TWICE = 2
_NUMBERED = compile_pattern(
    r"(?:(?P<levels>\d{1,3}(?:\.\d{1,3}){1,2}\.?)|(?P<digits>\d{1,2})(?P<after>[.)]|\.\))"
    r"|(?P<roman>[IVX]{1,4})[.)]|(?P<upper>[A-ZÆØÅ])[.)]|(?P<lower>[a-zæøå])[.)])[ \t]+(?P<label>[A-ZÆØÅ].*)"
)
_LONGEST, _MAY_BE_LABEL = 70, ("", "number")
# The first mark behind a number stands in so many characters.
_LONGEST_NUMBER = 5
# A case number has a digit in so many last characters.
_LONGEST_END = 4
_DIGITS = frozenset("0123456789")
# The last letters of the words for open and closed, or a bracket.
_ACCESS_ENDS = frozenset("tTnN)")
_FEWEST = 2
_STYLES = ("levels", "digits", "roman", "upper", "lower")
# What stands behind the word for a case, whatever its form.
_FILED = compile_pattern(r"[\dA-ZÆØÅ][\w./-]*\d[\w./-]*")
_FEWEST_CASES = 3
# What may part a title from the case number behind it.
_SIGNS = " \t-–,"
_LETTERS, _ROMANS, _YEARS = "number.letter", "number.roman", "number.of_year_alone"
# The kind of labels that number a case as a section of its own.
_ADMIN = "admin"
# Where a number is one only as a column of its own, which so many blanks part from the next.
_GAP, _WIDE = "wide gap", 2


class _Line(NamedTuple):
    """A mark that begins with a number: its index, the number's style and value, where the words behind it begin."""

    at: int
    style: str
    value: int
    words: int


def labels_apart(marks: Indexed, marker: Marker) -> Indexed:
    """`marks`, those that are labels behind numbers of their own as labels."""
    styles: dict[str, list[_Line]] = defaultdict(list)
    heads = [(k, marks[k].text[:_LONGEST_NUMBER]) for role in _MAY_BE_LABEL for k in marks.by_role[role]]
    for k in sorted([k for k, head in heads if "." in head or ")" in head]):
        line = _numbered(k, marks[k]) if marks[k].b - marks[k].a <= _LONGEST else None
        if line is not None:
            styles[line.style].append(line)
    labels: dict[int, Mark] = {}
    for lines in styles.values():
        sure = [line.value for line in lines if _is_sure(marks[line.at], line, marker)]
        # Words that stand behind one number twice may be an item's title, in the contents and above the item.
        if len(lines) >= _FEWEST and len(sure) >= _FEWEST and (len(sure) > _TWICE or len({*sure}) > 1):
            labels.update((line.at, label) for line, label in _labels(marks, lines, marker))
    return marks.but(labels) if labels else marks


def _numbered(k: int, mark: Mark) -> _Line | None:
    match = _NUMBERED.fullmatch(mark.text)
    if match is None:
        return None
    style = next(name for name in _STYLES if match[name])
    return _Line(k, f"{style}{match['after'] or ''}", _value(style, match[style]), match.start("label"))


def _value(style: str, number: str) -> int:
    """What the number is worth in a row of its style; of several levels the last counts."""
    if style in ("levels", "digits"):
        return int(re.findall(r"\d+", number)[-1])
    if style == "roman":
        return roman_value(number)
    return ord(number)


def _words(mark: Mark, line: _Line) -> str:
    return mark.text[line.words :].partition(":")[0]


def _rule(mark: Mark, line: _Line, marker: Marker) -> LineRule | None:
    return marker.lines.words.get(key_of(_words(mark, line)))


def _names_section(mark: Mark, line: _Line, marker: Marker) -> bool:
    rule = _rule(mark, line, marker)
    return rule is not None and rule.kind != ""


def _is_sure(mark: Mark, line: _Line, marker: Marker) -> bool:
    """Whether the words behind the number are a section's label, and no title of an item nor before one."""
    rule = _rule(mark, line, marker)
    if mark.text[line.words :].partition(":")[2].strip():  # "02. Beslutning: Cykelsti" says what is to be done
        return False
    if rule is None or "weak" in rule.flags or key_of(_words(mark, line)) not in lexicon.strong():
        return False
    return rule.kind in lexicon.numbered_kinds()


def _labels(marks: Sequence[Mark], lines: Sequence[_Line], marker: Marker) -> Iterator[tuple[_Line, Mark]]:
    """The labels among the lines of one style: sure ones, and others in a row with labels."""
    labels = [_names_section(marks[line.at], line, marker) for line in lines]
    for n, line in enumerate(lines):
        label = _as_label(marks[line.at], line, marker)
        if label is None:
            continue
        in_row = any(0 <= m < len(lines) and lines[m].value - line.value == m - n and labels[m] for m in (n - 1, n + 1))
        if line.style == "levels" or in_row or _is_sure(marks[line.at], line, marker):
            yield line, label


def _as_label(mark: Mark, line: _Line, marker: Marker) -> Mark | None:
    """`mark` as the label that the words behind its number are; None where they are none."""
    a = mark.a + line.words
    label = marker.mark(mark.text[line.words :], Line(a, mark.b, a, mark.apart), mark.line)
    if not label.kind or label.how not in ("own", "pattern", "colon", "run"):
        return None
    return mark.as_text().but(
        role=label.role,
        rule=label.rule,
        kind=label.kind,
        how=label.how,
        label=label.label,
        slots=label.slots,
        cut=label.cut,
    )


def settled(source: Source, marks: Indexed, marker: Marker) -> Indexed:
    """`marks`, those whose number, or whose not being one, only the others of the document show, as what they are."""
    named: frozenset[str] = frozenset()
    says: frozenset[str] = frozenset()
    for rule in {mark.rule for mark in marks}:
        if rule is not None:
            named |= {rule.name}
            says |= {rule.where, rule.is_}
    if _ROMANS in named:
        marks = _romans_settled(marks)
    if _GAP in says:
        marks = marks.but({k: marks[k].as_text() for k in marks.numbered if _is_glued(source, marks[k])})
    if "case" in says:
        marks = _words_settled(_years_settled(marks))
    if WITH_ACCESS in named:
        marks = closed(marks)
    if not named.isdisjoint(LETTERED):
        marks = sublettered(marks)
    untitled = {k: mark for k in marks.numbered if (mark := _before_case(marks[k], marker)) is not marks[k]}
    return _cases_settled(marks.but(untitled) if untitled else marks)


def _words_settled(marks: Indexed) -> Indexed:
    """`marks`, words that head sections as well ("Sag:") as a case number's, where one alone stands directly below."""
    words = _case_labels()
    cases = [(k - 1, marks[k]) for k in marks.by_role["case"] if k and not marks[k].apart]
    found = {
        k: marks[k].as_text().becoming("case")
        for k, below in cases
        if marks[k].how == "own" and marks[k].kind != _ADMIN and marks[k].key in words
        if case_number().fullmatch(below.text)
    }
    return marks.but(found) if found else marks


@cache
def _case_labels() -> frozenset[str]:
    """The keys of words that head sections, or stand above a case number alone."""
    return frozenset(map(key_of, lexicon.setting("titles", "case_labels")))


def _before_case(mark: Mark, marker: Marker) -> Mark:
    """`mark`, a numbered one, without a title where nothing but the case number stands behind its number.

    Whether the item is open or closed may stand behind that.
    """
    number, text, word = mark.number, mark.text, None
    if number is None or not number.title.a < number.title.b == len(mark.text):
        return mark
    if text[-1] not in _DIGITS and _DIGITS.isdisjoint(text[-_LONGEST_END:]):
        said = lexicon.setting_pattern("titles", "access_behind").search(text) if text[-1] in _ACCESS_ENDS else None
        if said is None:
            return mark
        text, word = text[: said.start()].rstrip(), said["access"]
        if len(text) <= number.title.a or _DIGITS.isdisjoint(text[-_LONGEST_END:]):
            return mark
    a = mark.place(number.title).a
    behind = marker.mark(text[number.title.a :], Line(a, mark.a + len(text), a, apart=False), mark.line)
    case = behind.slots.get("case_number") if behind.role == "case" else None
    if case is None:
        return mark
    access = behind.slots.get("access")
    word = behind.text[access.a - a : access.b - a] if access is not None else word or number.access
    title, case = Range(number.title.a, number.title.a), Range(case.a - mark.a, case.b - mark.a)
    bare = number._replace(title=title, form=(*number.form[:3], "alone"), access=word, case_number=case)
    return mark.but(number=bare)


def _romans_settled(marks: Indexed) -> Indexed:
    """`marks`, letters that are Roman numerals among others of these as such: "I.", "V."."""
    romans = {
        mark.number.form[1:]: mark for mark in marks if mark.number is not None and mark.number.form[0] == _ROMANS
    }
    return Indexed([_roman(mark, romans) for mark in marks])


def _roman(mark: Mark, romans: Mapping[tuple[str, str, str], Mark]) -> Mark:
    number = mark.number
    other = romans.get(number.form[1:]) if number is not None and number.form[0] == _LETTERS else None
    letter = mark.text[slice(*number.at)] if number is not None else ""
    if number is None or other is None or other.number is None or not set(letter) <= ROMANS:
        return mark
    return mark.but(rule=other.rule, number=number._replace(value=roman_value(letter), form=other.number.form))


def _is_glued(source: Source, mark: Mark) -> bool:
    """Whether it is a letter that no gap parts from its title, though one must."""
    if mark.number is None or mark.rule is None or mark.rule.where != _GAP:
        return False
    end, begin = source.origin(*mark.place(mark.number.at))[1], source.origin(*mark.place(mark.number.title))[0]
    return begin - end < _WIDE and source.text[end:begin] != "\t"


def _cases_settled(marks: Indexed) -> Indexed:
    """`marks`, the case numbers with which most titles of a form end ("3 Tag 13/455") taken off the titles."""
    found = {
        k: begins
        for k in marks.numbered
        if marks[k].text[-1].isdigit()
        and (number := marks[k].number) is not None
        and (begins := _case_begins(marks[k], number))
    }
    sure = {k for k, begins in found.items() if _case_word().search(marks[k].text, 0, begins)}
    if len(found) < _FEWEST_CASES and not sure:  # nearly always
        return marks
    numbers = [mark.number for mark in marks if mark.number is not None]
    titled = Counter([number.form for number in numbers if number.title.b > number.title.a])
    cased = Counter([number.form for k in found if (number := marks[k].number) is not None])
    usual = {form for form, count in cased.items() if count >= _FEWEST_CASES and 2 * count > titled[form]}
    settled = list(marks)
    for k, begins in found.items():
        mark, number = marks[k], marks[k].number
        if number is not None and (number.form in usual or k in sure):
            word = _case_word().search(mark.text, 0, begins)  # "Tag Sagsnr. 13/455"
            title = Range(number.title.a, len(mark.text[: word.start() if word else begins].rstrip(_SIGNS)))
            settled[k] = mark.but(number=number._replace(title=title, case_number=Range(begins, len(mark.text))))
    return Indexed(settled)


@cache
def _case_word() -> re.Pattern[str]:
    """What stands before a case number, with the signs around it."""
    word = idioms.patterns(lexicon.FILE)["case_word"]
    return compile_pattern(rf"[-–,(\s]*(?<!\w){word}\.? ?:? ?(?=\S*$)")


def _case_begins(mark: Mark, number: Number) -> int:
    """Where in the mark's text the case number begins with which its title ends; 0 where it ends with none."""
    begins = mark.text.rfind(" ") + 1
    a, b = number.title
    ends = number.case_number is None and a < b and begins > a
    if not ends or case_number().fullmatch(mark.text, begins) is not None:
        return begins if ends else 0
    return begins if _FILED.fullmatch(mark.text, begins) and _case_word().search(mark.text, 0, begins) else 0


def _years_settled(marks: Indexed) -> Indexed:
    """`marks`, numbers of a year ("Sag 31/98") that look like case numbers as numbers, where they run on in it."""
    rule = _of_year()
    numbered: dict[int, tuple[Number, str]] = {}
    for k in marks.by_role["case"]:
        match = rule.compiled.fullmatch(marks[k].text) if "/" in marks[k].text else None
        if match is not None:
            numbered[k] = number_in(match, rule.name), match["number"].partition("/")[2]
    steps = [b.value - a.value == 1 and year == same for (a, year), (b, same) in pairwise(numbered.values())]
    if not steps or 2 * sum(steps) < len(steps):
        return marks
    settled = list(marks)
    for k, (number, _) in numbered.items():
        settled[k] = marks[k].as_text().but(role="number", rule=rule, number=number)
    return Indexed(settled)


@cache
def _of_year() -> LineRule:
    return next(rule for rule in lexicon.rules() if rule.name == _YEARS)
