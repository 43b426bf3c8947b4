"""Where one document of a file ends and the next begins.

    file = document { document } ;

A document begins at its title, which the lines of a head below it confirm; the same title again is a page's.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from referat.lexicon import lines as lexicon
from referat.lexicon.values import never_last, words
from referat.outline import furniture
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark
from referat.text.source import Source

_CONTENT, _TITLE, _ATTACHMENTS = frozenset({"number", "case"}), "document", "attachments"
# A title that is a word alone is one of so many lines at the top, and has the day among so many below it.
_TOP = 4
# So many titles of documents in a row are links to them; a site has so many lines with them.
_FEWEST_LINKS, _MOST_LINKS = 4, 60
# A list of all items' papers has an item and a paper.
_FEWEST_PAPERS = 2
#: What the head of a list of all items' papers is.
PAPERS = "papers"
# A site has so many lines above a document.
_SITE = 12
# A page ends and begins with so few lines of furniture.
_LONGEST_BREAK = 8


def documents(source: Source, marks: Indexed) -> Iterator[Indexed]:
    """The marks of each document, furniture of pages among them as such."""
    marks = _without_others(_without_told(source, marks) if source.furniture else marks)
    pages = furniture.furniture(source, marks)
    pages |= _links(marks)
    begins = tuple(_begins(marks, pages))
    begun = frozenset(begins)
    titles = {marks[k].text for k in begins}
    noise = pages.union([k for k in marks.by_role[_TITLE] if k not in begun and marks[k].text in titles])
    turns = pages.union([k for k, flags in marks.flagged if "page" in flags])
    settled = marks
    if noise or turns:
        kept = [mark.as_text().but(role="noise") if k in noise else mark for k, mark in enumerate(marks)]
        _join_over_pages(kept, turns, pages)
        settled = Indexed(kept)
    first = next((k for k, mark in enumerate(settled) if _is_of_item(mark)), len(marks))
    below = [k for k in begins if k > first]
    starts = [0, *(below or _words(marks, pages, first))]
    for n, start in enumerate(starts):
        start = _with_furniture(settled, start) if n else 0  # noqa: PLW2901  a screen's words above the title
        stop = _with_furniture(settled, starts[n + 1]) if n + 1 < len(starts) else len(marks)
        part = Indexed(settled[start:stop]) if stop - start < len(marks) else settled
        yield _papers_apart(part) if part.labels and part[part.labels[-1]].kind == _ATTACHMENTS else part


def _papers_apart(marks: Indexed) -> Indexed:
    """`marks`, the list of all items' papers at the end as such: below its head it says numbers and titles again.

    Below the first of these papers are counted from one. No item begins there, and none has other sections there.
    """
    head = marks.labels[-1]
    label = marks[head]
    if label.how != "own" or not (label.apart or marks[head - 1].role == "noise"):
        return marks
    below = [k for k in marks.numbered if k > head]
    first = next((k for k in range(head + 1, len(marks)) if marks[k].role != "noise"), head)
    if len(below) < _FEWEST_PAPERS or below[0] != first or _number_and_title(marks[below[1]])[0] != 1:
        return marks  # a list of papers, and none of items with theirs
    said = {_number_and_title(marks[k]) for k in marks.numbered if k < head}
    if _number_and_title(marks[first]) not in said:
        return marks
    return marks.but({head: label.as_text().but(role=PAPERS), **{k: marks[k].as_text() for k in below}})


def _number_and_title(mark: Mark) -> tuple[int, str]:
    """The number of a line, and its title as titles are compared."""
    assert mark.number is not None  # noqa: S101  for the type checker: only numbered marks are asked
    return mark.number.value, lexicon.key_of(mark.text[mark.number.title.a :])


def _without_told(source: Source, marks: Indexed) -> Indexed:
    """`marks`, those that the file says are furniture as such: no document and no item begins at them."""
    told = furniture.told(source, marks)
    return Indexed([mark.as_text().but(role="noise") if k in told else mark for k, mark in enumerate(marks)])


def _without_others(marks: Indexed) -> Indexed:
    """`marks`, what a site says of other documents, below this one, as furniture."""
    words, keys = _others(), marks.keys
    if words.isdisjoint(keys):  # nearly always
        return marks
    said = [k for k, key in enumerate(keys) if key in words and marks[k].apart]
    if len(said) != 1:  # where it comes again it is each item's
        return marks
    others = said[0]
    return Indexed([*marks[:others], *(mark.as_text().but(role="noise", number=None) for mark in marks[others:])])


def _links(marks: Sequence[Mark]) -> frozenset[int]:
    """The titles of a site's other documents, that stand above this one's: many, one directly below the other."""
    firsts = lexicon.setting_gate("titles", "names_document").firsts or frozenset()
    top = marks[:_MOST_LINKS]
    near = [k for k, mark in enumerate(top) if mark.role in ("", _TITLE) and mark.text[0] in firsts]
    if not near[_FEWEST_LINKS - 1 :]:  # nearly always
        return frozenset()
    names = lexicon.setting_pattern("titles", "names_document")
    in_rows = [k for run in _runs(near) if len(run) >= _FEWEST_LINKS for k in run]
    titles = [k for k in in_rows if names.match(marks[k].text) is not None]
    runs = [run for run in _runs(titles) if len(run) >= _FEWEST_LINKS]
    return frozenset([k for run in runs for k in run[:-1]])


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """`places`, those together that follow one another."""
    run: list[int] = []
    for k in places:
        if run and k != run[-1] + 1:
            yield run
            run = []
        run.append(k)
    yield run


@cache
def _others() -> frozenset[str]:
    return frozenset(lexicon.setting("documents", "others"))


def _begins(marks: Indexed, pages: frozenset[int]) -> Iterator[int]:
    """The marks with which a document begins."""
    header = lexicon.setting_pattern("titles", "header")
    word = lexicon.setting_pattern("documents", "word")
    til = lexicon.setting("documents", "below")
    top = next((mark for k, mark in enumerate(marks) if mark.role != "noise" and k not in pages), None)
    if top is not None and not (_is_title(top) or word.fullmatch(top.text)):
        top = None
        for mark in marks[:_SITE]:  # no call: nearly all documents begin here
            if mark.role == _TITLE:
                top = mark
            if mark.role == _TITLE or mark.role in _CONTENT:
                break
    if top is None:
        return  # what does not begin with a title, or with a site's words above one, holds one document
    begins = top.text.partition(" ")[0]
    alike = [k for k, mark in enumerate(marks) if mark.text[0] == begins[0]]
    for k in sorted({*alike, *marks.by_role[_TITLE]}):
        mark = marks[k]
        if k + 1 == len(marks):
            return
        # The first of an item's attachments is called as documents are; others have a bullet.
        if (k and marks[k - 1].kind == _ATTACHMENTS) or (mark.bullet and not top.bullet):
            continue
        if mark.text.partition(" ")[0] != begins:
            if mark.role == _TITLE and _begins_otherwise(marks, k, begins):
                yield k
            continue
        below = marks[k + 1]
        alone = below.key == til and word.fullmatch(mark.text) is not None
        confirming = marks[k + 1 : k + 3] if _is_title(mark) else marks[k + 3 : k + 5] if alone else ()
        head = takewhile(lambda other: not _is_title(other), confirming)  # the next title's head is not this one's
        if any(not other.role and header.match(other.text) for other in head):
            yield k


def _begins_otherwise(marks: Sequence[Mark], k: int, begins: str) -> bool:
    """Whether title `k` begins a document of another kind than the first, as that one `begins`: an agenda, say.

    Two lines of a head stand below it.
    """
    header = lexicon.setting_pattern("titles", "header")
    below = marks[k + 1 : k + 3]
    first = marks[k].text.partition(" ")[0]
    formed = marks[k].apart and not marks[k].bullet and first.isupper() == begins.isupper()
    return formed and len(below) > 1 and all(mark.role == "" and header.match(mark.text) for mark in below)


def _join_over_pages(marks: list[Mark], turns: frozenset[int], pages: frozenset[int]) -> None:
    """A line that goes on with a sentence over one of the `turns`, the ends of pages, stands not apart from it.

    Beyond an end that only says itself what it is, and is none of the `pages`, it must be no point of a list.
    """
    for k in sorted(turns):
        above = next((i for i in range(k - 1, max(-1, k - _LONGEST_BREAK), -1) if marks[i].role != "noise"), None)
        below = next((i for i in range(k + 1, min(len(marks), k + _LONGEST_BREAK)) if marks[i].role != "noise"), None)
        if above is None or below is None:
            continue
        one, other = marks[above], marks[below]
        unfinished = not one.role and not other.role and (one.text[-1].isalnum() or one.text[-1] == ",")
        if k not in pages and other.text.partition(" ")[0].lower() in words()["point_openings"]:
            continue
        if other.apart and unfinished and (other.text[0].islower() or one.text.rpartition(" ")[2] in never_last()):
            marks[below] = other.but(apart=False)


def _words(marks: Sequence[Mark], pages: frozenset[int], first: int) -> Iterator[int]:
    """The marks below the `first` of an item's with which a document begins whose title is a word alone.

    The word stands at the top as well, with the meeting's day below it both times, and below the same lines.
    """
    word = lexicon.setting_pattern("documents", "word")
    lines = [k for k, mark in enumerate(marks[:first]) if mark.role != "noise" and k not in pages][:_TOP]
    top = next((k for k in lines if word.fullmatch(marks[k].text)), None)
    if top is None or not _has_day_below(marks, top):
        return
    above = [marks[k].text for k in lines if k < top]
    for k in range(first + 1, len(marks)):
        if marks[k].text == marks[top].text and marks[k].apart and _has_day_below(marks, k):
            begin = k - len(above)
            yield begin if [mark.text for mark in marks[begin:k]] == above else k


def _has_day_below(marks: Sequence[Mark], k: int) -> bool:
    """Whether the lines directly below mark `k` are a head's, one of them with the meeting's day alone."""
    day = lexicon.setting_pattern("titles", "dated")
    head = takewhile(lambda mark: not _is_of_item(mark), marks[k + 1 : k + 1 + _TOP])
    return any(day.fullmatch(mark.text) for mark in head)


def _is_of_item(mark: Mark) -> bool:
    """Whether it is an item's, by its form: a weak word for a decision names documents."""
    return mark.role in _CONTENT or bool(mark.kind and "weak" not in mark.flags)


def _is_title(mark: Mark) -> bool:
    return mark.role == _TITLE


def _with_furniture(marks: Sequence[Mark], k: int) -> int:
    """The first of the marks of furniture that stand directly before `k`."""
    while k and marks[k - 1].role == "noise" and "closes" not in marks[k - 1].flags:
        k -= 1
    return k
