"""Where a sentence that lists several sides of a vote is cut: before another's label, behind another's verb."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from referat.facts.sides import pattern

# A count behind the joint is the next side's; otherwise it is the first joint.
_BEHIND_VERB = ("behind_verb_before_number", "behind_verb")
_BEFORE_LABEL = ("before_label", "before_group")
#: The patterns that tell of a place.
PATTERNS = ("verb_phrase", "behind_lead", "before_clause", *_BEFORE_LABEL)


def cuts(text: str, may: Container[str]) -> list[tuple[int, int]]:
    """Where `text` is cut, in order: what stands between the ends of a place belongs to neither side.

    It `may` have matches of these of the patterns.
    """
    found = set(_before_labels(text, may))
    verbs = list(pattern("verb_phrase").finditer(text)) if "verb_phrase" in may else []
    if verbs:
        found.update(_behind_lead(text, verbs[0]) if "behind_lead" in may else ())
        found.update(_before_clause(text, verbs[0]) if "before_clause" in may else ())
        found.update(_behind_verbs(text, [verb.end() for verb in verbs]))
    return sorted(found)


def _behind_lead(text: str, verb: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Where the first side begins behind words that say nothing of it: "Byrådet var delt: A stemte for …"."""
    match = pattern("behind_lead").match(text)
    if match and verb.start() > match.end():
        yield match.end(), match.end()


def _before_labels(text: str, may: Container[str]) -> Iterator[tuple[int, int]]:
    """Where the label of another side begins: ", imod stemte …"."""
    for name in _BEFORE_LABEL:
        if name in may:
            yield from [match.span() for match in pattern(name).finditer(text) if match.start()]


def _before_clause(text: str, verb: re.Match[str]) -> list[tuple[int, int]]:
    """Where the clause begins that says who voted how: "Tiltrådt, idet Ø stemte imod"."""
    inside = not verb[0].islower()  # "…, dog undlod Bo Elm at stemme": the clause begins with its verb
    stop = verb.start() + inside
    return [match.span() for match in pattern("before_clause").finditer(text, 0, stop)][-1:]


def _behind_verbs(text: str, ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where, behind the verb of one side, those of the next begin: "stemte for, mens …"."""
    for end, following in pairwise(ends):
        matches = (pattern(name).search(text, end, following) for name in _BEHIND_VERB)
        match = next((match for match in matches if match is not None), None)
        if match is not None:
            yield match.span()
