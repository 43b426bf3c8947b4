"""Anchors of items without numbered headings: what one is, and those that stand behind a word or a bullet."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.candidates import Candidate
from referat.outline.marks import Mark
from referat.outline.page import Page
from referat.outline.weights import evidence

#: Which anchors are of one kind: what anchors, and what tells it from others.
Family = tuple[str, ...]
#: A label stands so far below a word for open or closed, or one of the screen; the same of a case number.
ACCESS_REACH, _CASE_REACH = 4, 5
_CLOSE, _FEWEST_BULLETS = 2, 3
_CAPITAL = compile_pattern(r'["“”»(]?[A-ZÆØÅ0-9§]')
_LETTER = compile_pattern(r"[^\W\d_]")
_LONGEST_TITLE = 220
_ENDS = ".:,;"
_FILE = compile_pattern(r"\.\w{3,4}$")


def has_form_of_title(mark: Mark, *, below_clock: bool = False) -> bool:
    """Whether the line has the form of a title: short, plain, no sentence.

    Below the hours of an item it may have a bullet, and end with an abbreviation.
    """
    text = mark.text.removesuffix(".") if below_clock else mark.text
    return (
        len(text) <= _LONGEST_TITLE
        and (not mark.bullet or below_clock)
        and text[-1:] not in _ENDS
        and ("." not in text[-5:] or _FILE.search(text) is None)
        and _CAPITAL.match(text) is not None
        and (text[0].isalpha() or _LETTER.search(text) is not None)
        and "://" not in text
        and (text[-1] != ">" or " <" not in text)  # nor a link's address on its own site
    )


def anchor(k: int, names: list[str], title: str = "") -> Candidate:
    """The anchor at mark `k`, for which the terms with these `names` speak."""
    return Candidate(k, None, title, evidence(*[(name, 1.0) for name in names]))


def soon(page: Page, k: int, reach: int) -> bool:
    """Whether a label stands at most two lines below `k`."""
    label, between = page.label_below(k, reach)
    return label is not None and len(between) <= _CLOSE


def opens(mark: Mark) -> bool:
    """Whether a label stands as those do that open an item: alone on its line, or with a colon, a blank line above."""
    return mark.how == "own" or (mark.how == "colon" and mark.apart)


def case_evidence(page: Page, k: int) -> list[str]:
    """The names of the terms that speak for the case number `k`."""
    names = ["anchor_case"]
    if soon(page, k, _CASE_REACH):
        names.append("anchor_case_label")
    if "case_number" not in page.marks[k].slots and not page.marks[k].bullet:
        names.append("anchor_case_empty")
    return names


def access_evidence(page: Page, k: int) -> list[str]:
    """The names of the terms that speak for the word for open or closed at `k`."""
    return ["anchor_access", "anchor_access_label"] if soon(page, k, ACCESS_REACH) else ["anchor_access"]


def field(page: Page, k: int) -> Iterator[tuple[Family, Candidate]]:
    """A title behind the name of its field: "Overskrift: …"."""
    mark = page.marks[k]
    match = lexicon.setting_pattern("titles", "field").fullmatch(mark.text)
    if match is not None:
        yield ("field", lexicon.key_of(match["word"])), anchor(k, ["anchor_field"], mark.text)


def behind_bare_fields(page: Page, word: str) -> Iterator[tuple[Family, list[Candidate]]]:
    """The titles behind the name of their field, `word`, without a colon: words of a sentence, a label soon below."""
    pattern = lexicon.setting_pattern("titles", "field_bare")
    begun = [k for k, mark in enumerate(page.marks) if mark.apart and not mark.role and mark.text.startswith(word)]
    titles = [
        k for k in begun if pattern.fullmatch(page.marks[k].text) and page.ends_alone(k) and soon(page, k, _CLOSE)
    ]
    if titles and titles == begun:
        yield ("field", lexicon.key_of(word)), [anchor(k, ["anchor_field"], page.marks[k].text) for k in titles]


def bulleted(page: Page) -> Iterator[tuple[Family, list[Candidate]]]:
    """Titles with bullets, where bullets stand before titles alone: below each but the last is a label of its item."""
    styles: dict[tuple[str, int], list[int]] = {}
    for k, mark in enumerate(page.marks):
        if mark.bullet and not page.is_label[k]:
            styles.setdefault((mark.bullet, mark.indent), []).append(k)
    for (bullet, _), places in styles.items():
        if len(places) < _FEWEST_BULLETS or page.contents.inside.intersection(places):
            continue
        titled = all(not page.marks[k].role and has_form_of_title(page.marks[k].but(bullet="")) for k in places)
        if titled and all(page.core_between(a, b) for a, b in pairwise(places)) and not _are_points(page, places):
            yield ("title", bullet), [anchor(k, ["anchor_title_bulleted"], page.marks[k].text) for k in places]


def _are_points(page: Page, places: Sequence[int]) -> bool:
    """Whether most of the lines at `places` stand directly below who recommends something: points of that."""
    below = [k and page.is_label[k - 1] and "sender" in page.marks[k - 1].flags for k in places]
    return 2 * sum(map(bool, below)) > len(places)
