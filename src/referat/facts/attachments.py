"""The documents that go with an item, one a line.

list       = { [ list mark ] title [ size | document number ] [ address ] } ;
"""

from collections.abc import Iterator, Sequence
from functools import cache

from referat.contract.nodes import Attachment
from referat.contract.notes import Note
from referat.facts import links
from referat.facts.sentences import LIST_MARK
from referat.lexicon import idioms, values
from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.rules import fold
from referat.outline.blocks import Block
from referat.text.places import Line, Placed, Range
from referat.text.source import Source
from referat.text.wrapping import is_full

# What an address in brackets or behind a dash leaves at the end of the title.
_BEFORE_ADDRESS = " <(-–:"
_LONGEST_TOLD = 120
# A title that is printed twice on its line has so many characters.
_SHORTEST_TWICE = 8

# The number of a row, with a mark or without.
_NUMBER = compile_pattern(r"(\d{1,2})(?:[.)]|(?= (?:[-–] )?[A-ZÆØÅ]))")
# Behind the name of a file, where another title may begin.
_FILE_END = compile_pattern(r" (?:(?<=\.\w{3} )|(?<=\.\w{4} )) *(?=[A-ZÆØÅ])")
_FILLED = compile_pattern(r"\S")
# A title, as the places of its lines.
_Title = tuple[Range, ...]


def of(source: Source, block: Block) -> tuple[Attachment, ...]:
    """The attachments that a section of them lists; none where it says that there are none."""
    titles = _unnumbered(source.view, _titles(source, block.lines))
    unclear = frozenset(_run_together(source, block, titles))
    attachments = (_attachment(source, title) for title in titles if title not in unclear)
    return tuple(attachment for attachment in attachments if attachment is not None)


def unread(source: Source, block: Block) -> tuple[Note, ...]:
    """What is told of a section of attachments: titles that may be several, as their text has lost its line ends."""
    titles = _run_together(source, block, _titles(source, block.lines))
    said = ((title[0].a, title[-1].b, _phrase(source, title)[:_LONGEST_TOLD]) for title in titles)
    return tuple(Note("fact-unread", f"one title or several: {text!r}.", a, end=b) for a, b, text in said)


def _run_together(source: Source, block: Block, titles: Sequence[_Title]) -> Iterator[_Title]:
    """The titles that may be several: where the label stands in the middle of a line, and a capital behind an end."""
    at = block.label.at.a
    if _FILLED.search(source.view, source.starts[source.line_at(at)], at) is None:  # nearly always
        return
    for title in titles:
        if lexicon.setting_pattern("flattened", "two_titles").search(_phrase(source, title)):
            yield title


def on_heading(source: Source, files: Sequence[Range]) -> tuple[Attachment, ...]:
    """The attachments of which only the names of the files stand on a line of the heading."""
    return tuple([Attachment(Placed(source.phrase(*at), (at,)), next(links.told(source, *at), None)) for at in files])


def _titles(source: Source, lines: Sequence[Line]) -> list[_Title]:
    titles: list[_Title] = []
    above: Line | None = None
    for line in lines:
        text = source.view[line.a : line.b]
        mark = LIST_MARK.match(text)
        if above is not None and not line.apart and not mark and _goes_on(source, above, line):
            titles[-1] = (*titles[-1], Range(line.a, line.b))
        else:
            begin = line.a if mark is None or text[0].isdigit() else line.b - len(text[mark.end() :].lstrip())
            titles.append((Range(begin, line.b),))
        above = line
    return [part for title in titles for part in _files_apart(source, title) if part[0].a < part[-1].b]


def _files_apart(source: Source, title: _Title) -> Iterator[_Title]:
    """The titles on one line, each of which ends with the name of a file: "Plan.pdf Notat om stier.docx"."""
    ((a, b),) = title[:1]
    text = source.view[a:b]
    begun = 0
    if len(title) == 1:
        for match in _FILE_END.finditer(text):
            if _is_whole(text[begun : match.start()]):
                yield (Range(a + begun, a + match.start()),)
                begun = match.end()
    yield (Range(a + begun, b), *title[1:])


