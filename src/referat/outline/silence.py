"""What the outline leaves in doubt, told: a form of headings that is nearly as good, lines that were passed over."""

from collections import Counter
from collections.abc import Iterator, Sequence

from referat.contract.notes import Note
from referat.outline import loose, roles
from referat.outline.blocks import DocumentBlocks, ItemBlocks
from referat.outline.document import DocumentOutline
from referat.outline.loose import Loose
from referat.outline.roles import form_said
from referat.outline.weights import limit
from referat.text.places import Range
from referat.text.source import Source

_SHOWN = 60
# Into so many lines no line is cut that only has a label in it, or cells.
_FEWEST_CUT = 4


def of(document: DocumentOutline) -> Iterator[Note]:
    """What is in doubt about the outline of `document`."""
    yield from _line_ends(document)
    for heading in document.headings:
        if heading.number is not None and heading.titles and heading.titles[0].a == heading.titles[0].b:
            at = document.page.marks[heading.at].place(heading.number.at)
            number = document.page.text(at)
            yield Note("title-unknown", f"item {number}: nothing tells where its title ends.", at.a)
    for mark in roles.unlisted(document):
        yield Note("header-unread", f"in no field: {mark.text[:_SHOWN]!r}.", mark.a)
    rivals = [way for way in document.ways if way is not document.form and way.score >= limit("enough")]
    if document.form.chain and rivals and document.form.score - rivals[0].score < limit("close"):
        rival = rivals[0]
        message = (
            f"headings were read as {form_said(document.form)} ({document.form.score:.1f} points); "
            f"nearly as likely: {form_said(rival)} ({rival.score:.1f})."
        )
        yield Note("outline-uncertain", message, document.page.marks[rival.chain[0].at].a)
    taken = document.contents.inside.union(*(heading.lines for heading in document.headings))
    for candidate in document.form.passed:
        mark = document.page.marks[candidate.at]
        if candidate.evidence.supported and candidate.at not in taken:
            yield Note("heading-doubtful", f"in the form of a heading, read as text: {mark.text[:_SHOWN]!r}.", mark.a)


def _line_ends(document: DocumentOutline) -> Iterator[Note]:
    """The first line that was cut into many."""
    marks = document.page.marks
    lines = [mark.line for mark in marks]
    if len(lines) - len({*lines}) < _FEWEST_CUT - 1:  # nearly always
        return
    count = Counter(lines)
    cut = next((mark for mark in marks if count[mark.line] >= _FEWEST_CUT), None)
    if cut is None:
        return
    yield Note("line-ends-lost", f"a line was read as {count[cut.line]} lines.", cut.a)


def unclaimed(
    source: Source, blocks: DocumentBlocks, lines: Loose, items: Sequence[ItemBlocks], read: Sequence[Range] = ()
) -> Iterator[Note]:
    """The loose `lines` below the first heading that came into no field; facts were read of the blocks of `items`.

    Of the head's lines the header tells. `read` are the places below the last item's foot that something was read of.
    """
    left = loose.unclaimed(lines, items)
    tail, head = (blocks.tail, blocks.header) if left else ((), ())
    below_all = {line.a for line in tail if any(a < line.b and line.a < b for a, b in read)}
    below_all |= {line.a for line in head}  # which may stand below
    for line in left:
        if line.start not in below_all:
            yield Note("unclaimed-line", f"in no field: {source.view[line.a : line.b][:_SHOWN]!r}.", line.a)
