"""Where lines can have begun in a text that has lost its line ends, by what stands there.

    line = label | case number | access | word of the screen | head of the contents | field of a head
         | somebody's decision with its day | what was decided, behind who was absent
         | somebody who recommends | point ;

Each place is a candidate; of labels that can be words of a sentence, what the text itself does tells which are real.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter

from referat.lexicon import idioms, values
from referat.lexicon import lines as lexicon
from referat.lexicon.gates import Gate, either, gate
from referat.lexicon.lines import LineRule, key_of
from referat.lexicon.patterns import compile_pattern
from referat.outline.flattened import heads, running, senders
from referat.outline.flattened.words import (
    CAPITAL,
    REACH,
    Beginning,
    alternatives,
    apart,
    breaks_off,
    compiled,
    goes_on,
    here,
    led,
    occurrences,
    setting,
)
from referat.tuples import NamedTuple

_SHORTEST_LABEL = 4
# What marks the label of a decision.
_DECIDES = frozenset({"decision", "dated"})
_FEWEST, _MANY = 2, 3
# What items have, and no row of a table of contents.
_OF_ITEMS = frozenset({"label", "decision", "dated", "case"})
_LONGEST_DATED, _LONGEST_LIST, _REACH_BACK = 130, 300, 30
_DASHES = (" - ", " – ")
_ENDS = '.:!?)]”"»*_'
_LOUD_BEFORE = compile_pattern(r"(?<![A-ZÆØÅa-zæøå])[A-ZÆØÅ]{2,} $")
_NAMED = compile_pattern(r"\(\?P<\w+>")
# A text behind a label.
_TEXT = compile_pattern(r":? [A-ZÆØÅ][a-zæøå]")
# A title in capitals as far as it goes, and what goes on with it.
_LOUD_TITLE = compile_pattern(r"\s*\d{1,3}\.? (?:[^a-zæøå\s]+ )*")
_GOES_ON = compile_pattern(r":? (?:[-–] )?[A-ZÆØÅ]{2,}(?![a-zæøå])")
_NUMBER_ALONE = compile_pattern(r"\s*\d{1,3}\.? ")
#: A line, and what of it is looked at.
Stretch = tuple[str, int, int]


class _Label(NamedTuple):
    """A label found in the text: its key, and how it stands there."""

    place: Beginning
    key: str
    standing: str


def _said(is_: str, *, least: int = 1) -> set[str]:
    return {said for rule in lexicon.rules() if rule.is_ == is_ for said in rule.says if len(said) >= least}


@cache
def _tokens() -> re.Pattern[str]:
    """What is looked for in a text, in one pass."""
    words = {said for rule in lexicon.rules() if rule.kind for said in rule.says if len(said) >= _SHORTEST_LABEL}
    screen = {said for said in _said("noise") if " " in said}
    buttons = {said for rule in lexicon.rules() if rule.gives.get("button") for said in rule.says}
    contents = _said("contents", least=_SHORTEST_LABEL + 1)
    firsts = {letter for word in (*words, *screen, *buttons, *contents) for letter in (word[0], word.upper()[0])}
    parts = ("access", "case", "clerk", "decision", "group")
    others = either(gate(setting(key)) for key in (*parts, "page")).firsts
    titles = alternatives({*contents, *map(str.upper, contents)})
    named = "|".join(f"(?P<{key}>{setting(key)})" for key in parts)
    pattern = (
        rf"(?<![\w-])(?:{named}"
        rf"|(?P<contents>{setting('head')}|(?:{titles})(?=:? ?\W?{setting('first')}))"
        rf"|(?P<noise>{setting('page')}|(?:{alternatives(screen)})(?![\w-])|(?:{alternatives(buttons)})(?= \W?\d))"
        rf"|(?P<label>(?:{alternatives(words)})"
        rf"(?= ?:|[ *]+[\"“»]?[A-ZÆØÅ0-9]| [•▪◦·–-] | [a-z0-9]{{1,2}}[.)] | at [a-zæøå]|$)"
        rf"|(?:{alternatives(map(str.upper, words))})(?![A-ZÆØÅa-zæøå]){lexicon.setting('titles', 'loud_and')}))"
    )
    return compile_pattern(led(pattern, None if others is None else others | firsts))


def of(texts: Sequence[Stretch]) -> list[list[Beginning]]:
    """For each of `texts` where lines begin in it, in order."""
    found = [list(_labels_and_marks(*text)) for text in texts]
    known = _Known(one for each in found for one in each if isinstance(one, _Label))
    own = _own_labels(texts)
    settled: list[list[Beginning]] = []
    for text, each, more in zip(texts, found, own, strict=True):
        marks = [one.place if isinstance(one, _Label) else one for one in each if known(one)]
        marks = _merged(marks, (*_dated(*text, marks), *_below_lists(text, marks)))
        marks = _merged(marks, _ruled(text[0], text[2], marks))
        marks = _merged(marks, (*heads.of(*text, marks), *_signs(*text), *senders.of(*text, marks)))
        settled.append(_merged(marks, _outside_contents(more, marks)))
    return [_merged(each, more) for each, more in zip(settled, running.of(texts, settled), strict=True)]


def _merged(marks: Sequence[Beginning], more: Iterable[Beginning]) -> list[Beginning]:
    """`marks` and those of `more` that none of them overlaps; the longer of two that begin together."""
    more = tuple(more)
    if not more:
        return list(marks)
    merged: list[Beginning] = []
    for mark in sorted(sorted((*marks, *more), key=itemgetter(1), reverse=True), key=itemgetter(0)):
        if not merged or merged[-1].b <= mark.a != merged[-1].a:
            merged.append(mark)
    return merged


def _signs(line: str, start: int, stop: int) -> Iterator[Beginning]:
    """Where lines begin by a sign, by a field's label anywhere, by what documents end with; what is ruled."""
    for key in ("header", "point", "sign", "file", "foot", "numbers_lost", "letterhead"):
        for match in occurrences(key, line, start, stop):
            yield here(match.start(), key)
    for match in occurrences("rule", line, start, stop):
        yield Beginning(*match.span("all"), "rule")


