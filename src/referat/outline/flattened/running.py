"""What runs along at the head or the foot of pages, in a text that has lost its line ends.

running = body ( day | page ) [ page's number ] ;

It is known by coming again, or by its words, which the document's head has: between a sentence and the next heading.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened.words import Beginning, breaks_off, compiled, occurrences
from referat.tuples import NamedTuple

_LONGEST, _SHORTEST = 110, 8
_FEWEST, _ABBREVIATED = 2, 4
_STOPS = ".:;!?"
_ENDS = frozenset('.!?:)]”"*_-=|·')
# What the first item begins with at the latest.
_OF_ITEMS = frozenset({"label", "decision", "dated", "case", "access", "sender", "contents"})
_WORD = compile_pattern(r"[^\W\d_]{2,}|\d+")

#: A line, and what of it is looked at.
Stretch = tuple[str, int, int]


class _Phrase(NamedTuple):
    """Words that end with a day or a page's number: where they begin and end, and their text but for that number.

    `paged` tells that a page's number stands there.
    """

    a: int
    b: int
    text: str
    paged: bool


def of(texts: Sequence[Stretch], marks: Sequence[Sequence[Beginning]]) -> Iterator[list[Beginning]]:
    """For each of `texts`, in which these `marks` are known, what runs along at its pages."""
    found = [list(_phrases(*text)) for text in texts]
    times = Counter(phrase.text for each in found for phrases in each for phrase in phrases)
    end = _head_end(texts[0][0], texts[0][2], marks[0]) if texts else 0
    head = texts[0][0][texts[0][1] : end] if texts else ""
    begins = [end, *(start for _, start, _ in texts[1:])]
    for text, known, each, begin in zip(texts, marks, found, begins[: len(texts)], strict=True):
        taken = [mark for mark in known if mark.b > mark.a and mark.role != "noise"]
        free = [[one for one in phrases if one.a >= begin and not _overlaps(taken, one)] for phrases in each]
        yield list(_running(text, free, times, head))


def _head_end(line: str, stop: int, marks: Sequence[Beginning]) -> int:
    """Where the head of a document ends: with the first mark that only items have."""
    for mark in marks:
        rule = lexicon.lines().words.get(key_of(line[mark.a : mark.b]))
        if mark.role in _OF_ITEMS and (rule is None or (rule.kind != "attendance" and not rule.gives.get("weak"))):
            return mark.b
    return stop


def _overlaps(marks: Sequence[Beginning], phrase: _Phrase) -> bool:
    n = bisect_right(marks, phrase.b - 1, key=itemgetter(0))
    return n > 0 and marks[n - 1].b > phrase.a


def _phrases(line: str, start: int, stop: int) -> Iterator[list[_Phrase]]:
    """For each day or page in a text the phrases that may end with it, the longest first."""
    for match in occurrences("running", line, start, stop):
        end = match.end("all")
        day = match.end("day") if match["day"] else match.start("sheet")
        low = max(start, match.start() - _LONGEST)
        yield [
            _Phrase(a, end, line[a:day], bool(match["page"] or match["sheet"]))
            for a in (capital.start() for capital in compiled("running_begins").finditer(line, low, match.start()))
            if match.start() - a > _SHORTEST and _may_run(line[a : match.start()])
        ]


def _may_run(words: str) -> bool:
    """Whether `words` may stand at a page's head: a name's, or those between such."""
    first, *more = [word.rstrip(",") for word in words.split()] or [""]
    if first.lower() in _words("running_never") or compiled("running_body").search(words) is None:
        return False
    return all(
        word in _words("running_words")
        or (word[:1].isupper() and (word[-1] not in _STOPS or len(word) <= _ABBREVIATED))
        for word in (first, *more)
    )


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.setting("flattened", key))


def _running(text: Stretch, found: Iterable[Sequence[_Phrase]], times: Counter[str], head: str) -> Iterator[Beginning]:
    line, start, stop = text
    words = frozenset(_WORD.findall(head))
    for phrases in found:
        again = [phrase for phrase in phrases if times[phrase.text] >= _FEWEST]
        known = again or [phrase for phrase in phrases if words.issuperset(_WORD.findall(phrase.text))]
        for phrase in known:
            if (again and phrase.paged) or _stands_apart(line, start, phrase, stop):
                behind = compiled("running_behind").match(line, phrase.b, stop)
                yield Beginning(phrase.a, behind.end() if behind is not None else phrase.b, "noise")
                break


def _stands_apart(line: str, start: int, phrase: _Phrase, stop: int) -> bool:
    """Whether a phrase stands between what ends, or a page's number, and what begins."""
    before = line[max(start, phrase.a - 2) : phrase.a].rstrip() or line[:start].strip()
    behind = line[phrase.b : min(stop, phrase.b + 3)].strip()
    if not before or not (before[-1] in _ENDS or before[-1].isdigit()) or breaks_off(line, start, phrase.a):
        return False
    return not behind[:1].isalpha() or behind[:1].isupper()
