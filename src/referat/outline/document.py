"""A file's outline: which line is what, document by document."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import Lines
from referat.lexicon.lines import lines as general
from referat.outline import cuts, foot, furniture, sections
from referat.outline.blocks import DocumentBlocks, body_lines
from referat.outline.choice import Hypothesis, chosen, every, hypotheses
from referat.outline.contents import Contents, unheaded
from referat.outline.contents_entries import entries, of_titles
from referat.outline.documents import documents
from referat.outline.headings import Heading, headings
from referat.outline.indexed import Indexed
from referat.outline.items import ItemReading, items
from referat.outline.listed_above import bulleted
from referat.outline.marks import Mark, Marker
from referat.outline.page import Page
from referat.outline.running_lines import shape
from referat.outline.sections import Opened
from referat.outline.titles import title_key
from referat.text.inputs.kinds import WEB
from referat.text.places import Line, Range
from referat.text.source import Source
from referat.tuples import NamedTuple

_FURNITURE, _DECISION, _ATTENDANCE = frozenset({"noise"}), "decision", "attendance"
# So many vocabularies are at hand.
_MOST_KEPT = 64


class DocumentOutline(NamedTuple):
    """One document: its blocks, and all that they were read from, for whoever asks why.

    `ways` are the forms that were weighed to read it; `every_way` are all that there are.
    """

    blocks: DocumentBlocks
    page: Page
    contents: Contents
    ways: tuple[Hypothesis, ...]
    form: Hypothesis
    headings: tuple[Heading, ...]
    items: tuple[ItemReading, ...]

    @property
    def every_way(self) -> list[Hypothesis]:
        """Every form of headings, the best first, those of anchors too where reading did without."""
        return every(self.page)


def of(source: Source, lines: Lines | None = None) -> Iterator[DocumentOutline]:
    """The outline of each document in `source`; `lines` are the vocabulary, the general one where none is given.

    Each is made when it is asked for, and kept by nobody here.
    """
    marker = _marker(lines or general())
    for part in documents(source, cuts.apart(source, marker.marks(source), marker)):
        yield _document(source, part)


@lru_cache(_MOST_KEPT)
def _marker(lines: Lines) -> Marker:
    return Marker(lines)


def _document(source: Source, pieces: Indexed) -> DocumentOutline:
    page = Page(source, pieces)
    ways = hypotheses(page)
    form = chosen(page, ways)
    found = headings(page, form)
    contents = _above(page.contents, found)
    if contents.inside <= set(contents.heads):
        contents = _unheaded(page, found) or contents
    readings = items(page, found)
    first = readings[0].blocks.range.a if readings else source.starts[-1] + len(source.lines[-1]) if source.lines else 0
    header, tail = _header(page, contents, first), _tail(page, readings)
    stop = readings[-1].stop if tail else len(pieces)
    if stop < len(pieces) and foot.is_headless(page, found[0].first) and foot.heads_below(page, stop):
        readings, below = _decided_below(page, readings, stop)
        header, tail = (*header, *(below or tail)), ()  # a document may have its head below
    rows = entries(source, page.marks, contents)
    if rows and len(rows) != len(found) and None in [row.number for row in rows]:  # a title may have several rows
        rows = of_titles(source, rows, [title_key(" ".join(map(page.text, heading.titles))) for heading in found])
    blocks = DocumentBlocks(
        Range(pieces[0].begin, pieces[-1].end) if pieces else Range(0, 0),
        header,
        tuple(rows),
        tuple(reading.blocks for reading in readings),
        tail,
        _running(page) if source.media_type not in WEB else (),
    )
    return DocumentOutline(blocks, page, contents, tuple(ways), form, tuple(found), tuple(readings))


def _decided_below(page: Page, readings: list[ItemReading], stop: int) -> tuple[list[ItemReading], tuple[Line, ...]]:
    """The items, and the head's lines from mark `stop` on, where the last decision stands below these.

    "Beslutning fra Skolerådet", "Dato: 3. marts 2021", "Fraværende: Bo Elm", and then what was decided; () elsewhere.
    Of several items each tells who was absent from it.
    """
    marks, item = page.marks, readings[-1].blocks
    last = item.sections[-1] if item.sections else None
    if last is None or last.kind != _DECISION or last.lines or not page.is_label[stop - 1]:
        return readings, ()
    end = stop
    while end < len(marks) and (marks[end].line == marks[end - 1].line or foot.is_field(marks[end])):
        end += 1
    lines = body_lines([mark for mark in marks[end:] if mark.role not in _FURNITURE])
    if not lines:
        return readings, ()
    decided = [last._replace(lines=lines)]
    absent = [k for k in range(stop, end) if page.is_label[k] and page.kind(k) == _ATTENDANCE]
    if absent and readings[1:]:
        own = readings[-1].sections[-1], Opened(absent[0], _ATTENDANCE)
        decided, end = sections.blocks(page, own, len(marks), frozenset(range(stop, absent[0]))), absent[0]
    decided = [*item.sections[:-1], *decided]
    item = item._replace(range=Range(item.range.a, lines[-1].b), sections=tuple(decided))
    head = body_lines([mark for mark in marks[stop:end] if mark.role not in _FURNITURE])
    return [*readings[:-1], readings[-1]._replace(blocks=item)], head


def _above(contents: Contents, found: Sequence[Heading]) -> Contents:
    """`contents` without what is read as an item: a row that is a heading is none."""
    if not found or found[0].at not in contents.inside:  # nearly always
        return contents
    return contents._replace(inside=frozenset(k for k in contents.inside if k < found[0].at))


def _unheaded(page: Page, found: Sequence[Heading]) -> Contents | None:
    """The table of contents that only the headings tell, as it has no head or one row; None where there is none."""
    titled = [
        (h.first, title_key(" ".join(map(page.text, h.titles))), h.number.value if h.number else 0) for h in found
    ]
    contents = unheaded(page.source, page.marks, titled)
    if found[1:] and not contents.inside:
        contents = bulleted(page.marks, titled)
    return contents if contents.inside else None


def _header(page: Page, contents: Contents, first: int) -> tuple[Line, ...]:
    """The lines above the first item, the table of contents and furniture left out.

    Where none of them says what document it is, the head may run along on every page: then its first lines are.
    """
    rows = contents.inside.difference(contents.heads)
    above: list[tuple[int, Mark]] = []
    for k, mark in enumerate(page.marks):
        if mark.begin >= first:
            break
        if k not in rows:
            above += ((k, mark),)
    top: list[Mark] = []
    names = lexicon.setting_pattern("titles", "names_document")
    plain = [mark.text for _, mark in above if mark.role != "noise"]
    if above and above[0][1].role == "noise" and not any(map(names.match, plain)):
        top = [mark for _, mark in takewhile(lambda each: each[1].role == "noise", above)]
        top = top if any(names.match(mark.text) for mark in top) else []
    return body_lines([*top, *(mark for _, mark in above if mark.role != "noise")])


def _running(page: Page) -> tuple[Line, ...]:
    """The lines that run along, the first of each: those that the file says do so, or those above the first page."""
    if not page.source.furniture and page.count and page.marks[0].role != "noise":  # nearly always
        return ()
    told = sorted(furniture.told(page.source, page.marks)) if page.source.furniture else []
    above = [k for k in takewhile(lambda k: page.marks[k].role == "noise", range(page.count)) if not page.marks[k].rule]
    said = {shape(page.marks[k]): k for k in reversed(told or above)}
    return body_lines([page.marks[k] for k in sorted(said.values())])


def _tail(page: Page, readings: Sequence[ItemReading]) -> tuple[Line, ...]:
    """The lines below the foot of the last item."""
    if not readings:
        return ()
    last = readings[-1]
    below = next((k for k in page.feet if page.marks[k].a > last.blocks.range.a), len(page.marks))
    first = min(below, last.stop)
    return body_lines([mark for mark in page.marks[first:] if mark.role not in _FURNITURE])
