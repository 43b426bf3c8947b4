"""What one sentence of a decision decides: outcomes, on which point, with what changes, and where the case goes."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from referat.contract.nodes import Elected, Text
from referat.facts import elections, triggers, verbs
from referat.facts.passages import Passage
from referat.facts.people import Stretch, words_at
from referat.facts.sentences import Piece
from referat.facts.spelling import in_small_letters
from referat.facts.vote_words import speaks_of_votes
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups, Rule, holds_one, occurrences
from referat.text.places import Placed

# So much of a sentence is looked at; what was decided stands at its beginning.
_LONGEST = 1000
# What was decided is mostly said in the same words: so many sentences are remembered with what they say.
_MOST_KEPT = 2000
_SEVERAL = 2
_NUMBER = re.compile(r"\d+")
_AS_RECOMMENDED, _WITH_CHANGES = "as_recommended", "with_changes"
_APPOINTED = "appointed"
# The table of rules on one point.
_OF_A_POINT = "ruling"


class Ruling(NamedTuple):
    """What one sentence decides. `ref` is the point that it is about; a ruling without outcomes may only change one.

    `of_other_item` tells that it decides something of another item, by its number, and nothing here.
    """

    piece: Piece
    outcomes: tuple[str, ...] = ()
    ref: Text | None = None
    amended: Placed[bool] | None = None
    follows: Text | None = None
    postponed_to: Text | None = None
    referred_to: Text | None = None
    elected: tuple[Elected, ...] = ()
    elects_below: bool = False
    of_other_item: bool = False


# What a sentence decides that says nothing of a decision.
_NO_RULING = Ruling(Piece("", ((0, 0),)))


def outcomes(text: str) -> list[str]:
    """The outcomes that one sentence states, in order; [] where no idiom is known."""
    text = text[:_LONGEST].strip()
    mask = triggers.mask(text)
    return list(_outcomes(text, mask, _saying(text, mask)))


def of(passage: Passage) -> tuple[tuple[Ruling, ...], tuple[Piece, ...]]:
    """What the sentences of `passage` decide, in order, and those with a decision's word that say nothing known."""
    above: list[Ruling] = []
    aside: list[Ruling] = []
    unread: list[Piece] = []
    pending: Text | None = None
    negated = False
    paragraphs = passage.paragraphs
    absences, quoted, deciding, table = passage.absences, passage.quoted, triggers.deciding(), triggers.table()
    may_rule = table.verbs | table.slips
    for number, paragraph in enumerate(paragraphs):
        if pending is None and not negated and not paragraph.mask & deciding and paragraph.text[:1].isalpha():
            continue
        for listed, words in zip(paragraph.sentences, triggers.masks_of(paragraph), strict=True):
            start = listed.runs[0][1]
            if negated or start in absences or (quoted and passage.is_quoted(start)):
                negated = False
                continue
            plain = listed.text[0].isalnum()
            sentence = listed if plain else _unmarked(listed)
            text = sentence.text
            negated = bool(words & table.negations) and _ends_with_negation(text)
            ruled = table.deciding.among(words, text[:2])
            may = ruled or words & may_rule if pending is None else verbs.may_decide(text)
            if not may or (not plain and _is_stray(text, passage)):
                continue
            ruling = sentence if len(text) <= _LONGEST else sentence.cut(0, _LONGEST)
            ref: Text | None = None
            if numbered := [rule for rule in ruled if rule.table == _OF_A_POINT]:  # seldom
                ref, ruling = _point(ruling, numbered, passage, above)
            if ref is not None and not ruling.text:
                pending = ref
                continue
            said = _words(ruling.text, words)
            read = _read(ruling, said, passage, above) if said.says_something else _NO_RULING
            if ref is not None or pending is not None:
                read = read._replace(ref=ref or pending)
            if read.elects_below:
                read = read._replace(elected=elections.of_list(paragraphs[number + 1 :], passage.known))
            # How was voted on the point stands before what came of it.
            unruled = read.ref is not None and not (read.outcomes or read.amended) and speaks_of_votes(sentence.text)
            pending = read.ref if unruled else None
            if read.outcomes or read.amended:
                (aside if said.aside else above).append(read)
            plainly = read.outcomes and _APPOINTED not in read.outcomes  # nearly always
            if not plainly and _is_unread(read, words, sentence, passage):
                unread.append(listed)
    return tuple(above or aside), tuple(unread)


def _unmarked(sentence: Piece) -> Piece:
    """`sentence` without the mark of a list before it."""
    mark = _bullet().match(sentence.text)
    return sentence if mark is None else sentence.cut(mark.end(), len(sentence.text))


def _is_unread(read: Ruling, mask: int, sentence: Piece, passage: Passage) -> bool:
    """Whether `sentence` says more of a decision than was `read`: whom it chose, what of a point, or anything."""
    if read.outcomes or read.amended:
        unnamed = _APPOINTED in read.outcomes and not read.elected
        return unnamed and elections.names_somebody(sentence.text, passage.known)
    if read.ref is not None and read.ref.at[0].a > sentence.start:  # its number is no mark of a list
        return True
    if read.of_other_item:
        return True
    return bool(mask & triggers.table().deciding_words) and not verbs.is_history(sentence.text)


