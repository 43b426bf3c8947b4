"""Where the title of a heading stands: behind its number, above it, below it, or behind the name of a field."""

from collections.abc import Sequence

from referat.lexicon import lines as lexicon
from referat.outline.candidates import Candidate
from referat.outline.head_lines import is_header
from referat.outline.item_anchors import has_form_of_title
from referat.outline.marks import Mark
from referat.outline.numbers import Number
from referat.outline.page import Page
from referat.outline.titles import title_key
from referat.text.places import Range

# What a line may say by its own words that is a title.
_WORDS = frozenset({"", "number", "label", "document"})
# A title that others use as a group's head, or as that of a list, stands directly below its number.
_PLAIN = frozenset({"", "number", "group", "contents"})
# What may stand between a number alone and its title.
_BETWEEN = frozenset({"access", "clock", "case", "noise"})
# What may stand above the line with the name of the title's field, and that line itself.
_FIELD = frozenset({"", "label", "access", "case", "clock"})
_LONGEST_TITLE, _LONGEST_STOPPED = 220, 90
_REACH = 4
# So many more where fields stand between, each with a short value, which are of these kinds of sections elsewhere.
_MOST_FIELDS, _LONGEST_VALUE = 6, 60
_FIELDS = frozenset({"case_route", "admin"})
# So many lines stand between a title and the same above, files or the rest of it.
_LISTED = 5


def side_of_titles(page: Page, anchors: Sequence[Candidate]) -> str:
    """Whether the titles of numbers that stand alone stand "above" or "below" them: counted over the document.

    "" where they have none: what stands below numbers that answer a list ("Ad 1.") is text, if most of it is sentences.
    """
    alone = [candidate for candidate in anchors if _stands_alone(page, candidate.at)]
    word = number_at(page, alone[0].at).form[1] if alone else ""
    answers = word in lexicon.setting("titles", "numbers_of_text")
    above = below = 0.0
    for candidate in alone:
        before = page.above(candidate.at)
        listed = candidate.at - 1 in page.contents.inside
        up = before is not None and not listed and _may_be_title(before) and not is_header(before)
        above += up
        beside = _beside(page, candidate.at)
        titled = any(_may_be_title(mark) for _, mark in page.below(beside - 1, 1))
        below += titled or (not up and not answers and _is_stopped_title(page, beside))
    if answers and 2 * max(above, below) < len(alone):
        return ""
    if above and word in lexicon.setting("titles", "numbers_below"):
        above += 0.5
    return "above" if above > below else "below"


def _is_label_alone(page: Page, k: int) -> bool:
    """Whether mark `k`, directly below a number alone, is a title in the words of a label.

    What stands below is the item's case number or its access, or the label is one that items are called by.
    """
    mark, below = page.marks[k], page.marks[k + 1] if k + 1 < page.count else None
    if mark.how != "own" or mark.apart:
        return False
    return mark.label not in lexicon.strong() or (below is not None and below.role in ("case", "access"))


def _beside(page: Page, at: int) -> int:
    """The mark below the number alone at `at`, and below what may stand between: open or closed, a case number."""
    return next((k for k in range(at + 1, page.count) if page.marks[k].role not in _BETWEEN), at + 1)


def _says_closed(page: Page, at: int) -> bool:
    """Whether the line below the number alone at `at` is a word for closed items: the title where nothing else is."""
    below = page.marks[at + 1] if at + 1 < page.count else None
    return below is not None and below.role == "access" and below.gives.get("access") == "closed"


def number_at(page: Page, k: int) -> Number:
    """The number of mark `k`, which has one."""
    number = page.marks[k].number
    assert number is not None  # noqa: S101  for the type checker: asked of numbered marks alone
    return number


def _stands_alone(page: Page, k: int) -> bool:
    number = page.marks[k].number
    return number is not None and number.form[3] == "alone"


def _may_be_title(mark: Mark) -> bool:
    return mark.role == "" and len(mark.text) < _LONGEST_TITLE and not mark.text.endswith(".")


def _is_stopped_title(page: Page, k: int) -> bool:
    """Whether mark `k`, below a number, is a short line, alone or over a case number, as titles with a stop are."""
    mark = page.marks[k] if k < page.count else None
    if mark is None or mark.role or page.is_label[k] or len(mark.text) > _LONGEST_STOPPED:
        return False
    if not page.ends_alone(k) and page.marks[k + 1].role not in _BETWEEN:
        return False
    verdict = lexicon.setting_pattern("titles", "verdict").fullmatch(mark.text) is not None
    return not verdict and has_form_of_title(mark.but(text=mark.text.rstrip(".") or "."))


