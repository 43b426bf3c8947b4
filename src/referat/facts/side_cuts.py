"""Where a sentence that lists several sides of a vote is cut: before another's label, behind another's verb."""

import itertools
from collections.abc import Iterator

from referat.facts.sides import pattern
from referat.lexicon.gates import gate

# A count behind the joint is the next side's; otherwise it is the first joint.
_BEHIND_VERB = ("behind_verb_before_number", "behind_verb")


def places(text: str) -> list[tuple[int, int]]:
    """Where `text` is cut, in order: what stands between the ends of a place belongs to neither side."""
    return sorted({*_behind_lead(text), *_before_clause(text), *_before_labels(text), *_behind_verbs(text)})


def _behind_lead(text: str) -> Iterator[tuple[int, int]]:
    """Where the first side begins behind words that say nothing of it: "Byrådet var delt: A stemte for …"."""
    match = pattern("behind_lead").match(text)
    verb = match and pattern("verb_phrase").search(text)
    if match and verb and verb.start() > match.end():
        yield match.end(), match.end()


def _before_labels(text: str) -> Iterator[tuple[int, int]]:
    """Where the label of another side begins: ", imod stemte …"."""
    lowered = text[1:].lower()
    for name in ("before_label", "before_group"):
        if not gate(pattern(name).pattern).admits_words(lowered):
            continue
        yield from (match.span() for match in pattern(name).finditer(text) if match.start())


def _before_clause(text: str) -> Iterator[tuple[int, int]]:
    """Where the clause begins that says who voted how: "Tiltrådt, idet Ø stemte imod"."""
    verb = pattern("verb_phrase").search(text)
    if verb is not None:
        inside = not verb[0].islower()  # "…, dog undlod Bo Elm at stemme": the clause begins with its verb
        stop = verb.start() + inside
        yield from [match.span() for match in pattern("before_clause").finditer(text, 0, stop)][-1:]


def _behind_verbs(text: str) -> Iterator[tuple[int, int]]:
    """Where, behind the verb of one side, those of the next begin: "stemte for, mens …"."""
    ends = [match.end() for match in pattern("verb_phrase").finditer(text)]
    for end, following in itertools.pairwise(ends):
        matches = (pattern(name).search(text, end, following) for name in _BEHIND_VERB)
        match = next((match for match in matches if match is not None), None)
        if match is not None:
            yield match.span()
