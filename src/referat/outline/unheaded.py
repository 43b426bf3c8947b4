"""Where items begin that have no numbered heading.

An item may begin at a case number, a word for open or closed, a word of the screen, a label, or a bare title.
Accordions of web pages lose their titles when they are copied; one-item pages print a title alone. What the text does
not have is null, never guessed. Anchors of one kind are a family, and compete with the forms of numbered headings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from referat.lexicon import lines as lexicon
from referat.outline.candidates import Candidate
from referat.outline.head_lines import begins_field, is_header, is_place_below_day
from referat.outline.item_anchors import (
    ACCESS_REACH,
    Family,
    access_evidence,
    anchor,
    behind_bare_fields,
    bulleted,
    case_evidence,
    field,
    has_form_of_title,
    opens,
    soon,
)
from referat.outline.marks import Mark
from referat.outline.page import Page
from referat.outline.titles import opens_undecided
from referat.outline.weights import Evidence, terms

_TITLES: Family = ("title",)
_LABEL = "label"
# So many titles stand over the label that items begin with, and it has one above so often.
_FEWEST_OVER, _MOST_OVER, _NEARLY_ALL = 2, 0.6, 0.8
_OPENING = frozenset({"summary", "case_presentation", "topic", "recommendation", "decision", "history", "case_route"})
_RECOMMENDS, _DECISION = "recommendation", "decision"
# With these an item may end.
_LAST = frozenset({"decision", "attachments", "attendance", "remarks"})
_TITLE_REACH = 6
_CASE_ABOVE, _CLOSE = 20, 2
_SENTENCE_ENDS, _SENTENCE_WITHIN = (".", "!", "?"), ". "
# So many lines may stand between a page's last line and the next one's first, and that one.
_PAGE_END = 4
_LONGEST_HEAD, _PARAGRAPH = 70, 8
# A line that goes on below has so many characters.
_FULL_LINE = 60
_FEWEST_WORDS, _FEWEST_LISTED = 2, 3
# So many lines may be more of a title.
_MOST_MORE = 3
# So many lines at the top may be a document's head.
_TOP = 6
# The name of a title's field ends in so many characters.
_LONGEST_FIELD = 20
# Markdown's marks around bold type.
_BOLD = "**"


def families(page: Page) -> dict[Family, list[Candidate]]:
    """The anchors by their family, weighed."""
    anchors: dict[Family, list[Candidate]] = {}
    whole: Family = ()  # of the label above, whose section is all that its item has: another's comes below
    for k, (mark, label) in enumerate(zip(page.marks, page.is_label, strict=True)):
        if mark.role or label or mark.text[-1] == ":" or has_form_of_title(mark):
            for family, candidate in _anchors(page, k):
                anchors.setdefault(family, []).append(candidate)
                if label and whole not in ((), family):
                    anchors[whole].append(candidate)
                whole = family if label and mark.rule is not None and "whole" in mark.rule.flags else ()

    begin, end = (page.marks[0].begin, page.marks[-1].end) if page.marks else (0, 0)
    for word in lexicon.setting("titles", "fields_bare"):
        if page.source.view.find(word, begin, end) >= 0:
            anchors.update(behind_bare_fields(page, word))
    anchors.update(bulleted(page))
    if page.contents.inside:
        anchors.update(_listed(page))
    if _TITLES in anchors:
        anchors[_TITLES] = _over_first_label(page, anchors[_TITLES])
    return {**anchors, **_behind_first(anchors)}


def _listed(page: Page) -> dict[Family, list[Candidate]]:
    """The lines that are the titles of a list above them, in its order, where nothing below it has numbers."""
    rows = sorted(page.contents.inside.difference(page.contents.heads))
    if not rows or any(k > rows[-1] for k in page.marks.numbered[-1:]):  # nearly always
        return {}
    titles = {lexicon.key_of(page.title[k] or page.marks[k].text): n for n, k in enumerate(rows)}
    below = range(rows[-1] + 1, page.count)
    found = [k for k in below if page.marks[k].apart and page.marks[k].key in titles]
    order = [titles[page.marks[k].key] for k in found]
    if len(found) < _FEWEST_LISTED or order != sorted(set(order)) or len(found) < _MOST_OVER * (order[-1] + 1):
        return {}
    return {("listed",): [anchor(k, ["anchor_title", "in_contents"], page.marks[k].text.rstrip(":")) for k in found]}


def _behind_first(anchors: dict[Family, list[Candidate]]) -> dict[Family, list[Candidate]]:
    """The labels that come as often as any other, weighed down where another of these stands above the first."""
    labels = {family: places for family, places in anchors.items() if family[0] == _LABEL}
    if len(labels) <= 1:  # nearly always
        return {}
    most = max(map(len, labels.values()), default=0)
    often = {
        family: places for family, places in labels.items() if len(places) >= max(_FEWEST_OVER, _NEARLY_ALL * most)
    }
    first = min((places[0].at for places in often.values()), default=0)
    behind = ((terms("terms")["anchor_label_behind"], 1.0),)
    return {
        family: [each._replace(evidence=Evidence((*each.evidence.parts, *behind))) for each in places]
        for family, places in often.items()
        if places[0].at > first
    }


def _over_first_label(page: Page, titles: list[Candidate]) -> list[Candidate]:
    """The same titles, weighed by the label that an item's first section has in this document.

    Most of the labels that say the same have one of `titles` directly above; the line above the others is one too.
    """
    below = {_line_above(page, k): label for k, label in page.core.items()}
    over = Counter([below[title.at] for title in titles if title.at in below])
    label, count = over.most_common(1)[0] if over else ("", 0)
    places = [k for k, other in page.core.items() if other == label]
    if count < _FEWEST_OVER or count < _MOST_OVER * len(places):
        return titles
    before = {_line_above(page, k) for k in places}
    lines = before.intersection(title.at for title in titles)
    others = [k for k in before - lines if has_form_of_title(page.marks[k])]
    seldom = not page.habits.apart or count >= _NEARLY_ALL * len(places)  # then a blank line is missing by chance
    more = [k for k in others if (seldom and not page.marks[k].role) or _stands_apart(page, k)]
    added = [anchor(k, ["anchor_title", "anchor_title_label"], page.marks[k].text) for k in more]
    kept = [title for title in titles if title.at + 1 not in lines and title.at + 1 not in more]
    share = (count + len(added)) / (len(kept) + len(added))
    return [_beside_others(title, share, over=title.at in before) for title in sorted([*kept, *added])]


def _line_above(page: Page, k: int) -> int:
    """The line above mark `k`, but for a page's end that stands between; -1 where there is none."""
    while k > 0 and page.marks[k - 1].role == "noise" and "closes" not in page.marks[k - 1].flags:
        k -= 1
    return k - 1


