"""The pictures beside the tests: what `referat show` draws of some samples, at three widths.

`python tests/pictured.py` (`make golden`) writes those that are missing or differ, and shows the differences. A test
only compares: accepting a new picture is an act of its own.
"""

import difflib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from golden import SAMPLES
from referat.archive.outcomes import parse_file
from referat.cli.drawing import drawn, text
from referat.views.shown import Wanted, page

PICTURES = Path(__file__).parent / "pictures"
WIDTHS = (60, 80, 200)
#: The sample and what is wanted of it, by the picture's name: who came instead and who came late; votes with remarks;
#: links and several paragraphs; what was not read; several meetings in one file.
PICTURED = {
    "status-in-columns": ("generic/status-in-columns.txt", Wanted()),
    "votes": ("koebenhavn-item/votes.txt", Wanted()),
    "votes-item-en": ("koebenhavn-item/votes.txt", Wanted("en", item="1")),
    "council": ("viborg/council.txt", Wanted()),
    "several-meetings-outline": ("firstagenda-pdf/several-meetings.txt", Wanted(outline=True)),
    "minutes": ("firstagenda-pdf/minutes.txt", Wanted()),
}


def picture(name: str, width: int) -> str:
    """What is drawn of the sample that is pictured as `name`, in `width` columns, without colours."""
    sample, wanted = PICTURED[name]
    parsed = parse_file((SAMPLES / sample).relative_to(SAMPLES.parent))
    drawings = ("".join(f"{text(line)}\n" for line in drawn(page(one, wanted), width)) for one in parsed.records)
    return "\n\n".join(drawings)


def pictures() -> Iterator[tuple[Path, str]]:
    """Where each picture stands, and what it should be."""
    for name in PICTURED:
        for width in WIDTHS:
            yield PICTURES / f"{name}.{width}.txt", picture(name, width)


def main() -> None:
    """Write the pictures that are missing or differ, and print what changes in them."""
    os.chdir(SAMPLES.parent)
    PICTURES.mkdir(exist_ok=True)
    for path, new in pictures():
        old = path.read_text("utf-8") if path.exists() else ""
        if new != old:
            lines = difflib.unified_diff(old.splitlines(True), new.splitlines(True), str(path), str(path), n=2)
            sys.stdout.writelines(lines if old else [f"new: {path}\n"])
            path.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
