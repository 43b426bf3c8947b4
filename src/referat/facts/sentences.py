"""Paragraphs and sentences of a block's lines, as text whose every offset leads back to the view.

A paragraph is a run of lines that go on in one another; its lines are joined by one space. What stands between two of
them on paper (a page's furniture) does not part them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter

from referat.facts import full_stops
from referat.lexicon import values
from referat.lexicon.hyphens import keeps_hyphen, parts_word
from referat.lexicon.patterns import compile_pattern
from referat.text.places import Line, Range, made
from referat.text.source import Source
from referat.text.wrapping import is_full
from referat.tuples import NamedTuple

#: How a point of a list begins.
LIST_MARK = compile_pattern(values.named_patterns()["list_mark"])
_ENDS = (".", ")", ":", "!", "?")
_GOES_ON = (",", "(", "/")
_HYPHEN = "-"
# Where nothing tells a text's width: a line of so many characters that does not end like a sentence goes on below.
_FULL_LINE = 50
# So many texts are remembered with their sentences, none of them longer.
_MOST_KEPT, _LONGEST_KEPT = 2000, 200


# For each line of a text the text's offset and the view's that stand there.
Runs = tuple[tuple[int, int], ...]


class Piece(NamedTuple):
    """A stretch of a paragraph: its text, and where its lines stand."""

    text: str
    runs: Runs

    @property
    def start(self) -> int:
        """The view's offset of its first character."""
        return self.runs[0][1]

    @property
    def end(self) -> int:
        """The view's offset of its end."""
        offset, origin = self.runs[-1]
        return origin + len(self.text) - offset

    @property
    def stops(self) -> tuple[int, ...]:
        """Where in its text its lines but the last end: before what parts them, or in the word that goes on below."""
        return tuple([self._stop(k) for k in range(len(self.runs) - 1)])

    def _stop(self, k: int) -> int:
        """Where its `k`th line ends in its text."""
        if k + 1 == len(self.runs):
            return len(self.text)
        offset = self.runs[k + 1][0]
        joint = self.text[offset - 1]
        return offset - (not (joint.isalnum() or joint == _HYPHEN))

    @property
    def lines(self) -> "tuple[Piece, ...]":
        """Its lines, each a piece."""
        stops = (*self.stops, len(self.text))
        return tuple(self.cut(offset, stop).stripped() for (offset, _), stop in zip(self.runs, stops, strict=True))

    @property
    def range(self) -> Range:
        """From its beginning to its end, with what stands between its lines."""
        return Range(self.start, self.end)

    def at(self, a: int, b: int) -> tuple[Range, ...]:
        """Where its `text[a:b]` stands in the view: a range a line."""
        runs = self.runs
        if len(runs) == 1:
            start = runs[0][1]
            return (made(Range, (start + a, start + b)),)
        first = max(bisect_right(runs, a, key=itemgetter(0)) - 1, 0)
        last = bisect_left(runs, b, first, key=itemgetter(0))
        return tuple(
            Range(origin + max(a - offset, 0), origin + min(b, stop) - offset)
            for k, (offset, origin) in enumerate(runs[first:last], first)
            for stop in (self._stop(k),)
            if a < stop
        )

    def offset(self, at: int) -> int:
        """The offset in its text of what stands in the view at `at`, on one of its lines."""
        offset, origin = self.runs[bisect_right(self.runs, at, key=itemgetter(1)) - 1]
        return offset + at - origin

    def cut(self, a: int, b: int) -> "Piece":
        """Its `text[a:b]` as a piece."""
        text, runs = self
        if len(runs) == 1:
            return made(Piece, (text[a:b], ((0, runs[0][1] + a),)))
        first = bisect_right(runs, a, key=itemgetter(0)) - 1
        offset, origin = runs[first]
        stop = bisect_left(runs, b, first + 1, key=itemgetter(0))
        later = ((offset - a, origin) for offset, origin in runs[first + 1 : stop])
        return Piece(text[a:b], ((0, origin + a - offset), *later))

    def stripped(self) -> "Piece":
        """The same without the white space around it."""
        text = self.text
        kept = text.strip()
        if kept == text:  # nearly always
            return self
        lead = len(text) - len(text.lstrip())
        return self.cut(lead, lead + len(kept))


class _Sentences:
    """A paragraph's sentences, until somebody asks for them: from then on it has them itself."""

    def __get__(self, paragraph: "Paragraph", _: object) -> tuple[Piece, ...]:
        found = paragraph.__dict__["sentences"] = sentences(paragraph.piece)
        return found


class Paragraph:
    """A paragraph, `text` being its text with line ends as spaces; and its sentences once somebody asks for them.

    `mask` keeps what `triggers` has seen in it, -1 before that, and `masks` the same of each of its sentences.
    `sentences` are stripped, each with the mark that closes it.
    """

    sentences = _Sentences()

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.text = piece.text
        self.mask = -1
        self.masks: tuple[int, ...] | None = None


