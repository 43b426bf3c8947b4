"""The foot of a document: lines below its last item that belong to none.

foot = line that ends a document { line } ;  line that ends = end of the meeting | next meeting | clerk | signature ;
"""

from collections.abc import Sequence
from functools import lru_cache

from referat.lexicon import lines as lexicon
from referat.lexicon.gates import Gate
from referat.lexicon.patterns import compile_pattern
from referat.outline import menus
from referat.outline.documents import PAPERS
from referat.outline.head_lines import is_header
from referat.outline.marks import Mark
from referat.outline.menus import LONGEST_MENU
from referat.outline.page import Page

# A foot has no more lines, and of those that could be anything no more either.
_MOST, _MOST_PLAIN = 16, 6
# A page's number has so many digits.
_PAGE_DIGITS = 3
# So many lines of a page show that what stands below a label is not its text.
_SURE = 3
_LONGEST = 90
# So many ends of lines are remembered.
_MOST_KEPT = 5_000
_RULER, _LETTER, _HEAD, _FIELDS = "noise.ruler", "number.letter", 4, 3
_ATTENDANCE, _DECISION = "attendance", "decision"
_PASSED = frozenset({"noise", "group"})
_BARS = compile_pattern(r" *[|·•] *")


def begins(page: Page, heading: int, *, headless: bool) -> int:
    """The mark with which the foot below the last heading begins; the number of marks where there is none.

    Lines that could be anything (names, a place) stand in a foot only between such lines, or below them. A line that
    says more than that stands apart from the text above. Where the document's head does not stand above the first item
    (`headless`), it may stand below the last one, and so may a list of those who were there.
    """
    found = min(_head_below(page, heading) if headless else page.count, _list_below(page, heading))
    papers = page.marks.by_role[PAPERS]
    if papers and heading < papers[0] < found:
        found = papers[0]
    if found == page.count:
        found = page.foot_between(heading + 1, page.count)
    end = found
    plain = 0
    for k in range(end - 1, max(heading, end - 1 - _MOST), -1):
        mark = page.marks[k]
        if mark.role in _PASSED:
            continue
        if k + 1 == page.count and mark.apart and mark.text.isdecimal() and len(mark.text) <= _PAGE_DIGITS:
            found = found if page.is_label[k - 1] else k  # the last page's number
            continue
        if page.is_label[k]:
            break
        above = page.marks[k - 1]
        apart = mark.apart or above.role == "noise" or page.habits.tight
        goes_on = found < page.count and _goes_on(mark)
        # Below a label it is the label's text.
        ends = not goes_on and not page.is_label[k - 1] and _ends_document(mark)
        if (goes_on or ends) and (first := _address_above(page, k, heading)) is not None:
            found, plain = first, 0
        elif goes_on or (ends and (apart or _ends_meeting(mark.text))):
            found, plain = k, 0
        elif plain == _MOST_PLAIN or not (ends or (_may_be_name(mark) and len(mark.text) <= _LONGEST)):
            break
        else:
            plain += 1
    return found


def _may_be_name(mark: Mark) -> bool:
    """Whether a line could be anything, names too: "J. P. Madsen", whose initial looks like the letter of an item."""
    return mark.role == "" or (mark.number is not None and mark.number.form[0] == _LETTER)


def _address_above(page: Page, k: int, heading: int) -> int | None:
    """The first line of the block of short lines that ends at mark `k`, where to find a publisher; None where none is.

    Copied out of a browser, a page's foot keeps no blank lines but the one above it.
    """
    first = k
    while first > heading and not page.marks[first].apart and k - first < _MOST_PLAIN:
        first -= 1
    block = page.marks[first : k + 1]
    if first <= heading or not page.marks[first].apart or True in page.is_label[first:k]:
        return None
    if (
        page.is_label[first - 1] and sum(map(_goes_on, page.marks[first : first + _MOST])) < _SURE
    ):  # it is the label's text
        return None
    short = all(len(mark.text) <= LONGEST_MENU and mark.text[-1] not in ".:" for mark in block)
    plain = short and not any(mark.role and not _is_of_address(mark) for mark in block)
    return first if plain and first < k else None


