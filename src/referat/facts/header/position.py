"""What lines of a head are that no form explains, by what stands around them.

body = line between a date and nothing else ;  times = line below a day ;
place = line below a day with its time | in line below a day ;
"""

from collections.abc import Sequence

from referat.facts import people, presence
from referat.facts.header import dates, names
from referat.facts.header.entries import Entry, can_be_place
from referat.facts.header.fields import PLACE, Claim, Clock, Reading, clock_at_end, is_only_place, piece_at
from referat.facts.sentences import Piece
from referat.lexicon import lines as lexicon

_FURNITURE = frozenset({"noise", "group", "contents", "access", "case"})


def read(entries: Sequence[Entry], reading: Reading) -> Reading:
    """`reading` with what the entries claim that it leaves, by their places."""
    claims = [claim for n in reading.left if (claim := _claim(entries, n)) is not None]
    clocks = [clock for n in reading.left if (clock := _clock(entries, n)) is not None]
    for n in reading.left:
        if entries[n].piece.text.rstrip(" .")[-1:].isdigit() and (both := _place_and_clock(entries, n)) is not None:
            claims.append(both[0])
            clocks.append(both[1])
    taken = {claim.entry for claim in claims} | {clock.entry for clock in clocks}
    return reading._replace(
        claims=(*reading.claims, *claims),
        clocks=(*reading.clocks, *clocks),
        left=tuple([n for n in reading.left if n not in taken]),
    )


def _clock(entries: Sequence[Entry], n: int) -> Clock | None:
    """The times that entry `n` is, below a line that gives a day and no time; the document's type may stand between."""
    when = dates.bare(entries[n].piece) if entries[n].piece.text[:1].isdigit() else None
    above = _above(entries, n)
    head = entries[above].head if when is not None and above >= 0 else None
    days = [] if head is None else [each for each in head.whens if each.date]
    if when is None or len(days) != 1 or days[0].start is not None:
        return None
    return Clock(when.start, when.end, None, n)


def _place_and_clock(entries: Sequence[Entry], n: int) -> tuple[Claim, Clock] | None:
    """The place and the time that entry `n` is, below a line that gives a day and no time: "Salen, Torvet 3 kl. 16"."""
    piece = entries[n].piece
    end, when = clock_at_end(piece)
    head = entries[n - 1].head if n and entries[n].label is None else None
    days = [] if head is None else [each for each in head.whens if each.date]
    place = piece.cut(0, end)
    if when is None or len(days) != 1 or days[0].start is not None or not _may_be_place(place):
        return None
    if "," not in place.text and not names.is_place(place.text):  # "Mødet startede kl. 17"
        return None
    return Claim("place", piece_at(place, 0, end, "place.below_date"), PLACE, n), Clock(when.start, when.end, None, n)


def _above(entries: Sequence[Entry], n: int) -> int:
    """The entry above entry `n`, or above the document's type alone that stands there; -1 where there is none.

    So it is above the body alone, where the document's type stands below.
    """
    before, after = _neighbour(entries, n, -1), _neighbour(entries, n, 1)
    if before is None:
        return n - 1
    between = after is not None and _is_bare_type(after) and _is_bare_body(before)
    return n - 2 if between or _is_bare_type(before) else n - 1


def _claim(entries: Sequence[Entry], n: int) -> Claim | None:
    """What entry `n` claims."""
    piece = entries[n].piece
    before, after = _neighbour(entries, n, -1), _neighbour(entries, n, 1)
    text = piece.text.rstrip(" ,")
    if (_is_bare_date(after) or (_is_bare_date(before) and _is_place(after))) and names.is_theme(text):
        return Claim("body", piece_at(piece, 0, len(text), "body.beside_date"), PLACE, n)
    begin = names.place_begins(piece.text)
    timed = before is not None and _has_clock(entries, max(_above(entries, n), 0))
    if (timed or (begin and _is_bare_date(before))) and _may_be_place(piece):
        stop = len(piece.text.rstrip(" .") if begin else piece.text)  # "i mødelokale 2." ends the sentence above
        place = piece_at(piece, begin, stop, "place.below_date")
        return Claim("place", place, PLACE, n)
    return None


def _neighbour(entries: Sequence[Entry], n: int, step: int) -> Entry | None:
    k = n + step
    return entries[k] if 0 <= k < len(entries) else None


def _is_bare_date(entry: Entry | None) -> bool:
    """Whether the entry is a date, with or without times, and nothing else."""
    if entry is None or entry.label is not None or entry.head is None:
        return False
    return bool(entry.head.whens) and not entry.head.types and not entry.head.slots


def _is_bare_type(entry: Entry) -> bool:
    """Whether the entry is a document's type and nothing else."""
    head = entry.head
    return entry.label is None and head is not None and bool(head.types) and not head.whens and not head.slots


def _is_bare_body(entry: Entry) -> bool:
    """Whether the entry is a body's name and nothing else."""
    head = entry.head
    alone = entry.label is None and head is not None and not head.types and not head.whens
    return alone and head is not None and [slot.field for slot in head.slots] == ["body"]


def _is_place(entry: Entry | None) -> bool:
    if entry is None:
        return False
    return entry.field == "place" or (entry.head is not None and is_only_place(entry.head) and not entry.head.is_empty)


def _has_clock(entries: Sequence[Entry], n: int) -> bool:
    """Whether entry `n` gives a day and a time, or a time below a day: a place may stand below it."""
    head = entries[n].head
    if head is None and _clock(entries, n) is not None:
        return True
    if head is None or head.first("place") is not None or not any(when.start for when in head.whens):
        return False
    below_day = _is_bare_date(entries[n]) and _is_bare_date(_neighbour(entries, n, -1))
    return any(when.date for when in head.whens) or below_day


def _may_be_place(piece: Piece) -> bool:
    """Whether the line can be the meeting's place: no sentence, no person, no word of the screen."""
    text = piece.text
    if not text[:1].isalpha() or names.is_no_place(text) or not can_be_place(piece) or is_furniture(text):
        return False
    if (text.endswith(".") and presence.is_told(text)) or names.pattern("sentence", "lines").search(text):
        return False
    return names.is_place(text) or (names.is_formed_like_place(text) and people.read_all(text) is None)


def is_furniture(text: str) -> bool:
    """Whether the line `text` is a word of the screen, a head of a group or of the contents, by the outline's words."""
    rule = lexicon.lines().words.get(lexicon.key_of(text))
    if rule is None:
        rule = next(
            (each for each in lexicon.lines().patterns(text, text.lower()) if each.compiled.fullmatch(text)), None
        )
    return rule is not None and rule.is_ in _FURNITURE and names.type_of(text) == "unknown"
