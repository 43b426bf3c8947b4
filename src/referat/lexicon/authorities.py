"""The municipalities and regions that minutes are of, today's and those before the reform of 2007, and who names one.

Their names, codes and domains stand in `danish/authorities.toml`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from referat.lexicon import vocabulary
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import holds_one
from referat.tuples import NamedTuple

_PATH = Path(__file__).parent / "danish" / "authorities.toml"
_WORD = compile_pattern(r"[^\W_]+\.?")
# No name has more than three words, those counted that a hyphen joins, or is longer than so many characters.
_BEHIND = compile_pattern(r"(?:[^\W_]+\.?[ -]{1,2}){1,3}\Z")
_IN_FRONT = compile_pattern(r"(?:[ -]{1,2}[^\W_]+\.?){1,3}")
_LONGEST = 60
# The one letter that is two in lower case, which would move what stands behind it.
_LONGER_IN_LOWER_CASE = "\u0130"
# The domain of an address, without the names of hosts before it; what goes on behind it is another one.
_DOMAIN = compile_pattern(r"(?<![\w-])[a-z0-9-]+\.dk(?![\w-]|\.\w)")


class Authority(NamedTuple):
    """A municipality, region or county, or a body of several of them.

    `kind` is "municipality", "region", "county" or "hospitals"; `code` the official one ("751", "1082", "070"), ""
    where there is none. `forms` are the ways in which its name is written, `name`, the official one, first; `places`
    what a council is said to be of ("Byrådet i Aarhus"). `until` is its last year, None for those of today.
    """

    name: str
    kind: str
    code: str
    forms: tuple[str, ...]
    places: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    until: int | None = None


class Statement(NamedTuple):
    """An authority that a text names, from `start` up to `end`."""

    start: int
    end: int
    authority: Authority


@cache
def authorities() -> tuple[Authority, ...]:
    """All of them, those of today first."""
    return tuple([_authority(entry) for entry in _entries()])


def by_name(name: str) -> Authority | None:
    """The authority that `name` is a form of, letter case apart; of two that have had the name, today's."""
    return _known().forms.get(_fold(name))


def find(line: str) -> Iterator[Statement]:
    """Where `line` names an authority: "Aarhus Kommune", "Byrådet i Aarhus", "www.aarhus.dk".

    Of a council the range is that of the place alone, of an address that of its domain. Of two authorities that have
    had the same name, today's is given.
    """
    lowered = line.replace(_LONGER_IN_LOWER_CASE, "I").lower()
    if not holds_one(lowered, _table()["gates"]):
        return
    end = 0
    for statement in sorted(
        [*_in_words(line, lowered), *_in_addresses(lowered)], key=lambda one: (one.start, -one.end)
    ):
        if statement.start >= end:
            yield statement
            end = statement.end


def _in_words(line: str, lowered: str) -> Iterator[Statement]:
    for keyword in _keywords().finditer(lowered):
        if line[keyword.start() - 1 : keyword.start()].isalnum():
            continue
        known = _known()
        if keyword["behind"]:
            ranges = [(a, keyword.end("behind")) for a in _names_before(line, keyword.start())]
            yield from _first(line, ranges, known.forms)
        elif keyword["council"]:
            yield from _first(line, _names_from(line, keyword.end()), known.places)
        elif line[keyword.start()].isupper():
            ranges = [(keyword.start(), b) for _, b in _names_from(line, keyword.end())]
            yield from _first(line, ranges, known.forms)


def _first(line: str, ranges: Iterable[tuple[int, int]], known: Mapping[str, Authority]) -> Iterator[Statement]:
    """The first of `ranges` that is the name of one of `known`."""
    for a, b in ranges:
        authority = known.get(_fold(line[a:b]))
        if authority is not None:
            yield Statement(a, b, authority)
            return


def _names_before(line: str, stop: int) -> Iterator[int]:
    """Where a name may begin that ends before `stop`: at a capital, and not within a word; the longest name first."""
    begin = max(0, stop - _LONGEST)
    words = _BEHIND.search(line[begin:stop])
    for word in _WORD.finditer(words[0]) if words is not None else ():
        a = begin + words.start() + word.start() if words is not None else begin
        if line[a].isupper() and not _joins(line[a - 1 : a]):
            yield a


