"""A layout file, read and checked: every complaint names the file, the line, and what was expected there."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from referat.errors import LayoutError
from referat.lexicon import vocabulary
from referat.lexicon.rules import Rule, fold
from referat.old.layout_keys import CHOICES, GROUPS, REQUIRED, RULE_KEYS, SETTINGS, TABLES, TYPES, VALUES, Key

Rules = Mapping[str, tuple[Rule, ...]]
Parent = tuple[Mapping[str, Any], Rules]
# What says what a layout is, and not how it reads.
_OWN = frozenset({"id", "name", "about", "extends", "inherits", "sections", "publishers", "missing", "minimum"})


def read_layout_file(path: Path, parent: Callable[[str], Parent], *, trusted: bool) -> tuple[dict[str, Any], Rules]:
    """The settings and the rules of the file, its own before those that it inherits, which `parent` gives by name.

    A file that is not `trusted` is checked by its own examples too. Raises LayoutError.
    """
    origin = path.name if trusted else str(path)
    try:
        data, checked = vocabulary.read_known(path)
    except OSError as error:
        raise LayoutError(f"cannot be read: {error.strerror}.", name=origin) from None
    except UnicodeDecodeError as error:
        raise LayoutError(f"is no UTF-8: byte {error.start}.", name=origin, hint="save it as UTF-8.") from None
    except ValueError as error:
        raise LayoutError(f"is no TOML: {error}.", name=origin) from None
    reader = _Reader(path, origin, data, trusted=trusted, checked=checked)
    settings, rules = reader.settings(), reader.rules(parent)
    return {**reader.inherited, **settings}, rules


class _Reader:
    """One file on its way to a layout."""

    def __init__(self, path: Path, origin: str, data: dict[str, Any], *, trusted: bool, checked: bool = False) -> None:
        self.path, self.origin, self.data, self.trusted = path, origin, data, trusted
        # What was checked when the package was made is taken as it is: half of the time to load the layouts.
        self.checked = checked
        self.inherited: dict[str, Any] = {}

    @cached_property
    def lines(self) -> list[str]:
        """The file's lines without spaces: a complaint looks for its place there."""
        return [line.replace(" ", "") for line in self.path.read_bytes().decode("utf-8-sig").split("\n")]

    def settings(self) -> dict[str, Any]:
        """What stands at the top of the file."""
        found = {key: value for key, value in self.data.items() if key not in TABLES}
        if self.checked:
            return found
        if not found.get("id"):
            raise self._error("has no `id`.", 'a line like id = "my-layout".')
        for key, value in found.items():
            if key not in SETTINGS:
                tables = ", ".join(f"[[{table}]]" for table in TABLES)
                raise self._error(
                    f"unknown key `{key}`.",
                    f"one of {', '.join(SETTINGS)}, {tables}.",
                    key if any(line.startswith(f"{key}=") for line in self.lines) else f"[[{key}",
                )
            self._expect(key, value, SETTINGS, f"{key}=")
        return found

    def rules(self, parent: Callable[[str], Parent]) -> Rules:
        """The rules of every table: the file's own, then the inherited ones."""
        inherited: Rules = {}
        if "extends" in self.data:
            try:
                settings, every = parent(self.data["extends"])
            except LayoutError as error:
                raise self._error(error.message, error.hint, "extends=") if not error.name else error from None
            self.inherited = {key: value for key, value in settings.items() if key not in _OWN}
            inherited = {table: every[table] for table in self.data.get("inherits", TABLES)}
        found: dict[str, tuple[Rule, ...]] = {}
        names: Mapping[str, str] = {}
        for table in TABLES:
            own = tuple(self._own(table, names))
            if names and self.data.get("document_type"):
                # Inherited patterns know the document types that this file adds.
                inherited = {**inherited, table: tuple(r.renamed(names) for r in inherited.get(table, ()))}
            found[table] = own + inherited.get(table, ())
            if table == "document_type":
                names = _names(found[table])
        if "sections" in self.data:
            found["section"] = tuple(self._chosen(self.data["sections"], found["section"]))
        return found

    def _own(self, table: str, patterns: Mapping[str, str]) -> Iterator[Rule]:
        entries = self.data.get(table, [])
        where = f"[[{table}]]"
        if not self.checked:
            self._check_entries(table, entries, where)
        for n, entry in enumerate(entries, 1):
            label = next((entry[key] for key in ("name", "kind", "value", "field") if key in entry), n)
            rule = Rule(
                table,
                f"{self.data['id']}:{table}.{label}",
                entry,
                origin=self.origin,
                trusted=self.trusted,
                patterns=patterns,
            )
            if not self.trusted:
                self._check(rule, where, n)
            yield rule

    def _check_entries(self, table: str, entries: Any, where: str) -> None:
        """Hold the entries of a table to the keys that it may and must have."""
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._error(f"`{table}` is no list of tables.", f"[[{table}]].", table)
        allowed = RULE_KEYS | TABLES[table]
        for n, entry in enumerate(entries, 1):
            for key, value in entry.items():
                self._expect(key, value, allowed, where, n)
            if not any(entry.get(key) for key in ("labels", "pattern", "text")):
                raise self._error("has neither `labels` nor `pattern`.", "one of them.", where, n)
            for key in REQUIRED.get(table, ()):
                if key not in entry:
                    kind = TABLES[table].get(key, RULE_KEYS.get(key, Key(str, ""))).kind
                    raise self._error(f"has no `{key}`.", f"{TYPES[kind]}.", where, n)

    def _check(self, rule: Rule, where: str, n: int) -> None:
        """Hold a rule of a user's own file to its groups and its examples."""
        try:
            groups = rule.groups
            complaint = next(iter(rule.check()), None)
        except LayoutError as error:
            raise self._error(error.message, error.hint, where, n) from None
        wanted = GROUPS.get(rule.table, ()) if "title_stands" not in rule.data else (("number",),)
        if rule.pattern is not None and wanted and not any(set(names) <= groups for names in wanted):
            expected = " or ".join(" and ".join(f"(?P<{name}>…)" for name in names) for names in wanted)
            raise self._error("its pattern lacks a group.", f"{expected}.", where, n)
        if complaint is not None:
            raise self._error(f"{complaint}.", "the pattern, `begins` and `holds`, or the example.", where, n)

    def _chosen(self, wanted: list[str], rules: tuple[Rule, ...]) -> Iterable[Rule]:
        """The section rules that a layout uses of those it inherits, named by one of their labels or by their name."""
        left = {fold(label): label for label in wanted}
        for rule in rules:
            name = rule.data.get("name", "")
            used = [label for label in rule.labels if fold(label) in left]
            if rule.name.startswith(f"{self.data['id']}:") or name in wanted:
                left.pop(name, None)
                yield rule
            elif used:
                for label in used:
                    del left[fold(label)]
                yield rule.narrowed(used)
        if left:
            raise self._error(
                f"`sections` names {', '.join(map(repr, left.values()))}, which no inherited rule has.",
                "a [[section]] with that label and its kind.",
                "sections=",
            )

    def _expect(self, key: str, value: Any, allowed: Mapping[str, Key], where: str, n: int = 1) -> None:
        if key not in allowed:
            raise self._error(f"unknown key `{key}`.", f"one of {', '.join(allowed)}.", where, n)
        kind = allowed[key].kind
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) if kind is float else type(value) is kind
        if kind is list and fits:
            fits = all(isinstance(part, str) and part for part in value)
        if not fits or (isinstance(value, float) and math.isnan(value)):
            raise self._error(f"`{key}` is {value!r}.", f"{TYPES[kind]}: {allowed[key].about}.", where, n)
        choices = VALUES.get(where.strip("[]")) if key == "value" else CHOICES.get(key)
        if choices and not set(value if kind is list else [value]) <= set(choices):
            raise self._error(f"`{key}` is {value!r}.", f"one of {', '.join(choices)}.", where, n)

    def _error(self, message: str, hint: str, where: str = "", n: int = 1) -> LayoutError:
        """`where` is what the line to blame begins with, spaces left out, the `n`th time."""
        lines = [i for i, line in enumerate(self.lines, 1) if where and line.startswith(where)]
        place = f"{self.origin}:{lines[n - 1]}" if len(lines) >= n else self.origin
        return LayoutError(message, name=place, hint=hint)


def _names(document_types: Iterable[Rule]) -> Mapping[str, str]:
    """The patterns that a layout's own words make: `{document_type}`, the longest first."""
    return _alternatives(tuple(label for rule in document_types for label in rule.labels))


@cache
def _alternatives(labels: tuple[str, ...]) -> Mapping[str, str]:
    # Most layouts have the same ones; to escape them for each takes longer than to read the files.
    ordered = sorted(labels, key=len, reverse=True)
    return MappingProxyType({"document_type": f"(?i:{'|'.join(map(re.escape, ordered))})"} if ordered else {})
