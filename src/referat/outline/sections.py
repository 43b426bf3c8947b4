"""The sections of an item: which of its labels open one, and which lines each has.

item = heading { lead line } { section } [ foot { line } ] ;
section = label { text line | furniture | section inside } ;
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Container, Mapping, Sequence
from functools import cache

from referat.lexicon import lines as lexicon
from referat.outline.blocks import Block, Label, block_lines
from referat.outline.headings import Heading
from referat.outline.introductions import PRESENTING
from referat.outline.marks import Mark
from referat.outline.page import Page
from referat.outline.title_lines import is_own_label
from referat.outline.titles import title_key
from referat.text.places import Line, Range, made
from referat.tuples import NamedTuple

_DECISIONS = frozenset({"decision", "previous_decision"})
_TITLE_REACH = 4
_CLOSE = 2
# Sections in which a sender's sentence is no recommendation of its own.
_DECIDED = frozenset({"decision", "previous_decision", "attendance"})
_IDLE = frozenset({"noise", "contents"})
# Sections in which somebody's proposal is part of what is told, where a label for the recommendation stands below.
_HOW_SAID_MORE = frozenset({"own", "pattern", "list", "flat", "tail", "headword"})


class Opened(NamedTuple):
    """A label that opens a section: its mark, its kind, and the labels directly below that say more of the same."""

    at: int
    kind: str
    more: tuple[int, ...] = ()


def opened(page: Page, heading: Heading, stop: int, recurring: Mapping[int, str]) -> list[Opened]:
    """The labels down to mark `stop` that open a section; `recurring` are those that only this document knows."""
    sections: list[Opened] = []
    kinds: set[str] = set()
    said: set[str] = set()  # by the labels so far
    more: list[int] = []
    title = title_key(" ".join([page.text(place) for place in heading.titles]))
    first, last_label = (bisect_left(page.labels, k) for k in (heading.first, stop))
    labels = page.labels[first:last_label]
    if recurring:
        labels = sorted({*labels, *(k for k in recurring if heading.first <= k < stop)})
    for k in labels:
        if k in recurring:
            kind = recurring[k]
        elif page.is_label[k] and k not in heading.lines and k >= heading.at:
            mark = page.marks[k]
            near = not sections and k - heading.at <= _TITLE_REACH
            if near and title and mark.key == title and not page.opens_text(k) and not is_own_label(page, k):
                continue  # the title again
            if sections and _says_more(page, sections[-1], k, more[-1] if more else sections[-1].at):
                more.append(k)
                said |= {mark.text}
                continue
            last = sections[-1] if sections else None
            if (k + 1 == stop or page.marks[k + 1].role == "noise") and _is_left_over(page, sections, k, stop):
                continue
            if k in page.senders and _is_said_again(page, said, k, stop):
                continue
            if not _opens(page, last, kinds, k, stop):
                continue
            kind = page.kind(k)
        else:
            continue
        if more:
            sections[-1] = sections[-1]._replace(more=tuple(more))
            more = []
        kinds.add(kind if "dated" not in page.marks[k].flags else f"{kind} dated")
        sections.append(made(Opened, (k, kind, ())))
        said |= {page.marks[k].text}
    if more:
        sections[-1] = sections[-1]._replace(more=tuple(more))
    return sections


def _says_more(page: Page, last: Opened, k: int, above: int) -> bool:
    """Whether label `k`, below `above`, names the sender, or the body and day, of the same section as `last`."""
    mark = page.marks[k]
    if page.kind(k) != last.kind or page.marks[last.at].how not in _HOW_SAID_MORE:
        return False
    if "sender" in mark.flags or mark.label in _impersonal():
        return _lines_below(page, above, k) == 1
    if "dated" not in mark.flags or "dated" in page.marks[last.at].flags:
        return False
    between = page.marks[k - 1]
    decides = lexicon.setting_pattern("titles", "decides").match(between.text)
    far = _lines_below(page, above, k)
    return far == 1 or (far == _CLOSE and decides is None)


@cache
def _impersonal() -> frozenset[str]:
    return frozenset(map(lexicon.key_of, lexicon.setting("strong", "impersonal")))


def _opens(page: Page, last: Opened | None, kinds: set[str], k: int, stop: int) -> bool:
    """Whether label `k` opens a section; `last` is the section above, `kinds` are those of all above.

    The item ends at mark `stop`.
    """
    mark = page.marks[k]
    above = page.above(k)
    kind = last.kind if last is not None else ""
    if last is not None:
        twice = above is not None and above.key == mark.key and above.how == mark.how
        if (twice and last.at == k - 1) or _is_attachment(page, last, k) or _introduces(page, last, k):
            return False
        if "sender" in mark.flags and (
            (kind in _DECIDED and "recommendation" in kinds)
            or (kind == "recommendation" and _lines_below(page, last.at, k) <= _CLOSE)
        ):
            return False
        if "sender" in mark.flags and kind in PRESENTING and _has_label_below(page, k, stop):
            return False
    if kind == "admin" and page.kind(k) == "admin" and mark.how != "own":
        return False
    if "weak" in mark.flags:
        once = "decision dated" not in kinds or page.opens_text(k)  # that may be another body's
        return "decision" not in kinds and once and _stands_for_decision(page, k, kind)
    return not (mark.role == "" and kind == "attachments")


def _introduces(page: Page, last: Opened, k: int) -> bool:
    """Whether label `k` only introduces a part of section `last`, which tells of the case."""
    if last.kind not in PRESENTING or page.marks[k].label not in lexicon.introducing():
        return False
    of_another_style = page.marks[last.at].bullet != page.marks[k].bullet
    if page.marks[k].bullet == page.habits.bullet[0] != "":  # the sign that this document's labels have
        return False
    return (of_another_style or page.introduces) and (last.kind != page.kind(k) or last.at == k - 1)


def _has_label_below(page: Page, k: int, stop: int) -> bool:
    """Whether a label of its own stands over what is recommended, below sender `k`, who only tells of the case."""
    below = (page.marks[j] for j in page.core_between(k + 1, stop) if page.kind(j) == "recommendation")
    return any(mark.how in ("own", "colon") for mark in below)


def _stands_for_decision(page: Page, k: int, last: str) -> bool:
    """Whether a word that also names documents is a decision's label here; `last` is the kind of the section above."""
    mark = page.marks[k]
    again = page.core_labels[mark.label, mark.how] > 1
    if last == "attachments" and not again:
        return False
    return again or mark.apart or page.habits.tight or mark.text[-1] == ":" or mark.how in ("colon", "tail", "flat")