def _beside_others(title: Candidate, share: float, *, over: bool) -> Candidate:
    """`title`, which stands `over` the first label or over another; `share` of the titles do."""
    known = terms("terms")
    if not over:
        parts = ((known["anchor_title_another_label"], share),) if share >= _NEARLY_ALL else ()
        return title._replace(evidence=Evidence((*title.evidence.parts, *parts)))
    kept = [part for part in title.evidence.parts if part[0].name != "anchor_title_undecided"]
    return title._replace(evidence=Evidence((*kept, (known["anchor_title_first_label"], share))))


def _stands_apart(page: Page, k: int) -> bool:
    """Whether blank lines, or nothing, stand above and below mark `k`, where the text has such."""
    return k >= 0 and (page.habits.tight or (page.marks[k].apart and page.ends_alone(k)))


def _anchors(page: Page, k: int) -> Iterator[tuple[Family, Candidate]]:
    mark = page.marks[k]
    if k in page.contents.inside:
        return
    if mark.role in ("", "label") and ":" in mark.text[:_LONGEST_FIELD]:
        yield from field(page, k)
    if page.undecided and mark.role in ("", "label"):
        yield from _head(page, k)
    if mark.role == "case":
        word = page.text(mark.slots["word"]) if "word" in mark.slots else ""
        yield ("case", mark.bullet, lexicon.key_of(word)), anchor(k, case_evidence(page, k))
    elif mark.role == "clock" and k + 1 < len(page.marks) and has_form_of_title(page.marks[k + 1], below_clock=True):
        yield ("clock",), anchor(k + 1, ["anchor_clock"], page.marks[k + 1].text)
    elif mark.role == "access":
        closed = mark.gives.get("access") == "closed"
        yield ("access", mark.bullet), anchor(k, access_evidence(page, k))._replace(closed=closed)
    elif mark.role == "noise" and ("button" in mark.flags or mark.bullet):
        if soon(page, k, ACCESS_REACH):
            yield ("screen", mark.bullet, mark.key), anchor(k, ["anchor_screen"])
    elif page.is_label[k] and opens(mark) and page.kind(k) in _OPENING:
        yield (_LABEL, mark.bullet, mark.label), anchor(k, _label(page, k))
    elif _may_be_title(page, k) and has_form_of_title(mark):
        yield from _title(page, k)


def _may_be_title(page: Page, k: int) -> bool:
    """Whether mark `k` is plain text, or only looks like something else: an ordinal, a label among attachments."""
    mark = page.marks[k]
    if mark.number is not None:
        _, word, sign, _ = mark.number.form
        title = page.title[k] if sign == "." and not word else ""
        return title[:1].islower() and lexicon.setting_pattern("titles", "point").match(title) is None
    if mark.role or not page.is_label[k]:
        return not mark.role
    section = _section_above(page, k)
    return section is not None and page.kind(section) == "attachments"


