"""Lines that have run together are cut apart: a label from its text, a heading from what stands before it.

Whether they are cut, the document's habits tell; the text itself stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline import (
    behind_titles,
    columns,
    displaced,
    emphasis,
    lost_ends,
    number_groups,
    numbered,
    own_labels,
    own_numbers,
    run_in,
    title_tails,
)
from referat.outline import habits as measured
from referat.outline.habits import Habits
from referat.outline.indexed import Indexed
from referat.outline.lost_counts import is_lost
from referat.outline.mark_parts import part
from referat.outline.marks import Mark, Marker, form_of
from referat.outline.numbers import Form
from referat.outline.shapes import TAIL
from referat.outline.titles import listed_key
from referat.text.places import Line, Range
from referat.text.source import Source

# The dot behind a number that has run into what stands before it, and before its title. Its first digit is a group.
_GLUED_NUMBER = compile_pattern(r'\.(?:(?<=\S(\d)\d\d\.)|(?<=\S(\d)\d\.)|(?<=\S(\d)\.)) ?(?=[A-ZÆØÅ"\d])')
# The same without the group: in a line that has none, it is found out faster.
_GLUED_END = compile_pattern(r'\.(?<=\S\d\.) ?(?=[A-ZÆØÅ"\d])')
# A title that begins with a number of its own: "2. behandling".
_ORDINAL = compile_pattern(r"\d{1,2}\. [a-zæøå]")
_FEWEST_SAID = 3
_FEWEST_OF_TEXT, _LONG_TITLE = 2, 25
_SHORTEST, _LONGEST = 12, 400
# So may what a line is that has one.
_MAY_HOLD = ("", "number", "leader", "contents")
_SHORTEST_TITLE, _SHORTEST_LABEL = 9, 4
# Titles are looked up by so many letters.
_TITLE = 25
_DASH = " - "
# The place of an item's number and title behind its case number.
_ITEM = "item"
# Into these no number has run: a blank, and a mark that opens a quotation.
_NOT_GLUED = ' "“”»'
# Between a table's cells.
_BAR = " | "


def apart(source: Source, whole: Sequence[Mark], marker: Marker) -> Indexed:
    """The marks of `whole` lines, those that have run together cut apart."""
    marks = displaced.settled(source, lost_ends.restored(Indexed(whole), marker))
    marks = own_labels.contents_settled(own_labels.kinds_settled(_items_apart(source, marks, marker)))
    marks = behind_titles.apart(marks, marker)
    marks = own_numbers.cases(own_numbers.numbered(marks))
    marks = numbered.labels_apart(numbered.settled(source, marks, marker), marker)
    marks = columns.labelled(source, emphasis.labelled(source, marks, marker))
    marks = own_labels.labelled(own_labels.dashed(own_labels.bodies_alone(own_labels.routes_settled(marks))))
    marks = _texts_apart(source, marks, marker)
    may_end = [k for k in marks.numbered if "." in marks[k].text[_SHORTEST:-_SHORTEST_LABEL]]
    if may_end:
        marks = _ends_apart(source, marks, may_end, marker)
    marks = _headings_apart(source, _labels_apart(source, marks), marker)
    if source.holds(_BAR):
        cells = (_cells_apart(source, each, marker) if each.number is not None else (each,) for each in marks)
        marks = Indexed(chain.from_iterable(cells))
    marks = columns.titled(source, marks, marker)
    return title_tails.apart(source, _said_apart(source, number_groups.groups_apart(marks)), marker)


def _items_apart(source: Source, marks: Indexed, marker: Marker) -> Indexed:
    """The same marks, an item's number and title apart from the case number that stands before them on the line."""
    if True not in [_ITEM in marks[k].slots for k in marks.slotted]:  # nearly always
        return marks
    pieces: list[Mark] = []
    for each in marks:
        if _ITEM not in each.slots:
            pieces.append(each)
            continue
        a, case = each.slots[_ITEM].a, each.slots["case_number"]
        place = Line(a, each.b, a - each.indent, apart=False)  # where titles without a case number begin
        item = marker.mark(source.view[a : each.b], place, each.line).but(begin=a)
        pieces += (part(source, each, each.a, case.b), item) if item.number is not None else (each.as_text(),)
    return Indexed(pieces)


def _said_apart(source: Source, marks: Indexed) -> Indexed:
    """The same marks, what was said of an item apart from its title, behind which it has run in."""
    may_say = [k for k in marks.numbered if marks[k].text[-1] in ".,"]
    if len(may_say) < _FEWEST_OF_TEXT:  # nearly always
        return marks
    return _split(source, marks, {**run_in.titles_end(marks), **_behind_colons(marks)})


