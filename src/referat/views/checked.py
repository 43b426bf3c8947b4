"""The drawing of `check`, as compilers have it: what is told, the line, a caret under the place, what to do."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from referat.archive.checked import SEVERITIES, Checked, Counts, Stretch, Told
from referat.views.cells import broken, escaped, visible, width
from referat.views.pieces import Piece, Row

_CUT = "…"
_HIDDEN = "x"
# The part of the room that the text before a place keeps at least, where its line is cut.
_BEFORE = 4
# So far a cut moves to the blank between two words.
_WORD = 24
_FEWEST_CELLS = 20


def where(told: Told) -> str:
    """`FILE:LINE:COL`, or the file alone."""
    first = told.stretch.first if told.stretch is not None else None
    return told.name if first is None else f"{told.name}:{first.line}:{first.column}"


def headline(told: Told) -> Row:
    """`FILE:LINE:COL: severity code: message`, in one row."""
    return (
        Piece(where(told), "place"),
        Piece(": "),
        Piece(told.severity, told.severity),
        Piece(" "),
        Piece(told.code, "code"),
        Piece(f": {told.message}"),
    )


def drawn(file: Checked, room: int, *, wraps: bool) -> Iterator[Row]:
    """All that is told of `file`, `room` cells wide; `wraps` so that long messages are broken at words.

    What to do is said where a code comes for the first time.
    """
    said: set[str] = set()
    for told in file.told:
        yield from _wrapped(headline(told), room) if wraps else (headline(told),)
        gutter = ""
        if told.stretch is not None:
            gutter = " " * (len(str(told.stretch.first.line)) + 2)
            yield from _excerpt(file, told, told.stretch, room)
        if told.advice and told.code not in said:
            said.add(told.code)
            yield from _advice(told.advice, gutter or "  ", room)
        yield ()


def headlines(file: Checked, room: int, *, wraps: bool) -> Iterator[Row]:
    """What is told of `file` without its lines."""
    for told in file.told:
        yield from _wrapped(headline(told), room) if wraps else (headline(told),)


def stopped(file: Checked, room: int) -> Iterator[Row]:
    """What stopped `file`, broken at words."""
    yield from _wrapped((Piece(file.error),), room)


def _wrapped(row: Row, room: int) -> Iterator[Row]:
    """A row broken at words, the rows below the first indented."""
    text = "".join(piece.text for piece in row)
    indent = "    "
    first = next(broken(text, room), (0, 0))
    yield _cut(row, *first)
    rest = text[first[1] :].lstrip()
    start = len(text) - len(rest)
    for a, b in broken(rest, max(_FEWEST_CELLS, room - len(indent))):
        yield (Piece(indent), *_cut(row, start + a, start + b))


def _cut(row: Row, a: int, b: int) -> Row:
    """The pieces of `row` from character `a` to `b`."""
    pieces: list[Piece] = []
    at = 0
    for text, style in row:
        part = text[max(0, a - at) : max(0, b - at)]
        pieces += [Piece(part, style)] if part else []
        at += len(text)
    return tuple(pieces)


def _advice(advice: str, gutter: str, room: int) -> Iterator[Row]:
    mark = f"{gutter}= "
    for n, (a, b) in enumerate(broken(advice, max(_FEWEST_CELLS, room - len(mark)))):
        yield (Piece(mark if not n else " " * len(mark), "dim"), Piece(advice[a:b], "advice"))


# The line with its caret.


def _excerpt(file: Checked, told: Told, at: Stretch, room: int) -> Iterator[Row]:
    """The line that is told of, cut to the room around the place, and what underlines it."""
    number = f" {at.first.line} "
    bar = "| "
    left = max(_FEWEST_CELLS, room - len(number) - len(bar))
    line, carets = underlined(file, at, left)
    below = f" to line {at.last.line}" if at.last.line > at.first.line else ""
    yield (Piece(f"{number}{bar}", "dim"), Piece(line))
    lead = len(carets) - len(carets.lstrip())
    before = ""
    if below and lead + len(below) >= left:  # no room behind the first of them
        before, below = f"{below.strip()} " if lead > len(below) else "", ""
    yield (
        Piece(f"{' ' * len(number)}{bar}", "dim"),
        Piece(" " * (lead - len(before))),
        Piece(before, "dim"),
        Piece(carets[lead : left - len(below)], told.severity),
        Piece(below, "dim"),
    )


def underlined(file: Checked, at: Stretch, room: int) -> tuple[str, str]:
    """The line at `at` and the carets under the stretch, in at most `room` cells; "…" stands where the line is cut.

    Of a long line only what can be shown is looked at.
    """
    start, end = at.line
    text = file.text
    lead = text[max(start, at.start - room) : at.start].lstrip() if at.start > start else ""
    begin = at.start - len(lead)
    stop = min(end, at.start + room)
    shown = visible(_without(text[begin:stop], begin, file.hidden))
    if not any(map(str.strip, text[max(start, begin - 1) : begin])):  # nothing but blanks stands before it
        is_cut = any(not each.isspace() for each in text[max(start, begin - room) : begin])
    else:
        is_cut = True
    first, last = len(lead), min(at.end, end) - begin
    head, tail = _window(shown, first, max(last, first + 1), room, is_cut_before=is_cut, is_cut_behind=stop < end)
    before = _CUT if head or is_cut else ""
    behind = _CUT if tail < len(shown) or stop < end else ""
    line = f"{before}{''.join(shown[head:tail])}{behind}"
    lead_cells = width(before) + width("".join(shown[head:first]))
    carets = width("".join(shown[first : min(max(last, first + 1), tail)]))
    return line.rstrip(), f"{' ' * lead_cells}{'^' * max(1, carets)}"


def _window(
    shown: Sequence[str], first: int, last: int, room: int, *, is_cut_before: bool, is_cut_behind: bool
) -> tuple[int, int]:
    """Which of the characters `shown` fit into the room: those from `first` to `last`, and what stands around them."""
    cells = list(map(width, shown))
    if sum(cells) <= room and not (is_cut_before or is_cut_behind):
        return 0, len(shown)
    behind = sum(cells[first:]) + is_cut_behind
    keep = max(room // _BEFORE, room - behind) - 1  # one for the mark of the cut
    head = first
    used = 0
    while head and used + cells[head - 1] <= keep:
        head -= 1
        used += cells[head]
    head = _at_word(shown, head, first) if head else 0
    left = room - sum(cells[head:first]) - (head > 0 or is_cut_before)
    tail, used = first, 0
    while tail < len(shown) and used + cells[tail] <= left:
        used += cells[tail]
        tail += 1
    if tail < len(shown) or is_cut_behind:
        while used > left - 1:  # the mark of the cut
            tail -= 1
            used -= cells[tail]
        if shown[tail : tail + 1] != [" "]:
            blank = next((k for k in range(tail - 1, max(first, tail - _WORD), -1) if shown[k] == " "), tail)
            tail = blank if blank >= last or blank > first + 1 else tail
    return head, tail


def _at_word(shown: Sequence[str], head: int, first: int) -> int:
    """`head`, or the beginning of the next word where that is near and above `first`."""
    if shown[head - 1] == " ":
        return head
    return next((k + 1 for k in range(head, min(head + _WORD, first)) if shown[k] == " "), head)


def _without(text: str, begin: int, hidden: Sequence[tuple[int, int]]) -> str:
    """`text`, which begins at the offset `begin`, with a letter for each character that is not to be shown."""
    for start, end in hidden[max(0, bisect_right(hidden, (begin,)) - 1) : bisect_right(hidden, (begin + len(text),))]:
        a, b = max(0, start - begin), min(len(text), end - begin)
        if a < b:
            text = f"{text[:a]}{_HIDDEN * (b - a)}{text[b:]}"
    return text


# What is said at the end.


def summed(counts: Counts) -> Iterator[Row]:
    """How much was told of all files: a row for all of it, and one for each code."""
    files = _counted(counts.files, _FILES)
    groups = counts.grouped()
    if not groups:
        yield (Piece(f"referat: {files}, nothing to tell."),)
        return
    times_of = {severity: counts.of(severity) for severity in SEVERITIES}
    parts = [_counted(number, _PLURAL[severity]) for severity, number in times_of.items() if number]
    yield (Piece(f"referat: {files}: {', '.join(parts)}"),)
    severity, code = max(len(each.severity) for each in groups), max(len(each.code) for each in groups)
    times = max(len(str(each.times)) for each in groups)
    for each in groups:
        in_files = f"  in {_counted(each.files, _FILES)}" if counts.files > 1 else ""
        yield (
            Piece(f"  {each.severity:{severity}}", each.severity),
            Piece(f"  {each.code:{code}}  {each.times:>{times}}{in_files}"),
        )


# How one of each severity is called, and several.
_PLURAL = {severity: (severity, f"{severity}{'' if severity == 'info' else 's'}") for severity in SEVERITIES}
_FILES = "file", "files"


def _counted(count: int, words: tuple[str, str]) -> str:
    return f"{count:,} {words[count != 1]}"


# One line for a program of somebody else's.


def annotation(told: Told) -> str:
    """A workflow command of GitHub's: what it shows beside the line of a change."""
    kind = {"error": "error", "warning": "warning", "info": "notice"}[told.severity]
    fields = {"file": told.name, "title": f"referat {told.code}"}
    if told.stretch is not None:
        _, _, first, last, _ = told.stretch
        fields |= {"line": str(first.line), "endLine": str(last.line)}
        if first.line == last.line:  # columns are for places in one line
            fields |= {"col": str(first.column), "endColumn": str(last.column)}
    said = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
    message = f"{told.message}\n{told.advice}" if told.advice else told.message
    return f"::{kind} {said}::{_data(message)}"


def _data(text: str) -> str:
    """`text` as the message of a workflow command; what a terminal would obey is escaped, for logs are shown in one."""
    text = escaped(text.replace("\r", " "))
    return text.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
