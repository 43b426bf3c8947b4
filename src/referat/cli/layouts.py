"""`referat layouts` and `referat layouts test`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from referat.archive.outcomes import parse_file
from referat.cli.choices import Lines
from referat.cli.options import FAILED, usage_error
from referat.cli.streams import opened
from referat.contract import quality
from referat.errors import LayoutError, ReferatError
from referat.lexicon import families
from referat.lexicon.families import Family
from referat.text.source import Source


def show(format_: Lines) -> None:
    """Print the layouts."""
    with opened(None) as stream:
        for name in families.names():
            family = families.by_id(name)
            text = json.dumps(_record(family), ensure_ascii=False) if format_ is Lines.ndjson else _drawn(family)
            stream.write(f"{text}\n".encode())


def _record(family: Family) -> dict[str, object]:
    return {
        "id": family.id,
        "name": family.name,
        "publishers": list(family.publishers),
        "authority": family.authority,
        "sign": [sign.pattern for sign in family.sign],
        "lines": [rule.name for rule in family.lines],
    }


def _drawn(family: Family) -> str:
    lines = [family.id, f"  {family.name}"]
    if family.publishers:
        lines.append(f"  publishers: {', '.join(family.publishers)}")
    lines += [f"  sign: {sign.pattern}" for sign in family.sign]
    lines += [f"  adds: {rule.name}" for rule in family.lines]
    return "\n".join(lines)


def test(name: str | None, samples: str | None) -> None:
    """Run the examples, the rejects and the samples of one layout, or of all that are built in.

    Exit 1 where an example fails, a sample does not show the layout's sign or shows another's, or a reading differs.
    """
    try:
        tested = [families.by_id(one) for one in ([name] if name else families.names())]
    except LayoutError as error:
        usage_error(str(error))
    own = name if name is not None and name.lower().endswith(".toml") else None
    below = Path(samples) if samples else Path(own).parent if own else Path("samples")
    failed = False
    for family in tested:
        failed |= not _test(family, below / family.id, own)
    if failed:
        raise typer.Exit(FAILED)


def _test(family: Family, folder: Path, own: str | None) -> bool:
    """Test one layout; `own` is the path of a user's file."""
    complaints = [complaint for rule in family.lines for complaint in rule.complaints()]
    examples = sum(len(rule.examples) for rule in family.lines)
    rejects = sum(len(rule.rejects) for rule in family.lines)
    texts = sorted(folder.glob("*.txt"))
    figures = quality.Figures()
    for sample in texts:
        complaints += _sample(family, sample, figures, own)
    for complaint in complaints:
        print(f"{family.id}: {complaint}", file=sys.stderr)
    right, total, wrong = (sum(counter.values()) for counter in (figures.right, figures.total, figures.wrong))
    read = f"; {right} of {total} fields right, {wrong} wrong" if total else ""
    counted = f"{examples} examples, {rejects} rejects, {len(texts)} samples{read}"
    print(f"{family.id}: {'FAILED' if complaints else 'ok'}: {counted}")
    return not complaints


def _sample(family: Family, sample: Path, figures: quality.Figures, own: str | None) -> list[str]:
    """What is wrong with the reading of one sample; `figures` counts its fields."""
    try:
        outcome = parse_file(str(sample), layout=own)
        complaints = list(_claims(family, sample, outcome.source))
    except ReferatError as error:
        return [f"{sample}: {error}"]
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


def _claims(family: Family, sample: Path, source: Source) -> Iterator[str]:
    """Whether the sample shows the layout's sign, and no other's."""
    if family.sign and not families.shows(family, source):
        yield f"{sample} does not show its sign"
    for other, lines in families.signs(source):
        if other.id != family.id:
            yield f"{sample} shows the sign of {other.id}: {lines!r}"
