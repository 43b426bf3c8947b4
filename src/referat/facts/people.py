"""People: names as the text prints them, with the party and the role that stand beside them.

person = { opening | title | role } name { party | role } ;
list   = person { separator person } [ closing ] ;

Every function is pure: a piece of text in, frozen nodes with places out; nothing where a part cannot be read.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import takewhile

from referat.contract.nodes import Person, Text
from referat.facts.initials import are_of_some, begin_as
from referat.facts.known_names import by_first_word, single_words
from referat.facts.sentences import Piece
from referat.lexicon import idioms, values
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.phrases import Phrase
from referat.text.places import Placed, made
from referat.tuples import NamedTuple

#: Names that a meeting's own lists give; in their light, names without a party are told apart.
Known = frozenset[str]
NOBODY_KNOWN: Known = frozenset()

# Nobody's name takes more, with party and role; longer texts are not remembered either.
_LONGEST_ENTRY = 400
# The same people come again and again: so many names are remembered as they were read.
_MOST_KEPT = 2000
# A line is asked whether it is a list before it is read as one: so many places in texts are remembered for a while.
_MOST_PLACES = 200
_CLOSING, _BRACKET = " .,;", " ("
# One letter is a party's; an organisation is called by so many.
_FEWEST_INITIALS, _LONGEST_SHORT = 2, 3

Stretch = tuple[int, int]


class Named(NamedTuple):
    """A person as one place of a text names them: offsets in it.

    `aside` is a word in brackets that may be a party's name; `end` is where all that was read of them ends.
    """

    name: Stretch
    party: Stretch | None = None
    role: Stretch | None = None
    end: int = 0
    aside: Stretch | None = None

    def placed(self, piece: Piece) -> Person:
        """The person as a node; `piece` is what was read."""
        name = words_at(piece, self.name)
        party = words_at(piece, self.party) if self.party else None
        role = words_at(piece, self.role) if self.role else None
        return Person(
            name,
            None if party is None or _is_no_party(party.value, name.value) else party,
            None if role is None else Placed(role_name(role.value), role.at),
        )


def _is_no_party(printed: str, name: str) -> bool:
    """Whether what stands in a party's place behind `name` says that there is none, or is the name's initials."""
    return printed.lower() in vocabulary_words("no_party") or are_initials(printed, name)


def are_initials(letters: str, name: str) -> bool:
    """Whether `letters` behind a name are its initials, or how its words begin, and no party that is known."""
    if len(letters) < _FEWEST_INITIALS or not letters.isupper() or _party().fullmatch(letters):
        return False
    words = name.upper().replace("-", " ").split()
    return begin_as(letters, words) or are_of_some(letters, words)


@cache
def _party() -> re.Pattern[str]:
    return compile_with("{party}")


def words_at(piece: Piece, at: Stretch) -> Text:
    """The words that stand at `at` of a piece, white space made one space, placed."""
    return made(Placed, (" ".join(piece.text[at[0] : at[1]].split()), piece.at(*at), ""))


# --- The vocabulary


@cache
def patterns() -> dict[str, str]:
    """The named patterns of people, on top of the shared ones: `name`, `party`, `role`, `title` and more."""
    table = idioms.table("people")
    words = {"role": "roles", "title": "titles", "organisation_ending": "organisation_endings"}
    named = {name: _any_of(table[key]) for name, key in words.items()}
    for name, pattern in table["patterns"].items():
        named[name] = values.expand(pattern, named)
    return named


def _any_of(words: Iterable[str]) -> str:
    listed = sorted(words, key=len, reverse=True)
    return rf"(?i:{'|'.join(map(re.escape, listed))})(?!\w|-\w)"


@cache
def phrases(key: str) -> tuple[tuple[frozenset[str] | None, Phrase], ...]:
    """What the table `key` says: the characters that each entry can begin with, None for any, and its pattern."""
    said = [Phrase("people", entry["pattern"], patterns()) for entry in idioms.table("people")[key]]
    return tuple((phrase.gate.firsts, phrase) for phrase in said)


def compile_with(pattern: str) -> re.Pattern[str]:
    """`pattern`, which may use the named patterns of people."""
    return compile_pattern(values.expand(pattern, patterns()))


@cache
def vocabulary_words(key: str) -> frozenset[str]:
    """The list `key` of the vocabulary of people."""
    return frozenset(idioms.table("people")[key])


@cache
def endings(key: str) -> tuple[str, ...]:
    """The list `key` of how words end."""
    return tuple(idioms.table("people")[key])


@cache
def _titles_and_roles() -> frozenset[str]:
    return vocabulary_words("titles") | vocabulary_words("roles")


@cache
def _name() -> re.Pattern[str]:
    return compile_with(r"{name}(?!\w|-\w)")


@cache
def _lone_word() -> re.Pattern[str]:
    return compile_with(r"{name_word}(?!\w|-\w)")


@cache
def separator() -> re.Pattern[str]:
    """What parts two people on a list; between two commas nobody may stand."""
    joined = "|".join(values.words()["conjunctions"])
    return compile_pattern(rf"\s*[,;/|](?:\s*[,;])?\s*(?:(?:{joined})\s+)?|\s+(?:{joined}|&)\s+|(?<=\))\.?\s+(?=\w)")


def role_name(printed: str) -> str:
    """What is recorded of a role: its word in lower case, without the article."""
    # Letters that only look like ours match without regard to case, and are in no table.
    role: str = idioms.table("people")["roles"].get(printed.lower(), printed.lower())
    return role


def is_persons(name: str) -> bool:
    """Whether `name`, of a name's form, has none of the words that stand for bodies, places, parties."""
    words = name.split()
    if len(words) > 1 and words[-1] in vocabulary_words("title_surnames"):
        words.pop()
    short = len(words[0]) <= _LONGEST_SHORT and name[1:2].isupper() and not name.isupper()  # "DH Nordby"
    if short or words[1:] == words[:1]:  # "Refer Refer", with what two lines began
        return False
    return True not in map(_is_no_name, words)


