"""Labels that only this document knows: words in a label's place that come again under several items.

No vocabulary has them. Where what stands behind them, or below, is mostly what was decided, they are the decision's
label, if the document has no other; else they open a section of no known kind.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

from referat.lexicon import lines as lexicon
from referat.lexicon.lines import LineRule, key_of
from referat.lexicon.patterns import compile_pattern
from referat.lexicon.values import never_last
from referat.outline.headings import Heading
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark
from referat.outline.numbers import NOTHING
from referat.outline.page import Page
from referat.text.places import Range

# A document says what it is on one of so many lines, and when the meeting was on one of so many below.
_TOP, _DAY_BELOW = 6, 5
_FEWEST_LABELS, _FEWEST_ITEMS, _FEWEST_UNSTYLED = 3, 2, 3
_LONGEST_OTHER, _SHORTEST_OTHER = 50, 4
_LONG_TEXT = 40
# So many lines stand between a label and the decision's below.
_TEXT_LINES = 8
_FEW = 0.25
# A word before a colon is a label where it stands under so many items, and so large a part of them.
_SHORTEST_LEAD, _LONGEST_LEAD, _MOST_WORDS = 2, 25, 3
# Of a label's texts so many begin as decisions do; fewer where nearly all items have it.
_DECIDED, _NEARLY_ALL, _MOST_DECIDED = 1 / 3, 0.7, 0.6
# A known label, a dash, and its text; so many of a strong one show that dashes stand behind labels.
_DASH, _FEWEST_DASHED = compile_pattern(r"([A-ZÆØÅ][^\W\d][\w ./-]{1,40}?) [-–] (?=\S)"), 3
# The dash ends in so many characters.
_LONGEST_DASHED = 45
_OTHER, _DECISION, _ROUTE, _CONTENTS = "other", "decision", "case_route", "contents"


def labelled(marks: Indexed) -> Indexed:
    """`marks`, those of text that begin with a label of this document's own and a colon as marks with that label."""
    colons = [k for k in marks.by_role[""] if ":" in marks[k].text[_SHORTEST_LEAD:_LONGEST_LEAD]]
    leads = {k: at for k in colons if (at := _lead(marks[k]))}
    if len(leads) < _FEWEST_UNSTYLED:
        return marks
    item = _items(marks)
    decided = any(mark.kind == _DECISION and "dated" not in mark.flags for mark in marks)
    under: dict[str, list[int]] = defaultdict(list)
    for k, at in leads.items():
        if item[k]:
            under[key_of(marks[k].text[:at])].append(k)
    settled = list(marks)
    if not decided:
        bodies = _bodies(marks, leads, under)
        if len({item[k] for k in bodies}) >= max(_FEWEST_UNSTYLED, item[-1] / 2) and _tell_decisions(marks, bodies):
            for k, at in bodies.items():
                body = Range(marks[k].a, marks[k].a + at)
                settled[k] = _label(marks[k], at, _DECISION, {"body": body})
            decided = True
    for key, places in under.items():
        different = len({item[k] for k in places})
        if different < max(_FEWEST_UNSTYLED, item[-1] / 2) or len(places) > different + 1:
            continue
        texts = [marks[k].text[leads[k] + 1 :].strip() for k in places]
        if _is_of_another(key):
            continue
        kind = _kind(key, texts, share=different / item[-1], decided=decided)
        if kind == _OTHER and sum(map(len, texts)) < _LONG_TEXT * len(texts):  # a field of a form
            continue
        for k in places:
            settled[k] = _label(marks[k], leads[k], kind)
    return Indexed(settled)


def bodies_alone(marks: Indexed) -> Indexed:
    """`marks`, bodies alone with a colon above what they recommended as labels of decisions, where several are."""
    heads = [k for k in marks.by_role[""] if marks[k].text[-1] == ":"]
    heads = [k for k in heads if not marks[k].bullet and k + 1 < len(marks)] if heads else []
    if not heads[1:]:  # nearly always
        return marks
    name, recommended = (lexicon.setting_pattern("titles", key) for key in ("body", "recommended"))
    found = [k for k in heads if recommended.match(marks[k + 1].text) and name.fullmatch(marks[k].text[:-1])]
    if len(found) < _FEWEST_ITEMS:
        return marks
    settled = list(marks)
    for k in found:
        body = Range(marks[k].a, marks[k].b - 1)
        settled[k] = marks[k].but(kind=_DECISION, role="label", how="own", label=marks[k].key, slots={"body": body})
    return Indexed(settled)


