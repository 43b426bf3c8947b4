"""The lines of a head taken apart: labels with what stands on their line, and text without a label.

line = [ bullet ] cell { "|" cell } ;  cell = [ text ] { label [ ":" | "-" ] value } | text ;
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from referat.facts import header_dates, header_title
from referat.facts.members import read_members
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.text.places import Line
from referat.text.source import Source

#: The fields that labels are about.
FIELDS = (
    "body", "meeting", "when", "end", "opened", "closed", "place", "members", "present", "absent", "others", "office",
    "remarks", "other", "contents",
)  # fmt: skip
#: The fields whose value is a list of people.
LISTS = frozenset({"members", "present", "absent", "others"})
# A line of so many cells, none of which has a value, is a menu.
_CELLS_OF_MENU = 3
# Labels without a mark are looked for inside a line that holds so much, and so many of them.
_FLAT, _FEWEST_INSIDE = 40, 2
_MOST_COLUMNS = 6
# Shorter labels glued to a capital may be another word; the same inside a line.
_SHORTEST_GLUED, _LONG_WORD = 3, 5
# Fields whose labels need no mark in a text that lost its line ends.
_FLAT_FIELDS = frozenset({"when", "members", "present", "absent", "closed", "end", "remarks", "contents"})
# No head has more lines; below them nothing is looked for.
_MOST_LINES = 400


class Label(NamedTuple):
    """A label of the vocabulary: the field it is about and whether it needs a mark (see `header.toml`).

    `excused` tells of a list of those absent whether they had sent apologies; `flat` that a place's label needs no mark
    inside a text without line ends.
    """

    field: str
    bare: str = ""
    excused: bool | None = None
    flat: bool = False


class Part(NamedTuple):
    """A value behind its label (empty where it stands elsewhere), or text without a label.

    `line` is the source's line, 0-based; `apart` tells that something blank stands above; `printed` is how the label
    is written; `whole` that the part is all of its line; `flat` that its text has lost its line ends.
    """

    piece: Piece
    line: int
    apart: bool
    label: Label | None = None
    printed: str = ""
    whole: bool = True
    flat: bool = False

    @property
    def text(self) -> str:
        """The text of the value, or of the part that has no label."""
        return self.piece.text

    @property
    def field(self) -> str:
        """The field that its label is about; "" where it has none."""
        return self.label.field if self.label else ""


class _Mark(NamedTuple):
    """A label as it stands in a text: where it begins and ends, where its value begins, and what parts the two."""

    a: int
    b: int
    value: int
    label: Label
    mark: str


class _Row(NamedTuple):
    """A line's cells; `flat` tells that it is a part of a line whose line ends were lost."""

    line: int
    apart: bool
    cells: tuple[Piece, ...]
    flat: bool = False


def of(source: Source, lines: Sequence[Line]) -> tuple[Part, ...]:
    """The parts of `lines`, in order."""
    rows = [_row(source, line) for line in lines[:_MOST_LINES]]
    count = Counter(source.number(row.line) for row in rows)
    rows = [row._replace(flat=count[source.number(row.line)] > 1) for row in rows]
    habit = any(_has_bare_label(cell) for row in rows for cell in row.cells)
    parts: list[Part] = []
    heads: _Row | None = None
    for row in rows:
        if not row.cells:
            continue
        if heads is None or len(row.cells) != len(heads.cells):
            parts += _of_row(row, habit=habit)
        elif len(row.cells) == 1:
            parts += _columns(row)
        else:
            parts += _below(heads, row)
        heads = row if _heads_columns(row) or _is_row_of_labels(row) else None
    return tuple(parts)


def _is_row_of_labels(row: _Row) -> bool:
    return len(row.cells) > 1 and all(_alone(cell) for cell in row.cells)


def _row(source: Source, line: Line) -> _Row:
    piece = Piece(source.view[line.a : line.b], ((0, line.a),))
    download = _pattern("download").fullmatch(piece.text)
    if download is not None:
        piece = piece.cut(*download.span("title"))
    bullet = _pattern("bullet").match(piece.text)
    if bullet is not None:
        piece = piece.cut(bullet.end(), len(piece.text))
    cells = [piece] if "|" not in piece.text else [piece.cut(*m.span()) for m in re.finditer(r"[^|]+", piece.text)]
    return _Row(source.line_at(line.a), line.apart, tuple(cell.stripped() for cell in cells if _says_something(cell)))


def _says_something(cell: Piece) -> bool:
    return any(letter.isalnum() for letter in cell.text)


