"""An output at an address: made on this machine, and brought there when it is whole.

No address has locks that all of them know. Two runs of one user on one machine exclude each other; what somebody else
has written there meanwhile is not written over.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from referat.archive.batch.beside import alone
from referat.archive.batch.places import is_url, remote
from referat.errors import OutputError, OutputLostError

_LOCAL = frozenset({"file", "local"})


@contextmanager
def local_output(out: str, *, resume: bool) -> Iterator[Path]:
    """Where to write `out`: its own path, or a temporary one whose files are brought to the address at the end.

    With `resume`, what the last run left there is fetched first. Raises OutputError where it cannot be written, or
    another run does so, and OutputLostError where somebody has meanwhile.
    """
    if not is_url(out):
        yield Path(out)
        return
    served = remote(out)
    above, _, name = out.rstrip("/").rpartition("/")
    theirs = [f"{above}/{one}" for one in (name, f"{name}.state")]
    with _alone(out, served), tempfile.TemporaryDirectory(prefix="referat-") as folder:
        here = Path(folder)
        try:
            before = _state(served, theirs)
            for there in theirs if resume else ():
                if served.isfile(there):
                    served.get_file(there, str(here / there.rpartition("/")[2]))
            yield here / name
            if _state(served, theirs) != before:
                told = "another program has written to it."
                raise OutputLostError(told, name=out, hint="the same command again, when it has ended.")
            _bring(here, served, above)
        except OSError as error:
            raise OutputError(f"cannot be written: {error}.", name=out) from None


def _bring(here: Path, served: Any, above: str) -> None:
    for path in sorted(here.iterdir()):
        there = f"{above}/{path.name}"
        if path.is_dir():
            if served.exists(there):
                served.rm(there, recursive=True)
            served.put(f"{path}/", f"{there}/", recursive=True)
        else:
            served.put_file(str(path), there)


def _state(served: Any, theirs: list[str]) -> list[str]:
    """What tells whether the files at addresses are as they were; "" for one that is not there."""
    served.invalidate_cache()
    return [served.ukey(there) if served.isfile(there) else "" for there in theirs]


@contextmanager
def _alone(out: str, served: Any) -> Iterator[None]:
    """No other run of this user on this machine writes to the address `out` meanwhile; to a file's none at all."""
    protocols = {served.protocol} if isinstance(served.protocol, str) else set(served.protocol)
    path = served._strip_protocol(out)
    here = Path(path) if protocols & _LOCAL else _ours() / sha256(out.rstrip("/").encode()).hexdigest()[:32]
    try:
        with alone(here):
            yield
    except OutputError as error:
        if error.name == str(here):
            error.name = out
        raise


def _ours() -> Path:
    """A folder for locks that is this user's alone, and the same for every run on this machine."""
    owner = os.getuid() if hasattr(os, "getuid") else None
    folder = Path(tempfile.gettempdir()) / ("referat-locks" if owner is None else f"referat-locks-{owner}")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise OutputError(f"cannot hold a lock: {error.strerror}.", name=str(folder), hint="another TMPDIR.") from None
    if not stat.S_ISDIR(found.st_mode) or (owner is not None and found.st_uid != owner):
        raise OutputError("cannot hold a lock: it is somebody else's.", name=str(folder), hint="another TMPDIR.")
    return folder
