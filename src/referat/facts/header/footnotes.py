"""Notes below a table of people, each put where its mark stands: "Afbud (1)" above "(1) Suppleant Bo Elm deltog."."""

import re
from collections.abc import Sequence
from functools import cache

from referat.facts.header.cells import Column, Columns, glued
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern

_CLOSING = " ."


def put_in(rows: Sequence[Columns]) -> tuple[Sequence[Columns], tuple[int, ...]]:
    """`rows`, a note behind the mark that stands for it in a cell, and the rows of the notes that were put there."""
    notes: dict[str, int] = {}
    for n, row in enumerate(rows):
        match = _note().fullmatch(row[0].piece.text) if len(row) == 1 else None
        if match is not None:
            notes[match["mark"]] = n
    if not notes:  # nearly always
        return rows, ()
    used: dict[int, None] = {}
    settled = [tuple([_with_note(rows, cell, notes, used) for cell in row]) if len(row) > 1 else row for row in rows]
    return settled, tuple(used)


def _with_note(rows: Sequence[Columns], cell: Column, notes: dict[str, int], used: dict[int, None]) -> Column:
    match = _marked().fullmatch(cell.piece.text)
    n = notes.get(match["mark"]) if match is not None else None
    if match is None or n is None:
        return cell
    used[n] = None
    piece = rows[n][0].piece
    note = _note().fullmatch(piece.text)
    begin = note.start("note") if note is not None else 0
    told = piece.cut(begin, len(piece.text.rstrip(_CLOSING)))
    return cell._replace(piece=glued(cell.piece.cut(0, match.end("said")), ", ", told))


@cache
def _note() -> re.Pattern[str]:
    return compile_pattern(idioms.table("header")["columns"]["note"])


@cache
def _marked() -> re.Pattern[str]:
    return compile_pattern(idioms.table("header")["columns"]["marked"])
