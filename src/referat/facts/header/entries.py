"""Labels of a head with their values, wherever these stand: on the line, below, or all of them after all the labels.

head = { entry } ;  entry = label { part } | part ;
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from referat.facts import people
from referat.facts.header import behind_labels, dates, line_ends, names, present_groups, run_together, typed_line
from referat.facts.header.first_names import calls_by_first_names, ends_in_names, friends
from referat.facts.header.labels import LISTS, Label, names_who_ran
from referat.facts.header.members import (
    goes_on_below,
    group_at_start,
    heads_group,
    is_like_list,
    is_listed,
    is_of_substitute,
    joined,
    members_of,
)
from referat.facts.header.parts import Part
from referat.facts.header.typed_line import HeadLine
from referat.facts.members import is_cut_list, is_nobody
from referat.facts.people import NOBODY_KNOWN
from referat.facts.sentences import Piece
from referat.facts.sides import heads_party
from referat.lexicon import idioms
from referat.lexicon.gates import holds_one
from referat.lexicon.patterns import compile_pattern
from referat.tuples import NamedTuple

_LONGEST_BODY, _LONGEST_PLACE = 120, 160
_SHORTEST_TIME = 4
# A name, and what stands behind it in brackets over two lines.
_OPENS, _NAME_AND_BRACKET = "(", 3
# No head has more labels above all their values.
_MOST_WAITING = 50


class Entry(NamedTuple):
    """A label with the parts that are its value (none where it has none), or one part that has no label.

    `head` is what a part without a label says as a line of typed parts; it may run over the line below it.
    """

    label: Label | None
    parts: tuple[Part, ...]
    head: HeadLine | None = None
    label_line: int = -1

    @property
    def field(self) -> str:
        """The field that its label is about; "" where it has none."""
        return self.label.field if self.label else ""

    @property
    def piece(self) -> Piece:
        """Its parts, joined by blanks."""
        return joined([part.piece for part in self.parts])

    @property
    def lines(self) -> tuple[int, ...]:
        """The source's lines, 0-based, that it stands on."""
        own = (self.label_line,) if self.label_line >= 0 else ()
        return own + tuple([part.line for part in self.parts])


class _Open(NamedTuple):
    """A label whose value may stand below; `line` is the label's."""

    label: Label
    line: int


def of(parts: Sequence[Part]) -> tuple[Entry, ...]:
    """The entries of a head, in the order of their first parts."""
    parts = behind_labels.settled(parts)
    if {part.label.field for part in parts if part.label is not None} >= present_groups.FIELDS:
        parts = present_groups.settled(parts)
    entries: list[Entry] = []
    waiting: list[_Open] = []
    k = 0
    while k < len(parts):
        entry, waiting, k = _next(parts, k, waiting)
        entries.append(entry)
    return tuple(entries)


def _next(parts: Sequence[Part], k: int, waiting: list[_Open]) -> tuple[Entry, list[_Open], int]:
    """The entry that begins with part `k`, the labels that still wait for a value, and the index behind the entry."""
    part = parts[k]
    if part.label is not None:
        if part.text:
            stop = _stop(parts, k + 1, part.label, part)
            return Entry(part.label, tuple(parts[k:stop]), label_line=part.line), [], stop
        beside = k > 0 and parts[k - 1].label is not None
        still = waiting if beside else [each for each in waiting if each.label.field not in LISTS]
        return Entry(part.label, (), label_line=part.line), _waiting(still, part), k + 1
    if _is_value_beside(parts, k, waiting):
        # A sentence ends the list in a text without line ends; a line of its own may go on with it.
        alone = is_nobody(part.text) or all(below.flat for below in parts[k + 1 : k + 2])
        closed = part.text.endswith(".") and alone
        own = waiting[-1].label
        stop = k + 1 if closed else _list_stop(parts, k + 1, part._replace(label=own), own)
        return Entry(own, tuple(parts[k:stop])), [], stop
    near = [n for n, each in enumerate(waiting) if not part.flat or part.line - each.line <= 1]  # a flat line is a page
    opened = next((n for n in near if _takes(waiting[n].label, part, parts[k + 1 : k + 2])), None)
    if opened is not None and _is_below_last(waiting, opened, parts, k):
        opened = len(waiting) - 1
    if opened is None and waiting and _are_called_below(waiting[-1].label, parts, k):
        opened = len(waiting) - 1
    if opened is not None and not _is_ambiguous(waiting[opened:]):
        label = waiting[opened].label
        alone = label.field == "place" and len(waiting) > opened + 1  # the next line is the next label's
        stop = k + 1 if alone else _stop(parts, k + 1, label, part)
        return Entry(label, tuple(parts[k:stop]), label_line=-1), waiting[opened + 1 :], stop
    head, stop = _head(parts, k)
    return Entry(None, tuple(parts[k:stop]), head), [] if head is not None else waiting, stop


