"""Who was there and who was not, and when a meeting began and ended, from sentences and from lists.

A sentence or a line of a list is read whole or not at all; one that speaks of attendance and was not read is told.
Nobody is inferred to be present, and a substitute is one only of whom the text names.
"""

from collections.abc import Iterable, Sequence
from datetime import time as Time

from referat.contract.nodes import Attendance, Person, Text
from referat.contract.notes import Note
from referat.facts import people, presence, presence_facts, torn_names, triggers, two_sentences
from referat.facts.members import (
    Member,
    as_listed,
    detail,
    is_cut_list,
    is_nobody,
    is_replaced,
    list_begin,
    read_listed,
    read_members,
)
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.presence import Clause, Sentence
from referat.facts.presence_facts import Scope
from referat.facts.presence_forms import Listing, without_fillers
from referat.facts.roll import ItemAbsence, Roll, Said
from referat.facts.sentences import Paragraph, Piece, paragraphs
from referat.text.places import Line, Placed, Stretches
from referat.text.source import Source
from referat.tuples import NamedTuple

__all__ = ["AttendanceReading", "ItemAbsence", "Listing", "joined", "of_list", "of_members", "of_sentences"]

_LONGEST_TOLD = 120
_LABEL_END = ":"
# With which a sentence ends.
_STOPS = (".", "!", "?")
_ABSENT, _PRESENT = Listing("absent"), Listing("present")


class AttendanceReading(NamedTuple):
    """What sentences or lists say of attendance.

    `said` are the sentences that only say who was there: a decision's text is without them. `read` are all sentences
    and lines that were read, those on the meeting's hours among them. `is_list` tells that it is of a list's lines.
    """

    attendance: Attendance = Attendance()
    absences: tuple[ItemAbsence, ...] = ()
    opened: Placed[Time] | None = None
    closed: Placed[Time] | None = None
    said: tuple[Piece, ...] = ()
    read: tuple[Piece, ...] = ()
    notes: tuple[Note, ...] = ()
    is_list: bool = False


#: What nothing says.
NOTHING_SAID = AttendanceReading()


def of_sentences(
    source: Source, pieces: Iterable[Paragraph], *, of_item: bool, known: Known = NOBODY_KNOWN, moves_only: bool = False
) -> AttendanceReading:
    """What the sentences of `pieces` say; `of_item` tells whether they stand in an item's decision, or in the header.

    `known` are the names of the meeting's members, as far as its header gives them. With `moves_only` nothing counts
    but who came, left or was disqualified, and nothing is told of what is not read.
    """
    reader: _Reader | None = None
    for paragraph in pieces:
        if reader is not None:
            reader.paragraph(paragraph)
        elif triggers.speaks(triggers.mask_of(paragraph)):  # nearly never
            reader = _Reader(source, Scope.DECISION if of_item else Scope.MEETING, known, moves_only=moves_only)
            reader.paragraph(paragraph)
    return reader.reading() if reader is not None else NOTHING_SAID


def of_list(
    source: Source,
    lines: Sequence[Line],
    listing: Listing = _ABSENT,
    *,
    sentences_only: bool = False,
    beside: bool = False,
    known: Known = NOBODY_KNOWN,
) -> AttendanceReading:
    """What `lines` say that stand in an item below a label for those absent.

    `listing` is what the label says of them. With `sentences_only`, a name that stands in no sentence is nobody's
    who was absent. Where a line among its names cannot be read, none of the lines is; sentences are, each by itself.
    With `beside` the first line stands on the label's own: what of it is not read is told, whatever it is.
    """
    every = torn_names.rejoined(paragraphs(source, lines), known)
    reader = _Reader(source, Scope.LIST, known, None if sentences_only else listing)
    for paragraph in every:
        reader.paragraph(paragraph)
    if reader.is_broken:
        reader = _Reader(source, Scope.LIST, known, listing)
        reader.is_broken = True
        for paragraph in every:
            reader.paragraph(paragraph)
    if beside and every:
        reader.tell_rest(every[0], lines[0].b)
    return reader.reading()._replace(is_list=True)


def of_members(
    source: Source,
    lines: Iterable[tuple[Piece, Listing, tuple[Member, ...]]],
    behind: Iterable[Piece] = (),
    known: Known = NOBODY_KNOWN,
) -> AttendanceReading:
    """What a header's list says: each line, what its list is of, and the members that were read on it.

    Sentences `behind` go on from what stands above them: "I stedet deltog Bo Elm" below the one who was absent.
    """
    reader = _Reader(source, Scope.MEETING, known)
    rows = {piece: (members, listing) for piece, listing, members in lines}
    for piece in sorted([*rows, *behind], key=lambda piece: piece.start):
        if piece in rows:
            reader.members(piece, *rows[piece])
        elif triggers.may_speak(Paragraph(piece), known):
            reader.paragraph(Paragraph(piece))
    return reader.reading()