def _own_labels(texts: Sequence[Stretch]) -> Iterator[list[Beginning]]:
    """For each of `texts` the words with a colon that come again and again: labels that only this text has."""
    found = [list(occurrences("own", *text)) for text in texts]
    times = Counter(match["all"] for matches in found for match in matches)
    for matches in found:
        yield [here(match.start(), "line") for match in matches if times[match["all"]] >= _MANY]


def _outside_contents(own: Sequence[Beginning], marks: Sequence[Beginning]) -> Sequence[Beginning]:
    """`own`, the labels that only this text has, without words of rows: those between a list's head and an item's."""
    head = max((mark.b for mark in marks if mark.role == "contents"), default=-1) if own else -1
    if head < 0:  # nearly always
        return own
    ends = next((mark.a for mark in marks if mark.a > head and mark.role in _OF_ITEMS), own[-1].a + 1)
    return [mark for mark in own if not head <= mark.a < ends]


# Labels.


def _labels_and_marks(line: str, start: int, stop: int) -> Iterator[Beginning | _Label]:
    first = True
    end = start
    for match in apart(_tokens(), line, start, stop):
        role = str(match.lastgroup)
        a, b = match.span(role)
        if role == "contents" and breaks_off(line, end, a):  # "Godkendelse af Dagsorden"
            continue
        if role != "label":
            yield Beginning(a, b, role)
            first, end = False, b
            continue
        standing = _standing(line, a, b, end, stop)
        if first and (_in_title(line, start, a, b) or _names_document(line, a, b, start)):
            continue
        first = False
        if standing:
            yield _Label(Beginning(a, b, role), key_of(line[a:b]), standing)
            end = b


def _standing(line: str, a: int, b: int, end: int, stop: int) -> str:
    """How a label stands at `a:b`: what stands before it ended at `end`; "" where it can be none."""
    loud = line[a:b].isupper()
    if line[b : min(b + 2, stop)].strip()[:1] == ":":
        return "colon"
    if not loud and a > end + 1 and line[a - 2] in ",;|/":
        return ""
    if line[a - 3 : a] in _DASHES and lexicon.lines().words[key_of(line[a:b])].kind == "attendance":
        return ""  # "Asta Birkholm (A) – Afbud": what somebody did, in a list
    if b == stop and not breaks_off(line, end, a):
        return "strong"
    if loud:
        alone = a <= end + 1 or not _LOUD_BEFORE.search(line, max(a - _REACH_BACK, 0), a)
        title = goes_on(line, b, stop)
        return "loud" if not title and (alone or _TEXT.match(line, b) is not None) else ""
    return _plain_standing(line, (a, b), end, stop)


