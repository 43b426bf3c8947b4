"""Tables of a head whose columns stand in blanks or between bars: labels beside values, lists side by side, ticks.

table = row of a label and its value { row | value below it }
      | heads { row of names } | heads { person { tick } } | heads { person whom they come from } ;
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from referat.facts.header import footnotes, labels, name_rows, names
from referat.facts.header.cells import (
    Cell,
    Column,
    Columns,
    aligned,
    cells_of,
    glued,
    is_parted_by_tabs,
    rows_printed,
)
from referat.facts.header.labels import LISTS, Label
from referat.facts.header.members import joined, members_of, tells_attendance
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.text.places import Line
from referat.text.source import Source

# So far may a column's cells be from where it begins.
_SLACK = 2
# What stands in a column goes on over so many rows.
_MOST_ROWS = 3
# A label beside its value comes so often in a table, at least; so many cells has its row.
_FEWEST, _PAIR = 2, 2
# Words for heads of columns that say something of those who stand in the first.
_TOLD = ("parties", "statuses", "substitutes", "remarks")


def of(source: Source, lines: Sequence[Line]) -> dict[int, tuple[Cell, ...]]:
    """The cells of the tables in `lines`, by the index of the line; every other line is in no table."""
    printed = rows_printed(source, lines)
    by_tabs = is_parted_by_tabs(source, lines)
    rows: Sequence[Columns]
    rows = [tuple(cell for n in there for cell in cells_of(source, lines[n], by_tabs=by_tabs)) for there in printed]
    if not any(len(row) > 1 for row in rows):
        return {}
    rows, used = footnotes.put_in(aligned(source, rows))
    cells = {
        **_beside(rows),
        **_with_status(source, rows),
        **_labels_beside(rows),
        **_below_heads(rows, [lines[there[0]] for there in printed]),
    }
    cells |= dict.fromkeys(used if cells else (), ())
    rest = {n: () for row in cells for n in printed[row][1:]}
    return {**{printed[row][0]: said for row, said in cells.items()}, **rest}


# --- Names beside one another


def _beside(rows: Sequence[Columns]) -> dict[int, tuple[Cell, ...]]:
    """The rows of names below the label of a list."""
    pieces = [[cell.piece for cell in row] for row in rows]
    return {
        n: (Cell(glued(pieces[n][0], " (", pieces[n][1], ")"), None),)
        if with_role
        else tuple([Cell(piece, None) for piece in pieces[n]])
        for n, with_role in name_rows.below_labels(pieces).items()
    }


# --- Whether somebody was there, at the end of the line


def _with_status(source: Source, rows: Sequence[Columns]) -> dict[int, tuple[Cell, ...]]:
    """The rows of a table without heads: somebody, what they are, and at last whether they were there."""
    said = {n: piece for n, row in enumerate(rows) if len(row) > 1 and (piece := _someone(source, row)) is not None}
    return {n: (Cell(piece, None),) for n, piece in said.items()} if len(said) >= _FEWEST else {}


def _someone(source: Source, row: Columns) -> Piece | None:
    """The one whom a row tells of, its last cell telling whether they were there; None for anything else."""
    first, *between, last = [cell.piece for cell in row]
    if len(between) > 1 or not tells_attendance(last.text) or len(members_of(first) or ()) != 1:
        return None
    if members_of(Piece(source.view[first.start : last.end], ((0, first.start),))) is not None:
        return None  # read without its columns as well
    someone = glued(first, ", ", between[0]) if between else first
    members = members_of(glued(someone, " – ", last)) or ()
    told = [member for member in members if member.absent or member.attended or member.movement]
    return glued(someone, " – ", last) if len(told) == len(members) == 1 else None


# --- A label beside its value


def _labels_beside(rows: Sequence[Columns]) -> dict[int, tuple[Cell, ...]]:
    """The rows of a table of labels beside values, and the values that go on below them in the same column."""
    pairs = Counter(row[1].begin for row in rows if _is_pair(row))
    begin = next((begin for begin, count in pairs.most_common(1) if count >= _FEWEST), None)
    cells: dict[int, tuple[Cell, ...]] = {}
    if begin is None:
        return cells
    for n, row in enumerate(rows):
        label = labels.named(row[0].piece.text) if _is_pair(row) and row[1].begin == begin else None
        if label is not None:
            cells[n] = (Cell(_behind_mark(row[1].piece), label, row[0].piece.text),)
        elif n - 1 in cells and len(row) == 1 and row[0].begin == begin:
            cells[n] = (Cell(row[0].piece, None),)
    return cells


def _behind_mark(value: Piece) -> Piece:
    """A value without the colon that stands in its own column."""
    return value.cut(len(value.text) - len(value.text.lstrip(": ")), len(value.text))


def _is_pair(row: Columns) -> bool:
    """Whether a row is a label and one cell more that is none."""
    return len(row) == _PAIR and labels.named(row[0].piece.text) is not None and not labels.named(row[1].piece.text)


# --- Heads with lists below


def _below_heads(rows: Sequence[Columns], lines: Sequence[Line]) -> dict[int, tuple[Cell, ...]]:
    """The rows below heads such as "Til stede", "Afbud": names in their columns, or ticks behind names."""
    cells: dict[int, tuple[Cell, ...]] = {}
    heads: Columns = ()
    for n, row in enumerate(rows):
        if n in cells:
            continue
        if _heads_lists(row):
            heads = row
            cells[n] = (Cell(row[0].piece.cut(0, 0), Label("other"), row[0].piece.text),)
            cells |= _lists_below(rows, lines, n) if all(map(_is_list, heads)) and not _standing_in(heads) else {}
            continue
        within = heads and (_heads_lists(rows[n - 1]) or not _ends_table(heads, row, lines[n]))
        below = _row_below(heads, row, first=_heads_lists(rows[n - 1])) if within else None
        if below is not None:
            cells[n] = below
        elif len(row) == 1 and not _is_rule(row):  # a row that cannot be read ends no table
            heads = ()
    return {n: row for n, row in cells.items() if not _heads_lists(rows[n]) or _is_followed(cells, n, rows)}


def _lists_below(rows: Sequence[Columns], lines: Sequence[Line], n: int) -> dict[int, tuple[Cell, ...]]:
    """The rows below the heads of lists on line `n`, each list in one; nothing below other heads.

    What stands in a column may be the rest of what stands above it there: "(suppleant Asta Birkholm" above "deltog)".
    """
    heads, stop = rows[n], n + 1
    lists: list[list[Piece]] = [[] for _ in heads]
    while stop < len(rows) and not _ends_table(heads, rows[stop], lines[stop]):
        cells = {_head_of(heads, cell): cell.piece for cell in rows[stop]}
        ticks = any(piece.text.lower() in _words("ticked", "unticked") for piece in cells.values())
        named = [k for k, piece in cells.items() if members_of(piece) or _goes_on(lists[k], piece)]
        if ticks or not named or len(cells) < len(rows[stop]) or any(map(_is_list, rows[stop])):
            break
        for k, piece in cells.items():
            lists[k].append(piece)
        stop += 1
    if stop == n + 1 or _heads_origins(heads):
        return {}
    said = tuple([cell for head, pieces in zip(heads, lists, strict=True) for cell in _of_list(head, pieces)])
    return {n + 1: said, **dict.fromkeys(range(n + 2, stop), ())}


def _goes_on(above: Sequence[Piece], piece: Piece) -> bool:
    """Whether `piece` ends what stands above it in its column."""
    return any(members_of(glued(joined(above[-k:]), " ", piece)) for k in range(1, min(len(above), _MOST_ROWS) + 1))


def _of_list(head: Column, pieces: Sequence[Piece]) -> Iterator[Cell]:
    for k, piece in enumerate(pieces):
        yield Cell(piece, None) if k else _cell(head, piece)


def _is_followed(cells: dict[int, tuple[Cell, ...]], n: int, rows: Sequence[Columns]) -> bool:
    """Whether rows of a table stand below the heads on line `n`."""
    below = next((k for k in range(n + 1, len(rows)) if not _is_rule(rows[k])), n)
    return below in cells and below != n


def _is_rule(row: Columns) -> bool:
    """Whether a row is nothing but a line drawn below heads."""
    return not any(letter.isalnum() for cell in row for letter in cell.piece.text)


def _ends_table(heads: Columns, row: Columns, line: Line) -> bool:
    """Whether a blank line ends the table; between bars none does."""
    return line.apart and not (heads[1].begin == 1 and len(row) > 1)


def _heads_lists(row: Columns) -> bool:
    """Whether a row is the heads of columns that tell who was there: "Navn | Mødt | Afbud"."""
    if len(row) < _PAIR:
        return False
    fields = [label.field if label else "" for label in map(_label, row)]
    if all(_heads_group(cell) for cell in row):
        return True
    told = [field for field in fields[1:] if field in ("present", "absent")] or _says_more(row)
    names_people = fields[0] in LISTS or _of_people(row) is not None
    return names_people and (bool(told) or _heads_origins(row))


def _of_people(row: Columns) -> int | None:
    """The first of the heads `row` below which people stand, by its own words; None where none says so."""
    at = next((n for n, head in enumerate(row) if _is_one_of(head, "heads")), None)
    return None if at is None or any(members_of(cell.piece) for cell in row) else at


def _says_more(row: Columns) -> list[str]:
    """The heads of `row` that tell whether somebody was there, of which party they are, or who came instead."""
    heads = (cell.piece.text.lower() for cell in row[1:])
    return [head for head in heads if head in _words("parties", "statuses", "substitutes")]


def _heads_origins(row: Columns) -> bool:
    """Whether a row is the heads of two columns, of people and of whom they come from."""
    return len(row) == _PAIR and _is_list(row[0]) and row[1].piece.text.lower() in _words("origins")


def _row_below(heads: Columns, row: Columns, *, first: bool) -> tuple[Cell, ...] | None:
    """The cells of a row below `heads`; None where it is none of the table's. The `first` has the list's label."""
    if _heads_origins(heads):
        return _with_origin(heads, row, first=first)
    by_head = _by_head(heads, row)
    if by_head is None:
        return None
    heads, by_head = _people_first(heads, by_head)
    ticks = {n: cell.text.lower() for n, cell in by_head.items() if cell.text.lower() in _words("ticked", "unticked")}
    if ticks or not all(_is_list(head) for head in heads) or _standing_in(heads):
        return _ticked(heads, by_head, ticks)
    if not by_head or any(members_of(piece) is None for piece in by_head.values()):
        return None
    if len(by_head) == 1 and len(heads) > _PAIR:
        return _ticked(heads, by_head, ticks)
    return tuple(_cell(heads[n], piece) for n, piece in by_head.items())


def _by_head(heads: Columns, row: Columns) -> dict[int, Piece] | None:
    """What stands in `row` below each of the heads, by its number; None where that is more than one thing."""
    by_head: dict[int, Piece] = {}
    for cell in row:
        n = _head_of(heads, cell)
        if n in by_head and n:
            return None
        if n in by_head:  # party and role behind the name
            by_head[n] = glued(by_head[n], " ", cell.piece)
        elif cell.piece.text:
            by_head[n] = cell.piece
    return by_head


def _people_first(heads: Columns, by_head: dict[int, Piece]) -> tuple[Columns, dict[int, Piece]]:
    """The same with the column of people in the first one's place: "Kommune | Medlem | Mødt"."""
    at = _of_people(heads)
    if not at:
        return heads, by_head
    places = {0: at, at: 0}
    return (heads[at], *heads[1:at], heads[0], *heads[at + 1 :]), {places.get(n, n): by_head[n] for n in by_head}