@lru_cache(_MOST_KEPT)
def _is_no_name(word: str) -> bool:
    if word in vocabulary_words("names_all_the_same"):
        return False
    return (
        _plain_case(word) in vocabulary_words("not_names")
        or word in vocabulary_words("not_surnames")
        or word[1:].lower().endswith(endings("not_name_endings"))
        or word.lower().endswith(endings("organisation_endings"))
        or is_title(word)
    )


def _plain_case(word: str) -> str:
    """`word` with its first letter alone a capital, where all of it is in capitals."""
    return word.capitalize() if word.isupper() and len(word) > 1 else word


def begins_as_persons(text: str) -> bool:
    """Whether `text` begins with a first name that the vocabulary has."""
    return text.split(" ", 1)[0] in vocabulary_words("first_names")


def is_title(word: str) -> bool:
    """Whether `word` is a title or a role, and no part of a name."""
    lower = word.lower()
    return lower in _titles_and_roles() or lower.endswith(endings("title_endings"))


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
    named = _read_remembered(text, known) if len(text) <= _LONGEST_ENTRY else None
    read = named is not None and named.aside is None and not text[named.end :].strip(_CLOSING)
    return named if read else None


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
    begin: int | None = at
    while begin is not None and (named := read_at(text, begin, known)) is not None:
        what = _occupation().match(text, named.end) if text.startswith(_BRACKET, named.end) else None
        listed.append(named if what is None else named._replace(end=what.end()))
        begin = next_begins(text, named.end, known)
    everyone = _with_asides(text, listed)
    return everyone, everyone[-1].end if everyone else at


@cache
def _occupation() -> re.Pattern[str]:
    return compile_with(idioms.table("people")["occupation"]["pattern"])


def _with_asides(text: str, listed: Sequence[Named]) -> tuple[Named, ...]:
    """`listed`, an aside made a party beside others that have one; up to the first that has an aside and no party."""
    if not any(named.aside for named in listed):
        return tuple(listed)
    parties = [(text[slice(*named.party)], text[slice(*named.name)]) for named in listed if named.party]
    if all(_is_no_party(*each) for each in parties):
        return tuple(takewhile(lambda named: named.aside is None, listed))
    return tuple(named._replace(party=named.party or party_aside(text, named)) for named in listed)


def party_aside(text: str, named: Named) -> Stretch | None:
    """Where the party stands that a word in brackets is, beside others who have one; None where it is none."""
    a, b = named.aside or (0, 0)
    return named.aside if a < b and not text[a:b].lower().endswith(endings("organisation_endings")) else None


def next_begins(text: str, end: int, known: Known) -> int | None:
    """Where the next on a list would begin, behind the one that ended at `end`; None where nothing separates them."""
    match = separator().match(text, end)
    if match is not None:
        return match.end()
    # Parted by a blank alone: where the meeting's members are known.
    return end + 1 if known and text[end : end + 1] == " " and _known_at(text, end + 1, known) else None


@lru_cache(_MOST_PLACES)
def read_at(text: str, at: int, known: Known = NOBODY_KNOWN) -> Named | None:
    """The person whose name, with what belongs before it, begins in `text` at `at`."""
    at, role = _before_name(text, at)
    name = _name_at(text, at, known)
    if name is None:
        return None
    party, end = _bare_letter(text, name)
    if party is not None:
        name = (name[0], text.rindex(" ", 0, party[0]))
    elif text[end - 1].isupper():
        name = _without_letters(text, name)
    return behind_name(text, Named(name, party, role, end))


