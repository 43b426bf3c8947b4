"""Lists of members: who is on a line of one, in the notations that headers and decisions use.

line   = [ list mark ] ( nobody | member { separator member } ) [ closing ] ;
member = person { absent | attended | substitute | items | movement | reason } ;
A line is read whole or not at all.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from typing import Any

from referat.contract.nodes import Movement, Person, Text
from referat.facts import item_numbers, people, triggers
from referat.facts.name_signs import names_someone
from referat.facts.people import NOBODY_KNOWN, Known, Named
from referat.facts.presence_forms import DetailRule, Listing, details, phrase, telling_words
from referat.facts.roll import CLOSED
from referat.facts.sentences import LIST_MARK, Piece
from referat.lexicon import idioms, values
from referat.lexicon.phrases import Phrase
from referat.text.places import Placed
from referat.tuples import NamedTuple

_CLOSING = " .;,"
# No detail of a member takes more characters.
_LONGEST_DETAIL = 300
# What is said of the absent by these rules is said of those present the other way round.
_BY_LIST = ("since", "until")
_SUBSTITUTES, _ITEM_GROUPS = ("substitute", "substitute2", "substitute3"), ("items", "items2")
_NOTES, _WHEN = ("note", "note2", "note3"), (("item", "item2"), ("time", "time2", "time3"))


class Member(NamedTuple):
    """Somebody on a list, and what their entry says of them.

    `absent`, `excused` and `attended` are there where the entry itself says so; `partly` tells that it is for some
    `items` alone, or for a part that has no number. `movement` is a late arrival or an early leave; `instead_of` whom
    they stand in for; `recused` where it says that they were disqualified; `replaced` that the substitute came.
    """

    person: Person
    absent: Placed[bool] | None = None
    excused: Placed[bool] | None = None
    attended: Placed[bool] | None = None
    substitute: Person | None = None
    instead_of: Person | None = None
    note: Text | None = None
    items: tuple[str, ...] = ()
    partly: bool = False
    movement: Movement | None = None
    recused: Placed[bool] | None = None
    replaced: bool = False


class Detail(NamedTuple):
    """What a line of its own says of the person on the line above."""

    party: Text | None = None
    role: Text | None = None


def read_listed(piece: Piece, listing: Listing, known: Known = NOBODY_KNOWN) -> tuple[Member, ...] | None:
    """The same as `read_members`; on a list of those absent any words behind a name may tell why."""
    members = read_members(piece, known, gives=listing.gives)
    if members is None and listing.gives == "absent":
        return read_members(piece, known, "member_away")
    return members


def read_members(
    piece: Piece, known: Known = NOBODY_KNOWN, more: str = "", gives: str = ""
) -> tuple[Member, ...] | None:
    """The members that `piece`, a line of a list, names; () where it says that there are none.

    None where it is no such line, or not all of it was read. `more` is a table of details beyond those of all lists,
    `gives` what the list is of, where that is known.
    """
    text, at = piece.text, list_begin(piece.text)
    at = next((match.end() for group in _groups(gives) if (match := group.match(text, at))), at)
    if is_nobody(text[at:]):
        return ()
    stop = len(text.rstrip(_CLOSING))
    entries: list[tuple[Named, Member]] = []
    begun = _begin_of(text, at, known)
    while begun is not None:
        named, stands_in = begun
        line_end = _between_two_names(piece, named)
        if line_end is not None:
            named = Named((named.name[0], line_end), end=line_end)
            entries.append((named, Member(named.placed(piece))))
            begun = _begin_of(text, line_end + 1, known)
            continue
        member, end = _with_details(piece, named, more)
        if (stands_in and member.instead_of is None) or (
            entries and _is_a_sentence(text, entries[-1][0], named, member)
        ):
            return None  # for whom is said elsewhere, or of whom
        entries.append((named, member))
        if end >= stop:
            return _with_asides(piece, _roles_above(piece, entries))
        after = _next(piece, named, member, end, known)
        begun = _begin_of(text, after, known) if after is not None else None
        if begun is None:
            return _occupied(piece, member, end) if len(entries) == 1 else None
    return None


def _is_a_sentence(text: str, above: Named, named: Named, member: Member) -> bool:
    """Whether what is said of `member` is said of the one `above` as well: in a sentence, and no list.

    "Asta Birkholm (A) og Bo Elm (V) havde meldt afbud", and not "Asta Birkholm, Bo Elm - afbud".
    """
    said = member.partly or member.items or member.absent is not None or member.movement is not None
    between = people.separator().match(text, above.end)
    joined = between is not None and between[0][0] == " " and between.end() == named.name[0]
    return bool(said) and joined and text[named.end : named.end + 1] == " " and text[named.end + 1].islower()


def _begin_of(text: str, at: int, known: Known) -> tuple[Named, bool] | None:
    """The person whose entry begins at `at`, and whether a word before the name says that they stand in."""
    match = next((match for _, rule in details("before_member") if (match := rule.match(text, at))), None)
    named = people.read_at(text, match.end() + 1 if match else at, known)
    return None if named is None else (named, match is not None)


def one_with_occupation(piece: Piece, known: Known = NOBODY_KNOWN, *, sure: bool = True) -> Member | None:
    """The one person whom `piece` names, with whom they come from or what they are behind a comma; None elsewhere.

    "Asta Birkholm, Danske Roere (formand)". Where it is not `sure`, what stands there may look like another's name.
    """
    text = piece.text
    if (named := people.read_at(text, list_begin(text), known)) is None:
        return None
    member, end = _with_details(piece, named)
    if member.note is not None and text.startswith(",", named.end) and end >= len(text.rstrip(_CLOSING)):
        return member
    # What looks like initials may be the first word of whom they come from: "Asta Birkholm, EUC Fjord".
    begins = (end, named.end) if text[named.end : end].isupper() else (end,)
    for begin, (_, rule) in product(begins, details("occupation_apart")):
        match = rule.compiled.match(text, begin)
        told = match["note"] if match is not None else ""
        # Where it need not be sure, behind what they are may stand where: "brugerrepræsentant, Værestedet Broen".
        told = told if sure else told.rpartition(", ")[0] or told
        colon = match is not None and ":" in match[0][:2]
        if match is None or (colon and not sure) or _says_more(told, known) or _breaks_off(match["note"]):
            continue
        whose = colon and people.begins_as_persons(text[slice(*named.name)])  # "Asta Birkholm: Fjordens Venner"
        parts = match["note"].split(", ")
        if sure and not whose and any(people.read_one(part, known) or names_someone(part) for part in parts):
            continue
        behind = people.behind_name(text, named._replace(end=match.end()))
        member, end = _with_details(piece, behind)
        if end >= len(text.rstrip(_CLOSING)):
            return member if member.note else member._replace(note=_said(piece, match, "note"))
    return None


def _says_more(occupation: str, known: Known) -> bool:
    """Whether another's name stands behind a conjunction in `occupation`, or it goes on to tell of attendance."""
    lowered = occupation.lower()
    if any(word in lowered for word in telling_words()):
        return True
    first, *parts = people.separator().split(occupation)
    begun = bool(parts) and people.read_one(first.strip(), known) is not None  # "Ib Dal og rådgiver Bo Elm"
    return begun or any(people.read_at(part, 0, known) is not None for part in parts)


