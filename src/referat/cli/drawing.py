"""The picture of a meeting as lines of a terminal, in so many columns: pieces of text, each with what it is.

A page is drawn the same on a terminal and in a pipe; only a terminal has colours for what the pieces are.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar, cast

from referat.cli.terminal import plain
from referat.cli.wrapping import cells, fitted, listed, longest, padded
from referat.tuples import NamedTuple
from referat.views.shown import Ballot, Bar, Fact, Item, Page, Passage, Row

T = TypeVar("T")
# Columns between two that stand beside each other, and the narrowest that do.
_BETWEEN = " │ "
_NARROWEST = 34
# Nobody likes to read a text in longer lines, alone or beside another.
_READABLE, _READABLE_BESIDE = 100, 72
_INDENT = 2
# A bar takes so large a part of the line, and at most so many columns.
_BAR_PART, _LONGEST_BAR = 3, 40
# In the overview, the outcomes take at most this part of the line.
_OUTCOME_PART = 0.4
_FULL, _EMPTY, _NO_COUNT = "█", "░", "–"


class Piece(NamedTuple):
    """A piece of a line; `kind` is what it is: "title", "label", "dim", "note", "plain", or a tone."""

    text: str
    kind: str = "plain"


Line = tuple[Piece, ...]
_BLANK: Line = ()


def drawn(page: Page, width: int) -> Iterator[Line]:
    """The lines of a meeting's picture, none of them wider than `width` columns."""
    shown = _plain(page)
    yield from _lines(shown.title, width, "title")
    yield (Piece("━" * width, "dim"),)
    yield from _facts(shown.facts, width)
    if shown.overview is not None:
        yield from _overview(shown, width)
    for item in shown.items:
        yield from _item(item, width)
    if shown.notes:
        yield _BLANK
        yield (Piece("─" * width, "dim"),)
    yield from _notes(shown.notes, width)


def text(line: Line) -> str:
    """A line without colours."""
    return "".join(piece.text for piece in line).rstrip()


def _plain(value: T) -> T:
    """`value` with every text in it as it can be drawn anywhere."""
    if isinstance(value, str):
        return cast("T", plain(value.expandtabs()))
    if isinstance(value, tuple):
        parts = map(_plain, value)
        return cast("T", type(value)(*parts) if hasattr(value, "_fields") else tuple(parts))
    return value


def _lines(text: str, width: int, kind: str = "plain", indent: int = 0) -> Iterator[Line]:
    margin = (Piece(" " * indent),) if indent else ()
    for line in fitted(text, width - indent):
        yield (*margin, Piece(line, kind))


def _labelled(label: str, result: Piece, width: int) -> Iterator[Line]:
    """A label, and what stands behind it, on as many lines as they need."""
    whole = f"{label}: {result.text}" if result.text else label
    at = len(f"{label}:") if result.text else len(label)
    for line in fitted(whole, width):
        # Lines are cut at blanks: what is left of the label is told by its length.
        yield tuple(piece for piece in (Piece(line[:at], "label"), Piece(line[at:], result.kind)) if piece.text)
        at = max(0, at - len(line) - 1)


# The head, and other lists of facts.


def _facts(facts: Sequence[Fact], width: int) -> Iterator[Line]:
    """Labels in a column, their values beside them, or below where a word has no room there."""
    column = max((cells(fact.label) for fact in facts), default=0) + _INDENT
    for fact in facts:
        if longest(fact.values) > width - column:
            yield from _lines(fact.label, width, "label")
            for value in fact.values:
                yield from _lines(value, width, indent=_INDENT)
            continue
        labels = iter((fact.label,))
        for value in fact.values:
            for line in fitted(value, min(width - column, _READABLE)):
                yield (Piece(padded(next(labels, ""), column), "label"), Piece(line))


# The overview.


def _overview(page: Page, width: int) -> Iterator[Line]:
    overview = cast("Fact", page.overview)
    yield _BLANK
    yield from _labelled(overview.label, Piece(" ".join(overview.values)), width)
    number = max((cells(row.number) for row in page.rows), default=0)
    room = width - _INDENT - number - 2 * _INDENT
    outcomes = [cell for row in page.rows for cell in (row.outcome, *row.votes)]
    widest = max(map(cells, outcomes), default=0)
    right = min(widest, max(int(room * _OUTCOME_PART), longest(outcomes)))
    left = min(room - right, max((cells(row.title) for row in page.rows), default=0))
    is_beside = longest(row.title for row in page.rows) <= room - right
    for row in page.rows:
        margin = " " * _INDENT + padded(row.number, number) + " " * _INDENT
        if is_beside:
            yield from _row(row, margin, left, right)
        else:
            yield from _row_below(row, margin, width)


def _row(row: Row, margin: str, left: int, right: int) -> Iterator[Line]:
    outcome = [Piece(line, row.tone) for line in fitted(row.outcome, right)]
    votes = [Piece(line, "dim") for vote in row.votes for line in fitted(vote, right)]
    for title, said in zip_longest(fitted(row.title, left), (*outcome, *votes)):
        gap = padded(title or "", left + _INDENT) if said else title or ""
        yield (Piece(margin, "label"), Piece(gap), *((said,) if said else ()))
        margin = " " * cells(margin)