def _is_value_beside(parts: Sequence[Part], k: int, waiting: Sequence[_Open]) -> bool:
    """Whether part `k` stands behind the label of a list on a line that was cut between the two.

    No other label of that line waits for a value: in a text without line ends all labels may come before all values.
    """
    above = parts[k - 1] if k else None
    if above is None or not (above.flat and parts[k].flat) or not waiting:
        return False
    *others, last = waiting
    own = last.label.field in LISTS and above.label == last.label
    return own and (not others or (parts[k].line == last.line and all(each.line != last.line for each in others)))


def _waiting(waiting: list[_Open], part: Part) -> list[_Open]:
    """The labels that wait once the empty label `part` is there too; of two for one list the last is meant."""
    label = part.label
    if label is None or label.field in ("contents", ""):
        return []
    again = label.field if label.field in LISTS else ""
    return [each for each in waiting[-_MOST_WAITING:] if each.label.field != again] + [_Open(label, part.line)]


def _is_ambiguous(waiting: Sequence[_Open]) -> bool:
    """Whether several lists of people wait for their names: whose they are cannot be told."""
    return waiting[0].label.field in LISTS and len({each.label.field for each in waiting} & LISTS) > 1


def _is_below_last(waiting: Sequence[_Open], opened: int, parts: Sequence[Part], k: int) -> bool:
    """Whether part `k` is the value of the last label that waits, though it can be that of the one at `opened`."""
    last = waiting[-1]
    if waiting[opened].label.field == "remarks":  # any text can be that
        return (
            last.label.field in LISTS
            and parts[k - 1].label == last.label
            and _takes(last.label, parts[k], parts[k + 1 : k + 2])
        )
    return _is_ambiguous(waiting[opened:]) and _is_of_last(last, parts, k)


def _are_called_below(label: Label, parts: Sequence[Part], k: int) -> bool:
    """Whether part `k`, directly below the head of those absent, has their first names alone, or two in a row."""
    if label.field != "absent" or parts[k - 1].label != label:
        return False
    if parts[k].text in people.vocabulary_words("first_names"):
        return any(calls_by_first_names(part.piece) for part in parts[:k])
    return friends(parts[k].piece) is not None or run_together.two_or_more(parts[k].piece, NOBODY_KNOWN) is not None


def _is_of_last(last: _Open, parts: Sequence[Part], k: int) -> bool:
    """Whether part `k`, directly below the heads of those present and of those absent, names the only one absent.

    A meeting of one there is none: nobody stands below the head of those present.
    """
    below = parts[k + 1 : k + 2]
    alone = not _is_near(below) or not is_listed(below[0].piece)
    heads = k > 1 and parts[k - 1].label == last.label and parts[k - 2].label is not None and not parts[k].apart
    return last.label.field == "absent" and heads and alone and len(members_of(parts[k].piece) or ()) == 1


# --- What can be the value of a label


def _takes(label: Label, part: Part, below: Sequence[Part]) -> bool:
    """Whether `part`, which stands below the label, can be its value."""
    if label.field in LISTS:
        if _heads_some(label, part, below):
            return True
        if is_listed(part.piece) or (not part.apart and ends_in_names(part.piece)):
            return True
        return _is_near(below) and (goes_on_below(part.piece) or is_listed(joined([part.piece, below[0].piece])))
    return _CAN_BE[label.field](part)


def _can_be_when(part: Part) -> bool:
    return dates.labelled(part.piece) is not None


def _can_be_body(part: Part) -> bool:
    if len(part.text) > _LONGEST_BODY or part.text.endswith((".", ":", "?", "!")) or ": " in part.text:
        return False
    if dates.find(part.piece) or names.type_of(part.text) != "unknown":
        return False
    return names.is_body(part.text) or not names.is_place_alone(part.text)


