"""What the clauses of a sentence say, noted on the roll.

A clause says something of all that its sentence stands in (the meeting, an item), of some items by their numbers, or of
a part that has none, which is said of nobody.
"""

import re
from collections.abc import Sequence
from datetime import time as Time
from enum import Enum
from functools import cache

from referat.contract.nodes import Movement, Person, Text
from referat.contract.notes import Note
from referat.facts import item_numbers
from referat.facts.members import Member
from referat.facts.presence import Clause
from referat.facts.presence_forms import FILE, Listing, among_names
from referat.facts.roll import CLOSED, Roll, Said
from referat.facts.sentences import Piece
from referat.lexicon import idioms, values
from referat.lexicon.patterns import compile_pattern
from referat.text.places import Placed, Range

# What a form gives that is nobody's coming or going, and what only tells again of those who were disqualified.
_NOTHING = "nothing"
_NO_ROLL = ("hours", _NOTHING)
AGAIN = "again"
# Who was there as a guest, or in the chair, for some of it: a statement, and nobody's coming or going.
_GUEST = "guest"
_LEFT, _ARRIVED = "left", "arrived"
_TWO = 2
# A party behind a name.
_BRACKETS = compile_pattern(r"\([^()]*\)")
# What tells of nobody's absence from a meeting: who came, who left, who was disqualified.
_MOVES = ("recused", "left", "arrived", _NOTHING, AGAIN, _GUEST)


class Scope(Enum):
    """Of what something is said: the meeting, an item in its list of those absent, an item in its decision."""

    MEETING = "meeting"
    LIST = "list"
    DECISION = "decision"


def were_chosen(roll: Roll, scope: Scope, listed: tuple[Listing, Piece, Sequence[Member]]) -> bool:
    """Whether those on a list in a decision may be chosen as substitutes: nobody was absent, nothing says they came."""
    listing, _, members = listed
    chosen = scope is Scope.DECISION and listing.may_be_chosen and not roll.has_absent
    return chosen and not any(member.attended or member.instead_of for member in members)


def note(roll: Roll, clause: Clause, sentence: Piece, scope: Scope) -> bool:
    """Note on `roll` what a clause of `sentence` says; True where it says who was there."""
    gives = _meant(clause)
    if gives == "substitute":
        return _substitutes(roll, clause, sentence, scope)
    if gives in (_LEFT, _ARRIVED):
        _moves(roll, clause, sentence, gives)
    elif gives == "present":
        for person in _people(clause, sentence, "who"):
            roll.present(person)
    elif gives not in (*_NO_ROLL, AGAIN, _GUEST):
        _absent(roll, clause, sentence, gives, scope)
        if gives == "recused" and _LEFT in (clause.form.gives, *clause.adds) and "time" in clause.words:
            _moves(roll, clause, sentence, _LEFT)
    return gives not in _NO_ROLL


def _absent(roll: Roll, clause: Clause, sentence: Piece, gives: str, scope: Scope) -> None:
    everyone, where = _people(clause, sentence, "who"), sentence.at(0, clause.end)
    is_recused = "recused" in (gives, *clause.adds, *clause.words)
    substitutes = _people(clause, sentence, "substitute")
    said = Said(
        _excused(clause, where),
        substitutes[0].name if len(substitutes) == len(everyone) == 1 else None,
        Placed(value=True, at=where, rule=clause.form.name) if is_recused else None,
        None if _told_apart(clause, sentence) else _words(clause, sentence, "note"),
    )
    items = _items(clause, sentence)
    if gives == "all_present":
        roll.set_basis(Placed("exceptions", where, clause.form.name))
    if not items and _for_all(clause, scope, recused=is_recused):
        roll.absent(everyone, said)
    elif gives != _NOTHING:  # without items of what, nobody can look up: it is said of no item
        gone = () if items or is_recused else tuple(roll.moved_in(sentence.range))
        roll.away([one for one in everyone if one.name.value not in gone], items, said, sentence.range)


def _told_apart(clause: Clause, sentence: Piece) -> bool:
    """Whether each is told why: "X, der var syg, og Y, der var bortrejst". What stands last is of the last alone."""
    above = clause.people.get("who", ())[:-1]
    return any(aside.match(sentence.text, named.end) for named in above for aside in among_names())


def _for_all(clause: Clause, scope: Scope, *, recused: bool) -> bool:
    """Whether a clause without items is said of all that its sentence stands in: the meeting, or the item."""
    if "part" in clause.adds or ("application" in clause.adds and not recused):
        return False
    return scope is not Scope.MEETING or "meeting" in clause.adds or not (recused or "case" in clause.adds)


