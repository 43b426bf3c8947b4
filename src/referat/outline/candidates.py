"""Lines in the form of a heading, and what speaks for and against each: `evidence.toml` has the points.

No line shows by itself that it is a heading. Candidates of one form are weighed together: what stands beside one of
them counts more where it stands beside the others too.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from referat.lexicon import lines as lexicon
from referat.outline import series
from referat.outline.marks import Form, Mark, form_of
from referat.outline.page import Page
from referat.outline.series import Draft
from referat.outline.titles import listed_key, taken_apart, title_key
from referat.outline.weights import Evidence, has, supporting, terms

_CAPITAL = re.compile(r'["“”»(]?[A-ZÆØÅ0-9§]')
_SENTENCES = re.compile(r"[.!?] [A-ZÆØÅ][a-zæøå]+ [a-zæøå]+ ")
_POINT = re.compile(r"[Aa]t\b")
_LONG_TITLE, _TWO_SENTENCES, _SENTENCE = 200, 90, 25
_NEAR, _BESIDE = 4, 3
_FAR = {0: 1.0, 1: 0.7, 2: 0.45}
_SHORTEST_KEY, _SHORTEST_REPEAT, _LONG_KEY = 8, 6, 15
_OPENING = frozenset({"title_opening"})
_LISTS = frozenset({"decision", "recommendation", "attendance", "attachments"})
_MOST_NEIGHBOURS = 1.5
# So much of the points count against one without support where hardly any other has it; all where all have.
_BARE_AMONG_FEW = 0.3
# So near the end of a text that was cut off nothing can stand beside a heading.
_CUT_OFF = 2


class Candidate(NamedTuple):
    """A mark that may be an item's heading; `value` is its number, `title` the text behind it as printed."""

    at: int
    value: int | None
    title: str
    evidence: Evidence
    closed: bool = False

    @property
    def score(self) -> float:
        """The sum of its evidence."""
        return self.evidence.score


def by_form(page: Page) -> dict[Form, list[Candidate]]:
    """The numbered marks by their form, weighed."""
    forms: dict[Form, list[int]] = {}
    for k, mark in enumerate(page.marks):
        if mark.number is not None:
            forms.setdefault(form_of(mark), []).append(k)
    return {form: _weighed(page, form, places) for form, places in forms.items()}


def _weighed(page: Page, form: Form, places: Sequence[int]) -> list[Candidate]:
    contexts = [(_shape(page, k - 1), _shape(page, k + 1), _shape(page, k + 2)) for k in places]
    tallies = [Counter(context[q] for context in contexts) for q in range(3)]
    stops = [*places[1:], page.count]
    drafts: list[Draft] = []
    for k, stop, context in zip(places, stops, contexts, strict=True):
        closed = _is_closed(page, k)
        parts = [*_beside(page, form, k, stop), *_of_title(page, form, k, stop), *_of_line(page, form, k)]
        share = _regularity(context, tallies, len(places))
        if share:
            parts.append(("neighbours", share))
        drafts.append((k, parts, closed))
    series.weigh(page, form, drafts)
    return _among_others(page, drafts)


def _among_others(page: Page, drafts: Sequence[Draft]) -> list[Candidate]:
    """What only shows beside the others of the form: that they have an item's lines beside them, and one has not."""
    known = terms("terms")
    supported = [has(parts, supporting("terms")) for _, parts, _ in drafts]
    share = _BARE_AMONG_FEW + (1 - _BARE_AMONG_FEW) * sum(supported) / len(supported) if any(supported) else 0.0
    candidates = []
    fits = series.missing(page, [k for k, _, _ in drafts], supported)
    for n, ((k, parts, closed), support) in enumerate(zip(drafts, supported, strict=True)):
        if not support and n in fits and not has(parts, series.TEXT):
            parts.append(("fits", 1.0))
        elif not support and not closed and page.core and k + 1 < page.count and not page.is_list:
            tight = page.marks[k + 1].number is not None
            if not tight:
                parts.append(("bare", 1.0))
            cut_off = k + _CUT_OFF >= page.count and page.marks[k].apart and not page.is_label[k - 1]
            if share and not cut_off and not (tight and has(parts, _OPENING)):
                parts.append(("bare_among_others", share))
        evidence = Evidence(tuple([(known[name], share) for name, share in parts]))
        number = page.marks[k].number
        candidates.append(Candidate(k, number.value if number else None, page.title[k], evidence, closed))
    return candidates


def _is_closed(page: Page, k: int) -> bool:
    number = page.marks[k].number
    word = number.access if number is not None else None
    rule = lexicon.lines().words.get(lexicon.key_of(word)) if word else None
    closed = rule is not None and rule.gives.get("access") == "closed"
    title = page.title[k]
    below = page.marks[k + 1] if not title and k + 1 < page.count else None
    title = below.text if below is not None and below.role == "" else title
    return closed or taken_apart(title).access == "closed"


