"""What one statement says of a vote.

statement = result with counts | result | side | method | point ;
side      = label list | people verb [ reason ] ;

A sentence that lists several sides is cut into as many statements.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from referat.contract.nodes import Text, VoteSide
from referat.facts import side_cuts, triggers, vote_words
from referat.facts.passages import Passage
from referat.facts.people import Known
from referat.facts.sentences import Paragraph, Piece
from referat.facts.sides import NOTHING, in_figures, members, pattern, rules
from referat.facts.spelling import in_small_letters
from referat.lexicon import idioms
from referat.lexicon.rules import Groups, Rule, holds_one
from referat.text.places import Placed

FOR, AGAINST, ABSTAINED = "for", "against", "abstained"
# A longer sentence tells more than a vote.
_LONGEST = 3000
_CLOSING, _BRACKET = " .", "("
_SEVERAL = 2
# The groups of a result that say that what was voted on fell.
_FELL = ("fell", "fell2", "fell3")
# What only a list of those who voted has.
_LIST = re.compile(r"^\d|\(")


class Statement(NamedTuple):
    """What one statement says of a vote; a result with counts has several `sides`.

    `result` tells that it says what came of the vote, `carried` what that was. `reason` tells that it goes on to say
    why, `waits` that its list goes on below. Where it is not `readable`, the vote that it belongs to is not told; a
    `weak` one has no word of a vote, and may belong to none. `closes` tells that what follows is on something else, and
    `counts` that it names nobody: those who are counted may stand in brackets below.
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
    closes: bool = False
    readable: bool = True
    weak: bool = False


def statements(passage: Passage) -> Iterator[Statement]:
    """What the passage's sentences say of votes, in order, and what parts them."""
    waiting: Statement | None = None
    for paragraph in passage.paragraphs:
        if passage.quoted and passage.is_quoted(paragraph.piece.start):
            continue
        if waiting is not None:
            listed = members(paragraph.piece, passage.known)
            in_brackets = paragraph.text.startswith(_BRACKET)
            if listed is not None and listed.count_ is None and (in_brackets or not waiting.counts):
                waiting = _with_more(waiting, listed, paragraph.piece.end)
                continue
        said = list(_said(passage, paragraph))
        if waiting is not None:
            yield _settled(waiting, said, goes_on=_is_next_line(passage, waiting, paragraph))
            waiting = None
        if said and (said[-1].waits or said[-1].counts):
            waiting = said.pop()
        yield from said
    if waiting is not None:
        yield waiting


def _with_more(waiting: Statement, listed: VoteSide, end: int) -> Statement:
    """`waiting` with those who are listed in a paragraph below it."""
    (key, side), *_ = waiting.sides
    more = VoteSide(side.count_, side.parties + listed.parties, side.names + listed.names)
    return waiting._replace(sides=((key, more),), end=end)


def _settled(waiting: Statement, below: list[Statement], *, goes_on: bool) -> Statement:
    """`waiting` as it stays: where another statement is `below`, its list is empty; where other text is, unread.

    So it is where its list `goes_on` in a line that is no list.
    """
    (_, side), *_ = waiting.sides
    empty = not waiting.counts and not _who(side)
    says_nothing = not any(statement.sides or statement.result or statement.method for statement in below)
    other_text = says_nothing and not (below and below[0].closes)
    if goes_on and says_nothing:
        return waiting._replace(readable=False, weak=False)
    return waiting._replace(readable=False) if empty and other_text else waiting


def _is_next_line(passage: Passage, waiting: Statement, paragraph: Paragraph) -> bool:
    """Whether `paragraph` stands on the line below those of a list, and is no sentence."""
    if waiting.end == waiting.piece.end or paragraph.text.endswith("."):
        return False
    return passage.source.view.count("\n", waiting.end, paragraph.piece.start) == 1


def _said(passage: Passage, paragraph: Paragraph) -> Iterator[Statement]:
    left = [sentence for sentence in paragraph.sentences if not passage.is_left_out(sentence)]
    if not vote_words.may_tell(paragraph.text):
        if left:
            yield Statement(paragraph.piece, paragraph.piece.end, closes=True)
        return
    for sentence in left:
        if len(sentence.text) <= _LONGEST:
            yield from _of_sentence(sentence, passage.known)


def _of_sentence(sentence: Piece, known: Known) -> Iterator[Statement]:
    sentence = sentence._replace(text=in_figures(sentence.text))
    for rule in rules("mark"):
        groups = rule.match(in_small_letters(sentence.text))
        if groups is not None:
            yield Statement(sentence, sentence.start, closes=True)
            sentence = sentence.cut(groups.span("rest")[0], len(sentence.text))
            break
    for piece in _cut(sentence, known):
        if piece.text:
            yield _statement(piece, known)


