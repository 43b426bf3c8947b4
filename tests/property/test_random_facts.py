"""Random facts in many idioms, on paper of many kinds: read rightly, or left out and told; nothing else is read.

The sentences were written from the field guide, not from the project's vocabulary. A failure names its seed;
`draw_document(Random(f"facts-{seed}")).text` is its document.
"""

import os
from collections import Counter
from functools import cache
from random import Random

import pytest

from generator.facts import Verdict, draw_document, verdicts
from referat import parse

# In the suite two hundred documents; `make property` reads more.
SEEDS = range(max(200, int(os.environ.get("REFERAT_SEEDS", "200"))))

#: Of the facts of each kind at least so many in a hundred are read.
READ = {
    "absent": 97, "amended": 95, "elected": 98, "excused": 97, "movement": 97, "outcome": 99, "point": 99,
    "postponed_to": 95, "recommendation": 99, "recused": 94, "remark": 99, "substitute": 97, "vote": 94,
}  # fmt: skip


@cache
def _all() -> tuple[tuple[int, Verdict], ...]:
    found: list[tuple[int, Verdict]] = []
    for seed in SEEDS:
        document = draw_document(Random(f"facts-{seed}"))
        found += ((seed, verdict) for verdict in verdicts(document, parse(document.text).meeting))
    return tuple(found)


def _of(outcome: str) -> list[str]:
    return [f"seed {seed}: {one.kind} {one.detail}" for seed, one in _all() if one.outcome == outcome]


def test_nothing_is_read_that_is_not_said() -> None:
    assert _of("wrong") == []


def test_what_is_not_read_is_told() -> None:
    assert _of("silent") == []


@pytest.mark.parametrize("kind", READ)
def test_most_facts_are_read(kind: str) -> None:
    became = Counter(verdict.outcome for _, verdict in _all() if verdict.kind == kind)
    facts = became["right"] + became["told"] + became["silent"]
    assert facts > 15
    assert 100 * became["right"] >= READ[kind] * facts, became
