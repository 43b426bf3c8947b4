"""URLs in running text."""

import re

from referat.text.places import Range

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+")
_CLOSING = ".,;:!?'’"
_BRACKETS = {")": "(", "]": "["}


def find(view: str, a: int, b: int) -> list[Range]:
    """Where links stand in `view[a:b]`, without the punctuation of a sentence or a bracket around them."""
    if view.find("http", a, b) < 0 and view.find("www.", a, b) < 0:
        return []
    return [Range(m.start(), m.start() + len(_trimmed(m[0]))) for m in _URL.finditer(view, a, b)]


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
