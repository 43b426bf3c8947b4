"""What is known of each line of a text: what it became, what it could have been, and what was read in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from referat.contract.diagnostics import Finding
from referat.contract.ledger import Token
from referat.contract.record import Record, Value
from referat.facts import line_triggers
from referat.outline.candidates import Candidate
from referat.outline.choice import Hypothesis
from referat.outline.document import DocumentOutline
from referat.outline.marks import Mark
from referat.text.line_index import LineIndex
from referat.tuples import NamedTuple

if TYPE_CHECKING:
    from referat.reader import Parsed

# Leaves that are all of a text, and say of no place in it that it is one.
_OUTCOMES, _LABEL = "/outcomes/", "/label"
_WHOLE = ("text", "lead", "points", "label")
# What a whole sentence, or a label, is taken for.
_SAID = ("kind", "basis", "excused", "recused", "amended", "follows_recommendation")


class Rival(NamedTuple):
    """A form of headings in which a line is a candidate: whether the form was taken, and the line in it."""

    way: Hypothesis
    candidate: Candidate
    is_taken: bool
    is_heading: bool


class Piece(NamedTuple):
    """A line of the text, or what was cut out of one, as mark `k` of a document."""

    document: DocumentOutline
    k: int

    @property
    def mark(self) -> Mark:
        """The mark as it was read."""
        return self.document.page.marks[self.k]

    @property
    def by_words(self) -> Mark:
        """The mark as its words alone have it."""
        return self.document.page.by_words[self.k]


class Explained:
    """A text that was read, by its lines, which count from 1.

    `tokens` and `records` stand for those of the text, where something was taken out of them.
    """

    def __init__(self, parsed: "Parsed", tokens: Sequence[Token] | None = None, told: Sequence[Record] = ()) -> None:
        self.parsed = parsed
        self.tokens: Sequence[Token] = parsed.tokens if tokens is None else tokens
        self.records: Sequence[Record] = told or parsed.records
        self.is_redacted = tokens is not None
        self.lines = LineIndex(parsed.source.text)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kinds of sections by their JSON pointers."""
        several = len(self.records) > 1
        return {
            f"{f'/{n}' if several else ''}/items/{i}/sections/{j}": section["kind"]
            for n, record in enumerate(self.records)
            for i, item in enumerate(record["items"])
            for j, section in enumerate(item["sections"])
        }

    @cached_property
    def doubtful(self) -> frozenset[int]:
        """The lines that could be headings by their form and the evidence, and are none."""
        return frozenset(
            self.number(document, candidate.at)
            for document in self.parsed.outlines
            for candidate in document.form.passed
            if candidate.evidence.supported or candidate.score > 0
        ) - frozenset(
            self.number(document, k)
            for document in self.parsed.outlines
            for heading in document.headings
            for k in heading.lines
        )

    def number(self, document: DocumentOutline, k: int) -> int:
        """The line on which mark `k` of a document stands."""
        return document.page.source.number(document.page.marks[k].line) + 1

    @cached_property
    def begins(self) -> Mapping[int, tuple[int, DocumentOutline]]:
        """The documents of a file that has several, by their first lines, each with its place among them."""
        outlines = self.parsed.outlines
        if len(outlines) < 2:  # noqa: PLR2004  one alone is no list
            return {}
        return {self.number(one, 0): (n, one) for n, one in enumerate(outlines, 1) if one.page.marks}

    @cached_property
    def pieces(self) -> Mapping[int, Sequence[Piece]]:
        """The marks of each line."""
        found: dict[int, list[Piece]] = defaultdict(list)
        for document in self.parsed.outlines:
            for k in range(document.page.count):
                found[self.number(document, k)].append(Piece(document, k))
        return found

    @cached_property
    def rivals(self) -> Mapping[int, Sequence[Rival]]:
        """The forms in which each line is a heading, or could be one, the taken one first."""
        found: dict[int, list[Rival]] = defaultdict(list)
        for document in self.parsed.outlines:
            taken = document.form
            others = [way for way in document.every_way if way.form != taken.form]
            for way in (taken, *others):
                for candidate in way.chain:
                    found[self.number(document, candidate.at)].append(
                        Rival(way, candidate, way is taken, is_heading=True)
                    )
                for candidate in way.passed:
                    found[self.number(document, candidate.at)].append(
                        Rival(way, candidate, way is taken, is_heading=False)
                    )
        return found

    @cached_property
    def values(self) -> Mapping[int, Sequence[Value]]:
        """The values that were read on each line; of those that go over several lines the first has it."""
        found: dict[int, list[Value]] = defaultdict(list)
        for value in self.all_values():
            for span in value.spans[:1]:
                found[span.first_line].append(value)
        return found

    def all_values(self) -> Iterator[Value]:
        """Every value with a pointer into all records: of several it begins with the record's place among them."""
        several = len(self.records) > 1
        for n, values in enumerate(self.parsed.values):
            for value in values:
                yield value._replace(pointer=f"/{n}{value.pointer}") if several else value

    def value_at(self, pointer: str) -> object:
        """What the records have at a pointer."""
        names = pointer.split("/")[1:]
        place: Any = self.records[int(names[0])] if len(self.records) > 1 else self.records[0]
        for name in names[1:] if len(self.records) > 1 else names:
            place = place[int(name)] if isinstance(place, (list, tuple)) else place[name]
        found: object = place
        return found

    def ruled(self, value: Value) -> tuple[str, str]:
        """How a value is known, and by which rule: "rule" its own, "rule_of_line", "rule_of_section", "by_place"."""
        if value.rule or not value.spans:
            return ("rule", value.rule) if value.rule else ("derived", "")
        start, end = value.spans[0].start, value.spans[-1].end
        if _OUTCOMES in value.pointer:
            return "rule", line_triggers.outcome_by(" ".join(self.parsed.source.text[start:end].split()))
        rule = self.parsed.tokens[value.spans[0].first_line - 1].rule
        if rule:
            return "rule_of_line", rule
        owner = self.parsed.tokens[value.spans[0].first_line - 1].owner.rpartition("/")[0]
        return ("rule_of_section", self._labels[owner]) if owner in self._labels else ("by_place", "")

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """The rules of the sections' labels, by the sections' JSON pointers."""
        return {
            token.owner.removesuffix(_LABEL): token.rule
            for token in self.parsed.tokens
            if token.owner.endswith(_LABEL) and token.rule
        }

    @cached_property
    def findings(self) -> Mapping[int, Sequence[Finding]]:
        """What is told of each line."""
        found: dict[int, list[Finding]] = defaultdict(list)
        for each in self.parsed.findings:
            if each.stretch is not None:
                found[self.lines.position(each.stretch[0]).line].append(each)
        return found

    @cached_property
    def underlined(self) -> Mapping[int, Sequence[tuple[int, int]]]:
        """Where on each line values were read: columns from 0, end exclusive, in order and apart."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for value in self.all_values():
            if not is_whole(value.pointer) and value.pointer.rpartition("/")[2] not in _SAID:
                for span in value.spans:
                    for line in range(span.first_line, span.last_line + 1):
                        start, end = self.lines.stretch(line)
                        a, b = max(0, span.start - start), min(end, span.end) - start
                        if a < b:
                            found[line].append((a, b))
        return {line: list(_apart(places)) for line, places in found.items()}


def is_whole(pointer: str) -> bool:
    """Whether the value at a pointer is a text as a whole, in which values are read, and no value of its own."""
    *_, above, last = ("", *pointer.split("/"))
    return last in _WHOLE or (above in _WHOLE and last.isdecimal())


def _apart(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """`places`, those that meet made one."""
    last: tuple[int, int] | None = None
    for a, b in sorted(places):
        if last is not None and a <= last[1]:
            last = last[0], max(last[1], b)
            continue
        if last is not None:
            yield last
        last = a, b
    if last is not None:
        yield last
