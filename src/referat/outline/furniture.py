"""Which lines are the furniture of a document's pages: page numbers, and what runs along above and below them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.values import never_last
from referat.outline import covers, dated_lines, route_tables, running_lines
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark
from referat.outline.menus import LONGEST_MENU, menus
from referat.outline.page_numbers import counting, is_no_title, names_meeting, outdented, squeezed
from referat.outline.running_lines import LONGEST_RUNNING, PageBreak
from referat.text.source import Source

_PAGE_NUMBER = compile_pattern(r"(?:[-–] ?)?(\d{1,4})(?: ?[-–])?")
_PAGE_OF_PAGES = compile_pattern(r"\d{1,3} ?/ ?\d{1,3}")
_COLUMNS, _SHORTEST_CELL = compile_pattern(r"[ \t]{3,}|\t"), 3
# A page may be numbered so many off from its place in the file; so many pages may have no number.
_OFF = 3
# Pages of as many lines may differ by so many.
_LINES_OFF = 2
_LONGEST_NUMBER, _LONGEST_SIGNED = 4, 10
_FEWEST, _FEWEST_UNKNOWN = 2, 3


def furniture(source: Source, marks: Indexed) -> frozenset[int]:
    """The marks that are page numbers and running lines; none where neither form feeds nor numbers show pages.

    What the file itself says to be furniture is.
    """
    short = [k for k, mark in enumerate(marks) if mark.b - mark.a <= _LONGEST_SIGNED]
    plain = [k for k in marks.by_role[""] if marks[k].b - marks[k].a <= LONGEST_RUNNING]
    pages = running_lines.pages(marks)
    breaks = [*_form_feeds(source, marks), *_numbered(marks, pages), *_bare(source, marks, short)]
    breaks += [*_signed(marks, short), *_paged(marks, plain)]
    counted = (*counting(source, marks, plain), *(outdented(marks, short) if len(short) >= _FEWEST else ()))
    breaks += [running_lines.page_break(marks, k - 1, k + 1)._replace(number=k) for k in counted]
    numbers = {one.number for one in breaks if one.number is not None}
    if pages:
        numbers.update(_below_addresses(marks, pages))
    keys = marks.keys
    several = {key for key, times in Counter(keys).items() if times > 1} if len({*keys}) < len(keys) else ()
    again = [k for k, key in enumerate(keys) if key in several] if several else []
    again = [k for k in again if keys[k] or marks[k].b - marks[k].a <= LONGEST_RUNNING]  # of others nobody asks
    along = running_lines.running(marks, breaks) if breaks else frozenset[int]()
    return (
        frozenset(numbers)
        | along
        | running_lines.of_first_page(marks, breaks, along)
        | (frozenset((*_interrupting(marks, breaks), *_beside_pages(source, marks))) if breaks else frozenset())
        | _heads(marks, again)
        | menus(marks)
        | _again(marks, again)
        | dated_lines.running(marks)
        | _neighbours(marks)
        | route_tables.tables(marks, short)
        | covers.cover(marks)
        | (told(source, marks) if source.furniture else frozenset())
    )


def told(source: Source, marks: Sequence[Mark]) -> frozenset[int]:
    """The marks on lines of which the file says that they are furniture."""
    whole = frozenset([k for k, mark in enumerate(marks) if source.number(mark.line) in source.furniture])
    if not source.beside:  # nearly always
        return whole
    return whole.union([k for k, mark in enumerate(marks) if source.origin(mark.a, mark.b)[0] in source.beside])


def _again(marks: Sequence[Mark], again: Sequence[int]) -> frozenset[int]:
    """Those of `again`, the lines that come again, that say what to do on the screen."""
    pattern = lexicon.setting_pattern("menu", "again")
    gate = lexicon.setting_gate("menu", "again")
    texts = [(k, marks[k].text) for k in again if marks[k].role == "" and marks[k].b - marks[k].a <= LONGEST_MENU]
    return frozenset([k for k, text in texts if gate.admits(text) and pattern.fullmatch(text)])


def _neighbours(marks: Indexed) -> frozenset[int]:
    """The numbered titles of the items before and behind, each directly below a word that leads to its page."""
    if not marks.by_role["noise"]:
        return frozenset()
    pattern, gate = lexicon.setting_pattern("menu", "neighbour"), lexicon.setting_gate("menu", "neighbour")
    return frozenset(
        k
        for k in marks.numbered
        if k
        and not marks[k].apart
        and gate.admits(marks[k - 1].text)
        and pattern.fullmatch(marks[k - 1].text) is not None
    )


def _form_feeds(source: Source, marks: Sequence[Mark]) -> Iterator[PageBreak]:
    if "\f" not in source.view:
        return
    margin = source.margin
    tops = (k for k, mark in enumerate(marks) if k and _begins_page(source, mark, margin))
    numbered = 0  # the number of the page above
    for page, top in enumerate(tops, 1):
        match = _PAGE_NUMBER.fullmatch(marks[top - 1].text)
        number = top - 1 if match is not None and abs(int(match[1]) - page) <= _OFF else None
        if number is None and _is_above_page(marks, top, page + 1):
            yield running_lines.page_break(marks, top - 1, top + 1)._replace(number=top, fed=True)
            continue
        numbered = int(match[1]) if match is not None and number is not None else 0
        yield running_lines.page_break(marks, top - 1 if number is None else top - 2, top)._replace(
            number=number, fed=True
        )
    end = len(marks) - 1
    match = _PAGE_NUMBER.fullmatch(marks[end].text) if numbered else None
    if match is not None and int(match[1]) == numbered + 1:
        yield running_lines.page_break(marks, end - 1, end + 1)._replace(number=end)


def _is_above_page(marks: Sequence[Mark], top: int, page: int) -> bool:
    """Whether mark `top`, with which a page begins, is its number alone, and no title of an item with it below."""
    match = _PAGE_NUMBER.fullmatch(marks[top].text)
    if match is None or int(match[1]) != page or top + 1 == len(marks):
        return False
    return marks[top + 1].apart or is_no_title(marks[top + 1])


def _begins_page(source: Source, mark: Mark, margin: int) -> bool:
    """Whether a form feed stands between `mark` and what is above it; every line has a `margin` before it."""
    start = source.starts[mark.line]  # where a line begins farther to the left than others do
    begin = mark.begin - margin if mark.begin - margin > start else start
    before = source.view[max(0, source.view.rfind("\n", 0, max(0, begin - 1))) : mark.a]
    return "\f" in before and "\n" not in before[before.rfind("\f") :].lstrip()


def _numbered(marks: Sequence[Mark], pages: Sequence[int]) -> Iterator[PageBreak]:
    """The breaks at the lines `pages`, which say by themselves that they are a page's number."""
    yield from [running_lines.page_break(marks, k - 1, k + 1) for k in pages]