def joined(*readings: AttendanceReading) -> AttendanceReading:
    """What several readings of one meeting or one item say together, each person once, those present as they stand."""
    readings = tuple([reading for reading in readings if reading is not NOTHING_SAID])
    if not readings:  # nearly always
        return NOTHING_SAID
    if len(readings) == 1:
        return _in_order(readings[0])
    roll = Roll()
    for reading in sorted(readings, key=lambda reading: not reading.is_list):
        roll.go_on_from(reading.attendance, reading.absences)
    statements = sorted(roll.attendance.statements, key=lambda statement: statement.span.a)
    present = sorted(roll.attendance.present, key=lambda person: person.name.at[:1])
    return AttendanceReading(
        roll.attendance._replace(present=tuple(present), statements=tuple(statements)),
        roll.absences,
        next((reading.opened for reading in readings if reading.opened), None),
        next((reading.closed for reading in readings if reading.closed), None),
        tuple(piece for reading in readings for piece in reading.said),
        tuple(piece for reading in readings for piece in reading.read),
        tuple(note for reading in readings for note in reading.notes),
    )


def _in_order(reading: AttendanceReading) -> AttendanceReading:
    """`reading` as that of a meeting or an item, its statements in the order of the text."""
    if not reading.is_list and len(reading.attendance.statements) <= 1:  # nearly always
        return reading
    statements = sorted(reading.attendance.statements, key=lambda statement: statement.span.a)
    attendance = reading.attendance._replace(statements=tuple(statements))
    return reading._replace(attendance=attendance, is_list=False)