def _before_name(text: str, at: int) -> tuple[int, Stretch | None]:
    """Where the name begins behind words that are none of it, and the role that is said before it."""
    role: Stretch | None = None
    while True:
        stop = text.find(" ", at)
        if stop > at and text[at:stop] in vocabulary_words("openings"):
            at = stop + 1
            continue
        told = [phrase for firsts, phrase in phrases("before_name") if firsts is None or text[at : at + 1] in firsts]
        match = next((m for phrase in told if (m := phrase.match(text, at))), None)
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
    name = _without_columns(match[0]) if match is not None else ""
    if match is not None and name != match[0] and is_persons(name):
        return at, at + len(name)
    if match is not None and not _is_cut(match[0]) and (is_persons(match[0]) or _is_persons_with_party(text, match)):
        return match.span()
    word = _lone_word().match(text, at) if known and match is None else None
    return word.span() if word is not None and word[0] in single_words(known) else None


def _without_columns(name: str) -> str:
    """`name` without the words behind it that stand in columns of their own: "Asta Birkholm Medlem Deltog"."""
    rest, _, last = name.rpartition(" ")
    return _without_columns(rest) if " " in rest and last in vocabulary_words("status_words") else name


def _is_persons_with_party(text: str, match: re.Match[str]) -> bool:
    """Whether a name that may be a region's too is somebody's, since a party stands behind it: "Asta Nord (A)"."""
    words = match[0].split()
    named = " ".join(word for word in words if word not in vocabulary_words("not_surnames"))
    return _party_behind().match(text, match.end()) is not None and is_persons(named)


@cache
def _party_behind() -> re.Pattern[str]:
    return compile_with("{party_behind}")


def _is_cut(name: str) -> bool:
    """Whether all that there is of a surname is one letter: "Asta B", at the end of what is left of a text."""
    return name[-2:-1] == " " and name.count(" ") == 1


def _known_at(text: str, at: int, known: Known) -> int:
    """Where the longest of the known names that stands in `text` at `at` ends; 0 where none does."""
    word = _lone_word().match(text, at)
    for name in by_first_word(known).get(word[0], ()) if word is not None else ():
        stop = at + len(name)
        goes_on = text[stop : stop + 1].isalnum() or text[stop : stop + 1] == "-"
        surname = " " not in name and text[stop + 1 : stop + 2].isupper()
        if text.startswith(name, at) and not goes_on and not surname:
            return stop
    return 0


def _bare_letter(text: str, name: Stretch) -> tuple[Stretch | None, int]:
    """The party's letter that a name ends with, parted by a blank alone: "Asta Birkholm A"; and where that ends."""
    begin, end = name
    bare = text[end - 2 : end - 1] == " " and text[end : end + 1] != "." and text.count(" ", begin, end) > 1
    return ((end - 1, end) if bare else None), end


def _without_letters(text: str, name: Stretch) -> Stretch:
    """`name` without its own initials, or an organisation's letters, that a blank alone parts: "Asta Birkholm AB"."""
    words, _, last = text[slice(*name)].rpartition(" ")
    others = last in vocabulary_words("organisations") or are_initials(last, words)
    return (name[0], name[0] + len(words)) if others and " " in words and not words.isupper() else name


def behind_name(text: str, named: Named) -> Named:
    """`named` with the party and the role that stand behind the name."""
    more = True
    while more and named.end < len(text):
        more = False
        for firsts, phrase in phrases("behind_name"):
            match = phrase.compiled.match(text, named.end) if firsts is None or text[named.end] in firsts else None
            if match is None or not _adds(named, match):
                continue
            groups = match.re.groupindex
            party = match.span("party") if "party" in groups and match["party"] else named.party
            role = match.span("role") if "role" in groups and match["role"] else named.role
            aside = match.span("aside") if "aside" in groups else named.aside
            named = named._replace(party=party, role=role, end=match.end(), aside=aside)
            more = True
            break
    return named


def _adds(named: Named, match: re.Match[str]) -> bool:
    """Whether what stands behind the name does not repeat what is known of it: a name has one party and one role.

    A role behind it is the one that somebody has here; another may stand before: "Borgmester Asta Birkholm (formand)".
    """
    groups = match.groupdict()
    return not (
        (groups.get("party") and named.party)
        or (groups.get("aside") and (named.party or named.aside))
        or (groups.get("role") and named.role and named.role[0] > named.name[0] and not groups.get("party"))
        or match.end() == match.start()
    )
