"""Words of the screen and labels that have run into the titles of numbered lines."""

import re
from collections import Counter
from collections.abc import Sequence

from referat.lexicon.lines import key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.mark_parts import part
from referat.outline.marks import Mark, Marker
from referat.outline.numbers import Number
from referat.text.places import Line, Range
from referat.text.source import Source

# A word that has run into a title: a capital behind a small letter, at the end.
_TITLE_TAIL = compile_pattern(r'[A-ZÆØÅ](?<=[a-zæøå0-9)”":].)[a-zæøå]+(?:/[a-zæøå]+)?(?: [a-zæøå]+){0,3}$')
_LONGEST = 60


def apart(source: Source, marks: Sequence[Mark], marker: Marker) -> Sequence[Mark]:
    """The same marks, words of the screen and labels cut off the titles of numbered lines that they have run into."""
    tails = {
        k: match
        for k, each in enumerate(marks)
        if each.number is not None and (match := _tail(source, each.number)) is not None
    }
    if not tails:
        return marks
    # Behind different words: the name of a firm is the same word each time.
    counts = Counter(tail for _, tail in {(_word_before(match), match[0]) for match in tails.values()})
    pieces: list[Mark] = []
    for k, each in enumerate(marks):
        match = tails.get(k)
        known = match is not None and marker.lines.words.get(key_of(match[0])) is not None
        if match is None or each.number is None or not (known or counts[match[0]] > 1):
            pieces.append(each)
            continue
        start = each.b - len(match[0])
        title = Range(each.number.title.a, start)
        pieces.append(part(source, each, each.a, start).but(number=each.number._replace(title=title)))
        tail = marker.mark(match[0], Line(start, each.b, start, apart=False), each.line)
        pieces.append(tail.but(how="tail" if tail.role == "label" else "") if known else tail.but(role="noise"))
    return pieces


def _word_before(match: re.Match[str]) -> str:
    """The word into which a tail has run, without it."""
    return match.string[match.string.rfind(" ", 0, match.start()) + 1 : match.start()]


def _tail(source: Source, number: Number) -> re.Match[str] | None:
    a, b = number.title
    if not source.view[b - 1].islower():
        return None
    return _TITLE_TAIL.search(source.view, max(a + 1, b - _LONGEST), b)
