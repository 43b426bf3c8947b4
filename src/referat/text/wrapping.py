"""Whether a text's lines are broken at a page's width, which only the whole text shows.

A page of the web has a paragraph a line; a PDF or a print-out breaks a paragraph where the line is full. There a line
is full when the first word of the next would not have fitted on it: nearly, as letters differ in width on paper; to the
character, where a program broke the lines at a number of characters.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

# A wider line is a paragraph of its own, and the text has no width.
_WIDEST = 140
#: No text is broken at fewer characters.
NARROWEST = 40
# Letters differ in width on paper: a line that reaches so much of the widest one is full.
_NEARLY = 0.8
# Shorter lines tell nothing; of the longer ones that go on below, so many are full where the text is wrapped. One at
# least goes on in a small letter: where none does, each is a paragraph.
_LONG, _MOST = 0.6, 0.6
_FEWEST = 3


# The word in small letters with which a line begins below a blank one, or a few.
# (That there is one is looked at first, and known in a third of the time; but not above more blank lines, of which a
# text may have nothing else: to look over all of them from each would never end.)
_GOES_ON = re.compile(r"\n(?=[ \t\r]*\n(?!(?:[ \t\r]*\n){4})[ \t\r\n]*[a-zæøåé])(?:[ \t\r]*\n){1,4}[ \t]*([a-zæøåé]+)")
# Of a text in double spacing so many lines have as many blank lines below, and so many go on there, in other words.
_SPACED, _SPACED_ON, _FEWEST_ON = 0.75, 0.15, 4
# So many blanks may stand behind a line.
_REACH = 40


def double_spaced(view: str, lines: Sequence[str]) -> frozenset[int]:
    """The blank lines among the `lines` of `view` that stand below nearly each of the others, though sentences go on.

    So programs write the pages of a PDF each line of which is a paragraph. Where each paragraph is one line, none goes
    on in a small letter; points of a list begin with the same word. Lines that end at a page's width, `rejoined` has
    joined before: these are of columns and texts without one.
    """
    if 3 * (lines.count("") or lines.count("\r")) < len(lines):  # nearly always
        return frozenset()
    if not _GOES_ON.findall(view)[_FEWEST_ON - 1 :]:  # nearly always
        return frozenset()
    ends = (
        (below[1], view[max(0, below.start() - _REACH) : below.start()].rstrip()) for below in _GOES_ON.finditer(view)
    )
    words = [word for word, above in ends if not above.endswith(_CLOSES)]
    if len(set(words)) < _FEWEST_ON:
        return frozenset()
    filled = [i for i, line in enumerate(lines) if line and not line.isspace()]
    steps = Counter([b - a for a, b in itertools.pairwise(filled)])
    step, count = max(steps.items(), key=itemgetter(1), default=(1, 0))
    if step == 1 or count < _SPACED * (len(filled) - 1) or len(words) < _SPACED_ON * count:
        return frozenset()
    spaced = (a for a, b in itertools.pairwise(filled) if b == a + step)
    return frozenset([i for a in spaced for i in range(a + 1, a + step)])


@lru_cache(8)
def _measured(lines: tuple[str, ...]) -> int | None:
    filled = [line.strip() for line in lines]
    widest = max(map(len, filled), default=0)
    if not NARROWEST <= widest <= _WIDEST:
        return None
    full = long = 0
    goes_on = False
    for above, below in itertools.pairwise(filled):
        if below and len(above) >= _LONG * widest:
            long += 1
            full += is_full(above, below, widest)
            goes_on = goes_on or below[0].islower()
    return widest if full >= _FEWEST and full >= _MOST * long and goes_on else None


def wrap_width(lines: Sequence[str]) -> int | None:
    """The width, in characters, at which the paragraphs of `lines` are broken; None where they are not."""
    if any(map(_WIDEST.__lt__, map(len, lines))):  # nearly always, and without a copy
        return None
    return _measured(tuple(lines))


def is_full(above: str, below: str, width: int) -> bool:
    """Whether the line `above` had no room for the first word of the line `below`."""
    return len(above) + 1 + len(below.partition(" ")[0]) > _NEARLY * width


# The letters of a line that goes on below reach so far at least.
_NEARLY_FULL = 0.75
# So many lines go on below that had no room for the next word, one at most in so many that had.
_FEWEST_BROKEN, _FEWEST_IN_ALL, _LOOSE = 2, 3, 10
_CLOSES = (".", ":", ";", "?", "!")
# So many lines at least are full where all of a text is one paragraph.
_FEWEST_FULL = 4


def column(lines: Sequence[str]) -> int | None:
    """The number of characters at which a program broke `lines`, as the text has them; None where none did.

    A line that begins with a small letter goes on from the one above: where the text was broken so, that one had no
    room for its first word.
    """
    bare = list(map(str.rstrip, lines))
    if is_paragraph(max(bare, key=len, default="")):  # nearly always, on pages of the web
        return None
    width = max([len(line) for line in bare if " " in line.lstrip()], default=0)
    if not NARROWEST <= width <= _WIDEST:
        return None
    # How many lines had no room, and had, above a small letter; the same above a capital.
    full = loose = capital_full = capital_loose = 0
    for above, below in itertools.pairwise(bare):
        if len(above) < _NEARLY_FULL * width or is_ruler(above) or is_ruler(below):
            continue
        no_room = has_no_room(above, below, width)
        if below.lstrip()[0].islower():
            full, loose = full + no_room, loose + (not no_room)
        elif not above.endswith(_CLOSES):
            capital_full, capital_loose = capital_full + no_room, capital_loose + (not no_room)
    sure = full >= _FEWEST_BROKEN and _LOOSE * loose <= full
    alike = full > 0 and full + capital_full >= _FEWEST_IN_ALL and not loose and not capital_loose
    return width if sure or alike or _is_one_paragraph(bare, width) else None


def _is_one_paragraph(bare: Sequence[str], width: int) -> bool:
    """Whether all lines but the last are full, with no blank one between: the text stood on one line."""
    filled = list(itertools.dropwhile(is_ruler, bare))
    while filled and is_ruler(filled[-1]):
        filled.pop()
    if len(filled) <= _FEWEST_FULL or any(map(is_ruler, filled)):
        return False
    return all(has_no_room(above, below, width) for above, below in itertools.pairwise(filled))


def is_paragraph(line: str) -> bool:
    """Whether `line` is wider than a program breaks lines at, and holds more than a word."""
    return len(line) > _WIDEST and " " in line.strip()


def has_no_room(above: str, below: str, width: int) -> bool:
    """Whether the first word of the line `below` would have made the line `above` longer than `width` characters."""
    word = below.split(None, 1)[0]
    return len(above) + 1 + len(word) > width


def is_ruler(line: str) -> bool:
    """Whether there is no word in `line`: it is blank, or drawn across the page."""
    return not line or not any(map(str.isalnum, line))


def parts_number(above: str, below: str) -> bool:
    """Whether the sign at the end of the line `above` stands inside a number that goes on in the line `below`.

    A day ("12-", "05-2018"), years, a case number ("00.22.00-", "P35-9-21").
    """
    digits = below[:1].isdigit() or (below[:1].isupper() and below[1:2].isdigit())
    return digits and above[-2:-1].isdigit()
