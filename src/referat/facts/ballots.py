"""What one statement says of a vote.

statement = result with counts | result | side | method | point ;
side      = label list | people verb [ reason ] ;

A sentence that lists several sides is cut into as many statements.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from referat.contract.nodes import Text, VoteSide
from referat.facts import clauses, counts, side_cuts, triggers, vote_words
from referat.facts.counts import (
    ABSTAINED,
    AGAINST,
    FOR,
    Counts,
    Said,
    fell_by,
    number_of,
    text_of,
    without_clause,
    without_stop,
)
from referat.facts.passages import Passage
from referat.facts.people import Known
from referat.facts.remarks import is_in_marks
from referat.facts.rulings import outcomes
from referat.facts.sentences import Paragraph, Piece
from referat.facts.sides import BULLETS, NOTHING, beginning, bullet_end, in_figures, members, pattern, rules
from referat.facts.spelling import in_small_letters
from referat.lexicon import idioms
from referat.lexicon.rules import Groups, Rule, held, holds_one

# A longer sentence tells more than a vote.
_LONGEST = 3000
_CLOSING, _BRACKET = " .", "("
# The groups of those on a side, of how many they were, of what was voted on: a rule with several forms has more.
_LISTS, _SO_MANY, _SUBJECTS = ("list", "list2", "list3"), ("so_many", "so_many_too"), ("subject", "subject2")
# What only a list of those who voted has.
_LIST = re.compile(r"^\d|\(")


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


def statements(passage: Passage) -> Iterator[Statement]:
    """What the passage's sentences say of votes, in order, and what parts them."""
    waiting: Statement | None = None
    above = ""
    for paragraph in passage.paragraphs:
        announced, above = above.endswith(":"), paragraph.text
        if passage.quoted and passage.is_quoted(paragraph.piece.start):
            continue
        if waiting is not None:
            listed = members(paragraph.piece, passage.known)
            if listed is not None and listed.count_ is None and _goes_on(passage, waiting, paragraph):
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


def _goes_on(passage: Passage, waiting: Statement, paragraph: Paragraph) -> bool:
    """Whether a list of people or parties belongs to the side above it; below one that has some, on the next line."""
    if not waiting.lists:
        return paragraph.text.startswith(_BRACKET) or not waiting.counts
    return passage.source.view.count("\n", waiting.end, paragraph.piece.start) == 1


def _with_more(waiting: Statement, listed: VoteSide, end: int) -> Statement:
    """`waiting` with those who are listed in a paragraph below it."""
    (key, side), *_ = waiting.sides
    more = VoteSide(side.count_, side.parties + listed.parties, side.names + listed.names)
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
    said: list[Statement] = []
    for sentence, words in zip(paragraph.sentences, triggers.masks_of(paragraph), strict=True):
        if parted and passage.is_left_out(sentence):
            continue
        if not tells:
            return [Statement(paragraph.piece, paragraph.piece.end, closes=True)]
        left = passage.before_quotation(sentence) if parted else sentence
        if len(left.text) <= _LONGEST:
            said += _of_sentence(left, words, passage.known)
    return said


def _of_sentence(printed: Piece, words: int, known: Known) -> list[Statement]:
    """What a sentence says, in order; `words` is its mask, or a longer text's."""
    if printed.text[0] in BULLETS:
        printed = printed.cut(bullet_end(printed.text), len(printed.text))
    of_others = "of_others" in triggers.vote_patterns(words) and pattern("of_others").fullmatch(printed.text)
    if of_others and vote_words.speaks_of_votes(printed.text):
        return [Statement(printed, printed.end, closes=True, of_others=True)]
    sentence = printed
    if words & triggers.table().counts and (text := in_figures(printed.text)) != printed.text:
        sentence, words = Piece(text, printed.runs), words | triggers.table().figures
    marked: list[Statement] = []
    text = in_small_letters(sentence.text)
    for rule in beginning("mark", text[:1]):
        groups = rule.match(text)
        if groups is not None:
            marked.append(Statement(sentence, sentence.start, closes=True))
            sentence = sentence.cut(groups.span("rest")[0], len(text))
            break
    said = [_statement(each, counted, known) for each, counted in _cut(sentence, words, known) if each.whole.text]
    if [each for each in said if not each.readable] or (len(said) > 1 and not all(map(_is_read, said))):
        said = _by_clauses(sentence, known) or said
    if sentence is not printed and sentence.text not in printed.text:
        said = [_as_printed(statement, printed) for statement in said]
    return marked + said


def _is_read(part: Statement) -> bool:
    """Whether a part of a sentence is read: one that says nothing has no word of a side either."""
    if part.sides or part.result or part.method:
        return True
    return not any(pattern(f"hint_{key}").search(part.piece.text) for key in (FOR, AGAINST, ABSTAINED))


