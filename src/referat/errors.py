"""What stops a whole file. Anything smaller is a `Diagnostic`, a value."""

import os


class ReferatError(Exception):
    """A file cannot be read at all, or an option cannot be followed.

    `message` says what is wrong, `name` where (a file's name, "" where there is none), `hint` what to try. `code` is
    what `archive.FAILURES` calls the failure of a file with this error.
    """

    code = "internal-error"

    def __init__(self, message: str, *, name: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.name = name
        self.hint = hint

    @property
    def advice(self) -> str:
        """`MESSAGE. Try: HINT.`, without the name."""
        return f"{self.message} Try: {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        """`NAME: MESSAGE. Try: HINT.`, the parts that there are."""
        return f"{self.name}: {self.advice}" if self.name else self.advice


class SourceError(ReferatError):
    """The file is missing, may not be read, or holds no text."""

    code = "unreadable"


class TooLargeError(SourceError):
    """The file is larger than is read, or would cost more memory or time than any minutes do."""

    code = "too-large"


class OvertimeError(SourceError):
    """The file takes longer than it may."""

    code = "timeout"


class LayoutError(ReferatError):
    """A layout file is broken, or no layout has that name."""


class ArchiveError(ReferatError):
    """What should be an output of `referat batch` is not there, or is something else."""


class OutputError(ReferatError):
    """The output cannot be written where it was asked for."""


class OutputLostError(OutputError):
    """Somebody else has taken the output away while it was written."""


def printable(name: str) -> str:
    """`name` as it can be printed anywhere: bytes that are no UTF-8, and control characters, as U+FFFD."""
    text = os.fsencode(name).decode("utf-8", errors="replace")
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)
