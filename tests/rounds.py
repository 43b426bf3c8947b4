"""Rounds that take turns over all that is compared, by the seconds of the process."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from remembered import forget

#: What is read without forgetting what has been read just before.
WARM = "referat, warm"


class Figure(NamedTuple):
    """Seconds for a set of documents: the best and the median of the rounds, and the distance between quartiles."""

    seconds: float
    median: float
    spread: float


def timed(work: Sequence[Callable[[], object]]) -> float:
    """The process's seconds for all of `work`."""
    gc.collect()
    begun = time.process_time()
    for one in work:
        one()
    return time.process_time() - begun


def compare(work: Mapping[str, Sequence[Callable[[], object]]], rounds: int) -> dict[str, Figure]:
    """Seconds of each, taken in turns, after one round that does not count.

    What is remembered of what was read before, the same texts, is forgotten each time, except for what is warm: that
    comes right after the same work.
    """
    taken: dict[str, list[float]] = {name: [] for name in work}
    for n in range(rounds + 1):
        for name, each in work.items():
            if name != WARM:
                forget()
            seconds = timed(each)
            if n:
                taken[name].append(seconds)
    return {name: Figure(min(found), statistics.median(found), spread(found)) for name, found in taken.items()}


def spread(found: list[float]) -> float:
    """The distance between the quartiles."""
    if len(found) < 2:
        return 0.0
    low, _, high = statistics.quantiles(found, n=4, method="inclusive")
    return high - low
