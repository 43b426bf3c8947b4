"""A labelled part of an item as the contract writes it: kind, label, text, whose decision, what it refers to."""

from collections.abc import Sequence
from sys import intern

from referat.contract.nodes import Link, Mention, Section
from referat.facts import links, mentions, passages
from referat.facts.mentions import NO_MENTIONS, Mentions
from referat.lexicon import values
from referat.outline.blocks import Block
from referat.text.places import Line, Placed, made
from referat.text.source import Source

#: The kind of an earlier meeting's or another body's decision.
PREVIOUS = "previous_decision"


def of(source: Source, block: Block, every: Mentions = NO_MENTIONS) -> Section:
    """The section that `block` is; `every` are the mentions of the whole text.

    Its kind is settled (see `ownership`); body and date are told where it is another body's or an earlier decision.
    """
    kind, (at, rule, slots, _), lines, _ = block
    said = every.on(lines) if every.starts else ()
    body, date = (slots.get("body"), slots.get("date")) if kind == PREVIOUS else (None, None)
    day = values.date(source.view[slice(*date)]) if date is not None else None
    there = (at,)
    section = (
        made(Placed, (kind, there, rule)),
        made(Placed, (intern(_on_one_line(source.plain(*at))), there, "")),  # a label comes again and again
        passages.written(source, lines),
        Placed(source.phrase(*body), (body,)) if body is not None else None,
        Placed(day, (date,)) if date is not None and day is not None else None,
        _links(source, lines, said) if said or source.links else (),
        said,
        block.range,
    )
    return made(Section, section)


def _links(source: Source, lines: Sequence[Line], said: Sequence[Mention]) -> tuple[Link, ...]:
    """The URLs that stand on `lines`, then those that the file sets on their words, in the order of the text."""
    printed = mentions.links_among(said) if said else ()
    if not source.links:  # nearly always
        return printed
    told = [Link(url, url.at[0]) for url in links.told_on(source, lines, [link.span for link in printed])]
    return tuple(sorted([*printed, *told], key=lambda link: link.span))


def _on_one_line(label: str) -> str:
    return " ".join(map(str.strip, label.split("\n"))) if "\n" in label else label.strip()