def _substitutes(roll: Roll, clause: Clause, sentence: Piece, scope: Scope) -> bool:
    """Note who came in whose place; False where that is said of the time to come."""
    if clause.form.entry.get("future") and scope is Scope.DECISION:
        return False
    absent, came = _people(clause, sentence, "of"), _people(clause, sentence, "substitute")
    handed_over = "time" in clause.words and "handed_over" in clause.form.entry
    if absent and (handed_over or "since" in clause.words or "until" in clause.words):  # "afløst af X fra punkt 5"
        kinds = ("arrived", "left") if "until" in clause.words else ("left", "arrived")
        for slot, kind in zip(("of", "substitute"), kinds, strict=True):
            _moves(roll, clause, sentence, kind, slot)
        return True
    items = _items(clause, sentence)
    where = sentence.at(0, clause.end)
    recused = Placed(value=True, at=where, rule=clause.form.name) if "recused" in clause.adds else None
    if items and len(absent) == len(came) == 1:
        roll.away(absent, items, Said(substitute=came[0].name, recused=recused), sentence.range)
    elif absent:
        roll.instead_of(absent, came, Said(_excused(clause, where), recused=recused))
    elif scope is Scope.LIST and len(came) == _TWO and _are_side_by_side(came, sentence):
        roll.instead_of(came[:1], came[1:], Said(_excused(clause, where), recused=recused))
    else:
        roll.instead(came, str(clause.form.entry.get("whose", "")))
    return True


def _are_side_by_side(people: Sequence[Person], sentence: Piece) -> bool:
    """Whether a comma alone stands between two people: on a list of those absent, "X, Y deltog i stedet" tells of both.

    Two who came for others are joined by a word.
    """
    first, second = (person.name.at for person in people)
    between = sentence.text[sentence.offset(first[-1].b - 1) + 1 : sentence.offset(second[0].a)]
    return "," in between and not any(map(str.isalpha, _BRACKETS.sub("", between)))


def _moves(roll: Roll, clause: Clause, sentence: Piece, kind: str, slot: str = "who") -> None:
    said = Placed(kind, sentence.at(0, clause.end), clause.form.name)
    time = _words(clause, sentence, "time") or _words(clause, sentence, "time2")
    item = _words(clause, sentence, "items")
    time = time and time._replace(value=time.value.replace(" ", ""))
    if item is not None and len(item_numbers.of(item.value)) != 1:
        item = None
    ended = _words(clause, sentence, "ended")
    for person in _people(clause, sentence, slot):
        if kind == _LEFT and time is None and roll.is_recused(person):  # for that they left
            continue
        if not roll.is_known(person) and _is_guest(person, sentence):
            continue
        roll.moved(Movement(person.name, said, time, item, sentence.range))
        if ended is not None:
            other = _ARRIVED if kind == _LEFT else _LEFT
            roll.moved(Movement(person.name, said._replace(value=other), ended, None, sentence.range))


def _is_guest(person: Person, sentence: Piece) -> bool:
    """Whether `sentence` gives `person`, who is no member, a title that those have who are called in."""
    name = person.name.at
    before, behind = _guests()
    above, below = sentence.text[: sentence.offset(name[0].a)], sentence.text[sentence.offset(name[-1].b - 1) + 1 :]
    return before.search(above) is not None or behind.match(below) is not None


