"""Who recommends something, and the points of it, in a text that has lost its line ends.

sender = [ sentence end | mark ] body "indstiller" [ "til" body ] [ "," ] [ "at" ] { point } ;
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from referat.lexicon import idioms, values
from referat.lexicon import lines as lexicon
from referat.lexicon.lines import key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened.words import CAPITAL, NUMBER, Beginning, compiled, dangles, here, occurrences

_LONGEST_SENDER, _LONGEST_LIST = 120, 3000
# In these nobody recommends anew; behind these somebody may, without a label.
_DECIDED, _LEADING = frozenset({"decision", "attendance"}), frozenset({"", "summary", "topic"})
_MARKS = " :*_"


@cache
def _sender() -> re.Pattern[str]:
    return compile_pattern(values.expand("{sender} {recommends}", idioms.patterns(lexicon.FILE)))


@cache
def _recommends() -> re.Pattern[str]:
    return compile_pattern(values.expand(r"(?<= ){recommends}\b", idioms.patterns(lexicon.FILE)))


def of(line: str, start: int, stop: int, marks: Sequence[Beginning]) -> Iterator[Beginning]:
    """Who recommends, with the points behind it; `marks` are the labels and the like of `line[start:stop]`."""
    verbs = [match.span() for match in _recommends().finditer(line, start, stop)]
    if verbs:
        yield from _senders(line, stop, marks, verbs)
    for match in occurrences("impersonal", line, start, stop):
        yield Beginning(*match.span("all"), "sender")


def _senders(line: str, stop: int, marks: Sequence[Beginning], verbs: Sequence[tuple[int, int]]) -> Iterator[Beginning]:
    ends = [mark.b for mark in marks]
    kinds = [_kind(line, mark) for mark in marks]
    headed = "recommendation" in kinds
    last = [""]
    for kind in kinds:
        last.append(kind or last[-1])
    for a, b in verbs:
        n = bisect_right(ends, a)
        low = ends[n - 1] if n else max(0, a - _LONGEST_SENDER)
        begin = _begins(line, max(low, a - _LONGEST_SENDER), a, b)
        if begin is None:
            continue
        beside = not line[low:begin].strip(_MARKS)
        end, listed = _lead(line, b, stop)
        if end < 0 or last[n] in _DECIDED or not (beside or (not headed and last[n] in _LEADING)):
            yield here(begin, "line")
            continue
        yield Beginning(begin, end, "sender")
        limit = min(marks[n].a if n < len(marks) else stop, end + _LONGEST_LIST)
        yield from _listed(line, end, limit) if listed else _beside(line, end, limit)


def _kind(line: str, mark: Beginning) -> str:
    """The kind of section that a mark opens; "" where it opens none."""
    if mark.role in ("decision", "dated"):
        return "decision"
    rule = lexicon.lines().words.get(key_of(line[mark.a : mark.b])) if mark.role == "label" else None
    return rule.kind if rule is not None else ""


def _lead(line: str, a: int, stop: int) -> tuple[int, bool]:
    """Where what stands behind the verb ends, before the points, and whether these are a list; -1 where none come."""
    lead = compiled("lead").match(line, a, stop)
    if lead is None:
        return -1, False
    if lead["list"]:
        return lead.end(), True
    end = lead.end("to")
    return (end if lead["that"] or line[end - 1] in ",:;" else -1), False


def _begins(line: str, low: int, verb: int, end: int) -> int | None:
    """Where the words begin that say who recommends; None where they are no line of their own."""
    a = low + len(line[low:verb]) - len(line[low:verb].lstrip(_MARKS))
    for sentence in compiled("sentence_ends").finditer(line, low, verb):
        a = sentence.end() + 1
    for match in (_sender().match(line, a, end), *_openers(line, a, end)):
        if match is not None and match.end() == end:
            return match.start()
    return None


def _openers(line: str, a: int, end: int) -> Iterator[re.Match[str]]:
    """Where sentences can begin behind a title, from every capital on."""
    for capital in CAPITAL.finditer(line, a, end):
        match = compiled("opener").match(line, capital.start(), end)
        before = line[a : capital.start()].rstrip()
        if match is not None and NUMBER.search(before) is None and not dangles(before):
            yield match


def _listed(line: str, a: int, stop: int) -> Iterator[Beginning]:
    """The points that count on behind `a`, from the first one."""
    count = 0
    for match in compiled("listed").finditer(line, a, stop):
        number = match["number"]
        value = int(number) if number.isdecimal() else ord(number) - ord("a") + 1
        if value == count + 1 and (count or match.start() <= a + 1):
            count = value
            yield here(match.start(), "point")


def _beside(line: str, a: int, stop: int) -> Iterator[Beginning]:
    """The points of one sentence, and where the next sentence begins."""
    sentence = compiled("sentence_ends").search(line, a, stop)
    if sentence is not None:
        yield here(sentence.end(), "line")
        stop = sentence.start()
    for match in compiled("beside").finditer(line, a, stop):
        yield here(match.start(), "point")
