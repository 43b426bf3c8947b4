"""Fifty hostile entries of every kind among good files: every good one is read, every hostile one is one named failure.

    python tests/hostile_folder.py [--good 500] [--jobs 2]

It measures both: the good files alone, and with the others among them; the seconds, and the most memory of the process
that plans and writes, beside its workers.
"""

import argparse
import bz2
import gzip
import io
import json
import lzma
import os
import socket
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import hostile
from archives import fill

Maker = Callable[[Path], object]
#: What the whole may take beside the good files, in seconds, and the one process, in bytes.
SECONDS, MEMORY = 60.0, 200 << 20
_BLANKS = 60_000_000


def header(name: str, size: int, kind: bytes = tarfile.REGTYPE, link: str = "") -> bytes:
    """A header of a tar."""
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = size, kind, link
    return info.tobuf(tarfile.GNU_FORMAT)


def zip_of_blanks(count: int, size: int = _BLANKS) -> bytes:
    """So many files of blanks."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        for n in range(count):
            zipped.writestr(f"{n}.txt", b" " * size)
    return data.getvalue()


def zip_of_one_many_times(count: int = 5000) -> bytes:
    """Many entries that share the bytes of one."""
    whole = zip_of_blanks(1, 1_000_000)
    directory = whole.index(b"PK\x01\x02")
    entry = whole[directory : whole.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"0.txt", b"%05d" % n) for n in range(count))
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(entries), directory, 0)
    return whole[:directory] + entries + b"PK\x05\x06" + end


def encrypted() -> bytes:
    """A zip whose file says that it is encrypted."""
    data = bytearray(zip_of_blanks(1, 100))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _bytes(make: Callable[[], bytes]) -> Maker:
    return lambda path: path.write_bytes(make())


def _link(to: str) -> Maker:
    return lambda path: path.symlink_to(to)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # its whole path may be too long
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)
    os.chdir(before)


def _hole(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(10**12)


def _cut(pack: Callable[[bytes], bytes], length: int) -> Maker:
    return _bytes(lambda: pack(header("a.txt", 3) + b"abc" + bytes(509 + 1024))[:length])


_ZEROS = header("a.txt", 200_000_000)
ARCHIVES: dict[str, Maker] = {
    "pipe.zip": _pipe,
    "pipe.tar": _pipe,
    "pipe.tar.gz": _pipe,
    "pipe.txt": _pipe,
    "device.zip": _link("/dev/zero"),
    "device.tar": _link("/dev/zero"),
    "device.txt": _link("/dev/zero"),
    "socket.zip": _socket,
    "round.zip": _link("round.zip"),
    "nowhere.tar": _link("no"),
    "cut.tar.gz": _cut(gzip.compress, 3),
    "half.tar.gz": _cut(gzip.compress, 40),
    "cut.tar.bz2": _cut(bz2.compress, 10),
    "cut.tar.xz": _cut(lzma.compress, 40),
    "cut.tar": _cut(bytes, 100),
    "cut.zip": _bytes(lambda: zip_of_blanks(1, 100)[:-10]),
    "nothing.zip": _bytes(lambda: b""),
    "says.tar": _bytes(lambda: header("a.txt", 2**62)),
    "says.tar.xz": _bytes(lambda: lzma.compress(header("a.txt", 2**62, b"Z"))),
    "says.tar.gz": _bytes(lambda: gzip.compress(header("a.txt", 2**62))),
    "header.tar.gz": _bytes(lambda: gzip.compress(header("p", 200_000_000, tarfile.XHDTYPE) + bytes(512))),
    "chain.tar.gz": _bytes(lambda: gzip.compress(header("p", 0, tarfile.GNUTYPE_LONGNAME) * 5000)),
    "link.tar": _bytes(lambda: header("passwd.txt", 0, tarfile.SYMTYPE, "/etc/passwd") + bytes(1024)),
    "hard.tar.bz2": _bytes(lambda: bz2.compress(header("h.txt", 0, tarfile.LNKTYPE, "a.txt") + bytes(1024))),
    "device.tar.xz": _bytes(lambda: lzma.compress(header("d.txt", 0, tarfile.CHRTYPE) + bytes(1024))),
    "overlapping.zip": _bytes(zip_of_one_many_times),
    "encrypted.zip": _bytes(encrypted),
    "hole.txt": _hole,
    "hole.zip": _hole,
}
#: What takes longer to make, or to read.
HEAVY: dict[str, Maker] = {
    "zeros.tar.bz2": _bytes(lambda: bz2.compress(_ZEROS + bytes(200_000_000))),
    "zeros.tar.gz": _bytes(lambda: gzip.compress(_ZEROS + bytes(200_000_000))),
    "zeros.tar.xz": _bytes(lambda: lzma.compress(_ZEROS + bytes(200_000_000), preset=0)),
    "many.tar.gz": _bytes(lambda: gzip.compress(header("a.txt", 0) * 100_000, 1)),
    "bombs.zip": _bytes(partial(zip_of_blanks, 10)),
    "blanks-1.zip": _bytes(partial(zip_of_blanks, 1)),
    "blanks-2.zip": _bytes(partial(zip_of_blanks, 1)),
    "blanks-3.zip": _bytes(partial(zip_of_blanks, 1)),
    "blanks.txt": _bytes(lambda: b" " * _BLANKS),
}
DOCUMENTS: dict[str, Maker] = {
    name: _bytes(hostile.FILES[name])
    for name in (
        *("scanned.pdf", "encrypted.pdf", "damaged.pdf", "objects.pdf", "deep.pdf", "bomb.docx", "entities.docx"),
        *("deep.docx", "members.docx", "deep.html", "deep.rtf", "words.rtf", "old.doc", "nul.txt", "random.bin"),
    )
}


class Measured(NamedTuple):
    """What a run gave and took: `memory` in bytes, of the process that plans and writes."""

    meetings: int
    failures: list[str]
    seconds: float
    memory: int


_CODE = """
import atexit, resource, sys
from pathlib import Path
def most():
    try:  # getrusage begins with what the process had that started this one
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * {unit}
atexit.register(lambda: Path({told!r}).write_text(str(most())))
from referat.cli import main
main()
"""


def filled(folder: Path, good: int, entries: dict[str, Maker]) -> Path:
    """So many good files, and the entries among them."""
    fill(folder, good)
    for name, make in entries.items():
        make(folder / "000" / name)
    return folder


def measured(folder: Path, out: Path, jobs: int, limit: float) -> Measured:
    """What one run over `folder` takes."""
    told = out.with_name(f"{out.name}.memory")
    code = _CODE.format(told=str(told), unit=1 if sys.platform == "darwin" else 1024)
    options = ("--jobs", str(jobs), "--log-format", "json")
    begun = time.monotonic()
    command = [sys.executable, "-c", code, "batch", str(folder), str(out), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    seconds = time.monotonic() - begun
    events = [json.loads(line) for line in done.stderr.splitlines()]
    failures = [f"{one['path']}: {one['code']} {one['message']}" for one in events if one["event"] == "failure"]
    return Measured(events[-1]["meetings"], failures, seconds, int(told.read_text()))


def main() -> None:
    """Measure, say what came, and exit 1 where it is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--good", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    entries = {**ARCHIVES, **HEAVY, **DOCUMENTS}
    with tempfile.TemporaryDirectory(prefix="hostile-") as made:
        alone = measured(fill(Path(made, "good"), given.good), Path(made, "good.db"), given.jobs, 600)
        print(f"{given.good} good files: {alone.seconds:.1f} s, {alone.memory >> 20} MB")
        folder = filled(Path(made, "in"), given.good, entries)
        mixed = measured(folder, Path(made, "out.db"), given.jobs, 900)
        for failure in mixed.failures:
            print("   ", failure.removeprefix(f"{folder}/000/"))
        print(f"with {len(entries)} hostile ones: {mixed.seconds:.1f} s, {mixed.memory >> 20} MB")
    named = {failure.removeprefix(f"{folder}/000/").split(":")[0].split("/")[0] for failure in mixed.failures}
    print(f"{mixed.meetings} meetings, {len(mixed.failures)} failures; not named: {sorted(entries.keys() - named)}")
    right = mixed.meetings == given.good and len(mixed.failures) == len(entries) and named == entries.keys()
    sys.exit(not (right and mixed.memory < MEMORY and mixed.seconds < alone.seconds + SECONDS))


if __name__ == "__main__":
    main()
