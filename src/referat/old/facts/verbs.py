"""The verbs that state an outcome ("godkendt", "drøftede"), in the frames that sentences put them in.

A sentence is tried only with the verbs that it holds, and with the frames for the forms of them that it holds: of the
many patterns that could be made of verbs, forms and frames, few are ever compiled.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from referat.lexicon import values
from referat.old.facts.idioms import patterns, rules, table

_FORMS = ("past", "participle", "infinitive", "present_passive", "present")
_FIRST_WORD = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d]+")


def find(text: str, *, goes_on: bool) -> Iterator[tuple[str, re.Match[str]]]:
    """The outcomes whose verbs `text` begins with, or has behind a subject, each with the match up to its verb.

    Where `text` `goes_on` with a sentence, it has no subject of its own.
    """
    known = _by_word()
    forms: dict[str, set[str]] = {}
    for word in _WORD.findall(text.lower()):
        for outcome, form in known.get(word, ()):
            forms.setdefault(outcome, set()).add(form)
    for outcome, held in forms.items():
        match = _pattern(outcome, tuple(form for form in _FORMS if form in held), goes_on=goes_on).match(text)
        if match is not None:
            yield outcome, match


@cache
def first_words() -> frozenset[str]:
    """The first word of every verb's every form, an infinitive's with what stands before it."""
    to = table("decision")["to"]
    return frozenset((to if form == "infinitive" else "") + word for _, form, word in _entries())


def _entries() -> Iterator[tuple[str, str, str]]:
    """Outcome, form, and the first word of the verb in that form."""
    for entry in table("decision")["outcome"]:
        for form in _FORMS:
            for verb in entry.get(form, ()):
                # A form may be a pattern; its first word is plain.
                yield str(entry["value"]), form, _FIRST_WORD.findall(verb)[0].lower()


@cache
def _by_word() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for outcome, form, word in _entries():
        found[word] = (*found.get(word, ()), (outcome, form))
    return found


@cache
def _pattern(outcome: str, forms: tuple[str, ...], *, goes_on: bool) -> re.Pattern[str]:
    """A sentence with a verb of `outcome` in one of `forms`."""
    opening, after = (_frames(forms, subject=subject) for subject in (False, True))
    frame = f"(?:{opening}|{after})" if goes_on else f"{{lead}}(?:{opening}|{{subject}}(?:{after}))"
    return re.compile(values.expand(frame, {**patterns("decision"), **_verbs(outcome)}))


def _frames(forms: Iterable[str], *, subject: bool) -> str:
    """The frames for verbs in `forms`, as one alternation. It matches nothing where there is none."""
    wanted = {f"{{{form}}}" for form in forms}
    frames = (str(rule.pattern) for rule in rules("decision", "frame") if rule.data["subject"] == subject)
    return "|".join(frame for frame in frames if any(form in frame for form in wanted)) or "(?!)"


@cache
def _verbs(outcome: str) -> dict[str, str]:
    """The forms of the verbs of `outcome`, each as an alternation."""
    shared = patterns("decision")
    entry = next(entry for entry in table("decision")["outcome"] if entry["value"] == outcome)
    return {
        form: f"(?:{'|'.join(values.expand(verb, shared) for verb in entry[form])})" for form in _FORMS if form in entry
    }
