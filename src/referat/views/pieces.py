"""A drawing for a terminal as data: rows of pieces of text, each with the name of its style."""

from collections.abc import Iterable

from referat.tuples import NamedTuple


class Piece(NamedTuple):
    """Some text in one style: a name, such as "error", that the command line knows; "" is plain."""

    text: str
    style: str = ""


#: A row of a drawing.
Row = tuple[Piece, ...]


def plainly(row: Iterable[Piece]) -> str:
    """A row without its styles, and without blanks at its end."""
    return "".join(piece.text for piece in row).rstrip()
