"""Words of the screen, labels and what was decided that have run into the titles of numbered lines."""

import re
from collections import Counter
from collections.abc import Mapping

from referat.lexicon.lines import key_of, setting_pattern
from referat.lexicon.patterns import compile_pattern
from referat.outline.indexed import Indexed
from referat.outline.mark_parts import part
from referat.outline.marks import Mark, Marker
from referat.text.places import Line, Range
from referat.text.source import Source

# A word that has run into a title: a capital behind a small letter, at the end.
_TITLE_TAIL = compile_pattern(r'[A-ZÆØÅ](?<=[a-zæøå0-9)”":].)[a-zæøå]+(?:/[a-zæøå]+)?(?: [a-zæøå]+){0,3}\.?$')
_LONGEST = 60


def apart(source: Source, marks: Indexed, marker: Marker) -> Indexed:
    """The same marks, what has run into the titles of numbered lines cut off these: "EventueltIntet"."""
    tails = {
        k: match
        for k in marks.numbered
        if (number := marks[k].number) is not None
        and (match := _tail(source, marks[k].place(number.title))) is not None
    }
    if not tails:
        return marks
    # Behind different words: the name of a firm is the same word each time.
    counts = Counter(tail for _, tail in {(_word_before(match), match[0]) for match in tails.values()})
    kinds = {k: _kind(match[0], counts, marker) for k, match in tails.items()}
    pieces: list[Mark] = []
    for k, each in enumerate(marks):
        kind = kinds.get(k)
        if kind is None or each.number is None:
            pieces.append(each)
            continue
        start = each.b - len(tails[k][0])
        title = Range(each.number.title.a, start - each.a)
        pieces.append(part(source, each, each.a, start).but(number=each.number._replace(title=title)))
        tail = marker.mark(tails[k][0], Line(start, each.b, start, apart=False), each.line)
        pieces.append(tail.but(role=kind) if kind == "noise" else tail.but(how="tail" if tail.role == "label" else ""))
    return Indexed(pieces)


def _kind(tail: str, counts: Mapping[str, int], marker: Marker) -> str | None:
    """What a tail is: "known" to the vocabulary, "noise" of the screen, which comes again; None for a title's own."""
    decided = setting_pattern("titles", "decided_behind").fullmatch(tail)
    if decided is not None or marker.lines.words.get(key_of(tail)) is not None:
        return "known"
    return "noise" if counts[tail] > 1 and tail[-1] != "." else None


def _word_before(match: re.Match[str]) -> str:
    """The word into which a tail has run, without it."""
    return match.string[match.string.rfind(" ", 0, match.start()) + 1 : match.start()]


def _tail(source: Source, title: Range) -> re.Match[str] | None:
    a, b = title
    last = source.view[b - 1]
    if not last.islower() and last != ".":
        return None
    return _TITLE_TAIL.search(source.view, max(a + 1, b - _LONGEST), b)