def _label(page: Page, k: int) -> list[str]:
    above = page.above(k)
    ended = above is None or "closes" in above.flags or _decides(above) or is_header(above)
    names = ["anchor_label", "anchor_after_end"] if ended else ["anchor_label"]
    return [*names, "anchor_label_decides"] if page.kind(k) == _DECISION and _decides_above(page, k) else names


def _decides_above(page: Page, k: int) -> bool:
    """Whether the decision `k` is of the recommendation above it; where another stands below, it may be of that."""
    n = page.core_above[k]
    beside = [page.kind(at) for at in page.core_places[max(0, n - 1) : n + 2]]
    return beside[:1] == [_RECOMMENDS] and beside[2:] != [_RECOMMENDS]


def _decides(mark: Mark) -> bool:
    return lexicon.setting_pattern("titles", "decides").match(mark.text) is not None


def _names_nobody(mark: Mark) -> bool:
    """Whether a line begins as a list of people does, and goes on with words: "Afbud og stedfortrædere"."""
    first, *words = mark.text.split()
    heads = lexicon.list_heads()
    begins = len(words) >= _FEWEST_WORDS and lexicon.key_of(first) in heads and mark.key not in heads
    return begins and all(word.isalpha() and word.islower() for word in words)


def _title(page: Page, k: int) -> Iterator[tuple[Family, Candidate]]:
    """A title without a number: the first label of an item, or a page's word of the screen, soon below it."""
    mark, above = page.marks[k], page.above(k)
    if above is not None and above.line == mark.line and page.is_label[k - 1]:
        return  # a label's text
    ended = above is None or "closes" in above.flags or (k <= page.first_core and is_header(above))
    last = _last_line(page, k)
    below = page.marks[last + 1] if last + 1 < len(page.marks) else None
    if below is not None and "button" in below.flags and ended:
        yield ("title", "screen"), anchor(k, ["anchor_title_top"], mark.text)
        return
    of_head = is_place_below_day(above, mark) or (not mark.apart and not page.habits.tight and begins_field(mark))
    if ended and k <= page.first_core and above is not None and of_head:
        return
    in_body = k > page.first_core or (k + 1 == page.first_core and _names_nobody(mark))
    over_first = above is None and k + 1 == page.first_core < page.count
    papers = over_first and page.kind(k + 1) == _RECOMMENDS and _names_papers(mark)
    if is_header(mark, in_body=papers or (in_body and mark.apart and page.ends_alone(k))):
        return
    label, between = page.label_below(last, _TITLE_REACH)
    plain = [
        i for i in between if page.marks[i].role not in ("noise", "case", "access") and page.marks[i].key != mark.key
    ]
    if label is None or len(plain) > 1 or label not in page.core or _is_paragraph(page, k, plain):
        return
    if _is_nearer_title(page, k, plain) or _is_attachment(page, k, between):
        return
    names = ["anchor_title", *_around_title(page, k, between, ended=ended), *(["anchor_title_far"] if plain else [])]
    section = _section_above(page, k)
    if page.kind(label) == _DECISION and section is not None and page.kind(section) not in _LAST:
        names.append("anchor_title_undecided")
    if not plain:
        names.append("anchor_title_label")
    yield _TITLES, anchor(k, names, mark.text)


def _last_line(page: Page, k: int) -> int:
    """The last line of the paragraph that begins with line `k`, of so many that a title may have."""
    last = k
    while last + 1 < len(page.marks) and last - k < _MOST_MORE and last + 1 in page.rest:
        last += 1
    return last


def _is_nearer_title(page: Page, k: int, plain: Iterable[int]) -> bool:
    """Whether one of the lines below `k`, and over the label, is the title: the nearest of what may be one."""
    titles = [i for i in plain if _may_be_title(page, i) and has_form_of_title(page.marks[i])]
    titles = [i for i in titles if page.marks[_last_line(page, i)].text[-1] not in _SENTENCE_ENDS]
    return any(page.marks[i].apart or _has_case_of_its_own(page, k, i) for i in titles)


def _has_case_of_its_own(page: Page, k: int, below: int) -> bool:
    """Whether the line `below`, over a case number, begins anew: its first word had room at the end of line `k`."""
    over_case = below + 1 < len(page.marks) and page.marks[below + 1].role == "case"
    first, text = page.marks[k].text, page.marks[below].text
    return over_case and len(first) + 1 + len(text.split()[0]) <= len(text)


def _is_attachment(page: Page, k: int, between: Iterable[int]) -> bool:
    """Whether a line directly below the attachments' label has no case number, as the title close above it has."""
    section = _section_above(page, k)
    if section != k - 1 or page.kind(section) != "attachments" or any(page.marks[i].role == "case" for i in between):
        return False
    return any(mark.role == "case" for mark in page.marks[max(0, k - _CASE_ABOVE) : k])