def _bare(source: Source, marks: Indexed, short: Sequence[int]) -> Iterator[PageBreak]:
    """The breaks at `short` lines, bare numbers that count on: beside a line that comes again, or no title below."""
    short = [k for k in short if marks[k].b - marks[k].a <= _LONGEST_NUMBER and not running_lines.begins_item(marks[k])]
    bare = [k for k in short if marks[k].text.isdecimal()]
    if len(bare) < _FEWEST:
        return
    many = len(bare) >= _FEWEST_UNKNOWN
    counted = (_beside_running(marks, bare) or _regular(source, marks, bare)) if many else []
    if places := counted or _between_texts(marks, bare):
        end = int(marks[places[-1]].text)
        ends = (k for k in bare if k > places[-1] and 0 < int(marks[k].text) - end <= _OFF)
        yield from [running_lines.page_break(marks, k - 1, k + 1)._replace(number=k) for k in (*places, *ends)]


def _beside_running(marks: Indexed, bare: Sequence[int]) -> list[int]:
    """Those of the `bare` numbers that stand directly below, or above, a line of the head that comes again."""
    head = {squeezed(mark) for mark in running_lines.head(marks)}
    last = len(marks) - 1
    above = {k: squeezed(marks[k - 1]) for k in bare if k and not marks[k].apart}
    below = {k: squeezed(marks[k + 1]) for k in bare if k < last and not marks[k + 1].apart}
    for beside in (above, below):
        counts = Counter(beside.values())
        said = {line for line, count in counts.items() if count >= _FEWEST_UNKNOWN}
        running = {line for line in said if line in head or names_meeting(line)}
        places = [k for k, line in beside.items() if line in running]
        steps = [int(marks[b].text) - int(marks[a].text) for a, b in pairwise(places)]
        if steps and min(steps) > 0 and sum(steps) <= 2 * len(steps) + _OFF:
            return places
    return []


