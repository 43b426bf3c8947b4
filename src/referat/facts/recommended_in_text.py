"""What is recommended in an item's own text, where no label says so.

Where an item has no labels, the sentence in which somebody recommends something ("Kulturudvalget indstiller, at der
protesteres.") stands among those that present the case, above the decision.
"""

from collections.abc import Iterator, Sequence

from referat.contract.nodes import Recommendation
from referat.facts import leads, passages, recommendation
from referat.facts.sentences import Paragraph, Piece, paragraphs
from referat.outline.blocks import Block, Label
from referat.text.places import Line, Range
from referat.text.source import Source

#: The rule of such a sentence.
RULE = "in_text"
_RECOMMENDATION = "recommendation"


def of(source: Source, lines: Sequence[Line], stop: int) -> tuple[Recommendation, ...]:
    """Every sender's recommendation in `lines`, those of an item's text, above the view's offset `stop`."""
    if not lines or not leads.recommends(source.view[lines[0].a : lines[-1].b]):  # nearly always
        return ()
    above = tuple(line for line in lines if line.a < stop)
    return tuple(_read(source, above))


def _read(source: Source, lines: tuple[Line, ...]) -> Iterator[Recommendation]:
    found = [sentence for paragraph in paragraphs(source, lines) for sentence in _recommending(paragraph)]
    for n, sentence in enumerate(found):
        below = found[n + 1].start if n + 1 < len(found) else lines[-1].b
        end = sentence.at(0, len(sentence.text))[-1].b if _has_point(sentence) else below
        label = Label(Range(sentence.start, sentence.start), RULE)
        block = Block(_RECOMMENDATION, label, passages.clipped(lines, sentence.start, end))
        nodes = recommendation.of(source, block).recommendations
        yield from (node for node in nodes if node.by is not None and node.points)


def _recommending(paragraph: Paragraph) -> Iterator[Piece]:
    """The sentences of a paragraph that begin with who recommends something."""
    if leads.recommends(paragraph.text):
        yield from (sentence for sentence in paragraph.sentences if leads.is_lead(sentence.text))


def _has_point(sentence: Piece) -> bool:
    """Whether the sentence says what is recommended, and does not only announce a list of it."""
    lead = leads.lead(sentence)
    return lead is not None and lead.point is not None and sentence.text.rstrip().endswith(".")
