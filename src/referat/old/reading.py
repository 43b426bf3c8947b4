"""What the productions of the grammar share while one file is read: the source, and what they say about it.

A node is a plain dict that becomes a model when the tree is finished. Which line went where (`claims`) and where each
field was read (`places`) are noted beside the tree, by the node's identity, and worked out only when somebody asks.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from referat.contract.diagnostics import Diagnostic, diagnostic
from referat.old.layout import Layout
from referat.old.tokens import Hit, Scan
from referat.text.source import Source, tidy

Node = dict[str, Any]
#: What the text refers to: the view's offsets, the kind, and the value.
Mentioned = tuple[int, int, str, str]


class Reading:
    """One file on its way to its meetings.

    `absent` are the names in an Attendance, by the identity of its node;
    `away` are those who were absent for some items alone;
    `told` are labels that say something of the whole document;
    `listed` are the people on a header's lists, by the identity of its Meeting;
    `set_apart` are lines in the middle of a section that belong to another one;
    `mentions` are what the whole text refers to, once a section has asked for it;
    `reasons` say of a line in the form of a heading why it is one, or none.
    """

    def __init__(self, source: Source, layout: Layout, found: Scan) -> None:
        self.source = source
        self.layout = layout
        self.found = found
        self.claims: list[tuple[int, int, str, str, Node, str]] = []
        self.places: list[tuple[Node, str, int, int]] = []
        self.diagnostics: list[Diagnostic] = []
        self.absent: dict[int, set[str]] = {}
        self.reasons: dict[int, tuple[str, object]] = {}
        self.set_apart: set[int] = set()
        self.away: list[Any] = []
        self.told: list[Hit] = []
        self.listed: dict[int, list[Any]] = {}
        self.mentions: list[Mentioned] | None = None

    @cached_property
    def labels_stand_apart(self) -> bool:
        """Whether labels have a blank line above them: the layout says so, and this text does so at least once."""
        blank_above = (i == 0 or self.source.is_blank(i - 1) for i in self.found.labels)
        return self.layout.labels_stand_apart and any(blank_above)

    @cached_property
    def decisions_undated(self) -> bool:
        """Whether decisions stand under a label without a date: then one with a date may be another meeting's."""
        hits = self.found.labels.values()
        return any(hit.rule.data["kind"] == "decision" and hit.get("date") is None for hit in hits)

    def is_text(self, i: int) -> bool:
        """Whether line `i` is neither blank nor furniture, and no part of another section inside this one."""
        return i not in self.found.noise and i not in self.set_apart and not self.source.is_blank(i)

    def text_lines(self, first: int, stop: int) -> Sequence[int]:
        """The lines from `first` up to `stop` for which `is_text` holds."""
        texts = self.found.texts
        lines = texts[bisect_left(texts, first) : bisect_left(texts, stop)]
        return [i for i in lines if i not in self.set_apart] if self.set_apart else lines

    def text(self, first: int, stop: int) -> str:
        """The lines from `first` up to `stop` as the contract writes text, furniture left out."""
        source = self.source
        if first >= stop:
            return ""
        inside = [i for i in self.found.within(self.found.noise, first, stop) if not self._is_glued(i, first, stop)]
        if self.set_apart:
            inside = sorted({*inside, *(i for i in range(first, stop) if i in self.set_apart)})
        if not inside:
            return source.verbatim(*source.line_span(first, stop - 1))
        pieces, begun = [], first
        for i in [*inside, stop]:
            if begun < i:
                pieces.append(source.plain(*source.line_span(begun, i - 1)))
            begun = i + 1
        return tidy("\n".join(pieces))

    def _is_glued(self, i: int, first: int, stop: int) -> bool:
        """Whether the furniture `i` is part of a printed line whose other part, from `first` up to `stop`, is text."""
        number = self.source.number
        beside = [k for k in (i - 1, i + 1) if first <= k < stop and number(k) == number(i)]
        return not self.layout.flattened and any(self.is_text(k) for k in beside)

    def put(self, node: Node, key: str, value: object, a: int, b: int) -> None:
        """Set a field of `node` and note that it was read at the view's `a:b`."""
        node[key] = value
        self.places.append((node, key, a, b))

    def at(self, node: Node, key: str, a: int, b: int) -> None:
        """Note that `key` (or "key/0" for an element) of `node` was read at the view's `a:b`."""
        self.places.append((node, key, a, b))

    def place(self, node: Node, key: str) -> tuple[int, int]:
        """Where the field `key` of `node` was read, as the view's offsets. Raises StopIteration where it was not."""
        return next((a, b) for owner, name, a, b in reversed(self.places) if owner is node and name == key)

    def claim(self, first: int, last: int, kind: str, rule: str, owner: Node, key: str = "") -> None:
        """Give the lines `first` to `last` to `key` of `owner`."""
        self.claims.append((first, last, kind, rule, owner, key))

    def report(self, code: str, message: str, line: int | None = None) -> None:
        """Add a diagnostic; `line` is 0-based."""
        number = None if line is None else self.source.number(line) + 1
        self.diagnostics.append(diagnostic(code, message, number))
