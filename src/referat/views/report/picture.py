"""What a picture of the report is before anybody draws it: its rows, what it says in words, its tables, its basis."""

from collections.abc import Mapping, Sequence

from referat.archive.query.aggregates.meetings import Body
from referat.tuples import NamedTuple
from referat.views.report.words import Words

#: A row of what is drawn, by the names that the picture's specification gives its fields.
Row = Mapping[str, str | int | float | bool | None]


class Table(NamedTuple):
    """A table beside a picture: the first column names its rows, `texts` columns from the left are no numbers."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    texts: int = 1


class Picture(NamedTuple):
    """A picture: `name` is that of its specification, NAME.vl.json, and of its texts.

    `says` is what is to be seen on it, in words; without `rows` there is nothing to draw, and `says` tells why.
    `basis` are sentences on how much stands behind it, and how much had no value.
    """

    name: str
    says: str
    basis: Sequence[str]
    rows: Sequence[Row] = ()
    tables: Sequence[Table] = ()


def empty(words: Words, name: str, basis: Sequence[str]) -> Picture:
    """A picture of which there is nothing to draw."""
    return Picture(name, words.say("nothing_here") + words.say(f"{name}.none"), basis)


class Bodies:
    """The names of bodies: with their authority where there are several, and no name for two."""

    def __init__(self, words: Words, authorities: int) -> None:
        self._words = words
        self._several = authorities > 1
        self._given: dict[str, Body] = {}

    def name(self, body: Body) -> str:
        """What a body is called in pictures and tables."""
        called, number = self._written(body), 1
        name = called
        while self._given.setdefault(name, body) != body:  # two names may differ in nothing that is seen
            number += 1
            name = f"{called} ({number})"
        return name

    def shown(self, bodies: Sequence[Body], most: int) -> dict[Body, str]:
        """The name under which each of `bodies` stands: `most` under their own, the others, where several, together."""
        alone = len(bodies) if len(bodies) <= most + 1 else most
        together = self._others(bodies[alone:])
        return {body: self.name(body) if n < alone else together for n, body in enumerate(bodies)}

    def _others(self, bodies: Sequence[Body]) -> str:
        named = [body for body in bodies if body[1]]
        key = "others_bodies" if len(named) == len(bodies) else "others_nameless"
        return self._words.say(key, count=self._words.counted("body", len(named)))

    def _written(self, body: Body) -> str:
        authority, name = body
        called = clean(name) if name else self._words.say("unknown_body")
        if not self._several or not authority:
            return called
        return self._words.say("body_of", body=called, authority=clean(authority))


def clean(text: str) -> str:
    """A name as it can be drawn anywhere: what is not seen, or turns the direction, is a blank."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
