"""Who was absent, told under a label of its own in the middle of a decision.

decision = { line } label { name } { line } ;

The outline knows labels, and nobody's name: where a list of those absent ends and the decision goes on behind it is
settled here, by what the lines say.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from referat.facts import attendance
from referat.facts.members import detail, is_cut_list, read_members
from referat.facts.people import Known
from referat.facts.rulings import outcomes
from referat.facts.sentences import LIST_MARK, joined
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
    inner = tuple(
        _with_lines_below(source, host, (within, end), known) for within, end in zip(host.inner, ends, strict=True)
    )
    listed = {line for within in inner for line in within.lines}
    return host._replace(lines=tuple(line for line in host.lines if line not in listed), inner=inner)


def _with_lines_below(source: Source, host: Block, inner: tuple[Block, int], known: Known) -> Block:
    """An inner block of `host`, a list with the lines of names below it, down to the offset that is given with it."""
    within, end = inner
    if not _is_list(within):
        return within
    first, stop = (bisect_left(host.lines, (at,)) for at in (within.range.b, end))
    both = within._replace(lines=(*within.lines, *host.lines[first:stop]))
    return within._replace(lines=both.lines[: max(_stop(source, both, known), len(within.lines))])


def _is_list(block: Block) -> bool:
    return block.kind == _ATTENDANCE and not block.label.gives.get(_SENTENCES)


def _settled(source: Source, blocks: Sequence[Block], known: Known) -> Iterator[Block]:
    host: Block | None = None
    for block in blocks:
        stop = _stop(source, block, known) if host is not None and _is_list(block) else len(block.lines)
        if host is not None and stop < len(block.lines):
            names = block._replace(lines=block.lines[:stop])
            host = host._replace(lines=(*host.lines, *block.lines[stop:]), inner=(*host.inner, names))
            continue
        if host is not None:
            yield host
        host = block if block.kind in _DECISIONS else None
        if host is None:
            yield block
    if host is not None:
        yield host


def _stop(source: Source, block: Block, known: Known) -> int:
    """How many of the lines below the label name those absent; what stands on its own line is all of them, if any."""
    beside = bool(block.lines) and source.line_at(block.lines[0].a) == source.line_at(block.label.at.a)
    for k, line in enumerate(block.lines):
        if k == 0 and beside:
            if _names_nobody(source, line, known):
                return 1
            continue
        ends = beside and line.apart and not LIST_MARK.match(source.view[line.a : line.b])
        if ends or not (_names_somebody(source, line, known) or _stands_among(source, block.lines[: k + 2], k, known)):
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


def _names_somebody(source: Source, line: Line, known: Known) -> bool:
    """Whether the line says who was absent, or that nobody was."""
    reading = attendance.of_list(source, (line,), known=known)
    return bool(reading.read) and not reading.notes
