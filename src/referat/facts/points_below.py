"""Points below what leads to them: "Udvalget vedtog," above "• at tage planen til efterretning".

    led = lead { point } ;  lead = whoever decides or recommends , verb , [ to whom ] , [ "at" ] ;

A point is read as the lead says it, and keeps its place.
"""

from collections.abc import Sequence

from referat.facts.sentences import LIST_MARK, Paragraph, Piece
from referat.facts.verbs import rules
from referat.lexicon import values

_LONGEST_LEAD = 160
_CLOSES = " ,:"


def leads(text: str, below: Sequence[Paragraph]) -> bool:
    """Whether the sentence `text` leads to points and says nothing else, and the paragraph `below`, if any, is one."""
    if not below or len(text) > _LONGEST_LEAD or not any(rule.match(text) for rule in rules("point_lead")):
        return False
    return _point(below[0].piece, opened=_is_open(text)) is not None


def led(lead: Piece, paragraph: Paragraph) -> tuple[Paragraph, Piece | None]:
    """`paragraph` as `lead` says it, and the lead for the next one; as it is, and None, where it is no point."""
    point = _point(paragraph.piece, opened=_is_open(lead.text))
    if point is None:
        return paragraph, None
    said = lead.cut(0, len(lead.text.rstrip(_CLOSES)))
    behind = len(said.text) + 1
    runs = [(behind + offset, origin) for offset, origin in point.runs]
    return Paragraph(Piece(f"{said.text} {point.text}", (*said.runs, *runs))), lead


def _is_open(lead: str) -> bool:
    """Whether a lead ends with the word that opens points."""
    return lead.rstrip(_CLOSES).rpartition(" ")[2] in values.words()["point_openings"]


def _point(piece: Piece, *, opened: bool) -> Piece | None:
    """What a point says, without its mark; with its opening word where the lead has not `opened` it; None elsewhere."""
    mark = LIST_MARK.match(piece.text)
    begin = mark.end() if mark is not None else 0
    word, _, rest = piece.text[begin:].lstrip().partition(" ")
    opens = word.lower() in values.words()["point_openings"] and rest != ""
    if not opens and (mark is None or not opened):
        return None
    begin = len(piece.text) - len(rest) if opens and opened else begin
    return piece.cut(begin, len(piece.text)).stripped()
