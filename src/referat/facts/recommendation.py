"""What a recommendation section recommends, and who does.

section = { turn } [ rest ] ;
turn    = [ lead ] { point } [ "(" sender ")" ] ;
lead    = sender recommends [ to whom ] [ first point ] ;
point   = [ mark ] text ;

Several may recommend something, one after the other: every sender's points are its own.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from referat.contract.nodes import Recommendation, Text
from referat.facts import leads, passages
from referat.facts.leads import Lead
from referat.facts.sentences import Piece, joined, sentences
from referat.facts.units import AT, LINE, NUMBER, Unit, label_of, sender_after, units_of
from referat.lexicon import idioms, values
from referat.lexicon.idioms import rules
from referat.lexicon.patterns import compile_pattern
from referat.outline.blocks import Block
from referat.text.places import Line, Placed, Range
from referat.text.source import Source
from referat.tuples import NamedTuple

# What closes a point, all of it together: ", og" and a full stop.
_CLOSING = ".,; "
_CLOSED = (".", ":", ";")
_CELL = "|"
# A sentence recommends no more things.
_MOST_SEVERAL = 8


class RecommendationReading(NamedTuple):
    """What a section recommends; `rest` are the lines below the last point, and below who recommends it."""

    recommendations: tuple[Recommendation, ...] = ()
    rest: tuple[Line, ...] = ()


class _Turn(NamedTuple):
    """What one sender recommends, as far as it has been read; `last` is the unit that it ends with.

    Its points, lists of lines, grow while it is read: there may be very many. `called` tells that a label names the
    sender, and does not go on below: a sentence there may name another.
    """

    first: int
    last: int
    points: list[list[Line]]
    by: Text | None = None
    mark: str | None = None
    opens: bool = False
    closed: bool = False
    called: bool = False


def of(source: Source, block: Block) -> RecommendationReading:
    """What the section `block` recommends; nothing where its label is all there is of it."""
    units = list(units_of(source, block))
    turns = list(_turns(source, block, units))
    if not turns:
        return RecommendationReading((), block.lines)
    last = max([turn.last for turn in turns])
    rest = tuple([line for unit in units[last + 1 :] for line in unit.lines])
    nodes = tuple([_node(source, turn, _span(block, units, turn, len(turns))) for turn in turns])
    return RecommendationReading(nodes, rest)


def recommendations(source: Source, blocks: Sequence[Block]) -> tuple[Recommendation, ...]:
    """Every sender's recommendation in `blocks`, in order."""
    return tuple(node for block in blocks for node in of(source, block).recommendations)


def _node(source: Source, turn: _Turn, span: Range) -> Recommendation:
    points = [_written(source, lines) for lines in _several(source, turn)]
    return Recommendation(turn.by, tuple([point for point in points if point.value]), span)


def _several(source: Source, turn: _Turn) -> Sequence[Sequence[Line]]:
    """The points of a turn: several, where its one point is a sentence that recommends several things."""
    if len(turn.points) != 1 or turn.mark != AT or not turn.points[0]:
        return turn.points
    points: list[Sequence[Line]] = []
    rest: Sequence[Line] = turn.points[0]
    while len(points) < _MOST_SEVERAL and (at := _second(joined(source, rest))) is not None:
        points.append(passages.clipped(rest, rest[0].a, at))
        rest = passages.clipped(rest, at, rest[-1].b)
    return (*points, rest)


def _second(sentence: Piece) -> int | None:
    """Where the second of the things begins that a sentence recommends; None where it recommends one."""
    for rule in rules("recommendation", "several"):
        groups = rule.match(sentence.text.rstrip(_CLOSING))
        if groups is not None:
            return sentence.at(groups.span("next")[0], len(sentence.text))[0].a
    return None


def _span(block: Block, units: Sequence[Unit], turn: _Turn, count: int) -> Range:
    """Where a turn stands: all of the section where it is the only one."""
    if count == 1:
        return block.range
    begin = units[turn.first].lines[0].a if turn.first >= 0 else block.label.at.a
    return Range(begin, units[turn.last].lines[-1].b if turn.last >= 0 else block.label.at.b)


# --- Turns


