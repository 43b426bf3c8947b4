"""Which lines of a text are pages, or items, that have lost their line ends.

A text is known to be one by its form: paragraphs that count the pages 1, 2, 3 … and are long, with little else; a long
line with several different marks of items in it; or case numbers with a label and its text behind them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise, takewhile
from operator import itemgetter

from referat.lexicon import lines as lexicon
from referat.lexicon.gates import Gate, either, gate
from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened.heads import has_fields
from referat.outline.flattened.words import alternatives, apart, compiled, led, occurrences, setting
from referat.text.source import Source
from referat.tuples import NamedTuple

# The kinds of marks of items, beside labels.
_KINDS = ("access", "case", "clerk", "decision")
_LONG_PAGE, _LONG_LINE, _SHORT_PAGE = 120, 250, 80
# So much of a text are its pages, and one that is nearly all of it.
_NEARLY_ALL, _MOST_OF_ALL = 0.6, 0.8
_FEWEST_PAGES, _FEWEST_MARKS, _FEWEST_COUNTED = 2, 3, 3
# A day has so many words at most.
_DATE_WORDS = 3
_PAGE = compile_pattern(r"(\d{1,3})(?: \S.{30,})?", re.DOTALL)
_PAGE_OF_FEW_WORDS = compile_pattern(r"(\d{1,3}) \S.{,30}")
# What a row of a table of contents ends with, in so many characters.
_LONGEST_END = 20
_LED = compile_pattern(r"(?:\.{3,}|…) ?\d{1,3}$")
_SHORTEST_LABEL = 4
# So long are the lines of a text, taken together, that has lost most of their ends.
_USUAL = 350
_MOST, _MOST_PAGES, _FEWEST_NUMBERS = 0.4, 0.5, 3
_DIGITS = compile_pattern(r"\d+")
_FIRST_PAGE = "1 "
# Digits of other scripts come behind the letters of this one.
_BEYOND_LATIN = "\u0660"


class Piece(NamedTuple):
    """A line that a page had: its offsets in the page, and what it is ("" for text and headings)."""

    a: int
    b: int
    role: str


def flat_lines(source: Source) -> frozenset[int]:
    """The lines of `source` that are pages, or items, without line ends."""
    lengths = list(map(len, source.lines))
    longest = max(lengths, default=0)
    if longest <= _LONG_PAGE:
        return frozenset()
    paragraphs = [i for i, length in enumerate(lengths) if length > _LONG_PAGE]
    pages = _counted(source, paragraphs) | _run_together(source, lengths) | _few_and_long(source, longest)
    if longest <= _LONG_LINE:
        return pages
    long = [i for i in paragraphs if lengths[i] > _LONG_LINE]
    pages |= {i for i in long if i not in pages and _has_marks(source.lines[i])}
    return _with_short(source, pages) if pages else _below_cases(source)


def first_of(source: Source, flat: Iterable[int]) -> int:
    """The line of the first page where the lines `flat` count the pages; 0 elsewhere.

    What stands above it is what a site says of the document: its name, say, which is no item.
    """
    first = min(flat, default=0)
    return first if first and source.lines[first].lstrip().startswith(_FIRST_PAGE) else 0


def _with_short(source: Source, flat: frozenset[int]) -> frozenset[int]:
    """The same, with the pages that are not full: no line of a text is one where nearly all are pages.

    Where their first lines count the pages, all of these are.
    """
    counted = first_of_pages(list(map(str.strip, source.lines)))
    if len(counted) >= _FEWEST_COUNTED and not flat.isdisjoint(counted):
        flat |= frozenset(counted)
    if sum([len(source.lines[i]) for i in flat]) < _NEARLY_ALL * sum(map(len, source.lines)):
        return flat
    first, last = min(flat), max(flat)
    least = (_SHORT_PAGE if i > last else 0 for i in range(len(source.lines)))
    return flat | {
        i
        for i, (line, n) in enumerate(zip(source.lines, least, strict=True))
        if len(line) > n and (i > first or _is_short_item(line))
    }


def _below_cases(source: Source) -> frozenset[int]:
    """The lines from the first one on that has a case number, a label and its text, but for the headings of such ones.

    None where a label stands on a line of its own: there the lines are as they were.
    """
    if _label_alone().search(source.view) is not None:  # nearly always, and soon
        return frozenset()
    begun = _case_and_label().search(source.view)
    if begun is None:
        return frozenset()
    first = source.line_at(begun.start() + 1)
    headings = {source.line_at(match.start()) for match in _case_and_label().finditer(source.view)}
    return frozenset(i for i in range(first, len(source.lines)) if i not in headings and not source.lines[i].isspace())


@cache
def _case_and_label() -> re.Pattern[str]:
    return compile_pattern(rf"\n(?<=[^\n]\n)[ \t]*(?:{setting('case')}) (?:{setting('strong')}) (?=[A-ZÆØÅ])")


@cache
def _label_alone() -> re.Pattern[str]:
    return compile_pattern(rf"\n[ \t]*(?:{setting('strong')}):?[ \t]*(?=\n)")


def _is_short_item(line: str) -> bool:
    """Whether a line is all that stands below an item's title: its case number, and what was decided on which day."""
    case = compiled("case").match(line)
    return case is not None and next(occurrences("dated", line, case.end(), len(line)), None) is not None