def dashed(marks: Indexed) -> Indexed:
    """`marks`, those of text that begin with a known label and a dash as marks with that label, where several do."""
    found: dict[int, tuple[int, LineRule]] = {}
    heads = [(k, marks[k].text[:_LONGEST_DASHED]) for k in marks.by_role[""] if not marks[k].bullet]
    for k in [k for k, head in heads if " - " in head or " – " in head]:
        dash = _DASH.match(marks[k].text)
        rule = lexicon.lines().words.get(key_of(dash[1])) if dash is not None else None
        if dash is not None and rule is not None and rule.kind and "weak" not in rule.flags:
            found[k] = dash.end(1), rule
    if not found:  # nearly always
        return marks
    keys = Counter([key_of(marks[k].text[:at]) for k, (at, _) in found.items()])
    sure = [key for key, count in keys.items() if count >= _FEWEST_DASHED and key in lexicon.strong()]
    if not sure:
        return marks
    settled = list(marks)
    for k, (at, rule) in found.items():
        settled[k] = _label(marks[k], at, rule.kind).but(role="label", rule=rule, cut=marks[k].a + at + len(" - "))
    return Indexed(settled)


def _is_of_another(key: str) -> bool:
    """Whether the words `key` before a colon are known: a label, a side of a vote, or where and when a body met."""
    if key in lexicon.lines().words or key in lexicon.setting("titles", "of_meeting"):
        return True
    return lexicon.setting_pattern("titles", "votes").fullmatch(key) is not None


def _label(mark: Mark, at: int, kind: str, slots: Mapping[str, Range] = NOTHING) -> Mark:
    """`mark` with its first `at` characters as a label of `kind`."""
    return mark.but(kind=kind, how="colon", label=key_of(mark.text[:at]), cut=mark.a + at + 1, slots=slots)


def _bodies(marks: Sequence[Mark], leads: Mapping[int, int], under: Mapping[str, Sequence[int]]) -> dict[int, int]:
    """Those of `leads` that are a body's name; `under` has the leads by their words."""
    name = lexicon.setting_pattern("titles", "body")
    named = [places for places in under.values() if name.fullmatch(marks[places[0]].text[: leads[places[0]]])]
    return {k: leads[k] for places in named for k in places}


def _tell_decisions(marks: Sequence[Mark], leads: Mapping[int, int]) -> bool:
    """Whether what stands behind `leads` is mostly what was decided."""
    decides = lexicon.setting_pattern("titles", "decides")
    texts = [marks[k].text[at + 1 :].strip() for k, at in leads.items()]
    return sum(decides.match(text) is not None for text in texts) >= max(_FEWEST_ITEMS, _DECIDED * len(texts))


def kinds_settled(marks: Indexed) -> Indexed:
    """`marks`, a decision's label alone at the document's top, the meeting's day below, as the kind of document."""
    top = marks.top
    for k, mark in enumerate(marks[top : top + _TOP], top):
        if mark.number is not None or mark.role == "case":
            break
        if mark.how == "own" and mark.key in lexicon.setting("titles", "kinds"):
            below = [each.text for each in marks[k + 1 : k + 1 + _DAY_BELOW]]
            if any(lexicon.holds_setting("titles", "date", text) for text in below):
                return Indexed([*marks[:k], mark.as_text().becoming("document"), *marks[k + 1 :]])
    return marks


def contents_settled(marks: Indexed) -> Indexed:
    """`marks`, a word for the table of contents that stands above each item's text as a label of that."""
    heads = marks.by_role[_CONTENTS]
    if len(heads) < _FEWEST_UNSTYLED:  # nearly always
        return marks
    if 2 * sum([_is_over_text(marks, k) for k in heads]) <= len(heads):
        return marks
    rule = lexicon.lines().words[lexicon.setting("strong", "contents_again")[0]]
    settled = list(marks)
    for k in heads:
        label = marks[k].as_text()
        settled[k] = label.but(role="label", rule=rule, kind=rule.kind, how="own", label=marks[k].key)
    return Indexed(settled)


def _is_over_text(marks: Sequence[Mark], k: int) -> bool:
    """Whether text stands below the word at mark `k`, and soon a decision's label: no rows with numbers."""
    for mark in marks[k + 1 : k + 1 + _TEXT_LINES]:
        if mark.kind == _DECISION:
            return True
        if mark.number is not None or mark.role == _CONTENTS:
            return False
    return False


def routes_settled(marks: Indexed) -> Indexed:
    """`marks`, labels of a case's route as those of decisions where decisions stand below and have no other label.

    The same words head the list of bodies that are to decide, and what one of them decided.
    """
    routes = [k for k in marks.labels if marks[k].kind == _ROUTE and marks[k].how == "own" and k + 1 < len(marks)]
    if len(routes) < _FEWEST_ITEMS:  # nearly always
        return marks
    decides = lexicon.setting_pattern("titles", "decides")
    decided = [k for k in routes if decides.match(marks[k + 1].text)]
    others = [mark for mark in marks[1:] if mark.kind == _DECISION and "dated" not in mark.flags]
    if others or 2 * len(decided) < len(routes):
        return marks
    settled = list(marks)
    for k in routes:
        settled[k] = marks[k].but(kind=_DECISION)
    return Indexed(settled)


