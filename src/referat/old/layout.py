"""Layouts: the Danish of one family of minutes, as data.

A layout is a TOML file: a handful of settings and tables of rules. It extends another one (in the end `danish`, the
shared vocabulary), whose rules come after its own. A new file in `layouts/` is a new layout; nothing is registered
anywhere. `docs/layouts.md` describes the format.
"""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from referat.errors import LayoutError
from referat.lexicon.rules import Rule, fold, holds_one
from referat.old.layout_file import read_layout_file

_FOLDER = Path(__file__).with_name("layouts")
GENERIC = "generic"


class Evidence(NamedTuple):
    """What speaks for a layout: a `text` that stands anywhere, lines that are `words`, or match the pattern of `rule`.

    `margin` wants the line at the margin, `above` one of the layout's labels below it.
    """

    name: str
    weight: float
    text: str | None
    words: frozenset[str]
    rule: Rule | None
    margin: bool
    above: bool


#: Words of which a line must hold one (none for any line), and the rules that then may match it.
Probe = tuple[tuple[str, ...], tuple[Rule, ...]]


def _probes(rules: Iterable[Rule]) -> tuple[Probe, ...]:
    return tuple((words, tuple(group)) for words, group in groupby(rules, lambda rule: rule.holds))


class Layout:
    """One family of minutes. `rules[table]` are its rules, its own before those that it inherits."""

    def __init__(self, settings: Mapping[str, Any], rules: Mapping[str, tuple[Rule, ...]], *, origin: str) -> None:
        self.origin = origin
        self.settings = settings
        self.rules = rules
        self.id: str = settings["id"]
        self.name: str = settings.get("name", self.id)
        self.about: str = settings.get("about", "")
        self.extends: str | None = settings.get("extends")
        self.publishers: tuple[str, ...] = tuple(settings.get("publishers", ()))
        self.missing: tuple[str, ...] = tuple(settings.get("missing", ()))
        self.minimum: float = settings.get("minimum", 1)
        self.case_number_stands: str = settings.get("case_number_stands", "either")
        self.access_stands: str = settings.get("access_stands", "either")
        self.items_begin: str = settings.get("items_begin", "heading")
        self.one_item: bool = settings.get("one_item", False)
        self.labels_inline: bool = settings.get("labels_inline", False)
        self.names_below_heading: bool = settings.get("names_below_heading", False)
        self.titles_wrap: bool = settings.get("titles_wrap", False)
        self.labels_stand_apart: bool = settings.get("labels_stand_apart", False)
        self.labels_glued: bool = settings.get("labels_glued", False)
        self.contents_numbers: bool = settings.get("contents_numbers", False)
        self.contents_pages: bool = settings.get("contents_pages", True)
        self.contents_glued: bool = settings.get("contents_glued", False)
        self.attachments_wrap: bool = settings.get("attachments_wrap", False)
        self.decision_unlabelled: bool = settings.get("decision_unlabelled", False)
        self.flattened: bool = settings.get("flattened", False)

    def __repr__(self) -> str:
        return f"<Layout {self.id}>"

    def __getitem__(self, table: str) -> tuple[Rule, ...]:
        return self.rules.get(table, ())

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What speaks for this layout."""
        return tuple(
            Evidence(
                rule.name,
                rule.data.get("weight", 1),
                rule.data.get("text"),
                rule.folded,
                rule if rule.pattern is not None else None,
                bool(rule.data.get("at_margin")),
                bool(rule.data.get("above_label")),
            )
            for rule in self["evidence"]
        )

    @cached_property
    def words(self) -> dict[str, Rule]:
        """The lines that are known by their words alone: folded label -> its rule."""
        found: dict[str, Rule] = {}
        for table in ("noise", "section", "access"):
            for rule in self[table]:
                for label in rule.folded:
                    found.setdefault(label, rule)
        return found

    @cached_property
    def prefixes(self) -> dict[str, tuple[Rule, ...]]:
        """What may stand before a label or a heading, by its first character."""
        rules = self["prefix"]
        firsts = frozenset[str]().union(*(rule.firsts or frozenset() for rule in rules))
        return {first: tuple(rule for rule in rules if first in (rule.firsts or ())) for first in firsts}

    @cached_property
    def inline(self) -> frozenset[str]:
        """The labels, folded, behind whose colon their value may stand on the same line."""
        rules = (rule for table in ("section", "header") for rule in self[table] if rule.data.get("inline"))
        return frozenset(label for rule in rules for label in rule.folded)

    @cached_property
    def section_words(self) -> frozenset[str]:
        """The labels of sections, folded."""
        return frozenset(label for rule in self["section"] for label in rule.folded)

    @cached_property
    def contents_words(self) -> frozenset[str]:
        """The labels of a table of contents, folded."""
        rules = (rule for rule in self["header"] if rule.data["field"] == "contents")
        return frozenset(label for rule in rules for label in rule.folded)

    @cached_property
    def access_words(self) -> dict[str, str]:
        """What a text says of who may attend, folded -> `open` or `closed`."""
        return {label: rule.data["value"] for rule in reversed(self["access"]) for label in rule.folded}

    @cached_property
    def longest_word(self) -> int:
        """Length of the longest of `words`, with room for the mark that closes a label."""
        return max(map(len, self.words), default=0) + 2

    @cached_property
    def probes(self) -> dict[str, tuple[Probe, ...]]:
        """The line rules with a pattern, by the first character of a line; "" for any other character.

        Rules that hold the same words stand together, so that the words are looked for once.
        """
        rules = [
            rule
            for table in ("noise", "heading", "case_number", "access", "attachment", "section")
            for rule in self[table]
            if rule.pattern is not None and not rule.data.get("at_page_end")
        ] + [rule for rule in self["header"] if rule.data.get("starts")]
        firsts = frozenset[str]().union(*(rule.firsts for rule in rules if rule.firsts is not None))
        table = {first: _probes(r for r in rules if r.firsts is None or first in r.firsts) for first in firsts}
        return table | {"": _probes(rule for rule in rules if rule.firsts is None)}

    @cached_property
    def header_lines(self) -> dict[str, tuple[Rule, ...]]:
        """The rules of the header, by the first character of a line in lower case; "" for any other character."""
        begins = [
            (rule, frozenset(label[:1] for label in rule.folded), None if rule.pattern is None else rule.firsts)
            for rule in self["header"]
        ]
        anywhere = [rule.pattern is not None and rule.firsts is None for rule in self["header"]]
        firsts = frozenset[str]().union(*(labels | (own or frozenset()) for _, labels, own in begins))
        found = {
            first.lower(): tuple(
                rule
                for (rule, labels, own), any_line in zip(begins, anywhere, strict=True)
                if any_line or not {first.lower(), first.upper()}.isdisjoint(labels | (own or frozenset()))
            )
            for first in firsts
        }
        return found | {"": tuple(rule for rule, any_line in zip(self["header"], anywhere, strict=True) if any_line)}

    def may_mark(self, title: str) -> bool:
        """Whether any title mark can stand around `title`, or be all of it: most titles have none, and cost nothing."""
        holds, labels = self._marks
        if holds is None or title.isupper():
            return True
        return holds_one(title, holds) or (bool(labels) and fold(title) in labels)

    @cached_property
    def _marks(self) -> tuple[tuple[str, ...] | None, frozenset[str]]:
        rules = self["title_mark"]
        patterns = [rule for rule in rules if rule.pattern is not None]
        holds = tuple(sorted({word for rule in patterns for word in rule.holds}))
        everywhere = any(not rule.holds for rule in patterns)
        return None if everywhere else holds, frozenset[str]().union(*(rule.folded for rule in rules))

    @cached_property
    def document_types(self) -> dict[str, str]:
        """Folded label -> document type; of two rules with the same label the layout's own."""
        return {label: rule.data["value"] for rule in reversed(self["document_type"]) for label in rule.folded}

    def check(self) -> Iterable[str]:
        """What is wrong with the layout by its rules' own examples."""
        for rules in self.rules.values():
            for rule in rules:
                yield from rule.check()