def _plain_standing(line: str, place: tuple[int, int], end: int, stop: int) -> str:
    """How a label stands that has neither a colon nor capitals."""
    a, b = place
    key = key_of(line[a:b])
    numbered = line[b : min(b + 2, stop)].strip()[:1].isdigit()
    if numbered and lexicon.lines().words[key].kind == "attachments":
        return ""
    strong = key in lexicon.strong()
    if strong or (compiled("strong").fullmatch(line, a, b) is not None and line[b : b + 3] not in _DASHES):
        return "strong"
    if numbered or line[b : b + 3] in _DASHES:
        return ""
    return "ended" if a <= end + 1 or line[a - 2] in _ENDS or line[a - 1] in "*_" else "within"


class _Known:
    """Which labels count, by how often each stands as labels do."""

    def __init__(self, labels: Iterable[_Label]) -> None:
        self.times = Counter((one.key, one.standing) for one in labels)
        self.plain = sum(n for (_, standing), n in self.times.items() if standing == "strong")

    def __call__(self, one: Beginning | _Label) -> bool:
        if not isinstance(one, _Label) or one.standing not in ("ended", "within"):
            return True
        ended, within = self.times[one.key, "ended"], self.times[one.key, "within"]
        if one.standing == "ended":
            return ended >= _FEWEST or self.plain >= _FEWEST
        if " " in one.key and (self.plain or within >= _FEWEST):  # no name, and no sentence, goes on so
            return True
        return ended >= _FEWEST or (within >= _MANY and self.plain >= _FEWEST)


def _in_title(line: str, start: int, a: int, b: int) -> bool:
    """Whether the label at `a:b` is a word of the title that the page begins with: its first, or one in capitals."""
    if not _LOUD_TITLE.fullmatch(line, start, a):
        return False
    if line[a:b].isupper() and _GOES_ON.match(line, b) is not None:
        return True
    following = _tokens().search(line, b, min(len(line), b + REACH))
    if following is None or following.lastgroup not in ("access", "case"):
        return False
    # Nothing stands between a title and what marks its item; behind a label text would.
    return following.start() <= b + 1 or _NUMBER_ALONE.fullmatch(line, start, a) is not None


def _names_document(line: str, a: int, b: int, start: int) -> bool:
    """Whether the label `a:b` says what document it is: its meeting stands behind it, or a field of its head.

    "Referat Bestyrelsesmøde i …", with which a page begins, or "Havneudvalget BESLUTNINGSREFERAT Sted: Salen".
    """
    if key_of(line[a:b]) not in heads.weak():
        return False
    return (a == start and compiled("of_meeting").match(line, b) is not None) or heads.field_at(line, b + 1)


def _below_lists(text: Stretch, marks: Sequence[Beginning]) -> Iterator[Beginning]:
    """Where what was decided begins behind a list of those absent: "Fraværende: Bo Elm, Ib Dal Godkendt."."""
    line, _, stop = text
    for mark, below in pairwise((*marks, here(stop, ""))):
        known = lexicon.lines().words.get(key_of(line[mark.a : mark.b])) if mark.role == "label" else None
        if known is None or known.kind != "attendance":
            continue
        end = compiled("list_ends").search(line, mark.b, min(below.a, mark.b + _LONGEST_LIST))
        if end is not None and compiled("names").fullmatch(line, mark.b, end.start() - 1):
            yield here(end.start(), "line")


# Somebody's decision, with its day.


class _Dated(NamedTuple):
    """A pattern for labels of somebody's decision, and what a text near its day must have in one of its ways."""

    pattern: re.Pattern[str]
    gates: tuple[Gate, ...]

    def may_stand_in(self, near: str) -> bool:
        """Whether such a text, in small letters, may have a match."""
        return True in [gate.admits_words(near) for gate in self.gates]


