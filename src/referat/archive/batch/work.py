"""What a worker process does: files in, results out. What leaves it are bytes, never models.

A worker imports the parser only when a file is new: a run that finds everything unchanged does not pay for it.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from hashlib import sha256

from referat.archive.batch import reasons
from referat.archive.batch.job import Job, Result, Task
from referat.archive.batch.places import open_named, open_regular
from referat.archive.batch.plan import Entry
from referat.archive.overtime import Overtime, at_most
from referat.errors import SourceError
from referat.text.inputs import memory
from referat.text.inputs.limits import bounded


def work(job: Job, tasks: Sequence[Task]) -> list[Result]:
    """Read and parse files, each for itself."""
    return [_one(job, task) for task in tasks]


def failed(name: str, code: str, message: str, *, sha: str | None = None, trace: str = "") -> Result:
    """The result of a file that gave nothing."""
    return Result(name, "failed", sha, code, message, trace)


def _one(job: Job, task: Task) -> Result:
    name = task.entry.name
    try:
        with at_most(job.timeout):
            data, problem = _data(task.entry, job.opening.max_size)
            if problem is not None:
                return failed(name, *problem)
            digest = sha256(data).hexdigest()
            if digest == task.known:
                return Result(name, "unchanged", digest)
            result = _parsed(job, name, data, digest)
            return result._replace(message=reasons.unpacked(result.message, name, task.entry.archive))
    except Overtime:
        return failed(name, "timeout", f"took longer than {job.timeout:g} seconds.")


def _data(entry: Entry, most: int) -> tuple[bytes, tuple[str, str] | None]:
    """The file's bytes, or the code and the message that say why there are none."""
    if entry.problem is not None or entry.data is not None:
        return entry.data or b"", entry.problem
    try:
        return _read(entry, most), None
    except OSError as error:
        return b"", ("unreadable", f"cannot be read: {error.strerror or error}.")
    except SourceError as error:
        return b"", (error.code, error.advice)
    except MemoryError:
        return b"", ("too-large", "holds more than the memory does.")


def _read(entry: Entry, most: int) -> bytes:
    with (open_named if entry.named else open_regular)(entry.place) as stream:
        return bounded(stream, most)


def _parsed(job: Job, name: str, data: bytes, digest: str) -> Result:
    # Imported here: see above.
    from referat.archive import outcomes as archive
    from referat.archive.batch.encoders import encoder
    from referat.archive.privacy import Redaction
    from referat.contract.record import Record
    from referat.reader import Parsed, parse

    payload = b""
    records: tuple[Record, ...] = ()
    redacted: dict[str, int] = {}

    def read() -> Parsed:
        nonlocal payload, records, redacted
        parsed = parse(data, name=name, layout=job.layout, authority=job.authority, opening=job.opening)
        records = parsed.records
        if job.redact:
            redaction = Redaction(parsed)
            records, redacted = redaction.records, dict(redaction.counts)
        payload = encoder(job)(digest, name, records) if records else b""
        return parsed

    outcome = archive.outcome(name, partial(memory.within, memory.most(job.opening.max_size), read))
    failure = outcome.failure
    if failure is not None or outcome.parsed is None:
        code, message = failure or ("internal-error", "")
        return failed(name, code, message, sha=digest, trace=outcome.trace)
    warnings = Counter(found["code"] for meeting in records for found in meeting["diagnostics"])
    items = sum(len(meeting["items"]) for meeting in records)
    counts = dict(sorted(warnings.items()))
    done = Result(name, "parsed", digest, meetings=len(records), items=items, warnings=counts, payload=payload)
    return done._replace(redacted=redacted)
