"""People: names as the text prints them, with the party and the role that stand beside them.

person = { opening | title | role } name { party | role } ;
list   = person { separator person } [ closing ] ;

Every function is pure: a piece of text in, frozen nodes with places out; nothing where a part cannot be read.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from referat.contract.nodes import Person, Text
from referat.facts.sentences import Piece
from referat.lexicon import idioms, values
from referat.lexicon.rules import holds_one, occurrences
from referat.text.places import Placed

#: Names that a meeting's own lists give; in their light, names without a party are told apart.
Known = frozenset[str]
NOBODY_KNOWN: Known = frozenset()

# Characters before a party's bracket in which its owner's name stands.
_LONGEST_NAME = 80
# Nobody's name takes more, with party and role; longer texts are not remembered either.
_LONGEST_ENTRY = 400
# The same people come again and again: so many names are remembered as they were read.
_MOST_KEPT = 2000
# What no name goes on over.
_NO_NAMES = ",;:()"
# Letters up to this code point have capitals that names begin with: Latin, Greek and Cyrillic.
_LAST_LETTER = 0x530
_CLOSING = " .,;"

Stretch = tuple[int, int]


class Named(NamedTuple):
    """A person as one place of a text names them: offsets of name, party and role in it, and what the role is."""

    name: Stretch
    party: Stretch | None = None
    role: Stretch | None = None
    end: int = 0

    def placed(self, piece: Piece) -> Person:
        """The person as a node; `piece` is what was read."""
        return Person(_words_at(piece, self.name), self._party(piece), self._role(piece))

    def _party(self, piece: Piece) -> Text | None:
        text = _words_at(piece, self.party) if self.party else None
        return None if text is None or text.value.lower() in values.words()["no_party"] else text

    def _role(self, piece: Piece) -> Text | None:
        text = _words_at(piece, self.role) if self.role else None
        return text and text._replace(value=role_name(text.value))


def _words_at(piece: Piece, at: Stretch) -> Text:
    return Placed(" ".join(piece.text[at[0] : at[1]].split()), piece.at(*at))


# --- The vocabulary


@cache
def patterns() -> dict[str, str]:
    """The named patterns of people, on top of the shared ones: `name`, `party`, `role`, `title` and more."""
    table = idioms.table("people")
    named = {
        "capital": f"[{''.join(letter for letter in map(chr, range(0x41, _LAST_LETTER)) if letter.isupper())}]",
        "role": _any_of(table["roles"]),
        "title": _any_of(table["titles"]),
    }
    for name, pattern in table["patterns"].items():
        named[name] = values.expand(pattern, named)
    return named


def _any_of(words: list[str] | dict[str, str]) -> str:
    listed = sorted(words, key=len, reverse=True)
    return rf"(?i:{'|'.join(map(re.escape, listed))})(?!\w|-\w)"


@cache
def _compiled(key: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The rules of the table `key`: name, the characters each can begin with ("" for any), pattern."""
    entries = idioms.table("people")[key]
    return tuple((e["name"], e.get("begins", ""), compile_with(e["pattern"])) for e in entries)


def compile_with(pattern: str) -> re.Pattern[str]:
    """`pattern`, which may use the named patterns of people."""
    return re.compile(values.expand(pattern, patterns()))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(idioms.table("people")[key])


@cache
def _endings(key: str) -> tuple[str, ...]:
    return tuple(idioms.table("people")[key])


@cache
def _titles_and_roles() -> frozenset[str]:
    return _words("titles") | _words("roles")


@cache
def _role_stems() -> tuple[str, ...]:
    """The end of each role's last word, without its first letter: what a text with roles in it must hold."""
    stems = {role.split()[-1][1:] for role in idioms.table("people")["roles"]}
    return tuple(sorted(stem for stem in stems if not any(other != stem and other in stem for other in stems)))


@cache
def _name() -> re.Pattern[str]:
    return compile_with(r"{name}(?!\w|-\w)")


@cache
def _lone_word() -> re.Pattern[str]:
    return compile_with(r"{name_word}(?!\w|-\w)")


@cache
def _trailing_name() -> re.Pattern[str]:
    return compile_with(r"(?:^|(?<=[\s(“\"»-])){name}$")


@cache
def _separator() -> re.Pattern[str]:
    joined = "|".join(values.words()["conjunctions"])
    return re.compile(rf"\s*[,;/]\s*(?:(?:{joined})\s+)?|\s+(?:{joined}|&)\s+|(?<=\))\.?\s+(?=\w)")


def role_name(printed: str) -> str:
    """What is recorded of a role: its word in lower case, without the article."""
    # Letters that only look like ours match without regard to case, and are in no table.
    role: str = idioms.table("people")["roles"].get(printed.lower(), printed.lower())
    return role


