"""How was voted: counts, parties and people on each side, one vote after the other; and remarks for the protocol.

Nobody's vote is inferred: a side holds what the text says of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from referat.facts.idioms import rules, table
from referat.facts.people import person, split
from referat.facts.sentences import Piece, paragraphs, sentences
from referat.reading import Node, Reading
from referat.rules import Groups

_SIDES = ("for", "against", "abstained")
_LONGEST = 400
# What opens a quotation, and what closes it.
_QUOTES = {"“": "”", "”": "”", '"': '"', "»": "«", "«": "»", "„": "“"}


@dataclass(slots=True)
class _Side:
    """One side of a vote, as far as it has been read; `a` and `b` are the view's offsets of its sentence."""

    count: int | None = None
    parties: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return self.count is None and not self.parties and not self.names


@dataclass(slots=True)
class _Vote:
    """A vote on its way: whether its result is known, and the view's offsets of its sentences."""

    a: int
    b: int
    subject: str | None = None
    result: bool = False
    sides: dict[str, _Side] = field(default_factory=lambda: {side: _Side() for side in _SIDES})


def quotations(reading: Reading, first: int, stop: int) -> list[tuple[int, int, Piece | None]]:
    """What is quoted in the lines from `first` up to `stop`: the view's offsets, and for a remark the sentence before it.

    Amendments' own words are quoted too; nothing in a quotation decides anything.
    """
    found: list[tuple[int, int, Piece | None]] = []
    if not any(True for _ in reading.found.filled_lines(first, stop)):
        return found
    end = reading.source.line_span(stop - 1, stop - 1)[1]
    for sentence in _lines(reading, first, stop):
        if found and sentence.start < found[-1][1]:
            continue
        for key in ("remark", "quoted"):
            groups = next((g for rule in rules("votes", key) if (g := rule.match(sentence.text)) is not None), None)
            if groups is None:
                continue
            place = _quotation(reading, sentence, groups, end)
            if place is not None:
                found.append((*place, sentence if key == "remark" else None))
            break
    return found


def read_remarks(reading: Reading, node: Node, quoted: list[tuple[int, int, Piece | None]]) -> None:
    """Write the remarks among what is `quoted` into `node`, a Decision."""
    for a, b, sentence in quoted:
        if sentence is None:
            continue
        groups = next(g for rule in rules("votes", "remark") if (g := rule.match(sentence.text)) is not None)
        remark: Node = {"by": _by(str(groups.groupdict()["by"]))}
        begin, end = _unquoted(reading.source.view, a, b)
        reading.put(remark, "text", reading.source.verbatim(begin, end), begin, end)
        reading.at(remark, "by", sentence.start, sentence.end)
        remark["span"] = reading.source.span(sentence.start, b)
        node["remarks"].append(remark)


def read_votes(reading: Reading, node: Node, first: int, stop: int, quoted: list[tuple[int, int, Piece | None]]) -> None:
    """Write the votes in the lines from `first` up to `stop` into `node`, a Decision; nothing `quoted` is one."""
    votes: list[_Vote] = []
    pending: tuple[str | None, int, int] | None = None
    open_vote: _Vote | None = None
    for paragraph in paragraphs(reading, first, stop):
        if not any(word in paragraph.text for word in _triggers()):
            open_vote = open_vote if _is_quoted(paragraph, quoted) else None
            continue
        for sentence in sentences(paragraph):
            if _is_quoted(sentence, quoted) or len(sentence.text) > _LONGEST:
                continue
            pending, open_vote = _sentence(sentence, votes, pending, open_vote)
    for vote in votes:
        node["votes"].append(_written(reading, vote))


def _sentence(
    sentence: Piece, votes: list[_Vote], pending: tuple[str | None, int, int] | None, current: _Vote | None
) -> tuple[tuple[str | None, int, int] | None, _Vote | None]:
    """Read one sentence: a result with counts, one without, or a side. What is pending, and the vote that stands open."""
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
        if current is None or not current.sides[key].empty and not _adds(current.sides[key], side):
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


def _adds(kept: _Side, side: _Side) -> bool:
    """Whether `side` says who those are that `kept` only counts."""
    return kept.count is not None and not kept.parties and not kept.names and (bool(side.parties) or bool(side.names))


def _may_be_result(text: str) -> bool:
    """Whether the sentence is a result without a subject ("Godkendt"): sides that follow vote on it."""
    return " " not in text.strip()


def _counted(text: str) -> tuple[str | None, dict[str, _Side]] | None:
    for rule in rules("votes", "counted"):
        groups = rule.match(text)
        if groups is not None:
            found = groups.groupdict()
            won, lost = ("against", "for") if found["fell"] or found["fell2"] else ("for", "against")
            sides = {won: _Side(int(found["first"])), lost: _Side(int(found["second"]))}
            for key, name in ((won, "first_list"), (lost, "second_list")):
                if found[name]:
                    more = _members(found[name])
                    if more is not None:
                        sides[key].parties, sides[key].names = more.parties, more.names
            abstained = found["abstained"] or found["blank"]
            if abstained:
                sides["abstained"] = _Side(int(abstained))
            return found["subject"], sides
    for rule in rules("votes", "each"):
        groups = rule.match(text)
        if groups is not None:
            found = groups.groupdict()
            return found["subject"], dict(_tally(str(found["tally"])))
    return None