def paragraphs(source: Source, lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs of `lines`; each point of a list is a paragraph of its own."""
    view = source.view
    return tuple(
        [
            Paragraph(_of_line(view, run[0]) if len(run) == 1 else joined(source, run))  # most are one line
            for run in _runs(source, lines)
        ]
    )


def joined(source: Source, lines: Sequence[Line]) -> Piece:
    """`lines` as one piece of text."""
    view = source.view
    if len(lines) == 1:
        return _of_line(view, lines[0])
    texts: list[str] = []
    runs, offset, above = [], 0, ""
    for a, b, _, _ in lines:
        text = view[a:b]
        if above:
            above = f"{above} " if above[-1] != _HYPHEN else going_on(above, text)
            texts.append(above)
            offset += len(above)
        runs.append((offset, a))
        above = text
    texts.append(above)
    return Piece("".join(texts), tuple(runs))


def going_on(above: str, below: str) -> str:
    """The line `above` as it goes on in the line `below`: with a blank, or with none in a word that a hyphen parts."""
    if above[-1:] != _HYPHEN or not parts_word(above, below):
        return f"{above} "
    return above if keeps_hyphen(below) else above[:-1]


def in_one(lines: Iterable[str]) -> str:
    """`lines` as one, each parted by a blank from the next, or by none in a word that a hyphen parts.

    >>> in_one(["Udvidelse af åb-", "ningstiden"]), in_one(["Børne-", "og skolepolitik"])
    ('Udvidelse af åbningstiden', 'Børne- og skolepolitik')
    """
    whole = ""
    for line in lines:
        whole = going_on(whole, line) + line if whole else line
    return whole


def _of_line(view: str, line: Line) -> Piece:
    a, b, _, _ = line
    return made(Piece, (view[a:b], ((0, a),)))


def _runs(source: Source, lines: Sequence[Line]) -> list[list[Line]]:
    """`lines` in runs, each of which goes on from line to line."""
    runs: list[list[Line]] = []
    for line in lines:
        above = runs[-1][-1] if runs and not line.apart else None
        if above is not None and leads_on(source, above, line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def leads_on(source: Source, above: Line, below: Line) -> bool:
    """Whether the line `below` is the rest of `above`, which may have lost a label that makes it full."""
    view, width = source.view, source.width
    text, rest = view[above.a : above.b], view[below.a : below.b]
    if goes_on(text, rest, width):
        return True
    whole = source.lines[source.line_at(above.a)].strip() if width is not None else text
    return whole != text and whole.endswith(text) and goes_on(whole, rest, width)


def goes_on(above: str, below: str, width: int | None) -> bool:
    """Whether the line `below` is the rest of the line `above`, both stripped, in a text wrapped at `width`."""
    if LIST_MARK.match(below):
        return _last_word(above).removesuffix(".") in full_stops.numbered()  # "forslag nr.", "2."
    if _ends_in_a_word(above, below, width):
        return True
    unfinished = _last_word(above) in values.never_last()
    if below.rstrip(" .").lower() in _alone():
        full = len(above) >= _FULL_LINE if width is None else is_full(above, below, width)
        return (unfinished or (full and not above.endswith(_ENDS))) and below[:1].islower()  # "blev ikke", "godkendt"
    if unfinished or below[:1].islower() or above.endswith(_GOES_ON):
        return True
    if width is not None:
        return is_full(above, below, width)
    return len(above) >= _FULL_LINE and not above.endswith(_ENDS)


def _ends_in_a_word(above: str, below: str, width: int | None) -> bool:
    """Whether the end of the line `above` parts a word, or a name behind its initial."""
    if above[-1:] == _HYPHEN:
        return parts_word(above, below)
    full = len(above) >= _FULL_LINE if width is None else is_full(above, below, width)
    return full and is_initial(above, below)


def is_initial(above: str, below: str) -> bool:
    """Whether the line `above` may end with an initial, of a name that goes on in the line `below`."""
    return _initial_above().search(above) is not None and _initial_below().match(below) is not None


def _last_word(text: str) -> str:
    return text[text.rfind(" ") + 1 :].lower()


def sentences(piece: Piece) -> tuple[Piece, ...]:
    """The sentences of `piece`, stripped, each with the mark that closes it."""
    text, runs = piece
    if text.find(".", 0, -2) < 0 and "!" not in text and "?" not in text and text == text.strip():
        return (piece,) if text else ()  # it has no end but its own
    parts = _parts(text) if text[_LONGEST_KEPT : _LONGEST_KEPT + 1] else _kept_parts(text)
    if parts and parts[0][1] == text:
        return (piece,)
    if len(runs) > 1:
        return tuple([piece.cut(begin, begin + len(part)) for begin, part in parts])
    start = runs[0][1]
    return tuple([made(Piece, (part, ((0, start + begin),))) for begin, part in parts])


def _parts(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of `text`, stripped, each behind where it begins."""
    ends = [match.end() for match in _end().finditer(text) if not full_stops.is_abbreviated(text, match.start())]
    stretches = [(a, text[a:b].strip()) for a, b in pairwise([0, *ends, len(text)])]
    return tuple([(text.index(part[0], a), part) for a, part in stretches if part])


# What is decided is mostly said in the same words.
_kept_parts = lru_cache(_MOST_KEPT)(_parts)


@cache
def _end() -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()["sentence_end"])


@cache
def _initial_above() -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()["initial_above"])


@cache
def _initial_below() -> re.Pattern[str]:
    return compile_pattern(values.named_patterns()["initial_below"])


@cache
def _alone() -> frozenset[str]:
    return frozenset(values.words()["alone"])
