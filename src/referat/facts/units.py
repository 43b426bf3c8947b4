"""The units of a recommendation section: its paragraphs, and the points of its lists.

section = { unit } ;
unit    = paragraph | point ;
list    = line that opens it { point } ;

Where a browser copied a page, the points of a list have lost their marks: below the line that opens it, each line that
begins with a small letter is one.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from referat.contract.nodes import Text
from referat.facts import leads, passages
from referat.facts.sentences import Piece, goes_on, joined, sentences
from referat.lexicon.idioms import rules
from referat.lexicon.rules import Groups
from referat.outline.blocks import Block
from referat.text.places import Line, Placed
from referat.text.source import Source
from referat.text.wrapping import is_full
from referat.tuples import NamedTuple

#: Kinds of points: those that begin with "at", those with a number, and lines of a list whose marks are lost.
AT, NUMBER, LINE = "at", "number", "line"
_ENDS = (".", ",", ";", ":", "!", "?", ")")
# Letters that such a line begins with.
_SMALL = frozenset(letter for letter in map(chr, range(0x61, 0x100)) if letter.islower())
# What the line above an entry of a list ends with, where it is no clause that goes on.
_ENDS_ENTRY = (".", ";", ":")
# What closes a point, and opens no list.
_CLOSES = frozenset(".,;")


class Unit(NamedTuple):
    """A paragraph of the section, or one point of it: its lines, and as what kind of point it begins ("" for none)."""

    lines: tuple[Line, ...]
    piece: Piece
    mark: str
    point: int

    @property
    def apart(self) -> bool:
        """Whether a blank line stands above it."""
        return self.lines[0].apart


def sender_after(piece: Piece) -> Text | None:
    """Who recommends, where that stands below the points in brackets."""
    if not piece.text.startswith("("):
        return None
    for rule in rules("recommendation", "sender_after"):
        groups = rule.match(piece.text)
        if groups is not None:
            return Placed(" ".join(groups["by"].split()), piece.at(*groups.span("by")))
    return None


def units_of(source: Source, block: Block) -> Iterator[Unit]:
    """The lines of `block` in units: a line that is not the rest of the one above begins another, so does each point.

    Where a browser copied a page, the points of a list have lost their marks: below the line that opens it, each line
    that begins with a small letter is one.
    """
    run: list[Line] = []
    above: Line | None = None
    listed = False
    for line in block.lines:
        if run and (line.apart or not _continues(source, run[-1], line, listed=listed)):
            yield from (_entry(source, run),) if listed else _parted(source, run)
            above = run[-1]
            run = []
        if not run:
            may_open = above is None or listed or source.view[above.b - 1] not in _CLOSES
            listed = may_open and source.view[line.a] in _SMALL and _is_entry(source, block, above, line, listed=listed)
        run.append(line)
    if run:
        yield from (_entry(source, run),) if listed else _parted(source, run)


def _entry(source: Source, run: Sequence[Line]) -> Unit:
    return Unit(tuple(run), joined(source, run), LINE, run[0].a)


def _is_entry(source: Source, block: Block, above: Line | None, line: Line, *, listed: bool) -> bool:
    """Whether `line`, which begins with a small letter, is a point whose mark is lost, as `listed` the one above."""
    opened = listed or (_opens_list(source, block) if above is None else _opens(source.view[above.a : above.b]))
    return opened and _point(source.view[line.a : line.b]) is None


def label_of(source: Source, block: Block) -> Piece:
    """The label of `block` as one piece of text, whatever lines it stands on."""
    a, b = block.label.at
    if "\n" not in source.view[a:b]:  # nearly always
        return Piece(source.view[a:b], ((0, a),))
    places = [source.stripped(i) for i in range(source.line_at(a), source.line_at(b) + 1)]
    return joined(source, [Line(max(at, a), min(end, b), at, apart=False) for at, end in places if at < end])


def _opens_list(source: Source, block: Block) -> bool:
    """Whether the label of `block` is a sentence that the points of a list finish."""
    label = label_of(source, block)
    return (label.text[-1:] == ":" or label.text[-1:].isalpha()) and leads.lead(label) is not None


def _opens(text: str) -> bool:
    """Whether a line says that somebody recommends what a list below says."""
    return (text[-1] == ":" or leads.opens(text)) and leads.recommends(text)


def _is_broken_off(source: Source, above: str, below: str) -> bool:
    """Whether the line `above` had room for the first word of the line `below`, and is no part of its sentence."""
    return above.endswith(_ENDS_ENTRY) or not is_full(above, below, _widest(source.view))


@lru_cache(1)
def _widest(view: str) -> int:
    return max(map(len, view.split("\n")))


def _parted(source: Source, run: Sequence[Line]) -> Iterator[Unit]:
    """The unit that `run` is, or several, where another sender's sentence stands in the middle of it."""
    piece = joined(source, run)
    if leads.recommends(piece.text):
        for above, sentence in pairwise(sentences(piece)):
            if leads.is_second(sentence.text):
                yield _unit(source, passages.clipped(run, run[0].a, above.end))
                run = passages.clipped(run, sentence.start, run[-1].b)
    yield _unit(source, run)


def _continues(source: Source, above: Line, line: Line, *, listed: bool) -> bool:
    text, before = source.view[line.a : line.b], source.view[above.a : above.b]
    if _point(text) is not None or sender_after(Piece(text, ((0, line.a),))) is not None:
        return False
    if before[-1] == ":" and leads.opens(before):
        return False
    if text[0] in _SMALL and (listed or _opens(before)) and _is_broken_off(source, before, text):
        return False
    return not before.endswith(_ENDS) or goes_on(before, text, source.width)


def _unit(source: Source, run: Sequence[Line]) -> Unit:
    piece = joined(source, run)
    first = source.view[run[0].a : run[0].b]
    groups = _point(first)
    if groups is None:
        return Unit(tuple(run), piece, "", 0)
    return Unit(tuple(run), piece, _kind(groups), run[0].a + groups.span("point")[0])


def _kind(groups: Groups) -> str:
    """What kind of mark a point has: all points of one list have the same."""
    slots = groups.groupdict()
    mark = slots["mark"] if "mark" in slots else None  # noqa: SIM401  a call less for each point
    if mark is None:
        return AT
    sign = mark.strip(" \t.)")
    return NUMBER if any(map(str.isdigit, sign)) else "letter" if sign.isalpha() else "bullet"


def _point(text: str) -> Groups | None:
    for rule in rules("recommendation", "point"):
        groups = rule.match(text)
        if groups is not None:
            return groups
    return None
