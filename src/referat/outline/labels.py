"""Which marks are the labels of sections, by the document's habits and by where they stand."""

from collections import Counter
from collections.abc import Sequence

from referat.lexicon import lines as lexicon
from referat.lexicon.patterns import compile_pattern
from referat.outline.dated_lines import is_underlined
from referat.outline.habits import Habits
from referat.outline.indexed import Indexed
from referat.outline.marks import Mark
from referat.text.wrapping import is_full

_FEW_OWN = 2
_HEAD, _MENU = 8, 40
_CELL, _ROW = 2, 8
_OWN = 3
# One less lines of a page's furniture may stand between a label and its list.
_FURNITURE = 4
_ANNOUNCED, _SENTENCE, _BROKEN = 12, 20, 60
_LONGEST_HEADWORD = 45
# What a heading has below its title.
# Sections that tell what others decided before.
_COURSES = frozenset({"history", "case_route"})
_HEADING = frozenset({"case", "access"})
# So many lines of a heading may stand below its number.
_BELOW_HEADING = 4
# A title that may have wrapped is so long.
_FULL_TITLE = 40
# What is recommended is said in clauses, which begin small.
_RECOMMENDATION = "recommendation"
# What a document's head has labels for, too; where a label stands that is nothing but a body and a day.
_OF_HEAD, _AMONG = frozenset({"attendance", "contents", ""}), "among sections"
# Where so many of these are labels, the same line is one everywhere.
_FEWEST_AGAIN = 2
_HEADWORD = compile_pattern(r"[A-ZÆØÅ][\wæøåé/,&-]*(?: [\wæøåé/,&-]+){0,4}:?")
# What stands below the beginning of a list.
_POINT = compile_pattern(r"[Aa]t\b|\d{1,2}[a-z]?(?:[.):]|\s|$)(?!\d)|[a-z][.)] ")


def labels(marks: Indexed, habits: Habits) -> tuple[bool, ...]:
    """For each mark whether it is a section's label."""
    is_label = [False] * len(marks)
    headwords = habits.first is not None and habits.different("own") >= _FEW_OWN
    top = 0  # the line above the labels that stand directly below one another, or the first of them
    last = -1  # the label before
    below = False  # a label of an item's body
    dated: list[int] = []
    for k in marks.by_role["label"]:
        mark = marks[k]
        top = top if last == k - 1 else k - 1
        top = top if k and not mark.apart else k
        is_label[k] = _is_label(marks, k, top, habits, below=below)
        below = below or (is_label[k] and mark.kind not in _OF_HEAD)
        if mark.how == "pattern" and mark.rule is not None and mark.rule.where == _AMONG:
            dated.append(k)
        last = k
    for k in marks.by_role[""] if headwords else ():
        if marks[k].b - marks[k].a <= _LONGEST_HEADWORD and _in_style(marks[k], habits):
            is_label[k] = _is_headword(marks, k, habits)
    if dated[_FEWEST_AGAIN:]:
        again = Counter(marks[k].key for k in dated if is_label[k])
        for k in dated:
            is_label[k] = is_label[k] or (again[marks[k].key] >= _FEWEST_AGAIN and not _is_listed(marks, k))
    return tuple(is_label)


def _is_listed(marks: Sequence[Mark], k: int) -> bool:
    """Whether what stands above mark `k`, or below it, is a label as well, or nothing does."""
    return k + 1 == len(marks) or "label" in (marks[k - 1].role, marks[k + 1].role)


def _is_label(marks: Indexed, k: int, top: int, habits: Habits, *, below: bool) -> bool:
    mark = marks[k]
    match mark.how:
        case "own":
            return (
                _own(mark, habits)
                and not _in_text(marks, k, top, habits)
                and not _names_document(marks, k, habits)
                and not _announced(marks, k, habits)
            )
        case "list":
            under = next((other for other in marks[k + 1 : k + 1 + _FURNITURE] if other.role != "noise"), None)
            return under is not None and (_is_point(under) or _is_entry(marks, mark, under))
        case "pattern":
            return _pattern(marks, k, habits, below=below)
    return True


def objections(marks: Indexed, k: int, habits: Habits) -> tuple[str, ...]:
    """What speaks against the mark `k`, whose words are a label's, as one: for whoever asks why it is none.

    "style" (others stand in another), "in_text" (it goes on in the text around it), "names_document", "announced" (by a
    colon above), "no_list" (nothing of its list below), "out_of_place" (nothing around it is as where such a label is).
    """
    mark = marks[k]
    top = k
    while top and not marks[top].apart and marks[top - 1].role == "label":
        top -= 1
    top -= bool(top and not marks[top].apart)
    if mark.how == "list":
        return ("no_list",)
    if mark.how != "own":
        return ("out_of_place",)
    against = {
        "style": not _own(mark, habits),
        "in_text": _in_text(marks, k, top, habits),
        "names_document": _names_document(marks, k, habits),
        "announced": _announced(marks, k, habits),
    }
    return tuple(name for name, holds in against.items() if holds) or ("out_of_place",)


