"""Counts of a vote in one sentence: "vedtaget med 14 stemmer for og 9 imod", "31 stemmer imod 18", "For 4, imod 2".

counts = [ what came of it ] ( so many "against" so many | side { between side } ) [ what came of it ] ;
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter

from referat.contract.nodes import Text, VoteSide
from referat.facts import triggers
from referat.facts.people import Known
from referat.facts.sentences import Piece
from referat.facts.sides import NOTHING, beginning, members, pattern, rules
from referat.facts.spelling import in_small_letters
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Groups, Rule, held
from referat.text.places import Placed
from referat.tuples import NamedTuple

FOR, AGAINST, ABSTAINED = "for", "against", "abstained"
# The groups of a result that say that what was voted on fell.
_FELL = ("fell", "fell2", "fell3")
_SEVERAL = 2
# So many sentences are remembered with their counts: who looks for a vote asks before who reads it.
_MOST_KEPT = 2000
_CLOSING = " ."
_TWO_NUMBERS = compile_pattern(r"\d\D+\d")

_Sides = tuple[tuple[str, VoteSide], ...]
# A side: by which rule, and where in the text.
_Span = tuple[Rule, int, int]


class Counts(NamedTuple):
    """The sides of a vote with their counts; None for `sides` that could not be read.

    `subject` is what was voted on. `carried` is what came of it, None where the sentence does not say that.
    """

    sides: _Sides | None
    subject: Text | None = None
    carried: bool | None = None


class Said(NamedTuple):
    """A statement on a vote, ready to be read: `piece` is the `whole` of it without the mark that closes it.

    `text` is the piece's, in small letters where it stands in capitals; `words` is its mask, or a longer text's. The
    `rules` by their tables are those for which it may have something.
    """

    whole: Piece
    piece: Piece
    text: str
    words: int
    rules: Mapping[str, Sequence[Rule]]


def said(whole: Piece, words: int) -> Said:
    """The statement `whole`; `words` is its mask, or a longer text's."""
    piece = without_stop(whole)
    text = in_small_letters(piece.text)
    return Said(whole, piece, text, words, triggers.ballot_rules(words, text[:2]))


def without_stop(piece: Piece) -> Piece:
    """`piece` without the mark that closes it."""
    kept = len(piece.text.rstrip(_CLOSING))
    return piece if kept == len(piece.text) else piece.cut(0, kept)


def of(said: Said, known: Known) -> Counts | None:
    """The counts in a statement; None where it has none, or those of other people."""
    _, piece, text, words, rules = said
    for rule in rules["counted"]:
        groups = rule.fullmatch(text)
        if groups is not None:
            fell = fell_by(groups)
            return Counts(
                tuple(_two_sides(piece, groups, known, fell=fell)),
                text_of(piece, groups, "subject") or text_of(piece, groups, "subject2"),
                not fell,
            )
    for rule in rules["each"]:
        groups = rule.fullmatch(text)
        if groups is not None:
            tally = _tally(piece.cut(*groups.span("tally")), known)
            return Counts(tally, text_of(piece, groups, "subject"), not fell_by(groups)) if tally != () else None
    return _spread(piece, text, known) if words & triggers.table().figures else None


def begin_of_several(text: str) -> int | None:
    """Where in `text` the counts of several sides of something begin; None where there are no such."""
    if not _TWO_NUMBERS.search(text):  # nearly always
        return None
    spans = _spans(text)
    return spans[0][1] if len({rule.name for rule, _, _ in spans}) >= _SEVERAL else None


def has_several(text: str) -> bool:
    """Whether `text` counts more than one side of something."""
    return begin_of_several(text) is not None


def fell_by(groups: Groups) -> bool:
    """Whether a result says that what was voted on fell."""
    slots = groups.groupdict()
    return any(map(slots.get, _FELL))


def _spread(piece: Piece, text: str, known: Known) -> Counts | None:
    """The counts of a vote one behind the other, wherever they stand in a sentence; `text` is its, in small letters."""
    spans = _spans(text) if _TWO_NUMBERS.search(text) else ()
    if len(spans) < _SEVERAL:
        return None
    if not all(_first("between_counts", text[above[2] : below[1]]) for above, below in pairwise(spans)):
        return None
    before, behind = _first("before_counts", text[: spans[0][1]]), _first("behind_counts", text[spans[-1][2] :])
    if before is None or behind is None:
        return None
    sides = _sides_of(piece, spans, known)
    if sides is None or len(dict(sides)) < len(sides) or _is_left(text, spans):
        return Counts(None)
    rule, groups = before
    rest = piece.cut(spans[-1][2], len(text))
    subject = text_of(piece, groups, "subject") or _about(piece, spans[0]) or text_of(rest, behind[1], "subject")
    return Counts(sides, subject, not fell_by(groups) if rule.data.get("result") else None)


