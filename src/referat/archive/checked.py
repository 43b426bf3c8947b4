"""What is to be told of a file: its diagnostics with their places, and what `check` alone looks for beside them."""

from collections.abc import Iterable, Iterator, Sequence

from referat.archive import silence
from referat.archive.outcomes import Outcome
from referat.contract.diagnostics import CODES, Diagnostic, Finding, Severity
from referat.reader import Parsed
from referat.text.line_index import LineIndex, Position
from referat.tuples import NamedTuple

#: The severities, the worst first.
SEVERITIES: Sequence[Severity] = ("error", "warning", "info")


class Stretch(NamedTuple):
    """A stretch of a text: offsets in code points, end exclusive, and both ends as line and column.

    `line` are the offsets of the first line that it stands on, line end left out.
    """

    start: int
    end: int
    first: Position
    last: Position
    line: tuple[int, int]


class Told(NamedTuple):
    """A diagnostic of the file `name`, what to do about it, and where in the file's text it stands, if anywhere."""

    name: str
    severity: Severity
    code: str
    message: str
    advice: str
    stretch: Stretch | None = None


class Checked(NamedTuple):
    """A file with what is to be told of it, in the order of its text.

    `hidden` are the stretches of `text` that a drawing must not show, in order: what tells of persons. `error` is
    what stopped the file, `trace` a stranger's.
    """

    name: str
    told: tuple[Told, ...]
    text: str = ""
    hidden: tuple[tuple[int, int], ...] = ()
    error: str = ""
    trace: str = ""


def checked(outcome: Outcome, *, privacy: bool) -> Checked:
    """What is to be told of a file; with `privacy` what should not be published too."""
    if outcome.error is not None:
        error = outcome.error
        told = Told(outcome.name, "error", error.code, error.message, error.hint and f"Try: {error.hint}")
        return Checked(outcome.name, (told,), error=str(error), trace=outcome.trace)
    assert outcome.parsed is not None  # noqa: S101  for the type checker: without an error there is something
    parsed = outcome.parsed
    private = tuple(_private(parsed)) if privacy else ()
    found = sorted((*parsed.findings, *silence.findings(parsed), *private), key=lambda each: each.stretch or (-1, -1))
    lines = LineIndex(parsed.source.text)
    hidden = sorted({each.stretch for each in private if each.stretch and each.diagnostic.code not in _SHOWN})
    return Checked(outcome.name, tuple(_told(found, outcome.name, lines)), parsed.source.text, tuple(hidden))


# What is private there stands below the line that is told.
_SHOWN = frozenset({"privacy-closed"})


def _private(parsed: Parsed) -> Iterator[Finding]:
    # Imported here: few ask.
    from referat.archive import privacy

    return privacy.findings(parsed)


def _told(found: Iterable[Finding], name: str, lines: LineIndex) -> Iterator[Told]:
    for diagnostic, stretch in found:
        place = None
        if stretch is not None:
            start, end = stretch
            first = lines.position(start)
            place = Stretch(start, end, first, lines.position(end), lines.stretch(first.line))
        yield _of(diagnostic, name, place)


def _of(diagnostic: Diagnostic, name: str, place: Stretch | None) -> Told:
    code = diagnostic.code
    return Told(name, diagnostic.severity, code, diagnostic.message, CODES[code][2], place)


class Count(NamedTuple):
    """How often a code was told, and of how many files."""

    severity: Severity
    code: str
    times: int
    files: int


class Counts:
    """How often each code was told, file by file."""

    def __init__(self) -> None:
        self.files = 0
        #: How many of them could be read.
        self.read = 0
        self._times: dict[tuple[Severity, str], int] = {}
        self._files: dict[tuple[Severity, str], int] = {}

    def add(self, file: Checked) -> None:
        """Count what is told of a file."""
        self.files += 1
        self.read += not file.error
        keys = [(told.severity, told.code) for told in file.told]
        for key in keys:
            self._times[key] = self._times.get(key, 0) + 1
        for key in set(keys):
            self._files[key] = self._files.get(key, 0) + 1

    def of(self, severity: Severity) -> int:
        """How many of this severity there are."""
        return sum(times for (each, _), times in self._times.items() if each == severity)

    def grouped(self) -> list[Count]:
        """The codes, the worst first, of equals those that are told most often."""
        counts = [Count(*key, times, self._files[key]) for key, times in self._times.items()]
        return sorted(counts, key=lambda each: (SEVERITIES.index(each.severity), -each.times, each.code))
