"""The best chain through candidates: which of them, together, are the headings of a document.

It knows places, numbers and labels, and no Danish. A chain's score is the evidence of its links, how each number
follows the one before, and what the items between them look like; the best of all chains is found in one pass.
"""

from collections.abc import Sequence
from functools import cache

from referat.outline.numbers import LEVEL
from referat.outline.weights import limit, weight
from referat.tuples import NamedTuple


class Link(NamedTuple):
    """A candidate for the chain.

    `at` is its place among the marks, `score` its evidence; `value` its number, None where it has none. `supported`
    tells whether anything ties it to an item, `closed` whether it says that its item is closed. `ended` tells whether
    an item's foot or a group's head stands between it and the candidate before, `labelled` whether a label does;
    `group` whether it is a group's head. `style` are indentation and bullet.
    """

    at: int
    score: float
    value: int | None
    supported: bool
    closed: bool
    ended: bool
    labelled: bool
    group: bool
    style: tuple[int, str]


class Stretch(NamedTuple):
    """What stands between a candidate and the next: the keys of the labels, and whether there is text."""

    labels: tuple[str, ...]
    text: bool


#: The stretches without labels, by whether there is text: between lines of a list stands nothing else.
UNLABELLED = (Stretch((), text=False), Stretch((), text=True))


class Chain(NamedTuple):
    """A chain of candidates, by their positions among the links, and its score."""

    score: float
    links: tuple[int, ...]


_GAP, _FAR = 4, 99
# A heading that is printed twice has its second line so near.
_TWICE = 4
_FIRSTS = (1, LEVEL + 1)
# Sums of points differ by less where they are the same.
_ROUNDING = 1e-9
_NEVER = float("-inf")


class _Points(NamedTuple):
    """What is weighed here, by name: points of `steps` and of `items`, and limits."""

    anchor: float
    first: float
    next: float
    gap: float
    far: float
    same: float
    same_bare: float
    same_apart: float
    restart: float
    restart_in_group: float
    restart_bare: float
    skipped: float
    labelled: float
    unlabelled: float
    empty: float
    closed: float
    repeated: float
    orphan: float
    sure: float
    reach: int
    most_repeats: int
    most_orphans: int


class _Reached(NamedTuple):
    """How well each link is reached: the score of the best chain to it, the best of all up to it, the link before."""

    scores: list[float]
    tops: list[float]
    before: list[int]


@cache
def _points() -> _Points:
    steps = ("first", "next", "gap", "far", "same", "same_bare", "same_apart")
    restarts = ("restart", "restart_in_group", "restart_bare", "skipped")
    items = ("labelled", "unlabelled", "empty", "closed", "repeated", "orphan")
    return _Points._make(
        (
            weight("terms", "anchor_step"),
            *(weight("steps", name) for name in (*steps, *restarts)),
            *(weight("items", name) for name in items),
            limit("sure"),
            *(int(limit(name)) for name in ("reach", "most_repeats", "most_orphans")),
        )
    )


@cache
def _most() -> float:
    """So much may a chain gain by one more item, beside the evidence of its heading."""
    points = _points()
    items = max(points.labelled, points.labelled + points.repeated * points.most_repeats, points.unlabelled)
    same = max(points.same, points.same_bare, points.same_apart)
    steps = max(points.next, points.gap, points.far, same, points.restart, points.restart_in_group)
    more = max(0.0, points.restart_bare) + max(0.0, points.skipped) * points.reach
    return max(items, points.empty, points.closed, 0.0) + max(steps + more, points.anchor) + _ROUNDING


def _item(labels: int, different: int, link: Link, *, text: bool, is_list: bool) -> float:
    """How much what stands below `link`, so many labels and with text or without, looks like an item."""
    points = _points()
    if not labels:
        if text:
            return points.unlabelled
        return points.closed if link.closed else 0.0 if is_list else points.empty
    repeats = labels - different
    return points.labelled + points.repeated * min(repeats, points.most_repeats) if repeats else points.labelled


