"""What a sentence states by its words alone, wherever it stands: outcomes, changes, another item, where a case goes."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from referat.facts import elections, triggers, verbs
from referat.facts.people import Stretch
from referat.facts.spelling import in_small_letters
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups, Rule, holds_one, occurrences
from referat.text.places import made
from referat.tuples import NamedTuple

# So much of a sentence is looked at; what was decided stands at its beginning.
LONGEST = 1000
# What was decided is mostly said in the same words: so many sentences are remembered with what they say.
_MOST_KEPT = 2000
# The table of rules on one point.
_OF_A_POINT = "ruling"
# What stands before a clause that says what was decided.
_THAT = "at "


def outcomes(text: str) -> list[str]:
    """The outcomes that one sentence states, in order; [] where no idiom is known."""
    text = text[:LONGEST].strip()
    mask = triggers.mask(text)
    return list(_outcomes(text, mask, _saying(text, mask)))


class Look(NamedTuple):
    """What the words of a sentence tell before it is read: whether it breaks off behind a "not", and may decide.

    It is `numbered` where it may name the point that it decides on; `joints` are the places where it goes on with
    another. It is `said` what all of it says.
    """

    negated: bool
    may_decide: bool
    numbered: bool
    joints: Sequence[Stretch]
    said: "Words | None"


class Numbered(NamedTuple):
    """A way to read a sentence as one on a point: by which rule, the point's number and its place, what is ruled."""

    rule: Rule
    number: str
    at: Stretch
    ruling: Stretch


@lru_cache(_MOST_KEPT)
def looked_at(text: str, mask: int) -> Look:
    """What there is to see of a sentence; `mask` is its mask, or a longer text's."""
    table = triggers.table()
    ruled = table.deciding.among(mask, text[:2])
    may = bool(ruled or mask & (table.verbs | table.slips))
    negated = mask & table.negations != 0 and _ends_with_negation(text)
    numbered = bool(ruled) and _OF_A_POINT in [rule.table for rule in ruled]
    joints = [joint.span() for joint in _another_point().finditer(text)] if numbered else ()
    return made(Look, (negated, may, numbered, joints, _said(text[:LONGEST], mask) if may else None))


class Words(NamedTuple):
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


# What sentences say that say nothing of a decision, and where a case goes that goes nowhere.
_NOTHING, _NOWHERE = Words(), (None, None)


def idiom_of(text: str) -> str:
    """The rule of the idiom that a sentence is; "" where its verbs alone say what was decided."""
    said = in_small_letters(text)
    match = _saying(said, triggers.mask(said))
    return match[0].name if match is not None else ""


@lru_cache(_MOST_KEPT)
def on_points(text: str, mask: int) -> Sequence[Numbered]:
    """The ways to read all of a sentence as one on a point; `mask` is its mask, or a longer text's."""
    found: list[Numbered] = []
    for rule in triggers.table().deciding.among(mask, text[:2]):
        groups = rule.fullmatch(text) if rule.table == _OF_A_POINT else None
        if groups is not None:
            slots = groups.groupdict()
            key = "ref" if slots.get("ref") else "ref2"
            found.append(Numbered(rule, " ".join(slots[key].split()), groups.span(key), groups.span("ruling")))
    return found


def _said(text: str, mask: int) -> Words:
    """What `text` says; `mask` is its mask, or a longer text's."""
    text = in_small_letters(text)
    clause = _decided_clause(text) if _THAT in text else None
    said = _words(text, mask)
    return said if clause is None else _by_clause(said, text, clause, mask)


# What is a part of a sentence, or stands behind its number, may come again in another.
words_of = lru_cache(_MOST_KEPT)(_said)


def _decided_clause(text: str) -> int | None:
    """Where the clause begins that says what was decided, behind "Udvalget besluttede, at"; None without one."""
    begins = (rule.prefix(text) for rule in verbs.rules("that_clause"))
    return next((at for at in begins if at is not None), None)


def _by_clause(said: Words, text: str, at: int, mask: int) -> Words:
    """What a sentence says whose clause at `at` says what was decided; `said` is by all of its words.

    A clause that denies something decides what it says without the "not" behind its verb, or nothing known.
    """
    clause = f"{text[at].upper()}{text[at + 1 :]}"
    denied = _denied().match(clause)
    if denied is not None:  # "ansøgningen ikke imødekommes" says "ansøgningen imødekommes ikke"
        clause = "".join(denied.group("subject", "verb", "not")) + clause[denied.end() :]
    inner = _said(clause, mask)
    if not inner.outcomes:
        return said if denied is None else said._replace(outcomes=(), follows=None)
    if denied is not None:
        return said._replace(outcomes=inner.outcomes, follows=None, says_something=True)
    return said._replace(
        outcomes=inner.outcomes,
        says_something=True,
        postponed_to=_further(inner.postponed_to, at),
        referred_to=_further(inner.referred_to, at),
    )


def _further(place: Stretch | None, by: int) -> Stretch | None:
    return None if place is None else (place[0] + by, place[1] + by)


