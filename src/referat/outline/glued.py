"""Lines that have lost their ends without a blank in their place: "3. DagsordenBeslutning:Godkendt.".

A label with a colon that begins directly behind a word or a full stop began a line; so did what is so glued to it
everywhere in the text, where that happens often.
"""

from collections.abc import Mapping

from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened.extent import Piece
from referat.text.source import Source

# The end of a word or of a sentence, and directly behind it words with a capital and a colon, or a list's sign.
_GLUE = compile_pattern(
    r"(?<=[a-zæøå0-9).!?:])(?=[A-ZÆØÅ][a-zæøå]+\.?(?: [A-ZÆØÅa-zæøå]+){0,3}:[^/\s]|[A-ZÆØÅ][a-zæøå]+\.?:? ?\d{2}/\d)"
)
_COLON = ":"
_FEWEST = 3
# What else begins a line in such a text: a list's sign, and a capital behind a full stop or a bracket.
_MORE = compile_pattern(r"(?<=[a-zæøå0-9).!?:,;])(?=[•▪◦])|(?<=[a-zæøå)]\.)(?=[A-ZÆØÅ])|(?<=\))(?=[A-ZÆØÅ])")
# Where no colon tells: words of two lines run together.
_WORDS = compile_pattern(r"(?<=[a-zæøå])(?=[A-ZÆØÅ][a-zæøå])")


def lines(source: Source) -> Mapping[int, tuple[Piece, ...]]:
    """The lines that are several, by their number, each with the places of those; none where few are."""
    if not _has_glued_colon(source.view):  # nearly always
        return {}
    cuts = {i: [match.start() for match in _GLUE.finditer(raw)] for i, raw in enumerate(source.lines) if _COLON in raw}
    if sum(map(len, cuts.values())) < _FEWEST:
        return {}
    words = {
        i: [match.start() for match in _WORDS.finditer(raw)] for i, raw in enumerate(source.lines) if i not in cuts
    }
    return {i: _pieces(source.lines[i], places) for i, places in {**words, **cuts}.items() if places}


def _has_glued_colon(view: str) -> bool:
    """Whether a capital stands directly behind a colon, as it does behind most of the labels of such a text."""
    at = view.find(_COLON)
    count = 0
    while at >= 0 and count < _FEWEST:
        count += view[at + 1 : at + 2].isupper()
        at = view.find(_COLON, at + 1)
    return count >= _FEWEST


def _pieces(raw: str, places: list[int]) -> tuple[Piece, ...]:
    more = [match.start() for match in _MORE.finditer(raw)]
    ends = sorted({0, *places, *more})
    return tuple(Piece(a, b, "line") for a, b in zip(ends, [*ends[1:], len(raw)], strict=True))
