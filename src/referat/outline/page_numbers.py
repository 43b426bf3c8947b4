"""Numbers of pages that stand alone on a line, by what stands beside them, or at the end of one that runs along."""

from collections.abc import Sequence
from itertools import pairwise

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.marks import Mark
from referat.text.source import Source

_COUNTING = compile_pattern(r"(\S.{6,}?)[ \t|,·–-]+(\d{1,3})(?: ?[-–])?")
_LONGEST_TITLE = 110
_FEWEST, _FEWEST_FAR = 2, 3
# A cell of its own is so far behind the rest of its line.
_FAR = "        "

# A page's number with a sign of one is no longer, indented, and how it ends; one without a sign.
_LONGEST_SIGNED, _SIGNED, _LONGEST_BARE = 40, "0123456789]", 3
# Pages may be missing between two whose numbers are printed.
_OFF = 3


def above(lines: Sequence[str]) -> list[int]:
    """The lines above a page's number: one that says that it is one, "2 af 6", or bare ones that count on.

    Below a bare one is a blank line, or none.
    """
    short = [i for i, line in enumerate(lines) if line and not line[_LONGEST_SIGNED:] and line[-1] in _SIGNED]
    if not short:  # nearly always
        return []
    number = lexicon.setting_pattern("titles", "page_signed")
    signed = [i for i in short if number.fullmatch(lines[i].strip())]
    last = len(lines) - 1
    bare = [
        (i, int(text))
        for i in short
        if (i == last or not lines[i + 1].strip())
        and (text := lines[i].strip()).isdecimal()
        and len(text) <= _LONGEST_BARE
    ]
    counted = {k for one, other in pairwise(bare) if 0 < other[1] - one[1] <= _OFF for k in (one[0], other[0])}
    return [i - 1 for i in (*signed, *sorted(counted))]


def outdented(marks: Sequence[Mark], short: Sequence[int]) -> list[int]:
    """Those of the `short` lines that alone stand out of the margin of all others, and count on.

    None of them has below it what can be the title of an item with that number.
    """
    bare = [k for k in short if not marks[k].indent and marks[k].text.isdecimal()]
    values = [int(marks[k].text) for k in bare]
    if len(bare) < _FEWEST or any(after - before != 1 for before, after in pairwise(values)):
        return []
    apart = frozenset(bare)
    if any(not mark.indent for k, mark in enumerate(marks) if k not in apart):
        return []
    return bare if all(k + 1 == len(marks) or is_no_title(marks[k + 1]) for k in bare) else []


def counting(source: Source, marks: Sequence[Mark], plain: Sequence[int]) -> frozenset[int]:
    """Those of `plain` that say the same but for the number at their end, which counts the pages: a day or a body."""
    counting: dict[str, list[tuple[int, int]]] = {}
    for k in plain:
        text = marks[k].text
        if text[-1].isdecimal() or text[-1] in "-–":
            match = _COUNTING.fullmatch(text)
            if match is not None:
                counting.setdefault(match[1], []).append((k, int(match[2])))
    runs = [
        places
        for said, places in counting.items()
        if len(places) >= _FEWEST and (_counts_pages(said, places) or _is_far_right(source, marks, places))
    ]
    return frozenset(k for places in runs for k, _ in places)


def _is_far_right(source: Source, marks: Sequence[Mark], places: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers count on, three at least, each far behind the rest of a line between blank ones."""
    if len(places) < _FEWEST_FAR or {b - a for (_, a), (_, b) in pairwise(places)} != {1}:
        return False
    alone = all(marks[k].apart and (k + 1 == len(marks) or marks[k + 1].apart) for k, _ in places)
    return alone and all(_FAR in source.spaced[slice(*source.origin(marks[k].a, marks[k].b))] for k, _ in places)


def _counts_pages(said: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the numbers behind what is `said` at `places` are those of pages, of which some may be missing."""
    steps = [after - before for (_, before), (_, after) in pairwise(places)]
    if lexicon.setting_pattern("titles", "page_word").search(said):
        return min(steps) > 0
    return (set(steps) == {1} or (min(steps) > 0 and len(places) >= _FEWEST_FAR)) and names_meeting(said)


def is_no_title(mark: Mark) -> bool:
    """Whether a line cannot be the title of the number above it: a label, a heading, a sentence, a day."""
    return bool(
        mark.kind
        or mark.role
        or mark.number is not None
        or len(mark.text) > _LONGEST_TITLE
        or mark.text[0].islower()
        or mark.text[-1] in ".:,"
        or names_meeting(squeezed(mark))
    )


def names_meeting(said: str) -> bool:
    """Whether words end with a day, or are a body: what else counts on is an item's number."""
    day, body = lexicon.setting_pattern("titles", "date"), lexicon.setting_pattern("titles", "body")
    return any(match.end() == len(said) for match in day.finditer(said)) or body.fullmatch(said) is not None


def squeezed(mark: Mark) -> str:
    """The text of `mark` with single blanks."""
    text = mark.text
    return text if text.isprintable() and "  " not in text and text[-1] != " " else " ".join(text.split())


def without_words(marks: Sequence[Mark], along: list[int]) -> list[int]:
    """Those of a side's lines that run `along` without a word for a case's number that stands below the others."""
    if not along or marks[along[-1]].role != "case" or marks[along[-1]].slots.get("case_number"):
        return along
    return along[:-1]
