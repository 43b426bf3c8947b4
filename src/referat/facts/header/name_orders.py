"""Lines of lists on which a name is not what comes first: the surname before the first name, the party before both.

line = surname "," first names [ party ] { ";" … } | party name
"""

import re
from functools import cache

from referat.contract.nodes import Person
from referat.facts import people
from referat.facts.members import Member, list_begin, read_members
from referat.facts.people import Known
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.text.places import Placed

_SEVERAL = 2


def surnames_first(piece: Piece, known: Known) -> tuple[Member, ...] | None:  # noqa: ARG001  one of several readers
    """Surnames first: "Birkholm, Asta; Elm, Bo", "Birkholm, Asta (A)"; None for anything else.

    Without a party or another beside it, two names may be those of two people.
    """
    text = piece.text[: len(piece.text.rstrip(" .;"))]
    bounds = [0, *(at for match in _pattern("between_surnames").finditer(text) for at in match.span()), len(text)]
    parts = list(zip(bounds[::2], bounds[1::2], strict=True))
    members = [_by_surname(piece.cut(a, b)) for a, b in parts]
    whole = [member for member in members if member is not None]
    sure = len(whole) >= _SEVERAL or any(member.person.party for member in whole)
    return tuple(whole) if sure and len(whole) == len(parts) else None


def _by_surname(piece: Piece) -> Member | None:
    """Somebody by the surname and the first names, as they call themselves."""
    match = _pattern("surname_first").fullmatch(piece.text, list_begin(piece.text))
    if match is None:
        return None
    name = f"{match['first']} {match['last']}"
    if not people.is_persons(name):
        return None
    at = (*piece.at(*match.span("first")), *piece.at(*match.span("last")))
    party = Placed(match["party"], piece.at(*match.span("party"))) if match["party"] else None
    return Member(Person(Placed(name, at, "surname_first"), party))


def party_first(piece: Piece, known: Known) -> tuple[Member, ...] | None:
    """The party before one person's name: "(A) Asta Birkholm"; None for anything else."""
    match = _pattern("party_first").match(piece.text)
    members = read_members(piece.cut(match.end(), len(piece.text)), known) if match is not None else None
    if match is None or not members or len(members) > 1 or members[0].person.party is not None:
        return None
    party = Placed(match["party"], piece.at(*match.span("party")))
    return (members[0]._replace(person=members[0].person._replace(party=party)),)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return people.compile_with(idioms.table("header")["people"][name])
