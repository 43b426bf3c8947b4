"""Failures by their reason: forty scanned PDFs are one line, not forty."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field

from referat.archive.batch.files import Failure

# What differs from file to file in messages of one reason: what is quoted, and numbers.
_OWN = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")
_UNPACK = "unpack {} first"
#: The names that are given of those that failed for the same reason.
NAMED = 3


@dataclass(slots=True)
class Reason:
    """Why files gave nothing, in the words of the first of them, and how many they are; `paths` are the first few."""

    code: str
    message: str
    count: int = 0
    paths: list[str] = field(default_factory=list)

    def line(self) -> str:
        """`PATH: CODE MESSAGE` of a single file; of several `COUNT files: CODE MESSAGE (PATH, PATH, …)`."""
        if self.count == 1:
            return Failure(self.paths[0], self.code, self.message).said()
        more = [f"and {self.count - len(self.paths)} more"] if self.count > len(self.paths) else []
        message = _without(self.message, self.paths[0])
        return f"{self.count} files: {self.code} {message} ({', '.join([*self.paths, *more])})"


class Reasons:
    """Failures, counted by their reason."""

    def __init__(self) -> None:
        self._reasons: dict[tuple[str, str], Reason] = {}

    def add(self, failure: Failure) -> bool:
        """Count `failure`; whether it is the first one of its reason."""
        key = (failure.code, _OWN.sub("", _without(failure.message, failure.path)))
        reason = self._reasons.setdefault(key, Reason(failure.code, failure.message))
        reason.count += 1
        if len(reason.paths) < NAMED:
            reason.paths.append(failure.path)
        return reason.count == 1

    def __iter__(self) -> Iterator[Reason]:
        """The reasons, those with the most files first; of as many, in the order in which they came."""
        return iter(sorted(self._reasons.values(), key=lambda reason: -reason.count))


def unpacked(message: str, path: str, archive: str) -> str:
    """`message` about what is at `path`, which begins with the name of its `archive`, where it has one.

    A command that names the file names it as it is called once the archive is unpacked: no other program looks inside.
    """
    name = shlex.quote(path)
    if not archive or name not in message:
        return message
    told = message.replace(name, shlex.quote(path.removeprefix(f"{archive}/")))
    advice = f" ({_UNPACK.format(shlex.quote(archive))})"
    return f"{told[:-1]}{advice}." if told.endswith(".") else told + advice


def _without(message: str, path: str) -> str:
    """`message` with FILE in the place of `path`, as the command that it advises."""
    for at, letter in enumerate(path):
        advice = _UNPACK.format(shlex.quote(path[:at]))
        if letter == "/" and advice in message:
            told = message.replace(advice, _UNPACK.format("ARCHIVE"))
            return told.replace(shlex.quote(path[at + 1 :]), "FILE")
    return message.replace(shlex.quote(path), "FILE").replace(path, "FILE")
