"""What print does to sentences: lines end anywhere, words are parted, blanks are of several kinds."""

import re
import textwrap
from dataclasses import dataclass
from random import Random

# Where words may be parted at a line's end.
_PARTED = (
    "indstil-lingen", "behand-lingen", "behand-ling", "god-kendt", "god-kendte", "fravæ-rende", "forvalt-ningen",
    "dags-ordenen", "efter-retning", "oriente-ringen", "stem-mer", "in-habil", "stedfor-træder", "ud-sættes",
    "ved-taget", "for-slaget", "proto-kollen", "redegø-relsen", "protokol-bemærkning", "del-tage", "for-kastet",
)  # fmt: skip
_PARTS = {"".join(word.split("-")): word.split("-") for word in _PARTED}


@dataclass(frozen=True)
class Paper:
    """How a document is printed. `width` in characters, 0 where a paragraph is one line."""

    width: int
    parted: bool
    no_break: bool
    doubled: bool
    trailing: bool


def draw_paper(rng: Random) -> Paper:
    """Random paper."""
    return Paper(
        width=rng.choice([0, rng.randint(60, 100), rng.randint(60, 100)]),
        parted=rng.random() < 0.25,
        no_break=rng.random() < 0.2,
        doubled=rng.random() < 0.15,
        trailing=rng.random() < 0.15,
    )


def printed(paper: Paper, rng: Random, text: str) -> str:
    """The text, whose line ends stay, on this paper."""
    lines = [found for line in text.split("\n") for found in _wrapped(paper, rng, line)]
    return "\n".join(_blanks(paper, rng, line) for line in lines)


def _wrapped(paper: Paper, rng: Random, line: str) -> list[str]:
    if not paper.width or len(line) <= paper.width:
        return [line]
    lines = textwrap.wrap(line, paper.width, break_long_words=False, break_on_hyphens=True)
    if paper.parted:
        for n in range(len(lines) - 1):
            first, _, rest = lines[n + 1].partition(" ")
            bare = re.sub(r"\W+$", "", first)
            if bare in _PARTS and rng.random() < 0.7:
                head, tail = _PARTS[bare]
                lines[n] += f" {head}-"
                lines[n + 1] = f"{tail}{first[len(bare) :]} {rest}".rstrip()
    return lines


def _blanks(paper: Paper, rng: Random, line: str) -> str:
    if paper.no_break:
        line = "".join("\u00a0" if c == " " and rng.random() < 0.15 else c for c in line)
    if paper.doubled:
        line = re.sub(r"(?<=\S) (?=\S)", lambda _: "  " if rng.random() < 0.06 else " ", line)
    return line + rng.choice(["", " ", "  "]) if paper.trailing else line
