"""How was voted: counts, parties and people on each side, one vote after the other.

votes = { statement } ; what one statement says stands in `ballots`.

Nobody's vote is inferred: a side holds what the text says of it. A vote of which a side cannot be read is not told at
all; the statement is told as unread.
"""

from collections.abc import Iterator
from typing import NamedTuple

from referat.contract.nodes import Text, Vote, VoteSide
from referat.contract.notes import Note
from referat.facts import ballots, passages, triggers
from referat.facts.ballots import ABSTAINED, AGAINST, FOR, Statement
from referat.facts.passages import Passage, unread
from referat.facts.sides import NOTHING
from referat.text.places import Range


class _Ballot(NamedTuple):
    """The statements on one vote."""

    statements: tuple[Statement, ...] = ()

    @property
    def sides(self) -> dict[str, VoteSide]:
        """What is known of each side so far."""
        merged: dict[str, VoteSide] = {}
        for statement in self.statements:
            for key, side in statement.sides:
                merged[key] = _merged(merged[key], side) if key in merged else side
        return merged

    @property
    def has_result(self) -> bool:
        """Whether one of the statements says what came of the vote."""
        return any(statement.result for statement in self.statements)


class _State(NamedTuple):
    """The votes so far: those that are closed, the one that goes on, and what sides may follow on: result or method."""

    closed: tuple[_Ballot, ...] = ()
    current: _Ballot | None = None
    pending: tuple[Statement, ...] = ()

    def close(self, pending: tuple[Statement, ...] = ()) -> "_State":
        """The same with no vote going on."""
        closed = self.closed if self.current is None else (*self.closed, self.current)
        return _State(closed, None, pending)

    def with_one(self, statement: Statement) -> "_State":
        """The same with `statement` in the vote that goes on, or in one that it begins."""
        kept = self.current.statements if self.current is not None else self.pending
        return _State(self.closed, _Ballot((*kept, statement)))


def of(passage: Passage) -> tuple[tuple[Vote, ...], tuple[Note, ...]]:
    """The votes in `passage`, and what is told of them."""
    words = triggers.table()
    if not passage.words & words.votes and not words.sides.among(passage.words):  # nearly always
        return (), ()
    if not any(map(ballots.may_tell_a_side, passage.paragraphs)):
        return (), ()
    state = _State()
    for statement in ballots.statements(passage):
        state = _step(state, statement)
    votes: list[Vote] = []
    notes: list[Note] = []
    for ballot in state.close().closed:
        vote, told = _vote(passage, ballot)
        votes += [vote] if vote is not None else []
        notes += told
    return tuple(votes), tuple(notes)


def _step(state: _State, statement: Statement) -> _State:
    """`state` with `statement`: it goes on with the current vote, it begins another, or it ends it."""
    current = state.current
    if statement.closes:
        return state.close()
    if not statement.readable:
        return state if statement.weak and current is None else state.with_one(statement)
    if statement.sides:
        return (state if current is None or _goes_on(current, statement) else state.close()).with_one(statement)
    if statement.result or statement.method:
        if current is None or current.has_result:
            return state.close((*state.pending, statement) if statement.method else (statement,))
        return state.with_one(statement).close() if statement.result else state.with_one(statement)
    return state._replace(pending=())


def _goes_on(ballot: _Ballot, statement: Statement) -> bool:
    """Whether `statement` is one more on the vote that `ballot` holds."""
    if statement.result and ballot.has_result:
        return False
    sides = ballot.sides
    return all(key not in sides or statement.reason or _fits(sides[key], side) for key, side in statement.sides)


def _fits(kept: VoteSide, side: VoteSide) -> bool:
    """Whether `side` says of the same people what `kept` lacks, or the same again."""
    if kept.count_ is not None and side.count_ is not None and kept.count_.value != side.count_.value:
        return False
    return not _who(kept) or not _who(side) or _who(kept) == _who(side)


def _who(side: VoteSide) -> set[str]:
    return {text.value for text in (*side.parties, *side.names)}


def _merged(kept: VoteSide, side: VoteSide) -> VoteSide:
    """Both sides' words on the same people; of two lists the first."""
    who = kept if _who(kept) else side
    return VoteSide(kept.count_ or side.count_, who.parties, who.names)


# --- A vote of its statements


def _vote(passage: Passage, ballot: _Ballot) -> tuple[Vote | None, tuple[Note, ...]]:
    """The vote that `ballot` holds; None where it holds no side, or one that could not be read."""
    lost = tuple(unread(statement.piece) for statement in ballot.statements if not statement.readable)
    sides = ballot.sides
    if lost or not any(side != NOTHING for side in sides.values()):
        return None, lost
    if not _agree(sides, ballot):
        return None, tuple(unread(statement.piece) for statement in ballot.statements if statement.sides)
    whole = Range(ballot.statements[0].piece.start, max(statement.end for statement in ballot.statements))
    vote = Vote(
        _subject(ballot),
        next((statement.method for statement in ballot.statements if statement.method), None),
        sides.get(FOR, NOTHING),
        sides.get(AGAINST, NOTHING),
        sides.get(ABSTAINED, NOTHING),
        passages.written(passage.source, passages.clipped(passage.lines, *whole)),
        whole,
    )
    return vote, tuple(_differences(vote))


def _subject(ballot: _Ballot) -> Text | None:
    """What was voted on: as the result says it, else as a side does."""
    by_result = sorted(ballot.statements, key=lambda statement: not statement.result)
    return next((statement.subject for statement in by_result if statement.subject is not None), None)


def _agree(sides: dict[str, VoteSide], ballot: _Ballot) -> bool:
    """Whether the counts are such as the result says: nothing is carried by fewer, or lost by more."""
    in_favour, against = (sides.get(key, NOTHING).count_ for key in (FOR, AGAINST))
    carried = next((s.carried for s in ballot.statements if s.carried is not None), None)
    if carried is None or in_favour is None or against is None:
        return True
    return in_favour.value >= against.value if carried else in_favour.value <= against.value


def _differences(vote: Vote) -> Iterator[Note]:
    for side in (vote.for_, vote.against, vote.abstained):
        if side.count_ is not None and side.names and not side.parties and side.count_.value != len(side.names):
            names = [name.value for name in side.names]
            yield Note("votes-differ", f"{side.count_.value} votes, and {len(names)} names: {names}.", vote.span.a)
