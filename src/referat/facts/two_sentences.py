"""Two sentences that say something only together: "Asta Birkholm er medlem af bestyrelsen. Hun er derfor inhabil."."""

import re
from collections.abc import Sequence
from functools import cache

from referat.facts import presence
from referat.facts.people import Known
from referat.facts.sentences import Piece, sentences
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern

# What a text holds in which one sentence may go back to the one before it.
_NEEDED = ". "
_NOWHERE: frozenset[int] = frozenset()


def paired(whole: Piece, singles: Sequence[Piece], known: Known) -> Sequence[Piece]:
    """`singles`, the sentences of `whole`, each that goes back to the one before it in one piece with that.

    Only where a form of attendance reads the two as one; `known` are the names of the meeting's members.
    """
    if (
        len(singles) == 1
        or _NEEDED not in whole.text
        or not any(_refers_back().search(single.text) for single in singles[1:])
    ):  # nearly always
        return singles
    pieces = [singles[0]]
    for single in singles[1:]:
        both = whole.cut(whole.offset(pieces[-1].start), whole.offset(single.start) + len(single.text))
        if _refers_back().search(single.text) and presence.reads(both.text, known):
            pieces[-1] = both
        else:
            pieces.append(single)
    return pieces


def of_next_meeting(singles: Sequence[Piece]) -> frozenset[int]:
    """Where those of `singles` begin that tell who cannot come to the next meeting, of which one before them speaks.

    Only what stands in the present is of that: "Næste møde er den 3. maj. Asta Birkholm deltager ikke."
    """
    if len(singles) == 1:
        return _NOWHERE
    begins, goes_on, past = (_of_next(key) for key in ("begins", "goes_on", "past"))
    first = next((n for n, single in enumerate(singles) if begins.match(single.text)), len(singles))
    present = (one for one in singles[first + 1 :] if goes_on.search(one.text) and not past.search(one.text))
    return frozenset(one.start for one in present)


@cache
def _of_next(key: str) -> re.Pattern[str]:
    return compile_pattern(idioms.table("attendance")["next_meeting"][key])


def parts(piece: Piece) -> tuple[Piece, ...]:
    """The sentences of `piece`, which was read as one."""
    return (sentences(piece) or (piece,)) if ". " in piece.text else (piece,)


@cache
def _refers_back() -> re.Pattern[str]:
    return compile_pattern(idioms.table("attendance")["refers_back"]["pattern"])
