"""Which elements of a web page are not what it tells: its menus, its head and foot, its buttons, what it hides.

An element's name, role or class says so, unless the page shows otherwise: that most of its text stands there (a page of
ASP.NET is one form, a page behind a dialog is hidden whole), that its only title does, or that something opens it.
"""

import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate

from referat.text.inputs.html_nodes import Nodes
from referat.tuples import NamedTuple

_ROLES = {
    "banner": "header", "complementary": "aside", "contentinfo": "footer", "menu": "nav", "menubar": "nav",
    "navigation": "nav", "search": "search", "button": "button",
}  # fmt: skip
_FURNITURE = frozenset({"aside", "button", "dialog", "footer", "form", "header", "nav", "search"})
# Classes that pages give to what runs along; only where they hold little.
_CLASSES = re.compile(
    r"(?<!\S)(?:nav|navbar|navigation|menu|main-?menu|breadcrumbs?|(?:site-?|page-?)?footer|site-?header|sidebar"
    r"|skip-?(?:link|nav|to-content)|cookie\S*)(?!\S)",
    re.IGNORECASE,
)
# A header or footer in one of these is that part's own.
_PARTS = frozenset({"article", "aside", "main", "nav", "section"})
_HEADINGS = frozenset({"dt", "h1", "h2", "h3", "h4", "h5", "h6"})
_NOT_SHOWN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# Elements that open and close others name them in these.
_OPENERS = ("aria-controls", "data-target", "data-bs-target", "href")
# What holds this share of the page's letters is no furniture, by a class or as a form.
_MOST, _MUCH = 0.5, 0.2
# So many links within the page make a menu its table of contents: one or two skip to its parts.
_FEWEST_ENTRIES = 3


class Furniture(NamedTuple):
    """The outermost elements that are furniture; what is `hidden` within a line is no text at all."""

    elements: frozenset[int]
    hidden: frozenset[int]


class _Page(NamedTuple):
    """The nodes, and what is known of the page as a whole.

    `opened` are the ids of what something on the page opens. `parts[i]` tells whether the node `i` stands in a part of
    the page, `headings[i]` in which heading (-1: in none). `titles`, `links` and `places` count what stands before each
    node: titles, links, and the links that lead to a place on the page.
    """

    nodes: Nodes
    opened: frozenset[str]
    parts: Sequence[bool]
    headings: Sequence[int]
    titles: Sequence[int]
    links: Sequence[int]
    places: Sequence[int]


def of(nodes: Nodes) -> Furniture:
    """The furniture of the page that `nodes` are."""
    page = _page(nodes)
    elements: set[int] = set()
    hidden: set[int] = set()
    index = 0
    while index < len(nodes.tags):
        attributes = nodes.attributes[index]
        is_hidden = bool(attributes) and _is_hidden(page, index)
        if is_hidden:
            hidden.add(index)
        if is_hidden or ((attributes or nodes.tags[index] in _FURNITURE) and _is_furniture(page, index)):
            elements.add(index)
            index = nodes.ends[index]
        else:
            index += 1
    return Furniture(frozenset(elements), frozenset(hidden))


def _page(nodes: Nodes) -> _Page:
    attributes = [one for one in nodes.attributes if one]
    opened = {one[key].strip().lstrip("#") for one in attributes for key in _OPENERS if _names_id(one, key)}
    ids = {one["id"] for one in attributes if one.get("id")}
    # Whether what stands within a node stands in a part of the page; the first entry: within none.
    within, parts, headings = [False], list[bool](), array("q")
    for index, (tag, parent) in enumerate(zip(nodes.tags, nodes.parents, strict=True)):
        in_part = within[parent + 1]
        parts.append(in_part)
        within.append(in_part or tag in _PARTS or nodes.attributes[index].get("role") == "main")
        headings.append(index if tag in _HEADINGS else headings[parent] if parent >= 0 else -1)
    places = [bool(one) and "href" in one and one["href"].rpartition("#")[2] in ids for one in nodes.attributes]
    return _Page(
        nodes,
        frozenset(opened),
        parts,
        headings,
        nodes.counted({"h1"}),
        nodes.counted({"a"}),
        array("q", accumulate(places, initial=0)),
    )


def _names_id(attributes: Mapping[str, str], key: str) -> bool:
    return key in attributes and (key == "aria-controls" or attributes[key].startswith("#"))


def _is_hidden(page: _Page, index: int) -> bool:
    attributes = page.nodes.attributes[index]
    hidden = (
        ("hidden" in attributes and attributes["hidden"].lower() != "until-found")
        or attributes.get("aria-hidden", "").lower() == "true"
        or _NOT_SHOWN.search(attributes.get("style", "")) is not None
    )
    return hidden and attributes.get("id") not in page.opened and not _holds(page, index, _MOST)


def _holds(page: _Page, index: int, share: float) -> bool:
    return page.nodes.letters(index) > share * page.nodes.written[-1]


def _is_furniture(page: _Page, index: int) -> bool:
    attributes = page.nodes.attributes[index]
    kind = _ROLES.get(attributes.get("role", "").lower(), page.nodes.tags[index])
    if kind in _FURNITURE:
        return kind not in _UNLESS or not _UNLESS[kind](page, index)
    if _CLASSES.search(attributes.get("class", "")) is None:
        return False
    return not (_holds(page, index, _MUCH) or _has_the_title(page, index) or _is_contents(page, index))


def _opens(page: _Page, button: int) -> bool:
    """Whether a button is what a part of the page is headed by: alone in a heading, or one that opens that part."""
    nodes, heading = page.nodes, page.headings[button]
    if heading >= 0:
        return nodes.letters(heading) == nodes.letters(button)
    attributes = nodes.attributes[button]
    return "aria-expanded" in attributes or any(_names_id(attributes, key) for key in _OPENERS)


def _has_the_title(page: _Page, index: int) -> bool:
    """Whether all titles (`h1`) of the page stand in it."""
    return 0 < page.titles[-1] == _within(page, index, page.titles)


def _is_contents(page: _Page, index: int) -> bool:
    """Whether its links lead to places on the page: it is a table of contents."""
    return _FEWEST_ENTRIES <= _within(page, index, page.links) == _within(page, index, page.places)


def _within(page: _Page, index: int, counted: Sequence[int]) -> int:
    return counted[page.nodes.ends[index]] - counted[index]


def _is_of_a_part(page: _Page, index: int) -> bool:
    """Whether a head or foot is that of an article or a section, or has the page's title."""
    return page.parts[index] or _has_the_title(page, index)


# What shows that an element is none.
_UNLESS: Mapping[str, Callable[[_Page, int], bool]] = {
    "button": _opens,
    "dialog": lambda page, index: "open" in page.nodes.attributes[index],
    "footer": _is_of_a_part,
    "form": lambda page, index: _holds(page, index, _MOST),
    "header": _is_of_a_part,
    "nav": _is_contents,
}