def _of_row(row: _Row, *, habit: bool) -> Iterator[Part]:
    """The parts of a line; a menu is one part without a label."""
    parts = [part for cell in row.cells for part in _of_cell(cell, row, habit=habit)]
    if _heads_columns(row):
        yield Part(row.cells[0], row.line, row.apart, Label("other"))
    elif len(row.cells) >= _CELLS_OF_MENU and not any(part.label and part.text for part in parts):
        first, last = row.cells[0], row.cells[-1]
        yield Part(Piece("", ((0, first.start),)), row.line, row.apart, Label("other"), last.text)
    else:
        yield from (part._replace(whole=part.whole and len(row.cells) == 1) for part in parts)


def _heads_columns(row: _Row) -> bool:
    """Whether a line is the heads of columns that a text has run together: "Udvalg Dato Type Hent"."""
    words = row.cells[0].text.split() if len(row.cells) == 1 else []
    labels = [_labels()[word.lower()].field for word in words if word.lower() in _labels()]
    few = _FEWEST_INSIDE <= len(words) <= _MOST_COLUMNS and all(word.isalpha() and word[0].isupper() for word in words)
    return (
        few
        and "body" in labels
        and not header_title.is_body(row.cells[0].text)
        and _first(row.cells[0], habit=False) is None
    )


def _columns(row: _Row) -> Iterator[Part]:
    """The parts of the line below the heads of columns that have run together: it begins with the body."""
    cell = row.cells[0]
    stop = header_title.body_at_start(cell.text)
    if stop and header_title.read(cell) is None:
        yield Part(cell.cut(0, stop), row.line, row.apart, _labels()["udvalg"], whole=False)
    else:
        yield Part(cell, row.line, row.apart)


def _below(heads: _Row, row: _Row) -> Iterator[Part]:
    """The parts of a table's row below a row of labels."""
    for head, cell in zip(heads.cells, row.cells, strict=True):
        label = _alone(head)
        yield Part(cell, row.line, row.apart, label, head.text, whole=False)


def _of_cell(cell: Piece, row: _Row, *, habit: bool) -> list[Part]:
    marks = _marks(cell, habit=habit, flat=row.flat)
    if not marks:
        return [Part(cell, row.line, row.apart, whole=not row.flat, flat=row.flat)]
    flat = row.flat or len(marks) > 1
    parts: list[Part] = []
    if cell.text[: marks[0].a].strip():
        parts.append(Part(cell.cut(0, marks[0].a).stripped(), row.line, row.apart, whole=False, flat=flat))
    stops = [mark.a for mark in marks[1:]] + [len(cell.text)]
    for mark, stop in zip(marks, stops, strict=True):
        value = cell.cut(mark.value, stop)
        value = value.stripped() if value.text.strip() else cell.cut(mark.b, mark.b)
        printed = cell.text[mark.a : mark.b]
        parts.append(Part(value, row.line, row.apart, mark.label, printed, whole=len(marks) == 1, flat=flat))
    return parts


# --- Labels


@cache
def _labels() -> dict[str, Label]:
    """The labels of the vocabulary, by their words in lower case."""
    return {
        words.lower(): Label(entry["field"], entry.get("bare", ""), entry.get("excused"), entry.get("flat", False))
        for entry in idioms.table("header")["label"]
        for words in entry["says"]
    }


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    """The labels' words by their first letter, the longest first."""
    index: dict[str, list[str]] = {}
    for words in sorted(_labels(), key=len, reverse=True):
        index.setdefault(words[0], []).append(words)
    return {letter: tuple(words) for letter, words in index.items()}


def _marks(cell: Piece, *, habit: bool, flat: bool) -> list[_Mark]:
    """The labels of a cell; one inside it has a colon, or stands in a text that has lost its line ends."""
    first = _first(cell, habit=habit, flat=flat)
    inside = list(_inside(cell.text, first))
    long = len(cell.text) > _FLAT
    if first is None and long and len(inside) >= _FEWEST_INSIDE:
        first = _first(cell, habit=habit, flat=True)
    flat = long and len(inside) + (first is not None) >= _FEWEST_INSIDE
    return ([first] if first else []) + [mark for mark in inside if flat or mark.mark == ":"]


def _first(cell: Piece, *, habit: bool, flat: bool = False) -> _Mark | None:
    """The label that the cell begins with."""
    text = cell.text
    if not text[:1].isupper():
        return None
    folded = text.lower()
    for words in _by_first().get(folded[0], ()):
        if folded.startswith(words):
            mark = _mark_at(text, 0, words)
            if mark is not None and (_holds(mark, cell, habit=habit) or (flat and _is_list_beside(mark, cell))):
                return mark
    return None