def is_ruler(mark: Mark) -> bool:
    """Whether the line is a ruler."""
    return mark.rule is not None and mark.rule.name == _RULER


def is_headless(page: Page, first: int) -> bool:
    """Whether nothing above mark `first`, with which the items begin, says what document it is or of which day."""
    above = page.marks[:first]
    return not any(mark.role == "document" or lexicon.holds_setting("titles", "date", mark.text) for mark in above)


def heads_below(page: Page, k: int) -> bool:
    """Whether mark `k`, below the last item, begins the document's head: behind a ruler, or with a body and its day."""
    below = page.marks[k + 1 : k + 1 + _HEAD]
    first = page.marks[k]
    if is_ruler(first):
        underlines = page.is_label[k - 1] and not first.apart
        return not underlines and any(map(is_header, below))
    if page.is_label[k] and page.kind(k) == _ATTENDANCE and any(mark.apart for mark in below):
        return False  # those absent from the item above the head
    body = lexicon.setting_pattern("titles", "body")
    said = page.is_label[k - 1] and page.kind(k - 1) != _DECISION and body.fullmatch(first.text) is not None
    if said and below and (below[0].apart or below[0].role == "noise"):
        return False  # to whom the case goes
    apart = first.apart or page.marks[k - 1].role == "noise"
    return apart and (_begins_form(first, below) or _begins_head(first, below))


def _begins_form(first: Mark, below: Sequence[Mark]) -> bool:
    """Whether a line is the first of a form's fields, the day among them."""
    fields = [mark.text for mark in (first, *below) if is_field(mark)]
    if len(fields) < _FIELDS or first.text != fields[0]:
        return False
    return any(lexicon.holds_setting("titles", "date", text) for text in fields)


def _begins_head(first: Mark, below: Sequence[Mark]) -> bool:
    """Whether a line begins a head: with a body and its day, or with the document's name and day over a field."""
    body = lexicon.setting_pattern("titles", "body")
    if len(first.text) > _LONGEST:
        return False
    if first.text[-1] != ":" and body.fullmatch(first.text) is None:
        return _names_document(first.text) and any(map(is_field, below))
    short = [mark.text for mark in (first, *below) if len(mark.text) <= _LONGEST]
    return any(map(body.fullmatch, short)) and any(lexicon.holds_setting("titles", "date", text) for text in short)


def _names_document(text: str) -> bool:
    """Whether a line is a document's name with its day: "Referat fra mødet i Skolebestyrelsen den 3. marts 2021"."""
    named = lexicon.setting_pattern("titles", "names_document").match(text) is not None
    return named and lexicon.holds_setting("titles", "date", text) and text[-1] not in ".:"


def is_field(mark: Mark) -> bool:
    """Whether the line is a field of a document's head behind a colon."""
    return ":" in mark.text and is_header(mark)


def _head_below(page: Page, heading: int) -> int:
    """The mark below the last heading that begins the document's head; the number of marks where none does."""
    last = max((k for k in page.core_places if k > heading), default=heading)
    below = range(last + 1, page.count)
    return next((k for k in below if heads_below(page, k)), page.count)


def _list_below(page: Page, heading: int) -> int:
    """The mark below the last heading that heads a list of those who were there; the number of marks where none does.

    Where such a list stands above the items, one below them is of something else.
    """
    marks = page.marks
    head = lexicon.setting_pattern("titles", "list_head")
    last = max((k for k in page.core_places if k > heading), default=heading)
    apart = (k for k in range(last + 1, len(marks)) if marks[k].apart or marks[k - 1].role == "noise")
    below = (k for k in apart if head.fullmatch(marks[k].text))
    found = next((k for k in below if _is_of_members(marks, k + 1) or _is_behind_end(marks, k, last)), len(marks))
    return len(marks) if found < len(marks) and any(head.fullmatch(mark.text) for mark in marks[:heading]) else found


