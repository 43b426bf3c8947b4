"""Titles: the administrative marks around them, and how a title is known again where it is listed or repeated."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Generic, TypeVar

from referat.lexicon import idioms, values
from referat.lexicon import lines as lexicon
from referat.lexicon.gates import Gate, either, gate
from referat.lexicon.lines import CLOSING, FILE, folded, key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.marks import Mark
from referat.text.places import Range, made
from referat.tuples import NamedTuple

T = TypeVar("T")

_MOST_MARKS = 8
_LONGEST_MARK = 160
# A title comes again and again: in the contents, as a heading, as a candidate that is compared with others.
_MOST_KEPT = 1000
#: So much of two titles must agree where one of them was cut off at the line's end.
SAME_BEGINNING = 24
# So many letters tell most titles from others; so many characters of a line hold as much as titles must agree in.
_BEGINNING, _LONGEST_BEGINNING = 3, 60
_LONGEST_PAGE = 3
_LEADERS = ".… \t"
# With what a title as printed may end, and is none of it.
_ENDS = " \t:"
_NOWHERE = Range(0, 0)
# Stands for all digits with which titles begin; what may be the fifth character of a case number.
_DIGIT, _FIGURES = "0", frozenset("0123456789/-")


class Title(NamedTuple):
    """A printed title taken apart: offsets of the title proper and of its marks in order, and what tells the access."""

    proper: Range
    marks: tuple[Range, ...]
    access: str | None
    access_at: Range


class _Sign(NamedTuple):
    """A mark by its `words`, or by the pattern with which it stands before a title or behind it.

    A title that is one of the words has at most so many characters as `longest` of them, and some blanks. One that it
    stands behind has what `gate` tells of its words and its end; one that it stands before begins with one of `firsts`
    (None: anything).
    """

    words: frozenset[str]
    longest: int
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    access: str | None
    behind_no_name: bool
    firsts: frozenset[str] | None
    gate: Gate


@cache
def _signs() -> tuple[_Sign, ...]:
    shared = idioms.patterns(FILE)
    signs = []
    for entry in idioms.table(FILE)["title_mark"]:
        pattern = values.expand(entry["pattern"], shared) if "pattern" in entry else None
        first = bool(entry.get("before"))
        known = gate(pattern) if pattern else Gate()
        words = frozenset(map(key_of, entry.get("says", ())))
        signs.append(
            _Sign(
                words,
                2 * max(map(len, words), default=0),
                compile_pattern(rf"(?:{pattern})\s*") if pattern and first else None,
                compile_pattern(rf"(?:{pattern})$") if pattern and not first else None,
                entry.get("gives", {}).get("access"),
                entry.get("where") == "behind no name",
                known.firsts,
                known,
            )
        )
    return tuple(signs)


@lru_cache(_MOST_KEPT)
def _signs_at(first: str, ends: str) -> tuple[_Sign, ...]:
    """The signs that a title may have which has these characters first and last."""
    signs = _signs_between(first, ends[-1:])
    return tuple([sign for sign in signs if sign.words or sign.behind is None or sign.gate.admits_tail(ends)])


@cache
def _signs_between(first: str, last: str) -> tuple[_Sign, ...]:
    """The same by one character at either end."""
    return tuple(
        [
            sign
            for sign in _signs()
            if sign.words
            or (sign.before is not None and (sign.firsts is None or first in sign.firsts))
            or (sign.behind is not None and (sign.gate.lasts is None or last in sign.gate.lasts))
        ]
    )


@cache
def _firsts() -> frozenset[str] | None:
    """The first characters of titles with a mark before them, None for any."""
    return either(Gate(sign.firsts) for sign in _signs() if sign.before is not None).firsts


@cache
def _pairs() -> frozenset[str]:
    """The first two characters of titles with a mark before them, of those whose first are known."""
    gates = [sign.gate for sign in _signs() if sign.before is not None]
    any_second = frozenset(map(chr, range(32, 384)))
    return frozenset(
        first + second for each in gates for first in each.firsts or () for second in each.seconds or any_second
    )


@lru_cache(_MOST_KEPT)
def taken_apart(text: str, *, purposes: bool = False) -> Title:
    """`text`, a title as printed, with its marks taken off: one by one, from either end, while something is left.

    A letter in brackets behind a name is somebody's party, unless the document marks its titles so (`purposes`).
    """
    start, end = int(text[:1] == " "), len(text.rstrip(_ENDS)) or len(text)
    marks: list[Range] = []
    access, access_at = None, _NOWHERE
    while len(marks) < _MOST_MARKS:
        found = _end(text, start, end, purposes=purposes)
        if found is None:
            break
        sign, place = found
        if access is None and sign.access:
            access, access_at = sign.access, place
        if place == (start, end):  # the title is nothing but the mark, and stays a title
            break
        marks.append(place)
        start, end = (place.b, end) if sign.before is not None else (start, place.a)
    if marks:
        end = start + len(text[start:end].rstrip(_ENDS)) or end
    return made(Title, (made(Range, (start, end)), tuple(sorted(marks)), access, access_at))


def _end(text: str, start: int, end: int, *, purposes: bool) -> tuple[_Sign, Range] | None:
    """The first mark that the title in `text[start:end]` begins or ends with; None where there is none."""
    part, tail = text[start:end], ""
    firsts = _firsts()
    first = part[:1] if firsts is None or part[:1] in firsts else ""  # most begin with nothing that a mark does
    if _DIGIT <= first <= "9":  # a case number, the only mark with a figure, has one here or a sign
        first = _DIGIT if part[4:5] in _FIGURES else ""
    for sign in _signs_at(first, part[-2:]):
        if sign.words and len(part.strip(CLOSING)) <= sign.longest and key_of(part) in sign.words:
            return sign, Range(start, end)
        if sign.before is not None:
            match = sign.before.match(part)
            if match is not None and 0 < match.end() < len(part):
                return sign, Range(start, start + match.end())
        elif sign.behind is not None:
            tail = tail or part[-_LONGEST_MARK:].lower()
            if not sign.gate.admits_words(tail):
                continue
            match = sign.behind.search(part, len(part) - _LONGEST_MARK)
            a = len(part[: match.start()].rstrip()) if match is not None else 0
            if a and not (sign.behind_no_name and not purposes and _ends_with_name(part[:a])):
                return sign, Range(start + a, end)
    return None


def _ends_with_name(title: str) -> bool:
    """Whether the last word may be somebody's name: it has a capital, and stands not alone, nor behind "i"."""
    before, _, word = title.rstrip().rpartition(" ")
    if not before or len(word) <= 1 or not word[0].isupper():
        return False
    return before.rpartition(" ")[2] not in idioms.table(FILE)["before_no_name"]["words"]


