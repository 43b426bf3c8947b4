"""The grammar: one function per production.

    file      = document { document } ;
    document  = header { item } ;

The header's own productions stand in `header` and `contents`, the choice of headings in `headings`, an item's in `item`
and `section`, what the words of a section say in `facts`, and what only the whole document shows in `whole`.
"""

from collections.abc import Sequence
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from referat.contract.diagnostics import Diagnostic, diagnostic
from referat.contract.record import Record
from referat.contract.validation import validated
from referat.errors import ReferatError
from referat.old import headings
from referat.old import layout as layouts
from referat.old.chain import Heading
from referat.old.contents import find_contents
from referat.old.documents import find_documents
from referat.old.facts import roll
from referat.old.header import read_header
from referat.old.identification import Verdict, identify
from referat.old.item import read_item
from referat.old.layout import GENERIC, Layout
from referat.old.lost import holds, lost_heading, lost_headings
from referat.old.pieces import cut
from referat.old.reading import Node, Reading
from referat.old.tokens import scan
from referat.old.verdict import is_minutes
from referat.old.whole import (
    check_numbers,
    compare_contents,
    finish_hours,
    give_ids,
    read_people,
    read_told,
    report_header,
)
from referat.text.source import Source, Span

if TYPE_CHECKING:
    from referat.contract.model import Meeting
    from referat.old.ledger import Token


class Parsed:
    """What one file gave: its meetings, and how each line of it was understood.

    `records` are the meetings as plain dicts of the contract, none where the text is no minutes; `meetings` are the
    same as models. `diagnostics` are those of the whole file, `meetings[i].diagnostics` those of one meeting.
    `verdicts` tell how well each layout fitted, the one taken first.
    """

    def __init__(
        self,
        reading: Reading,
        drafts: Sequence[Node],
        verdicts: Sequence[Verdict],
        records: Sequence[Record],
        shared: Sequence[Diagnostic],
        source: Source,
    ) -> None:
        self._reading = reading
        self._drafts = drafts
        self.source: Source = source
        self.layout: Layout = reading.layout
        self.verdicts: tuple[Verdict, ...] = tuple(verdicts)
        self.records: tuple[Record, ...] = tuple(records)
        self.diagnostics: tuple[Diagnostic, ...] = tuple(shared)

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
        of_meetings = (Diagnostic(**found) for one in self.records for found in one["diagnostics"])
        return tuple(dict.fromkeys((*self.diagnostics, *of_meetings)))

    @cached_property
    def tokens(self) -> "tuple[Token, ...]":
        """Every line with what it became; the tokens' texts joined are the source's text."""
        # Imported here: few ask.
        from referat.old.ledger import ledger

        return tuple(ledger(self._reading.source, self._reading.claims, self._reading.reasons, self._pointers))

    @cached_property
    def places(self) -> tuple[dict[str, list[Span]], ...]:
        """For each meeting: JSON pointer -> where that field was read. A field may have been read in several places."""
        found: tuple[dict[str, list[Span]], ...] = tuple({} for _ in self._drafts)
        several = len(self._drafts) > 1
        for node, key, a, b in self._reading.places:
            pointer = self._pointers.get(id(node))
            if pointer is None:
                continue
            at = 0
            if several:
                _, head, *rest = pointer.split("/")
                at, pointer = int(head), "".join(f"/{step}" for step in rest)
            found[at].setdefault(f"{pointer}/{key}", []).append(self.source.span(a, b))
        return found

    @cached_property
    def _pointers(self) -> dict[int, str]:
        """The JSON pointer of every node, by its identity; in a file of several meetings it begins with their index."""
        several = len(self._drafts) > 1
        found: dict[int, str] = {}
        todo: list[tuple[Any, str]] = [(draft, f"/{i}" if several else "") for i, draft in enumerate(self._drafts)]
        while todo:
            value, pointer = todo.pop()
            if isinstance(value, dict):
                found[id(value)] = pointer
                todo += [(child, f"{pointer}/{key}") for key, child in value.items()]
            elif isinstance(value, list):
                todo += [(child, f"{pointer}/{i}") for i, child in enumerate(value)]
        return found


def parse(text: str | bytes | Source, *, name: str = "", layout: Layout | str | None = None) -> Parsed:
    """Read minutes or an agenda.

    `text` are the bytes of a file, or text that is decoded already; `name` is what its source is called in the result.
    `layout` is a layout, its id, or the path of a layout file; without it, the layout is recognised from the text.
    Raises SourceError where bytes are no text, LayoutError for a layout that is not there or broken; anything else that
    is odd about the text is a diagnostic.
    """
    if isinstance(text, bytes):
        source = Source.from_bytes(text, name=name)
    else:
        source = text if isinstance(text, Source) else Source(text, name=name)
    verdicts = identify(source) if layout is None else []
    chosen = verdicts[0].layout if verdicts else layouts.load(layout) if isinstance(layout, str) else layout
    assert chosen is not None  # noqa: S101  for the type checker: one of the branches gave a layout
    pieces = cut(source, chosen)
    reading = Reading(pieces, chosen, scan(pieces, chosen))
    _report_source(reading, verdicts)
    bounds = find_documents(reading)
    shared = tuple(reading.diagnostics)
    drafts = [_document(reading, first, stop) for first, stop in bounds]
    if not any(is_minutes(draft, chosen.minimum, forced=layout is not None) for draft in drafts):
        return _not_minutes(reading, verdicts, source)
    records = [_finish(reading, draft, n, len(drafts), shared) for n, draft in enumerate(drafts)]
    return Parsed(reading, drafts, verdicts, records, shared, source)


