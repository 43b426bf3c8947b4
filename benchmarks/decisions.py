"""How long `facts.decision.of` takes for a decision, alone, on the decisions of texts.

    python benchmarks/decisions.py [FOLDER…] [--rounds N]

Every decision of the texts in the folders (by default the samples) is read in each round, with paragraphs that nobody
has cut into sentences yet. "again" is with what the reader remembers of sentences that it has met; "anew" forgets that
before each round, so that only what the texts repeat is remembered. A decision's figure is its median over the rounds,
in seconds of the process; what is printed are the median, the mean and the slowest of the decisions, in microseconds.
"""

import argparse
import gc
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from unittest import mock

from referat import ReferatError, parse
from referat.facts import ballots, counts, decision, ruling_words, sentences, triggers, vote_words
from referat.facts.passages import Passage
from referat.facts.sentences import Paragraph

SAMPLES = Path(__file__).parent.parent / "samples"
_MICROSECONDS = 1e6


def passages_of(paths: Iterable[Path]) -> list[Passage]:
    """The passages that the reader takes for decisions in the texts at `paths`."""
    found: list[Passage] = []

    def noting(passage: Passage) -> object:
        found.append(passage)
        return decision_of(passage)

    decision_of = decision.of
    with mock.patch.object(decision, "of", noting):
        for path in paths:
            try:
                parse(path.read_bytes())
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
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    passages = passages_of(sorted(path for folder in options.folders for path in folder.rglob("*.txt")))
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
