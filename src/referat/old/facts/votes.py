"""How was voted: counts, parties and people on each side, one vote after the other.

Nobody's vote is inferred: a side holds what the text says of it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from referat.lexicon.rules import holds_one
from referat.old.facts.idioms import rules, table
from referat.old.facts.remarks import is_quoted
from referat.old.facts.sentences import Paragraph, Piece
from referat.old.facts.sides import Side, members, without_clause
from referat.old.reading import Node, Reading

_SIDES = ("for", "against", "abstained")
_LONGEST = 400


class _Vote:
    """A vote on its way: whether its result is known, and the view's offsets of its sentences."""

    def __init__(self, a: int, b: int, subject: str | None = None, *, result: bool = False) -> None:
        self.a = a
        self.b = b
        self.subject = subject
        self.result = result
        self.sides: dict[str, Side] = {side: Side() for side in _SIDES}


def read_votes(
    reading: Reading, node: Node, pieces: Iterable[Paragraph], quoted: list[tuple[int, int, Piece | None]]
) -> None:
    """Write the votes in these paragraphs into `node`, a Decision; nothing `quoted` is one."""
    votes: list[_Vote] = []
    pending: tuple[str | None, int, int] | None = None
    open_vote: _Vote | None = None
    for paragraph in pieces:
        if not holds_one(paragraph.text, triggers()):
            open_vote = open_vote if is_quoted(paragraph.start, quoted) else None
            continue
        for sentence in paragraph.sentences:
            if is_quoted(sentence.start, quoted) or len(sentence.text) > _LONGEST:
                continue
            for piece in _sides(sentence):
                pending, open_vote = _sentence(piece, votes, pending, open_vote)
    for vote in votes:
        node["votes"].append(_written(reading, vote))


def _sentence(
    sentence: Piece, votes: list[_Vote], pending: tuple[str | None, int, int] | None, current: _Vote | None
) -> tuple[tuple[str | None, int, int] | None, _Vote | None]:
    """Read one sentence: a result with counts or without, or a side. What is pending, and the vote that is open."""
    text = sentence.text.rstrip(" .")
    counted = _counted(text)
    if counted is not None:
        subject, sides = counted
        if current is None or current.result or not all(current.sides[key].count is None for key in sides):
            current = _Vote(sentence.start, sentence.end)
            votes.append(current)
        current.subject, current.result, current.b = subject or current.subject, True, sentence.end
        for key, side in sides.items():
            current.sides[key].count = side.count
            current.sides[key].parties += side.parties
            current.sides[key].names += side.names
        return None, current
    found = _one_side(text)
    if found is not None:
        key, side, subject, majority = found
        if current is None or (not current.sides[key].empty and not _adds(current.sides[key], side)):
            begun = pending[1] if pending else sentence.start
            current = _Vote(begun, sentence.end, pending[0] if pending else None, result=pending is not None)
            votes.append(current)
        current.subject = current.subject or (subject if majority else None)
        current.b = sentence.end
        kept = current.sides[key]
        kept.count = side.count if kept.count is None else kept.count
        kept.parties += [party for party in side.parties if party not in kept.parties]
        kept.names += [name for name in side.names if name not in kept.names]
        return None, current
    result = next((g for rule in rules("votes", "uncounted") if (g := rule.match(sentence.text)) is not None), None)
    if result is None:
        return (None, sentence.start, sentence.end) if _may_be_result(text) else pending, current
    subject = result.groupdict().get("subject")
    if current is not None and not current.result:
        current.subject, current.result, current.b = subject, True, sentence.end
        return None, None
    return (subject, sentence.start, sentence.end), None


def _sides(sentence: Piece) -> Iterator[Piece]:
    """The sides that one sentence lists, one after the other; the sentence, where it does not."""
    begun = 0
    if " stemte " in sentence.text and _counted(sentence.text.rstrip(" .")) is None:
        for match in _between().finditer(sentence.text):
            yield Piece(sentence.text[begun : match.start()], sentence.start + begun)
            begun = match.end()
    yield Piece(sentence.text[begun:], sentence.start + begun)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(table("votes")["triggers"]["between"])


def _adds(kept: Side, side: Side) -> bool:
    """Whether `side` says who those are that `kept` only counts."""
    return kept.count is not None and not kept.parties and not kept.names and (bool(side.parties) or bool(side.names))


def _may_be_result(text: str) -> bool:
    """Whether the sentence is a result without a subject ("Godkendt"): sides that follow vote on it."""
    return " " not in text.strip()


def _counted(text: str) -> tuple[str | None, dict[str, Side]] | None:
    for rule in rules("votes", "counted"):
        groups = rule.match(text)
        if groups is not None:
            found = groups.groupdict()
            won, lost = ("against", "for") if found.get("fell") or found.get("fell2") else ("for", "against")
            sides = {won: Side(int(found["first"])), lost: Side(int(found["second"]))}
            for key, name in ((won, "first_list"), (lost, "second_list")):
                if found[name]:
                    more = members(found[name])
                    if more is not None:
                        sides[key].parties, sides[key].names = more.parties, more.names
            abstained = found["abstained"] or found["blank"]
            if abstained:
                sides["abstained"] = Side(int(abstained))
            return found["subject"], sides
    for rule in rules("votes", "each"):
        groups = rule.match(text)
        if groups is not None:
            found = groups.groupdict()
            return found["subject"], dict(_tally(str(found["tally"])))
    return None


def _tally(text: str) -> Iterator[tuple[str, Side]]:
    for rule in rules("votes", "tally"):
        for a, b in rule.spans(text):
            key = rule.name.rpartition(".")[2]
            groups = rule.match(text[a:b])
            if groups is not None:
                found = groups.groupdict()
                more = members(found["list"]) if found.get("list") else None
                side = more if more is not None and more.count is None else Side()
                side.count = int(found[key])
                yield key, side


def _one_side(text: str) -> tuple[str, Side, str | None, bool] | None:
    for rule in rules("votes", "side"):
        groups = rule.match(text)
        if groups is None:
            continue
        found = groups.groupdict()
        side = members(without_clause(found["list"]))
        if side is not None and not side.empty:
            return str(rule.data["side"]), side, found.get("subject"), bool(rule.data.get("majority"))
    return None


def _written(reading: Reading, vote: _Vote) -> Node:
    node: Node = {"subject": None, "text": reading.source.verbatim(vote.a, vote.b)}
    node["span"] = reading.source.span_node(vote.a, vote.b)
    reading.at(node, "text", vote.a, vote.b)
    if vote.subject is not None:
        reading.put(node, "subject", vote.subject, vote.a, vote.b)
    for key in _SIDES:
        side = vote.sides[key]
        node[key] = {"count": side.count, "parties": side.parties, "names": side.names}
        reading.at(node, key, vote.a, vote.b)
        for name in ("count", "parties", "names"):
            reading.at(node[key], name, vote.a, vote.b)
        if side.count is not None and side.names and not side.parties and side.count != len(side.names):
            line = reading.source.line_at(vote.a)
            reading.report("votes-differ", f"{side.count} votes, and {len(side.names)} names: {side.names}.", line)
    return node


@cache
def triggers() -> tuple[str, ...]:
    """What a paragraph with votes, or with a side of one, holds."""
    return tuple(table("votes")["triggers"]["words"])
