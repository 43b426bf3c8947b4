"""What a decision says: its text, what was decided, on which points, by which votes, and who made remarks."""

from collections.abc import Iterator, Sequence
from functools import cache

from referat.contract.nodes import Decision, PointRuling, Remark, Text, Vote
from referat.contract.notes import Note
from referat.facts import passages, remarks, rulings, triggers, votes
from referat.facts.counts import FOR
from referat.facts.passages import Passage, unread
from referat.facts.ruling_words import outcomes
from referat.facts.rulings import Ruling
from referat.facts.sentences import Piece
from referat.facts.verbs import rules
from referat.facts.vote_words import speaks_of_votes
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.text.places import Placed, Range, Stretches
from referat.text.places import made as of_fields

__all__ = ["of", "outcomes"]

_LETTER = compile_pattern(r"[^\W\d_]")
_NOT_AMENDED = Placed(value=False)
_NO_RULING = Ruling(Piece("", ((0, 0),)))
_SEVERAL = 2
_COMMA = ","
_RECOMMENDED = ("recommended",)
# What the sentences decide with those that say nothing known, and how was voted with what is told of it.
_Read = tuple[tuple[tuple[Ruling, ...], tuple[Piece, ...]], tuple[tuple[Vote, ...], tuple[Note, ...]]]


def of(passage: Passage) -> tuple[Decision, tuple[Note, ...]]:
    """The decision that `passage` holds, and what is told of it."""
    read: _Read | None = None
    presents = passage.presents
    if presents:
        read, passage = _from_decision(passage)
    quoted = remarks.quotations(passage)
    if quoted:
        passage = passage._replace(quoted=tuple(quotation.at for quotation in quoted))
        read = None  # nothing in a quotation decides anything
    (made, silent), (held, told) = read or (rulings.of(passage), votes.of(passage))
    remarked = tuple([_by_side(remark, held) for remark in remarks.of(passage, quoted)]) if quoted else ()
    first = _first_of_each(made)
    piece, stated, ref, amended, follows, postponed_to, referred_to, elected, _, _ = first
    several = len(made) >= _SEVERAL
    if several:
        elected = tuple([each for ruling in made for each in ruling.elected])
    decision = of_fields(
        Decision,
        (
            _text(passage),
            _outcomes(_deciding(made) if presents else made) if several else _stated(piece, stated),
            amended or _NOT_AMENDED,
            _points(made) if several or ref is not None else (),
            follows,
            elected,
            held,
            remarked,
            postponed_to,
            referred_to,
            passage.at,
        ),
    )
    half_read = [ruling[0] for ruling in made if _COMMA in ruling[0][0] and _is_half_read(ruling[0][0])]
    silent = (*silent, *half_read) if half_read else silent
    if passage.words & triggers.table().remark_words:
        silent = (*silent, *remarks.unread(passage, made))
    if not silent:  # nearly always
        return decision, told
    inside = [*(vote.span for vote in held), *(remark.span for remark in remarked)]
    return decision, (*told, *_untold(silent, inside, told))


def _by_side(remark: Remark, votes: Sequence[Vote]) -> Remark:
    """`remark`, a minority's or a majority's with those whom the vote before it names."""
    side = idioms.table("votes")["remark_sides"].get(remark.by[0].value.lower()) if len(remark.by) == 1 else None
    before = [vote for vote in votes if vote.span.a < remark.span.a]
    if side is None or not before:
        return remark
    voted = before[-1].for_ if side == FOR else before[-1].against
    return remark._replace(by=(*voted.parties, *voted.names) or remark.by)


def _is_half_read(sentence: str) -> bool:
    """Whether `sentence` rules on one point and goes on with another, which is not read."""
    return any(rule.may_match(sentence) and rule.match(sentence) for rule in rules("half_read"))


def _from_decision(passage: Passage) -> tuple[_Read | None, Passage]:
    """`passage`, an item's own text, from the first sentence that decides on; all of it where none does.

    What presents the case, and what somebody recommends, stand before; a count of votes belongs to what it decided.
    With all of it stands what was read of it.
    """
    made, silent = rulings.of(passage)
    if [ruling for ruling in made if ruling.outcomes == _RECOMMENDED]:  # seldom
        made = tuple([ruling for ruling in made if not _is_of_office(ruling)])
    held, told = votes.of(passage)
    read = (made, silent), (held, told)
    decided = [ruling for ruling in _deciding(made) if ruling.outcomes]
    if not decided:
        return read, passage
    first = decided[0]
    if decided[1:]:
        before = _listed("presenting", "preparing")
        first = next((ruling for ruling in decided if not before.issuperset(ruling.outcomes)), first)
    begin = first.piece.start if first.ref is None else _line_begin(passage, first.ref.at[0].a)  # "Ad 1." is before it
    start = min([begin, *(vote.span.a for vote in held)])
    if start <= passage.lines[0].a:
        return read, passage
    rest = passages.behind(passage, start)
    if made[0] is not first:  # what is above may tell of what it decides
        return None, rest
    silent = tuple(sentence for sentence in silent if sentence.start >= start)
    # All votes stand in it; what is told of some may be another's there.
    return ((made, silent), votes.of(rest) if told else (held, ())), rest


