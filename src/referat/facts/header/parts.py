"""The lines of a head taken apart: labels with what stands on their line, and text without a label.

line = [ bullet ] cell { "|" cell } ;  cell = [ text ] { label [ ":" | "-" ] value } | text ;
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from referat.facts.header import cards, labels, name_rows, names, typed_line
from referat.facts.header.cells import WIDE, Cell, glued, may_be_parted, parted
from referat.facts.header.cells import ends as at_ends
from referat.facts.header.labels import LISTS, Label
from referat.facts.header.members import group_at_start, members_of, tells_attendance
from referat.facts.header.typed_line import HeadLine
from referat.facts.members import detail
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.text.places import Line
from referat.text.source import Source
from referat.tuples import NamedTuple

# A line of so many cells, none of which has a value, is a menu.
_CELLS_OF_MENU = 3
# The heads of columns that have run together have so many words.
_FEWEST_COLUMNS, _MOST_COLUMNS = 2, 6
# So many blanks part names at least, and the mark that they are read as.
_NEAR, _BETWEEN = 2, ";"
# A head of so many lines may be in double spacing: one in so many at most does not stand below a blank one.
_FEWEST_SPACED, _SELDOM = 10, 10
# No head has more lines; below them nothing is looked for.
_MOST_LINES = 400


class Part(NamedTuple):
    """A value behind its label (empty where it stands elsewhere), or text without a label.

    `line` is the source's line, 0-based; `apart` tells that something blank stands above; `printed` is how the label
    is written; `fills_line` that the part is all of its line; `flat` that its text has lost its line ends.
    """

    piece: Piece
    line: int
    apart: bool
    label: Label | None = None
    printed: str = ""
    fills_line: bool = True
    flat: bool = False

    @property
    def text(self) -> str:
        """The text of the value, or of the part that has no label."""
        return self.piece.text

    @property
    def field(self) -> str:
        """The field that its label is about; "" where it has none."""
        return self.label.field if self.label else ""


# Who ran the meeting is told below a word for it that stands between others.
_FEWEST_WITH_ONE = 2


class _Row(NamedTuple):
    """A line's cells; `flat` tells that it is a part of a line whose line ends were lost."""

    line: int
    apart: bool
    cells: tuple[Piece, ...]
    flat: bool = False


def of(source: Source, lines: Sequence[Line]) -> tuple[Part, ...]:
    """The parts of `lines`, in order."""
    rows = [_row(source, line) for line in lines[:_MOST_LINES]]
    # Some have lost their line ends, or are parts of one line.
    if len(source.lines) != source.line_count or len({row.line for row in rows}) < len(rows):
        count = Counter([source.number(row.line) for row in rows])
        rows = [row._replace(flat=count[source.number(row.line)] > 1) for row in rows]
    habit = any(labels.shows_habit(cell.text) for row in rows for cell in row.cells)
    whole = sum(not row.flat for row in rows) * 2 > len(rows)
    first = lines[:_MOST_LINES]
    parted = whole and may_be_parted(source, first)
    tables = (
        {
            **(_in_columns(source, first) if parted else {}),
            **(cards.of(source, first) if len(first) >= cards.FEWEST_LINES else {}),
        }
        if whole
        else {}
    )
    if tables:
        tables = dict(_not_flat(tables, rows))
    parts: list[Part] = []
    heads: _Row | None = None
    hanging = False  # below labels side by side, columns are theirs
    for n, row in enumerate([_at_ends(source, row) for row in rows]):
        if n in tables:
            parts += _of_table(source, row, tables[n])
            heads = None
            continue
        if not row.cells:
            continue
        is_head = _heads_columns(row)
        if is_head and (heads is None or len(row.cells) != len(heads.cells)):
            parts.append(Part(row.cells[0], row.line, row.apart, Label("other")))
        elif heads is None or len(row.cells) != len(heads.cells):
            of_row = list(_of_row(row, habit=habit))
            hanging = hanging or (parted and sum(part.label is not None for part in of_row) > 1)
            if parted and not hanging:
                for part in of_row:
                    parts += _names_apart(source, part, parts[-1:])
            else:
                parts += of_row
        elif len(row.cells) == 1:
            parts += _columns(row)
        else:
            parts += _below(heads, row)
        heads = row if is_head or _is_row_of_labels(row) else None
    spaced = rows[_FEWEST_SPACED:] and rows[1].apart and rows[_FEWEST_SPACED].apart and _is_spaced(rows)
    parts = list(_with_lists_whole(parts)) if spaced else parts
    return _who_ran(_whole(parts)) if parts[_FEWEST_WITH_ONE:] else _whole(parts)


