"""Which facts a line has words of, and the rules that look for these: for whoever asks why nothing was read in it."""

from collections.abc import Iterator

from referat.facts import ruling_words, triggers
from referat.tuples import NamedTuple


class LookedFor(NamedTuple):
    """The kinds of facts of which a text has words, and the names of the rules whose words stand in it."""

    kinds: tuple[str, ...]
    rules: tuple[str, ...]


def of(text: str) -> LookedFor:
    """What a text, a line or a sentence of the view, has words of."""
    words, known = triggers.mask(text), triggers.table()
    kinds = {
        "attendance": triggers.speaks(words),
        "decision": bool(words & (known.verbs | known.deciding_words)),
        "vote": bool(words & known.votes),
        "remark": bool(words & known.remark_words),
    }
    told = tuple(kind for kind, holds in kinds.items() if holds)
    return LookedFor(told, tuple(dict.fromkeys(_rules(text, words))) if told else ())


#: What is told of an outcome that the verbs of its sentence state, without an idiom.
VERBS = "decision:verbs"


def outcome_by(sentence: str) -> str:
    """The rule by which a sentence states an outcome: an idiom's, or `VERBS`."""
    return ruling_words.idiom_of(sentence) or VERBS


def _rules(text: str, words: int) -> Iterator[str]:
    """The rules that need words, all of which stand in `text`."""
    known = triggers.table()
    for form in known.forms.among(words):
        if form.gate.words or form.gate.also:
            yield form.name
    for _, rule in (*known.decision.among(words, text[:2]), *known.ballots.among(words, text[:2])):
        if rule.gate.lists:
            yield rule.name
