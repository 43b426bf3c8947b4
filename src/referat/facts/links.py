"""URLs: in running text, and those that a file sets on some of it."""

from collections.abc import Iterator, Sequence

from referat.lexicon.patterns import compile_pattern
from referat.text.places import Line, Placed, Range
from referat.text.source import Source

# Looked for where one of its beginnings stands: so it is found several times as fast as from end to end.
_BEGINNINGS = ("http", "www.")
_URL = compile_pattern(r"(?:https?://|www\.)[^\s<>\"“”«»]+")
_CLOSING = ".,;:!?'’"
_NOWHERE = ("#", "mailto:", "tel:", "javascript:")
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


def told(source: Source, a: int, b: int) -> Iterator[Placed[str]]:
    """The links that the file sets on some of the view's `a:b`, but for those to a place in the same file, and mail."""
    for begin, end, url in source.links_in(a, b):
        if not url.lower().startswith(_NOWHERE):
            yield Placed(url, (Range(begin, end),))


def told_on(source: Source, lines: Sequence[Line], printed: Sequence[Range]) -> list[Placed[str]]:
    """The same on `lines`, but for those on a URL that is `printed` there."""
    every = [link for line in lines for link in told(source, line.a, line.b)] if source.links else []
    return [link for link in every if not any(at.a < link.at[0].b and link.at[0].a < at.b for at in printed)]


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
