"""Archives, opened in a process of their own that serves this one: what they hold may break it, or be without end.

It has only so much memory (on Linux) and time; an archive over which it dies is told, and another process comes for the
next. What the libraries raise, what no bound stops and what kills is one and the same here: one archive that fails.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Self

from referat.archive.batch.places import is_url, open_regular
from referat.archive.batch.unpacking import BROKEN, Member, members
from referat.errors import SourceError, TooLargeError
from referat.text import framing
from referat.text.inputs.limits import LARGEST, said
from referat.tuples import NamedTuple

#: What opening an archive may take: memory in bytes, beside twice the largest file, and bytes a second at least, beside
#: the seconds of one file.
MEMORY, BYTES_A_SECOND = 512 << 20, 1 << 20
_TOGETHER = 256
# Python without the user's settings, with the paths of this one.
_CODE = "import sys; sys.path[:] = {path!r}; from referat.archive.batch.archives import serve; serve()"


class Limits(NamedTuple):
    """What a file may take: its bytes at most, and its seconds."""

    largest: int = LARGEST
    timeout: float = 60.0


class Listed(NamedTuple):
    """A file in an archive: its number there, its name (what is no UTF-8 as surrogates), and why it is not read."""

    number: int
    name: str
    problem: tuple[str, str] | None = None


class UnpackError(SourceError):
    """An archive that cannot be read, or not any further; `code` is that of the failure."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class _Dead(Exception):  # noqa: N818  no error: what is said of it depends on who asked
    """The process that opens archives has ended, or was ended."""