def _statement(piece: Piece, known: Known) -> Statement:
    """What `piece` says; nothing of a vote, where it has no sides, no result and no method."""
    trimmed = piece.cut(0, len(piece.text.rstrip(_CLOSING)))
    text = in_small_letters(trimmed.text)
    rules = triggers.ballot_rules(text)
    tells_more = pattern("side_word").search(text) is not None
    counted = _counted(trimmed, known) if tells_more else None
    side = _side(trimmed, rules["side"], known) if tells_more and counted is None else None
    read = counted or (side if side is not None and side.readable else _uncounted(trimmed, rules["uncounted"]))
    how = (groups for rule in rules["method"] if (groups := rule.match(text)) is not None)
    method = next((_text(trimmed, groups, "method") for groups in how), None)
    if read is not None:
        return read._replace(piece=piece, end=piece.end, method=method)
    other = None
    if rules["nobody"] or rules["proposal"]:
        others = (key for key in ("nobody", "proposal") if any(rule.match(text) for rule in rules[key]))
        other = next((key for key in others if key == "nobody" or not pattern("verb_phrase").search(text)), None)
    if other or (method and not vote_words.speaks_of_votes(text)):
        return Statement(piece, piece.end, closes=other == "proposal", method=None if other else method)
    if side is not None or vote_words.speaks_of_votes(text):
        return Statement(piece, piece.end, readable=False, weak=side is not None and side.weak)
    return Statement(piece, piece.end)


# --- Results


def _counted(piece: Piece, known: Known) -> Statement | None:
    """A result with counts: "blev tiltrådt med 31 stemmer imod 18"."""
    text = in_small_letters(piece.text)
    rules = triggers.ballot_rules(text)
    for rule in rules["counted"]:
        groups = rule.match(text)
        if groups is not None:
            slots = groups.groupdict()
            fell = any(slots.get(name) for name in _FELL)
            sides = tuple(_two_sides(piece, groups, known, fell=fell))
            return _result(piece, groups, sides, carried=not fell)
    for rule in rules["each"]:
        groups = rule.match(text)
        if groups is not None:
            fell = any(groups.groupdict().get(name) for name in _FELL)
            tally = _tally(piece.cut(*groups.span("tally")), known)
            if tally is None:
                return Statement(piece, piece.end, readable=False)
            if rule.data.get("open"):
                if groups.groupdict().get("subject"):  # what came of it is said before the counts
                    return _result(piece, groups, tally, carried=not fell)
                subject = _text(piece, groups, "subject2") or _text(piece, groups, "subject3")
                return Statement(piece, piece.end, tally, subject) if tally else None
            return _result(piece, groups, tally, carried=not fell)
    return None


def _two_sides(piece: Piece, groups: Groups, known: Known, *, fell: bool) -> Iterator[tuple[str, VoteSide]]:
    """The sides of "A stemmer imod B": those who won are named first; what fell had the fewer for it."""
    slots = groups.groupdict()
    first, second = (_number(piece, groups, name) for name in ("first", "second"))
    assert first is not None and second is not None  # noqa: S101, PT018  the rules have both
    more_first = first.value >= second.value
    won, lost = (AGAINST, FOR) if fell and more_first else (FOR, AGAINST)
    for key, count, name in ((won, first, "first_list"), (lost, second, "second_list")):
        listed = members(piece.cut(*groups.span(name)), known) if slots.get(name) else None
        yield key, VoteSide(count) if listed is None else VoteSide(count, listed.parties, listed.names)
    for name in ("abstained", "blank"):
        count_ = _number(piece, groups, name)
        if count_ is not None:
            yield ABSTAINED, VoteSide(count_)


def _tally(piece: Piece, known: Known) -> tuple[tuple[str, VoteSide], ...] | None:
    """The sides of "med 14 stemmer for og 9 imod", each by its word; None where one of them could not be read."""
    text = in_small_letters(piece.text)
    spans = [(rule, *span) for rule in rules("tally") for span in rule.spans(text)]
    sides = [_in_tally(rule, piece.cut(a, b), known) for rule, a, b in spans]
    whole = not _is_left(text, [(a, b) for _, a, b in spans])
    readable = tuple(side for side in sides if side is not None)
    return readable if not sides or (whole and len(readable) == len(sides)) else None


def _in_tally(rule: Rule, part: Piece, known: Known) -> tuple[str, VoteSide] | None:
    """The side that a part of a tally is; None where its list could not be read."""
    groups = rule.match(in_small_letters(part.text))
    if groups is None:
        return None
    key = rule.name.rpartition(".")[2]
    slots = groups.groupdict()
    names = slots.get("list") and not pattern("others").fullmatch(slots["list"] or "")
    listed = members(_without_clause(part.cut(*groups.span("list"))), known) if names else NOTHING
    return None if listed is None else (key, VoteSide(_number(part, groups, key), listed.parties, listed.names))


