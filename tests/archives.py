"""Archives for the tests: folders of invented minutes."""

from pathlib import Path
from random import Random

from generator import RENDERERS, random_meeting, render


def minutes(n: int, title: str = "Cykelsti langs åen") -> str:
    """Short minutes, a different meeting for each `n`."""
    return (
        f"REFERAT Byrådet d. {n % 28 + 1:02}-{n // 28 % 12 + 1:02}-20{n // 336 % 90 + 10}\n\n"
        f"Mødested Rådhuset\n\nPunkt 1: {title}\n\n1-00-{n}-20\n\nBeslutning\n\nGodkendt.\n\n"
    )


def fill(folder: Path, count: int, *, prefix: str = "") -> Path:
    """`count` short minutes in folders of a hundred."""
    for n in range(count):
        path = folder / f"{n // 100:03}" / f"{prefix}{n:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(minutes(n), "utf-8")
    return folder


def generated(folder: Path, count: int) -> Path:
    """`count` random meetings, in every layout in turn."""
    layouts = sorted(RENDERERS)
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        rng = Random(n)
        text = render(random_meeting(rng), layouts[n % len(layouts)], rng).text
        (folder / f"{n:05}.txt").write_text(text, "utf-8", newline="")
    return folder
