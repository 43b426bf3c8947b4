"""Lists of people in a head: members, those present, those absent, and what sentences beside them say.

list = label ( line of a list | [ group ":" ] line of a list | sentence ) { … } ;

A line is read whole; what of it is no list is read as sentences about attendance, and told where it is none either.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from referat.contract.nodes import Person
from referat.contract.notes import Note
from referat.facts import attendance, people, presence
from referat.facts.attendance import AttendanceReading, Listing
from referat.facts.header import run_together
from referat.facts.header.cells import is_parted
from referat.facts.header.entries import Entry
from referat.facts.header.first_names import calls_by_first_names, first_names, friends
from referat.facts.header.labels import LISTS
from referat.facts.header.list_lines import ListLine, lines, occupied, one_a_line, paired_in_row
from referat.facts.header.members import (
    attested,
    goes_on_as_list,
    group_at_start,
    is_like_list,
    joined,
    members_of,
    names_within,
    tells_attendance,
)
from referat.facts.members import Member, is_cut_list
from referat.facts.name_signs import shows_name
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.sentences import Paragraph, Piece
from referat.lexicon import idioms, values
from referat.lexicon.hyphens import parts_word
from referat.lexicon.patterns import compile_pattern
from referat.text.places import Placed, Range, Stretches
from referat.text.source import Source
from referat.tuples import NamedTuple

# In a text without line ends a longer name may be two.
_FEW_OF = 8
_MOST_WORDS = 3
# A head has no more lists that another could be read by.
_MOST_LISTS = 12
_LONGEST_TOLD = 120
# A line of a sentence that breaks off has so many characters.
_FULL_LINE = 45
# What stands between two of a list.
_DASHES = ("–", "-")
_BETWEEN = (",", ";", "·", "•", "(", *_DASHES)
# What stands between a name and a role.
_BEFORE_ROLES = (", ", " (", " – ", " - ")
_GIVES = {"members": "members", "present": "present", "absent": "absent", "others": "members"}
# How an item begins behind a list in a text that has lost its line ends.
_ITEM = compile_pattern(r"[ .]*\d{1,2}[.)] [A-ZÆØÅ]")
# Letters behind a name.
_BEHIND_NAME = compile_pattern(r"(?: \(|,? [-–] |,? )([^\W\d_]{2,4})(?=[\s),;.]|$)")
# What a list gives whose label says that they were there, too.
_BESIDE = "beside"
# "Stedfortræder for", before whom they came for.
_WORDS_BEFORE_NAME = 2


class ListReading(NamedTuple):
    """What the lists and sentences of a head say: attendance, everyone on a list, and which pieces were read.

    `initials` are those that stand in brackets behind names: in the text they may stand for these. `heard` is where the
    pieces that were `read` stand.
    """

    attendance: AttendanceReading
    people: tuple[Person, ...]
    read: tuple[Piece, ...]
    initials: frozenset[str] = frozenset()
    heard: Stretches = Stretches()


def read(source: Source, entries: Sequence[Entry], left: Sequence[int], place: str | None) -> ListReading:
    """What the lists among `entries` say, and the entries `left` as sentences.

    `place` is where the meeting was: in a text without line ends a sentence may follow it without a mark.
    """
    lists = {n: entry for n, entry in enumerate(entries) if entry.field in LISTS and entry.parts}
    alone = one_a_line(list(lists.values()))
    listed = {n: (occupied(entry) if alone else None) or lines(entry, NOBODY_KNOWN) for n, entry in lists.items()}
    parted = is_parted(source, [Range(e.parts[0].piece.start, e.parts[-1].piece.end) for e in lists.values()])
    if parted:
        listed = {n: _of_one_column(source, list_lines) for n, list_lines in listed.items()}
    known = frozenset(person.name.value for list_lines in listed.values() for person in _people(list_lines))
    known |= {name for n in listed for name in attested(entries[n].piece) if entries[n].parts[0].flat}
    initials = frozenset(letters for n in listed for letters in _initials(entries[n].piece.text, known))
    known |= initials
    listed, placed = _with_substitutes(entries, listed)
    readings: list[AttendanceReading] = []
    everyone: list[Person] = []
    unlisted: list[Paragraph] = []
    some = tuple(listed)[:_MOST_LISTS]
    for n, entry in enumerate(entries):
        if n in listed:
            readings.append(attendance.of_sentences(source, unlisted, of_item=False, known=known))
            unlisted.clear()
            list_lines = _again(entry, listed[n], known, [entries[k] for k in some if k != n])
            list_lines = _of_one_column(source, list_lines) if parted else list_lines
            everyone += _everyone(list_lines)
            if n in placed or (n - 1 in listed and _came_instead(entries[n - 1], listed[n - 1], entry, list_lines)):
                continue
            instead = listed.get(n + 1, ())
            if not instead or not _came_instead(entry, list_lines, entries[n + 1], instead):
                instead = ()
            readings.append(_of_list(source, entry, list_lines, known, instead))
        elif n in left or entry.field == "remarks":
            marked = _marked(entry) if n in left else ()
            if marked:
                readings.append(attendance.of_sentences(source, unlisted, of_item=False, known=known))
                unlisted.clear()
                readings.append(attendance.of_members(source, [(entry.piece, Listing("members"), marked)]))
                everyone += (member.person for member in marked)
                continue
            everyone += _with_roles(entry, known) if known else ()
            for part in entry.parts:
                piece = _behind(part.piece, place)
                if unlisted and not part.apart and _goes_on(unlisted[-1].piece, piece):
                    unlisted[-1] = Paragraph(joined([unlisted[-1].piece, piece]))
                else:
                    unlisted.append(Paragraph(piece))
        elif entry.field == "office":
            everyone += _officers(entry)
    readings.append(attendance.of_sentences(source, unlisted, of_item=False, known=known))
    reading = attendance.joined(*readings)
    if not reading.read:
        return ListReading(reading, tuple(everyone), (), initials)
    heard = Stretches([(piece.start, piece.end) for piece in reading.read])
    return ListReading(reading, tuple(everyone), reading.read, initials, heard)


def _of_one_column(source: Source, list_lines: Sequence[ListLine]) -> tuple[ListLine, ...]:
    """`list_lines`, no line of a list where a name on it, or what somebody is, is made of the words of two columns."""
    return tuple([line._replace(members=None) if _is_of_two(source, line) else line for line in list_lines])


def _is_of_two(source: Source, line: ListLine) -> bool:
    """Whether a name on a line, or what somebody is, has the end of a column in it."""
    said = (text for member in line.members or () for text in (member.person.name, member.note) if text is not None)
    return any(is_parted(source, text.at) for text in said)


def _initials(text: str, known: Known) -> Iterator[str]:
    """The initials in `text` behind the names that are `known`: "Asta Birkholm (AB)", "Asta Birkholm - AB"."""
    for match in _BEHIND_NAME.finditer(text):
        names = [name for name in known if text.endswith(name, 0, match.start())] if match[1].isupper() else ()
        if any(people.are_initials(match[1], name) for name in names):
            yield match[1]


def _with_substitutes(
    entries: Sequence[Entry], listed: Mapping[int, tuple[ListLine, ...]]
) -> tuple[dict[int, tuple[ListLine, ...]], set[int]]:
    """`listed` with those whose own label says in whose place they came ("Suppleant for X: Y"), and which these are."""
    settled, placed = dict(listed), set[int]()
    absent = [k for k in listed if entries[k].field == "absent"][:_MOST_LISTS]
    for n in listed:
        label = entries[n].label
        came = list(_people(listed[n])) if label is not None and label.instead else []
        for k in absent if len(came) == 1 else ():
            lines_there = settled[k]
            there = tuple(_replaced(line, entries[n].parts[0].printed, came[0]) for line in lines_there)
            if there != lines_there:
                settled[k] = there
                placed.add(n)
    return settled, placed


def _replaced(line: ListLine, printed: str, came: Person) -> ListLine:
    """`line`, its member with whose name the label ends as `printed` replaced by the one who `came`."""
    members = line.members and tuple(
        member._replace(substitute=came)
        if member.substitute is None and printed.endswith(f" {member.person.name.value}")
        else member
        for member in line.members
    )
    return line._replace(members=members)


def _came_instead(above: Entry, absent: Sequence[ListLine], entry: Entry, came: Sequence[ListLine]) -> bool:
    """Whether `entry` names the one who `came` instead of the only one who was `absent`, directly above."""
    if above.field != "absent" or entry.label is None or not entry.label.instead:
        return False
    read_whole = all(line.members is not None for line in (*absent, *came))
    away = [member for line in absent for member in line.members or ()]
    alone = read_whole and len(away) == len(list(_people(came))) == 1 and away[0].substitute is None
    return alone and _for_whom(entry) in ("", away[0].person.name.value)


def _for_whom(entry: Entry) -> str:
    """Whom the label of `entry` names, of those who came instead: "Stedfortræder for Asta Birkholm"; "" for nobody."""
    if entry.label is None or not entry.label.instead:
        return ""
    words = entry.parts[0].printed.split(" ", 2)
    named = people.read_one(words[-1]) if len(words) > _WORDS_BEFORE_NAME else None
    return words[-1][slice(*named.name)] if named is not None else ""


def _marked(entry: Entry) -> tuple[Member, ...]:
    """Those on a line without a label that says itself whether somebody was there: "Asta Birkholm (V) - afbud"."""
    members = () if entry.piece.text.endswith(".") else members_of(entry.piece) or ()
    return members if any(member.absent or member.attended for member in members) else ()


def _with_roles(entry: Entry, known: Known) -> Iterator[Person]:
    """Those with a role, alone on a line without a label, who are `known` from a list: "Asta Birkholm – formand"."""
    for part in entry.parts:
        alone = part.fills_line and not part.flat and any(mark in part.piece.text for mark in _BEFORE_ROLES)
        person = people.person(part.piece) if alone else None
        if person is not None and person.role is not None and person.name.value in known:
            yield person


def _goes_on(above: Piece, piece: Piece) -> bool:
    """Whether a sentence that the line `above` breaks off goes on in `piece`."""
    if above.text.rpartition(" ")[2].lower() in values.never_last():
        return True
    if above.text[-1:] in (".", "!", "?", ":"):
        return False
    if len(above.text) >= _FULL_LINE and above.text[-1].isalpha() and tells_attendance(above.text):  # in a name
        return True
    return piece.text[:1].islower() or parts_word(above.text, piece.text)


def _behind(piece: Piece, place: str | None) -> Piece:
    """What stands in `piece` behind the meeting's place; all of it where that does not stand there."""
    at = piece.text.find(place) if place else -1
    return piece if at < 0 or not place else piece.cut(at + len(place), len(piece.text)).stripped()