def counted(source: Source) -> frozenset[int]:
    """The paragraphs that count the pages, one of them long, where there is little else."""
    return _counted(source, [i for i, line in enumerate(source.lines) if len(line) > _LONG_PAGE])


def _counted(source: Source, paragraphs: Iterable[int]) -> frozenset[int]:
    """The same, where `paragraphs` are the lines that are long."""
    long = [text for i in paragraphs if (text := source.lines[i].strip())[:1].isdecimal()]
    texts = list(map(str.strip, source.lines)) if any(map(_PAGE.fullmatch, long)) else []
    pages = first_of_pages(texts)
    if len(pages) < _FEWEST_PAGES or max(len(texts[i]) for i in pages) <= _LONG_PAGE:
        return frozenset()
    if 2 * sum([_LED.search(texts[i][-_LONGEST_END:]) is not None for i in pages]) > len(pages):
        return frozenset()
    if running([texts[i] for i in pages]):
        return _of_paragraphs(texts, pages)
    little_else = sum([len(texts[i]) for i in pages]) > _MOST_PAGES * sum(map(len, texts))
    return frozenset(pages) if little_else else frozenset()


def first_of_pages(texts: Sequence[str]) -> list[int]:
    """Which of the paragraphs `texts` count the pages: 1, 2, 3 …; each may be the first of several of its page."""
    numbered = [i for i, text in enumerate(texts) if text and ("0" <= text[0] <= "9" or text[0] >= _BEYOND_LATIN)]
    pages: list[int] = []
    for i, below in pairwise([*numbered, -1]):
        match = _PAGE.fullmatch(texts[i]) or _PAGE_OF_FEW_WORDS.fullmatch(texts[i])
        number = len(pages) + 1
        if match is None or int(match[1]) != number:
            continue
        # A page that ends early is one where the next one follows, or none.
        if match.re is _PAGE or below < 0 or texts[below].startswith(f"{number + 1} "):
            pages.append(i)
    return pages


def _of_paragraphs(texts: Sequence[str], pages: Sequence[int]) -> frozenset[int]:
    """All paragraphs of pages that have one head; those of the last page as far as there are items."""
    last = pages[-1]
    for i in range(last + 1, len(texts)):
        if compiled("heading").match(texts[i]):
            last = i
        elif texts[i]:
            break
    return frozenset(i for i in range(pages[0], last + 1) if texts[i])


def _few_and_long(source: Source, longest: int) -> frozenset[int]:
    """The long lines of a text that has hardly any others."""
    if longest <= _LONG_LINE:
        return frozenset()
    lengths = list(map(len, filter(str.strip, source.lines)))
    whole = sum(lengths)
    lone = longest > _MOST_OF_ALL * whole and bool(first_of_pages(list(map(str.strip, source.lines))))
    lone = lone or (longest > _NEARLY_ALL * whole and has_fields(max(source.lines, key=len)))
    if longest < _MOST * whole or (whole < _USUAL * len(lengths) and not lone):
        return frozenset()
    return frozenset(i for i, line in enumerate(source.lines) if len(line) > _LONG_LINE)


def _run_together(source: Source, lengths: Sequence[int]) -> frozenset[int]:
    """The lines that make up most of the text, and in which numbers run 1, 2, 3; they are of these `lengths`."""
    least = _MOST * sum(lengths)
    if max(lengths) <= least:
        return frozenset()
    return frozenset(
        i for i, line in enumerate(source.lines) if least < len(line) and len(_run(line)) >= _FEWEST_NUMBERS
    )


def _run(line: str) -> list[int]:
    """Where the numbers stand in `line` that run on from 1, each before a title."""
    run: list[int] = []
    for match in occurrences("heading", line, 0, len(line)):
        if match["all"][0].isdigit() and int(_DIGITS.findall(match["all"])[0]) == len(run) + 1:
            run.append(match.start())
    return run


