"""Texts that have lost their line ends: where, inside a line, another begins.

What a layout knows of that stands in its table `split`; its labels of sections are looked for in capitals, or with
their colon.
"""

import re
from collections.abc import Iterator
from functools import cache

from referat.lexicon import values
from referat.old.layout import Layout
from referat.text.source import Source

_FEWEST_LETTERS = 5


def parts(source: Source, layout: Layout) -> Iterator[int]:
    """The view's offsets at which, by the table `split`, a line begins that the text has lost."""
    for ended, start in zip(source.lines, source.starts, strict=True):
        line = ended.rstrip()
        if " " not in line:
            continue
        whole = next((found for rule in layout["split"] if rule.data.get("whole") for found in rule.spans(line)), None)
        if whole is not None:
            yield start + whole[1]
            continue
        for rule in layout["split"]:
            for a, b in rule.spans(line):
                yield start + a
                if not rule.data.get("before"):
                    yield start + b


def labels(source: Source, layout: Layout) -> Iterator[int]:
    """The view's offsets at which a label begins and ends."""
    whole = [rule for rule in layout["split"] if rule.data.get("whole")]
    pattern = _labels(layout)
    above = ""
    for ended, start in zip(source.lines, source.starts, strict=True):
        line = ended.rstrip()
        if not any(rule.spans(above) for rule in whole):
            for match in pattern.finditer(line):
                yield start + match.start()
                yield start + match.end()
        above = line


@cache
def _labels(layout: Layout) -> re.Pattern[str]:
    """The labels of sections and words for open and closed: in capitals before other text, or before a colon."""
    rules = [rule for table in ("section", "access") for rule in layout[table]]
    words = sorted({label for rule in rules for label in rule.labels}, key=len, reverse=True)
    capitals = "|".join(re.escape(word.upper()) for word in words if len(word) >= _FEWEST_LETTERS)
    plain = "|".join(re.escape(word) for word in words)
    after = values.named_patterns()["after_capitals"]
    return re.compile(rf"(?:(?<=[ ])|^)(?:(?:{capitals})(?:{after}|(?=[ ]+(?:{capitals})\b))|(?:{plain}):)")