def is_persons(name: str) -> bool:
    """Whether `name`, which has the form of one, has none of the words that stand for bodies, places, parties."""
    return not any(
        word in _words("not_names") or word.lower().endswith(_endings("not_name_endings")) or _is_title(word)
        for word in name.split()
    )


def _is_title(word: str) -> bool:
    lower = word.lower()
    return lower in _titles_and_roles() or lower.endswith(_endings("title_endings"))


# --- One person, and lists of them


def person(piece: Piece, known: Known = NOBODY_KNOWN) -> Person | None:
    """The person that the whole of `piece` names ("Asta Birkholm (A), formand"); None where it is something else."""
    named = read_one(piece.text, known)
    return None if named is None else named.placed(piece)


def persons(piece: Piece, known: Known = NOBODY_KNOWN) -> tuple[Person, ...] | None:
    """The people in a list: "X, Y og Z". None where a part of it cannot be read as a person: then nobody is."""
    listed = read_all(piece.text, known)
    return None if listed is None else tuple(named.placed(piece) for named in listed)


def read_one(text: str, known: Known = NOBODY_KNOWN) -> Named | None:
    """What `person` reads, in offsets of `text`."""
    if len(text) > _LONGEST_ENTRY:
        return None
    named = _read_remembered(text, known)
    return named if named is not None and not text[named.end :].strip(_CLOSING) else None


def read_all(text: str, known: Known = NOBODY_KNOWN) -> tuple[Named, ...] | None:
    """What `persons` reads, in offsets of `text`."""
    listed, end = read_list(text, 0, known)
    return listed if listed and not text[end:].strip(_CLOSING) else None


@lru_cache(_MOST_KEPT)
def _read_remembered(text: str, known: Known) -> Named | None:
    return read_at(text, 0, known)


def read_list(text: str, at: int, known: Known = NOBODY_KNOWN) -> tuple[tuple[Named, ...], int]:
    """The people of the list that stands in `text` at `at`, as far as it is one, and where the last of them ends."""
    listed: list[Named] = []
    end = at
    while (named := read_at(text, at, known)) is not None:
        listed.append(named)
        end = named.end
        after = next_begins(text, end, known)
        if after is None:
            break
        at = after
    return tuple(listed), end


def next_begins(text: str, end: int, known: Known) -> int | None:
    """Where the next on a list would begin, behind the one that ended at `end`; None where nothing separates them."""
    match = _separator().match(text, end)
    if match is not None:
        return match.end()
    # Parted by a blank alone: where the meeting's members are known.
    return end + 1 if known and text[end : end + 1] == " " and _known_at(text, end + 1, known) else None


def read_at(text: str, at: int, known: Known = NOBODY_KNOWN) -> Named | None:
    """The person whose name, with what belongs before it, begins in `text` at `at`."""
    at, role = _before_name(text, at)
    name = _name_at(text, at, known)
    if name is None:
        return None
    party, end = _bare_letter(text, name)
    if party is not None:
        name = (name[0], text.rindex(" ", 0, party[0]))
    return _behind_name(text, Named(name, party, role, end))


def _before_name(text: str, at: int) -> tuple[int, Stretch | None]:
    """Where the name begins behind words that are none of it, and the role that is said before it."""
    role: Stretch | None = None
    while True:
        stop = text.find(" ", at)
        if stop > at and text[at:stop] in _words("openings"):
            at = stop + 1
            continue
        match = next((m for _, _, rule in _compiled("before_name") if (m := rule.match(text, at))), None)
        if match is None:
            return at, role
        role = match.span("role") if "role" in match.re.groupindex else role
        at = match.end()


def _name_at(text: str, at: int, known: Known) -> Stretch | None:
    if known:
        stop = _known_at(text, at, known)
        if stop:
            return at, stop
    match = _name().match(text, at)
    return match.span() if match is not None and is_persons(match[0]) else None


def _known_at(text: str, at: int, known: Known) -> int:
    """Where the longest of the known names that stands in `text` at `at` ends; 0 where none does."""
    word = _lone_word().match(text, at)
    for name in _by_first_word(known).get(word[0], ()) if word is not None else ():
        stop = at + len(name)
        if text.startswith(name, at) and not text[stop : stop + 1].isalnum() and text[stop : stop + 1] != "-":
            return stop
    return 0


@lru_cache(16)
def _by_first_word(known: Known) -> dict[str, list[str]]:
    """The known names, the longest first, by their first words."""
    index: dict[str, list[str]] = {}
    for name in sorted(known, key=lambda name: (-len(name), name)):
        index.setdefault(name.split(" ", 1)[0], []).append(name)
    return index


