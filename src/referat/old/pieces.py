"""Where lines have run into one another, and are cut apart again before anything is looked for in them.

A label's value may stand on its line ("Kompetence: Byrådet"), a label may be glued to what follows
("BeslutningGodkendt.", "Referat9. Title"), and the last title of a table of contents to the first heading. The text
itself stays as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache

from referat.lexicon import values
from referat.lexicon.rules import fold
from referat.old import flattened
from referat.old.layout import Layout
from referat.old.tokens import LONGEST, without_prefix
from referat.text.source import Source

_LONGEST_LABEL = 60
_FEWEST_BESIDE = 3


def cut(source: Source, layout: Layout) -> Source:
    """`source` with its lines cut where `layout` knows that they have run together."""
    if layout.flattened:
        source = source.cut(flattened.parts(source, layout))
        source = source.cut(flattened.labels(source, layout))
    beside = list(_labels_beside(source, layout))
    inline: Set[str] = layout.inline
    if layout.labels_inline and _labels_have_texts(source, layout, [label for _, label in beside]):
        inline = inline | layout.section_words
    offsets = [at for at, label in beside if label in inline]
    offsets += _glued(source, layout)
    return source.cut(offsets) if offsets else source


def _labels_beside(source: Source, layout: Layout) -> Iterator[tuple[int, str]]:
    """The labels with something behind their colon: the view's offset of that, and the label folded."""
    known = layout.section_words | layout.inline
    for i, line in enumerate(source.lines):
        colon = line.find(":", 0, _LONGEST_LABEL)
        if colon <= 0 or len(line) > LONGEST:
            continue
        rest = line[colon + 1 :].lstrip()
        if rest:
            label = fold(without_prefix(line[:colon].strip(), layout)[1].lstrip("•\t "))
            if label in known:
                yield source.starts[i] + len(line) - len(rest), label


def _labels_have_texts(source: Source, layout: Layout, labels: Sequence[str]) -> bool:
    """Whether labels mostly have their text behind their colon, as those of `labels` do, and seldom stand alone."""
    beside = [label for label in labels if label in layout.section_words]
    if len(beside) < _FEWEST_BESIDE or len(set(beside)) == 1:
        return False
    alone = 0
    for line in source.lines:
        _, text = without_prefix(line.strip(), layout)
        alone += len(text) <= layout.longest_word and fold(text) in layout.section_words
    return len(beside) > 2 * alone


def _glued(source: Source, layout: Layout) -> Iterator[int]:
    """The view's offsets at which a heading begins that has run into something else, and those beside glued labels."""
    view = source.view
    found = (match.start() for match in _glued_number().finditer(view))
    numbers = [at for at in found if at and view[at - 1] != "\n" and not view[at - 1].isdigit()]
    if numbers and layout.contents_glued:
        yield from _glued_headings(source, layout, numbers)
    lines: Iterable[int] = range(len(source.lines))
    if not layout.labels_glued:  # then only a number behind a letter can show it
        lines = dict.fromkeys(source.line_at(at) for at in numbers if view[at - 1].isalpha())
    for i in lines:
        if len(source.lines[i]) <= LONGEST:
            yield from (source.starts[i] + offset for offset in _glued_label(source.lines[i], layout))


def _glued_headings(source: Source, layout: Layout, numbers: Iterable[int]) -> Iterator[int]:
    """Which of the `numbers` begin a heading whose whole line stands above already, or before it, in the contents."""
    first_at: dict[str, int] | None = None
    done = -1
    for at in numbers:
        i = source.line_at(at)
        line = source.lines[i]
        begun = at - source.starts[i]
        # Behind a space, some of the digits belong to what stands before.
        first, stop = begun + line[begun - 1].isspace(), line.index(".", begun)
        if first == stop or i == done or len(line) > LONGEST or not line[:begun].strip():
            continue
        if first_at is None:
            first_at = _numbered(source)
        for start in range(first, stop):
            tail = line[start:].strip()
            if first_at.get(tail, i) < i or tail == line[:start].strip():
                if fold(line[:begun].strip()) not in layout.words:  # a label glued to it leaves the number whole
                    done = i
                    yield source.starts[i] + start
                break


def _numbered(source: Source) -> dict[str, int]:
    """The lines that begin with a digit, stripped, and where each stands first."""
    found: dict[str, int] = {}
    for i, line in enumerate(source.lines):
        if line[:1].isalpha():  # nearly always
            continue
        text = line.strip()
        if text[:1].isdigit():
            found.setdefault(text, i)
    return found


def _glued_label(line: str, layout: Layout) -> Iterator[int]:
    """Where a label ends to which something is glued, or begins that is glued to a title."""
    lead = len(line) - len(line.lstrip())
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


@cache
def _glued_number() -> re.Pattern[str]:
    return re.compile(values.named_patterns()["glued_number"])


@cache
def _after_label() -> re.Pattern[str]:
    return re.compile(values.named_patterns()["after_label"])
