"""Where output goes: standard output, or a file that appears whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn

import typer

from referat.errors import OutputError


@contextmanager
def opened(output: Path | None, inputs: Sequence[str] = ()) -> Iterator[IO[bytes]]:
    """The binary stream to write to. With `output`, a temporary file beside it, renamed when all went well.

    Raises OutputError where the file cannot be written, or is one of the `inputs`. A reader that has closed the pipe
    ends the program quietly.
    """
    if output is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            leave_quietly()
        return
    if any(output.exists() and Path(name).exists() and output.samefile(name) for name in inputs):
        raise OutputError("is also an input; it would be overwritten.", name=str(output), hint="another --output.")
    if not output.parent.is_dir():
        raise OutputError("its folder does not exist.", name=str(output), hint=f"mkdir -p {output.parent}")
    if output.is_dir():
        raise OutputError("is a folder.", name=str(output), hint=f"a file in it, such as {output / 'minutes.json'}.")
    if output.exists() and not output.is_file():  # a device, a named pipe: nothing to rename over
        with output.open("wb") as stream:
            yield stream
        return
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.", suffix=".part")
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror}.", name=str(output)) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        # mkstemp makes private files; a result is as readable as any file that the user makes.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(output)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def leave_quietly() -> NoReturn:
    """End the program after its reader has gone, without Python's complaint about the pipe."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    raise typer.Exit(0)
