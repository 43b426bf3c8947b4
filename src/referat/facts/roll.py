"""The roll of a meeting or an item while it is read: who was absent, present, came and left, each once.

What stands in place of whom is settled here: a substitute without "for X" came for the one whom the text named last;
where it named several, or somebody else since, nobody says for whom, and they were present.
"""

from collections.abc import Collection, Iterable, Iterator

from referat.contract.nodes import Attendance, Attendee, Movement, Person, Statement, Text
from referat.facts.people import NOBODY_KNOWN, Known
from referat.facts.sentences import Piece
from referat.text.places import Placed, Range, made
from referat.text.source import Source
from referat.tuples import NamedTuple

#: Among the numbers of items: those that are closed, by whatever number.
CLOSED = "closed"
_ARRIVED = "arrived"
# The words of a name without those in the middle.
_FIRST_AND_LAST = 2


class ItemAbsence(NamedTuple):
    """Somebody who was not there for some items alone: who, the items' numbers, and where that is said.

    Among the numbers `CLOSED` may stand; without any it is a part of which nobody can tell the items.
    """

    attendee: Attendee
    items: tuple[str, ...]
    at: Range


class Said(NamedTuple):
    """What is said of somebody who was absent, beside their name."""

    excused: Placed[bool] | None = None
    substitute: Text | None = None
    recused: Placed[bool] | None = None
    note: Text | None = None


