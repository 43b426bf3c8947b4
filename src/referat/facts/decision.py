"""What a decision's sentences say was decided."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from referat import values
from referat.facts.idioms import patterns, rules, table
from referat.facts.sentences import Piece, paragraphs, sentences
from referat.reading import Node, Reading
from referat.source import tidy

# So much of a sentence is looked at; what was decided stands at its beginning.
_LONGEST = 1000
_FIRST_WORD = re.compile(r"\w+")


class Verb(NamedTuple):
    """One outcome's verbs: the words of which a sentence must hold one, and the verbs' forms as patterns."""

    outcome: str
    words: tuple[str, ...]
    forms: dict[str, str]


def read_decision(reading: Reading, first: int, stop: int, extent: tuple[int, int], absences: Sequence[Piece]) -> Node:
    """The Decision in the lines from `first` up to `stop` of a section whose view offsets are `extent`.

    `absences` are the sentences that only say who was absent; they are no part of its text.
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
        "span": reading.source.span(*extent),
    }
    reading.put(node, "text", _text(reading, first, stop, absences), *extent)
    left_out = {piece.start for piece in absences}
    for paragraph in paragraphs(reading, first, stop):
        for sentence in sentences(paragraph):
            if sentence.start not in left_out:
                _read_sentence(reading, node, sentence)
    return node


def outcomes(text: str) -> list[str]:
    """The outcomes that one sentence states, in order; [] where no idiom is known."""
    text = text[:_LONGEST].strip()
    for rule in rules("decision", "saying"):
        if rule.match(text) is not None:
            return [str(rule.data["outcome"])]
    lower = text.lower()
    found: list[tuple[int, str, str]] = []
    for verb in _verbs():
        if any(word in lower for word in verb.words):
            match = _sentence(verb.outcome).match(text)
            if match is not None and not _elsewhere(text[match.end() :]):
                found.append((match.end(), verb.outcome, text[match.end() :]))
    if not found:
        return []
    _, outcome, rest = min(found)
    for rule in rules("decision", "second"):
        groups = rule.match(rest)
        if groups is not None:
            return [outcome, *(other for other in _alone(str(groups.groupdict()["rest"])) if other != outcome)]
    return [outcome]


def _alone(text: str) -> list[str]:
    """The outcome of a participle that stands at the beginning of `text`."""
    return [verb.outcome for verb in _verbs() if _opening(verb.outcome).match(text)][:1]


def _read_sentence(reading: Reading, node: Node, sentence: Piece) -> None:
    text = sentence.text[:_LONGEST]
    if not _triggers().search(text):
        return
    found = outcomes(text)
    for ruling in rules("decision", "ruling"):
        groups = ruling.match(text)
        if groups is not None:
            rest = groups.groupdict()["ruling"]
            found = outcomes(rest) if rest else found
            if found:
                point: Node = {"outcomes": found}
                a, b = (sentence.start + offset for offset in groups.span("ref"))
                reading.put(point, "ref", groups.groupdict()["ref"], a, b)
                reading.at(point, "outcomes", sentence.start, sentence.end)
                node["points"].append(point)
    if not found:
        return
    if not node["outcomes"]:
        reading.at(node, "outcomes", sentence.start, sentence.end)
    node["outcomes"] += [outcome for outcome in found if outcome not in node["outcomes"]]
    if any(rule.match(text) for rule in rules("decision", "amended")):
        node["amended"] = True
        reading.at(node, "amended", sentence.start, sentence.end)
    _read_follows(reading, node, sentence, text)
    for rule in rules("decision", "saying"):
        groups = rule.match(text)
        if groups is None:
            continue
        for key in ("postponed_to", "referred_to"):
            if groups.groupdict().get(key) and node[key] is None:
                a, b = (sentence.start + offset for offset in groups.span(key))
                reading.put(node, key, reading.source.phrase(a, b), a, b)
        break


def _read_follows(reading: Reading, node: Node, sentence: Piece, text: str) -> None:
    for rule in rules("decision", "follows"):
        if node["follows_recommendation"] is None and rule.match(text) is not None:
            value = rule.data["value"]
            changed = node["amended"] and value == "as_recommended"
            node["follows_recommendation"] = "with_changes" if changed else value
            reading.at(node, "follows_recommendation", sentence.start, sentence.end)


def _text(reading: Reading, first: int, stop: int, absences: Sequence[Piece]) -> str:
    """The text of the lines without furniture and without the sentences in `absences`."""
    source, noise = reading.source, reading.found.noise
    cuts = iter([*absences, None])
    cut = next(cuts)
    pieces: list[str] = []
    for i in range(first, stop):
        if i in noise:
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
def _triggers() -> re.Pattern[str]:
    """What a sentence that decides holds: a verb's first word but for its first letter, or a saying's words."""
    stems = {word[1:] for verb in _verbs() for word in verb.words}
    stems |= {word for key in ("saying", "ruling") for rule in rules("decision", key) for word in rule.holds}
    return re.compile("|".join(sorted(map(re.escape, stems))))


@cache
def _verbs() -> tuple[Verb, ...]:
    return tuple(_verb(entry) for entry in table("decision")["outcome"])


def _verb(entry: dict[str, list[str]]) -> Verb:
    forms = {key: f"(?:{'|'.join(entry[key])})" for key in _FORMS if key in entry}
    # A form may be a pattern; its first word is plain.
    words = tuple(sorted({_FIRST_WORD.findall(form)[0].lower() for key in forms for form in entry[key]}))
    return Verb(str(entry["value"]), words, forms)


_FORMS = ("past", "participle", "infinitive", "present_passive")
# What may follow a verb.
_END = r"(?=[\s.,;:!]|$)"


@cache
def _sentence(outcome: str) -> re.Pattern[str]:
    """A sentence whose verb is one of those of `outcome`; compiled when a sentence first holds one of them."""
    opening, after = _frames(outcome, subject=False), _frames(outcome, subject=True)
    return _compiled(outcome, rf"{{lead}}(?:{opening}|{{subject}}(?:{after})){_END}")


@cache
def _opening(outcome: str) -> re.Pattern[str]:
    """The verb alone, without anybody before it."""
    return _compiled(outcome, rf"(?:{_frames(outcome, subject=False)}){_END}")


def _frames(outcome: str, *, subject: bool) -> str:
    """The frames that the verbs of `outcome` have forms for, as one alternation.

    It matches nothing where there is none.
    """
    forms = _forms(outcome)
    frames = [
        rule.pattern or ""
        for rule in rules("decision", "frame")
        if rule.data["subject"] == subject
        and all(key in forms for key in _FORMS if f"{{{key}}}" in (rule.pattern or ""))
    ]
    return "|".join(frames) or "(?!)"


def _forms(outcome: str) -> dict[str, str]:
    return next(verb.forms for verb in _verbs() if verb.outcome == outcome)


def _compiled(outcome: str, pattern: str) -> re.Pattern[str]:
    return re.compile(values.expand(pattern, {**patterns("decision"), **_forms(outcome)}))
