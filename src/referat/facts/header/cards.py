"""Lists of people as cards: a name, below it what they are, and below that whether they were there.

card = name { party | role | what they are } status [ who came instead ] ;

So pages of the web have them. The words for those absent are labels elsewhere, of a list that stands below; they are a
card's where each stands below somebody, time and again.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from referat.facts import people
from referat.facts.header.cells import Cell, glued
from referat.facts.header.members import members_of
from referat.facts.sentences import Piece
from referat.lexicon import idioms
from referat.text.places import Line
from referat.text.source import Source

# A word for who was there stands alone so often, one of them twice; and so many lines may be between it and the name.
_FEWEST, _FEWEST_ALIKE, _MOST_BETWEEN = 3, 2, 3
#: Cards have so many lines.
FEWEST_LINES = 2 * _FEWEST


def of(source: Source, lines: Sequence[Line]) -> dict[int, tuple[Cell, ...]]:
    """The cells of the cards in `lines`, by the index of the line; nothing where a status stands below nobody."""
    words, longest, view = _statuses(), _longest(), source.view
    short = {n: view[a:b] for n, (a, b, _, _) in enumerate(lines) if b - a <= longest}
    said = {n: short[n] for n in short if short[n] in words}
    if len(said) < _FEWEST or max(Counter(said.values()).values()) < _FEWEST_ALIKE:  # nearly always
        return {}
    pieces = [Piece(source.view[line.a : line.b], ((0, line.a),)) for line in lines]
    cells: dict[int, tuple[Cell, ...]] = {}
    above = -1
    for n in said:
        first = _name_above(pieces, above, n)
        if first is None and cells and above + 1 < n:
            first = above + 1  # it is nobody's, and no list is read in part
        instead = n + 1 if n + 1 < len(pieces) and _instead().match(pieces[n + 1].text) else None
        if first is None:
            return {}
        card = _card(pieces[first : n + 1], pieces[instead] if instead else None)
        above = n if instead is None else instead
        cells |= {first: (Cell(card, None),), **dict.fromkeys(range(first + 1, above + 1), ())}
    return cells


def _name_above(pieces: Sequence[Piece], above: int, status: int) -> int | None:
    """The line of the one person between the line `above` and that of a `status`; None where there is none, or more."""
    near = range(max(above + 1, status - 1 - _MOST_BETWEEN), status)
    people_there = [n for n in near if len(members_of(pieces[n]) or ()) == 1]
    return people_there[0] if len(people_there) == 1 else None


def _card(pieces: Sequence[Piece], instead: Piece | None) -> Piece:
    """The lines of a card as a list without cards has them."""
    name, *between, status = pieces
    party: Piece | None = None
    said: list[Piece] = []
    for piece in between:
        match = _detail().fullmatch(piece.text)
        if match is None:
            said.append(piece)
            continue
        party = piece.cut(*match.span("party")) if match["party"] else party
        known = (match["role"] or "").lower() in people.vocabulary_words("roles")
        said += [piece.cut(*match.span("role"))] if known else []
    # One sign alone stands between two lines, as where they are one.
    card = name if party is None else glued(name, " " if party.text[0] == "(" else ",", party)
    for each in said:
        card = glued(card, ",", each)
    card = glued(card, "–", status)
    whole = card if instead is None else glued(card, ",", instead)
    return whole if members_of(whole) is not None else card


@cache
def _statuses() -> frozenset[str]:
    words: list[str] = idioms.table("header")["cards"]["statuses"]
    return frozenset([form for word in words for form in (word, word.capitalize(), word.upper())])


@cache
def _longest() -> int:
    """How long the longest word for who was there is."""
    return max(map(len, _statuses()))


@cache
def _detail() -> re.Pattern[str]:
    return people.compile_with(idioms.table("header")["cards"]["detail"])


@cache
def _instead() -> re.Pattern[str]:
    return people.compile_with(idioms.table("header")["cards"]["instead"])