def access_of(title: str) -> str | None:
    """What the marks of a title say of access."""
    return taken_apart(title).access


def proper(text: str) -> str:
    """`text` without its administrative marks."""
    title = taken_apart(text, purposes=False)
    return text[title.proper.a : title.proper.b]


@lru_cache(_MOST_KEPT)
def title_key(text: str) -> str:
    """`text` as titles are compared: without marks, folded."""
    return key_of(proper(text))


@lru_cache(_MOST_KEPT)
def listed_key(text: str) -> str:
    """The same of a row of a table of contents: without leaders and page too."""
    return title_key(without_page(text)[0])


def without_page(text: str) -> tuple[str, int | None]:
    """A row of a table of contents without its leaders, and the page behind them where there is one."""
    text = text.rstrip()
    if text and text[-1] not in _LEADERS and not "0" <= text[-1] <= "9":  # nearly always
        return text, None
    rest = text.rstrip("0123456789")
    digits = text[len(rest) :]
    title = rest.rstrip()
    bare = title.rstrip(_LEADERS)
    leader = len(title) - len(bare)
    if leader + title.count("…") < _LONGEST_PAGE:
        bare = title
    has_gap = rest != title or bare != title
    if not bare or not has_gap or not 0 < len(digits) <= _LONGEST_PAGE:
        return (bare if not digits and bare else text), None
    words, _, last = bare.rpartition(" ")
    if bare is title and last.lower() in idioms.table(FILE)["titles"]["numbered_words"]:  # "§ 10 stk. 1"
        return text, None
    named = words and last.lower() in idioms.table(FILE)["titles"]["page_words"]
    if named:
        bare = words.rstrip(_LEADERS) if words.endswith("..") else words.rstrip()
    return bare, int(digits)


