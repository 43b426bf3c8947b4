"""What shows of candidates only beside the others of their form: habits, titles alike, a number that is missing."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from referat.lexicon.patterns import compile_pattern
from referat.outline.lost_counts import is_lost
from referat.outline.numbers import Form
from referat.outline.page import Page
from referat.outline.weights import has, supporting

#: Names of evidence with their shares.
Parts = list[tuple[str, float]]
#: A candidate on its way: its mark, the names of its evidence with their shares, whether it is closed.
Draft = tuple[int, Parts, bool]
_CAPITAL = compile_pattern(r'["“”»(]?[A-ZÆØÅ0-9§]')
_LONGEST_TITLE = 250
# A title in the table of contents needs nothing else beside it.
_LISTED = frozenset({"in_contents"})
# What an item's heading has beside it by habit: the evidence against one that has it not, what counts as having it,
# and the share of the supported candidates that must have it.
_HABITS = (
    ("no_case", frozenset({"case_above", "case_below"}), 0.5),
    ("no_access", frozenset({"access_beside"}), 0.8),
    ("no_foot", frozenset({"footer_above"}), 0.8),
    ("unlisted", _LISTED, 0.8),
)
_FEWEST_HAVING, _FEWEST_CASES, _MOST_DECIDED = 2, 3, 0.6
_NEARLY_ALL = 0.8
_SELDOM = 0.25
_ALL, _MANY = 0.9, 5
_MOST_MISSING = 8
# Numbers behind a sign: "§ 3".
_SIGNED = "number.signed"
# Behind a number it is no point's mark: "3 - Havnen".
_DASHES = frozenset("-–")
#: What speaks against a candidate without what the others have beside them; one whose number is missing may lack it.
LACKING = frozenset({"no_case", "no_access", "no_foot"})
# The same, and what else ties a candidate to an item of its own.
_BESIDE = frozenset({"case_above", "case_below", "access_beside"})
_VOUCHED = frozenset({"in_contents", "repeated_below", "footer_above"})
_WITHIN = frozenset({"within"})
# The sections with which an item may end, and those with which one begins.
_LAST = frozenset({"decision", "attachments", "attendance", "remarks"})
_BEGINNINGS = frozenset(
    {"summary", "case_presentation", "topic", "background", "recommendation", "history", "case_route"}
)
#: What no title is like: such a line's number proves nothing.
TEXT = frozenset({"small_letter", "point", "verdict", "full_stop", "sentences", "long", "glued"})
_LIKE_TEXT = frozenset({"small_letter", "full_stop", "sentences", "long", "indented"})
_STOPPED, _LISTED_AGAIN = ("full_stop", 1.0), ("listed_again", 1.0)
_POINTS = frozenset({"point", "small_letter"})
# Where most of the form have an item's lines beside them, that a number runs into the title tells nothing.
_GLUED, _MOST_SUPPORTED = frozenset({"glued"}), 0.7


def weigh(page: Page, form: Form, drafts: Sequence[Draft]) -> None:
    """Add to the evidence of `drafts`, all of one form, what they are beside one another."""
    _weigh_titles(page, form, drafts)
    _weigh_stops(page, drafts)
    _weigh_rows(page, drafts)
    _weigh_habits(page, drafts)
    _weigh_middles(page, drafts)
    _weigh_within(page, drafts)
    if not form[1]:  # "Ad 1" is no point of a list
        _weigh_lists(page, drafts)
    _weigh_lost_count(page, drafts)


def _weigh_titles(page: Page, form: Form, drafts: Sequence[Draft]) -> None:
    """What titles have in common: they stand below numbers alone, or are written in capitals."""
    if len(drafts) < _FEWEST_CASES:
        return
    titles = [page.title[k] or _title_below(page, k) for k, _, _ in drafts]
    if not form[1] and form[3] == "alone" and sum(map(_is_title, titles)) >= _NEARLY_ALL * len(titles):
        for _, parts, _ in drafts:
            parts[:] = [("titled_below", share) if name == "untitled" else (name, share) for name, share in parts]
    loud = [title.isupper() for title in titles]
    if sum(loud) >= max(_FEWEST_CASES, _NEARLY_ALL * len(titles)):
        for (_, parts, _), each in zip(drafts, loud, strict=True):
            if each:
                parts.append(("capitals", 1.0))


def _weigh_stops(page: Page, drafts: Sequence[Draft]) -> None:
    """That titles end with a full stop tells nothing where all are written so, each above a text of its own."""
    stopped = [1 for _, parts, _ in drafts if _STOPPED in parts]
    if len(drafts) < _FEWEST_CASES or 2 * len(stopped) < len(drafts):  # nearly always
        return
    values = [_value_of(page, k) for k, _, _ in drafts]
    if values != [*range(values[0], values[0] + len(values))]:
        return
    own = [page.is_apart(k) and k + 1 < page.count and _is_text(page, k + 1) for k, _, _ in drafts]
    if sum(own) + 1 < len(drafts):  # the last may be empty
        return
    for _, parts, _ in drafts:
        parts[:] = [part for part in parts if part != _STOPPED]


def _is_text(page: Page, k: int) -> bool:
    """Whether the line at mark `k` is text that begins with a capital."""
    mark = page.marks[k]
    return mark.number is None and mark.role == "" and not mark.bullet and _CAPITAL.match(mark.text) is not None


def is_row(page: Page, k: int, value: int) -> bool:
    """Whether mark `k` has the number `value` and stands in a list: the number before or the next one beside it."""
    form = page.forms.get(k)
    if form is None or _value_of(page, k) != value:
        return False
    beside = {n: _value_of(page, n) for n in range(max(k - 2, 0), k + 3) if page.forms.get(n) == form}
    return sum([number - value == n - k for n, number in beside.items()]) >= _FEWEST_CASES


def _weigh_rows(page: Page, drafts: Sequence[Draft]) -> None:
    """Rows of a list below some whose titles come again further down are rows as well: the text may be cut off."""
    again = [n for n, (_, parts, _) in enumerate(drafts) if _LISTED_AGAIN in parts]
    if len(again) < _FEWEST_CASES:  # nearly always
        return
    listed = frozenset(again)
    for n in again:
        if n and drafts[n - 1][0] + 1 == drafts[n][0]:  # not the first row
            continue
        end = n + 1
        while end < len(drafts) and _is_next_row(page, drafts[end - 1][0], drafts[end][0]):
            end += 1
        if len(listed.intersection(range(n, end))) >= _FEWEST_CASES:
            for _, parts, _ in drafts[n:end]:
                parts[:] = [*(part for part in parts if part != _LISTED_AGAIN), _LISTED_AGAIN]


def _is_next_row(page: Page, above: int, k: int) -> bool:
    """Whether mark `k` stands directly below the row `above`, and counts on: an item behind the list begins anew."""
    return k == above + 1 and _value_of(page, k) > _value_of(page, above)


def _title_below(page: Page, k: int) -> str:
    """The line below a number alone, mark `k`."""
    below = page.marks[k + 1] if k + 1 < page.count else None
    return below.text if below is not None and below.role in ("", "label") else ""


def _is_title(text: str) -> bool:
    return bool(text) and len(text) <= _LONGEST_TITLE and _CAPITAL.match(text) is not None and text[-1] not in ".,;"


def _weigh_habits(page: Page, drafts: Sequence[Draft]) -> None:
    """A candidate counts less without what the others have beside them, the more of the supported ones have it.

    Where all rows of the contents have their headings, what stands in none of them has not.
    """
    supports = [has(parts, supporting("terms")) for _, parts, _ in drafts]
    supported = sum(surely_supported(drafts, supports))
    known = {name for _, parts, _ in drafts for name, _ in parts}
    for absent, names, least in _HABITS:
        if known.isdisjoint(names):
            continue
        having = [has(parts, names) for _, parts, _ in drafts]
        count = sum(having)
        whole = names is _LISTED and _all_rows_are_here(page, drafts, having)
        if not whole and (count < _FEWEST_HAVING or count < least * supported):
            continue
        below = max(page.contents.inside, default=0) + 1
        for n, ((_, parts, closed), stands) in enumerate(zip(drafts, having, strict=True)):
            sure = count >= _FEWEST_CASES or supports[n] or whole  # of two, the last may just be short
            vouched = (
                has(parts, _LISTED)
                or (n == 0 and absent == "no_foot")
                or (whole and _is_left_out(page, below, drafts[n][0]))
                or (names is _LISTED and _is_listed_otherwise(page, drafts[n][0]))
            )
            if sure and not stands and not closed and not vouched:
                parts.append(("surplus", 1.0) if whole else (absent, count / max(supported, count)))


def _is_listed_otherwise(page: Page, k: int) -> bool:
    """Whether mark `k`, behind a word, has a row in the contents by its number and first word: "Ad 2. Valg af …"."""
    number, first = page.marks[k].number, page.title_key[k].partition(" ")[0]
    if number is None or not page.forms[k][1] or not first:
        return False
    return any(value == number.value and key.partition(" ")[0] == first for value, key in page.listed_with_numbers)


def _is_left_out(page: Page, row: int, k: int) -> bool:
    """Whether `row`, directly below the contents, is that of mark `k`: they lack their last one."""
    return (
        row < k
        and row in page.forms
        and _value_of(page, row) == _value_of(page, k)
        and page.listed_key[row] == page.listed_key[k]
    )


def _all_rows_are_here(page: Page, drafts: Sequence[Draft], listed: Sequence[bool]) -> bool:
    """Whether nearly all rows of the table of contents are the titles of those candidates that are `listed` in it.

    At least half of the candidates that are like titles and have an item's lines beside them must be.
    """
    likely = [has(parts, supporting("terms")) and not has(parts, TEXT) for _, parts, _ in drafts]
    rows = page.contents.inside.difference(page.contents.heads)
    if not page.contents.heads or 2 * sum(listed) < sum(likely):
        return False
    found: set[int] = set()
    for (k, _, _), stood in zip(drafts, listed, strict=True):
        found.update(*(at for _, at in page.listed.places(page.title_key[k], None) if stood))
    return len(found) >= max(1, _NEARLY_ALL * len(rows))


def _weigh_middles(page: Page, drafts: Sequence[Draft]) -> None:
    """A candidate that leaves the item above without its decision counts less the more of the items have one."""
    if len(page.core) < _FEWEST_CASES:
        return
    above, decisions = page.core_above, page.decisions_above
    stretches = [(above[a], above[b]) for a, b in pairwise([*(k for k, _, _ in drafts), page.count])]
    labelled = sum(n < m for n, m in stretches)
    decided = [decisions[n] < decisions[m] for n, m in stretches]
    count = sum(decided)
    if count < _FEWEST_CASES or count < _MOST_DECIDED * labelled:
        return
    for (_, parts, _), (n, m), has_decision in zip(drafts[1:], stretches[:-1], decided[:-1], strict=True):
        if n < m and not has_decision:
            parts.append(("middle", count / labelled))


def _weigh_within(page: Page, drafts: Sequence[Draft]) -> None:
    """A candidate with nothing beside it, which the heading above has, counts less where that one's sections go on.

    Below it stand none that stand above, and first one with which no item begins.
    """
    own = [n for n, (_, parts, _) in enumerate(drafts) if has(parts, _BESIDE)]
    if not own or len(own) == len(drafts):  # nearly always
        return
    headed = {n: page.label_key(k) for n in range(len(drafts)) if (k := _label_directly_below(page, drafts, n)) >= 0}
    firsts = Counter(headed.values())
    for above, below in pairwise([*own, len(drafts)]):
        if above + 1 == below:
            continue
        labels = _labels(page, drafts, above, below)
        rests = _rests(page, labels)
        for n in range(above + 1, below):
            _, parts, closed = drafts[n]
            first = bisect_left(labels, drafts[n][0])
            if closed or first not in rests or has(parts, _VOUCHED):
                continue
            if firsts[page.label_key(labels[first])] - (n in headed) <= _SELDOM * len(headed):
                parts.append(("within", 1.0))


def _label_directly_below(page: Page, drafts: Sequence[Draft], n: int) -> int:
    """The label of an item's body with which a draft begins; -1 where text stands above it."""
    labels = _labels(page, drafts, n, n + 1) if ("label_below", 1.0) in drafts[n][1] else []
    return labels[0] if labels else -1


