"""The user's pager, as git calls it: for what is longer than the screen, with its colours."""

import os
import shutil
import signal
import subprocess

_DEFAULT = "less"
# What git asks of less: to end where all fits, to let colours through, and to leave the text on the screen.
_OF_LESS = "FRX"
# How a shell says that there is no such program, or that it may not be run.
_NOT_RUN = (126, 127)


def is_long(text: str) -> bool:
    """Whether `text` does not fit on the screen with a line for the prompt below it."""
    return text.count("\n") >= shutil.get_terminal_size().lines


def paged(text: str) -> bool:
    """Show `text` in `$PAGER`, or in less; False where there is none, or it could not be run.

    Returns when the pager has ended, however it did: Ctrl-C is the pager's meanwhile.
    """
    command = os.environ.get("PAGER", _DEFAULT if shutil.which(_DEFAULT) else "").strip()
    if command in ("", "cat"):
        return False
    own = os.environ.get("LESS")
    environment = {"LV": "-c", **os.environ, "LESS": _OF_LESS if own is None else f"-R {own}"}
    # The user's own command, with whatever options it has.
    with subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment) as pager:  # noqa: S602
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            # A pager that is left early reads no more: nothing is wrong with that.
            pager.communicate(text.encode())
        finally:
            signal.signal(signal.SIGINT, before)
    return pager.returncode not in _NOT_RUN
