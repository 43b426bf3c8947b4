"""Values that stand behind the labels of a text that has lost its line ends: its labels stood in a column of their own.

late = label of the place { label } ( place [ list ] [ list ] | list { label } list place ) [ text ] ;

"Mødested: Medlemmer: Afbud: Salen Asta Birkholm, Bo Elm Asta Birkholm"
"Mødested: Medlemmer: Asta Birkholm (V) Bo Elm (A) Fraværende: Bo Elm Rådhuset, lokale 2"

Each value is given to its label only where its own words tell where it ends; otherwise it stays where it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from referat.facts.header import dates, labels, names
from referat.facts.header.first_names import pattern
from referat.facts.header.labels import LISTS
from referat.facts.header.members import members_of
from referat.facts.header.parts import Part
from referat.facts.sentences import Piece
from referat.lexicon.patterns import compile_pattern

_HOURS = frozenset({"when", "end", "opened", "closed"})
_SAYS_MORE = frozenset({"remarks", "contents"})
# Those who are members or came, and those who did not.
_TWO_LISTS = frozenset({("members", "absent"), ("present", "absent")})
# No head has longer lists.
_LONGEST = 6000
_FEWEST_WORDS = 2
_WORD, _NAME = compile_pattern(r"[^\s,;]+"), compile_pattern(r"(?<![\w(])[A-ZÆØÅ][\w.'-]+")


def settled(parts: Sequence[Part]) -> Sequence[Part]:
    """`parts`, the values behind the labels of a column given to these."""
    for part in parts:
        if part.flat and part.label is not None and not part.text:
            break
    else:  # nearly always
        return parts
    found = [each for n, part in enumerate(parts) for each in _apart(part, parts[n + 1 : n + 2])]
    for k in reversed(range(len(found))):
        if found[k].flat and found[k].field == "place" and not found[k].text:
            found[k:] = _of_place(found[k:])
    return found


def _apart(part: Part, below: Sequence[Part]) -> Iterator[Part]:
    """`part`; as two where its value is the next label, before another, or no hour but whoever met.

    "Sted Medlemmer Fraværende", "Mødet hævet: Havneudvalget"
    """
    label = labels.alone(part.text) if part.flat and part.label is not None and part.text else None
    if label is not None and below and below[0].label is not None and below[0].line == part.line:
        length = len(part.text)
        yield part._replace(piece=part.piece.cut(0, 0))
        yield part._replace(piece=part.piece.cut(length, length), label=label, printed=part.text)
    elif part.flat and part.field in _HOURS and names.is_body(part.text):
        yield part._replace(piece=part.piece.cut(0, 0))
        yield part._replace(label=None, printed="")
    else:
        yield part


def _of_place(parts: Sequence[Part]) -> Sequence[Part]:
    """`parts`, of which the first is a place's label without a value, with what the texts of its line give to it."""
    behind = takewhile(lambda part: part.flat and part.line == parts[0].line and part.field != "place", parts[1:])
    line = [parts[0], *behind]
    filled = [n for n, part in enumerate(line) if part.text]
    for n in filled:
        text = line[n]
        above = [*line[:n], text._replace(piece=text.piece.cut(0, 0))] if text.label is not None else line[:n]
        fields = [part.field for part in above]
        if len(text.text) > _LONGEST or above[-1].text:
            continue
        piece = _without_label(text.piece)
        values = _from_first(fields, piece) if n == filled[0] else _from_last(fields, piece, _words(line[:n]))
        if values is not None:
            given = [part._replace(piece=values.get(k, part.piece)) for k, part in enumerate(above)]
            rest = values.get(len(above))
            left = [text._replace(piece=rest, label=None, printed="")] if rest is not None and rest.text else []
            return [*given, *left, *parts[n + 1 :]]
    return parts


def _without_label(piece: Piece) -> Piece:
    """`piece` without a label behind the values that has none of its own: "Bo Elm og Ib Dal Bemærkninger"."""
    above, _, word = piece.text.rstrip().rpartition(" ")
    label = labels.alone(word) if above else None
    return piece if label is None or label.field not in _SAYS_MORE else piece.cut(0, len(above))


def _words(parts: Sequence[Part]) -> frozenset[str]:
    """The words of names that the lists among `parts` have."""
    lists = [part.text for part in parts if part.field in LISTS]
    return frozenset(word for text in lists for word in _NAME.findall(text))