def _first(key: str, text: str) -> tuple[Rule, Groups] | None:
    """The first rule of the table `key` that `text` is a match of, and the match."""
    for rule in beginning(key, text[:1]):
        groups = rule.match(text)
        if groups is not None:
            return rule, groups
    return None


def _two_sides(piece: Piece, groups: Groups, known: Known, *, fell: bool) -> Iterator[tuple[str, VoteSide]]:
    """The sides of "A stemmer imod B": those who won are named first; what fell had the fewer for it."""
    slots = groups.groupdict()
    first, second = (number_of(piece, groups, name) for name in ("first", "second"))
    assert first is not None and second is not None  # noqa: S101, PT018  the rules have both
    more_first = first.value >= second.value
    won, lost = (AGAINST, FOR) if fell and more_first else (FOR, AGAINST)
    for key, count, name in ((won, first, "first_list"), (lost, second, "second_list")):
        listed = members(piece.cut(*groups.span(name)), known) if slots.get(name) else None
        yield key, VoteSide(count) if listed is None else VoteSide(count, listed.parties, listed.names)
    for name in ("abstained", "blank"):
        count_ = number_of(piece, groups, name)
        if count_ is not None:
            yield ABSTAINED, VoteSide(count_)


def _tally(piece: Piece, known: Known) -> _Sides | None:
    """The sides of "med 14 stemmer for og 9 imod", each by its word; None where one of them could not be read."""
    text = in_small_letters(piece.text)
    spans = _spans(text)
    return None if spans and _is_left(text, spans) else _sides_of(piece, spans, known)


@lru_cache(_MOST_KEPT)
def _spans(text: str) -> tuple[_Span, ...]:
    """The sides of a tally in `text`, in order; of those that overlap the first, and the longest that begins there."""
    every = [(a, -b, rule) for rule in rules("tally") for a, b in rule.spans(text)]
    spans: list[_Span] = []
    for a, less_b, rule in sorted(every, key=itemgetter(0, 1)):
        if not spans or a >= spans[-1][2]:
            spans.append((rule, a, -less_b))
    return tuple(spans)


def _sides_of(piece: Piece, spans: Sequence[_Span], known: Known) -> _Sides | None:
    """The sides at `spans`; None where one could not be read."""
    sides = tuple(_in_tally(rule, piece.cut(a, b), known) for rule, a, b in spans)
    readable = tuple(side for side in sides if side is not None)
    return readable if len(readable) == len(sides) else None


def _about(piece: Piece, span: _Span) -> Text | None:
    """What the first side says that it voted on, where that is more than "dette"."""
    rule, a, b = span
    part = piece.cut(a, b)
    groups = rule.match(in_small_letters(part.text))
    about = text_of(part, groups, "about") if groups is not None else None
    return None if about is None or about.value.lower() in idioms.table("votes")["pronouns"] else about


def _in_tally(rule: Rule, part: Piece, known: Known) -> tuple[str, VoteSide] | None:
    """The side that a part of a tally is; None where its list could not be read."""
    groups = rule.match(in_small_letters(part.text))
    if groups is None:
        return None
    key = rule.name.rpartition(".")[2]
    slots = groups.groupdict()
    group = "list2" if slots.get("list2") else "list"
    names = slots.get(group) and not pattern("others").fullmatch(slots[group] or "")
    listed = members(without_clause(part.cut(*groups.span(group))), known) if names else NOTHING
    return None if listed is None else (key, VoteSide(number_of(part, groups, key), listed.parties, listed.names))


def _is_left(text: str, spans: Sequence[_Span]) -> bool:
    """Whether `text` has one more side beside those at `spans`."""
    for _, a, b in spans:
        text = text[:a] + " " * (b - a) + text[b:]
    return any(rule.match(text) is not None for rule in rules("tally_left"))


def without_clause(piece: Piece) -> Piece:
    """`piece` up to a clause that names nobody (", da udgiften …")."""
    clause = _clauses().search(piece.text)
    return piece if clause is None else piece.cut(0, clause.start()).stripped()


@cache
def _clauses() -> re.Pattern[str]:
    return compile_pattern("|".join(map(re.escape, idioms.table("votes")["clauses"]["words"])))


def text_of(piece: Piece, groups: Groups, group: str) -> Text | None:
    """What stands in `piece` where `group` matched, with single blanks; None where it matched nothing.

    The match may be one of the text in other letters, each in its place.
    """
    if not held(groups, group):
        return None
    a, b = groups.span(group)
    return Placed(" ".join(piece.text[a:b].split()), piece.at(a, b))


def number_of(piece: Piece, groups: Groups, group: str) -> Placed[int] | None:
    """The number that `group` matched in `piece`; None where it matched nothing."""
    digits = held(groups, group)
    return Placed(int(digits), piece.at(*groups.span(group))) if digits else None
