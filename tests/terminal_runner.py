"""Runs `referat` on a terminal, once for each list of arguments on standard input, and says what the terminal got.

    python terminal_runner.py FOLDER < COMMANDS.json

`COMMANDS.json` is a list of lists of arguments, FOLDER where they run. A line of JSON for each: exit status, and what
standard output and standard error wrote to one terminal. When all is loaded, each is a process forked. Instead of a
list of arguments may stand `{"arguments": [...], "environment": {...}, "size": [LINES, COLUMNS], "interrupt": TEXT}`:
what is set beside the environment, how large the terminal is, and behind which text Ctrl-C is pressed once.
"""

import fcntl
import json
import os
import pty
import struct
import sys
import termios
from typing import Any

import rich.console

import referat.cli.show
from referat.cli import main
from referat.reader import parse


def run(arguments: list[str], more: dict[str, Any]) -> dict[str, object]:
    """What one command gives."""
    sys.stdout.flush()
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(more.get("environment", {}))
        if "size" in more:
            fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", *more["size"], 0, 0))
            for name in ("COLUMNS", "LINES"):  # they outweigh the terminal's own size
                os.environ.pop(name, None)
        for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
            setattr(sys, name, open(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False))  # noqa: SIM115
        sys.argv[1:] = arguments
        main()
        sys.exit()
    written = b""
    pressed = more.get("interrupt", "").encode()
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:  # how Linux says that nobody writes to it any more
            break
        if not block:
            break
        written += block
        if pressed and pressed in written:
            os.write(terminal, b"\x03")
            pressed = b""
    os.close(terminal)
    _, status = os.waitpid(process, 0)
    return {"status": os.waitstatus_to_exitcode(status), "written": written.decode("utf-8", "surrogateescape")}


#: What commands import when they run.
LOADED = (referat.cli.show, rich.console)

if __name__ == "__main__":
    parse(b"Referat\nByr\xc3\xa5det den 4. marts 2021\n\n1. Sti\nBeslutning\nGodkendt.\n")
    os.chdir(sys.argv[1])
    for command in json.load(sys.stdin):
        more = command if isinstance(command, dict) else {"arguments": command}
        print(json.dumps(run(more["arguments"], more)), flush=True)
