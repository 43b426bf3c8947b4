"""What a document does everywhere, measured before anything is read: how its labels stand."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark
from referat.tuples import NamedTuple

_MOST, _NEARLY_ALL = 0.6, 0.8
# A label that comes again, or labels that do so together, so often, are a habit.
_FEWEST, _FEW_LABELS = 2, 3
# A letter alone, which is no word of Danish.
_LETTER = compile_pattern(r" (?!I )[A-ZÆØÅ]\b(?!\.)")
_MANY = 5
_SELDOM = 3
# What a page's furniture is.
_FURNITURE = "noise"
_DECISION, _RECOMMENDATION = "decision", "recommendation"
# Where a label stands that is nothing but a body and a day.
_AMONG = "among sections"
# What stands below their labels are lists, however other labels stand.
_LISTS = frozenset({"attachments", "recommendation", "alternative_recommendation"})
# Of so many lines one at most has a blank one above it, in a text of more lines than this.
_TIGHT, _SHORT = 15, 5


class Habits(NamedTuple):
    """How labels stand in a document, each kind of standing by label with its count, and what marks them.

    `standing["own"]["beslutning"]` says how often that label stands alone on a line. `first` is the index of the first
    label of an item's body that does so. `alone` counts the kinds of the labels that stand on lines of their own,
    but for those with a day: another body's, or the meeting's.
    `tight` tells that the text has no blank lines but a few by chance: none that is missing says anything. `runs_in`
    tells that sections' text stands behind the colons of their labels, several of them, and no label alone.
    """

    standing: Mapping[str, Counter[str]]
    alone: Counter[str]
    capitals: bool
    full_stops: bool
    colons: bool
    apart: bool
    bullet: tuple[str, bool]
    first: int | None
    tight: bool
    runs_in: bool

    def times(self, how: str, label: str) -> int:
        """How often `label` stands so."""
        return self.standing[how][label]

    def total(self, how: str) -> int:
        """How many labels stand so."""
        return self.standing[how].total()

    def different(self, how: str) -> int:
        """How many different labels stand so."""
        return len(self.standing[how])


def measure(marks: Indexed) -> Habits:
    """The habits of the document with these marks."""
    standing: dict[str, Counter[str]] = defaultdict(Counter)
    alone: Counter[str] = Counter()
    own: list[Mark] = []
    first = None
    core = lexicon.core_kinds()
    for k in marks.labels:
        mark = marks[k]
        standing[mark.how][mark.label] += 1
        if mark.how in _ALONE and "date" not in mark.slots:
            alone[mark.kind] += 1
        if mark.how == "own":
            own.append(mark)
            if first is None and mark.kind in core and "weak" not in mark.flags:
                first = k
    return Habits(
        standing,
        alone,
        _are([mark.text.isupper() for mark in own], _MOST),
        _have_full_stops(own),
        _are([mark.text[-1] == ":" for mark in own], _MOST),
        _are([mark.apart for mark in own], _NEARLY_ALL),
        _usual([(mark.bullet, mark.prefix) for mark in own]),
        first,
        len(marks) > _SHORT and _is_tight(marks, max(1, len(marks) // _TIGHT)),
        "colon" in standing and _runs_in(marks, core),
    )


def _runs_in(marks: Sequence[Mark], core: Set[str]) -> bool:
    """Whether labels of several kinds have colons and text behind: one that is seldom anything else, or many.

    And none stands alone, but over a list.
    """
    labels = [mark for mark in marks if mark.kind in core and not mark.bullet and "weak" not in mark.flags]
    labels = [mark for mark in labels if mark.rule is None or mark.rule.where != _AMONG]  # it may run along on pages
    if any(mark.how in _ALONE and mark.kind not in _LISTS for mark in labels):
        return False
    behind = [mark for mark in labels if mark.how == "colon"]
    kinds = {mark.kind for mark in behind}
    sure = len(kinds) == _FEWEST and any(mark.label in lexicon.strong() or "inline" in mark.flags for mark in behind)
    return sure or len(kinds) > _FEWEST


def _is_tight(marks: Sequence[Mark], most: int) -> bool:
    """Whether at most so many marks stand apart; not what pages end and begin with, nor what is below."""
    above = ""
    for mark in marks:  # few are looked at, mostly
        if mark.apart and mark.role != _FURNITURE != above:
            most -= 1
            if most < 0:
                return False
        above = mark.role
    return True


_ALONE = ("own", "pattern", "list")


def _have_full_stops(own: Sequence[Mark]) -> bool:
    """Whether labels end with a full stop: several do, as one alone may be a decision ("Vedtaget.")."""
    stopped = [mark.text[-1] == "." for mark in own]
    return len({mark.label for mark, stop in zip(own, stopped, strict=True) if stop}) > 1 and _are(stopped, _MOST)


def _are(held: Sequence[bool], least: float) -> bool:
    """Whether more than so large a part of `held` is true."""
    return sum(held) > least * len(held) if held else False


def _usual(ways: Sequence[tuple[str, bool]]) -> tuple[str, bool]:
    if not ways:
        return "", False
    same = ways.count(ways[0]) == len(ways)  # mostly
    return ways[0] if same else Counter(ways).most_common(1)[0][0]


def cuts(mark: Mark, habits: Habits) -> bool:
    """Whether the label that `mark` holds beside other text is one, by how labels stand in the document."""
    match mark.how:
        case "colon":
            return mark.rule is None or "dated" in mark.flags or _colon(mark, habits)
        case "run":
            return _run(mark, habits)
        case "glued":
            return _glued(mark, habits)
        case "sender" | "column" | "emphasis":  # two labels in one; a label in a column of its own, or in bold
            return True
        case "tail":
            contents = not mark.kind  # the head of the table of contents
            behind = mark.label in lexicon.strong() and mark.text[: mark.cut - mark.a].endswith(".")
            return contents or behind or habits.times("own", mark.label) + habits.times("tail", mark.label) >= _FEWEST
    return False


def _colon(mark: Mark, habits: Habits) -> bool:
    loud = habits.capitals and habits.different("own") >= _FEW_LABELS
    if loud and not mark.text.partition(":")[0].isupper() and habits.times("colon", mark.label) < _FEWEST:
        return "inline" in mark.flags
    if "inline" in mark.flags:
        return True
    if "titles" in mark.flags:
        return habits.times("own", mark.label) > 0
    if _is_verdict(mark, habits):
        return False
    if mark.label in lexicon.strong():  # where its like mostly stand alone, a colon behind it is a sentence's
        colons = habits.times("colon", mark.label)
        said = mark.text.partition(":")[2].strip()
        only = mark.kind == _DECISION and not habits.alone[_DECISION] and _decides(said)
        odd = (colons == 1 and habits.total("own") >= _MANY and not only) or _goes_on(said, mark, habits)
        return habits.colons or (colons * _SELDOM >= habits.alone[mark.kind] and not odd)
    again = habits.times("colon", mark.label) + habits.times("own", mark.label) >= _FEWEST
    many = habits.total("colon") >= _MANY and habits.different("colon") >= _FEW_LABELS
    return again or many or (not mark.bullet and (habits.runs_in or _is_shouted(mark)))


def _is_shouted(mark: Mark) -> bool:
    """Whether words of a label are in capitals before a colon, and a whole sentence stands behind that is not.

    So may be what somebody proposes; of that the usual words say it.
    """
    if mark.kind == _RECOMMENDATION:
        return False
    label, _, said = mark.text.partition(":")
    said = said.strip()
    return label.isupper() and said[:1].isupper() and said[-1:] == "." and " " in said and not said.isupper()


def _goes_on(said: str, mark: Mark, habits: Habits) -> bool:
    """Whether a sentence goes on behind the colon: in small letters, where other labels stand alone."""
    points = mark.kind == "recommendation" and lexicon.setting_pattern("titles", "point").match(said)
    if points or not said[:1].islower():
        return False
    return habits.alone[mark.kind] > 0 or (not _decides(said) and habits.total("own") + habits.total("glued") > 0)


def _decides(said: str) -> bool:
    """Whether `said` begins as what was decided does."""
    return lexicon.setting_pattern("titles", "decides").match(said.capitalize()) is not None


def _run(mark: Mark, habits: Habits) -> bool:
    """A label before a capital: a title may begin so too ("Indstilling Vestervang"), unless labels do so again."""
    runs = habits.times("run", mark.label)
    if "value" in mark.slots:  # its own pattern says so
        return True
    if mark.bullet or habits.times("own", mark.label) > runs + 1 or _names_document(mark) or _is_verdict(mark, habits):
        return False
    if mark.text.isupper():  # every word begins with a capital
        return False
    if mark.label not in lexicon.runs():  # "Forslag A", "Forslag B" are names of what is voted on
        return runs >= _FEWEST and _LETTER.match(mark.text[len(mark.label) :]) is None
    return runs >= _FEWEST or habits.different("run") >= _FEWEST


def _is_verdict(mark: Mark, habits: Habits) -> bool:
    """Whether the label is what was decided: it is a sentence, or others head decisions: "Vedtaget. Liste T imod"."""
    if mark.kind != _DECISION or lexicon.setting_pattern("titles", "decides").match(mark.text) is None:
        return False
    return mark.text[len(mark.label) :].startswith(".") or habits.alone[_DECISION] > habits.times("own", mark.label)


def _names_document(mark: Mark) -> bool:
    """Whether the label, which names documents too, stands before whose document it is: "Referat Byrådet 2014-2017"."""
    if "weak" not in mark.flags:
        return False
    said = mark.text[len(mark.label) :].lstrip()
    body = lexicon.setting_pattern("titles", "body").match(said)
    return body is not None and not said[body.end() :].lstrip()[:1].islower()


def _glued(mark: Mark, habits: Habits) -> bool:
    several = habits.different("glued") >= _FEWEST
    if several and (mark.label in lexicon.strong() or habits.total("glued") >= _MANY):
        return True
    return habits.times("glued", mark.label) >= _FEWEST