def load(name: str) -> Layout:
    """The layout called `name`, or, where `name` ends in ".toml", the one in that file.

    Raises LayoutError for an unknown name or a broken file.
    """
    if name.lower().endswith(".toml"):
        return _load(Path(name), ())
    if name not in names():
        raise LayoutError(
            f"no layout is called {name!r}.", hint=f"one of {', '.join(names())}, or a path that ends in .toml."
        )
    return _load(_FOLDER / f"{name}.toml", ())


@cache
def _load(path: Path, children: tuple[Path, ...]) -> Layout:
    """The layout in the file `path`, which `children` extend, the nearest first."""

    def parent(name: str) -> tuple[Mapping[str, Any], Mapping[str, tuple[Rule, ...]]]:
        own = path.parent / name if name.lower().endswith(".toml") else _FOLDER / f"{name}.toml"
        if path.parent != _FOLDER and own.resolve() in {other.resolve() for other in (path, *children)}:
            raise LayoutError(f"`extends` comes back to {name!r}.", hint="a layout that does not extend this one.")
        if not own.is_file():
            known = ", ".join(("danish", *names()))
            raise LayoutError(f"`extends` names {name!r}, which is no layout.", hint=f"one of {known}, or a path.")
        # The built-in files are loaded once, whoever extends them; they come back to nobody.
        found = _load(own, () if own.parent == _FOLDER else (path, *children))
        return found.settings, found.rules

    settings, rules = read_layout_file(path, parent, trusted=path.parent == _FOLDER)
    return Layout(settings, rules, origin=str(path))


@cache
def names() -> tuple[str, ...]:
    """The ids of the built-in layouts that a text can have, in alphabetic order; the generic one last."""
    found = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return (*(name for name in found if name not in ("danish", GENERIC)), GENERIC)
