"""Draws a picture by its Vega-Lite specification, NAME.vl.json, as SVG inside a page: no script, font or address."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from referat.views.report.picture import Picture
from referat.views.report.words import Words

_HERE = Path(__file__).parent
#: The Vega-Lite that the specifications are written for, of those that vl-convert brings.
VERSION = "6.1"
_SVG = "http://www.w3.org/2000/svg"
_SLOT = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")
_REFERENCE = re.compile(r"url\(#([^)]*)\)")


def specification(picture: Picture, words: Words) -> dict[str, Any]:
    """The picture's specification, with the texts of the language and the rows put in."""
    spec: dict[str, Any] = _filled(_read(f"{picture.name}.vl.json"), words)
    return {**spec, "config": _read("config.json"), "datasets": {"rows": list(picture.rows)}}


@cache
def _read(name: str) -> Any:
    return json.loads((_HERE / name).read_text("utf-8"))


def _filled(value: Any, words: Words) -> Any:
    """`value` with `{texts}` filled, at any depth."""
    if isinstance(value, Mapping):
        return {key: _filled(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, words) for inner in value]
    return _SLOT.sub(lambda match: words.say(match[1]), value) if isinstance(value, str) else value


def svg(picture: Picture, words: Words) -> str:
    """The picture as an `svg` element with its name and its text alternative.

    Raises ImportError where vl-convert is missing.
    """
    # An extra of 80 MB, and a quarter of a second.
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(
        specification(picture, words),
        vl_version=VERSION,
        allowed_base_urls=[],
        format_locale=dict(locales(words)),
    )
    return _in_page(drawn, picture, words)


def locales(words: Words) -> Mapping[str, Any]:
    """How numbers are written in pictures, as Vega asks for it."""
    percent = words.say("numbers.percent", number="")
    marks = {key: words.say(f"numbers.{key}") for key in ("decimal", "thousands")}
    return {**marks, "grouping": [3], "currency": ["", ""], "percent": percent}


@cache
def library() -> str:
    """The script that draws interactive pictures, whole, for a page without a network: Vega, Vega-Lite, Vega-Embed."""
    import vl_convert

    return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VERSION))


def _in_page(drawn: str, picture: Picture, words: Words) -> str:
    """The drawing made fit to stand beside others: with names for who does not see it, and ids that no other has."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(drawn)  # noqa: S314  what vl-convert has just made of our own data
    numbers: dict[str, int] = {}  # those of vl-convert count on from picture to picture
    for element in root.iter():
        _set_apart(element, lambda name: f"{picture.name}-{numbers.setdefault(name, len(numbers))}")
    width = root.attrib.pop("width")
    root.attrib.pop("height", None)
    root.attrib.pop("class", None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{picture.name}-name {picture.name}-says")
    root.set("style", f"--width: {float(width):.0f}px")
    for n, (tag, text) in enumerate(_named(picture, words)):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", id=f"{picture.name}-{'says' if n else 'name'}")
        element.text = text
        root.insert(n, element)
    return ElementTree.tostring(root, encoding="unicode")


def _set_apart(element: ElementTree.Element, renamed: Callable[[str], str]) -> None:
    for key in [key for key in element.attrib if key == "role" or key.startswith("aria-")]:
        del element.attrib[key]  # the picture is one image; what its parts are called says nothing
    if "id" in element.attrib:
        element.set("id", renamed(element.attrib["id"]))
    for key, value in element.attrib.items():
        if "url(#" in value:
            element.set(key, _REFERENCE.sub(lambda match: f"url(#{renamed(match[1])})", value))


def _named(picture: Picture, words: Words) -> Iterator[tuple[str, str]]:
    yield "title", words.say(f"{picture.name}.title")
    yield "desc", picture.says
