"""Remarks for the protocol, and what else is quoted in a decision and decides nothing."""

from collections.abc import Iterator
from functools import cache

from referat.lexicon.rules import Groups, holds_one
from referat.old.facts.idioms import rules
from referat.old.facts.people import person
from referat.old.facts.sentences import Piece, sentences
from referat.old.facts.sides import is_party, parts
from referat.old.reading import Node, Reading

# What opens a quotation, and what closes it.
_QUOTES = {"“": "”", "”": "”", '"': '"', "»": "«", "«": "»", "„": "“"}


def quotations(reading: Reading, first: int, stop: int) -> list[tuple[int, int, Piece | None]]:
    """What is quoted in the lines from `first` up to `stop`: places in the view; for a remark the sentence before.

    Amendments' own words are quoted too; nothing in a quotation decides anything.
    """
    found: list[tuple[int, int, Piece | None]] = []
    if first >= stop:
        return found
    begin, end = reading.source.line_span(first, stop - 1)
    if not holds_one(reading.source.view[begin:end], triggers()):
        return found
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
        remark["span"] = reading.source.span_node(sentence.start, b)
        node["remarks"].append(remark)


def _by(text: str) -> list[str]:
    """Who made a remark: people without their party, parties as printed."""
    found = []
    for part in parts(text):
        one = person(part, 0)
        found.append(one.name if one is not None and not is_party(part) else part)
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
    for i in reading.text_lines(first, stop):
        a, b = reading.source.stripped(i)
        text = reading.source.view[a:b]
        pieces = sentences(text, a)
        for n, piece in enumerate(pieces):
            # A quotation on the same line holds sentences of its own.
            yield piece if n + 1 == len(pieces) else Piece(text[piece.start - a :], piece.start)


@cache
def triggers() -> tuple[str, ...]:
    """What a text with remarks or quotations in it holds."""
    words = {word for key in ("remark", "quoted") for rule in rules("votes", key) for word in rule.holds}
    return tuple(sorted(words | {word.upper() for word in words}))


def is_quoted(at: int, quoted: list[tuple[int, int, Piece | None]]) -> bool:
    """Whether the view's offset `at` lies in a quotation."""
    return any(a <= at < b for a, b, _ in quoted)