def _labels(page: Page, drafts: Sequence[Draft], above: int, below: int) -> list[int]:
    """The labels between two drafts, or down to the end."""
    return list(page.core_between(drafts[above][0], drafts[below][0] if below < len(drafts) else page.count))


def _rests(page: Page, labels: Sequence[int]) -> set[int]:
    """Where the rest of an item may begin among its `labels`, by their order: none above it stands below it again.

    None above it is one with which items end, and it is none with which they begin.
    """
    keys = list(map(page.label_key, labels))
    last = {key: n for n, key in enumerate(keys)}
    rests: set[int] = set()
    reach = 0
    for n in range(1, len(labels)):
        reach = max(reach, last[keys[n - 1]])
        if page.kind(labels[n - 1]) in _LAST:
            break
        if reach < n and page.kind(labels[n]) not in _BEGINNINGS:
            rests.add(n)
    return rests


def _weigh_lost_count(page: Page, drafts: Sequence[Draft]) -> None:
    """Where the page lost the numbers of a list of items, how its lines stand says more than their words."""
    if is_lost(page.marks, [k for k, _, _ in drafts]):
        for _, parts, _ in drafts:
            parts[:] = [("count_lost", 1.0), *(part for part in parts if part[0] not in _LIKE_TEXT)]


def _weigh_lists(page: Page, drafts: Sequence[Draft]) -> None:
    """A candidate counts less where it is one of 1, 2, 3 … with no label between, announced by a colon."""
    places = [k for k, _, _ in drafts]
    for n, k in enumerate(places):
        if not n or _value_of(page, k) != 1 or not _announces(page, k):
            continue
        end = n + 1
        while end < len(places) and _value_of(page, places[end]) == end - n + 1:
            if True in page.is_label[places[end - 1] : places[end]]:
                break
            end += 1
        if end > n + 1:
            for _, parts, _ in drafts[n:end]:
                parts.append(("enumerated", 1.0))


