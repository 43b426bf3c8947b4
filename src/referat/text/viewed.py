"""The view of a text: what rules match, and where each of its characters came from."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

NO_BREAK_SPACES = ("\u00a0", "\u202f", "\u2007")
SOFT_HYPHEN = "\u00ad"
#: What pdfium writes for a hyphen at a line's end, without that end; and the same where the line goes on below.
LINE_HYPHEN, HYPHEN_WITHIN = "\ufffe", "\ufdd0"
_INVISIBLE = (SOFT_HYPHEN, "\u200b", "\u2060", "\ufeff")
COMBINING = ("\u030a", "\u0301", "\u0308", "\u0300", "\u0302", "\u0303", "\u0327", "\u030c")
_SPELT_OUT = {LINE_HYPHEN: "-\n", HYPHEN_WITHIN: "- "}
_TO_REWRITE = (*_INVISIBLE, *COMBINING, *_SPELT_OUT)
# A page that begins where the last line of the one above has no end: so programs put pages together.
_FED = r"(?<=\S)[ \t]*\f(?=[^\n\f])"
# A line that is drawn, of hyphens and a letter, whose last hyphen pdftotext took for one that parts a word.
_DRAWN = r"(?<![^\n\f])(?:-{4,}|-o(?:-o)+|-O(?:-O)+|-0(?:-0)+)(?=[A-ZÆØÅ][a-zæøå])"
# Day and month at the end of a page, whose year the next begins with below its running line: the hyphen was taken for
# one that parts a word, and what stands below the page for the rest of it. "21-04Side 16 af 51".
_PAGE_IN_DATE = (
    r"(?<![\w-])(?:0?[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2])"
    r"(?=[A-ZÆØÅ][^\n\f]{0,80}\s{0,4}\f[^\n\f]{0,120}\s{1,4}(?:19|20)\d\d(?!\w))"
)
_NO_END = f"(?P<fed>{_FED})|{LINE_HYPHEN}(?=[^\n])|{_DRAWN}|{_PAGE_IN_DATE}"
# Day and month of a date, or the first of two years, whose hyphen pdftotext took for one that parts a word at a
# line's end: "21-042012", "(20182021)".
_NO_HYPHEN = (
    r"(?<![\w-])(?:0?[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2])(?=(?:19|20)\d\d(?!\w))"
    r"|(?<=\()(?:19|20)\d\d(?=(?:19|20)\d\d\))"
)
# The day of a date that lost its first hyphen so, behind a word: "1504-2020". Years look alike: "2010-2012".
_NO_FIRST = r"(?<=[a-zæøå] )(?:0[1-9]|[12]\d|3[01])(?=(?:0[1-9]|1[0-2])-(?:19|20)\d\d(?![\w-]))"
_CENTURIES = ("19", "20")
_WHOLE = r"(?:19|20)-(?:0[1-9]|1[0-2])-(?:19|20)\d\d"
_TORN_DATE = f"{_NO_HYPHEN}|{_NO_FIRST}"
# What the view drops or joins: invisible characters; letters of two code points; all spaces but one between words.
# What it has more of: the ends of lines that the text lacks.
_REWRITES = (
    f"{_FED}|{_PAGE_IN_DATE}|{_NO_HYPHEN}|{_NO_FIRST}|{_DRAWN}|{LINE_HYPHEN}\n?"
    f"|[{''.join((*_INVISIBLE, HYPHEN_WITHIN))}]"
    f"|[A-Za-z][{''.join(COMBINING)}]|(?<=\\S ) +"
)
_REWRITTEN = f"({_REWRITES})"
# A line that Markdown sets off: a heading, or one that begins with emphasised words; a text with one is Markdown.
_SET_OFF = (
    r"^[ \t]*(?:#{1,6} (?=[A-ZÆØÅ0-9*(§\[])|#{2,6}(?=[A-ZÆØÅ])|(\*{1,3})(?=[^\s*])[^*\n]{1,160}(?<=[^\s*])\1(?![\w*]))"
)
_HEADING = r"(?<!\S)(?<!\S )(?:\#{1,6} +(?=\S)|\#{2,6}(?=[A-ZÆØÅ]))"
_MARKDOWN = rf"({_REWRITES}|{_HEADING}|(?<![\w*])\*{{1,3}}(?=[^\s*])|(?<=[^\s*])\*{{1,3}}(?![\w*]))"
# Marks of a page's source at the ends of its lines; a text with some keeps none of these, nor of what is emphasised.
_BREAK = r"\S ?<br ?/?>[ \t]*$"
_MARKED_UP = rf"( ?<br ?/?>|</?(?:strong|em|b|i|u)>|{_REWRITES})"
_EMPHASISED = r"<(strong|em|b|i|u)>[^<>\n]{1,200}</\1>"
_FEWEST_BREAKS = 3
#: All of these marks: no value has one.
MARKUP = (
    *(f"<br{end}" for end in (">", "/>", " />")),
    *(f"<{a}{b}>" for a in ("", "/") for b in ("strong", "em", "b", "i", "u")),
)
# The same where there is nothing to drop but spaces: it begins with one, which the engine can look for fast.
_SPACES = r" (?<=\S )( +)"

#: Two parallel lists, of offsets in the view and of the offsets in the text that stand there; between, both run alike.
Breaks = tuple[list[int], list[int]]


def viewed(text: str) -> tuple[str, Breaks | None, Breaks | None]:
    """The view of `text`, and where its offsets and the text's part (None where they never do)."""
    view = text
    if "<" in text and ("<br" in text or "</" in text) and is_marked_up(text):
        for space in NO_BREAK_SPACES:
            view = view.replace(space, " ")
        return _rewrite(view, _MARKED_UP)
    if not text.isascii() or "*" in text or "# " in text or "##" in text:
        for space in NO_BREAK_SPACES:
            view = view.replace(space, " ")
        if _is_markdown(view):
            return _rewrite(view, _MARKDOWN)
        if True in [mark in view for mark in _TO_REWRITE]:  # mostly none
            return _rewrite(view, _REWRITTEN)
    if "\f" in view and (_compiled(_NO_END).search(view) is not None or _compiled(_TORN_DATE).search(view) is not None):
        return _rewrite(view, _REWRITTEN)
    return _rewrite(view, _SPACES) if "  " in view else (view, None, None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of those above, compiled when a text is met that may have a match; few have any."""
    return re.compile(pattern, re.MULTILINE)


def hyphenated(text: str) -> str:
    """`text` with the hyphens of dates and years that a program took for those that part words."""
    return _compiled(_NO_HYPHEN).sub(r"\g<0>-", text)


def without_end(text: str) -> Iterator[tuple[int, int]]:
    """The lines of `text` that have no end of theirs: where each stops, and where the next one begins."""
    if _has_pages(text):
        for match in _compiled(_NO_END).finditer(text):
            yield (match.start(), match.end() - 1) if match["fed"] else (match.end(), match.end())


def _has_pages(text: str) -> bool:
    """Whether `text` shows where its pages end, as what programs made of a PDF does."""
    return "\f" in text or LINE_HYPHEN in text


def is_marked_up(text: str) -> bool:
    """Whether `text` has a page's own marks: at the ends of lines those that end them, or around words in pairs."""
    return _has_breaks(text) or ("</" in text and _several(_EMPHASISED, text))


def _has_breaks(text: str) -> bool:
    """Whether lines of `text` end with the mark that ends them in a page's source."""
    return "<br" in text and _several(_BREAK, text)


def _several(pattern: str, text: str) -> bool:
    return sum(1 for _ in islice(_compiled(pattern).finditer(text), _FEWEST_BREAKS)) == _FEWEST_BREAKS


def gaps(text: str) -> frozenset[int]:
    """The blank lines of `text`, 0-based, each alone behind a line that ends with a page's own mark for that."""
    if not _has_breaks(text):
        return frozenset()
    lines = text.split("\n")
    ended = [i + 1 for i, line in enumerate(lines[:-2]) if _compiled(_BREAK).search(line) and not lines[i + 1].strip()]
    return frozenset(i for i in ended if lines[i + 1].strip())


def _is_markdown(text: str) -> bool:
    """Whether a line of `text` is set off as Markdown does it."""
    return ("*" in text or "# " in text or "##" in text) and _compiled(_SET_OFF).search(text) is not None


def _rewrite(text: str, pattern: str) -> tuple[str, Breaks | None, Breaks | None]:
    pieces: list[str] = []
    starts: Breaks = ([0], [0])
    ends: Breaks = ([0], [0])
    done = length = 0
    dates = frozenset(_compiled(_WHOLE).findall(text)) if pattern == _REWRITTEN else frozenset()
    has_pages = _has_pages(text)
    for match in _compiled(pattern).finditer(text):
        begun, end = match.span(1)
        if match[1][0] == "-" and not has_pages:  # a line that is drawn, by no program that joins lines
            continue
        letter = _instead(match, dates)
        if letter == match[1]:  # no single letter for this pair: it stays as it is
            continue
        pieces += (text[done:begun], letter)
        length += begun - done
        done = end
        # A dropped character lies before the next start but after the last end; a joined letter ends where its
        # pair does.
        _break(starts, length + len(letter), done)
        _break(ends, length + (len(letter) or 1), done + (not letter))
        length += len(letter)
    if not done:
        return text, None, None
    pieces.append(text[done:])
    return "".join(pieces), starts, ends


def _instead(match: re.Match[str], dates: frozenset[str]) -> str:
    """What the view has in place of a match of what it rewrites; `dates` are those of a 19th or 20th in the text."""
    text = match[1]
    if text[-1] == "\f":
        return "\n\f"
    if text[0].isdecimal():
        if match.string[match.end(1)].isalpha():  # its page ends
            return f"{text}-\n"
        return text if text in _CENTURIES and not _is_date(match, dates) else f"{text}-"
    if text[0] == "-":
        return f"{text}-\n"
    if text[0] in _SPELT_OUT:
        return _SPELT_OUT[text[0]]
    return "" if len(text) == 1 or text[0] in " *#<" else unicodedata.normalize("NFC", text)


def _is_date(match: re.Match[str], dates: frozenset[str]) -> bool:
    """Whether `dates` have the one, whole, of which `match` is the day, and which could be two years."""
    end = match.end(1)
    return f"{match[1]}-{match.string[end : end + len('01-2000')]}" in dates


def _break(breaks: Breaks, at: int, origin: int) -> None:
    offsets, origins = breaks
    if offsets[-1] == at:
        origins[-1] = origin
    else:
        offsets.append(at)
        origins.append(origin)