def _from_first(fields: Sequence[str], piece: Piece) -> Mapping[int, Piece] | None:
    """The values in `piece`, the first text behind the labels of `fields`, by the labels' indices; None as a whole.

    Behind the last index stands what is left, where nothing tells whose names these are.
    """
    if fields == ["place", "when"]:
        return _place_and_day(piece)
    lists = [n for n, field in enumerate(fields) if field in LISTS]
    cut = _place_and_list(piece) if lists else None
    if cut is None:
        return None
    place, rest = cut
    last = len(fields) - 1
    if lists == [last]:
        loud = pattern("loud_behind").search(rest.text) if not members_of(rest) else None
        who = rest.cut(0, loud.start()) if loud is not None else rest
        left = {last + 1: rest.cut(loud.start(), len(rest.text)).stripped()} if loud is not None else {}
        return {0: place, last: who, **left} if members_of(who) else None
    are_two = tuple(fields[n] for n in lists) in _TWO_LISTS and last - lists[-1] <= 1
    two = _two_lists(rest) if are_two else None
    if two is None or (lists[-1] == last and two[2].text):
        return {0: place, last + (lists[-1] == last): rest}
    return {0: place, last: two[2], lists[0]: two[0], lists[1]: two[1]}


def _place_and_day(piece: Piece) -> Mapping[int, Piece] | None:
    """A place, and the day behind it where the text still has that; the document's kind may stand behind."""
    when = next((when for when in dates.find(piece) if when.date is not None), None)
    kind = names.type_pattern().search(piece.text)
    stop = min(piece.text.find(kind[0]) if kind else len(piece.text), when.a if when else len(piece.text))
    place = piece.cut(0, stop).stripped()
    if not names.is_place(place.text):
        return None
    return {0: place, 1: piece.cut(stop, stop) if when is None else piece.cut(when.a, when.b)}


def _place_and_list(piece: Piece) -> tuple[Piece, Piece] | None:
    """A place and what begins with a name behind it: a small letter, a bracket or a room's word ends the place."""
    room = pattern("room_begins").match(piece.text)
    begins = [room] if room is not None else []
    if members_of(piece) is None:
        begins += pattern("list_begins").finditer(piece.text)
    for match in begins:
        place, rest = piece.cut(0, match.end()).stripped(), piece.cut(match.end(), len(piece.text)).stripped()
        if match is not room and match["small"] is None and not names.is_place(place.text):
            continue
        first = pattern("separator").split(rest.text, maxsplit=1)[0]
        members = members_of(rest) or members_of(rest.cut(0, len(first)).stripped())
        if members and (match is not room or " " in members[0].person.name.value):
            return place, rest
    return None


def _two_lists(piece: Piece) -> tuple[Piece, Piece, Piece] | None:
    """Two lists, the first before "Ingen", or down to where its names come again; and what stands behind "Ingen"."""
    text = piece.text
    nobody = pattern("nobody_behind").search(text)
    if nobody is not None:
        there, rest = piece.cut(0, nobody.start()).stripped(), piece.cut(nobody.end(), len(text))
        found = there, piece.cut(*nobody.span("nobody")), rest.stripped() if rest.text.strip() else rest.cut(0, 0)
        return found if members_of(there) else None
    again = min((at for name in _names(piece) if (at := _again(text, name))), default=0)
    there, away = piece.cut(0, again).stripped(), piece.cut(again, len(text)).stripped()
    known = {member.person.name.value for member in members_of(there) or ()}
    named = {member.person.name.value for member in members_of(away) or ()}
    return (there, away, piece.cut(0, 0)) if again and named and named <= known else None


def _names(piece: Piece) -> Iterator[str]:
    """What stands between the commas of `piece`, without what is said in brackets."""
    for entry in pattern("separator").split(piece.text):
        yield entry.partition("(")[0].strip()


def _again(text: str, name: str) -> int:
    """Where `name`, which stands in `text`, stands again with no comma before it; 0 where it does not."""
    at = text.find(f" {name}", text.find(name) + len(name)) if " " in name else -1
    whole = at > 0 and not text[at + 1 + len(name) :][:1].isalnum()
    return at + 1 if whole and text[at - 1] not in ",;" else 0


def _from_last(fields: Sequence[str], piece: Piece, words: frozenset[str]) -> Mapping[int, Piece] | None:
    """The same in the text of the last list: names whose `words` other lists have too, and the place behind them."""
    found = [(match.span(), match[0] in words) for match in _WORD.finditer(piece.text)]
    count = next((n for n, (_, is_name) in enumerate(found) if not is_name), len(found))
    if fields[-1] not in LISTS or not _FEWEST_WORDS <= count < len(found):
        return None
    begin = found[count][0][0]
    stop = next((span[0] for span, is_name in found[count:] if is_name), len(piece.text))
    goes_on = pattern("place_stops").search(piece.text, begin, stop)
    stop = goes_on.start() if goes_on is not None else stop
    place = piece.cut(begin, stop).stripped()
    if not names.is_place(place.text) or not place.text[:1].isupper():
        return None
    last = len(fields) - 1
    return {0: place, last: piece.cut(0, begin).stripped(), last + 1: piece.cut(stop, len(piece.text)).stripped()}
