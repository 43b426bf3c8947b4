"""URLs in running text."""

import re

from referat.reading import Node, Reading

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+")
_CLOSING = ".,;:!?'’"
_BRACKETS = {")": "(", "]": "["}


def read_links(reading: Reading, a: int, b: int) -> list[Node]:
    """The links in the view's `a:b`, without the punctuation that closes a sentence or a bracket around them."""
    view = reading.source.view
    if view.find("http", a, b) < 0 and view.find("www.", a, b) < 0:
        return []
    found = []
    for match in _URL.finditer(view, a, b):
        end = match.start() + len(_trimmed(match[0]))
        node: Node = {"span": reading.source.span(match.start(), end)}
        reading.put(node, "url", reading.source.plain(match.start(), end), match.start(), end)
        found.append(node)
    return found


def _trimmed(url: str) -> str:
    surplus = {close: url.count(close) - url.count(opening) for close, opening in _BRACKETS.items()}
    end = len(url)
    while end:
        last = url[end - 1]
        if last in _BRACKETS and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _CLOSING:
            break
        end -= 1
    return url[:end]
