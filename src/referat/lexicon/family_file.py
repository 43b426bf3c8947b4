"""A layout's file, read: every complaint names the file, the line, and what was expected there."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from referat.errors import LayoutError
from referat.lexicon import idioms, values, vocabulary
from referat.lexicon.gates import Gate, Way
from referat.lexicon.limited import LimitedPattern
from referat.lexicon.lines import FILE, LineRule

_NUMBER = "number"


class FamilyFile:
    """What stands in a file. `trusted` are those of the package: they are held to all this by tests."""

    def __init__(self, path: Path, data: dict[str, Any], *, trusted: bool) -> None:
        """The file `path`, which holds `data`."""
        self.path, self.data, self.trusted = path, data, trusted
        self.origin = path.name if trusted else str(path)
        self.patterns: Mapping[str, str] = idioms.patterns(FILE)

    @property
    def id(self) -> str:
        """The family's id."""
        return str(self.data.get("family", self.path.stem))

    def expanded(self, pattern: str) -> str:
        """`pattern`, its `{name}`s filled in. Raises LayoutError for one that nobody knows."""
        try:
            return values.expand(pattern, self.patterns)
        except KeyError as error:
            raise LayoutError(
                f"no pattern is called {{{error.args[0]}}}.",
                name=self.origin,
                hint=f"one of {', '.join(sorted({**values.named_patterns(), **self.patterns}))}.",
            ) from None

    @cached_property
    def rules(self) -> tuple["FamilyLine", ...]:
        """What the file says of lines."""
        return tuple(FamilyLine(self, entry) for entry in self.data.get("line", ()))

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines without spaces: a complaint looks for its place there."""
        return [line.replace(" ", "") for line in self.path.read_bytes().decode("utf-8-sig").split("\n")]

    def error(self, message: str, hint: str, where: str = "", n: int = 1) -> LayoutError:
        """A complaint. `where` is what the line to blame begins with, spaces left out, the `n`th time."""
        places = [i for i, line in enumerate(self.lines, 1) if where and line.startswith(where)]
        place = f"{self.origin}:{places[n - 1]}" if len(places) >= n else self.origin
        return LayoutError(message, name=place, hint=hint)


class FamilyLine(LineRule):
    """A line of a family's file; a user's pattern runs under a time limit."""

    def __init__(self, file: FamilyFile, entry: Mapping[str, Any]) -> None:
        """Read `entry` of `file`."""
        super().__init__(entry, file.patterns)
        self.name = f"{file.id}:{self.name}"
        self.is_derived = file.trusted
        self._file = file

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The ways in which a line can begin that the pattern matches; of a user's own nothing is said."""
        return super().ways if self.is_derived else (Way(Gate(), None),)

    @cached_property
    def compiled(self) -> Any:
        """The pattern. Raises LayoutError where it is broken."""
        if self.pattern is None or self._file.trusted:
            return super().compiled
        kind = _NumberPattern if self.is_ == _NUMBER else LimitedPattern
        return kind(self._file.expanded(self.pattern), rule=self.name, origin=self._file.origin)


class _NumberPattern(LimitedPattern):
    """A pattern of headings, whose numbers are compared."""

    def fullmatch(self, text: str) -> Any:
        """The match with the whole of `text`, or None. Raises LayoutError where its number is none."""
        match = super().fullmatch(text)
        if match is not None and not match["number"][:1].isdecimal():
            raise LayoutError(
                f"{self.rule}: takes {match['number']!r} for a number, in {text!r}.",
                name=self.origin,
                hint=r"a group that begins with figures: (?P<number>\d+).",
            )
        return match


def read(path: Path) -> FamilyFile:
    """The file `path` of the package. Raises LayoutError where it cannot be read."""
    with told(path.name):
        return FamilyFile(path, vocabulary.read(path), trusted=True)


@contextmanager
def told(origin: str) -> Iterator[None]:
    """Raise LayoutError, which names the file `origin`, where it cannot be read or is no TOML."""
    try:
        yield
    except OSError as error:
        raise LayoutError(f"cannot be read: {error.strerror}.", name=origin) from None
    except UnicodeDecodeError as error:
        raise LayoutError(f"is no UTF-8: byte {error.start}.", name=origin, hint="save it as UTF-8.") from None
    except ValueError as error:
        raise LayoutError(f"is no TOML: {error}.", name=origin) from None
