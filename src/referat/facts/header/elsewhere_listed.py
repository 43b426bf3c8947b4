"""Lists of people that stand elsewhere than in a head, and are read as those there: below the last item, or in one.

Older minutes tell at their end who was there, others in an item of its own: "1. Fremmøde".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from referat.contract.nodes import Statement
from referat.facts import attendance
from referat.facts.attendance import AttendanceReading
from referat.facts.header import entries, hung, labels, lists, parts
from referat.facts.header.labels import LISTS, Label
from referat.facts.header.members import tells_attendance
from referat.facts.header.parts import Part
from referat.facts.sentences import Piece, paragraphs
from referat.lexicon import idioms
from referat.lexicon.patterns import compile_pattern
from referat.text.places import Line, Range, Stretches
from referat.text.source import Source

# No line that is longer is a label alone.
_LONGEST = 300


def of(source: Source, lines: Sequence[Line], title: str = "") -> AttendanceReading | None:
    """What `lines` say of who was there, below a `title` that is a list's label, if any; None where no list does."""
    if not title and not tells_attendance(source.view[lines[0].a : lines[-1].b]):  # nearly always
        return None
    said = hung.settled(source, parts.of(source, lines))
    if title:
        label = Part(Piece("", ((0, lines[0].a),)), source.line_at(lines[0].a), False, Label("present"), title)  # noqa: FBT003  it is not apart
        said = (label, *said)
    if not any(part.field in LISTS for part in said):
        return None
    read = entries.of(said)
    left = [n for n, entry in enumerate(read) if not entry.field]
    listed = _without_members(lists.read(source, read, left, None).attendance._replace(is_list=True))
    aside = {line for entry in read if entry.field and entry.field not in LISTS for line in entry.lines}
    rest = paragraphs(
        source, [line for line in lines if source.line_at(line.a) in aside]
    )  # when the meeting ended, say
    return attendance.joined(listed, attendance.of_sentences(source, rest, of_item=False))


def _without_members(listed: AttendanceReading) -> AttendanceReading:
    """`listed`, without the lines that only say who is a member: of these nothing is written here."""
    stated = Stretches([statement.span for statement in listed.attendance.statements])
    hours = Stretches([at for hour in (listed.opened, listed.closed) if hour is not None for at in hour.at])
    read = [piece for piece in listed.read if stated.meet(*piece.range) or hours.meet(*piece.range)]
    return listed._replace(read=tuple(read))


def heads_of(source: Source, statements: Iterable[Statement], begin: int) -> Iterator[Range]:
    """The labels before `statements` that are lists, or alone on the lines directly above, blank lines left out.

    What stands above the view's offset `begin` is left out.
    """
    view = source.view
    for b in [statement.span.a for statement in statements if statement.span.a > begin]:
        a, stop = _line_begins(view, begin, b), b
        while a is not None and a > begin and not view[a:stop].strip():
            stop = a - 1
            a = _line_begins(view, begin, stop)
        label = labels.alone(view[a:stop].strip()) if a is not None else None
        if a is not None and label is not None and label.field in LISTS:
            yield Range(a, stop)


def _line_begins(view: str, begin: int, stop: int) -> int | None:
    """Where the line, or its part from `begin` on, begins that goes to `stop`; None where it is too long for a label.

    Many statements may stand in one line.
    """
    low = max(begin, stop - _LONGEST)
    a = view.rfind("\n", low, stop) + 1
    return a or (low if low == begin else None)


def heads(title: str) -> bool:
    """Whether an item's `title` says that below it those are listed who were there."""
    return _title().fullmatch(title) is not None


@cache
def _title() -> re.Pattern[str]:
    return compile_pattern(idioms.table("attendance")["titles_of_present"]["pattern"])
