"""One person a line, with what stands beside the name in any notation: "1 Bo Elm (V)", "[x] Bo Elm", "Bo Elm / DH".

line = { mark | number | title } [ party ] name { party | status | footnote | address | "member" | where from } ;

What else stands beside a name is whom somebody comes from, or what they are. In rows that a comma parts this would be
another's name; here a line has one.
"""

import re
from collections.abc import Sequence

from referat.contract.nodes import Text
from referat.facts import people
from referat.facts.header.first_names import pattern
from referat.facts.members import Member
from referat.facts.people import Known
from referat.facts.sentences import Piece
from referat.text.places import Placed

# Behind a name no more things stand.
_MOST_BEHIND = 5
# A name has so many words, a longer one a letter before it that is none of it.
_FEWEST_WORDS = 2
_TICK = "X"


def read(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """The one person whom the line `piece` names; None where it is no such line."""
    text = piece.text
    at, there, party = _before(piece)
    named = people.read_at(text, at, known)
    if named is None or named.name[0] != at or len(text[slice(*named.name)].split()) < _FEWEST_WORDS:
        return None
    person = named.placed(piece)
    member = Member(person._replace(party=person.party or party), attended=there)
    end = named.end
    for _ in range(_MOST_BEHIND):
        match = pattern("beside").match(text, end) if end < len(text) else None
        if match is None:
            break
        member, end = _with(piece, member, match), match.end()
    return (member,) if end >= len(text.rstrip(" .,;")) and (at or end > named.end) else None


def _before(piece: Piece) -> tuple[int, Placed[bool] | None, Text | None]:
    """Where the name begins behind marks, a number and a party, what a mark says, and the party."""
    mark = pattern("mark_before").match(piece.text)
    at = mark.end() if mark is not None else 0
    tick = mark.span("tick") if mark is not None and mark["tick"] else None
    there = Placed(value=True, at=piece.at(*tick), rule="tick") if tick is not None else None
    before = pattern("party_before").match(piece.text, at)
    if before is None:
        return at, there, None
    return before.end(), there, people.words_at(piece, before.span("party"))


def _with(piece: Piece, member: Member, match: re.Match[str]) -> Member:
    """`member` with what one thing behind the name says."""
    said = {key: people.words_at(piece, match.span(key)) for key, word in match.groupdict().items() if word}
    yes = Placed(value=True, at=piece.at(*match.span()), rule="beside")
    person = member.person
    if "party" in said and person.party is None:
        member = member._replace(person=person._replace(party=said["party"]))
    if "there" in said:
        member = member._replace(attended=yes)
    if "away" in said:
        member = member._replace(absent=yes)
    note = said.get("note") or said.get("note2")
    return member._replace(note=note) if note is not None and member.note is None else member


def without_letters(members: Sequence[Member]) -> tuple[Member, ...]:
    """`members`, the letter before each name as the party, a tick or the initials that it is; others as they are."""
    words = [member.person.name.value.split() for member in members]
    if not all(len(each) > _FEWEST_WORDS and each[0].isupper() for each in words):
        return tuple(members)
    parties = all(len(each[0]) == 1 for each in words)
    initials = all(people.are_initials(each[0], " ".join(each[1:])) for each in words)
    return tuple(map(_without_letter, members)) if parties or initials else tuple(members)


def _without_letter(member: Member) -> Member:
    person = member.person
    letter, name = person.name.value.split(" ", 1)
    first, *more = person.name.at
    begin = first.a + len(letter) + 1
    own = (first._replace(a=begin),) if begin < first.b else ()  # the letter may stand on a line of its own
    bare = person._replace(name=person.name._replace(value=name, at=(*own, *more)))
    mark = (first._replace(b=first.a + len(letter)),)
    if letter == _TICK:
        return member._replace(person=bare, attended=Placed(value=True, at=mark, rule="tick"))
    of_party = len(letter) == 1 and person.party is None
    return member._replace(person=bare._replace(party=Placed(letter, mark)) if of_party else bare)
