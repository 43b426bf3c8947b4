"""Kills `referat batch` at random moments, runs it again, and holds what comes out against a run that nobody disturbed.

    python tests/kills.py --kills 100 --seed 1

Every kind of output in turn; in the input are texts, archives, PDFs, and files that cannot be read. A kill hits the
process that writes, or it and its workers, at any moment of a run: also while it plans, ends or has just ended. Some
runs are killed twice.
"""

import argparse
import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

import papers
from archives import contents, fill, minutes

OUTPUTS = ("out.db", "out.ndjson", "out.ndjson.gz", "out.parquet", "out.csv", "out.json")
_CODE = "from referat.archive.batch import sinks; sinks.KEPT_EVERY = 0.05; from referat.cli import main; main()"


def filled(folder: Path, texts: int = 60, packed: int = 12, pdfs: int = 4) -> Path:
    """An archive of so many texts, as many in each of four archives, PDFs, and what cannot be read."""
    fill(folder, texts)
    with zipfile.ZipFile(folder / "old.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        for n in range(packed):
            zipped.writestr(f"{n:03}.txt", minutes(1000 + n))
    for kind, mode in (("tar", "w"), ("tar.gz", "w:gz"), ("tar.xz", "w:xz")):
        with tarfile.open(folder / f"old.{kind}", mode) as tape:  # type: ignore[call-overload]
            for path in sorted((folder / "000").iterdir())[:packed]:
                tape.add(path, f"{kind}/{path.name}")
    for n in range(pdfs):
        (folder / f"p{n}.pdf").write_bytes(papers.pdf_of(minutes(2000 + n)))
    (folder / "cut.tar.gz").write_bytes(gzip.compress((folder / "old.tar").read_bytes())[:300])
    (folder / "bad.zip").write_bytes(b"PK\x03\x04")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 x")
    return folder


def started(archive: Path, out: Path) -> "subprocess.Popen[bytes]":
    """A run in a session of its own."""
    command = [sys.executable, "-c", _CODE, "batch", str(archive), str(out), "--jobs", "2", "--quiet"]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nowhere, stderr=nowhere, start_new_session=True)


def killed(archive: Path, out: Path, seconds: float, *, everybody: bool) -> bool:
    """A run that is killed after `seconds`; whether it was still there."""
    process = started(archive, out)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        if everybody:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        return True
    return False


def main() -> None:
    """Run it, and say how often it was killed; exit 1 where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    hit = differing = 0
    with tempfile.TemporaryDirectory(prefix="kills-") as made:
        folder = Path(made)
        archive = filled(folder / "in")
        whole, seconds = {}, {}
        for name in OUTPUTS:
            out = folder / "whole" / name
            out.parent.mkdir(exist_ok=True)
            begun = time.monotonic()
            assert started(archive, out).wait() == 1
            seconds[name], whole[name] = time.monotonic() - begun, contents(out)
        for n in range(given.kills):
            name = OUTPUTS[n % len(OUTPUTS)]
            there = folder / f"{n}"
            there.mkdir()
            out = there / name
            for _ in range(rng.choice((1, 1, 2))):
                hit += killed(archive, out, rng.uniform(0, seconds[name] * 1.1), everybody=rng.random() < 0.5)
            status = started(archive, out).wait()
            left = [
                path.name
                for path in there.iterdir()
                if path.name.startswith(".") or path.name.endswith(("-wal", "-shm"))
            ]
            if status != 1 or left or contents(out) != whole[name]:
                differing += 1
                print(
                    f"{n} {name}: status {status}, left {left}, {'same' if contents(out) == whole[name] else 'DIFFERS'}"
                )
            shutil.rmtree(there)
    print(f"{given.kills} runs, {hit} kills that hit, {differing} that differ")
    sys.exit(differing > 0)


if __name__ == "__main__":
    main()