def _by_clauses(sentence: Piece, known: Known) -> list[Statement]:
    """What the clauses of `sentence` say, each side once; [] where one of them cannot be read."""
    said = clauses.of(without_stop(sentence), lambda piece, first: _clause(piece, known, first=first))
    keys = [key for statement in said for key, _ in statement.sides]
    if not keys or len(set(keys)) < len(keys):
        return []
    sure = len(keys) > 1 or bool(outcomes(said[0].piece.text))
    return [statement._replace(weak=statement.weak and not sure) for statement in said]


def _clause(piece: Piece, known: Known, *, first: bool) -> Statement | None:
    """What one clause of a sentence says; None where that is not a side, nor that one is empty, nor what leads in."""
    said = counts.said(piece, triggers.mask(piece.text))
    statement = _statement(said, counts.of(said, known), known)
    if statement.readable and (statement.sides or statement.result or statement.method):
        return None if statement.waits or _tells_of_more(statement) else statement
    text = in_small_letters(piece.text)
    if any(rule.match(text) for rule in rules("nobody")):
        return Statement(piece, piece.end)
    side = _side(said._replace(piece=piece, text=text), _of_clauses(text), known)
    if side is not None:
        return None if not side.readable or side.waits or _tells_of_more(side) else side
    leads_in = first and statement.readable and (outcomes(piece.text) or pattern("leads_in").fullmatch(text))
    return Statement(piece, piece.end) if leads_in else None


def _of_clauses(text: str) -> Sequence[Rule]:
    """The rules on a clause of a side that `text` may be."""
    return [rule for rule in beginning("clause", text[:1]) if rule.may_match(text)]


def _tells_of_more(clause: Statement) -> bool:
    """Whether a clause of one side has another's verb, as in what it says of why."""
    return len(clause.sides) == 1 and len(pattern("side_verb").findall(clause.piece.text)) > 1


def _as_printed(statement: Statement, printed: Piece) -> Statement:
    """`statement` with its texts as they stand in its sentence: "Forslaget om fem stemmer" has no figure."""

    def said(text: Text) -> Text:
        a, b = printed.offset(text.at[0].a), printed.offset(text.at[-1].b - 1) + 1
        return text._replace(value=" ".join(printed.text[a:b].split()))

    return statement._replace(
        sides=tuple(
            (key, VoteSide(side.count_, tuple(map(said, side.parties)), tuple(map(said, side.names))))
            for key, side in statement.sides
        ),
        subject=statement.subject and said(statement.subject),
        method=statement.method and said(statement.method),
    )


def _statement(said: Said, read_counts: Counts | None, known: Known) -> Statement:
    """What a statement says, its counts being read; nothing of a vote, if it has no sides, no result and no method."""
    whole, piece, text, _, rules = said
    read = side = None
    if read_counts is not None:
        read = _with_counts(said, read_counts)
    else:
        side = _side(said, rules["side"], known)
        read = side if side is not None and side.readable else _uncounted(said)
    how = (groups for rule in rules["method"] if (groups := rule.fullmatch(text)) is not None)
    method = next((text_of(piece, groups, "method") for groups in how), None) if rules["method"] else None
    if read is not None:
        fully = read.readable and not (read.reason and pattern("side_at_end").search(text))
        if method is None and fully == read.readable:  # nearly always
            return read if fully or not read.weak else read._replace(weak=False)
        return read._replace(method=method, readable=fully, weak=read.weak and fully)
    other = None
    if rules["nobody"] or rules["proposal"]:
        others = (key for key in ("nobody", "proposal") if any(rule.fullmatch(text) for rule in rules[key]))
        other = next((key for key in others if key == "nobody" or not pattern("verb_phrase").search(text)), None)
    if other or (method and not vote_words.speaks_of_votes(text)):
        return Statement(whole, whole.end, closes=other == "proposal", method=None if other else method)
    if side is not None or vote_words.speaks_of_votes(text):
        return Statement(whole, whole.end, readable=False, weak=side is not None and side.weak)
    return Statement(whole, whole.end)


# --- Results


def _with_counts(said: Said, read: Counts) -> Statement:
    """A result with counts, or counts alone: "blev tiltrådt med 31 stemmer imod 18"."""
    whole = said.whole
    if read.sides is None:
        return Statement(whole, whole.end, readable=False)
    return Statement(whole, whole.end, read.sides, read.subject, result=read.carried is not None, carried=read.carried)