def _bare_letter(text: str, name: Stretch) -> tuple[Stretch | None, int]:
    """The party's letter that a name ends with, parted by a blank alone: "Asta Birkholm A"; and where that ends."""
    begin, end = name
    bare = text[end - 2 : end - 1] == " " and text[end : end + 1] != "." and text.count(" ", begin, end) > 1
    return ((end - 1, end) if bare else None), end


def _behind_name(text: str, named: Named) -> Named:
    """`named` with the party and the role that stand behind the name."""
    more = True
    while more:
        more = False
        for _, begins, rule in _compiled("behind_name"):
            match = rule.match(text, named.end) if text[named.end : named.end + 1] in begins else None
            if match is None or not _adds(named, match):
                continue
            groups = match.re.groupindex
            party = match.span("party") if "party" in groups and match["party"] else named.party
            role = match.span("role") if "role" in groups and match["role"] else named.role
            named, more = named._replace(party=party, role=role, end=match.end()), named.end < len(text)
            break
    return named


def _adds(named: Named, match: re.Match[str]) -> bool:
    """Whether what stands behind the name does not repeat what is known of it: a name has one party and one role."""
    groups = match.groupdict()
    return not (
        (groups.get("party") and named.party)
        or (groups.get("role") and named.role and not groups.get("party"))
        or match.end() == match.start()
    )


# --- People in running text


def named_in(sentence: Piece) -> tuple[Person, ...]:
    """Everyone whom the sentence names with a party or a political role, in order."""
    text = sentence.text
    by_name: dict[int, Named] = {}
    if "(" in text:
        _add_parties(text, by_name)
    if holds_one(text, _role_stems()):
        _add_roles(text, by_name)
    return tuple(by_name[at].placed(sentence) for at in sorted(by_name))


def mentions(text: str) -> Iterator[int]:
    """Offsets in `text` at which a party in brackets or a political role may stand."""
    for at in occurrences("(", text):
        if _party().match(text, at):
            yield at
    for stem in _role_stems():
        yield from occurrences(stem, text)


def _add_parties(text: str, by_name: dict[int, Named]) -> None:
    """Add those with a party in brackets behind their name, by the offset of the name."""
    for match in _party().finditer(text):
        name = _name_before(text, match.start())
        if name is not None:
            by_name[name[0]] = Named(name, match.span("party"), _role_after(text, match.end()))


def _add_roles(text: str, by_name: dict[int, Named]) -> None:
    """Add those with a role before their name, or in brackets behind it; give a role to those that are there."""
    for _, _, rule in _compiled("role_before"):
        for match in rule.finditer(text):
            at, end = match.span("name")
            if (match.start() and text[match.start() - 1].isalnum()) or _is_genitive(text, end):
                continue
            if at in by_name and by_name[at].role is None:
                by_name[at] = by_name[at]._replace(role=match.span("role"))
            elif at not in by_name and is_persons(match["name"]):
                by_name[at] = Named((at, end), None, match.span("role"))
    for match in _bare_role().finditer(text):
        name = _name_before(text, match.start())
        if name is not None and name[0] not in by_name:
            by_name[name[0]] = Named(name, None, match.span("role"))


@cache
def _party() -> re.Pattern[str]:
    return compile_with(r" ?\(+ ?(?P<party>{party}) ?\)")


@cache
def _bare_role() -> re.Pattern[str]:
    """A role in brackets after a name without a party: "Asta Birkholm (formand)"."""
    return compile_with(r" \((?P<role>{role})\)")


def _name_before(text: str, stop: int) -> Stretch | None:
    """Where the name that ends at `stop` stands, the words before it that are none of its own left out."""
    begun = max(0, stop - _LONGEST_NAME)
    before = text[begun:stop].rstrip(" ,")
    closed = max(map(before.rfind, _NO_NAMES))
    if closed > 0:  # no name goes on over one of these, and a short text is searched fast
        begun, before = begun + closed, before[closed:]
    match = _trailing_name().search(before)
    if match is None:
        return None
    words = match[0].split(" ")
    offset = begun + match.start()
    while words and (words[0] in _words("openings") or _is_title(words[0])):
        offset += len(words[0]) + 1
        words = words[1:]
    name = " ".join(words)
    return (offset, offset + len(name)) if len(words) > 1 and is_persons(name) else None


def _is_genitive(text: str, end: int) -> bool:
    """Whether the name that ends at `end` may be somebody's of whom the next word is: "Asta Birkholms indlæg"."""
    return text[end - 1 : end] == "s" and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()


def _role_after(text: str, start: int) -> Stretch | None:
    for _, _, rule in _compiled("role_after") if holds_one(text[start : start + _LONGEST_NAME], _role_stems()) else ():
        match = rule.match(text, start)
        if match:
            return match.span("role")
    return None
