"""How long `facts.decision.of` takes for a decision, alone, on the decisions of texts.

    python benchmarks/decisions.py [FOLDER…] [--generated N] [--rounds N]

Every decision of the texts in the folders (by default the samples), or of N random meetings in every form, is read in
each round, with paragraphs that nobody has cut into sentences yet. "again" is with what the reader remembers of
sentences that it has met; "anew" forgets that before each round, so that only what the texts repeat is remembered. A
decision's figure is its median over the rounds, in seconds of the process; what is printed are the median, the mean and
the slowest of the decisions, in microseconds. The samples are made to differ, so that nearly every sentence is met for
the first time; meetings repeat themselves, as one publisher's do.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from unittest import mock

from referat import ReferatError, parse
from referat.facts import ballots, counts, decision, ruling_words, sentences, triggers, vote_words
from referat.facts.passages import Passage
from referat.facts.sentences import Paragraph

SAMPLES = Path(__file__).parent.parent / "samples"
TESTS = Path(__file__).parent.parent / "tests"
_MICROSECONDS = 1e6


def generated(count: int) -> Iterator[str]:
    """`count` random meetings in every form."""
    sys.path.insert(0, str(TESTS))
    # Imported here: the generator stands among the tests.
    from generator import RENDERERS, random_meeting, render

    for layout in RENDERERS:
        for n in range(count):
            rng = Random(f"{layout} {n}")
            yield render(random_meeting(rng), layout, rng).text


def passages_of(texts: Iterable[str | bytes]) -> list[Passage]:
    """The passages that the reader takes for decisions in `texts`."""
    found: list[Passage] = []

    def noting(passage: Passage) -> object:
        found.append(passage)
        return decision_of(passage)

    decision_of = decision.of
    with mock.patch.object(decision, "of", noting):
        for text in texts:
            try:
                parse(text)
            except ReferatError:  # no text
                continue
    return found


def fresh(passage: Passage) -> Passage:
    """`passage` as it comes to be read: masked, and not yet cut into sentences."""
    paragraphs = []
    for each in passage.paragraphs:
        paragraph = Paragraph(each.piece)
        paragraph.mask = each.mask
        paragraphs.append(paragraph)
    return passage._replace(paragraphs=tuple(paragraphs))


def forget() -> None:
    """Forget what has been read of single sentences."""
    sentences._kept_parts.cache_clear()
    triggers._kept_mask.cache_clear()
    ruling_words.looked_at.cache_clear()
    ruling_words.on_points.cache_clear()
    ruling_words.words_of.cache_clear()
    ballots._whoever_meets.cache_clear()
    ballots._of_known.cache_clear()
    vote_words._is_side.cache_clear()
    counts._spans.cache_clear()


def measured(passages: Sequence[Passage], rounds: int, before: Callable[[], None]) -> list[float]:
    """Seconds for each of `passages`, the median of the rounds."""
    times: list[list[float]] = [[] for _ in passages]
    gc.disable()
    for _ in range(rounds):
        before()
        for passage, seconds in zip(map(fresh, passages), times, strict=True):
            begun = time.process_time_ns()
            decision.of(passage)
            seconds.append((time.process_time_ns() - begun) / 1e9)
    gc.enable()
    return [statistics.median(seconds) for seconds in times]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path, default=[SAMPLES], metavar="FOLDER")
    parser.add_argument("--generated", type=int, default=0, metavar="N")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    paths = sorted(path for folder in options.folders for path in folder.rglob("*.txt"))
    passages = passages_of(generated(options.generated) if options.generated else map(Path.read_bytes, paths))
    letters = [passage.end - passage.lines[0].a if passage.lines else 0 for passage in passages]
    print(f"{len(passages)} decisions, {statistics.median(letters):.0f} characters (median)")
    for name, before in (("again", lambda: None), ("anew", forget)):
        times = [_MICROSECONDS * seconds for seconds in measured(passages, options.rounds, before)]
        under = sum(seconds <= 30 for seconds in times) / len(times)
        print(
            f"{name:6} median {statistics.median(times):6.1f} µs, mean {statistics.mean(times):6.1f} µs, "
            f"slowest {max(times):8.1f} µs; {under:.0%} take at most 30 µs"
        )


if __name__ == "__main__":
    main()
