"""A DOCX's styles: what a paragraph has of its own, of its style, of the styles that is based on, and by default."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from referat.text.inputs.docx_package import W, is_on, number, value

_TWIPS = 20
# What a browser's space, which "autospacing" is, comes to, in points.
_AUTO_SPACE = 14.0
_NO_NUMBERS = 0
_LONGEST_CHAIN = 32


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
        self._default = next((value(style, "styleId") for style in defaults), None)
        default = None if root is None else root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self.default_spacing = spacing(default).or_else(Spacing(0, 0))

    def of_paragraph(self, properties: Element | None) -> str | None:
        """The id of the style of a paragraph with these properties."""
        named = value(None if properties is None else properties.find(f"{W}pStyle"))
        return named if named in self._by_id else self._default

    def spacing(self, properties: Element | None, otherwise: Spacing) -> Spacing:
        """The space around a paragraph with these properties; `otherwise` is what it has where nothing says it."""
        own = spacing(properties)
        for style in self._chain(self.of_paragraph(properties)):
            own = own.or_else(spacing(style.find(f"{W}pPr")))
        return own.or_else(otherwise)

    def table_spacing(self, table: Element) -> Spacing:
        """The space around a paragraph of `table` that says nothing itself."""
        own = Spacing(None, None)
        for style in self._chain(value(table.find(f"{W}tblPr/{W}tblStyle"))):
            own = own.or_else(spacing(style.find(f"{W}pPr")))
        return own.or_else(self.default_spacing)

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
        chains = (*self._chain(named), *self._chain(paragraph))
        said = (style.find(f"{W}rPr/{W}vanish") for style in chains)
        return is_on(next((one for one in said if one is not None), None))

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
        said = (style.find(f"{W}pPr/{W}{name}") for style in self._chain(self.of_paragraph(properties)))
        return next((one for one in said if one is not None), None)

    def _chain(self, style_id: str | None) -> Iterator[Element]:
        """The style and those that it is based on, up to a number: they may go round in a ring."""
        for _ in range(_LONGEST_CHAIN):
            style = self._by_id.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = value(style.find(f"{W}basedOn"))


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
