"""A recommendation without a label: the paragraph above the decision in which somebody recommends something.

lead = { paragraph } sentence ;  sentence = sender recommends "," point ;

The outline knows labels, and such a sentence is one only where its points stand below it. What stands alone between an
item's heading and its decision is the item's recommendation all the same.
"""

from collections.abc import Sequence

from referat.facts import passages
from referat.facts.sentences import Piece, joined
from referat.lexicon.idioms import rules
from referat.outline.blocks import Block, ItemBlocks, Label
from referat.text.places import Line, Range
from referat.text.source import Source

#: The rule of a label that is the beginning of such a paragraph.
RULE = "above_decision"
_RECOMMENDATION = "recommendation"
_DECISIONS = frozenset({"decision", "previous_decision"})


def settled(source: Source, item: ItemBlocks) -> ItemBlocks:
    """`item`, the last paragraph of its lead made a section where it recommends something and no other does."""
    above = bool(item.lead) and bool(item.sections) and item.sections[0].kind in _DECISIONS
    if not above or any(block.kind == _RECOMMENDATION for block in item.sections):
        return item
    begin = max(k for k, line in enumerate(item.lead) if line.apart or not k)
    block = _block(source, item.lead[begin:])
    if block is None:
        return item
    return item._replace(lead=item.lead[:begin], sections=(block, *item.sections))


def _block(source: Source, lines: Sequence[Line]) -> Block | None:
    """The section that a paragraph is, its label what stands before the point; None where it recommends nothing."""
    piece = joined(source, lines)
    begin = _point(piece)
    if not begin or piece.at(begin, begin + 1)[0].a >= lines[0].b:
        return None
    stop = len(piece.text[:begin].rstrip())
    label = Label(Range(piece.start, piece.start + stop), RULE)
    return Block(_RECOMMENDATION, label, passages.clipped(lines, piece.at(begin, begin + 1)[0].a, lines[-1].b))


def _point(piece: Piece) -> int:
    """Where the point begins in a paragraph that is a sentence in which somebody recommends one; 0 where it is none."""
    for rule in (*rules("recommendation", "sender"), *rules("recommendation", "impersonal")):
        groups = rule.match(piece.text)
        if groups is not None and groups.groupdict().get("point"):
            return groups.span("point")[0]
    return 0