def _row_below(row: Row, margin: str, width: int) -> Iterator[Line]:
    indent = cells(margin)
    for line in fitted(row.title, width - indent):
        yield (Piece(margin, "label"), Piece(line))
        margin = " " * indent
    yield from _lines(row.outcome, width, row.tone, indent)
    for vote in row.votes:
        yield from _lines(vote, width, "dim", indent)


# An item.


def _item(item: Item, width: int) -> Iterator[Line]:
    yield _BLANK
    yield (Piece("─" * width, "dim"),)
    yield from _heading(item, width)
    about = " · ".join(f"{fact.label} {' '.join(fact.values)}" for fact in item.facts)
    if about:
        yield from _lines(about, width, "dim", min(cells(item.number) + _INDENT, width // 3))
    for block in _blocks(item, width):
        yield _BLANK
        yield from block
    if item.more or item.notes:
        yield _BLANK
    if item.more:
        yield from _lines(item.more, min(width, _READABLE), "dim")
    yield from _notes(item.notes, width)


def _heading(item: Item, width: int) -> Iterator[Line]:
    margin = f"{item.number}{' ' * _INDENT}"
    indent = cells(margin)
    for line in fitted(item.title, width - indent):
        yield (Piece(margin, "title"), Piece(line, "title"))
        margin = " " * indent


def _blocks(item: Item, width: int) -> Iterator[Iterable[Line]]:
    """What stands apart from each other below an item's heading."""
    for section in item.sections:
        yield _passage(section, min(width, _READABLE))
    yield from _beside(item, width)
    yield from (_ballot(ballot, width) for ballot in item.ballots)
    yield from (_quoted(remark, width) for remark in item.remarks)
    if item.details:
        yield _facts(item.details, width)


def _beside(item: Item, width: int) -> Iterator[Iterable[Line]]:
    """The recommendations and the decision, beside each other where every word has room; else one below another."""
    left, right = item.recommendations, (item.decision,) if item.decision else ()
    column = min((width - len(_BETWEEN)) // 2, _READABLE_BESIDE)
    words = longest(text for passage in (*left, *right) for text in (passage.label, passage.result, *passage.lines))
    if left and right and column >= _NARROWEST and words <= column:
        yield _columns(_passages(left, column), _passages(right, column), column)
    else:
        yield from (_passage(passage, min(width, _READABLE)) for passage in (*left, *right))


def _columns(left: Iterable[Line], right: Iterable[Line], column: int) -> Iterator[Line]:
    for a, b in zip_longest(left, right, fillvalue=_BLANK):
        space = " " * (column - sum(cells(piece.text) for piece in a))
        yield (*a, Piece(space), Piece(_BETWEEN if b else _BETWEEN.rstrip(), "dim"), *b)


def _passages(passages: Sequence[Passage], width: int) -> Iterator[Line]:
    for n, passage in enumerate(passages):
        if n:
            yield _BLANK
        yield from _passage(passage, width)


def _passage(passage: Passage, width: int) -> Iterator[Line]:
    yield from _labelled(passage.label, Piece(passage.result, passage.tone), width)
    for line in passage.lines:
        yield from ((Piece(part),) for part in listed(line, width)) if line else (_BLANK,)


def _quoted(remark: Passage, width: int) -> Iterator[Line]:
    """A remark, with a line beside it."""
    for line in _passage(remark, min(width - _INDENT, _READABLE)):
        yield (Piece("┃ ", "later"), *line)


def _ballot(ballot: Ballot, width: int) -> Iterator[Line]:
    yield from _lines(ballot.about, width, "label")
    sides = max((cells(bar.side) for bar in ballot.bars), default=0)
    digits = max((len(str(bar.number)) for bar in ballot.bars if bar.number is not None), default=1)
    length = min(width // _BAR_PART, _LONGEST_BAR)
    for bar in ballot.bars:
        pieces = (
            Piece(f"{' ' * _INDENT}{padded(bar.side, sides)} "),
            *_bar(bar, ballot.whole, length),
            Piece(f" {_NO_COUNT if bar.number is None else bar.number:>{digits}}", "label"),
        )
        yield from _voters(bar, pieces, width)


def _bar(bar: Bar, whole: int, length: int) -> Iterator[Piece]:
    """The bar itself: its part of `whole`; nothing is drawn of a side without a count, and of a lone one."""
    if not whole:
        return
    if bar.number is None:
        yield Piece(" " * length)
        return
    # Where somebody voted, something is seen.
    full = max(round(length * bar.number / whole), min(bar.number, 1))
    yield Piece(_FULL * full, bar.tone)
    yield Piece(_EMPTY * (length - full), "dim")


def _voters(bar: Bar, pieces: Line, width: int) -> Iterator[Line]:
    """A bar and who it is, beside it where every word has room."""
    indent = sum(cells(piece.text) for piece in pieces) + _INDENT
    if longest((bar.voters,)) > width - indent:
        yield pieces
        yield from _lines(bar.voters, width, indent=2 * _INDENT)
        return
    for line in fitted(bar.voters, width - indent):
        yield (*pieces, Piece(" " * _INDENT + line))
        pieces = (Piece(" " * (indent - _INDENT)),)


def _notes(notes: Iterable[str], width: int) -> Iterator[Line]:
    for note in notes:
        for n, line in enumerate(fitted(note, min(width, _READABLE) - _INDENT)):
            yield (Piece("  " if n else "! ", "note"), Piece(line, "note"))
