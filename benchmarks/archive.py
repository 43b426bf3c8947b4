"""How fast an archive is read, and in how much memory: `referat batch` on generated minutes, as its users run it.

    python benchmarks/archive.py [--documents N] [--memory N,N,N] [--rounds N]

Documents are of every layout in turn, of 1 to 30 items. Each figure is the median of the rounds, which take turns; the
gain is the median of each round's own ratio, because machines drift. Memory is that of all processes of a run together
(each one's own pages, so that what they share counts once), looked at ten times a second, and that of the process that
writes alone.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
TARGETS = {"NDJSON": "out.ndjson", "SQLite": "out.db", "Parquet": "out.parquet"}
_EVERY = 0.1
_MEGABYTE = 1_000_000


class Run(NamedTuple):
    """One run: its seconds, and the most memory in MB that all its processes had, and that the first one had."""

    seconds: float
    memory: float
    writer: float


def measure(archive: Path, out: Path, *options: str) -> Run:
    """Run `referat batch` anew."""
    for path in (out, out.with_name(f"{out.name}.state")):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    return again(archive, out, *options)


def again(archive: Path, out: Path, *options: str) -> Run:
    """Run `referat batch` on what is there."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "referat", "batch", str(archive), str(out), "--quiet", *options]
    process = psutil.Popen(command, stderr=subprocess.DEVNULL)
    most = writer = 0.0
    while process.poll() is None:
        all_of_them = [_own(one) for one in _family(process)]
        most = max(most, sum(all_of_them))
        writer = max(writer, all_of_them[0] if all_of_them else 0)
        time.sleep(_EVERY)
    return Run(time.perf_counter() - begun, most / _MEGABYTE, writer / _MEGABYTE)


def _family(process: psutil.Process) -> Iterator[psutil.Process]:
    yield process
    try:
        yield from process.children(recursive=True)
    except psutil.NoSuchProcess:
        return


def _own(process: psutil.Process) -> float:
    try:
        found = process.memory_full_info()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0
    return float(getattr(found, "pss", 0) or found.uss)


def speed(archive: Path, work: Path, rounds: int) -> None:
    """Documents and megabytes a second by target, and the gain of a second process."""
    files = [path.stat().st_size for path in archive.rglob("*.txt")]
    count, size = len(files), sum(files) / _MEGABYTE
    print(f"{count} documents, {size:.1f} MB, {rounds} rounds\n")
    print("| to | processes | docs/s | MB/s | memory, MB | gain |\n| --- | --- | --- | --- | --- | --- |")
    for name, out in TARGETS.items():
        runs: dict[int, list[Run]] = {1: [], 2: []}
        for _ in range(rounds):
            for jobs, found in runs.items():
                found.append(measure(archive, work / out, "--jobs", str(jobs)))
        gain = statistics.median(one.seconds / two.seconds for one, two in zip(runs[1], runs[2], strict=True))
        for jobs, found in runs.items():
            seconds = statistics.median(run.seconds for run in found)
            memory = max(run.memory for run in found)
            told = f"{gain:.2f}" if jobs > 1 else ""
            print(
                f"| {name} | {jobs} | {count / seconds:.0f} | {size / seconds:.2f} | {memory:.0f} | {told} |",
                flush=True,
            )
        second = again(archive, work / out)
        first = statistics.median(run.seconds for run in runs[2])
        share = f"{100 * second.seconds / first:.1f} % of the first"
        print(f"| {name}, run again | 2 | {count / second.seconds:.0f} | | {second.memory:.0f} | {share} |", flush=True)


def on_cluster(archive: Path, work: Path, rounds: int) -> None:
    """The same to NDJSON on a Dask cluster on this machine, of two worker processes."""
    from clusters import cluster

    files = [path.stat().st_size for path in archive.rglob("*.txt")]
    with cluster(2) as running:
        measure(archive, work / "out.ndjson", "--scheduler", running.address)  # the workers import what they need
        runs = [measure(archive, work / "out.ndjson", "--scheduler", running.address) for _ in range(rounds)]
    seconds = statistics.median(run.seconds for run in runs)
    told = f"| {len(files) / seconds:.0f} | {sum(files) / _MEGABYTE / seconds:.2f} |"
    print(f"| NDJSON, on a cluster on this machine | 2 {told} | |", flush=True)


def memory(counts: list[int], work: Path) -> None:
    """The most memory at growing numbers of documents; short ones, so that many fit in the time there is."""
    from archives import fill

    print(
        "\n| documents | to | docs/s | all processes, MB | the one that writes, MB |\n| --- | --- | --- | --- | --- |"
    )
    for count in counts:
        archive = fill(work / f"archive-{count}", count)
        for name, out in TARGETS.items():
            run = measure(archive, work / out)
            print(f"| {count} | {name} | {count / run.seconds:.0f} | {run.memory:.0f} | {run.writer:.0f} |", flush=True)
        shutil.rmtree(archive)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=10_000, help="for the speed")
    parser.add_argument("--memory", default="1000,10000,100000", help="numbers of documents for the memory; none: 0")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    from archives import generated

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if args.documents:
            archive = generated(work / "archive", args.documents)
            speed(archive, work, args.rounds)
            on_cluster(archive, work, args.rounds)
        counts = [int(count) for count in args.memory.split(",")]
        memory([count for count in counts if count], work)


if __name__ == "__main__":
    main()
