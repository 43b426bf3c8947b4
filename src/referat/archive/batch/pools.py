"""Where work is done: processes on this machine, or a Dask cluster."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, TypeVar

from referat.archive import garbage
from referat.errors import OutputError

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Remote

T = TypeVar("T")

_FORKSERVER = "forkserver"


class LocalPool:
    """Worker processes on this machine."""

    gives_up: tuple[type[Exception], ...] = ()  # a process that dies breaks the whole pool

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or _cores()
        # Forking a process that has threads (a progress bar's) may lock it up; a fork server has none.
        method = _FORKSERVER if _FORKSERVER in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        self._executor: ProcessPoolExecutor | None = None
        self._others: set[int | None] = set()

    def executor(self) -> Executor:
        """The processes' executor."""
        if self._executor is None:
            if self._context.get_start_method() == _FORKSERVER:
                _start_server()
            self._others = {child.pid for child in multiprocessing.active_children()}
            self._executor = ProcessPoolExecutor(self.workers, mp_context=self._context, initializer=_begin)
        return self._executor

    def restart(self) -> bool:
        """Kill the processes; others are started for what comes next."""
        executor, self._executor = self._executor, None
        if executor is None:
            return True
        for child in multiprocessing.active_children():
            if child.pid not in self._others:
                child.kill()
        executor.shutdown(wait=True, cancel_futures=True)
        return True

    def close(self) -> None:
        """Stop at once."""
        self.restart()


def _start_server() -> None:
    """Start the fork server with Ctrl-C held back, for good from it: while it starts it would show a traceback."""
    # Imported here: Windows has none.
    from multiprocessing import forkserver, resource_tracker

    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin() -> None:
    """What a worker does first: leave Ctrl-C to the process that started it, and end when that one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    garbage.look_seldom()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    # A parent that is killed says nothing, and its workers would wait for work for ever.
    wait([sentinel])
    os._exit(1)


class GivenPool:
    """Somebody else's executor, which is neither restarted nor shut down."""

    gives_up: tuple[type[Exception], ...] = ()

    def __init__(self, executor: Executor, workers: int | None = None) -> None:
        self.workers = workers or _cores()
        self._executor = executor

    def executor(self) -> Executor:
        """The executor."""
        return self._executor

    def restart(self) -> bool:
        """Its workers are not ours to stop."""
        return False

    def close(self) -> None:
        """It stays open."""


class ClusterPool:
    """The workers of a Dask cluster that is running already; `address` is its scheduler's, "tcp://HOST:PORT"."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client, KilledWorker
            from distributed.comm import CommClosedError
        except ImportError:
            raise OutputError(
                "a cluster is reached with Dask, which is not installed.",
                name=address,
                hint="pip install 'referat[dask]'",
            ) from None
        try:
            self._client = Client(address, set_as_default=False)
        except (OSError, ValueError) as error:
            raise OutputError(f"no scheduler answers there: {error}.", name=address) from None
        self.gives_up: tuple[type[Exception], ...] = (KilledWorker, CommClosedError)
        self._executor: Executor = _ClusterExecutor(self._client)

    @property
    def workers(self) -> int:
        """The threads of all workers, as many as there are just now."""
        return max(1, sum(int(threads) for threads in self._client.ncores().values()))

    def executor(self) -> Executor:
        """The cluster's executor."""
        return self._executor

    def restart(self) -> bool:
        """A cluster looks after its workers itself; what is cancelled is forgotten."""
        return False

    def close(self) -> None:
        """Let go of the cluster."""
        self._executor.shutdown(wait=False)
        self._client.close()


class _ClusterExecutor(Executor):
    """A cluster's client as an executor.

    Dask has one of its own, which asks how a task stands once more after it has fetched what the task gave: where the
    worker has died meanwhile, it takes the results for an exception and fails over them.
    """

    def __init__(self, client: "Client") -> None:
        self._client = client

    def submit(self, work: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """The results are fetched as soon as they are there, before anybody asks."""
        # Pure work is done once for what looks the same: a file that was given up would stay given up, and one that has
        # changed would be what it was as long as anybody holds the old results.
        remote = self._client.submit(work, *args, **kwargs, pure=False)
        here: Future[T] = Future()
        here.add_done_callback(lambda done: remote.cancel() if done.cancelled() else None)
        self._client.loop.add_callback(_fetch, remote, here)
        return here


async def _fetch(remote: "Remote", here: Future[Any]) -> None:
    try:
        results = await remote
    except BaseException as error:
        if here.set_running_or_notify_cancel():
            here.set_exception(error)
    else:
        if here.set_running_or_notify_cancel():
            here.set_result(results)
