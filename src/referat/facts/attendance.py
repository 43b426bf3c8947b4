"""Who was there and who was not, and when a meeting began and ended, from sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from referat import values
from referat.facts.idioms import rules, table
from referat.facts.people import Named, first_is_person, persons, printed, put_party_and_role
from referat.facts.sentences import Piece, paragraphs, sentences
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


def _report_unreadable(reading: Reading, fact: Fact) -> None:
    names = str(fact.groups.groupdict()["absent"])
    line = reading.source.span(fact.sentence.start, fact.sentence.end).first_line - 1
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
            reading.report("time-unreadable", f"{text!r} is no time of day.", reading.source.span(a, a).first_line - 1)
        else:
            reading.put(node, key, clock, a, a + len(text))


@cache
def _nobody() -> frozenset[str]:
    return frozenset(table("attendance")["nobody"]["words"])


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
                nobody = names.strip(". ").lower() in _nobody()
                fact.absent = [] if nobody else persons(names, sentence.start + groups.span("absent")[0])
            return fact
    return None


def mention(sentence: Piece) -> Fact | None:
    """The sentence as one about attendance that is read into no field, where it is one."""
    for rule in rules("attendance", "mention"):
        groups = rule.match(sentence.text.rstrip("."))
        if groups is not None and len(sentence.text) <= _LONGEST:
            return Fact(sentence, rule, groups)
    return None