def _breaks_off(occupation: str) -> bool:
    """Whether it ends with a word that others follow: the list goes on below."""
    return occupation.rpartition(" ")[2].lower() in values.never_last()


def _between_two_names(piece: Piece, named: Named) -> int | None:
    """Where a line ends that parts what was read as one name, but is two of two words or more; None elsewhere.

    A name that goes on with a particle is one: "Inge Lise", "von der Strand".
    """
    a, b = named.name
    for offset, _ in piece.runs[1:]:
        sides = piece.text[a : offset - 1].strip(), piece.text[offset:b].strip()
        if a < offset < b and not sides[1][:1].islower() and all(" " in side for side in sides):
            return offset - 1
    return None


def _roles_above(piece: Piece, entries: Sequence[tuple[Named, Member]]) -> Sequence[tuple[Named, Member]]:
    """The same, a role between two as that of the one before, where nothing parts the members of a list.

    There each stood on a line of their own, and the role at its end; unless the first has one before the name.
    """
    leading = [named.role is not None and named.role[0] < named.name[0] for named, _ in entries]
    if not any(leading) or leading[0]:
        return entries
    gaps = [piece.text[above.end : below.name[0]] for (above, _), (below, _) in pairwise(entries)]
    if not any(gap.isspace() for gap in gaps):
        return entries
    settled = [named for named, _ in entries]
    for k in range(1, len(settled)):
        if leading[k] and settled[k - 1].role is None:
            settled[k - 1] = settled[k - 1]._replace(role=settled[k].role)
            settled[k] = settled[k]._replace(role=None)
    return [
        (named, member._replace(person=named.placed(piece)))
        for named, (_, member) in zip(settled, entries, strict=True)
    ]


