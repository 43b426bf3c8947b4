"""Names that stand beside one another below a list's label, or beside what the person is, only blanks between."""

from collections.abc import Iterator, Sequence

from referat.facts.header import labels
from referat.facts.header.labels import LISTS
from referat.facts.header.members import members_of
from referat.facts.members import detail
from referat.facts.sentences import Piece

_PAIR = 2
# A name has so many words.
_FEWEST_WORDS = 2
_LONGEST_ROLE = 30


def below_labels(rows: Sequence[Sequence[Piece]]) -> dict[int, bool]:
    """Which `rows` of cells are names, below the label of a list; True where the last of a row's cells is a role."""
    return {n: with_role for n in _below_labels(rows) if (with_role := are_names(rows[n])) is not None}


def are_names(row: Sequence[Piece]) -> bool | None:
    """True where the two cells of a row are a name and a role, False where all are names; None for anything else."""
    if len(row) == _PAIR and _is_name(row[0]) and _is_role(row[1]):
        return True
    return False if len(row) > 1 and all(map(_is_name, row)) else None


def _below_labels(rows: Sequence[Sequence[Piece]]) -> Iterator[int]:
    """The rows that stand below the label of a list, alone on its line, with nothing but names between."""
    listed = False
    for n, row in enumerate(rows):
        if not row:  # a bar alone
            continue
        label = labels.named(row[0].text) if len(row) == 1 else None
        if label is not None:
            listed = label.field in LISTS
        elif listed and _is_name(row[0]):
            yield n
        else:
            listed = False


def _is_name(piece: Piece) -> bool:
    members = members_of(piece) or ()
    return len(members) == 1 and len(members[0].person.name.value.split()) >= _FEWEST_WORDS


def _is_role(piece: Piece) -> bool:
    """Whether a cell says what somebody is: a known role, or a few words in small letters."""
    said = detail(piece)
    small = piece.text[:1].islower() and len(piece.text) <= _LONGEST_ROLE and piece.text.replace(" ", "").isalpha()
    return small or (said is not None and said.role is not None)
