"""Files in, one Outcome per file out.

The one trap of the package stands here, around one file: a file that cannot be read is an Outcome with an error, and
the run goes on with the next.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from referat.archive.overtime import Overtime, at_most
from referat.errors import OvertimeError, ReferatError, SourceError, printable
from referat.reader import parse
from referat.text.inputs import memory
from referat.text.inputs.kinds import PLAINLY, Opening
from referat.text.inputs.limits import bounded
from referat.text.source import Source
from referat.tuples import NamedTuple

if TYPE_CHECKING:
    from referat.reader import Parsed

STDIN = "-"
T = TypeVar("T")

#: The kinds of failure of a file, beside the diagnostics that are errors: what each means and what to do about it.
FAILURES = {
    "unreadable": "The file is missing, may not be read, is damaged or encrypted, must be converted first, or holds no "
    "text (a picture, scanned pages, a spreadsheet).",
    "too-large": "The file is larger than `--max-size` (64 MB), or would take more memory or time than any minutes: "
    "300 MB of memory beside the program (on Linux; a larger `--max-size` allows more), too many pages, parts or "
    "elements, too deep within each other, or packed so that little becomes very much.",
    "timeout": "Reading the file, or opening the archive, took longer than `--timeout`. It is tried again in the next "
    "run.",
    "worker-died": "The process that read the file, or opened the archive, died, perhaps for lack of memory. It is "
    "tried again next time.",
    "internal-error": "A mistake in referat. Please report it, with the file.",
}


class Outcome(NamedTuple):
    """What one file gave: `parsed`, or the `error` that stopped it (a stranger's keeps its `trace`)."""

    name: str
    parsed: "Parsed | None" = None
    error: ReferatError | None = None
    trace: str = ""

    @property
    def failure(self) -> tuple[str, str] | None:
        """Code and message, where the file gave no meeting: of the error, or of the diagnostic that is one."""
        if self.error is not None:
            return self.error.code, self.error.advice
        assert self.parsed is not None  # noqa: S101  for the type checker: without an error there is something
        if self.parsed.records:
            return None
        found = next(one for one in self.parsed.diagnostics if one.severity == "error")
        return found.code, found.message


def contents(name: str, opening: Opening = PLAINLY) -> bytes:
    """The bytes of the file `name` ("-": standard input). Raises SourceError with what is wrong and what to try."""
    shown = printable(name)
    if name == STDIN:
        if sys.stdin is None:
            raise SourceError("standard input is closed.", name=STDIN)
        with _named(STDIN):
            return bounded(sys.stdin.buffer, opening.max_size)
    if not name:
        raise SourceError("a file name is empty.", hint="the name of a file.")
    path = Path(name)
    try:
        with _named(shown), path.open("rb") as stream:
            return bounded(stream, opening.max_size)
    except FileNotFoundError:
        raise SourceError("there is no such file.", name=shown, hint=_near(path)) from None
    except OSError as error:
        if os.path.isdir(name):  # noqa: PTH112  Path.is_dir raises where the folder above may not be searched
            # Imported here: only this message needs it.
            import shlex

            batch = f"referat batch {shlex.quote(name)} OUT.db"
            raise SourceError("is a folder, not a file.", name=shown, hint=batch) from None
        hint = "the file's permissions." if isinstance(error, PermissionError) else ""
        raise SourceError(f"cannot be read: {error.strerror}.", name=shown, hint=hint) from None
    except ValueError as error:
        raise SourceError(f"cannot be read: {error}.", name=shown) from None


def read(name: str, opening: Opening = PLAINLY) -> Source:
    """The file `name` as a Source. Raises SourceError, as `contents` does."""
    data = contents(name, opening)
    return Source.from_bytes(data, name=printable(name), opening=opening)


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Give an error from within the name of the file."""
    try:
        yield
    except SourceError as error:
        error.name = name
        raise


def within(seconds: float | None, read: Callable[[], T], name: str = "") -> T:
    """What `read` gives. Raises OvertimeError where it takes longer than `seconds`, which are those of the clock."""
    if seconds is None:
        return read()
    try:
        with at_most(seconds):
            return read()
    except Overtime:
        error = OvertimeError(f"took longer than {seconds:g} seconds.", name=name, hint="a longer --timeout.")
        raise error from None


def parse_file(
    path: str | Path, *, layout: str | None = None, authority: str | None = None, opening: Opening = PLAINLY
) -> "Parsed":
    """Read the minutes in the file `path` ("-": standard input). See `referat.parse` for the rest, and the errors."""

    def parsed() -> "Parsed":
        return parse(read(str(path), opening), layout=layout, authority=authority)

    return _guarded(parsed, printable(str(path)), opening)


def parse_contents(data: bytes, name: str, *, layout: str | None = None, opening: Opening = PLAINLY) -> "Parsed":
    """The same of `contents` that the caller keeps."""
    shown = printable(name)
    return _guarded(lambda: parse(data, name=shown, layout=layout, opening=opening), shown, opening)


def _guarded(parsed: Callable[[], "Parsed"], shown: str, opening: Opening) -> "Parsed":
    return within(opening.seconds, partial(memory.within, opening.memory, parsed, shown), shown)


def parse_files(
    names: Iterable[str], *, layout: str | None = None, authority: str | None = None, opening: Opening = PLAINLY
) -> Iterator[Outcome]:
    """One Outcome per name, in order."""
    for name in names:
        yield outcome(printable(name), partial(parse_file, name, layout=layout, authority=authority, opening=opening))


def outcome(name: str, read: Callable[[], "Parsed"]) -> Outcome:
    """What `read` gives for the file `name`, or the error that it raises."""
    try:
        return Outcome(name, parsed=read())
    except ReferatError as error:
        error.name = error.name or name
        return Outcome(name, error=error)
    except Exception as error:
        # Anything else is a mistake of ours: it must not cost the other files, and it must be seen.
        import traceback

        ours = ReferatError(
            f"referat failed on this file ({type(error).__name__}: {error}).",
            name=name,
            hint="report it, with the file.",
        )
        return Outcome(name, error=ours, trace=traceback.format_exc())


def _near(path: Path) -> str:
    """What to try for a path that is not there: a neighbour whose name is nearly the same, where there is one."""
    # Imported here: only this message needs it.
    from difflib import get_close_matches

    try:
        names = [other.name for other in path.parent.iterdir()]
    except OSError:
        return f"a folder that exists; {printable(str(path.parent))!r} does not."
    close = get_close_matches(path.name, names, n=1, cutoff=0.75)
    return f"{printable(str(path.parent / close[0]))!r}." if close else "another name, or its full path."
