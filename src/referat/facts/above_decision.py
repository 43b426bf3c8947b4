"""A recommendation without a label: the paragraph above the decision in which somebody recommends something.

text = { paragraph } sentence ;  sentence = sender recommends "," point ;

The outline knows labels, and such a sentence is one only where its points stand below it. What stands last between an
item's heading and its decision, in a section that tells of the case or in none, is the item's recommendation all the
same.
"""

from collections.abc import Sequence

from referat.facts import leads, passages
from referat.facts.sentences import LIST_MARK, Piece, joined
from referat.lexicon import idioms
from referat.outline.blocks import Block, ItemBlocks, Label
from referat.text.places import Line, Range
from referat.text.source import Source

#: The rule of a label that is the beginning of such a paragraph.
RULE = "above_decision"
_RECOMMENDATION = "recommendation"
_DECISION = "decision"
_ATTACHMENTS = "attachments"
_DECISIONS = frozenset({"decision", "previous_decision"})
# Sections that tell of the case, and may end with what is recommended.
_TEXTS = frozenset({"case_presentation", "background", "summary", "assessment", "economy", "topic"})
_LEAD_LINES, _TEXT_LINES = 1, 2


def regained(source: Source, item: ItemBlocks) -> ItemBlocks:
    """`item`, what its own body recommends a part of the decision directly above, which has no other text."""
    if all(block.lines for block in item.sections):  # nearly always
        return item
    sections: list[Block] = []
    for block in item.sections:
        above = sections[-1] if sections else None
        if above is not None and above.kind == _DECISION and _is_own(source, above, block):
            sections[-1] = above._replace(lines=_with_label(source, block), inner=block.inner)
        else:
            sections.append(block)
    return item._replace(sections=tuple(sections)) if len(sections) < len(item.sections) else item


def _is_own(source: Source, above: Block, block: Block) -> bool:
    if block.kind != _RECOMMENDATION or above.lines or above.inner:
        return False
    if any(LIST_MARK.match(source.view[line.a : line.b]) for line in block.lines):  # points, which decide nothing
        return False
    return source.view[slice(*block.label.at)].startswith(tuple(idioms.table("decision")["own_names"]))


def _with_label(source: Source, block: Block) -> tuple[Line, ...]:
    """The lines of `block`, its label among them."""
    a, b = block.label.at
    first = block.lines[0] if block.lines else None
    if first is None:
        return (Line(a, b, a, apart=True),)
    below = source.line_at(first.a) - source.line_at(a)
    if not below:
        return (Line(a, first.b, a, apart=True), *block.lines[1:])
    return (Line(a, b, a, apart=True), first._replace(apart=below > 1), *block.lines[1:])


def settled(source: Source, item: ItemBlocks) -> ItemBlocks:
    """`item`, what ends the text above its decision made a section where it recommends something and no other does.

    The same where an agenda's item has no decision: then that is the end of the text, above the attachments.
    """
    kinds = [kind for kind, _, _, _ in item.sections]
    if _RECOMMENDATION in kinds or not kinds:
        return item
    first = next((n for n, kind in enumerate(kinds) if kind in _DECISIONS), -1)
    unruled = first < 0  # an agenda's
    if unruled:
        first = len(kinds) - (kinds[-1] == _ATTACHMENTS)
    if first == 0:
        block, begin = _recommending(source, item.lead, _LEAD_LINES)
        if block is None or (unruled and not _is_sure(source, block)):
            return item
        return item._replace(lead=item.lead[:begin], sections=(block, *item.sections))
    above = item.sections[first - 1]
    block, begin = (
        _recommending(source, above.lines, _TEXT_LINES) if above.kind in _TEXTS and not above.inner else (None, 0)
    )
    if block is None or not begin or (unruled and not _is_sure(source, block)):
        return item
    shorter = above._replace(lines=above.lines[:begin])
    return item._replace(sections=(*item.sections[: first - 1], shorter, block, *item.sections[first:]))


def _is_sure(source: Source, block: Block) -> bool:
    """Whether the words before the point are those of recommendations alone."""
    said = source.view[slice(*block.label.at)]
    return any(word in said for word in idioms.table("recommendation")["surely"]["words"])


def _recommending(source: Source, lines: Sequence[Line], most: int) -> tuple[Block | None, int]:
    """The section that the end of `lines` is, and the line with which it begins; None where it recommends nothing.

    It is their last paragraph, or one of so `most` last lines of that begins it.
    """
    if not lines:
        return None, 0
    paragraph = max(k for k, line in enumerate(lines) if line.apart or not k)
    for begin in sorted({paragraph, *range(max(paragraph, len(lines) - most), len(lines))}):
        block = _block(source, lines[begin:])
        if block is not None:
            return block, begin
    return None, 0


def _block(source: Source, lines: Sequence[Line]) -> Block | None:
    """The section that a paragraph is, its label what stands before the point; None where it recommends nothing."""
    piece = joined(source, lines)
    begin = _point(piece)
    if not begin or any(LIST_MARK.match(source.view[line.a : line.b]) for line in lines[1:]):  # which are points
        return None
    stop = len(piece.text[:begin].rstrip())
    label = Label(Range(piece.start, piece.at(stop - 1, stop)[0].b), RULE)
    return Block(_RECOMMENDATION, label, passages.clipped(lines, piece.at(begin, begin + 1)[0].a, lines[-1].b))


def _point(piece: Piece) -> int:
    """Where the point begins in a paragraph that is a sentence in which somebody recommends one; 0 where it is none."""
    for rule in leads.leading() if leads.recommends(piece.text) else ():
        groups = rule.match(piece.text)
        if groups is not None and groups.groupdict().get("point"):
            return groups.span("point")[0]
    return 0
