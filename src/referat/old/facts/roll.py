"""The roll: what an Attendance holds, and how those whom the text names are written into it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from referat.old.facts.people import Named
from referat.old.facts.roster import printed, put_party_and_role
from referat.old.facts.sentences import Piece
from referat.old.reading import Node, Reading

# A range of items is written out up to this many.
_MOST_ITEMS = 200
_RANGE = re.compile(r"(\d{1,4})(?: ?[-–] ?(\d{1,4}))?")


class Away(NamedTuple):
    """Somebody who was not there for some items alone: their numbers, and whether a disqualification was the reason.

    Without numbers it is somebody for the whole meeting, of whom only the `substitute` is named.
    """

    named: Named
    items: tuple[str, ...]
    recused: bool | None
    piece: Piece
    substitute: str | None = None


def empty() -> Node:
    """Attendance of which the text says nothing."""
    return {"basis": "none", "present": [], "absent": [], "movements": [], "statements": []}


def state(reading: Reading, node: Node, piece: Piece) -> None:
    """Note `piece` among the statements of `node`, an Attendance."""
    a = piece.start + len(piece.text) - len(piece.text.lstrip())
    b = a + len(piece.text.strip())
    statement: Node = {"text": reading.source.verbatim(a, b), "span": reading.source.span_node(a, b)}
    reading.at(statement, "text", a, b)
    node["statements"].append(statement)


def put_absent(reading: Reading, node: Node, one: Named, piece: Piece, **said: object) -> None:
    """Add `one` to those absent in `node`, an Attendance, once; `said` are its other fields, None for unsaid."""
    known = reading.absent.setdefault(id(node), set())
    if one.name in known:
        entry = next(entry for entry in node["absent"] if entry["name"] == one.name)
        if said.get("substitute") is not None and not entry.get("substitute"):
            reading.put(entry, "substitute", said["substitute"], piece.start, piece.end)
        return
    known.add(one.name)
    entry = _entry(reading, one)
    for key, value in said.items():
        if value is not None:
            reading.put(entry, key, value, piece.start, piece.end)
    node["absent"].append(entry)


def put_present(reading: Reading, node: Node, one: Named, *, listed: bool, note: str | None = None) -> None:
    """Add `one` to those present in `node`, an Attendance; `listed` where the text lists all who were."""
    if listed:
        reading.put(node, "basis", "list", one.a, one.b)
    entry = _entry(reading, one)
    if note is not None:
        reading.put(entry, "note", note, one.a, one.b)
    node["present"].append(entry)


def put_movement(
    reading: Reading, node: Node, one: Named, piece: Piece, kind: str, time: str | None, item: str | None
) -> None:
    """Note in `node`, an Attendance, that `one` came late or left early."""
    entry: Node = {"kind": kind, "time": None, "item": None, "span": reading.source.span_node(piece.start, piece.end)}
    reading.put(entry, "name", printed(reading, one), one.a, one.b)
    reading.at(entry, "kind", piece.start, piece.end)
    for key, value in (("time", time), ("item", item)):
        if value is not None:
            reading.put(entry, key, value, piece.start, piece.end)
    node["movements"].append(entry)


def put_substitutes(reading: Reading, node: Node, found: Sequence[Named], piece: Piece) -> None:
    """Write `found` as substitutes of the last ones absent in `node`; not said of whom, they were present."""
    open_entries = [entry for entry in node["absent"] if not entry.get("substitute")]
    # One substitute, and one absent or the one whom the text named last.
    last = open_entries and node["absent"][-1] is open_entries[-1]
    if len(found) == 1 and (len(open_entries) == 1 or (last and _said_alone(node, open_entries))):
        reading.put(open_entries[-1], "substitute", found[0].name, piece.start, piece.end)
        return
    for one in found:
        put_present(reading, node, one, listed=False)


def _said_alone(node: Node, open_entries: Sequence[Node]) -> bool:
    """Whether the last statement before names the last of those absent alone."""
    last = node["statements"][-2]["text"] if len(node["statements"]) > 1 else ""
    return sum(entry["name"] in last for entry in open_entries) == 1


def item_numbers(text: str) -> tuple[str, ...]:
    """The numbers in "12-15", "3, 5 og 9": ranges written out, in order."""
    found: list[str] = []
    for first, last in _RANGE.findall(text):
        stop = int(last) if last else int(first)
        found += [str(number) for number in range(int(first), min(stop, int(first) + _MOST_ITEMS) + 1)]
    return tuple(found)


def bring_to_items(reading: Reading, node: Node) -> None:
    """Bring absences for some items to the items of `node`, a Meeting; those for all its items are the meeting's."""
    numbers = {item["number"] for item in node["items"] if item["number"]}
    for away in sorted(reading.away, key=lambda one: one.substitute is not None):
        if away.substitute is not None:
            put_absent(reading, node["attendance"], away.named, away.piece, substitute=away.substitute)
            continue
        if numbers and numbers <= set(away.items):
            put_absent(reading, node["attendance"], away.named, away.piece)
            continue
        for item in node["items"]:
            if item["number"] in away.items:
                put_absent(reading, item["attendance"], away.named, away.piece, recused=away.recused)
    reading.away.clear()


def _entry(reading: Reading, one: Named) -> Node:
    entry: Node = {"party": None, "role": None}
    reading.put(entry, "name", printed(reading, one), one.a, one.b)
    put_party_and_role(reading, entry, one)
    return entry
