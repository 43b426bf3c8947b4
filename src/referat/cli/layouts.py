"""`referat layouts test`."""

import sys
from pathlib import Path

import typer

from referat.archive.outcomes import parse_file
from referat.cli.options import FAILED, usage_error
from referat.contract import quality
from referat.errors import LayoutError, ReferatError
from referat.old import layout
from referat.old.identification import Verdict, judge
from referat.old.layout import GENERIC, Layout


def run(name: str | None, samples: str | None) -> None:
    """Run the examples, the rejects and the samples of one layout, or of all that are built in.

    Exit 1 where an example fails, a sample is not recognised, or a reading differs.
    """
    try:
        tested = [layout.load(one) for one in ([name] if name else layout.names())]
    except LayoutError as error:
        usage_error(str(error))
    failed = False
    for one in tested:
        failed |= not _test(one, _folder(one, name, Path(samples) if samples else None))
    if failed:
        raise typer.Exit(FAILED)


def _folder(one: Layout, name: str | None, samples: Path | None) -> Path:
    """Where the samples of a layout stand: in `samples`, or beside the user's own file; each in a folder of its id."""
    own = name is not None and name.lower().endswith(".toml")
    return (samples or (Path(str(name)).parent if own else Path("samples"))) / one.id


def _test(one: Layout, folder: Path) -> bool:
    complaints = list(one.check())
    rules = [rule for rules in one.rules.values() for rule in rules]
    examples = sum(len(rule.examples) for rule in rules)
    rejects = sum(len(rule.rejects) for rule in rules)
    texts = sorted(folder.glob("*.txt"))
    figures = quality.Figures()
    for sample in texts:
        complaints += _sample(one, sample, figures)
    for complaint in complaints:
        print(f"{one.id}: {complaint}", file=sys.stderr)
    right, total, wrong = (sum(counter.values()) for counter in (figures.right, figures.total, figures.wrong))
    read = f"; {right} of {total} fields right, {wrong} wrong" if total else ""
    counted = f"{examples} examples, {rejects} rejects, {len(texts)} samples{read}"
    print(f"{one.id}: {'FAILED' if complaints else 'ok'}: {counted}")
    return not complaints


def _sample(one: Layout, sample: Path, figures: quality.Figures) -> list[str]:
    """What is wrong with the reading of one sample; `figures` counts its fields."""
    try:
        outcome = parse_file(str(sample))
    except ReferatError as error:
        return [f"{sample}: {error}"]
    complaints = []
    built_in = one.id in layout.names()
    if built_in and outcome.layout.id not in (one.id, GENERIC):
        complaints.append(f"{sample} is recognised as {outcome.layout.id}")
    elif not built_in:
        complaints += _claims(one, sample, outcome.verdicts[0])
        outcome = parse_file(str(sample), layout=one)
    reading = quality.reading_of(sample)
    if reading is not None:
        meeting = outcome.meetings[0].model_dump(mode="json") if outcome.meetings else None
        before = len(figures.differences)
        for compared in quality.compare(reading, meeting, outcome.source.text.split("\n")):
            figures.add(sample.name, compared)
        complaints += [
            f"{sample}: {found.field}: expected {found.want!r}, got {found.got!r}"
            for _, found in figures.differences[before:]
        ]
    return complaints


def _claims(one: Layout, sample: Path, best: Verdict) -> list[str]:
    """Whether the user's own layout would be taken for its sample, were it one of those that are built in."""
    source = parse_file(str(sample)).source
    verdict = judge(one, source)
    if not verdict.fits:
        return [f"{sample} is not recognised: score {verdict.score:g} of {one.minimum:g}"]
    if best.fits and best.layout.id != GENERIC and best.score >= verdict.score:
        return [f"{sample} is claimed by {best.layout.id} too (score {best.score:g}, this layout {verdict.score:g})"]
    return []
