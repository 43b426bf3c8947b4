"""What a decision's sentences say was decided."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from referat.lexicon.rules import Groups, Rule, holds_one, in_capitals
from referat.old.facts import remarks, verbs, votes
from referat.old.facts.idioms import rules, table
from referat.old.facts.sentences import Paragraph, Piece
from referat.old.reading import Node, Reading
from referat.text.source import tidy

# So much of a sentence is looked at; what was decided stands at its beginning.
_LONGEST = 1000
# What was decided is mostly said in the same words: so many sentences are remembered with what they say.
_MOST_KEPT = 2000


def read_decision(
    reading: Reading,
    first: int,
    stop: int,
    extent: tuple[int, int],
    pieces: Sequence[Paragraph],
    absences: Sequence[Piece],
) -> Node:
    """The Decision in the lines from `first` up to `stop`, whose paragraphs are `pieces`, of a section.

    `extent` are the section's view offsets. `absences` are the sentences that only say who was absent; they are no
    part of its text.
    """
    node: Node = {
        "outcomes": [],
        "amended": False,
        "points": [],
        "follows_recommendation": None,
        "votes": [],
        "remarks": [],
        "postponed_to": None,
        "referred_to": None,
        "span": reading.source.span_node(*extent),
    }
    reading.put(node, "text", _text(reading, first, stop, absences), *extent)
    quoted = remarks.quotations(reading, first, stop)
    pending: Piece | None = None
    left_out = {piece.start for piece in absences}
    for paragraph in pieces:
        for sentence in paragraph.sentences:
            if sentence.start not in left_out and not remarks.is_quoted(sentence.start, quoted):
                pending = _read_sentence(reading, node, sentence, pending)
    votes.read_votes(reading, node, pieces, quoted)
    remarks.read_remarks(reading, node, quoted)
    return node


def outcomes(text: str) -> list[str]:
    """The outcomes that one sentence states, in order; [] where no idiom is known."""
    return list(_outcomes(text[:_LONGEST].strip()))


@lru_cache(_MOST_KEPT)
def _outcomes(text: str) -> tuple[str, ...]:
    found: list[str] = []
    # Nearly every sentence has one verb.
    parts = _and().split(text) if holds_one(text, _ands()) else [text]
    for n, part in enumerate(parts):
        outcome = _outcome(part, goes_on=n > 0)
        if outcome is None and n == 0:
            break
        if outcome is not None and outcome not in found:
            found.append(outcome)
    return tuple(found)


@lru_cache(_MOST_KEPT)
def _saying(text: str) -> tuple[Rule, Groups] | None:
    """The saying that all of `text` is."""
    for rule in rules("decision", "saying"):
        groups = rule.match(text)
        if groups is not None:
            return rule, groups
    return None


def _outcome(text: str, *, goes_on: bool) -> str | None:
    """The outcome of one verb's part of a sentence; one that goes on with the sentence has no subject of its own."""
    saying = _saying(text)
    if saying is not None:
        return str(saying[0].data["outcome"])
    found = [
        (match.end(), outcome)
        for outcome, match in verbs.find(text, goes_on=goes_on)
        if not _elsewhere(text[match.end() :])
    ]
    return min(found)[1] if found else None


def _read_sentence(reading: Reading, node: Node, sentence: Piece, pending: Piece | None) -> Piece | None:
    """Read one sentence; the number of the point that the next one rules on, where this is the number alone."""
    text = sentence.text[:_LONGEST]
    if "." not in text and not holds_one(text, triggers()) and not in_capitals(text):
        return pending
    ref, ruling = _ruling(Piece(text, sentence.start), node)
    if ref is not None and not ruling.text:
        return ref
    ref = ref or pending
    found = outcomes(ruling.text)
    _read_amended(reading, node, ruling, found)
    if not found:
        return None
    if ref is not None:
        point: Node = {"outcomes": found}
        reading.put(point, "ref", reading.source.phrase(ref.start, ref.end), ref.start, ref.end)
        reading.at(point, "outcomes", ruling.start, ruling.end)
        node["points"].append(point)
    if not node["outcomes"]:
        reading.at(node, "outcomes", ruling.start, ruling.end)
    node["outcomes"] += [outcome for outcome in found if outcome not in node["outcomes"]]
    _read_follows(reading, node, ruling)
    _read_where_to(reading, node, ruling)
    return None