def _is_left(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether `text` has one more side beside those at `spans`."""
    for a, b in spans:
        text = text[:a] + " " * (b - a) + text[b:]
    return any(rule.match(text) is not None for rule in rules("tally_left"))


def _result(
    piece: Piece, groups: Groups, sides: tuple[tuple[str, VoteSide], ...], *, carried: bool
) -> Statement | None:
    subject = _text(piece, groups, "subject")
    return Statement(piece, piece.end, sides, subject, result=True, carried=carried) if sides else None


def _uncounted(piece: Piece, rules: Sequence[Rule]) -> Statement | None:
    """A result without counts: "Forslaget faldt dermed"."""
    text = in_small_letters(piece.text)
    for rule in rules:
        groups = rule.match(text)
        if groups is not None:
            slots = groups.groupdict()
            carried = not any(slots.get(name) for name in _FELL)
            if vote_words.speaks_of_votes(slots.get("subject") or ""):  # "Forslaget fik 7 stemmer og er bortfaldet"
                return Statement(piece, piece.end, readable=False)
            return Statement(piece, piece.end, (), _text(piece, groups, "subject"), result=True, carried=carried)
    return None


# --- Sides


def _side(piece: Piece, rules: Sequence[Rule], known: Known) -> Statement | None:
    """The side that `piece` lists; one that is not readable where only its list could not be read."""
    unreadable: Statement | None = None
    text = in_small_letters(piece.text)
    for rule in rules:
        groups = rule.match(text)
        if groups is None:
            continue
        statement = _by_rule(piece, rule, groups, known)
        if statement.readable:
            return statement
        if unreadable is None and rule.data.get("label"):
            unreadable = statement
    return unreadable


def _by_rule(piece: Piece, rule: Rule, groups: Groups, known: Known) -> Statement:
    listed = _without_clause(piece.cut(*groups.span("list")))
    waits = not listed.text.strip("(") or listed.text.endswith(":")
    side = NOTHING if not listed.text else members(listed, known)
    if groups.groupdict().get("more") and side is not None:
        more = members(piece.cut(*groups.span("more")), known)
        side = more and VoteSide(side.count_, more.parties, more.names)
    if side is not None and side.count_ is None:
        side = side._replace(count_=_number(piece, groups, "so_many") or _number(piece, groups, "so_many_too"))
    weak = bool(rule.data.get("weak"))
    if side is None or (side == NOTHING and not rule.data.get("label")):
        return Statement(piece, piece.end, readable=False, weak=weak and not _LIST.search(listed.text))
    key = str(rule.data["side"])
    return Statement(
        piece,
        piece.end,
        ((key, side),) if key else (),
        _text(piece, groups, "subject") or _about(piece, groups),
        result=bool(rule.data.get("result")),
        reason=bool(groups.groupdict().get("reason")),
        waits=waits and bool(key),
        counts=not waits and bool(key) and bool(rule.data.get("label")) and side.count_ is not None and not _who(side),
        weak=weak,
    )


def _who(side: VoteSide) -> bool:
    return bool(side.parties or side.names)


def _without_clause(piece: Piece) -> Piece:
    """`piece` up to a clause that names nobody (", da udgiften …")."""
    clauses = idioms.table("votes")["clauses"]["words"]
    stops = [at for clause in clauses if (at := piece.text.find(clause)) >= 0]
    return piece.cut(0, min(stops)).stripped() if stops else piece


def _about(piece: Piece, groups: Groups) -> Text | None:
    """What a side says that it voted on, where that is more than "dette"."""
    about = _text(piece, groups, "about")
    return None if about is None or about.value.split(" ")[0] in idioms.table("votes")["pronouns"] else about


# --- Sentences that list several sides


def _cut(sentence: Piece, known: Known) -> Iterator[Piece]:
    """The statements of a sentence, one after the other; the sentence, where it is one."""
    text = in_small_letters(sentence.text)
    whole = sentence.cut(0, len(text.rstrip(_CLOSING)))
    if not holds_one(text, vote_words.stems()) or _counted(whole, known) is not None:
        yield sentence
        return
    begun = 0
    for a, b in side_cuts.places(text):
        if a > begun and text.count("(", begun, a) == text.count(")", begun, a):  # nothing is cut within brackets
            yield sentence.cut(begun, a).stripped()
            begun = b
    yield sentence.cut(begun, len(text)).stripped() if begun else sentence


# --- The vocabulary


def _text(piece: Piece, groups: Groups, group: str) -> Text | None:
    value = groups.groupdict().get(group)
    return Placed(" ".join(value.split()), piece.at(*groups.span(group))) if value else None


def _number(piece: Piece, groups: Groups, group: str) -> Placed[int] | None:
    digits = groups.groupdict().get(group)
    return Placed(int(digits), piece.at(*groups.span(group))) if digits else None