class Roll:
    """Collects what sentences and lists say, in their order; `known` are the names of the meeting's members."""

    def __init__(self, known: Known = NOBODY_KNOWN) -> None:
        self._known = known
        self._basis: Text = Placed("none")
        self._absent: dict[str, Attendee] = {}
        self._any_recused = False
        self._alike: dict[tuple[str, str], list[str]] = {}  # those absent, by first and last name
        self._present: dict[str, Attendee] = {}
        self._movements: list[Movement] = []
        self._statements: list[Statement] = []
        self._absences: list[ItemAbsence] = []
        self._named_last: list[str] = []  # those absent whom the last statement on the absent named

    @property
    def attendance(self) -> Attendance:
        """What has been collected; who is on a list and said to be absent was not present, unless they came later."""
        away: Collection[str] = self._absent
        if self._movements:
            away = {*away} - {one.name.value for one in self._movements if one.kind.value == _ARRIVED}
        present = tuple([attendee for name, attendee in self._present.items() if name not in away])
        absent = tuple(self._absent.values())
        return made(Attendance, (self._basis, present, absent, tuple(self._movements), tuple(self._statements)))

    @property
    def absences(self) -> tuple[ItemAbsence, ...]:
        """Those absent for some items alone."""
        return tuple(self._absences)

    def go_on_from(self, attendance: Attendance, absences: Iterable[ItemAbsence]) -> None:
        """Take over what was collected elsewhere."""
        self.set_basis(attendance.basis)
        for attendee in attendance.absent:
            said = Said(attendee.excused, attendee.substitute, attendee.recused, attendee.note)
            self._put_absent(attendee, said)
        for attendee in attendance.present:
            self._present.setdefault(attendee.name.value, attendee)
        self._movements += attendance.movements
        self._statements += attendance.statements
        self._absences += absences

    @property
    def has_absent(self) -> bool:
        """Whether somebody is known to have been absent."""
        return bool(self._absent)

    @property
    def has_recused(self) -> bool:
        """Whether somebody is known to have been disqualified."""
        return self._any_recused

    def is_recused(self, person: Person) -> bool:
        """Whether `person` is one of those who were disqualified."""
        attendee = self._absent.get(self._known_as(person.name.value))
        return attendee is not None and attendee.recused is not None

    def is_known(self, person: Person) -> bool:
        """Whether `person` is one of the meeting's members."""
        return person.name.value in self._known

    def set_basis(self, basis: Text) -> None:
        """Note on what the list of those present rests, where the text tells it."""
        if basis.value != "none" and self._basis.value != "list":
            self._basis = basis

    def state(self, source: Source, piece: Piece) -> None:
        """Note `piece` among the statements."""
        at = piece.at(0, len(piece.text))
        if len(at) == 1:  # nearly always
            self._statements.append(Statement(Placed(source.verbatim(*at[0]), at), piece.range))
            return
        parted = [source.view[line.b : line.b + 1] == "-" for line in at]  # a word that a hyphen parts is whole
        ends = ["" if is_parted else "\n" for is_parted in parted]
        text = "".join([source.verbatim(*line) + end for line, end in zip(at, ends, strict=True)]).removesuffix("\n")
        self._statements.append(Statement(Placed(text, at), piece.range))

    def absent(self, everyone: Iterable[Person], said: Said) -> None:
        """Add people who were absent; the name of one substitute is said of one alone."""
        people = tuple(everyone)
        alone = said if len(people) == 1 else said._replace(substitute=None)
        self._named_last = [self._put_absent(_attendee(person), alone) for person in people]

    def named_together(self, everyone: Iterable[Person]) -> None:
        """Note that those of `everyone` who are absent stand on one line: for which of them one came is not said."""
        names = [self._known_as(person.name.value) for person in everyone]
        named = [name for name in names if name in self._absent]
        self._named_last = named or self._named_last

    def _put_absent(self, attendee: Attendee, said: Said) -> str:
        """Add somebody, or what is said more of them; the name under which they stand, of two the longer is kept."""
        key = self._known_as(attendee.name.value)
        known = self._absent.get(key)
        if known is None:
            self._alike.setdefault(_outer(key), []).append(key)
            known = attendee
        self._absent[key] = Attendee(
            _longer(known.name, attendee.name),
            known.party or attendee.party,
            known.role or attendee.role,
            known.excused or said.excused,
            known.substitute or said.substitute,
            known.recused or said.recused,
            known.note or said.note,
        )
        self._any_recused = self._any_recused or self._absent[key].recused is not None
        return key

    def _known_as(self, name: str) -> str:
        """The name under which somebody is among the absent already.

        The names in the middle may be left out, and all but the first, or the last, where nobody else has that.
        """
        if not self._absent or name in self._absent:
            return name
        words = len(name.split())
        if words < _FIRST_AND_LAST:
            friends = [other for other in self._absent if name in _outer(other)]
            return friends[0] if len(friends) == 1 else name
        outer = _outer(name)
        if (outer[0] in self._absent) != (outer[1] in self._absent):
            return outer[0] if outer[0] in self._absent else outer[1]
        alike = self._alike.get(outer, ())
        if words > _FIRST_AND_LAST:
            alike = [other for other in alike if len(other.split()) == _FIRST_AND_LAST]
        return alike[0] if len(alike) == 1 else name

    def more_of_last(self, party: Text | None, role: Text | None) -> bool:
        """Note the party or the role of the one named last, absent or present; False where nobody is."""
        everyone = self._absent if self._named_last else self._present
        name = next(reversed(everyone), None)
        if name is None:
            return False
        last = everyone[name]
        everyone[name] = last._replace(party=last.party or party, role=last.role or role)
        return True

    def away(self, everyone: Iterable[Person], items: tuple[str, ...], said: Said, at: Range) -> None:
        """Add people who were absent for some items alone."""
        self._absences += [ItemAbsence(_attendee(person)._replace(**said._asdict()), items, at) for person in everyone]
        self._named_last = []

    def present(self, person: Person, note: Text | None = None) -> None:
        """Add somebody who was there."""
        known = self._present.setdefault(person.name.value, _attendee(person))
        self._present[person.name.value] = known._replace(note=known.note or note)

    def moved(self, movement: Movement) -> None:
        """Note that somebody came late or left early."""
        self._movements.append(movement)

    def moved_in(self, sentence: Range) -> Iterator[str]:
        """Who came or left, as `sentence` tells: "X forlod mødet og deltog ikke i de følgende punkter"."""
        return (movement.name.value for movement in self._movements if movement.span == sentence)

    def instead_of(self, absent: tuple[Person, ...], substitutes: tuple[Person, ...], said: Said) -> None:
        """Note who came in whose place; of several and several it is not said who came for whom."""
        if len(absent) == len(substitutes) == 1:
            said = said._replace(substitute=substitutes[0].name)
        if len(absent) == 1 and self._came_for_items(absent[0], said):
            return
        self._all_present(substitutes)
        self.absent(absent, said)

    def _came_for_items(self, absent: Person, said: Said) -> bool:
        """Note a substitute for the items from which alone `absent` was away; False where there are none."""
        name = absent.name.value
        if name in self._absent or said.substitute is None:
            return False
        away = [k for k, absence in enumerate(self._absences) if absence.attendee.name.value == name]
        for k in away:
            attendee = self._absences[k].attendee._replace(substitute=said.substitute)
            self._absences[k] = self._absences[k]._replace(attendee=attendee)
        return bool(away)

    def instead(self, substitutes: tuple[Person, ...], whose: str = "") -> None:
        """Note substitutes of whom it is not said for whom they came; or it was the "first" or the "last" named."""
        if len(substitutes) == 1 and self._came_already(substitutes[0]):
            return
        if whose and self._named_last:
            self._named_last = [self._named_last[0 if whose == "first" else -1]]
        last = [name for name in self._named_last if self._absent[name].substitute is None]
        name = last[0] if len(self._named_last) == len(last) == 1 else None
        if len(substitutes) == 1 and name is not None and name != substitutes[0].name.value:
            self._absent[name] = self._absent[name]._replace(substitute=substitutes[0].name)
        self._all_present(substitutes)

    def _came_already(self, person: Person) -> bool:
        """Whether `person` is the substitute of one of those whom the last statement named."""
        said = (self._absent[name].substitute for name in self._named_last if name in self._absent)
        return any(substitute is not None and substitute.value == person.name.value for substitute in said)

    def _all_present(self, everyone: Iterable[Person]) -> None:
        for person in everyone:
            self.present(person)


def with_absent(attendance: Attendance, attendees: Iterable[Attendee]) -> Attendance:
    """`attendance` with more people who were absent, each once."""
    roll = Roll()
    roll.go_on_from(attendance, ())
    roll.go_on_from(Attendance(absent=tuple(attendees)), ())
    return roll.attendance


def _longer(name: Text, other: Text) -> Text:
    """That of two names which has more words; `name` where both have as many."""
    return other if other is not name and len(other.value.split()) > len(name.value.split()) else name


def _outer(name: str) -> tuple[str, str]:
    """The first and the last word of a name."""
    words = name.split()
    return words[0], words[-1]


def _attendee(person: Person) -> Attendee:
    return Attendee(person.name, person.party, person.role)
