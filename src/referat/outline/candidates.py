"""Lines in the form of a heading, and what speaks for and against each: `evidence.toml` has the points.

No line shows by itself that it is a heading. Candidates of one form are weighed together: what stands beside one of
them counts more where it stands beside the others too.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline import numbers_alone, series
from referat.outline.marks import Mark
from referat.outline.numbers import Form, access_value
from referat.outline.page import Page
from referat.outline.row_pages import has_page
from referat.outline.series import Draft, Parts
from referat.outline.titles import access_of
from referat.outline.weights import Evidence, evidence, has, supporting
from referat.text.places import made
from referat.tuples import NamedTuple

_CAPITAL = compile_pattern(r'["“”»(]?[A-ZÆØÅ0-9§]')
_SENTENCES = compile_pattern(r"[.!?] [A-ZÆØÅ][a-zæøå]+ [a-zæøå]+ ")
_POINT = compile_pattern(r"[Aa]t\b")
_LONG_TITLE, _TWO_SENTENCES, _SENTENCE = 200, 90, 25
_NEAR, _BESIDE = 4, 3
_FAR = {0: 1.0, 1: 0.7, 2: 0.45}
_SHORTEST_KEY, _SHORTEST_REPEAT, _LONG_KEY = 8, 6, 15
# A document's name stands in its first lines, and so many of the lines below it are its head's.
_TOP, _HEAD, _FEWEST_OF_HEAD = 3, 8, 3
# The next row of a list stands in so many lines.
_NEAR_ROW = 6
_OPENING = frozenset({"title_opening"})
# Numbers alone, each with a title below.
_TITLED, _FEWEST_TITLED = frozenset({"titled_below"}), 3
_LISTS = frozenset({"decision", "recommendation", "attendance", "attachments"})
_MOST_NEIGHBOURS = 1.5
# What may stand between a heading and its first label.
_BETWEEN = frozenset({"case", "access", "noise", "group"})
# So much of the points count against one without support where hardly any other has it; all where all have.
_BARE_AMONG_FEW = 0.3
# A page ends and begins with so few lines of furniture.
_LONGEST_BREAK = 8
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


def by_form(page: Page) -> dict[Form, list[int]]:
    """The numbered marks by their form."""
    forms: dict[Form, list[int]] = defaultdict(list)
    for k, form in page.forms.items():
        forms[form] += (k,)
    return forms


def weighed(page: Page, form: Form, places: Sequence[int]) -> list[Candidate]:
    """The marks at `places` weighed, which are of this form, but for those of others that fill up its series."""
    drafts: list[Draft] = []
    closed = _below_closed_group(page, places) if page.groups else frozenset[int]()
    for k, stop, share in zip(places, [*places[1:], page.count], _regularities(page, places), strict=True):
        own = page.forms[k]
        parts = _beside(page, own, k, stop) + _of_title(page, own, k, stop) + _of_line(page, own, k)
        if share:
            parts += (("neighbours", share),)
        drafts += ((k, parts, _is_closed(page, k) or k in closed),)
    series.weigh(page, form, drafts)
    return _among_others(page, drafts)


def _among_others(page: Page, drafts: Sequence[Draft]) -> list[Candidate]:
    """What only shows beside the others of the form: that they have an item's lines beside them, and one has not."""
    supported = [has(parts, supporting("terms")) for _, parts, _ in drafts]
    share = _BARE_AMONG_FEW + (1 - _BARE_AMONG_FEW) * sum(supported) / len(supported) if True in supported else 0.0
    titled = len(drafts) >= _FEWEST_TITLED and not share and all(has(parts, _TITLED) for _, parts, _ in drafts)
    candidates: list[Candidate] = []
    text = series.signs_of_text(supported)
    sure = series.surely_supported(drafts, supported)
    fits = series.missing(page, [k for k, _, _ in drafts], sure) if share and False in supported else ()
    for n, ((k, parts, closed), support) in enumerate(zip(drafts, supported, strict=True)):
        if not support:
            listed = {k, k + 1} <= page.contents.inside  # the last row may be the first heading
            if n in fits and not listed and not has(parts, text) and not series.is_no_item(parts, supported):
                parts[:] = [("fits", 1.0), *(part for part in parts if part[0] not in series.LACKING)]
            elif not closed and not titled and page.core and k + 1 < page.count and not page.is_list:
                parts.extend(_bare(page, k, parts, share))
        number = page.marks[k].number
        value = number.value if number else None
        candidates += (made(Candidate, (k, value, page.title[k], evidence(*parts), closed)),)
    return candidates


