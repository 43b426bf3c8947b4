"""Layouts: the Danish of one family of minutes, as data.

A layout is a TOML file: a handful of settings and tables of rules. It extends another one (in the end `danish`, the
shared vocabulary), whose rules come after its own. `identify` scores every layout's evidence against a text and says
why. A new file in `layouts/` is a new layout; nothing is registered anywhere. `docs/layouts.md` describes the format.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from referat.errors import LayoutError
from referat.layout_keys import RULE_KEYS, SETTINGS, TABLES, TYPES, Key
from referat.rules import Rule, fold
from referat.source import Source

_FOLDER = Path(__file__).with_name("layouts")
GENERIC = "generic"
# Lines that are not blank which may show what layout a text has, and how long such a line can be.
_HEAD = 60
_LONGEST_EVIDENCE = 200
_CASE_NUMBER_PLACES = ("before", "after", "either")


class Layout:
    """One family of minutes. `rules[table]` are its rules, its own before those that it inherits."""

    def __init__(self, settings: Mapping[str, Any], rules: Mapping[str, tuple[Rule, ...]], *, origin: str) -> None:
        self.origin = origin
        self.rules = rules
        self.id: str = settings["id"]
        self.name: str = settings.get("name", self.id)
        self.about: str = settings.get("about", "")
        self.extends: str | None = settings.get("extends")
        self.publishers: tuple[str, ...] = tuple(settings.get("publishers", ()))
        self.missing: tuple[str, ...] = tuple(settings.get("missing", ()))
        self.minimum: float = settings.get("minimum", 1)
        self.case_number_stands: str = settings.get("case_number_stands", "either")
        self.titles_wrap: bool = settings.get("titles_wrap", False)
        self.labels_stand_apart: bool = settings.get("labels_stand_apart", False)
        self.contents_numbers: bool = settings.get("contents_numbers", False)
        self.contents_pages: bool = settings.get("contents_pages", True)
        self.attachments_wrap: bool = settings.get("attachments_wrap", False)

    def __repr__(self) -> str:
        return f"<Layout {self.id}>"

    def __getitem__(self, table: str) -> tuple[Rule, ...]:
        return self.rules.get(table, ())

    @cached_property
    def words(self) -> dict[str, Rule]:
        """The lines that are known by their words alone: folded label -> its rule."""
        found: dict[str, Rule] = {}
        for table in ("noise", "section"):
            for rule in self[table]:
                for label in rule.folded:
                    found.setdefault(label, rule)
        return found

    @cached_property
    def longest_word(self) -> int:
        """Length of the longest of `words`, with room for the mark that closes a label."""
        return max(map(len, self.words), default=0) + 2

    @cached_property
    def probes(self) -> dict[str, tuple[Rule, ...]]:
        """The line rules with a pattern, by the first character of a line; "" for any other character."""
        rules = [
            rule
            for table in ("noise", "heading", "case_number", "section")
            for rule in self[table]
            if rule.pattern is not None
        ] + [rule for rule in self["header"] if rule.data.get("starts")]
        firsts = frozenset[str]().union(*(rule.firsts for rule in rules if rule.firsts is not None))
        table = {first: tuple(r for r in rules if r.firsts is None or first in r.firsts) for first in firsts}
        return table | {"": tuple(rule for rule in rules if rule.firsts is None)}

    @cached_property
    def document_types(self) -> dict[str, str]:
        """Folded label -> document type."""
        return {label: rule.data["value"] for rule in self["document_type"] for label in rule.folded}

    def check(self) -> Iterable[str]:
        """What is wrong with the layout by its rules' own examples."""
        for rules in self.rules.values():
            for rule in rules:
                yield from rule.check()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well a layout fits a text: its score, and the evidence found, each with its weight and 1-based line."""

    layout: Layout
    score: float
    reasons: tuple[tuple[str, float, int | None], ...]

    @property
    def fits(self) -> bool:
        """Whether the score reaches what the layout asks for."""
        return self.score >= self.layout.minimum


@cache
def load(name: str) -> Layout:
    """The layout called `name`, or, where `name` ends in ".toml", the one in that file.

    Raises LayoutError for an unknown name or a broken file.
    """
    if name.endswith(".toml"):
        return _read(Path(name), trusted=False)
    path = _FOLDER / f"{name}.toml"
    if not path.is_file():
        raise LayoutError(
            f"no layout is called {name!r}.", hint=f"one of {', '.join(names())}, or a path that ends in .toml."
        )
    return _read(path, trusted=True)


@cache
def names() -> tuple[str, ...]:
    """The ids of the built-in layouts that a text can have, in alphabetic order; the generic one last."""
    found = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return (*(name for name in found if name not in ("danish", GENERIC)), GENERIC)


def identify(source: Source) -> list[Verdict]:
    """Every layout's verdict on `source`, the one to take first: those that fit, by score, then the generic one."""
    filled = ((i, line.strip()) for i, line in enumerate(source.lines) if line and not line.isspace())
    head = [(i, line) for i, line in islice(filled, _HEAD) if len(line) <= _LONGEST_EVIDENCE]
    words: dict[str, int] = {}
    for i, line in head:
        words.setdefault(fold(line), i)
    verdicts = [_judge(load(name), source, head, words) for name in names()]
    # A stable sort: where two claim equally, the order of their names decides, always in the same way.
    return sorted(verdicts, key=lambda v: (not v.fits, v.layout.id == GENERIC, -v.score))


