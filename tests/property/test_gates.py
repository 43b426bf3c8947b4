"""What saves work loses nothing: a text that a pattern matches passes every look that is taken before it is tried.

A rule says with which characters its matches can begin (`begins`) and which words they hold (`holds`); a kind of fact,
which words a paragraph holds that tells of it. Here texts are made from the patterns themselves.
"""

import os
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from referat.lexicon.rules import Rule, holds_one, in_capitals
from referat.old import layout as layouts
from referat.old.facts import attendance, decision, idioms, remarks, votes

Gate = Callable[[str], bool]
_EXAMPLES = 100 if "REFERAT_SEEDS" in os.environ else 8
# What the patterns would take that no minutes have.
_NEVER = {
    "decisions-only:evidence.title": "a year before 1900",
    "decision:elsewhere.year": "a year before 1900",
    "edoc-meeting:evidence.body_date": "an hour with more than 60 minutes",
}
_LETTERS = "".join(chr(code) for code in range(32, 127)) + "æøåÆØÅéÉüöäÜÖÄ§«»–•’”“"
_LOOK_AHEAD = re.compile(r"^\(\?=[^()]*\)")
_LAYOUT_FREE = ("people", "values")


def _written(text: str) -> set[str]:
    """The cases in which people write `text`; the first word in capitals is a title's."""
    first, _, rest = text.partition(" ")
    return {text.lower(), text.upper(), text.capitalize(), f"{first.upper()} {rest.lower()}"}


def _begins_and_holds(rule: Rule) -> Gate:
    return lambda text: (rule.firsts is None or text[:1] in rule.firsts) and rule.may_match(text)


def _says(words: tuple[str, ...]) -> Gate:
    return lambda text: holds_one(text, words) or in_capitals(text)


def _gates() -> Iterator[tuple[Rule, Gate]]:
    for name in layouts.names():
        for rules in layouts.load(name).rules.values():
            yield from ((rule, _begins_and_holds(rule)) for rule in rules if rule.holds or rule.begins)
    for name, key in _tables():
        yield from ((rule, _begins_and_holds(rule)) for rule in idioms.rules(name, key) if rule.holds or rule.begins)
    for key in ("recused", "partial", "movement", "substitute", "attends", "all_present", "absent"):
        yield from ((rule, _says(attendance.triggers()["words"])) for rule in idioms.rules("attendance", key))
    yield from ((rule, _says(attendance.triggers()["clock"])) for rule in idioms.rules("attendance", "clock"))
    for key in ("counted", "each", "uncounted", "side"):
        yield from ((rule, _says(votes.triggers())) for rule in idioms.rules("votes", key))
    for key in ("remark", "quoted"):
        yield from ((rule, _says(remarks.triggers())) for rule in idioms.rules("votes", key))
    for key in ("saying", "amended_after"):
        yield from ((rule, _says((".", *decision.triggers()))) for rule in idioms.rules("decision", key))


def _tables() -> Iterator[tuple[str, str]]:
    for name in idioms.names():
        for key, entries in idioms.table(name).items():
            if isinstance(entries, list) and entries and isinstance(entries[0], dict) and name not in _LAYOUT_FREE:
                yield name, key


def _each_once() -> list[tuple[str, Rule, Gate]]:
    found: dict[tuple[str, str, str], tuple[str, Rule, Gate]] = {}
    for rule, gate in _gates():
        if rule.pattern is not None:
            found.setdefault((rule.name, rule.pattern, gate.__qualname__), (rule.name, rule, gate))
    return list(found.values())


@pytest.mark.parametrize(("name", "rule", "gate"), _each_once(), ids=lambda one: one if isinstance(one, str) else "")
def test_what_a_pattern_matches_is_not_kept_from_it(name: str, rule: Rule, gate: Gate) -> None:
    pattern: re.Pattern[str] = rule._compiled
    any_case = "(?i" in pattern.pattern
    # A look-ahead at its beginning is left to the match: next to nothing is generated that would pass it by chance.
    loose = re.compile(_LOOK_AHEAD.sub("", pattern.pattern), pattern.flags)

    @settings(max_examples=_EXAMPLES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.from_regex(loose, fullmatch=True, alphabet=_LETTERS))
    def passes(text: str) -> None:
        # A pattern that does not mind capitals is asked about the forms that people write.
        for form in _written(text) if any_case else {text}:
            if form == " ".join(form.split()) and pattern.fullmatch(form) and name not in _NEVER:
                assert gate(form), form

    passes()


@pytest.mark.parametrize("rule", idioms.rules("mentions", "mention"), ids=lambda rule: rule.name)
def test_what_is_looked_for_near_its_words_is_found_wherever_it_stands(rule: Rule) -> None:
    pattern: re.Pattern[str] = rule._compiled

    @settings(max_examples=10 * _EXAMPLES, deadline=None, phases=[Phase.generate])
    @given(st.lists(st.from_regex(pattern, fullmatch=True, alphabet=_LETTERS), min_size=1, max_size=3))
    def is_found(texts: list[str]) -> None:
        text = "Se ".join(f"{text} og " for text in texts)
        assert [found.span() for found in rule.near(text)] == [found.span() for found in pattern.finditer(text)]

    is_found()
