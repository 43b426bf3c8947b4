"""Lines with a body and a day: they run along at the top or the foot of pages, or are labels of decisions."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.marks import Mark

_LABEL, _NOISE, _DECISION, _BODY_AND_DAY = "label", "noise", "decision", "body_date"
_LONGEST, _FEWEST = 120, 2
# So many lines above may be of one decision.
_REACH = 20
_WORD = compile_pattern(r"\w+")
#: Pages have so many lines.
SHORTEST_PAGE = 20
# They may differ by so many.
_OFF = 3


def running(marks: Sequence[Mark]) -> frozenset[int]:
    """The lines with a body and a day that come again where no label for a decision would stand: on every page.

    One breaks a sentence off, or has a label or a heading directly below it where decisions have other labels; or they
    come again after as many lines each time. Of the body and the day that the head names, one line is enough.
    """
    begun = (k for k, mark in enumerate(marks) if mark.number or (mark.how == "own" and "weak" not in mark.flags))
    first = next(begun, None)  # "Referat" may be the title
    if first is None:
        return frozenset()
    pattern, gate = lexicon.setting_pattern("titles", "body_day_page"), lexicon.setting_gate("titles", "body_day_page")
    lasts = gate.lasts
    said: dict[str, list[int]] = {}
    paged = set[int]()  # those that end with a page's number
    for k, mark in enumerate(marks[first + 1 :], first + 1):
        if lasts is not None and mark.text[-1] not in lasts:  # mostly
            continue
        if mark.b - mark.a > _LONGEST or not gate.admits(mark.text) or not _is_plain(mark):
            continue
        if is_underlined(marks, k):
            continue
        match = pattern.fullmatch(mark.text)
        if match is not None:
            said.setdefault(" ".join(match["said"].split()), []).append(k)
            paged.update([k] if match.end("said") < len(mark.text) else ())
    if not said:  # nearly always
        return frozenset()
    others = any(mark.kind == _DECISION and "dated" not in mark.flags and _is_label(mark) for mark in marks)
    labelled = any(mark.kind == _DECISION and "weak" not in mark.flags and not _is_plain(mark) for mark in marks)
    head = frozenset(_WORD.findall("\n".join(_head(marks, first)).lower()))
    found: set[int] = set()
    for words, places in said.items():
        broken = any(_breaks_off(marks, k) for k in places)
        if len(places) >= _FEWEST and (broken or _turns(marks, places, others=others)):
            found.update(places)
        elif _is_of_head(words, head) and any(
            k in paged or _is_between(marks, k) or (labelled and _ends_block(marks, k)) for k in places
        ):
            found.update(k for k in places if k in paged or not _heads_decision(marks, k, labelled=labelled))
    return frozenset(found).union(*[_pages(marks, (k - 1, k + 1)) for k in found])


def is_underlined(marks: Sequence[Mark], k: int) -> bool:
    """Whether mark `k` has a line of signs of its own length below it: it is a label."""
    below = marks[k + 1] if k + 1 < len(marks) else None
    return below is not None and below.role == _NOISE and not below.apart and len(below.text) == len(marks[k].text)


def _head(marks: Sequence[Mark], first: int) -> list[str]:
    """The lines of the head, above mark `first`; where none has the day, the fields of one at the foot as well."""
    day = lexicon.setting_pattern("titles", "date")
    above = [mark.text for mark in marks[:first]]
    if any(map(day.search, above)):
        return above
    header = lexicon.setting_pattern("titles", "header")
    return above + [mark.text for mark in marks[first:] if ":" in mark.text and header.match(mark.text) is not None]


def _is_plain(mark: Mark) -> bool:
    """Whether a line is no label, or one by its body and its day alone."""
    return mark.role == "" or (mark.rule is not None and mark.rule.name.endswith(_BODY_AND_DAY))


def _is_of_head(said: str, head: Set[str]) -> bool:
    """Whether the `head` has the words of what is `said`: it is the meeting's own body and day."""
    return all(word in head or f"{word}s" in head for word in _WORD.findall(said.lower()))


