"""Bytes become text with places, losslessly.

A `Source` holds the decoded text as it is. Rules do not match that text but its *view*, in which no-break spaces are
spaces, runs of spaces inside a line are one, letters written as two code points (`A` + ring) are one, and soft hyphens,
zero-width marks and, in a text that sets off lines by them, the marks of Markdown's emphasis and headings are gone.
The view remembers where each of its characters came from, so every place that leaves this module is a place in the
text.
Nothing else in the package looks at encodings, line ends or letter forms.
"""

import copy
import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from referat.errors import SourceError
from referat.text import decoding, joining
from referat.text.inputs import kinds
from referat.text.inputs.kinds import PLAINLY, Opening
from referat.text.joining import Joints
from referat.text.left_out import LeftOut
from referat.text.spacing import has_trailing_blanks, margin, tidy
from referat.text.viewed import (
    COMBINING,
    LINE_HYPHEN,
    MARKUP,
    NO_BREAK_SPACES,
    SOFT_HYPHEN,
    gaps,
    hyphenated,
    is_marked_up,
    viewed,
    without_end,
)
from referat.text.wrapping import double_spaced, wrap_width

if TYPE_CHECKING:
    from referat.text.inputs.input import Box, Link

# What text that leaves has instead.
_PLAIN = {SOFT_HYPHEN: "", LINE_HYPHEN: "-\n", **dict.fromkeys(NO_BREAK_SPACES, " ")}

