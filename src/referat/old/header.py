"""The header: everything above the first item.

header = { title line | date line | place line | label { value } | contents | attendance sentence | furniture } ;
"""

from collections.abc import Iterator

from referat.lexicon.rules import fold
from referat.old.contents import Contents, write_contents
from referat.old.facts import attendance, roll
from referat.old.facts.sentences import Piece, paragraphs
from referat.old.header_fields import State, finish, match, take, take_value
from referat.old.header_lists import take_member
from referat.old.reading import Node, Reading
from referat.old.titles import plain

_LISTS = frozenset({"members", "present", "absent", "others"})


def read_header(
    reading: Reading, node: Node, first: int, stop: int, contents: Contents, titles: frozenset[str]
) -> None:
    """Fill the header's fields of `node`, a Meeting, from the lines `first` up to `stop`.

    `titles` are those of the items as titles are compared: a page may print its item's title above the header too.
    """
    state = State(node)
    node["attendance"] = roll.empty()
    skip = -1
    listed = contents.lines
    for i in reading.found.filled_lines(first, stop):
        if i <= skip or i in listed:
            continue
        noise = reading.found.noise.get(i)
        if noise is not None and fold(reading.source.lines[i].strip()) not in reading.layout.document_types:
            reading.claim(i, i, "noise", noise.name, node)
        elif not (state.open in _LISTS and take_member(reading, state, i)):
            skip = _read_line(reading, state, i, stop, titles)
    _read_sentences(reading, state)
    write_contents(reading, node, contents)
    finish(reading, state)
    for a, b in _runs(state.left):
        text = reading.source.lines[a].strip()
        lines_left = f"{b - a + 1} lines" if b > a else "a line"
        reading.report("unclaimed-line", f"{lines_left} of the header that no rule knows: {text[:60]!r}.", a)


def _read_line(reading: Reading, state: State, i: int, stop: int, titles: frozenset[str]) -> int:
    """Read line `i`, or leave it; the last line that was read with it."""
    lines, rule, groups = match(reading, i, stop, state.last)
    if rule is not None:
        return take(reading, state, lines, rule, groups)
    if not (state.open and take_value(reading, state, i)):
        if titles and plain(reading.layout, lines.text).title in titles:
            reading.claim(i, i, "title", "", state.node)
        else:
            state.left.append(i)
    return i


def _read_sentences(reading: Reading, state: State) -> None:
    """Read the lines that are left as sentences about attendance and hours; those that are none stay left.

    A line with one such sentence is taken; what else it says is told.
    """
    taken: set[int] = set()
    line_at = reading.source.line_at
    for a, b in _runs(state.left):
        every = paragraphs(reading, a, b + 1)
        facts = {fact.sentence.start: fact for fact in attendance.facts(every)}
        for paragraph in every:
            pieces = paragraph.sentences
            unread = [s for s in pieces if not _read_sentence(reading, state, s, facts.get(s.start))]
            if len(unread) < len(pieces):
                taken.update(range(line_at(paragraph.start), line_at(paragraph.end - 1) + 1))
                for sentence in unread:
                    line = line_at(sentence.start)
                    reading.report("unclaimed-line", f"a sentence that no rule knows: {sentence.text[:60]!r}.", line)
    state.left = [i for i in state.left if i not in taken]


def _read_sentence(reading: Reading, state: State, sentence: Piece, fact: attendance.Fact | None) -> bool:
    """Read one sentence of the header; False where it says nothing of attendance or hours, or nothing that was read."""
    lines = (reading.source.line_at(sentence.start), reading.source.line_at(sentence.end - 1))
    if fact is not None and fact.rule.table == "clock":
        attendance.hours(reading, state.node, fact)
        reading.claim(*lines, "time", fact.rule.name, state.node, "opened" if "opened" in state.node else "closed")
        return True
    if fact is None or not attendance.add(reading, state.node["attendance"], fact, item=False):
        fact = attendance.mention(sentence)
        if fact is None:
            return False
        attendance.add(reading, state.node["attendance"], fact, item=False)
    reading.claim(*lines, "attendance", fact.rule.name, state.node, "attendance")
    return True


def _runs(lines: list[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring lines together: the first and the last of each run."""
    begun = previous = -2
    for i in [*lines, -2]:
        if i != previous + 1:
            if begun >= 0:
                yield begun, previous
            begun = i
        previous = i
