"""Who was absent, told under a label of its own in the middle of a decision.

decision = { line } label { name } { line } ;

The outline knows labels, and nobody's name: where a list of those absent ends and the decision goes on behind it is
settled here, by what the lines say.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from itertools import takewhile

from referat.facts import attendance, presence, torn_names
from referat.facts.members import detail, is_cut_list, read_members
from referat.facts.passages import clipped
from referat.facts.people import Known
from referat.facts.ruling_words import outcomes
from referat.facts.sentences import LIST_MARK, joined, leads_on, sentences
from referat.facts.vote_words import speaks_of_votes
from referat.outline.blocks import Block, ItemBlocks
from referat.text.places import Line
from referat.text.source import Source

_ATTENDANCE = "attendance"
_DECISIONS = frozenset({"decision", "previous_decision"})
# A rule of labels below which sentences stand, and no list, gives this.
_SENTENCES = "sentences"
_STOPS = (".", ":", "!", "?")


def settled(source: Source, item: ItemBlocks, known: Known) -> ItemBlocks:
    """`item`, its decisions with the lines that stand below a list of those absent in the middle of them."""
    if not [kind for kind, _, _, inside in item.sections if kind == _ATTENDANCE or inside]:  # nearly always
        return item
    blocks = [_regained(source, block, known) for block in item.sections]
    return item._replace(sections=tuple(_settled(source, blocks, known)))


def _regained(source: Source, host: Block, known: Known) -> Block:
    """`host`, each list in it with the lines below that name somebody too."""
    if not host.inner:  # nearly always
        return host
    ends = [*(within.label.at.a for within in host.inner[1:]), host.range.b + 1]
    lines, inner = host.lines, []
    own: list[Line] = []
    done = 0
    for within, end in zip(host.inner, ends, strict=True):
        if not _is_list(within):
            inner.append(within)
            continue
        first = max(done, bisect_left(lines, (within.range.b,)))
        stop = max(first, bisect_left(lines, (end,)))
        both = within._replace(lines=(*within.lines, *lines[first:stop]))
        names, rest = _parted(source, both, known, at_least=len(within.lines))
        inner.append(within._replace(lines=names))
        own += lines[done:first]
        if rest:  # what stands behind the list on its own line is among them
            del own[bisect_left(own, (rest[0].a,)) :]
        own += rest
        done = stop
    return host._replace(lines=(*own, *lines[done:]), inner=tuple(inner))


def _is_list(block: Block) -> bool:
    return block.kind == _ATTENDANCE and not block.label.gives.get(_SENTENCES)


def _settled(source: Source, blocks: Sequence[Block], known: Known) -> Iterator[Block]:
    host: Block | None = None
    regained: list[Line] = []
    inner: list[Block] = []
    for block in blocks:
        names, rest = _parted(source, block, known) if host is not None and _is_list(block) else (block.lines, ())
        if host is not None and rest:
            # The outline may have found others in it that stand below this one.
            insort(inner, block._replace(lines=names), key=_label_begins)
            regained += rest
            continue
        later: list[Block] = []
        if host is not None:
            later = [within for within in inner if within.label.at.a > block.label.at.a]
            yield _with(host, regained, inner[: len(inner) - len(later)])
        host = block if block.kind in _DECISIONS else None
        regained, inner = [], [*later, *block.inner]
        if host is None:
            yield block
            yield from later
    if host is not None:
        yield _with(host, regained, inner)


def _label_begins(block: Block) -> int:
    return block.label.at.a


def _with(host: Block, regained: Sequence[Line], inner: Sequence[Block]) -> Block:
    """`host` with lines that were below lists, and with the lists that stand in it."""
    lines = tuple(sorted((*host.lines, *regained))) if regained else host.lines
    return host._replace(lines=lines, inner=tuple(inner))


def _parted(
    source: Source, block: Block, known: Known, *, at_least: int = 0
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of a list, and what stands behind it; a sentence on its own line that decides is none of it."""
    lines = block.lines
    if lines and source.line_at(lines[0].a) == source.line_at(block.label.at.a):
        stop = next((n for n in range(1, len(lines)) if not _goes_on(source, lines[n - 1], lines[n])), len(lines))
        run = (lines[0], *(line._replace(apart=False) for line in lines[1:stop]))
        said = sentences(joined(source, run))
        naming = list(takewhile(lambda one: _names(source, clipped(run, one.start, one.end), known), said))
        decides = [one for one in said[len(naming) :] if _decides(one.text)]
        if naming and decides:
            behind = decides[0].start
            return clipped(run, run[0].a, behind), (*clipped(run, behind, run[-1].b), *lines[stop:])
        if naming:
            lines, at_least = (*run, *lines[stop:]), max(at_least, stop)
    stop = max(_stop(source, block, known), at_least)
    return lines[:stop], lines[stop:]


def _decides(text: str) -> bool:
    """Whether a sentence behind a list decides something, or tells of a vote: it is one of the decision's."""
    return bool(outcomes(text)) or speaks_of_votes(text)


def _goes_on(source: Source, above: Line, below: Line) -> bool:
    return source.line_at(below.a) == source.line_at(above.a) + 1 and leads_on(source, above, below)


def _names(source: Source, lines: Sequence[Line], known: Known) -> bool:
    """Whether all of `lines` say who was absent, or that nobody was."""
    reading = attendance.of_list(source, lines, known=known)
    return bool(reading.read) and not reading.notes


def _stop(source: Source, block: Block, known: Known) -> int:
    """How many of the lines below the label name those absent; what stands on its own line is all of them, if any."""
    beside = bool(block.lines) and source.line_at(block.lines[0].a) == source.line_at(block.label.at.a)
    for k, line in enumerate(block.lines):
        if k == 0 and beside:
            if _names_nobody(source, line, known):
                return 1
            continue
        if k and torn_names.is_torn(source.view[slice(*block.lines[k - 1][:2])], source.view[slice(*line[:2])], known):
            continue
        text = source.view[line.a : line.b]
        ends = beside and line.apart and not (LIST_MARK.match(text) or presence.lists_substitutes(text))
        if ends or not (_names(source, (line,), known) or _stands_among(source, block.lines, k, known)):
            return k
    return len(block.lines)


def _names_nobody(source: Source, line: Line, known: Known) -> bool:
    """Whether the line says that nobody was absent: no list goes on below it."""
    reading = attendance.of_list(source, (line,), known=known)
    return bool(reading.read) and not reading.attendance.absent and not reading.attendance.present


def _stands_among(source: Source, lines: Sequence[Line], k: int, known: Known) -> bool:
    """Whether the line `k` of `lines` is one of a list though it cannot be read: names are on it, or on the next.

    It stands directly below the others, and is neither a sentence nor an outcome; or it says the party or the role of
    the one above.
    """
    text = source.view[lines[k].a : lines[k].b]
    if k and detail(joined(source, (lines[k],))) is not None:
        return True
    if not _is_directly_below(source, lines, k) or text.endswith(_STOPS) or outcomes(text):
        return False
    if is_cut_list(text, known):
        return True
    return _is_directly_below(source, lines, k + 1) and bool(read_members(joined(source, (lines[k + 1],)), known))


def _is_directly_below(source: Source, lines: Sequence[Line], k: int) -> bool:
    return 0 < k < len(lines) and source.view.count("\n", lines[k - 1].b, lines[k].a) == 1
