"""The drawing of `explain`: the text, each line's role in the margin, the places of values underlined."""

from collections.abc import Iterator, Sequence

from referat.contract.ledger import Token
from referat.views.cells import broken, visible, width
from referat.views.explained_head import HEAD, everything, form_row, head
from referat.views.explained_lines import Explained
from referat.views.explained_words import Words
from referat.views.pieces import Piece, Row

#: The styles of what is no line of the text; a line's own is its token's kind.
NUMBER, BAR, HINT = "number", "bar", "hint"
#: What the style of a place of a value ends with.
VALUE = "+value"
_BAR = " │ "
_DOUBT = "?"
_FEWEST_CELLS = 20


def drawn(explained: Explained, words: Words, room: int | None, *, whole: bool = False) -> Iterator[Row]:
    """The drawing in rows of `room` cells; without it, as for a pipe, each line of the text is one row.

    With `whole`, what was measured of the text stands above it.
    """
    yield from head(explained, words, room)
    if whole:
        for said in everything(explained, words):
            yield from _paragraph(said, room)
    yield ()
    roles = [_role(explained, words, n) for n in range(1, len(explained.tokens) + 1)]
    margin = max(map(width, roles), default=0)
    digits = len(str(len(roles)))
    for n, (token, role) in enumerate(zip(explained.tokens, roles, strict=True), 1):
        if n in explained.begins:
            place, document = explained.begins[n]
            yield (Piece(words.say("document", n=place, line=n), HEAD),)
            yield form_row(document, words, room)
        before = (
            Piece(f"{n:>{digits}} ", NUMBER),
            Piece(role, token.kind),
            Piece(" " * (margin - width(role)) + _BAR, BAR),
        )
        behind = (Piece(" " * (digits + 1 + margin) + _BAR, BAR),)
        left = None if room is None else max(_FEWEST_CELLS, room - digits - 1 - margin - len(_BAR))
        for k, row in enumerate(_text(explained, n, token, left)):
            yield (*(behind if k else before), *row)
    if explained.doubtful:
        yield ()
        yield from _paragraph(words.say("could_be"), room, HINT)


def _role(explained: Explained, words: Words, n: int) -> str:
    """What line `n` is, in a word, and whether it could have been a heading."""
    token = explained.tokens[n - 1]
    role = words.role(token, explained.kinds)
    return f"{role} {_DOUBT}" if n in explained.doubtful else role


def _text(explained: Explained, n: int, token: Token, room: int | None) -> Iterator[Row]:
    """The rows of a line of the text: broken at words, its values' places in a style of their own."""
    line = token.text.rstrip("\r\n")
    places = explained.underlined.get(n, ())
    if explained.is_redacted and explained.parsed.tokens[n - 1].text != token.text:
        places = ()  # they are those of the text as it was
    shown = visible(line)
    for a, b in (broken(line, room) if room is not None else ((0, len(line)),)) if line.strip() else ((0, 0),):
        yield tuple(_pieces(shown, (a, b), places, token.kind))


def _pieces(
    shown: Sequence[str], row: tuple[int, int], places: Sequence[tuple[int, int]], kind: str
) -> Iterator[Piece]:
    """A row of a line in pieces: those at `places` underlined."""
    at, end = row
    for a, b in places:
        start, stop = max(a, at), min(b, end)
        if start >= stop:
            continue
        if start > at:
            yield Piece("".join(shown[at:start]), kind)
        yield Piece("".join(shown[start:stop]), kind + VALUE)
        at = stop
    if at < end:
        yield Piece("".join(shown[at:end]), kind)


def _paragraph(said: str, room: int | None, style: str = HEAD) -> Iterator[Row]:
    """`said` in rows, those below the first indented as it is, and a bit more."""
    text = said.lstrip()
    lead = len(said) - len(text)
    rows = ((0, len(text)),) if room is None else tuple(broken(text, max(_FEWEST_CELLS, room - lead - 2)))
    for k, (a, b) in enumerate(rows):
        yield (Piece(" " * (lead + 2 * (k > 0))), Piece("".join(visible(text[a:b])), style))


def paragraphs(rows: Iterator[tuple[int, str, str]], room: int | None) -> Iterator[Row]:
    """Rows of depth, text and style, each broken at words below its depth."""
    for depth, said, style in rows:
        if not said:
            yield ()
            continue
        yield from _paragraph(" " * (2 * depth) + said, room, style)