#: The view's offsets a, b -> a place in the text, as a plain dict.
SpanNode = Callable[[int, int], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text.

    `start` and `end` are offsets in Unicode code points, end exclusive: `text[start:end]` is the verbatim source.
    `first_line` and `last_line` are 1-based and inclusive.
    """

    start: int
    end: int
    first_line: int
    last_line: int


class Source:
    r"""One file's text, and the view of it that the rules match.

    `text` is the exact decoding, with any byte order mark left off; `view` is what patterns see; `lines` are the view's
    lines without their "\n" (a "\r" stays); `starts[i]` is the offset of line `i` in the view. Offsets into the view
    are called `a` and `b` throughout the package; `span` turns a pair of them into a place in the text.
    The view has ends of lines that the text lacks: above a new page, and behind a hyphen that pdfium wrote for one.
    Where a text has lost line ends, `cut` makes several of one line; where it is broken at a width, `joined` makes one
    of several. `number` tells which line of the text one was, or began with.
    `certain` is False where the bytes did not say which encoding they are in.
    `furniture`, `links`, `boxes` and `full` are what a file other than plain text says beside its letters (see
    `Input`): lines of the text and offsets in it. `beside` are offsets of furniture behind the end of a page that has
    no line's end.
    """

    __slots__ = (
        "_bom", "_end_breaks", "_gaps", "_holds", "_is_stripped", "_left_out", "_line_starts", "_marks", "_spaced",
        "_start_breaks", "_width", "beside", "boxes", "certain", "encoding", "full", "furniture", "lines", "links",
        "media_type", "name", "replaced", "sha256", "starts", "text", "view",
    )  # fmt: skip

    def __init__(self, text: str, *, name: str = "", data: bytes | None = None, encoding: str | None = None) -> None:
        """Index `text`. `data` are the bytes that it was decoded from, for their hash.

        Raises SourceError where the text holds lone surrogates, which no encoding can write.
        """
        if data is None:
            try:
                data = text.encode("utf-8")
            except UnicodeEncodeError as error:
                raise SourceError(
                    f"holds a lone surrogate at character {error.start}, so it is no valid text.",
                    name=name,
                    hint='decode the bytes without errors="surrogateescape".',
                ) from None
        self.name = name
        self.media_type = "text/plain"
        self.encoding = encoding
        self.certain = True
        self.replaced = 0
        self.furniture: frozenset[int] = frozenset()
        self.beside: frozenset[int] = frozenset()
        self.links: tuple[Link, ...] = ()
        self.boxes: tuple[Box | None, ...] = ()
        self.full: frozenset[int] | None = None
        self._bom = b""
        self._width = -1  # not measured yet
        self._gaps: frozenset[int] | None = None
        self._spaced: str | None = None
        # Whether a sign stands in the text: each of many documents in it asks.
        self._holds: dict[str | tuple[str, ...], bool] = {}
        # Whether no line of the text ends with a blank, None before anybody looked.
        self._is_stripped: bool | None = None
        self._left_out: LeftOut | None = None
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.text = text
        self._marks = tuple((mark, plain) for mark, plain in _PLAIN.items() if mark in text)
        if "<" in text and is_marked_up(text):
            self._marks += tuple((mark, "") for mark in MARKUP if mark in text)
        self._look_at(text)
        # Nearly no text has one.
        odd = ("\f" in text or LINE_HYPHEN in text) and next(without_end(self.spaced), None) is not None
        self._line_starts = self._of_text() if odd else self.starts

    def _look_at(self, text: str) -> None:
        """Make the view of `text`, which is the source's own but for line ends that are blanks in it."""
        self.view, self._start_breaks, self._end_breaks = viewed(text)
        self.lines = self.view.split("\n")
        # Adding up the lengths, each with its "\n", gives the start of the next line.
        self.starts = array("q", accumulate(map((1).__add__, map(len, self.lines)), initial=0))
        self.starts.pop()
        if not text or text.endswith(("\n", LINE_HYPHEN)):
            self.lines.pop()
            self.starts.pop()

    def cut(self, offsets: Iterable[int]) -> "Source":
        """The same source with a new line at each of the view's `offsets`; the text and all places stay as they are."""
        inside = sorted(set(offsets) - set(self.starts))
        if not inside:
            return self
        other = copy.copy(self)
        other._gaps = None
        other.starts = array("q", sorted([*self.starts, *inside]))
        ends = [start - (self.view[start - 1] == "\n") for start in other.starts[1:]]
        last = self.starts[-1] + len(self.lines[-1])
        other.lines = [self.view[a:b] for a, b in zip(other.starts, [*ends, last], strict=True)]
        return other

    def _ranges(self) -> list[tuple[int, int]]:
        """Where in the text its lines begin and end, as the view has them."""
        ends = [(at, at + 1) for at, letter in enumerate(self.text) if letter == "\n"]
        ends = sorted([*ends, *without_end(self.spaced)])
        return list(zip([0, *(begin for _, begin in ends)], [*(end for end, _ in ends), len(self.text)], strict=True))

    def parted(self, text: str) -> list[str]:
        """The lines, as the view has them, of `text`, which is the source's own but for letters that it has instead."""
        if self.starts is self._line_starts:  # nearly always
            return text.split("\n")
        return [text[a:b] for a, b in self._ranges()]

    def joined(
        self, ends: Collection[int], words: Collection[int] = (), over: Sequence[tuple[int, int]] = ()
    ) -> "Source":
        """The same source with its lines `ends` going on in the next; the text and all places stay as they are.

        Those of them that are `words` end with a hyphen that parts a word, which is whole in the view. The first of the
        lines `over` each goes on in the second: what stands between is not in the view.
        """
        if not (ends or over):
            return self
        other = copy.copy(self)
        other._width, other._gaps = -1, None
        places = [*self._ranges(), (len(self.text),) * 2]
        pages = [(places[last + 1][0], places[first][0]) for last, first in over]
        other._left_out = LeftOut(self.text, pages) if pages else None
        other._look_at(joining.joined(self.text, Joints(places, self.lines, ends, words, dict(over))))
        other._line_starts = other._of_text()
        return other

    def _of_text(self) -> "array[int]":
        """Where in the view the lines of the text begin."""
        begins = accumulate(map(len, self.text_lines()), initial=0)
        return array("q", self._seen(list(begins)[:-1] or [0]))

    def _seen(self, origins: Iterable[int]) -> list[int]:
        """The view's offset of what stands at each of `origins`, rising offsets in the text, or behind it."""
        offsets, parted = self._start_breaks or ([0], [0])
        found: list[int] = []
        k, last = 0, len(parted) - 1
        for origin in origins:
            while k < last and parted[k + 1] <= origin:
                k += 1
            at = offsets[k] + origin - parted[k]
            found += (offsets[k + 1] if k < last and at > offsets[k + 1] else at,)
        return found

    @property
    def width(self) -> int | None:
        """The width, in characters, at which the text's paragraphs are broken into lines; None where they are not."""
        if self._width < 0:
            gaps = self.gaps
            lines = [line for i, line in enumerate(self.lines) if i not in gaps] if gaps else self.lines
            self._width = wrap_width(lines) or 0
        return self._width or None

    @property
    def gaps(self) -> frozenset[int]:
        """The blank lines that part no paragraphs, 0-based."""
        if self._gaps is None:
            breaks = self.holds("<br")
            self._gaps = gaps(self.text) if breaks else double_spaced(self.view, self.lines)
        return self._gaps

    @property
    def is_decomposed(self) -> bool:
        """Whether letters of two code points stand in the text."""
        if COMBINING not in self._holds:  # the marks together stand for any of them
            self._holds[COMBINING] = True in [mark in self.text for mark in COMBINING]
        return self._holds[COMBINING]

    def holds(self, sign: str) -> bool:
        """Whether `sign` stands in the text, which is looked through once."""
        if sign not in self._holds:
            self._holds[sign] = False not in map(self.text.__contains__, sign) and sign in self.text
        return self._holds[sign]

    @property
    def line_count(self) -> int:
        """How many lines the text has."""
        return len(self._line_starts)

    def number(self, i: int) -> int:
        """The line of the text, 0-based, that line `i` is, is a part of, or begins with."""
        return i if self.starts is self._line_starts else bisect_right(self._line_starts, self.starts[i]) - 1

    def first_of(self, number: int) -> int:
        """The line of the text, 0-based, that the line `number` of the text goes on from; itself where it begins."""
        return self.number(self.line_at(self._line_starts[number]))

    def line_at(self, a: int) -> int:
        """The line, 0-based, in which the view's offset `a` lies."""
        return max(0, bisect_right(self.starts, a) - 1)

    @classmethod
    def from_bytes(cls, data: bytes, *, name: str = "", opening: Opening = PLAINLY) -> "Source":
        """The text that is in `data`: what a document of one of the `KINDS` says, or the bytes decoded as text.

        Raises SourceError where the bytes are no text (an archive, a picture …), where a document is damaged, encrypted
        or holds none, and where it must be converted and `opening` does not say so.
        """
        said = kinds.read(data, opening, name=name)
        if said is None:
            bom, encoding = decoding.detect(data, name, opening.encoding)
            source = cls._decoded(data, bom, encoding, name)
            # No letters look like UTF-8 or UTF-16 that are in an older encoding.
            source.certain &= opening.encoding is not None or encoding.startswith("utf")
            return source
        source = cls(said.text, name=name, data=data, encoding=said.encoding)
        source.media_type = said.media_type
        source.furniture, source.links, source.boxes, source.full = said.furniture, said.links, said.boxes, said.full
        return source

    @classmethod
    def _decoded(cls, data: bytes, bom: bytes, encoding: str, name: str) -> "Source":
        text = data[len(bom) :].decode(encoding, errors="replace")
        source = cls(text, name=name, data=data, encoding=encoding)
        source._bom = bom
        if "\ufffd" in text and source.encode() != data:
            source.replaced = text.count("\ufffd")
            source.certain = False
        return source

    def encode(self) -> bytes:
        """The bytes of a plain text again; equal to what was read where no byte had to be replaced."""
        return self._bom + self.text.encode(self.encoding or "utf-8", errors="replace")

    def origin(self, a: int, b: int) -> tuple[int, int]:
        """The offsets in the text of the view's `a:b`."""
        if self._start_breaks is None or self._end_breaks is None:
            return a, b
        offsets, origins = self._start_breaks
        k = bisect_right(offsets, a) - 1
        start = origins[k] + a - offsets[k]
        offsets, origins = self._end_breaks
        k = bisect_right(offsets, b) - 1
        end = origins[k] + b - offsets[k]
        return start, end if end > start else start

    def span(self, a: int, b: int) -> Span:
        """The place in the text of the view's `a:b`; an empty one stands on the line of `a`."""
        return Span(**self.span_node(a, b))

    def spans(self, a: int, b: int) -> list[Span]:
        """The places in the text of the view's `a:b`: several where something inside is left out."""
        left_out = self._left_out
        if left_out is None:  # nearly always
            return [self.span(a, b)]
        return [Span(*part, *left_out.lines(*part)) for part in left_out.around(*self.origin(a, b))]

    def span_node(self, a: int, b: int) -> dict[str, int]:
        """The same as a plain dict, which is what nodes hold: a Span takes four times as long to make."""
        start, end = (a, b) if self._start_breaks is None else self.origin(a, b)
        first = bisect_right(self._line_starts, a)
        last = first if b <= a else bisect_right(self._line_starts, b - 1)
        return {"start": start, "end": end, "first_line": first or 1, "last_line": last or 1}

    def span_nodes(self) -> SpanNode:
        """`span_node` for many places: what it looks up is at hand, which halves its time."""
        lines, count = self._line_starts.tolist(), len(self._line_starts)  # a list is looked through faster
        starts, begins = self._start_breaks or ([], [])
        ends, stops = self._end_breaks or ([], [])

        def span_node(a: int, b: int) -> dict[str, int]:
            start, end = a, b
            if starts:
                k = bisect_right(starts, a) - 1
                start += begins[k] - starts[k]
                k = bisect_right(ends, b) - 1
                end += stops[k] - ends[k]
            first = bisect_right(lines, a)
            last = first if b <= a or first == count or b <= lines[first] else bisect_right(lines, b - 1)
            end = end if end > start else start
            return {"start": start, "end": end, "first_line": first or 1, "last_line": last or 1}

        return span_node

    def links_in(self, a: int, b: int) -> list[tuple[int, int, str]]:
        """The links that the file itself sets on some of the view's `a:b`: where in the view, and the URL."""
        if not self.links:  # nearly always
            return []
        start, end = self.origin(a, b)
        inside = [link for link in self.links if link.start < end and start < link.end]
        places = iter(self._seen([offset for link in inside for offset in link[:2]]))
        return [(max(a, next(places)), min(b, next(places)), link.url) for link in inside]

    def plain(self, a: int, b: int) -> str:
        """The view's `a:b` as it stands in the text, but for no-break spaces and soft hyphens."""
        start, end = (a, b) if self._start_breaks is None else self.origin(a, b)
        text = self.text[start:end]
        if self._left_out is not None:
            text = "".join([self.text[begin:stop] for begin, stop in self._left_out.around(start, end)])
        for mark, plain in self._marks:
            text = text.replace(mark, plain)
        return text

    def verbatim(self, a: int, b: int) -> str:
        """The view's `a:b` as the contract writes text: plain, and tidied (see `tidy`)."""
        text = self.plain(a, b) if self._start_breaks is not None or self._marks else self.text[a:b]
        if self._start_breaks is not None and self.view.count("-", a, b) > text.count("-"):
            text = hyphenated(text)
        if self._is_stripped is None:  # a soft hyphen may hide a blank
            self._is_stripped = SOFT_HYPHEN not in self.text and not has_trailing_blanks(self.text)
        return text.rstrip().lstrip("\n") if self._is_stripped and "\n\n\n" not in text else tidy(text)

    def phrase(self, a: int, b: int) -> str:
        """The view's `a:b` as the contract writes a value: plain, white space made one space, words whole."""
        text = self.plain(a, b) if self._start_breaks is not None or self._marks else self.text[a:b]
        if "-\n" in text or "-\r" in text or (self._start_breaks and text.count("-") != self.view.count("-", a, b)):
            text = self.view[a:b]  # which may be without the hyphen, or have one that a program dropped
        return " ".join(text.split())

    def text_lines(self) -> list[str]:
        """The lines of the text itself, their ends included: joined, they are the text."""
        pieces = self.text.split("\n")
        last = pieces.pop()
        return [piece + "\n" for piece in pieces] + ([last] if last else [])

    def stripped(self, i: int) -> tuple[int, int]:
        """The view's offsets of line `i` without the white space around it."""
        line, start = self.lines[i], self.starts[i]
        length = len(line)
        if len(line.strip()) == length:  # nearly always
            return start, start + length
        lead = length - len(line.lstrip())
        return start + lead, start + max(lead, len(line.rstrip()))

    @property
    def margin(self) -> int:
        """How many characters of white space stand before the filled lines that are no furniture (see `spacing`)."""
        if not self.furniture:  # nearly always
            return margin(self.view, self.lines)
        return margin(self.view, [line for i, line in enumerate(self.lines) if self.number(i) not in self.furniture])

    @property
    def spaced(self) -> str:
        """The text, every blank one that may be broken at: the offsets are the text's own."""
        if self._spaced is None:
            self._spaced = self.text
            for space in NO_BREAK_SPACES:
                self._spaced = self._spaced.replace(space, " ")
        return self._spaced

    def is_blank(self, i: int) -> bool:
        """Whether line `i` holds white space alone, or nothing."""
        line = self.lines[i]
        return not line or line.isspace()
