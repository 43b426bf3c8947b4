"""Who recommends something, and the first point of it, as one sentence says it.

lead = sender recommends [ to whom ] [ first point ] ;
"""

from functools import cache, lru_cache

from referat.contract.nodes import Text
from referat.facts.people import Stretch, words_at
from referat.facts.sentences import Piece, sentences
from referat.facts.spelling import in_small_letters
from referat.lexicon import values
from referat.lexicon.gates import Gate, either
from referat.lexicon.idioms import rules
from referat.lexicon.rules import Groups, Rule
from referat.tuples import NamedTuple

# The same senders recommend again and again: so many texts, no longer than this, are remembered with what they say.
_MOST_KEPT, _LONGEST_KEPT = 1000, 300
_MARKS = " :,\r"


class Lead(NamedTuple):
    """What a sentence that recommends says: who does, the first point, and whether the points stand below (`opens`)."""

    by: Text | None
    point: Piece | None
    opens: bool = False


class _Words(NamedTuple):
    """Where a text that recommends something names who does, and where its first point stands."""

    by: Stretch | None
    point: Stretch | None


def lead(piece: Piece) -> Lead | None:
    """What the first sentence of `piece` that recommends says; None where none does."""
    text = piece.text
    words = _remembered(text) if len(text) <= _LONGEST_KEPT else _words_of(text)
    if words is None:
        return None
    by = words_at(piece, words.by) if words.by is not None else None
    point = piece.cut(*words.point) if words.point is not None else None
    if point is not None and point.text.rstrip(_MARKS) in values.words()["point_openings"]:  # "at:", and no more
        point = None
    return Lead(by, point, opens(text))


def _words_of(text: str) -> _Words | None:
    if not recommends(text):
        return None
    for sentence in sentences(Piece(text, ((0, 0),))):
        begin = sentence.start
        rest = in_small_letters(text[begin:])
        for rule in leading():
            groups = rule.match(rest)
            if groups is not None:
                return _Words(_sender(groups, begin), _place(groups, "point", begin))
    return None


_remembered = lru_cache(_MOST_KEPT)(_words_of)


def _sender(groups: Groups, begin: int) -> Stretch | None:
    """Who recommends; a comma before the verb is none of the name."""
    by = _place(groups, "by", begin)
    return by and (by[0], by[1] - (len(groups["by"]) - len(groups["by"].rstrip(" ,"))))


def _place(groups: Groups, name: str, begin: int) -> Stretch | None:
    if not groups.groupdict().get(name):
        return None
    a, b = groups.span(name)
    return begin + a, begin + b


def is_lead(text: str) -> bool:
    """Whether all of `text` says that somebody recommends something."""
    text = in_small_letters(text)
    return recommends(text) and any(rule.match(text) is not None for rule in rules("recommendation", "sender"))


def opens(text: str) -> bool:
    """Whether `text` ends with the "at" of the points below it."""
    return text.rstrip(_MARKS).rpartition(" ")[2] in values.words()["point_openings"]


def is_second(text: str) -> bool:
    """Whether another one recommends something, in a unit of its own."""
    return recommends(text) and any(rule.match(text) for rule in rules("recommendation", "second"))


def recommends(text: str) -> bool:
    """Whether `text` has a word with which somebody recommends something."""
    return _gate().admits_words(text.lower())


@cache
def leading() -> tuple[Rule, ...]:
    """The rules of sentences in which somebody recommends something."""
    return (*rules("recommendation", "sender"), *rules("recommendation", "impersonal"))


@cache
def _gate() -> Gate:
    """What a sentence that recommends has."""
    return either(rule.gate for rule in (*leading(), *rules("recommendation", "second")))
