"""An item's blocks: its heading taken apart, what stands beside it, its lead and its sections."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from referat.lexicon import lines as lexicon
from referat.lexicon import values
from referat.lexicon.patterns import compile_pattern
from referat.outline import foot, own_labels
from referat.outline import sections as parts
from referat.outline.blocks import ItemBlocks, block_lines
from referat.outline.headings import Heading
from referat.outline.marks import Mark
from referat.outline.numbers import access_value, access_word, case_number
from referat.outline.page import Page
from referat.outline.sections import Opened
from referat.outline.titles import Title, taken_apart
from referat.text.places import Placed, Range
from referat.tuples import NamedTuple

# A case number that stands alone on its line.
_BARE_CASE = compile_pattern(r"(?=\S*\d{2})[A-ZÆØÅ\d][\w./-]{3,24}")
_REACH = 9
_MOST_TEXT = 3
_BESIDE = frozenset({"case", "access", "numbering"})
# The fields that they are of.
_FIELDS = {"access": "access", "numbering": "number"}
_IDLE = frozenset({"noise", "group", "contents"})
# Kinds of sections that are fields of a case where their text is a word.
_OF_CASES = frozenset({"case_route", "admin"})


class ItemReading(NamedTuple):
    """An item's blocks, and the marks of its heading by what they are ("title", "case_number", "access" …)."""

    blocks: ItemBlocks
    sections: tuple[Opened, ...]
    beside: dict[int, str]
    stop: int


def items(page: Page, found: Sequence[Heading]) -> list[ItemReading]:
    """The items that begin with the headings `found`."""
    if not found:
        return []
    stops = [heading.first for heading in found[1:]] + [
        foot.begins(page, max(found[-1].lines, default=found[-1].at), headless=foot.is_headless(page, found[0].first))
    ]
    recurring = own_labels.recurring(page, found, stops)
    return [
        _item(page, heading, stop, recurring, group)
        for heading, stop, group in zip(found, stops, _group_access(page, found), strict=True)
    ]


def _item(
    page: Page, heading: Heading, stop: int, recurring: Mapping[int, str], group: Placed[str] | None
) -> ItemReading:
    title = _title(page, heading)
    opened = parts.opened(page, heading, stop, recurring)
    first_label = opened[0].at if opened else stop
    beside, case, access = _beside(page, heading, first_label, stop)
    closing = _closing_case(page, opened, stop) if case is None else None
    if closing is not None:
        beside[closing], case = "case_number", _without_stop(page, page.marks[closing].slots["case_number"])
    for k in parts.left_over(page, opened, stop):
        beside[k] = "noise"
    taken = frozenset([*beside, *heading.lines])
    sections = parts.blocks(page, opened, stop, taken)
    lead, files, names = _lead(page, heading, first_label, taken)
    if names and page.marks[names[0]].apart and not opened and not lead:  # those who sign, below the last item
        lead, names = names, lead
    for places, role in ((heading.lines, "title"), (files, "attachments"), (names, "attendance")):
        for k in places:
            beside[k] = role
    number, mark = heading.number, page.marks[heading.at]
    own_case = mark.place(number.case_number) if number is not None and number.case_number is not None else None
    if own_case is not None and not (case and _is_old(page, own_case, case)):
        case = own_case
    own_access = _access_of_title(page, heading, title)
    marks = page.marks
    last = next((marks[k].end for k in range(stop - 1, heading.first - 1, -1) if marks[k].role not in _IDLE), 0)
    first = min([heading.first, *heading.lines])
    blocks = ItemBlocks(
        Range(
            marks[first].begin, max([last, marks[first].end, *[block.lines[-1].b for block in sections if block.lines]])
        ),
        Placed(mark.text[slice(*number.at)], (mark.place(number.at),), number.form[0]) if number is not None else None,
        _cut(heading.titles, title.proper) if heading.titles else (),
        tuple(place for mark in title.marks for place in _cut(heading.titles, mark)) if heading.titles else (),
        case or _case_of_title(page, heading, title) or _case_below(page, opened, stop),
        own_access or access or group,
        block_lines(marks, lead),
        tuple(sections),
        tuple(place for k in files for place in _each_file(marks[k])),
        block_lines(marks, names),
    )
    return ItemReading(blocks, tuple(opened), beside, stop)


# The title.