def _judge(layout: Layout, source: Source, head: list[tuple[int, str]], words: Mapping[str, int]) -> Verdict:
    """Weigh the evidence of `layout`: `head` are the lines to look at, stripped, `words` the same lines, folded."""
    reasons: list[tuple[str, float, int | None]] = []
    for rule in layout["evidence"]:
        weight = rule.data.get("weight", 1)
        text = rule.data.get("text")
        if text is not None:
            if text in source.view:
                reasons.append((f"{rule.name} {text.strip()!r}", weight, None))
            continue
        lines = [words[label] for label in rule.folded & words.keys()]
        if rule.pattern is not None:
            firsts = rule.firsts
            matches = (i for i, line in head if (firsts is None or line[0] in firsts) and rule.match(line) is not None)
            lines += islice(matches, 1)
        if lines:
            reasons.append((rule.name, weight, min(lines) + 1))
    return Verdict(layout, sum(weight for _, weight, _ in reasons), tuple(reasons))


def _read(path: Path, *, trusted: bool) -> Layout:
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise LayoutError(f"cannot be read: {error.strerror}.", name=str(path)) from None
    except ValueError as error:  # no TOML, or no UTF-8
        raise LayoutError(f"is no TOML: {error}.", name=str(path)) from None
    return _Reader(path, text, data, trusted=trusted).layout()


class _Reader:
    """One TOML file on its way to a Layout; every complaint names the file, the line and what was expected."""

    def __init__(self, path: Path, text: str, data: dict[str, Any], *, trusted: bool) -> None:
        self.path, self.text, self.data, self.trusted = path, text, data, trusted
        self.origin = path.name if trusted else str(path)

    def layout(self) -> Layout:
        settings = {key: value for key, value in self.data.items() if key not in TABLES}
        if "id" not in settings:
            raise self._error("has no `id`.", 'a line like id = "my-layout".')
        for key, value in settings.items():
            self._expect(key, value, SETTINGS, where=f"{key} =")
        place = settings.get("case_number_stands")
        if place is not None and place not in _CASE_NUMBER_PLACES:
            choices = ", ".join(_CASE_NUMBER_PLACES)
            raise self._error(f"`case_number_stands` is {place!r}.", f"one of {choices}.", "case_number_stands =")
        parent = load(settings["extends"]) if "extends" in settings else None
        inherited = {table: parent[table] for table in settings.get("inherits", TABLES)} if parent else {}
        rules: dict[str, tuple[Rule, ...]] = {}
        for table in TABLES:
            rules[table] = (*self._rules(table, _names(rules)), *inherited.get(table, ()))
        if "sections" in settings:
            rules["section"] = tuple(self._chosen(settings["sections"], rules["section"]))
        return Layout(settings, rules, origin=self.origin)

    def _rules(self, table: str, patterns: Mapping[str, str]) -> Iterable[Rule]:
        entries = self.data.get(table, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self._error(f"`{table}` is no list of tables.", f"[[{table}]].", table)
        for n, entry in enumerate(entries, 1):
            for key, value in entry.items():
                self._expect(key, value, RULE_KEYS | TABLES[table], where=f"[[{table}]]", n=n)
            if not any(key in entry for key in ("labels", "pattern", "text")):
                raise self._error("has neither `labels` nor `pattern`.", "one of them.", f"[[{table}]]", n)
            label = next((entry[key] for key in ("name", "kind", "value", "field") if key in entry), n)
            name = f"{self.data['id']}:{table}.{label}"
            yield Rule(table, name, entry, origin=self.origin, trusted=self.trusted, patterns=patterns)

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
                "sections =",
            )

    def _expect(self, key: str, value: Any, allowed: Mapping[str, Key], *, where: str, n: int = 1) -> None:
        if key not in allowed:
            raise self._error(f"unknown key `{key}`.", f"one of {', '.join(allowed)}.", where, n)
        kind = allowed[key].kind
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) if kind is float else type(value) is kind
        if not fits:
            raise self._error(f"`{key}` is {value!r}.", f"{TYPES[kind]}: {allowed[key].about}.", where, n)

    def _error(self, message: str, hint: str, where: str = "", n: int = 1) -> LayoutError:
        """`where` is what the line to blame begins with, the `n`th time."""
        lines = [
            i
            for i, line in enumerate(self.text.split("\n"), 1)
            if where and line.replace(" ", "").startswith(where.replace(" ", ""))
        ]
        place = f"{self.origin}:{lines[n - 1]}" if len(lines) >= n else self.origin
        return LayoutError(message, name=place, hint=hint)


def _names(rules: Mapping[str, tuple[Rule, ...]]) -> dict[str, str]:
    """The patterns that a layout's own words make: `{document_type}`, the longest first."""
    labels = sorted((label for rule in rules.get("document_type", ()) for label in rule.labels), key=len, reverse=True)
    return {"document_type": f"(?i:{'|'.join(map(re.escape, labels))})"} if labels else {}
