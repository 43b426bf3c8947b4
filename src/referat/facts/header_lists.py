"""Lists of people in a head: members, those present, those absent, and what sentences beside them say.

list = label ( line of a list | [ group ":" ] line of a list | sentence ) { … } ;

A line is read whole; what of it is no list is read as sentences about attendance, and told where it is none either.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from referat.contract.nodes import Person, Text
from referat.contract.notes import Note
from referat.facts import attendance, people
from referat.facts.attendance import AttendanceReading, Listing
from referat.facts.header_entries import Entry
from referat.facts.header_labels import LISTS
from referat.facts.header_members import (
    attested,
    first_names,
    group_at_start,
    is_like_list,
    joined,
    list_stop,
    members_of,
    names_within,
)
from referat.facts.members import Member, detail
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.sentences import Paragraph, Piece
from referat.text.source import Source

# In a text without line ends a longer name may be two.
_MOST_WORDS = 3
# So many first names are a list of a head that calls people by them.
_SEVERAL = 3
_LONGEST_TOLD = 120
_GIVES = {"members": "members", "present": "present", "absent": "absent", "others": "members"}


class ListLine(NamedTuple):
    """A line of a list as it was read; `members` is None where it is no line of one, and read as sentences."""

    piece: Piece
    members: tuple[Member, ...] | None


class ListReading(NamedTuple):
    """What the lists and sentences of a head say: attendance, everyone on a list, and which pieces were read."""

    attendance: AttendanceReading
    people: tuple[Person, ...]
    read: tuple[Piece, ...]


def read(source: Source, entries: Sequence[Entry], left: Sequence[int], place: str | None) -> ListReading:
    """What the lists among `entries` say, and the entries `left` as sentences.

    `place` is where the meeting was: in a text without line ends a sentence may follow it without a mark.
    """
    listed = {n: lines(entry, NOBODY_KNOWN) for n, entry in enumerate(entries) if entry.field in LISTS and entry.parts}
    known = frozenset(person.name.value for found in listed.values() for person in _people(found))
    known |= {name for n in listed for name in attested(entries[n].piece) if entries[n].parts[0].flat}
    readings: list[AttendanceReading] = []
    everyone: list[Person] = []
    told: list[Paragraph] = []
    for n, entry in enumerate(entries):
        if n in listed:
            readings.append(attendance.of_sentences(source, told, of_item=False, known=known))
            told.clear()
            found = _again(entry, listed[n], known, [entries[k] for k in listed if k != n])
            readings.append(_of_list(source, entry, found, known))
            everyone += _people(found)
        elif n in left or entry.field == "remarks":
            told += (Paragraph(_behind(part.piece, place)) for part in entry.parts)
        elif entry.field == "office":
            everyone += _officers(entry)
    readings.append(attendance.of_sentences(source, told, of_item=False, known=known))
    reading = attendance.joined(*readings)
    return ListReading(reading, tuple(everyone), reading.read)


def _behind(piece: Piece, place: str | None) -> Piece:
    """What stands in `piece` behind the meeting's place; all of it where that does not stand there."""
    at = piece.text.find(place) if place else -1
    return piece if at < 0 or not place else piece.cut(at + len(place), len(piece.text)).stripped()


def _of_list(source: Source, entry: Entry, found: Sequence[ListLine], known: Known) -> AttendanceReading:
    listing = Listing(_GIVES[entry.field], entry.label.excused if entry.label else None)
    if any(line.members is None and is_like_list(line.piece) for line in found):  # no list is read in part
        found = [ListLine(line.piece, None) for line in found]
    rest = [line.piece for line in found if line.members is None]
    rows = [(line.piece, listing, line.members) for line in found if line.members is not None]
    listed = attendance.of_members(source, rows)
    told = attendance.of_sentences(source, map(Paragraph, rest), of_item=False, known=known)
    heard = {note.at for note in told.notes} | {piece.start for piece in told.read}
    unread = [piece for piece in rest if not any(piece.start <= at < piece.end for at in heard if at is not None)]
    notes = tuple(
        Note("fact-unread", f"no list of names: {piece.text[:_LONGEST_TOLD]!r}.", piece.start) for piece in unread
    )
    return attendance.joined(listed, told)._replace(notes=told.notes + notes)


