"""What was read of a document against its truth, fact by fact."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from generator.facts.truth import HEAD, Document, Value
from referat.contract.model import Attendance, Decision, Meeting, VoteSide

#: So many letters of a sentence must stand in the message that tells of it.
_RUN = 12
_LISTED = re.compile(r"^(?:liste|gruppe)\s+", re.I)


class Verdict(NamedTuple):
    """What became of a fact: "right", "told" (unread, and told), "silent" (unread, not told) or "wrong"."""

    kind: str
    outcome: str
    detail: str


class _Claim(NamedTuple):
    kind: str
    where: int
    value: Value


def verdicts(document: Document, meeting: Meeting) -> Iterator[Verdict]:
    """Each fact of the truth, and then everything that the reading has and the truth has not."""
    claims = Counter(_claims(meeting))
    said: Counter[_Claim] = Counter()
    for fact in document.facts:
        rights = [_Claim(fact.kind, fact.where, value) for value in fact.rights]
        said.update(rights)
        if any(claim in claims for claim in rights):
            yield Verdict(fact.kind, "right", "")
        elif None not in fact.others:
            told = any(_tells(message, fact.sentence) for message in _messages(meeting, fact.where))
            yield Verdict(fact.kind, "told" if told else "silent", f"{fact.value!r} of {fact.sentence!r}")
    for claim, count in claims.items():
        if count > said[claim]:
            yield Verdict(claim.kind, "wrong", f"{claim.value!r} in item {claim.where}")
    yield from _strangers(document, meeting)


def _plain(text: str) -> str:
    return re.sub(r"(?<=\w)- (?=\w)(?!og |eller |samt )", "-", " ".join(text.split()))


def _claims(meeting: Meeting) -> Iterator[_Claim]:
    yield from _attendance(meeting.attendance, HEAD)
    for n, item in enumerate(meeting.items, 1):
        yield from _attendance(item.attendance, n)
        if item.decision:
            yield from _decision(item.decision, n)
        for one in item.recommendations:
            if one.points or one.by:
                yield _Claim("recommendation", n, (one.by and _plain(one.by), tuple(map(_plain, one.points))))


def _attendance(attendance: Attendance, where: int) -> Iterator[_Claim]:
    for one in attendance.absent:
        yield _Claim("absent", where, (_plain(one.name),))
        if one.excused is not None:
            yield _Claim("excused", where, (_plain(one.name), one.excused))
        if one.recused:
            yield _Claim("recused", where, (_plain(one.name),))
        if one.substitute:
            yield _Claim("substitute", where, (_plain(one.name), _plain(one.substitute)))
    for move in attendance.movements:
        yield _Claim("movement", where, (_plain(move.name), move.kind, move.time, move.item))


def _decision(decision: Decision, where: int) -> Iterator[_Claim]:
    yield from (_Claim("outcome", where, (outcome,)) for outcome in decision.outcomes)
    if decision.amended:
        yield _Claim("amended", where, ())
    for kind, value in (("postponed_to", decision.postponed_to), ("referred_to", decision.referred_to)):
        if value is not None:
            yield _Claim(kind, where, (_plain(value),))
    for point in decision.points:
        yield _Claim("point", where, (point.ref, tuple(point.outcomes)))
    for one in decision.elected:
        yield _Claim("elected", where, (_plain(one.name), one.to and _plain(one.to)))
    for vote in decision.votes:
        yield _Claim("vote", where, tuple(_side(side) for side in (vote.for_, vote.against, vote.abstained)))
    for remark in decision.remarks:
        makers = sorted(_party(_plain(name)) for name in remark.by)
        yield _Claim("remark", where, (tuple(makers), _plain(remark.text)))


def _side(side: VoteSide) -> Value:
    names = tuple(sorted(map(_plain, side.names)))
    return side.count, tuple(sorted(_party(_plain(party)) for party in side.parties)), names


def _party(name: str) -> str:
    return _LISTED.sub("", name)


def _strangers(document: Document, meeting: Meeting) -> Iterator[Verdict]:
    present = defaultdict(set, document.present)
    for n, where in enumerate((meeting.attendance, *(item.attendance for item in meeting.items))):
        for one in where.present:
            listed = n == HEAD and document.parties.keys()
            if _plain(one.name) not in present[n] | set(listed or ()):
                yield Verdict("present", "wrong", f"{one.name!r} in item {n}")
        for one in (*where.present, *where.absent):
            yield from _known(document, one.name, one.party)
    for person in meeting.people:
        yield from _known(document, person.name, person.party)


def _known(document: Document, name: str, party: str | None) -> Iterator[Verdict]:
    name = _plain(name)
    if name not in document.parties:
        yield Verdict("person", "wrong", f"{name!r}")
    elif (_party(_plain(party)) if party else "None") not in document.parties[name]:
        yield Verdict("person", "wrong", f"{name!r} of {party!r}")


def _messages(meeting: Meeting, where: int) -> Iterator[str]:
    span = meeting.items[where - 1].span if 0 < where <= len(meeting.items) else None
    for one in meeting.diagnostics:
        in_head = bool(meeting.items) and (one.line or 0) < meeting.items[0].span.first_line
        if one.code != "fact-unread" and not (in_head and one.code == "header-unread"):
            continue
        if span is None or in_head or span.first_line <= (one.line or 0) <= span.last_line:
            yield one.message


def _tells(message: str, sentence: str) -> bool:
    said, words = _letters(message.replace("\\n", " ").replace("\\xa0", " ")), _letters(sentence)
    return any(words[n : n + _RUN] in said for n in range(max(1, len(words) - _RUN + 1)))


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
