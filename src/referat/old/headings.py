"""Which of the lines that look like item headings are item headings.

No line shows it alone: "1. januar 2021 …", "1. Indledning" and "2. behandling af budget" all look like one. Each
candidate is weighed by what stands around it, and the candidates of a document by the run of numbers that they make:
of all chains the one with the highest sum wins. Numbers need not start at 1, run without gaps or be unique.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from referat.lexicon import values
from referat.old.candidates import candidate, sides, title_text
from referat.old.chain import Heading, best_chain
from referat.old.contents import Contents
from referat.old.layout import Layout
from referat.old.titles import Index, plain
from referat.old.tokens import Scan

# Evidence that a numbered line in the middle of a section does not have.
_ANCHORS = frozenset(
    {
        "case number above",
        "case number below",
        "footer above",
        "open or closed beside it",
        "printed twice",
        "in the contents",
        "first label follows",
        "listed like others",
        "marked closed",
        "labels below a run of numbers",
    }
)
# In these, numbered lines are points.
_LIST_KINDS = frozenset({"recommendation", "alternative_recommendation", "decision", "previous_decision"})
_LONG_TITLE = 250
# Where at least one candidate in so many has a case number, a heading without one is odd.
_FEW = 3
_NEARLY_ALL = 0.8
# Sections that an item can end with; a heading below any other stands in the middle of one.
_LAST_KINDS = frozenset({"decision", "previous_decision", "attachments", "remarks", "attendance"})


def choose(
    found: Scan, layout: Layout, first: int, stop: int, contents: Contents
) -> tuple[list[Heading], list[Heading]]:
    """The headings among the candidates from line `first` up to `stop`, and the candidates that are none."""
    candidates: list[Heading] = []
    done: set[int] = set(contents.lines)
    lines = [i for i in found.within(found.headings, first, stop) if i not in done]
    stand = sides(found, layout, lines, first, stop)
    for i in lines:
        if i not in done:
            candidates.append(candidate(found, layout, i, first, stop, stand))
            one = candidates[-1]
            one.adjacent = len(candidates) > 1 and _continues(found, candidates[-2], one, first)
            done.update(candidates[-1].head)
    # A title that stands on a line of its own may look like a heading itself.
    titles = {one.title_line for one in candidates if one.title_line != one.line}
    candidates = [one for one in candidates if one.line not in titles]
    for one in candidates:
        _weigh_alone(found, layout, one, first, stop)
    _weigh_together(found, candidates, contents, first, stop)
    chosen = _only(candidates) if layout.one_item else best_chain(candidates)
    while chosen and "alone between blank lines" in chosen[-1].evidence and _ANCHORS.isdisjoint(chosen[-1].evidence):
        chosen.pop()  # nothing shows that the list it may be part of has come to an end
    for above, heading in pairwise(chosen):
        last = max(above.lines)
        if heading.case is not None and heading.case <= last:  # it is the case number of the item above
            heading.case = None
        if heading.access is not None and heading.access <= last:
            heading.access = None
    taken = set(map(id, chosen))
    return chosen, [one for one in candidates if id(one) not in taken]


def _continues(found: Scan, above: Heading, one: Heading, first: int) -> bool:
    """Whether `one` stands directly below `above`, in the same form: the two are of one list."""
    if above.hit is None or one.hit is None or found.above(one.first, first) != above.line:
        return False
    alone = values.words()["alone"]
    rulings = [title_text(found, two).rstrip(" .").lower() in alone for two in (above, one)]
    if rulings == [True, False]:
        return False  # "1. Godkendt" rules on a point; the next number is another item's
    lines = found.source.lines[above.line], found.source.lines[one.line]
    indents = [len(line) - len(line.lstrip()) for line in lines]
    return above.hit.rule is one.hit.rule and above.hit.listed == one.hit.listed and indents[0] == indents[1]


def _only(candidates: list[Heading]) -> list[Heading]:
    """The heading of a text that holds one item: the first with a label below it, else the first."""
    return ([one for one in candidates if "label below" in one.evidence] or candidates)[:1]


def _last_kinds(found: Scan, candidates: list[Heading], labels: Sequence[int]) -> frozenset[str]:
    """The kinds of sections that items of this text end with: what stands above headings, once a decision was taken."""
    kinds = set(_LAST_KINDS)
    lines = [one.first for one in candidates if "label below" in one.evidence]
    decided, previous, k = False, "", 0
    for i in labels:
        if k < len(lines) and i > lines[k]:
            while k < len(lines) and i > lines[k]:
                k += 1
            if decided and previous:
                kinds.add(previous)
            decided = False
        previous = found.labels[i].rule.data["kind"]
        decided = decided or previous == "decision"
    decisions = any(found.labels[i].rule.data["kind"] == "decision" for i in labels)
    # An agenda's items end with anything.
    return frozenset(kinds) if decisions else frozenset(found.labels[i].rule.data["kind"] for i in labels)


def _weigh_alone(found: Scan, layout: Layout, heading: Heading, first: int, stop: int) -> None:
    _weigh_around(found, heading, first, stop)
    title = title_text(found, heading)
    if not title:
        heading.weigh("no title")
    if title[:1].islower():
        heading.weigh("begins in lower case")
    if title.endswith((".", ";", ",")):
        heading.weigh("ends like a sentence")
    if found.source.lines[heading.line][0] == " " and not (heading.hit and heading.hit.listed):
        heading.weigh("indented")
    if len(title) > _LONG_TITLE:
        heading.weigh("far too long")
    closed = heading.hit is not None and layout.access_words.get((heading.hit.get("access") or "").lower()) == "closed"
    if closed or plain(layout, title).closed:
        heading.weigh("marked closed")


def _weigh_around(found: Scan, heading: Heading, first: int, stop: int) -> None:
    """What the lines above and below say."""
    begins = heading.first
    above = found.above(begins, first)
    footer = found.noise.get(above) if above is not None else None
    if footer is not None and footer.data.get("closes"):
        heading.weigh("footer above")
    below = found.below(heading.body - 1, stop)
    if below in found.noise:
        heading.weigh("footer below")
    if (
        below is None
        or below in found.headings
        or below in found.noise
        or below in found.cases
        or below in found.access
    ):
        heading.weigh("nothing below")
    elif below in found.labels:
        heading.weigh("label below")
    else:
        heading.weigh("text below")
    number = found.source.number
    if begins == first or found.source.is_blank(begins - 1):
        heading.weigh("blank line above")
    elif (
        above == begins - 1
        and footer is None
        and number(above) < number(begins)
        and not _is_field(found.source.lines[above])
    ):
        heading.weigh("text directly above")


def _is_field(line: str) -> bool:
    """Whether `line` is one word and a colon: a header's field that stands empty."""
    text = line.strip()
    return text.endswith(":") and " " not in text and text[:1].isupper()


