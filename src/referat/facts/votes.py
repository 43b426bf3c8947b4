"""How was voted: counts, parties and people on each side, one vote after the other.

votes = { statement } ; what one says stands in `ballots`, how they follow one another in `vote_statements`.

Nobody's vote is inferred: a side holds what the text says of it. A vote of which a side cannot be read is not told at
all; the statement is told as unread.
"""

from collections.abc import Iterable

from referat.contract.nodes import Text, Vote, VoteSide
from referat.contract.notes import Note
from referat.facts import passages, vote_statements, vote_sums, vote_words
from referat.facts.counts import ABSTAINED, AGAINST, FOR
from referat.facts.passages import Passage, unread
from referat.facts.sides import NOTHING, pattern, rules
from referat.facts.vote_statement import Statement
from referat.lexicon.patterns import compile_pattern
from referat.text.places import Range

# What tells of more on a side that has some.
_MORE = "more"
_FIGURES = compile_pattern(r"\d+")


class _Ballot:
    """The statements on one vote, and what they say together, kept as they come.

    `sides` is what is known of each side so far, `has_result` whether one says what came of it, `carried` what that
    was; `subject` is what was voted on as the result says it, else as a side does. It is not `readable` where one
    statement is not, or names only the others. `beside` is what stands next to them and says nothing that is read.
    """

    def __init__(self, beside: Statement | None = None) -> None:
        self.statements: list[Statement] = []
        self.without_sides: list[Statement] = []
        self.beside = [beside] if beside is not None else []
        self.sides: dict[str, VoteSide] = {}
        self.has_result = self._by_result = False
        self.readable = True
        self.end = 0
        self.subject: Text | None = None
        self.method: Text | None = None
        self.carried: bool | None = None

    def add(self, statement: Statement) -> None:
        """Add one more statement."""
        self.statements.append(statement)
        self.has_result = self.has_result or statement.result
        self.readable = self.readable and statement.readable and not statement.others
        self.end = max(self.end, statement.end)
        if statement.subject is not None and (self.subject is None or (statement.result and not self._by_result)):
            self.subject, self._by_result = statement.subject, statement.result
        self.method = self.method or statement.method
        if self.carried is None:
            self.carried = statement.carried
        if not statement.sides:
            self.without_sides.append(statement)
        for key, side in statement.sides:
            self.sides[key] = _merged(self.sides[key], side) if key in self.sides else side


class _Votes:
    """The votes so far: those that are closed, the one that goes on, and what sides may follow on: result or method.

    `settled` tells that nothing stands behind the result of the last one that is closed; `beside` is what stands last
    and says nothing that is read.
    """

    def __init__(self) -> None:
        self.closed: list[_Ballot] = []
        self.current: _Ballot | None = None
        self.pending: list[Statement] = []
        self.settled = False
        self.beside: Statement | None = None

    def close(self, pending: Iterable[Statement] = ()) -> None:
        """End the vote that goes on, if any."""
        if self.current is not None:
            self.closed.append(self.current)
        self.current, self.pending = None, list(pending)

    def add(self, statement: Statement, between: Statement | None = None) -> None:
        """Add `statement` to the vote that goes on, or to one that it begins, behind what stands `between`."""
        if self.current is None:
            self.current = _Ballot(between)
            for before in self.pending:
                self.current.add(before)
            self.pending = []
        self.current.add(statement)


def of(passage: Passage) -> tuple[tuple[Vote, ...], tuple[Note, ...]]:
    """The votes in `passage`, and what is told of them."""
    if not vote_words.may_be(passage) or not vote_words.may_tell_a_side(passage):  # nearly always
        return (), ()
    ballot_box = _Votes()
    notes: list[Note] = []
    for statement in vote_statements.of(passage):
        _step(ballot_box, statement)
        notes += [unread(statement.piece)] if statement.of_others else []
    ballot_box.close()
    votes: list[Vote] = []
    for ballot in ballot_box.closed:
        vote, told = _vote(passage, ballot)
        votes += [vote] if vote is not None else []
        notes += told
    return tuple(votes), tuple(notes)


def _step(votes: _Votes, statement: Statement) -> None:
    """Add `statement` to `votes`: it goes on with the current vote, it begins another, or it ends it."""
    current = votes.current
    between, votes.beside = votes.beside, None
    settled, votes.settled = votes.settled, False
    if settled and _says_the_rest(votes.closed[-1], statement):
        votes.closed[-1].add(statement)
    elif statement.closes:
        votes.close()
    elif not statement.readable:
        if current is not None and pattern("begins_another").match(statement.piece.text):
            votes.close()
            current = None
        if current is not None or not statement.weak:
            votes.add(statement, between)
        else:  # a side's, where another side follows
            votes.pending.append(statement)
    elif statement.sides:
        if current is not None and not _goes_on(current, statement):
            votes.close()
        if statement.result:  # what came of another vote stands before it
            votes.pending = [before for before in votes.pending if not before.result]
        votes.add(statement, between)
    elif not statement.result and not statement.method:
        votes.pending = []
        if current is not None and not between:
            current.beside.append(statement)
        votes.beside = statement
    else:
        _say_result(votes, statement)
        votes.beside = between


def _say_result(votes: _Votes, statement: Statement) -> None:
    """Add `statement`, which has no side but a result or a method, to `votes`."""
    current = votes.current
    if current is None or current.has_result:
        votes.close((*votes.pending, statement) if statement.method else (statement,))
    elif _is_of_another(statement, current):
        votes.close()
    else:
        votes.add(statement)
        if statement.result:
            votes.close()
            votes.settled = True