def _in_columns(source: Source, lines: Sequence[Line]) -> Mapping[int, tuple[Cell, ...]]:
    """The cells of the tables in `lines`, by the index of the line."""
    # Imported here: few heads have tables.
    from referat.facts.header import columns

    return columns.of(source, lines)


def _is_spaced(rows: Sequence[_Row]) -> bool:
    """Whether nearly all lines of a head stand below a blank one."""
    return _SELDOM * sum(not row.apart for row in rows) < len(rows)


def _with_lists_whole(parts: Sequence[Part]) -> Iterator[Part]:
    """`parts` of a head in double spacing: what stands below a list that begins beside its label is not apart."""
    listed = False
    for part in parts:
        listed = (part.field in LISTS and part.text != "") or (listed and part.label is None)
        yield part._replace(apart=False) if listed and part.label is None else part


def _not_flat(tables: Mapping[int, tuple[Cell, ...]], rows: Sequence[_Row]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows of `tables` but those that are parts of a line, and those whose cells stand in such a row."""
    left_out = False
    for n, row in enumerate(rows):
        left_out = n in tables and (row.flat or (left_out and not tables[n]))
        if n in tables and not left_out:
            yield n, tables[n]


def _whole(parts: list[Part]) -> tuple[Part, ...]:
    """`parts`, the labels of lists whole that stand on two lines: "Fra Vækstforum" above "deltog:"."""
    for k, below in reversed([*enumerate(parts)]):
        ended = below.piece.text
        if k and ended[-1:] == ":" and ended[0].islower() and parts[k - 1].fills_line:
            begun = parts[k - 1].piece.text
            if names.pattern("torn_label", "people").match(begun) is None:
                continue
            printed = f"{begun} {ended}"
            label = labels.alone(printed) if parts[k - 1].label is below.label is None else None
            if label is not None and label.field in LISTS:
                nothing = below.piece.cut(len(ended), len(ended))
                apart = parts[k - 1].apart
                parts[k - 1 : k + 1] = [below._replace(piece=nothing, apart=apart, label=label, printed=printed[:-1])]
    return tuple(parts)


def _who_ran(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """`parts`, the words for who ran the meeting as labels where they stand alone above somebody: "Referent".

    Not where those on a list have what they are on the line below each.
    """
    every = [*parts]
    for k, part in enumerate(parts[1:-1], 1):
        label = labels.named(part.text) if part.label is None and part.fills_line and " " not in part.text else None
        below = parts[k + 1]
        if label is None or not label.runs or below.label is not None:
            continue
        beyond = (*every[max(k - 2, 0) : k - 1], *parts[k + 2 : k + 3])
        if len(members_of(below.piece) or ()) == 1 and all(one.label or detail(one.piece) is None for one in beyond):
            every[k] = part._replace(piece=part.piece.cut(len(part.text), len(part.text)), label=label)
    return tuple(every)


def _names_apart(source: Source, part: Part, above: Sequence[Part]) -> Sequence[Part]:
    """`part`, names in columns as those of a list, with what they are in brackets; any other as it is.

    "Medlemmer:   Asta Birkholm (A)  formand      Bo Elm (V)", "Liste A:   Asta Birkholm   Bo Elm"
    """
    field, piece = part.field, part.piece
    if not piece.text or (part.label is not None and field != "place" and field not in LISTS):
        return (part,)
    a, b = source.origin(piece.start, piece.end)
    blanks = source.spaced[a:b]
    if " " * _NEAR not in blanks and "\t" not in blanks:  # nearly always
        return (part,)
    return _place_apart(source, part) if field == "place" else _cells_apart(source, part, above)


def _cells_apart(source: Source, part: Part, above: Sequence[Part]) -> Sequence[Part]:
    """The same of a part in which several blanks stand."""
    field, piece = part.field, part.piece
    begin = group_at_start(piece.text)
    for gap in (WIDE, _NEAR):
        cells = [column.piece for column in parted(source, piece.cut(begin, len(piece.text)), gap)]
        if name_rows.are_names(cells):
            return (part._replace(piece=glued(piece.cut(0, piece.offset(cells[0].end)), " (", cells[1], ")")),)
        if len(cells) > 1 and all(len(members_of(cell) or ()) == 1 for cell in cells):
            is_list = field in LISTS or any(one.field in LISTS and not one.text for one in above)
            if is_list and not begin and any("," in cell.text for cell in cells):  # with whom each comes from, say
                return (part._replace(piece=cells[0]), *[Part(cell, part.line, apart=False) for cell in cells[1:]])
            text = list(piece.text)
            for cell in cells[1:]:
                text[piece.offset(cell.start) - 1] = _BETWEEN
            return (part._replace(piece=piece._replace(text="".join(text))),)
    return (part,)


def _place_apart(source: Source, part: Part) -> Sequence[Part]:
    """`part`, the meeting's place; in two where somebody stands in a column beside it."""
    place, *beside = [column.piece for column in parted(source, part.piece, WIDE)]
    rest = part.piece.cut(part.piece.offset(beside[0].start), len(part.text)) if beside else part.piece
    if not beside or names.is_place(rest.text) or not members_of(rest):
        return (part,)
    return part._replace(piece=place), Part(rest, part.line, apart=True, fills_line=False)


def _at_ends(source: Source, row: _Row) -> _Row:
    """`row` with what stands at its two ends as cells, where one of them names a body or a type and all of it is none.

    "Nordby Byråd                    Møde nr. 6"
    """
    cells = at_ends(source, row.cells[0]) if len(row.cells) == 1 and not row.flat else ()
    if len(cells) <= 1 or _says_something(typed_line.read(row.cells[0])):  # nearly always
        return row
    telling = any(tells_attendance(cell.text) for cell in cells)
    if telling or labels.at_start(row.cells[0].text, habit=True, flat=False) is not None:
        return row
    heads = [typed_line.read(cell) for cell in cells]
    named = any(head is not None and (head.types or head.first("body")) for head in heads)
    return row._replace(cells=cells) if named else row


def _says_something(head: HeadLine | None) -> bool:
    """Whether a line of typed parts says more than a body's name with words beside it that are none of it."""
    return head is not None and bool(head.types or head.whens or len(head.slots) > 1)


def _of_table(source: Source, row: _Row, cells: Sequence[Cell]) -> Iterator[Part]:
    """The parts of a line of a table whose columns tell what is a label."""
    for cell in cells:
        apart = row.apart and cell.label is not None
        line = source.line_at(cell.piece.start)
        yield Part(cell.piece, line, apart, cell.label, cell.printed, fills_line=False)


def _is_row_of_labels(row: _Row) -> bool:
    return len(row.cells) > 1 and all(labels.alone(cell.text) for cell in row.cells)


def _row(source: Source, line: Line) -> _Row:
    piece = Piece(source.view[line.a : line.b], ((0, line.a),))
    download = _pattern("download").fullmatch(piece.text)
    if download is not None:
        piece = piece.cut(*download.span("title"))
    bullet = _pattern("bullet").match(piece.text) if not piece.text[:1].isalnum() else None
    if bullet is not None:
        piece = piece.cut(bullet.end(), len(piece.text))
    cells = [piece] if "|" not in piece.text else [piece.cut(*m.span()) for m in re.finditer(r"[^|]+", piece.text)]
    if len(cells) > 1 and _is_one_list(cells):
        cells = [piece]
    filled = [cell.stripped() for cell in cells if cell.text[:1].isalnum() or any(map(str.isalnum, cell.text))]
    return _Row(source.line_at(line.a), line.apart, tuple(filled))


def _is_one_list(cells: Sequence[Piece]) -> bool:
    """Whether the bars between `cells` part those on one list, behind its label, if any: "Deltager: X | Y | Z"."""
    filled = [cell.stripped() for cell in cells if cell.text.strip()]
    if not filled:  # bars alone
        return False
    first, *others = filled
    mark = labels.at_start(first.text, habit=False, flat=False)
    if mark is not None:
        if mark.mark != ":" or mark.label.field not in LISTS or not first.text[mark.value :].strip():
            return False
        first = first.cut(mark.value, len(first.text))
    return all(len(members_of(each) or ()) == 1 for each in (first, *others))


def _of_row(row: _Row, *, habit: bool) -> Iterator[Part]:
    """The parts of a line; a menu is one part without a label."""
    parts = [part for cell in row.cells for part in _of_cell(cell, row, habit=habit)]
    if len(row.cells) == 1:
        yield from parts
    elif len(row.cells) >= _CELLS_OF_MENU and not any(part.label and part.text for part in parts) and _is_menu(row):
        first, last = row.cells[0], row.cells[-1]
        yield Part(Piece("", ((0, first.start),)), row.line, row.apart, Label("other"), last.text)
    else:
        yield from (part._replace(fills_line=False) for part in parts)


def _is_menu(row: _Row) -> bool:
    """Whether no date or hour stands among the cells of a line: "Referat | Byrådet | 3. maj 2021" is a head."""
    heads = (typed_line.read(cell) for cell in row.cells)
    return not any(head is not None and head.whens for head in heads)


def _heads_columns(row: _Row) -> bool:
    """Whether a line is the heads of columns that a text has run together: "Udvalg Dato Type Hent"."""
    if len(row.cells) != 1:
        return False
    text = row.cells[0].text
    words = text.split() if text[0].isupper() else []
    if not _FEWEST_COLUMNS <= len(words) <= _MOST_COLUMNS or not all(map(str.isalpha, words)):
        return False
    formed = all(word[0].isupper() for word in words)
    return (
        formed
        and any(map(labels.names_body, words))
        and not names.is_body(text)
        and labels.at_start(text, habit=False, flat=False) is None
    )


def _columns(row: _Row) -> Iterator[Part]:
    """The parts of the line below the heads of columns that have run together: it begins with the body."""
    cell = row.cells[0]
    stop = names.body_at_start(cell.text)
    if stop and typed_line.read(cell) is None:
        yield Part(cell.cut(0, stop), row.line, row.apart, labels.of_body(), fills_line=False)
    else:
        yield Part(cell, row.line, row.apart)


def _below(heads: _Row, row: _Row) -> Iterator[Part]:
    """The parts of a table's row below a row of labels."""
    for head, cell in zip(heads.cells, row.cells, strict=True):
        label = labels.alone(head.text)
        yield Part(cell, row.line, row.apart, label, head.text, fills_line=False)


def _of_cell(cell: Piece, row: _Row, *, habit: bool) -> list[Part]:
    marks = labels.marks(cell.text, habit=habit, flat=row.flat)
    if not marks:
        return [Part(cell, row.line, row.apart, fills_line=not row.flat, flat=row.flat)]
    flat = row.flat or len(marks) > 1
    parts: list[Part] = []
    if cell.text[: marks[0].a].strip():
        parts.append(Part(cell.cut(0, marks[0].a).stripped(), row.line, row.apart, fills_line=False, flat=flat))
    stops = [mark.a for mark in marks[1:]] + [len(cell.text)]
    for mark, stop in zip(marks, stops, strict=True):
        value = cell.cut(mark.value, stop)
        value = value.stripped() if value.text.strip() else cell.cut(mark.b, mark.b)
        printed = cell.text[mark.a : mark.b]
        parts.append(Part(value, row.line, row.apart, mark.label, printed, fills_line=len(marks) == 1, flat=flat))
    return parts


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compile_pattern(idioms.table("header")["lines"][name])