def _names_papers(mark: Mark) -> bool:
    """Whether a line names papers that a meeting approves, several of them: a document's name is one."""
    return lexicon.setting_pattern("titles", "papers").fullmatch(mark.text) is not None


def _is_paragraph(page: Page, k: int, plain: Sequence[int]) -> bool:
    """Whether mark `k` is the first line of a sentence that ends in the next one, perhaps on the next page."""
    below = next((mark for mark in page.marks[k + 1 : k + 1 + _PAGE_END] if mark.role != "noise"), None)
    if below is not None and not below.role and below.text[0].islower() and not below.bullet:
        return below.text[-1] in _SENTENCE_ENDS or _SENTENCE_WITHIN in below.text
    if list(plain) != [k + 1] or page.marks[k + 1].apart:
        return False
    first, last = page.marks[k].text, page.marks[k + 1].text
    return len(first) >= max(_FULL_LINE, len(last)) and last[-1] in _SENTENCE_ENDS


def _head(page: Page, k: int) -> Iterator[tuple[Family, Candidate]]:
    """A short line over a paragraph, in a document without labels: each paragraph has its title.

    A line in capitals, or in bold type, may have a blank line below it, where the text has none; one with a colon
    its paragraph, or a sentence.
    """
    mark, below = page.marks[k], page.marks[k + 1] if k + 1 < len(page.marks) else None
    if not mark.apart or below is None or below.role not in ("", "label") or len(mark.text) > _LONGEST_HEAD:
        return
    begins = below.text[0].isupper() or below.text[0].isdigit()
    if _is_bold(page, mark):
        in_head = k - page.marks.top < _TOP and any(map(is_header, page.marks[k : k + _TOP // 2]))
        if below.apart and not in_head and not _is_bold(page, below) and has_form_of_title(mark):
            yield ("head", "bold"), anchor(k, ["anchor_head", "anchor_head_bold"], mark.text)
        return
    if below.role or not begins or is_header(mark):
        return
    if mark.text[-1] == ":":
        paragraph = not below.apart or below.text[-1] in _SENTENCE_ENDS
        if len(mark.text) > 1 and paragraph and has_form_of_title(mark.but(text=mark.text[:-1])):
            yield ("head", "colon"), anchor(k, _opening_head(mark), mark.text[:-1])
        return
    short = mark.text.endswith(tuple(lexicon.setting("titles", "short")))
    if not (short or has_form_of_title(mark)):
        return
    if below.apart:
        if mark.text.isupper() and not below.text.isupper():
            yield ("head", "capitals"), anchor(k, ["anchor_head", "capitals"], mark.text)
        return
    lines = list(takewhile(lambda other: not other.apart, page.marks[k + 1 : k + 1 + _PARAGRAPH]))
    if lines[-1].text[-1] in _SENTENCE_ENDS:
        yield ("head",), anchor(k, _opening_head(mark), mark.text)


def _is_bold(page: Page, mark: Mark) -> bool:
    """Whether all of the line stands in bold type, as Markdown has it."""
    a, b = page.source.origin(mark.a, mark.b)
    text = page.source.text
    return text.startswith(_BOLD, max(0, a - len(_BOLD))) and text.startswith(_BOLD, b)


def _opening_head(mark: Mark) -> list[str]:
    opens = lexicon.setting_pattern("titles", "opening").match(mark.text) is not None
    return ["anchor_head", "title_opening"] if opens else ["anchor_head"]


def _section_above(page: Page, k: int) -> int | None:
    """The next label above `k`, not too far away."""
    return next((i for i in range(k - 1, max(-1, k - 41), -1) if page.is_label[i]), None)


def _around_title(page: Page, k: int, between: Iterable[int], *, ended: bool) -> Iterator[str]:
    mark = page.marks[k]
    if any(page.marks[i].role == "noise" for i in between):
        yield "anchor_title_screen"
    if ended:
        yield "anchor_title_ended"
    if k == 0:
        yield "anchor_title_first"
    section = _section_above(page, k)
    if section is None:
        yield "anchor_title_first"
    elif page.kind(section) == "attachments" and section == k - 1:
        yield "anchor_title_after_bilag"
    elif section == k - 1:
        if not (page.kind(section) == "decision" and mark.apart and page.ends_alone(k) and opens_undecided(mark.text)):
            yield "anchor_title_text"
    elif not mark.apart and not page.habits.tight:
        yield "anchor_title_close"
    if mark.apart and page.ends_alone(k):
        yield "anchor_title_first"
    if lexicon.setting_pattern("titles", "opening").match(mark.text):
        yield "anchor_title_label"
