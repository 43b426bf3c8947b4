"""What one sentence of a decision decides: outcomes, on which point, with what changes, and where the case goes."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from referat.contract.nodes import Elected, Text
from referat.facts import elections, verbs
from referat.facts.passages import Passage
from referat.facts.sentences import Piece
from referat.facts.verbs import rules
from referat.lexicon.gates import Gate, either
from referat.lexicon.idioms import table
from referat.lexicon.rules import Groups, Rule, holds_one
from referat.text.places import Placed

# So much of a sentence is looked at; what was decided stands at its beginning.
_LONGEST = 1000
# What was decided is mostly said in the same words: so many sentences are remembered with what they say.
_MOST_KEPT = 2000
_SEVERAL = 2
_NUMBER = re.compile(r"\d+")
_AS_RECOMMENDED, _WITH_CHANGES = "as_recommended", "with_changes"
_APPOINTED = "appointed"


class Ruling(NamedTuple):
    """What one sentence decides. `ref` is the point that it is about; a ruling without outcomes may only change one."""

    piece: Piece
    outcomes: tuple[str, ...] = ()
    ref: Text | None = None
    amended: Placed[bool] | None = None
    follows: Text | None = None
    postponed_to: Text | None = None
    referred_to: Text | None = None
    elected: tuple[Elected, ...] = ()
    elects_below: bool = False


def outcomes(text: str) -> list[str]:
    """The outcomes that one sentence states, in order; [] where no idiom is known."""
    return list(_outcomes(text[:_LONGEST].strip()))


def of(passage: Passage) -> tuple[tuple[Ruling, ...], tuple[Piece, ...]]:
    """What the sentences of `passage` decide, in order, and those with a decision's word that say nothing known."""
    made: list[Ruling] = []
    unread: list[Piece] = []
    pending: Text | None = None
    negated = False
    for number, paragraph in enumerate(passage.paragraphs):
        for sentence in paragraph.sentences:
            if passage.is_left_out(sentence) or negated:
                negated = False
                continue
            negated = _ends_with_negation(sentence.text)
            if not _may_decide(sentence.text) or _is_stray(sentence.text, passage):
                continue
            ref, ruling = _point(_shortened(sentence), passage, made)
            if ref is not None and not ruling.text:
                pending = ref
                continue
            read = _read(ruling, passage, made)._replace(ref=ref or pending)
            if read.elects_below:
                read = read._replace(elected=elections.of_list(passage.paragraphs[number + 1 :], passage.known))
            pending = None
            made += [read] if read.outcomes or read.amended else []
            unread += [sentence] if not read.outcomes and not read.amended and _decides(sentence.text) else []
    return tuple(made), tuple(unread)


def _shortened(sentence: Piece) -> Piece:
    return sentence if len(sentence.text) <= _LONGEST else sentence.cut(0, _LONGEST)


def _may_decide(text: str) -> bool:
    return holds_one(text.lower(), _triggers()) or any(gate.admits(text) for gate in _gates() if not gate.words)


def _is_stray(text: str, passage: Passage) -> bool:
    """Whether `text` is a sign alone, beside other text: "-" is a decision where it is all there is."""
    return not any(map(str.isalnum, text)) and len(passage.paragraphs) > 1


def _ends_with_negation(text: str) -> bool:
    """Whether the sentence breaks off behind its "not": what stands below is the rest of it."""
    return text.endswith(tuple(table("decision")["negations"]))


# --- Outcomes


@lru_cache(_MOST_KEPT)
def _outcomes(text: str) -> tuple[str, ...]:
    stated: list[str] = []
    # Nearly every sentence has one verb.
    parts = _and().split(text) if holds_one(text, _ands()) else [text]
    for n, part in enumerate(parts):
        outcome = _outcome(part, goes_on=n > 0)
        if outcome is None and n == 0:
            break
        if outcome is not None and outcome not in stated:
            stated.append(outcome)
    return tuple(stated)


@lru_cache(_MOST_KEPT)
def _saying(text: str) -> tuple[Rule, Groups] | None:
    """The saying that all of `text` is."""
    for rule in rules("saying"):
        groups = rule.match(text)
        if groups is not None:
            return rule, groups
    return None


def _outcome(text: str, *, goes_on: bool) -> str | None:
    """The outcome of one verb's part of a sentence; one that goes on with the sentence has no subject of its own."""
    saying = _saying(text)
    if saying is not None:
        return str(saying[0].data["outcome"])
    stated = [
        (match.end(), outcome)
        for outcome, match in verbs.find(text, goes_on=goes_on)
        if not _is_elsewhere(text[match.end() :])
    ]
    return min(stated)[1] if stated else None


def _is_elsewhere(rest: str) -> bool:
    return any(rule.match(rest) is not None for rule in rules("elsewhere"))


# --- One sentence


