"""The numbers that a DOCX does not write: paragraphs know their list and level, numbering.xml how to count there.

A *list* (w:num) follows a *pattern* (w:abstractNum) of nine levels, some of which it may count or write otherwise.
Lists of one pattern count on together, but for a list that says where it begins.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from referat.text.inputs.docx_package import W, is_on, number, value
from referat.text.inputs.docx_styles import ListPlace, Styles
from referat.tuples import NamedTuple

_LEVELS = 9
# What Word lets one write around a number.
_LONGEST_TEXT = 255
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN, _MOST_LETTERS, _ALPHABET = 3999, 26 * 4, 26
# Bullets are letters of fonts that draw them otherwise; what such a letter is in other fonts is not what one sees.
_BULLET = "•"
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "courier", "marlett")


class _Level(NamedTuple):
    """How one level of a list is written and counted."""

    form: str
    text: str
    start: int
    # The level (from 0) whose next paragraph begins this one anew, None: any above; -1: none does.
    restart: int | None
    gap: str
    is_legal: bool
    style: str | None
    is_bullet_font: bool
    is_hidden: bool


class _List(NamedTuple):
    pattern: int
    levels: Mapping[int, _Level]
    # The levels that begin with a number of the list's own.
    starts: Mapping[int, int]


class Numbering:
    """Counts the paragraphs of one document; `root` is numbering.xml, None where there is none."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._patterns: dict[int, Element] = {}
        self._numbers: dict[int, Element] = {}
        for child in root if root is not None else ():
            if child.tag == f"{W}abstractNum":
                self._patterns[number(value(child, "abstractNumId"))] = child
            elif child.tag == f"{W}num":
                self._numbers[number(value(child, "numId"))] = child
        self._lists: dict[int, _List | None] = {}
        # By pattern, the numbers that its levels have come to.
        self._counts: dict[int, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, place: ListPlace) -> str:
        """What stands before the next paragraph at `place`, with what parts it from the text; counts it."""
        own = self._list(place.list_id)
        if own is None:
            return ""
        depth = self._depth(own, place)
        level = own.levels.get(depth)
        if level is None:
            return ""
        counts = self._count(place.list_id, own, depth)
        if level.is_hidden or (level.form == "none" and not _PLACE.sub("", level.text).strip()):
            return ""
        text = _bullet(level) if level.form == "bullet" else _written(own, level, counts)
        return f"{text.rstrip()}{level.gap}" if level.gap and text.strip() else text

    def _depth(self, own: _List, place: ListPlace) -> int:
        """The paragraph's level; where its style puts it into the list, that of the style."""
        if place.style is not None:
            for depth, level in own.levels.items():
                if level.style == place.style:
                    return depth
        return min(max(place.level or 0, 0), _LEVELS - 1)

    def _count(self, list_id: int, own: _List, depth: int) -> Mapping[int, int]:
        counts = self._counts.setdefault(own.pattern, {})
        for above in range(depth):
            if above not in counts:
                counts[above] = self._start(list_id, own, above)
        if depth in own.starts and (list_id, depth) not in self._begun:
            counts[depth] = own.starts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = self._start(list_id, own, depth)
        self._begun.add((list_id, depth))
        for below in range(depth + 1, _LEVELS):
            restart = own.levels[below].restart if below in own.levels else None
            if restart is None or depth <= restart:
                counts.pop(below, None)
        return counts

    def _start(self, list_id: int, own: _List, depth: int) -> int:
        self._begun.add((list_id, depth))
        level = own.levels.get(depth)
        return own.starts.get(depth, level.start if level else 1)

    def _list(self, list_id: int) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def _read(self, list_id: int) -> _List | None:
        element = self._numbers.get(list_id)
        if element is None:
            return None
        pattern = self._pattern(element)
        if pattern is None:
            return None
        pattern_id, levels_of = pattern
        levels = {number(value(one, "ilvl")): _level(one) for one in levels_of.findall(f"{W}lvl")}
        starts = {}
        for override in element.findall(f"{W}lvlOverride"):
            depth = number(value(override, "ilvl"))
            other = override.find(f"{W}lvl")
            if other is not None:
                levels[depth] = _level(other)
            start = value(override.find(f"{W}startOverride"))
            if start is not None:
                starts[depth] = number(start, 1)
        return _List(pattern_id, levels, starts)

    def _pattern(self, element: Element) -> tuple[int, Element] | None:
        """The pattern of a list, be it by way of a list style."""
        seen: set[int] = set()
        while True:
            pattern_id = number(value(element.find(f"{W}abstractNumId")), -1)
            pattern = self._patterns.get(pattern_id)
            if pattern is None or pattern_id in seen:
                return None
            seen.add(pattern_id)
            linked = self._styles.list_of(value(pattern.find(f"{W}numStyleLink")))
            if linked is None or linked not in self._numbers:
                return pattern_id, pattern
            element = self._numbers[linked]


def _level(element: Element) -> _Level:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    restart = value(element.find(f"{W}lvlRestart"))
    gap = value(element.find(f"{W}suff"))
    named = (value(fonts, "ascii") or value(fonts, "hAnsi") or "").lower()
    return _Level(
        form=_form(element),
        text=(value(element.find(f"{W}lvlText")) or "")[:_LONGEST_TEXT],
        start=number(value(element.find(f"{W}start")), 0),
        restart=None if restart is None else number(restart) - 1,
        gap="" if gap == "nothing" else " ",
        is_legal=is_on(element.find(f"{W}isLgl")),
        style=value(element.find(f"{W}pStyle")),
        is_bullet_font=named.startswith(_SYMBOL_FONTS),
        is_hidden=is_on(element.find(f"{W}rPr/{W}vanish")),
    )


def _form(element: Element) -> str:
    """How the level's numbers are written, "decimal" where it does not say."""
    alternate = next(element.iter(f"{W}numFmt"), None)
    return value(alternate) or "decimal"


def _bullet(level: _Level) -> str:
    text = level.text.strip()
    is_private = any("\ue000" <= character <= "\uf8ff" for character in text)
    return _BULLET if text and (is_private or level.is_bullet_font) else text


def _written(own: _List, level: _Level, counts: Mapping[int, int]) -> str:
    """The level's text with the numbers in their places."""

    def at(place: re.Match[str]) -> str:
        depth = int(place[1]) - 1
        form = own.levels[depth].form if depth in own.levels else "decimal"
        if level.is_legal and form != "none":
            form = "decimal"
        return written(counts.get(depth, 1), form)

    return _PLACE.sub(at, level.text)[:_LONGEST_TEXT]


def written(count: int, form: str) -> str:
    """`count` as the number format `form` writes it; as digits where the format is none of the usual ones.

    >>> [written(28, form) for form in ("lowerLetter", "upperRoman", "decimalZero", "ordinal")]
    ['bb', 'XXVIII', '28', '28.']
    """
    if form in ("lowerLetter", "upperLetter") and 0 < count <= _MOST_LETTERS:
        turns, letter = divmod(count - 1, _ALPHABET)
        letters = chr(ord("a") + letter) * (turns + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _MOST_ROMAN:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form in ("none", "bullet"):
        return ""
    return f"{count:02}" if form == "decimalZero" else f"{count}." if form == "ordinal" else str(count)


def _roman(count: int) -> str:
    letters = ""
    for worth, letter in _ROMAN:
        letters += letter * (count // worth)
        count %= worth
    return letters
