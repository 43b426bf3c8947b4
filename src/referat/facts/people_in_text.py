"""People in running text: whom a sentence names with a party or a political role."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from referat.contract.nodes import Person
from referat.facts.people import (
    Named,
    Stretch,
    compile_with,
    endings,
    is_persons,
    is_title,
    phrases,
    role_name,
    vocabulary_words,
)
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.lexicon.rules import holds_one, occurrences

# Characters before a party's bracket in which its owner's name stands.
_LONGEST_NAME = 80
# The same people are named again and again: so many texts are remembered with the names that they end with.
_MOST_KEPT = 1000
# So many with a letter in brackets make another word in brackets a party.
_SEVERAL = 2
# What parts a role from the name before it.
_BEHIND_NAMES = (", ", " - ", " – ", "/")
# What no name goes on over.
_NO_NAMES = ",;:()"


def named_in(sentence: Piece) -> tuple[Person, ...]:
    """Everyone whom the sentence names with a party or a political role, in order."""
    text = sentence.text
    by_name: dict[int, Named] = {}
    if "(" in text:
        _add_parties(text, by_name)
    if ", " in text:
        _add_after(text, _between_commas(), by_name)
    if holds_one(text, _role_stems()):
        _add_roles(sentence, by_name)
    return tuple([by_name[at].placed(sentence) for at in sorted(by_name)])


def elects(text: str) -> bool:
    """Whether the sentence `text` tells of an election: a role in it is what somebody gets, there or elsewhere."""
    return _elects().search(text) is not None


def gives_office(before: str) -> bool:
    """Whether what stands `before` a role says that somebody gets it: "som", "til"."""
    return before.lower().endswith(tuple(idioms.table("people")["elects"]["before_office"]))


def mentions(text: str) -> list[int]:
    """Offsets in `text`, in order, at which a party in brackets or a political role may stand."""
    party = _party()
    places = [at for at in occurrences("(", text) if party.match(text, at)]
    places += [match.start() for match in _between_commas().finditer(text)]
    for stem in _role_stems():
        if stem in text:  # nearly never
            places += occurrences(stem, text)
    return sorted(places)


def _add_parties(text: str, by_name: dict[int, Named]) -> None:
    """Add those with a party in brackets behind their name, by the offset of the name.

    Beside several of them, another name in brackets is a party's too.
    """
    _add_after(text, _party(), by_name)
    if len(by_name) >= _SEVERAL:
        _add_after(text, _other_party(), by_name)


def _add_after(text: str, pattern: re.Pattern[str], by_name: dict[int, Named]) -> None:
    """Add those behind whose name `pattern` finds a party."""
    for match in pattern.finditer(text):
        name = _name_before(text, match.start())
        if name is not None and not match["party"].lower().endswith(endings("organisation_endings")):
            by_name.setdefault(name[0], Named(name, match.span("party"), _role_after(text, match.end())))


def _add_roles(sentence: Piece, by_name: dict[int, Named]) -> None:
    """Add those with a role before their name, or in brackets behind it; give a role to those that are there."""
    text = sentence.text
    places = _role_places(text.lower())
    for _, phrase in phrases("role_before"):
        for match in _matches_at(phrase.compiled, text, places):
            at, end = match.span("name")
            if (match.start() and text[match.start() - 1].isalnum()) or _is_genitive(text, end):
                continue
            if _ends_entry(sentence, match):
                continue
            role = (_bare_role().match(text, end) or match).span("role")  # "Borgmester Asta Birkholm (formand)"
            if at in by_name and by_name[at].role is None:
                by_name[at] = by_name[at]._replace(role=role)
            elif at not in by_name and is_persons(match["name"]):
                by_name[at] = Named((at, end), None, role)
    for match in _bare_role().finditer(text) if "(" in text else ():
        name = _name_before(text, match.start())
        if name is not None and name[0] not in by_name:
            by_name[name[0]] = Named(name, None, match.span("role"))


def _ends_entry(sentence: Piece, match: re.Match[str]) -> bool:
    """Whether a role behind a mark is that of whom stands before it: it ends its line, or a comma follows.

    "X, formand ⏎ Y", "X, formand, Y", "X/formand, Y", "X som formand, Y"; and not "i dag, formanden, Y".
    """
    begin, end = match.span("role")
    if not sentence.text.endswith(_BEHIND_NAMES, 0, begin) and not gives_office(sentence.text[:begin]):
        return False
    listed = sentence.text.startswith(",", end) and match["role"].lower() == role_name(match["role"])
    return listed or any(end < offset <= match.start("name") for offset, _ in sentence.runs)


@cache
def _elects() -> re.Pattern[str]:
    return compile_with(idioms.table("people")["elects"]["pattern"])


@cache
def _party() -> re.Pattern[str]:
    """A party in brackets, looked for at the first of several that open."""
    return compile_with(r"\((?<!\(\()\(* ?(?P<party>{party}) ?\)")


@cache
def _other_party() -> re.Pattern[str]:
    return compile_with(r" \((?!{role})(?P<party>{capital}[^()\d,;:.]{1,40})\)")


@cache
def _between_commas() -> re.Pattern[str]:
    """A party's letter behind a comma with a bracket or a verb behind it: "Asta Birkholm, A, ankom"; no other party."""
    return compile_with(r", (?P<party>{party})(?:,? ?(?=\()|, ?(?!{joined} )(?=[a-zæøå]))")


