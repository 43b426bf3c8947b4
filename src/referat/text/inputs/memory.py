"""Memory for one file, where the system can bound it: on Linux, in a process's main thread.

What is asked for beyond the bound is a MemoryError, which ends the reading of that file and not the run. Texts differ
much in what they take: lines of a few letters fifty times their size, headings several hundred times.
"""

import mmap
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from referat.errors import TooLargeError
from referat.text.inputs.limits import LARGEST, said

T = TypeVar("T")
U = TypeVar("U")

#: Bytes for one file beside the program, which has some 50 MB; a larger --max-size allows more in proportion.
MEMORY = 300 << 20
# What is left at least of it where files before have left the process larger than it began.
_LEFT = 4
# The bounds that are in force, one within the other.
_in_force: list[int] = []


def most(max_size: int) -> int:
    """The bytes of memory for one file where files of `max_size` bytes are read."""
    return MEMORY * max(max_size, LARGEST) // LARGEST


def within(size: int | None, read: Callable[[], T], name: str = "") -> T:
    """What `read` gives; `size` None sets no bound. Raises TooLargeError where it takes more than `size` bytes."""
    if size is None:
        return read()
    with _at_most(size):
        try:
            return read()
        except MemoryError:
            pass  # what it held is let go before anybody is told
    told = f"takes more than {said(size)} of memory to read, as no minutes do."
    raise TooLargeError(told, name=name, hint="its meetings in files of their own, or a larger --max-size.")


@contextmanager
def unbounded() -> Iterator[None]:
    """No bound for what is started meanwhile: programs that are not ours."""
    if not _is_bound_here():
        yield
        return
    import resource

    bound, highest = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (highest, highest))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (bound, highest))


def telling(make: Callable[[T], U]) -> Callable[[T], U]:
    """`make` itself where nothing is bound, and else what it gives as `told_afterwards` does."""
    return partial(told_afterwards, make) if _in_force else make


def told_afterwards(make: Callable[[T], U], of: T) -> U:
    """What `make` gives, which ends the process where it is refused memory: it is told afterwards that it took it.

    It must be little. Raises MemoryError where this process then has more than its bound.
    """
    if not _in_force or not _is_bound_here():  # nearly always in a library
        return make(of)
    with unbounded():
        made = make(of)
    _ask_for_more()
    return made


def _ask_for_more() -> None:
    # Python may have some left that it was given before; the system has not.
    try:
        mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
    except OSError:
        raise MemoryError from None


def _is_bound_here() -> bool:
    return sys.platform == "linux" and threading.current_thread() is threading.main_thread()


@contextmanager
def _at_most(size: int) -> Iterator[None]:
    held = _held()
    if held is None or not _is_bound_here():
        yield
        return
    import resource

    before, highest = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = max((_held_at_first() or held) + size, held + size // _LEFT)
    bound = min([wanted, *(limit for limit in (before, highest) if limit != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_DATA, (bound, highest))
    _in_force.append(bound)
    try:
        yield
    finally:
        _in_force.pop()
        resource.setrlimit(resource.RLIMIT_DATA, (before, highest))


def _held() -> int | None:
    """The bytes of data that this process has now, as the system counts them for its bound; None where it does not."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[5])
    except (OSError, ValueError, IndexError):
        return None
    import resource

    return pages * resource.getpagesize()


@cache
def _held_at_first() -> int | None:
    return _held()
