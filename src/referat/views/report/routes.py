"""The picture of the way of cases from body to body."""

from collections import Counter
from collections.abc import Iterator, Sequence

from referat.archive.query.aggregates import Aggregates
from referat.archive.query.aggregates.meetings import Body
from referat.archive.query.aggregates.routes import Way
from referat.views.report.picture import Bodies, Picture, Row, Table, empty
from referat.views.report.words import Words

_BODIES, _WAYS = 12, 60
# From this share of the largest number on, by its root, a cell is dark enough for light letters.
_DARK = 0.72


def routes(found: Aggregates, words: Words, names: Bodies) -> Picture:
    """How often cases went from one body to another."""
    went = found.routes
    basis = [
        words.say(
            "routes.coverage",
            cases=words.counted("case", went.cases),
            numbered=words.number(went.numbered),
            items=words.number(went.items),
            unordered=words.counted("step", went.unordered),
        )
    ]
    if not went.ways:
        return empty(words, "routes", basis)
    through: Counter[Body] = Counter()
    for way in went.ways:
        through.update({way.source: way.times})
        through.update({way.target: way.times})
    chosen = _of_most_frequent(went.ways)
    shown = [body for body, _ in through.most_common() if body in chosen]
    if len(through) > _BODIES or len(went.ways) > _WAYS:
        slots = {"ways": words.number(min(_WAYS, len(went.ways))), "all": words.number(len(went.ways))}
        basis.append(words.say("routes.cut", shown=words.counted("body", len(shown)), **slots))
    first = went.ways[0]
    says = words.say(
        "routes.says",
        source=names.name(first.source),
        target=names.name(first.target),
        times=words.counted("time", first.times),
        cases=words.counted("case", first.cases),
        days=words.counted("day", round(first.days)),
    )
    table = Table(
        words.say("routes.caption"),
        [words.say(f"routes.{key}") for key in ("source", "target", "times", "cases", "days")],
        [
            [
                names.name(way.source),
                names.name(way.target),
                words.number(way.times),
                words.number(way.cases),
                words.number(way.days, 1),
            ]
            for way in went.ways[:_WAYS]
        ],
        texts=2,
    )
    return Picture("routes", says, basis, list(_cells(went.ways, shown, words, names)), (table,))


def _of_most_frequent(ways: Sequence[Way]) -> set[Body]:
    """The bodies between which the most frequent ways lead, as many as a picture has room for."""
    chosen: set[Body] = set()
    for way in ways:
        more = chosen | {way.source, way.target}
        if len(more) > _BODIES:
            break
        chosen = more
    return chosen


def _cells(ways: Sequence[Way], shown: Sequence[Body], words: Words, names: Bodies) -> Iterator[Row]:
    """A cell for each two of the bodies `shown`, empty where no case went that way."""
    times = {(way.source, way.target): way.times for way in ways if way.source in shown and way.target in shown}
    most = max(times.values(), default=0)
    for source in shown:
        for target in shown:
            count = times.get((source, target), 0)
            yield {
                "source": names.name(source),
                "target": names.name(target),
                "times": count or None,
                "says": words.number(count) if count else "",
                "dark": count > 0 and (count / most) ** 0.5 >= _DARK,
            }