def _words(text: str, mask: int) -> Words:
    """What `text`, in small letters, says by all of its words."""
    rules = triggers.decision_rules(mask, text[:2])
    saying = _match(rules["saying"], text)
    begun = text[:LONGEST].strip()
    stated = _outcomes(begun, mask, saying if begun == text else _saying(begun, mask))
    if not stated and mask & triggers.table().slips:
        stated = tuple(outcomes(verbs.corrected(text) or ""))
    others = _rule(rules["of_others"], text)
    if others is not None and not others.data.get("weak"):
        return _NOTHING
    about = _match(rules["other_item"], text)
    postponed_to, referred_to = _whereto(saying[1]) if saying is not None else _NOWHERE
    decides = bool(stated or rules["election"])
    decides_item = about is not None and _rule(rules["item_decided"], text) is not None
    amended_after = _rule(rules["amended_after"], text)
    return made(
        Words,
        (
            stated,
            _number_of(about[1]) if about is not None else None,
            decides_item,
            saying is not None and bool(saying[0].data.get("first")),
            _rule(rules["follows"], text) if decides else None,
            _rule(rules["amended"], text) if rules["amended"] and approves(stated) else None,
            amended_after,
            postponed_to,
            referred_to,
            rules["election"],
            decides and bool(rules["elects_below"]) and elections.begins_list(text),
            others is not None,
            decides or decides_item or amended_after is not None,
        ),
    )


def _match(rules: Sequence[Rule], text: str) -> tuple[Rule, Groups] | None:
    """The first of `rules` that all of `text` is a match of, and the match; they are those that it may be one of."""
    for rule in rules:  # nearly always none
        groups = rule.fullmatch(text)
        if groups is not None:
            return rule, groups
    return None


def _number_of(about: Groups) -> str:
    """The number of the item that a sentence is about, as one of the ways to say so has it."""
    slots = about.groupdict()
    return str(slots["number"] or slots.get("number2"))


def _rule(rules: Sequence[Rule], text: str) -> Rule | None:
    match = _match(rules, text) if rules else None
    return match and match[0]


def _whereto(groups: Groups) -> tuple[Stretch | None, Stretch | None]:
    """Where an idiom says until when a case is postponed, and where it goes."""
    slots = groups.groupdict()
    to = next((name for name in ("referred_to", "referred_to_too") if slots.get(name)), None)
    return groups.span("postponed_to") if slots.get("postponed_to") else None, groups.span(to) if to else None


def approves(stated: Sequence[str]) -> bool:
    """Whether one of the outcomes is one that can be given with changes."""
    return not _approving().isdisjoint(stated)


@cache
def _approving() -> frozenset[str]:
    return frozenset(idioms.table("decision")["approving"])


def _saying(text: str, mask: int) -> tuple[Rule, Groups] | None:
    """The idiom that all of `text` is, and its match; `mask` is the text's, or a longer one's."""
    return _match(triggers.decision_rules(mask, text[:2])["saying"], text)


def _outcomes(text: str, mask: int, saying: tuple[Rule, Groups] | None) -> tuple[str, ...]:
    """The outcomes that `text` states, in their order; `mask` is the text's, or a longer one's, `saying` all of it."""
    if saying is None and not mask & triggers.table().verbs and not triggers.decision_rules(mask)["saying"]:
        return ()
    if not holds_one(text, _ands()):  # nearly every sentence has one verb
        outcome = _idiom(saying[0]) if saying is not None else _outcome(text, mask, goes_on=False)
        return (outcome,) if outcome is not None else ()
    stated: list[str] = []
    parts = _parts(text)
    for n, part in enumerate(parts):
        said = saying if len(parts) == 1 else _saying(part, mask)
        outcome = _idiom(said[0]) if said is not None else _outcome(part, mask, goes_on=n > 0)
        if outcome is None and n == 0:  # "Dagsordenen og embedsmandslisten blev godkendt": one verb for both
            whole = _outcome(text, mask, goes_on=False) if len(parts) > 1 else None
            stated += [whole] if whole is not None else []
            break
        if outcome is not None and outcome not in stated:
            stated.append(outcome)
    if not stated and saying is not None:  # "Et flertal stemmer for og indstiller forslaget" is one idiom
        return (_idiom(saying[0]),)
    return tuple(stated)


def _idiom(rule: Rule) -> str:
    """The outcome that an idiom states."""
    return str(rule.data["outcome"])


def _outcome(text: str, mask: int, *, goes_on: bool) -> str | None:
    """The outcome of one verb's part of a sentence; one that goes on with the sentence has no subject of its own."""
    if not mask & triggers.table().verbs:
        return None
    stated: list[tuple[int, str]] = []
    for outcome, match in verbs.find(text, goes_on=goes_on):
        end = match.end()
        if not verbs.is_elsewhere(text, end):
            stated.append((end, outcome))
    return min(stated)[1] if stated else None


def _ends_with_negation(text: str) -> bool:
    """Whether the sentence breaks off behind its "not": what stands below is the rest of it."""
    return text.endswith(tuple(idioms.table("decision")["negations"]))


@cache
def _another_point() -> re.Pattern[str]:
    """Where a sentence that rules on one point goes on with another: "Punkt 1 godkendt, punkt 2 udsat"."""
    return compile_pattern(verbs.named_patterns()["another_point"])


@cache
def _denied() -> re.Pattern[str]:
    """A clause up to its verb, with a "not" before that."""
    return compile_pattern(verbs.named_patterns()["denied_clause"])


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
