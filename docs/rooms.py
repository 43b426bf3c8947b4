"""The rooms of the package, from the bottom up, and what its modules import: the table that the house is held to.

`tests/test_house.py` holds the code to it, `docs/architecture.md` is drawn from it.
"""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "referat"
#: A module imports only from a room below its own, or from its own where that makes no cycle.
ROOMS = (
    {"errors", "tuples"},
    {"text"},
    {"contract"},
    {"lexicon"},
    {"outline"},
    {"facts"},
    {"reader"},
    {"export"},
    {"archive"},
    {"views"},
    {"cli", "__main__", "__init__"},
)


def name_of(path: Path) -> str:
    """The module that `path` is: "referat.text.source"."""
    return ".".join(("referat", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


@cache
def modules() -> Mapping[str, Path]:
    """Every module of the package by its name, in order."""
    return dict(sorted((name_of(path), path) for path in PACKAGE.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """The module's source, parsed."""
    return ast.parse(path.read_text("utf-8"))


def docstring(name: str) -> str:
    """What the module `name` says of itself, in its first sentences: up to the first blank line."""
    return " ".join((ast.get_docstring(tree(modules()[name])) or "").partition("\n\n")[0].split())


def room(name: str) -> int:
    """Which room, counted from the bottom, the module `name` stands in. Raises StopIteration where there is none."""
    return next(i for i, names in enumerate(ROOMS) if top(name) in names)


def top(name: str) -> str:
    """The folder or module of the top floor that the module `name` is of."""
    return name.removeprefix("referat").lstrip(".").partition(".")[0] or "__init__"


def imports(name: str) -> Iterator[str]:
    """The modules of the package that the module `name` imports, those for type checkers alone left out."""
    module = tree(modules()[name])
    checking = [
        node for node in ast.walk(module) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    skipped = {id(child) for node in checking for child in ast.walk(node)}
    for node in ast.walk(module):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "referat":
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                yield inside if inside in modules() else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("referat."))


@cache
def arrows() -> Mapping[tuple[str, str], int]:
    """How many imports lead from one room to another: (room, room below) -> count."""
    counts: Counter[tuple[str, str]] = Counter()
    for name in modules():
        counts.update((top(name), top(other)) for other in imports(name) if room(other) != room(name))
    return counts
