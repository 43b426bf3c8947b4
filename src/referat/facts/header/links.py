"""Stretches of a head's line, and the words in them that only tie its parts together: "fra", "til mødet", "nr. 20"."""

from collections.abc import Iterator
from functools import cache

from referat.facts.header import names
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.tuples import NamedTuple

#: Marks that stand between the parts of a line, and say nothing.
MARKS = " \t-–—,:;.•·|()/\"!*'"
_WORD = compile_pattern(r"[\w-]+")


class Slot(NamedTuple):
    """A part of a line that was read: what it is, where in the line's text, by which rule.

    `weight` is "strong" where the words around say what it is, "small" where it begins with a small letter, "weak"
    where it names a page rather than a meeting.
    """

    field: str
    a: int
    b: int
    rule: str
    weight: str = ""


Slots = tuple[Slot, ...]


class Gap(NamedTuple):
    """A stretch of a line and its neighbours: "start", "type", "date", "clock" (a date with a time), "end".

    `capitals` tells that the document's type stands in capitals.
    """

    text: str
    a: int
    b: int
    left: str
    right: str
    capitals: bool


class Stretch(NamedTuple):
    """The `core` of a gap, which is to be explained, without the links before and behind it, from `a` to `b`."""

    gap: Gap
    begin: int
    a: int
    b: int
    stop: int
    core: str

    @property
    def lead(self) -> str:
        """The links before it."""
        return self.gap.text[self.begin : self.a]

    @property
    def tail(self) -> str:
        """The links behind it."""
        return self.gap.text[self.b : self.stop]

    def slot(self, field: str, rule: str, weight: str = "", a: int = 0, b: int | None = None) -> Slot:
        """The part `a:b` of the core as what it is; all of it where nothing else is said."""
        stop = self.b if b is None else self.a + b
        return Slot(field, self.a + a, stop, rule, weight)


def stretches(gap: Gap) -> tuple[Stretch, ...]:
    """The cores that `gap` may have, the longest first: without the links before, with those at its end or without."""
    a, b = _trimmed(gap)
    core = _behind_links(gap.text, a, b)
    ends = _ends(gap.text, core, b) if core < b else ()
    return tuple([Stretch(gap, a, core, end, b, gap.text[core:end]) for end in ends])


def _trimmed(gap: Gap) -> tuple[int, int]:
    stretch = gap.text[gap.a : gap.b]
    a = gap.a + len(stretch) - len(stretch.lstrip(MARKS))
    kept = stretch.strip(MARKS)
    behind = stretch[a - gap.a + len(kept) :][:1]
    closed = (behind == ")" and "(" in kept) or (behind == '"' and kept.count('"') % 2 == 1)
    closed = closed or (behind == "." and names.pattern("abbreviated", "links").search(kept) is not None)
    return a, a + len(kept) + closed


@cache
def _links() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    table = idioms.table("header")["links"]
    return frozenset(table["words"]), tuple(table["phrases"]), tuple(table["endings"])


def link_end(text: str, a: int, b: int) -> int:
    """Where the link that begins at `a` ends; 0 where none does."""
    words, phrases, endings = _links()
    match = _WORD.match(text, a, b)
    if match is None:
        return 0
    odd = names.pattern("odd", "links").match(text, a, b)
    if odd is not None:
        return odd.end()
    word = match[0].lower()
    if word in words or word.endswith(endings):
        street = match[0][0].isupper() and names.pattern("street", "links").match(text, a, b) is not None
        return 0 if street else match.end()
    rest = text[a:b].lower()
    if not rest.startswith(phrases):  # nearly always
        return 0
    return next(a + len(phrase) for phrase in phrases if rest.startswith(phrase))


def _behind_links(text: str, a: int, b: int) -> int:
    """Where the core begins behind the links that stand at `a`."""
    while a < b and (end := link_end(text, a, b)):
        rest = text[end:b]
        after = end + len(rest) - len(rest.lstrip(MARKS))
        if after == end and after < b:
            break
        a = after
    return a


def _ends(text: str, a: int, b: int) -> Iterator[int]:
    """Where the core may end: with the stretch, and before each link that stands at its end."""
    yield b
    starts = [match.start() for match in _WORD.finditer(text, a, b)][1:]
    while starts:
        k = next((k for k in (-3, -2, -1) if len(starts) >= -k and link_end(text, starts[k], b) == b), 0)
        if not k:
            return
        b = a + len(text[a : starts[k]].rstrip(MARKS))
        yield b
        del starts[k:]