def _names_from(line: str, start: int) -> Iterator[tuple[int, int]]:
    """Where a name may stand that follows at `start`: from a capital, and no part of a word; the longest first.

    What ends in the genitive's "s" is tried without it, unless a name goes on behind: "Region Hovedstadens Psykiatri".
    """
    words = _IN_FRONT.match(line, start, start + _LONGEST)
    every = list(_WORD.finditer(line, start, words.end())) if words is not None else []
    for word in reversed(every if every and line[every[0].start()].isupper() else ()):
        a, b = every[0].start(), word.end() - word[0].endswith(".")
        if not (_joins(line[b : b + 1]) and _joins(line[b + 1 : b + 2])):
            yield a, b
            if word[0].endswith("s") and not line[b:].lstrip()[:1].isupper():
                yield a, b - 1


def _joins(letter: str) -> bool:
    """Whether a word goes on at `letter`: at a letter, a digit, or a hyphen."""
    return letter.isalnum() or letter == "-"


def _in_addresses(lowered: str) -> Iterator[Statement]:
    if ".dk" in lowered:
        for domain in _DOMAIN.finditer(lowered):
            entry = _domains().get(domain[0])
            if entry is not None:
                yield Statement(*domain.span(), _authority(entry))


# The table.


class _Entry(NamedTuple):
    """An entry of the table in its group; `until` is its last year, None for those of today."""

    group_name: str
    group: Mapping[str, Any]
    said: Mapping[str, Any]
    until: int | None


class _Known(NamedTuple):
    """The authorities by what names them, today's before those that had the same."""

    forms: Mapping[str, Authority]
    places: Mapping[str, Authority]


@cache
def _table() -> dict[str, Any]:
    return vocabulary.read(_PATH)


@cache
def _entries() -> tuple[_Entry, ...]:
    """The entries of all groups, those of today first."""
    groups = [(name, group) for name, group in _table().items() if isinstance(group, dict)]
    every = [
        _Entry(name, group, said, said.get("until", group.get("until")))
        for name, group in groups
        for said in group["list"]
    ]
    return (*[entry for entry in every if entry.until is None], *[entry for entry in every if entry.until is not None])


@cache
def _known() -> _Known:
    forms: dict[str, Authority] = {}
    places: dict[str, Authority] = {}
    for authority in authorities():
        for names, known in (authority.forms, forms), (authority.places, places):
            for name in names:
                known.setdefault(_fold(name), authority)
    return _Known(forms, places)


@cache
def _domains() -> Mapping[str, _Entry]:
    """The entries by their domains."""
    known: dict[str, _Entry] = {}
    for entry in _entries():
        for domain in entry.said.get("domains", ()):
            known.setdefault(domain, entry)
    return known


@cache
def _keywords() -> re.Pattern[str]:
    groups = [group for group in _table().values() if isinstance(group, dict)]
    words = {word for group in groups for entry in (group, *group["list"]) for word in entry.get("words", ())}
    in_front = {word for group in groups if group.get("in_front") for word in group["words"]}
    councils = {council for group in groups for council in group.get("councils", ())}
    behind, front, council = (
        "|".join(re.escape(word.lower()) for word in sorted(some, key=lambda word: (-len(word), word)))
        for some in (words - in_front, in_front, councils)
    )
    return compile_pattern(rf"(?P<behind>{behind})s?(?![\w-])|(?P<council>{council})(?= )|(?:{front})(?= )")


def _authority(entry: _Entry) -> Authority:
    group, said = entry.group, entry.said
    words = said.get("words", group["words"])
    names = _spelled([said["name"], *said.get("also", ())])
    order = "{word} {name}" if group.get("in_front") else "{name} {word}"
    forms = tuple([order.format(name=name, word=word) for name in names for word in words])
    return Authority(
        name=forms[0],
        kind=group.get("kind", entry.group_name),
        code=said["code"],
        forms=forms,
        places=tuple(names) if "councils" in group else (),
        domains=tuple(said.get("domains", ())),
        until=entry.until,
    )


def _spelled(names: Sequence[str]) -> list[str]:
    """`names`, and behind each what it is in the other spelling of the letter å."""
    spelled = []
    for name in names:
        others = [name.replace(a, b) for pair in _table()["spellings"] for a, b in (pair, pair[::-1]) if a in name]
        spelled += [name, *others]
    return spelled


def _fold(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").replace(".", " ").split())
