"""Where the lines of a document's head begin in a text that has lost its line ends.

    head = { field [ ":" ] value } [ title ] ;

Labels of fields are known by the colon behind them, by their capitals, or where several stand before values.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from referat.lexicon import idioms
from referat.lexicon import lines as lexicon
from referat.lexicon.lines import key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened.words import NUMBER, Beginning, alternatives, breaks_off, compiled, here

_SHORTEST, _FEWEST = 3, 2
# No head has so many characters.
_LONGEST = 10_000
_REACH_BACK = 30
# So many fields within so many characters are a head.
_FEWEST_FIELDS, _FIELDS_WITHIN = 3, 600
# The fields whose labels may stand before their value without a mark.
_VALUED = frozenset({"when", "place", "members", "present", "absent", "end", "others", "body"})
_IDLE = ("noise", "group")


def of(line: str, start: int, stop: int, marks: Sequence[Beginning]) -> Iterator[Beginning]:
    """The lines of the head of `line[start:stop]`, which goes down to the first of `marks` that is no field."""
    last = min(stop, start + _LONGEST)
    named = (mark for mark in marks if mark.a < last and mark.role not in _IDLE and not _is_field(line, start, mark))
    head = next((mark.a for mark in named if key_of(line[mark.a : mark.b]) not in weak()), last)
    fields = [match.start() for match in _fields().finditer(line, start, head) if match[0][0].isupper()]
    yield from (here(a, "field") for a in fields)
    yield from _bare_fields(line, start, head)
    yield from _bodies(line, start, head)
    for told in compiled("head_told").finditer(line, start, head):
        yield here(told.start(), "line")
    for met in compiled("head_met").finditer(line, start, head):
        yield from (here(met.start(), "line"), here(met.start("day"), "line"))
    yield from _own_fields(line, start, head if head < stop else max(fields, default=start))
    if head < stop:
        yield from _titles(line, start, head)


def _titles(line: str, start: int, head: int) -> Iterator[Beginning]:
    """Where the title of the first item begins, which has no number."""
    for match in compiled("title").finditer(line, start + 1, head):
        a = match.start()
        if NUMBER.search(line[max(start, a - _REACH_BACK) : a].rstrip()) is not None:
            return
        if not breaks_off(line, start, a):
            yield here(a, "line")


def has_fields(line: str) -> bool:
    """Whether `line` begins with a head: with several fields that no sentence has."""
    return len({match[0] for match in compiled("fields").finditer(line, 0, _FIELDS_WITHIN)}) >= _FEWEST_FIELDS


def field_at(line: str, a: int) -> bool:
    """Whether the label of a head's field stands at offset `a`, with the mark behind it or in capitals."""
    return _fields().match(line, a) is not None


@cache
def weak() -> frozenset[str]:
    """The labels that name the document where they stand in its head."""
    weak = (rule for rule in lexicon.rules() if rule.kind and rule.gives.get("weak"))
    return frozenset(key_of(said) for rule in weak for said in rule.says)


@cache
def _fields() -> re.Pattern[str]:
    """The labels of a document's head, with the mark behind them, or in capitals."""
    labels = idioms.table("header")["label"]
    words = {said for entry in labels for said in entry["says"] if len(said) >= _SHORTEST}
    loud = alternatives(map(str.upper, words))
    return compile_pattern(rf"(?<![\w-])(?:(?i:{alternatives(words)})(?= ?:)|(?:{loud})(?= [A-ZÆØÅ0-9][a-zæøå0-9 .]))")


def _is_field(line: str, start: int, mark: Beginning) -> bool:
    """Whether a label is a field's: by its mark, or behind another's value, before which none stands either."""
    if mark.role != "label":
        return False
    if _fields().match(line, mark.a) is not None:
        return True
    own = _bare().match(line, mark.a)
    above = list(_bare().finditer(line, start, mark.b)) if own is not None else []
    if own is None or not above or above[-1][0] == own[0] or _any().match(line, own.end()):
        return False
    return bool(line[above[-1].end() : mark.a].strip())


@cache
def _any() -> re.Pattern[str]:
    """Any label, behind a blank."""
    words = {said for entry in idioms.table("header")["label"] for said in entry["says"] if len(said) >= _SHORTEST}
    return compile_pattern(rf" (?:{alternatives(words)})(?![\w-])")


@cache
def _bare() -> re.Pattern[str]:
    """Labels that may stand before a value without a mark, and one of who came instead, empty before one of these."""
    labels = idioms.table("header")["label"]
    plain = [entry for entry in labels if entry["field"] in _VALUED and entry.get("bare") != "never"]
    came = [entry for entry in labels if entry.get("instead")]
    valued, empty = ({s for entry in some for s in entry["says"] if len(s) >= _SHORTEST} for some in (plain, came))
    valued |= {said.title() for said in valued if " " in said}  # "Til Stede"
    before = rf"(?:{alternatives(valued)})(?= [A-ZÆØÅ0-9•▪◦·]| - )"
    return compile_pattern(rf"(?<![\w-])(?:{before}|(?:{alternatives(empty)})(?= {before}))")


def _bare_fields(line: str, start: int, head: int) -> Iterator[Beginning]:
    """Labels before a value, with no mark between, where there are several."""
    labels = [match for match in _bare().finditer(line, start, head) if not _leans(line, start, match.start())]
    several = len({match[0] for match in labels}) >= _FEWEST
    for match in labels:
        if several or compiled("head_list").match(line, match.end()):
            yield here(match.start(), "field")


def _leans(line: str, start: int, a: int) -> bool:
    """Whether what begins at `a` goes on with what stands before it: with words that lead on, or a label's colon."""
    return breaks_off(line, start, a) or line[max(start, a - 2) : a].rstrip()[-1:] == ":"


def _own_fields(line: str, start: int, last: int) -> Iterator[Beginning]:
    """Words with a colon, where there are several down to the `last` known field: fields that only this head has."""
    own = [match.start() for match in compiled("head_own").finditer(line, start, last)]
    own = [a for a in own if not _leans(line, start, a)]
    if len(own) >= _FEWEST:
        yield from (here(a, "field") for a in own)


def _bodies(line: str, start: int, head: int) -> Iterator[Beginning]:
    """Where the name of whoever met begins, behind the name of an authority or an office."""
    for match in compiled("head_body").finditer(line, start, head):
        above = line[max(start, match.start() - _REACH_BACK) : match.start()].split()
        if above and above[-1][0].isupper() and not breaks_off(line, start, match.start()):
            yield here(match.start(), "line")
            return