def _of_list(
    source: Source, entry: Entry, list_lines: Sequence[ListLine], known: Known, instead: Sequence[ListLine]
) -> AttendanceReading:
    """What the lines of a list say, and those below it of who came `instead`."""
    if _for_whom(entry):  # nobody of that name was absent
        return AttendanceReading(notes=(no_list(entry.parts[0].piece),))
    beside = entry.label is not None and entry.label.there
    listing = Listing(_BESIDE if beside else _GIVES[entry.field], entry.label.excused if entry.label else None)
    absent = listing.gives == "absent"
    flat = entry.parts[0].flat and absent
    list_lines = [_unless_sentence(line, known, absent=absent) if n else line for n, line in enumerate(list_lines)]
    if absent:
        list_lines = [paired_in_row(line) for line in list_lines]
    rest = [line.piece for line in list_lines if line.members is None]
    if any(is_like_list(piece) or (flat and _is_cut(piece)) for piece in rest) or _has_gap(list_lines):
        list_lines = [ListLine(line.piece, None) for line in list_lines]  # no list is read in part
    rest = [line.piece for line in list_lines if line.members is None]
    rows = [(line.piece, listing, line.members) for line in list_lines if line.members is not None]
    rows += [(line.piece, Listing("substitute"), line.members or ()) for line in instead]
    first = entry.piece.start if entry.label_line == entry.parts[0].line else -1  # behind the label on its line
    sentences = [piece for piece in rest if piece.start != first or not _is_said_of_last(piece.text, known)]
    reading = attendance.of_members(source, rows, sentences, known)
    heard = {note.at for note in reading.notes} | {piece.start for piece in reading.read}
    told = Stretches.of_points(heard)
    unread = [piece for piece in rest if not told.meet(piece.start, piece.end)]
    broken = any(shows_name(piece.text) for piece in unread if not _is_item(piece))
    broken = broken or (not entry.parts[0].flat and any(_is_rest(piece, reading.read) for piece in rest))
    if absent and len(rest) < len(list_lines) and broken:
        return _of_list(source, entry, [ListLine(line.piece, None) for line in list_lines], known, ())
    reading = attendance.joined(reading)
    notes = reading.notes + tuple(map(no_list, unread))
    return reading._replace(notes=notes, is_list=absent)


