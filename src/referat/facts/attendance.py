"""Who was there and who was not, and when a meeting began and ended, from sentences and from lists.

A sentence or a line of a list is read whole or not at all; one that speaks of attendance and was not read is told.
Nobody is inferred to be present, and a substitute is one only of whom the text names.
"""

from collections.abc import Iterable, Sequence
from datetime import time as Time
from enum import Enum
from typing import NamedTuple

from referat.contract.nodes import Attendance, Movement, Person, Text
from referat.contract.notes import Note
from referat.facts import people, presence
from referat.facts.members import Member, detail, item_numbers, list_begin, read_members
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.presence import Clause, Listing
from referat.facts.roll import ItemAbsence, Roll, Said
from referat.facts.sentences import Paragraph, Piece, paragraphs
from referat.lexicon import values
from referat.lexicon.rules import holds_one
from referat.text.places import Line, Placed, Range
from referat.text.source import Source

__all__ = ["AttendanceReading", "ItemAbsence", "Listing", "joined", "of_list", "of_members", "of_sentences"]

_LONGEST_TOLD = 120
_LABEL_END = ":"


class Scope(Enum):
    """Of what something is said: the meeting, an item in its list of those absent, an item in its decision."""

    MEETING = "meeting"
    LIST = "list"
    DECISION = "decision"


class AttendanceReading(NamedTuple):
    """What sentences or lists say of attendance.

    `said` are the sentences that only say who was there: a decision's text is without them. `read` are all sentences
    and lines that were read, those on the meeting's hours among them.
    """

    attendance: Attendance = Attendance()
    absences: tuple[ItemAbsence, ...] = ()
    opened: Placed[Time] | None = None
    closed: Placed[Time] | None = None
    said: tuple[Piece, ...] = ()
    read: tuple[Piece, ...] = ()
    notes: tuple[Note, ...] = ()


def of_sentences(
    source: Source, pieces: Iterable[Paragraph], *, of_item: bool, known: Known = NOBODY_KNOWN
) -> AttendanceReading:
    """What the sentences of `pieces` say; `of_item` tells whether they stand in an item's decision, or in the header.

    `known` are the names of the meeting's members, as far as its header gives them.
    """
    reader = _Reader(source, Scope.DECISION if of_item else Scope.MEETING, known)
    for paragraph in pieces:
        reader.paragraph(paragraph)
    return reader.reading()


def of_list(
    source: Source,
    lines: Sequence[Line],
    *,
    excused: bool | None = None,
    sentences_only: bool = False,
    known: Known = NOBODY_KNOWN,
) -> AttendanceReading:
    """What `lines` say that stand in an item below a label for those absent.

    `excused` is what the label says of apologies. With `sentences_only`, a name that stands in no sentence is nobody's
    who was absent.
    """
    reader = _Reader(source, Scope.LIST, known, None if sentences_only else Listing("absent", excused))
    for paragraph in paragraphs(source, lines):
        reader.paragraph(paragraph)
    return reader.reading()


def of_members(source: Source, lines: Iterable[tuple[Piece, Listing, tuple[Member, ...]]]) -> AttendanceReading:
    """What a header's lists say: each line, what its list is of, and the members that were read on it."""
    reader = _Reader(source, Scope.MEETING, NOBODY_KNOWN)
    for piece, listing, members in lines:
        reader.members(piece, members, listing)
    return reader.reading()


def joined(*readings: AttendanceReading) -> AttendanceReading:
    """What several readings of one meeting or one item say together, each person once."""
    roll = Roll()
    for reading in readings:
        roll.go_on_from(reading.attendance, reading.absences)
    statements = sorted(roll.attendance.statements, key=lambda statement: statement.span.a)
    return AttendanceReading(
        roll.attendance._replace(statements=tuple(statements)),
        roll.absences,
        next((reading.opened for reading in readings if reading.opened), None),
        next((reading.closed for reading in readings if reading.closed), None),
        tuple(piece for reading in readings for piece in reading.said),
        tuple(piece for reading in readings for piece in reading.read),
        tuple(note for reading in readings for note in reading.notes),
    )