def _has_marks(line: str) -> bool:
    lowered = lexicon.small(line)
    if sum([each.admits_words(lowered) for each in _beside_labels()]) < _FEWEST_MARKS - 1:  # nearly always
        return False
    kinds = {match[str(match.lastgroup)] for match in apart(_signs(), line, 0, len(line))}
    return len(kinds) >= _FEWEST_MARKS


def running(lines: Sequence[str]) -> str:
    """What every page but the first begins with, behind its number: words of the first that end with a day or the like.

    Pages may begin alike because their titles do: such words end otherwise, and are text. With a body's name, and
    nothing behind it, the first page begins as well.
    """
    begins = compiled("page_begins")
    bare = [line.strip() for line in lines]
    pages = [line[match.end() if (match := begins.match(line)) is not None else 0 :].split() for line in bare]
    # A page may be empty, and one of contents begins with their head.
    more = [words for words in pages[1:] if not (len(words) == 1 and words[0].isdigit())]
    more = [words for words in more if not words or compiled("contents").match(words[0]) is None]
    if len(more) < _FEWEST_PAGES:
        return ""
    alike = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*more, strict=False))]
    ends = [n for n in range(1, len(alike) + 1) if _ends_head(" ".join(alike[max(0, n - _DATE_WORDS) : n]))]
    if not ends and alike and alike == pages[0][: len(alike)]:
        body = lexicon.setting_pattern("titles", "body")
        ends = [n for n in range(1, len(alike) + 1) if body.fullmatch(" ".join(alike[:n]))]
    head = alike[: ends[-1]] if ends else []
    if not head or not {word for word in head[:-1] if word.isalpha()} <= {word.rstrip(":") for word in pages[0]}:
        return ""
    if head[-1][-1] == "," and head[-1][:-1] not in pages[0]:
        return ""
    return " ".join(head)


def foot(lines: Sequence[str]) -> str:
    """The authority with whose name the pages end, before their number; "" where fewer than two do, or than half."""
    ends = [match for line in lines if (match := compiled("running_foot").search(line.rstrip())) is not None]
    name, times = max(Counter(match["name"] for match in ends).items(), key=itemgetter(1), default=("", 0))
    if times < _FEWEST_PAGES or 2 * times < len(lines):
        return ""
    before = [match.string[: match.start("name")].split()[::-1] for match in ends if match["name"] == name]
    alike = takewhile(lambda words: len(set(words)) == 1 and words[0][0].isupper(), zip(*before, strict=False))
    return " ".join([*reversed([words[0] for words in alike]), name])


def _ends_head(words: str) -> bool:
    """Whether the words that run along at a page's top may end with the last of `words`."""
    return any(match.end() == len(words) for match in compiled("running_ends").finditer(words))


def counts(lines: Sequence[str], head: str) -> bool:
    """Whether the pages that begin with `head` have numbers behind it that count them."""
    behind = [
        compiled("running_number").match(line.lstrip(), len(head)) for line in lines if line.lstrip().startswith(head)
    ]
    numbers = [int(match[1]) for match in behind if match is not None]
    return len(numbers) == len(behind) >= _FEWEST_PAGES and all(b == a + 1 for a, b in pairwise(numbers))


@cache
def _beside_labels() -> tuple[Gate, ...]:
    """What a line must hold for each kind of mark that is no label."""
    return tuple(gate(setting(key)) for key in _KINDS)


@cache
def _signs() -> re.Pattern[str]:
    """The marks of items of which a page without line ends has several."""
    words = {said for rule in lexicon.rules() if rule.kind for said in rule.says if len(said) >= _SHORTEST_LABEL}
    plain, loud = alternatives(words), alternatives(map(str.upper, words))
    joined = lexicon.setting("titles", "loud_and")
    firsts = {letter for word in words for letter in (word[0], word.upper()[0])}
    others = either((*_beside_labels(), gate(setting("strong")))).firsts
    pattern = (
        rf"(?<![\w-])(?:(?P<access>{setting('access')})|(?P<case>{setting('case')})|(?P<clerk>{setting('clerk')})"
        rf"|(?P<decision>{setting('decision')})"
        rf"|(?P<label>(?:{plain})(?= ?:)|(?:{loud})(?![A-ZÆØÅa-zæøå]){joined}"
        rf"|(?:{setting('strong')})(?= [A-ZÆØÅ0-9])))"
    )
    return compile_pattern(led(pattern, None if others is None else others | firsts))
