"""Layouts: the Danish of one family of minutes, as data.

A layout is a TOML file: a handful of settings and tables of rules. It extends another one (in the end `danish`, the
shared vocabulary), whose rules come after its own. `identify` scores every layout's evidence against a text and says
why. A new file in `layouts/` is a new layout; nothing is registered anywhere. `docs/layouts.md` describes the format.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from referat.errors import LayoutError
from referat.layout_file import read_layout_file
from referat.rules import Rule, fold
from referat.source import Source

_FOLDER = Path(__file__).with_name("layouts")
GENERIC = "generic"
# Lines that are not blank which may show what layout a text has, and how long such a line can be.
_HEAD_LINES = 60
_LONGEST_EVIDENCE = 200


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
    def probes(self) -> dict[str, tuple[Rule, ...]]:
        """The line rules with a pattern, by the first character of a line; "" for any other character."""
        rules = [
            rule
            for table in ("noise", "heading", "case_number", "access", "attachment", "section")
            for rule in self[table]
            if rule.pattern is not None and not rule.data.get("at_page_end")
        ] + [rule for rule in self["header"] if rule.data.get("starts")]
        firsts = frozenset[str]().union(*(rule.firsts for rule in rules if rule.firsts is not None))
        table = {first: tuple(r for r in rules if r.firsts is None or first in r.firsts) for first in firsts}
        return table | {"": tuple(rule for rule in rules if rule.firsts is None)}

    def may_mark(self, title: str) -> bool:
        """Whether any title mark can stand around `title`, or be all of it: most titles have none, and cost nothing."""
        holds, labels = self._marks
        return holds is None or any(word in title for word in holds) or fold(title) in labels or title.isupper()

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
        if own.resolve() in {other.resolve() for other in (path, *children)}:
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


def identify(source: Source) -> list[Verdict]:
    """Every layout's verdict on `source`, the one to take first: those that fit, by score, then the generic one."""
    head = _Head(source)
    verdicts = [_judge(load(name), head) for name in names()]
    # A stable sort: where two claim equally, the order of their names decides, always in the same way.
    return sorted(verdicts, key=lambda v: (not v.fits, v.layout.id == GENERIC, -v.score))


def judge(layout: Layout, source: Source) -> Verdict:
    """How well `layout` fits `source`."""
    return _judge(layout, _Head(source))


class _Head:
    """The lines near the top that evidence is looked for in, arranged so that most rules need to look at none.

    `lines` are they, stripped, with their numbers, `words` the first of them with certain words, `by_first` their
    places among `lines` by their first character, `text` all of them together.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        filled = ((i, line.strip()) for i, line in enumerate(source.lines) if line and not line.isspace())
        self.lines = [(i, line) for i, line in islice(filled, _HEAD_LINES) if len(line) <= _LONGEST_EVIDENCE]
        self.words: dict[str, int] = {}
        self.by_first: dict[str, list[int]] = {}
        for n, (i, line) in enumerate(self.lines):
            self.words.setdefault(fold(line), i)
            self.by_first.setdefault(line[0], []).append(n)
        self.text = "\n".join(line for _, line in self.lines)

    def places(self, rule: Rule) -> Iterable[int]:
        """Which of `lines` the pattern of `rule` could match, in order."""
        if not rule.may_be_in(self.text):
            return ()
        if rule.firsts is None:
            return range(len(self.lines))
        found = [self.by_first[first] for first in rule.firsts & self.by_first.keys()]
        return found[0] if len(found) == 1 else sorted(n for places in found for n in places)


def _is_label_like(layout: Layout, line: str) -> bool:
    return fold(line) in layout.words or any(rule.accepts(line) for rule in layout["case_number"])


def _judge(layout: Layout, head: _Head) -> Verdict:
    """Weigh the evidence of `layout`."""
    reasons: list[tuple[str, float, int | None]] = []
    for rule in layout["evidence"]:
        weight = rule.data.get("weight", 1)
        text = rule.data.get("text")
        if text is not None:
            if text in head.source.view:
                reasons.append((f"{rule.name} {text.strip()!r}", weight, None))
            continue
        lines = [head.words[label] for label in rule.folded & head.words.keys()]
        if rule.pattern is not None:
            lines += islice(_matching(layout, rule, head), 1)
        if lines:
            reasons.append((rule.name, weight, min(lines) + 1))
    return Verdict(layout, sum(weight for _, weight, _ in reasons), tuple(reasons))


def _matching(layout: Layout, rule: Rule, head: _Head) -> Iterator[int]:
    """The numbers of the lines that the pattern of `rule` matches where it may."""
    margin, above = rule.data.get("at_margin"), rule.data.get("above_label")
    for n in head.places(rule):
        i, line = head.lines[n]
        if margin and head.source.lines[i][0] == " ":
            continue
        if rule.match(line) is None:
            continue
        if above and (n + 1 >= len(head.lines) or not _is_label_like(layout, head.lines[n + 1][1])):
            continue
        yield i
