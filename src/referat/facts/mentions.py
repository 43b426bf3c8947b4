"""What running text refers to: links, e-mail addresses, other meetings, case numbers, amounts, sections of laws.

A value is the text as it stands, a meeting's date is ISO 8601; nothing is worked out of it. A whole text is searched at
once (`of`); each section then takes what stands on its lines (`Mentions.on`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from referat.contract.nodes import Link, Mention
from referat.facts import links
from referat.lexicon import values
from referat.lexicon.idioms import rules
from referat.lexicon.rules import Rule
from referat.text.places import Line, Placed, Range
from referat.text.source import Source
from referat.tuples import NamedTuple

#: The kind of a mention that is a URL.
LINK = "link"


class Mentions(NamedTuple):
    """The mentions of a whole text, in its order, and where each begins."""

    every: tuple[Mention, ...] = ()
    starts: tuple[int, ...] = ()

    def within(self, a: int, b: int) -> "Mentions":
        """Those that begin in the view's `a:b`."""
        first = bisect_left(self.starts, a)
        if first == len(self.starts) or self.starts[first] >= b:  # nearly always
            return NO_MENTIONS
        stop = bisect_left(self.starts, b, first)
        return Mentions(self.every[first:stop], self.starts[first:stop])

    def on(self, lines: Sequence[Line]) -> tuple[Mention, ...]:
        """Those that stand on `lines`, one after the other."""
        if not self.starts or not lines:
            return ()
        first = bisect_left(self.starts, lines[0].a)
        stop = bisect_left(self.starts, lines[-1].b, first)
        if first == stop:  # nearly always
            return ()
        begins = [line.a for line in lines]
        return tuple(mention for mention in self.every[first:stop] if _is_on(mention.span, lines, begins))


#: Of a text that refers to nothing.
NO_MENTIONS = Mentions()


def of(source: Source) -> Mentions:
    """The mentions of the whole text; of two that overlap, that of the earlier rule."""
    view = source.view
    taken = [_mention(at, LINK, "".join(source.plain(*at).split()), "url") for at in links.find(view, 0, len(view))]
    for rule in rules("mentions", "mention"):
        matches = rule.near(view)
        mentions = list(_read(matches, rule)) if matches else []  # mostly none
        if mentions:
            starts = [mention.span.a for mention in taken]
            free = [mention for mention in mentions if _is_free(taken, starts, mention.span)]
            taken = sorted(taken + free, key=_begin)
    return Mentions(tuple(taken), tuple(map(_begin, taken)))


def links_among(mentions: Sequence[Mention]) -> tuple[Link, ...]:
    """The links among `mentions`."""
    return tuple(Link(mention.value, mention.span) for mention in mentions if mention.kind.value == LINK)


def _begin(mention: Mention) -> int:
    return mention.span.a


def _is_on(span: Range, lines: Sequence[Line], begins: Sequence[int]) -> bool:
    line = lines[bisect_right(begins, span.a) - 1]
    return line.a <= span.a and span.b <= line.b


def _read(matches: Iterable[Any], rule: Rule) -> Iterator[Mention]:
    kind = str(rule.data["kind"])
    for match in matches:
        value: str | None = " ".join((match["value"] if "value" in rule.groups else match[0]).split())
        if kind == "meeting_date":
            day = values.date(str(value))
            value = day.isoformat() if day is not None else None
        if value is not None:
            yield _mention(Range(*match.span()), kind, value, rule.name)


def _mention(at: Range, kind: str, value: str, rule: str) -> Mention:
    return Mention(Placed(kind, (at,), rule), Placed(value, (at,), rule), at)


def _is_free(taken: Sequence[Mention], starts: Sequence[int], span: Range) -> bool:
    """Whether no mention that is `taken` already, beginning at `starts`, overlaps `span`."""
    k = bisect_right(starts, span.a)
    return not (k and taken[k - 1].span.b > span.a) and not (k < len(taken) and starts[k] < span.b)