def _with_origin(heads: Columns, row: Columns, *, first: bool) -> tuple[Cell, ...] | None:
    """Somebody, with whom they come from behind a comma as in lists without columns."""
    if len(row) != _PAIR or _head_of(heads, row[1]) != 1 or members_of(row[0].piece) is None:
        return None
    piece = glued(row[0].piece, ", ", row[1].piece)
    return (_cell(heads[0], piece) if first else Cell(piece, None),)


def _told_in(heads: Columns, by_head: dict[int, Piece], key: str) -> Piece | None:
    """What a row has below a head that is one of the words `key`."""
    return next((by_head[n] for n, head in enumerate(heads) if n in by_head and _is_one_of(head, key)), None)


def _is_one_of(head: Column, key: str) -> bool:
    return head.piece.text.lower() in _words(key)


def _standing_in(heads: Columns) -> str:
    """How the head is written below which those stand who came instead."""
    return next((head.piece.text.rstrip(" :") for head in heads if _is_one_of(head, "substitutes")), "")


def _with_remark(someone: Piece, remark: Piece | None) -> Piece:
    """Somebody with a remark that says more of them than what they are; without one that says something else."""
    if remark is None:
        return someone
    marked = (glued(someone, " (", remark, ")"), glued(someone, ", ", remark))
    return next((piece for piece in marked if members_of(piece) is not None), someone)


