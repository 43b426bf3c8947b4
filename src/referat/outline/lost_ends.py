"""Lines that have lost their ends where labels stand: "Beslutning den 12-06-2012Godkendt.", "RummetAfbud: ingen".

Where labels have run into their text everywhere, the page lost the ends of its other fields too: a day has run into
the next word, a name into the next label with a colon.
"""

from collections.abc import Sequence
from itertools import pairwise

from referat.lexicon.patterns import compile_pattern
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark, Marker
from referat.text.places import Line

# Where a line began in such a text: a word behind a day or a clock, a day behind a word, words before a colon.
_BEGINS = compile_pattern(
    r"(?<=[-./ ]\d{4})(?=[A-ZÆØÅ][a-zæøå])|(?<=\d[.:]\d\d)(?=[A-ZÆØÅ][a-zæøå])"
    r"|(?<=[a-zæøå])(?=\d{1,2}(?:[-./]\d{1,2}[-./]|\. [a-zæøå]+ )\d{4})"
    r"|(?<=[a-zæøå0-9).])(?=[A-ZÆØÅ][a-zæøå.]+(?: [a-zæøå]+){0,2}:\s)"
)
_FEWEST_GLUED = 3
# The kind of a label that says who works on a case.
_ADMIN = "admin"


def restored(marks: Indexed, marker: Marker) -> Indexed:
    """The same marks, lines that have run together in pieces, where labels have run into their text everywhere."""
    glued = {marks[k].label for k in marks.labels if marks[k].how == "glued"}
    if not glued or len(glued) < _FEWEST_GLUED:  # nearly always
        return marks
    return Indexed([piece for each in marks for piece in (_lines_apart(each, marker) if each.cut < 0 else (each,))])


def _lines_apart(each: Mark, marker: Marker) -> Sequence[Mark]:
    """The lines that have run together in `each`; of a case number's line, the fields behind it stay with it."""
    places = [match.start() for match in _BEGINS.finditer(each.text)]
    if not places:
        return (each,)
    pieces: list[Mark] = []
    for a, b in pairwise([0, *places, len(each.text)]):
        text = each.text[a:b].rstrip()
        begin = each.a + a
        place = Line(begin, begin + len(text), begin if a else each.begin, each.apart and not a)
        pieces.append(marker.mark(text, place, each.line))
    first, *more = pieces
    if first.role == "case" and all(piece.kind == _ADMIN for piece in more):
        return (first.but(b=each.b, end=each.end, text=each.text),)
    return pieces
