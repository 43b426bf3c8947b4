"""What each line of a text became, worked out when somebody asks.

A `Token` is a line's place in the finished reading: every line belongs to exactly one, and joined they are the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from referat.text.source import Source, Span

# Of the parts of a line that was cut, the heaviest has the line.
_WEIGHTS = {"noise": 1, "text": 2, "item_heading": 4}
_USUAL_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Token:
    """One or more lines with one owner.

    `text` is the source's slice, line ends included. `owner` is the JSON pointer of the field or object that the line
    went into ("" for the meeting itself); `reason` says why a heading was or was not taken for one.
    """

    kind: str
    rule: str
    span: Span
    text: str
    owner: str
    reason: str = ""


class Claim(NamedTuple):
    """Lines `first` to `last` (0-based, inclusive) are of a kind, by a rule; `key` of the node `owner` has them."""

    first: int
    last: int
    kind: str
    rule: str
    owner: Any
    key: str = ""


def ledger(
    source: Source, claims: Iterable[Iterable[Any]], reasons: Mapping[int, tuple[str, object]], pointers: dict[int, str]
) -> Iterator[Token]:
    """The tokens of `source`, in order: each line once.

    `claims` hold what a Claim does. `pointers` gives the JSON pointer of a node by its `id()`.

    Where two claims name the same line, the later one is more particular and holds.
    """
    number = source.number
    parts: list[Claim | None] = [None] * len(source.lines)
    for each in map(Claim._make, claims):
        parts[each.first : each.last + 1] = [each] * (each.last + 1 - each.first)
    owners: list[Claim | None] = [None] * source.line_count
    for k, part in enumerate(parts):
        i = number(k)
        if part is not None and _weight(part) > _weight(owners[i]):
            owners[i] = part
    filled = {number(k) for k in range(len(source.lines)) if not source.is_blank(k)}
    why = {number(k): reason for k, reason in reasons.items()}
    start = 0
    for i, (text, claim) in enumerate(zip(source.text_lines(), owners, strict=True)):
        span = Span(start, start + len(text), i + 1, i + 1)
        start += len(text)
        if i not in filled:
            yield Token("blank", "", span, text, "")
        elif claim is None:
            reason = ": ".join(map(str, why[i])) if i in why else ""
            yield Token("unclaimed", "", span, text, "", reason)
        else:
            owner = pointers.get(id(claim.owner), "") + (f"/{claim.key}" if claim.key else "")
            reason = ": ".join(map(str, why[i])) if i in why else ""
            yield Token(claim.kind, claim.rule, span, text, owner, reason)


def _weight(claim: Claim | None) -> int:
    return 0 if claim is None else _WEIGHTS.get(claim.kind, _USUAL_WEIGHT)
