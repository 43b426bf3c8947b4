"""What stands in a DOCX's paragraph: its text as accepted changes leave it, fields' results, links, text boxes."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from referat.text.inputs import symbols
from referat.text.inputs.docx_package import R, Relation, W, descendants, is_on, value
from referat.text.inputs.docx_styles import Styles
from referat.text.inputs.fields import Fields

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BOX = f"{W}txbxContent"
#: What only holds what stands in a paragraph or a body: changes that are accepted, smart tags, markup of users.
TRANSPARENT = frozenset(
    {
        *(f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "bdo", "dir", "rubyBase")),
        f"{MC}Choice", f"{MC}Fallback", f"{_MATH}oMath", f"{_MATH}oMathPara",
    }
)  # fmt: skip
_PLAIN = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_ASIDE = frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass
class Runs:
    """Reads what stands in the paragraphs of one part of the document, one after another, as fields run across them.

    `pieces` are the texts of the paragraph that is being read with their addresses, `boxes` the text boxes found in it,
    `notes` the ids of the foot- and endnotes of the whole part, in order.
    """

    styles: Styles
    relations: Mapping[str, Relation]
    note_mark: Callable[[str, str], str]
    pieces: list[tuple[str, str | None]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    _fields: Fields = field(default_factory=Fields)
    _style: str | None = None

    def begin(self, style: str | None) -> None:
        """A paragraph of this style begins."""
        self.pieces, self.boxes, self._style = [], [], style

    def read(self, elements: Iterable[Element], url: str | None = None) -> None:
        """Add what `elements`, children of a paragraph, show; `url` is where they lead."""
        for element in elements:
            tag = element.tag
            if tag == f"{W}r":
                self._run(element, url)
            elif tag == f"{W}hyperlink":
                self.read(element, self._target(element) or url)
            elif tag == f"{W}fldSimple":
                self._simple_field(element, url)
            elif tag == f"{W}sdt":
                self.read(shown_content(element), url)
            elif tag == f"{MC}AlternateContent":
                self.read(chosen(element), url)
            elif tag == f"{_MATH}r":
                self._add("".join(text.text or "" for text in element.iter(f"{_MATH}t")), url)
            elif tag in TRANSPARENT or tag.startswith(_MATH):
                self.read(element, url)

    def _simple_field(self, element: Element, url: str | None) -> None:
        self._fields.begin()
        self._fields.add_code(value(element, "instr") or "")
        self._fields.separate()
        self.read(element, url)
        self._fields.end()

    def _target(self, link: Element) -> str | None:
        target = self.relations.get(link.get(f"{R}id", ""))
        return target.target if target is not None and target.is_external else None

    def _run(self, run: Element, url: str | None) -> None:
        if not self.styles.is_hidden(self._style, run.find(f"{W}rPr")):
            for child in run:
                self._run_child(child, url)
        else:
            for child in run:  # hidden fields still begin and end
                if child.tag in (f"{W}fldChar", f"{W}instrText"):
                    self._run_child(child, url)

    def _run_child(self, child: Element, url: str | None) -> None:
        tag = child.tag
        if tag == f"{W}t":
            self._add(_text(child), url)
        elif tag in _PLAIN:
            self._add(_PLAIN[tag], url)
        elif tag == f"{W}br":
            self._add("\f" if value(child, "type") == "page" else "\n", url)
        elif tag == f"{W}fldChar":
            self._field_mark(child)
        elif tag == f"{W}instrText":
            self._fields.add_code(child.text or "")
        elif tag == f"{W}sym":
            self._add(_symbol(child), url)
        elif tag in _ASIDE:
            self._add(self.note_mark(tag, value(child, "id") or ""), url)
        elif tag in _DRAWN:
            self.boxes += descendants(child, BOX)
        elif tag == f"{MC}AlternateContent":
            for one in chosen(child):
                self._run_child(one, url)
        elif tag == f"{W}ruby":
            self.read(child)

    def _field_mark(self, mark: Element) -> None:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self._fields.begin()
            box = mark.find(f"{W}ffData/{W}checkBox")
            if box is not None and self._fields.above_is_shown:
                state = box.find(f"{W}checked")
                state = box.find(f"{W}default") if state is None else state
                self.pieces.append((symbols.CHECKED if is_on(state) else symbols.UNCHECKED, None))
        elif kind == "separate":
            self._fields.separate()
        elif kind == "end":
            self._fields.end()

    def _add(self, text: str, url: str | None) -> None:
        if text and self._fields.is_shown:
            self.pieces.append((text, self._fields.url or url))


def shown_content(control: Element) -> Iterable[Element]:
    """What a content control holds; nothing where it shows what to fill in."""
    if is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
        return ()
    content = control.find(f"{W}sdtContent")
    return () if content is None else content


def chosen(alternatives: Element) -> Iterable[Element]:
    """What stands in the first alternative that has something to read in it: the others show the same."""
    for one in alternatives:
        if any(next(one.iter(name), None) is not None for name in (f"{W}t", BOX, f"{_MATH}t")):
            return one
    return ()


def _text(element: Element) -> str:
    text = element.text or ""
    if element.get(_XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return _SPACE.sub(" ", text) if any(mark in text for mark in "\t\r\n") else text


def _symbol(element: Element) -> str:
    try:
        return symbols.seen(int(value(element, "char") or "", 16))
    except ValueError:
        return ""