def _is_said_of_last(text: str, known: Known) -> bool:
    """Whether a verb stands behind names that commas alone part: "Asta Birkholm, Bo Elm kommer senere" is a list."""
    listed, end = people.read_list(text, 0, known)
    if not listed[1:] or not text[end : end + 2].strip().islower():
        return False
    return text[listed[-2].end : listed[-1].name[0]].strip() == ","


def no_list(piece: Piece) -> Note:
    """Tells of what stands where a list of names should."""
    told = f"no list of names: {piece.text[:_LONGEST_TOLD]!r}."
    return Note("fact-unread", told, piece.start, piece.runs[-1][1], piece.end)


def _has_gap(list_lines: Sequence[ListLine]) -> bool:
    """Whether a line that is no sentence stands unread among those of a list, or behind a mark that parts names."""
    last = max((k for k, line in enumerate(list_lines) if line.members), default=-1)
    unread = [(k, line.piece) for k, line in enumerate(list_lines) if line.members is None and k > 0]
    return last >= 0 and any(
        (k < last or goes_on_as_list(piece)) and not tells_attendance(piece.text) and not piece.text.endswith(".")
        for k, piece in unread
    )


def _unless_sentence(line: ListLine, known: Known, *, absent: bool) -> ListLine:
    """`line`, no line of a list where it is a sentence: what it ends with is said of all whom it begins with.

    "Asta Birkholm (A) og Bo Elm (V) havde meldt afbud." below a list; below those absent not "Asta Birkholm - Bo Elm
    deltager som stedfortræder."
    """
    paired = absent and [member.substitute is not None for member in line.members or ()] == [True]
    closed = bool(line.members) and line.piece.text.endswith(".") and not paired
    return ListLine(line.piece, None) if closed and presence.is_told(line.piece.text, known) else line