def _between_texts(marks: Sequence[Mark], bare: Sequence[int]) -> list[int]:
    """Those of the `bare` numbers that stand alone and count on, where what follows most of them cannot be a title.

    Two are enough where one of them stands in the middle of a sentence.
    """
    last = len(marks) - 1
    places: list[int] = []
    tears = False
    for k in bare:
        value = int(marks[k].text)
        above = int(marks[places[-1]].text) if places else 0
        apart = (marks[k].apart, k == last or marks[k + 1].apart)
        if 0 < value - above <= _OFF and (all(apart) or (any(apart) and _tears_sentence(marks, k))):
            places.append(k)
            tears = tears or _tears_sentence(marks, k)
    follows = [k == last or is_no_title(marks[k + 1]) for k in places]
    fewest = _FEWEST if tears else _FEWEST_UNKNOWN
    return places if len(places) >= fewest and 2 * sum(follows) >= len(places) else []


def _tears_sentence(marks: Sequence[Mark], k: int) -> bool:
    """Whether a sentence of the line above mark `k` goes on with a small letter in the one below."""
    if not 0 < k < len(marks) - 1:
        return False
    above, below = marks[k - 1], marks[k + 1]
    ends = above.text[-1]
    return below.text[0].islower() and not below.role and not below.bullet and (ends.isalpha() or ends == ",")


def _regular(source: Source, marks: Sequence[Mark], bare: Sequence[int]) -> list[int]:
    """Those of the `bare` numbers that count on by one, each as many lines below the last, as pages have them.

    They stand apart on one side, and what follows none of them can be a title.
    """
    last = len(marks) - 1
    places: list[int] = []
    for k in bare:
        apart = marks[k].apart or k == last or marks[k + 1].apart
        follows = k == last or marks[k + 1].apart or is_no_title(marks[k + 1])
        if apart and follows and (not places or int(marks[k].text) == int(marks[places[-1]].text) + 1):
            places.append(k)
    if len(places) < _FEWEST_UNKNOWN or int(marks[places[0]].text) > _FEWEST:
        return []
    lines = [0, *(source.number(marks[k].line) for k in places)]  # the first page begins with the text
    steps = [below - above for above, below in pairwise(lines)]
    if places[-1] == last and steps[-1] < steps[0] - _LINES_OFF:  # the last page is shorter
        steps.pop()
    regular = max(steps) - min(steps) <= _LINES_OFF and min(steps) >= dated_lines.SHORTEST_PAGE
    return places if regular else []


def _signed(marks: Sequence[Mark], short: Sequence[int]) -> Iterator[PageBreak]:
    """The breaks at `short` lines that are nothing but a page's number with a sign of one: "2 af 6", "[2]", "s. 2".

    They count on, and say the same beside it; what says how many pages there are may come once.
    """
    pattern = lexicon.setting_pattern("titles", "page_signed")
    firsts = lexicon.setting_gate("titles", "page_signed").firsts or frozenset()
    found: dict[str, list[tuple[int, int]]] = {}
    for k in short:
        mark = marks[k]
        if mark.text[0] in firsts and mark.role in ("", "case"):
            match = pattern.fullmatch(mark.text)
            if match is not None:
                beside = mark.text[: match.start("number")] + mark.text[match.end("number") :]
                found.setdefault(beside, []).append((k, int(match["number"])))
    for places in found.values():
        steps = [after - before for (_, before), (_, after) in pairwise(places)]
        rising = steps and min(steps) > 0 and sum(steps) <= len(steps) + _OFF
        if rising or (not steps and _says_of_how_many(marks[places[0][0]])):
            yield from [running_lines.page_break(marks, k - 1, k + 1)._replace(number=k) for k, _ in places]


def _says_of_how_many(mark: Mark) -> bool:
    """Whether a page's number is one without others that it counts on from."""
    return lexicon.setting_pattern("titles", "page_of_pages").fullmatch(mark.text) is not None


def _paged(marks: Sequence[Mark], plain: Sequence[int]) -> Iterator[PageBreak]:
    """The breaks at `plain` lines that begin with a page's number and say the same behind it, page by page."""
    pattern = lexicon.setting_pattern("titles", "page_first")
    firsts = lexicon.setting_gate("titles", "page_first").firsts or frozenset()
    found: dict[str, list[tuple[int, int]]] = {}
    for k in plain:
        if marks[k].text[0] in firsts:
            match = pattern.fullmatch(marks[k].text)
            if match is not None:
                found.setdefault(match["said"], []).append((k, int(match["number"])))
    for places in found.values():
        if len(places) >= _FEWEST and all(a < b for (_, a), (_, b) in pairwise(places)):
            yield from [running_lines.page_break(marks, k - 1, k + 1)._replace(number=k) for k, _ in places]


