"""PDF files, read by a process of their own that serves this one: pdfium itself bounds neither memory nor time.

A file of a kilobyte can ask for gigabytes, and a damaged one may break the process that reads it. So that this costs
one error, the helper has only so much memory (on Linux) and time (on Unix); it stays for the next file.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

from referat.errors import SourceError, TooLargeError
from referat.text import framing
from referat.text.inputs.input import Box, Input, Link

#: What reading one PDF may take, beside the file's own bytes: memory in bytes, and seconds of work, for the whole file
#: and for each page. Usual pages take one or two thousandths of a second.
MEMORY, SECONDS, SECONDS_A_PAGE = 200 << 20, 1.3, 0.025
_BY_HAND = "pdftotext FILE OUT.txt, and read that."
# Python without the user's settings, with the paths of this one.
_CODE = "import sys; sys.path[:] = {path!r}; from referat.text.inputs.pdf import serve; serve()"
_REFUSALS: dict[str, type[SourceError]] = {one.code: one for one in (SourceError, TooLargeError)}


def read(data: bytes) -> Input:
    """The text of a PDF: its lines as they stand on paper, a blank line where they stand apart, its pages parted.

    Raises SourceError where it is encrypted or damaged, has no pages, too many or no text, or costs too much.
    """
    with _lock:
        answer = _helper().ask(data)
    if isinstance(answer, SourceError):
        raise answer
    return answer


class _Helper:
    """The process that reads PDFs for this one."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        command = [sys.executable, "-I", "-c", _CODE.format(path=sys.path)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        assert self._process.stdin is not None  # noqa: S101  for the type checker
        assert self._process.stdout is not None  # noqa: S101
        self._to, self._from = self._process.stdin, self._process.stdout

    def ask(self, data: bytes) -> Input | SourceError:
        """What the helper says of a file; where it dies over it, another one comes for the next."""
        try:
            with suppress(BrokenPipeError):
                framing.put(self._to, data)
            answer = framing.got(self._from)
        except BaseException:  # whoever interrupts does not wait
            self.end()
            raise
        if answer is None:
            self.end()
            return died(self._process.returncode)
        return _unpacked(answer)

    def is_there(self) -> bool:
        """Whether it can be asked by this process: one that was forked has its own."""
        return self.owner == os.getpid() and self._process.poll() is None

    def end(self) -> None:
        """End it, at once."""
        if self.owner == os.getpid():
            self._process.kill()
            self._process.wait()
        for pipe in (self._to, self._from):
            with suppress(OSError):
                pipe.close()


_lock = threading.Lock()
_helpers: list[_Helper] = []


def _helper() -> _Helper:
    if not _helpers or not _helpers[0].is_there():
        _end()
        _helpers.append(_Helper())
    return _helpers[0]


@atexit.register
def _end() -> None:
    for helper in _helpers:
        helper.end()
    _helpers.clear()


def died(status: int) -> SourceError:
    """What is said where the helper ended over a file."""
    # Elsewhere than on Unix nothing tells why; there is no bound but the machine's own.
    how = signal.Signals(-status).name if status < 0 else ""
    if how == "SIGPROF":
        return TooLargeError("is a PDF that takes longer to read than any minutes.", hint=_BY_HAND)
    if how in ("SIGABRT", "SIGTRAP", "SIGILL", "SIGKILL"):  # so pdfium ends, or the machine, where memory does
        return _out_of_memory()
    return SourceError("is a PDF that breaks pdfium, which reads it.", hint=_BY_HAND)


def _out_of_memory() -> TooLargeError:
    return TooLargeError(f"is a PDF that takes more than {MEMORY >> 20} MB of memory to read.", hint=_BY_HAND)


def _packed(answer: Input | SourceError) -> bytes:
    if isinstance(answer, SourceError):
        return json.dumps([answer.code, answer.message, answer.hint]).encode()
    said = answer._replace(furniture=sorted(answer.furniture), full=sorted(answer.full or ()))  # type: ignore[arg-type]
    return json.dumps(said).encode()


def _unpacked(data: bytes) -> Input | SourceError:
    said = json.loads(data)
    if len(said) < len(Input._fields):
        code, message, hint = said
        return _REFUSALS[code](message, hint=hint)
    text, media_type, encoding, furniture, links, boxes, full = said
    return Input(
        text,
        media_type,
        encoding,
        frozenset(furniture),
        tuple(Link(*one) for one in links),
        tuple(None if one is None else Box(*one) for one in boxes),
        frozenset(full),
    )


def serve() -> None:
    """The helper: read a file from standard input, write what it says to standard output, until none comes."""
    # Whoever is interrupted ends its helper.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Imported here: the process that asks needs no pdfium.
    from referat.text.inputs import pdf_text

    while (data := framing.got(sys.stdin.buffer)) is not None:
        bound(len(data))
        try:
            answer = _packed(pdf_text.read(data, lambda count: allow(SECONDS + SECONDS_A_PAGE * count)))
        except SourceError as error:
            answer = _packed(error)
        except MemoryError:
            answer = _packed(_out_of_memory())
        allow(0)
        framing.put(sys.stdout.buffer, answer)


def bound(size: int) -> None:
    """No more memory than this for a file of `size` bytes, no file of what memory held, and so much time to open it."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        wanted = MEMORY + 2 * size
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    allow(SECONDS)


def allow(seconds: float) -> None:
    """End this process after `seconds` of work from now; 0: whenever it will."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
