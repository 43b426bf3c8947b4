"""Where lines have run into one another, and are cut apart again before anything is looked for in them.

A label's value may stand on its line ("Kompetence: Byrådet"), a label may be glued to what follows
("BeslutningGodkendt.", "Referat9. Title"), and the last title of a table of contents to the first heading. The text
itself stays as it is.
"""

import re
from collections.abc import Iterator, Set
from functools import cache

from referat import flattened, values
from referat.layout import Layout
from referat.rules import fold
from referat.source import Source
from referat.tokens import LONGEST

_LONGEST_LABEL = 60
_FEWEST_BESIDE = 3
_LONGEST_NUMBER = 6
# A number glued to what stands before it, and the beginning of its title: "…20138. Title".
_GLUED_NUMBER = re.compile(r"(?<!\d)(?P<digits>\d{1,8})(?=\. {0,8}[^\W_])")


def cut(source: Source, layout: Layout) -> Source:
    """`source` with its lines cut where `layout` knows that they have run together."""
    if layout.flattened:
        source = source.cut(flattened.parts(source, layout))
        source = source.cut(flattened.labels(source, layout))
    offsets: list[int] = []
    inline = layout.inline
    if layout.labels_inline and _labels_have_texts(source, layout):
        inline = inline | layout.section_words
    earlier: set[str] = set()
    for i, line in enumerate(source.lines):
        if not line or len(line) > LONGEST:
            continue
        at = source.starts[i]
        offsets += (at + offset for offset in _cuts(line, layout, inline, earlier))
        if layout.contents_glued:
            earlier.add(line.strip())
    return source.cut(offsets) if offsets else source


def _labels_have_texts(source: Source, layout: Layout) -> bool:
    """Whether labels mostly have their text behind their colon, and seldom stand alone."""
    alone = 0
    beside: list[str] = []
    for line in source.lines:
        text = line.strip()
        colon = text.find(":", 0, _LONGEST_LABEL)
        if colon < 0 and len(text) > layout.longest_word and text[0] not in layout.prefixes:
            continue
        for rule in layout.prefixes.get(text[:1], ()):
            text = text[rule.prefix(text) or 0 :].lstrip()
            colon = text.find(":", 0, _LONGEST_LABEL)
        if len(text) <= layout.longest_word and fold(text) in layout.section_words:
            alone += 1
        elif colon > 0 and text[colon + 1 :].strip() and fold(text[:colon]) in layout.section_words:
            beside.append(fold(text[:colon]))
    return len(beside) > 2 * alone and len(beside) >= _FEWEST_BESIDE and len(set(beside)) > 1


def _cuts(line: str, layout: Layout, inline: Set[str], earlier: Set[str]) -> Iterator[int]:
    """The offsets in `line` at which another line begins."""
    colon = line.find(":", 0, _LONGEST_LABEL)
    if colon > 0 and line[colon + 1 :].strip() and fold(line[:colon].strip(" \t•")) in inline:
        yield colon + 1 + len(line[colon + 1 :]) - len(line[colon + 1 :].lstrip())
    if layout.contents_glued:
        yield from _glued_heading(line, layout, earlier)
    yield from _glued_label(line, layout)


def _glued_heading(line: str, layout: Layout, earlier: Set[str]) -> Iterator[int]:
    """Where a heading begins whose whole line stands above already, or before it, in the table of contents."""
    for match in _GLUED_NUMBER.finditer(line):
        begun, stop = match.span("digits")
        before = line[:begun]
        if not before.strip() or fold(before.strip()) in layout.words:  # a label glued to it leaves the number whole
            continue
        for start in range(begun + before[-1].isspace(), stop):
            tail = line[start:].strip()
            if tail in earlier or tail == line[:start].strip():
                yield start
                return


def _glued_label(line: str, layout: Layout) -> Iterator[int]:
    """Where a label ends to which something is glued, or begins that is glued to a title."""
    lead = len(line) - len(line.lstrip())
    if not layout.labels_glued and not _has_number(line, lead, lead + _LONGEST_LABEL + _LONGEST_NUMBER):
        return
    for match in _after_label().finditer(line, lead, lead + _LONGEST_LABEL + 1):
        number = line[match.start()].isdigit()
        if not number and not layout.labels_glued:
            continue
        head = fold(line[lead : match.start()])
        if head in layout.words or (number and head in layout.contents_words):
            yield match.start()
            return
    if layout.labels_glued:
        for match in _after_label().finditer(line, max(lead + 1, len(line) - _LONGEST_LABEL)):
            rule = layout.words.get(fold(line[match.start() :].strip()))
            title = line[lead : match.start()].lstrip("0123456789. ")
            if rule is not None and rule.table == "section" and title and line[lead : lead + 1].isdigit():
                yield match.start()
                return


def _has_number(line: str, start: int, stop: int) -> bool:
    """Whether a digit and a full stop stand in `line[start:stop]`: most lines have none, and need no pattern."""
    dot = line.find(".", start, stop)
    while dot > 0:
        if line[dot - 1].isdigit():
            return True
        dot = line.find(".", dot + 1, stop)
    return False


@cache
def _after_label() -> re.Pattern[str]:
    return re.compile(values.named_patterns()["after_label"])
