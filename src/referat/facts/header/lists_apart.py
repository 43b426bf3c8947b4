"""Two lists that have run together behind their labels: those who are members or came, and those who did not.

lists = list nobody [ rest ] | list names that come again | list list [ person ] ;

Where one ends and the next begins is told by who stands twice, by "Ingen", or by the one place where no comma parts
two names; otherwise nobody can tell.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from referat.facts.header.first_names import pattern
from referat.facts.header.members import joined, members_of
from referat.facts.members import Member
from referat.facts.sentences import Piece
from referat.tuples import NamedTuple

_TWICE, _COMMA = 2, ","


class Lists(NamedTuple):
    """Those who are members or came, those who did not, and what stands behind both."""

    there: Piece
    away: Piece
    rest: Piece


def two(piece: Piece, *, of_members: bool, more: bool) -> Lists | None:
    """The two lists in `piece`; None where nothing tells where the second begins.

    `of_members` tells that the first has everyone, `more` that one more label waits for a value behind both.
    """
    nobody = pattern("nobody_behind").search(piece.text)
    if nobody is not None:
        there, rest = piece.cut(0, nobody.start()).stripped(), piece.cut(nobody.end(), len(piece.text))
        rest = rest.stripped() if rest.text.strip() else rest.cut(0, 0)
        return Lists(there, piece.cut(*nobody.span("nobody")), rest) if members_of(there) else None
    return _again(piece) or _twice(piece) or _at_joints(piece, of_members=of_members, more=more)


def _again(piece: Piece) -> Lists | None:
    """Two lists of which the second has some of the first again, from the place on where the first of these stands."""
    again = min((at for name in _names(piece) if (at := _repeated(piece.text, name))), default=0)
    there, away = piece.cut(0, again).stripped(), piece.cut(again, len(piece.text)).stripped()
    known, named = _named(members_of(there) or ()), _named(members_of(away) or ())
    return Lists(there, away, piece.cut(0, 0)) if again and named and named <= known else None


def _named(members: Sequence[Member]) -> set[str]:
    return {member.person.name.value for member in members}


def _names(piece: Piece) -> Iterator[str]:
    """What stands between the commas of `piece`, without what is said in brackets."""
    for entry in pattern("separator").split(piece.text):
        yield entry.partition("(")[0].strip()


def _repeated(text: str, name: str) -> int:
    """Where `name`, which stands in `text`, stands again with no comma before it; 0 where it does not."""
    at = text.find(f" {name}", text.find(name) + len(name)) if " " in name else -1
    whole = at > 0 and not text[at + 1 + len(name) :][:1].isalnum()
    return at + 1 if whole and text[at - 1] not in ",;" else 0


def _twice(piece: Piece) -> Lists | None:
    """Two lists whose pages, or columns, stand between one another: who stands twice is on both."""
    members = members_of(piece) or ()
    names = [member.person.name.value for member in members]
    if len(set(names)) == len(names) or any(names.count(name) > _TWICE for name in names):
        return None
    begins = [piece.offset(member.person.name.at[0].a) for member in members]
    if begins != sorted(begins) or any(piece.text[max(0, begin - 2) : begin].strip(" )") for begin in begins[1:]):
        return None  # a title stands before one, or a comma
    entries = [piece.cut(a, b).stripped() for a, b in pairwise((*begins, len(piece.text)))]
    first = [names.index(name) == n for n, name in enumerate(names)]
    there = [entry for entry, is_first in zip(entries, first, strict=True) if is_first]
    away = [entry for entry, is_first in zip(entries, first, strict=True) if not is_first]
    return Lists(joined(there), joined(away), piece.cut(0, 0))


def _at_joints(piece: Piece, *, of_members: bool, more: bool) -> Lists | None:
    """Two lists, and a person behind both, between which alone no comma parts two names."""
    members = members_of(piece) or () if _COMMA in piece.text else ()
    joints = [below for above, below in pairwise(members) if not _gap(piece, above, below).strip()]
    if len(joints) != 1 + more or len(members) - 1 == len(joints):
        return None
    bounds = [0, *(piece.offset(member.person.name.at[0].a) for member in joints), len(piece.text)]
    there, away, *rest = [piece.cut(a, b).stripped() for a, b in pairwise(bounds)]
    known, named = _named(members_of(there) or ()), _named(members_of(away) or ())
    fits = named <= known if of_members else not named & known
    return Lists(there, away, rest[0] if rest else piece.cut(0, 0)) if known and named and fits else None


def _gap(piece: Piece, above: Member, below: Member) -> str:
    """What stands between the names of two members."""
    return piece.text[piece.offset(above.person.name.at[-1].b) : piece.offset(below.person.name.at[0].a)]
