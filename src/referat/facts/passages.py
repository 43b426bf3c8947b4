"""Passages: lines to be read as sentences, and the same lines as the contract writes text.

Text is verbatim, with what stands in the middle of it left out. Furniture of a page and inner blocks are no lines of a
block: the outline leaves them out. What else a reader leaves out, a sentence on who was absent, it names as ranges.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from referat.contract.nodes import Text
from referat.contract.notes import Note
from referat.facts import triggers
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.sentences import Paragraph, Piece, going_on, paragraphs
from referat.text.places import Line, Placed, Range, made
from referat.text.source import Source
from referat.tuples import NamedTuple

_UNREAD = "fact-unread"
# So much of a sentence is told.
_LONGEST_TOLD = 200
_LINE_END, _BLANK_LINE, _SPACE = "\n", "\n\n", " "


class _Stretch(NamedTuple):
    """A part of a line that is kept: where it begins, with its indentation, and ends, and what stands before it."""

    a: int
    b: int
    before: str


def written(source: Source, lines: Sequence[Line], left_out: Sequence[Range] = ()) -> Text:
    """`lines` as the contract writes text, without what is `left_out`, which is in the order of the text."""
    kept = _kept_lines(lines, left_out) if left_out else lines
    whole = _undivided(source.view, kept) if kept else None
    if whole is not None:  # nearly always
        return made(Placed, (source.verbatim(*whole), (whole,), ""))
    runs = _runs(source.view, _kept(source.view, lines, left_out) if left_out else _all(lines))
    if not runs:
        return Placed("")
    texts = [source.verbatim(run.a, run.b) for run in runs]
    value = texts[0] + "".join(run.before + text for run, text in zip(runs[1:], texts[1:], strict=True))
    return Placed(value.strip("\n"), tuple(Range(run.a, run.b) for run in runs))


def in_whole_words(source: Source, lines: Sequence[Line]) -> Text:
    """`lines` as the contract writes text, but that the words are whole which a hyphen parts at the end of a line."""
    view, begin = source.view, 0
    parts: list[Sequence[Line]] = []
    for k, (above, below) in enumerate(pairwise(lines), 1):
        whole = going_on(view[above.a : above.b], view[below.a : below.b])
        if whole[-1] != " " and not below.apart:
            parts.append([*lines[begin : k - 1], above._replace(b=above.a + len(whole))])
            begin = k
    if not parts:  # nearly always
        return written(source, lines)
    texts = [written(source, part) for part in (*parts, lines[begin:])]
    value = texts[0].value + "".join([text.value.lstrip() for text in texts[1:]])
    return Placed(value, tuple([at for text in texts for at in text.at]))


def _kept_lines(lines: Sequence[Line], left_out: Sequence[Range]) -> Sequence[Line]:
    """Those of `lines` that are not `left_out`; none where a part of one is."""
    ends = dict(left_out)
    kept = [line for line in lines if ends.get(line.a) != line.b]
    return kept if len(lines) - len(kept) == len(left_out) else ()


def clipped(lines: Sequence[Line], a: int, b: int) -> tuple[Line, ...]:
    """The parts of `lines` that stand in the view's `a:b`."""
    first = max(bisect_left(lines, (a,)) - 1, 0)
    return tuple(
        [
            line if a < line.a and line.b <= b else _part(line, a, b)
            for line in lines[first : bisect_left(lines, (b,), first)]
            if line.b > a
        ]
    )


def _part(line: Line, a: int, b: int) -> Line:
    """The part of `line` that stands in `a:b`."""
    return Line(max(line.a, a), min(line.b, b), line.begin if line.a > a else a, line.apart)


def _undivided(view: str, lines: Sequence[Line]) -> Range | None:
    """All of `lines` in one, where nothing but white space stands between them, and neither end is a blank."""
    a, b, begin, _ = lines[0]
    if a >= b or view[a].isspace():  # left of a line that was cut
        return None
    if len(lines) > 1:
        between: list[str] = []
        for _, below, indented, _ in lines[1:]:
            between += (view[b:indented],)
            b = below
        if "".join(between).strip():
            return None
    if view[b - 1].isspace():
        return None
    return made(Range, (begin, b))


def _all(lines: Sequence[Line]) -> Iterator[_Stretch]:
    for line in lines:
        yield _Stretch(line.begin, line.b, _BLANK_LINE if line.apart else _LINE_END)


