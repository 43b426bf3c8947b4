"""The foot of a document: lines below its last item that belong to none.

foot = line that ends a document { line } ;  line that ends = end of the meeting | next meeting | clerk | signature ;
"""

from functools import cache

from referat.lexicon import lines as lexicon
from referat.lexicon.gates import Gate
from referat.outline.marks import Mark
from referat.outline.page import Page
from referat.outline.unheaded import is_header

# A foot has no more lines, and of those that could be anything no more either.
_MOST, _MOST_PLAIN = 16, 6
_LONGEST = 90
_RULER, _HEAD = "noise.ruler", 4
_PASSED = frozenset({"noise", "group"})


def begins(page: Page, heading: int, *, headless: bool) -> int:
    """The mark with which the foot below the last heading begins; the number of marks where there is none.

    Lines that could be anything (names, a place) stand in a foot only between such lines, or below them. A line that
    says more than that stands apart from the text above. Where nothing stands above the first item (`headless`), the
    document's head may stand below the last one, behind a ruler.
    """
    found = _head_below(page, heading) if headless else len(page.marks)
    if found < len(page.marks):
        return found
    plain = 0
    for k in range(len(page.marks) - 1, max(heading, len(page.marks) - 1 - _MOST), -1):
        mark = page.marks[k]
        if mark.role in _PASSED:
            continue
        if page.is_label[k]:
            break
        above = page.marks[k - 1]
        apart = mark.apart or above.role == "noise"
        if _ends_document(mark.text) and (apart or _ends_meeting(mark.text)):
            found, plain = k, 0
        elif mark.role or len(mark.text) > _LONGEST or plain == _MOST_PLAIN:
            break
        else:
            plain += 1
    return found


def is_ruler(mark: Mark) -> bool:
    """Whether the line is a ruler."""
    return mark.rule is not None and mark.rule.name == _RULER


def _head_below(page: Page, heading: int) -> int:
    """The mark of a ruler below the last heading with lines of a head soon below; the number of marks without one."""
    for k in range(heading + 1, len(page.marks)):
        mark = page.marks[k]
        below = page.marks[k + 1 : k + 1 + _HEAD]
        ruled = is_ruler(mark) and not page.core_between(k, len(page.marks))
        if ruled and any(map(is_header, below)):
            return k
    return len(page.marks)


@cache
def _gates() -> tuple[tuple[str, Gate], ...]:
    return tuple((name, lexicon.setting_gate("foot", name)) for name in lexicon.table("foot"))


def _ends_document(text: str) -> bool:
    return any(gate.admits(text) and lexicon.setting_pattern("foot", name).fullmatch(text) for name, gate in _gates())


def _ends_meeting(text: str) -> bool:
    return lexicon.setting_pattern("foot", "closing").fullmatch(text) is not None