def _bare(page: Page, k: int, parts: Parts, share: float) -> Parts:
    """What speaks against a candidate with nothing of an item beside it; `share` is how much it does among others."""
    tight = page.marks[k + 1].number is not None
    bare = [] if tight else [("bare", 1.0)]
    cut_off = k + _CUT_OFF >= page.count and page.marks[k].apart and not page.is_label[k - 1]
    if share and not cut_off and not (tight and has(parts, _OPENING)):
        bare += (("bare_among_others", share),)
    return bare


def _is_closed(page: Page, k: int) -> bool:
    number = page.marks[k].number
    word = number.access if number is not None else None
    closed = word is not None and access_value(word) == "closed"
    title = page.title[k]
    below = page.marks[k + 1] if not title and k + 1 < page.count else None
    title = below.text if below is not None and below.role == "" else title
    below = page.marks[k + 1] if k + 1 < page.count else None
    beside = below is not None and below.role == "access" and below.gives.get("access") == "closed"
    return closed or beside or access_of(title) == "closed"


def _below_closed_group(page: Page, places: Sequence[int]) -> frozenset[int]:
    """Those of the `places` below the head of a group of closed items; above it stands one at least: no menu does."""
    heads = [k for k in range(places[0], page.count) if page.marks[k].role == "group"]
    closed = [False, *(page.marks[k].gives.get("access") == "closed" for k in heads)]
    return frozenset([k for k in places if closed[bisect_right(heads, k)]])


# The weights of the neighbours above, below, and two below.
_NEIGHBOURS = ((-1, 0.7), (1, 1.0), (2, 0.5))


def _regularities(page: Page, places: Sequence[int]) -> list[float]:
    """How much the neighbours of each candidate come again beside the others."""
    others = len(places) - 1
    if not others:  # alone
        return [0.0]
    shares = [0.0] * len(places)
    for off, weight in _NEIGHBOURS:
        shapes = [page.shapes[k + off] for k in places]
        tally = Counter(shapes)
        if tally[""] == len(shapes):
            continue
        shares = [
            share + weight * (tally[shape] - 1) / others if shape else share
            for share, shape in zip(shares, shapes, strict=True)
        ]
    return [share if share < _MOST_NEIGHBOURS else _MOST_NEIGHBOURS for share in shares]


def _named(*names: tuple[str, bool]) -> Parts:
    """The names of those that hold."""
    return [(name, 1.0) for name, holds in names if holds]


def _beside(page: Page, form: Form, k: int, stop: int) -> Parts:
    """What the lines above and below say."""
    marks, forms = page.marks, page.forms
    title = page.title_key[k]
    head = title[:_SHORTEST_REPEAT]
    low = k + 1 + 2 * _NEAR
    below = range(k + 1, page.foot_between(k + 1, low if low < stop else stop))
    near = [marks[i] for i in below if (i not in forms or forms[i] == form) and marks[i].role != "noise"][:_NEAR]
    named = form[3] == "alone" and bool(near) and _names_field(near[0])
    roles = {mark.role for mark in near[: _BESIDE + named]}
    again = [mark for mark in near if mark.key[:_SHORTEST_REPEAT] == head]
    top = k if not k or marks[k - 1].role != "noise" else _above_page(page, k)
    role, ended = marks[top - 1].role if top else "", _above_beside(page, top)
    first = near[0] if near else None
    if first is not None and first.text[0] in "vV" and len(near) > 1 and _is_presenter(first):
        first = near[1]
    return _label_below(page, form, k, stop) + _named(
        ("case_below", "case" in roles or (form[3] == "alone" and _has_case(marks[k]))),
        ("case_above", role == "case" and (top < 2 or marks[top - 2].number is None)),  # noqa: PLR2004
        ("access_beside", "access" in roles or role == "access"),
        ("repeated_below", title != "" and True in [_repeats(mark, title) for mark in again]),
        ("footer_above", ended is not None and _ends_item(page, k, ended)),
        ("screen_below", k + 1 < stop and marks[k + 1].role == "noise"),
        ("decision_below", first is not None and first.number is None and _decides(first.text)),
    )


def _is_presenter(mark: Mark) -> bool:
    """Whether a line below a title says who takes the item up: "v. Asta Birkholm"."""
    return lexicon.setting_pattern("titles", "presenter").fullmatch(mark.text) is not None


def _has_case(mark: Mark) -> bool:
    """Whether a case number stands behind the number of a heading, on its line."""
    return mark.number is not None and mark.number.case_number is not None


