"""The pictures of meetings: when they were held, by which authorities, and how long they took."""

from collections.abc import Iterator, Mapping

from referat.archive.query.aggregates import Aggregates
from referat.archive.query.aggregates.meetings import Length
from referat.archive.query.aggregates.selection import Authority
from referat.views.report.picture import Bodies, Picture, Row, Table, clean, empty
from referat.views.report.words import Words

KINDS = ("minutes", "agenda", "unknown")
_AUTHORITIES, _BODIES = 20, 15
# Bodies of fewer meetings are not compared.
_COMPARED = 5
_HOUR = 60


def meetings(found: Aggregates, words: Words) -> Picture:
    """Meetings by period and kind."""
    selection, periods = found.selection, found.held.periods
    basis = [
        words.say(
            "meetings.coverage",
            meetings=words.counted("meeting", selection.meetings),
            undated=words.number(selection.undated),
        )
    ]
    if not periods:
        return empty(words, "meetings", basis)
    totals = {period: counts.total() for period, counts in periods.items()}
    rows: list[Row] = [
        {"period": words.period(period), "kind": words.say(f"kinds.{kind}"), "count": counts[kind], "order": n}
        for period, counts in periods.items()
        for n, kind in enumerate(KINDS)
    ]
    table = Table(
        words.say("meetings.caption"),
        [words.say("meetings.period"), *(words.say(f"kinds.{kind}") for kind in KINDS), words.say("total")],
        [
            [words.period(period), *(words.number(counts[kind]) for kind in KINDS), words.number(counts.total())]
            for period, counts in periods.items()
        ],
    )
    return Picture("meetings", _meetings_said(totals, words), basis, rows, (table,))


def _meetings_said(totals: Mapping[str, int], words: Words) -> str:
    most, least = (pick(totals, key=lambda period: totals[period]) for pick in (max, min))
    first, last = next(iter(totals)), list(totals)[-1]
    empty_ones = sum(not total for total in totals.values())
    if totals[most] == totals[least]:
        key = "says_one" if first == last else "says_even"
    else:
        key = "says_gaps" if empty_ones else "says"
    named = {"first": first, "last": last, "most": most, "least": least}
    return words.say(
        f"meetings.{key}",
        meetings=words.counted("meeting", sum(totals.values())),
        each=words.number(totals[most]),
        most_count=words.number(totals[most]),
        least_count=words.number(totals[least]),
        gaps=words.counted("period", empty_ones),
        **{key: words.whole_period(period) for key, period in named.items()},
    )


def authorities(found: Aggregates, words: Words) -> Picture:
    """Meetings by authority."""
    selection = found.selection
    nameless = sum(one.meetings for one in selection.authorities if one.name is None)
    basis = [
        words.say(
            "authorities.coverage",
            meetings=words.counted("meeting", selection.meetings),
            nameless=words.number(nameless),
        )
    ]
    named = [one for one in selection.authorities if one.name]
    if not named:
        return empty(words, "authorities", basis)
    says = words.say(
        "authorities.says",
        authority=clean(named[0].name or ""),
        most_count=words.number(named[0].meetings),
        meetings=words.number(selection.meetings),
    )
    rows: list[Row] = [{"authority": clean(one.name or ""), "count": one.meetings} for one in named[:_AUTHORITIES]]
    if rest := named[_AUTHORITIES:]:
        called = words.say("others_authorities", count=words.counted("authority", len(rest)))
        rows.append({"authority": called, "count": sum(one.meetings for one in rest)})
    if nameless:
        rows.append({"authority": words.say("unknown_authority"), "count": nameless})
    keys = ("authority", "axis", "minutes", "items", "decisions", "first", "last")
    table = Table(
        words.say("authorities.caption"),
        [words.say(f"authorities.{key}") for key in keys],
        [list(_authority_cells(one, words)) for one in selection.authorities],
    )
    return Picture("authorities", says, basis, rows, (table,))


def _authority_cells(one: Authority, words: Words) -> Iterator[str]:
    yield clean(one.name) if one.name else words.say("unknown_authority")
    yield from (words.number(number) for number in (one.meetings, one.minutes, one.items, one.decisions))
    yield from (words.day(day) if day else words.say("no_value") for day in (one.first, one.last))


# How long meetings took.

_FIGURES = ("meetings", "shortest", "lower", "middle", "upper", "longest")


def lengths(found: Aggregates, words: Words) -> Picture:
    """Lengths by year."""
    took = found.lengths
    used = took.known - took.odd
    basis = [
        words.say(
            "lengths.coverage",
            used=words.counted("minutes", used),
            unknown=words.number(took.minutes - took.known),
            minutes=words.number(took.minutes),
            odd=words.number(took.odd),
        )
    ]
    if took.whole is None:
        return empty(words, "lengths", basis)
    parts = {key: words.length(getattr(took.whole, key)) for key in ("shortest", "middle", "longest")}
    years = {year or words.say("unknown_year"): length for year, length in took.years.items()}
    rows: list[Row] = [{"year": year, **_hours(length)} for year, length in years.items()]
    return Picture("lengths", words.say("lengths.says", **parts), basis, rows, (_table(words, "lengths", years),))


def lengths_bodies(found: Aggregates, words: Words, names: Bodies) -> Picture:
    """Lengths by body."""
    took = found.lengths
    used = sum(length.meetings for length in took.bodies.values())
    bodies = words.counted("body", sum(name is not None for _, name in took.bodies))
    basis = [words.say("lengths_bodies.coverage", used=words.counted("meeting", used), bodies=bodies)]
    if not took.bodies:
        return empty(words, "lengths_bodies", basis)
    if len(took.bodies) > _BODIES:
        basis.append(words.say("lengths_bodies.cut", shown=words.counted("body", _BODIES)))
    shown = {names.name(body): length for body, length in list(took.bodies.items())[:_BODIES]}
    rows: list[Row] = [{"body": name, **_hours(length)} for name, length in shown.items()]
    table = _table(words, "lengths_bodies", shown)
    return Picture("lengths_bodies", _compared(words, shown), basis, rows, (table,))


def _compared(words: Words, bodies: Mapping[str, Length]) -> str:
    middles = {name: length.middle for name, length in bodies.items() if length.meetings >= _COMPARED}
    if not middles:
        return words.say("lengths_bodies.says_few", least=words.counted("meeting", _COMPARED))
    longest, shortest = (pick(middles, key=lambda name: middles[name]) for pick in (max, min))
    if len(middles) == 1:
        return words.say("lengths_bodies.says_one", body=longest, middle=words.length(middles[longest]))
    return words.say(
        "lengths_bodies.says",
        least=words.counted("meeting", _COMPARED),
        longest=longest,
        longest_middle=words.length(middles[longest]),
        shortest=shortest,
        shortest_middle=words.length(middles[shortest]),
    )


def _hours(length: Length) -> dict[str, float]:
    return {key: round(getattr(length, key) / _HOUR, 2) for key in _FIGURES[1:]}


def _table(words: Words, name: str, lengths: Mapping[str, Length]) -> Table:
    first = words.say(f"{name}.{'year' if name == 'lengths' else 'body'}")
    return Table(
        words.say(f"{name}.caption"),
        [first, *(words.say(f"lengths.{key}") for key in _FIGURES)],
        [
            [name, words.number(length.meetings), *(words.length(getattr(length, key)) for key in _FIGURES[1:])]
            for name, length in lengths.items()
        ],
    )
