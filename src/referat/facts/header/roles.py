"""What each line of a head became, and what of it is in no field."""

from collections.abc import Iterator, Sequence
from datetime import time as Time
from operator import attrgetter

from referat.contract.ledger import LineRole
from referat.contract.notes import Note
from referat.facts import elsewhere
from referat.facts.header.entries import Entry
from referat.facts.header.fields import Claim, Reading, is_cancelled, unread_note
from referat.facts.header.labels import LISTS
from referat.facts.header.lists import ListReading, no_list
from referat.facts.header.members import joined
from referat.facts.header.position import is_furniture
from referat.facts.header.typed_line import HeadLine
from referat.facts.sentences import Piece, sentences
from referat.text.places import Placed, Range, Stretches, made
from referat.text.source import Source

#: A label's field: the kind of its lines, and the field of the meeting that its value goes into.
OF_FIELDS = {
    "body": ("title", "body"),
    "meeting": ("title", "document_type"),
    "when": ("date", "date"),
    "end": ("date", "scheduled_end"),
    "opened": ("date", "opened"),
    "closed": ("date", "closed"),
    "place": ("place", "place"),
    "members": ("attendance", "people"),
    "others": ("attendance", "people"),
    "office": ("attendance", "people"),
    "present": ("attendance", "attendance"),
    "absent": ("attendance", "attendance"),
    "remarks": ("text", ""),
    "contents": ("contents", "contents"),
    "other": ("noise", ""),
}
_CANCELLED, _UNCLAIMED = "cancelled", "unclaimed"
_ATTENDANCE = ("attendance", "attendance")
_REMARKS, _OFFICE, _SENTENCE, _PLACE = "remarks", "office", "sentence", "place"
_STOP = "."


def of(entries: Sequence[Entry], reading: Reading, lists: ListReading) -> tuple[LineRole, ...]:
    """The roles of the lines of `entries`."""
    firsts = _firsts(reading)
    roles: list[LineRole] = []
    for n, entry in enumerate(entries):
        kind, rule, field = _of_entry(entry, firsts.get(n), lists, is_left=n in reading.left)
        owner = f"/{field}" if field else ""
        roles += [made(LineRole, (line, kind, rule, owner, "")) for line in entry.lines]
        if kind == _UNCLAIMED and entry.label_line not in (-1, entry.parts[0].line):  # what it heads is told
            roles[-len(entry.lines)] = LineRole(entry.label_line, "noise", rule)
        if rule == _SENTENCE and len(entry.parts) > 1:  # of several lines, some may hold nothing of it
            silent = {part.line for part in entry.parts} - _lines_read(entry, lists.heard)
            own = len(roles) - len(entry.lines)
            roles[own:] = [LineRole(one.line, _UNCLAIMED) if one.line in silent else one for one in roles[own:]]
    return tuple(roles)


def unread(source: Source, entries: Sequence[Entry], reading: Reading, lists: ListReading) -> tuple[Note, ...]:
    """Notes on those of `entries` that nothing read and nobody told of yet, and on a meeting that was cancelled."""
    notes: list[Note] = []
    silent: list[Piece] = []
    told = Stretches.of_points([note.at for note in lists.attendance.notes])
    firsts = _firsts(reading)
    may_tell = elsewhere.may_tell([part.piece.text for entry in entries for part in entry.parts])
    heard = Stretches(elsewhere.heard(lists.attendance)) if may_tell else lists.heard
    for n, entry in enumerate(entries):
        is_left = n in reading.left
        if not is_left and (entry.head is not None or (entry.label is not None and entry.field != _REMARKS)):
            notes += _facts(source, entry, heard) if may_tell and not _is_title(entry) else ()
            if entry.label is not None and entry.label.field == _OFFICE and not _names_one(entry, lists):
                silent += [part.piece for part in entry.parts]
            continue
        kind, rule, _ = _of_entry(entry, firsts.get(n), lists, is_left=is_left)
        if rule == _CANCELLED:
            message, piece = "the text says that the meeting was cancelled.", entry.piece
            notes.append(Note("meeting-cancelled", message, piece.start, end=piece.end))
            continue
        facts = tuple(_facts(source, entry, heard)) if may_tell else ()
        notes += facts
        if kind == _UNCLAIMED and _is_below_label(entries, n) and not facts and not _is_told(entry, told):
            notes.append(no_list(entry.piece))
        elif kind == _UNCLAIMED or (is_left and (facts or rule == _SENTENCE or entry.field == _PLACE)):
            silent += _rest(entry, lists, told, facts)
    return (*notes, *_told_together(source, silent)) if silent else tuple(notes)


def _names_one(entry: Entry, lists: ListReading) -> bool:
    """Whether one of the people of the lists stands in the entry."""
    return _holds(entry, [place for person in lists.people for place in person.name.at])


def _told_together(source: Source, silent: Sequence[Piece]) -> Iterator[Note]:
    """Notes on the pieces that nobody read; those between which nothing stands are told of in one."""
    run: list[Piece] = []
    for piece in sorted(silent, key=attrgetter("start")):
        if run and source.view[run[-1].end : piece.start].strip():
            yield unread_note(joined(run))
            run = []
        run.append(piece)
    if run:
        yield unread_note(joined(run))


def _firsts(reading: Reading) -> dict[int, Claim]:
    """The first claim that was made of each entry."""
    return {claim.entry: claim for claim in reversed(reading.claims)}


