"""The statements on votes in a passage, one after the other, with the lists that stand below them."""

from collections.abc import Iterator

from referat.contract.nodes import VoteSide
from referat.facts import triggers, vote_words
from referat.facts.passages import Passage
from referat.facts.remarks import is_in_marks
from referat.facts.sentences import Paragraph
from referat.facts.sides import BULLETS, NOTHING, bullet_end, members
from referat.facts.vote_statement import Statement

# A longer sentence tells more than a vote.
_LONGEST = 3000
_BRACKET, _LABEL_END = "(", ":"


def of(passage: Passage) -> Iterator[Statement]:
    """What the passage's sentences say of votes, in order, and what parts them."""
    waiting: Statement | None = None
    above = ""
    for paragraph in passage.paragraphs:
        announced, above = above.endswith(":"), paragraph.text
        if passage.quoted and passage.is_quoted(paragraph.piece.start):
            continue
        if waiting is not None:
            listed = _listed(paragraph, passage)
            if listed is not None and _goes_on(passage, waiting, paragraph, listed):
                waiting = _with_more(waiting, listed, paragraph.piece.end)
                continue
        said = _said(passage, paragraph)
        if announced and is_in_marks(paragraph.text) and any(map(_is_of_vote, said)):
            said = [Statement(paragraph.piece, paragraph.piece.end, closes=True, of_others=True)]
        if waiting is not None:
            yield _settled(waiting, said, goes_on=_is_next_line(passage, waiting, paragraph))
            waiting = None
        if said and (said[-1].waits or said[-1].counts or said[-1].lists):
            waiting = said.pop()
        yield from said
    if waiting is not None:
        yield waiting


def _is_of_vote(statement: Statement) -> bool:
    """Whether it says something of a vote, be it read or not."""
    return bool(statement.sides or statement.result or statement.method or not statement.readable)


def _listed(paragraph: Paragraph, passage: Passage) -> VoteSide | None:
    """Those whom a paragraph lists that is a list of them, or a point of one; None where it is something else."""
    piece = paragraph.piece
    if _LABEL_END in piece.text and paragraph.mask & triggers.table().votes:  # it says of whom it is a list itself
        return None
    if piece.text[0] in BULLETS:
        piece = piece.cut(bullet_end(piece.text), len(piece.text))
    return members(piece, passage.known)


def _goes_on(passage: Passage, waiting: Statement, paragraph: Paragraph, listed: VoteSide) -> bool:
    """Whether a list of people or parties belongs to the side above it; below one that has some, on the next line.

    How many they are may stand in the list of a side that has none yet, and nothing more below that.
    """
    (_, side), *_ = waiting.sides
    if listed.count_ is not None:
        return waiting.waits and side == NOTHING
    if waiting.waits and side.count_ is not None and _who(side):
        return False
    if not waiting.lists:
        return paragraph.text.startswith(_BRACKET) or not waiting.counts
    return passage.source.view.count("\n", waiting.end, paragraph.piece.start) == 1


def _with_more(waiting: Statement, listed: VoteSide, end: int) -> Statement:
    """`waiting` with those who are listed in a paragraph below it."""
    (key, side), *_ = waiting.sides
    more = VoteSide(side.count_ or listed.count_, side.parties + listed.parties, side.names + listed.names)
    alike = (bool(side.names), bool(side.parties)) == (bool(listed.names), bool(listed.parties))
    readable = waiting.readable and (alike or not waiting.lists)  # people below parties may be others
    return waiting._replace(sides=((key, more),), end=end, readable=readable)


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


def _said(passage: Passage, paragraph: Paragraph) -> list[Statement]:
    tells, parted = vote_words.may_tell(paragraph), passage.absences or passage.quoted
    if not tells and not parted:  # nobody needs its sentences
        return [Statement(paragraph.piece, paragraph.piece.end, closes=True)]
    said: list[Statement] = []
    for sentence, words in zip(paragraph.sentences, triggers.masks_of(paragraph), strict=True):
        if parted and passage.is_left_out(sentence):
            continue
        if not tells:
            return [Statement(paragraph.piece, paragraph.piece.end, closes=True)]
        left = passage.before_quotation(sentence) if parted else sentence
        if len(left.text) <= _LONGEST:
            # Imported here: few texts tell of votes.
            from referat.facts import ballots

            said += ballots.of(left, words, passage.known)
    return said


def _who(side: VoteSide) -> bool:
    return bool(side.parties or side.names)