def _is_stray(text: str, passage: Passage) -> bool:
    """Whether `text` is a sign alone, beside other text: "-" is a decision where it is all there is."""
    return not text[:1].isalnum() and not any(map(str.isalnum, text)) and len(passage.paragraphs) > 1


def _ends_with_negation(text: str) -> bool:
    """Whether the sentence breaks off behind its "not": what stands below is the rest of it."""
    return text.endswith(tuple(idioms.table("decision")["negations"]))


# --- What a sentence says by its words alone


class _Words(NamedTuple):
    """What a sentence without the number of its point says, wherever it stands.

    `item` is the number of another item that it is about, of which it `decides_item`. `only_goes_on` tells that it
    decides something only where no other sentence has, as "Sagen genoptages" does behind "Drøftet". `amended` and
    `amended_after` are rules by which it tells of changes: to what it decides itself, and to what was decided before
    it, `elects` those by which it may tell who was chosen. `aside` tells that it is of another day, and counts where
    nothing else decides; `says_something` that it may decide anything, or change what was decided.
    """

    outcomes: tuple[str, ...] = ()
    item: str | None = None
    decides_item: bool = False
    only_goes_on: bool = False
    follows: Rule | None = None
    amended: Rule | None = None
    amended_after: Rule | None = None
    postponed_to: Stretch | None = None
    referred_to: Stretch | None = None
    elects: Sequence[Rule] = ()
    elects_below: bool = False
    aside: bool = False
    says_something: bool = False


@lru_cache(_MOST_KEPT)
def _words(text: str, mask: int) -> _Words:
    """What `text` says; `mask` is its mask, or a longer text's."""
    text = in_small_letters(text)
    rules = triggers.decision_rules(mask)
    saying = _match(rules["saying"], text) if rules["saying"] else None
    begun = text[:_LONGEST].strip()
    stated = _outcomes(begun, mask, saying if begun == text else _saying(begun, mask))
    if not stated and mask & triggers.table().slips:
        stated = tuple(outcomes(verbs.corrected(text) or ""))
    others = _rule(rules["of_others"], text) if rules["of_others"] else None
    if others is not None and not others.data.get("weak"):
        return _Words()
    about = _match(rules["other_item"], text) if rules["other_item"] else None
    postponed_to, referred_to = _whereto(saying[1]) if saying is not None else (None, None)
    decides = bool(stated or rules["election"])
    decides_item = about is not None and _rule(rules["item_decided"], text) is not None
    amended_after = _rule(rules["amended_after"], text)
    return _Words(
        stated,
        _number_of(about[1]) if about is not None else None,
        decides_item,
        saying is not None and bool(saying[0].data.get("first")),
        _rule(rules["follows"], text) if decides and rules["follows"] else None,
        _rule(rules["amended"], text) if rules["amended"] and _approves(stated) else None,
        amended_after,
        postponed_to,
        referred_to,
        rules["election"],
        decides and bool(rules["elects_below"]) and elections.begins_list(text),
        others is not None,
        decides or decides_item or amended_after is not None,
    )


def _match(rules: Sequence[Rule], text: str) -> tuple[Rule, Groups] | None:
    """The first of `rules` that all of `text` is a match of, and the match."""
    for rule in rules:
        groups = rule.match(text)
        if groups is not None:
            return rule, groups
    return None


def _number_of(about: Groups) -> str:
    """The number of the item that a sentence is about, as one of the ways to say so has it."""
    slots = about.groupdict()
    return str(slots["number"] or slots.get("number2"))


def _rule(rules: Sequence[Rule], text: str) -> Rule | None:
    match = _match(rules, text)
    return match and match[0]


def _whereto(groups: Groups) -> tuple[Stretch | None, Stretch | None]:
    """Where an idiom says until when a case is postponed, and where it goes."""
    slots = groups.groupdict()
    to = next((name for name in ("referred_to", "referred_to_too") if slots.get(name)), None)
    return groups.span("postponed_to") if slots.get("postponed_to") else None, groups.span(to) if to else None


def _approves(stated: Sequence[str]) -> bool:
    """Whether one of the outcomes is one that can be given with changes."""
    return not {*idioms.table("decision")["approving"]}.isdisjoint(stated)


def _saying(text: str, mask: int) -> tuple[Rule, Groups] | None:
    """The idiom that all of `text` is, and its match; `mask` is the text's, or a longer one's."""
    return _match(triggers.decision_rules(mask)["saying"], text)


