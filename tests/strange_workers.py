"""Work that goes wrong, for the tests of the engine: told by the names of the files."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from referat.archive.batch.job import Job, Result, Task
from referat.archive.batch.work import work


def echo(job: Job, tasks: Sequence[Task]) -> list[Result]:
    """Each file gives its name; one called "dies" kills the worker, one called "hangs" takes no notice of any alarm."""
    results = []
    for task in tasks:
        name = task.entry.name
        if "dies" in name:
            os._exit(9)
        if "hangs" in name:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
            time.sleep(60)
        results.append(Result(name, "parsed", f"hash of {name}", message=job.target))
    return results


def dies_once(job: Job, tasks: Sequence[Task]) -> list[Result]:
    """The real work; the first worker that reads a file called "once" leaves a mark and dies."""
    for task in tasks:
        mark = Path(task.entry.place + ".mark")
        if "once" in task.entry.name and not mark.exists():
            mark.touch()
            os._exit(9)
    return work(job, tasks)


def moment(_asked: Path) -> tuple[int, int]:
    """Another one each time it is asked for: the process, and nanoseconds."""
    return os.getpid(), time.perf_counter_ns()


def dies_twice(job: Job, tasks: Sequence[Task]) -> list[Result]:
    """The real work; the first two workers that read a file called "twice" leave a mark each and die."""
    for task in tasks:
        marks = [Path(f"{task.entry.place}.mark{number}") for number in (1, 2)]
        left = [mark for mark in marks if not mark.exists()]
        if "twice" in task.entry.name and left:
            left[0].touch()
            os._exit(9)
    return work(job, tasks)


def dies(job: Job, tasks: Sequence[Task]) -> list[Result]:
    """The real work; a worker that reads a file called "deadly" dies."""
    if any("deadly" in task.entry.name for task in tasks):
        os._exit(9)
    return work(job, tasks)