def _mark_at(text: str, a: int, words: str) -> _Mark | None:
    """The label of `words` that stands in `text` at `a`, with its mark: ":", "-", "end", " " or "glued"."""
    b = a + len(words)
    tail = _pattern("label_tail").match(text, b)
    b = tail.end() if tail is not None else b
    value = _pattern("label_mark").match(text, b)
    printed = value[0] if value is not None else ""
    stop = value.end() if value is not None else b
    if ":" in printed:
        mark = ":"
    elif not text[stop:].strip():
        mark = "end"
    elif printed.strip():
        mark = "-"
    elif text[b] == " ":
        mark, stop = " ", b + 1
    elif text[b].isupper() or text[b].isdigit():
        mark = "glued"
    else:
        return None
    return _Mark(a, b, stop, _labels()[words], mark)


def _holds(mark: _Mark, cell: Piece, *, habit: bool) -> bool:
    """Whether the words at the beginning of a cell are a label there."""
    bare = mark.label.bare
    if mark.mark == ":":
        return True
    if bare == "never":
        return False
    if mark.mark == "end":
        return bare != "value"
    if bare == "value":
        return mark.mark != "glued"
    if mark.mark == "glued" and (mark.b < _SHORTEST_GLUED or cell.text[: mark.b].isupper()):
        return False
    value = cell.cut(mark.value, len(cell.text)).stripped()
    return _fits(mark.label, value, habit=habit or mark.mark in ("-", "glued"))


def _is_list_beside(mark: _Mark, cell: Piece) -> bool:
    """Whether names may stand behind the label of a list with nothing between, in a text without line ends."""
    plain = mark.label.field in LISTS and mark.label.bare == ""
    return plain and mark.mark == " " and cell.text[mark.value : mark.value + 1].isupper()


def _fits(label: Label, value: Piece, *, habit: bool) -> bool:
    """Whether `value` can be what a label without a colon tells, by its own form."""
    if label.field in ("closed", "opened"):
        said = header_dates.labelled(value)
        return said is not None and not value.text[said.b :].strip(" .)-–")
    if label.field in ("when", "end"):
        return header_dates.labelled(value) is not None
    if label.field in ("body", "meeting"):
        return header_title.is_body(value.text) or (
            label.field == "meeting" and header_title.type_of(value.text) != "unknown"
        )
    if label.field == "place":
        return value.text[:1].isupper() and (label.bare == "always" or habit)
    if label.field in LISTS:
        return bool(read_members(value))
    return False


def _alone(cell: Piece) -> Label | None:
    """The label that all of the cell is."""
    mark = _first(cell, habit=False)
    return mark.label if mark is not None and not cell.text[mark.value :].strip() else None


def _has_bare_label(cell: Piece) -> bool:
    """Whether the cell has a label with its value and nothing but a blank between, whose words alone say so."""
    mark = _first(cell, habit=False)
    return mark is not None and mark.mark == " " and mark.label.field in ("when", "place", "body")


def _inside(text: str, first: _Mark | None) -> Iterator[_Mark]:
    """The labels inside `text`, behind its first; one without a colon begins with a capital and has a long word."""
    done = first.value if first else 1
    for match in _inner().finditer(text, done):
        words = " ".join(match["words"].lower().split())
        mark = _mark_at(text, match.start(), words)
        if mark is None or match.start() < done or mark.mark == "glued":
            continue
        capital = text[mark.a].isupper()
        colon = mark.mark == ":" and (capital or mark.label.field == "closed")
        if colon or (capital and _needs_no_mark(text, mark, first)):
            yield mark
            done, first = mark.value, mark


def _needs_no_mark(text: str, mark: _Mark, before: _Mark | None) -> bool:
    """Whether a label inside a text without line ends is one by its words and by what follows them."""
    label = mark.label
    plain = label.field in _FLAT_FIELDS and label.bare == ""
    if mark.b - mark.a < _LONG_WORD or not (plain or label.flat or label.bare == "always"):
        return False
    if text[mark.value : mark.value + 1].islower() or (label.field == "place" and not text[mark.value :][:1].isalpha()):
        return False
    # "Lokale: Mødelokale 120": the beginning of what the label before tells.
    return before is None or before.label.field != label.field or bool(text[before.value : mark.a].strip())


@cache
def _inner() -> re.Pattern[str]:
    words = sorted(_labels(), key=len, reverse=True)
    return re.compile(rf"(?<=[\s.,;(])(?P<words>(?i:{'|'.join(map(re.escape, words))}))(?![\w-])")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(idioms.table("header")["lines"][name])