def _outcomes(text: str, mask: int, saying: tuple[Rule, Groups] | None) -> tuple[str, ...]:
    """The outcomes that `text` states, in their order; `mask` is the text's, or a longer one's, `saying` all of it."""
    if saying is None and not mask & triggers.table().verbs and not triggers.decision_rules(mask)["saying"]:
        return ()
    stated: list[str] = []
    # Nearly every sentence has one verb.
    parts = _parts(text) if holds_one(text, _ands()) else [text]
    for n, part in enumerate(parts):
        said = saying if len(parts) == 1 else _saying(part, mask)
        outcome = str(said[0].data["outcome"]) if said is not None else _outcome(part, mask, goes_on=n > 0)
        if outcome is None and n == 0:
            break
        if outcome is not None and outcome not in stated:
            stated.append(outcome)
    if not stated and saying is not None:  # "Et flertal stemmer for og indstiller forslaget" is one idiom
        return (str(saying[0].data["outcome"]),)
    return tuple(stated)


def _outcome(text: str, mask: int, *, goes_on: bool) -> str | None:
    """The outcome of one verb's part of a sentence; one that goes on with the sentence has no subject of its own."""
    if not mask & triggers.table().verbs:
        return None
    stated = [
        (match.end(), outcome)
        for outcome, match in verbs.find(text, goes_on=goes_on)
        if not verbs.is_elsewhere(text[match.end() :])
    ]
    return min(stated)[1] if stated else None


# --- One sentence


def _read(ruling: Piece, words: _Words, passage: Passage, above: Sequence[Ruling]) -> Ruling:
    """What `ruling`, a sentence without the number of its point, decides; `words` is what it says."""
    if words.item not in (None, passage.number) and not (passage.points and _is_recommended(words.item, passage)):
        return Ruling(ruling, of_other_item=words.decides_item)  # "Sag 3 udgår"
    if words.only_goes_on and any(made.outcomes for made in above):
        return Ruling(ruling)
    stated = words.outcomes
    elected = elections.of_sentence(ruling, passage.known, words.elects) if words.elects else ()
    if elected and _APPOINTED not in stated:
        stated = (*stated, _APPOINTED)
    amended = _amended(ruling, words, above) if words.amended or words.amended_after else None
    if not stated:
        return Ruling(ruling, amended=amended)
    return Ruling(
        ruling,
        stated,
        amended=amended,
        follows=_follows(ruling, words.follows, changed=amended is not None or any(made.amended for made in above))
        if words.follows
        else None,
        postponed_to=words_at(ruling, words.postponed_to) if words.postponed_to else None,
        referred_to=words_at(ruling, words.referred_to) if words.referred_to else None,
        elected=elected,
        elects_below=_APPOINTED in stated and words.elects_below,
    )


def _point(
    sentence: Piece, numbered: Sequence[Rule], passage: Passage, above: Sequence[Ruling]
) -> tuple[Text | None, Piece]:
    """The number of the point that the sentence rules on, by one of the rules for it, and what it says of it."""
    for rule in numbered:
        if rule.data.get("after") and not any(made.ref for made in above):
            continue
        groups = rule.fullmatch(sentence.text)
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
    return passage.points is None or max(map(int, _NUMBER.findall(ref)), default=0) <= passage.points


def _amended(ruling: Piece, words: _Words, above: Sequence[Ruling]) -> Placed[bool] | None:
    """Whether it was decided with changes: the sentence that decides says so, or one that goes on with "Dog"."""
    rule = words.amended
    if words.amended_after is not None and not _approves(words.outcomes):
        approved = idioms.table("decision")["approving"][0]
        rule = words.amended_after if any(approved in made.outcomes for made in above) else None
    return Placed(value=True, at=ruling.at(0, len(ruling.text)), rule=rule.name) if rule is not None else None


def _follows(ruling: Piece, rule: Rule, *, changed: bool) -> Text:
    value = str(rule.data["value"])
    value = _WITH_CHANGES if value == _AS_RECOMMENDED and changed else value
    return Placed(value, ruling.at(0, len(ruling.text)), rule.name)


# --- The vocabulary


@cache
def _bullet() -> re.Pattern[str]:
    return compile_pattern(verbs.named_patterns()["bullet"])


@cache
def _and() -> re.Pattern[str]:
    """Where a sentence goes on with another verb: "…, og taget til efterretning"."""
    plain = {word for word in verbs.first_words() if " " not in word}
    words = "|".join(sorted(plain | set(idioms.table("decision")["and_verbs"])))
    return compile_pattern(rf"(?:{idioms.table('decision')['and']})(?=(?:{words})\b)")


def _parts(text: str) -> list[str]:
    """The parts of a sentence that goes on with other verbs: without what joins them, which begins with a word for it.

    A comma may stand before the word.
    """
    joints = {place for word in _ands() for at in occurrences(word, text) for place in (at - 1, at) if place >= 0}
    parts: list[str] = []
    done = 0
    for place in sorted(joints):
        match = _and().match(text, place) if place >= done else None
        if match is not None:
            parts.append(text[done:place])
            done = match.end()
    return [*parts, text[done:]]


@cache
def _ands() -> tuple[str, ...]:
    """What a sentence that goes on with another verb holds."""
    return tuple(idioms.table("decision")["and_holds"])