class _Whole(NamedTuple):
    """What shows when all candidates are seen."""

    listed: Index
    hidden: bool
    labels: Sequence[int]
    first_label: int
    last_kinds: frozenset[str]
    forms: frozenset[str]
    few_with_case: bool
    nearly_all: bool


def _weigh_together(found: Scan, candidates: list[Heading], contents: Contents, first: int, stop: int) -> None:
    """What only shows when all candidates are seen: the contents, the first label, who has a case number."""
    printed = Index([one.key for one in candidates])
    with_case = sum(one.case is not None for one in candidates)
    labels = found.within(found.labels, first, stop)
    labelled = [one for one in candidates if "label below" in one.evidence]
    whole = _Whole(
        listed=Index([title for title, _ in contents.titles]),
        # The contents name a closed item by a title that its heading does not print.
        hidden=any(closed and not printed.has_continuation_of(title) for title, closed in contents.titles),
        labels=labels,
        first_label=next((i for i in labels if found.is_section(i)), stop),
        last_kinds=_last_kinds(found, candidates, labels),
        forms=frozenset(one.hit.rule.name for one in labelled if one.hit and one.hit.listed),
        few_with_case=_FEW * with_case >= len(candidates) > with_case > 0,
        nearly_all=sum(one.case is not None for one in labelled) >= _NEARLY_ALL * len(labelled),
    )
    held = _in_runs(labelled)
    repeats = Counter((one.number, one.key) for one in candidates)
    for one in candidates:
        _weigh_place(found, one, whole, stop)
        _weigh_case(one, whole)
        repeats[one.number, one.key] -= 1
        if repeats[one.number, one.key] and one.case is None and one.line < whole.first_label:
            one.weigh("repeated below")
        if id(one) in held:
            one.weigh("labels below a run of numbers")
        if one.hit is not None and one.hit.rule.data.get("anchored") and _ANCHORS.isdisjoint(one.evidence):
            one.weigh("nothing to hold it")


def _in_runs(labelled: list[Heading]) -> set[int]:
    """Which of the candidates with a label below carry on each other's numbers."""
    found: set[int] = set()
    last: dict[str, Heading] = {}
    for one in labelled:
        if one.hit is None or not one.number.isdigit():
            continue
        above = last.get(one.hit.rule.name)
        if above is not None and int(one.number) == int(above.number) + 1:
            found |= {id(above), id(one)}
        last[one.hit.rule.name] = one
    return found


def _weigh_place(found: Scan, one: Heading, whole: _Whole, stop: int) -> None:
    """Where in the document the candidate stands."""
    if one.hit is not None and one.hit.listed and one.hit.rule.name in whole.forms:
        one.weigh("listed like others")
    above = bisect_left(whole.labels, one.first) - 1
    kind = found.labels[whole.labels[above]].rule.data["kind"] if above >= 0 else None
    if one.case is None and kind is not None and kind not in whole.last_kinds:
        one.weigh("in the middle of an item")
        apart = one.body >= len(found.source.lines) or found.source.is_blank(one.body)
        alone = apart and {"nothing below", "blank line above"} <= set(one.evidence)
        if alone and kind not in _LIST_KINDS:
            one.weigh("alone between blank lines")
    if one.line < whole.first_label and found.below(one.body - 1, stop) == whole.first_label:
        one.weigh("first label follows")


def _weigh_case(one: Heading, whole: _Whole) -> None:
    """Whether the contents have the candidate's title, and whether others have a case number where it has none."""
    if whole.listed and whole.listed.has_beginning_of(one.key):
        one.weigh("in the contents")
    elif whole.listed and not (whole.hidden and "nothing below" in one.evidence):
        known = one.case is not None or "marked closed" in one.evidence
        one.weigh("not in the contents" if known else "not in the contents, no case number")
    if one.case is None and whole.few_with_case:
        one.weigh("no case number, others have one")
        if "label below" in one.evidence and whole.nearly_all:
            one.weigh("no case number, nearly all have one")
