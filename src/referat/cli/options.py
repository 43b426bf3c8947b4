"""What the commands share: exit statuses, what `parse` writes, and the complaint about wrong usage."""

from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn

from referat.cli.talk import say

if TYPE_CHECKING:
    from referat.text.inputs.kinds import Opening

FAILED, USAGE = 1, 2


class Format(StrEnum):
    """The formats of `parse`."""

    json = "json"
    ndjson = "ndjson"
    csv = "csv"


class Table(StrEnum):
    """The tables of `parse --format csv`."""

    items = "items"
    meetings = "meetings"
    sections = "sections"
    attachments = "attachments"
    attendance = "attendance"
    votes = "votes"
    recommendations = "recommendations"
    decisions = "decisions"
    elections = "elections"


def named(authority: str | None) -> str | None:
    """What `--authority` says, white space made one space; a complaint where it says nothing."""
    if authority is None:
        return None
    name = " ".join(authority.split())
    if not name:
        usage_error("--authority is empty; say whose minutes they are, or leave it out.")
    return name


def opening(
    encoding: str | None = None, max_size: str | None = None, seconds: float | None = None, *, convert: bool = False
) -> "Opening":
    """What `--encoding`, `--max-size`, `--timeout` and `--convert` say; a complaint about what is none of these."""
    # Imported here: who asks for help needs neither.
    from referat.text.decoding import is_encoding
    from referat.text.inputs.kinds import Opening
    from referat.text.inputs.limits import LARGEST, size_of
    from referat.text.inputs.memory import most

    if encoding is not None and not is_encoding(encoding):
        usage_error(f"no encoding is called {encoding!r}; say --encoding cp850, for one.")
    size = LARGEST if max_size is None else size_of(max_size)
    if size is None:
        usage_error(f"--max-size {max_size!r} is no size; say --max-size 100M, for one.")
    return Opening(encoding, convert, size, seconds, most(size))


def usage_error(message: str) -> NoReturn:
    """Complain about the options, with the exit status for it."""
    say(f"referat: {message}")
    raise SystemExit(USAGE)
