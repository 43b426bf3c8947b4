"""Files in, one Outcome per file out.

The one trap of the package stands here, around one file: a file that cannot be read is an Outcome with an error, and
the run goes on with the next.
"""

import sys
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from referat.errors import ReferatError, SourceError
from referat.layout import Layout
from referat.parser import parse
from referat.source import Source

if TYPE_CHECKING:
    from referat.parser import Parsed

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file gave: `parsed`, or the `error` that stopped it (a stranger's keeps its `trace`)."""

    name: str
    parsed: "Parsed | None" = None
    error: ReferatError | None = None
    trace: str = ""


def read(name: str) -> Source:
    """The file `name` ("-": standard input) as a Source. Raises SourceError with what is wrong and what to try."""
    if name == STDIN:
        return Source.from_bytes(sys.stdin.buffer.read(), name=STDIN)
    path = Path(name)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError("there is no such file.", name=name, hint=_near(path)) from None
    except IsADirectoryError:
        raise SourceError(
            "is a folder, not a file.", name=name, hint=f"the files in it: referat parse {path}/*.txt"
        ) from None
    except PermissionError:
        if path.is_dir():  # as Windows says it
            raise SourceError(
                "is a folder, not a file.", name=name, hint=f"the files in it: referat parse {path}/*.txt"
            ) from None
        raise SourceError("may not be read.", name=name, hint="the file's permissions.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot be read: {reason}.", name=name) from None
    return Source.from_bytes(data, name=name)


def parse_file(path: str | Path, *, layout: Layout | str | None = None) -> "Parsed":
    """Read the minutes in the file `path` ("-": standard input). See `referat.parse` for `layout` and the errors."""
    return parse(read(str(path)), layout=layout)


def parse_files(names: Iterable[str], *, layout: Layout | str | None = None) -> Iterator[Outcome]:
    """One Outcome per name, in order."""
    for name in names:
        try:
            yield Outcome(name, parsed=parse_file(name, layout=layout))
        except ReferatError as error:
            error.name = error.name or name
            yield Outcome(name, error=error)
        except Exception as error:
            # Anything else is a mistake of ours: it must not cost the other files, and it must be seen.
            ours = ReferatError(
                f"referat failed on this file ({type(error).__name__}: {error}).",
                name=name,
                hint="report it, with the file.",
            )
            yield Outcome(name, error=ours, trace=traceback.format_exc())


def _near(path: Path) -> str:
    """What to try for a path that is not there: a neighbour whose name is nearly the same, where there is one."""
    # Imported here: only this message needs it.
    from difflib import get_close_matches

    try:
        names = [other.name for other in path.parent.iterdir()]
    except OSError:
        return f"a folder that exists; {str(path.parent)!r} does not."
    close = get_close_matches(path.name, names, n=1)
    return f"{str(path.parent / close[0])!r}." if close else "another name, or its full path."