def listed_above(page: Page, number: Number, title: str, first: int) -> int | None:
    """The line above mark `first`, or above the files there, that says number and title (its key) in another form.

    A page may end between them, and the title may be broken.
    """
    rest = ""
    lines = [k for k in range(first - 1, max(-1, first - 1 - 2 * _LISTED), -1) if page.marks[k].role != "noise"]
    for k in lines[:_LISTED]:
        mark = page.marks[k]
        if mark.number is not None and k not in page.contents.inside:
            same = mark.number.value == number.value and title_key(f"{page.title[k]}{rest}") == title
            above = page.above(k)
            return k if same and title and (above is None or above.role != "contents") else None
        if "." not in mark.text or lexicon.files_rule(mark.text) is None:
            if mark.role or not mark.text[0].islower() or len(rest) > _LONGEST_TITLE:
                return None
            rest = f" {mark.text}{rest}"
    return None


def _named_title(page: Page, at: int, stop: int) -> int | None:
    """The line with the title of number `at`, among those directly below: behind the name of its field, or below it.

    Other fields, each with its value on the line, may stand between: of which kind the case is.
    """
    field = lexicon.setting_pattern("titles", "field_below")
    beside = -1
    for k in range(at + 1, min(stop, at + 1 + _REACH + _MOST_FIELDS)):
        mark = page.marks[k]
        named = mark.line != beside and field.fullmatch(mark.text) is not None
        if named and mark.number is not None and ":" in mark.text:  # "Sag: 3. budgetopfølgning"
            return k
        if mark.number is not None or mark.role not in _FIELD or (k > at + _REACH and mark.apart):
            return None
        if mark.line == beside:
            continue
        if named:
            return k if mark.text[-1] != ":" and ":" in mark.text else _below_name(page, k, stop)
        if page.is_label[k]:
            if not _is_other_field(page, k, stop):
                return None
            beside = mark.line
    return None


def _is_other_field(page: Page, k: int, stop: int) -> bool:
    """Whether label `k` is the name of a field with its value behind a colon, both directly below other lines."""
    below = page.marks[k + 1] if k + 1 < stop else None
    valued = below is not None and below.line == page.marks[k].line and len(below.text) <= _LONGEST_VALUE
    return valued and not page.marks[k].apart and page.marks[k].text[-1] == ":" and page.kind(k) in _FIELDS


def _below_name(page: Page, k: int, stop: int) -> int | None:
    """The line below mark `k`, which is the name of the title's field alone."""
    below = page.marks[k + 1] if k + 1 < stop else None
    if below is None or below.role not in ("", "number"):
        return None
    return k + 1 if has_form_of_title(below.but(text=below.text.rstrip(".") or ".")) else None


def _begun_above(page: Page, k: int, low: int) -> int | None:
    """The last line of the page above, from mark `low` on, with which the title at mark `k` begins; None if none does.

    The title goes on in a small letter.
    """
    above = k - 1
    while above > low and page.marks[above].role == "noise" and page.marks[above].rule is None:
        above -= 1
    if above == k - 1 or above < low or not page.marks[k].text[0].islower():
        return None
    mark = page.marks[above]
    begins = mark.role == "" and not page.is_label[above] and _may_be_title(mark) and mark.text[0].isupper()
    return above if begins else None


def first_line(
    page: Page, candidate: Candidate, bounds: tuple[int, int, int], side: str
) -> tuple[list[Range], set[int], int]:
    """Where the first line of the title stands, the marks that it takes with the number, and the item's first."""
    low, first, stop = bounds
    at = candidate.at
    number = page.marks[at].number if candidate.value is not None else None
    lines = {at} if number is not None or candidate.title else set()
    titles: list[Range] = []
    if number is not None and not _stands_alone(page, at):
        titles = [page.marks[at].place(number.title)]
    elif number is not None and (named := _named_title(page, at, stop)) is not None:
        titles = [Range(page.marks[named].a, page.marks[named].b)]
        lines = {at, *(k for k in range(at + 1, named + 1) if page.marks[k].role in _WORDS)}
    elif number is not None and side:
        beside = _beside(page, at) if side == "below" else at - 1
        if side == "below" and beside >= stop and _says_closed(page, at):
            titles, lines = [Range(page.marks[at + 1].a, page.marks[at + 1].b)], {at, at + 1}
        # The item above may be nothing but its label, directly above this number.
        elif low <= beside < len(page.marks) and (beside < stop if side == "below" else beside >= first - 1):
            mark = page.marks[beside]
            # Where titles stand above numbers, so does one in the words of a label, which would have nothing below.
            plain = (mark.role in _WORDS if side == "above" else _is_label_alone(page, beside)) or (
                mark.role in _PLAIN and not page.is_label[beside] and (mark.role in _WORDS or not mark.apart)
            )
            if plain or listed_above(page, number, mark.key, first) is not None:
                begun = _begun_above(page, beside, low) if side == "above" else None
                places = [beside] if begun is None else [begun, beside]
                titles, lines = [Range(page.marks[k].a, page.marks[k].b) for k in places], {at, *places}
                first = min(first, *places)
    elif candidate.title:
        mark = page.marks[at]
        titles = [Range(mark.a, mark.a + len(candidate.title) if mark.text == f"{candidate.title}:" else mark.b)]
    return titles, lines, first