def _with_asides(piece: Piece, entries: Sequence[tuple[Named, Member]]) -> tuple[Member, ...]:
    """The members, a word in brackets made a party where others have one, and a note where it is none."""
    parties = any(member.person.party for _, member in entries)
    return tuple(_with_aside(piece, named, member, parties=parties) for named, member in entries)


def _with_aside(piece: Piece, named: Named, member: Member, *, parties: bool) -> Member:
    if named.aside is None:
        return member
    party = people.party_aside(piece.text, named) if parties else None
    if party is not None:
        return member._replace(person=named._replace(party=party).placed(piece))
    return member if member.note else member._replace(note=people.words_at(piece, named.aside))


def _next(piece: Piece, named: Named, member: Member, end: int, known: Known) -> int | None:
    """Where the next member begins; a full stop parts two of whom more than the name was read.

    So does a blank where each of them is said to have sent apologies.
    """
    text = piece.text
    if end > named.name[1] and text.startswith(". ", end):
        return end + 2
    after = people.next_begins(text, end, known)
    if after is None and member.excused is not None and text.startswith(" ", end):
        below = people.read_at(text, end + 1, known)
        return end + 1 if below is not None and _with_details(piece, below)[0].excused is not None else None
    return after


@cache
def _groups(gives: str) -> tuple[Phrase, ...]:
    """What may stand before the names of a list that `gives` this."""
    entries = (entry for entry in idioms.table("attendance")["list_group"] if entry.get("only", gives) == gives)
    return tuple(phrase(form) for entry in entries for form in entry["says"])


def list_begin(text: str) -> int:
    """Where the text of a list's line begins behind its mark."""
    mark = LIST_MARK.match(text.lstrip())
    lead = len(text) - len(text.lstrip())
    if mark is None or lead + mark.end() == len(text):
        return lead
    rest = text[lead + mark.end() :]
    return len(text) - len(rest.lstrip())


def is_replaced(member: Member, listing: Listing) -> bool:
    """Whether somebody on a list of those present, or of members, stands there with the one who came instead."""
    came = listing.gives == "present" or (listing.gives == "members" and member.replaced)
    return came and member.substitute is not None and not member.attended


def as_listed(movement: Movement, listing: Listing) -> Movement:
    """`movement` on a list: "fra kl. 17" is a coming where it is of those present, and a going where of the absent."""
    kind = movement.kind
    if listing.gives == "absent" or kind.rule not in _BY_LIST:
        return movement
    return movement._replace(kind=kind._replace(value="arrived" if kind.value == "left" else "left"))


def is_cut_list(text: str, known: Known = NOBODY_KNOWN) -> bool:
    """Whether `text` begins with names, and something else than words goes on behind them."""
    listed, end = people.read_list(text, list_begin(text), known)
    rest = text[end:].lstrip(" ") if listed else ""
    return bool(rest) and not rest[0].isalpha()


def is_nobody(text: str) -> bool:
    """Whether `text` says that nobody is on a list."""
    return text.strip(". ").lower() in _nobody()


@cache
def _nobody() -> frozenset[str]:
    return frozenset(idioms.table("attendance")["nobody"]["words"])


def detail(piece: Piece) -> Detail | None:
    """Party or role, where `piece` gives one of them for the name on the line above; None for anything else."""
    for _, rule in details("member_detail"):
        match = rule.compiled.fullmatch(piece.text)
        if match is not None:
            party, role = _said(piece, match, "party"), _said(piece, match, "role")
            unbound = party is not None and party.value.lower() in values.words()["no_party"]
            return Detail(None if unbound else party, role and role._replace(value=people.role_name(role.value)))
    return None


