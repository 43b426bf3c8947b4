"""`referat batch` on a real Dask cluster of several processes, and with addresses for fsspec."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import clusters
import strange_workers
from archives import dumped, fill, written
from clusters import Cluster
from conftest import Run
from referat.archive.batch.pools import ClusterPool
from referat.archive.batch.run import Options, batch

Client = pytest.importorskip("distributed", reason="the extra dask is not installed").Client
psutil = pytest.importorskip("psutil")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A scheduler with two workers."""
    with clusters.cluster() as running:
        yield running


def test_a_cluster_gives_what_this_machine_gives(run: Run, cluster: Cluster, tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 100)
    run("batch", archive, tmp_path / "here.ndjson", check=0)
    run("batch", archive, tmp_path / "there.ndjson", "--scheduler", cluster.address, check=0)
    assert (tmp_path / "here.ndjson").read_bytes() == (tmp_path / "there.ndjson").read_bytes()


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    run: Run, cluster: Cluster, tmp_path: Path
) -> None:
    archive = fill(tmp_path / "archive", 1200)
    run("batch", archive, tmp_path / "here.db", check=0)
    arguments = map(str, ["batch", archive, tmp_path / "there.db", "--scheduler", cluster.address])
    command = [sys.executable, "-m", "referat", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    out = tmp_path / "there.db"
    while written(out) < 500_000:  # the first results have been committed
        assert process.poll() is None
        time.sleep(0.01)
    workers = [
        one
        for one in psutil.Process(cluster.nanny.pid).children(recursive=True)
        if "spawn_main" in " ".join(one.cmdline())
    ]
    workers[0].kill()
    _, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stderr
    assert dumped(out) == dumped(tmp_path / "here.db")


def test_a_file_that_costs_workers_is_named(cluster: Cluster, tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 20)
    (archive / "deadly.txt").write_text("x")
    options = Options(scheduler=cluster.address, work=strange_workers.dies)
    summary = batch([str(archive)], str(tmp_path / "out.db"), options)
    assert (summary.totals.meetings, summary.totals.failures) == (20, 1)
    with sqlite3.connect(tmp_path / "out.db") as connection:
        assert connection.execute("SELECT path, code FROM failures").fetchall() == [
            (f"{archive}/deadly.txt", "worker-died")
        ]


def test_a_file_that_was_given_up_beside_others_is_really_read_again(cluster: Cluster, tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 4)
    (archive / "twice.txt").write_bytes(next(archive.rglob("*.txt")).read_bytes())
    options = Options(scheduler=cluster.address, work=strange_workers.dies_twice)  # two deaths, and Dask gives up
    summary = batch([str(archive / "**" / "*.txt")], str(tmp_path / "out.db"), options)
    assert (summary.totals.meetings, summary.totals.failures) == (5, 0)


def test_what_a_worker_gave_counts_though_it_has_died_meanwhile(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gather(client: Any, futures: list[Any], **options: Any) -> Any:
        results = await fetch(client, futures, **options)
        for future in futures:  # as the scheduler says it when the only worker that has the results is gone
            future._state.lose()
        return results

    fetch = Client._gather
    monkeypatch.setattr(Client, "_gather", gather)
    archive = fill(tmp_path / "archive", 5)
    summary = batch([str(archive)], str(tmp_path / "out.db"), Options(scheduler=cluster.address))
    assert (summary.totals.meetings, summary.totals.failures) == (5, 0)


def test_a_file_that_has_changed_is_read_again_while_another_run_holds_its_results(
    cluster: Cluster, tmp_path: Path
) -> None:
    first, second = (ClusterPool(cluster.address) for _ in range(2))
    try:
        results = [pool.executor().submit(strange_workers.moment, tmp_path) for pool in (first, first, second)]
        assert len({result.result(60) for result in results}) == 3
    finally:
        second.close()
        first.close()


def test_no_scheduler_answers(tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 1)
    env_timeout = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    arguments = map(str, ["batch", archive, tmp_path / "o.db", "--scheduler", "tcp://127.0.0.1:1"])
    command = [sys.executable, "-m", "referat", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **env_timeout}, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("referat: tcp://127.0.0.1:1: no scheduler answers there: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("out", ["out.ndjson", "out.db", "out.csv"])
def test_input_and_output_may_be_addresses(run: Run, tmp_path: Path, out: str) -> None:
    pytest.importorskip("fsspec")
    archive = fill(tmp_path / "archive", 20)
    (archive / "bad.txt").write_bytes(b"")
    there = tmp_path / "there"
    there.mkdir()
    first = run("batch", archive.as_uri(), (there / out).as_uri())
    assert first.returncode == 1, first.stderr
    assert first.stderr.startswith(f"{archive.as_uri()}/bad.txt: empty there is no text in it.\n21 files (21 read, ")
    second = run("batch", f"{archive.as_uri()}/**/*.txt", (there / out).as_uri())
    assert "\n21 files (0 read, 21 unchanged): 20 meetings, " in second.stderr
    assert (there / out).exists()
    assert [left.name for left in there.iterdir() if left.name.endswith(".part")] == []


def test_an_address_without_a_file_system_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    done = run("batch", "nowhere://x/y", tmp_path / "out.db", check=2)
    assert done.stderr == "referat: nowhere://x/y: cannot be opened: Protocol not known: nowhere.\n"
