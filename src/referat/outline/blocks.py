"""What the outline gives: a document in blocks, each with its place. Readers of facts see nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from referat.outline.marks import Mark
from referat.text.places import Line, Placed, Range, made
from referat.tuples import NamedTuple

#: What a label or a heading line holds beside its words: the name of a slot, and where it stands.
Slots = Mapping[str, Range]


class Label(NamedTuple):
    """A section's label: where it stands, and what its line says beyond that.

    `slots` may hold `by` and `to` (who recommends, to whom), `point` (a first point on the label's line), `body` and
    `date` (of a decision). `gives` are fixed values of its rule (`excused`, `sentences` …).
    """

    at: Range
    rule: str
    slots: Slots = MappingProxyType({})
    gives: Mapping[str, Any] = MappingProxyType({})


class Block(NamedTuple):
    """A section: a kind of the contract, its label, and the lines of its body, furniture left out.

    `inner` are blocks that stand in the middle of it (who was absent, in a decision); their lines are none of its own.
    """

    kind: str
    label: Label
    lines: tuple[Line, ...]
    inner: tuple["Block", ...] = ()

    @property
    def range(self) -> Range:
        """From the label to the end of the last line."""
        at, lines = self.label.at, self.lines
        return made(Range, (at.a, lines[-1].b)) if lines else at


class ItemBlocks(NamedTuple):
    """An item: its heading taken apart, its lead, and its sections in order.

    `title` are the places of a title's lines, its administrative marks (`marks`) left off; () where it has none.
    `access` is "open" or "closed". `files` are the names of attachments on a line of the heading, `names` lines that
    name those absent between heading and first label, without a label.
    """

    range: Range
    number: Placed[str] | None
    title: tuple[Range, ...]
    marks: tuple[Range, ...]
    case_number: Range | None
    access: Placed[str] | None
    lead: tuple[Line, ...]
    sections: tuple[Block, ...]
    files: tuple[Range, ...] = ()
    names: tuple[Line, ...] = ()


class Entry(NamedTuple):
    """A line of the table of contents; `title` may run over several lines."""

    title: tuple[Range, ...]
    number: Range | None = None
    page: Placed[int] | None = None
    closed: bool = False


class DocumentBlocks(NamedTuple):
    """One meeting's part of a file: what stands above the first item, the contents, the items.

    `tail` are lines below the last item's end that belong to no item ("Mødet sluttede kl. 20.15" below a footer).
    `running` are the lines that the file says run along above and below its pages, each once, whatever its digits.
    """

    range: Range
    header: tuple[Line, ...]
    contents: tuple[Entry, ...]
    items: tuple[ItemBlocks, ...]
    tail: tuple[Line, ...] = ()
    running: tuple[Line, ...] = ()


def body_lines(marks: Iterable[Mark]) -> tuple[Line, ...]:
    """`marks` as lines."""
    return tuple([made(Line, (mark.begin + mark.indent, mark.end, mark.begin, mark.apart)) for mark in marks])


def block_lines(marks: Sequence[Mark], places: Iterable[int]) -> tuple[Line, ...]:
    """Those of `marks` at `places` as lines of a block's body, the first apart from what stands above."""
    lines = body_lines([marks[k] for k in places])
    return lines if not lines or lines[0].apart else (lines[0]._replace(apart=True), *lines[1:])
