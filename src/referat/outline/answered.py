"""Lists of items, each of which is answered below under its number: "3. Tag", "Ad 3"."""

from collections.abc import Iterator, Sequence

from referat.lexicon import lines as lexicon
from referat.outline.marks import Mark, form_of

_FEWEST, _CLOSE = 2, 3
# A line of so many characters that ends with a full stop is no title.
_SENTENCE = 30


def rows_answered(marks: Sequence[Mark], numbered: Sequence[int]) -> frozenset[int]:
    """The rows of a list without a head, each of which is answered below; nothing where there is none.

    `numbered` are the marks with a number.
    """
    words = lexicon.setting("titles", "numbers_of_text")
    answers = [k for k in numbered if (number := marks[k].number) is not None and number.form[1] in words]
    if not answers[1:]:  # nearly always
        return frozenset()
    first = value(marks[answers[0]])
    above = [k for k in numbered if k < answers[0]]
    for rows in (rows for group in _groups(above) for rows in _by_form(marks, group)):
        whole = first in [value(marks[k]) for k in rows]  # else its first row stands elsewhere
        if whole and is_answered(marks, rows) and not _are_points(marks, rows[0]):
            return frozenset(range(rows[0], rows[-1] + 1))
    return frozenset()


def _are_points(marks: Sequence[Mark], first: int) -> bool:
    """Whether the list that begins with mark `first` is of points: what is recommended, say, stands above it."""
    above = next((mark.kind for mark in reversed(marks[:first]) if mark.kind), "")
    return above in lexicon.numbered_kinds()


def _by_form(marks: Sequence[Mark], group: Sequence[int]) -> Iterator[list[int]]:
    for form in dict.fromkeys(form_of(marks[k]) for k in group):
        yield [k for k in group if form_of(marks[k]) == form]


def _groups(places: Sequence[int]) -> Iterator[list[int]]:
    """The marks at `places`, those together that stand close to one another."""
    while places:
        rows = close_together(places)
        yield rows
        places = places[len(rows) :]


def is_answered(marks: Sequence[Mark], rows: Sequence[int]) -> bool:
    """Whether what was said of each row stands below, under its number alone: "Ad 1"."""
    if len(rows) < _FEWEST or True in [_is_sentence(mark) for mark in marks[rows[0] : rows[-1]]]:
        return False  # rows with bodies are items
    words = lexicon.setting("titles", "numbers_of_text")
    below = [mark.number.value for mark in marks[rows[-1] + 1 :] if mark.number and mark.number.form[1] in words]
    listed = [value(marks[k]) for k in rows]
    one_by_one = len(below) >= _FEWEST and below == listed[: len(below)]  # the text may be cut off
    return one_by_one or 2 * len(set(below) & set(listed)) >= len(rows)


def _is_sentence(mark: Mark) -> bool:
    return mark.apart and not mark.role and len(mark.text) > _SENTENCE and mark.text[-1] == "."


def close_together(numbered: Sequence[int]) -> list[int]:
    """The first of the numbered marks that stand close to one another."""
    rows = list(numbered[:1])
    for k in numbered[1:]:
        if k - rows[-1] > _CLOSE:
            break
        rows.append(k)
    return rows


def value(mark: Mark) -> int:
    """The number of `mark`; 0 where it has none."""
    return mark.number.value if mark.number is not None else 0