def _own(mark: Mark, habits: Habits) -> bool:
    """Words that others use as a label, in the style of this document's labels."""
    if mark.text.endswith(".") and not habits.full_stops:
        return False
    if mark.bullet and mark.bullet != habits.bullet[0] and habits.different("own") >= _OWN:
        return False
    shouted = habits.capitals and habits.different("own") > _OWN and mark.label not in lexicon.strong()
    return not (shouted and mark.text[0].isupper() and not mark.text.isupper())


def _in_text(marks: Sequence[Mark], k: int, top: int, habits: Habits) -> bool:
    """Whether the line goes on in the paragraph around it, or is one of the words that the line `top` announces."""
    mark, below = marks[k], marks[k + 1] if k + 1 < len(marks) else None
    if _heads_table(marks, k):
        return True
    if mark.apart or not k:
        return False
    above = marks[k - 1]
    under = below if below is not None and not below.apart else None
    goes_on = under is not None and under.role != "noise" and under.text[0].islower() and above.text[-1].isalpha()
    if goes_on and mark.kind == _RECOMMENDATION and _comes_again(mark, habits):
        goes_on = under is not None and _POINT.match(under.text) is None
    ends_sentence = mark.text[0].islower() and above.text[-1] not in ".:!?"
    full_title = above.role == "number" and len(above.text) >= _FULL_TITLE
    if ((goes_on or ends_sentence) and not above.role) or (ends_sentence and full_title):
        return True
    if marks[top].role or not marks[top].text.endswith(":") or _ends_title(marks, top):
        return False
    return not (_comes_again(mark, habits) and _heads_text(marks, k, habits))


def _comes_again(mark: Mark, habits: Habits) -> bool:
    """Whether the words of a label stand alone elsewhere too."""
    return habits.times("own", mark.label) > 1


def _heads_text(marks: Sequence[Mark], k: int, habits: Habits) -> bool:
    """Whether text stands below label `k`, or below the last of those directly below it that come again.

    A blank line may stand between only where the label is seldom anything else; a page may end there.
    """
    while k + 1 < len(marks) and marks[k + 1].role == "label" and marks[k + 1].how == "own" and not marks[k + 1].apart:
        if not _comes_again(marks[k], habits):
            return False
        k += 1
    at = next((i for i in range(k + 1, min(len(marks), k + 1 + _FURNITURE)) if marks[i].role != "noise"), None)
    below = marks[at] if at is not None else None
    if below is None or (below.apart and at == k + 1 and marks[k].label not in lexicon.strong()):
        return False
    return _comes_again(marks[k], habits) and (below.role == "" or "sender" in below.flags)


def _announced(marks: Sequence[Mark], k: int, habits: Habits) -> bool:
    """Whether a sentence that ends in a colon has said that headings of its own follow: this is one, or comes after.

    Of words that come again in the document, of those that are seldom anything else, and of those in capitals where all
    labels are, it is not believed.
    """
    if marks[k].label in lexicon.strong() or habits.times("own", marks[k].label) > 1:
        return False
    if habits.capitals and marks[k].text.isupper():
        return False
    for j in range(k - 1, max(-1, k - _ANNOUNCED), -1):
        mark, below = marks[j], marks[j + 1]
        if mark.role and (mark.role != "label" or mark.how != "own" or mark.label in lexicon.strong()):
            return False
        if not mark.role and mark.text.endswith(":") and len(mark.text) >= _SENTENCE:
            return below.role == "label" and below.how == "own" and not _ends_title(marks, j)
    return False


def _ends_title(marks: Sequence[Mark], k: int) -> bool:
    """Whether mark `k` is the last line of a title, below a number alone or behind one: a colon announces nothing."""
    top = k
    while top and k - top < _BELOW_HEADING and not marks[top].apart and not marks[top].role:
        top -= 1
    number = marks[top].number if top < k else None
    if number is None or marks[top].bullet:
        return False
    if number.form[3] == "alone":  # "Titel:" is the name of the field below
        return lexicon.setting_pattern("titles", "field_below").fullmatch(marks[k].text) is None
    title = marks[top].text[number.title.a :]
    heads = number.form[1] != "" or marks[top].apart or (top > 0 and marks[top - 1].role in _HEADING)
    return heads and title[:1].isupper()  # else it may be a point of a list


def _heads_table(marks: Sequence[Mark], k: int) -> bool:
    """Whether the line is a cell in the head of a table: the cells below hold a letter or two."""
    above, under = k > 0 and marks[k - 1].role == "label", k + 1 < len(marks) and marks[k + 1].role == "label"
    if not (above or under):
        return False
    below = [other for other in marks[k + 1 : k + 1 + _ROW] if other.role != "label"][:_CELL]
    return len(below) == _CELL and all(len(cell.text) <= _CELL and cell.text.isalpha() for cell in below)


def _names_document(marks: Indexed, k: int, habits: Habits) -> bool:
    """Whether a word for decisions stands in a document's head, and says what the document is: its body is below.

    A page's menu may stand above the head: then it is longer.
    """
    if marks[k].kind != "decision" or k + 1 == len(marks):
        return False
    if k >= _HEAD and _is_in_item(marks, k):
        return False
    if k - marks.top >= _HEAD and (habits.first is None or habits.first < k or not _is_below_menu(marks, k)):
        return False
    below = marks[k + 1]
    return any(
        lexicon.setting_pattern("titles", name).fullmatch(below.text) for name in ("body", "dated", "names_whose")
    )