def _of_entry(entry: Entry, claim: Claim | None, lists: ListReading, *, is_left: bool) -> tuple[str, str, str]:
    """The kind of the lines of an entry, the rule that says so, and the field that they went into."""
    return _left(entry, lists) if entry.label is None and is_left else _role(entry, claim, lists.heard)


def _role(entry: Entry, claim: Claim | None, read: Stretches) -> tuple[str, str, str]:
    """The same for an entry that was read; `claim` is the first that was made of it."""
    rule = claim.value.rule if claim is not None else ""
    if entry.label is not None:
        kind, field = OF_FIELDS[entry.field]
        heard = entry.field == _REMARKS and _is_read(entry, read)
        if entry.field == _REMARKS and not heard:  # nothing behind it, or nothing that somebody understands
            return _UNCLAIMED if entry.parts else "noise", "label.remarks", ""
        return (
            (*_ATTENDANCE[:1], f"label.{entry.field}", "attendance")
            if heard
            else (kind, rule or f"label.{entry.field}", field)
        )
    if claim is not None and claim.field in ("place", "body") and entry.head is None:
        return ("place" if claim.field == "place" else "title"), rule, claim.field
    if entry.head is not None:
        kind, field = _of_head(entry.head)
        return kind, rule or "title.links", field
    if is_cancelled(entry.piece.text):
        return "text", _CANCELLED, ""
    # a line of typed parts that was not read whole
    dated = claim is not None and claim.field == "date"
    return "date" if dated else "title", rule or "title.links", claim.field if claim is not None else ""


def _left(entry: Entry, lists: ListReading) -> tuple[str, str, str]:
    hours = [field for field in ("opened", "closed") if _holds(entry, _hours(lists, field))]
    if hours and not any(_holds(entry, (statement.span,)) for statement in lists.attendance.attendance.statements):
        return "date", _SENTENCE, hours[0]
    if _is_read(entry, lists.heard):
        again = _hours_again(entry, lists)
        return ("date", _SENTENCE, again) if again else ("attendance", _SENTENCE, "attendance")
    if is_furniture(entry.piece.text):
        return "noise", "outline", ""
    return _UNCLAIMED, "", ""


def _hours_again(entry: Entry, lists: ListReading) -> str:
    """The field of the meeting's hour that stands elsewhere, where a sentence says nothing else; "" for any other."""
    roll = lists.attendance.attendance
    if _holds(entry, [*(each.span for each in roll.statements), *(each.span for each in roll.movements)]):
        return ""
    return next((field for field in ("opened", "closed") if getattr(lists.attendance, field) is not None), "")


def _hours(lists: ListReading, field: str) -> tuple[Range, ...]:
    """Where the meeting's hour of this field stands in a sentence that was read."""
    hour: Placed[Time] | None = getattr(lists.attendance, field)
    return hour.at if hour is not None else ()


def _holds(entry: Entry, places: Sequence[Range]) -> bool:
    """Whether one of `places` begins in the entry."""
    return any(part.piece.start <= place.a < part.piece.end for part in entry.parts for place in places)


def _of_head(head: HeadLine) -> tuple[str, str]:
    """The kind of a line of typed parts, and the field that it is about in the first place."""
    if head.types:
        return "title", "title"
    named = head.first("body") or head.first("authority")
    if named is not None:
        return "title", named.field
    if head.is_empty:
        return "title", "authority" if head.slots else "title"
    return ("date", "date") if any(when.date for when in head.whens) or not head.slots else ("place", "place")


def _is_told(entry: Entry, told: Stretches) -> bool:
    return any(told.meet(part.piece.start, part.piece.end) for part in entry.parts)


def _is_below_label(entries: Sequence[Entry], n: int) -> bool:
    """Whether entry `n`, in a text without line ends, stands behind a list's label that has nothing else."""
    above = entries[n - 1] if n else None
    return above is not None and entries[n].parts[0].flat and above.field in LISTS and not above.parts


def _is_title(entry: Entry) -> bool:
    """Whether the entry names the document: "Godkendt referat". A sentence does not."""
    return entry.head is not None and bool(entry.head.types) and not entry.piece.text.endswith(_STOP)


def _facts(source: Source, entry: Entry, heard: Stretches) -> Iterator[Note]:
    """Notes on the sentences of an entry that would say something in a decision, and were neither read nor told.

    `heard` is where the lists were read, and what was told of them begins.
    """
    pieces = [part.piece for part in entry.parts]
    yield from elsewhere.in_pieces(source, pieces, heard)
    if entry.label is not None and entry.field not in (_REMARKS, *LISTS):
        yield from elsewhere.of_attendance(pieces, heard)


def _rest(entry: Entry, lists: ListReading, told: Stretches, facts: Sequence[Note] = ()) -> Iterator[Piece]:
    """The sentences of an entry that say something else than what was read, and of which nobody told yet."""
    known = (lists.heard, told, Stretches.of_points([note.at for note in facts]))
    for part in entry.parts:
        if any(each.meet(part.piece.start, part.piece.end) for each in known):
            said = sentences(part.piece)
            yield from (one for one in said if not any(each.meet(one.start, one.end) for each in known))
        else:
            yield part.piece


def _lines_read(entry: Entry, heard: Stretches) -> set[int]:
    """The lines of the entry on which something that was read stands."""
    return {part.line for part in entry.parts if heard.meet(part.piece.start, part.piece.end)}


def _is_read(entry: Entry, heard: Stretches) -> bool:
    """Whether a sentence or a list that was read stands in the entry, begins in it or goes on in it."""
    return any(heard.meet(part.piece.start, part.piece.end) for part in entry.parts)