def _kept(view: str, lines: Sequence[Line], cuts: Sequence[Range]) -> Iterator[_Stretch]:
    """What is left of `lines`; a blank line that stood above one of which nothing is left stands above the next."""
    apart = False
    begins, ends = [cut.a for cut in cuts], [cut.b for cut in cuts]
    for line in lines:
        apart = apart or line.apart
        before = _BLANK_LINE if apart else _LINE_END
        for a, b in _uncut(view, line, cuts[bisect_right(ends, line.a) : bisect_left(begins, line.b)]):
            yield _Stretch(a, b, before)
            before, apart = _SPACE, False


def _uncut(view: str, line: Line, cuts: Sequence[Range]) -> Iterator[Range]:
    """The stretches of `line` between `cuts`; the first of them with the line's indentation, no other with a blank."""
    a = line.a
    for cut in [*cuts, Range(line.b, line.b)]:
        if cut.a > a:
            yield Range(line.begin if a == line.a else a, cut.a)
        a = max(a, cut.b)
        while a < line.b and view[a].isspace():
            a += 1


def _runs(view: str, stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """`stretches` with those joined between which the text has nothing but white space."""
    runs: list[_Stretch] = []
    for stretch in stretches:
        if not view[stretch.a : stretch.b].strip():
            continue
        above = runs[-1] if runs else None
        if above is not None and not view[above.b : stretch.a].strip():
            runs[-1] = _Stretch(above.a, stretch.b, above.before)
        else:
            runs.append(stretch)
    return runs


# --- A passage to be read


class Passage(NamedTuple):
    """The lines in which a decision stands, cut into paragraphs, each with its mask.

    `at` is all of it, with its label; `words` tells what may be in it (see `triggers`). `absences` are sentences that
    only say who was absent, by where they begin, `quoted` what is said by others; neither decides anything. `number` is
    the item's, `points` how many its recommendation has, None where that is not known. `known` are the meeting's
    people. `presents` tells that it is the item's own text, which presents the case before it says what was decided.
    `text` is all of it as the contract writes it, where that is known.
    """

    source: Source
    lines: tuple[Line, ...]
    at: Range
    paragraphs: tuple[Paragraph, ...]
    words: int
    absences: Mapping[int, Piece] = MappingProxyType({})
    quoted: tuple[Range, ...] = ()
    number: str | None = None
    points: int | None = None
    known: Known = NOBODY_KNOWN
    presents: bool = False
    text: Text | None = None

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.lines[-1].b if self.lines else self.at.b

    def is_quoted(self, at: int) -> bool:
        """Whether the view's offset `at` lies in a quotation."""
        k = bisect_left(self.quoted, (at + 1,)) - 1
        return k >= 0 and at < self.quoted[k].b

    def before_quotation(self, sentence: Piece) -> Piece:
        """`sentence` without the quotation that it ends with: "Bo Elm udtalte: …"."""
        if not self.quoted:  # nearly always
            return sentence
        k = bisect_left(self.quoted, (sentence.start + 1,))
        if k == len(self.quoted) or not sentence.start < self.quoted[k].a < sentence.end <= self.quoted[k].b + 1:
            return sentence
        announcing = sentence.cut(0, sentence.offset(self.quoted[k].a)).stripped()
        return announcing if announcing.text.endswith(":") else sentence  # "stemte imod og ønsker det noteret" is both

    def is_left_out(self, sentence: Piece) -> bool:
        """Whether `sentence` says only who was absent, or is somebody else's."""
        if not self.absences and not self.quoted:  # nearly always
            return False
        start = sentence.start
        return start in self.absences or self.is_quoted(start)


def passage(source: Source, lines: Sequence[Line], at: Range | None = None) -> Passage:
    """`lines` as a passage; without `at` it is all there is, and has no label."""
    whole = at or (Range(lines[0].a, lines[-1].b) if lines else Range(0, 0))
    every = paragraphs(source, lines)
    return Passage(source, tuple(lines), whole, every, triggers.look_at(every))


def behind(passage: Passage, start: int) -> Passage:
    """`passage` from `start` on, which is in the view; its paragraphs there stay what is known of them."""
    lines = clipped(passage.lines, start, passage.end)
    whole = Range(lines[0].a, lines[-1].b)
    k = bisect_left(passage.paragraphs, start, key=lambda paragraph: paragraph.piece.start)
    kept = passage.paragraphs[k:]
    if not kept or kept[0].piece.start != start:  # in the middle of one
        kept = paragraphs(passage.source, lines)
        words = triggers.look_at(kept)
    else:
        words = triggers.seen(kept)
    return passage._replace(lines=lines, at=whole, paragraphs=kept, words=words, text=None)


def unread(piece: Piece) -> Note:
    """Tells that `piece` holds a fact's word, and was not read."""
    return Note(_UNREAD, f"not fully read: {piece.text[:_LONGEST_TOLD]!r}.", piece.start, end=piece.end)