def _announces(page: Page, k: int) -> bool:
    """Whether the line above mark `k` is text that ends with a colon."""
    above = page.above(k)
    return above is not None and above.text[-1] == ":" and not page.is_label[k - 1]


def surely_supported(drafts: Sequence[Draft], supported: Sequence[bool]) -> list[bool]:
    """The same of `drafts` without those that are points of a list, which may stand above a label too."""
    return [each and not has(parts, _POINTS) for (_, parts, _), each in zip(drafts, supported, strict=True)]


def signs_of_text(supported: Sequence[bool]) -> frozenset[str]:
    """What tells that a candidate is text, among others of which these are `supported`."""
    many = sum(supported) >= max(_FEWEST_HAVING, _MOST_SUPPORTED * len(supported))
    return TEXT - _GLUED if many else TEXT


def is_no_item(parts: Parts, supported: Sequence[bool]) -> bool:
    """Whether a candidate lacks two things that all others have, and these are many; or stands within an item."""
    if has(parts, _WITHIN):
        return True
    lacking = [name for name, share in parts if name in LACKING and share >= _ALL]
    return len(lacking) > 1 and sum(supported) >= _MANY


def missing(page: Page, places: Sequence[int], supported: Sequence[bool]) -> set[int]:
    """Which of the candidates at `places` nothing supports, though theirs are the numbers that the supported ones lack.

    Above the first of these and below the last, numbers must go on without a gap, and stand apart where others do.
    """
    values = [_value_of(page, k) for k in places]
    sure = [n for n, support in enumerate(supported) if support]
    fits: set[int] = set()
    if not sure:
        return fits
    for a, b in pairwise(sure):
        between = [n for n in range(a + 1, b) if values[a] < values[n] < values[b]]
        rising = all(values[m] < values[n] for m, n in pairwise(between))
        if rising and values[b] - values[a] <= _MOST_MISSING:
            fits.update(between)
    known = {values[n] for n in sure}
    known = known if len(known) == len(sure) else set()  # else numbers begin again
    tight = len(sure) >= _FEWEST_HAVING and not any(page.marks[places[n]].apart for n in sure)
    tight = tight or _is_whole(page, places, values)
    for begin, step in ((sure[0], -1), (sure[-1], 1)):
        wanted, n = values[begin] + step, begin + step
        while wanted in known:  # it was taken out of its order
            wanted += step
        while 0 <= n < len(places) and values[n] == wanted:
            # What stands directly above a heading is apart from the text where that one is apart from it.
            beside = n < sure[0] and places[n] + 1 == places[n + 1] and page.marks[places[n + 1]].apart
            if not (tight or beside or _is_apart(page, places[n])):
                break
            fits.add(n)
            wanted, n = wanted + step, n + step
    return fits


def _is_whole(page: Page, places: Sequence[int], values: Sequence[int]) -> bool:
    """Whether a word or a sign heads numbers that run from 1 to the last without a gap, and many do.

    The same of numbers with a dash behind them, as no list has: they may begin later.
    """
    rule, word, mark, *_ = page.forms[places[0]]
    dashed = not _DASHES.isdisjoint(mark)
    headed = word != "" or rule == _SIGNED or dashed
    first = values[0] if dashed else 1
    return headed and len(values) >= _MANY and list(values) == [*range(first, first + len(values))]


def _is_apart(page: Page, k: int) -> bool:
    """Whether a blank line stands above mark `k`, or a line that is none of the text."""
    above = page.marks[k - 1] if k else None
    return page.is_apart(k) or above is None or above.role == "noise"


def _value_of(page: Page, k: int) -> int:
    number = page.marks[k].number
    return number.value if number is not None else 0