def _interrupting(marks: Sequence[Mark], breaks: Sequence[PageBreak]) -> Iterator[int]:
    """The first lines of pages that name the meeting in the middle of a sentence, though they come but once."""
    for k in (one.below[0] for one in breaks if one.fed and one.above and len(one.below) > 1):
        above, mark, below = marks[k - 1 : k + 2]
        unfinished = above.text[-1] == "," or above.text.rpartition(" ")[2].lower() in never_last()
        plain = not above.role and not below.role
        if unfinished and plain and below.text[0].islower() and mark.number is None and names_meeting(squeezed(mark)):
            yield k


def _below_addresses(marks: Sequence[Mark], pages: Sequence[int]) -> list[int]:
    """What a browser prints behind its address below a page, the page and how many there are, where it is cut off."""
    below = [k + 1 for k in pages if k + 1 < len(marks)]
    return [k for k in below if _PAGE_OF_PAGES.fullmatch(marks[k].text)]


def _beside_pages(source: Source, marks: Indexed) -> frozenset[int]:
    """The lines directly above or below a page's number that say what the head does, though they come but once.

    Their parts may stand in columns: "NORDBY AFFALD         Møde nr. 14".
    """
    pages = [k for k in running_lines.pages(marks) if k > _FEWEST]
    above = [k - 1 for k in pages if not marks[k].apart]
    below = [k + 1 for k in pages if k + 1 < len(marks) and not marks[k + 1].apart]
    plain = [k for k in (*above, *below) if marks[k].role == "" and marks[k].b - marks[k].a <= LONGEST_RUNNING]
    if not plain:  # nearly always
        return frozenset()
    head = [squeezed(mark).lower() for mark in running_lines.head(marks)]
    beside = frozenset(k for k in plain if k >= len(head) and _is_of_head(_cells(source, marks[k]), head))
    alone = [k for k in plain if k >= len(head) and (k in above or k + 1 == len(marks) or marks[k + 1].apart)]
    dated = lexicon.setting_pattern("titles", "body_and_day")
    return beside.union([k for k in alone if k not in beside and dated.fullmatch(marks[k].text) is not None])


def _cells(source: Source, mark: Mark) -> list[str]:
    """What stands in the columns of a line, in small letters; blanks between them are many, as written."""
    return [cell.lower() for cell in _COLUMNS.split(source.text[slice(*source.origin(mark.a, mark.b))])]


def _is_of_head(cells: Sequence[str], head: Sequence[str]) -> bool:
    """Whether the lines of a head say what stands in columns; what stands alone is all of such a line."""
    if len(cells) == 1:
        return cells[0] in head
    return all(len(cell) > _SHORTEST_CELL and any(cell in line for line in head) for cell in cells)


def _heads(marks: Sequence[Mark], again: Sequence[int]) -> frozenset[int]:
    """The lines with a day that stand alone above headings, one above the first, where no page has a number.

    What stands so inside an item is the label of a decision. `again` are the lines that come again.
    """
    first = next((k for k, mark in enumerate(marks) if mark.role == "case" or mark.how == "own"), len(marks))
    alone: dict[str, list[int]] = {}
    begins: set[str] = set()  # what lines above the first heading begin with: no others come again as such
    for k in again:
        mark = marks[k]
        if (
            mark.apart
            and k + 1 < len(marks)
            and (marks[k + 1].apart or marks[k + 1].role == "case")
            and mark.number is None
            and mark.role in ("", "label")
            and mark.b - mark.a <= LONGEST_RUNNING
            and mark.text[-1] not in ":."  # what comes again is said again
            and (k < first or mark.text[0] in begins)
        ):
            begins.add(mark.text[0])
            alone.setdefault(squeezed(mark), []).append(k)
    dated = (_with_day(marks, places) for places in alone.values() if len(places) >= _FEWEST_UNKNOWN)
    return frozenset(
        k
        for places in dated
        if len(places) >= _FEWEST_UNKNOWN and 0 < places[0] < first and all(_heading_below(marks, k) for k in places)
        for k in places
    )


def _with_day(marks: Sequence[Mark], places: Sequence[int]) -> list[int]:
    day = lexicon.setting_pattern("titles", "date")
    return [k for k in places if day.search(marks[k].text)]


def _heading_below(marks: Sequence[Mark], k: int) -> bool:
    """Whether an item begins below mark `k`: with its number and title, or with its case number."""
    if marks[k + 1].role == "case":
        return True
    number = marks[k + 1].number
    return number is not None and number.title.b > number.title.a and marks[k + 1].text[-1] != "."
