"""The house rules that a machine can hold the code to: rooms, sizes, no Danish in code, no cycles, types."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

PACKAGE = ROOT / "src" / "referat"
MODULES = sorted(PACKAGE.rglob("*.py"))
# From the bottom up: a module imports only from a room below its own, or from its own where that makes no cycle.
ROOMS = (
    {"errors"},
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
MOST_FOLDERS, MOST_MODULES = 10, 5
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60
# What the program makes itself has types; the record alone is plain data, and what TOML files say is.
TYPED = ("text", "outline", "facts")
# Names that say nothing three lines on.
NAMELESS = {"utils", "helpers", "manager", "misc", "common"}


def _name(path: Path) -> str:
    return ".".join(("referat", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _imports(path: Path) -> Iterator[str]:
    """The modules of the package that `path` imports, those for type checkers alone left out."""
    tree = _tree(path)
    checking = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    skipped = {id(child) for node in checking for child in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "referat":
            yield from _modules(node.module, [alias.name for alias in node.names])
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("referat."))


def _modules(package: str, names: list[str]) -> Iterator[str]:
    """What "from package import names" imports: modules where the names are such, else the package's own names."""
    known = {_name(path) for path in MODULES}
    for name in names:
        yield f"{package}.{name}" if f"{package}.{name}" in known else package


def _room(name: str) -> int:
    top = name.removeprefix("referat").lstrip(".").partition(".")[0] or "__init__"
    return next(i for i, room in enumerate(ROOMS) if top in room)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_go_down(path: Path) -> None:
    mine = _room(_name(path))
    assert [name for name in _imports(path) if _room(name) > mine] == []


def test_there_are_no_cycles() -> None:
    graph = {_name(path): set(_imports(path)) for path in MODULES}
    while graph:
        free = [name for name, needs in graph.items() if not needs & graph.keys() - {name}]
        assert free, f"a cycle among {sorted(graph)}"
        for name in free:
            del graph[name]


def test_the_top_floor_is_small() -> None:
    folders = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()]
    modules = [path.stem for path in PACKAGE.glob("*.py")]
    assert len(folders) <= MOST_FOLDERS
    assert len(modules) <= MOST_MODULES
    assert {*folders, *modules} == set().union(*ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_and_functions_are_small(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= LONGEST_MODULE
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_names_say_what_they_name() -> None:
    assert [_name(path) for path in MODULES if NAMELESS & set(_name(path).split("."))] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_say_what_they_are(path: Path) -> None:
    assert ast.get_docstring(_tree(path))


# The alphabet is no word; "til" and the like stand in no English.
_ALPHABET = re.compile(r"a-zæøåé?|A-ZÆØÅ|(?<!\w)[æøåé]{3,4}(?!\w)|\\wæøåé?")
_DANISH = re.compile(
    r"[æøåÆØÅ](?!-)[a-zæøå]"
    r"|\b(?:og|af|til|sag|formand|medlem|udvalg|beslutning|punkt|bilag|referat fra|dagsorden)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_danish_stands_in_code(path: Path) -> None:
    """Comments and docstrings may quote the data; what the program works with may not."""
    tree = _tree(path)
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings among them
    danish = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in loose
        and _DANISH.search(_ALPHABET.sub("", node.value))
    ]
    assert danish == []


@pytest.mark.parametrize("room", TYPED)
def test_what_is_read_is_no_loose_dict(room: str) -> None:
    loose = [
        f"{_name(path)}:{node.lineno}"
        for path in MODULES
        if _name(path).startswith(f"referat.{room}.")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Subscript) and ast.unparse(node) == "dict[str, Any]"
    ]
    assert loose == []


def test_the_contracts_record_alone_is_a_loose_dict() -> None:
    """In `contract/`, `dict[str, Any]` is written once, as what a record is."""
    aliases = [
        (_name(path), ast.unparse(node.target))
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.AnnAssign) and node.value is not None and ast.unparse(node.value) == "dict[str, Any]"
    ]
    assert aliases == [("referat.contract.record", "Record")]


@pytest.mark.parametrize("heavy", ["typer", "rich"])
def test_the_terminal_lives_in_cli_alone(heavy: str) -> None:
    users = [
        _name(path)
        for path in MODULES
        if re.search(rf"^\s*(?:import|from) {heavy}\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert all(name.startswith("referat.cli") for name in users)


def test_the_one_blind_except_around_a_file_stands_in_archive() -> None:
    users = [_name(path) for path in MODULES if "except Exception" in path.read_text("utf-8")]
    # rules, limited: two regex engines whose errors share no class; they turn them into a LayoutError at once.
    assert users == ["referat.archive.outcomes", "referat.lexicon.rules"]
