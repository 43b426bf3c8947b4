"""What goes to a worker, and what comes back."""

from collections.abc import Callable, Sequence
from typing import Literal

from referat.archive.batch.plan import Entry
from referat.text.inputs.kinds import PLAINLY, Opening
from referat.tuples import NamedTuple

State = Literal["parsed", "failed", "unchanged"]


class Job(NamedTuple):
    """What is the same for every file of a run. `parser` stands for all that a result depends on beside the bytes."""

    target: str
    parser: str
    layout: str | None = None
    authority: str | None = None
    excel: bool = False
    timeout: float = 60.0
    opening: Opening = PLAINLY

    redact: bool = False


class Task(NamedTuple):
    """A file, and the hash of the bytes that it had when it was last read by the same parser."""

    entry: Entry
    known: str | None = None


class Result(NamedTuple):
    """What a file gave: `payload` is what its target makes of its meetings.

    `warnings` count by code, `redacted` by kind.
    """

    name: str
    state: State
    sha256: str | None = None
    code: str = ""
    message: str = ""
    trace: str = ""
    meetings: int = 0
    items: int = 0
    warnings: dict[str, int] = {}  # noqa: RUF012  never changed
    redacted: dict[str, int] = {}  # noqa: RUF012  never changed
    payload: bytes = b""


Work = Callable[[Job, Sequence[Task]], list[Result]]