def _is_between(marks: Sequence[Mark], k: int) -> bool:
    """Whether mark `k` stands where no label for a decision would.

    Nothing is said below, a label stands above, or the end of the meeting, it breaks a sentence off, a page's number is
    beside it, or it stands in what a label above says to be decided.
    """
    if lexicon.setting_pattern("foot", "closing").fullmatch(marks[k - 1].text) is not None:
        return True
    below = _below(marks, k)
    says = below is not None and (
        below.role == "" or _rules_on_point(marks, k) or (below.role == _LABEL and not _is_label(below))
    )
    if not says or _is_label(marks[k - 1]) or _breaks_off(marks, k) or any(_pages(marks, (k - 1, k + 1))):
        return True
    return _is_in_decision(marks, k)


def _is_in_decision(marks: Sequence[Mark], k: int) -> bool:
    """Whether mark `k` stands in what a label above says to be decided."""
    label = next((mark for mark in marks[k - 1 : max(k - _REACH, 0) : -1] if _is_label(mark) or mark.number), None)
    return label is not None and label.kind == _DECISION and not _is_plain(label)


def _ends_block(marks: Sequence[Mark], k: int) -> bool:
    """Whether a blank line parts mark `k` from what is below, and none from what is above."""
    return not marks[k].apart and k + 1 < len(marks) and marks[k + 1].apart


def _pages(marks: Sequence[Mark], beside: Iterable[int]) -> Iterator[int]:
    """Those of the marks `beside` a line that are a page's number alone."""
    number = lexicon.setting_pattern("titles", "page_alone")
    return (k for k in beside if k < len(marks) and number.fullmatch(marks[k].text))


def _below(marks: Sequence[Mark], k: int) -> Mark | None:
    """The mark below `k`; below what is underlined, the next."""
    return next((mark for mark in marks[k + 1 : k + 3] if mark.role != _NOISE), None)


def _heads_decision(marks: Sequence[Mark], k: int, *, labelled: bool) -> bool:
    """Whether what was decided stands below mark `k`, and no label for it above, on the line or farther up.

    Where decisions are not otherwise `labelled`, a page may end below it.
    """
    end = next(_pages(marks, (k + 1,)), k) if not labelled else k
    below = _below(marks, end)
    if below is None or _is_label(marks[k - 1]) or _is_in_decision(marks, k):
        return False
    if below.role == _LABEL:
        return not _is_label(below)
    decides = lexicon.setting_pattern("titles", "decides")
    return _rules_on_point(marks, end) or (below.role == "" and decides.match(below.text) is not None)


def _rules_on_point(marks: Sequence[Mark], k: int) -> bool:
    """Whether the line below mark `k` says what was decided on a point behind its number: "Ad 1: Godkendt."."""
    line = marks[k + 1 : k + 3]
    if not line or line[0].number is None:
        return False
    title = line[0].text[line[0].number.title.a :]
    said = title or (line[-1].text if line[-1].line == line[0].line else "")
    return lexicon.setting_pattern("titles", "decides").match(said) is not None


def _breaks_off(marks: Sequence[Mark], k: int) -> bool:
    """Whether mark `k` stands inside a sentence."""
    above, below = marks[k - 1], marks[k + 1] if k + 1 < len(marks) else None
    open_ended = above.role == "" and (above.text[-1].isalnum() or above.text[-1] == ",")
    return open_ended and below is not None and below.role == "" and below.text[0].islower()


def _turns(marks: Sequence[Mark], places: Sequence[int], *, others: bool) -> bool:
    """Whether lines that could head decisions stand where pages turn; `others` tells that decisions have labels.

    What was decided stands below none of them.
    """
    below = [marks[k + 1] for k in places if k + 1 < len(marks)]
    empty = any(_is_label(mark) or mark.role == "case" or mark.number is not None for mark in below)
    lines = [marks[k].line for k in places]
    steps = [after - before for before, after in pairwise(lines)]
    decides = lexicon.setting_pattern("titles", "decides")
    if any(mark.role == "" and decides.match(mark.text) for mark in below):
        return False
    regular = len(steps) > 1 and max(steps) - min(steps) <= _OFF and min(steps) >= SHORTEST_PAGE
    return (empty and others) or regular


def _is_label(mark: Mark) -> bool:
    """Whether a line is a label, and no decision in one word: "Vedtaget."."""
    return mark.role == _LABEL and mark.text[-1] != "."