def _items(marks: Sequence[Mark]) -> list[int]:
    """For each mark how many marks numbered in the document's most frequent form stand above it, itself included."""
    forms = Counter([mark.number.form for mark in marks if mark.number is not None])
    usual = next((form for form, _ in forms.most_common(1)), None)
    return list(accumulate([mark.number is not None and mark.number.form == usual for mark in marks]))


def _lead(mark: Mark) -> int:
    """Where the words before a colon end with which the mark begins; 0 where it is no text with such words."""
    if mark.kind or mark.bullet or not mark.text[0].isupper():
        return 0
    at = mark.text.find(":", _SHORTEST_LEAD, _LONGEST_LEAD)
    words = mark.text[:at].rstrip(".").split() if at > 0 else []
    plain = all(word.replace("-", "").replace("/", "").isalpha() for word in words)
    return at if 0 < len(words) <= _MOST_WORDS and plain and len(mark.text) > at + 1 else 0


def _kind(key: str, texts: Sequence[str], *, share: float, decided: bool) -> str:
    """The kind of the sections with these `texts` under the label `key`, which a `share` of the items has.

    `decided` tells that the document has a label for decisions.
    """
    verdicts = sum(lexicon.setting_pattern("titles", "decides").match(text) is not None for text in texts)
    least = 1 if share >= _NEARLY_ALL else max(_FEWEST_ITEMS, _DECIDED * len(texts))
    if not decided and (verdicts >= least or _are_verdicts(texts)):
        return _DECISION
    return lexicon.headword_kind(key) or _OTHER


def _are_verdicts(texts: Sequence[str]) -> bool:
    """Whether most of `texts` have a verb of deciding in their first words."""
    verdict = lexicon.setting_pattern("titles", "verdict_within")
    said = sum(verdict.match(text) is not None for text in texts)
    return said >= max(_FEWEST_ITEMS, _MOST_DECIDED * len(texts))


def recurring(page: Page, found: Sequence[Heading], stops: Sequence[int]) -> Mapping[int, str]:
    """Short lines in the style of the labels that come again under several items, once in each, with their kinds."""
    known = sum([page.marks[k].how == "own" for k in page.labels])
    styled = known >= _FEWEST_LABELS
    least = max(_FEWEST_ITEMS, _FEW * len(found)) if styled else max(_FEWEST_UNSTYLED, len(found) / 2)
    if len(found) < least:
        return {}
    again = page.recurring
    places_again = frozenset([k for k in page.marks.by_role[""] if page.marks[k].key in again] if again else ())
    under: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for n, (heading, stop) in enumerate(zip(found, stops, strict=True)):
        for k in sorted(places_again.intersection(range(heading.first, stop - 1))):
            if k not in heading.lines and _like_label(page, k, styled=styled):
                under[page.marks[k].key].append((n, k))
    if not under:  # mostly
        return {}
    decided = {n for n, (heading, stop) in enumerate(zip(found, stops, strict=True)) if _decides(page, heading, stop)}
    kinds: dict[int, str] = {}
    for key, places in under.items():
        different = len({n for n, _ in places})
        if different >= least and len(places) <= different + 1:
            texts = [page.marks[k + 1].text for _, k in places]
            both = decided.intersection([n for n, _ in places])
            kind = _kind(key, texts, share=different / len(found), decided=len(both) > _FEW * different)
            kinds.update((k, kind) for _, k in places)
    return kinds


def _decides(page: Page, heading: Heading, stop: int) -> bool:
    """Whether the item has a known label of its own decision."""
    labels = page.core_between(heading.first, stop)
    return any(page.kind(k) == _DECISION and "dated" not in page.marks[k].flags for k in labels)


def _like_label(page: Page, k: int, *, styled: bool) -> bool:
    """Whether mark `k` could be a label; where others are known (`styled`), it stands as they do."""
    mark, above, below = page.marks[k], page.marks[k - 1], page.marks[k + 1]
    if mark.role or page.is_label[k] or below.role or not _SHORTEST_OTHER <= len(mark.text) <= _LONGEST_OTHER:
        return False
    decides = lexicon.setting_pattern("titles", "decides")
    return (
        mark.text[0].isupper()
        and mark.text[-1] not in ".,;"
        and ":" not in mark.text[:-1]
        and (len(below.text) > _LONG_TEXT or decides.match(below.text) is not None)
        and not page.is_label[k - 1]
        and above.text.rpartition(" ")[2].lower() not in never_last()
        and above.role != "label"
        and (not styled or _in_style(page, mark))
        and decides.match(mark.text) is None
        and lexicon.setting_pattern("titles", "body").fullmatch(mark.text) is None
        and lexicon.setting_pattern("titles", "votes").fullmatch(mark.text) is None
        and not lexicon.holds_setting("titles", "date", mark.text)
    )


def _in_style(page: Page, mark: Mark) -> bool:
    """Whether `mark` stands as the document's labels do."""
    habits = page.habits
    return (
        (mark.bullet, mark.prefix) == habits.bullet
        and mark.apart == habits.apart
        and mark.text.isupper() == habits.capitals
    )
