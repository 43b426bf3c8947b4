"""Who was there and who was not, and when a meeting began and ended, from sentences."""

from collections.abc import Iterable, Iterator
from functools import cache

from referat.lexicon import values
from referat.lexicon.rules import Groups, Rule, holds_one
from referat.old.facts import roll
from referat.old.facts.idioms import rules, table
from referat.old.facts.members import Member, is_nobody, read_members
from referat.old.facts.people import Named, first_is_person, person, persons
from referat.old.facts.sentences import LIST_MARK, Paragraph, Piece, paragraphs, sentences
from referat.old.reading import Node, Reading

# In this order: what is said of some items alone before what is said of all.
_TABLES = ("recused", "partial", "movement", "substitute", "attends", "all_present", "absent")
# The groups that may hold the names, of which one has matched.
_NAMES = ("absent", "absent2", "absent3", "absent4", "absent5")
# A longer sentence says more than who was there.
_LONGEST = 1000


class Fact:
    """What one sentence says. `absent` is None where its list of names could not be read."""

    def __init__(self, sentence: Piece, rule: Rule, groups: Groups) -> None:
        self.sentence = sentence
        self.rule = rule
        self.groups = groups
        self.absent: list[Named] | None = []

    @property
    def begins_with_name(self) -> bool:
        """Whether at least the first of the list's parts is a name."""
        return first_is_person(str(self.groups.groupdict().get("absent") or ""))

    @property
    def excused(self) -> bool | None:
        """Whether apologies had been sent, where the sentence says so."""
        if self.groups.groupdict().get("excused"):
            return True
        said: bool | None = self.rule.data.get("excused")
        return said

    def named(self, group: str) -> list[Named] | None:
        """Those whom another group names; None where it matched nothing, or not all of it is names."""
        text = self.groups.groupdict().get(group)
        return persons(text, self.sentence.start + self.groups.span(group)[0]) if text else None


def is_about(text: str) -> bool:
    """Whether `text` has any of the words that sentences about attendance have."""
    return any(holds_one(text, words) for words in triggers().values())


def facts(pieces: Iterable[Paragraph]) -> Iterator[Fact]:
    """What the sentences of these paragraphs say of attendance and of the meeting's hours."""
    for paragraph in pieces:
        tables = [key for key, words in triggers().items() if holds_one(paragraph.text, words)]
        if not tables:
            continue
        for sentence in paragraph.sentences:
            found = _fact(sentence, tables)
            if found is not None:
                yield found


def add(reading: Reading, node: Node, fact: Fact, *, item: bool) -> bool:
    """Write what `fact` says into `node`, an Attendance; False where its names could not be read, so that it says more.

    A list of names is read whole or not at all. Where it begins with a name and goes on otherwise, that is told. `item`
    tells whether the sentence is said of one item.
    """
    a, b = fact.sentence.start, fact.sentence.end
    table_name = fact.rule.table
    if fact.absent is None and table_name not in ("all_present", "mention"):
        if fact.begins_with_name:
            _report_unreadable(reading, fact)
        return False
    roll.state(reading, node, fact.sentence)
    if table_name == "all_present":
        reading.put(node, "basis", "exceptions", a, b)
    if fact.absent is None:
        _report_unreadable(reading, fact)
        return True
    _ADD.get(table_name, _add_absent)(reading, node, fact, item=item)
    return True


def _add_absent(reading: Reading, node: Node, fact: Fact, *, item: bool) -> None:  # noqa: ARG001  one of a table
    substitute = fact.named("substitute")
    for one in fact.absent or ():
        name = substitute[0].name if substitute and len(fact.absent or ()) == 1 else None
        roll.put_absent(reading, node, one, fact.sentence, excused=fact.excused, substitute=name)


def _add_partial(reading: Reading, node: Node, fact: Fact, *, item: bool) -> None:
    recused = True if fact.rule.table == "recused" else None
    items = roll.item_numbers(str(fact.groups.groupdict().get("items") or ""))
    for one in fact.absent or ():
        if items:
            reading.away.append(roll.Away(one, items, recused, fact.sentence))
        elif item:
            roll.put_absent(reading, node, one, fact.sentence, recused=recused)


def _add_movement(reading: Reading, node: Node, fact: Fact, *, item: bool) -> None:  # noqa: ARG001  one of a table
    found = fact.groups.groupdict()
    for one in fact.absent or ():
        kind = str(fact.rule.data["kind"])
        roll.put_movement(
            reading, node, one, fact.sentence, kind, found.get("time"), found.get("item") or found.get("item2")
        )


def _add_substitutes(reading: Reading, node: Node, fact: Fact, *, item: bool) -> None:
    instead_of = fact.named("of") or fact.named("of2")
    if instead_of is None:
        roll.put_substitutes(reading, node, fact.absent or (), fact.sentence)
    elif not item:
        # What a council decides on a leave is said of the time to come; in a header it is said of this meeting.
        for one in instead_of:
            name = fact.absent[0].name if fact.absent and len(instead_of) == 1 else None
            roll.put_absent(reading, node, one, fact.sentence, substitute=name)


def _add_present(reading: Reading, node: Node, fact: Fact, *, item: bool) -> None:  # noqa: ARG001  one of a table
    for one in fact.absent or ():
        roll.put_present(reading, node, one, listed=False)


