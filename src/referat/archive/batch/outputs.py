"""Which output is written, and whether it may be."""

import os
import shlex
import zlib
from collections.abc import Callable
from pathlib import Path

from referat.archive.batch.files import MARK, JsonFolder, NdjsonFile, Target
from referat.archive.batch.job import Job
from referat.archive.batch.left_out import head
from referat.archive.batch.sinks import DatabaseSink, Sink, StoredSink
from referat.archive.batch.store import state_of
from referat.archive.batch.tables import CsvFolder, ParquetFolder
from referat.errors import OutputError, SourceError
from referat.export.json import failures_beside

#: ending of the output's name: what is written.
ENDINGS = {
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
}
_COMPRESSED = (".gz", ".zst")
_STREAM = "-"
# How a path may end that says nothing of what is there.
_NO_NAMES = ("", os.curdir, os.pardir)
_ZSTD = b"\x28\xb5\x2f\xfd"
# How every line of NDJSON begins that is ours.
_LINE = b'{"schema_version"'


def target_of(out: str, target: str | None) -> str:
    """What is written to `out`. Raises OutputError where neither its ending nor `target` tells."""
    if target is not None:
        if out == _STREAM and target != "ndjson":
            raise OutputError("only ndjson goes to standard output.", hint="a file or a folder as OUT.")
        return target
    if out == _STREAM:
        return "ndjson"
    name = out.rstrip("/").lower()
    for ending in _COMPRESSED:
        name = name.removesuffix(ending)
    found = ENDINGS.get(os.path.splitext(name)[1])  # noqa: PTH122  it may be an address
    if found is None:
        raise OutputError(
            "its ending does not say what to write.",
            name=out,
            hint="an ending .ndjson, .db …, or --to ndjson, json, csv, sqlite or parquet.",
        )
    return found


def own(out: Path) -> Callable[[str], bool]:
    """What tells of a path whether it is the output, or one of the files that are written beside it."""
    folder, name = os.path.split(os.path.realpath(out))
    beside = {name, f"{name}.state", failures_beside(out).name, f".{name}.lock"}
    names = {one + ending for one in beside for ending in ("", "-journal", "-wal", "-shm")}

    looked_up = names.union(_NO_NAMES)

    def is_own(path: str) -> bool:
        # Nearly all are called otherwise, and are no links: where they lie need not be looked up. (Windows has several
        # names for one file.)
        last = os.path.basename(path)  # noqa: PTH119  names may be bytes that no text is
        if os.name == "posix" and last not in looked_up and not os.path.islink(path):  # noqa: PTH114
            return False
        above, what = os.path.split(os.path.realpath(path))
        return what in names and above == folder

    return is_own


def sink_for(path: Path, job: Job, *, anew: bool) -> Sink:
    """Where the results for `path` go. Raises OutputError where it may not, or cannot, be written."""
    path = Path(os.path.realpath(path))  # a link stays, and what it leads to is written
    if not path.parent.is_dir():
        hint = f"mkdir -p {shlex.quote(str(path.parent))}"
        raise OutputError("its folder does not exist.", name=str(path), hint=hint)
    if job.target in ("sqlite", "ndjson") and path.is_dir():
        raise OutputError("is a folder.", name=str(path), hint="a file in it.")
    if job.target in ("sqlite", "ndjson") and path.exists() and not path.is_file():
        raise OutputError("is no regular file.", name=str(path), hint="another name, or - for standard output.")
    if job.target == "sqlite":
        return DatabaseSink(path, job, anew=anew)
    return StoredSink(_target(path, job), job, anew=anew)


def _target(path: Path, job: Job) -> Target:
    if job.target == "ndjson":
        if path.exists() and not state_of(path).exists() and not _is_ours(path):
            raise OutputError("is a file that referat batch has not written.", name=str(path), hint="another name.")
        return NdjsonFile(path)
    if path.exists() and not path.is_dir():
        raise OutputError("is a file, not a folder.", name=str(path), hint="another name.")
    if path.is_dir() and any(path.iterdir()) and not (path / MARK).exists():
        raise OutputError(
            "is a folder with other files in it, which would be lost.", name=str(path), hint="another name."
        )
    if job.target == "csv":
        return CsvFolder(path, excel=job.excel)
    return JsonFolder(path) if job.target == "json" else ParquetFolder(path)


def _is_ours(path: Path) -> bool:
    """Whether a file is empty, or begins as NDJSON of ours does."""
    try:
        begun = head(str(path))
    except (OSError, SourceError, zlib.error):
        return False
    return not begun or begun.startswith((_LINE, _ZSTD))
