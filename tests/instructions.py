"""How many instructions of the processor work takes, counted by valgrind: a busy machine changes nothing in it.

A program is started under valgrind once, which makes it some fifty times as slow, and hands over what it has to do as
functions. Each is done in a fork of it, whose instructions are counted on from those before; what a fork that does
nothing has counted is subtracted.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_FOLDERS = (Path(__file__).parent.parent / "src", Path(__file__).parent)
_COUNTER = ("--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
_COUNTED = re.compile(r"^==(\d+)==\s+I\s+refs:\s+([\d,]+)", re.M)
_NOTHING = "nothing"


def are_countable() -> bool:
    """Whether valgrind is there, and processes fork."""
    return shutil.which("valgrind") is not None and hasattr(os, "fork")


def do(work: Mapping[str, Callable[[], object]]) -> None:
    """Do each piece of work in a fork; for the program that `counted` starts."""
    for name, one in {_NOTHING: lambda: None, **work}.items():
        sys.stdout.flush()
        fork = os.fork()
        if not fork:
            one()
            os._exit(0)
        if os.waitpid(fork, 0)[1]:
            raise RuntimeError(f"{name} fails")
        print(fork, name)


def counted(arguments: Sequence[str]) -> dict[str, int]:
    """The instructions of each piece of work that Python, started with `arguments`, hands over to `do`."""
    command = ["valgrind", *_COUNTER, sys.executable, *arguments]
    # Sets of texts are gone through in the same order each time.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join(map(str, _FOLDERS))}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ends with {done.returncode}:\n{done.stderr[-2000:]}")
    by_fork = {fork: int(count.replace(",", "")) for fork, count in _COUNTED.findall(done.stderr)}
    found = {name: by_fork[fork] for fork, name in (line.split(" ", 1) for line in done.stdout.splitlines())}
    nothing = found.pop(_NOTHING)
    return {name: count - nothing for name, count in found.items()}
