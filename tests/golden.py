"""The golden files beside the samples: what each sample reads as.

`python tests/golden.py` (`make golden`) writes those that are missing or differ, and shows the differences. A test only
compares: accepting a new reading is an act of its own.
"""

import difflib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from referat.archive.outcomes import parse_files
from referat.contract.diagnostics import render

SAMPLES = Path(__file__).parent.parent / "samples"
BROKEN = "broken"


def samples() -> Iterator[Path]:
    """Every sample, in order; those in `broken` among them."""
    for path in sorted(SAMPLES.glob("*/*")):
        if path.suffix != ".json":
            yield path


def golden(sample: Path) -> Path:
    """The golden file of `sample`."""
    return sample.with_name(f"{sample.name if sample.parent.name == BROKEN else sample.stem}.json")


def reading(sample: Path) -> str:
    """What `sample` reads as, as its golden file has it: the meetings, and what was complained about."""
    name = sample.relative_to(SAMPLES.parent).as_posix()
    (outcome,) = parse_files([name])
    if outcome.parsed is None:
        found: dict[str, object] = {"meetings": [], "messages": [str(outcome.error)]}
    else:
        parsed = outcome.parsed
        found = {
            "meetings": [meeting.model_dump(mode="json") for meeting in parsed.meetings],
            "messages": [render(diagnostic, name) for diagnostic in parsed.all_diagnostics],
        }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the golden files that are missing or differ, and print what changes in them."""
    for sample in samples():
        path, new = golden(sample), reading(sample)
        old = path.read_text("utf-8") if path.exists() else ""
        if new != old:
            sys.stdout.writelines(
                difflib.unified_diff(old.splitlines(True), new.splitlines(True), str(path), str(path), n=2)
                if old
                else [f"new: {path}\n"]
            )
            path.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
