"""When: dates and times of day in the lines of a head, in every form that pages print them in.

when = [ weekday ] [ "den" ] date [ times ] | times ;  times = "kl." time [ ( "-" | "til" ) time ] ;
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date as Date
from datetime import time as Time
from functools import cache, lru_cache

from referat.contract.notes import Note
from referat.facts.sentences import Piece
from referat.lexicon import idioms, values
from referat.lexicon.needles import Needles, Needs, Sieve
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import Rule
from referat.text.places import Placed
from referat.tuples import NamedTuple

_FIGURE = compile_pattern(r"\d")
_FIGURES = compile_pattern(r"\d+")
# What a scanned text has in a one's place.
_ONES = str.maketrans("lL", "11")
# So many characters before a date may be a part of it; a date with its times takes no more than these.
_REACH, _LONGEST = 24, 160
_HOURS = 12
# No minutes are older than the offsets from Greenwich, and none from the far future.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Whether a line has a date is asked for each thing that it may be.
_MOST_KEPT = 100


class When(NamedTuple):
    """When something is, as a part of a text says: `a` and `b` are that part's offsets in the text.

    `notes` tell of what stands in a date's or a time's place and is none.
    """

    a: int
    b: int
    date: Placed[Date] | None = None
    start: Placed[Time] | None = None
    end: Placed[Time] | None = None
    notes: tuple[Note, ...] = ()


class _Form(NamedTuple):
    """A form of dates, the `order`-th of the vocabulary."""

    order: int
    rule: Rule

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its pattern, compiled when a text is met that may have it."""
        return _guarded(self.rule)


class _Hit(NamedTuple):
    """Where in a text, from `a` on, something has the form of a date."""

    a: int
    form: _Form
    match: re.Match[str]


@lru_cache(_MOST_KEPT)
def find(piece: Piece, *, labelled: bool = False) -> tuple[When, ...]:
    """Every date with its times in `piece`, and the times that stand without one, in order.

    `labelled` tells that a label says that `piece` begins with a date.
    """
    text = piece.text
    if _FIGURE.search(text) is None:
        return ()
    dated = list(_until(piece, list(_dated(piece, labelled=labelled))))
    timed = [_timed(piece, match) for match in _pattern("alone").finditer(text) if _is_free(match, dated)]
    return tuple(sorted(dated + timed))


def _until(piece: Piece, dated: list[When]) -> Iterator[When]:
    """`dated`, two moments of one day that a word joins made one: "3. marts 2021 kl. 8 til 3. marts 2021 kl. 10"."""
    rest = iter(dated)
    for when in rest:
        last = next((each for each in dated if each.a > when.a), None)
        same = last is not None and when.start and when.date and last.date and when.date.value == last.date.value
        if last is not None and same and not when.end and _pattern("until").fullmatch(piece.text[when.b : last.a]):
            next(rest)
            yield When(when.a, last.b, when.date, when.start, last.start, when.notes + last.notes)
        else:
            yield when


def labelled(piece: Piece) -> When | None:
    """What `piece`, which stands behind a label for dates or times, begins with; bare times count there."""
    piece = piece.cut(0, min(len(piece.text), _LONGEST))
    text = piece.text
    whens = find(piece, labelled=True)
    if whens and whens[0].a == 0:
        rest = whens[1:2]
        near = rest and not text[whens[0].b : rest[0].a].strip(" ,;.-–") and _complete(whens[0], rest[0])
        return _joined(whens[0], rest[0]) if near else whens[0]
    match = _pattern("behind_label").match(text)
    return _timed(piece, match) if match is not None else None


def only(piece: Piece) -> When | None:
    """The date, the times or both that all of `piece` is; None where it says more."""
    whens = find(piece)
    if not whens or piece.text[: whens[0].a].strip(" (") or piece.text[whens[-1].b :].strip(" .,;)-–"):
        return None
    first, *rest = whens
    if rest and (len(rest) > 1 or piece.text[first.b : rest[0].a].strip(" ,;-–") or not _complete(first, rest[0])):
        return None
    return _joined(first, rest[0]) if rest else first


def bare(piece: Piece) -> When | None:
    """The times that all of `piece` is, without a word that they are: "08.30 - 11.10"."""
    return labelled(piece) if _pattern("bare").fullmatch(piece.text) else None


def is_of_meeting(text: str, when: When) -> bool:
    """Whether `text` goes on behind `when` with who held a meeting then: "År 2013, den 3. maj, holdt nævnet møde"."""
    return when.date is not None and _pattern("held").match(text, when.b) is not None


def _complete(date: When, times: When) -> bool:
    """Whether of two one is a date alone and the other times alone."""
    return (date.date is None) != (times.date is None) and (date.start is None) != (times.start is None)


def _joined(first: When, second: When) -> When:
    timed = first if first.start else second
    return When(first.a, second.b, first.date or second.date, timed.start, timed.end, first.notes + second.notes)


