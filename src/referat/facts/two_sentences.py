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


def parts(piece: Piece) -> tuple[Piece, ...]:
    """The sentences of `piece`, which was read as one."""
    return (sentences(piece) or (piece,)) if ". " in piece.text else (piece,)


@cache
def _refers_back() -> re.Pattern[str]:
    return compile_pattern(idioms.table("attendance")["refers_back"]["pattern"])
