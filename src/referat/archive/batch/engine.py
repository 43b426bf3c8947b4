"""Files to workers and results back: in order, a bounded number under way, whatever happens to a worker.

Written against `concurrent.futures.Executor`. When a worker dies or hangs, the files that were under way are read again
one at a time, so that the one that did it is known, named and skipped.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from functools import partial
from itertools import islice
from typing import Protocol

from referat.archive.batch.job import Job, Result, Task, Work
from referat.archive.batch.work import failed

#: Files that go to a worker at a time, at most, and the bytes of those that come from an archive.
MOST_FILES, MOST_BYTES = 32, 1_000_000
#: The bytes from archives that are under way, all together, before another chunk is begun; and those of one chunk that
#: is under way alone: on its way to a worker it takes them twice.
MOST_BYTES_AHEAD, LARGE = 32_000_000, 8_000_000
# Chunks under way for each worker: one that it works on, and one that waits for it.
_AHEAD = 2
# Files that go to a worker at a time at first, and the seconds that a chunk should take: then half as many of the files
# go with the next one, or twice as many. What a chunk gives comes when all of it is done, and is lost where the program
# is killed before.
_FIRST_FILES, _TOO_SHORT, _TOO_LONG = 4, 0.5, 2.0
#: Seconds after which it is told that nothing has come.
TICK = 2.0
# What a worker may need beside the files: to start, to import, to load the layouts.
GRACE = 20.0

Chunk = Sequence[Task]


#: What is called now and then while nothing comes: with the name of a file that is waited for, and for how long.
Waiting = Callable[[str, float], None]


class Pool(Protocol):
    """Where work is done. `gives_up` are the exceptions by which it says that a worker died over a chunk."""

    gives_up: tuple[type[Exception], ...]

    @property
    def workers(self) -> int:
        """How many files are worked on at a time."""
        ...

    def executor(self) -> Executor:
        """What takes work; made when first asked for, and anew after `restart`."""
        ...

    def restart(self) -> bool:
        """Stop the workers at once, whatever they do; whether nothing that they had can come to an end any more."""
        ...

    def close(self) -> None:
        """Let go of them."""
        ...


class Engine:
    """Runs `work` on a pool. `grace` are the seconds that a chunk may take beside the time limits of its files."""

    def __init__(
        self,
        pool: Pool,
        job: Job,
        work: Work,
        *,
        most_files: int = MOST_FILES,
        grace: float = GRACE,
        waiting: Waiting | None = None,
    ) -> None:
        self._pool = pool
        self._job = job
        self._work = work
        self._grace = grace
        self._waiting = waiting
        self._trouble: tuple[type[BaseException], ...] = (*_TROUBLE, *pool.gives_up)
        self._most_files = max(1, min(most_files, MOST_FILES))
        self._files_together = min(_FIRST_FILES, self._most_files)

    def run(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """One result per task, in the order of the tasks."""
        chunks = self._chunks(tasks)
        under_way: deque[tuple[Chunk, Future[list[Result]]]] = deque()
        most = self._pool.workers * _AHEAD + 1
        # The one that comes next, once it has been taken: nothing else here holds on to what is done.
        coming: deque[Chunk] = deque()
        more = True
        while more or coming or under_way:
            while len(under_way) < most and sum(_size(one) for one, _ in under_way) < MOST_BYTES_AHEAD:
                coming.extend(islice(chunks, 1 - len(coming)))
                more = bool(coming)
                if not coming or (under_way and _size(coming[0]) > LARGE):
                    break
                under_way.append((coming[0], self._submit(coming.popleft())))
            if under_way:
                yield from self._results(*under_way.popleft(), under_way)

    def _results(
        self,
        chunk: Chunk,
        future: Future[list[Result]],
        under_way: deque[tuple[Chunk, Future[list[Result]]]],
    ) -> Iterator[Result]:
        try:
            yield from self._awaited(chunk, future)
        except self._trouble as error:
            yield from self._recover(chunk, future, error, under_way)

    def _submit(self, chunk: Chunk) -> Future[list[Result]]:
        try:
            future = self._pool.executor().submit(self._work, self._job, chunk)
            future.add_done_callback(partial(self._adapt, time.monotonic(), len(chunk)))
        except (BrokenExecutor, OSError) as error:  # found out when the results are asked for, like a death later on
            if isinstance(error, OSError) and error.errno is not None:  # the system's own
                raise
            future = Future()
            # A worker that is started while another one's death closes what they share finds that closed.
            future.set_exception(error if isinstance(error, BrokenExecutor) else BrokenExecutor(str(error)))
        return future

    def _adapt(self, begun: float, files: int, _: "Future[list[Result]]") -> None:
        """Take more files together, or fewer, after a chunk that was given to the workers at `begun` and is done."""
        seconds = (time.monotonic() - begun) / _AHEAD  # it has waited for another one
        if seconds > _TOO_LONG:
            self._files_together = max(1, files // 2)
        elif seconds < _TOO_SHORT:
            self._files_together = min(self._most_files, max(self._files_together, files * 2))

    def _chunks(self, tasks: Iterable[Task]) -> Iterator[Chunk]:
        chunk: deque[Task] = deque()
        size = 0
        tasks = iter(tasks)
        while taken := list(islice(tasks, 1)):
            size += _size(taken)
            chunk.append(taken.pop())
            if len(chunk) >= self._files_together or size >= MOST_BYTES:
                size = 0
                yield [chunk.popleft() for _ in range(len(chunk))]
        if chunk:
            yield list(chunk)

    def _awaited(self, chunk: Chunk, future: Future[list[Result]]) -> list[Result]:
        """What `chunk` gives; what listens is told every few seconds that it has not come.

        Raises what the work raises, and TimeoutError where nothing came in time.
        """
        begun = time.monotonic()
        limit = self._limit(chunk)
        while self._waiting is not None and (waited := time.monotonic() - begun) < limit - TICK:
            try:
                future.exception(TICK)
                break
            except TimeoutError:
                self._waiting(chunk[0].entry.name, waited + TICK)
        return future.result(limit - (time.monotonic() - begun))

    def _limit(self, chunk: Chunk) -> float:
        return self._job.timeout * len(chunk) + self._grace

    def _recover(
        self,
        chunk: Chunk,
        future: Future[list[Result]],
        error: BaseException,
        under_way: deque[tuple[Chunk, Future[list[Result]]]],
    ) -> Iterator[Result]:
        """What `chunk` and everything else that was under way gives, after a worker died or hung.

        First all of it comes to its end, good or bad: as long as anything else is under way, nobody knows whose fault
        the next death is. Then what has no results is read again, file by file.
        """
        future.cancel()
        # What is given to an executor in the moment in which it breaks is lost: nobody ever says so.
        over = isinstance(error, BrokenExecutor | TimeoutError) and self._pool.restart()
        settled: list[tuple[Chunk, list[Result] | None]] = [(chunk, None)]
        while under_way:
            other, future = under_way.popleft()
            try:
                settled.append((other, future.result(0) if over else self._awaited(other, future)))
            except self._trouble:
                future.cancel()
                settled.append((other, None))
        for one, results in settled:
            yield from self._alone(one) if results is None else results

    def _alone(self, chunk: Chunk) -> Iterator[Result]:
        """The files of `chunk`, each with no other under way."""
        for task in chunk:
            future = self._submit([task])
            try:
                yield from self._awaited([task], future)
            except self._trouble as error:
                future.cancel()
                self._pool.restart()
                late = isinstance(error, TimeoutError)
                message = f"took longer than {self._job.timeout:g} seconds." if late else "the worker died reading it."
                yield failed(task.entry.name, "timeout" if late else "worker-died", message)


# What any executor raises where a process died, was stopped, or has not answered in time.
_TROUBLE = (BrokenExecutor, CancelledError, TimeoutError)


def _size(chunk: Chunk) -> int:
    return sum(len(task.entry.data or b"") for task in chunk)
