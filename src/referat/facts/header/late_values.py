"""Values that a text without line ends has behind another field's label: its labels stood in a column of their own.

late = label of the place { label } label of a list ( place list | list place [ text ] ) ;
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from referat.facts.header import names
from referat.facts.header.first_names import pattern
from referat.facts.header.labels import LISTS
from referat.facts.header.members import members_of
from referat.facts.header.parts import Part
from referat.facts.sentences import Piece

_FEWEST_WORDS = 2
_WORD, _NAME = re.compile(r"[^\s,;]+"), re.compile(r"(?<![\w(])[A-ZÆØÅ][\w.'-]+")


class _Cut(NamedTuple):
    """A text with a place beside a list: the place, the list, and what stands behind both ("" where nothing does)."""

    place: Piece
    listed: Piece
    rest: Piece


def settled(parts: Sequence[Part]) -> tuple[Part, ...]:
    """`parts`, the meeting's place at its own label where it stands behind a list's, before the names or behind them.

    "Mødested: Deltagere: Borgmesterens mødelokale Asta Birkholm (V), Bo Elm (A)"
    "Mødested: Medlemmer: Asta Birkholm (V) Bo Elm (A) Fraværende: Bo Elm Rådhuset, lokale 2"
    """
    empty = [k for k, part in enumerate(parts) if part.flat and part.field == "place" and not part.text]
    if not empty:  # nearly always
        return tuple(parts)
    found = list(parts)
    for k in reversed(empty):
        found[k:] = _settled(found[k:])
    return tuple(found)


def _settled(parts: Sequence[Part]) -> Sequence[Part]:
    """`parts`, of which the first is the label of a place without a value."""
    first = parts[0]
    filled = False
    for k, part in enumerate(parts[1:], 1):
        if not part.flat or part.line != first.line or part.field == "place":
            break
        if part.text and _is_of_list(parts[k - 1], part):
            cut = _place_last(part.piece, _words(parts[:k])) if filled else _place_first(part.piece)
            if cut is not None:
                rest = [Part(cut.rest, part.line, apart=False, fills_line=False, flat=True)] if cut.rest.text else []
                listed = part._replace(piece=cut.listed)
                return [first._replace(piece=cut.place), *parts[1:k], listed, *rest, *parts[k + 1 :]]
        filled = filled or bool(part.text)
    return parts


def _is_of_list(above: Part, part: Part) -> bool:
    """Whether `part` stands behind a list's label, on a line of its own or not."""
    return part.field in LISTS or (part.label is None and above.field in LISTS and not above.text)


def _words(parts: Sequence[Part]) -> frozenset[str]:
    """The words of names that the lists among `parts` have."""
    lists = [part.text for part in parts if part.field in LISTS]
    return frozenset(word for text in lists for word in _NAME.findall(text))


def _place_first(piece: Piece) -> _Cut | None:
    """A place and the list behind it, where a word for a room or a small letter tells how far the place goes."""
    room = pattern("room_begins").match(piece.text)
    begins = [room] if room is not None else []
    if members_of(piece) is None:
        begins += pattern("list_begins").finditer(piece.text)
    for match in begins:
        listed = piece.cut(match.end(), len(piece.text)).stripped()
        members = members_of(listed)
        if members and (match is not room or " " in members[0].person.name.value):
            return _Cut(piece.cut(0, match.end()).stripped(), listed, piece.cut(0, 0))
    return None


def _place_last(piece: Piece, words: frozenset[str]) -> _Cut | None:
    """Names whose `words` other lists have too, and the place behind them, as far as it goes."""
    found = [(match.span(), match[0] in words) for match in _WORD.finditer(piece.text)]
    count = next((n for n, (_, is_name) in enumerate(found) if not is_name), len(found))
    if not _FEWEST_WORDS <= count < len(found):
        return None
    begin = found[count][0][0]
    stop = next((span[0] for span, is_name in found[count:] if is_name), len(piece.text))
    goes_on = pattern("place_stops").search(piece.text, begin, stop)
    stop = goes_on.start() if goes_on is not None else stop
    place = piece.cut(begin, stop).stripped()
    if not names.is_place(place.text) or not place.text[:1].isupper():
        return None
    return _Cut(place, piece.cut(0, begin).stripped(), piece.cut(stop, len(piece.text)).stripped())
