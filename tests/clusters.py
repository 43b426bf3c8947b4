"""A real Dask cluster on this machine, for the tests and the benchmark of archives."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Cluster(NamedTuple):
    """The scheduler's address, and the process that looks after the workers."""

    address: str
    nanny: "subprocess.Popen[bytes]"


@contextmanager
def cluster(workers: int = 2) -> Iterator[Cluster]:
    """A scheduler with so many worker processes, of one thread each."""
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "scheduler.json"
        local = ("--host", "127.0.0.1", "--no-dashboard")
        scheduler = _dask("scheduler", *local, "--port", "0", "--no-jupyter", "--scheduler-file", str(known))
        running = [scheduler]
        try:
            address = _address(scheduler, known)
            options = ("--nworkers", str(workers), "--nthreads", "1", "--local-directory", folder)
            nanny = _dask("worker", address, *local, *options)
            running.insert(0, nanny)
            yield Cluster(address, nanny)
        finally:
            for process in running:
                process.terminate()
                process.wait()


def _address(scheduler: "subprocess.Popen[bytes]", known: Path) -> str:
    """What the scheduler writes to the file `known` when it listens."""
    while scheduler.poll() is None:
        with suppress(FileNotFoundError, ValueError):  # it may not be there yet, or not the whole of it
            return str(json.loads(known.read_bytes())["address"])
        time.sleep(0.02)
    raise RuntimeError("the scheduler has not started")


def _dask(*args: str) -> "subprocess.Popen[bytes]":
    # The workers import what the tests have them do.
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
    # How often a task may cost its worker before it is given up.
    env["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "1"
    command = [sys.executable, "-m", "dask", *args]
    # What they log is for nobody; in a pipe that is not read, they would wait one day for room to log.
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=env)
