"""Rows of a table of contents whose pages a program put on lines of their own.

    torn row = line of a title { line of it } [ leaders ] , page ;

The pages rise from row to row; that several stand below leaders tells that they are pages.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise

from referat.lexicon.patterns import compile_pattern
from referat.text.source import Source

_TELLS = compile_pattern(r"(?m)(?<!\.)\.{4,}[ \t]*\n[ \t]*(?=\d{1,3}[ \t]*$)")
_PAGE = compile_pattern(r"\d{1,3}")
_FEWEST = 2
# A row has so many lines at most, its page among them.
_LONGEST = 5


def ends(source: Source, outside: Collection[int]) -> Iterator[int]:
    """The lines of the text, 0-based, below which the page of their row stands; none are of `outside` pages' bodies."""
    told = {source.line_at(match.end()) for match in _TELLS.finditer(source.view)}
    if len(told) < _FEWEST:  # nearly always
        return
    lines = [i for i, line in enumerate(source.lines) if line.strip() and i not in outside]
    pages = [n for n, i in enumerate(lines) if _PAGE.fullmatch(source.lines[i].strip())]
    table: list[int] = []
    for above, n in pairwise([-1, *pages]):
        if table and not (n - above <= _LONGEST and _page(source, lines[above]) <= _page(source, lines[n])):
            yield from _titles(lines, table, told)
            table = []
        table.append(n)
    yield from _titles(lines, table, told)


def _page(source: Source, i: int) -> int:
    return int(source.lines[i])


def _titles(lines: list[int], table: list[int], told: Collection[int]) -> Iterator[int]:
    """The lines directly above the pages of a `table`, where several of these are known to be pages."""
    if sum(lines[n] in told for n in table) >= _FEWEST:
        yield from (lines[n] - 1 for n in table if n and lines[n - 1] == lines[n] - 1)