class Archive:
    """The archive at `path`, a path or an address, within `limits`. Nothing is opened before something is asked."""

    def __init__(self, path: str, limits: Limits = Limits()) -> None:  # noqa: B008  it is immutable
        # The process may have been started elsewhere.
        self._path, self._limits = path if is_url(path) else os.path.join(os.getcwd(), path), limits  # noqa: PTH109, PTH118
        self._helper: _Helper | None = None
        size = os.stat(path).st_size if not is_url(path) and os.path.exists(path) else 0  # noqa: PTH110, PTH116
        self._seconds = limits.timeout + size / BYTES_A_SECOND
        self._left = self._seconds
        self._over: UnpackError | None = None

    def members(self) -> Iterator[Listed]:
        """Its files, in order. Raises UnpackError where it cannot be read, or not any further."""
        answer: Any = ()
        with self._asked(["list", self._path, self._limits.largest]) as helper:
            while isinstance(answer := json.loads(helper.got()), list) and answer:
                for number, name, problem in answer:
                    yield Listed(number, name, problem and tuple(problem))
        self.close()
        if answer:
            raise UnpackError(*answer["over"])

    def read(self, number: int) -> bytes:
        """The bytes of the member `number`, higher than any before. Raises SourceError where it cannot be read."""
        if self._over is not None:
            raise self._over
        question = number if self._helper else ["read", self._path, self._limits.largest, number]
        data = b""
        try:
            with self._asked(question) as helper:
                answer = json.loads(helper.got())
                if not answer:
                    data = helper.got()
        except UnpackError as error:
            self._over = error
            raise
        if "over" in answer:
            self._over = UnpackError(*answer["over"])
            self.close()
            raise self._over
        if answer:
            raise UnpackError(*answer["error"])
        return data

    @contextmanager
    def _asked(self, question: object) -> "Iterator[_Helper]":
        """The process, asked, as long as its time is not up. Raises UnpackError where it ends."""
        try:
            helper = self._helper = self._helper or _taken()
        except _Dead:
            raise self._died(late=False) from None
        begun = time.monotonic()
        watch = threading.Timer(max(0.0, self._left), helper.kill)
        watch.daemon = True
        watch.start()
        whole = False
        try:
            helper.put(json.dumps(question).encode())
            yield helper
            whole = True
        except _Dead:
            late = time.monotonic() - begun >= self._left
            raise self._died(late=late) from None
        finally:
            watch.cancel()
            self._left -= time.monotonic() - begun
            if not whole:  # whoever interrupts does not wait, nor may what it was asked be answered to the next
                self._helper = None
                helper.end()

    def _died(self, *, late: bool) -> UnpackError:
        if late:
            return UnpackError("timeout", f"took longer than {self._seconds:.0f} seconds to unpack.")
        return UnpackError("worker-died", "the process that unpacks it died.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.give_back()


class _Helper:
    """The process that opens archives for this one. Raises _Dead where it does not come up."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        command = [sys.executable, "-I", "-c", _CODE.format(path=sys.path)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        assert self._process.stdin is not None  # noqa: S101  for the type checker
        assert self._process.stdout is not None  # noqa: S101
        self._to, self._from = self._process.stdin, self._process.stdout
        try:
            self.got()  # that it is there: how long it takes to start is no archive's fault
        except BaseException:
            self.end()
            raise

    def put(self, data: bytes) -> None:
        """Ask it."""
        try:
            framing.put(self._to, data)
        except (BrokenPipeError, ValueError):
            raise _Dead from None

    def got(self) -> bytes:
        """What it says next. Raises _Dead where it says nothing any more."""
        data = framing.got(self._from)
        if data is None:
            raise _Dead
        return data

    def kill(self) -> None:
        """End it: what waits for it hears of that."""
        self._process.kill()

    def is_there(self) -> bool:
        """Whether it can be asked by this process: one that was forked has its own."""
        return self.owner == os.getpid() and self._process.poll() is None

    def give_back(self) -> None:
        """Have it leave what it was asked, and keep it for the next archive."""
        with suppress(_Dead):
            self.put(b"null")
            _idle.append(self)
            return
        self.end()

    def end(self) -> None:
        """End it, at once, and let go of it."""
        if self.owner == os.getpid():
            self._process.kill()
            self._process.wait()
        for pipe in (self._to, self._from):
            with suppress(OSError):
                pipe.close()


_idle: list[_Helper] = []


def _taken() -> _Helper:
    while _idle:
        helper = _idle.pop()
        if helper.is_there():
            return helper
        helper.end()
    return _Helper()


@atexit.register
def _end() -> None:
    while _idle:
        _idle.pop().end()


# The other side.


def serve() -> None:
    """The process: do what standard input asks, and say what comes of it to standard output, until nothing comes."""
    # Whoever is interrupted ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _say([])
    while (data := framing.got(sys.stdin.buffer)) is not None:
        question = json.loads(data)
        if question is None:
            continue
        what, path, largest, *number = question
        _bound(largest)
        try:
            with open_regular(path) as stream:
                found = members(path, stream, largest)
                if what == "list":
                    _list(found)
                else:
                    _read(found, number[0])
        except SourceError as error:
            _fail("over", error.code, error.advice)
        except MemoryError:
            _fail("over", TooLargeError.code, f"takes more than {said(_memory(largest))} of memory to unpack.")
        except BROKEN as error:
            _fail("over", SourceError.code, f"cannot be read as an archive: {_told(error)}.")


def _list(found: Iterator[Member]) -> None:
    together: list[object] = []
    try:
        for member in found:
            together.append((member.number, member.name, member.problem))
            if len(together) == _TOGETHER:
                _say(together)
                together = []
    finally:  # what stands before the damage is read
        if together:
            _say(together)
    _say([])


def _read(found: Iterator[Member], number: int) -> None:
    """The member `number`, and then those that are asked for."""
    wanted: int | None = number
    while wanted is not None:
        member = next((one for one in found if one.number == wanted), None)
        if member is None:
            _fail("error", SourceError.code, "the archive ends before this file.")
        elif member.problem is not None:
            _fail("error", *member.problem)
        else:
            _give(member)
        asked = framing.got(sys.stdin.buffer)
        wanted = None if asked is None else json.loads(asked)


def _give(member: Member) -> None:
    try:
        data = member.read()
    except BROKEN as error:
        _fail("error", SourceError.code, f"cannot be read from the archive: {_told(error)}.")
    else:
        _say([])
        framing.put(sys.stdout.buffer, data)


def _told(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _say(what: Sequence[Any]) -> None:
    framing.put(sys.stdout.buffer, json.dumps(what).encode())


def _fail(what: str, code: str, message: str) -> None:
    """Say why a member is not read ("error"), or nothing more of the archive ("over")."""
    framing.put(sys.stdout.buffer, json.dumps({what: [code, message]}).encode())


def _memory(largest: int) -> int:
    return MEMORY + 2 * largest


def _bound(largest: int) -> None:
    """No more memory than this, and no file of what memory held."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (_memory(largest) if most < 0 else min(_memory(largest), most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
