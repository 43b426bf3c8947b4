"""One series in several forms: "1 Dagsorden", "2 (Lukket) Jordkøb", "Punkt 3 Budget".

Each form alone has gaps, or begins late or ends early. What fills them stands where the number is missing, has an
item's lines beside it, and is in no list of its own.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from referat.outline.candidates import Candidate
from referat.outline.numbers import Form
from referat.outline.page import Page
from referat.outline.series import TEXT
from referat.outline.weights import limit

# So many numbers may be missing between two, and one more.
_MOST_MISSING = 9
# Numbers with a full stop behind them and without, as somebody types both; and how long a title of such may be.
_WITH_AND_WITHOUT, _STOP, _LONGEST = {"number.separated", "number.spaced"}, {"", "."}, 90
_BESIDE = frozenset({"case", "access"})


def fills(page: Page, chain: Sequence[Candidate], every: Sequence[Candidate]) -> list[int]:
    """Which of `every` candidate, whatever its form, have the numbers that the chain of a form lacks: their marks.

    Between two of its numbers several may have the same one: the best chain through all of them tells.
    """
    lacking = _lacking(chain)
    form = page.forms[chain[0].at]
    others = [each for each in every if each.value in lacking and page.forms[each.at] != form]
    if not others:  # nearly always
        return []
    likely = 2 * sum([_is_likely(page, each) for each in chain]) >= len(chain)
    typed = {
        each.at
        for each in others
        if each.title
        and (_is_but_for_gap(page.forms[each.at], form) or (_is_but_for_mark(page, each.at, form) and each.score > 0))
    }
    if not likely and not typed:
        return []
    others = [
        each
        for each in every
        if page.forms[each.at] != form and (each.at in typed or (likely and _is_likely(page, each)))
    ]
    others.sort(key=_by_place)
    found = [*_outside(page, chain, others[::-1], -1), *_outside(page, chain, others, 1)]
    for above, below in pairwise(chain):
        wanted = range((above.value or 0) + 1, below.value or 0)
        between = [each for each in others if above.at < each.at < below.at and each.value in wanted]
        found += [each.at for each in between if not _is_in_list(page, each, above.at, below.at)]
    return sorted(found)


def _lacking(chain: Sequence[Candidate]) -> set[int]:
    """The numbers that are missing between those of a chain, and the next one at either end."""
    above = chain[0].value or 0
    lacking = {above - 1, (chain[-1].value or 0) + 1}
    for each in chain:
        value = each.value or 0
        if 1 < value - above <= _MOST_MISSING:
            lacking.update(range(above + 1, value))
        above = value
    return lacking


def _is_but_for_gap(form: Form, other: Form) -> bool:
    """Whether two forms are one but for the blanks behind the number, as somebody types them: "1.Dagsorden"."""
    return (form[:3], form[4:]) == (other[:3], other[4:])


def _is_but_for_mark(page: Page, k: int, other: Form) -> bool:
    """Whether mark `k`, above a text of its own, has a form that is `other` but for the full stop: "4 Hjemmeside"."""
    form = page.forms[k]
    alike = {form[0], other[0]} == _WITH_AND_WITHOUT and {form[2], other[2]} == _STOP and form[4:] == other[4:]
    if not alike or form[1] or not page.marks[k].apart or k + 1 == page.count:
        return False
    below = page.marks[k + 1]
    return below.number is None and not below.role and below.text[0].isupper() and len(page.title[k]) <= _LONGEST


def _by_place(candidate: Candidate) -> int:
    return candidate.at


def _is_likely(page: Page, candidate: Candidate) -> bool:
    """Whether there is enough for it to be a heading, whatever its form, and its number is in digits."""
    at, _, title, evidence, closed = candidate
    number = page.marks[at].number
    if number is None or not title or at in page.contents.inside or not page.marks[at].text[number.at.a].isdigit():
        return False
    enough = (evidence.supported or closed) and evidence.score >= limit("enough")
    return enough and not any(term.name in TEXT for term, _ in evidence.parts)


def _outside(page: Page, chain: Sequence[Candidate], likely: Sequence[Candidate], step: int) -> Iterator[int]:
    """Those whose numbers go on from the chain's first one upwards in the text (`step` is -1), or its last downwards.

    `likely` are in that direction. A number that comes between, in the chain's own form, ends that.
    """
    end = chain[0] if step < 0 else chain[-1]
    at, wanted = end.at, (end.value or 0) + step
    for each in likely:
        if each.value == wanted and (each.at - at) * step > 0:
            low, high = sorted((at, each.at))
            if _is_in_list(page, each, low if step > 0 else 0, high if step < 0 else page.count):
                return
            yield each.at
            at, wanted = each.at, wanted + step


def _is_in_list(page: Page, candidate: Candidate, low: int, high: int) -> bool:
    """Whether the number before or the next one stands in the same form between the marks `low` and `high`.

    What has an item's own lines between them is no list, nor what stood in the contents.
    """
    at, value = candidate.at, candidate.value or 0
    if candidate.evidence.has("in_contents"):
        return False
    form = page.forms[at]
    for k, other in page.forms.items():
        if other != form or not low < k < high or k == at:
            continue
        number = page.marks[k].number
        step = number.value - value if number is not None else 0
        if step == (1 if k > at else -1) and not _are_apart(page, *sorted((k, at))):
            return True
    return False


def _are_apart(page: Page, above: int, below: int) -> bool:
    """Whether something of an item stands between two marks."""
    beside = any(mark.role in _BESIDE for mark in page.marks[above + 1 : below])
    return beside or bool(page.core_between(above, below))
