"""Which form of headings a document has: every form is read to its best chain, and the best of them is taken.

By how much it leads the second tells how sure that is.
"""

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
    orphans = [page.core_above[at] for at in places]
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
    n, m = page.core_above[a], page.core_above[b]
    labels = tuple([page.core[k] for k in core[n:m]]) if n < m else ()
    lines = page.busy[b] - page.busy[a] if a < b else 0
    return Stretch(labels, lines > (_ALONE_TEXT if alone else 0))


def _links(page: Page, candidates: Sequence[Candidate]) -> list[Link]:
    links = []
    before = 0
    groups, feet = page.groups_above, page.feet_above
    for candidate in candidates:
        at, _, _, evidence, closed = candidate
        mark = page.marks[at]
        group = groups[at] > groups[before]
        ended = group or feet[at] > feet[before]
        style = mark.indent, mark.bullet
        links.append(Link(at, evidence.score, candidate.value, evidence.supported, closed, ended, group, style))
        before = at
    return links


def chosen(page: Page, ways: Sequence[Hypothesis]) -> Hypothesis:
    """The best form, where it is good enough; else one item from the first label on; else none."""
    if ways and ways[0].score >= limit("enough"):
        return ways[0]
    if page.core:
        return Hypothesis(("one",), 0.0, (Candidate(page.first_core, None, "", Evidence()),), ())
    return NOTHING