def _behind_colons(marks: Indexed) -> dict[int, Range]:
    """Where titles end in their lines, where a colon parts most of them from what was said."""
    places = marks.numbered
    may_say = [k for k in places if marks[k].text[-1] == "." and ":" in marks[k].text]
    if len(may_say) < _FEWEST_SAID:
        return {}
    titled = [k for k in places if (number := marks[k].number) is not None and number.title.b > number.title.a]
    forms = _by_form(titled, marks)
    split: dict[int, Range] = {}
    for places in forms.values():
        if not (is_lost(marks, places) or _run_as_items(marks, places)):
            continue
        found = {k: colon for k in places if (colon := _colon(marks[k])) > 0}
        said = [k for k, colon in found.items() if marks[k].text[colon + 1 :].rstrip().endswith(".")]
        if len(said) >= _FEWEST_SAID and 2 * len(said) >= len(places):
            split.update({k: Range(colon, colon + 1) for k, colon in found.items()})
    return split


def _split(source: Source, marks: Indexed, ends: Mapping[int, Range]) -> Indexed:
    """The same marks, those of `ends` cut where their titles end in their text; what parts the two is of neither."""
    if not ends:
        return marks
    pieces: list[Mark] = []
    for k, each in enumerate(marks):
        number = each.number
        if k not in ends or number is None:
            pieces.append(each)
            continue
        end, begin = each.a + ends[k].a, each.a + ends[k].b
        title = Range(number.title.a, ends[k].a)
        pieces.append(part(source, each, each.a, end).but(number=number._replace(title=title)))
        if source.view[begin : each.b].strip():
            pieces.append(_text(source, each, begin, each.b).but(apart=False))
    return Indexed(pieces)


def _by_form(numbered: Sequence[int], marks: Sequence[Mark]) -> dict[Form, list[int]]:
    """The `numbered` marks by the form of their number."""
    forms: dict[Form, list[int]] = {}
    for k in numbered:
        forms.setdefault(form_of(marks[k]), []).append(k)
    return forms


def _run_as_items(marks: Sequence[Mark], places: Sequence[int]) -> bool:
    """Whether numbers run from 1 on, stand apart, and have titles that begin as titles do: of items, not of a list."""
    values = [number.value for k in places if (number := marks[k].number) is not None]
    opening = lexicon.setting_pattern("titles", "opening")
    titles = [marks[k].text[number.title.a :] for k in places if (number := marks[k].number) is not None]
    return (
        values[0] == 1
        and all(0 <= after - before <= 1 for before, after in pairwise(values))
        and all(marks[k].text[0].isdecimal() for k in places)
        and all(marks[k].apart for k, (a, b) in zip(places[1:], pairwise(values), strict=True) if b > a)
        and sum(opening.match(title) is not None for title in titles) >= _FEWEST_SAID
    )


def _colon(each: Mark) -> int:
    """Where the first colon stands in the title of a numbered line; -1 where none does."""
    assert each.number is not None  # noqa: S101  for the type checker: only numbered marks are asked
    return each.text.find(":", each.number.title.a)


def _is_title(marks: Sequence[Mark], k: int, habits: Habits) -> bool:
    """Whether words with a colon below a number alone are its title: no label that comes again, nor below its title."""
    above, each = marks[k - 1], marks[k]
    alone = above.number is not None and above.number.form[3] == "alone"
    titled = k > 1 and each.apart and not above.apart and marks[k - 2].apart and not marks[k - 2].role
    if not alone or titled or each.how != "colon" or each.label in lexicon.strong():
        return False
    return each.kind == "topic" or habits.times("colon", each.label) == 1


def _names_title(marks: Sequence[Mark], k: int) -> bool:
    """Whether a line between blank ones is a title behind the name of its field, without a colon."""
    each = marks[k]
    if each.how != "run" or not each.apart or (k + 1 < len(marks) and not marks[k + 1].apart):
        return False
    return lexicon.setting_pattern("titles", "field_bare").fullmatch(each.text) is not None


