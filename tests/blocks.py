"""Blocks made of a few lines of text: what the outline gives the readers of facts, without an outline."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from referat.outline.blocks import Block, ItemBlocks, Label
from referat.text.places import Line, Range
from referat.text.source import Source


class Made(NamedTuple):
    """A source that holds one section, and the section's block."""

    source: Source
    block: Block


def lines_of(source: Source, first: int, stop: int) -> tuple[Line, ...]:
    """The filled lines of `source` from line `first` up to `stop` (0-based)."""
    return tuple(_lines(source, first, stop))


def _lines(source: Source, first: int, stop: int) -> Iterator[Line]:
    apart = True
    for i in range(first, stop):
        if source.is_blank(i):
            apart = True
            continue
        a, b = source.stripped(i)
        yield Line(a, b, source.starts[i], apart)
        apart = False


def block_of(text: str, label: str = "Beslutning", kind: str = "decision", **slots: str) -> Made:
    """A section of `kind`: its label, a blank line, its text. `slots` are words of the label."""
    source = Source(f"{label}\n\n{text}\n")
    return Made(source, Block(kind, label_of(source, label, slots), lines_of(source, 1, len(source.lines))))


def label_of(source: Source, label: str, slots: Mapping[str, str], gives: Mapping[str, Any] | None = None) -> Label:
    """The label that is the first line of `label` in `source`."""
    a = source.view.index(label)
    placed = {key: _range(source, word, a) for key, word in slots.items()}
    return Label(Range(a, a + len(label)), "", placed, gives or {})


def item_of(text: str) -> tuple[Source, ItemBlocks]:
    """An item of "Label:kind" lines and text below them; what stands above the first such line is its lead.

    "Beslutning:decision" is a label, and "Beslutning i Byrådet 3. maj 2021:decision:body=Byrådet:date=3. maj 2021" too.
    """
    marked = text.split("\n")
    source = Source("\n".join(map(_plain, marked)))
    starts = [i for i, line in enumerate(marked) if _is_label(line)]
    lead = lines_of(source, 0, starts[0] if starts else len(source.lines))
    blocks = []
    for i, stop in zip(starts, [*starts[1:], len(source.lines)], strict=False):
        _words, kind, *more = marked[i].split(":")
        at = Range(*source.stripped(i))
        slots = {key: _range(source, value, at.a) for key, _, value in (part.partition("=") for part in more)}
        blocks.append(Block(kind, Label(at, "", slots), lines_of(source, i + 1, stop)))
    whole = Range(0, len(source.view.rstrip()))
    return source, ItemBlocks(whole, None, (), (), None, None, lead, tuple(blocks))


def _plain(line: str) -> str:
    return line.split(":", 1)[0] if _is_label(line) else line


def _is_label(line: str) -> bool:
    return line.count(":") > 0 and line.split(":")[1] in _KINDS


def _range(source: Source, word: str, start: int) -> Range:
    a = source.view.index(word, start)
    return Range(a, a + len(word))


_KINDS = frozenset(
    ("decision", "previous_decision", "recommendation", "attachments", "attendance", "summary", "case_presentation")
)
