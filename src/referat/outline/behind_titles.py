"""Labels behind a title on its line: "Punkt 3: Cykelsti Beslutning: Godkendt." is title, label and text.

They are cut off where the document has the same label, with its colon, at the beginning of other lines.
"""

from collections import Counter
from collections.abc import Sequence

from referat.lexicon import lines as lexicon
from referat.outline.marks import Mark, Marker
from referat.text.places import Line, Range

_COLON = ": "
_FEWEST = 2


def labels_apart(marks: Sequence[Mark], marker: Marker) -> Sequence[Mark]:
    """`marks`, labels with their text apart from the titles before them."""
    titled = [each for each in marks if each.number is not None and _COLON in each.text[each.number.title.a - each.a :]]
    if not titled:  # nearly always
        return marks
    labels = _labels(marks)
    found = {each.a: at for each in titled if (at := _label_at(each, labels)) > 0}
    if not found:
        return marks
    pieces: list[Mark] = []
    for each in marks:
        pieces += _apart(each, found[each.a], marker) if each.a in found and each.number is not None else (each,)
    return pieces


def _labels(marks: Sequence[Mark]) -> Sequence[str]:
    """The labels of the document's items that stand before a colon, as they are printed, with a blank on both sides."""
    kinds = lexicon.numbered_kinds()
    said = Counter(
        [
            each.text[: each.cut - each.a].strip()
            for each in marks
            if each.how == "colon" and each.kind in kinds and each.label in lexicon.strong()
        ]
    )
    return [f" {label} " for label, times in said.items() if times >= _FEWEST]


def _label_at(each: Mark, labels: Sequence[str]) -> int:
    """Where in a numbered line the first of `labels` stands behind its title; 0 where none does."""
    assert each.number is not None  # noqa: S101  for the type checker: only numbered marks are asked
    places = [at for label in labels if (at := each.text.find(label, each.number.title.a - each.a + 1)) > 0]
    return min(places, default=0)


def _apart(each: Mark, at: int, marker: Marker) -> tuple[Mark, Mark]:
    number, begin = each.number, each.a + at
    assert number is not None  # noqa: S101  the same
    text, label = each.text[:at].rstrip(), each.text[at + 1 :]
    title = number._replace(title=Range(number.title.a, each.a + len(text)))
    first = each.but(b=title.title.b, end=title.title.b, text=text, key=lexicon.key_of(text), number=title, cut=-1)
    return first, marker.mark(label, Line(begin + 1, each.b, begin + 1, apart=False), each.line)
