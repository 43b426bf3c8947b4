"""Which form of headings a document has: every form is read to its best chain, and the best of them is taken.

By how much it leads the second tells how sure that is.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from referat.outline.candidates import Candidate, by_form
from referat.outline.chain import Link, Stretch, best_chain
from referat.outline.page import Page
from referat.outline.unheaded import families
from referat.outline.weights import Evidence, limit

# Behind numbers that stand alone, a title and a line more are no text of an item.
_ALONE_TEXT = 2


class Hypothesis(NamedTuple):
    """A form of headings, or a family of anchors, with its best chain.

    `form` begins with "number" for numbered headings, else with what anchors the items. `passed` are the candidates of
    the form that are not in the chain.
    """

    form: tuple[object, ...]
    score: float
    chain: tuple[Candidate, ...]
    passed: tuple[Candidate, ...]

    @property
    def numbered(self) -> bool:
        """Whether its headings are numbered."""
        return self.form[0] == "number"


NOTHING = Hypothesis(("none",), 0.0, (), ())


def hypotheses(page: Page) -> list[Hypothesis]:
    """Every form and family with its best chain, the best first."""
    ways: list[tuple[tuple[object, ...], list[Candidate]]] = []
    for form, candidates in by_form(page).items():
        single = candidates[0]
        mark = page.marks[single.at]
        if len(candidates) == 1 and not single.title and not mark.bullet and not form[1]:
            continue  # one number alone on a line is no form
        ways.append((("number", *form), candidates))
    ways += families(page).items()
    core = sorted(page.core)
    return sorted((_hypothesis(page, form, cs, core) for form, cs in ways), key=lambda way: -way.score)


def _hypothesis(
    page: Page, form: tuple[object, ...], candidates: Sequence[Candidate], core: Sequence[int]
) -> Hypothesis:
    alone = form[0] == "number" and all(not candidate.title for candidate in candidates)
    places = [candidate.at for candidate in candidates]
    stops = [*places[1:], len(page.marks)]
    own_label = form[0] == "label"
    stretches = [
        _stretch(page, core, a if own_label else a + 1, b, alone=alone) for a, b in zip(places, stops, strict=True)
    ]
    orphans = [bisect_left(core, at) for at in places]
    links = _links(page, candidates)
    chain = best_chain(links, stretches, orphans, is_list=page.is_list)
    taken = set(chain.links)
    return Hypothesis(
        form,
        chain.score,
        tuple(candidates[k] for k in chain.links),
        tuple(candidate for k, candidate in enumerate(candidates) if k not in taken),
    )


def _stretch(page: Page, core: Sequence[int], a: int, b: int, *, alone: bool) -> Stretch:
    labels = tuple(page.core[k] for k in core[bisect_left(core, a) : bisect_left(core, b)])
    lines = page.busy[b] - page.busy[a] if a < b else 0
    return Stretch(labels, lines > (_ALONE_TEXT if alone else 0))


def _links(page: Page, candidates: Sequence[Candidate]) -> list[Link]:
    links = []
    before = 0
    for candidate in candidates:
        mark = page.marks[candidate.at]
        group = _stands_between(page.groups, before, candidate.at)
        links.append(
            Link(
                candidate.at,
                candidate.score,
                candidate.value,
                candidate.evidence.supported,
                candidate.closed,
                group or _stands_between(page.feet, before, candidate.at),
                group,
                (mark.indent, mark.bullet),
            )
        )
        before = candidate.at
    return links


def _stands_between(places: Sequence[int], a: int, b: int) -> bool:
    """Whether one of `places`, which rise, is `a` or stands between it and `b`."""
    n = bisect_left(places, a)
    return n < len(places) and places[n] < b


def chosen(page: Page, ways: Sequence[Hypothesis]) -> Hypothesis:
    """The best form, where it is good enough; else one item from the first label on; else none."""
    if ways and ways[0].score >= limit("enough"):
        return ways[0]
    if page.core:
        return Hypothesis(("one",), 0.0, (Candidate(page.first_core, None, "", Evidence()),), ())
    return NOTHING
