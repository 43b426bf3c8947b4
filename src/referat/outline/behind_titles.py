"""What stands behind a title on its line.

Labels, as in "Punkt 3: Cykelsti Beslutning: Godkendt.", are cut off where the document has the same label, with its
colon, at the beginning of other lines; what was decided, as in "3. Cykelsti: Godkendt", where several items have it and
nothing stands below them; sentences where a list has the title alone.
"""

from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise

from referat.lexicon import lines as lexicon
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark, Marker
from referat.text.places import Line, Range

_COLON = ": "
_ENDS = (_COLON, ". ")
_FEWEST, _FEWEST_ROWS = 2, 3
_LONGEST_TITLE = 70


def apart(marks: Indexed, marker: Marker) -> Indexed:
    """`marks`, labels with their text, and what was decided, apart from the titles before them."""
    numbered = [(marks[k], number.title.a) for k in marks.numbered if (number := marks[k].number)]
    telling = [each for each, a in numbered if each.text[-1] == "." and (". " in each.text[a:] or ": " in each.text)]
    marks = _listed_apart(marks, telling, marker) if telling else marks
    marks = _unnumbered_apart(marks, marker) if numbered[_FEWEST_ROWS - 1 :] else marks
    titled = [each for each, a in numbered if _COLON in each.text[a:]]
    if telling and titled:
        places = {marks[k].a: marks[k] for k in marks.numbered}
        titled = [each for each in titled if places[each.a].text == each.text]
    if not titled:  # nearly always
        return marks
    return _rulings_apart(_labels_apart(marks, titled, marker), marker)


def _listed_apart(marks: Indexed, telling: Sequence[Mark], marker: Marker) -> Indexed:
    """`marks`, the sentences that `telling` ones have behind their titles apart where a list has the title alone.

    "1. Valg af ordstyrer" in the list, and "Ad 1. Valg af ordstyrer: Asta Birkholm blev valgt." below.
    """
    told = {each.a for each in telling}
    listed = {
        (number.value, lexicon.key_of(marks[k].text[number.title.a :]))
        for k in marks.numbered
        if (number := marks[k].number) is not None and marks[k].a not in told
    }
    ends = {each.a: end for each in telling if (end := _listed_end(each, listed))} if listed else {}
    if not ends:  # nearly always
        return marks
    pieces: list[Mark] = []
    for each in marks:
        pieces += _apart(each, ends[each.a], marker, colon=True) if each.a in ends else (each,)
    return Indexed(pieces)


def _unnumbered_apart(marks: Indexed, marker: Marker) -> Indexed:
    """`marks`, paragraphs that several titles of a list begin, without their numbers, apart from these."""
    telling = [
        each
        for each in marks
        if each.number is None and not each.role and each.apart and _COLON in each.text[:_LONGEST_TITLE]
    ]
    if not telling[_FEWEST_ROWS - 1 :]:  # nearly always
        return marks
    rows = [each for k in marks.numbered if (each := marks[k]).number is not None]
    listed = {lexicon.key_of(each.text[each.number.title.a :]) for each in rows if each.number}
    ends = {each.a: at for each in telling if lexicon.key_of(each.text[: (at := each.text.index(_COLON))]) in listed}
    if len(ends) < _FEWEST_ROWS:
        return marks
    pieces: list[Mark] = []
    for each in marks:
        at = ends.get(each.a, 0) if each.number is None else 0
        pieces += _cut(each, at, marker) if at else (each,)
    return Indexed(pieces)


def _cut(each: Mark, at: int, marker: Marker) -> tuple[Mark, Mark]:
    """A line without a number up to the colon at `at`, and what stands behind that."""
    text, begin, stop = each.text[:at], each.a + at + len(_COLON), each.a + at
    first = each.but(b=stop, end=stop, text=text, key=lexicon.key_of(text), cut=-1)
    rest = marker.mark(each.text[at + len(_COLON) :], Line(begin, each.b, begin, apart=False), each.line)
    return first, rest


def _listed_end(each: Mark, listed: Container[tuple[int, str]]) -> int:
    """The blank behind the mark that ends the title of a numbered line, if it is one of those `listed`; or 0."""
    number = each.number
    begin = number.title.a if number is not None else 0
    for mark in _ENDS if number is not None else ():
        end = each.text.find(mark, begin)
        if number is not None and end > 0 and (number.value, lexicon.key_of(each.text[begin:end])) in listed:
            return end + 1
    return 0


def _labels_apart(marks: Indexed, titled: Sequence[Mark], marker: Marker) -> Indexed:
    labels = _labels(marks)
    found = {each.a: at for each in titled if (at := _label_at(each, labels)) > 0} if labels else {}
    if not found:
        return marks
    pieces: list[Mark] = []
    for each in marks:
        pieces += _apart(each, found[each.a], marker) if each.a in found and each.number is not None else (each,)
    return Indexed(pieces)


def _rulings_apart(marks: Indexed, marker: Marker) -> Indexed:
    """`marks`, what is said of items behind the colons of their titles apart from these."""
    places = marks.numbered
    last = [k for k, below in pairwise([*places, len(marks)]) if below == k + 1]  # with no line of text below
    alone = {
        k: at
        for k in last
        if (number := marks[k].number) is not None
        and _COLON in marks[k].text
        and (at := marks[k].text.find(_COLON, number.title.a)) > 0
    }
    if not alone:  # nearly always
        return marks
    decides = lexicon.setting_pattern("titles", "decided_behind")
    ruled = [k for k, at in alone.items() if decides.fullmatch(marks[k].text, at + len(_COLON)) is not None]
    if len(ruled) < _FEWEST:
        return marks
    pieces: list[Mark] = []
    for k, each in enumerate(marks):
        pieces += _apart(each, alone[k] + 1, marker, colon=True) if k in alone else (each,)
    return Indexed(pieces)


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
    begin = each.number.title.a + 1
    places = [at for label in labels if (at := each.text.find(label, begin)) > 0]
    return min(places, default=0)


def _apart(each: Mark, at: int, marker: Marker, *, colon: bool = False) -> tuple[Mark, Mark]:
    """The line up to the blank at `at`, and what stands behind it; a `colon` before that is none of the title."""
    number, begin = each.number, each.a + at
    assert number is not None  # noqa: S101  the same
    text, label = each.text[:at].rstrip(), each.text[at + 1 :]
    title = number._replace(title=Range(number.title.a, len(text) - colon))
    stop = each.a + len(text)
    first = each.but(b=stop, end=stop, text=text, key=lexicon.key_of(text), number=title, cut=-1)
    return first, marker.mark(label, Line(begin + 1, each.b, begin + 1, apart=False), each.line)