def _again(entry: Entry, found: Sequence[ListLine], known: Known, others: Sequence[Entry]) -> Sequence[ListLine]:
    """The lines of a list in the light of the head's other lists, where they were not read or have run together."""
    if all(line.members is not None for line in found) and not entry.parts[0].flat:
        return found
    piece = entry.piece
    familiar = any(first_names(other.piece, _SEVERAL) for other in others)
    friends = first_names(piece, 1) if familiar else None
    if friends is not None:
        return (ListLine(piece, friends),)
    for other in others:
        members = names_within(piece, other.piece.text)
        if members is not None:
            return (ListLine(piece, members),)
    if all(line.members is not None for line in found):
        long = any(len(person.name.value.split()) > _MOST_WORDS for person in _people(found))
        return (ListLine(piece, None),) if long and len(entry.parts) == 1 else found
    again = lines(entry, known)
    return again if len(list(_people(again))) > len(list(_people(found))) else found


def _people(found: Iterable[ListLine]) -> Iterator[Person]:
    return (member.person for line in found for member in line.members or ())


def _officers(entry: Entry) -> Iterator[Person]:
    """Who has the office that the label names."""
    person = people.person(entry.piece)
    if person is not None:
        yield person


# --- The lines of a list


def lines(entry: Entry, known: Known) -> tuple[ListLine, ...]:
    """The lines of the list below or beside a label, those that go on in the middle of a name joined."""
    read_lines: list[ListLine] = []
    pieces = [part.piece for part in entry.parts]
    k = 0
    while k < len(pieces):
        more = detail(pieces[k]) if read_lines else None
        if more is not None and read_lines[-1].members:
            read_lines[-1] = _with_detail(read_lines[-1], more.party, more.role)
            k += 1
            continue
        line, used = _line(pieces[k:], known)
        read_lines += line
        k += used
    return tuple(read_lines)


def _with_detail(line: ListLine, party: Text | None, role: Text | None) -> ListLine:
    """`line` with what the line below says of the last one on it."""
    *others, last = line.members or ()
    person = last.person._replace(party=party or last.person.party, role=role or last.person.role)
    return line._replace(members=(*others, last._replace(person=person)))


def _line(pieces: Sequence[Piece], known: Known) -> tuple[list[ListLine], int]:
    """The first line of `pieces`, or as many of them as are one line together; and how many these are."""
    for used in range(1, len(pieces) + 1):
        piece = joined(pieces[:used])
        members = members_of(piece, known)
        if members is not None:
            return _extended(pieces, used, ListLine(piece, members), known)
        if list_stop(piece, known) and used == len(pieces):
            return _apart(piece, known), used
    return _apart(pieces[0], known), 1


def _extended(pieces: Sequence[Piece], used: int, line: ListLine, known: Known) -> tuple[list[ListLine], int]:
    """`line`, read of the first `used` pieces, with what the next says of it and no line of a list says alone."""
    if used < len(pieces) and detail(pieces[used]) is None and members_of(pieces[used], known) is None:
        piece = joined(pieces[: used + 1])
        members = members_of(piece, known)
        if members is not None:
            return [ListLine(piece, members)], used + 1
    return [line], used


def _apart(piece: Piece, known: Known) -> list[ListLine]:
    """A line that is a list and goes on in sentences: the list, and the rest."""
    piece = piece.cut(group_at_start(piece.text), len(piece.text))
    stop = list_stop(piece, known)
    members = members_of(piece.cut(0, stop).stripped(), known) if stop else None
    if members is None:
        return [ListLine(piece, None)]
    return [
        ListLine(piece.cut(0, stop).stripped(), members),
        ListLine(piece.cut(stop, len(piece.text)).stripped(), None),
    ]
