"""What a reader of one kind of file gives: a text, and what the file said of it beside its letters."""

from referat.tuples import NamedTuple


class Link(NamedTuple):
    """A link that the file sets on some of its text: `text[start:end]` (code points, end exclusive) leads to `url`."""

    start: int
    end: int
    url: str


class Box(NamedTuple):
    """Where a line stands on paper: its page (1-based) and its edges in points from the page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Input(NamedTuple):
    r"""One file's text.

    Its lines end in "\n", its pages in a form feed at the beginning of the next page's first line. `encoding` is None
    where the bytes are no text by themselves. `furniture` are the numbers (0-based) of the text's lines that the file
    itself says are no part of what is told: what runs along above and below the pages, a web page's menus. They stay in
    the text. `links` are in order and do not overlap. `boxes` has one entry for each line of the text (None: a line
    that stands nowhere), or is empty where the file has no pages. `full` are the numbers of the lines
    that had no room, on paper, for the first word of the line below, or None where nobody has measured.
    """

    text: str
    media_type: str
    encoding: str | None = None
    furniture: frozenset[int] = frozenset()
    links: tuple[Link, ...] = ()
    boxes: tuple[Box | None, ...] = ()
    full: frozenset[int] | None = None