def _names_meeting(part: Part) -> bool:
    """Whether `part` names kind and day of a document: it is no value of a menu that stands above it."""
    head = typed_line.read(part.piece)
    return head is not None and bool(head.types and head.whens)


def can_be_place(piece: Piece) -> bool:
    """Whether `piece` can be a place's name: no date, no document's type, no sentence, no council."""
    text = piece.text
    if len(text) > _LONGEST_PLACE or ": " in text or text.endswith((":", "?", "!")):
        return False
    whens = dates.find(piece)
    bare = dates.labelled(piece)
    if any(when.date for when in whens) or dates.only(piece) or (bare and bare.b == len(text)):
        return False
    return names.type_of(text) == "unknown" and not names.is_body(text)


_CAN_BE: dict[str, Callable[[Part], bool]] = {
    **dict.fromkeys(("when", "end", "opened", "closed"), _can_be_when),
    "body": _can_be_body,
    "place": lambda part: can_be_place(part.piece) and not (part.flat and is_like_list(part.piece)),
    "meeting": lambda _part: True,
    "office": lambda part: not _can_be_when(part),
    "remarks": lambda part: typed_line.read(part.piece) is None,
    "other": lambda part: not (part.apart or ("0" <= part.text[-1] <= "9" and _names_meeting(part))),
}

# --- Where a value ends


def _stop(parts: Sequence[Part], k: int, label: Label, first: Part) -> int:
    """Where the value ends that begins with `first` and may go on from part `k`."""
    if label.field in LISTS:
        return _list_stop(parts, k, first, label)
    if label.field == "remarks":
        return _text_stop(parts, k)
    if label.field != "place" or first.flat:
        return k
    while k < len(parts) and _goes_on_as_place(parts[k - 1], parts[k]):
        k += 1
    return k


def _goes_on_as_place(above: Part, part: Part) -> bool:
    """Whether `part` is the rest of a place: the line below, or one that tells when the meeting is where."""
    if part.label is not None or part.flat or names.is_of_screen(part.text) or names.is_item_number(part.text):
        return False
    first = part.text.split(" ", 1)[0]
    if part.apart:
        when = dates.labelled(part.piece)
        return len(first) >= _SHORTEST_TIME and when is not None and when.date is None and when.b < len(part.text)
    head = typed_line.read(part.piece)
    named = head is not None and (head.types or head.whens or head.first("body") or head.first("authority"))
    return not named and can_be_place(part.piece) and not part.text.endswith(".") and not above.text.endswith(".")


def _list_stop(parts: Sequence[Part], k: int, first: Part, label: Label) -> int:
    """Where a list below `label` ends: with the last line that names some, or goes on in the middle of a name."""
    beside = first.label is not None
    begin = k - 1
    while k < len(parts):
        part = parts[k]
        if part.label is not None or part.flat or (beside and part.apart):
            break
        if first.field == "absent" and first.text and group_at_start(part.text) and not group_at_start(first.text):
            break  # "Ungekonsulent: Asta Birkholm" tells who somebody is, and not that they were away
        if label.field == "absent" and names_who_ran(part.text):
            break
        if not beside and _heads_some(label, part, parts[k + 1 : k + 2]):
            k += 1
            continue
        if label.field == "absent" and is_of_substitute(part.text):
            k += 1
            continue
        if not (is_listed(part.piece) or _wraps(parts, begin, k) or _is_of_list(parts, k)):
            break
        k += 1
    return k


def _is_of_list(parts: Sequence[Part], k: int) -> bool:
    """Whether part `k`, directly below a line of a list, belongs to it, though it cannot be read as one."""
    return not parts[k].apart and (is_like_list(parts[k].piece) or _stands_among(parts, k))


def _stands_among(parts: Sequence[Part], k: int) -> bool:
    """Whether part `k` is a line of a list of names though it cannot be read: names begin it, or the line below."""
    below = parts[k + 1 : k + 2]
    among = (_is_near(below) and is_listed(below[0].piece)) or is_cut_list(parts[k].text)
    above = is_listed(parts[k - 1].piece) or is_cut_list(parts[k - 1].text)
    return among and above and typed_line.read(parts[k].piece) is None


def _heads_some(label: Label, part: Part, below: Sequence[Part]) -> bool:
    """Whether `part` is the head of those of one party who stand `below`, or of one group of those present."""
    heads = heads_party(part.text) or (label.field != "absent" and heads_group(part.text))
    return heads and _is_near(below) and is_listed(below[0].piece)