def _tally(text: str) -> Iterator[tuple[str, _Side]]:
    for rule in rules("votes", "tally"):
        for a, b in rule.spans(text):
            digits = re.match(r"\d+", text[a:b])
            if digits is not None:
                yield rule.name.rpartition(".")[2], _Side(int(digits[0]))


def _one_side(text: str) -> tuple[str, _Side, str | None, bool] | None:
    for rule in rules("votes", "side"):
        groups = rule.match(text)
        if groups is None:
            continue
        found = groups.groupdict()
        side = _members(_without_clause(found["list"]))
        if side is not None and not side.empty:
            return str(rule.data["side"]), side, found.get("subject"), bool(rule.data.get("majority"))
    return None


def _without_clause(text: str) -> str:
    stops = [at for clause in table("votes")["triggers"]["clauses"] if (at := text.find(clause)) >= 0]
    return text[: min(stops, default=len(text))].rstrip(" .,;")


def _members(text: str) -> _Side | None:
    """Those on a side: "A, B og 1 medlem af C (X)"; None where a part of it is nobody's name and no party's."""
    for rule in rules("votes", "whole"):
        groups = rule.match(text)
        if groups is None:
            continue
        found = groups.groupdict()
        side = _Side() if not found.get("inner") else _listed(found["inner"])
        if side is not None:
            side.count = int(found["count"]) if found.get("count") else None
            return side
    return _listed(text)


def _listed(text: str) -> _Side | None:
    side = _Side()
    for part in _parts(text.replace("+", ", ")):
        if not _add_member(side, part):
            return None
    return side


def _parts(text: str) -> Iterator[str]:
    """The parts of a list, brackets kept whole."""
    depth, hidden = 0, ""
    for char in text:
        depth += (char == "(") - (char == ")")
        # Within brackets, what separates is hidden from the splitting.
        hidden += char if depth == 0 or char in "()" else "\0"
    for part, at in split(hidden, 0):
        yield text[at : at + len(part)].strip()


def _add_member(side: _Side, part: str) -> bool:
    for rule in rules("votes", "member"):
        groups = rule.match(part)
        if groups is None:
            continue
        found = groups.groupdict()
        if found.get("names"):
            people = [person(name, 0) for name, _ in split(found["names"], 0)]
            if None in people:
                continue
            side.names += [one.name for one in people if one is not None]
            return True
        if _is_party(found["party"]):
            side.parties.append(found["party"])
            return True
    if _is_party(part):
        side.parties.append(part)
        return True
    one = person(part, 0)
    if one is None:
        return False
    side.names.append(one.name)
    return True


def _is_party(text: str) -> bool:
    """Whether `text` is a party's letter or its name."""
    data = table("votes")["parties"]
    lower = text.lower()
    return (
        (len(text) <= 3 and text.isupper() and text.isalpha())  # noqa: PLR2004  the longest letters are "UFG"
        or text in data["names"]
        or lower.startswith(tuple(data["beginnings"]))
        or (text[:1].isupper() and lower.endswith(tuple(data["endings"])))
    )


def _written(reading: Reading, vote: _Vote) -> Node:
    node: Node = {"subject": None, "text": reading.source.verbatim(vote.a, vote.b)}
    node["span"] = reading.source.span(vote.a, vote.b)
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


def _by(text: str) -> list[str]:
    """Who made a remark: people without their party, parties as printed."""
    found = []
    for part in _parts(text):
        one = person(part, 0)
        found.append(one.name if one is not None and not _is_party(part) else part)
    return found


def _quotation(reading: Reading, sentence: Piece, groups: Groups, end: int) -> tuple[int, int] | None:
    """The view's offsets of the quotation that `sentence` announces: from its opening mark to the closing one.

    Without an opening mark it is the rest of the sentence, or the line below.
    """
    found = groups.groupdict()
    if found.get("indirect"):
        a = sentence.start + groups.span("indirect")[0]
        return a, sentence.end
    view = reading.source.view
    a = sentence.start + groups.span("text")[0]
    while a < end and view[a].isspace():
        a += 1
    if a >= end:
        return None
    close = _QUOTES.get(view[a])
    stop = view.find(close, a + 1, end) if close else -1
    if stop < 0:
        line = view.find("\n", a, end)
        return a, line if line > 0 else end
    return a, stop + 1


def _unquoted(view: str, a: int, b: int) -> tuple[int, int]:
    if view[a] in _QUOTES:
        return a + 1, b - (view[b - 1] in _QUOTES.values())
    return a, b


def _lines(reading: Reading, first: int, stop: int) -> Iterator[Piece]:
    """Each filled line, sentence by sentence: what announces a quotation ends with the line or with the quotation."""
    for i in reading.found.filled_lines(first, stop):
        if reading.is_text(i):
            a, b = reading.source.stripped(i)
            line = Piece(reading.source.view[a:b], a)
            pieces = list(sentences(line))
            for n, piece in enumerate(pieces):
                # A quotation on the same line holds sentences of its own.
                yield piece if n + 1 == len(pieces) else Piece(line.text[piece.start - a :], piece.start)


def _is_quoted(piece: Piece, quoted: list[tuple[int, int, Piece | None]]) -> bool:
    return any(a <= piece.start < b for a, b, _ in quoted)


@cache
def _triggers() -> tuple[str, ...]:
    return tuple(table("votes")["triggers"]["words"])