def _names_field(mark: Mark) -> bool:
    """Whether a line, below a number alone, is nothing but the name of the title's field."""
    return mark.text[-1] == ":" and lexicon.setting_pattern("titles", "field_below").fullmatch(mark.text) is not None


def _label_below(page: Page, form: Form, k: int, stop: int) -> Parts:
    """Whether a section's label stands below, and how far."""
    label, between = page.label_below(k)
    if label is None or label >= stop:
        return []
    plain = [i for i in between if page.marks[i].role not in _BETWEEN]
    far = len([i for i in plain if not _is_beside_heading(page, i, page.title_key[k], form)])
    return [("label_below", _FAR[far])] if far in _FAR else []


def _decides(text: str) -> bool:
    return lexicon.setting_pattern("titles", "decides").match(text) is not None


def _ends_item(page: Page, k: int, above: Mark) -> bool:
    """Whether the mark `above` a heading at `k` ends the item before it, or heads a group."""
    in_body = k not in page.contents.inside
    return above.role == "group" or (in_body and above.role == "contents") or "closes" in above.flags


def _above_page(page: Page, k: int) -> int:
    """The mark below what a page ends with, above `k`; `k` where what stands above is no furniture of a page."""
    top = k
    while top and k - top < _LONGEST_BREAK and page.marks[top - 1].role == "noise" and page.marks[top - 1].rule is None:
        top -= 1
    return top


def _above_beside(page: Page, k: int) -> Mark | None:
    """The mark above `k` and above the case number and the word for open or closed that stand over a heading."""
    while k and page.marks[k - 1].role in ("case", "access"):
        k -= 1
    return page.marks[k - 1] if k else None


def _is_beside_heading(page: Page, k: int, title: str, form: Form) -> bool:
    """Whether mark `k` is one that may stand between a heading and its first label."""
    mark = page.marks[k]
    if page.forms.get(k, form) != form:  # the heading again, as another part of the page prints it
        return True
    return page.kind(k) == "admin" or bool(title and mark.key and title.startswith(mark.key[:40]))


def _repeats(mark: Mark, title: str) -> bool:
    """Whether `mark` says the title, or its beginning, again."""
    if len(mark.key) < _SHORTEST_REPEAT:
        return False
    if mark.number is not None:  # a title that begins with a number of its own
        return mark.key == title
    return title.startswith(mark.key) or (mark.key.startswith(title) and len(title) >= _SHORTEST_KEY)


def _of_title(page: Page, form: Form, k: int, stop: int) -> Parts:
    title = page.title[k]
    if not title:
        return numbers_alone.untitled(page, form, k)
    length = len(title)
    point = _POINT.match(title) is not None
    capital = not point and _CAPITAL.match(title) is not None
    stopped = length > _SENTENCE and title[-1] in ".,;" and not page.is_list
    party = not form[1] and title[-1] == ")" and not page.purposes
    return _named(
        ("title_opening", lexicon.setting_pattern("titles", "opening").match(title) is not None),
        ("point", point),
        ("capital", capital),
        ("ordinal", form[2] == "." and lexicon.setting_pattern("titles", "ordinal").match(title) is not None),
        ("small_letter", not point and not capital and title[0].islower()),
        ("verdict", lexicon.setting_pattern("titles", "verdict").fullmatch(title) is not None),
        ("full_stop", stopped and not _is_abbreviated(title)),
        ("person", party and lexicon.setting_pattern("titles", "person").fullmatch(title) is not None),
        ("long", length > _LONG_TITLE),
        ("sentences", length > _TWO_SENTENCES and _SENTENCES.search(title) is not None),
        ("document", k - page.marks.top < _TOP and _names_document(page, k)),
    ) + _again(page, form, k, stop)


def _names_document(page: Page, k: int) -> bool:
    """Whether a title is the document's name: lines of a document's head stand below."""
    if lexicon.setting_pattern("titles", "names_document").match(page.title[k]) is None:
        return False
    header = lexicon.setting_pattern("titles", "header")
    below = page.marks[k + 1 : k + 1 + _HEAD]
    return sum([mark.number is None and header.match(mark.text) is not None for mark in below]) >= _FEWEST_OF_HEAD


def _is_abbreviated(title: str) -> bool:
    return title.endswith(tuple(lexicon.setting("titles", "abbreviated")))