def _title(page: Page, heading: Heading) -> Title:
    return taken_apart(" ".join([page.text(place) for place in heading.titles]), purposes=page.purposes)


def _cut(places: Sequence[Range], part: Range) -> tuple[Range, ...]:
    """Where `part` of the texts at `places`, joined by one space, stands."""
    cut: list[Range] = []
    offset = 0
    for place in places:
        a, b = max(part.a - offset, 0), min(part.b - offset, place.b - place.a)
        if a < b:
            cut.append(Range(place.a + a, place.a + b))
        offset += place.b - place.a + 1
    return tuple(cut)


def _access_of_title(page: Page, heading: Heading, title: Title) -> Placed[str] | None:
    """Open or closed, as the heading's own line says it."""
    number = heading.number
    if number is not None and number.access is not None:
        value = access_value(number.access)
        mark = page.marks[heading.at]
        at = mark.place(number.at)
        start = mark.text.find(number.access)
        if value is not None:
            return Placed(value, (Range(mark.a + start, mark.a + start + len(number.access)),) if start >= 0 else (at,))
    if title.access is None or not heading.titles:
        return None
    return Placed(title.access, _cut(heading.titles, title.access_at))


def _case_of_title(page: Page, heading: Heading, title: Title) -> Range | None:
    """The case number in brackets that was taken off the title."""
    for mark in title.marks:
        for place in _cut(heading.titles, mark):
            found = case_number().search(page.text(place))
            if found is not None:
                return Range(place.a + found.start(), place.a + found.end())
    return None


def _is_old(page: Page, beside: Range, below: Range) -> bool:
    """Whether the number `beside` a title is an older file's: no case number by its form, as the one `below` is."""
    return case_number().fullmatch(page.text(below)) is not None and case_number().fullmatch(page.text(beside)) is None


def _case_below(page: Page, opened: Sequence[Opened], stop: int) -> Range | None:
    """The case number alone below a label for it among the item's sections."""
    words = _case_labels()
    for section in opened:
        below = page.marks[section.at + 1] if section.at + 1 < stop else None
        if below is not None and page.marks[section.at].label in words and _BARE_CASE.fullmatch(below.text):
            return Range(below.a, below.b)
    return None


def _closing_case(page: Page, opened: Sequence[Opened], stop: int) -> int | None:
    """The mark with the case number that closes an item, below its last section, or is the only one alone in it."""
    last = next((k for k in range(stop - 1, 0, -1) if page.marks[k].role not in _IDLE), 0)
    if not opened or last <= opened[-1].at:
        return None
    mark = page.marks[last]
    if mark.role == "case" and "case_number" in mark.slots:
        return last
    alone = [k for k in range(opened[0].at + 1, stop) if page.marks[k].role == "case" and _is_alone(page, k, stop)]
    return alone[0] if len(alone) == 1 else None


def _is_alone(page: Page, k: int, stop: int) -> bool:
    """Whether a case number behind the word for one stands between blank lines."""
    mark = page.marks[k]
    said = mark.slots.get("word") is not None and mark.slots.get("case_number") is not None
    return said and mark.apart and (k + 1 == stop or page.marks[k + 1].apart)


@cache
def _case_labels() -> frozenset[str]:
    return frozenset(map(lexicon.key_of, lexicon.setting("titles", "case_labels")))


# What stands beside the heading.


def _beside(
    page: Page, heading: Heading, first_label: int, stop: int
) -> tuple[dict[int, str], Range | None, Placed[str] | None]:
    """The marks beside the heading that give case number and access, and what they give."""
    taken: dict[int, str] = {}
    case: Range | None = None
    strict = of_file = False
    access: Placed[str] | None = None
    text = far = 0
    for k in range(heading.first, min(first_label + _REACH, stop)):
        mark = page.marks[k]
        goes_on = k in page.rest
        far += k > heading.at and not goes_on
        if mark.role in _BESIDE and far <= _REACH:
            said = _said_access(page, mark)
            access = access or said
            taken[k] = _FIELDS.get(mark.role, "case_number")
            place = _without_stop(page, mark.slots.get("case_number"))
            good = place is not None and case_number().fullmatch(page.text(place)) is not None
            file = lexicon.setting_pattern("titles", "file").match(mark.text) is not None
            own = of_file and not file  # the case's own, below its file's
            if place is not None and (case is None or (good and (not strict or own)) or (own and "word" in mark.slots)):
                case, strict, of_file = place, good, file
        elif k in heading.lines or mark.role in _IDLE or _is_clerk(page, k):
            continue
        elif page.is_label[k] and k >= heading.at:
            if not _is_field(page, k, stop):
                break
            text -= 1  # its value
        elif k > heading.at and not goes_on and (mark.text[-1] == "." or lexicon.files_rule(mark.text) is None):
            text += 1
            if text > _MOST_TEXT:
                break
    return taken, case, access