@cache
def _dated_labels() -> tuple[_Dated, ...]:
    """The labels of somebody's decision, as the vocabulary has them."""
    rules = [rule for rule in lexicon.rules() if rule.kind == "decision" and rule.gives.get("dated")]
    plain = [rule for rule in rules if rule.pattern and not rule.where and not rule.gives.get("inline")]
    decided = values.expand("{decided}", idioms.patterns(lexicon.FILE))
    labels = [(rule, rule.expanded) for rule in plain if "date" in rule.expanded]
    among = _among_sections()
    labels.append((among, rf"{among.expanded}(?= {decided})"))
    return tuple(
        [
            _Dated(compile_pattern(_NAMED.sub("(?:", pattern)), tuple([way.gate for way in rule.ways]))
            for rule, pattern in labels
        ]
    )


@cache
def _dated_line() -> re.Pattern[str]:
    """A body and a day that begin a line, and what was decided behind those absent: "…, 30.10.2017 X afbud. Udsat."."""
    decided = values.expand("{decided}", idioms.patterns(lexicon.FILE))
    return compile_pattern(
        _NAMED.sub("(?:", rf"{_among_sections().expanded}(?= [A-ZÆØÅ].{{0,200}}?(?<=[.:] ){decided})")
    )


def _among_sections() -> LineRule:
    """The entry for a body and a day, which are a label where other sections are."""
    rules = [rule for rule in lexicon.rules() if rule.kind == "decision" and rule.gives.get("dated")]
    return next(rule for rule in rules if rule.where == "among sections")


def _dated(line: str, start: int, stop: int, marks: Sequence[Beginning]) -> Iterator[Beginning]:
    """Labels of somebody's decision: the body, and the day or the word for a decision."""
    done = start
    ends = [mark.b for mark in marks]
    for trigger in occurrences("dated", line, start, stop):
        if trigger.start() < done:
            continue
        n = bisect_right(ends, trigger.start())
        low = max(done, trigger.start() - _LONGEST_DATED, ends[n - 1] if n else start)
        label = _dated_at(line, low, trigger.end("all"), (start, stop))
        if label is not None:
            yield Beginning(*label, "dated")
            done = label[1]


def _dated_at(line: str, low: int, end: int, stretch: tuple[int, int]) -> tuple[int, int] | None:
    start, stop = stretch
    words = [match.start() for match in compiled("decision_word").finditer(line, low, end)]
    near = line[low : min(stop, end + _LONGEST_DATED)].lower()
    labels = [each.pattern for each in _dated_labels() if each.may_stand_in(near)]
    for capital in CAPITAL.finditer(line, words[-1] if words else low, end):
        found = (label.match(line, capital.start(), stop) for label in labels)
        match = next((match for match in found if match is not None), None)
        match = match or (_dated_line().match(line, start, stop) if capital.start() == start else None)
        if match is None or match.end() < end or breaks_off(line, low, capital.start()):
            continue
        if _begins_line(line, match.end(), stop):
            return match.span()
    return None


def _ruled(line: str, stop: int, marks: Sequence[Beginning]) -> Iterator[Beginning]:
    """What was decided, where it stands behind those absent, and these directly behind the decision's label."""
    for above, label, below in zip(marks, marks[1:], [*marks[2:], here(stop, "")], strict=False):
        if label.role != "label" or line[above.b : label.a].strip(" :"):
            continue
        if _DECIDES.isdisjoint((above.role, _kind(line, above))) or _kind(line, label) != "attendance":
            continue
        ruled = compiled("ruled").search(line, label.b, below.a)
        if ruled is not None:
            yield here(ruled.start(), "line")


def _kind(line: str, mark: Beginning) -> str:
    """What kind of section a label begins; "" for what is none of the vocabulary's."""
    rule = lexicon.lines().words.get(key_of(line[mark.a : mark.b]))
    return "" if rule is None else str(rule.kind)


def _begins_line(line: str, b: int, stop: int) -> bool:
    """Whether what stands behind a label at `b` can have begun a line."""
    rest = line[b : min(b + 3, stop)].strip()
    if not rest or line[b - 1] == ":":
        return True
    return line[b].isspace() and (rest[0].isupper() or not rest[0].isalpha())
