"""A web page's elements and texts in one row, in which each element knows where it ends."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from referat.tuples import NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

#: What stands in these is not shown as text of the page.
_NO_TEXT = frozenset({
    "applet", "audio", "canvas", "datalist", "embed", "frameset", "head", "iframe", "math", "noembed", "noframes",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
_NOTHING: Mapping[str, str] = {}


class Nodes(NamedTuple):
    """Elements and texts in the page's order.

    `tags[i]` is an element's name in small letters, "" for a text; `texts[i]` is a text's own, "" for an element.
    The nodes within `i` are `i + 1` to `ends[i]`, exclusive. `written[i]` counts the letters of all texts before `i`.
    """

    tags: Sequence[str]
    texts: Sequence[str]
    attributes: Sequence[Mapping[str, str]]
    parents: Sequence[int]
    ends: Sequence[int]
    written: Sequence[int]

    def letters(self, index: int) -> int:
        """How many letters stand within `index`; white space at the edges of texts does not count."""
        return self.written[self.ends[index]] - self.written[index]

    def counted(self, tags: Collection[str]) -> Sequence[int]:
        """How many elements with one of `tags` stand before each node."""
        return array("q", accumulate([tag in tags for tag in self.tags], initial=0))


def of(root: "LexborNode | None") -> Nodes:
    """The nodes from `root` on, without those that are not shown as text."""
    tags: list[str] = []
    texts: list[str] = []
    attributes: list[Mapping[str, str]] = []
    parents, ends = array("q"), array("q")
    parent = -1
    node = root
    while node is not None:
        inner = None
        if node.is_text_node:
            tags.append("")
            texts.append(node.text_content or "")
            attributes.append(_NOTHING)
            parents.append(parent)
            ends.append(len(tags))
        elif node.is_element_node and (tag := node.tag or "") not in _NO_TEXT:
            inner = node.first_child
            parents.append(parent)
            parent = len(tags) if inner is not None else parent
            tags.append(tag)
            texts.append("")
            attributes.append({name: value or "" for name, value in node.attributes.items()} or _NOTHING)
            ends.append(len(tags))
        following = inner if inner is not None else node.next
        while following is None and parent >= 0:
            node = node.parent if node is not None else None
            ends[parent] = len(tags)
            parent = parents[parent]
            following = node.next if node is not None and parent >= 0 else None
        node = following
    written = array("q", accumulate([len(text.strip()) for text in texts], initial=0))
    return Nodes(tags, texts, attributes, parents, ends, written)
