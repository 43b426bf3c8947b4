"""Who was there and who was not, and when a meeting began and ended, from sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from referat import values
from referat.facts.idioms import rules, table
from referat.facts.members import Member, is_nobody, read_members
from referat.facts.people import Named, first_is_person, person, persons, printed, put_party_and_role
from referat.facts.sentences import LIST_MARK, Piece, paragraphs, sentences
from referat.reading import Node, Reading
from referat.rules import Groups, Rule

# A longer sentence says more than who was there.
_LONGEST = 1000


@dataclass(slots=True)
class Fact:
    """What one sentence says. `absent` is None where its list of names could not be read."""

    sentence: Piece
    rule: Rule
    groups: Groups
    absent: list[Named] | None = field(default_factory=list)

    @property
    def begins_with_name(self) -> bool:
        """Whether at least the first of the list's parts is a name."""
        return first_is_person(str(self.groups.groupdict().get("absent") or ""))

    @property
    def excused(self) -> bool | None:
        """True where the sentence says that apologies had been sent."""
        return True if self.rule.data.get("excused") or self.groups.groupdict().get("excused") else None


def is_about(text: str) -> bool:
    """Whether `text` has any of the words that sentences about attendance have."""
    return any(word in text for words in _triggers().values() for word in words)


def empty() -> Node:
    """Attendance of which the text says nothing."""
    return {"basis": "none", "present": [], "absent": [], "movements": [], "statements": []}


def facts(reading: Reading, first: int, stop: int) -> Iterator[Fact]:
    """What the sentences in the lines from `first` up to `stop` say of attendance and of the meeting's hours."""
    for paragraph in paragraphs(reading, first, stop):
        tables = [key for key, words in _triggers().items() if any(word in paragraph.text for word in words)]
        if not tables:
            continue
        for sentence in sentences(paragraph):
            found = _fact(sentence, tables)
            if found is not None:
                yield found


def add(reading: Reading, node: Node, fact: Fact) -> bool:
    """Write what `fact` says into `node`, an Attendance; False where its names could not be read, so that it says more.

    A list of names is read whole or not at all. Where it begins with a name and goes on otherwise, that is told.
    """
    a, b = fact.sentence.start, fact.sentence.end
    if fact.absent is None and fact.rule.table == "absent":
        if fact.begins_with_name:
            _report_unreadable(reading, fact)
        return False
    statement: Node = {"text": reading.source.verbatim(a, b), "span": reading.source.span(a, b)}
    reading.at(statement, "text", a, b)
    node["statements"].append(statement)
    if fact.rule.table == "all_present":
        reading.put(node, "basis", "exceptions", a, b)
    if fact.absent is None:
        _report_unreadable(reading, fact)
        return True
    known = reading.absent.setdefault(id(node), set())
    for one in fact.absent:
        if one.name not in known:
            known.add(one.name)
            entry: Node = {"party": None, "role": None}
            reading.put(entry, "name", printed(reading, one), one.a, one.b)
            put_party_and_role(reading, entry, one)
            reading.put(entry, "excused", fact.excused, a, b)
            node["absent"].append(entry)
    return True


def read_list(reading: Reading, meeting: Node, node: Node, first: int, stop: int, *, lists: bool = True) -> None:
    """Read the lines from `first` up to `stop`, below a label for those who were absent, into `node`, an Attendance.

    The hours of the `meeting` may stand there too. Without `lists`, a name that stands in no sentence is nobody's who
    was absent.
    """
    for paragraph in paragraphs(reading, first, stop):
        members = None if not lists else read_members(paragraph.text.strip(), paragraph.start + _lead(paragraph.text))
        if members is not None:
            state(reading, node, paragraph)
            for member in members:
                if not member.partly:
                    put_absent(reading, node, member, paragraph)
            continue
        for sentence in sentences(paragraph):
            fact = _fact(sentence, ["clock", "words"]) or mention(sentence)
            if fact is not None and fact.rule.table == "clock":
                hours(reading, meeting, fact)
            elif fact is not None:
                add(reading, node, fact)


def put_absent(reading: Reading, node: Node, member: Member, piece: Piece, *, excused: bool | None = None) -> None:
    """Add `member` to those absent in `node`, an Attendance, once."""
    known = reading.absent.setdefault(id(node), set())
    one = member.named
    if one.name in known:
        return
    known.add(one.name)
    entry: Node = {"party": None, "role": None}
    reading.put(entry, "name", printed(reading, one), one.a, one.b)
    put_party_and_role(reading, entry, one)
    for key, value in (("excused", excused), ("substitute", member.substitute), ("note", member.note)):
        if value is not None:
            reading.put(entry, key, value, piece.start, piece.end)
    node["absent"].append(entry)


def put_present(reading: Reading, node: Node, member: Member) -> None:
    """Add `member` to those present in `node`, an Attendance: the text lists them."""
    one = member.named
    reading.put(node, "basis", "list", one.a, one.b)
    entry: Node = {"party": None, "role": None}
    reading.put(entry, "name", printed(reading, one), one.a, one.b)
    put_party_and_role(reading, entry, one)
    if member.note is not None:
        entry["note"] = member.note
    node["present"].append(entry)


def list_stop(reading: Reading, label: int, stop: int) -> int:
    """Where what stands below the `label` for those absent ends: the first line before `stop` that names nobody.

    A value on the label's own line is all there is, unless names go on below it.
    """
    source = reading.source
    end = label + 1
    beside = end < stop and source.number(end) == source.number(label)
    for i in reading.found.filled_lines(label + 1, stop):
        if not reading.is_text(i):
            continue
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
    pieces = list(sentences(Piece(text, start)))
    return bool(pieces) and all(_fact(piece, ["words"]) or mention(piece) for piece in pieces)


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def state(reading: Reading, node: Node, piece: Piece) -> None:
    """Note `piece` among the statements of `node`."""
    a = piece.start + _lead(piece.text)
    b = a + len(piece.text.strip())
    statement: Node = {"text": reading.source.verbatim(a, b), "span": reading.source.span(a, b)}
    reading.at(statement, "text", a, b)
    node["statements"].append(statement)


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
def _triggers() -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in table("attendance")["triggers"].items()}


def _fact(sentence: Piece, tables: list[str]) -> Fact | None:
    text = sentence.text.rstrip(".").rstrip()
    if len(text) > _LONGEST:
        return None
    for key in ("clock",) * ("clock" in tables) + ("all_present", "absent") * ("words" in tables):
        for rule in rules("attendance", key):
            groups = rule.match(text)
            if groups is None:
                continue
            names = groups.groupdict().get("absent")
            fact = Fact(sentence, rule, groups)
            if names is not None:
                fact.absent = _listed(names, sentence.start + groups.span("absent")[0])
            return fact
    return None


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
