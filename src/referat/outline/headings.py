"""From the chosen chain to headings: where each item begins, and which lines its heading takes.

heading = [ case number | access ] ( number [ title ] | title ) { title line } [ the same again ] ;
"""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from operator import attrgetter

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import key_of
from referat.outline import printed_twice, title_lines, title_places
from referat.outline.candidates import Candidate
from referat.outline.choice import Hypothesis
from referat.outline.head_lines import is_header
from referat.outline.item_anchors import has_form_of_title
from referat.outline.marks import Mark
from referat.outline.numbers import Number
from referat.outline.page import Page
from referat.outline.titles import title_key
from referat.outline.weights import Evidence
from referat.text.places import Range
from referat.tuples import NamedTuple

_BESIDE = frozenset({"case", "access", "clock", "numbering"})
_CASE = frozenset({"case"})
_FEWEST_TITLES = 2
_REACH = 4
_FEWEST_ORPHANS = 2
_FEWEST_STOPS = 3
# No title is longer; an only one is none from the first of these on.
_LONGEST_TITLE, _LONGEST_OF_ALL = 250, 400
_FEWEST_HEAD, _LONGEST_FIELD = 3, 30


class Heading(NamedTuple):
    """An item's heading: `first` is the mark with which the item begins, `at` the one that makes it a heading.

    `lines` are all marks that it takes; `titles` are the places of the title's lines. `evidence` says why it is one.
    """

    first: int
    at: int
    number: Number | None
    titles: tuple[Range, ...]
    lines: tuple[int, ...]
    evidence: Evidence


def headings(page: Page, form: Hypothesis) -> list[Heading]:
    """The headings of the chosen form, in order."""
    anchors = list(_anchored(page, form))
    anchors = [*_orphaned(page, form, anchors), *anchors]
    anchors = sorted([*anchors, *_decided_alone(page, form, anchors)], key=attrgetter("at"))
    anchors = list(printed_twice.once(page, anchors))
    above = _stand_above(page, form, anchors)
    above_first = _BESIDE if "clock" in above else _BESIDE - {"clock"}  # the hour above it is the meeting's
    side = title_places.side_of_titles(page, anchors)
    stopped = _titles_stop(page, anchors)
    found: list[Heading] = []
    for n, candidate in enumerate(anchors):
        stop = anchors[n + 1].at if n + 1 < len(anchors) else len(page.marks)
        low = found[-1].at + 1 if found else 0
        first = _first(page, candidate.at, low, above if n else above_first)
        found.append(_heading(page, candidate, (low, first, stop), side, stopped=stopped))
    return [] if _are_list(page, found) else [*found, *_last(page, found)]


def _are_list(page: Page, found: Sequence[Heading]) -> bool:
    """Whether the only heading is a list of titles that lost its line ends: too long for one, with no section below."""
    if not found or found[1:] or page.marks[found[0].at].b - page.marks[found[0].at].a <= _LONGEST_TITLE:
        return False
    return not page.core_between(max(found[0].lines, default=found[0].at), page.count)


def _titles_stop(page: Page, anchors: Sequence[Candidate]) -> bool:
    """Whether the titles end with a full stop, as most of their first lines do."""
    titles = [page.title[candidate.at] for candidate in anchors if candidate.value is not None]
    short = tuple(lexicon.setting("titles", "abbreviated"))
    ended = [title for title in titles if title.endswith(".") and not title.endswith(short)]
    return len(ended) >= _FEWEST_STOPS and 2 * len(ended) >= len(anchors)


def _last(page: Page, found: Sequence[Heading]) -> Iterator[Heading]:
    """The last item of an agenda, whatever comes up, where it alone has no number: its word on a line of its own."""
    if len(found) < _FEWEST_STOPS or found[-1].number is None:
        return
    words = frozenset(map(key_of, lexicon.setting("titles", "last")))
    behind = page.core_between(max(found[-1].lines), page.count)
    if behind and page.kind(behind[-1]) == "decision":
        words |= frozenset(map(key_of, lexicon.setting("titles", "last_behind_decision")))
    for k in range(max(found[-1].lines) + 1, len(page.marks)):
        mark = page.marks[k]
        if mark.key in words and mark.apart and mark.role == "" and not page.is_label[k] and not page.is_label[k - 1]:
            place = Range(mark.a, mark.b)
            yield Heading(k, k, None, (place,), (k,), Evidence())
            return