class _Reader:
    """Reads paragraphs in their order.

    `listing` is what names are that stand in no sentence, below a label; `_lasts` tells that it holds for the
    paragraphs below as well.
    """

    def __init__(self, source: Source, scope: Scope, known: Known, listing: Listing | None = None) -> None:
        self._source = source
        self._scope = scope
        self._known = known
        self._listing = listing
        self._lasts = listing is not None
        self._roll = Roll()
        self._hours: dict[str, Placed[Time]] = {}
        self._said: list[Piece] = []
        self._read: list[Piece] = []
        self._notes: list[Note] = []

    def reading(self) -> AttendanceReading:
        """What has been read."""
        opened, closed = self._hours.get("opened"), self._hours.get("closed")
        lists = tuple(self._said), tuple(self._read), tuple(self._notes)
        return AttendanceReading(self._roll.attendance, self._roll.absences, opened, closed, *lists)

    # --- Lists

    def paragraph(self, paragraph: Paragraph) -> None:
        """Read a paragraph: a line of a list, sentences, or several lines of a list that go on in one another."""
        if self._listing is not None and self._listed(paragraph.piece, self._listing):
            return
        if self._listing is not None or holds_one(paragraph.text.lower(), presence.gate()):
            for piece in self._parts(paragraph):
                self._sentence(piece)
        if not self._lasts:
            self._listing = None

    def _parts(self, paragraph: Paragraph) -> Sequence[Piece]:
        """A paragraph's sentences; below a list's label its lines, where all of them are read and not all sentences."""
        if not self._lasts or all(map(self._reads, paragraph.sentences)):
            return paragraph.sentences
        lines = _lines(paragraph.piece)
        return lines if all(map(self._reads, lines)) else paragraph.sentences

    def _reads(self, piece: Piece) -> bool:
        """Whether `piece` would be read as a sentence or as a line of a list."""
        text = piece.text.rstrip(" .")
        spoken = any(self._spoken(text, at) or self._lists(piece, text, at) for at in presence.begins(text))
        return spoken or read_members(piece, self._known) is not None

    def _spoken(self, text: str, at: int) -> tuple[Clause, ...] | None:
        place = "list" if self._scope is Scope.LIST else ""
        return presence.clauses(text, at, self._known, place)

    def _listed(self, piece: Piece, listing: Listing) -> bool:
        """Read `piece`, a whole paragraph, below a list's label: one sentence on attendance, or a line of the list."""
        text = piece.text.rstrip(" .")
        spoken = holds_one(text.lower(), presence.gate())
        return (spoken and (self._clauses(piece, text) or self._labelled(piece, text))) or self._list_line(
            piece, listing
        )

    def _list_line(self, piece: Piece, listing: Listing) -> bool:
        """Read `piece` as a line of the list that stands open; False where it is none."""
        members = read_members(piece, self._known)
        if members is not None:
            self.members(piece, members, listing)
            return True
        more = detail(piece)
        return more is not None and self._roll.more_of_last(more.party, more.role)

    def members(self, piece: Piece, members: Sequence[Member], listing: Listing) -> None:
        """Note the `members` of a line; `piece` is what says it."""
        told = listing.gives != "members"
        for member in members:
            told = self._member(piece, member, listing) or told
        substitutes = tuple(member.person for member in members)
        if listing.gives == "substitute" and substitutes:
            self._roll.instead(substitutes)
        if told:
            self._roll.state(self._source, piece)
            self._said.append(piece)
        self._read.append(piece)

    def _member(self, piece: Piece, member: Member, listing: Listing) -> bool:
        """Note what a member's entry says; True where that is more than that they are on the list."""
        person, where = member.person, piece.at(0, len(piece.text))
        if member.instead_of is not None:
            self._roll.instead_of((member.instead_of,), (person,), Said())
        if member.movement is not None:
            self._roll.moved(member.movement)
        elif member.items:
            self._roll.away((person,), member.items, Said(), piece.range)
        elif member.absent or (listing.gives == "absent" and not member.attended and not member.partly):
            said_so = None if listing.excused is None else Placed(listing.excused, where)
            substitute = member.substitute.name if member.substitute else None
            self._roll.absent((person,), Said(member.excused or said_so, substitute, None, member.note))
        elif listing.gives == "present" or member.attended:
            self._roll.present(person, member.note)
            if listing.gives == "present":
                self._roll.set_basis(Placed("list", person.name.at))
        return bool(member.absent or member.attended or member.items or member.movement or member.instead_of)

    # --- Sentences

    def _sentence(self, sentence: Piece) -> None:
        text = sentence.text.rstrip(" .")
        if self._clauses(sentence, text) or self._labelled(sentence, text):
            return
        if self._listing is not None and self._list_line(sentence, self._listing):
            return
        names = self._lasts and people.read_at(text, list_begin(text)) is not None
        if names or holds_one(text.lower(), presence.telling_words()):
            self._notes.append(
                Note("fact-unread", f"not read as attendance: {text[:_LONGEST_TOLD]!r}.", sentence.start)
            )

    def _labelled(self, sentence: Piece, text: str) -> bool:
        """Read a sentence that is a label with or without its list, or several of them."""
        lists = next((lists for at in presence.begins(text) if (lists := self._lists(sentence, text, at))), ())
        for listing, piece, members in lists:
            self.members(piece, members, listing)
            self._listing = listing
            self._lasts = self._scope is Scope.LIST or piece.text.endswith(_LABEL_END) or not members
        return bool(lists)

    def _lists(self, sentence: Piece, text: str, at: int) -> list[tuple[Listing, Piece, tuple[Member, ...]]]:
        """The lists of `text` from `at` to its end, each with its label; none where not all of it is read."""
        lists = []
        while at < len(text):
            label = presence.list_label(text, at)
            stop = presence.next_label(text, label[1]) if label else at
            members = read_members(sentence.cut(label[1], stop), self._known) if label else None
            if label is None or members is None:
                return []
            lists.append((label[0], sentence.cut(at, stop if stop < len(text) else len(sentence.text)), members))
            at = stop
        return lists

    def _clauses(self, sentence: Piece, text: str) -> bool:
        """Read a sentence of one clause or several."""
        for at in presence.begins(text):
            clauses = self._spoken(text, at)
            if clauses is not None:
                self._take(_joined(clauses), sentence, at)
                return True
        return False

    def _take(self, clauses: Sequence[Clause], sentence: Piece, at: int) -> None:
        piece = sentence.cut(at, len(sentence.text))
        told = False
        for clause in clauses:
            told = self._clause(clause, sentence) or told
        if told:
            self._roll.state(self._source, piece)
        if told and all(clause.form.entry.get("cut", True) for clause in clauses):
            self._said.append(piece)
        self._read.append(piece)
        last = clauses[-1]
        if last.form.parts[-1] == "who" and last.gives == "absent" and not last.adds:
            self._listing, self._lasts = Listing("absent", last.form.entry.get("excused")), self._lasts

    def _clause(self, clause: Clause, sentence: Piece) -> bool:
        """Note what a clause says; True where it says who was there."""
        gives = _meant(clause)
        if gives == "hours":
            self._note_hours(clause, sentence)
        elif gives == "substitute":
            return self._substitutes(clause, sentence)
        elif gives in ("left", "arrived"):
            self._moves(clause, sentence, gives)
        elif gives == "present":
            for person in self._people(clause, sentence, "who"):
                self._roll.present(person)
        elif gives != "nothing":
            self._absent(clause, sentence, gives)
        return gives not in ("hours", "nothing")

    def _absent(self, clause: Clause, sentence: Piece, gives: str) -> None:
        everyone, where = self._people(clause, sentence, "who"), sentence.at(0, clause.end)
        is_recused = "recused" in (gives, *clause.adds, *clause.words)
        recused = Placed(value=True, at=where, rule=clause.form.name) if is_recused else None
        substitutes = self._people(clause, sentence, "substitute")
        substitute = substitutes[0].name if len(substitutes) == len(everyone) == 1 else None
        said = Said(_excused(clause, where), substitute, recused, _note(clause, sentence))
        items = _items(clause, sentence)
        if gives == "all_present":
            self._roll.set_basis(Placed("exceptions", where, clause.form.name))
        if items or (is_recused and "part" in clause.adds):  # of what, nobody can look up: it is said of no item
            self._roll.away(everyone, items, said, sentence.range)
        elif self._for_all(clause, recused=is_recused):
            self._roll.absent(everyone, said)

    def _for_all(self, clause: Clause, *, recused: bool) -> bool:
        """Whether a clause without items is said of all that its sentence stands in: the meeting, or the item."""
        if "part" in clause.adds:
            return False
        return self._scope is not Scope.MEETING or "meeting" in clause.adds or not (recused or "case" in clause.adds)

    def _substitutes(self, clause: Clause, sentence: Piece) -> bool:
        """Note who came in whose place; False where that is said of the time to come."""
        if clause.form.entry.get("future") and self._scope is Scope.DECISION:
            return False
        absent, came = self._people(clause, sentence, "of"), self._people(clause, sentence, "substitute")
        items = _items(clause, sentence)
        if items and len(absent) == len(came) == 1:
            self._roll.away(absent, items, Said(substitute=came[0].name), sentence.range)
        elif absent:
            self._roll.instead_of(absent, came, Said(_excused(clause, sentence.at(0, clause.end))))
        else:
            self._roll.instead(came)
        return True

    def _moves(self, clause: Clause, sentence: Piece, kind: str) -> None:
        said = Placed(kind, sentence.at(0, clause.end), clause.form.name)
        time, item = _words(clause, sentence, "time"), _words(clause, sentence, "items")
        if item is not None and len(item_numbers(item.value)) != 1:
            item = None
        for person in self._people(clause, sentence, "who"):
            self._roll.moved(Movement(person.name, said, time, item, sentence.range))

    def _note_hours(self, clause: Clause, sentence: Piece) -> None:
        for key in ("opened", "closed"):
            text = _words(clause, sentence, key)
            clock = values.time(text.value) if text else None
            if text is not None and clock is None:
                self._notes.append(Note("time-unreadable", f"{text.value!r} is no time of day.", sentence.start))
            elif text is not None and clock is not None:
                self._hours.setdefault(key, Placed(clock, text.at, clause.form.name))

    @staticmethod
    def _people(clause: Clause, sentence: Piece, slot: str) -> tuple[Person, ...]:
        return tuple(named.placed(sentence) for named in clause.people.get(slot, ()))


