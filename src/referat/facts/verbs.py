"""The verbs that state an outcome ("godkendt", "drøftede"), in the frames that sentences put them in.

A sentence is tried only with the verbs that it holds, and with the frames for the forms of them that it holds: of the
many patterns that could be made of verbs, forms and frames, few are ever compiled.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from referat.lexicon import idioms, values
from referat.lexicon.gates import Gate
from referat.lexicon.idioms import table
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Rule, holds_one

_FORMS = ("past", "past_passive", "participle", "infinitive", "present_passive", "present")
_FIRST_WORD = compile_pattern(r"\w+")
_WORD = compile_pattern(r"[^\W\d]+")
# A verb of one word, and what its pattern says of the words behind it.
_ONE_WORD = compile_pattern(r"(\w+)(\(.*\))?", re.DOTALL)
# So many rows of verbs are remembered with what they may state.
_MOST_KEPT = 1000
# A shorter word is too like others.
_SHORTEST_SLIP = 6


def find(text: str, *, goes_on: bool) -> Iterator[tuple[str, re.Match[str]]]:
    """The outcomes whose verbs `text` begins with, or has behind a subject, each with the match up to its verb.

    Where `text` `goes_on` with a sentence, it has no subject of its own.
    """
    stated = tuple(filter(_by_word().__contains__, words(text)))
    for outcome, pattern in _patterns(stated, goes_on=goes_on):
        match = pattern.match(text)
        if match is not None:
            yield outcome, match


@lru_cache(_MOST_KEPT)
def _patterns(verbs: Iterable[str], *, goes_on: bool) -> Sequence[tuple[str, re.Pattern[str]]]:
    """The outcomes that one of `verbs`, the first words of theirs, may state, each with its pattern."""
    forms: dict[str, set[str]] = {}
    for word in verbs:
        for outcome, form in _by_word()[word]:
            forms.setdefault(outcome, set()).add(form)
    return [
        (outcome, _pattern(outcome, tuple([form for form in _FORMS if form in held]), goes_on=goes_on))
        for outcome, held in forms.items()
    ]


def is_elsewhere(text: str, behind: int) -> bool:
    """Whether what stands in a sentence `behind` a verb tells that it was said elsewhere."""
    for rule in _elsewhere(text[behind : behind + 1]):  # noqa: SIM110  nearly always none: see `holds_one`
        if rule.match(text[behind:]) is not None:
            return True
    return False


@cache
def _elsewhere(first: str) -> Sequence[Rule]:
    """The rules on what is said elsewhere that may have something for a text that begins with the character `first`."""
    return [rule for rule in rules("elsewhere") if rule.firsts is None or first in rule.firsts]


def is_history(text: str) -> bool:
    """Whether all verbs of `text` tell what was decided in another year: "Rådet vedtog i 2014 en plan"."""
    past = [rule for rule in rules("elsewhere") if rule.data.get("history")]
    rests = [text[match.end() :] for _, match in find(text, goes_on=False)]
    return bool(rests) and all(any(rule.match(rest) for rule in past) for rest in rests)


@cache
def first_words() -> frozenset[str]:
    """The first word of every verb's every form, an infinitive's with what stands before it."""
    to = table("decision")["to"]
    return frozenset((to if form == "infinitive" else "") + word for _, form, word in _entries())


#: The tables of rules of which one makes a sentence one that decides something.
DECIDING = ("saying", "ruling", "amended_after", "election", "point_lead")


@cache
def named_patterns() -> dict[str, str]:
    """The named patterns of decisions, each of which may use those before it."""
    named: dict[str, str] = {}
    for name, pattern in idioms.patterns("decision").items():
        named[name] = values.expand(pattern, named)
    return named


@cache
def rules(key: str) -> tuple[Rule, ...]:
    """The rules of the table `key` of decisions."""
    return idioms.rules_with("decision", key, named_patterns())


def words(text: str) -> list[str]:
    """The words of `text`, in small letters."""
    return _WORD.findall(text.lower())


@cache
def deciding_words() -> frozenset[str]:
    """Words that say that a case was decided, in small letters: where nothing was read, that is told."""
    deciding = table("decision")["deciding"]
    return frozenset(w for outcome, form, w in _entries() if outcome in deciding and form in ("past", "participle"))


def words_of_verbs() -> Iterable[str]:
    """The first word of every verb's every form, in small letters."""
    return _by_word()


def may_decide(text: str) -> bool:
    """Whether `text` has what a sentence that decides something holds."""
    wordless = (gate.firsts for gate in _gates() if not gate.words)
    return holds_one(text.lower(), _triggers()) or any(firsts is None or text[:1] in firsts for firsts in wordless)


@cache
def _gates() -> tuple[Gate, ...]:
    """What a text must have for each of the rules that need no verb of an outcome."""
    return tuple(rule.gate for key in DECIDING for rule in rules(key))