def _is_free(match: re.Match[str], dated: list[When]) -> bool:
    """Whether times have "kl." before them, and stand in no date."""
    return match["start"] is not None and all(match.end() <= when.a or match.start() >= when.b for when in dated)


def _dated(piece: Piece, *, labelled: bool) -> Iterator[When]:
    text = piece.text
    found = [(form, form.pattern.search(text)) for form in _forms_in(text)]
    hits = [_Hit(match.start(), form, match) for form, match in found if match is not None]
    while hits:
        first = min(hits)  # of two at one place the one whose rule stands first
        when = _when(piece, first.form.rule, first.match, labelled=labelled)
        if when is not None:
            yield when
        hits = list(_behind(text, hits, first.match.end() if when is None else when.b))


def _behind(text: str, hits: Sequence[_Hit], done: int) -> Iterator[_Hit]:
    """The next hit of the form of each of `hits` that begins at `done` or behind it."""
    for hit in hits:
        match = hit.match if hit.a >= done else hit.form.pattern.search(text, done)
        if match is not None:
            yield _Hit(match.start(), hit.form, match)


def _when(piece: Piece, rule: Rule, match: re.Match[str], *, labelled: bool) -> When | None:
    """The date that `match` is, with the times behind it; None where it is a part of something else."""
    before = piece.text[max(0, match.start() - _REACH) : match.start()]
    if _pattern("not_one_day").search(before):
        return None
    lead = _lead(before)
    if rule.data.get("said") and not lead and (match.start() or not labelled):
        return None
    day = _day(match)
    at = piece.at(*match.span())
    if day is None:
        note = Note("date-unreadable", f"{match[0]!r} is no date in the calendar.", at[0].a, end=at[-1].b)
        return When(match.start() - lead, match.end(), notes=(note,))
    when = When(match.start() - lead, match.end(), Placed(day, at, rule.name))
    times = _pattern("after_date").match(piece.text, match.end())
    if times is None:
        return when
    timed = _timed(piece, times)
    return when._replace(b=timed.b, start=timed.start, end=timed.end, notes=timed.notes)


def _lead(before: str) -> int:
    """How many characters at the end of `before` are the weekday and the "den" of the date that follows."""
    lead = _pattern("lead_at_end").search(before)
    return len(before) - lead.start() if lead is not None else 0


def _day(match: re.Match[str]) -> Date | None:
    slots = match.groupdict()
    year, day = _number(slots["year"]), _number(slots["day"])
    year = values.full_year(year)
    month = values.month(slots["name"]) if slots.get("name") else int(slots["month"])
    if month > _HOURS >= day and "/" in match[0]:  # no such month: the day stands second
        month, day = day, month
    try:
        return Date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _number(figures: str) -> int:
    return int(figures.translate(_ONES))


def _timed(piece: Piece, match: re.Match[str]) -> When:
    slots = match.groupdict()
    group = next(name for name in ("start", "bare", "start2") if slots.get(name))
    last = "end" if group != "start2" else "end2"
    start, end = _time(slots[group]), _time(slots[last])
    unread = [name for name, clock in ((group, start), (last, end)) if clock is None and slots[name]]
    return When(
        match.start(),
        match.end(),
        None,
        Placed(start, piece.at(*match.span(group)), "times") if start is not None else None,
        Placed(end, piece.at(*match.span(last)), "times") if end is not None and start is not None else None,
        tuple(
            Note("time-unreadable", f"{match[name]!r} is no time of day.", place.a, end=place.b)
            for name in unread
            for place in piece.at(*match.span(name))[:1]
        ),
    )


def _time(printed: str | None) -> Time | None:
    """The time of day that `printed` is: "16.00", "9", "4:00:00 PM"."""
    if printed is None:
        return None
    half = printed[-2:].lower() if printed[-1] in "mM" else ""
    hour, minute, second = [*map(int, _FIGURES.findall(printed)), 0, 0][:3]
    if half:
        hour = hour % _HOURS + (_HOURS if half == "pm" else 0)
    try:
        return Time(hour, minute, second)
    except ValueError:
        return None


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(_Form(n, rule) for n, rule in enumerate(idioms.rules("header", "date")))


@cache
def _guarded(rule: Rule) -> re.Pattern[str]:
    guard = r"(?<![^\W_])"  # no date begins inside a word or a number
    return compile_pattern(guard + values.expand(rule.pattern or "", idioms.patterns("header")))


def _forms_in(text: str) -> Sequence[_Form]:
    """The forms of dates and times that may stand in `text`."""
    needles, forms = _sieve()
    return forms.among(needles.mask(text.lower()))


@cache
def _sieve() -> tuple[Needles, Sieve[_Form]]:
    needles = Needles()
    return needles, Sieve(needles, _forms, lambda form: Needs(form.rule.gate.every_list))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern of the table `when`; "lead_at_end" is its `lead` at the end of a text."""
    table = idioms.table("header")["when"]
    pattern = rf"(?<!\w){table['lead']}$" if name == "lead_at_end" else table[name]
    return compile_pattern(values.expand(pattern, idioms.patterns("header")))