def _turns(source: Source, block: Block, units: Sequence[Unit]) -> Iterator[_Turn]:
    """The turns of a section, each as far as its points and their sender reach."""
    turn = _by_label(source, block)
    labelled = turn is not None
    turn = turn or _Turn(-1, -1, [])
    if turn.points and units and _ends_below(source, block.label.at, units[0]):
        turn.points[-1] += units[0].lines
        turn = turn._replace(last=0)
    skips = False
    for k, unit in enumerate(units[turn.last + 1 :], turn.last + 1):
        if skips and unit.mark:
            continue
        skips = _tells(unit.piece.text)
        if skips and turn.points:
            break
        if skips:
            continue
        following = units[k + 1] if k + 1 < len(units) else None
        if turn.points and leads.is_second(unit.piece.text):
            yield turn
            turn = _Turn(k, k, [])
        read = _step(turn, k, unit, following)
        if read is None:
            break
        turn = read
    if labelled or turn.by or turn.points or (units and not any(_tells(unit.piece.text) for unit in units)):
        yield turn if turn.points or not turn.opens else _bare(turn, units)


def _ends_below(source: Source, label: Range, unit: Unit) -> bool:
    """Whether the point that stands in a `label` ends in the `unit` on the next line."""
    next_line = source.line_at(unit.lines[0].a) == source.line_at(label.a) + 1
    ended = source.view.endswith(_CLOSED, label.a, label.b)
    return next_line and unit.mark in ("", LINE) and not ended and unit.piece.text[:1].islower()


def _step(turn: _Turn, k: int, unit: Unit, following: Unit | None) -> _Turn | None:
    """`turn` with what the `k`-th unit says; None where it ends what is recommended."""
    if not turn.points and not turn.closed and (turn.by is None or turn.called):
        lead = leads.lead(unit.piece)
        if lead is not None and (lead.by is not None or turn.by is None):
            return _with_lead(turn, k, lead, unit, following)
    if turn.points and turn.by is None:
        by = sender_after(unit.piece)
        if by is not None:
            return turn._replace(by=by, last=k, closed=True)
    if turn.closed or (turn.points and leads.is_lead(unit.piece.text)):
        return None
    if not turn.points and unit.mark == AT and following is not None and _heads_list(unit, following):
        return turn._replace(last=k)
    return _with_point(turn, k, unit)


def _heads_list(unit: Unit, below: Unit) -> bool:
    """Whether a first "at" only says who is to do what a list `below` says: "at udvalget anbefaler byrådet"."""
    return below.mark not in ("", AT) and _passes_on().fullmatch(unit.piece.text.rstrip()) is not None


def _with_point(turn: _Turn, k: int, unit: Unit) -> _Turn:
    """`turn` with a point, or with more of the last one; as it is, where the unit explains."""
    if unit.mark and turn.mark in (None, unit.mark):
        turn.points.append([*_cut(unit.lines, unit.point)])
        return turn._replace(mark=unit.mark, last=k)
    if turn.points and turn.last == k - 1 and _belongs(unit):
        turn.points[-1] += unit.lines
        return turn._replace(last=k)
    return turn


def _belongs(unit: Unit) -> bool:
    """Whether a unit that is no point of its own goes on with the one above: a list within it, or its sentence."""
    return bool(unit.mark) or unit.piece.text[:1].islower()


def _with_lead(turn: _Turn, k: int, lead: Lead, unit: Unit, following: Unit | None) -> _Turn:
    turn = turn._replace(by=lead.by, called=False, last=k, opens=lead.opens, first=turn.first if turn.first >= 0 else k)
    if lead.point is None or _leads_in(lead.point.text, following):
        return turn
    points = list(_inline(lead.point))
    if len(points) == 1:  # what stands behind the sentence gives its reasons
        points = [sentences(points[0])[0]]
    places = [point.at(0, len(point.text)) for point in points]
    lines = [[*passages.clipped(unit.lines, at[0].a, at[-1].b)] for at in places]
    return turn._replace(points=lines, mark=AT if len(points) == 1 else NUMBER)


def _inline(point: Piece) -> Iterator[Piece]:
    """The points that stand one after another on one line, "at 1. planen godkendes, 2. …"; `point`, where it is one."""
    first = _inline_mark().match(point.text)
    if first is None:
        yield point
        return
    begun, count = first.end(), 1
    for mark in _inline_mark().finditer(point.text, first.end()):
        if int(mark["number"]) == count + 1:
            yield point.cut(begun, mark.start()).stripped()
            begun, count = mark.end(), count + 1
    yield point.cut(begun, len(point.text)).stripped()