def _anchored(page: Page, form: Hypothesis) -> Iterator[Candidate]:
    """The chain; an anchor below a numbered title, or below a title that can be nothing else, begins with that."""
    all_titled = _titles_above(page, form)
    titled_below = _titles_below(page, form)
    numbered = _numbers_above(page, form)
    tops: dict[int, int] = {}
    for candidate in form.chain:
        if all_titled:
            top = _top_of_title(page, candidate.at)
            if top not in tops:  # the same word printed twice below one title
                tops[top] = top
                yield Candidate(top, None, page.marks[top].text, candidate.evidence)
            continue
        if candidate.at in numbered:
            at = candidate.at - 1
            yield Candidate(at, title_places.number_at(page, at).value, page.title[at], candidate.evidence)
            continue
        below = candidate.at + 1
        if titled_below:
            yield Candidate(below, None, page.marks[below].text, candidate.evidence)
            continue
        if form.form[0] in ("case", "access") and below < len(page.marks) and page.title[below]:
            number = page.marks[below].number
            yield Candidate(below, number.value if number else None, page.title[below], candidate.evidence)
            continue
        if form.numbered:
            yield printed_twice.printed_above(page, candidate, tops)
        elif top := _title_of_page(page, candidate.at):
            yield Candidate(top, None, page.marks[top].text, candidate.evidence)
        else:
            yield _opened_above(page, candidate)


def _numbers_above(page: Page, form: Hypothesis) -> set[int]:
    """The anchors that have a numbered title directly above: most have one, and the numbers rise.

    Above a title, and one behind the name of its field, a number alone stands: too few items have one for a row of them
    to be told from others' numbers.
    """
    if form.form[0] not in ("case", "access", "screen", "label", "field", "title"):
        return set()
    bare = form.form[0] in ("field", "title")
    numbers: dict[int, Number] = {}
    for candidate in form.chain:
        above = page.above(candidate.at)
        number = above.number if above is not None else None
        if above is None or number is None or (page.title[candidate.at - 1] == "") != bare:
            continue
        if number.form[1] or above.apart or above.bullet:
            numbers[candidate.at] = number
    rising = all(a.value < b.value for a, b in pairwise(numbers.values()))
    if form.form[0] == "title" and not _are_no_pages(page, form, numbers):
        return set()
    return set(numbers) if rising and 2 * len(numbers) >= len(form.chain) else set()


def _are_no_pages(page: Page, form: Hypothesis, numbers: Mapping[int, Number]) -> bool:
    """Whether the numbers alone above titles are theirs: they have a mark, or each title has one, and they count on."""
    if all(page.marks[at - 1].bullet or number.form[1] or number.form[2] for at, number in numbers.items()):
        return True
    values = [number.value for number in numbers.values()]
    counted = len(values) >= _FEWEST_TITLES and all(b == a + 1 for a, b in pairwise(values))
    return counted and len(values) == len(form.chain)


def _titles_above(page: Page, form: Hypothesis) -> bool:
    """Whether all anchors have a line directly above that can be their title: short, apart, each another."""
    if form.form[0] not in ("case", "access") or len(form.chain) < _FEWEST_TITLES:
        return False
    titles: set[str] = set()
    tops: set[int] = set()
    for candidate in form.chain:
        top = _top_of_title(page, candidate.at) if candidate.at else 0
        if top in tops:
            continue
        tops.add(top)
        first = page.marks[top]
        ordinal = page.title[top][:1].islower()  # "2. behandling"
        named = first.apart and has_form_of_title(first) and not is_header(first, in_body=ordinal)
        if top < candidate.at and named and (ordinal or not first.role):
            titles.add(" ".join([line.text for line in page.marks[top : candidate.at]]))
    return len(titles) == len(tops) >= _FEWEST_TITLES


def _top_of_title(page: Page, at: int) -> int:
    """The first line of the title directly above the case number at mark `at`: in capitals it may have several.

    A word for open or closed may stand between, and the head of the group.
    """
    top = at - 1
    while top > max(0, at - _REACH) and _stands_between(page.marks[top]):
        top -= 1
    while top and at - top < _REACH and not page.marks[top].apart and _are_loud(page.marks[top - 1], page.marks[top]):
        top -= 1
    return top


def _stands_between(mark: Mark) -> bool:
    """Whether a line may stand between a title and the case number of its item: its access, its group, furniture."""
    return mark.role in ("access", "group") or (mark.role == "noise" and "closes" not in mark.flags)


def _are_loud(*lines: Mark) -> bool:
    return all(mark.role == "" and mark.text.isupper() for mark in lines)


