"""DOCX: Word's documents, templates and those with macros, which are never run.

What one reads in Word with all changes accepted: deleted and hidden text and comments are left out, numbers of lists
and headings are counted, fields have their last result. Headers, footers and notes are furniture.
"""

import itertools
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from referat.text.inputs.composing import Line, composed, labelled
from referat.text.inputs.docx_blocks import Blocks, inside
from referat.text.inputs.docx_numbering import Numbering, written
from referat.text.inputs.docx_package import Package, R, Relation, W, is_on, value
from referat.text.inputs.docx_runs import Runs
from referat.text.inputs.docx_styles import Styles
from referat.text.inputs.input import Input

_FOOTNOTE = f"{W}footnoteReference"
# The kinds of headers and footers, in the order in which they come on the pages.
_KINDS = ("first", "default", "even")


def read(data: bytes) -> Input:
    """The text of a DOCX.

    Headers stand above the text, notes and then footers below it, each once. Raises SourceError where the file is
    damaged, encrypted, too large, nested too deeply, or no DOCX.
    """
    return _Document(Package(data)).read()


class _Document:
    """One document on its way to a text."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relations = package.relations(package.main)
        self._styles = Styles(self._part("styles"))
        settings = self._part("settings")
        self._has_even = settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
        self._numbering = Numbering(self._part("numbering"), self._styles)
        # Each kind of note's ids, in the order in which the text refers to them.
        self._notes: dict[str, list[str]] = {_FOOTNOTE: [], f"{W}endnoteReference": []}

    def read(self) -> Input:
        body = self._package.document.find(f"{W}body")
        elements = () if body is None else body
        sections = list(_sections(elements))
        page_ends = frozenset(
            paragraph
            for (paragraph, _), (_, following) in itertools.pairwise(sections)
            if paragraph is not None and value(following.find(f"{W}type")) not in ("continuous", "nextColumn")
        )
        main = self._blocks(self._relations, page_ends).lines(elements)
        properties = [properties for _, properties in sections]
        notes = [line for tag, name in zip(self._notes, ("footnotes", "endnotes"), strict=True)
                 for line in self._note_lines(tag, name)]  # fmt: skip
        whole = composed(self._running(properties, "header"), main, notes, self._running(properties, "footer"))
        return Input(whole.text, self._package.media_type, furniture=whole.furniture, links=whole.links)

    def _blocks(self, relations: dict[str, Relation], page_ends: frozenset[Element] = frozenset()) -> Blocks:
        return Blocks(self._styles, self._numbering, Runs(self._styles, relations, self._mark), page_ends)

    def _part(self, kind: str) -> Element | None:
        """The part that the document says is its `kind`."""
        name = self._name(kind)
        return None if name is None else self._package.tree(name)

    def _name(self, kind: str) -> str | None:
        return next((one.target for one in self._relations.values() if one.kind == kind and not one.is_external), None)

    def _mark(self, tag: str, note: str) -> str:
        """What the text has where it refers to a note."""
        ids = self._notes[tag]
        ids.append(note)
        return f"[{_note_number(tag, len(ids))}]"

    def _note_lines(self, tag: str, kind: str) -> Iterator[Line]:
        """The notes of one kind that the text refers to, each behind its mark."""
        root = self._part(kind) if self._notes[tag] else None
        if root is None:
            return
        by_id = {value(note, "id"): note for note in root}
        blocks = self._blocks(self._package.relations(self._name(kind) or ""))
        for n, note in enumerate(self._notes[tag], 1):
            lines = blocks.lines(by_id.pop(note, ()))
            if lines:
                gap = "" if lines[0].text.startswith(" ") else " "
                yield from labelled(f"[{_note_number(tag, n)}]{gap}", lines)

    def _running(self, sections: list[Element], kind: str) -> tuple[Line, ...]:
        """The headers or the footers of all sections, each text once."""
        parts: dict[str, tuple[Line, ...]] = {}
        for section in sections:
            for name in self._named(section, kind):
                if name not in parts:
                    root = self._package.tree(name)
                    blocks = self._blocks(self._package.relations(name))
                    parts[name] = () if root is None else blocks.lines(root)
        texts = {"\n".join(line.text for line in lines): lines for lines in reversed(parts.values())}
        return tuple(line for lines in reversed(texts.values()) for line in lines if line.text.strip())

    def _named(self, section: Element, kind: str) -> Iterator[str]:
        """The parts that are the section's headers or footers."""
        shown = {"first": is_on(section.find(f"{W}titlePg")), "default": True, "even": self._has_even}
        named = {value(one, "type"): one.get(f"{R}id", "") for one in section.findall(f"{W}{kind}Reference")}
        for when in _KINDS:
            target = self._relations.get(named.get(when, ""))
            if shown[when] and target is not None and not target.is_external:
                yield target.target


def _sections(elements: Iterable[Element]) -> Iterator[tuple[Element | None, Element]]:
    """The properties of the document's sections, each with the paragraph that ends it; None: the body's end."""
    for element in elements:
        if element.tag == f"{W}sectPr":
            yield None, element
        elif element.tag == f"{W}p":
            properties = element.find(f"{W}pPr/{W}sectPr")
            if properties is not None:
                yield element, properties
        elif element.tag != f"{W}tbl":
            yield from _sections(inside(element))


def _note_number(tag: str, n: int) -> str:
    """How Word counts: footnotes in digits, endnotes in Roman numerals."""
    return written(n, "decimal" if tag == _FOOTNOTE else "lowerRoman")