def _ticked(heads: Columns, by_head: dict[int, Piece], ticks: dict[int, str]) -> tuple[Cell, ...] | None:
    """Somebody in the first column, told under the head whose column alone is ticked."""
    someone = by_head.get(0)
    members = None if someone is None else members_of(someone)
    if someone is None or members is None or len(members) != 1:
        return None
    party, status, substitute, remark = (_told_in(heads, by_head, key) for key in _TOLD)
    someone = someone if party is None or members[0].person.party else glued(someone, " (", party, ")")
    for cell, mark, close in ((status, "–", ""), (substitute, " (" + _standing_in(heads) + ": ", ")")):
        someone = someone if cell is None else glued(someone, mark, cell, close)
    someone = _with_remark(someone, remark)
    if members_of(someone) is None:
        return None
    ticked = [n for n, tick in ticks.items() if tick in _words("ticked") and _is_list(heads[n])]
    if len(ticked) == 1:
        return (_cell(heads[ticked[0]], someone),)
    told = [n for n, head in enumerate(heads) if n and _is_list(head) and not _is_one_of(head, "substitutes")]
    if not ticked and len(told) == 1 and told[0] in ticks:  # a box that is empty
        label = labels.named(heads[told[0]].piece.text)
        if label is not None and label.field == "present":
            return (Cell(someone, Label("absent"), heads[told[0]].piece.text),)
    label = _label(heads[0]) if _standing_in(heads) else None
    return (Cell(someone, label or Label("members"), heads[0].piece.text),)


def _is_list(head: Column) -> bool:
    label = _label(head)
    return label is not None and label.field in LISTS


def _cell(head: Column, piece: Piece) -> Cell:
    return Cell(piece, _label(head), head.piece.text)


def _label(head: Column) -> Label | None:
    """The label that a head is; one that names a group of people heads members of whom it says no more."""
    return labels.named(head.piece.text) or (Label("members") if _heads_group(head) else None)


def _heads_group(head: Column) -> bool:
    """Whether a head names a group of people, or a council: "Medarbejderrepræsentanter", "Skoleudvalget"."""
    text = head.piece.text
    return _groups().fullmatch(text) is not None or names.is_council(text)


@cache
def _groups() -> re.Pattern[str]:
    return re.compile(idioms.table("header")["columns"]["groups"])


def _head_of(heads: Columns, cell: Column) -> int:
    """The head in whose column a cell stands."""
    slack = 0 if heads[1].begin == 1 else _SLACK
    return max((n for n, head in enumerate(heads) if head.begin - slack <= cell.begin), default=0)


def _words(*keys: str) -> frozenset[str]:
    """The lists `keys` of the vocabulary of tables."""
    table = idioms.table("header")["columns"]
    return frozenset(word for key in keys for word in table[key])