@cache
def _guests() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before the name of somebody who is called in, and what behind it."""
    entry = idioms.table(FILE)["guests"]
    return compile_pattern(entry["before"]), compile_pattern(entry["behind"])


def hours(clause: Clause, sentence: Piece) -> tuple[dict[str, Placed[Time]], list[Note]]:
    """When the meeting began ("opened") and ended ("closed"), as far as a clause says it."""
    moments: dict[str, Placed[Time]] = {}
    notes: list[Note] = []
    for key in ("opened", "closed"):
        text = _words(clause, sentence, key)
        clock = values.time(text.value) if text else None
        if text is not None and clock is None:
            notes.append(
                Note("time-unreadable", f"{text.value!r} is no time of day.", sentence.start, end=sentence.end)
            )
        elif text is not None and clock is not None:
            moments[key] = Placed(clock, text.at, clause.form.name)
    return moments, notes


def _people(clause: Clause, sentence: Piece, slot: str) -> tuple[Person, ...]:
    return tuple([named.placed(sentence) for named in clause.people.get(slot, ())])


def is_move(clause: Clause) -> bool:
    """Whether `clause` tells who came or left, or was disqualified."""
    return _meant(clause) in _MOVES or "recused" in clause.adds


def count(clauses: Sequence[Clause], *, moves_only: bool) -> bool:
    """Whether a sentence of `clauses` says what a field has; with `moves_only`, whether all of them tell of moves."""
    if all(clause.form.gives == "absent" and _meant(clause) == _NOTHING for clause in clauses):  # at some time
        return False
    if any("ended" in clause.words and not _may_last(clause) for clause in clauses):
        return False
    if clauses[1:] and any(map(_did_not_come, clauses, clauses[1:])):
        return False
    return not moves_only or all(map(is_move, joined(clauses)))


def _may_last(clause: Clause) -> bool:
    """Whether a clause with a beginning and an end says what was so between them.

    Who came came at one time, and apologies are for a meeting, whose hours they may be. Between two hours somebody left
    at some time.
    """
    if clause.form.gives == _LEFT and "between" in clause.words:
        return False
    return "lasts" in clause.form.entry or (clause.form.gives == "absent" and "excused" not in clause.form.entry)


def _did_not_come(before: Clause, clause: Clause) -> bool:
    """Whether somebody's substitute did not come: "Y var indkaldt som stedfortræder, men mødte ikke"."""
    return clause.elided and clause.form.gives == "absent" and before.form.gives == "substitute"


def tell_of_nobody(clauses: Sequence[Clause]) -> bool:
    """Whether a clause is on attendance, and on nobody's: that none had to be excused, that no substitute came."""
    return _NOTHING in [clause.form.gives for clause in clauses]


def of_disqualified(clauses: Sequence[Clause]) -> list[Clause]:
    """`clauses` below the label of those who were disqualified: as it says, but for those who had sent apologies."""
    return [
        clause if "excused" in clause.form.entry else clause._replace(adds=clause.adds | {"recused"})
        for clause in clauses
    ]


def joined(clauses: Sequence[Clause]) -> list[Clause]:
    """`clauses`, each that only says more of the one before joined to it (see `_says_more`)."""
    result: list[Clause] = []
    for clause in clauses:
        last = result[-1] if result else None
        if last is not None and clause.elided and _says_more(last, clause):
            words = {**last.words, **clause.words}
            adds = last.adds | clause.adds | {clause.form.gives}
            result[-1] = last._replace(words=words, adds=adds, end=clause.end)
        else:
            result.append(clause)
    return result


def _says_more(last: Clause, clause: Clause) -> bool:
    """Whether `clause` tells what somebody did who was disqualified or came, as `last` says.

    "X var inhabil og forlod mødet under punkt 3", "X mødte kl. 17.30 og deltog fra dette punkt".
    """
    if last.form.gives in (_LEFT, _ARRIVED):
        return clause.form.gives == last.form.gives and "time" not in clause.words
    return last.form.gives == "recused" and clause.form.gives in ("left", "absent")


def _meant(clause: Clause) -> str:
    """What a clause says of its people: who was absent from some time on left, until some time came late."""
    if clause.form.gives == "left" and "recused" in clause.adds:
        return "recused"
    if clause.form.gives == "absent" and ("since" in clause.words or "ended" in clause.words):
        return _LEFT
    if clause.form.gives == "absent" and "until" in clause.words:  # "meldt afbud til punkt 5" is away from it
        return "absent" if clause.form.entry.get("excused") and "items" in clause.words else "arrived"
    at_some_time = "when" in clause.adds or "start" in clause.adds
    return _NOTHING if clause.form.gives == "absent" and at_some_time else clause.form.gives


def _excused(clause: Clause, where: tuple[Range, ...]) -> Placed[bool] | None:
    """Whether apologies had been sent, where the clause says so."""
    said = clause.form.entry.get("excused")
    if "excused" in clause.words:
        said = True
    elif "excused" in clause.adds or "unexcused" in clause.adds:
        said = "excused" in clause.adds
    return None if said is None else Placed(bool(said), where, clause.form.name)


def _items(clause: Clause, sentence: Piece) -> tuple[str, ...]:
    text = _words(clause, sentence, "items")
    closed = (CLOSED,) if "closed_part" in clause.words else ()
    return (*item_numbers.of(text.value), *closed) if text else closed


def _words(clause: Clause, sentence: Piece, group: str) -> Text | None:
    """What the words of a group say, placed; None where the clause has none."""
    at = clause.words.get(group)
    return None if at is None else Placed(sentence.text[at[0] : at[1]], sentence.at(*at))
