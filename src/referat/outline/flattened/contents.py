"""Tables of contents in a text that has lost its line ends: where they begin, and the pages that are nothing else."""

from functools import lru_cache
from itertools import pairwise

from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened.words import compiled, dangles

# Behind so many rows nothing else is meant.
_FEWEST_LED, _FEWEST_STEPS = 2, 2
# A page of titles has so many characters.
_LONG = 400
_LED = compile_pattern(r"(?:\.{3,}|…) ?\d{1,3}\b")
# A row's page, and the number of the next one.
_STEP = compile_pattern(r"(?<= )\d{1,3} (\d{1,3}) (?=[A-ZÆØÅ])")
_NUMBER = compile_pattern(r"(\d{1,3})\.? (?=[A-ZÆØÅ])")
# A title that rows without numbers tell; how a text goes on behind it, and they.
_SHORTEST, _LONGEST, _MOST_LISTED = 10, 200, 20_000
_WORD_END = compile_pattern(r"(?<=[^\s,]) ")
_GOES_ON = compile_pattern(r" [A-ZÆØÅ]")
_NEXT_ROW = compile_pattern(r" ?$| (?:[.…]* ?\d{1,3}\.? )?[\"“»]?[A-ZÆØÅ]| ?[.…]+ ?\d{1,3}\b")


def begins_at(line: str, start: int, stop: int) -> int:
    """Where the table of contents begins: with the page, or behind the document's head; `stop` where there is none."""
    if compiled("contents").match(line, start) or _is_of_titles(line, start, stop):
        return start
    match = compiled("contents_within").search(line, start, stop)
    if match is None:
        columns = compiled("contents_columns").search(line, start, stop)
        match = columns if columns is not None and not _has_body(line, columns.end(), stop) else None
    return match.start() if match is not None else stop


def is_table(line: str, start: int, stop: int) -> bool:
    """Whether a line is a table of contents: its head, and rows with their pages, each before the next one's number."""
    head = compiled("contents_within").match(f" {line[start:stop]}", 1)
    if head is None:
        return False
    rows = start + head.end() - 1
    numbers = [int(match[1]) for match in _STEP.finditer(line, rows, stop)]
    steps = sum(b == a + 1 for a, b in pairwise(numbers))
    return steps >= _FEWEST_STEPS and not _has_body(line, rows, stop)


def go_on(line: str, start: int, stop: int) -> bool:
    """Whether a page below one that ends with rows of the contents goes on with them."""
    word = compiled("row_word").match(line, start)
    number = _NUMBER.match(line, word.end() if word is not None else start)
    rows = number is not None and int(number[1]) > 1
    led = sum(1 for _ in _LED.finditer(line, start, stop)) >= _FEWEST_LED
    return (rows or led) and not _has_body(line, start, stop)


def _is_of_titles(line: str, start: int, stop: int) -> bool:
    """Whether a page is an agenda's head and titles that have lost their numbers: there is no sentence in it."""
    if stop - start < _LONG or compiled("agenda_head").match(line, start) is None:
        return False
    numbers = [int(match[1]) for match in _NUMBER.finditer(line, start, stop)]
    return not any(b == a + 1 for a, b in pairwise(numbers)) and not _has_body(line, start, stop)


def _has_body(line: str, start: int, stop: int) -> bool:
    """Whether sentences stand in a text, or labels of an item's sections."""
    return any(compiled(key).search(line, start, stop) for key in ("sentence_ends", "of_body"))


@lru_cache(maxsize=1)
def _folded(listed: str) -> str:
    """`listed` in small letters; nothing where it is longer than contents are: each title is looked for in it."""
    return listed.casefold() if len(listed) <= _MOST_LISTED else ""


def title_end(segment: str, listed: str) -> int:
    """Where the title ends with which `segment` begins, by the rows `listed`, which have lost their numbers; -1 else.

    It goes so far as a row says the same; there both go on with a capital: the row with the next, the text with its
    first sentence. A figure that the row has lost is a part of the title: where one follows, nothing tells.
    """
    said, rows, end = segment[:_LONGEST].casefold(), _folded(listed), 0
    for space in _WORD_END.finditer(said):
        if said[: space.start()] not in rows:
            break
        end = space.start()
    if end < _SHORTEST or " " not in said[:end] or _GOES_ON.match(segment, end) is None:
        return -1
    if len(said) != len(segment[:_LONGEST]) or len(rows) != len(listed):  # letters that change their number
        return -1
    at = rows.find(said[:end])
    while at >= 0:
        if (not at or listed[at - 1] == " ") and _NEXT_ROW.match(listed, at + end) is not None:
            return -1 if dangles(segment[:end]) else end
        at = rows.find(said[:end], at + 1)
    return -1
