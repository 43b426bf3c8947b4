"""What reading four texts may cost, near what it costs: no busy machine disturbs it, so a few per cent are seen.

It is counted in instructions of the processor, from bytes to JSON, by valgrind, after each text has been read once and
what is remembered of it forgotten. How many there are hangs on how Python was compiled, so the limits hold for one
build. Calls of functions, those written in C among them, are counted without valgrind, for that version of Python.

A limit that is passed says that something has become dearer by more than 3 %: find it, or say in the commit why it is
worth that. What has become cheaper lowers its limit.
"""

import gc
import os
import platform
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from instructions import are_countable, counted, do
from referat import parse
from referat.export.json import dump
from remembered import forget

SAMPLES = Path(__file__).parent.parent / "samples"
#: Thousand instructions, and calls, for each text.
LIMITS = {
    "firstagenda-pdf/minutes": (40_000, 16_420),
    "midtjylland-web/minutes": (37_600, 14_740),
    "sbsys/council-groups": (49_300, 20_260),
    "untitled/print-links": (25_950, 10_160),
}
# The build that the instructions were counted with, and the version that the calls were.
_BUILD = ("CPython", "3.11.7", "x86_64", "GCC 12.2.0")
_VERSION = (3, 11)


def read(data: bytes) -> None:
    """From bytes to JSON."""
    for record in parse(data).records:
        dump(record, None, indent=None)


def bytes_of(name: str) -> bytes:
    return (SAMPLES / f"{name}.txt").read_bytes()


def read_all() -> None:
    """What valgrind counts."""
    gc.disable()  # when it runs hangs on what all the rest has left
    texts = {name: bytes_of(name) for name in LIMITS}
    for data in texts.values():
        read(data)  # what is made once for all is made now
    forget()
    do({name: partial(read, data) for name, data in texts.items()})


def calls(data: bytes) -> int:
    """How many functions are called to read a text."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    read(data)
    forget()
    sys.setprofile(note)
    try:
        read(data)
    finally:
        sys.setprofile(None)
    return count


def test_no_text_takes_more_instructions_than_it_did() -> None:
    build = (
        platform.python_implementation(),
        platform.python_version(),
        platform.machine(),
        platform.python_compiler(),
    )
    if build != _BUILD:
        pytest.skip(f"the limits hold for {' '.join(_BUILD)}, and this is {' '.join(build)}")
    if not are_countable():
        pytest.skip("valgrind is not installed; the calls are counted")
    found = counted(["-c", "import test_budget; test_budget.read_all()"])
    thousands = {name: count / 1000 for name, count in found.items()}
    over = [name for name, (limit, _) in LIMITS.items() if thousands[name] >= limit]
    assert not over, "".join(
        _said(name, f"{thousands[name]:,.0f} thousand instructions", f"{LIMITS[name][0]:,}") for name in over
    )


@pytest.mark.skipif(sys.version_info[:2] != _VERSION, reason=f"other versions than {_VERSION} call in other ways")
@pytest.mark.parametrize("name", LIMITS)
def test_a_text_takes_no_more_calls_than_it_did(name: str) -> None:
    _, limit = LIMITS[name]
    program = f"from test_budget import bytes_of, calls; print(calls(bytes_of({name!r})))"
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    told = subprocess.check_output([sys.executable, "-c", program], env=environment, cwd=Path(__file__).parent)
    found = int(told)
    assert found < limit, _said(name, f"{found:,} calls", f"{limit:,}")


def _said(name: str, counted: str, limit: str) -> str:
    return (
        f"\nsamples/{name}.txt takes {counted} from bytes to JSON; the limit is {limit}.\n"
        f"Where they come from: python -m cProfile -s tottime -m referat parse samples/{name}.txt, here and in the "
        "commit before, compared; or valgrind --tool=callgrind, and callgrind_annotate.\n"
        "Dearer for a reason: the limit is raised in tests/test_budget.py, and the commit says why."
    )
