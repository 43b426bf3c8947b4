"""What one statement says of a vote.

statement = result with counts | result | side | method | point ;
side      = label list | people verb [ reason ] ;

A sentence that lists several sides is cut into as many statements.
"""

from collections.abc import Sequence
from functools import lru_cache

from referat.contract.nodes import Text, VoteSide
from referat.facts import clauses, counts, sides_apart, triggers, vote_words
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
from referat.facts.known_names import by_first_word, single_words
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.ruling_words import outcomes
from referat.facts.sentences import Piece, Runs
from referat.facts.sides import (
    BULLETS,
    NOTHING,
    beginning,
    bullet_end,
    in_figures,
    is_party,
    members,
    pattern,
    rules,
)
from referat.facts.spelling import in_small_letters
from referat.facts.vote_statement import Statement
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups, Rule, held, holds_one
from referat.tuples import NamedTuple

_CLOSING = " ."
# So many sentences are remembered with what they say.
_MOST_KEPT = 2000
_AT_THE_START = ((0, 0),)
# The groups of those on a side, of how many they were, of what was voted on: a rule with several forms has more.
_LISTS, _SO_MANY, _SUBJECTS = ("list", "list2", "list3"), ("so_many", "so_many_too"), ("subject", "subject2")
# What only a list of those who voted has.
_LIST = compile_pattern(r"^\d|\(")
# A word that may be a name's.
_WORD = compile_pattern(r"[^\W\d_][\w'’-]*")
_CAPITALIZED = compile_pattern(r"[^\W\d_a-zæøå][^\W\d_]*")


def of(printed: Piece, words: int, known: Known) -> Sequence[Statement]:
    """What a sentence says of a vote, in order; `words` is its mask, or a longer text's."""
    text, runs = printed
    if text[0] in BULLETS:
        printed = printed.cut(bullet_end(text), len(text))
        text, runs = printed
    start = runs[0][1]
    at = tuple([(offset, origin - start) for offset, origin in runs]) if len(runs) > 1 else _AT_THE_START
    alike = _whoever_meets(text, at, words)
    if alike is None or (not alike.surely and _begins_with_known(text, known)):
        return [statement.moved(start) for statement in _of_known(text, at, words, known)]
    return [statement.moved(start) for statement in alike.said]


class _Alike(NamedTuple):
    """What a sentence says whoever is known; not `surely` where its first word would have to be nobody's name."""

    said: tuple[Statement, ...]
    surely: bool


@lru_cache(_MOST_KEPT)
def _whoever_meets(text: str, runs: Runs, words: int) -> _Alike | None:
    """What a sentence that stands so says in which no name is behind its first word; None where one may be.

    Such sentences, of parties and numbers alone, stand in one meeting's minutes as in another's.
    """
    for match in _CAPITALIZED.finditer(text):
        if match.start() and not is_party(match[0]):
            return None
    said = tuple(_read(Piece(text, runs), words, NOBODY_KNOWN))
    return _Alike(said, any(each.sides or each.result for each in said) and all(each.readable for each in said))


@lru_cache(_MOST_KEPT)
def _of_known(text: str, runs: Runs, words: int, known: Known) -> tuple[Statement, ...]:
    """What a sentence says in a meeting where `known` are known: the same people vote alike on one item and another."""
    return tuple(_read(Piece(text, runs), words, known))


def _begins_with_known(text: str, known: Known) -> bool:
    """Whether the first word of `text` is one of a known name."""
    word = _WORD.match(text) if known else None
    return word is not None and (word[0] in single_words(known) or word[0] in by_first_word(known))


def _read(printed: Piece, words: int, known: Known) -> list[Statement]:
    """What a sentence says, in order; `words` is its mask, or a longer text's."""
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
    return bool(part.sides or part.result or part.method) or not any(
        pattern(f"hint_{key}").search(part.piece.text) for key in (FOR, AGAINST, ABSTAINED)
    )


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
    method = None
    if rules["method"]:
        how = (groups for rule in rules["method"] if (groups := rule.fullmatch(text)) is not None)
        method = next((text_of(piece, groups, "method") for groups in how), None)
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
    if (counted is not None and counted.sides is not None) or not words & triggers.table().votes:
        return [(all_of_it, counted)]
    text = in_small_letters(sentence.text)
    if not holds_one(text, vote_words.stems()):
        return [(all_of_it, counted)]
    begun = 0
    found: list[tuple[Said, Counts | None]] = []
    for a, b in sides_apart.cuts(text, triggers.vote_patterns(words)):
        if a > begun and text.count("(", begun, a) <= text.count(")", begun, a):  # nothing is cut within brackets
            found.append(_counted(sentence.cut(begun, a), known))
            begun = b
    return [*found, _counted(sentence.cut(begun, len(text)), known)] if found else [(all_of_it, counted)]


def _counted(part: Piece, known: Known) -> tuple[Said, Counts | None]:
    piece = part.stripped()
    said = counts.said(piece, triggers.mask(piece.text))
    return said, counts.of(said, known)
