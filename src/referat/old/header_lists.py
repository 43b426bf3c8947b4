"""Lists of people in the header: members, those present, those absent, each below its label."""

from referat.old.facts import attendance, roll
from referat.old.facts.members import detail, read_members
from referat.old.facts.roster import put_party_and_role
from referat.old.facts.sentences import Piece
from referat.old.header_fields import KEYS, State
from referat.old.reading import Reading
from referat.old.tokens import LONGEST


def take_member(reading: Reading, state: State, i: int) -> bool:
    """Read line `i` as one of the list of members that stands open; False where it is none."""
    node, source = state.node, reading.source
    a, b = source.stripped(i)
    if b - a > LONGEST:
        return False
    text = source.view[a:b]
    members = read_members(text, a)
    piece = Piece(text, a)
    if members is None and not _take_detail(reading, state, text, a):
        return False
    for member in members or ():
        state.listed.append(member.named)
        said: bool | None = state.opened_by.data.get("excused") if state.opened_by else None
        excused = True if member.absent else said
        if member.instead_of is not None:
            named = member.instead_of
            # Below the list of those absent, where there is one, they stand in its order.
            reading.away.append(roll.Away(named, (), None, piece, member.named.name))
        if state.open == "absent" or member.absent or member.items or member.movement:
            attendance.put_member(reading, node["attendance"], member, piece, excused=excused)
        elif state.open == "present":
            state.present.append(member)
    if state.open == "absent" and members:
        roll.state(reading, node["attendance"], piece)
    rule = state.opened_by.name if state.opened_by else ""
    told = state.open == "absent" and bool(members)
    reading.claim(i, i, "attendance" if told else "member", rule, node, KEYS[state.open])
    state.last = state.open
    return True


def _take_detail(reading: Reading, state: State, text: str, a: int) -> bool:
    """Read a line that gives the party or the role of the person on the line above; False where it is none."""
    more = detail(text)
    if more is None or not state.listed:
        return False
    party, party_at, role, role_at = more
    one = state.listed[-1]
    if party_at is not None:
        one = one._replace(party=party, party_at=(a + party_at[0], a + party_at[1]))
    if role_at is not None and role:
        one = one._replace(role=role.lower(), role_at=(a + role_at[0], a + role_at[1]))
    state.listed[-1] = one
    if state.present and state.open == "present":
        state.present[-1] = state.present[-1]._replace(named=one)
    away = state.node["attendance"]["absent"]
    if state.open == "absent" and away and away[-1]["name"] == one.name:
        put_party_and_role(reading, away[-1], one)
    return True
