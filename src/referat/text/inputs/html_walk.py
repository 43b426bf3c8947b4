"""A web page's nodes become lines: block by block, with lists numbered and rows of tables on one line."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from referat.text.inputs import html_furniture, html_tables
from referat.text.inputs.html_lines import Anchor, Column, Line
from referat.text.inputs.html_lists import List, begun
from referat.text.inputs.html_nodes import Nodes
from referat.tuples import NamedTuple

# Browsers set these off by a margin.
_MARGINS = frozenset({
    "blockquote", "dl", "fieldset", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "table",
})  # fmt: skip
_LISTS = frozenset({"dir", "menu", "ol", "ul"})
_BLOCKS = _MARGINS | _LISTS | frozenset({
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "dialog", "div", "dt",
    "figcaption", "footer", "form", "header", "hgroup", "html", "legend", "li", "main", "nav", "option", "search",
    "section", "summary", "tbody", "tfoot", "thead", "tr",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What others do, their attributes tell.
_TOLD = _BLOCKS | _CELLS | frozenset({"a", "br", "q"})
_PRE = re.compile(r"(?:^|[;\s])white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([a-z-]+)", re.IGNORECASE)
_SHOWN_AS_BLOCK = frozenset({"block", "flex", "flow-root", "grid", "list-item", "table", "table-row"})
_NO_LINK = re.compile(r"\s*(?:javascript|vbscript|data|about|blob):", re.IGNORECASE)
# A cell goes over no more columns than that.
_MOST_COLUMNS = 20
_EMPTY = Column(furniture=True)


class _Table(NamedTuple):
    """The rows of a table that have come so far, and the column that it stands in."""

    outer: Column
    rows: list[list[Column]]


def lines(nodes: Nodes, base: str) -> Sequence[Line]:
    """The page's lines, without its last margins. Addresses that the page gives in part are completed by `base`."""
    walk = _Walk(nodes, base)
    walk.run()
    return walk.column.lines