def _is_of_office(ruling: Ruling) -> bool:
    """Whether a sentence says what an office of the administration recommends, and decides nothing."""
    return ruling.outcomes == _RECOMMENDED and any(rule.match(ruling.piece.text) for rule in rules("of_office"))


def _line_begin(passage: Passage, at: int) -> int:
    """Where the line begins that has the view's offset `at`."""
    return max([line.a for line in passage.lines if line.a <= at], default=at)


def _text(passage: Passage) -> Text:
    """The passage's text without the sentences that only say who was absent; no number of a list stays alone."""
    if not passage.absences:
        return passage.text or passages.written(passage.source, passage.lines)
    starts = {line.a for line in passage.lines}
    cuts = [
        place
        for piece in passage.absences.values()
        if piece.start in starts or not _stands_behind_mark(passage, piece)
        for place in piece.at(0, len(piece.text))
    ]
    return passages.written(passage.source, passage.lines, sorted(cuts))


def _stands_behind_mark(passage: Passage, piece: Piece) -> bool:
    """Whether nothing but the mark of a list stands before `piece` on its line."""
    view, starts, stop = passage.source.view, passage.source.starts, piece.start
    for i in range(passage.source.line_at(stop), -1, -1):  # of a long line, many stand behind the first word
        if any(word[0].isalpha() for word in _LETTER.finditer(view, starts[i], stop)):
            return False
        stop = starts[i]
        if not stop or view[stop - 1] == "\n":
            break
    return True


def _outcomes(made: Sequence[Ruling]) -> tuple[Text, ...]:
    """Every outcome once, in the order of its first mention."""
    stated: dict[str, Text] = {}
    for ruling in made:
        for text in _stated(ruling.piece, ruling.outcomes):
            stated.setdefault(text.value, text)
    return tuple(stated.values())


def _deciding(made: Sequence[Ruling]) -> Sequence[Ruling]:
    """`made` without those before a decision that only present the case: "Direktøren fremlagde planen. Godkendt."."""
    if not made[1:]:  # nearly always
        return made
    presenting = _listed("presenting")
    deciding = [not presenting.issuperset(ruling.outcomes) for ruling in made]
    if False not in deciding:
        return made
    last = max((k for k, decides in enumerate(deciding) if decides), default=0)
    return [ruling for k, ruling in enumerate(made) if k >= last or deciding[k]]


@cache
def _listed(*keys: str) -> frozenset[str]:
    """The outcomes in these lists of the vocabulary."""
    return frozenset(outcome for key in keys for outcome in idioms.table("decision")[key])


def _points(made: Sequence[Ruling]) -> tuple[PointRuling, ...]:
    return tuple(
        [
            PointRuling(ruling.ref, _stated(ruling.piece, ruling.outcomes))
            for ruling in made
            if ruling.ref is not None and ruling.outcomes
        ]
    )


def _stated(piece: Piece, outcomes: Sequence[str]) -> tuple[Text, ...]:
    """The `outcomes` that `piece` states."""
    if not outcomes:
        return ()
    at = piece.at(0, len(piece[0]))
    return tuple([of_fields(Placed, (outcome, at, "")) for outcome in outcomes])


def _first_of_each(made: Sequence[Ruling]) -> Ruling:
    """What the rulings say together of what a decision has once: what the first says that says something of it."""
    if not made:
        return _NO_RULING
    first, *others = made
    for ruling in others:
        if not (ruling.amended or ruling.follows or ruling.postponed_to or ruling.referred_to):  # nearly always
            continue
        first = first._replace(
            amended=first.amended or ruling.amended,
            follows=first.follows or ruling.follows,
            postponed_to=first.postponed_to or ruling.postponed_to,
            referred_to=first.referred_to or ruling.referred_to,
        )
    return first


def _untold(silent: Sequence[Piece], inside: Sequence[Range], told: Sequence[Note]) -> Iterator[Note]:
    """Notes on the sentences with a decision's word that gave neither an outcome nor a vote nor a remark."""
    places = {note.at for note in told}
    inner = Stretches(inside)
    for sentence in silent:
        read = inner.meet(sentence.start, sentence.start + 1) or speaks_of_votes(sentence.text)
        if not read and sentence.start not in places:
            yield unread(sentence)