def _is_item(piece: Piece) -> bool:
    """Whether `piece` begins with the number of an item: a list ends above it."""
    return _ITEM.match(piece.text) is not None


def _is_rest(piece: Piece, read: Sequence[Piece]) -> bool:
    """Whether `piece` is of a list by how it begins, a name or a mark between names, and nothing of it was `read`."""
    begins = piece.text[:1] in _BETWEEN or (is_cut_list(piece.text) and not piece.text.endswith("."))
    return begins and not any(piece.start <= one.start < piece.end for one in read)


def _is_cut(piece: Piece) -> bool:
    """Whether `piece` begins in the middle of a list: with a mark, or a group, and tells nothing of attendance."""
    if piece.text[:1] in _BETWEEN:
        return piece.text[0] in _DASHES or not tells_attendance(piece.text)
    return piece.text[:1] == "." and group_at_start(piece.text.lstrip(" .")) > 0


def _again(entry: Entry, list_lines: Sequence[ListLine], known: Known, others: Sequence[Entry]) -> Sequence[ListLine]:
    """The lines of a list in the light of the head's other lists, where they were not read or have run together."""
    if entry.parts[1:] and " " not in entry.parts[0].text and _are_called(entry):
        return tuple([ListLine(part.piece, first_names(part.piece, 1)) for part in entry.parts])
    if all(line.members is not None for line in list_lines) and not entry.parts[0].flat:
        return list_lines
    piece = entry.piece
    familiar = any(calls_by_first_names(other.piece) for other in others)
    by_first = first_names(piece, 1) if familiar else friends(piece) if entry.field == "absent" else None
    if by_first is not None:
        return (ListLine(piece, by_first),)
    for other in others:
        members = names_within(piece, other.piece.text)
        if members is not None:
            return (ListLine(piece, members),)
    if all(line.members is not None for line in list_lines):
        names = [run_together.words_of(person.name.value) for person in _people(list_lines)]
        long = sum(words > _MOST_WORDS for words in names)
        several = long and long * _FEW_OF >= len(names)  # one of many has as many names as that
        return (ListLine(piece, _two(entry, known)),) if several and len(entry.parts) == 1 else list_lines
    two = _two(entry, known) if entry.field == "absent" and list_lines[0].members is None else None
    again = lines(entry, known) if two is None else (ListLine(piece, two),)
    return again if len(list(_people(again))) > len(list(_people(list_lines))) else list_lines


def _are_called(entry: Entry) -> bool:
    """Whether the lines of a list are first names, one below the other: no two of them are a name."""
    return not entry.parts[0].flat and {part.text for part in entry.parts} <= people.vocabulary_words("first_names")


def _two(entry: Entry, known: Known) -> tuple[Member, ...] | None:
    """The people of a list on one line who are two, with nothing between them; None for anything else."""
    alone = len(entry.parts) == 1 and not entry.parts[0].flat
    return run_together.two_or_more(entry.piece, known) if alone else None


def _people(list_lines: Iterable[ListLine]) -> Iterator[Person]:
    return (member.person for line in list_lines for member in line.members or ())


def _everyone(list_lines: Iterable[ListLine]) -> Iterator[Person]:
    """Those on a list, and those who came instead of them."""
    for member in (member for line in list_lines for member in line.members or ()):
        yield from (member.person, *([member.substitute] if member.substitute is not None else []))


def _officers(entry: Entry) -> Iterator[Person]:
    """Who has the office that the label names; some offices are roles."""
    person = people.person(entry.piece)
    if not entry.parts:
        return
    printed = entry.parts[0].printed.lower()
    known = printed in idioms.table("people")["roles"]
    everyone = [] if person is None else [person]
    if person is None and known and entry.parts[0].flat:  # "Næstformand: Bo Elm (V) Ib Dal (A)"
        everyone = [member.person for member in members_of(entry.piece) or ()]
    for n, each in enumerate(everyone):
        first = known and not n and each.role is None
        yield each._replace(role=Placed(people.role_name(printed), (), "label.office")) if first else each