def _goes_on(source: Source, above: Line, line: Line) -> bool:
    """Whether `line` is the rest of the title on the line `above`, in a text that breaks its lines."""
    text, below = source.view[above.a : above.b], source.view[line.a : line.b]
    if below[:1].islower():
        return True
    width = source.width
    return width is not None and is_full(text, below, width) and not _is_whole(text)


def _is_whole(text: str) -> bool:
    """Whether the title on a line ends there: with the name of a file, or with how large it is."""
    ends = (*idioms.rules("mentions", "attachment_mark"), *idioms.rules("mentions", "attachment_end"))
    return any(rule.suffix(text) is not None for rule in ends)


def _unnumbered(view: str, titles: list[_Title]) -> list[_Title]:
    """`titles` without their numbers, where they are numbered from 1; "1. behandling" alone is the title's own."""
    marks = [_NUMBER.match(view[title[0].a : title[0].b]) for title in titles]
    numbers = [mark[1] if mark else "" for mark in marks]
    alone = len(titles) == 1 and not view[titles[0][0].a + 2 : titles[0][-1].b].lstrip()[:1].isupper()
    if alone or numbers != [str(n) for n in range(1, len(titles) + 1)]:
        return titles
    if any(rule.match(view[a:b]) for ((a, b), *_) in titles for rule in idioms.rules("mentions", "attachment_row")):
        return titles  # the number is a column of the row
    return [
        (Range(first.b - len(view[first.a + len(number) : first.b].lstrip(" \t.)-–")), first.b), *more)
        for (first, *more), number in zip(titles, numbers, strict=True)
    ]


def _attachment(source: Source, title: _Title) -> Attachment | None:
    view, (a, b) = source.view, (title[0].a, title[-1].b)
    if len(title) == 1 and fold(view[a:b].rstrip(".")) in _no_attachments():
        return None
    if not any(map(str.isalpha, view[a:b])):  # the mark of a list and nothing behind it, the number of a page
        return None
    url = next(iter(links.find(view, a, b)), None)
    if url is None:
        title = _without_marks(view, title)
        (a, b), *more = title
        half = (a + b) // 2
        if view[half] == " " and view[a:half] == view[half + 1 : b] and half - a >= _SHORTEST_TWICE and not more:
            title = (Range(a, half),)  # a link's text, and its name
        told = next((link for part in title for link in links.told(source, *part)), None)
        return Attachment(Placed(_phrase(source, title), title), told)
    address = Placed("".join(source.plain(*url).split()), (url,))
    # The address follows the title, in angle brackets or bare, or is all there is.
    end = a + len(view[a : url.a].rstrip(_BEFORE_ADDRESS))
    kept = tuple([Range(part.a, min(part.b, end)) for part in title if part.a < end]) or title
    kept = _without_brackets(view, _without_marks(view, kept))
    return Attachment(Placed(_phrase(source, kept), kept), address)


def _without_marks(view: str, title: _Title) -> _Title:
    """`title` without what a list has beside it, the size or the number of the document, unless it is all there is."""
    *above, last = title
    for rule in () if above else idioms.rules("mentions", "attachment_row"):
        row = rule.match(view[last.a : last.b])
        if row is not None:
            a, b = row.span("title")
            return (Range(last.a + a, last.a + b),)
    for rule in idioms.rules("mentions", "attachment_mark"):
        stop = rule.suffix(view[last.a : last.b])
        if stop:
            last = Range(last.a, last.a + stop)
    return (*above, last)


def _without_brackets(view: str, title: _Title) -> _Title:
    """`title` without the brackets in which markdown has what is linked."""
    (a, _), (_, b) = title[0], title[-1]
    if view[a] != "[" or view[b - 1] != "]" or b - a <= len("[]"):
        return title
    (_, stop), *below = title
    parts = [Range(a + 1, stop), *below]
    return (*parts[:-1], Range(parts[-1].a, b - 1))


def _phrase(source: Source, places: _Title) -> str:
    return " ".join([source.phrase(*place) for place in places])


@cache
def _no_attachments() -> frozenset[str]:
    return frozenset(map(fold, values.words()["no_attachments"]))