@cache
def _triggers() -> tuple[str, ...]:
    """What a sentence that decides holds, in small letters: a verb's first word, or a rule's."""
    stems = {*first_words(), *slips(), *(word for gate in _gates() for word in gate.words)}
    return tuple(sorted(stem for stem in stems if not any(other != stem and other in stem for other in stems)))


@cache
def slips() -> tuple[str, ...]:
    """The beginnings of words that may be a verb with a slip."""
    return tuple(table("decision")["slips"]["begin"])


def corrected(text: str) -> str | None:
    """`text` with a verb's slip of one letter put right ("blev godkend"); None where there is none.

    Only a word that is no other word is one: "godkende" and "drøfter" are words of their own.
    """
    for match in _WORD.finditer(text.lower()):
        meant = _meant(match[0])
        if meant is not None:
            return text[: match.start()] + _like(text[match.start()], meant) + text[match.end() :]
    return None


def is_slip(word: str) -> bool:
    """Whether `word`, in small letters, is a verb with a slip of one letter."""
    return _meant(word) is not None


def _meant(word: str) -> str | None:
    """The verb that is meant by `word`, where it has a slip of one letter."""
    if len(word) < _SHORTEST_SLIP or not word.startswith(slips()) or word in _real_words():
        return None
    return next((verb for verb in table("decision")["slips"]["of"] if _one_letter_apart(word, verb)), None)


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter, left out, added, exchanged or swapped with its neighbour, makes `other` of `one`."""
    if one == other or abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    at = next((k for k, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
    swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :]
    rests = {(one[at + 1 :], other[at + 1 :]), (one[at + 1 :], other[at:]), (one[at:], other[at + 1 :])}
    return swapped == other[at:] or any(a == b for a, b in rests)


def _like(printed: str, meant: str) -> str:
    return meant.capitalize() if printed.isupper() else meant


@cache
def _real_words() -> frozenset[str]:
    """Words that are right as they stand: every form of a verb, and others that differ from one by a letter."""
    forms = (verb for entry in table("decision")["outcome"] for form in _FORMS for verb in _verbs_in(entry, form))
    return frozenset({*_by_word(), *table("decision")["slips"]["words"], *forms})


def _entries() -> Iterator[tuple[str, str, str]]:
    """Outcome, form, and the first word of the verb in that form."""
    for entry in table("decision")["outcome"]:
        for form in _FORMS:
            for verb in _verbs_in(entry, form):
                # A form may be a pattern; its first word is plain.
                yield str(entry["value"]), form, _FIRST_WORD.findall(verb)[0].lower()


def _verbs_in(entry: Mapping[str, Any], form: str) -> list[str]:
    """The verbs of `entry` in `form`: as they stand there, and the passives that are made of its verbs in the past."""
    stated = list(entry.get(form, ()))
    if form != "past_passive":
        return stated
    past = (match for verb in entry.get("past", ()) if (match := _ONE_WORD.fullmatch(verb)))
    return [*stated, *(_passive(*match.groups("")) for match in past)]


def _passive(past: str, rest: str) -> str:
    """The passive of a verb in the past: "godkendtes" of "godkendte"; `rest` is what its pattern has behind it."""
    endings = table("decision")["passive"]
    return f"{past}{endings['weak' if past.endswith(endings['vowel']) else 'strong']}{rest}"


@cache
def _by_word() -> dict[str, tuple[tuple[str, str], ...]]:
    forms: dict[str, tuple[tuple[str, str], ...]] = {}
    for outcome, form, word in _entries():
        forms[word] = (*forms.get(word, ()), (outcome, form))
    return forms


@cache
def _pattern(outcome: str, forms: tuple[str, ...], *, goes_on: bool) -> re.Pattern[str]:
    """A sentence with a verb of `outcome` in one of `forms`."""
    opening, after = (_frames(forms, subject=subject) for subject in (False, True))
    frame = f"(?:{opening}|{after})" if goes_on else f"{{lead}}(?:{opening}|{{subject}}(?:{after}))"
    return compile_pattern(values.expand(frame, {**named_patterns(), **_verbs(outcome)}))


def _frames(forms: Iterable[str], *, subject: bool) -> str:
    """The frames for verbs in `forms`, as one alternation. It matches nothing where there is none."""
    wanted = {f"{{{form}}}" for form in forms}
    frames = (str(rule.pattern) for rule in rules("frame") if rule.data["subject"] == subject)
    return "|".join(frame for frame in frames if any(form in frame for form in wanted)) or "(?!)"


@cache
def _verbs(outcome: str) -> dict[str, str]:
    """The forms of the verbs of `outcome`, each as an alternation."""
    shared = named_patterns()
    entry = next(entry for entry in table("decision")["outcome"] if entry["value"] == outcome)
    return {
        form: f"(?:{'|'.join(values.expand(verb, shared) for verb in verbs)})"
        for form in _FORMS
        if (verbs := _verbs_in(entry, form))
    }