def resolved(base: str, address: str) -> str:
    """`address` as it is from `base`; as it is written, where it cannot be put together."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


class _Walk:
    """Goes through the nodes in order; `column` is where text is set."""

    def __init__(self, nodes: Nodes, base: str) -> None:
        self.column = Column(furniture=False)
        self._nodes = nodes
        self._base = base
        self._furniture = html_furniture.of(nodes)
        self._anchor: Anchor | None = None
        self._pre = 0
        self._headings = nodes.counted(_HEADINGS)
        self._items = Counter(parent for parent, tag in zip(nodes.parents, nodes.tags, strict=True) if tag == "li")
        self._lists: list[List] = []
        self._tables: list[_Table] = []
        # Of each item that is open, the indent outside it; of each piece of furniture, the column that it stands in.
        self._indents: list[str] = []
        self._outside: list[Column | None] = []

    def run(self) -> None:
        """Set the whole page."""
        nodes, around = self._nodes, list[int]()
        furniture, hidden = self._furniture.elements, self._furniture.hidden
        index = 0
        while index < len(nodes.tags):
            while around and nodes.ends[around[-1]] <= index:
                self._leave(around.pop())
            tag = nodes.tags[index]
            if not tag:
                self._text(nodes.texts[index])
            elif tag in _TOLD or nodes.attributes[index] or index in furniture:
                if index in hidden and not self._is_block(index):
                    index = nodes.ends[index]
                    continue
                self._enter(index)
                around.append(index)
            index += 1
        while around:
            self._leave(around.pop())
        self.column.end_line()

    def _text(self, text: str) -> None:
        if self._pre:
            self.column.preformatted(text, self._anchor)
        else:
            self.column.text(text, self._anchor)

    def _is_block(self, index: int) -> bool:
        style = self._nodes.attributes[index].get("style")
        display = _DISPLAY.search(style) if style else None
        if display is None or display[1].lower() == "none":
            return self._nodes.tags[index] in _BLOCKS
        return display[1].lower() in _SHOWN_AS_BLOCK

    def _has_margin(self, tag: str) -> bool:
        """Lists within lists have none."""
        return tag in _MARGINS or (tag in _LISTS and not self._lists)

    def _enter(self, index: int) -> None:
        tag, attributes = self._nodes.tags[index], self._nodes.attributes[index]
        if index in self._furniture.elements:
            self._enter_furniture(index)
        if tag in _CELLS:
            self._enter_cell(attributes)
        else:
            self._set_off(index)
        if tag == "pre" or (attributes and _PRE.search(attributes.get("style", ""))):
            self._pre += 1
        if tag in _LISTS:
            self._lists.append(begun(tag, attributes, self._items[index]))
        elif tag == "li":
            self._enter_item(index)
        elif tag == "table":
            self._tables.append(_Table(self.column, []))
        elif tag == "tr":
            self._tables[-1].rows.append([])
        elif tag == "a":
            self._anchor = self._link(index, attributes)
        elif tag == "br":
            self.column.new_line()
        elif tag == "q":
            self._text('"')

    def _set_off(self, index: int) -> None:
        """End the line at a block's edge; a block that its style sets in the line stands apart there."""
        tag = self._nodes.tags[index]
        if self._is_block(index):
            self.column.end_line(margin=self._has_margin(tag))
        elif tag in _BLOCKS:
            self.column.text(" ", None)

    def _leave(self, index: int) -> None:
        tag, attributes = self._nodes.tags[index], self._nodes.attributes[index]
        if tag == "q":
            self._text('"')
        if tag in _CELLS:
            self.column.end_line()
            self.column = self._tables[-1].outer
        elif tag == "table":
            html_tables.add(self._tables.pop().rows, self.column)
        elif tag in _LISTS:
            self.column.end_line()
            self._lists.pop()
        elif tag == "li":
            self.column.end_line()
            self.column.end_item(self._indents.pop())
        elif tag == "a":
            self._anchor = None
        if tag not in _CELLS:
            self._set_off(index)
        if tag == "pre" or (attributes and _PRE.search(attributes.get("style", ""))):
            self._pre -= 1
        if index in self._furniture.elements:
            self._leave_furniture()

    def _link(self, index: int, attributes: Mapping[str, str]) -> Anchor | None:
        url = attributes.get("href", "").strip()
        if not url or _NO_LINK.match(url):
            return None
        return Anchor(index, resolved(self._base, url))

    def _enter_cell(self, attributes: Mapping[str, str]) -> None:
        cell = Column(furniture=self.column.furniture)
        self._tables[-1].rows[-1].append(cell)
        # What goes over several columns leaves the others empty.
        span = attributes.get("colspan", "")
        if span.isascii() and span.isdigit() and len(self._tables[-1].rows[-1]) < _MOST_COLUMNS:
            self._tables[-1].rows[-1].extend([_EMPTY] * (min(int(span[:3]), _MOST_COLUMNS) - 1))
        self.column = cell

    def _enter_item(self, index: int) -> None:
        self._indents.append(self.column.indent)
        if self._lists:
            # An item with a heading: the list is how the page is laid out.
            headed = self._headings[self._nodes.ends[index]] > self._headings[index]
            self.column.begin_item(self._lists[-1].marker(self._nodes.attributes[index], headed=headed))

    def _enter_furniture(self, index: int) -> None:
        """Furniture within a line stands below it; other furniture where it is."""
        if self._is_block(index) or self._nodes.tags[index] in _CELLS:
            self._outside.append(None)
            self.column.end_line()
            self.column.furniture = True
        else:
            self._outside.append(self.column)
            self.column = Column(furniture=True)

    def _leave_furniture(self) -> None:
        outside = self._outside.pop()
        self.column.end_line()
        if outside is None:
            self.column.furniture = False
        else:
            outside.add_beside(self.column.lines)
            self.column = outside