def _is_behind_end(marks: Sequence[Mark], k: int, last: int) -> bool:
    """Whether the list that begins on the line of mark `k` stands below a ruler or the end of the meeting."""
    above = marks[k - 1]
    return ": " in marks[k].text and k > last + 1 and (is_ruler(above) or _ends_meeting(above.text))


def _is_of_members(marks: Sequence[Mark], k: int) -> bool:
    """Whether the lines from mark `k` to the next blank one are names, of members of a council one at least."""
    if k == len(marks):
        return False
    stop = next((n for n in range(k + 1, len(marks)) if marks[n].apart), len(marks))
    texts = [mark.text for mark in marks[k:stop]]
    listed, members = (lexicon.setting_pattern("titles", key) for key in ("listed", "of_members"))
    in_one = len(members.findall(texts[0])) > 1  # "Asta Birkholm (A), Bo Elm (V)", and who was absent below
    return not marks[k].apart and (in_one or (all(map(listed.fullmatch, texts)) and any(map(members.search, texts))))


@lru_cache(_MOST_KEPT)
def _gates_at(begins: str, ends: str) -> tuple[tuple[str, Gate], ...]:
    """The patterns that may match a line with these two characters at its beginning and at its end."""
    gates = ((name, lexicon.setting_gate("foot", name)) for name in lexicon.table("foot"))
    return tuple((name, gate) for name, gate in gates if gate.admits_beginning(begins) and gate.admits_end(ends))


def _ends_document(mark: Mark) -> bool:
    text = mark.text
    for name, gate in _gates_at(text[:2], text[-2:]):
        if gate.admits_words(text.lower()) and lexicon.setting_pattern("foot", name).fullmatch(text):
            return True
    return _is_of_menu(mark)


def _ends_meeting(text: str) -> bool:
    """Whether a line is in a foot without a blank line above."""
    closing, screen = (lexicon.setting_pattern("foot", name) for name in ("closing", "screen"))
    return closing.fullmatch(text) is not None or screen.fullmatch(text) is not None or _is_menu(text)


def _goes_on(mark: Mark) -> bool:
    """Whether a line is of the foot because another below it is."""
    elsewhere = lexicon.setting_pattern("menu", "elsewhere")
    return _is_of_page(mark) or _is_of_address(mark) or elsewhere.fullmatch(mark.text) is not None


def _is_of_address(mark: Mark) -> bool:
    """Whether a line is a postal code and its town, which look like a number and a title."""
    return lexicon.setting_pattern("menu", "postal").fullmatch(mark.text) is not None


def _is_of_page(mark: Mark) -> bool:
    """Whether a line is one of a web page's: a word of its menus, where to find the publisher, what it may do."""
    said = (lexicon.setting_pattern("foot", name).fullmatch(mark.text) for name in ("screen", "contact", "address"))
    return _is_of_menu(mark) or any(said)


def _is_of_menu(mark: Mark) -> bool:
    return mark.key in menus.menu_words() or _is_menu(mark.text) or _is_numbered_word(mark)


def _is_numbered_word(mark: Mark) -> bool:
    """Whether a line is a menu's word behind a number."""
    if mark.number is None:
        return False
    return lexicon.key_of(mark.text[mark.number.title.a :]) in menus.menu_words()


def _is_menu(text: str) -> bool:
    """Whether a line is a row of a menu: its words, parted by bars or dots."""
    words = _BARS.split(text)
    if len(words) == 1:  # nearly always
        return False
    again = lexicon.setting_pattern("menu", "again")
    known = (lexicon.key_of(word) in menus.menu_words() or again.fullmatch(word) for word in words)
    return all(known)
