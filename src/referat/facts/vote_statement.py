"""What one statement says of a vote, wherever it stands."""

from referat.contract.nodes import Text, VoteSide
from referat.facts.sentences import Piece
from referat.text.places import Placed, Range, T, made
from referat.tuples import NamedTuple


class Statement(NamedTuple):
    """What one statement says of a vote; a result with counts has several `sides`.

    `result` tells that it says what came of the vote, `carried` what that was. `reason` tells that it goes on to say
    why, `waits` that its list goes on below. Where it is not `readable`, the vote that it belongs to is not told; a
    `weak` one has no word of a vote, and may belong to none. `closes` tells that what follows is on something else, and
    `counts` that it names nobody: those who are counted may stand in brackets below. `lists` tells that a label stands
    before those whom it names, and no mark behind them: others may stand below. One `of_others` is told as unread, and
    the vote of one whose side is the `others` without their names or number.
    """

    piece: Piece
    end: int
    sides: tuple[tuple[str, VoteSide], ...] = ()
    subject: Text | None = None
    result: bool = False
    carried: bool | None = None
    method: Text | None = None
    reason: bool = False
    waits: bool = False
    counts: bool = False
    lists: bool = False
    closes: bool = False
    readable: bool = True
    of_others: bool = False
    weak: bool = False
    others: bool = False

    def moved(self, by: int) -> "Statement":
        """The same, so many characters further on."""
        (text, runs), end, sides, subject, result, carried, method, *rest = self
        return made(
            Statement,
            (
                made(Piece, (text, tuple([(offset, origin + by) for offset, origin in runs]))),
                end + by,
                sides and tuple([(key, _side(side, by)) for key, side in sides]),
                subject and _further(subject, by),
                result,
                carried,
                method and _further(method, by),
                *rest,
            ),
        )


def _side(side: VoteSide, by: int) -> VoteSide:
    count, parties, names = side
    return made(
        VoteSide,
        (
            count and _further(count, by),
            tuple([_further(party, by) for party in parties]) if parties else parties,
            tuple([_further(name, by) for name in names]) if names else names,
        ),
    )


def _further(placed: Placed[T], by: int) -> Placed[T]:
    value, at, rule = placed
    if len(at) == 1:  # nearly always on one line
        a, b = at[0]
        return made(Placed, (value, (made(Range, (a + by, b + by)),), rule))
    return made(Placed, (value, tuple([made(Range, (a + by, b + by)) for a, b in at]), rule))