def _shape(page: Page, k: int) -> str:
    """A mark as a neighbour: what it is, and, where it is short and comes again, what it says; "" for text."""
    if not 0 <= k < page.count:
        return ""
    mark = page.marks[k]
    if mark.role in ("case", "access", "group"):
        return mark.role
    if page.is_label[k]:
        return f"label {mark.label or mark.key}"
    if mark.role == "noise":
        return f"noise {mark.key}"
    if mark.role == "" and mark.key and page.recurring[mark.key] > 1:
        return f"same {mark.key}"
    return ""


def _regularity(context: tuple[str, ...], tallies: Sequence[Counter[str]], count: int) -> float:
    """How much the neighbours of one candidate come again beside the others."""
    if count < 2:  # noqa: PLR2004  alone
        return 0.0
    shares = (
        weight * (tally[shape] - 1) / (count - 1)
        for weight, shape, tally in zip((0.7, 1.0, 0.5), context, tallies, strict=True)
        if shape
    )
    return min(_MOST_NEIGHBOURS, sum(shares))


def _beside(page: Page, form: Form, k: int, stop: int) -> Iterator[tuple[str, float]]:
    """What the lines above and below say."""
    title = title_key(page.title[k]) if page.title[k] else ""
    label, between = page.label_below(k)
    if label is not None and label < stop:
        far = len([i for i in between if not _is_beside_heading(page, i, title, form)])
        if far in _FAR:
            yield "label_below", _FAR[far]
    below = page.marks[k + 1 : page.foot_between(k + 1, min(stop, k + 1 + 2 * _NEAR))]
    near = [mark for mark in below if mark.number is None or form_of(mark) == form][:_NEAR]
    roles = [mark.role for mark in near[:_BESIDE]]
    above = page.above(k)
    if "case" in roles:
        yield "case_below", 1.0
    if above is not None and above.role == "case" and (k < 2 or page.marks[k - 2].number is None):  # noqa: PLR2004
        yield "case_above", 1.0
    if "access" in roles or (above is not None and above.role == "access"):
        yield "access_beside", 1.0
    if title and True in [_repeats(mark, title) for mark in near]:
        yield "repeated_below", 1.0
    heads = ("group",) if k in page.contents.inside else ("group", "contents")
    ended = _above_beside(page, k)
    if ended is not None and (ended.gives.get("closes") or ended.role in heads):
        yield "footer_above", 1.0
    if k + 1 < min(stop, page.count) and page.marks[k + 1].role == "noise":
        yield "screen_below", 1.0
    if near and near[0].number is None and lexicon.setting_pattern("titles", "decides").match(near[0].text):
        yield "decision_below", 1.0


def _above_beside(page: Page, k: int) -> Mark | None:
    """The mark above `k` and above the case number and the word for open or closed that stand over a heading."""
    above = page.above(k)
    while above is not None and above.role in ("case", "access"):
        k -= 1
        above = page.above(k)
    return above


def _is_beside_heading(page: Page, k: int, title: str, form: Form) -> bool:
    """Whether mark `k` is one that may stand between a heading and its first label."""
    mark = page.marks[k]
    if mark.role in ("case", "access", "noise", "group") or page.kind(k) == "admin" or _is_other_number(mark, form):
        return True
    return bool(title and mark.key and title.startswith(mark.key[:40]))


def _is_other_number(mark: Mark, form: Form) -> bool:
    """Whether `mark` is numbered in another form: the heading again, as another part of the page prints it."""
    return mark.number is not None and form_of(mark) != form


def _repeats(mark: Mark, title: str) -> bool:
    """Whether `mark` says the title, or its beginning, again."""
    if len(mark.key) < _SHORTEST_REPEAT:
        return False
    if mark.number is not None:  # a title that begins with a number of its own
        return mark.key == title
    return title.startswith(mark.key) or (mark.key.startswith(title) and len(title) >= _SHORTEST_KEY)


def _of_title(page: Page, form: Form, k: int, stop: int) -> Iterator[tuple[str, float]]:
    title = page.title[k]
    if not title:
        yield from _untitled(page, form, k)
        return
    if lexicon.setting_pattern("titles", "opening").match(title):
        yield "title_opening", 1.0
    if _POINT.match(title):
        yield "point", 1.0
    elif _CAPITAL.match(title):
        yield "capital", 1.0
    elif title[0].islower():
        yield "small_letter", 1.0
    if lexicon.setting_pattern("titles", "verdict").fullmatch(title):
        yield "verdict", 1.0
    if len(title) > _SENTENCE and title.endswith((".", ",", ";")) and not _is_abbreviated(title) and not page.is_list:
        yield "full_stop", 1.0
    if not form[1] and not page.purposes and lexicon.setting_pattern("titles", "person").fullmatch(title):
        yield "person", 1.0
    if len(title) > _LONG_TITLE:
        yield "long", 1.0
    if len(title) > _TWO_SENTENCES and _SENTENCES.search(title):
        yield "sentences", 1.0
    yield from _again(page, form, k, stop)


