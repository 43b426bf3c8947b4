"""The best chain through candidates: which of them, together, are the headings of a document.

It knows places, numbers and labels, and no Danish. A chain's score is the evidence of its links, how each number
follows the one before, and what the items between them look like; the best of all chains is found in one pass.
"""

from collections.abc import Sequence
from typing import NamedTuple

from referat.outline.marks import LEVEL
from referat.outline.weights import limit, weight


class Link(NamedTuple):
    """A candidate for the chain.

    `at` is its place among the marks, `score` its evidence; `value` its number, None where it has none. `supported`
    tells whether anything ties it to an item, `closed` whether it says that its item is closed. `ended` tells whether
    an item's foot or a group's head stands between it and the candidate before; `group` whether it is a group's head.
    `style` are indentation and bullet.
    """

    at: int
    score: float
    value: int | None
    supported: bool
    closed: bool
    ended: bool
    group: bool
    style: tuple[int, str]


class Stretch(NamedTuple):
    """What stands between a candidate and the next: the keys of the labels, and whether there is text."""

    labels: tuple[str, ...]
    text: bool


class Chain(NamedTuple):
    """A chain of candidates, by their positions among the links, and its score."""

    score: float
    links: tuple[int, ...]


_GAP, _FAR = 4, 99
_FIRSTS = (1, LEVEL + 1)


class _Item:
    """An item while it grows backwards over stretches: its labels, each counted once more than it may come."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.repeats = 0
        self.text = False

    def add(self, stretch: Stretch) -> None:
        for label in stretch.labels:
            if label in self.seen:
                self.repeats += 1
            else:
                self.seen.add(label)
        self.text = self.text or stretch.text

    def score(self, *, closed: bool, is_list: bool) -> float:
        """How much it looks like an item."""
        if not self.seen:
            if self.text:
                return weight("items", "unlabelled")
            return weight("items", "closed") if closed else 0.0 if is_list else weight("items", "empty")
        repeats = min(self.repeats, int(limit("most_repeats")))
        return weight("items", "labelled") + weight("items", "repeated") * repeats


def best_chain(links: Sequence[Link], stretches: Sequence[Stretch], orphans: Sequence[int], *, is_list: bool) -> Chain:
    """The chain with the highest score.

    `stretches[k]` stands between link `k` and the next, the last one down to the end; `orphans[k]` is how many labels
    stand above link `k`: they would be nobody's.
    """
    reach = int(limit("reach"))
    best: list[float] = []
    back: list[int] = []
    for k, link in enumerate(links):
        lost = min(orphans[k], int(limit("most_orphans")))
        score = link.score + weight("items", "orphan") * lost
        score += weight("steps", "first") if link.value in _FIRSTS else 0
        before = -1
        item = _Item()
        for j in range(k - 1, max(-1, k - 1 - reach), -1):
            item.add(stretches[j])
            item.text = item.text or j < k - 1
            value = best[j] + link.score + item.score(closed=links[j].closed, is_list=is_list)
            value += _step(links, j, k, is_list=is_list)
            if value > score:
                score, before = value, j
        best.append(score)
        back.append(before)
    return _ended(links, stretches, best, back, is_list=is_list)


def _ended(
    links: Sequence[Link], stretches: Sequence[Stretch], best: list[float], back: list[int], *, is_list: bool
) -> Chain:
    """The best chain with its last item, which goes down to the end."""
    item = _Item()
    top, last = float("-inf"), -1
    for k in range(len(links) - 1, -1, -1):
        item.add(stretches[k])
        item.text = item.text or k < len(links) - 1
        value = best[k] + item.score(closed=links[k].closed, is_list=is_list)
        if value > top:
            top, last = value, k
    chain: list[int] = []
    while last >= 0:
        chain.append(last)
        last = back[last]
    return Chain(top, tuple(reversed(chain)))


def _step(links: Sequence[Link], j: int, k: int, *, is_list: bool) -> float:
    """How well the number of link `k` follows that of link `j`."""
    above, below = links[j], links[k]
    if below.value is None or above.value is None:
        return weight("terms", "anchor_step")
    grouped = any(link.group for link in links[j + 1 : k + 1])
    if below.value > above.value:
        gap = _gap(above.value, below.value)
        score = weight("steps", "next" if gap == 1 else "gap" if gap <= _GAP else "far")
    elif below.value == above.value:
        sure = is_list or (above.supported and above.score >= limit("sure"))
        score = weight("steps", "same" if sure else "same_bare")
    else:
        score = weight("steps", "restart_in_group" if grouped else "restart")
    bare = not below.supported and not below.ended
    if below.value <= above.value and bare and not is_list:
        score += weight("steps", "restart_bare")
    return score + weight("steps", "skipped") * _skipped(links, j, k)


def _gap(above: int, below: int) -> int:
    """How far `below` is from the number `above` it; from a group's last to the next one's first it is one."""
    (group, _), (next_group, first) = divmod(above, LEVEL), divmod(below, LEVEL)
    if group == next_group:
        return below - above
    return next_group - group if first <= 1 else _FAR


def _skipped(links: Sequence[Link], j: int, k: int) -> int:
    """How many numbers between those of links `j` and `k` stand between them, in the style of link `k`."""
    above, below = links[j].value or 0, links[k]
    if j == k - 1 or below.value is None:
        return 0
    if below.value <= above + 1:  # a list that begins anew, and whose last number is just before
        beside = links[k - 1]
        return int(beside.value == below.value - 1 and beside.style == below.style)
    return len(
        {
            link.value
            for link in links[j + 1 : k]
            if link.style == below.style and link.value in range(above + 1, below.value)
        }
    )