def _is_field(page: Page, k: int, stop: int) -> bool:
    """Whether label `k` has its value on its line, and a case number directly below: "Sagen afgøres i: Byrådet"."""
    mark, value = page.marks[k], page.marks[k + 1] if k + 1 < stop else None
    if value is None or value.line != mark.line or mark.apart or page.kind(k) not in _OF_CASES:
        return False
    below = page.marks[k + 2] if k + 2 < stop else None
    return below is not None and not below.apart and (below.role == "case" or _is_field(page, k + 2, stop))


def _is_clerk(page: Page, k: int) -> bool:
    return page.is_label[k] and page.kind(k) in ("admin", "attendance")


def _said_access(page: Page, mark: Mark) -> Placed[str] | None:
    """Open or closed, as a mark beside the heading says it."""
    if mark.role == "access":
        return Placed(str(mark.gives["access"]), (Range(mark.a, mark.b),), mark.rule.name if mark.rule else "")
    for name in ("access", "rest"):
        place = mark.slots.get(name)
        word = access_word().search(page.text(place)) if place is not None else None
        value = access_value(word[0]) if word is not None else None
        if value is not None and word is not None and place is not None:
            return Placed(value, (Range(place.a + word.start(), place.a + word.end()),))
    return None


def _without_stop(page: Page, place: Range | None) -> Range | None:
    """`place` without the full stop that ends the line."""
    return Range(place.a, place.b - 1) if place is not None and page.source.view[place.b - 1] == "." else place


def _group_access(page: Page, found: Sequence[Heading]) -> Iterator[Placed[str] | None]:
    """For each heading what the head of a group above it says of access.

    A head above all items is one only directly above the first: a page's menu closes nothing.
    """
    if not page.groups:  # nearly always
        yield from [None] * len(found)
        return
    k = found[0].first
    while k and page.marks[k - 1].role in _IDLE | _BESIDE:
        k -= 1
    said: Placed[str] | None = None
    for heading in found:
        for mark in page.marks[k : heading.first]:
            if mark.role == "group":
                said = _access_of_group(mark)
        k = max(k, heading.first)
        yield said


def _access_of_group(mark: Mark) -> Placed[str] | None:
    access = mark.gives.get("access")
    rule = mark.rule.name if mark.rule else ""
    return Placed(str(access), (Range(mark.a, mark.b),), rule) if access else None


# The lead.


def _lead(
    page: Page, heading: Heading, first_label: int, taken: frozenset[int]
) -> tuple[list[int], list[int], list[int]]:
    """The marks between heading and first label: text, names of files, names of those absent."""
    lead: list[int] = []
    files: list[int] = []
    names: list[int] = []
    last = max([heading.at, *(k for k in heading.lines if page.marks[k].role != "title")])
    for k in range(heading.first, page.foot_between(heading.at, first_label)):
        mark = page.marks[k]
        if k in taken or mark.role in _IDLE or mark.role == "title":
            continue
        if lexicon.files_rule(mark.text) is not None:
            files.append(k)
        elif k < last:
            continue
        elif not lead and _is_of_names(mark.text):
            if mark.number is None:  # "C. Orientering" is the head of a group
                names.append(k)
        else:
            lead.append(k)
    while lead and page.marks[lead[-1]].role == "group":
        lead.pop()
    return lead, files, names


def _is_of_names(text: str) -> bool:
    """Whether a line below a heading is of names alone; where all is in capitals, they are no sign of a name."""
    return len(text) < _REACH * 20 and not text.isupper() and _name_line().fullmatch(text) is not None


@cache
def _name_line() -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()["name_line"])


def _each_file(mark: Mark) -> list[Range]:
    each = lexicon.files_rule(mark.text)
    return [Range(mark.a + m.start(), mark.a + m.end()) for m in each.finditer(mark.text)] if each is not None else []