def _is_of_another(result: Statement, ballot: _Ballot) -> bool:
    """Whether `result` contradicts the counts of `ballot`, which names another thing: it is no result of that.

    "Et forslag om udsættelse fik 2 stemmer for og 13 imod. Indstillingen blev godkendt."; and where both have numbers
    that differ: "For forslag 2 stemte V. Forslag 1 er vedtaget."
    """
    if result.carried is None or result.subject is None:
        return False
    own = ballot.subject
    numbers = (_FIGURES.findall(own.value), _FIGURES.findall(result.subject.value)) if own is not None else ([], [])
    if all(numbers) and numbers[0] != numbers[1]:
        return True
    if _carries(ballot.sides, result.carried):
        return False
    said = " ".join(statement.piece.text for statement in ballot.statements).lower()
    named = {match[0] for match in pattern("matter_words").finditer(said)}
    return bool(named) and not any(word in result.subject.value.lower() for word in named)


def _says_the_rest(ballot: _Ballot, statement: Statement) -> bool:
    """Whether `statement`, behind the result of `ballot`, says only who took no side in it: that is no other vote."""
    alone = [key for key, _ in statement.sides] == [ABSTAINED]
    return alone and statement.readable and statement.subject is None and ABSTAINED not in ballot.sides


def _goes_on(ballot: _Ballot, statement: Statement) -> bool:
    """Whether `statement` is one more on the vote that `ballot` holds."""
    if statement.result and ballot.has_result:
        return False
    for key, side in statement.sides:
        kept = ballot.sides.get(key)
        if kept is None or statement.reason or _fits(kept, side):
            continue
        voted = {name for side in ballot.sides.values() for name in _who(side)}
        if not _is_named(kept, side) or not voted.isdisjoint(_who(side)):
            return False
    return True


def _is_named(kept: VoteSide, side: VoteSide) -> bool:
    """Whether both are told by name alone: one sentence says of some how they voted, and the next of others."""
    return all(each.names and not each.parties and each.count_ is None for each in (kept, side))


def _fits(kept: VoteSide, side: VoteSide) -> bool:
    """Whether `side` says of the same people what `kept` lacks, or the same again."""
    if kept.count_ is not None and side.count_ is not None and kept.count_.value != side.count_.value:
        return False
    return not _who(kept) or not _who(side) or _who(kept) == _who(side)


def _who(side: VoteSide) -> set[str]:
    return {text.value for text in (*side.parties, *side.names)}


def _merged(kept: VoteSide, side: VoteSide) -> VoteSide:
    """Both sides' words on the same people; of two lists the first, unless they name others."""
    if _is_named(kept, side) and _who(kept).isdisjoint(_who(side)):
        return VoteSide(None, (), kept.names + side.names)
    who = kept if _who(kept) else side
    return VoteSide(kept.count_ or side.count_, who.parties, who.names)


# --- A vote of its statements


def _vote(passage: Passage, ballot: _Ballot) -> tuple[Vote | None, tuple[Note, ...]]:
    """The vote that `ballot` holds; None where it holds no side, or one that could not be read."""
    sides = ballot.sides
    if not ballot.readable or _is_left(ballot):
        return None, tuple(unread(each.piece) for each in ballot.statements if each.sides or not each.readable)
    if not [side for side in sides.values() if side != NOTHING]:
        return None, ()
    if len(sides) == 1 and all(map(_may_be_of_anybody, ballot.statements)):
        return None, tuple(unread(each.piece) for each in ballot.statements if each.sides)
    if ballot.carried is not None and not _carries(sides, ballot.carried):  # nothing is carried by fewer
        return None, tuple(unread(statement.piece) for statement in ballot.statements if statement.sides)
    whole = Range(ballot.statements[0].piece.start, ballot.end)
    vote = Vote(
        ballot.subject,
        ballot.method,
        sides.get(FOR, NOTHING),
        sides.get(AGAINST, NOTHING),
        sides.get(ABSTAINED, NOTHING),
        passages.written(passage.source, passages.clipped(passage.lines, *whole)),
        whole,
    )
    return vote, tuple(vote_sums.differences(passage.source.view, vote))


def _may_be_of_anybody(statement: Statement) -> bool:
    """Whether a side's words may tell of other people than those who meet: "5 er imod"."""
    if not statement.sides:
        return True
    return statement.weak and not statement.result and not any(_who(side) for _, side in statement.sides)


def _is_left(ballot: _Ballot) -> bool:
    """Whether a side that `ballot` has not is told of beside it, in words that were not read."""
    if not ballot.beside and not ballot.without_sides:  # nearly always
        return False
    others = [*ballot.beside, *ballot.without_sides]
    left = [key for key in (FOR, AGAINST, ABSTAINED) if key not in ballot.sides]
    left += [_MORE] if ballot.beside else []
    told = [text for text in [each.piece.text.rstrip(" .") for each in others] if not _says_nobody(text)]
    return any(pattern(f"hint_{key}").search(text) for text in told for key in left)


def _says_nobody(text: str) -> bool:
    """Whether `text` says that a side has nobody: "Ingen undlod at stemme"."""
    return any(rule.match(text) for rule in rules("nobody"))


def _carries(sides: dict[str, VoteSide], carried: bool) -> bool:  # noqa: FBT001  what came of it
    """Whether counts of `sides` let what was voted on be `carried`, or not; so they do where one is not known."""
    in_favour, against = (sides.get(key, NOTHING).count_ for key in (FOR, AGAINST))
    if in_favour is None or against is None:
        return True
    return in_favour.value >= against.value if carried else in_favour.value <= against.value