def _lines(piece: Piece) -> tuple[Piece, ...]:
    """The lines of a piece."""
    stops = [offset - 1 for offset, _ in piece.runs[1:]] + [len(piece.text)]
    return tuple(piece.cut(offset, stop).stripped() for (offset, _), stop in zip(piece.runs, stops, strict=True))


def _joined(clauses: Sequence[Clause]) -> list[Clause]:
    """`clauses`, what somebody did who was disqualified joined to that: "var inhabil og forlod mødet under punkt 3"."""
    result: list[Clause] = []
    for clause in clauses:
        last = result[-1] if result else None
        if last is not None and last.gives == "recused" and clause.elided and clause.gives in ("left", "absent"):
            words = {**last.words, **clause.words}
            result[-1] = last._replace(words=words, adds=last.adds | clause.adds, end=clause.end)
        else:
            result.append(clause)
    return result


def _meant(clause: Clause) -> str:
    """What a clause says of its people: who was absent from some time on left, until some time came late."""
    if clause.gives == "left" and "recused" in clause.adds:
        return "recused"
    if clause.gives == "absent" and "since" in clause.words:
        return "left"
    if clause.gives == "absent" and "until" in clause.words:
        return "arrived"
    return "nothing" if clause.gives == "absent" and "when" in clause.adds else clause.gives


def _excused(clause: Clause, where: tuple[Range, ...]) -> Placed[bool] | None:
    """Whether apologies had been sent, where the clause says so."""
    said = clause.form.entry.get("excused")
    if "excused" in clause.adds or "unexcused" in clause.adds:
        said = "excused" in clause.adds
    return None if said is None else Placed(bool(said), where, clause.form.name)


def _items(clause: Clause, sentence: Piece) -> tuple[str, ...]:
    text = _words(clause, sentence, "items")
    return item_numbers(text.value) if text else ()


def _note(clause: Clause, sentence: Piece) -> Text | None:
    return _words(clause, sentence, "note")


def _words(clause: Clause, sentence: Piece, group: str) -> Text | None:
    """What the words of a group say, placed; None where the clause has none."""
    at = clause.words.get(group)
    return None if at is None else Placed(sentence.text[at[0] : at[1]], sentence.at(*at))
