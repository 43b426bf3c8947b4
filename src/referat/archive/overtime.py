"""Time for one file, where the system can tell it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Overtime(BaseException):
    """A file has taken too long. No Exception, so that nothing between here and there can swallow it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise Overtime after `seconds`, where the system can: on Unix, in a process's main thread.

    Elsewhere the engine's own watch, which is coarser, stands alone.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _overtime)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _overtime(_number: int, _frame: FrameType | None) -> None:
    raise Overtime
