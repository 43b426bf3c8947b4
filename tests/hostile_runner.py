"""Runs `referat parse` on files, each in a process of its own that is forked when all is loaded, and says what it took.

    python hostile_runner.py FILE…

A line of JSON for each: exit status, standard output's length, standard error, CPU seconds, most memory in MB.
"""

import json
import os
import resource
import sys
import tempfile
from typing import BinaryIO, NoReturn

from referat.cli import main
from referat.reader import parse

#: More than any file should need: a mistake ends here, and does not take the machine along.
_SECONDS, _BYTES = 30, 1 << 30
_KILOBYTE = 1024


def _child(path: str, out: BinaryIO, err: BinaryIO) -> NoReturn:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (_BYTES, _BYTES))
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    sys.argv[1:] = ["parse", path]
    main()
    sys.exit()


def run(path: str) -> dict[str, object]:
    """What one file gives."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            _child(path, out, err)
        _, status, used = os.wait4(process, 0)
        err.seek(0)
        return {
            "status": os.waitstatus_to_exitcode(status),
            "out": os.fstat(out.fileno()).st_size,
            "err": err.read().decode(),
            "seconds": used.ru_utime + used.ru_stime,
            "memory": used.ru_maxrss / (_KILOBYTE * (_KILOBYTE if sys.platform == "darwin" else 1)),
        }


if __name__ == "__main__":
    parse(b"Referat\nByr\xc3\xa5det den 4. marts 2021\n\n1. Sti\nBeslutning\nGodkendt.\n")
    for name in sys.argv[1:]:
        print(json.dumps(run(name)))
