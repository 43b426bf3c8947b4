"""Lists that stand beside other labels: names below belong to the label in the column of whose value they stand.

row = label value label value { label value } ;  below = { names in the column of a list's value } ;
"""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from referat.facts.header import cells
from referat.facts.header.labels import LISTS
from referat.facts.header.members import members_of
from referat.facts.header.parts import Part
from referat.text import spacing
from referat.text.source import Source
from referat.tuples import NamedTuple


class _Stack(NamedTuple):
    """The parts of a label and what stands below its value, and the column in which that begins."""

    column: int
    parts: tuple[Part, ...]


_Stacks = tuple[_Stack, ...]


def settled(source: Source, parts: Sequence[Part]) -> tuple[Part, ...]:
    """`parts`, names that go on below a list behind that, though other labels stand beside it.

    "Afbud:  Asta Birkholm        Slut: kl. 18" above "        Bo Elm"
    """
    if not [part for part in parts if part.label is not None][1:]:
        return tuple(parts)
    rows = [tuple(row) for _, row in groupby(parts, key=lambda part: source.number(part.line))]
    if not any(_opens(row) for row in rows):  # nearly always
        return tuple(parts)
    return tuple(chain.from_iterable(_settled(source, rows)))


def _settled(source: Source, rows: Sequence[tuple[Part, ...]]) -> Iterator[tuple[Part, ...]]:
    opened: _Stacks = ()
    for row in rows:
        below = _below(source, row, opened) if opened else None
        if below is not None:
            opened = below
            continue
        yield from [stack.parts for stack in opened]
        opened = _stacks(source, row) if _opens(row) else ()
        if not opened:
            yield row
    yield from [stack.parts for stack in opened]


def _opens(row: Sequence[Part]) -> bool:
    """Whether labels stand beside one another, each before its value, and one of them is a list's."""
    filled = list(_filled(row))
    labelled = len(filled) > 1 and all(parts[0].label and parts[-1].text for parts in filled)
    return labelled and any(part.field in LISTS for part in row)


def _filled(row: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """The parts of `row`, a label together with its value where that is a part of its own."""
    waiting: tuple[Part, ...] = ()
    for part in row:
        if waiting and part.label is None:
            yield (*waiting, part)
            waiting = ()
            continue
        if waiting:
            yield waiting
        waiting = (part,) if part.label is not None and not part.text else ()
        if not waiting:
            yield (part,)
    if waiting:
        yield waiting


def _below(source: Source, row: Sequence[Part], opened: _Stacks) -> _Stacks | None:
    """`opened` with what the row below says: labels with their values, and names in the column of a list's value."""
    if row[0].apart:
        return None
    stacks = list(opened)
    for parts in _filled(row):
        *label, value = parts
        for cell in cells.parted(source, value.piece):
            part = value._replace(piece=cell.piece, fills_line=False)
            if cell.piece.start == value.piece.start and parts[0].label is not None:
                stacks.append(_Stack(cell.begin, (*label, part)))
                continue
            at = max([k for k, stack in enumerate(stacks) if stack.column == cell.begin], default=-1)
            if at < 0 or stacks[at].parts[0].field not in LISTS or members_of(cell.piece) is None:
                return None
            below = part._replace(label=None, printed="")
            stacks[at] = stacks[at]._replace(parts=(*stacks[at].parts, below))
    return tuple(stacks)


def _stacks(source: Source, row: Sequence[Part]) -> _Stacks:
    """A stack for each label of `row` with its value."""
    filled = list(_filled(row))
    starts = [source.origin(parts[-1].piece.start, parts[-1].piece.end)[0] for parts in filled]
    return tuple([_Stack(spacing.column(source.spaced, a), parts) for a, parts in zip(starts, filled, strict=True)])
