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
    below = [value(marks[k]) for k in answers]
    said = frozenset(below)
    above = [k for k in numbered if k < answers[0]]
    for rows in (rows for group in _groups(above) for rows in _by_form(marks, group)):
        whole = below[0] in [value(marks[k]) for k in rows]  # else its first row stands elsewhere
        if whole and _are_answered(marks, rows, below, said) and not _are_points(marks, rows[0]):
            return frozenset(range(rows[0], rows[-1] + 1))
    return frozenset()


def _are_points(marks: Sequence[Mark], first: int) -> bool:
    """Whether the list that begins with mark `first` is of points: what is recommended, say, stands above it."""
    above = next((marks[k].kind for k in range(first - 1, -1, -1) if marks[k].kind), "")
    return above in lexicon.numbered_kinds()


def _by_form(marks: Sequence[Mark], group: Sequence[int]) -> Iterator[list[int]]:
    for form in dict.fromkeys(form_of(marks[k]) for k in group):
        yield [k for k in group if form_of(marks[k]) == form]


def _groups(places: Sequence[int]) -> Iterator[list[int]]:
    """The marks at `places`, those together that stand close to one another."""
    begun = 0
    for n in range(1, len(places) + 1):
        if n == len(places) or places[n] - places[n - 1] > _CLOSE:
            yield list(places[begun:n])
            begun = n


def is_answered(marks: Sequence[Mark], rows: Sequence[int]) -> bool:
    """Whether what was said of each row stands below, under its number alone: "Ad 1"."""
    if len(rows) < _FEWEST:
        return False
    words = lexicon.setting("titles", "numbers_of_text")
    below = [mark.number.value for mark in marks[rows[-1] + 1 :] if mark.number and mark.number.form[1] in words]
    return _are_answered(marks, rows, below, frozenset(below))


def _are_answered(marks: Sequence[Mark], rows: Sequence[int], below: Sequence[int], said: frozenset[int]) -> bool:
    """The same where the answers `below` have these numbers: those that are `said`, in order."""
    if len(rows) < _FEWEST or True in [_is_sentence(mark) for mark in marks[rows[0] : rows[-1]]]:
        return False  # rows with bodies are items
    listed = [value(marks[k]) for k in rows]
    one_by_one = _FEWEST <= len(below) <= len(listed) and list(below) == listed[: len(below)]  # it may be cut off
    return one_by_one or 2 * len(said.intersection(listed)) >= len(rows)


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