def _read(ruling: Piece, passage: Passage, before: Sequence[Ruling]) -> Ruling:
    """What `ruling`, a sentence without the number of its point, decides."""
    if _is_about_another(ruling.text, passage) or (
        _only_goes_on(ruling.text) and any(made.outcomes for made in before)
    ):
        return Ruling(ruling)
    stated = outcomes(ruling.text) or outcomes(verbs.corrected(ruling.text) or "")
    elected = elections.of_sentence(ruling, passage.known) if _election().admits(ruling.text) else ()
    if elected and _APPOINTED not in stated:
        stated = [*stated, _APPOINTED]
    amended = _amended(ruling, stated, before)
    if not stated:
        return Ruling(ruling, amended=amended)
    changed = amended is not None or any(made.amended for made in before)
    postponed_to, referred_to = _where_to(ruling)
    return Ruling(
        ruling,
        tuple(stated),
        amended=amended,
        follows=_follows(ruling, changed=changed),
        postponed_to=postponed_to,
        referred_to=referred_to,
        elected=elected,
        elects_below=_APPOINTED in stated and elections.begins_list(ruling.text),
    )


def _only_goes_on(text: str) -> bool:
    """Whether the sentence decides something only where no other has, as "Sagen genoptages" does behind "Drøftet"."""
    saying = _saying(text)
    return saying is not None and bool(saying[0].data.get("first"))


def _is_about_another(text: str, passage: Passage) -> bool:
    """Whether the sentence speaks of another item of the agenda: "Sag 3 udgår"."""
    groups = next((g for rule in rules("other_item") if (g := rule.match(text)) is not None), None)
    return groups is not None and groups.groupdict()["number"] != passage.number


def _point(sentence: Piece, passage: Passage, before: Sequence[Ruling]) -> tuple[Text | None, Piece]:
    """The number of the point that the sentence rules on, where it begins with one, and what it says of it."""
    for rule in rules("ruling"):
        if rule.data.get("after") and not any(made.ref for made in before):
            continue
        groups = rule.match(sentence.text)
        if groups is None:
            continue
        slots = groups.groupdict()
        key = "ref" if slots.get("ref") else "ref2"
        if rule.data.get("if_recommended") and not _is_recommended(slots[key], passage):
            continue
        if rule.data.get("of_several") and (passage.points or 0) < _SEVERAL:
            continue
        number = Placed(" ".join(slots[key].split()), sentence.at(*groups.span(key)), rule.name)
        begin, end = groups.span("ruling")
        return number, sentence.cut(begin, end) if begin < end else Piece("", sentence.runs)
    return None, sentence


def _is_recommended(ref: str, passage: Passage) -> bool:
    """Whether the recommendation may have points with these numbers."""
    return passage.points is None or max(map(int, _NUMBER.findall(ref))) <= passage.points


def _where_to(ruling: Piece) -> tuple[Text | None, Text | None]:
    """To which meeting the case was postponed, and to whom it was sent."""
    saying = _saying(ruling.text)
    if saying is None:
        return None, None
    groups = saying[1]
    return _said(ruling, groups, "postponed_to"), (
        _said(ruling, groups, "referred_to") or _said(ruling, groups, "referred_to_too")
    )


def _said(ruling: Piece, groups: Groups, group: str) -> Text | None:
    value = groups.groupdict().get(group)
    return Placed(" ".join(value.split()), ruling.at(*groups.span(group))) if value else None


def _amended(ruling: Piece, stated: Sequence[str], before: Sequence[Ruling]) -> Placed[bool] | None:
    """Whether it was decided with changes: the sentence that decides says so, or one that goes on with "Dog"."""
    approves = table("decision")["approving"]
    here = not {*approves}.isdisjoint(stated)
    key = "amended" if here else "amended_after" if any(approves[0] in made.outcomes for made in before) else ""
    for rule in rules(key) if key else ():
        if rule.match(ruling.text) is not None:
            return Placed(value=True, at=ruling.at(0, len(ruling.text)), rule=rule.name)
    return None


def _follows(ruling: Piece, *, changed: bool) -> Text | None:
    for rule in rules("follows"):
        if rule.match(ruling.text) is not None:
            value = str(rule.data["value"])
            value = _WITH_CHANGES if changed and value == _AS_RECOMMENDED else value
            return Placed(value, ruling.at(0, len(ruling.text)), rule.name)
    return None


# --- The vocabulary


@cache
def _gates() -> tuple[Gate, ...]:
    """What a text must have for each of the rules that need no verb of an outcome."""
    return tuple(rule.gate for key in ("saying", "ruling", "amended_after", "election") for rule in rules(key))


@cache
def _triggers() -> tuple[str, ...]:
    """What a sentence that decides holds, in small letters: a verb's first word, or a rule's."""
    stems = {*verbs.first_words(), *verbs.slips(), *(word for gate in _gates() for word in gate.words)}
    return tuple(sorted(stem for stem in stems if not any(other != stem and other in stem for other in stems)))


def _decides(text: str) -> bool:
    """Whether the sentence has a word of a decision: where nothing was read, that is told."""
    return any(word in verbs.deciding_words() for word in verbs.words(text))


@cache
def _election() -> Gate:
    """What a sentence on an election has."""
    return either(rule.gate for rule in rules("election"))


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