def _is_attachment(page: Page, last: Opened, k: int) -> bool:
    """Whether label `k` is a paper that is called as sections are: below the label of attachments, and itself empty."""
    return last.kind == "attachments" and page.first_of_labels(k) <= last.at + 1 and _is_empty(page, k)


def _is_empty(page: Page, k: int) -> bool:
    """Whether label `k`, and those directly below it, have nothing below but the item's end or the next heading."""
    marks = page.marks
    if marks[k].how != "own":
        return False
    below = page.below_own_labels(k)
    if below == len(marks) or "closes" in marks[below].flags:
        return True
    return marks[below].apart and (marks[below].number is not None or marks[below].role in ("case", "access", "group"))


def left_over(page: Page, sections: Sequence[Opened], stop: int) -> tuple[int, ...]:
    """The marks of an item, before mark `stop`, that are empty labels which a template leaves there."""
    end = stop - 1 if page.marks[stop - 1].role != "noise" else _end(page, stop)
    last = (end,) if _is_left_over(page, sections, end, stop) else ()
    if not page.senders:  # nearly always
        return last
    above = [section.at - 1 for section in sections]
    again: list[int] = []
    if page.senders.isdisjoint(above):  # nearly always
        return last
    labels = deque(at for section in sections for at in (section.at, *section.more))
    said: set[str] = set()
    for k in above:
        while labels[0] < k:
            said.add(page.marks[labels.popleft()].text)
        if k in page.senders and _is_said_again(page, said, k, stop):
            again.append(k)
    return (*again, *last)


def _end(page: Page, stop: int) -> int:
    """The last mark above mark `stop` that is no furniture."""
    marks, end = page.marks, stop - 1
    while end > 0 and marks[end].role == "noise":
        end -= 1
    return end


def _is_said_again(page: Page, said: Container[str], k: int, stop: int) -> bool:
    """Whether `k` is a sender's label that says word for word what one above `said`, and a label stands below it."""
    return k + 1 < stop and page.is_label[k + 1] and page.marks[k].text in said


