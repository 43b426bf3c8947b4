"""Numbers without a title behind them on their line: what stands below."""

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.numbers import Form
from referat.outline.page import Page
from referat.outline.series import Parts
from referat.outline.titles import title_key

_CAPITAL = compile_pattern(r'["“”»(]?[A-ZÆØÅ0-9§]')
# A longer line below is no title, and a shorter one is not known again.
_LONGEST, _SHORTEST_REPEAT = 90, 6


def untitled(page: Page, form: Form, k: int) -> Parts:
    """What speaks for a number alone: the table of contents, or a title below."""
    number = page.marks[k].number
    if form[3] != "alone":  # where its title ends is not known: it begins with a capital
        return [("capital", 1.0)]
    if form[1] in lexicon.setting("titles", "numbers_of_text"):
        return [("in_contents", 1.0)] if number is not None and number.value in page.listed_numbers else []
    below = page.marks[min(k + 1, page.count - 1)]
    titled = form[1] and below.role == "" and _CAPITAL.match(below.text) and len(below.text) <= _LONGEST
    if is_listed_below(page, k):
        return [("titled_below", 1.0), ("in_contents", 1.0)]
    if _is_said_twice_below(page, k):
        return [("titled_below", 1.0), ("repeated_below", 1.0)]
    return [("titled_below" if titled and not below.text.endswith(".") else "untitled", 1.0)]


def _is_said_twice_below(page: Page, k: int) -> bool:
    """Whether the line below the number alone at mark `k` stands there twice: a page's own title and its item's."""
    below = page.marks[k + 1 : k + 3]
    first = below[0] if len(below) > 1 else None
    return first is not None and not first.role and first.key == below[1].key and len(first.key) >= _SHORTEST_REPEAT


def is_listed_below(page: Page, k: int) -> bool:
    """Whether the line below the number alone at mark `k` is its title as the table of contents has it."""
    number, below = page.marks[k].number, page.marks[min(k + 1, page.count - 1)]
    if number is None or below.role or not page.contents.inside:
        return False
    if page.listed_numbers:
        return (number.value, title_key(below.text)) in page.listed_with_numbers
    return any(page.listed.places(title_key(below.text), None))
