"""The path: bytes become a text, a text its outline, the outline minutes, the minutes records.

bytes → Source → DocumentOutline → Meeting (nodes) → Record
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from referat.contract import nodes
from referat.contract import record as records
from referat.contract.diagnostics import Diagnostic, Finding, diagnostic, finding, from_note
from referat.contract.notes import Note
from referat.contract.record import Envelope, Record
from referat.contract.validation import validated
from referat.errors import ReferatError
from referat.facts import mentions, minutes
from referat.facts.header import elsewhere_listed
from referat.facts.minutes import Given, MinutesReading
from referat.facts.refusal import is_minutes
from referat.lexicon.families import GENERIC, Family, by_id, recognised
from referat.outline import document, loose, silence
from referat.outline.blocks import DocumentBlocks
from referat.outline.document import DocumentOutline
from referat.outline.loose import Loose
from referat.outline.rejoined import rejoined
from referat.text import mojibake
from referat.text.decoding import name_of as encoding_name
from referat.text.inputs.kinds import PLAINLY, Opening
from referat.text.places import Range
from referat.text.source import Source, Span
from referat.tuples import NamedTuple

if TYPE_CHECKING:
    from referat.contract.ledger import Token
    from referat.contract.model import Meeting


class _Outlined(NamedTuple):
    """What of a document's outline its minutes are read of, and told: the marks, a third of all memory, are let go."""

    blocks: DocumentBlocks
    loose: Loose
    notes: tuple[Note, ...]
    begin: tuple[int, int] | None


class _Read(NamedTuple):
    """One document that was read: its meeting, what was told of it, and its first line, as offsets in the view."""

    meeting: nodes.Meeting
    notes: tuple[Note, ...]
    begin: tuple[int, int] | None