def _is_left_over(page: Page, sections: Sequence[Opened], k: int, stop: int) -> bool:
    """Whether `k` is an item's last mark, above `stop`: a label for decisions, which also names documents."""
    mark = page.marks[k]
    run_into = k + 1 < page.count and page.marks[k + 1].line == mark.line  # the next heading
    apart = mark.apart or page.habits.tight or run_into
    weak = page.is_label[k] and mark.how == "own" and apart and "weak" in mark.flags
    return weak and bool(sections) and sections[-1].kind != "attachments" and (k + 1 == stop or k == _end(page, stop))


def _lines_below(page: Page, above: int, k: int) -> int:
    """How far mark `k` stands below mark `above`, furniture aside."""
    return sum(mark.role != "noise" for mark in page.marks[above + 1 : k + 1])


# Lines.


def blocks(page: Page, sections: Sequence[Opened], stop: int, taken: frozenset[int]) -> list[Block]:
    """The sections with their lines, down to mark `stop`; `taken` are marks that belong to the item's heading."""
    found: list[Block] = []
    host = -1
    more: dict[int, tuple[list[Line], list[Block]]] = {}  # what goes on in a decision, by its place
    for n, section in enumerate(sections):
        kind = section.kind
        end = sections[n + 1].at if n + 1 < len(sections) else stop
        body = _body(page, section, end, taken)
        label = _label(page, section)
        if kind == "attendance" and host >= 0 and not label.gives.get("sentences"):
            names = _names(page, section, body)
            if len(names) < len(body):
                inner = Block(kind, label, block_lines(page.marks, names))
                rest = block_lines(page.marks, body[len(names) :])
                lines, inside = more.setdefault(host, ([], []))
                lines += rest
                inside.append(inner)
                continue
        elif kind in _DECISIONS:
            host = len(found)
        else:
            host = -1
        found.append(made(Block, (kind, label, block_lines(page.marks, body), ())))
    for k, (lines, inside) in more.items():
        found[k] = found[k]._replace(lines=(*found[k].lines, *lines), inner=tuple(inside))
    return found


def _body(page: Page, section: Opened, end: int, taken: frozenset[int]) -> list[int]:
    """The marks of a section's text, furniture and what belongs to the heading left out."""
    marks = page.marks
    at, kind, more = section
    dated = {k for k in more if "dated" in marks[k].flags} if more else set[int]()
    lines = range(at + 1, page.foot_between(at + 1, end))
    body = [k for k in lines if marks[k].role not in _IDLE]
    if dated or not taken.isdisjoint(body):
        body = [k for k in body if k not in taken and k not in dated]
    while body and marks[body[-1]].role == "group":
        body.pop()
    if not body and kind == "decision":  # full stops alone are its text
        return [k for k in lines if not marks[k].text.strip(".")]
    return body


def _label(page: Page, section: Opened) -> Label:
    mark = page.marks[section.at]
    slots, gives = mark.slots, mark.gives
    for k in section.more:
        if "dated" in page.marks[k].flags:
            slots = {**slots, **page.marks[k].slots}
            gives = {**gives, **page.marks[k].gives}
    at = made(Range, (mark.a, mark.b))
    return made(Label, (at, mark.rule.name if mark.rule is not None else "", slots, gives))


def _names(page: Page, section: Opened, body: Sequence[int]) -> list[int]:
    """The first marks of an attendance section in a decision that name somebody; behind them the decision goes on.

    A value on the label's own line is all there is, unless names go on below it.
    """
    names: list[int] = []
    beside = bool(body) and page.marks[body[0]].line == page.marks[section.at].line
    for k in body:
        mark = page.marks[k]
        here = mark.line == page.marks[section.at].line
        if not here and (not _names_somebody(mark) or (beside and mark.apart and not mark.bullet)):
            break
        names.append(k)
    return names


def _names_somebody(mark: Mark) -> bool:
    """Whether the line has the form of names: it begins with one, and holds no sentence of another kind."""
    words = mark.text.replace("(", " ").replace(")", " ").split()
    capitals = sum(word[0].isupper() or not word.strip(".,;:").isalpha() for word in words)
    decides = lexicon.setting_pattern("titles", "decides").match(mark.text)
    return len(words) > 1 and not decides and 2 * capitals > len(words)
