"""Tables that are drawn with bars: a row is cut into its cells, of which the first is an item's heading.

    table = [ row ruler ] row { row } ;
    row   = "|" number [ "|" ] title "|" cell { "|" cell } [ "|" ] ;

The numbers rise by one from row to row: other tables are text, and stay as they are. A row whose last cell runs over
several lines ends without a bar.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened.extent import Piece
from referat.text.source import Source

_BAR = "|"
_CELL = compile_pattern(r"[^|]+")
_RULER = compile_pattern(r"\|(?: *:?-{2,}:? *\|)+")
_NUMBERED = compile_pattern(r"\|\s*(\d{1,3})[.:)]?\s+(\|\s*)?[A-ZÆØÅ]")
_FEWEST_BARS, _FEWEST_ROWS = 3, 2


def rows(source: Source) -> Mapping[int, tuple[Piece, ...]]:
    """The rows of tables of items by their lines, each as its cells; a table's head and its ruler are noise."""
    if _BAR not in source.view:
        return {}
    barred = [i for i, line in enumerate(source.lines) if _is_row(line.strip())]
    cells: dict[int, tuple[Piece, ...]] = {}
    for _, run in groupby(enumerate(barred), key=lambda at: at[1] - at[0]):
        lines = [i for _, i in run]
        rulers = {i for i in lines if _RULER.fullmatch(source.lines[i].strip())}
        furniture = {i for i in lines if i in rulers or i + 1 in rulers}
        if not _count_up([source.lines[i].strip() for i in lines if i not in furniture]):
            continue
        for i in lines:
            cells[i] = (_whole(source.lines[i]),) if i in furniture else tuple(_cells(source.lines[i]))
    return cells | dict(_further(source, cells))


def _further(source: Source, cells: Mapping[int, tuple[Piece, ...]]) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """The rows below a table's last one that go on with its numbers."""
    if not cells:
        return
    wanted = _value(source.lines[max(cells)]) + 1
    for i in range(max(cells) + 1, len(source.lines)):
        if _value(source.lines[i]) == wanted:
            yield i, tuple(_cells(source.lines[i]))
            wanted += 1


def _value(line: str) -> int:
    match = _NUMBERED.match(line.strip())
    return int(match[1]) if match is not None else -1


def _is_row(text: str) -> bool:
    return text[:1] == text[-1:] == _BAR and text.count(_BAR) >= _FEWEST_BARS


def _count_up(texts: Sequence[str]) -> bool:
    """Whether every row begins with a number and a title, and the numbers rise by one."""
    numbers = list(map(_value, texts))
    return len(numbers) >= _FEWEST_ROWS and -1 not in numbers and all(b == a + 1 for a, b in pairwise(numbers))


def _whole(line: str) -> Piece:
    return Piece(len(line) - len(line.lstrip()), len(line.rstrip()), "noise")


def _cells(line: str) -> Iterator[Piece]:
    """The filled cells of a row; a number's cell and its title's are one."""
    match = _NUMBERED.match(line.strip())
    lead = len(line) - len(line.lstrip())
    begin = -1 if match is None or match[2] is None else lead + match.start(1)
    for cell in _CELL.finditer(line):
        text = cell[0].strip()
        if begin >= 0 and cell.start() <= begin < cell.end():
            continue
        if text:
            a = line.index(text, cell.start())
            yield Piece(begin if begin >= 0 else a, a + len(text), "")
            begin = -1
