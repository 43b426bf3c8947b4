"""A DOCX's styles: what a paragraph has of its own, of its style, of the styles that is based on, and by default."""

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from referat.text.inputs.docx_package import W, is_on, number, value
from referat.tuples import NamedTuple

_TWIPS = 20
# What a browser's space, which "autospacing" is, comes to, in points.
_AUTO_SPACE = 14.0
_NO_NUMBERS = 0
_LONGEST_CHAIN = 32
_HIDDEN = f"{W}rPr/{W}vanish"


class ListPlace(NamedTuple):
    """The list that a paragraph is numbered in, and its level there (from 0)."""

    list_id: int
    level: int | None
    # The style that says so; None where the paragraph does itself.
    style: str | None


class Spacing(NamedTuple):
    """The space above and below a paragraph, in points; None: not said."""

    above: float | None
    below: float | None

    def or_else(self, other: "Spacing") -> "Spacing":
        """What is not said, as `other` says it."""
        return Spacing(
            other.above if self.above is None else self.above, other.below if self.below is None else self.below
        )


class Styles:
    """The styles of one document; `root` is styles.xml, None where there is none."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(f"{W}style")
        self._by_id: Mapping[str, Element] = {value(style, "styleId") or "": style for style in styles}
        defaults = (style for style in styles if value(style, "type") == "paragraph" and value(style, "default") == "1")
        self._chains: dict[str | None, Sequence[Element]] = {}
        self._answers: dict[tuple[str | None, str], Element | None] = {}
        self._spaces: dict[str | None, Spacing] = {}
        self._default = next((value(style, "styleId") for style in defaults), None)
        default = None if root is None else root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self.default_spacing = spacing(default).or_else(Spacing(0, 0))

    def of_paragraph(self, properties: Element | None) -> str | None:
        """The id of the style of a paragraph with these properties."""
        named = value(None if properties is None else properties.find(f"{W}pStyle"))
        return named if named in self._by_id else self._default

    def spacing(self, properties: Element | None, otherwise: Spacing) -> Spacing:
        """The space around a paragraph with these properties; `otherwise` is what it has where nothing says it."""
        return spacing(properties).or_else(self._style_spacing(self.of_paragraph(properties))).or_else(otherwise)

    def table_spacing(self, table: Element) -> Spacing:
        """The space around a paragraph of `table` that says nothing itself."""
        return self._style_spacing(value(table.find(f"{W}tblPr/{W}tblStyle"))).or_else(self.default_spacing)

    def _style_spacing(self, style_id: str | None) -> Spacing:
        if style_id not in self._spaces:
            own = Spacing(None, None)
            for style in self._chain(style_id):
                own = own.or_else(spacing(style.find(f"{W}pPr")))
            self._spaces[style_id] = own
        return self._spaces[style_id]

    def is_heading(self, properties: Element | None) -> bool:
        """Whether a paragraph with these properties is a heading of some level of the document's outline."""
        level = self._property(properties, "outlineLvl")
        return level is not None and number(value(level), 9) < 9  # noqa: PLR2004 - 9 is the body's text

    def is_on(self, properties: Element | None, name: str) -> bool:
        """Whether the paragraph's property `name` (keepNext, contextualSpacing …) is on."""
        return is_on(self._property(properties, name))

    def is_hidden(self, paragraph: str | None, run: Element | None) -> bool:
        """Whether the text of a run with the properties `run` in a paragraph of the style `paragraph` is hidden."""
        own = None if run is None else run.find(f"{W}vanish")
        if own is not None:
            return is_on(own)
        named = value(None if run is None else run.find(f"{W}rStyle"))
        said = self._said(named, _HIDDEN)
        return is_on(self._said(paragraph, _HIDDEN) if said is None else said)

    def list_place(self, properties: Element | None) -> ListPlace | None:
        """Where a paragraph with these properties is numbered, by itself or by its style; None where it is not."""
        own = None if properties is None else properties.find(f"{W}numPr")
        level = _level(own)
        list_id = _list_id(own)
        if list_id is not None:
            return ListPlace(list_id, level, None) if list_id != _NO_NUMBERS else None
        for style in self._chain(self.of_paragraph(properties)):
            said = style.find(f"{W}pPr/{W}numPr")
            list_id = _list_id(said)
            if list_id is not None:
                by_style = None if level is not None else value(style, "styleId")
                level = _level(said) if level is None else level
                return ListPlace(list_id, level, by_style) if list_id != _NO_NUMBERS else None
            level = _level(said) if level is None else level
        return None

    def list_of(self, style_id: str | None) -> int | None:
        """The list of a list style, by its id."""
        style = self._by_id.get(style_id or "")
        return None if style is None else _list_id(style.find(f"{W}pPr/{W}numPr"))

    def _property(self, properties: Element | None, name: str) -> Element | None:
        own = None if properties is None else properties.find(f"{W}{name}")
        if own is not None:
            return own
        return self._said(self.of_paragraph(properties), f"{W}pPr/{W}{name}")

    def _chain(self, style_id: str | None) -> Sequence[Element]:
        """The style and those that it is based on, up to a number: they may go round in a ring."""
        if style_id not in self._chains:
            self._chains[style_id] = tuple(self._based_on(style_id))
        return self._chains[style_id]

    def _based_on(self, style_id: str | None) -> Iterator[Element]:
        for _ in range(_LONGEST_CHAIN):
            style = self._by_id.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = value(style.find(f"{W}basedOn"))

    def _said(self, style_id: str | None, path: str) -> Element | None:
        """What the style, or the nearest that it is based on, has at `path`."""
        key = style_id, path
        if key not in self._answers:
            found = (style.find(path) for style in self._chain(style_id))
            self._answers[key] = next((one for one in found if one is not None), None)
        return self._answers[key]


def spacing(properties: Element | None) -> Spacing:
    """The space that a paragraph's properties say."""
    said = None if properties is None else properties.find(f"{W}spacing")
    return Spacing(_space(said, "before"), _space(said, "after"))


def _space(said: Element | None, side: str) -> float | None:
    if value(said, f"{side}Autospacing") in ("1", "true", "on"):
        return _AUTO_SPACE
    twips = value(said, side)
    return None if twips is None else number(twips) / _TWIPS


def _list_id(numbered: Element | None) -> int | None:
    said = None if numbered is None else value(numbered.find(f"{W}numId"))
    return None if said is None else number(said)


def _level(numbered: Element | None) -> int | None:
    said = None if numbered is None else value(numbered.find(f"{W}ilvl"))
    return None if said is None else number(said)