class Parsed:
    """What one file gave: its meetings, and how each line of it was understood.

    `records` are the meetings as plain dicts of the contract, none where the text is no minutes; `meetings` are the
    same as models. `diagnostics` are those of the whole file, `meetings[i].diagnostics` those of one meeting.
    `family` is the publisher's family that the text shows the sign of; `outlines` tell which line is what, and why,
    document by document. Few ask for these, or for the `tokens`, and they take most of the memory: they are read again.
    """

    def __init__(self, source: Source, read: Sequence[_Read], shared: tuple[Finding, ...], family: Family) -> None:
        self.source: Source = source
        self.family: Family = family
        self.diagnostics: tuple[Diagnostic, ...] = tuple([found.diagnostic for found in shared])
        self._read = tuple(read)
        self._shared = shared
        self.records: tuple[Record, ...] = tuple(self._records())

    def _records(self) -> Iterator[Record]:
        count = len(self._read)
        for n, one in enumerate(self._read, 1):
            told = [from_note(note, self.source) for note in one.notes]
            several = [_one_of(n, count)] if count > 1 else []
            envelope = Envelope(self.family.id, (*self.diagnostics, *several, *told))
            yield validated(records.record(one.meeting, self.source, envelope))

    @cached_property
    def meetings(self) -> "tuple[Meeting, ...]":
        """The records as models. The first use in a process waits for pydantic, a tenth of a second or two."""
        # Imported here: who writes JSON does without.
        from referat.contract.model import Meeting

        return tuple(map(Meeting.model_validate, self.records))

    @property
    def meeting(self) -> "Meeting":
        """The first meeting, in nearly every file the only one. Raises ReferatError where the text is no minutes."""
        if not self.records:
            raise ReferatError(self.diagnostics[-1].message, name=self.source.name)
        return self.meetings[0]

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """Those of the file and of its meetings, each once."""
        of_meetings = (Diagnostic(**one) for record in self.records for one in record["diagnostics"])
        return tuple(dict.fromkeys((*self.diagnostics, *of_meetings)))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The same with their places, in the order of the text; what is about no place stands first."""
        count = len(self._read)
        found = [*self._shared]
        for n, one in enumerate(self._read, 1):
            found += [Finding(_one_of(n, count), one.begin and self.source.origin(*one.begin))] if count > 1 else []
            found += [finding(note, self.source) for note in one.notes]
        return tuple(sorted(dict.fromkeys(found), key=lambda each: each.stretch or (-1, -1)))

    @cached_property
    def outlines(self) -> tuple[DocumentOutline, ...]:
        """Which line is what, and why, document by document; none where the text is no minutes."""
        return tuple(document.of(self.source, self.family.vocabulary)) if self._read else ()

    @cached_property
    def tokens(self) -> "tuple[Token, ...]":
        """Every line with what it became; the tokens' texts joined are the source's text."""
        # Imported here: few ask.
        from referat.contract.ledger import LineRole, ledger
        from referat.outline import roles

        said: list[LineRole] = []
        mentioned = mentions.of(self.source)
        for n, outline in enumerate(self.outlines):
            root = f"/{n}" if len(self._read) > 1 else ""
            reading = minutes.of(self.source, outline.blocks, mentioned)
            said += roles.of(outline, reading.items, root)
            beside = (*reading.header.roles, *minutes.roles_below(self.source, reading))
            said += [role._replace(owner=f"{root}{role.owner}") for role in beside]
        return tuple(ledger(self.source, said))

    @cached_property
    def places(self) -> tuple[dict[str, list[Span]], ...]:
        """For each meeting: JSON pointer -> where that value was read; nowhere, where it is derived."""
        return tuple(records.places(one.meeting, self.source) for one in self._read)

    @cached_property
    def values(self) -> tuple[tuple[records.Value, ...], ...]:
        """For each meeting: its values, where each was read and by which rule."""
        return tuple(tuple(records.values(one.meeting, self.source)) for one in self._read)


def parse(
    text: str | bytes | Source,
    *,
    name: str = "",
    layout: str | Family | None = None,
    authority: str | None = None,
    families: bool = True,
    opening: Opening = PLAINLY,
) -> Parsed:
    """Read minutes or an agenda.

    `text` are the bytes of a file, or text that is decoded already; `name` is what its source is called in the result.
    `opening` says in which encoding bytes are, and whether LibreOffice may convert a document that nobody here reads.
    `layout` is a family of minutes, its id, or the path of a layout file; without it the family is known by its sign,
    and without `families` there is none. `authority` is the region or municipality whose document it is, where the
    caller knows. Raises SourceError where bytes hold no text (see `Source.from_bytes`), LayoutError for a layout that
    is not there or broken; anything else that is odd about the text is a diagnostic.
    """
    source = _source(text, name, opening)
    if source.text.isspace():  # megabytes of blanks need no look at each
        family = GENERIC if layout is None else _family(source, layout, families=families)
        return Parsed(source, (), (_refused(source),), family)
    family = _family(source, layout, families=families)
    whole = rejoined(source, family.vocabulary)
    if family is GENERIC and whole is not source:  # a sign may have been broken at the end of a line
        family = _family(whole, layout, families=families)
        whole = whole if family is GENERIC else rejoined(source, family.vocabulary)
    source = whole
    given = Given(authority, "given") if authority else Given(family.authority, "layout")
    read = _documents(source, family, given)
    return Parsed(source, read, tuple(_about_source(source)) if read else (_refused(source),), family)


def _documents(source: Source, family: Family, given: Given) -> list[_Read]:
    """The documents in `source`, none where it is no minutes; all that they were read of is let go here."""
    said = mentions.of(source)
    outlined = [_outlined(each) for each in document.of(source, family.vocabulary)]
    # A document goes down to the next one, the first from the top of the text.
    begins = [0, *[each.blocks.range.a for each in outlined[1:]], len(source.view)]
    read: list[_Read] = []
    known, signed = False, family is not GENERIC
    for each, at in zip(outlined, map(Range, begins, begins[1:]), strict=True):
        reading = minutes.of(source, each.blocks, said, given)
        known = known or is_minutes(source, reading, at, signed=signed)
        nowhere = silence.unclaimed(source, each.blocks, each.loose, reading.items, tuple(_told_below(source, reading)))
        read += (_Read(reading.meeting, (*each.notes, *nowhere, *reading.notes), each.begin),)
    return read if known else []


def _family(source: Source, layout: str | Family | None, *, families: bool) -> Family:
    if layout is None:
        return (recognised(source) if families else None) or GENERIC
    return by_id(layout) if isinstance(layout, str) else layout


def _source(text: str | bytes | Source, name: str, opening: Opening) -> Source:
    if isinstance(text, bytes):
        return Source.from_bytes(text, name=name, opening=opening)
    return text if isinstance(text, Source) else Source(text, name=name)


def _outlined(outline: DocumentOutline) -> _Outlined:
    marks = outline.page.marks
    begin = (marks[0].a, marks[0].b) if marks else None
    return _Outlined(outline.blocks, loose.of(outline), tuple(silence.of(outline)), begin)


def _one_of(n: int, count: int) -> Diagnostic:
    """What is told of the meeting `n` of so many in one file."""
    return diagnostic("several-meetings", f"meeting {n} of {count} in this file.")


def _told_below(source: Source, reading: MinutesReading) -> Iterator[Range]:
    """The places that tell who attended and when the meeting began and ended, and those that notes are about."""
    meeting = reading.meeting
    said = meeting.attendance.statements
    yield from (statement.span for statement in said)
    end = reading.items[-1].range.b if reading.items else 0
    if said and said[-1].span.a > end:
        yield from elsewhere_listed.heads_of(source, said, end)
    yield from (place for placed in (meeting.opened, meeting.closed) if placed is not None for place in placed.at)
    yield from (Range(note.at, note.at + 1) for note in reading.notes if note.at is not None)


def _about_source(source: Source) -> Iterator[Finding]:
    if source.replaced:
        at = source.text.index("\ufffd")
        line = source.text.count("\n", 0, at) + 1
        told = f"{source.replaced} bytes fit no encoding and became U+FFFD."
        yield Finding(diagnostic("bytes-replaced", told, line), (at, at + 1))
    elif not source.certain:
        told = f"the bytes are no UTF-8; read as {encoding_name(source.encoding or '')}."
        yield Finding(diagnostic("encoding-guessed", told))
    wrong = mojibake.find(source.text)
    if wrong is not None:
        line = source.text.count("\n", 0, wrong.start) + 1
        message = f"letters decoded wrongly before they came here: {wrong.letters}, first in {wrong.around!r}."
        yield Finding(diagnostic("mojibake", message, line), (wrong.start, wrong.end))


def _refused(source: Source) -> Finding:
    """Why a text is no minutes."""
    if not source.view.strip():
        return Finding(diagnostic("empty", "there is no text in it."))
    if "\r" in source.text and "\n" not in source.text:
        advice = "it is one line: its lines end in CR alone; `tr '\\r' '\\n'` converts them."
        return Finding(diagnostic("not-minutes", advice))
    told = "too little in it of what minutes have (a document type, a body and a date, items, section labels)."
    return Finding(diagnostic("not-minutes", told))
