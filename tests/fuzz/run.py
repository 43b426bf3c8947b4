"""Fuzzes for some seconds, by mutations that know what minutes are made of.

    python tests/fuzz/run.py [--seconds N] [--seed N] [--keep FOLDER]

Every text that breaks a property is written into FOLDER, and becomes a seed beside the others when it is mended.
"""

import argparse
import hashlib
import re
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

TESTS = Path(__file__).parent.parent
SEEDS = Path(__file__).parent / "seeds"
sys.path.insert(0, str(TESTS))

from fuzz.mutations import mutated  # noqa: E402  the path must be there first
from fuzz.properties import check  # noqa: E402

# A text that takes so many seconds, and one for so many bytes, to be held against every property is slow.
_SLOW, _BYTES_A_SECOND = 3, 10_000


def seeds() -> list[str]:
    """The texts that are mutated: the corpus of seeds, and the samples."""
    paths = [*sorted(SEEDS.iterdir()), *sorted((TESTS.parent / "samples").glob("*/*.txt"))]
    return [path.read_bytes().decode("utf-8-sig", errors="replace") for path in paths]


def fuzz(seconds: float, seed: int, keep: Path) -> int:
    """Fuzz for so long; the number of texts that broke something, those that break it in the same way once."""
    rng, corpus = Random(seed), seeds()
    counts, ways = Counter[str](), set[str]()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutated(corpus, rng)
        begun = time.process_time()
        way = told = ""
        try:
            counts["read" if check(data) else "refused"] += 1
        except Exception as error:
            counts["failed"] += 1
            place = "".join(traceback.format_tb(error.__traceback__)[-1:])
            way = re.sub(r"\d+", "", f"{place}{error}")  # wherever in a text it is
            told = f"{type(error).__name__}: {error}\n{place}"
        seconds_taken = time.process_time() - begun
        if seconds_taken > _SLOW + len(data) / _BYTES_A_SECOND:
            counts["slow"] += 1
            way = way or f"slow: {counts['slow']}"  # each may be another
            told = f"{told}{len(data)} bytes took {seconds_taken:.1f} s"
        if way and way not in ways:
            ways.add(way)
            name = hashlib.sha256(data).hexdigest()[:12]
            keep.mkdir(parents=True, exist_ok=True)
            (keep / name).write_bytes(data)
            print(f"{keep / name}: {told}", flush=True)
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    return len(ways)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=TESTS.parent / "build" / "fuzz")
    options = parser.parse_args()
    sys.exit(1 if fuzz(options.seconds, options.seed, options.keep) else 0)
