"""A labelled part of an item as the contract writes it: kind, label, text, whose decision, what it refers to."""

from referat.contract.nodes import Section
from referat.facts import mentions, passages
from referat.facts.mentions import NO_MENTIONS, Mentions
from referat.lexicon import values
from referat.outline.blocks import Block
from referat.text.places import Placed
from referat.text.source import Source

#: The kind of an earlier meeting's or another body's decision.
PREVIOUS = "previous_decision"


def of(source: Source, block: Block, every: Mentions = NO_MENTIONS) -> Section:
    """The section that `block` is; `every` are the mentions of the whole text.

    Its kind is settled (see `ownership`); body and date are told where it is another body's or an earlier decision.
    """
    at = block.label.at
    said = every.on(block.lines) if every.starts else ()
    slots = block.label.slots if block.kind == PREVIOUS else {}
    day = values.date(source.view[slice(*slots["date"])]) if "date" in slots else None
    return Section(
        Placed(block.kind, (at,), block.label.rule),
        Placed(_on_one_line(source.plain(*at)), (at,)),
        passages.written(source, block.lines),
        Placed(source.phrase(*slots["body"]), (slots["body"],)) if "body" in slots else None,
        Placed(day, (slots["date"],)) if day is not None else None,
        mentions.links_among(said) if said else (),
        said,
        block.range,
    )


def _on_one_line(label: str) -> str:
    return " ".join(map(str.strip, label.split("\n"))) if "\n" in label else label.strip()
