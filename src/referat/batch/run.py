"""A whole run: the plan, the workers, the output."""

import os
import sqlite3
import time
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from hashlib import sha256
from pathlib import Path
from typing import IO, NamedTuple

import referat
from referat import layout as layouts
from referat.batch.engine import Engine, Pool
from referat.batch.files import MARK, JsonFolder, NdjsonFile, Target
from referat.batch.job import Job, Result, Task, Work
from referat.batch.plan import Plan
from referat.batch.pools import ClusterPool, GivenPool, LocalPool
from referat.batch.remote import local_output
from referat.batch.sinks import DatabaseSink, Sink, StoredSink, StreamSink, Totals
from referat.batch.tables import CsvFolder, ParquetFolder
from referat.batch.work import work
from referat.errors import OutputError, SourceError
from referat.export.database import APPLICATION_ID
from referat.export.json import failures_beside
from referat.export.relations import DATABASE_VERSION

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
# A chunk should be a small part of what a worker gets, so that none waits for the last one.
_CHUNKS_EACH = 8
_STREAM = "-"


class Options(NamedTuple):
    """How a run goes. `target` None is by the ending of the output, `jobs` None one process a core.

    With `executor`, the work is done there, and it stays open; with `scheduler`, on that Dask cluster. `work` is
    what is done with every file.
    """

    target: str | None = None
    jobs: int | None = None
    timeout: float = 60.0
    resume: bool = True
    excel: bool = False
    layout: str | None = None
    scheduler: str | None = None
    executor: Executor | None = None
    work: Work = work


class Summary(NamedTuple):
    """What a run did, and what its output holds now."""

    totals: Totals
    read: int
    unchanged: int
    removed: int
    seconds: float


class Watch:
    """What is told of a run while it goes on; this one listens to nothing."""

    def planned(self, files: int) -> None:
        """So many files are to be looked at."""

    def done(self, result: Result) -> None:
        """One file is done."""


def batch(
    inputs: Sequence[str],
    out: str,
    options: Options = Options(),  # noqa: B008  it is immutable
    *,
    listed: bytes = b"",
    stream: IO[bytes] | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Read everything that `inputs` name and write it to `out` ("-": NDJSON to `stream`).

    "-" among the inputs stands for the names in `listed`. Raises SourceError where an input is not there, OutputError
    where the output cannot be written, LayoutError for a layout that is not there. A file that cannot be read is among
    the failures, and raises nothing.
    """
    watch = watch or Watch()
    job = _job(out, options)
    begun = time.perf_counter()
    with ExitStack() as held:
        pool = held.enter_context(closing(_pool(options)))
        path = held.enter_context(local_output(out, resume=options.resume)) if out != _STREAM else Path(out)
        plan = held.enter_context(closing(_plan(inputs, listed, path)))
        sink = _sink(path, job, options, stream)
        held.callback(sink.close)
        files = len(plan)
        watch.planned(files)
        engine = Engine(pool, job, options.work, most_files=files // (pool.workers * _CHUNKS_EACH))
        read = unchanged = 0
        for result in engine.run(Task(entry, sink.known(entry.name)) for entry in plan):
            sink.put(result)
            unchanged += result.state == "unchanged"
            read += result.state != "unchanged"
            watch.done(result)
        try:
            totals = sink.finish()
        except OSError as error:
            raise OutputError(f"cannot be written: {error.strerror}.", name=out) from None
    return Summary(totals, read, unchanged, sink.removed, time.perf_counter() - begun)


def _pool(options: Options) -> Pool:
    if options.executor is not None:
        return GivenPool(options.executor, options.jobs)
    return ClusterPool(options.scheduler) if options.scheduler is not None else LocalPool(options.jobs)


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


def _job(out: str, options: Options) -> Job:
    target = target_of(out, options.target)
    if options.excel and target != "csv":
        raise OutputError("--excel goes with --to csv.")
    parser = referat.__version__
    if options.layout is not None:
        layouts.load(options.layout)
        path = Path(options.layout)
        digest = sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""
        parser = " ".join(filter(None, (parser, f"--layout {path.stem}", digest)))
    return Job(target, parser, options.layout, options.excel, options.timeout)


def _plan(inputs: Sequence[str], listed: bytes, out: Path) -> Plan:
    """The plan, complete. What is being written is left out of it, where it lies in the archive."""
    own = os.path.abspath(out)  # noqa: PTH100  as text, like the names that it is compared with
    folder, name = os.path.split(own)
    failures = failures_beside(out).name

    def is_own(path: str) -> bool:
        above, what = os.path.split(os.path.abspath(path))  # noqa: PTH100
        return above == folder and (
            what in (name, failures) or what.startswith((f"{name}.state", f"{name}-", f".{name}"))
        )

    plan = Plan(is_own)
    for given in inputs:
        if given == _STREAM:
            plan.add_list(listed)
        else:
            plan.add(given)
    if not len(plan):
        raise SourceError("there is no file in it.", name=", ".join(inputs))
    return plan


def _sink(path: Path, job: Job, options: Options, stream: IO[bytes] | None) -> Sink:
    if stream is not None:
        return StreamSink(stream)
    if not path.parent.is_dir():
        raise OutputError("its folder does not exist.", name=str(path), hint=f"mkdir -p {path.parent}")
    if job.target == "sqlite":
        if path.is_dir():
            raise OutputError("is a folder.", name=str(path), hint="a file in it.")
        return DatabaseSink(path, job, fresh=not options.resume or _is_of_another_version(path))
    return StoredSink(_target(path, job), job, fresh=not options.resume)


def _target(path: Path, job: Job) -> Target:
    if job.target == "ndjson":
        if path.is_dir():
            raise OutputError("is a folder.", name=str(path), hint="a file in it.")
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


def _is_of_another_version(path: Path) -> bool:
    """Whether there is a database of ours whose tables are not today's."""
    if not path.is_file() or not path.stat().st_size:
        return False
    with closing(sqlite3.connect(path, timeout=1)) as connection:
        try:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            return bool(ours and version != DATABASE_VERSION)
        except sqlite3.DatabaseError:
            return False  # said when it is opened to be written