class _Reader:
    """Reads paragraphs in their order.

    `listing` is what names are that stand in no sentence, below a label; `_lasts` tells that it holds for the
    paragraphs below as well. `is_broken` tells that a line among those of the list could not be read: one that begins
    with a name, or that stands above another line of it.
    """

    def __init__(
        self, source: Source, scope: Scope, known: Known, listing: Listing | None = None, *, moves_only: bool = False
    ) -> None:
        self._source = source
        self._moves_only = moves_only
        self._scope = scope
        self._known = known
        self._listing = listing
        self._lasts = listing is not None
        self._roll = Roll(known)
        self._hours: dict[str, Placed[Time]] = {}
        self._said: list[Piece] = []
        self._read: list[Piece] = []
        self._notes: list[Note] = []
        self.is_broken = self._gap = False
        self._is_of_people = True

    def reading(self) -> AttendanceReading:
        """What has been read."""
        opened, closed = self._hours.get("opened"), self._hours.get("closed")
        lists = tuple(self._said), tuple(self._read), tuple(self._notes)
        return AttendanceReading(self._roll.attendance, self._roll.absences, opened, closed, *lists)

    # --- Lists

    def paragraph(self, paragraph: Paragraph) -> None:
        """Read a paragraph: a line of a list, sentences, or several lines of a list that go on in one another."""
        open_list = self._listing
        if open_list is None and not triggers.may_speak(paragraph, self._known):  # nearly always
            return
        if open_list is not None and self._listed(paragraph.piece, open_list):
            return
        self._is_of_people = open_list is not None or triggers.names_somebody(paragraph, self._known)
        pieces = two_sentences.paired(paragraph.piece, self._parts(paragraph), self._known)
        later = two_sentences.of_next_meeting(pieces)
        for piece in pieces:
            if piece.start not in later or not (self._reads(piece) or self._reads(without_fillers(piece))):
                self._sentence(piece)
            elif not self._moves_only:
                self._unread(piece)
        if not self._lasts or (self._listing is open_list and not self._goes_on(paragraph.text)):
            self._listing, self._lasts = None, False

    def _goes_on(self, text: str) -> bool:
        """Whether the open list may go on below a paragraph that was not read as a line of it."""
        return self._scope is Scope.LIST or people.read_at(text, list_begin(text)) is not None

    def _parts(self, paragraph: Paragraph) -> Sequence[Piece]:
        """A paragraph's sentences; below a list's label its lines, where all of them are read and not all sentences."""
        if not self._lasts or all(map(self._reads, paragraph.sentences)):
            return paragraph.sentences
        lines = paragraph.piece.lines
        return lines if all(map(self._reads, lines)) else paragraph.sentences

    def _reads(self, piece: Piece) -> bool:
        """Whether `piece` would be read as a sentence or as a line of a list."""
        sentence = self._sentence_of(piece)
        spoken = any(sentence.clauses(at) or self._lists(piece, sentence, at) for at in sentence.begins)
        return spoken or read_members(piece, self._known) is not None

    def _sentence_of(self, piece: Piece) -> Sentence:
        below_label = self._scope is Scope.LIST or (self._lasts and self._listing is not None)
        place = "list" if below_label else "head" if self._scope is Scope.MEETING else ""
        return presence.sentence(presence.unclosed(piece.text), self._known, place)

    def _listed(self, piece: Piece, listing: Listing) -> bool:
        """Read `piece`, a whole paragraph, below a list's label: one sentence on attendance, or a line of the list."""
        sentence = self._sentence_of(piece)
        return self._clauses(piece, sentence) or self._labelled(piece, sentence) or self._list_line(piece, listing)

    def _list_line(self, piece: Piece, listing: Listing) -> bool:
        """Read `piece` as a line of the list that stands open; False where it is none."""
        members = read_listed(piece, listing, self._known)
        if members is not None and self.is_broken:
            self._unread(piece)
            return True
        if members is not None:
            self.is_broken = self._gap and bool(members)
            self.members(piece, members, listing)
            return True
        more = detail(piece)
        return more is not None and self._roll.more_of_last(more.party, more.role)

    def members(self, piece: Piece, members: Sequence[Member], listing: Listing) -> None:
        """Note the `members` of a line; `piece` is what says it."""
        told = True in [self._member(piece, member, listing) for member in members] or listing.gives != "members"
        everyone = tuple(member.person for member in members)
        if listing.gives == "substitute" and everyone:
            self._roll.instead(everyone)
        elif listing.gives == "absent" and everyone[1:]:
            self._roll.named_together(everyone)
        if told:
            self._roll.state(self._source, piece)
            self._said.append(piece)
        self._read.append(piece)

    def _member(self, piece: Piece, member: Member, listing: Listing) -> bool:
        """Note what a member's entry says; True where that is more than that they are on the list."""
        person, where = member.person, piece.at(0, len(piece.text))
        recused = Placed(value=True, at=where, rule="label") if listing.recused else member.recused
        if member.instead_of is not None:
            self._roll.instead_of((member.instead_of,), (person,), Said())
            if listing.gives == "absent" and not member.absent:
                return True
        if member.movement is not None:
            self._roll.moved(as_listed(member.movement, _PRESENT if member.attended else listing))
            if listing.gives == "present" or member.attended:  # until then, or from then on
                self._there(person, member.note)
        elif not member.attended and (member.partly or (member.items and listing.gives == "absent")):
            self._roll.away((person,), member.items, Said(recused=recused), piece.range)
            if listing.gives == "present":  # away for some items alone
                self._roll.present(person, member.note)
        elif (
            member.absent
            or is_replaced(member, listing)
            or (listing.gives == "absent" and not member.attended and not member.partly)
        ):
            said_so = None if listing.excused is None else Placed(listing.excused, where)
            substitute = member.substitute.name if member.substitute else None
            self._roll.absent((person,), Said(member.excused or said_so, substitute, recused, member.note))
        elif listing.gives == "present":
            self._there(person, member.note)
        elif member.attended or listing.gives == "beside":  # they too: others are not named here
            self._roll.present(person, member.note)
        told = member.absent or member.attended or member.items or member.movement or member.instead_of
        return bool(told or member.replaced)

    def _there(self, person: Person, note: Text | None) -> None:
        """Note somebody on a list of those present."""
        self._roll.present(person, note)
        self._roll.set_basis(Placed("list", person.name.at))

    # --- Sentences

    def _sentence(self, piece: Piece) -> None:
        sentence = self._sentence_of(piece)
        if self._clauses(piece, sentence) or self._moves_only or self._labelled(piece, sentence):
            return
        lean = without_fillers(piece) if sentence.is_telling else piece
        if lean is not piece and self._clauses(lean, self._sentence_of(lean), said=piece):
            return
        if self._listing is not None and self._list_line(piece, self._listing):
            return
        text = piece.text.strip()
        names = self._lasts and people.read_at(text, list_begin(text)) is not None
        if self._scope is Scope.LIST and self._listing is not None and not sentence.is_telling:
            self._gap = self._gap or not text.endswith(_STOPS)
            self.is_broken = self.is_broken or is_cut_list(text, self._known)
        among = self.is_broken and self._scope is Scope.LIST and not text.endswith(_STOPS)
        if names or among or (sentence.is_telling and self._is_of_people) or sentence.has_words_of_clause:
            self._unread(piece)

    def tell_rest(self, paragraph: Paragraph, stop: int) -> None:
        """Tell the sentences of `paragraph` before the view's offset `stop` that were neither read nor told."""
        heard = [*(note.at for note in self._notes), *(piece.start for piece in self._read)]
        places = Stretches.of_points(heard)
        for sentence in paragraph.sentences:
            if sentence.start < stop and not (places.meet(*sentence.range) or is_nobody(sentence.text)):
                self._unread(sentence)

    def _unread(self, piece: Piece) -> None:
        message = f"not read as attendance: {piece.text.strip()[:_LONGEST_TOLD]!r}."
        self._notes.append(Note("fact-unread", message, piece.start, end=piece.end))

    def _labelled(self, piece: Piece, sentence: Sentence) -> bool:
        """Read a sentence that is a label with or without its list, or several of them."""
        lists = next((lists for at in sentence.begins if (lists := self._lists(piece, sentence, at))), ())
        if lists and presence_facts.were_chosen(self._roll, self._scope, lists[0]):
            return False
        for listing, stated, members in lists:
            self.members(stated, members, listing)
            self._listing = listing
            self._lasts = self._scope is Scope.LIST or stated.text.endswith(_LABEL_END) or not members
        return bool(lists)

    def _lists(self, piece: Piece, sentence: Sentence, at: int) -> list[tuple[Listing, Piece, tuple[Member, ...]]]:
        """The lists from `at` to the sentence's end, each with its label; none where not all of it is read."""
        lists = []
        while at < sentence.length:
            label = sentence.list_label(at)
            stop = sentence.next_label(label[1]) if label else at
            members = read_listed(piece.cut(label[1], stop), label[0], self._known) if label else None
            if label is None or members is None:
                return []
            lists.append((label[0], piece.cut(at, stop if stop < sentence.length else len(piece.text)), members))
            at = stop
        return lists

    def _clauses(self, piece: Piece, sentence: Sentence, said: Piece | None = None) -> bool:
        """Read a sentence of one clause or several; `said` is how it stands in the text, where `piece` is less."""
        for at in sentence.begins if sentence.may_speak else ():
            clauses = sentence.clauses(at)
            if clauses is not None and self._counts(clauses):
                self._take(presence_facts.joined(clauses), piece, at, keeps=sentence.keeps(at), said=said)
                return True
        return False

    def _counts(self, clauses: Sequence[Clause]) -> bool:
        """Whether the clauses of a sentence are such as count here."""
        if not presence_facts.count(clauses, moves_only=self._moves_only):
            return False
        if "may_be_chosen" in clauses[0].form.entry and self._scope is Scope.DECISION and not self._roll.has_absent:
            return False
        return self._roll.has_recused or not any(clause.form.gives == presence_facts.AGAIN for clause in clauses)

    def _take(
        self, clauses: Sequence[Clause], sentence: Piece, at: int, *, keeps: bool, said: Piece | None = None
    ) -> None:
        """Note what the clauses say of `sentence`, which begin at `at`; it `keeps` them where it says more.

        `said` is how the sentence stands in the text, where it is read without some of its words.
        """
        piece = sentence.cut(at, len(sentence.text))
        piece = piece if said is None else said.cut(said.offset(piece.start), len(said.text))
        told = False
        if self._listing is not None and self._listing.recused:  # as the label says
            clauses = presence_facts.of_disqualified(clauses)
        for clause in clauses:
            told = presence_facts.note(self._roll, clause, sentence, self._scope) or told
            moments, notes = presence_facts.hours(clause, sentence)
            self._hours = {**moments, **self._hours}
            self._notes += notes
        if told or (self._scope is Scope.MEETING and presence_facts.tell_of_nobody(clauses)):
            self._roll.state(self._source, piece)
        if told and not keeps and all(clause.form.entry.get("cut", True) for clause in clauses):
            self._said.append(piece)
        self._read += two_sentences.parts(piece)
        last = clauses[-1]
        if last.form.parts[-1] == "who" and last.form.gives == "absent" and not last.adds:
            self._listing = Listing("absent", last.form.entry.get("excused"))
