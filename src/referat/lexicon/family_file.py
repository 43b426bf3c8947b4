"""A layout's file, read and checked: every complaint names the file, the line, and what was expected there."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from referat.errors import LayoutError
from referat.lexicon import family_limits as limits
from referat.lexicon import idioms, values, vocabulary
from referat.lexicon.family_keys import CHOICES, FAMILY_KEYS, GIVES, LINE_KEYS, REQUIRED, ROOMS, TYPES, Key
from referat.lexicon.gates import Gate
from referat.lexicon.limited import LimitedPattern
from referat.lexicon.lines import FILE, LineRule
from referat.lexicon.patterns import compile_pattern

#: What the line to blame begins with, spaces left out, and the how manyeth such line it is.
Place = tuple[str, int]
_TABLE = "[[line]]"
_NUMBER = "number"
_ID = compile_pattern(r"\w[\w .-]{0,79}")
_LONGEST_SHOWN = 80


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
        self._file = file

    @cached_property
    def gate(self) -> Gate:
        """What a line must have for the pattern to be worth trying; of a user's own nothing is said."""
        return super().gate if self._file.trusted else Gate()

    @cached_property
    def heads(self) -> tuple[str, ...] | None:
        """With which texts the lines begin that the pattern matches; of a user's own nothing is said."""
        return super().heads if self._file.trusted else None

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


def read(path: Path, *, trusted: bool) -> FamilyFile:
    """The file `path`. One that is not `trusted` is checked, by its own examples too. Raises LayoutError."""
    origin = path.name if trusted else str(path)
    try:
        if not trusted:
            limits.refuse_large(path)
        data = vocabulary.read(path)
    except OSError as error:
        raise LayoutError(f"cannot be read: {error.strerror}.", name=origin) from None
    except UnicodeDecodeError as error:
        raise LayoutError(f"is no UTF-8: byte {error.start}.", name=origin, hint="save it as UTF-8.") from None
    except ValueError as error:
        raise LayoutError(f"is no TOML: {error}.", name=origin) from None
    except RecursionError:
        raise limits.too_deep(origin) from None
    file = FamilyFile(path, data, trusted=trusted)
    if not trusted:
        check(file)
    return file


def check(file: FamilyFile) -> None:
    """Hold `file` to the keys, values, groups and examples that it may and must have. Raises LayoutError."""
    limits.refuse_much(file.data, file.origin)
    if not file.data.get("family"):
        raise file.error("has no `family`.", 'a line like family = "my-layout".')
    for key, value in file.data.items():
        if key not in FAMILY_KEYS:
            known = [*(name for name in FAMILY_KEYS if name != "line"), "[[line]]"]
            place = f"{key}=" if any(line.startswith(f"{key}=") for line in file.lines) else f"[[{key}"
            raise file.error(f"unknown key `{key}`.", f"one of {', '.join(known)}.", place)
        if key != "line":
            _expect(file, key, value, FAMILY_KEYS, (f"{key}=", 1))
    if _ID.fullmatch(file.id) is None:
        hint = "up to 80 letters, figures, blanks, points, hyphens and underscores."
        raise file.error(f"`family` is {_shown(file.id)}.", hint, "family=")
    for pattern in file.data.get("sign", ()):
        try:
            LimitedPattern(file.expanded(pattern), rule=f"{file.id}:sign", origin=file.origin)
        except LayoutError as error:
            raise file.error(error.message, error.hint, "sign=") from None
    _check_lines(file, file.data.get("line", []))


def _check_lines(file: FamilyFile, entries: Any) -> None:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise file.error("`line` is no list of tables.", "[[line]].", "line=")
    for n, entry in enumerate(entries, 1):
        _check_entry(file, entry, (_TABLE, n))
    for n, rule in enumerate(file.rules, 1):
        try:
            _check_rule(file, rule, (_TABLE, n))
        except LayoutError as error:
            raise file.error(error.message, error.hint, _TABLE, n) from None


def _check_entry(file: FamilyFile, entry: Mapping[str, Any], place: Place) -> None:
    """Hold a line to its keys and their values."""
    for key, value in entry.items():
        _expect(file, key, value, LINE_KEYS, place)
    if "is" not in entry:
        raise file.error("has no `is`.", f"one of {', '.join(ROOMS)}.", *place)
    if "says" not in entry and "pattern" not in entry:
        raise file.error("has neither `says` nor `pattern`.", "one of them.", *place)
    gives: Mapping[str, Any] = entry.get("gives", {})
    for key, value in gives.items():
        _expect(file, key, value, GIVES, place)
    for key in REQUIRED.get(entry["is"], ()):
        if key not in gives:
            raise file.error(f"`gives` has no `{key}`.", f"{GIVES[key].about}.", *place)


def _check_rule(file: FamilyFile, rule: FamilyLine, place: Place) -> None:
    """Hold a line's pattern to the groups that it must have, and the line to its examples."""
    wanted = {group for group in ROOMS[rule.is_].groups if not group.endswith("?")}
    if rule.pattern is not None and not wanted <= rule.compiled.groups:
        groups = " and ".join(f"(?P<{group}>…)" for group in sorted(wanted))
        raise file.error(f"{rule.name}: its pattern lacks a group.", f"{groups}.", *place)
    for complaint in rule.complaints():
        raise file.error(f"{complaint}.", "another pattern, or another example.", *place)


def _expect(file: FamilyFile, key: str, value: Any, allowed: Mapping[str, Key], place: Place) -> None:
    """Complain where `key` is none of `allowed`, or `value` is of another type or none of its choices."""
    if key not in allowed:
        raise file.error(f"unknown key `{key}`.", f"one of {', '.join(allowed)}.", *place)
    kind = allowed[key].kind
    fits = type(value) is kind and (kind is not list or _are_texts(value))
    if not fits:
        raise file.error(f"`{key}` is {_shown(value)}.", f"{TYPES[kind]}: {allowed[key].about}.", *place)
    if key in CHOICES and value not in CHOICES[key]:
        raise file.error(f"`{key}` is {_shown(value)}.", f"one of {', '.join(CHOICES[key])}.", *place)


def _shown(value: object) -> str:
    """`value` as the file has it, cut where it is long."""
    said = repr(value)
    return said if len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]}…"


def _are_texts(value: Any) -> bool:
    return bool(value) and all(isinstance(text, str) and text for text in value)
