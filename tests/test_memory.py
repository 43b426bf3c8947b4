"""How much memory texts made to hurt take at the peak, from bytes to JSON, as multiples of the text.

What Python allocates is the same in every run, so the limits stand close above what is reached. What large texts take
of the system, `benchmarks/growth.py` measures.
"""

import gc
import runpy
import tracemalloc

import pytest

from conftest import ROOT
from referat import parse
from referat.export.json import dump
from remembered import forget

_SHAPES = runpy.run_path(str(ROOT / "benchmarks" / "growth.py"))["SHAPES"]
_SIZE = 40_000


def written(text: str) -> None:
    for record in parse(text).records:
        dump(record, None, indent=None)


#: What is nothing but objects, and how many times its size it may take: a twentieth above what is reached.
@pytest.mark.parametrize(
    ("shape", "most"),
    [
        ("labels", 385),
        ("headings (PDF)", 168),
        ("numbered lines", 135),
        ("meetings", 101),
        ("the same heading", 97),
    ],
)
def test_memory_is_a_multiple_of_the_text(shape: str, most: int) -> None:
    text = _SHAPES[shape](_SIZE)
    written(text)  # what is made once for all is made now
    forget()
    gc.collect()  # nor is memory at hand that other tests have left
    tracemalloc.start()
    try:
        written(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak / len(text) < most
