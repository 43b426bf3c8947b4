"""What saves work loses nothing: a text that a pattern matches passes every look that is taken before it is tried.

An entry may say with which characters its matches begin (`begins`) and which words they hold (`holds`); a reader of
facts, which words a paragraph holds that is worth reading. Here texts are made from the patterns themselves. Looks that
are worked out from the patterns are held to them in `test_derived_gates.py`.
"""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from referat.facts import leads, sides, triggers, verbs, vote_words
from referat.facts.sentences import Paragraph, Piece
from referat.lexicon import idioms
from referat.lexicon.rules import Rule

Gate = Callable[[str], bool]
_EXAMPLES = 100 if "REFERAT_SEEDS" in os.environ else 8
# What the patterns would take that no minutes have.
_NEVER = {"decision:elsewhere.year": "a year before 1900"}
_LETTERS = "".join(chr(code) for code in range(32, 127)) + "æøåÆØÅéÉüöäÜÖÄ§«»–•’”“"
_LOOK_AHEAD = re.compile(r"^\(\?=[^()]*\)")


def _may_quote(text: str) -> bool:
    return bool(triggers.table().remarks.among(triggers.mask(text), text[:2]))


def _may_tell_of_votes(text: str) -> bool:
    return vote_words.may_tell(Paragraph(Piece(text, ((0, 0),))))


# The files whose rules are made with the patterns of their reader.
_RULES: dict[str, Callable[[str], tuple[Rule, ...]]] = {
    "decision": verbs.rules,
    "votes": sides.rules,
    "recommendation": lambda key: idioms.rules("recommendation", key),
    "mentions": lambda key: idioms.rules("mentions", key),
}
# The look that a reader takes at a text before it tries the rules of a table.
_LOOKS: dict[tuple[str, str], Gate] = {
    **{("decision", key): verbs.may_decide for key in ("saying", "amended_after", "election")},
    **{("votes", key): _may_tell_of_votes for key in ("counted", "uncounted", "side")},
    **{("votes", key): _may_quote for key in ("remark", "quoted")},
    **{("recommendation", key): leads.recommends for key in ("sender", "impersonal", "second")},
}


def _written(text: str) -> set[str]:
    """The cases in which people write `text`; the first word in capitals is a title's."""
    first, _, rest = text.partition(" ")
    return {text.lower(), text.upper(), text.capitalize(), f"{first.upper()} {rest.lower()}"}


def _tables() -> Iterator[tuple[str, str]]:
    for name in _RULES:
        for key, entries in idioms.table(name).items():
            if isinstance(entries, list) and entries and isinstance(entries[0], dict) and "pattern" in entries[0]:
                yield name, key


def _looks() -> Iterator[Any]:
    for name, key in _tables():
        for rule in _RULES[name](key):
            if (name, key) in _LOOKS:
                yield pytest.param(rule, _LOOKS[name, key], id=f"{rule.name}, its reader's")


@pytest.mark.parametrize(("rule", "look"), list(_looks()))
def test_what_a_pattern_matches_is_not_kept_from_it(rule: Rule, look: Gate) -> None:
    pattern: re.Pattern[str] = rule._compiled
    any_case = "(?i" in pattern.pattern
    # A look-ahead at its beginning is left to the match: next to nothing is generated that would pass it by chance.
    loose = re.compile(_LOOK_AHEAD.sub("", pattern.pattern), pattern.flags)

    @settings(max_examples=_EXAMPLES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.from_regex(loose, fullmatch=True, alphabet=_LETTERS))
    def passes(text: str) -> None:
        # A pattern that does not mind capitals is asked about the forms that people write.
        for form in _written(text) if any_case else {text}:
            if form == " ".join(form.split()) and pattern.fullmatch(form) and rule.name not in _NEVER:
                assert look(form), form

    try:
        passes()
    except Unsatisfiable:  # by chance next to nothing of a long pattern is in the alphabet
        pytest.skip("nothing that the pattern matches was generated")


@pytest.mark.parametrize("rule", idioms.rules("mentions", "mention"), ids=lambda rule: rule.name)
def test_what_is_looked_for_near_its_words_is_found_wherever_it_stands(rule: Rule) -> None:
    pattern: re.Pattern[str] = rule._compiled

    @settings(max_examples=10 * _EXAMPLES, deadline=None, phases=[Phase.generate])
    @given(st.lists(st.from_regex(pattern, fullmatch=True, alphabet=_LETTERS), min_size=1, max_size=3))
    def is_found(texts: list[str]) -> None:
        text = "Se ".join(f"{text} og " for text in texts)
        assert [found.span() for found in rule.near(text)] == [found.span() for found in pattern.finditer(text)]

    is_found()
