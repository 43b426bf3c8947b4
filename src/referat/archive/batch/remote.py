"""An output at an address: made on this machine, and brought there when it is whole."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from referat.archive.batch.places import is_url, remote
from referat.errors import OutputError


@contextmanager
def local_output(out: str, *, resume: bool) -> Iterator[Path]:
    """Where to write `out`: its own path, or a temporary one whose files are brought to the address at the end.

    With `resume`, what the last run left there is fetched first. Raises OutputError where it cannot be written.
    """
    if not is_url(out):
        yield Path(out)
        return
    served = remote(out)
    above, _, name = out.rstrip("/").rpartition("/")
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        here = Path(folder)
        try:
            if resume:
                for one in (name, f"{name}.state"):
                    if served.isfile(f"{above}/{one}"):
                        served.get_file(f"{above}/{one}", str(here / one))
            yield here / name
            for path in sorted(here.iterdir()):
                if path.is_dir():
                    there = f"{above}/{path.name}"
                    if served.exists(there):
                        served.rm(there, recursive=True)
                    served.put(f"{path}/", f"{there}/", recursive=True)
                else:
                    served.put_file(str(path), f"{above}/{path.name}")
        except OSError as error:
            raise OutputError(f"cannot be written: {error}.", name=out) from None
