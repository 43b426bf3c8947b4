"""Values that stand behind all of their labels, one after the other, in a text that has lost its line ends.

head = label { label } value { value } ;   (* "Mødested: Medlemmer: Afbud: Salen Asta Birkholm, Bo Elm Asta Birkholm" *)

Each value is given to its label only where its own words tell where it ends; otherwise it stays with the last one.
"""

from collections.abc import Iterator, Sequence

from referat.facts.header import dates, labels, names
from referat.facts.header.first_names import pattern
from referat.facts.header.labels import LISTS
from referat.facts.header.members import members_of
from referat.facts.header.parts import Part
from referat.facts.sentences import Piece

_HOURS = frozenset({"when", "end", "opened", "closed"})
_TWO = 2
# No head has longer lists.
_LONGEST = 6000


def settled(parts: Sequence[Part]) -> Sequence[Part]:
    """`parts`, the values behind several labels given to these."""
    for part in parts:
        if part.flat and part.label is not None and not part.text:
            break
    else:  # nearly always
        return parts
    parts = [each for n, part in enumerate(parts) for each in _labels_apart(part, parts[n + 1 : n + 2])]
    done: list[Part] = []
    run: list[Part] = []
    for part in parts:
        if not part.flat or (run and run[-1].line != part.line):
            done += run
            run = []
        if not part.flat or (part.label is None and not run):
            done.append(part)
        elif part.text:
            done += _given(run, part)
            run = []
        else:
            run.append(part)
    return done + run


def _labels_apart(part: Part, below: Sequence[Part]) -> Iterator[Part]:
    """`part`; as two where its value is the next label, before another: "Sted Medlemmer Fraværende"."""
    label = labels.alone(part.text) if part.flat and part.label is not None and part.text else None
    if label is None or not below or below[0].label is None or below[0].line != part.line:
        yield part
        return
    length = len(part.text)
    yield part._replace(piece=part.piece.cut(0, 0))
    yield part._replace(piece=part.piece.cut(length, length), label=label, printed=part.text)


def _given(run: Sequence[Part], last: Part) -> Sequence[Part]:
    """The labels of `run`, each with its value in the text of `last`, which is the next label's or stands behind it."""
    if last.field in _HOURS and names.is_body(last.text):  # nothing behind the label, then whoever met
        return [*run, last._replace(piece=last.piece.cut(0, 0)), last._replace(label=None, printed="")]
    labelled = [*run, last] if last.label is not None else run
    several = len(labelled) > 1 and len(last.text) <= _LONGEST
    values = _values([part.field for part in labelled], last.piece) if several else None
    if values is None:
        return [*run, last]
    given = [part._replace(piece=value) for part, value in zip(labelled, values, strict=False)]
    rest = [last._replace(piece=value, label=None, printed="") for value in values[len(labelled) :]]
    return given + rest


def _values(fields: Sequence[str], piece: Piece) -> Sequence[Piece] | None:
    """The value of each of `fields` in `piece`, an empty one where it has none; None where that cannot be told.

    One more is what stands behind the place, where nothing tells whose names these are.
    """
    lists = [n for n, field in enumerate(fields) if field in LISTS]
    if fields[0] != "place" or not lists:
        return _place_and_day(piece) if fields == ["place", "when"] else None
    cut = _place_and_list(piece) if members_of(piece) is None else None
    if cut is None:
        return None
    last = len(fields) - 1
    values = [cut[0], *[piece.cut(0, 0)] * (last - 1), cut[1]]
    if lists == [last]:
        return values if members_of(cut[1]) else None
    two = _two_lists(cut[1]) if _are_two([fields[n] for n in lists]) and last - lists[-1] <= 1 else None
    if two is None or (lists[-1] == last and two[2].text):
        return values if lists[-1] < last else [*values[:-1], piece.cut(0, 0), cut[1]]
    values[lists[0]], values[lists[1]] = two[0], two[1]
    if lists[1] < last:
        values[last] = two[2]
    return values


def _are_two(lists: Sequence[str]) -> bool:
    """Whether there is a list of all or of those present, and then one of those absent."""
    return len(lists) == _TWO and lists[0] in ("members", "present") and lists[1] == "absent"


def _place_and_day(piece: Piece) -> Sequence[Piece] | None:
    """A place, and the day behind it where the text still has that; the document's kind may stand behind."""
    when = next((when for when in dates.find(piece) if when.date is not None), None)
    kind = names.type_pattern().search(piece.text)
    stop = min(piece.text.find(kind[0]) if kind else len(piece.text), when.a if when else len(piece.text))
    place = piece.cut(0, stop).stripped()
    if not names.is_place(place.text):
        return None
    return place, piece.cut(stop, stop) if when is None else piece.cut(when.a, when.b)


def _place_and_list(piece: Piece) -> tuple[Piece, Piece] | None:
    """A place and what begins with a name behind it: a small letter, a bracket or a room's word ends the place."""
    for match in pattern("list_begins").finditer(piece.text):
        place, rest = piece.cut(0, match.end()).stripped(), piece.cut(match.end(), len(piece.text)).stripped()
        first = pattern("separator").split(rest.text, maxsplit=1)[0]
        if match["small"] is None and not names.is_place(place.text):
            continue
        if members_of(rest) or members_of(rest.cut(0, len(first)).stripped()):
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