def _again(page: Page, form: Form, k: int, stop: int) -> Parts:
    """Where else the title stands: below, it is a row of a list; above in the contents, it is the row's heading."""
    key, listed = page.title_key[k], page.listed_key[k]
    if not page.comes_again(key) and (listed == key or not page.comes_again(listed)):
        return []
    number = page.marks[k].number
    short = len(key) < _SHORTEST_KEY and len(listed) < _SHORTEST_KEY and k not in page.contents.inside
    in_contents = number is not None and (number.value, key) in page.listed_with_numbers
    if short and (in_contents or not page.contents.heads):
        return _named(("in_contents", True)) if in_contents else _above(page, form, k)
    label, _ = page.label_below(k)
    again: list[tuple[Form | None, list[int]]] = []
    for each in {key, listed}:
        again += page.titles.places(each, None) if not short else ()
        if number is not None:  # under another number it is another item
            again += page.titles.places(each, number.value)
    first = min([at[bisect_right(at, k)] for _, at in again if at[-1] > k], default=k)
    own = label is not None and label < stop and label < first  # its own section stands before
    apart = not own and True in [_is_apart(page, form, k, places) for places in again]
    parts = _named(("listed_again", apart))
    inside = page.contents.inside
    if inside and k not in inside and min([at[0] for _, at in page.listed.places(key, None)], default=k) < k:
        return [*parts, ("in_contents", 1.0)]
    rows = [] if inside else [at[0] for other, at in again if other not in (None, form) and at[0] < k]
    if number is not None and any(series.is_row(page, row, number.value) for row in rows):
        return [*parts, ("in_contents", 1.0)]
    return parts + _above(page, form, k)


def _is_apart(page: Page, form: Form, k: int, places: tuple[Form | None, list[int]]) -> bool:
    """Whether one of `places` below `k` is far enough not to be the heading again."""
    other, at = places
    if page.is_list and (other is None or other == form):
        return False  # only where the same number says it again in another form is it more than a list
    return at[-1] > k + (_BESIDE if other is None else 1)


def _above(page: Page, form: Form, k: int) -> Parts:
    """Whether the same heading stands above, with sections below it or without."""
    number, key = page.marks[k].number, page.title_key[k]
    if number is None:
        return []
    first = min([at[0] for other, at in page.titles.places(key, number.value) if other == form], default=k)
    if first >= k - _BESIDE:
        return []
    in_head = first < page.first_core  # in a list there, what stands below the next row is not this one's
    near = range(first + 1, min(first + _NEAR_ROW, k)) if in_head else ()
    if page.core_between(first, next((n for n in near if page.forms.get(n) == form), k)):
        return [("said_again", 1.0)]
    return _named(("said_before", len(key) >= _LONG_KEY))


def _of_line(page: Page, form: Form, k: int) -> Parts:
    """How the line itself stands."""
    mark, above = page.marks[k], page.above(k)
    assert mark.number is not None  # noqa: S101  for the type checker: candidates are numbered
    row, listed = k in page.contents.inside, page.listed_key[k]
    paged = listed != page.title_key[k]  # where its title comes again without its last number, that is a page
    parts = _named(
        ("in_the_contents", row),
        ("row_with_page", row and (has_page(mark) or page.rows_rise or (paged and _stands_below(page, k, listed)))),
        ("word", form[1] != ""),
        ("page_top", above is not None and above.line == mark.line and above.role == "noise"),
        ("glued", form[0] == "number.glued"),
        ("access", mark.number.access is not None),
        ("bullet", mark.bullet != ""),
        ("indented", mark.indent > 0 and not mark.bullet and not page.indented and not page.is_list),
        ("apart", page.is_apart(k)),
        ("alone", mark.apart and (k + 1 == page.count or page.marks[k + 1].apart)),
    )
    return parts if above is None or page.is_list else parts + _below_list(page, form, k, above)


def _stands_below(page: Page, k: int, title: str) -> bool:
    """Whether a `title` stands below mark `k`."""
    return any(at[-1] > k for _, at in page.titles.places(title, None))


def _below_list(page: Page, form: Form, k: int, above: Mark) -> Parts:
    """Whether the line stands in a list: below the number before, or below a label that lists stand under."""
    number = page.marks[k].number
    before = above.number.value + 1 if above.number is not None and not page.marks[k].apart else None
    if number is not None and before == number.value and page.forms[k - 1] == form:
        return [("next_of_list", 1.0), *(_in_list(page, k, above) if page.is_label[k - 1] else ())]
    return _in_list(page, k, above) if page.is_label[k - 1] else []


def _in_list(page: Page, k: int, label: Mark) -> Parts:
    in_list = label.how in ("list", "colon") or "sender" in label.flags or page.kind(k - 1) in _LISTS
    return _named(("in_list", bool(in_list)))