def _texts_apart(source: Source, marks: Indexed, marker: Marker) -> Indexed:
    """The same marks, numbers of forms that have text behind them, and no title, apart from that text."""
    words = lexicon.setting("titles", "numbers_of_text")
    called = [k for k in marks.numbered if (number := marks[k].number) is not None and number.form[1] in words]
    forms = _by_form(called, marks) if called else {}
    of_text: set[int] = set()
    for places in forms.values():
        cased = sum(k + 1 < len(marks) and marks[k + 1].role == "case" for k in places)  # below a title, not below text
        if 2 * sum(_says_more(marks, k) for k in places) >= len(places) >= _FEWEST_OF_TEXT and 2 * cased < len(places):
            of_text.update(places)
    if not of_text:
        return marks
    pieces: list[Mark] = []
    for k, each in enumerate(marks):
        number = each.number
        if k not in of_text or number is None or not each.text[number.title.a :].strip():
            pieces.append(each)
            continue
        bare = number._replace(title=Range(number.title.a, number.title.a), form=(*number.form[:3], "alone"))
        begin = each.place(number.title).a
        pieces.append(part(source, each, each.a, begin).but(number=bare))
        place = Line(begin, each.b, begin, apart=False)
        text = marker.mark(source.view[begin : each.b].strip(), place, each.line)
        pieces.append(text if text.kind else _text(source, each, begin, each.b).but(apart=False))
    return Indexed(pieces)


def _says_more(marks: Sequence[Mark], k: int) -> bool:
    """Whether what stands behind the number of mark `k` is a sentence, or goes on below."""
    text, below = marks[k].text, marks[k + 1] if k + 1 < len(marks) else None
    goes_on = below is not None and not below.apart and below.role == "" and below.text[0].islower()
    return goes_on or (text.endswith(".") and len(text) > _LONG_TITLE)


def _labels_apart(source: Source, marks: Indexed) -> Indexed:
    """The same marks, labels apart from the text behind them or before them."""
    if True not in [each.cut >= 0 for each in marks]:
        return marks
    habits = measured.measure(marks)
    pieces: list[Mark] = []
    for k, each in enumerate(marks):
        pieces += _label_apart(source, marks, k, habits) if each.cut >= 0 else (each,)
    return Indexed(pieces)


def _label_apart(source: Source, marks: Sequence[Mark], k: int, habits: Habits) -> Iterator[Mark]:
    """A label, and the text behind it or before it."""
    each = marks[k]
    if (k and _is_title(marks, k, habits)) or not measured.cuts(each, habits) or _names_title(marks, k):
        yield each.as_text()
    elif each.how == "tail":
        yield _text(source, each, each.a, each.cut)
        yield part(source, each, each.cut, each.b).but(role="label" if each.kind else "contents", apart=False)
    else:
        yield part(source, each, each.a, each.cut).but(role="label")
        yield _text(source, each, each.cut, each.b).but(apart=False, bullet="")


def _text(source: Source, each: Mark, a: int, b: int) -> Mark:
    return part(source, each, a, b).as_text()


def _ends_apart(source: Source, marks: Indexed, may_end: Sequence[int], marker: Marker) -> Indexed:
    """The same marks, a label apart from the numbered line whose full stop it has run into: "… godkendes.Beslutning".

    `may_end` are the numbered lines that may end so; of others the marks themselves tell it.
    """
    ends = {k: at for k in may_end if (at := _label_at_end(marks[k], marker)) > 0}
    if not ends:
        return marks
    pieces: list[Mark] = []
    for k, each in enumerate(marks):
        if k not in ends:
            pieces.append(each)
            continue
        pieces.append(part(source, each, each.a, each.a + ends[k]).but(number=each.number))
        place = Line(each.a + ends[k], each.b, each.begin, apart=False)
        pieces.append(marker.mark(each.text[ends[k] :], place, each.line))
    return Indexed(pieces)


def _label_at_end(each: Mark, marker: Marker) -> int:
    """Where in a line the label begins that stands directly behind its last full stop; 0 where none does."""
    match = TAIL.search(each.text)
    if match is None or each.text[match.start() - 1] != ".":
        return 0
    rule = marker.lines.words.get(key_of(match[0]))
    return match.start() if rule is not None and rule.kind and key_of(match[0]) in lexicon.strong() else 0


def _headings_apart(source: Source, marks: Indexed, marker: Marker) -> Indexed:
    """The same marks, a heading cut off where it stands at the end of a line.

    It is known by its title, which an earlier row has with the same number; by a label or a head of the contents
    before it; or by the case number below, where it stands behind a full stop and counts on.
    """
    places = [k for role in _MAY_HOLD for k in marks.by_role[role] if "." in marks[k].text[2:-1]]
    glued = [k for k in sorted(places) if _may_hold_heading(marks[k])]
    if not glued:
        return marks
    known = _Known(source, marks, marker)
    holding = {k: at for k in glued if (at := _heading_at(k, marks[k], known)) is not None}
    if not holding:  # nearly always
        return marks
    pieces: list[Mark] = []
    for k, each in enumerate(marks):
        pieces += _heading_apart(each, holding[k], marker) if k in holding else (each,)
    return Indexed(pieces)


