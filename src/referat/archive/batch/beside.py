"""What stands beside an output while it is made: the lock of its one run, and parts, named by chance.

Others may write to the same folder. No name of a part can be guessed, no link is followed, and what is made is for
nobody else's eyes before it is whole.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from referat.errors import OutputError

PART, OLD = ".part", ".old"
# How tempfile calls what it makes.
_BY_CHANCE = r"\.[a-z0-9_]{8}"
#: Seconds that a run waits for another one to end.
PATIENCE = 1.0


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """No other run writes to `out`, links followed, meanwhile. Raises OutputError where one does already.

    The system lets go of the lock where a run is killed; its file is then the next one's.
    """
    # Imported here: not every run writes to a file.
    from filelock import FileLock, Timeout

    out = Path(os.path.realpath(out))
    path = out.with_name(f".{out.name}.lock")
    if not _may_be_made(out):  # whoever writes will say so
        yield
        return
    lock = FileLock(path, timeout=PATIENCE, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise OutputError("another program is using it.", name=str(out), hint="wait until it has ended.") from None
    except (OSError, NotImplementedError) as error:
        told = getattr(error, "strerror", None) or "its disk has no locks"
        raise OutputError(f"cannot be locked: {told}.", name=str(path), hint="another folder.") from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps what is open
            path.unlink()  # first: who has it open already finds that it is nobody's any more
        lock.release()
        with suppress(OSError):
            path.unlink() if os.name == "nt" else None


def _may_be_made(out: Path) -> bool:
    """Whether anything can be made beside `out`; the lock would be waited for, or make the folder."""
    try:
        handle, part = file_beside(out)
    except OSError:
        return False
    os.close(handle)
    part.unlink()
    return True


def file_beside(out: Path) -> tuple[int, Path]:
    """A new file beside `out`, open to be written, and where it is."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=PART)
    return handle, Path(name)


def folder_beside(out: Path, ending: str = PART) -> Path:
    """A new folder beside `out`."""
    return Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}.", suffix=ending))


def put_in_place(part: Path, out: Path) -> None:
    """Let `part` take the place of `out`, as readable as that is, or as any other new file or folder."""
    umask = os.umask(0)
    os.umask(umask)
    usual = 0o777 if part.is_dir() else 0o666
    part.chmod(out.stat().st_mode & 0o7777 if out.exists() else usual & ~umask)
    if part.is_dir() and out.exists():
        old = folder_beside(out, OLD)
        out.rename(old / out.name)
        part.rename(out)
        remove(old)
    else:
        part.replace(out)


def remove(part: Path) -> None:
    """Take away what was made beside an output, whatever it is; a link, and not what it leads to."""
    if part.is_dir() and not part.is_symlink():
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink(missing_ok=True)


def clear(out: Path) -> None:
    """Take away what a run that was killed has left; nobody else writes to `out` meanwhile."""
    ours = re.compile(rf"\.{re.escape(out.name)}{_BY_CHANCE}(?:{re.escape(PART)}|{re.escape(OLD)})")
    for path in out.parent.iterdir():
        if ours.fullmatch(path.name):
            remove(path)