# --- What stands behind a member's name


def _with_details(piece: Piece, named: Named, more: str = "") -> tuple[Member, int]:
    """The member whom `named` begins, and where their entry ends."""
    text = piece.text
    member, end, left = (
        Member(named.placed(piece)),
        named.end,
        _details_in(text[named.end : named.end + _LONGEST_DETAIL], more),
    )
    while end < len(text):
        matches = ((rule, rule[1].match(text, end)) for rule in left)
        found = next(
            ((rule, match) for rule, match in matches if match is not None and _is_of(member, rule[0], match)), None
        )
        if found is None:
            break
        rule, match = found
        left = [other for other in left if other is not rule]
        member, end = _detailed(piece, member, rule[0], match), match.end()
    return member, end


def _is_of(member: Member, entry: Mapping[str, Any], match: re.Match[str]) -> bool:
    """Whether a detail is about `member`: those that name somebody are; behind a substitute they come and go."""
    if member.substitute is not None and "movement" in entry:
        return False
    named = match["replaced"] if "replaced" in match.re.groupindex else None
    return named is None or named.startswith(member.person.name.value)


def _details_in(text: str, more: str) -> Sequence[DetailRule]:
    """The rules for details that `text` may have, those of the table `more` behind the others."""
    return triggers.details(text, more) if text.strip(_CLOSING) else ()


def _detailed(piece: Piece, member: Member, entry: Mapping[str, Any], match: re.Match[str]) -> Member:
    """`member` with what one detail says."""
    yes = Placed(value=True, at=piece.at(*match.span()), rule=str(entry["name"]))
    items = next((match[name] for name in _ITEM_GROUPS if name in match.re.groupindex and match[name]), None)
    role = _said(piece, match, "role")
    return Member(
        member.person
        if role is None
        else member.person._replace(role=role._replace(value=people.role_name(role.value))),
        yes if entry.get("absent") else member.absent,
        yes._replace(value=entry["excused"]) if "excused" in entry else member.excused,
        yes if entry.get("attended") else member.attended,
        next(filter(None, (_someone(piece, match, name) for name in _SUBSTITUTES)), member.substitute),
        _someone(piece, match, "instead_of") or _someone(piece, match, "instead_of2") or member.instead_of,
        next(filter(None, (_said(piece, match, name) for name in _NOTES)), member.note),
        (*(item_numbers.of(items) if items else member.items), *((CLOSED,) if entry.get("closed") else ())),
        bool(entry.get("partly")) or member.partly,
        _movement(piece, member.person, entry, match) or member.movement,
        yes if entry.get("recused") else member.recused,
        bool(entry.get("replaced")) or member.replaced,
    )


def _said(piece: Piece, match: re.Match[str], group: str) -> Text | None:
    """What a group matched, where the pattern has it and it matched."""
    if group not in match.re.groupindex or match[group] is None:
        return None
    return Placed(" ".join(match[group].split()), piece.at(*match.span(group)))


def _someone(piece: Piece, match: re.Match[str], group: str) -> Person | None:
    said = group in match.re.groupindex and match[group] is not None
    return people.person(piece.cut(*match.span(group))) if said else None


def _movement(piece: Piece, person: Person, entry: Mapping[str, Any], match: re.Match[str]) -> Movement | None:
    kind = entry.get("movement")
    if kind is None:
        return None
    said = Placed(str(kind), piece.at(*match.span()), str(entry["name"]))
    item, time = (next(filter(None, [_said(piece, match, each) for each in groups]), None) for groups in _WHEN)
    return Movement(person.name, said, time, item, piece.range)


def _occupied(piece: Piece, member: Member, end: int) -> tuple[Member, ...] | None:
    """The only member of a line, whose occupation is all that is left of it; None where more is."""
    rest = piece.text[: len(piece.text.rstrip(_CLOSING))]
    for _, rule in details("occupation"):
        if (match := rule.compiled.fullmatch(rest, end)) is not None and not names_someone(match["note"]):
            return (member._replace(note=_said(piece, match, "note")),)
    return None
