"""A text's lines as paragraphs: what was one before it was broken at a page's width is one again."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from referat.text.wrapping import is_full, wrap_width

# What a line of a list begins with: it goes on nothing above it.
_BEGINS_ANEW = re.compile(r"[-–—•*]\s|\(?\w{1,3}[.)]\s")
#: Blanks that stand between the columns of a table: such a line is drawn as it is, where it fits.
COLUMNS = re.compile(r"\S(?: {2,}|\t)\s*\S")


def width_of(record: Mapping[str, Any]) -> int | None:
    """The width, in characters, at which the lines of a meeting's sections are broken; None where they are not."""
    sections = (section for item in record["items"] for section in item["sections"])
    return wrap_width([line for section in sections for line in section["text"].split("\n")])


def paragraphs(text: str, width: int | None) -> tuple[str, ...]:
    """The lines of `text`, those broken at `width` joined, and "" for the blank lines between two of them."""
    whole: list[str] = []
    above = ""
    for line in map(str.strip, text.strip().split("\n") if text.strip() else ()):
        if above and line and width is not None and _goes_on(above, line, width):
            whole[-1] += f" {line}"
        elif above or line:
            whole.append(line)
        above = line
    return tuple(whole)


def flat(texts: Sequence[str]) -> tuple[str, ...]:
    """Each of `texts` on one line."""
    return tuple(" ".join(text.split()) for text in texts)


def _goes_on(above: str, below: str, width: int) -> bool:
    is_table = COLUMNS.search(above) or COLUMNS.search(below)
    return not is_table and is_full(above, below, width) and not _BEGINS_ANEW.match(below)