def _heading_apart(each: Mark, at: int, marker: Marker) -> tuple[Mark, Mark]:
    """What stands before the `at`th letter of a line, and the heading that begins there."""
    before = each.text[:at].rstrip()
    return (
        marker.mark(before.lstrip(), Line(each.a, each.a + len(before), each.begin, each.apart), each.line),
        marker.mark(each.text[at:], Line(each.a + at, each.b, each.a + at, apart=True), each.line),
    )


def _cells_apart(source: Source, each: Mark, marker: Marker) -> Iterator[Mark]:
    """A row of a table that begins with a number: its first cell has the title, the next what was decided."""
    at = each.text.find(_BAR) if each.number is not None else -1
    number = each.number
    if number is None or at < 0 or at <= number.title.a:
        yield each
        return
    first = part(source, each, each.a, each.a + at)
    yield first.but(number=number._replace(title=Range(number.title.a, len(first.text))))
    begin = each.a + at + len(_BAR)
    yield marker.mark(source.view[begin : each.b].strip(), Line(begin, each.b, begin, apart=False), each.line)


def _may_hold_heading(each: Mark) -> bool:
    return _SHORTEST <= each.b - each.a <= _LONGEST and _GLUED_END.search(each.text) is not None


class _Known:
    """What is known when a heading is looked for in a line: numbers, and where titles, each with its number, stand."""

    def __init__(self, source: Source, marks: Indexed, marker: Marker) -> None:
        self.marker = marker
        self.values = {number.value for k in marks.numbered if (number := marks[k].number) is not None}
        self._source, self._marks = source, marks

    @cached_property
    def titles(self) -> dict[tuple[str, int], int]:
        """Where each title, by its beginning and its number, stands first."""
        titles: dict[tuple[str, int], int] = {}
        for k in self._marks.numbered:
            number = self._marks[k].number
            if number is not None:
                title = listed_key(self._marks[k].text[slice(*number.title)])
                title = _without_dashes(title) if _DASH in title else title
                titles.setdefault((title[:_TITLE], number.value), k)
        return titles

    def is_case_below(self, k: int) -> bool:
        """Whether the line below mark `k` is a case's number."""
        return k + 1 < len(self._marks) and self._marks[k + 1].role == "case"

    def has_above(self, k: int, title: str, value: int) -> bool:
        """Whether the title with this key stands behind its number above mark `k`."""
        title = _without_dashes(title) if _DASH in title else title
        return value in self.values and self.titles.get((title[:_TITLE], value), k) < k


def _without_dashes(title: str) -> str:
    """A title's key without the dashes between its words: at the end of a line pdftotext takes one for a hyphen."""
    return title.replace(_DASH, " ")


def _heading_at(k: int, each: Mark, known: _Known) -> int | None:
    for match in _GLUED_NUMBER.finditer(each.text):
        title: str | None = None
        dot = match.start()
        for a in range(match.start(match.lastindex or 0), dot):
            value = int(each.text[a:dot])
            titled = value in known.values and len(each.text) - match.end() >= _SHORTEST_TITLE
            if not titled and each.text[a - 1].isdigit():  # no label ends so
                continue
            left = each.text[:a]
            if left.strip().isdecimal() or not left.strip() or left[-1] in _NOT_GLUED or _parts_number(each, a):
                continue
            if titled:
                title = listed_key(each.text[match.end() :]) if title is None else title
                listed = known.has_above(k, title, value) or _is_row_of(each, a, title, value)
                if listed and len(title) >= _SHORTEST_TITLE:
                    return a
            if left[-1] == "." and value - 1 in known.values and known.is_case_below(k):
                return a
            if each.text[match.end()].isdigit() and _ORDINAL.match(each.text, match.end()) is None:
                continue
            rule = known.marker.lines.words.get(key_of(left))
            if rule is not None and (
                rule.is_ == "contents" or (rule.kind and (value == 1 or value - 1 in known.values))
            ):
                return a
    return None


def _parts_number(each: Mark, a: int) -> bool:
    """Whether the `a`th letter of a line is a later digit of its own number: "Nr. 12. Budget"."""
    return each.number is not None and each.number.at.a < a < each.number.at.b


def _is_row_of(each: Mark, a: int, title: str, value: int) -> bool:
    """Whether what stands before the `a`th letter of a line is the row of the heading behind it: the only row, say."""
    number = each.number
    return number is not None and number.value == value and listed_key(each.text[number.title.a : a]) == title
