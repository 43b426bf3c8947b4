"""Values that stand behind the labels of a text that has lost its line ends: its labels stood in a column of their own.

late = label of the place { label } ( place [ list ] [ list ] | list { label } list place ) [ text ] ;

"Mødested: Medlemmer: Afbud: Salen Asta Birkholm, Bo Elm Asta Birkholm"
"Mødested: Medlemmer: Asta Birkholm (V) Bo Elm (A) Fraværende: Bo Elm Rådhuset, lokale 2"

Each value is given to its label only where its own words tell where it ends; otherwise it stays where it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from referat.facts import people
from referat.facts.header import dates, labels, lists_apart, names
from referat.facts.header.first_names import pattern
from referat.facts.header.labels import LISTS
from referat.facts.header.members import members_of
from referat.facts.header.parts import Part
from referat.facts.sentences import Piece
from referat.lexicon import authorities
from referat.lexicon import lines as lexicon
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
        if part.flat and part.label is not None and (not part.text or _goes_on(part)):
            break
    else:  # nearly always
        return parts
    found = [each for n, part in enumerate(parts) for each in _apart(part, parts[n + 1 : n + 2])]
    for k in reversed(range(len(found))):
        if not found[k].flat or found[k].label is None:
            continue
        if found[k].text:
            found[k : k + 1] = _with_title(found[k]) if _goes_on(found[k]) else [found[k]]
            continue
        if found[k].field == "place":
            found[k:] = _of_place(found[k:])
        elif found[k].field in LISTS and not (k and _waits(found[k - 1], found[k])):
            found[k:] = _of_lists(found[k:], found[:k])
    return found


def _goes_on(part: Part) -> bool:
    """Whether a list has more behind it than people with whom they come from."""
    return part.field in LISTS and pattern("whence").search(part.text) is not None and not members_of(part.piece)


def _with_title(part: Part) -> Sequence[Part]:
    """`part`, a list and what stands behind it as a part of its own, where that is the title of the first item."""
    values = _one_list([part.field], part.piece)
    if values is None:
        return [part]
    return [part._replace(piece=values[0]), part._replace(piece=values[1], label=None, printed="")]


def _waits(above: Part, part: Part) -> bool:
    """Whether the label `above` stands on the line of `part` and has no value either."""
    return above.label is not None and not above.text and above.line == part.line


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
        piece = _alone(text.piece)
        values = _from_first(fields, piece) if n == filled[0] else _from_last(fields, piece, _words(line[:n]))
        if values is not None:
            given = [part._replace(piece=values.get(k, part.piece)) for k, part in enumerate(above)]
            rest = values.get(len(above))
            left = [text._replace(piece=rest, label=None, printed="")] if rest is not None and rest.text else []
            return [*given, *left, *parts[n + 1 :]]
    return parts


def _of_lists(parts: Sequence[Part], above: Sequence[Part]) -> Sequence[Part]:
    """`parts`, of which the first is a list's label without a value, with what the first text of its line gives to it.

    The lists `above` tell who is known.
    """
    labelled = [*takewhile(lambda part: part.line == parts[0].line and part.label is not None and not part.text, parts)]
    text = parts[len(labelled)] if len(labelled) < len(parts) else parts[0]
    if not text.text or not text.flat or text.line != parts[0].line or len(text.text) > _LONGEST:
        return parts
    own = [text] if text.label is not None else []
    fields = [part.field for part in (*labelled, *own)]
    piece = _alone(text.piece)
    values = _of_known(fields, piece, above) or _two_lists(fields, _lists(fields), piece) or _one_list(fields, piece)
    if values is None:
        return parts
    given = [part._replace(piece=values.get(k, part.piece)) for k, part in enumerate((*labelled, *own))]
    rest = values.get(len(given))
    left = [text._replace(piece=rest, label=None, printed="")] if rest is not None and rest.text else []
    return [*given, *left, *parts[len(labelled) + 1 :]]


def _one_list(fields: Sequence[str], piece: Piece) -> dict[int, Piece] | None:
    """The value of the only label, where all of `piece` is a list, or as far as whom its people come from tells.

    Then the first item's title stands behind it: "Bo Elm, Nordby Kommune Godkendelse af dagsorden".
    """
    if fields[1:]:
        return None
    if members_of(piece):
        return {0: piece}
    opening = lexicon.setting_pattern("titles", "opening")
    ends = [match.end() for match in pattern("whence").finditer(piece.text)]
    stop = next((end for end in ends if opening.match(piece.text[end:].lstrip())), 0)
    who = piece.cut(0, stop).stripped()
    return {0: who, 1: piece.cut(stop, len(piece.text)).stripped()} if stop and members_of(who) else None


def _lists(fields: Sequence[str]) -> list[int]:
    return [n for n, field in enumerate(fields) if field in LISTS]


def _of_known(fields: Sequence[str], piece: Piece, above: Sequence[Part]) -> dict[int, Piece] | None:
    """The value of the first label, of those absent, where `piece` begins with some whom the lists `above` have.

    Behind them stands the value of the last label, which may be of guests: nobody whom those lists have came so.
    """
    if fields[0] != "absent" or not fields[1:]:
        return None
    lists = (part for part in above if part.field in LISTS)
    known = frozenset(member.person.name.value for part in lists for member in members_of(part.piece) or ())
    named, end = people.read_list(piece.text, 0, known) if known else ((), 0)
    if not named or not {piece.text[slice(*each.name)] for each in named} <= known:
        return None
    return {0: piece.cut(0, end), len(fields) - 1: piece.cut(end, len(piece.text)).stripped()}


def _alone(piece: Piece) -> Piece:
    """`piece` without what stands behind the values: a label that has none of its own, or the paper's authority.

    "Bo Elm og Ib Dal Bemærkninger", "Bo Elm og Ib Dal Nordby Kommune"
    """
    text = piece.text.rstrip()
    above, _, word = text.rpartition(" ")
    label = labels.alone(word) if above else None
    if label is not None and label.field in _SAYS_MORE:
        return piece.cut(0, len(above))
    named = next((said for said in authorities.find(text) if said.end == len(text)), None)
    return piece.cut(0, named.start).stripped() if named is not None and named.start else piece


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
    lists = _lists(fields)
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
    apart = _two_lists(fields, lists, rest)
    return {0: place, **(apart if apart is not None else {last + (lists[-1] == last): rest})}


def _two_lists(fields: Sequence[str], lists: Sequence[int], piece: Piece) -> dict[int, Piece] | None:
    """The values of two `lists` among the labels of `fields`, and of the label behind both, if any, in `piece`."""
    last = len(fields) - 1
    if tuple(fields[n] for n in lists) not in _TWO_LISTS or last - lists[-1] > 1:
        return None
    two = lists_apart.two(piece, of_members=fields[lists[0]] == "members", more=lists[-1] < last)
    if two is None or (lists[-1] == last and two.rest.text):
        return None
    return {last: two.rest, lists[0]: two.there, lists[1]: two.away}


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