def _is_near(below: Sequence[Part]) -> bool:
    """Whether a line without a label stands directly below."""
    return bool(below) and not below[0].apart and below[0].label is None


def _wraps(parts: Sequence[Part], begin: int, k: int) -> bool:
    """Whether part `k` goes on in the middle of the list that part `begin` begins, or begins what goes on below."""
    if parts[k].apart or line_ends.closes(parts[k - 1].text, parts[k].text):
        return False
    if k > begin + 1 and is_listed(joined([parts[k - 1].piece, parts[k].piece])):
        return True
    if _is_in_brackets(parts, begin, k):
        return True
    list_so_far = joined([part.piece for part in parts[begin : k + 1]])
    return is_listed(list_so_far) or (_is_near(parts[k + 1 : k + 2]) and goes_on_below(list_so_far))


def _is_in_brackets(parts: Sequence[Part], begin: int, k: int) -> bool:
    """Whether part `k` is one of two that say in brackets of the one above what is read with their name alone."""
    opens = next((n for n in (k, k - 1) if n > begin and parts[n].text.startswith(_OPENS)), None)
    three = () if opens is None else parts[opens - 1 : opens + 2]
    near = len(three) == _NAME_AND_BRACKET and not any(part.apart or part.label for part in three[1:])
    return near and is_listed(joined([part.piece for part in three]))


def _text_stop(parts: Sequence[Part], k: int) -> int:
    """Where a text below a label ends: above the next label, or above a line of typed parts."""
    while k < len(parts) and parts[k].label is None and typed_line.read(parts[k].piece) is None:
        k += 1
    return k


# --- Lines of typed parts


def _head(parts: Sequence[Part], k: int) -> tuple[HeadLine | None, int]:
    """What part `k` says as a line of typed parts, with the line below where the two are read as one line alone."""
    head = _read(parts[k])
    stop = _sentence_stop(parts, k) if head is None else k + 1
    if stop > k + 1:
        return None, stop
    below = parts[k + 1] if k + 1 < len(parts) else None
    if below is None or below.apart or below.label is not None or not (parts[k].fills_line and below.fills_line):
        return head, k + 1
    above, under = parts[k].text, below.text
    goes_on = under[:1].islower() or line_ends.parts_date(above, under)
    held = (goes_on or under[-1:] == ".") and names.tells_held(above)
    if held and under[-1:] == "." and not line_ends.ends_sentence(above):
        both = typed_line.read(joined([parts[k].piece, below.piece]))
        if both is not None and both.whens and both.first("body"):
            return both, k + 2
    if head is not None and (head.whens or not goes_on or typed_line.read(below.piece) is not None):
        return head, k + 1
    both = typed_line.read(joined([parts[k].piece, below.piece]))
    return (both, k + 2) if both is not None and (both.types or held) and both.first("body") else (head, k + 1)


def _sentence_stop(parts: Sequence[Part], k: int) -> int:
    """Behind the last line of the sentence on who came or left that part `k` begins, over lines that are not full."""
    if not holds_one(parts[k].text, idioms.table("attendance")["moving"]["words"]):
        return k + 1
    stop = k + 1
    while stop < len(parts) and line_ends.breaks_off(parts[stop - 1], parts[stop]):
        stop += 1
    return stop


def _read(part: Part) -> HeadLine | None:
    """The part as a line of typed parts; the number of a first page may stand before it, or a letter's own head."""
    head = typed_line.read(part.piece)
    if head is not None:
        return head
    begun = _page().match(part.text)
    at = begun.end() if begun is not None else _kind_at(part)
    return typed_line.read(part.piece.cut(at, len(part.text))) if at else None


def _kind_at(part: Part) -> int:
    """Where the kind of document stands behind a day in a text without line ends: "Den 9. marts Referat af …"; or 0."""
    kind = names.type_pattern().search(part.text, 1) if part.flat and part.label is None else None
    before = part.piece.cut(0, kind.start()).stripped() if kind is not None else None
    whens = dates.find(before) if before is not None else ()
    ends = before is not None and len(whens) == 1 and whens[0].date is not None and whens[0].b == len(before.text)
    return kind.start() if kind is not None and ends else 0


@cache
def _page() -> re.Pattern[str]:
    """The number of a first page, before a line."""
    return compile_pattern(idioms.table("header")["lines"]["page"])
