"""The golden files beside the samples: what each sample reads as, and what each of its lines became.

`python tests/golden.py` (`make golden`) writes those that are missing or differ, and shows the differences. A test only
compares: accepting a new reading is an act of its own.

`NAME.lines`, the ledger, is what to read first: a line for each line of the text, with its kind, the rule that claimed
it, the field that it went into, and how it begins. `NAME.json` has the meetings and what was complained about.
"""

import difflib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from referat.archive.outcomes import parse_files
from referat.contract.diagnostics import Diagnostic

SAMPLES = Path(__file__).parent.parent / "samples"
BROKEN = "broken"
LEDGER = ".lines"
_WIDTHS = (14, 34, 30)
_TEXT = 60


class Token(Protocol):
    """What the ledger shows of a token of `Parsed.tokens`."""

    @property
    def kind(self) -> str:
        """What the line is."""

    @property
    def rule(self) -> str:
        """The rule that claimed it."""

    @property
    def owner(self) -> str:
        """The JSON pointer of what it went into."""

    @property
    def text(self) -> str:
        """The source's slice: one line or more."""


def samples() -> Iterator[Path]:
    """Every sample, in order; those in `broken` among them."""
    for path in sorted(SAMPLES.glob("*/*")):
        if path.suffix not in (".json", LEDGER):
            yield path


def layout_of(sample: Path) -> str | None:
    """The user's own layout that a sample is read with: `nordby.toml` beside the folder `nordby`; None without one."""
    path = sample.parent.with_suffix(".toml")
    return path.relative_to(SAMPLES.parent).as_posix() if path.exists() else None


def golden(sample: Path, suffix: str = ".json") -> Path:
    """The golden file of `sample`: of its reading, or of its ledger."""
    return sample.with_name(f"{sample.name if sample.parent.name == BROKEN else sample.stem}{suffix}")


def outputs(sample: Path) -> dict[Path, str]:
    """What each golden file of `sample` should hold; one that is no minutes has no ledger."""
    name = sample.relative_to(SAMPLES.parent).as_posix()
    (outcome,) = parse_files([name], layout=layout_of(sample))
    if outcome.parsed is None:
        return {golden(sample): _json([], [str(outcome.error)])}
    parsed = outcome.parsed
    meetings = [meeting.model_dump(mode="json") for meeting in parsed.meetings]
    read = {golden(sample): _json(meetings, [_message(found, name) for found in parsed.all_diagnostics])}
    if meetings:
        read[golden(sample, LEDGER)] = ledger(parsed.tokens)
    return read


def reading(sample: Path) -> str:
    """What `sample` reads as, as its golden file has it: the meetings, and what was complained about."""
    return outputs(sample)[golden(sample)]


def _message(found: Diagnostic, name: str) -> str:
    """`NAME:LINE: CODE MESSAGE`: how the files have it, whatever `check` prints."""
    place = f"{name}:{found.line}" if found.line else name
    return f"{place}: {found.code} {found.message}"


def _json(meetings: list[dict[str, object]], messages: list[str]) -> str:
    return json.dumps({"meetings": meetings, "messages": messages}, ensure_ascii=False, indent=1) + "\n"


def ledger(tokens: Iterable[Token]) -> str:
    """A line for each line of a text: its token's kind, rule and owner, and how it begins. Blank lines stay blank."""
    rows = (_row(token, line) for token in tokens for line in token.text.removesuffix("\n").split("\n"))
    return "".join(f"{row}\n" for row in rows)


def _row(token: Token, line: str) -> str:
    shown = "".join(letter if letter.isprintable() else "␣" for letter in line.rstrip("\r")[:_TEXT])
    columns = (token.kind, token.rule or "-", token.owner or "-")
    cells = "".join(f"{cell:<{width}} " for cell, width in zip(columns, _WIDTHS, strict=True))
    return "" if token.kind == "blank" else f"{cells}{shown}".rstrip()


def main() -> None:
    """Write the golden files that are missing or differ, and print what changes in them."""
    for sample in samples():
        for path, new in outputs(sample).items():
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