@cache
def _bare_role() -> re.Pattern[str]:
    """A role in brackets after a name without a party: "Asta Birkholm (formand)"."""
    return compile_with(r" \((?P<role>{role})\)")


def _name_before(text: str, stop: int) -> Stretch | None:
    """Where the name that ends at `stop` stands, the words before it that are none of its own left out."""
    begun = max(0, stop - _LONGEST_NAME)
    name = _name_at_end(text[begun:stop])
    return (begun + name[0], begun + name[1]) if name is not None else None


@lru_cache(_MOST_KEPT)
def _name_at_end(text: str) -> Stretch | None:
    """Where the name stands that a short `text` ends with."""
    before = text.rstrip(" ,")
    offset = max(0, *map(before.rfind, _NO_NAMES))  # no name goes on over one of these
    match = _trailing_name().search(before[offset:])
    if match is None:
        return None
    words = match[0].split(" ")
    offset += match.start()
    while words and (words[0] in vocabulary_words("openings") or is_title(words[0])):
        offset += len(words[0]) + 1
        words = words[1:]
    name = " ".join(words)
    return (offset, offset + len(name)) if len(words) > 1 and is_persons(name) else None


def _is_genitive(text: str, end: int) -> bool:
    """Whether the name that ends at `end` may be somebody's of whom the next word is: "Asta Birkholms indlæg"."""
    return text[end - 1 : end] == "s" and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def _role_after(text: str, start: int) -> Stretch | None:
    for _, phrase in phrases("role_after") if holds_one(text[start : start + _LONGEST_NAME], _role_stems()) else ():
        match = phrase.match(text, start)
        if match:
            return match.span("role")
    return None


@cache
def _role_stems() -> tuple[str, ...]:
    """The end of each role's last word, without its first letter: what a text with roles in it must hold."""
    stems = {role.split()[-1][1:] for role in idioms.table("people")["roles"]}
    return tuple(sorted(stem for stem in stems if not any(other != stem and other in stem for other in stems)))


@cache
def _roles() -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """The stems of roles, each with the roles that it stands in, and where."""
    roles = idioms.table("people")["roles"]
    return tuple((stem, tuple((role, role.find(stem)) for role in roles if stem in role)) for stem in _role_stems())


def _role_places(lowered: str) -> list[int]:
    """Where in a text in small letters a role begins, or a word that begins as one does."""
    places: set[int] = set()
    for stem, roles in _roles():
        for at in occurrences(stem, lowered):
            begins = [(role, at - before) for role, before in roles if at >= before]
            places.update([begin for role, begin in begins if lowered.startswith(role, begin)])
    return sorted(places)


def _matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` finds in `text`, matches of which begin only at these `places`, in their order."""
    done = 0
    for place in places:
        match = pattern.match(text, place) if place >= done else None
        if match is not None:
            yield match
            done = match.end()


@cache
def _trailing_name() -> re.Pattern[str]:
    return compile_with(r"(?:^|(?<=[\s(“\"»-])){name}$")