def _is_below_menu(marks: Indexed, k: int) -> bool:
    """Whether mark `k` names documents too and has nothing of an item above but labels: no number, no case."""
    return k < _MENU and "weak" in marks[k].flags and not _is_in_item(marks, k)


def _is_in_item(marks: Indexed, k: int) -> bool:
    """Whether a number or a case number stands above mark `k`."""
    return any(places[0] < k for places in (marks.numbered, marks.by_role["case"]) if places)


def _is_point(mark: Mark) -> bool:
    return bool(mark.bullet) or mark.number is not None or _POINT.match(mark.text) is not None


def _is_entry(marks: Sequence[Mark], mark: Mark, below: Mark) -> bool:
    """Whether the line `below` is an entry of a list whose marks are lost: there was room for its first word above."""
    if below.apart or not below.text[0].islower() or below.role:
        return False
    return not is_full(mark.text, below.text, max([len(mark.text) for mark in marks]))


def _pattern(marks: Sequence[Mark], k: int, habits: Habits, *, below: bool) -> bool:
    """A label with a body or a date in it; one that is nothing else stands between sections, `below` one at least."""
    mark = marks[k]
    where = mark.rule.where if mark.rule is not None else ""
    if where == _AMONG:
        below_label = habits.first is not None and k > habits.first
        heading = (k > 0 and marks[k - 1].role in _HEADING) or _in_item(marks, k)
        decides = below and k + 1 < len(marks) and _decides(marks[k + 1])
        return (below_label or heading or decides) and _heads_decision(marks, k)
    if "sender" in mark.flags and _ends_sentence(marks, k):
        return False
    return where != "flattened" or mark.how == "flat"


def _in_item(marks: Sequence[Mark], k: int) -> bool:
    """Whether mark `k`, which may be a line of the head, stands below a heading, over what was decided."""
    heading = any(mark.number is not None for mark in marks[max(0, k - _BELOW_HEADING) : k])
    below = next((mark for mark in marks[k + 1 : k + 3] if mark.role != "noise"), None)  # it may be underlined
    return heading and below is not None and _decides(below)


def _ends_sentence(marks: Sequence[Mark], k: int) -> bool:
    """Whether the line goes on with a sentence that the line above breaks off."""
    above = marks[k - 1] if k else None
    if above is None or above.role or marks[k].apart or len(above.text) < _BROKEN or _ends_title(marks, k - 1):
        return False
    return above.text[-1].isalpha() or above.text[-1] == ","


def _heads_decision(marks: Sequence[Mark], k: int) -> bool:
    """Whether a line that is a body and a day stands over what was decided then: in no list of such, in no sentence.

    Below a label it is the first of a list, or says more of the label. Where no blank line parts it from a text above,
    what stands below must begin as decisions do.
    """
    mark, above = marks[k], marks[k - 1]
    below = next((under for under in marks[k + 1 : k + 3] if under.role != "noise"), None)  # it may be underlined
    if below is None:
        return False
    if above.role == "label" and above.how == "own":  # below "Historik" it is the first of those who decided
        told = above.kind in _COURSES and mark.apart and below.apart and mark.rule is not below.rule
        return told and (_decides(below) or below.text.startswith(f"{mark.text.partition(',')[0]} "))
    if headword_kind(above):
        return False
    if mark.apart or is_underlined(marks, k):
        return True
    in_list = mark.rule in (above.rule, below.rule)
    return not in_list and _decides(below)


def _decides(mark: Mark) -> bool:
    """Whether the line begins as decisions do."""
    return lexicon.setting_pattern("titles", "decides").match(mark.text) is not None


def headword_kind(mark: Mark) -> str:
    """The kind of section that the mark's words tell; "" where they tell none, or are too many."""
    if mark.b - mark.a > _LONGEST_HEADWORD or not _HEADWORD.fullmatch(mark.text):
        return ""
    if lexicon.setting_pattern("titles", "body").fullmatch(mark.text):
        return ""
    return lexicon.headword_kind(mark.key)


def _is_headword(marks: Sequence[Mark], k: int, habits: Habits) -> bool:
    """Words in the very style of this document's labels that no vocabulary has, but that end as labels do."""
    mark, above = marks[k], marks[k - 1]
    if not mark.key or habits.first is None or k <= habits.first or above.line == mark.line:  # text behind a label
        return False
    if k + 1 == len(marks) or not headword_kind(mark):
        return False
    if above.number is not None and above.number.form[3] == "alone":  # its title
        return False
    return not (above.role == "label" and above.how in ("own", "pattern", "headword"))


def _in_style(mark: Mark, habits: Habits) -> bool:
    """Whether `mark` stands as this document's labels do."""
    return (
        (mark.bullet, mark.prefix) == habits.bullet
        and (mark.apart or not habits.apart)
        and mark.text.isupper() == habits.capitals
        and mark.text.endswith(":") == habits.colons
    )
