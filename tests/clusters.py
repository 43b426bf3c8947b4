"""A real Dask cluster on this machine, for the tests and the benchmark of archives."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Cluster(NamedTuple):
    """The scheduler's address, and the process that looks after the workers."""

    address: str
    nanny: "subprocess.Popen[str]"


@contextmanager
def cluster(workers: int = 2) -> Iterator[Cluster]:
    """A scheduler with so many worker processes, of one thread each."""
    scheduler = _dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter")
    with tempfile.TemporaryDirectory() as folder:
        address = None
        assert scheduler.stderr is not None
        while address is None:
            line = scheduler.stderr.readline()
            if not line:
                raise RuntimeError("the scheduler has not started")
            address = re.search(r"tcp://127\.0\.0\.1:\d+", line)
        options = ("--nworkers", str(workers), "--nthreads", "1", "--no-dashboard", "--local-directory", folder)
        nanny = _dask("worker", address[0], "--host", "127.0.0.1", *options)
        try:
            yield Cluster(address[0], nanny)
        finally:
            for process in (nanny, scheduler):
                process.terminate()
                process.communicate()


def _dask(*args: str) -> "subprocess.Popen[str]":
    # The workers import what the tests have them do.
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
    # How often a task may cost its worker before it is given up.
    env["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "1"
    command = [sys.executable, "-m", "dask", *args]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=env)
