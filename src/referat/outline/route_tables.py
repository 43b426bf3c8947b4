"""Tables of the committees that a case goes through, a cell a line: their abbreviations, and ticks below them.

table = abbreviation { abbreviation } { tick } ;   (* below the case's number or its title *)
"""

from collections.abc import Iterator, Sequence

from referat.lexicon.patterns import compile_pattern
from referat.outline.marks import Mark

_ABBREVIATION = compile_pattern(r"[A-ZÆØÅ]{2,4}")
_TICK = compile_pattern(r"[xX]|\([xX]\)")
_FEWEST, _REACH = 5, 4
_OF_ITEM = frozenset({"case", "access"})


def tables(marks: Sequence[Mark], short: Sequence[int]) -> frozenset[int]:
    """The marks in such tables, of which all are among the `short` ones."""
    cells = [k for k in short if marks[k].role == "" and _ABBREVIATION.fullmatch(marks[k].text)]
    if len(cells) < _FEWEST:  # nearly always
        return frozenset()
    return frozenset(_tables(marks, cells))


def _tables(marks: Sequence[Mark], cells: Sequence[int]) -> Iterator[int]:
    runs: list[list[int]] = []
    for k in cells:
        if runs and runs[-1][-1] == k - 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    for run in runs:
        above = marks[max(0, run[0] - _REACH) : run[0]]
        if len(run) < _FEWEST or len({marks[k].key for k in run}) < len(run):
            continue
        if any(mark.role in _OF_ITEM or mark.number is not None for mark in above):
            yield from run
            k = run[-1] + 1
            while k < len(marks) and _TICK.fullmatch(marks[k].text):
                yield k
                k += 1
