"""Where output goes: standard output, or a file that appears whole or not at all."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn

from referat.cli.talk import say
from referat.errors import OutputError


class Nothing(Exception):  # noqa: N818  no error: it tells `opened` that there is nothing to keep
    """Raised inside `opened` where nothing was written that deserves to replace a file."""


@contextmanager
def opened(output: str | None, inputs: Sequence[str] = (), example: str = "minutes.json") -> Iterator[IO[bytes]]:
    """The binary stream to write to: a temporary file beside `output`, renamed at the end; standard output for "-".

    Raises OutputError where it cannot be written, or is one of the `inputs`. A reader that has closed the pipe ends the
    program quietly. `example` is a name for a file, for who names a folder.
    """
    if output in (None, "-"):
        with _standard_output() as stream:
            yield stream
        return
    assert output is not None  # noqa: S101  for the type checker
    try:
        path = _checked(output, inputs, example)
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}.", name=output) from None
    try:
        with _replacing(path) if path.is_file() or not path.exists() else path.open("wb") as stream:
            yield stream
    except Nothing:
        return
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}.", name=output) from None


def _checked(output: str, inputs: Sequence[str], example: str) -> Path:
    """The file that `output` names, links followed. Raises OutputError where it must not or cannot be written."""
    path = Path(output).resolve()
    if output.endswith(("/", os.sep)) or path.is_dir():
        raise OutputError("is a folder.", name=output, hint=f"a file in it, such as {Path(output) / example}.")
    if not path.parent.is_dir():
        # Imported here: only this message needs it.
        import shlex

        raise OutputError(
            "its folder does not exist.", name=output, hint=f"mkdir -p {shlex.quote(str(Path(output).parent))}"
        )
    if path.exists():
        if any(Path(name).exists() and path.samefile(name) for name in inputs):
            raise OutputError("is also an input; it would be overwritten.", name=output, hint="another --output.")
        if not os.access(path, os.W_OK):
            raise OutputError("may not be written.", name=output, hint="the file's permissions, or another --output.")
    return path


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """A temporary file beside `path` that takes its place, and its mode, when all went well."""
    # Imported here: standard output needs none.
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        # mkstemp makes private files; a new result is as readable as any file that the user makes.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def _standard_output() -> Iterator[IO[bytes]]:
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except Nothing:
        return
    except BrokenPipeError:
        leave_quietly()
    except OSError as error:
        give_up(error)


def give_up(error: OSError) -> NoReturn:
    """End the program where standard output cannot be written, with one line and without Python's complaint."""
    say(f"referat: cannot write to standard output: {error.strerror}.")
    _silence()
    raise SystemExit(1)


def leave_quietly() -> NoReturn:
    """End the program after its reader has gone, without Python's complaint about the pipe."""
    _silence()
    raise SystemExit(0)


def _silence() -> None:
    """Let what is still in the buffers go nowhere."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())


def warn_incomplete(database: str) -> None:
    """Say on standard error where the last run that wrote `database` has not gone to its end; it may still run."""
    # Imported here: `parse` needs no database.
    from referat.errors import ArchiveError
    from referat.export.database import is_complete
    from referat.export.database import opened as archive_opened

    with suppress(ArchiveError), archive_opened(database) as connection:  # another says what is wrong with it
        if not is_complete(connection):
            hint = "Try, where it runs no more: the same referat batch again."
            say(f"referat: {database}: the last run has not gone to its end. {hint}")
