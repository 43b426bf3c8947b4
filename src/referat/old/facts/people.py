"""People: names as the text prints them, with the party and the role that stand beside them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from referat.lexicon import values
from referat.lexicon.rules import Groups, Rule, holds_one, occurrences
from referat.old.facts.idioms import rules, table
from referat.old.facts.sentences import Piece

# Characters before a party's bracket in which its owner's name stands.
_LONGEST_NAME = 80
# Nobody's name takes more, with party and role; longer texts are not remembered either.
_LONGEST_ENTRY = 400
# The same people come again and again: so many names are remembered as they were read.
_MOST_KEPT = 2000
# What no name goes on over.
_NO_NAMES = ",;:()"

Place = tuple[int, int]


class Named(NamedTuple):
    """A person as one place names them: `a` and `b` are the view's offsets of the name.

    `party_at` and `role_at` are those of the words that give party and role; (0, 0) where there are none.
    """

    name: str
    party: str | None
    role: str | None
    a: int
    b: int
    party_at: Place = (0, 0)
    role_at: Place = (0, 0)


@cache
def _patterns() -> dict[str, str]:
    roles = sorted(table("people")["roles"], key=len, reverse=True)
    titles = sorted(table("people")["titles"], key=len, reverse=True)
    return {
        "role": f"(?i:{'|'.join(map(re.escape, roles))})",
        "title": f"(?i:{'|'.join(map(re.escape, titles))})",
    }


@cache
def rules_of(key: str) -> tuple[Rule, ...]:
    """The rules of the table `key`, which know the words for roles and titles."""
    return tuple(
        Rule(rule.table, rule.name, rule.data, origin=rule.origin, patterns=_patterns())
        for rule in rules("people", key)
    )


@cache
def _compiled(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(values.expand(rule.pattern or "", _patterns())) for rule in rules_of(key))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(table("people")[key])


@cache
def _role_stems() -> tuple[str, ...]:
    """The end of each role's last word, without its first letter: what a text with roles in it must hold."""
    stems = {role.split()[-1][1:] for role in table("people")["roles"]}
    return tuple(sorted(stem for stem in stems if not any(other != stem and other in stem for other in stems)))


@cache
def _separator() -> re.Pattern[str]:
    return re.compile(rf"\s*,\s*|\s+(?:{'|'.join(values.words()['conjunctions'])})\s+")


def person(text: str, start: int) -> Named | None:
    """The person that the whole of `text` names ("Asta Birkholm (A), formand"); None where it is something else."""
    one = _person(text) if len(text) <= _LONGEST_ENTRY else None
    if one is None or not start:
        return one
    name, party, role, a, b, party_at, role_at = one
    return Named(name, party, role, a + start, b + start, _moved(party_at, start), _moved(role_at, start))


@lru_cache(_MOST_KEPT)
def _person(text: str) -> Named | None:
    """The person whom `text` names, in it."""
    first, _, rest = text.partition(" ")
    if first in _words("openings") and rest:
        return person(rest.lstrip(), len(text) - len(rest.lstrip()))
    for rule in rules_of("entry"):
        groups = rule.match(text)
        if groups is not None and _is_persons(groups["name"]):
            return _named(groups, 0)
    return None


def persons(text: str, start: int) -> list[Named] | None:
    """The people in a list: "X, Y og Z". None where a part of it cannot be read as a person: then nobody is."""
    found: list[Named] = []
    for part, at in split(text, start):
        one = person(part, at)
        if one is None:
            return None
        found.append(one)
    return found


