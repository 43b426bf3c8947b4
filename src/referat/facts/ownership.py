"""Whose decision a section holds: this meeting's own, an earlier one, or another body's.

A label may say who decided, and when: "Beslutning i Byrådet den 20-06-2018". That is compared with the meeting's body
and date. Where the header gives no date, the document's own labels settle it.
"""

from collections.abc import Iterator, Sequence
from datetime import date as Date

from referat.facts.bodies import names_nobody, same_bodies
from referat.facts.ruling_words import outcomes
from referat.facts.section import PREVIOUS
from referat.lexicon import values
from referat.outline.blocks import Block, ItemBlocks
from referat.text.source import Source
from referat.tuples import NamedTuple

_OWN, _ROUTE = "decision", "case_route"
# What the label of a decision may say.
_KEYS, _DAY = frozenset({"body", "date"}), "date"


class _Whose(NamedTuple):
    """What a label says of its decision."""

    body: str | None
    day: Date | None


class _Meeting(NamedTuple):
    """What the decisions are compared with: `day` is the header's, or the latest of the labels where it has none.

    None where the header has none and decisions stand under labels without a date: then no dated one is this meeting's.
    """

    body: str | None
    day: Date | None


def settled(source: Source, items: Sequence[ItemBlocks], day: Date | None, body: str | None) -> tuple[ItemBlocks, ...]:
    """`items` with the final kind of each decision; `day` and `body` are the meeting's, None where they are unknown."""
    own = [label for item in items for kind, label, _, _ in item.sections if kind == _OWN]
    if not own:
        routes = [block for item in items for block in item.sections if block.kind == _ROUTE]
        return tuple([_by_route(source, item) for item in items]) if routes else tuple(items)
    if not [label for label in own if not _KEYS.isdisjoint(label.slots)]:  # nearly always: none says whose it is
        return tuple(items)
    meeting = _compared(source, items, day, body)
    return tuple([_with_kinds(source, item, meeting) for item in items])


def _by_route(source: Source, item: ItemBlocks) -> ItemBlocks:
    """`item`, of a document without a label for decisions, what its way through the bodies says at once as one.

    "Politisk behandling", which elsewhere names them, and "Anbefalet." below it.
    """
    blocks = [block._replace(kind=_OWN) if _decides(source, block) else block for block in item.sections]
    return item._replace(sections=tuple(blocks))


def _decides(source: Source, block: Block) -> bool:
    first = source.view[slice(*block.lines[0][:2])] if block.kind == _ROUTE and block.lines else ""
    return bool(first) and bool(outcomes(first))


def _with_kinds(source: Source, item: ItemBlocks, meeting: _Meeting) -> ItemBlocks:
    sections = tuple(_settled(source, block, meeting) for block in item.sections)
    return item if sections == item.sections else item._replace(sections=sections)


def _compared(source: Source, items: Sequence[ItemBlocks], day: Date | None, body: str | None) -> _Meeting:
    if day is not None:
        return _Meeting(body, day)
    every = [_whose(source, block) for item in items for block in deciding(source, item)]
    if any(whose.day is None for whose in every):
        return _Meeting(body, None)
    return _Meeting(body, max((whose.day for whose in every if whose.day and _is_bodys(whose, body)), default=None))


def deciding(source: Source, item: ItemBlocks) -> list[Block]:
    """The decisions of `item` without those below which nothing is decided, where another decision's label has a day.

    "Beslutning", who was there, and then "Byrådets beslutning i mødet den 3. maj 2020:".
    """
    own = [block for block in item.sections if block.kind == _OWN]
    if not [block for block in own if _DAY in block.label.slots]:
        return own
    return [block for block in own if _DAY in block.label.slots or _tells_outcome(source, block)]


def _tells_outcome(source: Source, block: Block) -> bool:
    return any(outcomes(source.view[line.a : line.b]) for line in block.lines)


def _settled(source: Source, block: Block, meeting: _Meeting) -> Block:
    if block.kind != _OWN or _is_own(_whose(source, block), meeting):
        return block
    return block._replace(kind=PREVIOUS)


def _is_own(whose: _Whose, meeting: _Meeting) -> bool:
    return _is_bodys(whose, meeting.body) and whose.day in (None, meeting.day)


def _is_bodys(whose: _Whose, body: str | None) -> bool:
    """Whether the decision may be `body`'s: the label names it, or none, or the meeting's is unknown."""
    return whose.body is None or body is None or names_nobody(whose.body) or same_bodies(whose.body, body)


def _whose(source: Source, block: Block) -> _Whose:
    slots = dict(_slots(source, block))
    day = values.date(slots["date"]) if "date" in slots else None
    return _Whose(slots.get("body"), day)


def _slots(source: Source, block: Block) -> Iterator[tuple[str, str]]:
    for key in _KEYS:
        if key in block.label.slots:
            yield key, source.phrase(*block.label.slots[key])
