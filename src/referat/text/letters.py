"""How wide lines are in print, guessed from their letters: where a text lost the paper that it was broken on.

Text that a program takes out of a PDF keeps the lines of the paper, where letters differ in width. Fonts without serifs
differ little from one another; what counts is a line beside the widest.
"""

from collections.abc import Sequence

from referat.text.wrapping import is_ruler

# Thousandths of the size, as in Helvetica; a letter that is not here is as wide as most are.
_WIDTHS = {
    222: "ijl'`’‘", 260: "|", 278: " !,./:;I[\\]ftÍÎïíî", 333: "()-r“”„", 334: "{}", 350: "•", 355: '"', 389: "*",
    400: "°", 556: "abdeghnopquLå0ä1ø2ö3ü456789#$?_§–",
    500: "Jckxyzsçv", 584: "+<=>~±×", 611: "FTZß", 667: "ABEKPSVXYÄÅÁÀÉ&", 722: "CDHNRUwÜØ", 778: "GOQÖ",
    833: "Mm", 889: "%æ", 944: "W", 1000: "—Æ…@",
}  # fmt: skip
_MOST_ARE = 556
# What a line reaches at least that had no room, of the margin: fonts differ so much; so much more where lines that are
# indented, by so little that the text does not show it, go on below.
_NEARLY = (0.97, 0.94, 0.91)
# Lines that reach so far tell whether the text is broken in print; so few reach farther than the margin.
_LONG, _REACHING = 0.7, 0.01
# So many of them go on in a small letter and had no room for its word, one at most in so many that had.
_FEWEST, _LOOSE = 4, 8
# The margin is as far to the right as so many letters reach, and no farther than so many.
_NARROWEST, _WIDEST = 40 * 500, 130 * 500
# Lines of fewer letters are not full; between two columns.
_SHORT = 25
_COLUMNS = "   "


class _Table(dict[str, int]):
    """The widths by letter; asked for in one call a line."""

    def __missing__(self, letter: str) -> int:
        return _MOST_ARE


_TABLE = _Table({letter: width for width, letters in _WIDTHS.items() for letter in letters})


def width(text: str) -> int:
    """How wide `text` is in print, in thousandths of the size of its letters."""
    return sum(map(_TABLE.__getitem__, text))


def full(lines: Sequence[str]) -> list[int]:
    """Those of `lines` that had no room in print for the first word of the next; none where nothing shows a margin."""
    bare = list(map(str.strip, lines))
    if sum(map(str.islower, [line[:1] for line in bare])) < _FEWEST:  # nearly always, on pages of the web
        return []
    widths = [
        0 if length < _SHORT or _COLUMNS in line else width(line)
        for line, length in zip(bare, map(len, bare), strict=True)
    ]
    reaching = sorted(filter(None, widths), reverse=True)
    margin = reaching[int(_REACHING * len(reaching))] if reaching else 0
    if not _NARROWEST <= margin <= _WIDEST:
        return []
    return next(filter(None, (_without_room(lines, bare, widths, nearly * margin) for nearly in _NEARLY)), [])


def _without_room(lines: Sequence[str], bare: Sequence[str], widths: Sequence[int], margin: float) -> list[int]:
    """The lines that had no room before `margin`; none where small letters below others say that it stands farther."""
    found: list[int] = []
    small = loose = 0
    for i, below in enumerate(bare[1:]):
        if widths[i] < _LONG * margin or not below or _COLUMNS in below or is_ruler(below):
            continue
        no_room = widths[i] + width(f" {below.split(None, 1)[0]}") > margin
        if below[0].islower():
            small, loose = small + no_room, loose + (not no_room)
        if no_room and not lines[i + 1].startswith("\f"):
            found.append(i)
    return found if small >= _FEWEST and _LOOSE * loose <= small else []
