"""Which form of headings a document has: every form is read to its best chain, and the best of them is taken.

By how much it leads the second tells how sure that is.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from referat.lexicon import lines as lexicon
from referat.outline.candidates import Candidate, by_form, weighed
from referat.outline.chain import UNLABELLED, Link, Stretch, best_chain
from referat.outline.marks import Mark
from referat.outline.numbers import LEVEL, Form
from referat.outline.numbers_alone import is_listed_below
from referat.outline.out_of_order import FEWEST, NONE_MOVED, out_of_order, uncounted
from referat.outline.page import Page
from referat.outline.unheaded import families
from referat.outline.weights import Evidence, limit
from referat.text.places import made
from referat.tuples import NamedTuple

# Behind numbers that stand alone, a title and a line more are no text of an item.
_ALONE_TEXT = 2
# What may stand below the last line of a page.
_IDLE = frozenset({"noise"})
# Sums of points that are the same differ behind so many digits; then numbers lead.
_DIGITS = 6
_FEWEST_FORMS = 2
# So many items has a row, at least, in one of which another's numbers stand; the rule of letters.
_FEWEST_ABOVE, _LETTERED = 3, "number.letter"
# The kinds of sections that tell what an item is about: it begins with one.
_ABOUT = frozenset({"topic", "summary"})
# Titles without a number, and so many numbers that are more than they by themselves.
_BARE, _FEWEST_WHOLE = ("title",), 3


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
    """The forms of numbers with their best chains, the best first; families of anchors where none of these is sure."""
    numbered = _united(page, _ordered(_numbered(page)))
    if numbered and _is_sure(page, numbered[0]):
        return numbered
    ways = _ordered([*numbered, *_anchored(page)])
    if numbered and _is_whole_and_near(page, numbered[0], ways[0]):
        ways.remove(numbered[0])
        ways.insert(0, numbered[0])
    return ways


def _is_whole_and_near(page: Page, form: Hypothesis, best: Hypothesis) -> bool:
    """Whether a form has all numbers from 1 on, each apart, and is nearly as good as the best one, of bare titles."""
    values = [each.value for each in form.chain]
    return (
        best.form == _BARE
        and len(values) >= _FEWEST_WHOLE
        and best.score - form.score < limit("close")
        and values == [*range(1, len(values) + 1)]
        and all(page.marks[each.at].apart for each in form.chain)
    )


def every(page: Page) -> list[Hypothesis]:
    """Every form and family with its best chain, the best first: for whoever asks."""
    numbered = (_of_form(page, form, places) for form, places in by_form(page).items())
    return _ordered([*_united(page, _ordered([way for way in numbered if way is not None])), *_anchored(page)])


def _is_sure(page: Page, form: Hypothesis) -> bool:
    """Whether no family of anchors can come near: there is more for each heading, and each of these, than for anchors.

    No label of an item stands above the first heading.
    """
    if not form.chain[1:]:
        return False
    roles = page.marks.by_role
    count = max(len(form.chain), len(roles["case"]), len(roles["access"]))
    return form.score >= limit("heading") * count and not page.core_above[form.chain[0].at]


def _numbered(page: Page) -> list[Hypothesis]:
    """The forms of numbers with their best chains; without lists inside the items of a form that is sure."""
    ways: list[Hypothesis] = []
    sure: Hypothesis | None = None
    for form, places in sorted(by_form(page).items(), key=_depth):
        if sure is not None and _is_list_below(page, sure, places):
            continue
        way = _of_form(page, form, places)
        if way is not None:
            ways.append(way)
            sure = way if sure is None and _is_sure(page, way) else sure
    return [way for way in ways if not _are_parts(way, ways)] if ways[1:] else ways


def _are_parts(way: Hypothesis, ways: Sequence[Hypothesis]) -> bool:
    """Whether all numbers of a form stand in one item of a row: 3.1, 3.2 in the one that is 3., or letters in another.

    The row begins with 1. Letters must stand above another item of it: in the last one its end may be lost.
    """
    firsts = {(each.value or 0) // LEVEL for each in way.chain}
    lettered = way.form[1] == _LETTERED
    if not way.chain or (firsts == {0}) != lettered or len(firsts) != 1:  # nearly always
        return False
    first = firsts.pop()
    for other in ways:
        values = [each.value for each in other.chain]
        if other.form[1] == _LETTERED or values != list(range(1, len(values) + 1)) or len(values) < _FEWEST_ABOVE:
            continue
        at = [each.at for each in other.chain]
        n = sum(k < way.chain[0].at for k in at)  # the number of the item in which the first stands
        last = at[n] if n < len(at) else None if lettered else way.chain[-1].at + 1
        if n and last is not None and way.chain[-1].at < last and first in (0, n):
            return True
    return False


def _united(page: Page, ways: list[Hypothesis]) -> list[Hypothesis]:
    """The forms of numbers, the best first: each that lines of others fill up, with these."""
    if len(ways) < _FEWEST_FORMS:
        return ways
    every = [each for way in ways for each in (*way.chain, *way.passed)]
    least = limit("enough")
    # Imported here: in nearly every text there is one form.
    from referat.outline.united import fills

    likely = [n for n, way in enumerate(ways) if not n or way.score >= least]
    filled = {n: places for n in likely if (places := fills(page, ways[n].chain, every))}
    if not filled:  # nearly always
        return ways
    united = list(ways)
    for n, places in filled.items():
        way = ways[n]
        own = [each.at for each in (*way.chain, *way.passed)]
        whole = _hypothesis(page, way.form, weighed(page, page.forms[own[0]], sorted([*own, *places])))
        most = max(len(each.chain) for each in ways)
        of_another = len(places) >= len(own) and most >= len(whole.chain)  # which needs none of this form
        united[n] = whole if whole.score > way.score and not of_another else way
    return _ordered(united)


def _depth(form: tuple[Form, Sequence[int]]) -> int:
    """How deep the lines of a form stand."""
    return form[0][-1]


def _is_list_below(page: Page, sure: Hypothesis, places: Sequence[int]) -> bool:
    """Whether the numbers at `places` are of lists in the items of a form that is sure.

    They stand deeper than its headings, and no more different numbers are among them than there are headings. Where
    they are those of the headings, each once, they are the headings again, as another part of the page prints them.
    """
    if page.marks[places[0]].indent <= page.marks[sure.chain[0].at].indent:
        return False
    numbers = {number.value for k in places if (number := page.marks[k].number) is not None}
    again = len(numbers) == len(places) and numbers == {candidate.value for candidate in sure.chain}
    return len(numbers) <= len(sure.chain) and not again


def _of_form(page: Page, form: Form, places: Sequence[int]) -> Hypothesis | None:
    """The best chain of a form; None where it is one number alone on a line, and no contents tell its title."""
    first = places[0]
    if len(places) == 1 and form[1] in lexicon.setting("titles", "numbers_of_text") and _is_decided_above(page, first):
        return None  # "Ad 2" rules on a point, in what is decided there
    lone = len(places) == 1 and not page.title[first] and not page.marks[first].bullet and not form[1]
    if lone and not is_listed_below(page, first):
        return None
    return _hypothesis(page, ("number", *form), weighed(page, form, places))


def _anchored(page: Page) -> list[Hypothesis]:
    return [_hypothesis(page, family, candidates) for family, candidates in families(page).items()]


def _ordered(ways: Sequence[Hypothesis]) -> list[Hypothesis]:
    return sorted(ways, key=_by_score) if len(ways) > 1 else list(ways)


def _by_score(way: Hypothesis) -> float:
    return -round(way.score, _DIGITS)


def _hypothesis(page: Page, form: tuple[object, ...], candidates: Sequence[Candidate]) -> Hypothesis:
    alone = form[0] == "number" and True not in [candidate.title != "" for candidate in candidates]
    least = _ALONE_TEXT if alone else 0
    above, busy, labels = page.core_above, page.busy, tuple(page.core.values())
    places = [candidate.at for candidate in candidates]
    own = 0 if form[0] == "label" else 1
    stretches = [
        made(Stretch, (between, text)) if (between := labels[above[a + own] : above[b]]) else UNLABELLED[text]
        for a, b in zip(places, [*places[1:], page.count], strict=True)
        for text in (busy[b] - busy[a + own] > least,)
    ]
    moved = _moved(page, form, candidates) if form[0] == "number" and candidates[FEWEST - 1 :] else NONE_MOVED
    chain = best_chain(_links(page, candidates, moved), stretches, [above[at] for at in places], is_list=page.is_list)
    taken = set(chain.links)
    return Hypothesis(
        form,
        chain.score,
        tuple([candidates[k] for k in chain.links]),
        tuple([candidate for k, candidate in enumerate(candidates) if k not in taken]),
    )


def _moved(page: Page, form: tuple[object, ...], candidates: Sequence[Candidate]) -> Collection[int]:
    """The marks of the candidates whose numbers are no steps of a row."""
    return out_of_order(page, str(form[2]), candidates) if form[2] else uncounted(page, candidates)


def _links(page: Page, candidates: Sequence[Candidate], moved: Collection[int]) -> list[Link]:
    """The candidates as links; those at the marks `moved` are no steps of the row."""
    links = []
    before, last = 0, None
    style = 0, ""
    groups, feet, labels = page.groups_above, page.feet_above, page.core_above
    for at, value, _, evidence, closed in candidates:
        mark = page.marks[at]
        group = groups[at] > groups[before]
        ended = group or feet[at] > feet[before]
        if style != (mark.indent, mark.bullet):  # mostly one for all
            style = mark.indent, mark.bullet
        labelled = labels[at] > labels[before]
        # Below a label that stands under the head, the group has begun already.
        group = group and labels[page.groups[groups[at] - 1]] == labels[at]
        step = None if at in moved or (value == last is not None and _has_letter(page, at)) else value
        last = value
        links.append(made(Link, (at, evidence.score, step, evidence.supported, closed, ended, labelled, group, style)))
        before = at
    return links


def _has_letter(page: Page, at: int) -> bool:
    """Whether the number of mark `at` has a letter of its own behind its digits: "6a" or "6.a", below 6."""
    number, text = page.marks[at].number, page.marks[at].text
    if number is None:
        return False
    a, b = number.at
    return text[b - 1].isalpha() and text[a : b - 1].rstrip(".").isdecimal()


def chosen(page: Page, ways: Sequence[Hypothesis]) -> Hypothesis:
    """The best form, where it is good enough; else one item from the first label on, or several decided; else none.

    One heading alone is good enough by itself: labels that come twice below it would below none come twice too.
    """
    if ways and (ways[0].score >= limit("enough") or _is_heading_alone(ways[0]) or _closes_page(page, ways)):
        return ways[0]
    if page.core:
        anchors = (page.first_core, *sorted({*_begun_behind(page), *_decided_again(page)}))
        name = "one" if len(anchors) == 1 else "decided"
        return Hypothesis((name,), 0.0, tuple([Candidate(k, None, "", Evidence()) for k in anchors]), ())
    return NOTHING


def _begun_behind(page: Page) -> Iterator[int]:
    """Where the next item begins whose heading is lost: what it is about stands below a decision with its day.

    That decision is all that the item above has, and the first section of the text: the agenda's, mostly.
    """
    first, *others = page.core_places
    mark = page.marks[first]
    if others and page.kind(first) == "decision" and "date" in mark.slots and page.kind(others[0]) in _ABOUT:
        yield others[0]


def _decided_again(page: Page) -> Iterator[int]:
    """Where items begin whose headings are lost: an item has one decision of a body on a day, and theirs come again.

    It begins with who recommends what is decided, or with a line that leads on to the decision: "Venstre foreslår:".
    """
    decisions = [
        k
        for k in page.core_places
        if page.kind(k) == "decision" and "date" in page.marks[k].slots and page.marks[k].key != page.marks[k - 1].key
    ]
    keys = [_whose(page, k) for k in decisions]
    times = Counter(keys)
    again = next((key for key in keys if times[key] > 1), "")
    for k in [k for k, key in zip(decisions, keys, strict=True) if key == again][1:]:
        above = next(n for n in range(k - 1, -1, -1) if page.is_label[n])
        leads_on = page.marks[k - 1].role == "" and page.marks[k - 1].text[-1] == ":"
        yield above if page.kind(above) == "recommendation" else k - leads_on


def _whose(page: Page, k: int) -> str:
    """Whose decision the label `k` is of, and of which day."""
    body = page.marks[k].slots.get("body")
    key = page.label_key(k)
    return f"{page.text(body)} {key}" if body is not None else key


def _is_decided_above(page: Page, k: int) -> bool:
    """Whether a label above mark `k` is that of a decision."""
    return page.decisions_above[page.core_above[k]] > 0


def _is_heading_alone(way: Hypothesis) -> bool:
    """Whether a form is one heading with a number, with enough beside it."""
    evidence = way.chain[0].evidence if way.numbered and len(way.chain) == 1 else None
    return evidence is not None and evidence.supported and evidence.score >= limit("enough")


def _is_in_title(mark: Mark) -> bool:
    """Whether a line is the rest of a title above it, as its own beginning shows."""
    return not mark.apart and mark.role == "" and mark.text[0].islower()


def _closes_page(page: Page, ways: Sequence[Hypothesis]) -> bool:
    """Whether the one numbered line of a document stands below the screen's words for its head, and nothing below."""
    way = ways[0]
    if len(ways) > 1 or page.core or not way.numbered or len(way.chain) > 1 or way.passed:
        return False
    at, _, title, evidence, _ = way.chain[0]
    below = [mark for mark in page.marks[at + 1 :] if mark.role not in _IDLE and not _is_in_title(mark)]
    speaks_for = all(term.weight > 0 for term, _ in evidence.parts)
    below_screen = at > 0 and page.marks[at - 1].role in _IDLE and page.marks[at].apart
    return below_screen and title != "" and not below and speaks_for