def split(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The parts of a list, each stripped, with the view's offset of its first character."""
    begun = 0
    for match in [*_separator().finditer(text), None]:
        stop = match.start() if match else len(text)
        part = text[begun:stop]
        yield part.strip(), start + begun + len(part) - len(part.lstrip())
        begun = match.end() if match else stop


def first_is_person(text: str) -> bool:
    """Whether the first part of what could be a list of names is one."""
    return person(_separator().split(text, 1)[0].strip(), 0) is not None


def named_in(sentence: Piece) -> Iterator[Named]:
    """Everyone whom the sentence names with a party or a political role, in order."""
    text, start = sentence
    found: dict[int, Named] = {}
    if "(" in text:
        _find_parties(text, start, found)
    if holds_one(text, _role_stems()):
        _find_roles(text, start, found)
    return (found[at] for at in sorted(found))


def _find_parties(text: str, start: int, found: dict[int, Named]) -> None:
    """Add those with a party in brackets behind their name, by the offset of the name."""
    for match in _party().finditer(text):
        name = _name_before(text, match.start())
        if name is not None:
            role, role_at = _role_after(text, match.end())
            party_at, role_at = _moved(match.span(1), start), _moved(role_at, start)
            a, b = _moved(name, start)
            found[name[0]] = Named(text[name[0] : name[1]], _party_of(match[1]), role, a, b, party_at, role_at)


def _find_roles(text: str, start: int, found: dict[int, Named]) -> None:
    """Add those with a role before their name, or in brackets behind it; give a role to those that are there."""
    for pattern in _compiled("role_before"):
        for match in pattern.finditer(text):
            at, end = match.span("name")
            if (match.start() and text[match.start() - 1].isalnum()) or _is_genitive(text, end):
                continue
            if at not in found and _is_persons(match["name"]):
                found[at] = _named(match, start)
            elif at in found and found[at].role is None:
                role_at = _moved(match.span("role"), start)
                found[at] = found[at]._replace(role=_role(match["role"]), role_at=role_at)
    for match in _bare_role().finditer(text):
        name = _name_before(text, match.start())
        if name is not None and name[0] not in found:
            a, b = _moved(name, start)
            role_at = _moved(match.span("role"), start)
            found[name[0]] = Named(text[name[0] : name[1]], None, _role(match["role"]), a, b, role_at=role_at)


def mentions(text: str) -> Iterator[int]:
    """Offsets in `text` at which a party in brackets or a political role may stand."""
    for at in occurrences("(", text):
        if _party().match(text, at):
            yield at
    for stem in _role_stems():
        yield from occurrences(stem, text)


@cache
def _party() -> re.Pattern[str]:
    return re.compile(rf" ?\(({values.named_patterns()['party']})\)")


@cache
def _bare_role() -> re.Pattern[str]:
    """A role in brackets after a name without a party: "Asta Birkholm (formand)"."""
    return re.compile(rf" \((?P<role>{_patterns()['role']})\)")


def _name_before(text: str, stop: int) -> tuple[int, int] | None:
    """Where the name that ends at `stop` stands, the words before it that are none of its own left out."""
    begun = max(0, stop - _LONGEST_NAME)
    before = text[begun:stop].rstrip(" ,")
    closed = max(map(before.rfind, _NO_NAMES))
    if closed > 0:  # no name goes on over one of these, and a short text is searched fast
        begun, before = begun + closed, before[closed:]
    match = values.trailing_name().search(before)
    if match is None:
        return None
    words = match[0].split(" ")
    offset = begun + match.start()
    while words and (words[0] in _words("openings") or _is_title(words[0])):
        offset += len(words[0]) + 1
        words = words[1:]
    name = " ".join(words)
    return (offset, offset + len(name)) if _is_persons(name) else None


@cache
def _titles_and_roles() -> frozenset[str]:
    return _words("titles") | frozenset(table("people")["roles"])


@cache
def _endings(key: str) -> tuple[str, ...]:
    return tuple(table("people")[key])


def _is_title(word: str) -> bool:
    lower = word.lower()
    return lower in _titles_and_roles() or lower.endswith(_endings("title_endings"))


def _is_genitive(text: str, end: int) -> bool:
    """Whether the name that ends at `end` may be somebody's of whom the next word is: "Asta Birkholms indlæg"."""
    return text[end - 1 : end] == "s" and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def _is_persons(name: str) -> bool:
    """Whether `name` has the form of a name and none of the words that stand for bodies, places, parties."""
    return values.is_name(name) and not any(
        word in _words("not_names") or word.lower().endswith(_endings("not_name_endings")) or _is_title(word)
        for word in name.split()
    )


def _role_after(text: str, start: int) -> tuple[str | None, Place]:
    for pattern in _compiled("role_after") if holds_one(text[start : start + _LONGEST_NAME], _role_stems()) else ():
        match = pattern.match(text, start)
        if match:
            return _role(match["role"]), match.span("role")
    return None, (0, 0)


def _moved(place: Place, start: int) -> Place:
    return place[0] + start, place[1] + start


def _role(printed: str) -> str:
    # Letters that only look like ours match without regard to case, and are in no table.
    role: str = table("people")["roles"].get(printed.lower(), printed.lower())
    return role


def _party_of(printed: str | None) -> str | None:
    return None if printed is None or printed.lower() in values.words()["no_party"] else printed


def _named(match: Groups, start: int) -> Named:
    groups = match.groupdict()
    role = groups.get("role") or groups.get("role2")
    a, b = match.span("name")
    name = " ".join(str(groups["name"]).split())
    party_at = match.span("party") if groups.get("party") else (0, 0)
    role_at = match.span("role" if groups.get("role") else "role2") if role else (0, 0)
    return Named(
        name,
        _party_of(groups.get("party")),
        _role(role) if role else None,
        start + a,
        start + b,
        _moved(party_at, start),
        _moved(role_at, start),
    )