class Beginnings(NamedTuple):
    """What the keys of lines begin with that could be one of some titles; `letters` are the first of each.

    Such a line may begin with a mark as well, or with a sign that keys leave out: `firsts` are the characters of both.
    """

    words: tuple[str, ...]
    letters: frozenset[str]
    firsts: frozenset[str]

    def among(self, marks: Sequence[Mark], places: Iterable[int]) -> list[int]:
        """Those of the `marks` at `places` that begin so; the key of a long one is ""."""
        letters, firsts, pairs = self.letters, self.firsts, _pairs()
        found: list[int] = []
        for k in places:  # without a call: there are many marks
            mark = marks[k]
            text, key = mark.text, mark.key
            begin, first = key[:_BEGINNING] or text[:_BEGINNING].lower().replace("é", "e"), text[0]
            if begin in letters and (key or folded(text[:_LONGEST_BEGINNING].lower())).startswith(self.words):
                found += (k,)
            elif first not in firsts or _DIGIT <= first <= "9":  # a day, more often than a case number
                continue
            elif first in CLOSING or (text[:2] in pairs and _begins_with_mark(text)):
                found += (k,)
        return found


def beginnings_of(keys: Iterable[str]) -> Beginnings | None:
    """The beginnings of titles with these keys; None where that can be anything."""
    words = {key[:SAME_BEGINNING] for key in keys}
    letters = frozenset([word[:_BEGINNING] for word in words])
    marked = _firsts()
    if marked is None or min(map(len, letters), default=_BEGINNING) < _BEGINNING:
        return None
    return Beginnings(tuple(words), letters, marked.union(CLOSING))


def _begins_with_mark(text: str) -> bool:
    return True in [sign.before is not None and sign.before.match(text) is not None for sign in _signs_at(text[0], "")]


#: A line that could be a title: its key, the number before it, what kind of line it is, its place.
Entry = tuple[str, int | None, T, int]


class Index(Generic[T]):
    """Where titles stand; one that was cut off at a line's end is known again by its beginning."""

    def __init__(self, entries: Iterable[Entry[T]]) -> None:
        """Index `entries`, which come in the order of their places."""
        self._at: dict[tuple[str, int | None], dict[T, list[int]]] = {}
        self._long: dict[tuple[str, int | None], list[str]] = {}
        for key, number, kind, at in entries:
            places = self._at.get((key, number))
            if places is None:
                places = self._at[key, number] = {}
                if len(key) >= SAME_BEGINNING:
                    self._long.setdefault((key[:SAME_BEGINNING], number), []).append(key)
            places.setdefault(kind, []).append(at)

    def places(self, key: str, number: int | None) -> list[tuple[T, list[int]]]:
        """Where the title with this key, or one that goes on where one of them is cut off, stands behind `number`.

        The places come in rising order for each kind of line, and for each title that may be the same.
        """
        known = self._at.get((key, number)) if key else None
        found = list(known.items()) if known is not None else []
        for other in self._long.get((key[:SAME_BEGINNING], number), ()):
            if other != key and (other.startswith(key) or key.startswith(other)):
                found += self._at[other, number].items()
        return found


def opens_undecided(text: str) -> bool:
    """Whether a line below the label of a decision begins as titles do, and decides nothing: that label has no text."""
    opens = lexicon.setting_pattern("titles", "opening").match(text) is not None
    return opens and lexicon.setting_pattern("titles", "verdict_within").match(text) is None
