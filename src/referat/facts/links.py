"""URLs in running text."""

import re
from collections.abc import Iterator, Sequence

from referat.text.places import Range

# Looked for where one of its beginnings stands: so it is found several times as fast as from end to end.
_BEGINNINGS = ("http", "www.")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+")
_CLOSING = ".,;:!?'’"
_BRACKETS = {")": "(", "]": "["}


def find(view: str, a: int, b: int) -> list[Range]:
    """Where links stand in `view[a:b]`, without the punctuation of a sentence or a bracket around them."""
    places: list[int] = []
    for beginning in _BEGINNINGS:
        at = view.find(beginning, a, b)
        while at >= 0:
            places.append(at)
            at = view.find(beginning, at + 1, b)
    return list(_at(view, sorted(places), b)) if places else []


def _at(view: str, places: Sequence[int], b: int) -> Iterator[Range]:
    """The links that begin at one of `places`, and in no other."""
    done = 0
    for at in places:
        match = _URL.match(view, at, b) if at >= done else None
        if match is not None:
            done = match.end()
            yield Range(at, at + len(_trimmed(match[0])))


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
