"""A whole run: the plan, the workers, the output."""

import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, closing, nullcontext
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import IO

import referat
from referat.archive.batch.archives import Limits
from referat.archive.batch.beside import alone
from referat.archive.batch.engine import Engine, Pool
from referat.archive.batch.files import Failure
from referat.archive.batch.job import Job, Result, Task, Work
from referat.archive.batch.left_out import Kind
from referat.archive.batch.outputs import own, sink_for, target_of
from referat.archive.batch.plan import Entry, Plan
from referat.archive.batch.pools import ClusterPool, GivenPool, LocalPool
from referat.archive.batch.remote import local_output
from referat.archive.batch.sinks import Sink, StreamSink, Totals, in_use
from referat.archive.batch.work import work
from referat.errors import OutputError, SourceError, printable
from referat.lexicon import families
from referat.text.inputs.kinds import PLAINLY, Opening
from referat.tuples import NamedTuple

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
    authority: str | None = None
    redact: bool = False
    scheduler: str | None = None
    executor: Executor | None = None
    work: Work = work
    opening: Opening = PLAINLY


class Summary(NamedTuple):
    """What a run did, and what its output holds now.

    `failures_at` says where the failures of files are told, `left_out` how many files and folders were taken for no
    documents, by kind; `redacted`, where that
    is wanted, what was replaced in the records of the files that were read.
    """

    totals: Totals
    read: int
    unchanged: int
    removed: int
    seconds: float
    failures_at: str
    left_out: dict[Kind, int]
    redacted: dict[str, int] | None = None


class Watch:
    """What is told of a run while it goes on; this one listens to nothing."""

    def planned(self, files: int) -> None:
        """So many files are to be looked at."""

    def done(self, result: Result) -> None:
        """One file is done."""

    def waiting(self, name: str, seconds: float) -> None:
        """Nothing has come for so many seconds; the file `name`, or one that is read with it, is next."""

    def failed(self, failure: Failure) -> None:
        """One of the failures that the output holds in the end, those of earlier runs among them, by name."""


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
        path = Path(_STREAM) if stream is not None else held.enter_context(local_output(out, resume=options.resume))
        plan = held.enter_context(
            closing(_plan(inputs, listed, path, Limits(options.opening.max_size, options.timeout)))
        )
        if stream is None:
            held.enter_context(alone(path))
        sink = StreamSink(stream) if stream is not None else sink_for(path, job, anew=not options.resume)
        held.enter_context(closing(sink))
        files = len(plan)
        watch.planned(files)
        # What goes wrong with standard output is for whoever opened it.
        writing = partial(in_use, path) if stream is None else nullcontext

        def waiting(name: str, seconds: float) -> None:
            with writing():
                sink.keep()
            watch.waiting(name, seconds)

        most = files // (pool.workers * _CHUNKS_EACH)
        engine = Engine(pool, job, options.work, most_files=most, waiting=waiting)
        read = unchanged = 0
        redacted: Counter[str] = Counter()
        for result in engine.run(map(partial(_task, sink), plan)):
            with writing():
                sink.put(result)
            unchanged += result.state == "unchanged"
            read += result.state != "unchanged"
            redacted.update(result.redacted)
            watch.done(result)
        with writing():
            totals = sink.finish()
        for failure in sink.failed():
            watch.failed(failure)
        left_out = dict(plan.left_out.counts)
    seconds = time.perf_counter() - begun
    return Summary(
        totals, read, unchanged, sink.removed, seconds, sink.failures, left_out, redacted if options.redact else None
    )


def _task(sink: Sink, entry: Entry) -> Task:
    return Task(entry, sink.known(entry.name))


def _pool(options: Options) -> Pool:
    if options.executor is not None:
        return GivenPool(options.executor, options.jobs)
    return ClusterPool(options.scheduler) if options.scheduler is not None else LocalPool(options.jobs)


def _job(out: str, options: Options) -> Job:
    target = target_of(out, options.target)
    if options.excel and target != "csv":
        raise OutputError("--excel goes with --to csv.")
    parser = referat.__version__
    if options.layout is not None:
        families.by_id(options.layout)
        path = Path(options.layout)
        digest = sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""
        parser = " ".join(filter(None, (parser, f"--layout {path.stem}", digest)))
    if options.authority is not None:
        parser = f"{parser} --authority {options.authority}"
    if options.opening.encoding is not None:
        parser = f"{parser} --encoding {options.opening.encoding}"
    if options.redact:
        parser = f"{parser} --redact"
    return Job(
        target,
        parser,
        options.layout,
        options.authority,
        options.excel,
        options.timeout,
        options.opening,
        options.redact,
    )


def _plan(inputs: Sequence[str], listed: bytes, out: Path, limits: Limits) -> Plan:
    """The plan, complete. What is being written is left out of it, where it lies in the archive."""
    plan = Plan(own(out), limits)
    for given in inputs:
        if given == _STREAM:
            plan.add_list(listed)
        else:
            plan.add(given)
    if not len(plan):
        names = ", ".join("standard input" if given == _STREAM else printable(given) for given in inputs)
        left_out = plan.left_out.said()
        raise SourceError(f"there is no {f'document in it; {left_out}' if left_out else 'file in it'}.", name=names)
    return plan