def _titles_below(page: Page, form: Hypothesis) -> bool:
    """Whether all case numbers have a line below that can be nothing but their title: between it and what follows."""
    if form.form[0] != "case":
        return False
    for candidate in form.chain:
        k = candidate.at + 1
        below = next((n for n in range(k + 1, page.count) if page.marks[n].role != "noise"), page.count)
        if below == page.count or page.marks[k].role or page.is_label[k]:
            return False
        title, after = page.marks[k], page.marks[below]
        follows = after.role == "access" or page.is_label[below]
        if not (follows and title.apart and page.ends_alone(k) and after.apart and has_form_of_title(title)):
            return False
    return True


def _opened_above(page: Page, candidate: Candidate) -> Candidate:
    """The first label of the item that has its second at `candidate`: a summary above it opens the item."""
    at = candidate.at
    if not page.is_label[at] or page.kind(at) == "summary":
        return candidate
    above = page.core_between(max(0, at - printed_twice.WITHIN * _REACH), at)[-1:]
    return candidate._replace(at=above[0]) if above and page.kind(above[0]) == "summary" else candidate


def _orphaned(page: Page, form: Hypothesis, anchors: Sequence[Candidate]) -> Iterator[Candidate]:
    """The item whose heading is lost: labels stand above the first numbered one.

    A document's head has words that are labels. Inside a line that has lost its ends one is told by nothing else, so
    no item is lost there before number 1.
    """
    if not anchors or not form.numbered:
        return
    first = anchors[0].at
    head = _head_ends(page, first)
    orphans = [
        k
        for k in page.core
        if head < k < first
        and page.marks[k].how in ("own", "pattern", "flat")
        and (anchors[0].value != 1 or _begins_line(page, k))
        and page.kind(k) != "case_route"
        and "weak" not in page.marks[k].flags
    ]
    top = _title_of_page(page, orphans[0] - 1) if orphans else 0
    if top:
        yield Candidate(top, None, page.marks[top].text, Evidence())
        return
    strong = any(page.marks[k].label in lexicon.strong() for k in orphans)
    if orphans and (strong or len(orphans) >= _FEWEST_ORPHANS):
        yield Candidate(min(orphans), None, "", Evidence())


def _title_of_page(page: Page, case: int) -> int:
    """The title directly above the case number at mark `case`, below a page's running head; 0 where there is none."""
    title = page.marks[case - 1]
    if case < _REACH or (page.marks[case].role, title.role, page.marks[case - 2].role) != ("case", "", "noise"):
        return 0
    return case - 1 if not _begins_line(page, case - 1) and has_form_of_title(title) else 0


def _decided_alone(page: Page, form: Hypothesis, anchors: Sequence[Candidate]) -> Iterator[Candidate]:
    """Items of which nothing is left but the decision, where items begin at another label.

    Such a label stands above the first item, or directly below the same one, with the same day.
    """
    if form.form[0] != "label" or not anchors:
        return
    places = {candidate.at for candidate in anchors}
    above = ""
    for n, k in enumerate(page.core_places):
        decides = page.kind(k) == "decision"
        key = page.label_key(k) if decides and "date" in page.marks[k].slots else ""
        if k not in places and ((key and key == above) or (decides and not n and k < anchors[0].at)):
            yield Candidate(k, None, "", Evidence())
        above = key


def _begins_line(page: Page, k: int) -> bool:
    """Whether nothing stands before mark `k` on its line of the text."""
    begin = page.marks[k].begin
    return not begin or page.source.view[begin - 1] == "\n"


def _head_ends(page: Page, first: int) -> int:
    """The last mark of the document's head above mark `first`: its first line, or several that only a head has."""
    header = lexicon.setting_pattern("titles", "header")
    texts = [(k, mark.text) for k, mark in enumerate(page.marks[:first]) if mark.role == ""]
    lines = [k for k, text in texts if ":" in text[:_LONGEST_FIELD] and header.match(text)]
    return lines[-1] if len(lines) >= _FEWEST_HEAD else 0