def best_chain(links: Sequence[Link], stretches: Sequence[Stretch], orphans: Sequence[int], *, is_list: bool) -> Chain:
    """The chain with the highest score.

    `stretches[k]` stands between link `k` and the next, the last one down to the end; `orphans[k]` is how many labels
    stand above link `k`: they would be nobody's.
    """
    points, most = _points(), _most()
    counts = list(map(len, [each.labels for each in stretches]))
    count = len(links)
    scores, tops, befores = [_NEVER] * count, [_NEVER] * count, [-1] * count
    top = _NEVER
    for k, link in enumerate(links):
        score = link.score + points.orphan * min(orphans[k], points.most_orphans)
        score += points.first if link.value in _FIRSTS else 0
        before = -1
        many, different, labels = 0, 0, set[str]()
        text = False
        for j in range(k - 1, max(-1, k - 1 - points.reach), -1):
            if tops[j] + link.score + most <= score:  # no chain from here on leads, however well it goes on
                break
            if counts[j] and many - different < points.most_repeats:
                labels.update(stretches[j].labels)
                different = len(labels)
            many += counts[j]
            text = text or stretches[j].text or j < k - 1
            value = scores[j] + link.score
            if value + most <= score:
                continue
            value += _item(many, different, links[j], text=text, is_list=is_list)
            value += _step(links, j, k, is_list=is_list)
            if value > score:
                score, before = value, j
        top = score if score > top else top
        scores[k], tops[k], befores[k] = score, top, before
    return _ended(links, stretches, _Reached(scores, tops, befores), is_list=is_list)


def _ended(links: Sequence[Link], stretches: Sequence[Stretch], reached: _Reached, *, is_list: bool) -> Chain:
    """The best chain with its last item, which goes down to the end."""
    most, most_repeats = _most(), _points().most_repeats
    top, last = _NEVER, -1
    many, different, labels = 0, 0, set[str]()
    text = False
    for k in range(len(links) - 1, -1, -1):
        if reached.tops[k] + most <= top:  # no chain that ends from here on leads
            break
        stretch = stretches[k]
        if stretch.labels:
            if many - different < most_repeats:  # else no more of them count
                labels.update(stretch.labels)
                different = len(labels)
            many += len(stretch.labels)
        text = text or stretch.text or k < len(links) - 1
        value = reached.scores[k] + _item(many, different, links[k], text=text, is_list=is_list)
        if value > top:
            top, last = value, k
    chain: list[int] = []
    while last >= 0:
        chain.append(last)
        last = reached.before[last]
    return Chain(top, tuple(chain[::-1]))


def _step(links: Sequence[Link], j: int, k: int, *, is_list: bool) -> float:
    """How well the number of link `k` follows that of link `j`."""
    points = _points()
    above, below = links[j], links[k]
    if below.value is None or above.value is None:
        return points.anchor
    if below.value > above.value:
        gap = below.value - above.value if below.value < LEVEL else _gap(above.value, below.value)
        score = points.next if gap == 1 else points.gap if gap <= _GAP else points.far
    elif below.value == above.value and not (below.value in _FIRSTS and _is_grouped(links, j, k)):
        sure = is_list or (above.supported and above.score >= points.sure)
        twice = below.at - above.at <= _TWICE
        score = points.same_bare if not sure else points.same if twice or is_list else points.same_apart
    else:
        score = points.restart_in_group if _is_grouped(links, j, k) else points.restart
    bare = not below.supported and not below.ended
    if below.value <= above.value and (bare or not below.value) and not is_list:
        score += points.restart_bare
    return score + points.skipped * _skipped(links, j, k) if j < k - 1 else score


def _is_grouped(links: Sequence[Link], j: int, k: int) -> bool:
    """Whether a group's head stands between links `j` and `k`."""
    return True in [link.group for link in links[j + 1 : k + 1]]


def _gap(above: int, below: int) -> int:
    """How far `below` is from the number `above` it; from a group's last to the next one's first it is one."""
    (group, _), (next_group, first) = divmod(above, LEVEL), divmod(below, LEVEL)
    if group == next_group:
        return below - above
    return next_group - group if first <= 1 else _FAR


def _skipped(links: Sequence[Link], j: int, k: int) -> int:
    """How many numbers between those of links `j` and `k` stand between them, in the style of link `k`.

    Those that more speaks against than for are none.
    """
    above, below = links[j].value or 0, links[k]
    if below.value is None:
        return 0
    if below.value <= above + 1:  # a list that begins anew, and whose last number is just before
        beside = links[k - 1]
        return int(beside.value == below.value - 1 and beside.style == below.style and not below.labelled)
    likely = [link for link in links[j + 1 : k] if link.style == below.style and link.score >= 0]
    between = {link.value for link in likely if link.value is not None}
    return len([value for value in between if above < value < below.value])