def _report_source(reading: Reading, verdicts: Sequence[Verdict]) -> None:
    source = reading.source
    if source.replaced:
        first = source.text.index("\ufffd")
        line = source.text.count("\n", 0, first)
        reading.report("bytes-replaced", f"{source.replaced} bytes fit no encoding and became U+FFFD.", line)
    elif not source.certain:
        reading.report("encoding-guessed", "the bytes are no UTF-8; read as Windows-1252.")
    if len(verdicts) > 1 and reading.layout.id != GENERIC:
        rivals = [
            v.layout.id for v in verdicts[1:] if v.fits and v.score == verdicts[0].score and v.layout.id != GENERIC
        ]
        if rivals:
            reading.report(
                "layout-ambiguous",
                f"{', '.join([reading.layout.id, *rivals])} fit equally well (score {verdicts[0].score:g}); "
                f"{reading.layout.id} was taken.",
            )
    elif verdicts:
        nearest = max(verdicts[1:], key=lambda v: v.score, default=None)
        also = (
            f"; nearest is {nearest.layout.id} (score {nearest.score:g} of {nearest.layout.minimum:g})"
            if nearest
            else ""
        )
        reading.report("layout-unknown", f"no layout fits this text, the generic reader read it{also}.")


def _not_minutes(reading: Reading, verdicts: Sequence[Verdict], source: Source) -> Parsed:
    blank = not reading.found.filled
    reading.diagnostics.clear()
    reading.claims.clear()
    if blank:
        reading.report("empty", "there is no text in it.")
    elif "\r" in source.text and "\n" not in source.text:
        reading.report("not-minutes", "it is one line: its lines end in CR alone; `tr '\\r' '\\n'` converts them.")
    else:
        try_this = " If it is minutes, name their layout with --layout." if verdicts else ""
        reading.report(
            "not-minutes",
            "too little in it of what minutes have (a document type, a body and a date, items, section labels)."
            + try_this,
        )
    return Parsed(reading, [], verdicts, [], tuple(reading.diagnostics), source)


# document = header { item } ;


def _document(reading: Reading, first: int, stop: int) -> Node:
    """One meeting as a plain dict. Its diagnostics are those reported while it was read."""
    before, told = len(reading.diagnostics), len(reading.told)
    node: Node = {"layout": reading.layout.id}
    contents = find_contents(reading, first, stop)
    chosen, others = headings.choose(reading.found, reading.layout, first, stop, contents)
    for other in others:
        reading.reasons[other.line] = ("no heading", other)
        if other.hit is not None and other.hit.rule.data.get("weight", 0) > 0:
            text = reading.source.lines[other.line].strip()
            reading.report("heading-doubtful", f"in the form of a heading, read as text: {text[:60]!r}.", other.line)
    if not chosen or reading.layout.items_begin == "lost":
        lost_ones = lost_headings(reading, first, stop)
        chosen = chosen if holds(reading, chosen, lost_ones, stop) else lost_ones
    top = chosen[0].first if chosen else stop
    read_header(reading, node, first, top, contents, frozenset(heading.key for heading in chosen if heading.key))
    for key, unknown in _UNKNOWN.items():
        node.setdefault(key, unknown)
    items: list[Node] = []
    for n, heading in enumerate(chosen, 1):
        following = chosen[n].first if n < len(chosen) else stop
        begins: Heading | None = heading
        while begins is not None:
            lost = lost_heading(reading, begins.body, following)
            end = lost.first if lost is not None else following
            items.append(read_item(reading, node, begins, len(items) + 1, end))
            begins = lost
    node["items"] = items
    roll.bring_to_items(reading, node)
    read_told(reading, node, told)
    finish_hours(reading, node)
    compare_contents(reading, node)
    check_numbers(reading, chosen)
    read_people(reading, node, first, stop, chosen)
    give_ids(reading, node, first, stop)
    report_header(reading, node)
    node["diagnostics"] = reading.diagnostics[before:]
    return node


_UNKNOWN: Node = {
    "document_type": "unknown",
    "title": None,
    "authority": None,
    "body": None,
    "date": None,
    "scheduled_start": None,
    "scheduled_end": None,
    "place": None,
}


def _finish(reading: Reading, draft: Node, n: int, count: int, shared: Sequence[Diagnostic]) -> Record:
    """The draft as a record: the one validation of the whole tree."""
    source = reading.source
    draft["source"] = {
        "name": source.name,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "characters": len(source.text),
        "lines": source.line_count,
    }
    several = [diagnostic("several-meetings", f"meeting {n + 1} of {count} in this file.")] if count > 1 else []
    draft["diagnostics"] = list(map(asdict, (*shared, *several, *draft["diagnostics"])))
    for item in draft["items"]:
        item["recommendations"] = [] if item["recommendation"] is None else [item["recommendation"]]
    return validated(draft)