def _uncounted(said: Said) -> Statement | None:
    """A result without counts: "Forslaget faldt dermed"."""
    whole = said.whole
    for rule in said.rules["uncounted"]:
        groups = rule.fullmatch(said.text)
        if groups is not None:
            tail = held(groups, "tail") or ""
            if tail and _tells_of_another(tail):
                return None
            # "Forslaget fik 7 stemmer og er bortfaldet"
            if any(map(vote_words.speaks_of_votes, filter(None, (held(groups, "subject"), tail)))):
                return Statement(whole, whole.end, readable=False)
            subject = text_of(said.piece, groups, "subject")
            return Statement(whole, whole.end, (), subject, result=True, carried=not fell_by(groups))
    return None


def _tells_of_another(tail: str) -> bool:
    """Whether what stands behind a result says what came of something else: "punkt 1 godkendt, punkt 2 forkastet"."""
    return any(rule.spans(tail) for rule in rules("another"))


# --- Sides


def _side(said: Said, rules: Sequence[Rule], known: Known) -> Statement | None:
    """The side that a statement lists; one that is not readable where only its list could not be read."""
    unreadable: Statement | None = None
    for rule in rules:
        groups = rule.fullmatch(said.text)
        if groups is None:
            continue
        statement = _by_rule(said, rule, groups, known)
        if statement.readable:
            return statement
        if unreadable is None and rule.data.get("label"):
            unreadable = statement
    return unreadable


def _by_rule(said: Said, rule: Rule, groups: Groups, known: Known) -> Statement:
    whole, piece = said.whole, said.piece
    slots = groups.groupdict()
    listed = without_clause(piece.cut(*groups.span(next(filter(slots.get, _LISTS), _LISTS[0]))))
    waits = not listed.text.strip("(") or listed.text.endswith(":")
    may_be_others = "others" in triggers.vote_patterns(said.words)
    others = may_be_others and pattern("others").fullmatch(listed.text.rstrip(_CLOSING)) is not None
    side = NOTHING if others or not listed.text else members(listed, known)
    if side is not None and slots.get("more"):
        more = members(piece.cut(*groups.span("more")), known)
        side = more and VoteSide(side.count_, more.parties, more.names)
    if side is not None and side.count_ is None:
        so_many = next(filter(slots.get, _SO_MANY), None)
        side = VoteSide(number_of(piece, groups, so_many), side.parties, side.names) if so_many else side
    label, weak = bool(rule.data.get("label")), bool(rule.data.get("weak"))
    if side is None or (side == NOTHING and not others and not label):
        return Statement(whole, whole.end, readable=False, weak=weak and not _LIST.search(listed.text))
    key = str(rule.data["side"])
    labels = label and not waits and bool(key)
    subject = next(filter(slots.get, _SUBJECTS), None)
    return Statement(
        whole,
        whole.end,
        ((key, side),) if key else (),
        text_of(piece, groups, subject) if subject else _about(piece, groups) if slots.get("about") else None,
        result=bool(rule.data.get("result")),
        reason=bool(slots.get("reason")),
        waits=waits and bool(key),
        counts=labels and side.count_ is not None and not _who(side),
        lists=labels and _who(side) and not piece.text.endswith("."),
        weak=weak,
        others=others,
    )


def _who(side: VoteSide) -> bool:
    return bool(side.parties or side.names)


def _about(piece: Piece, groups: Groups) -> Text | None:
    """What a side says that it voted on, where that is more than "dette"."""
    about = text_of(piece, groups, "about")
    pronouns = idioms.table("votes")["pronouns"]
    return None if about is None or about.value.split(" ")[0].lower() in pronouns else about


# --- Sentences that list several sides


def _cut(sentence: Piece, words: int, known: Known) -> list[tuple[Said, Counts | None]]:
    """The statements of a sentence, one after the other, each with its counts; the sentence, where it is one."""
    all_of_it = counts.said(sentence, words)
    counted = counts.of(all_of_it, known)
    text = in_small_letters(sentence.text)
    if counted is not None or not words & triggers.table().votes or not holds_one(text, vote_words.stems()):
        return [(all_of_it, counted)]
    begun = 0
    found: list[tuple[Said, Counts | None]] = []
    for a, b in side_cuts.places(text, triggers.vote_patterns(words)):
        if a > begun and text.count("(", begun, a) <= text.count(")", begun, a):  # nothing is cut within brackets
            found.append(_counted(sentence.cut(begun, a), known))
            begun = b
    return [*found, _counted(sentence.cut(begun, len(text)), known)] if found else [(all_of_it, None)]


def _counted(part: Piece, known: Known) -> tuple[Said, Counts | None]:
    piece = part.stripped()
    said = counts.said(piece, triggers.mask(piece.text))
    return said, counts.of(said, known)
