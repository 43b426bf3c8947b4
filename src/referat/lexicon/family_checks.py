"""A user's own layout file, checked: every complaint names the file, the line, and what was expected there."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from referat.errors import LayoutError
from referat.lexicon import family_limits as limits
from referat.lexicon import vocabulary
from referat.lexicon.family_file import FamilyFile, FamilyLine, told
from referat.lexicon.family_keys import CHOICES, FAMILY_KEYS, GIVES, LINE_KEYS, REQUIRED, ROOMS, TYPES, Key
from referat.lexicon.limited import LimitedPattern
from referat.lexicon.patterns import compile_pattern

#: What the line to blame begins with, spaces left out, and the how manyeth such line it is.
Place = tuple[str, int]
_TABLE = "[[line]]"
_ID = compile_pattern(r"\w[\w .-]{0,79}")
_LONGEST_SHOWN = 80


def read(path: Path) -> FamilyFile:
    """The file `path`, held to all that a layout must be, by its own examples too. Raises LayoutError."""
    try:
        with told(str(path)):
            limits.refuse_large(path)
            data = vocabulary.read(path)
    except RecursionError:
        raise limits.too_deep(str(path)) from None
    file = FamilyFile(path, data, trusted=False)
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