@cache
def _inline_mark() -> re.Pattern[str]:
    """A number between two points on one line, or before the first of them."""
    return compile_pattern(idioms.patterns("recommendation")["inline_mark"])


def _leads_in(text: str, below: Unit | None) -> bool:
    """Whether a point at the end of a lead only begins what the points of a list `below` finish."""
    text = text.rstrip()
    if below is None or below.mark == "" or _hangs_on().fullmatch(text) is not None:
        return False
    if _passes_on().fullmatch(text) is not None:
        return True
    if below.mark == AT:
        return False
    first = below.piece.text[:1]
    return not text.endswith((".", ";")) and (not text.endswith(",") or not first.isdigit() or first == "1")


@cache
def _hangs_on() -> re.Pattern[str]:
    """A whole point whose conditions stand below it."""
    return compile_pattern(idioms.patterns("recommendation")["hangs_on"])


@cache
def _passes_on() -> re.Pattern[str]:
    return compile_pattern(idioms.patterns("recommendation")["passes_on"])


def _bare(turn: _Turn, units: Sequence[Unit]) -> _Turn:
    """The paragraphs below a lead that ends with the "at" of each of them, as its points."""
    below = units[turn.last + 1 :]
    return turn._replace(points=[[*unit.lines] for unit in below], last=len(units) - 1)


# --- Who recommends


def _by_label(source: Source, block: Block) -> _Turn | None:
    """The turn that a label opens that is itself the sentence: "Direktionen indstiller,"."""
    slots, label = block.label.slots, label_of(source, block)
    by = Placed(source.phrase(*slots["by"]), (slots["by"],)) if "by" in slots else None
    if "point" in slots:
        a, b = slots["point"]
        return _Turn(-1, -1, [[Line(a, b, a, apart=False)]], by, AT, closed=True)
    lead = leads.lead(label)
    if lead is None:
        return None if by is None else _Turn(-1, -1, [], by, opens=leads.opens(label.text), called=True)
    turn = _Turn(-1, -1, [], by or lead.by, opens=lead.opens, called=label.text[-1:] == ":")
    if lead.point is None or _leads_on(lead.point.text):
        return turn
    places = lead.point.at(0, len(lead.point.text))
    lines = [Line(place.a, place.b, place.a, apart=False) for place in places]
    return turn._replace(points=[lines], mark=AT)


def _leads_on(text: str) -> bool:
    """Whether a label's "at …" has no end of its own: "Det indstilles, at HMU"."""
    return not text.rstrip().endswith((".", ";"))


def _tells(text: str) -> bool:
    """Whether `text` says what somebody told the meeting: a list below it recommends nothing."""
    return bool([rule for rule in rules("recommendation", "tells") if rule.match(text) is not None])


def _cut(lines: Sequence[Line], a: int) -> tuple[Line, ...]:
    """`lines` from the view's offset `a` on, in the first of them."""
    first = lines[0]
    return (Line(a, first.b, a, first.apart), *lines[1:])


def _written(source: Source, lines: Sequence[Line]) -> Text:
    """A point as the contract writes it, without the ", og" or the marks that close it; cells of a table in a row."""
    kept = _closed(source.view, list(lines))
    if kept and _CELL in source.view[kept[0].a : kept[-1].b] and any(_CELL in source.view[k.a : k.b] for k in kept):
        cells = [cell for line in kept for cell in _cells(source.view, line)]
        return Placed(" ".join(source.phrase(*cell) for cell in cells), tuple(cells))
    return passages.in_whole_words(source, kept)


def _closed(view: str, lines: list[Line]) -> list[Line]:
    while lines:
        *above, last = lines
        text = view[last.a : last.b].rstrip(_CLOSING)
        for word in values.words()["conjunctions"]:
            if text == word or text.endswith(f" {word}"):
                text = text[: -len(word)].rstrip(_CLOSING)
        if text:
            return [*above, Line(last.a, last.a + len(text), last.begin, last.apart)]
        lines = above
    return []


def _cells(view: str, line: Line) -> Iterator[Range]:
    at = line.a
    for cell in view[line.a : line.b].split(_CELL):
        if cell.strip():
            a = at + len(cell) - len(cell.lstrip())
            yield Range(a, a + len(cell.strip()))
        at += len(cell) + 1