def _stand_above(page: Page, form: Hypothesis, anchors: Sequence[Candidate]) -> frozenset[str]:
    """Which of case numbers, words for access and clocks stand above their heading: counted over the document."""
    if not form.numbered:
        return _BESIDE
    up: Counter[str] = Counter()
    down: Counter[str] = Counter()
    places = {candidate.at for candidate in anchors}
    for candidate in anchors:
        up.update(_roles_above(page, candidate.at))
        below = {page.marks[k].role for k in _below(page, candidate.at, places)}
        down.update(below - _CASE if candidate.closed else below)  # below a closed item's it may be the next one's
    first = _roles_above(page, anchors[0].at) if anchors else set()
    if anchors and anchors[0].closed:
        opened = [candidate.at for candidate in anchors if not candidate.closed]
        first |= _roles_above(page, opened[0]) & _CASE if opened else set()
    above = {role for role in _BESIDE if up[role] > down[role] or (up[role] == down[role] > 0 and role in first)}
    if up["clock"] == 1 and "clock" in first:  # the meeting's own
        above.discard("clock")
    return frozenset(above - {"case"} if anchors and _cases_close(page, anchors) else above)


def _below(page: Page, at: int, places: Container[int]) -> Iterator[int]:
    """The marks below the heading at mark `at` down to the item's text: the end of a sentence, or its first label."""
    for k in range(at + 1, page.count):
        mark = page.marks[k]
        if k in places or (page.is_label[k] and page.opens_text(k)) or (not mark.role and mark.text[-1] == "."):
            return
        yield k


def _roles_above(page: Page, at: int) -> set[str]:
    """The roles of the marks directly above mark `at` that can be of its heading."""
    marks = [mark for mark in page.marks[max(0, at - _REACH) : at] if mark.role != "noise"]
    return {mark.role for mark in takewhile(lambda mark: mark.role in _BESIDE, reversed(marks))}


def _cases_close(page: Page, anchors: Sequence[Candidate]) -> bool:
    """Whether case numbers close their items: none stands above the first heading, and one below the last item.

    Or what ends an item, a ruler or a site's button, stands below each: the last item may have none.
    """
    above = page.above(anchors[0].at)
    if not page.marks.by_role["case"] or (above is not None and above.role in _BESIDE):
        return False
    open_ones = [n for n, anchor in enumerate(anchors) if not anchor.closed] or [len(anchors) - 1]
    end = anchors[open_ones[-1]].at  # closed items may stand below, and have no case numbers
    last = next((k for k in range(page.count - 1, end, -1) if page.marks[k].role == "case"), 0)
    ends = ["case" in _roles_above(page, n.at) for n in anchors[1:]]
    below = last > end + _REACH or page.core_between(end + 1, last)
    cased = [one.at for one, case in zip(anchors[1:], ends, strict=True) if case]
    ended = [page.marks[k - 1].role == "noise" and not _is_framed(page, k) for k in cased]
    return (bool(below) or all(ended)) and 2 * sum(ends) >= len(ends) > 0


def _is_framed(page: Page, k: int) -> bool:
    """Whether a ruler stands below mark `k` as well."""
    return k + 1 < page.count and page.marks[k + 1].role == "noise"


def _first(page: Page, at: int, low: int, above: frozenset[str]) -> int:
    """The first mark of the item whose heading is at `at`: what has the roles `above` belongs to it."""
    first = at
    for k in range(at - 1, low - 1, -1):
        if page.marks[k].role in above:
            first = k
        elif page.marks[k].role != "noise":  # a page may end here
            break
    return first


def _heading(page: Page, candidate: Candidate, bounds: tuple[int, int, int], side: str, *, stopped: bool) -> Heading:
    low, first, stop = bounds
    at = candidate.at
    number = page.marks[at].number if candidate.value is not None else None
    titles, lines, first = title_places.first_line(page, candidate, bounds, side)
    if titles:
        more = title_lines.to_full_stop if stopped else title_lines.more
        for k in more(page, max(lines), stop):
            titles.append(Range(page.marks[k].a, page.marks[k].b))
            lines.add(k)
        for k in title_lines.in_column(page, at, stop):
            titles.append(Range(page.marks[k].a, page.marks[k].b))
            lines.add(k)
        titles, again = title_lines.shortened(page, titles, max(lines), stop)
        lines |= again
        said = title_key(" ".join(page.text(place) for place in titles))
        listed = title_places.listed_above(page, number, said, first) if number is not None else None
        if listed is not None and listed >= low:
            first = listed
            lines.add(listed)
    if titles and titles[-1].b - titles[0].a > _LONGEST_OF_ALL:  # nothing tells where it ends
        titles = [Range(titles[0].a, titles[0].a)]
    if not titles and number is not None and number.form[1] in lexicon.setting("titles", "numbers_of_text"):
        titles = [page.listed_titles[number.value]] if number.value in page.listed_titles else []
    return Heading(first, at, number, tuple(titles), tuple(lines), candidate.evidence)
