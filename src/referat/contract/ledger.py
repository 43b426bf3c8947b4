"""What became of every line, for `explain` and for tests that nothing is lost.

A `Token` is a line's place in the finished reading: every line belongs to exactly one, and joined they are the text.
"""

from collections.abc import Iterable, Iterator, Mapping

from referat.text.source import Source, Span
from referat.tuples import NamedTuple

BLANK, UNCLAIMED = "blank", "unclaimed"
# Of the roles that a line plays, the heaviest has it.
_WEIGHTS = {UNCLAIMED: 0, "noise": 1, "text": 2, "item_heading": 4}
_USUAL_WEIGHT = 3


class Token(NamedTuple):
    """One line with its owner.

    `text` is the source's slice, line end included. `owner` is the JSON pointer of the field or object that the line
    went into ("" for the meeting itself); `reason` says why a heading was or was not taken for one.
    """

    kind: str
    rule: str
    span: Span
    text: str
    owner: str
    reason: str = ""


class LineRole(NamedTuple):
    """What a line of the source (0-based) is, or a part of it is: a kind, by a rule, for the field `owner`.

    A kind "unclaimed" has nothing but a reason: a line that could have been a heading, and is none, say.
    """

    line: int
    kind: str
    rule: str = ""
    owner: str = ""
    reason: str = ""


_NOBODYS = LineRole(-1, UNCLAIMED)


def ledger(source: Source, roles: Iterable[LineRole]) -> Iterator[Token]:
    """The tokens of `source`, in order: each line once.

    Of several roles of a line the heaviest has it, and of equals the first; where that one has no reason, the first
    reason that another gives is kept. Roles of blank lines are nobody's.
    """
    taken = _heaviest(source, roles)
    filled = {source.number(k) for k in range(len(source.lines)) if not source.is_blank(k)}
    start = 0
    for i, text in enumerate(source.text_lines()):
        span = Span(start, start + len(text), i + 1, i + 1)
        start = span.end
        first = source.first_of(i)
        if first in filled:
            role = taken.get(first, _NOBODYS)
            yield Token(role.kind, role.rule, span, text, role.owner, role.reason)
        else:
            yield Token(BLANK, "", span, text, "")


def _heaviest(source: Source, roles: Iterable[LineRole]) -> Mapping[int, LineRole]:
    """The heaviest role of each line of the text; several lines of the source may be parts of one."""
    taken: dict[int, LineRole] = {}
    for role in roles:
        i = source.number(role.line)
        held = taken.get(i, _NOBODYS)
        winner, other = (role, held) if held is _NOBODYS or _weight(role) > _weight(held) else (held, role)
        taken[i] = winner if winner.reason else winner._replace(reason=other.reason)
    return taken


def _weight(role: LineRole) -> int:
    return _WEIGHTS.get(role.kind, _USUAL_WEIGHT)