def _ruling(sentence: Piece, node: Node) -> tuple[Piece | None, Piece]:
    """The number of the point that the sentence rules on, where it begins with one, and what it says of it."""
    for rule in rules("decision", "ruling"):
        if rule.data.get("after") and not node["points"]:
            continue
        groups = rule.match(sentence.text)
        if groups is not None:
            found = groups.groupdict()
            key = "ref" if found.get("ref") else "ref2"
            places = (groups.span(key)[0], groups.span("ruling")[0])
            ref, ruling = (
                Piece(found[name], sentence.start + at) for name, at in zip((key, "ruling"), places, strict=True)
            )
            return ref, ruling
    return None, sentence


def _read_where_to(reading: Reading, node: Node, sentence: Piece) -> None:
    """To which meeting the case was postponed, or to whom it was sent back."""
    saying = _saying(sentence.text)
    if saying is None:
        return
    groups = saying[1]
    found = groups.groupdict()
    for key, group in (
        ("postponed_to", "postponed_to"),
        ("referred_to", "referred_to"),
        ("referred_to", "referred_to_too"),
    ):
        if found.get(group) and node[key] is None:
            a, b = (sentence.start + offset for offset in groups.span(group))
            reading.put(node, key, reading.source.phrase(a, b), a, b)


def _read_amended(reading: Reading, node: Node, sentence: Piece, found: Sequence[str]) -> None:
    """Whether it was decided with changes: the sentence that decides says so, or one that goes on with "Dog"."""
    here = not {"approved", "recommended"}.isdisjoint(found)
    key = "amended" if here else "amended_after" if "approved" in node["outcomes"] else None
    if key is not None and any(rule.match(sentence.text) for rule in rules("decision", key)):
        node["amended"] = True
        reading.at(node, "amended", sentence.start, sentence.end)


def _read_follows(reading: Reading, node: Node, sentence: Piece) -> None:
    for rule in rules("decision", "follows"):
        if node["follows_recommendation"] is None and rule.match(sentence.text) is not None:
            value = rule.data["value"]
            changed = node["amended"] and value == "as_recommended"
            node["follows_recommendation"] = "with_changes" if changed else value
            reading.at(node, "follows_recommendation", sentence.start, sentence.end)


def _text(reading: Reading, first: int, stop: int, absences: Sequence[Piece]) -> str:
    """The text of the lines without furniture and without the sentences in `absences`."""
    source = reading.source
    cuts = iter([*absences, None])
    cut = next(cuts)
    pieces: list[str] = []
    for i in range(first, stop):
        if i in reading.found.noise or i in reading.set_apart:
            continue
        start, end = source.line_span(i, i)
        while cut is not None and cut.start < end:
            pieces.append(source.plain(start, max(start, cut.start)))
            start = min(end, max(start, cut.end))
            if cut.end > end:  # it goes on over the next line
                break
            start += len(source.view[start:end]) - len(source.view[start:end].lstrip(" \t"))
            cut = next(cuts)
        pieces.append(source.plain(start, end) + "\n")
    return tidy("".join(pieces))


def _elsewhere(rest: str) -> bool:
    return any(rule.match(rest) is not None for rule in rules("decision", "elsewhere"))


@cache
def triggers() -> tuple[str, ...]:
    """What a sentence that decides holds: a verb's first word but for its first letter, or a saying's words."""
    stems = {word[1:] for word in verbs.first_words()}
    stems |= {
        word for key in ("saying", "ruling", "amended_after") for rule in rules("decision", key) for word in rule.holds
    }
    return tuple(sorted(stems))


@cache
def _and() -> re.Pattern[str]:
    """Where a sentence goes on with another verb: "…, og taget til efterretning"."""
    plain = {word for word in verbs.first_words() if " " not in word}
    words = "|".join(sorted(plain | set(table("decision")["and_verbs"])))
    return re.compile(rf"(?:{table('decision')['and']})(?=(?:{words})\b)")


@cache
def _ands() -> tuple[str, ...]:
    """What a sentence that goes on with another verb holds."""
    return tuple(table("decision")["and_holds"])
