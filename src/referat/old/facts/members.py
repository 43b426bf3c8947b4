"""Lists of members: who is on a line of one, in the notations that headers and decisions use.

line = [ list mark ] ( person { "," person } | person "- afbud" | person "-" person "stedfortræder" | ... ) ;
"""

from functools import cache
from typing import NamedTuple

from referat.old.facts.idioms import rules, table
from referat.old.facts.people import Named, person, persons, split
from referat.old.facts.roll import item_numbers
from referat.old.facts.sentences import LIST_MARK

_CLOSING = " .;,"


class Member(NamedTuple):
    """Somebody on a list. `absent` is True where the line itself says so; `partly` where it is for some `items` alone.

    `movement` is the kind, time and item of a late arrival or an early leave; `instead_of` whom they stand in for.
    """

    named: Named
    substitute: Named | None = None
    note: str | None = None
    absent: bool = False
    partly: bool = False
    items: tuple[str, ...] = ()
    movement: tuple[str, str | None, str | None] | None = None
    instead_of: Named | None = None


def read_members(text: str, start: int) -> list[Member] | None:
    """The members that the line `text` names; `start` is the view's offset of its first character.

    [] where it says that there are none; None where it is no line of such a list.
    """
    mark = LIST_MARK.match(text)
    if mark and mark.end() < len(text):
        lead = mark.end() + len(text[mark.end() :]) - len(text[mark.end() :].lstrip())
        text, start = text[lead:], start + lead
    text = text.rstrip(_CLOSING)
    if is_nobody(text):
        return []
    alone = person(text, start)
    if alone is not None:
        return [Member(alone)]
    several = persons(text, start)
    if several is not None:
        return [Member(one) for one in several]
    one = _member(text, start)
    if one is not None:
        return [one]
    found: list[Member] = []
    pieces = list(split(text, start))
    for piece, at in pieces:
        member = _member(piece, at) or _alone(piece, at)
        role = detail(piece) if member is None and found else None
        if role is not None and role[0] is None and role[3] is not None:  # "A (V), formand, B (A)"
            named = found[-1].named._replace(role=str(role[2]).lower(), role_at=(at + role[3][0], at + role[3][1]))
            found[-1] = found[-1]._replace(named=named)
        elif member is None:
            return None
        else:
            found.append(member)
    return found if len(found) > 1 else None


def _alone(text: str, start: int) -> Member | None:
    one = person(text, start)
    return Member(one) if one is not None else None


def is_nobody(text: str) -> bool:
    """Whether `text` says that nobody is on a list."""
    return text.strip(". ").lower() in _nobody()


def detail(text: str) -> tuple[str | None, tuple[int, int] | None, str | None, tuple[int, int] | None] | None:
    """Party and role, each with its place in `text`, where a line gives one of them for the name on the line above."""
    for rule in rules("attendance", "member_detail"):
        groups = rule.match(text)
        if groups is not None:
            found = groups.groupdict()
            party, role = found.get("party"), found.get("role")
            return party, groups.span("party") if party else None, role, groups.span("role") if role else None
    return None


def _member(text: str, start: int) -> Member | None:
    for rule in rules("attendance", "member"):
        groups = rule.match(text)
        if groups is None:
            continue
        found = groups.groupdict()
        named = person(found["who"].rstrip(" ,"), start + groups.span("who")[0])
        other = found.get("substitute")
        if named is None or (other and person(other, 0) is None):
            continue
        kind = rule.data.get("movement")
        instead = found.get("instead_of")
        return Member(
            named,
            person(other, start + groups.span("substitute")[0]) if other else None,
            found.get("note"),
            bool(rule.data.get("absent")),
            bool(rule.data.get("partly")),
            item_numbers(found["items"]) if found.get("items") else (),
            (str(kind), found.get("time"), found.get("item")) if kind else None,
            person(instead, start + groups.span("instead_of")[0]) if instead else None,
        )
    return None


@cache
def _nobody() -> frozenset[str]:
    return frozenset(table("attendance")["nobody"]["words"])