_ADD = {
    "partial": _add_partial,
    "recused": _add_partial,
    "movement": _add_movement,
    "substitute": _add_substitutes,
    "attends": _add_present,
}


def read_list(
    reading: Reading,
    meeting: Node,
    node: Node,
    first: int,
    stop: int,
    *,
    lists: bool = True,
    excused: bool | None = None,
) -> None:
    """Read the lines from `first` up to `stop`, below a label for those who were absent, into `node`, an Attendance.

    The hours of the `meeting` may stand there too. Without `lists`, a name that stands in no sentence is nobody's who
    was absent.
    """
    for paragraph in paragraphs(reading, first, stop):
        members = None if not lists else read_members(paragraph.text.strip(), paragraph.start + _lead(paragraph.text))
        if members is not None:
            roll.state(reading, node, paragraph.piece)
            for member in members:
                put_member(reading, node, member, paragraph.piece, excused=excused)
            continue
        for sentence in paragraph.sentences:
            fact = _fact(sentence, ["clock", "words"]) or mention(sentence)
            if fact is not None and fact.rule.table == "clock":
                hours(reading, meeting, fact)
            elif fact is not None:
                add(reading, node, fact, item=True)


def put_member(reading: Reading, node: Node, member: Member, piece: Piece, *, excused: bool | None = None) -> None:
    """Write `member` of a list of those absent into `node`, an Attendance."""
    if member.movement is not None:
        kind, time, item = member.movement
        roll.put_movement(reading, node, member.named, piece, kind, time, item)
    elif member.items:
        reading.away.append(roll.Away(member.named, member.items, None, piece))
    elif not member.partly:
        substitute = member.substitute.name if member.substitute else None
        roll.put_absent(reading, node, member.named, piece, excused=excused, substitute=substitute, note=member.note)


def list_stop(reading: Reading, label: int, stop: int) -> int:
    """Where what stands below the `label` for those absent ends: the first line before `stop` that names nobody.

    A value on the label's own line is all there is, unless names go on below it.
    """
    source = reading.source
    end = label + 1
    beside = end < stop and source.number(end) == source.number(label)
    for i in reading.text_lines(label + 1, stop):
        a, b = source.stripped(i)
        here = source.number(i) == source.number(label)
        apart = beside and source.is_blank(i - 1) and not LIST_MARK.match(source.view[a:b])
        if not here and (apart or not _names_somebody(source.view[a:b], a)):
            break
        end = i + 1
    return end


def _names_somebody(text: str, start: int) -> bool:
    if read_members(text, start) is not None:
        return True
    pieces = sentences(text, start)
    return bool(pieces) and all(_fact(piece, ["words"]) or mention(piece) for piece in pieces)


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def _report_unreadable(reading: Reading, fact: Fact) -> None:
    names = str(fact.groups.groupdict()["absent"])
    line = reading.source.line_at(fact.sentence.start)
    reading.report("names-unreadable", f"no list of names: {names[:80]!r}.", line)


def hours(reading: Reading, node: Node, fact: Fact) -> None:
    """Note when, by `fact`, the meeting began and ended, as times of day: `opened` and `closed` of `node`."""
    for key in ("opened", "closed"):
        text = fact.groups.groupdict().get(key)
        if text is None or key in node:
            continue
        clock = values.time(text)
        a = fact.sentence.start + fact.groups.span(key)[0]
        if clock is None:
            reading.report("time-unreadable", f"{text!r} is no time of day.", reading.source.line_at(a))
        else:
            reading.put(node, key, clock, a, a + len(text))


@cache
def triggers() -> dict[str, tuple[str, ...]]:
    """What a paragraph about attendance holds ("words"), and one about the meeting's hours ("clock")."""
    return {key: tuple(words) for key, words in table("attendance")["triggers"].items()}


def _fact(sentence: Piece, tables: list[str]) -> Fact | None:
    text = sentence.text.rstrip(".").rstrip()
    if len(text) > _LONGEST:
        return None
    unread: Fact | None = None
    for key in ("clock",) * ("clock" in tables) + _TABLES * ("words" in tables):
        for rule in rules("attendance", key):
            groups = rule.match(text)
            if groups is None:
                continue
            found = groups.groupdict()
            group = next((name for name in _NAMES if found.get(name) is not None), None)
            fact = Fact(sentence, rule, groups)
            if group is not None:
                fact.absent = _listed(found[group], sentence.start + groups.span(group)[0])
            if fact.absent is not None:
                return fact
            # Another rule may read the names; where none does, it is told of what it is about at least.
            weaker = unread is None or (key == "absent" and unread.rule.table != "all_present")
            unread = fact if weaker or key == "all_present" else unread
    return unread


def _listed(names: str, start: int) -> list[Named] | None:
    if is_nobody(names):
        return []
    alone = person(names, start)
    return [alone] if alone is not None else persons(names, start)


def mention(sentence: Piece) -> Fact | None:
    """The sentence as one about attendance that is read into no field, where it is one."""
    for rule in rules("attendance", "mention"):
        groups = rule.match(sentence.text.rstrip("."))
        if groups is not None and len(sentence.text) <= _LONGEST:
            return Fact(sentence, rule, groups)
    return None