def _untitled(page: Page, form: Form, k: int) -> Iterator[tuple[str, float]]:
    """What speaks for a number alone: the table of contents, or a title below."""
    number = page.marks[k].number
    if form[1] in lexicon.setting("titles", "numbers_of_text"):
        if number is not None and number.value in page.listed_numbers:
            yield "in_contents", 1.0
        return
    below = page.marks[min(k + 1, page.count - 1)]
    titled = form[1] and below.role == "" and _CAPITAL.match(below.text) and len(below.text) <= _TWO_SENTENCES
    yield ("titled_below" if titled and not below.text.endswith(".") else "untitled"), 1.0


def _is_abbreviated(title: str) -> bool:
    return title.endswith(tuple(lexicon.setting("titles", "abbreviated")))


def _again(page: Page, form: Form, k: int, stop: int) -> Iterator[tuple[str, float]]:
    """Where else the title stands: below, it is a row of a list; above in the contents, it is the row's heading."""
    title = page.title[k]
    inside = page.contents.inside
    keys = {listed_key(title), title_key(title)}
    long = max(map(len, keys))
    if long < _SHORTEST_KEY and k not in inside:
        return
    label, _ = page.label_below(k)
    number = page.marks[k].number
    again: list[tuple[Form | None, list[int]]] = []
    for key in keys:
        again += page.titles.places(key, None)
        if number is not None:  # under another number it is another item
            again += page.titles.places(key, number.value)
    first = min([at[bisect_right(at, k)] for _, at in again if at[-1] > k], default=k)
    own = label is not None and label < stop and label < first  # its own section stands before
    if not own and True in [_is_apart(page, form, k, places) for places in again]:
        yield "listed_again", 1.0
    if page.contents.inside and min([at[0] for _, at in page.listed.places(title_key(title), None)], default=k) < k:
        yield "in_contents", 1.0
    else:
        yield from _above(page, form, k)


def _is_apart(page: Page, form: Form, k: int, places: tuple[Form | None, list[int]]) -> bool:
    """Whether one of `places` below `k` is far enough not to be the heading again."""
    other, at = places
    if page.is_list and (other is None or other == form):
        return False  # only where the same number says it again in another form is it more than a list
    return at[-1] > k + (_BESIDE if other is None else 1)


def _above(page: Page, form: Form, k: int) -> Iterator[tuple[str, float]]:
    """Whether the same heading stands above, with sections below it or without."""
    number, key = page.marks[k].number, title_key(page.title[k])
    if number is None:
        return
    first = min([at[0] for other, at in page.titles.places(key, number.value) if other == form], default=k)
    if first >= k - _BESIDE:
        return
    if page.core_between(first, k):
        yield "said_again", 1.0
    elif len(key) >= _LONG_KEY:
        yield "said_before", 1.0


def _of_line(page: Page, form: Form, k: int) -> Iterator[tuple[str, float]]:
    """How the line itself stands."""
    mark, above = page.marks[k], page.above(k)
    assert mark.number is not None  # noqa: S101  for the type checker: candidates are numbered
    if k in page.contents.inside:
        yield "in_the_contents", 1.0
    if mark.number.form[1]:
        yield "word", 1.0
    if above is not None and above.line == mark.line and above.role == "noise":
        yield "page_top", 1.0
    if mark.number.form[0] == "number.glued":
        yield "glued", 1.0
    if mark.number.access:
        yield "access", 1.0
    if mark.bullet:
        yield "bullet", 1.0
    elif mark.indent and not page.indented and not page.is_list:
        yield "indented", 1.0
    if mark.apart:
        yield "apart", 1.0
        if page.ends_alone(k):
            yield "alone", 1.0
    if above is None or page.is_list:
        return
    yield from _below_list(page, form, k, above)


def _below_list(page: Page, form: Form, k: int, above: Mark) -> Iterator[tuple[str, float]]:
    """Whether the line stands in a list: below the number before, or below a label that lists stand under."""
    mark = page.marks[k]
    before = above.number.value + 1 if above.number is not None else None
    if not mark.apart and mark.number is not None and before == mark.number.value and form_of(above) == form:
        yield "next_of_list", 1.0
    if not page.is_label[k - 1]:
        return
    if above.how in ("list", "colon") or above.gives.get("sender") or page.kind(k - 1) in _LISTS:
        yield "in_list", 1.0
